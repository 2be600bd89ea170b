//! TACACS+. RFC 8907.

use md5::{Digest, Md5};

use super::binding::{Binding, bind, bind_down};
use super::field::{
    Adjust, Auto, Field, Length, Preset, When, computed, list, octets, u8, u16, u32,
};
use super::names::Names;
use super::registry::Family;
use super::tcp::TCP;
use super::{Answers, Around, Guess, Hash, Proto};
use crate::when;

pub static HEADER: Proto = Proto {
    guess: Some(body),
    clears: Some(obfuscated),
    wraps: Some(obfuscated),
    answers: Answers::Test(|own, other| {
        let follows = own.int("seq") == other.int("seq").map(|seq| seq + 1);
        let same = |field| own.int(field) == other.int(field);
        (other.proto().is(&HEADER) && follows && same("type") && same("session_id")).into()
    }),
    hash: Hash::Octets(|header| {
        let session = header.int("session_id").unwrap_or(0) as u32;
        session.to_ne_bytes().to_vec()
    }),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/TacacsHeader(flags=1, session_id=7)/TacacsAuthenticationStart(user="alice")"#,
    ..Proto::new(
        "TacacsHeader",
        "Tacacs Header",
        &[
            u8("version").default(192).names(&VERSIONS),
            u8("type").default(1).names(&TYPES),
            u8("seq").default(1),
            u8("flags").names(&FLAGS),
            u32("session_id"),
            computed(u32("length"), Auto::PayloadLen).class("IntField"),
        ],
    )
};

pub static AUTHENTICATION_START: Proto = Proto {
    example: r#"TacacsHeader(flags="Unencrypted")/TacacsAuthenticationStart(user="alice", port="tty0")"#,
    ..Proto::new(
        "TacacsAuthenticationStart",
        "Tacacs Authentication Start Body",
        &[
            u8("action").default(1).names(&ACTIONS),
            LEVEL,
            AUTHENTICATION,
            SERVICE,
            short_len("user_len", "user"),
            short_len("port_len", "port"),
            short_len("rem_addr_len", "rem_addr"),
            short_len("data_len", "data"),
            text("user", "user_len").when(When::Test(|_| true)),
            text("port", "port_len"),
            text("rem_addr", "rem_addr_len"),
            text("data", "data_len"),
        ],
    )
};

pub static AUTHENTICATION_REPLY: Proto = Proto {
    example: r#"TacacsHeader(seq=2, flags="Unencrypted")/TacacsAuthenticationReply(status="GETPASS", server_msg="Password: ")"#,
    ..Proto::new(
        "TacacsAuthenticationReply",
        "Tacacs Authentication Reply Body",
        &[
            u8("status").default(1).names(&REPLIES),
            u8("flags").names(&REPLY_FLAGS),
            len("server_msg_len", "server_msg"),
            len("data_len", "data"),
            text("server_msg", "server_msg_len"),
            text("data", "data_len"),
        ],
    )
};

pub static AUTHENTICATION_CONTINUE: Proto = Proto::new(
    "TacacsAuthenticationContinue",
    "Tacacs Authentication Continue Body",
    &[
        len("user_msg_len", "user_msg"),
        len("data_len", "data"),
        u8("flags").default(1).names(&CONTINUE_FLAGS),
        text("user_msg", "user_msg_len"),
        text("data", "data_len"),
    ],
);

pub static AUTHORIZATION_REQUEST: Proto = Proto {
    guess: Some(arguments),
    ..Proto::new(
        "TacacsAuthorizationRequest",
        "Tacacs Authorization Request Body",
        &[
            METHOD,
            LEVEL,
            AUTHENTICATION,
            SERVICE,
            short_len("user_len", "user"),
            short_len("port_len", "port"),
            short_len("rem_addr_len", "rem_addr"),
            COUNT,
            LENGTHS,
            text("user", "user_len"),
            text("port", "port_len"),
            text("rem_addr", "rem_addr_len"),
        ],
    )
};

pub static AUTHORIZATION_REPLY: Proto = Proto {
    guess: Some(arguments),
    ..Proto::new(
        "TacacsAuthorizationReply",
        "Tacacs Authorization Reply Body",
        &[
            u8("status").names(&AUTHORIZATIONS),
            COUNT,
            len("server_msg_len", "server_msg"),
            len("data_len", "data"),
            LENGTHS,
            text("server_msg", "server_msg_len"),
            text("data", "data_len"),
        ],
    )
};

