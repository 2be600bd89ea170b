//! `array`: numbers of one kind, close together.

use std::cell::RefCell;
use std::rc::Rc;

use crate::eval::buffer::{Format, Memory, Misfit};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::{Attrs, Class, Layout};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::item::{self, Cut};
use crate::eval::iter::Iter;
use crate::eval::memory;
use crate::eval::methods::arguments::{
    clamped, index_of, int_or, method, octets_arg, octets_of, text_of, type_name,
};
use crate::eval::module::NativeModule;
use crate::eval::object::Object;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp};

pub static MODULE: NativeModule = NativeModule {
    name: "array",
    help: "Numbers of one kind, close together.",
    functions: &[],
    init: |_, module| {
        module.set("array", Value::Class(class()));
        module.set("ArrayType", Value::Class(class()));
        module.set("typecodes", Value::str(CODES));
        Ok(())
    },
};

const CODES: &str = "bBuhHiIlLqQfd";

/// The octets of the items, in the machine's own order.
struct Array {
    code: char,
    octets: Rc<RefCell<Vec<u8>>>,
}

thread_local! {
    static CLASS: Rc<Class> = {
        let mut attrs = Attrs::default();
        for own in METHODS {
            attrs.set(Symbol::of(own.name), Value::Builtin(own));
        }
        let layout = Layout::Kind(Kind::Native);
        let class = Class::builtin("array", None, layout, Some(&CONSTRUCT), attrs);
        *class.module.borrow_mut() = "array".into();
        class
    };
}

fn class() -> Rc<Class> {
    CLASS.with(Rc::clone)
}

static CONSTRUCT: Builtin = Builtin::new(
    "array",
    &["typecode", "initializer=", "/"],
    "Numbers of one kind: b h i l q (signed), B H I L Q, f d, and u for characters.",
    &[],
    |interp, args| {
        let code = match text_of(args.at(0)) {
            Some(text) if text.as_str().chars().count() == 1 => {
                text.as_str().chars().next().unwrap_or_default()
            }
            Some(_) => {
                return Err(Error::type_error(
                    "array() argument 1 must be a unicode character, not str",
                ));
            }
            None => {
                return Err(Error::type_error(format!(
                    "array() argument 1 must be a unicode character, not {}",
                    type_name(args.at(0))
                )));
            }
        };
        if !CODES.contains(code) {
            return Err(Error::value_error(
                "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
            ));
        }
        let made = Array {
            code,
            octets: Rc::default(),
        };
        let Some(initial) = args.get(1) else {
            return Ok(Value::object(made));
        };
        if let Some(text) = text_of(initial) {
            if code != 'u' {
                return Err(Error::type_error(format!(
                    "cannot use a str to initialize an array with typecode '{code}'"
                )));
            }
            made.put_text(text.as_str());
        } else if let Some(other) = initial.downcast::<Array>() {
            if (code == 'u') != (other.code == 'u') {
                return Err(Error::type_error(format!(
                    "cannot use a unicode array to initialize an array with typecode '{code}'"
                )));
            }
            for at in 0..other.len() {
                let octets = made.packed(interp, &other.item(at))?;
                made.octets.borrow_mut().extend(octets);
            }
        } else if let Some(octets) =
            octets_of(initial).filter(|_| !matches!(initial, Value::Object(_)))
        {
            made.put_octets(&octets)?;
        } else {
            made.extend(interp, initial)?;
        }
        Ok(Value::object(made))
    },
);

