//! Capture files: pcap and pcapng, either byte order, any link type, gzip or not.

mod input;
mod pcap;
mod pcapng;
mod read;
mod write;

pub use read::{Format, Interface, Order, Process, Reader, Record};
pub use write::{About, Options, Writer};

/// libpcap's magic number, and the one whose stamps are in nanoseconds.
const MICRO: u32 = 0xa1b2_c3d4;
const NANO: u32 = 0xa1b2_3c4d;
/// A variant of the nineties with eight more octets in each record header.
const MODIFIED: u32 = 0xa1b2_cd34;

/// pcapng: block types and options (draft-ietf-opsawg-pcapng).
const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;
const BYTE_ORDER: u32 = 0x1a2b_3c4d;
const OPTION_COMMENT: u16 = 1;
const OPTION_FLAGS: u16 = 2;
/// Apple's: which process, by its place among those that the file describes.
const OPTION_PROCESS: u16 = 0x8001;
const OPTION_EFFECTIVE_PROCESS: u16 = 0x8003;
/// Apple's: a process.
const PROCESS: u32 = 0x8000_0001;
