//! Colours, as the escape sequences that a terminal understands.

/// How one part of a text is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paint(pub &'static str);

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
        punct: Paint(""),
        layer_name: Paint(""),
        field_name: Paint(""),
        field_value: Paint(""),
        emph_field_name: Paint(""),
        emph_field_value: Paint(""),
        list_name: Paint(""),
        list_proto: Paint(""),
        list_value: Paint(""),
        id: Paint(""),
        not_printable: Paint(""),
        left: Paint(""),
        right: Paint(""),
        fail: Paint(""),
        success: Paint(""),
        even: Paint(""),
        odd: Paint(""),
    };

    /// Scapy's `DefaultTheme`.
    pub const DEFAULT: Style = Style {
        punct: Paint(""),
        layer_name: Paint("\x1b[31m\x1b[1m"),
        field_name: Paint("\x1b[34m"),
        field_value: Paint("\x1b[35m"),
        emph_field_name: Paint("\x1b[34m\x1b[4m\x1b[1m"),
        emph_field_value: Paint("\x1b[35m\x1b[4m\x1b[1m"),
        list_name: Paint("\x1b[31m\x1b[1m"),
        list_proto: Paint("\x1b[34m"),
        list_value: Paint("\x1b[35m"),
        id: Paint("\x1b[34m\x1b[1m"),
        not_printable: Paint("\x1b[37m"),
        left: Paint("\x1b[34m\x1b[7m"),
        right: Paint("\x1b[31m\x1b[7m"),
        fail: Paint("\x1b[31m\x1b[1m"),
        success: Paint("\x1b[34m\x1b[1m"),
        even: Paint("\x1b[30m\x1b[1m"),
        odd: Paint("\x1b[30m"),
    };
}

impl Paint {
    /// Appends `text`, painted.
    pub fn put(self, out: &mut String, text: &str) {
        if self.0.is_empty() {
            out.push_str(text);
        } else {
            out.push_str(self.0);
            out.push_str(text);
            out.push_str("\x1b[0m");
        }
    }
}
