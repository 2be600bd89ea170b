//! No octets make the dissector, the builder or the printer panic.

use fastrand::Rng;
use pkt::packet::Packet;
use pkt::packet::text::{self, Indent, Style};
use pkt::proto::registry;

/// How many octet strings; half as many again are well-formed packets with flipped octets.
const COUNT: usize = 200_000;

fn try_all(name: &str, octets: &[u8]) {
    // No octets at all make a new layer, as in Scapy.
    if octets.is_empty() {
        return;
    }
    let proto = registry::proto(name).expect("a layer of this name");
    let Ok(packet) = Packet::dissect(proto, octets) else {
        return;
    };
    let shown = text::show(&packet, Indent::default(), &Style::PLAIN);
    assert!(shown.starts_with("###["), "{name}: {shown}");
    if let Ok(built) = packet.build() {
        // What was not touched is sent as it came; only extensions of ICMP are put together anew.
        if packet.getlayer_named("ICMP", 1).is_none()
            && packet.getlayer_named("ICMPerror", 1).is_none()
        {
            assert_eq!(built, octets, "{name}: {packet:?}");
        }
    }
    packet.clear_cache();
    // Building from fields alone may fail, but only with an error.
    let _ = packet.build();
}

fn random(rng: &mut Rng, longest: usize) -> Vec<u8> {
    let length = rng.usize(..longest);
    let mut octets: Vec<u8> = (0..length).map(|_| rng.u8(..)).collect();
    // Small numbers are where lengths and counts are interesting.
    if rng.bool() {
        for octet in &mut octets {
            if rng.u8(..4) == 0 {
                *octet = rng.u8(..6);
            }
        }
    }
    octets
}

#[test]
fn random_octets_do_no_harm() {
    let mut rng = Rng::with_seed(20_261_121);
    for at in 0..COUNT {
        let octets = random(&mut rng, 120);
        let name = ["Ether", "IP", "TCP", "IPv6", "DNS", "ARP", "ICMP", "UDP"][at % 8];
        // The first octets of an IP packet have to be right for anything else to be read.
        let mut octets = octets;
        if name == "IP" && octets.len() > 9 {
            octets[0] = 0x40 | rng.u8(4..8);
            octets[9] = *rng.choice(&[1, 4, 6, 17, 41]).expect("a protocol");
            octets[6] = 0;
            octets[7] = 0;
        }
        try_all(name, &octets);
    }
}

#[test]
fn damaged_packets_do_no_harm() {
    let mut rng = Rng::with_seed(7);
    let seeds: Vec<Vec<u8>> = SEEDS.iter().map(|hex| unhex(hex)).collect();
    for at in 0..COUNT / 2 {
        let mut octets = seeds[at % seeds.len()].clone();
        for _ in 0..rng.usize(1..6) {
            let place = rng.usize(..octets.len());
            octets[place] = rng.u8(..);
        }
        if rng.u8(..4) == 0 {
            octets.truncate(rng.usize(..octets.len()));
        }
        try_all("Ether", &octets);
    }
}

/// What fuzzing found: a rule that asks the layers above while a field is read once more.
#[test]
fn what_did_harm_once_does_none() {
    let name = "SMBSession_Setup_AndX_Response_Extended_Security";
    let octets = unhex("4736f1550000080f0000000000000000000000000000000000070038000038c2");
    let packet = Packet::dissect(registry::proto(name).expect("a layer"), &octets);
    let packet = packet.expect("a packet");
    text::show(&packet, Indent::default(), &Style::PLAIN);
    let _ = text::show2(&packet, Indent::default(), &Style::PLAIN);
    try_all(name, &octets);
}

/// What fuzzing found: a length of 3.6 GB for octets that are not there.
#[test]
fn what_a_frame_says_is_not_filled_up_into_all_memory() {
    let octets = unhex("09004800000000d604ce22526f8a06000000");
    let layer = registry::proto("SMB2_Query_Info_Response").expect("a layer");
    let packet = Packet::dissect(layer, &octets).expect("a packet");
    assert_eq!(packet.build().expect("the octets it came as"), octets);
    packet.clear_cache();
    let refused = packet.build().expect_err("nothing has so many octets");
    assert!(refused.to_string().contains("3590324224"), "{refused}");
}

fn unhex(text: &str) -> Vec<u8> {
    let octet = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(octet).collect()
}

