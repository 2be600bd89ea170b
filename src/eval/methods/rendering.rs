//! Values put into text: `str.format`, `%`, `format(value, spec)`.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::arguments::{float_of, octets_of, plain, text_of, type_name};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::format::Fault;
use crate::eval::format::percent::{self, Field, Layout, Size};
use crate::eval::format::template::{self, First, Step};
use crate::eval::format::{integer, quote, spec};
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::nesting::Tuple;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;

/// The width or the precision in a format specifier, whichever is larger.
fn largest_number(spec: &str) -> usize {
    let numbers = spec.split(|c: char| !c.is_ascii_digit());
    numbers
        .filter_map(|number| number.parse().ok())
        .max()
        .unwrap_or(0)
}

/// `format(value, text)` of a built-in type.
pub fn format(interp: &mut Interp, value: &Value, text: &str) -> Result<String> {
    if text.is_empty() {
        return interp.str(value);
    }
    if let Value::Int(number) = value
        && let Some(text) = integer::quick(*number, text)
    {
        return Ok(text);
    }
    memory::room_for(largest_number(text).saturating_mul(2))?;
    let formatted = match value {
        Value::Str(this) => spec::format_text(this.as_str(), text),
        Value::Float(x) => spec::format_float(x.get(), text),
        Value::Int(number) => {
            let mut plain = String::new();
            if spec::push_plain(&mut plain, *number, text) {
                return Ok(plain);
            }
            spec::format_integer(&BigInt::from(*number), text)
        }
        _ => match value.to_big() {
            Some(number) => spec::format_integer(&number, text),
            None => {
                return Err(Error::type_error(format!(
                    "unsupported format string passed to {}.__format__",
                    type_name(value)
                )));
            }
        },
    };
    Ok(formatted?)
}

/// `text.format(*positional, **named)`; without positional values it is `format_map`.
pub fn template(
    interp: &mut Interp,
    text: &str,
    positional: Option<&[Value]>,
    named: &Value,
) -> Result<String> {
    let mut filler = Filler {
        positional,
        named,
        next: Numbering::Unknown,
    };
    filler.fill(interp, text, 2)
}

struct Filler<'a> {
    positional: Option<&'a [Value]>,
    named: &'a Value,
    next: Numbering,
}

enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