static METHODS: &[Builtin] = &[
    method(
        "append",
        &["self", "v", "/"],
        "Adds an item at the end.",
        |interp, args| {
            let array = array(args)?;
            let octets = array.packed(interp, args.at(1))?;
            array.octets.borrow_mut().extend(octets);
            Ok(Value::None)
        },
    ),
    method(
        "buffer_info",
        &["self", "/"],
        "The address, and how many items.",
        |_, args| {
            let array = array(args)?;
            let place = array.octets.borrow().as_ptr() as usize;
            Ok(Value::tuple([Value::from(place), Value::from(array.len())]))
        },
    ),
    method(
        "byteswap",
        &["self", "/"],
        "Turns the octets of each item round.",
        |_, args| {
            let array = array(args)?;
            for item in array.octets.borrow_mut().chunks_mut(array.format().size) {
                item.reverse();
            }
            Ok(Value::None)
        },
    ),
    method(
        "count",
        &["self", "v", "/"],
        "How often an item occurs.",
        |interp, args| {
            let array = array(args)?;
            let mut count = 0usize;
            for at in 0..array.len() {
                count += usize::from(interp.eq(&array.item(at), args.at(1))?);
            }
            Ok(Value::from(count))
        },
    ),
    method(
        "extend",
        &["self", "bb", "/"],
        "Adds many items at the end.",
        |interp, args| {
            array(args)?.extend(interp, args.at(1))?;
            Ok(Value::None)
        },
    ),
    method(
        "frombytes",
        &["self", "buffer", "/"],
        "Adds items given as octets.",
        |_, args| {
            array(args)?.put_octets(&octets_arg(args.at(1))?)?;
            Ok(Value::None)
        },
    ),
    method(
        "fromfile",
        &["self", "f", "n", "/"],
        "Adds items from a file.",
        |interp, args| {
            let array = array(args)?;
            let count = index_of(interp, args.at(2))?.max(0) as usize;
            let wanted = count.saturating_mul(array.format().size);
            let read = interp.call_method(args.at(1), "read", &[Value::from(wanted)])?;
            let octets =
                octets_of(&read).ok_or_else(|| Error::type_error("read() didn't return bytes"))?;
            array.put_octets(&octets)?;
            if octets.len() < wanted {
                return Err(crate::eval::methods::arguments::named_error(
                    "EOFError",
                    "read() didn't return enough bytes",
                ));
            }
            Ok(Value::None)
        },
    ),
    method(
        "fromlist",
        &["self", "list", "/"],
        "Adds the items of a list.",
        |interp, args| {
            let Value::List(_) = args.at(1) else {
                return Err(Error::type_error("arg must be list"));
            };
            array(args)?.extend(interp, args.at(1))?;
            Ok(Value::None)
        },
    ),
    method(
        "fromunicode",
        &["self", "ustr", "/"],
        "Adds the characters of a text.",
        |_, args| {
            let array = array(args)?;
            match text_of(args.at(1)) {
                Some(text) if array.code == 'u' => array.put_text(text.as_str()),
                Some(_) => {
                    return Err(Error::value_error(
                        "fromunicode() may only be called on unicode type arrays",
                    ));
                }
                None => {
                    return Err(Error::type_error(format!(
                        "fromunicode() argument must be str, not {}",
                        type_name(args.at(1))
                    )));
                }
            }
            Ok(Value::None)
        },
    ),
    method(
        "index",
        &["self", "v", "start=0", "stop=", "/"],
        "Where an item is.",
        |interp, args| {
            let array = array(args)?;
            let length = array.len() as i64;
            let mut bound = |index: usize, default: i64| {
                let number = match args.get(index) {
                    Some(value) => clamped(interp, value)?,
                    None => default,
                };
                Ok::<_, Error>(if number < 0 {
                    (number + length).max(0)
                } else {
                    number
                })
            };
            let (start, stop) = (bound(2, 0)?, bound(3, i64::MAX)?.min(length));
            for at in start..stop {
                if interp.eq(&array.item(at as usize), args.at(1))? {
                    return Ok(Value::Int(at));
                }
            }
            Err(Error::value_error("array.index(x): x not in array"))
        },
    ),
    method(
        "insert",
        &["self", "i", "v", "/"],
        "Puts an item before another.",
        |interp, args| {
            let array = array(args)?;
            let length = array.len() as i64;
            let at = clamped(interp, args.at(1))?;
            let at = if at < 0 {
                (at + length).max(0)
            } else {
                at.min(length)
            } as usize;
            let octets = array.packed(interp, args.at(2))?;
            let start = at * octets.len();
            array.octets.borrow_mut().splice(start..start, octets);
            Ok(Value::None)
        },
    ),
    method(
        "pop",
        &["self", "i=-1", "/"],
        "Takes an item out.",
        |interp, args| {
            let array = array(args)?;
            let at = int_or(interp, args, 1, -1)?;
            if array.len() == 0 {
                return Err(Error::index_error("pop from empty array"));
            }
            let place = array
                .place(at)
                .ok_or_else(|| Error::index_error("pop index out of range"))?;
            let item = array.item(place);
            array.remove(place);
            Ok(item)
        },
    ),
    method(
        "remove",
        &["self", "v", "/"],
        "Takes the first such item out.",
        |interp, args| {
            let array = array(args)?;
            for at in 0..array.len() {
                if interp.eq(&array.item(at), args.at(1))? {
                    array.remove(at);
                    return Ok(Value::None);
                }
            }
            Err(Error::value_error("array.remove(x): x not in array"))
        },
    ),
    method(
        "reverse",
        &["self", "/"],
        "Turns the order round.",
        |_, args| {
            let array = array(args)?;
            let size = array.format().size;
            let mut octets = array.octets.borrow_mut();
            octets.reverse();
            for item in octets.chunks_mut(size) {
                item.reverse();
            }
            Ok(Value::None)
        },
    ),
    method(
        "tobytes",
        &["self", "/"],
        "The items as octets.",
        |_, args| Ok(Value::bytes(array(args)?.octets.borrow().clone())),
    ),
    method(
        "tofile",
        &["self", "f", "/"],
        "Writes the octets to a file.",
        |interp, args| {
            let octets = Value::bytes(array(args)?.octets.borrow().clone());
            interp.call_method(args.at(1), "write", &[octets])?;
            Ok(Value::None)
        },
    ),
    method(
        "tolist",
        &["self", "/"],
        "The items as a list.",
        |_, args| Ok(Value::list(array(args)?.items())),
    ),
    method(
        "tounicode",
        &["self", "/"],
        "The characters as a text.",
        |_, args| {
            let array = array(args)?;
            if array.code != 'u' {
                return Err(Error::value_error(
                    "tounicode() may only be called on unicode type arrays",
                ));
            }
            Ok(Value::string(array.text()))
        },
    ),
    method("__copy__", &["self", "/"], "A copy.", |_, args| {
        let array = array(args)?;
        let octets = array.octets.borrow().clone();
        Ok(array.like(octets))
    }),
    method(
        "__deepcopy__",
        &["self", "memo", "/"],
        "A copy.",
        |_, args| {
            let array = array(args)?;
            let octets = array.octets.borrow().clone();
            Ok(array.like(octets))
        },
    ),
];

