//! What to try, for the errors that beginners meet: by Python's kind and text, and what is written
//! at the place.

use super::error::Error;
use super::exception::Exc;
use super::interp::Interp;
use super::value::Value;
use crate::proto::registry;

/// A remedy for an error that has none of its own; `written` is the text under the caret, `calls`
/// how many of the script's calls led there.
pub(super) fn of(interp: &Interp, error: &Error, written: &str, calls: usize) -> Option<String> {
    let text = error.text();
    let class = error.0.class();
    if class.module.borrow().contains("scapy") && text.contains("filter expression") {
        return Some(filter(&text));
    }
    match error.0.kind() {
        Exc::TypeError => type_error(interp, &text, written),
        Exc::AttributeError => attribute(interp, &text),
        Exc::KeyError => Some("test with `in` whether the key is there, or take d.get(key)".into()),
        Exc::IndexError if text.contains("out of range") => {
            let what = text.split(' ').next().unwrap_or("list");
            Some(format!("the {what} has fewer items: test len(…) first"))
        }
        Exc::UnboundLocalError => {
            let name = quoted(&text)?;
            Some(format!(
                "a function that changes a name of the script says first: global {name}"
            ))
        }
        Exc::ValueError
            if text.starts_with("too many values") || text.starts_with("not enough values") =>
        {
            Some("there must be as many names on the left as values on the right".into())
        }
        Exc::ValueError if text.starts_with("invalid literal for int()") => {
            Some("int() reads digits; int(\"1f\", 16) reads hexadecimal ones".into())
        }
        Exc::ZeroDivisionError => Some("test the divisor first: if n:".into()),
        Exc::RecursionError if calls > 100 => Some(
            "the function calls itself without an end: which case returns without a call?".into(),
        ),
        Exc::FileNotFoundError => missing_file(&text),
        _ => None,
    }
}

/// A remedy for a name that nobody defined, if it is another language's or a module's.
pub(super) fn of_name(interp: &Interp, name: &str) -> Option<String> {
    let today = match name {
        "null" | "NULL" | "nil" | "none" | "undefined" => "None",
        "true" | "TRUE" => "True",
        "false" | "FALSE" => "False",
        "this" => return Some("an object is called self in its methods: def name(self):".into()),
        "printf" | "println" | "echo" => "print",
        _ => {
            if let Some(module) = registry::unloaded(name) {
                return Some(match module.strip_prefix("scapy.contrib.") {
                    Some(own) => format!("write before: load_contrib(\"{own}\")"),
                    None => format!("write before: from {module} import {name}"),
                });
            }
            let mut modules = interp.native_modules();
            let module = modules.find(|module| module.name == name)?;
            return Some(format!("write at the beginning: import {}", module.name));
        }
    };
    Some(format!("Python writes {today}"))
}

fn type_error(interp: &Interp, text: &str, written: &str) -> Option<String> {
    let says = |words: &str| text.contains(words);
    let help = if says("can only concatenate str")
        || (says("for +:") && says("'str'") && !says("function"))
    {
        "make text of the number: str(x), or f\"port {x}\", or print(\"port\", x)"
    } else if says("can't concat str to bytes")
        || (says("bytes-like object is required") && says("'str'"))
    {
        "octets and text are two things: write b\"…\", or text.encode()"
    } else if says("can't concat bytes") || says("(not \"bytes\")") {
        "octets and text are two things: write data.decode()"
    } else if says("object is not callable") {
        return not_callable(interp, text, written);
    } else if says("for /:") && written.contains('/') {
        "/ stacks layers: only packets, text and octets can stand on a layer"
    } else if says("for +:") && layers(text) {
        "layers are stacked with /: IP()/TCP()"
    } else if says("'NoneType' object is not subscriptable")
        || says("'NoneType' object is not iterable")
    {
        "the value is None: sr1() got no answer, or a function returned nothing, as sort() and show() do"
    } else if says("function") || says("method") && (says("not subscriptable") || says("for +:")) {
        "it is a function and was not called: add ()"
    } else if says("not supported between instances of 'str' and 'int'")
        || says("not supported between instances of 'int' and 'str'")
    {
        "make a number of the text: int(x)"
    } else if says("'int' object is not iterable") {
        "to count, loop over range(n)"
    } else if says("unhashable type") {
        "take what identifies it for a key: text, a number, or a tuple of them"
    } else if says("cannot unpack non-iterable") {
        "each item must be a pair: for s, r in ans"
    } else if says("takes 0 positional arguments but 1 was given") && text.contains('.') {
        "the first parameter of a method is self: def name(self):"
    } else if says("takes 0 positional arguments but 1 was given") {
        "it is called with one argument, the packet: def show(p):"
    } else if says("positional argument") && says("missing") && written.ends_with("()") {
        "to hand over the function itself write its name without (): prn=show"
    } else if says("positional argument") {
        "the call must have as many arguments as the def has parameters"
    } else if says("a field cannot hold a value of type type") {
        "a class stands here: call it, as in RandByte()"
    } else {
        return None;
    };
    Some(help.to_owned())
}

