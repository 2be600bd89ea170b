//! Parts of a message that stand where fields of its header say (`Kind::Parts`): a list of names
//! and values in the packet, octets at offsets on the wire.

use super::build::{self, Bits, FARTHEST};
use super::convert;
use super::dissect::{self, Context, Cursor};
use super::error::{Error, Result};
use super::kinds;
use super::packet::{Packet, View};
use super::text::field::text_of;
use super::text::python;
use super::text::style::Style;
use super::value::FieldValue;
use crate::proto::field::{Field, Kind, Part, Parts};

fn pair(field: &Field, value: FieldValue) -> FieldValue {
    FieldValue::tuple(vec![FieldValue::text(field.name), value])
}

/// The names and values of a list of parts.
fn pairs(parts: &'static Parts, value: &FieldValue) -> Vec<(&'static Part, FieldValue)> {
    let known = |element: FieldValue| {
        let both = match element.resolved() {
            FieldValue::Tuple(both) => both.to_vec(),
            other => other.as_list()?,
        };
        let [name, value] = &both[..] else {
            return None;
        };
        let part = parts.part(&name.resolved().as_text()?)?;
        Some((part, value.clone()))
    };
    let values = value.as_list().unwrap_or_default().into_iter();
    values.filter_map(known).collect()
}

/// The same in the order in which they stand.
fn standing(parts: &'static Parts, value: &FieldValue) -> Vec<(&'static Part, FieldValue)> {
    let mut pairs = pairs(parts, value);
    if parts.ordered {
        pairs.sort_by_key(|(part, _)| {
            let place = parts.parts.iter().position(|own| std::ptr::eq(own, *part));
            place.unwrap_or_default()
        });
    }
    pairs
}

fn holder(view: View<'_>) -> Option<(usize, &'static Parts)> {
    let fields = view.layer().proto.fields.iter().enumerate();
    let mut holders = fields.filter_map(|(index, field)| match field.kind {
        Kind::Parts(parts) => Some((index, parts)),
        _ => None,
    });
    holders.next()
}

/// The parts that the layer has now.
fn own(view: View<'_>) -> Vec<(&'static Part, FieldValue)> {
    match holder(view) {
        Some((index, parts)) => pairs(parts, &view.internal(index)),
        None => Vec::new(),
    }
}

/// The value of a part of this layer.
pub fn of(view: View<'_>, name: &str) -> Option<FieldValue> {
    let mut found = own(view).into_iter().filter(|own| own.0.is_named(name));
    found.next().map(|own| own.1)
}

/// A list of parts with one of them set to another value; it is the last one then.
pub fn with(list: &FieldValue, name: &str, value: FieldValue) -> FieldValue {
    let is_named = |element: &FieldValue| {
        let first = match element.resolved() {
            FieldValue::Tuple(both) => both.first().cloned(),
            other => other.as_list().and_then(|both| both.first().cloned()),
        };
        first.is_some_and(|first| first.as_text().as_deref() == Some(name))
    };
    let mut values = list.resolved().as_list().unwrap_or_default();
    if let Some(at) = values.iter().position(is_named) {
        values.remove(at);
    }
    values.push(FieldValue::tuple(vec![FieldValue::text(name), value]));
    FieldValue::list(values)
}

/// Understands what a script sets: names that are no parts are left out.
pub fn understand(view: View<'_>, parts: &'static Parts, value: &FieldValue) -> Result<FieldValue> {
    let understood = pairs(parts, value).into_iter().map(|(part, value)| {
        let value = match (inner(&part.field).kind, value.resolved()) {
            (Kind::Utf16, text @ (FieldValue::Text(_) | FieldValue::Octets(_))) => {
                let text = text.as_octets().unwrap_or_else(|| (&b""[..]).into());
                let text = FieldValue::text(&String::from_utf8_lossy(&text));
                kinds::understand(inner(&part.field), text)?
            }
            _ => settled(view, part, value)?,
        };
        Ok(pair(&part.field, value))
    });
    Ok(FieldValue::list(understood.collect::<Result<_>>()?))
}

