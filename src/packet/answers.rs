//! Which packet answers which: the hash that brings candidates together, and the test.

use super::convert;
use super::packet::{Packet, View};
use super::scene;
use super::script;
use super::value::FieldValue;
use crate::proto::raw::PADDING;
use crate::proto::{
    Answered, Answers, Around, Hash, Hooks, Proto, bluetooth, dhcp, dns, eap, ether, icmp, icmp6,
    ip, ipv6, ipv6_ext, ndp, ppp, registry, sctp, tcp, udp,
};

/// How strictly an answer is matched with its request; the names are Scapy's in `conf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matching {
    /// `conf.checkIPaddr`
    pub check_ip_addr: bool,
    /// `conf.checkIPID`
    pub check_ip_id: bool,
    /// `conf.checkIPsrc`
    pub check_ip_src: bool,
    /// `conf.checkIPinIP`
    pub check_ip_in_ip: bool,
    /// `conf.check_TCPerror_seqack`
    pub check_tcp_error_seq_ack: bool,
}

impl Default for Matching {
    fn default() -> Matching {
        Matching {
            check_ip_addr: true,
            check_ip_id: false,
            check_ip_src: true,
            check_ip_in_ip: true,
            check_tcp_error_seq_ack: false,
        }
    }
}

impl Packet {
    /// Whether this packet answers `other`.
    pub fn answers(&self, other: &Packet, matching: &Matching) -> bool {
        self.lent(|view| other.lent(|other| answers(Some(view), Some(other), matching)))
    }

    /// Octets that a request and its answer have in common.
    pub fn hashret(&self, matching: &Matching) -> Vec<u8> {
        let mut hash = Vec::with_capacity(16);
        self.lent(|view| hash_into(Some(view), matching, &mut hash));
        hash
    }
}

/// Whether one layer answers another; `None` stands for the end of a packet.
pub fn answers(answer: Option<View<'_>>, request: Option<View<'_>>, matching: &Matching) -> bool {
    let Some(answer) = answer else {
        return request.is_none_or(|request| request.layer().proto.is_kind_of(&PADDING));
    };
    if let Some(class) = script::class(answer.layer().proto, Hooks::ANSWERS) {
        let other = request.map(scene::packet);
        return class
            .answers(&scene::packet(answer), other.as_ref())
            .unwrap_or(false);
    }
    match answer.layer().proto.answers {
        Answers::Rule("Raw") => true,
        // A reply in IPv6 may be wrapped in another protocol, so an empty request is asked too.
        Answers::Rule("IP") => ip(answer, request, matching),
        Answers::Rule("IPv6") => ip6(answer, request, matching),
        Answers::Test(rule) => request.is_some_and(|request| match rule(&answer, &request) {
            Answered::No => false,
            Answered::Yes => true,
            Answered::Payloads => payloads(answer, request, matching),
        }),
        Answers::Rule(rule) => {
            request.is_some_and(|request| by_rule(rule, answer, request, matching))
        }
        Answers::SameProto => request.is_some_and(|request| {
            answer.layer().proto.is(request.layer().proto) && payloads(answer, request, matching)
        }),
    }
}

fn payloads(answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    answers(answer.payload(), request.payload(), matching)
}

fn is(view: View<'_>, proto: &Proto) -> bool {
    view.layer().proto.is_kind_of(proto)
}

/// The first layer from this one on that is of a kind.
fn upwards_to<'a>(view: View<'a>, proto: &Proto) -> Option<View<'a>> {
    std::iter::successors(Some(view), |view| view.payload()).find(|view| is(*view, proto))
}

/// Whether both have the same number in each field.
fn same(answer: View<'_>, request: View<'_>, fields: &[&str]) -> bool {
    fields
        .iter()
        .all(|field| answer.int(field) == request.int(field))
}

fn value(view: View<'_>, name: &str) -> FieldValue {
    match view.layer().proto.index_of(name) {
        Some(index) => convert::human(view, index),
        None => FieldValue::None,
    }
}

