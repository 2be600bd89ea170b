//! IEEE 802.15.4: frames of low-rate wireless networks.

use std::cell::Cell;

use super::binding::{Binding, bind};
use super::field::{
    Choice, Field, Kind, Length, Preset, Test, When, bits, list, octets, u8, u16, u32, u64,
};
use super::names::Names;
use super::registry::Family;
use super::sixlowpan::SIX_LO_WPAN;
use super::zigbee::ZIGBEE_NWK;
use super::{Answered, Answers, Around, Guess, PayloadLen, Proto};
use crate::when;
use crate::wire::crc;

pub static DOT15D4: Proto = Proto {
    guess: Some(guess),
    answers: Answers::Test(answers),
    mend: Some(mend),
    summary: "802.15.4 %Dot15d4.fcf_frametype% ackreq(%Dot15d4.fcf_ackreq%) ( %Dot15d4.fcf_destaddrmode% -> %Dot15d4.fcf_srcaddrmode% ) Seq#%Dot15d4.seqnum%",
    ..Proto::new(
        "Dot15d4",
        "802.15.4",
        &[
            bits("fcf_reserved_1", 1),
            bits("fcf_panidcompress", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_ackreq", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_pending", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_security", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_frametype", 3).names(&FCF_FRAMETYPES).emphasised(),
            bits("fcf_srcaddrmode", 2).names(&FCF_SRCADDRMODES),
            bits("fcf_framever", 2),
            bits("fcf_destaddrmode", 2)
                .names(&FCF_SRCADDRMODES)
                .default(2),
            bits("fcf_reserved_2", 2),
            u8("seqnum").default(1).emphasised(),
        ],
    )
};

pub static DOT15D4_FCS: Proto = Proto {
    guess: Some(guess),
    answers: Answers::Test(answers),
    mend: Some(put_check),
    parent: Some(&DOT15D4),
    summary: "802.15.4 %Dot15d4.fcf_frametype% ackreq(%Dot15d4.fcf_ackreq%) ( %Dot15d4.fcf_destaddrmode% -> %Dot15d4.fcf_srcaddrmode% ) Seq#%Dot15d4.seqnum%",
    matches_parent: true,
    ..Proto::new(
        "Dot15d4FCS",
        "802.15.4 - FCS",
        &[
            bits("fcf_reserved_1", 1),
            bits("fcf_panidcompress", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_ackreq", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_pending", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_security", 1).names(&FCF_PANIDCOMPRESS),
            bits("fcf_frametype", 3).names(&FCF_FRAMETYPES).emphasised(),
            bits("fcf_srcaddrmode", 2).names(&FCF_SRCADDRMODES),
            bits("fcf_framever", 2),
            bits("fcf_destaddrmode", 2)
                .names(&FCF_SRCADDRMODES)
                .default(2),
            bits("fcf_reserved_2", 2),
            u8("seqnum").default(1).emphasised(),
            Field::new("fcs", Kind::Trailer(&CHECK), 0).class("FCSField"),
        ],
    )
};

pub static DOT15D4_ACK: Proto = Proto::new("Dot15d4Ack", "802.15.4 Ack", &[]);

pub static DOT15D4_AUX_SECURITY_HEADER: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Dot15d4AuxSecurityHeader",
        "802.15.4 Auxiliary Security Header",
        &[
            bits("sec_sc_reserved", 3),
            bits("sec_sc_keyidmode", 2).names(&SEC_SC_KEYIDMODES),
            bits("sec_sc_seclevel", 3).names(&SEC_SC_SECLEVELS),
            u32("sec_framecounter").little_endian().hex(),
            Field::new(
                "sec_keyid_keysource",
                Kind::Choice(&CHOICE_SEC_KEYID_KEYSOURCE),
                0,
            ),
            u8("sec_keyid_keyindex")
                .hex()
                .default(0xff)
                .when(When::Test(|p| number(p, "sec_sc_keyidmode") != 0)),
        ],
    )
};

