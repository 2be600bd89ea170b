//! Text in quotes: `repr` of str and bytes, `ascii`.

/// `repr(text)`
pub fn text(text: &str) -> String {
    quoted(text, is_printable)
}

/// `ascii(text)`
pub fn ascii(text: &str) -> String {
    quoted(text, |c| (' '..='~').contains(&c))
}

/// A `repr` with what is not ASCII escaped: `ascii(x)`.
pub fn escaped(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c)
        } else {
            push_escape(&mut out, c)
        }
    }
    out
}

/// `repr(octets)`: `b'…'`
pub fn octets(octets: &[u8]) -> String {
    let quote = if octets.contains(&b'\'') && !octets.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(octets.len() + 3);
    out.push('b');
    out.push(quote);
    for &octet in octets {
        match octet {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            _ if octet == quote as u8 => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(char::from(octet)),
            _ => push_hex(&mut out, u32::from(octet)),
        }
    }
    out.push(quote);
    out
}

pub use crate::packet::text::printable::is_printable;

/// All of a text in escapes where `plain` says no: also what `backslashreplace` writes.
pub fn push_escape(out: &mut String, c: char) {
    push_hex(out, c as u32);
}

fn quoted(text: &str, plain: impl Fn(char) -> bool) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ if c == quote => {
                out.push('\\');
                out.push(c);
            }
            _ if plain(c) => out.push(c),
            _ => push_hex(&mut out, c as u32),
        }
    }
    out.push(quote);
    out
}

fn push_hex(out: &mut String, code: u32) {
    let escape = match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    out.push_str(&escape);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_python_s() {
        assert_eq!(text("a'b"), "\"a'b\"");
        assert_eq!(text("a'b\"c"), "'a\\'b\"c'");
        assert_eq!(
            text("\0\x7f\u{a0}é\u{300}\u{200b}😀"),
            "'\\x00\\x7f\\xa0é\u{300}\\u200b😀'"
        );
        assert_eq!(ascii("é😀"), "'\\xe9\\U0001f600'");
        assert_eq!(octets(b"a'\"\\\n\xff"), "b'a\\'\"\\\\\\n\\xff'");
        assert_eq!(octets(b"'"), "b\"'\"");
    }
}
