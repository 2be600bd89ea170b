//! What a field can hold.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::rc::Rc;

use num_bigint::BigInt;

use super::Packet;
use super::net::Net;
use crate::proto::names::FlagNames;

/// The value of a field.
///
/// `Ip4`, `Ip6` and `Mac` stand for the text that they print as; a text that is written in
/// another way (`127.1`, `AA:BB:…`) stays `Text`, because Scapy shows it as it was typed.
#[derive(Clone, Default)]
pub enum FieldValue {
    #[default]
    None,
    Int(i64),
    Big(Rc<BigInt>),
    Float(f64),
    Text(Rc<str>),
    Octets(Rc<[u8]>),
    Ip4([u8; 4]),
    Ip6(Rc<[u8; 16]>),
    Mac([u8; 6]),
    /// What reading a field of flags gives; inside of a packet it is an `Int`.
    Flags(i64, &'static FlagNames),
    List(Rc<RefCell<Vec<FieldValue>>>),
    Tuple(Rc<[FieldValue]>),
    Packet(Packet),
    /// A value that is rolled anew each time: `RandShort()`.
    Volatile(Rc<dyn Volatile>),
    /// A set of addresses: `10.0.0.0/30`.
    Net(Rc<Net>),
    /// `RawVal(b"…")`: these octets in the place of the field, whatever its type.
    RawVal(Rc<[u8]>),
    /// A value of the script's that the packet shares with it.
    Foreign(Rc<dyn Foreign>),
}

/// A value that is made when it is needed.
pub trait Volatile: Any {
    /// One concrete value.
    fn fix(&self) -> FieldValue;
    /// `<RandShort>`
    fn repr(&self) -> String;
    fn as_any(&self) -> &dyn Any;
}

/// A value that belongs to the script: changes that the script makes are seen by the packet.
pub trait Foreign: Any {
    /// The value as it is now.
    fn resolve(&self) -> FieldValue;
    fn as_any(&self) -> &dyn Any;
    /// What Python writes for it, where that is not what it writes for the value.
    fn repr(&self) -> Option<String> {
        None
    }
    /// What a script types for it, where that is not what Python writes for it.
    fn command(&self) -> Option<String> {
        self.repr()
    }
    /// A copy that shares nothing, where that is not a copy of what it resolves to.
    fn copied(&self) -> Option<FieldValue> {
        None
    }
}

/// A universally unique identifier; in a script it is a `uuid.UUID`.
pub struct Uuid(pub [u8; 16]);

impl Foreign for Uuid {
    fn resolve(&self) -> FieldValue {
        FieldValue::octets(&self.0)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        Some(format!("UUID('{}')", super::kinds::uuid_text(&self.0)))
    }
}

/// Names and values; in a script they are a dictionary.
pub struct Pairs(pub Vec<(FieldValue, FieldValue)>);

impl Foreign for Pairs {
    fn resolve(&self) -> FieldValue {
        let pairs = self.0.iter();
        let pairs = pairs.map(|(name, value)| FieldValue::tuple(vec![name.clone(), value.clone()]));
        FieldValue::list(pairs.collect())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        let pairs = self.resolve().as_list()?;
        Some(super::text::python::dict(
            &pairs,
            &super::text::Style::PLAIN,
        ))
    }

    fn copied(&self) -> Option<FieldValue> {
        Some(FieldValue::Foreign(Rc::new(Pairs(self.0.clone()))))
    }
}

/// A decimal number as text; in a script it is a float.
pub struct Decimal(pub String);

impl Foreign for Decimal {
    fn resolve(&self) -> FieldValue {
        self.0.parse().map_or(FieldValue::None, FieldValue::Float)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn repr(&self) -> Option<String> {
        Some(format!("Decimal('{}')", self.0))
    }
}

impl FieldValue {
    pub fn uuid(octets: [u8; 16]) -> FieldValue {
        FieldValue::Foreign(Rc::new(Uuid(octets)))
    }

    pub fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.into())
    }

    pub fn octets(octets: &[u8]) -> FieldValue {
        FieldValue::Octets(octets.into())
    }

    pub fn list(values: Vec<FieldValue>) -> FieldValue {
        FieldValue::List(Rc::new(RefCell::new(values)))
    }

    pub fn tuple(values: Vec<FieldValue>) -> FieldValue {
        FieldValue::Tuple(values.into())
    }

    pub fn is_none(&self) -> bool {
        matches!(self, FieldValue::None)
    }

