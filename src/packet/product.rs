//! The packets that one packet with sets in its fields stands for:
//! `IP(dst="10.0.0.0/30")/TCP(dport=[80, 443])` is eight of them.
//!
//! They are numbered like an odometer. The last layer turns fastest; within a layer, the field
//! that was set first does. Nothing is expanded before it is asked for.

use std::net::IpAddr;
use std::rc::Rc;

use smallvec::SmallVec;

use super::convert;
use super::error::Result;
use super::net::Net;
use super::packet::{Packet, View, upwards};
use super::template::Template;
use super::value::FieldValue;
use crate::proto::Proto;

/// The packets that a packet stands for; an iterator over them.
#[derive(Clone)]
pub struct Product {
    packet: Packet,
    /// The slowest first.
    wheels: Vec<Wheel>,
    /// Fields whose value is rolled for every packet: layer and place of the field.
    rolled: Vec<(usize, usize)>,
    count: u128,
    next: u128,
}

/// One field that holds a set.
#[derive(Clone)]
struct Wheel {
    /// Counted from the first layer of the packet.
    layer: usize,
    field: usize,
    parts: Vec<Part>,
    count: u128,
}

/// Values that follow one another.
#[derive(Clone)]
enum Part {
    One(FieldValue),
    /// `(1, 9)`, `(1, 9, 2)`: the first, the step, how many
    Range(i64, i64, u128),
    Net(Rc<Net>),
    Packets(Box<Product>),
}

impl Product {
    pub fn new(packet: &Packet) -> Product {
        for layer in packet.iter() {
            layer.read();
        }
        let mut wheels = Vec::new();
        let mut rolled = Vec::new();
        packet.view(|view| {
            for (number, at) in upwards(view.layers, view.at).enumerate() {
                let layer = &view.layers[at];
                if layer.explicit || layer.cached {
                    continue;
                }
                for (index, value) in layer.defaults.iter().flat_map(|all| all.iter()) {
                    if matches!(value, FieldValue::Volatile(_))
                        && layer.set_value(usize::from(*index)).is_none()
                    {
                        rolled.push((number, usize::from(*index)));
                    }
                }
                for (index, value) in layer.fields.iter().rev() {
                    let field = usize::from(*index);
                    let of = &layer.proto.fields[field];
                    let here = super::View {
                        layers: view.layers,
                        at,
                    };
                    let is_list = convert::chosen_for(here, of, value).is_list();
                    let value = value.resolved();
                    if holds_dice(&value, is_list) {
                        rolled.push((number, field));
                    }
                    let parts = parts(&value, is_list);
                    // `sport=[80]` is a set of one: the packet that is sent has the number.
                    let is_set = matches!(value, FieldValue::List(_)) && !is_list;
                    if is_set || !matches!(parts[..], [Part::One(_)]) {
                        let count = parts.iter().map(Part::count).sum();
                        wheels.push(Wheel {
                            layer: number,
                            field,
                            parts,
                            count,
                        });
                    }
                }
            }
        });
        let count = wheels
            .iter()
            .map(|wheel| wheel.count)
            .fold(1, u128::saturating_mul);
        Product {
            packet: packet.clone(),
            wheels,
            rolled,
            count,
            next: 0,
        }
    }

    /// How many packets there are (`p.__iterlen__()`).
    pub fn count_all(&self) -> u128 {
        self.count
    }

    /// Whether the packet stands for itself alone, the same each time.
    pub fn is_constant(&self) -> bool {
        self.wheels.is_empty() && self.rolled.is_empty()
    }

    /// The packet with this number, with the dice rolled.
    pub fn get(&self, number: u128) -> Option<Packet> {
        if number >= self.count {
            return None;
        }
        let packet = self.packet.copy();
        let mut rest = number;
        let mut chosen = Vec::with_capacity(self.wheels.len());
        for wheel in self.wheels.iter().rev() {
            chosen.push((wheel, wheel.nth(rest % wheel.count)));
            rest /= wheel.count;
        }
        packet.with_layers(|layers| {
            for (wheel, value) in chosen {
                layers[wheel.layer].put(wheel.field, value);
            }
        });
        for &(layer, field) in &self.rolled {
            roll(&packet, layer, field);
        }
        packet.with_layers(|layers| {
            for layer in layers.iter_mut() {
                layer.explicit = true;
            }
        });
        Some(packet)
    }
}

