//! `socket`: real sockets. Waiting for one ends with Ctrl-C.
//!
//! The descriptors never block; what a script sees as blocking is `poll` here, so that a pending
//! Ctrl-C is noticed and time-outs are exact. This is the only builtin module that calls libc:
//! nix has no untyped `setsockopt` and no protocol numbers of raw sockets beyond its own list.

use std::cell::{Cell, RefCell};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

use nix::errno::Errno;
use nix::poll::PollFlags;
use nix::sys::socket::{
    self as kernel, Backlog, LinkAddr, MsgFlags, SockaddrLike, SockaddrStorage, UnixAddr,
};

use crate::builtins::core_wait;
use crate::eval::buffer::writable;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Class;
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exc, Exception, Named};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{
    clamped, float_of, index_of, int_or, legacy_octets, method, octets_of, text_arg, text_of,
    type_name,
};
use crate::eval::module::{Module, NativeModule};
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::resolver;

pub static MODULE: NativeModule = NativeModule {
    name: "socket",
    help: "The system's sockets.",
    functions: FUNCTIONS,
    init,
};

pub static FUNCTIONS: &[Builtin] = &[
    method(
        "create_connection",
        &["address", "timeout=None", "source_address=None"],
        "A connected TCP socket.",
        create_connection,
    ),
    method(
        "getaddrinfo",
        &["host", "port", "family=0", "type=0", "proto=0", "flags=0"],
        "The addresses of a name and a service.",
        getaddrinfo,
    ),
    method(
        "gethostbyaddr",
        &["ip_address"],
        "The name of an address.",
        gethostbyaddr,
    ),
    method(
        "gethostbyname",
        &["hostname"],
        "The IPv4 address of a name.",
        gethostbyname,
    ),
    method(
        "getfqdn",
        &["name=''"],
        "The whole name of a host.",
        getfqdn,
    ),
    method(
        "getnameinfo",
        &["sockaddr", "flags", "/"],
        "The names of an address and of its port.",
        getnameinfo,
    ),
    method("gethostname", &[], "The name of this machine.", gethostname),
    method(
        "getdefaulttimeout",
        &[],
        "The time-out of new sockets.",
        |_, _| Ok(DEFAULT_TIMEOUT.with(|t| t.borrow().clone())),
    ),
    method(
        "setdefaulttimeout",
        &["timeout"],
        "Sets the time-out of new sockets.",
        |_, args| {
            DEFAULT_TIMEOUT.with(|timeout| *timeout.borrow_mut() = args.at(0).clone());
            Ok(Value::None)
        },
    ),
    method(
        "getservbyname",
        &["servicename", "protocolname='tcp'"],
        "The port of a service.",
        getservbyname,
    ),
    method(
        "getservbyport",
        &["port", "protocolname=<any>"],
        "The service of a port.",
        getservbyport,
    ),
    method(
        "getprotobyname",
        &["protocolname"],
        "The number of a protocol.",
        getprotobyname,
    ),
    method(
        "gethostbyname_ex",
        &["hostname"],
        "The name, its other names and its IPv4 addresses.",
        |interp, args| {
            let host = text_arg(args, 0, "str, bytes or bytearray expected, not")?;
            let address = resolve(interp, host.as_str(), false)?.ip().to_string();
            Ok(Value::tuple([
                Value::Str(host),
                Value::list(Vec::new()),
                Value::list(vec![Value::string(address)]),
            ]))
        },
    ),
    Builtin::new(
        "htonl",
        &["x", "/"],
        "32 bits from host to network order.",
        &[],
        swap_long,
    ),
    Builtin::new(
        "htons",
        &["x", "/"],
        "16 bits from host to network order.",
        &[],
        htons,
    ),
    Builtin::new(
        "ntohl",
        &["x", "/"],
        "32 bits from network to host order.",
        &[],
        swap_long,
    ),
    Builtin::new(
        "ntohs",
        &["x", "/"],
        "16 bits from network to host order.",
        &[],
        ntohs,
    ),
    Builtin::new(
        "if_indextoname",
        &["if_index", "/"],
        "The name of an interface.",
        &[],
        if_indextoname,
    ),
    Builtin::new(
        "if_nameindex",
        &[],
        "Numbers and names of the interfaces.",
        &[],
        if_nameindex,
    ),
    Builtin::new(
        "if_nametoindex",
        &["if_name", "/"],
        "The number of an interface.",
        &[],
        if_nametoindex,
    ),
    Builtin::new(
        "inet_aton",
        &["ip_string", "/"],
        "The octets of an IPv4 address.",
        &[("inet_aton('10.0.0.1')", "b'\\n\\x00\\x00\\x01'")],
        inet_aton,
    ),
    Builtin::new(
        "inet_ntoa",
        &["packed_ip", "/"],
        "The text of an IPv4 address.",
        &[],
        inet_ntoa,
    ),
    Builtin::new(
        "inet_ntop",
        &["address_family", "packed_ip", "/"],
        "The text of an address.",
        &[],
        inet_ntop,
    ),
    Builtin::new(
        "inet_pton",
        &["address_family", "ip_string", "/"],
        "The octets of an address.",
        &[],
        inet_pton,
    ),
    method(
        "socket",
        &[
            "family=AF_INET",
            "type=SOCK_STREAM",
            "proto=0",
            "fileno=None",
        ],
        "A socket.",
        socket,
    ),
    method(
        "socketpair",
        &["family=AF_UNIX", "type=SOCK_STREAM", "proto=0"],
        "Two sockets connected with each other.",
        socketpair,
    ),
];

