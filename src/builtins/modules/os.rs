//! `os` and `os.path`, the harmless part.

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::Command;

use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::methods::arguments::{int_or, method, octets_of, text_of, type_name};
use crate::eval::module::{Module, NativeModule};
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

pub static PATH: NativeModule = NativeModule {
    name: "os.path",
    help: "Names of files.",
    functions: PATH_FUNCTIONS,
    init: |_, module| {
        module.set("sep", "/");
        Ok(())
    },
};

static FUNCTIONS: &[Builtin] = &[
    method("_exit", &["status"], "Ends the program.", |_, args| {
        Err(Error::system_exit(args.at(0).clone()))
    }),
    method("chdir", &["path"], "Goes to another folder.", |_, args| {
        done(args, |path| std::env::set_current_dir(path))
    }),
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
        |_, args| {
            done(args, |path| {
                std::fs::create_dir(path)?;
                user::give_to_caller(path);
                Ok(())
            })
        },
    ),
    method(
        "popen",
        &["cmd", "mode='r'", "buffering=-1"],
        "Is refused.",
        popen,
    ),
    method("remove", &["path"], "Removes a file.", |_, args| {
        done(args, |path| std::fs::remove_file(path))
    }),
    method(
        "rename",
        &["src", "dst"],
        "Gives a file another name.",
        rename,
    ),
    method("rmdir", &["path"], "Removes an empty folder.", |_, args| {
        done(args, |path| std::fs::remove_dir(path))
    }),
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
    method("unlink", &["path"], "Removes a file.", |_, args| {
        done(args, |path| std::fs::remove_file(path))
    }),
    method("urandom", &["size"], "So many random octets.", urandom),
    method("cpu_count", &[], "The number of processors.", |_, _| {
        Ok(std::thread::available_parallelism()
            .map_or(Value::None, |count| Value::from(count.get())))
    }),
];

static PATH_FUNCTIONS: &[Builtin] = &[
    method(
        "abspath",
        &["path"],
        "The path from the root.",
        |_, args| {
            let path = text(args, 0)?;
            let here = std::env::current_dir()
                .unwrap_or_default()
                .display()
                .to_string();
            Ok(Value::string(normal(&join_two(&here, &path))))
        },
    ),
    method("basename", &["p"], "The last part of a path.", |_, args| {
        Ok(Value::str(split(&text(args, 0)?).1))
    }),
    method(
        "dirname",
        &["p"],
        "The path without its last part.",
        |_, args| Ok(Value::str(split(&text(args, 0)?).0)),
    ),
    method(
        "exists",
        &["path"],
        "Whether there is such a file or folder.",
        |_, args| Ok(Value::bool(Path::new(&text(args, 0)?).exists())),
    ),
    method(
        "expanduser",
        &["path"],
        "The path with ~ made the home folder.",
        |_, args| {
            let path = text(args, 0)?;
            let home = user::home().unwrap_or_default().display().to_string();
            Ok(Value::string(match path.strip_prefix('~') {
                Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
                _ => path,
            }))
        },
    ),
    method(
        "getmtime",
        &["filename"],
        "When a file was last changed, in seconds since 1970.",
        |_, args| {
            let metadata = metadata(args)?;
            let changed = metadata
                .modified()
                .map_err(|error| Error::io(&error, None))?;
            let since = changed
                .duration_since(std::time::UNIX_EPOCH)
                .unwrap_or_default();
            Ok(Value::float(since.as_secs_f64()))
        },
    ),
    method(
        "getsize",
        &["filename"],
        "The size of a file in octets.",
        |_, args| Ok(Value::from(metadata(args)?.len())),
    ),
    method(
        "isabs",
        &["s"],
        "Whether a path starts at the root.",
        |_, args| Ok(Value::bool(text(args, 0)?.starts_with('/'))),
    ),
    method("isdir", &["s"], "Whether it is a folder.", |_, args| {
        Ok(Value::bool(Path::new(&text(args, 0)?).is_dir()))
    }),
    method("isfile", &["path"], "Whether it is a file.", |_, args| {
        Ok(Value::bool(Path::new(&text(args, 0)?).is_file()))
    }),
    method("join", &["a", "*p"], "Paths put together.", join),
    method(
        "normpath",
        &["path"],
        "The path without `.` and `..` in it.",
        |_, args| Ok(Value::string(normal(&text(args, 0)?))),
    ),
    method(
        "realpath",
        &["filename"],
        "The path without symbolic links.",
        |_, args| {
            let path = text(args, 0)?;
            let real = std::fs::canonicalize(&path).map(|path| path.display().to_string());
            Ok(Value::string(real.unwrap_or(path)))
        },
    ),
    method(
        "split",
        &["p"],
        "The path without its last part, and that part.",
        |_, args| {
            let path = text(args, 0)?;
            let (head, tail) = split(&path);
            Ok(Value::tuple([Value::str(head), Value::str(tail)]))
        },
    ),
    method(
        "splitext",
        &["p"],
        "The path without its extension, and that.",
        |_, args| {
            let path = text(args, 0)?;
            let name = path.rfind('/').map_or(0, |at| at + 1);
            let bare = path[name..].trim_start_matches('.');
            let at = bare
                .rfind('.')
                .map_or(path.len(), |at| path.len() - bare.len() + at);
            Ok(Value::tuple([
                Value::str(&path[..at]),
                Value::str(&path[at..]),
            ]))
        },
    ),
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
    module.set("name", "posix");
    module.set("sep", "/");
    module.set("linesep", "\n");
    module.set("pathsep", ":");
    module.set("curdir", ".");
    module.set("pardir", "..");
    module.set("devnull", "/dev/null");
    module.set("error", Value::Class(Exc::OSError.class()));
    for function in super::descriptors::FUNCTIONS {
        module.set(function.name, Value::Builtin(function));
    }
    for (name, number) in super::descriptors::FLAGS {
        module.set(name, i64::from(*number));
    }
    Ok(())
}

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

