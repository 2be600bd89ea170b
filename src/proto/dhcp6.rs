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

pub static DHCP6_OPT_UNKNOWN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptUnknown",
        "Unknown DHCPv6 Option",
        &[
            u16("optcode").names(&OPTIONS),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_CLIENT_ID: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptClientId",
        "DHCP6 Client Identifier Option",
        &[
            u16("optcode").names(&OPTIONS).default(1),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("duid", Adjust::NONE)),
            Field::new("duid", Kind::PacketBy(Element::Octets(duid)), 0)
                .preset(Preset::Octets(b""))
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_SERVER_ID: Proto = Proto {
    parent: Some(&DHCP6_OPT_CLIENT_ID),
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptServerId",
        "DHCP6 Server Identifier Option",
        &[
            u16("optcode").names(&OPTIONS).default(2),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("duid", Adjust::NONE)),
            Field::new("duid", Kind::PacketBy(Element::Octets(duid)), 0)
                .preset(Preset::Octets(b""))
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_IAADDRESS: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "DHCP6OptIAAddress",
        "DHCP6 IA Address Option (IA_TA or IA_NA suboption)",
        &[
            u16("optcode").names(&OPTIONS).default(5),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("iaaddropts", Adjust::plus(24))),
            ip6("addr"),
            u32("preflft").names(&LIFETIMES),
            u32("validlft").names(&LIFETIMES),
            packets("iaaddropts", &SUBOPTION).length(Length::From("optlen", -24)),
        ],
    )
};

pub static DHCP6_OPT_IA_NA: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptIA_NA",
        "DHCP6 Identity Association for Non-temporary Addresses Option",
        &[
            u16("optcode").names(&OPTIONS).default(3),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("ianaopts", Adjust::plus(12))),
            u32("iaid").hex().preset(Preset::None),
            u32("T1").preset(Preset::None),
            u32("T2").preset(Preset::None),
            packets("ianaopts", &SUBOPTION).length(Length::From("optlen", -12)),
        ],
    )
};

pub static DHCP6_OPT_IA_TA: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptIA_TA",
        "DHCP6 Identity Association for Temporary Addresses Option",
        &[
            u16("optcode").names(&OPTIONS).default(4),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("iataopts", Adjust::plus(4))),
            u32("iaid").hex().preset(Preset::None),
            packets("iataopts", &SUBOPTION).length(Length::From("optlen", -4)),
        ],
    )
};

pub static DHCP6_OPT_OPT_REQ: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptOptReq",
        "DHCP6 Option Request Option",
        &[
            u16("optcode").names(&OPTIONS).default(6),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("reqopts", Adjust::NONE)),
            list("reqopts", &REQUESTED)
                .length_from("optlen")
                .preset(Preset::Ints(&[23, 24]))
                .class("_OptReqListField"),
        ],
    )
};

pub static DHCP6_OPT_PREF: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptPref",
        "DHCP6 Preference Option",
        &[
            u16("optcode").names(&OPTIONS).default(7),
            u16("optlen").default(1),
            u8("prefval").default(255),
        ],
    )
};

pub static DHCP6_OPT_ELAPSED_TIME: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptElapsedTime",
        "DHCP6 Elapsed Time Option",
        &[
            u16("optcode").names(&OPTIONS).default(8),
            u16("optlen").default(2),
            u16("elapsedtime")
                .display(Display::Hundredths)
                .class("_ElapsedTimeField"),
        ],
    )
};

pub static DHCP6_OPT_AUTH: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptAuth",
        "DHCP6 Option - Authentication",
        &[
            u16("optcode").names(&OPTIONS).default(11),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("authinfo", Adjust::plus(11))),
            u8("proto").names(&AUTHENTICATIONS).default(3),
            u8("alg").names(&ALGORITHMS).default(1),
            u8("rdm").names(&REPLAY_METHODS),
            octets("replay")
                .fixed()
                .length(Length::Octets(8))
                .preset(Preset::Octets(b"\x00\x00\x00\x00\x00\x00\x00\x00")),
            octets("authinfo").length(Length::From("optlen", -11)),
        ],
    )
};

