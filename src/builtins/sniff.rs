//! Sniffing: `sniff`, and `AsyncSniffer` beside the prompt.

use std::cell::{Cell, RefCell};
use std::os::fd::AsFd;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::frames::{Frames, packet_of};
use super::linkerror::raised;
use super::lists::entry_list;
use super::outgoing::Outgoing;
use super::send::{named, seconds};
use super::sockets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::report::report;
use crate::eval::threads::{Kind, Thread};
use crate::eval::value::Value;
use crate::link::background;
use crate::link::capture::{Capture, Ended, Latency, Next, Options, Statistics, Stopper, Taken};
use crate::link::files::{Reader, Record};
use crate::link::filter::Filter;
use crate::link::{self, LinkType, Station, interrupt};
use crate::packet::Packet;

const SNIFF: &[&str] = &[
    "count=0",
    "store=True",
    "offline=None",
    "quiet=False",
    "prn=None",
    "lfilter=None",
    "L2socket=None",
    "timeout=None",
    "opened_socket=None",
    "stop_filter=None",
    "iface=None",
    "started_callback=None",
    "session=None",
    "chainCC=False",
    "filter=None",
    "promisc=None",
    "monitor=None",
    "nofilter=0",
];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "sniff",
        SNIFF,
        "Capture packets until count, timeout, stop_filter or Ctrl-C, and return them.",
        &[],
        sniff,
    ),
    Builtin::new(
        "AsyncSniffer",
        SNIFF,
        "A capture in the background: start(), stop(), join(), results.",
        &[],
        async_sniffer,
    ),
];

/// What a call of `sniff` asks for, and what it has so far.
struct Sniffing {
    count: usize,
    store: bool,
    prn: Option<Value>,
    lfilter: Option<Value>,
    stop_filter: Option<Value>,
    timeout: Option<Duration>,
    started: Option<Value>,
    chain: bool,
    session: Option<Session>,
    /// `iface={"eth0": "left"}`: what packets of an interface say for `sniffed_on`.
    labels: Vec<(String, Rc<str>)>,
    kept: Frames,
    seen: usize,
    /// The first packet may come, or has come.
    began: bool,
    /// Where an AsyncSniffer is told to stop.
    told: Option<Rc<State>>,
    /// How many interfaces, files or sockets packets come from.
    sources: usize,
    /// Those that an exception of a callback has closed.
    closed: Vec<Rc<str>>,
}

/// What a capture does after a packet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Next,
    /// It was the last one that was wanted.
    Stop,
    /// A callback failed: no more packets from where this one came from.
    Close,
}

impl Sniffing {
    fn of(interp: &mut Interp, args: &Args) -> Result<Sniffing> {
        let truth = |interp: &mut Interp, index: usize, default: bool| match args.some(index) {
            Some(value) => interp.truth(value),
            None => Ok(default),
        };
        let session = match args.some(12) {
            Some(session) => Some(Session::of(interp, session)?),
            None => None,
        };
        let mut labels = Vec::new();
        if let Some(Value::Dict(dict)) = args.some(10) {
            let dict = dict.borrow();
            for (name, label) in dict.iter() {
                labels.push((interp.str(name)?, interp.str(label)?.into()));
            }
        }
        Ok(Sniffing {
            session,
            labels,
            count: match args.some(0) {
                Some(count) => usize::try_from(interp.index(count)?).unwrap_or(0),
                None => 0,
            },
            store: truth(interp, 1, true)?,
            prn: args.some(4).cloned(),
            lfilter: args.some(5).cloned(),
            stop_filter: args.some(9).cloned(),
            timeout: seconds(interp, args.some(7))?,
            started: args.some(11).cloned(),
            chain: truth(interp, 13, false)?,
            kept: Frames::new(None),
            seen: 0,
            began: false,
            told: None,
            sources: 1,
            closed: Vec::new(),
        })
    }

    /// Whether nobody looks at the packets before they are in the list.
    fn only_stores(&self) -> bool {
        let asked = [&self.prn, &self.lfilter, &self.stop_filter];
        let free = self.labels.is_empty() && self.session.is_none();
        self.store && free && asked.iter().all(|asked| asked.is_none())
    }

