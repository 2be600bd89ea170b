//! Builtin functions on objects: attributes, types, scopes, help.

use std::cell::RefCell;
use std::rc::Rc;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{text_of, type_name};
use crate::eval::object::Object;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "callable",
        &["obj", "/"],
        "Whether a value can be called.",
        &[("callable(len)", "True")],
        callable,
    ),
    Builtin::new(
        "compile",
        &[
            "source",
            "filename",
            "mode",
            "flags=0",
            "dont_inherit=False",
            "optimize=-1",
        ],
        "A program, checked, for exec or eval.",
        &[("eval(compile('1 + 2', '<text>', 'eval'))", "3")],
        compile,
    ),
    Builtin::new(
        "delattr",
        &["obj", "name", "/"],
        "Removes an attribute.",
        &[],
        delattr,
    ),
    Builtin::new(
        "dir",
        &["object=<unset>", "/"],
        "The names of an object's attributes, or of what is defined here.",
        &[],
        dir,
    ),
    Builtin::new(
        "eval",
        &["source", "globals=None", "locals=None", "/"],
        "The value of an expression given as text.",
        &[("eval('1 + 2')", "3")],
        eval,
    ),
    Builtin::new(
        "exec",
        &["source", "globals=None", "locals=None", "/"],
        "Runs a program given as text.",
        &[],
        exec,
    ),
    Builtin::new("exit", &["code=None"], "Ends the program.", &[], exit),
    Builtin::new(
        "getattr",
        &["object", "name", "default=<unset>", "/"],
        "An attribute by its name, or the default.",
        &[("getattr('a', 'x', 0)", "0")],
        getattr,
    ),
    Builtin::new(
        "globals",
        &[],
        "The global names and their values.",
        &[],
        globals,
    ),
    Builtin::new(
        "hasattr",
        &["obj", "name", "/"],
        "Whether an object has an attribute.",
        &[("hasattr('a', 'upper')", "True")],
        hasattr,
    ),
    Builtin::new(
        "hash",
        &["obj", "/"],
        "The number by which a dictionary finds a value.",
        &[("hash(5)", "5")],
        hash,
    ),
    Builtin::new(
        "help",
        &["request=<unset>"],
        "Says what something is for.",
        &[],
        help,
    ),
    Builtin::new(
        "id",
        &["obj", "/"],
        "A number that no other living value has.",
        &[],
        id,
    ),
    Builtin::new(
        "isinstance",
        &["obj", "class_or_tuple", "/"],
        "Whether a value is of a type or one derived from it.",
        &[("isinstance(5, (str, int))", "True")],
        isinstance,
    ),
    Builtin::new(
        "issubclass",
        &["cls", "class_or_tuple", "/"],
        "Whether a type is another or derives from it.",
        &[("issubclass(bool, int)", "True")],
        issubclass,
    ),
    Builtin::new(
        "locals",
        &[],
        "The local names and their values.",
        &[],
        locals,
    ),
    Builtin::new("quit", &["code=None"], "Ends the program.", &[], exit),
    Builtin::new(
        "setattr",
        &["obj", "name", "value", "/"],
        "Sets an attribute.",
        &[],
        setattr,
    ),
    Builtin::new(
        "vars",
        &["object=<unset>", "/"],
        "An object's attributes and their values.",
        &[],
        vars,
    ),
    Builtin::new(
        "__import__",
        &[
            "name",
            "globals=None",
            "locals=None",
            "fromlist=()",
            "level=0",
        ],
        "The module of a name.",
        &[],
        import,
    ),
];

fn callable(interp: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::bool(interp.is_callable(args.at(0))))
}

fn name_of(args: &Args) -> Result<String> {
    text_of(args.at(1))
        .map(|text| text.as_str().to_string())
        .ok_or_else(|| {
            Error::type_error(format!(
                "attribute name must be string, not '{}'",
                type_name(args.at(1))
            ))
        })
}

