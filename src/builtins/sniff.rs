//! Sniffing: `sniff`; beside the prompt it is `AsyncSniffer`.

use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::async_sniffer::State;
use super::files::OpenReader;
use super::frames::packet_of;
use super::kept::{Kept, Recording};
use super::linkerror::raised;
use super::lists::{captured_list, entry_list};
use super::outgoing::Outgoing;
use super::send::{named, seconds};
use super::sockets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::capture::{Capture, Ended, Latency, Next, Options, Statistics, Taken, Which};
use crate::link::filter::Filter;
use crate::link::{self, Captured, LinkType, Station, interrupt};
use crate::packet::Packet;

pub const SNIFF: &[&str] = &[
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
    "write=None",
    "snaplen=None",
    "direction=None",
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
        "compile_filter",
        &["filter_exp", "iface=None", "linktype=None", "promisc=False"],
        "The instructions of a filter as the kernel gets them: operation, jumps, operand.",
        &[(
            "compile_filter('len > 100', linktype=DLT_EN10MB)",
            "[(128, 0, 0, 0), (37, 0, 1, 100), (6, 0, 0, 65535), (6, 0, 0, 0)]",
        )],
        compile_filter,
    ),
];

fn compile_filter(interp: &mut Interp, args: &Args) -> Result<Value> {
    let expression = interp.str(args.at(0))?;
    let link_type = match (args.some(2), args.some(1)) {
        (Some(number), _) => LinkType(u32::try_from(interp.index(number)?).unwrap_or(0)),
        (None, iface) => {
            let name = match iface {
                Some(iface) => Some(interp.str(iface)?),
                None => interp.conf.iface.clone(),
            };
            let station = Station::here().map_err(raised)?;
            let interface = match name {
                Some(name) => station.interface(&name),
                None => station.working_interface(),
            };
            interface.map_err(raised)?.link_type()
        }
    };
    let filter = Filter::compile(&expression, link_type).map_err(|error| match error {
        link::Error::Filter { message, .. } => super::exceptions::scapy(format!(
            "Failed to compile filter expression {expression} ({message})"
        )),
        other => raised(other),
    })?;
    let instructions = filter.instructions().into_iter().map(|one| {
        let numbers = [one.code.into(), one.jt.into(), one.jf.into(), one.k];
        Value::tuple(
            numbers
                .map(|number: u32| Value::Int(number.into()))
                .to_vec(),
        )
    });
    Ok(Value::list(instructions.collect::<Vec<_>>()))
}

/// What a call of `sniff` asks for, and what it has so far.
pub struct Sniffing {
    count: usize,
    store: bool,
    prn: Option<Value>,
    lfilter: Option<Value>,
    stop_filter: Option<Value>,
    pub timeout: Option<Duration>,
    started: Option<Value>,
    chain: bool,
    session: Option<Session>,
    /// `iface={"eth0": "left"}`: what packets of an interface say for `sniffed_on`.
    labels: Vec<(String, Rc<str>)>,
    kept: Kept,
    seen: usize,
    /// Frames that were looked at, whatever became of them.
    pub handled: u64,
    /// The first packet may come, or has come.
    pub began: bool,
    /// Where an AsyncSniffer is told to stop.
    pub told: Option<Rc<State>>,
    /// `write="f.pcapng"`
    recording: Option<Recording>,
    /// Of a capture from interfaces, at its end.
    pub statistics: Option<Statistics>,
    /// It ended while more had arrived: the callback was slower than the traffic.
    behind: bool,
    /// How many interfaces, files or sockets packets come from.
    sources: usize,
    /// Those that an exception of a callback has closed.
    closed: Vec<Rc<str>>,
}

impl Sniffing {
    pub fn of(interp: &mut Interp, args: &Args) -> Result<Sniffing> {
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
        let recording = match args.some(18) {
            Some(path) => Some(Recording::new(&interp.str(path)?)),
            None => None,
        };
        Ok(Sniffing {
            session,
            labels,
            count: match args.some(0) {
                Some(count) => usize::try_from(interp.index(count)?).unwrap_or(0),
                None => 0,
            },
            // What goes to a file need not be in memory too.
            store: truth(interp, 1, recording.is_none())?,
            prn: args.some(4).cloned(),
            lfilter: args.some(5).cloned(),
            stop_filter: args.some(9).cloned(),
            timeout: seconds(interp, args.some(7))?,
            started: args.some(11).cloned(),
            chain: truth(interp, 13, false)?,
            kept: Kept::default(),
            seen: 0,
            handled: 0,
            began: false,
            told: None,
            recording,
            statistics: None,
            behind: false,
            sources: 1,
            closed: Vec::new(),
        })
    }

