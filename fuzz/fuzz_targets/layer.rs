//! `Layer(octets)` for every protocol of every family, also of those that wait for `load_contrib`;
//! the first two octets say which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkt::packet::Packet;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::{Proto, registry};

thread_local! {
    static PROTOCOLS: Vec<&'static Proto> = {
        for module in registry::modules() {
            registry::load(module);
        }
        registry::protocols()
    };
}

fuzz_target!(|input: &[u8]| {
    let Some((&[high, low], octets)) = input.split_first_chunk() else {
        return;
    };
    let number = usize::from(u16::from_be_bytes([high, low]));
    let proto = PROTOCOLS.with(|protocols| protocols[number % protocols.len()]);
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
