//! `AsyncSniffer`: a capture beside the prompt.

use std::cell::{Cell, RefCell};
use std::os::fd::AsFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::linkerror::raised;
use super::send::seconds;
use super::sniff::{
    SNIFF, Sniffing, from_files, from_sockets, open, report_losses, report_unread, warn_of_end,
};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::threads::{Kind, Thread};
use crate::eval::value::Value;
use crate::link::background;
use crate::link::capture::{Ended, Stopper};
use crate::link::interrupt;

pub static ALL: &[Builtin] = &[Builtin::new(
    "AsyncSniffer",
    SNIFF,
    "A capture in the background: start(), stop(), join(), results.",
    &[],
    async_sniffer,
)];

/// A capture that runs beside the script: frames come in on a thread of the system's, callbacks
/// run on a thread of the script.
pub struct AsyncSniffer {
    /// The arguments of the call, until `start()`.
    args: Vec<Value>,
    state: Rc<State>,
}

/// What both sides look at.
#[derive(Default)]
pub struct State {
    running: Cell<bool>,
    /// `stop()` was called.
    pub told: Cell<Option<Instant>>,
    /// … by a callback of the capture: nothing that came after its packet is wanted.
    by_callback: Cell<bool>,
    /// Packets that came so far.
    pub count: Cell<usize>,
    results: RefCell<Option<Value>>,
    exception: RefCell<Option<Error>>,
    thread: RefCell<Option<Rc<Thread>>>,
    stopper: RefCell<Option<Stopper>>,
}

impl State {
    /// A callback has stopped the capture that it belongs to.
    pub fn is_ended_by_callback(&self) -> bool {
        self.by_callback.get()
    }
}

/// Its name in `threading` and in reports.
const NAME: &str = "AsyncSniffer";

fn async_sniffer(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::object(AsyncSniffer::new(args)))
}

impl AsyncSniffer {
    fn new(args: &Args) -> AsyncSniffer {
        AsyncSniffer {
            args: (0..SNIFF.len())
                .map(|index| args.get(index).cloned().unwrap_or(Value::Unset))
                .collect(),
            state: Rc::default(),
        }
    }

    fn start(&self, interp: &mut Interp) -> Result<()> {
        let args = Args::new(&self.args);
        let mut sniffing = Sniffing::of(interp, &args)?;
        let filter = args.some(14).map(|filter| interp.str(filter)).transpose()?;
        let state = self.state.clone();
        sniffing.told = Some(state.clone());
        state.running.set(true);
        state.told.set(None);
        state.by_callback.set(false);
        state.count.set(0);
        state.exception.replace(None);
        let thread = if let Some(offline) = args.some(2).cloned() {
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_files(interp, sniffing, &offline, filter.as_deref())
            })
        } else if let Some(socket) = args.some(8).cloned() {
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_sockets(interp, sniffing, &socket)
            })
        } else {
            let capture = open(interp, &args, filter, &mut sniffing);
            let capture =
                capture.and_then(|capture| background::Background::start(capture).map_err(raised));
            let capture = match capture {
                Ok(capture) => capture,
                Err(error) => {
                    state.running.set(false);
                    return Err(error);
                }
            };
            state.stopper.replace(Some(capture.stopper()));
            beside(interp, &state, sniffing, move |interp, sniffing| {
                from_background(interp, sniffing, capture)
            })
        };
        self.state.thread.replace(Some(thread?));
        Ok(())
    }

    fn stop(&self, interp: &mut Interp, joins: bool) -> Result<Value> {
        let state = &self.state;
        if !state.running.get() {
            return Err(super::exceptions::scapy(
                "Not running ! (check .running attr)",
            ));
        }
        let own = self
            .thread()
            .is_some_and(|own| Rc::ptr_eq(&own, interp.threads.current()));
        state.told.set(Some(Instant::now()));
        state.by_callback.set(own);
        if let Some(stopper) = &*state.stopper.borrow() {
            stopper.stop();
        }
        // A callback that stops its own capture cannot wait for its end.
        if !joins || own {
            return Ok(Value::None);
        }
        self.join(interp, None)?;
        Ok(self.results())
    }

    fn join(&self, interp: &mut Interp, timeout: Option<Duration>) -> Result<()> {
        interp.output.flush();
        if let Some(thread) = self.thread() {
            interp.join(&thread, timeout.map(interrupt::later))?;
        }
        match self.state.exception.take() {
            Some(error) => {
                self.state.exception.replace(Some(error.clone()));
                Err(error)
            }
            None => Ok(()),
        }
    }

    fn thread(&self) -> Option<Rc<Thread>> {
        self.state.thread.borrow().clone()
    }

    fn results(&self) -> Value {
        self.state.results.borrow().clone().unwrap_or(Value::None)
    }
}

