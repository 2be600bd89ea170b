//! LLTD: finding stations and paths on a link. [MS-LLTD].

use super::binding::{Binding, bind, bind_up};
use super::data::lltd_names::{
    FUNCTIONS, FUNCTIONS2, FUNCTIONS3, MEDIUMS, MEDIUMS2, TOS, TYPES, TYPES2, TYPES3, TYPES4,
};
use super::ether::ETHER;
use super::field::{
    Adjust, Auto, Field, Kind, Length, Preset, When, bits, ip4, ip6, list, mac, octets, packets,
    u8, u16, u24, u32, u64,
};
use super::names::FlagNames;
use super::raw::PADDING;
use super::registry::Family;
use super::{Answered, Answers, Around, Dispatch, Hash, Proto};
use crate::when;

pub static LLTD: Proto = Proto {
    summary: "[Ether]LLTD %src% > %dst% %LLTD.tos% - %LLTD.function%\nLLTD %tos% - %function%",
    mend: Some(put_addresses),
    answers: Answers::Test(answers),
    hash: Hash::Octets(hash),
    ..Proto::new(
        "LLTD",
        "LLTD",
        &[
            u8("version").default(1),
            u8("tos").names(&TOS),
            u8("reserved"),
            u8("function").names_by(
                "tos",
                &[(0, &FUNCTIONS), (1, &FUNCTIONS2), (2, &FUNCTIONS3)],
            ),
            mac("real_dst").preset(Preset::None),
            mac("real_src").preset(Preset::None),
            u16("xid").when(When::In("function", &[0, 8])),
            u16("seq").when(When::NotIn("function", &[0, 8])),
        ],
    )
};

pub static LLTD_HELLO: Proto = Proto {
    shows_name: false,
    ..Proto::new(
        "LLTDHello",
        "LLTD - Hello",
        &[
            u16("gen_number"),
            mac("current_mapper_address"),
            mac("apparent_mapper_address"),
        ],
    )
};

pub static LLTD_DISCOVER: Proto = Proto {
    summary: "[+LLTD][stations_list!]Stations: %stations_list%\n[+LLTD]No station",
    ..Proto::new(
        "LLTDDiscover",
        "LLTD - Discover",
        &[
            u16("gen_number"),
            u16("stations_count")
                .preset(Preset::None)
                .auto(Auto::CountOf("stations_list", Adjust::NONE)),
            list("stations_list", &STATIONS_LIST_ELEMENT).count_from("stations_count"),
        ],
    )
};

pub static LLTD_EMITEE_DESC: Proto = Proto::new(
    "LLTDEmiteeDesc",
    "LLTD - Emitee Desc",
    &[
        u8("type").names(&TYPES),
        u8("pause"),
        mac("src").preset(Preset::None),
        mac("dst"),
    ],
);

pub static LLTD_EMIT: Proto = Proto {
    summary: "[+LLTD]=says",
    says: Some(emits),
    ..Proto::new(
        "LLTDEmit",
        "LLTD - Emit",
        &[
            u16("descs_count")
                .preset(Preset::None)
                .auto(Auto::CountOf("descs_list", Adjust::NONE)),
            packets("descs_list", &LLTD_EMITEE_DESC).count_from("descs_count"),
        ],
    )
};

pub static LLTD_RECVEE_DESC: Proto = Proto::new(
    "LLTDRecveeDesc",
    "LLTD - Recvee Desc",
    &[
        u16("type").names(&TYPES2),
        mac("real_src"),
        mac("ether_src"),
        mac("ether_dst"),
    ],
);

pub static LLTD_QUERY_RESP: Proto = Proto {
    summary: "[+LLTD]=says",
    says: Some(responses),
    ..Proto::new(
        "LLTDQueryResp",
        "LLTD - Query Response",
        &[
            bits("flags", 2).flags(&FlagNames::Letters("ME")),
            bits("descs_count", 14)
                .preset(Preset::None)
                .auto(Auto::CountOf("descs_list", Adjust::NONE))
                .class("BitField"),
            packets("descs_list", &LLTD_RECVEE_DESC).count_from("descs_count"),
        ],
    )
};

pub static LLTD_QUERY_LARGE_TLV: Proto = Proto {
    summary: "[+LLTD]%type% (offset %offset%)",
    ..Proto::new(
        "LLTDQueryLargeTlv",
        "LLTD - Query Large Tlv",
        &[u8("type").names(&TYPES3).default(14), u24("offset")],
    )
};

