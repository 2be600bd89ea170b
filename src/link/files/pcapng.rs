//! The pcapng format (draft-ietf-opsawg-pcapng).

use std::rc::Rc;

use super::input::Input;
use super::read::{Interface, Order, Process, Record, failed};
use super::{
    BYTE_ORDER, ENHANCED_PACKET, INTERFACE, OBSOLETE_PACKET, PROCESS, SECTION, SIMPLE_PACKET,
};
use crate::link::error::{Error, Result};
use crate::link::link_type::LinkType;
use crate::link::time::Stamp;

/// Interface options.
const IF_NAME: u16 = 2;
const IF_TSRESOL: u16 = 9;
const IF_TSOFFSET: u16 = 14;

/// A block longer than this is no packet; it is passed over without being held.
const LONGEST: u64 = 256 << 20;

pub struct Section {
    order: Order,
    pub interfaces: Vec<Interface>,
    processes: Vec<Rc<Process>>,
}

/// Where the packet stands in its block, found before the window is borrowed for good.
struct Found {
    interface: u32,
    link_type: LinkType,
    time: Stamp,
    wire_len: u32,
    octets: std::ops::Range<usize>,
    options: usize,
}

impl Section {
    /// Reads the section header that the file begins with.
    pub fn begin(input: &mut Input) -> Result<Section> {
        let mut section = Section {
            order: Order::Little,
            interfaces: Vec::new(),
            processes: Vec::new(),
        };
        section.open(input)?;
        Ok(section)
    }

