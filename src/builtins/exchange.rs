//! Send and receive: `sr`, `sr1`, `srp`, `srp1`, `srloop`, `srploop` and their floods.

use std::os::fd::BorrowedFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::frames::{nanoseconds, packet_of};
use super::last_exchange as last;
use super::linkerror::raised;
use super::lists::{Item, packet_list, pair_list};
use super::outgoing::Outgoing;
use super::send::{LASTING, interface_index, seconds, sleep_until, verbosity};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::methods::packet::matching;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::lang::ast::BinaryOp;
use crate::link::exchange::{self, Conversation, Event, Instead, Options, Outcome, Target};
use crate::link::hold::{Port, Refusal};
use crate::link::interrupt;
use crate::link::station::destination_of;
use crate::link::{Captured, Error as LinkError, Station};
use crate::packet::Packet;
use crate::packet::answers::Matching;

const SR: &[&str] = &[
    "x",
    "promisc=None",
    "filter=None",
    "iface=None",
    "nofilter=0",
    "timeout=None",
    "inter=0",
    "verbose=None",
    "chainCC=False",
    "retry=0",
    "multi=False",
    "first=False",
    "prebuild=False",
    "threaded=True",
    "session=None",
    "chainEX=False",
    "stop_filter=None",
    "type=None",
    "iface_hint=None",
    "hold=None",
];

const LOOP: &[&str] = &[
    "pkts",
    "prn=None",
    "prnfail=None",
    "inter=1",
    "timeout=None",
    "count=None",
    "verbose=None",
    "store=1",
    "filter=None",
    "iface=None",
];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "sr",
        SR,
        "Send and receive packets at layer 3.",
        &[],
        |interp, args| both(interp, args, 3),
    ),
    Builtin::new(
        "sr1",
        SR,
        "Send packets at layer 3 and return only the first answer.",
        &[],
        |interp, args| first_answer(interp, args, 3),
    ),
    Builtin::new(
        "srp",
        SR,
        "Send and receive packets at layer 2.",
        &[],
        |interp, args| both(interp, args, 2),
    ),
    Builtin::new(
        "srp1",
        SR,
        "Send and receive packets at layer 2 and return only the first answer.",
        &[],
        |interp, args| first_answer(interp, args, 2),
    ),
    Builtin::new(
        "srloop",
        LOOP,
        "Send a packet at layer 3 in loop and print the answer each time.",
        &[],
        |interp, args| looped(interp, args, 3),
    ),
    Builtin::new(
        "srploop",
        LOOP,
        "Send a packet at layer 2 in loop and print the answer each time.",
        &[],
        |interp, args| looped(interp, args, 2),
    ),
    Builtin::new(
        "srflood",
        FLOOD,
        "Send packets at layer 3 over and over until the time is up, and gather the answers.",
        &[],
        |interp, args| flood(interp, args, 3, false).map(as_tuple),
    ),
    Builtin::new(
        "srpflood",
        FLOOD,
        "Send packets at layer 2 over and over until the time is up, and gather the answers.",
        &[],
        |interp, args| flood(interp, args, 2, false).map(as_tuple),
    ),
    Builtin::new(
        "sr1flood",
        FLOOD,
        "Send packets at layer 3 over and over until the first answer.",
        &[],
        |interp, args| flood(interp, args, 3, true).map(first_of),
    ),
    Builtin::new(
        "srp1flood",
        FLOOD,
        "Send packets at layer 2 over and over until the first answer.",
        &[],
        |interp, args| flood(interp, args, 2, true).map(first_of),
    ),
];

const FLOOD: &[&str] = &[
    "x",
    "promisc=None",
    "filter=None",
    "iface=None",
    "nofilter=0",
    "timeout=None",
    "verbose=None",
    "prn=None",
    "unique=True",
];

/// What a call asks for.
#[derive(Clone)]
pub struct Request {
    pub layer: u8,
    pub iface: Option<u32>,
    pub verbose: i64,
    pub options: Options,
    pub chain: bool,
}

