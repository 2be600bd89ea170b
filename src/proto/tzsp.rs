//! TZSP: frames that a sniffer sends on. https://en.wikipedia.org/wiki/TZSP

use super::avs::AVSWLAN_HEADER;
use super::binding::Binding;
use super::dot11::DOT11;
use super::ether::ETHER;
use super::field::MadeNames;
use super::field::{Adjust, Auto, Display, Field, Kind, Preset, octets, u8, u16, u32};
use super::names::Names;
use super::radiotap::PRISM_HEADER;
use super::registry::Family;
use super::{Around, Guess, Proto};

pub static TZSP: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "TZSP",
        "TZSP",
        &[
            u8("version").default(1),
            u8("type").names(&TYPES),
            u16("encapsulated_protocol")
                .names(&ENCAPSULATED_PROTOCOLS)
                .default(1),
        ],
    )
};

pub static TZSP_TAG: Proto = Proto {
    guess: Some(guess_tag),
    ..Proto::new("_TZSPTag", "_TZSPTag", &[])
};

pub static TZSP_TAG_PADDING: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagPadding",
        "TZSPTagPadding",
        &[u8("type").names(&TYPES2)],
    )
};

pub static TZSP_TAG_END: Proto = Proto {
    guess: Some(guess_inner),
    ..Proto::new(
        "TZSPTagEnd",
        "TZSPTagEnd",
        &[u8("type").names(&TYPES2).default(1)],
    )
};

pub static TZSP_TAG_RAW_RSSI_BYTE: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagRawRSSIByte",
        "TZSPTagRawRSSIByte",
        &[
            u8("type").names(&TYPES2).default(10),
            u8("len").default(1),
            u8("raw_rssi"),
        ],
    )
};

pub static TZSP_TAG_RAW_RSSI_SHORT: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagRawRSSIShort",
        "TZSPTagRawRSSIShort",
        &[
            u8("type").names(&TYPES2).default(10),
            u8("len").default(2),
            u16("raw_rssi"),
        ],
    )
};

pub static TZSP_TAG_SNR_BYTE: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagSNRByte",
        "TZSPTagSNRByte",
        &[
            u8("type").names(&TYPES2).default(11),
            u8("len").default(1),
            u8("snr"),
        ],
    )
};

pub static TZSP_TAG_SNR_SHORT: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagSNRShort",
        "TZSPTagSNRShort",
        &[
            u8("type").names(&TYPES2).default(11),
            u8("len").default(2),
            u16("snr"),
        ],
    )
};

pub static TZSP_TAG_DATA_RATE: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagDataRate",
        "TZSPTagDataRate",
        &[
            u8("type").names(&TYPES2).default(12),
            u8("len").default(1),
            u8("data_rate").names(&DATA_RATES),
        ],
    )
};

pub static TZSP_TAG_TIMESTAMP: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagTimestamp",
        "TZSPTagTimestamp",
        &[
            u8("type").names(&TYPES2).default(13),
            u8("len").default(4),
            u32("timestamp"),
        ],
    )
};

pub static TZSP_TAG_CONTENTION_FREE: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagContentionFree",
        "TZSPTagContentionFree",
        &[
            u8("type").names(&TYPES2).default(15),
            u8("len").default(1),
            u8("contention_free")
                .names_made(&YES_NO)
                .class("YesNoByteField"),
        ],
    )
};

pub static TZSP_TAG_DECRYPTED: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagDecrypted",
        "TZSPTagDecrypted",
        &[
            u8("type").names(&TYPES2).default(16),
            u8("len").default(1),
            u8("decrypted")
                .default(1)
                .names_made(&NO_YES)
                .class("YesNoByteField"),
        ],
    )
};

pub static TZSP_TAG_ERROR: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagError",
        "TZSPTagError",
        &[
            u8("type").names(&TYPES2).default(17),
            u8("len").default(1),
            u8("fcs_error")
                .names_made(&YES_NO_RESERVED)
                .class("YesNoByteField"),
        ],
    )
};

