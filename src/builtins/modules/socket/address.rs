//! Addresses of sockets: as scripts write them, and as the system takes them.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use nix::errno::Errno;
use nix::sys::socket::{LinkAddr, SockaddrLike, SockaddrStorage, UnixAddr};

use super::numbers::parse_ipv4;
use super::{Socket, system_error, unknown_name};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{clamped, octets_of, text_of, type_name};
use crate::eval::value::Value;
use crate::link::resolver;

/// The address that a script gives as a tuple or a path.
pub(super) fn address(
    interp: &mut Interp,
    socket: &Socket,
    value: &Value,
    name: &str,
) -> Result<SockaddrStorage> {
    if socket.family == libc::AF_UNIX {
        let path = match (text_of(value), octets_of(value)) {
            (Some(text), _) => text.as_str().as_bytes().to_vec(),
            (None, Some(octets)) => octets,
            _ => {
                return Err(Error::type_error(format!(
                    "{name}: AF_UNIX address must be a str or bytes"
                )));
            }
        };
        let unix = match path.strip_prefix(b"\0") {
            Some(abstract_name) => UnixAddr::new_abstract(abstract_name),
            None => UnixAddr::new(&path[..]),
        }
        .map_err(system_error)?;
        return storage(&unix);
    }
    let Value::Tuple(parts) = value else {
        let family = match socket.family {
            libc::AF_INET => "AF_INET",
            libc::AF_INET6 => "AF_INET6",
            libc::AF_PACKET => "AF_PACKET",
            _ => return Err(Error::new(Exc::OSError, format!("{name}: bad family"))),
        };
        return Err(Error::type_error(format!(
            "{name}(): {family} address must be tuple, not {}",
            type_name(value)
        )));
    };
    if socket.family == libc::AF_PACKET {
        return packet_address(interp, parts);
    }
    let (is_v6, most) = (
        socket.family == libc::AF_INET6,
        if socket.family == libc::AF_INET6 {
            4
        } else {
            2
        },
    );
    if parts.len() < 2 || parts.len() > most {
        return Err(Error::type_error(if is_v6 {
            "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
        } else {
            "AF_INET address must be a pair (host, port)"
        }));
    }
    let host = match (text_of(&parts[0]), octets_of(&parts[0])) {
        (Some(text), _) => text.as_str().to_string(),
        (None, Some(octets)) => String::from_utf8_lossy(&octets).into_owned(),
        (None, None) => {
            return Err(Error::type_error(format!(
                "str, bytes or bytearray expected, not {}",
                type_name(&parts[0])
            )));
        }
    };
    let port = match &parts[1] {
        Value::Str(_) | Value::None | Value::Float(_) => {
            return Err(Error::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                type_name(&parts[1])
            )));
        }
        port => clamped(interp, port)?,
    };
    let port = u16::try_from(port)
        .map_err(|_| Error::overflow_error(format!("{name}(): port must be 0-65535.")))?;
    let mut more = [0u32; 2];
    for (place, part) in more.iter_mut().zip(parts.iter().skip(2)) {
        *place = clamped(interp, part)? as u32;
    }
    Ok(match resolve(interp, &host, is_v6)? {
        SocketAddr::V4(v4) => SockaddrStorage::from(SocketAddrV4::new(*v4.ip(), port)),
        SocketAddr::V6(v6) => {
            let scope = if more[1] != 0 { more[1] } else { v6.scope_id() };
            SockaddrStorage::from(SocketAddrV6::new(*v6.ip(), port, more[0], scope))
        }
    })
}

pub(super) fn storage(unix: &UnixAddr) -> Result<SockaddrStorage> {
    // SAFETY: pointer and length describe the living address `unix`.
    let storage = unsafe { SockaddrStorage::from_raw(unix.as_ptr().cast(), Some(unix.len())) };
    storage.ok_or_else(|| system_error(Errno::EINVAL))
}

