//! Scapy's classes of fields: what a script writes into `fields_desc`, and derives its own from.

use std::rc::Rc;

use super::compile::{self, Given};
use super::lasting;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::{Class, Instance};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::proto::Field;

/// What a class of fields is in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A number as `struct` packs it; the format may be a parameter.
    Number(&'static str),
    /// A number of 24 bits, or of as many octets as `sz` says.
    ThreeBytes,
    Octets,
    Bits,
    Flags,
    MultiFlags,
    Length,
    PayloadLength,
    Mac,
    Ip4,
    Ip6,
    SourceIp4,
    SourceIp6,
    Text,
    Fixed,
    Counted,
    Null,
    Stop,
    Bounded,
    Utf16(Ends),
    NetBios,
    List,
    Packet,
    Packets,
    Choice,
    Conditional,
    Emphasised,
    MayEnd,
    Action,
    Pad,
    PadBefore,
    Trailer,
    FrameCheck,
    Scaled,
    ScaledBits,
    FixedPoint,
    Time,
    Seconds,
    Seconds256,
    Uuid,
    Prefix4,
    Prefix6,
    Extended,
    YesNo,
    DnsName,
    DnsTexts,
    DnsTypes,
    DhcpOptions,
    TcpOptions,
    TimeSigned,
    Milliseconds,
}

/// How a text in UTF-16 ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ends {
    Rest,
    Fixed,
    Counted,
    Null,
}

/// One of Scapy's classes of fields.
pub struct FieldClass {
    pub name: &'static str,
    /// The classes that it derives from.
    bases: &'static [&'static str],
    pub form: Form,
    /// How it stands out among those of its form: `little`, `hex`, …
    pub marks: &'static [Mark],
    init: [Builtin; 1],
}

impl FieldClass {
    /// The parameters of `__init__`, `self` first.
    pub fn params(&self) -> &'static [&'static str] {
        self.init[0].params
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    Little,
    Hex,
    Octal,
    Oui,
    /// The parameter `enum` gives names.
    Enum,
    /// The parameters `enum` and `depends_on` give names.
    Multi,
    /// The extension bit is the least significant one.
    Low,
    High,
    /// Octets are sent backwards.
    Backwards,
    /// Bits whose number a function says.
    LengthFrom,
    /// Bits that say how long another field is.
    LengthOf,
}

macro_rules! classes {
    ($($name:ident $bases:tt ($($param:literal),*) $form:expr, $marks:expr;)*) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "Scapy's names")]
        enum At { $($name),* }
        pub static CLASSES: &[FieldClass] = &[$(FieldClass {
            name: stringify!($name),
            bases: &$bases,
            form: $form,
            marks: &$marks,
            init: [Builtin::new(
                "__init__",
                &["self", $($param),*],
                "",
                &[],
                |interp, args| init(interp, args, At::$name as usize),
            )],
        }),*];
    };
}

use Form::*;
use Mark::*;

