//! Printf-style formatting: `"%-5s %(name)x" % values`, for str and for bytes.

use num_bigint::{BigInt, Sign};

use super::{Fault, float, integer, value_fault};

/// A stretch of a format string.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text as it stands, `%%` already made `%`.
    Text(String),
    Field(Field),
}

/// `%(key)-5.2f`
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub key: Option<String>,
    pub flags: Flags,
    pub width: Size,
    pub precision: Size,
    /// `s`, `d`, … ; any character stands here, the one who renders refuses it
    pub code: char,
    /// Where the code stands, in characters: the error for an unknown one says it.
    pub index: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// space
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Unset,
    Given(usize),
    /// `*`: the next value says it
    Next,
}

/// Splits a format string into text and fields. A mistake ends the list as an error piece would:
/// it is returned beside what stands before it, because the values before it are looked at first.
pub fn parse(format: &str) -> (Vec<Piece>, Option<Fault>) {
    let chars: Vec<char> = format.chars().collect();
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] != '%' {
            text.push(chars[at]);
            at += 1;
            continue;
        }
        match parse_field(&chars, at + 1) {
            Ok((Field { code: '%', .. }, next)) => {
                text.push('%');
                at = next;
            }
            Ok((field, next)) => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Field(field));
                at = next;
            }
            Err(fault) => return (pieces, Some(fault)),
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    (pieces, None)
}

fn parse_field(chars: &[char], start: usize) -> Result<(Field, usize), Fault> {
    let mut at = start;
    let mut key = None;
    if chars.get(at) == Some(&'(') {
        let mut depth = 1;
        let from = at + 1;
        at = from;
        while depth > 0 {
            match chars.get(at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return value_fault("incomplete format key"),
            }
            at += 1;
        }
        key = Some(chars[from..at - 1].iter().collect());
    }
    let mut flags = Flags::default();
    loop {
        match chars.get(at) {
            Some('-') => flags.left = true,
            Some('+') => flags.plus = true,
            Some(' ') => flags.blank = true,
            Some('#') => flags.alternate = true,
            Some('0') => flags.zero = true,
            _ => break,
        }
        at += 1;
    }
    let width = parse_size(chars, &mut at, "width too big")?;
    let precision = if chars.get(at) == Some(&'.') {
        at += 1;
        match parse_size(chars, &mut at, "precision too big")? {
            Size::Unset => Size::Given(0),
            size => size,
        }
    } else {
        Size::Unset
    };
    while matches!(chars.get(at), Some('h' | 'l' | 'L')) {
        at += 1;
    }
    let Some(&code) = chars.get(at) else {
        return value_fault("incomplete format");
    };
    Ok((
        Field {
            key,
            flags,
            width,
            precision,
            code,
            index: at,
        },
        at + 1,
    ))
}

fn parse_size(chars: &[char], at: &mut usize, too_big: &str) -> Result<Size, Fault> {
    if chars.get(*at) == Some(&'*') {
        *at += 1;
        return Ok(Size::Next);
    }
    let start = *at;
    let mut number = 0usize;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        number = number.saturating_mul(10).saturating_add(digit as usize);
        *at += 1;
    }
    if number > i32::MAX as usize {
        return value_fault(too_big);
    }
    Ok(if *at > start {
        Size::Given(number)
    } else {
        Size::Unset
    })
}

/// Width, precision and flags once the values for `*` are known.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub flags: Flags,
    pub width: usize,
    pub precision: Option<usize>,
}

/// `%d`, `%i`, `%u`, `%x`, `%X`, `%o`
pub fn integer(number: &BigInt, code: char, layout: Layout) -> String {
    let base = match code {
        'x' | 'X' => 16,
        'o' => 8,
        _ => 10,
    };
    let (_, mut digits) = integer::digits(number, base);
    let missing = layout.precision.unwrap_or(0).saturating_sub(digits.len());
    digits.insert_str(0, &"0".repeat(missing));
    let mut prefix = if layout.flags.alternate {
        integer::prefix(base)
    } else {
        ""
    }
    .to_string();
    if code == 'X' {
        digits.make_ascii_uppercase();
        prefix.make_ascii_uppercase();
    }
    let lead = format!(
        "{}{prefix}",
        sign(number.sign() == Sign::Minus, layout.flags)
    );
    justified(&lead, &digits, layout)
}

/// `%e`, `%f`, `%g` and their capitals
pub fn float(x: f64, code: char, layout: Layout) -> String {
    let precision = layout.precision.unwrap_or(6);
    let mut text = float::magnitude(
        x,
        code.to_ascii_lowercase(),
        precision,
        layout.flags.alternate,
    );
    if code.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    let negative = x.is_sign_negative() && !x.is_nan();
    justified(sign(negative, layout.flags), &text, layout)
}

