//! Floating-point numbers as text: Python's `repr`, and the codes `e`, `f`, `g`.

/// `repr(x)`: the shortest digits that read back as the same number.
pub fn repr(x: f64) -> String {
    if let Some(text) = not_finite(x) {
        return text.to_string();
    }
    let (digits, exponent) = shortest(x.abs());
    let sign = if x.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", general(&digits, exponent, -4, 16, true))
}

/// `str(x)` of Python 2: twelve digits.
pub fn short(x: f64) -> String {
    let sign = if x.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", magnitude(x, 'r', 12, false))
}

/// `'%.Pe'`, `'%.Pf'`, `'%.Pg'` of a magnitude, without sign; `alternate` is the flag `#`.
/// `code` is `e`, `f`, `g`, or `r` for `g` that always shows a fraction (`format(x, ".3")`).
pub fn magnitude(x: f64, code: char, precision: usize, alternate: bool) -> String {
    let x = x.abs();
    if let Some(text) = not_finite(x) {
        return text.to_string();
    }
    match code {
        'f' => {
            let mut text = fixed(x, precision);
            if precision == 0 && alternate {
                text.push('.');
            }
            text
        }
        'e' => exponent_form(x, precision, alternate),
        _ => general_with_precision(x, precision.max(1), alternate, code == 'r'),
    }
}

/// `x.hex()`
pub fn hex(x: f64) -> String {
    if let Some(text) = not_finite(x) {
        return text.to_string();
    }
    let bits = x.to_bits();
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let mantissa = bits & ((1 << 52) - 1);
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    match (exponent, mantissa) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{mantissa:013x}p-1022"),
        _ => format!("{sign}0x1.{mantissa:013x}p{:+}", exponent - 1023),
    }
}

/// What `float("…")` reads: spaces around, underscores between digits, `inf`, `nan`.
pub fn parse(text: &str) -> Option<f64> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c));
    let octets = trimmed.as_bytes();
    let mut clean = String::with_capacity(trimmed.len());
    for (at, c) in trimmed.char_indices() {
        if c == '_' {
            let before = at.checked_sub(1).and_then(|i| octets.get(i));
            let between = before.is_some_and(u8::is_ascii_digit)
                && octets.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !between {
                return None;
            }
        } else if let Some(digit) = c.to_digit(10) {
            clean.push(char::from(b'0' + digit as u8));
        } else {
            clean.push(c);
        }
    }
    let unsigned = clean
        .strip_prefix(['+', '-'])
        .unwrap_or(&clean)
        .to_ascii_lowercase();
    let is_word = matches!(unsigned.as_str(), "inf" | "infinity" | "nan");
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !(is_word || is_number) {
        return None;
    }
    clean.parse().ok()
}

fn not_finite(x: f64) -> Option<&'static str> {
    if x.is_nan() {
        Some("nan")
    } else if x.is_infinite() {
        Some(if x > 0.0 { "inf" } else { "-inf" })
    } else {
        None
    }
}

/// Significant digits and the exponent of the first one.
fn shortest(x: f64) -> (String, i32) {
    split_exponent(&crate::packet::text::python::shortest(x))
}

fn split_exponent(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// Fixed notation if the exponent lies in `low..high`, else scientific.
fn general(digits: &str, exponent: i32, low: i32, high: i32, fraction: bool) -> String {
    if exponent < low || exponent >= high {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{first}{point}{rest}e{}", signed_exponent(exponent));
    }
    let mut text = String::new();
    if exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
        text.push_str(digits);
        return text;
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        text.push_str(digits);
        text.extend(std::iter::repeat_n('0', whole - digits.len()));
        if fraction {
            text.push_str(".0");
        }
    } else {
        text.push_str(&digits[..whole]);
        text.push('.');
        text.push_str(&digits[whole..]);
    }
    text
}

fn signed_exponent(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.abs())
}

/// The standard library's limit on a precision; a double has no digits beyond 1074 anyway.
const MOST_DIGITS: usize = 1100;

fn fixed(x: f64, precision: usize) -> String {
    let exact = precision.min(MOST_DIGITS);
    let mut text = format!("{x:.exact$}");
    text.push_str(&"0".repeat(precision - exact));
    text
}

fn exponent_form(x: f64, precision: usize, alternate: bool) -> String {
    let (digits, exponent) = rounded(x, precision);
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() && !alternate {
        ""
    } else {
        "."
    };
    format!("{first}{point}{rest}e{}", signed_exponent(exponent))
}

fn rounded(x: f64, precision: usize) -> (String, i32) {
    let exact = precision.min(MOST_DIGITS);
    let (mut digits, exponent) = split_exponent(&format!("{x:.exact$e}"));
    digits.push_str(&"0".repeat(precision - exact));
    (digits, exponent)
}

fn general_with_precision(x: f64, precision: usize, alternate: bool, fraction: bool) -> String {
    let (mut digits, exponent) = rounded(x, precision - 1);
    let high = precision.min(i32::MAX as usize) as i32 - i32::from(fraction);
    if !alternate {
        let kept = digits.trim_end_matches('0').len().max(1);
        digits.truncate(kept);
    }
    let mut text = general(&digits, exponent, -4, high, fraction);
    if alternate && !text.contains('.') {
        let at = text.find('e').unwrap_or(text.len());
        text.insert(at, '.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed by CPython 3.11: `repr(x)`.
    #[test]
    fn repr_is_python_s() {
        for (x, text) in [
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (100.0, "100.0"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (2.5e-7, "2.5e-07"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn codes_are_python_s() {
        assert_eq!(magnitude(2.5, 'f', 0, false), "2");
        assert_eq!(magnitude(0.125, 'f', 2, false), "0.12");
        assert_eq!(magnitude(1e10, 'g', 6, false), "1e+10");
        assert_eq!(magnitude(100000.0, 'g', 6, false), "100000");
        assert_eq!(magnitude(1000000.0, 'g', 6, false), "1e+06");
        assert_eq!(magnitude(1.5, 'g', 6, true), "1.50000");
        assert_eq!(magnitude(123.0, 'r', 3, false), "1.23e+02");
        assert_eq!(magnitude(12.0, 'r', 3, false), "12.0");
        assert_eq!(magnitude(12345.678, 'e', 3, false), "1.235e+04");
        assert_eq!(hex(1.5), "0x1.8000000000000p+0");
    }

    #[test]
    fn reads_what_python_reads() {
        assert_eq!(parse(" 1_000.5 "), Some(1000.5));
        assert_eq!(parse("1__0"), None);
        assert_eq!(parse("-inf"), Some(f64::NEG_INFINITY));
        assert_eq!(parse("infin"), None);
        assert_eq!(parse("0x1"), None);
        assert_eq!(parse("+.5e3"), Some(500.0));
    }
}