fn by_rule(rule: &str, answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    match rule {
        "Ether" => {
            is(request, &ether::ETHER)
                && same(answer, request, &["type"])
                && payloads(answer, request, matching)
        }
        "Dot1Q" => {
            if !is(request, &ether::DOT1Q) {
                return answers(answer.payload(), Some(request), matching);
            }
            same(answer, request, &["type", "vlan"]) && payloads(answer, request, matching)
        }
        "GENEVE" => {
            if request.layer().proto.name != "GENEVE" {
                return answers(answer.payload(), Some(request), matching);
            }
            same(answer, request, &["proto", "vni"]) && payloads(answer, request, matching)
        }
        "Dot1AH" => {
            is(request, &ether::DOT1AH)
                && same(answer, request, &["isid"])
                && payloads(answer, request, matching)
        }
        "ARP" => arp(answer, request),
        "IPerror" => ip_error(answer, request, matching),
        "ICMP" => icmp(answer, request),
        "ICMPerror" => icmp_error(answer, request),
        "TCP" => tcp(answer, request, matching),
        "TCPerror" => tcp_error(answer, request, matching),
        "UDP" => {
            is(request, &udp::UDP)
                && (!matching.check_ip_src || answer.int("dport") == request.int("sport"))
                && payloads(answer, request, matching)
        }
        "UDPerror" => {
            is(request, &udp::UDP)
                && (!matching.check_ip_src || same(answer, request, &["sport", "dport"]))
        }
        "SCTP" => {
            is(request, &sctp::SCTP)
                && (!matching.check_ip_src
                    || answer.int("sport") == request.int("dport")
                        && answer.int("dport") == request.int("sport"))
        }
        "SCTPerror" => {
            is(request, &sctp::SCTP)
                && (!matching.check_ip_src || same(answer, request, &["sport", "dport"]))
        }
        "BOOTP" => is(request, &dhcp::BOOTP) && same(answer, request, &["xid"]),
        "DNS" => {
            is(request, &dns::DNS)
                && same(answer, request, &["id"])
                && answer.int("qr") == Some(1)
                && request.int("qr") == Some(0)
        }
        "EAPOL" => {
            is(request, &eap::EAPOL)
                && answer.int("type") == Some(0)
                && request.int("type") == Some(0)
                && payloads(answer, request, matching)
        }
        // Events lie behind other headers than commands; what the event is about decides.
        "HCI_Event" => {
            upwards_to(request, &bluetooth::HCI_COMMAND_HDR).is_some()
                && answers(answer.payload(), Some(request), matching)
        }
        "HCI_Command" => upwards_to(request, &bluetooth::HCI_COMMAND_HDR).is_some_and(|command| {
            let part = |name| command.int(name).unwrap_or(0);
            answer.int("opcode") == Some(part("ogf") << 10 | part("ocf"))
        }),
        "HCI_Connection" => {
            let asked = [
                "HCI_Cmd_LE_Create_Connection",
                "HCI_Cmd_LE_Extended_Create_Connection",
            ]
            .iter()
            .find_map(|name| upwards_to(request, registry::proto(name)?));
            asked.is_some_and(|asked| {
                same(answer, asked, &["peer_addr_type"])
                    && value(answer, "peer_addr") == value(asked, "peer_addr")
            })
        }
        "EAP" => {
            is(request, &eap::EAP)
                && match (answer.int("code"), request.int("code")) {
                    (Some(1), _) => false,
                    (Some(2), Some(1)) => same(answer, request, &["type"]),
                    (Some(2), _) => false,
                    (_, asked) => asked == Some(2),
                }
        }
        "PPP_LCP_Configure" => {
            is(request, &ppp::LCP_CONFIGURE) && replies(answer, request, 1, &[2, 3, 4])
        }
        "PPP_LCP_Terminate" => {
            is(request, &ppp::LCP_TERMINATE) && replies(answer, request, 5, &[6])
        }
        "PPP_LCP_Echo" => is(request, &ppp::LCP_ECHO) && replies(answer, request, 9, &[10]),
        "PPP_PAP_Response" => is(request, &ppp::PAP_REQUEST) && same(answer, request, &["id"]),
        "PPP_CHAP" => is(request, &ppp::CHAP_CHALLENGE) && replies(answer, request, 2, &[3, 4]),
        "PPP_CHAP_ChallengeResponse" => {
            is(request, &ppp::CHAP_CHALLENGE) && replies(answer, request, 1, &[2])
        }
        "IPerror6" => ip_error6(answer, request),
        "ICMPv6" => {
            let under = answer.underlayer();
            let quoted = under.is_some_and(|under| is(under, &ipv6::IP_ERROR6));
            let extended = under.is_some_and(|under| is(under, &ipv6_ext::EXTENSION))
                && is(request, &icmp6::ICMPV6);
            (quoted || extended) && same(answer, request, &["type", "code"])
        }
        "ICMPv6MLReport" => std::iter::successors(Some(request), View::payload)
            .any(|view| is(view, &icmp6::LISTENER_QUERY)),
        "ICMPv6MLReport2" => is(request, &icmp6::LISTENER_QUERY2),
        "ICMPv6HAADReply" => {
            is(request, &icmp6::HOME_AGENT_REQUEST) && same(answer, request, &["id"])
        }
        "ICMPv6MPAdv" => is(request, &icmp6::PREFIX_SOLICITATION),
        "ICMPv6ND_RA" => is(request, &ndp::ROUTER_SOLICITATION),
        "ICMPv6ND_NA" => {
            is(request, &ndp::NEIGHBOR_SOLICITATION)
                && value(answer, "tgt") == value(request, "tgt")
        }
        "ICMPv6EchoReply" => {
            is(request, &icmp6::ECHO_REQUEST)
                && same(answer, request, &["id", "seq"])
                && value(answer, "data") == value(request, "data")
        }
        _ => false,
    }
}

