//! The information elements of GTP version 1. 3GPP TS 29.060 section 7.7.

use super::data::gtp_names;
use super::field::{
    Adjust, Auto, Field, Length, Preset, Recoding, When, bits, ip4, ip6, list, octets, recoded, u8,
    u16, u32,
};
use super::names::FlagNames;
use super::raw::PADDING;
use super::refusal::Refusal;
use super::{Around, PayloadLen, Proto, Sends};
use crate::joined;

const fn element(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&IE_BASE),
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

const fn kind(number: i64) -> Field {
    u8("ietype").names(&gtp_names::ELEMENTS).default(number)
}

/// What an element of this type begins with if it says its length.
const fn long_head(number: i64, length: Field) -> [Field; 2] {
    [kind(number), length]
}

/// What an element counts of itself.
const LENGTH: Field = u16("length")
    .preset(Preset::None)
    .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
    .class("ShortField");

/// The octets behind the head, without padding.
const WHOLE_LENGTH: Field = LENGTH.auto(Auto::HeaderLenBy(Adjust::plus(-3)));

/// The code of the country and of the network. 3GPP TS 23.003 section 2.2.
pub(super) const MCC: Field = recoded(&tbcd("MCC", Length::Octets(2), b""));
pub(super) const MNC: Field = recoded(&tbcd("MNC", Length::Octets(1), b""));

/// Digits, two to an octet.
pub(super) const fn tbcd(name: &'static str, length: Length, preset: &'static [u8]) -> Recoding {
    Recoding {
        field: octets(name)
            .fixed()
            .length(length)
            .preset(Preset::Octets(preset))
            .class("TBCDByteField"),
        read: |_, octets| Some(digits(octets)),
        write: |_, digits| codes(digits),
    }
}

/// The name of an access point. 3GPP TS 23.003 section 9.1.
pub(super) const fn access_point(preset: &'static [u8]) -> Recoding {
    Recoding {
        field: octets("APN")
            .length(Length::From("length", 0))
            .preset(Preset::Octets(preset))
            .class("APNStrLenField"),
        read: |_, octets| Some(joined(octets)),
        write: |_, name| labels(name),
    }
}

/// Whether the element has more octets than so many.
pub(super) fn longer<const OCTETS: i64>(element: &dyn Around) -> bool {
    element.int("length").is_some_and(|length| length > OCTETS)
}

/// When another field is not zero.
pub(super) const fn not_zero(field: &'static str) -> When {
    When::Bits(field, !0)
}

pub static IE_BASE: Proto = Proto {
    example: r#"GTPEchoResponse(IE_list=[IE_Recovery()])"#,
    check: Some(no_length),
    payload_len: PayloadLen::Nothing,
    ..Proto::new("IE_Base", "IE_Base", &[])
};

pub static IE_CAUSE: Proto = element(
    "IE_Cause",
    "Cause",
    &[
        kind(1),
        u8("CauseValue")
            .names(&gtp_names::CAUSES)
            .preset(Preset::None),
    ],
);

pub static IE_IMSI: Proto = Proto {
    example: r#"IE_IMSI(imsi="262019876543210")"#,
    ..element(
        "IE_IMSI",
        "IMSI - Subscriber identity of the MS",
        &[
            kind(2),
            recoded(&tbcd("imsi", Length::Octets(8), b"640865532228085")),
        ],
    )
};

pub static IE_ROUTING: Proto = element(
    "IE_Routing",
    "Routing Area Identity",
    &[
        kind(3),
        MCC,
        MNC,
        u16("LAC").preset(Preset::None),
        u8("RAC").preset(Preset::None),
    ],
);

pub static IE_REORDERING_REQUIRED: Proto = element(
    "IE_ReorderingRequired",
    "Recovery",
    &[
        kind(8),
        u8("reordering_required")
            .names(&gtp_names::TRUTH)
            .default(254),
    ],
);

pub static IE_RECOVERY: Proto = element(
    "IE_Recovery",
    "Recovery",
    &[kind(14), u8("restart_counter").default(24)],
);

