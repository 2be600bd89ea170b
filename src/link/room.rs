//! Room for octets that come in bulk, whose pages the system gives beforehand.
//!
//! A page that is first touched when it is filled costs more than filling it. So the room asks for
//! huge pages, and the pages of the next room are asked for on a thread beside, while the room
//! before is filled.
#![allow(unsafe_code)] // the request for pages, and zeros that are taken for octets

use std::io::{self, Read};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// Octets of a room that is filled in bulk. The allocator maps so many anew each time: they are
/// zeros without being touched, and stand where huge pages do.
const LARGE: usize = 32 << 20;

/// The same where nobody knows how much there will be: the pages of the next room are taken before
/// it is needed.
const UNKNOWN: usize = 4 << 20;

/// Octets that a room is larger than what will come.
const SLACK: u64 = 64 << 10;

/// Octets of a huge page.
const HUGE: usize = 2 << 20;

const PAGE: usize = 4096;

/// A huge page that takes this many nanoseconds costs more than the small ones in its place. So it
/// is where memory has to be moved about to make one, and on virtual machines that give free
/// memory back to their host, which are the huge pages first.
const DEAREST: i64 = 1_500_000;

/// Whether a huge page was found to be dear.
static DEAR: AtomicBool = AtomicBool::new(false);

/// Octets that are filled from the front; zeros behind what is filled.
pub struct Room {
    octets: Rc<[u8]>,
    filled: usize,
}

impl Room {
    pub fn new(length: usize) -> Room {
        // SAFETY: zeros are octets.
        let octets: Rc<[u8]> = unsafe { Rc::new_zeroed_slice(length).assume_init() };
        advise_huge(octets.as_ptr().addr(), length);
        Room { octets, filled: 0 }
    }

    /// What is filled in.
    #[inline]
    pub fn filled(&self) -> &[u8] {
        &self.octets[..self.filled]
    }

    /// How many octets there is room for, filled ones included.
    #[inline]
    pub fn len(&self) -> usize {
        self.octets.len()
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.filled == 0
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
        place[..length].copy_from_slice(&octets[..length]);
        self.filled += length;
    }

    /// Fills in what a stream gives next; how much that was.
    pub fn read(&mut self, stream: &mut dyn Read) -> io::Result<usize> {
        let place = Rc::get_mut(&mut self.octets).and_then(|all| all.get_mut(self.filled..));
        let got = stream.read(place.unwrap_or_default())?;
        self.filled += got;
        Ok(got)
    }

    /// Forgets the octets in front: the ones from `start` on move there.
    pub fn move_up(&mut self, start: usize) {
        let filled = self.filled;
        if let Some(octets) = Rc::get_mut(&mut self.octets) {
            octets.copy_within(start..filled, 0);
            self.filled = filled - start;
        }
    }

    /// The octets up to `end`, and some more; a copy of those alone if they are few.
    pub fn finish(self, end: usize) -> Rc<[u8]> {
        let end = end.min(self.filled);
        if end < self.octets.len() / 2 {
            self.octets[..end].into()
        } else {
            self.octets
        }
    }
}

/// Rooms, one after the other.
pub struct Rooms {
    /// How many octets will come, where that is known.
    expected: Option<u64>,
    next: Option<Room>,
    beside: Option<Sender<(usize, usize)>>,
}

impl Rooms {
    pub fn new(expected: Option<u64>) -> Rooms {
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
            expected,
            next: None,
            beside: started.then_some(beside),
        }
    }

    /// The next room, of at least so many octets; the one behind it gets its pages meanwhile.
    pub fn take(&mut self, least: usize) -> Room {
        let room = match self.next.take().filter(|room| room.len() >= least) {
            Some(room) => room,
            None => self.begin(least),
        };
        if self.expected != Some(0) {
            self.next = Some(self.begin(0));
        }
        room
    }

    fn begin(&mut self, least: usize) -> Room {
        let usual = match &mut self.expected {
            None | Some(0) => UNKNOWN,
            Some(expected) => {
                // A record that does not fit moves on to the next room.
                let usual = expected.saturating_add(SLACK).min(LARGE as u64);
                *expected = expected.saturating_sub(usual - SLACK);
                usual as usize
            }
        };
        let room = Room::new(usual.max(least));
        if let Some(beside) = &self.beside {
            let _ = beside.send((room.octets.as_ptr().addr(), room.len()));
        }
        room
    }
}

