//! What the scripted modules `select` and `subprocess` are built on.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{int_or, method, octets_of, text_of};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::host::user;
use crate::link::{self, interrupt, memory};

pub static MODULE: NativeModule = NativeModule {
    name: "_processes",
    help: "Descriptors, and other programs.",
    functions: FUNCTIONS,
    init: |_, _| Ok(()),
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "select",
        &["readers", "writers", "timeout=None"],
        "The descriptors that can be read, and those that can be written.",
        select,
    ),
    method(
        "spawn",
        &["args", "shell", "cwd", "stdin", "stdout", "stderr"],
        "Starts a program: its handle and its number.",
        spawn,
    ),
    method(
        "wait",
        &["handle", "input=None", "timeout=None"],
        "Waits for a program: its status and what it wrote, or None when the time is over.",
        wait,
    ),
    method(
        "poll",
        &["handle"],
        "The status of a program, or None while it runs.",
        poll_child,
    ),
    method(
        "kill",
        &["handle", "signal"],
        "Sends a signal to a program.",
        kill,
    ),
];

fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Float(seconds) => seconds.get(),
        other => other.as_int()? as f64,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

fn select(interp: &mut Interp, args: &Args) -> Result<Value> {
    let readers = interp.collect(args.at(0))?;
    let writers = interp.collect(args.at(1))?;
    let limit = args.some(2).and_then(seconds);
    let end = limit.map(interrupt::later);
    let fds: Vec<(OwnedFd, PollFlags)> = readers
        .iter()
        .map(|value| (value, PollFlags::POLLIN))
        .chain(writers.iter().map(|value| (value, PollFlags::POLLOUT)))
        .map(|(value, flags)| Ok((twin(interp, value)?, flags)))
        .collect::<Result<_>>()?;
    let mut polled: Vec<PollFd> = fds
        .iter()
        .map(|(fd, flags)| PollFd::new(fd.as_fd(), *flags))
        .collect();
    interp.wait(&mut polled, end)?;
    let ready: Vec<bool> = polled.iter().map(|fd| fd.any().unwrap_or(false)).collect();
    let (first, second) = ready.split_at(readers.len());
    let pick = |all: &[Value], ready: &[bool]| {
        let chosen = all.iter().zip(ready).filter(|(_, ready)| **ready);
        Value::list(chosen.map(|(fd, _)| fd.clone()).collect::<Vec<_>>())
    };
    Ok(Value::tuple([
        pick(&readers, first),
        pick(&writers, second),
    ]))
}

/// A descriptor for the same socket or standard input.
fn twin(interp: &mut Interp, value: &Value) -> Result<OwnedFd> {
    if let Some(fd) = super::socket::descriptor(value) {
        return Ok(fd);
    }
    let number = match value {
        Value::Int(number) => *number,
        other => match interp.find_attr(other, "fileno")? {
            Some(fileno) => interp.call(&fileno, &[])?.as_int().unwrap_or(-1),
            None => -1,
        },
    };
    if let Ok(number) = i32::try_from(number)
        && number >= 0
    {
        return link::twin(number).map_err(|error| Error::io(&error, None));
    }
    Err(
        Error::type_error("argument must be an int, or have a fileno() method")
            .help("select waits for sockets, descriptors and sys.stdin"),
    )
}

thread_local! {
    /// The programs that were started, by handle.
    static CHILDREN: RefCell<Vec<Child>> = const { RefCell::new(Vec::new()) };
}

fn stdio(mode: &Value) -> Stdio {
    match mode.as_int() {
        Some(-1) => Stdio::piped(),
        Some(-3) => Stdio::null(),
        _ => Stdio::inherit(),
    }
}

fn spawn(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut words = Vec::new();
    for word in interp.collect(args.at(0))? {
        let text = text_of(&word).map(|text| text.as_str().to_owned());
        let octets = octets_of(&word).map(|octets| String::from_utf8_lossy(&octets).into_owned());
        let Some(word) = text.or(octets) else {
            return Err(Error::type_error(
                "expected str, bytes or os.PathLike object",
            ));
        };
        words.push(word);
    }
    let mut command = if interp.truth(args.at(1))? {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").args(&words);
        shell
    } else {
        let Some((program, rest)) = words.split_first() else {
            return Err(Error::value_error("an empty command"));
        };
        let mut command = Command::new(program);
        command.args(rest);
        command
    };
    if let Some(folder) = text_of(args.at(2)) {
        command.current_dir(folder.as_str());
    }
    command.stdin(stdio(args.at(3))).stdout(stdio(args.at(4)));
    if args.at(5).as_int() == Some(-2) {
        // The caller joins what both streams had.
        command.stderr(stdio(args.at(4)));
    } else {
        command.stderr(stdio(args.at(5)));
    }
    // What a script starts has the rights of the person who called sudo, not root's.
    if let Some((uid, gid)) = user::calling_user() {
        command.uid(uid.as_raw()).gid(gid.as_raw());
    }
    interp.output.flush();
    let name = words.first().cloned().unwrap_or_default();
    let child = command
        .spawn()
        .map_err(|error| Error::io(&error, Some(&name)))?;
    let number = i64::from(child.id());
    let handle = CHILDREN.with_borrow_mut(|all| {
        all.push(child);
        all.len() - 1
    });
    Ok(Value::tuple([Value::from(handle), Value::Int(number)]))
}

