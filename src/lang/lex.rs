//! Text to tokens: lines, indentation, words, numbers, the extent of strings.

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::lang::ast::Span;
use crate::lang::error::{SyntaxError, SyntaxErrorKind};
use crate::lang::quote::{self, Quote};
use crate::lang::source::line_number;
use crate::lang::token::{Keyword, OPERATORS, Operator, Token, TokenKind};

/// CPython's limit, kept so that no text can exhaust the stack.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;
/// Python 2's width, which makes files with mixed tabs and spaces line up as their authors saw them.
const TAB_WIDTH: usize = 8;
/// After so many f-strings whose braces do not match, braces are not looked at: each may have
/// cost a look at the whole rest of the text.
const MAX_UNBALANCED: u32 = 16;

/// Why there are no further tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LexError {
    Wrong(SyntaxError),
    /// The text ends inside a bracket, a triple-quoted string or a joined line.
    /// The error is the one to report if nothing follows.
    Unfinished(SyntaxError),
}

#[derive(Clone, Debug)]
pub struct Lexed {
    /// Up to the error, if there is one; the last is always `End`.
    pub tokens: Vec<Token>,
    pub error: Option<LexError>,
    /// The first line whose depth depends on how wide a tab is: no Python 3.
    pub mixed_tabs: Option<u32>,
}

/// The tokens of a whole text.
pub fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer::new(source, 0, source.len());
    let error = lexer.file().err();
    lexer.close();
    Lexed {
        tokens: lexer.tokens,
        error,
        mixed_tabs: lexer.mixed_tabs,
    }
}

/// The tokens of a value inside an f-string, from `start`, and where they stopped: at `limit`,
/// or at a `}`, `:` or `!` that belongs to no bracket.
pub fn lex_value(
    source: &str,
    start: usize,
    limit: usize,
) -> Result<(Vec<Token>, usize), LexError> {
    let mut lexer = Lexer::new(source, start, limit);
    loop {
        lexer.skip_blanks(true)?;
        let stops = match lexer.peek() {
            None => true,
            Some(b'}' | b':') => lexer.brackets.is_empty(),
            Some(b'!') => lexer.brackets.is_empty() && lexer.peek_at(1) != Some(b'='),
            Some(_) => false,
        };
        if stops {
            break;
        }
        lexer.token()?;
    }
    if let Some(open) = lexer.brackets.last() {
        return Err(LexError::Wrong(never_closed(open)));
    }
    let stopped = lexer.offset;
    lexer.push(TokenKind::End, stopped);
    Ok((lexer.tokens, stopped))
}

/// The tokens of any text, comments and what is no token included, for highlighting and
/// completion. It never fails.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(source, 0, source.len());
    lexer.keeps_comments = true;
    let mut all = Vec::new();
    loop {
        // A stray backslash separates like a blank.
        let _ = lexer.skip_blanks(true);
        all.append(&mut lexer.tokens);
        let start = lexer.offset;
        if lexer.peek().is_none() {
            break;
        }
        let result = lexer.token();
        all.append(&mut lexer.tokens);
        lexer.brackets.clear();
        if result.is_err() {
            if lexer.offset <= start {
                lexer.offset = start + lexer.char().map_or(1, char::len_utf8);
            }
            all.push(Token {
                kind: TokenKind::Wrong,
                span: span(start, lexer.offset),
            });
        }
    }
    all
}

fn span(start: usize, end: usize) -> Span {
    Span {
        start: start as u32,
        end: end as u32,
    }
}

fn wrong<T>(message: impl Into<String>, place: Span) -> Result<T, LexError> {
    Err(LexError::Wrong(SyntaxError::new(message, place)))
}

fn never_closed(open: &Bracket) -> SyntaxError {
    let place = span(open.offset, open.offset + 1);
    SyntaxError::new(format!("'{}' was never closed", open.text), place)
}

#[derive(Clone, Copy, Debug)]
struct Bracket {
    text: char,
    offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Indent {
    /// With tabs of eight columns.
    column: usize,
    /// With tabs of one column: differs where tabs and spaces are mixed.
    narrow: usize,
}

struct Lexer<'t> {
    source: &'t str,
    bytes: &'t [u8],
    offset: usize,
    limit: usize,
    tokens: Vec<Token>,
    brackets: Vec<Bracket>,
    indents: Vec<Indent>,
    keeps_comments: bool,
    mixed_tabs: Option<u32>,
    /// How many f-strings had braces that do not match.
    unbalanced: u32,
}

