//! What is computed when a packet is built: lengths, counts, sums, addresses.

use super::around::Around;

/// How a value is computed that is `None` when the packet is built.
#[derive(Clone, Copy)]
pub enum Auto {
    /// Zero.
    No,
    /// The header in units of this many octets.
    HeaderLen(u8),
    /// The header in octets, adjusted.
    HeaderLenBy(Adjust),
    /// Header and payload, in octets.
    TotalLen,
    /// Header and payload in octets, adjusted.
    TotalLenBy(Adjust),
    /// What follows the header, in octets.
    PayloadLen,
    /// What follows the header, in octets, adjusted.
    PayloadLenBy(Adjust),
    /// Header and payload, less this many octets.
    TotalLenLess(u16),
    /// The octets of another field, times, plus (`FieldLenField(length_of=…)`).
    LenOf(&'static str, Adjust),
    /// The elements of another field (`FieldLenField(count_of=…)`).
    CountOf(&'static str, Adjust),
    /// Where a part starts.
    PartAt(&'static str),
    /// The octets of a part.
    PartLen(&'static str),
    /// The elements of a part.
    PartCount(&'static str),
    /// Zeros up to a multiple of so many octets of the header, for a field that holds octets.
    Fill(u8),
    /// So many random octets.
    Random(u16),
    /// This number, which a script reads, too, where it asks for the value.
    Is(i64),
    /// An Internet checksum.
    Sum(Cover),
    /// A CRC-32 or another rule that the packet module knows by name.
    Rule(&'static str),
    /// The address of ours that the route to the destination uses.
    SourceAddress,
    /// The destination that the upper protocol is bound to, or this one.
    DestinationAddress(&'static str),
    /// The MAC of the interface that the route uses.
    SourceMac,
    /// The MAC of the next hop.
    DestinationMac,
}

/// What `Auto::LenOf` says for the octets that follow the header.
pub const PAYLOAD: &str = "payload";

/// `(value + before) * times / divide + plus`, but not less than `least`; a rule, or a script.
#[derive(Clone, Copy)]
pub struct Adjust {
    pub before: i64,
    pub times: i64,
    pub divide: i64,
    pub plus: i64,
    pub least: i64,
    pub script: Option<u32>,
    /// What is neither a factor nor a sum; it may miss the value of another field.
    pub rule: Option<AdjustRule>,
}

/// The length of the layer for that of another field.
pub type AdjustRule = fn(&dyn Around, i64) -> Option<i64>;

impl Adjust {
    pub const NONE: Adjust = Adjust {
        before: 0,
        times: 1,
        divide: 1,
        plus: 0,
        least: i64::MIN,
        script: None,
        rule: None,
    };
    pub const fn plus(plus: i64) -> Adjust {
        Adjust {
            plus,
            ..Adjust::NONE
        }
    }
    pub const fn times(times: i64) -> Adjust {
        Adjust {
            times,
            ..Adjust::NONE
        }
    }
    pub const fn by(rule: AdjustRule) -> Adjust {
        Adjust {
            rule: Some(rule),
            ..Adjust::NONE
        }
    }
}

/// What a checksum covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cover {
    Header,
    HeaderAndPayload,
    /// The addresses below, this protocol number, and all from this header on.
    /// RFC 768: UDP sends a computed zero as all ones.
    Pseudo {
        protocol: u8,
        zero_as_ones: bool,
    },
    /// The same, with a field that says how far the sum reaches; zero for all.
    PseudoPart {
        protocol: u8,
        reach: Reach,
        zero_as_ones: bool,
    },
    /// Over IPv4 as `HeaderAndPayload`, over IPv6 with its pseudo header; zero is sent as all ones.
    Pseudo6Only {
        protocol: u8,
    },
    /// The same, for a protocol that only IPv6 carries, at whatever distance.
    Pseudo6 {
        protocol: u8,
    },
}

/// How far a checksum reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// As many octets from the start of the header as a field says. RFC 3828 section 3.1.
    Octets(&'static str),
    /// The header, whose words a field counts, and one word less than another field says of what
    /// follows. RFC 4340 section 9.2.
    Words {
        header: &'static str,
        more: &'static str,
    },
}

impl Reach {
    /// The octets that the sum covers; all when that is `None`.
    pub fn covers(&self, layer: &dyn Around, header: usize) -> Option<usize> {
        let said = |name| {
            let number = usize::try_from(layer.int(name).unwrap_or(0)).ok();
            number.filter(|number| *number != 0)
        };
        match self {
            Reach::Octets(octets) => said(octets),
            Reach::Words {
                header: words,
                more,
            } => {
                let header = said(words).map_or(header, |words| 4 * words);
                said(more).map(|more| header + 4 * (more - 1))
            }
        }
    }
}
