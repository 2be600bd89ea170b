//! A capture on a thread of its own, for `AsyncSniffer`.
//!
//! The thread fills a queue; whoever waits polls the descriptor and takes what is there. A queue
//! that nobody empties stops growing, and the kernel counts what it drops then.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use nix::sys::eventfd::{EfdFlags, EventFd};

use super::capture::{Capture, Ended, Next, Statistics, Stopper};
use super::error::{Error, Result};
use super::interrupt;
use super::link_type::LinkType;
use super::receiver::Captured;
use super::time::Stamp;

/// Octets that wait at most.
const LIMIT: usize = 256 << 20;

pub struct Background {
    shared: Arc<Shared>,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
    interfaces: Arc<[String]>,
}

struct Shared {
    queue: Mutex<Queue>,
    /// Told when the queue was emptied.
    room: Condvar,
    wake: EventFd,
}

#[derive(Default)]
struct Queue {
    frames: Frames,
    ended: Option<(Ended, Statistics)>,
    /// Nobody will take frames any more.
    abandoned: bool,
}

/// Frames taken from the queue together.
#[derive(Default)]
pub struct Frames {
    octets: Vec<u8>,
    marks: Vec<Mark>,
}

struct Mark {
    end: usize,
    time: Stamp,
    wire_len: u32,
    interface: usize,
    link_type: LinkType,
}

impl Background {
    /// Goes on with an opened capture on a thread, in this thread's network namespace.
    pub fn start(mut capture: Capture) -> Result<Background> {
        let explain = |error| Error::system("starting a capture in the background", error);
        let wake = EventFd::from_flags(EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC)
            .map_err(|errno| explain(errno.into()))?;
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            room: Condvar::new(),
            wake,
        });
        let stopper = capture.stopper();
        let interfaces: Arc<[String]> = capture
            .link_types()
            .map(|(name, _)| name.to_owned())
            .collect();
        let (theirs, names) = (shared.clone(), interfaces.clone());
        let thread = std::thread::Builder::new()
            .name("sniff".into())
            .spawn(move || {
                let ended = capture.run_uninterrupted(|frame| theirs.put(&frame, &names));
                let statistics = capture.statistics();
                theirs.queue().ended = Some((ended, statistics));
                theirs.wake();
            })
            .map_err(explain)?;
        Ok(Background {
            shared,
            stopper,
            thread: Some(thread),
            interfaces,
        })
    }

    /// Takes what has come since the last time.
    pub fn take(&self) -> Frames {
        // In this order a frame that comes between the two wakes once too often, never too rarely.
        let _ = self.shared.wake.read();
        let frames = std::mem::take(&mut self.shared.queue().frames);
        self.shared.room.notify_one();
        frames
    }

    /// The frames of a batch, in order.
    pub fn each<'a>(&'a self, frames: &'a Frames) -> impl Iterator<Item = Captured<'a>> {
        let mut start = 0;
        frames.marks.iter().map(move |mark| {
            let octets = &frames.octets[start..mark.end];
            start = mark.end;
            Captured {
                octets,
                time: mark.time,
                wire_len: mark.wire_len,
                interface: self
                    .interfaces
                    .get(mark.interface)
                    .map_or("", String::as_str),
                link_type: mark.link_type,
            }
        })
    }

    /// Ends the capture from elsewhere; what it has is still to be taken.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    pub fn is_running(&self) -> bool {
        self.shared.queue().ended.is_none()
    }

    /// Ends the capture; what it has is still to be taken.
    pub fn stop(&self) {
        self.stopper.stop();
    }

    /// Waits for the thread and says why it ended.
    pub fn join(mut self) -> (Frames, Option<(Ended, Statistics)>) {
        self.stop();
        self.shared.queue().abandoned = true;
        self.shared.room.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic over there has been reported over there.
            let _ = thread.join();
        }
        let mut queue = self.shared.queue();
        (std::mem::take(&mut queue.frames), queue.ended.take())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop();
        self.shared.queue().abandoned = true;
        self.shared.room.notify_one();
    }
}

impl AsFd for Background {
    /// Readable when there is something to take or the capture has ended.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.shared.wake.as_fd()
    }
}

impl Frames {
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}

impl Shared {
    fn put(&self, frame: &Captured<'_>, names: &[String]) -> Next {
        let mut queue = self.queue();
        while queue.frames.octets.len() > LIMIT && !queue.abandoned {
            queue = self
                .room
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let first = queue.frames.is_empty();
        let Frames { octets, marks } = &mut queue.frames;
        octets.extend_from_slice(frame.octets);
        marks.push(Mark {
            end: octets.len(),
            time: frame.time,
            wire_len: frame.wire_len,
            interface: names
                .iter()
                .position(|name| name == frame.interface)
                .unwrap_or(0),
            link_type: frame.link_type,
        });
        drop(queue);
        if first {
            self.wake();
        }
        Next::Continue
    }

    fn wake(&self) {
        // It fails only when the counter is full, and then the descriptor is readable anyway.
        let _ = self.wake.write(1);
        interrupt::call_for_attention();
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // A panic while it was locked leaves whole frames in it.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
