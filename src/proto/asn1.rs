//! ASN.1: the types of X.680 with their tags in the basic encoding rules (X.690), and how a
//! protocol is put together of them.

use super::Proto;
use super::data::oids::OIDS;
use super::field::{Field, Kind, Naming, Preset};

/// A type of ASN.1.
pub struct Type {
    /// What a script calls it: `ASN1_INTEGER`.
    pub name: &'static str,
    /// The octet in front of a value.
    pub tag: i32,
    pub content: Content,
    /// The type that this one is a kind of.
    pub parent: &'static str,
}

/// How the octets of a value are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    Integer,
    Boolean,
    Bits,
    Octets,
    Null,
    Oid,
    List,
    Ip4,
    Time,
    /// Octets that were sent with a tag that does not fit, or were not understood.
    Raw,
}

/// What decodes to any type.
pub static ANY: Type = Type {
    name: "ASN1_Object",
    tag: 0,
    content: Content::Raw,
    parent: "",
};

const fn of(name: &'static str, tag: i32, content: Content, parent: &'static str) -> Type {
    Type {
        name,
        tag,
        content,
        parent,
    }
}

/// The types that a script may name, and those that octets are read as.
pub static TYPES: &[Type] = &[
    of("ASN1_DECODING_ERROR", -3, Content::Raw, "ASN1_Object"),
    of("ASN1_force", -2, Content::Raw, "ASN1_Object"),
    of("ASN1_BADTAG", -2, Content::Raw, "ASN1_force"),
    // RFC 4511 section 4.2, in the place of a universal tag: bits 17 and above tell them apart.
    of(
        "LDAP_Authentication_simple",
        0x1_0080,
        Content::Octets,
        "ASN1_STRING",
    ),
    of(
        "LDAP_Authentication_krbv42LDAP",
        0x1_0081,
        Content::Octets,
        "ASN1_STRING",
    ),
    of(
        "LDAP_Authentication_krbv42DSA",
        0x1_0082,
        Content::Octets,
        "ASN1_STRING",
    ),
    // What a field for any type makes of a default that is no value.
    of("_ASN1_ERROR", 0, Content::Raw, "ASN1_Object"),
    of("ASN1_INTEGER", 2, Content::Integer, "ASN1_Object"),
    of("ASN1_BOOLEAN", 1, Content::Boolean, "ASN1_INTEGER"),
    // What Scapy's module for certificates makes of bits that it reads.
    of("_Raw_ASN1_BIT_STRING", 3, Content::Bits, "ASN1_BIT_STRING"),
    of("ASN1_BIT_STRING", 3, Content::Bits, "ASN1_Object"),
    of("ASN1_STRING", 4, Content::Octets, "ASN1_Object"),
    of("ASN1_NULL", 5, Content::Null, "ASN1_Object"),
    of("ASN1_OID", 6, Content::Oid, "ASN1_Object"),
    of("ASN1_ENUMERATED", 10, Content::Integer, "ASN1_INTEGER"),
    of("ASN1_UTF8_STRING", 12, Content::Octets, "ASN1_STRING"),
    of("ASN1_NUMERIC_STRING", 18, Content::Octets, "ASN1_Object"),
    of("ASN1_PRINTABLE_STRING", 19, Content::Octets, "ASN1_Object"),
    of("ASN1_T61_STRING", 20, Content::Octets, "ASN1_STRING"),
    of("ASN1_VIDEOTEX_STRING", 21, Content::Octets, "ASN1_STRING"),
    of("ASN1_IA5_STRING", 22, Content::Octets, "ASN1_STRING"),
    of("ASN1_UTC_TIME", 23, Content::Time, "ASN1_GENERALIZED_TIME"),
    of("ASN1_GENERALIZED_TIME", 24, Content::Time, "ASN1_Object"),
    of("ASN1_ISO646_STRING", 26, Content::Octets, "ASN1_STRING"),
    of("ASN1_GENERAL_STRING", 27, Content::Octets, "ASN1_STRING"),
    of("ASN1_UNIVERSAL_STRING", 28, Content::Octets, "ASN1_STRING"),
    of("ASN1_BMP_STRING", 30, Content::Octets, "ASN1_STRING"),
    of("ASN1_SEQUENCE", 0x30, Content::List, "ASN1_Object"),
    of("ASN1_SET", 0x31, Content::List, "ASN1_SEQUENCE"),
    of("ASN1_IPADDRESS", 0x40, Content::Ip4, "ASN1_Object"),
    of("ASN1_COUNTER32", 0x41, Content::Integer, "ASN1_INTEGER"),
    of("ASN1_GAUGE32", 0x42, Content::Integer, "ASN1_INTEGER"),
    of("ASN1_TIME_TICKS", 0x43, Content::Integer, "ASN1_INTEGER"),
    of("ASN1_COUNTER64", 0x46, Content::Integer, "ASN1_INTEGER"),
];

