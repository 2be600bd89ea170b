//! DNS. RFC 1035; RFC 2782 (SRV), RFC 3403 (NAPTR), RFC 4034 (DNSSEC), RFC 5155 (NSEC3),
//! RFC 6762 (the flush and unicast bits of mDNS), RFC 6891 (EDNS), RFC 8945 (TSIG), RFC 9460.

use super::binding::{Binding, bind};
use super::data::dns_names::{
    ALGORITHMS, CLASSES, DIGESTS, EDNS_OPTIONS, EXTENDED_ERRORS, NSEC3_HASHES, OPCODES,
    QUERY_TYPES, RESPONSE_CODES, SERVICE_KEYS, TYPES,
};
use super::field::{
    Adjust, Around, Auto, Choice, Display, Family as Address, Field, Kind, Length, Preset, Test,
    When, bits, choice, computed, ip4, ip6, list, mac, octets, packets, u8, u16, u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::tcp::TCP;
use super::udp::UDP;
use super::{Answers, Dispatch, Guess, PayloadLen, Proto};
use crate::when;

pub static DNS: Proto = Proto {
    accepts: Some(is_whole_over_tcp),
    summary: "=dns",
    answers: Answers::Rule("DNS"),
    ..Proto::new("DNS", "DNS", MESSAGE)
        .section("RFC 1035 section 4.1.1")
        .about(&[
            ("id", "pairs the answer with its question"),
            ("qr", "0 asks, 1 answers"),
            ("opcode", "the kind of question"),
            ("aa", "the server is responsible for the name"),
            ("tc", "cut off; ask again by TCP"),
            ("rd", "ask other servers for me"),
            ("ra", "the server would ask others"),
            ("rcode", "ok, or why not"),
            ("qdcount", "number of questions"),
            ("ancount", "number of answers"),
            ("nscount", "number of responsible servers named"),
            ("arcount", "number of further records"),
        ])
};

/// A message that says its length whatever it stands on.
pub static DNS_TCP: Proto = Proto {
    parent: Some(&DNS),
    matches_parent: true,
    accepts: Some(is_whole_over_tcp),
    summary: "=dns",
    answers: Answers::Rule("DNS"),
    example: r#"DNSTCP(id=1, qd=[DNSQR(qname="example.org")])"#,
    ..Proto::new("DNSTCP", "DNS", MESSAGE)
};

/// Over TCP a message says its length. RFC 7766 section 8.
fn says_length(dns: &dyn Around) -> bool {
    dns.proto().is(&DNS_TCP) || dns.under().is_some_and(|under| under.is_kind_of(&TCP))
}

/// Over TCP the first two octets say how long the message is.
fn is_whole_over_tcp(dns: &dyn Around, octets: &[u8]) -> bool {
    let over_tcp = dns.under().is_some_and(|under| under.is_kind_of(&TCP));
    !over_tcp
        || match octets {
            [high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                length >= 14 && octets.len() >= length
            }
            _ => false,
        }
}

const MESSAGE: &[Field] = &[
    u16("length")
        .preset(Preset::None)
        .auto(Auto::Rule("message length"))
        .when(When::Test(says_length)),
    u16("id"),
    bits("qr", 1),
    bits("opcode", 4).names(&OPCODES),
    bits("aa", 1),
    bits("tc", 1),
    bits("rd", 1).default(1),
    bits("ra", 1),
    bits("z", 1),
    bits("ad", 1),
    bits("cd", 1),
    bits("rcode", 4).names(&RESPONSE_CODES),
    count("qdcount", "qd"),
    count("ancount", "an"),
    count("nscount", "ns"),
    count("arcount", "ar"),
    packets("qd", &QUESTION)
        .preset(Preset::ListOf(&QUESTION))
        .count_from("qdcount")
        .class("_DNSPacketListField"),
    records("an", "ancount"),
    records("ns", "nscount"),
    records("ar", "arcount"),
];

pub(super) const fn count(name: &'static str, of: &'static str) -> Field {
    computed(u16(name), Auto::CountOf(of, Adjust::NONE))
}

pub(super) const fn records(name: &'static str, count: &'static str) -> Field {
    Field::new(name, Kind::DnsRecords, 0)
        .preset(Preset::EmptyList)
        .length(Length::Count(count))
        .class("_DNSPacketListField")
}

pub static QUESTION: Proto = Proto {
    show_indent: false,
    otherwise: Guess::Padding,
    ..Proto::new(
        "DNSQR",
        "DNS Question Record",
        &[
            name("qname").text("www.example.com."),
            u16("qtype").default(1).names(&QUERY_TYPES),
            bits("unicastresponse", 1),
            bits("qclass", 15).default(1).names(&CLASSES),
        ],
    )
    .section("RFC 1035 section 4.1.2")
    .about(&[
        ("qname", "the name that is asked for"),
        ("qtype", "which kind of record is wanted"),
        ("qclass", "nearly always the Internet"),
    ])
};

/// The protocol of a resource record of this type.
pub fn record(number: u16) -> &'static Proto {
    let known = RECORDS.iter().find(|entry| entry.0 == number);
    known.map_or(&RECORD, |entry| entry.1)
}

