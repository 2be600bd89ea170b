//! Transactions of SMB 1, and what browsers announce in mailslots. MS-CIFS section 2.2.4.33, MS-BRWS.

use super::data::smb_names as names;
use super::field::{
    Adjust, Around, Auto, Display, Element, Field, Kind, Length, Parts, Preset, computed, list,
    octets, part, u8, u16, u32,
};
use super::raw::RAW;
use super::registry::Family;
use super::smb::len_of;
use super::smb2::{element, fixed_octets, flags};
use super::{Dispatch, Proto};
use crate::joined;

const WORD_COUNT: Field = computed(u8("WordCount"), Auto::LenOf("SetupCount", Adjust::plus(14)));

static SETUP: Field = u16("").little_endian();

/// A request behind the number of its words.
const REQUEST: [Field; 19] = [
    computed(
        u16("TotalParamCount").little_endian(),
        Auto::PartLen("Parameter"),
    )
    .class("FieldLenField"),
    computed(u16("TotalDataCount").little_endian(), Auto::PartLen("Data")).class("FieldLenField"),
    u16("MaxParamCount").little_endian(),
    u16("MaxDataCount").little_endian(),
    u8("MaxSetupCount"),
    u8("Reserved1"),
    flags("Flags", 16, &names::TRANSACTION_REQUEST_FLAGS),
    u32("Timeout").little_endian().default(0x3e8),
    u16("Reserved2"),
    computed(
        u16("ParameterLen").little_endian(),
        Auto::PartLen("Parameter"),
    ),
    computed(
        u16("ParameterBufferOffset").little_endian(),
        Auto::PartAt("Parameter"),
    ),
    computed(u16("DataLen").little_endian(), Auto::PartLen("Data")),
    computed(
        u16("DataBufferOffset").little_endian(),
        Auto::PartAt("Data"),
    ),
    u8("SetupCount").count_of("Setup").default(3),
    u8("Reserved3"),
    list("Setup", &SETUP)
        .count_from("SetupCount")
        .preset(Preset::Ints(&[1, 1, 2])),
    computed(
        u16("ByteCount").little_endian(),
        Auto::LenOf(
            "Name",
            Adjust::by(|request, len| Some(len + parts_len(request))),
        ),
    ),
    octets("Name")
        .length(Length::Until(0))
        .preset(Preset::Octets(b"\x5cMAILSLOT\x5cNET\x5cNETLOGON")),
    Field::new("Buffer", Kind::Parts(&TRANSACTION_REQUEST_PARTS), 0).preset(Preset::EmptyList),
];

pub static TRANSACTION_REQUEST: Proto = Proto {
    says: Some(transaction),
    ..Proto::new(
        "SMBTransaction_Request",
        "SMB COM Transaction Request",
        joined![[WORD_COUNT], REQUEST],
    )
};

pub static MAILSLOT_WRITE: Proto = Proto {
    example: r#"SMB_Header()/SMBMailslot_Write(Name="\\MAILSLOT\\BROWSE", Data=BRWS_HostAnnouncement(ServerName=b"SERVER"))"#,
    parent: Some(&TRANSACTION_REQUEST),
    says: Some(transaction),
    ..Proto::new(
        "SMBMailslot_Write",
        "SMB COM Transaction Request",
        joined![[WORD_COUNT.default(0x11)], REQUEST],
    )
};

pub static TRANSACTION_RESPONSE: Proto = Proto::new(
    "SMBTransaction_Response",
    "SMB COM Transaction Response",
    &[
        computed(u8("WordCount"), Auto::LenOf("SetupCount", Adjust::plus(10))),
        computed(
            u16("TotalParamCount").little_endian(),
            Auto::PartLen("Parameter"),
        )
        .class("FieldLenField"),
        computed(u16("TotalDataCount").little_endian(), Auto::PartLen("Data"))
            .class("FieldLenField"),
        u16("Reserved1").little_endian().preset(Preset::None),
        computed(
            u16("ParameterLen").little_endian(),
            Auto::PartLen("Parameter"),
        ),
        computed(
            u16("ParameterBufferOffset").little_endian(),
            Auto::PartAt("Parameter"),
        ),
        u16("ParameterDisplacement").little_endian(),
        computed(u16("DataLen").little_endian(), Auto::PartLen("Data")),
        computed(
            u16("DataBufferOffset").little_endian(),
            Auto::PartAt("Data"),
        ),
        u16("DataDisplacement").little_endian(),
        u8("SetupCount").count_of("Setup").default(3),
        u8("Reserved2"),
        list("Setup", &{
            static E: Field = u16("").little_endian();
            E
        })
        .count_from("SetupCount")
        .preset(Preset::Ints(&[1, 1, 2])),
        computed(
            u16("ByteCount").little_endian(),
            Auto::LenOf(
                "Buffer",
                Adjust::by(|response, _| Some(parts_len(response))),
            ),
        ),
        Field::new("Buffer", Kind::Parts(&TRANSACTION_RESPONSE_PARTS), 0).preset(Preset::EmptyList),
    ],
);

pub static BRWS: Proto = Proto {
    dispatch: Some(|octets| Dispatch::Other(announcement(octets))),
    summary: "%OpCode%",
    ..element("BRWS", "BRWS", &[u8("OpCode").names(&names::OP_CODE)])
};

