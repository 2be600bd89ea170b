//! `p.sprintf(format)`: `"%IP.src% -> %-15s,IP.dst%{TCP: port %TCP.dport%}"`.

use super::field;
use super::python;
use super::style::Style;
use crate::packet::convert;
use crate::packet::error::{Error, Result};
use crate::packet::packet::{Packet, View};
use crate::packet::value::FieldValue;
use crate::proto::field::Naming;
use crate::proto::names::FlagNames;

/// `p.sprintf(format, relax=relax)`
pub fn sprintf(packet: &Packet, format: &str, relax: bool) -> Result<String> {
    packet.lent(|view| fill(view, Some(packet), format, relax))
}

/// The same for a layer that is only borrowed; it does not know its time.
pub fn of_view(view: View<'_>, format: &str, relax: bool) -> Result<String> {
    fill(view, None, format, relax)
}

/// Appends the text of a format without conditions.
pub fn put(out: &mut String, view: View<'_>, format: &str) -> Result<()> {
    directives(out, view, None, format, true)
}

fn fill(view: View<'_>, packet: Option<&Packet>, format: &str, relax: bool) -> Result<String> {
    let mut out = String::new();
    if format.contains('{') {
        let resolved = conditions(view, format)?;
        directives(&mut out, view, packet, &resolved, relax)?;
    } else {
        directives(&mut out, view, packet, format, relax)?;
    }
    Ok(out)
}

fn bad(text: String) -> Error {
    Error::Other {
        kind: "Scapy_Exception",
        text,
    }
}

/// Puts the text of each condition that holds in its place, the innermost first.
fn conditions(view: View<'_>, format: &str) -> Result<String> {
    let mut format = format.to_string();
    while let Some(open) = format.rfind('{') {
        let Some(length) = format[open..].find('}') else {
            return Err(Error::Other {
                kind: "ValueError",
                text: "substring not found".to_string(),
            });
        };
        let inner = format[open + 1..open + length].to_string();
        let Some((condition, text)) = inner.split_once(':') else {
            return Err(bad(format!(
                "Bad condition in format string: [{inner}] (read sprintf doc!)"
            )));
        };
        let (wanted, layer) = match condition.strip_prefix('!') {
            Some(layer) => (false, layer),
            None => (true, condition),
        };
        let text = if has_layer(view, layer) == wanted {
            text
        } else {
            ""
        };
        format.replace_range(open..=open + length, text);
    }
    Ok(format)
}

/// Whether a layer with this name is here or above, or in a list of packets.
fn has_layer(view: View<'_>, name: &str) -> bool {
    let mut next = Some(view);
    while let Some(view) = next {
        let proto = view.layer().proto;
        if proto.name == name || proto.title == name {
            return true;
        }
        for (index, field) in proto.fields.iter().enumerate() {
            if !field.holds_packets() {
                continue;
            }
            let inside = |value: &FieldValue| match value.resolved() {
                FieldValue::Packet(packet) => packet.view(|view| has_layer(view, name)),
                _ => false,
            };
            let value = view.internal(index);
            let found = match value.as_list() {
                Some(values) => values.iter().any(inside),
                None => inside(&value),
            };
            if found {
                return true;
            }
        }
        next = view.payload();
    }
    false
}

fn directives(
    out: &mut String,
    view: View<'_>,
    packet: Option<&Packet>,
    format: &str,
    relax: bool,
) -> Result<()> {
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let escaped = match rest.chars().next() {
            Some('%') => Some('%'),
            Some('(') => Some('{'),
            Some(')') => Some('}'),
            _ => None,
        };
        if let Some(letter) = escaped {
            out.push(letter);
            rest = &rest[1..];
            continue;
        }
        let Some((directive, after)) = rest
            .split_once('%')
            .and_then(|(directive, after)| Some((Directive::parse(directive)?, after)))
        else {
            let start: String = rest.chars().take(25).collect();
            let more = if rest.chars().count() > 25 { "..." } else { "" };
            return Err(bad(format!("Bad format string [%{start}{more}]")));
        };
        rest = after;
        directive.fill(out, view, packet, relax)?;
    }
    out.push_str(rest);
    Ok(())
}

/// `%-15s,IP:2.src%`
struct Directive<'a> {
    format: &'a str,
    /// `None`: the layer that was asked.
    class: Option<&'a str>,
    number: i64,
    field: &'a str,
}