pub static LLTD_QUERY_LARGE_TLV_RESP: Proto = Proto {
    summary: "[+LLTD]=says",
    says: Some(large),
    ..Proto::new(
        "LLTDQueryLargeTlvResp",
        "LLTD - Query Large Tlv Response",
        &[
            bits("flags", 2).flags(&FlagNames::Letters("RM")),
            bits("len", 14)
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE))
                .class("BitField"),
            octets("value").length_from("len"),
        ],
    )
};

pub static LLTD_ATTRIBUTE: Proto = Proto {
    shows_name: false,
    dispatch: Some(dispatch),
    becomes: Some(("type", by_type)),
    show_indent: false,
    ..Proto::new(
        "LLTDAttribute",
        "LLTD Attribute",
        &[
            u8("type").names(&TYPES4),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("value", Adjust::NONE)),
            octets("value").length_from("len"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_EOP: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeEOP",
        "LLTD Attribute - End Of Property",
        &[u8("type").names(&TYPES4)],
    )
};

pub static LLTD_ATTRIBUTE_HOST_ID: Proto = Proto {
    summary: "[+LLTD][+LLTDAttributeMachineName]ID: %mac%",
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeHostID",
        "LLTD Attribute - Host ID",
        &[
            u8("type").names(&TYPES4).default(1),
            u8("len").default(6),
            mac("mac"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_CHARACTERISTICS: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeCharacteristics",
        "LLTD Attribute - Characteristics",
        &[
            u8("type").names(&TYPES4).default(2),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("reserved2", Adjust::plus(2))),
            bits("flags", 5).flags(&FlagNames::Letters("PXFML")),
            bits("reserved1", 11),
            octets("reserved2").length(Length::From("len", -2)),
        ],
    )
};

pub static LLTD_ATTRIBUTE_PHYSICAL_MEDIUM: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributePhysicalMedium",
        "LLTD Attribute - Physical Medium",
        &[
            u8("type").names(&TYPES4).default(3),
            u8("len").default(4),
            u32("medium").names(&MEDIUMS).default(6),
        ],
    )
};

pub static LLTD_ATTRIBUTE_I_PV4_ADDRESS: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeIPv4Address",
        "LLTD Attribute - IPv4 Address",
        &[
            u8("type").names(&TYPES4).default(7),
            u8("len").default(4),
            ip4("ipv4"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_I_PV6_ADDRESS: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeIPv6Address",
        "LLTD Attribute - IPv6 Address",
        &[
            u8("type").names(&TYPES4).default(8),
            u8("len").default(16),
            ip6("ipv6"),
        ],
    )
};

pub static LLTD_ATTRIBUTE80211_MAX_RATE: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttribute80211MaxRate",
        "LLTD Attribute - 802.11 Max Rate",
        &[
            u8("type").names(&TYPES4).default(9),
            u8("len").default(2),
            u16("rate"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_PERFORMANCE_COUNTER_FREQUENCY: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributePerformanceCounterFrequency",
        "LLTD Attribute - Performance Counter Frequency",
        &[
            u8("type").names(&TYPES4).default(10),
            u8("len").default(8),
            u64("freq"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_LINK_SPEED: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeLinkSpeed",
        "LLTD Attribute - Link Speed",
        &[
            u8("type").names(&TYPES4).default(12),
            u8("len").default(4),
            u32("speed"),
        ],
    )
};

pub static LLTD_ATTRIBUTE_LARGE_TLV: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeLargeTLV",
        "LLTD Attribute - Large TLV",
        &[u8("type").names(&TYPES4).default(14), u8("len")],
    )
};

pub static LLTD_ATTRIBUTE_MACHINE_NAME: Proto = Proto {
    summary: "[+LLTD][+LLTDAttributeHostID]=hostname",
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeMachineName",
        "LLTD Attribute - Machine Name",
        &[
            u8("type").names(&TYPES4).default(15),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("hostname", Adjust::NONE)),
            Field::new("hostname", Kind::Utf16, 0)
                .length_from("len")
                .preset(Preset::Octets(b"")),
        ],
    )
};

pub static LLTD_ATTRIBUTE_DEVICE_UUID: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeDeviceUUID",
        "LLTD Attribute - Device UUID",
        &[
            u8("type").names(&TYPES4).default(18),
            u8("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("uuid", Adjust::NONE)),
            octets("uuid").length_from("len").preset(Preset::Octets(
                b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
            )),
        ],
    )
};

