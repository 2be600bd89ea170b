//! How packets of one shape are built: worked out once, then followed.
//!
//! Packets that a script makes again and again have the same protocols on one another and the same
//! fields set; only the values differ. For such a shape the octets with all defaults are known, the
//! places of what is set, and what each length and sum covers. What the tables do not fix is not
//! planned: it is built one field after the other ([`super::build`]), with the same octets.

use std::cell::RefCell;
use std::rc::Rc;

use smallvec::SmallVec;

use super::build::{is_none, patch, patch_plain, write_bits};
use super::convert;
use super::layer::{Layer, Origin};
use super::packet::{View, fixed_value};
use super::value::FieldValue;
use crate::proto::field::{Auto, Cover, Field, Kind, Length, Preset};
use crate::proto::fixed::Places;
use crate::proto::raw::PADDING;
use crate::proto::{Form, Proto, Sends};
use crate::wire::checksum;

/// What packets of one shape have in common: for each layer its protocol, what the layer above
/// says, and which fields hold which kind of value.
type Shape = SmallVec<[usize; 24]>;

/// Shapes that are remembered; a new one takes the place of another.
const SHAPES: usize = 64;

/// What the shape says of a layer that is as it was read.
const COPIED: usize = 1;

/// Packets of more layers are not planned.
const MOST_LAYERS: usize = 8;

/// A shape, and how it is built, where that can be planned.
type Known = Option<(Box<[usize]>, Option<Rc<Plan>>)>;

thread_local! {
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

struct Plan {
    /// All headers with their defaults and with what follows from the shape alone.
    image: Box<[u8]>,
    values: Box<[Place]>,
    /// What the machine is asked for.
    asked: Box<[Place]>,
    /// Octets behind the last header.
    loads: Box<[Load]>,
    /// The outermost last: a sum covers the lengths within.
    lengths: Box<[Extent]>,
    sums: Box<[Sum]>,
}

/// Where a field stands.
struct Place {
    layer: u8,
    /// The place of the value among those that were set.
    entry: u8,
    index: u16,
    field: &'static Field,
    /// Octets before the header.
    start: u16,
    /// Bits of the header before the field.
    bit: u16,
}

struct Load {
    layer: u8,
    /// The place of the value among those that were set; what the layer was read from if there is
    /// none.
    entry: Option<u8>,
}

impl Load {
    fn octets<'a>(&self, layers: &'a [Layer]) -> Option<&'a [u8]> {
        let layer = &layers[usize::from(self.layer)];
        match self.entry {
            None => layer.origin.as_ref().map(Origin::header),
            Some(entry) => match &layer.fields[usize::from(entry)].1 {
                FieldValue::Octets(octets) => Some(octets),
                _ => None,
            },
        }
    }
}

/// A field that says how many octets there are.
struct Extent {
    /// Octets that do not count.
    before: u16,
    bits: u16,
    /// Bits of the packet before the field.
    bit: u16,
}

struct Sum {
    /// Octets before it.
    place: u16,
    /// Octets before its header.
    start: u16,
    covers: Covers,
}

enum Covers {
    /// Up to here.
    Header(u16),
    All,
    /// The addresses of the header that starts there, too.
    Pseudo4 {
        below: u16,
        protocol: u8,
        zero_as_ones: bool,
    },
    Pseudo6 {
        below: u16,
        protocol: u8,
        zero_as_ones: bool,
    },
}

/// Appends the octets of a layer and those above it; does nothing and says no where they are not
/// planned.
pub fn build(view: View<'_>, out: &mut Vec<u8>) -> bool {
    let Some(shape) = shape_of(view) else {
        return false;
    };
    let slot = slot_of(&shape);
    let known = KNOWN.with_borrow(|known| match known.get(slot) {
        Some(Some((own, plan))) if **own == *shape => Some(plan.clone()),
        _ => None,
    });
    let plan = known.unwrap_or_else(|| {
        let plan = Plan::of(view).map(Rc::new);
        KNOWN.with_borrow_mut(|known| {
            known.resize_with(SHAPES, || None);
            known[slot] = Some((shape.as_slice().into(), plan.clone()));
        });
        plan
    });
    plan.is_some_and(|plan| {
        let start = out.len();
        let done = plan.follow(view, out);
        if !done {
            out.truncate(start);
        }
        done
    })
}

