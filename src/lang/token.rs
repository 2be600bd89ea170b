//! Tokens, and the slice of them that nom parses.

use std::cell::{Cell, RefCell};
use std::iter::{Copied, Enumerate};
use std::rc::Rc;
use std::slice::Iter;

use hashbrown::HashSet;
use nom::{Input, Needed};

use crate::lang::ast::Span;
use crate::lang::hint::Hint;

/// A piece of the source text. Its value is read from the text when the tree is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Name,
    Keyword(Keyword),
    Operator(Operator),
    /// `10`, `0x1f`, `0b1`, `0o17`, `017`
    Int,
    /// `1.5`, `1e9`
    Float,
    /// a string of any sort, prefix and quotes included
    Str,
    /// the end of a logical line
    Newline,
    Indent,
    Dedent,
    /// the end of the text; every slice of tokens ends with one
    End,
    /// only in the tokens for highlighting
    Comment,
    /// only in the tokens for highlighting: what is no token
    Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    False,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    None,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    True,
    Try,
    While,
    With,
    Yield,
}

pub const KEYWORDS: [(&str, Keyword); 35] = [
    ("False", Keyword::False),
    ("None", Keyword::None),
    ("True", Keyword::True),
    ("and", Keyword::And),
    ("as", Keyword::As),
    ("assert", Keyword::Assert),
    ("async", Keyword::Async),
    ("await", Keyword::Await),
    ("break", Keyword::Break),
    ("class", Keyword::Class),
    ("continue", Keyword::Continue),
    ("def", Keyword::Def),
    ("del", Keyword::Del),
    ("elif", Keyword::Elif),
    ("else", Keyword::Else),
    ("except", Keyword::Except),
    ("finally", Keyword::Finally),
    ("for", Keyword::For),
    ("from", Keyword::From),
    ("global", Keyword::Global),
    ("if", Keyword::If),
    ("import", Keyword::Import),
    ("in", Keyword::In),
    ("is", Keyword::Is),
    ("lambda", Keyword::Lambda),
    ("nonlocal", Keyword::Nonlocal),
    ("not", Keyword::Not),
    ("or", Keyword::Or),
    ("pass", Keyword::Pass),
    ("raise", Keyword::Raise),
    ("return", Keyword::Return),
    ("try", Keyword::Try),
    ("while", Keyword::While),
    ("with", Keyword::With),
    ("yield", Keyword::Yield),
];

impl Keyword {
    pub fn of(word: &str) -> Option<Keyword> {
        if word.len() > 8 || word.len() < 2 {
            return None;
        }
        let place = KEYWORDS
            .binary_search_by(|(text, _)| (*text).cmp(word))
            .ok()?;
        Some(KEYWORDS[place].1)
    }

    pub fn text(self) -> &'static str {
        KEYWORDS
            .iter()
            .find(|(_, keyword)| *keyword == self)
            .map_or("", |(text, _)| text)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Comma,
    Colon,
    ColonEqual,
    Semicolon,
    Dot,
    Ellipsis,
    Arrow,
    At,
    Equal,
    EqualEqual,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Star,
    DoubleStar,
    Slash,
    DoubleSlash,
    Percent,
    Ampersand,
    Bar,
    Caret,
    Tilde,
    /// Python 2's `` `a` ``
    Backtick,
    ShiftLeft,
    ShiftRight,
    PlusEqual,
    MinusEqual,
    StarEqual,
    DoubleStarEqual,
    SlashEqual,
    DoubleSlashEqual,
    PercentEqual,
    AtEqual,
    AmpersandEqual,
    BarEqual,
    CaretEqual,
    ShiftLeftEqual,
    ShiftRightEqual,
}