pub static IE_SELECTION_MODE: Proto = element(
    "IE_SelectionMode",
    "Selection Mode",
    &[
        kind(15),
        bits("SelectionMode", 8)
            .names(&gtp_names::SELECTION_MODES)
            .default(11_111_100),
    ],
);

pub static IE_TEIDI: Proto = element(
    "IE_TEIDI",
    "Tunnel Endpoint Identifier Data",
    &[
        kind(16),
        u32("TEIDI").hex().preset(Preset::Dice("RandInt", &[])),
    ],
);

pub static IE_TEICP: Proto = element(
    "IE_TEICP",
    "Tunnel Endpoint Identifier Control Plane",
    &[
        kind(17),
        u32("TEICI").hex().preset(Preset::Dice("RandInt", &[])),
    ],
);

pub static IE_TEARDOWN: Proto = element(
    "IE_Teardown",
    "Teardown Indicator",
    &[
        kind(19),
        u8("indicator").names(&gtp_names::TRUTH).default(255),
    ],
);

pub static IE_NSAPI: Proto = element(
    "IE_NSAPI",
    "NSAPI",
    &[
        kind(20),
        bits("sparebits", 4).hex(),
        bits("NSAPI", 4)
            .hex()
            .preset(Preset::Dice("RandNum", &[0, 15])),
    ],
);

pub static IE_CHARGING_CHARACTERISTICS: Proto = element(
    "IE_ChargingCharacteristics",
    "Charging Characteristics",
    &[
        kind(26),
        bits("Ch_ChSpare", 4).hex().preset(Preset::None),
        bits("normal_charging", 1).hex().preset(Preset::None),
        bits("prepaid_charging", 1).hex().preset(Preset::None),
        bits("flat_rate_charging", 1).hex().preset(Preset::None),
        bits("hot_billing_charging", 1).hex().preset(Preset::None),
        bits("Ch_ChReserved", 8).hex(),
    ],
);

pub static IE_TRACE_REFERENCE: Proto = element(
    "IE_TraceReference",
    "Trace Reference",
    &[
        kind(27),
        bits("Trace_reference", 16).hex().preset(Preset::None),
    ],
);

pub static IE_TRACE_TYPE: Proto = element(
    "IE_TraceType",
    "Trace Type",
    &[kind(28), bits("Trace_type", 16).hex().preset(Preset::None)],
);

pub static IE_CHARGING_ID: Proto = element(
    "IE_ChargingId",
    "Charging ID",
    &[
        kind(127),
        u32("Charging_id")
            .hex()
            .preset(Preset::Dice("RandInt", &[])),
    ],
);

pub static IE_END_USER_ADDRESS: Proto = element(
    "IE_EndUserAddress",
    "End User Address",
    joined![
        long_head(128, LENGTH.default(2)),
        [
            bits("SPARE", 4).default(15),
            bits("PDPTypeOrganization", 4).default(1),
            u8("PDPTypeNumber").hex().preset(Preset::None),
            ip4("PDPAddress")
                .preset(Preset::Dice("RandIP", &[]))
                .when(When::In("length", &[6, 22])),
            ip6("IPv6_PDPAddress")
                .text("::1")
                .when(When::In("length", &[18, 22])),
        ],
    ],
);

pub static IE_ACCESS_POINT_NAME: Proto = Proto {
    sends: Sends::Header,
    ..element(
        "IE_AccessPointName",
        "Access Point Name",
        joined![
            long_head(131, WHOLE_LENGTH),
            [recoded(&access_point(b"nternet"))],
        ],
    )
};

pub static IE_PROTOCOL_CONFIGURATION_OPTIONS: Proto = element(
    "IE_ProtocolConfigurationOptions",
    "Protocol Configuration Options",
    joined![
        long_head(132, LENGTH.default(4)),
        [octets("Protocol_Configuration").length_from("length")],
    ],
);

