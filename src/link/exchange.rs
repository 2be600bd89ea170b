//! Send packets and wait for their answers: the engine of `sr` and its family.
//!
//! One thread does both: it sends a batch, takes what has arrived, and goes on. Receivers are open
//! already and only unmuted; what an answer is, the caller says.

use std::hash::Hash;
use std::net::IpAddr;
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use hashbrown::HashMap;
use smallvec::SmallVec;

use super::error::{Error, Result};
use super::filter::Filter;
use super::hold::{self, Port, Refusal};
use super::interrupt::{self, Woke};
use super::live::{BATCH, Count, Sender};
use super::receiver::{Captured, Receiver};
use super::station::{Carriage, Station, Way};
use super::time::Stamp;

/// The packets of an exchange and what their answers are.
pub trait Conversation {
    /// Requests and answers with equal keys may belong together (`hashret`).
    type Key: Hash + Eq;
    type Answer;

    /// Appends the octets of a request, counted from zero, and says where it goes; `None` behind
    /// the last. The same number is asked again when a request is sent again.
    fn request(
        &mut self,
        number: usize,
        octets: &mut Vec<u8>,
    ) -> Result<Option<(Target, Self::Key)>>;

    /// What has arrived; `None` for a frame that is not even counted.
    fn understand(&mut self, frame: &Captured<'_>) -> Option<(Self::Key, Self::Answer)>;

    /// Of those with equal keys: does it answer this request?
    fn answers(&mut self, answer: &Self::Answer, request: usize) -> bool;

    /// A request could not be sent. The error given back ends the exchange.
    fn trouble(&mut self, _request: usize, error: Error) -> Result<Instead> {
        Err(error)
    }

    /// It answers none of the requests.
    fn rejected(&mut self, _packet: Self::Answer) {}

    /// Told as it happens, in order.
    fn event(&mut self, _event: Event) {}

    /// Waits until one of the descriptors can be read, or the time is over; true when Ctrl-C ended
    /// it. The error given back ends the exchange.
    fn wait(&mut self, descriptors: &[BorrowedFd<'_>], left: Option<Duration>) -> Result<bool> {
        Ok(interrupt::wait_readable(descriptors, left) == Woke::Interrupted)
    }
}

/// Where a request goes.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// An IP packet, routed; `through` is `iface=…`.
    Packet {
        destination: IpAddr,
        through: Option<u32>,
    },
    /// A frame, as it is, on an interface.
    Frame { interface: u32 },
}

/// What to do with a request that found no neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// It stays unanswered.
    Skip,
    /// To the broadcast address of the link.
    Broadcast,
}

/// What is printed as it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// `Begin emission`
    Begin,
    /// `Finished sending 3 packets`
    Finished { sent: usize },
    /// `*`
    Answer,
    /// `.`
    Other,
    /// The kernel will answer for this port.
    NotHeld(Port, Refusal),
}

#[derive(Clone, Debug)]
pub struct Options {
    /// Counted from the last request sent; `None` waits for all answers or Ctrl-C.
    pub timeout: Option<Duration>,
    /// Between two requests.
    pub interval: Duration,
    /// As Scapy's `retry`: so many more rounds for the unanswered; negative: until so many rounds
    /// in a row brought nothing new.
    pub retry: i32,
    /// Several answers to one request count.
    pub multi: bool,
    /// The first answer ends it.
    pub first: bool,
    /// BPF for what arrives.
    pub filter: Option<String>,
    /// Interfaces to listen on beside those that are sent on.
    pub listen: Vec<u32>,
    /// Keep the kernel from answering for our source ports.
    pub hold: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            timeout: None,
            interval: Duration::ZERO,
            retry: 0,
            multi: false,
            first: false,
            filter: None,
            listen: Vec::new(),
            hold: true,
        }
    }
}

/// A request and its answer.
#[derive(Debug)]
pub struct Pair<Answer> {
    pub request: usize,
    pub answer: Answer,
    pub sent: Stamp,
    pub received: Stamp,
}

impl<Answer> Pair<Answer> {
    /// Never negative, whatever the clock did.
    pub fn round_trip(&self) -> Duration {
        self.received.since(self.sent)
    }
}

#[derive(Debug)]
pub struct Outcome<Answer> {
    /// In the order of arrival.
    pub pairs: Vec<Pair<Answer>>,
    /// In the order of sending.
    pub unanswered: Vec<usize>,
    /// When each request was last sent; `None` for those that never were.
    pub sent: Vec<Option<Stamp>>,
    /// Frames that answered nothing.
    pub others: u64,
    /// Frames that our sockets had no room for.
    pub dropped: u64,
    /// Ctrl-C ended it.
    pub interrupted: bool,
    /// What ended it before its time; what came before is here.
    pub error: Option<Error>,
}