fn array<'a>(args: &Args<'a>) -> Result<&'a Array> {
    args.at(0)
        .downcast::<Array>()
        .ok_or_else(|| Error::type_error("an array is required"))
}

impl Array {
    fn format(&self) -> Format {
        let code = if self.code == 'u' { 'I' } else { self.code };
        Format::of(code).unwrap_or(Format::OCTET)
    }

    fn len(&self) -> usize {
        self.octets.borrow().len() / self.format().size
    }

    fn like(&self, octets: Vec<u8>) -> Value {
        Value::object(Array {
            code: self.code,
            octets: Rc::new(RefCell::new(octets)),
        })
    }

    fn item(&self, at: usize) -> Value {
        let format = self.format();
        let octets = self.octets.borrow();
        let Some(octets) = octets.get(at * format.size..(at + 1) * format.size) else {
            return Value::None;
        };
        let number = format.unpack(octets);
        if self.code == 'u' {
            let code = number.as_int().and_then(|code| u32::try_from(code).ok());
            let character = code.and_then(char::from_u32).unwrap_or('\u{fffd}');
            return Value::string(character.to_string());
        }
        number
    }

    fn items(&self) -> Vec<Value> {
        (0..self.len()).map(|at| self.item(at)).collect()
    }

    fn text(&self) -> String {
        self.items().iter().filter_map(Value::as_str).collect()
    }

    fn place(&self, at: i64) -> Option<usize> {
        let length = self.len() as i64;
        let at = if at < 0 { at + length } else { at };
        (0..length).contains(&at).then_some(at as usize)
    }

    fn remove(&self, at: usize) {
        let size = self.format().size;
        self.octets.borrow_mut().drain(at * size..(at + 1) * size);
    }

    fn put_text(&self, text: &str) {
        let codes = text.chars().flat_map(|c| u32::from(c).to_le_bytes());
        self.octets.borrow_mut().extend(codes);
    }

    fn put_octets(&self, octets: &[u8]) -> Result<()> {
        if !octets.len().is_multiple_of(self.format().size) {
            return Err(Error::value_error(
                "bytes length not a multiple of item size",
            ));
        }
        memory::room_for(octets.len())?;
        self.octets.borrow_mut().extend_from_slice(octets);
        Ok(())
    }

