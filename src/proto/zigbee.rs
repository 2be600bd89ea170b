//! ZigBee: network, application support, device profile and cluster library; ZEP.

use super::binding::{Binding, bind, bind_up};
use super::data::zigbee_names::{
    APS_FRAMETYPES, CMD_IDENTIFIERS, CMD_IDENTIFIERS2, DELIVERY_MODES, DELIVERY_MODES2,
    FRAGMENTATIONS, FRAMETYPES, KEY_TYPES, KEY_TYPES2, MANY_TO_ONES, NWK_SECLEVELS, PROFILES,
    REPORT_COMMAND_IDENTIFIERS, REQ_TIMEOUTS, STATUS, STATUS_CODES, STATUS2,
    UPDATE_COMMAND_IDENTIFIERS,
};
use super::dot15d4::{DOT15D4, DOT15D4_BEACON, DOT15D4_FCS};
use super::field::{
    Display, Field, Kind, Length, Preset, When, bits, list, octets, packets, u8, u16, u32,
};
use super::names::FlagNames;
use super::registry::Family;
use super::udp::UDP;
use super::zigbee_cluster::{
    ZCL_GENERAL_CONFIGURE_REPORTING, ZCL_GENERAL_CONFIGURE_REPORTING_RESPONSE,
    ZCL_GENERAL_DEFAULT_RESPONSE, ZCL_GENERAL_READ_ATTRIBUTES,
    ZCL_GENERAL_READ_ATTRIBUTES_RESPONSE, ZCL_GENERAL_REPORT_ATTRIBUTES,
    ZCL_GENERAL_WRITE_ATTRIBUTES, ZCL_GENERAL_WRITE_ATTRIBUTES_RESPONSE, ZIGBEE_CLUSTER_LIBRARY,
};
use super::{Around, Dispatch, Guess, PayloadLen, Proto};
use crate::when;

pub static ZIGBEE_NWK: Proto = Proto {
    dispatch: Some(dispatch),
    guess: Some(guess_network),
    ..Proto::new(
        "ZigbeeNWK",
        "Zigbee Network Layer",
        &[
            bits("discover_route", 2),
            bits("proto_version", 4).default(2),
            bits("frametype", 2).names(&FRAMETYPES),
            bits("flags", 8).flags(&FlagNames::Words(&[
                "multicast",
                "security",
                "source_route",
                "extended_dst",
                "extended_src",
                "reserved1",
                "reserved2",
                "reserved3",
            ])),
            u16("destination").little_endian().hex(),
            u16("source").little_endian().hex(),
            u8("radius"),
            u8("seqnum").default(1),
            Field::new("ext_dst", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::Bits("flags", 8)),
            Field::new("ext_src", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::Bits("flags", 16)),
            u8("relay_count").default(1).when(When::Bits("flags", 4)),
            u8("relay_index").when(When::Bits("flags", 4)),
            list("relays", &RELAYS_ELEMENT)
                .count_from("relay_count")
                .when(When::Bits("flags", 4)),
        ],
    )
};

pub static LINK_STATUS_ENTRY: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "LinkStatusEntry",
        "ZigBee Link Status Entry",
        &[
            u16("neighbor_network_address").little_endian().hex(),
            bits("reserved1", 1),
            bits("outgoing_cost", 3),
            bits("reserved2", 1),
            bits("incoming_cost", 3),
        ],
    )
};

