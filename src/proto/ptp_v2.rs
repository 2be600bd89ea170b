//! PTP: clocks in step. IEEE 1588-2008.

use super::Proto;
use super::binding::{Binding, bind, bind_up};
use super::field::{Auto, Preset, When, bits, u8, u16, u32, u64};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static PTP: Proto = Proto {
    matches_parent: true,
    ..Proto::new(
        "PTP",
        "PTP",
        &[
            bits("transportSpecific", 4),
            bits("messageType", 4).names(&MESSAGE_TYPES),
            bits("reserved1", 4),
            bits("version", 4).default(2),
            u16("messageLength")
                .preset(Preset::None)
                .auto(Auto::HeaderLen(1)),
            u8("domainNumber"),
            u8("reserved2"),
            bits("flags", 16).flags(&FlagNames::Words(&[
                "alternateMasterFlag",
                "twoStepFlag",
                "unicastFlag",
                "bit_3",
                "ptpProfileSpecific1",
                "ptpProfileSpecific2",
                "reserved",
                "bit_7",
                "leap61",
                "leap59",
                "currentUtcOffsetValid",
                "ptpTimescale",
                "timeTraceable",
                "frequencyTraceable",
                "bit_14",
                "bit_15",
            ])),
            u64("correctionField"),
            u32("reserved3"),
            u64("clockIdentity").hex(),
            u16("portNumber"),
            u16("sequenceId"),
            u8("controlField").names(&CONTROL_FIELDS),
            u8("logMessageInterval"),
            bits("originTimestamp_seconds", 48).when(When::In("messageType", &[0, 1, 2, 11])),
            u32("originTimestamp_nanoseconds").when(When::In("messageType", &[0, 1, 2, 11])),
            bits("preciseOriginTimestamp_seconds", 48).when(When::In("messageType", &[8])),
            u32("preciseOriginTimestamp_nanoseconds").when(When::In("messageType", &[8])),
            bits("requestReceiptTimestamp_seconds", 48).when(When::In("messageType", &[3])),
            u32("requestReceiptTimestamp_nanoseconds").when(When::In("messageType", &[3])),
            bits("receiveTimestamp_seconds", 48).when(When::In("messageType", &[9])),
            u32("receiveTimestamp_nanoseconds").when(When::In("messageType", &[9])),
            bits("responseOriginTimestamp_seconds", 48).when(When::In("messageType", &[10])),
            u32("responseOriginTimestamp_nanoseconds").when(When::In("messageType", &[10])),
            u16("currentUtcOffset").when(When::In("messageType", &[11])),
            u8("reserved4").when(When::In("messageType", &[11])),
            u8("grandmasterPriority1").when(When::In("messageType", &[11])),
            u8("grandmasterClockClass").when(When::In("messageType", &[11])),
            u8("grandmasterClockAccuracy")
                .hex()
                .when(When::In("messageType", &[11])),
            u16("grandmasterClockVariance").when(When::In("messageType", &[11])),
            u8("grandmasterPriority2").when(When::In("messageType", &[11])),
            u64("grandmasterIdentity")
                .hex()
                .when(When::In("messageType", &[11])),
            u16("stepsRemoved").when(When::In("messageType", &[11])),
            u8("timeSource").hex().when(When::In("messageType", &[11])),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.ptp_v2",
    source: "IEEE 1588-2008",
    protocols: &[&PTP],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &PTP, when!(sport = 319, dport = 319)),
    bind(&UDP, &PTP, when!(sport = 320, dport = 320)),
];

static MESSAGE_TYPES: Names = Names::pairs(&[
    (0, "Sync"),
    (1, "Delay_Req"),
    (2, "Pdelay_Req"),
    (3, "Pdelay_Resp"),
    (4, "Reserved"),
    (5, "Reserved"),
    (6, "Reserved"),
    (7, "Reserved"),
    (8, "Follow_Up"),
    (9, "Delay_Resp"),
    (10, "Pdelay_Resp_Follow"),
    (11, "Announce"),
    (12, "Signaling"),
    (13, "Management"),
    (14, "Reserved"),
    (15, "Reserved"),
]);
static CONTROL_FIELDS: Names = Names::pairs(&[
    (0, "Sync"),
    (1, "Delay_Req"),
    (2, "Follow_Up"),
    (3, "Delay_Resp"),
    (4, "Management"),
    (5, "All others"),
]);
