//! Writing a capture file, one record at a time.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::read::{Order, Reader};
use super::{
    BYTE_ORDER, ENHANCED_PACKET, Format, INTERFACE, MICRO, NANO, OPTION_COMMENT, OPTION_FLAGS,
    SECTION,
};
use crate::link::error::{Error, Result};
use crate::link::link_type::LinkType;
use crate::link::patient::Patient;
use crate::link::privilege;
use crate::link::time::Stamp;

/// How to write. `Options::default()` is Scapy's `wrpcap()`.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Stamps in nanoseconds.
    pub nano: bool,
    pub gzip: bool,
    /// Go on behind the packets that the file has, in its byte order and resolution.
    pub append: bool,
    /// Each packet is in the file when `write` returns.
    pub sync: bool,
    /// What the header says; packets are written whole.
    pub snap_length: u32,
    pub order: Order,
    pub pcapng: bool,
}

impl Default for Options {
    fn default() -> Options {
        let little = cfg!(target_endian = "little");
        Options {
            nano: false,
            gzip: false,
            append: false,
            sync: false,
            snap_length: 65_535,
            order: if little { Order::Little } else { Order::Big },
            pcapng: false,
        }
    }
}

pub struct Writer {
    out: Out,
    path: String,
    options: Options,
    /// pcapng: the link types of the interfaces written so far; pcap has one.
    link_types: Vec<LinkType>,
    /// What the interfaces of a pcapng are called, in the same order.
    names: Vec<Option<Box<str>>>,
    record: Vec<u8>,
}

enum Out {
    Plain(BufWriter<Box<dyn Write>>),
    Gzip(Box<GzEncoder<BufWriter<Box<dyn Write>>>>),
}

/// What Scapy gives as snap length in a pcapng interface.
const PCAPNG_SNAP_LENGTH: u32 = 0x0004_0000;

/// What a pcapng says of a packet besides.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    pub comments: &'a [&'a [u8]],
    /// The name of the interface.
    pub interface: Option<&'a str>,
    /// 1: it came in, 2: it went out.
    pub direction: Option<u32>,
}

impl Writer {
    /// The file belongs to the person who called sudo.
    pub fn create(path: &Path, link_type: LinkType, mut options: Options) -> Result<Writer> {
        let explain = |error| Error::file(path, error);
        let mut begun = false;
        if options.append
            && let Some(there) = what_is_there(path)?
        {
            begun = true;
            match there {
                Format::Pcap { nano, order } => {
                    options = Options {
                        nano,
                        order,
                        pcapng: false,
                        ..options
                    };
                }
                // Another section with its own interfaces may follow any section.
                Format::Pcapng => {
                    options.pcapng = true;
                    begun = false;
                }
            }
        }
        let mut how = File::options();
        how.write(true)
            .create(true)
            .append(options.append)
            .truncate(!options.append);
        let file = Patient::open(path, &how).map_err(explain)?;
        privilege::give_to_caller(file.file());
        let mut writer = Writer::over(Box::new(file), options);
        writer.path = path.display().to_string();
        writer.begin(link_type, begun)?;
        Ok(writer)
    }

    /// To any stream, such as standard output.
    pub fn new(out: Box<dyn Write>, link_type: LinkType, options: Options) -> Result<Writer> {
        let mut writer = Writer::over(out, options);
        writer.begin(link_type, false)?;
        Ok(writer)
    }

    fn over(out: Box<dyn Write>, options: Options) -> Writer {
        let out = BufWriter::with_capacity(1 << 18, out);
        let out = if options.gzip {
            Out::Gzip(Box::new(GzEncoder::new(out, Compression::default())))
        } else {
            Out::Plain(out)
        };
        Writer {
            out,
            path: String::new(),
            options,
            link_types: Vec::new(),
            names: Vec::new(),
            record: Vec::new(),
        }
    }

