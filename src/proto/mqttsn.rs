//! MQTT for sensor networks. MQTT-SN 1.2.

use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Field, Kind, Length, PAYLOAD, Preset, Spelling, When, bits, octets, u8, u16,
};
use super::names::Names;
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Proto};
use crate::{joined, when};

pub static MQTTSN: Proto = Proto::new(
    "MQTTSN",
    "MQTT-SN header",
    &[
        Field::new("len", Kind::Spelled(&LENGTH), 0)
            .auto(Auto::LenOf(PAYLOAD, Adjust::by(message_len)))
            .class("VariableFieldLenField"),
        u8("type").hex().names(&PACKET_TYPE),
    ],
);

pub static MQTTSN_ADVERTISE: Proto = Proto::new(
    "MQTTSNAdvertise",
    "MQTT-SN advertise gateway",
    &[u8("gw_id"), u16("duration")],
);

pub static MQTTSN_SEARCH_GW: Proto =
    Proto::new("MQTTSNSearchGW", "MQTT-SN search gateway", &[u8("radius")]);

pub static MQTTSN_GW_INFO: Proto = Proto::new(
    "MQTTSNGwInfo",
    "MQTT-SN gateway info",
    &[
        u8("gw_id"),
        octets("gw_addr").length(Length::FromFn(|p| rest(p, 1))),
    ],
);

pub static MQTTSN_CONNECT: Proto = Proto::new(
    "MQTTSNConnect",
    "MQTT-SN connect command",
    joined![
        FLAGS,
        [
            u8("prot_id").default(1),
            u16("duration"),
            octets("client_id").length(Length::FromFn(|p| rest(p, 4))),
        ]
    ],
);

pub static MQTTSN_CONNACK: Proto =
    Proto::new("MQTTSNConnack", "MQTT-SN connect ACK", &[RETURN_CODE]);

pub static MQTTSN_WILL_TOPIC_REQ: Proto =
    Proto::new("MQTTSNWillTopicReq", "MQTT-SN will topic request", &[]);

pub static MQTTSN_WILL_TOPIC: Proto =
    Proto::new("MQTTSNWillTopic", "MQTT-SN will topic", WILL_TOPIC);

pub static MQTTSN_WILL_MSG_REQ: Proto =
    Proto::new("MQTTSNWillMsgReq", "MQTT-SN will message request", &[]);

pub static MQTTSN_WILL_MSG: Proto = Proto::new(
    "MQTTSNWillMsg",
    "MQTT-SN will message",
    &[octets("will_msg").length(Length::FromFn(|p| rest(p, 0)))],
);

pub static MQTTSN_REGISTER: Proto = Proto::new(
    "MQTTSNRegister",
    "MQTT-SN register",
    &[
        u16("tid"),
        u16("mid"),
        octets("topic_name").length(Length::FromFn(|p| rest(p, 4))),
    ],
);

pub static MQTTSN_REGACK: Proto = Proto::new(
    "MQTTSNRegack",
    "MQTT-SN register ACK",
    &[u16("tid"), u16("mid"), RETURN_CODE],
);

pub static MQTTSN_PUBLISH: Proto = Proto::new(
    "MQTTSNPublish",
    "MQTT-SN publish message",
    joined![
        FLAGS,
        [
            u16("tid"),
            u16("mid"),
            octets("data").length(Length::FromFn(|p| rest(p, 5))),
        ]
    ],
);

pub static MQTTSN_PUBACK: Proto = Proto::new(
    "MQTTSNPuback",
    "MQTT-SN publish ACK",
    &[u16("tid"), u16("mid"), RETURN_CODE],
);

pub static MQTTSN_PUBCOMP: Proto =
    Proto::new("MQTTSNPubcomp", "MQTT-SN publish complete", &[u16("mid")]);

pub static MQTTSN_PUBREC: Proto =
    Proto::new("MQTTSNPubrec", "MQTT-SN publish received", &[u16("mid")]);

