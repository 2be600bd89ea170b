//! Wireless LAN: the elements of management frames. IEEE 802.11-2020 section 9.4.2.

use super::binding::{Binding, Fixed, bind};
use super::data::dot11_names::{
    A_MSDU_SIZES, CHANNEL_WIDTHS, CIPHERS, ELEMENTS, POWER_SAVES, SUITES,
};
use super::field::{
    Adjust, Auto, Display, Field, Kind, Length, Preset, When, bits, computed, list, octets, packet,
    packets, u8, u16, u24, u32,
};
use super::names::FlagNames;
use super::registry::Family;
use super::{Around, Dispatch, PayloadLen, Proto};

pub static ELT: Proto = Proto {
    show_indent: false,
    dispatch: Some(element),
    remembers: Some(("info", body)),
    summary: "[ID=0][+Dot11]=ssid",
    ..Proto::new(
        "Dot11Elt",
        "802.11 Information Element",
        &[
            u8("ID").names(&ELEMENTS),
            computed(u8("len"), Auto::HeaderLenBy(Adjust::plus(-2))).class("FieldLenField"),
            octets("info").length_from("len"),
        ],
    )
};

pub static ELT_DSS_SET: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltDSSSet",
        "802.11 DSSS Parameter Set",
        &[
            u8("ID").names(&ELEMENTS).default(3),
            u8("len").default(1),
            u8("channel"),
        ],
    )
};

pub static ELT_ERP: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltERP",
        "802.11 ERP",
        &[
            u8("ID").names(&ELEMENTS).default(42),
            u8("len").default(1),
            bits("NonERP_Present", 1),
            bits("Use_Protection", 1),
            bits("Barker_Preamble_Mode", 1),
            bits("res", 5),
        ],
    )
};

pub static RSN_CIPHER_SUITE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "RSNCipherSuite",
        "Cipher suite",
        &[
            u24("oui")
                .display(Display::Oui)
                .default(4012)
                .class("OUIField"),
            u8("cipher").names(&CIPHERS).default(4),
        ],
    )
};

pub static AKM_SUITE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "AKMSuite",
        "AKM suite",
        &[
            u24("oui")
                .display(Display::Oui)
                .default(4012)
                .class("OUIField"),
            u8("suite").names(&SUITES).default(1),
        ],
    )
};

pub static PMKID_LIST_PACKET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "PMKIDListPacket",
        "PMKIDs",
        &[
            u16("nb_pmkids")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::CountOf("pmkid_list", Adjust::NONE))
                .class("LEFieldLenField"),
            list(
                "pmkid_list",
                &octets("")
                    .fixed()
                    .length(Length::Octets(16))
                    .display(Display::HexOctets),
            )
            .count_from("nb_pmkids"),
        ],
    )
};

pub static ELT_RSN: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltRSN",
        "802.11 RSN information",
        &[
            u8("ID").names(&ELEMENTS).default(48),
            LEN,
            u16("version").little_endian().default(1),
            packet("group_cipher_suite", &RSN_CIPHER_SUITE),
            u16("nb_pairwise_cipher_suites")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::CountOf("pairwise_cipher_suites", Adjust::NONE))
                .class("LEFieldLenField"),
            packets("pairwise_cipher_suites", &RSN_CIPHER_SUITE)
                .count_from("nb_pairwise_cipher_suites")
                .preset(Preset::ListOf(&RSN_CIPHER_SUITE)),
            u16("nb_akm_suites")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::CountOf("akm_suites", Adjust::NONE))
                .class("LEFieldLenField"),
            packets("akm_suites", &AKM_SUITE)
                .count_from("nb_akm_suites")
                .preset(Preset::ListOf(&AKM_SUITE)),
            bits("mfp_capable", 1).default(1),
            bits("mfp_required", 1).default(1),
            bits("gtksa_replay_counter", 2),
            bits("ptksa_replay_counter", 2),
            bits("no_pairwise", 1),
            bits("pre_auth", 1),
            bits("reserved", 1),
            bits("ocvc", 1),
            bits("extended_key_id", 1),
            bits("pbac", 1),
            bits("spp_a_msdu_required", 1),
            bits("spp_a_msdu_capable", 1),
            bits("peer_key_enabled", 1),
            bits("joint_multiband_rsna", 1),
            packet("pmkids", &PMKID_LIST_PACKET).when(When::Test(has_pmkids)),
            Field::new(
                "group_management_cipher_suite",
                Kind::Packet(&RSN_CIPHER_SUITE),
                0,
            )
            .preset(Preset::PacketWith(
                &RSN_CIPHER_SUITE,
                &[("cipher", Fixed::Int(6))],
            ))
            .when(When::Test(has_management_cipher)),
        ],
    )
};

