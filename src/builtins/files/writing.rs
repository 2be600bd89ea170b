//! A capture file that is written: packets and frames as its records.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use crate::builtins::frames::{link_type_for, link_type_of, nanoseconds, stamp};
use crate::builtins::linkerror::raised;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::host::user;
use crate::link::files::{About, Options, Writer};
use crate::link::patient::{Patient, is_pipe};
use crate::link::{Captured, LinkType, Stamp, interrupt};
use crate::packet::Packet;
use crate::packet::frame::{Block, Place};

/// What a file without a name of its own gathers: one over a descriptor, or in memory.
#[derive(Clone, Default)]
pub(super) struct Gathered(Rc<RefCell<Vec<u8>>>);

impl Gathered {
    /// What came together since the last time.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl std::io::Write for Gathered {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A file that is made when the first packet says which link type it has.
pub struct OpenWriter {
    pub(super) path: PathBuf,
    link_type: Option<LinkType>,
    options: Options,
    writer: Option<Writer>,
    /// Where the octets go in the place of a file.
    gathered: Option<Gathered>,
    /// The file, if it is a named pipe that somebody reads.
    pipe: Option<Patient>,
    warned: bool,
    octets: Vec<u8>,
}

/// What a file says of a packet besides its octets.
struct Outline<'a> {
    link_type: LinkType,
    /// Nanoseconds since 1970.
    time: i64,
    /// Octets on the wire; 0 where as many as were captured.
    wire_len: u32,
    about: About<'a>,
}

impl OpenWriter {
    pub fn new(path: PathBuf, link_type: Option<LinkType>, options: Options) -> OpenWriter {
        OpenWriter {
            path,
            link_type,
            options,
            writer: None,
            gathered: None,
            pipe: None,
            warned: false,
            octets: Vec::new(),
        }
    }

    /// The same, for a path that may be a named pipe.
    pub(super) fn over(
        interp: &mut Interp,
        path: PathBuf,
        link_type: Option<LinkType>,
        options: Options,
    ) -> Result<OpenWriter> {
        let pipe = pipe_for(interp, &path)?;
        Ok(OpenWriter {
            pipe,
            ..OpenWriter::new(path, link_type, options)
        })
    }

    /// The same, for a file without a name, whose octets are kept until somebody takes them.
    pub(super) fn gathering(
        link_type: Option<LinkType>,
        options: Options,
    ) -> (OpenWriter, Gathered) {
        let gathered = Gathered::default();
        let file = OpenWriter {
            gathered: Some(gathered.clone()),
            ..OpenWriter::new(PathBuf::new(), link_type, options)
        };
        (file, gathered)
    }

    /// The link type of the file, as far as it is known.
    pub(super) fn link_type(&self) -> Option<LinkType> {
        let known = self.writer.as_ref().map(Writer::link_type);
        known.or(self.link_type)
    }

    /// Whether the header of the file was written.
    pub(super) fn has_header(&self) -> bool {
        self.writer.is_some()
    }

    fn writer(&mut self, link_type: LinkType) -> Result<&mut Writer> {
        if let (None, Some(gathered)) = (&self.writer, &self.gathered) {
            let writer = Writer::new(Box::new(gathered.clone()), link_type, self.options);
            self.writer = Some(writer.map_err(raised)?);
        }
        if let (None, Some(pipe)) = (&self.writer, self.pipe.take()) {
            let writer = Writer::new(Box::new(pipe), link_type, self.options);
            self.writer = Some(writer.map_err(raised)?);
        }
        if self.writer.is_none() {
            let writer = Writer::create(&self.path, link_type, self.options).map_err(raised)?;
            user::give_to_caller(&self.path);
            self.writer = Some(writer);
        }
        self.writer
            .as_mut()
            .ok_or_else(|| Error::value_error("the file is closed"))
    }

