//! Protocols that scripts make: `class Foo(Packet)`, with Scapy's classes of fields.
//!
//! A class becomes a table as those of the built-in protocols are, and is as fast; what it says in
//! functions and methods is kept as rules that the packet module asks.

pub mod class;
mod compile;
mod field_methods;
mod fields;
mod guest;
mod hooks;
mod lasting;
mod packet_methods;
mod rules;
pub mod special;

pub use compile::{format_of, sign, tables_of};
pub use field_methods::OF_FIELDS;
pub use fields::{field_value, names};
pub use guest::{learn_once, lend, with as with_interp};
pub use packet_methods::OF_PACKETS;
pub use rules::{Held, held, uuid_object};
