//! Capture files: `rdpcap`, `wrpcap`, `PcapReader`, `PcapWriter`.

use std::cell::RefCell;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags};

use super::frames::{
    Frames, link_layer, link_type_for, link_type_of, nanoseconds, packet_of, stamp,
};
use super::linkerror::raised;
use super::lists::{Packets, entry_list, packet_list};
use super::modules::record;
use super::outgoing::Outgoing;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::packets::error;
use crate::eval::protocols::lend;
use crate::eval::value::Value;
use crate::host::user;
use crate::link::files::{About, Format, Interface, Options, Order, Reader, Record, Writer};
use crate::link::interrupt;
use crate::link::patient::{Patient, is_pipe};
use crate::link::{Captured, LinkType, Stamp};
use crate::packet::frame::{Block, Entry, Place};
use crate::packet::product::Product;
use crate::packet::{FieldValue, Notes, Packet};

const WRITE: &[&str] = &[
    "filename",
    "pkt",
    "linktype=None",
    "gz=False",
    "endianness=''",
    "append=False",
    "sync=False",
    "snaplen=65535",
    "nano=False",
    "bufsz=4096",
];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "rdpcap",
        &["filename", "count=-1"],
        "Read a capture file (pcap, pcapng, gzip or not) and return its packets.",
        &[],
        rdpcap,
    ),
    Builtin::new(
        "wrpcap",
        WRITE,
        "Write packets to a pcap file.",
        &[],
        wrpcap,
    ),
    Builtin::new(
        "wrpcapng",
        &["filename", "pkt"],
        "Write packets to a pcapng file.",
        &[],
        wrpcapng,
    ),
    Builtin::new(
        "PcapReader",
        &["filename"],
        "A capture file, read packet by packet.",
        &[],
        pcap_reader,
    ),
    Builtin::new(
        "PcapNgReader",
        &["filename"],
        "A capture file, read packet by packet.",
        &[],
        pcap_reader,
    ),
    Builtin::new(
        "RawPcapReader",
        &["filename"],
        "A capture file, read as octets and their times.",
        &[],
        raw_pcap_reader,
    ),
    Builtin::new(
        "RawPcapNgReader",
        &["filename"],
        "A capture file, read as octets and their times.",
        &[],
        raw_pcap_reader,
    ),
    Builtin::new(
        "PcapWriter",
        &[
            "filename",
            "linktype=None",
            "gz=False",
            "endianness=''",
            "append=False",
            "sync=False",
            "snaplen=65535",
            "nano=False",
            "bufsz=4096",
        ],
        "A capture file, written packet by packet.",
        &[],
        pcap_writer,
    ),
    Builtin::new(
        "RawPcapWriter",
        &[
            "filename",
            "linktype=None",
            "gz=False",
            "endianness=''",
            "append=False",
            "sync=False",
            "snaplen=65535",
            "nano=False",
            "bufsz=4096",
        ],
        "A capture file, written octets by octets.",
        &[],
        raw_pcap_writer,
    ),
];

fn path_of(interp: &mut Interp, value: &Value) -> Result<PathBuf> {
    if let Some(path) = path_in(interp, value)? {
        return Ok(path);
    }
    interp.str(value).map(PathBuf::from)
}

