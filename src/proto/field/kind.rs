//! What a field is on the wire, and what a kind has to be told.

use super::Field;
use super::around::Around;
use super::datum::Datum;
use super::extent::When;
use super::parts::Parts;
use crate::proto::Proto;

/// How octets become a value.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Whole octets packed as one integer; a value outside of the range is an error.
    Uint,
    /// The same with a sign.
    Sint,
    /// A run of bits; a value outside of the range loses its upper bits, as in Scapy.
    Bits,
    Mac,
    Ip4,
    Ip6,
    /// Octets whose number `length` tells.
    Octets,
    /// A list of values of one other field.
    List(&'static Field),
    /// A list of packets of this protocol (or one that its dispatch finds).
    Packets(&'static Proto),
    /// One packet.
    Packet(&'static Proto),
    /// Packets, each of a protocol that a rule finds.
    PacketsBy(Element),
    /// One packet of a protocol that a rule finds.
    PacketBy(Element),
    /// A number in IEEE 754's binary form, of 32 or 64 bits.
    Float,
    /// A number that stands for another one, times and plus something.
    Scaled(&'static Scale),
    /// Octets that are shown and set as a text (areas, identifiers with dots).
    Rendered(&'static Rendering),
    /// A number whose lower bits a script sees and sets; those in the other ones are set with it.
    Marked {
        seen: i64,
        mark: i64,
    },
    /// A number that stands on the wire as another one, and is shown as what stands there.
    Coded(&'static Code),
    /// Bits with a binary point in front of the last ones (NTP's timestamps).
    FixedPoint(u16),
    /// Seconds since 1900 with a binary point in the middle of 64 bits, shown as a date; now when
    /// it is `None`.
    NtpTime,
    /// A universally unique identifier. RFC 4122.
    Uuid(UuidForm),
    /// A point in time, in seconds or parts of them.
    Time(&'static Clock),
    /// Text in UTF-16, little-endian.
    Utf16,
    /// A network: as many octets of the address as the prefix needs, in words.
    Prefix(Family, u8),
    /// A network: an octet that says how long the prefix is, and as many octets as it needs.
    Cidr(Family),
    /// A number in octets of seven bits; the remaining bit says that more follow. `0` is the
    /// least, `7` the most significant bit.
    Extended(u8),
    /// A number in one, two, four or eight octets, as its first two bits say. RFC 9000 section 16.
    VariableInt,
    /// A value of several numbers and texts that rules read and write.
    Ruled(&'static Ruling),
    /// A number in as many octets as its spelling needs.
    Spelled(&'static Spelling),
    /// A name of RFC 1001, section 14: each octet as two letters.
    NetBiosName,
    /// Another field, filled up to a multiple of some octets.
    Padded(&'static Padded),
    /// Another field whose octets stand on the wire as others.
    Recoded(&'static Recoding),
    /// A number that is not on the wire and says how the layer is built; 1 after dissecting.
    Switch,
    /// IPv6 addresses one after the other, as texts.
    Ip6List,
    /// The first octets of an IPv6 address, as many as the length says; the field that is named
    /// here (if any) says the length in building, too, in words of 64 bits with one for the header.
    Ip6Part(&'static str),
    /// The last octets of an IPv6 address, as many as the length says.
    Ip6Tail,
    /// The first octets of an IPv4 address, as many as the length says.
    Ip4Part,
    /// Options that have to stand at certain places, with padding between.
    Options(&'static Options),
    /// One packet, of which the whole words of so many octets are sent.
    WholeWords(&'static Proto, u8),
    /// Domain names one after the other, without compression, filled up to a multiple of so many
    /// octets. RFC 8106 section 5.2.
    DnsNames(u8),
    /// An address of IEEE 802.15.4: a little-endian number of two or eight octets, as the length
    /// says.
    Address154,
    /// One character.
    Char,
    /// A number of two octets, or of one octet if that is odd. RFC 1661 section 6.5.
    Compressed,
    /// A number in the upper bits of `bits`; this many lower ones are zero.
    Upper(u8),
    /// The first field whose condition holds; the last one when none does.
    Choice(&'static Choice),
    TcpOptions,
    /// A domain name, compressed or not.
    DnsName,
    /// Character strings with one octet of length each.
    DnsTexts,
    /// The type bit maps of NSEC and NSEC3.
    DnsTypes,
    /// The addresses in an EDNS client subnet option, as many octets as the prefix needs.
    DnsSubnet(Family),
    /// DNS resource records: the type picks the protocol.
    DnsRecords,
    /// BOOTP/DHCP options.
    DhcpOptions,
    /// STP timers: 1/256 seconds.
    Seconds256,
    /// Milliseconds since midnight (ICMP timestamps).
    Milliseconds,
    /// 48 bits of seconds since 1970 (TSIG).
    TimeSigned,
    /// Seconds since 1970.
    UtcTime,
    /// The padding and the extension that may follow the quoted datagram in an ICMP error.
    IcmpExtensionPad,
    IcmpExtension,
    /// Names and values, each octets or text: a dictionary.
    Pairs,
    /// The options of CoAP.
    CoapOptions,
    /// Certificates of TLS, each with the number of its octets.
    Certificates,
    /// Octets, each with their number in two octets in front.
    Counted,
    /// Attributes of ISAKMP, of the table that a rule finds. RFC 2408 section 3.3.
    Attributes(fn(&dyn Around) -> &'static [Attribute]),
    /// Parts of the message that stand where other fields of the layer say: names and values.
    Parts(&'static Parts),
    /// What a node information message asks about or says. RFC 4620.
    NodeData(NodeData),
    /// A value of ASN.1, or packets in it.
    Asn1(crate::proto::asn1::Coding),
    /// Octets or text taken from the end of the packet; a fixed one shares them with the fields in
    /// front if there are not enough.
    Trailer(&'static Field),
    /// A field whose class a script made; the number finds its methods, and what it has no
    /// methods for is as in the other field.
    Script(u32, &'static Field),
}

/// Which node information message the data is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeData {
    Query,
    Reply,
}

pub type SizedRule = fn(&dyn Around, usize, &[u8]) -> Option<(&'static Proto, usize)>;

pub type AfterRule = fn(&dyn Around, Option<&dyn Around>, usize, &[u8]) -> Option<&'static Proto>;

/// How octets are cut into elements; `None` where they cannot be, and then this layer is no header
/// after all.
pub type SplitRule = fn(&dyn Around, &[u8]) -> Option<Vec<(&'static Proto, usize)>>;

/// The layer, the elements before (a function that looks at each), and the octets that follow.
pub type AmongRule =
    fn(&dyn Around, &dyn Fn(&mut dyn FnMut(&dyn Around)), &[u8]) -> Option<&'static Proto>;

/// Which protocol the next element of a list is.
#[derive(Clone, Copy)]
pub enum Element {
    /// By the octets that follow.
    Octets(fn(&[u8]) -> Option<&'static Proto>),
    /// By the layer, and by the octets that follow; no protocol ends the list.
    Around(fn(&dyn Around, &[u8]) -> Option<&'static Proto>),
    /// By the layer, the number of elements before it, and the octets that follow, even if there
    /// are none: the protocol, and how many of the octets it takes. `None` ends the list.
    Sized(SizedRule),
    /// By the layer and all octets of the list: the elements and how many octets each takes.
    Split(SplitRule),
    /// By the layer, the element before, the number of elements before it, and the octets that
    /// follow; no protocol ends the list.
    After(AfterRule),
    /// By the layer, all elements before, and the octets that follow, even if there are none: a
    /// list is never empty. One whose protocol is a kind of `Raw` takes what is left, and stands
    /// for the list.
    Among(AmongRule),
    Script(u32),
}

/// `octets` as a number, times `scaling`, plus `offset`.
pub struct Scale {
    pub scaling: f64,
    /// Whether the result stays a whole number, because all factors are.
    pub whole: bool,
    pub offset: f64,
    /// Digits behind the point.
    pub digits: u16,
    pub unit: &'static str,
    /// The number is in some bits, not in whole octets; whether it has a sign.
    pub in_bits: bool,
    pub signed: bool,
    /// It is in IEEE 754's binary form.
    pub float: bool,
}

/// A number on the wire and the number that it stands for (IGMP's times).
pub struct Code {
    /// What stands on the wire; for `None` where nothing was set.
    pub write: fn(&dyn Around, Option<f64>) -> i64,
    /// What the number on the wire stands for.
    pub read: fn(&dyn Around, i64) -> i64,
    pub unit: &'static str,
}

/// How an identifier of 16 octets stands on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UuidForm {
    BigEndian,
    LittleEndian,
    Reversed,
}

/// What a number of seconds counts from, in which unit, and how it is written.
pub struct Clock {
    /// Seconds from 1970 to the start of the clock.
    pub epoch: i64,
    /// Parts of a second that the number counts; 1 for seconds.
    pub per_second: i64,
    /// As `strftime` has it; empty for a plain number of seconds.
    pub format: &'static str,
}

/// An attribute of ISAKMP: its number, its name, and the numbers and names of its values.
pub struct Attribute {
    pub number: u16,
    pub name: &'static str,
    pub values: &'static [(i64, &'static str)],
}

pub const fn attribute(
    number: u16,
    name: &'static str,
    values: &'static [(i64, &'static str)],
) -> Attribute {
    Attribute {
        number,
        name,
        values,
    }
}

/// A field and what fills it up.
pub struct Padded {
    pub field: Field,
    /// Octets.
    pub align: u16,
    /// Octets in front that belong to what is aligned.
    pub plus: u16,
    /// The zeros at the end are no part of the value.
    pub stripped: bool,
    /// What it is filled up with, repeated.
    pub with: &'static [u8],
    /// The filling comes first.
    pub before: bool,
}

impl Padded {
    /// Zeros in front, so that the field starts at a multiple of so many octets of the header.
    pub const fn before(field: Field, align: u16) -> Padded {
        Padded {
            field,
            align,
            plus: 0,
            stripped: false,
            with: b"\0",
            before: true,
        }
    }
    /// Filling behind, so that the field is as long as a multiple of so many octets.
    pub const fn after(field: Field, align: u16, with: &'static [u8]) -> Padded {
        Padded {
            with,
            before: false,
            ..Padded::before(field, align)
        }
    }
}

/// A field and how its octets become those on the wire.
pub struct Recoding {
    pub field: Field,
    /// What octets of the wire stand for; without an answer they are no such header.
    pub read: fn(&dyn Around, &[u8]) -> Option<Vec<u8>>,
    /// The octets to send; without an answer the value cannot be sent.
    pub write: fn(&dyn Around, &[u8]) -> Option<Vec<u8>>,
}

pub type DatumRule = fn(&dyn Around, &[u8]) -> Option<(Datum, usize)>;

/// Rules for a value that no other kind describes.
pub struct Ruling {
    /// Whether the value is a list (Scapy's `islist`).
    pub list: bool,
    /// The value in the octets that follow, and how many of them it takes; without an answer they
    /// are no such header.
    pub read: DatumRule,
    /// The octets of a value; without an answer it cannot be sent.
    pub write: fn(&dyn Around, &Datum) -> Option<Vec<u8>>,
    /// How many octets are said to be in a value.
    pub size: fn(&Datum) -> i64,
}

/// How a number stands in octets whose count depends on it.
pub struct Spelling {
    /// The number in the first octets, and how many they are; without an answer the octets are no
    /// such header.
    pub read: fn(&[u8]) -> Option<(i64, usize)>,
    /// The octets of a number; without an answer it cannot be sent.
    pub write: fn(i64) -> Option<Vec<u8>>,
}

/// Octets and the text that they stand for.
pub struct Rendering {
    pub read: fn(&[u8]) -> String,
    /// What is no such text has no octets.
    pub write: fn(&str) -> Option<Vec<u8>>,
}

/// A list of options of which each may have to stand at certain places (`Proto::stands`).
pub struct Options {
    pub of: &'static Proto,
    /// The octets of the header before the list.
    pub start: u16,
    /// The number of the option that is padding; padding of one octet is a zero.
    pub pad: u8,
    /// Only the end of the header is filled up, to a multiple of eight octets.
    pub last_only: bool,
    /// Whether anything is filled up.
    pub fills: fn(&dyn Around) -> bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Ip4,
    Ip6,
}

impl Family {
    /// The octets of an address.
    pub const fn octets(self) -> usize {
        match self {
            Family::Ip4 => 4,
            Family::Ip6 => 16,
        }
    }
}

/// Several readings of one field (Scapy's `MultipleTypeField`).
pub struct Choice {
    pub options: &'static [(Test, Field)],
    pub otherwise: Field,
}

/// When one reading of a [`Choice`] applies.
#[derive(Clone, Copy)]
pub enum Test {
    When(When),
    /// One test for dissecting, one for a value that is to be set.
    WhenOrValue(fn(&dyn Around) -> bool, fn(&dyn Around, Shape) -> bool),
    /// The same, by rules of a script.
    Scripts(u32, u32),
}

/// What a value that is to be set looks like, without saying what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Nothing,
    /// An IPv4 address or a set of them.
    Net4,
    /// An IPv6 address or a set of them.
    Net6,
    Mac,
    Number(i64),
    /// Octets or text of this length, anything else.
    Other(usize),
}

impl Shape {
    /// Whether it is an IPv4 address or a set of them: a number is one, too (RFC 791's 32 bits).
    pub fn is_net4(self) -> bool {
        match self {
            Shape::Net4 => true,
            Shape::Number(number) => u32::try_from(number).is_ok(),
            _ => false,
        }
    }
}

impl Kind {
    /// The bits behind the binary point, in a number that has one.
    pub fn fraction(&self) -> Option<u16> {
        match self {
            Kind::FixedPoint(bits) => Some(*bits),
            Kind::NtpTime => Some(32),
            _ => None,
        }
    }
}