fn packet_address(interp: &mut Interp, parts: &[Value]) -> Result<SockaddrStorage> {
    let Some(name) = parts.first().and_then(text_of) else {
        return Err(Error::type_error(
            "AF_PACKET address must be a tuple (ifname, proto, …)",
        ));
    };
    let mut number = |index: usize| -> Result<i64> {
        parts
            .get(index)
            .map_or(Ok(0), |value| clamped(interp, value))
    };
    let (protocol, kind, hardware) = (number(1)? as u16, number(2)? as u8, number(3)? as u16);
    let mac = parts.get(4).and_then(octets_of).unwrap_or_default();
    let index = if name.as_str().is_empty() {
        0
    } else {
        nix::net::if_::if_nametoindex(name.as_str()).map_err(system_error)?
    };
    // SAFETY: all-zero is a valid sockaddr_ll.
    let mut link: libc::sockaddr_ll = unsafe { std::mem::zeroed() };
    link.sll_family = libc::AF_PACKET as u16;
    link.sll_protocol = protocol.to_be();
    link.sll_ifindex = index as i32;
    link.sll_pkttype = kind;
    link.sll_hatype = hardware;
    link.sll_halen = mac.len().min(8) as u8;
    link.sll_addr[..mac.len().min(8)].copy_from_slice(&mac[..mac.len().min(8)]);
    // SAFETY: pointer and length describe the living structure `link`.
    let storage = unsafe {
        SockaddrStorage::from_raw(
            std::ptr::from_ref(&link).cast(),
            Some(size_of::<libc::sockaddr_ll>() as libc::socklen_t),
        )
    };
    storage.ok_or_else(|| system_error(Errno::EINVAL))
}

/// What the system's resolver says of a host name; Ctrl-C ends the wait.
pub(super) fn look_up(interp: &mut Interp, host: &str, port: u16) -> Result<Vec<SocketAddr>> {
    interp.output.flush();
    match resolver::look_up(host, port) {
        Some(found) => found.map_err(|_| unknown_name()),
        None => Err(interp.check_interrupt().err().unwrap_or_else(unknown_name)),
    }
}

/// The first address of a host name.
pub(super) fn resolve(interp: &mut Interp, host: &str, v6: bool) -> Result<SocketAddr> {
    match host {
        "" if v6 => return Ok((Ipv6Addr::UNSPECIFIED, 0).into()),
        "" => return Ok((Ipv4Addr::UNSPECIFIED, 0).into()),
        "<broadcast>" => return Ok((Ipv4Addr::BROADCAST, 0).into()),
        _ => {}
    }
    if let Some(v4) = parse_ipv4(host).filter(|_| !v6) {
        return Ok((v4, 0).into());
    }
    let found = look_up(interp, host, 0)?;
    found
        .into_iter()
        .find(|address| address.is_ipv6() == v6)
        .ok_or_else(unknown_name)
}

/// An address as a script sees it.
pub(super) fn shown(address: &SockaddrStorage) -> Value {
    if let Some(v4) = address.as_sockaddr_in() {
        return Value::tuple([
            Value::string(v4.ip().to_string()),
            Value::Int(v4.port().into()),
        ]);
    }
    if let Some(v6) = address.as_sockaddr_in6() {
        return Value::tuple([
            Value::string(v6.ip().to_string()),
            Value::Int(v6.port().into()),
            Value::Int(v6.flowinfo().into()),
            Value::Int(v6.scope_id().into()),
        ]);
    }
    if let Some(unix) = address.as_unix_addr() {
        return match (unix.path(), unix.as_abstract()) {
            (Some(path), _) => Value::string(path.display().to_string()),
            (None, Some(name)) => Value::bytes([&[0], name].concat()),
            (None, None) => Value::str(""),
        };
    }
    match address.as_link_addr() {
        Some(link) => link_shown(link),
        None => Value::None,
    }
}

fn link_shown(link: &LinkAddr) -> Value {
    let name = nix::net::if_::if_indextoname(link.ifindex() as u32)
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mac = link
        .addr()
        .map(|mac| mac[..link.halen().min(6)].to_vec())
        .unwrap_or_default();
    Value::tuple([
        Value::string(name),
        Value::Int(u16::from_be(link.protocol()).into()),
        Value::Int(link.pkttype().into()),
        Value::Int(link.hatype().into()),
        Value::bytes(mac),
    ])
}