const RECORDS: &[(u16, &Proto)] = &[
    (6, &SOA),
    (13, &HINFO),
    (15, &MX),
    (33, &SRV),
    (35, &NAPTR),
    (41, &OPT),
    (43, &DS),
    (46, &RRSIG),
    (47, &NSEC),
    (48, &DNSKEY),
    (50, &NSEC3),
    (51, &NSEC3PARAM),
    (64, &SVCB),
    (65, &HTTPS),
    (250, &TSIG),
    (32769, &DLV),
];

pub static FAMILY: Family = Family {
    module: "scapy.layers.dns",
    source: "RFC 1035, RFC 2782, RFC 3403, RFC 4034, RFC 5155, RFC 6762",
    protocols: &[
        &EDNS_TLV,
        &OPT,
        &EDNS_OWNER,
        &EDNS_DAU,
        &EDNS_DHU,
        &EDNS_N3U,
        &EDNS_SUBNET,
        &EDNS_COOKIE,
        &EDNS_PADDING,
        &EDNS_ERROR,
        &HINFO,
        &MX,
        &SOA,
        &RRSIG,
        &NSEC,
        &DNSKEY,
        &DS,
        &DLV,
        &NSEC3,
        &NSEC3PARAM,
        &SERVICE_PARAMETER,
        &SVCB,
        &HTTPS,
        &SRV,
        &TSIG,
        &NAPTR,
        &RECORD,
        &QUESTION,
        &DNS,
        &DNS_TCP,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&UDP, &DNS, when!(dport = 5353)),
    bind(&UDP, &DNS, when!(sport = 5353)),
    bind(&UDP, &DNS, when!(dport = 53)),
    bind(&UDP, &DNS, when!(sport = 53)),
    bind(&TCP, &DNS, when!(dport = 53)),
    bind(&TCP, &DNS, when!(sport = 53)),
];

// --- resource records ------------------------------------------------------------------------

pub static RECORD: Proto = Proto {
    show_indent: false,
    otherwise: Guess::Padding,
    ..Proto::new(
        "DNSRR",
        "DNS Resource Record",
        &[
            OWNER,
            kind(1),
            FLUSH,
            CLASS,
            TTL,
            u16("rdlen").length_of("rdata"),
            choice("rdata", &DATA),
        ],
    )
    .section("RFC 1035 section 4.1.3")
    .about(&[
        ("rrname", "the name that the record is about"),
        ("type", "the kind of record"),
        ("rclass", "nearly always the Internet"),
        ("ttl", "seconds that it may be remembered"),
        ("rdlen", "octets of what the record says"),
        ("rdata", "what the record says"),
    ])
};

