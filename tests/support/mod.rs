//! What integration tests share: network namespaces made from outside, a recorder on each host, and
//! a reader for what it recorded.
#![allow(dead_code)] // each test file uses its part

pub mod child;
pub mod datagrams;
pub mod frames;
pub mod needs;
pub mod net;
pub mod person;
pub mod process;
pub mod terminal;
pub mod tmux;
