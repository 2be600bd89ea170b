//! Values that are rolled anew each time they are needed: `RandShort()`, `RandIP()`, ….

mod addresses;
mod classes;
mod dice;
mod shuffle;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use num_bigint::BigInt;

use super::codec::{dhcp, tcp_options};
use super::error::{Error, Result};
use super::net::Net;
use super::pattern::Pattern;
use super::text::{Style, python};
use super::uuid::Recipe;
use super::value::{FieldValue, Volatile};

use self::addresses::{Ip6Part, OidPart, ip6, oid, uuid_octets};
use self::dice::{between, index, within};
use self::shuffle::Shuffle;

pub use self::classes::{class, classes, make};
pub use self::dice::{Dice, seed, set_dice, with_dice};

/// A class of values: `RandNum(min, max)`.
pub struct Class {
    pub name: &'static str,
    /// The parameters, with a `*` before the last when it takes all that is left, and a `?` after
    /// those that may be left out.
    pub parameters: &'static [&'static str],
    make: fn(&Arguments) -> Result<What>,
}

/// The arguments of a class, by place.
struct Arguments<'a> {
    class: &'static str,
    values: &'a [Option<FieldValue>],
}

/// A value of one of the [`CLASSES`].
pub struct Rand {
    pub class: &'static Class,
    arguments: Vec<Option<FieldValue>>,
    what: What,
}

enum What {
    Number(i128, i128),
    Float(f64, f64),
    /// Any octets read as a float.
    AnyFloat,
    Gamma(f64, f64),
    Gauss(f64, f64),
    Exponential(f64, i128),
    /// Each number of the interval once, in some order.
    Shuffled(i128, RefCell<Shuffle>),
    /// Each of these once, in some order.
    Keys(Vec<FieldValue>, RefCell<Shuffle>),
    Choice(Vec<FieldValue>),
    Text(Size, Vec<char>),
    Octets(Size, Vec<u8>, Vec<u8>),
    /// A text that matches.
    Pattern(Pattern),
    Ip(Net),
    Ip6(Vec<Ip6Part>),
    Mac([(u8, u8); 6]),
    Oid(Option<Vec<OidPart>>, Size, Size),
    Uuid(Recipe),
    Pool(Vec<FieldValue>),
    TcpOptions(Size),
    DhcpOptions(Size),
    /// The time, less this many seconds; as a whole number or not.
    Time(f64, bool),
    /// The time in this format.
    Clock(&'static str, f64),
    Counter {
        next: Cell<i64>,
        start: i64,
        step: i64,
        restart: i64,
    },
    Corrupted {
        octets: Vec<u8>,
        chance: f64,
        count: Option<usize>,
        bits: bool,
    },
}

/// How many letters.
enum Size {
    Fixed(usize),
    Rolled(Rc<dyn Volatile>),
    Exponential(f64),
    Between(usize, usize),
}

/// A value of a class that needs no arguments: `RandShort()`.
pub fn plain(name: &str) -> FieldValue {
    let value = class(name).and_then(|class| make(class, Vec::new()).ok());
    value.map_or(FieldValue::None, |rand| FieldValue::Volatile(rand))
}

/// A value of a class with its first arguments: `RandBin(4)`.
pub fn with_arguments(name: &str, arguments: &[FieldValue]) -> FieldValue {
    let arguments = arguments.iter().cloned().map(Some).collect();
    let value = class(name).and_then(|class| make(class, arguments).ok());
    value.map_or(FieldValue::None, |rand| FieldValue::Volatile(rand))
}

/// `RandNum(low, high)`
pub fn number(low: i128, high: i128) -> FieldValue {
    with_arguments("RandNum", &[integer(low), integer(high)])
}

impl Volatile for Rand {
    fn fix(&self) -> FieldValue {
        roll(&self.what)
    }

