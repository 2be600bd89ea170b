//! The documents: every session in them runs and prints what it shows; the pages that are made
//! from the tables are as the tables are.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes those pages anew.

#[path = "support/needs.rs"]
mod needs;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use pkt::builtins::{self, core, lists, modules};
use pkt::eval::builtin::Builtin;
use pkt::eval::interp::Interp;
use pkt::eval::methods;
use pkt::eval::value::Kind;
use pkt::host::output::Output;
use pkt::packet::text::ls;
use pkt::packet::volatile;
use pkt::proto::binding::{Condition, Fixed};
use pkt::proto::field::{Auto, Cover, Field, Kind as FieldKind, Length, Naming, Preset};
use pkt::proto::{Proto, registry};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents that are read from top to bottom: what one session made, the next one has.
fn documents() -> Vec<PathBuf> {
    let mut documents = vec![root().join("README.md"), root().join("examples/README.md")];
    let folder = std::fs::read_dir(root().join("docs")).expect("docs can be listed");
    let pages = folder.map(|entry| entry.expect("docs can be read").path());
    documents.extend(pages.filter(|page| page.extension().is_some_and(|end| end == "md")));
    documents.sort();
    documents
}

#[test]
fn sessions_in_documents_print_what_they_show() {
    // Pages that are out of date are another test's matter.
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .arg("--check")
        .args(documents())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "\n{said}{complaints}");
    assert!(said.contains("builtins.md: "), "{said}");
}