impl<'a> Directive<'a> {
    fn parse(text: &'a str) -> Option<Directive<'a>> {
        let mut parts = text.split(',');
        let first = parts.next()?;
        let (format, name) = match (parts.next(), parts.next()) {
            (None, _) => ("s", first),
            (Some(name), None) => (first, name),
            _ => return None,
        };
        let (class, field) = match name.split_once('.') {
            Some((_, field)) if field.contains('.') => return None,
            Some((class, field)) => (Some(class), field),
            None => (None, name),
        };
        let (class, number) = match class.and_then(|class| class.split_once(':')) {
            Some((_, number)) if number.contains(':') => return None,
            Some((class, number)) => (Some(class), number.trim().parse().ok()?),
            None => (class, 1),
        };
        Some(Directive {
            format,
            class,
            number,
            field,
        })
    }

    fn fill(
        &self,
        out: &mut String,
        view: View<'_>,
        packet: Option<&Packet>,
        relax: bool,
    ) -> Result<()> {
        if self.field == "time" {
            let time = packet.map_or(0, Packet::time);
            out.push_str(&percent(self.format, &Value::Text(clock(time)))?);
            return Ok(());
        }
        let mut number = self.number;
        let mut next = Some(view);
        while let Some(layer) = next {
            let own = self
                .class
                .is_none_or(|class| class == layer.layer().proto.name);
            if own && let Some(found) = attribute(layer, self.field) {
                if number <= 1 {
                    return self.fill_from(out, layer, found);
                }
                number -= 1;
            } else if self.class.is_none() {
                break;
            }
            next = layer.payload();
        }
        if relax {
            // The text stands for the value in the layer that asked first.
            out.push_str("??");
            return Ok(());
        }
        let class = self
            .class
            .map_or(String::new(), |class| format!("{class}."));
        Err(bad(format!("Format not found [%{class}{}%]", self.field)))
    }

    fn fill_from(&self, out: &mut String, layer: View<'_>, found: Attribute) -> Result<()> {
        if let (Attribute::Own(index), "s") = (&found, self.format) {
            field::put(out, layer, *index, &Style::PLAIN);
            return Ok(());
        }
        let (format, raw) = match self.format.strip_suffix('r') {
            Some("") => ("s", true),
            Some(format) => (format, true),
            None => (self.format, false),
        };
        let value = match found {
            Attribute::Own(index) if raw => {
                let field = &layer.layer().proto.fields[index];
                let value = layer.internal(index).resolved();
                let field = convert::chosen_for(layer, field, &value);
                match (&value, field.names) {
                    (FieldValue::Int(number), Naming::Flags(names)) => Value::Flags(*number, names),
                    _ => Value::of(value),
                }
            }
            Attribute::Own(index) => Value::Text(field::text(layer, index, &Style::PLAIN)),
            Attribute::Other(value) => Value::of(value),
        };
        out.push_str(&percent(format, &value)?);
        Ok(())
    }
}

/// What a name stands for.
enum Attribute {
    /// A field of the layer itself.
    Own(usize),
    Other(FieldValue),
}

fn attribute(view: View<'_>, name: &str) -> Option<Attribute> {
    let proto = view.layer().proto;
    if let Some(index) = proto.index_of(name) {
        return Some(Attribute::Own(index));
    }
    if let Some(value) = view.payload().and_then(|payload| payload.lookup(name)) {
        return Some(Attribute::Other(value));
    }
    let text = match name {
        "name" => proto.title.to_string(),
        "payload" => view
            .payload()
            .map(super::summary::of_view)
            .unwrap_or_default(),
        "underlayer" => view
            .underlayer()
            .map_or_else(|| "None".to_string(), super::summary::of_view),
        _ => return None,
    };
    Some(Attribute::Other(FieldValue::text(&text)))
}

/// `01:29:54.644185`, where the person is
fn clock(nanoseconds: i64) -> String {
    let Ok(stamp) = jiff::Timestamp::from_nanosecond(nanoseconds.into()) else {
        return "00:00:00.000000".to_string();
    };
    let time = stamp.to_zoned(jiff::tz::TimeZone::system()).time();
    format!(
        "{:02}:{:02}:{:02}.{:06}",
        time.hour(),
        time.minute(),
        time.second(),
        time.subsec_nanosecond() / 1000
    )
}

/// What Python's `%` is given.
enum Value {
    Text(String),
    Int(i128),
    Float(f64),
    /// Both a number and a text.
    Flags(i64, &'static FlagNames),
    /// Its text, its representation, its type
    Other(String, String, &'static str),
}

impl Value {
    fn of(value: FieldValue) -> Value {
        match value {
            FieldValue::Int(number) => Value::Int(number.into()),
            FieldValue::Float(number) => Value::Float(number),
            FieldValue::Flags(number, names) => Value::Flags(number, names),
            FieldValue::Volatile(volatile) => Value::of(volatile.fix()),
            other => match other.as_text() {
                Some(text) => Value::Text(text.to_string()),
                None => Value::Other(
                    python::str(&other, &Style::PLAIN),
                    python::repr(&other, &Style::PLAIN),
                    type_name(&other),
                ),
            },
        }
    }
}

fn type_name(value: &FieldValue) -> &'static str {
    match value {
        FieldValue::None => "NoneType",
        FieldValue::Octets(_) => "bytes",
        FieldValue::List(_) => "list",
        FieldValue::Tuple(_) => "tuple",
        FieldValue::RawVal(_) => "RawVal",
        FieldValue::Net(_) => "Net",
        FieldValue::Packet(packet) => packet.proto().name,
        _ => "object",
    }
}

fn type_error(text: String) -> Error {
    Error::Other {
        kind: "TypeError",
        text,
    }
}

/// `("%" + format) % value`
fn percent(format: &str, value: &Value) -> Result<String> {
    let spec = Spec::parse(format)?;
    let body = match spec.letter {
        's' | 'r' | 'a' => {
            let text = match value {
                Value::Text(text) if spec.letter == 's' => text.clone(),
                Value::Text(text) => python::text(text),
                Value::Int(number) => number.to_string(),
                Value::Float(number) => python::float(*number),
                Value::Flags(number, names) if spec.letter == 's' => names.text(*number),
                Value::Flags(number, names) => format!("<Flag {number} ({})>", names.text(*number)),
                Value::Other(text, _, _) if spec.letter == 's' => text.clone(),
                Value::Other(_, repr, _) => repr.clone(),
            };
            match spec.precision {
                Some(most) => text.chars().take(most).collect(),
                None => text,
            }
        }
        'c' => match value {
            Value::Int(number) => u32::try_from(*number)
                .ok()
                .and_then(char::from_u32)
                .map(String::from)
                .ok_or_else(|| Error::Other {
                    kind: "OverflowError",
                    text: "%c arg not in range(0x110000)".to_string(),
                })?,
            Value::Text(text) if text.chars().count() == 1 => text.clone(),
            _ => return Err(type_error("%c requires int or char".to_string())),
        },
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
            let number = match value {
                Value::Int(number) => *number,
                Value::Flags(..) if matches!(spec.letter, 'x' | 'X' | 'o') => {
                    return Err(spec.no_number("FlagValue"));
                }
                Value::Flags(number, _) => i128::from(*number),
                Value::Float(number) if !matches!(spec.letter, 'x' | 'X' | 'o') => *number as i128,
                Value::Float(_) => return Err(spec.no_number("float")),
                Value::Text(_) => return Err(spec.no_number("str")),
                Value::Other(_, _, name) => return Err(spec.no_number(name)),
            };
            return Ok(spec.integer(number) + spec.rest);
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let number = match value {
                Value::Int(number) => *number as f64,
                Value::Flags(number, _) => *number as f64,
                Value::Float(number) => *number,
                Value::Text(_) => {
                    return Err(type_error("must be real number, not str".to_string()));
                }
                Value::Other(_, _, name) => {
                    return Err(type_error(format!("must be real number, not {name}")));
                }
            };
            return Ok(spec.real(number) + spec.rest);
        }
        _ => unreachable!("Spec::parse knows the letters"),
    };
    Ok(spec.pad(&body, "") + spec.rest)
}

/// `-#06.2f`, and the text after it
struct Spec<'a> {
    left: bool,
    zero: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
    letter: char,
    rest: &'a str,
}

