//! `struct`: values packed into octets as a format says.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::eval::buffer::writable;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::{Attrs, Class, Layout as ClassLayout};
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exception, Named};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::methods::arguments::{
    clamped, float_of, int_or, legacy_octets, method, octets_of, plain, text_of, type_name,
};
use crate::eval::module::{Module, NativeModule};
use crate::eval::nesting::Tuple;
use crate::eval::object::Object;
use crate::eval::symbol::Symbol;
use crate::eval::value::{Kind, Str, Value};

pub static MODULE: NativeModule = NativeModule {
    name: "struct",
    help: "Values packed into octets, and unpacked, as a format says.",
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[Builtin] = &[
    Builtin::new(
        "calcsize",
        &["format", "/"],
        "How many octets a format takes.",
        &[],
        calcsize,
    ),
    Builtin::new(
        "iter_unpack",
        &["format", "buffer", "/"],
        "Unpacks octets again and again.",
        &[],
        iter_unpack,
    ),
    Builtin::new(
        "pack",
        &["*values"],
        "Values as octets; the format comes first.",
        &[],
        pack,
    )
    .direct(pack_directly),
    Builtin::new(
        "pack_into",
        &["format", "*values"],
        "Packs values into a bytearray, which is given with the place before the values.",
        &[],
        pack_into,
    ),
    Builtin::new(
        "unpack",
        &["format", "buffer", "/"],
        "The values that octets hold.",
        &[],
        unpack,
    )
    .direct(unpack_directly),
    Builtin::new(
        "unpack_from",
        &["format", "buffer", "offset=0"],
        "The values that octets hold from a place on.",
        &[],
        unpack_from,
    )
    .direct(unpack_from_directly),
];

thread_local! {
    /// The format that was used last, which a loop uses again.
    static LAST: RefCell<Option<(Rc<Str>, Rc<Layout>)>> = const { RefCell::new(None) };
    static LAYOUTS: RefCell<hashbrown::HashMap<String, Rc<Layout>>> = RefCell::default();
}

fn failure(text: impl Into<String>) -> Error {
    let class = Named::Struct.class();
    Error(Rc::new(Exception::new(
        class,
        vec![Value::string(text.into())],
    )))
}

fn init(_: &mut Interp, module: &Module) -> Result<()> {
    module.set("error", Value::Class(Named::Struct.class()));
    module.set("Struct", Value::Class(class()));
    Ok(())
}

/// What a format says, with repetitions written out.
struct Layout {
    big: bool,
    items: Vec<Item>,
    size: usize,
}

struct Item {
    code: char,
    /// Octets that it takes.
    size: usize,
    /// Where it starts, after what aligns it.
    offset: usize,
    small: Small,
    /// Whether the machine's own sizes and order are asked for by no sign or `@`.
    native: bool,
}

/// Formats that are remembered before the memory starts anew, as in CPython.
/// The commonest items: unsigned integers in network byte order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Small {
    Octet,
    Big16,
    Big32,
    No,
}

impl Small {
    fn of(code: char, size: usize, big: bool) -> Small {
        match (code, size) {
            ('B', 1) => Small::Octet,
            ('H', 2) if big => Small::Big16,
            ('I' | 'L', 4) if big => Small::Big32,
            _ => Small::No,
        }
    }
}

const REMEMBERED: usize = 100;

/// What a format says; the formats of late are not read again.
fn layout(format: &Value) -> Result<Rc<Layout>> {
    if let Some(text) = format.as_str() {
        return known_layout(text);
    }
    match (text_of(format), octets_of(format)) {
        (Some(text), _) => known_layout(text.as_str()),
        (None, Some(octets)) => known_layout(&String::from_utf8_lossy(&octets)),
        (None, None) => Err(Error::type_error(format!(
            "Struct() argument 1 must be a str or bytes object, not {}",
            type_name(format)
        ))),
    }
}

fn known_layout(format: &str) -> Result<Rc<Layout>> {
    if let Some(known) = LAYOUTS.with(|layouts| layouts.borrow().get(format).cloned()) {
        return Ok(known);
    }
    let layout = Rc::new(read_layout(format)?);
    LAYOUTS.with(|layouts| {
        let mut layouts = layouts.borrow_mut();
        if layouts.len() >= REMEMBERED {
            layouts.clear();
        }
        layouts.insert(format.to_owned(), layout.clone());
    });
    Ok(layout)
}

