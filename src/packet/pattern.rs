//! Texts that match a regular expression: `RandRegExp("[a-c]{3}x?")`.

use super::volatile::with_dice;

/// How often `*` and `+` repeat at most beyond what they must.
const MOST: usize = 10_000;

/// The classes of POSIX, which Scapy takes by their names alone.
const NAMED: &[(&str, &str)] = &[
    ("[:alnum:]", "[a-zA-Z0-9]"),
    ("[:alpha:]", "[a-zA-Z]"),
    ("[:ascii:]", "[\x00-\x7f]"),
    ("[:blank:]", "[ \t]"),
    ("[:cntrl:]", "[\x00-\x1f\x7f]"),
    ("[:digit:]", "[0-9]"),
    ("[:graph:]", "[\x21-\x7e]"),
    ("[:lower:]", "[a-z]"),
    ("[:print:]", "[\x20-\x7e]"),
    ("[:punct:]", "[!\"#$%&'()*+,./:;<=>?@\\[\\\\\\]^_{|}~-]"),
    ("[:space:]", "[ \t\r\n\x0b\x0c]"),
    ("[:upper:]", "[A-Z]"),
    ("[:word:]", "[A-Za-z0-9_]"),
    ("[:xdigit:]", "[A-Fa-f0-9]"),
];

/// A piece of an expression.
#[derive(Clone, Debug)]
enum Piece {
    Letter(char),
    /// One of these.
    Class(Vec<char>),
    /// One of these, each a row of pieces.
    Either(Vec<Vec<Piece>>),
    /// Between so many and so many, which may be any number.
    Repeat(Box<Piece>, u32, Option<u32>),
}

/// An expression that texts can be made for.
#[derive(Clone, Debug)]
pub struct Pattern {
    pieces: Vec<Piece>,
    /// How soon `*` and `+` end.
    rate: f64,
}

impl Pattern {
    /// Reads literals, `.`, `[…]`, `[^…]`, `\d \w \s`, groups, `|` and the repetitions
    /// `* + ? {n} {n,m}`. What it does not know stands for itself.
    /// Without a limit a piece is repeated exponentially often, with this rate.
    pub fn parse(text: &str, rate: f64) -> Pattern {
        let mut text = text.to_owned();
        for (name, class) in NAMED {
            text = text.replace(name, class);
        }
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        let mut pieces = either(&letters, &mut at);
        // A parenthesis that nothing opened stands for itself.
        while at < letters.len() {
            pieces.push(Piece::Letter(letters[at]));
            at += 1;
            pieces.extend(either(&letters, &mut at));
        }
        Pattern { pieces, rate }
    }

    /// A text that matches.
    pub fn roll(&self) -> String {
        let mut out = String::new();
        self.pieces
            .iter()
            .for_each(|piece| write(piece, self.rate, &mut out));
        out
    }
}

fn below(count: usize) -> usize {
    with_dice(|dice| dice.between(0, count.max(1) as i128 - 1)) as usize
}

/// A number that is spread exponentially.
fn often(rate: f64) -> usize {
    let number = -(1.0 - with_dice(|dice| dice.unit())).ln() / rate;
    (number as usize).min(MOST)
}

fn write(piece: &Piece, rate: f64, out: &mut String) {
    match piece {
        Piece::Letter(letter) => out.push(*letter),
        Piece::Class(letters) => out.extend(letters.get(below(letters.len()))),
        Piece::Either(rows) => {
            if let Some(row) = rows.get(below(rows.len())) {
                row.iter().for_each(|piece| write(piece, rate, out));
            }
        }
        Piece::Repeat(piece, least, most) => {
            let beyond = match most {
                Some(most) => below(most.saturating_sub(*least) as usize + 1),
                None => often(rate),
            };
            for _ in 0..*least as usize + beyond {
                write(piece, rate, out);
            }
        }
    }
}