pub static ELT_COUNTRY_CONSTRAINT_TRIPLET: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11EltCountryConstraintTriplet",
        "802.11 Country Constraint Triplet",
        &[
            u8("first_channel_number").default(1),
            u8("num_channels").default(24),
            u8("mtp"),
        ],
    )
};

pub static ELT_COUNTRY: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltCountry",
        "802.11 Country",
        &[
            u8("ID").names(&ELEMENTS).default(7),
            LEN,
            octets("country_string")
                .fixed()
                .length(Length::Octets(3))
                .preset(Preset::Octets(b"\x00\x00\x00")),
            packets("descriptors", &ELT_COUNTRY_CONSTRAINT_TRIPLET)
                .length(Length::FromFn(|p| {
                    (p.int("len").unwrap_or(0) - 3) - (p.int("len").unwrap_or(0) % 3)
                }))
                .may_end(),
            u8("pad").when(When::Test(is_padded)),
        ],
    )
};

pub static ELT_RATES: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltRates",
        "802.11 Rates",
        &[
            u8("ID").names(&ELEMENTS).default(1),
            LEN,
            list("rates", &u8("").class("_RateField").remark(rate))
                .length_from("len")
                .preset(Preset::Ints(&[130])),
        ],
    )
};

pub static ELT_HT_CAPABILITIES: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltHTCapabilities",
        "802.11 HT Capabilities",
        &[
            u8("ID").names(&ELEMENTS).default(45),
            LEN,
            bits("L_SIG_TXOP_Protection", 1).swap(2, 0),
            bits("Forty_Mhz_Intolerant", 1),
            bits("PSMP", 1),
            bits("DSSS_CCK", 1),
            bits("Max_A_MSDU", 1).names(&A_MSDU_SIZES),
            bits("Delayed_BlockAck", 1),
            bits("Rx_STBC", 2),
            bits("Tx_STBC", 1),
            bits("Short_GI_40Mhz", 1),
            bits("Short_GI_20Mhz", 1),
            bits("Green_Field", 1),
            bits("SM_Power_Save", 2).names(&POWER_SAVES),
            bits("Supported_Channel_Width", 1).names(&CHANNEL_WIDTHS),
            bits("LDPC_Coding_Capability", 1).swap(0, 2),
            bits("res1", 3),
            bits("Min_MPDCU_Start_Spacing", 3).default(8),
            bits("Max_A_MPDU_Length_Exponent", 2).default(3),
            bits("res2", 27).swap(16, 3),
            bits("TX_Unequal_Modulation", 1),
            bits("TX_Max_Spatial_Streams", 2),
            bits("TX_RX_MCS_Set_Not_Equal", 1),
            bits("TX_MCS_Set_Defined", 1),
            bits("res3", 6),
            bits("RX_Highest_Supported_Data_Rate", 10),
            bits("res4", 3),
            bits("RX_MSC_Bitmask", 77).swap(9, 16),
            bits("res5", 4).swap(2, 0),
            bits("RD_Responder", 1),
            bits("HTC_HT_Support", 1),
            bits("MCS_Feedback", 2),
            bits("res6", 5),
            bits("PCO_Transition_Time", 2),
            bits("PCO", 1).swap(0, 2),
            bits("res7", 3).swap(4, 0),
            bits("Channel_Estimation_Capability", 2),
            bits("CSI_max_n_Rows_Beamformer_Supported", 2),
            bits("Compressed_Steering_n_Beamformer_Antennas_Supported", 2),
            bits("Noncompressed_Steering_n_Beamformer_Antennas_Supported", 2),
            bits("CSI_n_Beamformer_Antennas_Supported", 2),
            bits("Minimal_Grouping", 2),
            bits("Explicit_Compressed_Beamforming_Feedback", 2),
            bits("Explicit_Noncompressed_Beamforming_Feedback", 2),
            bits("Explicit_Transmit_Beamforming_CSI_Feedback", 2),
            bits("Explicit_Compressed_Steering", 1),
            bits("Explicit_Noncompressed_Steering", 1),
            bits("Explicit_CSI_Transmit_Beamforming", 1),
            bits("Calibration", 2),
            bits("Implicit_Trasmit_Beamforming", 1),
            bits("Transmit_NDP", 1),
            bits("Receive_NDP", 1),
            bits("Transmit_Staggered_Sounding", 1),
            bits("Receive_Staggered_Sounding", 1),
            bits("Implicit_Transmit_Beamforming_Receiving", 1).swap(0, 4),
            bits("ASEL", 8).flags(&FlagNames::Words(&[
                "res",
                "Transmit_Sounding_PPDUs",
                "Receive_ASEL",
                "Antenna_Indices_Feedback",
                "Explicit_CSI_Feedback",
                "Explicit_CSI_Feedback_Based_Transmit_ASEL",
                "Antenna_Selection",
            ])),
        ],
    )
};

