//! The protocol tables as tables: what holds for each protocol of each family.

#[path = "support/example.rs"]
mod example;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::eval::value::Value as ScriptValue;
use pkt::host::output::Output;
use pkt::packet::Packet;
use pkt::proto::binding::Binding;
use pkt::proto::field::{Auto, Field, Kind, Length, Naming, Preset, When};
use pkt::proto::names::Names;
use pkt::proto::registry::{self, FAMILIES};
use pkt::proto::{Proto, field};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn all() -> impl Iterator<Item = &'static Proto> {
    FAMILIES
        .iter()
        .flat_map(|family| family.protocols.iter().copied())
}

fn none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is there more than once.
fn doubles<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .filter(|name| !seen.insert(*name))
        .collect()
}

#[test]
fn names_of_protocols_are_unique_in_their_module() {
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for family in FAMILIES {
        let names = family.protocols.iter().map(|proto| proto.name);
        modules.entry(family.module).or_default().extend(names);
    }
    let known = registry::protocols();
    modules.insert("scapy.all", known.iter().map(|proto| proto.name).collect());
    let mut wrong = Vec::new();
    for (module, names) in modules {
        wrong.extend(
            doubles(names)
                .iter()
                .map(|name| format!("{module}: {name}")),
        );
    }
    none(&wrong);
}

#[test]
fn names_of_fields_are_unique_in_their_protocol() {
    none(&all().flat_map(doubled_fields).collect::<Vec<_>>());
}

fn doubled_fields(proto: &'static Proto) -> Vec<String> {
    // Of two fields of one name, only one may be there at a time.
    let always = proto.fields.iter().filter(|field| !field.is_conditional());
    let names = doubles(always.map(|field| field.name));
    names
        .iter()
        .map(|name| format!("{}.{name}", proto.name))
        .collect()
}

#[test]
fn bits_fill_whole_octets() {
    none(&all().flat_map(broken_octets).collect::<Vec<_>>());
}

/// Where bits that are always there do not come to whole octets before what is in whole octets.
fn broken_octets(proto: &'static Proto) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut taken: usize = 0;
    let mut sure = true;
    for field in proto.fields {
        let odd = match field.kind {
            Kind::Uint | Kind::Sint => field.bits % 8 != 0 || field.bits == 0,
            Kind::Mac => field.bits != 48,
            Kind::Ip4 => field.bits != 32,
            Kind::Ip6 => field.bits != 128,
            _ => false,
        };
        if odd {
            wrong.push(format!(
                "{}.{} is {} bits wide",
                proto.name, field.name, field.bits
            ));
        }
        if in_bits(field) {
            sure &= !field.is_conditional()
                && (field.bits > 0 || matches!(field.kind, Kind::Choice(_)));
            taken += usize::from(match field.kind {
                Kind::Choice(choice) => choice.otherwise.bits,
                _ => field.bits,
            });
        } else if taken > 0 && !empty(field) {
            if sure && !taken.is_multiple_of(8) {
                wrong.push(format!(
                    "{}: {taken} bits before {}",
                    proto.name, field.name
                ));
            }
            (taken, sure) = (0, true);
        }
    }
    if sure && !taken.is_multiple_of(8) {
        wrong.push(format!("{}: {taken} bits at the end", proto.name));
    }
    wrong
}

fn in_bits(field: &Field) -> bool {
    match field.kind {
        Kind::Bits | Kind::FixedPoint(_) | Kind::NtpTime => true,
        Kind::Scaled(scale) => scale.in_bits,
        Kind::Choice(choice) => in_bits(&choice.otherwise),
        _ => false,
    }
}

/// Whether the field has nothing on the wire at its place.
fn empty(field: &Field) -> bool {
    matches!(field.kind, Kind::Switch | Kind::Trailer(_))
}

#[test]
fn defaults_and_names_are_in_range() {
    none(&all().flat_map(out_of_range).collect::<Vec<_>>());
}

