//! The format-spec mini-language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::{Fault, float, integer, value_fault};

/// What stands behind the colon of `{x:>10,.2f}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: char,
    /// `<`, `>`, `^`, `=`
    pub align: Option<char>,
    /// `+`, `-` or space
    pub sign: Option<char>,
    /// `z`: no negative zero
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: usize,
    /// `,` or `_`
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub code: Option<char>,
}

impl Spec {
    /// Reads a spec for a value of the type named, which only the error needs.
    pub fn parse(text: &str, type_name: &str) -> Result<Spec, Fault> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let mut spec = Spec {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            code: None,
        };
        let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '=' | '^'));
        let mut fill_given = false;
        if is_align(chars.get(1)) {
            spec.fill = chars[0];
            spec.align = Some(chars[1]);
            fill_given = true;
            at = 2;
        } else if is_align(chars.first()) {
            spec.align = Some(chars[0]);
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
            spec.sign = Some(*sign);
            at += 1;
        }
        if chars.get(at) == Some(&'z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if chars.get(at) == Some(&'#') {
            spec.alternate = true;
            at += 1;
        }
        if !fill_given && chars.get(at) == Some(&'0') {
            spec.fill = '0';
            if spec.align.is_none() && type_name != "str" {
                spec.align = Some('=');
            }
            at += 1;
        }
        if let Some(width) = read_number(&chars, &mut at)? {
            spec.width = width;
        }
        for mark in [',', '_'] {
            if chars.get(at) == Some(&mark) {
                if spec.grouping.is_some() {
                    return value_fault("Cannot specify both ',' and '_'.");
                }
                spec.grouping = Some(mark);
                at += 1;
            }
        }
        if let (Some(first), Some(second @ (',' | '_'))) = (spec.grouping, chars.get(at)) {
            return value_fault(if first == *second {
                format!("Cannot specify '{first}' with '{second}'.")
            } else {
                "Cannot specify both ',' and '_'.".to_string()
            });
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            spec.precision = read_number(&chars, &mut at)?;
            if spec.precision.is_none() {
                return value_fault("Format specifier missing precision");
            }
        }
        match chars.len() - at {
            0 => {}
            1 => spec.code = Some(chars[at]),
            _ => {
                return value_fault(format!(
                    "Invalid format specifier '{text}' for object of type '{type_name}'"
                ));
            }
        }
        if let Some(mark) = spec.grouping {
            let allowed = match spec.code {
                None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
                Some('b' | 'o' | 'x' | 'X') => mark == '_',
                Some(_) => false,
            };
            if !allowed {
                return value_fault(cannot_group(mark, spec.code.unwrap_or('s')));
            }
        }
        Ok(spec)
    }
}

/// `format(text, spec)`
pub fn format_text(text: &str, spec: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return Ok(text.to_string());
    }
    let spec = Spec::parse(spec, "str")?;
    if !matches!(spec.code, None | Some('s')) {
        return unknown_code(&spec, "str");
    }
    match spec.sign {
        Some(' ') => return value_fault("Space not allowed in string format specifier"),
        Some(_) => return value_fault("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return value_fault("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return value_fault("Alternate form (#) not allowed in string format specifier");
    }
    if let Some(mark) = spec.grouping {
        return value_fault(cannot_group(mark, 's'));
    }
    if spec.align == Some('=') {
        return value_fault("'=' alignment not allowed in string format specifier");
    }
    let end = spec
        .precision
        .and_then(|most| text.char_indices().nth(most))
        .map_or(text.len(), |(at, _)| at);
    Ok(pad(&text[..end], &spec, '<'))
}

/// Writes `format(number, spec)` of an integer where the spec is a width and a code at most; false
/// for other specs.
pub fn push_plain(out: &mut String, number: i64, spec: &str) -> bool {
    let (digits, code) = match spec.as_bytes() {
        [digits @ .., code @ (b'd' | b'x' | b'X')] => (digits, char::from(*code)),
        digits => (digits, 'd'),
    };
    if digits.len() > 2 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let width = digits
        .iter()
        .fold(0, |width, digit| width * 10 + usize::from(digit - b'0'));
    push_padded(out, number, code, width, digits.first() == Some(&b'0'));
    true
}

/// The number in decimal (`d`) or hexadecimal (`x`, `X`), with its sign.
pub fn push_integer(out: &mut String, number: i64, code: char) {
    push_padded(out, number, code, 0, false);
}