fn read_layout(format: &str) -> Result<Layout> {
    let mut chars = format.chars().peekable();
    let (big, native) = match chars.peek() {
        Some('>' | '!') => (true, false),
        Some('<') => (false, false),
        Some('=') => (cfg!(target_endian = "big"), false),
        _ => (cfg!(target_endian = "big"), true),
    };
    if matches!(chars.peek(), Some('>' | '!' | '<' | '=' | '@')) {
        chars.next();
    }
    let mut items = Vec::new();
    let mut size = 0usize;
    while let Some(c) = chars.next() {
        if c.is_ascii_whitespace() {
            continue;
        }
        let mut count = None;
        let mut code = c;
        if c.is_ascii_digit() {
            let mut number = c.to_digit(10).unwrap_or(0) as usize;
            while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(digit as usize);
                chars.next();
            }
            count = Some(number);
            code = chars
                .next()
                .ok_or_else(|| failure("repeat count given without format specifier"))?;
        }
        let width = width_of(code, native).ok_or_else(|| failure("bad char in struct format"))?;
        if native && !matches!(code, 's' | 'p' | 'x' | 'c') {
            size = size.next_multiple_of(width);
        }
        let count = count.unwrap_or(1);
        let is_text = matches!(code, 's' | 'p' | 'x');
        let too_many = !is_text && count.saturating_add(items.len()) > 1 << 24;
        if too_many || count.saturating_mul(width).saturating_add(size) > 1 << 31 {
            return Err(failure("total struct size too long"));
        }
        match code {
            's' | 'p' => {
                items.push(Item {
                    code,
                    small: Small::No,
                    size: count,
                    offset: size,
                    native: native || !big,
                });
                size += count;
            }
            'x' => size += count,
            _ => {
                for _ in 0..count {
                    items.push(Item {
                        code,
                        small: Small::of(code, width, big),
                        size: width,
                        offset: size,
                        native: native || !big && !matches!(code, 'e' | 'f' | 'd'),
                    });
                    size += width;
                }
            }
        }
    }
    Ok(Layout { big, items, size })
}

fn width_of(code: char, native: bool) -> Option<usize> {
    Some(match code {
        'x' | 'c' | 'b' | 'B' | '?' | 's' | 'p' => 1,
        'h' | 'H' | 'e' => 2,
        'i' | 'I' | 'f' => 4,
        'l' | 'L' => {
            if native {
                8
            } else {
                4
            }
        }
        'q' | 'Q' | 'd' => 8,
        'n' | 'N' | 'P' if native => 8,
        _ => return None,
    })
}

impl Layout {
    fn pack(&self, interp: &mut Interp, values: &[Value], name: &str) -> Result<Vec<u8>> {
        if values.len() != self.items.len() {
            return Err(failure(format!(
                "{name} expected {} items for packing (got {})",
                self.items.len(),
                values.len()
            )));
        }
        let mut out = vec![0; self.size];
        for (item, value) in self.items.iter().zip(values) {
            let place = &mut out[item.offset..item.offset + item.size];
            if let Value::Int(number) = value
                && item.holds(*number)
            {
                item.put(*number, place, self.big);
                continue;
            }
            let octets = item.pack(interp, value)?;
            place[..octets.len()].copy_from_slice(&octets);
            if self.big && !matches!(item.code, 's' | 'p' | 'c') {
                place.reverse();
            }
        }
        Ok(out)
    }

    fn unpack(&self, octets: &[u8]) -> Value {
        Value::Tuple(Tuple::of(self.values(octets)))
    }

    /// As `unpack`, into a place.
    fn unpack_to(&self, octets: &[u8], place: &mut Value) {
        // The tuple of the turn before, if nobody kept it.
        if let Value::Tuple(old) = place
            && let Some(old) = Rc::get_mut(old)
            && old.len() == self.items.len()
        {
            for (old, value) in old.iter_mut().zip(self.values(octets)) {
                value.set_in(old);
            }
            return;
        }
        self.unpack(octets).set_in(place);
    }

    fn values(&self, octets: &[u8]) -> impl Iterator<Item = Value> {
        self.items.iter().map(move |item| {
            let octets = &octets[item.offset..item.offset + item.size];
            let number = match (item.small, octets) {
                (Small::Octet, [octet]) => u32::from(*octet),
                (Small::Big16, [a, b]) => u16::from_be_bytes([*a, *b]).into(),
                (Small::Big32, [a, b, c, d]) => u32::from_be_bytes([*a, *b, *c, *d]),
                _ => return item.unpack(octets, self.big),
            };
            Value::Int(number.into())
        })
    }
}