pub static ELT_VENDOR_SPECIFIC: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    dispatch: Some(vendor),
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltVendorSpecific",
        "802.11 Vendor Specific",
        &[
            u8("ID").names(&ELEMENTS).default(221),
            LEN,
            u24("oui").display(Display::Oui).class("OUIField"),
            octets("info").length(Length::From("len", -3)),
        ],
    )
};

pub static ELT_MICROSOFT_WPA: Proto = Proto {
    parent: Some(&ELT_VENDOR_SPECIFIC),
    matches_parent: true,
    dispatch: Some(microsoft),
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltMicrosoftWPA",
        "802.11 Microsoft WPA",
        &[
            u8("ID").names(&ELEMENTS).default(221),
            LEN,
            u24("oui")
                .display(Display::Oui)
                .default(20722)
                .class("OUIField"),
            u8("type").hex().default(0x1),
            u16("version").little_endian().default(1),
            packet("group_cipher_suite", &RSN_CIPHER_SUITE),
            u16("nb_pairwise_cipher_suites")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::CountOf("pairwise_cipher_suites", Adjust::NONE))
                .class("LEFieldLenField"),
            packets("pairwise_cipher_suites", &RSN_CIPHER_SUITE)
                .count_from("nb_pairwise_cipher_suites")
                .preset(Preset::ListOf(&RSN_CIPHER_SUITE)),
            u16("nb_akm_suites")
                .little_endian()
                .preset(Preset::None)
                .auto(Auto::CountOf("akm_suites", Adjust::NONE))
                .class("LEFieldLenField"),
            packets("akm_suites", &AKM_SUITE)
                .count_from("nb_akm_suites")
                .preset(Preset::ListOf(&AKM_SUITE)),
        ],
    )
};

pub static ELT_CSA: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltCSA",
        "802.11 CSA Element",
        &[
            u8("ID").names(&ELEMENTS).default(37),
            u8("len").default(3),
            u8("mode"),
            u8("new_channel"),
            u8("channel_switch_count"),
        ],
    )
};

pub static ELT_OBSS: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltOBSS",
        "802.11 OBSS Scan Parameters Element",
        &[
            u8("ID").names(&ELEMENTS).default(74),
            u8("len").default(14),
            u16("Passive_Dwell").little_endian(),
            u16("Active_Dwell").little_endian(),
            u16("Scan_Interval").little_endian(),
            u16("Passive_Total_Per_Channel").little_endian(),
            u16("Active_Total_Per_Channel").little_endian(),
            u16("Delay").little_endian(),
            u16("Activity_Threshold").little_endian(),
        ],
    )
};