    /// Whether somebody looks at the packets before they are in the list or the file.
    fn is_watched(&self) -> bool {
        let asked = [&self.prn, &self.lfilter, &self.stop_filter];
        let free = self.labels.is_empty() && self.session.is_none();
        !free || asked.iter().any(|asked| asked.is_some())
    }

    /// What happens with a frame; false when it was the last one.
    pub fn take_frame(
        &mut self,
        interp: &mut Interp,
        frame: &Captured<'_>,
        name: &Rc<str>,
    ) -> Result<bool> {
        if self.is_closed(name) {
            return Ok(true);
        }
        self.handled += 1;
        // What a script's filter lets pass is written where it has passed.
        if self.lfilter.is_none()
            && let Some(recording) = &mut self.recording
        {
            recording.frame(interp, frame)?;
        }
        if self.is_watched() {
            let packet = lend(interp, || {
                packet_of(
                    frame.octets,
                    frame.link_type,
                    frame.time,
                    frame.wire_len,
                    Some(name),
                )
            });
            return self.take(interp, name, packet);
        }
        if self.store {
            self.kept.frame(interp, frame, name);
        }
        self.seen += 1;
        if let Some(state) = &self.told {
            state.count.set(self.seen);
        }
        Ok(self.count == 0 || self.seen < self.count)
    }

    /// What happens with what came from an interface, a file or a socket; false when it was the
    /// last one.
    ///
    /// An exception of a callback is told and closes its source, as in Scapy; the others go on.
    fn take(&mut self, interp: &mut Interp, source: &Rc<str>, packet: Packet) -> Result<bool> {
        let error = match self.take_all(interp, packet) {
            Err(error) if error.is(Exc::Exception) => error,
            taken => return taken,
        };
        let why = interp.str(&error.value())?;
        let words = interp.report_of_callback(&error);
        interp.write_err(&words)?;
        interp.output.talk(&format!(
            "WARNING: Socket {source} failed with '{why}'. It was closed.\n"
        ));
        self.closed.push(source.clone());
        Ok(self.closed.len() < self.sources)
    }

    fn is_closed(&self, source: &Rc<str>) -> bool {
        self.closed.contains(source)
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
            if let Some(recording) = &mut self.recording {
                recording.packet(interp, &packet)?;
            }
        }
        self.seen += 1;
        if let Some(state) = &self.told {
            state.count.set(self.seen);
        }
        if self.store {
            self.kept.packet(interp, packet);
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

    pub fn announce(&mut self, interp: &mut Interp) -> Result<()> {
        if let Some(started) = &self.started {
            interp.call(started, &[])?;
        }
        interp.output.flush();
        self.began = true;
        Ok(())
    }

    /// Whether `stop()` of an AsyncSniffer was called.
    fn is_told(&self) -> bool {
        self.told_since().is_some()
    }

    /// When it was called.
    pub fn told_since(&self) -> Option<Instant> {
        self.told.as_ref().and_then(|state| state.told.get())
    }

    /// Whether a callback has stopped the capture that it belongs to.
    pub fn is_ended_by_callback(&self) -> bool {
        let told = self.told.as_ref();
        told.is_some_and(|state| state.is_ended_by_callback())
    }

    /// What was written is in the file when nothing more comes for a while.
    pub fn rest(&mut self) -> Result<()> {
        match &mut self.recording {
            Some(recording) => recording.flush(),
            None => Ok(()),
        }
    }

    /// Closes the file; the list of what was kept.
    pub fn result(self) -> (Value, Result<()>) {
        let closed = self.recording.map_or(Ok(()), Recording::close);
        let entries = self.kept.into_entries();
        let list = match self.statistics {
            Some(statistics) => captured_list(entries, statistics),
            None => entry_list(entries, "Sniffed"),
        };
        (list, closed)
    }

    /// Ctrl-C ends a capture, not the program: what was captured is the result.
    fn finish(self, ended: Result<()>) -> Result<Value> {
        let chain = self.chain;
        let (list, closed) = self.result();
        match ended {
            Err(error) if error.is(Exc::KeyboardInterrupt) && !chain => {}
            other => other?,
        }
        closed?;
        Ok(list)
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
            if ended.is_err() || sniffing.behind {
                report_unread(interp, statistics);
            }
            sniffing.statistics = Some(statistics);
            ended
        }
    };
    sniffing.finish(ended)
}

