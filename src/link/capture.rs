//! Frames from interfaces in bulk: `sniff`.
//!
//! libpcap's own timeout never returns while no packet arrives and a signal does not wake it, so
//! each handle is non-blocking and its descriptor is polled beside the Ctrl-C one.
//!
//! libpcap's ring serves bulk. In its immediate mode each frame takes a slot as long as the
//! longest, so that a burst of a few hundred overflows it; there a plain packet socket, whose
//! queue counts what frames really are, waits for frames instead.
//!
//! On `lo` every packet passes twice, going out and coming in; the first is left out
//! there, and on `any` for the loopback, so each packet is seen once.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use nix::sys::eventfd::{EfdFlags, EventFd};
use pcap::{Active, Direction, Precision, TimestampType};

use super::error::{Error, Result};
use super::filter::{Filter, refused};
use super::interfaces::{Interface, alias_of};
use super::interrupt::{self, Woke};
use super::link_type::LinkType;
use super::receiver::{Captured, Outgoing, Receiver};
use super::station::Station;
use super::sys;
use super::time::Stamp;

/// How to capture. `Options::default()` is Scapy's `sniff()`.
#[derive(Clone, Debug)]
pub struct Options {
    pub filter: Option<String>,
    pub promiscuous: bool,
    /// IEEE 802.11 monitor mode.
    pub monitor: bool,
    /// Octets kept of each frame.
    pub snap_length: u32,
    /// Octets of the kernel's ring, per interface.
    pub ring: u32,
    pub latency: Latency,
    pub direction: Which,
}

/// When the kernel hands frames over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Latency {
    /// Each as it comes: for callbacks that answer.
    Immediate,
    /// Block by block, a little later and with the least work: for recording.
    Bulk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Both,
    Incoming,
    Outgoing,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            filter: None,
            promiscuous: true,
            monitor: false,
            snap_length: 262_144,
            ring: 16 << 20,
            latency: Latency::Bulk,
            direction: Which::Both,
        }
    }
}

/// What a callback wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Continue,
    Stop,
}

/// What a running capture looks up for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heed {
    Nothing,
    Interrupt,
}

/// Why a capture ended.
#[derive(Debug)]
pub enum Ended {
    /// The callback said so.
    Stopped,
    TimedOut,
    /// Ctrl-C; the flag is still up.
    Interrupted,
    /// Somebody used the `Stopper`.
    Told,
    /// An interface failed; what came before was handed over.
    Failed(Error),
}

/// What `take` found.
#[derive(Debug)]
pub enum Taken {
    /// Nothing more has arrived.
    All,
    /// There is more.
    More,
    Ended(Ended),
}

/// Frames seen and lost, summed over the interfaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Handed to the callback.
    pub captured: u64,
    /// Passed the filter: the sum of those captured, dropped by the kernel and unread.
    pub received: u64,
    /// There was no room for them in the ring.
    pub dropped_by_kernel: u64,
    pub dropped_by_interface: u64,
    /// Still in the ring: captured, and nobody looked at them before the capture ended.
    pub unread: u64,
}

pub struct Capture {
    taps: Vec<Tap>,
    stop: Arc<EventFd>,
    captured: u64,
}

/// One interface.
struct Tap {
    handle: Handle,
    name: String,
    link_type: LinkType,
    snap_length: usize,
    /// Its last figures, kept for when it is gone.
    last: Figures,
    /// What ended it, while what came before is still handed over.
    failed: Option<pcap::Error>,
    link: Link,
}

/// What a plain socket knows about its interface's link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Up,
    /// Nobody has been told yet.
    JustDown,
    Down,
}

enum Handle {
    Ring(pcap::Capture<Active>),
    Socket(Receiver),
}

#[derive(Clone, Copy, Default)]
struct Figures {
    received: u64,
    dropped: u64,
    dropped_by_interface: u64,
}

/// Ends a capture from another thread.
#[derive(Clone)]
pub struct Stopper(Arc<EventFd>);

impl Stopper {
    pub fn stop(&self) {
        // It fails only when the counter is full, and then it was told often enough.
        let _ = self.0.write(1);
    }
}

/// The kernel hands a block over after this time at the latest.
const BLOCK_MILLISECONDS: i32 = 10;
/// Frames handled before the clock and Ctrl-C are looked at again.
const RUN: usize = 256;