fn child<T>(
    interp: &mut Interp,
    args: &Args,
    work: impl FnOnce(&mut Child) -> std::io::Result<T>,
) -> Result<T> {
    let handle = int_or(interp, args, 0, 0)? as usize;
    CHILDREN.with_borrow_mut(|all| match all.get_mut(handle) {
        Some(child) => work(child).map_err(|error| Error::io(&error, None)),
        None => Err(Error::value_error("no such program")),
    })
}

fn status(status: std::process::ExitStatus) -> Value {
    match (status.code(), status.signal()) {
        (Some(code), _) => Value::Int(code.into()),
        (None, signal) => Value::Int(-i64::from(signal.unwrap_or(0))),
    }
}

/// Octets of a program's output that are read without a look at the memory.
const PART: u64 = 32 << 20;

/// Reads a stream of a program to its end, beside the script.
fn drain<R: Read + Send + 'static>(stream: Option<R>) -> Option<JoinHandle<Vec<u8>>> {
    let mut stream = stream?;
    Some(std::thread::spawn(move || {
        let mut octets = Vec::new();
        // What was read until the stream broke, or memory ran short, is what there is.
        while stream
            .by_ref()
            .take(PART)
            .read_to_end(&mut octets)
            .is_ok_and(|read| read > 0)
        {
            if octets.len() as u64 >= PART && memory::room() < octets.len() as u64 + PART {
                break;
            }
        }
        octets
    }))
}

fn wait(interp: &mut Interp, args: &Args) -> Result<Value> {
    let input = args.some(1).and_then(octets_of);
    let limit = args.some(2).and_then(seconds);
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    let (stdin, out, err) = child(interp, args, |child| {
        Ok((child.stdin.take(), child.stdout.take(), child.stderr.take()))
    })?;
    let (out, err) = (drain(out), drain(err));
    let feeder = stdin.map(|mut stdin| {
        std::thread::spawn(move || {
            // A program that does not read its input to the end is right to do so.
            let _ = stdin.write_all(&input.unwrap_or_default());
        })
    });
    let ended = loop {
        if let Some(ended) = child(interp, args, Child::try_wait)? {
            break ended;
        }
        if end.is_some_and(|end| Instant::now() >= end) {
            return Ok(Value::None);
        }
        core_wait::sleep(interp, Duration::from_millis(5))?;
    };
    // A program that the program started may hold its pipes open for longer.
    let finished =
        |reader: &Option<JoinHandle<Vec<u8>>>| reader.as_ref().is_none_or(JoinHandle::is_finished);
    while !finished(&out)
        || !finished(&err)
        || feeder.as_ref().is_some_and(|one| !one.is_finished())
    {
        if end.is_some_and(|end| Instant::now() >= end) {
            return Ok(Value::None);
        }
        core_wait::sleep(interp, Duration::from_millis(1))?;
    }
    let text = |reader: Option<JoinHandle<Vec<u8>>>| match reader {
        Some(reader) => Value::bytes(reader.join().unwrap_or_default()),
        None => Value::None,
    };
    Ok(Value::tuple([status(ended), text(out), text(err)]))
}

fn poll_child(interp: &mut Interp, args: &Args) -> Result<Value> {
    let ended = child(interp, args, Child::try_wait)?;
    Ok(ended.map_or(Value::None, status))
}

fn kill(interp: &mut Interp, args: &Args) -> Result<Value> {
    let signal = int_or(interp, args, 1, 15)? as i32;
    let number = child(interp, args, |child| Ok(child.id()))?;
    let signal = nix::sys::signal::Signal::try_from(signal)
        .map_err(|_| Error::value_error("signal number out of range"))?;
    let pid = nix::unistd::Pid::from_raw(number as i32);
    match nix::sys::signal::kill(pid, signal) {
        Ok(()) | Err(nix::errno::Errno::ESRCH) => Ok(Value::None),
        Err(error) => Err(Error::io(&error.into(), None)),
    }
}