impl Filler<'_> {
    fn fill(&mut self, interp: &mut Interp, text: &str, depth: u32) -> Result<String> {
        if depth == 0 {
            return Err(Error::value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        for piece in template::parse(text)? {
            match piece {
                template::Piece::Text(text) => out.push_str(&text),
                template::Piece::Field(field) => {
                    let value = self.value(interp, &field)?;
                    let value = match field.conversion {
                        Some('r') => Value::string(interp.repr(&value)?),
                        Some('a') => Value::string(quote::escaped(&interp.repr(&value)?)),
                        Some(_) => Value::string(interp.str(&value)?),
                        None => value,
                    };
                    let spec = if field.spec.contains(['{', '}']) {
                        self.fill(interp, &field.spec, depth - 1)?
                    } else {
                        field.spec
                    };
                    out.push_str(&interp.format(&value, &spec)?);
                }
            }
        }
        Ok(out)
    }

    fn value(&mut self, interp: &mut Interp, field: &template::Field) -> Result<Value> {
        let mut value = match &field.first {
            First::Next => {
                let index = match self.next {
                    Numbering::Manual => {
                        return Err(Error::value_error(
                            "cannot switch from manual field specification to automatic field numbering",
                        ));
                    }
                    Numbering::Unknown => 0,
                    Numbering::Automatic(next) => next,
                };
                self.next = Numbering::Automatic(index + 1);
                self.positional(index)?
            }
            First::Index(index) => {
                if matches!(self.next, Numbering::Automatic(_)) {
                    return Err(Error::value_error(
                        "cannot switch from automatic field numbering to manual field specification",
                    ));
                }
                self.next = Numbering::Manual;
                self.positional(*index)?
            }
            First::Name(name) => match self.named {
                Value::None => return Err(Error::key_error(Value::str(name))),
                named => interp.get_item(named, &Value::str(name))?,
            },
        };
        for step in &field.path {
            value = match step {
                Step::Attribute(name) => interp.get_attr(&value, name)?,
                Step::Index(index) => interp.get_item(&value, &Value::from(*index))?,
                Step::Key(key) => interp.get_item(&value, &Value::str(key))?,
            };
        }
        Ok(value)
    }

    fn positional(&self, index: usize) -> Result<Value> {
        let Some(values) = self.positional else {
            return Err(Error::value_error(
                "Format string contains positional fields",
            ));
        };
        values.get(index).cloned().ok_or_else(|| {
            Error::index_error(format!(
                "Replacement index {index} out of range for positional args tuple"
            ))
        })
    }
}

/// `text % values` for str, bytes and bytearray.
pub fn percent(interp: &mut Interp, text: &Value, values: &Value) -> Result<Value> {
    if let Some(format) = text_of(text) {
        let plain = interp.written(|out| render_plain(format.as_str(), values, out));
        if let Some(text) = plain {
            return Ok(text);
        }
        let mut out = String::with_capacity(format.as_str().len() + 16);
        render(interp, format.as_str(), values, &mut TextTarget(&mut out))?;
        return Ok(Value::string(out));
    }
    let Some(format) = octets_of(text) else {
        return Err(Error::type_error("% formatting needs a str or bytes"));
    };
    // Each octet stands for the character of the same number, there and back.
    let format: String = format.iter().copied().map(char::from).collect();
    let mut out = Vec::new();
    render(interp, &format, values, &mut OctetTarget(&mut out))?;
    Ok(match plain(text) {
        Value::ByteArray(_) => Value::byte_array(out),
        _ => Value::bytes(out),
    })
}

/// Renders the common formats without taking them apart first: `%s`, `%d`, `%x`, `%5d`, `%02x`
/// with texts and small integers. False where anything else is met; `out` is to be forgotten then.
fn render_plain(format: &str, values: &Value, out: &mut String) -> bool {
    let mut values = match values {
        Value::Tuple(items) => items.as_slice(),
        Value::Str(_) | Value::Int(_) => std::slice::from_ref(values),
        _ => return false,
    }
    .iter();
    let mut rest = format;
    while let Some(at) = memchr::memchr(b'%', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let mut octets = rest.as_bytes()[at + 1..].iter().copied().enumerate();
        let mut zero = false;
        let mut width = 0;
        let (code_at, code) = loop {
            match octets.next() {
                Some((0, b'0')) => zero = true,
                Some((_, digit @ b'0'..=b'9')) if width < 100 => {
                    width = width * 10 + usize::from(digit - b'0');
                }
                Some(code) => break code,
                None => return false,
            }
        };
        rest = &rest[at + 1 + code_at..];
        let code = char::from(code);
        match (code, values.next()) {
            ('s', Some(Value::Str(text))) if width == 0 => out.push_str(text.as_str()),
            ('s', Some(Value::Int(number))) if width == 0 => spec::push_integer(out, *number, 'd'),
            ('d' | 'x' | 'X', Some(Value::Int(number))) => {
                spec::push_padded(out, *number, code, width, zero);
            }
            _ => return false,
        }
        rest = &rest[1..];
    }
    out.push_str(rest);
    values.next().is_none()
}

/// Where rendered fields go; str and bytes differ in `%s` and `%c`.
trait Target {
    const IS_TEXT: bool;
    fn text(&mut self, text: &str);
    fn field(
        &mut self,
        interp: &mut Interp,
        code: char,
        layout: Layout,
        value: &Value,
    ) -> Result<bool>;
    /// How a mapping key is looked up.
    fn key(key: &str) -> Value;
}

struct TextTarget<'a>(&'a mut String);
struct OctetTarget<'a>(&'a mut Vec<u8>);

impl Target for TextTarget<'_> {
    const IS_TEXT: bool = true;

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn field(
        &mut self,
        interp: &mut Interp,
        code: char,
        layout: Layout,
        value: &Value,
    ) -> Result<bool> {
        let text = match code {
            's' => interp.str(value)?,
            'r' => interp.repr(value)?,
            'a' => quote::escaped(&interp.repr(value)?),
            'c' => one_character(value)?.to_string(),
            _ => return Ok(false),
        };
        self.0.push_str(&percent::text(&text, layout));
        Ok(true)
    }

    fn key(key: &str) -> Value {
        Value::str(key)
    }
}

impl Target for OctetTarget<'_> {
    const IS_TEXT: bool = false;

    fn text(&mut self, text: &str) {
        // Every character came from one octet.
        self.0.extend(text.chars().map(|c| c as u32 as u8));
    }

    fn field(
        &mut self,
        interp: &mut Interp,
        code: char,
        layout: Layout,
        value: &Value,
    ) -> Result<bool> {
        let octets = match code {
            's' | 'b' => octets_like(interp, value)?,
            'r' | 'a' => quote::escaped(&interp.repr(value)?).into_bytes(),
            'c' => one_octet(value)?,
            _ => return Ok(false),
        };
        self.0.extend(percent::octets(&octets, layout));
        Ok(true)
    }

    fn key(key: &str) -> Value {
        Value::bytes(key.chars().map(|c| c as u32 as u8).collect::<Vec<_>>())
    }
}

