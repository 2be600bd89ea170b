//! Threads of scripts: they take turns on the interpreter's one thread of the system.
//!
//! Each has a stack of its own ([`super::fiber`]) and its own calls; all else of the interpreter
//! goes from hand to hand. A thread's turn ends when it waits and, like CPython's, after 5 ms, at
//! the next end of a loop or call. Everything that waits does it by [`Interp::wait`]: while one
//! thread waits, others run, and when all wait, one poll waits for whatever any of them waits for.
//!
//! The main thread stands on the stack of the system's thread; it is there that the next one is
//! chosen.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::os::fd::{AsFd, AsRawFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout};

use super::error::{Error, Result};
use super::exception::Exc;
use super::fiber::{self, Back, Fiber, Handed};
use super::interp::Interp;
use super::value::Value;
use crate::lab;
use crate::link::interrupt::{self, Watch, Woke};

/// What ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// One of the descriptors can be read or written, or is broken.
    Ready,
    TimedOut,
    /// The queue that it stood in was served.
    Called,
}

/// What is done with a thread that is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is waited for at the end of the program.
    Plain,
    Daemon,
    /// The same; Ctrl-C at the prompt ends a callback that does not end.
    Capture,
}

/// A thread of a script.
pub struct Thread {
    /// `threading.get_ident()`
    pub number: u64,
    pub kind: Kind,
    /// What the script knows it by.
    pub owner: RefCell<Value>,
    /// Told when it ends.
    pub ended: Queue,
    /// What it goes on with; none for the main thread and while it runs.
    fiber: RefCell<Option<Fiber>>,
    waits: Cell<bool>,
    watches: RefCell<Vec<Watch>>,
    deadline: Cell<Option<Instant>>,
    /// When it ran last: a number that grows.
    turn: Cell<u64>,
    /// The containers whose text it makes.
    shown: RefCell<Vec<usize>>,
    /// Ctrl-C is meant for it.
    stopped: Cell<bool>,
    /// The host of the lab where it is.
    host: RefCell<Option<String>>,
}

/// All threads of an interpreter.
pub struct Threads {
    /// Those that have begun and not ended; the main thread is the first.
    all: Vec<Rc<Thread>>,
    current: Rc<Thread>,
    numbers: u64,
    turns: u64,
    /// The interpreter of nobody, in which the real one goes from hand to hand.
    carrier: Option<Handed>,
    /// Ctrl-C has ended the wait for them at the end of the program.
    left: bool,
}

impl Default for Threads {
    fn default() -> Threads {
        let main = Rc::new(Thread::new(1, Kind::Plain, Value::None));
        Threads {
            all: vec![main.clone()],
            current: main,
            numbers: 1,
            turns: 0,
            carrier: None,
            left: false,
        }
    }
}

impl Threads {
    /// Those that have begun and not ended; the main thread is the first.
    pub fn all(&self) -> &[Rc<Thread>] {
        &self.all
    }

    /// The one that is running.
    pub fn current(&self) -> &Rc<Thread> {
        &self.current
    }

    pub fn main(&self) -> &Rc<Thread> {
        &self.all[0]
    }

    pub fn find(&self, number: u64) -> Option<&Rc<Thread>> {
        self.all.iter().find(|thread| thread.number == number)
    }

