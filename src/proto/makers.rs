//! The makers of interfaces by the first three octets of their addresses: the IEEE's registry of
//! organisations (MA-L), a public list; `data/makers.py` makes the file.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

static REGISTRY: &[u8] = include_bytes!("data/makers.gz");

/// A maker: `Cisco` and `Cisco Systems, Inc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    pub short: String,
    pub long: String,
}

/// The maker of an interface with this address.
pub fn of(address: [u8; 6]) -> Option<Maker> {
    let wanted = u32::from_be_bytes([0, address[0], address[1], address[2]]);
    let entries = entries();
    let at = entries
        .binary_search_by_key(&wanted, |entry| entry.0)
        .ok()?;
    Some(maker(entries[at].1))
}

/// `Cisco:01:02:03`
pub fn shown(address: [u8; 6]) -> Option<String> {
    let [_, _, _, d, e, f] = address;
    let maker = of(address)?;
    Some(format!("{}:{d:02x}:{e:02x}:{f:02x}", maker.short))
}

/// All makers with the first three octets of their addresses, in order.
pub fn all() -> impl Iterator<Item = ([u8; 3], Maker)> {
    entries().iter().map(|(number, name)| {
        let [_, a, b, c] = number.to_be_bytes();
        ([a, b, c], maker(name))
    })
}

/// The registry, unpacked when it is first asked.
fn entries() -> &'static [(u32, &'static str)] {
    static ENTRIES: OnceLock<Vec<(u32, &'static str)>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let mut text = String::new();
        GzDecoder::new(REGISTRY)
            .read_to_string(&mut text)
            .expect("the registry is text that was packed");
        let text: &'static str = text.leak();
        let entries = text.lines().map(|line| {
            let (digits, name) = line.split_at(6);
            let number = u32::from_str_radix(digits, 16).expect("six hexadecimal digits");
            (number, name)
        });
        entries.collect()
    })
}

fn maker(registered: &str) -> Maker {
    let long = long(registered);
    Maker {
        short: short(&long),
        long,
    }
}

/// What was registered in capitals is written as a name.
fn long(registered: &str) -> String {
    if registered != registered.to_uppercase() {
        return registered.to_owned();
    }
    let mut inside = false;
    let letters = registered.chars().map(|letter| {
        let lower = inside && letter.is_ascii_alphabetic();
        inside = letter.is_ascii_alphabetic();
        match lower {
            true => letter.to_ascii_lowercase(),
            false => letter,
        }
    });
    letters.collect()
}

/// The first words without the kind of company, in at most twelve letters.
fn short(long: &str) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    for letter in long.chars() {
        match letter {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                plain.push(' ');
            }
            '"' | '\'' | '.' | '/' | ':' => {}
            ',' | '-' => plain.push(' '),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = plain
        .split_whitespace()
        .filter(|word| *word != "&")
        .collect();
    let says = |word: &&str| !KINDS.contains(&word.to_lowercase().as_str());
    let mut kept: Vec<&str> = words.iter().copied().filter(says).collect();
    if kept.is_empty() {
        kept = words;
    }
    if kept.len() > 1 && CITIES.contains(&kept[0].to_lowercase().as_str()) {
        kept.remove(0);
    }
    kept.concat().chars().take(12).collect()
}

/// Words that say what kind of company it is.
const KINDS: &[&str] = &[
    "ab",
    "ag",
    "aktiengesellschaft",
    "as",
    "asa",
    "bhd",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporate",
    "corporation",
    "enterprises",
    "gmbh",
    "gmbhco",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "llc",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "oo",
    "oy",
    "oyj",
    "plc",
    "private",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sdn",
    "se",
    "sl",
    "spa",
    "srl",
    "sro",
    "systems",
    "the",
    "trading",
    "zao",
    "zo",
    "zoo",
];
/// Cities that names of companies begin with.
const CITIES: &[&str] = &[
    "beijing",
    "guangdong",
    "hangzhou",
    "shanghai",
    "shenzhen",
    "wuhan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_who_made_the_interface() {
        let maker = of([0, 0, 0x0c, 1, 2, 3]).expect("it is registered");
        assert_eq!(
            (&*maker.short, &*maker.long),
            ("Cisco", "Cisco Systems, Inc")
        );
        assert_eq!(
            shown([0, 0, 0x0c, 1, 2, 3]).as_deref(),
            Some("Cisco:01:02:03")
        );
        assert_eq!(of([2, 0, 0, 0, 0, 1]), None);
    }

    #[test]
    fn the_registry_is_in_order() {
        assert!(entries().is_sorted_by(|a, b| a.0 < b.0));
        assert!(entries().len() > 30_000);
    }
}
