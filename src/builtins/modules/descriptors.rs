//! Files and devices by the number of their descriptor: `os.open`, `os.read`, `fcntl.ioctl`.

use std::os::fd::{AsFd, IntoRawFd, OwnedFd};

use nix::fcntl::{FcntlArg, OFlag};
use nix::poll::PollFlags;
use nix::sys::stat::Mode;
use nix::unistd::Whence;

use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{method, octets_of, text_of};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::link;

/// What `os` has of this.
pub static FUNCTIONS: &[Builtin] = &[
    method(
        "open",
        &["path", "flags", "mode=0o777"],
        "Opens a file or a device and gives its descriptor.",
        open,
    ),
    method(
        "read",
        &["fd", "length"],
        "At most so many octets; none at the end.",
        read,
    ),
    method("write", &["fd", "data"], "Writes octets.", write),
    method("close", &["fd"], "Closes a descriptor.", |interp, args| {
        let number = number(interp, args.at(0))?;
        nix::unistd::close(number).map_err(failed)?;
        Ok(Value::None)
    }),
    method(
        "pipe",
        &[],
        "The two ends of a new pipe: to read and to write.",
        |_, _| {
            let (reader, writer) = nix::unistd::pipe2(OFlag::O_CLOEXEC).map_err(failed)?;
            let ends = [reader, writer].map(|end| Value::Int(end.into_raw_fd().into()));
            Ok(Value::tuple(ends.to_vec()))
        },
    ),
    method(
        "dup",
        &["fd"],
        "Another descriptor for the same.",
        |interp, args| {
            let twin = twin(interp, args.at(0))?;
            Ok(Value::Int(twin.into_raw_fd().into()))
        },
    ),
    method(
        "fsync",
        &["fd"],
        "Has what was written go to the disk.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            nix::unistd::fsync(&file).map_err(failed)?;
            Ok(Value::None)
        },
    ),
    method(
        "ftruncate",
        &["fd", "length", "/"],
        "Cuts an open file.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            let length = interp.index(args.at(1))?;
            nix::unistd::ftruncate(&file, length).map_err(failed)?;
            Ok(Value::None)
        },
    ),
    method(
        "get_blocking",
        &["fd", "/"],
        "Whether reading waits.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            let flags = nix::fcntl::fcntl(&file, FcntlArg::F_GETFL).map_err(failed)?;
            Ok(Value::bool(flags & libc::O_NONBLOCK == 0))
        },
    ),
    method(
        "get_inheritable",
        &["fd", "/"],
        "Whether programs that are started get it, too.",
        |interp, args| {
            let number = number(interp, args.at(0))?;
            let inheritable = link::is_inheritable(number);
            inheritable
                .map(Value::bool)
                .map_err(|error| Error::io(&error, None))
        },
    ),
    method(
        "set_inheritable",
        &["fd", "inheritable", "/"],
        "Says whether programs that are started get it, too.",
        |interp, args| {
            let number = number(interp, args.at(0))?;
            let inheritable = interp.truth(args.at(1))?;
            let done = link::set_inheritable(number, inheritable);
            done.map(|()| Value::None)
                .map_err(|error| Error::io(&error, None))
        },
    ),
    method(
        "lseek",
        &["fd", "position", "how", "/"],
        "Goes to a place in an open file.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            let offset = interp.index(args.at(1))?;
            let whence = match interp.index(args.at(2))? {
                0 => Whence::SeekSet,
                1 => Whence::SeekCur,
                2 => Whence::SeekEnd,
                _ => return Err(failed(nix::errno::Errno::EINVAL)),
            };
            let place = nix::unistd::lseek(&file, offset, whence).map_err(failed)?;
            Ok(Value::Int(place))
        },
    ),
    method(
        "set_blocking",
        &["fd", "blocking", "/"],
        "Says whether reading waits.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            let flags = nix::fcntl::fcntl(&file, FcntlArg::F_GETFL).map_err(failed)?;
            let flags = if interp.truth(args.at(1))? {
                flags & !libc::O_NONBLOCK
            } else {
                flags | libc::O_NONBLOCK
            };
            let flags = OFlag::from_bits_retain(flags);
            nix::fcntl::fcntl(&file, FcntlArg::F_SETFL(flags)).map_err(failed)?;
            Ok(Value::None)
        },
    ),
];

/// fcntl.h
pub const FLAGS: &[(&str, i32)] = &[
    ("O_RDONLY", libc::O_RDONLY),
    ("O_WRONLY", libc::O_WRONLY),
    ("O_RDWR", libc::O_RDWR),
    ("O_APPEND", libc::O_APPEND),
    ("O_CREAT", libc::O_CREAT),
    ("O_EXCL", libc::O_EXCL),
    ("O_NONBLOCK", libc::O_NONBLOCK),
    ("O_TRUNC", libc::O_TRUNC),
    ("O_CLOEXEC", libc::O_CLOEXEC),
    ("O_DIRECTORY", libc::O_DIRECTORY),
    ("O_DSYNC", libc::O_DSYNC),
    ("O_NDELAY", libc::O_NDELAY),
    ("O_NOCTTY", libc::O_NOCTTY),
    ("O_NOFOLLOW", libc::O_NOFOLLOW),
    ("O_SYNC", libc::O_SYNC),
];

