//! PROFINET DCP: discovery and configuration. IEC 61158-6-10 section 4.3.
//!
//! A frame holds a request with the one option that it is about, or a response with a list of
//! blocks, one for each option.

use super::binding::{Binding, bind};
use super::field::{
    Adjust, Auto, Choice, Element, Field, Kind, Length, Padded, Preset, Test, When, choice, ip4,
    list, mac, octets, packets, padded, u8, u16, u32,
};
use super::names::{Names, Run};
use super::raw::PADDING as TRAILER;
use super::refusal::Refusal;
use super::registry::Family;
use super::{Around, PayloadLen, Proto};
use crate::joined;

const fn block(name: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, name, fields)
    }
}

const fn option(option: i64, sub_option: i64) -> [Field; 2] {
    [
        u8("option").names(&OPTIONS).default(option),
        named_by_option("sub_option").default(sub_option),
    ]
}

/// What each block begins with.
const fn head(number: i64, sub_option: i64, length: Field) -> [Field; 4] {
    let [option, sub_option] = option(number, sub_option);
    [option, sub_option, length, INFO]
}

/// What a block with an address begins with: the address is set.
const fn address_head(sub_option: i64) -> [Field; 4] {
    let [option, sub_option] = option(1, sub_option);
    let info = u16("block_info").names(&IP_BLOCK_INFOS).default(1);
    [option, sub_option, LENGTH, info]
}

const fn named_by_option(name: &'static str) -> Field {
    u8(name).names_by("option", SUB_OPTIONS)
}

/// The octets behind the header.
const LENGTH: Field = u16("dcp_block_length")
    .preset(Preset::None)
    .auto(Auto::PayloadLen);

/// The octets of another field.
const fn length_of(field: &'static str, plus: i64) -> Field {
    u16("dcp_block_length")
        .preset(Preset::None)
        .auto(Auto::LenOf(field, Adjust::plus(plus)))
}

/// Nobody computes it (`unsaid_length`).
const UNSAID_LENGTH: Field = u16("dcp_block_length")
    .preset(Preset::None)
    .class("FieldLenField");

const INFO: Field = u16("block_info").names(&BLOCK_INFOS);

/// Text whose length is that of the block, plus.
const fn text(name: &'static str, plus: i64) -> Field {
    octets(name)
        .length(Length::From("dcp_block_length", plus))
        .preset(Preset::Octets(b"et200sp"))
}

/// An octet behind a block of an odd length.
const PADDING: Field = padded(
    "padding",
    &Padded::after(
        octets("padding")
            .length(Length::FromFn(|p| {
                p.int("dcp_block_length").unwrap_or(0).rem_euclid(2)
            }))
            .preset(Preset::Octets(b"\x00")),
        1,
        b"\x00",
    ),
);

const IP: Field = ip4("ip").text("192.168.0.2");
const NETMASK: Field = ip4("netmask").text("255.255.255.0");
const GATEWAY: Field = ip4("gateway").text("192.168.0.1");
const NAME_SERVERS: Field = list("dnsaddr", &NAME_SERVER).length(Length::CountFn(|_| 4));
static NAME_SERVER: Field = ip4("");

pub static DCP_BASE_BLOCK: Proto = block(
    "DCPBaseBlock",
    joined![
        head(1, 2, length_of("data", 0)),
        [octets("data").length_from("dcp_block_length")],
    ],
);

pub static DCP_IP_BLOCK: Proto = block(
    "DCPIPBlock",
    joined![address_head(2), [IP, NETMASK, GATEWAY, PADDING]],
);

pub static DCP_FULL_IP_BLOCK: Proto = Proto {
    example: r#"DCPFullIPBlock(ip="10.0.0.1", netmask="255.255.255.0", gateway="10.0.0.254", dnsaddr=["10.0.0.53", "10.0.0.54", "0.0.0.0", "0.0.0.0"])"#,
    ..block(
        "DCPFullIPBlock",
        joined![
            address_head(3),
            [IP, NETMASK, GATEWAY, NAME_SERVERS, PADDING],
        ],
    )
};