pub static MQTTSN_PUBREL: Proto =
    Proto::new("MQTTSNPubrel", "MQTT-SN publish release", &[u16("mid")]);

pub static MQTTSN_SUBSCRIBE: Proto = Proto::new(
    "MQTTSNSubscribe",
    "MQTT-SN subscribe request",
    joined![FLAGS, TOPIC],
);

pub static MQTTSN_SUBACK: Proto = Proto::new(
    "MQTTSNSuback",
    "MQTT-SN subscribe ACK",
    joined![FLAGS, [u16("tid"), u16("mid"), RETURN_CODE,]],
);

pub static MQTTSN_UNSUBSCRIBE: Proto = Proto::new(
    "MQTTSNUnsubscribe",
    "MQTT-SN unsubscribe request",
    joined![FLAGS, TOPIC],
);

pub static MQTTSN_UNSUBACK: Proto =
    Proto::new("MQTTSNUnsuback", "MQTT-SN unsubscribe ACK", &[u16("mid")]);

pub static MQTTSN_PING_REQ: Proto = Proto::new(
    "MQTTSNPingReq",
    "MQTT-SN ping request",
    &[octets("client_id").length(Length::FromFn(|p| rest(p, 0)))],
);

pub static MQTTSN_PING_RESP: Proto = Proto::new("MQTTSNPingResp", "MQTT-SN ping response", &[]);

pub static MQTTSN_DISCONNECT: Proto = Proto::new(
    "MQTTSNDisconnect",
    "MQTT-SN disconnect request",
    &[u16("duration").preset(Preset::None).when(When::Test(|p| {
        p.under()
            .is_some_and(|under| under.index_of("len").is_some())
            && p.int_below("len").is_none_or(|len| len > 2)
    }))],
);

pub static MQTTSN_WILL_TOPIC_UPD: Proto = Proto::new(
    "MQTTSNWillTopicUpd",
    "MQTT-SN will topic update",
    WILL_TOPIC,
);

pub static MQTTSN_WILL_TOPIC_RESP: Proto = Proto::new(
    "MQTTSNWillTopicResp",
    "MQTT-SN will topic response",
    &[RETURN_CODE],
);

pub static MQTTSN_WILL_MSG_UPD: Proto = Proto::new(
    "MQTTSNWillMsgUpd",
    "MQTT-SN will message update",
    &[octets("will_msg").length(Length::FromFn(|p| rest(p, 0)))],
);

pub static MQTTSN_WILL_MSG_RESP: Proto = Proto::new(
    "MQTTSNWillMsgResp",
    "MQTT-SN will message response",
    &[RETURN_CODE],
);

pub static MQTTSN_ENCAPS: Proto = Proto::new(
    "MQTTSNEncaps",
    "MQTT-SN encapsulated message",
    &[
        bits("resvd", 6),
        bits("radius", 2),
        octets("w_node_id").length(Length::FromFn(|p| rest(p, 1))),
    ],
);

const RETURN_CODE: Field = u8("return_code").names(&RETURN_CODES);

const FLAGS: &[Field] = &[
    bits("dup", 1),
    bits("qos", 2).names(&QOS_LEVELS),
    bits("retain", 1),
    bits("will", 1),
    bits("cleansess", 1),
    bits("tid_type", 2).names(&TOPIC_ID_TYPES),
];

const WILL_TOPIC: &[Field] = joined![
    FLAGS,
    [octets("will_topic").length(Length::FromFn(|p| rest(p, 1)))]
];

/// What is subscribed to, or no longer: a number, two letters or a name.
const TOPIC: &[Field] = &[
    u16("mid"),
    u16("tid")
        .preset(Preset::None)
        .when(When::In("tid_type", &[1])),
    octets("short_topic")
        .fixed()
        .length(Length::Octets(2))
        .preset(Preset::None)
        .when(When::In("tid_type", &[2])),
    octets("topic_name")
        .length(Length::FromFn(|p| rest(p, 3)))
        .preset(Preset::None)
        .when(When::NotIn("tid_type", &[1, 2])),
];

