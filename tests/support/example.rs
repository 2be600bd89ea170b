//! The example of a protocol: what its table says, or the layer with its defaults on what usually
//! carries it.

use std::collections::VecDeque;

use pkt::eval::interp::Interp;
use pkt::proto::field::{Auto, Field, Kind, Preset};
use pkt::proto::{Proto, registry};
use pkt::repl::check;

/// Where an example begins, if it comes to one of them.
const BOTTOMS: &[&str] = &["IP", "IPv6", "Ether", "Dot3"];
/// Stacks that are looked at for one protocol.
const TRIES: usize = 60;

/// The expression for a packet: `IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/RIP()`.
pub fn expression(interp: &mut Interp, proto: &'static Proto) -> String {
    if !proto.example.is_empty() {
        return proto.example.to_owned();
    }
    let expressions = stacks(proto).into_iter().map(|stack| {
        let layers: Vec<String> = stack.into_iter().map(made).collect();
        layers.join("/")
    });
    let mut reads_back = |expression: &String| {
        let first = first(expression);
        let names = format!("[layer.__name__ for layer in {first}(bytes({expression})).layers()]");
        session(interp, &format!("{:?} in {names}", proto.name)).is_ok_and(|said| said == "True\n")
    };
    let found = expressions.into_iter().find(|one| reads_back(one));
    found.unwrap_or_else(|| made(proto))
}

/// The name of the page that a protocol is on: that of the file in which its family begins.
pub fn page(proto: &Proto) -> String {
    let has = |family: &&&registry::Family| family.protocols.iter().any(|known| known.is(proto));
    let family = registry::FAMILIES.iter().find(has);
    let proto = family.map_or(proto, |family| family.protocols[0]);
    let place = proto.source.replace('\\', "/");
    let place = place.rsplit("src/proto/").next().unwrap_or(&place);
    let first = place.split('/').next().unwrap_or(place);
    first.trim_end_matches(".rs").to_owned()
}

/// The lowest layer of an expression for a packet.
pub fn first(expression: &str) -> &str {
    expression.split(['(', '/']).next().unwrap_or_default()
}

/// What the shell prints when the line is typed.
pub fn session(interp: &mut Interp, line: &str) -> Result<String, String> {
    // Whatever is printed is not this.
    let (_, mismatches) = check::check(interp, &format!(">>> {line}\n\u{1}\n"), None);
    let printed = mismatches
        .into_iter()
        .next()
        .map_or(String::new(), |found| found.printed);
    match printed.contains("rror: ") {
        true => Err(format!("{line}\n{printed}")),
        false => Ok(printed),
    }
}

/// The ways down from the protocol, as they are built, the shortest first.
fn stacks(proto: &'static Proto) -> Vec<Vec<&'static Proto>> {
    let mut waiting = VecDeque::from([vec![proto]]);
    let mut found = Vec::new();
    for _ in 0..TRIES {
        let Some(stack) = waiting.pop_front() else {
            break;
        };
        let lowers = match BOTTOMS.contains(&stack[0].name) {
            true => Vec::new(),
            false => registry::lowers_of(stack[0]),
        };
        if lowers.is_empty() {
            found.push(stack);
            continue;
        }
        for (lower, _) in lowers {
            if !stack.iter().any(|known| known.is(lower)) {
                let mut deeper = vec![lower];
                deeper.extend(&stack);
                waiting.push_back(deeper);
            }
        }
    }
    found
}

/// The layer with its defaults, but nothing of this machine and of this moment.
fn made(proto: &'static Proto) -> String {
    let values: Vec<String> = proto
        .made()
        .fields
        .iter()
        .filter_map(|field| Some(format!("{}={}", field.name, fixed(field)?)))
        .collect();
    format!("{}({})", proto.name, values.join(", "))
}

/// A value for a field whose default is not the same everywhere and always.
fn fixed(field: &Field) -> Option<&'static str> {
    let own = matches!(field.auto, Auto::SourceAddress | Auto::SourceMac);
    let other = matches!(
        field.auto,
        Auto::DestinationAddress(_) | Auto::DestinationMac
    );
    let unset = matches!(field.preset, Preset::None);
    let inner = match field.kind {
        Kind::Padded(padded) => padded.field.preset,
        _ => field.preset,
    };
    let rolled = matches!(inner, Preset::Dice(..));
    Some(match field.kind {
        _ if rolled && field.bits == 0 => "b\"0123456789abcdef0123456789abcdef\"",
        _ if rolled => "1",
        _ if matches!(field.preset, Preset::StartTime) => "0",
        Kind::NtpTime if unset => "0",
        Kind::Ip4 if own => "\"10.0.0.1\"",
        Kind::Ip4 if other => "\"10.0.0.2\"",
        Kind::Ip6 if own => "\"2001:db8::1\"",
        Kind::Ip6 if other => "\"2001:db8::2\"",
        Kind::Mac if own => "\"02:00:00:00:00:01\"",
        Kind::Mac if other => "\"02:00:00:00:00:02\"",
        _ => return None,
    })
}
