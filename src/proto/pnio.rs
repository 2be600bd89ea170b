//! PROFINET: which of its protocols a frame is about, and cyclic data in real time. IEC 61158-6-10.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{Element, Field, Kind, Length, MadeNames, Preset, bits, octets, u8, u16};
use super::names::{FlagNames, Names};
use super::pnio_dcp::PROFINET_DCP;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Guess, Proto};
use crate::when;

pub static PROFINET_IO: Proto = Proto {
    guess: Some(|frame, _| match frame.int("frameID") {
        Some(0xfefd..=0xfeff) => Guess::Proto(&PROFINET_DCP),
        Some(0x0100..0x1000 | 0x8000..0xfc00) => Guess::Proto(&CYCLIC),
        _ => Guess::Bindings,
    }),
    ..Proto::new(
        "ProfinetIO",
        "ProfinetIO",
        &[u16("frameID")
            .names_made(&FRAME_IDS)
            .hex()
            .class("XShortEnumField")],
    )
};

/// How a provider or a consumer is: the octet beside its data.
pub static IOXS: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "PNIORealTime_IOxS",
        "PNIO RTC IOxS",
        &[
            bits("dataState", 1).names(&STATES).default(1),
            bits("instance", 2).names(&INSTANCES),
            bits("reserved", 4).hex(),
            bits("extension", 1),
        ],
    )
};

/// The status of a cyclic frame, which stands behind its data.
const STATUS_LEN: u16 = 4;

/// Data of which nothing is known.
pub static RAW_DATA: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "PNIORealTimeCyclicDefaultRawData",
        "PROFINET IO Real Time Cyclic Default Raw Data",
        &[octets("data")
            .length(Length::Remain(STATUS_LEN))
            .class("StrField")],
    )
};

pub static CYCLIC: Proto = Proto {
    accepts: Some(is_cyclic),
    ..Proto::new(
        "PNIORealTimeCyclicPDU",
        "PROFINET Real-Time",
        &[
            Field::new("data", Kind::PacketsBy(Element::After(data)), 0).preset(Preset::EmptyList),
            octets("padding")
                .length(Length::Found(|_, _| Some(0)))
                .class("StrFixedLenField"),
            u16("cycleCounter"),
            bits("dataStatus", 8)
                .flags(&FlagNames::Words(&[
                    "primary",
                    "redundancy",
                    "validData",
                    "reserved_1",
                    "run",
                    "no_problem",
                    "reserved_2",
                    "ignore",
                ]))
                .default(0x35),
            u8("transferStatus"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.pnio",
    source: "IEC 61158-6-10",
    protocols: &[&PROFINET_IO, &IOXS, &RAW_DATA, &CYCLIC],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &PROFINET_IO, when!(type = 0x8892)),
    bind(&UDP, &PROFINET_IO, when!(dport = 0x8892)),
];

/// All octets but the status are one piece of data: what it consists of, stations agreed on
/// before.
fn data(_: &dyn Around, _: Option<&dyn Around>, count: usize, _: &[u8]) -> Option<&'static Proto> {
    (count == 0).then_some(&RAW_DATA)
}

/// A frame has its status and at most 1440 octets. What the data are depends on the stations and
/// the frame, so that one without the other says nothing.
fn is_cyclic(cyclic: &dyn Around, octets: &[u8]) -> bool {
    let stands_on = |wanted: &'static Proto| {
        cyclic.any_below(&|proto| proto.lineage().any(|one| one.is(wanted)))
    };
    (usize::from(STATUS_LEN)..=1440).contains(&octets.len())
        && stands_on(&ETHER) == stands_on(&PROFINET_IO)
}

static FRAME_IDS: MadeNames = MadeNames {
    name: |number| {
        let class = CLASSES.iter().find(|class| class.numbers.contains(&number));
        let named = NAMED.name(number).map(str::to_owned);
        let within = || class.map(|class| format!("{} ({number:4x})", class.name));
        named.or_else(within).or_else(|| Some(number.to_string()))
    },
    value: |text| {
        let class = CLASSES.iter().find(|class| class.name == text);
        class.map_or_else(|| NAMED.value(text), |class| Some(class.numbers.start))
    },
};

/// Numbers of frames that are of one kind.
struct Class {
    numbers: std::ops::Range<i64>,
    name: &'static str,
}

const fn class(start: i64, end: i64, name: &'static str) -> Class {
    Class {
        numbers: start..end,
        name,
    }
}

const CLASSES: &[Class] = &[
    class(0x0100, 0x1000, "RT_CLASS_3"),
    class(0x8000, 0xc000, "RT_CLASS_1"),
    class(0xc000, 0xfc00, "RT_CLASS_UDP"),
    class(0xff80, 0xff90, "FragmentationFrameID"),
];

static NAMED: Names = Names::pairs(&[
    (0x0020, "PTCP-RTSyncPDU-followup"),
    (0x0080, "PTCP-RTSyncPDU"),
    (0xfc01, "Alarm High"),
    (0xfe01, "Alarm Low"),
    (0xfefc, "DCP-Hello-Req"),
    (0xfefd, "DCP-Get-Set"),
    (0xfefe, "DCP-Identify-ReqPDU"),
    (0xfeff, "DCP-Identify-ResPDU"),
    (0xff00, "PTCP-AnnouncePDU"),
    (0xff20, "PTCP-FollowUpPDU"),
    (0xff40, "PTCP-DelayReqPDU"),
    (0xff41, "PTCP-DelayResPDU-followup"),
    (0xff42, "PTCP-DelayFuResPDU"),
    (0xff43, "PTCP-DelayResPDU"),
]);
static STATES: Names = Names::pairs(&[(0, "bad"), (1, "good")]);
static INSTANCES: Names = Names::pairs(&[
    (0, "subslot"),
    (1, "slot"),
    (2, "device"),
    (3, "controller"),
]);
