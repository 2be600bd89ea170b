//! DHCPv6. RFC 8415; the options are of RFC 3319, 3646, 3898, 4075, 4242, 4280, 4580, 4649, 4704,
//! 4776, 4833, 4994, 5007, 5192, 5908, 5970, 6355, 6422, 6440, 6607, 6939, 8520, 8910 and 9686.

use super::binding::{Binding, bind_down, bind_up};
use super::cut::{Parts, cut, split};
use super::data::dhcp6_names::{
    ALGORITHMS, AUTHENTICATIONS, DUID_TYPES, ENTERPRISES, HARDWARE_TYPES, LIFETIMES, MESSAGES,
    OPTIONS, PLACES, RECONFIGURATIONS, REPLAY_METHODS, STATUSES,
};
use super::field::{
    Adjust, Auto, Choice, Clock, Display, Element, Field, Kind, Length, Preset, UuidForm, bits,
    choice, ip6, list, mac, octets, packets, u8, u16, u24, u32,
};
use super::names::FlagNames;
use super::registry::Family;
use super::udp::UDP;
use super::{Answered, Answers, Around, Dispatch, Guess, Hash, PayloadLen, Proto};
use crate::when;

const fn option(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(guess),
        ..Proto::new(name, title, fields)
    }
}

/// What stands in the list of an option.
const fn part(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        guess: Some(|_, _| Guess::Padding),
        ..Proto::new(name, title, fields)
    }
}

const fn message(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&DHCP6),
        guess: Some(guess),
        hash: Hash::Octets(transaction),
        ..Proto::new(name, title, fields)
    }
}

/// What client and server exchange begins with.
const fn exchange(message: i64) -> [Field; 2] {
    [
        u8("msgtype").names(&MESSAGES).default(message),
        u24("trid").hex(),
    ]
}

const fn code(number: i64) -> Field {
    u16("optcode").names(&OPTIONS).default(number)
}

/// The octets of another field, plus.
const fn length_of(field: &'static str, plus: i64) -> Field {
    u16("optlen")
        .preset(Preset::None)
        .auto(Auto::LenOf(field, Adjust::plus(plus)))
}

const fn addresses(name: &'static str) -> Field {
    Field::new(name, Kind::Ip6List, 0)
        .preset(Preset::EmptyList)
        .length_from("optlen")
}

const fn domains(name: &'static str) -> Field {
    Field::new(name, Kind::DnsNames(1), 0)
        .preset(Preset::EmptyList)
        .length_from("optlen")
}

const fn domain(name: &'static str) -> Field {
    Field::new(name, Kind::DnsName, 0)
        .length_from("optlen")
        .text(".")
}

const DUID: Field = Field::new("duid", Kind::PacketBy(Element::Octets(duid)), 0)
    .preset(Preset::Octets(b""))
    .length_from("optlen");
/// The identity association of the client.
const IAID: Field = u32("iaid").hex().preset(Preset::None);

pub static DUID_LLT: Proto = Proto::new(
    "DUID_LLT",
    "DUID - Link-layer address plus time",
    &[
        u16("type").names(&DUID_TYPES).default(1),
        u16("hwtype").hex().names(&HARDWARE_TYPES).default(0x1),
        Field::new("timeval", Kind::Time(&SINCE_2000), 32)
            .default(0)
            .class("_UTCTimeField"),
        mac("lladdr").class("_LLAddrField"),
    ],
);

pub static DUID_EN: Proto = Proto::new(
    "DUID_EN",
    "DUID - Assigned by Vendor Based on Enterprise Number",
    &[
        u16("type").names(&DUID_TYPES).default(2),
        u32("enterprisenum").names(&ENTERPRISES).default(311),
        octets("id"),
    ],
);

pub static DUID_LL: Proto = Proto::new(
    "DUID_LL",
    "DUID - Based on Link-layer Address",
    &[
        u16("type").names(&DUID_TYPES).default(3),
        u16("hwtype").hex().names(&HARDWARE_TYPES).default(0x1),
        mac("lladdr").class("_LLAddrField"),
    ],
);

pub static DUID_UUID: Proto = Proto::new(
    "DUID_UUID",
    "DUID - Based on UUID",
    &[
        u16("type").names(&DUID_TYPES).default(4),
        Field::new("uuid", Kind::Uuid(UuidForm::BigEndian), 128),
    ],
);

