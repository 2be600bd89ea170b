//! Sets of addresses: `10.0.0.0/30`, `10.0.2.2-4`, `192.168.*.1-10`.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::environment;

/// A set of addresses. Its elements come in order of their numbers.
#[derive(Clone)]
pub enum Net {
    /// `10.0.0.0/30`, or a name that stands for an address
    Prefix {
        text: String,
        mask: u8,
        start: Ipv4Addr,
    },
    /// `Net("10.0.0.1", "10.0.0.9")`
    Range { start: Ipv4Addr, stop: Ipv4Addr },
    /// `192.168.*.1-10`: first and last of each octet
    Octets { text: String, ranges: [(u8, u8); 4] },
    /// `2001:db8::/126`
    Prefix6 {
        text: String,
        mask: u8,
        start: Ipv6Addr,
    },
    /// `Net6("::1", "::9")`
    Range6 { start: Ipv6Addr, stop: Ipv6Addr },
}

/// A text that is no address and no set of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNet {
    /// `Net("10.0.0.0/33")`
    Mask(String),
    /// `Net("no.such.host")`
    Unknown(String),
}

impl Net {
    /// A set of IPv4 addresses, or a host by its name.
    pub fn parse(text: &str) -> Result<Net, NotNet> {
        if let Some(ranges) = octet_ranges(text) {
            return Ok(Net::Octets {
                text: text.to_string(),
                ranges,
            });
        }
        let (name, mask) = match text.split_once('/') {
            Some((name, mask)) => {
                let mask: u8 = mask.parse().map_err(|_| NotNet::Mask(text.to_string()))?;
                (name, mask)
            }
            None => (text, 32),
        };
        if mask > 32 {
            return Err(NotNet::Mask(text.to_string()));
        }
        let address = inet_aton(name)
            .or_else(|| environment::resolve4(name))
            .ok_or_else(|| NotNet::Unknown(name.to_string()))?;
        let bits = u32::from(address) & mask_bits(mask);
        Ok(Net::Prefix {
            text: name.to_string(),
            mask,
            start: bits.into(),
        })
    }

    /// A set of IPv6 addresses, or a host by its name.
    pub fn parse6(text: &str) -> Result<Net, NotNet> {
        let (name, mask) = match text.split_once('/') {
            Some((name, mask)) => {
                let mask: u8 = mask.parse().map_err(|_| NotNet::Mask(text.to_string()))?;
                (name, mask)
            }
            None => (text, 128),
        };
        if mask > 128 {
            return Err(NotNet::Mask(text.to_string()));
        }
        let address: Ipv6Addr = name
            .parse()
            .ok()
            .or_else(|| environment::resolve6(name))
            .ok_or_else(|| NotNet::Unknown(name.to_string()))?;
        let keep = if mask == 0 {
            0
        } else {
            u128::MAX << (128 - u32::from(mask))
        };
        let start = Ipv6Addr::from(u128::from(address) & keep);
        Ok(Net::Prefix6 {
            text: name.to_string(),
            mask,
            start,
        })
    }

    /// The bits of the prefix, where one was given.
    pub fn mask(&self) -> Option<u8> {
        match self {
            Net::Prefix { mask, .. } | Net::Prefix6 { mask, .. } => Some(*mask),
            _ => None,
        }
    }

    /// The address or the name that was given with the prefix.
    pub fn text(&self) -> Option<String> {
        match self {
            Net::Prefix { text, .. } | Net::Prefix6 { text, .. } => Some(text.clone()),
            _ => None,
        }
    }

    pub fn is_ip6(&self) -> bool {
        matches!(self, Net::Prefix6 { .. } | Net::Range6 { .. })
    }

