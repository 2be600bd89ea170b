//! The information elements of GTP version 2. 3GPP TS 29.274 section 8.

use super::data::gtp_names;
use super::field::{
    Adjust, Auto, Datum, Field, Kind, Length, Preset, Ruling, When, bits, ip4, ip6, octets,
    recoded, u8, u16, u24, u32,
};
use super::gtp_ies::{MCC, MNC, access_point, longer, not_zero, tbcd};
use super::gtp_v2::{self, unsaid_length};
use super::{Around, PayloadLen, Proto, gtp_ies, gtp_v2_pco as pco};
use crate::joined;

const fn element(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&gtp_ies::IE_BASE),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

/// What an element of this type begins with.
const fn head(kind: i64) -> [Field; 4] {
    [
        u8("ietype").names(&gtp_names::ELEMENTS_V2).default(kind),
        LENGTH,
        bits("CR_flag", 4),
        bits("instance", 4),
    ]
}

/// What an element counts of itself.
const LENGTH: Field = u16("length")
    .preset(Preset::None)
    .auto(Auto::HeaderLenBy(Adjust::by(gtp_ies::own_len)))
    .class("ShortField");

/// One octet of flags, which is there if the element is longer than so many.
const fn indications<const BEFORE: i64>(names: [&'static str; 8]) -> [Field; 8] {
    let mut flags = [bits("", 1).when(When::Test(longer::<BEFORE>)); 8];
    let mut at = 0;
    while at < flags.len() {
        flags[at].name = names[at];
        at += 1;
    }
    flags
}

/// A place in which the user is.
const fn place(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&ULI_FIELD),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

pub static IE_IP_ADDRESS: Proto = Proto {
    example: r#"IE_IP_Address(length=4, address="10.0.0.1")"#,
    finish: Some(put_address_len),
    ..element(
        "IE_IP_Address",
        "IE IP Address",
        &[
            u8("ietype").names(&gtp_names::ELEMENTS_V2).default(74),
            u16("length").preset(Preset::None),
            bits("CR_flag", 4),
            bits("instance", 4),
            ip4("address")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::In("length", &[4])),
            ip6("address6")
                .preset(Preset::None)
                .when(When::In("length", &[16])),
        ],
    )
};

pub static IE_MEI: Proto = element(
    "IE_MEI",
    "IE MEI",
    joined![
        head(75),
        [recoded(&tbcd(
            "MEI",
            Length::From("length", 0),
            b"175675478970685"
        ))],
    ],
);

pub static IE_EPS_BEARER_ID: Proto = element(
    "IE_EPSBearerID",
    "IE EPS Bearer ID",
    joined![head(73), [u8("EBI")]],
);

pub static IE_RAT: Proto = element(
    "IE_RAT",
    "IE RAT",
    joined![
        head(82),
        [u8("RAT_type")
            .names(&gtp_names::RADIO_V2)
            .preset(Preset::None)],
    ],
);

pub static IE_SERVING_NETWORK: Proto = element(
    "IE_ServingNetwork",
    "IE Serving Network",
    joined![head(83), [MCC, MNC]],
);

pub static ULI_FIELD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("ULI_Field", "ULI_Field", &[])
};

pub static ULI_CGI: Proto = place(
    "ULI_CGI",
    "Cell Global Identifier",
    &[MCC, MNC, u16("LAC"), u16("CI")],
);

pub static ULI_SAI: Proto = place(
    "ULI_SAI",
    "Service Area Identity",
    &[MCC, MNC, u16("LAC"), u16("SAC")],
);

pub static ULI_RAI: Proto = place(
    "ULI_RAI",
    "Routing Area Identity",
    &[MCC, MNC, u16("LAC"), u16("RAC")],
);

pub static ULI_TAI: Proto = place("ULI_TAI", "Tracking Area Identity", &[MCC, MNC, u16("TAC")]);

pub static ULI_ECGI: Proto = place(
    "ULI_ECGI",
    "E-UTRAN Cell Global Identifier",
    &[MCC, MNC, bits("SPARE", 4), bits("ECI", 28)],
);

pub static ULI_LAI: Proto = place(
    "ULI_LAI",
    "Location Area Identifier",
    &[MCC, MNC, u16("LAC")],
);