/// The packets of a product as octets, one after the other. The first one is built; the others are
/// its octets with what differs written over them, where that is all that differs.
pub struct Images {
    product: Product,
    template: Option<Template>,
    /// The first packet was built.
    begun: bool,
}

impl Images {
    pub fn new(packet: &Packet) -> Images {
        Images {
            product: Product::new(packet),
            template: None,
            begun: false,
        }
    }

    /// The protocol that the packets begin with.
    pub fn proto(&self) -> &'static Proto {
        self.product.packet.proto()
    }

    /// Whether packets are made by writing over the octets of the first one.
    pub fn is_patched(&self) -> bool {
        self.template.is_some()
    }

    /// Whether there is another one.
    pub fn has_more(&self) -> bool {
        self.product.next < self.product.count
    }

    /// The next one as a packet.
    pub fn next_packet(&mut self) -> Option<Packet> {
        self.product.next()
    }

    /// Appends the octets of the next one; false when there is none.
    pub fn next_into(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        let number = self.product.next;
        if number >= self.product.count {
            return Ok(false);
        }
        self.product.next += 1;
        if self.product.is_constant() {
            self.product.packet.build_into(out)?;
            return Ok(true);
        }
        if let Some(template) = &mut self.template {
            let values = self.product.draw(number);
            let fit = |(layer, field, value): &(usize, usize, FieldValue)| {
                template.set(*layer, *field, value)
            };
            if values.iter().all(fit) {
                out.extend_from_slice(template.octets());
                return Ok(true);
            }
            self.template = None;
            self.product.with_values(values).build_into(out)?;
            return Ok(true);
        }
        let Some(packet) = self.product.get(number) else {
            return Ok(false);
        };
        if !self.begun {
            self.begun = true;
            if self.product.can_be_drawn() {
                self.template = packet.view(Template::of);
            }
            if let Some(template) = &self.template {
                out.extend_from_slice(template.octets());
                return Ok(true);
            }
        }
        packet.build_into(out)?;
        Ok(true)
    }
}

impl Product {
    /// Whether each field that varies is either in a set or rolled.
    fn can_be_drawn(&self) -> bool {
        let dice = |wheel: &Wheel| self.rolled.contains(&(wheel.layer, wheel.field));
        !self.wheels.iter().any(dice)
    }

    /// The values that make the packet with this number differ from the others, the dice rolled.
    fn draw(&self, number: u128) -> SmallVec<[(usize, usize, FieldValue); 6]> {
        let mut rest = number;
        let mut values = SmallVec::new();
        for wheel in self.wheels.iter().rev() {
            values.push((wheel.layer, wheel.field, wheel.nth(rest % wheel.count)));
            rest /= wheel.count;
        }
        self.packet.view(|view| {
            let places: SmallVec<[usize; 8]> = upwards(view.layers, view.at).collect();
            for &(layer, field) in &self.rolled {
                let here = View {
                    at: places[layer],
                    ..view
                };
                let Some(FieldValue::Volatile(dice)) = here.layer().set_value(field) else {
                    continue;
                };
                let rolled = dice.fix();
                let value = convert::internal(here, field, rolled.clone()).unwrap_or(rolled);
                values.push((layer, field, value));
            }
        });
        values
    }

    fn with_values(&self, values: impl IntoIterator<Item = (usize, usize, FieldValue)>) -> Packet {
        let packet = self.packet.copy();
        packet.with_layers(|layers| {
            for (layer, field, value) in values {
                layers[layer].put(field, value);
            }
        });
        packet
    }
}

impl Iterator for Product {
    type Item = Packet;

    fn next(&mut self) -> Option<Packet> {
        let packet = self.get(self.next)?;
        self.next += 1;
        Some(packet)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.count - self.next).ok();
        (left.unwrap_or(usize::MAX), left)
    }
}

/// Puts a rolled value in the place of the dice.
fn roll(packet: &Packet, number: usize, field: usize) {
    let value = packet.with_layers(|layers| {
        let layer = &layers[number];
        let set = layer.set_value(field).cloned();
        set.or_else(|| {
            let mut defaults = layer.defaults.iter().flat_map(|all| all.iter());
            let entry = defaults.find(|entry| usize::from(entry.0) == field)?;
            Some(entry.1.clone())
        })
    });
    let Some(FieldValue::Volatile(volatile)) = value else {
        return;
    };
    let rolled = volatile.fix();
    let layer = Packet::from_stack(packet.stack().clone(), number as u16);
    // Scapy leaves it to the building to understand the value; a text is put in as it is too.
    let value = layer
        .view(|view| convert::internal(view, field, rolled.clone()))
        .unwrap_or(rolled);
    packet.with_layers(|layers| layers[number].put(field, value));
}

