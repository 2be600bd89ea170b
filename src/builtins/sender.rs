//! The work of sending: packets are built in batches, sent in batches, and paced.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::PollFlags;

use super::core_wait;
use super::frames::nanoseconds;
use super::linkerror::raised;
use super::outgoing::{Outgoing, single};
use super::progress::Progress;
use super::send::{Exit, Manner, Rate, sleep_until};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::live::Count;
use crate::link::station::{Carriage, Way, destination_of};
use crate::link::xdp::Lane;
use crate::link::{self, Stamp, Station};
use crate::packet::Packet;
use crate::proto::Proto;

/// Packets that are built before the first of them is sent.
const BATCH: usize = 256;

/// The work of one call: open sockets, ways known so far, what was sent.
pub struct Sender<'a> {
    station: Rc<Station>,
    exit: &'a Exit,
    ways: HashMap<IpAddr, Way>,
    pub count: Count,
    pub progress: Progress,
    /// Whether the caller wants the packets back.
    pub keep: bool,
    pub sent: Vec<Packet>,
    /// So many of them know when they were sent.
    stamped: usize,
    /// `pps="max"`
    express: bool,
}

/// Packets that wait to be sent together, and go one way.
#[derive(Default)]
struct Batch {
    octets: Vec<u8>,
    ends: Vec<usize>,
    way: Option<Way>,
}

impl Batch {
    fn frames(&self) -> Vec<&[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let frames = starts.zip(&self.ends);
        frames
            .map(|(start, end)| &self.octets[start..*end])
            .collect()
    }

    /// Forgets what was sent; what stands behind it is the beginning of the next batch.
    fn clear(&mut self) {
        self.octets.drain(..self.ends.last().copied().unwrap_or(0));
        self.ends.clear();
    }
}

/// The packets of `x`, over and over.
struct Rounds<'v> {
    x: &'v Value,
    outgoing: Outgoing,
    /// Rounds that are left, this one included; `None` for ever.
    left: Option<u64>,
    /// Nothing has come in this round.
    fresh: bool,
}