fn out_of_range(proto: &'static Proto) -> Vec<String> {
    let mut wrong = Vec::new();
    for field in proto.fields {
        let number = matches!(field.kind, Kind::Uint | Kind::Sint | Kind::Bits);
        if !number || field.bits == 0 {
            continue;
        }
        let (least, most) = field.range();
        let fits = |value: i64| (least..=most).contains(&i128::from(value));
        if let Preset::Int(value) = field.preset
            && !fits(value)
            && !LONG_NAMES.contains(&(proto.name, field.name))
            && !(value < 0 && field.bits == 64)
        {
            wrong.push(format!("{}.{} = {value}", proto.name, field.name));
        }
        if let Naming::Flags(names) = field.names
            && names.len() > usize::from(field.bits)
            && !LONG_NAMES.contains(&(proto.name, field.name))
        {
            wrong.push(format!(
                "{}.{}: {} flags",
                proto.name,
                field.name,
                names.len()
            ));
        }
        for (value, name) in named(field).into_iter().flat_map(Names::iter) {
            if !fits(value) && !LONG_NAMES.contains(&(proto.name, field.name)) {
                wrong.push(format!("{}.{}: {value} is {name}", proto.name, field.name));
            }
        }
    }
    wrong
}

fn named(field: &Field) -> Vec<&'static Names> {
    match field.names {
        Naming::Enum(names) => vec![names],
        Naming::Depends(_, tables) => tables.iter().map(|table| table.1).collect(),
        _ => Vec::new(),
    }
}

/// Fields for which Scapy names values, or has a default, that do not fit.
const LONG_NAMES: &[(&str, &str)] = &[
    ("Dot11EltHTCapabilities", "Min_MPDCU_Start_Spacing"),
    // 262 is of the system's list of protocols, for sockets.
    ("AH", "nh"),
    ("IP", "proto"),
    ("IPerror", "proto"),
    ("IPv46", "proto"),
    ("NetflowRecordV5", "prot"),
    ("SebekV2Sock", "proto"),
    ("SebekV3Sock", "proto"),
    // Scapy has the bits as decimal digits.
    ("IE_SelectionMode", "SelectionMode"),
    // Elements of vendors, whose first bit is no part of the number.
    ("NetflowOptionsFlowsetOptionV9", "optionFieldType"),
    ("NetflowTemplateFieldV9", "fieldType"),
    ("NTPInfoPeerList", "flags"),
    ("NTPInfoPeerSummary", "flags"),
    ("NTPInfoPeer", "flags"),
];

#[test]
fn fields_that_are_asked_for_exist() {
    none(&all().flat_map(missing_fields).collect::<Vec<_>>());
}

/// The fields of the same protocol that a field's attributes name, and that are not there.
fn missing_fields(proto: &'static Proto) -> Vec<String> {
    let mut wrong = Vec::new();
    for field in proto.fields {
        for name in asked_for(field) {
            if proto.field(name).is_none() && name != "payload" {
                wrong.push(format!("{}.{} asks for {name}", proto.name, field.name));
            }
        }
    }
    for (old, new) in proto.renamed {
        if proto.field(new).is_none() {
            wrong.push(format!(
                "{}: {old} is {new} now, which is not there",
                proto.name
            ));
        }
    }
    wrong
}

fn asked_for(field: &Field) -> Vec<&'static str> {
    let mut names = Vec::new();
    if let When::In(name, _) | When::NotIn(name, _) = field.when {
        names.push(name);
    }
    if let Length::From(name, _) | Length::Count(name) = field.length {
        names.push(name);
    }
    if let Auto::LenOf(name, _) | Auto::CountOf(name, _) = field.auto {
        names.push(name);
    }
    if let Naming::Depends(name, _) | Naming::FlagsBy(name, _) = field.names {
        names.push(name);
    }
    names
}

#[test]
fn bindings_are_between_protocols_that_exist_and_on_fields_that_exist() {
    let known: Vec<&'static Proto> = all().collect();
    let bindings = FAMILIES.iter().flat_map(|family| family.bindings);
    none(
        &bindings
            .flat_map(|binding| broken_binding(binding, &known))
            .collect::<Vec<_>>(),
    );
}

/// Fields that are not there, but that Scapy binds layers by.
const IDLE: &[(&str, &str)] = &[
    ("GRE", "type"),
    ("IPerror6", "proto"),
    ("ZigbeeAppDataPayload", "frametype"),
];

