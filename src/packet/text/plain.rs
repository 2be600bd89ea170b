//! Fields whose values are shown without names (`conf.noenum`), and addresses that are shown with
//! them (`conf.resolve`).

use std::cell::{Cell, RefCell};

use crate::proto::Field;

thread_local! {
    /// Whether there is any such field: most of the time there is none.
    static ANY: Cell<bool> = const { Cell::new(false) };
    static NUMBERS: RefCell<Vec<&'static Field>> = const { RefCell::new(Vec::new()) };
    static RESOLVED: RefCell<Vec<&'static Field>> = const { RefCell::new(Vec::new()) };
}

/// From now on these fields are shown as numbers, and these addresses as names.
pub fn set(numbers: Vec<&'static Field>, resolved: Vec<&'static Field>) {
    ANY.set(!numbers.is_empty() || !resolved.is_empty());
    NUMBERS.set(numbers);
    RESOLVED.set(resolved);
}

/// Whether any field is shown another way than usual.
pub fn any() -> bool {
    ANY.get()
}

/// Whether the field's numbers are shown without their names.
pub fn is_number(field: &'static Field) -> bool {
    any() && NUMBERS.with_borrow(|fields| has(fields, field))
}

/// Whether the field's addresses are shown as the names of hosts and makers.
pub fn is_resolved(field: &'static Field) -> bool {
    any() && RESOLVED.with_borrow(|fields| has(fields, field))
}

fn has(fields: &[&'static Field], field: &'static Field) -> bool {
    fields.iter().any(|known| std::ptr::eq(*known, field))
}
