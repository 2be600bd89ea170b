//! A capture file that is read: its records as packets.

use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use nix::poll::{PollFd, PollFlags};

use super::{path_in, path_of};
use crate::builtins::frames::{Frames, link_layer, nanoseconds, packet_of};
use crate::builtins::linkerror::raised;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::link::files::{Format, Reader, Record};
use crate::link::interrupt;
use crate::link::patient::Patient;
use crate::packet::frame::{Entry, Place};
use crate::packet::kinds;
use crate::packet::{FieldValue, Notes, Packet};

/// A reader and what it says when the file ends badly.
pub struct OpenReader {
    pub reader: Reader,
    pub path: PathBuf,
}

impl OpenReader {
    fn open(path: &Path) -> Result<OpenReader> {
        Ok(OpenReader {
            reader: Reader::open(path).map_err(raised)?,
            path: path.to_owned(),
        })
    }

    /// The same; other threads of the script go on until somebody writes into a named pipe.
    fn open_patiently(interp: &mut Interp, path: &Path) -> Result<OpenReader> {
        let named = |error: std::io::Error| Error::io(&error, path.to_str());
        let Some(pipe) = Patient::reader_of_pipe(path).map_err(named)? else {
            return OpenReader::open(path);
        };
        let end = pipe.as_fd().try_clone_to_owned().map_err(named)?;
        interp.wait(&mut vec![PollFd::new(end.as_fd(), PollFlags::POLLIN)], None)?;
        Ok(OpenReader {
            reader: Reader::new(Box::new(pipe)).map_err(raised)?,
            path: path.to_owned(),
        })
    }

    /// A file that is named, or that is open, or anything that can be read.
    pub fn of(interp: &mut Interp, source: &Value) -> Result<OpenReader> {
        if let Some(path) = path_in(interp, source)? {
            return OpenReader::open_patiently(interp, &path);
        }
        let Some(read) = interp.find_attr(source, "read")? else {
            let path = path_of(interp, source)?;
            return OpenReader::open_patiently(interp, &path);
        };
        let octets = interp.call(&read, &[])?;
        if octets.as_str().is_some() {
            return Err(Error::type_error("a capture is read from a file of octets")
                .help("open(name, \"rb\") opens one"));
        }
        let octets = crate::eval::packets::octets_of(interp, &octets)?;
        let stream = std::io::Cursor::new(octets);
        Ok(OpenReader {
            reader: Reader::new(Box::new(stream)).map_err(raised)?,
            path: PathBuf::from("No name"),
        })
    }

    /// Says that there is no layer that the frames of a pcap begin with, and what there is that
    /// they may begin with.
    pub fn warn_of_link_type(&self, interp: &mut Interp) {
        let Some(link_type) = self.reader.link_type().filter(|_| self.is_pcap()) else {
            return;
        };
        if link_layer(link_type).is_some() {
            return;
        }
        let number = link_type.0;
        let mut text = format!(
            "WARNING: PcapReader: unknown LL type [{number}]/[{number:#x}]. Using Raw packets\n"
        );
        if let Some(layer) = link_layer(link_type.plain()) {
            text.push_str(&format!(
                "help: conf.l2types.register({number:#x}, {}) reads it as its lower bits say\n",
                layer.name
            ));
        }
        interp.output.talk(&text);
    }

    fn is_pcap(&self) -> bool {
        matches!(self.reader.format(), Format::Pcap { .. })
    }