pub static FAMILY: Family = Family {
    module: "scapy.contrib.mqttsn",
    source: "MQTT-SN 1.2",
    protocols: &[
        &MQTTSN,
        &MQTTSN_ADVERTISE,
        &MQTTSN_SEARCH_GW,
        &MQTTSN_GW_INFO,
        &MQTTSN_CONNECT,
        &MQTTSN_CONNACK,
        &MQTTSN_WILL_TOPIC_REQ,
        &MQTTSN_WILL_TOPIC,
        &MQTTSN_WILL_MSG_REQ,
        &MQTTSN_WILL_MSG,
        &MQTTSN_REGISTER,
        &MQTTSN_REGACK,
        &MQTTSN_PUBLISH,
        &MQTTSN_PUBACK,
        &MQTTSN_PUBCOMP,
        &MQTTSN_PUBREC,
        &MQTTSN_PUBREL,
        &MQTTSN_SUBSCRIBE,
        &MQTTSN_SUBACK,
        &MQTTSN_UNSUBSCRIBE,
        &MQTTSN_UNSUBACK,
        &MQTTSN_PING_REQ,
        &MQTTSN_PING_RESP,
        &MQTTSN_DISCONNECT,
        &MQTTSN_WILL_TOPIC_UPD,
        &MQTTSN_WILL_TOPIC_RESP,
        &MQTTSN_WILL_MSG_UPD,
        &MQTTSN_WILL_MSG_RESP,
        &MQTTSN_ENCAPS,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &MQTTSN, when!(sport = 1883)),
    bind_up(&UDP, &MQTTSN, when!(dport = 1883)),
    bind(&UDP, &MQTTSN, when!(dport = 1883, sport = 1883)),
    bind(&MQTTSN, &MQTTSN_ADVERTISE, when!(type = 0)),
    bind(&MQTTSN, &MQTTSN_SEARCH_GW, when!(type = 1)),
    bind(&MQTTSN, &MQTTSN_GW_INFO, when!(type = 2)),
    bind(&MQTTSN, &MQTTSN_CONNECT, when!(type = 4)),
    bind(&MQTTSN, &MQTTSN_CONNACK, when!(type = 5)),
    bind(&MQTTSN, &MQTTSN_WILL_TOPIC_REQ, when!(type = 6)),
    bind(&MQTTSN, &MQTTSN_WILL_TOPIC, when!(type = 7)),
    bind(&MQTTSN, &MQTTSN_WILL_MSG_REQ, when!(type = 8)),
    bind(&MQTTSN, &MQTTSN_WILL_MSG, when!(type = 9)),
    bind(&MQTTSN, &MQTTSN_REGISTER, when!(type = 10)),
    bind(&MQTTSN, &MQTTSN_REGACK, when!(type = 11)),
    bind(&MQTTSN, &MQTTSN_PUBLISH, when!(type = 12)),
    bind(&MQTTSN, &MQTTSN_PUBACK, when!(type = 13)),
    bind(&MQTTSN, &MQTTSN_PUBCOMP, when!(type = 14)),
    bind(&MQTTSN, &MQTTSN_PUBREC, when!(type = 15)),
    bind(&MQTTSN, &MQTTSN_PUBREL, when!(type = 16)),
    bind(&MQTTSN, &MQTTSN_SUBSCRIBE, when!(type = 18)),
    bind(&MQTTSN, &MQTTSN_SUBACK, when!(type = 19)),
    bind(&MQTTSN, &MQTTSN_UNSUBSCRIBE, when!(type = 20)),
    bind(&MQTTSN, &MQTTSN_UNSUBACK, when!(type = 21)),
    bind(&MQTTSN, &MQTTSN_PING_REQ, when!(type = 22)),
    bind(&MQTTSN, &MQTTSN_PING_RESP, when!(type = 23)),
    bind(&MQTTSN, &MQTTSN_DISCONNECT, when!(type = 24)),
    bind(&MQTTSN, &MQTTSN_WILL_TOPIC_UPD, when!(type = 26)),
    bind(&MQTTSN, &MQTTSN_WILL_TOPIC_RESP, when!(type = 27)),
    bind(&MQTTSN, &MQTTSN_WILL_MSG_UPD, when!(type = 28)),
    bind(&MQTTSN, &MQTTSN_WILL_MSG_RESP, when!(type = 29)),
    bind(&MQTTSN, &MQTTSN_ENCAPS, when!(type = 254)),
    bind(&MQTTSN_ENCAPS, &MQTTSN, &[]),
];