fn slot_of(shape: &[usize]) -> usize {
    let mix = |sum: usize, part: &usize| {
        (sum.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as usize)
    };
    shape.iter().fold(0, mix) >> (usize::BITS - SHAPES.trailing_zeros())
}

/// The shape of a packet; `None` where it cannot be planned.
fn shape_of(view: View<'_>) -> Option<Shape> {
    // What is below has a say in sums.
    if view.layer().under != super::layer::NONE {
        return None;
    }
    let mut shape = Shape::new();
    let mut at = view.at;
    for _ in 0..MOST_LAYERS {
        let layer = &view.layers[at];
        // A script may have its say in what plans do not know of.
        if layer.own.is_some() || layer.proto.asks() {
            return None;
        }
        if layer.cached {
            // Octets that nobody has looked at.
            let alone = layer.lazy && layer.next == super::layer::NONE;
            let plain = alone && layer.origin.as_ref().is_some_and(|own| own.trailer == 0);
            shape.extend([std::ptr::from_ref(layer.proto).addr(), COPIED]);
            return plain.then_some(shape);
        }
        if layer.lazy || layer.defaults.is_some() {
            return None;
        }
        let said = layer.overload.unwrap_or_default();
        shape.extend([std::ptr::from_ref(layer.proto).addr(), said.as_ptr().addr()]);
        shape.push(said.len() << 16 | layer.fields.len());
        for (index, value) in &layer.fields {
            let kind = match value {
                FieldValue::None => 0,
                FieldValue::Octets(_) => 1,
                FieldValue::Int(_)
                | FieldValue::Ip4(_)
                | FieldValue::Mac(_)
                | FieldValue::Ip6(_) => 2,
                _ => return None,
            };
            shape.push(usize::from(*index) << 2 | kind);
        }
        if layer.next == super::layer::NONE {
            return Some(shape);
        }
        at += 1;
        if usize::from(layer.next) != at {
            return None;
        }
    }
    None
}

/// A plan that is being made.
#[derive(Default)]
struct Draft {
    image: Vec<u8>,
    values: Vec<Place>,
    asked: Vec<Place>,
    loads: Vec<Load>,
    lengths: Vec<Extent>,
    sums: Vec<Sum>,
}

impl Plan {
    fn of(view: View<'_>) -> Option<Plan> {
        let mut draft = Draft::default();
        let mut ends: SmallVec<[(u16, u16); MOST_LAYERS]> = SmallVec::new();
        let mut this = Some(view);
        while let Some(own) = this {
            // Only behind the last header may be what has no fixed length.
            if !draft.loads.is_empty() {
                return None;
            }
            let start = draft.image.len() as u16;
            draft.header(own, ends.len() as u8)?;
            ends.push((start, draft.image.len() as u16));
            this = own.payload();
        }
        for (layer, (start, end)) in ends.iter().enumerate().rev() {
            let own = View {
                layers: view.layers,
                at: view.at + layer,
            };
            let below = layer.checked_sub(1).map(|below| ends[below].0);
            draft.computed(own, *start, *end, below)?;
        }
        Some(Plan {
            image: draft.image.into(),
            values: draft.values.into(),
            asked: draft.asked.into(),
            loads: draft.loads.into(),
            lengths: draft.lengths.into(),
            sums: draft.sums.into(),
        })
    }

    /// Builds a packet of the shape; says no where a value does not fit its place.
    fn follow(&self, view: View<'_>, out: &mut Vec<u8>) -> bool {
        let base = out.len();
        let layers = &view.layers[view.at..];
        let loads = self.loads.iter().filter_map(|load| load.octets(layers));
        out.reserve(self.image.len() + loads.map(<[u8]>::len).sum::<usize>());
        out.extend_from_slice(&self.image);
        let octets = &mut out[base..];
        for place in &self.values {
            let value = &layers[usize::from(place.layer)].fields[usize::from(place.entry)].1;
            let header = &mut octets[usize::from(place.start)..];
            if !patch_plain(place.field, value, place.bit.into(), header) {
                return false;
            }
        }
        for place in &self.asked {
            let own = View {
                layers: view.layers,
                at: view.at + usize::from(place.layer),
            };
            let value = convert::preset(place.field);
            let header = &mut octets[usize::from(place.start)..];
            if !patch(own, place.index.into(), &value, place.bit.into(), header) {
                return false;
            }
        }
        for load in &self.loads {
            match load.octets(layers) {
                Some(octets) => out.extend_from_slice(octets),
                None => return false,
            }
        }
        let octets = &mut out[base..];
        for length in &self.lengths {
            let number = octets.len() - usize::from(length.before);
            if length.bits.is_multiple_of(8) && length.bits < 64 && number >> length.bits != 0 {
                return false;
            }
            write_bits(octets, length.bit.into(), length.bits.into(), number as u64);
        }
        for sum in &self.sums {
            let number = sum.over(octets);
            let place = usize::from(sum.place);
            octets[place..place + 2].copy_from_slice(&number.to_be_bytes());
        }
        true
    }
}

