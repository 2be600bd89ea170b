//! NTP's private messages (mode 7), as ntpd and ntpdc exchange them: ntp_request.h of ntpd.

use super::Proto;
use super::binding::bind_down;
use super::field::{
    Around, Display, Element, Field, Kind, Length, Padded, Preset, When, bits, ip4, ip6, list,
    octets, u8, u16, u32,
};
use super::names::{FlagNames, Names};
use super::ntp::{self, short, signed, stamp};
use super::raw::RAW;
use super::registry::Family;
use super::udp::UDP;
use crate::when;

pub static NTP_INFO_PEER_LIST: Proto = Proto::new(
    "NTPInfoPeerList",
    "info_peer_list",
    &[
        ip4("addr"),
        u16("port"),
        u8("hmode").names(&MODE_NAMES),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "INFO_FLAG_CONFIG",
            "INFO_FLAG_SYSPEER",
            "INFO_FLAG_BURST",
            "INFO_FLAG_REFCLOCK",
            "INFO_FLAG_PREFER",
            "INFO_FLAG_AUTHENABLE",
            "INFO_FLAG_SEL_CANDIDATE",
            "INFO_FLAG_SHORTLIST",
            "INFO_FLAG_IBURST",
        ])),
        u32("v6_flag"),
        u32("unused1"),
        ip6("addr6"),
    ],
);

pub static NTP_INFO_PEER_SUMMARY: Proto = Proto {
    // Scapy's own default for hmode cannot be built.
    example: r#"NTPInfoPeerSummary(srcaddr="10.0.0.1", srcport=123, hmode=3)"#,
    ..Proto::new(
        "NTPInfoPeerSummary",
        "info_peer_summary",
        &[
            ip4("dstaddr"),
            ip4("srcaddr"),
            u16("srcport"),
            u8("stratum"),
            u8("hpoll"),
            u8("ppoll"),
            u8("reach"),
            bits("flags", 8).flags(&FlagNames::Words(&[
                "INFO_FLAG_CONFIG",
                "INFO_FLAG_SYSPEER",
                "INFO_FLAG_BURST",
                "INFO_FLAG_REFCLOCK",
                "INFO_FLAG_PREFER",
                "INFO_FLAG_AUTHENABLE",
                "INFO_FLAG_SEL_CANDIDATE",
                "INFO_FLAG_SHORTLIST",
                "INFO_FLAG_IBURST",
            ])),
            u8("hmode"),
            short("delay"),
            stamp("offset"),
            short("dispersion"),
            u32("v6_flag"),
            u32("unused1"),
            ip6("dstaddr6"),
            ip6("srcaddr6"),
        ],
    )
};

pub static NTP_INFO_PEER: Proto = Proto::new(
    "NTPInfoPeer",
    "info_peer",
    &[
        ip4("dstaddr"),
        ip4("srcaddr"),
        u16("srcport"),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "INFO_FLAG_CONFIG",
            "INFO_FLAG_SYSPEER",
            "INFO_FLAG_BURST",
            "INFO_FLAG_REFCLOCK",
            "INFO_FLAG_PREFER",
            "INFO_FLAG_AUTHENABLE",
            "INFO_FLAG_SEL_CANDIDATE",
            "INFO_FLAG_SHORTLIST",
            "INFO_FLAG_IBURST",
        ])),
        u8("leap"),
        u8("hmode").names(&MODE_NAMES),
        u8("pmode"),
        u8("stratum"),
        u8("ppoll"),
        u8("hpoll"),
        signed("precision"),
        u8("version"),
        u8("unused8"),
        u8("reach"),
        u8("unreach"),
        u8("flash").hex(),
        u8("ttl"),
        u16("flash2").little_endian().hex(),
        u16("associd"),
        u32("keyid").little_endian(),
        u32("pkeyid"),
        ip4("refid").preset(Preset::Int(0)),
        u32("timer"),
        short("rootdelay"),
        short("rootdispersion"),
        stamp("reftime"),
        stamp("org"),
        stamp("rec"),
        stamp("xmt"),
        list("filtdelay", &SHORT)
            .length(Length::CountFn(|_| 8))
            .preset(Preset::Ints(&[0; 8])),
        list("filtoffset", &STAMP)
            .length(Length::CountFn(|_| 8))
            .preset(Preset::Ints(&[0; 8])),
        list("order", &OCTET)
            .length(Length::CountFn(|_| 8))
            .preset(Preset::Ints(&[0; 8])),
        short("delay"),
        short("dispersion"),
        stamp("offset"),
        short("selectdisp"),
        u32("unused1"),
        u32("unused2"),
        u32("unused3"),
        u32("unused4"),
        u32("unused5"),
        u32("unused6"),
        u32("unused7"),
        short("estbdelay"),
        u32("v6_flag"),
        u32("unused9"),
        ip6("dstaddr6"),
        ip6("srcaddr6"),
    ],
);