pub static IE_GSN_ADDRESS: Proto = Proto {
    sends: Sends::Header,
    ..element(
        "IE_GSNAddress",
        "GSN Address",
        joined![
            long_head(133, WHOLE_LENGTH),
            [
                ip4("ipv4_address")
                    .preset(Preset::Dice("RandIP", &[]))
                    .when(When::In("length", &[4])),
                ip6("ipv6_address")
                    .text("::1")
                    .when(When::In("length", &[16])),
            ],
        ],
    )
};

pub static IE_MS_INTERNATIONAL_NUMBER: Proto = Proto {
    example: r#"IE_MSInternationalNumber(length=7, digits="33607080910")"#,
    ..element(
        "IE_MSInternationalNumber",
        "MS International Number",
        joined![
            long_head(134, LENGTH),
            [
                bits("flags", 8)
                    .flags(&FlagNames::Words(&[
                        "Extension",
                        "",
                        "",
                        "International Number",
                        "",
                        "",
                        "",
                        "ISDN numbering",
                    ]))
                    .default(0x91),
                recoded(&Recoding {
                    field: octets("digits")
                        .fixed()
                        .length(Length::From("length", -1))
                        .preset(Preset::Octets(b"33607080910"))
                        .class("TBCDByteField"),
                    read: |_, octets| Some(digits(octets)),
                    write: |ie, digits| coded(ie, digits),
                }),
            ],
        ],
    )
};

pub static QOS_PROFILE: Proto = Proto {
    finish: Some(|profile, header, octets| put_profile_len(profile, header, octets)),
    ..element(
        "QoS_Profile",
        "QoS profile",
        &[
            u8("qos_ei"),
            u8("length").preset(Preset::None),
            bits("spare1", 2).hex(),
            bits("delay_class", 3).hex(),
            bits("reliability_class", 3).hex(),
            bits("peak_troughput", 4).hex(),
            bits("spare2", 1),
            bits("precedence_class", 3).hex(),
            bits("spare3", 3).hex(),
            bits("mean_troughput", 5).hex(),
            bits("traffic_class", 3).hex(),
            bits("delivery_order", 2).hex(),
            bits("delivery_of_err_sdu", 3).hex(),
            u8("max_sdu_size").preset(Preset::None),
            u8("max_bitrate_up").preset(Preset::None),
            u8("max_bitrate_down").preset(Preset::None),
            bits("redidual_ber", 4).hex(),
            bits("sdu_err_ratio", 4).hex(),
            bits("transfer_delay", 5).hex(),
            bits("traffic_handling_prio", 3).hex(),
            u8("guaranteed_bit_rate_up").preset(Preset::None),
            u8("guaranteed_bit_rate_down").preset(Preset::None),
        ],
    )
};

