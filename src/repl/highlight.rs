//! Colours of the shell, as Scapy's default theme has them.

use std::borrow::Cow;

use colored::Colorize;

/// Whether anything is painted from now on: what the output handle has decided, for both streams.
pub fn decide(colour: bool) {
    colored::control::set_override(colour);
}

/// The prompt: blue and bold.
pub fn prompt(text: &str, colour: bool) -> Cow<'_, str> {
    if !colour {
        return Cow::Borrowed(text);
    }
    let bare = text.trim_end();
    let blank = &text[bare.len()..];
    Cow::Owned(format!("{}{blank}", bare.blue().bold()))
}
