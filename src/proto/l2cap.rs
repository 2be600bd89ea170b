//! L2CAP: channels of Bluetooth. Core specification 5.4, volume 3 part A.

use super::binding::{Binding, bind, bind_up};
use super::bluetooth::HCI_ACL_HDR;
use super::data::bluetooth_names::{
    CID, CODE, PSM, RESULT, RESULT_2, RESULT_3, RESULT_4, RESULT_5, RESULT_6, RESULT_7, RESULT_8,
    RESULT_9, STATUS, STATUS_2, TYPE_2,
};
use super::field::{Auto, computed, octets, u8, u16};
use super::registry::Family;
use super::{Answered, Answers, Around, Proto};
use crate::when;

pub static L2CAP_HDR: Proto = Proto {
    ..Proto::new(
        "L2CAP_Hdr",
        "L2CAP header",
        &[
            computed(u16("len").little_endian(), Auto::PayloadLen).class("LEShortField"),
            u16("cid").little_endian().names(&CID),
        ],
    )
};

pub static L2CAP_CMD_HDR: Proto = Proto {
    answers: Answers::Test(command_answers),
    ..Proto::new(
        "L2CAP_CmdHdr",
        "L2CAP command header",
        &[
            u8("code").names(&CODE).default(8),
            u8("id").default(1),
            computed(u16("len").little_endian(), Auto::PayloadLen).class("LEShortField"),
        ],
    )
};

pub static L2CAP_CONN_REQ: Proto = Proto::new(
    "L2CAP_ConnReq",
    "L2CAP Conn Req",
    &[
        u16("psm").little_endian().names(&PSM),
        u16("scid").little_endian(),
    ],
);

pub static L2CAP_CONN_RESP: Proto = Proto {
    answers: Answers::Test(|answer, request| {
        Answered::from(
            request.proto().is(&L2CAP_CONN_REQ) && answer.int("scid") == request.int("scid"),
        )
    }),
    ..Proto::new(
        "L2CAP_ConnResp",
        "L2CAP Conn Resp",
        &[
            u16("dcid").little_endian(),
            u16("scid").little_endian(),
            u16("result").little_endian().names(&RESULT),
            u16("status").little_endian().names(&STATUS),
        ],
    )
};

pub static L2CAP_CMD_REJ: Proto = Proto::new(
    "L2CAP_CmdRej",
    "L2CAP Command Rej",
    &[u16("reason").little_endian()],
);

pub static L2CAP_CONF_REQ: Proto = Proto::new(
    "L2CAP_ConfReq",
    "L2CAP Conf Req",
    &[u16("dcid").little_endian(), u16("flags").little_endian()],
);

pub static L2CAP_CONF_RESP: Proto = Proto {
    answers: Answers::Test(|_, request| Answered::from(request.proto().is(&L2CAP_CONF_REQ))),
    ..Proto::new(
        "L2CAP_ConfResp",
        "L2CAP Conf Resp",
        &[
            u16("scid").little_endian(),
            u16("flags").little_endian(),
            u16("result").little_endian().names(&RESULT_2),
        ],
    )
};

pub static L2CAP_DISCONN_REQ: Proto = Proto::new(
    "L2CAP_DisconnReq",
    "L2CAP Disconn Req",
    &[u16("dcid").little_endian(), u16("scid").little_endian()],
);

pub static L2CAP_DISCONN_RESP: Proto = Proto {
    answers: Answers::Test(|answer, request| {
        Answered::from(answer.int("scid") == request.int("scid"))
    }),
    ..Proto::new(
        "L2CAP_DisconnResp",
        "L2CAP Disconn Resp",
        &[u16("dcid").little_endian(), u16("scid").little_endian()],
    )
};

pub static L2CAP_ECHO_REQ: Proto = Proto::new("L2CAP_EchoReq", "L2CAP Echo Req", &[octets("data")]);

pub static L2CAP_ECHO_RESP: Proto =
    Proto::new("L2CAP_EchoResp", "L2CAP Echo Resp", &[octets("data")]);

pub static L2CAP_INFO_REQ: Proto = Proto::new(
    "L2CAP_InfoReq",
    "L2CAP Info Req",
    &[u16("type").little_endian().names(&TYPE_2), octets("data")],
);

pub static L2CAP_INFO_RESP: Proto = Proto {
    answers: Answers::Test(|answer, request| {
        Answered::from(answer.int("type") == request.int("type"))
    }),
    ..Proto::new(
        "L2CAP_InfoResp",
        "L2CAP Info Resp",
        &[
            u16("type").little_endian(),
            u16("result").little_endian().names(&RESULT_3),
            octets("data"),
        ],
    )
};

pub static L2CAP_CREATE_CHANNEL_REQUEST: Proto = Proto::new(
    "L2CAP_Create_Channel_Request",
    "L2CAP Create Channel Request",
    &[
        u16("psm").little_endian().names(&PSM),
        u16("scid").little_endian(),
        u8("controller_id"),
    ],
);