/// The path that a text, a path or an open file stands for.
fn path_in(interp: &mut Interp, value: &Value) -> Result<Option<PathBuf>> {
    if let Value::Str(text) = value {
        return Ok(Some(PathBuf::from(text.as_str())));
    }
    if interp.find_attr(value, "__fspath__")?.is_some() {
        return interp.str(value).map(PathBuf::from).map(Some);
    }
    // A file object knows its name.
    let name = interp.find_attr(value, "name")?;
    Ok(name.as_ref().and_then(Value::as_str).map(PathBuf::from))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn rdpcap(interp: &mut Interp, args: &Args) -> Result<Value> {
    let count = args.some(1).map_or(Ok(-1), |count| interp.index(count))?;
    let mut file = OpenReader::of(interp, args.at(0))?;
    file.warn_of_link_type(interp);
    let packets = file.read_all(interp, count)?;
    Ok(entry_list(packets, &file_name(&file.path)))
}

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
    fn next(&mut self, interp: &mut Interp) -> Option<Record<'_>> {
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

    fn next_packet(&mut self, interp: &mut Interp) -> Option<Packet> {
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
    fn read_all(&mut self, interp: &mut Interp, count: i64) -> Result<Vec<Entry>> {
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

fn uuid_text(octets: &[u8; 16]) -> String {
    let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    let (a, rest) = digits.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    [a, b, c, d, e].join("-")
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
            text("uuid", &uuid_text(uuid));
        }
        notes.push((key.into(), FieldValue::list(about)));
    }
    Some(Rc::new(notes)).filter(|notes| !notes.is_empty())
}

/// `PcapReader(…)`
struct PcapReader {
    file: RefCell<Option<OpenReader>>,
    raw: bool,
    /// Whether it is a pcapng.
    ng: bool,
}

fn pcap_reader(interp: &mut Interp, args: &Args) -> Result<Value> {
    let file = OpenReader::of(interp, args.at(0))?;
    file.warn_of_link_type(interp);
    PcapReader::over(file, false)
}

fn raw_pcap_reader(interp: &mut Interp, args: &Args) -> Result<Value> {
    PcapReader::over(OpenReader::of(interp, args.at(0))?, true)
}

impl PcapReader {
    fn over(file: OpenReader, raw: bool) -> Result<Value> {
        Ok(Value::object(PcapReader {
            ng: file.reader.format() == Format::Pcapng,
            file: RefCell::new(Some(file)),
            raw,
        }))
    }

    fn next_value(&self, interp: &mut Interp) -> Option<Value> {
        let mut file = self.file.borrow_mut();
        let file = file.as_mut()?;
        if !self.raw {
            return file.next_packet(interp).map(Value::packet);
        }
        let nano = matches!(file.reader.format(), Format::Pcap { nano: true, .. });
        let units = file.reader.units();
        let record = file.next(interp)?;
        let about = if self.ng {
            metadata_ng(&record, units)
        } else {
            metadata(&record, nano)
        };
        Some(Value::tuple(vec![Value::bytes(record.octets), about]))
    }

    /// `reader.linktype`, `reader.nano`, …
    fn about(&self, name: &str) -> Option<Value> {
        let file = self.file.borrow();
        let file = file.as_ref()?;
        let format = file.reader.format();
        let link_type = file.reader.link_type();
        Some(match (name, format) {
            ("filename", _) => Value::str(&file.path.to_string_lossy()),
            ("linktype", Format::Pcap { .. }) => Value::Int(i64::from(link_type?.0)),
            ("LLcls", Format::Pcap { .. }) => {
                Value::Layer(link_layer(link_type?).unwrap_or(&crate::proto::raw::RAW))
            }
            ("nano", Format::Pcap { nano, .. }) => Value::bool(nano),
            ("endian", Format::Pcap { order, .. }) => Value::str(match order {
                Order::Little => "<",
                Order::Big => ">",
            }),
            ("interfaces", Format::Pcapng) => {
                let about = |one: &Interface| {
                    let mut options = Dict::new();
                    options.set_str("tsresol", Value::Int(one.units() as i64));
                    if let Some(name) = &one.name {
                        options.set_str("name", Value::str(name));
                    }
                    Value::tuple(vec![
                        Value::Int(i64::from(one.link_type.0)),
                        Value::Int(i64::from(one.snap_length)),
                        Value::dict(options),
                    ])
                };
                Value::list(
                    file.reader
                        .interfaces()
                        .iter()
                        .map(about)
                        .collect::<Vec<_>>(),
                )
            }
            _ => return None,
        })
    }
}

/// When a frame of a pcap was captured, and how long it was.
fn metadata(record: &Record<'_>, nano: bool) -> Value {
    let fraction = match nano {
        true => record.time.nanoseconds,
        false => record.time.nanoseconds / 1000,
    };
    record::make(
        "PacketMetadata",
        &[
            ("sec", Value::Int(record.time.seconds)),
            ("usec", Value::Int(i64::from(fraction))),
            ("wirelen", Value::Int(i64::from(record.wire_len))),
            ("caplen", Value::Int(record.octets.len() as i64)),
        ],
    )
}

/// The same for a frame of a pcapng, in the units of its interface.
fn metadata_ng(record: &Record<'_>, units: u64) -> Value {
    let fraction = u128::from(record.time.nanoseconds) * u128::from(units) / 1_000_000_000;
    let ticks = (record.time.seconds as u64)
        .wrapping_mul(units)
        .wrapping_add(fraction as u64);
    let comments: Vec<Value> = record.comments().map(Value::bytes).collect();
    record::make(
        "PacketMetadataNg",
        &[
            ("linktype", Value::Int(i64::from(record.link_type.0))),
            ("tsresol", Value::Int(units as i64)),
            ("tshigh", Value::Int((ticks >> 32) as i64)),
            ("tslow", Value::Int((ticks & 0xffff_ffff) as i64)),
            ("wirelen", Value::Int(i64::from(record.wire_len))),
            (
                "comments",
                match comments.is_empty() {
                    true => Value::None,
                    false => Value::list(comments),
                },
            ),
            (
                "ifname",
                record
                    .interface_name
                    .map_or(Value::None, |name| Value::bytes(name.as_bytes())),
            ),
            (
                "direction",
                record
                    .direction()
                    .map_or(Value::None, |direction| Value::Int(direction.into())),
            ),
            ("process_information", Value::dict(Dict::new())),
        ],
    )
}

impl Object for PcapReader {
    fn type_name(&self) -> &str {
        match (self.raw, self.ng) {
            (true, true) => "RawPcapNgReader",
            (true, false) => "RawPcapReader",
            (false, true) => "PcapNgReader",
            (false, false) => "PcapReader",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(self.about(name))
    }

    fn methods(&self) -> &'static [Builtin] {
        READER
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        match this {
            Value::Object(object) => Ok(Some(Iter::Object(object.clone()))),
            _ => Ok(None),
        }
    }

    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        let value = self.next_value(interp);
        interp.check_interrupt()?;
        Ok(value)
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.file.borrow_mut().take();
        Ok(false)
    }
}

