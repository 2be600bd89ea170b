//! Super sockets: `L3RawSocket()`, `conf.L3socket()`, `conf.L2socket(iface=…)`, `StreamSocket`.

use std::cell::{Cell, RefCell};
use std::os::fd::{AsFd, AsRawFd};
use std::rc::Rc;
use std::time::Duration;

use nix::poll::PollFlags;

use super::core_wait;
use super::exchange::{self, Request};
use super::frames::packet_of;
use super::linkerror::raised;
use super::outgoing::Outgoing;
use super::send::{Exit, interface_index, seconds};
use super::sender::Sender;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::packets::octets_of;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::receiver::Receiver;
use crate::link::{Station, filter::Filter, hold};
use crate::packet::Packet;
use crate::proto::Proto;

/// Which way a super socket goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Layer3,
    Layer3Raw,
    Layer2,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Layer3 => "L3PacketSocket",
            Kind::Layer3Raw => "L3RawSocket",
            Kind::Layer2 => "L2Socket",
        }
    }
}

/// The class, before it is called: `L3RawSocket`.
struct SocketClass(Kind);

/// Makes the classes known to scripts.
pub fn define(interp: &mut Interp) {
    for (name, kind) in [
        ("L3RawSocket", Kind::Layer3Raw),
        ("L3RawSocket6", Kind::Layer3Raw),
        ("L3PacketSocket", Kind::Layer3),
        ("L2Socket", Kind::Layer2),
        ("L2ListenSocket", Kind::Layer2),
        ("L3pcapSocket", Kind::Layer3),
        ("L2pcapSocket", Kind::Layer2),
        ("L2ListenTcpdump", Kind::Layer2),
    ] {
        interp.define(name, Value::object(SocketClass(kind)));
    }
    interp.define("StreamSocket", Value::Builtin(&STREAM_SOCKET));
}

/// `conf.L3socket`
pub fn layer3_class(raw: bool) -> Value {
    Value::object(SocketClass(if raw {
        Kind::Layer3Raw
    } else {
        Kind::Layer3
    }))
}

/// `conf.L2socket`
pub fn layer2_class() -> Value {
    Value::object(SocketClass(Kind::Layer2))
}

/// Whether a value is `L3RawSocket`.
pub fn is_raw_class(value: &Value) -> bool {
    value
        .downcast::<SocketClass>()
        .is_some_and(|class| class.0 == Kind::Layer3Raw)
}

/// Where `send(p, socket=s)` goes out.
pub fn exit_of(_: &mut Interp, socket: &Value) -> Result<Exit> {
    match socket.downcast::<SuperSocket>() {
        Some(socket) => Ok(socket.exit()),
        None => Err(Error::type_error(
            "socket= takes a super socket: conf.L3socket() or conf.L2socket()",
        )),
    }
}

/// The next packet of a super socket within a time; `None` if the value is no super socket.
pub fn receive(
    interp: &mut Interp,
    socket: &Value,
    timeout: Option<Duration>,
) -> Option<Result<Option<Packet>>> {
    let socket = socket.downcast::<SuperSocket>()?;
    Some(socket.receive(interp, timeout))
}

impl Object for SocketClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(match self.0 {
            Kind::Layer3 => {
                "<L3PacketSocket: read/write packets at layer 3 using Linux PF_PACKET sockets>"
                    .to_owned()
            }
            Kind::Layer3Raw => {
                "<L3RawSocket: Layer 3 using Raw sockets (PF_INET/SOCK_RAW)>".to_owned()
            }
            Kind::Layer2 => {
                "<L2Socket: read/write packets at layer 2 using Linux PF_PACKET sockets>".to_owned()
            }
        }))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "__name__").then(|| Value::str(self.0.name())))
    }

    fn compare(
        &self,
        _: &mut Interp,
        op: crate::lang::ast::CompareOp,
        other: &Value,
    ) -> Result<Option<Value>> {
        let equal = other
            .downcast::<SocketClass>()
            .is_some_and(|other| other.0 == self.0);
        Ok(match op {
            crate::lang::ast::CompareOp::Eq => Some(Value::bool(equal)),
            crate::lang::ast::CompareOp::NotEq => Some(Value::bool(!equal)),
            _ => None,
        })
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        let mut iface = args.first().cloned().filter(|value| !value.is_none());
        let mut filter = None;
        for (name, value) in kwargs {
            match name.as_str() {
                "iface" => iface = Some(value.clone()).filter(|value| !value.is_none()),
                "filter" if !value.is_none() => filter = Some(interp.str(value)?),
                _ => {}
            }
        }
        let interface = match (self.0, &iface) {
            (Kind::Layer2, _) | (_, Some(_)) => Some(interface_index(interp, iface.as_ref())?),
            _ => None,
        };
        let socket = SuperSocket {
            kind: self.0,
            interface,
            filter,
            receiver: RefCell::new(None),
            closed: Cell::new(false),
        };
        // Frames count from now on, not from the first `recv`.
        socket.listen(interp)?;
        Ok(Value::object(socket))
    }
}

