//! What stands in front of frames that were captured in the air: radiotap (radiotap.org) and the
//! header of Prism cards (AVS's predecessor).

use super::binding::{Binding, bind, bind_down};
use super::data::dot11_names::{
    FEC_TYPES, GUARD_INTERVALS, HT_FORMATS, MCS_BANDWIDTHS, PRESENT_TYPES, TIME_UNITS,
    VHT_BANDWIDTHS,
};
use super::dot11::{DOT11, FCS};
use super::field::{
    Auto, Display, Element, Field, Kind, Length, Padded, Preset, Scale, When, bits, computed, list,
    octets, packets, padded, u8, u16, u24, u32, u64,
};
use super::names::FlagNames;
use super::registry::Family;
use super::{Around, Guess, PayloadLen, Proto};
use crate::when;

pub static PRISM_HEADER: Proto = Proto {
    ..Proto::new(
        "PrismHeader",
        "Prism header",
        &[
            u32("msgcode").little_endian().default(68),
            u32("len").little_endian().default(144),
            octets("dev").fixed().length(Length::Octets(16)),
            u32("hosttime_did").little_endian(),
            u16("hosttime_status").little_endian(),
            u16("hosttime_len").little_endian(),
            u32("hosttime").little_endian(),
            u32("mactime_did").little_endian(),
            u16("mactime_status").little_endian(),
            u16("mactime_len").little_endian(),
            u32("mactime").little_endian(),
            u32("channel_did").little_endian(),
            u16("channel_status").little_endian(),
            u16("channel_len").little_endian(),
            u32("channel").little_endian(),
            u32("rssi_did").little_endian(),
            u16("rssi_status").little_endian(),
            u16("rssi_len").little_endian(),
            u32("rssi").little_endian(),
            u32("sq_did").little_endian(),
            u16("sq_status").little_endian(),
            u16("sq_len").little_endian(),
            u32("sq").little_endian(),
            u32("signal_did").little_endian(),
            u16("signal_status").little_endian(),
            u16("signal_len").little_endian(),
            Field::new("signal", Kind::Sint, 32)
                .default(0)
                .little_endian()
                .class("LESignedIntField"),
            u32("noise_did").little_endian(),
            u16("noise_status").little_endian(),
            u16("noise_len").little_endian(),
            u32("noise").little_endian(),
            u32("rate_did").little_endian(),
            u16("rate_status").little_endian(),
            u16("rate_len").little_endian(),
            u32("rate").little_endian(),
            u32("istx_did").little_endian(),
            u16("istx_status").little_endian(),
            u16("istx_len").little_endian(),
            u32("istx").little_endian(),
            u32("frmlen_did").little_endian(),
            u16("frmlen_status").little_endian(),
            u16("frmlen_len").little_endian(),
            u32("frmlen").little_endian(),
        ],
    )
};

/// The name of each bit says at which place the mask is.
pub static RADIO_TAP_EXTENDED_PRESENCE_MASK: Proto = mask(&[bits("present", 32)
    .swap(4, 4)
    .flags(&FlagNames::Words(&[
        "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11", "b12", "b13",
        "b14", "b15", "b16", "b17", "b18", "b19", "b20", "b21", "b22", "b23", "b24", "b25", "b26",
        "b27", "b28", "b29", "b30", "Ext",
    ]))
    .preset(Preset::None)]);
static SECOND_MASK: Proto = Proto {
    parent: Some(&RADIO_TAP_EXTENDED_PRESENCE_MASK),
    ..mask(&[bits("present", 32)
        .swap(4, 4)
        .flags(&FlagNames::Words(&[
            "b32", "b33", "b34", "b35", "b36", "b37", "b38", "b39", "b40", "b41", "b42", "b43",
            "b44", "b45", "b46", "b47", "b48", "b49", "b50", "b51", "b52", "b53", "b54", "b55",
            "b56", "b57", "b58", "b59", "b60", "b61", "b62", "Ext",
        ]))
        .preset(Preset::None)])
};
static THIRD_MASK: Proto = Proto {
    parent: Some(&RADIO_TAP_EXTENDED_PRESENCE_MASK),
    ..mask(&[bits("present", 32)
        .swap(4, 4)
        .flags(&FlagNames::Words(&[
            "b64", "b65", "b66", "b67", "b68", "b69", "b70", "b71", "b72", "b73", "b74", "b75",
            "b76", "b77", "b78", "b79", "b80", "b81", "b82", "b83", "b84", "b85", "b86", "b87",
            "b88", "b89", "b90", "b91", "b92", "b93", "b94", "Ext",
        ]))
        .preset(Preset::None)])
};