pub static IE_QOS: Proto = element(
    "IE_QoS",
    "QoS",
    joined![
        long_head(135, LENGTH),
        [
            u8("allocation_retention_prioiry").default(1),
            bits("spare1", 2).hex().when(When::Test(longer::<1>)),
            bits("delay_class", 3).hex().when(When::Test(longer::<1>)),
            bits("reliability_class", 3)
                .hex()
                .when(When::Test(longer::<1>)),
            bits("peak_troughput", 4)
                .hex()
                .when(When::Test(longer::<2>)),
            bits("spare2", 1).when(When::Test(longer::<2>)),
            bits("precedence_class", 3)
                .hex()
                .when(When::Test(longer::<2>)),
            bits("spare3", 3).hex().when(When::Test(longer::<3>)),
            bits("mean_troughput", 5)
                .hex()
                .when(When::Test(longer::<3>)),
            bits("traffic_class", 3).hex().when(When::Test(longer::<4>)),
            bits("delivery_order", 2)
                .hex()
                .when(When::Test(longer::<4>)),
            bits("delivery_of_err_sdu", 3)
                .hex()
                .when(When::Test(longer::<4>)),
            u8("max_sdu_size")
                .preset(Preset::None)
                .when(When::Test(longer::<5>)),
            u8("max_bitrate_up")
                .preset(Preset::None)
                .when(When::Test(longer::<6>)),
            u8("max_bitrate_down")
                .preset(Preset::None)
                .when(When::Test(longer::<7>)),
            bits("redidual_ber", 4).hex().when(When::Test(longer::<8>)),
            bits("sdu_err_ratio", 4).hex().when(When::Test(longer::<8>)),
            bits("transfer_delay", 6)
                .hex()
                .when(When::Test(longer::<9>)),
            bits("traffic_handling_prio", 2)
                .hex()
                .when(When::Test(longer::<9>)),
            u8("guaranteed_bit_rate_up")
                .preset(Preset::None)
                .when(When::Test(longer::<10>)),
            u8("guaranteed_bit_rate_down")
                .preset(Preset::None)
                .when(When::Test(longer::<11>)),
            bits("spare4", 3).hex().when(When::Test(longer::<12>)),
            bits("signaling_indication", 1).when(When::Test(longer::<12>)),
            bits("source_stats_desc", 4)
                .hex()
                .when(When::Test(longer::<12>)),
            u8("max_bitrate_down_ext")
                .preset(Preset::None)
                .when(When::Test(longer::<13>)),
            u8("guaranteed_bitrate_down_ext")
                .preset(Preset::None)
                .when(When::Test(longer::<14>)),
            u8("max_bitrate_up_ext")
                .preset(Preset::None)
                .when(When::Test(longer::<15>)),
            u8("guaranteed_bitrate_up_ext")
                .preset(Preset::None)
                .when(When::Test(longer::<16>)),
            u8("max_bitrate_down_ext2")
                .preset(Preset::None)
                .when(When::Test(longer::<17>)),
            u8("guaranteed_bitrate_down_ext2")
                .preset(Preset::None)
                .when(When::Test(longer::<18>)),
            u8("max_bitrate_up_ext2")
                .preset(Preset::None)
                .when(When::Test(longer::<19>)),
            u8("guaranteed_bitrate_up_ext2")
                .preset(Preset::None)
                .when(When::Test(longer::<20>)),
        ],
    ],
);

pub static IE_COMMON_FLAGS: Proto = element(
    "IE_CommonFlags",
    "Common Flags",
    joined![
        long_head(148, LENGTH),
        [
            bits("dual_addr_bearer_fl", 1),
            bits("upgrade_qos_supported", 1),
            bits("nrsn", 1),
            bits("no_qos_nego", 1),
            bits("mbms_cnting_info", 1),
            bits("ran_procedure_ready", 1),
            bits("mbms_service_type", 1),
            bits("prohibit_payload_compression", 1),
        ],
    ],
);

pub static IE_APN_RESTRICTION: Proto = element(
    "IE_APNRestriction",
    "APN Restriction",
    joined![
        long_head(149, LENGTH.default(1)),
        [u8("restriction_type_value")],
    ],
);

pub static IE_RAT_TYPE: Proto = element(
    "IE_RATType",
    "Rat Type",
    joined![
        long_head(151, LENGTH.default(1)),
        [u8("RAT_Type").names(&gtp_names::RADIO).preset(Preset::None)],
    ],
);

pub static IE_USER_LOCATION_INFORMATION: Proto = element(
    "IE_UserLocationInformation",
    "User Location Information",
    joined![
        long_head(152, LENGTH),
        [
            u8("type").default(1),
            MCC,
            MNC,
            u16("LAC").preset(Preset::None),
            u16("SAC").preset(Preset::None),
        ],
    ],
);

pub static IE_MS_TIME_ZONE: Proto = element(
    "IE_MSTimeZone",
    "MS Time Zone",
    joined![
        long_head(153, LENGTH),
        [
            u8("timezone"),
            bits("spare", 6),
            bits("daylight_saving_time", 2).hex(),
        ],
    ],
);