/// The longer ones first: the first that fits is taken.
pub const OPERATORS: [(&str, Operator); 49] = [
    ("...", Operator::Ellipsis),
    ("**=", Operator::DoubleStarEqual),
    ("//=", Operator::DoubleSlashEqual),
    ("<<=", Operator::ShiftLeftEqual),
    (">>=", Operator::ShiftRightEqual),
    ("->", Operator::Arrow),
    (":=", Operator::ColonEqual),
    ("==", Operator::EqualEqual),
    ("!=", Operator::NotEqual),
    ("<>", Operator::NotEqual),
    ("<=", Operator::LessEqual),
    (">=", Operator::GreaterEqual),
    ("**", Operator::DoubleStar),
    ("//", Operator::DoubleSlash),
    ("<<", Operator::ShiftLeft),
    (">>", Operator::ShiftRight),
    ("+=", Operator::PlusEqual),
    ("-=", Operator::MinusEqual),
    ("*=", Operator::StarEqual),
    ("/=", Operator::SlashEqual),
    ("%=", Operator::PercentEqual),
    ("@=", Operator::AtEqual),
    ("&=", Operator::AmpersandEqual),
    ("|=", Operator::BarEqual),
    ("^=", Operator::CaretEqual),
    ("(", Operator::OpenParen),
    (")", Operator::CloseParen),
    ("[", Operator::OpenBracket),
    ("]", Operator::CloseBracket),
    ("{", Operator::OpenBrace),
    ("}", Operator::CloseBrace),
    (",", Operator::Comma),
    (":", Operator::Colon),
    (";", Operator::Semicolon),
    (".", Operator::Dot),
    ("@", Operator::At),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("+", Operator::Plus),
    ("-", Operator::Minus),
    ("*", Operator::Star),
    ("/", Operator::Slash),
    ("%", Operator::Percent),
    ("&", Operator::Ampersand),
    ("|", Operator::Bar),
    ("^", Operator::Caret),
    ("~", Operator::Tilde),
    ("`", Operator::Backtick),
];

impl Operator {
    pub fn text(self) -> &'static str {
        OPERATORS
            .iter()
            .find(|(_, operator)| *operator == self)
            .map_or("", |(text, _)| text)
    }
}

/// What all parsers of one text share.
#[derive(Debug)]
pub struct Shared<'t> {
    pub source: &'t str,
    names: RefCell<HashSet<Rc<str>>>,
    /// The classes whose bodies are being parsed, innermost last.
    pub classes: RefCell<Vec<Rc<str>>>,
    /// How deep the parsers are in each other now.
    pub nesting: Cell<u32>,
    /// The height of the highest tree that was made since this was last set to zero.
    pub height: Cell<u32>,
    /// The text is one that only Python 2 accepts.
    pub python2: Cell<bool>,
    /// `/` of integers makes an integer.
    pub old_division: Cell<bool>,
    /// `print` is a statement also where a parenthesis follows.
    pub old_print: Cell<bool>,
    /// What was understood and is written in another way today.
    pub hints: RefCell<Vec<Hint>>,
}

impl<'t> Shared<'t> {
    pub fn new(source: &'t str) -> Self {
        Shared {
            source,
            names: RefCell::default(),
            classes: RefCell::default(),
            nesting: Cell::new(0),
            height: Cell::new(0),
            python2: Cell::new(false),
            old_division: Cell::new(false),
            old_print: Cell::new(false),
            hints: RefCell::default(),
        }
    }

    /// One allocation per name, however often it is written.
    ///
    /// A private name of a class, `__a`, is `_Class__a`.
    pub fn name(&self, text: &str) -> Rc<str> {
        if text.starts_with("__") && !text.ends_with("__") {
            let classes = self.classes.borrow();
            let class = classes.last().map(|class| class.trim_start_matches('_'));
            if let Some(class) = class.filter(|class| !class.is_empty()) {
                return format!("_{class}{text}").into();
            }
        }
        let mut names = self.names.borrow_mut();
        if let Some(name) = names.get(text) {
            return name.clone();
        }
        let name: Rc<str> = text.into();
        names.insert(name.clone());
        name
    }
}

