//! Reading a capture file, one record at a time.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::input::Input;
use super::{MICRO, MODIFIED, NANO, SECTION, pcap, pcapng};
use crate::link::error::{Error, Result};
use crate::link::link_type::LinkType;
use crate::link::patient::Patient;
use crate::link::time::Stamp;

/// One packet of a capture file, in the reader's window until the next is read.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub octets: &'a [u8],
    pub time: Stamp,
    /// Where the octets stand in the reader's room.
    pub place: usize,
    /// Octets on the wire.
    pub wire_len: u32,
    pub link_type: LinkType,
    /// Which of the reader's interfaces; always 0 in a pcap.
    pub interface: u32,
    /// What a pcapng calls the interface.
    pub interface_name: Option<&'a Rc<str>>,
    /// The processes that a pcapng of Apple's has described so far.
    pub(super) processes: &'a [Rc<Process>],
    /// pcapng's options as they stand in the file.
    pub(super) options: &'a [u8],
    pub(super) order: Order,
}

/// A process that a pcapng of Apple's describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    pub id: u32,
    pub name: Option<String>,
    pub uuid: Option<[u8; 16]>,
}

impl<'a> Record<'a> {
    /// `p.comments`
    pub fn comments(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        pcapng::options(self.options, self.order)
            .filter(|(code, _)| *code == super::OPTION_COMMENT)
            .map(|(_, value)| value)
    }

    /// The numbers in the options of this code.
    fn numbers(&self, code: u16) -> impl Iterator<Item = u32> + use<'a> {
        let order = self.order;
        pcapng::options(self.options, order)
            .filter(move |(own, value)| *own == code && value.len() == 4)
            .map(move |(_, value)| order.u32(value, 0))
    }

    /// 1: it came in, 2: it went out.
    pub fn direction(&self) -> Option<u32> {
        self.numbers(super::OPTION_FLAGS)
            .last()
            .map(|flags| flags & 3)
    }

    /// The process whose packet it is, and the one on whose behalf it was.
    pub fn processes(&self) -> [Option<&'a Rc<Process>>; 2] {
        [super::OPTION_PROCESS, super::OPTION_EFFECTIVE_PROCESS].map(|code| {
            let index = self.numbers(code).last()?;
            self.processes.get(index as usize)
        })
    }

    /// Whether the file says more of it than when, where and how long it was.
    pub fn has_options(&self) -> bool {
        !self.options.is_empty() && pcapng::options(self.options, self.order).next().is_some()
    }
}

/// An interface that a pcapng describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    pub link_type: LinkType,
    pub snap_length: u32,
    pub name: Option<Rc<str>>,
    /// Stamps count this often a second.
    pub(super) units: u64,
    /// Seconds that all stamps are behind.
    pub(super) offset: i64,
}