pub static ZIGBEE_NWK_COMMAND_PAYLOAD: Proto = Proto::new(
    "ZigbeeNWKCommandPayload",
    "Zigbee Network Layer Command Payload",
    &[
        u8("cmd_identifier").names(&CMD_IDENTIFIERS).default(1),
        bits("res1", 1).when(When::In("cmd_identifier", &[1, 2])),
        bits("multicast", 1).when(When::In("cmd_identifier", &[1, 2])),
        bits("dest_addr_bit", 1).when(When::In("cmd_identifier", &[1])),
        bits("many_to_one", 2)
            .names(&MANY_TO_ONES)
            .when(When::In("cmd_identifier", &[1])),
        bits("res2", 3).when(When::In("cmd_identifier", &[1])),
        bits("responder_addr_bit", 1).when(When::In("cmd_identifier", &[2])),
        bits("originator_addr_bit", 1).when(When::In("cmd_identifier", &[2])),
        bits("res3", 4).when(When::In("cmd_identifier", &[2])),
        u8("route_request_identifier").when(When::In("cmd_identifier", &[1, 2])),
        u16("originator_address")
            .little_endian()
            .hex()
            .when(When::In("cmd_identifier", &[2])),
        u16("responder_address")
            .little_endian()
            .hex()
            .when(When::In("cmd_identifier", &[2])),
        u8("status_code")
            .names(&STATUS_CODES)
            .when(When::In("cmd_identifier", &[3])),
        u16("destination_address")
            .little_endian()
            .hex()
            .when(When::In("cmd_identifier", &[1, 3])),
        u8("path_cost").when(When::In("cmd_identifier", &[1, 2])),
        Field::new("ext_dst", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0)
            .when(When::Test(|p| {
                (number(p, "cmd_identifier") == 1) && (number(p, "dest_addr_bit") == 1)
            })),
        Field::new("originator_addr", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0)
            .when(When::Test(|p| {
                (number(p, "cmd_identifier") == 2) && (number(p, "originator_addr_bit") == 1)
            })),
        Field::new("responder_addr", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0)
            .when(When::Test(|p| {
                (number(p, "cmd_identifier") == 2) && (number(p, "responder_addr_bit") == 1)
            })),
        bits("remove_children", 1).when(When::In("cmd_identifier", &[4])),
        bits("request", 1).when(When::In("cmd_identifier", &[4])),
        bits("rejoin", 1).when(When::In("cmd_identifier", &[4])),
        bits("res4", 5).when(When::In("cmd_identifier", &[4])),
        u8("rr_relay_count").when(When::In("cmd_identifier", &[5])),
        list("rr_relay_list", &RELAYS_ELEMENT)
            .count_from("rr_relay_count")
            .when(When::In("cmd_identifier", &[5])),
        bits("allocate_address", 1).when(When::In("cmd_identifier", &[6])),
        bits("security_capability", 1).when(When::In("cmd_identifier", &[6])),
        bits("reserved2", 1).when(When::In("cmd_identifier", &[6])),
        bits("reserved1", 1).when(When::In("cmd_identifier", &[6])),
        bits("receiver_on_when_idle", 1).when(When::In("cmd_identifier", &[6])),
        bits("power_source", 1).when(When::In("cmd_identifier", &[6])),
        bits("device_type", 1).when(When::In("cmd_identifier", &[6])),
        bits("alternate_pan_coordinator", 1).when(When::In("cmd_identifier", &[6])),
        u16("network_address")
            .little_endian()
            .hex()
            .default(0xffff)
            .when(When::In("cmd_identifier", &[7])),
        u8("rejoin_status").when(When::In("cmd_identifier", &[7])),
        bits("res5", 1).when(When::In("cmd_identifier", &[8])),
        bits("last_frame", 1).when(When::In("cmd_identifier", &[8])),
        bits("first_frame", 1).when(When::In("cmd_identifier", &[8])),
        bits("entry_count", 5).when(When::In("cmd_identifier", &[8])),
        packets("link_status_list", &LINK_STATUS_ENTRY)
            .count_from("entry_count")
            .when(When::In("cmd_identifier", &[8])),
        bits("report_command_identifier", 3)
            .names(&REPORT_COMMAND_IDENTIFIERS)
            .when(When::In("cmd_identifier", &[9])),
        bits("report_information_count", 5).when(When::In("cmd_identifier", &[9])),
        bits("update_command_identifier", 3)
            .names(&UPDATE_COMMAND_IDENTIFIERS)
            .when(When::In("cmd_identifier", &[10])),
        bits("update_information_count", 5).when(When::In("cmd_identifier", &[10])),
        Field::new("epid", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0)
            .when(When::In("cmd_identifier", &[9, 10])),
        list("PAN_ID_conflict_report", &RELAYS_ELEMENT)
            .count_from("report_information_count")
            .when(When::Test(|p| {
                (number(p, "cmd_identifier") == 9) && (number(p, "report_command_identifier") == 0)
            })),
        u8("update_id").when(When::In("cmd_identifier", &[10])),
        u16("new_PAN_ID")
            .little_endian()
            .hex()
            .when(When::Test(|p| {
                (number(p, "cmd_identifier") == 10) && (number(p, "update_command_identifier") == 0)
            })),
        u8("req_timeout")
            .names(&REQ_TIMEOUTS)
            .default(3)
            .when(When::In("cmd_identifier", &[11])),
        u8("ed_conf").when(When::In("cmd_identifier", &[11])),
        u8("status")
            .names(&STATUS)
            .when(When::In("cmd_identifier", &[12])),
        bits("res6", 6).when(When::In("cmd_identifier", &[12])),
        bits("ed_timeout_req_keepalive", 1).when(When::In("cmd_identifier", &[12])),
        bits("mac_data_poll_keepalive", 1).when(When::In("cmd_identifier", &[12])),
    ],
);

