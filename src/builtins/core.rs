//! Python's builtin functions.

use super::{core_file, core_iteration, core_legacy, core_numbers, core_objects, core_text};
use crate::eval::builtin::Builtin;
use crate::eval::interp::Interp;

/// The tables of builtin functions, one per family.
pub static FAMILIES: &[&[Builtin]] = &[
    core_text::ALL,
    core_numbers::ALL,
    core_iteration::ALL,
    core_objects::ALL,
    core_file::ALL,
    core_legacy::ALL,
];

/// Makes Python's builtin functions known.
pub fn install(interp: &mut Interp) {
    for family in FAMILIES {
        interp.define_all(family);
    }
    core_legacy::define(interp);
}
