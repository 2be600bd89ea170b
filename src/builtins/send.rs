//! Sending: `send`, `sendp`, and the loop below them.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::PollFlags;

use super::core_wait;
use super::linkerror::raised;
use super::lists;
use super::outgoing::{Outgoing, single};
use super::sockets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::live::Count;
use crate::link::station::{Carriage, Way, destination_of};
use crate::link::{self, Stamp, Station};
use crate::packet::Packet;
use crate::proto::Proto;

const SEND: &[&str] = &[
    "x",
    "inter=0",
    "loop=0",
    "count=None",
    "verbose=None",
    "realtime=None",
    "return_packets=False",
    "socket=None",
    "iface=None",
    "iface_hint=None",
    "pps=None",
    "mbps=None",
];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "send",
        SEND,
        "Send packets at layer 3: the route and the link header are found for each.",
        &[],
        send,
    ),
    Builtin::new(
        "sendp",
        SEND,
        "Send packets at layer 2, as they are, through an interface.",
        &[],
        sendp,
    ),
    Builtin::new(
        "sendpfast",
        &[
            "x",
            "pps=None",
            "mbps=None",
            "realtime=False",
            "count=None",
            "loop=0",
            "file_cache=False",
            "iface=None",
            "replay_args=None",
            "parse_results=False",
        ],
        "Send packets at layer 2 as fast as possible, or at a rate in packets or megabits a second.",
        &[],
        sendpfast,
    ),
];

/// Packets that are built before the first of them is sent.
const BATCH: usize = 256;

/// Where packets go out.
pub enum Exit {
    /// Layer 3: by the routes, or through one interface.
    Routed { through: Option<u32> },
    /// Layer 3 through the kernel's own IP layer (`L3RawSocket`).
    Raw,
    /// Layer 2: an interface.
    Interface(u32),
}

/// How often, how fast, and how talkative.
pub struct Manner {
    /// `None` sends for ever.
    rounds: Option<u64>,
    rate: Rate,
    verbose: i64,
    realtime: bool,
    return_packets: bool,
}

/// How much time a packet takes.
#[derive(Clone, Copy)]
enum Rate {
    /// From one packet to the next; zero is as fast as the link takes them.
    Every(Duration),
    /// So many bits a second, of the packets as they are handed to the link.
    Bits(f64),
}

impl Rate {
    /// `pps=…`, else `mbps=…`; both may be `"max"`.
    fn asked(
        interp: &mut Interp,
        pps: Option<&Value>,
        mbps: Option<&Value>,
    ) -> Result<Option<Rate>> {
        if let Some(value) = pps {
            let pps = number_of(interp, value, "pps")?;
            let inter = if pps.is_infinite() { 0.0 } else { 1.0 / pps };
            let inter = Duration::try_from_secs_f64(inter).unwrap_or(Duration::MAX);
            return Ok(Some(Rate::Every(inter)));
        }
        let Some(value) = mbps else { return Ok(None) };
        let mbps = number_of(interp, value, "mbps")?;
        Ok(Some(if mbps.is_infinite() {
            Rate::Every(Duration::ZERO)
        } else {
            Rate::Bits(mbps * 1e6)
        }))
    }

    fn is_free(self) -> bool {
        matches!(self, Rate::Every(inter) if inter.is_zero())
    }

    /// From the beginning of a packet to the beginning of the next.
    fn time_of(self, octets: u64) -> Duration {
        match self {
            Rate::Every(inter) => inter,
            Rate::Bits(rate) => {
                Duration::try_from_secs_f64(octets as f64 * 8.0 / rate).unwrap_or(Duration::MAX)
            }
        }
    }
}

/// A rate above zero; infinite for `"max"`.
fn number_of(interp: &mut Interp, value: &Value, name: &str) -> Result<f64> {
    let number = match value {
        Value::Float(number) => Some(number.get()),
        Value::Str(_) if value.as_str() == Some("max") => Some(f64::INFINITY),
        other => other.as_int().map(|number| number as f64),
    };
    match number {
        Some(number) if number > 0.0 => Ok(number),
        Some(number) => Err(Error::value_error(format!(
            "{name}={number}: a rate is above 0"
        ))),
        None => {
            let kind = interp.type_name(value);
            Err(Error::type_error(format!(
                "{name}= takes a number or \"max\", not {kind}"
            )))
        }
    }
}