#[test]
fn the_readme_s_session_in_the_lab_prints_what_it_shows() {
    let test = "the_readme_s_session_in_the_lab_prints_what_it_shows";
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["--lab", "--check"])
        .arg(root().join("README.md"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    if said.is_empty() {
        needs::skip(test, &format!("no lab here: {}", complaints.trim()));
        return;
    }
    assert!(output.status.success(), "\n{said}{complaints}");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document is text");
        let folder = document.parent().expect("a document is in a folder");
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = target.split('#').next().unwrap_or_default();
            if !target.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                wrong.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_is_named_in_the_language_page() {
    let page = std::fs::read_to_string(root().join("docs/language.md")).expect("language.md");
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let missing: Vec<&str> = interp
        .native_modules()
        .map(|module| module.name)
        .filter(|name| !name.starts_with('_') || *name == "__future__")
        .filter(|name| !name.starts_with("scapy.") && !page.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "language.md lacks {missing:?}");
}

#[test]
fn builtins_md_is_as_the_tables_are() {
    page("docs/builtins.md", &builtins_page());
}

#[test]
fn protocols_md_is_as_the_tables_are() {
    page("docs/protocols.md", &protocols_page());
}

/// Compares the page with what the tables give, or writes it.
fn page(name: &str, wanted: &str) {
    let file = root().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, wanted).expect("the page can be written");
        return;
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    let mut lines = found.lines().zip(wanted.lines()).enumerate();
    let difference = lines.find(|(_, (found, wanted))| found != wanted);
    if let Some((at, (found, wanted))) = difference {
        panic!(
            "{name}:{}: {found:?} should be {wanted:?}; UPDATE_DOCS=1 cargo test --test docs",
            at + 1
        );
    }
    assert_eq!(
        found.lines().count(),
        wanted.lines().count(),
        "{name} has another length; UPDATE_DOCS=1 cargo test --test docs"
    );
}

const BUILTINS_HEAD: &str = "\
# Builtins

Made from the tables of the program by `UPDATE_DOCS=1 cargo test --test docs`; do not edit.
The parameters are written as Python writes them; `help(sr1)` and `lsc()` say the same in the shell.

- [Commands](#commands): what is about packets
- [Values that are rolled anew](#values-that-are-rolled-anew)
- [Methods](#methods) of packets, lists of packets and Python's types
- [Python's functions](#pythons-functions)
- [Modules](#modules)
";

fn builtins_page() -> String {
    let mut out = BUILTINS_HEAD.to_owned();
    out.push_str("\n## Commands\n");
    for command in sorted(builtins::commands()) {
        entry(&mut out, command);
    }
    out.push_str("\n## Values that are rolled anew\n\n");
    out.push_str(
        "Each stands for another value every time a packet is built.\n`…` stands for what may be left out.\n\n",
    );
    let mut classes: Vec<_> = volatile::classes().collect();
    classes.sort_by_key(|class| class.name);
    for class in classes {
        let optional = class.parameters.iter().any(|p| p.ends_with('?'));
        let names: Vec<&str> = class
            .parameters
            .iter()
            .map(|p| p.trim_end_matches('?'))
            .collect();
        let more = if optional { " …" } else { "" };
        let _ = writeln!(out, "- `{}({})`{more}", class.name, names.join(", "));
    }
    out.push_str("\n## Methods\n");
    methods_of(&mut out, "Packets", methods::packet::METHODS);
    methods_of(&mut out, "Lists of packets", lists::METHODS);
    for (title, kind) in [
        ("str", Kind::Str),
        ("bytes", Kind::Bytes),
        ("bytearray", Kind::ByteArray),
        ("list", Kind::List),
        ("tuple", Kind::Tuple),
        ("dict", Kind::Dict),
        ("set", Kind::Set),
        ("frozenset", Kind::FrozenSet),
        ("int", Kind::Int),
        ("float", Kind::Float),
    ] {
        methods_of(&mut out, &format!("`{title}`"), methods::of(kind));
    }
    out.push_str("\n## Python's functions\n\n");
    for function in sorted(core::FAMILIES.iter().copied().flatten()) {
        line(&mut out, function);
    }
    out.push_str("\n## Modules\n");
    for module in modules::ALL {
        let _ = write!(out, "\n### `{}`\n\n{}\n\n", module.name, module.help);
        for function in sorted(module.functions) {
            line(&mut out, function);
        }
    }
    out
}

fn methods_of(out: &mut String, title: &str, methods: &'static [Builtin]) {
    let _ = write!(out, "\n### {title}\n\n");
    for method in sorted(methods) {
        line(out, method);
    }
}

fn sorted(builtins: impl IntoIterator<Item = &'static Builtin>) -> Vec<&'static Builtin> {
    let mut builtins: Vec<_> = builtins.into_iter().collect();
    builtins.sort_by_key(|builtin| builtin.name.to_lowercase());
    builtins
}

/// A section for one builtin, with its examples as a session.
fn entry(out: &mut String, builtin: &Builtin) {
    let _ = write!(
        out,
        "\n### `{}`\n\n`{}`\n\n{}\n",
        builtin.name,
        signature(builtin),
        builtin.help
    );
    if builtin.examples.is_empty() {
        return;
    }
    out.push_str("\n```\n");
    for (code, shown) in builtin.examples {
        let _ = write!(out, ">>> {code}\n{shown}\n");
    }
    out.push_str("```\n");
}

/// One line for a builtin.
fn line(out: &mut String, builtin: &Builtin) {
    let _ = writeln!(out, "- `{}`: {}", signature(builtin), builtin.help);
}

/// `len(obj, /)`, without `self`.
fn signature(builtin: &Builtin) -> String {
    let params = &builtin.params[usize::from(builtin.takes_self())..];
    let params: Vec<&str> = params
        .iter()
        .map(|param| match param.strip_suffix("=<unset>") {
            Some(_) => "…",
            None => param,
        })
        .collect();
    let params = params.join(", ").replace('\n', "\\n");
    format!("{}({params})", builtin.name)
}

const PROTOCOLS_HEAD: &str = "\
# Protocols

Made from the protocol tables by `UPDATE_DOCS=1 cargo test --test docs`; do not edit.

A field that nobody sets has its default; where the default is `None`, building computes the value as the last column says.
A value that is set is sent as set, however wrong.
*Width* is in bits; `*` marks a field that is there only sometimes.
`ls(IP)` prints the fields in the shell, `ls(IP, verbose=True)` also the names of their values.
";

fn protocols_page() -> String {
    let mut out = PROTOCOLS_HEAD.to_owned();
    let mut protocols = registry::protocols();
    protocols.sort_by_key(|proto| proto.name.to_lowercase());
    out.push('\n');
    for proto in &protocols {
        let anchor = proto.name.to_lowercase();
        let _ = writeln!(out, "- [{}](#{anchor}): {}", proto.name, proto.title);
    }
    for proto in protocols {
        protocol(&mut out, proto);
    }
    out
}

fn protocol(out: &mut String, proto: &'static Proto) {
    let _ = write!(out, "\n## {}\n\n{}.\n", proto.name, proto.title);
    if let Some(parent) = proto.parent {
        let _ = writeln!(
            out,
            "A kind of [{0}](#{1}).",
            parent.name,
            parent.name.to_lowercase()
        );
    }
    let below: Vec<String> = registry::lowers_of(proto)
        .into_iter()
        .map(|(lower, condition)| format!("{}{}", lower.name, condition_words(condition)))
        .collect();
    if !below.is_empty() {
        let _ = writeln!(out, "Sits on {}.", below.join("; "));
    }
    if proto.fields.is_empty() {
        return;
    }
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
            computed(field.auto),
        );
    }
}

fn condition_words(condition: Condition) -> String {
    let words: Vec<String> = condition
        .iter()
        .map(|(name, value)| match value {
            Fixed::Int(number) => format!("{name}={number}"),
            Fixed::Octets(octets) => format!("{name}=b'{}'", octets.escape_ascii()),
            Fixed::Text(text) => format!("{name}='{text}'"),
        })
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" where `{}`", words.join(", ")),
    }
}

fn default(field: &'static Field) -> String {
    match field.preset {
        Preset::StartTime => "when the program started".to_owned(),
        _ => format!("`{}`", ls::default(field).replace('|', "\\|")),
    }
}

fn width(field: &Field) -> String {
    match (field.bits, field.kind, field.length) {
        (0, FieldKind::Octets, Length::Octets(octets)) => (u32::from(octets) * 8).to_string(),
        (0, FieldKind::Octets | FieldKind::List(_) | FieldKind::Packets(_), Length::Rest) => {
            "rest".to_owned()
        }
        (0, _, Length::From(other, _)) | (0, _, Length::Count(other)) => format!("by `{other}`"),
        (0, _, _) => "varies".to_owned(),
        (bits, _, _) if field.little_endian => format!("{bits}, little-endian"),
        (bits, _, _) => bits.to_string(),
    }
}

fn naming(field: &Field) -> String {
    match field.names {
        Naming::No => String::new(),
        Naming::Script(_) | Naming::DependsScript(..) => "by a function".into(),
        Naming::Enum(names) => format!("{} names", names.len()),
        Naming::Texts(names) => format!("{} names", names.len()),
        Naming::FlagsBy(other, _) | Naming::Depends(other, _) => format!("by `{other}`"),
        Naming::Flags(names) => {
            let all: Vec<&str> = (0..names.len()).filter_map(|at| names.name(at)).collect();
            format!("flags `{}`", all.join(" "))
        }
    }
}

/// How a field is computed that nobody set.
fn computed(auto: Auto) -> String {
    match auto {
        Auto::No => String::new(),
        Auto::HeaderLen(1) => "octets of the header".into(),
        Auto::HeaderLen(unit) => format!("header in units of {unit} octets"),
        Auto::HeaderLenBy(_) => "length of the header".into(),
        Auto::TotalLen => "octets of header and payload".into(),
        Auto::TotalLenLess(less) => format!("octets of header and payload, less {less}"),
        Auto::PayloadLen | Auto::PayloadLenBy(_) => "octets of the payload".into(),
        Auto::LenOf(other, _) => format!("octets of `{other}`"),
        Auto::CountOf(other, _) => format!("elements of `{other}`"),
        Auto::Fill(unit) => format!("zeros up to a multiple of {unit} octets"),
        Auto::Sum(Cover::Header) => "Internet checksum of the header".into(),
        Auto::Sum(Cover::HeaderAndPayload) => "Internet checksum of header and payload".into(),
        Auto::Sum(Cover::Pseudo { .. } | Cover::Pseudo6 { .. }) => {
            "Internet checksum of pseudo-header, header and payload".into()
        }
        Auto::Rule(rule) => format!("by a rule of its own ({rule})"),
        Auto::SourceAddress => "our address on the route".into(),
        Auto::DestinationAddress(_) => "what the layer above is bound to".into(),
        Auto::SourceMac => "MAC of the interface on the route".into(),
        Auto::DestinationMac => "MAC of the next hop".into(),
    }
}

/// The walkthrough shows a file that is compiled and compared with Scapy.
#[test]
fn the_protocol_in_the_walkthrough_is_the_one_that_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("the file is there");
    let page = read("docs/adding-a-protocol.md");
    let shown = page
        .split("```rust\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    assert_eq!(shown, Some(read("src/proto/rip.rs").as_str()));
}