impl Capture {
    /// Opens every interface; frames are kept from now on.
    pub fn open(interfaces: &[&str], options: &Options) -> Result<Capture> {
        let stop = EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC)
            .map_err(|errno| Error::system("opening an event descriptor", errno.into()))?;
        let taps: Result<Vec<Tap>> = interfaces
            .iter()
            .map(|name| Tap::open(&alias_of(name), options))
            .collect();
        Ok(Capture {
            taps: taps?,
            stop: Arc::new(stop),
            captured: 0,
        })
    }

    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// The link type of each interface, in the order in which they were named.
    pub fn link_types(&self) -> impl Iterator<Item = (&str, LinkType)> {
        self.taps
            .iter()
            .map(|tap| (tap.name.as_str(), tap.link_type))
    }

    /// To be polled by whoever waits for other things too; then `run` with no time.
    pub fn descriptors(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.taps.iter().map(Tap::descriptor)
    }

    /// Hands frames to the callback until it stops, the time is over (`None`: never), Ctrl-C or
    /// the stopper. It can be called again and goes on where it ended.
    pub fn run(
        &mut self,
        timeout: Option<Duration>,
        each: impl FnMut(Captured<'_>) -> Next,
    ) -> Ended {
        self.work(timeout, Heed::Interrupt, each)
    }

    /// Hands over what has arrived, a run of frames at most, and does not wait. Whoever waits for
    /// more waits for the `descriptors`.
    pub fn take(&mut self, mut each: impl FnMut(Captured<'_>) -> Next) -> Taken {
        let mut more = false;
        for tap in &mut self.taps {
            match tap.drain(RUN, &mut self.captured, &mut each) {
                Ok(Drained::Empty) => {}
                Ok(Drained::More) => more = true,
                Ok(Drained::Stop) => return Taken::Ended(Ended::Stopped),
                Err(error) => return Taken::Ended(Ended::Failed(error)),
            }
        }
        if self.stop.read().is_ok() {
            return Taken::Ended(Ended::Told);
        }
        if more { Taken::More } else { Taken::All }
    }

    /// An interface that went down since the last question. The capture goes on when it is up
    /// again, and ends when it is gone.
    pub fn went_down(&mut self) -> Option<Error> {
        let tap = self
            .taps
            .iter_mut()
            .find(|tap| tap.link == Link::JustDown)?;
        tap.link = Link::Down;
        Some(Error::Down {
            interface: tap.name.clone(),
        })
    }

    /// Whoever waits looks again after this time at the latest: of an interface that is down
    /// nobody says that it is gone. Whether one is down libpcap keeps to itself.
    pub fn patience(&self) -> Option<Duration> {
        let down = |tap: &Tap| tap.link != Link::Up || matches!(tap.handle, Handle::Ring(_));
        self.taps.iter().any(down).then_some(LOOK_AGAIN)
    }

    /// The same beside the shell, where Ctrl-C is somebody else's.
    pub fn run_uninterrupted(&mut self, each: impl FnMut(Captured<'_>) -> Next) -> Ended {
        self.work(None, Heed::Nothing, each)
    }

    fn work(
        &mut self,
        timeout: Option<Duration>,
        heed: Heed,
        mut each: impl FnMut(Captured<'_>) -> Next,
    ) -> Ended {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            let busy = match self.take(&mut each) {
                Taken::Ended(ended) => return ended,
                Taken::More => true,
                Taken::All => false,
            };
            if heed == Heed::Interrupt && interrupt::pending() {
                return Ended::Interrupted;
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ended::TimedOut;
            }
            if !busy {
                let left = [left, self.patience()].into_iter().flatten().min();
                let mut fds: Vec<BorrowedFd> = self.taps.iter().map(Tap::descriptor).collect();
                fds.push(self.stop.as_fd());
                if heed == Heed::Nothing {
                    interrupt::wait_readable_undisturbed(&fds, left);
                } else if interrupt::wait_readable(&fds, left) == Woke::Interrupted {
                    return Ended::Interrupted;
                }
            }
        }
    }

    pub fn statistics(&mut self) -> Statistics {
        let mut sum = Statistics {
            captured: self.captured,
            ..Statistics::default()
        };
        for tap in &mut self.taps {
            let figures = tap.figures();
            sum.received += figures.received;
            sum.dropped_by_kernel += figures.dropped;
            sum.dropped_by_interface += figures.dropped_by_interface;
        }
        sum.unread = sum
            .received
            .saturating_sub(sum.captured + sum.dropped_by_kernel);
        sum
    }
}

impl Drop for Capture {
    /// Closing waits for the kernel's grace periods; nobody else has to.
    fn drop(&mut self) {
        let taps = std::mem::take(&mut self.taps);
        if !taps.is_empty() {
            let _ = std::thread::Builder::new()
                .name("close".into())
                .spawn(move || drop(taps));
        }
    }
}

enum Drained {
    Empty,
    More,
    Stop,
}

impl Tap {
    fn open(name: &str, options: &Options) -> Result<Tap> {
        let plain = options.latency == Latency::Immediate
            && options.direction != Which::Outgoing
            && !options.monitor
            && name != "any";
        if plain {
            let interface = Station::here()?.interface(name)?;
            if matches!(interface.link_type(), LinkType::ETHERNET | LinkType::RAW)
                && let Some(filter) = plain_filter(options, interface.link_type())?
            {
                return Tap::open_socket(&interface, options, filter.as_ref());
            }
        }
        Tap::open_ring(name, options)
    }

    fn open_socket(
        interface: &Interface,
        options: &Options,
        filter: Option<&Filter>,
    ) -> Result<Tap> {
        let outgoing = match options.direction {
            Which::Incoming => Outgoing::Hide,
            _ => Outgoing::Show,
        };
        let link_type = interface.link_type();
        let receiver = Receiver::open_for(interface, outgoing)?;
        if options.promiscuous && !interface.is_loopback() {
            receiver.listen_to_all(interface)?;
        }
        receiver.listen(filter)?;
        Ok(Tap {
            handle: Handle::Socket(receiver),
            name: interface.name.clone(),
            link_type,
            snap_length: options.snap_length as usize,
            last: Figures::default(),
            failed: None,
            link: Link::Up,
        })
    }

    fn open_ring(name: &str, options: &Options) -> Result<Tap> {
        let explain = |error| explain_opening(name, error);
        let inactive = pcap::Capture::from_device(name)
            .map_err(explain)?
            .promisc(options.promiscuous && name != "any")
            .rfmon(options.monitor)
            .snaplen(i32::try_from(options.snap_length).unwrap_or(i32::MAX))
            .buffer_size(i32::try_from(options.ring).unwrap_or(i32::MAX))
            .immediate_mode(options.latency == Latency::Immediate)
            .timeout(BLOCK_MILLISECONDS)
            .tstamp_type(TimestampType::Host)
            .precision(Precision::Nano);
        let mut handle = inactive
            .open()
            .map_err(explain)?
            .setnonblock()
            .map_err(explain)?;
        match options.direction {
            Which::Both => {}
            Which::Incoming => handle.direction(Direction::In).map_err(explain)?,
            Which::Outgoing => handle.direction(Direction::Out).map_err(explain)?,
        }
        if let Some(filter) = &options.filter {
            handle
                .filter(filter, true)
                .map_err(|error| refused(filter, error))?;
        }
        Ok(Tap {
            link_type: LinkType::of_dlt(handle.get_datalink().0),
            name: name.to_owned(),
            handle: Handle::Ring(handle),
            snap_length: options.snap_length as usize,
            last: Figures::default(),
            failed: None,
            link: Link::Up,
        })
    }

    fn descriptor(&self) -> BorrowedFd<'_> {
        match &self.handle {
            Handle::Ring(handle) => sys::borrow(handle.as_raw_fd(), self),
            Handle::Socket(receiver) => receiver.as_fd(),
        }
    }

    fn figures(&mut self) -> Figures {
        match &mut self.handle {
            // libpcap adds up since the opening, the socket since the last question.
            Handle::Ring(handle) => {
                if let Ok(stat) = handle.stats() {
                    self.last.received = u64::from(stat.received);
                    self.last.dropped = u64::from(stat.dropped);
                    self.last.dropped_by_interface = u64::from(stat.if_dropped);
                }
            }
            Handle::Socket(receiver) => {
                let (received, dropped) = receiver.statistics();
                self.last.received += received;
                self.last.dropped += dropped;
            }
        }
        self.last
    }

    fn drain(
        &mut self,
        most: usize,
        captured: &mut u64,
        each: &mut impl FnMut(Captured<'_>) -> Next,
    ) -> Result<Drained> {
        for _ in 0..most {
            let next = match &mut self.handle {
                Handle::Ring(handle) => match handle.next_packet() {
                    Ok(packet) => Some(each(Captured {
                        octets: packet.data,
                        // With nanosecond precision libpcap keeps nanoseconds in the field for
                        // microseconds.
                        time: Stamp::new(packet.header.ts.tv_sec, packet.header.ts.tv_usec as u32),
                        wire_len: packet.header.len,
                        interface: &self.name,
                        link_type: self.link_type,
                    })),
                    Err(pcap::Error::TimeoutExpired) => match self.failed.take() {
                        Some(error) => return Err(explain_reading(&self.name, error)),
                        None => None,
                    },
                    // The kernel hands over a block that is not full a moment later, also when
                    // the interface has gone: what was captured before is not lost.
                    Err(error) if self.failed.is_none() => {
                        self.failed = Some(error);
                        std::thread::sleep(RETIRED);
                        continue;
                    }
                    Err(error) => return Err(explain_reading(&self.name, error)),
                },
                Handle::Socket(receiver) => {
                    let most = self.snap_length;
                    let received = receiver.receive(|mut frame| {
                        frame.octets = &frame.octets[..frame.octets.len().min(most)];
                        each(frame)
                    });
                    match received {
                        Err(Error::Down { .. }) => {
                            self.link = Link::JustDown;
                            None
                        }
                        Ok(None) if self.link != Link::Up => {
                            self.link = link_again(receiver, self.link)?;
                            None
                        }
                        received => received?,
                    }
                }
            };
            match next {
                None => return Ok(Drained::Empty),
                Some(next) => {
                    *captured += 1;
                    if next == Next::Stop {
                        return Ok(Drained::Stop);
                    }
                }
            }
        }
        Ok(Drained::More)
    }
}

/// How an interface that went down is now; an error when it has gone.
fn link_again(receiver: &Receiver, before: Link) -> Result<Link> {
    match Station::here()?.interface_by_index(receiver.interface()) {
        Ok(interface) if interface.is_up() => Ok(Link::Up),
        Ok(_) => Ok(before),
        Err(_) => Err(Error::Vanished {
            interface: receiver.name().to_owned(),
        }),
    }
}

/// How often an interface that is down is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// After this time the kernel hands over a block of the ring that is not full.
const RETIRED: Duration = Duration::from_millis(150);

/// The filter for a plain socket; `None` when only libpcap's own handle can run it: those for VLAN
/// tags, which the kernel takes off, and those for directions.
fn plain_filter(options: &Options, link_type: LinkType) -> Result<Option<Option<Filter>>> {
    let Some(expression) = &options.filter else {
        return Ok(Some(None));
    };
    if expression.contains("vlan") {
        return Ok(None);
    }
    match Filter::compile(expression, link_type) {
        Ok(filter) => Ok(Some(Some(filter))),
        Err(Error::Filter { message, .. }) if message.contains("not supported") => Ok(None),
        Err(error) => Err(error),
    }
}

/// libpcap tells what went wrong in words only.
fn explain_opening(name: &str, error: pcap::Error) -> Error {
    let text = error.to_string();
    let says = |part: &str| text.to_lowercase().contains(part);
    if says("permission") || says("not permitted") || says("cap_net_raw") {
        Error::Permission("capturing")
    } else if says("no such device") || says("doesn't exist") || says("not exist") {
        Error::NoInterface {
            name: name.to_owned(),
            like: None,
        }
    } else if says("not up") || says("network is down") {
        Error::Down {
            interface: name.to_owned(),
        }
    } else {
        Error::system(format!("capturing on {name}"), std::io::Error::other(text))
    }
}

fn explain_reading(name: &str, error: pcap::Error) -> Error {
    let text = error.to_string();
    let interface = name.to_owned();
    if text.contains("disappeared") || text.contains("No such device") {
        Error::Vanished { interface }
    } else if text.contains("went down") || text.contains("Network is down") {
        Error::Down { interface }
    } else {
        Error::system(format!("capturing on {name}"), std::io::Error::other(text))
    }
}
