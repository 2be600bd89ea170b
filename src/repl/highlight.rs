//! Colours of the shell, as Scapy's default theme has them.

use std::borrow::Cow;

use colored::Colorize;

/// The prompt: blue and bold.
pub fn prompt(text: &str, colour: bool) -> Cow<'_, str> {
    if !colour {
        return Cow::Borrowed(text);
    }
    let bare = text.trim_end();
    let blank = &text[bare.len()..];
    Cow::Owned(format!("{}{blank}", bare.blue().bold()))
}
