//! The shell as a person meets it: typed at in a pseudo-terminal, piped into, called by others.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rexpect::session::{Options, PtySession, spawn_with_options};
use tempfile::TempDir;

#[path = "support/needs.rs"]
mod needs;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

const TAB: &str = "\t";
const UP: &str = "\x1b[A";

/// A shell in a terminal, in a home and working directory of its own.
struct Shell {
    session: PtySession,
    home: TempDir,
    asked: u32,
}

/// How the shell is started.
#[derive(Default)]
struct With<'a> {
    arguments: &'a [&'a str],
    /// Colours stay in what the test sees.
    colours: bool,
    no_color: bool,
    home: Option<TempDir>,
}

impl Shell {
    fn open() -> Shell {
        Shell::with(With::default())
    }

    fn with(with: With) -> Shell {
        let home = with
            .home
            .unwrap_or_else(|| tempfile::tempdir().expect("a directory"));
        let mut command = Command::new(PKT);
        command
            .args(with.arguments)
            .current_dir(home.path())
            .env("HOME", home.path())
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .env_remove("SUDO_UID");
        if with.no_color {
            command.env("NO_COLOR", "1");
        }
        let options = Options::new()
            .timeout_ms(Some(10_000))
            .strip_ansi_escape_codes(!with.colours);
        let session = spawn_with_options(command, options).expect("a terminal");
        let mut shell = Shell {
            session,
            home,
            asked: 0,
        };
        shell.wait_for(if with.colours { ">>>" } else { ">>> " });
        shell
    }

    fn type_keys(&mut self, keys: &str) {
        self.session.send(keys).expect("the terminal takes it");
        self.session.flush().expect("the terminal takes it");
    }

    fn line(&mut self, line: &str) {
        self.session.send_line(line).expect("the terminal takes it");
    }

    fn control(&mut self, key: char) {
        self.session
            .send_control(key)
            .expect("the terminal takes it");
    }

    fn wait_for(&mut self, text: &str) -> String {
        let before = self.session.exp_string(text);
        before
            .unwrap_or_else(|error| panic!("no {text:?}: {error}"))
            .replace('\r', "")
    }

    /// Types a line and returns what is printed until it has run; the echo of the keys is part of it.
    fn ask(&mut self, line: &str) -> String {
        self.line(line);
        self.done()
    }

    /// What is printed until everything typed so far has run.
    fn done(&mut self) -> String {
        self.asked += 1;
        // These words appear only when this line has run.
        self.line(&format!("print('all' + '-done-{}')", self.asked));
        self.wait_for(&format!("all-done-{}", self.asked))
    }

    fn leave(mut self) -> TempDir {
        self.done();
        self.control('d');
        self.session.exp_eof().expect("the shell ends");
        self.home
    }

    /// How the shell ended, once it has: `Exited(Pid(17), 0)`.
    fn ending(mut self) -> String {
        self.session.exp_eof().expect("the shell ends");
        format!("{:?}", self.session.process().wait().expect("it is ours"))
    }
}

fn we_are_root() -> bool {
    nix::unistd::Uid::effective().is_root()
}

fn pkt(arguments: &[&str]) -> Command {
    let mut command = Command::new(PKT);
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    pkt(arguments).output().expect("pkt runs")
}

