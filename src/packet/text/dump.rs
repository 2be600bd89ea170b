//! Octets in hexadecimal.

use std::fmt::Write;

use super::style::Style;

/// `0000  45 00 …  E..`, without a line end after the last line
pub fn hexdump(octets: &[u8], style: &Style) -> String {
    hexdump_from(0, octets, style)
}

/// The same for octets that lie so far from the beginning of what is shown.
pub fn hexdump_from(offset: usize, octets: &[u8], style: &Style) -> String {
    let mut out = String::with_capacity(octets.len().div_ceil(16) * 74);
    for (line, chunk) in octets.chunks(16).enumerate() {
        if line > 0 {
            out.push('\n');
        }
        let _ = write!(out, "{:04x}  ", offset + line * 16);
        for octet in chunk {
            let _ = write!(out, "{octet:02X} ");
        }
        out.extend(std::iter::repeat_n("   ", 16 - chunk.len()));
        out.push(' ');
        put_printable(&mut out, chunk, style);
    }
    out
}

/// Which halves of [`hexstr`] are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Halves {
    Both,
    OnlyText,
    OnlyHex,
    Neither,
}

/// `61 62 63  abc`, on one line
pub fn hexstr(octets: &[u8], halves: Halves, style: &Style) -> String {
    let mut out = String::new();
    if matches!(halves, Halves::Both | Halves::OnlyHex) {
        for (at, octet) in octets.iter().enumerate() {
            let _ = write!(out, "{}{octet:02X}", if at > 0 { " " } else { "" });
        }
    }
    if halves == Halves::Both {
        out.push_str("  ");
    }
    if matches!(halves, Halves::Both | Halves::OnlyText) {
        put_printable(&mut out, octets, style);
    }
    out
}

/// `0x61, 0x62, 0x63`
pub fn chexdump(octets: &[u8]) -> String {
    let texts: Vec<String> = octets.iter().map(|octet| format!("{octet:#04x}")).collect();
    texts.join(", ")
}

/// The octets as text, a dot for what cannot be printed.
pub fn put_printable(out: &mut String, octets: &[u8], style: &Style) {
    for &octet in octets {
        if (0x20..0x7f).contains(&octet) {
            out.push(octet as char);
        } else {
            style.not_printable.put(out, ".");
        }
    }
}
