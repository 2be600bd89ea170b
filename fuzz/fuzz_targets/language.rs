//! Any text is a tree or a syntax error with a place inside the text, in a file and at the prompt.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkt::lang::{parse_interactive, parse_module};

fuzz_target!(|text: &str| {
    if let Err(error) = parse_module(text) {
        assert!(error.span.end as usize <= text.len() + 1, "{error:?}");
    }
    let _ = parse_interactive(text);
});