impl<'v> Rounds<'v> {
    fn new(x: &'v Value, rounds: Option<u64>) -> Rounds<'v> {
        Rounds {
            x,
            outgoing: Outgoing::of(x),
            left: rounds,
            fresh: true,
        }
    }

    fn next<T>(
        &mut self,
        mut take: impl FnMut(&mut Outgoing) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        while self.left != Some(0) {
            if let Some(next) = take(&mut self.outgoing)? {
                self.fresh = false;
                return Ok(Some(next));
            }
            // A generator is empty the second time, and nothing at all would loop for ever.
            if self.fresh {
                return Ok(None);
            }
            self.left = self.left.map(|left| left - 1);
            self.outgoing = Outgoing::of(self.x);
            self.fresh = true;
        }
        Ok(None)
    }
}

impl<'a> Sender<'a> {
    pub fn new(exit: &'a Exit) -> Result<Sender<'a>> {
        Ok(Sender {
            station: Station::here().map_err(raised)?,
            exit,
            ways: HashMap::new(),
            count: Count::default(),
            progress: Progress::new(false),
            keep: false,
            sent: Vec::new(),
            stamped: 0,
            express: false,
        })
    }

    pub fn run(&mut self, interp: &mut Interp, x: &Value, manner: &Manner) -> Result<()> {
        self.express = matches!(manner.rate, Rate::Express);
        let done = match single(x) {
            Some(packet) if manner.rate.is_free() && !manner.realtime => {
                self.repeat(interp, &packet, manner.rounds)
            }
            _ => self.many(interp, x, manner),
        };
        self.progress.end(interp, &self.count)?;
        done
    }

    fn many(&mut self, interp: &mut Interp, x: &Value, manner: &Manner) -> Result<()> {
        let mut rounds = Rounds::new(x, manner.rounds);
        let mut batch = Batch::default();
        let done = if manner.realtime {
            self.in_real_time(interp, &mut rounds)
        } else {
            self.paced(interp, &mut rounds, manner.rate, &mut batch)
        };
        // What was built before the script failed is sent.
        match done {
            Err(error) if !batch.ends.is_empty() => {
                self.flush(interp, &mut batch)?;
                Err(error)
            }
            done => done,
        }
    }

    /// With the intervals at which they were captured.
    fn in_real_time(&mut self, interp: &mut Interp, rounds: &mut Rounds<'_>) -> Result<()> {
        let mut first = None;
        while let Some(packet) = rounds.next(|outgoing| outgoing.next(interp))? {
            let (time, start) = *first.get_or_insert((packet.time(), Instant::now()));
            let after = u64::try_from(packet.time() - time).unwrap_or(0);
            sleep_until(interp, start + Duration::from_nanos(after))?;
            self.send_one(interp, &packet)?;
            self.progress.passed(interp, 1, &self.count)?;
            interp.check_interrupt()?;
        }
        Ok(())
    }

    /// At a rate, or as fast as the link takes them. What is due together is sent together.
    fn paced(
        &mut self,
        interp: &mut Interp,
        rounds: &mut Rounds<'_>,
        rate: Rate,
        batch: &mut Batch,
    ) -> Result<()> {
        let free = rate.is_free();
        let mut due = Instant::now();
        loop {
            // What comes next may take its time: the script makes it, or it is not due yet.
            let waits = rounds.outgoing.asks_the_script() || !free && Instant::now() < due;
            if waits || batch.ends.len() == BATCH {
                self.flush(interp, batch)?;
            }
            if !free {
                sleep_until(interp, due)?;
            }
            let start = batch.octets.len();
            let Some(proto) = self.next_into(interp, rounds, &mut batch.octets)? else {
                return self.flush(interp, batch);
            };
            let way = self.way(interp, proto, &batch.octets[start..])?;
            // A batch goes one way.
            if way != batch.way {
                self.flush(interp, batch)?;
                batch.way = way;
            }
            batch.ends.push(batch.octets.len());
            if !free {
                let length = batch.octets.len() - batch.ends.iter().rev().nth(1).unwrap_or(&0);
                let header = way.map_or(0, |way| way.header().len());
                due += rate.time_of((length + header) as u64).min(LONGEST);
            }
        }
    }

    /// Appends the octets of the next packet, and keeps the packet if the caller wants it.
    fn next_into(
        &mut self,
        interp: &mut Interp,
        rounds: &mut Rounds<'_>,
        octets: &mut Vec<u8>,
    ) -> Result<Option<&'static Proto>> {
        if !self.keep {
            return rounds.next(|outgoing| outgoing.next_into(interp, octets));
        }
        let Some(packet) = rounds.next(|outgoing| outgoing.next(interp))? else {
            return Ok(None);
        };
        lend(interp, || packet.build_into(octets)).map_err(error)?;
        let proto = packet.proto();
        self.sent.push(packet);
        Ok(Some(proto))
    }

