//! What kind of a field the classes make, how wide, and how long.

use std::rc::Rc;

use super::given::{Given, text_of, width};
use super::naming::{associations, flags, multi_flags};
use super::rule;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::protocols::fields::{Ends, Form, Mark, field_value};
use crate::eval::protocols::lasting;
use crate::eval::protocols::rules::{Asked, Elements};
use crate::eval::value::Value;
use crate::packet::script;
use crate::proto::Field;
use crate::proto::field::{
    Adjust, Auto, Clock, Display, Element, Family, Kind, Length, Naming, Preset, Scale, Swap,
    UuidForm,
};
use crate::proto::raw::RAW;

/// What kind of a field it is, how wide, and how long.
pub(super) fn shape(
    interp: &mut Interp,
    form: Form,
    given: &Given<'_>,
    field: &mut Field,
) -> Result<()> {
    match form {
        Form::Number(format) => {
            let format = match given.get("fmt") {
                Some(Value::Str(format)) => format.as_str().to_owned(),
                _ => format.to_owned(),
            };
            number(&format, field)?;
        }
        Form::ThreeBytes => {
            field.bits = 24;
            if given.has(Mark::Oui) {
                field.display = Display::Oui;
            }
        }
        Form::Octets => field.bits = width(given.int("sz", 1)?.saturating_mul(8))?,
        Form::Bits | Form::Flags | Form::MultiFlags | Form::FixedPoint | Form::ScaledBits => {
            bits(interp, form, given, field)?;
        }
        Form::Length => {
            number(&text_of(given.get("fmt"), "H"), field)?;
            field.auto = length_of(given)?;
        }
        Form::PayloadLength => {
            number(&text_of(given.get("fmt"), "H"), field)?;
            field.auto = match given.get("adjust") {
                Some(adjust) => Auto::PayloadLenBy(Adjust {
                    script: Some(rule(adjust, Asked::Value)),
                    ..Adjust::NONE
                }),
                None => Auto::PayloadLen,
            };
        }
        Form::YesNo => {
            field.bits = 8;
            match given.get("config") {
                Some(config) => field.names = associations(interp, config)?,
                None => field.display = Display::Truth,
            }
        }
        Form::DnsTexts => {
            field.kind = Kind::DnsTexts;
            field.length = length(given, Length::Rest);
        }
        Form::DnsTypes => field.kind = Kind::DnsTypes,
        Form::DhcpOptions => field.kind = Kind::DhcpOptions,
        Form::TcpOptions => field.kind = Kind::TcpOptions,
        Form::TimeSigned => (field.kind, field.bits) = (Kind::TimeSigned, 48),
        Form::Milliseconds => (field.kind, field.bits) = (Kind::Milliseconds, 32),
        Form::Seconds256 => (field.kind, field.bits) = (Kind::Seconds256, 16),
        Form::Scaled => scaled(given, field)?,
        Form::Time | Form::Seconds => clock(interp, form, given, field)?,
        Form::Mac => (field.kind, field.bits) = (Kind::Mac, 48),
        Form::Ip4 => (field.kind, field.bits) = (Kind::Ip4, 32),
        Form::Ip6 => (field.kind, field.bits) = (Kind::Ip6, 128),
        Form::SourceIp4 => {
            (field.kind, field.bits) = (Kind::Ip4, 32);
            field.auto = Auto::SourceAddress;
        }
        Form::SourceIp6 => {
            (field.kind, field.bits) = (Kind::Ip6, 128);
            field.auto = Auto::SourceAddress;
        }
        Form::Uuid => {
            (field.kind, field.bits) = (
                Kind::Uuid(match given.int("uuid_fmt", 0)? {
                    0 => UuidForm::BigEndian,
                    1 => UuidForm::LittleEndian,
                    _ => UuidForm::Reversed,
                }),
                128,
            );
        }
        Form::Prefix4 | Form::Prefix6 => {
            let family = match form {
                Form::Prefix4 => Family::Ip4,
                _ => Family::Ip6,
            };
            let word = u8::try_from(given.int("wordbytes", 1)?).unwrap_or(1);
            field.kind = Kind::Prefix(family, word);
            field.length = length(given, Length::Octets(0));
        }
        Form::Extended => {
            let bit = if given.has(Mark::Low) {
                0
            } else if given.has(Mark::High) {
                7
            } else {
                u8::try_from(given.int("extension_bit", 7)?).unwrap_or(7)
            };
            field.kind = Kind::Extended(bit);
        }
        _ => text(given, form, field)?,
    }
    list(interp, form, given, field)
}

