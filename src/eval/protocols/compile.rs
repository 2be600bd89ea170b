//! From a field that a script wrote to a field of a table.

use std::rc::Rc;

use super::fields::{Ends, FieldClass, Form, Mark, field_value, is_field_class};
use super::rules::{
    Action, Asked, Elements, Function, Methods, Names as NameRule, Own, held, shown,
};
use crate::eval::builtin::Args;
use crate::eval::class::Instance;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::packet::layer::Layer;
use crate::packet::{FieldValue, View, convert, script};
use crate::proto::Field;
use crate::proto::binding::Sign;
use crate::proto::field::{
    Adjust, Auto, Choice, Clock, Display, Element, Family, FlagEntry, Kind, Length, Naming, Padded,
    Preset, Scale, Swap, Test, UuidForm, When,
};
use crate::proto::names::{Entries, FlagNames, Names};
use crate::proto::raw::RAW;

/// What a script gave to a class of fields.
pub struct Given<'a> {
    class: &'static FieldClass,
    params: &'static [&'static str],
    args: &'a Args<'a>,
}

impl<'a> Given<'a> {
    pub fn new(class: &'static FieldClass, args: &'a Args<'a>) -> Given<'a> {
        Given {
            class,
            params: class.params(),
            args,
        }
    }

    /// The value given for a parameter; `None` where it was not given or is `None`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        let at = self
            .params
            .iter()
            .position(|param| param.split('=').next() == Some(name))?;
        self.args.some(at)
    }

    /// The same as a number.
    fn int(&self, name: &str, otherwise: i64) -> Result<i64> {
        match self.get(name) {
            None => Ok(otherwise),
            Some(Value::Float(number)) => Ok(number.get() as i64),
            Some(value) => value
                .as_int()
                .ok_or_else(|| Error::type_error(format!("'{name}' is a number"))),
        }
    }

    fn has(&self, mark: Mark) -> bool {
        self.class.marks.contains(&mark)
    }

    /// All parameters and what was given for them.
    pub fn named(&self) -> Vec<(&'static str, Value)> {
        let names = self.params.iter().enumerate().skip(1);
        names
            .filter(|(_, param)| !param.starts_with('*'))
            .map(|(at, param)| {
                let (name, default) = param.split_once('=').unwrap_or((param, "None"));
                let value = match self.args.get(at) {
                    Some(value) => value.clone(),
                    None => constant(default),
                };
                (name, value)
            })
            .collect()
    }

    fn truth(&self, interp: &mut Interp, name: &str) -> Result<bool> {
        self.get(name)
            .map_or(Ok(false), |value| interp.truth(value))
    }
}

/// A default as it stands in a list of parameters.
fn constant(text: &str) -> Value {
    match text {
        "None" => Value::None,
        "False" => Value::bool(false),
        text => match text
            .strip_prefix('\'')
            .and_then(|text| text.strip_suffix('\''))
        {
            Some(text) => Value::str(text),
            None => text.parse().map_or(Value::None, Value::Int),
        },
    }
}

/// A text that lives as long as the program.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn kept_field(field: Field) -> &'static Field {
    Box::leak(Box::new(field))
}

/// A rule that asks a function of the script.
fn rule(func: &Value, asked: Asked) -> u32 {
    script::add_rule(Rc::new(Function {
        func: func.clone(),
        asked,
    }))
}

/// A function of the script that says of octets whether they are of a protocol.
pub fn sign(func: &Value) -> Sign {
    Sign::Script(rule(func, Asked::Value))
}

