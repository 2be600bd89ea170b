//! `pkt --lint`.
use crate::eval::interp::Interp;

pub fn lint(_: &mut Interp, _: &str, _: &str) -> u8 {
    0
}