pub static ZIGBEE_SECURITY_HEADER: Proto = Proto::new(
    "ZigbeeSecurityHeader",
    "Zigbee Security Header",
    &[
        bits("reserved1", 2).flags(&FlagNames::Words(&["reserved1", "reserved2"])),
        bits("extended_nonce", 1).default(1),
        bits("key_type", 2).names(&KEY_TYPES).default(1),
        bits("nwk_seclevel", 3).names(&NWK_SECLEVELS),
        u32("fc").little_endian().hex(),
        Field::new("source", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0)
            .when(When::NotIn("extended_nonce", &[0])),
        u8("key_seqnum").when(When::Test(|p| number(p, "key_type") == 1)),
        octets("data")
            .length(Length::Found(without_check))
            .class("StrField"),
        octets("mic").display(Display::HexOctets),
    ],
);

pub static ZIGBEE_APP_DATA_PAYLOAD: Proto = Proto {
    guess: Some(guess_data),
    ..Proto::new(
        "ZigbeeAppDataPayload",
        "Zigbee Application Layer Data Payload (General APS Frame Format)",
        &[
            bits("frame_control", 4)
                .flags(&FlagNames::Words(&[
                    "ack_format",
                    "security",
                    "ack_req",
                    "extended_hdr",
                ]))
                .default(2),
            bits("delivery_mode", 2).names(&DELIVERY_MODES),
            bits("aps_frametype", 2).names(&APS_FRAMETYPES),
            u8("dst_endpoint")
                .default(10)
                .when(When::Test(|p| match number(p, "aps_frametype") {
                    APS_DATA => matches!(number(p, "delivery_mode"), 0 | 2),
                    _ => acknowledges_data(p),
                })),
            u16("group_addr")
                .little_endian()
                .hex()
                .when(When::Test(|p| {
                    (number(p, "aps_frametype") == 0) && (number(p, "delivery_mode") == 3)
                })),
            u16("cluster")
                .little_endian()
                .hex()
                .when(When::Test(names_cluster)),
            u16("profile")
                .little_endian()
                .names(&PROFILES)
                .class("EnumField")
                .when(When::Test(names_cluster)),
            u8("src_endpoint")
                .default(10)
                .when(When::Test(names_cluster)),
            u8("counter"),
            u8("fragmentation")
                .names(&FRAGMENTATIONS)
                .when(When::Test(|p| {
                    (matches!(number(p, "aps_frametype"), 0 | 2))
                        && ((number(p, "frame_control") & 0x8) != 0)
                })),
            u8("block_number").when(When::Test(|p| {
                (matches!(number(p, "aps_frametype"), 0 | 2))
                    && (matches!(number(p, "fragmentation"), 1 | 2))
            })),
            u8("ack_bitfield").when(When::Test(|p| {
                (number(p, "aps_frametype") == 2) && (matches!(number(p, "fragmentation"), 1 | 2))
            })),
        ],
    )
};