    /// A number for a thread that will begin.
    pub fn reserve(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// Whether the main thread is the only one.
    #[inline]
    pub fn is_single(&self) -> bool {
        self.all.len() == 1
    }

    /// Ends the callbacks of captures that are running now, when Ctrl-C is typed at the prompt.
    pub fn stop_callbacks(&self) {
        let captures = self.all.iter().filter(|one| one.kind == Kind::Capture);
        for thread in captures.filter(|one| !one.waits.get()) {
            thread.stopped.set(true);
        }
    }

    /// Ends a thread as Ctrl-C would, also while it waits; the main thread is left alone.
    pub fn stop(&self, number: u64) {
        let Some(thread) = self.find(number) else {
            return;
        };
        if Rc::ptr_eq(thread, self.main()) {
            return;
        }
        thread.stopped.set(true);
        if thread.waits.get() {
            thread.deadline.set(Some(Instant::now()));
        }
        interrupt::call_for_attention();
    }

    fn in_main(&self) -> bool {
        Rc::ptr_eq(&self.current, self.main())
    }

    fn next_turn(&mut self) -> u64 {
        self.turns += 1;
        self.turns
    }

    /// Of those that need not wait any more, the one whose turn is longest ago.
    fn next(&self) -> Option<Rc<Thread>> {
        let ready = self.all.iter().filter(|thread| !thread.waits.get());
        ready.min_by_key(|thread| thread.turn.get()).cloned()
    }

    /// Looks what the waiting ones wait for, and waits for it so long.
    fn poll(&self, timeout: Option<Duration>) {
        let waiting = || self.all.iter().filter(|thread| thread.waits.get());
        let mut watches: Vec<Watch> = waiting()
            .flat_map(|thread| thread.watches.borrow().clone())
            .collect();
        let left = |end: Instant| end.saturating_duration_since(Instant::now());
        let first = waiting()
            .filter_map(|thread| thread.deadline.get())
            .min()
            .map(left);
        let timeout = match (timeout, first) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if !(watches.is_empty() && timeout == Some(Duration::ZERO)) {
            interrupt::wait_watches(&mut watches, timeout);
        }
        let now = Instant::now();
        let mut at = 0;
        for thread in waiting() {
            let end = at + thread.watches.borrow().len();
            let ready = watches[at..end].iter().any(Watch::is_ready);
            at = end;
            if ready || thread.deadline.get().is_some_and(|end| end <= now) {
                thread.waits.set(false);
            }
        }
    }
}

impl Thread {
    fn new(number: u64, kind: Kind, owner: Value) -> Thread {
        Thread {
            number,
            kind,
            owner: RefCell::new(owner),
            ended: Queue::default(),
            fiber: RefCell::new(None),
            waits: Cell::new(false),
            watches: RefCell::default(),
            deadline: Cell::new(None),
            turn: Cell::new(0),
            shown: RefCell::default(),
            stopped: Cell::new(false),
            host: RefCell::new(None),
        }
    }
}

/// Threads that wait to be called, first come, first served.
#[derive(Clone, Default)]
pub struct Queue(Rc<RefCell<VecDeque<Rc<Ticket>>>>);

struct Ticket {
    thread: Rc<Thread>,
    called: Cell<bool>,
}

impl Queue {
    /// Calls the first `count` threads of those that wait.
    pub fn call(&self, count: usize) {
        for _ in 0..count {
            let Some(ticket) = self.0.borrow_mut().pop_front() else {
                return;
            };
            ticket.called.set(true);
            ticket.thread.waits.set(false);
        }
    }

    pub fn call_all(&self) {
        self.call(usize::MAX);
    }
}

// ---- For natives ----

impl Interp {
    /// Begins a thread; it has its first turn at once.
    pub fn spawn(
        &mut self,
        kind: Kind,
        owner: Value,
        body: impl FnOnce(&mut Interp) -> Result<()> + 'static,
    ) -> Result<Rc<Thread>> {
        let number = self.threads.reserve();
        self.spawn_as(number, kind, owner, body)
    }

    /// The same under a number that was reserved for it.
    pub fn spawn_as(
        &mut self,
        number: u64,
        kind: Kind,
        owner: Value,
        body: impl FnOnce(&mut Interp) -> Result<()> + 'static,
    ) -> Result<Rc<Thread>> {
        let thread = Rc::new(Thread::new(number, kind, owner));
        *thread.host.borrow_mut() = here();
        let own = thread.clone();
        let fiber = Fiber::new(move |handed| begin(handed, &own, body));
        let fiber = fiber.map_err(|_| Error::runtime_error("can't start new thread"))?;
        thread.fiber.replace(Some(fiber));
        self.threads.all.push(thread.clone());
        interrupt::tick(true);
        self.take_turns()?;
        Ok(thread)
    }