impl Manner {
    fn of(interp: &mut Interp, args: &Args) -> Result<Manner> {
        let inter = seconds(interp, args.some(1))?.unwrap_or_default();
        let rate = Rate::asked(interp, args.some(10), args.some(11))?;
        let forever = args
            .some(2)
            .map_or(Ok(0), |value| truth_number(interp, value))?;
        let count = args.some(3).map(|count| interp.index(count)).transpose()?;
        Ok(Manner {
            rounds: match (count, forever) {
                (Some(count), _) => Some(u64::try_from(count).unwrap_or(0)),
                (None, 0) => Some(1),
                (None, rounds) if rounds < 0 => Some(rounds.unsigned_abs()),
                (None, _) => None,
            },
            rate: rate.unwrap_or(Rate::Every(inter)),
            verbose: verbosity(interp, args.some(4))?,
            realtime: args
                .some(5)
                .map_or(Ok(false), |value| interp.truth(value))?,
            return_packets: args
                .some(6)
                .map_or(Ok(false), |value| interp.truth(value))?,
        })
    }
}

/// `loop=1`, `loop=True`
fn truth_number(interp: &mut Interp, value: &Value) -> Result<i64> {
    match value.as_int() {
        Some(number) => Ok(number),
        None => Ok(i64::from(interp.truth(value)?)),
    }
}

/// A duration in seconds, as a script gives it.
pub fn seconds(interp: &mut Interp, value: Option<&Value>) -> Result<Option<Duration>> {
    let Some(value) = value else { return Ok(None) };
    let number = match value {
        Value::Float(number) => number.get(),
        other => match other.as_int() {
            Some(number) => number as f64,
            None => {
                let name = interp.type_name(other);
                return Err(Error::type_error(format!(
                    "a number of seconds is needed, not {name}"
                )));
            }
        },
    };
    if number.is_nan() || number < 0.0 {
        return Err(Error::value_error(format!(
            "{number} is no number of seconds"
        )));
    }
    Ok(Some(
        Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX),
    ))
}

/// `verbose=…`, else `conf.verb`
pub fn verbosity(interp: &mut Interp, value: Option<&Value>) -> Result<i64> {
    match value {
        Some(value) => truth_number(interp, value),
        None => Ok(interp.conf.verb),
    }
}

fn send(interp: &mut Interp, args: &Args) -> Result<Value> {
    let manner = Manner::of(interp, args)?;
    let exit = match args.some(7) {
        Some(socket) => sockets::exit_of(interp, socket)?,
        None => layer3_exit(interp, args.some(8))?,
    };
    transmit(interp, args.at(0), &exit, &manner)
}

fn sendp(interp: &mut Interp, args: &Args) -> Result<Value> {
    let manner = Manner::of(interp, args)?;
    let exit = match (args.some(7), args.some(8), args.some(9)) {
        (Some(socket), _, _) => sockets::exit_of(interp, socket)?,
        (None, None, Some(hint)) => {
            let text = interp.str(hint)?;
            let address = crate::packet::environment::resolve4(&text)
                .or_else(|| text.parse().ok())
                .ok_or_else(|| {
                    Error::new(Exc::OSError, format!("no address is known for '{text}'"))
                })?;
            let route = Station::here()
                .and_then(|station| station.route(address.into()))
                .map_err(raised)?;
            Exit::Interface(route.interface)
        }
        (None, iface, _) => Exit::Interface(interface_index(interp, iface)?),
    };
    transmit(interp, args.at(0), &exit, &manner)
}