pub static NTP_INFO_PEER_STATS: Proto = Proto::new(
    "NTPInfoPeerStats",
    "info_peer_stats",
    &[
        ip4("dstaddr"),
        ip4("srcaddr"),
        u16("srcport"),
        bits("flags", 16).flags(&FlagNames::Words(&[
            "INFO_FLAG_CONFIG",
            "INFO_FLAG_SYSPEER",
            "INFO_FLAG_BURST",
            "INFO_FLAG_REFCLOCK",
            "INFO_FLAG_PREFER",
            "INFO_FLAG_AUTHENABLE",
            "INFO_FLAG_SEL_CANDIDATE",
            "INFO_FLAG_SHORTLIST",
            "INFO_FLAG_IBURST",
        ])),
        u32("timereset"),
        u32("timereceived"),
        u32("timetosend"),
        u32("timereachable"),
        u32("sent"),
        u32("unused1"),
        u32("processed"),
        u32("unused2"),
        u32("badauth"),
        u32("bogusorg"),
        u32("oldpkt"),
        u32("unused3"),
        u32("unused4"),
        u32("seldisp"),
        u32("selbroken"),
        u32("unused5"),
        u8("candidate"),
        u8("unused6"),
        u8("unused7"),
        u8("unused8"),
        u32("v6_flag"),
        u32("unused9"),
        ip6("dstaddr6"),
        ip6("srcaddr6"),
    ],
);

pub static NTP_INFO_LOOP: Proto = Proto::new(
    "NTPInfoLoop",
    "info_loop",
    &[
        stamp("last_offset"),
        stamp("drift_comp"),
        u32("compliance"),
        u32("watchdog_timer"),
    ],
);

pub static NTP_INFO_SYS: Proto = Proto::new(
    "NTPInfoSys",
    "info_sys",
    &[
        ip4("peer"),
        u8("peer_mode"),
        u8("leap"),
        u8("stratum"),
        signed("precision"),
        short("rootdelay"),
        short("rootdispersion"),
        ip4("refid").preset(Preset::Int(0)),
        stamp("reftime"),
        u32("poll"),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "INFO_FLAG_BCLIENT",
            "INFO_FLAG_AUTHENTICATE",
            "INFO_FLAG_NTP",
            "INFO_FLAG_KERNEL",
            "INFO_FLAG_CAL",
            "INFO_FLAG_PPS_SYNC",
            "INFO_FLAG_MONITOR",
            "INFO_FLAG_FILEGEN",
        ])),
        u8("unused1"),
        u8("unused2"),
        u8("unused3"),
        short("bdelay"),
        short("frequency"),
        stamp("authdelay"),
        short("stability"),
        u32("v6_flag"),
        u32("unused4"),
        ip6("peer6"),
    ],
);

pub static NTP_INFO_SYS_STATS: Proto = Proto::new(
    "NTPInfoSysStats",
    "info_sys_stats",
    &[
        u32("timeup"),
        u32("timereset"),
        u32("denied"),
        u32("oldversionpkt"),
        u32("newversionpkt"),
        u32("unknownversion"),
        u32("badlength"),
        u32("processed"),
        u32("badauth"),
        u32("received"),
        u32("limitrejected"),
    ],
);

pub static NTP_INFO_MEM_STATS: Proto = Proto {
    example: "NTPInfoMemStats(totalpeermem=15, hashcount=[0]*128)",
    ..Proto::new(
        "NTPInfoMemStats",
        "info_mem_stats",
        &[
            u32("timereset"),
            u16("totalpeermem"),
            u16("freepeermem"),
            u32("findpeer_calls"),
            u32("allocations"),
            u32("demobilizations"),
            list("hashcount", &OCTET)
                .length(Length::CountFn(|_| 128))
                .most(128)
                .preset(Preset::Floats(&[0.0; 128])),
        ],
    )
};