impl<'t> Lexer<'t> {
    fn new(source: &'t str, offset: usize, limit: usize) -> Self {
        let source = &source[..limit];
        Lexer {
            source,
            bytes: source.as_bytes(),
            offset,
            limit,
            tokens: Vec::with_capacity((limit - offset) / 4 + 4),
            brackets: Vec::new(),
            indents: Vec::new(),
            keeps_comments: false,
            unbalanced: 0,
            mixed_tabs: None,
        }
    }

    fn file(&mut self) -> Result<(), LexError> {
        if self.source.starts_with('\u{feff}') {
            self.offset = '\u{feff}'.len_utf8();
        }
        loop {
            self.indentation()?;
            if self.peek().is_none() {
                return Ok(());
            }
            self.logical_line()?;
        }
    }

    /// Ends what is open, so that the tokens can be parsed whatever happened.
    fn close(&mut self) {
        let end = self.limit;
        if self
            .tokens
            .last()
            .is_some_and(|last| !matches!(last.kind, TokenKind::Newline | TokenKind::Dedent))
        {
            self.tokens.push(Token {
                kind: TokenKind::Newline,
                span: span(end, end),
            });
        }
        for _ in self.indents.drain(..) {
            self.tokens.push(Token {
                kind: TokenKind::Dedent,
                span: span(end, end),
            });
        }
        self.tokens.push(Token {
            kind: TokenKind::End,
            span: span(end, end),
        });
    }

    /// Skips lines without tokens and compares the indentation of the first other one.
    fn indentation(&mut self) -> Result<(), LexError> {
        let mut here = Indent {
            column: 0,
            narrow: 0,
        };
        loop {
            match self.peek() {
                Some(b' ') => {
                    here.column += 1;
                    here.narrow += 1;
                }
                Some(b'\t') => {
                    here.column = (here.column / TAB_WIDTH + 1) * TAB_WIDTH;
                    here.narrow += 1;
                }
                Some(b'\n' | b'\r' | b'\x0c') => {
                    here = Indent {
                        column: 0,
                        narrow: 0,
                    }
                }
                Some(b'#') => {
                    self.comment();
                    continue;
                }
                None => return Ok(()),
                Some(_) => break,
            }
            self.offset += 1;
        }
        self.compare(here)
    }

    fn compare(&mut self, here: Indent) -> Result<(), LexError> {
        let at = self.offset;
        let (current, narrow) = self
            .indents
            .last()
            .map_or((0, 0), |indent| (indent.column, indent.narrow));
        if here.column.cmp(&current) != here.narrow.cmp(&narrow) {
            self.mixed_tabs.get_or_insert(at as u32);
        }
        if here.column > current {
            if self.indents.len() >= MAX_INDENTS {
                let place = span(at, at);
                return Err(LexError::Wrong(SyntaxError::indentation(
                    "too many levels of indentation",
                    place,
                )));
            }
            self.indents.push(here);
            self.push(TokenKind::Indent, at);
            return Ok(());
        }
        while self
            .indents
            .last()
            .is_some_and(|indent| indent.column > here.column)
        {
            self.indents.pop();
            self.push(TokenKind::Dedent, at);
        }
        let outer = self.indents.last().copied().unwrap_or(Indent {
            column: 0,
            narrow: 0,
        });
        if outer.column == here.column {
            if outer.narrow != here.narrow {
                self.mixed_tabs.get_or_insert(at as u32);
            }
            return Ok(());
        }
        let place = span(at, self.line_end());
        let mixed = here.column != here.narrow || outer.column != outer.narrow;
        Err(LexError::Wrong(if mixed {
            let message = "inconsistent use of tabs and spaces in indentation";
            SyntaxError {
                kind: SyntaxErrorKind::Tab,
                ..SyntaxError::new(message, place)
            }
        } else {
            SyntaxError::indentation("unindent does not match any outer indentation level", place)
        }))
    }

