//! Names of hosts, services, protocols and interfaces, and what they stand for.

use std::rc::Rc;

use nix::sys::socket::SockaddrStorage;

use super::address::{look_up, resolve, shown};
use super::{system_error, unknown_name};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exc, Exception, Named};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{clamped, index_of, int_or, method, text_arg, text_of};
use crate::eval::value::Value;
use crate::link::resolver;

pub(super) fn gethostname(_: &mut Interp, _: &Args) -> Result<Value> {
    let name = nix::unistd::gethostname().map_err(system_error)?;
    Ok(Value::string(name.to_string_lossy().into_owned()))
}

pub(super) fn gethostbyname(interp: &mut Interp, args: &Args) -> Result<Value> {
    let host = text_arg(args, 0, "str, bytes or bytearray expected, not")?;
    resolve(interp, host.as_str(), false).map(|address| Value::string(address.ip().to_string()))
}

/// What the resolver says of an address: names, or one of its error numbers.
fn names_of(
    interp: &mut Interp,
    address: std::net::SocketAddr,
    flags: i32,
) -> Result<std::result::Result<(String, String), i32>> {
    match resolver::name_of(address, flags) {
        Some(found) => Ok(found),
        None => {
            interp.check_interrupt()?;
            Ok(Err(libc::EAI_AGAIN))
        }
    }
}

pub(super) fn getnameinfo(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Value::Tuple(parts) = args.at(0) else {
        return Err(Error::type_error(
            "getnameinfo() argument 1 must be a tuple",
        ));
    };
    let flags = clamped(interp, args.at(1))? as i32;
    let (Some(host), Some(port)) = (parts.first().and_then(text_of), parts.get(1)) else {
        return Err(Error::type_error(
            "getnameinfo(): illegal sockaddr argument",
        ));
    };
    let port = index_of(interp, port)?;
    let Ok(address) = host.as_str().parse::<std::net::IpAddr>() else {
        return Err(unknown_name());
    };
    let Ok(port) = u16::try_from(port) else {
        return Err(Error::overflow_error(
            "getsockaddrarg: port must be 0-65535.",
        ));
    };
    match names_of(interp, (address, port).into(), flags)? {
        Ok((name, service)) => Ok(Value::tuple([Value::string(name), Value::string(service)])),
        Err(libc::EAI_AGAIN) => Err(address_error(-3, "Temporary failure in name resolution")),
        Err(libc::EAI_NONAME) => Err(unknown_name()),
        Err(number) => Err(address_error(number.into(), "the resolver does not answer")),
    }
}

fn address_error(number: i64, text: &str) -> Error {
    let args = vec![Value::Int(number), Value::str(text)];
    Error(Rc::new(Exception::new(Named::Address.class(), args)))
}

pub(super) fn getfqdn(interp: &mut Interp, args: &Args) -> Result<Value> {
    let own = gethostname(interp, args)?;
    let name = match args.some(0).map(|name| interp.str(name)).transpose()? {
        Some(name) if !matches!(name.trim(), "" | "0.0.0.0" | "::") => name.trim().to_owned(),
        _ => interp.str(&own)?,
    };
    let known = match Builtin::call(&GETHOSTBYADDR, interp, &[Value::str(&name)]) {
        Ok(found) => found,
        Err(error) if error.is(Exc::OSError) => return Ok(Value::string(name)),
        Err(error) => return Err(error),
    };
    let Value::Tuple(parts) = &known else {
        return Ok(Value::string(name));
    };
    let mut names = vec![parts[0].clone()];
    names.extend(interp.collect(&parts[1])?);
    for known in &names {
        if interp.str(known)?.contains('.') {
            return Ok(known.clone());
        }
    }
    Ok(names[0].clone())
}

static GETHOSTBYADDR: Builtin = method(
    "gethostbyaddr",
    &["ip_address"],
    "The name of an address.",
    gethostbyaddr,
);

pub(super) fn gethostbyaddr(interp: &mut Interp, args: &Args) -> Result<Value> {
    let host = text_arg(args, 0, "str, bytes or bytearray expected, not")?;
    let address = resolve(interp, host.as_str(), false)?.ip().to_string();
    // The hosts file has other names, too, which the resolver does not hand over.
    let hosts = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    for line in hosts.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_whitespace();
        if words.next() == Some(&address) {
            let names: Vec<Value> = words.map(Value::str).collect();
            let Some((first, others)) = names.split_first() else {
                continue;
            };
            return Ok(Value::tuple([
                first.clone(),
                Value::list(others),
                Value::list([Value::string(address)]),
            ]));
        }
    }
    if let Ok(asked) = address.parse::<std::net::IpAddr>()
        && let Ok((name, _)) = names_of(interp, (asked, 0).into(), libc::NI_NAMEREQD)?
    {
        return Ok(Value::tuple([
            Value::string(name),
            Value::list(Vec::new()),
            Value::list([Value::string(address)]),
        ]));
    }
    let args = vec![Value::Int(1), Value::str("Unknown host")];
    Err(Error(Rc::new(Exception::new(
        super::HERROR.with(Clone::clone),
        args,
    ))))
}

