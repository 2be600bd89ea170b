//! `pkt`, an interactive packet shell.
//!
//! A typed line goes from text to octets through these modules, left to right, and a captured
//! frame comes back from octets to text the other way.
//! A module uses only what stands above it in this list; `tests/layering.rs` reads the `use`
//! lines and fails on an arrow back.

// An empty line after each, or rustfmt sorts them by name.

// Text to tree; has never heard of packets.
pub mod lang;

// Octets; the only module that names etherparse.
pub mod wire;

// The protocol tables and the one Field type.
pub mod proto;

// Layers stacked, built, dissected and printed.
pub mod packet;

// Octets in and out of the machine; the only module that names pcap.
pub mod link;

// A network in the box: namespaces, veth pairs, topologies.
pub mod lab;

// What is neither language nor packets: output, colours, settings, clock, seed.
pub mod host;

// Values, and the program that the tree resolves to.
pub mod eval;

// What a script can call.
pub mod builtins;

// The shell; the only module that names rustyline and colored.
pub mod repl;
