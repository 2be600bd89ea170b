//! `pkt`, an interactive packet shell.
//!
//! A typed line goes from text to octets through these modules, left to right, and a captured
//! frame comes back from octets to text the other way.
//! A module uses only what stands above it in this list; `tests/layering.rs` reads the `use`
//! lines and fails on an arrow back.

pub mod builtins; // what a script can call
pub mod eval; // values, and the program that the tree resolves to
pub mod host; // what is neither language nor packets: output, colours, settings, clock, seed
pub mod lab; // a network in the box: namespaces, veth pairs, topologies
pub mod lang; // text to tree; has never heard of packets
pub mod link; // octets in and out of the machine; the only module that names pcap
pub mod packet; // layers stacked, built, dissected and printed
pub mod proto; // the protocol tables and the one Field type
pub mod repl;
pub mod wire; // octets; the only module that names etherparse // the shell; the only module that names rustyline and colored
