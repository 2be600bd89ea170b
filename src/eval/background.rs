//! What goes on beside the script, on the interpreter's own thread.

use super::error::Result;
use super::interp::Interp;

/// A capture, a timer: it has its turn whenever the script waits or passes a loop's end.
pub trait Background {
    /// Handles what has come in; false when it has ended.
    fn pump(&self, interp: &mut Interp) -> Result<bool>;
}