pub static IE_IMEI: Proto = Proto {
    example: r#"IE_IMEI(IMEI="490154203237518")"#,
    ..element(
        "IE_IMEI",
        "IMEI",
        joined![
            long_head(154, LENGTH),
            [recoded(&tbcd("IMEI", Length::From("length", 0), b""))],
        ],
    )
};

pub static IE_MS_INFO_CHANGE_REPORTING_ACTION: Proto = element(
    "IE_MSInfoChangeReportingAction",
    "MS Info Change Reporting Action",
    joined![long_head(181, LENGTH.default(1)), [u8("Action")]],
);

pub static IE_DIRECT_TUNNEL_FLAGS: Proto = element(
    "IE_DirectTunnelFlags",
    "Direct Tunnel Flags",
    joined![
        long_head(182, LENGTH.default(1)),
        [
            bits("spare", 5),
            bits("EI", 1),
            bits("GCSI", 1),
            bits("DTI", 1),
        ],
    ],
);

pub static IE_BEARER_CONTROL_MODE: Proto = element(
    "IE_BearerControlMode",
    "Bearer Control Mode",
    joined![
        long_head(184, LENGTH.default(1)),
        [u8("bearer_control_mode")],
    ],
);

pub static IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY: Proto = element(
    "IE_EvolvedAllocationRetentionPriority",
    "Evolved Allocation/Retention Priority",
    joined![
        long_head(191, LENGTH.default(1)),
        [
            bits("spare1", 1),
            bits("PCI", 1),
            bits("PL", 4).hex(),
            bits("spare2", 1),
            bits("PVI", 1),
        ],
    ],
);

pub static IE_CHARGING_GATEWAY_ADDRESS: Proto = element(
    "IE_CharginGatewayAddress",
    "Charging Gateway Address",
    joined![
        long_head(251, LENGTH.default(4)),
        [
            ip4("ipv4_address")
                .text("127.0.0.1")
                .when(When::In("length", &[4])),
            ip6("ipv6_address")
                .text("::1")
                .when(When::In("length", &[16])),
        ],
    ],
);

pub static IE_PRIVATE_EXTENSION: Proto = element(
    "IE_PrivateExtension",
    "Private Extension",
    joined![
        long_head(255, LENGTH.default(1)),
        [
            u8("extension_identifier"),
            octets("extention_value").length_from("length"),
        ],
    ],
);

pub static IE_EXTENSION_HEADER_LIST: Proto = element(
    "IE_ExtensionHeaderList",
    "Extension Header List",
    joined![
        long_head(
            141,
            u16("length")
                .preset(Preset::None)
                .auto(Auto::HeaderLenBy(Adjust::by(own_len)))
                .class("FieldLenField")
        ),
        [list("extension_headers", &EXTENSION_TYPE).preset(Preset::Ints(&[64, 192]))],
    ],
);

pub static IE_NOT_IMPLEMENTED_TLV: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IE_NotImplementedTLV",
        "IE not implemented",
        &[
            u8("ietype").names(&gtp_names::ELEMENTS),
            u16("length").preset(Preset::None),
            octets("data").length_from("length"),
        ],
    )
};

static EXTENSION_TYPE: Field = u8("");

/// The octets of an element behind its head, padding included.
pub(super) fn own_len(element: &dyn Around, header: i64) -> Option<i64> {
    let padded = element.upper().is_some_and(|upper| upper.is(&PADDING));
    let padding = padded.then(|| element.octets_above(&PADDING)).flatten();
    Some(header - 4 + padding.map_or(0, |padding| padding.len() as i64))
}

/// What has no field for its length cannot be built.
pub(super) fn no_length(layer: &dyn Around) -> Option<Refusal> {
    let made = layer.original_len() == 0;
    made.then(|| "it has no field for its length".to_string().into())
}

/// As in Scapy, the length takes two octets, of which the second one is another field's.
fn put_profile_len(profile: &dyn Around, header: usize, octets: &mut [u8]) {
    if let (None, [_, high, low, ..]) = (profile.int("length"), octets) {
        [*high, *low] = (header.saturating_sub(4) as u16).to_be_bytes();
    }
}

