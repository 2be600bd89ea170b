//! What `f.__code__` and `f.__closure__` show of a function.

use std::cell::RefCell;
use std::rc::Rc;

use super::code::Code;
use super::error::{Error, Result};
use super::function::Function;
use super::interp::Interp;
use super::object::Object;
use super::value::Value;

struct CodeObject(Rc<Code>);

/// `f.__code__`
pub(super) fn of(function: &Function) -> Value {
    Value::object(CodeObject(function.code.clone()))
}

impl Object for CodeObject {
    fn type_name(&self) -> &str {
        "code"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let code = &self.0;
        let names = |symbols: &[super::symbol::Symbol]| {
            let names = symbols.iter().map(|symbol| Value::str(symbol.name()));
            Value::tuple(names.collect::<Vec<_>>())
        };
        let line = |at: u32| {
            let before = &code.source.text.as_bytes()[..(at as usize).min(code.source.text.len())];
            1 + before.iter().filter(|octet| **octet == b'\n').count()
        };
        Ok(Some(match name {
            "co_name" => Value::str(&code.name),
            "co_qualname" => Value::str(&code.qualname),
            "co_argcount" => Value::from(code.positional),
            "co_posonlyargcount" => Value::from(code.positional_only),
            "co_kwonlyargcount" => Value::from(code.keyword_only),
            "co_nlocals" => Value::from(code.variables.len()),
            "co_names" => {
                // Each name once, in the order of the program.
                let mut used: Vec<_> = code.sites.iter().map(|site| site.name).collect();
                let mut seen = std::collections::HashSet::new();
                used.retain(|name| seen.insert(name.name()));
                names(&used)
            }
            "co_varnames" => names(&code.variables),
            "co_freevars" => names(&code.free),
            "co_filename" => Value::str(&code.source.name),
            "co_firstlineno" => Value::from(code.spans.first().map_or(1, |span| line(span.start))),
            "co_consts" => Value::tuple(code.constants.clone()),
            "co_flags" => Value::Int(
                3 + 4 * i64::from(code.star)
                    + 8 * i64::from(code.double_star)
                    + 32 * i64::from(code.generator),
            ),
            _ => return Ok(None),
        }))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!(
            "<code object {} at 0x{:x}, file \"{}\">",
            self.0.name,
            Rc::as_ptr(&self.0) as usize,
            self.0.source.name
        )))
    }
}

/// A variable of an outer function.
struct Cell(Rc<RefCell<Value>>);

/// An item of `f.__closure__`
pub(super) fn cell(value: &Value) -> Value {
    match value {
        Value::Cell(cell) => Value::object(Cell(cell.clone())),
        other => other.clone(),
    }
}

impl Object for Cell {
    fn type_name(&self) -> &str {
        "cell"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        if name != "cell_contents" {
            return Ok(None);
        }
        match &*self.0.borrow() {
            Value::Unset => Err(Error::value_error("Cell is empty")),
            value => Ok(Some(value.clone())),
        }
    }
}