    fn repr(&self) -> String {
        match (self.class.name, self.arguments.first()) {
            ("RandOID", Some(Some(format))) => {
                format!("<RandOID [{}]>", python::str(format, &Style::PLAIN))
            }
            ("RandRegExp", Some(Some(expression))) => {
                format!("<RandRegExp [{}]>", python::repr(expression, &Style::PLAIN))
            }
            (name, _) => format!("<{name}>"),
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Rand {
    /// `RandShort().max`, `RandString(5).size`
    pub fn part(&self, name: &str) -> Option<FieldValue> {
        if let What::Number(low, high) = self.what {
            match name {
                "min" => return Some(integer(low)),
                "max" => return Some(integer(high)),
                _ => {}
            }
        }
        if let What::Float(low, high) = self.what {
            match name {
                "min" => return Some(FieldValue::Float(low)),
                "max" => return Some(FieldValue::Float(high)),
                _ => {}
            }
        }
        match (&self.what, name) {
            (What::Text(_, letters), "chars") => {
                return Some(FieldValue::text(&letters.iter().collect::<String>()));
            }
            (What::Octets(_, octets, _), "chars") => return Some(FieldValue::octets(octets)),
            (What::Choice(choices), "_choice") => return Some(FieldValue::list(choices.clone())),
            (What::Keys(keys, _), "enum") => return Some(FieldValue::list(keys.clone())),
            (What::Ip(net), "ip") => return Some(FieldValue::Net(net.clone().into())),
            (What::Mac(ranges), "mac") => {
                let octets = ranges.iter().map(|(low, high)| {
                    if low == high {
                        FieldValue::Int((*low).into())
                    } else {
                        number((*low).into(), (*high).into())
                    }
                });
                return Some(FieldValue::tuple(octets.collect()));
            }
            _ => {}
        }
        let parameters = self.class.parameters.iter();
        let place = parameters
            .map(|parameter| parameter.trim_end_matches('?'))
            .position(|parameter| parameter == name)?;
        self.arguments.get(place).cloned().flatten()
    }

    /// Another one of the same kind.
    pub fn again(&self) -> Option<Rc<Rand>> {
        make(self.class, self.arguments.clone()).ok()
    }

    /// `RandNum(min=1, max=5)`
    pub fn command(&self) -> String {
        let mut words = Vec::new();
        if let What::Octets(_, _, term) = &self.what
            && let [Some(size), Some(_)] = &self.arguments[..]
            && self.class.name == "RandTermString"
        {
            let term = python::repr(&FieldValue::octets(term), &Style::PLAIN);
            return format!("RandTermString(size={}, term={term})", written(size));
        }
        for (at, value) in self.arguments.iter().enumerate() {
            let Some(value) = value else {
                continue;
            };
            let text = written(value);
            match self.class.parameters.get(at) {
                Some(name) if !name.starts_with('*') => {
                    words.push(format!("{}={text}", name.trim_end_matches('?')));
                }
                _ => words.push(text),
            }
        }
        format!("{}({})", self.class.name, words.join(", "))
    }
}

/// An argument as a script types it.
fn written(value: &FieldValue) -> String {
    match value {
        FieldValue::Volatile(volatile) => volatile
            .as_any()
            .downcast_ref::<Rand>()
            .map_or_else(|| volatile.repr(), Rand::command),
        FieldValue::Tuple(items) => {
            let words: Vec<String> = items.iter().map(written).collect();
            match words.len() {
                1 => format!("({},)", words[0]),
                _ => format!("({})", words.join(", ")),
            }
        }
        other => python::repr(other, &Style::PLAIN),
    }
}

fn roll(what: &What) -> FieldValue {
    match what {
        What::Number(low, high) => integer(between(*low, *high)),
        What::Float(low, high) => {
            FieldValue::Float(low + (high - low) * with_dice(|dice| dice.unit()))
        }
        What::AnyFloat => {
            FieldValue::Float(f32::from_bits(with_dice(|dice| dice.bits()) as u32).into())
        }
        What::Gamma(alpha, beta) => rounded(with_dice(|dice| dice.gamma(*alpha)) * beta),
        What::Gauss(mean, deviation) => rounded(mean + deviation * with_dice(|dice| dice.normal())),
        What::Exponential(rate, base) => {
            let FieldValue::Int(value) = rounded(with_dice(exponential) / rate) else {
                return integer(*base);
            };
            integer(base + i128::from(value))
        }
        What::Shuffled(low, shuffle) => integer(low + shuffle.borrow_mut().next()),
        What::Keys(keys, shuffle) => {
            let at = shuffle.borrow_mut().next() as usize;
            keys.get(at).cloned().unwrap_or(FieldValue::None)
        }
        What::Choice(choices) => choices[index(choices.len())].clone(),
        What::Text(size, letters) => {
            let text: String = (0..size.roll())
                .filter_map(|_| letters.get(index(letters.len())))
                .collect();
            FieldValue::text(&text)
        }
        What::Octets(size, letters, term) => {
            let mut octets: Vec<u8> = (0..size.roll())
                .filter_map(|_| letters.get(index(letters.len())).copied())
                .collect();
            octets.extend(term);
            FieldValue::octets(&octets)
        }
        What::Pattern(pattern) => FieldValue::text(&pattern.roll()),
        What::Ip(net) => {
            let at = between(0, net.len().max(1) as i128 - 1) as u128;
            match net.nth(at) {
                Some(IpAddr::V4(address)) => FieldValue::Ip4(address.octets()),
                _ => FieldValue::Ip4(Ipv4Addr::UNSPECIFIED.octets()),
            }
        }
        What::Ip6(parts) => FieldValue::text(&ip6(parts)),
        What::Mac(ranges) => {
            FieldValue::Mac(ranges.map(|(low, high)| within(low.into(), high.into()) as u8))
        }
        What::Oid(parts, depth, number) => FieldValue::text(&oid(parts.as_deref(), depth, number)),
        What::Uuid(recipe) => FieldValue::uuid(recipe.roll(now())),
        What::Pool(pool) => match &pool[index(pool.len())] {
            FieldValue::Volatile(volatile) => volatile.fix(),
            other => other.clone(),
        },
        What::TcpOptions(size) => {
            let mut roll = |high: u64| between(0, high.into()) as u64;
            let options = (0..size.roll()).map(|_| tcp_options::random(&mut roll));
            FieldValue::list(options.collect())
        }
        What::DhcpOptions(size) => {
            let mut roll = |high: u64| between(0, high.into()) as u64;
            let options = (0..size.roll()).map(|_| dhcp::random(&mut roll));
            FieldValue::list(options.collect())
        }
        What::Time(shift, true) => FieldValue::Int((now() - shift) as i64),
        What::Time(shift, false) => FieldValue::Float(now() - shift),
        What::Clock(format, shift) => {
            let seconds = (now() + shift) as i64;
            let stamp =
                jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            FieldValue::text(&stamp.strftime(format).to_string())
        }
        What::Counter {
            next,
            start,
            step,
            restart,
        } => {
            let value = next.get();
            next.set(if value == *restart {
                *start
            } else {
                value.wrapping_add(*step)
            });
            FieldValue::Int(value)
        }
        What::Corrupted {
            octets,
            chance,
            count,
            bits: false,
        } => FieldValue::octets(&corrupt_bytes(octets, *chance, *count)),
        What::Corrupted {
            octets,
            chance,
            count,
            bits: true,
        } => FieldValue::octets(&corrupt_bits(octets, *chance, *count)),
    }
}

/// `octets` with `count` of them changed, or each with this chance.
pub fn corrupt_bytes(octets: &[u8], chance: f64, count: Option<usize>) -> Vec<u8> {
    let mut octets = octets.to_vec();
    for at in picked(octets.len(), chance, count) {
        octets[at] = octets[at].wrapping_add(between(1, 255) as u8);
    }
    octets
}

/// `octets` with `count` of their bits flipped, or each with this chance.
pub fn corrupt_bits(octets: &[u8], chance: f64, count: Option<usize>) -> Vec<u8> {
    let mut octets = octets.to_vec();
    for at in picked(octets.len() * 8, chance, count) {
        octets[at / 8] ^= 1 << (at % 8);
    }
    octets
}

/// Different places among `length`: `count` of them, or one for each time that `chance` gives; drawn
/// as Python's `random.sample` draws them.
fn picked(length: usize, chance: f64, count: Option<usize>) -> Vec<usize> {
    let count = count.unwrap_or_else(|| ((length as f64 * chance) as usize).max(1));
    let count = count.min(length);
    let mut few = 21usize;
    if count > 5 {
        few += 4usize.saturating_pow((count as f64 * 3.0).log(4.0).ceil() as u32);
    }
    if length > few {
        let mut seen = std::collections::HashSet::new();
        let mut places = Vec::with_capacity(count);
        while places.len() < count {
            let at = index(length);
            if seen.insert(at) {
                places.push(at);
            }
        }
        return places;
    }
    let mut pool: Vec<usize> = (0..length).collect();
    (0..count)
        .map(|_| pool.swap_remove(index(pool.len())))
        .collect()
}

fn integer(value: i128) -> FieldValue {
    match i64::try_from(value) {
        Ok(value) => FieldValue::Int(value),
        Err(_) => FieldValue::Big(Rc::new(BigInt::from(value))),
    }
}

fn rounded(value: f64) -> FieldValue {
    FieldValue::Int(value.round_ties_even() as i64)
}

fn now() -> f64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0.0, |time| time.as_secs_f64())
}

/// Mean 1.
fn exponential(dice: &mut dyn Dice) -> f64 {
    -(1.0 - dice.unit()).ln()
}

/// What is made at random is no longer than this: 256 times the longest packet.
const LARGEST: usize = 1 << 24;

impl Size {
    fn roll(&self) -> usize {
        self.rolled().min(LARGEST)
    }

