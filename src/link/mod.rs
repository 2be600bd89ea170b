//! Octets in and out of the machine. The only module that names pcap.

pub mod interrupt;
mod sys;