fn getattr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(args)?;
    match args.get(2) {
        None => interp.get_attr(args.at(0), &name),
        Some(default) => {
            let found = interp.find_attr(args.at(0), &name)?;
            Ok(found.unwrap_or_else(|| default.clone()))
        }
    }
}

fn hasattr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(args)?;
    Ok(Value::bool(interp.find_attr(args.at(0), &name)?.is_some()))
}

fn setattr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(args)?;
    interp
        .set_attr(args.at(0), &name, args.at(2).clone())
        .map(|()| Value::None)
}

fn delattr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(args)?;
    interp.del_attr(args.at(0), &name).map(|()| Value::None)
}

fn dir(interp: &mut Interp, args: &Args) -> Result<Value> {
    let names = match args.get(0) {
        Some(value) => full_dir(interp, value)?,
        None => {
            let mut names: Vec<String> =
                interp.locals().into_iter().map(|(name, _)| name).collect();
            names.sort();
            names
        }
    };
    Ok(Value::list(
        names.into_iter().map(Value::string).collect::<Vec<_>>(),
    ))
}

/// What `object` gives every value.
const OF_ALL: &[&str] = &[
    "__class__",
    "__delattr__",
    "__dir__",
    "__doc__",
    "__eq__",
    "__format__",
    "__ge__",
    "__getattribute__",
    "__getstate__",
    "__gt__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__le__",
    "__lt__",
    "__ne__",
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__sizeof__",
    "__str__",
    "__subclasshook__",
];