classes! {
    Field [] ("name", "default", "fmt='H'") Number("H"), [];
    ByteField ["Field"] ("name", "default") Number("B"), [];
    XByteField ["ByteField"] ("name", "default") Number("B"), [Hex];
    OByteField ["ByteField"] ("name", "default") Number("B"), [Octal];
    YesNoByteField ["ByteField"] ("name", "default", "config=None") YesNo, [];
    SignedByteField ["Field"] ("name", "default") Number("b"), [];
    ShortField ["Field"] ("name", "default") Number("H"), [];
    XShortField ["ShortField"] ("name", "default") Number("H"), [Hex];
    SignedShortField ["Field"] ("name", "default") Number("h"), [];
    LEShortField ["Field"] ("name", "default") Number("<H"), [];
    XLEShortField ["LEShortField", "XShortField"] ("name", "default") Number("<H"), [Hex];
    LESignedShortField ["Field"] ("name", "default") Number("<h"), [];
    IntField ["Field"] ("name", "default") Number("I"), [];
    XIntField ["IntField"] ("name", "default") Number("I"), [Hex];
    SignedIntField ["Field"] ("name", "default") Number("i"), [];
    LEIntField ["Field"] ("name", "default") Number("<I"), [];
    XLEIntField ["LEIntField", "XIntField"] ("name", "default") Number("<I"), [Hex];
    LESignedIntField ["Field"] ("name", "default") Number("<i"), [];
    LongField ["Field"] ("name", "default") Number("Q"), [];
    XLongField ["LongField"] ("name", "default") Number("Q"), [Hex];
    SignedLongField ["Field"] ("name", "default") Number("q"), [];
    LELongField ["LongField"] ("name", "default") Number("<Q"), [];
    XLELongField ["LELongField", "XLongField"] ("name", "default") Number("<Q"), [Hex];
    LESignedLongField ["Field"] ("name", "default") Number("<q"), [];
    IEEEFloatField ["Field"] ("name", "default") Number("f"), [];
    IEEEDoubleField ["Field"] ("name", "default") Number("d"), [];
    ThreeBytesField ["Field"] ("name", "default") ThreeBytes, [];
    X3BytesField ["ThreeBytesField", "XByteField"] ("name", "default") ThreeBytes, [Hex];
    LEThreeBytesField ["ByteField"] ("name", "default") ThreeBytes, [Little];
    XLE3BytesField ["LEThreeBytesField", "XByteField"] ("name", "default") ThreeBytes, [Little, Hex];
    LEX3BytesField ["XLE3BytesField"] ("name", "default") ThreeBytes, [Little, Hex];
    OUIField ["X3BytesField"] ("name", "default") ThreeBytes, [Oui];
    NBytesField ["Field"] ("name", "default", "sz") Octets, [];
    XNBytesField ["NBytesField"] ("name", "default", "sz") Octets, [Hex];
    EnumField ["Field"] ("name", "default", "enum", "fmt='H'") Number("H"), [Enum];
    CharEnumField ["EnumField"] ("name", "default", "enum", "fmt='1s'") Number("1s"), [Enum];
    ByteEnumField ["EnumField"] ("name", "default", "enum") Number("B"), [Enum];
    XByteEnumField ["ByteEnumField"] ("name", "default", "enum") Number("B"), [Enum, Hex];
    ByteEnumKeysField ["ByteEnumField"] ("name", "default", "enum") Number("B"), [Enum];
    ShortEnumField ["EnumField"] ("name", "default", "enum") Number("H"), [Enum];
    XShortEnumField ["ShortEnumField"] ("name", "default", "enum") Number("H"), [Enum, Hex];
    ShortEnumKeysField ["ShortEnumField"] ("name", "default", "enum") Number("H"), [Enum];
    LEShortEnumField ["EnumField"] ("name", "default", "enum") Number("<H"), [Enum];
    IntEnumField ["EnumField"] ("name", "default", "enum") Number("I"), [Enum];
    IntEnumKeysField ["IntEnumField"] ("name", "default", "enum") Number("I"), [Enum];
    SignedIntEnumField ["EnumField"] ("name", "default", "enum") Number("i"), [Enum];
    LEIntEnumField ["EnumField"] ("name", "default", "enum") Number("<I"), [Enum];
    XLEIntEnumField ["LEIntEnumField"] ("name", "default", "enum") Number("<I"), [Enum, Hex];
    LongEnumField ["EnumField"] ("name", "default", "enum") Number("Q"), [Enum];
    LELongEnumField ["EnumField"] ("name", "default", "enum") Number("<Q"), [Enum];
    LE3BytesEnumField ["LEThreeBytesField", "EnumField"] ("name", "default", "enum") ThreeBytes, [Little, Enum];
    XLE3BytesEnumField ["LE3BytesEnumField"] ("name", "default", "enum") ThreeBytes, [Little, Enum, Hex];
    MultiEnumField ["EnumField"] ("name", "default", "enum", "depends_on", "fmt='H'") Number("H"), [Multi];
    BitField ["Field"] ("name", "default", "size", "tot_size=0", "end_tot_size=0") Bits, [];
    XBitField ["BitField"] ("name", "default", "size", "tot_size=0", "end_tot_size=0") Bits, [Hex];
    BitLenField ["BitField"] ("name", "default", "length_from") Bits, [LengthFrom];
    BitFieldLenField ["BitField"] ("name", "default", "size", "length_of=None", "count_of=None", "adjust=None", "tot_size=0", "end_tot_size=0") Bits, [LengthOf];
    BitEnumField ["BitField", "EnumField"] ("name", "default", "size", "enum", "tot_size=0", "end_tot_size=0") Bits, [Enum];
    BitLenEnumField ["BitLenField", "EnumField"] ("name", "default", "length_from", "enum", "tot_size=0", "end_tot_size=0") Bits, [LengthFrom, Enum];
    BitMultiEnumField ["BitField", "MultiEnumField"] ("name", "default", "size", "enum", "depends_on") Bits, [Multi];
    FlagsField ["BitField"] ("name", "default", "size", "names", "tot_size=0", "end_tot_size=0") Flags, [];
    MultiFlagsField ["BitField"] ("name", "default", "size", "names", "depends_on") MultiFlags, [];
    FixedPointField ["BitField"] ("name", "default", "size", "frac_bits=16") FixedPoint, [];
    FieldLenField ["Field"] ("name", "default", "length_of=None", "fmt='H'", "count_of=None", "adjust=None") Length, [];
    LEFieldLenField ["FieldLenField"] ("name", "default", "length_of=None", "fmt='<H'", "count_of=None", "adjust=None") Length, [Little];
    LenField ["Field"] ("name", "default", "fmt='H'", "adjust=None") PayloadLength, [];
    BCDFloatField ["Field"] ("name", "default", "fmt='H'") Seconds256, [];
    ScalingField ["Field"] ("name", "default", "scaling=1", "unit=''", "offset=0", "ndigits=3", "fmt='B'") Scaled, [];
    BitScalingField ["BitField"] ("name", "default", "size", "scaling=1", "unit=''", "offset=0", "ndigits=3", "fmt='B'") ScaledBits, [];
    UTCTimeField ["Field"] ("name", "default", "use_msec=False", "use_micro=False", "use_nano=False", "epoch=None", "strf=''", "custom_scaling=None", "fmt='I'") Time, [];
    SecondsIntField ["Field"] ("name", "default", "use_msec=False", "use_micro=False", "use_nano=False") Seconds, [];
    MACField ["Field"] ("name", "default") Mac, [];
    LEMACField ["MACField"] ("name", "default") Mac, [Little];
    IPField ["Field"] ("name", "default") Ip4, [];
    SourceIPField ["IPField"] ("name") SourceIp4, [];
    DestIPField ["IPField"] ("name", "default") Ip4, [];
    IP6Field ["Field"] ("name", "default") Ip6, [];
    SourceIP6Field ["IP6Field"] ("name") SourceIp6, [];
    DestIP6Field ["IP6Field"] ("name", "default") Ip6, [];
    DestField ["Field"] ("name", "default") Ip4, [];
    IPPrefixField ["Field"] ("name", "default", "wordbytes=1", "length_from=None") Prefix4, [];
    IP6PrefixField ["Field"] ("name", "default", "wordbytes=1", "length_from=None") Prefix6, [];
    UUIDField ["Field"] ("name", "default", "uuid_fmt=0") Uuid, [];
    UUIDEnumField ["UUIDField", "EnumField"] ("name", "default", "enum", "uuid_fmt=0") Uuid, [Enum];
    BitExtendedField ["Field"] ("name", "default", "extension_bit") Extended, [];
    LSBExtendedField ["BitExtendedField"] ("name", "default") Extended, [Low];
    MSBExtendedField ["BitExtendedField"] ("name", "default") Extended, [High];
    StrField ["Field"] ("name", "default", "fmt='H'", "remain=0") Text, [];
    XStrField ["StrField"] ("name", "default", "fmt='H'", "remain=0") Text, [Hex];
    StrEnumField ["StrField"] ("name", "default", "enum=None", "fmt='H'", "remain=0") Text, [Enum];
    StrFixedLenField ["StrField"] ("name", "default", "length=None", "length_from=None") Fixed, [];
    XStrFixedLenField ["StrFixedLenField"] ("name", "default", "length=None", "length_from=None") Fixed, [Hex];
    StrFixedLenEnumField ["StrFixedLenField"] ("name", "default", "enum=None", "length=None", "length_from=None") Fixed, [Enum];
    NetBIOSNameField ["StrFixedLenField"] ("name", "default", "length=31") NetBios, [];
    StrLenField ["StrField"] ("name", "default", "length_from=None", "max_length=None") Counted, [];
    XStrLenField ["StrLenField"] ("name", "default", "length_from=None", "max_length=None") Counted, [Hex];
    XLEStrLenField ["XStrLenField"] ("name", "default", "length_from=None", "max_length=None") Counted, [Hex, Backwards];
    StrLenEnumField ["StrLenField"] ("name", "default", "enum=None", "length_from=None", "max_length=None") Counted, [Enum];
    BoundStrLenField ["StrLenField"] ("name", "default", "minlen=0", "maxlen=255", "length_from=None") Bounded, [];
    StrNullField ["StrField"] ("name", "default", "fmt='H'", "remain=0") Null, [];
    StrStopField ["StrField"] ("name", "default", "stop", "additional=0") Stop, [];
    StrFieldUtf16 ["StrField"] ("name", "default", "fmt='H'", "remain=0") Utf16(Ends::Rest), [];
    StrFixedLenFieldUtf16 ["StrFixedLenField", "StrFieldUtf16"] ("name", "default", "length=None", "length_from=None") Utf16(Ends::Fixed), [];
    StrLenFieldUtf16 ["StrLenField", "StrFieldUtf16"] ("name", "default", "length_from=None", "max_length=None") Utf16(Ends::Counted), [];
    StrNullFieldUtf16 ["StrNullField", "StrFieldUtf16"] ("name", "default", "fmt='H'", "remain=0") Utf16(Ends::Null), [];
    DNSStrField ["StrLenField"] ("name", "default", "length_from=None", "max_length=None") DnsName, [];
    DNSTextField ["StrLenField"] ("name", "default", "length_from=None", "max_length=None") DnsTexts, [];
    RRlistField ["StrField"] ("name", "default", "fmt='H'", "remain=0") DnsTypes, [];
    TimeSignedField ["Field"] ("name", "default") TimeSigned, [];
    DHCPOptionsField ["StrField"] ("name", "default", "fmt='H'", "remain=0") DhcpOptions, [];
    TCPOptionsField ["StrField"] ("name", "default", "fmt='H'", "remain=0") TcpOptions, [];
    ICMPTimeStampField ["IntField"] ("name", "default") Milliseconds, [];
    FieldListField ["Field"] ("name", "default", "field", "length_from=None", "count_from=None", "max_count=None") List, [];
    PacketField ["StrField"] ("name", "default", "pkt_cls") Packet, [];
    PacketLenField ["PacketField"] ("name", "default", "cls", "length_from=None") Packet, [];
    PacketListField ["StrField"] ("name", "default", "pkt_cls=None", "count_from=None", "length_from=None", "next_cls_cb=None", "max_count=None") Packets, [];
    MultipleTypeField ["Field"] ("flds", "dflt") Choice, [];
    ConditionalField ["Field"] ("fld", "cond") Conditional, [];
    Emph ["Field"] ("fld") Emphasised, [];
    MayEnd ["Field"] ("fld") MayEnd, [];
    ActionField ["Field"] ("fld", "action_method", "**kargs") Action, [];
    PadField ["Field"] ("fld", "align", "padwith=None") Pad, [];
    ReversePadField ["PadField"] ("fld", "align", "padwith=None") PadBefore, [];
    TrailerField ["Field"] ("fld") Trailer, [];
    FCSField ["TrailerField"] ("name", "default", "fmt='H'") FrameCheck, [];
}