impl Interface {
    /// How often a second its stamps count.
    pub fn units(&self) -> u64 {
        self.units
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

impl Order {
    #[inline]
    pub fn u32(self, octets: &[u8], at: usize) -> u32 {
        let four = octets
            .get(at..at + 4)
            .and_then(|four| four.try_into().ok())
            .unwrap_or([0; 4]);
        match self {
            Order::Little => u32::from_le_bytes(four),
            Order::Big => u32::from_be_bytes(four),
        }
    }

    #[inline]
    pub fn u16(self, octets: &[u8], at: usize) -> u16 {
        let two = octets
            .get(at..at + 2)
            .and_then(|two| two.try_into().ok())
            .unwrap_or([0; 2]);
        match self {
            Order::Little => u16::from_le_bytes(two),
            Order::Big => u16::from_be_bytes(two),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Pcap { nano: bool, order: Order },
    Pcapng,
}

pub struct Reader {
    input: Input,
    body: Body,
    /// An error found behind a packet that could still be read, to be told next.
    trouble: Option<Error>,
    ended: bool,
}

enum Body {
    Pcap(pcap::Header),
    Pcapng(pcapng::Section),
}

impl Reader {
    pub fn open(path: &Path) -> Result<Reader> {
        let explain = |error| Error::file(path, error);
        let file = Patient::open(path, File::options().read(true)).map_err(explain)?;
        let about = file.file().metadata().ok();
        if about.as_ref().is_some_and(|about| about.is_dir()) {
            return Err(explain(std::io::Error::from_raw_os_error(libc::EISDIR)));
        }
        let length = about.filter(|about| about.is_file());
        let length = length.map(|about| about.len());
        Reader::of_input(Input::new(Box::new(file), length)).map_err(|error| match error {
            Error::System { error, .. } => explain(error),
            other => other,
        })
    }

    /// From any stream, such as standard input.
    pub fn new(source: Box<dyn Read>) -> Result<Reader> {
        Reader::of_input(Input::new(source, None))
    }

    fn of_input(mut input: Input) -> Result<Reader> {
        let got = input.fill(2).map_err(failed)?;
        if got == 2 && input.window()[..2] == [0x1f, 0x8b] {
            let squeezed = Squeezed(input);
            input = Input::new(Box::new(MultiGzDecoder::new(squeezed)), None);
        }
        Reader::begin(input)
    }

    fn begin(mut input: Input) -> Result<Reader> {
        let got = input.fill(4).map_err(failed)?;
        if got == 0 {
            return Err(Error::Malformed {
                offset: 0,
                problem: "No data could be read!".into(),
            });
        }
        let magic = Order::Little.u32(input.window(), 0);
        let body = match magic {
            _ if got < 4 => None,
            MICRO | NANO | MODIFIED => Some((Order::Little, magic)),
            SECTION => {
                let section = pcapng::Section::begin(&mut input)?;
                return Ok(Reader::with(input, Body::Pcapng(section)));
            }
            _ => match magic.swap_bytes() {
                swapped @ (MICRO | NANO | MODIFIED) => Some((Order::Big, swapped)),
                _ => None,
            },
        };
        let Some((order, magic)) = body else {
            let first: Vec<String> = input.window()[..got]
                .iter()
                .map(|octet| format!("{octet:02x}"))
                .collect();
            return Err(Error::Malformed {
                offset: 0,
                problem: format!(
                    "Not a supported capture file (it begins with {}; pcap and pcapng do not)",
                    first.join(" ")
                ),
            });
        };
        let header = pcap::Header::read(&mut input, order, magic)?;
        Ok(Reader::with(input, Body::Pcap(header)))
    }

    fn with(input: Input, body: Body) -> Reader {
        Reader {
            input,
            body,
            trouble: None,
            ended: false,
        }
    }

    /// The next packet, `None` at the end. After an error there is nothing more.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator cannot lend its window"
    )]
    #[inline]
    pub fn next(&mut self) -> Option<Result<Record<'_>>> {
        if let Some(error) = self.trouble.take() {
            self.ended = true;
            return Some(Err(error));
        }
        if self.ended {
            return None;
        }
        let next = match &mut self.body {
            Body::Pcap(header) => header.next(&mut self.input, &mut self.trouble),
            Body::Pcapng(section) => section.next(&mut self.input, &mut self.trouble),
        };
        if !matches!(next, Some(Ok(_))) {
            self.ended = true;
        }
        next
    }

    /// From now on the octets of records stay where they are: in rooms, which [`Reader::left`] and
    /// [`Reader::kept`] give.
    pub fn keep(&mut self) {
        self.input.keep();
    }

    /// The room of the records up to the last one exclusive, if that is the first one in another.
    #[inline]
    pub fn left(&mut self) -> Option<Rc<[u8]>> {
        self.input.left()
    }

    /// The room of the last records. There are no more records after that.
    pub fn kept(&mut self) -> Rc<[u8]> {
        self.ended = true;
        self.input.kept()
    }

    /// How many octets will be read in all, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.input.length()
    }

    pub fn format(&self) -> Format {
        match &self.body {
            Body::Pcap(header) => Format::Pcap {
                nano: header.nano,
                order: header.order,
            },
            Body::Pcapng(_) => Format::Pcapng,
        }
    }

    /// The link type of a pcap, or of a pcapng's first interface as far as it has been read.
    pub fn link_type(&self) -> Option<LinkType> {
        match &self.body {
            Body::Pcap(header) => Some(header.link_type),
            Body::Pcapng(section) => section.interfaces.first().map(|first| first.link_type),
        }
    }

    /// How often a second the stamps of a pcapng's first interface count; a pcap counts microseconds.
    pub fn units(&self) -> u64 {
        match &self.body {
            Body::Pcap(_) => 1_000_000,
            Body::Pcapng(section) => section
                .interfaces
                .first()
                .map_or(1_000_000, |one| one.units),
        }
    }

    /// The interfaces of the pcapng section that is being read.
    pub fn interfaces(&self) -> &[Interface] {
        match &self.body {
            Body::Pcap(_) => &[],
            Body::Pcapng(section) => &section.interfaces,
        }
    }

    /// Octets read so far, unpacked: for progress and for errors.
    pub fn offset(&self) -> u64 {
        self.input.offset()
    }
}

pub(super) fn failed(error: std::io::Error) -> Error {
    Error::system("reading the capture file", error)
}

/// The packed octets, from the window on.
struct Squeezed(Input);

impl Read for Squeezed {
    fn read(&mut self, octets: &mut [u8]) -> std::io::Result<usize> {
        let got = self.0.fill(octets.len().min(64 * 1024))?.min(octets.len());
        octets[..got].copy_from_slice(&self.0.window()[..got]);
        self.0.pass(got);
        Ok(got)
    }
}
