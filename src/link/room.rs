//! Room for octets that come in bulk, whose pages the system gives beforehand.
//!
//! A page that is first touched when it is filled costs more than filling it. So the pages of the
//! next room are asked for on a thread beside, while the room before is filled.
#![allow(unsafe_code)] // the request for pages, and octets that are not read before they are written

use std::mem::MaybeUninit;
use std::rc::Rc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// Octets that are filled from the front.
pub struct Room {
    octets: Rc<[MaybeUninit<u8>]>,
    filled: usize,
}

impl Room {
    fn new(length: usize) -> Room {
        Room {
            octets: Rc::new_uninit_slice(length),
            filled: 0,
        }
    }

    /// How many octets are filled.
    pub fn filled(&self) -> usize {
        self.filled
    }

    /// Whether so many octets more fit.
    #[inline]
    pub fn fits(&self, length: usize) -> bool {
        self.octets.len() - self.filled >= length
    }

    /// Fills in octets, as many of them as fit.
    #[inline]
    pub fn push(&mut self, octets: &[u8]) {
        let place = Rc::get_mut(&mut self.octets).and_then(|all| all.get_mut(self.filled..));
        let place = place.unwrap_or_default();
        let length = octets.len().min(place.len());
        for (place, octet) in place.iter_mut().zip(&octets[..length]) {
            place.write(*octet);
        }
        self.filled += length;
    }

    /// The room, with zeros behind what was filled in; a copy of that alone if it is little.
    pub fn finish(mut self) -> Rc<[u8]> {
        let filled = self.filled;
        if let Some(octets) = Rc::get_mut(&mut self.octets) {
            for place in octets.iter_mut().skip(filled) {
                place.write(0);
            }
        }
        // SAFETY: the first `filled` octets were written by `push`, the others just now; nobody
        // else ever had the octets.
        let octets = unsafe { self.octets.assume_init() };
        if filled < octets.len() / 2 {
            octets[..filled].into()
        } else {
            octets
        }
    }
}

/// Rooms of one length, one after the other.
pub struct Rooms {
    length: usize,
    next: Option<Room>,
    beside: Option<Sender<(usize, usize)>>,
}

impl Rooms {
    pub fn new(length: usize) -> Rooms {
        let (beside, asked) = channel();
        let started = thread::Builder::new()
            .name("pages".into())
            .spawn(move || {
                for (start, length) in asked {
                    populate(start, length);
                }
            })
            .is_ok();
        Rooms {
            length,
            next: None,
            beside: started.then_some(beside),
        }
    }

    /// The next room; the one behind it gets its pages meanwhile.
    pub fn take(&mut self) -> Room {
        let room = match self.next.take() {
            Some(room) => room,
            None => self.begin(),
        };
        self.next = Some(self.begin());
        room
    }

    fn begin(&self) -> Room {
        let room = Room::new(self.length);
        if let Some(beside) = &self.beside {
            let _ = beside.send((room.octets.as_ptr().addr(), self.length));
        }
        room
    }
}

/// Asks for the pages of a stretch of addresses.
fn populate(start: usize, length: usize) {
    const PAGE: usize = 4096;
    let first = start.next_multiple_of(PAGE);
    let whole = (start + length).saturating_sub(first) / PAGE * PAGE;
    // SAFETY: the request changes no octet, whatever lies at the addresses by now. Where the system
    // does not know it, the pages come as they are touched.
    unsafe {
        libc::madvise(
            std::ptr::without_provenance_mut(first),
            whole,
            libc::MADV_POPULATE_WRITE,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_holds_what_was_filled_in() {
        let mut rooms = Rooms::new(10_000);
        for _ in 0..3 {
            let mut room = rooms.take();
            room.push(&[7; 6_000]);
            assert!(room.fits(4_000) && !room.fits(4_001));
            room.push(&[8; 5_000]);
            assert_eq!(room.filled(), 10_000);
            let octets = room.finish();
            assert_eq!((octets[5_999], octets[6_000], octets.len()), (7, 8, 10_000));
        }
        let mut room = rooms.take();
        room.push(b"abc");
        assert_eq!(&*room.finish(), b"abc");
    }
}