fn sendpfast(interp: &mut Interp, args: &Args) -> Result<Value> {
    let count = args.some(4).map(|count| interp.index(count)).transpose()?;
    let forever = args
        .some(5)
        .map_or(Ok(0), |value| truth_number(interp, value))?;
    let rate = Rate::asked(interp, args.some(1), args.some(2))?;
    let manner = Manner {
        rounds: match (count, forever) {
            (Some(count), _) => Some(u64::try_from(count).unwrap_or(0)),
            (None, 0) => Some(1),
            (None, rounds) => u64::try_from(rounds).ok(),
        },
        rate: rate.unwrap_or(Rate::Every(Duration::ZERO)),
        verbose: 0,
        realtime: args
            .some(3)
            .map_or(Ok(false), |value| interp.truth(value))?,
        return_packets: false,
    };
    let exit = Exit::Interface(interface_index(interp, args.some(7))?);
    let start = Instant::now();
    let mut sender = Sender::new(&exit)?;
    sender.run(interp, args.at(0), &manner)?;
    let elapsed = start.elapsed().as_secs_f64().max(1e-9);
    let (frames, octets) = (sender.count.frames, sender.count.octets);
    interp.write_out(&format!(
        "Actual: {frames} packets ({octets} bytes) sent in {elapsed:.6} seconds\n\
         Rated: {:.1} Bps, {:.2} Mbps, {:.2} pps\n",
        octets as f64 / elapsed,
        octets as f64 * 8.0 / elapsed / 1e6,
        frames as f64 / elapsed,
    ))?;
    Ok(Value::None)
}

/// Where layer 3 goes out: by the routes, through `iface`, or as `conf.L3socket` says.
pub fn layer3_exit(interp: &mut Interp, iface: Option<&Value>) -> Result<Exit> {
    match named(iface) {
        Some(_) => Ok(Exit::Routed {
            through: Some(interface_index(interp, iface)?),
        }),
        None if interp.conf.l3_raw => Ok(Exit::Raw),
        None => Ok(Exit::Routed { through: None }),
    }
}

/// `iface=""` names none, as in Scapy.
pub fn named(iface: Option<&Value>) -> Option<&Value> {
    iface.filter(|name| name.as_str() != Some(""))
}

/// The index of the interface that a script names, or of `conf.iface`.
pub fn interface_index(interp: &mut Interp, iface: Option<&Value>) -> Result<u32> {
    let station = Station::here().map_err(raised)?;
    let name = match named(iface) {
        Some(value) => Some(interp.str(value)?),
        None => interp.conf.iface.clone(),
    };
    match name {
        Some(name) => Ok(station.interface(&name).map_err(raised)?.index),
        None => Ok(station.working_interface().map_err(raised)?.index),
    }
}

/// A command that Ctrl-C ends without ending the program lasts at least so long: in a script's
/// `while True: send(p)` nobody means the one short call that happens to be running.
pub const LASTING: Duration = Duration::from_millis(50);

fn transmit(interp: &mut Interp, x: &Value, exit: &Exit, manner: &Manner) -> Result<Value> {
    let begun = Instant::now();
    let mut sender = Sender::new(exit)?;
    sender.verbose = manner.verbose;
    sender.keep = manner.return_packets;
    let done = sender.run(interp, x, manner);
    // Ctrl-C ends the sending, not the program: what was sent is reported, as in Scapy.
    match done {
        Err(error) if error.is(Exc::KeyboardInterrupt) && begun.elapsed() >= LASTING => {}
        other => other?,
    }
    if manner.verbose > 0 {
        interp.write_out(&format!("\nSent {} packets.\n", sender.count.frames))?;
    }
    Ok(if manner.return_packets {
        lists::packet_list(sender.sent, "PacketList")
    } else {
        Value::None
    })
}

/// The work of one call: open sockets, ways known so far, what was sent.
pub struct Sender<'a> {
    station: Rc<Station>,
    exit: &'a Exit,
    ways: HashMap<IpAddr, Way>,
    pub count: Count,
    verbose: i64,
    keep: bool,
    sent: Vec<Packet>,
}