pub static DCP_MAC_BLOCK: Proto = Proto {
    example: r#"DCPMACBlock(dcp_block_length=8, mac="02:00:00:00:00:01")"#,
    check: Some(unsaid_length),
    ..block(
        "DCPMACBlock",
        joined![head(1, 1, UNSAID_LENGTH), [mac("mac"), PADDING]],
    )
};

pub static DCP_MANUFACTURER_SPECIFIC_BLOCK: Proto = Proto {
    example: r#"DCPManufacturerSpecificBlock(dcp_block_length=2)"#,
    check: Some(unsaid_length),
    ..block(
        "DCPManufacturerSpecificBlock",
        joined![
            head(2, 1, UNSAID_LENGTH),
            [text("device_vendor_value", -2), PADDING],
        ],
    )
};

pub static DCP_NAME_OF_STATION_BLOCK: Proto = block(
    "DCPNameOfStationBlock",
    joined![
        head(2, 2, length_of("name_of_station", 2)),
        [text("name_of_station", -2), PADDING],
    ],
);

pub static DCP_DEVICE_ID_BLOCK: Proto = block(
    "DCPDeviceIDBlock",
    joined![head(2, 3, LENGTH), DEVICE, [PADDING]],
);

const DEVICE: [Field; 2] = [
    u16("vendor_id").hex().default(0x2a),
    u16("device_id").hex().default(0x313),
];

pub static DCP_DEVICE_ROLE_BLOCK: Proto = block(
    "DCPDeviceRoleBlock",
    joined![
        head(2, 4, LENGTH.default(4)),
        [
            u8("device_role_details").names(&DEVICE_ROLES).default(1),
            u8("reserved").hex(),
            PADDING,
        ],
    ],
);

pub static DEVICE_OPTION: Proto = block("DeviceOption", &option(2, 5));

pub static DCP_DEVICE_OPTIONS_BLOCK: Proto = block(
    "DCPDeviceOptionsBlock",
    joined![
        head(2, 5, LENGTH),
        [
            packets("device_options", &DEVICE_OPTION).length(Length::From("dcp_block_length", -2)),
            PADDING,
        ],
    ],
);

pub static DCP_ALIAS_NAME_BLOCK: Proto = block(
    "DCPAliasNameBlock",
    joined![
        head(2, 6, length_of("alias_name", 2)),
        [text("alias_name", -2), PADDING],
    ],
);

pub static DCP_DEVICE_INSTANCE_BLOCK: Proto = block(
    "DCPDeviceInstanceBlock",
    joined![
        head(2, 7, LENGTH.default(4)),
        [
            u8("device_instance_high").hex(),
            u8("device_instance_low").hex().default(1),
            PADDING,
        ],
    ],
);

pub static DCP_OEM_ID_BLOCK: Proto = block(
    "DCPOEMIDBlock",
    joined![head(2, 8, LENGTH), DEVICE, [PADDING]],
);

pub static DCP_CONTROL_BLOCK: Proto = block(
    "DCPControlBlock",
    joined![
        option(5, 4),
        [
            LENGTH.default(3),
            u8("response").names(&OPTIONS).default(2),
            named_by_option("response_sub_option").default(2),
            u8("block_error").names(&BLOCK_ERRORS),
            PADDING,
        ],
    ],
);

pub static DCP_DEVICE_INITIATIVE_BLOCK: Proto = block(
    "DCPDeviceInitiativeBlock",
    joined![
        head(6, 1, length_of("device_initiative", 0)),
        [u16("device_initiative").default(1)],
    ],
);