const DESTINATION_PAN: Field = u16("dest_panid").little_endian().hex().default(0xffff);
const DESTINATION: Field = Field::new("dest_addr", Kind::Address154, 0)
    .length(Length::FromFn(|p| address_len(p, "fcf_destaddrmode")));
const SOURCE_PAN: Field = u16("src_panid")
    .little_endian()
    .hex()
    .when(When::Test(has_source_pan));
const SOURCE: Field = Field::new("src_addr", Kind::Address154, 0)
    .length(Length::FromFn(|p| address_len(p, "fcf_srcaddrmode")));
const SECURITY: Field = Field::new(
    "aux_sec_header",
    Kind::Packet(&DOT15D4_AUX_SECURITY_HEADER),
    0,
)
.preset(Preset::PacketOf(&DOT15D4_AUX_SECURITY_HEADER))
.when(When::Test(|p| {
    p.int_below("fcf_security").unwrap_or(0) != 0
}));

pub static DOT15D4_DATA: Proto = Proto {
    example: r#"Dot15d4(fcf_srcaddrmode=2)/Dot15d4Data(dest_panid=1, dest_addr=2, src_panid=1, src_addr=3)"#,
    guess: Some(guess_data),
    summary: "802.15.4 Data ( %Dot15d4Data.src_panid%:%Dot15d4Data.src_addr% -> %Dot15d4Data.dest_panid%:%Dot15d4Data.dest_addr% )",
    ..Proto::new(
        "Dot15d4Data",
        "802.15.4 Data",
        &[
            DESTINATION_PAN,
            DESTINATION.default(0xffff),
            SOURCE_PAN,
            SOURCE.when(When::Test(|p| {
                p.int_below("fcf_srcaddrmode").unwrap_or(0) != 0
            })),
            SECURITY,
        ],
    )
};

pub static DOT15D4_BEACON: Proto = Proto {
    example: r#"Dot15d4(fcf_srcaddrmode=2, fcf_destaddrmode=0)/Dot15d4Beacon(src_addr=1)"#,
    guess: Some(guess_beacon),
    summary: "802.15.4 Beacon ( %Dot15d4Beacon.src_panid%:%Dot15d4Beacon.src_addr% ) assocPermit(%Dot15d4Beacon.sf_assocpermit%) panCoord(%Dot15d4Beacon.sf_pancoord%)",
    ..Proto::new(
        "Dot15d4Beacon",
        "802.15.4 Beacon",
        &[
            u16("src_panid").little_endian().hex(),
            SOURCE,
            SECURITY,
            bits("sf_sforder", 4).default(15),
            bits("sf_beaconorder", 4).default(15),
            bits("sf_assocpermit", 1).names(&FCF_PANIDCOMPRESS),
            bits("sf_pancoord", 1).names(&FCF_PANIDCOMPRESS),
            bits("sf_reserved", 1),
            bits("sf_battlifeextend", 1).names(&FCF_PANIDCOMPRESS),
            bits("sf_finalcapslot", 4).default(15),
            bits("gts_spec_permit", 1)
                .names(&FCF_PANIDCOMPRESS)
                .default(1),
            bits("gts_spec_reserved", 4),
            bits("gts_spec_desccount", 3),
            bits("gts_dir_reserved", 1).when(When::Test(|p| number(p, "gts_spec_desccount") != 0)),
            bits("gts_dir_mask", 7).when(When::Test(|p| number(p, "gts_spec_desccount") != 0)),
            bits("pa_reserved_1", 1),
            bits("pa_num_long", 3),
            bits("pa_reserved_2", 1),
            bits("pa_num_short", 3),
            list("pa_short_addresses", &PA_SHORT_ADDRESSES_ELEMENT).count_from("pa_num_short"),
            list("pa_long_addresses", &PA_LONG_ADDRESSES_ELEMENT).count_from("pa_num_long"),
        ],
    )
};