/// The element of this type.
pub(super) fn of(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets.first()? {
        1 => &IE_CAUSE,
        2 => &IE_IMSI,
        3 => &IE_ROUTING,
        8 => &IE_REORDERING_REQUIRED,
        14 => &IE_RECOVERY,
        15 => &IE_SELECTION_MODE,
        16 => &IE_TEIDI,
        17 => &IE_TEICP,
        19 => &IE_TEARDOWN,
        20 => &IE_NSAPI,
        26 => &IE_CHARGING_CHARACTERISTICS,
        27 => &IE_TRACE_REFERENCE,
        28 => &IE_TRACE_TYPE,
        127 => &IE_CHARGING_ID,
        128 => &IE_END_USER_ADDRESS,
        131 => &IE_ACCESS_POINT_NAME,
        132 => &IE_PROTOCOL_CONFIGURATION_OPTIONS,
        133 => &IE_GSN_ADDRESS,
        134 => &IE_MS_INTERNATIONAL_NUMBER,
        135 => &IE_QOS,
        141 => &IE_EXTENSION_HEADER_LIST,
        148 => &IE_COMMON_FLAGS,
        149 => &IE_APN_RESTRICTION,
        151 => &IE_RAT_TYPE,
        152 => &IE_USER_LOCATION_INFORMATION,
        153 => &IE_MS_TIME_ZONE,
        154 => &IE_IMEI,
        181 => &IE_MS_INFO_CHANGE_REPORTING_ACTION,
        182 => &IE_DIRECT_TUNNEL_FLAGS,
        184 => &IE_BEARER_CONTROL_MODE,
        191 => &IE_EVOLVED_ALLOCATION_RETENTION_PRIORITY,
        251 => &IE_CHARGING_GATEWAY_ADDRESS,
        255 => &IE_PRIVATE_EXTENSION,
        128.. => &IE_NOT_IMPLEMENTED_TLV,
        _ => return None,
    })
}

/// Digits, two to an octet, the first one in the lower half. 3GPP TS 29.002, TBCD-STRING.
pub(super) fn digits(octets: &[u8]) -> Vec<u8> {
    let digit = |half: u8| b"0123456789*#abc".get(usize::from(half)).copied();
    let both = |octet: &u8| match octet >> 4 {
        0xf => [digit(octet & 0xf), None],
        upper => [digit(octet & 0xf), digit(upper)],
    };
    octets.iter().flat_map(both).flatten().collect()
}

/// The octets of hexadecimal digits; an odd one gets a filler. As in Python, where numbers may
/// have spaces around them, one of two digits may be a space.
pub(super) fn codes(digits: &[u8]) -> Option<Vec<u8>> {
    const SPACES: [char; 6] = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];
    let pair = |pair: &[u8]| {
        let pair = match pair {
            [first, second] => [*second, *first],
            _ => [b'F', pair[0]],
        };
        let number = std::str::from_utf8(&pair).ok()?.trim_matches(SPACES);
        u8::from_str_radix(number, 16).ok()
    };
    digits.chunks(2).map(pair).collect()
}

/// The same, in an element whose length is known.
fn coded(element: &dyn Around, digits: &[u8]) -> Option<Vec<u8>> {
    element.int("length")?;
    codes(digits)
}

/// Labels, each behind its length, as a name with dots.
pub(super) fn joined(octets: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = octets;
    while let [length, behind @ ..] = rest {
        let (label, behind) = behind.split_at(usize::from(*length).min(behind.len()));
        name.extend_from_slice(label);
        if !behind.is_empty() {
            name.push(b'.');
        }
        rest = behind;
    }
    name
}

pub(super) fn labels(name: &[u8]) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    for label in name.split(|octet| *octet == b'.') {
        octets.push(u8::try_from(label.len()).ok()?);
        octets.extend_from_slice(label);
    }
    Some(octets)
}