/// Whether some of the values that a field can take are rolled.
fn holds_dice(value: &FieldValue, is_list: bool) -> bool {
    match value {
        FieldValue::Volatile(_) => true,
        FieldValue::List(list) if !is_list => list
            .borrow()
            .iter()
            .any(|value| matches!(value.resolved(), FieldValue::Volatile(_))),
        _ => false,
    }
}

/// The values that a field's value stands for.
fn parts(value: &FieldValue, is_list: bool) -> Vec<Part> {
    match value {
        FieldValue::List(list) if !is_list => list
            .borrow()
            .iter()
            .map(|value| part(&value.resolved(), true))
            .collect(),
        FieldValue::List(_) => vec![Part::One(value.clone())],
        other => vec![part(other, !is_list)],
    }
}

fn part(value: &FieldValue, packets: bool) -> Part {
    match value {
        FieldValue::Net(net) => Part::Net(net.clone()),
        FieldValue::Tuple(bounds) => range(bounds).unwrap_or_else(|| Part::One(value.clone())),
        FieldValue::Packet(packet) if packets => {
            let product = Product::new(packet);
            if product.is_constant() {
                Part::One(value.clone())
            } else {
                Part::Packets(Box::new(product))
            }
        }
        other => Part::One(other.clone()),
    }
}

/// `(1, 9)` is 1 to 9, `(1, 9, 2)` every second of them.
fn range(bounds: &[FieldValue]) -> Option<Part> {
    if !(2..=3).contains(&bounds.len()) {
        return None;
    }
    let low = bounds[0].as_int()?;
    let stop = bounds[1].as_int()?.checked_add(1)?;
    let step = match bounds.get(2) {
        Some(step) => step.as_int()?,
        None => 1,
    };
    let span = i128::from(stop) - i128::from(low);
    if step == 0 {
        return None;
    }
    let way = span * i128::from(step.signum());
    let count = (way.max(0) as u128).div_ceil(step.unsigned_abs().into());
    Some(Part::Range(low, step, count))
}

impl Part {
    fn count(&self) -> u128 {
        match self {
            Part::One(_) => 1,
            Part::Range(_, _, count) => *count,
            Part::Net(net) => net.len(),
            Part::Packets(product) => product.count,
        }
    }

    fn nth(&self, at: u128) -> FieldValue {
        match self {
            Part::One(value) => value.clone(),
            Part::Range(low, step, _) => FieldValue::Int(low + at as i64 * step),
            Part::Net(net) => match net.nth(at) {
                Some(IpAddr::V4(address)) => FieldValue::Ip4(address.octets()),
                Some(IpAddr::V6(address)) => FieldValue::Ip6(Rc::new(address.octets())),
                None => FieldValue::None,
            },
            Part::Packets(product) => product.get(at).map_or(FieldValue::None, FieldValue::Packet),
        }
    }
}