    fn extend(&self, interp: &mut Interp, more: &Value) -> Result<()> {
        if let Some(other) = more.downcast::<Array>() {
            if other.code != self.code {
                return Err(Error::type_error("can only extend with array of same kind"));
            }
            let octets = other.octets.borrow().clone();
            self.octets.borrow_mut().extend(octets);
            return Ok(());
        }
        let mut walk = interp.iter(more)?;
        while let Some(item) = interp.next(&mut walk)? {
            let octets = self.packed(interp, &item)?;
            self.octets.borrow_mut().extend(octets);
        }
        Ok(())
    }

    fn packed(&self, interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
        if self.code == 'u' {
            let text = text_of(value).filter(|text| text.as_str().chars().count() == 1);
            return match text.as_ref().and_then(|text| text.as_str().chars().next()) {
                Some(c) => Ok(u32::from(c).to_le_bytes().to_vec()),
                None => Err(Error::type_error("array item must be unicode character")),
            };
        }
        self.format()
            .pack(interp, value)
            .map_err(|misfit| match misfit {
                Misfit::Raised(error) => error,
                Misfit::Type if matches!(self.code, 'f' | 'd') => {
                    Error::type_error(format!("must be real number, not {}", type_name(value)))
                }
                Misfit::Type => Error::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    type_name(value)
                )),
                Misfit::Value => self.too_far(value),
            })
    }

    /// What CPython says of a number that does not fit.
    fn too_far(&self, value: &Value) -> Error {
        let number = value.to_big().unwrap_or_default();
        let negative = number.sign() == num_bigint::Sign::Minus;
        let long = i64::try_from(&number).is_err();
        let what = match self.code {
            'b' if i16::try_from(&number).is_ok() => "signed char",
            'b' => "signed short integer",
            'B' => "unsigned byte integer",
            'h' => "signed short integer",
            'H' if i32::try_from(&number).is_ok() => "unsigned short",
            'H' => "signed integer",
            'i' => "signed integer",
            'I' => "unsigned int",
            _ => "",
        };
        Error::overflow_error(match self.code {
            'I' | 'L' if negative => "can't convert negative value to unsigned int".to_owned(),
            'L' => "Python int too large to convert to C unsigned long".to_owned(),
            'I' if u64::try_from(&number).is_err() => {
                "Python int too large to convert to C unsigned long".to_owned()
            }
            'I' => format!("{what} is greater than maximum"),
            'Q' if negative => "can't convert negative int to unsigned".to_owned(),
            'q' | 'Q' => "int too big to convert".to_owned(),
            _ if long => "Python int too large to convert to C long".to_owned(),
            _ if negative => format!("{what} is less than minimum"),
            _ => format!("{what} is greater than maximum"),
        })
    }

    /// A whole number that is an index.
    fn index(&self, interp: &mut Interp, at: &Value, complaint: &str) -> Result<usize> {
        if at.to_big().is_none() && !matches!(at, Value::Instance(_)) {
            return Err(Error::type_error("array indices must be integers"));
        }
        let at = item::index(interp, at)?;
        self.place(at)
            .ok_or_else(|| Error::index_error(complaint.to_owned()))
    }

    fn cut(&self, interp: &mut Interp, cut: Cut) -> Vec<u8> {
        let _ = interp;
        let size = self.format().size;
        let octets = self.octets.borrow();
        let part = |place: usize| octets[place * size..(place + 1) * size].iter().copied();
        cut.places().flat_map(part).collect()
    }
}

impl Object for Array {
    fn type_name(&self) -> &str {
        "array.array"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(class()))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "typecode" => Some(Value::string(self.code.to_string())),
            "itemsize" => Some(Value::from(self.format().size)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        vec!["itemsize".to_owned(), "typecode".to_owned()]
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        if let Value::Slice(slice) = index {
            let cut = item::cut(interp, slice, self.len())?;
            let octets = self.cut(interp, cut);
            return Ok(self.like(octets));
        }
        let at = self.index(interp, index, "array index out of range")?;
        Ok(self.item(at))
    }