/// One octet, or three if the first one is 1.
static LENGTH: Spelling = Spelling {
    read: |octets| match octets {
        [1, high, low, ..] => Some((i64::from(u16::from_be_bytes([*high, *low])), 3)),
        [1, ..] | [] => None,
        [number, ..] => Some((i64::from(*number), 1)),
    },
    write: |number| match number {
        2..=0xff => Some(vec![number as u8]),
        0x100..=0xffff => Some(vec![1, (number >> 8) as u8, number as u8]),
        _ => None,
    },
};

/// The length of a message whose payload has so many octets.
fn message_len(message: &dyn Around, payload: i64) -> Option<i64> {
    let number = message.int("type");
    let above = message.upper();
    let mut length = payload + 2;
    if number == Some(0x18) && message.int("duration").is_none() {
        length -= 2;
    } else if number == Some(0xfe) && above.is_some_and(|above| above.is(&MQTTSN_ENCAPS)) {
        let node = message.octets("w_node_id").unwrap_or_default();
        length = node.len() as i64 + 3;
    }
    Some(if length > 0xff { length + 2 } else { length })
}

/// What is left of a message for the last field, in front of which stand so many octets.
fn rest(message: &dyn Around, before: i64) -> i64 {
    match message.int_below("len") {
        Some(length @ 0x100..) => length - before - 4,
        Some(length @ 2..) => length - before - 2,
        _ => 1 - before,
    }
}

static PACKET_TYPE: Names = Names::pairs(&[
    (0, "ADVERTISE"),
    (1, "SEARCHGW"),
    (2, "GWINFO"),
    (4, "CONNECT"),
    (5, "CONNACK"),
    (6, "WILLTOPICREQ"),
    (7, "WILLTOPIC"),
    (8, "WILLMSGREQ"),
    (9, "WILLMSG"),
    (10, "REGISTER"),
    (11, "REGACK"),
    (12, "PUBLISH"),
    (13, "PUBACK"),
    (14, "PUBCOMP"),
    (15, "PUBREC"),
    (16, "PUBREL"),
    (18, "SUBSCRIBE"),
    (19, "SUBACK"),
    (20, "UNSUBSCRIBE"),
    (21, "UNSUBACK"),
    (22, "PINGREQ"),
    (23, "PINGRESP"),
    (24, "DISCONNECT"),
    (26, "WILLTOPICUPD"),
    (27, "WILLTOPICRESP"),
    (28, "WILLMSGUPD"),
    (29, "WILLMSGRESP"),
    (254, "Encapsulated message"),
]);
static QOS_LEVELS: Names = Names::pairs(&[
    (0, "Fire and Forget"),
    (1, "Acknowledged deliver"),
    (2, "Assured Delivery"),
    (3, "No Connection required"),
]);
static TOPIC_ID_TYPES: Names = Names::pairs(&[
    (0, "Normal ID"),
    (1, "Pre-defined ID"),
    (2, "Short Topic Name"),
    (3, "Reserved"),
]);
static RETURN_CODES: Names = Names::pairs(&[
    (0, "Accepted"),
    (1, "Rejected: congestion"),
    (2, "Rejected: invalid topic ID"),
    (3, "Rejected: not supported"),
]);