static DATA: Choice = Choice {
    options: &[
        (Test::When(When::In("type", &[1])), ip4("rdata")),
        (Test::When(When::In("type", &[28])), ip6("rdata")),
        (
            Test::When(When::In("type", &[2, 3, 4, 5, 12, 39])),
            name("rdata").length_from("rdlen"),
        ),
        (
            Test::When(When::In("type", &[16])),
            Field::new("rdata", Kind::DnsTexts, 0)
                .preset(Preset::ListOfText(""))
                .length_from("rdlen"),
        ),
    ],
    otherwise: octets("rdata").length_from("rdlen"),
};

const OWNER: Field = name("rrname");
const FLUSH: Field = bits("cacheflush", 1);
const CLASS: Field = bits("rclass", 15).default(1).names(&CLASSES);
const WIDE_CLASS: Field = u16("rclass").default(1).names(&CLASSES);
const TTL: Field = u32("ttl");
/// The length of the data: all of the record but the name and ten octets.
const LENGTH: Field = u16("rdlen").preset(Preset::None).auto(Auto::Rule("rdlen"));

const fn kind(number: i64) -> Field {
    u16("type").default(number).names(&TYPES)
}

const fn name(text: &'static str) -> Field {
    Field::new(text, Kind::DnsName, 0).preset(Preset::Octets(b"."))
}

const fn typed(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        otherwise: Guess::Padding,
        ..Proto::new(name, title, fields)
    }
}

/// One octet of length and the octets that it counts.
const fn short_length(name: &'static str, of: &'static str) -> Field {
    computed(u8(name), Auto::LenOf(of, Adjust::NONE))
}

const fn counted(name: &'static str, length: &'static str) -> Field {
    octets(name).length(Length::From(length, 0))
}

pub static HINFO: Proto = typed(
    "DNSRRHINFO",
    "DNS HINFO Resource Record",
    &[
        OWNER,
        kind(13),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        short_length("cpulen", "cpu"),
        counted("cpu", "cpulen"),
        short_length("oslen", "os"),
        counted("os", "oslen"),
    ],
);

pub static MX: Proto = typed(
    "DNSRRMX",
    "DNS MX Resource Record",
    &[
        OWNER,
        kind(15),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("preference"),
        name("exchange"),
    ],
);

pub static SOA: Proto = typed(
    "DNSRRSOA",
    "DNS SOA Resource Record",
    &[
        OWNER,
        kind(6),
        WIDE_CLASS,
        TTL,
        LENGTH,
        name("mname"),
        name("rname"),
        u32("serial"),
        u32("refresh"),
        u32("retry"),
        u32("expire"),
        u32("minimum"),
    ],
);

pub static RRSIG: Proto = typed(
    "DNSRRRSIG",
    "DNS RRSIG Resource Record",
    &[
        OWNER,
        kind(46),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("typecovered").default(1).names(&TYPES),
        u8("algorithm").default(5).names(&ALGORITHMS),
        u8("labels"),
        u32("originalttl"),
        Field::new("expiration", Kind::UtcTime, 32).default(0),
        Field::new("inception", Kind::UtcTime, 32).default(0),
        u16("keytag"),
        name("signersname"),
        octets("signature"),
    ],
);

const TYPE_MAPS: Field = Field::new("typebitmaps", Kind::DnsTypes, 0).preset(Preset::EmptyList);

pub static NSEC: Proto = typed(
    "DNSRRNSEC",
    "DNS NSEC Resource Record",
    &[
        OWNER,
        kind(47),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        name("nextname"),
        TYPE_MAPS,
    ],
);

pub static DNSKEY: Proto = typed(
    "DNSRRDNSKEY",
    "DNS DNSKEY Resource Record",
    &[
        OWNER,
        kind(48),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        bits("flags", 16).default(256).flags(&KEY_FLAGS),
        u8("protocol").default(3),
        u8("algorithm").default(5).names(&ALGORITHMS),
        octets("publickey"),
    ],
);

