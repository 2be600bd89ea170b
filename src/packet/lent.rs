//! Headers whose octets the packets in a list of theirs ask for: an address in an attribute of STUN
//! is encoded with the identifier of the message.

use std::cell::RefCell;

thread_local! {
    static HEADERS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// A header that is lent until this is dropped.
pub struct Lent(());

/// Lends the octets of a header, as far as the list.
pub fn lend(header: &[u8]) -> Lent {
    HEADERS.with_borrow_mut(|headers| headers.push(header.to_vec()));
    Lent(())
}

/// The header that was lent last.
pub fn header() -> Option<Vec<u8>> {
    HEADERS.with_borrow(|headers| headers.last().cloned())
}

impl Drop for Lent {
    fn drop(&mut self) {
        HEADERS.with_borrow_mut(Vec::pop);
    }
}
