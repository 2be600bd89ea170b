//! Text to octets and back: the codecs of `encode` and `decode`.

use super::charmap::{self, Table};
use crate::eval::error::Error;
use crate::eval::exception::Exc;
use crate::eval::format::quote;
use crate::eval::value::Value;

/// What an exception of a codec says.
pub enum CodecError {
    /// `"x".encode("klingon")`
    UnknownEncoding(String),
    /// `"é".encode("ascii", "nonsense")`
    UnknownHandler(String),
    /// `"é".encode("ascii")`
    Encode(Vec<Value>),
    /// `b"\xff".decode()`
    Decode(Vec<Value>),
}

impl CodecError {
    /// The exception.
    pub fn into_error(self) -> Error {
        match self {
            CodecError::UnknownEncoding(name) => {
                Error::lookup_error(format!("unknown encoding: {name}"))
            }
            CodecError::UnknownHandler(name) => {
                Error::lookup_error(format!("unknown error handler name '{name}'"))
            }
            CodecError::Encode(parts) => Error::with_args(Exc::UnicodeEncodeError, parts),
            CodecError::Decode(parts) => Error::with_args(Exc::UnicodeDecodeError, parts),
        }
    }
}

#[derive(Clone, Copy)]
enum Codec {
    Utf8,
    Ascii,
    Latin1,
    Utf16 {
        big: bool,
        mark: bool,
    },
    Utf32 {
        big: bool,
        mark: bool,
    },
    UnicodeEscape,
    /// UTF-8 with a byte order mark, which is not part of the text.
    Utf8Marked,
    /// One octet per character.
    Table(&'static Table),
}

impl PartialEq for Codec {
    fn eq(&self, other: &Codec) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The byte order mark in UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// `text.encode(encoding, errors)`
pub fn encode(text: &str, encoding: &str, errors: &str) -> Result<Vec<u8>, CodecError> {
    match find(encoding)? {
        Codec::Utf8 => Ok(text.as_bytes().to_vec()),
        Codec::Utf8Marked => Ok([&MARK[..], text.as_bytes()].concat()),
        Codec::Table(table) => {
            let why = "character maps to <undefined>";
            encode_narrow(text, |c| table.encode(c), "charmap", why, errors)
        }
        Codec::Ascii => {
            let octet = |c: char| c.is_ascii().then_some(c as u8);
            encode_narrow(text, octet, "ascii", "ordinal not in range(128)", errors)
        }
        Codec::Latin1 => {
            let octet = |c: char| u8::try_from(c).ok();
            encode_narrow(text, octet, "latin-1", "ordinal not in range(256)", errors)
        }
        Codec::Utf16 { big, mark } => {
            let mut out = Vec::new();
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(text.encode_utf16());
            units.for_each(|unit| {
                out.extend(if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                });
            });
            Ok(out)
        }
        Codec::Utf32 { big, mark } => {
            let mut out = Vec::new();
            let codes = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(text.chars().map(u32::from));
            codes.for_each(|code| {
                out.extend(if big {
                    code.to_be_bytes()
                } else {
                    code.to_le_bytes()
                });
            });
            Ok(out)
        }
        Codec::UnicodeEscape => {
            let mut out = String::new();
            for c in text.chars() {
                match c {
                    '\\' => out.push_str("\\\\"),
                    '\t' => out.push_str("\\t"),
                    '\n' => out.push_str("\\n"),
                    '\r' => out.push_str("\\r"),
                    ' '..='~' => out.push(c),
                    _ => quote::push_escape(&mut out, c),
                }
            }
            Ok(out.into_bytes())
        }
    }
}

/// `octets.decode(encoding, errors)`
pub fn decode(octets: &[u8], encoding: &str, errors: &str) -> Result<String, CodecError> {
    match find(encoding)? {
        Codec::Utf8 => decode_utf8(octets, errors),
        Codec::Utf8Marked => decode_utf8(octets.strip_prefix(&MARK).unwrap_or(octets), errors),
        Codec::Table(table) => {
            let mut out = String::with_capacity(octets.len());
            for (at, &octet) in octets.iter().enumerate() {
                let Some(c) = table.decode(octet) else {
                    let fault = Bad {
                        codec: "charmap",
                        octets,
                        at,
                        length: 1,
                        why: "character maps to <undefined>",
                    };
                    fault.handle(errors, &mut out)?;
                    continue;
                };
                out.push(c);
            }
            Ok(out)
        }
        Codec::Ascii => {
            let mut out = String::with_capacity(octets.len());
            for (at, &octet) in octets.iter().enumerate() {
                if octet < 0x80 {
                    out.push(char::from(octet));
                } else {
                    let fault = Bad {
                        codec: "ascii",
                        octets,
                        at,
                        length: 1,
                        why: "ordinal not in range(128)",
                    };
                    fault.handle(errors, &mut out)?;
                }
            }
            Ok(out)
        }
        Codec::Latin1 => Ok(octets.iter().copied().map(char::from).collect()),
        Codec::Utf16 { big, mark } => decode_utf16(octets, big, mark, errors),
        Codec::Utf32 { big, mark } => decode_utf32(octets, big, mark, errors),
        Codec::UnicodeEscape => Ok(decode_escapes(octets)),
    }
}

fn find(encoding: &str) -> Result<Codec, CodecError> {
    let name = encoding.to_ascii_lowercase().replace([' ', '_'], "-");
    Ok(match name.as_str() {
        "utf-8" | "utf8" | "u8" | "cp65001" | "utf" => Codec::Utf8,
        "utf-8-sig" | "utf8-sig" => Codec::Utf8Marked,
        "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "iso646-us" | "idna" => Codec::Ascii,
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" | "latin" | "cp819"
        | "iso8859" | "iso-8859-1-1987" => Codec::Latin1,
        "utf-16" | "utf16" | "u16" => Codec::Utf16 {
            big: false,
            mark: true,
        },
        "utf-16-le" | "utf-16le" | "utf16-le" => Codec::Utf16 {
            big: false,
            mark: false,
        },
        "utf-16-be" | "utf-16be" | "utf16-be" => Codec::Utf16 {
            big: true,
            mark: false,
        },
        "utf-32" | "utf32" | "u32" => Codec::Utf32 {
            big: false,
            mark: true,
        },
        "utf-32-le" | "utf-32le" => Codec::Utf32 {
            big: false,
            mark: false,
        },
        "utf-32-be" | "utf-32be" => Codec::Utf32 {
            big: true,
            mark: false,
        },
        "unicode-escape" | "unicodeescape" | "string-escape" => Codec::UnicodeEscape,
        name => match charmap::find(name) {
            Some(table) => Codec::Table(table),
            None => return Err(CodecError::UnknownEncoding(encoding.to_string())),
        },
    })
}

fn encode_narrow(
    text: &str,
    octet: impl Fn(char) -> Option<u8>,
    codec: &str,
    why: &str,
    errors: &str,
) -> Result<Vec<u8>, CodecError> {
    let mut out = Vec::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if let Some(code) = octet(chars[at]) {
            out.push(code);
            at += 1;
            continue;
        }
        let end = chars[at..]
            .iter()
            .position(|c| octet(*c).is_some())
            .map_or(chars.len(), |length| at + length);
        let bad = &chars[at..end];
        match errors {
            // There are no surrogates that could pass.
            "strict" | "surrogatepass" => {
                return Err(CodecError::Encode(vec![
                    Value::str(codec),
                    Value::str(text),
                    Value::from(at),
                    Value::from(end),
                    Value::str(why),
                ]));
            }
            "ignore" | "surrogateescape" => {}
            "replace" => out.extend(bad.iter().map(|_| b'?')),
            "backslashreplace" => {
                let mut escapes = String::new();
                bad.iter()
                    .for_each(|c| quote::push_escape(&mut escapes, *c));
                out.extend(escapes.bytes());
            }
            "xmlcharrefreplace" => {
                bad.iter()
                    .for_each(|c| out.extend(format!("&#{};", *c as u32).bytes()));
            }
            _ => return Err(CodecError::UnknownHandler(errors.to_string())),
        }
        at = end;
    }
    Ok(out)
}