    fn begin(&mut self, link_type: LinkType, begun: bool) -> Result<()> {
        if self.options.pcapng {
            self.section()?;
            self.interface_of(link_type, None)?;
        } else {
            self.link_types.push(link_type);
            if !begun {
                self.header(link_type)?;
            }
        }
        if self.options.sync {
            self.flush()
        } else {
            Ok(())
        }
    }

    pub fn link_type(&self) -> LinkType {
        self.link_types
            .first()
            .copied()
            .unwrap_or(LinkType::ETHERNET)
    }

    /// One packet of the file's link type, as long on the wire as it is.
    pub fn write(&mut self, octets: &[u8], time: Stamp) -> Result<()> {
        self.write_record(octets, time, octets.len() as u32, self.link_type(), &[])
    }

    /// One packet with all that can be said of it. A pcap has one link type and no comments.
    pub fn write_record(
        &mut self,
        octets: &[u8],
        time: Stamp,
        wire_len: u32,
        link_type: LinkType,
        comments: &[&[u8]],
    ) -> Result<()> {
        let about = About {
            comments,
            ..About::default()
        };
        self.write_about(octets, time, wire_len, link_type, &about)
    }

    /// The same with what only a pcapng has room for.
    pub fn write_about(
        &mut self,
        octets: &[u8],
        time: Stamp,
        wire_len: u32,
        link_type: LinkType,
        about: &About<'_>,
    ) -> Result<()> {
        if self.options.pcapng {
            let interface = self.interface_of(link_type, about.interface)?;
            self.enhanced_packet(octets, time, wire_len, interface, about);
        } else {
            self.record.clear();
            let fraction = if self.options.nano {
                time.nanoseconds
            } else {
                time.nanoseconds / 1000
            };
            self.push_u32(time.seconds as u32);
            self.push_u32(fraction);
            self.push_u32(octets.len() as u32);
            self.push_u32(wire_len);
            self.record.extend_from_slice(octets);
        }
        self.put_record()?;
        if self.options.sync {
            self.flush()
        } else {
            Ok(())
        }
    }

    pub fn flush(&mut self) -> Result<()> {
        let done = match &mut self.out {
            Out::Plain(out) => out.flush(),
            Out::Gzip(out) => out.flush().and_then(|()| out.get_mut().flush()),
        };
        done.map_err(|error| self.explain(error))
    }

    /// Writes out what waits, and the end of a gzip stream.
    pub fn finish(mut self) -> Result<()> {
        let done = match &mut self.out {
            Out::Plain(out) => out.flush(),
            Out::Gzip(out) => out.try_finish().and_then(|()| out.get_mut().flush()),
        };
        done.map_err(|error| self.explain(error))
    }

    fn header(&mut self, link_type: LinkType) -> Result<()> {
        self.record.clear();
        self.push_u32(if self.options.nano { NANO } else { MICRO });
        self.push_u16(2);
        self.push_u16(4);
        self.push_u32(0);
        self.push_u32(0);
        self.push_u32(self.options.snap_length);
        self.push_u32(link_type.0);
        self.put_record()
    }

    fn section(&mut self) -> Result<()> {
        self.record.clear();
        self.push_u32(SECTION);
        self.push_u32(28);
        self.push_u32(BYTE_ORDER);
        self.push_u16(1);
        self.push_u16(0);
        // The length of the section is not known.
        self.push_u32(u32::MAX);
        self.push_u32(u32::MAX);
        self.push_u32(28);
        self.put_record()
    }

