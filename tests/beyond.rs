//! Protocols that Scapy 2.8 does not have: UDP-Lite against what Linux sends, DCCP against what
//! tcpdump reads.

mod support;

use std::process::Command;

use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::output::Output;

/// What each expression says, one after the other.
fn said(module: &str, lines: &[&str]) -> Vec<String> {
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let globals = interp.main.globals.clone();
    let load = format!("load_contrib({module:?})");
    interp
        .exec(&load, "<test>", &globals)
        .expect("the module is there");
    let one = |line: &&str| {
        let value = interp
            .eval(line, &globals)
            .and_then(|value| interp.str(&value));
        value.unwrap_or_else(|error| interp.error_line(&error))
    };
    lines.iter().map(one).collect()
}

/// Sent by Linux 6 from a socket of IPPROTO_UDPLITE, with UDPLITE_SEND_CSCOV unset and 8.
const FROM_LINUX: [&str; 2] = [
    "45000024580540004088e44a7f0000017f0000010fa0138800004ca76162636465666768",
    "45000024580640004088e4497f0000017f0000010fa813880008de2c6162636465666768",
];

#[test]
fn udp_lite_is_as_linux_sends_it() {
    for octets in FROM_LINUX {
        let read = format!("IP(bytes.fromhex({octets:?}))");
        let layers = format!("[layer.__name__ for layer in {read}.layers()]");
        // Without the checksums, these are computed anew.
        let built = format!(
            "(lambda p: [delattr(p, 'chksum'), delattr(p[UDPLite], 'chksum'), bytes(p).hex()][2])({read})"
        );
        let own = said("udplite", &[&layers, &built]);
        assert_eq!(own, ["['IP', 'UDPLite', 'Raw']", octets]);
    }
}

#[test]
fn udp_lite_covers_what_it_says() {
    let packet = |data: &str| {
        format!(
            "bytes(IP(src='10.0.0.1', dst='10.0.0.2')/UDPLite(sport=1, dport=2, cov=8)/{data:?}).hex()[52:56]"
        )
    };
    let own = said(
        "udplite",
        &[&packet("abcd"), &packet("wxyz"), &packet("abcdef")],
    );
    assert_eq!(own[0], own[1]);
    assert_ne!(own[0], own[2], "the length is covered, too");
}

#[test]
fn tcpdump_reads_dccp_as_it_was_meant() {
    if !support::needs::programs(&support::needs::this_test(), &["tcpdump"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("dccp.pcap");
    let at = |layer: &str| format!("IP(src='10.9.0.5', dst='10.9.0.6')/DCCP(sport=1000, {layer})");
    let packets = [
        at("dport=2000, type=0, seq=7, service=42"),
        at("dport=2000, type=4, seq=8, ack=6") + "/b'hello'",
        at("dport=2000, type=7, seq=9, ack=7, resetcode=6"),
    ];
    let written = format!("wrpcap({:?}, [{}])", file.display(), packets.join(", "));
    assert_eq!(said("dccp", &[&written]), ["None"]);
    let shown = Command::new("tcpdump")
        .args(["-v", "-n", "-t", "-r"])
        .arg(&file)
        .output()
        .expect("tcpdump");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert_eq!(shown.matches("(correct)").count(), 3, "{shown}");
    for words in [
        "10.9.0.5.1000 > 10.9.0.6.2000",
        "DCCP-Request (service=42)",
        "DCCP-DataAck (ack=6)",
        "DCCP-Reset (code=mandatory_error)",
    ] {
        assert!(shown.contains(words), "no {words:?} in\n{shown}");
    }
}
