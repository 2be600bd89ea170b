//! Fields that are little languages of their own.

pub mod attributes;
pub mod coap;
pub mod counted;
pub mod dhcp;
pub mod dns;
pub mod http;
pub mod node;
pub mod tcp_options;

pub use dns::{is_encoded_name, type_bitmap};