    fn rolled(&self) -> usize {
        match self {
            Size::Fixed(size) => *size,
            Size::Between(low, high) => between(*low as i128, *high as i128) as usize,
            Size::Rolled(volatile) => volatile
                .fix()
                .as_int()
                .and_then(|size| usize::try_from(size).ok())
                .unwrap_or(0),
            Size::Exponential(rate) => (with_dice(exponential) / rate).round_ties_even() as usize,
        }
    }
}

/// The numbers at which programs break: ends, middle, powers of two, and their neighbours.
fn edges(low: i128, high: i128) -> Vec<FieldValue> {
    let mut numbers = vec![0, low, high, (low + high) / 2];
    for end in [low, high] {
        let sign = if end < 0 { -1 } else { 1 };
        let magnitude = end.unsigned_abs().max(1);
        numbers.extend((0..128 - magnitude.leading_zeros()).map(|power| sign * (1i128 << power)));
    }
    let mut all: Vec<i128> = numbers
        .iter()
        .flat_map(|number| [number - 1, *number, number + 1])
        .filter(|number| (low..=high).contains(number))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(integer).collect()
}

/// Texts at which programs break.
fn nasty_texts() -> Vec<FieldValue> {
    // In Scapy's order, so that a seed has the same ones.
    let texts: &[(&str, usize, &str)] = &[
        ("", 1, ""),
        ("%x", 1, ""),
        ("%%", 1, ""),
        ("%s", 1, ""),
        ("%i", 1, ""),
        ("%n", 1, ""),
        ("%x", 9, ""),
        ("%s", 21, ""),
        ("%", 1, ""),
        ("%%%", 1, ""),
        ("A", 4096, ""),
        ("\x00", 4096, "octets"),
        ("\u{ff}", 4096, "octets"),
        ("\x7f", 4096, "octets"),
        ("\u{80}", 4096, "octets"),
        (" ", 4096, ""),
        ("\\", 4096, ""),
        ("(", 4096, ""),
        ("../", 1024, ""),
        ("/", 1024, ""),
        ("${HOME}", 512, ""),
        (" or 1=1 --", 1, ""),
        ("' or 1=1 --", 1, ""),
        ("\" or 1=1 --", 1, ""),
        (" or 1=1; #", 1, ""),
        ("' or 1=1; #", 1, ""),
        ("\" or 1=1; #", 1, ""),
        (";reboot;", 1, ""),
        ("$(reboot)", 1, ""),
        ("`reboot`", 1, ""),
        ("index.php%00", 1, ""),
        ("\x00", 1, "octets"),
        ("%00", 1, ""),
        ("\\", 1, ""),
        ("../", 17, "etc/passwd"),
        ("%2e%2e%2f", 20, "etc/passwd"),
        ("%252e%252e%252f", 20, "boot.ini"),
        ("..%c0%af", 20, "etc/passwd"),
        ("..%c0%af", 20, "boot.ini"),
        ("//etc/passwd", 1, ""),
        ("..\\", 17, "boot.ini"),
        ("AUX:", 1, ""),
        ("CLOCK$", 1, ""),
        ("COM:", 1, ""),
        ("CON:", 1, ""),
        ("LPT:", 1, ""),
        ("LST:", 1, ""),
        ("NUL:", 1, ""),
        ("CON:", 1, ""),
        ("C:\\CON\\CON", 1, ""),
        ("C:\\boot.ini", 1, ""),
        ("\\\\myserver\\share", 1, ""),
        ("foo.exe:", 1, ""),
        ("foo.exe\\", 1, ""),
    ];
    let made = texts.iter().map(|(text, times, end)| match *end {
        "octets" => {
            let octet = text.chars().next().map_or(0, |letter| letter as u32 as u8);
            FieldValue::octets(&vec![octet; *times])
        }
        end => FieldValue::text(&(text.repeat(*times) + end)),
    });
    made.collect()
}

/// In Scapy comparing a group rolls it; a seed has the same addresses here.
fn compared(parts: &[Ip6Part]) {
    for part in parts {
        if let Ip6Part::Group(low, high) = part {
            within((*low).into(), (*high).into());
        }
    }
}

impl Arguments<'_> {
    fn get(&self, at: usize) -> Option<&FieldValue> {
        self.values
            .get(at)
            .and_then(Option::as_ref)
            .filter(|value| !value.is_none())
    }