static KEY_FLAGS: FlagNames = FlagNames::Letters("S???????Z???????");

const DIGEST: &[Field] = &[
    OWNER,
    kind(43),
    FLUSH,
    CLASS,
    TTL,
    LENGTH,
    u16("keytag"),
    u8("algorithm").default(5).names(&ALGORITHMS),
    u8("digesttype").default(5).names(&DIGESTS),
    octets("digest"),
];

pub static DS: Proto = typed("DNSRRDS", "DNS DS Resource Record", DIGEST);

pub static DLV: Proto = Proto {
    parent: Some(&DS),
    ..typed(
        "DNSRRDLV",
        "DNS DLV Resource Record",
        &[
            OWNER,
            kind(32769),
            FLUSH,
            CLASS,
            TTL,
            LENGTH,
            u16("keytag"),
            u8("algorithm").default(5).names(&ALGORITHMS),
            u8("digesttype").default(5).names(&DIGESTS),
            octets("digest"),
        ],
    )
};

pub static NSEC3: Proto = typed(
    "DNSRRNSEC3",
    "DNS NSEC3 Resource Record",
    &[
        OWNER,
        kind(50),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u8("hashalg"),
        bits("flags", 8).names(&OPT_OUT),
        u16("iterations"),
        u8("saltlength").auto(Auto::LenOf("salt", Adjust::NONE)),
        counted("salt", "saltlength"),
        u8("hashlength").auto(Auto::LenOf("nexthashedownername", Adjust::NONE)),
        counted("nexthashedownername", "hashlength"),
        TYPE_MAPS,
    ],
);

static OPT_OUT: Names = Names::pairs(&[(1, "Opt-Out")]);

pub static NSEC3PARAM: Proto = typed(
    "DNSRRNSEC3PARAM",
    "DNS NSEC3PARAM Resource Record",
    &[
        OWNER,
        kind(51),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u8("hashalg"),
        u8("flags"),
        u16("iterations"),
        u8("saltlength").auto(Auto::LenOf("salt", Adjust::NONE)),
        counted("salt", "saltlength"),
    ],
);

pub static SERVICE_PARAMETER: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "SvcParam",
        "SvcParam",
        &[
            u16("key").names(&SERVICE_KEYS),
            u16("len").length_of("value"),
            choice("value", &SERVICE_VALUE),
        ],
    )
};

static SERVICE_VALUE: Choice = Choice {
    options: &[
        (
            Test::When(When::In("key", &[0])),
            of_length(list("value", &SERVICE_KEY)),
        ),
        (
            Test::When(When::In("key", &[1, 2])),
            of_length(Field::new("value", Kind::DnsTexts, 0).preset(Preset::EmptyList)),
        ),
        (Test::When(When::In("key", &[3])), u16("value")),
        (
            Test::When(When::In("key", &[4])),
            of_length(list("value", &HINT4)),
        ),
        (
            Test::When(When::In("key", &[6])),
            of_length(list("value", &HINT6)),
        ),
    ],
    otherwise: of_length(octets("value")),
};

static SERVICE_KEY: Field = u16("").names(&SERVICE_KEYS);
static HINT4: Field = ip4("");
static HINT6: Field = ip6("");

const fn of_length(field: Field) -> Field {
    field.length_from("len")
}

pub static SVCB: Proto = typed(
    "DNSRRSVCB",
    "DNS SVCB Resource Record",
    &[
        OWNER,
        kind(64),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("svc_priority"),
        name("target_name"),
        packets("svc_params", &SERVICE_PARAMETER),
    ],
);

pub static HTTPS: Proto = typed(
    "DNSRRHTTPS",
    "DNS HTTPS Resource Record",
    &[
        OWNER,
        kind(65),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("svc_priority"),
        name("target_name"),
        packets("svc_params", &SERVICE_PARAMETER),
    ],
);