/// Texts and octets.
pub(super) fn text(given: &Given<'_>, form: Form, field: &mut Field) -> Result<()> {
    let count = |value: i64| u16::try_from(value).unwrap_or(u16::MAX);
    match form {
        Form::Text => {
            field.kind = Kind::Octets;
            field.length = match given.int("remain", 0)? {
                0 => Length::Rest,
                remain => Length::Remain(count(remain)),
            };
        }
        Form::Fixed | Form::Utf16(Ends::Fixed) => {
            field.kind = match form {
                Form::Fixed => Kind::Octets,
                _ => Kind::Utf16,
            };
            field.fixed = true;
            field.length = match given.get("length") {
                Some(_) => Length::Octets(count(given.int("length", 0)?)),
                None => length(given, Length::Octets(0)),
            };
        }
        Form::Counted | Form::Bounded | Form::DnsName | Form::Utf16(Ends::Counted) => {
            field.kind = match form {
                Form::DnsName => Kind::DnsName,
                Form::Utf16(_) => Kind::Utf16,
                _ => Kind::Octets,
            };
            field.little_endian = given.has(Mark::Backwards);
            let without = match form {
                Form::DnsName => Length::Rest,
                // Without a length there is nothing to read, but all to write.
                _ => Length::FromFn(|_| 0),
            };
            field.length = length(given, without);
        }
        Form::Null => {
            field.kind = Kind::Octets;
            field.length = Length::Until(0);
        }
        Form::Stop => {
            field.kind = Kind::Octets;
            let stop = match given.get("stop") {
                Some(Value::Bytes(octets)) => octets.to_vec(),
                Some(Value::Str(text)) => text.as_str().as_bytes().to_vec(),
                _ => return Err(Error::type_error("'stop' is octets")),
            };
            let more = given.int("additional", 0)?;
            let more = more.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            field.length = Length::Through(lasting::list(stop), more);
        }
        Form::Utf16(Ends::Rest) => field.kind = Kind::Utf16,
        Form::Utf16(Ends::Null) => {
            field.kind = Kind::Utf16;
            field.length = Length::Until(0);
        }
        Form::NetBios => {
            field.kind = Kind::NetBiosName;
            field.length = Length::Octets(count(given.int("length", 31)?));
        }
        _ => {}
    }
    Ok(())
}

/// Lists of values and packets.
pub(super) fn list(
    interp: &mut Interp,
    form: Form,
    given: &Given<'_>,
    field: &mut Field,
) -> Result<()> {
    match form {
        Form::List => {
            let of = given
                .get("field")
                .ok_or_else(|| Error::type_error("'field' is a field"))?;
            field.kind = Kind::List(field_value(interp, of)?);
            field.length = counted(given);
            field.most = most(given)?;
            if given.get("default").is_none() {
                field.preset = Preset::EmptyList;
            }
        }
        Form::Packet => {
            let class = given.get("pkt_cls").or_else(|| given.get("cls"));
            field.kind = match class {
                Some(Value::Layer(proto)) if !proto.is(&packets::PACKET) => Kind::Packet(proto),
                Some(other) => Kind::PacketBy(elements(other, &Value::None)),
                None => return Err(Error::type_error("a packet's class is needed")),
            };
            field.length = length(given, Length::Rest);
            if given.class.name == "PacketLenField" && given.get("length_from").is_none() {
                field.length = Length::FromFn(|_| 0);
            }
        }
        Form::Packets => {
            let next = given.get("next_cls_cb").cloned().unwrap_or(Value::None);
            field.kind = match (given.get("pkt_cls"), next.is_none()) {
                (Some(Value::Layer(proto)), true) => Kind::Packets(proto),
                (class, _) => {
                    let class = class.cloned().unwrap_or(Value::Layer(&RAW));
                    Kind::PacketsBy(elements(&class, &next))
                }
            };
            field.length = counted(given);
            field.most = most(given)?;
            if given.get("default").is_none() {
                field.preset = Preset::EmptyList;
            }
        }
        _ => {}
    }
    Ok(())
}

