//! What `os` knows and changes of files: `os.stat`, `os.chmod`, `os.symlink`.

use std::fs::Metadata;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use nix::sys::stat::{Mode, SFlag, UtimensatFlags};
use nix::sys::time::{TimeSpec, TimeValLike};
use nix::unistd::{AccessFlags, Gid, Uid};

use super::paths::{Name, metadata_of, name_of};
use super::record;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, int_or, method};
use crate::eval::value::Value;
use crate::host::user;

/// What `os` has of this.
pub static FUNCTIONS: &[Builtin] = &[
    method(
        "access",
        &["path", "mode"],
        "Whether the file may be read, written, run.",
        |interp, args| {
            let name = name_of(interp, args.at(0))?;
            let mode = AccessFlags::from_bits_truncate(int_or(interp, args, 1, 0)? as i32);
            Ok(Value::bool(
                nix::unistd::access(name.text.as_str(), mode).is_ok(),
            ))
        },
    ),
    method(
        "chmod",
        &["path", "mode"],
        "Sets who may do what with a file.",
        |interp, args| {
            let mode = int_or(interp, args, 1, 0)? as u32;
            on_file(interp, args, |path| {
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
            })
        },
    ),
    method(
        "chown",
        &["path", "uid", "gid"],
        "Gives a file to a user and a group; -1 leaves it.",
        |interp, args| {
            let owner = |number: i64| u32::try_from(number).ok();
            let user = owner(int_or(interp, args, 1, -1)?).map(Uid::from_raw);
            let group = owner(int_or(interp, args, 2, -1)?).map(Gid::from_raw);
            on_file(interp, args, |path| {
                Ok(nix::unistd::chown(path, user, group)?)
            })
        },
    ),
    method(
        "fstat",
        &["fd"],
        "What is known of an open file.",
        |interp, args| metadata_of(interp, args.at(0)).map(|known| stat_result(&known)),
    ),
    method(
        "link",
        &["src", "dst"],
        "Gives a file a second name.",
        |interp, args| from_to(interp, args, |from, to| std::fs::hard_link(from, to)),
    ),
    method(
        "lstat",
        &["path"],
        "What is known of a file, of a link itself.",
        |interp, args| lstat(interp, args.at(0)),
    ),
    method(
        "mkfifo",
        &["path", "mode=0o666"],
        "Makes a named pipe.",
        |interp, args| {
            let mode = Mode::from_bits_truncate(int_or(interp, args, 1, 0o666)? as libc::mode_t);
            on_file(interp, args, |path| Ok(nix::unistd::mkfifo(path, mode)?))
        },
    ),
    method(
        "mknod",
        &["path", "mode=0o600", "device=0"],
        "Makes a device file.",
        |interp, args| {
            let mode = int_or(interp, args, 1, 0o600)? as libc::mode_t;
            let device = int_or(interp, args, 2, 0)? as libc::dev_t;
            let kind = SFlag::from_bits_truncate(mode & libc::S_IFMT);
            let rights = Mode::from_bits_truncate(mode);
            on_file(interp, args, |path| {
                Ok(nix::sys::stat::mknod(path, kind, rights, device)?)
            })
        },
    ),
    method(
        "makedev",
        &["major", "minor", "/"],
        "The number of a device.",
        |interp, args| {
            let (major, minor) = (int_or(interp, args, 0, 0)?, int_or(interp, args, 1, 0)?);
            Ok(Value::from(
                libc::makedev(major as u32, minor as u32) as usize
            ))
        },
    ),
    method(
        "major",
        &["device", "/"],
        "Which driver a device's number names.",
        |interp, args| {
            let device = int_or(interp, args, 0, 0)? as u64;
            Ok(Value::Int(i64::from(libc::major(device))))
        },
    ),
    method(
        "minor",
        &["device", "/"],
        "Which of a driver's devices a number names.",
        |interp, args| {
            let device = int_or(interp, args, 0, 0)? as u64;
            Ok(Value::Int(i64::from(libc::minor(device))))
        },
    ),
    method(
        "readlink",
        &["path"],
        "What a symbolic link says.",
        |interp, args| {
            let name = name_of(interp, args.at(0))?;
            let target = std::fs::read_link(&name.text)
                .map_err(|error| Error::io(&error, Some(&name.text)))?;
            Ok(name.like(&target.display().to_string()))
        },
    ),
    method(
        "rename",
        &["src", "dst"],
        "Gives a file another name.",
        |interp, args| from_to(interp, args, |from, to| std::fs::rename(from, to)),
    ),
    method(
        "replace",
        &["src", "dst"],
        "Gives a file the name of another, which goes.",
        |interp, args| from_to(interp, args, |from, to| std::fs::rename(from, to)),
    ),
    method(
        "stat",
        &["path", "*", "dir_fd=None", "follow_symlinks=True"],
        "What is known of a file: its size, its times, its owner.",
        |interp, args| match args.get(2) {
            Some(follow) if !interp.truth(follow)? => lstat(interp, args.at(0)),
            _ => metadata_of(interp, args.at(0)).map(|known| stat_result(&known)),
        },
    ),
    method(
        "statvfs",
        &["path"],
        "What is known of a file system.",
        statvfs,
    ),
    method(
        "symlink",
        &["src", "dst", "target_is_directory=False"],
        "Makes a symbolic link.",
        |interp, args| {
            from_to(interp, args, |from, to| {
                std::os::unix::fs::symlink(from, to)?;
                Ok(())
            })
        },
    ),
    method(
        "truncate",
        &["path", "length"],
        "Cuts a file.",
        |interp, args| {
            let length = int_or(interp, args, 1, 0)?;
            on_file(interp, args, |path| {
                Ok(nix::unistd::truncate(path, length)?)
            })
        },
    ),
    method(
        "utime",
        &["path", "times=None", "*", "ns=None"],
        "Sets when a file was last read and changed.",
        utime,
    ),
];

