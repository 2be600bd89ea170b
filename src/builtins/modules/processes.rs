//! What the scripted modules `select` and `subprocess` are built on.

use std::cell::RefCell;
use std::os::fd::{AsFd, IntoRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::poll::{PollFd, PollFlags};

use super::paths::name_of;
use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{int_or, method};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::host::user;
use crate::link::{self, interrupt};

pub static MODULE: NativeModule = NativeModule {
    name: "_processes",
    help: "Descriptors, and other programs.",
    functions: FUNCTIONS,
    init: |_, _| Ok(()),
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "poll_all",
        &["wanted", "timeout=None"],
        "Waits for descriptors, each with the events to wait for: the events that came for each.",
        poll_all,
    ),
    method(
        "spawn",
        &[
            "args",
            "shell",
            "cwd",
            "stdin",
            "stdout",
            "stderr",
            "environment",
            "executable",
            "group",
        ],
        "Starts a program: its handle, its number, and our ends of its pipes.",
        spawn,
    ),
    method(
        "wait",
        &["handle", "timeout=None"],
        "Waits for a program: its status, or None when the time is over.",
        wait,
    ),
    method(
        "poll",
        &["handle"],
        "The status of a program, or None while it runs.",
        poll_child,
    ),
];

fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Float(seconds) => seconds.get(),
        other => other.as_int()? as f64,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

