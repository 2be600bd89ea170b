//! Capture files: `rdpcap`, `wrpcap`, `PcapReader`, `PcapWriter`.

mod reader;
mod reading;
mod writer;
mod writing;

use std::path::{Path, PathBuf};

use super::lists::{Packets, entry_list};
use super::outgoing::Outgoing;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::link::LinkType;
use crate::link::files::{Options, Order};
use crate::packet::Packet;
use crate::packet::frame::Entry;
use crate::packet::product::Product;

use self::reader::{pcap_reader, raw_pcap_reader};
use self::writer::{pcap_writer, raw_pcap_writer};

pub use self::reading::OpenReader;
pub use self::writing::OpenWriter;

/// What a function that writes a whole file takes.
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

/// The same for a file that is written packet by packet.
const WRITER: &[&str] = &[
    "filename",
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
        WRITER,
        "A capture file, written packet by packet.",
        &[],
        pcap_writer,
    ),
    Builtin::new(
        "RawPcapWriter",
        WRITER,
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
        let file = OpenWriter::over(interp, path, link_type, options)?;
        return write_all(interp, args.at(1), file);
    }
    let (file, gathered) = OpenWriter::gathering(link_type, options);
    let written = write_all(interp, args.at(1), file);
    let octets = Value::bytes(gathered.take());
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
    file.close_after(written).map(|()| Value::None)
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
    file.close_after(written).map(|()| Value::None)
}