pub static DHCP6_OPT_SERVER_UNICAST: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptServerUnicast",
        "DHCP6 Server Unicast Option",
        &[
            u16("optcode").names(&OPTIONS).default(12),
            u16("optlen").default(16),
            choice("srvaddr", &SERVER_ADDRESS).class("_SrvAddrField"),
        ],
    )
};

pub static DHCP6_OPT_STATUS_CODE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptStatusCode",
        "DHCP6 Status Code Option",
        &[
            u16("optcode").names(&OPTIONS).default(13),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("statusmsg", Adjust::plus(2))),
            u16("statuscode").names(&STATUSES).preset(Preset::None),
            octets("statusmsg").length(Length::From("optlen", -2)),
        ],
    )
};

pub static DHCP6_OPT_RAPID_COMMIT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptRapidCommit",
        "DHCP6 Rapid Commit Option",
        &[u16("optcode").names(&OPTIONS).default(14), u16("optlen")],
    )
};

/// Pieces that have their length after some octets.
fn pieces(proto: &'static Proto, at: usize, octets: &[u8]) -> Parts {
    cut(proto, octets, |piece| match piece.get(at..at + 2) {
        Some(length) => Some(at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]))),
        None => Some(piece.len()),
    })
}

pub static USER_CLASS_DATA: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "USER_CLASS_DATA",
        "user class data",
        &[
            u16("len")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::NONE)),
            octets("data").length_from("len"),
        ],
    )
};

pub static DHCP6_OPT_USER_CLASS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptUserClass",
        "DHCP6 User Class Option",
        &[
            u16("optcode").names(&OPTIONS).default(15),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("userclassdata", Adjust::NONE)),
            split("userclassdata", |_, octets| {
                pieces(&USER_CLASS_DATA, 0, octets)
            })
            .length_from("optlen")
            .class("_UserClassDataField"),
        ],
    )
};

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

pub static DHCP6_OPT_VENDOR_CLASS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptVendorClass",
        "DHCP6 Vendor Class Option",
        &[
            u16("optcode").names(&OPTIONS).default(16),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("vcdata", Adjust::plus(4))),
            u32("enterprisenum")
                .names(&ENTERPRISES)
                .preset(Preset::None),
            split("vcdata", |_, octets| pieces(&VENDOR_CLASS_DATA, 0, octets))
                .length(Length::From("optlen", -4))
                .class("_VendorClassDataField"),
        ],
    )
};

pub static VENDOR_SPECIFIC_OPTION: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "VENDOR_SPECIFIC_OPTION",
        "vendor specific option data",
        &[
            u16("optcode").preset(Preset::None),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("optdata", Adjust::NONE)),
            octets("optdata").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_VENDOR_SPECIFIC_INFO: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptVendorSpecificInfo",
        "DHCP6 Vendor-specific Information Option",
        &[
            u16("optcode").names(&OPTIONS).default(17),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("vso", Adjust::plus(4))),
            u32("enterprisenum")
                .names(&ENTERPRISES)
                .preset(Preset::None),
            split("vso", |_, octets| {
                pieces(&VENDOR_SPECIFIC_OPTION, 2, octets)
            })
            .length(Length::From("optlen", -4))
            .class("_VendorClassDataField"),
        ],
    )
};

pub static DHCP6_OPT_IFACE_ID: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptIfaceId",
        "DHCP6 Interface-Id Option",
        &[
            u16("optcode").names(&OPTIONS).default(18),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("ifaceid", Adjust::NONE)),
            octets("ifaceid").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_RECONF_MSG: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptReconfMsg",
        "DHCP6 Reconfigure Message Option",
        &[
            u16("optcode").names(&OPTIONS).default(19),
            u16("optlen").default(1),
            u8("msgtype").names(&RECONFIGURATIONS).default(11),
        ],
    )
};