    fn rest(&self) -> Vec<FieldValue> {
        self.values.iter().flatten().cloned().collect()
    }

    fn wrong(&self, kind: &'static str, words: &str) -> Error {
        Error::Other {
            kind,
            text: format!("{} {words}", self.class),
        }
    }

    fn bad_template(&self) -> Error {
        self.wrong("ValueError", "does not understand this template")
    }

    fn int(&self, at: usize) -> Result<i128> {
        match self.get(at).map(FieldValue::resolved) {
            Some(FieldValue::Int(value)) => Ok(value.into()),
            Some(FieldValue::Big(value)) => i128::try_from(value.as_ref())
                .map_err(|_| self.wrong("OverflowError", "takes smaller numbers")),
            _ => Err(self.wrong("TypeError", "takes whole numbers")),
        }
    }

    fn int_or(&self, at: usize, default: i128) -> Result<i128> {
        match self.get(at) {
            Some(_) => self.int(at),
            None => Ok(default),
        }
    }

    fn seed(&self, at: usize) -> Result<Option<i128>> {
        self.get(at).map(|_| self.int(at)).transpose()
    }

    /// `RandUUID(…)`
    fn uuid(&self) -> Result<Recipe> {
        let refuse = |words: &str| Err(self.wrong("ValueError", words));
        let given = |from: usize, to: usize| (from..to).any(|at| self.get(at).is_some());
        if let Some(template) = self.get(0) {
            if given(1, 6) {
                return refuse("takes nothing beside a template");
            }
            let text = template.as_text().unwrap_or_default();
            return Recipe::of_template(&text).ok_or_else(|| self.bad_template());
        }
        let named = self.get(3).is_some() && self.get(4).is_some();
        let version = match self.get(5) {
            Some(_) => self.int(5)?,
            None if given(1, 3) => 1,
            None if named => 5,
            None => 4,
        };
        match version {
            1 if given(3, 5) => refuse("takes no namespace and no name for version 1"),
            1 => Ok(Recipe::Time {
                node: self.seed(1)?.map(|node| node as u64 & ((1 << 48) - 1)),
                clock: self.seed(2)?.map(|clock| clock as u16),
            }),
            3 | 5 if given(1, 3) => refuse("takes node and clock_seq for version 1 only"),
            3 | 5 if !named => refuse("needs a namespace and a name for versions 3 and 5"),
            3 | 5 => match self.get(3).and_then(uuid_octets) {
                Some(namespace) => Ok(Recipe::Named {
                    namespace,
                    name: self.text_or(4, ""),
                    sha: version == 5,
                }),
                None => Err(self.wrong("TypeError", "needs a uuid.UUID as namespace")),
            },
            4 if given(1, 5) => {
                refuse("takes nothing else for version 4; say which version is meant")
            }
            4 => Ok(Recipe::Random),
            _ => refuse("makes versions 1, 3, 4 and 5"),
        }
    }