pub static NTP_INFO_IO_STATS: Proto = Proto::new(
    "NTPInfoIOStats",
    "info_io_stats",
    &[
        u32("timereset"),
        u16("totalrecvbufs"),
        u16("freerecvbufs"),
        u16("fullrecvbufs"),
        u16("lowwater"),
        u32("dropped"),
        u32("ignored"),
        u32("received"),
        u32("sent"),
        u32("notsent"),
        u32("interrupts"),
        u32("int_received"),
    ],
);

pub static NTP_INFO_TIMER_STATS: Proto = Proto::new(
    "NTPInfoTimerStats",
    "info_timer_stats",
    &[
        u32("timereset"),
        u32("alarms"),
        u32("overflows"),
        u32("xmtcalls"),
    ],
);

pub static NTP_CONF_PEER: Proto = Proto::new(
    "NTPConfPeer",
    "conf_peer",
    &[
        ip4("peeraddr"),
        u8("hmode"),
        u8("version"),
        u8("minpoll"),
        u8("maxpoll"),
        bits("flags", 8).flags(&FlagNames::Words(&[
            "CONF_FLAG_AUTHENABLE",
            "CONF_FLAG_PREFER",
            "CONF_FLAG_BURST",
            "CONF_FLAG_IBURST",
            "CONF_FLAG_NOSELECT",
            "CONF_FLAG_SKEY",
        ])),
        u8("ttl"),
        u16("unused1"),
        u32("keyid"),
        octets("keystr").fixed().length(Length::Octets(128)),
        u32("v6_flag"),
        u32("unused2"),
        ip6("peeraddr6"),
    ],
);

pub static NTP_CONF_UNPEER: Proto = Proto::new(
    "NTPConfUnpeer",
    "conf_unpeer",
    &[ip4("peeraddr"), u32("v6_flag"), ip6("peeraddr6")],
);

pub static NTP_CONF_RESTRICT: Proto = Proto::new(
    "NTPConfRestrict",
    "conf_restrict",
    &[
        ip4("addr"),
        ip4("mask"),
        bits("flags", 16).flags(&FlagNames::Words(&[
            "RES_IGNORE",
            "RES_DONTSERVE",
            "RES_DONTTRUST",
            "RES_VERSION",
            "RES_NOPEER",
            "RES_LIMITED",
            "RES_NOQUERY",
            "RES_NOMODIFY",
            "RES_NOTRAP",
            "RES_LPTRAP",
            "RES_KOD",
            "RES_MSSNTP",
            "RES_FLAKE",
            "RES_NOMRULIST",
        ])),
        u16("m_flags"),
        u32("v6_flag"),
        ip6("addr6"),
        ip6("mask6"),
    ],
);

pub static NTP_INFO_KERNEL: Proto = Proto::new(
    "NTPInfoKernel",
    "info_kernel",
    &[
        u32("offset"),
        u32("freq"),
        u32("maxerror"),
        u32("esterror"),
        u16("status"),
        u16("shift"),
        u32("constant"),
        u32("precision"),
        u32("tolerance"),
        u32("ppsfreq"),
        u32("jitter"),
        u32("stabil"),
        u32("jitcnt"),
        u32("calcnt"),
        u32("errcnt"),
        u32("stbcnt"),
    ],
);

pub static NTP_INFO_IF_STATS_IPV4: Proto = Proto::new(
    "NTPInfoIfStatsIPv4",
    "info_if_stats",
    &[
        Field::new(
            "unaddr",
            Kind::Padded(&Padded {
                field: ip4("unaddr"),
                align: 16,
                with: b"\x00",
                before: false,
                plus: 0,
                stripped: false,
            }),
            0,
        )
        .text("0.0.0.0"),
        Field::new(
            "unbcast",
            Kind::Padded(&Padded {
                field: ip4("unbcast"),
                align: 16,
                with: b"\x00",
                before: false,
                plus: 0,
                stripped: false,
            }),
            0,
        )
        .text("0.0.0.0"),
        Field::new(
            "unmask",
            Kind::Padded(&Padded {
                field: ip4("unmask"),
                align: 16,
                with: b"\x00",
                before: false,
                plus: 0,
                stripped: false,
            }),
            0,
        )
        .text("0.0.0.0"),
        u32("v6_flag"),
        octets("ifname").fixed().length(Length::Octets(32)),
        u32("flags"),
        u32("last_ttl"),
        u32("num_mcast"),
        u32("received"),
        u32("sent"),
        u32("notsent"),
        u32("uptime"),
        u32("scopeid"),
        u32("ifindex"),
        u32("ifnum"),
        u32("peercnt"),
        u16("family"),
        u8("ignore_packets"),
        u8("action"),
        u32("_filler0"),
    ],
);