/// The items that will come to a list at once, so many more, shall lie in huge pages. Nothing
/// happens where there is no memory.
pub fn expect<T>(list: &mut Vec<T>, more: usize) {
    if list.try_reserve_exact(more).is_ok() {
        let free = list.spare_capacity_mut();
        advise_huge(free.as_ptr().addr(), size_of_val(free));
    }
}

/// Tells the system that a stretch of addresses will be used up: huge pages are cheaper to give
/// and to take, as a rule.
fn advise_huge(start: usize, length: usize) {
    if length < 2 * HUGE || DEAR.load(Ordering::Relaxed) {
        return;
    }
    let first = start / PAGE * PAGE;
    advise(
        first,
        (start + length - first) / PAGE * PAGE,
        libc::MADV_HUGEPAGE,
    );
}

/// Asks for the pages of a stretch of addresses.
fn populate(start: usize, length: usize) {
    let first = start.next_multiple_of(PAGE);
    let end = (start + length) / PAGE * PAGE;
    // Bit by bit, so that nobody waits long who maps memory meanwhile.
    for from in (first..end).step_by(HUGE) {
        let before = worked();
        advise(from, HUGE.min(end - from), libc::MADV_POPULATE_WRITE);
        if worked().saturating_sub(before) > DEAREST && !DEAR.swap(true, Ordering::Relaxed) {
            advise(from, end - from, libc::MADV_NOHUGEPAGE);
        }
    }
}

/// Nanoseconds that this thread has worked.
fn worked() -> i64 {
    let clock = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID;
    nix::time::clock_gettime(clock).map_or(0, |time| time.tv_sec() * 1_000_000_000 + time.tv_nsec())
}

fn advise(first: usize, length: usize, what: libc::c_int) {
    // SAFETY: the requests change no octet, whatever lies at the addresses by now. Where the system
    // does not know them, the pages come as they are touched.
    unsafe {
        libc::madvise(std::ptr::without_provenance_mut(first), length, what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_holds_what_was_filled_in() {
        let mut rooms = Rooms::new(Some(25_000));
        for _ in 0..3 {
            let mut room = rooms.take(10_000);
            let length = room.len();
            assert!(length >= 10_000);
            room.push(&vec![7; length - 4_000]);
            assert!(room.fits(4_000) && !room.fits(4_001));
            room.push(&[8; 5_000]);
            assert!(!room.fits(1));
            let octets = room.finish(length);
            assert_eq!(
                (octets[length - 4_001], octets[length - 4_000], octets.len()),
                (7, 8, length)
            );
        }
        let mut room = rooms.take(10_000);
        room.push(b"abc");
        assert_eq!(&*room.finish(3), b"abc");
    }

    #[test]
    fn a_room_is_filled_from_a_stream_and_moved_up() {
        let mut room = Room::new(6);
        let mut stream: &[u8] = b"abcdefgh";
        assert_eq!(room.read(&mut stream).expect("octets"), 6);
        room.move_up(4);
        assert_eq!(room.read(&mut stream).expect("octets"), 2);
        assert_eq!(room.filled(), b"efgh");
        assert_eq!(room.read(&mut stream).expect("the end"), 0);
    }

    #[test]
    fn rooms_are_there_when_more_comes_than_was_expected() {
        let mut rooms = Rooms::new(Some(100));
        for _ in 0..3 {
            assert!(rooms.take(5_000).len() >= 5_000);
        }
    }
}
