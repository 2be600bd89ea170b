//! ATA over Ethernet. AoE revision 11.

use super::binding::{Binding, bind};
use super::ether::ETHER;
use super::field::{
    Adjust, Auto, Field, Length, Preset, When, bits, list, mac, octets, packet, packets, u8, u16,
    u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::{PayloadLen, Proto};
use crate::when;

pub static ISSUE_ATA_COMMAND: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "IssueATACommand",
        "Issue ATA Command",
        &[
            bits("flags", 8).flags(&FlagNames::Letters("zezdzzaw")),
            u8("err_feature").hex(),
            u8("sector_count").default(1),
            u8("cmd_status").hex().default(0xec),
            u8("lba0").hex(),
            u8("lba1").hex(),
            u8("lba2").hex(),
            u8("lba3").hex(),
            u8("lba4").hex(),
            u8("lba5").hex(),
            u16("reserved").hex(),
            octets("data").length(Length::FromFn(|p| p.int("sector_count").unwrap_or(0) * 512)),
        ],
    )
};

pub static QUERY_CONFIG_INFORMATION: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "QueryConfigInformation",
        "Query Config Information",
        &[
            u16("buffer_count"),
            u16("firmware"),
            u8("sector_count"),
            bits("aoe", 4),
            bits("ccmd", 4).names(&CCMD_NAMES),
            u16("config_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("config", Adjust::NONE)),
            octets("config")
                .length(Length::From("config_length", 0))
                .preset(Preset::None),
        ],
    )
};

pub static DIRECTIVE: Proto = Proto::new(
    "Directive",
    "Directive",
    &[
        u8("reserved"),
        u8("dcmd").names(&DCMD_NAMES),
        mac("mac_addr"),
    ],
);

pub static MAC_MASK_LIST: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "MacMaskList",
        "Mac Mask List",
        &[
            u8("reserved"),
            u8("mcmd").names(&MCMD_NAMES),
            u8("merror").names(&MERROR_NAMES),
            u16("dir_count")
                .preset(Preset::None)
                .auto(Auto::CountOf("directives", Adjust::NONE)),
            packets("directives", &DIRECTIVE).length(Length::Count("dir_count")),
        ],
    )
};

pub static RESERVE_RELEASE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ReserveRelease",
        "Reserve / Release",
        &[
            u8("rcmd").names(&RCMD_NAMES),
            u16("nb_mac")
                .preset(Preset::None)
                .auto(Auto::CountOf("mac_addrs", Adjust::NONE)),
            list("mac_addrs", &ADDRESS).length(Length::Count("nb_mac")),
        ],
    )
};

pub static AOE: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "AOE",
        "ATA over Ethernet",
        &[
            bits("version", 4).default(1),
            bits("flags", 4).flags(&FlagNames::Words(&["Response", "Error", "r1", "r2"])),
            u8("error").names(&ERROR_NAMES),
            u16("major").hex().default(0xffff),
            u8("minor").hex().default(0xff),
            u8("cmd").names(&CMD_NAMES).default(1),
            u32("tag").hex(),
            packet("i_ata_cmd", &ISSUE_ATA_COMMAND).when(When::In("cmd", &[0])),
            packet("q_conf_info", &QUERY_CONFIG_INFORMATION).when(When::In("cmd", &[1])),
            packet("mac_m_list", &MAC_MASK_LIST).when(When::In("cmd", &[2])),
            packet("res_rel", &RESERVE_RELEASE).when(When::In("cmd", &[3])),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.aoe",
    source: "AoE revision 11",
    protocols: &[
        &ISSUE_ATA_COMMAND,
        &QUERY_CONFIG_INFORMATION,
        &DIRECTIVE,
        &MAC_MASK_LIST,
        &RESERVE_RELEASE,
        &AOE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&ETHER, &AOE, when!(type = 34_978)),
    bind(&AOE, &ISSUE_ATA_COMMAND, when!(cmd = 0)),
    bind(&AOE, &QUERY_CONFIG_INFORMATION, when!(cmd = 1)),
    bind(&AOE, &MAC_MASK_LIST, when!(cmd = 2)),
    bind(&AOE, &RESERVE_RELEASE, when!(cmd = 3)),
];

static CCMD_NAMES: Names = Names::pairs(&[
    (0, "Read config string"),
    (1, "Test config string"),
    (2, "Test config string prefix"),
    (3, "Set config string"),
    (4, "Force set config string"),
]);
static DCMD_NAMES: Names = Names::pairs(&[
    (0, "No directive"),
    (1, "Add mac address to mask list"),
    (2, "Delete mac address from mask list"),
]);
static MCMD_NAMES: Names = Names::pairs(&[(0, "Read Mac Mask List"), (1, "Edit Mac Mask List")]);
static MERROR_NAMES: Names = Names::pairs(&[
    (0, ""),
    (1, "Unspecified error"),
    (2, "Bad dcmd directive"),
    (3, "Mask List Full"),
]);
static RCMD_NAMES: Names = Names::pairs(&[
    (0, "Read Reserve List"),
    (1, "Set Reserve List"),
    (2, "Force Set Reserve List"),
]);
static ERROR_NAMES: Names = Names::pairs(&[
    (1, "Unrecognized command code"),
    (2, "Bad argument parameter"),
    (3, "Device unavailable"),
    (4, "Config string present"),
    (5, "Unsupported exception"),
    (6, "Target is reserved"),
]);
static CMD_NAMES: Names = Names::pairs(&[
    (0, "Issue ATA Command"),
    (1, "Query Config Information"),
    (2, "Mac Mask List"),
    (3, "Reserve / Release"),
]);
static ADDRESS: Field = mac("");