thread_local! {
    static MADE: Vec<Rc<Class>> = make();
}

fn make() -> Vec<Rc<Class>> {
    let mut made: Vec<Rc<Class>> = Vec::with_capacity(CLASSES.len());
    for class in CLASSES {
        let bases = class
            .bases
            .iter()
            .filter_map(|base| CLASSES.iter().position(|other| other.name == *base))
            .filter_map(|at| made.get(at).cloned())
            .collect();
        let own = Class::native(class.name, bases, &class.init);
        *own.module.borrow_mut() = "scapy.fields".into();
        if class.name == "EnumField" {
            for method in super::field_methods::OF_ENUMS {
                own.attrs
                    .borrow_mut()
                    .set(Symbol::of(method.name), Value::Builtin(method));
            }
        }
        if class.name == "MultiFlagsField" {
            for method in super::field_methods::OF_MULTI_FLAGS {
                own.attrs
                    .borrow_mut()
                    .set(Symbol::of(method.name), Value::Builtin(method));
            }
        }
        if class.name == "UUIDField" {
            for (at, name) in ["FORMAT_BE", "FORMAT_LE", "FORMAT_REV"].iter().enumerate() {
                own.attrs
                    .borrow_mut()
                    .set(Symbol::of(name), Value::Int(at as i64));
            }
        }
        if class.name == "Field" {
            for method in super::field_methods::OF_FIELDS {
                own.attrs
                    .borrow_mut()
                    .set(Symbol::of(method.name), Value::Builtin(method));
            }
            for (name, value) in [
                ("islist", Value::Int(0)),
                ("holds_packets", Value::Int(0)),
                ("ismutable", Value::bool(false)),
                ("isconditional", Value::bool(false)),
            ] {
                own.attrs.borrow_mut().set(Symbol::of(name), value);
            }
        }
        made.push(own);
    }
    made
}

