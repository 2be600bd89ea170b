//! `_signal`: what `signal` is built on.

use std::time::Duration;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, int_or, method};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::link::signals::{self, Disposition};

pub static MODULE: NativeModule = NativeModule {
    name: "_signal",
    help: "What comes from outside.",
    functions: FUNCTIONS,
    init: |_, module| {
        module.set("SIG_DFL", DEFAULT);
        module.set("SIG_IGN", IGNORE);
        module.set("NSIG", i64::from(signals::NUMBERS) + 1);
        module.set("ITIMER_REAL", 0_i64);
        Ok(())
    },
};

const DEFAULT: i64 = 0;
const IGNORE: i64 = 1;
const KEYBOARD: &str = "default_int_handler";

static FUNCTIONS: &[Builtin] = &[
    method(
        "signal",
        &["signalnum", "handler"],
        "Has a function called when a signal comes: what was done before.",
        signal,
    ),
    method(
        "getsignal",
        &["signalnum"],
        "What is done when a signal comes.",
        |interp, args| {
            let number = number(interp, args)?;
            Ok(current(interp, number))
        },
    ),
    KEYBOARD_INTERRUPT,
    method(
        "alarm",
        &["seconds"],
        "Has SIGALRM come: the seconds that were left.",
        |interp, args| {
            let seconds = int_or(interp, args, 0, 0)?;
            let first = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
            let (left, _) = signals::set_alarm(first, Duration::ZERO).map_err(refused)?;
            let begun = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            Ok(Value::Int(begun as i64))
        },
    ),
    method(
        "setitimer",
        &["which", "seconds", "interval=0.0"],
        "Has SIGALRM come, and again after every interval: the times that were left.",
        |interp, args| {
            if int_or(interp, args, 0, 0)? != 0 {
                return Err(Error::value_error("only ITIMER_REAL is there"));
            }
            let mut times = [Duration::ZERO; 2];
            for (at, time) in times.iter_mut().enumerate() {
                let Some(value) = args.get(at + 1) else {
                    continue;
                };
                let seconds = float_of(interp, value)?;
                *time = Duration::try_from_secs_f64(seconds)
                    .map_err(|_| Error::os_error(libc::EINVAL, "Invalid argument", None))?;
            }
            let left = signals::set_alarm(times[0], times[1]).map_err(refused)?;
            Ok(seconds(left))
        },
    ),
    method(
        "getitimer",
        &["which"],
        "The times that are left until SIGALRM.",
        |_, _| signals::alarm().map(seconds).map_err(refused),
    ),
    method(
        "pause",
        &[],
        "Waits until a signal was handled.",
        |interp, _| {
            let handled = interp.signals.handled.clone();
            interp.wait_in(&handled, None)?;
            Ok(Value::None)
        },
    ),
    method(
        "raise_signal",
        &["signalnum"],
        "Sends a signal to this program.",
        |interp, args| {
            let number = number(interp, args)?;
            interp.output.flush();
            signals::raise(number).map_err(refused)?;
            interp.check_interrupt()?;
            Ok(Value::None)
        },
    ),
    method(
        "siginterrupt",
        &["signalnum", "flag"],
        "Does nothing: what waits goes on after a signal.",
        |_, _| Ok(Value::None),
    ),
];

const KEYBOARD_INTERRUPT: Builtin = method(
    KEYBOARD,
    &["signalnum", "frame"],
    "Raises KeyboardInterrupt.",
    |_, _| Err(Error::keyboard_interrupt()),
);

fn refused(error: std::io::Error) -> Error {
    Error::io(&error, None)
}

fn seconds((left, again): (Duration, Duration)) -> Value {
    Value::tuple([
        Value::float(left.as_secs_f64()),
        Value::float(again.as_secs_f64()),
    ])
}

fn number(interp: &mut Interp, args: &Args) -> Result<i32> {
    let number = interp.index(args.at(0))?;
    i32::try_from(number)
        .ok()
        .filter(|number| (1..=signals::NUMBERS).contains(number))
        .ok_or_else(|| Error::value_error("signal number out of range"))
}

fn current(interp: &mut Interp, number: i32) -> Value {
    match interp.signals.handlers.get(&number) {
        Some(handler) => handler.clone(),
        None if number == libc::SIGINT => interp
            .import("_signal")
            .ok()
            .and_then(|module| module.get(KEYBOARD))
            .unwrap_or(Value::None),
        // As CPython starts.
        None if [libc::SIGPIPE, libc::SIGXFSZ].contains(&number) => Value::Int(IGNORE),
        None => Value::Int(DEFAULT),
    }
}

fn signal(interp: &mut Interp, args: &Args) -> Result<Value> {
    if interp.threads.current().number != interp.threads.main().number {
        return Err(Error::value_error(
            "signal only works in main thread of the main interpreter",
        ));
    }
    let number = number(interp, args)?;
    let handler = args.at(1).clone();
    let disposition = match &handler {
        Value::Builtin(builtin) if builtin.name == KEYBOARD && number == libc::SIGINT => {
            Disposition::Initial
        }
        handler if interp.is_callable(handler) => Disposition::Note,
        handler => match handler.as_int() {
            Some(DEFAULT) => Disposition::System,
            Some(IGNORE) => Disposition::Ignore,
            _ => {
                return Err(Error::type_error(
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
                ));
            }
        },
    };
    let before = current(interp, number);
    signals::dispose(number, disposition).map_err(refused)?;
    interp.signals.handlers.insert(number, handler);
    Ok(before)
}