pub static NTP_INFO_IF_STATS_IPV6: Proto = Proto::new(
    "NTPInfoIfStatsIPv6",
    "info_if_stats",
    &[
        ip6("unaddr"),
        ip6("unbcast"),
        ip6("unmask"),
        u32("v6_flag"),
        octets("ifname").fixed().length(Length::Octets(32)),
        u32("flags"),
        u32("last_ttl"),
        u32("num_mcast"),
        u32("received"),
        u32("sent"),
        u32("notsent"),
        u32("uptime"),
        u32("scopeid"),
        u32("ifindex"),
        u32("ifnum"),
        u32("peercnt"),
        u16("family"),
        u8("ignore_packets"),
        u8("action"),
        u32("_filler0"),
    ],
);

pub static NTP_INFO_MONITOR1: Proto = Proto::new(
    "NTPInfoMonitor1",
    "InfoMonitor1",
    &[
        u32("lasttime"),
        u32("firsttime"),
        u32("lastdrop"),
        u32("count"),
        ip4("addr"),
        ip4("daddr"),
        u32("flags"),
        u16("port"),
        u8("mode"),
        u8("version"),
        u32("v6_flag"),
        u32("unused1"),
        ip6("addr6"),
        ip6("daddr6"),
    ],
);

pub static NTP_INFO_AUTH: Proto = Proto::new(
    "NTPInfoAuth",
    "info_auth",
    &[
        u32("timereset"),
        u32("numkeys"),
        u32("numfreekeys"),
        u32("keylookups"),
        u32("keynotfound"),
        u32("encryptions"),
        u32("decryptions"),
        u32("expired"),
        u32("keyuncached"),
    ],
);

pub static NTP_CONF_TRAP: Proto = Proto::new(
    "NTPConfTrap",
    "conf_trap",
    &[
        ip4("local_address"),
        ip4("trap_address"),
        u16("trap_port"),
        u16("unused"),
        u32("v6_flag"),
        ip6("local_address6"),
        ip6("trap_address6"),
    ],
);

pub static NTP_INFO_CONTROL: Proto = Proto::new(
    "NTPInfoControl",
    "info_control",
    &[
        u32("ctltimereset"),
        u32("numctlreq"),
        u32("numctlbadpkts"),
        u32("numctlresponses"),
        u32("numctlfrags"),
        u32("numctlerrors"),
        u32("numctltooshort"),
        u32("numctlinputresp"),
        u32("numctlinputfrag"),
        u32("numctlinputerr"),
        u32("numctlbadoffset"),
        u32("numctlbadversion"),
        u32("numctldatatooshort"),
        u32("numctlbadop"),
        u32("numasyncmsgs"),
    ],
);

pub static NTP_PRIVATE_REQ_PACKET: Proto =
    Proto::new("NTPPrivateReqPacket", "request data", &[octets("req_data")]);

pub static NTP_PRIVATE_PKT_TAIL: Proto = Proto::new(
    "NTPPrivatePktTail",
    "req_pkt_tail",
    &[
        stamp("tstamp"),
        u32("key_id"),
        octets("dgst")
            .fixed()
            .length(Length::Octets(16))
            .display(Display::HexOctets),
    ],
);