impl Request {
    /// The defaults of `sr` at this layer.
    pub fn new(interp: &mut Interp, layer: u8) -> Result<Request> {
        let options = Options {
            hold: interp.conf.hold,
            ..Options::default()
        };
        Ok(Request {
            layer,
            iface: None,
            verbose: interp.conf.verb,
            options,
            chain: false,
        })
    }

    fn of(interp: &mut Interp, args: &Args, layer: u8) -> Result<Request> {
        let mut request = Request::new(interp, layer)?;
        let flag = |interp: &mut Interp, index: usize, default: bool| match args.some(index) {
            Some(value) => interp.truth(value),
            None => Ok(default),
        };
        request.options.filter = args.some(2).map(|filter| interp.str(filter)).transpose()?;
        request.iface = match args.some(3) {
            Some(Value::List(_) | Value::Tuple(_)) => {
                return Err(Error::type_error("iface: one interface is needed"));
            }
            Some(_) => Some(interface_index(interp, args.some(3))?),
            None => None,
        };
        request.options.timeout = seconds(interp, args.some(5))?;
        request.options.interval = seconds(interp, args.some(6))?.unwrap_or_default();
        request.verbose = verbosity(interp, args.some(7))?;
        request.chain = flag(interp, 8, false)?;
        request.options.retry = match args.some(9) {
            Some(retry) => i32::try_from(interp.index(retry)?).unwrap_or(i32::MAX),
            None => 0,
        };
        request.options.multi = flag(interp, 10, false)?;
        request.options.first = flag(interp, 11, false)?;
        request.options.hold = flag(interp, 19, interp.conf.hold)?;
        Ok(request)
    }
}

/// What came of it.
pub struct Answers {
    pub pairs: Vec<(Packet, Packet)>,
    pub unanswered: Vec<Packet>,
}

fn both(interp: &mut Interp, args: &Args, layer: u8) -> Result<Value> {
    let request = Request::of(interp, args, layer)?;
    let answers = exchanged(interp, args.at(0), &request)?;
    Ok(as_tuple(answers))
}

/// `(<Results: …>, <Unanswered: …>)`
pub fn as_tuple(answers: Answers) -> Value {
    let results = pair_list(answers.pairs, "Results");
    Value::tuple(vec![results, packet_list(answers.unanswered, "Unanswered")])
}

fn first_answer(interp: &mut Interp, args: &Args, layer: u8) -> Result<Value> {
    let mut request = Request::of(interp, args, layer)?;
    request.options.first = true;
    exchanged(interp, args.at(0), &request).map(first_of)
}

/// The first answer, or `None`.
fn first_of(answers: Answers) -> Value {
    let first = answers.pairs.into_iter().next();
    first.map_or(Value::None, |(_, answer)| Value::packet(answer))
}

/// `sr(ARP(…))`: in frames, of which the caller sees what is in them.
fn exchanged_by_arp(
    interp: &mut Interp,
    x: &Value,
    question: &Packet,
    request: &Request,
) -> Result<Answers> {
    let ether = interp.builtin("Ether").unwrap_or(Value::None);
    let ether = interp.call(&ether, &[])?;
    let framed = interp.binary(BinaryOp::Div, &ether, x)?;
    let mut request = request.clone();
    request.layer = 2;
    if request.iface.is_none() {
        let target = question.get("pdst").ok().and_then(|pdst| pdst.as_text());
        let target = target.and_then(|pdst| pdst.parse().ok());
        let station = Station::here().map_err(raised)?;
        request.iface = match target.map(|target| station.route(target)) {
            Some(Ok(route)) => Some(route.interface),
            _ => None,
        };
    }
    let mut answers = exchanged(interp, &framed, &request)?;
    let inside = |packet: &Packet| packet.getlayer_named("ARP", 1).unwrap_or(packet.clone());
    for (question, answer) in &mut answers.pairs {
        *question = inside(question);
        *answer = inside(answer);
    }
    for packet in &mut answers.unanswered {
        *packet = inside(packet);
    }
    Ok(answers)
}

/// How long one round of a flood listens before the next one is sent.
const FLOOD_ROUND: Duration = Duration::from_millis(10);