/// Opens a capture on the interfaces that the call names.
pub fn open(
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
        snap_length: match args.some(19) {
            Some(length) => snap_length(interp.index(length)?)?,
            None => Options::default().snap_length,
        },
        direction: match args.some(20) {
            Some(direction) => direction_of(&interp.str(direction)?)?,
            None => Which::Both,
        },
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

/// `snaplen=96`: octets that are kept of each frame.
fn snap_length(length: i64) -> Result<u32> {
    let fits = u32::try_from(length).ok().filter(|length| *length > 0);
    fits.ok_or_else(|| {
        Error::value_error(format!(
            "snaplen={length}: at least one octet is kept of a frame"
        ))
    })
}

/// `direction="in"`; libpcap's words are understood too.
fn direction_of(text: &str) -> Result<Which> {
    match text {
        "in" => Ok(Which::Incoming),
        "out" => Ok(Which::Outgoing),
        "both" | "inout" => Ok(Which::Both),
        other => Err(Error::value_error(format!(
            "direction='{other}': it is 'in', 'out' or 'both'"
        ))),
    }
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
            let taken = sniffing.take_frame(interp, &frame, &name);
            // Who watches sees the line now. (Files do not wait: their lines come in blocks.)
            interp.output.flush();
            match taken {
                Ok(true) => Next::Continue,
                Ok(false) => Next::Stop,
                Err(error) => {
                    failed = Err(error);
                    Next::Stop
                }
            }
        });
        failed?;
        if let Some(down) = capture.went_down() {
            interp.output.talk(&format!(
                "WARNING: {down}; the capture goes on when it is up again\n"
            ));
        }
        let late = || deadline.is_some_and(|deadline| Instant::now() >= deadline);
        match taken {
            Taken::Ended(ended) => break ended,
            taken if late() => {
                sniffing.behind = matches!(taken, Taken::More);
                break Ended::TimedOut;
            }
            Taken::More => interp.check_interrupt()?,
            Taken::All if interp.conf.busy_poll => {
                std::hint::spin_loop();
                interp.check_interrupt()?;
            }
            Taken::All => {
                sniffing.rest()?;
                let mut fds = capture
                    .descriptors()
                    .map(|fd| PollFd::new(fd, PollFlags::POLLIN))
                    .collect();
                let soon = capture.patience().map(interrupt::later);
                interp.wait(&mut fds, [deadline, soon].into_iter().flatten().min())?;
            }
        }
    };
    if let Ended::Failed(error) = ended {
        warn_of_end(interp, &error);
    }
    Ok(())
}

pub fn warn_of_end(interp: &mut Interp, error: &link::Error) {
    interp
        .output
        .talk(&format!("WARNING: the capture ended: {error}\n"));
}

/// Packets that the kernel could not hand over are never passed over in silence.
pub fn report_losses(interp: &mut Interp, statistics: Statistics) {
    let lost = statistics.dropped_by_kernel + statistics.dropped_by_interface;
    if lost > 0 {
        interp.output.talk(&format!(
            "WARNING: {} packets captured, {} dropped by the kernel, {} dropped by the interface\n",
            statistics.captured, statistics.dropped_by_kernel, statistics.dropped_by_interface
        ));
    }
}

/// What waited in the ring when Ctrl-C came: a callback was slower than the traffic.
pub fn report_unread(interp: &mut Interp, statistics: Statistics) {
    if statistics.unread > 0 {
        interp.output.talk(&format!(
            "WARNING: {} packets had arrived and were not handled any more\n",
            statistics.unread
        ));
    }
}