pub static IE_ULI: Proto = element(
    "IE_ULI",
    "IE User Location Information",
    joined![
        head(86),
        [
            bits("SPARE", 2),
            bits("LAI_Present", 1),
            bits("ECGI_Present", 1),
            bits("TAI_Present", 1),
            bits("RAI_Present", 1),
            bits("SAI_Present", 1),
            bits("CGI_Present", 1),
            Field::new("CGI", Kind::Packet(&ULI_CGI), 0)
                .default(0)
                .when(not_zero("CGI_Present")),
            Field::new("SAI", Kind::Packet(&ULI_SAI), 0)
                .default(0)
                .when(not_zero("SAI_Present")),
            Field::new("RAI", Kind::Packet(&ULI_RAI), 0)
                .default(0)
                .when(not_zero("RAI_Present")),
            Field::new("TAI", Kind::Packet(&ULI_TAI), 0)
                .default(0)
                .when(not_zero("TAI_Present")),
            Field::new("ECGI", Kind::Packet(&ULI_ECGI), 0)
                .default(0)
                .when(not_zero("ECGI_Present")),
            Field::new("LAI", Kind::Packet(&ULI_LAI), 0)
                .default(0)
                .when(not_zero("LAI_Present")),
        ],
    ],
);

pub static IE_ULI_TIMESTAMP: Proto = element(
    "IE_ULI_Timestamp",
    "IE ULI Timestamp",
    joined![head(170), [u32("timestamp").hex()]],
);

pub static IE_UCI: Proto = element(
    "IE_UCI",
    "IE UCI",
    joined![
        head(145),
        [
            MCC,
            MNC,
            bits("SPARE1", 5),
            bits("CSG_ID", 27),
            bits("AccessMode", 2),
            bits("SPARE2", 4),
            bits("LCSG", 1),
            bits("CMI", 1),
        ],
    ],
);

pub static IE_FTEID: Proto = element(
    "IE_FTEID",
    "IE F-TEID",
    joined![
        head(87),
        [
            bits("ipv4_present", 1),
            bits("ipv6_present", 1),
            bits("InterfaceType", 6).names(&gtp_names::INTERFACES),
            u32("GRE_Key").hex(),
            ip4("ipv4")
                .preset(Preset::Dice("RandIP", &[]))
                .when(not_zero("ipv4_present")),
            bits("ipv6", 128)
                .hex()
                .text("2001::")
                .when(not_zero("ipv6_present")),
        ],
    ],
);

pub static IE_BEARER_CONTEXT: Proto = element(
    "IE_BearerContext",
    "IE Bearer Context",
    joined![head(93), [gtp_v2::ELEMENTS.length_from("length")]],
);

pub static IE_BEARER_FLAGS: Proto = element(
    "IE_BearerFlags",
    "IE Bearer Flags",
    joined![
        head(97),
        [
            bits("SPARE", 4),
            bits("ASI", 1),
            bits("Vind", 1),
            bits("VB", 1),
            bits("PPC", 1),
        ],
    ],
);

pub static IE_MM_CONTEXT_EPS: Proto = Proto {
    example: r#"IE_MMContext_EPS(length=40)"#,
    check: Some(unsaid_length),
    ..element(
        "IE_MMContext_EPS",
        "IE MM Context (EPS Security Context and Quadruplets)",
        joined![
            head(107),
            [
                bits("Sec_Mode", 3),
                bits("Nhi", 1),
                bits("Drxi", 1),
                bits("Ksi", 3),
                bits("Num_quint", 3),
                bits("Num_Quad", 3),
                bits("Uambri", 1),
                bits("Osci", 1),
                bits("Sambri", 1),
                bits("Nas_algo", 3),
                bits("Nas_cipher", 4),
                u24("Nas_dl_count"),
                u24("Nas_ul_count"),
                bits("Kasme", 256),
                octets("fields")
                    .length(Length::From("length", -41))
                    .when(When::Test(longer::<40>)),
            ],
        ],
    )
};

pub static IE_PDN_CONNECTION: Proto = element(
    "IE_PDNConnection",
    "IE PDN Connection",
    joined![head(109), [gtp_v2::ELEMENTS.length_from("length")]],
);