    fn float(&self, at: usize) -> Result<f64> {
        match self.get(at).map(FieldValue::resolved) {
            Some(FieldValue::Float(value)) => Ok(value),
            Some(FieldValue::Int(value)) => Ok(value as f64),
            _ => Err(self.wrong("TypeError", "takes numbers")),
        }
    }

    fn float_or(&self, at: usize, default: f64) -> Result<f64> {
        match self.get(at) {
            Some(_) => self.float(at),
            None => Ok(default),
        }
    }

    fn list(&self, at: usize) -> Result<Vec<FieldValue>> {
        match self.get(at).map(FieldValue::resolved) {
            Some(FieldValue::List(list)) => Ok(list.borrow().clone()),
            Some(FieldValue::Tuple(values)) => Ok(values.to_vec()),
            _ => Err(self.wrong("TypeError", "takes a list")),
        }
    }

    fn octets(&self, at: usize) -> Result<Vec<u8>> {
        match self.get(at).and_then(FieldValue::as_octets) {
            Some(octets) => Ok(octets.to_vec()),
            None => Err(self.wrong("TypeError", "takes bytes")),
        }
    }

    fn text_or(&self, at: usize, default: &str) -> String {
        match self.get(at).and_then(FieldValue::as_text) {
            Some(text) => text.to_string(),
            None => default.to_string(),
        }
    }