pub static PROFINET_DCP: Proto = Proto {
    finish: Some(|_, _, octets| {
        let least = octets.len().max(LEAST);
        octets.resize(least, 0);
    }),
    ..Proto::new(
        "ProfinetDCP",
        "Profinet DCP",
        &[
            u8("service_id").names(&SERVICES).default(IDENTIFY),
            u8("service_type").names(&SERVICE_TYPES),
            u32("xid").hex().default(0x1000001),
            u16("reserved"),
            u16("dcp_data_length")
                .preset(Preset::None)
                .auto(Auto::PayloadLen),
            REQUESTED[0].when(REQUEST),
            REQUESTED[1].when(REQUEST),
            LENGTH.default(0).when(REQUEST),
            u16("block_qualifier")
                .names(&BLOCK_QUALIFIERS)
                .default(1)
                .when(When::Test(|p| requests(p, SET))),
            choice("name_of_station", &NAME_OF_STATION)
                .when(When::Test(|p| is_request(p) && is_about(p, 2, &[2]))),
            mac("mac").when(When::Test(|p| requests(p, SET) && is_about(p, 1, &[1]))),
            IP.when(SETS_ADDRESS),
            NETMASK.when(SETS_ADDRESS),
            GATEWAY.when(SETS_ADDRESS),
            NAME_SERVERS.when(When::Test(|p| requests(p, SET) && is_about(p, 1, &[3]))),
            text("alias_name", 0).when(When::Test(|p| {
                requests(p, IDENTIFY) && is_about(p, 2, &[6])
            })),
            Field::new("dcp_blocks", Kind::PacketsBy(Element::Octets(block_of)), 0)
                .length_from("dcp_data_length")
                .preset(Preset::EmptyList)
                .when(When::In("service_type", &[1])),
        ],
    )
};

const SET: i64 = 4;
const IDENTIFY: i64 = 5;

const REQUESTED: [Field; 2] = option(2, 3);
const REQUEST: When = When::In("service_type", &[0]);
const SETS_ADDRESS: When = When::Test(|p| requests(p, SET) && is_about(p, 1, &[2, 3]));

/// Behind a qualifier where it is set.
static NAME_OF_STATION: Choice = Choice {
    options: &[(
        Test::When(When::In("service_id", &[SET])),
        text("name_of_station", -2),
    )],
    otherwise: text("name_of_station", 0),
};

fn is_request(p: &dyn Around) -> bool {
    p.int("service_type") == Some(0)
}

/// Whether a service is asked for.
fn requests(p: &dyn Around, service: i64) -> bool {
    p.int("service_id") == Some(service) && is_request(p)
}

fn is_about(p: &dyn Around, option: i64, sub_options: &[i64]) -> bool {
    let found = p.int("sub_option");
    p.int("option") == Some(option) && found.is_some_and(|found| sub_options.contains(&found))
}

/// Octets of a frame without its header, at least.
const LEAST: usize = 44;

/// Nobody computes this length.
fn unsaid_length(block: &dyn Around) -> Option<Refusal> {
    let unsaid = block.int("dcp_block_length").is_none();
    unsaid.then(|| "dcp_block_length has to be set".to_string().into())
}

/// The block that begins with this option and suboption.
fn block_of(octets: &[u8]) -> Option<&'static Proto> {
    Some(match octets {
        [1, 1, ..] => &DCP_MAC_BLOCK,
        [1, 2, ..] => &DCP_IP_BLOCK,
        [2, 1, ..] => &DCP_MANUFACTURER_SPECIFIC_BLOCK,
        [2, 2, ..] => &DCP_NAME_OF_STATION_BLOCK,
        [2, 3, ..] => &DCP_DEVICE_ID_BLOCK,
        [2, 4, ..] => &DCP_DEVICE_ROLE_BLOCK,
        [2, 5, ..] => &DCP_DEVICE_OPTIONS_BLOCK,
        [2, 6, ..] => &DCP_ALIAS_NAME_BLOCK,
        [2, 7, ..] => &DCP_DEVICE_INSTANCE_BLOCK,
        [2, 8, ..] => &DCP_OEM_ID_BLOCK,
        [5, 4, ..] => &DCP_CONTROL_BLOCK,
        [6, 1, ..] => &DCP_DEVICE_INITIATIVE_BLOCK,
        _ => &DCP_BASE_BLOCK,
    })
}