/// The field of a table for what was given.
pub fn field(
    interp: &mut Interp,
    class: &'static FieldClass,
    given: &Given<'_>,
    instance: &Rc<Instance>,
) -> Result<Field> {
    if let Some(field) = container(interp, class, given, instance)? {
        return Ok(field);
    }
    let name = match given.get("name") {
        Some(Value::Str(name)) => kept(name.as_str()),
        _ => return Err(Error::value_error("name should be a string")),
    };
    let mut field = Field::new(name, Kind::Uint, 0).class(class.name);
    shape(interp, class.form, given, &mut field)?;
    if given.has(Mark::Little) {
        field.little_endian = true;
    }
    if given.has(Mark::Hex) {
        field.display = match field.kind {
            Kind::Octets => Display::HexOctets,
            _ => Display::Hex,
        };
    }
    if given.has(Mark::Octal) {
        field.display = Display::Octal;
    }
    if given.has(Mark::Enum) {
        field.names = naming(interp, given.get("enum"), &field)?;
    }
    if given.has(Mark::Multi) {
        field.names = multi(interp, given)?;
    }
    let default = match (given.get("default"), form_is_list(class.form)) {
        (Some(default), _) => default.clone(),
        (None, true) => Value::list(Vec::<Value>::new()),
        (None, false) => Value::None,
    };
    let holder = kept_field(field);
    field.preset = default_of(interp, holder, &default)?;
    Ok(field)
}

fn form_is_list(form: Form) -> bool {
    matches!(form, Form::List | Form::Packets)
}

/// The instance as the final field: with the default that it has now, and with the methods that
/// its class has of its own.
pub fn of_instance(
    interp: &mut Interp,
    instance: &Rc<Instance>,
    made: &'static Field,
) -> Result<&'static Field> {
    let mut field = *made;
    let mut same = true;
    if let Some(default) = instance.get("default")
        && !matches!(field.kind, Kind::Choice(_))
    {
        let current = shown(&convert::preset(made));
        if !current.is(&default) && !interp.eq(&current, &default).unwrap_or(true) {
            field.preset = default_of(interp, made, &default)?;
            same = false;
        }
    }
    if let Some(Value::Str(name)) = instance.get("name")
        && name.as_str() != field.name
    {
        field.name = kept(name.as_str());
        same = false;
    }
    if instance.class.native {
        // `conf.noenum.add(field)` means the field that the packet has.
        return Ok(if same { made } else { kept_field(field) });
    }
    field.class = kept(&instance.class.name());
    let methods = Methods::of(instance);
    if !methods.any() {
        return Ok(kept_field(field));
    }
    mark_list(interp, instance, &mut field)?;
    let base = kept_field(field);
    let number = script::add_rule(Rc::new(Own {
        instance: instance.clone(),
        base,
        methods,
    }));
    field.kind = Kind::Script(number, base);
    field.names = Naming::No;
    if !matches!(base.kind, Kind::Bits) {
        field.bits = 0;
    }
    field.auto = Auto::No;
    Ok(kept_field(field))
}

/// `islist = 1`, `holds_packets = 1` in a class that reads and writes by itself.
fn mark_list(interp: &mut Interp, instance: &Rc<Instance>, field: &mut Field) -> Result<()> {
    let truth = |interp: &mut Interp, name: &str| {
        let own = instance.get(name);
        match own.or_else(|| instance.class.lookup(Symbol::of(name))) {
            Some(value) => interp.truth(&value),
            None => Ok(false),
        }
    };
    if field.is_list() || field.holds_packets() {
        return Ok(());
    }
    if !matches!(field.kind, Kind::Uint) {
        field.a_list = truth(interp, "islist")?;
        return Ok(());
    }
    match (truth(interp, "islist")?, truth(interp, "holds_packets")?) {
        (true, true) => field.kind = Kind::Packets(&RAW),
        (true, false) => field.kind = Kind::List(kept_field(*field)),
        (false, true) => field.kind = Kind::Packet(&RAW),
        (false, false) => {}
    }
    Ok(())
}

/// `i2s` and `s2i`: the names of numbers, and back.
pub fn tables_of(
    interp: &mut Interp,
    names: &crate::proto::names::Names,
) -> Result<(Value, Value)> {
    let by_number = Rc::new(std::cell::RefCell::new(crate::eval::dict::Dict::new()));
    let mut by_name = crate::eval::dict::Dict::new();
    for (number, name) in names.iter() {
        by_name.set_str(name, Value::Int(number));
        interp.dict_set(&by_number, Value::Int(number), Value::str(name))?;
    }
    Ok((Value::Dict(by_number), Value::dict(by_name)))
}