/// `srflood` and its kin: round after round, until the time is up, the first answer is there if
/// that is enough, or Ctrl-C.
fn flood(interp: &mut Interp, args: &Args, layer: u8, first: bool) -> Result<Answers> {
    let mut request = Request::new(interp, layer)?;
    request.options.filter = args.some(2).map(|filter| interp.str(filter)).transpose()?;
    if args.some(3).is_some() {
        request.iface = Some(interface_index(interp, args.some(3))?);
    }
    let timeout = seconds(interp, args.some(5))?;
    let verbose = verbosity(interp, args.some(6))?;
    request.verbose = 0;
    request.chain = true;
    request.options.first = first;
    request.options.timeout = Some(FLOOD_ROUND);
    let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    // The rounds ask the same questions: a generator is walked once.
    let mut outgoing = Outgoing::of(args.at(0));
    let mut questions = Vec::new();
    while let Some(packet) = outgoing.next(interp)? {
        questions.push(packet);
    }
    let asked = Value::list(
        questions
            .iter()
            .cloned()
            .map(Value::packet)
            .collect::<Vec<_>>(),
    );
    let mut answers = Answers {
        pairs: Vec::new(),
        unanswered: Vec::new(),
    };
    if verbose > 0 {
        interp.write_out("Begin emission\n")?;
    }
    while !questions.is_empty() && end.is_none_or(|end| Instant::now() < end) {
        match exchanged(interp, &asked, &request) {
            Ok(round) => answers.pairs.extend(round.pairs),
            Err(error) if error.is(Exc::KeyboardInterrupt) => break,
            Err(error) => return Err(error),
        }
        if first && !answers.pairs.is_empty() {
            break;
        }
    }
    if verbose > 0 {
        let got = answers.pairs.len();
        interp.write_out(&format!(
            "\nReceived {got} packets, got {got} answers, remaining 0 packets\n"
        ))?;
    }
    Ok(answers)
}

/// Sends what `x` stands for, gathers the answers, and prints what Scapy prints.
pub fn exchanged(interp: &mut Interp, x: &Value, request: &Request) -> Result<Answers> {
    if request.layer == 3
        && let Some(question) = x.as_packet()
        && question.proto().name == "ARP"
    {
        return exchanged_by_arp(interp, x, &question, request);
    }
    let station = Station::here().map_err(raised)?;
    let mut options = request.options.clone();
    if request.layer == 3 {
        // An answer may come back by another way than the question went.
        if let Ok(interface) = station.working_interface() {
            options.listen.push(interface.index);
        }
    }
    let interface = match request.layer {
        2 => Some(match request.iface {
            Some(index) => index,
            None => interface_index(interp, None)?,
        }),
        _ => request.iface,
    };
    let matching = matching(interp);
    let mut talk = Talk {
        outgoing: Outgoing::of(x),
        interp,
        matching,
        layer: request.layer,
        interface,
        verbose: request.verbose,
        requests: Vec::new(),
        names: Vec::new(),
        raised: None,
        silent: None,
        rejected: Vec::new(),
    };
    let begun = Instant::now();
    let outcome = exchange::exchange(&station, &mut talk, &options);
    let lasted = begun.elapsed() >= LASTING;
    let Talk {
        requests,
        raised: failed,
        silent,
        rejected,
        ..
    } = talk;
    if let Some(failed) = failed {
        return Err(failed);
    }
    let outcome = outcome.map_err(raised)?;
    last::keep(last::Exchange {
        asked: requests.len(),
        answered: requests.len() - outcome.unanswered.len().min(requests.len()),
        unanswered: outcome
            .unanswered
            .iter()
            .filter_map(|number| requests.get(*number).cloned())
            .take(last::KEPT)
            .collect(),
        others: outcome.others,
        rejected,
        silent,
        filter: options.filter.clone(),
        timeout: options.timeout,
    });
    report(interp, request, &outcome)?;
    if let Some(error) = outcome.error {
        interp.output.talk(&format!("WARNING: {error}\n"));
    }
    if outcome.interrupted && (interp.check_interrupt().is_err() && (request.chain || !lasted)) {
        return Err(Error::keyboard_interrupt());
    }
    for (number, sent) in outcome.sent.iter().enumerate() {
        if let (Some(packet), Some(sent)) = (requests.get(number), sent) {
            packet.with_meta(|meta| meta.sent_time = Some(nanoseconds(*sent)));
        }
    }
    let pairs = outcome.pairs.into_iter().filter_map(|pair| {
        let query = requests.get(pair.request)?.clone();
        Some((query, pair.answer))
    });
    let pairs: Vec<(Packet, Packet)> = pairs.collect();
    let unanswered = outcome
        .unanswered
        .iter()
        .filter_map(|number| requests.get(*number).cloned())
        .collect();
    Ok(Answers { pairs, unanswered })
}

