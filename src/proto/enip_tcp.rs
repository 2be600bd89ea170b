//! EtherNet/IP: the encapsulation of CIP over TCP. ODVA, CIP volume 2, chapter 2.

use super::binding::{Binding, bind, bind_up};
use super::field::{
    Adjust, Auto, Display, Field, Length, Preset, ip4, octets, packets, u8, u16, u32, u64,
};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::{PayloadLen, Proto};
use crate::when;

pub static ITEM_DATA: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ItemData",
        "Item Data",
        &[
            u16("typeId").little_endian().names(&TYPE_ID_LIST),
            u16("length").little_endian(),
            octets("data")
                .length(Length::From("length", 0))
                .little_endian()
                .display(Display::HexOctets)
                .class("XLEStrLenField")
                .display(Display::HexOctets),
        ],
    )
};

pub static ENIP_UNKNOWN_COMMAND: Proto =
    Proto::new("ENIPUnknownCommand", "ENIPUnknownCommand", &[]);

pub static ENIP_LIST_SERVICES_ITEM: Proto = Proto::new(
    "ENIPListServicesItem",
    "ENIPListServicesItem",
    &[
        u16("itemTypeCode").little_endian().names(&TYPE_ID_LIST),
        u16("itemLength")
            .little_endian()
            .class("LEFieldLenField")
            .default(0),
        u16("protocolVersion").little_endian(),
        u16("flag").little_endian().hex(),
        octets("serviceName")
            .fixed()
            .length(Length::Octets(16))
            .preset(Preset::None),
    ],
);

pub static ENIP_LIST_SERVICES: Proto = Proto::new(
    "ENIPListServices",
    "ENIPListServices",
    &[
        u16("itemCount")
            .preset(Preset::None)
            .auto(Auto::CountOf("items", Adjust::NONE))
            .default(0),
        packets("items", &ENIP_LIST_SERVICES_ITEM),
    ],
);

pub static ENIP_LIST_IDENTITY_ITEM: Proto = Proto::new(
    "ENIPListIdentityItem",
    "ENIPListIdentityReplyItem",
    &[
        u16("itemTypeCode").little_endian().names(&TYPE_ID_LIST),
        u16("itemLength")
            .little_endian()
            .class("LEFieldLenField")
            .default(0),
        u16("protocolVersion").little_endian(),
        u16("sinFamily"),
        u16("sinPort"),
        ip4("sinAddress").preset(Preset::None),
        u64("sinZero"),
        u16("vendorId").little_endian(),
        u16("deviceType").little_endian().names(&DEVICE_TYPE_LIST),
        u16("productCode").little_endian(),
        u8("revisionMajor"),
        u8("revisionMinor"),
        u16("status").little_endian(),
        u32("serialNumber").little_endian().hex(),
        u8("productNameLength"),
        octets("productName")
            .length(Length::From("productNameLength", 0))
            .preset(Preset::None),
        u8("state"),
    ],
);

pub static ENIP_LIST_IDENTITY: Proto = Proto::new(
    "ENIPListIdentity",
    "ENIPListIdentity",
    &[
        u16("itemCount")
            .preset(Preset::None)
            .auto(Auto::CountOf("items", Adjust::NONE))
            .default(0),
        packets("items", &ENIP_LIST_IDENTITY_ITEM),
    ],
);

pub static ENIP_LIST_INTERFACES_ITEM: Proto = Proto::new(
    "ENIPListInterfacesItem",
    "ENIPListInterfacesItem",
    &[
        u16("itemTypeCode").little_endian().names(&TYPE_ID_LIST),
        u16("itemLength")
            .preset(Preset::None)
            .auto(Auto::LenOf("itemData", Adjust::NONE))
            .default(0),
        octets("itemData").length(Length::From("itemLength", 0)),
    ],
);

pub static ENIP_LIST_INTERFACES: Proto = Proto::new(
    "ENIPListInterfaces",
    "ENIPListInterfaces",
    &[
        u16("itemCount")
            .preset(Preset::None)
            .auto(Auto::CountOf("items", Adjust::NONE))
            .default(0),
        packets("items", &ENIP_LIST_INTERFACES_ITEM),
    ],
);

pub static ENIP_REGISTER_SESSION: Proto = Proto::new(
    "ENIPRegisterSession",
    "ENIPRegisterSession",
    &[
        u16("protocolVersion").little_endian().default(1),
        u16("options").little_endian(),
    ],
);

pub static ENIP_UNREGISTER_SESSION: Proto =
    Proto::new("ENIPUnregisterSession", "ENIPUnregisterSession", &[]);

pub static ENIP_SEND_RR_DATA: Proto = Proto::new("ENIPSendRRData", "ENIPSendRRData", DATA);

pub static ENIP_SEND_UNIT_DATA: Proto = Proto::new("ENIPSendUnitData", "ENIPSendUnitData", DATA);

/// Items for an interface, of a request or of a connection.
const DATA: &[Field] = &[
    u32("interface").little_endian().names(&INTERFACE_LIST),
    u16("timeout").little_endian().default(255),
    u16("itemCount")
        .little_endian()
        .preset(Preset::None)
        .auto(Auto::CountOf("items", Adjust::NONE))
        .class("LEFieldLenField")
        .default(0),
    packets("items", &ITEM_DATA),
];