    fn set_item(&self, interp: &mut Interp, index: &Value, value: Value) -> Result<()> {
        let size = self.format().size;
        if let Value::Slice(slice) = index {
            let Some(new) = value.downcast::<Array>() else {
                return Err(Error::type_error(format!(
                    "can only assign array (not \"{}\") to array slice",
                    type_name(&value)
                )));
            };
            if new.code != self.code {
                return Err(Error::type_error(
                    "bad argument type for built-in operation",
                ));
            }
            let cut = item::cut(interp, slice, self.len())?;
            let new = new.octets.borrow().clone();
            let mut octets = self.octets.borrow_mut();
            if cut.step == 1 {
                let start = cut.start as usize * size;
                octets.splice(start..start + cut.count * size, new);
                return Ok(());
            }
            if new.len() != cut.count * size {
                return Err(Error::value_error(format!(
                    "attempt to assign array of size {} to extended slice of size {}",
                    new.len() / size,
                    cut.count
                )));
            }
            for (place, item) in cut.places().zip(new.chunks(size)) {
                octets[place * size..(place + 1) * size].copy_from_slice(item);
            }
            return Ok(());
        }
        let at = self.index(interp, index, "array assignment index out of range")?;
        let packed = self.packed(interp, &value)?;
        if let Some(place) = self.octets.borrow_mut().get_mut(at * size..(at + 1) * size) {
            place.copy_from_slice(&packed);
        }
        Ok(())
    }

    fn del_item(&self, interp: &mut Interp, index: &Value) -> Result<()> {
        if let Value::Slice(slice) = index {
            let cut = item::cut(interp, slice, self.len())?;
            let mut places: Vec<usize> = cut.places().collect();
            places.sort_unstable();
            for place in places.into_iter().rev() {
                self.remove(place);
            }
            return Ok(());
        }
        let at = self.index(interp, index, "array assignment index out of range")?;
        self.remove(at);
        Ok(())
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(Array::len(self)))
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        Ok(Some(Iter::Sequence {
            object: this.clone(),
            index: 0,
        }))
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        match op {
            BinaryOp::Add if !reflected => match other.downcast::<Array>() {
                Some(more) if more.code == self.code => {
                    let both = [&self.octets.borrow()[..], &more.octets.borrow()].concat();
                    Ok(Some(self.like(both)))
                }
                Some(_) => Err(Error::type_error(
                    "bad argument type for built-in operation",
                )),
                None => Err(Error::type_error(format!(
                    "can only append array (not \"{}\") to array",
                    type_name(other)
                ))),
            },
            BinaryOp::Mul => {
                let Ok(times) = index_of(interp, other) else {
                    return Ok(None);
                };
                let times = times.max(0) as usize;
                memory::room_for(self.octets.borrow().len().saturating_mul(times))?;
                let octets = self.octets.borrow().repeat(times);
                Ok(Some(self.like(octets)))
            }
            _ => Ok(None),
        }
    }

    fn in_place(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        this: &Value,
        other: &Value,
    ) -> Result<Option<Value>> {
        match op {
            BinaryOp::Add if other.downcast::<Array>().is_none() => {
                return Err(Error::type_error(format!(
                    "can only extend with array (not \"{}\")",
                    type_name(other)
                )));
            }
            BinaryOp::Add => self.extend(interp, other)?,
            BinaryOp::Mul => {
                let Some(made) = self.binary(interp, op, this, other, false)? else {
                    return Ok(None);
                };
                if let Some(made) = made.downcast::<Array>() {
                    self.octets.swap(&made.octets);
                }
            }
            _ => return Ok(None),
        }
        Ok(Some(this.clone()))
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Array>() else {
            return Ok(None);
        };
        let (own, other) = (Value::list(self.items()), Value::list(other.items()));
        interp
            .compare(op, &own, &other)
            .map(|answer| Some(Value::bool(answer)))
    }

    fn hash(&self, _: &mut Interp) -> Result<Option<i64>> {
        Err(Error::type_error("unhashable type: 'array.array'"))
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        if Array::len(self) == 0 {
            return Ok(Some(format!("array('{}')", self.code)));
        }
        let items = if self.code == 'u' {
            Value::string(self.text())
        } else {
            Value::list(self.items())
        };
        Ok(Some(format!(
            "array('{}', {})",
            self.code,
            interp.repr(&items)?
        )))
    }

    fn octets(&self) -> Option<Vec<u8>> {
        Some(self.octets.borrow().clone())
    }

    fn memory(&self) -> Option<(Memory, Format)> {
        Some((Memory::Shared(self.octets.clone()), self.format()))
    }

    fn window(&self) -> Option<(Memory, usize, usize)> {
        let length = self.octets.borrow().len();
        Some((Memory::Shared(self.octets.clone()), 0, length))
    }
}
