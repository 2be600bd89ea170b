//! Packets as text: everything that is printed of a packet.

pub mod command;
pub mod diff;
pub mod dump;
pub mod field;
mod kinds;
pub mod ls;
pub mod plain;
pub mod printable;
pub mod python;
pub mod repr;
pub mod rfc;
pub mod show;
pub mod sprintf;
pub mod style;
pub mod summary;

pub use command::{command, json};
pub use field::text_of as value;
pub use repr::repr;
pub use show::{Indent, show, show2};
pub use sprintf::sprintf;
pub use style::Style;
pub use summary::{mysummary, summary};

use super::value::Volatile;

/// `RandNum(min=1, max=5)`: what to type for the same value.
fn volatile_command(volatile: &dyn Volatile) -> String {
    match volatile.as_any().downcast_ref::<super::volatile::Rand>() {
        Some(rand) => rand.command(),
        None => volatile.repr(),
    }
}
