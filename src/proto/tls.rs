//! TLS: records and what they carry besides the handshake. RFC 5246 (TLS 1.2), RFC 8446 (TLS 1.3),
//! as far as they can be read without keys.

use super::binding::{Binding, bind};
use super::data::tls_names::{
    CHANGES, Cipher, DESCRS, Exchange, KNOWN_SUITES, LEVELS, SUITES, Suite, TYPES, UNUSABLE,
    VERSIONS,
};
use super::field::{
    Absent, Adjust, Auto, Element, Field, Kind, Length, Preset, computed, octets, u8, u16,
};
use super::raw::{PADDING, RAW};
use super::registry::Family;
use super::tcp::TCP;
use super::tls_extensions::EXT_SUPPORTED_VERSION_CH;
use super::tls_handshake::{self as handshake, CLIENT_HELLO, HANDSHAKE, SERVER_HELLO};
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

/// What all classes that know of the session are kinds of.
pub static SESSION: Proto = Proto::new(
    "_GenericTLSSessionInheritance",
    "Dummy Generic TLS Packet",
    &[],
);

pub static TLS: Proto = Proto {
    dispatch: Some(dispatch),
    accepts: Some(|record, octets| {
        let exchange = session(record).read.map(|suite| suite.exchange);
        octets.len() >= 5 && !matches!(exchange, Some(Exchange::Tls13 | Exchange::Unusable))
    }),
    guess: Some(next),
    finish: Some(|record, _, octets| octets[0] = kind_of(record)),
    read_first: Some("padlen"),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/TLS(msg=[TLSClientHello(random_bytes=b"r"*28, ciphers=[0x1301, 0xc02f], ext=[TLS_Ext_ServerName(servernames=[ServerName(servername=b"example.org")])])])"#,
    ..in_session(
        "TLS",
        "TLS",
        &[
            u8("type").preset(Preset::None).names(&TYPES),
            version().class("_TLSVersionField"),
            computed(u16("len"), Auto::HeaderLenBy(Adjust::plus(-5)))
                .remark(|record, len| match deciphered_len(record) {
                    Some(clear) => format!("{len}    [deciphered_len= {clear}]"),
                    None => len.to_string(),
                })
                .class("_TLSLengthField"),
            hidden("iv")
                .length(Length::FromFn(|record| {
                    let session = session(record);
                    match session.read.map(|suite| suite.cipher) {
                        Some(Cipher::Block(size)) if session.version >= Some(0x302) => size.into(),
                        Some(Cipher::Aead(nonce, _)) => nonce.into(),
                        _ => 0,
                    }
                }))
                .absent(&Absent {
                    unread: |_, _| false,
                    unsent: |_| true,
                })
                .class("_TLSIVField"),
            Field::new("msg", Kind::PacketsBy(Element::Among(message)), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|record| {
                    deciphered_len(record).or(record.int("len")).unwrap_or(0)
                }))
                .class("_TLSMsgListField"),
            hidden("mac")
                .length(Length::FromFn(|record| {
                    match session(record).read.map(|suite| suite.cipher) {
                        Some(Cipher::Null(length)) => length.into(),
                        Some(Cipher::Aead(_, tag)) => tag.into(),
                        _ => 0,
                    }
                }))
                .absent(&Absent {
                    unread: |_, _| false,
                    unsent: |_| true,
                })
                .class("_TLSMACField"),
            hidden("pad").absent(&NEVER).class("_TLSPadField"),
            u8("padlen")
                .preset(Preset::None)
                .absent(&NEVER)
                .class("_TLSPadLenField"),
        ],
    )
};

pub static CHANGE_CIPHER_SPEC: Proto = in_session(
    "TLSChangeCipherSpec",
    "TLS ChangeCipherSpec",
    &[u8("msgtype").default(1).names(&CHANGES)],
);

pub static ALERT: Proto = Proto {
    summary: "Alert %level%: %descr%",
    ..in_session(
        "TLSAlert",
        "TLS Alert",
        &[
            u8("level").preset(Preset::None).names(&LEVELS),
            u8("descr").preset(Preset::None).names(&DESCRS),
        ],
    )
};

pub static APPLICATION_DATA: Proto = in_session(
    "TLSApplicationData",
    "TLS Application Data",
    &[octets("data")],
);

