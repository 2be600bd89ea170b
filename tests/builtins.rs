//! The tables of builtins, as tables: names, parameters, help, and examples that run.

use std::collections::HashSet;

use pkt::builtins::{self, core, modules};
use pkt::eval::builtin::Builtin;
use pkt::eval::interp::Interp;
use pkt::eval::methods;
use pkt::eval::value::Kind;
use pkt::host::output::Output;

/// Types whose methods are in tables.
const TYPES: &[Kind] = &[
    Kind::Int,
    Kind::Float,
    Kind::Str,
    Kind::Bytes,
    Kind::ByteArray,
    Kind::List,
    Kind::Tuple,
    Kind::Range,
    Kind::Dict,
    Kind::DictKeys,
    Kind::Set,
    Kind::FrozenSet,
];

/// Each table of builtins, and what it is called.
fn tables() -> Vec<(String, Vec<&'static Builtin>)> {
    let python = core::FAMILIES.iter().copied().flatten();
    let mut tables = vec![
        ("commands".to_owned(), builtins::commands().collect()),
        ("Python's functions".to_owned(), python.collect()),
    ];
    for module in modules::ALL {
        tables.push((module.name.to_owned(), module.functions.iter().collect()));
    }
    for kind in TYPES {
        let name = format!("{kind:?}");
        tables.push((name.clone(), methods::of(*kind).iter().collect()));
        let statics = methods::statics(*kind).iter().collect();
        tables.push((format!("{name} itself"), statics));
    }
    tables
}

/// Says all that is wrong, not only the first.
fn all_right(wrong: Vec<String>) {
    // Where a panic goes to nobody's ears, because the interpreter keeps them for its reports.
    wrong.iter().for_each(|words| eprintln!("{words}"));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is wrong with each builtin, by `judge`.
fn judged(judge: impl Fn(&'static Builtin) -> Option<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (table, builtins) in tables() {
        for builtin in builtins {
            if let Some(words) = judge(builtin) {
                wrong.push(format!("{table}: {}: {words}", builtin.name));
            }
        }
    }
    wrong
}

fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}

#[test]
fn no_name_stands_twice_in_a_table() {
    let mut wrong = Vec::new();
    for (table, builtins) in tables() {
        let mut seen = HashSet::new();
        let twice = builtins.iter().filter(|builtin| !seen.insert(builtin.name));
        wrong.extend(twice.map(|builtin| format!("{table}: {}", builtin.name)));
    }
    all_right(wrong);
}

#[test]
fn every_name_can_be_typed() {
    all_right(judged(|builtin| {
        (!is_name(builtin.name)).then(|| "is no name".to_owned())
    }));
}

#[test]
fn parameters_are_written_as_python_writes_them() {
    all_right(judged(|builtin| {
        let mut seen = HashSet::new();
        let mut optional = false;
        let mut star = false;
        for (index, param) in builtin.params.iter().enumerate() {
            let bare = param.trim_start_matches('*');
            let (name, default) = match bare.split_once('=') {
                Some((name, default)) => (name, Some(default)),
                None => (bare, None),
            };
            match *param {
                "/" if index > 0 && !star => continue,
                "*" if !star => {
                    star = true;
                    continue;
                }
                p if p.starts_with("**") && index + 1 < builtin.params.len() => {
                    return Some("**kwargs is not the last".to_owned());
                }
                p if p.starts_with('*') && default.is_some() => {
                    return Some(format!("{param} has a default"));
                }
                p if p.starts_with("**") => {}
                p if p.starts_with('*') => star = true,
                _ if default.is_none() && optional && !star => {
                    return Some(format!("{param} follows one with a default"));
                }
                _ => optional |= default.is_some(),
            }
            if !is_name(name) || default.is_some_and(str::is_empty) {
                return Some(format!("{param:?} is no parameter"));
            }
            if !seen.insert(name) {
                return Some(format!("{name} stands twice"));
            }
        }
        None
    }));
}

/// Whether the sentence begins with a capital letter, or with a parameter's name.
fn begins(builtin: &Builtin) -> bool {
    let first = builtin.help.split(' ').next().unwrap_or_default();
    let names = builtin.params.iter().map(|param| param.trim_matches('*'));
    !first.starts_with(char::is_lowercase)
        || names
            .filter_map(|param| param.split('=').next())
            .any(|name| name == first)
}