fn reader<'a>(args: &Args<'a>) -> Result<&'a PcapReader> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a PcapReader"))
}

static READER: &[Builtin] = &[
    Builtin::new(
        "read_packet",
        &["self", "size=None"],
        "The next packet.",
        &[],
        |interp, args| {
            reader(args)?
                .next_value(interp)
                .ok_or_else(|| Error::eof_error(""))
        },
    ),
    Builtin::new(
        "recv",
        &["self", "size=None"],
        "The next packet.",
        &[],
        |interp, args| {
            reader(args)?
                .next_value(interp)
                .ok_or_else(|| Error::eof_error(""))
        },
    ),
    Builtin::new(
        "read_all",
        &["self", "count=-1"],
        "The packets that are left.",
        &[],
        |interp, args| {
            let count = args.some(1).map_or(Ok(-1), |count| interp.index(count))?;
            let mut file = reader(args)?.file.borrow_mut();
            let Some(file) = file.as_mut() else {
                return Ok(packet_list(Vec::new(), "PacketList"));
            };
            let packets = file.read_all(interp, count)?;
            Ok(entry_list(packets, &file_name(&file.path)))
        },
    ),
    Builtin::new("close", &["self"], "Close the file.", &[], |_, args| {
        reader(args)?.file.borrow_mut().take();
        Ok(Value::None)
    }),
];

/// What `wrpcap` and `PcapWriter` understand; `first` is the place of `linktype`.
fn options_of(
    interp: &mut Interp,
    args: &Args,
    first: usize,
) -> Result<(Option<LinkType>, Options)> {
    let flag = |interp: &mut Interp, index: usize| match args.some(index) {
        Some(value) => interp.truth(value),
        None => Ok(false),
    };
    let number = |interp: &mut Interp, index: usize| match args.some(index) {
        Some(value) => interp.index(value).map(|number| u32::try_from(number).ok()),
        None => Ok(None),
    };
    let mut options = Options {
        gzip: flag(interp, first + 1)?,
        append: flag(interp, first + 3)?,
        sync: flag(interp, first + 4)?,
        nano: flag(interp, first + 6)?,
        ..Options::default()
    };
    if let Some(length) = number(interp, first + 5)? {
        options.snap_length = length;
    }
    match args.some(first + 2).and_then(Value::as_str) {
        Some(">") => options.order = Order::Big,
        Some("<") => options.order = Order::Little,
        _ => {}
    }
    let link_type = number(interp, first)?.map(LinkType);
    Ok((link_type, options))
}

