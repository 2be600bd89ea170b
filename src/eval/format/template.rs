//! The fields of `str.format`: `"{0[key].attr!r:>{width}}"`.

use super::{Fault, value_fault};

/// A stretch of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Field(Field),
}

/// `{name.attr[item]!conversion:spec}`
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub first: First,
    pub path: Vec<Step>,
    /// `r`, `s` or `a`
    pub conversion: Option<char>,
    /// The spec, a template of its own.
    pub spec: String,
}

/// What a field begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum First {
    /// `{}`
    Next,
    /// `{0}`
    Index(usize),
    /// `{name}`
    Name(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `.name`
    Attribute(String),
    /// `[0]`
    Index(usize),
    /// `[key]`
    Key(String),
}

/// Splits a template into text and fields.
pub fn parse(template: &str) -> Result<Vec<Piece>, Fault> {
    let chars: Vec<char> = template.chars().collect();
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        if c != '{' && c != '}' {
            text.push(c);
            continue;
        }
        if chars.get(at) == Some(&c) {
            text.push(c);
            at += 1;
            continue;
        }
        if c == '}' {
            return value_fault("Single '}' encountered in format string");
        }
        if at == chars.len() {
            return value_fault("Single '{' encountered in format string");
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        let (field, next) = parse_field(&chars, at)?;
        pieces.push(Piece::Field(field));
        at = next;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

/// Reads from behind `{` to behind the matching `}`.
fn parse_field(chars: &[char], start: usize) -> Result<(Field, usize), Fault> {
    let mut at = start;
    let mut in_brackets = false;
    while let Some(&c) = chars.get(at) {
        match c {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '{' if !in_brackets => return value_fault("unexpected '{' in field name"),
            '}' | ':' | '!' if !in_brackets => break,
            _ => {}
        }
        at += 1;
    }
    let name: Vec<char> = chars[start..at].to_vec();
    let mut conversion = None;
    if chars.get(at) == Some(&'!') {
        conversion = match chars.get(at + 1) {
            None => {
                return value_fault("end of string while looking for conversion specifier");
            }
            Some('}') => return value_fault("unmatched '{' in format spec"),
            Some(c) => Some(*c),
        };
        at += 2;
        match chars.get(at) {
            Some('}' | ':') => {}
            None => return value_fault("unmatched '{' in format spec"),
            Some(_) => return value_fault("expected ':' after conversion specifier"),
        }
    }
    let mut spec = String::new();
    match chars.get(at) {
        Some('}') => {}
        Some(_) => {
            let from = at + 1;
            let mut depth = 1;
            at = from;
            loop {
                match chars.get(at) {
                    Some('{') => depth += 1,
                    Some('}') => depth -= 1,
                    Some(_) => {}
                    None => return value_fault("unmatched '{' in format spec"),
                }
                if depth == 0 {
                    break;
                }
                at += 1;
            }
            spec = chars[from..at].iter().collect();
        }
        None => return value_fault("expected '}' before end of string"),
    }
    if let Some(unknown) = conversion.filter(|c| !matches!(c, 'r' | 's' | 'a')) {
        return value_fault(format!("Unknown conversion specifier {unknown}"));
    }
    let (first, path) = parse_name(&name)?;
    Ok((
        Field {
            first,
            path,
            conversion,
            spec,
        },
        at + 1,
    ))
}

fn parse_name(name: &[char]) -> Result<(First, Vec<Step>), Fault> {
    let end = name
        .iter()
        .position(|c| matches!(c, '.' | '['))
        .unwrap_or(name.len());
    let first: String = name[..end].iter().collect();
    let first = if first.is_empty() {
        First::Next
    } else {
        number(&first)?.map_or(First::Name(first), First::Index)
    };
    let mut path = Vec::new();
    let mut at = end;
    while at < name.len() {
        let opener = name[at];
        at += 1;
        let from = at;
        if opener == '.' {
            while at < name.len() && !matches!(name[at], '.' | '[') {
                at += 1;
            }
            if at == from {
                return value_fault("Empty attribute in format string");
            }
            path.push(Step::Attribute(name[from..at].iter().collect()));
            continue;
        }
        if opener != '[' {
            return value_fault("Only '.' or '[' may follow ']' in format field specifier");
        }
        while at < name.len() && name[at] != ']' {
            at += 1;
        }
        if at == name.len() {
            return value_fault("Missing ']' in format string");
        }
        if at == from {
            return value_fault("Empty attribute in format string");
        }
        let key: String = name[from..at].iter().collect();
        path.push(number(&key)?.map_or(Step::Key(key), Step::Index));
        at += 1;
    }
    Ok((first, path))
}

fn number(text: &str) -> Result<Option<usize>, Fault> {
    if !text.bytes().all(|c| c.is_ascii_digit()) {
        return Ok(None);
    }
    match text.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => value_fault("Too many decimal digits in format string"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_path_conversion_and_spec() {
        let pieces = parse("a{{{0[x].y[3]!r:>{w}}}}").expect("a template");
        assert_eq!(pieces[0], Piece::Text("a{".into()));
        assert_eq!(
            pieces[1],
            Piece::Field(Field {
                first: First::Index(0),
                path: vec![
                    Step::Key("x".into()),
                    Step::Attribute("y".into()),
                    Step::Index(3)
                ],
                conversion: Some('r'),
                spec: ">{w}".into(),
            })
        );
        assert_eq!(pieces[2], Piece::Text("}".into()));
    }

    /// Printed by CPython 3.11.
    #[test]
    fn mistakes_have_python_s_words() {
        for (template, text) in [
            ("{", "Single '{' encountered in format string"),
            ("a}", "Single '}' encountered in format string"),
            ("{a", "expected '}' before end of string"),
            ("{a:", "unmatched '{' in format spec"),
            ("{!x}", "Unknown conversion specifier x"),
            ("{a[}", "expected '}' before end of string"),
            ("{a.}", "Empty attribute in format string"),
            ("{a{b}}", "unexpected '{' in field name"),
        ] {
            assert_eq!(
                parse(template),
                Err(Fault::Value(text.into())),
                "{template}"
            );
        }
    }
}