pub static IE_FQDN: Proto = element(
    "IE_FQDN",
    "IE FQDN",
    joined![
        head(136),
        [Field::new("fqdn", Kind::Ruled(&FQDN), 0)
            .preset(Preset::Octets(b""))
            .class("FQDNField")],
    ],
);

pub static IE_NOT_IMPLEMENTED_TLV: Proto = element(
    "IE_NotImplementedTLV",
    "IE not implemented",
    joined![head(0), [octets("data").length_from("length")]],
);

pub static IE_IMSI: Proto = element(
    "IE_IMSI",
    "IE IMSI",
    joined![
        head(1),
        [recoded(&tbcd(
            "IMSI",
            Length::From("length", 0),
            b"33607080910"
        ))],
    ],
);

pub static IE_CAUSE: Proto = element(
    "IE_Cause",
    "IE Cause",
    joined![
        head(2),
        [
            u8("Cause").names(&gtp_names::CAUSES_V2).default(1),
            bits("SPARE", 5),
            bits("PCE", 1),
            bits("BCE", 1),
            bits("CS", 1),
        ],
    ],
);

pub static IE_RECOVERY_RESTART: Proto = element(
    "IE_RecoveryRestart",
    "IE Recovery Restart",
    joined![head(3), [u8("restart_counter")]],
);

pub static IE_APN: Proto = element(
    "IE_APN",
    "IE APN",
    joined![head(71), [recoded(&access_point(b"internet"))]],
);

pub static IE_BEARER_TFT: Proto = element(
    "IE_BearerTFT",
    "IE Bearer TFT",
    joined![head(84), [octets("Bearer_TFT").length_from("length")]],
);

pub static IE_AMBR: Proto = element(
    "IE_AMBR",
    "IE AMBR",
    joined![head(72), [u32("AMBR_Uplink"), u32("AMBR_Downlink")]],
);

pub static IE_MSISDN: Proto = element(
    "IE_MSISDN",
    "IE MSISDN",
    joined![
        head(76),
        [recoded(&tbcd(
            "digits",
            Length::From("length", 0),
            b"33123456789"
        ))],
    ],
);

pub static IE_INDICATION: Proto = Proto {
    example: r#"IE_Indication(length=2, DAF=1)"#,
    check: Some(unsaid_length),
    ..element(
        "IE_Indication",
        "IE Indication",
        joined![
            head(77),
            indications::<0>(["DAF", "DTF", "HI", "DFI", "OI", "ISRSI", "ISRAI", "SGWCI"]),
            indications::<1>(["SQCI", "UIMSI", "CFSI", "CRSI", "PS", "PT", "SI", "MSV"]),
            indications::<2>([
                "RetLoc", "PBIC", "SRNI", "S6AF", "S4AF", "MBMDT", "ISRAU", "CCRSI"
            ]),
            indications::<3>([
                "CPRAI", "ARRL", "PPOFF", "PPON", "PPSI", "CSFBI", "CLII", "CPSR"
            ]),
            indications::<4>([
                "NSI", "UASI", "DTCI", "BDWI", "PSCI", "PCRI", "AOSI", "AOPI"
            ]),
            indications::<5>([
                "ROAAI", "EPCOSI", "CPOPCI", "PMTSMI", "S11TF", "PNSI", "UNACCSI", "WPMSI"
            ]),
            indications::<6>([
                "_5GSNN26", "REPREFI", "_5GSIWKI", "EEVRSI", "LTEMUI", "LTEMPI", "ENBCRSI",
                "TSPCMI"
            ]),
            indications::<7>([
                "SPARE1", "SPARE2", "SPARE3", "N5GNMI", "_5GCNRS", "_5GCNRI", "_5SRHOI", "ETHPDN"
            ]),
        ],
    )
};

pub static IE_PCO: Proto = element(
    "IE_PCO",
    "IE Protocol Configuration Options",
    joined![head(78), pco::configuration("Extension")],
);

pub static IE_EPCO: Proto = element(
    "IE_EPCO",
    "IE Extended Protocol Configuration Options",
    joined![head(197), pco::configuration("Extension")],
);