    /// A length; without one, lengths are spread exponentially with this rate.
    fn size(&self, at: usize, rate: f64) -> Result<Size> {
        match self.get(at) {
            None => Ok(Size::Exponential(rate)),
            Some(FieldValue::Volatile(volatile)) => Ok(Size::Rolled(volatile.clone())),
            Some(_) => match usize::try_from(self.int(at)?.max(0)) {
                Ok(size) if size <= LARGEST => Ok(Size::Fixed(size)),
                _ => Err(self.wrong("ValueError", "makes at most 16777216 at a time")),
            },
        }
    }

    fn time_shift(&self) -> Result<f64> {
        match (self.get(0), self.get(1)) {
            (_, Some(_)) => self.float(1),
            (Some(_), None) => Ok(now() - self.float(0)?),
            (None, None) => Ok(0.0),
        }
    }

    fn corrupted(&self, bits: bool) -> Result<What> {
        Ok(What::Corrupted {
            octets: self.octets(0)?,
            chance: self.float_or(1, 0.01)?,
            count: match self.get(2) {
                Some(_) => Some(self.int(2)?.max(0) as usize),
                None => None,
            },
            bits,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rolls(name: &str, arguments: Vec<FieldValue>, count: usize) -> Vec<FieldValue> {
        let class = class(name).expect("a class");
        let rand = make(class, arguments.into_iter().map(Some).collect()).expect("a value");
        (0..count).map(|_| rand.fix()).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_values() {
        seed(7);
        let first = rolls("RandInt", vec![], 5);
        seed(7);
        assert!(rolls("RandInt", vec![], 5) == first);
    }

    #[test]
    fn numbers_stay_in_their_range() {
        for value in rolls(
            "RandNum",
            vec![FieldValue::Int(-3), FieldValue::Int(4)],
            200,
        ) {
            assert!((-3..=4).contains(&value.as_int().expect("a number")));
        }
    }

    #[test]
    fn an_enumeration_gives_each_number_once() {
        let mut numbers: Vec<i64> = rolls("RandEnumByte", vec![], 256)
            .iter()
            .filter_map(FieldValue::as_int)
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..256).collect::<Vec<i64>>());
    }

    #[test]
    fn every_class_that_needs_nothing_rolls() {
        for class in
            classes().filter(|class| class.parameters.iter().all(|name| name.ends_with('?')))
        {
            let rand = make(class, Vec::new()).expect("no arguments are needed");
            assert!(!rand.fix().is_none(), "{}", class.name);
            assert_eq!(rand.command(), format!("{}()", class.name));
            assert_eq!(rand.repr(), format!("<{}>", class.name));
        }
    }

    #[test]
    fn addresses_follow_their_templates() {
        let text = |name: &str, template: &str| {
            let value = rolls(name, vec![FieldValue::text(template)], 1);
            value[0].as_text().expect("a text").to_string()
        };
        assert!(text("RandMAC", "00:11:22").starts_with("00:11:22:"));
        assert!(text("RandIP", "10.1.2.0/24").starts_with("10.1.2."));
        assert_eq!(text("RandIP6", "2001:db8::1"), "2001:0db8::0001");
        assert_eq!(text("RandIP6", "**").split(':').count(), 8);
    }
}