fn wrpcap(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (link_type, options) = options_of(interp, args, 2)?;
    write_to(interp, args, link_type, options)
}

/// What a file without a name of its own gathers: one over a descriptor, or in memory.
#[derive(Clone, Default)]
struct Gathered(Rc<RefCell<Vec<u8>>>);

impl std::io::Write for Gathered {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
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

/// Writes packets to a path or to an open file, which is closed then.
fn write_to(
    interp: &mut Interp,
    args: &Args,
    link_type: Option<LinkType>,
    options: Options,
) -> Result<Value> {
    let named = match path_in(interp, args.at(0))? {
        Some(path) => Some(path),
        None if interp.find_attr(args.at(0), "write")?.is_none() => {
            Some(path_of(interp, args.at(0))?)
        }
        None => None,
    };
    if let Some(path) = named {
        let pipe = pipe_for(interp, &path)?;
        let mut file = OpenWriter::new(path, link_type, options);
        file.pipe = pipe;
        return write_all(interp, args.at(1), file);
    }
    let gathered = Gathered::default();
    let mut file = OpenWriter::new(PathBuf::new(), link_type, options);
    file.gathered = Some(gathered.clone());
    let written = write_all(interp, args.at(1), file);
    let octets = Value::bytes(gathered.0.take());
    interp.call_method(args.at(0), "write", &[octets])?;
    interp.call_method(args.at(0), "close", &[])?;
    written
}

fn wrpcapng(interp: &mut Interp, args: &Args) -> Result<Value> {
    let options = Options {
        pcapng: true,
        ..Options::default()
    };
    write_to(interp, args, None, options)
}

fn write_all(interp: &mut Interp, packets: &Value, mut file: OpenWriter) -> Result<Value> {
    if let Some(list) = packets.downcast::<Packets<Entry>>() {
        let items = list.list.borrow().items.clone();
        return write_entries(interp, &items, file);
    }
    if let Some(pairs) = packets.downcast::<Packets<(Packet, Packet)>>() {
        // A question has the time when it was sent.
        let items = pairs.list.borrow().items.clone();
        for (question, _) in items.iter() {
            if let Some(sent) = question.meta().sent_time {
                question.with_meta(|meta| meta.time = Some(sent));
            }
        }
    }
    let mut outgoing = Outgoing::of(packets);
    // What was written before an error or Ctrl-C stays in the file.
    let written = loop {
        match outgoing.next(interp) {
            Ok(None) => break Ok(()),
            Ok(Some(packet)) => {
                if let Err(error) = file
                    .write(interp, &packet)
                    .and_then(|()| interp.check_interrupt())
                {
                    break Err(error);
                }
            }
            Err(error) => break Err(error),
        }
    };
    let closed = file.close();
    written?;
    closed?;
    Ok(Value::None)
}

/// The same for a list: frames that nobody has looked at are copied.
fn write_entries(interp: &mut Interp, entries: &[Entry], mut file: OpenWriter) -> Result<Value> {
    let mut written = Ok(());
    for entry in entries {
        written = match entry.untouched() {
            Some((block, place)) => file.write_frame(interp, block, place),
            None => {
                Product::new(&entry.packet()).try_for_each(|packet| file.write(interp, &packet))
            }
        };
        written = written.and_then(|()| interp.check_interrupt());
        if written.is_err() {
            break;
        }
    }
    let closed = file.close();
    written?;
    closed?;
    Ok(Value::None)
}

/// A file that is made when the first packet says which link type it has.
pub struct OpenWriter {
    path: PathBuf,
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
    fn write_frame(&mut self, interp: &mut Interp, block: &Block, place: Place) -> Result<()> {
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

/// `PcapWriter(…)`
struct PcapWriter {
    file: RefCell<Option<OpenWriter>>,
    /// An open file of the script, which gets the octets.
    stream: Option<(Value, Gathered)>,
    /// Octets are written as they are.
    raw: bool,
}

fn pcap_writer(interp: &mut Interp, args: &Args) -> Result<Value> {
    open_writer(interp, args, false)
}

fn raw_pcap_writer(interp: &mut Interp, args: &Args) -> Result<Value> {
    open_writer(interp, args, true)
}

fn open_writer(interp: &mut Interp, args: &Args, raw: bool) -> Result<Value> {
    let (link_type, options) = options_of(interp, args, 1)?;
    let is_stream =
        path_in(interp, args.at(0))?.is_none() && interp.find_attr(args.at(0), "write")?.is_some();
    let path = match is_stream {
        true => PathBuf::new(),
        false => path_of(interp, args.at(0))?,
    };
    let pipe = match is_stream {
        true => None,
        false => pipe_for(interp, &path)?,
    };
    let mut file = OpenWriter::new(path, link_type, options);
    file.pipe = pipe;
    let stream = is_stream.then(|| {
        let gathered = Gathered::default();
        file.gathered = Some(gathered.clone());
        (args.at(0).clone(), gathered)
    });
    Ok(Value::object(PcapWriter {
        file: RefCell::new(Some(file)),
        stream,
        raw,
    }))
}

impl PcapWriter {
    fn close(&self) -> Result<()> {
        match self.file.borrow_mut().take() {
            Some(mut file) => file.close(),
            None => Ok(()),
        }
    }

    /// Hands what was written to the script's file.
    fn hand_over(&self, interp: &mut Interp) -> Result<()> {
        let Some((stream, gathered)) = &self.stream else {
            return Ok(());
        };
        if let Some(file) = self.file.borrow_mut().as_mut() {
            file.flush()?;
        }
        let octets = gathered.0.take();
        if !octets.is_empty() {
            interp.call_method(stream, "write", &[Value::bytes(octets)])?;
        }
        Ok(())
    }

    fn close_all(&self, interp: &mut Interp) -> Result<()> {
        let was_open = self.file.borrow().is_some();
        self.close()?;
        self.hand_over(interp)?;
        if was_open && let Some((stream, _)) = &self.stream {
            interp.call_method(stream, "close", &[])?;
        }
        Ok(())
    }

    fn with<T>(&self, work: impl FnOnce(&mut OpenWriter) -> Result<T>) -> Result<T> {
        let mut file = self.file.borrow_mut();
        let file = file
            .as_mut()
            .ok_or_else(|| Error::value_error("the file is closed"))?;
        work(file)
    }
}

impl Drop for PcapWriter {
    fn drop(&mut self) {
        // The script is gone; nobody is left to hear of an error.
        let _ = self.close();
    }
}

impl Object for PcapWriter {
    fn type_name(&self) -> &str {
        match self.raw {
            true => "RawPcapWriter",
            false => "PcapWriter",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let file = self.file.borrow();
        let Some(file) = file.as_ref() else {
            return Ok(None);
        };
        Ok(match name {
            "filename" => Some(Value::str(&file.path.to_string_lossy())),
            "linktype" => {
                let known = file.writer.as_ref().map(Writer::link_type);
                let link_type = known.or(file.link_type);
                link_type.map(|link_type| Value::Int(link_type.0.into()))
            }
            "header_present" => Some(Value::bool(file.writer.is_some())),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        WRITER
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, interp: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.close_all(interp)?;
        Ok(false)
    }
}

fn writer<'a>(args: &Args<'a>) -> Result<&'a PcapWriter> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a PcapWriter"))
}

static WRITER: &[Builtin] = &[
    Builtin::new(
        "write",
        &["self", "pkt"],
        "Write a packet, or all of a list.",
        &[],
        |interp, args| {
            let own = writer(args)?;
            if let Value::Bytes(octets) = args.at(1) {
                let record = Outline {
                    link_type: LinkType(1),
                    time: nanoseconds(Stamp::now()),
                    wire_len: 0,
                    about: About::default(),
                };
                own.with(|file| file.write_record(interp, octets, &record))?;
                own.hand_over(interp)?;
                return Ok(Value::None);
            }
            let mut outgoing = Outgoing::of(args.at(1));
            while let Some(packet) = outgoing.next(interp)? {
                own.with(|file| file.write(interp, &packet))?;
            }
            own.hand_over(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "flush",
        &["self"],
        "Hand everything to the system.",
        &[],
        |interp, args| {
            if let Some(file) = writer(args)?.file.borrow_mut().as_mut() {
                file.flush()?;
            }
            writer(args)?.hand_over(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "close",
        &["self"],
        "Close the file.",
        &[],
        |interp, args| {
            writer(args)?.close_all(interp)?;
            Ok(Value::None)
        },
    ),
];