pub static SRV: Proto = typed(
    "DNSRRSRV",
    "DNS SRV Resource Record",
    &[
        OWNER,
        kind(33),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("priority"),
        u16("weight"),
        u16("port"),
        name("target"),
    ],
);

pub static TSIG: Proto = typed(
    "DNSRRTSIG",
    "DNS TSIG Resource Record",
    &[
        OWNER,
        kind(250),
        WIDE_CLASS,
        TTL,
        LENGTH,
        name("algo_name").preset(Preset::Octets(b"hmac-sha1.")),
        Field::new("time_signed", Kind::TimeSigned, 48).default(0),
        u16("fudge"),
        u16("mac_len").length_of("mac_data"),
        counted("mac_data", "mac_len"),
        u16("original_id"),
        u16("error"),
        u16("other_len").length_of("other_data"),
        counted("other_data", "other_len"),
    ],
);

pub static NAPTR: Proto = typed(
    "DNSRRNAPTR",
    "DNS NAPTR Resource Record",
    &[
        OWNER,
        kind(35),
        FLUSH,
        CLASS,
        TTL,
        LENGTH,
        u16("order"),
        u16("preference"),
        short_length("flags_len", "flags"),
        counted("flags", "flags_len"),
        short_length("services_len", "services"),
        counted("services", "services_len"),
        short_length("regexp_len", "regexp"),
        counted("regexp", "regexp_len"),
        name("replacement"),
    ],
);

// --- EDNS ------------------------------------------------------------------------------------

pub static OPT: Proto = Proto::new(
    "DNSRROPT",
    "DNS OPT Resource Record",
    &[
        OWNER,
        kind(41),
        u16("rclass").default(4096).names(&CLASSES),
        u8("extrcode"),
        u8("version"),
        bits("z", 16).default(32768).names(&EDNS_FLAGS),
        u16("rdlen").length_of("rdata"),
        packets("rdata", &EDNS_TLV).length_from("rdlen"),
    ],
);

static EDNS_FLAGS: Names = Names::pairs(&[(32768, "D0")]);

pub static EDNS_TLV: Proto = Proto {
    dispatch: Some(|octets| match octets {
        [] | [_] => Dispatch::Raw,
        [high, low, ..] => match u16::from_be_bytes([*high, *low]) {
            4 => Dispatch::Other(&EDNS_OWNER),
            5 => Dispatch::Other(&EDNS_DAU),
            6 => Dispatch::Other(&EDNS_DHU),
            7 => Dispatch::Other(&EDNS_N3U),
            8 => Dispatch::Other(&EDNS_SUBNET),
            10 => Dispatch::Other(&EDNS_COOKIE),
            12 => Dispatch::Other(&EDNS_PADDING),
            15 => Dispatch::Other(&EDNS_ERROR),
            _ => Dispatch::This,
        },
    }),
    ..option(
        "EDNS0TLV",
        "DNS EDNS0 TLV",
        &[code(0), length_of("optdata", 0), data("optdata", 0)],
    )
};

const fn option(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        payload_len: PayloadLen::Nothing,
        ..Proto::new(name, title, fields)
    }
}

const fn code(number: i64) -> Field {
    u16("optcode").default(number).names(&EDNS_OPTIONS)
}

const fn length_of(field: &'static str, plus: i64) -> Field {
    computed(u16("optlen"), Auto::LenOf(field, Adjust::plus(plus)))
}

const fn data(name: &'static str, plus: i64) -> Field {
    octets(name).length(Length::From("optlen", plus))
}

pub static EDNS_OWNER: Proto = option(
    "EDNS0OWN",
    "EDNS0 Owner (OWN)",
    &[
        code(4),
        u16("optlen")
            .preset(Preset::None)
            .auto(Auto::TotalLenLess(4))
            .class("FieldLenField"),
        u8("v"),
        u8("s"),
        mac("primary_mac"),
        mac("wakeup_mac").when(When::Test(|owner| length_at_least(owner, 14))),
        data("password", -14).when(When::Test(|owner| length_at_least(owner, 18))),
    ],
);

