//! A stream with a window: the octets asked for are at hand, in place, or the stream is over.

use std::io::{self, Read};

/// A cached file is read fastest a mebibyte at a time; mapping it pays for page faults.
const WINDOW: usize = 1 << 20;

pub struct Input {
    source: Box<dyn Read>,
    octets: Vec<u8>,
    start: usize,
    end: usize,
    /// Octets of the stream before `start`.
    passed: u64,
    over: bool,
}

impl Input {
    pub fn new(source: Box<dyn Read>) -> Input {
        Input {
            source,
            octets: vec![0; WINDOW],
            start: 0,
            end: 0,
            passed: 0,
            over: false,
        }
    }

    /// Where in the stream the window begins.
    pub fn offset(&self) -> u64 {
        self.passed
    }

    /// Gets `length` octets at hand, or all that are left. A length that lies costs no more memory
    /// than the stream has octets.
    #[inline]
    pub fn fill(&mut self, length: usize) -> io::Result<usize> {
        if self.end - self.start < length && !self.over {
            self.read(length)?;
        }
        Ok((self.end - self.start).min(length))
    }

    #[inline]
    pub fn window(&self) -> &[u8] {
        &self.octets[self.start..self.end]
    }

    /// Passes octets that are at hand.
    #[inline]
    pub fn pass(&mut self, length: usize) {
        let length = length.min(self.end - self.start);
        self.start += length;
        self.passed += length as u64;
    }

    /// Passes octets that are at hand and gives them.
    #[inline]
    pub fn take(&mut self, length: usize) -> &[u8] {
        let length = length.min(self.end - self.start);
        self.pass(length);
        &self.octets[self.start - length..self.start]
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
        self.octets.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while self.end < length && !self.over {
            if self.end == self.octets.len() {
                let larger = self.octets.len() * 2;
                self.octets.resize(larger, 0);
            }
            match self.source.read(&mut self.octets[self.end..]) {
                Ok(0) => self.over = true,
                Ok(got) => self.end += got,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A damaged gzip stream ends where it is damaged, after what came before.
                Err(error) if is_damage(&error) => self.over = true,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}
