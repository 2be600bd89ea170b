//! Octets that are no header: `Raw`, and `Padding` behind what a length field covers.

use super::field::octets;
use super::registry::Family;
use super::{Answers, Field, Proto};

pub static RAW: Proto = Proto {
    measure: Some(|octets| Some(octets.len())),
    answers: Answers::Rule("Raw"),
    ..Proto::new("Raw", "Raw", LOAD).about(&[("load", "data; no layer is known for it")])
};

pub static PADDING: Proto = Proto {
    parent: Some(&RAW),
    ..Proto::new("Padding", "Padding", LOAD)
        .about(&[("load", "fills the frame; no layer counts it")])
};

/// Octets of which nobody says what they are: a header without fields, and a payload.
pub static PACKET: Proto = Proto::new("Packet", "Packet", &[]);

const LOAD: &[Field] = &[octets("load")];

pub static FAMILY: Family = Family {
    module: "scapy.packet",
    source: "",
    protocols: &[&RAW, &PADDING],
    bindings: &[],
};