/// Does something with a file whose name comes first.
fn on_file(
    interp: &mut Interp,
    args: &Args,
    work: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    work(Path::new(&name.text)).map_err(|error| Error::io(&error, Some(&name.text)))?;
    Ok(Value::None)
}

/// Does something with two names; the error tells both.
fn from_to(
    interp: &mut Interp,
    args: &Args,
    work: impl FnOnce(&str, &str) -> std::io::Result<()>,
) -> Result<Value> {
    let (from, to) = (name_of(interp, args.at(0))?, name_of(interp, args.at(1))?);
    work(&from.text, &to.text).map_err(|error| between(&error, &from, &to))?;
    user::give_to_caller(Path::new(&to.text));
    Ok(Value::None)
}

fn between(error: &std::io::Error, from: &Name, to: &Name) -> Error {
    Error::io(error, Some(&from.text)).with("filename2", Value::str(&to.text))
}

fn lstat(interp: &mut Interp, path: &Value) -> Result<Value> {
    let name = name_of(interp, path)?;
    match std::fs::symlink_metadata(&name.text) {
        Ok(known) => Ok(stat_result(&known)),
        Err(error) => Err(Error::io(&error, Some(&name.text))),
    }
}

const STAT: &str = "os.stat_result";

pub fn stat_result(known: &Metadata) -> Value {
    let whole = |number: u64| Value::Int(number as i64);
    let fields = [
        ("st_mode", Value::from(known.mode() as usize)),
        ("st_ino", whole(known.ino())),
        ("st_dev", whole(known.dev())),
        ("st_nlink", whole(known.nlink())),
        ("st_uid", Value::from(known.uid() as usize)),
        ("st_gid", Value::from(known.gid() as usize)),
        ("st_size", whole(known.size())),
        ("st_atime", Value::Int(known.atime())),
        ("st_mtime", Value::Int(known.mtime())),
        ("st_ctime", Value::Int(known.ctime())),
    ];
    let seconds = |whole: i64, nano: i64| Value::float(whole as f64 + nano as f64 * 1e-9);
    let nanoseconds = |whole: i64, nano: i64| Value::Int(whole * 1_000_000_000 + nano);
    let besides = vec![
        ("st_atime", seconds(known.atime(), known.atime_nsec())),
        ("st_mtime", seconds(known.mtime(), known.mtime_nsec())),
        ("st_ctime", seconds(known.ctime(), known.ctime_nsec())),
        (
            "st_atime_ns",
            nanoseconds(known.atime(), known.atime_nsec()),
        ),
        (
            "st_mtime_ns",
            nanoseconds(known.mtime(), known.mtime_nsec()),
        ),
        (
            "st_ctime_ns",
            nanoseconds(known.ctime(), known.ctime_nsec()),
        ),
        ("st_blksize", whole(known.blksize())),
        ("st_blocks", whole(known.blocks())),
        ("st_rdev", whole(known.rdev())),
    ];
    record::make_with(STAT, &fields, besides)
}

/// `os.stat_result(sequence)`
pub static STAT_RESULT: Builtin = method(
    STAT,
    &["sequence", "dict=None"],
    "What is known of a file.",
    |interp, args| {
        let items = record::given(interp, STAT, args.at(0), 10, 23)?;
        let fields: Vec<(&'static str, Value)> =
            FIELDS.iter().copied().zip(items.iter().cloned()).collect();
        Ok(record::make(STAT, &fields))
    },
);

const FIELDS: [&str; 10] = [
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime",
    "st_mtime", "st_ctime",
];

fn statvfs(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    let known = nix::sys::statvfs::statvfs(name.text.as_str())
        .map_err(|errno| Error::io(&errno.into(), Some(&name.text)))?;
    let whole = |number: u64| Value::Int(number as i64);
    let fields = [
        ("f_bsize", whole(known.block_size())),
        ("f_frsize", whole(known.fragment_size())),
        ("f_blocks", whole(known.blocks())),
        ("f_bfree", whole(known.blocks_free())),
        ("f_bavail", whole(known.blocks_available())),
        ("f_files", whole(known.files())),
        ("f_ffree", whole(known.files_free())),
        ("f_favail", whole(known.files_available())),
        ("f_flag", whole(known.flags().bits())),
        ("f_namemax", whole(known.name_max())),
    ];
    Ok(record::make("os.statvfs_result", &fields))
}

fn utime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    let mut times = [TimeSpec::UTIME_NOW; 2];
    let given = match (args.some(1), args.some(2)) {
        (Some(_), Some(_)) => {
            return Err(Error::value_error(
                "utime: you may specify either 'times' or 'ns' but not both",
            ));
        }
        (times, ns) => times.or(ns),
    };
    if let Some(given) = given {
        let pair = interp.collect(given)?;
        let [accessed, changed] = pair.as_slice() else {
            return Err(Error::type_error(
                "utime: 'times' must be either a tuple of two ints or None",
            ));
        };
        for (time, value) in times.iter_mut().zip([accessed, changed]) {
            *time = if args.some(2).is_some() {
                TimeSpec::nanoseconds(interp.index(value)?)
            } else {
                let seconds = float_of(interp, value)?;
                let whole = seconds.floor();
                TimeSpec::new(whole as i64, ((seconds - whole) * 1e9) as i64)
            };
        }
    }
    nix::sys::stat::utimensat(
        nix::fcntl::AT_FDCWD,
        name.text.as_str(),
        &times[0],
        &times[1],
        UtimensatFlags::FollowSymlink,
    )
    .map_err(|errno| Error::io(&errno.into(), Some(&name.text)))?;
    Ok(Value::None)
}
