//! Whole numbers as text and back: `int("0x1f", 0)`, `hex(255)`.

use num_bigint::BigInt;
use num_traits::{Num, ToPrimitive};

/// What `int(text, base)` reads: spaces around, a sign, a prefix, underscores between digits.
/// Base 0 takes the base from the prefix.
pub fn parse(text: &str, base: u32) -> Option<BigInt> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c));
    let (negative, unsigned) = match trimmed.as_bytes().first()? {
        b'-' => (true, &trimmed[1..]),
        b'+' => (false, &trimmed[1..]),
        _ => (false, trimmed),
    };
    let prefix = unsigned.get(..2).map(str::to_ascii_lowercase);
    let prefix_base = match prefix.as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    let has_prefix = prefix_base != 0 && (base == 0 || base == prefix_base);
    let (base_used, digits) = if has_prefix {
        // Python lets an underscore follow the prefix.
        let rest = &unsigned[2..];
        (prefix_base, rest.strip_prefix('_').unwrap_or(rest))
    } else if base == 0 {
        (10, unsigned)
    } else {
        (base, unsigned)
    };
    let clean = plain_digits(digits, base_used)?;
    // `int("010", 0)` is refused, because it was octal once.
    let leading_zero = base == 0 && !has_prefix && clean.starts_with('0');
    if leading_zero && clean.bytes().any(|digit| digit != b'0') {
        return None;
    }
    let magnitude = match clean.len() {
        0..=12 => BigInt::from(i64::from_str_radix(&clean, base_used).ok()?),
        _ => BigInt::from_str_radix(&clean, base_used).ok()?,
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// Digits without underscores; none if an underscore stands anywhere but between two digits.
fn plain_digits(digits: &str, base: u32) -> Option<String> {
    let mut clean = String::with_capacity(digits.len());
    let mut after_digit = false;
    for c in digits.chars() {
        if c == '_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
        } else {
            let digit = c.to_digit(base).or_else(|| fullwidth_digit(c))?;
            clean.push(std::char::from_digit(digit, base)?);
            after_digit = true;
        }
    }
    after_digit.then_some(clean)
}

/// `'１'`, `'٣'`: the decimal digits of other scripts that come in runs of ten.
pub fn fullwidth_digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 12] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xe50, 0xed0, 0xf20, 0xff10,
    ];
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&(c as u32)))
        .map(|zero| c as u32 - zero)
}

/// Sign and digits of `number` in base 2, 8, 10 or 16, lower case.
pub fn digits(number: &BigInt, base: u32) -> (bool, String) {
    let negative = number.sign() == num_bigint::Sign::Minus;
    if base == 10
        && let Some(small) = number.to_i64()
    {
        return (negative, small.unsigned_abs().to_string());
    }
    (negative, number.magnitude().to_str_radix(base))
}

/// `f"{n:5d}"`, `f"{n:02x}"`: the specs that are nothing but a width and a base; none for others.
pub fn quick(number: i64, spec: &str) -> Option<String> {
    let (width, base) = match spec.as_bytes().split_last()? {
        (b'd', width) => (width, 10),
        (b'x', width) => (width, 16),
        _ => (spec.as_bytes(), 10),
    };
    if width.len() > 3 || number < 0 || !width.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let zero = width.first() == Some(&b'0');
    let width = width
        .iter()
        .fold(0, |width, digit| width * 10 + usize::from(digit - b'0'));
    Some(match (base, zero) {
        (10, false) => format!("{number:width$}"),
        (10, true) => format!("{number:0width$}"),
        (_, false) => format!("{number:width$x}"),
        (_, true) => format!("{number:0width$x}"),
    })
}

/// `hex(255)` is `with_prefix(255, 16)`: `0xff`.
pub fn with_prefix(number: &BigInt, base: u32) -> String {
    let (negative, digits) = digits(number, base);
    let sign = if negative { "-" } else { "" };
    format!("{sign}{}{digits}", prefix(base))
}

/// `0x` for 16, and so on.
pub fn prefix(base: u32) -> &'static str {
    match base {
        16 => "0x",
        8 => "0o",
        2 => "0b",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_python_reads() {
        for (text, base, number) in [
            (" 12 ", 10, Some(12)),
            ("-0x1f", 16, Some(-31)),
            ("0x1f", 0, Some(31)),
            ("0x_1f", 0, Some(31)),
            ("010", 0, None),
            ("00", 0, Some(0)),
            ("010", 10, Some(10)),
            ("1_000", 10, Some(1000)),
            ("1__0", 10, None),
            ("_1", 10, None),
            ("", 10, None),
            ("0b11", 16, Some(0xb11)),
            ("zz", 36, Some(1295)),
            ("1.5", 10, None),
            ("- 1", 10, None),
            ("١٢", 10, Some(12)),
        ] {
            assert_eq!(
                parse(text, base),
                number.map(BigInt::from),
                "{text:?}, {base}"
            );
        }
    }
}
