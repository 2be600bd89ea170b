//! Colours: what stands before and behind the parts of a text, for terminals, TeX or HTML.

use std::cell::RefCell;

/// What stands before and behind one part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strokes {
    pub before: &'static str,
    pub behind: &'static str,
    /// The text is escaped for TeX.
    pub tex: bool,
}

/// How one part of a text is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paint(&'static Strokes);

const NOTHING: Strokes = Strokes {
    before: "",
    behind: "",
    tex: false,
};

/// A colour of the terminal, which is taken back behind the text.
const fn ansi(before: &'static str) -> Strokes {
    Strokes {
        before,
        behind: "\x1b[0m",
        tex: false,
    }
}

/// How the parts of a packet's text are painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    pub punct: Paint,
    pub layer_name: Paint,
    pub field_name: Paint,
    pub field_value: Paint,
    /// The fields that matter most: the addresses.
    pub emph_field_name: Paint,
    pub emph_field_value: Paint,
    pub list_name: Paint,
    pub list_proto: Paint,
    pub list_value: Paint,
    /// The number of a packet in a list.
    pub id: Paint,
    pub not_printable: Paint,
    /// What only the first, or only the second of two texts has.
    pub left: Paint,
    pub right: Paint,
    pub fail: Paint,
    pub success: Paint,
    pub even: Paint,
    pub odd: Paint,
}

impl Style {
    pub const PLAIN: Style = Style {
        punct: Paint::NONE,
        layer_name: Paint::NONE,
        field_name: Paint::NONE,
        field_value: Paint::NONE,
        emph_field_name: Paint::NONE,
        emph_field_value: Paint::NONE,
        list_name: Paint::NONE,
        list_proto: Paint::NONE,
        list_value: Paint::NONE,
        id: Paint::NONE,
        not_printable: Paint::NONE,
        left: Paint::NONE,
        right: Paint::NONE,
        fail: Paint::NONE,
        success: Paint::NONE,
        even: Paint::NONE,
        odd: Paint::NONE,
    };

    /// Scapy's `DefaultTheme`.
    pub const DEFAULT: Style = Style {
        punct: Paint::NONE,
        layer_name: Paint(&ansi("\x1b[31m\x1b[1m")),
        field_name: Paint(&ansi("\x1b[34m")),
        field_value: Paint(&ansi("\x1b[35m")),
        emph_field_name: Paint(&ansi("\x1b[34m\x1b[4m\x1b[1m")),
        emph_field_value: Paint(&ansi("\x1b[35m\x1b[4m\x1b[1m")),
        list_name: Paint(&ansi("\x1b[31m\x1b[1m")),
        list_proto: Paint(&ansi("\x1b[34m")),
        list_value: Paint(&ansi("\x1b[35m")),
        id: Paint(&ansi("\x1b[34m\x1b[1m")),
        not_printable: Paint(&ansi("\x1b[37m")),
        left: Paint(&ansi("\x1b[34m\x1b[7m")),
        right: Paint(&ansi("\x1b[31m\x1b[7m")),
        fail: Paint(&ansi("\x1b[31m\x1b[1m")),
        success: Paint(&ansi("\x1b[34m\x1b[1m")),
        even: Paint(&ansi("\x1b[30m\x1b[1m")),
        odd: Paint(&ansi("\x1b[30m")),
    };
}

thread_local! {
    /// The paints that scripts made; kept for good, each once.
    static MADE: RefCell<Vec<&'static Strokes>> = const { RefCell::new(Vec::new()) };
}

impl Paint {
    pub const NONE: Paint = Paint(&NOTHING);

    /// The paint that a script describes.
    pub fn of(before: &str, behind: &str, tex: bool) -> Paint {
        if before.is_empty() && behind.is_empty() && !tex {
            return Paint::NONE;
        }
        MADE.with_borrow_mut(|made| {
            let like = |one: &&&'static Strokes| {
                one.before == before && one.behind == behind && one.tex == tex
            };
            if let Some(one) = made.iter().find(like) {
                return Paint(one);
            }
            let strokes = Box::leak(Box::new(Strokes {
                before: String::from(before).leak(),
                behind: String::from(behind).leak(),
                tex,
            }));
            made.push(strokes);
            Paint(strokes)
        })
    }

    /// Appends `text`, painted.
    pub fn put(self, out: &mut String, text: &str) {
        let Strokes {
            before,
            behind,
            tex,
        } = self.0;
        out.push_str(before);
        if *tex {
            text.chars().for_each(|letter| put_for_tex(out, letter));
        } else {
            out.push_str(text);
        }
        out.push_str(behind);
    }
}

/// A letter so that TeX prints it.
fn put_for_tex(out: &mut String, letter: char) {
    match letter {
        '\\' | '{' | '}' | '|' | '<' | '>' => {
            out.push_str(&format!("{{\\tt\\char{}}}", u32::from(letter)));
        }
        '^' | '~' => out.push_str(&format!("\\{letter}{{}}")),
        '$' | '#' | '_' | '&' | '%' => {
            out.push('\\');
            out.push(letter);
        }
        _ => out.push(letter),
    }
}