fn octets_like(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = octets_of(value) {
        return Ok(octets);
    }
    if let Value::Instance(_) = value
        && let Some(octets) = interp.call_special(value, Symbol::of("__bytes__"), &[])?
        && let Some(octets) = octets_of(&octets)
    {
        return Ok(octets);
    }
    Err(Error::type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        type_name(value)
    )))
}

fn one_character(value: &Value) -> Result<char> {
    if let Some(text) = text_of(value) {
        let mut chars = text.as_str().chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(c);
        }
    } else if value.to_big().is_some() {
        let code = value.as_int().and_then(|code| u32::try_from(code).ok());
        return code
            .and_then(char::from_u32)
            .ok_or_else(|| Error::overflow_error("%c arg not in range(0x110000)"));
    }
    Err(Error::type_error("%c requires int or char"))
}

fn one_octet(value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = octets_of(value).filter(|octets| octets.len() == 1) {
        return Ok(octets);
    }
    if value.to_big().is_some() {
        let octet = value.as_int().and_then(|octet| u8::try_from(octet).ok());
        return octet
            .map(|octet| vec![octet])
            .ok_or_else(|| Error::overflow_error("%c arg not in range(256)"));
    }
    Err(Error::type_error(
        "%c requires an integer in range(256) or a single byte",
    ))
}

/// The values of a `%`, taken one after the other.
struct Values<'a> {
    all: &'a Value,
    tuple: Option<Rc<Tuple>>,
    taken: usize,
}

impl Values<'_> {
    fn next(&mut self) -> Result<Value> {
        let value = match &self.tuple {
            Some(items) => items.get(self.taken).cloned(),
            None => (self.taken == 0).then(|| self.all.clone()),
        };
        self.taken += 1;
        value.ok_or_else(|| Error::type_error("not enough arguments for format string"))
    }

    fn size(&mut self, size: Size, too_big: &str) -> Result<Option<i64>> {
        Ok(match size {
            Size::Unset => None,
            Size::Given(number) => Some(number as i64),
            Size::Next => {
                let value = self.next()?;
                if value.to_big().is_none() {
                    return Err(Error::type_error("* wants int"));
                }
                match value
                    .as_int()
                    .filter(|number| i32::try_from(*number).is_ok())
                {
                    Some(number) => Some(number),
                    None => return Err(Error::overflow_error(too_big)),
                }
            }
        })
    }
}

fn render<T: Target>(interp: &mut Interp, format: &str, all: &Value, target: &mut T) -> Result<()> {
    let tuple = match plain(all) {
        Value::Tuple(items) => Some(items),
        _ => None,
    };
    let is_mapping = tuple.is_none()
        && match plain(all) {
            Value::Str(_) => false,
            Value::Bytes(_) | Value::ByteArray(_) => T::IS_TEXT,
            Value::Object(object) => object.octets().is_some(),
            Value::Dict(_) | Value::List(_) | Value::Range(_) | Value::Module(_) => true,
            Value::Instance(_) => interp.find_attr(all, "__getitem__")?.is_some(),
            _ => false,
        };
    let mut values = Values {
        all,
        tuple,
        taken: 0,
    };
    let mut used_key = false;
    let parsed = parsed(format);
    let (pieces, fault) = &*parsed;
    for piece in pieces {
        match piece {
            percent::Piece::Text(text) => target.text(text),
            percent::Piece::Field(field) => {
                let keyed = match &field.key {
                    None => None,
                    Some(_) if !is_mapping => {
                        return Err(Error::type_error("format requires a mapping"));
                    }
                    Some(key) => {
                        used_key = true;
                        Some(interp.get_item(all, &T::key(key))?)
                    }
                };
                if used_key {
                    // A mapping gives no values in order.
                    values.taken = 1;
                }
                render_field(interp, field, keyed, &mut values, target)?;
            }
        }
    }
    if let Some(fault) = fault {
        return Err(fault.clone().into());
    }
    let left_over = match &values.tuple {
        Some(items) => values.taken < items.len(),
        None => values.taken == 0 && !is_mapping,
    };
    if left_over {
        let kind = if T::IS_TEXT { "string" } else { "bytes" };
        return Err(Error::type_error(format!(
            "not all arguments converted during {kind} formatting"
        )));
    }
    Ok(())
}