pub static VHT_OPERATION_INFO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11VHTOperationInfo",
        "802.11 VHT Operation Information",
        &[
            u8("channel_width"),
            u8("channel_center0").default(36),
            u8("channel_center1"),
        ],
    )
};

pub static ELT_VHT_OPERATION: Proto = Proto {
    example: "Dot11EltVHTOperation(mcs_set=[3, 3, 3, 3, 3, 3, 2, 2])",
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltVHTOperation",
        "802.11 VHT Operation Element",
        &[
            u8("ID").names(&ELEMENTS).default(192),
            u8("len").default(5),
            packet("VHT_Operation_Info", &VHT_OPERATION_INFO),
            list("mcs_set", &bits("SS", 2))
                .length(Length::CountFn(|_| 8))
                .preset(Preset::Ints(&[0])),
        ],
    )
};

pub static ELT_EXTENSION: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    dispatch: Some(extension),
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltExtension",
        "802.11 Element ID Extension",
        &[
            u8("ID").names(&ELEMENTS).default(255),
            u8("len"),
            u8("ext_ID").when(When::Test(|p| p.int("len").unwrap_or(0) > 0)),
        ],
    )
};

pub static ELT_EXTENSION_GENERIC: Proto = Proto {
    parent: Some(&ELT_EXTENSION),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltExtensionGeneric",
        "802.11 Element ID Extension",
        &[
            u8("ID").names(&ELEMENTS).default(255),
            u8("len"),
            u8("ext_ID").when(When::Test(|p| p.int("len").unwrap_or(0) > 0)),
            octets("info").length(Length::FromFn(|p| (p.int("len").unwrap_or(0) - 1).max(0))),
        ],
    )
};

pub static HE_6G_OPERATION_INFO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11HE6GOperationInfo",
        "802.11 HE 6 GHz Operation Information",
        &[
            u8("primary_channel"),
            bits("reserved", 2),
            bits("regulatory_info", 3),
            bits("duplicate_beacon", 1),
            bits("channel_width", 2),
            u8("channel_center0"),
            u8("channel_center1"),
            u8("minimum_rate"),
        ],
    )
};

pub static ELT_HE_OPERATION: Proto = Proto {
    example: "Dot11EltHEOperation(len=7, basic_he_mcs_and_nss_set=[3, 3, 3, 3, 3, 3, 3, 0])",
    parent: Some(&ELT_EXTENSION),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltHEOperation",
        "802.11 HE Operation",
        &[
            u8("ID").names(&ELEMENTS).default(255),
            u8("len"),
            u8("ext_ID").default(36),
            bits("reserved", 6).swap(3, 0),
            bits("six_g_op_info_present", 1),
            bits("er_su_disable", 1),
            bits("co_hosted_bss", 1),
            bits("vht_operation_info_present", 1),
            bits("txop_duration_rts_threshold", 10),
            bits("twt_required", 1),
            bits("default_pe_duration", 3).swap(0, 3),
            bits("bss_color_disabled", 1),
            bits("partial_bss_color", 1),
            bits("bss_color", 6),
            list("basic_he_mcs_and_nss_set", &bits("SS", 2))
                .length(Length::CountFn(|_| 8))
                .preset(Preset::Ints(&[0])),
            packet("vht_operation_info", &VHT_OPERATION_INFO)
                .when(When::In("vht_operation_info_present", &[1])),
            u8("max_co_hosted_bssid").when(When::In("co_hosted_bss", &[1])),
            packet("he_6g_operation_info", &HE_6G_OPERATION_INFO)
                .when(When::In("six_g_op_info_present", &[1])),
        ],
    )
};

