//! Sending: `send`, `sendp`, `sendpfast`; the work is done by a `Sender`.

use std::time::{Duration, Instant};

use super::core_wait;
use super::linkerror::raised;
use super::lists;
use super::progress::Progress;
use super::sender::Sender;
use super::sockets;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::link::Station;

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
    pub rounds: Option<u64>,
    pub rate: Rate,
    verbose: i64,
    pub realtime: bool,
    return_packets: bool,
}

/// How much time a packet takes.
#[derive(Clone, Copy)]
pub enum Rate {
    /// `pps="max"`: by the express lane where there is one.
    Express,
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
            if pps.is_infinite() {
                return Ok(Some(Rate::Express));
            }
            let inter = 1.0 / pps;
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

    pub fn is_free(self) -> bool {
        match self {
            Rate::Express => true,
            Rate::Every(inter) => inter.is_zero(),
            Rate::Bits(_) => false,
        }
    }

    /// From the beginning of a packet to the beginning of the next.
    pub fn time_of(self, octets: u64) -> Duration {
        match self {
            Rate::Express => Duration::ZERO,
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
    sender.progress = Progress::new(manner.verbose > 0);
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