pub static L2CAP_CREATE_CHANNEL_RESPONSE: Proto = Proto::new(
    "L2CAP_Create_Channel_Response",
    "L2CAP Create Channel Response",
    &[
        u16("dcid").little_endian(),
        u16("scid").little_endian(),
        u16("result").little_endian().names(&RESULT_4),
        u16("status").little_endian().names(&STATUS_2),
    ],
);

pub static L2CAP_MOVE_CHANNEL_REQUEST: Proto = Proto::new(
    "L2CAP_Move_Channel_Request",
    "L2CAP Move Channel Request",
    &[u16("icid").little_endian(), u8("dest_controller_id")],
);

pub static L2CAP_MOVE_CHANNEL_RESPONSE: Proto = Proto::new(
    "L2CAP_Move_Channel_Response",
    "L2CAP Move Channel Response",
    &[
        u16("icid").little_endian(),
        u16("result").little_endian().names(&RESULT_5),
    ],
);

pub static L2CAP_MOVE_CHANNEL_CONFIRMATION_REQUEST: Proto = Proto::new(
    "L2CAP_Move_Channel_Confirmation_Request",
    "L2CAP Move Channel Confirmation Request",
    &[
        u16("icid").little_endian(),
        u16("result").little_endian().names(&RESULT_6),
    ],
);

pub static L2CAP_MOVE_CHANNEL_CONFIRMATION_RESPONSE: Proto = Proto::new(
    "L2CAP_Move_Channel_Confirmation_Response",
    "L2CAP Move Channel Confirmation Response",
    &[u16("icid").little_endian()],
);

pub static L2CAP_CONNECTION_PARAMETER_UPDATE_REQUEST: Proto = Proto::new(
    "L2CAP_Connection_Parameter_Update_Request",
    "L2CAP Connection Parameter Update Request",
    &[
        u16("min_interval").little_endian(),
        u16("max_interval").little_endian(),
        u16("slave_latency").little_endian(),
        u16("timeout_mult").little_endian(),
    ],
);

pub static L2CAP_CONNECTION_PARAMETER_UPDATE_RESPONSE: Proto = Proto::new(
    "L2CAP_Connection_Parameter_Update_Response",
    "L2CAP Connection Parameter Update Response",
    &[u16("move_result").little_endian()],
);

pub static L2CAP_LE_CREDIT_BASED_CONNECTION_REQUEST: Proto = Proto::new(
    "L2CAP_LE_Credit_Based_Connection_Request",
    "L2CAP LE Credit Based Connection Request",
    &[
        u16("spsm").little_endian(),
        u16("scid").little_endian(),
        u16("mtu").little_endian(),
        u16("mps").little_endian(),
        u16("initial_credits").little_endian(),
    ],
);

pub static L2CAP_LE_CREDIT_BASED_CONNECTION_RESPONSE: Proto = Proto::new(
    "L2CAP_LE_Credit_Based_Connection_Response",
    "L2CAP LE Credit Based Connection Response",
    &[
        u16("dcid").little_endian(),
        u16("mtu").little_endian(),
        u16("mps").little_endian(),
        u16("initial_credits").little_endian(),
        u16("result").little_endian().names(&RESULT_7),
    ],
);

pub static L2CAP_FLOW_CONTROL_CREDIT_IND: Proto = Proto::new(
    "L2CAP_Flow_Control_Credit_Ind",
    "L2CAP Flow Control Credit Ind",
    &[u16("cid").little_endian(), u16("credits").little_endian()],
);

pub static L2CAP_CREDIT_BASED_CONNECTION_REQUEST: Proto = Proto::new(
    "L2CAP_Credit_Based_Connection_Request",
    "L2CAP Credit Based Connection Request",
    &[
        u16("spsm").little_endian(),
        u16("mtu").little_endian(),
        u16("mps").little_endian(),
        u16("initial_credits").little_endian(),
        u16("scid").little_endian(),
    ],
);

pub static L2CAP_CREDIT_BASED_CONNECTION_RESPONSE: Proto = Proto::new(
    "L2CAP_Credit_Based_Connection_Response",
    "L2CAP Credit Based Connection Response",
    &[
        u16("mtu").little_endian(),
        u16("mps").little_endian(),
        u16("initial_credits").little_endian(),
        u16("result").little_endian().names(&RESULT_8),
        u16("dcid").little_endian(),
    ],
);

pub static L2CAP_CREDIT_BASED_RECONFIGURE_REQUEST: Proto = Proto::new(
    "L2CAP_Credit_Based_Reconfigure_Request",
    "L2CAP Credit Based Reconfigure Request",
    &[
        u16("mtu").little_endian(),
        u16("mps").little_endian(),
        u16("dcid").little_endian(),
    ],
);

