//! A network in the box.