pub static ZIGBEE_APP_COMMAND_PAYLOAD: Proto = Proto {
    guess: Some(guess_command),
    ..Proto::new(
        "ZigbeeAppCommandPayload",
        "Zigbee Application Layer Command Payload",
        &[
            u8("cmd_identifier").names(&CMD_IDENTIFIERS2).default(1),
            Field::new("initiator", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::In("cmd_identifier", &[1, 2, 3, 4])),
            Field::new("responder", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::In("cmd_identifier", &[1, 2, 3, 4])),
            octets("data")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::Int(0))
                .when(When::In("cmd_identifier", &[1, 2, 3, 4])),
            u8("status")
                .names(&STATUS2)
                .when(When::In("cmd_identifier", &[16])),
            u8("key_type")
                .names(&KEY_TYPES2)
                .when(When::In("cmd_identifier", &[5, 8, 15, 16])),
            Field::new("address", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::In("cmd_identifier", &[6, 7, 15, 16])),
            octets("key")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::None)
                .when(When::In("cmd_identifier", &[5])),
            u8("key_seqnum").when(When::Test(|p| {
                (number(p, "cmd_identifier") == 5) && (matches!(number(p, "key_type"), 1 | 5))
            })),
            Field::new("dest_addr", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::Test(|p| {
                    ((number(p, "cmd_identifier") == 5)
                        && (!matches!(number(p, "key_type"), 2 | 3)))
                        || (number(p, "cmd_identifier") == 14)
                })),
            Field::new("src_addr", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::Test(|p| {
                    (number(p, "cmd_identifier") == 5) && (!matches!(number(p, "key_type"), 2 | 3))
                })),
            Field::new("partner_addr", Kind::Address154, 0)
                .length(Length::Octets(8))
                .default(0x0)
                .when(When::Test(|p| {
                    ((number(p, "cmd_identifier") == 5) && (matches!(number(p, "key_type"), 2 | 3)))
                        || ((number(p, "cmd_identifier") == 8) && (number(p, "key_type") == 2))
                })),
            u8("initiator_flag").when(When::Test(|p| {
                (number(p, "cmd_identifier") == 5) && (matches!(number(p, "key_type"), 2 | 3))
            })),
            u16("short_address")
                .little_endian()
                .hex()
                .when(When::In("cmd_identifier", &[6])),
            u8("update_status").when(When::In("cmd_identifier", &[6])),
            octets("seqnum")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::None)
                .when(When::In("cmd_identifier", &[9])),
            octets("unimplemented").when(When::Test(|p| {
                (number(p, "cmd_identifier") >= 10) && (number(p, "cmd_identifier") <= 13)
            })),
            bits("frame_control", 4)
                .flags(&FlagNames::Words(&[
                    "ack_format",
                    "security",
                    "ack_req",
                    "extended_hdr",
                ]))
                .default(2)
                .when(When::In("cmd_identifier", &[14])),
            bits("delivery_mode", 2)
                .names(&DELIVERY_MODES)
                .when(When::In("cmd_identifier", &[14])),
            bits("aps_frametype", 2)
                .names(&APS_FRAMETYPES)
                .default(1)
                .when(When::In("cmd_identifier", &[14])),
            u8("counter").when(When::In("cmd_identifier", &[14])),
            octets("key_hash")
                .fixed()
                .length(Length::Octets(16))
                .preset(Preset::None)
                .when(When::In("cmd_identifier", &[15])),
        ],
    )
};

pub static ZIG_BEE_BEACON: Proto = Proto::new(
    "ZigBeeBeacon",
    "ZigBee Beacon Payload",
    &[
        u8("proto_id"),
        bits("nwkc_protocol_version", 4),
        bits("stack_profile", 4),
        bits("end_device_capacity", 1),
        bits("device_depth", 4),
        bits("router_capacity", 1),
        bits("reserved", 2),
        Field::new("extended_pan_id", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0),
        bits("tx_offset", 24),
        u8("update_id"),
    ],
);

pub static ZIGBEE_NWK_STUB: Proto = Proto {
    guess: Some(guess_stub),
    ..Proto::new(
        "ZigbeeNWKStub",
        "Zigbee Network Layer for Inter-PAN Transmission",
        &[
            bits("res1", 2),
            bits("proto_version", 4).default(2),
            bits("frametype", 2).default(3),
            bits("res2", 8),
        ],
    )
};

pub static ZIGBEE_APP_DATA_PAYLOAD_STUB: Proto = Proto::new(
    "ZigbeeAppDataPayloadStub",
    "Zigbee Application Layer Data Payload for Inter-PAN Transmission",
    &[
        bits("frame_control", 4).flags(&FlagNames::Words(&[
            "reserved1",
            "security",
            "ack_req",
            "extended_hdr",
        ])),
        bits("delivery_mode", 2).names(&DELIVERY_MODES2),
        bits("frametype", 2).default(3),
        u16("group_addr")
            .little_endian()
            .hex()
            .when(When::Test(|p| number(p, "delivery_mode") == 3)),
        u16("cluster").little_endian().hex(),
        u16("profile")
            .little_endian()
            .names(&PROFILES)
            .class("EnumField"),
        octets("data").when(When::In("frametype", &[3])),
    ],
);