pub static ENIPTCP: Proto = Proto::new(
    "ENIPTCP",
    "ENIPTCP",
    &[
        u16("commandId")
            .little_endian()
            .names(&COMMAND_ID_LIST)
            .preset(Preset::None),
        u16("length")
            .little_endian()
            .auto(Auto::PayloadLen)
            .class("LEShortField"),
        u32("session").little_endian().hex(),
        u32("status")
            .little_endian()
            .names(&STATUS_LIST)
            .preset(Preset::None),
        u64("senderContext").little_endian(),
        u32("options").little_endian(),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.enipTCP",
    source: "ODVA CIP volume 2 chapter 2",
    protocols: &[
        &ITEM_DATA,
        &ENIP_UNKNOWN_COMMAND,
        &ENIP_LIST_SERVICES_ITEM,
        &ENIP_LIST_SERVICES,
        &ENIP_LIST_IDENTITY_ITEM,
        &ENIP_LIST_IDENTITY,
        &ENIP_LIST_INTERFACES_ITEM,
        &ENIP_LIST_INTERFACES,
        &ENIP_REGISTER_SESSION,
        &ENIP_UNREGISTER_SESSION,
        &ENIP_SEND_RR_DATA,
        &ENIP_SEND_UNIT_DATA,
        &ENIPTCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &ENIPTCP, when!(dport = 44_818)),
    bind(&TCP, &ENIPTCP, when!(sport = 44_818)),
    bind(&ENIPTCP, &ENIP_UNKNOWN_COMMAND, when!(commandId = 1)),
    bind(&ENIPTCP, &ENIP_LIST_SERVICES, when!(commandId = 4)),
    bind(&ENIPTCP, &ENIP_LIST_IDENTITY, when!(commandId = 99)),
    bind(&ENIPTCP, &ENIP_LIST_INTERFACES, when!(commandId = 100)),
    bind(&ENIPTCP, &ENIP_REGISTER_SESSION, when!(commandId = 101)),
    bind(&ENIPTCP, &ENIP_UNREGISTER_SESSION, when!(commandId = 102)),
    bind(&ENIPTCP, &ENIP_SEND_RR_DATA, when!(commandId = 111)),
    bind(&ENIPTCP, &ENIP_SEND_UNIT_DATA, when!(commandId = 112)),
];

static TYPE_ID_LIST: Names = Names::pairs(&[
    (0, "Null Address Item"),
    (12, "CIP Identity"),
    (134, "CIP Security Information"),
    (135, "EtherNet/IP Capability"),
    (136, "EtherNet/IP Usage"),
    (161, "Connected Address Item"),
    (177, "Connected Data Item"),
    (178, "Unconnected Data Item"),
    (256, "List Services Response"),
    (32_768, "Socket Address Info O->T"),
    (32_769, "Socket Address Info T->O"),
    (32_770, "Sequenced Address Item"),
    (32_771, "Unconnected Message over UDP"),
]);
static DEVICE_TYPE_LIST: Names = Names::pairs(&[
    (0, "Generic Device (deprecated)"),
    (2, "AC Drive"),
    (3, "Motor Overload"),
    (4, "Limit Switch"),
    (5, "Inductive Proximity Switch"),
    (6, "Photoelectric Sensor"),
    (7, "General Purpose Discrete I/O"),
    (9, "Resolver"),
    (12, "Communications Adapter"),
    (14, "Programmable Logic Controller"),
    (16, "Position Controller"),
    (19, "DC Drive"),
    (21, "Contactor"),
    (22, "Motor Starter"),
    (23, "Soft Start"),
    (24, "Human-Machine Interface"),
    (26, "Mass Flow Controller"),
    (27, "Pneumatic Valve"),
    (28, "Vacuum Pressure Gauge"),
    (29, "Process Control Value"),
    (30, "Residual Gas Analyzer"),
    (31, "DC Power Generator"),
    (32, "RF Power Generator"),
    (33, "Turbomolecular Vacuum Pump"),
    (34, "Encoder"),
    (35, "Safety Discrete I/O Device"),
    (36, "Fluid Flow Controller"),
    (37, "CIP Motion Drive"),
    (38, "CompoNet Repeater"),
    (39, "Mass Flow Controller, Enhanced"),
    (40, "CIP Modbus Device"),
    (41, "CIP Modbus Translator"),
    (42, "Safety Analog I/O Device"),
    (43, "Generic Device (keyable)"),
    (44, "Managed Ethernet Switch"),
    (45, "CIP Motion Safety Drive Device"),
    (46, "Safety Drive Device"),
    (47, "CIP Motion Encoder"),
    (48, "CIP Motion Converter"),
    (49, "CIP Motion I/O"),
    (50, "ControlNet Physical Layer Component"),
    (51, "Circuit Breaker"),
    (52, "HART Device"),
    (53, "CIP-HART Translator"),
    (200, "Embedded Component"),
]);
static INTERFACE_LIST: Names = Names::pairs(&[(0, "CIP")]);
static COMMAND_ID_LIST: Names = Names::pairs(&[
    (1, "UnknownCommand"),
    (4, "ListServices"),
    (99, "ListIdentity"),
    (100, "ListInterfaces"),
    (101, "RegisterSession"),
    (102, "UnregisterSession"),
    (111, "SendRRData"),
    (112, "SendUnitData"),
    (114, "IndicateStatus"),
    (115, "Cancel"),
]);
static STATUS_LIST: Names = Names::pairs(&[
    (0, "success"),
    (1, "invalid_cmd"),
    (2, "no_resources"),
    (3, "incorrect_data"),
    (100, "invalid_session"),
    (101, "invalid_length"),
    (105, "unsupported_prot_rev"),
]);
