//! Texts that match a regular expression: `RandRegExp("[a-c]{3}x?")`.

use super::volatile::with_dice;

/// How often `*` and `+` repeat at most beyond what they must.
const MOST: u32 = 12;

/// A piece of an expression.
#[derive(Clone, Debug)]
enum Piece {
    Letter(char),
    /// One of these.
    Class(Vec<char>),
    /// One of these, each a row of pieces.
    Either(Vec<Vec<Piece>>),
    /// Between so many and so many.
    Repeat(Box<Piece>, u32, u32),
}

/// An expression that texts can be made for.
#[derive(Clone, Debug)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

impl Pattern {
    /// Reads literals, `.`, `[…]`, `[^…]`, `\d \w \s`, groups, `|` and the repetitions
    /// `* + ? {n} {n,m}`. What it does not know stands for itself.
    pub fn parse(text: &str) -> Pattern {
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        let mut pieces = either(&letters, &mut at);
        // A parenthesis that nothing opened stands for itself.
        while at < letters.len() {
            pieces.push(Piece::Letter(letters[at]));
            at += 1;
            pieces.extend(either(&letters, &mut at));
        }
        Pattern { pieces }
    }

    /// A text that matches.
    pub fn roll(&self) -> String {
        let mut out = String::new();
        self.pieces.iter().for_each(|piece| write(piece, &mut out));
        out
    }
}

fn below(count: usize) -> usize {
    with_dice(|dice| dice.between(0, count.max(1) as i128 - 1)) as usize
}

fn write(piece: &Piece, out: &mut String) {
    match piece {
        Piece::Letter(letter) => out.push(*letter),
        Piece::Class(letters) => out.extend(letters.get(below(letters.len()))),
        Piece::Either(rows) => {
            if let Some(row) = rows.get(below(rows.len())) {
                row.iter().for_each(|piece| write(piece, out));
            }
        }
        Piece::Repeat(piece, least, most) => {
            let span = most.saturating_sub(*least) as usize;
            for _ in 0..*least as usize + below(span + 1) {
                write(piece, out);
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
        Some('*') => (0, MOST),
        Some('+') => (1, 1 + MOST),
        Some('?') => (0, 1),
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
            (low, most.trim().parse().unwrap_or(low + MOST))
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
            let text = Pattern::parse("^[a-c]{2,3}(x|yz)\\d+$").roll();
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
            let _ = Pattern::parse(text).roll();
        }
    }
}
