//! Octets in and out of the machine. The only module that names pcap.

pub mod error;
pub mod interfaces;
pub mod interrupt;
pub mod link_type;
pub mod namespace;
pub mod netlink;
pub mod routes;
mod sys;

pub use error::{Error, Kind, Result};
pub use interfaces::{Interface, Interfaces};
pub use link_type::LinkType;