/// The names that `dir(x)` lists, those of `object` among them.
fn full_dir(interp: &mut Interp, value: &Value) -> Result<Vec<String>> {
    if let Value::Instance(_) = value
        && let Some(names) = interp.call_special(value, Symbol::of("__dir__"), &[])?
    {
        let mut names: Vec<String> = interp
            .collect(&names)?
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        names.sort();
        return Ok(names);
    }
    let mut names = interp.dir(value);
    if matches!(
        value,
        Value::Module(_) | Value::Packet(_) | Value::Upper(_) | Value::Layer(_)
    ) {
        return Ok(names);
    }
    names.extend(OF_ALL.iter().map(|name| name.to_string()));
    match value {
        Value::Instance(_) => {
            names.extend(["__dict__", "__module__", "__weakref__"].map(str::to_owned))
        }
        Value::Class(class) if !class.native => {
            names.extend(["__dict__", "__module__", "__weakref__"].map(str::to_owned))
        }
        value => {
            for name in [
                "__len__",
                "__iter__",
                "__contains__",
                "__getitem__",
                "__setitem__",
            ] {
                if interp.find_attr(value, name)?.is_some() {
                    names.push(name.to_owned());
                }
            }
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

fn hash(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.hash(args.at(0)).map(Value::Int)
}

fn id(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::from(args.at(0).id()))
}

fn isinstance(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.is_instance(args.at(0), args.at(1)).map(Value::bool)
}

fn issubclass(interp: &mut Interp, args: &Args) -> Result<Value> {
    interp.is_subclass(args.at(0), args.at(1)).map(Value::bool)
}

fn dict_of(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut dict = Dict::new();
    for (name, value) in entries {
        dict.set_str(&name, value);
    }
    Value::dict(dict)
}

fn globals(interp: &mut Interp, _: &Args) -> Result<Value> {
    Ok(Value::Dict(interp.globals().dict()))
}

fn locals(interp: &mut Interp, _: &Args) -> Result<Value> {
    if interp.at_module_level() {
        return Ok(Value::Dict(interp.globals().dict()));
    }
    Ok(dict_of(interp.locals()))
}

fn vars(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(value) = args.get(0) else {
        return locals(interp, args);
    };
    match interp.find_attr(value, "__dict__")? {
        Some(dict) => Ok(dict),
        None => Err(Error::type_error(
            "vars() argument must have __dict__ attribute",
        )),
    }
}

fn source(args: &Args, name: &str) -> Result<String> {
    let source = match args.at(0) {
        Value::Bytes(octets) => String::from_utf8_lossy(octets).into_owned(),
        value => match text_of(value) {
            Some(text) => text.as_str().to_string(),
            None => {
                return Err(Error::type_error(format!(
                    "{name}() arg 1 must be a string, bytes or code object"
                )));
            }
        },
    };
    Ok(source)
}

/// The globals that a dict stands for; what the program sets goes back into the dict.
fn with_globals<T>(
    interp: &mut Interp,
    args: &Args,
    run: impl FnOnce(&mut Interp, &Rc<crate::eval::module::Globals>) -> Result<T>,
) -> Result<T> {
    let dicts: Vec<Rc<RefCell<Dict>>> = [args.some(1), args.some(2)]
        .into_iter()
        .flatten()
        .filter_map(|value| match value {
            Value::Dict(dict) => Some(dict.clone()),
            _ => None,
        })
        .collect();
    let globals = match &dicts[..] {
        [] => interp.globals(),
        [dict, ..] => dict.borrow().mirrored().unwrap_or_default(),
    };
    let target = dicts.last().cloned();
    let strange = |dict: &Rc<RefCell<Dict>>| dict.borrow().mirrored().is_none();
    let dicts: Vec<Rc<RefCell<Dict>>> = dicts.into_iter().filter(strange).collect();
    for dict in &dicts {
        for (key, value) in dict.borrow().iter() {
            if let Some(name) = key.as_str() {
                globals.set(name, value.clone());
            }
        }
    }
    if let [only] = &dicts[..] {
        // Functions that are defined now see what is put into the dictionary later.
        only.borrow_mut().set_mirror(globals.clone());
    }
    let here: Vec<(String, Value)> = if args.some(1).is_none() && args.some(2).is_none() {
        interp.in_sight()
    } else {
        Vec::new()
    };
    let is_module = here
        .iter()
        .all(|(name, value)| globals.get(name).is_some_and(|global| global.is(value)));
    let result = if is_module {
        run(interp, &globals)?
    } else {
        // In a function, its locals are seen, but not changed: as in CPython.
        let scope: Rc<crate::eval::module::Globals> = Rc::default();
        for (name, value) in globals.entries() {
            scope.set(name, value);
        }
        for (name, value) in here {
            scope.set(&name, value);
        }
        run(interp, &scope)?
    };
    if let Some(target) = target {
        for (name, value) in globals.entries() {
            target.borrow_mut().set_str(name, value);
        }
    }
    Ok(result)
}

/// What `compile` returns.
struct Program {
    text: String,
    filename: String,
    /// The value of an expression is asked for.
    evaluated: bool,
}

impl Object for Program {
    fn type_name(&self) -> &str {
        "code"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "co_filename" => Some(Value::str(&self.filename)),
            "co_name" => Some(Value::str("<module>")),
            _ => None,
        })
    }
}

fn compile(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = source(args, "compile")?;
    let filename = args.at(1).as_str().unwrap_or("<string>").to_owned();
    let evaluated = match args.at(2).as_str() {
        Some("eval") => true,
        Some("exec" | "single") => false,
        _ => {
            return Err(Error::value_error(
                "compile() mode must be 'exec', 'eval' or 'single'",
            ));
        }
    };
    crate::eval::program::check(interp, &text, &filename, evaluated)?;
    Ok(Value::object(Program {
        text,
        filename,
        evaluated,
    }))
}

fn eval(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Some(program) = args.at(0).downcast::<Program>() {
        return with_globals(interp, args, |interp, globals| {
            if program.evaluated {
                return interp.eval_from(&program.text, &program.filename, globals);
            }
            interp.exec(&program.text, &program.filename, globals)?;
            Ok(Value::None)
        });
    }
    let source = source(args, "eval")?;
    with_globals(interp, args, |interp, globals| {
        interp.eval(source.trim(), globals)
    })
}