/// `offline="f.pcap"`, a list of files, or packets.
pub fn from_files(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    offline: &Value,
    filter: Option<&str>,
) -> Result<()> {
    sniffing.announce(interp)?;
    let mut files = match offline {
        Value::List(items) => items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        one => vec![one.clone()],
    };
    for file in &files {
        let readable = file.as_str().is_some() || interp.find_attr(file, "read")?.is_some();
        if !readable {
            return from_packets(interp, sniffing, offline, filter);
        }
    }
    let opened = files
        .drain(..)
        .map(|file| File::open(interp, &file, filter));
    let mut files = opened.collect::<Result<Vec<File>>>()?;
    sniffing.sources = files.len();
    // As Scapy does, one packet of each file in turn.
    let mut turn = 0;
    while !files.is_empty() {
        turn %= files.len();
        match files[turn].step(interp, sniffing)? {
            Step::Next => turn += 1,
            Step::Stop => break,
            Step::End => drop(files.remove(turn)),
        }
        interp.check_interrupt()?;
    }
    Ok(())
}

/// What comes after a record of a file.
enum Step {
    Next,
    /// It was the last one that was wanted.
    Stop,
    /// There is no other, or none is wanted from this file.
    End,
}

/// A capture file that is read.
struct File<'a> {
    opened: OpenReader,
    filters: Filters<'a>,
    name: Rc<str>,
}

impl<'a> File<'a> {
    fn open(interp: &mut Interp, file: &Value, filter: Option<&'a str>) -> Result<File<'a>> {
        let opened = OpenReader::of(interp, file)?;
        opened.warn_of_link_type(interp);
        Ok(File {
            name: opened.path.to_string_lossy().into(),
            opened,
            filters: Filters::new(filter),
        })
    }

    fn step(&mut self, interp: &mut Interp, sniffing: &mut Sniffing) -> Result<Step> {
        let record = match self.opened.reader.next() {
            None => return Ok(Step::End),
            // What could be read is kept; the place where it ended is said.
            Some(Err(error)) => {
                interp
                    .output
                    .talk(&format!("WARNING: {}: {error}\n", self.name));
                return Ok(Step::End);
            }
            Some(Ok(record)) => record,
        };
        if !self.filters.pass(record.link_type, record.octets)? {
            return Ok(Step::Next);
        }
        let frame = Captured {
            octets: record.octets,
            time: record.time,
            wire_len: record.wire_len,
            interface: &self.name,
            link_type: record.link_type,
        };
        Ok(match sniffing.take_frame(interp, &frame, &self.name)? {
            false => Step::Stop,
            true if sniffing.is_closed(&self.name) => Step::End,
            true => Step::Next,
        })
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
        if filters.pass(super::frames::link_type_of(&packet), &octets)? {
            // As from a link, packets come as octets.
            let read = lend(interp, || Packet::dissect(packet.proto(), &octets)).map_err(error)?;
            let kept = packet.meta();
            read.with_meta(|meta| *meta = kept);
            if !sniffing.take(interp, &source, read)? {
                break;
            }
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

/// Nothing more is taken from a socket that failed; one that came to its end does so in silence.
fn lost(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    socket: &Value,
    name: &Rc<str>,
    error: &Error,
) -> Result<()> {
    let _ = interp.call_method(socket, "close", &[]);
    if !error.is(Exc::EOFError) {
        let text = interp.str(socket)?;
        let line = format!(
            "WARNING: Socket {text} failed with '{}'. It was closed.\n",
            error.text()
        );
        interp.write_err(&line)?;
    }
    sniffing.closed.push(name.clone());
    Ok(())
}

pub fn from_sockets(interp: &mut Interp, sniffing: &mut Sniffing, socket: &Value) -> Result<()> {
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
                Some(received) => received,
                None => interp
                    .call_method(socket, "recv", &[])
                    .map(|packet| packet.as_packet()),
            };
            let received = match received {
                Err(error) if interrupt::pending() || !error.is(Exc::Exception) => {
                    return Err(error);
                }
                Err(error) => {
                    lost(interp, sniffing, socket, name, &error)?;
                    if names.iter().all(|name| sniffing.is_closed(name)) {
                        return Ok(());
                    }
                    continue;
                }
                Ok(received) => received,
            };
            if let Some(packet) = received {
                packet.with_meta(|meta| meta.sniffed_on = Some(name.clone()));
                let goes_on = sniffing.take(interp, name, packet)?;
                if sniffing.is_closed(name) {
                    interp.call_method(socket, "close", &[])?;
                }
                if !goes_on {
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