pub static ELT_HT_OPERATION: Proto = Proto {
    parent: Some(&ELT),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltHTOperation",
        "802.11 HT Operation",
        &[
            u8("ID").names(&ELEMENTS).default(61),
            u8("len").default(22),
            u8("primary_channel"),
            bits("reserved_1", 4),
            bits("rifs_mode", 1),
            bits("channel_width", 1),
            bits("secondary_channel_offset", 2),
            bits("reserved_3", 11).swap(2, 0),
            bits("obss_non_ht_stas_present", 1),
            bits("reserved_2", 1),
            bits("nongreenfield_ht_stas_present", 1),
            bits("ht_protection", 2).swap(0, 2),
            bits("reserved_4", 10).swap(2, 0),
            bits("pco_phase", 1),
            bits("pco_active", 1),
            bits("lsig_txop_protection_full_support", 1),
            bits("stbc_beacon", 1),
            bits("dual_cts_protection", 1),
            bits("dual_beacon", 1).swap(0, 2),
            octets("basic_mcs_set")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::Octets(
                    b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
                )),
        ],
    )
};

pub static EHT_OPERATION_INFO: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot11EHTOperationInfo",
        "802.11 EHT Operation Information",
        &[
            bits("reserved", 5),
            bits("channel_width", 3),
            u8("channel_center0"),
            u8("channel_center1"),
        ],
    )
};