    /// The number that this value is, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            FieldValue::Int(value) | FieldValue::Flags(value, _) => Some(*value),
            FieldValue::Foreign(foreign) => foreign.resolve().as_int(),
            _ => None,
        }
    }

    /// The text that this value is or stands for.
    pub fn as_text(&self) -> Option<Rc<str>> {
        match self {
            FieldValue::Text(text) => Some(text.clone()),
            FieldValue::Ip4(octets) => Some(Ipv4Addr::from(*octets).to_string().into()),
            FieldValue::Ip6(octets) => Some(ip6_text(octets).into()),
            FieldValue::Mac(octets) => Some(mac_text(octets).into()),
            FieldValue::Foreign(foreign) => foreign.resolve().as_text(),
            _ => None,
        }
    }

    /// The octets that this value is; a text is UTF-8.
    pub fn as_octets(&self) -> Option<Rc<[u8]>> {
        match self {
            FieldValue::Octets(octets) | FieldValue::RawVal(octets) => Some(octets.clone()),
            FieldValue::Foreign(foreign) => foreign.resolve().as_octets(),
            other => other.as_text().map(|text| text.as_bytes().into()),
        }
    }

    /// The elements, when this is a list; a copy of the handles.
    pub fn as_list(&self) -> Option<Vec<FieldValue>> {
        match self {
            FieldValue::List(list) => Some(list.borrow().clone()),
            FieldValue::Foreign(foreign) => foreign.resolve().as_list(),
            _ => None,
        }
    }

    /// This value without a script's handle around it.
    pub fn resolved(&self) -> FieldValue {
        match self {
            FieldValue::Foreign(foreign) => foreign.resolve(),
            other => other.clone(),
        }
    }

    /// A copy that shares nothing that can change (Scapy's `do_copy`).
    pub fn deep_copy(&self) -> FieldValue {
        match self {
            FieldValue::List(list) => {
                FieldValue::list(list.borrow().iter().map(FieldValue::deep_copy).collect())
            }
            FieldValue::Packet(packet) => FieldValue::Packet(packet.copy()),
            FieldValue::Foreign(foreign) => match foreign
                .copied()
                .unwrap_or_else(|| foreign.resolve())
            {
                copied @ FieldValue::Foreign(_) => copied,
                resolved @ (FieldValue::List(_) | FieldValue::Packet(_)) => resolved.deep_copy(),
                _ => self.clone(),
            },
            other => other.clone(),
        }
    }
}

/// `00:11:22:aa:bb:cc`
pub fn mac_text(octets: &[u8; 6]) -> String {
    let [a, b, c, d, e, f] = octets;
    format!("{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
}

/// The address as `inet_ntop` writes it.
pub fn ip6_text(octets: &[u8; 16]) -> String {
    let address = Ipv6Addr::from(*octets);
    let [a, b, c, d, e, f, g, h] = address.segments();
    // glibc writes the last 32 bits of `::x.y.z.w` and `::ffff:x.y.z.w` as an IPv4 address.
    let compatible = [a, b, c, d, e] == [0; 5] && (f == 0xffff || (f == 0 && g != 0));
    if compatible {
        let [w, x] = g.to_be_bytes();
        let [y, z] = h.to_be_bytes();
        let middle = if f == 0 { "::" } else { "::ffff:" };
        return format!("{middle}{w}.{x}.{y}.{z}");
    }
    address.to_string()
}

impl PartialEq for FieldValue {
    fn eq(&self, other: &FieldValue) -> bool {
        use FieldValue::*;
        match (self, other) {
            (Foreign(a), b) | (b, Foreign(a)) => a.resolve() == b.resolved(),
            (None, None) => true,
            (Int(a) | Flags(a, _), Int(b) | Flags(b, _)) => a == b,
            (Big(a), Big(b)) => a == b,
            (Float(a), Float(b)) => a == b,
            (Int(a), Float(b)) | (Float(b), Int(a)) => *a as f64 == *b,
            (Octets(a), Octets(b)) | (RawVal(a), RawVal(b)) => a == b,
            (Ip4(a), Ip4(b)) => a == b,
            (Ip6(a), Ip6(b)) => a == b,
            (Mac(a), Mac(b)) => a == b,
            (Text(_) | Ip4(_) | Ip6(_) | Mac(_), Text(_) | Ip4(_) | Ip6(_) | Mac(_)) => {
                self.as_text() == other.as_text()
            }
            (List(a), List(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
            (Tuple(a), Tuple(b)) => a == b,
            (Packet(a), Packet(b)) => a == b,
            (Net(a), Net(b)) => a == b,
            (Net(a), b @ (Text(_) | Ip4(_))) | (b @ (Text(_) | Ip4(_)), Net(a)) => {
                b.as_text().is_some_and(|text| a.equals_text(&text))
            }
            (Flags(a, names), b) | (b, Flags(a, names)) => b
                .as_text()
                .is_some_and(|text| names.value(&text) == Some(*a)),
            (Volatile(a), Volatile(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl fmt::Debug for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::None => f.write_str("None"),
            FieldValue::Int(value) => write!(f, "{value}"),
            FieldValue::Big(value) => write!(f, "{value}"),
            FieldValue::Float(value) => write!(f, "{value}"),
            FieldValue::Flags(value, names) => write!(f, "<Flag {value} ({})>", names.text(*value)),
            FieldValue::Octets(octets) => write!(f, "b\"{}\"", octets.escape_ascii()),
            FieldValue::RawVal(octets) => write!(f, "RawVal(b\"{}\")", octets.escape_ascii()),
            FieldValue::List(list) => write!(f, "{:?}", list.borrow()),
            FieldValue::Tuple(values) => write!(f, "({values:?})"),
            FieldValue::Packet(packet) => write!(f, "{packet:?}"),
            FieldValue::Volatile(volatile) => f.write_str(&volatile.repr()),
            FieldValue::Net(net) => write!(f, "{net:?}"),
            FieldValue::Foreign(foreign) => write!(f, "{:?}", foreign.resolve()),
            text => write!(f, "{:?}", text.as_text().unwrap_or_default()),
        }
    }
}