/// Sends the requests and gathers their answers.
pub fn exchange<C: Conversation>(
    station: &Station,
    conversation: &mut C,
    options: &Options,
) -> Result<Outcome<C::Answer>> {
    let mut exchange = Exchange {
        station,
        conversation,
        options,
        ears: Ears {
            receivers: Vec::new(),
            filter: options.filter.clone(),
            dropped: 0,
        },
        outbox: Outbox::default(),
        last_way: None,
        buckets: HashMap::new(),
        sent: Vec::new(),
        answered: Vec::new(),
        open: 0,
        pairs: Vec::new(),
        others: 0,
    };
    for interface in &options.listen {
        exchange.ears.open(station, *interface)?;
    }
    let ended = exchange.rounds();
    exchange.outcome(ended)
}

/// Why the rounds end.
enum Ended {
    Done,
    Interrupted,
}

struct Exchange<'a, C: Conversation> {
    station: &'a Station,
    conversation: &'a mut C,
    options: &'a Options,
    ears: Ears,
    outbox: Outbox,
    last_way: Option<(IpAddr, Option<u32>, Way)>,
    buckets: HashMap<C::Key, SmallVec<[usize; 1]>>,
    sent: Vec<Option<Stamp>>,
    answered: Vec<bool>,
    /// Requests without an answer.
    open: usize,
    pairs: Vec<Pair<C::Answer>>,
    others: u64,
}