/// Octets that a codec cannot read.
struct Bad<'a> {
    codec: &'a str,
    octets: &'a [u8],
    at: usize,
    length: usize,
    why: &'a str,
}

impl Bad<'_> {
    fn handle(&self, errors: &str, out: &mut String) -> Result<(), CodecError> {
        let bad = &self.octets[self.at..self.at + self.length];
        match errors {
            "strict" | "surrogatepass" => {
                return Err(CodecError::Decode(vec![
                    Value::str(self.codec),
                    Value::bytes(self.octets),
                    Value::from(self.at),
                    Value::from(self.at + self.length),
                    Value::str(self.why),
                ]));
            }
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            // A lone surrogate, which Python makes of such an octet, has no place in UTF-8.
            "backslashreplace" | "surrogateescape" => {
                bad.iter()
                    .for_each(|octet| out.push_str(&format!("\\x{octet:02x}")));
            }
            _ => return Err(CodecError::UnknownHandler(errors.to_string())),
        }
        Ok(())
    }
}

fn decode_utf8(octets: &[u8], errors: &str) -> Result<String, CodecError> {
    let mut out = String::with_capacity(octets.len());
    let mut at = 0;
    loop {
        match std::str::from_utf8(&octets[at..]) {
            Ok(text) => {
                out.push_str(text);
                return Ok(out);
            }
            Err(error) => {
                let good = error.valid_up_to();
                out.push_str(&String::from_utf8_lossy(&octets[at..at + good]));
                at += good;
                let (length, why) = match error.error_len() {
                    None => (octets.len() - at, "unexpected end of data"),
                    Some(length) => {
                        let starts = matches!(octets[at], 0xc2..=0xf4);
                        (
                            length,
                            if starts {
                                "invalid continuation byte"
                            } else {
                                "invalid start byte"
                            },
                        )
                    }
                };
                Bad {
                    codec: "utf-8",
                    octets,
                    at,
                    length,
                    why,
                }
                .handle(errors, &mut out)?;
                at += length;
            }
        }
    }
}

