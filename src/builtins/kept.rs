//! What becomes of captured packets: a list, a file, or both.

use std::path::PathBuf;
use std::rc::Rc;

use super::files::OpenWriter;
use super::frames::Frames;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::link::files::Options;
use crate::link::{Captured, memory};
use crate::packet::Packet;
use crate::packet::frame::Entry;

/// The list, with an eye on the memory that it takes.
pub struct Kept {
    frames: Frames,
    /// Where the frames of the list come from.
    source: Option<Rc<str>>,
    /// Octets that the list takes, about.
    octets: u64,
    /// At so many octets the memory is looked at again.
    look_at: u64,
}

/// Octets that an entry of the list takes besides its frame's.
const ENTRY: u64 = 48;
/// The same for a packet that somebody has looked at: its layers and their fields.
const LOOKED_AT: u64 = 700;
/// A list smaller than this is nothing to talk about.
const SMALL: u64 = 64 << 20;

impl Default for Kept {
    fn default() -> Kept {
        Kept {
            frames: Frames::new(None),
            source: None,
            octets: 0,
            look_at: SMALL,
        }
    }
}

impl Kept {
    /// A frame that nobody has looked at.
    pub fn frame(&mut self, interp: &mut Interp, frame: &Captured<'_>, name: &Rc<str>) {
        if self
            .source
            .as_ref()
            .is_none_or(|source| !Rc::ptr_eq(source, name))
        {
            self.source = Some(name.clone());
            self.frames.come_from(name);
        }
        let Captured {
            octets,
            link_type,
            time,
            wire_len,
            ..
        } = *frame;
        self.frames.push(octets, link_type, time, wire_len);
        self.grow(interp, octets.len() as u64 + ENTRY);
    }

    pub fn packet(&mut self, interp: &mut Interp, packet: Packet) {
        let length = packet.meta().wirelen.unwrap_or_default();
        self.frames.push_packet(packet);
        self.grow(interp, u64::from(length) + LOOKED_AT);
    }

    pub fn into_entries(self) -> Vec<Entry> {
        self.frames.into_entries()
    }

    /// Says once, while there is still time, that the list will not fit.
    fn grow(&mut self, interp: &mut Interp, octets: u64) {
        self.octets += octets;
        if self.octets < self.look_at {
            return;
        }
        let room = memory::room();
        if room > self.octets {
            // It may double and still fit.
            self.look_at = self.octets + room / 4;
            return;
        }
        self.look_at = u64::MAX;
        let mebibytes = |octets: u64| octets >> 20;
        interp.output.talk(&format!(
            "WARNING: {} packets are kept in {} MiB, and there is room for {} MiB more; \
             store=0 keeps none, write=\"file.pcapng\" puts them on the disk\n",
            self.frames.count(),
            mebibytes(self.octets),
            mebibytes(room),
        ));
    }
}

/// `write="f.pcapng"`: a file of what is captured, complete whenever the traffic rests.
pub struct Recording(OpenWriter);

impl Recording {
    /// The name says what is written: pcapng, or pcap; `.gz` packs it.
    pub fn new(path: &str) -> Recording {
        let plain = path.strip_suffix(".gz");
        let pcapng = plain.unwrap_or(path).ends_with(".pcapng");
        let options = Options {
            pcapng,
            nano: pcapng,
            gzip: plain.is_some(),
            ..Options::default()
        };
        Recording(OpenWriter::new(PathBuf::from(path), None, options))
    }

    pub fn frame(&mut self, interp: &mut Interp, frame: &Captured<'_>) -> Result<()> {
        self.0.write_captured(interp, frame)
    }

    pub fn packet(&mut self, interp: &mut Interp, packet: &Packet) -> Result<()> {
        self.0.write(interp, packet)
    }

    pub fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }

    pub fn close(mut self) -> Result<()> {
        self.0.close()
    }
}
