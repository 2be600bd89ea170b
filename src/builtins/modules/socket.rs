//! `socket`: real sockets. Waiting for one ends with Ctrl-C.
//!
//! The descriptors never block; what a script sees as blocking is `poll` here, so that a pending
//! Ctrl-C is noticed and time-outs are exact. This is the only builtin module that calls libc:
//! nix has no untyped `setsockopt` and no protocol numbers of raw sockets beyond its own list.

mod address;
mod file;
mod names;
mod numbers;

use std::cell::{Cell, RefCell};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

use nix::errno::Errno;
use nix::poll::PollFlags;
use nix::sys::socket::{self as kernel, Backlog, MsgFlags, SockaddrStorage};

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

use self::address::{address, resolve, shown};
use self::file::makefile;
use self::names::{
    getaddrinfo, getfqdn, gethostbyaddr, gethostbyname, gethostname, getnameinfo, getprotobyname,
    getservbyname, getservbyport, if_indextoname, if_nameindex, if_nametoindex,
};
use self::numbers::{
    CONSTANTS, htons, inet_aton, inet_ntoa, inet_ntop, inet_pton, ntohs, swap_long,
};

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