fn decode_utf16(octets: &[u8], big: bool, mark: bool, errors: &str) -> Result<String, CodecError> {
    let (big, body) = match octets {
        [0xff, 0xfe, rest @ ..] if mark => (false, rest),
        [0xfe, 0xff, rest @ ..] if mark => (true, rest),
        _ => (big, octets),
    };
    let skipped = octets.len() - body.len();
    let codec = if big { "utf-16-be" } else { "utf-16-le" };
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    });
    let mut out = String::new();
    let mut at = skipped;
    for c in char::decode_utf16(units) {
        match c {
            Ok(c) => {
                out.push(c);
                at += 2 * c.len_utf16();
            }
            Err(_) => {
                Bad {
                    codec,
                    octets,
                    at,
                    length: 2,
                    why: "illegal encoding",
                }
                .handle(errors, &mut out)?;
                at += 2;
            }
        }
    }
    if body.len() % 2 == 1 {
        let at = octets.len() - 1;
        Bad {
            codec,
            octets,
            at,
            length: 1,
            why: "truncated data",
        }
        .handle(errors, &mut out)?;
    }
    Ok(out)
}

fn decode_utf32(octets: &[u8], big: bool, mark: bool, errors: &str) -> Result<String, CodecError> {
    let (big, body) = match octets {
        [0xff, 0xfe, 0, 0, rest @ ..] if mark => (false, rest),
        [0, 0, 0xfe, 0xff, rest @ ..] if mark => (true, rest),
        _ => (big, octets),
    };
    let codec = if big { "utf-32-be" } else { "utf-32-le" };
    let mut out = String::new();
    let mut at = octets.len() - body.len();
    for unit in body.chunks(4) {
        let code = unit.try_into().map(|unit: [u8; 4]| {
            if big {
                u32::from_be_bytes(unit)
            } else {
                u32::from_le_bytes(unit)
            }
        });
        match code.ok().and_then(char::from_u32) {
            Some(c) => out.push(c),
            None => {
                let why = if unit.len() < 4 {
                    "truncated data"
                } else {
                    "code point not in range(0x110000)"
                };
                Bad {
                    codec,
                    octets,
                    at,
                    length: unit.len(),
                    why,
                }
                .handle(errors, &mut out)?;
            }
        }
        at += unit.len();
    }
    Ok(out)
}

