//! Packets: a stack of layers; built, dissected, compared and printed.

pub mod answers;
pub mod asn1;
pub mod asn1_read;
pub mod build;
pub mod by_methods;
pub mod codec;
pub mod convert;
pub mod dissect;
pub mod environment;
pub mod error;
pub mod frame;
pub mod fuzz;
pub mod geometry;
pub mod hooked;
pub mod kinds;
pub mod layer;
pub mod lent;
pub mod list;
pub mod mersenne;
pub mod net;
#[allow(clippy::module_inception)]
mod packet;
pub mod parts;
pub mod pattern;
mod plan;
pub mod product;
pub mod route;
pub mod rules;
pub mod scene;
pub mod script;
mod settle;
pub mod template;
pub mod text;
pub mod uuid;
pub mod value;
pub mod volatile;

pub use error::{Error, Result};
pub use layer::{Layer, Origin};
pub use net::Net;
pub use packet::{Meta, Notes, Packet, Places, Stack, View, fixed_value};
pub use value::{FieldValue, Foreign, Volatile};