pub static DOT15D4_CMD: Proto = Proto {
    guess: Some(guess_cmd),
    summary: "802.15.4 Command %Dot15d4Cmd.cmd_id% ( %Dot15dCmd.src_panid%:%Dot15d4Cmd.src_addr% -> %Dot15d4Cmd.dest_panid%:%Dot15d4Cmd.dest_addr% )",
    ..Proto::new(
        "Dot15d4Cmd",
        "802.15.4 Command",
        &[
            DESTINATION_PAN,
            DESTINATION.default(0x0),
            SOURCE_PAN,
            SOURCE.when(When::Test(|p| {
                p.int_below("fcf_srcaddrmode").unwrap_or(0) != 0
            })),
            SECURITY,
            u8("cmd_id").names(&CMD_IDS),
        ],
    )
};

pub static DOT15D4_CMD_COORD_REALIGN: Proto = Proto {
    guess: Some(guess_page),
    summary: "802.15.4 Coordinator Realign Payload ( PAN ID: %Dot15dCmdCoordRealign.pan_id% : channel %Dot15d4CmdCoordRealign.channel% )",
    ..Proto::new(
        "Dot15d4CmdCoordRealign",
        "802.15.4 Coordinator Realign Command",
        &[
            u16("panid").little_endian().hex().default(0xffff),
            u16("coord_address").little_endian().hex(),
            u8("channel"),
            u16("dev_address").little_endian().hex().default(0xffff),
        ],
    )
};

pub static DOT15D4_CMD_COORD_REALIGN_PAGE: Proto = Proto::new(
    "Dot15d4CmdCoordRealignPage",
    "802.15.4 Coordinator Realign Page",
    &[u8("channel_page")],
);

pub static DOT15D4_CMD_ASSOC_REQ: Proto = Proto {
    summary: "802.15.4 Association Request Payload ( Alt PAN Coord: %Dot15d4CmdAssocReq.alternate_pan_coordinator% Device Type: %Dot15d4CmdAssocReq.device_type% )",
    ..Proto::new(
        "Dot15d4CmdAssocReq",
        "802.15.4 Association Request Payload",
        &[
            bits("allocate_address", 1),
            bits("security_capability", 1),
            bits("reserved2", 1),
            bits("reserved1", 1),
            bits("receiver_on_when_idle", 1),
            bits("power_source", 1),
            bits("device_type", 1),
            bits("alternate_pan_coordinator", 1),
        ],
    )
};

pub static DOT15D4_CMD_ASSOC_RESP: Proto = Proto {
    summary: "802.15.4 Association Response Payload ( Association Status: %Dot15d4CmdAssocResp.association_status% Assigned Address: %Dot15d4CmdAssocResp.short_address% )",
    ..Proto::new(
        "Dot15d4CmdAssocResp",
        "802.15.4 Association Response Payload",
        &[
            u16("short_address").little_endian().hex().default(0xffff),
            u8("association_status").names(&ASSOCIATION_STATUS),
        ],
    )
};

pub static DOT15D4_CMD_DISASSOCIATION: Proto = Proto {
    summary: "802.15.4 Disassociation Notification Payload ( Disassociation Reason %Dot15d4CmdDisassociation.disassociation_reason% )",
    ..Proto::new(
        "Dot15d4CmdDisassociation",
        "802.15.4 Disassociation Notification Payload",
        &[u8("disassociation_reason")
            .names(&DISASSOCIATION_REASONS)
            .default(2)],
    )
};