pub static BRWS_HOST_ANNOUNCEMENT: Proto = Proto {
    parent: Some(&BRWS),
    summary: "%OpCode% for %ServerName%",
    ..element(
        "BRWS_HostAnnouncement",
        "BRWS_HostAnnouncement",
        &[
            u8("OpCode").names(&names::OP_CODE).default(1),
            u8("UpdateCount"),
            u32("Periodicity").little_endian().default(0x1f400),
            fixed_octets("ServerName", 16),
            u8("OSVersionMajor").default(6),
            u8("OSVersionMinor").default(1),
            flags("ServerType", 32, &names::SERVER_TYPE).default(0x1203),
            u8("BrowserConfigVersionMajor").default(0x15),
            u8("BrowserConfigVersionMinor").default(1),
            u16("Signature").little_endian().hex().default(0xaa55),
            octets("Comment").length(Length::Until(0)),
        ],
    )
};

pub static BRWS_BECOME_BACKUP: Proto = Proto {
    parent: Some(&BRWS),
    summary: "%OpCode% from %BrowserToPromote%",
    ..element(
        "BRWS_BecomeBackup",
        "BRWS_BecomeBackup",
        &[
            u8("OpCode").names(&names::OP_CODE).default(0xb),
            octets("BrowserToPromote").length(Length::Until(0)),
        ],
    )
};

pub static BRWS_LOCAL_MASTER_ANNOUNCEMENT: Proto = Proto {
    parent: Some(&BRWS_HOST_ANNOUNCEMENT),
    summary: "%OpCode% for %ServerName%",
    ..element(
        "BRWS_LocalMasterAnnouncement",
        "BRWS_LocalMasterAnnouncement",
        &[
            u8("OpCode").names(&names::OP_CODE).default(0xf),
            u8("UpdateCount"),
            u32("Periodicity").little_endian().default(0x1f400),
            fixed_octets("ServerName", 16),
            u8("OSVersionMajor").default(6),
            u8("OSVersionMinor").default(1),
            flags("ServerType", 32, &names::SERVER_TYPE).default(0x1203),
            u8("BrowserConfigVersionMajor").default(0x15),
            u8("BrowserConfigVersionMinor").default(1),
            u16("Signature").little_endian().hex().default(0xaa55),
            octets("Comment").length(Length::Until(0)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.smb",
    source: "MS-CIFS, MS-SMB",
    protocols: &[
        &TRANSACTION_REQUEST,
        &MAILSLOT_WRITE,
        &TRANSACTION_RESPONSE,
        &BRWS,
        &BRWS_HOST_ANNOUNCEMENT,
        &BRWS_BECOME_BACKUP,
        &BRWS_LOCAL_MASTER_ANNOUNCEMENT,
    ],
    bindings: &[],
};

static TRANSACTION_REQUEST_PARTS: Parts = Parts::new(
    &[
        part(
            octets("Parameter")
                .length_from("ParameterLen")
                .display(Display::HexOctets),
            "ParameterBufferOffset",
            "ParameterLen",
        ),
        part(
            Field::new("Data", Kind::PacketBy(Element::Around(written)), 0).length_from("DataLen"),
            "DataBufferOffset",
            "DataLen",
        ),
    ],
    request_start,
);

static TRANSACTION_RESPONSE_PARTS: Parts = Parts::new(
    &[
        part(
            octets("Parameter")
                .length_from("ParameterLen")
                .display(Display::HexOctets),
            "ParameterBufferOffset",
            "ParameterLen",
        ),
        part(
            octets("Data")
                .length_from("DataLen")
                .display(Display::HexOctets),
            "DataBufferOffset",
            "DataLen",
        ),
    ],
    |response| 54 + 2 * setup_len(response),
);

fn parts_len(transaction: &dyn Around) -> i64 {
    len_of(transaction, "Parameter") + len_of(transaction, "Data")
}

fn setup_len(transaction: &dyn Around) -> i64 {
    transaction.count("Setup").unwrap_or(0) as i64
}

fn request_start(request: &dyn Around) -> i64 {
    64 + 2 * setup_len(request) + len_of(request, "Name")
}

/// What is written to a mailslot.
fn written(request: &dyn Around, octets: &[u8]) -> Option<&'static Proto> {
    match &request.octets("Name")?[..] {
        b"\\MAILSLOT\\BROWSE" => Some(announcement(octets)),
        _ => Some(&RAW),
    }
}

fn announcement(octets: &[u8]) -> &'static Proto {
    match octets.first() {
        Some(1) => &BRWS_HOST_ANNOUNCEMENT,
        Some(0xb) => &BRWS_BECOME_BACKUP,
        Some(0xf) => &BRWS_LOCAL_MASTER_ANNOUNCEMENT,
        _ => &BRWS,
    }
}

fn transaction(request: &dyn Around) -> String {
    let mut line = format!("Tran {}", request.shown("Name"));
    request.first_in("Data", &mut |data| {
        line.push(' ');
        if data.proto().is_kind_of(&BRWS) {
            line.push_str(&data.shown("OpCode"));
        }
        if data.proto().is_kind_of(&BRWS_HOST_ANNOUNCEMENT) {
            line.push_str(&format!(" for {}", data.shown("ServerName")));
        }
        if data.proto().is(&BRWS_BECOME_BACKUP) {
            line.push_str(&format!(" from {}", data.shown("BrowserToPromote")));
        }
    });
    line
}