impl Sum {
    fn over(&self, octets: &[u8]) -> u16 {
        let covered = &octets[self.start.into()..];
        let (sum, zero_as_ones) = match self.covers {
            Covers::Header(end) => {
                return checksum::ones_complement(&octets[self.start.into()..end.into()]);
            }
            Covers::All => return checksum::ones_complement(covered),
            Covers::Pseudo4 {
                below,
                protocol,
                zero_as_ones,
            } => {
                let (source, destination) = addresses::<4>(octets, usize::from(below) + 12);
                let length = covered.len() as u16;
                let sum = checksum::pseudo4(source, destination, protocol, length, covered);
                (sum, zero_as_ones)
            }
            Covers::Pseudo6 {
                below,
                protocol,
                zero_as_ones,
            } => {
                let (source, destination) = addresses::<16>(octets, usize::from(below) + 8);
                let length = covered.len() as u32;
                let sum = checksum::pseudo6(source, destination, protocol, length, covered);
                (sum, zero_as_ones)
            }
        };
        if sum == 0 && zero_as_ones {
            0xffff
        } else {
            sum
        }
    }
}

fn addresses<const N: usize>(octets: &[u8], start: usize) -> ([u8; N], [u8; N]) {
    let one = |start: usize| {
        let one = octets.get(start..start + N);
        one.and_then(|one| one.try_into().ok()).unwrap_or([0; N])
    };
    (one(start), one(start + N))
}

/// Whether nothing but its fields decides what a layer's octets are.
fn is_plain(proto: &Proto) -> bool {
    matches!(proto.form, Form::Fields)
        && matches!(proto.sends, Sends::All)
        && proto.check.is_none()
        && proto.wraps.is_none()
        && proto.fills.is_none()
        && proto.omits.is_empty()
        && proto.finish.is_none()
        && proto.mend.is_none()
        && proto.fields.len() < Places::LIMIT
        && !proto.is(&PADDING)
}

impl Draft {
    /// The octets of a header that follow from the shape, and where the others stand.
    fn header(&mut self, view: View<'_>, layer: u8) -> Option<()> {
        let proto = view.layer().proto;
        is_plain(proto).then_some(())?;
        if view.layer().cached {
            self.loads.push(Load { layer, entry: None });
            return Some(());
        }
        let start = self.image.len();
        self.image.extend_from_slice(proto.fixed.image());
        let mut asked = proto.fixed.asked;
        for (entry, (index, value)) in view.layer().fields.iter().enumerate() {
            let field = &proto.fields[usize::from(*index)];
            let Some(bit) = proto.fixed.offset((*index).into()) else {
                continue;
            };
            if value.is_none() {
                // As if it were not set, where that is known.
                let same = matches!(field.preset, Preset::None);
                if !same || asked.iter().any(|asked| asked == usize::from(*index)) {
                    return None;
                }
                continue;
            }
            asked = asked.without((*index).into());
            self.values.push(Place {
                layer,
                entry: u8::try_from(entry).ok()?,
                index: *index,
                field,
                start: start as u16,
                bit: bit as u16,
            });
        }
        for (name, value) in view.layer().overload.into_iter().flatten() {
            let index = proto.index_of(name)?;
            if view.layer().set_value(index).is_some() {
                continue;
            }
            let bit = proto.fixed.offset(index)?;
            asked = asked.without(index);
            let value = fixed_value(*value);
            patch(view, index, &value, bit, &mut self.image[start..]).then_some(())?;
        }
        for index in asked.iter() {
            self.asked.push(Place {
                layer,
                entry: 0,
                index: index as u16,
                field: &proto.fields[index],
                start: start as u16,
                bit: proto.fixed.offset(index)? as u16,
            });
        }
        self.rest(view, layer)?;
        let length = self.image.len() - start;
        length
            .is_multiple_of(proto.align.max(1).into())
            .then_some(())
    }