impl Item {
    /// Whether it is a whole number that is within the item's range.
    #[inline]
    fn holds(&self, number: i64) -> bool {
        let bits = 8 * self.size as u32;
        match self.code {
            'b' | 'h' | 'i' | 'l' | 'q' | 'n' => {
                bits == 64 || (-1 << (bits - 1)..1 << (bits - 1)).contains(&number)
            }
            'B' | 'H' | 'I' | 'L' | 'Q' | 'N' => number >= 0 && (bits == 64 || number < 1 << bits),
            _ => false,
        }
    }

    /// Writes a number that it holds.
    #[inline]
    fn put(&self, number: i64, place: &mut [u8], big: bool) {
        let octets = number.to_be_bytes();
        match place {
            [octet] => *octet = number as u8,
            place if big => place.copy_from_slice(&octets[8 - self.size..]),
            place => place.copy_from_slice(&number.to_le_bytes()[..self.size]),
        }
    }

    /// The octets, the low one first.
    fn pack(&self, interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
        match self.code {
            'c' => match octets_of(value).filter(|octets| octets.len() == 1) {
                Some(octets) => Ok(octets),
                None => Err(failure("char format requires a bytes object of length 1")),
            },
            's' | 'p' => {
                let plain = matches!(plain(value), Value::Bytes(_) | Value::ByteArray(_));
                let Some(mut octets) = octets_of(value).filter(|_| plain) else {
                    return Err(failure(format!(
                        "argument for '{}' must be a bytes object",
                        self.code
                    )));
                };
                if self.code == 'p' {
                    octets.truncate(self.size.saturating_sub(1).min(255));
                    octets.insert(0, octets.len() as u8);
                }
                octets.truncate(self.size);
                Ok(octets)
            }
            '?' => Ok(vec![u8::from(interp.truth(value)?)]),
            'e' | 'f' | 'd' => {
                let x = float_of(interp, value)
                    .map_err(|_| failure("required argument is not a float"))?;
                match self.code {
                    'd' => Ok(x.to_le_bytes().to_vec()),
                    'f' if !self.native && x.is_finite() && (x as f32).is_infinite() => Err(
                        Error::overflow_error("float too large to pack with f format"),
                    ),
                    'f' => Ok((x as f32).to_le_bytes().to_vec()),
                    _ => half(x).map(|bits| bits.to_le_bytes().to_vec()),
                }
            }
            _ => self.pack_integer(interp, value),
        }
    }

    fn pack_integer(&self, interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
        let number = match value.to_big() {
            Some(number) => number,
            None => match value {
                Value::Instance(_) | Value::Object(_) => BigInt::from(interp.index(value)?),
                _ => return Err(failure("required argument is not an integer")),
            },
        };
        let signed = self.code.is_ascii_lowercase();
        let bits = self.size * 8;
        let (low, high) = if signed {
            (
                -(BigInt::from(1) << (bits - 1)),
                (BigInt::from(1) << (bits - 1)) - 1,
            )
        } else {
            (BigInt::from(0), (BigInt::from(1) << bits) - 1)
        };
        // Addresses may be given as the negative numbers with the same octets.
        let low = if self.code == 'P' {
            -(BigInt::from(1) << (bits - 1))
        } else {
            low
        };
        if number < low || number > high {
            return Err(failure(self.range_text(&number, &low, &high)));
        }
        let number = number.to_i128().unwrap_or(0);
        Ok(number.to_le_bytes()[..self.size].to_vec())
    }

    /// What CPython says of a number that does not fit.
    fn range_text(&self, number: &BigInt, low: &BigInt, high: &BigInt) -> String {
        let unsigned =
            matches!(self.code, 'I' | 'L' | 'Q' | 'N') || self.code == 'H' && !self.native;
        let is_word = if unsigned {
            number.to_u64().is_some()
        } else {
            number.to_i64().is_some()
        };
        match self.code {
            'q' | 'Q' if !self.native => "int too large to convert".to_string(),
            'P' => "int too large to convert".to_string(),
            _ if !is_word => "argument out of range".to_string(),
            'b' => "byte format requires -128 <= number <= 127".to_string(),
            'B' => "ubyte format requires 0 <= number <= 255".to_string(),
            'h' if self.native => "short format requires -32768 <= number <= 32767".to_string(),
            'H' if self.native => "ushort format requires 0 <= number <= 65535".to_string(),
            code => format!("'{code}' format requires {low} <= number <= {high}"),
        }
    }