const CONSTANTS: &[(&str, i32)] = &[
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

thread_local! {
    static HERROR: Rc<Class> = super::exception_class("herror", Exc::OSError, "socket");
    static DEFAULT_TIMEOUT: RefCell<Value> = const { RefCell::new(Value::None) };
}

fn init(_: &mut Interp, module: &Module) -> Result<()> {
    for (name, number) in CONSTANTS {
        module.set(name, i64::from(*number));
    }
    module.set("INADDR_ANY", 0_i64);
    module.set("INADDR_BROADCAST", 0xffff_ffff_i64);
    module.set("INADDR_LOOPBACK", 0x7f00_0001_i64);
    module.set("INADDR_NONE", 0xffff_ffff_i64);
    module.set("has_ipv6", true);
    for (name, errno) in [
        ("EAGAIN", Errno::EAGAIN),
        ("EBADF", Errno::EBADF),
        ("EWOULDBLOCK", Errno::EWOULDBLOCK),
    ] {
        module.set(name, errno as i64);
    }
    module.set("error", Value::Class(Exc::OSError.class()));
    module.set("timeout", Value::Class(Exc::TimeoutError.class()));
    module.set("gaierror", Value::Class(Named::Address.class()));
    module.set("herror", Value::Class(HERROR.with(Clone::clone)));
    Ok(())
}

fn system_error(errno: Errno) -> Error {
    Error::io(&std::io::Error::from(errno), None)
}

fn unknown_name() -> Error {
    let args = vec![Value::Int(-2), Value::str("Name or service not known")];
    Error(Rc::new(Exception::new(Named::Address.class(), args)))
}

/// A socket of a script.
pub struct Socket {
    fd: RefCell<Option<Rc<OwnedFd>>>,
    family: i32,
    kind: i32,
    protocol: i32,
    /// Seconds; `None` waits for ever, 0 not at all.
    timeout: Cell<Option<f64>>,
}

static METHODS: &[Builtin] = &[
    method(
        "accept",
        &["self"],
        "Waits for a connection: a socket, and the other side's address.",
        accept,
    ),
    method(
        "bind",
        &["self", "address", "/"],
        "Takes an address of this machine.",
        bind,
    ),
    method("close", &["self"], "Closes the socket.", close),
    method(
        "connect",
        &["self", "address", "/"],
        "Connects to an address.",
        connect,
    ),
    method(
        "connect_ex",
        &["self", "address", "/"],
        "Connects, and returns an error number instead of raising.",
        connect_ex,
    ),
    method(
        "dup",
        &["self"],
        "Another socket on the same connection.",
        dup,
    ),
    method(
        "get_inheritable",
        &["self"],
        "Whether programs that are started have it, too: never.",
        |_, _| Ok(Value::bool(false)),
    ),
    method("detach", &["self"], "Gives the descriptor away.", detach),
    method(
        "fileno",
        &["self"],
        "The number of the descriptor, or -1.",
        fileno,
    ),
    method(
        "getblocking",
        &["self"],
        "Whether operations wait.",
        |_, args| Ok(Value::bool(this(args)?.timeout.get() != Some(0.0))),
    ),
    method(
        "getpeername",
        &["self"],
        "The address of the other side.",
        getpeername,
    ),
    method(
        "getsockname",
        &["self"],
        "The address of this side.",
        getsockname,
    ),
    method(
        "getsockopt",
        &["self", "level", "optname", "buflen=0", "/"],
        "An option.",
        getsockopt,
    ),
    method(
        "gettimeout",
        &["self"],
        "The time-out in seconds, or None.",
        |_, args| Ok(this(args)?.timeout.get().map_or(Value::None, Value::float)),
    ),
    method(
        "listen",
        &["self", "backlog=128", "/"],
        "Lets others connect.",
        listen,
    ),
    method(
        "makefile",
        &[
            "self",
            "mode='r'",
            "buffering=None",
            "*",
            "encoding=None",
            "errors=None",
            "newline=None",
        ],
        "A file over the socket.",
        makefile,
    ),
    method(
        "recv",
        &["self", "bufsize", "flags=0", "/"],
        "Waits for octets; none when the other side has closed.",
        recv,
    ),
    method(
        "recv_into",
        &["self", "buffer", "nbytes=0", "flags=0"],
        "Waits for octets and puts them into a bytearray.",
        recv_into,
    ),
    method(
        "recvfrom",
        &["self", "bufsize", "flags=0", "/"],
        "Waits for octets: them, and where they come from.",
        recvfrom,
    ),
    method(
        "send",
        &["self", "data", "flags=0", "/"],
        "Sends octets and returns how many were taken.",
        send,
    ),
    method(
        "sendall",
        &["self", "data", "flags=0", "/"],
        "Sends all octets.",
        sendall,
    ),
    method(
        "sendto",
        &["self", "data", "*args"],
        "Sends octets to an address.",
        sendto,
    ),
    method(
        "setblocking",
        &["self", "flag", "/"],
        "Whether operations wait.",
        setblocking,
    ),
    method(
        "setsockopt",
        &["self", "level", "optname", "value", "/"],
        "Sets an option.",
        setsockopt,
    ),
    method(
        "settimeout",
        &["self", "value", "/"],
        "How long operations wait, in seconds; None is for ever.",
        settimeout,
    ),
    method(
        "shutdown",
        &["self", "how", "/"],
        "Ends one or both directions.",
        shutdown,
    ),
];

fn this<'a>(args: &Args<'a>) -> Result<&'a Socket> {
    args.at(0)
        .downcast::<Socket>()
        .ok_or_else(|| Error::type_error("a socket is required"))
}

