//! What a script can call: one file per family, one static per builtin.

pub mod core;
pub mod core_file;
pub mod core_iteration;
pub mod core_numbers;
pub mod core_objects;
pub mod core_text;
pub mod core_wait;
pub mod modules;

use crate::eval::interp::Interp;

/// Makes everything known that Python itself has: functions and modules.
pub fn install(interp: &mut Interp) {
    core::install(interp);
    modules::install(interp);
}