fn poll_all(interp: &mut Interp, args: &Args) -> Result<Value> {
    let end = args.some(1).and_then(seconds).map(interrupt::later);
    let mut fds: Vec<(OwnedFd, PollFlags)> = Vec::new();
    for one in interp.collect(args.at(0))? {
        let pair = interp.collect(&one)?;
        let [descriptor, events] = pair.as_slice() else {
            return Err(Error::type_error(
                "a descriptor and its events are required",
            ));
        };
        let events = PollFlags::from_bits_truncate(interp.index(events)? as i16);
        fds.push((twin(interp, descriptor)?, events));
    }
    let mut polled: Vec<PollFd> = fds
        .iter()
        .map(|(fd, flags)| PollFd::new(fd.as_fd(), *flags))
        .collect();
    interp.wait(&mut polled, end)?;
    let came = polled.iter().map(|fd| {
        let events = fd.revents().unwrap_or(PollFlags::empty());
        Value::Int(events.bits().into())
    });
    Ok(Value::list(came.collect::<Vec<_>>()))
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

/// What a program gets as one of its streams; `write` says that it writes there.
struct Stream {
    given: Stdio,
    /// Our end of a pipe.
    ours: Option<OwnedFd>,
    /// For a second stream to the same place.
    theirs: Option<OwnedFd>,
}

fn stream(interp: &mut Interp, mode: &Value, write: bool) -> Result<Stream> {
    let failed = |error: std::io::Error| Error::io(&error, None);
    let (given, ours, theirs) = match mode {
        Value::None => (Stdio::inherit(), None, None),
        mode => match mode.as_int() {
            Some(-1) => {
                let (reader, writer) = nix::unistd::pipe2(OFlag::O_CLOEXEC)
                    .map_err(|errno| Error::io(&errno.into(), None))?;
                let (ours, theirs) = if write {
                    (reader, writer)
                } else {
                    (writer, reader)
                };
                let twin = theirs.try_clone().map_err(failed)?;
                (Stdio::from(theirs), Some(ours), Some(twin))
            }
            Some(-3) => (Stdio::null(), None, None),
            _ => {
                let file = twin(interp, mode)?;
                let twin = file.try_clone().map_err(failed)?;
                (Stdio::from(file), None, Some(twin))
            }
        },
    };
    Ok(Stream {
        given,
        ours,
        theirs,
    })
}

/// The command that the arguments of `spawn` describe, without its streams.
fn command(interp: &mut Interp, args: &Args) -> Result<(Command, String)> {
    let mut words = Vec::new();
    for word in interp.collect(args.at(0))? {
        words.push(name_of(interp, &word)?.text);
    }
    if words.iter().any(|word| word.contains('\0')) {
        return Err(Error::value_error("embedded null byte"));
    }
    let shell = interp.truth(args.at(1))?;
    let executable = match args.some(7) {
        Some(program) => Some(name_of(interp, program)?.text),
        None => None,
    };
    let mut command = if shell {
        let mut shell = Command::new(executable.as_deref().unwrap_or("/bin/sh"));
        shell.arg0("/bin/sh").arg("-c").args(&words);
        shell
    } else {
        let Some((program, rest)) = words.split_first() else {
            return Err(Error::index_error("list index out of range"));
        };
        let mut command = Command::new(executable.as_ref().unwrap_or(program));
        command.arg0(program).args(rest);
        command
    };
    command.env_clear();
    command.envs(match args.some(6) {
        Some(environment) => super::process::pairs(interp, environment)?,
        None => super::os::environment(interp),
    });
    if let Some(folder) = args.some(2) {
        let folder = name_of(interp, folder)?.text;
        // The error is to name the folder, not the program.
        if let Err(error) = std::fs::metadata(&folder) {
            return Err(Error::io(&error, Some(&folder)));
        }
        command.current_dir(folder);
    }
    if let Some(group) = args.some(8) {
        command.process_group(interp.index(group)? as i32);
    }
    // What a script starts has the rights of the person who called sudo, not root's.
    if let Some((uid, gid)) = user::calling_user() {
        command.uid(uid.as_raw()).gid(gid.as_raw());
    }
    let name = executable.or_else(|| words.first().cloned());
    Ok((command, name.unwrap_or_default()))
}

fn spawn(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (mut command, name) = command(interp, args)?;
    let input = stream(interp, args.at(3), false)?;
    let output = stream(interp, args.at(4), true)?;
    let errors = if args.at(5).as_int() == Some(-2) {
        let same = match output.theirs {
            Some(theirs) => Stdio::from(theirs),
            None if args.at(4).as_int() == Some(-3) => Stdio::null(),
            None => Stdio::from(std::io::stdout()),
        };
        Stream {
            given: same,
            ours: None,
            theirs: None,
        }
    } else {
        stream(interp, args.at(5), true)?
    };
    command
        .stdin(input.given)
        .stdout(output.given)
        .stderr(errors.given);
    interp.output.flush();
    let child = command
        .spawn()
        .map_err(|error| Error::io(&error, Some(&name)))?;
    let number = i64::from(child.id());
    let handle = CHILDREN.with_borrow_mut(|all| {
        all.push(child);
        all.len() - 1
    });
    let end = |ours: Option<OwnedFd>| match ours {
        Some(ours) => Value::Int(ours.into_raw_fd().into()),
        None => Value::None,
    };
    Ok(Value::tuple([
        Value::from(handle),
        Value::Int(number),
        end(input.ours),
        end(output.ours),
        end(errors.ours),
    ]))
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

/// How soon the end of a program is looked for first; later it may take longer.
const GLANCE: Duration = Duration::from_micros(500);

fn wait(interp: &mut Interp, args: &Args) -> Result<Value> {
    let limit = args.some(1).and_then(seconds);
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    let mut glance = GLANCE;
    loop {
        let ended = poll_child(interp, args)?;
        if !ended.is_none() {
            return Ok(ended);
        }
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Ok(Value::None);
        }
        core_wait::sleep(interp, left.map_or(glance, |left| left.min(glance)))?;
        glance = (glance * 2).min(20 * GLANCE);
    }
}

fn poll_child(interp: &mut Interp, args: &Args) -> Result<Value> {
    match child(interp, args, |child| Ok(child.try_wait()))? {
        Ok(ended) => Ok(ended.map_or(Value::None, status)),
        // Somebody else has asked for the program's status before.
        Err(error) if error.raw_os_error() == Some(libc::ECHILD) => Ok(Value::Int(0)),
        Err(error) => Err(Error::io(&error, None)),
    }
}