fn length_at_least(owner: &dyn Around, length: i64) -> bool {
    owner.int("optlen").unwrap_or(0) >= length
}

const fn algorithms(of: &'static Field) -> Field {
    list("alg_code", of).count_from("optlen")
}

const ALGORITHM_COUNT: Field = u16("optlen").count_of("alg_code");
static ALGORITHM: Field = u8("").names(&ALGORITHMS);
static DIGEST_KIND: Field = u8("").names(&DIGESTS);
static HASH_KIND: Field = u8("").names(&NSEC3_HASHES);

pub static EDNS_DAU: Proto = option(
    "EDNS0DAU",
    "DNSSEC Algorithm Understood (DAU)",
    &[code(5), ALGORITHM_COUNT, algorithms(&ALGORITHM)],
);

pub static EDNS_DHU: Proto = option(
    "EDNS0DHU",
    "DS Hash Understood (DHU)",
    &[code(6), ALGORITHM_COUNT, algorithms(&DIGEST_KIND)],
);

pub static EDNS_N3U: Proto = option(
    "EDNS0N3U",
    "NSEC3 Hash Understood (N3U)",
    &[code(7), ALGORITHM_COUNT, algorithms(&HASH_KIND)],
);

pub static EDNS_SUBNET: Proto = Proto {
    mend: Some(put_family),
    ..option(
        "EDNS0ClientSubnet",
        "DNS EDNS0 Client Subnet",
        &[
            code(8),
            length_of("address", 4),
            u16("family").default(1),
            computed(u8("source_plen"), Auto::LenOf("address", Adjust::times(8))),
            u8("scope_plen"),
            choice("address", &SUBNET),
        ],
    )
};

/// An address of IPv6 says the family, unless the length was said.
fn put_family(subnet: &dyn Around, octets: &mut [u8]) {
    let is_ipv6 = || {
        let address = subnet.octets("address").unwrap_or_default();
        let text = String::from_utf8(address).unwrap_or_default();
        text.parse::<std::net::Ipv6Addr>().is_ok()
    };
    if subnet.int("optlen").is_none()
        && let Some(family) = octets.get_mut(4..6)
        && is_ipv6()
    {
        family.copy_from_slice(&[0, 2]);
    }
}

static SUBNET: Choice = Choice {
    options: &[
        (Test::When(When::In("family", &[1])), SUBNET4),
        (
            Test::When(When::In("family", &[2])),
            Field::new("address", Kind::DnsSubnet(Address::Ip6), 0)
                .text("2001:db8::")
                .length_from("source_plen"),
        ),
    ],
    otherwise: SUBNET4,
};

const SUBNET4: Field = Field::new("address", Kind::DnsSubnet(Address::Ip4), 0)
    .preset(Preset::Octets(b"192.168.0.0"))
    .length_from("source_plen");

pub static EDNS_COOKIE: Proto = option(
    "EDNS0COOKIE",
    "DNS EDNS0 COOKIE",
    &[
        code(10),
        length_of("server_cookie", 8),
        octets("client_cookie")
            .preset(Preset::Octets(&[0; 8]))
            .length(Length::Octets(8))
            .display(Display::HexOctets),
        octets("server_cookie")
            .length(Length::FromFn(|cookie| {
                (cookie.int("optlen").unwrap_or(0) - 8).max(0)
            }))
            .display(Display::HexOctets),
    ],
);

pub static EDNS_PADDING: Proto = option(
    "EDNS0PADDING",
    "DNS EDNS0 Padding",
    &[code(12), length_of("padding", 0), data("padding", 0)],
);

pub static EDNS_ERROR: Proto = option(
    "EDNS0ExtendedDNSError",
    "DNS EDNS0 Extended DNS Error",
    &[
        code(15),
        length_of("extra_text", 2),
        u16("info_code").names(&EXTENDED_ERRORS),
        data("extra_text", -2),
    ],
);
