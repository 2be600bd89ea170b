//! `grammar/pkt.ebnf`, read: its rules, and random programs derived from them.

use std::collections::BTreeMap;

/// What stands right of `=` in a rule.
#[derive(Clone, Debug)]
pub enum Form {
    Text(String),
    /// a token of the lexer, in upper case
    Token(String),
    Rule(String),
    Choice(Vec<Form>),
    Sequence(Vec<Form>),
    Optional(Box<Form>),
    Repeated(Box<Form>),
}

pub type Rules = BTreeMap<String, Form>;

pub fn read(text: &str) -> Rules {
    let mut words = words(text);
    words.reverse();
    let mut rules = Rules::new();
    while let Some(name) = words.pop() {
        assert_eq!(
            words.pop().as_deref(),
            Some("="),
            "after the name of the rule {name}"
        );
        let form = choice(&mut words);
        assert_eq!(
            words.pop().as_deref(),
            Some(";"),
            "at the end of the rule {name}"
        );
        assert!(
            rules.insert(name.clone(), form).is_none(),
            "two rules {name}"
        );
    }
    rules
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"').expect("a closed quote") + 2,
            '(' if rest.starts_with("(*") => {
                rest = rest[rest.find("*)").expect("a closed comment") + 2..].trim_start();
                continue;
            }
            c if c.is_alphabetic() => rest
                .find(|c: char| !c.is_alphabetic() && c != '_')
                .unwrap_or(rest.len()),
            _ => 1,
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    words
}

fn choice(words: &mut Vec<String>) -> Form {
    let mut all = vec![sequence(words)];
    while words.last().is_some_and(|word| word == "|") {
        words.pop();
        all.push(sequence(words));
    }
    if all.len() == 1 {
        all.remove(0)
    } else {
        Form::Choice(all)
    }
}

fn sequence(words: &mut Vec<String>) -> Form {
    let mut all = vec![item(words)];
    while words.last().is_some_and(|word| word == ",") {
        words.pop();
        all.push(item(words));
    }
    if all.len() == 1 {
        all.remove(0)
    } else {
        Form::Sequence(all)
    }
}

fn item(words: &mut Vec<String>) -> Form {
    let word = words.pop().expect("a form");
    let (form, close) = match word.as_str() {
        "[" => (Form::Optional(Box::new(choice(words))), "]"),
        "{" => (Form::Repeated(Box::new(choice(words))), "}"),
        "(" => (choice(words), ")"),
        _ if word.starts_with('"') => return Form::Text(word.trim_matches('"').to_owned()),
        _ if word.chars().all(|c| c.is_uppercase()) => return Form::Token(word),
        _ => return Form::Rule(word),
    };
    assert_eq!(words.pop().as_deref(), Some(close));
    form
}

/// The rules that a rule names.
pub fn named(form: &Form, found: &mut Vec<String>) {
    match form {
        Form::Rule(name) => found.push(name.clone()),
        Form::Choice(all) | Form::Sequence(all) => all.iter().for_each(|form| named(form, found)),
        Form::Optional(form) | Form::Repeated(form) => named(form, found),
        Form::Text(_) | Form::Token(_) => {}
    }
}

/// A random text of a rule.
pub struct Derivation<'r> {
    pub rules: &'r Rules,
    pub random: fastrand::Rng,
    pub text: String,
    indent: usize,
    at_line_start: bool,
}

impl<'r> Derivation<'r> {
    pub fn new(rules: &'r Rules, seed: u64) -> Self {
        let random = fastrand::Rng::with_seed(seed);
        Derivation {
            rules,
            random,
            text: String::new(),
            indent: 0,
            at_line_start: true,
        }
    }

    /// `budget` shrinks from rule to rule; at zero the shortest choices are taken.
    pub fn rule(&mut self, name: &str, budget: u32) {
        let rules = self.rules;
        let form = rules.get(name).unwrap_or_else(|| panic!("a rule {name}"));
        self.form(form, budget.saturating_sub(1));
    }

    fn form(&mut self, form: &Form, budget: u32) {
        match form {
            Form::Text(text) => self.word(text),
            Form::Token(token) => self.token(token),
            // Names have no choices left; the others end where the budget does.
            Form::Rule(name) if budget == 0 => self.shortest(name),
            Form::Rule(name) => self.rule(name, budget),
            Form::Choice(all) => {
                let index = self.random.usize(..all.len());
                self.form(&all[index], budget);
            }
            Form::Sequence(all) => all.iter().for_each(|form| self.form(form, budget)),
            Form::Optional(form) => {
                if budget > 0 && self.random.bool() {
                    self.form(form, budget);
                }
            }
            Form::Repeated(form) => {
                while budget > 0 && self.random.u8(..3) == 0 {
                    self.form(form, budget);
                }
            }
        }
    }

    fn shortest(&mut self, name: &str) {
        match name {
            "statement"
            | "compound_statement"
            | "if_statement"
            | "while_statement"
            | "for_statement"
            | "with_statement"
            | "try_statement"
            | "function_definition"
            | "class_definition"
            | "decorated"
            | "simple_statements" => {
                self.word("pass");
                self.token("NEWLINE");
            }
            "block" => {
                self.word("pass");
                self.token("NEWLINE");
            }
            "as_name" | "else_branch" | "finally_clause" | "default_value"
            | "return_annotation" | "slice_bound" | "arguments" => {}
            "simple_statement" => self.word("pass"),
            "group" | "list" | "dict_or_set" => self.word("()"),
            "integer" => self.token("INT"),
            "float" => self.token("FLOAT"),
            "strings" => self.token("STRING"),
            _ if EXPRESSIONS.contains(&name) => self.token("NAME"),
            _ => self.rule(name, 1),
        }
    }

    fn word(&mut self, word: &str) {
        if self.at_line_start {
            self.text.push_str(&"  ".repeat(self.indent));
            self.at_line_start = false;
        }
        self.text.push_str(word);
        self.text.push(' ');
    }

    fn one_of(&mut self, words: &[&str]) {
        let index = self.random.usize(..words.len());
        self.word(words[index]);
    }

    fn token(&mut self, token: &str) {
        match token {
            "NAME" => self.one_of(&["a", "b", "pkt", "IP", "TCP", "_x1", "größe"]),
            "INT" => self.one_of(&["0", "80", "0xff", "1_000", "99999999999999999999"]),
            "FLOAT" => self.one_of(&["1.5", ".5", "1e3"]),
            "STRING" => self.one_of(&["'a'", "\"b\\n\"", "r'\\d'", "f'{a!r:>{b}}'", "'''c\n d'''"]),
            "NEWLINE" => {
                self.text.push('\n');
                self.at_line_start = true;
            }
            "INDENT" => self.indent += 1,
            "DEDENT" => self.indent -= 1,
            "END" => {}
            _ => panic!("a token {token}"),
        }
    }
}

/// For these a name will do.
const EXPRESSIONS: [&str; 26] = [
    "star_expressions",
    "star_expression",
    "star_named_expression",
    "starred",
    "named_expression",
    "expression",
    "lambda",
    "disjunction",
    "conjunction",
    "inversion",
    "comparison",
    "arithmetic",
    "factor",
    "power",
    "primary",
    "atom",
    "argument",
    "slices",
    "slice",
    "target_list",
    "yield_expression",
    "assigned_value",
    "condition",
    "expression_statement",
    "with_item",
    "name",
];