/// A descriptor of its own for the socket that a value is.
pub fn descriptor(value: &Value) -> Option<OwnedFd> {
    let socket = value.downcast::<Socket>()?;
    socket.fd.borrow().as_ref()?.try_clone().ok()
}

fn socket(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut number = |index: usize, default: i32| -> Result<i32> {
        let number = args
            .some(index)
            .map_or(Ok(default.into()), |value| index_of(interp, value))?;
        Ok(if number == -1 { default } else { number as i32 })
    };
    let (family, kind, protocol) = (
        number(0, libc::AF_INET)?,
        number(1, libc::SOCK_STREAM)?,
        number(2, 0)?,
    );
    // SAFETY: takes three numbers and no memory.
    let fd = unsafe {
        libc::socket(
            family,
            kind | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK,
            protocol,
        )
    };
    if fd < 0 {
        let errno = Errno::last();
        let error = system_error(errno);
        return Err(if errno == Errno::EPERM {
            error.help("raw sockets need privilege: run with sudo, or give pkt the capability cap_net_raw, or use pkt --lab")
        } else {
            error
        });
    }
    // SAFETY: the descriptor was just made and belongs to nobody else.
    let fd = unsafe { OwnedFd::from_raw_fd(fd) };
    let timeout = match DEFAULT_TIMEOUT.with(|timeout| timeout.borrow().clone()) {
        Value::None => None,
        value => Some(seconds(interp, &value)?),
    };
    Ok(made(fd, family, kind, protocol, timeout))
}

fn made(fd: OwnedFd, family: i32, kind: i32, protocol: i32, timeout: Option<f64>) -> Value {
    Value::object(Socket {
        fd: RefCell::new(Some(Rc::new(fd))),
        family,
        kind: kind & 15,
        protocol,
        timeout: Cell::new(timeout),
    })
}

fn socketpair(interp: &mut Interp, args: &Args) -> Result<Value> {
    let family = int_or(interp, args, 0, libc::AF_UNIX.into())? as i32;
    let kind = int_or(interp, args, 1, libc::SOCK_STREAM.into())? as i32;
    let sock_type = match kind & 15 {
        libc::SOCK_DGRAM => kernel::SockType::Datagram,
        _ => kernel::SockType::Stream,
    };
    let flags = kernel::SockFlag::SOCK_CLOEXEC | kernel::SockFlag::SOCK_NONBLOCK;
    let (a, b) = kernel::socketpair(kernel::AddressFamily::Unix, sock_type, None, flags)
        .map_err(system_error)?;
    Ok(Value::tuple([
        made(a, family, kind, 0, None),
        made(b, family, kind, 0, None),
    ]))
}

impl Socket {
    /// The descriptor, for those who wait for it or hand it to the kernel. It never blocks.
    pub fn fd(&self) -> Result<Rc<OwnedFd>> {
        self.fd
            .borrow()
            .clone()
            .ok_or_else(|| system_error(Errno::EBADF))
    }

    /// Tries until the kernel does not say "not yet", waiting in between.
    fn retry<T>(
        &self,
        interp: &mut Interp,
        events: PollFlags,
        mut attempt: impl FnMut(BorrowedFd) -> nix::Result<T>,
    ) -> Result<T> {
        let fd = self.fd()?;
        let end = self.timeout.get().map(|seconds| {
            std::time::Instant::now() + Duration::from_secs_f64(seconds.clamp(0.0, 1e9))
        });
        loop {
            match attempt(fd.as_fd()) {
                Err(Errno::EAGAIN) => {
                    if self.timeout.get() == Some(0.0) {
                        return Err(system_error(Errno::EAGAIN));
                    }
                    let left =
                        end.map(|end| end.saturating_duration_since(std::time::Instant::now()));
                    if !core_wait::until_ready(interp, fd.as_fd(), events, left)? {
                        return Err(Error::timeout("timed out"));
                    }
                }
                Err(Errno::EINTR) => interp.check_interrupt()?,
                result => return result.map_err(system_error),
            }
        }
    }
}

