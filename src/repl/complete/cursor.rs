//! Where in a text the cursor stands, found without parsing: what is typed is rarely whole.

/// What surrounds the cursor.
#[derive(Debug, PartialEq)]
pub struct Cursor<'t> {
    pub place: Place<'t>,
    /// The part of the word, or of the quoted text, that is typed already.
    pub word: &'t str,
    /// The innermost bracket that is open.
    pub bracket: Bracket<'t>,
    /// `p.type` in `p.type = "…`, in front of the quote or the word.
    pub assigned: Option<&'t str>,
}

#[derive(Debug, PartialEq)]
pub enum Place<'t> {
    Name,
    /// `of.word`
    Attribute(&'t str),
    /// `"word`
    Text,
    /// `import word`
    Module,
    /// `from module import word`
    Member(&'t str),
    /// a comment, a number
    Nowhere,
}

#[derive(Debug, PartialEq)]
pub enum Bracket<'t> {
    None,
    Call(Call<'t>),
    /// `of[`
    Index(&'t str),
}

/// `function(a, b=1, argument=`
#[derive(Debug, PartialEq)]
pub struct Call<'t> {
    pub function: &'t str,
    /// How many arguments stand before this one.
    pub index: usize,
    /// The name of this one, if it is given.
    pub argument: Option<&'t str>,
    /// Whether nothing of this one is typed but the word.
    pub begins: bool,
    /// The names of the others.
    pub given: Vec<&'t str>,
}

/// What `text`, whose end is the cursor, is about.
pub fn find(text: &str) -> Cursor<'_> {
    let scan = scan(text);
    let (place, word, outer) = match scan.inside {
        Inside::Comment => (Place::Nowhere, "", text.len()),
        Inside::Text { quote, content } => (Place::Text, &text[content..], quote),
        Inside::Code => {
            let start = word_start(text, text.len());
            (place_of(text, start, scan.statement), &text[start..], start)
        }
    };
    let bracket = match scan.open.last() {
        None => Bracket::None,
        Some(open) => bracket(text, open, outer),
    };
    Cursor {
        place,
        word,
        bracket,
        assigned: assigned(&text[..outer]),
    }
}

enum Inside {
    Code,
    Comment,
    Text { quote: usize, content: usize },
}

struct Scan {
    inside: Inside,
    open: Vec<Open>,
    /// Where the last statement begins.
    statement: usize,
}

struct Open {
    at: usize,
    commas: Vec<usize>,
}

/// Walks over the text once.
fn scan(text: &str) -> Scan {
    let octets = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut statement = 0;
    let mut at = 0;
    while at < octets.len() {
        match octets[at] {
            b'#' => match memchr::memchr(b'\n', &octets[at..]) {
                Some(end) => at += end - 1,
                None => {
                    return Scan {
                        inside: Inside::Comment,
                        open,
                        statement,
                    };
                }
            },
            quote @ (b'"' | b'\'') => {
                let triple = octets[at..].starts_with(&[quote; 3]);
                let content = at + if triple { 3 } else { 1 };
                match end_of_text(octets, content, quote, triple) {
                    Some(end) => at = end - 1,
                    None => {
                        return Scan {
                            inside: Inside::Text { quote: at, content },
                            open,
                            statement,
                        };
                    }
                }
            }
            b'(' | b'[' | b'{' => open.push(Open {
                at,
                commas: Vec::new(),
            }),
            b')' | b']' | b'}' => drop(open.pop()),
            b',' => {
                if let Some(open) = open.last_mut() {
                    open.commas.push(at);
                }
            }
            b'\n' | b';' if open.is_empty() => statement = at + 1,
            _ => {}
        }
        at += 1;
    }
    Scan {
        inside: Inside::Code,
        open,
        statement,
    }
}

