//! `_thread`: threads and what they wait for. `threading` and `queue` are built on it.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, int_or, method};
use crate::eval::module::{Module, NativeModule};
use crate::eval::object::Object;
use crate::eval::threads::{self, Queue};
use crate::eval::value::{Kind, Value};
use crate::link::interrupt;

pub static MODULE: NativeModule = NativeModule {
    name: "_thread",
    help: "Functions that run beside the program, and locks.",
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "start_new_thread",
        &["function", "args", "kwargs=None"],
        "Runs a function beside the program: its number.",
        start_new_thread,
    ),
    method(
        "allocate_lock",
        &[],
        "A lock that one thread at a time holds.",
        |_, _| Ok(Value::object(Lock::default())),
    ),
    method(
        "RLock",
        &[],
        "A lock that its holder may take again.",
        |_, _| Ok(Value::object(Lock::reentrant())),
    ),
    method(
        "get_ident",
        &[],
        "The number of this thread.",
        |interp, _| Ok(Value::Int(interp.threads.current().number as i64)),
    ),
    method(
        "get_native_id",
        &[],
        "The number of this thread.",
        |_, _| Ok(Value::Int(std::process::id().into())),
    ),
    method("exit", &[], "Ends this thread.", |_, _| {
        Err(Error::system_exit(Value::None))
    }),
    method(
        "interrupt_main",
        &["signum=2"],
        "Does to the main thread what Ctrl-C does.",
        |_, _| {
            interrupt::raise();
            Ok(Value::None)
        },
    ),
    method(
        "_spawn",
        &["number", "function", "daemon", "owner"],
        "Runs a function beside the program, as the thread of that number.",
        spawn,
    ),
    method(
        "_reserve",
        &[],
        "A number for a thread that will begin.",
        |interp, _| Ok(Value::Int(interp.threads.reserve() as i64)),
    ),
    method(
        "_is_alive",
        &["number"],
        "Whether a thread has not ended.",
        |interp, args| {
            let number = int_or(interp, args, 0, 0)?;
            Ok(Value::bool(interp.threads.find(number as u64).is_some()))
        },
    ),
    method(
        "_owner",
        &[],
        "What this thread was begun for, or None.",
        |interp, _| Ok(interp.threads.current().owner.borrow().clone()),
    ),
    method(
        "_join",
        &["number", "timeout=None"],
        "Waits for the end of a thread: whether it has come.",
        join,
    ),
    method(
        "_stop",
        &["number"],
        "Ends a thread as Ctrl-C would.",
        |interp, args| {
            let number = int_or(interp, args, 0, 0)?;
            interp.threads.stop(number as u64);
            Ok(Value::None)
        },
    ),
    method("_event", &[], "A flag to wait for.", |_, _| {
        Ok(Value::object(Flag::default()))
    }),
    method(
        "_semaphore",
        &["value"],
        "A number of places to wait for.",
        |interp, args| {
            let places = int_or(interp, args, 0, 1)?;
            Ok(Value::object(Places {
                free: Cell::new(places),
                queue: Queue::default(),
            }))
        },
    ),
];

fn init(interp: &mut Interp, module: &Module) -> Result<()> {
    module.set("TIMEOUT_MAX", 9_223_372_036.0);
    module.set("error", Value::Class(Exc::RuntimeError.class()));
    let _ = interp.class(Kind::NoneType);
    Ok(())
}

/// The moment up to which a timeout lets wait; `None` waits for ever.
fn deadline(interp: &mut Interp, value: Option<&Value>) -> Result<Option<Instant>> {
    let Some(value) = value else { return Ok(None) };
    let seconds = float_of(interp, value)?;
    // Longer than this is for ever.
    let seconds = if seconds.is_nan() { 0.0 } else { seconds };
    Ok(Some(interrupt::later(Duration::from_secs_f64(
        seconds.clamp(0.0, 1e9),
    ))))
}

// ---- Threads ----

fn start_new_thread(interp: &mut Interp, args: &Args) -> Result<Value> {
    let function = args.at(0).clone();
    if !interp.is_callable(&function) {
        return Err(Error::type_error("first arg must be callable"));
    }
    let Value::Tuple(values) = args.at(1) else {
        return Err(Error::type_error("2nd arg must be a tuple"));
    };
    let values = values.to_vec();
    let keywords = match args.some(2) {
        None => Vec::new(),
        Some(Value::Dict(dict)) => dict
            .borrow()
            .iter()
            .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), value.clone()))
            .collect(),
        Some(_) => {
            return Err(Error::type_error("optional 3rd arg must be a dictionary"));
        }
    };
    let thread = interp.spawn(threads::Kind::Daemon, Value::None, move |interp| {
        interp.call_kw(&function, &values, &keywords).map(drop)
    })?;
    Ok(Value::Int(thread.number as i64))
}