pub static DHCP6_OPT_UNKNOWN: Proto = option(
    "DHCP6OptUnknown",
    "Unknown DHCPv6 Option",
    &[
        u16("optcode").names(&OPTIONS),
        length_of("data", 0),
        octets("data").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_CLIENT_ID: Proto = option(
    "DHCP6OptClientId",
    "DHCP6 Client Identifier Option",
    &[code(1), length_of("duid", 0), DUID],
);

pub static DHCP6_OPT_SERVER_ID: Proto = Proto {
    parent: Some(&DHCP6_OPT_CLIENT_ID),
    ..option(
        "DHCP6OptServerId",
        "DHCP6 Server Identifier Option",
        &[code(2), length_of("duid", 0), DUID],
    )
};

pub static DHCP6_OPT_IAADDRESS: Proto = part(
    "DHCP6OptIAAddress",
    "DHCP6 IA Address Option (IA_TA or IA_NA suboption)",
    &[
        code(5),
        length_of("iaaddropts", 24),
        ip6("addr"),
        u32("preflft").names(&LIFETIMES),
        u32("validlft").names(&LIFETIMES),
        packets("iaaddropts", &SUBOPTION).length(Length::From("optlen", -24)),
    ],
);

pub static DHCP6_OPT_IA_NA: Proto = option(
    "DHCP6OptIA_NA",
    "DHCP6 Identity Association for Non-temporary Addresses Option",
    &[
        code(3),
        length_of("ianaopts", 12),
        IAID,
        u32("T1").preset(Preset::None),
        u32("T2").preset(Preset::None),
        packets("ianaopts", &SUBOPTION).length(Length::From("optlen", -12)),
    ],
);

pub static DHCP6_OPT_IA_TA: Proto = option(
    "DHCP6OptIA_TA",
    "DHCP6 Identity Association for Temporary Addresses Option",
    &[
        code(4),
        length_of("iataopts", 4),
        IAID,
        packets("iataopts", &SUBOPTION).length(Length::From("optlen", -4)),
    ],
);

pub static DHCP6_OPT_OPT_REQ: Proto = option(
    "DHCP6OptOptReq",
    "DHCP6 Option Request Option",
    &[
        code(6),
        length_of("reqopts", 0),
        list("reqopts", &REQUESTED)
            .length_from("optlen")
            .preset(Preset::Ints(&[23, 24]))
            .class("_OptReqListField"),
    ],
);

pub static DHCP6_OPT_PREF: Proto = option(
    "DHCP6OptPref",
    "DHCP6 Preference Option",
    &[
        code(7),
        u16("optlen").default(1),
        u8("prefval").default(255),
    ],
);

pub static DHCP6_OPT_ELAPSED_TIME: Proto = option(
    "DHCP6OptElapsedTime",
    "DHCP6 Elapsed Time Option",
    &[
        code(8),
        u16("optlen").default(2),
        u16("elapsedtime")
            .display(Display::Hundredths)
            .class("_ElapsedTimeField"),
    ],
);

pub static DHCP6_OPT_AUTH: Proto = option(
    "DHCP6OptAuth",
    "DHCP6 Option - Authentication",
    &[
        code(11),
        length_of("authinfo", 11),
        u8("proto").names(&AUTHENTICATIONS).default(3),
        u8("alg").names(&ALGORITHMS).default(1),
        u8("rdm").names(&REPLAY_METHODS),
        octets("replay")
            .fixed()
            .length(Length::Octets(8))
            .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
        octets("authinfo").length(Length::From("optlen", -11)),
    ],
);

pub static DHCP6_OPT_SERVER_UNICAST: Proto = option(
    "DHCP6OptServerUnicast",
    "DHCP6 Server Unicast Option",
    &[
        code(12),
        u16("optlen").default(16),
        choice("srvaddr", &SERVER_ADDRESS).class("_SrvAddrField"),
    ],
);

pub static DHCP6_OPT_STATUS_CODE: Proto = option(
    "DHCP6OptStatusCode",
    "DHCP6 Status Code Option",
    &[
        code(13),
        length_of("statusmsg", 2),
        u16("statuscode").names(&STATUSES).preset(Preset::None),
        octets("statusmsg").length(Length::From("optlen", -2)),
    ],
);

pub static DHCP6_OPT_RAPID_COMMIT: Proto = option(
    "DHCP6OptRapidCommit",
    "DHCP6 Rapid Commit Option",
    &[code(14), u16("optlen")],
);

/// Pieces that have their length after some octets.
fn pieces(proto: &'static Proto, at: usize, octets: &[u8]) -> Parts {
    cut(proto, octets, |piece| match piece.get(at..at + 2) {
        Some(length) => Some(at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]))),
        None => Some(piece.len()),
    })
}

pub static USER_CLASS_DATA: Proto = part(
    "USER_CLASS_DATA",
    "user class data",
    &[
        u16("len")
            .preset(Preset::None)
            .auto(Auto::LenOf("data", Adjust::NONE)),
        octets("data").length_from("len"),
    ],
);

pub static DHCP6_OPT_USER_CLASS: Proto = option(
    "DHCP6OptUserClass",
    "DHCP6 User Class Option",
    &[
        code(15),
        length_of("userclassdata", 0),
        split("userclassdata", |_, octets| {
            pieces(&USER_CLASS_DATA, 0, octets)
        })
        .length_from("optlen")
        .class("_UserClassDataField"),
    ],
);

pub static VENDOR_CLASS_DATA: Proto = Proto {
    parent: Some(&USER_CLASS_DATA),
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "VENDOR_CLASS_DATA",
        "vendor class data",
        &[
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data").length_from("len"),
        ],
    )
};

pub static DHCP6_OPT_VENDOR_CLASS: Proto = option(
    "DHCP6OptVendorClass",
    "DHCP6 Vendor Class Option",
    &[
        code(16),
        length_of("vcdata", 4),
        u32("enterprisenum")
            .names(&ENTERPRISES)
            .preset(Preset::None),
        split("vcdata", |_, octets| pieces(&VENDOR_CLASS_DATA, 0, octets))
            .length(Length::From("optlen", -4))
            .class("_VendorClassDataField"),
    ],
);

