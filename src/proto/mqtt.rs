//! MQTT. OASIS, MQTT version 3.1.1 and 5.0.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Field, Kind, Length, PAYLOAD, Preset, When, bits, list, octets, packets, u8, u16,
};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::{Around, Guess, Proto};
use crate::when;

pub static MQTT: Proto = Proto::new(
    "MQTT",
    "MQTT fixed header",
    &[
        bits("type", 4).names(&TYPES).default(1),
        bits("DUP", 1).names(&SWITCHES),
        bits("QOS", 2).names(&QUALITIES),
        bits("RETAIN", 1).names(&SWITCHES),
        Field::new("len", Kind::Extended(7), 28)
            .auto(Auto::LenOf(PAYLOAD, Adjust::NONE))
            .class("VariableFieldLenField"),
    ],
);

pub static CONNECT: Proto = Proto::new(
    "MQTTConnect",
    "MQTT connect",
    &[
        u16("length")
            .preset(Preset::None)
            .auto(Auto::LenOf("protoname", Adjust::NONE)),
        octets("protoname").length_from("length"),
        u8("protolevel").names(&LEVELS).default(5),
        bits("usernameflag", 1).names(&SWITCHES),
        bits("passwordflag", 1).names(&SWITCHES),
        bits("willretainflag", 1).names(&SWITCHES),
        bits("willQOSflag", 2).names(&QUALITIES),
        bits("willflag", 1).names(&SWITCHES),
        bits("cleansess", 1).names(&SWITCHES),
        bits("reserved", 1).names(&SWITCHES),
        u16("klive"),
        u16("clientIdlen")
            .preset(Preset::None)
            .auto(Auto::LenOf("clientId", Adjust::NONE)),
        octets("clientId").length_from("clientIdlen"),
        u16("wtoplen")
            .preset(Preset::None)
            .auto(Auto::LenOf("willtopic", Adjust::NONE))
            .when(When::In("willflag", &[1])),
        octets("willtopic")
            .length_from("wtoplen")
            .when(When::In("willflag", &[1])),
        u16("wmsglen")
            .preset(Preset::None)
            .auto(Auto::LenOf("willmsg", Adjust::NONE))
            .when(When::In("willflag", &[1])),
        octets("willmsg")
            .length_from("wmsglen")
            .when(When::In("willflag", &[1])),
        u16("userlen")
            .preset(Preset::None)
            .auto(Auto::LenOf("username", Adjust::NONE))
            .when(When::In("usernameflag", &[1])),
        octets("username")
            .length_from("userlen")
            .when(When::In("usernameflag", &[1])),
        u16("passlen")
            .preset(Preset::None)
            .auto(Auto::LenOf("password", Adjust::NONE))
            .when(When::In("passwordflag", &[1])),
        octets("password")
            .length_from("passlen")
            .when(When::In("passwordflag", &[1])),
    ],
);

pub static DISCONNECT: Proto = Proto::new("MQTTDisconnect", "MQTT disconnect", &[]);

pub static CONNACK: Proto = Proto::new(
    "MQTTConnack",
    "MQTT connack",
    &[u8("sessPresentFlag"), u8("retcode").names(&RESULTS)],
);

pub static PUBLISH: Proto = Proto::new(
    "MQTTPublish",
    "MQTT publish",
    &[
        u16("length")
            .preset(Preset::None)
            .auto(Auto::LenOf("topic", Adjust::NONE)),
        octets("topic").length_from("length"),
        u16("msgid")
            .preset(Preset::None)
            .when(When::Test(has_number)),
        octets("value").length(Length::FromFn(value_len)),
    ],
);

pub static PUBACK: Proto = Proto::new(
    "MQTTPuback",
    "MQTT puback",
    &[u16("msgid").preset(Preset::None)],
);

pub static PUBREC: Proto = Proto::new(
    "MQTTPubrec",
    "MQTT pubrec",
    &[u16("msgid").preset(Preset::None)],
);

pub static PUBREL: Proto = Proto::new(
    "MQTTPubrel",
    "MQTT pubrel",
    &[u16("msgid").preset(Preset::None)],
);

pub static PUBCOMP: Proto = Proto::new(
    "MQTTPubcomp",
    "MQTT pubcomp",
    &[u16("msgid").preset(Preset::None)],
);

pub static TOPIC: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "MQTTTopic",
        "MQTT topic",
        &[
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("topic", Adjust::NONE)),
            octets("topic").length_from("length"),
        ],
    )
};

pub static TOPIC_QOS: Proto = Proto {
    parent: Some(&TOPIC),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "MQTTTopicQOS",
        "MQTT topic",
        &[
            u16("length")
                .preset(Preset::None)
                .auto(Auto::LenOf("topic", Adjust::NONE)),
            octets("topic").length_from("length"),
            u8("QOS").names(&QUALITIES),
        ],
    )
};

pub static SUBSCRIBE: Proto = Proto::new(
    "MQTTSubscribe",
    "MQTT subscribe",
    &[
        u16("msgid").preset(Preset::None),
        packets("topics", &TOPIC_QOS),
    ],
);

pub static SUBACK: Proto = Proto::new(
    "MQTTSuback",
    "MQTT suback",
    &[
        u16("msgid").preset(Preset::None),
        list("retcodes", &RETURN_CODE),
    ],
);