/// An open super socket.
struct SuperSocket {
    kind: Kind,
    interface: Option<u32>,
    filter: Option<String>,
    receiver: RefCell<Option<Rc<Receiver>>>,
    closed: Cell<bool>,
}

impl SuperSocket {
    fn exit(&self) -> Exit {
        match (self.kind, self.interface) {
            (Kind::Layer2, Some(index)) => Exit::Interface(index),
            (Kind::Layer3Raw, _) => Exit::Raw,
            (_, through) => Exit::Routed { through },
        }
    }

    fn listen(&self, interp: &mut Interp) -> Result<Rc<Receiver>> {
        if self.closed.get() {
            return Err(Error::value_error("the socket is closed"));
        }
        if let Some(open) = self.receiver.borrow().as_ref() {
            return Ok(open.clone());
        }
        let station = Station::here().map_err(raised)?;
        let index = match self.interface {
            Some(index) => index,
            None => interface_index(interp, None)?,
        };
        let interface = station.interface_by_index(index).map_err(raised)?;
        let receiver = Receiver::open(&interface).map_err(raised)?;
        let filter = match &self.filter {
            Some(filter) => Some(Filter::compile(filter, receiver.link_type()).map_err(raised)?),
            None => None,
        };
        receiver.listen(filter.as_ref()).map_err(raised)?;
        let receiver = Rc::new(receiver);
        *self.receiver.borrow_mut() = Some(receiver.clone());
        Ok(receiver)
    }

    /// The next packet; `None` when the time is over.
    fn receive(&self, interp: &mut Interp, timeout: Option<Duration>) -> Result<Option<Packet>> {
        let receiver = self.listen(interp)?;
        interp.output.flush();
        loop {
            let name: Rc<str> = receiver.name().into();
            let received = lend(interp, || {
                receiver.receive(|frame| {
                    packet_of(
                        frame.octets,
                        frame.link_type,
                        frame.time,
                        frame.wire_len,
                        Some(&name),
                    )
                })
            });
            if let Some(packet) = received.map_err(raised)? {
                return Ok(Some(match self.kind {
                    Kind::Layer2 => packet,
                    Kind::Layer3 | Kind::Layer3Raw => exchange::above_link(packet),
                }));
            }
            if !core_wait::until_ready(interp, receiver.as_fd(), PollFlags::POLLIN, timeout)? {
                return Ok(None);
            }
        }
    }
}

impl Object for SuperSocket {
    fn type_name(&self) -> &str {
        self.kind.name()
    }

    fn get_attr(&self, _: &mut Interp, this: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "closed" => Some(Value::bool(self.closed.get())),
            // What is selected on: the socket itself.
            "ins" | "outs" => Some(this.clone()),
            "promisc" => Some(Value::bool(true)),
            "iface" => match self.interface {
                Some(index) => {
                    let station = Station::here().map_err(raised)?;
                    let interface = station.interface_by_index(index).map_err(raised)?;
                    Some(Value::str(&interface.name))
                }
                None => Some(Value::None),
            },
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.receiver.borrow_mut().take();
        self.closed.set(true);
        Ok(false)
    }
}

fn socket<'a>(args: &Args<'a>) -> Result<&'a SuperSocket> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a super socket"))
}