    fn logical_line(&mut self) -> Result<(), LexError> {
        loop {
            let joined = !self.brackets.is_empty();
            self.skip_blanks(joined)?;
            match self.peek() {
                None => {
                    if let Some(open) = self.brackets.last() {
                        return Err(LexError::Unfinished(never_closed(open)));
                    }
                    self.push(TokenKind::Newline, self.offset);
                    return Ok(());
                }
                Some(b'\n' | b'\r') => {
                    let start = self.offset;
                    self.line_break();
                    self.push(TokenKind::Newline, start);
                    return Ok(());
                }
                Some(_) => self.token()?,
            }
        }
    }

    /// Skips what separates tokens; line breaks too if `joined`.
    fn skip_blanks(&mut self, joined: bool) -> Result<(), LexError> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\x0c') => self.offset += 1,
                Some(b'\n' | b'\r') if joined => self.offset += 1,
                Some(b'#') => self.comment(),
                Some(b'\\') => self.joined_line()?,
                _ => return Ok(()),
            }
        }
    }

    fn comment(&mut self) {
        let start = self.offset;
        self.offset = self.line_end();
        if self.keeps_comments {
            self.push(TokenKind::Comment, start);
        }
    }

    /// `\` at the end of a line
    fn joined_line(&mut self) -> Result<(), LexError> {
        let start = self.offset;
        self.offset += 1;
        match self.peek() {
            Some(b'\n' | b'\r') => self.line_break(),
            None => {}
            Some(_) => {
                let place = span(
                    self.offset,
                    self.offset + self.char().map_or(1, char::len_utf8),
                );
                return wrong(
                    "unexpected character after line continuation character",
                    place,
                );
            }
        }
        if self.peek().is_none() {
            let error = SyntaxError::new("unexpected EOF while parsing", span(start, start + 1));
            return Err(LexError::Unfinished(error));
        }
        Ok(())
    }

    fn token(&mut self) -> Result<(), LexError> {
        let start = self.offset;
        let Some(first) = self.peek() else {
            return Ok(());
        };
        match first {
            b'0'..=b'9' => self.number(),
            b'.' if self.peek_at(1).is_some_and(|next| next.is_ascii_digit()) => self.number(),
            b'\'' | b'"' => self.string(start),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            0x80.. => self.word(),
            _ => self.operator(),
        }
    }

    fn word(&mut self) -> Result<(), LexError> {
        let start = self.offset;
        while let Some(next) = self.peek() {
            let continues = if next.is_ascii() {
                next.is_ascii_alphanumeric() || next == b'_'
            } else {
                match self.char() {
                    Some(c) if self.offset == start && is_xid_start(c) => true,
                    Some(c) => self.offset > start && is_xid_continue(c),
                    None => false,
                }
            };
            if !continues {
                break;
            }
            self.offset += self.char().map_or(1, char::len_utf8);
        }
        if let Some(c) = self.char()
            && !c.is_ascii()
        {
            let place = span(self.offset, self.offset + c.len_utf8());
            self.offset = place.end as usize;
            return Err(LexError::Wrong(invalid_character(c, place)));
        }
        let text = &self.source[start..self.offset];
        if matches!(self.peek(), Some(b'\'' | b'"')) && is_string_prefix(text) {
            return self.string(start);
        }
        self.push(
            Keyword::of(text).map_or(TokenKind::Name, TokenKind::Keyword),
            start,
        );
        Ok(())
    }

    fn operator(&mut self) -> Result<(), LexError> {
        let rest = &self.source[self.offset..];
        let start = self.offset;
        let Some((text, operator)) = OPERATORS.iter().find(|(text, _)| rest.starts_with(text))
        else {
            let c = self.char().unwrap_or('\0');
            let place = span(start, start + c.len_utf8());
            self.offset = place.end as usize;
            return Err(LexError::Wrong(invalid_character(c, place)));
        };
        match operator {
            Operator::OpenParen | Operator::OpenBracket | Operator::OpenBrace => {
                self.open(start)?
            }
            Operator::CloseParen | Operator::CloseBracket | Operator::CloseBrace => {
                self.closing(start)?
            }
            _ => {}
        }
        self.offset = start + text.len();
        self.push(TokenKind::Operator(*operator), start);
        Ok(())
    }

    fn open(&mut self, offset: usize) -> Result<(), LexError> {
        if self.brackets.len() >= MAX_BRACKETS {
            return wrong("too many nested parentheses", span(offset, offset + 1));
        }
        self.brackets.push(Bracket {
            text: char::from(self.bytes[offset]),
            offset,
        });
        Ok(())
    }

    fn closing(&mut self, offset: usize) -> Result<(), LexError> {
        let text = char::from(self.bytes[offset]);
        let place = span(offset, offset + 1);
        if self.keeps_comments {
            return Ok(());
        }
        let Some(open) = self.brackets.pop() else {
            return wrong(format!("unmatched '{text}'"), place);
        };
        if matches!((open.text, text), ('(', ')') | ('[', ']') | ('{', '}')) {
            return Ok(());
        }
        let mut message = format!(
            "closing parenthesis '{text}' does not match opening parenthesis '{}'",
            open.text
        );
        let line = line_number(self.source, open.offset);
        if line != line_number(self.source, offset) {
            message += &format!(" on line {line}");
        }
        wrong(message, place)
    }

    fn number(&mut self) -> Result<(), LexError> {
        let start = self.offset;
        let radix = match (self.peek(), self.peek_at(1)) {
            (Some(b'0'), Some(b'x' | b'X')) => Some((16, "hexadecimal")),
            (Some(b'0'), Some(b'o' | b'O')) => Some((8, "octal")),
            (Some(b'0'), Some(b'b' | b'B')) => Some((2, "binary")),
            _ => None,
        };
        if let Some((radix, name)) = radix {
            self.offset += 2;
            return self.radix_number(start, radix, name);
        }
        let mut kind = TokenKind::Int;
        self.digits("decimal")?;
        if self.peek() == Some(b'.') {
            kind = TokenKind::Float;
            self.offset += 1;
            if self.peek().is_some_and(|next| next.is_ascii_digit()) {
                self.digits("decimal")?;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.peek_at(1), Some(b'+' | b'-')));
            if self
                .peek_at(1 + sign)
                .is_some_and(|next| next.is_ascii_digit())
            {
                kind = TokenKind::Float;
                self.offset += 1 + sign;
                self.digits("decimal")?;
            }
        }
        if matches!(self.peek(), Some(b'j' | b'J')) {
            kind = TokenKind::Float;
            self.offset += 1;
        }
        if kind == TokenKind::Int {
            self.long_suffix();
        }
        self.number_ends("decimal")?;
        if kind == TokenKind::Int {
            self.leading_zeros(start)?;
        }
        self.push(kind, start);
        Ok(())
    }

    /// Python 2's `0777` is taken; `09` is nothing.
    fn leading_zeros(&mut self, start: usize) -> Result<(), LexError> {
        let text = self.source[start..self.offset].trim_end_matches(['l', 'L']);
        if !text.starts_with('0') || text.bytes().all(|b| matches!(b, b'0'..=b'7' | b'_')) {
            return Ok(());
        }
        let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        wrong(message, span(start, self.offset))
    }

    fn radix_number(&mut self, start: usize, radix: u32, name: &str) -> Result<(), LexError> {
        let is_digit = |b: Option<u8>| b.is_some_and(|b| char::from(b).is_digit(radix));
        let mut any = false;
        loop {
            if is_digit(self.peek()) {
                self.offset += 1;
                any = true;
            } else if self.peek() == Some(b'_') && is_digit(self.peek_at(1)) {
                self.offset += 2;
                any = true;
            } else {
                break;
            }
        }
        if let Some(digit @ b'0'..=b'9') = self.peek() {
            let place = span(self.offset, self.offset + 1);
            return wrong(
                format!("invalid digit '{}' in {name} literal", char::from(digit)),
                place,
            );
        }
        if !any {
            return wrong(format!("invalid {name} literal"), span(start, self.offset));
        }
        self.long_suffix();
        self.number_ends(name)?;
        self.push(TokenKind::Int, start);
        Ok(())
    }

    fn digits(&mut self, name: &str) -> Result<(), LexError> {
        loop {
            match self.peek() {
                Some(b'0'..=b'9') => self.offset += 1,
                Some(b'_') => {
                    self.offset += 1;
                    if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
                        return wrong(
                            format!("invalid {name} literal"),
                            span(self.offset - 1, self.offset),
                        );
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// Python 2's `10L`
    fn long_suffix(&mut self) {
        let next = self.source[self.offset..].chars().nth(1);
        if matches!(self.peek(), Some(b'l' | b'L')) && !next.is_some_and(is_xid_continue) {
            self.offset += 1;
        }
    }

    /// `1x` is wrong, `1if x else y` is Python.
    fn number_ends(&self, name: &str) -> Result<(), LexError> {
        let rest = &self.source[self.offset..];
        let Some(c) = rest.chars().next() else {
            return Ok(());
        };
        if !(c == '_' || is_xid_start(c)) {
            return Ok(());
        }
        let length = rest.find(|c| !is_xid_continue(c)).unwrap_or(rest.len());
        if matches!(
            &rest[..length],
            "and" | "else" | "for" | "if" | "in" | "is" | "or" | "not"
        ) {
            return Ok(());
        }
        let last = self.offset.saturating_sub(1);
        wrong(format!("invalid {name} literal"), span(last, self.offset))
    }

    /// The prefix is read, the quote is next.
    fn string(&mut self, start: usize) -> Result<(), LexError> {
        let prefix = &self.source[start..self.offset];
        let open = Quote::at(self.bytes, self.offset);
        let formatted = prefix.contains(['f', 'F']);
        let body = self.offset + open.length;
        let balanced = formatted && self.unbalanced < MAX_UNBALANCED;
        let end = if balanced {
            quote::formatted_end(self.bytes, body, open, 0)
        } else {
            None
        };
        self.unbalanced += u32::from(balanced && end.is_none());
        let end = end.or_else(|| quote::plain_end(self.bytes, body, open));
        if let Some(end) = end {
            self.offset = end;
            self.push(TokenKind::Str, start);
            return Ok(());
        }
        let place = span(start, self.offset + open.length);
        if open.length == 3 {
            self.offset = self.limit;
            let line = line_number(
                self.source,
                self.source.trim_end_matches(['\n', '\r']).len(),
            );
            let message =
                format!("unterminated triple-quoted string literal (detected at line {line})");
            return Err(LexError::Unfinished(SyntaxError::new(message, place)));
        }
        self.offset = quote::unterminated_end(self.bytes, body);
        let line = line_number(self.source, self.offset);
        let message = format!("unterminated string literal (detected at line {line})");
        let error = SyntaxError::new(message, place);
        let joined =
            self.offset == self.limit && self.source.trim_end_matches(['\n', '\r']).ends_with('\\');
        Err(if joined {
            LexError::Unfinished(error)
        } else {
            LexError::Wrong(error)
        })
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token {
            kind,
            span: span(start, self.offset),
        });
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.offset).copied()
    }

    fn peek_at(&self, distance: usize) -> Option<u8> {
        self.bytes.get(self.offset + distance).copied()
    }

    fn char(&self) -> Option<char> {
        self.source.get(self.offset..)?.chars().next()
    }

    fn line_break(&mut self) {
        let length = if self.bytes[self.offset..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        self.offset += length;
    }

    fn line_end(&self) -> usize {
        let rest = &self.bytes[self.offset..];
        memchr::memchr2(b'\n', b'\r', rest).map_or(self.limit, |length| self.offset + length)
    }
}

fn is_string_prefix(text: &str) -> bool {
    let lower = text.as_bytes().iter().map(u8::to_ascii_lowercase);
    let mut letters = [0; 2];
    if text.len() > 2 {
        return false;
    }
    for (place, letter) in letters.iter_mut().zip(lower) {
        *place = letter;
    }
    matches!(
        &letters,
        b"r\0" | b"b\0" | b"u\0" | b"f\0" | b"rb" | b"br" | b"fr" | b"rf" | b"ur"
    )
}

fn invalid_character(c: char, place: Span) -> SyntaxError {
    let code = u32::from(c);
    let help = match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => {
            Some("write the straight quote \"")
        }
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{b4}' => Some("write the straight quote '"),
        '\u{2013}' | '\u{2014}' | '\u{2212}' => Some("write the minus sign -"),
        '\u{a0}' | '\u{2002}'..='\u{200b}' | '\u{202f}' | '\u{3000}' => {
            Some("write an ordinary space")
        }
        '\u{d7}' => Some("write *"),
        '!' => Some("write 'not'"),
        '?' => Some("write: a if condition else b"),
        _ => None,
    };
    let message = if c.is_ascii() && !c.is_control() {
        "invalid syntax".to_owned()
    } else if c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
    {
        format!("invalid non-printable character U+{code:04X}")
    } else {
        format!("invalid character '{c}' (U+{code:04X})")
    };
    let error = SyntaxError::new(message, place);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}
