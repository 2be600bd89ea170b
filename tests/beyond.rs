//! Protocols that Scapy 2.8 does not have: UDP-Lite against what Linux sends, DCCP against what
//! tcpdump reads, GLBP against a frame as Wireshark takes it apart.

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