/// The address that a script gives as a tuple or a path.
fn address(
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

fn storage(unix: &UnixAddr) -> Result<SockaddrStorage> {
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
fn look_up(interp: &mut Interp, host: &str, port: u16) -> Result<Vec<SocketAddr>> {
    interp.output.flush();
    match resolver::look_up(host, port) {
        Some(found) => found.map_err(|_| unknown_name()),
        None => Err(interp.check_interrupt().err().unwrap_or_else(unknown_name)),
    }
}

/// The first address of a host name.
fn resolve(interp: &mut Interp, host: &str, v6: bool) -> Result<SocketAddr> {
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

/// What `inet_aton` reads: also `127.1`, `0x7f000001` and the like.
fn parse_ipv4(text: &str) -> Option<Ipv4Addr> {
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

/// An address as a script sees it.
fn shown(address: &SockaddrStorage) -> Value {
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

fn bind(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let address = address(interp, this, args.at(1), "bind")?;
    kernel::bind(this.fd()?.as_raw_fd(), &address).map_err(system_error)?;
    Ok(Value::None)
}

fn listen(interp: &mut Interp, args: &Args) -> Result<Value> {
    let backlog = int_or(interp, args, 1, 128)?.clamp(0, 4096) as i32;
    let backlog = Backlog::new(backlog).map_err(system_error)?;
    kernel::listen(&*this(args)?.fd()?, backlog).map_err(system_error)?;
    Ok(Value::None)
}

fn accept(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let flags = kernel::SockFlag::SOCK_CLOEXEC | kernel::SockFlag::SOCK_NONBLOCK;
    let number = this.retry(interp, PollFlags::POLLIN, |fd| {
        kernel::accept4(fd.as_raw_fd(), flags)
    })?;
    // SAFETY: the descriptor was just made by accept and belongs to nobody else.
    let fd = unsafe { OwnedFd::from_raw_fd(number) };
    let peer =
        kernel::getpeername::<SockaddrStorage>(number).map_or(Value::None, |peer| shown(&peer));
    Ok(Value::tuple([
        made(fd, this.family, this.kind, this.protocol, None),
        peer,
    ]))
}

fn connect(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let address = address(interp, this, args.at(1), "connect")?;
    connect_to(interp, this, &address)?;
    Ok(Value::None)
}

fn connect_to(interp: &mut Interp, this: &Socket, address: &SockaddrStorage) -> Result<()> {
    let fd = this.fd()?;
    match kernel::connect(fd.as_raw_fd(), address) {
        Ok(()) => return Ok(()),
        Err(Errno::EINPROGRESS | Errno::EINTR) if this.timeout.get() != Some(0.0) => {}
        Err(errno) => return Err(system_error(errno)),
    }
    let timeout = this
        .timeout
        .get()
        .map(|seconds| Duration::from_secs_f64(seconds.clamp(0.0, 1e9)));
    if !core_wait::until_ready(interp, fd.as_fd(), PollFlags::POLLOUT, timeout)? {
        return Err(Error::timeout("timed out"));
    }
    match kernel::getsockopt(&fd, kernel::sockopt::SocketError).map_err(system_error)? {
        0 => Ok(()),
        errno => Err(system_error(Errno::from_raw(errno))),
    }
}

fn connect_ex(interp: &mut Interp, args: &Args) -> Result<Value> {
    match connect(interp, args) {
        Ok(_) => Ok(Value::Int(0)),
        Err(error) if error.is(Exc::TimeoutError) && error.0.args.borrow().len() < 2 => {
            Ok(Value::Int(libc::EAGAIN.into()))
        }
        Err(error) if error.is(Exc::OSError) => {
            let number = error.0.args.borrow().first().and_then(Value::as_int);
            number.map(Value::Int).ok_or(error)
        }
        Err(error) => Err(error),
    }
}

fn create_connection(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Value::Tuple(parts) = args.at(0) else {
        return Err(Error::type_error(
            "create_connection() needs a pair (host, port)",
        ));
    };
    let v6 = parts
        .first()
        .and_then(text_of)
        .is_some_and(|host| host.as_str().contains(':'));
    let family = if v6 { libc::AF_INET6 } else { libc::AF_INET };
    let made = socket(interp, &Args::new(&[Value::Int(family.into())]))?;
    let Some(socket) = made.downcast::<Socket>() else {
        return Ok(Value::None);
    };
    if let Some(timeout) = args.some(1) {
        socket.timeout.set(Some(seconds(interp, timeout)?));
    }
    if let Some(source) = args.some(2) {
        let source = address(interp, socket, source, "bind")?;
        kernel::bind(socket.fd()?.as_raw_fd(), &source).map_err(system_error)?;
    }
    let target = address(interp, socket, args.at(0), "connect")?;
    connect_to(interp, socket, &target)?;
    Ok(made)
}

fn flags(interp: &mut Interp, args: &Args, index: usize) -> Result<MsgFlags> {
    let bits = int_or(interp, args, index, 0)? as i32;
    // A closed connection is an exception, not a signal.
    Ok(MsgFlags::from_bits_retain(bits) | MsgFlags::MSG_NOSIGNAL)
}

fn data(value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = octets_of(value).or_else(|| legacy_octets(value)) {
        return Ok(octets);
    }
    let error = Error::type_error(format!(
        "a bytes-like object is required, not '{}'",
        type_name(value)
    ));
    Err(if value.as_str().is_some() {
        error.help("sockets send octets: write b'…', or text.encode()")
    } else {
        error
    })
}

/// The octets to send: also those of a packet, or of another object with `__bytes__`.
fn data_of(interp: &mut Interp, value: &Value) -> Result<Vec<u8>> {
    if octets_of(value).is_none()
        && !matches!(
            value,
            Value::Str(_) | Value::List(_) | Value::Int(_) | Value::None
        )
        && let Some(method) = interp.find_attr(value, "__bytes__")?
    {
        let octets = interp.call(&method, &[])?;
        return data(&octets);
    }
    data(value)
}

fn send(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let octets = data_of(interp, args.at(1))?;
    let flags = flags(interp, args, 2)?;
    let sent = this.retry(interp, PollFlags::POLLOUT, |fd| {
        kernel::send(fd.as_raw_fd(), &octets, flags)
    })?;
    Ok(Value::from(sent))
}

fn sendall(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let octets = data_of(interp, args.at(1))?;
    let flags = flags(interp, args, 2)?;
    send_whole(interp, this, &octets, flags)?;
    Ok(Value::None)
}

fn send_whole(interp: &mut Interp, this: &Socket, octets: &[u8], flags: MsgFlags) -> Result<()> {
    let mut rest = octets;
    while !rest.is_empty() {
        let sent = this.retry(interp, PollFlags::POLLOUT, |fd| {
            kernel::send(fd.as_raw_fd(), rest, flags)
        })?;
        rest = &rest[sent..];
    }
    Ok(())
}

fn sendto(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let octets = data_of(interp, args.at(1))?;
    let (bits, target) = match args.star(2) {
        [target] => (0, target),
        [bits, target] => (clamped(interp, bits)? as i32, target),
        more => {
            return Err(Error::type_error(format!(
                "sendto() takes 2 or 3 arguments ({} given)",
                more.len() + 1
            )));
        }
    };
    let target = address(interp, this, target, "sendto")?;
    let flags = MsgFlags::from_bits_retain(bits) | MsgFlags::MSG_NOSIGNAL;
    let sent = this.retry(interp, PollFlags::POLLOUT, |fd| {
        kernel::sendto(fd.as_raw_fd(), &octets, &target, flags)
    })?;
    Ok(Value::from(sent))
}

fn size(interp: &mut Interp, args: &Args, name: &str) -> Result<usize> {
    let size = index_of(interp, args.at(1))?;
    usize::try_from(size)
        .map(|size| size.min(1 << 30))
        .map_err(|_| Error::value_error(format!("negative buffersize in {name}")))
}

fn recv(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let mut octets = vec![0; size(interp, args, "recv")?];
    let flags = flags(interp, args, 2)?;
    let count = this.retry(interp, PollFlags::POLLIN, |fd| {
        kernel::recv(fd.as_raw_fd(), &mut octets, flags)
    })?;
    octets.truncate(count);
    Ok(Value::bytes(octets))
}

fn recv_into(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let target = writable(
        args.at(1),
        "recv_into() argument 1 must be read-write bytes-like object, not ",
    )?;
    let limit = target.len();
    let wanted = int_or(interp, args, 2, 0)?.max(0) as usize;
    let mut octets = vec![
        0;
        if wanted == 0 {
            limit
        } else {
            wanted.min(limit)
        }
    ];
    let flags = flags(interp, args, 3)?;
    let count = this.retry(interp, PollFlags::POLLIN, |fd| {
        kernel::recv(fd.as_raw_fd(), &mut octets, flags)
    })?;
    target.put(0, &octets[..count]);
    Ok(Value::from(count))
}

fn recvfrom(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let mut octets = vec![0; size(interp, args, "recvfrom")?];
    let flags = flags(interp, args, 2)?;
    let (count, from) = this.retry(interp, PollFlags::POLLIN, |fd| {
        let mut parts = [std::io::IoSliceMut::new(&mut octets)];
        let message = kernel::recvmsg::<SockaddrStorage>(fd.as_raw_fd(), &mut parts, None, flags)?;
        Ok((message.bytes, message.address))
    })?;
    octets.truncate(count);
    Ok(Value::tuple([
        Value::bytes(octets),
        from.map_or(Value::None, |from| shown(&from)),
    ]))
}

fn settimeout(interp: &mut Interp, args: &Args) -> Result<Value> {
    let timeout = match args.some(1) {
        None => None,
        Some(value) => Some(seconds(interp, value)?),
    };
    this(args)?.timeout.set(timeout);
    Ok(Value::None)
}

/// A time-out.
fn seconds(interp: &mut Interp, value: &Value) -> Result<f64> {
    let seconds = float_of(interp, value)?;
    if seconds.is_nan() {
        return Err(Error::value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(Error::value_error("Timeout value out of range"));
    }
    Ok(seconds)
}

fn setblocking(interp: &mut Interp, args: &Args) -> Result<Value> {
    let waits = interp.truth(args.at(1))?;
    this(args)?
        .timeout
        .set(if waits { None } else { Some(0.0) });
    Ok(Value::None)
}

fn setsockopt(interp: &mut Interp, args: &Args) -> Result<Value> {
    let level = index_of(interp, args.at(1))? as i32;
    let option = index_of(interp, args.at(2))? as i32;
    let octets = match octets_of(args.at(3)) {
        Some(octets) => octets,
        None => match text_of(args.at(3)) {
            Some(text) => text.as_str().as_bytes().to_vec(),
            None => (index_of(interp, args.at(3))? as i32)
                .to_ne_bytes()
                .to_vec(),
        },
    };
    let fd = this(args)?.fd()?;
    // SAFETY: pointer and length describe the living vector `octets`.
    let result = unsafe {
        libc::setsockopt(
            fd.as_raw_fd(),
            level,
            option,
            octets.as_ptr().cast(),
            octets.len() as libc::socklen_t,
        )
    };
    if result < 0 {
        Err(system_error(Errno::last()))
    } else {
        Ok(Value::None)
    }
}

fn getsockopt(interp: &mut Interp, args: &Args) -> Result<Value> {
    let level = index_of(interp, args.at(1))? as i32;
    let option = index_of(interp, args.at(2))? as i32;
    let wanted = int_or(interp, args, 3, 0)?.clamp(0, 1024) as usize;
    let mut octets = vec![0u8; if wanted == 0 { 4 } else { wanted }];
    let mut length = octets.len() as libc::socklen_t;
    let fd = this(args)?.fd()?;
    // SAFETY: pointer and length describe the living vector `octets`.
    let result = unsafe {
        libc::getsockopt(
            fd.as_raw_fd(),
            level,
            option,
            octets.as_mut_ptr().cast(),
            &mut length,
        )
    };
    if result < 0 {
        return Err(system_error(Errno::last()));
    }
    octets.truncate(length as usize);
    Ok(match (wanted, <[u8; 4]>::try_from(&octets[..])) {
        (0, Ok(number)) => Value::Int(i32::from_ne_bytes(number).into()),
        _ => Value::bytes(octets),
    })
}

fn getsockname(_: &mut Interp, args: &Args) -> Result<Value> {
    let fd = this(args)?.fd()?;
    kernel::getsockname::<SockaddrStorage>(fd.as_raw_fd())
        .map(|name| shown(&name))
        .map_err(system_error)
}

fn getpeername(_: &mut Interp, args: &Args) -> Result<Value> {
    let fd = this(args)?.fd()?;
    kernel::getpeername::<SockaddrStorage>(fd.as_raw_fd())
        .map(|name| shown(&name))
        .map_err(system_error)
}

fn shutdown(interp: &mut Interp, args: &Args) -> Result<Value> {
    let how = match index_of(interp, args.at(1))? as i32 {
        libc::SHUT_RD => kernel::Shutdown::Read,
        libc::SHUT_WR => kernel::Shutdown::Write,
        _ => kernel::Shutdown::Both,
    };
    kernel::shutdown(this(args)?.fd()?.as_raw_fd(), how).map_err(system_error)?;
    Ok(Value::None)
}

fn close(_: &mut Interp, args: &Args) -> Result<Value> {
    this(args)?.fd.borrow_mut().take();
    Ok(Value::None)
}

fn detach(_: &mut Interp, args: &Args) -> Result<Value> {
    let fd = this(args)?.fd()?;
    let copy = fd.try_clone().map_err(|error| Error::io(&error, None))?;
    this(args)?.fd.borrow_mut().take();
    Ok(Value::Int(std::os::fd::IntoRawFd::into_raw_fd(copy).into()))
}

fn fileno(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::Int(
        this(args)?
            .fd
            .borrow()
            .as_ref()
            .map_or(-1, |fd| fd.as_raw_fd())
            .into(),
    ))
}

/// `s.makefile()`: lines out of a stream.
struct SocketFile {
    socket: Value,
    binary: bool,
    /// Whether `\r\n` is read as `\n`.
    universal: bool,
    ahead: RefCell<Vec<u8>>,
    closed: Cell<bool>,
}

fn makefile(_: &mut Interp, args: &Args) -> Result<Value> {
    let mode =
        crate::eval::methods::arguments::default_text(args, 1, "r", "makefile() argument 'mode'")?;
    Ok(Value::object(SocketFile {
        socket: args.at(0).clone(),
        binary: mode.contains('b'),
        universal: args.some(5).is_none(),
        ahead: RefCell::default(),
        closed: Cell::default(),
    }))
}

static FILE_METHODS: &[Builtin] = &[
    method(
        "close",
        &["self"],
        "Ends the file; the socket stays.",
        |_, args| {
            socket_file(args)?.closed.set(true);
            Ok(Value::None)
        },
    ),
    method(
        "fileno",
        &["self"],
        "The descriptor of the socket.",
        |interp, args| {
            let fileno = interp.get_attr(&socket_file(args)?.socket, "fileno")?;
            interp.call(&fileno, &[])
        },
    ),
    method("readable", &["self"], "Whether it can be read.", |_, _| {
        Ok(Value::bool(true))
    }),
    method("writable", &["self"], "Whether it takes octets.", |_, _| {
        Ok(Value::bool(true))
    }),
    method("seekable", &["self"], "Whether it can go back.", |_, _| {
        Ok(Value::bool(false))
    }),
    method(
        "readlines",
        &["self"],
        "The lines that come until the other side closes.",
        |interp, args| {
            let file = socket_file(args)?;
            let mut lines = Vec::new();
            loop {
                let line = file.line(interp, usize::MAX)?;
                if line.is_empty() {
                    return Ok(Value::list(lines));
                }
                lines.push(file.value(line));
            }
        },
    ),
    method(
        "readinto",
        &["self", "buffer"],
        "Fills a bytearray, as far as something is there.",
        |interp, args| {
            let file = socket_file(args)?;
            let size = interp.len(args.at(1))?;
            let octets = file.take(interp, |ahead| (ahead.len() >= size).then_some(size))?;
            let target = crate::eval::buffer::writable(
                args.at(1),
                "readinto() argument must be read-write bytes-like object, not ",
            )?;
            target.put(0, &octets);
            Ok(Value::from(octets.len()))
        },
    ),
    method("flush", &["self"], "Does nothing: all was sent.", |_, _| {
        Ok(Value::None)
    }),
    method(
        "read",
        &["self", "size=-1"],
        "What comes until the other side closes.",
        |interp, args| {
            let size = usize::try_from(int_or(interp, args, 1, -1)?).unwrap_or(usize::MAX);
            let file = socket_file(args)?;
            let octets = file.take(interp, |ahead| (ahead.len() >= size).then_some(size))?;
            Ok(file.value(octets))
        },
    ),
    method(
        "readline",
        &["self", "size=-1"],
        "The next line with its end, or a part of it.",
        |interp, args| {
            let most = usize::try_from(int_or(interp, args, 1, -1)?).unwrap_or(usize::MAX);
            let file = socket_file(args)?;
            file.line(interp, most).map(|octets| file.value(octets))
        },
    ),
    method("write", &["self", "data"], "Sends.", |interp, args| {
        let file = socket_file(args)?;
        let octets = match text_of(args.at(1)) {
            Some(text) if !file.binary => text.as_str().as_bytes().to_vec(),
            _ => data(args.at(1))?,
        };
        if let Some(socket) = file.socket.downcast::<Socket>() {
            send_whole(interp, socket, &octets, MsgFlags::MSG_NOSIGNAL)?;
        }
        Ok(Value::from(octets.len()))
    }),
];

fn socket_file<'a>(args: &Args<'a>) -> Result<&'a SocketFile> {
    args.at(0)
        .downcast::<SocketFile>()
        .ok_or_else(|| Error::type_error("a socket file is required"))
}

impl SocketFile {
    /// Octets up to where `end` says, or to the end of the stream.
    fn take(&self, interp: &mut Interp, end: impl Fn(&[u8]) -> Option<usize>) -> Result<Vec<u8>> {
        let Some(socket) = self.socket.downcast::<Socket>() else {
            return Ok(Vec::new());
        };
        loop {
            let found = end(&self.ahead.borrow());
            if let Some(end) = found {
                return Ok(self.ahead.borrow_mut().drain(..end).collect());
            }
            let mut chunk = [0; 4096];
            let count = socket.retry(interp, PollFlags::POLLIN, |fd| {
                kernel::recv(fd.as_raw_fd(), &mut chunk, MsgFlags::empty())
            })?;
            if count == 0 {
                return Ok(self.ahead.take());
            }
            self.ahead.borrow_mut().extend_from_slice(&chunk[..count]);
        }
    }

    fn line(&self, interp: &mut Interp, most: usize) -> Result<Vec<u8>> {
        self.take(interp, |ahead| {
            let end = memchr::memchr(b'\n', ahead).map(|end| end + 1);
            let end = end.unwrap_or(usize::MAX).min(most);
            (end <= ahead.len()).then_some(end)
        })
    }

    fn value(&self, octets: Vec<u8>) -> Value {
        if self.binary {
            Value::bytes(octets)
        } else {
            let text = String::from_utf8_lossy(&octets).into_owned();
            Value::string(match self.universal && text.contains('\r') {
                true => text.replace("\r\n", "\n").replace('\r', "\n"),
                false => text,
            })
        }
    }
}

impl Object for SocketFile {
    fn type_name(&self) -> &str {
        "SocketIO"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "closed").then(|| Value::bool(self.closed.get())))
    }

    fn methods(&self) -> &'static [Builtin] {
        FILE_METHODS
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<crate::eval::iter::Iter>> {
        Ok(match this {
            Value::Object(object) => Some(crate::eval::iter::Iter::Object(object.clone())),
            _ => None,
        })
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        let line = self.line(interp, usize::MAX)?;
        Ok((!line.is_empty()).then(|| self.value(line)))
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }
}

impl Object for Socket {
    fn type_name(&self) -> &str {
        "socket"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "family" => Some(Value::Int(self.family.into())),
            "type" => Some(Value::Int(self.kind.into())),
            "proto" => Some(Value::Int(self.protocol.into())),
            "timeout" => Some(self.timeout.get().map_or(Value::None, Value::float)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        METHODS
            .iter()
            .map(|method| method.name.to_string())
            .collect()
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.fd.borrow_mut().take();
        Ok(false)
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let Some(fd) = self.fd.borrow().clone() else {
            return Ok(Some("<socket.socket [closed]>".into()));
        };
        let name = kernel::getsockname::<SockaddrStorage>(fd.as_raw_fd()).ok();
        let local = match name {
            Some(name) => interp.repr(&shown(&name))?,
            None => "None".into(),
        };
        Ok(Some(format!(
            "<socket.socket fd={}, family={}, type={}, proto={}, laddr={local}>",
            fd.as_raw_fd(),
            self.family,
            self.kind,
            self.protocol
        )))
    }
}

fn gethostname(_: &mut Interp, _: &Args) -> Result<Value> {
    let name = nix::unistd::gethostname().map_err(system_error)?;
    Ok(Value::string(name.to_string_lossy().into_owned()))
}

fn gethostbyname(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn getnameinfo(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn getfqdn(interp: &mut Interp, args: &Args) -> Result<Value> {
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

/// `s.dup()`
fn dup(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let fd = this
        .fd()?
        .try_clone()
        .map_err(|error| Error::io(&error, None))?;
    Ok(made(
        fd,
        this.family,
        this.kind,
        this.protocol,
        this.timeout.get(),
    ))
}

fn gethostbyaddr(interp: &mut Interp, args: &Args) -> Result<Value> {
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
        HERROR.with(Clone::clone),
        args,
    ))))
}

fn getaddrinfo(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn getservbyname(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "getservbyname() argument 1 must be str, not")?;
    let protocol = match args.some(1) {
        Some(value) => text_of(value).map_or(String::new(), |text| text.as_str().to_string()),
        None => "tcp".to_string(),
    };
    service(name.as_str(), &protocol)
        .map(|port| Value::Int(port.into()))
        .ok_or_else(|| Error::new(Exc::OSError, "service/proto not found"))
}

fn getservbyport(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn getprotobyname(_: &mut Interp, args: &Args) -> Result<Value> {
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
fn service(name: &str, protocol: &str) -> Option<u16> {
    let services = std::fs::read_to_string("/etc/services").ok()?;
    services.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        let first = words.next()?;
        let (port, kind) = words.next()?.split_once('/')?;
        let named = first == name || words.any(|word| word == name);
        (named && kind == protocol).then(|| port.parse().ok())?
    })
}

fn htons(interp: &mut Interp, args: &Args) -> Result<Value> {
    swap_short(interp, args, "htons")
}

fn ntohs(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn swap_long(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn inet_aton(_: &mut Interp, args: &Args) -> Result<Value> {
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

fn inet_ntoa(_: &mut Interp, args: &Args) -> Result<Value> {
    let octets = <[u8; 4]>::try_from(data(args.at(0))?)
        .map_err(|_| Error::new(Exc::OSError, "packed IP wrong length for inet_ntoa"))?;
    Ok(Value::string(Ipv4Addr::from(octets).to_string()))
}

fn inet_pton(interp: &mut Interp, args: &Args) -> Result<Value> {
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

fn inet_ntop(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = data(args.at(1))?;
    let text = match index_of(interp, args.at(0))? as i32 {
        libc::AF_INET => <[u8; 4]>::try_from(octets)
            .ok()
            .map(|a| Ipv4Addr::from(a).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(octets)
            .ok()
            .map(|a| Ipv6Addr::from(a).to_string()),
        family => {
            return Err(Error::value_error(format!(
                "unknown address family {family}"
            )));
        }
    };
    text.map(Value::string)
        .ok_or_else(|| Error::value_error("invalid length of packed IP address string"))
}

fn if_nametoindex(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "if_nametoindex() argument must be str, not")?;
    nix::net::if_::if_nametoindex(name.as_str())
        .map(|index| Value::Int(index.into()))
        .map_err(|_| Error::new(Exc::OSError, "no interface with this name"))
}

fn if_indextoname(interp: &mut Interp, args: &Args) -> Result<Value> {
    let index = index_of(interp, args.at(0))? as u32;
    nix::net::if_::if_indextoname(index)
        .map(|name| Value::string(name.to_string_lossy().into_owned()))
        .map_err(system_error)
}

fn if_nameindex(_: &mut Interp, _: &Args) -> Result<Value> {
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