fn exec(interp: &mut Interp, args: &Args) -> Result<Value> {
    if args.at(0).downcast::<Program>().is_some() {
        eval(interp, args)?;
        return Ok(Value::None);
    }
    let source = source(args, "exec")?;
    with_globals(interp, args, |interp, globals| {
        interp.exec(&source, "<string>", globals)
    })?;
    Ok(Value::None)
}

fn exit(_: &mut Interp, args: &Args) -> Result<Value> {
    Err(Error::system_exit(args.at(0).clone()))
}

fn import(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(name) = text_of(args.at(0)) else {
        return Err(Error::type_error(format!(
            "__import__() argument 1 must be str, not {}",
            type_name(args.at(0))
        )));
    };
    let wanted = name.as_str();
    let module = interp.import(wanted)?;
    let whole = args.get(3).map_or(Ok(false), |list| interp.truth(list))?;
    match wanted.split_once('.') {
        Some((top, _)) if !whole => interp.import(top).map(Value::Module),
        _ => Ok(Value::Module(module)),
    }
}

fn help(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(value) = args.get(0) else {
        interp.write_out(
            "help(x) says what x is for; dir(x) lists what x has; ls() lists the layers.\n",
        )?;
        return Ok(Value::None);
    };
    let value = match text_of(value) {
        Some(name) => match interp.builtin(name.as_str()) {
            Some(found) => found,
            None => value.clone(),
        },
        None => value.clone(),
    };
    let text = help_text(interp, &value)?;
    interp.write_out(&text)?;
    Ok(Value::None)
}

/// What `help(x)` prints.
pub fn help_text(interp: &mut Interp, value: &Value) -> Result<String> {
    Ok(match value {
        Value::Builtin(builtin) => builtin_help(builtin),
        Value::Object(object) if object.construct().is_some() => {
            object.construct().map(builtin_help).unwrap_or_default()
        }
        Value::Method(method) => return help_text(interp, &method.func),
        Value::Class(class) => match class.construct {
            Some(construct) if class.native => builtin_help(construct),
            _ => documented(interp, value, &format!("class {}", class.name()))?,
        },
        Value::Module(module) => {
            let mut text = documented(interp, value, &format!("module {}", module.name))?;
            for (name, value) in module.globals.entries() {
                if let Value::Builtin(builtin) = value {
                    text.push_str(&format!(
                        "  {name}{}  {}\n",
                        signature(builtin),
                        builtin.help
                    ));
                }
            }
            text
        }
        value => {
            let name = type_name(value);
            documented(interp, value, &name)?
        }
    })
}

fn documented(interp: &mut Interp, value: &Value, title: &str) -> Result<String> {
    let name = match interp.find_attr(value, "__name__") {
        Ok(Some(Value::Str(name))) => format!("{title} {}", name.as_str()),
        Err(error) if !error.is(Exc::Exception) => return Err(error),
        _ => title.to_string(),
    };
    let title = if title.contains(' ') {
        title.to_string()
    } else {
        name
    };
    let text = match interp.find_attr(value, "__doc__") {
        Ok(Some(Value::Str(text))) => text.as_str().trim().to_string(),
        _ => String::new(),
    };
    Ok(if text.is_empty() {
        format!("{title}\n")
    } else {
        format!("{title}\n{text}\n")
    })
}

fn signature(builtin: &Builtin) -> String {
    let params: Vec<&str> = builtin
        .params
        .iter()
        .filter(|param| !matches!(**param, "self" | "/"))
        .map(|param| param.strip_suffix("=<unset>").unwrap_or(param))
        .collect();
    format!("({})", params.join(", "))
}

fn builtin_help(builtin: &Builtin) -> String {
    let mut text = format!("{}{}\n{}\n", builtin.name, signature(builtin), builtin.help);
    for (line, result) in builtin.examples {
        text.push_str(&format!(">>> {line}\n"));
        if !result.is_empty() {
            text.push_str(&format!("{result}\n"));
        }
    }
    text
}
