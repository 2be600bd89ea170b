//! GTP version 2: the control messages of LTE. 3GPP TS 29.274.
//!
//! Every message is a list of information elements (`gtp_v2_ies`).

use super::binding::{Binding, bind};
use super::data::gtp_names;
use super::field::{
    Adjust, Auto, Choice, Element, Field, Kind, Preset, Test, When, bits, choice, u8, u16, u24, u32,
};
use super::gtp_v2_ies::{
    IE_AMBR, IE_APCO, IE_APN, IE_APN_RESTRICTION, IE_BEARER_CONTEXT, IE_BEARER_FLAGS,
    IE_BEARER_QOS, IE_BEARER_TFT, IE_CAUSE, IE_CHARGING_CHARACTERISTICS, IE_CHARGING_ID, IE_EPCO,
    IE_EPS_BEARER_ID, IE_FQCSID, IE_FQDN, IE_FTEID, IE_IMSI, IE_INDICATION, IE_IP_ADDRESS, IE_MEI,
    IE_MM_CONTEXT_EPS, IE_MMBR, IE_MSISDN, IE_NOT_IMPLEMENTED_TLV, IE_PAA, IE_PCO,
    IE_PDN_CONNECTION, IE_PDN_TYPE, IE_PORT_NUMBER, IE_PRIVATE_EXTENSION, IE_RAN_NAS_CAUSE, IE_RAT,
    IE_RECOVERY_RESTART, IE_SELECTION_MODE, IE_SERVING_NETWORK, IE_UCI, IE_UE_TIMEZONE, IE_ULI,
    IE_ULI_TIMESTAMP, IE_UPF_SEL_IND_FLAGS, ULI_CGI, ULI_ECGI, ULI_FIELD, ULI_LAI, ULI_RAI,
    ULI_SAI, ULI_TAI,
};
use super::gtp_v2_pco::{
    PCO_5GSM_CAUSE_VALUE, PCO_BEARER_CONTROL, PCO_CHAP, PCO_CHAP_MESSAGE, PCO_DNS_SERVER_IPV4,
    PCO_DNS_SERVER_IPV6, PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG, PCO_IP_ALLOCATION_VIA_NAS, PCO_IPCP,
    PCO_IPCP_MESSAGE, PCO_IPV4, PCO_IPV4_LINK_MTU_REQUEST, PCO_OPTION,
    PCO_P_CSCF_IPV4_ADDRESS_REQUEST, PCO_P_CSCF_IPV6_ADDRESS_REQUEST,
    PCO_P_CSCF_RE_SELECTION_SUPPORT, PCO_PAP, PCO_PAP_MESSAGE, PCO_PDU_SESSION_ID, PCO_PRIMARY_DNS,
    PCO_PRIMARY_NBNS, PCO_PROTOCOL, PCO_QOS_FLOW_DESCRIPTIONS,
    PCO_QOS_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR, PCO_QOS_RULES,
    PCO_QOS_RULES_WITH_SUPPORT_INDICATOR, PCO_S_NSSAI, PCO_SECONDARY_DNS, PCO_SECONDARY_NBNS,
    PCO_SESSION_AMBR,
};
use super::refusal::Refusal;
use super::registry::Family;
use super::{Answered, Answers, Around, Hash, Proto, gtp, gtp_v2_ies};
use crate::when;

const fn message(name: &'static str, title: &'static str) -> Proto {
    Proto {
        parent: Some(&COMMAND),
        ..Proto::new(name, title, COMMAND.fields)
    }
}

/// Information elements up to the end.
pub(super) const ELEMENTS: Field = Field::new(
    "IE_list",
    Kind::PacketsBy(Element::Octets(gtp_v2_ies::of)),
    0,
)
.preset(Preset::EmptyList);