/// How `struct` packs a field of fixed width.
pub fn format_of(field: &Field) -> Option<String> {
    let order = if field.little_endian { '<' } else { '!' };
    let letter = match (field.kind, field.bits) {
        (Kind::Uint, 8) => "B",
        (Kind::Uint, 16) => "H",
        (Kind::Uint, 24 | 32) => "I",
        (Kind::Uint, 64) => "Q",
        (Kind::Sint, 8) => "b",
        (Kind::Sint, 16) => "h",
        (Kind::Sint, 32) => "i",
        (Kind::Sint, 64) => "q",
        (Kind::Float, 32) => "f",
        (Kind::Float, 64) => "d",
        (Kind::Mac, _) => return Some("!6s".to_owned()),
        (Kind::Ip4, _) => return Some("!4s".to_owned()),
        (Kind::Ip6, _) => return Some("!16s".to_owned()),
        _ => return None,
    };
    Some(format!("{order}{letter}"))
}

/// The attributes that Scapy's fields have beside what they were given.
pub fn describe(interp: &mut Interp, instance: &Rc<Instance>, field: &'static Field) -> Result<()> {
    let of = match field.kind {
        Kind::Choice(choice) => &choice.otherwise,
        _ => field,
    };
    instance.set("name", Value::str(field.name));
    if !matches!(of.preset, Preset::EmptyList) {
        instance.set("default", shown(&convert::preset(of)));
    } else if instance
        .get("default")
        .is_none_or(|default| default.is_none())
    {
        instance.set("default", Value::list(Vec::<Value>::new()));
    }
    instance.set("owners", Value::list(Vec::<Value>::new()));
    if field.bits > 0 {
        let octets = match field.kind {
            Kind::Bits => Value::float(f64::from(field.bits) / 8.0),
            _ => Value::Int(i64::from(field.bits / 8)),
        };
        instance.set("sz", octets);
    } else if let Length::Octets(length) = field.length {
        instance.set("sz", i64::from(length));
    }
    if let Some(Value::Str(format)) = instance.get("fmt")
        && !format.as_str().starts_with(['@', '=', '<', '>', '!'])
    {
        instance.set("fmt", Value::string(format!("!{}", format.as_str())));
    }
    if let Naming::Enum(names) = field.names {
        let (by_number, by_name) = tables_of(interp, names)?;
        instance.set("i2s", by_number);
        instance.set("s2i", by_name);
    }
    if instance.get("fmt").is_none_or(|format| format.is_none())
        && let Some(format) = format_of(field)
    {
        instance.set("fmt", Value::string(format));
    }
    Ok(())
}

/// Understands a default as Scapy does when there is no packet yet.
pub fn default_of(interp: &mut Interp, field: &'static Field, default: &Value) -> Result<Preset> {
    if let Value::List(list) = default
        && list.borrow().is_empty()
    {
        return Ok(Preset::EmptyList);
    }
    let value = match default {
        // The script's list is not the field's.
        Value::List(list) => {
            let items: Vec<FieldValue> = list.borrow().iter().map(held).collect();
            FieldValue::list(items)
        }
        Value::Layer(proto) => FieldValue::Packet(crate::packet::Packet::new(proto)),
        other => held(other),
    };
    let _ = interp;
    let layers = [Layer::new(&RAW)];
    let view = View {
        layers: &layers,
        at: 0,
    };
    let value = convert::understand(view, field, value.clone());
    // A rule that asks for a packet has none here; Scapy hands it None.
    script::failure();
    Ok(preset(value.map_err(packets::error)?))
}