/// A text in the octets of the reading that holds now.
fn settled(view: View<'_>, part: &'static Part, value: FieldValue) -> Result<FieldValue> {
    match (part.field.kind, value.resolved()) {
        (Kind::Choice(_), text @ FieldValue::Text(_)) => {
            let chosen = convert::chosen_for(view, &part.field, &text);
            match chosen.kind {
                Kind::Utf16 => kinds::understand(chosen, text),
                _ => Ok(value),
            }
        }
        _ => Ok(value),
    }
}

fn inner(field: &'static Field) -> &'static Field {
    match field.kind {
        Kind::Padded(padded) => &padded.field,
        _ => field,
    }
}

/// The parts as a script reads them.
pub fn human(view: View<'_>, parts: &'static Parts, value: &FieldValue) -> FieldValue {
    let pairs = pairs(parts, &value.resolved()).into_iter();
    let human = pairs.map(|(part, value)| {
        let value = convert::human_of(view, &part.field, value);
        pair(&part.field, value)
    });
    FieldValue::list(human.collect())
}

/// The parts as a person reads them: texts of values, in Python's quotes; packets as they are.
pub fn text(view: View<'_>, parts: &'static Parts, value: &FieldValue, style: &Style) -> String {
    let pairs = pairs(parts, value).into_iter();
    let shown = pairs.map(|(part, value)| {
        let as_it_is = matches!(value.resolved(), FieldValue::Packet(_))
            || matches!(part.field.kind, Kind::Packets(_) | Kind::PacketsBy(_));
        let value = match as_it_is {
            true => value,
            false => FieldValue::text(&text_of(view, &part.field, value, style)),
        };
        pair(&part.field, value)
    });
    python::repr(&FieldValue::list(shown.collect()), style)
}

/// Where a part starts that has no offset of its own.
pub fn offset(view: View<'_>, name: &str) -> Result<i64> {
    let Some((index, parts)) = holder(view) else {
        return Ok(0);
    };
    let mut at = (parts.start)(&view);
    for (part, value) in standing(parts, &view.internal(index)) {
        at += (-at).rem_euclid(part.align);
        if part.field.name == name {
            return Ok(at);
        }
        let value = settled(view, part, value)?;
        at += build::size_of(view, &part.field, value, false)?;
    }
    Ok(0)
}

/// How many octets, or elements, a part has.
pub fn size(view: View<'_>, name: &str, count: bool) -> Result<i64> {
    match own(view).into_iter().find(|own| own.0.field.name == name) {
        Some((part, value)) => {
            let value = settled(view, part, value)?;
            build::size_of(view, &part.field, value, count)
        }
        None => Ok(0),
    }
}

/// Octets that are written at places, and zeros where nothing was written.
struct Sheet {
    octets: Vec<u8>,
    /// What was put in front of the first octet.
    front: usize,
}

impl Sheet {
    fn put(&mut self, octets: &[u8], at: i64) -> Result<()> {
        if octets.is_empty() {
            return Ok(());
        }
        let mut place = at + self.front as i64;
        let far = |distance: usize| distance > FARTHEST;
        if place < 0 {
            let missing = place.unsigned_abs() as usize;
            if far(missing + self.octets.len()) {
                return Err(too_far());
            }
            self.octets.splice(0..0, std::iter::repeat_n(0, missing));
            self.front += missing;
            place = 0;
        }
        let place = place as usize;
        if place > self.octets.len() && far(place) {
            return Err(too_far());
        }
        let end = place + octets.len();
        if end > self.octets.len() {
            self.octets.resize(end, 0);
        }
        self.octets[place..end].copy_from_slice(octets);
        Ok(())
    }
}

fn too_far() -> Error {
    Error::Other {
        kind: "ValueError",
        text: "the offset of a part is too large".into(),
    }
}

/// Appends the parts: each where its offset says, or behind what is there.
pub fn write(
    view: View<'_>,
    parts: &'static Parts,
    value: &FieldValue,
    start: usize,
    out: &mut Vec<u8>,
) -> Result<()> {
    let mut sheet = Sheet {
        octets: out.split_off(start),
        front: 0,
    };
    let before = (parts.start)(&view) - sheet.octets.len() as i64;
    for (part, value) in standing(parts, value) {
        let end = sheet.octets.len() as i64;
        let at = match view.lookup(part.at).and_then(|offset| offset.as_int()) {
            None => end,
            Some(offset) => {
                let at = offset - before;
                if at >= end {
                    let there = out.len() + sheet.octets.len();
                    if at > end && (at - end) as usize > FARTHEST.saturating_sub(there) {
                        return Err(too_far());
                    }
                    // As in Scapy the gap begins with the last octet that is there.
                    sheet.put(&vec![0; (at - end) as usize + 1], end - 1)?;
                }
                at
            }
        };
        let value = settled(view, part, value)?;
        let mut whole = sheet.octets.clone();
        build::put(view, &part.field, &value, &mut Bits::default(), &mut whole)?;
        sheet.put(&whole[sheet.octets.len()..], at)?;
    }
    out.append(&mut sheet.octets);
    Ok(())
}

/// Reads the parts from where the fields say that they are; what is behind the last one is not
/// theirs.
pub(super) fn read(
    view: View<'_>,
    parts: &'static Parts,
    octets: &[u8],
    cursor: &mut Cursor,
    context: Context<'_>,
) -> Result<FieldValue> {
    let end = octets.len() - cursor.trailer;
    let base = cursor.at.min(end);
    let available = (end - base) as i64;
    if available == 0 {
        return Ok(FieldValue::list(Vec::new()));
    }
    let said = |name: &'static str| {
        let number = view.lookup(name).and_then(|value| value.as_int());
        number.ok_or(Error::Other {
            kind: "TypeError",
            text: format!("{} says nothing", name),
        })
    };
    let start = (parts.start)(&view);
    let offsets: Result<Vec<i64>> = parts.parts.iter().map(|part| said(part.at)).collect();
    let offsets: Vec<i64> = offsets?.into_iter().map(|offset| offset - start).collect();
    let (mut found, mut last) = (Vec::new(), 0);
    for (part, &offset) in parts.parts.iter().zip(&offsets) {
        let length = match part.len {
            "" => {
                let next = offsets.iter().filter(|other| **other > offset).min();
                let room = available - offset;
                next.map_or(room, |next| room.min(next - offset))
            }
            len => said(len)?,
        };
        if offset < 0 {
            continue;
        }
        last = last.max(offset + length);
        let from = offset.min(available) as usize;
        let to = python_end(offset + length, available);
        if from >= to {
            continue;
        }
        let mut place = *cursor;
        place.at = base + from;
        place.trailer = octets.len() - (base + to);
        let mut within = context;
        within.skipped += place.trailer;
        let value = dissect::read_field(view, &part.field, octets, &mut place, within)?;
        found.push((offset, part, value));
    }
    cursor.at = base + python_end(last, available);
    found.sort_by_key(|(offset, ..)| *offset);
    if let Some(told) = parts.told {
        tell(view, told, &mut found)?;
    }
    let pairs = found
        .into_iter()
        .map(|(_, part, value)| pair(&part.field, value));
    Ok(FieldValue::list(pairs.collect()))
}