    /// The fields behind those at fixed places: empty, or octets that end the packet.
    fn rest(&mut self, view: View<'_>, layer: u8) -> Option<()> {
        let proto = view.layer().proto;
        let fields = proto.fields.iter().enumerate();
        for (index, field) in fields.skip(proto.fixed.fields.into()) {
            if field.is_conditional() || field.swap.is_some() || field.absent.is_some() {
                return None;
            }
            let set = view.layer().fields.iter();
            let mut set = set.enumerate().map(|(entry, set)| (entry, set.0, &set.1));
            let set = set.find(|set| usize::from(set.1) == index);
            match (set, field.preset, field.kind) {
                (Some((entry, _, FieldValue::Octets(_))), _, Kind::Octets)
                    if matches!(field.length, Length::Rest) =>
                {
                    let entry = Some(u8::try_from(entry).ok()?);
                    self.loads.push(Load { layer, entry });
                }
                (
                    None,
                    Preset::EmptyList | Preset::Octets(b""),
                    Kind::TcpOptions | Kind::Packets(_) | Kind::List(_),
                ) => {}
                _ => return None,
            }
        }
        Some(())
    }

    /// The lengths and the sum of a header from `start` to `end`, on one that starts at `below`.
    fn computed(&mut self, view: View<'_>, start: u16, end: u16, below: Option<u16>) -> Option<()> {
        if view.layer().cached {
            return Some(());
        }
        let proto = view.layer().proto;
        let mut sum = None;
        for index in proto.fixed.computed.iter() {
            let field = &proto.fields[index];
            if !matches!(field.kind, Kind::Bits | Kind::Uint) {
                return None;
            }
            if !is_none(view, index) {
                continue;
            }
            let bit = proto.fixed.offset(index)?;
            if field.little_endian || field.is_conditional() || field.bits == 0 {
                return None;
            }
            let before = match field.auto {
                Auto::HeaderLen(unit) if self.loads.is_empty() || view.payload().is_some() => {
                    let number = (end - start) / u16::from(unit);
                    let whole = field.bits.is_multiple_of(8) && field.bits < 16;
                    if whole && number >> field.bits != 0 {
                        return None;
                    }
                    let header = &mut self.image[start.into()..];
                    write_bits(header, bit, field.bits.into(), number.into());
                    continue;
                }
                Auto::TotalLen => start,
                Auto::TotalLenLess(less) if end - start >= less => start + less,
                Auto::PayloadLen if self.loads.is_empty() || view.payload().is_some() => end,
                Auto::Sum(cover) if field.bits == 16 && bit.is_multiple_of(8) => {
                    sum = Some((start + (bit / 8) as u16, cover));
                    continue;
                }
                _ => return None,
            };
            self.lengths.push(Extent {
                before,
                bits: field.bits,
                bit: 8 * start + bit as u16,
            });
        }
        let Some((place, cover)) = sum else {
            return Some(());
        };
        let covers = match cover {
            Cover::Header if self.loads.is_empty() || view.payload().is_some() => {
                Covers::Header(end)
            }
            Cover::HeaderAndPayload => Covers::All,
            Cover::Pseudo {
                protocol,
                zero_as_ones,
            } => match below.map(|below| pseudo(view, below, protocol, zero_as_ones)) {
                Some(covers) => match covers? {
                    Some(covers) => covers,
                    None => return Some(()),
                },
                None => return Some(()),
            },
            _ => return None,
        };
        self.sums.push(Sum {
            place,
            start,
            covers,
        });
        Some(())
    }
}

/// What a sum with a pseudo header covers; the inner `None` where nothing below has addresses.
#[expect(clippy::option_option, reason = "no plan, or no sum")]
fn pseudo(view: View<'_>, start: u16, protocol: u8, zero_as_ones: bool) -> Option<Option<Covers>> {
    use crate::proto::{ip::IP, ipv6::IPV6, ipv6_ext::EXTENSION};
    let below = view.underlayer()?;
    let proto = below.layer().proto;
    if proto.is_kind_of(&IP) {
        // A length that was set is what the pseudo header has.
        is_none(below, proto.index_of("len")?).then_some(())?;
        return Some(Some(Covers::Pseudo4 {
            below: start,
            protocol,
            zero_as_ones,
        }));
    }
    if proto.is(&IPV6) {
        return Some(Some(Covers::Pseudo6 {
            below: start,
            protocol,
            zero_as_ones,
        }));
    }
    let extension = proto.is_kind_of(&IPV6) || proto.is_kind_of(&EXTENSION);
    (!extension).then_some(None)
}

