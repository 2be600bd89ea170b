//! What Scapy has and this program has not: names that say so, and what to use.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::value::Value;

const ANY: &[&str] = &["*args", "**kwargs"];

/// A name that is refused, with the reason.
macro_rules! refused {
    ($($name:literal: $why:literal),* $(,)?) => {
        &[$(Builtin::new($name, ANY, $why, &[], |_: &mut Interp, _: &Args| refuse($name, $why))),*]
    };
}

pub static ALL: &[Builtin] = refused! {
    "traceroute_map": "Not here: it draws a map of the world.",
    "save_session": "Gone from Scapy too: keep packets with wrpcap(), statements in a script.",
    "load_session": "Gone from Scapy too: rdpcap() reads packets, pkt FILE runs a script.",
};

fn refuse(name: &str, why: &str) -> Result<Value> {
    Err(Error::new(
        Exc::NotImplementedError,
        format!("{name}(): {why}"),
    ))
}