    fn unpack(&self, octets: &[u8], big: bool) -> Value {
        // The low octet comes first in `wide`.
        let fill = |wide: &mut [u8]| {
            let length = octets.len().min(wide.len());
            if big {
                for (to, from) in wide.iter_mut().zip(octets.iter().rev()) {
                    *to = *from;
                }
            } else {
                wide[..length].copy_from_slice(&octets[..length]);
            }
        };
        match self.code {
            'c' | 's' => Value::bytes(octets),
            'p' => {
                let length = octets.first().map_or(0, |length| usize::from(*length));
                Value::bytes(
                    octets
                        .get(1..)
                        .map_or(&[][..], |rest| &rest[..length.min(rest.len())]),
                )
            }
            '?' => Value::bool(octets[0] != 0),
            'd' => {
                let mut wide = [0; 8];
                fill(&mut wide);
                Value::float(f64::from_le_bytes(wide))
            }
            'f' => {
                let mut wide = [0; 4];
                fill(&mut wide);
                Value::float(f32::from_le_bytes(wide).into())
            }
            'e' => {
                let mut wide = [0; 2];
                fill(&mut wide);
                Value::float(from_half(u16::from_le_bytes(wide)))
            }
            code => {
                let mut wide = [0; 8];
                fill(&mut wide);
                let number = u64::from_le_bytes(wide);
                if code.is_ascii_lowercase() {
                    let unused = 64 - 8 * self.size as u32;
                    Value::Int((number << unused) as i64 >> unused)
                } else {
                    Value::from(number)
                }
            }
        }
    }
}

/// The nearest 16-bit float, halves to even.
fn half(x: f64) -> Result<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = x.abs();
    if magnitude.is_nan() {
        return Ok(sign | 0x7e00);
    }
    if magnitude.is_infinite() {
        return Ok(sign | 0x7c00);
    }
    let exponent = magnitude.log2().floor().max(-14.0) as i32;
    let exponent = if magnitude == 0.0 { -14 } else { exponent };
    let steps = (magnitude * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = if steps < 1024 {
        steps
    } else {
        (((exponent + 15) as u32) << 10) + steps - 1024
    };
    if bits >= 0x7c00 {
        return Err(Error::overflow_error(
            "float too large to pack with e format",
        ));
    }
    Ok(sign | bits as u16)
}

fn from_half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from(bits >> 10 & 31);
    let fraction = f64::from(bits & 1023);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

fn buffer(value: &Value) -> Result<Vec<u8>> {
    octets_of(value)
        .or_else(|| legacy_octets(value))
        .ok_or_else(|| {
            Error::type_error(format!(
                "a bytes-like object is required, not '{}'",
                type_name(value)
            ))
        })
}

fn calcsize(_: &mut Interp, args: &Args) -> Result<Value> {
    layout(args.at(0)).map(|layout| Value::from(layout.size))
}

fn pack(interp: &mut Interp, args: &Args) -> Result<Value> {
    let [format, values @ ..] = args.star(0) else {
        return Err(Error::type_error("missing format argument"));
    };
    layout(format)?
        .pack(interp, values, "pack")
        .map(Value::bytes)
}

/// The layout of a format, if it can be read; the one of the turn before is at hand.
fn layout_at_hand(format: &Rc<Str>) -> Option<Rc<Layout>> {
    let known = LAST.with_borrow(|last| match last {
        Some((text, layout)) if Rc::ptr_eq(text, format) => Some(layout.clone()),
        _ => None,
    });
    if known.is_some() {
        return known;
    }
    let layout = known_layout(format.as_str()).ok()?;
    LAST.set(Some((format.clone(), layout.clone())));
    Some(layout)
}