pub static DOT15D4_CMD_GTS_REQ: Proto = Proto {
    summary: "802.15.4 GTS Request Command ( %Dot15d4CmdGTSReq.gts_len% : %Dot15d4CmdGTSReq.gts_dir% )",
    ..Proto::new(
        "Dot15d4CmdGTSReq",
        "802.15.4 GTS request command",
        &[
            bits("reserved", 2),
            bits("charact_type", 1),
            bits("gts_dir", 1),
            bits("gts_len", 4),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.dot15d4",
    source: "IEEE 802.15.4",
    protocols: &[
        &DOT15D4,
        &DOT15D4_FCS,
        &DOT15D4_ACK,
        &DOT15D4_AUX_SECURITY_HEADER,
        &DOT15D4_DATA,
        &DOT15D4_BEACON,
        &DOT15D4_CMD,
        &DOT15D4_CMD_COORD_REALIGN,
        &DOT15D4_CMD_COORD_REALIGN_PAGE,
        &DOT15D4_CMD_ASSOC_REQ,
        &DOT15D4_CMD_ASSOC_RESP,
        &DOT15D4_CMD_DISASSOCIATION,
        &DOT15D4_CMD_GTS_REQ,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&DOT15D4, &DOT15D4_BEACON, when!(fcf_frametype = 0)),
    bind(&DOT15D4, &DOT15D4_DATA, when!(fcf_frametype = 1)),
    bind(&DOT15D4, &DOT15D4_ACK, when!(fcf_frametype = 2)),
    bind(&DOT15D4, &DOT15D4_CMD, when!(fcf_frametype = 3)),
];

static CHOICE_SEC_KEYID_KEYSOURCE: Choice = Choice {
    options: &[
        (
            Test::When(When::Test(|p| number(p, "sec_sc_keyidmode") == 2)),
            u32("sec_keyid_keysource").little_endian().hex(),
        ),
        (
            Test::When(When::Test(|p| number(p, "sec_sc_keyidmode") == 3)),
            u64("sec_keyid_keysource").little_endian(),
        ),
    ],
    otherwise: octets("sec_keyid_keysource")
        .fixed()
        .length(Length::Octets(0)),
};

static PA_SHORT_ADDRESSES_ELEMENT: Field = u16("").little_endian().hex();

static PA_LONG_ADDRESSES_ELEMENT: Field = Field::new("", Kind::Address154, 0)
    .length(Length::Octets(8))
    .default(0x0);

static CHECK: Field = u16("fcs").hex().little_endian().preset(Preset::None);

thread_local! {
    static CARRIES_ZIGBEE: Cell<bool> = const { Cell::new(false) };
}

/// Whether data is ZigBee's, on this thread; it is 6LoWPAN otherwise.
pub fn carry_zigbee(zigbee: bool) {
    CARRIES_ZIGBEE.set(zigbee);
}

/// The octets of an address, by the mode in the nearest layer below that says it.
pub fn address_len(layer: &dyn Around, mode: &str) -> i64 {
    let mut found = None;
    layer.below(&mut |below| found = Some(mode_of(below, mode)));
    match found {
        Some(2) => 2,
        Some(3) => 8,
        _ => 0,
    }
}

fn mode_of(layer: &dyn Around, mode: &str) -> i64 {
    if let Some(own) = layer.int(mode) {
        return own;
    }
    let mut found = 0;
    layer.below(&mut |below| found = mode_of(below, mode));
    found
}

fn has_source_pan(layer: &dyn Around) -> bool {
    layer.int_below("fcf_srcaddrmode") != Some(0) && layer.int_below("fcf_panidcompress") == Some(0)
}

fn guess(frame: &dyn Around, _: &[u8]) -> Guess {
    match frame.int("fcf_frametype") {
        Some(0) => Guess::Proto(&DOT15D4_BEACON),
        Some(1) => Guess::Proto(&DOT15D4_DATA),
        Some(2) => Guess::Proto(&DOT15D4_ACK),
        Some(3) => Guess::Proto(&DOT15D4_CMD),
        _ => Guess::Bindings,
    }
}

/// What is encrypted has no layers.
fn is_encrypted(layer: &dyn Around) -> bool {
    let mut level = 0;
    if layer
        .int_below("fcf_security")
        .is_some_and(|secured| secured != 0)
    {
        layer.first_in("aux_sec_header", &mut |header| {
            level = number(header, "sec_sc_seclevel");
        });
    }
    level >= 4
}

fn guess_data(data: &dyn Around, _: &[u8]) -> Guess {
    match (is_encrypted(data), CARRIES_ZIGBEE.get()) {
        (true, _) => Guess::Raw,
        (false, true) => Guess::Proto(&ZIGBEE_NWK),
        (false, false) => Guess::Proto(&SIX_LO_WPAN),
    }
}

fn guess_beacon(beacon: &dyn Around, _: &[u8]) -> Guess {
    if is_encrypted(beacon) {
        Guess::Raw
    } else {
        Guess::Bindings
    }
}

fn guess_cmd(command: &dyn Around, _: &[u8]) -> Guess {
    match command.int("cmd_id") {
        _ if is_encrypted(command) => Guess::Raw,
        Some(1) => Guess::Proto(&DOT15D4_CMD_ASSOC_REQ),
        Some(2) => Guess::Proto(&DOT15D4_CMD_ASSOC_RESP),
        Some(3) => Guess::Proto(&DOT15D4_CMD_DISASSOCIATION),
        Some(8) => Guess::Proto(&DOT15D4_CMD_COORD_REALIGN),
        Some(9) => Guess::Proto(&DOT15D4_CMD_GTS_REQ),
        _ => Guess::Bindings,
    }
}

fn guess_page(_: &dyn Around, payload: &[u8]) -> Guess {
    match payload.len() {
        1 => Guess::Proto(&DOT15D4_CMD_COORD_REALIGN_PAGE),
        _ => Guess::Bindings,
    }
}

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    let acknowledges = answer.int("fcf_frametype") == Some(2)
        && request.proto().is_kind_of(&DOT15D4)
        && answer.int("seqnum") == request.int("seqnum")
        && request.int("fcf_ackreq") == Some(1);
    acknowledges.into()
}

/// An acknowledgement has no destination.
fn mend(frame: &dyn Around, octets: &mut [u8]) {
    if frame.int("fcf_frametype") == Some(2)
        && number(frame, "fcf_destaddrmode") != 0
        && let Some(modes) = octets.get_mut(1)
    {
        *modes &= 0b1111_0000;
    }
}

fn put_check(frame: &dyn Around, octets: &mut [u8]) {
    mend(frame, octets);
    if frame.int("fcs").is_none()
        && let Some((covered, check)) = octets.split_last_chunk_mut::<2>()
    {
        *check = crc::crc16(covered).to_le_bytes();
    }
}

fn number(layer: &dyn Around, name: &str) -> i64 {
    layer.int(name).unwrap_or(0)
}

static FCF_PANIDCOMPRESS: Names = Names::pairs(&[(0, "False"), (1, "True")]);
static FCF_FRAMETYPES: Names =
    Names::pairs(&[(0, "Beacon"), (1, "Data"), (2, "Ack"), (3, "Command")]);
static FCF_SRCADDRMODES: Names =
    Names::pairs(&[(0, "None"), (1, "Reserved"), (2, "Short"), (3, "Long")]);
static SEC_SC_KEYIDMODES: Names = Names::pairs(&[
    (0, "Implicit"),
    (1, "1oKeyIndex"),
    (2, "4o-KeySource-1oKeyIndex"),
    (3, "8o-KeySource-1oKeyIndex"),
]);
static SEC_SC_SECLEVELS: Names = Names::pairs(&[
    (0, "None"),
    (1, "MIC-32"),
    (2, "MIC-64"),
    (3, "MIC-128"),
    (4, "ENC"),
    (5, "ENC-MIC-32"),
    (6, "ENC-MIC-64"),
    (7, "ENC-MIC-128"),
]);
static CMD_IDS: Names = Names::pairs(&[
    (1, "AssocReq"),
    (2, "AssocResp"),
    (3, "DisassocNotify"),
    (4, "DataReq"),
    (5, "PANIDConflictNotify"),
    (6, "OrphanNotify"),
    (7, "BeaconReq"),
    (8, "CoordRealign"),
    (9, "GTSReq"),
]);
static ASSOCIATION_STATUS: Names = Names::pairs(&[
    (0, "successful"),
    (1, "PAN_at_capacity"),
    (2, "PAN_access_denied"),
]);
static DISASSOCIATION_REASONS: Names = Names::pairs(&[
    (1, "coord_wishes_device_to_leave"),
    (2, "device_wishes_to_leave"),
]);
