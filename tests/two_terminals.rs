//! A person with terminals: two of them on two hosts of one lab, and what the screen shows. The
//! screens in docs/screens.md are made here: `UPDATE_DOCS=1 cargo test --test two_terminals`.

mod support;

use std::path::Path;

use support::needs;
use support::person::Person;
use support::tmux::Tmux;

const PKT: &str = env!("CARGO_BIN_EXE_pkt");

fn person() -> Option<Person> {
    let test = needs::this_test();
    if !needs::programs(&test, &["tmux", "ping", "nc"]) {
        return None;
    }
    Person::new(&test)
}

/// Compares a screen with the one in the document under this heading, or writes it there.
fn shown(heading: &str, screen: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens.md");
    let page = std::fs::read_to_string(&file).expect("docs/screens.md");
    let (before, rest) = page
        .split_once(&format!("## {heading}\n"))
        .unwrap_or_else(|| panic!("docs/screens.md has no {heading}"));
    let (words, rest) = rest.split_once("```text\n").expect("a screen");
    let (found, after) = rest.split_once("```\n").expect("its end");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}## {heading}\n{words}```text\n{screen}```\n{after}");
        std::fs::write(&file, page).expect("the page can be written");
        return;
    }
    // What hosts say comes when it comes.
    let own = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.contains("| "));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(
        own(found),
        own(screen),
        "{heading}: UPDATE_DOCS=1 cargo test --test two_terminals"
    );
}

/// Numbers of five digits, of which the dice decide.
fn without_dice(screen: &str) -> String {
    let lines = screen.lines().map(|line| {
        let words = line.split(' ').map(|word| {
            let rolled = word.len() >= 3 && word.chars().all(|c| c.is_ascii_digit());
            let fixed = word.starts_with("10") && word.len() == 4;
            if rolled && !fixed { "(any)" } else { word }
        });
        words.collect::<Vec<_>>().join(" ") + "\n"
    });
    lines.collect()
}

/// One test after the other: they write the same page.
#[test]
fn terminals_show_the_lab() {
    two_terminals_do_exercise_b();
    the_map_of_a_network_is_drawn();
    a_lecture_on_the_screen();
}

fn two_terminals_do_exercise_b() {
    let Some(person) = person() else { return };
    let mut tmux = Tmux::new(&person);
    // The receiver's terminal has the lab; ping traffic of others goes on all the time.
    let receiver = tmux.open(&format!("{PKT} --lab examples/labs/exercises.toml"));
    tmux.wait_for(receiver, "attacker>>> ");
    let sender = tmux.open(&format!("{PKT} --join bob"));
    tmux.wait_for(sender, "bob>>> ");
    tmux.line(receiver, "me, net = '10.9.0.1', '10.9.0.'");
    tmux.line(receiver, "ten = [net + str(i) for i in range(1, 11)]");
    tmux.line(
        receiver,
        "def show(p): print(p[IP].src, p[IP].dst, p[TCP].sport, p[TCP].dport)",
    );
    tmux.line(receiver, "");
    tmux.line(
        receiver,
        "sniff(filter='tcp and dst host ' + me, lfilter=lambda p: p[IP].src in ten, prn=show, count=10)",
    );
    std::thread::sleep(std::time::Duration::from_secs(1));
    tmux.line(sender, "for i in range(10):");
    tmux.wait_for(sender, "... ");
    tmux.line(
        sender,
        "    send(IP(src='10.9.0.%d' % (i+1), dst='10.9.0.1')/TCP(sport=RandShort(), dport=1024+i), verbose=0)",
    );
    tmux.line(sender, "");
    let screen = tmux.wait_for(receiver, "<Sniffed: TCP:10 UDP:0 ICMP:0 Other:0>");
    let rows: Vec<Vec<&str>> = screen
        .lines()
        .filter(|line| line.starts_with("10.9.0."))
        .map(|line| line.split(' ').collect())
        .collect();
    assert_eq!(rows.len(), 10, "{screen}");
    for (at, row) in rows.iter().enumerate() {
        let (source, port) = (format!("10.9.0.{}", at + 1), (1024 + at).to_string());
        assert_eq!(
            [row[0], row[1], row[3]],
            [source.as_str(), "10.9.0.1", port.as_str()]
        );
    }
    shown("Two terminals: the receiver", &without_dice(&screen));
    tmux.line(sender, "lab.here, get_if_addr('eth0')");
    tmux.wait_for(sender, "('bob', '10.9.0.6')");
    let namespaces = person.namespaces();
    for window in [sender, receiver] {
        tmux.line(window, "exit()");
        tmux.wait_for_end(window);
    }
    tmux.close();
    drop(std::fs::remove_dir_all(person.home.path().join(".local")));
    drop(std::fs::remove_dir_all(person.home.path().join(".config")));
    drop(std::fs::remove_file(person.home.path().join("tmux")));
    person.leaves_nothing(&namespaces);
}

fn the_map_of_a_network_is_drawn() {
    let Some(person) = person() else { return };
    let mut tmux = Tmux::new(&person);
    let shell = tmux.open(&format!("{PKT} --lab examples/labs/home.toml"));
    tmux.wait_for(shell, "laptop>>> ");
    tmux.line(shell, "lab");
    let screen = tmux.wait_for(shell, "* you are on laptop");
    shown("The map", &screen);
    tmux.close();
}

fn a_lecture_on_the_screen() {
    let Some(person) = person() else { return };
    let mut tmux = Tmux::new(&person);
    let player = tmux.open(&format!(
        "{PKT} --lab --step examples/tutorial/05-spoofing.pkt"
    ));
    tmux.wait_for(player, "[1/");
    tmux.line(player, "");
    tmux.wait_for(player, "[2/");
    tmux.line(player, "");
    tmux.wait_for(player, "[3/");
    tmux.line(player, "");
    tmux.wait_for(player, "[4/");
    tmux.line(player, "p");
    tmux.wait_for(player, "What will happen?");
    tmux.line(player, "bob thinks it was 1.2.3.4");
    tmux.wait_for(player, "[5/");
    let screen = tmux.wait_for(player, "bob| 1.2.3.4:8888 Hello UDP!");
    shown("The player", &screen);
    tmux.close();
}