/// Where a slice of Python ends.
fn python_end(end: i64, available: i64) -> usize {
    let end = if end < 0 { end + available } else { end };
    end.clamp(0, available) as usize
}

/// What was read as octets becomes the packet that another part says.
fn tell(
    view: View<'_>,
    told: crate::proto::field::Told,
    found: &mut [(i64, &'static Part, FieldValue)],
) -> Result<()> {
    let missing = |name: &str| Error::Other {
        kind: "AttributeError",
        text: name.to_string(),
    };
    let place = |name: &str| found.iter().position(|entry| entry.1.is_named(name));
    let (_, part) = view
        .layer()
        .proto
        .part(told.part)
        .expect("a part of the table");
    let len = view
        .lookup(part.len)
        .and_then(|len| len.as_int())
        .unwrap_or(0);
    if len == 0 {
        return Ok(());
    }
    let by = place(told.by).ok_or_else(|| missing(told.by))?;
    let name = found[by].2.as_octets().unwrap_or_else(|| (&b""[..]).into());
    let Some(proto) = (told.rule)(&name, usize::try_from(len).unwrap_or(0)) else {
        return Ok(());
    };
    let at = place(told.part).ok_or_else(|| missing(told.part))?;
    if let FieldValue::Packet(packet) = &found[at].2 {
        let octets = packet.build()?;
        found[at].2 = FieldValue::Packet(Packet::dissect(proto, &octets)?);
    }
    Ok(())
}