    /// How many addresses there are.
    pub fn len(&self) -> u128 {
        match self {
            Net::Prefix { mask, .. } => 1 << (32 - u32::from(*mask)),
            Net::Range { start, stop } => {
                (u128::from(u32::from(*stop)) + 1).saturating_sub(u32::from(*start).into())
            }
            Net::Octets { ranges, .. } => ranges
                .iter()
                .map(|r| u128::from(r.1) - u128::from(r.0) + 1)
                .product(),
            Net::Prefix6 { mask: 0, .. } => u128::MAX,
            Net::Prefix6 { mask, .. } => 1 << (128 - u32::from(*mask)),
            Net::Range6 { start, stop } => u128::from(*stop)
                .saturating_add(1)
                .saturating_sub(u128::from(*start)),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The address at a place, counted from 0.
    pub fn nth(&self, at: u128) -> Option<std::net::IpAddr> {
        if at >= self.len() {
            return None;
        }
        Some(match self {
            Net::Prefix { start, .. } | Net::Range { start, .. } => {
                Ipv4Addr::from(u32::from(*start).wrapping_add(at as u32)).into()
            }
            Net::Octets { ranges, .. } => {
                let mut rest = at;
                let mut octets = [0; 4];
                for place in (0..4).rev() {
                    let (low, high) = ranges[place];
                    let count = u128::from(high) - u128::from(low) + 1;
                    octets[place] = low + (rest % count) as u8;
                    rest /= count;
                }
                Ipv4Addr::from(octets).into()
            }
            Net::Prefix6 { start, .. } | Net::Range6 { start, .. } => {
                Ipv6Addr::from(u128::from(*start).wrapping_add(at)).into()
            }
        })
    }

    /// Whether an address is one of this set.
    pub fn contains(&self, address: std::net::IpAddr) -> bool {
        match (self, address) {
            (Net::Octets { ranges, .. }, std::net::IpAddr::V4(address)) => address
                .octets()
                .iter()
                .zip(ranges)
                .all(|(octet, range)| (range.0..=range.1).contains(octet)),
            (Net::Octets { .. }, _) => false,
            (net, address) => match (net.nth(0), net.nth(net.len().saturating_sub(1))) {
                (Some(first), Some(last)) => {
                    first <= address && address <= last && address.is_ipv4() == first.is_ipv4()
                }
                _ => false,
            },
        }
    }

    /// Whether an address, written as text, is this set.
    pub fn equals_text(&self, text: &str) -> bool {
        let other = if self.is_ip6() {
            Net::parse6(text)
        } else {
            Net::parse(text)
        };
        other.is_ok_and(|other| *self == other)
    }

    /// The first and the last address as numbers.
    fn bounds(&self) -> (u128, u128) {
        let number = |at| match self.nth(at) {
            Some(std::net::IpAddr::V4(address)) => u128::from(u32::from(address)),
            Some(std::net::IpAddr::V6(address)) => u128::from(address),
            None => 0,
        };
        (number(0), number(self.len().saturating_sub(1)))
    }
}

impl PartialEq for Net {
    fn eq(&self, other: &Net) -> bool {
        self.is_ip6() == other.is_ip6()
            && self.bounds() == other.bounds()
            && self.len() == other.len()
    }
}

/// `Net("10.0.0.0/30")`
impl fmt::Debug for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Net::Prefix { text, mask, .. } => write!(f, "Net(\"{text}/{mask}\")"),
            Net::Range { start, stop } => write!(f, "Net(\"{start}\", \"{stop}\")"),
            Net::Octets { text, .. } => write!(f, "Net(\"{text}\")"),
            Net::Prefix6 { text, mask, .. } => write!(f, "Net6(\"{text}/{mask}\")"),
            Net::Range6 { start, stop } => write!(f, "Net6(\"{start}\", \"{stop}\")"),
        }
    }
}

/// The address that a text is to `inet_aton`: one to four numbers, decimal, octal (`010`) or
/// hexadecimal (`0x10`), the last of which fills the octets that are left.
pub fn inet_aton(text: &str) -> Option<Ipv4Addr> {
    // The usual case first: four decimal numbers without leading zeros.
    if let Ok(address) = text.parse::<Ipv4Addr>() {
        return Some(address);
    }
    // glibc ignores what stands after a blank.
    let text = text.split([' ', '\t', '\n']).next().unwrap_or_default();
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let mut address: u32 = 0;
    for (at, part) in parts.iter().enumerate() {
        let number = match part.as_bytes() {
            [] => return None,
            [b'0', b'x' | b'X', rest @ ..] if !rest.is_empty() => {
                u32::from_str_radix(&part[2..], 16).ok()?
            }
            [b'0', _, ..] => u32::from_str_radix(&part[1..], 8).ok()?,
            [b'0'..=b'9', ..] => part.parse().ok()?,
            _ => return None,
        };
        if at + 1 < parts.len() {
            address |= u32::from(u8::try_from(number).ok()?) << (24 - 8 * at);
        } else {
            let room = 32 - 8 * at as u32;
            if room < 32 && number >> room != 0 {
                return None;
            }
            address |= number;
        }
    }
    Some(address.into())
}

fn mask_bits(mask: u8) -> u32 {
    if mask == 0 {
        0
    } else {
        u32::MAX << (32 - u32::from(mask))
    }
}

/// `192.168.*.1-10`, where at least one octet is a range or `*`.
fn octet_ranges(text: &str) -> Option<[(u8, u8); 4]> {
    if !text.contains(['*', '-']) {
        return None;
    }
    let mut ranges = [(0, 0); 4];
    let mut parts = text.split('.');
    for range in &mut ranges {
        let part = parts.next()?;
        *range = match part.split_once('-') {
            Some((low, high)) => (low.parse().ok()?, high.parse().ok()?),
            None if part == "*" => (0, 255),
            None => {
                let octet = part.parse().ok()?;
                (octet, octet)
            }
        };
        if range.0 > range.1 {
            return None;
        }
    }
    parts.next().is_none().then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_counts_from_its_first_address() {
        let net = Net::parse("10.0.0.5/30").expect("a prefix");
        assert_eq!(net.len(), 4);
        assert_eq!(
            net.nth(0).map(|a| a.to_string()).as_deref(),
            Some("10.0.0.4")
        );
        assert_eq!(net.nth(4), None);
        assert_eq!(format!("{net:?}"), "Net(\"10.0.0.5/30\")");
    }

    #[test]
    fn octets_may_be_ranges() {
        let net = Net::parse("192.168.*.1-10").expect("ranges");
        assert_eq!(net.len(), 2560);
        assert_eq!(
            net.nth(10).map(|a| a.to_string()).as_deref(),
            Some("192.168.1.1")
        );
    }

    #[test]
    fn short_and_octal_addresses_are_read_as_the_c_library_does() {
        for (text, expected) in [
            ("127.1", Some("127.0.0.1")),
            ("010.0.0.1", Some("8.0.0.1")),
            ("0x7f.1", Some("127.0.0.1")),
            ("2130706433", Some("127.0.0.1")),
            ("1.2.3.256", None),
            ("1.2.3.4.5", None),
            ("", None),
        ] {
            let got = inet_aton(text).map(|address| address.to_string());
            assert_eq!(got.as_deref(), expected, "{text}");
        }
    }
}