pub static GTP_HEADER: Proto = Proto {
    answers: Answers::Test(gtp::answers),
    hash: Hash::OctetsAndPayload(gtp::hash),
    parent: Some(&gtp::GTP_HEADER),
    ..Proto::new(
        "GTPHeader",
        "GTP v2 Header",
        &[
            bits("version", 3).default(2),
            bits("P", 1).default(1),
            bits("T", 1).default(1),
            bits("MP", 1),
            bits("SPARE1", 1),
            bits("SPARE2", 1),
            u8("gtp_type")
                .names(&gtp_names::MESSAGES_V2)
                .preset(Preset::None),
            u16("length")
                .preset(Preset::None)
                .auto(Auto::TotalLenBy(Adjust::by(gtp::message_len)))
                .class("ShortField"),
            u32("teid").hex().when(When::In("T", &[1])),
            u24("seq").preset(Preset::Dice("RandShort", &[])),
            bits("msg_priority", 4).when(When::In("MP", &[1])),
            choice(
                "SPARE3",
                &Choice {
                    options: &[(Test::When(When::In("MP", &[1])), bits("SPARE3", 4))],
                    otherwise: u8("SPARE3"),
                },
            )
            .when(When::In("MP", &[0, 1])),
        ],
    )
};

/// What all messages are kinds of.
pub static COMMAND: Proto = Proto::new("GTPV2Command", "GTPV2Command", &[ELEMENTS]);

pub static ECHO_REQUEST: Proto = message("GTPV2EchoRequest", "GTPv2 Echo Request");

pub static ECHO_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &ECHO_REQUEST)),
    ..message("GTPV2EchoResponse", "GTPv2 Echo Response")
};

pub static CREATE_SESSION_REQUEST: Proto =
    message("GTPV2CreateSessionRequest", "GTPv2 Create Session Request");

pub static CREATE_SESSION_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &CREATE_SESSION_REQUEST)),
    ..message(
        "GTPV2CreateSessionResponse",
        "GTPv2 Create Session Response",
    )
};

pub static DELETE_SESSION_REQUEST: Proto =
    message("GTPV2DeleteSessionRequest", "GTPv2 Delete Session Request");

pub static DELETE_SESSION_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &DELETE_SESSION_REQUEST)),
    ..message("GTPV2DeleteSessionResponse", "GTPv2 Delete Session Request")
};

pub static MODIFY_BEARER_COMMAND: Proto =
    message("GTPV2ModifyBearerCommand", "GTPv2 Modify Bearer Command");

pub static MODIFY_BEARER_FAILURE_INDICATION: Proto = message(
    "GTPV2ModifyBearerFailureIndication",
    "GTPv2 Modify Bearer Failure Indication",
);

pub static DELETE_BEARER_COMMAND: Proto =
    message("GTPV2DeleteBearerCommand", "GTPv2 Delete Bearer Command");

pub static DELETE_BEARER_FAILURE_INDICATION: Proto = message(
    "GTPV2DeleteBearerFailureIndication",
    "GTPv2 Delete Bearer Failure Indication",
);

pub static BEARER_RESOURCE_COMMAND: Proto = message(
    "GTPV2BearerResourceCommand",
    "GTPv2 Bearer Resource Command",
);

pub static BEARER_RESOURCE_FAILURE_INDICATION: Proto = message(
    "GTPV2BearerResourceFailureIndication",
    "GTPv2 Bearer Resource Failure Indication",
);

pub static DATA_NOTIF_FAILURE_INDICATION: Proto = message(
    "GTPV2DownlinkDataNotifFailureIndication",
    "GTPv2 Downlink Data Notification Failure Indication",
);

pub static MODIFY_BEARER_REQUEST: Proto =
    message("GTPV2ModifyBearerRequest", "GTPv2 Modify Bearer Request");

pub static MODIFY_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &MODIFY_BEARER_REQUEST)),
    ..message("GTPV2ModifyBearerResponse", "GTPv2 Modify Bearer Response")
};

pub static CREATE_BEARER_REQUEST: Proto =
    message("GTPV2CreateBearerRequest", "GTPv2 Create Bearer Request");

pub static CREATE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &CREATE_BEARER_REQUEST)),
    ..message("GTPV2CreateBearerResponse", "GTPv2 Create Bearer Response")
};

pub static UPDATE_BEARER_REQUEST: Proto =
    message("GTPV2UpdateBearerRequest", "GTPv2 Update Bearer Request");

pub static UPDATE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &UPDATE_BEARER_REQUEST)),
    ..message("GTPV2UpdateBearerResponse", "GTPv2 Update Bearer Response")
};

pub static DELETE_BEARER_REQUEST: Proto =
    message("GTPV2DeleteBearerRequest", "GTPv2 Delete Bearer Request");

pub static SUSPEND_NOTIFICATION: Proto =
    message("GTPV2SuspendNotification", "GTPv2 Suspend Notification");