    /// What happens with what came from an interface, a file or a socket.
    ///
    /// An exception of a callback is told and closes its source, as in Scapy; the others go on.
    fn take(&mut self, interp: &mut Interp, source: &Rc<str>, packet: Packet) -> Result<Step> {
        let error = match self.take_all(interp, packet) {
            Ok(true) => return Ok(Step::Next),
            Ok(false) => return Ok(Step::Stop),
            Err(error) if error.is(Exc::Exception) => error,
            Err(error) => return Err(error),
        };
        let why = interp.str(&error.value())?;
        let words = report(interp, &error);
        interp.write_err(&words)?;
        interp.output.talk(&format!(
            "WARNING: Socket {source} failed with '{why}'. It was closed.\n"
        ));
        self.closed.push(source.clone());
        Ok(Step::Close)
    }

    fn is_closed(&self, source: &Rc<str>) -> bool {
        self.closed.contains(source)
    }

    /// Whether no source is left.
    fn is_over(&self) -> bool {
        self.closed.len() >= self.sources
    }

    /// False when it was the last one.
    fn take_all(&mut self, interp: &mut Interp, packet: Packet) -> Result<bool> {
        let Some(session) = &self.session else {
            return self.take_packet(interp, packet);
        };
        for packet in session.packets(interp, packet)? {
            if !self.take_packet(interp, packet)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What happens with one packet; false when it was the last one.
    fn take_packet(&mut self, interp: &mut Interp, packet: Packet) -> Result<bool> {
        if !self.labels.is_empty() {
            packet.with_meta(|meta| {
                let own = meta.sniffed_on.as_deref().unwrap_or_default();
                if let Some((_, label)) = self.labels.iter().find(|(name, _)| name == own) {
                    meta.sniffed_on = Some(label.clone());
                }
            });
        }
        let value = Value::packet(packet.clone());
        if let Some(lfilter) = &self.lfilter {
            let passes = interp.call(lfilter, std::slice::from_ref(&value))?;
            if !interp.truth(&passes)? {
                return Ok(true);
            }
        }
        self.seen += 1;
        if let Some(state) = &self.told {
            state.count.set(self.seen);
        }
        if self.store {
            self.kept.push_packet(packet);
        }
        if let Some(prn) = &self.prn {
            let result = interp.call(prn, std::slice::from_ref(&value))?;
            if !result.is_none() {
                let line = interp.str(&result)?;
                interp.write_out(&format!("{line}\n"))?;
            }
        }
        if let Some(stop_filter) = &self.stop_filter {
            let stops = interp.call(stop_filter, &[value])?;
            if interp.truth(&stops)? {
                return Ok(false);
            }
        }
        Ok(self.count == 0 || self.seen < self.count)
    }

    fn announce(&mut self, interp: &mut Interp) -> Result<()> {
        if let Some(started) = &self.started {
            interp.call(started, &[])?;
        }
        interp.output.flush();
        self.began = true;
        Ok(())
    }

    /// Whether `stop()` of an AsyncSniffer was called.
    fn is_told(&self) -> bool {
        self.told.as_ref().is_some_and(|state| state.told.get())
    }

    fn result(self) -> Value {
        entry_list(self.kept.into_entries(), "Sniffed")
    }

    /// Ctrl-C ends a capture, not the program: what was captured is the result.
    fn finish(self, interp: &mut Interp, ended: Result<()>) -> Result<Value> {
        match ended {
            Err(error) if error.is(Exc::KeyboardInterrupt) && !self.chain => {}
            other => other?,
        }
        let _ = interp;
        Ok(self.result())
    }
}

/// `session=IPSession`: what makes packets of what came.
struct Session {
    session: Value,
    /// Hands a packet to the session and lists what becomes of it.
    through: Value,
}

impl Session {
    /// Of a class, or of what it made.
    fn of(interp: &mut Interp, session: &Value) -> Result<Session> {
        let module = interp.import("scapy.sessions")?;
        let own = |name: &str| {
            let missing = || Error::name_error(format!("name '{name}' is not defined"));
            module.get(name).ok_or_else(missing)
        };
        let (session_of, through) = (own("_session_of")?, own("_through_session")?);
        let session = interp.call(&session_of, std::slice::from_ref(session))?;
        Ok(Session { session, through })
    }

    fn packets(&self, interp: &mut Interp, packet: Packet) -> Result<Vec<Packet>> {
        let came = [self.session.clone(), Value::packet(packet)];
        let given = interp.call(&self.through, &came)?;
        let given = interp.collect(&given)?;
        Ok(given.iter().filter_map(Value::as_packet).collect())
    }
}

fn sniff(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut sniffing = Sniffing::of(interp, args)?;
    let filter = args.some(14).map(|filter| interp.str(filter)).transpose()?;
    let ended = match (args.some(2), args.some(8)) {
        (Some(offline), _) => from_files(interp, &mut sniffing, offline, filter.as_deref()),
        (None, Some(socket)) => from_sockets(interp, &mut sniffing, socket),
        (None, None) => {
            let mut capture = open(interp, args, filter, &mut sniffing)?;
            sniffing.announce(interp)?;
            let ended = live(interp, &mut sniffing, &mut capture);
            let statistics = capture.statistics();
            report_losses(interp, statistics);
            if ended.is_err() {
                report_unread(interp, statistics);
            }
            ended
        }
    };
    sniffing.finish(interp, ended)
}

/// Opens a capture on the interfaces that the call names.
fn open(
    interp: &mut Interp,
    args: &Args,
    filter: Option<String>,
    sniffing: &mut Sniffing,
) -> Result<Capture> {
    let names = interface_names(interp, args.some(10))?;
    sniffing.sources = names.len();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let answers =
        sniffing.prn.is_some() || sniffing.stop_filter.is_some() || sniffing.lfilter.is_some();
    let options = Options {
        filter,
        promiscuous: match args.some(15) {
            Some(promisc) => interp.truth(promisc)?,
            None => interp.conf.sniff_promisc,
        },
        monitor: args
            .some(16)
            .map_or(Ok(false), |monitor| interp.truth(monitor))?,
        latency: if answers || sniffing.count > 0 {
            Latency::Immediate
        } else {
            Latency::Bulk
        },
        ..Options::default()
    };
    Capture::open(&names, &options).map_err(|error| {
        let text = error.to_string();
        if text.starts_with("Failed to compile filter expression") {
            super::exceptions::scapy(format!("Cannot set filter: {text}"))
        } else {
            raised(error)
        }
    })
}

/// `iface="eth0"`, `iface=["a", "b"]`, `iface={"a": "label"}`
fn interface_names(interp: &mut Interp, iface: Option<&Value>) -> Result<Vec<String>> {
    match named(iface) {
        Some(Value::List(_) | Value::Tuple(_) | Value::Dict(_)) => {
            let values = interp.collect(iface.unwrap_or(&Value::None))?;
            values.iter().map(|value| interp.str(value)).collect()
        }
        Some(value) => Ok(vec![interp.str(value)?]),
        None => match interp.conf.iface.clone() {
            Some(name) => Ok(vec![name]),
            None => {
                let station = Station::here().map_err(raised)?;
                Ok(vec![station.working_interface().map_err(raised)?.name])
            }
        },
    }
}

fn live(interp: &mut Interp, sniffing: &mut Sniffing, capture: &mut Capture) -> Result<()> {
    let mut names: Vec<Rc<str>> = Vec::new();
    let deadline = sniffing.timeout.map(interrupt::later);
    let ended = loop {
        let mut failed = Ok(());
        let taken = capture.take(|frame| {
            let name = match names.iter().find(|name| &***name == frame.interface) {
                Some(name) => name.clone(),
                None => {
                    names.push(frame.interface.into());
                    frame.interface.into()
                }
            };
            if sniffing.is_closed(&name) {
                return Next::Continue;
            }
            let packet = lend(interp, || {
                packet_of(
                    frame.octets,
                    frame.link_type,
                    frame.time,
                    frame.wire_len,
                    Some(&name),
                )
            });
            let taken = sniffing.take(interp, &name, packet);
            // Who watches sees the line now. (Files do not wait: their lines come in blocks.)
            interp.output.flush();
            match taken {
                Ok(Step::Next) => Next::Continue,
                Ok(Step::Close) if !sniffing.is_over() => Next::Continue,
                Ok(Step::Close | Step::Stop) => Next::Stop,
                Err(error) => {
                    failed = Err(error);
                    Next::Stop
                }
            }
        });
        failed?;
        let late = || deadline.is_some_and(|deadline| Instant::now() >= deadline);
        match taken {
            Taken::Ended(ended) => break ended,
            _ if late() => break Ended::TimedOut,
            Taken::More => interp.check_interrupt()?,
            Taken::All => {
                let mut fds = capture
                    .descriptors()
                    .map(|fd| PollFd::new(fd, PollFlags::POLLIN))
                    .collect();
                interp.wait(&mut fds, deadline)?;
            }
        }
    };
    if let Ended::Failed(error) = ended {
        warn_of_end(interp, &error);
    }
    Ok(())
}

fn warn_of_end(interp: &mut Interp, error: &link::Error) {
    interp
        .output
        .talk(&format!("WARNING: the capture ended: {error}\n"));
}

/// Packets that the kernel could not hand over are never passed over in silence.
fn report_losses(interp: &mut Interp, statistics: Statistics) {
    let lost = statistics.dropped_by_kernel + statistics.dropped_by_interface;
    if lost > 0 {
        interp.output.talk(&format!(
            "WARNING: {} packets captured, {} dropped by the kernel, {} dropped by the interface\n",
            statistics.captured, statistics.dropped_by_kernel, statistics.dropped_by_interface
        ));
    }
}

/// What waited in the ring when Ctrl-C came: a callback was slower than the traffic.
fn report_unread(interp: &mut Interp, statistics: Statistics) {
    if statistics.unread > 0 {
        interp.output.talk(&format!(
            "WARNING: {} packets had arrived and were not handled any more\n",
            statistics.unread
        ));
    }
}

/// `offline="f.pcap"`, a list of files, or packets.
fn from_files(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    offline: &Value,
    filter: Option<&str>,
) -> Result<()> {
    sniffing.announce(interp)?;
    let paths: Vec<String> = match offline {
        Value::Str(path) => vec![path.as_str().to_owned()],
        Value::List(items) if items.borrow().iter().all(|item| item.as_str().is_some()) => items
            .borrow()
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        packets => return from_packets(interp, sniffing, packets, filter),
    };
    let mut files = paths
        .iter()
        .map(|path| File::open(path, filter))
        .collect::<Result<Vec<File>>>()?;
    let stores = sniffing.only_stores();
    // As Scapy does, one packet of each file in turn.
    let mut one_before = usize::MAX;
    let mut turn = 0;
    while !files.is_empty() {
        turn %= files.len();
        if one_before != turn {
            sniffing.kept.come_from(&files[turn].name);
        }
        one_before = turn;
        match files[turn].step(interp, sniffing, stores)? {
            Step::Next => turn += 1,
            Step::Stop => break,
            Step::Close => {
                files.remove(turn);
                one_before = usize::MAX;
            }
        }
        interp.check_interrupt()?;
    }
    Ok(())
}

/// A capture file that is read.
struct File<'a> {
    reader: Reader,
    filters: Filters<'a>,
    name: Rc<str>,
}

impl<'a> File<'a> {
    fn open(path: &str, filter: Option<&'a str>) -> Result<File<'a>> {
        Ok(File {
            reader: Reader::open(Path::new(path)).map_err(raised)?,
            filters: Filters::new(filter),
            name: path.into(),
        })
    }

    /// The next packet, if there is one that passes the filter.
    fn step(&mut self, interp: &mut Interp, sniffing: &mut Sniffing, stores: bool) -> Result<Step> {
        let record = match self.reader.next() {
            None => return Ok(Step::Close),
            // What could be read is kept; the place where it ended is said.
            Some(Err(error)) => {
                interp
                    .output
                    .talk(&format!("WARNING: {}: {error}\n", self.name));
                return Ok(Step::Close);
            }
            Some(Ok(record)) => record,
        };
        let Record {
            octets,
            link_type,
            time,
            wire_len,
            ..
        } = record;
        if !self.filters.pass(link_type, octets)? {
            return Ok(Step::Next);
        }
        if !stores {
            let name = Some(&self.name);
            let packet = lend(interp, || packet_of(octets, link_type, time, wire_len, name));
            return sniffing.take(interp, &self.name, packet);
        }
        sniffing.kept.push(octets, link_type, time, wire_len);
        sniffing.seen += 1;
        let last = sniffing.count > 0 && sniffing.seen >= sniffing.count;
        Ok(if last { Step::Stop } else { Step::Next })
    }
}

fn from_packets(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    packets: &Value,
    filter: Option<&str>,
) -> Result<()> {
    let mut outgoing = Outgoing::of(packets);
    let mut filters = Filters::new(filter);
    let source: Rc<str> = "offline".into();
    while let Some(packet) = outgoing.next(interp)? {
        let octets = lend(interp, || packet.build()).map_err(error)?;
        if filters.pass(super::frames::link_type_of(&packet), &octets)?
            && sniffing.take(interp, &source, packet)? != Step::Next
        {
            break;
        }
        interp.check_interrupt()?;
    }
    Ok(())
}

/// A filter expression, compiled for each link type that is met.
struct Filters<'a> {
    expression: Option<&'a str>,
    compiled: Vec<Filter>,
}

impl<'a> Filters<'a> {
    fn new(expression: Option<&'a str>) -> Filters<'a> {
        Filters {
            expression: expression.filter(|text| !text.trim().is_empty()),
            compiled: Vec::new(),
        }
    }

    fn pass(&mut self, link_type: LinkType, octets: &[u8]) -> Result<bool> {
        let Some(expression) = self.expression else {
            return Ok(true);
        };
        if let Some(filter) = self
            .compiled
            .iter()
            .find(|filter| filter.link_type() == link_type)
        {
            return Ok(filter.matches(octets));
        }
        let filter = Filter::compile(expression, link_type).map_err(raised)?;
        let passes = filter.matches(octets);
        self.compiled.push(filter);
        Ok(passes)
    }
}

/// `opened_socket=s`: packets from sockets that a script opened; a list or a dict of them is taken
/// in turns.
/// What packets of each socket say for `sniffed_on`: the labels of a dict, else numbers.
fn socket_names(interp: &mut Interp, given: &Value, sockets: &[Value]) -> Result<Vec<Rc<str>>> {
    if let Value::Dict(labels) = given {
        let labels: Vec<Value> = labels
            .borrow()
            .iter()
            .map(|(_, label)| label.clone())
            .collect();
        let names = labels.iter().map(|label| interp.str(label));
        return names.map(|name| name.map(Rc::from)).collect();
    }
    let numbers = 0..sockets.len();
    Ok(numbers
        .map(|number| format!("socket{number}").into())
        .collect())
}

fn from_sockets(interp: &mut Interp, sniffing: &mut Sniffing, socket: &Value) -> Result<()> {
    /// How long one of several sockets is listened to.
    const TURN: Duration = Duration::from_millis(5);
    sniffing.announce(interp)?;
    let sockets = match socket {
        Value::List(_) | Value::Tuple(_) | Value::Dict(_) => interp.collect(socket)?,
        one => vec![one.clone()],
    };
    let names = socket_names(interp, socket, &sockets)?;
    sniffing.sources = sockets.len();
    let deadline = sniffing.timeout.map(interrupt::later);
    while deadline.is_none_or(|deadline| Instant::now() < deadline) && !sniffing.is_told() {
        for (socket, name) in sockets.iter().zip(&names) {
            if sniffing.is_closed(name) {
                continue;
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let patience = if sockets.len() > 1 || sniffing.told.is_some() {
                Some(left.map_or(TURN, |left| left.min(TURN)))
            } else {
                left
            };
            let received = match sockets::receive(interp, socket, patience) {
                Some(received) => received?,
                None => interp.call_method(socket, "recv", &[])?.as_packet(),
            };
            if let Some(packet) = received {
                packet.with_meta(|meta| meta.sniffed_on = Some(name.clone()));
                match sniffing.take(interp, name, packet)? {
                    Step::Next => {}
                    Step::Stop => return Ok(()),
                    Step::Close => interp.call_method(socket, "close", &[]).map(drop)?,
                }
                if sniffing.is_over() {
                    return Ok(());
                }
            }
            interp.check_interrupt()?;
        }
        interp.output.flush();
        interp.check_interrupt()?;
    }
    Ok(())
}

/// A capture that runs beside the script: frames come in on a thread of the system's, callbacks
/// run on a thread of the script.
pub struct AsyncSniffer {
    /// The arguments of the call, until `start()`.
    args: Vec<Value>,
    state: Rc<State>,
}

/// What both sides look at.
#[derive(Default)]
struct State {
    running: Cell<bool>,
    /// `stop()` was called.
    told: Cell<bool>,
    /// Packets that came so far.
    count: Cell<usize>,
    results: RefCell<Option<Value>>,
    exception: RefCell<Option<Error>>,
    thread: RefCell<Option<Rc<Thread>>>,
    stopper: RefCell<Option<Stopper>>,
}

/// Its name in `threading` and in reports.
const NAME: &str = "AsyncSniffer";

fn async_sniffer(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::object(AsyncSniffer::new(args)))
}

impl AsyncSniffer {
    fn new(args: &Args) -> AsyncSniffer {
        AsyncSniffer {
            args: (0..SNIFF.len())
                .map(|index| args.get(index).cloned().unwrap_or(Value::Unset))
                .collect(),
            state: Rc::default(),
        }
    }