fn spawn(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = int_or(interp, args, 0, 0)?;
    let function = args.at(1).clone();
    let kind = match interp.truth(args.at(2))? {
        true => threads::Kind::Daemon,
        false => threads::Kind::Plain,
    };
    interp.spawn_as(number as u64, kind, args.at(3).clone(), move |interp| {
        interp.call(&function, &[]).map(drop)
    })?;
    Ok(Value::None)
}

fn join(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = int_or(interp, args, 0, 0)?;
    let end = deadline(interp, args.some(1))?;
    let thread = interp.threads.find(number as u64).cloned();
    Ok(Value::bool(match thread {
        Some(thread) => interp.join(&thread, end)?,
        None => true,
    }))
}

// ---- Locks ----

/// `threading.Lock()` and `threading.RLock()`
#[derive(Default)]
struct Lock {
    reentrant: bool,
    /// How often its holder has taken it.
    held: Cell<u64>,
    holder: Cell<u64>,
    queue: Queue,
}

impl Lock {
    fn reentrant() -> Lock {
        Lock {
            reentrant: true,
            ..Lock::default()
        }
    }

    fn acquire(&self, interp: &mut Interp, end: Option<Instant>) -> Result<bool> {
        let own = interp.threads.current().number;
        if self.reentrant && self.held.get() > 0 && self.holder.get() == own {
            self.held.set(self.held.get() + 1);
            return Ok(true);
        }
        while self.held.get() > 0 {
            if !interp.wait_in(&self.queue, end)? {
                return Ok(false);
            }
        }
        self.held.set(1);
        self.holder.set(own);
        Ok(true)
    }

    fn release(&self, interp: &Interp) -> Result<()> {
        let own = interp.threads.current().number;
        let held = self.held.get();
        if self.reentrant && (held == 0 || self.holder.get() != own) {
            return Err(Error::runtime_error("cannot release un-acquired lock"));
        }
        if held == 0 {
            return Err(Error::runtime_error("release unlocked lock"));
        }
        self.held.set(held - 1);
        if held == 1 {
            self.queue.call(1);
        }
        Ok(())
    }
}

impl Object for Lock {
    fn type_name(&self) -> &str {
        if self.reentrant {
            "_thread.RLock"
        } else {
            "_thread.lock"
        }
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let state = if self.held.get() > 0 {
            "locked"
        } else {
            "unlocked"
        };
        let address = std::ptr::from_ref(self).addr();
        Ok(Some(if self.reentrant {
            format!(
                "<{state} _thread.RLock object owner={} count={} at {address:#x}>",
                if self.held.get() > 0 {
                    self.holder.get()
                } else {
                    0
                },
                self.held.get()
            )
        } else {
            format!("<{state} _thread.lock object at {address:#x}>")
        }))
    }

    fn methods(&self) -> &'static [Builtin] {
        if self.reentrant { RLOCK } else { LOCK }
    }

    fn enter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Value>> {
        self.acquire(interp, None)?;
        Ok(Some(Value::bool(true)))
    }

    fn exit(&self, interp: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.release(interp)?;
        Ok(false)
    }
}

fn lock<'a>(args: &Args<'a>) -> Result<&'a Lock> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a lock"))
}

/// The end of `acquire(blocking, timeout)`, and whether it waits at all.
fn patience(interp: &mut Interp, args: &Args) -> Result<(bool, Option<Instant>)> {
    let blocking = args.get(1).map_or(Ok(true), |value| interp.truth(value))?;
    let seconds = args
        .get(2)
        .map_or(Ok(-1.0), |value| float_of(interp, value))?;
    if !blocking && seconds != -1.0 {
        return Err(Error::value_error(
            "can't specify a timeout for a non-blocking call",
        ));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(Error::value_error("timeout value must be positive"));
    }
    if seconds > 9_223_372_036.0 {
        return Err(Error::overflow_error("timeout value is too large"));
    }
    let end = if seconds < 0.0 {
        None
    } else {
        deadline(interp, Some(&Value::float(seconds)))?
    };
    Ok((blocking, end))
}

fn acquire(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = lock(args)?;
    let (blocking, end) = patience(interp, args)?;
    let own = interp.threads.current().number;
    let mine = this.reentrant && this.holder.get() == own;
    if !blocking && this.held.get() > 0 && !mine {
        return Ok(Value::bool(false));
    }
    this.acquire(interp, end).map(Value::bool)
}

fn release(interp: &mut Interp, args: &Args) -> Result<Value> {
    lock(args)?.release(interp)?;
    Ok(Value::None)
}

