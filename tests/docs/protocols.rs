//! `docs/protocols`: a page for each file of tables, and the list of the pages.

use std::collections::BTreeMap;
use std::fmt::Write;

use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::output::Output;
use pkt::packet::text::{self, ls};
use pkt::proto::asn1::Made;
use pkt::proto::binding::{Binding, Condition, Fixed};
use pkt::proto::field::{Field, Kind, Length, Naming, Preset};
use pkt::proto::registry::{self, Family};
use pkt::proto::{Answers, Hash, PayloadLen, Proto};

use crate::example;

const HEAD: &str = "\
# Protocols

Made from the protocol tables by `UPDATE_DOCS=1 cargo test --test docs`; do not edit.
One page for each file of tables in [src/proto](../../src/proto).
[Adding a protocol](../adding-a-protocol.md) says how a table is made.

On the pages:

- The drawings are those of `rfc(IP)`: 32 bits to a row; a field of no fixed width is drawn with 16 bits.
  Of a protocol with fields that are there only sometimes, the drawing is that of the example, `rfc(p[VXLAN])`, with its values.
- A field that nobody sets has its default; where the default is `None`, building computes the value as the last column says.
  A value that is set is sent as set, however wrong.
- *Width* is in bits; `*` marks a field that is there only sometimes.
- `ls(IP)` prints the fields in the shell, `ls(IP, verbose=True)` also the names of their values.

";

/// The pages by the names of their files, and the examples that fail, which are left out.
pub fn pages() -> (BTreeMap<String, String>, String) {
    let mut families: BTreeMap<String, Vec<&'static Family>> = BTreeMap::new();
    for family in registry::FAMILIES
        .iter()
        .filter(|one| !one.protocols.is_empty())
    {
        families
            .entry(example::page(family.protocols[0]))
            .or_default()
            .push(family);
    }
    let mut index = HEAD.to_owned();
    let mut pages = BTreeMap::new();
    let mut failed = String::new();
    for (name, families) in families {
        let protocols = families.iter().flat_map(|family| family.protocols);
        let protocols: Vec<String> = protocols.map(|proto| link(&name, proto)).collect();
        let _ = writeln!(index, "- [{name}]({name}.md): {}", protocols.join(", "));
        // On a thread of its own, because the tables that a page loads are loaded for the thread.
        let making = std::thread::Builder::new().stack_size(64 << 20);
        let page = making.spawn(move || (page(&name, &families), name));
        let page = page.expect("a thread can be started").join();
        let ((page, wrong), name) = page.expect("a page can be made");
        failed.push_str(&wrong);
        pages.insert(format!("docs/protocols/{name}.md"), page);
    }
    pages.insert("docs/protocols/README.md".to_owned(), index);
    (pages, failed)
}

fn link(page: &str, proto: &Proto) -> String {
    let name = proto.name.trim_start_matches('_');
    format!("[{name}]({page}.md#{})", proto.name.to_lowercase())
}

/// A page, and the examples that fail.
fn page(name: &str, families: &[&'static Family]) -> (String, String) {
    let mut out = format!(
        "# {name}\n\nMade from [src/proto]({}) by ",
        source(families)
    );
    out.push_str("`UPDATE_DOCS=1 cargo test --test docs`; do not edit. [All pages](README.md)\n");
    let mut sources: Vec<&str> = families.iter().map(|family| family.source).collect();
    sources.retain(|source| !source.is_empty());
    sources.dedup();
    if !sources.is_empty() {
        let _ = writeln!(out, "\nSource: {}.", sources.join(", "));
    }
    let mut failed = String::new();
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    for family in families {
        if let Some(line) = loads(family.module)
            && !out.contains(&line)
        {
            match session(&mut interp, &line) {
                Ok(session) => out.push_str(&format!("\n```\n{session}```\n")),
                Err(error) => failed.push_str(&error),
            }
        }
    }
    for proto in families.iter().flat_map(|family| family.protocols) {
        if let Err(error) = section(&mut out, &mut interp, proto) {
            failed.push_str(&format!("{}: {error}\n", proto.name));
        }
    }
    let bindings: Vec<&Binding> = families.iter().flat_map(|family| family.bindings).collect();
    if !bindings.is_empty() {
        out.push_str("\n## Bindings\n\n");
        out.push_str("| below | above | where | |\n|---|---|---|---|\n");
        for binding in bindings {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                binding.lower.name,
                binding.upper.name,
                condition(binding.condition),
                match (binding.bottom_up, binding.top_down) {
                    (true, true) => "",
                    (true, false) => "dissecting only",
                    (false, _) => "building only",
                }
            );
        }
    }
    (out, failed)
}