    fn start(&self, interp: &mut Interp) -> Result<()> {
        let args = Args::new(&self.args);
        let mut sniffing = Sniffing::of(interp, &args)?;
        let filter = args.some(14).map(|filter| interp.str(filter)).transpose()?;
        let state = self.state.clone();
        sniffing.told = Some(state.clone());
        state.running.set(true);
        state.told.set(false);
        state.count.set(0);
        state.exception.replace(None);
        let thread = if let Some(offline) = args.some(2).cloned() {
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_files(interp, sniffing, &offline, filter.as_deref())
            })
        } else if let Some(socket) = args.some(8).cloned() {
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_sockets(interp, sniffing, &socket)
            })
        } else {
            let capture = open(interp, &args, filter, &mut sniffing);
            let capture =
                capture.and_then(|capture| background::Background::start(capture).map_err(raised));
            let capture = match capture {
                Ok(capture) => capture,
                Err(error) => {
                    state.running.set(false);
                    return Err(error);
                }
            };
            state.stopper.replace(Some(capture.stopper()));
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_background(interp, sniffing, capture)
            })
        };
        self.state.thread.replace(Some(thread?));
        Ok(())
    }

    fn stop(&self, interp: &mut Interp, joins: bool) -> Result<Value> {
        let state = &self.state;
        if !state.running.get() {
            return Err(super::exceptions::scapy(
                "Not running ! (check .running attr)",
            ));
        }
        state.told.set(true);
        if let Some(stopper) = &*state.stopper.borrow() {
            stopper.stop();
        }
        // A callback that stops its own capture cannot wait for its end.
        let own = self
            .thread()
            .is_some_and(|own| Rc::ptr_eq(&own, interp.threads.current()));
        if !joins || own {
            return Ok(Value::None);
        }
        self.join(interp, None)?;
        Ok(self.results())
    }

    fn join(&self, interp: &mut Interp, timeout: Option<Duration>) -> Result<()> {
        interp.output.flush();
        if let Some(thread) = self.thread() {
            interp.join(&thread, timeout.map(interrupt::later))?;
        }
        match self.state.exception.take() {
            Some(error) => {
                self.state.exception.replace(Some(error.clone()));
                Err(error)
            }
            None => Ok(()),
        }
    }

    fn thread(&self) -> Option<Rc<Thread>> {
        self.state.thread.borrow().clone()
    }

    fn results(&self) -> Value {
        self.state.results.borrow().clone().unwrap_or(Value::None)
    }
}