/// The same, filled up on the left with spaces or, behind the sign, with zeros.
pub fn push_padded(out: &mut String, number: i64, code: char, width: usize, zero: bool) {
    let (mut decimal, mut octets) = (itoa::Buffer::new(), [0; 16]);
    let digits = match code {
        'd' => decimal.format(number.unsigned_abs()),
        code => hexadecimal(number.unsigned_abs(), code, &mut octets),
    };
    let missing = width.saturating_sub(digits.len() + usize::from(number < 0));
    let fill = if zero { '0' } else { ' ' };
    if number < 0 && zero {
        out.push('-');
    }
    for _ in 0..missing {
        out.push(fill);
    }
    if number < 0 && !zero {
        out.push('-');
    }
    out.push_str(digits);
}

/// The hexadecimal digits, written to the end of `octets`.
fn hexadecimal(number: u64, code: char, octets: &mut [u8; 16]) -> &str {
    let digits = if code == 'X' {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    let mut at = octets.len();
    let mut left = number;
    loop {
        at -= 1;
        octets[at] = digits[(left & 15) as usize];
        left >>= 4;
        if left == 0 {
            break;
        }
    }
    std::str::from_utf8(&octets[at..]).unwrap_or_default()
}

/// `format(number, spec)` of an int.
pub fn format_integer(number: &BigInt, spec: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return Ok(number.to_string());
    }
    let parsed = Spec::parse(spec, "int")?;
    let base = match parsed.code {
        None | Some('d' | 'n') => 10,
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        Some('c') => return format_char(number, &parsed),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let Some(x) = number.to_f64().filter(|x| x.is_finite()) else {
                return Err(Fault::Overflow("int too large to convert to float".into()));
            };
            return format_float_parsed(x, &parsed);
        }
        Some(_) => return unknown_code(&parsed, "int"),
    };
    if parsed.precision.is_some() {
        return value_fault("Precision not allowed in integer format specifier");
    }
    if parsed.no_negative_zero {
        return value_fault("Negative zero coercion (z) not allowed in integer format specifier");
    }
    let (negative, mut digits) = integer::digits(number, base);
    let mut prefix = if parsed.alternate {
        integer::prefix(base).to_string()
    } else {
        String::new()
    };
    if parsed.code == Some('X') {
        digits.make_ascii_uppercase();
        prefix.make_ascii_uppercase();
    }
    let group = if base == 10 { 3 } else { 4 };
    let lead = format!("{}{prefix}", sign(negative, parsed.sign));
    Ok(number_field(&lead, &digits, "", group, &parsed))
}

/// `format(x, spec)` of a float.
pub fn format_float(x: f64, spec: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return Ok(float::repr(x));
    }
    let parsed = Spec::parse(spec, "float")?;
    format_float_parsed(x, &parsed)
}

