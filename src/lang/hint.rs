//! What was written in an older way and understood, and how it is written today.

use crate::lang::ast::Span;
use crate::lang::token::{Keyword, Operator, Token, TokenKind, Tokens};

/// `print "a"` is `print("a")` today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One hint of a kind is given per file.
    pub kind: &'static str,
    /// Where it is written, as an offset.
    pub at: u32,
    /// `Python 3 writes print("a")`
    pub words: String,
}

/// Names that Python 2 had, and what Python 3 writes.
const NAMES: [(&str, &str); 15] = [
    ("apply", "f(*args)"),
    ("basestring", "str"),
    ("buffer", "memoryview"),
    ("cmp", "(a > b) - (a < b)"),
    ("coerce", "(float(a), float(b))"),
    ("execfile", "exec(open(…).read())"),
    ("file", "open(…)"),
    ("long", "int"),
    ("raw_input", "input(…)"),
    ("reduce", "functools.reduce(…)"),
    ("reload", "importlib.reload(…)"),
    ("StandardError", "Exception"),
    ("unichr", "chr(…)"),
    ("unicode", "str"),
    ("xrange", "range(…)"),
];

/// Methods that Python 2 had, and what Python 3 writes.
const METHODS: [(&str, &str); 13] = [
    ("decodestring", "base64.decodebytes(…)"),
    ("encodestring", "base64.encodebytes(…)"),
    ("getcwdu", "os.getcwd()"),
    ("has_key", "key in d"),
    ("ifilter", "filter(…)"),
    ("imap", "map(…)"),
    ("iteritems", "d.items()"),
    ("iterkeys", "d.keys()"),
    ("itervalues", "d.values()"),
    ("izip", "zip(…)"),
    ("viewitems", "d.items()"),
    ("viewkeys", "d.keys()"),
    ("viewvalues", "d.values()"),
];

/// Names of Python 2 that mean something only where they are called.
const CALLED: [&str; 4] = ["apply", "buffer", "coerce", "file"];

/// Modules that Python 2 had, and what Python 3 calls them.
const MODULES: [(&str, &str); 10] = [
    ("commands", "subprocess.getoutput(…)"),
    ("ConfigParser", "configparser"),
    ("cStringIO", "io.StringIO"),
    ("md5", "hashlib.md5(…)"),
    ("Queue", "queue"),
    ("sha", "hashlib.sha1(…)"),
    ("StringIO", "io.StringIO"),
    ("thread", "threading"),
    ("urllib2", "urllib.request"),
    ("urlparse", "urllib.parse"),
];

/// Functions of the module string, today methods.
const FUNCTIONS: [&str; 21] = [
    "atof",
    "atoi",
    "atol",
    "center",
    "count",
    "find",
    "index",
    "join",
    "joinfields",
    "ljust",
    "lower",
    "lstrip",
    "replace",
    "rfind",
    "rjust",
    "rstrip",
    "split",
    "splitfields",
    "strip",
    "upper",
    "zfill",
];

/// What the parsers understood, and the names of Python 2 among the tokens, in order; one of a
/// kind.
pub fn all(mut hints: Vec<Hint>, tokens: Tokens) -> Vec<Hint> {
    named(&mut hints, tokens);
    hints.sort_by_key(|hint| hint.at);
    let mut kinds: Vec<&str> = Vec::new();
    hints.retain(|hint| {
        let first = !kinds.contains(&hint.kind);
        kinds.push(hint.kind);
        first
    });
    hints
}

fn named(hints: &mut Vec<Hint>, tokens: Tokens) {
    let list = tokens.list();
    let mut names_modules = false;
    for (index, token) in list.iter().enumerate() {
        match token.kind {
            TokenKind::Name => {}
            TokenKind::Keyword(Keyword::From) => names_modules = true,
            TokenKind::Keyword(Keyword::Import) => {
                // Behind `from a import` stand no modules.
                let before = index.checked_sub(1).map(|before| list[before].kind);
                names_modules = before != Some(TokenKind::Name);
            }
            TokenKind::Operator(_) => {}
            _ => names_modules = false,
        }
        if token.kind != TokenKind::Name {
            continue;
        }
        let text = tokens.text(token.span);
        let after_dot = index > 0 && is(list, index - 1, Operator::Dot);
        let known = |&&(name, _): &&(&str, &str)| name == text;
        let found = if names_modules {
            MODULES.iter().find(known).copied()
        } else if after_dot {
            method(list, index, tokens)
        } else {
            let called = !CALLED.contains(&text) || is(list, index + 1, Operator::OpenParen);
            let found = NAMES.iter().find(known).filter(|_| called);
            found
                .filter(|(name, _)| !is_own(list, tokens, name))
                .filter(|(name, _)| *name != "reduce" || !takes_all_of_functools(list, tokens))
                .copied()
        };
        if let Some((kind, today)) = found {
            hints.push(Hint {
                kind,
                at: token.span.start,
                words: format!("Python 3 writes {today} for {kind}"),
            });
        }
    }
}