pub static IE_APCO: Proto = element(
    "IE_APCO",
    "IE Additional Protocol Configuration Options",
    joined![head(163), pco::configuration("extension")],
);

pub static IE_PAA: Proto = element(
    "IE_PAA",
    "IE PAA",
    joined![
        head(79),
        [
            bits("SPARE", 5),
            bits("PDN_type", 3)
                .names(&gtp_names::PDN_TYPES)
                .preset(Preset::None),
            u8("ipv6_prefix_length")
                .default(8)
                .when(When::In("PDN_type", &[2, 3])),
            bits("ipv6", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::In("PDN_type", &[2, 3])),
            ip4("ipv4").default(0).when(When::In("PDN_type", &[1, 3])),
        ],
    ],
);

pub static IE_BEARER_QOS: Proto = element(
    "IE_Bearer_QoS",
    "IE Bearer Quality of Service",
    joined![
        head(80),
        [
            bits("SPARE1", 1),
            bits("PCI", 1),
            bits("PriorityLevel", 4),
            bits("SPARE2", 1),
            bits("PVI", 1),
            u8("QCI"),
            bits("MaxBitRateForUplink", 40),
            bits("MaxBitRateForDownlink", 40),
            bits("GuaranteedBitRateForUplink", 40),
            bits("GuaranteedBitRateForDownlink", 40),
        ],
    ],
);

pub static IE_CHARGING_ID: Proto = element(
    "IE_ChargingID",
    "IE Charging ID",
    joined![head(94), [u32("ChargingID")]],
);

pub static IE_CHARGING_CHARACTERISTICS: Proto = Proto {
    renamed: &[("ChargingCharacteristric", "ChargingCharacteristic")],
    ..element(
        "IE_ChargingCharacteristics",
        "IE Charging Characteristics",
        joined![head(95), [u16("ChargingCharacteristic").hex()]],
    )
};

pub static IE_PDN_TYPE: Proto = element(
    "IE_PDN_type",
    "IE PDN Type",
    joined![
        head(99),
        [
            bits("SPARE", 5),
            bits("PDN_type", 3)
                .names(&gtp_names::PDN_TYPES)
                .preset(Preset::None),
        ],
    ],
);

pub static IE_UE_TIMEZONE: Proto = element(
    "IE_UE_Timezone",
    "IE UE Time zone",
    joined![head(114), [u8("Timezone"), u8("DST")]],
);

pub static IE_PORT_NUMBER: Proto = element(
    "IE_Port_Number",
    "IE Port Number",
    joined![
        head(126),
        [u16("PortNumber").preset(Preset::Dice("RandShort", &[]))],
    ],
);

pub static IE_APN_RESTRICTION: Proto = element(
    "IE_APN_Restriction",
    "IE APN Restriction",
    joined![head(127), [u8("APN_Restriction")]],
);

pub static IE_SELECTION_MODE: Proto = element(
    "IE_SelectionMode",
    "IE Selection Mode",
    joined![head(128), [bits("SPARE", 6), bits("SelectionMode", 2)]],
);

pub static IE_MMBR: Proto = element(
    "IE_MMBR",
    "IE Max MBR/APN-AMBR (MMBR)",
    joined![head(161), [u32("uplink_rate"), u32("downlink_rate")]],
);

pub static IE_UPF_SEL_IND_FLAGS: Proto = element(
    "IE_UPF_SelInd_Flags",
    "IE UP Function Selection Indication Flags",
    joined![head(202), [bits("SPARE", 7), bits("DCNR", 1)]],
);

pub static IE_FQCSID: Proto = element(
    "IE_FQCSID",
    "IE FQ-CSID",
    joined![
        head(132),
        [
            bits("nodeid_type", 4),
            bits("num_csid", 4),
            ip4("nodeid_v4")
                .default(0)
                .when(When::In("nodeid_type", &[0])),
            bits("nodeid_v6", 128)
                .hex()
                .text("2001:db8:0:42::")
                .when(When::In("nodeid_type", &[1])),
            bits("nodeid_nonip", 32).when(When::In("nodeid_type", &[2])),
            u16("csid"),
        ],
    ],
);