/// `\n`, `\x41`, `\u0041`, `\101` and the like; what is no escape stays.
fn decode_escapes(octets: &[u8]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(&octet) = octets.get(at) {
        at += 1;
        if octet != b'\\' {
            out.push(char::from(octet));
            continue;
        }
        let Some(&code) = octets.get(at) else {
            out.push('\\');
            break;
        };
        at += 1;
        let simple = match code {
            b'n' => Some('\n'),
            b't' => Some('\t'),
            b'r' => Some('\r'),
            b'a' => Some('\x07'),
            b'b' => Some('\x08'),
            b'f' => Some('\x0c'),
            b'v' => Some('\x0b'),
            b'\\' | b'\'' | b'"' => Some(char::from(code)),
            _ => None,
        };
        let (digits, base) = match code {
            b'x' => (2, 16),
            b'u' => (4, 16),
            b'U' => (8, 16),
            b'0'..=b'7' => (3, 8),
            _ => (0, 16),
        };
        let from = if base == 8 { at - 1 } else { at };
        let length = octets[from..]
            .iter()
            .take(digits)
            .take_while(|octet| char::from(**octet).is_digit(base))
            .count();
        let number = std::str::from_utf8(&octets[from..from + length])
            .ok()
            .filter(|_| length > 0 && (base == 8 || length == digits))
            .and_then(|text| u32::from_str_radix(text, base).ok())
            .and_then(char::from_u32);
        match (simple, number) {
            (Some(c), _) => out.push(c),
            (None, Some(c)) => {
                out.push(c);
                at = from + length;
            }
            (None, None) => {
                out.push('\\');
                out.push(char::from(code));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts printed by CPython 3.11.
    #[test]
    fn mistakes_have_python_s_words() {
        let decode_error =
            |octets: &[u8]| decode(octets, "utf-8", "strict").map_err(|e| e.into_error().text());
        for (octets, text) in [
            (
                &b"\xff"[..],
                "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
            ),
            (
                b"a\xc3",
                "'utf-8' codec can't decode byte 0xc3 in position 1: unexpected end of data",
            ),
            (
                b"a\xe2\x82",
                "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data",
            ),
            (
                b"\xc3a",
                "'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte",
            ),
        ] {
            assert_eq!(decode_error(octets), Err(text.to_string()));
        }
        assert_eq!(
            encode("aé", "ascii", "strict").map_err(|e| e.into_error().text()),
            Err("'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)".into())
        );
    }

    #[test]
    fn handlers_do_as_python_s() {
        assert_eq!(
            decode(b"a\xffb", "utf-8", "replace").ok().as_deref(),
            Some("a\u{fffd}b")
        );
        assert_eq!(
            decode(b"a\xffb", "utf-8", "ignore").ok().as_deref(),
            Some("ab")
        );
        assert_eq!(
            decode(b"a\xffb", "utf-8", "backslashreplace")
                .ok()
                .as_deref(),
            Some("a\\xffb")
        );
        assert_eq!(
            encode("é€", "ascii", "backslashreplace").ok().as_deref(),
            Some(&b"\\xe9\\u20ac"[..])
        );
        assert_eq!(
            encode("hé", "utf-16", "strict").ok().as_deref(),
            Some(&b"\xff\xfeh\0\xe9\0"[..])
        );
        assert_eq!(
            decode(b"a\\x41\\n\\101\\q", "unicode_escape", "strict")
                .ok()
                .as_deref(),
            Some("aA\nA\\q")
        );
    }
}