fn format_float_parsed(x: f64, spec: &Spec) -> Result<String, Fault> {
    let (code, scaled) = match spec.code {
        Some('%') => ('f', x * 100.0),
        Some('F' | 'f') => ('f', x),
        Some('E' | 'e') => ('e', x),
        Some('G' | 'g' | 'n') => ('g', x),
        None => ('r', x),
        Some(_) => return unknown_code(spec, "float"),
    };
    let mut text = match spec.precision {
        None if code == 'r' => {
            let text = float::repr(scaled.abs());
            if spec.alternate && !text.contains('.') && scaled.is_finite() {
                let at = text.find('e').unwrap_or(text.len());
                format!("{}.{}", &text[..at], &text[at..])
            } else {
                text
            }
        }
        precision => float::magnitude(scaled, code, precision.unwrap_or(6), spec.alternate),
    };
    if matches!(spec.code, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    let is_zero = text
        .bytes()
        .take_while(|c| *c != b'e')
        .all(|c| matches!(c, b'0' | b'.'));
    let negative =
        scaled.is_sign_negative() && !scaled.is_nan() && !(spec.no_negative_zero && is_zero);
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text.split_off(whole);
    if spec.code == Some('%') {
        rest.push('%');
    }
    Ok(number_field(
        sign(negative, spec.sign),
        &text,
        &rest,
        3,
        spec,
    ))
}

fn format_char(number: &BigInt, spec: &Spec) -> Result<String, Fault> {
    if spec.precision.is_some() {
        return value_fault("Precision not allowed in integer format specifier");
    }
    if spec.sign.is_some() {
        return value_fault("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return value_fault("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if number.to_i64().is_none() {
        return Err(Fault::Overflow(
            "Python int too large to convert to C long".into(),
        ));
    }
    let Some(c) = number.to_u32().and_then(char::from_u32) else {
        return Err(Fault::Overflow("%c arg not in range(0x110000)".into()));
    };
    // The `=` of a leading zero means nothing for a character; Python pads on the left.
    Ok(pad(&c.to_string(), spec, '>'))
}

fn sign(negative: bool, wanted: Option<char>) -> &'static str {
    match (negative, wanted) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    }
}

/// Sign and prefix, digits in groups, the rest (fraction, exponent), padded to the width.
fn number_field(lead: &str, digits: &str, rest: &str, group: usize, spec: &Spec) -> String {
    let zero_padded = spec.fill == '0' && spec.align == Some('=');
    let grouped = match spec.grouping {
        Some(mark) if !digits.is_empty() => {
            let taken = lead.chars().count() + rest.chars().count();
            let least = if zero_padded {
                spec.width.saturating_sub(taken)
            } else {
                0
            };
            in_groups(digits, mark, group, least)
        }
        _ => digits.to_string(),
    };
    if spec.align == Some('=') {
        let length = lead.chars().count() + grouped.len() + rest.chars().count();
        let mut text = String::from(lead);
        text.extend(std::iter::repeat_n(
            spec.fill,
            spec.width.saturating_sub(length),
        ));
        text.push_str(&grouped);
        text.push_str(rest);
        return text;
    }
    pad(&format!("{lead}{grouped}{rest}"), spec, '>')
}

/// Puts a mark before every group of digits from the right, with zeros up to `least` places;
/// a mark never comes first, so the text may be one longer.
fn in_groups(digits: &str, mark: char, group: usize, least: usize) -> String {
    let mut reversed = String::new();
    let mut places = 0;
    let mut source = digits.bytes().rev();
    loop {
        let digit = match source.next() {
            Some(digit) => char::from(digit),
            None if reversed.len() < least => '0',
            None => break,
        };
        if places > 0 && places % group == 0 {
            reversed.push(mark);
        }
        reversed.push(digit);
        places += 1;
    }
    reversed.chars().rev().collect()
}

/// Fills `text` up to the spec's width.
pub fn pad(text: &str, spec: &Spec, default_align: char) -> String {
    let missing = spec.width.saturating_sub(text.chars().count());
    if missing == 0 {
        return text.to_string();
    }
    let before = match spec.align.unwrap_or(default_align) {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let mut out = String::with_capacity(text.len() + missing);
    out.extend(std::iter::repeat_n(spec.fill, before));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, missing - before));
    out
}

fn read_number(chars: &[char], at: &mut usize) -> Result<Option<usize>, Fault> {
    let start = *at;
    let mut number = 0usize;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        number = number.saturating_mul(10).saturating_add(digit as usize);
        *at += 1;
    }
    if number > i32::MAX as usize {
        return value_fault("Too many decimal digits in format string");
    }
    Ok((*at > start).then_some(number))
}

fn unknown_code<T>(spec: &Spec, type_name: &str) -> Result<T, Fault> {
    let code = spec.code.unwrap_or('s');
    value_fault(if (' '..'\x7f').contains(&code) {
        format!("Unknown format code '{code}' for object of type '{type_name}'")
    } else {
        format!(
            "Unknown format code '\\x{:x}' for object of type '{type_name}'",
            code as u32
        )
    })
}

fn cannot_group(mark: char, code: char) -> String {
    if (' '..'\x7f').contains(&code) {
        format!("Cannot specify '{mark}' with '{code}'.")
    } else {
        format!("Cannot specify '{mark}' with '\\x{:x}'.", code as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines `kind|value|spec|result`, recorded from CPython 3.11 by `spec.py`.
    #[test]
    fn specs_are_python_s() {
        let mut wrong = Vec::new();
        for line in include_str!("spec.txt").lines() {
            let parts: Vec<&str> = line.splitn(4, '|').collect();
            let [kind, value, spec, wanted] = parts[..] else {
                panic!("{line}")
            };
            let got = match kind {
                "int" => format_integer(&value.parse().expect("an integer"), spec),
                "float" => format_float(float::parse(value).expect("a float"), spec),
                _ => format_text(value, spec),
            };
            let got = got.unwrap_or_else(|fault| {
                let (kind, text) = fault.parts();
                format!("{kind}: {text}")
            });
            if got != wanted {
                wrong.push(format!("{line}   got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
