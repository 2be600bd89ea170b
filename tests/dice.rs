//! `fuzz(Layer())` for each layer of each family: every roll of the dice can be built, and what is
//! built can be read and shown.
//!
//! 50 packets of each layer; `DICE=10000 cargo test --release --test dice` takes more.

use pkt::packet::Packet;
use pkt::packet::fuzz::fuzz;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::{Proto, registry};

/// Layers that are built with their defaults, but not with what `fuzz` makes of them, as in Scapy:
/// bits that end in the middle of an octet, encryption, lengths that are checked or cannot be
/// written, what the message around is asked for, defaults that do not fit once they are there.
const NOT_ROLLED: &[&str] = &[
    "Dot11EltHEOperation",
    "Dot11EltVHTOperation",
    "Dot11WEP",
    "GTPPDUSessionContainer",
    "IE_FQCSID",
    "IE_FTEID",
    "LLTDAttributeMachineName",
    "MIP6MH_Generic",
    "MQTTSN",
    "PPP_CHAP_ChallengeResponse",
    "STUNXorMappedAddress",
];

fn rolls() -> usize {
    let rolls = std::env::var("DICE")
        .ok()
        .and_then(|rolls| rolls.parse().ok());
    rolls.unwrap_or(50)
}

#[test]
fn every_roll_can_be_built_and_read() {
    for module in registry::modules() {
        registry::load(module);
    }
    let protocols = registry::protocols();
    let wrong: Vec<String> = protocols
        .into_iter()
        .filter_map(|proto| rolled(proto).err())
        .collect();
    assert!(
        wrong.is_empty(),
        "{} fail:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn rolled(proto: &'static Proto) -> Result<(), String> {
    let packet = Packet::new(proto.made());
    // What cannot be built with its defaults is not for `fuzz`; tests/layers.rs compares the error.
    if NOT_ROLLED.contains(&proto.name) || packet.build().is_err() {
        return Ok(());
    }
    for _ in 0..rolls() {
        let rolled = fuzz(&packet);
        let octets = rolled
            .build()
            .map_err(|error| format!("{}: {error}", proto.name))?;
        let Ok(read) = Packet::dissect(proto, &octets) else {
            continue;
        };
        text::summary(&read);
        text::show(&read, Indent::default(), &Style::PLAIN);
        text::repr(&read, &Style::PLAIN);
        text::command(&read);
        read.clear_cache();
        let _ = read.build();
    }
    Ok(())
}
