//! Capture files: pcap and pcapng, either byte order, any link type, gzip or not.

mod input;
mod pcap;
mod pcapng;
mod read;
mod write;

pub use read::{Format, Interface, Order, Reader, Record};
pub use write::{Options, Writer};

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