fn run_with_input(arguments: &[&str], input: &str) -> Output {
    let mut command = pkt(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("pkt runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("pkt reads");
    drop(stdin);
    child.wait_with_output().expect("pkt ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

// ---- Typed ----

#[test]
fn values_are_echoed_and_kept_in_the_underscore() {
    let mut shell = Shell::open();
    assert!(shell.ask("20 + 22").contains("\n42\n"));
    assert!(shell.ask("_ * 2").contains("\n84\n"));
    assert!(shell.ask("'text'").contains("\n'text'\n"));
    assert!(!shell.ask("None").contains("\nNone"));
    assert!(shell.ask("_").contains("\n'text'\n"));
    let said = shell.ask("IP(dst='1.2.3.4')/ICMP()");
    assert!(
        said.contains("\n<IP  frag=0 proto=icmp dst=1.2.3.4 |<ICMP  |>>\n"),
        "{said}"
    );
    assert!(shell.ask("1; 2").contains("\n1\n2\n"));
    shell.leave();
}

#[test]
fn blocks_end_with_an_empty_line() {
    let mut shell = Shell::open();
    shell.line("for i in range(3):");
    shell.wait_for("... ");
    shell.line("    i * 10");
    shell.wait_for("... ");
    shell.line("");
    shell.wait_for("\n0\r\n10\r\n20");
    shell.line("def f(x):");
    shell.line("    return x + 1");
    shell.line("");
    assert!(shell.ask("f(41)").contains("\n42\n"));
    shell.line("g = (1,");
    shell.wait_for("... ");
    shell.line("2)");
    assert!(shell.ask("g").contains("\n(1, 2)\n"));
    shell.leave();
}

#[test]
fn errors_say_where_and_the_shell_goes_on() {
    let mut shell = Shell::open();
    let said = shell.ask("IP(dts='1.2.3.4')");
    assert!(said.contains("dts") && said.contains("dst"), "{said}");
    assert!(shell.ask("x = = 1").contains("SyntaxError"));
    assert!(
        shell
            .ask("nothing")
            .contains("NameError: name 'nothing' is not defined")
    );
    assert!(shell.ask("1 + 1").contains("\n2\n"));
    shell.leave();
}

#[test]
fn ctrl_c_ends_the_line_and_the_block() {
    let mut shell = Shell::open();
    shell.type_keys("some nonsense");
    shell.wait_for("nonsense");
    shell.control('c');
    shell.wait_for("KeyboardInterrupt");
    shell.wait_for(">>> ");
    shell.line("if True:");
    shell.wait_for("... ");
    shell.control('c');
    shell.wait_for("KeyboardInterrupt");
    assert!(shell.ask("1 + 1").contains("\n2\n"));
    shell.leave();
}

/// Runs `line`, which does not end, and says how long Ctrl-C takes to end it.
fn interrupted(shell: &mut Shell, line: &str) -> Duration {
    shell.line(&format!("print('go' + 'ing'); {line}"));
    shell.wait_for("going");
    // It has begun to wait, or to turn, by then.
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    shell.control('c');
    shell.wait_for(">>> ");
    began.elapsed()
}

/// What a person calls at once, on a machine that does other things, too.
const AT_ONCE: Duration = Duration::from_millis(500);

#[test]
fn ctrl_c_ends_a_command_at_once() {
    let mut shell = Shell::open();
    shell.ask("import time, socket");
    shell.line("def turn():");
    shell.line("    while True: pass");
    shell.line("");
    shell.done();
    for line in [
        "turn()",
        "time.sleep(100)",
        "socket.socket(2, 2).recv(1)",
        "sum(i for i in iter(int, 1))",
    ] {
        let took = interrupted(&mut shell, line);
        assert!(took < AT_ONCE, "{line}: {took:?}");
    }
    assert!(shell.ask("1 + 1").contains("\n2\n"));
    shell.leave();
}

#[test]
fn ctrl_c_during_sniff_keeps_what_was_captured() {
    if !we_are_root() {
        return needs::skip(
            "ctrl_c_during_sniff_keeps_what_was_captured",
            "it needs root to capture",
        );
    }
    let mut shell = Shell::open();
    shell.line("p = sniff(iface='lo', filter='udp port 40404', prn=lambda p: 'se' + 'en', started_callback=lambda: print('go' + 'ing'))");
    shell.wait_for("going");
    let sender = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    sender.send_to(b"x", "127.0.0.1:40404").expect("it is sent");
    shell.wait_for("seen");
    let began = Instant::now();
    shell.control('c');
    shell.wait_for(">>> ");
    assert!(began.elapsed() < AT_ONCE);
    assert!(shell.ask("len(p)").contains("\n1\n"));
    shell.leave();
}

#[test]
fn captures_go_on_while_the_prompt_is_open() {
    if !we_are_root() {
        return needs::skip(
            "captures_go_on_while_the_prompt_is_open",
            "it needs root to capture",
        );
    }
    let mut shell = Shell::open();
    shell.ask("s = AsyncSniffer(iface='lo', filter='udp port 40405', prn=lambda p: 'heard ' + p.load.decode())");
    shell.ask("s.start()");
    shell.type_keys("x = 'half");
    shell.wait_for("half");
    let sender = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    sender
        .send_to(b"one", "127.0.0.1:40405")
        .expect("it is sent");
    shell.wait_for("heard one");
    // The line being typed is still there.
    shell.wait_for(">>> x = 'half");
    shell.line(" typed'");
    assert!(shell.ask("x").contains("\n'half typed'\n"));
    // While a command waits, too.
    shell.ask("import time");
    shell.line("print('go' + 'ing'); time.sleep(100)");
    shell.wait_for("going");
    sender
        .send_to(b"two", "127.0.0.1:40405")
        .expect("it is sent");
    shell.wait_for("heard two");
    shell.control('c');
    shell.wait_for("KeyboardInterrupt");
    assert!(shell.ask("len(s.stop())").contains("\n2\n"));
    shell.leave();
}

#[test]
fn ctrl_c_ends_a_callback_that_does_not_end() {
    if !we_are_root() {
        return needs::skip(
            "ctrl_c_ends_a_callback_that_does_not_end",
            "it needs root to capture",
        );
    }
    let mut shell = Shell::open();
    shell.line("def turn(p):");
    shell.line("    print('be' + 'gun')");
    shell.line("    while True: pass");
    shell.line("");
    shell.ask("s = AsyncSniffer(iface='lo', filter='udp port 40407', prn=turn)");
    shell.ask("s.start()");
    let sender = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    sender.send_to(b"x", "127.0.0.1:40407").expect("it is sent");
    std::thread::sleep(Duration::from_millis(300));
    shell.control('c');
    shell.wait_for("KeyboardInterrupt");
    assert!(shell.ask("s.running").contains("\nFalse\n"));
    shell.leave();
}

#[test]
fn captures_go_on_while_others_wait() {
    if !we_are_root() {
        return needs::skip(
            "captures_go_on_while_others_wait",
            "it needs root to capture",
        );
    }
    let code = "
import socket
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.bind(('127.0.0.1', 40406))
s = AsyncSniffer(iface='lo', filter='udp port 40406', prn=lambda p: 'heard')
s.start()
sniff(iface='lo', filter='udp port 1', timeout=0.5, started_callback=lambda: own.sendto(b'x', ('127.0.0.1', 40406)))
print('sniffed')
sr1(IP(dst='127.0.0.1')/UDP(dport=40406), timeout=0.5, verbose=0)
print('asked', len(s.stop()))
";
    let output = run(&["-c", code]);
    assert_eq!(
        out(&output),
        "heard\nsniffed\nheard\nasked 2\n",
        "{}",
        said(&output)
    );
}

#[test]
fn the_shell_stands_on_the_first_host_of_a_lab() {
    let mut shell = match lab_works() {
        true => Shell::with(With {
            arguments: &["--lab", "pair"],
            ..With::default()
        }),
        false => {
            return needs::skip(
                "the_shell_stands_on_the_first_host_of_a_lab",
                "it needs user namespaces",
            );
        }
    };
    let said = shell.ask("sr1(IP(dst='bob')/ICMP(), timeout=5)");
    assert!(said.contains("got 1 answers"), "{said}");
    assert!(shell.ask("_.type").contains("\n0\n"));
    let took = interrupted(
        &mut shell,
        "sr1(IP(dst='bob')/UDP(dport=9)/b'', filter='icmp[0] == 99')",
    );
    assert!(took < AT_ONCE, "{took:?}");
    assert!(shell.ask("1 + 1").contains("\n2\n"));
    shell.leave();
}

fn lab_works() -> bool {
    code(&run(&["--lab", "pair", "-c", "pass"])) == 0
}

#[test]
fn under_sudo_files_belong_to_the_caller() {
    if !we_are_root() {
        return needs::skip("under_sudo_files_belong_to_the_caller", "it needs root");
    }
    let folder = tempfile::tempdir().expect("a directory");
    let everybodys = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    std::fs::set_permissions(folder.path(), everybodys).expect("it is ours");
    let ask =
        "import os; wrpcap('a.pcap', IP()); sniff(iface='lo', timeout=0.01); print(os.geteuid())";
    let output = pkt(&["-c", ask])
        .current_dir(folder.path())
        .env("SUDO_UID", "65534")
        .env("SUDO_GID", "65534")
        .output()
        .expect("pkt runs");
    assert_eq!(out(&output), "0\n", "{}", said(&output));
    let file = std::fs::metadata(folder.path().join("a.pcap")).expect("it was written");
    assert_eq!(std::os::unix::fs::MetadataExt::uid(&file), 65534);
}

#[test]
fn exit_leaves_with_its_status() {
    for (line, status) in [
        ("exit()", 0),
        ("quit(3)", 3),
        ("raise SystemExit('bye')", 1),
    ] {
        let mut shell = Shell::open();
        shell.line(line);
        let ending = shell.ending();
        assert!(
            ending.starts_with("Exited") && ending.ends_with(&format!(", {status})")),
            "{line}: {ending}"
        );
    }
    let mut shell = Shell::open();
    shell.control('d');
    assert!(shell.ending().ends_with(", 0)"));
}

#[test]
fn tab_completes() {
    let mut shell = Shell::open();
    shell.ask("p = IP()/TCP(dport=4711)");
    shell.type_keys(&format!("p.dpo{TAB}"));
    shell.wait_for("p.dport");
    shell.line("");
    assert!(shell.done().contains("\n4711\n"));
    shell.type_keys(&format!("IP(ds{TAB}"));
    shell.wait_for("IP(dst=");
    shell.line("'1.2.3.4').dst");
    assert!(shell.done().contains("\n'1.2.3.4'\n"));
    // Several: they are listed.
    shell.type_keys(&format!("TCP.da{TAB}{TAB}"));
    shell.wait_for("dataofs");
    shell.control('c');
    shell.wait_for("KeyboardInterrupt");
    // On an empty line it indents.
    shell.line("if True:");
    shell.wait_for("... ");
    shell.line(&format!("{TAB}'in' + 'dented'"));
    shell.line("");
    assert!(shell.done().contains("\n'indented'\n"));
    shell.leave();
}

#[test]
fn the_history_reaches_into_the_next_session() {
    let mut shell = Shell::open();
    shell.ask("'re' + 'membered'");
    shell.type_keys(&format!("{UP}{UP}"));
    shell.line("");
    assert!(shell.done().contains("\n'remembered'\n"));
    shell.line("'la' + 'test'");
    let home = shell.leave();
    assert!(home.path().join(".local/state/pkt/history").is_file());
    let mut shell = Shell::with(With {
        home: Some(home),
        ..With::default()
    });
    // The last line asked whether all was done.
    shell.type_keys(&format!("{UP}{UP}"));
    shell.line("");
    assert!(shell.done().contains("\n'latest'\n"));
    // Ctrl-R looks for it.
    shell.control('r');
    shell.type_keys("'re' +");
    shell.line("");
    assert!(shell.done().contains("\n'remembered'\n"));
    shell.leave();
}

#[test]
fn colours_are_scapys_in_a_terminal_and_nowhere_else() {
    let coloured = || With {
        colours: true,
        ..With::default()
    };
    let mut shell = Shell::with(coloured());
    shell.line("IP(ttl=3)");
    shell.wait_for("\x1b[31m\x1b[1mIP\x1b[0m");
    shell.wait_for("\x1b[34mttl\x1b[0m");
    let mut shell = Shell::with(With {
        no_color: true,
        ..coloured()
    });
    shell.line("IP(ttl=3)");
    shell.wait_for("<IP  ttl=3 |>");
    let output = run_with_input(&["-i"], "IP(ttl=3)\n");
    assert!(out(&output).contains("<IP  ttl=3 |>\n"), "{}", out(&output));
}

#[test]
fn what_is_pasted_runs_together() {
    let mut shell = Shell::open();
    // As a terminal marks it.
    shell.type_keys("\x1b[200~def f(x):\n    y = x + 1\n\n    return y\nf(41)\x1b[201~");
    shell.line("");
    assert!(shell.done().contains("\n42\n"));
    shell.type_keys("\x1b[200~>>> 6 * 7\n42\n>>> 'from a ' + 'slide'\x1b[201~");
    shell.line("");
    assert!(shell.done().contains("\n'from a slide'\n"));
    // As one that marks nothing sends it.
    shell.type_keys("for i in range(2):\n    i\n\n'be' + 'hind'\n");
    assert!(shell.done().contains("'behind'\n"));
    shell.leave();
}

#[test]
fn a_script_may_be_followed_by_the_shell() {
    let mut shell = Shell::with(With {
        arguments: &["-i", "-c", "x = 'from the ' + 'script'"],
        ..With::default()
    });
    assert!(shell.ask("x").contains("\n'from the script'\n"));
    shell.leave();
}

#[test]
fn d1_typed() {
    let mut shell = Shell::open();
    let said = shell.ask("IP().show()");
    let shown = "###[ IP ]###\n  version   = 4\n  ihl       = None\n  tos       = 0x0\n  len       = None\n  \
                 id        = 1\n  flags     = \n  frag      = 0\n  ttl       = 64\n  proto     = hopopt\n  \
                 chksum    = None\n  src       = 127.0.0.1\n  dst       = 127.0.0.1\n  \\options   \\\n";
    assert!(said.contains(shown), "{said}");
    shell.ask("p = IP(dst='10.9.0.6')");
    shell.ask("p.src = '1.2.3.4'");
    let said = shell.ask("p/ICMP()");
    assert!(
        said.contains("\n<IP  frag=0 proto=icmp src=1.2.3.4 dst=10.9.0.6 |<ICMP  |>>\n"),
        "{said}"
    );
    let said = shell.ask("(p/UDP()/Raw('miaou')).show()");
    assert!(
        said.contains("###[ Raw ]###\n        load      = b'miaou'\n"),
        "{said}"
    );
    shell.leave();
}

#[test]
fn a5_typed() {
    let mut shell = Shell::open();
    let said = shell.ask("ls(IP)");
    assert!(
        said.contains("version    : BitField  (4 bits)                  = ('4')\n"),
        "{said}"
    );
    assert!(
        said.contains("flags      : FlagsField                          = ('<Flag 0 ()>')\n"),
        "{said}"
    );
    assert!(
        shell
            .ask("ls(Ether)")
            .contains("type       : XShortEnumField                     = ('36864')\n")
    );
    assert!(
        shell
            .ask("ls(TCP)")
            .contains("dataofs    : BitField  (4 bits)                  = ('None')\n")
    );
    assert!(shell.ask("ls()").contains("TCP        : TCP\n"));
    shell.leave();
}

// ---- Piped and called ----

#[test]
fn standard_input_that_is_no_terminal_is_a_script() {
    let output = run_with_input(&[], "x = 40\n1 + 1\nprint(x + 2)\n");
    assert_eq!(
        (out(&output).as_str(), said(&output).as_str(), code(&output)),
        ("42\n", "", 0)
    );
    let output = run_with_input(&["-", "a", "b"], "import sys\nprint(sys.argv)");
    assert_eq!(out(&output), "['-', 'a', 'b']\n");
}

#[test]
fn code_on_the_command_line_has_arguments() {
    let output = run(&["-c", "import sys; print(sys.argv)", "-x", "--lab", "y"]);
    assert_eq!(out(&output), "['-c', '-x', '--lab', 'y']\n");
    let output = run(&["-c", "IP().show()"]);
    assert!(out(&output).starts_with("###[ IP ]###\n  version   = 4\n"));
}

/// Python 2's `input` evaluates; an address that is typed there is meant as text.
#[test]
fn what_is_typed_and_no_expression_is_text() {
    let folder = tempfile::tempdir().expect("a directory");
    let script = folder.path().join("ask.py");
    let text = "print 'old'\nprint input('to: '), input('how many: ') + 1, input()\n";
    std::fs::write(&script, text).expect("a script");
    let done = run_with_input(
        &[script.to_str().expect("a path of text")],
        "10.9.0.5\n1 + 1\neth0\n",
    );
    assert_eq!(out(&done), "old\nto: how many: 10.9.0.5 3 eth0\n");
}

#[test]
fn a_script_knows_its_arguments_and_its_folder() {
    let folder = tempfile::tempdir().expect("a directory");
    let script = folder.path().join("main.pkt");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("it is written")
    };
    write("beside.py", "value = 42\n");
    write(
        "main.pkt",
        "#!/usr/bin/env pkt\nimport sys, beside\nprint(sys.argv[1:], beside.value, __name__)\n",
    );
    let path = script.to_str().expect("a plain path");
    let output = run(&[path, "-v", "10.9.0.5"]);
    assert_eq!(
        out(&output),
        "['-v', '10.9.0.5'] 42 __main__\n",
        "{}",
        said(&output)
    );
}

#[test]
fn the_exit_status_says_how_it_ended() {
    for (text, status) in [
        ("pass", 0),
        ("1/0", 1),
        ("assert False", 1),
        ("x = = 1", 2),
        ("raise SystemExit(7)", 7),
        ("exit('words')", 1),
        ("import sys; sys.exit()", 0),
        ("raise KeyboardInterrupt", 130),
    ] {
        assert_eq!(code(&run(&["-c", text])), status, "{text}");
    }
    assert_eq!(code(&run(&["/nowhere/at/all.pkt"])), 2);
    assert_eq!(code(&run(&["--bogus"])), 2);
    assert_eq!(said(&run(&["-c", "exit('words')"])), "words\n");
    assert!(
        said(&run(&["-c", "def f():\n    1/0\nf()"]))
            .ends_with("ZeroDivisionError: division by zero\n")
    );
}

#[test]
fn ctrl_c_ends_a_script_with_130() {
    let mut command = pkt(&[
        "-c",
        "import time; print('going', flush=True); time.sleep(100)",
    ]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("pkt runs");
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    output.read_line(&mut line).expect("it is text");
    let pid = nix::unistd::Pid::from_raw(child.id() as i32);
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).expect("it runs");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut command = pkt(&["-c", "while True: print('y')"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pkt runs");
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    output.read_line(&mut line).expect("it is text");
    drop(output);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(
        (line.as_str(), code(&ended), said(&ended).as_str()),
        ("y\n", 0, "")
    );
}

#[test]
fn deep_nesting_is_an_error_or_a_value_but_no_crash() {
    let nested = format!("print({}1{})", "(".repeat(100), ")".repeat(100));
    assert_eq!(out(&run(&["-c", &nested])), "1\n");
    let deeper = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(said(&run(&["-c", &deeper])).contains("SyntaxError"));
    let deep = "def f(n):\n    return sorted([n], key=lambda x: f(n + 1))\nf(0)";
    assert!(said(&run(&["-c", deep])).contains("RecursionError"));
}