pub static UNSUBSCRIBE: Proto = Proto::new(
    "MQTTUnsubscribe",
    "MQTT unsubscribe",
    &[u16("msgid").preset(Preset::None), packets("topics", &TOPIC)],
);

pub static UNSUBACK: Proto = Proto::new(
    "MQTTUnsuback",
    "MQTT unsuback",
    &[u16("msgid").preset(Preset::None)],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.mqtt",
    source: "OASIS MQTT 3.1.1 and 5.0",
    protocols: &[
        &MQTT,
        &CONNECT,
        &DISCONNECT,
        &CONNACK,
        &PUBLISH,
        &PUBACK,
        &PUBREC,
        &PUBREL,
        &PUBCOMP,
        &TOPIC,
        &TOPIC_QOS,
        &SUBSCRIBE,
        &SUBACK,
        &UNSUBSCRIBE,
        &UNSUBACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&TCP, &MQTT, when!(sport = 1883)),
    bind(&TCP, &MQTT, when!(dport = 1883)),
    bind(&MQTT, &CONNECT, when!(type = 1)),
    bind(&MQTT, &CONNACK, when!(type = 2)),
    bind(&MQTT, &PUBLISH, when!(type = 3)),
    bind(&MQTT, &PUBACK, when!(type = 4)),
    bind(&MQTT, &PUBREC, when!(type = 5)),
    bind(&MQTT, &PUBREL, when!(type = 6)),
    bind(&MQTT, &PUBCOMP, when!(type = 7)),
    bind(&MQTT, &SUBSCRIBE, when!(type = 8)),
    bind(&MQTT, &SUBACK, when!(type = 9)),
    bind(&MQTT, &UNSUBSCRIBE, when!(type = 10)),
    bind(&MQTT, &UNSUBACK, when!(type = 11)),
    bind(&MQTT, &DISCONNECT, when!(type = 14)),
    bind(&CONNACK, &MQTT, &[]),
    bind(&CONNECT, &MQTT, &[]),
    bind(&DISCONNECT, &MQTT, &[]),
    bind(&PUBACK, &MQTT, &[]),
    bind(&PUBCOMP, &MQTT, &[]),
    bind(&PUBLISH, &MQTT, &[]),
    bind(&PUBREC, &MQTT, &[]),
    bind(&PUBREL, &MQTT, &[]),
    bind(&SUBACK, &MQTT, &[]),
    bind(&SUBSCRIBE, &MQTT, &[]),
    bind(&UNSUBACK, &MQTT, &[]),
    bind(&UNSUBSCRIBE, &MQTT, &[]),
];

static TYPES: Names = Names::pairs(&[
    (1, "CONNECT"),
    (2, "CONNACK"),
    (3, "PUBLISH"),
    (4, "PUBACK"),
    (5, "PUBREC"),
    (6, "PUBREL"),
    (7, "PUBCOMP"),
    (8, "SUBSCRIBE"),
    (9, "SUBACK"),
    (10, "UNSUBSCRIBE"),
    (11, "UNSUBACK"),
    (12, "PINGREQ"),
    (13, "PINGRESP"),
    (14, "DISCONNECT"),
    (15, "AUTH"),
]);
static SWITCHES: Names = Names::pairs(&[(0, "Disabled"), (1, "Enabled")]);
static QUALITIES: Names = Names::pairs(&[
    (0, "At most once delivery"),
    (1, "At least once delivery"),
    (2, "Exactly once delivery"),
]);
static LEVELS: Names = Names::pairs(&[(3, "v3.1"), (4, "v3.1.1"), (5, "v5.0")]);
static RESULTS: Names = Names::pairs(&[
    (0, "Connection Accepted"),
    (1, "Unacceptable protocol version"),
    (2, "Identifier rejected"),
    (3, "Server unavailable"),
    (4, "Bad username/password"),
    (5, "Not authorized"),
]);
static GRANTS: Names = Names::pairs(&[
    (0, "Granted QoS 0"),
    (1, "Granted QoS 1"),
    (2, "Granted QoS 2"),
    (128, "Unspecified error"),
    (131, "Implementation specific error"),
    (135, "Not authorized"),
    (143, "Topic Filter invalid"),
    (145, "Packet Identifier in use"),
    (151, "Quota exceeded"),
    (158, "Shared Subscriptions not supported"),
    (161, "Subscription Identifiers not supported"),
    (162, "Wildcard Subscriptions not supported"),
]);

static RETURN_CODE: Field = u8("").names(&GRANTS).preset(Preset::None);

/// The quality of service that the fixed header asks for.
fn quality(publish: &dyn Around) -> Option<i64> {
    publish.int_below("QOS")
}

/// A message that is to be acknowledged has a number.
fn has_number(publish: &dyn Around) -> bool {
    matches!(quality(publish), Some(1 | 2))
}

/// What is left of the message.
fn value_len(publish: &dyn Around) -> i64 {
    let Some(length) = publish.int_below("len") else {
        return 0;
    };
    let topic = publish.int("length").unwrap_or(0);
    let number = if quality(publish) == Some(0) { 0 } else { 2 };
    length - topic - 2 - number
}