/// Rows with `|` between them, up to a closing parenthesis or the end.
fn either(letters: &[char], at: &mut usize) -> Vec<Piece> {
    let mut rows = vec![Vec::new()];
    while let Some(&letter) = letters.get(*at) {
        match letter {
            ')' => break,
            '|' => {
                *at += 1;
                rows.push(Vec::new());
                continue;
            }
            '^' | '$' => {
                *at += 1;
                continue;
            }
            _ => {}
        }
        let piece = repeated(one(letters, at), letters, at);
        if let Some(row) = rows.last_mut() {
            row.push(piece);
        }
    }
    match rows.len() {
        1 => rows.remove(0),
        _ => vec![Piece::Either(rows)],
    }
}

fn one(letters: &[char], at: &mut usize) -> Piece {
    let letter = letters[*at];
    *at += 1;
    match letter {
        '.' => Piece::Class((' '..='~').collect()),
        '(' => {
            if letters[*at..].starts_with(&['?', ':']) {
                *at += 2;
            }
            let row = either(letters, at);
            *at += usize::from(letters.get(*at) == Some(&')'));
            Piece::Either(vec![row])
        }
        '[' => class(letters, at),
        '\\' => match letters.get(*at) {
            Some(&letter) => {
                *at += 1;
                named(letter).map_or(Piece::Letter(letter), Piece::Class)
            }
            None => Piece::Letter('\\'),
        },
        letter => Piece::Letter(letter),
    }
}

/// `\d`, `\w`, `\s`
fn named(letter: char) -> Option<Vec<char>> {
    match letter {
        'd' => Some(('0'..='9').collect()),
        'w' => Some(
            ('0'..='9')
                .chain('A'..='Z')
                .chain('a'..='z')
                .chain(['_'])
                .collect(),
        ),
        's' => Some(vec![' ', '\t']),
        _ => None,
    }
}

/// `[a-z]`, after its bracket
fn class(letters: &[char], at: &mut usize) -> Piece {
    let not = letters.get(*at) == Some(&'^');
    *at += usize::from(not);
    let mut own: Vec<char> = Vec::new();
    while let Some(&letter) = letters.get(*at) {
        *at += 1;
        match letter {
            ']' => break,
            '\\' => {
                if let Some(&escaped) = letters.get(*at) {
                    *at += 1;
                    own.extend(named(escaped).unwrap_or_else(|| vec![escaped]));
                }
            }
            '-' => match (own.last().copied(), letters.get(*at)) {
                (Some(first), Some(&last)) if last != ']' => {
                    *at += 1;
                    own.extend((first..=last).skip(1));
                }
                _ => own.push('-'),
            },
            letter => own.push(letter),
        }
    }
    Piece::Class(if not {
        (' '..='~').filter(|letter| !own.contains(letter)).collect()
    } else {
        own
    })
}

/// A piece with the `*`, `+`, `?` or `{n,m}` behind it.
fn repeated(piece: Piece, letters: &[char], at: &mut usize) -> Piece {
    let (least, most) = match letters.get(*at) {
        Some('*') => (0, None),
        Some('+') => (1, None),
        Some('?') => (0, Some(1)),
        Some('{') => {
            let rest: String = letters[*at + 1..]
                .iter()
                .take_while(|letter| **letter != '}')
                .collect();
            let (least, most) = rest.split_once(',').unwrap_or((&rest, &rest));
            let Ok(low) = least.trim().parse::<u32>() else {
                return piece;
            };
            *at += rest.chars().count() + 1;
            (low, most.trim().parse().ok())
        }
        _ => return piece,
    };
    *at += 1;
    Piece::Repeat(Box::new(piece), least, most)
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn the_texts_match() {
        for _ in 0..50 {
            let text = Pattern::parse("^[a-c]{2,3}(x|yz)\\d+$", 0.3).roll();
            let letters = text.trim_start_matches(['a', 'b', 'c']);
            let count = text.len() - letters.len();
            assert!((2..=3).contains(&count), "{text}");
            let digits = letters
                .strip_prefix('x')
                .or_else(|| letters.strip_prefix("yz"));
            let digits = digits.expect("one of the two");
            assert!(!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()));
        }
    }

    #[test]
    fn what_is_unfinished_does_no_harm() {
        for text in ["(", "[", "a{", "a{,", ")", "\\", "*", "[z-a]", "|", "a{3"] {
            let _ = Pattern::parse(text, 0.3).roll();
        }
    }
}