impl<'a> Sender<'a> {
    pub fn new(exit: &'a Exit) -> Result<Sender<'a>> {
        Ok(Sender {
            station: Station::here().map_err(raised)?,
            exit,
            ways: HashMap::new(),
            count: Count::default(),
            verbose: 0,
            keep: false,
            sent: Vec::new(),
        })
    }

    fn run(&mut self, interp: &mut Interp, x: &Value, manner: &Manner) -> Result<()> {
        if let (Some(packet), true) = (single(x), manner.rate.is_free() && !manner.realtime) {
            return self.repeat(interp, &packet, manner.rounds);
        }
        let mut pace = Pace::new(manner);
        let mut round = 0;
        while manner.rounds.is_none_or(|rounds| round < rounds) {
            let before = self.count.frames;
            self.one_round(interp, x, &mut pace)?;
            round += 1;
            // A generator is empty the second time, and nothing at all would loop for ever.
            if self.count.frames == before {
                break;
            }
        }
        Ok(())
    }

    /// Every packet of `x` once.
    fn one_round(&mut self, interp: &mut Interp, x: &Value, pace: &mut Pace) -> Result<()> {
        let mut outgoing = Outgoing::of(x);
        if pace.is_free() {
            return self.burst(interp, &mut outgoing);
        }
        while let Some(packet) = outgoing.next(interp)? {
            pace.wait_for(interp, &packet)?;
            let before = self.count.octets;
            self.send_one(interp, &packet)?;
            pace.passed(self.count.octets - before);
            self.dots(interp, 1)?;
            interp.check_interrupt()?;
        }
        Ok(())
    }

    /// As fast as the link takes them: built in batches, sent in batches.
    fn burst(&mut self, interp: &mut Interp, outgoing: &mut Outgoing) -> Result<()> {
        let mut octets = Vec::new();
        let mut waiting: Vec<(Option<Way>, usize)> = Vec::with_capacity(BATCH);
        loop {
            let start = octets.len();
            let proto = if self.keep {
                self.build_kept(interp, outgoing, &mut octets)?
            } else {
                outgoing.next_into(interp, &mut octets)?
            };
            let way = match proto {
                None => None,
                Some(proto) => self.way(interp, proto, &octets[start..])?,
            };
            // A batch goes one way.
            let turns = waiting
                .first()
                .is_some_and(|first| proto.is_some() && first.0 != way);
            if proto.is_none() || turns || waiting.len() == BATCH {
                let end = waiting.last().map_or(0, |last| last.1);
                self.flush(interp, &octets[..end], &waiting)?;
                octets.drain(..end);
                waiting.clear();
                interp.check_interrupt()?;
            }
            if proto.is_none() {
                return Ok(());
            }
            waiting.push((way, octets.len()));
        }
    }

    /// Builds the next packet and keeps it.
    fn build_kept(
        &mut self,
        interp: &mut Interp,
        outgoing: &mut Outgoing,
        octets: &mut Vec<u8>,
    ) -> Result<Option<&'static Proto>> {
        let Some(packet) = outgoing.next(interp)? else {
            return Ok(None);
        };
        lend(interp, || packet.build_into(octets)).map_err(error)?;
        self.note(&packet);
        Ok(Some(packet.proto()))
    }

    fn flush(
        &mut self,
        interp: &mut Interp,
        octets: &[u8],
        ends: &[(Option<Way>, usize)],
    ) -> Result<()> {
        let Some((way, _)) = ends.first() else {
            return Ok(());
        };
        let mut start = 0;
        let frames: Vec<&[u8]> = ends
            .iter()
            .map(|(_, end)| {
                let frame = &octets[start..*end];
                start = *end;
                frame
            })
            .collect();
        self.send_frames(interp, way.as_ref(), &frames)
    }

    fn send_frames(
        &mut self,
        interp: &mut Interp,
        way: Option<&Way>,
        frames: &[&[u8]],
    ) -> Result<()> {
        let before = self.count.frames;
        for frame in frames {
            self.clear_the_way(way, frame)?;
        }
        let sent = match (self.exit, way) {
            (Exit::Raw, Some(way)) => frames.iter().try_for_each(|frame| {
                self.count.add(self.station.send_raw(way, frame)?);
                Ok(())
            }),
            (_, Some(way)) => {
                self.station
                    .send_many_along(way, frames.iter().copied(), &mut self.count)
            }
            (Exit::Interface(index), None) => self
                .station
                .sender(*index)
                .and_then(|sender| sender.send_many(frames.iter().copied(), None, &mut self.count)),
            (_, None) => Ok(()),
        };
        self.dots(interp, (self.count.frames - before) as usize)?;
        sent.map_err(raised)
    }