    fn flush(&mut self, interp: &mut Interp, batch: &mut Batch) -> Result<()> {
        if batch.ends.is_empty() {
            return Ok(());
        }
        let way = batch.way;
        let sent = self.send_frames(interp, way.as_ref(), &batch.frames());
        // Also after an error, so that nothing goes out twice.
        batch.clear();
        sent?;
        interp.check_interrupt()
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
        let now = Stamp::now();
        let sent = match (self.exit, way) {
            _ if self.express && self.by_lane(interp, way, frames)? => Ok(()),
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
        let sent_now = (self.count.frames - before) as usize;
        self.stamp(now, sent_now);
        self.progress.passed(interp, sent_now, &self.count)?;
        sent.map_err(raised)
    }

    /// Sends by the express lane; false where there is none for these.
    fn by_lane(
        &mut self,
        interp: &mut Interp,
        way: Option<&Way>,
        frames: &[&[u8]],
    ) -> Result<bool> {
        let Some(lane) = self.lane(interp, way) else {
            return Ok(false);
        };
        let header = way.map_or(&[][..], Way::header);
        let mut lane = lane.borrow_mut();
        // What is to be taken apart, and what is too long, goes the usual way.
        let fits = |frame: &&[u8]| header.len() + frame.len() <= lane.longest();
        if !frames.iter().all(fits) {
            return Ok(false);
        }
        lane.send(header, frames, &mut self.count).map_err(raised)?;
        Ok(true)
    }

    fn lane(&mut self, interp: &mut Interp, way: Option<&Way>) -> Option<Rc<RefCell<Lane>>> {
        let lane = match (self.exit, way) {
            (Exit::Interface(index), None) => self.station.lane(*index),
            (Exit::Routed { .. }, Some(way)) if !way.header().is_empty() => {
                self.station.lane(way.interface)
            }
            // Through the kernel's own IP layer, or without a link header.
            _ => return None,
        };
        match lane {
            Ok(lane) => Some(lane),
            Err(refusal) => {
                self.express = false;
                interp.output.talk(&format!(
                    "WARNING: pps=\"max\" goes the usual way, because the express lane (AF_XDP) \
                     is closed: {refusal}\n"
                ));
                None
            }
        }
    }

    /// One packet over and over.
    fn repeat(&mut self, interp: &mut Interp, packet: &Packet, rounds: Option<u64>) -> Result<()> {
        let octets = lend(interp, || packet.build()).map_err(error)?;
        let way = self.way(interp, packet.proto(), &octets)?;
        let frames = [octets.as_slice(); BATCH];
        let mut left = rounds.unwrap_or(u64::MAX);
        while left > 0 {
            let size = left.min(BATCH as u64) as usize;
            if self.keep && rounds.is_some() {
                self.sent.extend((0..size).map(|_| packet.copy()));
            }
            let now = Stamp::now();
            let sent = self.send_frames(interp, way.as_ref(), &frames[..size]);
            if rounds == Some(left) && self.count.frames > 0 {
                packet.with_meta(|meta| meta.sent_time = Some(nanoseconds(now)));
            }
            sent?;
            left -= size as u64;
            interp.check_interrupt()?;
        }
        Ok(())
    }

    /// One packet, now.
    pub fn send_one(&mut self, interp: &mut Interp, packet: &Packet) -> Result<()> {
        let octets = lend(interp, || packet.build()).map_err(error)?;
        let way = self.way(interp, packet.proto(), &octets)?;
        self.clear_the_way(way.as_ref(), &octets)?;
        let now = Stamp::now();
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
        packet.with_meta(|meta| meta.sent_time = Some(nanoseconds(now)));
        if self.keep {
            self.sent.push(packet.copy());
            self.stamped = self.sent.len();
        }
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

    /// The packets that were sent just now know when.
    fn stamp(&mut self, now: Stamp, count: usize) {
        let end = (self.stamped + count).min(self.sent.len());
        for packet in &self.sent[self.stamped..end] {
            packet.with_meta(|meta| meta.sent_time = Some(nanoseconds(now)));
        }
        self.stamped = end;
    }
}

/// No pause between two packets is longer; it keeps sums of times from overflowing.
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// Octets before what an Ethernet frame carries.
const FRAME_HEADER: usize = 14;

const ETHER_TYPE_ARP: u16 = 0x0806;

/// RFC 826: who is asked or told (`pdst`), and whether it is a question; for IPv4 on Ethernet.
fn asked_by_arp(octets: &[u8]) -> Option<(IpAddr, bool)> {
    let lengths = octets.get(4..6)?;
    let target: [u8; 4] = octets.get(24..28)?.try_into().ok()?;
    (lengths == [6, 4]).then(|| (IpAddr::from(target), octets[6..8] == [0, 1]))
}