pub static FCNTL: NativeModule = NativeModule {
    name: "fcntl",
    help: "Orders to devices and descriptors.",
    functions: &[
        method(
            "ioctl",
            &["fd", "request", "arg=0", "mutate_flag=True", "/"],
            "An order to a device; with octets, what they are afterwards.",
            ioctl,
        ),
        method(
            "fcntl",
            &["fd", "cmd", "arg=0", "/"],
            "Reads or sets the flags of a descriptor.",
            |interp, args| {
                let fd = number(interp, args.at(0))?;
                let command = interp.index(args.at(1))? as i32;
                let argument = args.some(2).map_or(Ok(0), |value| interp.index(value))? as i32;
                let done = link::control(fd, command, argument);
                Ok(Value::Int(
                    done.map_err(|error| Error::io(&error, None))?.into(),
                ))
            },
        ),
    ],
    init: |_, module| {
        for function in LOCKS {
            module.set(function.name, Value::Builtin(function));
        }
        for (name, number) in [
            ("F_GETFD", libc::F_GETFD),
            ("F_SETFD", libc::F_SETFD),
            ("F_GETFL", libc::F_GETFL),
            ("F_SETFL", libc::F_SETFL),
            ("FD_CLOEXEC", libc::FD_CLOEXEC),
            ("FASYNC", libc::O_ASYNC),
            ("F_DUPFD", libc::F_DUPFD),
            ("F_DUPFD_CLOEXEC", libc::F_DUPFD_CLOEXEC),
            ("F_GETOWN", libc::F_GETOWN),
            ("F_SETOWN", libc::F_SETOWN),
            ("F_GETPIPE_SZ", libc::F_GETPIPE_SZ),
            ("F_SETPIPE_SZ", libc::F_SETPIPE_SZ),
            ("F_RDLCK", libc::F_RDLCK),
            ("F_WRLCK", libc::F_WRLCK),
            ("F_UNLCK", libc::F_UNLCK),
            ("LOCK_SH", libc::LOCK_SH),
            ("LOCK_EX", libc::LOCK_EX),
            ("LOCK_NB", libc::LOCK_NB),
            ("LOCK_UN", libc::LOCK_UN),
        ] {
            module.set(name, i64::from(number));
        }
        Ok(())
    },
};

static LOCKS: &[Builtin] = &[
    method(
        "flock",
        &["fd", "operation", "/"],
        "Locks a whole file for itself or with others, or unlocks it.",
        |interp, args| {
            let fd = number(interp, args.at(0))?;
            let operation = interp.index(args.at(1))? as i32;
            lock(interp, operation, |way| link::flock(fd, way))
        },
    ),
    method(
        "lockf",
        &["fd", "cmd", "len=0", "start=0", "whence=0", "/"],
        "Locks a part of a file, or unlocks it.",
        |interp, args| {
            let file = twin(interp, args.at(0))?;
            let operation = interp.index(args.at(1))? as i32;
            let whole = |interp: &mut Interp, at: usize| -> Result<i64> {
                args.get(at).map_or(Ok(0), |value| interp.index(value))
            };
            let kind = match operation & !libc::LOCK_NB {
                libc::LOCK_SH => libc::F_RDLCK,
                libc::LOCK_EX => libc::F_WRLCK,
                libc::LOCK_UN => libc::F_UNLCK,
                _ => return Err(Error::value_error("unrecognized lockf argument")),
            };
            let part = libc::flock {
                l_type: kind as i16,
                l_whence: whole(interp, 4)? as i16,
                l_start: whole(interp, 3)?,
                l_len: whole(interp, 2)?,
                l_pid: 0,
            };
            lock(interp, operation, |_| {
                nix::fcntl::fcntl(&file, FcntlArg::F_SETLK(&part))?;
                Ok(())
            })
        },
    ),
];

/// How soon a lock that another process holds is tried again.
const AGAIN: std::time::Duration = std::time::Duration::from_millis(5);

/// Takes a lock; while another process holds it, other threads go on.
fn lock(
    interp: &mut Interp,
    operation: i32,
    take: impl Fn(i32) -> std::io::Result<()>,
) -> Result<Value> {
    loop {
        match take(operation | libc::LOCK_NB) {
            Ok(()) => return Ok(Value::None),
            Err(error) => match error.raw_os_error() {
                Some(libc::EAGAIN | libc::EACCES) if operation & libc::LOCK_NB == 0 => {
                    core_wait::sleep(interp, AGAIN)?;
                }
                _ => return Err(Error::io(&error, None)),
            },
        }
    }
}