pub static LLTD_ATTRIBUTE_QOS_CHARACTERISTICS: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeQOSCharacteristics",
        "LLTD Attribute - QoS Characteristics",
        &[
            u8("type").names(&TYPES4).default(20),
            u8("len").default(4),
            bits("flags", 3).flags(&FlagNames::Letters("EQP")),
            bits("reserved1", 13),
            u16("reserved2"),
        ],
    )
};

pub static LLTD_ATTRIBUTE80211_PHYSICAL_MEDIUM: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttribute80211PhysicalMedium",
        "LLTD Attribute - 802.11 Physical Medium",
        &[
            u8("type").names(&TYPES4).default(21),
            u8("len").default(1),
            u8("medium").names(&MEDIUMS2),
        ],
    )
};

pub static LLTD_ATTRIBUTE_SEES_LIST: Proto = Proto {
    shows_name: false,
    parent: Some(&LLTD_ATTRIBUTE),
    show_indent: false,
    ..Proto::new(
        "LLTDAttributeSeesList",
        "LLTD Attribute - Sees List Working Set",
        &[
            u8("type").names(&TYPES4).default(25),
            u8("len").default(2),
            u16("max_entries"),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.lltd",
    source: "MS-LLTD",
    protocols: &[
        &LLTD,
        &LLTD_HELLO,
        &LLTD_DISCOVER,
        &LLTD_EMITEE_DESC,
        &LLTD_EMIT,
        &LLTD_RECVEE_DESC,
        &LLTD_QUERY_RESP,
        &LLTD_QUERY_LARGE_TLV,
        &LLTD_QUERY_LARGE_TLV_RESP,
        &LLTD_ATTRIBUTE,
        &LLTD_ATTRIBUTE_EOP,
        &LLTD_ATTRIBUTE_HOST_ID,
        &LLTD_ATTRIBUTE_CHARACTERISTICS,
        &LLTD_ATTRIBUTE_PHYSICAL_MEDIUM,
        &LLTD_ATTRIBUTE_I_PV4_ADDRESS,
        &LLTD_ATTRIBUTE_I_PV6_ADDRESS,
        &LLTD_ATTRIBUTE80211_MAX_RATE,
        &LLTD_ATTRIBUTE_PERFORMANCE_COUNTER_FREQUENCY,
        &LLTD_ATTRIBUTE_LINK_SPEED,
        &LLTD_ATTRIBUTE_LARGE_TLV,
        &LLTD_ATTRIBUTE_MACHINE_NAME,
        &LLTD_ATTRIBUTE_DEVICE_UUID,
        &LLTD_ATTRIBUTE_QOS_CHARACTERISTICS,
        &LLTD_ATTRIBUTE80211_PHYSICAL_MEDIUM,
        &LLTD_ATTRIBUTE_SEES_LIST,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &LLTD, when!(type = 35033)),
    bind_up(&LLTD, &LLTD_DISCOVER, when!(tos = 0, function = 0)),
    bind(&LLTD, &LLTD_DISCOVER, when!(tos = 1, function = 0)),
    bind_up(&LLTD, &LLTD_HELLO, when!(tos = 0, function = 1)),
    bind(&LLTD, &LLTD_HELLO, when!(tos = 1, function = 1)),
    bind(&LLTD, &LLTD_EMIT, when!(tos = 0, function = 2)),
    bind(&LLTD, &LLTD_QUERY_RESP, when!(tos = 0, function = 7)),
    bind(&LLTD, &LLTD_QUERY_LARGE_TLV, when!(tos = 0, function = 11)),
    bind(
        &LLTD,
        &LLTD_QUERY_LARGE_TLV_RESP,
        when!(tos = 0, function = 12),
    ),
    bind(&LLTD_HELLO, &LLTD_ATTRIBUTE, &[]),
    bind(&LLTD_EMITEE_DESC, &PADDING, &[]),
    bind(&LLTD_RECVEE_DESC, &PADDING, &[]),
    bind(&LLTD_ATTRIBUTE, &LLTD_ATTRIBUTE, &[]),
    bind(&LLTD_ATTRIBUTE, &PADDING, when!(type = 0)),
];

static STATIONS_LIST_ELEMENT: Field = mac("");

/// The attribute that a number stands for.
fn by_type(number: Option<i64>) -> Option<&'static Proto> {
    Some(match number? {
        0 => &LLTD_ATTRIBUTE_EOP,
        1 => &LLTD_ATTRIBUTE_HOST_ID,
        2 => &LLTD_ATTRIBUTE_CHARACTERISTICS,
        3 => &LLTD_ATTRIBUTE_PHYSICAL_MEDIUM,
        7 => &LLTD_ATTRIBUTE_I_PV4_ADDRESS,
        8 => &LLTD_ATTRIBUTE_I_PV6_ADDRESS,
        9 => &LLTD_ATTRIBUTE80211_MAX_RATE,
        10 => &LLTD_ATTRIBUTE_PERFORMANCE_COUNTER_FREQUENCY,
        12 => &LLTD_ATTRIBUTE_LINK_SPEED,
        14 | 24 | 26 => &LLTD_ATTRIBUTE_LARGE_TLV,
        15 => &LLTD_ATTRIBUTE_MACHINE_NAME,
        18 => &LLTD_ATTRIBUTE_DEVICE_UUID,
        20 => &LLTD_ATTRIBUTE_QOS_CHARACTERISTICS,
        21 => &LLTD_ATTRIBUTE80211_PHYSICAL_MEDIUM,
        25 => &LLTD_ATTRIBUTE_SEES_LIST,
        _ => return None,
    })
}

fn dispatch(octets: &[u8]) -> Dispatch {
    let number = octets.first().map(|first| i64::from(*first));
    by_type(number).map_or(Dispatch::This, Dispatch::Other)
}

/// The real addresses are those of the frame unless they were set.
fn put_addresses(header: &dyn Around, octets: &mut [u8]) {
    header.below(&mut |frame| {
        if !frame.proto().is_kind_of(&ETHER) {
            return;
        }
        for (own, name, at) in [("real_dst", "dst", 4), ("real_src", "src", 10)] {
            let digits = match frame.shown(name) {
                // The frame's own destination is not known yet.
                unknown if !unknown.contains(':') && name == "dst" => "ff:ff:ff:ff:ff:ff".into(),
                digits => digits,
            };
            let address = digits
                .split(':')
                .map(|digits| u8::from_str_radix(digits, 16));
            if header.text(own) == "None"
                && let Ok(address) = address.collect::<Result<Vec<u8>, _>>()
                && let Some(place) = octets.get_mut(at..at + address.len())
            {
                place.copy_from_slice(&address);
            }
        }
    });
}

fn hash(header: &dyn Around) -> Vec<u8> {
    let number = |name| header.int(name).unwrap_or(0) as u8;
    match (number("tos"), number("function")) {
        (1, 1) => vec![0, 0],
        (0, 12) => vec![0, 11],
        (tos, function) => vec![tos, function],
    }
}

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    if !request.proto().is(&LLTD) {
        return Answered::No;
    }
    let what = |layer: &dyn Around| (layer.int("tos"), layer.int("function"));
    let yes = match (what(answer), what(request)) {
        ((Some(0), Some(0)), (Some(1), Some(1))) => {
            let found = request
                .above()
                .iter()
                .any(|proto| proto.is(&LLTD_ATTRIBUTE_HOST_ID));
            answer.upper().is_some_and(|upper| upper.is(&LLTD_DISCOVER))
                && answer.count("stations_list") == Some(1)
                && found
                && answer.shown("stations_list") == format!("[{}]", request.text("mac"))
        }
        ((Some(0), Some(12)), (Some(0), Some(11))) => answer.int("seq") == request.int("seq"),
        ((Some(1), Some(1)), (Some(0), Some(0))) => {
            answer.upper().is_some_and(|upper| upper.is(&LLTD_HELLO))
                && request.text("real_src") == answer.text("current_mapper_address")
        }
        _ => false,
    };
    yes.into()
}

fn emits(emit: &dyn Around) -> String {
    let mut said = Vec::new();
    emit.each_in("descs_list", &mut |entry| {
        let [source, destination] = ["src", "dst"].map(|name| match entry.shown(name) {
            // What is no whole entry has no addresses.
            nothing if nothing.is_empty() => "??".to_string(),
            address => address,
        });
        said.push(format!("{source} > {destination}"));
    });
    said.join(", ")
}

fn responses(query: &dyn Around) -> String {
    let count = query.int("descs_count").unwrap_or(0);
    format!("{count} response{}", if count > 1 { "s" } else { "" })
}

fn large(response: &dyn Around) -> String {
    let last = response.int("flags").unwrap_or(0) & 2 == 0;
    format!(
        "{} bytes{}",
        response.shown("len"),
        if last { " (last)" } else { "" }
    )
}
