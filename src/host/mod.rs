//! What is neither language nor packets: output, colours, settings, clock, seed.

pub mod conf;
pub mod machine;
pub mod output;
pub mod user;