pub static ZDP_ACTIVE_EP_REQ: Proto = Proto::new(
    "ZDPActiveEPReq",
    "ZDP Transaction Data: Active_EP_req",
    &[u16("nwk_addr").little_endian().hex()],
);

pub static ZDP_DEVICE_ANNCE: Proto = Proto::new(
    "ZDPDeviceAnnce",
    "ZDP Transaction Data: Device_annce",
    &[
        u16("nwk_addr").little_endian().hex(),
        Field::new("ieee_addr", Kind::Address154, 0)
            .length(Length::Octets(8))
            .default(0x0),
        bits("allocate_address", 1),
        bits("security_capability", 1),
        bits("reserved2", 1),
        bits("reserved1", 1),
        bits("receiver_on_when_idle", 1),
        bits("power_source", 1),
        bits("device_type", 1),
        bits("alternate_pan_coordinator", 1),
    ],
);

pub static ZIGBEE_DEVICE_PROFILE: Proto = Proto {
    guess: Some(guess_profile),
    ..Proto::new(
        "ZigbeeDeviceProfile",
        "Zigbee Device Profile (ZDP) Frame",
        &[u8("trans_seqnum")],
    )
};

pub static ZEP2: Proto = Proto {
    dispatch: Some(dispatch_zep),
    guess: Some(guess_zep),
    ..Proto::new(
        "ZEP2",
        "Zigbee Encapsulation Protocol (V2)",
        &[
            octets("preamble")
                .fixed()
                .length(Length::Octets(2))
                .preset(Preset::Octets(b"EX")),
            u8("ver"),
            u8("type"),
            u8("channel"),
            u16("device"),
            u8("lqi_mode").default(1),
            u8("lqi_val"),
            Field::new("timestamp", Kind::NtpTime, 64).preset(Preset::Int(0)),
            u32("seq"),
            bits("res", 80),
            u8("length"),
        ],
    )
};