/// What cannot be read without keys.
pub static ENCRYPTED: Proto = Proto {
    parent: Some(&RAW),
    matches_parent: true,
    ..Proto::new(
        "_TLSEncryptedContent",
        "Encrypted Content",
        &[octets("load")],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.tls.all",
    source: "RFC 5246, RFC 8446",
    protocols: &[
        &TLS,
        &CHANGE_CIPHER_SPEC,
        &ALERT,
        &APPLICATION_DATA,
        &ENCRYPTED,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&TCP, &TLS, when!(sport = 443)),
    bind(&TCP, &TLS, when!(dport = 443)),
];

/// The version that is sent where none is said.
const VERSION: i64 = 0x303;

static NEVER: Absent = Absent {
    unread: |_, _| true,
    unsent: |_| true,
};

pub const fn version() -> Field {
    u16("version")
        .preset(Preset::None)
        .names(&VERSIONS)
        .auto(Auto::Is(VERSION))
}

/// Octets that are shown even if there are none.
const fn hidden(name: &'static str) -> Field {
    octets(name)
        .preset(Preset::None)
        .remark(|_, text| match text {
            "None" => "b''".to_string(),
            text => text.to_string(),
        })
}

pub const fn in_session(
    name: &'static str,
    title: &'static str,
    fields: &'static [Field],
) -> Proto {
    Proto {
        parent: Some(&SESSION),
        summary: "[+TLS]=tls",
        ..Proto::new(name, title, fields)
    }
}

/// What is known of a connection from the records in front.
#[derive(Clone, Copy)]
struct Session {
    advertised: i64,
    version: Option<i64>,
    /// What the records that follow are encrypted with.
    read: Option<&'static Suite>,
    /// What they will be when the cipher changes; `Some(None)` where nothing is known of it.
    pending: Option<Option<&'static Suite>>,
    changing: bool,
}

/// The session when a record begins.
fn session(record: &dyn Around) -> Session {
    let mut session = Session {
        advertised: VERSION,
        version: None,
        read: None,
        pending: None,
        changing: false,
    };
    record.below(&mut |below| {
        if below.proto().is(&TLS) {
            session = self::session(below);
            below.each_in("msg", &mut |message| session.after(message));
            session.end_of_record();
        }
    });
    session
}

impl Session {
    fn after(&mut self, message: &dyn Around) {
        let proto = message.proto();
        if proto.is(&CHANGE_CIPHER_SPEC) {
            self.changing = true;
        } else if proto.is(&CLIENT_HELLO) {
            self.advertised = message.int("version").unwrap_or(VERSION);
            message.each_in("ext", &mut |extension| {
                if extension.proto().is(&EXT_SUPPORTED_VERSION_CH) {
                    let known = extension.ints("versions").into_iter();
                    let known = known.filter(|version| VERSIONS.name(*version).is_some());
                    self.advertised = known.max().unwrap_or(self.advertised);
                }
            });
        } else if proto.is(&SERVER_HELLO) {
            self.version = message.int("version");
            self.pending = Some(message.int("cipher").and_then(suite));
        }
    }

    fn end_of_record(&mut self) {
        if self.changing && self.version.is_some_and(|version| version <= VERSION) {
            if let Some(pending) = self.pending.take() {
                self.read = pending;
            }
            self.changing = false;
        }
    }
}

fn suite(number: i64) -> Option<&'static Suite> {
    let known = KNOWN_SUITES.iter().find(|known| known.number == number);
    known.or_else(|| SUITES.name(number).map(|_| &UNUSABLE))
}

/// The octets of a record's content where it could be read.
fn deciphered_len(record: &dyn Around) -> Option<i64> {
    let there = i64::try_from(record.original_len()).ok()? - 5;
    if there < 0 {
        return None;
    }
    let len = record.int("len")?.min(there);
    match session(record).read.map(|suite| suite.cipher) {
        None => Some(len),
        Some(Cipher::Null(code)) => Some((len - i64::from(code)).max(0)),
        Some(Cipher::Aead(nonce, tag)) => Some((len - i64::from(nonce) - i64::from(tag)).max(0)),
        Some(Cipher::Stream | Cipher::Block(_)) => None,
    }
}

type Each<'a> = &'a dyn Fn(&mut dyn FnMut(&dyn Around));

/// The next message of a record.
fn message(record: &dyn Around, before: Each<'_>, rest: &[u8]) -> Option<&'static Proto> {
    let mut session = session(record);
    let empty = rest.is_empty();
    if !empty
        && !matches!(
            session.read.map(|suite| suite.cipher),
            None | Some(Cipher::Null(_))
        )
    {
        return Some(&ENCRYPTED);
    }
    Some(match record.int("type") {
        Some(20) => &CHANGE_CIPHER_SPEC,
        Some(23) => &APPLICATION_DATA,
        Some(21) if !empty => &ALERT,
        Some(22) if !empty => {
            before(&mut |message| session.after(message));
            let hello = session.version.unwrap_or(session.advertised);
            let of = match hello {
                0x304 => handshake::message13(rest[0]),
                _ => handshake::message(rest[0]),
            };
            let exchange = session
                .pending
                .map(|suite| suite.map_or(Exchange::Tls13, |suite| suite.exchange));
            of.map_or(&RAW, |proto| {
                handshake::in_session(proto, session.version, exchange)
            })
        }
        _ => &RAW,
    })
}

/// Whether the octets may be a record, and of what kind.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [20..=23, 3, _, high, low, body @ ..] => {
            match body.len() < usize::from(u16::from_be_bytes([*high, *low])) {
                true => Dispatch::Other(&PADDING),
                false => Dispatch::This,
            }
        }
        _ => Dispatch::Other(&ENCRYPTED),
    }
}

/// What follows a record is another one, if all of it is there.
fn next(_: &dyn Around, rest: &[u8]) -> Guess {
    match rest {
        [_, _, _, high, low, body @ ..] => {
            match body.len() < usize::from(u16::from_be_bytes([*high, *low])) {
                true => Guess::Padding,
                false => Guess::Proto(&TLS),
            }
        }
        _ => Guess::Raw,
    }
}

/// The type of a record that nobody set follows from its messages.
fn kind_of(record: &dyn Around) -> u8 {
    let mut kind = record.int("type");
    record.each_in("msg", &mut |message| {
        let proto = message.proto();
        if !proto.is_kind_of(&SESSION) && !proto.is(&ENCRYPTED) {
            kind = Some(23);
        } else if kind.is_none() {
            kind = [
                (&CHANGE_CIPHER_SPEC, 20),
                (&ALERT, 21),
                (&HANDSHAKE, 22),
                (&APPLICATION_DATA, 23),
            ]
            .into_iter()
            .find(|(class, _)| proto.is_kind_of(class))
            .map(|(_, kind)| kind);
        }
    });
    kind.unwrap_or(0) as u8
}