#[cfg(test)]
mod tests {
    use super::super::build::build_parts;
    use super::*;
    use crate::packet::Packet;
    use crate::proto::registry;

    fn layer(name: &str, fields: &[(&str, FieldValue)]) -> Packet {
        let proto = registry::proto(name).expect("a layer");
        let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
        Packet::with_fields(proto, fields).expect("values that fit")
    }

    /// The octets as planned, if they are, and field by field.
    fn both(packet: &Packet) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        packet.view(|view| {
            let (mut planned, mut built) = (vec![0xaa], vec![0xaa]);
            let done = build(view, &mut planned);
            assert!(done || planned == [0xaa]);
            let parts = build_parts(view, &mut built);
            (done.then_some(planned), parts.is_ok().then_some(built))
        })
    }

    fn read(name: &str, octets: &[u8]) -> Packet {
        let proto = registry::proto(name).expect("a layer");
        Packet::dissect(proto, octets).expect("a packet")
    }

    fn text(text: &str) -> FieldValue {
        FieldValue::text(text)
    }

    #[test]
    fn what_everybody_sends_is_planned() {
        let (ip, ip6) = ([("dst", text("10.0.0.2"))], [("dst", text("2001:db8::2"))]);
        let ether = layer("Ether", &[("dst", text("66:66:66:66:66:66"))]);
        let tcp = [("dport", FieldValue::Int(443)), ("flags", text("SA"))];
        let raw = |octets: &[u8]| layer("Raw", &[("load", FieldValue::octets(octets))]);
        let udp = layer("UDP", &[]);
        for packet in [
            ether
                .stacked(&layer("IP", &ip))
                .stacked(&layer("TCP", &tcp)),
            layer("IP", &ip).stacked(&udp).stacked(&raw(b"abc")),
            layer("IPv6", &ip6)
                .stacked(&layer("TCP", &tcp))
                .stacked(&raw(b"")),
            layer("IPv6", &ip6).stacked(&udp).stacked(&raw(b"odd")),
            ether.stacked(&udp).stacked(&raw(b"without addresses")),
            ether.stacked(&layer("IP", &ip)).stacked(&raw(&[7; 3000])),
            layer("TCP", &tcp),
            layer("IP", &ip).stacked(&udp).stacked(&read("Raw", b"abc")),
        ] {
            for _ in 0..2 {
                let (planned, built) = both(&packet);
                assert!(planned.is_some(), "{packet:?}");
                assert_eq!(planned, built, "{packet:?}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_left_to_the_long_way() {
        let long = layer("Raw", &[("load", FieldValue::octets(&[0; 70_000]))]);
        for packet in [
            layer("IP", &[("options", FieldValue::octets(b"abc"))]),
            layer(
                "IP",
                &[("src", FieldValue::RawVal(b"abc".as_slice().into()))],
            ),
            layer("IP", &[("len", FieldValue::Int(5))]).stacked(&layer("UDP", &[])),
            layer("IP", &[]).stacked(&layer("UDP", &[])).stacked(&long),
        ] {
            let (planned, _) = both(&packet);
            assert_eq!(planned, None, "{packet:?}");
        }
    }

    #[test]
    fn a_plan_gives_the_octets_of_the_long_way() {
        let raw = layer("Raw", &[("load", FieldValue::octets(b"payload"))]);
        let mut planned = 0;
        for proto in registry::protocols() {
            let plain = Packet::new(proto);
            let mut packets = vec![plain.copy(), plain.stacked(&raw)];
            for below in ["Ether", "IP", "IPv6", "UDP"] {
                let below = layer(below, &[]);
                packets.push(below.stacked(&plain));
                packets.push(below.stacked(&plain).stacked(&raw));
            }
            for index in 0..proto.fields.len() {
                for value in [FieldValue::Int(1), FieldValue::Int(300), FieldValue::None] {
                    let packet = plain.stacked(&raw);
                    if packet.set_at(index, value).is_ok() {
                        packets.push(packet);
                    }
                }
            }
            for packet in packets {
                let (own, built) = both(&packet);
                if own.is_some() {
                    planned += 1;
                    assert_eq!(own, built, "{packet:?}");
                }
            }
        }
        assert!(planned > 2000, "{planned}");
    }
}