type Parsed = (Vec<percent::Piece>, Option<Fault>);

thread_local! {
    static PARSED: RefCell<hashbrown::HashMap<String, Rc<Parsed>>> = RefCell::default();
}

/// The pieces of a format; a loop formats with the same one again and again.
fn parsed(format: &str) -> Rc<Parsed> {
    const REMEMBERED: usize = 100;
    if let Some(known) = PARSED.with(|all| all.borrow().get(format).cloned()) {
        return known;
    }
    let parsed = Rc::new(percent::parse(format));
    // Texts made at run time are hardly used again, and long ones are not worth their room.
    if format.len() <= 200 {
        PARSED.with(|all| {
            let mut all = all.borrow_mut();
            if all.len() >= REMEMBERED {
                all.clear();
            }
            all.insert(format.to_owned(), parsed.clone());
        });
    }
    parsed
}

fn render_field<T: Target>(
    interp: &mut Interp,
    field: &Field,
    keyed: Option<Value>,
    values: &mut Values,
    target: &mut T,
) -> Result<()> {
    let mut flags = field.flags;
    let width = values.size(field.width, "width too big")?.unwrap_or(0);
    flags.left |= width < 0;
    let precision = values
        .size(field.precision, "precision too big")?
        .map(|precision| precision.max(0) as usize);
    let layout = Layout {
        flags,
        width: width.unsigned_abs() as usize,
        precision,
    };
    memory::room_for(layout.width)?;
    memory::room_for(layout.precision.unwrap_or(0).saturating_mul(2))?;
    let code = field.code;
    if !matches!(
        code,
        's' | 'r'
            | 'a'
            | 'c'
            | 'd'
            | 'i'
            | 'u'
            | 'x'
            | 'X'
            | 'o'
            | 'e'
            | 'E'
            | 'f'
            | 'F'
            | 'g'
            | 'G'
    ) && (T::IS_TEXT || code != 'b')
    {
        if keyed.is_none() {
            values.next()?;
        }
        return Err(percent::unknown_code(field).into());
    }
    let value = match keyed {
        Some(value) => value,
        None => values.next()?,
    };
    if target.field(interp, code, layout, &value)? {
        return Ok(());
    }
    let text = match code {
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
            let number = whole_number(interp, code, &value)?;
            if matches!(code, 'd' | 'i' | 'u') {
                crate::eval::repr::check_digits(&number)?;
            }
            percent::integer(&number, code, layout)
        }
        _ => match float_of(interp, &value) {
            Ok(x) => percent::float(x, code, layout),
            // bytes has words of its own for this.
            Err(error) if error.is(Exc::TypeError) && !T::IS_TEXT => {
                return Err(Error::type_error(format!(
                    "float argument required, not {}",
                    type_name(&value)
                )));
            }
            Err(error) => return Err(error),
        },
    };
    target.text(&text);
    Ok(())
}

fn whole_number(interp: &mut Interp, code: char, value: &Value) -> Result<BigInt> {
    if let Some(number) = plain(value).to_big() {
        return Ok(number);
    }
    let decimal = matches!(code, 'd' | 'i' | 'u');
    match plain(value) {
        Value::Float(x) if decimal => {
            if let Some(number) = BigInt::from_f64(x.get().trunc()) {
                return Ok(number);
            }
            return Err(if x.get().is_nan() {
                Error::value_error("cannot convert float NaN to integer")
            } else {
                Error::overflow_error("cannot convert float infinity to integer")
            });
        }
        Value::Instance(_) | Value::Object(_) => {
            let names: &[&str] = if decimal {
                &["__int__", "__index__"]
            } else {
                &["__index__"]
            };
            for name in names {
                if let Some(method) = interp.find_attr(value, name)?
                    && let Some(number) = interp.call(&method, &[])?.to_big()
                {
                    return Ok(number);
                }
            }
            if let Value::Object(object) = value
                && let Some(number) = object.unary(interp, "__index__")?
                && let Some(number) = number.to_big()
            {
                return Ok(number);
            }
        }
        _ => {}
    }
    let wanted = if decimal {
        "a real number"
    } else {
        "an integer"
    };
    Err(Error::type_error(format!(
        "%{code} format: {wanted} is required, not {}",
        type_name(value)
    )))
}