/// The place behind the closing quote.
fn end_of_text(octets: &[u8], content: usize, quote: u8, triple: bool) -> Option<usize> {
    let mut at = content;
    while at < octets.len() {
        match octets[at] {
            b'\\' => at += 1,
            b'\n' if !triple => return Some(at),
            octet if octet == quote && !triple => return Some(at + 1),
            octet if octet == quote && octets[at..].starts_with(&[quote; 3]) => {
                return Some(at + 3);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Where the word that ends at `end` begins.
fn word_start(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(is_word).len()
}

fn place_of(text: &str, start: usize, statement: usize) -> Place<'_> {
    let before = &text[..start];
    if text[start..].starts_with(|char: char| char.is_ascii_digit()) {
        return Place::Nowhere;
    }
    let words = before.get(statement..).unwrap_or("").trim_start();
    if let Some(rest) = words.strip_prefix("from ") {
        return match rest.split_once(" import") {
            Some((module, _)) => Place::Member(module.trim()),
            None => Place::Module,
        };
    }
    if words.starts_with("import ") {
        return Place::Module;
    }
    match before.strip_suffix('.') {
        Some(before) => match primary(before) {
            "" => Place::Nowhere,
            of => Place::Attribute(of),
        },
        None => Place::Name,
    }
}

/// What an attribute at the text's end would belong to: `a.b[0]`, `IP()`, `"text"`.
fn primary(text: &str) -> &str {
    let mut start = text.len();
    loop {
        let rest = &text[..start];
        let last = rest.chars().next_back();
        start = match last {
            Some(']' | ')') => match opening(rest) {
                Some(open) => open,
                None => return "",
            },
            Some(quote @ ('"' | '\'')) => {
                let inside = &rest[..rest.len() - 1];
                return inside.rfind(quote).map_or("", |open| &text[open..]);
            }
            Some(char) if is_word(char) => {
                let word = word_start(rest, start);
                if !text[..word].ends_with('.') {
                    return &text[word..];
                }
                word - 1
            }
            _ => return &text[start..],
        };
    }
}

/// Where the bracket that the text's last character closes was opened.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    for (at, char) in text.char_indices().rev() {
        match (quote, char) {
            (Some(open), char) if char == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, ')' | ']' | '}') => depth += 1,
            (None, '(' | '[' | '{') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn bracket<'t>(text: &'t str, open: &Open, outer: usize) -> Bracket<'t> {
    let of = primary(&text[..open.at]);
    match text.as_bytes()[open.at] {
        _ if of.is_empty() => Bracket::None,
        b'[' => Bracket::Index(of),
        b'(' => {
            let begin = open.commas.last().unwrap_or(&open.at) + 1;
            let (argument, rest) = argument(&text[begin..outer]);
            let starts = std::iter::once(open.at).chain(open.commas.iter().copied());
            let others = starts
                .zip(&open.commas)
                .map(|(start, end)| &text[start + 1..*end]);
            Bracket::Call(Call {
                function: of,
                index: open.commas.len(),
                argument,
                begins: argument.is_none() && rest.is_empty(),
                given: others.filter_map(|other| self::argument(other).0).collect(),
            })
        }
        _ => Bracket::None,
    }
}

/// `name=rest`
fn argument(text: &str) -> (Option<&str>, &str) {
    let text = text.trim();
    match text.split_once('=') {
        Some((name, rest)) if !rest.starts_with('=') && is_name(name.trim()) => {
            (Some(name.trim()), rest.trim())
        }
        _ => (None, text),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word)
}

/// What stands in front of a `=`, `==` or `!=` at the text's end.
fn assigned(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let text = text.strip_suffix('=')?;
    let text = text.strip_suffix(['=', '!']).unwrap_or(text).trim_end();
    Some(primary(text)).filter(|target| !target.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes() {
        assert_eq!(find("x = so").word, "so");
        assert_eq!(find("x = so").place, Place::Name);
        let of = |text| find(text).place;
        assert_eq!(of("p[TCP].sp"), Place::Attribute("p[TCP]"));
        assert_eq!(of("x + a.b['x)'].c."), Place::Attribute("a.b['x)'].c"));
        assert_eq!(
            of("IP()/TCP(dport=(1,2))."),
            Place::Attribute("TCP(dport=(1,2))")
        );
        assert_eq!(of("f(p.l"), Place::Attribute("p"));
        assert_eq!(of("'a b'.up"), Place::Attribute("'a b'"));
        assert_eq!(of("1."), Place::Attribute("1"));
        assert_eq!(of("# a.b"), Place::Nowhere);
        assert_eq!(of("été.él"), Place::Attribute("été"));
        assert_eq!(of("."), Place::Nowhere);
        assert_eq!(of(")."), Place::Nowhere);
    }

    #[test]
    fn calls_and_their_arguments() {
        let Bracket::Call(call) = find("sr1(p, verbose=0, tim").bracket else {
            panic!("a call")
        };
        assert_eq!(
            (call.function, call.index, call.argument, call.begins),
            ("sr1", 2, None, true)
        );
        assert_eq!(call.given, ["verbose"]);
        let Bracket::Call(call) = find("send(IP(dst=\"a\")/ICMP(type = \"ec").bracket else {
            panic!("a call")
        };
        assert_eq!((call.function, call.argument), ("ICMP", Some("type")));
        let Bracket::Call(call) = find("f(x == ").bracket else {
            panic!("a call")
        };
        assert_eq!((call.argument, call.begins), (None, false));
        assert_eq!(find("d[\"a").bracket, Bracket::Index("d"));
        assert_eq!(find("(a").bracket, Bracket::None);
    }

    #[test]
    fn quoted_texts() {
        let cursor = find("sniff(iface=\"et");
        assert_eq!((cursor.place, cursor.word), (Place::Text, "et"));
        assert_eq!(find("p[ICMP].type == 'ec").assigned, Some("p[ICMP].type"));
        assert_eq!(find("conf.iface = \"").assigned, Some("conf.iface"));
        assert_eq!(find("'''a\n\"b").word, "a\n\"b");
        assert_eq!(find("'a\\'b").word, "a\\'b");
    }

    #[test]
    fn imports() {
        assert_eq!(find("import ti").place, Place::Module);
        assert_eq!(find("x = 1; from ti").place, Place::Module);
        assert_eq!(find("from time import sl").place, Place::Member("time"));
    }

    #[test]
    fn nothing_typed_can_break_it() {
        let pieces = [
            "(", ")", "[", "]", "{", "}", "'", "\"", ".", ",", "=", "#", "\n", "é", "a", " ", "\\",
            ";",
        ];
        let mut seed = 7_usize;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(pieces[(seed >> 33) % pieces.len()]);
            }
            find(&text);
        }
    }
}
