//! `os` and `os.path`, the harmless part.

use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::Command;

use super::paths::name_of;
use super::record;
use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::methods::arguments::{int_or, method, text_of, type_name};
use crate::eval::module::{Module, NativeModule};
use crate::eval::types::record_class;
use crate::eval::value::Value;
use crate::host::user;
use crate::link::patient::Patient;
use crate::link::privilege;
use crate::link::signals;

pub static MODULE: NativeModule = NativeModule {
    name: "os",
    help: "The system: files, the environment, the process.",
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[Builtin] = &[
    method("_exit", &["status"], "Ends the program.", |_, args| {
        Err(Error::system_exit(args.at(0).clone()))
    }),
    method(
        "chdir",
        &["path"],
        "Goes to another folder.",
        |interp, args| done(interp, args, |path| std::env::set_current_dir(path)),
    ),
    method("getcwd", &[], "The current folder.", getcwd),
    method(
        "getenv",
        &["key", "default=None"],
        "A variable of the environment, or the default.",
        getenv,
    ),
    method(
        "geteuid",
        &[],
        "The number of the user whose rights hold.",
        |_, _| Ok(number_of(nix::unistd::geteuid())),
    ),
    method(
        "getegid",
        &[],
        "The number of the group whose rights hold.",
        |_, _| Ok(Value::Int(nix::unistd::getegid().as_raw().into())),
    ),
    method("getgid", &[], "The number of the group.", |_, _| {
        Ok(Value::Int(nix::unistd::getgid().as_raw().into()))
    }),
    method(
        "getlogin",
        &[],
        "The name of the person at the keyboard.",
        getlogin,
    ),
    method("getpid", &[], "The number of this process.", |_, _| {
        Ok(Value::Int(nix::unistd::getpid().as_raw().into()))
    }),
    method(
        "getppid",
        &[],
        "The number of the parent process.",
        |_, _| Ok(Value::Int(nix::unistd::getppid().as_raw().into())),
    ),
    method("getuid", &[], "The number of the user.", |_, _| {
        Ok(number_of(nix::unistd::getuid()))
    }),
    method("listdir", &["path='.'"], "The names in a folder.", listdir),
    method(
        "makedirs",
        &["name", "mode=511", "exist_ok=False"],
        "Makes a folder and those above it.",
        makedirs,
    ),
    method(
        "kill",
        &["pid", "signal"],
        "Sends a signal to a program.",
        |interp, args| {
            let process = int_or(interp, args, 0, 0)?;
            let signal = int_or(interp, args, 1, 0)?;
            let (Ok(process), Ok(signal)) = (i32::try_from(process), i32::try_from(signal)) else {
                return Err(Error::overflow_error(
                    "signed integer is greater than maximum",
                ));
            };
            interp.output.flush();
            signals::send(process, signal).map_err(|error| Error::io(&error, None))?;
            interp.check_interrupt()?;
            Ok(Value::None)
        },
    ),
    method(
        "mkdir",
        &["path", "mode=511"],
        "Makes a folder.",
        |interp, args| {
            let mode = int_or(interp, args, 1, 0o777)? as u32;
            done(interp, args, |path| {
                std::fs::DirBuilder::new().mode(mode).create(path)?;
                user::give_to_caller(path);
                Ok(())
            })
        },
    ),
    method("remove", &["path"], "Removes a file.", |interp, args| {
        done(interp, args, |path| std::fs::remove_file(path))
    }),
    method(
        "rmdir",
        &["path"],
        "Removes an empty folder.",
        |interp, args| done(interp, args, |path| std::fs::remove_dir(path)),
    ),
    method(
        "strerror",
        &["code"],
        "The words for an error number.",
        strerror,
    ),
    method(
        "system",
        &["command"],
        "Runs a command line in a shell and returns its status.",
        system,
    ),
    method("uname", &[], "The name of the system.", uname),
    method("unlink", &["path"], "Removes a file.", |interp, args| {
        done(interp, args, |path| std::fs::remove_file(path))
    }),
    method("urandom", &["size"], "So many random octets.", urandom),
    method("cpu_count", &[], "The number of processors.", |_, _| {
        Ok(std::thread::available_parallelism()
            .map_or(Value::None, |count| Value::from(count.get())))
    }),
];

fn init(interp: &mut Interp, module: &Module) -> Result<()> {
    let mut environ = Dict::new();
    for (name, value) in std::env::vars_os() {
        environ.set_str(
            &name.to_string_lossy(),
            value.to_string_lossy().into_owned(),
        );
    }
    module.set("environ", Value::dict(environ));
    module.set("path", Value::Module(interp.import("os.path")?));
    // Scripts write `os.sys`.
    module.set("sys", Value::Module(interp.import("sys")?));
    module.set("name", "posix");
    module.set("linesep", "\n");
    module.set("altsep", Value::None);
    for (name, text) in super::paths::CONSTANTS {
        module.set(name, *text);
    }
    for (name, construct) in [
        ("stat_result", &super::inodes::STAT_RESULT),
        ("terminal_size", &super::process::TERMINAL_SIZE),
    ] {
        module.set(name, Value::Class(record_class(construct)));
    }
    for (name, number) in NUMBERS {
        module.set(name, *number);
    }
    module.set("error", Value::Class(Exc::OSError.class()));
    for function in [
        super::descriptors::FUNCTIONS,
        super::inodes::FUNCTIONS,
        super::process::FUNCTIONS,
        LATE,
    ]
    .into_iter()
    .flatten()
    {
        module.set(function.name, Value::Builtin(function));
    }
    for (name, number) in super::descriptors::FLAGS {
        module.set(name, i64::from(*number));
    }
    Ok(())
}

const NUMBERS: &[(&str, i64)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("SEEK_SET", 0),
    ("SEEK_CUR", 1),
    ("SEEK_END", 2),
    ("WNOHANG", 1),
    ("WUNTRACED", 2),
    // sysexits.h
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
];

/// What is written in the script language, in `_os`, and read when it is first called.
fn late(interp: &mut Interp, name: &str, args: &Args) -> Result<Value> {
    let function = interp.import("_os")?.get(name).unwrap_or(Value::None);
    interp.call_kw(&function, args.star(0), &args.keywords(1))
}

const ANY: &[&str] = &["*args", "**kwargs"];

static LATE: &[Builtin] = &[
    method(
        "popen",
        ANY,
        "A command's output, or its input, as a file.",
        |interp, args| late(interp, "popen", args),
    ),
    method(
        "fdopen",
        ANY,
        "A file object for a descriptor.",
        |interp, args| late(interp, "fdopen", args),
    ),
    method(
        "fsdecode",
        ANY,
        "The name of a file as text.",
        |interp, args| late(interp, "fsdecode", args),
    ),
    method(
        "fsencode",
        ANY,
        "The name of a file as octets.",
        |interp, args| late(interp, "fsencode", args),
    ),
    method(
        "fspath",
        ANY,
        "The name that a path object stands for.",
        |interp, args| late(interp, "fspath", args),
    ),
    method(
        "get_exec_path",
        ANY,
        "Where programs are looked for.",
        |interp, args| late(interp, "get_exec_path", args),
    ),
    method(
        "putenv",
        ANY,
        "Sets a variable of the environment.",
        |interp, args| late(interp, "putenv", args),
    ),
    method(
        "removedirs",
        ANY,
        "Removes a folder and those above it that are empty then.",
        |interp, args| late(interp, "removedirs", args),
    ),
    method(
        "renames",
        ANY,
        "Gives a file another name, in another folder.",
        |interp, args| late(interp, "renames", args),
    ),
    method(
        "scandir",
        ANY,
        "The entries of a folder.",
        |interp, args| late(interp, "scandir", args),
    ),
    method(
        "unsetenv",
        ANY,
        "Removes a variable of the environment.",
        |interp, args| late(interp, "unsetenv", args),
    ),
    method(
        "walk",
        ANY,
        "The folders below a folder, each with what is in it.",
        |interp, args| late(interp, "walk", args),
    ),
];

/// Scripts ask for the number 0 to learn whether they may send packets. Under `sudo` they may,
/// though the process has become the caller's.
fn number_of(uid: nix::unistd::Uid) -> Value {
    let number = if privilege::kept_network_only() {
        0
    } else {
        uid.as_raw()
    };
    Value::Int(number.into())
}

fn text(interp: &mut Interp, args: &Args, index: usize) -> Result<String> {
    name_of(interp, args.at(index)).map(|name| name.text)
}

fn done(
    interp: &mut Interp,
    args: &Args,
    work: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<Value> {
    let path = text(interp, args, 0)?;
    work(Path::new(&path)).map_err(|error| Error::io(&error, Some(&path)))?;
    Ok(Value::None)
}

/// What the programs that a script starts have as their environment: `os.environ`, as the script
/// has changed it.
pub fn environment(interp: &Interp) -> Vec<(String, String)> {
    let text = |value: &Value| text_of(value).map(|text| text.as_str().to_string());
    let changed = interp
        .modules
        .get("os")
        .and_then(|module| module.get("environ"));
    if let Some(Value::Dict(environ)) = changed
        && let Ok(environ) = environ.try_borrow()
    {
        let pairs = environ.iter();
        return pairs
            .filter_map(|(name, value)| Some((text(name)?, text(value)?)))
            .collect();
    }
    std::env::vars_os()
        .map(|(name, value)| {
            let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
            (text(name), text(value))
        })
        .collect()
}

fn getcwd(_: &mut Interp, _: &Args) -> Result<Value> {
    let path = std::env::current_dir().map_err(|error| Error::io(&error, None))?;
    Ok(Value::string(path.display().to_string()))
}

fn getenv(interp: &mut Interp, args: &Args) -> Result<Value> {
    let environ = interp.import("os")?.get("environ");
    let found = match &environ {
        Some(Value::Dict(environ)) => interp.dict_get(environ, args.at(0))?,
        _ => None,
    };
    Ok(found.unwrap_or_else(|| args.at(1).clone()))
}

fn getlogin(_: &mut Interp, _: &Args) -> Result<Value> {
    let uid = user::calling_user().map_or_else(nix::unistd::getuid, |(uid, _)| uid);
    let found = nix::unistd::User::from_uid(uid).ok().flatten();
    Ok(Value::string(
        found.map_or_else(|| uid.to_string(), |user| user.name),
    ))
}

fn listdir(interp: &mut Interp, args: &Args) -> Result<Value> {
    let here = Value::str(".");
    let name = name_of(interp, args.some(0).unwrap_or(&here)).map_err(|_| {
        Error::type_error(format!(
            "listdir: path should be string, bytes, os.PathLike, integer or None, not {}",
            type_name(args.at(0))
        ))
    })?;
    let entries =
        std::fs::read_dir(&name.text).map_err(|error| Error::io(&error, Some(&name.text)))?;
    let names: Vec<Value> = entries
        .filter_map(|entry| Some(name.like(&entry.ok()?.file_name().to_string_lossy())))
        .collect();
    Ok(Value::list(names))
}

fn makedirs(interp: &mut Interp, args: &Args) -> Result<Value> {
    let path = text(interp, args, 0)?;
    let may_exist = args.get(2).map_or(Ok(false), |value| interp.truth(value))?;
    let mode = int_or(interp, args, 1, 0o777)? as u32;
    let there = Path::new(&path);
    if there.exists() && !(may_exist && there.is_dir()) {
        return Err(Error::os_error(libc::EEXIST, "File exists", Some(&path)));
    }
    if let Some(above) = there.parent() {
        std::fs::create_dir_all(above).map_err(|error| Error::io(&error, Some(&path)))?;
    }
    let mut last = std::fs::DirBuilder::new();
    last.mode(mode).recursive(true);
    last.create(&path)
        .map_err(|error| Error::io(&error, Some(&path)))?;
    user::give_to_caller(Path::new(&path));
    Ok(Value::None)
}

fn strerror(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = int_or(interp, args, 0, 0)? as i32;
    let text = std::io::Error::from_raw_os_error(number).to_string();
    Ok(Value::str(
        text.split(" (os error").next().unwrap_or_default(),
    ))
}

fn system(interp: &mut Interp, args: &Args) -> Result<Value> {
    let line = text(interp, args, 0)?;
    interp.output.flush();
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(&line);
    command.env_clear().envs(environment(interp));
    // What a script starts has the rights of the person who called sudo, not root's.
    if let Some((uid, gid)) = user::calling_user() {
        command.uid(uid.as_raw()).gid(gid.as_raw());
    }
    let mut child = command.spawn().map_err(|error| Error::io(&error, None))?;
    // Ctrl-C reaches the program too, which may have its own idea of it; the script goes on.
    let ended = core_wait::until_exit(interp, &mut child);
    Ok(Value::Int(ended?.into_raw().into()))
}

const UNAME: &str = "posix.uname_result";

fn uname(_: &mut Interp, _: &Args) -> Result<Value> {
    let read = |name: &str| {
        let path = format!("/proc/sys/kernel/{name}");
        Value::string(
            std::fs::read_to_string(path)
                .unwrap_or_default()
                .trim()
                .to_string(),
        )
    };
    let fields = [
        ("sysname", read("ostype")),
        ("nodename", read("hostname")),
        ("release", read("osrelease")),
        ("version", read("version")),
        ("machine", Value::str(std::env::consts::ARCH)),
    ];
    Ok(record::make(UNAME, &fields))
}

fn urandom(interp: &mut Interp, args: &Args) -> Result<Value> {
    use std::io::Read;
    let count = usize::try_from(int_or(interp, args, 0, 0)?)
        .map_err(|_| Error::value_error("negative argument not allowed"))?;
    memory::room_for(count)?;
    let mut octets = Vec::new();
    Patient::open(
        Path::new("/dev/urandom"),
        std::fs::File::options().read(true),
    )
    .and_then(|file| file.take(count as u64).read_to_end(&mut octets))
    .map_err(|error| Error::io(&error, None))?;
    Ok(Value::bytes(octets))
}