pub static ZEP1: Proto = Proto {
    guess: Some(guess_zep),
    parent: Some(&ZEP2),
    ..Proto::new(
        "ZEP1",
        "Zigbee Encapsulation Protocol (V1)",
        &[
            octets("preamble")
                .fixed()
                .length(Length::Octets(2))
                .preset(Preset::Octets(b"EX")),
            u8("ver"),
            u8("channel"),
            u16("device"),
            u8("lqi_mode"),
            u8("lqi_val"),
            bits("res", 56),
            u8("len"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.zigbee",
    source: "",
    protocols: &[
        &ZIGBEE_NWK,
        &LINK_STATUS_ENTRY,
        &ZIGBEE_NWK_COMMAND_PAYLOAD,
        &ZIGBEE_SECURITY_HEADER,
        &ZIGBEE_APP_DATA_PAYLOAD,
        &ZIGBEE_APP_COMMAND_PAYLOAD,
        &ZIG_BEE_BEACON,
        &ZIGBEE_NWK_STUB,
        &ZIGBEE_APP_DATA_PAYLOAD_STUB,
        &ZDP_ACTIVE_EP_REQ,
        &ZDP_DEVICE_ANNCE,
        &ZIGBEE_DEVICE_PROFILE,
        &ZEP2,
        &ZEP1,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&DOT15D4_BEACON, &ZIG_BEE_BEACON, &[]),
    bind_up(&UDP, &ZEP2, when!(sport = 17754)),
    bind_up(&UDP, &ZEP2, when!(sport = 17754)),
    bind(&UDP, &ZEP2, when!(sport = 17754, dport = 17754)),
    bind(
        &ZIGBEE_APP_DATA_PAYLOAD,
        &ZIGBEE_APP_COMMAND_PAYLOAD,
        when!(frametype = 1),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_READ_ATTRIBUTES,
        when!(zcl_frametype = 0, command_identifier = 0),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_READ_ATTRIBUTES_RESPONSE,
        when!(zcl_frametype = 0, command_identifier = 1),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_WRITE_ATTRIBUTES,
        when!(zcl_frametype = 0, command_identifier = 2),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_WRITE_ATTRIBUTES_RESPONSE,
        when!(zcl_frametype = 0, command_identifier = 4),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_CONFIGURE_REPORTING,
        when!(zcl_frametype = 0, command_identifier = 6),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_CONFIGURE_REPORTING_RESPONSE,
        when!(zcl_frametype = 0, command_identifier = 7),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_REPORT_ATTRIBUTES,
        when!(zcl_frametype = 0, command_identifier = 10),
    ),
    bind(
        &ZIGBEE_CLUSTER_LIBRARY,
        &ZCL_GENERAL_DEFAULT_RESPONSE,
        when!(zcl_frametype = 0, command_identifier = 11),
    ),
];

pub(super) static RELAYS_ELEMENT: Field = u16("").little_endian().hex();

/// The octets before the check of integrity, whose length the level of security says.
fn without_check(header: &dyn Around, octets: &[u8]) -> Option<usize> {
    let check = match number(header, "nwk_seclevel") {
        1 | 5 => 4,
        2 | 6 => 8,
        3 | 7 => 16,
        _ => 0,
    };
    Some(octets.len().saturating_sub(check))
}

fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [first, _, ..] if first & 3 == 3 => Dispatch::Other(&ZIGBEE_NWK_STUB),
        _ => Dispatch::This,
    }
}

fn dispatch_zep(octets: &[u8]) -> Dispatch {
    match octets {
        [_, _, 1, _, ..] => Dispatch::Other(&ZEP1),
        [_, _, 2, _, ..] => Dispatch::Other(&ZEP2),
        _ => Dispatch::This,
    }
}

fn guess_network(frame: &dyn Around, _: &[u8]) -> Guess {
    match frame.int("frametype") {
        _ if number(frame, "flags") & 2 != 0 => Guess::Proto(&ZIGBEE_SECURITY_HEADER),
        Some(0) => Guess::Proto(&ZIGBEE_APP_DATA_PAYLOAD),
        Some(1) => Guess::Proto(&ZIGBEE_NWK_COMMAND_PAYLOAD),
        _ => Guess::Bindings,
    }
}

fn guess_data(frame: &dyn Around, _: &[u8]) -> Guess {
    match (frame.int("aps_frametype"), frame.int("profile")) {
        _ if number(frame, "frame_control") & 2 != 0 => Guess::Proto(&ZIGBEE_SECURITY_HEADER),
        (Some(0), Some(0)) => Guess::Proto(&ZIGBEE_DEVICE_PROFILE),
        (Some(0), _) => Guess::Proto(&ZIGBEE_CLUSTER_LIBRARY),
        (Some(1), _) => Guess::Proto(&ZIGBEE_APP_COMMAND_PAYLOAD),
        _ => Guess::Bindings,
    }
}

fn guess_command(command: &dyn Around, _: &[u8]) -> Guess {
    match command.int("cmd_identifier") {
        Some(14) => Guess::Proto(&ZIGBEE_SECURITY_HEADER),
        _ => Guess::Bindings,
    }
}

fn guess_stub(frame: &dyn Around, _: &[u8]) -> Guess {
    match frame.int("frametype") {
        Some(3) => Guess::Proto(&ZIGBEE_APP_DATA_PAYLOAD_STUB),
        _ => Guess::Bindings,
    }
}

fn guess_profile(frame: &dyn Around, _: &[u8]) -> Guess {
    match frame.int_below("cluster") {
        None => Guess::Fail,
        Some(5) => Guess::Proto(&ZDP_ACTIVE_EP_REQ),
        Some(0x13) => Guess::Proto(&ZDP_DEVICE_ANNCE),
        _ => Guess::Bindings,
    }
}

fn guess_zep(frame: &dyn Around, _: &[u8]) -> Guess {
    match frame.int("lqi_mode") {
        Some(0) => Guess::Proto(&DOT15D4_FCS),
        _ => Guess::Proto(&DOT15D4),
    }
}

pub(super) fn number(layer: &dyn Around, name: &str) -> i64 {
    layer.int(name).unwrap_or(0)
}

/// APS frame types (ZigBee specification, 2.2.5.1.1.1).
const APS_DATA: i64 = 0;

const APS_ACKNOWLEDGEMENT: i64 = 2;

/// An acknowledgement in the long form, which repeats what the data frame had.
fn acknowledges_data(layer: &dyn Around) -> bool {
    let short = number(layer, "frame_control") & 1 != 0;
    number(layer, "aps_frametype") == APS_ACKNOWLEDGEMENT && !short
}

fn names_cluster(layer: &dyn Around) -> bool {
    number(layer, "aps_frametype") == APS_DATA || acknowledges_data(layer)
}