    /// The next record; what is wrong with the file ends it, and is said once.
    pub(super) fn next(&mut self, interp: &mut Interp) -> Option<Record<'_>> {
        match self.reader.next()? {
            Ok(record) => Some(record),
            // Ctrl-C while a pipe was waited for: the caller asks for it.
            Err(_) if interrupt::pending() => None,
            Err(error) => {
                interp
                    .output
                    .talk(&format!("WARNING: {}: {error}\n", self.path.display()));
                None
            }
        }
    }

    pub(super) fn next_packet(&mut self, interp: &mut Interp) -> Option<Packet> {
        let record = self.next(interp)?;
        Some(packet_of_record(&record))
    }

    /// Makes room for the entries of what is left of a long file, going by what was read.
    fn expect_more(&self, frames: &mut Frames, most: usize) {
        let read = self.reader.offset().max(1);
        let Some(left) = self.reader.length().and_then(|all| all.checked_sub(read)) else {
            return;
        };
        let count = frames.count();
        let more = u128::from(left) * count as u128 / u128::from(read);
        // A little more, so that it is asked for once where all frames are of a kind.
        let more = usize::try_from(more + more / 64).unwrap_or(0);
        frames.expect(more.min(most - count));
    }

    /// The packets that are left, at most `count` if that is not negative.
    pub(super) fn read_all(&mut self, interp: &mut Interp, count: i64) -> Result<Vec<Entry>> {
        let most = usize::try_from(count).unwrap_or(usize::MAX);
        let mut frames = Frames::new(None);
        self.reader.keep();
        while frames.count() < most {
            let Some(record) = self.next(interp) else {
                break;
            };
            let place = place_of(&record);
            let made = match (&place, record.has_options()) {
                (Some(_), false) => None,
                _ => Some(lend(interp, || packet_of_record(&record))),
            };
            let link_type = record.link_type;
            frames.of_interface(record.interface_name);
            if let Some(octets) = self.reader.left() {
                frames.seal_with(&octets);
                self.expect_more(&mut frames, most);
            }
            match (made, place) {
                (Some(packet), _) => frames.push_packet(packet),
                (None, Some(place)) => frames.push_place(place, link_type),
                (None, None) => {}
            }
            interp.check_interrupt()?;
        }
        interp.check_interrupt()?;
        if let Some(octets) = self.reader.left() {
            frames.seal_with(&octets);
        }
        frames.seal_with(&self.reader.kept());
        Ok(frames.into_entries())
    }
}

/// Where a record will be found in the room that the reader leaves.
fn place_of(record: &Record<'_>) -> Option<Place> {
    Some(Place {
        start: u32::try_from(record.place).ok()?,
        len: record.octets.len() as u32,
        wire_len: record.wire_len,
        time: nanoseconds(record.time),
    })
}

fn packet_of_record(record: &Record<'_>) -> Packet {
    let packet = packet_of(
        record.octets,
        record.link_type,
        record.time,
        record.wire_len,
        record.interface_name,
    );
    if record.has_options() {
        let comments: Rc<[Rc<[u8]>]> = record.comments().map(Into::into).collect();
        let processes = processes_of(record);
        packet.with_meta(|meta| {
            meta.comments = Some(comments).filter(|comments| !comments.is_empty());
            meta.direction = record.direction().map(|direction| direction as i32);
            meta.processes = processes;
        });
    }
    packet
}

/// `p.process_information`, if the file has any.
fn processes_of(record: &Record<'_>) -> Option<Rc<Notes>> {
    let named = ["proc", "eproc"].into_iter().zip(record.processes());
    let mut notes = Notes::new();
    for (key, process) in named {
        let Some(process) = process else { continue };
        let mut about = vec![FieldValue::tuple(vec![
            FieldValue::text("id"),
            FieldValue::Int(process.id.into()),
        ])];
        let mut text = |name: &str, value: &str| {
            let pair = vec![FieldValue::text(name), FieldValue::text(value)];
            about.push(FieldValue::tuple(pair));
        };
        if let Some(name) = &process.name {
            text("name", name);
        }
        if let Some(uuid) = &process.uuid {
            text("uuid", &kinds::uuid_text(uuid));
        }
        notes.push((key.into(), FieldValue::list(about)));
    }
    Some(Rc::new(notes)).filter(|notes| !notes.is_empty())
}
