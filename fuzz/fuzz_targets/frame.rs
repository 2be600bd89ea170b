//! Any octets are a frame that can be shown, summed up, written as a command and built again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkt::packet::Packet;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::registry;

fuzz_target!(|octets: &[u8]| {
    let ether = registry::proto("Ether").expect("it is in the table");
    let packet = Packet::dissect_frame(ether, octets.into());
    text::show(&packet, Indent::default(), &Style::PLAIN);
    let _ = text::show2(&packet, Indent::default(), &Style::PLAIN);
    text::summary(&packet);
    text::repr(&packet, &Style::PLAIN);
    text::command(&packet);
    text::json(&packet);
    packet.clear_cache();
    let _ = packet.build();
});
