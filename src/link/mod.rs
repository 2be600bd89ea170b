//! Octets in and out of the machine. The only module that names pcap.

pub mod background;
pub mod capture;
pub mod error;
pub mod exchange;
pub mod files;
pub mod filter;
pub mod fragment;
pub mod halfopen;
pub mod hold;
pub mod interfaces;
pub mod interrupt;
mod libpcap;
pub mod link_type;
pub mod live;
pub mod memory;
pub mod namespace;
pub mod neighbours;
pub mod netlink;
pub mod parachute;
pub mod patient;
pub mod privilege;
pub mod receiver;
pub mod resolver;
pub mod room;
pub mod routes;
pub mod signals;
pub mod station;
mod sys;
pub mod tap;
pub mod time;
pub mod wire;
pub mod xdp;

pub use error::{Error, Kind, Result};
pub use interfaces::{Interface, Interfaces};
pub use link_type::LinkType;
pub use receiver::Captured;
pub use station::Station;
pub use sys::{
    control, flock, ioctl_octets, is_inheritable, set_inheritable, terminal_width, twin,
};
pub use time::Stamp;
