//! What is shown while many packets are sent.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::link::live::Count;

/// Dots as Scapy prints them, and on a terminal, when it takes long, how far it is.
pub struct Progress {
    shown: bool,
    terminal: bool,
    began: Instant,
    /// When the line was written last.
    line: Option<Instant>,
    dots: u64,
}

/// As many dots are printed one for each packet; later each stands for `THROTTLED` packets.
const DOTS: u64 = 10_000;
const THROTTLED: u64 = 1000;
/// On a terminal dots give way to a line after this time, or when there are so many of them.
const LONG: Duration = Duration::from_secs(1);
const DOTS_ON_A_TERMINAL: u64 = 1000;
/// The line is written anew so often.
const AGAIN: Duration = Duration::from_millis(250);

impl Progress {
    pub fn new(shown: bool) -> Progress {
        Progress {
            shown,
            terminal: shown && std::io::stdout().is_terminal(),
            began: Instant::now(),
            line: None,
            dots: 0,
        }
    }

    /// So many more have gone out.
    pub fn passed(&mut self, interp: &mut Interp, more: usize, count: &Count) -> Result<()> {
        if !self.shown || more == 0 {
            return Ok(());
        }
        let before = self.dots;
        self.dots += more as u64;
        if self.terminal && (self.dots > DOTS_ON_A_TERMINAL || self.began.elapsed() >= LONG) {
            return self.write_line(interp, count);
        }
        let marks = |dots: u64| dots.min(DOTS) + dots.saturating_sub(DOTS) / THROTTLED;
        let dots = (marks(self.dots) - marks(before)) as usize;
        if dots > 0 {
            interp.write_out(&".".repeat(dots))?;
            interp.output.flush();
        }
        Ok(())
    }

    fn write_line(&mut self, interp: &mut Interp, count: &Count) -> Result<()> {
        if self.line.is_some_and(|line| line.elapsed() < AGAIN) {
            return Ok(());
        }
        // The first line begins below the dots.
        let start = if self.line.is_none() && self.dots > 0 {
            "\n"
        } else {
            "\r"
        };
        self.line = Some(Instant::now());
        interp.write_out(&format!("{start}{}", self.figures(count)))?;
        interp.output.flush();
        Ok(())
    }

    /// The last line, with the last figures.
    pub fn end(&mut self, interp: &mut Interp, count: &Count) -> Result<()> {
        if self.line.is_some() {
            interp.write_out(&format!("\r{}", self.figures(count)))?;
        }
        Ok(())
    }

    /// `1234567 packets, 411.5 k/s, queue full 3 times`
    fn figures(&self, count: &Count) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(1e-9);
        let rate = count.frames as f64 / seconds / 1e3;
        let full = match count.waits {
            0 => String::new(),
            1 => ", queue full once".to_owned(),
            waits => format!(", queue full {waits} times"),
        };
        format!("{} packets, {rate:.1} k/s{full}\x1b[K", count.frames)
    }
}