pub static DHCP6_OPT_RECONF_ACCEPT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptReconfAccept",
        "DHCP6 Reconfigure Accept Option",
        &[u16("optcode").names(&OPTIONS).default(20), u16("optlen")],
    )
};

pub static DHCP6_OPT_SIPDOMAINS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptSIPDomains",
        "DHCP6 Option - SIP Servers Domain Name List",
        &[
            u16("optcode").names(&OPTIONS).default(21),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("sipdomains", Adjust::NONE)),
            Field::new("sipdomains", Kind::DnsNames(1), 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_SIPSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptSIPServers",
        "DHCP6 Option - SIP Servers IPv6 Address List",
        &[
            u16("optcode").names(&OPTIONS).default(22),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("sipservers", Adjust::NONE)),
            Field::new("sipservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_DNSSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptDNSServers",
        "DHCP6 Option - DNS Recursive Name Server",
        &[
            u16("optcode").names(&OPTIONS).default(23),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("dnsservers", Adjust::NONE)),
            Field::new("dnsservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_DNSDOMAINS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptDNSDomains",
        "DHCP6 Option - Domain Search List option",
        &[
            u16("optcode").names(&OPTIONS).default(24),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("dnsdomains", Adjust::NONE)),
            Field::new("dnsdomains", Kind::DnsNames(1), 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_IAPREFIX: Proto = Proto {
    guess: Some(|_, _| Guess::Padding),
    ..Proto::new(
        "DHCP6OptIAPrefix",
        "DHCP6 Option - IA Prefix option",
        &[
            u16("optcode").names(&OPTIONS).default(26),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("iaprefopts", Adjust::plus(25))),
            u32("preflft").names(&LIFETIMES),
            u32("validlft").names(&LIFETIMES),
            u8("plen").default(48),
            ip6("prefix").text("2001:db8::"),
            packets("iaprefopts", &SUBOPTION).length(Length::From("optlen", -25)),
        ],
    )
};

pub static DHCP6_OPT_IA_PD: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptIA_PD",
        "DHCP6 Option - Identity Association for Prefix Delegation",
        &[
            u16("optcode").names(&OPTIONS).default(25),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("iapdopt", Adjust::plus(12))),
            u32("iaid").hex().preset(Preset::None),
            u32("T1").preset(Preset::None),
            u32("T2").preset(Preset::None),
            packets("iapdopt", &SUBOPTION).length(Length::From("optlen", -12)),
        ],
    )
};

pub static DHCP6_OPT_NISSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNISServers",
        "DHCP6 Option - NIS Servers",
        &[
            u16("optcode").names(&OPTIONS).default(27),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("nisservers", Adjust::NONE)),
            Field::new("nisservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_NISPSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNISPServers",
        "DHCP6 Option - NIS+ Servers",
        &[
            u16("optcode").names(&OPTIONS).default(28),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("nispservers", Adjust::NONE)),
            Field::new("nispservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_NISDOMAIN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNISDomain",
        "DHCP6 Option - NIS Domain Name",
        &[
            u16("optcode").names(&OPTIONS).default(29),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("nisdomain", Adjust::NONE)),
            Field::new("nisdomain", Kind::DnsName, 0)
                .length_from("optlen")
                .text("."),
        ],
    )
};

pub static DHCP6_OPT_NISPDOMAIN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNISPDomain",
        "DHCP6 Option - NIS+ Domain Name",
        &[
            u16("optcode").names(&OPTIONS).default(30),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("nispdomain", Adjust::NONE)),
            Field::new("nispdomain", Kind::DnsName, 0)
                .length_from("optlen")
                .text("."),
        ],
    )
};