/// The file of the tables, from the page.
fn source(families: &[&'static Family]) -> String {
    let place = families[0].protocols[0].source.replace('\\', "/");
    let place = place
        .rsplit("src/proto/")
        .next()
        .unwrap_or(&place)
        .to_owned();
    format!("../../src/proto/{place}")
}

/// What a script says to have the layers of a module.
fn loads(module: &'static str) -> Option<String> {
    if let Some(name) = module.strip_prefix("scapy.contrib.") {
        return Some(format!("load_contrib(\"{name}\")"));
    }
    let name = module.strip_prefix("scapy.layers.")?;
    let known = registry::protocols();
    let family = registry::FAMILIES
        .iter()
        .find(|family| family.module == module)?;
    let here = known.iter().any(|proto| proto.is(family.protocols[0]));
    (!here).then(|| format!("load_layer(\"{}\")", name.trim_end_matches(".all")))
}

/// What the shell shows when the line is typed.
fn session(interp: &mut Interp, line: &str) -> Result<String, String> {
    let printed = example::session(interp, line)?;
    Ok(format!(">>> {line}\n{printed}"))
}

fn section(out: &mut String, interp: &mut Interp, proto: &'static Proto) -> Result<(), String> {
    let _ = write!(out, "\n## {}\n", proto.name);
    let rules = rules(proto);
    if proto.title != proto.name || proto.parent.is_some() || !rules.is_empty() {
        out.push('\n');
    }
    if proto.title != proto.name {
        let _ = writeln!(out, "{}.", proto.title);
    }
    if let Some(parent) = proto.parent {
        let _ = writeln!(out, "A kind of {}.", link(&example::page(parent), parent));
    }
    for rule in rules {
        let _ = writeln!(out, "{rule}.");
    }
    let expression = example::expression(interp, proto);
    let made = session(interp, &format!("p = {expression}"))?;
    if !proto.fields.is_empty() {
        let drawing = drawing(interp, proto);
        let _ = write!(out, "\n```text\n{}\n```\n", drawing.trim_end_matches('\n'));
        fields(out, proto);
    }
    sample(out, interp, proto, &expression, &made)
}

/// The table's fields; where some are there only sometimes, those of the example with its values.
fn drawing(interp: &mut Interp, proto: &'static Proto) -> String {
    if proto.fields.iter().any(Field::is_conditional) {
        let alone = format!("q = p[{}].copy(); q.remove_payload()", proto.name);
        let live = example::session(interp, &alone)
            .and_then(|_| example::session(interp, "print(rfc(q, True, False).rstrip())"));
        if let Ok(drawing) = live {
            return drawing;
        }
    }
    text::rfc::rfc(proto, false)
}

/// What the table says of the protocol beside its fields.
fn rules(proto: &Proto) -> Vec<String> {
    let mut rules = Vec::new();
    let mut say = |there: bool, words: &str| {
        if there {
            rules.push(words.to_owned());
        }
    };
    say(
        proto.dispatch.is_some(),
        "Which protocol its octets really are is seen from them",
    );
    say(
        proto.becomes.is_some(),
        "Calling it makes the kind that the fields ask for",
    );
    say(
        proto.guess.is_some(),
        "A rule says what follows, before the bindings",
    );
    say(
        matches!(proto.payload_len, PayloadLen::Rule(_)),
        "A rule says where its payload ends; the rest is padding",
    );
    say(
        matches!(proto.payload_len, PayloadLen::Nothing),
        "It has no payload: it is an element of a list, or the rest is padding",
    );
    say(
        matches!(proto.payload_len, PayloadLen::Dropped),
        "It has no payload: what follows is forgotten",
    );
    say(
        proto.check.is_some() || proto.check_all.is_some(),
        "A rule refuses what is wrong",
    );
    say(
        proto.mend.is_some() || proto.finish.is_some(),
        "A rule mends the octets when all of them are built",
    );
    say(
        proto.align > 1,
        &format!("Filled up to a multiple of {} octets", proto.align),
    );
    say(
        !matches!(proto.answers, Answers::SameProto),
        "A rule says which packet it answers",
    );
    say(
        !matches!(proto.hash, Hash::Payload),
        "A rule says what a request and its answer share",
    );
    for (old, new) in proto.renamed {
        say(true, &format!("`{old}` is the former name of `{new}`"));
    }
    rules
}

fn fields(out: &mut String, proto: &'static Proto) {
    out.push_str("\n| field | width | Scapy's class | default | names | computed |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for field in proto.fields {
        let _ = writeln!(
            out,
            "| `{}`{} | {} | {} | {} | {} | {} |",
            field.name,
            if field.is_conditional() { "*" } else { "" },
            width(field),
            field.class_name(),
            default(field),
            naming(field),
            field.auto.in_words(),
        );
    }
}

/// The example: made, built, and read again.
fn sample(
    out: &mut String,
    interp: &mut Interp,
    proto: &'static Proto,
    expression: &str,
    made: &str,
) -> Result<(), String> {
    let built = session(interp, "hexdump(p)")?;
    let first = example::first(expression);
    let read = format!("{first}(bytes(p))");
    let shown = match first == proto.name {
        true => session(interp, &format!("{read}.show()"))?,
        false => session(interp, &format!("{read}[{}].show()", proto.name))
            .or_else(|_| session(interp, &format!("{read}.show()")))?,
    };
    let _ = write!(out, "\n```\n{made}{built}{}\n```\n", shown.trim_end());
    Ok(())
}

fn condition(condition: Condition) -> String {
    let words: Vec<String> = condition
        .iter()
        .map(|(name, value)| match value {
            Fixed::Int(number) | Fixed::Member(number, _) => format!("`{name}={number}`"),
            Fixed::Octets(octets) => format!("`{name}=b'{}'`", octets.escape_ascii()),
            Fixed::Text(text) => format!("`{name}='{text}'`"),
            Fixed::Dice(class, _) => format!("`{name}={class}()`"),
        })
        .collect();
    words.join(", ")
}

fn default(field: &'static Field) -> String {
    match field.preset {
        Preset::StartTime => "when the program started".to_owned(),
        Preset::Made(Made::Now(..) | Made::Dice(_) | Made::Value(_, Made::Dice(_))) => "now".into(),
        _ => format!("`{}`", ls::default(field).replace('|', "\\|")),
    }
}

fn width(field: &Field) -> String {
    match (field.bits, field.kind, field.length) {
        (0, Kind::Octets, Length::Octets(octets)) => (u32::from(octets) * 8).to_string(),
        (0, Kind::Octets | Kind::List(_) | Kind::Packets(_), Length::Rest) => "rest".to_owned(),
        (0, _, Length::From(other, _)) | (0, _, Length::Count(other)) => format!("by `{other}`"),
        (0, _, _) => "varies".to_owned(),
        (bits, _, _) if field.little_endian => format!("{bits}, little-endian"),
        (bits, _, _) => bits.to_string(),
    }
}

fn naming(field: &Field) -> String {
    match field.names {
        Naming::No => String::new(),
        Naming::Script(_) | Naming::DependsScript(..) | Naming::Made(_) => "by a function".into(),
        Naming::Enum(names) => format!("{} names", names.len()),
        Naming::Texts(names) => format!("{} names", names.len()),
        Naming::FlagsBy(other, _) | Naming::Depends(other, _) => format!("by `{other}`"),
        Naming::Flags(names) => {
            let all: Vec<&str> = (0..names.len()).filter_map(|at| names.name(at)).collect();
            format!("flags `{}`", all.join(" "))
        }
    }
}
