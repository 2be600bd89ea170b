//! A cable with delay, losses, doubles and a rate, carried by a thread of ours: netem, which does
//! this in the kernel, is not everywhere.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, PipeReader};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, ppoll};
use nix::sys::time::TimeSpec;

use super::quality::Quality;
use crate::link::wire::End;

/// So many frames of one direction are under way at most; what comes then is dropped, as netem does.
const UNDER_WAY: usize = 1000;

/// So many frames are taken from one end before the other one has its turn.
const TURN: usize = 64;

/// The kernel may wake us so much late, so for the last bit we stay awake.
const AWAKE: Duration = Duration::from_micros(100);

/// A frame and when it comes out of which end. The number keeps those of one moment in order.
type Departure = Reverse<(Instant, u64, usize, Vec<u8>)>;

struct Cable {
    quality: Quality,
    dice: fastrand::Rng,
    waiting: BinaryHeap<Departure>,
    count: u64,
    /// For each end out of which frames come.
    under_way: [usize; 2],
    /// When the last frame in this direction has left the cable free again.
    free: [Instant; 2],
}

/// Carries frames from each end to the other until `stop` is closed. Runs on a thread of its own.
pub fn carry(mut ends: [End; 2], quality: Quality, seed: u64, stop: &PipeReader) -> io::Result<()> {
    // The kernel may otherwise wake us 50 microseconds late. Without it delays are less exact.
    let _ = nix::sys::prctl::set_timerslack(1);
    let now = Instant::now();
    let mut cable = Cable {
        quality,
        dice: fastrand::Rng::with_seed(seed),
        waiting: BinaryHeap::new(),
        count: 0,
        under_way: [0; 2],
        free: [now; 2],
    };
    loop {
        let wait = cable.deliver(&ends);
        if !wake(&ends, stop, wait)? {
            return Ok(());
        }
        for (from, end) in ends.iter_mut().enumerate() {
            for _ in 0..TURN {
                // An interface that is down has nothing for us; it may come up again.
                match end.receive() {
                    Ok(Some((frame, waited))) => cable.take(frame, waited, 1 - from),
                    Ok(None) | Err(_) => break,
                }
            }
        }
    }
}

/// Waits for a frame, for the time, or for the end (false).
fn wake(ends: &[End; 2], stop: &PipeReader, wait: Option<Duration>) -> io::Result<bool> {
    let mut watched = [
        PollFd::new(ends[0].as_fd(), PollFlags::POLLIN),
        PollFd::new(ends[1].as_fd(), PollFlags::POLLIN),
        PollFd::new(stop.as_fd(), PollFlags::POLLIN),
    ];
    let wait = wait.map(|wait| TimeSpec::from(wait.saturating_sub(AWAKE)));
    match ppoll(&mut watched, wait, None) {
        Ok(_) | Err(nix::errno::Errno::EINTR) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(watched[2].revents().is_none_or(|events| events.is_empty()))
}

impl Cable {
    /// A frame that came so long ago goes in, to come out of the end `to`, or not.
    fn take(&mut self, frame: &[u8], waited: Duration, to: usize) {
        let doubled = self.dice.f64() < self.quality.duplicate;
        if self.dice.f64() < self.quality.loss {
            // Of a frame that is lost and doubled, one is left, as with netem.
            if !doubled {
                return;
            }
        } else if doubled {
            self.send_off(frame, waited, to);
        }
        self.send_off(frame, waited, to);
    }

    fn send_off(&mut self, frame: &[u8], waited: Duration, to: usize) {
        if self.under_way[to] >= UNDER_WAY {
            return;
        }
        let came = Instant::now() - waited;
        let on_the_wire = self.quality.time_on_the_wire(frame.len());
        self.free[to] = self.free[to].max(came) + on_the_wire;
        let due = self.free[to] + self.delay();
        self.count += 1;
        self.under_way[to] += 1;
        self.waiting
            .push(Reverse((due, self.count, to, frame.to_vec())));
    }

    fn delay(&mut self) -> Duration {
        let Quality { delay, jitter, .. } = self.quality;
        if jitter.is_zero() {
            return delay;
        }
        let shift = jitter.mul_f64(2.0 * self.dice.f64());
        (delay + shift).saturating_sub(jitter)
    }

    /// Lets out what is due, and says when the next frame is.
    fn deliver(&mut self, ends: &[End; 2]) -> Option<Duration> {
        while let Some(Reverse((due, ..))) = self.waiting.peek() {
            let wait = due.saturating_duration_since(Instant::now());
            if !wait.is_zero() {
                return Some(wait);
            }
            let Some(Reverse((_, _, to, frame))) = self.waiting.pop() else {
                break;
            };
            self.under_way[to] -= 1;
            // A frame that the interface does not take is lost, as on a cable that is unplugged.
            let _ = ends[to].send(&frame);
        }
        None
    }
}