/// The type that a tag says.
pub fn by_tag(tag: i32) -> Option<&'static Type> {
    TYPES.iter().find(|own| own.tag == tag && tag > 0)
}

/// The type that a script calls so.
pub fn by_name(name: &str) -> Option<&'static Type> {
    TYPES.iter().find(|own| own.name == name)
}

/// How a field of a protocol stands on the wire.
#[derive(Clone, Copy)]
pub struct Coding {
    pub of: Of,
    pub tagging: Tagging,
    /// It may be left out.
    pub optional: bool,
}

/// The tag that a protocol gives to one of its parts. X.680 section 31.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tagging {
    None,
    /// In the place of the type's own.
    Implicit(u16),
    /// Around the whole.
    Explicit(u16),
}

/// What a field holds.
#[derive(Clone, Copy)]
pub enum Of {
    /// A value of the type with this tag.
    Value(i32),
    /// A value of any type.
    Any,
    /// Bits with names.
    Flags(&'static [&'static str]),
    /// A packet.
    Packet(&'static Proto),
    /// A packet of a protocol that a rule finds.
    PacketBy(fn(&dyn Reader) -> Option<&'static Proto>),
    /// A value of any type, or a packet of a protocol that a rule finds, or octets that are none.
    AnyOr(fn(&dyn Reader) -> Option<&'static Proto>),
    /// Nothing.
    Nothing,
    /// Packets of one protocol, under a tag.
    Packets(&'static Proto, u8),
    /// Values or packets of a field without a name, under a tag.
    Values(&'static Field, u8),
    /// One of these; the tag says which.
    Choice(&'static [Alternative]),
    /// Octets that are a packet.
    Octets(&'static Proto),
    /// Bits that are a packet.
    Bits(&'static Proto),
    /// Octets that a rule looks at.
    OctetsBy(HeldRule),
    /// The same; where there is nothing there are octets nevertheless, none of them.
    TokenBy(HeldRule),
    /// One of several fields.
    Several(&'static Several),
}

/// Fields of which a rule finds one; a rule that finds none cannot tell.
pub struct Several {
    pub of: &'static [Field],
    pub which: fn(&dyn Reader) -> Option<usize>,
}

pub type HeldRule = fn(&dyn Reader, &[u8]) -> Held;

/// What octets in a field are.
#[derive(Clone, Copy)]
pub enum Held {
    /// Just octets.
    Octets,
    Packet(&'static Proto),
    /// Octets where they are no such packet.
    PacketOrOctets(&'static Proto),
    /// The octets cannot be read.
    Refused,
}

/// One of several things that a field may hold.
#[derive(Clone, Copy)]
pub enum Alternative {
    /// A packet with its own tag, or with one of its alternatives'.
    Packet(&'static Proto),
    /// A value of the type with this tag.
    Value(i32),
    /// A packet with a tag that it has here.
    Tagged(&'static Proto, Tagging),
}

/// What was read so far of a packet, for the rules that say what follows.
pub trait Reader {
    fn proto(&self) -> &'static Proto;
    /// The number in a field.
    fn int(&self, field: &str) -> Option<i64>;
    /// The octets or the text in a field.
    fn octets(&self, field: &str) -> Option<Vec<u8>>;
    /// Looks into the packet in a field, or the first of a list.
    fn within(&self, field: &str, look: &mut dyn FnMut(&dyn Reader));
    /// The packet that this one is read in.
    fn holder(&self) -> Option<&dyn Reader>;

    /// The identifier in a field.
    fn oid(&self, field: &str) -> String {
        let octets = self.octets(field).unwrap_or_default();
        String::from_utf8_lossy(&octets).into_owned()
    }
    /// The identifier in a field of the first packet in a field.
    fn oid_within(&self, packet: &str, field: &str) -> Option<String> {
        let mut found = None;
        self.within(packet, &mut |packet| {
            found = packet.octets(field).map(|_| packet.oid(field));
        });
        found
    }
}

/// An identifier with the name of its longest known part; a dot in front where none is known.
pub fn oid_name(text: &str) -> String {
    let text = text.strip_prefix('.').unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let rest = |known: &str| {
        let rest = text.strip_prefix(known)?;
        (rest.is_empty() || rest.starts_with('.')).then_some(rest)
    };
    let known = OIDS.iter().filter(|entry| rest(entry.0).is_some());
    match known.max_by_key(|entry| entry.0.len()) {
        Some(entry) => format!("{}{}", entry.1, rest(entry.0).unwrap_or_default()),
        None => format!(".{text}"),
    }
}

/// How a protocol stands on the wire.
#[derive(Clone, Copy)]
pub enum Node {
    /// The next field.
    Field,
    /// Others under a tag, one after the other; all fields where none are listed.
    Sequence {
        tag: u8,
        tagging: Tagging,
        optional: bool,
        parts: &'static [Node],
        /// So many optional fields at the end may stand behind the sequence, too.
        behind: usize,
    },
}

impl Node {
    /// The fields of a protocol under the tag of a sequence.
    pub const SEQUENCE: Node = Node::tagged(0x30, Tagging::None);
    pub const SET: Node = Node::tagged(0x31, Tagging::None);

    pub const fn tagged(tag: u8, tagging: Tagging) -> Node {
        Node::Sequence {
            tag,
            tagging,
            optional: false,
            parts: &[],
            behind: 0,
        }
    }
    pub const fn of(parts: &'static [Node]) -> Node {
        Node::within(Tagging::None, parts)
    }
    pub const fn within(tagging: Tagging, parts: &'static [Node]) -> Node {
        Node::Sequence {
            tag: 0x30,
            tagging,
            optional: false,
            parts,
            behind: 0,
        }
    }
    /// The last fields may stand behind the sequence, too, as some write them.
    pub const fn and_behind(mut self, fields: usize) -> Node {
        if let Node::Sequence { behind, .. } = &mut self {
            *behind = fields;
        }
        self
    }
    pub const fn optional(self) -> Node {
        match self {
            Node::Field => self,
            Node::Sequence {
                tag,
                tagging,
                parts,
                ..
            } => Node::Sequence {
                tag,
                tagging,
                optional: true,
                parts,
                behind: 0,
            },
        }
    }
}

impl Coding {
    /// Whether the field is one that holds packets, as Scapy has it.
    pub fn holds_packets(&self) -> bool {
        matches!(
            self.of,
            Of::Packet(_)
                | Of::PacketBy(_)
                | Of::Packets(..)
                | Of::Choice(_)
                | Of::Octets(_)
                | Of::OctetsBy(_)
        )
    }

    /// Scapy's class name for the field.
    pub fn class_name(&self, names: Naming) -> String {
        let named = !matches!(names, Naming::No);
        match self.of {
            Of::Value(2) if named => "ASN1F_enum_INTEGER".into(),
            Of::Value(tag) => {
                let of = by_tag(tag).map_or("field", |of| of.name.trim_start_matches("_Raw_"));
                format!("ASN1F_{}", of.trim_start_matches("ASN1_"))
            }
            Of::Any | Of::AnyOr(_) => "ASN1F_field".into(),
            Of::Nothing => "ASN1F_omit".into(),
            Of::Flags(_) => "ASN1F_FLAGS".into(),
            Of::Packet(_) | Of::PacketBy(_) => "ASN1F_PACKET".into(),
            Of::Packets(_, 0x31) | Of::Values(_, 0x31) => "ASN1F_SET_OF".into(),
            Of::Packets(..) | Of::Values(..) => "ASN1F_SEQUENCE_OF".into(),
            Of::Choice(_) => "ASN1F_CHOICE".into(),
            Of::Octets(_) => "ASN1F_STRING_ENCAPS".into(),
            Of::OctetsBy(_) => "ASN1F_STRING_PacketField".into(),
            Of::TokenBy(_) => "ASN1F_STRING".into(),
            Of::Bits(_) => "ASN1F_BIT_STRING_ENCAPS".into(),
            Of::Several(_) => "MultipleTypeField".into(),
        }
    }

    /// The tag of what the field holds, before any other is put in its place or around it.
    pub fn own_tag(&self) -> Option<u16> {
        match self.of {
            Of::Value(tag) => u16::try_from(tag & 0xffff).ok(),
            Of::Flags(_) | Of::Bits(_) => Some(3),
            Of::Octets(_) | Of::OctetsBy(_) | Of::TokenBy(_) => Some(4),
            Of::Packets(_, tag) | Of::Values(_, tag) => Some(tag.into()),
            Of::Packet(proto) => own_tag(proto),
            Of::Any
            | Of::AnyOr(_)
            | Of::Nothing
            | Of::Choice(_)
            | Of::PacketBy(_)
            | Of::Several(_) => None,
        }
    }
}

/// The coding of a protocol that is nothing but a field.
pub fn only_field(proto: &'static Proto) -> Option<(&'static Field, Coding)> {
    match (proto.form, proto.fields) {
        (super::Form::Asn1(Node::Field), [field]) => match field.kind {
            Kind::Asn1(coding) => Some((field, coding)),
            _ => None,
        },
        _ => None,
    }
}

/// The tag of a protocol without what is put in its place or around it.
pub fn own_tag(proto: &'static Proto) -> Option<u16> {
    match proto.form {
        super::Form::Asn1(Node::Sequence { tag, .. }) => Some(tag.into()),
        _ => only_field(proto)?.1.own_tag(),
    }
}

/// The tag that a protocol starts with.
pub fn tag_of(proto: &'static Proto) -> Option<u16> {
    let (tagging, own) = match proto.form {
        super::Form::Asn1(Node::Sequence { tag, tagging, .. }) => (tagging, Some(tag.into())),
        _ => {
            let coding = only_field(proto)?.1;
            (coding.tagging, coding.own_tag())
        }
    };
    match tagging {
        Tagging::None => own,
        Tagging::Implicit(tag) | Tagging::Explicit(tag) => Some(tag),
    }
}

// --- fields of tables ------------------------------------------------------------------------

/// A protocol whose fields stand one after the other under the tag of a sequence.
#[track_caller]
pub const fn sequence(name: &'static str, fields: &'static [Field]) -> Proto {
    shaped(name, Node::SEQUENCE, fields)
}

/// A protocol that is nothing but one field.
#[track_caller]
pub const fn single(name: &'static str, fields: &'static [Field]) -> Proto {
    shaped(name, Node::Field, fields)
}

#[track_caller]
pub const fn shaped(name: &'static str, node: Node, fields: &'static [Field]) -> Proto {
    Proto {
        form: super::Form::Asn1(node),
        ..Proto::new(name, name, fields)
    }
}

pub const fn coded(name: &'static str, of: Of) -> Field {
    let coding = Coding {
        of,
        tagging: Tagging::None,
        optional: false,
    };
    Field::new(name, Kind::Asn1(coding), 0)
}

/// A field that holds a value of a type.
pub const fn value(name: &'static str, tag: i32) -> Field {
    coded(name, Of::Value(tag))
}
pub const fn boolean(name: &'static str) -> Field {
    value(name, 1)
}
pub const fn integer(name: &'static str) -> Field {
    value(name, 2)
}
pub const fn bit_string(name: &'static str) -> Field {
    value(name, 3)
}
pub const fn string(name: &'static str) -> Field {
    value(name, 4)
}
pub const fn null(name: &'static str) -> Field {
    value(name, 5)
}
pub const fn oid(name: &'static str) -> Field {
    value(name, 6)
}
pub const fn enumerated(name: &'static str) -> Field {
    value(name, 10)
}
pub const fn utf8_string(name: &'static str) -> Field {
    value(name, 12)
}
pub const fn printable_string(name: &'static str) -> Field {
    value(name, 19)
}
pub const fn ia5_string(name: &'static str) -> Field {
    value(name, 22)
}
pub const fn utc_time(name: &'static str) -> Field {
    value(name, 23)
}
pub const fn generalized_time(name: &'static str) -> Field {
    value(name, 24)
}
pub const fn general_string(name: &'static str) -> Field {
    value(name, 27)
}
pub const fn bmp_string(name: &'static str) -> Field {
    value(name, 30)
}
pub const fn any(name: &'static str) -> Field {
    coded(name, Of::Any)
}
pub const fn bit_flags(name: &'static str, names: &'static [&'static str]) -> Field {
    coded(name, Of::Flags(names))
}
pub const fn held(name: &'static str, proto: &'static Proto) -> Field {
    coded(name, Of::Packet(proto))
}

/// A packet, which is there even when nobody gave one.
pub const fn made_held(name: &'static str, proto: &'static Proto) -> Field {
    held(name, proto).preset(Preset::PacketOf(proto))
}
pub const fn sequence_of(name: &'static str, proto: &'static Proto) -> Field {
    coded(name, Of::Packets(proto, 0x30))
}
pub const fn set_of(name: &'static str, proto: &'static Proto) -> Field {
    coded(name, Of::Packets(proto, 0x31))
}
pub const fn values_of(name: &'static str, field: &'static Field) -> Field {
    coded(name, Of::Values(field, 0x30))
}
pub const fn choice(name: &'static str, of: &'static [Alternative]) -> Field {
    coded(name, Of::Choice(of))
}
pub const fn octets_of(name: &'static str, proto: &'static Proto) -> Field {
    coded(name, Of::Octets(proto))
}
pub const fn octets_by(name: &'static str, rule: HeldRule) -> Field {
    coded(name, Of::OctetsBy(rule))
}

impl Field {
    const fn coding(mut self, coding: Coding) -> Field {
        self.kind = Kind::Asn1(coding);
        self
    }
    const fn as_coded(&self) -> Coding {
        match self.kind {
            Kind::Asn1(coding) => coding,
            _ => panic!("not a field of ASN.1"),
        }
    }
    pub const fn implicit(self, tag: u16) -> Field {
        let coding = Coding {
            tagging: Tagging::Implicit(tag),
            ..self.as_coded()
        };
        self.coding(coding)
    }
    pub const fn explicit(self, tag: u16) -> Field {
        let coding = Coding {
            tagging: Tagging::Explicit(tag),
            ..self.as_coded()
        };
        self.coding(coding)
    }
    pub const fn optional(self) -> Field {
        let coding = Coding {
            optional: true,
            ..self.as_coded()
        };
        self.coding(coding)
    }
    /// Whether the default is true.
    pub const fn truth(self, truth: bool) -> Field {
        self.preset(Preset::Made(if truth {
            &Made::Truth(true)
        } else {
            &Made::Truth(false)
        }))
    }
    /// The default, made by an expression.
    pub const fn made(self, made: &'static Made) -> Field {
        self.preset(Preset::Made(made))
    }
}

/// What a default is made of.
pub enum Made {
    Int(i64),
    /// A value of the type for truths.
    Truth(bool),
    Text(&'static str),
    Octets(&'static [u8]),
    /// A value of the type with this tag.
    Value(i32, &'static Made),
    /// A packet with these fields set.
    Packet(&'static Proto, &'static [(&'static str, Made)]),
    List(&'static [Made]),
    /// A name and a value: a part of a message.
    Pair(&'static str, &'static Made),
    /// Dice of this name; now, where they roll times.
    Dice(&'static str),
    /// The time so many seconds from now, as UTC time with two digits of the year or with four.
    Now(bool, i64),
}