    /// Waits until one of the descriptors is ready (see their `revents`) or the time has come;
    /// meanwhile other threads run. Ctrl-C ends it as KeyboardInterrupt.
    pub fn wait(&mut self, fds: &mut Vec<PollFd<'_>>, deadline: Option<Instant>) -> Result<Woken> {
        self.wait_with(fds, deadline, None)
    }

    /// Waits at the prompt, where what threads print needs care: comes back as soon as one of them
    /// has had a turn, a descriptor is ready or Ctrl-C came, which the caller takes.
    pub fn wait_at_prompt(&mut self, fds: &[PollFd<'_>]) {
        if self.threads.is_single() {
            let mut fds = fds.to_vec();
            fds.extend(interrupt::attention_fd().map(|call| PollFd::new(call, PollFlags::POLLIN)));
            interrupt::wait(&mut fds, None);
            interrupt::take_attention();
            return;
        }
        let watches = fds
            .iter()
            .map(|fd| Watch::new(fd.as_fd().as_raw_fd(), fd.events()));
        let main = self.threads.main().clone();
        *main.watches.borrow_mut() = watches.collect();
        main.waits.set(true);
        let turn = self.threads.next_turn();
        main.turn.set(turn);
        self.threads.poll(Some(Duration::ZERO));
        if self.threads.next().is_none() {
            interrupt::tick(false);
            self.threads.poll(None);
        }
        if let Some(thread) = self.threads.next()
            && !Rc::ptr_eq(&thread, &main)
        {
            self.run_thread(&thread);
        }
        main.waits.set(false);
        main.watches.borrow_mut().clear();
        interrupt::take_attention();
        interrupt::tick(true);
    }

    /// Waits in a queue until it is called: true, or the time has come: false.
    pub fn wait_in(&mut self, queue: &Queue, deadline: Option<Instant>) -> Result<bool> {
        let ticket = Rc::new(Ticket {
            thread: self.threads.current.clone(),
            called: Cell::new(false),
        });
        queue.0.borrow_mut().push_back(ticket.clone());
        let woken = self.wait_with(&mut Vec::new(), deadline, Some(&ticket));
        if !matches!(woken, Ok(Woken::Called)) {
            queue.0.borrow_mut().retain(|one| !Rc::ptr_eq(one, &ticket));
            // It was called, and cannot come: the next one may.
            if woken.is_err() && ticket.called.get() {
                queue.call(1);
            }
        }
        Ok(woken? == Woken::Called)
    }

    /// Waits for the end of a thread: false when the time comes first.
    pub fn join(&mut self, thread: &Rc<Thread>, deadline: Option<Instant>) -> Result<bool> {
        while self.threads.find(thread.number).is_some() {
            if !self.wait_in(&thread.ended, deadline)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Waits for the end of all threads that are no daemons, unless Ctrl-C ends the wait.
    pub fn join_all(&mut self) -> Result<()> {
        while !self.threads.left {
            let mut others = self.threads.all[1..].iter();
            let Some(thread) = others.find(|thread| thread.kind == Kind::Plain).cloned() else {
                break;
            };
            let joined = self.join(&thread, None);
            self.threads.left = joined.is_err();
            joined?;
        }
        Ok(())
    }

    /// Lets the others have a turn.
    pub fn take_turns(&mut self) -> Result<()> {
        if self.threads.is_single() {
            return Ok(());
        }
        self.threads.current.waits.set(false);
        self.give_way()
    }
}

// ---- Waiting ----

impl Interp {
    fn wait_with(
        &mut self,
        fds: &mut Vec<PollFd<'_>>,
        deadline: Option<Instant>,
        ticket: Option<&Ticket>,
    ) -> Result<Woken> {
        self.output.flush();
        self.check_interrupt()?;
        loop {
            // It may have been called while something else was looked at.
            if ticket.is_some_and(|ticket| ticket.called.get()) {
                return Ok(Woken::Called);
            }
            if self.threads.is_single() && ticket.is_none() {
                if let Some(woken) = self.wait_alone(fds, deadline)? {
                    return Ok(woken);
                }
            } else {
                self.wait_among_others(fds, deadline)?;
                if !self.threads.in_main() && self.threads.current.stopped.take() {
                    return Err(Error::keyboard_interrupt());
                }
                if ticket.is_some_and(|ticket| ticket.called.get()) {
                    return Ok(Woken::Called);
                }
                // Not by the descriptors' own word: the poll that woke it was another one's.
                if is_ready(fds) {
                    return Ok(Woken::Ready);
                }
                if deadline.is_some_and(|end| end <= Instant::now()) {
                    return Ok(Woken::TimedOut);
                }
            }
            self.check_interrupt()?;
        }
    }

    /// `None` when something else is to be looked at before it goes on.
    fn wait_alone(
        &mut self,
        fds: &mut Vec<PollFd<'_>>,
        deadline: Option<Instant>,
    ) -> Result<Option<Woken>> {
        let left = deadline.map(|end| end.saturating_duration_since(Instant::now()));
        let own = fds.len();
        fds.extend(interrupt::attention_fd().map(|call| PollFd::new(call, PollFlags::POLLIN)));
        let woke = interrupt::wait(fds, left);
        let called = fds.len() > own && fds[own].any().unwrap_or(false);
        fds.truncate(own);
        if called && !interrupt::attention() {
            interrupt::settle();
        }
        if fds.iter().any(|fd| fd.any().unwrap_or(false)) {
            return Ok(Some(Woken::Ready));
        }
        Ok((woke == Woke::TimedOut).then_some(Woken::TimedOut))
    }

    /// Comes back when there may be something of what is waited for, or something else to do.
    fn wait_among_others(&mut self, fds: &[PollFd<'_>], deadline: Option<Instant>) -> Result<()> {
        let own = self.threads.current.clone();
        let watches = fds
            .iter()
            .map(|fd| Watch::new(fd.as_fd().as_raw_fd(), fd.events()));
        *own.watches.borrow_mut() = watches.collect();
        own.deadline.set(deadline);
        own.waits.set(true);
        let done = self.give_way();
        own.waits.set(false);
        own.watches.borrow_mut().clear();
        own.deadline.set(None);
        done
    }

    /// Lets others run until it is this thread's turn, which is not while it waits.
    fn give_way(&mut self) -> Result<()> {
        let turn = self.threads.next_turn();
        self.threads.current.turn.set(turn);
        if !self.threads.in_main() {
            self.hand_back();
            return Ok(());
        }
        let done = self.choose();
        interrupt::tick(!self.threads.is_single());
        done
    }

    /// On the stack of the main thread: runs the others until it is the main thread's turn.
    fn choose(&mut self) -> Result<()> {
        loop {
            if self.is_asked() {
                // It is answered by whoever waits here, outside of this loop.
                return self.answer();
            }
            self.threads.poll(Some(Duration::ZERO));
            match self.threads.next() {
                Some(thread) if Rc::ptr_eq(&thread, self.threads.main()) => return Ok(()),
                Some(thread) => self.run_thread(&thread),
                None => {
                    interrupt::tick(false);
                    self.output.flush();
                    self.threads.poll(None);
                    if interrupt::take_attention() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Answers what asks for the running thread: Ctrl-C, captures, the end of a turn.
    #[cold]
    pub(super) fn attend(&mut self) -> Result<()> {
        super::interrupt::check_memory()?;
        if self.beside {
            return self.answer();
        }
        if !self.threads.in_main() {
            if self.threads.current.stopped.take() {
                return Err(Error::keyboard_interrupt());
            }
            if !self.is_asked() {
                interrupt::take_attention();
                self.finalize()?;
                self.threads.poll(Some(Duration::ZERO));
                if self.threads.next().is_none() {
                    return Ok(());
                }
            }
            return self.take_turns();
        }
        let called = interrupt::take_attention();
        if self.is_asked() {
            return self.answer();
        }
        if called {
            self.finalize()?;
            return self.take_turns();
        }
        Ok(())
    }
}

fn is_ready(fds: &mut [PollFd<'_>]) -> bool {
    if fds.is_empty() {
        return false;
    }
    nix::poll::poll(fds, PollTimeout::ZERO).is_ok_and(|count| count > 0)
}

// ---- Changing from one to the other ----

impl Interp {
    /// Runs a thread until it suspends or ends. The main thread does that.
    fn run_thread(&mut self, thread: &Rc<Thread>) {
        let Some(mut fiber) = thread.fiber.take() else {
            return;
        };
        let mut handed = match self.threads.carrier.take() {
            Some(carrier) => carrier,
            None => Box::new(self.hollow()),
        };
        let main = std::mem::replace(&mut self.threads.current, thread.clone());
        let host = here();
        go_to(thread.host.borrow().as_deref(), host.as_deref());
        super::repr::exchange_shown(&mut thread.shown.borrow_mut());
        self.exchange(&mut handed);
        interrupt::tick(true);
        interrupt::heed(false);
        let back = fiber.resume(handed);
        interrupt::heed(true);
        let mut handed = match back {
            Back::Suspended(handed) => {
                thread.fiber.replace(Some(fiber));
                handed
            }
            Back::Ended(handed) => handed,
        };
        self.exchange(&mut handed);
        super::repr::exchange_shown(&mut thread.shown.borrow_mut());
        let there = here();
        go_to(host.as_deref(), there.as_deref());
        *thread.host.borrow_mut() = there;
        self.threads.current = main;
        self.threads.carrier = Some(handed);
    }

    /// Back to the main thread, until it gives this one its turn.
    fn hand_back(&mut self) {
        let mut handed = self
            .threads
            .carrier
            .take()
            .unwrap_or_else(|| Box::new(self.hollow()));
        self.exchange(&mut handed);
        let mut handed = fiber::suspend(handed);
        self.exchange(&mut handed);
        self.threads.carrier = Some(handed);
    }
}

/// The life of a thread.
fn begin(
    mut handed: Handed,
    thread: &Rc<Thread>,
    body: impl FnOnce(&mut Interp) -> Result<()>,
) -> Handed {
    let mut interp = handed.hollow();
    interp.exchange(&mut handed);
    interp.threads.carrier = Some(handed);
    if let Err(error) = super::program::guarded(&mut interp, body) {
        uncaught(&mut interp, thread, &error);
    }
    thread.ended.call_all();
    let all = &mut interp.threads.all;
    all.retain(|one| !Rc::ptr_eq(one, thread));
    let mut handed = interp
        .threads
        .carrier
        .take()
        .unwrap_or_else(|| Box::new(interp.hollow()));
    interp.exchange(&mut handed);
    handed
}

/// An exception that ends a thread is reported; the others go on.
fn uncaught(interp: &mut Interp, thread: &Thread, error: &Error) {
    if error.is(Exc::SystemExit) {
        return;
    }
    let owner = thread.owner.borrow().clone();
    let name = match interp.find_attr(&owner, "name") {
        Ok(Some(name)) => interp.str(&name).unwrap_or_default(),
        _ if owner.as_str().is_some() => owner.as_str().unwrap_or_default().to_owned(),
        _ => format!("Thread-{}", thread.number),
    };
    // The calls that lead from the thread's begin to the script are ours.
    let mut calls = error.0.traceback.borrow_mut();
    while calls.len() > 1 && calls.last().is_some_and(|call| call.source.name == OURS) {
        calls.pop();
    }
    drop(calls);
    let words = super::report::report(interp, error);
    // Where standard error is broken, nobody can be told.
    let _ = interp.write_err(&format!("Exception in thread {name}:\n{words}"));
}

/// The name of the text of `threading`.
const OURS: &str = "<threading>";

/// The host of the lab where the system's thread is.
fn here() -> Option<String> {
    lab::current().map(|lab| lab.here().name.clone())
}

fn go_to(host: Option<&str>, from: Option<&str>) {
    if let (Some(host), Some(lab)) = (host, lab::current())
        && Some(host) != from
    {
        // The host was entered before: it is there.
        let _ = lab.enter(host);
    }
}