pub static RADIO_TAP_TLV: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "RadioTapTLV",
        "RadioTapTLV",
        &[
            u16("type").little_endian().names(&PRESENT_TYPES),
            u16("length")
                .little_endian()
                .length_of("data")
                .class("LEShortField"),
            u24("oui")
                .display(Display::Oui)
                .class("OUIField")
                .when(When::In("type", &[30])),
            u8("subtype").when(When::In("type", &[30])),
            u16("presence_type")
                .little_endian()
                .when(When::In("type", &[30])),
            u16("reserved")
                .little_endian()
                .when(When::In("type", &[30])),
            octets("data").length_from("length"),
            computed(octets("pad"), Auto::Fill(4)).length(Length::FromFn(|p| {
                (-p.int("length").unwrap_or(0)).rem_euclid(4)
            })),
        ],
    )
};

pub static RADIO_TAP: Proto = Proto {
    guess: Some(guess),
    renamed: &[
        ("Channel", "ChannelFrequency"),
        ("ChannelFlags2", "ChannelPlusFlags"),
        ("ChannelNumber", "ChannelPlusNumber"),
    ],
    ..Proto::new(
        "RadioTap",
        "RadioTap",
        &[
            u8("version"),
            u8("pad"),
            computed(u16("len").little_endian(), Auto::HeaderLen(1)),
            bits("present", 32)
                .swap(4, 4)
                .flags(&FlagNames::Words(&[
                    "TSFT",
                    "Flags",
                    "Rate",
                    "Channel",
                    "FHSS",
                    "dBm_AntSignal",
                    "dBm_AntNoise",
                    "Lock_Quality",
                    "TX_Attenuation",
                    "dB_TX_Attenuation",
                    "dBm_TX_Power",
                    "Antenna",
                    "dB_AntSignal",
                    "dB_AntNoise",
                    "RXFlags",
                    "TXFlags",
                    "b17",
                    "b18",
                    "ChannelPlus",
                    "MCS",
                    "A_MPDU",
                    "VHT",
                    "timestamp",
                    "HE",
                    "HE_MU",
                    "HE_MU_other_user",
                    "zero_length_psdu",
                    "L_SIG",
                    "TLV",
                    "RadiotapNS",
                    "VendorNS",
                    "Ext",
                ]))
                .preset(Preset::None),
            Field::new("Ext", Kind::PacketsBy(Element::After(next_mask)), 0)
                .preset(Preset::EmptyList)
                .when(When::Bits("present", 0x80000000)),
            padded(
                "mac_timestamp",
                &Padded::before(u64("mac_timestamp").little_endian(), 8),
            )
            .when(When::Bits("present", 0x1)),
            bits("Flags", 8)
                .flags(&FlagNames::Words(&[
                    "CFP",
                    "ShortPreamble",
                    "wep",
                    "fragment",
                    "FCS",
                    "pad",
                    "badFCS",
                    "ShortGI",
                ]))
                .preset(Preset::None)
                .when(When::Bits("present", 0x2)),
            Field::new(
                "Rate",
                Kind::Scaled(&Scale {
                    scaling: 0.5,
                    whole: false,
                    offset: 0.0,
                    digits: 3,
                    unit: "Mbps",
                    in_bits: false,
                    signed: false,
                    float: false,
                }),
                8,
            )
            .default(0)
            .when(When::Bits("present", 0x4)),
            padded(
                "ChannelFrequency",
                &Padded::before(u16("ChannelFrequency").little_endian(), 2),
            )
            .when(When::Bits("present", 0x8)),
            bits("ChannelFlags", 16)
                .swap(2, 2)
                .flags(&FlagNames::Words(&[
                    "res1",
                    "res2",
                    "res3",
                    "res4",
                    "Turbo",
                    "CCK",
                    "OFDM",
                    "2GHz",
                    "5GHz",
                    "Passive",
                    "Dynamic_CCK_OFDM",
                    "GFSK",
                    "GSM",
                    "StaticTurbo",
                    "10MHz",
                    "5MHz",
                ]))
                .preset(Preset::None)
                .when(When::Bits("present", 0x8)),
            Field::new(
                "dBm_AntSignal",
                Kind::Scaled(&Scale {
                    scaling: 1.0,
                    whole: true,
                    offset: 0.0,
                    digits: 3,
                    unit: "dBm",
                    in_bits: false,
                    signed: true,
                    float: false,
                }),
                8,
            )
            .default(0)
            .when(When::Bits("present", 0x20)),
            Field::new(
                "dBm_AntNoise",
                Kind::Scaled(&Scale {
                    scaling: 1.0,
                    whole: true,
                    offset: 0.0,
                    digits: 3,
                    unit: "dBm",
                    in_bits: false,
                    signed: true,
                    float: false,
                }),
                8,
            )
            .default(0)
            .when(When::Bits("present", 0x40)),
            padded(
                "Lock_Quality",
                &Padded::before(u16("Lock_Quality").little_endian(), 2),
            )
            .when(When::Bits("present", 0x80)),
            u8("Antenna").when(When::Bits("present", 0x800)),
            padded(
                "RXFlags",
                &Padded::before(
                    bits("RXFlags", 16)
                        .swap(2, 2)
                        .flags(&FlagNames::Words(&["res1", "BAD_PLCP", "res2"]))
                        .preset(Preset::None),
                    2,
                ),
            )
            .when(When::Bits("present", 0x4000)),
            padded(
                "TXFlags",
                &Padded::before(
                    bits("TXFlags", 16)
                        .swap(2, 2)
                        .flags(&FlagNames::Words(&[
                            "TX_FAIL", "CTS", "RTS", "NOACK", "NOSEQ", "ORDER",
                        ]))
                        .preset(Preset::None),
                    2,
                ),
            )
            .when(When::Bits("present", 0x8000)),
            padded(
                "ChannelPlusFlags",
                &Padded::before(
                    bits("ChannelPlusFlags", 32)
                        .swap(4, 4)
                        .flags(&FlagNames::Words(&[
                            "res1",
                            "res2",
                            "res3",
                            "res4",
                            "Turbo",
                            "CCK",
                            "OFDM",
                            "2GHz",
                            "5GHz",
                            "Passive",
                            "Dynamic_CCK_OFDM",
                            "GFSK",
                            "GSM",
                            "StaticTurbo",
                            "10MHz",
                            "5MHz",
                            "20MHz",
                            "40MHz_ext_channel_above",
                            "40MHz_ext_channel_below",
                            "res5",
                            "res6",
                            "res7",
                            "res8",
                            "res9",
                        ]))
                        .preset(Preset::None),
                    4,
                ),
            )
            .when(When::Bits("present", 0x40000)),
            u16("ChannelPlusFrequency")
                .little_endian()
                .when(When::Bits("present", 0x40000)),
            u8("ChannelPlusNumber").when(When::Bits("present", 0x40000)),
            padded(
                "knownMCS",
                &Padded::before(
                    bits("knownMCS", 8)
                        .flags(&FlagNames::Words(&[
                            "MCS_bandwidth",
                            "MCS_index",
                            "guard_interval",
                            "HT_format",
                            "FEC_type",
                            "STBC_streams",
                            "Ness",
                            "Ness_MSB",
                        ]))
                        .preset(Preset::None),
                    2,
                ),
            )
            .when(When::Bits("present", 0x80000)),
            bits("Ness_LSB", 1).when(When::Bits("present", 0x80000)),
            bits("STBC_streams", 2).when(When::Bits("present", 0x80000)),
            bits("FEC_type", 1)
                .names(&FEC_TYPES)
                .when(When::Bits("present", 0x80000)),
            bits("HT_format", 1)
                .names(&HT_FORMATS)
                .when(When::Bits("present", 0x80000)),
            bits("guard_interval", 1)
                .names(&GUARD_INTERVALS)
                .when(When::Bits("present", 0x80000)),
            bits("MCS_bandwidth", 2)
                .names(&MCS_BANDWIDTHS)
                .when(When::Bits("present", 0x80000)),
            u8("MCS_index").when(When::Bits("present", 0x80000)),
            padded(
                "A_MPDU_ref",
                &Padded::before(u32("A_MPDU_ref").little_endian(), 4),
            )
            .when(When::Bits("present", 0x100000)),
            bits("A_MPDU_flags", 32)
                .swap(4, 4)
                .flags(&FlagNames::Words(&[
                    "Report0Subframe",
                    "Is0Subframe",
                    "KnownLastSubframe",
                    "LastSubframe",
                    "CRCerror",
                    "EOFsubframe",
                    "KnownEOF",
                    "res1",
                    "res2",
                    "res3",
                    "res4",
                    "res5",
                    "res6",
                    "res7",
                    "res8",
                ]))
                .preset(Preset::None)
                .when(When::Bits("present", 0x100000)),
            padded(
                "KnownVHT",
                &Padded::before(
                    bits("KnownVHT", 16)
                        .swap(2, 2)
                        .flags(&FlagNames::Words(&[
                            "STBC",
                            "TXOP_PS_NOT_ALLOWED",
                            "GuardInterval",
                            "SGINsysmDis",
                            "LDPCextraOFDM",
                            "Beamformed",
                            "Bandwidth",
                            "GroupID",
                            "PartialAID",
                            "res1",
                            "res2",
                            "res3",
                            "res4",
                            "res5",
                            "res6",
                            "res7",
                        ]))
                        .preset(Preset::None),
                    2,
                ),
            )
            .when(When::Bits("present", 0x200000)),
            bits("PresentVHT", 8)
                .flags(&FlagNames::Words(&[
                    "STBC",
                    "TXOP_PS_NOT_ALLOWED",
                    "GuardInterval",
                    "SGINsysmDis",
                    "LDPCextraOFDM",
                    "Beamformed",
                    "res1",
                    "res2",
                ]))
                .preset(Preset::None)
                .when(When::Bits("present", 0x200000)),
            u8("VHT_bandwidth")
                .names(&VHT_BANDWIDTHS)
                .when(When::Bits("present", 0x200000)),
            octets("mcs_nss")
                .fixed()
                .length(Length::Octets(5))
                .preset(Preset::Int(0))
                .when(When::Bits("present", 0x200000)),
            u8("GroupID").when(When::Bits("present", 0x200000)),
            u16("PartialAID").when(When::Bits("present", 0x200000)),
            padded(
                "timestamp",
                &Padded::before(u64("timestamp").little_endian(), 8),
            )
            .when(When::Bits("present", 0x400000)),
            u16("ts_accuracy")
                .little_endian()
                .when(When::Bits("present", 0x400000)),
            bits("ts_unit", 4)
                .names(&TIME_UNITS)
                .when(When::Bits("present", 0x400000)),
            bits("ts_position", 4).when(When::Bits("present", 0x400000)),
            bits("ts_flags", 8)
                .flags(&FlagNames::Words(&[
                    "32-bit_counter",
                    "Accuracy",
                    "res1",
                    "res2",
                    "res3",
                    "res4",
                    "res5",
                    "res6",
                ]))
                .preset(Preset::None)
                .when(When::Bits("present", 0x400000)),
            padded(
                "he_data1",
                &Padded::before(u16("he_data1").little_endian(), 2),
            )
            .when(When::Bits("present", 0x800000)),
            u16("he_data2")
                .little_endian()
                .when(When::Bits("present", 0x800000)),
            u16("he_data3")
                .little_endian()
                .when(When::Bits("present", 0x800000)),
            u16("he_data4")
                .little_endian()
                .when(When::Bits("present", 0x800000)),
            u16("he_data5")
                .little_endian()
                .when(When::Bits("present", 0x800000)),
            u16("he_data6")
                .little_endian()
                .when(When::Bits("present", 0x800000)),
            padded(
                "hemu_flags1",
                &Padded::before(u16("hemu_flags1").little_endian(), 2),
            )
            .when(When::Bits("present", 0x1000000)),
            u16("hemu_flags2")
                .little_endian()
                .when(When::Bits("present", 0x1000000)),
            list("RU_channel1", &u8(""))
                .length(Length::Octets(4))
                .when(When::Bits("present", 0x1000000)),
            list("RU_channel2", &u8(""))
                .length(Length::Octets(4))
                .when(When::Bits("present", 0x1000000)),
            padded(
                "hemuou_per_user_1",
                &Padded::before(u16("hemuou_per_user_1").little_endian().default(32767), 2),
            )
            .when(When::Bits("present", 0x2000000)),
            u16("hemuou_per_user_2")
                .little_endian()
                .default(63)
                .when(When::Bits("present", 0x2000000)),
            u8("hemuou_per_user_position").when(When::Bits("present", 0x2000000)),
            bits("hemuou_per_user_known", 16)
                .swap(2, 2)
                .flags(&FlagNames::Words(&[
                    "user field position",
                    "STA-ID",
                    "NSTS",
                    "Tx Beamforming",
                    "Spatial Configuration",
                    "MCS",
                    "DCM",
                    "Coding",
                ]))
                .when(When::Bits("present", 0x2000000)),
            padded(
                "lsig_data1",
                &Padded::before(
                    bits("lsig_data1", 16)
                        .swap(2, 2)
                        .flags(&FlagNames::Words(&["rate", "length"])),
                    2,
                ),
            )
            .when(When::Bits("present", 0x8000000)),
            bits("lsig_length", 12)
                .swap(2, 0)
                .when(When::Bits("present", 0x8000000)),
            bits("lsig_rate", 4)
                .swap(0, 2)
                .when(When::Bits("present", 0x8000000)),
            padded("tlvs", &Padded::before(packets("tlvs", &RADIO_TAP_TLV), 4))
                .when(When::Bits("present", 0x10000000)),
            octets("notdecoded")
                .length(Length::Header("len"))
                .class("StrLenField"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.dot11",
    source: "radiotap.org",
    protocols: &[
        &PRISM_HEADER,
        &RADIO_TAP_EXTENDED_PRESENCE_MASK,
        &RADIO_TAP_TLV,
        &RADIO_TAP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&PRISM_HEADER, &DOT11, &[]),
    bind_down(&RADIO_TAP, &FCS, when!(present = 2, Flags = 16)),
];

/// More masks follow for as long as the last bit is set.
const MORE: i64 = 0x8000_0000;
/// The flag that says that the frame has its check sequence behind it.
const FRAME_CHECK: i64 = 0x10;

#[track_caller]
const fn mask(fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(
            "RadioTapExtendedPresenceMask",
            "RadioTap Extended presence mask",
            fields,
        )
    }
}

fn next_mask(
    _: &dyn Around,
    last: Option<&dyn Around>,
    count: usize,
    _: &[u8],
) -> Option<&'static Proto> {
    let more = last.is_none_or(|last| last.int("present").unwrap_or(0) & MORE != 0);
    let masks = [&RADIO_TAP_EXTENDED_PRESENCE_MASK, &SECOND_MASK, &THIRD_MASK];
    more.then(|| masks[count.min(masks.len() - 1)])
}

fn guess(header: &dyn Around, _: &[u8]) -> Guess {
    let has = |field, bit| header.int(field).unwrap_or(0) & bit != 0;
    Guess::Proto(if has("present", 2) && has("Flags", FRAME_CHECK) {
        &FCS
    } else {
        &DOT11
    })
}