/// Begins the thread of a capture.
fn beside(
    interp: &mut Interp,
    state: &Rc<State>,
    mut sniffing: Sniffing,
    work: impl FnOnce(&mut Interp, &mut Sniffing) -> Result<()> + 'static,
) -> Result<Rc<Thread>> {
    let state = state.clone();
    interp.spawn(Kind::Capture, Value::str(NAME), move |interp| {
        let ended = work(interp, &mut sniffing);
        let began = sniffing.began;
        state.stopper.replace(None);
        state.running.set(false);
        let (list, closed) = sniffing.result();
        state.results.replace(Some(list));
        match ended.and(closed) {
            // Before the first packet `join()` tells it; later it would be told too late.
            Err(error) if !began => {
                state.exception.replace(Some(error));
                Ok(())
            }
            Err(error) if error.is(Exc::KeyboardInterrupt) => Ok(()),
            ended => ended,
        }
    })
}

/// After `stop()` so long a callback may go on with what was captured before.
const PATIENCE: Duration = Duration::from_secs(1);

/// Handles the frames that a thread of the system captures.
fn from_background(
    interp: &mut Interp,
    sniffing: &mut Sniffing,
    capture: background::Background,
) -> Result<()> {
    sniffing.announce(interp)?;
    let deadline = sniffing.timeout.map(interrupt::later);
    let handled = loop {
        // In this order the frames of a capture that ends between the two are still seen.
        let goes_on = capture.is_running();
        let frames = capture.take();
        match handle(interp, &capture, sniffing, &frames) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
        if !goes_on || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            break Ok(());
        }
        if let Err(error) = sniffing.rest() {
            break Err(error);
        }
        let mut fds = vec![PollFd::new(capture.as_fd(), PollFlags::POLLIN)];
        if let Err(error) = interp.wait(&mut fds, deadline) {
            break Err(error);
        }
    };
    let (_, ended) = capture.join();
    if let Some((why, mut statistics)) = ended {
        // What the capture handed to the queue and nobody took from it is unread too.
        statistics.unread += statistics.captured.saturating_sub(sniffing.handled);
        statistics.captured = sniffing.handled;
        sniffing.statistics = Some(statistics);
        report_losses(interp, statistics);
        if sniffing.told_since().is_some() {
            report_unread(interp, statistics);
        }
        if let Ended::Failed(error) = why {
            warn_of_end(interp, &error);
        }
    }
    handled
}

/// The frames of a batch, one after the other; false when the last one that was wanted has come.
fn handle(
    interp: &mut Interp,
    capture: &background::Background,
    sniffing: &mut Sniffing,
    frames: &background::Frames,
) -> Result<bool> {
    let mut name: Rc<str> = "".into();
    for frame in capture.each(frames) {
        if &*name != frame.interface {
            name = frame.interface.into();
        }
        let goes_on = sniffing.take_frame(interp, &frame, &name)?;
        interp.output.flush();
        // Frames that were captured before a `stop()` from elsewhere belong to the result, but
        // nobody waits long for a callback that is behind.
        let told = sniffing.told_since();
        let late = told.is_some_and(|told| told.elapsed() >= PATIENCE);
        if !goes_on || late || sniffing.is_ended_by_callback() {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Object for AsyncSniffer {
    fn type_name(&self) -> &str {
        "AsyncSniffer"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "results" => Some(self.results()),
            "running" => Some(Value::bool(self.state.running.get())),
            "exception" => {
                let exception = self.state.exception.borrow();
                Some(exception.as_ref().map_or(Value::None, Error::value))
            }
            "count" => Some(Value::Int(self.state.count.get() as i64)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        [
            "start",
            "stop",
            "join",
            "results",
            "running",
            "exception",
            "count",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }
}

static METHODS: &[Builtin] = &[
    Builtin::new(
        "start",
        &["self"],
        "Begin to capture.",
        &[],
        |interp, args| {
            sniffer(args)?.start(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "stop",
        &["self", "join=True"],
        "End the capture and return the packets.",
        &[],
        |interp, args| {
            let joins = args.get(1).map_or(Ok(true), |value| interp.truth(value))?;
            sniffer(args)?.stop(interp, joins)
        },
    ),
    Builtin::new(
        "join",
        &["self", "timeout=None"],
        "Wait until the capture ends by itself.",
        &[],
        |interp, args| {
            let timeout = seconds(interp, args.some(1))?;
            sniffer(args)?.join(interp, timeout)?;
            Ok(Value::None)
        },
    ),
];

fn sniffer<'a>(args: &Args<'a>) -> Result<&'a AsyncSniffer> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on an AsyncSniffer"))
}

/// A sniffer that is already running, for `bg(…, sniff, count=3)`.
pub static STARTED: Builtin = Builtin::new(
    "sniff",
    SNIFF,
    "A capture that runs beside the script.",
    &[],
    |interp, args| {
        let value = Value::object(AsyncSniffer::new(args));
        if let Some(sniffer) = value.downcast::<AsyncSniffer>() {
            sniffer.start(interp)?;
        }
        Ok(value)
    },
);