static METHODS: &[Builtin] = &[
    Builtin::new(
        "send",
        &["self", "x"],
        "Send packets.",
        &[],
        |interp, args| {
            let exit = socket(args)?.exit();
            let mut sender = Sender::new(&exit)?;
            let mut outgoing = Outgoing::of(args.at(1));
            while let Some(packet) = outgoing.next(interp)? {
                sender.send_one(interp, &packet)?;
            }
            Ok(Value::Int(
                i64::try_from(sender.count.octets).unwrap_or(i64::MAX),
            ))
        },
    ),
    Builtin::new(
        "recv",
        &["self", "x=65535", "timeout=None"],
        "The next packet.",
        &[],
        |interp, args| {
            let timeout = seconds(interp, args.some(2))?;
            Ok(socket(args)?
                .receive(interp, timeout)?
                .map_or(Value::None, Value::packet))
        },
    ),
    Builtin::new(
        "sr",
        &["self", "x", "timeout=None", "verbose=None", "**kargs"],
        "Send and receive packets.",
        &[],
        |interp, args| exchange(interp, args).map(exchange::as_tuple),
    ),
    Builtin::new(
        "sr1",
        &["self", "x", "timeout=None", "verbose=None", "**kargs"],
        "Send packets and return the first answer.",
        &[],
        |interp, args| {
            let answers = exchange(interp, args)?;
            Ok(answers
                .pairs
                .into_iter()
                .next()
                .map_or(Value::None, |(_, answer)| Value::packet(answer)))
        },
    ),
    Builtin::new(
        "sniff",
        &["self", "**kargs"],
        "Capture packets from this socket.",
        &[],
        |interp, args| {
            let mut options = args.keywords(1);
            options.push(("opened_socket".to_owned(), args.at(0).clone()));
            let sniff = interp
                .builtin("sniff")
                .ok_or_else(|| Error::name_error("name 'sniff' is not defined"))?;
            interp.call_kw(&sniff, &[], &options)
        },
    ),
    Builtin::new(
        "fileno",
        &["self"],
        "The number of the open file, for select.",
        &[],
        |interp, args| {
            let receiver = socket(args)?.listen(interp)?;
            Ok(Value::from(receiver.as_fd().as_raw_fd() as usize))
        },
    ),
    Builtin::new(
        "hold",
        &["self", "x"],
        "Keep the kernel from answering for a packet's source port.",
        &[],
        |interp, args| {
            let octets = octets_of(interp, args.at(1))?;
            let Some(port) = hold::source_port(&octets) else {
                return Ok(Value::None);
            };
            let held = Station::here()
                .map_err(raised)?
                .holds
                .borrow_mut()
                .hold(port);
            if let Err(refusal) = held {
                let text = exchange::not_held(port, refusal);
                interp.output.talk(&text);
            }
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "close",
        &["self"],
        "Close the socket.",
        &[],
        |interp, args| {
            socket(args)?.exit_now(interp);
            Ok(Value::None)
        },
    ),
];

impl SuperSocket {
    fn exit_now(&self, _: &mut Interp) {
        self.receiver.borrow_mut().take();
        self.closed.set(true);
    }
}

fn exchange(interp: &mut Interp, args: &Args) -> Result<exchange::Answers> {
    let socket = socket(args)?;
    let mut request = Request::new(interp, if socket.kind == Kind::Layer2 { 2 } else { 3 })?;
    request.iface = socket.interface;
    request.options.timeout = seconds(interp, args.some(2))?;
    request.verbose = super::send::verbosity(interp, args.some(3))?;
    exchange::exchanged(interp, args.at(1), &request)
}

/// `StreamSocket(s, Raw)`: packets over a socket of the kernel's.
struct StreamSocket {
    socket: Value,
    /// `basecls`: what the octets that come are read as.
    proto: Cell<&'static Proto>,
}

static STREAM_SOCKET: Builtin = Builtin::new(
    "StreamSocket",
    &["sock", "basecls=None"],
    "Packets over a connected socket of the kernel's.",
    &[],
    |_, args| {
        let proto = match args.some(1) {
            Some(Value::Layer(proto)) => proto,
            None => &crate::proto::raw::RAW,
            Some(_) => return Err(Error::type_error("StreamSocket: a layer's class is needed")),
        };
        Ok(Value::object(StreamSocket {
            socket: args.at(0).clone(),
            proto: Cell::new(proto),
        }))
    },
);

impl StreamSocket {
    fn receive(&self, interp: &mut Interp) -> Result<Value> {
        let octets = interp.call_method(&self.socket, "recv", &[Value::Int(65_536)])?;
        let octets = octets_of(interp, &octets)?;
        if octets.is_empty() {
            return Err(Error::eof_error(""));
        }
        lend(interp, || Packet::dissect(self.proto.get(), &octets))
            .map(Value::packet)
            .map_err(crate::eval::packets::error)
    }

    fn send(&self, interp: &mut Interp, x: &Value) -> Result<Value> {
        let octets = octets_of(interp, x)?;
        interp.call_method(&self.socket, "send", &[Value::bytes(octets)])
    }

    /// Sends, and waits for one answer.
    fn ask(
        &self,
        interp: &mut Interp,
        x: &Value,
        timeout: Option<&Value>,
        verbose: i64,
    ) -> Result<Value> {
        let say = |interp: &mut Interp, text: &str| match verbose > 0 {
            true => interp.write_out(text),
            false => Ok(()),
        };
        say(interp, "Begin emission\n")?;
        self.send(interp, x)?;
        say(interp, "\nFinished sending 1 packets\n")?;
        if let Some(timeout) = timeout {
            interp.call_method(&self.socket, "settimeout", std::slice::from_ref(timeout))?;
        }
        interp.output.flush();
        let answer = match self.receive(interp) {
            Ok(answer) => answer,
            Err(error)
                if error.is(crate::eval::exception::Exc::OSError)
                    || error.is(crate::eval::exception::Exc::EOFError) =>
            {
                Value::None
            }
            Err(error) => return Err(error),
        };
        let got = i32::from(!answer.is_none());
        if verbose > 1 && got == 1 {
            say(interp, "*")?;
        }
        say(
            interp,
            &format!(
                "\nReceived {got} packets, got {got} answers, remaining {} packets\n",
                1 - got
            ),
        )?;
        Ok(answer)
    }
}

impl Object for StreamSocket {
    fn type_name(&self) -> &str {
        "StreamSocket"
    }

    fn methods(&self) -> &'static [Builtin] {
        STREAM
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "ins" | "outs" => Some(self.socket.clone()),
            "basecls" => Some(Value::Layer(self.proto.get())),
            _ => None,
        })
    }

    fn set_attr(&self, _: &mut Interp, name: &str, value: Value) -> Result<bool> {
        match (name, value) {
            ("basecls", Value::Layer(proto)) => self.proto.set(proto),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn stream<'a>(args: &Args<'a>) -> Result<&'a StreamSocket> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a StreamSocket"))
}