fn elements(class: &Value, next: &Value) -> Element {
    Element::Script(script::add_rule(Rc::new(Elements {
        class: class.clone(),
        next: next.clone(),
    })))
}

/// `length_from=…`
pub(super) fn length(given: &Given<'_>, otherwise: Length) -> Length {
    match given.get("length_from") {
        Some(func) => Length::FromScript(rule(func, Asked::Packet)),
        None => otherwise,
    }
}

/// `length_from=…`, `count_from=…`
fn counted(given: &Given<'_>) -> Length {
    match given.get("count_from") {
        Some(func) if given.get("length_from").is_none() => {
            Length::CountScript(rule(func, Asked::Packet))
        }
        _ => length(given, Length::Rest),
    }
}

/// `max_count=…`
fn most(given: &Given<'_>) -> Result<u16> {
    Ok(u16::try_from(given.int("max_count", 0)?).unwrap_or(u16::MAX))
}

/// `length_of="data"`, `count_of="items"`
fn length_of(given: &Given<'_>) -> Result<Auto> {
    let adjust = match given.get("adjust") {
        Some(adjust) => Adjust {
            rule: None,
            script: Some(rule(adjust, Asked::PacketAndValue)),
            ..Adjust::NONE
        },
        None => Adjust::NONE,
    };
    let name = |name: &str| given.get(name).and_then(Value::as_str).map(lasting::text);
    Ok(match (name("length_of"), name("count_of")) {
        (Some(of), _) => Auto::LenOf(of, adjust),
        (None, Some(of)) => Auto::CountOf(of, adjust),
        (None, None) => Auto::No,
    })
}

/// A format of `struct`: `H`, `<I`, `4s`.
pub(super) fn number(format: &str, field: &mut Field) -> Result<()> {
    let order = format
        .chars()
        .next()
        .filter(|letter| "@=<>!".contains(*letter));
    let rest = &format[order.map_or(0, char::len_utf8)..];
    field.little_endian = matches!(order, Some('<' | '@' | '='));
    let (count, letter) = rest.split_at(rest.len().saturating_sub(1));
    let (kind, bits) = match letter {
        "B" | "?" => (Kind::Uint, 8),
        "b" => (Kind::Sint, 8),
        "H" => (Kind::Uint, 16),
        "h" => (Kind::Sint, 16),
        "I" | "L" => (Kind::Uint, 32),
        "i" | "l" => (Kind::Sint, 32),
        "Q" => (Kind::Uint, 64),
        "q" => (Kind::Sint, 64),
        "f" => (Kind::Float, 32),
        "d" => (Kind::Float, 64),
        "s" | "c" => {
            let length: u16 = count.parse().unwrap_or(1);
            if field.class == "CharEnumField" {
                (Kind::Char, length * 8)
            } else {
                field.length = Length::Octets(length);
                (Kind::Octets, 0)
            }
        }
        _ => {
            return Err(Error::value_error(format!(
                "'{format}' is no format of one number"
            )));
        }
    };
    (field.kind, field.bits) = (kind, bits);
    Ok(())
}