fn text_from(value: &Value) -> Result<String> {
    match (text_of(value), octets_of(value)) {
        (Some(text), _) => Ok(text.as_str().to_string()),
        (None, Some(octets)) => Ok(String::from_utf8_lossy(&octets).into_owned()),
        (None, None) => Err(Error::type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            type_name(value)
        ))),
    }
}

fn text(args: &Args, index: usize) -> Result<String> {
    text_from(args.at(index))
}

fn done(args: &Args, work: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<Value> {
    let path = text(args, 0)?;
    work(Path::new(&path)).map_err(|error| Error::io(&error, Some(&path)))?;
    Ok(Value::None)
}

fn metadata(args: &Args) -> Result<std::fs::Metadata> {
    let path = text(args, 0)?;
    std::fs::metadata(&path).map_err(|error| Error::io(&error, Some(&path)))
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

fn listdir(_: &mut Interp, args: &Args) -> Result<Value> {
    let path = match args.some(0) {
        Some(_) => text(args, 0)?,
        None => ".".to_string(),
    };
    let entries = std::fs::read_dir(&path).map_err(|error| Error::io(&error, Some(&path)))?;
    let names: Vec<Value> = entries
        .filter_map(|entry| {
            Some(Value::string(
                entry.ok()?.file_name().to_string_lossy().into_owned(),
            ))
        })
        .collect();
    Ok(Value::list(names))
}

fn makedirs(interp: &mut Interp, args: &Args) -> Result<Value> {
    let path = text(args, 0)?;
    let may_exist = args.get(2).map_or(Ok(false), |value| interp.truth(value))?;
    if Path::new(&path).exists() && !may_exist {
        return Err(Error::os_error(libc::EEXIST, "File exists", Some(&path)));
    }
    std::fs::create_dir_all(&path).map_err(|error| Error::io(&error, Some(&path)))?;
    user::give_to_caller(Path::new(&path));
    Ok(Value::None)
}

fn popen(_: &mut Interp, _: &Args) -> Result<Value> {
    Err(Error::not_implemented(
        "os.popen is not supported: its output would be read through a hidden pipe",
    )
    .help("os.system(command) runs a command and shows what it prints"))
}

fn rename(_: &mut Interp, args: &Args) -> Result<Value> {
    let (from, to) = (text(args, 0)?, text(args, 1)?);
    std::fs::rename(&from, to).map_err(|error| Error::io(&error, Some(&from)))?;
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
    let line = text(args, 0)?;
    interp.output.flush();
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(&line);
    // What a script starts has the rights of the person who called sudo, not root's.
    if let Some((uid, gid)) = user::calling_user() {
        command.uid(uid.as_raw()).gid(gid.as_raw());
    }
    let mut child = command.spawn().map_err(|error| Error::io(&error, None))?;
    // Ctrl-C reaches the program too, which may have its own idea of it; the script goes on.
    let ended = core_wait::until_exit(interp, &mut child);
    Ok(Value::Int(ended?.into_raw().into()))
}

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
    Ok(super::record::make("posix.uname_result", &fields))
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

fn join_two(first: &str, second: &str) -> String {
    if second.starts_with('/') || first.is_empty() {
        second.to_string()
    } else if first.ends_with('/') {
        format!("{first}{second}")
    } else {
        format!("{first}/{second}")
    }
}

fn join(_: &mut Interp, args: &Args) -> Result<Value> {
    let mut path = text(args, 0)?;
    for more in args.star(1) {
        path = join_two(&path, &text_from(more)?);
    }
    Ok(Value::string(path))
}

fn split(path: &str) -> (&str, &str) {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at(at);
    let bare = head.trim_end_matches('/');
    (if bare.is_empty() { head } else { bare }, tail)
}

fn normal(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if absolute => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_string(),
        (false, false) => joined,
    }
}