pub static DHCP6_OPT_SNTPSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptSNTPServers",
        "DHCP6 option - SNTP Servers",
        &[
            u16("optcode").names(&OPTIONS).default(31),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("sntpservers", Adjust::NONE)),
            Field::new("sntpservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_INFO_REFRESH_TIME: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptInfoRefreshTime",
        "DHCP6 Option - Information Refresh Time",
        &[
            u16("optcode").names(&OPTIONS).default(32),
            u16("optlen").default(4),
            u32("reftime").default(86400),
        ],
    )
};

pub static DHCP6_OPT_BCMCSDOMAINS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptBCMCSDomains",
        "DHCP6 Option - BCMCS Domain Name List",
        &[
            u16("optcode").names(&OPTIONS).default(33),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("bcmcsdomains", Adjust::NONE)),
            Field::new("bcmcsdomains", Kind::DnsNames(1), 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_BCMCSSERVERS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptBCMCSServers",
        "DHCP6 Option - BCMCS Addresses List",
        &[
            u16("optcode").names(&OPTIONS).default(34),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("bcmcsservers", Adjust::NONE)),
            Field::new("bcmcsservers", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

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
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptGeoConf",
        "DHCP6 Option - Civic Location",
        &[
            u16("optcode").names(&OPTIONS).default(36),
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

pub static DHCP6_OPT_REMOTE_ID: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptRemoteID",
        "DHCP6 Option - Relay Agent Remote-ID",
        &[
            u16("optcode").names(&OPTIONS).default(37),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("remoteid", Adjust::plus(4))),
            u32("enterprisenum")
                .names(&ENTERPRISES)
                .preset(Preset::None),
            octets("remoteid").length(Length::From("optlen", -4)),
        ],
    )
};

pub static DHCP6_OPT_SUBSCRIBER_ID: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptSubscriberID",
        "DHCP6 Option - Subscriber ID",
        &[
            u16("optcode").names(&OPTIONS).default(38),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("subscriberid", Adjust::NONE)),
            octets("subscriberid").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_CLIENT_FQDN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptClientFQDN",
        "DHCP6 Option - Client FQDN",
        &[
            u16("optcode").names(&OPTIONS).default(39),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("fqdn", Adjust::plus(1))),
            bits("res", 5),
            bits("flags", 3).flags(&FlagNames::Letters("SON")),
            Field::new("fqdn", Kind::DnsName, 0)
                .length(Length::From("optlen", -1))
                .text("."),
        ],
    )
};

pub static DHCP6_OPT_PANA_AUTH_AGENT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptPanaAuthAgent",
        "DHCP6 PANA Authentication Agent Option",
        &[
            u16("optcode").names(&OPTIONS).default(40),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("paaaddr", Adjust::NONE)),
            Field::new("paaaddr", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_NEW_POSIXTIME_ZONE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNewPOSIXTimeZone",
        "DHCP6 POSIX Timezone Option",
        &[
            u16("optcode").names(&OPTIONS).default(41),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("optdata", Adjust::NONE)),
            octets("optdata").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_NEW_TZDBTIME_ZONE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNewTZDBTimeZone",
        "DHCP6 TZDB Timezone Option",
        &[
            u16("optcode").names(&OPTIONS).default(42),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("optdata", Adjust::NONE)),
            octets("optdata").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_RELAY_AGENT_ERO: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptRelayAgentERO",
        "DHCP6 Option - RelayRequest Option",
        &[
            u16("optcode").names(&OPTIONS).default(43),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("reqopts", Adjust::NONE)),
            list("reqopts", &REQUESTED)
                .length_from("optlen")
                .preset(Preset::Ints(&[23, 24]))
                .class("_OptReqListField"),
        ],
    )
};