#[test]
fn help_is_one_sentence() {
    all_right(judged(|builtin| {
        let help = builtin.help;
        let whole = help.ends_with('.') && !help.ends_with("..");
        let one = !help.trim_end_matches('.').contains(". ") && !help.contains('\n');
        (!(whole && one && begins(builtin))).then(|| format!("{help:?}"))
    }));
}

#[test]
fn examples_give_what_they_show() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (table, builtins) in tables() {
        for builtin in builtins {
            for (code, shown) in builtin.examples {
                count += 1;
                let printed = run(&table, code);
                if printed.trim_end() != shown.trim_end() {
                    wrong.push(format!(
                        "{table}: {}: {code}\n  shows {shown:?}\n  gives {printed:?}",
                        builtin.name
                    ));
                }
            }
        }
    }
    assert!(count > 60, "there are {count} examples");
    all_right(wrong);
}

/// What the shell prints for a line, in an interpreter of its own that knows the modules.
fn run(table: &str, code: &str) -> String {
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    interp.display = Some(pkt::repl::echo);
    interp.hints = false;
    let imports = modules::ALL.iter().any(|module| module.name == table);
    if imports {
        let top = table.split('.').next().unwrap_or(table);
        let code = format!("import {top}\nfrom {table} import *\n");
        let imported = interp.run_interactive(&code);
        assert!(imported.is_ok(), "{top} can be imported");
    }
    let result = interp.run_interactive(&format!("{code}\n"));
    let mut text = interp.output.take();
    if let Err(error) = result {
        text += &interp.error_line(&error);
    }
    text
}

/// Commands that no example can show: they talk to the network, to files or to hosts of a lab, ask
/// this machine, or print more than a page.
const WITHOUT_EXAMPLE: &[&str] = &[
    "ARP_am",
    "arp_mitm",
    "arpcachepoison",
    "arping",
    "AsyncSniffer",
    "at",
    "bg",
    "bind_bottom_up",
    "bind_layers",
    "bind_top_down",
    "BOOTP_am",
    "bridge_and_sniff",
    "defrag",
    "defragment",
    "defragment6",
    "dev_from_index",
    "dev_from_networkname",
    "DHCP_am",
    "DHCPv6_am",
    "DNS_am",
    "dyndns_add",
    "dyndns_del",
    "explore",
    "fragment6",
    "get_if_addr",
    "get_if_addr6",
    "get_if_hwaddr",
    "get_if_list",
    "get_if_raw_hwaddr",
    "get_working_if",
    "get_working_ifaces",
    "getmacbyip",
    "getmacbyip6",
    "ICMPEcho_am",
    "in4_chksum",
    "interact",
    "is_promisc",
    "list_contrib",
    "LLMNR_am",
    "load_contrib",
    "load_layer",
    "load_module",
    "load_session",
    "lsc",
    "overlap_frag",
    "PcapNgReader",
    "PcapReader",
    "PcapWriter",
    "promiscping",
    "RawPcapNgReader",
    "RawPcapReader",
    "RawPcapWriter",
    "rdpcap",
    "record",
    "report_ports",
    "rfc",
    "save_session",
    "send",
    "sendp",
    "sendpfast",
    "serve_dhcp",
    "serve_dns",
    "serve_echo",
    "serve_http",
    "serve_report",
    "serve_tcp_lines",
    "serve_upper_udp",
    "show_interfaces",
    "sniff",
    "split_bottom_up",
    "split_layers",
    "split_top_down",
    "sr",
    "sr1",
    "sr1flood",
    "srflood",
    "srloop",
    "srp",
    "srp1",
    "srp1flood",
    "srpflood",
    "srploop",
    "tcpdump",
    "tdecode",
    "traceroute",
    "traceroute6",
    "traceroute_map",
    "tshark",
    "wireshark",
    "wrpcap",
    "wrpcapng",
];

#[test]
fn every_command_that_can_has_an_example() {
    let without = |command: &&Builtin| {
        command.examples.is_empty() && !WITHOUT_EXAMPLE.contains(&command.name)
    };
    let missing = builtins::commands().filter(without);
    all_right(missing.map(|command| command.name.to_owned()).collect());
}

#[test]
fn no_command_hides_a_function_of_python() {
    let python: HashSet<&str> = core::FAMILIES
        .iter()
        .copied()
        .flatten()
        .map(|builtin| builtin.name)
        .collect();
    let hidden = builtins::commands().filter(|command| python.contains(command.name));
    all_right(hidden.map(|command| command.name.to_owned()).collect());
}