fn failed(errno: nix::errno::Errno) -> Error {
    Error::io(&errno.into(), None)
}

/// A descriptor's number, of a number or of what has a `fileno()`.
fn number(interp: &mut Interp, value: &Value) -> Result<i32> {
    let number = match value.as_int() {
        Some(number) => Some(number),
        None => match interp.find_attr(value, "fileno")? {
            Some(fileno) => interp.call(&fileno, &[])?.as_int(),
            None => None,
        },
    };
    let number = number.and_then(|number| i32::try_from(number).ok());
    number.ok_or_else(|| Error::type_error("argument must be an int, or have a fileno() method."))
}

fn twin(interp: &mut Interp, value: &Value) -> Result<OwnedFd> {
    let number = number(interp, value)?;
    link::twin(number).map_err(|error| Error::io(&error, None))
}

fn open(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(path) = text_of(args.at(0)) else {
        return Err(Error::type_error(
            "open: path should be string, bytes, or os.PathLike",
        ));
    };
    let path = path.as_str();
    let flags = OFlag::from_bits_retain(interp.index(args.at(1))? as i32) | OFlag::O_CLOEXEC;
    let mode = args.some(2).map_or(Ok(0o777), |mode| interp.index(mode))?;
    let mode = Mode::from_bits_truncate(mode as nix::libc::mode_t);
    let file = nix::fcntl::open(path, flags, mode)
        .map_err(|errno| Error::io(&errno.into(), Some(path)))?;
    Ok(Value::Int(file.into_raw_fd().into()))
}

fn read(interp: &mut Interp, args: &Args) -> Result<Value> {
    let file = twin(interp, args.at(0))?;
    let length = interp.index(args.at(1))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(Error::os_error(libc::EINVAL, "Invalid argument", None));
    };
    let mut octets = vec![0; length.min(1 << 24)];
    let flags = nix::fcntl::fcntl(&file, FcntlArg::F_GETFL).unwrap_or(0);
    if flags & libc::O_NONBLOCK == 0 {
        core_wait::until_ready(interp, file.as_fd(), PollFlags::POLLIN, None)?;
    }
    let count = nix::unistd::read(&file, &mut octets).map_err(failed)?;
    octets.truncate(count);
    Ok(Value::bytes(octets))
}

fn write(interp: &mut Interp, args: &Args) -> Result<Value> {
    let file = twin(interp, args.at(0))?;
    let Some(octets) = octets_of(args.at(1)) else {
        return Err(Error::type_error(format!(
            "a bytes-like object is required, not '{}'",
            interp.type_name(args.at(1))
        )));
    };
    let count = if is_pipe(&file) {
        fill(interp, &file, &octets)?
    } else {
        nix::unistd::write(&file, &octets).map_err(failed)?
    };
    Ok(Value::Int(count as i64))
}

/// Octets that a pipe which can be written takes without waiting (POSIX `PIPE_BUF`).
const PIPE_BUF: usize = 4096;

/// A pipe whose writer waits.
fn is_pipe(file: &OwnedFd) -> bool {
    let flags = nix::fcntl::fcntl(file, FcntlArg::F_GETFL).unwrap_or(0);
    let known = nix::sys::stat::fstat(file);
    flags & libc::O_NONBLOCK == 0
        && known.is_ok_and(|known| known.st_mode & libc::S_IFMT == libc::S_IFIFO)
}

/// Writes all octets into a pipe; while it is full, other threads go on.
fn fill(interp: &mut Interp, file: &OwnedFd, octets: &[u8]) -> Result<usize> {
    for part in octets.chunks(PIPE_BUF) {
        core_wait::until_ready(interp, file.as_fd(), PollFlags::POLLOUT, None)?;
        nix::unistd::write(file, part).map_err(failed)?;
    }
    Ok(octets.len())
}

fn ioctl(interp: &mut Interp, args: &Args) -> Result<Value> {
    let device = twin(interp, args.at(0))?;
    let request = interp.index(args.at(1))? as u64;
    let Some(given) = octets_of(args.at(2)) else {
        return Err(
            Error::not_implemented("ioctl() is here for requests that take octets")
                .help("struct.pack() makes them"),
        );
    };
    let mut octets = [0; 1 << 14];
    if given.len() > 1024 {
        return Err(Error::value_error("ioctl string arg too long"));
    }
    octets[..given.len()].copy_from_slice(&given);
    let done = link::ioctl_octets(&device, request, &mut octets)
        .map_err(|error| Error::io(&error, None))?;
    let after = Value::bytes(octets[..given.len()].to_vec());
    if !matches!(args.at(2), Value::ByteArray(_)) {
        return Ok(after);
    }
    let whole = interp.eval("slice(None)", &interp.globals())?;
    interp.set_item(args.at(2), &whole, after)?;
    Ok(Value::Int(done.into()))
}
