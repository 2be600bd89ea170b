//! A function that a script can call and that is written in Rust.

use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;

/// One static per function: everything that help, completion, keyword checks and calls need.
///
/// ```ignore
/// pub static LEN: Builtin = Builtin::new(
///     "len", &["obj"], "The number of items.", &[("len('abc')", "3")], |interp, args| …);
/// ```
pub struct Builtin {
    pub name: &'static str,
    /// As Python writes them, one string each: `"x"`, `"inter=0"`, `"*"`, `"*args"`, `"**kwargs"`,
    /// `"/"`. What stands after `=` is documentation; `Args::get` says `None` when it was not given.
    pub params: &'static [&'static str],
    /// One sentence.
    pub help: &'static str,
    /// Lines that run, with the result that they show: `("len('abc')", "3")`.
    pub examples: &'static [(&'static str, &'static str)],
    pub run: fn(&mut Interp, &Args) -> Result<Value>,
    shape: Shape,
    direct: Option<Direct>,
    /// Whether it stands for an operator, whose complaints read otherwise.
    slot: bool,
}

/// What a function does in the common case, without the interpreter: it puts the result into
/// the place and says true, and what the arguments held may be gone. Where it says false, nothing
/// has happened and `run` is called.
pub type Direct = fn(&mut [Value], &mut Value) -> bool;

/// What binding needs to know of the parameters, found at compile time.
#[derive(Clone, Copy)]
struct Shape {
    /// Parameters without default that stand before any star.
    required: u8,
    /// Parameters that can be given by position.
    positional: u8,
    /// Places in `Args`.
    slots: u8,
    /// Whether one is `*args`.
    star: bool,
    /// Whether one is `**kwargs`.
    double_star: bool,
}