pub(super) fn getaddrinfo(interp: &mut Interp, args: &Args) -> Result<Value> {
    let flags = int_or(interp, args, 5, 0)? as i32;
    let wanted = int_or(interp, args, 4, 0)? as i32;
    let host = match args.some(0) {
        None if flags & libc::AI_PASSIVE != 0 => "0.0.0.0".to_string(),
        None => "127.0.0.1".to_string(),
        Some(value) => interp.str(value)?,
    };
    let port = match args.some(1) {
        None => 0,
        Some(value) => match text_of(value) {
            Some(text) => match text.as_str().parse() {
                Ok(port) => port,
                Err(_) => service(text.as_str(), "tcp").ok_or_else(unknown_name)?,
            },
            None => clamped(interp, value)? as u16,
        },
    };
    let family = int_or(interp, args, 2, 0)? as i32;
    let kind = int_or(interp, args, 3, 0)? as i32;
    let found = look_up(interp, &host, port)?;
    let kinds: Vec<(i32, i32)> = [(1, libc::IPPROTO_TCP), (2, libc::IPPROTO_UDP), (3, 0)]
        .into_iter()
        .filter(|(number, _)| kind == 0 || *number == kind)
        .filter(|(number, protocol)| wanted == 0 || *protocol == wanted || *number == 3)
        .filter(|(number, _)| {
            *number != 3 || !matches!(wanted, libc::IPPROTO_TCP | libc::IPPROTO_UDP)
        })
        .map(|(number, protocol)| (number, if number == 3 { wanted } else { protocol }))
        .collect();
    let mut entries = Vec::new();
    for address in found {
        let own = if address.is_ipv6() {
            libc::AF_INET6
        } else {
            libc::AF_INET
        };
        if family != 0 && family != own {
            continue;
        }
        for (kind, protocol) in &kinds {
            let storage = SockaddrStorage::from(address);
            entries.push(Value::tuple([
                Value::Int(own.into()),
                Value::Int((*kind).into()),
                Value::Int((*protocol).into()),
                Value::str(""),
                shown(&storage),
            ]));
        }
    }
    if entries.is_empty() {
        Err(unknown_name())
    } else {
        Ok(Value::list(entries))
    }
}

pub(super) fn getservbyname(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "getservbyname() argument 1 must be str, not")?;
    let protocol = match args.some(1) {
        Some(value) => text_of(value).map_or(String::new(), |text| text.as_str().to_string()),
        None => "tcp".to_string(),
    };
    service(name.as_str(), &protocol)
        .map(|port| Value::Int(port.into()))
        .ok_or_else(|| Error::new(Exc::OSError, "service/proto not found"))
}

pub(super) fn getservbyport(interp: &mut Interp, args: &Args) -> Result<Value> {
    let port = index_of(interp, args.at(0))?;
    let Ok(port) = u16::try_from(port) else {
        return Err(Error::overflow_error(
            "getservbyport: port must be 0-65535.",
        ));
    };
    let protocol = args.some(1).and_then(text_of);
    let wanted = |kind: &str| {
        protocol
            .as_ref()
            .is_none_or(|protocol| protocol.as_str() == kind)
    };
    let services = std::fs::read_to_string("/etc/services").unwrap_or_default();
    let found = services.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        let name = words.next()?;
        let (number, kind) = words.next()?.split_once('/')?;
        (number.parse() == Ok(port) && wanted(kind)).then_some(name)
    });
    found
        .map(Value::str)
        .ok_or_else(|| Error::new(Exc::OSError, "port/proto not found"))
}

pub(super) fn getprotobyname(_: &mut Interp, args: &Args) -> Result<Value> {
    let wanted = text_arg(args, 0, "getprotobyname() argument 1 must be str, not")?;
    let protocols = std::fs::read_to_string("/etc/protocols").unwrap_or_default();
    let found = protocols.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        let name = words.next()?;
        let number = words.next()?;
        let named = name == wanted.as_str() || words.any(|word| word == wanted.as_str());
        named.then(|| number.parse().ok())?
    });
    found
        .map(Value::Int)
        .ok_or_else(|| Error::new(Exc::OSError, "protocol not found"))
}

/// The port of a service, as the system's list says.
pub(super) fn service(name: &str, protocol: &str) -> Option<u16> {
    let services = std::fs::read_to_string("/etc/services").ok()?;
    services.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        let first = words.next()?;
        let (port, kind) = words.next()?.split_once('/')?;
        let named = first == name || words.any(|word| word == name);
        (named && kind == protocol).then(|| port.parse().ok())?
    })
}

pub(super) fn if_nametoindex(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "if_nametoindex() argument must be str, not")?;
    nix::net::if_::if_nametoindex(name.as_str())
        .map(|index| Value::Int(index.into()))
        .map_err(|_| Error::new(Exc::OSError, "no interface with this name"))
}

pub(super) fn if_indextoname(interp: &mut Interp, args: &Args) -> Result<Value> {
    let index = index_of(interp, args.at(0))? as u32;
    nix::net::if_::if_indextoname(index)
        .map(|name| Value::string(name.to_string_lossy().into_owned()))
        .map_err(system_error)
}

pub(super) fn if_nameindex(_: &mut Interp, _: &Args) -> Result<Value> {
    let interfaces = nix::net::if_::if_nameindex().map_err(system_error)?;
    let pairs: Vec<Value> = interfaces
        .iter()
        .map(|interface| {
            Value::tuple([
                Value::Int(interface.index().into()),
                Value::string(interface.name().to_string_lossy().into_owned()),
            ])
        })
        .collect();
    Ok(Value::list(pairs))
}
