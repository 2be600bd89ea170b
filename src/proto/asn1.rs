//! ASN.1: the types of X.680 with their tags in the basic encoding rules (X.690), and how a
//! protocol is put together of them.

use super::Proto;
use super::field::{Field, Kind, Preset};

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

/// How a protocol stands on the wire.
pub enum Node {
    /// A value of a type, in a field. The tag on the wire may be another one (implicit).
    Value(&'static str, i32, Option<u8>),
    /// A value of any type, in a field.
    Any(&'static str),
    /// Others under a tag, one after the other.
    Sequence(u8, &'static [Node]),
    /// Packets of one protocol under the tag of a sequence, in a field.
    SequenceOf(&'static str, &'static Proto),
    /// A packet, in a field; the tag says of which protocol.
    Choice(&'static str, &'static [&'static Proto]),
    /// What may be left out.
    Optional(&'static Node),
}

/// The tag of a protocol.
pub fn tag_of(proto: &Proto) -> Option<u8> {
    match proto.form {
        super::Form::Asn1(Node::Sequence(tag, _)) => Some(*tag),
        _ => None,
    }
}

/// A field that holds a value of a type.
pub const fn value(name: &'static str, tag: i32, preset: Preset) -> Field {
    Field::new(name, Kind::Asn1(tag), 0).preset(preset)
}
