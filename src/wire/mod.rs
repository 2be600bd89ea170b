//! Octets: pure functions on slices. The only module that names etherparse.

pub mod checksum;
pub mod crc;
pub mod judge;
pub mod measure;
pub mod reassembly;
pub mod reset;
pub mod typed;