    pub fn next<'a>(
        &'a mut self,
        input: &'a mut Input,
        trouble: &mut Option<Error>,
    ) -> Option<Result<Record<'a>>> {
        loop {
            match self.block(input, trouble) {
                Ok(Block::Packet(found, length)) => {
                    let order = self.order;
                    let place = input.place() + found.octets.start;
                    let block = input.take(length);
                    return Some(Ok(Record {
                        octets: &block[found.octets],
                        place,
                        time: found.time,
                        wire_len: found.wire_len,
                        link_type: found.link_type,
                        interface: found.interface,
                        interface_name: self
                            .interfaces
                            .get(found.interface as usize)
                            .and_then(|one| one.name.as_ref()),
                        processes: &self.processes,
                        options: block
                            .get(found.options..length.saturating_sub(4))
                            .unwrap_or(&[]),
                        order,
                    }));
                }
                Ok(Block::Other) => {}
                Ok(Block::End) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn block(&mut self, input: &mut Input, trouble: &mut Option<Error>) -> Result<Block> {
        let offset = input.offset();
        let bad = |problem: String| Error::Malformed { offset, problem };
        match input.fill(8).map_err(failed)? {
            0 => return Ok(Block::End),
            got @ 1..8 => {
                return Err(bad(format!(
                    "the capture ends within a block header: {got} octets"
                )));
            }
            _ => {}
        }
        let kind = self.order.u32(input.window(), 0);
        if kind == SECTION {
            self.open(input)?;
            return Ok(Block::Other);
        }
        let told = self.order.u32(input.window(), 4);
        if told < 12 {
            return Err(bad(format!(
                "a pcapng block of {told} octets, where 12 are the least"
            )));
        }
        let length = u64::from(told).next_multiple_of(4);
        let packet = matches!(kind, ENHANCED_PACKET | SIMPLE_PACKET | OBSOLETE_PACKET);
        if length > LONGEST || !(packet || matches!(kind, INTERFACE | PROCESS)) {
            if !input.skip(length).map_err(failed)? {
                return Err(bad(format!(
                    "the capture ends within a block of {length} octets"
                )));
            }
            return Ok(Block::Other);
        }
        let length = length as usize;
        let got = input.fill(length).map_err(failed)?;
        let end = || Error::Malformed {
            offset: offset + got as u64,
            problem: format!("the capture ends within a block: {got} of {length} octets"),
        };
        if kind == PROCESS && got == length {
            let process = process(input.take(got), self.order);
            self.processes.push(Rc::new(process));
            return Ok(Block::Other);
        }
        if kind == INTERFACE {
            self.interfaces.push(interface(input.take(got), self.order));
            return if got < length {
                Err(end())
            } else {
                Ok(Block::Other)
            };
        }
        if got < length {
            *trouble = Some(end());
        }
        match self.packet(kind, &input.window()[..got]) {
            Ok(mut found) => {
                // What a cut block lacks at its end is not there to give.
                found.octets.end = found.octets.end.min(got);
                found.octets.start = found.octets.start.min(found.octets.end);
                Ok(Block::Packet(found, got))
            }
            Err(problem) => Err(trouble.take().unwrap_or_else(|| bad(problem))),
        }
    }

    fn packet(&self, kind: u32, block: &[u8]) -> std::result::Result<Found, String> {
        let order = self.order;
        let (interface, ticks, header, captured, wire_len) = match kind {
            SIMPLE_PACKET => {
                let wire_len = order.u32(block, 8);
                let limit = match self.interfaces.first().map(|first| first.snap_length) {
                    None | Some(0) => u32::MAX,
                    Some(limit) => limit,
                };
                (0, None, 12, wire_len.min(limit), wire_len)
            }
            ENHANCED_PACKET => {
                let ticks = u64::from(order.u32(block, 12)) << 32 | u64::from(order.u32(block, 16));
                (
                    order.u32(block, 8),
                    Some(ticks),
                    28,
                    order.u32(block, 20),
                    order.u32(block, 24),
                )
            }
            _ => {
                let ticks = u64::from(order.u32(block, 12)) << 32 | u64::from(order.u32(block, 16));
                let interface = u32::from(order.u16(block, 8));
                (
                    interface,
                    Some(ticks),
                    28,
                    order.u32(block, 20),
                    order.u32(block, 24),
                )
            }
        };
        if block.len() < header {
            return Err(format!("a packet block of {} octets", block.len()));
        }
        let Some(on) = self.interfaces.get(interface as usize) else {
            return Err(format!(
                "a packet of interface {interface}, and the section has described {}",
                self.interfaces.len()
            ));
        };
        let room = self.order.u32(block, 4) as usize;
        let captured = captured as usize;
        if captured > room.saturating_sub(header + 4) {
            return Err(format!(
                "a packet of {captured} octets in a block of {room}"
            ));
        }
        Ok(Found {
            interface,
            link_type: on.link_type,
            time: ticks.map_or(Stamp::default(), |ticks| stamp(ticks, on)),
            wire_len,
            octets: header..header + captured,
            options: if kind == SIMPLE_PACKET {
                usize::MAX
            } else {
                header + captured.next_multiple_of(4)
            },
        })
    }

    /// A section header block; its byte order is its own.
    fn open(&mut self, input: &mut Input) -> Result<()> {
        let offset = input.offset();
        let bad = |problem: &str| Error::Malformed {
            offset,
            problem: problem.to_owned(),
        };
        if input.fill(28).map_err(failed)? < 28 {
            return Err(bad("the pcapng section header is cut off"));
        }
        let head = input.window();
        self.order = if Order::Little.u32(head, 8) == BYTE_ORDER {
            Order::Little
        } else if Order::Big.u32(head, 8) == BYTE_ORDER {
            Order::Big
        } else {
            return Err(bad("the pcapng section header has no byte order"));
        };
        let length = self.order.u32(head, 4);
        if length < 28 {
            return Err(bad("the pcapng section header is too short"));
        }
        self.interfaces.clear();
        self.processes.clear();
        if !input
            .skip(u64::from(length).next_multiple_of(4))
            .map_err(failed)?
        {
            return Err(bad("the pcapng section header is cut off"));
        }
        Ok(())
    }
}

enum Block {
    Packet(Found, usize),
    Other,
    End,
}

/// Apple's description of a process: its number, its name, an identifier.
fn process(block: &[u8], order: Order) -> Process {
    let mut found = Process {
        id: order.u32(block, 8),
        name: None,
        uuid: None,
    };
    let body = block.get(12..block.len().saturating_sub(4)).unwrap_or(&[]);
    for (code, value) in options(body, order) {
        match code {
            2 => found.name = Some(String::from_utf8_lossy(value).into_owned()),
            4 => found.uuid = value.try_into().ok(),
            _ => {}
        }
    }
    found
}

fn interface(block: &[u8], order: Order) -> Interface {
    let mut found = Interface {
        link_type: LinkType::of_dlt(i32::from(order.u16(block, 8))),
        snap_length: order.u32(block, 12),
        name: None,
        units: 1_000_000,
        offset: 0,
    };
    let body = block.get(16..block.len().saturating_sub(4)).unwrap_or(&[]);
    for (code, value) in options(body, order) {
        match (code, value) {
            (IF_NAME, name) => {
                let name = String::from_utf8_lossy(name);
                found.name = Some(name.trim_end_matches('\0').into());
            }
            (IF_TSRESOL, [power, ..]) => found.units = units(*power),
            (IF_TSOFFSET, value) if value.len() == 8 => {
                let (first, second) = (order.u32(value, 0), order.u32(value, 4));
                let (low, high) = match order {
                    Order::Little => (first, second),
                    Order::Big => (second, first),
                };
                found.offset = (u64::from(high) << 32 | u64::from(low)) as i64;
            }
            _ => {}
        }
    }
    found
}

/// The highest bit chooses between powers of two and of ten; what no counter could hold counts as
/// the default.
fn units(power: u8) -> u64 {
    let power_of_two = power & 0x80 != 0;
    let exponent = u32::from(power & 0x7f);
    let units = if power_of_two {
        1u64.checked_shl(exponent)
    } else {
        10u64.checked_pow(exponent)
    };
    units.filter(|units| *units != 0).unwrap_or(1_000_000)
}

fn stamp(ticks: u64, interface: &Interface) -> Stamp {
    let seconds = (ticks / interface.units) as i64;
    let rest = ticks % interface.units;
    let nanoseconds = match interface.units {
        1_000_000 => rest * 1000,
        1_000_000_000 => rest,
        units => (u128::from(rest) * 1_000_000_000 / u128::from(units)) as u64,
    };
    Stamp::new(seconds.saturating_add(interface.offset), nanoseconds as u32)
}

/// Code and value of each option, up to the end mark or the first that does not fit.
pub fn options<'a>(
    mut rest: &'a [u8],
    order: Order,
) -> impl Iterator<Item = (u16, &'a [u8])> + use<'a> {
    std::iter::from_fn(move || {
        if rest.len() < 4 {
            return None;
        }
        let (code, length) = (order.u16(rest, 0), usize::from(order.u16(rest, 2)));
        let value = rest.get(4..4 + length)?;
        rest = rest.get(4 + length.next_multiple_of(4)..).unwrap_or(&[]);
        (code != 0).then_some((code, value))
    })
}