fn broken_binding(binding: &Binding, known: &[&'static Proto]) -> Vec<String> {
    let mut wrong = Vec::new();
    let what = format!("{} on {}", binding.upper.name, binding.lower.name);
    for proto in [binding.lower, binding.upper] {
        if !known.iter().any(|one| one.is(proto)) && !proto.name.starts_with('_') {
            wrong.push(format!("{what}: {} is in no family", proto.name));
        }
    }
    for (name, value) in binding.condition {
        let Some(field) = binding.lower.field(name) else {
            // Scapy's own bindings, which do nothing.
            if IDLE.contains(&(binding.lower.name, name)) {
                continue;
            }
            wrong.push(format!("{what}: there is no {name}"));
            continue;
        };
        let (least, most) = field.range();
        if let Some(number) = value.number()
            && field.bits > 0
            && !(least..=most).contains(&i128::from(number))
        {
            wrong.push(format!("{what}: {name} cannot be {number}"));
        }
    }
    wrong
}

#[test]
fn parents_are_in_a_family() {
    let known: Vec<&'static Proto> = all().collect();
    let has = |proto: &Proto| known.iter().any(|one| one.is(proto)) || proto.name.starts_with('_');
    let wrong = all().filter(|proto| proto.parent.is_some_and(|parent| !has(parent)));
    none(&wrong.map(|proto| proto.name.to_owned()).collect::<Vec<_>>());
}

#[test]
fn each_protocol_is_on_the_page_of_its_file() {
    let mut wrong = Vec::new();
    for proto in all() {
        let path = root().join(format!("docs/protocols/{}.md", example::page(proto)));
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let heading = format!("## {}", proto.name);
        if !page.lines().any(|line| line == heading) {
            wrong.push(format!("{}: {}", proto.name, path.display()));
        }
    }
    none(&wrong);
}

/// The examples of Scapy, by page and expression.
fn record(page: &str) -> BTreeMap<String, Value> {
    let path = root().join(format!("tests/table/data/{page}.jsonl.gz"));
    let Ok(file) = std::fs::File::open(path) else {
        return BTreeMap::new();
    };
    let mut text = String::new();
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("the record is gzip'd text");
    let cases = text
        .lines()
        .map(|line| -> Value { serde_json::from_str(line).expect("each line is JSON") });
    cases
        .map(|case| {
            (
                case["expr"].as_str().expect("an expression").to_owned(),
                case,
            )
        })
        .collect()
}

/// Works on a thread of its own: what one family loads, another does not see.
fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(64 << 20);
    let thread = thread.spawn(work).expect("a thread can be started");
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// An interpreter in which the protocols of the family are known.
fn interpreter(module: &str) -> Interp {
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    for proto in registry::load(module) {
        interp.define(proto.name, ScriptValue::Layer(proto));
    }
    interp
}

#[test]
fn examples_build_scapy_s_octets_and_read_back_as_scapy_shows_them() {
    let mut wrong = Vec::new();
    for family in FAMILIES {
        wrong.extend(apart(move || {
            let mut interp = interpreter(family.module);
            let protocols = family.protocols.iter();
            protocols
                .filter_map(|proto| compared(&mut interp, proto).err())
                .collect::<Vec<_>>()
        }));
    }
    none(&wrong);
}

/// Protocols of which Scapy shows nothing that could be compared: it cannot build or read them by
/// themselves, or shows the class of all packets as a layer.
const BESIDE: &[&str] = &[
    "ATT_Group_Handle_Variable",
    "BGPORFCoveringPrefix",
    "EIR_AdvertisingInterval",
    "_DAGMetricContainer",
];

/// The families that Scapy does not have; tests/beyond.rs compares them with others.
const OWN: &[&str] = &[
    "scapy.contrib.dccp",
    "scapy.contrib.glbp",
    "scapy.contrib.udplite",
];

/// The example of a protocol against what Scapy says of it.
fn compared(interp: &mut Interp, proto: &'static Proto) -> Result<(), String> {
    if BESIDE.contains(&proto.name) || OWN.contains(&registry::module_of(proto)) {
        return Ok(());
    }
    let page = example::page(proto);
    let expression = example::expression(interp, proto);
    let record = record(&page);
    let Some(case) = record.get(&expression) else {
        return Err(format!(
            "no record of {expression}: python tests/table/record.py {page}"
        ));
    };
    let (Some(octets), Some(read), Some(shown)) = (
        case["bytes"].as_str(),
        case["read"].as_str(),
        case["shown"].as_str(),
    ) else {
        return Err(format!("{expression} is {} in Scapy", case["error"]));
    };
    example::session(interp, &format!("p = {expression}"))?;
    let differs = |what: &str, scapy: &str, own: &str| match scapy.trim() == own.trim() {
        true => Ok(()),
        false => Err(format!(
            "{what} of {expression}\n  scapy {scapy}\n  pkt   {own}"
        )),
    };
    let own = example::session(interp, "print(bytes(p).hex())")?;
    differs("octets", octets, &own)?;
    let own = example::session(interp, read)?;
    differs("show()", shown, &own)
}

#[test]
fn examples_are_built_again_as_they_were_read() {
    let mut wrong = Vec::new();
    for family in FAMILIES {
        wrong.extend(apart(move || {
            let mut interp = interpreter(family.module);
            let protocols = family.protocols.iter();
            protocols
                .filter_map(|proto| round_trip(&mut interp, proto).err())
                .collect::<Vec<_>>()
        }));
    }
    none(&wrong);
}

fn unhex(text: &str) -> Vec<u8> {
    let octet = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(octet).collect()
}

fn round_trip(interp: &mut Interp, proto: &'static Proto) -> Result<(), String> {
    let expression = example::expression(interp, proto);
    let globals = interp.main.globals.clone();
    let made = interp
        .eval(&expression, &globals)
        .map_err(|error| error.text())?;
    let made = made.as_packet().ok_or("no packet")?;
    let fails = |error: pkt::packet::Error| format!("{expression}: {error}");
    let octets = made.build().map_err(fails)?;
    let first = registry::proto(example::first(&expression)).ok_or("no first layer")?;
    let read = Packet::dissect(first, &octets).map_err(fails)?;
    if read.build().map_err(fails)? != octets {
        return Err(format!("{expression}: other octets as it was read"));
    }
    let copy = read.copy();
    copy.clear_cache();
    let page = record(&example::page(proto));
    let built = page.get(&expression).and_then(|case| case.get("built"));
    let same = match built.map(Value::as_str) {
        // Scapy makes others, too.
        Some(Some(scapy)) => copy.build().map_err(fails)? == unhex(scapy),
        // Scapy fails here.
        Some(None) => true,
        None => copy.build().map_err(fails)? == octets,
    };
    match same {
        true => Ok(()),
        false => Err(format!("{expression}: other octets from its fields")),
    }
}

/// Tables with one mistake each: the tests above can fail.
mod broken {
    use super::*;
    use pkt::proto::binding::bind;
    use pkt::proto::field::{bits, u8, u16};
    use pkt::when;

    static NAMES: Names = Names::pairs(&[(256, "no octet")]);
    static BROKEN: Proto = Proto::new(
        "Broken",
        "Broken",
        &[
            bits("version", 4),
            bits("flags", 3).default(8),
            u8("type").names(&NAMES),
            u8("type"),
            field::computed(u16("len"), Auto::LenOf("valeu", field::Adjust::NONE)),
            Field::new("odd", Kind::Uint, 12).default(0),
            field::octets("value").length(Length::From("length", 0)),
        ],
    );
    static BINDING: Binding = bind(&BROKEN, &BROKEN, when!(version = 16, kind = 1));

    #[test]
    fn mistakes_in_tables_are_found() {
        assert_eq!(doubled_fields(&BROKEN), ["Broken.type"]);
        assert_eq!(
            broken_octets(&BROKEN),
            ["Broken: 7 bits before type", "Broken.odd is 12 bits wide"]
        );
        assert_eq!(
            out_of_range(&BROKEN),
            ["Broken.flags = 8", "Broken.type: 256 is no octet"]
        );
        assert_eq!(
            missing_fields(&BROKEN),
            ["Broken.len asks for valeu", "Broken.value asks for length"]
        );
        assert_eq!(
            broken_binding(&BINDING, &[]),
            [
                "Broken on Broken: Broken is in no family",
                "Broken on Broken: Broken is in no family",
                "Broken on Broken: version cannot be 16",
                "Broken on Broken: there is no kind",
            ]
        );
    }

    #[test]
    fn an_example_that_is_not_recorded_is_found() {
        let error = compared(&mut interpreter("scapy.packet"), &BROKEN).unwrap_err();
        assert!(error.starts_with("no record of Broken"), "{error}");
    }
}
