//! The pcap format (draft-ietf-opsawg-pcap).

use super::input::Input;
use super::read::{Order, Record, failed};
use super::{MODIFIED, NANO};
use crate::link::error::{Error, Result};
use crate::link::link_type::LinkType;
use crate::link::time::Stamp;

/// The bit that tells of frame check sequences, beside the number of the link type.
const CHECK_SEQUENCES: u32 = 1 << 26;

pub struct Header {
    pub order: Order,
    pub nano: bool,
    pub link_type: LinkType,
    /// Octets of a record's header.
    record: usize,
}

impl Header {
    pub fn read(input: &mut Input, order: Order, magic: u32) -> Result<Header> {
        let got = input.fill(24).map_err(failed)?;
        if got < 24 {
            return Err(Error::Malformed {
                offset: got as u64,
                problem: format!("Invalid pcap file (its header ends after {got} of 24 octets)"),
            });
        }
        // Bit 26 says that the six highest bits tell of frame check sequences. Without it they
        // have no meaning, and the number is one that nobody has given away.
        let mut link_type = LinkType(order.u32(input.window(), 20));
        if link_type.0 & CHECK_SEQUENCES != 0 {
            link_type = link_type.plain();
        }
        input.pass(24);
        Ok(Header {
            order,
            nano: magic == NANO,
            link_type: LinkType::of_dlt(link_type.0 as i32),
            record: if magic == MODIFIED { 24 } else { 16 },
        })
    }

    #[inline]
    pub fn next<'a>(
        &self,
        input: &'a mut Input,
        trouble: &mut Option<Error>,
    ) -> Option<Result<Record<'a>>> {
        let offset = input.offset();
        match input.fill(self.record) {
            Err(error) => return Some(Err(failed(error))),
            Ok(0) => return None,
            Ok(got) if got < self.record => {
                let problem = format!(
                    "the capture ends within a packet header: {got} of {} octets",
                    self.record
                );
                return Some(Err(Error::Malformed { offset, problem }));
            }
            Ok(_) => {}
        }
        let header = input.window();
        let seconds = self.order.u32(header, 0);
        let fraction = self.order.u32(header, 4);
        let length = self.order.u32(header, 8) as usize;
        let wire_len = self.order.u32(header, 12);
        input.pass(self.record);
        let got = match input.fill(length) {
            Ok(got) => got,
            Err(error) => return Some(Err(failed(error))),
        };
        if got < length {
            *trouble = Some(Error::Malformed {
                offset: offset + self.record as u64 + got as u64,
                problem: format!(
                    "the capture ends within a packet: {got} of {length} octets; \
                     all that could be read was"
                ),
            });
        }
        // A fraction above a second is a lie that some tools tell; it is carried over.
        let nanoseconds = if self.nano {
            u64::from(fraction)
        } else {
            u64::from(fraction) * 1000
        };
        let time = Stamp::new(
            i64::from(seconds) + (nanoseconds / 1_000_000_000) as i64,
            (nanoseconds % 1_000_000_000) as u32,
        );
        Some(Ok(Record {
            place: input.place(),
            octets: input.take(got),
            time,
            wire_len,
            link_type: self.link_type,
            interface: 0,
            interface_name: None,
            processes: &[],
            options: &[],
            order: self.order,
        }))
    }
}
