//! The one field type. A protocol is a list of these; build, dissect, print, complete and
//! document read them.

use super::Proto;
use super::asn1::{Of, Several};
use super::binding::Condition;
use super::names::{FlagNames, Names};

/// One field of a protocol: orthogonal attributes, put together by `const fn`.
#[derive(Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    /// The width in bits on the wire; 0 when `length` decides.
    pub bits: u16,
    pub little_endian: bool,
    pub display: Display,
    pub names: Naming,
    pub preset: Preset,
    pub auto: Auto,
    pub when: When,
    pub length: Length,
    /// Scapy prints these in another colour: the addresses.
    pub emphasised: bool,
    /// Octets whose length is not the value's: they are cut or filled up with zeros.
    pub fixed: bool,
    /// The bits of the group that starts or ends here stand in octets in reverse order.
    pub swap: Option<Swap>,
    /// A dissection may end after this field without an error (Scapy's `MayEnd`).
    pub may_end: bool,
    /// A list has no more elements; 0 for what is set for all lists (Scapy's `max_count`).
    pub most: u16,
    /// Scapy's class name, where the attributes do not tell it.
    pub class: &'static str,
    /// What a person reads in the place of the value's text.
    pub remark: Option<RemarkRule>,
    /// When no octets stand for the field, which is there nevertheless.
    pub absent: Option<&'static Absent>,
    /// A list that is said to have no octets is read as no octets, not as a list (Scapy's lists
    /// that are kinds of `StrLenField`).
    pub empty_as_octets: bool,
    /// Packets of a list begin with how many octets there are up to the next one, in four octets,
    /// unless their `Next` says it.
    pub chained: bool,
    /// The value is a list although the kind is none (`islist = 1` in a class of a script).
    pub a_list: bool,
    /// What `ls` prints for the default, where that is not how the value is shown.
    pub listed: &'static str,
    /// The packets in a list may ask for the octets of the header in front of the list.
    pub lends_header: bool,
}

/// A group of bits in little-endian order (Scapy's `tot_size=-2` and `end_tot_size=-2`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swap {
    /// The group of so many octets starts with this field; 0 or 1 when none does.
    pub start: u16,
    /// The group of so many octets ends with this field; 0 or 1 when none does.
    pub end: u16,
}

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
    Asn1(super::asn1::Coding),
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

/// When a field has no octets.
pub struct Absent {
    /// Reading: the layer, and how many of its octets were read. The value is then `None`.
    pub unread: fn(&dyn Around, usize) -> bool,
    /// Building.
    pub unsent: fn(&dyn Around) -> bool,
}

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

/// A value without the machinery of packets, for rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Datum {
    None,
    Int(i64),
    Text(String),
    Octets(Vec<u8>),
    List(Vec<Datum>),
    Tuple(Vec<Datum>),
}

impl Datum {
    pub fn int(&self) -> Option<i64> {
        match self {
            Datum::Int(number) => Some(*number),
            _ => None,
        }
    }
    pub fn text(&self) -> Option<&str> {
        match self {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }
    /// The elements of a list or a tuple.
    pub fn elements(&self) -> Option<&[Datum]> {
        match self {
            Datum::List(elements) | Datum::Tuple(elements) => Some(elements),
            _ => None,
        }
    }
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

/// Parts of a message behind its header. Fields of the header say where each of them starts and
/// how long it is; a script sets and reads a part by its name, as if it were a field.
pub struct Parts {
    pub parts: &'static [Part],
    /// How many octets lie between what the offsets count from and the parts.
    pub start: fn(&dyn Around) -> i64,
    /// The parts stand in the order of the table, not in that in which they were set.
    pub ordered: bool,
    /// What one part is depends on the octets of another one.
    pub told: Option<Told>,
}

/// One part, and the fields that say where it is.
pub struct Part {
    pub field: Field,
    /// The field that holds the offset.
    pub at: &'static str,
    /// The field that holds the number of octets; without it, a part ends where the next begins.
    pub len: &'static str,
    /// An offset that is not set is a multiple of so many octets.
    pub align: i64,
    /// Another name for the part.
    pub also: &'static str,
}

impl Part {
    pub const fn aligned(mut self, align: i64) -> Part {
        self.align = align;
        self
    }
    pub const fn also(mut self, name: &'static str) -> Part {
        self.also = name;
        self
    }
    pub fn is_named(&self, name: &str) -> bool {
        self.field.name == name || !name.is_empty() && self.also == name
    }
}

/// A part that was read as octets is a packet of the protocol that a rule finds: in the layer, by
/// the octets of another part and how many octets the packet has.
#[derive(Clone, Copy)]
pub struct Told {
    pub part: &'static str,
    pub by: &'static str,
    pub rule: ToldRule,
}

pub type ToldRule = fn(&[u8], usize) -> Option<&'static Proto>;

impl Parts {
    /// The parts; offsets count from so many octets in front of them.
    pub const fn new(parts: &'static [Part], start: fn(&dyn Around) -> i64) -> Parts {
        Parts {
            parts,
            start,
            ordered: false,
            told: None,
        }
    }
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.is_named(name))
    }
}

