//! UDP-Lite: UDP whose checksum covers a part only. RFC 3828. Scapy has no such class; the fields
//! are named after those of UDP.

use super::binding::{Binding, bind};
use super::data::UDP_SERVICES;
use super::field::{Auto, Cover, Preset, Reach, u16};
use super::ip::IP;
use super::ipv6::IPV6;
use super::registry::Family;
use super::{Answered, Answers, Around, Proto};
use crate::when;

pub static UDP_LITE: Proto = Proto {
    summary: "[IP]UDPLite %IP.src%:%UDPLite.sport% > %IP.dst%:%UDPLite.dport%\n\
              [IPv6]UDPLite %IPv6.src%:%UDPLite.sport% > %IPv6.dst%:%UDPLite.dport%\n\
              UDPLite %UDPLite.sport% > %UDPLite.dport%",
    answers: Answers::Test(answers),
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDPLite(sport=1024, dport=53, cov=8)/b"abcd""#,
    ..Proto::new(
        "UDPLite",
        "UDP-Lite",
        &[
            u16("sport").default(53).names(&UDP_SERVICES),
            u16("dport").default(53).names(&UDP_SERVICES),
            u16("cov"),
            u16("chksum")
                .hex()
                .preset(Preset::None)
                .auto(Auto::Sum(Cover::PseudoPart {
                    protocol: 136,
                    reach: Reach::Octets("cov"),
                    zero_as_ones: true,
                })),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.udplite",
    source: "RFC 3828",
    protocols: &[&UDP_LITE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&IP, &UDP_LITE, when!(frag = 0, proto = 136)),
    bind(&IPV6, &UDP_LITE, when!(nh = 136)),
];

fn answers(answer: &dyn Around, request: &dyn Around) -> Answered {
    let turned = request.proto().is(&UDP_LITE)
        && answer.int("sport") == request.int("dport")
        && answer.int("dport") == request.int("sport");
    if turned {
        Answered::Payloads
    } else {
        Answered::No
    }
}