pub static IE_RAN_NAS_CAUSE: Proto = element(
    "IE_Ran_Nas_Cause",
    "IE RAN/NAS Cause",
    joined![
        head(172),
        [
            bits("protocol_type", 4),
            bits("cause_type", 4),
            u8("cause_value"),
        ],
    ],
);

pub static IE_PRIVATE_EXTENSION: Proto = element(
    "IE_PrivateExtension",
    "Private Extension",
    &[
        u8("ietype").names(&gtp_names::ELEMENTS_V2).default(255),
        LENGTH,
        bits("SPARE", 4),
        bits("instance", 4),
        u16("enterprisenum")
            .names(&gtp_names::ENTERPRISES)
            .preset(Preset::None),
        octets("proprietaryvalue").length(Length::From("length", -2)),
    ],
);

/// The element of this type.
pub(super) fn of(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        1 => &IE_IMSI,
        2 => &IE_CAUSE,
        3 => &IE_RECOVERY_RESTART,
        71 => &IE_APN,
        72 => &IE_AMBR,
        73 => &IE_EPS_BEARER_ID,
        74 => &IE_IP_ADDRESS,
        75 => &IE_MEI,
        76 => &IE_MSISDN,
        77 => &IE_INDICATION,
        78 => &IE_PCO,
        79 => &IE_PAA,
        80 => &IE_BEARER_QOS,
        82 => &IE_RAT,
        83 => &IE_SERVING_NETWORK,
        84 => &IE_BEARER_TFT,
        86 => &IE_ULI,
        87 => &IE_FTEID,
        93 => &IE_BEARER_CONTEXT,
        94 => &IE_CHARGING_ID,
        95 => &IE_CHARGING_CHARACTERISTICS,
        97 => &IE_BEARER_FLAGS,
        99 => &IE_PDN_TYPE,
        107 => &IE_MM_CONTEXT_EPS,
        109 => &IE_PDN_CONNECTION,
        114 => &IE_UE_TIMEZONE,
        126 => &IE_PORT_NUMBER,
        127 => &IE_APN_RESTRICTION,
        128 => &IE_SELECTION_MODE,
        132 => &IE_FQCSID,
        136 => &IE_FQDN,
        145 => &IE_UCI,
        161 => &IE_MMBR,
        163 => &IE_APCO,
        170 => &IE_ULI_TIMESTAMP,
        172 => &IE_RAN_NAS_CAUSE,
        197 => &IE_EPCO,
        202 => &IE_UPF_SEL_IND_FLAGS,
        255 => &IE_PRIVATE_EXTENSION,
        129.. => &IE_NOT_IMPLEMENTED_TLV,
        _ => return None,
    })
}

/// As in Scapy, one octet is replaced by the two of the length.
fn put_address_len(element: &dyn Around, _: usize, octets: &mut Vec<u8>) {
    if element.int("length").is_none() {
        let known = !element.text("address6").starts_with("None");
        octets.splice(1..2, [0, if known { 16 } else { 4 }]);
    }
}

/// A domain name without the root. 3GPP TS 29.244 section 8.66.
static FQDN: Ruling = Ruling {
    list: false,
    read: |element, octets| {
        let length = usize::try_from(element.int("length")?).ok()?;
        let piece = &octets[..length.min(octets.len())];
        let mut name = Vec::new();
        let mut at = 0;
        while let Some(count) = piece.get(at) {
            at += 1;
            match count {
                0 => break,
                // A pointer, which cannot be followed here.
                0x40.. if at < piece.len() => return None,
                0x40.. => at += 1,
                count => {
                    let end = (at + usize::from(*count)).min(piece.len());
                    name.extend_from_slice(&piece[at.min(end)..end]);
                    name.push(b'.');
                    at += usize::from(*count);
                }
            }
        }
        name.pop();
        Some((Datum::Octets(name), at.min(piece.len())))
    },
    write: |_, name| {
        let name = match name {
            Datum::Octets(octets) => octets.as_slice(),
            Datum::Text(text) => text.as_bytes(),
            _ => return None,
        };
        let label = |label: &[u8]| {
            let label = &label[..label.len().min(63)];
            [&[label.len() as u8], label].concat()
        };
        Some(name.split(|octet| *octet == b'.').flat_map(label).collect())
    },
    size: |_| 0,
};