impl<C: Conversation> Exchange<'_, C> {
    fn rounds(&mut self) -> Result<Ended> {
        let mut left = self.options.retry.unsigned_abs();
        let mut again: Option<Vec<usize>> = None;
        loop {
            let asked = again.as_ref().map(Vec::len);
            if self.round(again.take())? {
                return Ok(Ended::Interrupted);
            }
            let asked = asked.unwrap_or(self.sent.len());
            if self.finished() || left == 0 {
                return Ok(Ended::Done);
            }
            // A negative retry begins to count anew whenever a round brought something.
            if self.options.retry < 0 && self.open < asked {
                left = self.options.retry.unsigned_abs();
            }
            left -= 1;
            again = Some(self.unanswered());
        }
    }

    /// True when Ctrl-C ended it.
    fn round(&mut self, again: Option<Vec<usize>>) -> Result<bool> {
        self.conversation.event(Event::Begin);
        let start = Instant::now();
        let mut count: u32 = 0;
        let mut numbers: Box<dyn Iterator<Item = usize>> = match again {
            None => Box::new(0..),
            Some(numbers) => Box::new(numbers.into_iter()),
        };
        loop {
            if interrupt::pending() {
                return Ok(true);
            }
            // The first answer may come while there is still something to send.
            if self.has_first() {
                break;
            }
            let Some(number) = numbers.next() else { break };
            if !self.options.interval.is_zero() {
                self.flush()?;
                let due = start
                    .checked_add(self.options.interval.saturating_mul(count))
                    .unwrap_or_else(|| interrupt::later(Duration::MAX));
                if self.listen(Some(due), Until::Time)? {
                    return Ok(true);
                }
                if self.has_first() {
                    break;
                }
            }
            if !self.post(number)? {
                break;
            }
            count += 1;
            if self.outbox.is_full() {
                self.flush()?;
                self.take_arrived()?;
            }
        }
        self.flush()?;
        self.conversation.event(Event::Finished {
            sent: count as usize,
        });
        let deadline = self
            .options
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout));
        self.listen(deadline, Until::Answered)
    }

    /// Puts a request into the outbox; false behind the last.
    fn post(&mut self, number: usize) -> Result<bool> {
        let start = self.outbox.octets.len();
        // Room for the longest header that a way may put before the packet.
        self.outbox.octets.extend_from_slice(&[0; HEADER]);
        let request = self.conversation.request(number, &mut self.outbox.octets);
        let (target, key) = match request {
            Ok(Some(request)) => request,
            ended => {
                self.outbox.octets.truncate(start);
                return ended.map(|_| false);
            }
        };
        if number >= self.sent.len() {
            self.sent.resize(number + 1, None);
            self.answered.resize(number + 1, false);
            self.open += 1;
            self.buckets.entry(key).or_default().push(number);
        }
        match target {
            Target::Frame { interface } => self.post_frame(number, start, interface)?,
            Target::Packet {
                destination,
                through,
            } => {
                let way = match self.way(destination, through) {
                    Ok(way) => Some(way),
                    Err(error) => match self.conversation.trouble(number, error) {
                        Ok(Instead::Skip) => None,
                        Ok(Instead::Broadcast) => {
                            Some(self.station.way_by_broadcast(destination, through)?)
                        }
                        Err(error) => {
                            self.outbox.octets.truncate(start);
                            return Err(error);
                        }
                    },
                };
                match way {
                    Some(way) => self.post_packet(number, start, &way)?,
                    None => self.outbox.octets.truncate(start),
                }
            }
        }
        Ok(true)
    }

    fn way(&mut self, destination: IpAddr, through: Option<u32>) -> Result<Way> {
        // A scan asks for the same host thousands of times.
        if let Some((known, by, way)) = &self.last_way
            && (*known, *by) == (destination, through)
        {
            return Ok(*way);
        }
        let conversation = &mut *self.conversation;
        let mut wait = |fd: BorrowedFd<'_>, left| match conversation.wait(&[fd], Some(left))? {
            true => Err(Error::Interrupted),
            false => Ok(()),
        };
        let way = self.station.way_waiting(destination, through, &mut wait)?;
        self.last_way = Some((destination, through, way));
        Ok(way)
    }

    fn post_frame(&mut self, number: usize, start: usize, interface: u32) -> Result<()> {
        let packet = start + HEADER;
        let end = self.outbox.octets.len();
        self.ears.open(self.station, interface)?;
        if self.options.hold && self.outbox.octets.get(packet + 12) == Some(&8) {
            self.hold(packet + 14..end);
        }
        let frame = &self.outbox.octets[packet..end];
        self.station.clear_the_way_of_frame(interface, frame)?;
        self.outbox_for(interface, None)?;
        self.outbox.frames.push((packet..end, number));
        Ok(())
    }

    fn post_packet(&mut self, number: usize, start: usize, way: &Way) -> Result<()> {
        let packet = start + HEADER;
        let end = self.outbox.octets.len();
        self.ears.open(self.station, way.interface)?;
        if self.options.hold {
            self.hold(packet..end);
        }
        self.station
            .clear_the_way(way, &self.outbox.octets[packet..end])?;
        if self
            .station
            .fragments(way)
            .is_some_and(|longest| end - packet > longest)
        {
            self.send_out()?;
            self.sent[number] = Some(Stamp::now());
            self.station
                .send_along(way, &self.outbox.octets[packet..end])?;
            self.outbox.octets.truncate(start);
            return Ok(());
        }
        match way.carriage {
            Carriage::Ethernet(header) => {
                self.outbox_for(way.interface, None)?;
                self.outbox.octets[packet - header.len()..packet].copy_from_slice(&header);
                self.outbox
                    .frames
                    .push((packet - header.len()..end, number));
            }
            Carriage::Bare { ether_type } => {
                self.outbox_for(way.interface, Some(ether_type))?;
                self.outbox.frames.push((packet..end, number));
            }
            Carriage::Local => {
                self.sent[number] = Some(Stamp::now());
                self.station
                    .send_raw(way, &self.outbox.octets[packet..end])?;
                self.outbox.octets.truncate(start);
            }
        }
        Ok(())
    }

    fn hold(&mut self, packet: Range<usize>) {
        if let Some(port) = hold::source_port(&self.outbox.octets[packet]) {
            let held = self.station.holds.borrow_mut().hold(port);
            if let Err(refusal) = held {
                self.conversation.event(Event::NotHeld(port, refusal));
            }
        }
    }

    /// Makes the outbox go out by this interface, sending first what goes elsewhere.
    fn outbox_for(&mut self, interface: u32, ether_type: Option<u16>) -> Result<()> {
        let same = self.outbox.ether_type == ether_type
            && self
                .outbox
                .sender
                .as_ref()
                .is_some_and(|open| open.interface() == interface);
        if !same {
            // The octets of the request in hand stay; only the frames before it are sent.
            self.send_out()?;
            self.outbox.sender = Some(self.station.sender(interface)?);
            self.outbox.ether_type = ether_type;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.send_out()?;
        self.outbox.octets.clear();
        Ok(())
    }

    fn send_out(&mut self) -> Result<()> {
        let frames = std::mem::take(&mut self.outbox.frames);
        let Some(sender) = self.outbox.sender.clone() else {
            return Ok(());
        };
        let octets = &self.outbox.octets;
        let ether_type = self.outbox.ether_type;
        // Few are sent one by one, so that each has the time at which it went.
        let step = if frames.len() <= SINGLY { 1 } else { BATCH };
        for some in frames.chunks(step) {
            let now = Stamp::now();
            let these: SmallVec<[&[u8]; SINGLY]> = some
                .iter()
                .map(|(range, _)| &octets[range.clone()])
                .collect();
            sender.send_batch(&these, ether_type, &mut Count::default())?;
            for (_, number) in some {
                self.sent[*number] = Some(now);
            }
        }
        Ok(())
    }

    /// Takes answers until then; true when Ctrl-C ended it.
    fn listen(&mut self, deadline: Option<Instant>, until: Until) -> Result<bool> {
        loop {
            self.take_arrived()?;
            if until == Until::Answered && self.finished() || self.has_first() {
                return Ok(false);
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ok(false);
            }
            let ears = self.ears.receivers.iter().map(|(_, ear)| ear.as_fd());
            let fds: SmallVec<[BorrowedFd<'_>; 4]> = ears.collect();
            if self.conversation.wait(&fds, left)? {
                return Ok(true);
            }
        }
    }

    fn finished(&self) -> bool {
        self.open == 0 && !self.options.multi || self.has_first()
    }

    fn has_first(&self) -> bool {
        self.options.first && !self.pairs.is_empty()
    }

    fn take_arrived(&mut self) -> Result<()> {
        for at in 0..self.ears.receivers.len() {
            let ear = self.ears.receivers[at].1.clone();
            // Bounded, so that a flood cannot keep the sending or the clock from being looked at.
            for _ in 0..BATCH * 4 {
                if self.has_first() || ear.receive(|frame| self.arrived(&frame))?.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn arrived(&mut self, frame: &Captured<'_>) {
        let Some((key, answer)) = self.conversation.understand(frame) else {
            return;
        };
        let found = self.buckets.get(&key).and_then(|bucket| {
            let fits = |number: &&usize| {
                self.sent[**number].is_some() && self.conversation.answers(&answer, **number)
            };
            bucket.iter().find(fits).copied()
        });
        let Some(number) = found else {
            self.others += 1;
            self.conversation.rejected(answer);
            self.conversation.event(Event::Other);
            return;
        };
        if self.options.hold {
            self.station.heard(frame);
        }
        if !self.answered[number] {
            self.answered[number] = true;
            self.open -= 1;
        }
        if !self.options.multi
            && let Some(bucket) = self.buckets.get_mut(&key)
        {
            bucket.retain(|one| *one != number);
        }
        let sent = self.sent[number].unwrap_or(frame.time);
        self.pairs.push(Pair {
            request: number,
            answer,
            sent,
            received: frame.time,
        });
        self.conversation.event(Event::Answer);
    }

    fn unanswered(&self) -> Vec<usize> {
        (0..self.answered.len())
            .filter(|number| !self.answered[*number])
            .collect()
    }

    fn outcome(mut self, ended: Result<Ended>) -> Result<Outcome<C::Answer>> {
        let (interrupted, error) = match ended {
            Ok(Ended::Done) => (false, None),
            Ok(Ended::Interrupted) | Err(Error::Interrupted) => (true, None),
            // Without anything sent there is nothing to keep.
            Err(error) if self.sent.iter().all(Option::is_none) => return Err(error),
            Err(error) => (false, Some(error)),
        };
        self.ears.mute();
        Ok(Outcome {
            unanswered: self.unanswered(),
            pairs: self.pairs,
            sent: self.sent,
            others: self.others,
            dropped: self.ears.dropped,
            interrupted,
            error,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    Time,
    Answered,
}

/// Octets left free before each request, for its Ethernet header.
const HEADER: usize = 14;
/// So many frames or fewer are sent and stamped one by one.
const SINGLY: usize = 16;

/// Requests on their way out.
#[derive(Default)]
struct Outbox {
    octets: Vec<u8>,
    frames: Vec<(Range<usize>, usize)>,
    sender: Option<Rc<Sender>>,
    ether_type: Option<u16>,
}

impl Outbox {
    fn is_full(&self) -> bool {
        self.frames.len() >= BATCH || self.octets.len() > 1 << 20
    }
}

/// The receivers that listen, muted again when the exchange ends however it ends.
struct Ears {
    receivers: Vec<(u32, Rc<Receiver>)>,
    filter: Option<String>,
    dropped: u64,
}

impl Ears {
    fn open(&mut self, station: &Station, interface: u32) -> Result<()> {
        if self.receivers.iter().any(|(open, _)| *open == interface) {
            return Ok(());
        }
        let receiver = station.receiver(interface)?;
        let filter = match &self.filter {
            Some(expression) => Some(Filter::compile(expression, receiver.link_type())?),
            None => None,
        };
        receiver.listen(filter.as_ref())?;
        self.receivers.push((interface, receiver));
        Ok(())
    }

    fn mute(&mut self) {
        for (_, receiver) in self.receivers.drain(..) {
            self.dropped += receiver.dropped();
            receiver.mute();
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        self.mute();
    }
}
