//! Which native types are kinds of which, by the names that Scapy gives their classes.

/// A type and the one that it derives from.
const PARENTS: &[(&str, &str)] = &[
    ("ARPingResult", "SndRcvList"),
    ("IncrementalValue", "VolatileValue"),
    ("CorruptedBits", "CorruptedBytes"),
    ("CorruptedBytes", "VolatileValue"),
    ("DelayedEval", "VolatileValue"),
    ("AutoTime", "RandField"),
    ("GeneralizedTime", "AutoTime"),
    ("IntAutoTime", "AutoTime"),
    ("ZuluTime", "AutoTime"),
    ("Net6", "Net"),
    ("PcapReader", "RawPcapReader"),
    ("PcapNgReader", "PcapReader"),
    ("RawPcapNgReader", "RawPcapReader"),
    ("PcapWriter", "RawPcapWriter"),
    ("RandBin", "RandField"),
    ("RandBinFloat", "RandFloat"),
    ("RandChoice", "RandField"),
    ("RandDHCPOptions", "RandField"),
    ("RandEnum", "RandNum"),
    ("RandEnumKeys", "RandEnum"),
    ("RandField", "VolatileValue"),
    ("RandFloat", "RandField"),
    ("RandIP", "RandField"),
    ("RandIP6", "RandField"),
    ("RandMAC", "RandField"),
    ("RandNum", "RandField"),
    ("RandNumExpo", "RandNum"),
    ("RandNumGamma", "RandNum"),
    ("RandNumGauss", "RandNum"),
    ("RandOID", "RandField"),
    ("RandPool", "RandField"),
    ("RandRegExp", "RandField"),
    ("RandSingNum", "RandSingularity"),
    ("RandSingString", "RandSingularity"),
    ("RandSingularity", "RandChoice"),
    ("RandString", "RandField"),
    ("RandTCPOptions", "VolatileValue"),
    ("RandTermString", "RandBin"),
    ("RandUUID", "RandField"),
    ("TracerouteResult", "SndRcvList"),
];

/// The families whose members all derive from one type: `RandEnumShort` from `RandEnum`.
const FAMILIES: &[(&str, &str)] = &[
    ("RandEnum", "RandEnum"),
    ("RandSing", "RandSingNum"),
    ("Rand", "RandNum"),
];

const WIDTHS: &[&str] = &[
    "Byte", "SByte", "Short", "SShort", "Int", "SInt", "Long", "SLong",
];

fn parent(name: &str) -> Option<&'static str> {
    if let Some((_, parent)) = PARENTS.iter().find(|(own, _)| *own == name) {
        return Some(parent);
    }
    let member = |(family, _): &&(&str, &str)| {
        name.strip_prefix(family)
            .is_some_and(|width| WIDTHS.contains(&width))
    };
    let family = FAMILIES.iter().find(member).map(|(_, parent)| *parent);
    family.or_else(|| {
        let parent = crate::proto::asn1::by_name(name)?.parent;
        (!parent.is_empty()).then_some(parent)
    })
}

/// Whether the type `name` is the type `class` or derives from it.
pub fn is_kind_of(name: &str, class: &str) -> bool {
    let mut own = Some(name);
    while let Some(name) = own {
        if name == class {
            return true;
        }
        own = parent(name);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_kind_of;

    #[test]
    fn kinds_derive_as_in_scapy() {
        assert!(is_kind_of("RandEnumSLong", "RandEnum"));
        assert!(is_kind_of("RandEnumSLong", "RandNum"));
        assert!(is_kind_of("RandShort", "VolatileValue"));
        assert!(is_kind_of("RandSingInt", "RandChoice"));
        assert!(!is_kind_of("RandIP", "RandNum"));
        assert!(!is_kind_of("SndRcvList", "PacketList"));
    }
}