pub static L2CAP_CREDIT_BASED_RECONFIGURE_RESPONSE: Proto = Proto::new(
    "L2CAP_Credit_Based_Reconfigure_Response",
    "L2CAP Credit Based Reconfigure Response",
    &[u16("result").little_endian().names(&RESULT_9)],
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.bluetooth",
    source: "Core specification 5.4, volume 3 part A",
    protocols: &[
        &L2CAP_HDR,
        &L2CAP_CMD_HDR,
        &L2CAP_CONN_REQ,
        &L2CAP_CONN_RESP,
        &L2CAP_CMD_REJ,
        &L2CAP_CONF_REQ,
        &L2CAP_CONF_RESP,
        &L2CAP_DISCONN_REQ,
        &L2CAP_DISCONN_RESP,
        &L2CAP_ECHO_REQ,
        &L2CAP_ECHO_RESP,
        &L2CAP_INFO_REQ,
        &L2CAP_INFO_RESP,
        &L2CAP_CREATE_CHANNEL_REQUEST,
        &L2CAP_CREATE_CHANNEL_RESPONSE,
        &L2CAP_MOVE_CHANNEL_REQUEST,
        &L2CAP_MOVE_CHANNEL_RESPONSE,
        &L2CAP_MOVE_CHANNEL_CONFIRMATION_REQUEST,
        &L2CAP_MOVE_CHANNEL_CONFIRMATION_RESPONSE,
        &L2CAP_CONNECTION_PARAMETER_UPDATE_REQUEST,
        &L2CAP_CONNECTION_PARAMETER_UPDATE_RESPONSE,
        &L2CAP_LE_CREDIT_BASED_CONNECTION_REQUEST,
        &L2CAP_LE_CREDIT_BASED_CONNECTION_RESPONSE,
        &L2CAP_FLOW_CONTROL_CREDIT_IND,
        &L2CAP_CREDIT_BASED_CONNECTION_REQUEST,
        &L2CAP_CREDIT_BASED_CONNECTION_RESPONSE,
        &L2CAP_CREDIT_BASED_RECONFIGURE_REQUEST,
        &L2CAP_CREDIT_BASED_RECONFIGURE_RESPONSE,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&HCI_ACL_HDR, &L2CAP_HDR, &[]),
    bind(&L2CAP_CMD_HDR, &L2CAP_CMD_REJ, when!(code = 1)),
    bind(&L2CAP_CMD_HDR, &L2CAP_CONN_REQ, when!(code = 2)),
    bind(&L2CAP_CMD_HDR, &L2CAP_CONN_RESP, when!(code = 3)),
    bind(&L2CAP_CMD_HDR, &L2CAP_CONF_REQ, when!(code = 4)),
    bind(&L2CAP_CMD_HDR, &L2CAP_CONF_RESP, when!(code = 5)),
    bind(&L2CAP_CMD_HDR, &L2CAP_DISCONN_REQ, when!(code = 6)),
    bind(&L2CAP_CMD_HDR, &L2CAP_DISCONN_RESP, when!(code = 7)),
    bind(&L2CAP_CMD_HDR, &L2CAP_ECHO_REQ, when!(code = 8)),
    bind(&L2CAP_CMD_HDR, &L2CAP_ECHO_RESP, when!(code = 9)),
    bind(&L2CAP_CMD_HDR, &L2CAP_INFO_REQ, when!(code = 0xa)),
    bind(&L2CAP_CMD_HDR, &L2CAP_INFO_RESP, when!(code = 0xb)),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREATE_CHANNEL_REQUEST,
        when!(code = 0xc),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREATE_CHANNEL_RESPONSE,
        when!(code = 0xd),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_MOVE_CHANNEL_REQUEST,
        when!(code = 0xe),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_MOVE_CHANNEL_RESPONSE,
        when!(code = 0xf),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_MOVE_CHANNEL_CONFIRMATION_REQUEST,
        when!(code = 0x10),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_MOVE_CHANNEL_CONFIRMATION_RESPONSE,
        when!(code = 0x11),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CONNECTION_PARAMETER_UPDATE_REQUEST,
        when!(code = 0x12),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CONNECTION_PARAMETER_UPDATE_RESPONSE,
        when!(code = 0x13),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_LE_CREDIT_BASED_CONNECTION_REQUEST,
        when!(code = 0x14),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_LE_CREDIT_BASED_CONNECTION_RESPONSE,
        when!(code = 0x15),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_FLOW_CONTROL_CREDIT_IND,
        when!(code = 0x16),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREDIT_BASED_CONNECTION_REQUEST,
        when!(code = 0x17),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREDIT_BASED_CONNECTION_RESPONSE,
        when!(code = 0x18),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREDIT_BASED_RECONFIGURE_REQUEST,
        when!(code = 0x19),
    ),
    bind(
        &L2CAP_CMD_HDR,
        &L2CAP_CREDIT_BASED_RECONFIGURE_RESPONSE,
        when!(code = 0x1a),
    ),
    bind_up(&L2CAP_HDR, &L2CAP_CMD_HDR, when!(cid = 1)),
    bind(&L2CAP_HDR, &L2CAP_CMD_HDR, when!(cid = 5)),
];

/// A rejection answers any command with its number; a response the request before it.
fn command_answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    if answer.int("id") != request.int("id") {
        return Answered::No;
    }
    match (request.int("code"), answer.int("code")) {
        (_, Some(1)) | (Some(8), Some(9)) => Answered::Yes,
        (Some(asked @ (2 | 4 | 6 | 10 | 18)), Some(said)) if said == asked + 1 => {
            Answered::Payloads
        }
        _ => Answered::No,
    }
}
