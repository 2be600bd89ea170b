//! The numbers of the system that `socket` has names for, and numbers as the wire has them.

use std::net::{Ipv4Addr, Ipv6Addr};

use nix::errno::Errno;

use super::{data, system_error};
use crate::eval::builtin::Args;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{clamped, index_of, text_arg, type_name};
use crate::eval::value::Value;

pub(super) const CONSTANTS: &[(&str, i32)] = &[
    ("AF_UNSPEC", libc::AF_UNSPEC),
    ("AF_UNIX", libc::AF_UNIX),
    ("AF_INET", libc::AF_INET),
    ("AF_INET6", libc::AF_INET6),
    ("AF_NETLINK", libc::AF_NETLINK),
    ("AF_PACKET", libc::AF_PACKET),
    ("PF_PACKET", libc::AF_PACKET),
    ("SOCK_STREAM", libc::SOCK_STREAM),
    ("SOCK_DGRAM", libc::SOCK_DGRAM),
    ("SOCK_RAW", libc::SOCK_RAW),
    ("SOCK_SEQPACKET", libc::SOCK_SEQPACKET),
    ("SOCK_NONBLOCK", libc::SOCK_NONBLOCK),
    ("SOCK_CLOEXEC", libc::SOCK_CLOEXEC),
    ("SOL_SOCKET", libc::SOL_SOCKET),
    ("SOL_IP", libc::IPPROTO_IP),
    ("SOL_TCP", libc::IPPROTO_TCP),
    ("SOL_UDP", libc::IPPROTO_UDP),
    ("SO_REUSEADDR", libc::SO_REUSEADDR),
    ("SO_REUSEPORT", libc::SO_REUSEPORT),
    ("SO_BROADCAST", libc::SO_BROADCAST),
    ("SO_KEEPALIVE", libc::SO_KEEPALIVE),
    ("SO_BINDTODEVICE", libc::SO_BINDTODEVICE),
    ("SO_ERROR", libc::SO_ERROR),
    ("SO_TYPE", libc::SO_TYPE),
    ("SO_LINGER", libc::SO_LINGER),
    ("SO_RCVBUF", libc::SO_RCVBUF),
    ("SO_SNDBUF", libc::SO_SNDBUF),
    ("SO_RCVTIMEO", libc::SO_RCVTIMEO),
    ("SO_SNDTIMEO", libc::SO_SNDTIMEO),
    ("SO_MARK", libc::SO_MARK),
    ("SO_PRIORITY", libc::SO_PRIORITY),
    ("SO_OOBINLINE", libc::SO_OOBINLINE),
    ("SOMAXCONN", libc::SOMAXCONN),
    ("IPPROTO_IP", libc::IPPROTO_IP),
    ("IPPROTO_ICMP", libc::IPPROTO_ICMP),
    ("IPPROTO_IGMP", libc::IPPROTO_IGMP),
    ("IPPROTO_TCP", libc::IPPROTO_TCP),
    ("IPPROTO_UDP", libc::IPPROTO_UDP),
    ("IPPROTO_IPV6", libc::IPPROTO_IPV6),
    ("IPPROTO_ICMPV6", libc::IPPROTO_ICMPV6),
    ("IPPROTO_GRE", libc::IPPROTO_GRE),
    ("IPPROTO_ESP", libc::IPPROTO_ESP),
    ("IPPROTO_AH", libc::IPPROTO_AH),
    ("IPPROTO_SCTP", libc::IPPROTO_SCTP),
    ("IPPROTO_RAW", libc::IPPROTO_RAW),
    ("IP_HDRINCL", libc::IP_HDRINCL),
    ("IP_TTL", libc::IP_TTL),
    ("IP_TOS", libc::IP_TOS),
    ("IP_OPTIONS", libc::IP_OPTIONS),
    ("IP_MULTICAST_IF", libc::IP_MULTICAST_IF),
    ("IP_MULTICAST_TTL", libc::IP_MULTICAST_TTL),
    ("IP_MULTICAST_LOOP", libc::IP_MULTICAST_LOOP),
    ("IP_ADD_MEMBERSHIP", libc::IP_ADD_MEMBERSHIP),
    ("IP_DROP_MEMBERSHIP", libc::IP_DROP_MEMBERSHIP),
    ("IPV6_V6ONLY", libc::IPV6_V6ONLY),
    ("IPV6_UNICAST_HOPS", libc::IPV6_UNICAST_HOPS),
    ("TCP_NODELAY", libc::TCP_NODELAY),
    ("TCP_MAXSEG", libc::TCP_MAXSEG),
    ("TCP_KEEPIDLE", libc::TCP_KEEPIDLE),
    ("TCP_KEEPINTVL", libc::TCP_KEEPINTVL),
    ("TCP_KEEPCNT", libc::TCP_KEEPCNT),
    ("MSG_PEEK", libc::MSG_PEEK),
    ("MSG_DONTWAIT", libc::MSG_DONTWAIT),
    ("MSG_WAITALL", libc::MSG_WAITALL),
    ("MSG_OOB", libc::MSG_OOB),
    ("MSG_TRUNC", libc::MSG_TRUNC),
    ("SHUT_RD", libc::SHUT_RD),
    ("SHUT_WR", libc::SHUT_WR),
    ("SHUT_RDWR", libc::SHUT_RDWR),
    ("PACKET_HOST", 0),
    ("PACKET_BROADCAST", 1),
    ("PACKET_MULTICAST", 2),
    ("PACKET_OTHERHOST", 3),
    ("PACKET_OUTGOING", 4),
    ("AF_BRIDGE", libc::AF_BRIDGE),
    ("AF_BLUETOOTH", libc::AF_BLUETOOTH),
    ("AF_CAN", libc::AF_CAN),
    ("IPPROTO_IPIP", libc::IPPROTO_IPIP),
    ("IPPROTO_NONE", libc::IPPROTO_NONE),
    ("IPPROTO_FRAGMENT", libc::IPPROTO_FRAGMENT),
    ("IPPROTO_HOPOPTS", libc::IPPROTO_HOPOPTS),
    ("IPPROTO_ROUTING", libc::IPPROTO_ROUTING),
    ("IPPROTO_DSTOPTS", libc::IPPROTO_DSTOPTS),
    ("IPPROTO_PIM", libc::IPPROTO_PIM),
    ("IPPROTO_RSVP", libc::IPPROTO_RSVP),
    ("IPPROTO_DCCP", libc::IPPROTO_DCCP),
    ("IPPROTO_UDPLITE", libc::IPPROTO_UDPLITE),
    ("IP_RECVTOS", libc::IP_RECVTOS),
    ("IP_TRANSPARENT", libc::IP_TRANSPARENT),
    ("IPV6_MULTICAST_HOPS", libc::IPV6_MULTICAST_HOPS),
    ("IPV6_MULTICAST_IF", libc::IPV6_MULTICAST_IF),
    ("IPV6_MULTICAST_LOOP", libc::IPV6_MULTICAST_LOOP),
    ("IPV6_JOIN_GROUP", libc::IPV6_ADD_MEMBERSHIP),
    ("IPV6_LEAVE_GROUP", libc::IPV6_DROP_MEMBERSHIP),
    ("IPV6_TCLASS", libc::IPV6_TCLASS),
    ("IPV6_HOPLIMIT", libc::IPV6_HOPLIMIT),
    ("IPV6_PKTINFO", libc::IPV6_PKTINFO),
    ("TCP_CORK", libc::TCP_CORK),
    ("TCP_DEFER_ACCEPT", libc::TCP_DEFER_ACCEPT),
    ("TCP_QUICKACK", libc::TCP_QUICKACK),
    ("TCP_SYNCNT", libc::TCP_SYNCNT),
    ("TCP_LINGER2", libc::TCP_LINGER2),
    ("TCP_INFO", libc::TCP_INFO),
    ("TCP_WINDOW_CLAMP", libc::TCP_WINDOW_CLAMP),
    ("TCP_CONGESTION", libc::TCP_CONGESTION),
    ("TCP_USER_TIMEOUT", libc::TCP_USER_TIMEOUT),
    ("TCP_FASTOPEN", libc::TCP_FASTOPEN),
    ("SO_ACCEPTCONN", libc::SO_ACCEPTCONN),
    ("SO_DONTROUTE", libc::SO_DONTROUTE),
    ("SO_DOMAIN", libc::SO_DOMAIN),
    ("SO_PROTOCOL", libc::SO_PROTOCOL),
    ("SO_PEERCRED", libc::SO_PEERCRED),
    ("SO_RCVLOWAT", libc::SO_RCVLOWAT),
    ("SO_SNDLOWAT", libc::SO_SNDLOWAT),
    ("MSG_CTRUNC", libc::MSG_CTRUNC),
    ("MSG_NOSIGNAL", libc::MSG_NOSIGNAL),
    ("MSG_ERRQUEUE", libc::MSG_ERRQUEUE),
    ("MSG_MORE", libc::MSG_MORE),
    ("AI_PASSIVE", libc::AI_PASSIVE),
    ("AI_CANONNAME", libc::AI_CANONNAME),
    ("AI_NUMERICHOST", libc::AI_NUMERICHOST),
    ("AI_NUMERICSERV", libc::AI_NUMERICSERV),
    ("NI_NUMERICHOST", libc::NI_NUMERICHOST),
    ("NI_NUMERICSERV", libc::NI_NUMERICSERV),
    ("NI_NAMEREQD", libc::NI_NAMEREQD),
    ("NI_DGRAM", libc::NI_DGRAM),
    ("EAI_FAMILY", libc::EAI_FAMILY),
    ("EAI_AGAIN", libc::EAI_AGAIN),
    ("EAI_FAIL", libc::EAI_FAIL),
    ("EAI_SERVICE", libc::EAI_SERVICE),
    ("EAI_SOCKTYPE", libc::EAI_SOCKTYPE),
    ("EAI_NONAME", -2),
];

