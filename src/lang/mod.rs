//! The language: text to tokens to tree. It has never heard of packets.

pub mod ast;