/// Few whole numbers that are within their ranges.
fn pack_directly(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Str(format), values @ ..] = args else {
        return false;
    };
    let Some(layout) = layout_at_hand(format) else {
        return false;
    };
    let mut octets = [0; 32];
    let Some(octets) = octets.get_mut(..layout.size) else {
        return false;
    };
    if values.len() != layout.items.len() {
        return false;
    }
    for (item, value) in layout.items.iter().zip(values) {
        match value {
            Value::Int(number) if item.holds(*number) => {
                let place = &mut octets[item.offset..item.offset + item.size];
                item.put(*number, place, layout.big);
            }
            _ => return false,
        }
    }
    Value::few_bytes(octets).set_in(result);
    true
}

fn unpack_directly(args: &mut [Value], result: &mut Value) -> bool {
    let [Value::Str(format), Value::Bytes(octets)] = args else {
        return false;
    };
    match layout_at_hand(format) {
        Some(layout) if octets.len() == layout.size => layout.unpack_to(octets, result),
        _ => return false,
    }
    true
}

fn unpack_from_directly(args: &mut [Value], result: &mut Value) -> bool {
    let (format, octets, offset) = match args {
        [Value::Str(format), Value::Bytes(octets)] => (format, octets, 0),
        [
            Value::Str(format),
            Value::Bytes(octets),
            Value::Int(offset @ 0..),
        ] => (format, octets, *offset as usize),
        _ => return false,
    };
    let Some(layout) = layout_at_hand(format) else {
        return false;
    };
    let part = octets
        .get(offset..)
        .and_then(|rest| rest.get(..layout.size));
    match part {
        Some(part) => layout.unpack_to(part, result),
        None => return false,
    }
    true
}

fn unpack(_: &mut Interp, args: &Args) -> Result<Value> {
    let layout = layout(args.at(0))?;
    match args.at(1) {
        Value::Bytes(octets) => exactly(&layout, octets),
        other => exactly(&layout, &buffer(other)?),
    }
}

fn exactly(layout: &Layout, octets: &[u8]) -> Result<Value> {
    if octets.len() != layout.size {
        return Err(failure(format!(
            "unpack requires a buffer of {} bytes",
            layout.size
        )));
    }
    Ok(layout.unpack(octets))
}

fn unpack_from(interp: &mut Interp, args: &Args) -> Result<Value> {
    let offset = int_or(interp, args, 2, 0)?;
    let layout = layout(args.at(0))?;
    from_offset(&layout, &buffer(args.at(1))?, offset)
}

fn from_offset(layout: &Layout, octets: &[u8], offset: i64) -> Result<Value> {
    let start = if offset < 0 {
        if offset.saturating_add(layout.size as i64) > 0 {
            return Err(failure(format!(
                "not enough data to unpack {} bytes at offset {offset}",
                layout.size
            )));
        }
        from_end(offset, octets.len())?
    } else {
        offset
    };
    let available = usize::try_from(start)
        .ok()
        .and_then(|start| octets.get(start..));
    match available {
        Some(rest) if rest.len() >= layout.size => Ok(layout.unpack(&rest[..layout.size])),
        _ => Err(failure(format!(
            "unpack_from requires a buffer of at least {} bytes for unpacking {} bytes at offset {offset} (actual buffer size is {})",
            (layout.size as i64).saturating_add(start),
            layout.size,
            octets.len()
        ))),
    }
}

/// The place that a negative offset means.
fn from_end(offset: i64, length: usize) -> Result<i64> {
    let place = offset.saturating_add(length as i64);
    if place < 0 {
        return Err(failure(format!(
            "offset {offset} out of range for {length}-byte buffer"
        )));
    }
    Ok(place)
}

fn pack_into(interp: &mut Interp, args: &Args) -> Result<Value> {
    let layout = layout(args.at(0))?;
    put_values(interp, &layout, args.star(1))
}

fn put_values(interp: &mut Interp, layout: &Layout, given: &[Value]) -> Result<Value> {
    let [buffer, offset, values @ ..] = given else {
        let missing = ["buffer", "offset"][given.len()];
        return Err(failure(format!("pack_into expected {missing} argument")));
    };
    let offset = clamped(interp, offset)?;
    let octets = layout.pack(interp, values, "pack_into")?;
    put(buffer, offset, &octets)
}