/// What `inet_aton` reads: also `127.1`, `0x7f000001` and the like.
pub(super) fn parse_ipv4(text: &str) -> Option<Ipv4Addr> {
    let mut numbers = Vec::new();
    for part in text.split('.') {
        let number =
            if let Some(digits) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
                u32::from_str_radix(digits, 16).ok()?
            } else if part.len() > 1 && part.starts_with('0') {
                u32::from_str_radix(part, 8).ok()?
            } else if part.bytes().all(|c| c.is_ascii_digit()) {
                part.parse().ok()?
            } else {
                return None;
            };
        numbers.push(number);
    }
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|octet| *octet > 255) {
        return None;
    }
    let room = 32 - 8 * first.len() as u32;
    if u64::from(*last) >> room != 0 {
        return None;
    }
    let high = first
        .iter()
        .enumerate()
        .fold(0, |sum, (at, octet)| sum | octet << (24 - 8 * at));
    Some(Ipv4Addr::from(high | last))
}

pub(super) fn htons(interp: &mut Interp, args: &Args) -> Result<Value> {
    swap_short(interp, args, "htons")
}

pub(super) fn ntohs(interp: &mut Interp, args: &Args) -> Result<Value> {
    swap_short(interp, args, "ntohs")
}

fn swap_short(interp: &mut Interp, args: &Args, name: &str) -> Result<Value> {
    let number = clamped(interp, args.at(0))?;
    match u16::try_from(number) {
        Ok(number) => Ok(Value::Int(number.to_be().into())),
        Err(_) if number < 0 => Err(Error::overflow_error(format!(
            "{name}: can't convert negative Python int to C 16-bit unsigned integer"
        ))),
        Err(_) if i32::try_from(number).is_err() => Err(Error::overflow_error(
            "signed integer is greater than maximum",
        )),
        Err(_) => Err(Error::overflow_error(format!(
            "{name}: Python int too large to convert to C 16-bit unsigned integer"
        ))),
    }
}

