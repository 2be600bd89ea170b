//! What `os` knows of this process, its rights, its terminal and its children.

use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus};
use nix::unistd::{Pid, SysconfVar};

use super::paths::name_of;
use super::record;
use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{index_of, int_or, method};
use crate::eval::value::Value;
use crate::host::user;
use crate::link;

/// What `os` has of this.
pub static FUNCTIONS: &[Builtin] = &[
    method("abort", &[], "Ends the program at once.", |interp, _| {
        interp.output.flush();
        link::signals::raise(libc::SIGABRT).map_err(|error| Error::io(&error, None))?;
        Ok(Value::None)
    }),
    method("execv", &["path", "argv"], EXEC, |interp, args| {
        let words = words(interp, args.at(1))?;
        exec(interp, args, &words, None, false)
    }),
    method("execve", &["path", "argv", "env"], EXEC, |interp, args| {
        let words = words(interp, args.at(1))?;
        exec(interp, args, &words, Some(args.at(2)), false)
    }),
    method("execvp", &["file", "args"], EXEC, |interp, args| {
        let words = words(interp, args.at(1))?;
        exec(interp, args, &words, None, true)
    }),
    method("execvpe", &["file", "args", "env"], EXEC, |interp, args| {
        let words = words(interp, args.at(1))?;
        exec(interp, args, &words, Some(args.at(2)), true)
    }),
    method("execl", &["file", "*args"], EXEC, |interp, args| {
        let words = words(interp, &Value::list(args.star(1).to_vec()))?;
        exec(interp, args, &words, None, false)
    }),
    method("execlp", &["file", "*args"], EXEC, |interp, args| {
        let words = words(interp, &Value::list(args.star(1).to_vec()))?;
        exec(interp, args, &words, None, true)
    }),
    method("fork", &[], "Is refused.", |_, _| Err(no_fork("os.fork"))),
    method("forkpty", &[], "Is refused.", |_, _| {
        Err(no_fork("os.forkpty"))
    }),
    method(
        "getgroups",
        &[],
        "The numbers of the groups that the process belongs to.",
        |_, _| {
            let groups = nix::unistd::getgroups().map_err(failed)?;
            let groups = groups.iter().map(|group| Value::Int(group.as_raw().into()));
            Ok(Value::list(groups.collect::<Vec<_>>()))
        },
    ),
    method(
        "getloadavg",
        &[],
        "How many programs wanted to run, over one, five and fifteen minutes.",
        |_, _| {
            let text = std::fs::read_to_string("/proc/loadavg")
                .map_err(|error| Error::io(&error, None))?;
            let numbers = text.split_whitespace().take(3);
            let numbers = numbers.map(|word| Value::float(word.parse().unwrap_or(0.0)));
            Ok(Value::tuple(numbers.collect::<Vec<_>>()))
        },
    ),
    method(
        "getpgid",
        &["pid"],
        "The number of a process's group.",
        |interp, args| {
            let pid = pid(interp, args, 0)?;
            Ok(Value::Int(
                nix::unistd::getpgid(Some(pid))
                    .map_err(failed)?
                    .as_raw()
                    .into(),
            ))
        },
    ),
    method(
        "getpgrp",
        &[],
        "The number of the process's group.",
        |_, _| Ok(Value::Int(nix::unistd::getpgrp().as_raw().into())),
    ),
    method(
        "getsid",
        &["pid", "/"],
        "The number of a process's session.",
        |interp, args| {
            let pid = pid(interp, args, 0)?;
            Ok(Value::Int(
                nix::unistd::getsid(Some(pid))
                    .map_err(failed)?
                    .as_raw()
                    .into(),
            ))
        },
    ),
    method(
        "killpg",
        &["pgid", "signal", "/"],
        "Sends a signal to a group of programs.",
        |interp, args| {
            let group = pid(interp, args, 0)?.as_raw();
            let signal = int_or(interp, args, 1, 0)? as i32;
            interp.output.flush();
            link::signals::send(-group, signal).map_err(|error| Error::io(&error, None))?;
            interp.check_interrupt()?;
            Ok(Value::None)
        },
    ),
    method(
        "get_terminal_size",
        &["fd=1", "/"],
        "The columns and lines of a terminal.",
        terminal_size,
    ),
    method(
        "isatty",
        &["fd", "/"],
        "Whether it is a terminal.",
        |interp, args| {
            let number = int_or(interp, args, 0, 0)? as i32;
            let file = link::twin(number);
            Ok(Value::bool(file.is_ok_and(|file| {
                nix::unistd::isatty(file.as_fd()).unwrap_or(false)
            })))
        },
    ),
    method(
        "setpgid",
        &["pid", "pgrp", "/"],
        "Puts a process into a group.",
        |interp, args| {
            let (one, group) = (pid(interp, args, 0)?, pid(interp, args, 1)?);
            nix::unistd::setpgid(one, group).map_err(failed)?;
            Ok(Value::None)
        },
    ),
    method(
        "setpgrp",
        &[],
        "Begins a group of processes of its own.",
        |_, _| {
            nix::unistd::setpgid(Pid::from_raw(0), Pid::from_raw(0)).map_err(failed)?;
            Ok(Value::None)
        },
    ),
    method("setsid", &[], "Begins a session of its own.", |_, _| {
        nix::unistd::setsid().map_err(failed)?;
        Ok(Value::None)
    }),
    method(
        "sysconf",
        &["name", "/"],
        "A limit or a size of the system.",
        |interp, args| {
            let name = match args.at(0).as_str() {
                Some("SC_CLK_TCK") => SysconfVar::CLK_TCK,
                Some("SC_PAGE_SIZE" | "SC_PAGESIZE") => SysconfVar::PAGE_SIZE,
                Some("SC_OPEN_MAX") => SysconfVar::OPEN_MAX,
                Some("SC_NPROCESSORS_ONLN") => SysconfVar::_NPROCESSORS_ONLN,
                Some("SC_NPROCESSORS_CONF") => SysconfVar::_NPROCESSORS_CONF,
                Some("SC_PHYS_PAGES") => SysconfVar::_PHYS_PAGES,
                Some("SC_ARG_MAX") => SysconfVar::ARG_MAX,
                Some(_) => {
                    return Err(Error::value_error("unrecognized configuration name"));
                }
                None => {
                    interp.index(args.at(0))?;
                    return Err(Error::value_error("unrecognized configuration name")
                        .help("give the name: os.sysconf(\"SC_CLK_TCK\")"));
                }
            };
            let value = nix::unistd::sysconf(name).map_err(failed)?;
            Ok(Value::Int(value.unwrap_or(-1)))
        },
    ),
    method(
        "sync",
        &[],
        "Has everything written to the disks.",
        |_, _| {
            nix::unistd::sync();
            Ok(Value::None)
        },
    ),
    method("times", &[], "The processor time used, in seconds.", times),
    method(
        "umask",
        &["mask", "/"],
        "Sets which rights new files do not get: the mask that was.",
        |interp, args| {
            let mask = int_or(interp, args, 0, 0)? as libc::mode_t;
            let mask = nix::sys::stat::Mode::from_bits_truncate(mask);
            Ok(Value::from(nix::sys::stat::umask(mask).bits() as usize))
        },
    ),
    method(
        "wait",
        &[],
        "Waits for a program to end: its number and its status.",
        |interp, _| wait_for(interp, -1, 0),
    ),
    method(
        "waitpid",
        &["pid", "options", "/"],
        "Waits for a program to end: its number and its status.",
        |interp, args| {
            let number = pid(interp, args, 0)?.as_raw();
            let options = int_or(interp, args, 1, 0)? as i32;
            wait_for(interp, number, options)
        },
    ),
    method(
        "waitstatus_to_exitcode",
        &["status"],
        "The exit code of a status; the signal, negative, of a killed program.",
        |interp, args| {
            let status = int_or(interp, args, 0, 0)? as i32;
            if libc::WIFEXITED(status) {
                return Ok(Value::Int(libc::WEXITSTATUS(status).into()));
            }
            if libc::WIFSIGNALED(status) {
                return Ok(Value::Int(-i64::from(libc::WTERMSIG(status))));
            }
            Err(Error::value_error(format!("invalid wait status: {status}")))
        },
    ),
    method(
        "WEXITSTATUS",
        &["status"],
        "The exit code of a status.",
        |interp, args| Ok(Value::Int(libc::WEXITSTATUS(status(interp, args)?).into())),
    ),
    method(
        "WIFEXITED",
        &["status"],
        "Whether the program ended by itself.",
        |interp, args| Ok(Value::bool(libc::WIFEXITED(status(interp, args)?))),
    ),
    method(
        "WIFSIGNALED",
        &["status"],
        "Whether a signal ended the program.",
        |interp, args| Ok(Value::bool(libc::WIFSIGNALED(status(interp, args)?))),
    ),
    method(
        "WTERMSIG",
        &["status"],
        "The signal that ended the program.",
        |interp, args| Ok(Value::Int(libc::WTERMSIG(status(interp, args)?).into())),
    ),
];