/// Begins the thread of a capture.
fn beside(
    interp: &mut Interp,
    state: &Rc<State>,
    mut sniffing: Sniffing,
    work: impl FnOnce(&mut Interp, &mut Sniffing) -> Result<()> + 'static,
) -> Result<Rc<Thread>> {
    let state = state.clone();
    interp.spawn(Kind::Capture, Value::str(NAME), move |interp| {
        let ended = work(interp, &mut sniffing);
        let began = sniffing.began;
        state.stopper.replace(None);
        state.running.set(false);
        state.results.replace(Some(sniffing.result()));
        match ended {
            // Before the first packet `join()` tells it; later it would be told too late.
            Err(error) if !began => {
                state.exception.replace(Some(error));
                Ok(())
            }
            Err(error) if error.is(Exc::KeyboardInterrupt) => Ok(()),
            ended => ended,
        }
    })
}

/// Handles the frames that a thread of the system captures.
fn from_background(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    capture: background::Background,
) -> Result<()> {
    sniffing.announce(interp)?;
    let deadline = sniffing.timeout.map(interrupt::later);
    let handled = loop {
        // In this order the frames of a capture that ends between the two are still seen.
        let goes_on = capture.is_running();
        let frames = capture.take();
        match handle(interp, &capture, sniffing, &frames) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
        if !goes_on || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            break Ok(());
        }
        let mut fds = vec![PollFd::new(capture.as_fd(), PollFlags::POLLIN)];
        if let Err(error) = interp.wait(&mut fds, deadline) {
            break Err(error);
        }
    };
    let (_, ended) = capture.join();
    if let Some((why, statistics)) = ended {
        report_losses(interp, statistics);
        if let Ended::Failed(error) = why {
            warn_of_end(interp, &error);
        }
    }
    handled
}

