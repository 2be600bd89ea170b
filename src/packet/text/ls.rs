//! `ls()`: protocols and their fields.

use std::fmt::Write;

use super::python;
use super::style::Style;
use crate::packet::convert;
use crate::packet::packet::Packet;
use crate::packet::script;
use crate::packet::value::FieldValue;
use crate::proto::field::{Kind, Length, Naming, Preset};
use crate::proto::names::Names;
use crate::proto::{Field, Proto, registry};

/// What to print for `ls(3)`.
pub const NO_LAYER: &str = "Not a packet class or name. Type 'ls()' to list packet classes.\n";

/// `ls()`: every protocol.
pub fn all() -> String {
    let mut protocols = registry::protocols();
    protocols.sort_by_key(|proto| proto.name);
    lines(&protocols)
}

/// `ls("tcp")`: the protocols with this in their names, the best match first.
pub fn search(text: &str, case_sensitive: bool) -> String {
    let fold = |text: &str| {
        if case_sensitive {
            text.to_string()
        } else {
            text.to_lowercase()
        }
    };
    let wanted = fold(text);
    let mut found: Vec<(usize, &'static Proto)> = registry::protocols()
        .into_iter()
        .filter_map(|proto| {
            let at = fold(proto.name).find(&wanted);
            let title = fold(proto.title).contains(&wanted);
            (at.is_some() || title).then(|| (at.unwrap_or(usize::MAX), proto))
        })
        .collect();
    found.sort_by_key(|(at, proto)| (*at, proto.name.len()));
    let protocols: Vec<&'static Proto> = found.into_iter().map(|entry| entry.1).collect();
    lines(&protocols)
}

fn lines(protocols: &[&'static Proto]) -> String {
    let mut out = String::new();
    for proto in protocols {
        let _ = writeln!(out, "{:<10} : {}", proto.name, proto.title);
    }
    out
}

/// `ls(IP)`
pub fn class(proto: &'static Proto, verbose: bool) -> String {
    let example = Packet::new(proto);
    let mut out = String::new();
    for index in 0..proto.fields.len() {
        put_field(&mut out, &example, index, verbose, None);
    }
    out
}

/// `ls(p)`: the layers, with the values that they have.
pub fn packet(packet: &Packet, verbose: bool) -> String {
    let mut out = String::new();
    for (number, layer) in packet.iter().enumerate() {
        if number > 0 {
            out.push_str("--\n");
        }
        for index in 0..layer.proto().fields.len() {
            let value = python::repr(&layer.get_at(index), &Style::PLAIN);
            // The words about the values come with the first layer only, as in Scapy.
            put_field(
                &mut out,
                &layer,
                index,
                verbose && number == 0,
                Some(&value),
            );
        }
    }
    out
}

fn put_field(out: &mut String, packet: &Packet, index: usize, verbose: bool, value: Option<&str>) {
    let field = &packet.proto().fields[index];
    let selector = match field.names {
        Naming::Depends(other, _) => packet.get(other).unwrap_or(FieldValue::None),
        Naming::DependsScript(rule, _) => packet
            .view(|view| script::number(rule, view, 0))
            .map_or(FieldValue::None, FieldValue::Int),
        _ => FieldValue::None,
    };
    let _ = write!(
        out,
        "{:<10} : {:<35} = ",
        field.name,
        class_words(field, &selector)
    );
    if let Some(value) = value {
        let _ = write!(out, "{value:<15} ");
    }
    let _ = writeln!(
        out,
        "({})",
        python::text(&default_of(packet.proto(), field))
    );
    if verbose {
        for words in value_words(field, &selector) {
            let _ = writeln!(out, "{:<15}{words}", "");
        }
    }
}

/// `BitField  (4 bits)`
fn class_words(field: &'static Field, selector: &FieldValue) -> String {
    let name = field.class_name();
    let mut attributes = Vec::new();
    if field.is_conditional() {
        attributes.push("Cond".to_string());
    }
    let depends = match field.names {
        Naming::DependsScript(..) => true,
        // A class of its own says it otherwise.
        Naming::Depends(..) => field.class.is_empty(),
        _ => false,
    };
    if depends && !matches!(field.kind, Kind::Bits) {
        attributes.push(format!(
            "Depends on {}",
            python::str(selector, &Style::PLAIN)
        ));
    }
    if let Kind::Choice(choice) = field.kind
        && !choice.options.is_empty()
    {
        let readings = choice.options.iter().map(|option| option.1.class_name());
        let otherwise = std::iter::once(choice.otherwise.class_name());
        attributes.push(readings.chain(otherwise).collect::<Vec<_>>().join(", "));
    }
    if let Some(several) = field.several() {
        let class = |one: &Field| match one.kind {
            Kind::Asn1(coding) if coding.optional => "ASN1F_optional".to_string(),
            _ => one.class_name(),
        };
        attributes.push(several.of.iter().map(class).collect::<Vec<_>>().join(", "));
    }
    let mut words = format!("{name} ");
    if !attributes.is_empty() {
        let _ = write!(words, "({})", attributes.join(", "));
    }
    if is_bit_field(field) {
        let plural = if field.bits > 1 { "s" } else { "" };
        let _ = write!(words, " ({} bit{plural})", field.bits);
    }
    words
}

/// Whether Scapy's class derives from its `BitField`.
fn is_bit_field(field: &Field) -> bool {
    match field.kind {
        Kind::Bits => match field.names {
            Naming::No => true,
            _ => matches!(field.length, Length::Bits(_) | Length::BitsScript(_)),
        },
        Kind::FixedPoint(_) | Kind::NtpTime => true,
        Kind::Scaled(scale) => scale.in_bits,
        Kind::Script(_, base) => is_bit_field(base),
        _ => false,
    }
}

/// The default in this protocol: where flags have another one than in the parent, it is a number.
fn default_of(proto: &'static Proto, field: &'static Field) -> String {
    let inherited = proto.parent.and_then(|parent| {
        let own = |index| (parent, index);
        parent.index_of(field.name).map(own)
    });
    match (inherited, field.preset, field.names) {
        (Some((parent, index)), Preset::Int(number), Naming::Flags(_)) if !matches!(parent.fields[index].preset, Preset::Int(own) if own == number) => {
            number.to_string()
        }
        _ => default(field),
    }
}

/// The default, as Python would write it.
pub fn default(field: &'static Field) -> String {
    let field = match field.kind {
        Kind::Choice(choice) if !choice.options.is_empty() => &choice.otherwise,
        Kind::Padded(padded) => &padded.field,
        Kind::Recoded(recoding) => &recoding.field,
        _ => field
            .several()
            .and_then(|several| several.of.last())
            .unwrap_or(field),
    };
    if !field.listed.is_empty() {
        return field.listed.to_string();
    }
    let value = match (convert::preset(field), field.names) {
        (FieldValue::Int(number), Naming::Flags(names)) => FieldValue::Flags(number, names),
        (value, _) => value,
    };
    python::repr(&value, &Style::PLAIN)
}

/// The names of the values, where they are not too many.
fn value_words(field: &Field, selector: &FieldValue) -> Vec<String> {
    match (field.names, field.kind) {
        (Naming::Enum(names), Kind::Uint | Kind::Sint) => numbered(names),
        (Naming::Depends(_, tables) | Naming::DependsScript(_, tables), _) => tables
            .iter()
            .find(|table| Some(table.0) == selector.as_int())
            .map(|table| numbered(table.1))
            .unwrap_or_default(),
        (Naming::Flags(names), _) => {
            let all: Vec<&str> = (0..names.len()).filter_map(|at| names.name(at)).collect();
            vec![all.join(", ")]
        }
        _ => Vec::new(),
    }
}

fn numbered(names: &Names) -> Vec<String> {
    if names.len() >= 50 {
        return Vec::new();
    }
    let mut entries: Vec<(i64, &str)> = names.iter().collect();
    entries.sort_unstable();
    let words = |(number, name): &(i64, &str)| format!("{name}: {number}");
    entries.iter().map(words).collect()
}
