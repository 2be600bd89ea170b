//! The extent of strings: where one ends, f-strings with strings inside included.

/// How deep strings may stand in the values of f-strings.
const MAX_STRING_NESTING: u32 = 8;

/// What a string opens and closes with.
#[derive(Clone, Copy, Debug)]
pub struct Quote {
    mark: u8,
    pub length: usize,
}

impl Quote {
    pub fn at(bytes: &[u8], offset: usize) -> Self {
        let mark = bytes[offset];
        let triple = bytes.get(offset..offset + 3) == Some(&[mark; 3]);
        Quote {
            mark,
            length: if triple { 3 } else { 1 },
        }
    }

    fn closes(self, bytes: &[u8], offset: usize) -> bool {
        bytes[offset] == self.mark
            && (self.length == 1 || bytes.get(offset..offset + 3) == Some(&[self.mark; 3]))
    }
}

/// The end of the line on which a string ought to have ended.
pub fn unterminated_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1..at + 3) == Some(b"\r\n") => at += 3,
            b'\\' => at += 2,
            b'\n' | b'\r' => break,
            _ => at += 1,
        }
    }
    at.min(bytes.len())
}

/// Where the string ends that starts at `at`, closing quote included.
pub fn plain_end(bytes: &[u8], mut at: usize, quote: Quote) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'\\' if bytes.get(at + 1..at + 3) == Some(b"\r\n") => at += 3,
            b'\\' => at += 2,
            b'\n' | b'\r' if quote.length == 1 => return None,
            _ if quote.closes(bytes, at) => return Some(at + quote.length),
            _ => at += 1,
        }
    }
}

/// The same for an f-string, whose values may hold strings with the same quotes (Python 3.12).
/// `None` if its braces do not match; then it ends at its quote, and its parser tells why.
pub fn formatted_end(bytes: &[u8], mut at: usize, quote: Quote, depth: u32) -> Option<usize> {
    if depth > MAX_STRING_NESTING {
        return None;
    }
    loop {
        match *bytes.get(at)? {
            b'{' if bytes.get(at + 1) == Some(&b'{') => at += 2,
            b'{' => at = value_end(bytes, at + 1, quote, depth + 1)?,
            b'\\' if bytes.get(at + 1..at + 3) == Some(b"\r\n") => at += 3,
            // `\{` is a backslash and a value, `\N{…}` is a character.
            b'\\' if bytes.get(at + 1) == Some(&b'{') => at += 1,
            b'\\' if bytes.get(at + 1..at + 3) == Some(b"N{") => at += 3,
            b'\\' => at += 2,
            b'\n' | b'\r' if quote.length == 1 => return None,
            _ if quote.closes(bytes, at) => return Some(at + quote.length),
            _ => at += 1,
        }
    }
}

/// The end of a `{value:spec}`, closing brace included, from behind its opening one.
fn value_end(bytes: &[u8], mut at: usize, quote: Quote, depth: u32) -> Option<usize> {
    if depth > MAX_STRING_NESTING {
        return None;
    }
    let mut brackets = 0_usize;
    loop {
        match *bytes.get(at)? {
            b'(' | b'[' | b'{' => brackets += 1,
            b'}' if brackets == 0 => return Some(at + 1),
            b')' | b']' | b'}' => brackets = brackets.checked_sub(1)?,
            b':' if brackets == 0 => return spec_end(bytes, at + 1, quote, depth),
            b'\n' | b'\r' | b'\\' if quote.length == 1 => return None,
            b'"' | b'\'' => {
                let inner = Quote::at(bytes, at);
                let letters = bytes[..at]
                    .iter()
                    .rev()
                    .take(2)
                    .take_while(|b| b.is_ascii_alphabetic());
                let formatted = letters.into_iter().any(|b| matches!(b, b'f' | b'F'));
                at = if formatted {
                    formatted_end(bytes, at + inner.length, inner, depth + 1)?
                } else {
                    plain_end(bytes, at + inner.length, inner)?
                };
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

fn spec_end(bytes: &[u8], mut at: usize, quote: Quote, depth: u32) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'{' => at = value_end(bytes, at + 1, quote, depth + 1)?,
            b'}' => return Some(at + 1),
            b'\n' | b'\r' if quote.length == 1 => return None,
            _ if quote.closes(bytes, at) => return None,
            _ => at += 1,
        }
    }
}