    pub fn write(&mut self, interp: &mut Interp, packet: &Packet) -> Result<()> {
        let mut octets = std::mem::take(&mut self.octets);
        octets.clear();
        lend(interp, || packet.build_into(&mut octets)).map_err(error)?;
        let meta = packet.meta();
        let time = meta.time.or(meta.sent_time).unwrap_or_default();
        let comments: Vec<&[u8]> = meta
            .comments
            .iter()
            .flat_map(|all| all.iter())
            .map(|one| &**one)
            .collect();
        let record = Outline {
            link_type: link_type_of(packet),
            time,
            wire_len: meta.wirelen.unwrap_or_default(),
            about: About {
                comments: &comments,
                interface: meta.sniffed_on.as_deref(),
                direction: meta.direction.map(|direction| direction as u32),
            },
        };
        let written = self.write_record(interp, &octets, &record);
        self.octets = octets;
        written
    }

    /// A frame as it was captured.
    pub(super) fn write_frame(
        &mut self,
        interp: &mut Interp,
        block: &Block,
        place: Place,
    ) -> Result<()> {
        let record = Outline {
            link_type: link_type_for(block.proto(place)),
            time: place.time,
            wire_len: place.wire_len,
            about: About {
                interface: block.sniffed_on.as_deref(),
                ..About::default()
            },
        };
        self.write_record(interp, block.frame(place), &record)
    }

    /// The same while the capture still has it.
    pub fn write_captured(&mut self, interp: &mut Interp, frame: &Captured<'_>) -> Result<()> {
        let record = Outline {
            link_type: frame.link_type,
            time: nanoseconds(frame.time),
            wire_len: frame.wire_len,
            about: About::default(),
        };
        self.write_record(interp, frame.octets, &record)
    }

    /// What was written so far is in the file.
    pub fn flush(&mut self) -> Result<()> {
        match &mut self.writer {
            Some(writer) => writer.flush().map_err(raised),
            None => Ok(()),
        }
    }

    /// Octets as a script hands them over, of a frame of Ethernet.
    pub(super) fn write_octets(&mut self, interp: &mut Interp, octets: &[u8]) -> Result<()> {
        let record = Outline {
            link_type: LinkType(1),
            time: nanoseconds(Stamp::now()),
            wire_len: 0,
            about: About::default(),
        };
        self.write_record(interp, octets, &record)
    }

    fn write_record(
        &mut self,
        interp: &mut Interp,
        octets: &[u8],
        record: &Outline<'_>,
    ) -> Result<()> {
        let own = self.link_type.unwrap_or(record.link_type);
        let pcapng = self.options.pcapng;
        let writer = self.writer(own)?;
        let mixed = writer.link_type() != own && !pcapng;
        let wire_len = record.wire_len.max(octets.len() as u32);
        writer
            .write_about(octets, stamp(record.time), wire_len, own, &record.about)
            .map_err(raised)?;
        if mixed && !self.warned {
            self.warned = true;
            interp.output.talk(
                "WARNING: Inconsistent linktypes detected! The resulting file might contain invalid packets.\n",
            );
        }
        Ok(())
    }

    /// Closes the file after its last record, or after what kept it from being written: what was
    /// written before an error or Ctrl-C stays in the file.
    pub(super) fn close_after(&mut self, written: Result<()>) -> Result<()> {
        let closed = self.close();
        written.and(closed)
    }

    pub fn close(&mut self) -> Result<()> {
        // A file without packets has a header all the same.
        let link_type = self.link_type.unwrap_or(LinkType(1));
        self.writer(link_type)?;
        match self.writer.take() {
            Some(writer) => writer.finish().map_err(raised),
            None => Ok(()),
        }
    }
}

/// The end of a named pipe to write into; other threads of the script go on until somebody reads.
fn pipe_for(interp: &mut Interp, path: &Path) -> Result<Option<Patient>> {
    const PATIENCE: Duration = Duration::from_millis(5);
    if !is_pipe(path) {
        return Ok(None);
    }
    loop {
        let pipe = Patient::writer_of_pipe(path);
        match pipe.map_err(|error| Error::io(&error, path.to_str()))? {
            Some(pipe) => return Ok(Some(pipe)),
            None => interp.wait(&mut Vec::new(), Some(interrupt::later(PATIENCE)))?,
        };
        interp.check_interrupt()?;
    }
}