pub static NTP_PRIVATE: Proto = Proto {
    parent: Some(&ntp::NTP),
    matches_parent: true,
    accepts: Some(|_, octets| octets.len() >= 8),
    summary: ntp::SUMMARY,
    ..Proto::new(
        "NTPPrivate",
        "Private (mode 7)",
        &[
            bits("response", 1),
            bits("more", 1),
            bits("version", 3).default(2),
            bits("mode", 3).names(&MODE_NAMES).default(7),
            bits("auth", 1),
            bits("seq", 7),
            u8("implementation").names(&IMPLEMENTATION_NAMES),
            u8("request_code").names(&REQUEST_CODE_NAMES),
            bits("err", 4).names(&ERR_NAMES),
            bits("nb_items", 12),
            bits("mbz", 4),
            bits("data_item_size", 12),
            Field::new("req_data", Kind::PacketsBy(Element::Sized(request_item)), 0)
                .preset(Preset::EmptyList)
                .class("NTPPrivateReqPacketListField")
                .when(When::In("response", &[0])),
            Field::new("data", Kind::PacketsBy(Element::Sized(response_item)), 0)
                .preset(Preset::EmptyList)
                .class("NTPPrivateRespPacketListField")
                .when(When::In("response", &[1])),
            Field::new("authenticator", Kind::Packet(&NTP_PRIVATE_PKT_TAIL), 0)
                .preset(Preset::Octets(b""))
                .when(When::Test(|layer| {
                    layer.int("response") == Some(0) && layer.int("auth") == Some(1)
                })),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.ntp",
    source: "ntp_request.h of ntpd",
    protocols: &[
        &NTP_INFO_PEER_LIST,
        &NTP_INFO_PEER_SUMMARY,
        &NTP_INFO_PEER,
        &NTP_INFO_PEER_STATS,
        &NTP_INFO_LOOP,
        &NTP_INFO_SYS,
        &NTP_INFO_SYS_STATS,
        &NTP_INFO_MEM_STATS,
        &NTP_INFO_IO_STATS,
        &NTP_INFO_TIMER_STATS,
        &NTP_CONF_PEER,
        &NTP_CONF_UNPEER,
        &NTP_CONF_RESTRICT,
        &NTP_INFO_KERNEL,
        &NTP_INFO_IF_STATS_IPV4,
        &NTP_INFO_IF_STATS_IPV6,
        &NTP_INFO_MONITOR1,
        &NTP_INFO_AUTH,
        &NTP_CONF_TRAP,
        &NTP_INFO_CONTROL,
        &NTP_PRIVATE_REQ_PACKET,
        &NTP_PRIVATE_PKT_TAIL,
        &NTP_PRIVATE,
    ],
    bindings: &[bind_down(
        &UDP,
        &NTP_PRIVATE,
        when!(sport = 123, dport = 123),
    )],
};

static SHORT: Field = short("");
static STAMP: Field = stamp("");
static OCTET: Field = u8("");

/// What an item of an answer is; `Raw` where the request is none of these.
static ITEMS: &[(i64, &Proto)] = &[
    (0, &NTP_INFO_PEER_LIST),
    (1, &NTP_INFO_PEER_SUMMARY),
    (2, &NTP_INFO_PEER),
    (3, &NTP_INFO_PEER_STATS),
    (4, &NTP_INFO_SYS),
    (5, &NTP_INFO_SYS_STATS),
    (6, &NTP_INFO_IO_STATS),
    (7, &NTP_INFO_MEM_STATS),
    (8, &NTP_INFO_LOOP),
    (9, &NTP_INFO_TIMER_STATS),
    (10, &NTP_CONF_PEER),
    (11, &NTP_CONF_UNPEER),
    (28, &NTP_INFO_AUTH),
    (30, &NTP_CONF_TRAP),
    (34, &NTP_INFO_CONTROL),
    (38, &NTP_INFO_KERNEL),
    (42, &NTP_INFO_MONITOR1),
];

/// As many items as the header says, each as long as the header says.
fn response_item(
    header: &dyn Around,
    before: usize,
    octets: &[u8],
) -> Option<(&'static Proto, usize)> {
    let (size, count) = items(header);
    if size == 0 || octets.len() < size || before >= count {
        return None;
    }
    let code = header.int("request_code")?;
    let proto = match code {
        44 | 45 => match octets[..size].get(48..52) {
            Some([0, 0, 0, 0]) => &NTP_INFO_IF_STATS_IPV4,
            Some(_) => &NTP_INFO_IF_STATS_IPV6,
            None => &RAW,
        },
        _ => ITEMS
            .iter()
            .find(|entry| entry.0 == code)
            .map_or(&RAW, |entry| entry.1),
    };
    Some((proto, size))
}

/// The items of a request; with an authenticator, one more takes what stands before it.
fn request_item(
    header: &dyn Around,
    before: usize,
    octets: &[u8],
) -> Option<(&'static Proto, usize)> {
    const HEADER: usize = 8;
    const AUTHENTICATOR: usize = 28;
    let (size, count) = items(header);
    let mut left = header.original_len().saturating_sub(HEADER);
    let mut there = 0;
    while size > 0 && left >= size * count && there < count {
        left -= size;
        there += 1;
    }
    if before < there {
        return Some((request(header.int("request_code")?), size));
    }
    // With less than an authenticator, the end counts from the other side, as in a Python slice.
    let between = match octets.len() {
        length @ AUTHENTICATOR.. => length - AUTHENTICATOR,
        length => (2 * length).saturating_sub(AUTHENTICATOR),
    };
    (header.int("auth") == Some(1) && before == there).then_some((&RAW, between))
}

fn request(code: i64) -> &'static Proto {
    match code {
        2 | 3 => &NTP_INFO_PEER_LIST,
        10 => &NTP_CONF_PEER,
        11 | 22 => &NTP_CONF_UNPEER,
        17 | 18 => &NTP_CONF_RESTRICT,
        30 | 31 => &NTP_CONF_TRAP,
        _ => &NTP_PRIVATE_REQ_PACKET,
    }
}

/// Octets of an item, number of items.
fn items(header: &dyn Around) -> (usize, usize) {
    let number = |name| usize::try_from(header.int(name).unwrap_or(0)).unwrap_or(0);
    (number("data_item_size"), number("nb_items"))
}

static MODE_NAMES: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "symmetric active"),
    (2, "symmetric passive"),
    (3, "client"),
    (4, "server"),
    (5, "broadcast"),
    (6, "NTP control message"),
    (7, "reserved for private use"),
]);
static IMPLEMENTATION_NAMES: Names =
    Names::pairs(&[(0, "IMPL_UNIV"), (2, "IMPL_XNTPD_OLD"), (3, "XNTPD")]);