fn report(interp: &mut Interp, request: &Request, outcome: &Outcome<Packet>) -> Result<()> {
    if request.verbose > 0 {
        let got = outcome.pairs.len();
        interp.write_out(&format!(
            "\nReceived {} packets, got {got} answers, remaining {} packets\n",
            outcome.others as usize + got,
            outcome.unanswered.len()
        ))?;
    }
    if outcome.dropped > 0 {
        interp.output.talk(&format!(
            "WARNING: {} packets dropped by the kernel\n",
            outcome.dropped
        ));
    }
    Ok(())
}

/// The script's packets as the engine's requests, and frames as packets.
struct Talk<'a> {
    interp: &'a mut Interp,
    outgoing: Outgoing,
    matching: Matching,
    layer: u8,
    interface: Option<u32>,
    verbose: i64,
    requests: Vec<Packet>,
    names: Vec<Rc<str>>,
    /// An error of the script's, on its way past the engine.
    raised: Option<Error>,
    /// Words about a neighbour that does not answer.
    silent: Option<String>,
    /// The first packets that answered nothing.
    rejected: Vec<Packet>,
}

impl Talk<'_> {
    /// The request of a number, made when it is asked for the first time.
    fn packet(&mut self, number: usize) -> Result<Option<Packet>> {
        if let Some(packet) = self.requests.get(number) {
            return Ok(Some(packet.clone()));
        }
        let Some(packet) = self.outgoing.next(self.interp)? else {
            return Ok(None);
        };
        self.requests.push(packet.clone());
        Ok(Some(packet))
    }

    fn post(&mut self, number: usize, octets: &mut Vec<u8>) -> Result<Option<(Target, Vec<u8>)>> {
        let Some(packet) = self.packet(number)? else {
            return Ok(None);
        };
        let start = octets.len();
        lend(self.interp, || packet.build_into(octets)).map_err(error)?;
        let target = match (self.layer, self.interface) {
            (2, Some(interface)) => Target::Frame { interface },
            (_, through) => Target::Packet {
                destination: destination_of(&octets[start..]).map_err(|refused| {
                    let name = packet.proto().name;
                    raised(refused).help(format!(
                        "a packet that begins with {name} goes out by srp()"
                    ))
                })?,
                through,
            },
        };
        let key = lend(self.interp, || packet.hashret(&self.matching));
        Ok(Some((target, key)))
    }

    /// Whether Ctrl-C has ended something of the interpreter's; the flag stays up.
    fn passed(&mut self, done: Result<()>) -> std::result::Result<bool, LinkError> {
        match done {
            Ok(()) => Ok(false),
            Err(error) if error.is(Exc::KeyboardInterrupt) => {
                interrupt::raise();
                Ok(true)
            }
            Err(error) => {
                self.raised = Some(error);
                Err(LinkError::Interrupted)
            }
        }
    }

    fn say(&mut self, text: &str) {
        // A closed pipe is noticed by whoever prints next.
        let _ = self.interp.write_out(text);
        self.interp.output.flush();
    }
}