impl Builtin {
    pub const fn new(
        name: &'static str,
        params: &'static [&'static str],
        help: &'static str,
        examples: &'static [(&'static str, &'static str)],
        run: fn(&mut Interp, &Args) -> Result<Value>,
    ) -> Builtin {
        Builtin {
            name,
            params,
            help,
            examples,
            run,
            shape: shape_of(params),
            direct: None,
            slot: false,
        }
    }

    /// As a method that stands for an operator: `__add__`.
    pub const fn as_slot(mut self) -> Builtin {
        self.slot = true;
        self
    }

    /// With a way that calls by position try first. With `*args` it gets them as they are given.
    pub const fn direct(mut self, direct: Direct) -> Builtin {
        self.direct = Some(direct);
        self
    }

    /// The direct way of a call with so many arguments.
    #[inline(always)]
    pub(super) fn direct_for(&self, count: usize) -> Option<Direct> {
        let fits = count >= self.shape.required as usize
            && (count <= self.shape.positional as usize || self.shape.star);
        if fits { self.direct } else { None }
    }

    /// Whether it is a method: its first parameter is `self`.
    pub fn takes_self(&self) -> bool {
        self.params.first() == Some(&"self")
    }

    /// Calls it with arguments by position only.
    #[inline]
    pub fn call(&self, interp: &mut Interp, args: &[Value]) -> Result<Value> {
        let shape = &self.shape;
        if !shape.star
            && args.len() <= shape.positional as usize
            && args.len() >= shape.required as usize
            && (args.len() == shape.slots as usize || !shape.double_star)
        {
            return (self.run)(interp, &Args::new(args));
        }
        if shape.star && shape.required as usize <= args.len() {
            return self.call_star(interp, args);
        }
        self.call_kw(interp, args, &[])
    }

    /// A call by position of a function with `*args`, all of whose required ones are given.
    fn call_star(&self, interp: &mut Interp, args: &[Value]) -> Result<Value> {
        let split = args.len().min(self.shape.positional as usize);
        let mut given = args[..split].iter();
        let mut slots = smallvec::SmallVec::<[Value; 8]>::new();
        for param in self.params {
            match param.as_bytes() {
                b"*" | b"/" => {}
                [b'*', b'*', ..] => slots.push(Value::dict(Default::default())),
                [b'*', ..] => slots.push(Value::tuple(&args[split..])),
                _ => slots.push(given.next().cloned().unwrap_or_default()),
            }
        }
        (self.run)(interp, &Args::new(&slots))
    }

    /// Calls it with arguments by position and by name.
    pub fn call_kw(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        match self.bind(args, kwargs) {
            Ok(slots) => (self.run)(interp, &Args::new(&slots)),
            Err(error) => match self.older().filter(|_| interp.legacy) {
                Some(older) => older.call_kw(interp, args, kwargs),
                None => Err(error),
            },
        }
    }

    /// The function as Python 2 had it, in a program with its spellings.
    pub fn older(&self) -> Option<&'static Builtin> {
        let mut all = super::methods::legacy::OLDER.iter();
        all.find(|older| older.name == self.name && !std::ptr::eq(*older, self))
    }

    /// The arguments in the places of the parameters.
    fn bind(&self, args: &[Value], kwargs: &[(String, Value)]) -> Result<Vec<Value>> {
        let shape = &self.shape;
        let positional = shape.positional as usize;
        if self.slot && !args.is_empty() {
            if !kwargs.is_empty() {
                return Err(super::methods::slots::no_keywords(self));
            }
            let (least, most) = (shape.required as usize, positional);
            if !(least..=most).contains(&args.len()) {
                let given = args.len() - 1;
                let error = super::methods::slots::wrong_count(
                    self,
                    &args[0],
                    [least - 1, most - 1],
                    given,
                );
                return Err(error);
            }
        }
        // `self` does not count in what Python says.
        let own = usize::from(self.takes_self());
        if own == 1
            && args.is_empty()
            && kwargs.is_empty()
            && let Some(owner) = super::methods::owner(self)
        {
            return Err(Error::type_error(format!(
                "unbound method {owner}.{}() needs an argument",
                self.name
            )));
        }
        if args.len() > positional && !shape.star {
            let (most, given) = (positional - own, args.len() - own.min(args.len()));
            let least = (shape.required as usize).saturating_sub(own);
            let owner = self.owner_of(args);
            let whole = format!("{owner}{}", self.name);
            let only = self.params.last() == Some(&"/");
            if only && most > 0 && (most > 1 || least == 0) {
                let most_or_all = if least == most { "" } else { "at most " };
                let ending = if most == 1 { "" } else { "s" };
                return Err(Error::type_error(format!(
                    "{} expected {most_or_all}{most} argument{ending}, got {given}",
                    self.name
                )));
            }
            return Err(Error::type_error(match (least == most, most) {
                (true, 0) => format!("{whole}() takes no arguments ({given} given)"),
                (true, 1) => format!("{whole}() takes exactly one argument ({given} given)"),
                (true, _) => format!(
                    "{}() takes exactly {most} arguments ({given} given)",
                    self.name
                ),
                (false, _) => format!(
                    "{}() takes at most {most} argument{} ({given} given)",
                    self.name,
                    if most == 1 { "" } else { "s" }
                ),
            }));
        }
        let mut slots = vec![Value::Unset; shape.slots as usize];
        let mut extra = super::dict::Dict::new();
        let split = args.len().min(positional);
        slots[..split].clone_from_slice(&args[..split]);
        for (name, value) in kwargs {
            match self.slot_of(name) {
                Some(slot) if slots[slot].is_unset() => slots[slot] = value.clone(),
                Some(slot) if self.is_of_type() => {
                    return Err(Error::type_error(format!(
                        "argument for {}() given by name ('{name}') and position ({})",
                        self.name,
                        slot + 1 - own
                    )));
                }
                Some(_) => {
                    return Err(Error::type_error(format!(
                        "{}() got multiple values for argument '{name}'",
                        self.name
                    )));
                }
                None if shape.double_star => extra.set_str(name, value.clone()),
                None if self.is_of_type() => {
                    let known = self.keywords().any(|name| name != "self");
                    return Err(Error::type_error(if known {
                        format!(
                            "'{name}' is an invalid keyword argument for {}()",
                            self.name
                        )
                    } else {
                        format!(
                            "{}{}() takes no keyword arguments",
                            self.owner_of(args),
                            self.name
                        )
                    })
                    .at_word(name));
                }
                None => return Err(self.unknown_keyword(name)),
            }
        }
        let mut slot = 0;
        let mut missing = Vec::new();
        for param in self.params {
            match *param {
                "*" | "/" => continue,
                p if p.starts_with("**") => slots[slot] = Value::dict(std::mem::take(&mut extra)),
                p if p.starts_with('*') => slots[slot] = Value::tuple(&args[split..]),
                p if !p.contains('=') && slots[slot].is_unset() => missing.push(format!("'{p}'")),
                _ => {}
            }
            slot += 1;
        }
        if missing.is_empty() {
            return Ok(slots);
        }
        let only = self.params.last() == Some(&"/") && own == 0;
        if only && kwargs.is_empty() && positional > 1 {
            let least = shape.required as usize;
            let least_or_all = if least == positional {
                format!("expected {least}")
            } else {
                format!("expected at least {least}")
            };
            return Err(Error::type_error(format!(
                "{} {least_or_all} argument{}, got {}",
                self.name,
                if least == 1 { "" } else { "s" },
                args.len()
            )));
        }
        if positional - own.min(positional) == 1 && self.params.contains(&"/") && missing.len() == 1
        {
            return Err(Error::type_error(format!(
                "{}{}() takes exactly one argument (0 given)",
                self.owner_of(args),
                self.name
            )));
        }
        let given = args.len().saturating_sub(own);
        let least = (shape.required as usize).saturating_sub(own);
        if own == 1 && !shape.double_star && kwargs.is_empty() && least < 200 {
            let owner = self.owner_of(args);
            return Err(Error::type_error(
                match (least, positional - own == least) {
                    (1, true) => format!(
                        "{owner}{}() takes exactly one argument ({given} given)",
                        self.name
                    ),
                    (least, false) if !self.params.contains(&"/") => format!(
                        "{}() takes at least {least} argument{} ({given} given)",
                        self.name,
                        if least == 1 { "" } else { "s" },
                    ),
                    (least, exact) => format!(
                        "{} expected {}{least} argument{}, got {given}",
                        self.name,
                        if exact { "" } else { "at least " },
                        if least == 1 { "" } else { "s" }
                    ),
                },
            ));
        }
        if let ([name], 0) = (missing.as_slice(), own) {
            let named = |param: &&&str| !matches!(**param, "*" | "/");
            let at = self.params.iter().filter(named);
            let at = at.take_while(|param| format!("'{param}'") != *name).count() + 1;
            return Err(Error::type_error(format!(
                "{}() missing required argument {name} (pos {at})",
                self.name
            )));
        }
        Err(Error::type_error(format!(
            "{}() missing {} required argument{}: {}",
            self.name,
            missing.len(),
            if missing.len() == 1 { "" } else { "s" },
            super::call::enumerate(&missing)
        )))
    }

    /// Whether it belongs to a built-in type, or makes its values.
    fn is_of_type(&self) -> bool {
        let makes = |kind: &super::value::Kind| {
            super::methods::constructor(*kind).is_some_and(|own| std::ptr::eq(own, self))
        };
        super::methods::owner(self).is_some()
            || super::methods::owner_of_static(self).is_some()
            || super::value::Kind::ALL.iter().any(makes)
    }

    /// `list.` before the name of a method of a built-in type.
    fn owner_of(&self, args: &[Value]) -> String {
        match args.first() {
            Some(own) if self.takes_self() => match own {
                Value::Bool(_) => "int.".to_owned(),
                Value::Int(_) | Value::Float(_) | Value::Str(_) => {
                    format!("{}.", super::types::name(own))
                }
                _ if self.name == "__format__" => "object.".to_owned(),
                Value::Object(own) if matches!(own.type_name(), "memoryview" | "complex") => {
                    format!("{}.", own.type_name())
                }
                Value::Instance(_) | Value::Object(_) | Value::Packet(_) | Value::Upper(_) => {
                    String::new()
                }
                own => format!("{}.", super::types::name(own)),
            },
            _ => match super::methods::owner_of_static(self) {
                Some(owner) => format!("{owner}."),
                None => String::new(),
            },
        }
    }

    /// The names of the parameters that can be given by name.
    pub fn keywords(&self) -> impl Iterator<Item = &'static str> {
        let only = self
            .params
            .iter()
            .position(|p| *p == "/")
            .map_or(0, |at| at + 1);
        self.params[only..]
            .iter()
            .filter(|p| !p.starts_with('*'))
            .map(|p| p.split('=').next().unwrap_or(p))
    }

    fn slot_of(&self, name: &str) -> Option<usize> {
        let only = self.params.iter().position(|p| *p == "/");
        let mut slot = 0;
        for (index, param) in self.params.iter().enumerate() {
            if matches!(*param, "*" | "/") {
                continue;
            }
            let own = param.split('=').next().unwrap_or(param);
            if own == name && only.is_none_or(|only| index > only) {
                return Some(slot);
            }
            slot += 1;
        }
        None
    }

    fn unknown_keyword(&self, name: &str) -> Error {
        let error = Error::type_error(format!(
            "{}() got an unexpected keyword argument '{name}'",
            self.name
        ))
        .at_word(name);
        match super::suggest::nearest(name, self.keywords()) {
            Some(near) => error.help(format!("did you mean '{near}'?")),
            None => {
                let known: Vec<&str> = self.keywords().filter(|name| *name != "self").collect();
                match known.is_empty() {
                    true => error,
                    false => error.help(format!("{}() knows {}", self.name, known.join(", "))),
                }
            }
        }
    }
}

