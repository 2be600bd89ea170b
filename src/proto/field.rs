//! The one field type. A protocol is a list of these; build, dissect, print, complete and
//! document read them.

mod around;
mod auto;
mod datum;
mod display;
mod extent;
mod kind;
mod making;
mod parts;
mod preset;

use super::asn1::{Of, Several};

pub use self::around::Around;
pub use self::auto::{Adjust, AdjustRule, Auto, Cover, PAYLOAD, Reach};
pub use self::datum::Datum;
pub use self::display::{Display, FlagEntry, MadeNames, Naming, RemarkRule};
pub use self::extent::{Absent, Length, Swap, When};
pub use self::kind::{
    AfterRule, AmongRule, Attribute, Choice, Clock, Code, DatumRule, Element, Family, Kind,
    NodeData, Options, Padded, Recoding, Rendering, Ruling, Scale, Shape, SizedRule, Spelling,
    SplitRule, Test, UuidForm, attribute,
};
pub use self::making::{
    bits, choice, computed, ip4, ip6, list, mac, octets, packet, packets, padded, recoded, u8, u16,
    u24, u32, u64,
};
pub use self::parts::{Part, Parts, Told, ToldRule, part};
pub use self::preset::Preset;

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