static REQUEST_CODE_NAMES: Names = Names::pairs(&[
    (0, "REQ_PEER_LIST"),
    (1, "REQ_PEER_LIST_SUM"),
    (2, "REQ_PEER_INFO"),
    (3, "REQ_PEER_STATS"),
    (4, "REQ_SYS_INFO"),
    (5, "REQ_SYS_STATS"),
    (6, "REQ_IO_STATS"),
    (7, "REQ_MEM_STATS"),
    (8, "REQ_LOOP_INFO"),
    (9, "REQ_TIMER_STATS"),
    (10, "REQ_CONFIG"),
    (11, "REQ_UNCONFIG"),
    (12, "REQ_SET_SYS_FLAG"),
    (13, "REQ_CLR_SYS_FLAG"),
    (14, "REQ_MONITOR"),
    (15, "REQ_NOMONITOR"),
    (16, "REQ_GET_RESTRICT"),
    (17, "REQ_RESADDFLAGS"),
    (18, "REQ_RESSUBFLAGS"),
    (19, "REQ_UNRESTRICT"),
    (20, "REQ_MON_GETLIST"),
    (21, "REQ_RESET_STATS"),
    (22, "REQ_RESET_PEER"),
    (23, "REQ_REREAD_KEYS"),
    (24, "REQ_DO_DIRTY_HACK"),
    (25, "REQ_DONT_DIRTY_HACK"),
    (26, "REQ_TRUSTKEY"),
    (27, "REQ_UNTRUSTKEY"),
    (28, "REQ_AUTHINFO"),
    (29, "REQ_TRAPS"),
    (30, "REQ_ADD_TRAP"),
    (31, "REQ_CLR_TRAP"),
    (32, "REQ_REQUEST_KEY"),
    (33, "REQ_CONTROL_KEY"),
    (34, "REQ_GET_CTLSTATS"),
    (35, "REQ_GET_LEAPINFO"),
    (36, "REQ_GET_CLOCKINFO"),
    (37, "REQ_SET_CLKFUDGE"),
    (38, "REQ_GET_KERNEL"),
    (39, "REQ_GET_CLKBUGINFO"),
    (41, "REQ_SET_PRECISION"),
    (42, "REQ_MON_GETLIST_1"),
    (43, "REQ_HOSTNAME_ASSOCID"),
    (44, "REQ_IF_STATS"),
    (45, "REQ_IF_RELOAD"),
]);
static ERR_NAMES: Names = Names::pairs(&[
    (0, "no error"),
    (1, "incompatible implementation number"),
    (2, "unimplemented request code"),
    (
        3,
        "format error (wrong data items, data size, packet size etc.)",
    ),
    (
        4,
        "no data available (e.g. request for details on unknown peer)",
    ),
    (5, "I don\"t know"),
    (6, "I don\"t know"),
    (7, "authentication failure (i.e. permission denied)"),
]);
