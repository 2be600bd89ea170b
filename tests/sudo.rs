//! Under sudo: what is kept of root's power, and whose the files are.

use std::os::unix::fs::{MetadataExt, chown};

mod support;
use support::net::{Host, Net};
use support::process::Process;

/// Somebody without an account; `nobody` may own things on some machines.
const CALLER: u32 = 54_321;

fn caller(test: &str) -> Option<Net> {
    let net = Net::classroom(test)?;
    chown(net.directory.path(), Some(CALLER), Some(CALLER)).expect("root may");
    Some(net)
}

/// As `sudo pkt -c CODE`
fn sudo(host: &Host, code: &str) -> Process {
    let mut command = host.command(&[env!("CARGO_BIN_EXE_pkt"), "-c", code]);
    let id = CALLER.to_string();
    command.env("SUDO_UID", &id).env("SUDO_GID", &id);
    Process::start(command)
}

#[test]
fn only_the_network_is_kept() {
    let Some(net) = caller("only_the_network_is_kept") else {
        return;
    };
    let alice = net.host("alice");
    let running = sudo(&alice, "print('ready'); import time; time.sleep(60)");
    running.wait_for("ready");
    let folder = format!("/proc/{}/task", running.pid());
    // Each thread has powers of its own.
    for task in std::fs::read_dir(folder).expect("it runs") {
        let status = task.expect("a thread").path().join("status");
        let status = std::fs::read_to_string(status).expect("it lives");
        let line = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.expect("every status has it").trim().to_owned()
        };
        // CAP_NET_ADMIN is 12, CAP_NET_RAW is 13.
        for set in ["CapPrm:", "CapEff:", "CapBnd:"] {
            assert_eq!(
                u64::from_str_radix(&line(set), 16),
                Ok(1 << 12 | 1 << 13),
                "{set}"
            );
        }
        for set in ["CapInh:", "CapAmb:"] {
            assert_eq!(u64::from_str_radix(&line(set), 16), Ok(0), "{set}");
        }
        let four_times = [CALLER.to_string().as_str(); 4].join("\t");
        assert_eq!(
            (line("Uid:"), line("Gid:")),
            (four_times.clone(), four_times)
        );
    }
}

#[test]
fn files_belong_to_the_caller() {
    let Some(net) = caller("files_belong_to_the_caller") else {
        return;
    };
    let alice = net.host("alice");
    let code = "p = IP(dst='10.9.0.6')/UDP()\n\
                wrpcap('a.pcap', p)\n\
                w = PcapWriter('b.pcap'); w.write(p); w.close()\n\
                with open('c.txt', 'w') as f: f.write('c')\n\
                import os; os.system('id -u > d.txt')\n\
                send(p, verbose=0)\n";
    sudo(&alice, code).wait().well();
    for name in ["a.pcap", "b.pcap", "c.txt", "d.txt"] {
        let about = std::fs::metadata(net.directory.path().join(name)).expect(name);
        assert_eq!((about.uid(), about.gid()), (CALLER, CALLER), "{name}");
    }
    let whoever = std::fs::read_to_string(net.directory.path().join("d.txt")).expect("it ran");
    assert_eq!(
        whoever.trim(),
        CALLER.to_string(),
        "what os.system starts is the caller's"
    );
}

#[test]
fn the_default_source_port_is_held() {
    let Some(net) = caller("the_default_source_port_is_held") else {
        return;
    };
    let (alice, bob) = (net.host("alice"), net.host("bob"));
    let server = bob.start(&["nc", "-lk", "-p", "7070"]);
    server.wait_for_port("tcp", 7070);
    let recording = bob.record("eth0", "tcp");
    // The answer to our SYN from port 20 must not be met by a RST of alice's kernel.
    let code = "r = sr1(IP(dst='10.9.0.6')/TCP(dport=7070), timeout=5, verbose=0)\n\
                print(r[TCP].flags); import time; time.sleep(0.2)";
    let said = sudo(&alice, code).wait().well();
    assert!(said.contains("SA"), "{said}");
    let frames = recording.stop();
    let flags: Vec<String> = frames.iter().map(|frame| frame.flags()).collect();
    assert!(flags.iter().any(|flags| flags == "SA"), "{frames:?}");
    assert!(!flags.iter().any(|flags| flags.contains('R')), "{frames:?}");
}

#[test]
fn what_is_roots_stays_roots() {
    let Some(net) = caller("what_is_roots_stays_roots") else {
        return;
    };
    let alice = net.host("alice");
    for code in [
        "open('/etc/shadow').read()",
        "open('/etc/pkt-test', 'w')",
        "rdpcap('/etc/shadow')",
    ] {
        let ended = sudo(&alice, code).wait();
        assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
        assert!(
            ended.said.contains("PermissionError: [Errno 13]"),
            "{}",
            ended.said
        );
    }
}
