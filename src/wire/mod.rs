//! Octets: pure functions on slices. The only module that names etherparse.

pub mod checksum;