pub static TZSP_TAG_RX_CHANNEL: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagRXChannel",
        "TZSPTagRXChannel",
        &[
            u8("type").names(&TYPES2).default(18),
            u8("len").default(1),
            u8("rx_channel"),
        ],
    )
};

pub static TZSP_TAG_PACKET_COUNT: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagPacketCount",
        "TZSPTagPacketCount",
        &[
            u8("type").names(&TYPES2).default(40),
            u8("len").default(4),
            u32("packet_count"),
        ],
    )
};

pub static TZSP_TAG_RX_FRAME_LENGTH: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagRXFrameLength",
        "TZSPTagRXFrameLength",
        &[
            u8("type").names(&TYPES2).default(41),
            u8("len").default(2),
            u16("rx_frame_length"),
        ],
    )
};

pub static TZSP_TAG_WLAN_RADIO_HDR_SERIAL: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagWlanRadioHdrSerial",
        "TZSPTagWlanRadioHdrSerial",
        &[
            u8("type").names(&TYPES2).default(60),
            Field::new("len", Kind::Sint, 8)
                .class("FieldLenField")
                .preset(Preset::None)
                .auto(Auto::LenOf("sensor_id", Adjust::NONE)),
            octets("sensor_id").length_from("len"),
        ],
    )
};

pub static TZSP_TAG_UNKNOWN: Proto = Proto {
    guess: Some(guess_tag),
    parent: Some(&TZSP_TAG),
    ..Proto::new(
        "TZSPTagUnknown",
        "TZSPTagUnknown",
        &[
            u8("type").default(255),
            Field::new("len", Kind::Sint, 8)
                .class("FieldLenField")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data")
                .length_from("len")
                .display(Display::HexOctets),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.tzsp",
    source: "https://en.wikipedia.org/wiki/TZSP",
    protocols: &[
        &TZSP,
        &TZSP_TAG,
        &TZSP_TAG_PADDING,
        &TZSP_TAG_END,
        &TZSP_TAG_RAW_RSSI_BYTE,
        &TZSP_TAG_RAW_RSSI_SHORT,
        &TZSP_TAG_SNR_BYTE,
        &TZSP_TAG_SNR_SHORT,
        &TZSP_TAG_DATA_RATE,
        &TZSP_TAG_TIMESTAMP,
        &TZSP_TAG_CONTENTION_FREE,
        &TZSP_TAG_DECRYPTED,
        &TZSP_TAG_ERROR,
        &TZSP_TAG_RX_CHANNEL,
        &TZSP_TAG_PACKET_COUNT,
        &TZSP_TAG_RX_FRAME_LENGTH,
        &TZSP_TAG_WLAN_RADIO_HDR_SERIAL,
        &TZSP_TAG_UNKNOWN,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[];

static TYPES: Names = Names::pairs(&[
    (0, "RX_PACKET"),
    (1, "TX_PACKET"),
    (3, "CONFIG"),
    (4, "KEEPALIVE/NULL"),
    (5, "PORT"),
]);
static ENCAPSULATED_PROTOCOLS: Names = Names::pairs(&[
    (1, "ETHERNET"),
    (18, "IEEE 802.11"),
    (119, "PRISM HEADER"),
    (127, "WLAN AVS"),
]);
static TYPES2: Names = Names::pairs(&[
    (0, "PADDING"),
    (1, "END"),
    (10, "RAW_RSSI"),
    (11, "SNR"),
    (12, "DATA_RATE"),
    (13, "TIMESTAMP"),
    (15, "CONTENTION_FREE"),
    (16, "DECRYPTED"),
    (17, "FCS_ERROR"),
    (18, "RX_CHANNEL"),
    (40, "PACKET_COUNT"),
    (41, "RX_FRAME_LENGTH"),
    (60, "WLAN_RADIO_HDR_SERIAL"),
]);
static DATA_RATES: Names = Names::pairs(&[
    (0, "unknown"),
    (2, "1 MB/s"),
    (4, "2 MB/s"),
    (11, "5.5 MB/s"),
    (12, "6 MB/s"),
    (18, "9 MB/s"),
    (22, "11 MB/s"),
    (24, "12 MB/s"),
    (36, "18 MB/s"),
    (44, "22 MB/s"),
    (48, "24 MB/s"),
    (66, "33 MB/s"),
    (72, "36 MB/s"),
    (96, "48 MB/s"),
    (108, "54 MB/s"),
    (10, "1 MB/s (legacy)"),
    (20, "2 MB/s (legacy)"),
    (55, "5.5 MB/s (legacy)"),
    (110, "11 MB/s (legacy)"),
]);

fn guess(header: &dyn Around, payload: &[u8]) -> Guess {
    match header.int("type") {
        Some(4) => Guess::Raw,
        _ => guess_tag(header, payload),
    }
}

/// The tag that follows: by number, and some by length, too.
fn guess_tag(_: &dyn Around, payload: &[u8]) -> Guess {
    Guess::Proto(match *payload {
        [0, ..] => &TZSP_TAG_PADDING,
        [1, ..] => &TZSP_TAG_END,
        [10, 1, ..] => &TZSP_TAG_RAW_RSSI_BYTE,
        [10, 2, ..] => &TZSP_TAG_RAW_RSSI_SHORT,
        [11, 1, ..] => &TZSP_TAG_SNR_BYTE,
        [11, 2, ..] => &TZSP_TAG_SNR_SHORT,
        [10 | 11, ..] => return Guess::Raw,
        [12, ..] => &TZSP_TAG_DATA_RATE,
        [13, ..] => &TZSP_TAG_TIMESTAMP,
        [15, ..] => &TZSP_TAG_CONTENTION_FREE,
        [16, ..] => &TZSP_TAG_DECRYPTED,
        [17, ..] => &TZSP_TAG_ERROR,
        [18, ..] => &TZSP_TAG_RX_CHANNEL,
        [40, ..] => &TZSP_TAG_PACKET_COUNT,
        [41, ..] => &TZSP_TAG_RX_FRAME_LENGTH,
        [60, ..] => &TZSP_TAG_WLAN_RADIO_HDR_SERIAL,
        [_, length, ref rest @ ..] if rest.len() >= length.into() => &TZSP_TAG_UNKNOWN,
        _ => return Guess::Raw,
    })
}

/// What the tags end before is said by the header.
fn guess_inner(tag: &dyn Around, _: &[u8]) -> Guess {
    let mut found = Guess::Fail;
    tag.below(&mut |below| found = inner(below));
    found
}

fn inner(layer: &dyn Around) -> Guess {
    if layer.proto().is(&TZSP) {
        return match layer.int("encapsulated_protocol") {
            Some(1) => Guess::Proto(&ETHER),
            Some(18) => Guess::Proto(&DOT11),
            Some(119) => Guess::Proto(&PRISM_HEADER),
            Some(127) => Guess::Proto(&AVSWLAN_HEADER),
            _ => Guess::Raw,
        };
    }
    let mut found = Guess::Fail;
    layer.below(&mut |below| found = inner(below));
    found
}

static YES_NO: MadeNames = MadeNames {
    name: |number| Some(if number == 0 { "no" } else { "yes" }.to_string()),
    value: |_| None,
};
static NO_YES: MadeNames = MadeNames {
    name: |number| Some(if number == 0 { "yes" } else { "no" }.to_string()),
    value: |_| None,
};
static YES_NO_RESERVED: MadeNames = MadeNames {
    name: |number| {
        let name = match number {
            0 => "no",
            1 => "yes",
            _ => "reserved",
        };
        Some(name.to_string())
    },
    value: |_| None,
};