    /// One packet over and over.
    fn repeat(&mut self, interp: &mut Interp, packet: &Packet, rounds: Option<u64>) -> Result<()> {
        let octets = lend(interp, || packet.build()).map_err(error)?;
        let way = self.way(interp, packet.proto(), &octets)?;
        let frames = [octets.as_slice(); BATCH];
        let mut left = rounds.unwrap_or(u64::MAX);
        if rounds.is_none_or(|rounds| rounds > 0) {
            self.note(packet);
        }
        while left > 0 {
            let size = left.min(BATCH as u64) as usize;
            self.send_frames(interp, way.as_ref(), &frames[..size])?;
            left -= size as u64;
            if self.keep && rounds.is_some() {
                let more = (self.count.frames as usize).saturating_sub(self.sent.len());
                self.sent.extend((0..more).map(|_| packet.copy()));
            }
            interp.check_interrupt()?;
        }
        Ok(())
    }

    /// One packet, now.
    pub fn send_one(&mut self, interp: &mut Interp, packet: &Packet) -> Result<()> {
        let octets = lend(interp, || packet.build()).map_err(error)?;
        let way = self.way(interp, packet.proto(), &octets)?;
        self.clear_the_way(way.as_ref(), &octets)?;
        let sent = match (self.exit, &way) {
            (Exit::Raw, Some(way)) => self.station.send_raw(way, &octets),
            (_, Some(way)) => self.station.send_along(way, &octets),
            (Exit::Interface(index), None) => self
                .station
                .sender(*index)
                .and_then(|sender| sender.send(&octets)),
            (_, None) => Ok(Count::default()),
        };
        self.count.add(sent.map_err(raised)?);
        self.note(packet);
        Ok(())
    }

    fn clear_the_way(&self, way: Option<&Way>, frame: &[u8]) -> Result<()> {
        let cleared = match (self.exit, way) {
            (_, Some(way)) => self.station.clear_the_way(way, frame),
            (Exit::Interface(index), None) => self.station.clear_the_way_of_frame(*index, frame),
            (_, None) => Ok(()),
        };
        cleared.map_err(raised)
    }

    /// How a packet gets to its destination; `None` at layer 2.
    pub fn way(
        &mut self,
        interp: &mut Interp,
        proto: &'static Proto,
        octets: &[u8],
    ) -> Result<Option<Way>> {
        let through = match self.exit {
            Exit::Interface(_) => return Ok(None),
            Exit::Routed { through } => *through,
            Exit::Raw => None,
        };
        if proto.name == "ARP"
            && let Some((destination, asks)) = asked_by_arp(octets)
        {
            // A question goes to all, an answer to whom it is for.
            let way = if asks {
                self.station.way_by_broadcast(destination, through)
            } else {
                return Ok(self
                    .way_to(interp, destination, through)?
                    .map(|way| way.carrying(ETHER_TYPE_ARP)));
            };
            return way
                .map(|way| Some(way.carrying(ETHER_TYPE_ARP)))
                .map_err(raised);
        }
        if proto.name == "Ether" && octets.len() >= FRAME_HEADER {
            return self.way_of_frame(interp, octets, through).map(Some);
        }
        let destination = destination_of(octets).map_err(raised)?;
        self.way_to(interp, destination, through)
    }

    /// A frame that was handed to `send()` goes out as it is, by the way of what is in it.
    fn way_of_frame(
        &mut self,
        interp: &mut Interp,
        octets: &[u8],
        through: Option<u32>,
    ) -> Result<Way> {
        let (header, inside) = octets.split_at(FRAME_HEADER);
        let ether_type = u16::from_be_bytes([header[12], header[13]]);
        let destination = destination_of(inside)
            .ok()
            .or_else(|| asked_by_arp(inside).map(|(target, _)| target));
        let route = destination.and_then(|there| self.station.route(there).ok());
        let interface = match (through, route) {
            (Some(index), _) => index,
            (None, Some(route)) => route.interface,
            (None, None) => self.station.working_interface().map_err(raised)?.index,
        };
        interp.warn(
            Error::value_error("send() is for layer 3; this frame is sent as it is")
                .help("sendp() sends frames"),
        )?;
        let nowhere = IpAddr::V4(Ipv4Addr::BROADCAST);
        Ok(Way {
            interface,
            source: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            gateway: None,
            destination: destination.unwrap_or(nowhere),
            carriage: Carriage::Bare { ether_type },
        })
    }