/// Frames that Scapy 2.8 made: DNS with an answer, TCP with options, an ICMP error, ARP, a tag,
/// IPv6, LLC.
const SEEDS: &[&str] = &[
    "ffffffffffff00112233445508004500005a000100004011669b01020304050607080035003500460000000081800001000100000000076578616d706c6503636f6d0000010001076578616d706c6503636f6d000001000100000e10000401020304",
    "ffffffffffff0011223344550800460000440001000040060000010203040506070807070400000000000014005000000000000000009002200000000000020405b40402080a000000010000000201030307616263",
    "ffffffffffff0011223344550800450000380001000040010000010203040506070803030000000000004500001c000100004011000005060708010203040035003500080000",
    "ffffffffffff00112233445508060001080006040001001122334455010203040000000000000506070800",
    "ffffffffffff0011223344558100006408004500001c0001000040010000010203040506070808000000000000000000000000",
    "ffffffffffff00112233445586dd6000000000080640000000000000000000000000000000010000000000000000000000000000000280000000000000000000",
    "0180c20000000011223344550026424203000000000080000000000000010000000080000000000000018001000014000200",
];

/// Code that must end with an error of the language, or not at all wrong; never with a signal.
const ODD: &[(&str, i32)] = &[
    (
        "p = IP(); p.options = [p]; raw(p); p.show(); repr(p); p.command(); p.copy()",
        0,
    ),
    ("p = IP(); p.options.append(p); p.show()", 0),
    ("p = DNS(); p.qd = p; p.show2()", 0),
    (
        "p = TCP(); p.options.append(p.options); p.show(); raw(p)",
        0,
    ),
    ("x = []; x.append(x); TCP(options=x)", 1),
    ("p = IP(); p.payload = p; p.show()", 0),
    ("IP().show(indent=2**40)", 1),
    (
        "a = AsyncSniffer(count=1, iface='lo'); a.join(timeout=1e300)",
        0,
    ),
    ("str(10**100000)", 1),
    ("x = [0]*2**40", 1),
    ("def f(): return f()\nf()", 1),
    (
        "p = IP()\nfor i in range(2000): p = IP()/p\nq = IP(raw(p)); print(len(q.layers())); p.show(dump=True)",
        0,
    ),
    (
        "DNS(b'\\0\\1\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0\\xc0\\x0c\\0\\1\\0\\1').show()",
        0,
    ),
];

#[test]
fn odd_code_ends_with_words() {
    for (code, status) in ODD {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_pkt"))
            .args(["-c", code])
            .output()
            .expect("it starts");
        let words = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*status), "{code}: {words}");
        assert!(!words.contains("SystemError"), "{code}: {words}");
    }
}

/// Every function about packets, called with senseless arguments, in a process of its own that
/// has only `lo`, and Ctrl-C where it waits. `PKT_TORTURE` is how many calls each gets.
#[test]
fn senseless_arguments_do_no_harm() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/robustness/torture.py");
    let calls = std::env::var("PKT_TORTURE").unwrap_or("8".into());
    let directory = tempfile::tempdir().expect("a directory");
    for builtin in pkt::builtins::commands() {
        let log = directory.path().join("log");
        let file = std::fs::File::create(&log).expect("our own directory");
        // Who may not make namespaces may not send either.
        let alone = r#"unshare -n true 2>/dev/null && exec unshare -n "$@"; exec "$@""#;
        let mut child = Command::new("sh")
            .args([
                "-c",
                alone,
                "sh",
                env!("CARGO_BIN_EXE_pkt"),
                script,
                builtin.name,
                "1",
                &calls,
            ])
            .current_dir(directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file)
            .spawn()
            .expect("sh");
        let said =
            || String::from_utf8_lossy(&std::fs::read(&log).unwrap_or_default()).into_owned();
        let (mut length, mut moved) = (0, Instant::now());
        let status = loop {
            if let Some(status) = child.try_wait().expect("our child") {
                break status;
            }
            std::thread::sleep(Duration::from_millis(20));
            let now = said().len();
            if now != length {
                (length, moved) = (now, Instant::now());
            } else if moved.elapsed() > Duration::from_millis(300) {
                let pid = nix::unistd::Pid::from_raw(child.id() as i32);
                let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT);
            }
            assert!(
                moved.elapsed() < Duration::from_secs(20),
                "{} hangs: {}",
                builtin.name,
                said()
            );
        };
        let ended = status.code();
        assert!(
            // An interruption may hit between two calls; `exit` ends.
            matches!(ended, Some(0 | 130)) && !said().contains("SystemError"),
            "{} {status}: {}",
            builtin.name,
            said()
        );
    }
}