impl Wheel {
    fn nth(&self, mut at: u128) -> FieldValue {
        for part in &self.parts {
            let count = part.count();
            if at < count {
                return part.nth(at);
            }
            at -= count;
        }
        FieldValue::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::registry;

    fn layer(name: &str, fields: Vec<(&str, FieldValue)>) -> Packet {
        let proto = registry::proto(name).expect("a protocol");
        Packet::with_fields(proto, fields).expect("the values fit")
    }

    fn int(value: i64) -> FieldValue {
        FieldValue::Int(value)
    }

    fn column(product: Product, name: &str) -> Vec<String> {
        let text = |packet: Packet| format!("{:?}", packet.get(name).expect("a field"));
        product.map(text).collect()
    }

    #[test]
    fn the_last_layer_turns_fastest() {
        let packet = layer("IP", vec![("dst", FieldValue::text("10.0.0.0/30"))]).stacked(&layer(
            "TCP",
            vec![("dport", FieldValue::list(vec![int(80), int(443)]))],
        ));
        let product = Product::new(&packet);
        assert_eq!(product.count_all(), 8);
        assert_eq!(
            column(product.clone(), "dport").join(" "),
            "80 443 80 443 80 443 80 443"
        );
        assert_eq!(
            column(product, "dst").join(" ").replace('"', ""),
            "10.0.0.0 10.0.0.0 10.0.0.1 10.0.0.1 10.0.0.2 10.0.0.2 10.0.0.3 10.0.0.3"
        );
    }

    #[test]
    fn in_a_layer_the_first_field_turns_fastest() {
        let range = FieldValue::tuple(vec![int(1), int(3)]);
        let net = FieldValue::text("10.0.0.0/31");
        let product = Product::new(&layer("IP", vec![("dst", net), ("ttl", range)]));
        assert_eq!(column(product, "ttl").join(" "), "1 2 3 1 2 3");
    }

    #[test]
    fn lists_hold_values_ranges_and_nets() {
        let range = FieldValue::tuple(vec![int(2), int(9), int(3)]);
        let list = FieldValue::list(vec![int(1), range, int(80)]);
        let product = Product::new(&layer("TCP", vec![("dport", list)]));
        assert_eq!(column(product, "dport").join(" "), "1 2 5 8 80");
        let list = FieldValue::list(vec![
            FieldValue::text("1.2.3.4"),
            FieldValue::text("10.0.2.2-4"),
        ]);
        let product = Product::new(&layer("IP", vec![("dst", list)]));
        assert_eq!(
            column(product, "dst").join(" ").replace('"', ""),
            "1.2.3.4 10.0.2.2 10.0.2.3 10.0.2.4"
        );
    }

    #[test]
    fn a_huge_set_costs_nothing_before_it_is_asked() {
        let net = FieldValue::text("0.0.0.0/0");
        let ports = FieldValue::tuple(vec![int(0), int(65535)]);
        let packet = layer("IP", vec![("dst", net)]).stacked(&layer(
            "TCP",
            vec![("dport", ports.clone()), ("sport", ports)],
        ));
        let product = Product::new(&packet);
        assert_eq!(product.count_all(), 1 << 64);
        let last = product.get((1 << 64) - 1).expect("the last one");
        assert_eq!(
            format!("{:?}", last.get("dst").expect("dst")),
            "\"255.255.255.255\""
        );
        assert!(product.get(1 << 64).is_none());
    }

    #[test]
    fn an_empty_set_is_no_packet() {
        let product = Product::new(&layer("IP", vec![("ttl", FieldValue::list(vec![]))]));
        assert_eq!(product.count(), 0);
    }

    #[test]
    fn dice_are_rolled_for_each_packet() {
        let rand = crate::packet::volatile::plain("RandInt");
        let packet = layer("TCP", vec![("seq", rand)]);
        let product = Product::new(&packet);
        assert!(!product.is_constant());
        assert_eq!(product.count_all(), 1);
        let roll = || product.get(0).expect("one").get("seq").expect("seq");
        assert!(roll().as_int().is_some());
        assert!((0..8).any(|_| roll() != roll()));
    }

    #[test]
    fn what_is_rolled_is_the_same_in_the_header_and_in_its_sum() {
        for _ in 0..50 {
            let roll = |name| crate::packet::volatile::plain(name);
            let ip = layer(
                "IP",
                vec![("src", roll("RandIP")), ("ttl", roll("RandByte"))],
            );
            let tcp = layer(
                "TCP",
                vec![("sport", roll("RandShort")), ("seq", roll("RandInt"))],
            );
            let ports = layer("UDP", vec![("sport", roll("RandShort"))]);
            for packet in [ip.stacked(&tcp), ip.stacked(&ports)] {
                let octets = packet.build().expect("it builds");
                let seen = Packet::dissect(packet.proto(), &octets).expect("it dissects");
                let sum = |packet: &Packet| {
                    let upper = packet.payload().expect("a second layer");
                    (
                        packet.get("chksum").expect("a sum"),
                        upper.get("chksum").expect("a sum"),
                    )
                };
                let fresh = seen.copy();
                let upper = fresh.payload().expect("a second layer");
                upper.delete("chksum").expect("a sum");
                fresh.delete_at(fresh.proto().index_of("chksum").expect("a sum"));
                let again = fresh.rebuilt().expect("it builds");
                assert!(sum(&seen) == sum(&again), "{seen:?} {again:?}");
            }
        }
    }

    #[test]
    fn options_are_one_value() {
        let option = FieldValue::tuple(vec![FieldValue::text("MSS"), int(1460)]);
        let packet = layer("TCP", vec![("options", FieldValue::list(vec![option]))]);
        assert!(Product::new(&packet).is_constant());
    }
}