fn put(buffer: &Value, offset: i64, octets: &[u8]) -> Result<Value> {
    let target = writable(
        buffer,
        "argument must be read-write bytes-like object, not ",
    )?;
    let length = target.len();
    let start = if offset < 0 {
        if offset.saturating_add(octets.len() as i64) > 0 {
            return Err(failure(format!(
                "no space to pack {} bytes at offset {offset}",
                octets.len()
            )));
        }
        from_end(offset, length)?
    } else {
        offset
    };
    let room = usize::try_from(start)
        .ok()
        .and_then(|start| length.checked_sub(start));
    match room {
        Some(room) if room >= octets.len() => {
            target.put(start as usize, octets);
            Ok(Value::None)
        }
        _ => Err(failure(format!(
            "pack_into requires a buffer of at least {} bytes for packing {} bytes at offset {offset} (actual buffer size is {length})",
            (start as usize).saturating_add(octets.len()),
            octets.len()
        ))),
    }
}

fn iter_unpack(_: &mut Interp, args: &Args) -> Result<Value> {
    let layout = layout(args.at(0))?;
    again_and_again(&layout, &buffer(args.at(1))?)
}

fn again_and_again(layout: &Layout, octets: &[u8]) -> Result<Value> {
    if layout.size == 0 {
        return Err(failure(
            "cannot iteratively unpack with a struct of length 0",
        ));
    }
    if !octets.len().is_multiple_of(layout.size) {
        return Err(failure(format!(
            "iterative unpacking requires a buffer of a multiple of {} bytes",
            layout.size
        )));
    }
    let items: Vec<Value> = octets
        .chunks_exact(layout.size)
        .map(|chunk| layout.unpack(chunk))
        .collect();
    Ok(Iter::Items(items.into_iter()).into_value())
}

thread_local! {
    static CLASS: Rc<Class> = {
        let mut attrs = Attrs::default();
        for own in STRUCT_METHODS {
            attrs.set(Symbol::of(own.name), Value::Builtin(own));
        }
        let layout = ClassLayout::Kind(Kind::Native);
        let class = Class::builtin("Struct", None, layout, Some(&STRUCT), attrs);
        *class.module.borrow_mut() = "_struct".into();
        class
    };
}

fn class() -> Rc<Class> {
    CLASS.with(Rc::clone)
}

static STRUCT: Builtin = method("Struct", &["format"], "A format, read once.", |_, args| {
    let layout = RefCell::new(layout(args.at(0))?);
    Ok(Value::object(Struct {
        format: args.at(0).clone(),
        layout,
    }))
});

struct Struct {
    format: Value,
    layout: RefCell<Rc<Layout>>,
}

static STRUCT_METHODS: &[Builtin] = &[
    method(
        "pack",
        &["self", "*values"],
        "Values as octets.",
        |interp, args| {
            compiled(args)?
                .layout
                .borrow()
                .pack(interp, args.star(1), "pack")
                .map(Value::bytes)
        },
    ),
    method(
        "pack_into",
        &["self", "*values"],
        "Packs values into a bytearray, which is given with the place before the values.",
        |interp, args| {
            let layout = compiled(args)?.layout.borrow().clone();
            put_values(interp, &layout, args.star(1))
        },
    ),
    method(
        "unpack",
        &["self", "buffer"],
        "The values that octets hold.",
        |_, args| exactly(&compiled(args)?.layout.borrow(), &buffer(args.at(1))?),
    ),
    method(
        "unpack_from",
        &["self", "buffer", "offset=0"],
        "The values that octets hold from a place on.",
        |interp, args| {
            let offset = int_or(interp, args, 2, 0)?;
            from_offset(
                &compiled(args)?.layout.borrow(),
                &buffer(args.at(1))?,
                offset,
            )
        },
    ),
    method(
        "iter_unpack",
        &["self", "buffer"],
        "Unpacks octets again and again.",
        |_, args| again_and_again(&compiled(args)?.layout.borrow(), &buffer(args.at(1))?),
    ),
];

fn compiled<'a>(args: &Args<'a>) -> Result<&'a Struct> {
    args.at(0)
        .downcast::<Struct>()
        .ok_or_else(|| Error::type_error("a Struct is required"))
}

impl Object for Struct {
    fn type_name(&self) -> &str {
        "Struct"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(class()))
    }

    fn dir(&self) -> Vec<String> {
        ["format", "size"].map(str::to_owned).into()
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "size" => Some(Value::from(self.layout.borrow().size)),
            "format" => Some(match octets_of(&self.format) {
                Some(octets) => Value::string(String::from_utf8_lossy(&octets).into_owned()),
                None => self.format.clone(),
            }),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        STRUCT_METHODS
    }
}
