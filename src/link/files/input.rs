//! A stream with a window: the octets asked for are at hand, in place, or the stream is over.

use std::io::{self, Read};
use std::rc::Rc;

use crate::link::room::{Room, Rooms};

/// A cached file is read fastest a mebibyte at a time; mapping it pays for page faults.
const WINDOW: usize = 1 << 20;

pub struct Input {
    source: Box<dyn Read>,
    room: Room,
    /// Where in the room the window begins; it ends where the room is filled.
    start: usize,
    /// Octets of the stream before `start`.
    passed: u64,
    /// Octets of the whole stream, where that is known.
    length: Option<u64>,
    over: bool,
    keeping: Option<Keeping>,
}

/// What was passed is kept: a room is filled once, and not used again.
#[derive(Default)]
struct Keeping {
    rooms: Option<Rooms>,
    /// The room that the window left.
    left: Option<Rc<[u8]>>,
}

impl Input {
    pub fn new(source: Box<dyn Read>, length: Option<u64>) -> Input {
        Input {
            source,
            room: Room::new(WINDOW),
            start: 0,
            passed: 0,
            length,
            over: false,
            keeping: None,
        }
    }

    /// Where in the stream the window begins.
    pub fn offset(&self) -> u64 {
        self.passed
    }

    /// Octets of the whole stream, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// From now on the octets stay where they are.
    pub fn keep(&mut self) {
        self.keeping.get_or_insert_default();
    }

    /// Where in its room the window begins.
    #[inline]
    pub fn place(&self) -> usize {
        self.start
    }

    /// The room that the window left since this was last asked, if octets are kept.
    #[inline]
    pub fn left(&mut self) -> Option<Rc<[u8]>> {
        self.keeping.as_mut()?.left.take()
    }

    /// The octets of the room that the window is in, up to the window.
    pub fn kept(&mut self) -> Rc<[u8]> {
        let room = std::mem::replace(&mut self.room, Room::new(0));
        room.finish(std::mem::take(&mut self.start))
    }

    /// Gets `length` octets at hand, or all that are left. A length that lies costs no more memory
    /// than the stream has octets.
    #[inline]
    pub fn fill(&mut self, length: usize) -> io::Result<usize> {
        if self.window().len() < length && !self.over {
            self.read(length)?;
        }
        Ok(self.window().len().min(length))
    }

    #[inline]
    pub fn window(&self) -> &[u8] {
        &self.room.filled()[self.start..]
    }

    /// Passes octets that are at hand.
    #[inline]
    pub fn pass(&mut self, length: usize) {
        let length = length.min(self.window().len());
        self.start += length;
        self.passed += length as u64;
    }

    /// Passes octets that are at hand and gives them.
    #[inline]
    pub fn take(&mut self, length: usize) -> &[u8] {
        let length = length.min(self.window().len());
        self.pass(length);
        &self.room.filled()[self.start - length..self.start]
    }

    /// Passes octets without holding them; false when the stream ended before.
    pub fn skip(&mut self, mut length: u64) -> io::Result<bool> {
        while length > 0 {
            let step = usize::try_from(length).unwrap_or(WINDOW).min(WINDOW);
            let got = self.fill(step)?;
            if got == 0 {
                return Ok(false);
            }
            self.pass(got);
            length -= got as u64;
        }
        Ok(true)
    }

    fn read(&mut self, length: usize) -> io::Result<()> {
        if self.keeping.is_none() {
            self.room.move_up(self.start);
            self.start = 0;
        }
        while self.window().len() < length && !self.over {
            // What is asked for may be a lie: at most twice what is there.
            let least = length.min((2 * self.window().len()).max(WINDOW));
            if self.room.len() - self.start < least || !self.room.fits(1) {
                self.move_on(least);
            }
            match self.room.read(&mut *self.source) {
                Ok(0) => self.over = true,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A damaged gzip stream ends where it is damaged, after what came before.
                Err(error) if is_damage(&error) => self.over = true,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The window moves into a room of at least so many octets.
    fn move_on(&mut self, least: usize) {
        let room = match &mut self.keeping {
            None => Room::new(least),
            Some(keeping) => {
                let read = self.passed + (self.room.filled().len() - self.start) as u64;
                let expected = self.length.map(|length| length.saturating_sub(read));
                let rooms = keeping.rooms.get_or_insert_with(|| Rooms::new(expected));
                rooms.take(least)
            }
        };
        let old = std::mem::replace(&mut self.room, room);
        self.room.push(&old.filled()[self.start..]);
        let end = std::mem::take(&mut self.start);
        if let Some(keeping) = &mut self.keeping
            && keeping.left.is_none()
        {
            // No room after that had a whole record.
            keeping.left = Some(old.finish(end));
        }
    }
}

fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}