fn is(list: &[Token], index: usize, operator: Operator) -> bool {
    list.get(index)
        .is_some_and(|token| token.kind == TokenKind::Operator(operator))
}

/// `from functools import *`
fn takes_all_of_functools(list: &[Token], tokens: Tokens) -> bool {
    list.windows(4).any(|four| {
        four[0].kind == TokenKind::Keyword(Keyword::From)
            && tokens.text(four[1].span) == "functools"
            && four[3].kind == TokenKind::Operator(Operator::Star)
    })
}

/// Whether `string` is the module, and not a text of that name.
fn imports_string(list: &[Token], tokens: Tokens) -> bool {
    let mut imports = false;
    list.iter().any(|token| {
        match token.kind {
            TokenKind::Keyword(Keyword::Import) => imports = true,
            TokenKind::Newline | TokenKind::Operator(Operator::Semicolon) => imports = false,
            _ => {}
        }
        imports && token.kind == TokenKind::Name && tokens.text(token.span) == "string"
    })
}

/// `.has_key(`, `.encode("hex"`
fn method(list: &[Token], index: usize, tokens: Tokens) -> Option<(&'static str, &'static str)> {
    let text = tokens.text(list[index].span);
    if text == "maxint" {
        return Some(("sys.maxint", "sys.maxsize"));
    }
    if !is(list, index + 1, Operator::OpenParen) {
        return None;
    }
    if let "encode" | "decode" = text {
        let codec = tokens.text(list.get(index + 2)?.span);
        return match codec.trim_matches(['"', '\'']) {
            "hex" | "hex_codec" if text == "encode" => Some((".encode('hex')", "octets.hex()")),
            "hex" | "hex_codec" => Some((".decode('hex')", "bytes.fromhex(text)")),
            "base64" => Some((
                "base64 as a codec",
                "base64.b64encode(…) and base64.b64decode(…)",
            )),
            "string_escape" => Some((
                "string_escape as a codec",
                "text.encode().decode('unicode_escape')",
            )),
            _ => None,
        };
    }
    let owner = index
        .checked_sub(2)
        .map_or("", |before| tokens.text(list[before].span));
    // `pool.imap(…)` is no older way of writing anything.
    if matches!(text, "imap" | "ifilter" | "izip") && owner != "itertools" {
        return None;
    }
    if owner == "string" && FUNCTIONS.contains(&text) && imports_string(list, tokens) {
        return Some(("string.method(text, …)", "text.method(…)"));
    }
    METHODS.iter().find(|(name, _)| *name == text).copied()
}

/// Whether the text gives a name a meaning of its own.
fn is_own(list: &[Token], tokens: Tokens, name: &str) -> bool {
    let mut imports = false;
    list.iter().enumerate().any(|(index, token)| {
        match token.kind {
            TokenKind::Keyword(Keyword::Import) => imports = true,
            TokenKind::Newline => imports = false,
            _ => {}
        }
        let before = index.checked_sub(1).map(|before| list[before].kind);
        token.kind == TokenKind::Name
            && tokens.text(token.span) == name
            && (imports
                || is(list, index + 1, Operator::Equal)
                || matches!(
                    before,
                    Some(TokenKind::Keyword(
                        Keyword::Def | Keyword::Class | Keyword::As | Keyword::For
                    ))
                ))
    })
}

impl Tokens<'_> {
    /// What is written at `span` is understood, but is written in another way today.
    pub fn hint(&self, kind: &'static str, span: Span, today: impl Into<String>) {
        self.hint_words(kind, span, format!("Python 3 writes {}", today.into()));
    }

    /// The same in other words.
    pub fn hint_words(&self, kind: &'static str, span: Span, words: impl Into<String>) {
        self.shared.hints.borrow_mut().push(Hint {
            kind,
            at: span.start,
            words: words.into(),
        });
    }
}