pub static SUSPEND_ACKNOWLEDGE: Proto =
    message("GTPV2SuspendAcknowledge", "GTPv2 Suspend Acknowledge");

pub static RESUME_NOTIFICATION: Proto =
    message("GTPV2ResumeNotification", "GTPv2 Resume Notification");

pub static RESUME_ACKNOWLEDGE: Proto =
    message("GTPV2ResumeAcknowledge", "GTPv2 Resume Acknowledge");

pub static DELETE_BEARER_RESPONSE: Proto =
    message("GTPV2DeleteBearerResponse", "GTPv2 Delete Bearer Response");

pub static CONTEXT_REQUEST: Proto = message("GTPV2ContextRequest", "GTPv2 Context Request");

pub static CONTEXT_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &CONTEXT_REQUEST)),
    ..message("GTPV2ContextResponse", "GTPv2 Context Response")
};

pub static CONTEXT_ACKNOWLEDGE: Proto =
    message("GTPV2ContextAcknowledge", "GTPv2 Context Acknowledge");

pub static CREATE_INDIRECT_TUNNEL_REQUEST: Proto = message(
    "GTPV2CreateIndirectDataForwardingTunnelRequest",
    "GTPv2 Create Indirect Data Forwarding Tunnel Request",
);

pub static CREATE_INDIRECT_TUNNEL_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &CREATE_INDIRECT_TUNNEL_REQUEST)),
    ..message(
        "GTPV2CreateIndirectDataForwardingTunnelResponse",
        "GTPv2 Create Indirect Data Forwarding Tunnel Response",
    )
};

pub static DELETE_INDIRECT_TUNNEL_REQUEST: Proto = message(
    "GTPV2DeleteIndirectDataForwardingTunnelRequest",
    "GTPv2 Delete Indirect Data Forwarding Tunnel Request",
);

pub static DELETE_INDIRECT_TUNNEL_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &DELETE_INDIRECT_TUNNEL_REQUEST)),
    ..message(
        "GTPV2DeleteIndirectDataForwardingTunnelResponse",
        "GTPv2 Delete Indirect Data Forwarding Tunnel Response",
    )
};

pub static RELEASE_BEARER_REQUEST: Proto =
    message("GTPV2ReleaseBearerRequest", "GTPv2 Release Bearer Request");

pub static RELEASE_BEARER_RESPONSE: Proto = Proto {
    answers: Answers::Test(|_, other| is_a(other, &RELEASE_BEARER_REQUEST)),
    ..message(
        "GTPV2ReleaseBearerResponse",
        "GTPv2 Release Bearer Response",
    )
};

pub static DATA_NOTIF: Proto =
    message("GTPV2DownlinkDataNotif", "GTPv2 Download Data Notification");