/// `%s`, `%r`, `%a`: cut to the precision, then padded with spaces.
pub fn text(text: &str, layout: Layout) -> String {
    let end = layout
        .precision
        .and_then(|most| text.char_indices().nth(most))
        .map_or(text.len(), |(at, _)| at);
    let plain = Layout {
        flags: Flags {
            zero: false,
            ..layout.flags
        },
        ..layout
    };
    justified("", &text[..end], plain)
}

/// The same for octets: `b"%s" % b"…"`.
pub fn octets(octets: &[u8], layout: Layout) -> Vec<u8> {
    let cut = &octets[..layout.precision.unwrap_or(octets.len()).min(octets.len())];
    let missing = layout.width.saturating_sub(cut.len());
    let mut out = Vec::with_capacity(cut.len() + missing);
    let before = if layout.flags.left { 0 } else { missing };
    out.resize(before, b' ');
    out.extend_from_slice(cut);
    out.resize(cut.len() + missing, b' ');
    out
}

fn sign(negative: bool, flags: Flags) -> &'static str {
    match (negative, flags.plus, flags.blank) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    }
}

fn justified(lead: &str, body: &str, layout: Layout) -> String {
    let missing = layout
        .width
        .saturating_sub(lead.len() + body.chars().count());
    if layout.flags.left {
        format!("{lead}{body}{}", " ".repeat(missing))
    } else if layout.flags.zero {
        format!("{lead}{}{body}", "0".repeat(missing))
    } else {
        format!("{}{lead}{body}", " ".repeat(missing))
    }
}

/// `"%y" % 1`
pub fn unknown_code(field: &Field) -> Fault {
    let code = field.code;
    let shown = if (' '..='~').contains(&code) {
        code
    } else {
        '?'
    };
    Fault::Value(format!(
        "unsupported format character '{shown}' (0x{:x}) at index {}",
        code as u32, field.index
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_field(format: &str) -> Field {
        match parse(format).0.remove(0) {
            Piece::Field(field) => field,
            Piece::Text(text) => panic!("{text}"),
        }
    }

    fn layout(format: &str) -> (Layout, char) {
        let field = only_field(format);
        let given = |size| match size {
            Size::Given(number) => Some(number),
            _ => None,
        };
        let width = given(field.width).unwrap_or(0);
        (
            Layout {
                flags: field.flags,
                width,
                precision: given(field.precision),
            },
            field.code,
        )
    }

    /// Printed by CPython 3.11: `format % number`.
    #[test]
    fn integers_are_python_s() {
        for (format, number, wanted) in [
            ("%d", -5, "-5"),
            ("%5d", 42, "   42"),
            ("%-5d", 42, "42   "),
            ("%05d", -42, "-0042"),
            ("%+d", 42, "+42"),
            ("% d", 42, " 42"),
            ("%#x", 255, "0xff"),
            ("%#X", 255, "0XFF"),
            ("%08x", 48879, "0000beef"),
            ("%#o", 8, "0o10"),
            ("%.5d", 42, "00042"),
            ("%8.5d", 42, "   00042"),
            ("%x", -255, "-ff"),
        ] {
            let (layout, code) = layout(format);
            assert_eq!(
                integer(&BigInt::from(number), code, layout),
                wanted,
                "{format}"
            );
        }
    }

    #[test]
    fn floats_and_texts_are_python_s() {
        for (format, x, wanted) in [
            ("%f", 1.5, "1.500000"),
            ("%.2f", 2.675, "2.67"),
            ("%08.3f", -2.34159, "-002.342"),
            ("%e", 12345.678, "1.234568e+04"),
            ("%G", 1e-10, "1E-10"),
            ("%+.0f", 0.5, "+0"),
        ] {
            let (layout, code) = layout(format);
            assert_eq!(float(x, code, layout), wanted, "{format}");
        }
        assert_eq!(text("hello", layout("%8.3s").0), "     hel");
        assert_eq!(text("hé", layout("%-4s").0), "hé  ");
        assert_eq!(octets(b"abc", layout("%-5s").0), b"abc  ");
    }

    #[test]
    fn mistakes_have_python_s_words() {
        assert_eq!(
            parse("a%").1,
            Some(Fault::Value("incomplete format".into()))
        );
        assert_eq!(
            parse("%(a").1,
            Some(Fault::Value("incomplete format key".into()))
        );
        assert_eq!(
            unknown_code(&only_field("%y")),
            Fault::Value("unsupported format character 'y' (0x79) at index 1".into())
        );
    }
}