    /// The number of the interface with this link type, described when it is new.
    fn interface_of(&mut self, link_type: LinkType, name: Option<&str>) -> Result<u32> {
        let known = |(own, own_name): (&LinkType, &Option<Box<str>>)| {
            *own == link_type && own_name.as_deref() == name
        };
        if let Some(at) = self.link_types.iter().zip(&self.names).position(known) {
            return Ok(at as u32);
        }
        // if_tsresol 9: nanoseconds.
        let resolution: &[u8] = if self.options.nano { &[9] } else { &[] };
        let named = name.map_or(0, |name| 4 + name.len().next_multiple_of(4));
        let options = named + if self.options.nano { 8 } else { 0 };
        let length = 20 + options as u32 + if options > 0 { 4 } else { 0 };
        self.record.clear();
        self.push_u32(INTERFACE);
        self.push_u32(length);
        self.push_u16(link_type.0 as u16);
        self.push_u16(0);
        self.push_u32(PCAPNG_SNAP_LENGTH);
        if let Some(name) = name {
            self.push_option(2, name.as_bytes());
        }
        if !resolution.is_empty() {
            self.push_option(9, resolution);
        }
        if options > 0 {
            self.push_u32(0);
        }
        self.push_u32(length);
        self.link_types.push(link_type);
        self.names.push(name.map(Into::into));
        self.put_record()?;
        Ok(self.link_types.len() as u32 - 1)
    }

    fn enhanced_packet(
        &mut self,
        octets: &[u8],
        time: Stamp,
        wire_len: u32,
        interface: u32,
        about: &About<'_>,
    ) {
        let (units, fraction) = if self.options.nano {
            (1_000_000_000, time.nanoseconds)
        } else {
            (1_000_000, time.nanoseconds / 1000)
        };
        let ticks = (time.seconds as u64)
            .wrapping_mul(units)
            .wrapping_add(u64::from(fraction));
        self.record.clear();
        self.push_u32(ENHANCED_PACKET);
        self.push_u32(0);
        self.push_u32(interface);
        self.push_u32((ticks >> 32) as u32);
        self.push_u32(ticks as u32);
        self.push_u32(octets.len() as u32);
        self.push_u32(wire_len);
        self.record.extend_from_slice(octets);
        self.pad();
        for comment in about.comments {
            self.push_option(
                OPTION_COMMENT,
                &comment[..comment.len().min(usize::from(u16::MAX))],
            );
        }
        if let Some(direction) = about.direction {
            self.push_u16(OPTION_FLAGS);
            self.push_u16(4);
            self.push_u32(direction & 3);
        }
        if !about.comments.is_empty() || about.direction.is_some() {
            self.push_u32(0);
        }
        let length = self.record.len() as u32 + 4;
        self.push_u32(length);
        let told = self.in_order(length);
        self.record[4..8].copy_from_slice(&told);
    }

    fn push_option(&mut self, code: u16, value: &[u8]) {
        self.push_u16(code);
        self.push_u16(value.len() as u16);
        self.record.extend_from_slice(value);
        self.pad();
    }

    fn pad(&mut self) {
        self.record.resize(self.record.len().next_multiple_of(4), 0);
    }

    fn in_order(&self, value: u32) -> [u8; 4] {
        match self.options.order {
            Order::Little => value.to_le_bytes(),
            Order::Big => value.to_be_bytes(),
        }
    }

    fn push_u32(&mut self, value: u32) {
        let octets = self.in_order(value);
        self.record.extend_from_slice(&octets);
    }

    fn push_u16(&mut self, value: u16) {
        self.record.extend_from_slice(&match self.options.order {
            Order::Little => value.to_le_bytes(),
            Order::Big => value.to_be_bytes(),
        });
    }

    fn put_record(&mut self) -> Result<()> {
        let done = match &mut self.out {
            Out::Plain(out) => out.write_all(&self.record),
            Out::Gzip(out) => out.write_all(&self.record),
        };
        done.map_err(|error| self.explain(error))
    }

    fn explain(&self, error: io::Error) -> Error {
        Error::File {
            path: self.path.clone(),
            error,
        }
    }
}

/// The format of a file that is to be gone on with; `None` where nothing is there yet.
fn what_is_there(path: &Path) -> Result<Option<Format>> {
    match std::fs::metadata(path) {
        Ok(about) if about.len() == 0 => Ok(None),
        Ok(_) => Reader::open(path).map(|reader| Some(reader.format())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file(path, error)),
    }
}
