//! ONC RPC: remote procedure calls. RFC 5531.

use super::binding::{Binding, bind};
use super::field::{Adjust, Auto, Field, Length, Preset, When, list, octets, packet, u16, u32};
use super::names::Names;
use super::registry::Family;
use super::{Around, PayloadLen, Proto};
use crate::when;

/// Octets behind their number, filled up to words. RFC 4506 section 4.10.
pub(super) const fn opaque(name: &'static str) -> [Field; 3] {
    [
        u32("length"),
        octets(name).length_from("length"),
        octets("fill").length(Length::FromFn(|p| {
            (4 - p.int("length").unwrap_or(0)).rem_euclid(4)
        })),
    ]
}

/// What calls and replies of a version of a program are bound to: `call, reply, procedure`.
macro_rules! procedures {
    ($program:expr, $version:expr, $(($call:ident, $reply:ident, $number:expr)),+ $(,)?) => {
        &[
            $(
                $crate::proto::binding::bind(&RPC, &$call, when!(mtype = 0)),
                $crate::proto::binding::bind(&RPC, &$reply, when!(mtype = 1)),
            )+
            $($crate::proto::binding::bind(
                &RPC_CALL,
                &$call,
                when!(program = $program, pversion = $version, procedure = $number),
            ),)+
        ]
    };
}
pub(super) use procedures;

/// Another entry, if the last one says so.
pub(super) fn entry(
    reply: &dyn Around,
    last: Option<&dyn Around>,
    rest: &[u8],
    of: &'static Proto,
) -> Option<&'static Proto> {
    let more = |layer: &dyn Around| layer.int("value_follows") == Some(1);
    (more(reply) && last.is_none_or(more) && rest.len() > 4).then_some(of)
}

pub static OBJECT_NAME: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new("Object_Name", "Object Name", &opaque("_name"))
};

pub static RM_HEADER: Proto = Proto::new(
    "RM_Header",
    "RM Header",
    &[u32("rm")
        .hex()
        .preset(Preset::None)
        .auto(Auto::PayloadLenBy(Adjust::plus(0x8000_0000)))
        .class("XIntField")],
);

pub static RPC: Proto = Proto::new(
    "RPC",
    "RPC",
    &[u32("xid").hex(), u32("mtype").names(&MTYPE_NAMES)],
);

pub static AUTH_UNIX: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Auth_Unix",
        "AUTH Unix",
        &[
            u32("stamp").hex(),
            packet("mname", &OBJECT_NAME),
            u32("uid"),
            u32("gid"),
            u32("num_auxgids"),
            list("auxgids", &NUMBER).length(Length::Count("num_auxgids")),
        ],
    )
};

pub static AUTH_RPCSEC_GSS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Auth_RPCSEC_GSS",
        "Auth RPCSEC_GSS",
        &[
            u32("gss_version"),
            u32("gss_procedure"),
            u32("gss_seq_num"),
            u32("gss_service"),
            packet("gss_context", &OBJECT_NAME),
        ],
    )
};

pub static VERIFIER_RPCSEC_GSS: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "Verifier_RPCSEC_GSS",
        "Verifier RPCSEC_GSS",
        &[
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data").length(Length::From("len", 0)),
        ],
    )
};

pub static RPC_CALL: Proto = Proto {
    mend: Some(put_lengths),
    ..Proto::new(
        "RPC_Call",
        "RPC Call",
        &[
            u32("version").default(2),
            u32("program").default(100_003),
            u32("pversion").default(3),
            u32("procedure"),
            u32("aflavor").names(&AFLAVOR_NAMES).default(1),
            u32("alength").preset(Preset::None),
            packet("a_unix", &AUTH_UNIX).when(When::In("aflavor", &[1])),
            packet("a_rpcsec_gss", &AUTH_RPCSEC_GSS).when(When::In("aflavor", &[6])),
            u32("vflavor").names(&AFLAVOR_NAMES),
            u32("vlength")
                .preset(Preset::None)
                .when(When::NotIn("vflavor", &[6])),
            packet("v_unix", &AUTH_UNIX).when(When::In("vflavor", &[1])),
            packet("v_rpcsec_gss", &VERIFIER_RPCSEC_GSS).when(When::In("vflavor", &[6])),
        ],
    )
};

pub static RPC_REPLY: Proto = Proto::new(
    "RPC_Reply",
    "RPC Response",
    &[
        u32("reply_stat"),
        u32("flavor").names(&FLAVOR_NAMES),
        packet("a_unix", &AUTH_UNIX).when(When::In("flavor", &[1])),
        u32("length"),
        u32("accept_stat"),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.oncrpc",
    source: "RFC 5531",
    protocols: &[
        &OBJECT_NAME,
        &RM_HEADER,
        &RPC,
        &AUTH_UNIX,
        &AUTH_RPCSEC_GSS,
        &VERIFIER_RPCSEC_GSS,
        &RPC_CALL,
        &RPC_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&RPC, &RPC_CALL, when!(mtype = 0)),
    bind(&RPC, &RPC_REPLY, when!(mtype = 1)),
];

/// The length of the credentials, or if that was set, of the verifier; that stands as far in front
/// as if there were no credentials.
fn put_lengths(call: &dyn Around, octets: &mut [u8]) {
    let flavor = |field| call.int(field).unwrap_or(0);
    let mut put = |at: usize, held: &str| {
        let length = call.octets(held).map_or(0, |octets| octets.len() as u32);
        if let Some(place) = octets.get_mut(at..at + 4) {
            place.copy_from_slice(&length.to_be_bytes());
        }
    };
    match (flavor("aflavor"), flavor("vflavor")) {
        (0, 0) => {}
        (6, _) if call.int("alength").is_none() => put(20, "a_rpcsec_gss"),
        (1.., _) if call.int("alength").is_none() => put(20, "a_unix"),
        (_, 1..) if call.int("vlength").is_none() => put(28, "v_unix"),
        _ => {}
    }
}

static MTYPE_NAMES: Names = Names::pairs(&[(0, "CALL"), (1, "REPLY")]);
static AFLAVOR_NAMES: Names =
    Names::pairs(&[(0, "AUTH_NULL"), (1, "AUTH_UNIX"), (6, "RPCSEC_GSS")]);
static FLAVOR_NAMES: Names = Names::pairs(&[(0, "AUTH_NULL"), (1, "AUTH_UNIX")]);
static NUMBER: Field = u32("").preset(Preset::None);