const EXEC: &str = "Becomes another program.";

fn failed(errno: Errno) -> Error {
    Error::io(&errno.into(), None)
}

fn no_fork(name: &str) -> Error {
    Error::not_implemented(format!(
        "{name} is not supported: a copy of this process would share its sockets and captures"
    ))
    .help("threading.Thread runs a function beside the script, subprocess runs another program")
}

fn pid(interp: &mut Interp, args: &Args, index: usize) -> Result<Pid> {
    let number = index_of(interp, args.at(index))?;
    let number = i32::try_from(number)
        .map_err(|_| Error::overflow_error("signed integer is greater than maximum"))?;
    Ok(Pid::from_raw(number))
}

fn status(interp: &mut Interp, args: &Args) -> Result<i32> {
    Ok(index_of(interp, args.at(0))? as i32)
}

fn words(interp: &mut Interp, value: &Value) -> Result<Vec<String>> {
    let all = interp.collect(value)?;
    let words = all.iter().map(|word| name_of(interp, word));
    let words: Result<Vec<String>> = words.map(|word| Ok(word?.text)).collect();
    let words = words?;
    if words.is_empty() {
        return Err(Error::value_error("execv() arg 2 must not be empty"));
    }
    Ok(words)
}

/// Replaces this process, with the rights of the person who called sudo.
fn exec(
    interp: &mut Interp,
    args: &Args,
    words: &[String],
    environment: Option<&Value>,
    searched: bool,
) -> Result<Value> {
    let program = name_of(interp, args.at(0))?.text;
    let path = if searched || program.contains('/') {
        program.clone()
    } else {
        format!("./{program}")
    };
    let mut command = Command::new(path);
    command.arg0(&words[0]).args(&words[1..]);
    command.env_clear().envs(match environment {
        Some(given) => pairs(interp, given)?,
        None => super::os::environment(interp),
    });
    if let Some((uid, gid)) = user::calling_user() {
        command.uid(uid.as_raw()).gid(gid.as_raw());
    }
    interp.output.flush();
    Err(Error::io(&command.exec(), None))
}