/// The tokens still to be parsed. The last one is `End` and is never taken.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'t> {
    list: &'t [Token],
    pub shared: &'t Shared<'t>,
    /// Where the last token ends that was taken, line ends and indentation aside.
    pub taken: u32,
}

impl<'t> Tokens<'t> {
    /// `list` ends with an `End`.
    pub fn new(list: &'t [Token], shared: &'t Shared<'t>) -> Self {
        Tokens {
            list,
            shared,
            taken: 0,
        }
    }

    pub fn first(&self) -> Token {
        self.list.first().copied().unwrap_or_else(|| {
            let end = self.shared.source.len() as u32;
            Token {
                kind: TokenKind::End,
                span: Span { start: end, end },
            }
        })
    }

    pub fn kind(&self) -> TokenKind {
        self.list.first().map_or(TokenKind::End, |token| token.kind)
    }

    /// The kind of the token after the first.
    pub fn second(&self) -> TokenKind {
        self.list.get(1).map_or(TokenKind::End, |token| token.kind)
    }

    pub fn is(&self, operator: Operator) -> bool {
        self.kind() == TokenKind::Operator(operator)
    }

    pub fn is_keyword(&self, keyword: Keyword) -> bool {
        self.kind() == TokenKind::Keyword(keyword)
    }

    /// Whether a `match` statement starts here: its line ends with a colon, and an indented `case`
    /// follows. `match` and `case` are names everywhere else.
    pub fn heads_match(&self) -> bool {
        let is_word = |token: Option<&Token>, word: &str| {
            token
                .is_some_and(|token| token.kind == TokenKind::Name && self.text(token.span) == word)
        };
        if !is_word(self.list.first(), "match") {
            return false;
        }
        let Some(end) = self.list.iter().position(|t| t.kind == TokenKind::Newline) else {
            return false;
        };
        let colon = TokenKind::Operator(Operator::Colon);
        end >= 3
            && self.list[end - 1].kind == colon
            && self
                .list
                .get(end + 1)
                .is_some_and(|t| t.kind == TokenKind::Indent)
            && is_word(self.list.get(end + 2), "case")
    }

    /// Whether all that follows is the end of the text.
    pub fn is_at_end(&self) -> bool {
        match self.kind() {
            TokenKind::End => true,
            TokenKind::Dedent => self.start() as usize == self.shared.source.len(),
            _ => false,
        }
    }

    /// Where the first token starts.
    pub fn start(&self) -> u32 {
        self.first().span.start
    }

    /// What remains after the first token.
    pub fn rest(&self) -> Self {
        match self.list.split_first() {
            Some((first, list)) => {
                let is_layout = matches!(
                    first.kind,
                    TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent
                );
                let taken = if is_layout {
                    self.taken
                } else {
                    first.span.end
                };
                Tokens {
                    list,
                    shared: self.shared,
                    taken,
                }
            }
            None => *self,
        }
    }

    pub fn text(&self, span: Span) -> &'t str {
        self.shared
            .source
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    pub fn list(&self) -> &'t [Token] {
        self.list
    }
}

impl<'t> Input for Tokens<'t> {
    type Item = Token;
    type Iter = Copied<Iter<'t, Token>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.list.len()
    }

    fn take(&self, index: usize) -> Self {
        Tokens {
            list: &self.list[..index],
            ..*self
        }
    }

    fn take_from(&self, index: usize) -> Self {
        let taken = index
            .checked_sub(1)
            .map_or(self.taken, |last| self.list[last].span.end);
        Tokens {
            list: &self.list[index..],
            shared: self.shared,
            taken,
        }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.list.iter().position(|token| predicate(*token))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.list.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.list.iter().copied().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.list.len() {
            Ok(count)
        } else {
            Err(Needed::new(count - self.list.len()))
        }
    }
}