pub static DHCP6_OPT_LQCLIENT_LINK: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptLQClientLink",
        "DHCP6 Client Link Option",
        &[
            u16("optcode").names(&OPTIONS).default(48),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("linkaddress", Adjust::NONE)),
            Field::new("linkaddress", Kind::Ip6List, 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

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

pub static DHCP6_OPT_NTPSERVER: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptNTPServer",
        "DHCP6 NTP Server Option",
        &[
            u16("optcode").names(&OPTIONS).default(56),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("ntpserver", Adjust::NONE)),
            Field::new("ntpserver", Kind::PacketsBy(Element::Octets(ntp_option)), 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_BOOT_FILE_URL: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptBootFileUrl",
        "DHCP6 Boot File URL Option",
        &[
            u16("optcode").names(&OPTIONS).default(59),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("optdata", Adjust::NONE)),
            octets("optdata").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_CLIENT_ARCH_TYPE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptClientArchType",
        "DHCP6 Client System Architecture Type Option",
        &[
            u16("optcode").names(&OPTIONS).default(61),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("archtypes", Adjust::NONE)),
            list("archtypes", &{
                static ELEMENT: Field = u16("archtype");
                ELEMENT
            })
            .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_CLIENT_NETWORK_INTER_ID: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptClientNetworkInterId",
        "DHCP6 Client Network Interface Identifier Option",
        &[
            u16("optcode").names(&OPTIONS).default(62),
            u16("optlen").default(3),
            u8("iitype"),
            u8("iimajor"),
            u8("iiminor"),
        ],
    )
};

pub static DHCP6_OPT_ERPDOMAIN: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptERPDomain",
        "DHCP6 Option - ERP Domain Name List",
        &[
            u16("optcode").names(&OPTIONS).default(65),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("erpdomain", Adjust::NONE)),
            Field::new("erpdomain", Kind::DnsNames(1), 0)
                .preset(Preset::EmptyList)
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_RELAY_SUPPLIED_OPT: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptRelaySuppliedOpt",
        "DHCP6 Relay-Supplied Options Option",
        &[
            u16("optcode").names(&OPTIONS).default(66),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("relaysupplied", Adjust::NONE)),
            packets("relaysupplied", &SUBOPTION).length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_VSS: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptVSS",
        "DHCP6 Option - Virtual Subnet Selection",
        &[
            u16("optcode").names(&OPTIONS).default(68),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("data", Adjust::plus(1))),
            u8("type").default(255),
            octets("data").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_CLIENT_LINK_LAYER_ADDR: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptClientLinkLayerAddr",
        "DHCP6 Option - Client Link Layer address",
        &[
            u16("optcode").names(&OPTIONS).default(79),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("clladdr", Adjust::plus(2))),
            u16("lltype").default(1),
            mac("clladdr").class("_LLAddrField"),
        ],
    )
};

pub static DHCP6_OPT_CAPTIVE_PORTAL: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptCaptivePortal",
        "DHCP6 Option - Captive-Portal",
        &[
            u16("optcode").names(&OPTIONS).default(103),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("URI", Adjust::NONE)),
            octets("URI").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_MUD_URL: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptMudUrl",
        "DHCP6 Option - MUD URL",
        &[
            u16("optcode").names(&OPTIONS).default(112),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("mudstring", Adjust::NONE)),
            octets("mudstring").length_from("optlen"),
        ],
    )
};

pub static DHCP6_OPT_ADDR_REG_ENABLE: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptAddrRegEnable",
        "DHCP6 Address Registration Option",
        &[u16("optcode").names(&OPTIONS).default(148), u16("optlen")],
    )
};

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

pub static DHCP6_OPT_RELAY_MSG: Proto = Proto {
    guess: Some(guess),
    ..Proto::new(
        "DHCP6OptRelayMsg",
        "DHCP6 Relay Message Option",
        &[
            u16("optcode").names(&OPTIONS).default(9),
            u16("optlen")
                .preset(Preset::None)
                .auto(Auto::LenOf("message", Adjust::NONE)),
            Field::new("message", Kind::PacketBy(Element::Octets(message)), 0)
                .preset(Preset::PacketOf(&DHCP6))
                .length_from("optlen"),
        ],
    )
};