impl<'a> Spec<'a> {
    fn parse(format: &'a str) -> Result<Spec<'a>> {
        let mut spec = Spec {
            left: false,
            zero: false,
            plus: false,
            blank: false,
            alternate: false,
            width: 0,
            precision: None,
            letter: 's',
            rest: "",
        };
        let mut rest = format;
        while let Some(letter) = rest.chars().next() {
            match letter {
                '-' => spec.left = true,
                '0' => spec.zero = true,
                '+' => spec.plus = true,
                ' ' => spec.blank = true,
                '#' => spec.alternate = true,
                _ => break,
            }
            rest = &rest[1..];
        }
        let (width, mut rest) = digits(rest);
        spec.width = width.min(10_000);
        if let Some(after) = rest.strip_prefix('.') {
            let (precision, after) = digits(after);
            spec.precision = Some(precision.min(10_000));
            rest = after;
        }
        let rest = rest.trim_start_matches(['h', 'l', 'L']);
        let Some(letter) = rest.chars().next() else {
            return Err(Error::Other {
                kind: "ValueError",
                text: "incomplete format".to_string(),
            });
        };
        if !"diouxXeEfFgGcrsa".contains(letter) {
            return Err(Error::Other {
                kind: "ValueError",
                text: format!(
                    "unsupported format character '{letter}' ({:#x}) at index {}",
                    u32::from(letter),
                    format.len() - rest.len() + 1
                ),
            });
        }
        spec.letter = letter;
        spec.rest = &rest[1..];
        Ok(spec)
    }

    fn no_number(&self, given: &str) -> Error {
        let wanted = match self.letter {
            'x' | 'X' | 'o' => "an integer",
            _ => "a real number",
        };
        type_error(format!(
            "%{} format: {wanted} is required, not {given}",
            self.letter
        ))
    }

    fn integer(&self, number: i128) -> String {
        let magnitude = number.unsigned_abs();
        let (prefix, mut digits) = match self.letter {
            'x' => ("0x", format!("{magnitude:x}")),
            'X' => ("0X", format!("{magnitude:X}")),
            'o' => ("0o", format!("{magnitude:o}")),
            _ => ("", magnitude.to_string()),
        };
        if let Some(least) = self.precision {
            while digits.len() < least {
                digits.insert(0, '0');
            }
        }
        let mut sign = self.sign(number < 0).to_string();
        if self.alternate {
            sign.push_str(prefix);
        }
        self.pad(&digits, &sign)
    }

    fn real(&self, number: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let magnitude = number.abs();
        let digits = match self.letter.to_ascii_lowercase() {
            'f' => format!("{magnitude:.precision$}"),
            'e' => exponent(magnitude, precision),
            _ => general(magnitude, precision.max(1), self.alternate),
        };
        let digits = if self.letter.is_ascii_uppercase() {
            digits.to_uppercase()
        } else {
            digits
        };
        self.pad(&digits, self.sign(number.is_sign_negative()))
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.blank) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    /// Fills up to the width; zeros go between the sign and the digits.
    fn pad(&self, body: &str, sign: &str) -> String {
        let missing = self
            .width
            .saturating_sub(body.chars().count() + sign.chars().count());
        let numeric = !matches!(self.letter, 's' | 'r' | 'a' | 'c');
        if self.left {
            format!("{sign}{body}{}", " ".repeat(missing))
        } else if self.zero && numeric {
            format!("{sign}{}{body}", "0".repeat(missing))
        } else {
            format!("{}{sign}{body}", " ".repeat(missing))
        }
    }
}

fn digits(text: &str) -> (usize, &str) {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    (text[..end].parse().unwrap_or(0), &text[end..])
}

/// `6.400000e+01`
fn exponent(number: f64, precision: usize) -> String {
    let text = format!("{number:.precision$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// The shorter of both forms, without zeros at the end.
fn general(number: f64, precision: usize, keep_zeros: bool) -> String {
    let power: i32 = format!("{number:.*e}", precision - 1)
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0);
    let trim = |text: String| {
        if keep_zeros || !text.contains('.') {
            text
        } else {
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
    };
    if power < -4 || power >= precision as i32 {
        let text = exponent(number, precision - 1);
        match text.split_once('e') {
            Some((digits, power)) => format!("{}e{power}", trim(digits.to_string())),
            None => text,
        }
    } else {
        let decimals = (precision as i32 - 1 - power).max(0) as usize;
        trim(format!("{number:.decimals$}"))
    }
}