pub static ACCOUNTING_REQUEST: Proto = Proto {
    guess: Some(arguments),
    ..Proto::new(
        "TacacsAccountingRequest",
        "Tacacs Accounting Request Body",
        &[
            u8("flags").names(&ACCOUNT_FLAGS),
            METHOD,
            LEVEL,
            AUTHENTICATION,
            SERVICE,
            short_len("user_len", "user"),
            short_len("port_len", "port"),
            short_len("rem_addr_len", "rem_addr"),
            COUNT,
            LENGTHS,
            text("user", "user_len"),
            text("port", "port_len"),
            text("rem_addr", "rem_addr_len"),
        ],
    )
};

pub static ACCOUNTING_REPLY: Proto = Proto::new(
    "TacacsAccountingReply",
    "Tacacs Accounting Reply Body",
    &[
        len("server_msg_len", "server_msg"),
        len("data_len", "data"),
        u8("status").preset(Preset::None).names(&ACCOUNTS),
        text("server_msg", "server_msg_len"),
        text("data", "data_len"),
    ],
);

pub static ARGUMENTS: Proto = Proto {
    accepts: Some(|argument, _| argument_len(argument).is_some()),
    guess: Some(|argument, _| {
        let mut count = 0;
        let place = body_of(argument, &mut |body| {
            count = body.int("arg_cnt").unwrap_or(0)
        });
        match (place as i64) < count - 1 {
            true => Guess::Proto(&ARGUMENTS),
            false => Guess::Padding,
        }
    }),
    ..Proto::new(
        "TacacsPacketArguments",
        "Arguments in Tacacs+ packet",
        &[octets("data").length(Length::FromFn(|argument| {
            argument_len(argument).unwrap_or(0)
        }))],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.tacacs",
    source: "RFC 8907",
    protocols: &[
        &AUTHENTICATION_START,
        &AUTHENTICATION_REPLY,
        &AUTHENTICATION_CONTINUE,
        &AUTHORIZATION_REQUEST,
        &AUTHORIZATION_REPLY,
        &ACCOUNTING_REQUEST,
        &ACCOUNTING_REPLY,
        &ARGUMENTS,
        &HEADER,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&TCP, &HEADER, when!(dport = 49)),
    bind(&TCP, &HEADER, when!(sport = 49)),
    bind_down(&HEADER, &AUTHENTICATION_START, when!(type = 1)),
    bind_down(&HEADER, &AUTHENTICATION_REPLY, when!(type = 1)),
];

/// What both sides know.
const SECRET: &[u8] = b"test";

const LEVEL: Field = u8("priv_lvl").default(1).names(&LEVELS);
const AUTHENTICATION: Field = u8("authen_type").default(1).names(&AUTHENTICATIONS);
const SERVICE: Field = u8("authen_service").default(1).names(&SERVICES);
const METHOD: Field = u8("authen_method").names(&METHODS);
const COUNT: Field = u8("arg_cnt").count_of("arg_len_list");
const LENGTHS: Field = list("arg_len_list", &ARGUMENT_LEN).length_from("arg_cnt");

static ARGUMENT_LEN: Field = u8("");

const fn len(name: &'static str, of: &'static str) -> Field {
    computed(u16(name), Auto::LenOf(of, Adjust::NONE))
}

const fn short_len(name: &'static str, of: &'static str) -> Field {
    computed(u8(name), Auto::LenOf(of, Adjust::NONE))
}

const fn text(name: &'static str, len: &'static str) -> Field {
    octets(name).length(Length::From(len, 0))
}

/// What the header carries, by its type and the number of the packet in the session.
fn body(header: &dyn Around, payload: &[u8]) -> Guess {
    let even = header.int("seq").unwrap_or(0) % 2 == 0;
    Guess::Proto(match (header.int("type"), even) {
        (Some(1), true) => &AUTHENTICATION_REPLY,
        (Some(1), false) if is_start(payload) => &AUTHENTICATION_START,
        (Some(1), false) if is_continue(payload) => &AUTHENTICATION_CONTINUE,
        (Some(2), true) => &AUTHORIZATION_REPLY,
        (Some(2), false) => &AUTHORIZATION_REQUEST,
        (Some(3), true) => &ACCOUNTING_REPLY,
        (Some(3), false) => &ACCOUNTING_REQUEST,
        _ => return Guess::Raw,
    })
}

/// The lengths of the four texts are those of all that follows them.
fn is_start(body: &[u8]) -> bool {
    match body {
        [_, _, _, _, lengths @ ..] if lengths.len() >= 4 => {
            let sum: i64 = lengths[..4].iter().map(|len| i64::from(*len as i8)).sum();
            sum == lengths.len() as i64 - 4
        }
        _ => false,
    }
}

fn is_continue(body: &[u8]) -> bool {
    match body {
        [a, b, c, d, rest @ ..] => {
            let sum =
                i64::from(i16::from_be_bytes([*a, *b])) + i64::from(i16::from_be_bytes([*c, *d]));
            sum == rest.len().saturating_sub(1) as i64
        }
        _ => false,
    }
}

/// The body with or without its obfuscation, which is its own inverse. RFC 8907 section 4.5.
fn obfuscated(header: &dyn Around, body: &[u8]) -> Option<Vec<u8>> {
    let number = |field| header.int(field).unwrap_or(0);
    if number("flags") & 1 == 1 {
        return None;
    }
    let mut octets = body.to_vec();
    let mut pad: Vec<u8> = Vec::new();
    for part in octets.chunks_mut(16) {
        let mut sum = Md5::new();
        sum.update((number("session_id") as u32).to_be_bytes());
        sum.update(SECRET);
        sum.update([number("version") as u8, number("seq") as u8]);
        sum.update(&pad);
        pad = sum.finalize().to_vec();
        part.iter_mut()
            .zip(&pad)
            .for_each(|(octet, pad)| *octet ^= pad);
    }
    Some(octets)
}

fn arguments(body: &dyn Around, _: &[u8]) -> Guess {
    match body.int("arg_cnt") {
        Some(count) if count > 0 => Guess::Proto(&ARGUMENTS),
        _ => Guess::Padding,
    }
}

/// Looks at the body below the arguments; how many arguments are between.
fn body_of(argument: &dyn Around, look: &mut dyn FnMut(&dyn Around)) -> usize {
    let mut between = 0;
    argument.below(&mut |below| match below.proto().is(&ARGUMENTS) {
        true => between = 1 + body_of(below, look),
        false => look(below),
    });
    between
}

/// The octets of an argument, which the body says.
fn argument_len(argument: &dyn Around) -> Option<i64> {
    let mut lengths = Vec::new();
    let place = body_of(argument, &mut |body| lengths = body.ints("arg_len_list"));
    lengths.get(place).copied()
}

static ACTIONS: Names =
    Names::pairs(&[(1, "Login"), (2, "Change Pass"), (4, "Send Authentication")]);
static LEVELS: Names = Names::pairs(&[(15, "Root"), (1, "User"), (0, "Minimum")]);
static AUTHENTICATIONS: Names = Names::pairs(&[
    (1, "ASCII"),
    (2, "PAP"),
    (3, "CHAP"),
    (4, "ARAP"),
    (5, "MSCHAP"),
    (6, "MSCHAPv2"),
]);
static SERVICES: Names = Names::pairs(&[
    (0, "None"),
    (1, "Login"),
    (2, "Enable"),
    (3, "PPP"),
    (4, "ARAP"),
    (5, "PT"),
    (6, "RCMD"),
    (7, "X25"),
    (8, "NASI"),
    (9, "FwProxy"),
]);
static REPLIES: Names = Names::pairs(&[
    (1, "PASS"),
    (2, "FAIL"),
    (3, "GETDATA"),
    (4, "GETUSER"),
    (5, "GETPASS"),
    (6, "RESTART"),
    (7, "ERROR"),
    (21, "FOLLOW"),
]);
static REPLY_FLAGS: Names = Names::pairs(&[(1, "NOECHO")]);
static CONTINUE_FLAGS: Names = Names::pairs(&[(1, "ABORT")]);
static METHODS: Names = Names::pairs(&[
    (0, "Not Set"),
    (1, "None"),
    (2, "Kerberos 5"),
    (3, "Line"),
    (4, "Enable"),
    (5, "Local"),
    (6, "Tacacs+"),
    (8, "Guest"),
    (16, "Radius"),
    (17, "Kerberos 4"),
    (32, "RCMD"),
]);
static AUTHORIZATIONS: Names = Names::pairs(&[
    (1, "Pass Add"),
    (2, "Pass repl"),
    (16, "Fail"),
    (17, "Error"),
    (33, "Follow"),
]);
static ACCOUNT_FLAGS: Names = Names::pairs(&[(2, "Start"), (4, "Stop"), (8, "Watchdog")]);
static ACCOUNTS: Names = Names::pairs(&[(1, "Success"), (2, "Error"), (33, "Follow")]);
static VERSIONS: Names = Names::pairs(&[(1, "Tacacs"), (192, "Tacacs+")]);
static TYPES: Names = Names::pairs(&[
    (1, "Authentication"),
    (2, "Authorization"),
    (3, "Accounting"),
]);
static FLAGS: Names = Names::pairs(&[(1, "Unencrypted"), (4, "Single Connection")]);