/// Fields of some bits.
pub(super) fn bits(
    interp: &mut Interp,
    form: Form,
    given: &Given<'_>,
    field: &mut Field,
) -> Result<()> {
    field.kind = Kind::Bits;
    let mut size = match given.get("size") {
        Some(size) if interp.is_callable(size) => {
            let size = interp.call(size, &[Value::None])?;
            interp.index(&size)?
        }
        _ => given.int("size", 0)?,
    };
    let (total, end) = (given.int("tot_size", 0)?, given.int("end_tot_size", 0)?);
    let reversed = size < 0 || total < 0 || end < 0;
    size = size.abs();
    field.bits = width(size)?;
    if reversed && form != Form::FixedPoint {
        let octets = |given: i64| match given {
            0 => width(size / 8),
            given => width(given.abs()),
        };
        field.swap = Some(Swap {
            start: octets(total)?,
            end: octets(end)?,
        });
    }
    if given.has(Mark::LengthFrom) {
        field.length = match given.get("length_from") {
            Some(func) => Length::BitsScript(rule(func, Asked::Packet)),
            None => Length::Rest,
        };
    }
    if given.has(Mark::LengthOf) {
        field.auto = length_of(given)?;
    }
    match form {
        Form::Flags => field.names = Naming::Flags(flags(interp, given, field.bits)?),
        Form::MultiFlags => field.names = multi_flags(interp, given)?,
        Form::FixedPoint => {
            field.kind = Kind::FixedPoint(width(given.int("frac_bits", 16)?)?);
        }
        Form::ScaledBits => {
            let scale = scale(given, true, false, false)?;
            field.kind = Kind::Scaled(lasting::value(scale));
        }
        _ => {}
    }
    Ok(())
}

fn scale(given: &Given<'_>, in_bits: bool, signed: bool, float: bool) -> Result<Scale> {
    let number = |name: &str, otherwise: f64| match given.get(name) {
        Some(Value::Float(number)) => Ok((number.get(), false)),
        Some(value) => value
            .as_int()
            .map(|number| (number as f64, true))
            .ok_or_else(|| Error::type_error(format!("'{name}' is a number"))),
        None => Ok((otherwise, true)),
    };
    let ((scaling, whole), (offset, also)) = (number("scaling", 1.0)?, number("offset", 0.0)?);
    Ok(Scale {
        scaling,
        whole: whole && also,
        offset,
        digits: u16::try_from(given.int("ndigits", 3)?).unwrap_or(3),
        unit: lasting::text(
            given
                .get("unit")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        ),
        in_bits,
        signed,
        float,
    })
}

fn scaled(given: &Given<'_>, field: &mut Field) -> Result<()> {
    number(&text_of(given.get("fmt"), "B"), field)?;
    let signed = matches!(field.kind, Kind::Sint);
    let float = matches!(field.kind, Kind::Float);
    let scale = scale(given, false, signed, float)?;
    field.kind = Kind::Scaled(lasting::value(scale));
    Ok(())
}

fn clock(interp: &mut Interp, form: Form, given: &Given<'_>, field: &mut Field) -> Result<()> {
    number(&text_of(given.get("fmt"), "I"), field)?;
    let mut per_second = match given.get("custom_scaling") {
        Some(_) => given.int("custom_scaling", 1)?,
        None => 1,
    };
    for (name, unit) in [
        ("use_nano", 1_000_000_000),
        ("use_micro", 1_000_000),
        ("use_msec", 1000),
    ] {
        if given.truth(interp, name)? {
            per_second = unit;
        }
    }
    let epoch = match given.get("epoch") {
        Some(epoch) => {
            let parts = interp.collect(epoch)?;
            let part = |at: usize, otherwise: i64| {
                parts.get(at).and_then(Value::as_int).unwrap_or(otherwise)
            };
            let date = jiff::civil::DateTime::new(
                part(0, 1970) as i16,
                part(1, 1) as i8,
                part(2, 1) as i8,
                part(3, 0) as i8,
                part(4, 0) as i8,
                part(5, 0) as i8,
                0,
            );
            date.ok()
                .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok())
                .map_or(0, |zoned| zoned.timestamp().as_second())
        }
        None => 0,
    };
    let format = match (form, given.get("strf").and_then(Value::as_str)) {
        (Form::Seconds, _) => "",
        (_, None | Some("")) => "%a, %d %b %Y %H:%M:%S %z",
        (_, Some(format)) => lasting::text(format),
    };
    field.kind = Kind::Time(lasting::value(Clock {
        epoch,
        per_second,
        format,
    }));
    Ok(())
}