/// The classes by name, for scripts.
pub fn names() -> Vec<(&'static str, Value)> {
    MADE.with(|made| {
        let values = made.iter().map(|class| Value::Class(class.clone()));
        CLASSES.iter().map(|class| class.name).zip(values).collect()
    })
}

/// Whether a class is one of these or derives from one.
pub fn is_field_class(class: &Class) -> bool {
    MADE.with(|made| made.first().is_some_and(|field| class.is_subclass(field)))
}

/// The field of a table that an instance became when it was made.
pub struct Compiled {
    pub field: &'static Field,
}

impl Object for Compiled {
    fn type_name(&self) -> &str {
        "Field"
    }
}

/// What Scapy's `__init__` does: keeps what was given, and makes a field of a table of it.
fn init(interp: &mut Interp, args: &Args, at: usize) -> Result<Value> {
    let class = &CLASSES[at];
    let Value::Instance(instance) = args.at(0) else {
        return Err(Error::type_error(format!("{}() makes a field", class.name)));
    };
    super::guest::learn_once(interp);
    let given = Given::new(class, args);
    for (name, value) in given.named() {
        instance.set(name, value);
    }
    let field = compile::field(interp, class, &given, instance)?;
    let field = lasting::value(field);
    instance.inner.replace(Value::object(Compiled { field }));
    compile::describe(interp, instance, field)?;
    let own = super::rules::Methods::of(instance);
    if (own.any2i || own.h2i)
        && let Some(default) = given.get("default")
    {
        // As in Scapy: a default is understood as any other value is.
        let handed = [Value::None, default.clone()];
        let understood = interp.call_method(args.at(0), "any2i", &handed)?;
        instance.set("default", understood);
    }
    Ok(Value::None)
}

/// The field of a table that a value of a script stands for: an instance of one of the classes, or
/// `IP.ttl`.
pub fn field_value(interp: &mut Interp, value: &Value) -> Result<&'static Field> {
    if let Some(of) = value.downcast::<crate::eval::packets::FieldOf>() {
        return Ok(&of.proto.fields[of.index]);
    }
    let Value::Instance(instance) = value else {
        let name = interp.type_name(value);
        return Err(Error::type_error(format!("a field is needed, not {name}")));
    };
    let inner = instance.inner.borrow().clone();
    let Some(compiled) = inner.downcast::<Compiled>() else {
        let name = instance.class.name();
        return Err(
            Error::type_error(format!("{name} is a field without a name")).help(
                "its __init__ calls the __init__ of the class that it derives from, with name and default",
            ),
        );
    };
    compile::of_instance(interp, instance, compiled.field)
}

/// The instance's own table field, for its methods.
pub fn compiled(instance: &Instance) -> Option<&'static Field> {
    let inner = instance.inner.borrow();
    inner.downcast::<Compiled>().map(|compiled| compiled.field)
}