pub static DATA_NOTIF_ACK: Proto = message(
    "GTPV2DownlinkDataNotifAck",
    "GTPv2 Download Data Notification Acknowledgment",
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.gtp_v2",
    source: "3GPP TS 29.274, TS 24.008",
    protocols: &[
        &GTP_HEADER,
        &IE_IP_ADDRESS,
        &IE_MEI,
        &IE_EPS_BEARER_ID,
        &IE_RAT,
        &IE_SERVING_NETWORK,
        &ULI_FIELD,
        &ULI_CGI,
        &ULI_SAI,
        &ULI_RAI,
        &ULI_TAI,
        &ULI_ECGI,
        &ULI_LAI,
        &IE_ULI,
        &IE_ULI_TIMESTAMP,
        &IE_UCI,
        &IE_FTEID,
        &IE_BEARER_CONTEXT,
        &IE_BEARER_FLAGS,
        &IE_MM_CONTEXT_EPS,
        &IE_PDN_CONNECTION,
        &IE_FQDN,
        &IE_NOT_IMPLEMENTED_TLV,
        &IE_IMSI,
        &IE_CAUSE,
        &IE_RECOVERY_RESTART,
        &IE_APN,
        &IE_BEARER_TFT,
        &IE_AMBR,
        &IE_MSISDN,
        &IE_INDICATION,
        &PCO_OPTION,
        &PCO_PROTOCOL,
        &PCO_IPV4,
        &PCO_PRIMARY_DNS,
        &PCO_PRIMARY_NBNS,
        &PCO_SECONDARY_DNS,
        &PCO_SECONDARY_NBNS,
        &PCO_P_CSCF_IPV6_ADDRESS_REQUEST,
        &PCO_IM_CN_SUBSYSTEM_SIGNALING_FLAG,
        &PCO_DNS_SERVER_IPV6,
        &PCO_BEARER_CONTROL,
        &PCO_IPCP_MESSAGE,
        &PCO_IP_ALLOCATION_VIA_NAS,
        &PCO_P_CSCF_IPV4_ADDRESS_REQUEST,
        &PCO_DNS_SERVER_IPV4,
        &PCO_IPV4_LINK_MTU_REQUEST,
        &PCO_P_CSCF_RE_SELECTION_SUPPORT,
        &PCO_PDU_SESSION_ID,
        &PCO_5GSM_CAUSE_VALUE,
        &PCO_QOS_RULES_WITH_SUPPORT_INDICATOR,
        &PCO_QOS_FLOW_DESCRIPTIONS_WITH_SUPPORT_INDICATOR,
        &PCO_S_NSSAI,
        &PCO_QOS_RULES,
        &PCO_SESSION_AMBR,
        &PCO_QOS_FLOW_DESCRIPTIONS,
        &PCO_IPCP,
        &PCO_PAP_MESSAGE,
        &PCO_PAP,
        &PCO_CHAP_MESSAGE,
        &PCO_CHAP,
        &IE_PCO,
        &IE_EPCO,
        &IE_APCO,
        &IE_PAA,
        &IE_BEARER_QOS,
        &IE_CHARGING_ID,
        &IE_CHARGING_CHARACTERISTICS,
        &IE_PDN_TYPE,
        &IE_UE_TIMEZONE,
        &IE_PORT_NUMBER,
        &IE_APN_RESTRICTION,
        &IE_SELECTION_MODE,
        &IE_MMBR,
        &IE_UPF_SEL_IND_FLAGS,
        &IE_FQCSID,
        &IE_RAN_NAS_CAUSE,
        &IE_PRIVATE_EXTENSION,
        &COMMAND,
        &ECHO_REQUEST,
        &ECHO_RESPONSE,
        &CREATE_SESSION_REQUEST,
        &CREATE_SESSION_RESPONSE,
        &DELETE_SESSION_REQUEST,
        &DELETE_SESSION_RESPONSE,
        &MODIFY_BEARER_COMMAND,
        &MODIFY_BEARER_FAILURE_INDICATION,
        &DELETE_BEARER_COMMAND,
        &DELETE_BEARER_FAILURE_INDICATION,
        &BEARER_RESOURCE_COMMAND,
        &BEARER_RESOURCE_FAILURE_INDICATION,
        &DATA_NOTIF_FAILURE_INDICATION,
        &MODIFY_BEARER_REQUEST,
        &MODIFY_BEARER_RESPONSE,
        &CREATE_BEARER_REQUEST,
        &CREATE_BEARER_RESPONSE,
        &UPDATE_BEARER_REQUEST,
        &UPDATE_BEARER_RESPONSE,
        &DELETE_BEARER_REQUEST,
        &SUSPEND_NOTIFICATION,
        &SUSPEND_ACKNOWLEDGE,
        &RESUME_NOTIFICATION,
        &RESUME_ACKNOWLEDGE,
        &DELETE_BEARER_RESPONSE,
        &CONTEXT_REQUEST,
        &CONTEXT_RESPONSE,
        &CONTEXT_ACKNOWLEDGE,
        &CREATE_INDIRECT_TUNNEL_REQUEST,
        &CREATE_INDIRECT_TUNNEL_RESPONSE,
        &DELETE_INDIRECT_TUNNEL_REQUEST,
        &DELETE_INDIRECT_TUNNEL_RESPONSE,
        &RELEASE_BEARER_REQUEST,
        &RELEASE_BEARER_RESPONSE,
        &DATA_NOTIF,
        &DATA_NOTIF_ACK,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&GTP_HEADER, &ECHO_REQUEST, when!(gtp_type = 1, T = 0)),
    bind(&GTP_HEADER, &ECHO_RESPONSE, when!(gtp_type = 2, T = 0)),
    bind(&GTP_HEADER, &CREATE_SESSION_REQUEST, when!(gtp_type = 32)),
    bind(&GTP_HEADER, &CREATE_SESSION_RESPONSE, when!(gtp_type = 33)),
    bind(&GTP_HEADER, &MODIFY_BEARER_REQUEST, when!(gtp_type = 34)),
    bind(&GTP_HEADER, &MODIFY_BEARER_RESPONSE, when!(gtp_type = 35)),
    bind(&GTP_HEADER, &DELETE_SESSION_REQUEST, when!(gtp_type = 36)),
    bind(&GTP_HEADER, &DELETE_SESSION_RESPONSE, when!(gtp_type = 37)),
    bind(&GTP_HEADER, &MODIFY_BEARER_COMMAND, when!(gtp_type = 64)),
    bind(
        &GTP_HEADER,
        &MODIFY_BEARER_FAILURE_INDICATION,
        when!(gtp_type = 65),
    ),
    bind(&GTP_HEADER, &DELETE_BEARER_COMMAND, when!(gtp_type = 66)),
    bind(
        &GTP_HEADER,
        &DELETE_BEARER_FAILURE_INDICATION,
        when!(gtp_type = 67),
    ),
    bind(&GTP_HEADER, &BEARER_RESOURCE_COMMAND, when!(gtp_type = 68)),
    bind(
        &GTP_HEADER,
        &BEARER_RESOURCE_FAILURE_INDICATION,
        when!(gtp_type = 69),
    ),
    bind(
        &GTP_HEADER,
        &DATA_NOTIF_FAILURE_INDICATION,
        when!(gtp_type = 70),
    ),
    bind(&GTP_HEADER, &CREATE_BEARER_REQUEST, when!(gtp_type = 95)),
    bind(&GTP_HEADER, &CREATE_BEARER_RESPONSE, when!(gtp_type = 96)),
    bind(&GTP_HEADER, &UPDATE_BEARER_REQUEST, when!(gtp_type = 97)),
    bind(&GTP_HEADER, &UPDATE_BEARER_RESPONSE, when!(gtp_type = 98)),
    bind(&GTP_HEADER, &DELETE_BEARER_REQUEST, when!(gtp_type = 99)),
    bind(&GTP_HEADER, &DELETE_BEARER_RESPONSE, when!(gtp_type = 100)),
    bind(&GTP_HEADER, &CONTEXT_REQUEST, when!(gtp_type = 130)),
    bind(&GTP_HEADER, &CONTEXT_RESPONSE, when!(gtp_type = 131)),
    bind(&GTP_HEADER, &CONTEXT_ACKNOWLEDGE, when!(gtp_type = 132)),
    bind(&GTP_HEADER, &SUSPEND_NOTIFICATION, when!(gtp_type = 162)),
    bind(&GTP_HEADER, &SUSPEND_ACKNOWLEDGE, when!(gtp_type = 163)),
    bind(&GTP_HEADER, &RESUME_NOTIFICATION, when!(gtp_type = 164)),
    bind(&GTP_HEADER, &RESUME_ACKNOWLEDGE, when!(gtp_type = 165)),
    bind(
        &GTP_HEADER,
        &CREATE_INDIRECT_TUNNEL_REQUEST,
        when!(gtp_type = 166),
    ),
    bind(
        &GTP_HEADER,
        &CREATE_INDIRECT_TUNNEL_RESPONSE,
        when!(gtp_type = 167),
    ),
    bind(
        &GTP_HEADER,
        &DELETE_INDIRECT_TUNNEL_REQUEST,
        when!(gtp_type = 168),
    ),
    bind(
        &GTP_HEADER,
        &DELETE_INDIRECT_TUNNEL_RESPONSE,
        when!(gtp_type = 169),
    ),
    bind(&GTP_HEADER, &RELEASE_BEARER_REQUEST, when!(gtp_type = 170)),
    bind(&GTP_HEADER, &RELEASE_BEARER_RESPONSE, when!(gtp_type = 171)),
    bind(&GTP_HEADER, &DATA_NOTIF, when!(gtp_type = 176)),
    bind(&GTP_HEADER, &DATA_NOTIF_ACK, when!(gtp_type = 177)),
];

/// Whether it is this message.
fn is_a(message: &dyn Around, wanted: &'static Proto) -> Answered {
    Answered::from(message.proto().is(wanted))
}

/// Fields depend on a length that nobody computes.
pub(super) fn unsaid_length(element: &dyn Around) -> Option<Refusal> {
    let unsaid = element.int("length").is_none();
    unsaid.then(|| "length has to be set".to_string().into())
}