pub static ELT_EHT_OPERATION: Proto = Proto {
    parent: Some(&ELT_EXTENSION),
    matches_parent: true,
    show_indent: false,
    remembers: Some(("info", body)),
    summary: ELT.summary,
    ..Proto::new(
        "Dot11EltEHTOperation",
        "802.11 EHT Operation",
        &[
            u8("ID").names(&ELEMENTS).default(255),
            u8("len"),
            u8("ext_ID").default(106),
            bits("reserved", 2),
            bits("group_addressed_bu_indication_exponent", 2),
            bits("group_addressed_bu_indication_limit", 1),
            bits("eht_default_pe_duration", 1),
            bits("disabled_subchannel_bitmap_present", 1),
            bits("eht_operation_information_present", 1),
            u32("basic_eht_mcs_and_nss_set").little_endian(),
            packet("eht_operation_info", &EHT_OPERATION_INFO).when(When::Test(|p| {
                p.int("eht_operation_information_present") == Some(1)
                    && p.int("len").unwrap_or(0) >= 9
            })),
            u16("disabled_subchannel_bitmap")
                .little_endian()
                .when(When::Test(|p| {
                    p.int("eht_operation_information_present") == Some(1)
                        && p.int("disabled_subchannel_bitmap_present") == Some(1)
                        && p.int("len").unwrap_or(0) >= 11
                })),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.dot11",
    source: "IEEE 802.11-2020 section 9.4.2",
    protocols: &[
        &ELT,
        &ELT_DSS_SET,
        &ELT_ERP,
        &RSN_CIPHER_SUITE,
        &AKM_SUITE,
        &PMKID_LIST_PACKET,
        &ELT_RSN,
        &ELT_COUNTRY_CONSTRAINT_TRIPLET,
        &ELT_COUNTRY,
        &ELT_RATES,
        &ELT_HT_CAPABILITIES,
        &ELT_VENDOR_SPECIFIC,
        &ELT_MICROSOFT_WPA,
        &ELT_CSA,
        &ELT_OBSS,
        &VHT_OPERATION_INFO,
        &ELT_VHT_OPERATION,
        &ELT_EXTENSION,
        &ELT_EXTENSION_GENERIC,
        &HE_6G_OPERATION_INFO,
        &ELT_HE_OPERATION,
        &ELT_HT_OPERATION,
        &EHT_OPERATION_INFO,
        &ELT_EHT_OPERATION,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&ELT, &ELT, &[])];

/// The octets behind the length.
const LEN: Field = computed(u8("len"), Auto::HeaderLenBy(Adjust::plus(-2))).class("ByteField");

/// Elements that have a table, by their number.
static KNOWN: &[(u8, &Proto)] = &[
    (0, &ELT),
    (1, &ELT_RATES),
    (3, &ELT_DSS_SET),
    (7, &ELT_COUNTRY),
    (37, &ELT_CSA),
    (42, &ELT_ERP),
    (45, &ELT_HT_CAPABILITIES),
    (48, &ELT_RSN),
    (50, &ELT_RATES),
    (61, &ELT_HT_OPERATION),
    (74, &ELT_OBSS),
    (192, &ELT_VHT_OPERATION),
];

fn element(octets: &[u8]) -> Dispatch {
    match octets.first() {
        Some(221) => vendor_or(octets, Dispatch::Other(&ELT_VENDOR_SPECIFIC)),
        Some(255) => extension_or(octets, Dispatch::Other(&ELT_EXTENSION)),
        Some(number) => match KNOWN.iter().find(|known| known.0 == *number) {
            Some((_, proto)) => Dispatch::Other(proto),
            None => Dispatch::This,
        },
        None => Dispatch::This,
    }
}

fn vendor(octets: &[u8]) -> Dispatch {
    vendor_or(octets, Dispatch::This)
}

/// An element of a vendor: of those, Microsoft's has kinds of its own.
fn vendor_or(octets: &[u8], other: Dispatch) -> Dispatch {
    match octets {
        [_, _, 0, 0x50, 0xf2, ..] => microsoft(octets),
        [] | [_, _, _, _, _, ..] => other,
        _ => Dispatch::Raw,
    }
}

fn microsoft(octets: &[u8]) -> Dispatch {
    match octets.get(5) {
        Some(1) => Dispatch::Other(&ELT_MICROSOFT_WPA),
        Some(_) => Dispatch::Other(&ELT_VENDOR_SPECIFIC),
        None if octets.is_empty() => Dispatch::This,
        None => Dispatch::Raw,
    }
}

fn extension(octets: &[u8]) -> Dispatch {
    extension_or(octets, Dispatch::This)
}

fn extension_or(octets: &[u8], other: Dispatch) -> Dispatch {
    match octets.get(2) {
        Some(36) => Dispatch::Other(&ELT_HE_OPERATION),
        Some(106) => Dispatch::Other(&ELT_EHT_OPERATION),
        Some(_) => Dispatch::Other(&ELT_EXTENSION_GENERIC),
        None => other,
    }
}

/// The octets of an element behind its length.
fn body(octets: &[u8]) -> Option<&[u8]> {
    let [_, length, rest @ ..] = octets else {
        return None;
    };
    (*length > 0 && !rest.is_empty()).then(|| &rest[..rest.len().min((*length).into())])
}

/// Half megabits per second; the upper bit stands for a basic rate. Section 9.4.2.3.
fn rate(_: &dyn Around, number: &str) -> String {
    let Ok(number) = number.parse::<u8>() else {
        return String::new();
    };
    let basic = if number & 0x80 != 0 { "(B)" } else { "" };
    format!("{:.1}{basic} Mbps", f64::from(number & 0x7f) / 2.0)
}

/// The octets behind the capabilities; none are known while there is no length.
fn left_in_rsn(rsn: &dyn Around) -> Option<i64> {
    let number = |field| rsn.int(field).unwrap_or(0);
    let suites = number("nb_pairwise_cipher_suites") + number("nb_akm_suites");
    Some(rsn.int("len")? - 12 - 4 * suites)
}

fn has_pmkids(rsn: &dyn Around) -> bool {
    left_in_rsn(rsn).is_none_or(|left| left >= 2)
}

fn has_management_cipher(rsn: &dyn Around) -> bool {
    let mut keys = 0;
    rsn.first_in("pmkids", &mut |list| {
        keys = 2 + 16 * list.int("nb_pmkids").unwrap_or(0);
    });
    left_in_rsn(rsn).is_none_or(|left| left - keys >= 4)
}

/// An octet of zero makes the length even. Section 9.4.2.8.
fn is_padded(country: &dyn Around) -> bool {
    match country.int("len") {
        Some(len) => len % 3 != 0,
        None => country.count("descriptors").unwrap_or(0).is_multiple_of(2),
    }
}