/// Whether the codes are those of a request and one of its answers, with one identifier.
fn replies(answer: View<'_>, request: View<'_>, asked: i64, answers: &[i64]) -> bool {
    request.int("code") == Some(asked)
        && answer
            .int("code")
            .is_some_and(|code| answers.contains(&code))
        && same(answer, request, &["id"])
}

fn arp(answer: View<'_>, request: View<'_>) -> bool {
    if request.layer().proto.name != "ARP" || answer.int("op") != request.int("op").map(|op| op + 1)
    {
        return false;
    }
    let octets = |view: View<'_>, name: &str| match value(view, name) {
        FieldValue::Ip4(octets) => octets.to_vec(),
        FieldValue::Ip6(octets) => octets.to_vec(),
        other => other
            .as_octets()
            .map(|octets| octets.to_vec())
            .unwrap_or_default(),
    };
    // Only as many octets as both have: answers leak what was in the buffer.
    let source = octets(answer, "psrc");
    let destination = octets(request, "pdst");
    let common = source.len().min(destination.len());
    source[..common] == destination[..common]
}

/// The protocol number in an IP header of either version.
fn carries_ip(view: View<'_>) -> bool {
    let field = if is(view, &ip::IP) {
        "proto"
    } else if is(view, &ipv6::IPV6) {
        "nh"
    } else {
        return false;
    };
    matches!(view.int(field), Some(4 | 41))
}

fn ip(answer: View<'_>, request: Option<View<'_>>, matching: &Matching) -> bool {
    if !matching.check_ip_in_ip {
        if carries_ip(answer) {
            return answers(answer.payload(), request, matching);
        }
        if let Some(request) = request
            && carries_ip(request)
        {
            return ip(answer, request.payload(), matching);
        }
    }
    let Some(request) = request.filter(|request| is(*request, &ip::IP)) else {
        return false;
    };
    if matching.check_ip_addr {
        let to = value(answer, "dst");
        let multicast_dns = FieldValue::Ip4([224, 0, 0, 251]);
        if to == multicast_dns && value(request, "dst") == multicast_dns {
            return payloads(answer, request, matching);
        }
        if to != value(request, "src") {
            return false;
        }
    }
    if let Some(error) = quoting(answer) {
        return answers(error.payload(), Some(request), matching);
    }
    (!matching.check_ip_addr || value(answer, "src") == value(request, "dst"))
        && same(answer, request, &["proto"])
        && payloads(answer, request, matching)
}