/// The frames of a batch, one after the other; false when the last one that was wanted has come.
fn handle(
    interp: &mut Interp,
    capture: &background::Background,
    sniffing: &mut Sniffing,
    frames: &background::Frames,
) -> Result<bool> {
    let mut name: Rc<str> = "".into();
    for frame in capture.each(frames) {
        if &*name != frame.interface {
            name = frame.interface.into();
        }
        if sniffing.is_closed(&name) {
            continue;
        }
        let packet = lend(interp, || {
            packet_of(
                frame.octets,
                frame.link_type,
                frame.time,
                frame.wire_len,
                Some(&name),
            )
        });
        let goes_on = match sniffing.take(interp, &name, packet)? {
            Step::Next => true,
            Step::Close => !sniffing.is_over(),
            Step::Stop => false,
        };
        interp.output.flush();
        // Frames that were captured before a `stop()` from elsewhere belong to the result.
        if !goes_on || (sniffing.is_told() && capture.is_running()) {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Object for AsyncSniffer {
    fn type_name(&self) -> &str {
        "AsyncSniffer"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "results" => Some(self.results()),
            "running" => Some(Value::bool(self.state.running.get())),
            "exception" => {
                let exception = self.state.exception.borrow();
                Some(exception.as_ref().map_or(Value::None, Error::value))
            }
            "count" => Some(Value::Int(self.state.count.get() as i64)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        [
            "start",
            "stop",
            "join",
            "results",
            "running",
            "exception",
            "count",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }
}

static METHODS: &[Builtin] = &[
    Builtin::new(
        "start",
        &["self"],
        "Begin to capture.",
        &[],
        |interp, args| {
            sniffer(args)?.start(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "stop",
        &["self", "join=True"],
        "End the capture and return the packets.",
        &[],
        |interp, args| {
            let joins = args.get(1).map_or(Ok(true), |value| interp.truth(value))?;
            sniffer(args)?.stop(interp, joins)
        },
    ),
    Builtin::new(
        "join",
        &["self", "timeout=None"],
        "Wait until the capture ends by itself.",
        &[],
        |interp, args| {
            let timeout = seconds(interp, args.some(1))?;
            sniffer(args)?.join(interp, timeout)?;
            Ok(Value::None)
        },
    ),
];

fn sniffer<'a>(args: &Args<'a>) -> Result<&'a AsyncSniffer> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on an AsyncSniffer"))
}

/// A sniffer that is already running, for `bg(…, sniff, count=3)`.
pub static STARTED: Builtin = Builtin::new(
    "sniff",
    SNIFF,
    "A capture that runs beside the script.",
    &[],
    |interp, args| {
        let value = Value::object(AsyncSniffer::new(args));
        if let Some(sniffer) = value.downcast::<AsyncSniffer>() {
            sniffer.start(interp)?;
        }
        Ok(value)
    },
);