/// A script's dictionary as an environment.
pub fn pairs(interp: &mut Interp, environment: &Value) -> Result<Vec<(String, String)>> {
    let items = interp.call_method(environment, "items", &[])?;
    let mut pairs = Vec::new();
    for item in interp.collect(&items)? {
        let pair = interp.collect(&item)?;
        if let [name, value] = pair.as_slice() {
            pairs.push((name_of(interp, name)?.text, name_of(interp, value)?.text));
        }
    }
    Ok(pairs)
}

fn terminal_size(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = int_or(interp, args, 0, 1)? as i32;
    let terminal = link::twin(number).map_err(|error| Error::io(&error, None))?;
    // struct winsize: rows, columns and pixels, 16 bits each.
    let mut size = [0; 1 << 14];
    link::ioctl_octets(&terminal, libc::TIOCGWINSZ, &mut size)
        .map_err(|error| Error::io(&error, None))?;
    let word = |at: usize| Value::from(usize::from(u16::from_ne_bytes([size[at], size[at + 1]])));
    Ok(size_of(word(2), word(0)))
}

fn size_of(columns: Value, lines: Value) -> Value {
    let fields = [("columns", columns), ("lines", lines)];
    record::make("os.terminal_size", &fields)
}

/// `os.terminal_size((80, 24))`
pub static TERMINAL_SIZE: Builtin = method(
    "os.terminal_size",
    &["sequence"],
    "The columns and lines of a terminal.",
    |interp, args| {
        let items = record::given(interp, "os.terminal_size", args.at(0), 2, 2)?;
        Ok(size_of(items[0].clone(), items[1].clone()))
    },
);

fn times(_: &mut Interp, _: &Args) -> Result<Value> {
    use nix::sys::resource::{Usage, UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let seconds = |time: TimeVal| Value::float(time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6);
    let usage = |who| -> Result<Usage> { getrusage(who).map_err(failed) };
    let (own, children) = (
        usage(UsageWho::RUSAGE_SELF)?,
        usage(UsageWho::RUSAGE_CHILDREN)?,
    );
    let now = nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC).map_err(failed)?;
    let elapsed = now.tv_sec() as f64 + now.tv_nsec() as f64 * 1e-9;
    let fields = [
        ("user", seconds(own.user_time())),
        ("system", seconds(own.system_time())),
        ("children_user", seconds(children.user_time())),
        ("children_system", seconds(children.system_time())),
        ("elapsed", Value::float(elapsed)),
    ];
    Ok(record::make("posix.times_result", &fields))
}

/// How soon the end of a program is looked for again.
const GLANCE: Duration = Duration::from_millis(2);

fn wait_for(interp: &mut Interp, number: i32, options: i32) -> Result<Value> {
    let id = || match number {
        -1 => Id::All,
        0 => Id::PGid(nix::unistd::getpgrp()),
        number if number < 0 => Id::PGid(Pid::from_raw(-number)),
        number => Id::Pid(Pid::from_raw(number)),
    };
    loop {
        let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG;
        let (pid, status) = match nix::sys::wait::waitid(id(), flags).map_err(failed)? {
            // wait(2): the code stands in the second octet, the signal in the first.
            WaitStatus::Exited(pid, code) => (pid.as_raw(), code << 8),
            WaitStatus::Signaled(pid, signal, dumped) => {
                (pid.as_raw(), signal as i32 | if dumped { 0x80 } else { 0 })
            }
            _ if options & libc::WNOHANG != 0 => (0, 0),
            _ => {
                core_wait::sleep(interp, GLANCE)?;
                continue;
            }
        };
        let pair = [pid, status].map(|number| Value::Int(number.into()));
        return Ok(Value::tuple(pair.to_vec()));
    }
}