static STREAM: &[Builtin] = &[
    Builtin::new(
        "send",
        &["self", "x"],
        "Send a packet.",
        &[],
        |interp, args| stream(args)?.send(interp, args.at(1)),
    ),
    Builtin::new(
        "recv",
        &["self", "x=None"],
        "The next packet.",
        &[],
        |interp, args| stream(args)?.receive(interp),
    ),
    Builtin::new(
        "sr1",
        &["self", "x", "timeout=None", "verbose=None", "**kargs"],
        "Send a packet and return the answer.",
        &[],
        |interp, args| {
            let verbose = super::send::verbosity(interp, args.some(3))?;
            stream(args)?.ask(interp, args.at(1), args.some(2), verbose)
        },
    ),
    Builtin::new(
        "sr",
        &["self", "x", "timeout=None", "verbose=None", "**kargs"],
        "Send a packet and return what was answered and what was not.",
        &[],
        |interp, args| {
            let verbose = super::send::verbosity(interp, args.some(3))?;
            let answer = stream(args)?.ask(interp, args.at(1), args.some(2), verbose)?;
            let question = match args.at(1).as_packet() {
                Some(packet) => packet,
                None => Packet::raw(&octets_of(interp, args.at(1))?),
            };
            Ok(exchange::as_tuple(match answer.as_packet() {
                Some(answer) => exchange::Answers {
                    pairs: vec![(question, answer)],
                    unanswered: Vec::new(),
                },
                None => exchange::Answers {
                    pairs: Vec::new(),
                    unanswered: vec![question],
                },
            }))
        },
    ),
    Builtin::new(
        "close",
        &["self"],
        "Close the socket.",
        &[],
        |interp, args| interp.call_method(&stream(args)?.socket, "close", &[]),
    ),
];