pub static FAMILY: Family = Family {
    module: "scapy.contrib.pnio_dcp",
    source: "IEC 61158-6-10",
    protocols: &[
        &DCP_BASE_BLOCK,
        &DCP_IP_BLOCK,
        &DCP_FULL_IP_BLOCK,
        &DCP_MAC_BLOCK,
        &DCP_MANUFACTURER_SPECIFIC_BLOCK,
        &DCP_NAME_OF_STATION_BLOCK,
        &DCP_DEVICE_ID_BLOCK,
        &DCP_DEVICE_ROLE_BLOCK,
        &DEVICE_OPTION,
        &DCP_DEVICE_OPTIONS_BLOCK,
        &DCP_ALIAS_NAME_BLOCK,
        &DCP_DEVICE_INSTANCE_BLOCK,
        &DCP_OEM_ID_BLOCK,
        &DCP_CONTROL_BLOCK,
        &DCP_DEVICE_INITIATIVE_BLOCK,
        &PROFINET_DCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(&PROFINET_DCP, &TRAILER, &[])];

static OPTIONS: Names = Names::and_runs(
    &[
        (0, "reserved"),
        (1, "IP"),
        (2, "Device properties"),
        (3, "DHCP"),
        (4, "Reserved"),
        (5, "Control"),
        (6, "Device Initiative"),
        (255, "All Selector"),
    ],
    &[
        Run(7, 126, "reserved"),
        Run(128, 253, "Manufacturer specific"),
    ],
);
/// The tables of the options.
const SUB_OPTIONS: &[(i64, &Names)] = &[
    (1, &IP_SUB_OPTIONS),
    (2, &PROPERTY_SUB_OPTIONS),
    (3, &DHCP_SUB_OPTIONS),
    (5, &CONTROL_SUB_OPTIONS),
    (6, &INITIATIVE_SUB_OPTIONS),
    (255, &ALL_SUB_OPTIONS),
];
static IP_SUB_OPTIONS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "MAC Address"),
    (2, "IP Parameter"),
    (3, "Full IP Suite"),
]);
static PROPERTY_SUB_OPTIONS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Manufacturer specific (Type of Station)"),
    (2, "Name of Station"),
    (3, "Device ID"),
    (4, "Device Role"),
    (5, "Device Options"),
    (6, "Alias Name"),
    (7, "Device Instance"),
    (8, "OEM Device ID"),
]);
static DHCP_SUB_OPTIONS: Names = Names::pairs(&[
    (12, "Host name"),
    (43, "Vendor specific"),
    (54, "Server identifier"),
    (55, "Parameter request list"),
    (60, "Class identifier"),
    (61, "DHCP client identifier"),
    (81, "FQDN, Fully Qualified Domain Name"),
    (97, "UUID/GUID-based Client"),
    (255, "Control DHCP for address resolution"),
]);
static CONTROL_SUB_OPTIONS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Start Transaction"),
    (2, "End Transaction"),
    (3, "Signal"),
    (4, "Response"),
    (5, "Reset Factory Settings"),
    (6, "Reset to Factory"),
]);
static INITIATIVE_SUB_OPTIONS: Names = Names::pairs(&[(0, "Reserved"), (1, "Device Initiative")]);
static ALL_SUB_OPTIONS: Names = Names::pairs(&[(255, "ALL Selector")]);
static BLOCK_INFOS: Names = Names::and_runs(&[(0, "Reserved")], &[Run(1, 254, "reserved")]);
static IP_BLOCK_INFOS: Names = Names::and_runs(
    &[
        (0, "IP not set"),
        (1, "IP set"),
        (2, "IP set by DHCP"),
        (128, "IP not set (address conflict detected)"),
        (129, "IP set (address conflict detected)"),
        (130, "IP set by DHCP (address conflict detected)"),
    ],
    &[Run(3, 126, "reserved")],
);
static DEVICE_ROLES: Names =
    Names::pairs(&[(0, "IO Supervisor"), (1, "IO Device"), (2, "IO Controller")]);
static BLOCK_ERRORS: Names = Names::pairs(&[
    (0, "Ok"),
    (1, "Option unsupp."),
    (2, "Suboption unsupp. or no DataSet avail."),
    (3, "Suboption not set"),
    (4, "Resource Error"),
    (5, "SET not possible by local reasons"),
    (6, "In operation, SET not possible"),
]);
static SERVICES: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "Manufacturer specific"),
    (2, "Manufacturer specific"),
    (3, "Get"),
    (4, "Set"),
    (5, "Identify"),
    (6, "Hello"),
]);
static SERVICE_TYPES: Names = Names::pairs(&[
    (0, "Request"),
    (1, "Response Success"),
    (5, "Response - Request not supported"),
]);
static BLOCK_QUALIFIERS: Names = Names::and_runs(
    &[
        (0, "Use the value temporary"),
        (1, "Save the value permanent"),
    ],
    &[Run(2, 254, "reserved")],
);
