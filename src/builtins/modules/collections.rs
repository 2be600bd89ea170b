//! `collections`: the kinds of dict; the rest is the script beside it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::method;
use crate::eval::methods::dict;
use crate::eval::module::NativeModule;
use crate::eval::types::dict_class;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "collections",
    help: "More containers: named tuples, counters, double-ended lists.",
    functions: &[],
    init: |interp, module| {
        for (construct, statics) in KINDS.iter().zip(STATICS) {
            let class = dict_class(construct, statics);
            module.set(construct.name, Value::Class(class));
        }
        super::run_script(
            interp,
            module,
            include_str!("scripts/collections.py"),
            "collections",
        )
    },
};

/// What makes each of them.
static KINDS: &[Builtin] = &[
    method(
        "Counter",
        &["*args", "**kwargs"],
        "A dict that counts.",
        counter,
    ),
    method(
        "OrderedDict",
        &["*args", "**kwargs"],
        "A dict that keeps its order.",
        |interp, args| {
            filled(interp, "OrderedDict", args.star(0), args.keywords(1)).map(Value::Dict)
        },
    ),
    method(
        "defaultdict",
        &["*args", "**kwargs"],
        "A dict that makes what is missing.",
        defaultdict,
    ),
];

/// What is called on each of them.
static STATICS: &[&[Builtin]] = &[
    &[method(
        "fromkeys",
        &["iterable", "v=None"],
        "Is not there: a count is no one value.",
        |_, _| {
            Err(Error::not_implemented(
                "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.",
            ))
        },
    )],
    &[method(
        "fromkeys",
        &["iterable", "value=None"],
        "An ordered dict with the keys of an iterable, all with one value.",
        |interp, args| {
            let made = filled(interp, "OrderedDict", &[], Vec::new())?;
            for key in interp.collect(args.at(0))? {
                interp.dict_set(&made, key, args.at(1).clone())?;
            }
            Ok(Value::Dict(made))
        },
    )],
    &[],
];

fn filled(
    interp: &mut Interp,
    type_name: &'static str,
    sources: &[Value],
    named: Vec<(String, Value)>,
) -> Result<Rc<RefCell<Dict>>> {
    let mut made = Dict::new();
    made.type_name = Some(type_name);
    let made = Rc::new(RefCell::new(made));
    if let Some(source) = sources.first() {
        dict::merge(interp, &made, source)?;
    }
    for (name, value) in named {
        made.borrow_mut().set_str(&name, value);
    }
    Ok(made)
}

fn counter(interp: &mut Interp, args: &Args) -> Result<Value> {
    let made = filled(interp, "Counter", &[], args.keywords(1))?;
    if let Some(source) = args.star(0).first().filter(|source| !source.is_none()) {
        dict::count_all(interp, &made, source, 1)?;
    }
    Ok(Value::Dict(made))
}

fn defaultdict(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (factory, sources) = match args.star(0) {
        [] => (Value::None, &[][..]),
        [factory, sources @ ..] => (factory.clone(), sources),
    };
    if !factory.is_none() && !interp.is_callable(&factory) {
        return Err(Error::type_error("first argument must be callable or None"));
    }
    let made = filled(interp, "defaultdict", sources, args.keywords(1))?;
    made.borrow_mut().default_factory = Some(factory).filter(|factory| !factory.is_none());
    Ok(Value::Dict(made))
}