/// A part whose offset and length are in these fields.
pub const fn part(field: Field, at: &'static str, len: &'static str) -> Part {
    Part {
        field,
        at,
        len,
        align: 1,
        also: "",
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Ip4,
    Ip6,
}

/// The layer, and the text of a value as it would be without the rule.
pub type RemarkRule = fn(&dyn Around, &str) -> String;

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

/// How a number is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Display {
    Decimal,
    Hex,
    /// Octets in hexadecimal digits.
    HexOctets,
    /// `0o17`
    Octal,
    /// `yes` and `no`
    Truth,
    /// Three octets as an organisation (SNAP).
    Oui,
    /// 64 bits of a time since 1900, as a date and as a number. RFC 5905 section 6.
    Date1900,
    /// The number of an IPv6 option, with what its upper bits ask for. RFC 8200 section 4.2.
    OptionType,
    /// Hundredths of a second: `1.50 sec`.
    Hundredths,
    /// Octets as the text that they are, without quotes.
    Plain,
}

/// Where the names of the values come from.
#[derive(Clone, Copy)]
pub enum Naming {
    No,
    Enum(&'static Names),
    /// A table for each value of another field (`MultiEnumField`).
    Depends(&'static str, &'static [(i64, &'static Names)]),
    Flags(&'static FlagNames),
    /// What a rule of a script says of a number, and back.
    Script(u32),
    /// A table for each number that a rule of a script finds.
    DependsScript(u32, &'static [(i64, &'static Names)]),
    /// Octets or texts and their names.
    Texts(&'static [(&'static [u8], &'static str)]),
    /// What rules say of a number, and back.
    Made(&'static MadeNames),
    /// Flags whose names another field decides; each has a letter and a sentence.
    FlagsBy(&'static str, &'static [(i64, &'static [FlagEntry])]),
}

/// Names that follow from the number.
pub struct MadeNames {
    pub name: fn(i64) -> Option<String>,
    pub value: fn(&str) -> Option<i64>,
}

/// Number of the bit, its letter, what it means.
pub type FlagEntry = (u16, &'static str, &'static str);

/// The value of a field that nobody set.
#[derive(Clone, Copy)]
pub enum Preset {
    None,
    Int(i64),
    Float(f64),
    Text(&'static str),
    /// A text that stays one, even where octets are.
    Str(&'static str),
    Octets(&'static [u8]),
    /// A number that is set in each packet from the start.
    Given(i64),
    EmptyList,
    /// A list with one text in it.
    ListOfText(&'static str),
    /// A list with one packet of this protocol.
    ListOf(&'static Proto),
    /// A list of these numbers.
    Ints(&'static [i64]),
    Floats(&'static [f64]),
    /// A tuple of these numbers.
    Tuple(&'static [i64]),
    /// A list of packets, each with these fields set.
    Packets(&'static [(&'static Proto, Condition)]),
    /// A packet of this protocol.
    PacketOf(&'static Proto),
    /// Dice of this kind with these numbers as arguments: a new value in each packet that is built.
    Dice(&'static str, &'static [i64]),
    /// A number that needs more than 63 bits.
    Big(&'static [u8]),
    /// The same, with these fields set.
    PacketWith(&'static Proto, Condition),
    /// What an expression makes.
    Made(&'static super::asn1::Made),
    /// The time of day in milliseconds when the program started.
    StartTime,
    /// A value that a script gave; the number finds it in the registry of script values.
    Script(u32),
    /// The same, and each packet gets its own: a list, a packet, dice.
    OwnScript(u32),
}

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

/// When a field is there.
#[derive(Clone, Copy)]
pub enum When {
    Always,
    In(&'static str, &'static [i64]),
    /// When another field was set by hand.
    Set(&'static str),
    /// When another field has one of these bits.
    Bits(&'static str, i64),
    NotIn(&'static str, &'static [i64]),
    Test(fn(&dyn Around) -> bool),
    Script(u32),
}

/// How many octets or elements belong to a field of no fixed width.
#[derive(Clone, Copy)]
pub enum Length {
    /// All that is left.
    Rest,
    Octets(u16),
    /// The value of another field, plus.
    From(&'static str, i64),
    FromFn(fn(&dyn Around) -> i64),
    FromScript(u32),
    /// As many elements as another field says.
    Count(&'static str),
    CountFn(fn(&dyn Around) -> i64),
    CountScript(u32),
    /// These octets, if they come first, else all that is left.
    Magic(&'static [u8]),
    /// These octets, if they come first, else none.
    FirstIf(&'static [u8]),
    /// As many octets as a rule finds in those that follow; without an answer, the octets are no
    /// such header.
    Found(fn(&dyn Around, &[u8]) -> Option<usize>),
    /// As many octets as the header lacks to a multiple of so many.
    Align(u8),
    /// Up to and including this octet.
    Until(u8),
    /// Up to and including these octets, and some more or less; all of them belong to the value.
    Through(&'static [u8], i16),
    /// All that is left but some octets.
    Remain(u16),
    /// What is left of the header, which is as many octets long as another field says.
    Header(&'static str),
    /// A number of octets within bounds: the least and the most.
    Bounded(u16, u16),
    /// As many bits as a rule says.
    Bits(fn(&dyn Around) -> i64),
    BitsScript(u32),
}

/// What a rule may ask: the layer that it belongs to, and its neighbours.
pub trait Around {
    /// The value of a field of this layer, or above, as a number; `None` when it is not set or
    /// is no number.
    fn int(&self, field: &str) -> Option<i64>;
    /// The value of a field of this layer that was set or read, as a number.
    fn set_int(&self, _field: &str) -> Option<i64> {
        None
    }
    /// The value of a field as octets, when it is octets or text.
    fn octets(&self, field: &str) -> Option<Vec<u8>>;
    /// The value of a field of this layer, or above, as `str()` writes it.
    fn text(&self, field: &str) -> String;
    /// The value of a field of this layer, or above, as packets show it.
    fn shown(&self, field: &str) -> String;
    /// The numbers in a field of this layer, or above, that holds a list.
    fn ints(&self, field: &str) -> Vec<i64>;
    /// The number of elements of a field of this layer, or above, that holds a list.
    fn count(&self, field: &str) -> Option<usize>;
    /// Looks at the first packet that a field holds.
    fn first_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around));
    /// Looks at each packet that a field holds.
    fn each_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around));
    /// The octets of the first layer of a protocol that stands above, payload included.
    fn octets_above(&self, proto: &'static Proto) -> Option<Vec<u8>>;
    /// The octets of the header that holds this packet in a list, as far as the list, if that
    /// lends them (`Field::lends_header`).
    fn lent_header(&self) -> Option<Vec<u8>> {
        None
    }
    /// Looks at the layer below.
    fn below(&self, look: &mut dyn FnMut(&dyn Around));
    /// The value of a field of the layer below as a number.
    fn int_below(&self, field: &str) -> Option<i64> {
        let mut number = None;
        self.below(&mut |below| number = below.int(field));
        number
    }
    /// The protocol of this layer.
    fn proto(&self) -> &'static Proto;
    /// Whether one of the protocols below is such a one.
    fn any_below(&self, wanted: &dyn Fn(&'static Proto) -> bool) -> bool;
    /// The protocol below.
    fn under(&self) -> Option<&'static Proto>;
    /// Looks at each layer above, the next one first.
    fn each_above(&self, look: &mut dyn FnMut(&dyn Around));
    /// The protocols above, the next one first.
    fn above(&self) -> Vec<&'static Proto>;
    /// The protocol above.
    fn upper(&self) -> Option<&'static Proto>;
    /// The number of octets that this layer was dissected from, payload included.
    fn original_len(&self) -> usize;
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

impl Field {
    /// Whether functions of a script may be asked about the field.
    pub fn asks(&self) -> bool {
        let inside = match self.kind {
            Kind::Script(..) | Kind::Choice(_) | Kind::Padded(_) => true,
            Kind::List(inner) | Kind::Trailer(inner) => inner.asks(),
            // A packet in a field may ask about this one.
            Kind::Packets(_) | Kind::Packet(_) | Kind::PacketsBy(_) | Kind::PacketBy(_) => true,
            Kind::Options(_) | Kind::WholeWords(..) | Kind::Parts(_) | Kind::Asn1(_) => true,
            _ => false,
        };
        let computed = match self.auto {
            Auto::LenOf(_, adjust)
            | Auto::CountOf(_, adjust)
            | Auto::HeaderLenBy(adjust)
            | Auto::TotalLenBy(adjust)
            | Auto::PayloadLenBy(adjust) => adjust.script.is_some(),
            _ => false,
        };
        inside
            || computed
            || matches!(self.when, When::Script(_))
            || matches!(self.names, Naming::Script(_) | Naming::DependsScript(..))
            || matches!(
                self.length,
                Length::FromScript(_) | Length::CountScript(_) | Length::BitsScript(_)
            )
    }

    pub const fn new(name: &'static str, kind: Kind, bits: u16) -> Field {
        Field {
            name,
            kind,
            bits,
            little_endian: false,
            display: Display::Decimal,
            names: Naming::No,
            preset: Preset::None,
            auto: Auto::No,
            when: When::Always,
            length: Length::Rest,
            emphasised: false,
            fixed: false,
            swap: None,
            may_end: false,
            most: 0,
            class: "",
            remark: None,
            absent: None,
            empty_as_octets: false,
            chained: false,
            a_list: false,
            listed: "",
            lends_header: false,
        }
    }
    pub const fn default(mut self, value: i64) -> Field {
        self.preset = Preset::Int(value);
        self
    }
    pub const fn preset(mut self, preset: Preset) -> Field {
        self.preset = preset;
        self
    }
    pub const fn text(mut self, value: &'static str) -> Field {
        self.preset = Preset::Text(value);
        self
    }
    pub const fn hex(mut self) -> Field {
        self.display = Display::Hex;
        self
    }
    pub const fn display(mut self, display: Display) -> Field {
        self.display = display;
        self
    }
    pub const fn little_endian(mut self) -> Field {
        self.little_endian = true;
        self
    }
    pub const fn names(mut self, names: &'static Names) -> Field {
        self.names = Naming::Enum(names);
        self
    }
    pub const fn names_by(
        mut self,
        field: &'static str,
        tables: &'static [(i64, &'static Names)],
    ) -> Field {
        self.names = Naming::Depends(field, tables);
        self
    }
    pub const fn flags(mut self, names: &'static FlagNames) -> Field {
        self.names = Naming::Flags(names);
        self
    }
    pub const fn names_made(mut self, names: &'static MadeNames) -> Field {
        self.names = Naming::Made(names);
        self
    }
    pub const fn auto(mut self, auto: Auto) -> Field {
        self.auto = auto;
        self
    }
    pub const fn when(mut self, when: When) -> Field {
        self.when = when;
        self
    }
    pub const fn length(mut self, length: Length) -> Field {
        self.length = length;
        self
    }
    /// As many octets as another field says.
    pub const fn length_from(self, name: &'static str) -> Field {
        self.length(Length::From(name, 0))
    }
    /// As many elements as another field says.
    pub const fn count_from(self, name: &'static str) -> Field {
        self.length(Length::Count(name))
    }
    /// The octets of another field, unless something else is set.
    pub const fn length_of(self, name: &'static str) -> Field {
        computed(self, Auto::LenOf(name, Adjust::NONE))
    }
    /// The elements of another field, unless something else is set.
    pub const fn count_of(self, name: &'static str) -> Field {
        computed(self, Auto::CountOf(name, Adjust::NONE))
    }
    /// Names of octets, texts, characters.
    pub const fn names_of_texts(
        mut self,
        names: &'static [(&'static [u8], &'static str)],
    ) -> Field {
        self.names = Naming::Texts(names);
        self
    }
    /// Octets of a length that is not the value's: they are cut, or filled up with zeros.
    pub const fn fixed(mut self) -> Field {
        self.fixed = true;
        self
    }
    /// A group of bits in little-endian order starts or ends here; sizes in octets, 0 for neither.
    pub const fn swap(mut self, start: u16, end: u16) -> Field {
        self.swap = Some(Swap { start, end });
        self
    }
    pub const fn emphasised(mut self) -> Field {
        self.emphasised = true;
        self
    }
    /// A list may have as many elements, and no more.
    pub const fn most(mut self, elements: u16) -> Field {
        self.most = elements;
        self
    }
    pub const fn may_end(mut self) -> Field {
        self.may_end = true;
        self
    }
    pub const fn remark(mut self, rule: RemarkRule) -> Field {
        self.remark = Some(rule);
        self
    }
    /// No octets stand for it, under some conditions.
    pub const fn absent(mut self, absent: &'static Absent) -> Field {
        self.absent = Some(absent);
        self
    }
    pub const fn empty_as_octets(mut self) -> Field {
        self.empty_as_octets = true;
        self
    }
    pub const fn chained(mut self) -> Field {
        self.chained = true;
        self
    }
    /// What `ls` prints for the default.
    pub const fn listed(mut self, text: &'static str) -> Field {
        self.listed = text;
        self
    }
    pub const fn lends_header(mut self) -> Field {
        self.lends_header = true;
        self
    }
    pub const fn class(mut self, class: &'static str) -> Field {
        self.class = class;
        self
    }

    /// Whether the value is a list (Scapy's `islist`).
    pub fn is_list(&self) -> bool {
        if self.a_list {
            return true;
        }
        if let Kind::Script(_, base) = self.kind {
            return base.is_list();
        }
        if let Kind::Padded(padded) = self.kind {
            return padded.field.is_list();
        }
        if let Kind::Asn1(coding) = self.kind {
            return matches!(coding.of, Of::Packets(..) | Of::Values(..));
        }
        if let Kind::Ruled(ruling) = self.kind {
            return ruling.list;
        }
        matches!(
            self.kind,
            Kind::List(_)
                | Kind::Packets(_)
                | Kind::PacketsBy(_)
                | Kind::Options(_)
                | Kind::Ip6List
                | Kind::DnsNames(_)
                | Kind::TcpOptions
                | Kind::DnsTexts
                | Kind::DnsTypes
                | Kind::DnsRecords
                | Kind::DhcpOptions
                | Kind::CoapOptions
                | Kind::Attributes(_)
                | Kind::Certificates
                | Kind::Counted
                | Kind::Parts(_)
        )
    }

    /// Whether the value is a packet or a list of packets.
    pub fn holds_packets(&self) -> bool {
        if let Kind::Script(_, base) = self.kind {
            return base.holds_packets();
        }
        if let Kind::Padded(padded) = self.kind {
            return padded.field.holds_packets();
        }
        if let Kind::Asn1(coding) = self.kind {
            return coding.holds_packets();
        }
        matches!(
            self.kind,
            Kind::Packets(_)
                | Kind::Packet(_)
                | Kind::PacketsBy(_)
                | Kind::PacketBy(_)
                | Kind::Options(_)
                | Kind::WholeWords(..)
                | Kind::DnsRecords
                | Kind::IcmpExtension
        )
    }

    /// Whether the field has several readings.
    pub fn has_readings(&self) -> bool {
        matches!(self.kind, Kind::Choice(_)) || self.several().is_some()
    }

    /// The codings of ASN.1 of which the field has one.
    pub fn several(&self) -> Option<&'static Several> {
        match self.kind {
            Kind::Asn1(coding) => match coding.of {
                Of::Several(several) => Some(several),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether one of the readings of the field is a packet or a list of packets.
    pub fn may_hold_packets(&self) -> bool {
        match self.kind {
            Kind::Choice(choice) => {
                let mut readings = choice.options.iter().map(|option| &option.1);
                readings.any(Field::holds_packets) || choice.otherwise.holds_packets()
            }
            _ => self.holds_packets(),
        }
    }

    /// Whether the field is there only sometimes.
    pub fn is_conditional(&self) -> bool {
        !matches!(self.when, When::Always)
    }

    /// The smallest and the largest number that fits.
    pub fn range(&self) -> (i128, i128) {
        let bits = u32::from(self.bits.min(64));
        match self.kind {
            Kind::Sint => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            _ => (0, (1i128 << bits) - 1),
        }
    }

    /// Scapy's class name for the field, as `ls` prints it, without the words about conditions
    /// and bits that stand behind it.
    pub fn class_name(&self) -> String {
        if self.may_end {
            return "MayEnd".to_string();
        }
        if !self.class.is_empty() {
            return self.class.to_string();
        }
        let hex = if self.display == Display::Hex {
            "X"
        } else {
            ""
        };
        let little = if self.little_endian { "LE" } else { "" };
        let width = match self.bits {
            8 => "Byte",
            16 => "Short",
            24 if self.display == Display::Hex => "3Bytes",
            24 => "ThreeBytes",
            32 => "Int",
            64 => "Long",
            _ => "Bit",
        };
        match (self.kind, self.names) {
            (_, Naming::Flags(_)) => "FlagsField".into(),
            (_, Naming::FlagsBy(..)) => "MultiFlagsField".into(),
            (Kind::Bits, _) if matches!(self.length, Length::Bits(_) | Length::BitsScript(_)) => {
                match self.names {
                    Naming::No => "BitLenField".into(),
                    _ => "BitLenEnumField".into(),
                }
            }
            (Kind::Bits, Naming::Enum(_)) => "BitEnumField".into(),
            (Kind::Bits, Naming::Depends(..)) => "BitMultiEnumField".into(),
            (Kind::Bits, _) => match self.auto {
                Auto::LenOf(..) | Auto::CountOf(..) => "BitFieldLenField".into(),
                _ => format!("{hex}BitField"),
            },
            (Kind::Uint, Naming::Enum(_)) => format!("{hex}{little}{width}EnumField"),
            (Kind::Uint, Naming::Depends(..) | Naming::DependsScript(..)) => {
                "MultiEnumField".into()
            }
            (Kind::Uint, Naming::Script(_)) => format!("{hex}{little}{width}EnumField"),
            (Kind::Uint, _) if self.bits == 24 && !hex.is_empty() => "X3BytesField".into(),
            (Kind::Uint, _) => match self.auto {
                Auto::LenOf(..) | Auto::CountOf(..) => "FieldLenField".into(),
                Auto::PayloadLen | Auto::PayloadLenBy(_) => "LenField".into(),
                _ => format!("{hex}{little}{width}Field"),
            },
            (Kind::Sint, _) => format!("Signed{width}Field"),
            (Kind::Mac, _) => match self.auto {
                Auto::SourceMac => "SourceMACField".into(),
                Auto::DestinationMac => "DestMACField".into(),
                _ => "MACField".into(),
            },
            (Kind::Ip4, _) => match self.auto {
                Auto::SourceAddress => "SourceIPField".into(),
                Auto::DestinationAddress(_) => "DestIPField".into(),
                _ => "IPField".into(),
            },
            (Kind::Ip6, _) => match self.auto {
                Auto::SourceAddress => "SourceIP6Field".into(),
                Auto::DestinationAddress(_) => "DestIP6Field".into(),
                _ => "IP6Field".into(),
            },
            (Kind::Octets, Naming::Texts(_)) => match self.length {
                Length::Rest => "StrEnumField".into(),
                Length::Octets(_) => "StrFixedLenEnumField".into(),
                _ => "StrLenEnumField".into(),
            },
            (Kind::Octets, _) => match (self.length, self.display) {
                (Length::Through(..), _) => "StrStopField".into(),
                (Length::Bounded(..), _) => "BoundStrLenField".into(),
                (_, _) if self.fixed && self.display == Display::HexOctets => {
                    "XStrFixedLenField".into()
                }
                (_, _) if self.fixed => "StrFixedLenField".into(),
                (Length::Rest, Display::HexOctets) => "XStrField".into(),
                (Length::Rest, _) => "StrField".into(),
                (Length::Octets(_), Display::HexOctets) => "XStrFixedLenField".into(),
                (Length::Octets(_), _) => "StrFixedLenField".into(),
                (Length::Until(0), _) => "StrNullField".into(),
                (Length::Until(_), _) => "StrStopField".into(),
                (_, Display::HexOctets) => "XStrLenField".into(),
                _ => "StrLenField".into(),
            },
            (Kind::List(_), _) => "FieldListField".into(),
            (Kind::Packets(_), _) if self.chained => "_NextPacketListField".into(),
            (Kind::Packets(_), _) => "PacketListField".into(),
            (Kind::Packet(_) | Kind::PacketBy(_), _) => match self.length {
                Length::Rest => "PacketField".into(),
                _ => "PacketLenField".into(),
            },
            (Kind::PacketsBy(_), _) => "PacketListField".into(),
            (Kind::Float, _) if self.bits == 64 => "IEEEDoubleField".into(),
            (Kind::Float, _) => "IEEEFloatField".into(),
            (Kind::Scaled(scale), _) if scale.in_bits => "BitScalingField".into(),
            (Kind::Scaled(_), _) => "ScalingField".into(),
            (Kind::Rendered(_), _) => "StrField".into(),
            (Kind::Coded(_), _) => "ScalingField".into(),
            (Kind::Marked { .. }, _) => "IntField".into(),
            (Kind::FixedPoint(_), _) => "FixedPointField".into(),
            (Kind::NtpTime, _) => "TimeStampField".into(),
            (Kind::Uuid(_), Naming::Texts(_)) => "UUIDEnumField".into(),
            (Kind::Uuid(_), _) => "UUIDField".into(),
            (Kind::Time(clock), _) if clock.format.is_empty() => "SecondsIntField".into(),
            (Kind::Time(_), _) => "UTCTimeField".into(),
            (Kind::Utf16, _) => match self.length {
                Length::Rest => "StrFieldUtf16".into(),
                Length::Octets(_) => "StrFixedLenFieldUtf16".into(),
                Length::Until(_) => "StrNullFieldUtf16".into(),
                _ => "StrLenFieldUtf16".into(),
            },
            (Kind::Cidr(_), _) => "Field".into(),
            (Kind::Prefix(Family::Ip4, _), _) => "IPPrefixField".into(),
            (Kind::Prefix(Family::Ip6, _), _) => "IP6PrefixField".into(),
            (Kind::Extended(0), _) => "LSBExtendedField".into(),
            (Kind::Extended(_), _) => "MSBExtendedField".into(),
            (Kind::VariableInt, _) => match self.auto {
                Auto::LenOf(..) => "QuicVarLenField".into(),
                _ => "QuicVarIntField".into(),
            },
            (Kind::Spelled(_), _) => "FieldLenField".into(),
            (Kind::Ruled(_), _) => "StrField".into(),
            (Kind::NetBiosName, _) => "NetBIOSNameField".into(),
            (Kind::Padded(padded), _) if padded.before => "ReversePadField".into(),
            (Kind::Padded(_), _) => "PadField".into(),
            (Kind::Recoded(recoding), _) => recoding.field.class_name(),
            (Kind::Char, _) => "CharEnumField".into(),
            (Kind::Switch, _) => "ByteField".into(),
            (Kind::Ip6List, _) => "IP6ListField".into(),
            (Kind::Ip6Part(_), _) => "IP6Field".into(),
            (Kind::Ip6Tail, _) => "IP6FieldLenField".into(),
            (Kind::Ip4Part, _) => "IPField".into(),
            (Kind::Options(_), _) => "_OptionsField".into(),
            (Kind::WholeWords(..), _) => "TruncPktLenField".into(),
            (Kind::DnsNames(_), _) => "DomainNameListField".into(),
            (Kind::Upper(_), _) => "LoIntEnumField".into(),
            (Kind::Compressed, _) => "_PPPProtoField".into(),
            (Kind::Address154, _) => "dot15d4AddressField".into(),
            (Kind::Choice(_), _) => "MultipleTypeField".into(),
            (Kind::TcpOptions, _) => "TCPOptionsField".into(),
            (Kind::DnsName, _) => "DNSStrField".into(),
            (Kind::DnsTexts, _) => "DNSTextField".into(),
            (Kind::DnsTypes, _) => "RRlistField".into(),
            (Kind::DnsSubnet(Family::Ip4), _) => "ClientSubnetv4".into(),
            (Kind::DnsSubnet(Family::Ip6), _) => "ClientSubnetv6".into(),
            (Kind::DnsRecords, _) => "_DNSPacketListField".into(),
            (Kind::DhcpOptions, _) => "DHCPOptionsField".into(),
            (Kind::Seconds256, _) => "BCDFloatField".into(),
            (Kind::Milliseconds, _) => "ICMPTimeStampField".into(),
            (Kind::TimeSigned, _) => "TimeSignedField".into(),
            (Kind::UtcTime, _) => "UTCTimeField".into(),
            (Kind::IcmpExtensionPad, _) => "_ICMPExtensionPadField".into(),
            (Kind::IcmpExtension, _) => "_ICMPExtensionField".into(),
            (
                Kind::Pairs
                | Kind::NodeData(_)
                | Kind::CoapOptions
                | Kind::Attributes(_)
                | Kind::Certificates
                | Kind::Counted,
                _,
            ) => "StrField".into(),
            (Kind::Asn1(coding), names) => coding.class_name(names),
            (Kind::Parts(_), _) => "_NTLMPayloadField".into(),
            (Kind::Trailer(_), _) => "TrailerField".into(),
            (Kind::Script(_, base), _) => base.class_name(),
        }
    }
}

/// One octet.
pub const fn u8(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 8).default(0)
}
/// Two octets.
pub const fn u16(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 16).default(0)
}
/// Three octets.
pub const fn u24(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 24).default(0)
}
/// Four octets.
pub const fn u32(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 32).default(0)
}
/// Eight octets.
pub const fn u64(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 64).default(0)
}
/// Some bits of a header whose bits fill whole octets together.
pub const fn bits(name: &'static str, width: u16) -> Field {
    Field::new(name, Kind::Bits, width).default(0)
}
pub const fn mac(name: &'static str) -> Field {
    Field::new(name, Kind::Mac, 48).text("00:00:00:00:00:00")
}
pub const fn ip4(name: &'static str) -> Field {
    Field::new(name, Kind::Ip4, 32).text("0.0.0.0")
}
pub const fn ip6(name: &'static str) -> Field {
    Field::new(name, Kind::Ip6, 128).text("::")
}
/// Octets up to the end, unless `.length(…)` says otherwise.
pub const fn octets(name: &'static str) -> Field {
    Field::new(name, Kind::Octets, 0).preset(Preset::Octets(b""))
}
/// A field of several octets whose value stands for how long another one is.
pub const fn computed(field: Field, auto: Auto) -> Field {
    field.preset(Preset::None).auto(auto)
}
/// A field and what fills it up.
pub const fn padded(name: &'static str, padded: &'static Padded) -> Field {
    Field::new(name, Kind::Padded(padded), 0).preset(padded.field.preset)
}
/// A field whose octets stand on the wire as others.
pub const fn recoded(recoding: &'static Recoding) -> Field {
    let field = &recoding.field;
    Field {
        class: field.class,
        ..Field::new(field.name, Kind::Recoded(recoding), field.bits).preset(field.preset)
    }
}
/// Packets one after the other.
pub const fn packets(name: &'static str, of: &'static Proto) -> Field {
    Field::new(name, Kind::Packets(of), 0).preset(Preset::EmptyList)
}
/// Values of one field one after the other.
pub const fn list(name: &'static str, of: &'static Field) -> Field {
    Field::new(name, Kind::List(of), 0).preset(Preset::EmptyList)
}