pub static VENDOR_SPECIFIC_OPTION: Proto = part(
    "VENDOR_SPECIFIC_OPTION",
    "vendor specific option data",
    &[
        u16("optcode").preset(Preset::None),
        length_of("optdata", 0),
        octets("optdata").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_VENDOR_SPECIFIC_INFO: Proto = option(
    "DHCP6OptVendorSpecificInfo",
    "DHCP6 Vendor-specific Information Option",
    &[
        code(17),
        length_of("vso", 4),
        u32("enterprisenum")
            .names(&ENTERPRISES)
            .preset(Preset::None),
        split("vso", |_, octets| {
            pieces(&VENDOR_SPECIFIC_OPTION, 2, octets)
        })
        .length(Length::From("optlen", -4))
        .class("_VendorClassDataField"),
    ],
);

pub static DHCP6_OPT_IFACE_ID: Proto = option(
    "DHCP6OptIfaceId",
    "DHCP6 Interface-Id Option",
    &[
        code(18),
        length_of("ifaceid", 0),
        octets("ifaceid").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_RECONF_MSG: Proto = option(
    "DHCP6OptReconfMsg",
    "DHCP6 Reconfigure Message Option",
    &[
        code(19),
        u16("optlen").default(1),
        u8("msgtype").names(&RECONFIGURATIONS).default(11),
    ],
);

pub static DHCP6_OPT_RECONF_ACCEPT: Proto = option(
    "DHCP6OptReconfAccept",
    "DHCP6 Reconfigure Accept Option",
    &[code(20), u16("optlen")],
);

pub static DHCP6_OPT_SIPDOMAINS: Proto = option(
    "DHCP6OptSIPDomains",
    "DHCP6 Option - SIP Servers Domain Name List",
    &[code(21), length_of("sipdomains", 0), domains("sipdomains")],
);

pub static DHCP6_OPT_SIPSERVERS: Proto = option(
    "DHCP6OptSIPServers",
    "DHCP6 Option - SIP Servers IPv6 Address List",
    &[
        code(22),
        length_of("sipservers", 0),
        addresses("sipservers"),
    ],
);

pub static DHCP6_OPT_DNSSERVERS: Proto = option(
    "DHCP6OptDNSServers",
    "DHCP6 Option - DNS Recursive Name Server",
    &[
        code(23),
        length_of("dnsservers", 0),
        addresses("dnsservers"),
    ],
);

pub static DHCP6_OPT_DNSDOMAINS: Proto = option(
    "DHCP6OptDNSDomains",
    "DHCP6 Option - Domain Search List option",
    &[code(24), length_of("dnsdomains", 0), domains("dnsdomains")],
);

pub static DHCP6_OPT_IAPREFIX: Proto = part(
    "DHCP6OptIAPrefix",
    "DHCP6 Option - IA Prefix option",
    &[
        code(26),
        length_of("iaprefopts", 25),
        u32("preflft").names(&LIFETIMES),
        u32("validlft").names(&LIFETIMES),
        u8("plen").default(48),
        ip6("prefix").text("2001:db8::"),
        packets("iaprefopts", &SUBOPTION).length(Length::From("optlen", -25)),
    ],
);

pub static DHCP6_OPT_IA_PD: Proto = option(
    "DHCP6OptIA_PD",
    "DHCP6 Option - Identity Association for Prefix Delegation",
    &[
        code(25),
        length_of("iapdopt", 12),
        IAID,
        u32("T1").preset(Preset::None),
        u32("T2").preset(Preset::None),
        packets("iapdopt", &SUBOPTION).length(Length::From("optlen", -12)),
    ],
);

pub static DHCP6_OPT_NISSERVERS: Proto = option(
    "DHCP6OptNISServers",
    "DHCP6 Option - NIS Servers",
    &[
        code(27),
        length_of("nisservers", 0),
        addresses("nisservers"),
    ],
);

pub static DHCP6_OPT_NISPSERVERS: Proto = option(
    "DHCP6OptNISPServers",
    "DHCP6 Option - NIS+ Servers",
    &[
        code(28),
        length_of("nispservers", 0),
        addresses("nispservers"),
    ],
);

pub static DHCP6_OPT_NISDOMAIN: Proto = option(
    "DHCP6OptNISDomain",
    "DHCP6 Option - NIS Domain Name",
    &[code(29), length_of("nisdomain", 0), domain("nisdomain")],
);

pub static DHCP6_OPT_NISPDOMAIN: Proto = option(
    "DHCP6OptNISPDomain",
    "DHCP6 Option - NIS+ Domain Name",
    &[code(30), length_of("nispdomain", 0), domain("nispdomain")],
);

pub static DHCP6_OPT_SNTPSERVERS: Proto = option(
    "DHCP6OptSNTPServers",
    "DHCP6 option - SNTP Servers",
    &[
        code(31),
        length_of("sntpservers", 0),
        addresses("sntpservers"),
    ],
);

pub static DHCP6_OPT_INFO_REFRESH_TIME: Proto = option(
    "DHCP6OptInfoRefreshTime",
    "DHCP6 Option - Information Refresh Time",
    &[
        code(32),
        u16("optlen").default(4),
        u32("reftime").default(86400),
    ],
);

pub static DHCP6_OPT_BCMCSDOMAINS: Proto = option(
    "DHCP6OptBCMCSDomains",
    "DHCP6 Option - BCMCS Domain Name List",
    &[
        code(33),
        length_of("bcmcsdomains", 0),
        domains("bcmcsdomains"),
    ],
);

pub static DHCP6_OPT_BCMCSSERVERS: Proto = option(
    "DHCP6OptBCMCSServers",
    "DHCP6 Option - BCMCS Addresses List",
    &[
        code(34),
        length_of("bcmcsservers", 0),
        addresses("bcmcsservers"),
    ],
);

pub static DHCP6_OPT_GEO_CONF_ELEMENT: Proto = Proto::new(
    "DHCP6OptGeoConfElement",
    "DHCP6OptGeoConfElement",
    &[
        u8("CAtype"),
        u16("CAlength")
            .preset(Preset::None)
            .auto(Auto::LenOf("CAvalue", Adjust::NONE)),
        octets("CAvalue").length_from("CAlength"),
    ],
);

pub static DHCP6_OPT_GEO_CONF: Proto = Proto {
    example: r#"DHCP6OptGeoConf(optlen=3, country_code="DE")"#,
    ..option(
        "DHCP6OptGeoConf",
        "DHCP6 Option - Civic Location",
        &[
            code(36),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("ca_elts", Adjust::by(|_, _| None))),
            u8("what").names(&PLACES).default(2),
            octets("country_code")
                .fixed()
                .length(Length::Octets(2))
                .preset(Preset::Octets(b"FR")),
            packets("ca_elts", &DHCP6_OPT_GEO_CONF_ELEMENT).length(Length::From("optlen", -3)),
        ],
    )
};

pub static DHCP6_OPT_REMOTE_ID: Proto = option(
    "DHCP6OptRemoteID",
    "DHCP6 Option - Relay Agent Remote-ID",
    &[
        code(37),
        length_of("remoteid", 4),
        u32("enterprisenum")
            .names(&ENTERPRISES)
            .preset(Preset::None),
        octets("remoteid").length(Length::From("optlen", -4)),
    ],
);

pub static DHCP6_OPT_SUBSCRIBER_ID: Proto = option(
    "DHCP6OptSubscriberID",
    "DHCP6 Option - Subscriber ID",
    &[
        code(38),
        length_of("subscriberid", 0),
        octets("subscriberid").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_CLIENT_FQDN: Proto = option(
    "DHCP6OptClientFQDN",
    "DHCP6 Option - Client FQDN",
    &[
        code(39),
        length_of("fqdn", 1),
        bits("res", 5),
        bits("flags", 3).flags(&FlagNames::Letters("SON")),
        Field::new("fqdn", Kind::DnsName, 0)
            .length(Length::From("optlen", -1))
            .text("."),
    ],
);

pub static DHCP6_OPT_PANA_AUTH_AGENT: Proto = option(
    "DHCP6OptPanaAuthAgent",
    "DHCP6 PANA Authentication Agent Option",
    &[code(40), length_of("paaaddr", 0), addresses("paaaddr")],
);

pub static DHCP6_OPT_NEW_POSIXTIME_ZONE: Proto = option(
    "DHCP6OptNewPOSIXTimeZone",
    "DHCP6 POSIX Timezone Option",
    &[
        code(41),
        length_of("optdata", 0),
        octets("optdata").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_NEW_TZDBTIME_ZONE: Proto = option(
    "DHCP6OptNewTZDBTimeZone",
    "DHCP6 TZDB Timezone Option",
    &[
        code(42),
        length_of("optdata", 0),
        octets("optdata").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_RELAY_AGENT_ERO: Proto = option(
    "DHCP6OptRelayAgentERO",
    "DHCP6 Option - RelayRequest Option",
    &[
        code(43),
        length_of("reqopts", 0),
        list("reqopts", &REQUESTED)
            .length_from("optlen")
            .preset(Preset::Ints(&[23, 24]))
            .class("_OptReqListField"),
    ],
);

pub static DHCP6_OPT_LQCLIENT_LINK: Proto = option(
    "DHCP6OptLQClientLink",
    "DHCP6 Client Link Option",
    &[
        code(48),
        length_of("linkaddress", 0),
        addresses("linkaddress"),
    ],
);

pub static DHCP6_NTPSUB_OPT_SRV_ADDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DHCP6NTPSubOptSrvAddr",
        "DHCP6 NTP Server Address Suboption",
        &[
            u16("optcode").default(1),
            u16("optlen").default(16),
            ip6("addr"),
        ],
    )
};

pub static DHCP6_NTPSUB_OPT_MCADDR: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DHCP6NTPSubOptMCAddr",
        "DHCP6 NTP Multicast Address Suboption",
        &[
            u16("optcode").default(2),
            u16("optlen").default(16),
            ip6("addr"),
        ],
    )
};

pub static DHCP6_NTPSUB_OPT_SRV_FQDN: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "DHCP6NTPSubOptSrvFQDN",
        "DHCP6 NTP Server FQDN Suboption",
        &[
            u16("optcode").default(3),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("fqdn", Adjust::NONE)),
            Field::new("fqdn", Kind::DnsName, 0)
                .length_from("optlen")
                .text("."),
        ],
    )
};

pub static DHCP6_OPT_NTPSERVER: Proto = option(
    "DHCP6OptNTPServer",
    "DHCP6 NTP Server Option",
    &[
        code(56),
        length_of("ntpserver", 0),
        Field::new("ntpserver", Kind::PacketsBy(Element::Octets(ntp_option)), 0)
            .preset(Preset::EmptyList)
            .length_from("optlen"),
    ],
);

pub static DHCP6_OPT_BOOT_FILE_URL: Proto = option(
    "DHCP6OptBootFileUrl",
    "DHCP6 Boot File URL Option",
    &[
        code(59),
        length_of("optdata", 0),
        octets("optdata").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_CLIENT_ARCH_TYPE: Proto = option(
    "DHCP6OptClientArchType",
    "DHCP6 Client System Architecture Type Option",
    &[
        code(61),
        length_of("archtypes", 0),
        list("archtypes", &{
            static ELEMENT: Field = u16("archtype");
            ELEMENT
        })
        .length_from("optlen"),
    ],
);

pub static DHCP6_OPT_CLIENT_NETWORK_INTER_ID: Proto = option(
    "DHCP6OptClientNetworkInterId",
    "DHCP6 Client Network Interface Identifier Option",
    &[
        code(62),
        u16("optlen").default(3),
        u8("iitype"),
        u8("iimajor"),
        u8("iiminor"),
    ],
);

pub static DHCP6_OPT_ERPDOMAIN: Proto = option(
    "DHCP6OptERPDomain",
    "DHCP6 Option - ERP Domain Name List",
    &[code(65), length_of("erpdomain", 0), domains("erpdomain")],
);

pub static DHCP6_OPT_RELAY_SUPPLIED_OPT: Proto = option(
    "DHCP6OptRelaySuppliedOpt",
    "DHCP6 Relay-Supplied Options Option",
    &[
        code(66),
        length_of("relaysupplied", 0),
        packets("relaysupplied", &SUBOPTION).length_from("optlen"),
    ],
);

pub static DHCP6_OPT_VSS: Proto = option(
    "DHCP6OptVSS",
    "DHCP6 Option - Virtual Subnet Selection",
    &[
        code(68),
        length_of("data", 1),
        u8("type").default(255),
        octets("data").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_CLIENT_LINK_LAYER_ADDR: Proto = option(
    "DHCP6OptClientLinkLayerAddr",
    "DHCP6 Option - Client Link Layer address",
    &[
        code(79),
        length_of("clladdr", 2),
        u16("lltype").default(1),
        mac("clladdr").class("_LLAddrField"),
    ],
);

pub static DHCP6_OPT_CAPTIVE_PORTAL: Proto = option(
    "DHCP6OptCaptivePortal",
    "DHCP6 Option - Captive-Portal",
    &[
        code(103),
        length_of("URI", 0),
        octets("URI").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_MUD_URL: Proto = option(
    "DHCP6OptMudUrl",
    "DHCP6 Option - MUD URL",
    &[
        code(112),
        length_of("mudstring", 0),
        octets("mudstring").length_from("optlen"),
    ],
);

pub static DHCP6_OPT_ADDR_REG_ENABLE: Proto = option(
    "DHCP6OptAddrRegEnable",
    "DHCP6 Address Registration Option",
    &[code(148), u16("optlen")],
);

pub static DHCP6: Proto = Proto {
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6",
        "DHCPv6 Generic Message",
        &[
            u8("msgtype").names(&MESSAGES).preset(Preset::None),
            u24("trid").hex(),
        ],
    )
};

pub static DHCP6_OPT_RELAY_MSG: Proto = option(
    "DHCP6OptRelayMsg",
    "DHCP6 Relay Message Option",
    &[
        code(9),
        length_of("message", 0),
        Field::new("message", Kind::PacketBy(Element::Octets(message_of)), 0)
            .preset(Preset::PacketOf(&DHCP6))
            .length_from("optlen"),
    ],
);

pub static DHCP6_SOLICIT: Proto = Proto {
    example: r#"IPv6(src="fe80::1", dst="ff02::1:2")/UDP()/DHCP6_Solicit(trid=5)/DHCP6OptClientId(duid=DUID_LL(lladdr="02:00:00:00:00:01"))/DHCP6OptIA_NA(iaid=1)"#,
    ..message("DHCP6_Solicit", "DHCPv6 Solicit Message", &exchange(1))
};

pub static DHCP6_ADVERTISE: Proto = Proto {
    answers: Answers::Test(advertises),
    ..message("DHCP6_Advertise", "DHCPv6 Advertise Message", &exchange(2))
};

pub static DHCP6_REQUEST: Proto = message("DHCP6_Request", "DHCPv6 Request Message", &exchange(3));

pub static DHCP6_CONFIRM: Proto = message("DHCP6_Confirm", "DHCPv6 Confirm Message", &exchange(4));

pub static DHCP6_RENEW: Proto = message("DHCP6_Renew", "DHCPv6 Renew Message", &exchange(5));

pub static DHCP6_REBIND: Proto = message("DHCP6_Rebind", "DHCPv6 Rebind Message", &exchange(6));

pub static DHCP6_REPLY: Proto = Proto {
    answers: Answers::Test(replies),
    ..message("DHCP6_Reply", "DHCPv6 Reply Message", &exchange(7))
};

pub static DHCP6_RELEASE: Proto = message("DHCP6_Release", "DHCPv6 Release Message", &exchange(8));

pub static DHCP6_DECLINE: Proto = message("DHCP6_Decline", "DHCPv6 Decline Message", &exchange(9));

pub static DHCP6_RECONF: Proto =
    message("DHCP6_Reconf", "DHCPv6 Reconfigure Message", &exchange(10));

pub static DHCP6_INFO_REQUEST: Proto = message(
    "DHCP6_InfoRequest",
    "DHCPv6 Information Request Message",
    &exchange(11),
);

pub static DHCP6_RELAY_FORWARD: Proto = Proto {
    guess: Some(guess),
    hash: Hash::Octets(peer),
    ..Proto::new(
        "DHCP6_RelayForward",
        "DHCPv6 Relay Forward Message (Relay Agent/Server Message)",
        &[
            u8("msgtype").names(&MESSAGES).default(12),
            u8("hopcount").preset(Preset::None),
            ip6("linkaddr"),
            ip6("peeraddr"),
        ],
    )
};

pub static DHCP6_RELAY_REPLY: Proto = Proto {
    parent: Some(&DHCP6_RELAY_FORWARD),
    guess: Some(guess),
    answers: Answers::Test(relays),
    hash: Hash::Octets(peer),
    ..Proto::new(
        "DHCP6_RelayReply",
        "DHCPv6 Relay Reply Message (Relay Agent/Server Message)",
        &[
            u8("msgtype").names(&MESSAGES).default(13),
            u8("hopcount").preset(Preset::None),
            ip6("linkaddr"),
            ip6("peeraddr"),
        ],
    )
};

pub static DHCP6_ADDR_REG_INFORM: Proto = message(
    "DHCP6_AddrRegInform",
    "DHCPv6 Information Request Message",
    &exchange(36),
);

pub static DHCP6_ADDR_REG_REPLY: Proto = message(
    "DHCP6_AddrRegReply",
    "DHCPv6 Information Reply Message",
    &exchange(37),
);

pub static FAMILY: Family = Family {
    module: "scapy.layers.dhcp6",
    source: "RFC 8415, RFC 3319",
    protocols: &[
        &DUID_LLT,
        &DUID_EN,
        &DUID_LL,
        &DUID_UUID,
        &DHCP6_OPT_UNKNOWN,
        &DHCP6_OPT_CLIENT_ID,
        &DHCP6_OPT_SERVER_ID,
        &DHCP6_OPT_IAADDRESS,
        &DHCP6_OPT_IA_NA,
        &DHCP6_OPT_IA_TA,
        &DHCP6_OPT_OPT_REQ,
        &DHCP6_OPT_PREF,
        &DHCP6_OPT_ELAPSED_TIME,
        &DHCP6_OPT_AUTH,
        &DHCP6_OPT_SERVER_UNICAST,
        &DHCP6_OPT_STATUS_CODE,
        &DHCP6_OPT_RAPID_COMMIT,
        &USER_CLASS_DATA,
        &DHCP6_OPT_USER_CLASS,
        &VENDOR_CLASS_DATA,
        &DHCP6_OPT_VENDOR_CLASS,
        &VENDOR_SPECIFIC_OPTION,
        &DHCP6_OPT_VENDOR_SPECIFIC_INFO,
        &DHCP6_OPT_IFACE_ID,
        &DHCP6_OPT_RECONF_MSG,
        &DHCP6_OPT_RECONF_ACCEPT,
        &DHCP6_OPT_SIPDOMAINS,
        &DHCP6_OPT_SIPSERVERS,
        &DHCP6_OPT_DNSSERVERS,
        &DHCP6_OPT_DNSDOMAINS,
        &DHCP6_OPT_IAPREFIX,
        &DHCP6_OPT_IA_PD,
        &DHCP6_OPT_NISSERVERS,
        &DHCP6_OPT_NISPSERVERS,
        &DHCP6_OPT_NISDOMAIN,
        &DHCP6_OPT_NISPDOMAIN,
        &DHCP6_OPT_SNTPSERVERS,
        &DHCP6_OPT_INFO_REFRESH_TIME,
        &DHCP6_OPT_BCMCSDOMAINS,
        &DHCP6_OPT_BCMCSSERVERS,
        &DHCP6_OPT_GEO_CONF_ELEMENT,
        &DHCP6_OPT_GEO_CONF,
        &DHCP6_OPT_REMOTE_ID,
        &DHCP6_OPT_SUBSCRIBER_ID,
        &DHCP6_OPT_CLIENT_FQDN,
        &DHCP6_OPT_PANA_AUTH_AGENT,
        &DHCP6_OPT_NEW_POSIXTIME_ZONE,
        &DHCP6_OPT_NEW_TZDBTIME_ZONE,
        &DHCP6_OPT_RELAY_AGENT_ERO,
        &DHCP6_OPT_LQCLIENT_LINK,
        &DHCP6_NTPSUB_OPT_SRV_ADDR,
        &DHCP6_NTPSUB_OPT_MCADDR,
        &DHCP6_NTPSUB_OPT_SRV_FQDN,
        &DHCP6_OPT_NTPSERVER,
        &DHCP6_OPT_BOOT_FILE_URL,
        &DHCP6_OPT_CLIENT_ARCH_TYPE,
        &DHCP6_OPT_CLIENT_NETWORK_INTER_ID,
        &DHCP6_OPT_ERPDOMAIN,
        &DHCP6_OPT_RELAY_SUPPLIED_OPT,
        &DHCP6_OPT_VSS,
        &DHCP6_OPT_CLIENT_LINK_LAYER_ADDR,
        &DHCP6_OPT_CAPTIVE_PORTAL,
        &DHCP6_OPT_MUD_URL,
        &DHCP6_OPT_ADDR_REG_ENABLE,
        &DHCP6,
        &DHCP6_OPT_RELAY_MSG,
        &DHCP6_SOLICIT,
        &DHCP6_ADVERTISE,
        &DHCP6_REQUEST,
        &DHCP6_CONFIRM,
        &DHCP6_RENEW,
        &DHCP6_REBIND,
        &DHCP6_REPLY,
        &DHCP6_RELEASE,
        &DHCP6_DECLINE,
        &DHCP6_RECONF,
        &DHCP6_INFO_REQUEST,
        &DHCP6_RELAY_FORWARD,
        &DHCP6_RELAY_REPLY,
        &DHCP6_ADDR_REG_INFORM,
        &DHCP6_ADDR_REG_REPLY,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &DISPATCHER, when!(dport = 547)),
    bind_up(&UDP, &DISPATCHER, when!(dport = 546)),
    bind_down(&UDP, &DHCP6, when!(sport = 546, dport = 547)),
    bind_down(
        &UDP,
        &DHCP6_ADDR_REG_INFORM,
        when!(sport = 546, dport = 547),
    ),
    bind_down(&UDP, &DHCP6_ADDR_REG_REPLY, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_ADVERTISE, when!(sport = 547, dport = 546)),
    bind_down(&UDP, &DHCP6_CONFIRM, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_DECLINE, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_INFO_REQUEST, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_REBIND, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_RECONF, when!(sport = 547, dport = 546)),
    bind_down(&UDP, &DHCP6_RELAY_FORWARD, when!(sport = 547, dport = 547)),
    bind_down(&UDP, &DHCP6_RELAY_REPLY, when!(sport = 547, dport = 547)),
    bind_down(&UDP, &DHCP6_RELEASE, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_RENEW, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_REPLY, when!(sport = 547, dport = 546)),
    bind_down(&UDP, &DHCP6_REQUEST, when!(sport = 546, dport = 547)),
    bind_down(&UDP, &DHCP6_SOLICIT, when!(sport = 546, dport = 547)),
];

/// What stands in a list of options: the number says which.
static SUBOPTION: Proto = Proto {
    dispatch: Some(|octets| option_of(octets).map_or(Dispatch::Raw, Dispatch::Other)),
    ..Proto::new("_DHCP6OptGuessPayloadElt", "_DHCP6OptGuessPayloadElt", &[])
};

/// What stands on UDP: the first octet says which message it is.
static DISPATCHER: Proto = Proto {
    dispatch: Some(|octets| message_of(octets).map_or(Dispatch::Raw, Dispatch::Other)),
    ..Proto::new("_dhcp6_dispatcher", "_dhcp6_dispatcher", &[])
};

static REQUESTED: Field = u16("reqopt").names(&OPTIONS).may_end();

/// Nothing set is the address of zeros.
static SERVER_ADDRESS: Choice = Choice {
    options: &[],
    otherwise: ip6("srvaddr"),
};

static SINCE_2000: Clock = Clock {
    epoch: 946_684_800,
    per_second: 1,
    format: "%a, %d %b %Y %H:%M:%S %z",
};

/// The protocol that two octets name in a table.
fn by_number(octets: &[u8], table: &[(u16, &'static Proto)]) -> Option<&'static Proto> {
    let number = u16::from_be_bytes(*octets.first_chunk()?);
    let found = table.iter().find(|entry| entry.0 == number)?;
    Some(found.1)
}

fn option_of(octets: &[u8]) -> Option<&'static Proto> {
    by_number(octets, OPTION_PROTOCOLS).filter(|_| octets.len() > 2)
}

fn message_of(octets: &[u8]) -> Option<&'static Proto> {
    let number = u16::from(*octets.first().filter(|_| octets.len() >= 2)?);
    let found = MESSAGE_PROTOCOLS.iter().find(|entry| entry.0 == number)?;
    Some(found.1)
}

fn duid(octets: &[u8]) -> Option<&'static Proto> {
    if octets.is_empty() {
        return Some(&super::raw::RAW);
    }
    by_number(octets, DUID_PROTOCOLS).filter(|_| octets.len() > 4)
}

fn ntp_option(octets: &[u8]) -> Option<&'static Proto> {
    by_number(octets, NTP_PROTOCOLS)
}

/// Options follow one another.
fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    match payload.len() {
        0..=2 => Guess::Raw,
        _ => Guess::Proto(option_of(payload).unwrap_or(&DHCP6_OPT_UNKNOWN)),
    }
}

fn transaction(message: &dyn Around) -> Vec<u8> {
    let number = message.int("trid").unwrap_or(0) as u32;
    number.to_be_bytes()[1..].to_vec()
}

fn peer(message: &dyn Around) -> Vec<u8> {
    let address = message.text("peeraddr").parse::<std::net::Ipv6Addr>();
    address.map_or_else(|_| Vec::new(), |address| address.octets().to_vec())
}

fn advertises(own: &dyn Around, other: &dyn Around) -> Answered {
    let asked = other.proto().is_kind_of(&DHCP6_SOLICIT) && other.int("msgtype") == Some(1);
    (asked && own.int("trid") == other.int("trid")).into()
}

fn replies(own: &dyn Around, other: &dyn Around) -> Answered {
    let answered: [&Proto; 8] = [
        &DHCP6_SOLICIT,
        &DHCP6_INFO_REQUEST,
        &DHCP6_CONFIRM,
        &DHCP6_REBIND,
        &DHCP6_DECLINE,
        &DHCP6_REQUEST,
        &DHCP6_RELEASE,
        &DHCP6_RENEW,
    ];
    let asked = answered.iter().any(|proto| other.proto().is_kind_of(proto));
    (asked && own.int("trid") == other.int("trid")).into()
}

fn relays(own: &dyn Around, other: &dyn Around) -> Answered {
    let same = ["hopcount", "linkaddr", "peeraddr"];
    let same = same.iter().all(|name| own.text(name) == other.text(name));
    (other.proto().is_kind_of(&DHCP6_RELAY_FORWARD) && same).into()
}

static OPTION_PROTOCOLS: &[(u16, &Proto)] = &[
    (1, &DHCP6_OPT_CLIENT_ID),
    (2, &DHCP6_OPT_SERVER_ID),
    (3, &DHCP6_OPT_IA_NA),
    (4, &DHCP6_OPT_IA_TA),
    (5, &DHCP6_OPT_IAADDRESS),
    (6, &DHCP6_OPT_OPT_REQ),
    (7, &DHCP6_OPT_PREF),
    (8, &DHCP6_OPT_ELAPSED_TIME),
    (9, &DHCP6_OPT_RELAY_MSG),
    (11, &DHCP6_OPT_AUTH),
    (12, &DHCP6_OPT_SERVER_UNICAST),
    (13, &DHCP6_OPT_STATUS_CODE),
    (14, &DHCP6_OPT_RAPID_COMMIT),
    (15, &DHCP6_OPT_USER_CLASS),
    (16, &DHCP6_OPT_VENDOR_CLASS),
    (17, &DHCP6_OPT_VENDOR_SPECIFIC_INFO),
    (18, &DHCP6_OPT_IFACE_ID),
    (19, &DHCP6_OPT_RECONF_MSG),
    (20, &DHCP6_OPT_RECONF_ACCEPT),
    (21, &DHCP6_OPT_SIPDOMAINS),
    (22, &DHCP6_OPT_SIPSERVERS),
    (23, &DHCP6_OPT_DNSSERVERS),
    (24, &DHCP6_OPT_DNSDOMAINS),
    (25, &DHCP6_OPT_IA_PD),
    (26, &DHCP6_OPT_IAPREFIX),
    (27, &DHCP6_OPT_NISSERVERS),
    (28, &DHCP6_OPT_NISPSERVERS),
    (29, &DHCP6_OPT_NISDOMAIN),
    (30, &DHCP6_OPT_NISPDOMAIN),
    (31, &DHCP6_OPT_SNTPSERVERS),
    (32, &DHCP6_OPT_INFO_REFRESH_TIME),
    (33, &DHCP6_OPT_BCMCSDOMAINS),
    (34, &DHCP6_OPT_BCMCSSERVERS),
    (37, &DHCP6_OPT_REMOTE_ID),
    (38, &DHCP6_OPT_SUBSCRIBER_ID),
    (39, &DHCP6_OPT_CLIENT_FQDN),
    (40, &DHCP6_OPT_PANA_AUTH_AGENT),
    (41, &DHCP6_OPT_NEW_POSIXTIME_ZONE),
    (42, &DHCP6_OPT_NEW_TZDBTIME_ZONE),
    (43, &DHCP6_OPT_RELAY_AGENT_ERO),
    (48, &DHCP6_OPT_LQCLIENT_LINK),
    (56, &DHCP6_OPT_NTPSERVER),
    (59, &DHCP6_OPT_BOOT_FILE_URL),
    (61, &DHCP6_OPT_CLIENT_ARCH_TYPE),
    (62, &DHCP6_OPT_CLIENT_NETWORK_INTER_ID),
    (65, &DHCP6_OPT_ERPDOMAIN),
    (66, &DHCP6_OPT_RELAY_SUPPLIED_OPT),
    (68, &DHCP6_OPT_VSS),
    (79, &DHCP6_OPT_CLIENT_LINK_LAYER_ADDR),
    (103, &DHCP6_OPT_CAPTIVE_PORTAL),
    (112, &DHCP6_OPT_MUD_URL),
    (148, &DHCP6_OPT_ADDR_REG_ENABLE),
];
static MESSAGE_PROTOCOLS: &[(u16, &Proto)] = &[
    (1, &DHCP6_SOLICIT),
    (2, &DHCP6_ADVERTISE),
    (3, &DHCP6_REQUEST),
    (4, &DHCP6_CONFIRM),
    (5, &DHCP6_RENEW),
    (6, &DHCP6_REBIND),
    (7, &DHCP6_REPLY),
    (8, &DHCP6_RELEASE),
    (9, &DHCP6_DECLINE),
    (10, &DHCP6_RECONF),
    (11, &DHCP6_INFO_REQUEST),
    (12, &DHCP6_RELAY_FORWARD),
    (13, &DHCP6_RELAY_REPLY),
    (36, &DHCP6_ADDR_REG_INFORM),
    (37, &DHCP6_ADDR_REG_REPLY),
];
static DUID_PROTOCOLS: &[(u16, &Proto)] = &[
    (1, &DUID_LLT),
    (2, &DUID_EN),
    (3, &DUID_LL),
    (4, &DUID_UUID),
];
static NTP_PROTOCOLS: &[(u16, &Proto)] = &[
    (1, &DHCP6_NTPSUB_OPT_SRV_ADDR),
    (2, &DHCP6_NTPSUB_OPT_MCADDR),
    (3, &DHCP6_NTPSUB_OPT_SRV_FQDN),
];