const fn shape_of(params: &[&str]) -> Shape {
    let mut shape = Shape {
        required: 0,
        positional: 0,
        slots: 0,
        star: false,
        double_star: false,
    };
    let mut after_star = false;
    let mut index = 0;
    while index < params.len() {
        let param = params[index].as_bytes();
        index += 1;
        if param[0] == b'/' {
            continue;
        }
        if param[0] == b'*' {
            after_star = true;
            if param.len() == 1 {
                continue;
            }
            if param[1] == b'*' {
                shape.double_star = true;
            } else {
                shape.star = true;
            }
            shape.slots += 1;
            continue;
        }
        shape.slots += 1;
        if !after_star {
            shape.positional += 1;
        }
        let mut has_default = false;
        let mut at = 0;
        while at < param.len() {
            if param[at] == b'=' {
                has_default = true;
            }
            at += 1;
        }
        // A required parameter after a star can only come by name: binding must look at names.
        if !has_default {
            shape.required = if after_star {
                u8::MAX
            } else {
                shape.positional
            };
        }
    }
    shape
}

/// Arguments bound to the parameters of a [`Builtin`], in the order of `params`
/// (a bare `"*"` or `"/"` takes no place; `*args` is a tuple, `**kwargs` a dict).
pub struct Args<'a> {
    slots: &'a [Value],
}

impl<'a> Args<'a> {
    pub fn new(slots: &'a [Value]) -> Self {
        Args { slots }
    }

    /// The argument at `index`, or `None` if it was not given.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&'a Value> {
        match self.slots.get(index) {
            None | Some(Value::Unset) => None,
            given => given,
        }
    }

    /// The argument at `index`, which has no default.
    #[inline]
    pub fn at(&self, index: usize) -> &'a Value {
        self.get(index).unwrap_or(&Value::None)
    }

    /// The argument at `index`, unless it was not given or is `None`.
    pub fn some(&self, index: usize) -> Option<&'a Value> {
        self.get(index).filter(|value| !value.is_none())
    }

    /// The items of `*args` at `index`.
    pub fn star(&self, index: usize) -> &'a [Value] {
        match self.get(index) {
            Some(Value::Tuple(items)) => items,
            _ => &[],
        }
    }

    /// The named arguments of `**kwargs` at `index`.
    pub fn keywords(&self, index: usize) -> Vec<(String, Value)> {
        match self.get(index) {
            Some(Value::Dict(dict)) => dict
                .borrow()
                .iter()
                .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value.clone())))
                .collect(),
            _ => Vec::new(),
        }
    }
}
