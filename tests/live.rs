//! Scripts that send and receive between two hosts say what Scapy 2.8 says.
//!
//! `tests/live/*.txt` is what Scapy printed for `tests/live/*.py`, recorded between hosts of the same
//! addresses.

mod support;

use std::path::Path;

use support::net::Net;

fn says_what_scapy_says(name: &str) {
    let Some(net) = Net::classroom(&format!("live {name}")) else {
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live");
    let script = folder.join(format!("{name}.py"));
    let expected = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("recorded");
    // alice's address is looked up before, so that the first packet finds it.
    let host = net.host("attacker");
    host.run(&["ping", "-c1", "-W2", "10.9.0.5"]);
    let script = script.to_str().expect("a path of text");
    let said = host.run(&[env!("CARGO_BIN_EXE_pkt"), script]);
    assert_eq!(said, expected, "{name}");
}

#[test]
fn answers_are_found_and_counted() {
    says_what_scapy_says("answers");
}

#[test]
fn a_loop_prints_a_line_for_every_answer() {
    says_what_scapy_says("loop");
}

#[test]
fn sending_prints_dots_and_a_count() {
    says_what_scapy_says("send");
}

#[test]
fn sniffing_ends_as_it_was_told() {
    says_what_scapy_says("sniff");
}

#[test]
fn a_capture_beside_the_script_ends_as_it_is_told() {
    says_what_scapy_says("async");
}
