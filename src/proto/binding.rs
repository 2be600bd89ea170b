//! Which protocol sits on which, and what the lower one says about it.

use super::Proto;

/// `bind_layers(lower, upper, field=value, …)`
#[derive(Clone, Copy)]
pub struct Binding {
    pub lower: &'static Proto,
    pub upper: &'static Proto,
    pub condition: Condition,
    /// Dissecting: the values say that `upper` follows.
    pub bottom_up: bool,
    /// Building: `upper` sets the values.
    pub top_down: bool,
}

/// What the octets after a layer say of themselves, where no field of the layer says what they are
/// (Scapy's magic payloads).
#[derive(Clone, Copy)]
pub enum Sign {
    /// They begin with these.
    Begins(&'static [u8]),
    /// A function of a script is asked.
    Script(u32),
}

/// Fields and their values.
pub type Condition = &'static [(&'static str, Fixed)];

/// A value in a table.
#[derive(Clone, Copy, Debug)]
pub enum Fixed {
    Int(i64),
    /// A number that is a member of one of Python's enumerations, and what it prints as where the
    /// field has no name for it.
    Member(i64, &'static str),
    Octets(&'static [u8]),
    Text(&'static str),
    /// Dice of this kind with these numbers as arguments; only for fields of a packet that is a
    /// default.
    Dice(&'static str, &'static [i64]),
}

impl Fixed {
    pub const fn number(self) -> Option<i64> {
        match self {
            Fixed::Int(number) | Fixed::Member(number, _) => Some(number),
            Fixed::Octets(_) | Fixed::Text(_) | Fixed::Dice(..) => None,
        }
    }
}

impl PartialEq for Fixed {
    fn eq(&self, other: &Fixed) -> bool {
        match (*self, *other) {
            (Fixed::Octets(own), Fixed::Octets(other)) => own == other,
            (Fixed::Text(own), Fixed::Text(other)) => own == other,
            (own, other) => own.number().is_some() && own.number() == other.number(),
        }
    }
}

impl Eq for Fixed {}

/// `bind_layers(lower, upper, …)`
pub const fn bind(lower: &'static Proto, upper: &'static Proto, condition: Condition) -> Binding {
    Binding {
        lower,
        upper,
        condition,
        bottom_up: true,
        top_down: true,
    }
}

/// `bind_bottom_up(lower, upper, …)`
pub const fn bind_up(
    lower: &'static Proto,
    upper: &'static Proto,
    condition: Condition,
) -> Binding {
    Binding {
        lower,
        upper,
        condition,
        bottom_up: true,
        top_down: false,
    }
}

/// `bind_top_down(lower, upper, …)`
pub const fn bind_down(
    lower: &'static Proto,
    upper: &'static Proto,
    condition: Condition,
) -> Binding {
    Binding {
        lower,
        upper,
        condition,
        bottom_up: false,
        top_down: true,
    }
}

/// A condition on one number.
#[macro_export]
macro_rules! when {
    ($($field:ident = $value:expr),* $(,)?) => {
        &[$((stringify!($field), $crate::proto::binding::Fixed::Int($value))),*]
    };
}