/// A value as a default in a table.
fn preset(value: FieldValue) -> Preset {
    match value {
        FieldValue::None => Preset::None,
        FieldValue::Int(number) | FieldValue::Flags(number, _) => Preset::Int(number),
        FieldValue::Float(number) => Preset::Float(number),
        FieldValue::Octets(octets) => Preset::Octets(Box::leak(octets.to_vec().into_boxed_slice())),
        FieldValue::List(list) if list.borrow().is_empty() => Preset::EmptyList,
        other @ (FieldValue::List(_) | FieldValue::Packet(_) | FieldValue::Volatile(_)) => {
            Preset::OwnScript(script::add_value(other))
        }
        other => Preset::Script(script::add_value(other)),
    }
}

/// What kind of a field it is, how wide, and how long.
fn shape(interp: &mut Interp, form: Form, given: &Given<'_>, field: &mut Field) -> Result<()> {
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
fn text(given: &Given<'_>, form: Form, field: &mut Field) -> Result<()> {
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
            field.length = Length::Through(Box::leak(stop.into_boxed_slice()), more);
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
fn list(interp: &mut Interp, form: Form, given: &Given<'_>, field: &mut Field) -> Result<()> {
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
fn length(given: &Given<'_>, otherwise: Length) -> Length {
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
    let name = |name: &str| given.get(name).and_then(Value::as_str).map(kept);
    Ok(match (name("length_of"), name("count_of")) {
        (Some(of), _) => Auto::LenOf(of, adjust),
        (None, Some(of)) => Auto::CountOf(of, adjust),
        (None, None) => Auto::No,
    })
}

fn text_of(value: Option<&Value>, otherwise: &str) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or(otherwise)
        .to_owned()
}

fn width(bits: i64) -> Result<u16> {
    u16::try_from(bits).map_err(|_| Error::value_error(format!("{bits} is no number of bits")))
}

/// A format of `struct`: `H`, `<I`, `4s`.
fn number(format: &str, field: &mut Field) -> Result<()> {
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
fn bits(interp: &mut Interp, form: Form, given: &Given<'_>, field: &mut Field) -> Result<()> {
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
            field.kind = Kind::Scaled(Box::leak(Box::new(scale)));
        }
        _ => {}
    }
    Ok(())
}

/// `"FSRPA"`, `["MF", "DF"]`, `{1: "A", 8: "B"}`
fn flags(interp: &mut Interp, given: &Given<'_>, bits: u16) -> Result<&'static FlagNames> {
    let names = match given.get("names") {
        Some(Value::Str(letters)) => FlagNames::Letters(kept(letters.as_str())),
        Some(Value::Dict(dict)) => {
            let mut words: Vec<&'static str> =
                (0..bits).map(|bit| kept(&format!("bit_{bit}"))).collect();
            for (mask, name) in dict.borrow().iter() {
                let bit = mask.as_int().map_or(0, |mask| mask.max(1).ilog2() as usize);
                if let (Some(word), Some(name)) = (words.get_mut(bit), name.as_str()) {
                    *word = kept(name);
                }
            }
            FlagNames::Words(Box::leak(words.into_boxed_slice()))
        }
        Some(list) => {
            let names = interp.collect(list)?;
            let words: Vec<&'static str> = names
                .iter()
                .map(|name| kept(name.as_str().unwrap_or_default()))
                .collect();
            FlagNames::Words(Box::leak(words.into_boxed_slice()))
        }
        None => return Err(Error::type_error("'names' are the names of the flags")),
    };
    Ok(Box::leak(Box::new(names)))
}

/// `{1: {0: MultiFlagsEntry("A", "…")}}`, where `depends_on` names a field.
fn multi_flags(interp: &mut Interp, given: &Given<'_>) -> Result<Naming> {
    let mut tables: Vec<(i64, &'static [FlagEntry])> = Vec::new();
    for (key, names) in pairs(interp, given.get("names"))? {
        let mut entries: Vec<FlagEntry> = Vec::new();
        for (bit, entry) in pairs(interp, Some(&names))? {
            let parts = interp.collect(&entry)?;
            let part = |at: usize| kept(parts.get(at).and_then(Value::as_str).unwrap_or_default());
            let bit = bit
                .as_int()
                .and_then(|bit| u16::try_from(bit).ok())
                .unwrap_or(0);
            entries.push((bit, part(0), part(1)));
        }
        tables.push((
            key.as_int().unwrap_or(0),
            Box::leak(entries.into_boxed_slice()),
        ));
    }
    Ok(Naming::FlagsBy("", Box::leak(tables.into_boxed_slice())))
}

/// The keys and values of a dictionary, or of what is like one.
fn pairs(interp: &mut Interp, value: Option<&Value>) -> Result<Vec<(Value, Value)>> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    if let Value::Dict(dict) = value {
        let dict = dict.borrow();
        return Ok(dict
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect());
    }
    let items = interp.call_method(value, "items", &[])?;
    let mut all = Vec::new();
    for item in interp.collect(&items)? {
        if let [key, value] = &interp.collect(&item)?[..] {
            all.push((key.clone(), value.clone()));
        }
    }
    Ok(all)
}

/// The names of values: a dictionary either way, a list, an `Enum`, or two functions.
fn naming(interp: &mut Interp, names: Option<&Value>, field: &Field) -> Result<Naming> {
    let Some(names) = names else {
        return Ok(match field.kind {
            Kind::Octets => Naming::Texts(&[]),
            _ => Naming::No,
        });
    };
    if let Value::Instance(observed) = names
        && observed.class.lookup(Symbol::of("observe")).is_some()
    {
        // What changes later is looked up later.
        return Ok(Naming::Script(script::add_rule(Rc::new(NameRule {
            name: interp.get_attr(names, "name_of")?,
            value: interp.get_attr(names, "value_of")?,
        }))));
    }
    if let Value::Tuple(functions) = names
        && let [name, value] = &functions[..]
    {
        return Ok(Naming::Script(script::add_rule(Rc::new(NameRule {
            name: name.clone(),
            value: value.clone(),
        }))));
    }
    let entries: Vec<(Value, Value)> = match names {
        Value::List(list) => {
            let list = list.borrow();
            let numbered = list.iter().enumerate();
            numbered
                .map(|(at, name)| (Value::Int(at as i64), name.clone()))
                .collect()
        }
        Value::Class(_) => {
            let mut entries = Vec::new();
            for member in interp.collect(names)? {
                let name = interp.get_attr(&member, "name")?;
                entries.push((interp.get_attr(&member, "value")?, name));
            }
            entries
        }
        other => pairs(interp, Some(other))?,
    };
    if matches!(field.kind, Kind::Octets | Kind::Char | Kind::Uuid(_)) {
        return texts(interp, &entries, field);
    }
    let turned = entries.iter().any(|(key, _)| matches!(key, Value::Str(_)));
    let mut named = Vec::with_capacity(entries.len());
    for (key, value) in &entries {
        let (number, name) = if turned { (value, key) } else { (key, value) };
        if let Some(number) = number.as_int() {
            named.push((number, interp.str(name)?));
        }
    }
    Ok(Naming::Enum(table(named)))
}

fn table(named: Vec<(i64, String)>) -> &'static Names {
    Box::leak(Box::new(Names {
        entries: Entries::Owned(named),
    }))
}

/// Names of octets and texts.
fn texts(interp: &mut Interp, entries: &[(Value, Value)], field: &Field) -> Result<Naming> {
    let mut all: Vec<(&'static [u8], &'static str)> = Vec::new();
    // Scapy takes one character for the value, whichever side it stands on.
    let turned = matches!(field.kind, Kind::Char)
        && entries
            .first()
            .and_then(|(key, _)| key.as_str())
            .is_some_and(|key| key.chars().count() != 1);
    for (key, value) in entries {
        let (key, value) = if turned { (value, key) } else { (key, value) };
        let octets = match (key, field.kind) {
            (Value::Str(text), _) => text.as_str().as_bytes().to_vec(),
            (Value::Bytes(octets), _) => octets.to_vec(),
            (other, Kind::Uuid(_)) => {
                let octets = interp.get_attr(other, "bytes")?;
                packets::octets_of(interp, &octets)?
            }
            (other, _) => interp.str(other)?.into_bytes(),
        };
        let name = interp.str(value)?;
        all.push((Box::leak(octets.into_boxed_slice()), kept(&name)));
    }
    Ok(Naming::Texts(Box::leak(all.into_boxed_slice())))
}

/// `{"no": 0, "foo": (1, 22), "bar": [24, 25]}`
fn associations(interp: &mut Interp, config: &Value) -> Result<Naming> {
    let mut named = Vec::new();
    let check = |number: &Value| match number.as_int() {
        Some(0..=255) => Ok(()),
        _ => Err(exception(
            "FieldValueRangeException",
            "given field value outside valid range (0..255)",
        )),
    };
    for (name, numbers) in pairs(interp, Some(config))? {
        let name = interp.str(&name)?;
        match &numbers {
            Value::Tuple(bounds) if bounds.len() != 2 => {
                return Err(exception(
                    "FieldAttributeException",
                    "a range has a first and a last number",
                ));
            }
            Value::Tuple(bounds) => bounds.iter().try_for_each(check)?,
            Value::List(list) => list.borrow().iter().try_for_each(check)?,
            number => check(number)?,
        }
        match &numbers {
            Value::Tuple(bounds) => {
                let bound = |at: usize| bounds.get(at).and_then(Value::as_int).unwrap_or(0);
                named.extend((bound(0)..=bound(1).min(255)).map(|number| (number, name.clone())));
            }
            Value::List(list) => {
                let list = list.borrow();
                let numbers = list.iter().filter_map(Value::as_int);
                named.extend(numbers.map(|number| (number, name.clone())));
            }
            number => named.extend(number.as_int().map(|number| (number, name.clone()))),
        }
    }
    Ok(Naming::Enum(table(named)))
}

/// One of Scapy's exceptions.
fn exception(kind: &'static str, text: &str) -> Error {
    packets::error(crate::packet::Error::Other {
        kind,
        text: text.to_owned(),
    })
}

/// `{1: {0: "a"}}` and a function that says which table it is.
fn multi(interp: &mut Interp, given: &Given<'_>) -> Result<Naming> {
    let mut tables: Vec<(i64, &'static Names)> = Vec::new();
    for (key, names) in pairs(interp, given.get("enum"))? {
        let mut named = Vec::new();
        for (number, name) in pairs(interp, Some(&names))? {
            if let Some(number) = number.as_int() {
                named.push((number, interp.str(&name)?));
            }
        }
        tables.push((key.as_int().unwrap_or(0), table(named)));
    }
    let depends = given.get("depends_on").cloned().unwrap_or(Value::None);
    Ok(Naming::DependsScript(
        rule(&depends, Asked::Packet),
        Box::leak(tables.into_boxed_slice()),
    ))
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
        unit: kept(
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
    field.kind = Kind::Scaled(Box::leak(Box::new(scale)));
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
        (_, Some(format)) => kept(format),
    };
    field.kind = Kind::Time(Box::leak(Box::new(Clock {
        epoch,
        per_second,
        format,
    })));
    Ok(())
}

/// Fields around other fields.
fn container(
    interp: &mut Interp,
    class: &'static FieldClass,
    given: &Given<'_>,
    instance: &Rc<Instance>,
) -> Result<Option<Field>> {
    if class.form == Form::Choice {
        return choice(interp, given).map(Some);
    }
    if class.form == Form::FrameCheck {
        let name = given
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut of = Field::new(kept(name), Kind::Uint, 0)
            .hex()
            .class("FCSField");
        number(&text_of(given.get("fmt"), "H"), &mut of)?;
        let holder = kept_field(of);
        of.preset = default_of(interp, holder, given.get("default").unwrap_or(&Value::None))?;
        return Ok(Some(trailer(of, class.name)));
    }
    let Some(inner) = given.get("fld") else {
        return Ok(None);
    };
    let of = field_value(interp, inner)?;
    instance.set("fld", inner.clone());
    let mut field = *of;
    let padded = |before: bool| -> Result<Field> {
        let with = match given.get("padwith") {
            Some(Value::Bytes(octets)) if !octets.is_empty() => octets.to_vec(),
            Some(Value::Str(text)) if !text.as_str().is_empty() => {
                text.as_str().as_bytes().to_vec()
            }
            _ => vec![0],
        };
        let mut outer = Field::new(of.name, Kind::Uint, 0)
            .preset(of.preset)
            .class(class.name);
        outer.kind = Kind::Padded(Box::leak(Box::new(Padded {
            plus: 0,
            stripped: false,
            field: *of,
            align: width(given.int("align", 1)?)?,
            with: Box::leak(with.into_boxed_slice()),
            before,
        })));
        Ok(outer)
    };
    match class.form {
        Form::Conditional => {
            let condition = given
                .get("cond")
                .ok_or_else(|| Error::type_error("'cond' is a function of the packet"))?;
            field.when = When::Script(rule(condition, Asked::Packet));
        }
        Form::Emphasised => field.emphasised = true,
        Form::MayEnd => field.may_end = true,
        Form::Pad => field = padded(false)?,
        Form::PadBefore => field = padded(true)?,
        Form::Trailer => field = trailer(*of, class.name),
        Form::Action => {
            let method = given.get("action_method").and_then(Value::as_str);
            let keywords = given
                .params
                .iter()
                .position(|param| param.starts_with("**"))
                .map(|at| given.args.keywords(at))
                .unwrap_or_default();
            let number = script::add_rule(Rc::new(Action {
                field: inner.clone(),
                method: method.unwrap_or_default().to_owned(),
                keywords,
                base: of,
            }));
            field.kind = Kind::Script(number, of);
            field.names = Naming::No;
            field.class = class.name;
        }
        _ => return Ok(None),
    }
    Ok(Some(field))
}

fn trailer(of: Field, class: &'static str) -> Field {
    Field::new(of.name, Kind::Trailer(kept_field(of)), 0)
        .preset(of.preset)
        .class(class)
}

/// `MultipleTypeField([(field, condition), …], otherwise)`
fn choice(interp: &mut Interp, given: &Given<'_>) -> Result<Field> {
    let mut options: Vec<(Test, Field)> = Vec::new();
    let readings = given.get("flds").cloned().unwrap_or(Value::None);
    for reading in interp.collect(&readings)? {
        let parts = interp.collect(&reading)?;
        let (Some(of), Some(condition)) = (parts.first(), parts.get(1)) else {
            return Err(Error::type_error("each reading is a field and a condition"));
        };
        let field = *field_value(interp, of)?;
        let test = match condition {
            Value::Tuple(both) if both.len() == 2 => Test::Scripts(
                rule(&both[0], Asked::Packet),
                rule(&both[1], Asked::PacketAndValue),
            ),
            one => Test::When(When::Script(rule(one, Asked::Packet))),
        };
        options.push((test, field));
    }
    let otherwise = given
        .get("dflt")
        .ok_or_else(|| Error::type_error("'dflt' is a field"))?;
    let otherwise = *field_value(interp, otherwise)?;
    let mut field = Field::new(otherwise.name, Kind::Uint, 0)
        .preset(otherwise.preset)
        .class("MultipleTypeField");
    field.kind = Kind::Choice(Box::leak(Box::new(Choice {
        options: Box::leak(options.into_boxed_slice()),
        otherwise,
    })));
    Ok(field)
}

/// Whether a value stands for a field in a list of fields.
pub fn is_field(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => is_field_class(&instance.class),
        other => other.downcast::<packets::FieldOf>().is_some(),
    }
}