pub(super) fn swap_long(interp: &mut Interp, args: &Args) -> Result<Value> {
    if args.at(0).to_big().is_none() {
        return Err(Error::type_error(format!(
            "expected int, {} found",
            type_name(args.at(0))
        )));
    }
    let number = clamped(interp, args.at(0))?;
    match u32::try_from(number) {
        Ok(number) => Ok(Value::Int(number.to_be().into())),
        Err(_) if number < 0 => Err(Error::overflow_error(
            "can't convert negative value to unsigned int",
        )),
        Err(_) => Err(Error::overflow_error("int larger than 32 bits")),
    }
}

pub(super) fn inet_aton(_: &mut Interp, args: &Args) -> Result<Value> {
    let text = text_arg(args, 0, "inet_aton() argument 1 must be str, not")?;
    parse_ipv4(text.as_str())
        .map(|address| Value::bytes(address.octets().as_slice()))
        .ok_or_else(|| {
            Error::new(
                Exc::OSError,
                "illegal IP address string passed to inet_aton",
            )
        })
}

pub(super) fn inet_ntoa(_: &mut Interp, args: &Args) -> Result<Value> {
    let octets = <[u8; 4]>::try_from(data(args.at(0))?)
        .map_err(|_| Error::new(Exc::OSError, "packed IP wrong length for inet_ntoa"))?;
    Ok(Value::string(Ipv4Addr::from(octets).to_string()))
}

pub(super) fn inet_pton(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = text_arg(args, 1, "inet_pton() argument 2 must be str, not")?;
    let octets = match index_of(interp, args.at(0))? as i32 {
        libc::AF_INET => text
            .as_str()
            .parse::<Ipv4Addr>()
            .ok()
            .map(|a| a.octets().to_vec()),
        libc::AF_INET6 => text
            .as_str()
            .parse::<Ipv6Addr>()
            .ok()
            .map(|a| a.octets().to_vec()),
        _ => return Err(system_error(Errno::EAFNOSUPPORT)),
    };
    octets.map(Value::bytes).ok_or_else(|| {
        Error::new(
            Exc::OSError,
            "illegal IP address string passed to inet_pton",
        )
    })
}

pub(super) fn inet_ntop(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = data(args.at(1))?;
    let text = match index_of(interp, args.at(0))? as i32 {
        libc::AF_INET => <[u8; 4]>::try_from(octets)
            .ok()
            .map(|a| Ipv4Addr::from(a).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(octets)
            .ok()
            .map(|a| crate::packet::value::ip6_text(&a)),
        family => {
            return Err(Error::value_error(format!(
                "unknown address family {family}"
            )));
        }
    };
    text.map(Value::string)
        .ok_or_else(|| Error::value_error("invalid length of packed IP address string"))
}
