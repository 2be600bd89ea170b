//! `Layer(octets)` for every protocol of the table; the first two octets say which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkt::packet::Packet;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::registry;

fuzz_target!(|input: &[u8]| {
    let Some((&[high, low], octets)) = input.split_first_chunk() else {
        return;
    };
    let protocols = registry::protocols();
    let proto = protocols[usize::from(u16::from_be_bytes([high, low])) % protocols.len()];
    let Ok(packet) = Packet::dissect(proto, octets) else {
        return;
    };
    text::show(&packet, Indent::default(), &Style::PLAIN);
    let _ = text::show2(&packet, Indent::default(), &Style::PLAIN);
    text::summary(&packet);
    text::repr(&packet, &Style::PLAIN);
    text::command(&packet);
    packet.clear_cache();
    let _ = packet.build();
});