const ACQUIRE: Builtin = method(
    "acquire",
    &["self", "blocking=True", "timeout=-1"],
    "Waits for the lock and takes it: whether it could.",
    acquire,
);
const RELEASE: Builtin = method("release", &["self"], "Gives the lock back.", release);
const ENTER: Builtin = method("__enter__", &["self"], "Takes the lock.", acquire);
const EXIT: Builtin = method(
    "__exit__",
    &["self", "*exception"],
    "Gives the lock back.",
    release,
);

static LOCK: &[Builtin] = &[
    ACQUIRE,
    RELEASE,
    ENTER,
    EXIT,
    method(
        "locked",
        &["self"],
        "Whether somebody holds the lock.",
        |_, args| Ok(Value::bool(lock(args)?.held.get() > 0)),
    ),
];

static RLOCK: &[Builtin] = &[
    ACQUIRE,
    RELEASE,
    ENTER,
    EXIT,
    method(
        "_is_owned",
        &["self"],
        "Whether this thread holds the lock.",
        |interp, args| {
            let this = lock(args)?;
            let own = interp.threads.current().number;
            Ok(Value::bool(this.held.get() > 0 && this.holder.get() == own))
        },
    ),
    method(
        "_release_save",
        &["self"],
        "Gives the lock back, however often it was taken: how often that was.",
        |interp, args| {
            let this = lock(args)?;
            let held = this.held.get();
            if held > 0 {
                this.held.set(1);
            }
            this.release(interp)?;
            Ok(Value::Int(held as i64))
        },
    ),
    method(
        "_acquire_restore",
        &["self", "held"],
        "Takes the lock as often as it was taken before.",
        |interp, args| {
            let this = lock(args)?;
            let held = int_or(interp, args, 1, 1)?;
            this.acquire(interp, None)?;
            this.held.set(held as u64);
            Ok(Value::None)
        },
    ),
];

// ---- What threading.Event is ----

#[derive(Default)]
struct Flag {
    up: Cell<bool>,
    queue: Queue,
}

impl Object for Flag {
    fn type_name(&self) -> &str {
        "_thread._event"
    }

    fn methods(&self) -> &'static [Builtin] {
        FLAG
    }
}

fn flag<'a>(args: &Args<'a>) -> Result<&'a Flag> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on an event"))
}

static FLAG: &[Builtin] = &[
    method("is_set", &["self"], "Whether the flag is up.", |_, args| {
        Ok(Value::bool(flag(args)?.up.get()))
    }),
    method("set", &["self"], "Raises the flag.", |_, args| {
        let this = flag(args)?;
        this.up.set(true);
        this.queue.call_all();
        Ok(Value::None)
    }),
    method("clear", &["self"], "Lowers the flag.", |_, args| {
        flag(args)?.up.set(false);
        Ok(Value::None)
    }),
    method(
        "wait",
        &["self", "timeout=None"],
        "Waits for the flag: whether it was raised.",
        |interp, args| {
            let end = deadline(interp, args.some(1))?;
            let this = flag(args)?;
            let raised = this.up.get() || interp.wait_in(&this.queue, end)?;
            Ok(Value::bool(raised || this.up.get()))
        },
    ),
];

// ---- What threading.Semaphore is ----

struct Places {
    free: Cell<i64>,
    queue: Queue,
}

impl Object for Places {
    fn type_name(&self) -> &str {
        "_thread._semaphore"
    }

    fn methods(&self) -> &'static [Builtin] {
        PLACES
    }
}

fn places<'a>(args: &Args<'a>) -> Result<&'a Places> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a semaphore"))
}

static PLACES: &[Builtin] = &[
    method("free", &["self"], "How many places are free.", |_, args| {
        Ok(Value::Int(places(args)?.free.get()))
    }),
    method(
        "acquire",
        &["self", "blocking", "timeout"],
        "Takes a place: whether it could.",
        |interp, args| {
            let blocking = interp.truth(args.at(1))?;
            let end = deadline(interp, args.some(2))?;
            let this = places(args)?;
            while this.free.get() <= 0 {
                if !blocking || !interp.wait_in(&this.queue, end)? {
                    return Ok(Value::bool(false));
                }
            }
            this.free.set(this.free.get() - 1);
            Ok(Value::bool(true))
        },
    ),
    method(
        "release",
        &["self", "n"],
        "Gives places back.",
        |interp, args| {
            let count = int_or(interp, args, 1, 1)?;
            let this = places(args)?;
            this.free.set(this.free.get().saturating_add(count));
            this.queue.call(usize::try_from(count).unwrap_or(0));
            Ok(Value::None)
        },
    ),
];