    fn way_to(
        &mut self,
        interp: &mut Interp,
        destination: IpAddr,
        through: Option<u32>,
    ) -> Result<Option<Way>> {
        if let Some(way) = self.ways.get(&destination) {
            return Ok(Some(*way));
        }
        let mut raised_there = None;
        let asked = self
            .station
            .way_waiting(destination, through, &mut |fd, left| {
                core_wait::until_ready(interp, fd, PollFlags::POLLIN, Some(left))
                    .map(drop)
                    .map_err(|error| {
                        raised_there = Some(error);
                        link::Error::Interrupted
                    })
            });
        // An error of the script's own, on its way past the link.
        if let Some(error) = raised_there {
            return Err(error);
        }
        let way = match asked {
            Err(silent @ link::Error::NoNeighbour { .. }) => {
                interp.output.talk(&format!(
                    "WARNING: {silent}; sent to everybody on the link (broadcast)\n"
                ));
                self.station.way_by_broadcast(destination, through)
            }
            other => other,
        };
        let way = way.map_err(raised)?;
        self.ways.insert(destination, way);
        Ok(Some(way))
    }

    /// Remembers when a packet was sent, and the packet if the caller wants it back.
    fn note(&mut self, packet: &Packet) {
        let now = Stamp::now();
        let nanoseconds = now.seconds * 1_000_000_000 + i64::from(now.nanoseconds);
        packet.with_meta(|meta| meta.sent_time = Some(nanoseconds));
        if self.keep {
            self.sent.push(packet.copy());
        }
    }

    fn dots(&mut self, interp: &mut Interp, count: usize) -> Result<()> {
        if self.verbose > 0 && count > 0 {
            interp.write_out(&".".repeat(count))?;
            interp.output.flush();
        }
        Ok(())
    }
}

/// Octets before what an Ethernet frame carries.
const FRAME_HEADER: usize = 14;

const ETHER_TYPE_ARP: u16 = 0x0806;

/// RFC 826: who is asked or told (`pdst`), and whether it is a question; for IPv4 on Ethernet.
fn asked_by_arp(octets: &[u8]) -> Option<(IpAddr, bool)> {
    let lengths = octets.get(4..6)?;
    let target: [u8; 4] = octets.get(24..28)?.try_into().ok()?;
    (lengths == [6, 4]).then(|| (IpAddr::from(target), octets[6..8] == [0, 1]))
}

/// When the next packet is due.
struct Pace {
    rate: Rate,
    realtime: bool,
    due: Option<Instant>,
    /// Time stamp of the first packet, and when it was sent.
    first: Option<(i64, Instant)>,
}

impl Pace {
    fn new(manner: &Manner) -> Pace {
        Pace {
            rate: manner.rate,
            realtime: manner.realtime,
            due: None,
            first: None,
        }
    }

    /// Whether nothing has to be waited for.
    fn is_free(&self) -> bool {
        self.rate.is_free() && !self.realtime
    }

    fn wait_for(&mut self, interp: &mut Interp, packet: &Packet) -> Result<()> {
        let now = Instant::now();
        if self.realtime {
            let (time, start) = *self.first.get_or_insert((packet.time(), now));
            let after = u64::try_from(packet.time() - time).unwrap_or(0);
            return sleep_until(interp, start + Duration::from_nanos(after));
        }
        sleep_until(interp, *self.due.get_or_insert(now))
    }

    /// So many octets have gone out.
    fn passed(&mut self, octets: u64) {
        if let Some(due) = &mut self.due {
            *due = due.checked_add(self.rate.time_of(octets)).unwrap_or(*due);
        }
    }
}

/// Waits; Ctrl-C ends it as KeyboardInterrupt. The last stretch is spun, because a sleep of the
/// kernel's ends some 60 µs late.
pub fn sleep_until(interp: &mut Interp, due: Instant) -> Result<()> {
    const SPIN: Duration = Duration::from_micros(80);
    loop {
        let left = due.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        if left <= SPIN {
            std::hint::spin_loop();
            continue;
        }
        core_wait::sleep(interp, left - SPIN)?;
    }
}