impl Conversation for Talk<'_> {
    type Key = Vec<u8>;
    type Answer = Packet;

    fn request(
        &mut self,
        number: usize,
        octets: &mut Vec<u8>,
    ) -> std::result::Result<Option<(Target, Vec<u8>)>, LinkError> {
        // Others may have a turn between two requests.
        let turns = self.interp.check_interrupt();
        if self.passed(turns)? {
            return Err(LinkError::Interrupted);
        }
        self.post(number, octets).map_err(|error| {
            self.raised = Some(error);
            LinkError::Interrupted
        })
    }

    fn understand(&mut self, frame: &Captured<'_>) -> Option<(Vec<u8>, Packet)> {
        let name = match self.names.iter().find(|name| &***name == frame.interface) {
            Some(name) => name.clone(),
            None => {
                self.names.push(frame.interface.into());
                frame.interface.into()
            }
        };
        let packet = lend(self.interp, || {
            packet_of(
                frame.octets,
                frame.link_type,
                frame.time,
                frame.wire_len,
                Some(&name),
            )
        });
        let packet = if self.layer == 3 {
            above_link(packet)
        } else {
            packet
        };
        let key = lend(self.interp, || packet.hashret(&self.matching));
        Some((key, packet))
    }

    fn answers(&mut self, answer: &Packet, request: usize) -> bool {
        self.requests
            .get(request)
            .is_some_and(|request| lend(self.interp, || answer.answers(request, &self.matching)))
    }

    fn trouble(&mut self, _: usize, error: LinkError) -> std::result::Result<Instead, LinkError> {
        match error {
            silent @ LinkError::NoNeighbour { .. } => {
                if self.silent.is_none() {
                    let text =
                        format!("WARNING: {silent}; sent to everybody on the link (broadcast)\n");
                    self.interp.output.talk(&text);
                    self.silent = Some(silent.to_string());
                }
                Ok(Instead::Broadcast)
            }
            other => Err(other),
        }
    }

    fn wait(
        &mut self,
        descriptors: &[BorrowedFd<'_>],
        left: Option<Duration>,
    ) -> std::result::Result<bool, LinkError> {
        if self.interp.conf.busy_poll {
            std::hint::spin_loop();
            let turns = self.interp.check_interrupt();
            return self.passed(turns);
        }
        let mut fds = descriptors
            .iter()
            .map(|fd| PollFd::new(*fd, PollFlags::POLLIN))
            .collect();
        let woken = self.interp.wait(&mut fds, left.map(interrupt::later));
        self.passed(woken.map(drop))
    }

    fn rejected(&mut self, packet: Packet) {
        if self.rejected.len() < last::KEPT {
            self.rejected.push(packet);
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Begin if self.verbose > 0 => self.say("Begin emission\n"),
            Event::Finished { sent } if self.verbose > 0 => {
                self.say(&format!("\nFinished sending {sent} packets\n"));
            }
            Event::Answer if self.verbose > 1 => self.say("*"),
            Event::Other if self.verbose > 1 => self.say("."),
            Event::NotHeld(port, refusal) => {
                self.interp.output.talk(&not_held(port, refusal));
            }
            _ => {}
        }
    }
}

/// Words about a port that the kernel goes on answering for.
pub fn not_held(port: Port, refusal: Refusal) -> String {
    format!(
        "WARNING: the kernel will answer for port {}: {refusal}\n",
        port.number
    )
}

/// A captured frame without its link header, as layer 3 sees it; its times stay.
pub fn above_link(packet: Packet) -> Packet {
    match packet.proto().name {
        "Ether" | "Dot3" | "Loopback" | "CookedLinux" | "CookedLinuxV2" | "Dot1Q" | "Dot1AD" => {
            match packet.payload() {
                Some(payload) => {
                    let alone = payload.copy();
                    packet.remove_payload();
                    above_link(alone)
                }
                None => packet,
            }
        }
        _ => packet,
    }
}