pub static DHCP6_SOLICIT: Proto = Proto {
    example: r#"IPv6(src="fe80::1", dst="ff02::1:2")/UDP()/DHCP6_Solicit(trid=5)/DHCP6OptClientId(duid=DUID_LL(lladdr="02:00:00:00:00:01"))/DHCP6OptIA_NA(iaid=1)"#,
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Solicit",
        "DHCPv6 Solicit Message",
        &[u8("msgtype").names(&MESSAGES).default(1), u24("trid").hex()],
    )
};

pub static DHCP6_ADVERTISE: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    answers: Answers::Test(advertises),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Advertise",
        "DHCPv6 Advertise Message",
        &[u8("msgtype").names(&MESSAGES).default(2), u24("trid").hex()],
    )
};

pub static DHCP6_REQUEST: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Request",
        "DHCPv6 Request Message",
        &[u8("msgtype").names(&MESSAGES).default(3), u24("trid").hex()],
    )
};

pub static DHCP6_CONFIRM: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Confirm",
        "DHCPv6 Confirm Message",
        &[u8("msgtype").names(&MESSAGES).default(4), u24("trid").hex()],
    )
};

pub static DHCP6_RENEW: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Renew",
        "DHCPv6 Renew Message",
        &[u8("msgtype").names(&MESSAGES).default(5), u24("trid").hex()],
    )
};

pub static DHCP6_REBIND: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Rebind",
        "DHCPv6 Rebind Message",
        &[u8("msgtype").names(&MESSAGES).default(6), u24("trid").hex()],
    )
};

pub static DHCP6_REPLY: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    answers: Answers::Test(replies),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Reply",
        "DHCPv6 Reply Message",
        &[u8("msgtype").names(&MESSAGES).default(7), u24("trid").hex()],
    )
};

pub static DHCP6_RELEASE: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Release",
        "DHCPv6 Release Message",
        &[u8("msgtype").names(&MESSAGES).default(8), u24("trid").hex()],
    )
};

pub static DHCP6_DECLINE: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Decline",
        "DHCPv6 Decline Message",
        &[u8("msgtype").names(&MESSAGES).default(9), u24("trid").hex()],
    )
};

pub static DHCP6_RECONF: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_Reconf",
        "DHCPv6 Reconfigure Message",
        &[
            u8("msgtype").names(&MESSAGES).default(10),
            u24("trid").hex(),
        ],
    )
};

pub static DHCP6_INFO_REQUEST: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_InfoRequest",
        "DHCPv6 Information Request Message",
        &[
            u8("msgtype").names(&MESSAGES).default(11),
            u24("trid").hex(),
        ],
    )
};

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

pub static DHCP6_ADDR_REG_INFORM: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_AddrRegInform",
        "DHCPv6 Information Request Message",
        &[
            u8("msgtype").names(&MESSAGES).default(36),
            u24("trid").hex(),
        ],
    )
};

pub static DHCP6_ADDR_REG_REPLY: Proto = Proto {
    parent: Some(&DHCP6),
    guess: Some(guess),
    hash: Hash::Octets(transaction),
    ..Proto::new(
        "DHCP6_AddrRegReply",
        "DHCPv6 Information Reply Message",
        &[
            u8("msgtype").names(&MESSAGES).default(37),
            u24("trid").hex(),
        ],
    )
};

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
    dispatch: Some(|octets| option(octets).map_or(Dispatch::Raw, Dispatch::Other)),
    ..Proto::new("_DHCP6OptGuessPayloadElt", "_DHCP6OptGuessPayloadElt", &[])
};

/// What stands on UDP: the first octet says which message it is.
static DISPATCHER: Proto = Proto {
    dispatch: Some(|octets| message(octets).map_or(Dispatch::Raw, Dispatch::Other)),
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

fn option(octets: &[u8]) -> Option<&'static Proto> {
    by_number(octets, OPTION_PROTOCOLS).filter(|_| octets.len() > 2)
}

fn message(octets: &[u8]) -> Option<&'static Proto> {
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
        _ => Guess::Proto(option(payload).unwrap_or(&DHCP6_OPT_UNKNOWN)),
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
