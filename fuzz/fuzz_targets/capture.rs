//! Any octets are a capture: records, and at most one error after them, with its offset.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use pkt::link::files::Reader;

fuzz_target!(|octets: &[u8]| {
    let Ok(mut reader) = Reader::new(Box::new(Cursor::new(octets.to_vec()))) else {
        return;
    };
    let mut failed = false;
    while let Some(record) = reader.next() {
        assert!(!failed, "there is something after an error");
        match record {
            Ok(record) => {
                let _ = record.comments().count();
            }
            Err(_) => failed = true,
        }
    }
});