/// `srloop`: the same question again and again, a line for every answer.
fn looped(interp: &mut Interp, args: &Args, layer: u8) -> Result<Value> {
    let mut request = Request::new(interp, layer)?;
    let inter = seconds(interp, args.get(3))?.unwrap_or(Duration::from_secs(1));
    let timeout = seconds(interp, args.some(4))?;
    let count = args.some(5).map(|count| interp.index(count)).transpose()?;
    let verbose = verbosity(interp, args.some(6))?;
    let store = args.some(7).map_or(Ok(true), |store| interp.truth(store))?;
    request.options.filter = args.some(8).map(|filter| interp.str(filter)).transpose()?;
    if args.some(9).is_some() {
        request.iface = Some(interface_index(interp, args.some(9))?);
    }
    let wait = inter.saturating_mul(2).min(Duration::from_secs(5));
    request.options.timeout = Some(timeout.unwrap_or(wait));
    // The lines of the single rounds are not shown.
    request.verbose = 0;
    request.chain = true;
    let mut run = Loop {
        sent: 0,
        received: 0,
        pairs: Vec::new(),
        unanswered: Vec::new(),
    };
    let mut left = count;
    let ended = loop {
        if left == Some(0) {
            break Ok(());
        }
        left = left.map(|left| left - 1);
        let due = interrupt::later(inter);
        if let Err(error) = run.round(interp, args, &request, verbose, store) {
            break Err(error);
        }
        if let Err(error) = sleep_until(interp, due) {
            break Err(error);
        }
    };
    match ended {
        Err(error) if error.is(Exc::KeyboardInterrupt) => {}
        other => other?,
    }
    if verbose > 0 && run.sent > 0 {
        let hits = 100.0 * run.received as f64 / run.sent as f64;
        interp.write_out(&format!(
            "\nSent {} packets, received {} packets. {hits:3.1}% hits.\n",
            run.sent, run.received
        ))?;
    }
    Ok(Value::tuple(vec![
        pair_list(run.pairs, "Results"),
        packet_list(run.unanswered, "PacketList"),
    ]))
}

struct Loop {
    sent: usize,
    received: usize,
    pairs: Vec<(Packet, Packet)>,
    unanswered: Vec<Packet>,
}

impl Loop {
    fn round(
        &mut self,
        interp: &mut Interp,
        args: &Args,
        request: &Request,
        verbose: i64,
        store: bool,
    ) -> Result<()> {
        if verbose > 1 {
            interp.write_out("\rsend...\r ")?;
        }
        let answers = exchanged(interp, args.at(0), request)?;
        let (got, missed) = (answers.pairs.len(), answers.unanswered.len());
        self.sent += got + missed;
        self.received += got;
        if verbose > 1 {
            let pairs = answers
                .pairs
                .iter()
                .map(|(query, answer)| match args.some(1) {
                    Some(_) => (query.clone(), answer.clone()).value(),
                    None => Value::packet(answer.clone()),
                });
            lines(interp, "RECV", args.some(1), pairs.collect())?;
            let missing = answers.unanswered.iter().cloned().map(Value::packet);
            lines(interp, "fail", args.some(2), missing.collect())?;
        } else if verbose == 1 {
            let (star, dot) = (
                if got > 0 { "*" } else { "" },
                if missed > 0 { "." } else { "" },
            );
            interp.write_out(&format!("{star}{dot}"))?;
        }
        interp.output.flush();
        if store {
            self.pairs.extend(answers.pairs);
            self.unanswered.extend(answers.unanswered);
        }
        Ok(())
    }
}

/// `RECV 1: …`, a line for each packet; the lines after the first are indented as far as that.
fn lines(interp: &mut Interp, word: &str, prn: Option<&Value>, packets: Vec<Value>) -> Result<()> {
    if packets.is_empty() {
        return Ok(());
    }
    let head = format!("{word} {}:", packets.len());
    interp.write_out(&format!("\r{head} "))?;
    for packet in packets {
        let line = match prn {
            Some(prn) => {
                let text = interp.call(prn, &[packet])?;
                interp.str(&text)?
            }
            None => packet.as_packet().map_or_else(String::new, |packet| {
                lend(interp, || crate::packet::text::summary(&packet))
            }),
        };
        interp.write_out(&format!("{line}\n{:width$} ", "", width = head.len()))?;
    }
    Ok(())
}