fn not_callable(interp: &Interp, text: &str, written: &str) -> Option<String> {
    let name = written.split('(').next().unwrap_or_default().trim();
    if interp.builtin(name).is_some() {
        let given = interp.globals().get(name).filter(|value| !value.is_unset());
        return match given {
            Some(_) => Some(format!(
                "this script gave '{name}' another value; choose another name for that"
            )),
            None => Some("prn, lfilter and their like take a function: prn=show".into()),
        };
    }
    if layers(text) {
        return Some("a packet is no function: p.show() prints it, p[TCP] is a layer of it".into());
    }
    Some("what stands before the ( is no function".into())
}

fn attribute(interp: &Interp, text: &str) -> Option<String> {
    if text.starts_with("'NoneType' object") {
        return Some(
            "the value is None: sr1() and srp1() return None when no answer came in time; \
             test it first: if reply:"
                .into(),
        );
    }
    let (owner, name) = text.split_once(" has no ")?;
    let name = quoted(name)?;
    if let Some(Value::Layer(layer)) = interp.builtin(name) {
        return Some(match owner {
            "module 'scapy'" => format!("write: from scapy.all import {}", layer.name),
            _ => format!(
                "layers are stacked with /: {owner}()/{name}(); a layer inside is p[{name}]"
            ),
        });
    }
    if owner == "module 'scapy'" {
        return Some("write: from scapy.all import *".into());
    }
    if matches!(name, "toString" | "to_string") {
        return Some("str(x) makes text of it; p.summary() is a packet in one line".into());
    }
    if matches!(
        owner,
        "'list' object" | "'PacketList' object" | "'SndRcvList' object" | "'tuple' object"
    ) {
        return Some(format!(
            "it holds several: x[0].{name}, or go through it with for"
        ));
    }
    if text.contains("has no field") {
        return Some(format!("ls({owner}) lists the fields"));
    }
    None
}

/// Whether the types in the text are layers.
fn layers(text: &str) -> bool {
    let mut names = text.split('\'').skip(1).step_by(2);
    names.any(|name| crate::proto::registry::proto(name).is_some())
}

/// What stands in quotes.
fn quoted(text: &str) -> Option<&str> {
    text.split('\'').nth(1)
}

fn filter(text: &str) -> String {
    if text.contains("==") || text.contains("ip.") || text.contains("tcp.") || text.contains("&&") {
        return "this looks like a display filter of Wireshark; a capture filter reads: \
                src host 10.0.0.1 and tcp port 80"
            .into();
    }
    "a filter reads: icmp, tcp port 80, src host 10.0.0.1, not arp (man pcap-filter)".into()
}

/// The file beside it with nearly the same name.
fn missing_file(text: &str) -> Option<String> {
    let path = std::path::Path::new(text.rsplit('\'').nth(1)?);
    let name = path.file_name()?.to_str()?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(std::path::Path::new("."));
    let names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    match super::suggest::nearest(name, names.iter().map(String::as_str)) {
        Some(near) => Some(format!("did you mean '{near}'?")),
        None => Some("the name counts from the folder where pkt was started".into()),
    }
}