/// The ICMP error in an IP packet, if it is one.
fn quoting(view: View<'_>) -> Option<View<'_>> {
    let payload = view.payload()?;
    let error = view.int("proto") == Some(1)
        && is(payload, &icmp::ICMP)
        && payload
            .int("type")
            .is_some_and(|kind| icmp::ERRORS.contains(&kind));
    error.then_some(payload)
}

fn ip_error(answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    if !is(request, &ip::IP) {
        return false;
    }
    let source = !matching.check_ip_src || value(answer, "src") == value(request, "src");
    let destination = value(answer, "dst") == value(request, "dst");
    let id = request.int("id");
    // Some hosts quote the identification in the other byte order.
    let swapped = id.map(|id| i64::from((id as u16).swap_bytes()));
    let answered = answer.int("id");
    let id = !matching.check_ip_id || answered == id || answered == swapped;
    source
        && destination
        && id
        && same(answer, request, &["proto"])
        && payloads(answer, request, matching)
}

fn icmp(answer: View<'_>, request: View<'_>) -> bool {
    const PAIRS: &[(i64, i64)] = &[
        (8, 0),
        (13, 14),
        (15, 16),
        (17, 18),
        (33, 34),
        (35, 36),
        (37, 38),
    ];
    if !is(request, &icmp::ICMP) {
        return false;
    }
    let (Some(asked), Some(answered)) = (request.int("type"), answer.int("type")) else {
        return false;
    };
    PAIRS.contains(&(asked, answered)) && same(answer, request, &["id", "seq"])
}

fn icmp_error(answer: View<'_>, request: View<'_>) -> bool {
    if !is(request, &icmp::ICMP) || !same(answer, request, &["type", "code"]) {
        return false;
    }
    // Scapy asks for the code here, where it means the type.
    match answer.int("code") {
        Some(0 | 8 | 13 | 14 | 17 | 18) => same(answer, request, &["id", "seq"]),
        _ => true,
    }
}

const SYN: i64 = 0x02;
const RST: i64 = 0x04;
const ACK: i64 = 0x10;

fn tcp(answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    if !is(request, &tcp::TCP) {
        return false;
    }
    let number = |view: View<'_>, name: &str| view.int(name).unwrap_or(0);
    let (flags, asked) = (number(answer, "flags"), number(request, "flags"));
    if asked & RST != 0 {
        return false;
    }
    // A SYN alone is no answer, and a SYN/ACK answers a SYN.
    if flags & SYN != 0 && (flags & ACK == 0 || asked & SYN == 0) {
        return false;
    }
    if matching.check_ip_src
        && (answer.int("sport") != request.int("dport")
            || answer.int("dport") != request.int("sport"))
    {
        return false;
    }
    // A first SYN acknowledges nothing.
    let opening = asked & SYN != 0 && asked & ACK == 0;
    if !opening && (number(request, "ack") - number(answer, "seq")).abs() > 2 {
        return false;
    }
    if flags & RST != 0 && flags & ACK == 0 {
        return true;
    }
    let distance = (number(request, "seq") - number(answer, "ack")).abs();
    if distance <= 2 {
        return true;
    }
    let mut octets = Vec::new();
    if let Some(payload) = request.payload() {
        // A payload that cannot be built has no length to speak of.
        let _ = super::build::build_view(payload, &mut octets);
    }
    distance <= 2 + octets.len() as i64
}

fn tcp_error(answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    if !is(request, &tcp::TCP) {
        return false;
    }
    let agrees = |field: &str| {
        answer
            .int(field)
            .is_none_or(|value| request.int(field) == Some(value))
    };
    (!matching.check_ip_src || same(answer, request, &["sport", "dport"]))
        && (!matching.check_tcp_error_seq_ack || (agrees("seq") && agrees("ack")))
}

fn ip6(answer: View<'_>, request: Option<View<'_>>, matching: &Matching) -> bool {
    if !matching.check_ip_in_ip {
        if carries_ip(answer) {
            return answers(answer.payload(), request, matching);
        }
        if let Some(request) = request
            && carries_ip(request)
        {
            return ip6(answer, request.payload(), matching);
        }
    }
    let Some(request) = request.filter(|request| is(*request, &ipv6::IPV6)) else {
        return false;
    };
    if matching.check_ip_addr {
        let back = value(answer, "dst") == value(request, "src");
        let asked = value(request, "dst");
        if is_multicast6(&asked) {
            let to = value(answer, "dst");
            // What was asked of all routers may be told to all nodes.
            let all = to == link_local_group(1) && asked == link_local_group(2);
            let agrees = match is_multicast6(&to) {
                true => to == asked || all,
                false => back,
            };
            return agrees && payloads(answer, request, matching);
        }
        if !back {
            return false;
        }
    }
    if let Some(error) = error6(answer) {
        return answers(error.payload(), Some(request), matching);
    }
    behind_extensions(answer, request, matching)
}

/// `ff02::1`, `ff02::2`
fn link_local_group(number: u8) -> FieldValue {
    let mut octets = [0; 16];
    (octets[0], octets[1], octets[15]) = (0xff, 2, number);
    FieldValue::Ip6(octets.into())
}

/// The ICMPv6 error in an IPv6 packet, if it is one.
fn error6(view: View<'_>) -> Option<View<'_>> {
    message6(view).filter(|message| message.int("type").is_some_and(|kind| kind < 128))
}

/// The ICMPv6 message in an IPv6 packet.
fn message6(view: View<'_>) -> Option<View<'_>> {
    let payload = view.payload()?;
    (view.int("nh") == Some(58) && is(payload, &icmp6::ICMPV6)).then_some(payload)
}

/// The extension header that the number of the next one announces.
fn extension(view: View<'_>) -> Option<View<'_>> {
    let announced: &[&Proto] = match view.int("nh")? {
        0 => &[&ipv6_ext::HOP_BY_HOP],
        43 => &[&ipv6_ext::ROUTING, &ipv6_ext::SEGMENT_ROUTING],
        44 => &[&ipv6_ext::FRAGMENT],
        60 => &[&ipv6_ext::DESTINATION],
        _ => return None,
    };
    let payload = view.payload()?;
    announced
        .iter()
        .any(|proto| is(payload, proto))
        .then_some(payload)
}

/// Whether what an IPv6 packet carries answers what another one carries behind its extension
/// header.
fn behind_extensions(answer: View<'_>, request: View<'_>, matching: &Matching) -> bool {
    match extension(request) {
        Some(header) if is(header, &ipv6_ext::HOP_BY_HOP) => {
            answers(answer.payload(), Some(header), matching)
        }
        Some(header) if is(header, &ipv6_ext::DESTINATION) => {
            let both = [&udp::UDP, &tcp::TCP].into_iter().find_map(|proto| {
                let find = |view| {
                    std::iter::successors(Some(view), View::payload).find(|view| is(*view, proto))
                };
                Some((find(answer)?, find(request)?))
            });
            match both {
                Some((own, other)) => answers(Some(own), Some(other), matching),
                None => answers(answer.payload(), header.payload(), matching),
            }
        }
        Some(header) => answers(answer.payload(), header.payload(), matching),
        None => match extension(answer).filter(|header| is(*header, &ipv6_ext::DESTINATION)) {
            Some(header) => answers(header.payload(), request.payload(), matching),
            None => same(answer, request, &["nh"]) && payloads(answer, request, matching),
        },
    }
}

/// Whether the packet that an ICMPv6 error quotes is the request.
fn ip_error6(answer: View<'_>, request: View<'_>) -> bool {
    let quoting = answer.underlayer().is_some_and(|under| {
        is(under, &icmp6::ICMPV6) && under.int("type").is_some_and(|kind| kind < 128)
    });
    if !quoting || !is(request, &ipv6::IPV6) {
        return false;
    }
    let carried = |view: View<'_>| {
        std::iter::successors(view.payload(), View::payload)
            .take_while(|view| is(*view, &ipv6_ext::EXTENSION))
            .any(|view| is(view, &ipv6_ext::ROUTING))
    };
    let equal = |name| value(answer, name) == value(request, name);
    // A routing header changes the destination on the way.
    if !equal("src") || !(equal("dst") || carried(request)) {
        return false;
    }
    let (own, other) = (upper6(answer), upper6(request));
    // Routers change the options of a segment (MSS clamping).
    let clamped = matches!((own, other), (Some(own), Some(other))
        if is(own, &tcp::TCP) && is(other, &tcp::TCP)
            && value(own, "options") != value(other, "options"));
    let (mut own, mut other) = (octets_of(own), octets_of(other));
    if clamped {
        without_options(&mut own);
        without_options(&mut other);
    }
    let common = own.len().min(other.len());
    own[..common] == other[..common]
}

/// What IPv6 carries behind all extension headers.
fn upper6(view: View<'_>) -> Option<View<'_>> {
    std::iter::successors(view.payload(), View::payload)
        .find(|view| !is(*view, &ipv6_ext::EXTENSION))
}

fn octets_of(view: Option<View<'_>>) -> Vec<u8> {
    let mut octets = Vec::new();
    if let Some(view) = view {
        // What cannot be built is compared as far as it goes.
        let _ = super::build::build_view(view, &mut octets);
    }
    octets
}

/// A segment without options, and without what depends on them.
fn without_options(segment: &mut Vec<u8>) {
    if segment.len() < 20 {
        return;
    }
    let header = usize::from(segment[12] >> 4) * 4;
    segment.drain(20..header.clamp(20, segment.len().max(20)));
    segment[12] &= 0x0f;
    segment[16..18].fill(0);
}

/// What a request in IPv6 and its answer have in common: their addresses, as the first or the
/// last hop sees them, and what is carried.
fn hash6(view: View<'_>, matching: &Matching, hash: &mut Vec<u8>) {
    let number = |view: View<'_>| view.int("nh").unwrap_or(0) as u8;
    if let Some(message) = message6(view) {
        match message.int("type") {
            Some(..128) => return hash_into(message.payload(), matching, hash),
            Some(133..=136 | 144 | 145) => {
                hash.push(number(view));
                return hash_into(Some(message), matching, hash);
            }
            _ => {}
        }
    }
    if !matching.check_ip_in_ip && carries_ip(view) {
        return hash_into(view.payload(), matching, hash);
    }
    let (mut source, mut destination) = (value(view, "src"), value(view, "dst"));
    let mut carried = number(view);
    if let Some(header) = extension(view) {
        let addresses = || {
            let list = value(header, "addresses").as_list().unwrap_or_default();
            let octets = list.iter().map(super::kinds::address6);
            octets.flatten().collect::<Vec<[u8; 16]>>()
        };
        if is(header, &ipv6_ext::ROUTING) {
            let all = addresses();
            let mut last = all.last().copied().unwrap_or_else(|| {
                let mut own = [0; 16];
                own[15] = 1;
                own
            });
            for address in all {
                last.iter_mut().zip(address).for_each(|(a, b)| *a ^= b);
            }
            destination = FieldValue::Ip6(last.into());
        } else if is(header, &ipv6_ext::SEGMENT_ROUTING) {
            if let Some(first) = addresses().first() {
                destination = FieldValue::Ip6((*first).into());
            }
        } else if let Some(home) = home_address(header, None) {
            source = home;
        }
        if !is(header, &ipv6_ext::SEGMENT_ROUTING) {
            carried = number(header);
        }
    }
    if matching.check_ip_src && matching.check_ip_addr && !is_multicast6(&destination) {
        hash.extend(mixed(&source, &destination));
    }
    hash.push(carried);
    hash_into(view.payload(), matching, hash);
}

/// The home address among the options of a header, if it has only so many options.
pub(super) fn home_address(header: View<'_>, count: Option<usize>) -> Option<FieldValue> {
    if !is(header, &ipv6_ext::DESTINATION) {
        return None;
    }
    let options = header.lookup("options")?.as_list()?;
    if count.is_some_and(|count| options.len() != count) {
        return None;
    }
    options
        .iter()
        .rev()
        .find_map(|option| match option.resolved() {
            FieldValue::Packet(option) if option.proto().is_kind_of(&ipv6_ext::HOME_ADDRESS) => {
                option
                    .get("hoa")
                    .ok()
                    .map(|home| match super::kinds::address6(&home) {
                        Some(octets) => FieldValue::Ip6(octets.into()),
                        None => home,
                    })
            }
            _ => None,
        })
}

fn is_multicast6(value: &FieldValue) -> bool {
    matches!(value, FieldValue::Ip6(octets) if octets[0] == 0xff)
}

/// Appends what a request and its answer have in common.
fn hash_into(view: Option<View<'_>>, matching: &Matching, hash: &mut Vec<u8>) {
    let Some(view) = view else { return };
    if let Some(class) = script::class(view.layer().proto, Hooks::HASHRET) {
        if let Ok(octets) = class.octets(Hooks::HASHRET, &scene::packet(view), &[]) {
            hash.extend(octets);
        }
        return;
    }
    let short = |name: &str| view.int(name).unwrap_or(0) as u16;
    match view.layer().proto.hash {
        // Nothing above has a say.
        Hash::Rule("BOOTP") => {
            return hash.extend((view.int("xid").unwrap_or(0) as u32).to_be_bytes());
        }
        Hash::Rule("EAPOL") => hash.push(short("type") as u8),
        Hash::Rule("Ether") => hash.extend(short("type").to_ne_bytes()),
        Hash::Rule("ARP") => {
            hash.extend(short("hwtype").to_be_bytes());
            hash.extend(short("ptype").to_be_bytes());
            hash.extend((short("op") / 2 + short("op") % 2).to_be_bytes());
        }
        Hash::Rule("IP") => {
            if let Some(error) = quoting(view) {
                return hash_into(error.payload(), matching, hash);
            }
            if !matching.check_ip_in_ip && carries_ip(view) {
                return hash_into(view.payload(), matching, hash);
            }
            let destination = value(view, "dst");
            if destination != FieldValue::Ip4([224, 0, 0, 251])
                && matching.check_ip_src
                && matching.check_ip_addr
            {
                hash.extend(mixed(&value(view, "src"), &destination));
            }
            hash.push(short("proto") as u8);
        }
        Hash::Rule("IPv6") => return hash6(view, matching, hash),
        // The address as text, as in Scapy.
        Hash::Rule("tgt") => {
            if let Some(text) = value(view, "tgt").as_text() {
                hash.extend(text.as_bytes());
            }
        }
        Hash::Rule("id") => hash.extend(short("id").to_be_bytes()),
        Hash::Rule("ICMPv6MPAdv") => return hash.extend(short("id").to_be_bytes()),
        Hash::Rule("ICMP") => {
            if view
                .int("type")
                .is_some_and(|kind| icmp::WITH_ID.contains(&kind))
            {
                hash.extend(short("id").to_ne_bytes());
                hash.extend(short("seq").to_ne_bytes());
            }
        }
        Hash::Rule("ICMPv6Echo") => {
            hash.extend(short("id").to_ne_bytes());
            hash.extend(short("seq").to_ne_bytes());
        }
        Hash::Rule("TCP") => {
            if matching.check_ip_src {
                hash.extend((short("sport") ^ short("dport")).to_ne_bytes());
            }
        }
        Hash::Octets(rule) => {
            hash.extend(rule(&view));
            return;
        }
        Hash::OctetsAndPayload(rule) => hash.extend(rule(&view)),
        Hash::Rule(_) | Hash::Payload => {}
    }
    hash_into(view.payload(), matching, hash);
}

/// Two addresses, octet by octet, so that their order does not matter.
fn mixed(source: &FieldValue, destination: &FieldValue) -> Vec<u8> {
    match (source, destination) {
        (FieldValue::Ip4(a), FieldValue::Ip4(b)) => a.iter().zip(b).map(|(a, b)| a ^ b).collect(),
        (FieldValue::Ip6(a), FieldValue::Ip6(b)) => {
            a.iter().zip(b.iter()).map(|(a, b)| a ^ b).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::registry::proto;

    fn packet(layers: &[(&str, &[(&str, FieldValue)])]) -> Packet {
        let mut made: Option<Packet> = None;
        for (name, fields) in layers {
            let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
            let layer = Packet::with_fields(proto(name).expect("a layer"), fields);
            let layer = layer.expect("values that fit");
            made = Some(made.map_or(layer.clone(), |below| below.stacked(&layer)));
        }
        made.expect("a layer")
    }

    fn text(text: &str) -> FieldValue {
        FieldValue::text(text)
    }

    #[test]
    fn an_echo_reply_answers_its_request() {
        let matching = Matching::default();
        let request = packet(&[
            ("IP", &[("src", text("1.1.1.1")), ("dst", text("2.2.2.2"))]),
            ("ICMP", &[("id", FieldValue::Int(7))]),
        ]);
        let reply = packet(&[
            ("IP", &[("src", text("2.2.2.2")), ("dst", text("1.1.1.1"))]),
            (
                "ICMP",
                &[("type", FieldValue::Int(0)), ("id", FieldValue::Int(7))],
            ),
        ]);
        assert!(reply.answers(&request, &matching));
        assert!(!request.answers(&reply, &matching));
        assert_eq!(reply.hashret(&matching), request.hashret(&matching));
    }

    #[test]
    fn an_icmp_error_answers_what_it_quotes() {
        let matching = Matching::default();
        let request = packet(&[
            ("IP", &[("src", text("1.1.1.1")), ("dst", text("2.2.2.2"))]),
            (
                "UDP",
                &[
                    ("sport", FieldValue::Int(4000)),
                    ("dport", FieldValue::Int(33434)),
                ],
            ),
        ]);
        let quoted = request.build().expect("octets");
        let error = packet(&[
            ("IP", &[("src", text("9.9.9.9")), ("dst", text("1.1.1.1"))]),
            ("ICMP", &[("type", FieldValue::Int(11))]),
        ])
        .stacked_octets(&quoted)
        .rebuilt()
        .expect("octets");
        assert!(error.answers(&request, &matching));
        assert_eq!(error.hashret(&matching), request.hashret(&matching));
    }

    #[test]
    fn a_syn_ack_answers_the_syn_on_its_ports_only() {
        let matching = Matching::default();
        let request = packet(&[
            ("IP", &[("src", text("1.1.1.1")), ("dst", text("2.2.2.2"))]),
            (
                "TCP",
                &[
                    ("sport", FieldValue::Int(4000)),
                    ("dport", FieldValue::Int(80)),
                ],
            ),
        ]);
        let reply = |dport| {
            packet(&[
                ("IP", &[("src", text("2.2.2.2")), ("dst", text("1.1.1.1"))]),
                (
                    "TCP",
                    &[
                        ("sport", FieldValue::Int(80)),
                        ("dport", FieldValue::Int(dport)),
                        ("flags", text("SA")),
                        ("ack", FieldValue::Int(1)),
                    ],
                ),
            ])
        };
        assert!(reply(4000).answers(&request, &matching));
        assert!(!reply(4001).answers(&request, &matching));
    }
}
