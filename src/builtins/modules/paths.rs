//! `os.path`: names of files, which are texts, octets or objects with `__fspath__`.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{method, text_of, type_name};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::host::user;

pub static MODULE: NativeModule = NativeModule {
    name: "os.path",
    help: "Names of files.",
    functions: FUNCTIONS,
    init: |_, module| {
        for (name, text) in CONSTANTS {
            module.set(name, *text);
        }
        module.set("altsep", Value::None);
        module.set("supports_unicode_filenames", false);
        Ok(())
    },
};

/// What `os` and `os.path` call the marks in names.
pub const CONSTANTS: &[(&str, &str)] = &[
    ("sep", "/"),
    ("curdir", "."),
    ("pardir", ".."),
    ("extsep", "."),
    ("pathsep", ":"),
    ("defpath", "/bin:/usr/bin"),
    ("devnull", "/dev/null"),
];

static FUNCTIONS: &[Builtin] = &[
    method(
        "abspath",
        &["path"],
        "The path from the root.",
        |interp, args| shaped(interp, args, |path| normal(&join_two(&here(), path))),
    ),
    method(
        "basename",
        &["p"],
        "The last part of a path.",
        |interp, args| shaped(interp, args, |path| split(path).1.to_string()),
    ),
    method(
        "commonpath",
        &["paths"],
        "The longest path that all of the paths begin with.",
        commonpath,
    ),
    method(
        "commonprefix",
        &["m"],
        "The longest text that all of the texts begin with.",
        commonprefix,
    ),
    method(
        "dirname",
        &["p"],
        "The path without its last part.",
        |interp, args| shaped(interp, args, |path| split(path).0.to_string()),
    ),
    method(
        "exists",
        &["path"],
        "Whether there is such a file or folder.",
        |interp, args| asked(interp, args, Path::exists),
    ),
    method(
        "expanduser",
        &["path"],
        "The path with ~ made the home folder.",
        |interp, args| {
            let set = changed_home(interp);
            shaped(interp, args, |path| expanduser(path, set.as_deref()))
        },
    ),
    method(
        "expandvars",
        &["path"],
        "The path with $NAME and ${NAME} made the environment's values.",
        expandvars,
    ),
    method(
        "getatime",
        &["filename"],
        "When a file was last read, in seconds since 1970.",
        |interp, args| {
            let known = metadata(interp, args)?;
            Ok(seconds(known.atime(), known.atime_nsec()))
        },
    ),
    method(
        "getctime",
        &["filename"],
        "When a file's description was last changed, in seconds since 1970.",
        |interp, args| {
            let known = metadata(interp, args)?;
            Ok(seconds(known.ctime(), known.ctime_nsec()))
        },
    ),
    method(
        "getmtime",
        &["filename"],
        "When a file was last changed, in seconds since 1970.",
        |interp, args| {
            let known = metadata(interp, args)?;
            Ok(seconds(known.mtime(), known.mtime_nsec()))
        },
    ),
    method(
        "getsize",
        &["filename"],
        "The size of a file in octets.",
        |interp, args| Ok(Value::from(metadata(interp, args)?.len())),
    ),
    method(
        "isabs",
        &["s"],
        "Whether a path starts at the root.",
        |interp, args| {
            Ok(Value::bool(
                name_of(interp, args.at(0))?.text.starts_with('/'),
            ))
        },
    ),
    method(
        "isdir",
        &["s"],
        "Whether it is a folder.",
        |interp, args| asked(interp, args, Path::is_dir),
    ),
    method(
        "isfile",
        &["path"],
        "Whether it is a file.",
        |interp, args| asked(interp, args, Path::is_file),
    ),
    method(
        "islink",
        &["path"],
        "Whether it is a symbolic link.",
        |interp, args| asked(interp, args, Path::is_symlink),
    ),
    method(
        "ismount",
        &["path"],
        "Whether another file system begins there.",
        |interp, args| asked(interp, args, is_mount),
    ),
    method("join", &["a", "*p"], "Paths put together.", join),
    method(
        "lexists",
        &["path"],
        "Whether there is such a name, be it a link to nothing.",
        |interp, args| asked(interp, args, |path| path.symlink_metadata().is_ok()),
    ),
    method(
        "normcase",
        &["s"],
        "The path itself: upper case and lower case differ.",
        |interp, args| shaped(interp, args, str::to_string),
    ),
    method(
        "normpath",
        &["path"],
        "The path without `.` and `..` in it.",
        |interp, args| shaped(interp, args, normal),
    ),
    method(
        "realpath",
        &["filename", "*", "strict=False"],
        "The path without symbolic links.",
        realpath,
    ),
    method(
        "relpath",
        &["path", "start=None"],
        "The path as seen from a folder.",
        relpath,
    ),
    method(
        "samefile",
        &["f1", "f2"],
        "Whether two paths lead to one file.",
        |interp, args| {
            let mut known = Vec::new();
            for index in 0..2 {
                let metadata = metadata_of(interp, args.at(index))?;
                known.push((metadata.dev(), metadata.ino()));
            }
            Ok(Value::bool(known[0] == known[1]))
        },
    ),
    method(
        "split",
        &["p"],
        "The path without its last part, and that part.",
        |interp, args| {
            let name = name_of(interp, args.at(0))?;
            let (head, tail) = split(&name.text);
            Ok(Value::tuple([name.like(head), name.like(tail)]))
        },
    ),
    method(
        "splitdrive",
        &["p"],
        "An empty text, since drives have no letters here, and the path.",
        |interp, args| {
            let name = name_of(interp, args.at(0))?;
            Ok(Value::tuple([name.like(""), name.like(&name.text)]))
        },
    ),
    method(
        "splitext",
        &["p"],
        "The path without its extension, and that.",
        |interp, args| {
            let name = name_of(interp, args.at(0))?;
            let at = extension(&name.text);
            Ok(Value::tuple([
                name.like(&name.text[..at]),
                name.like(&name.text[at..]),
            ]))
        },
    ),
];

/// The name of a file, and whether the script gave it as octets: then it gets octets back.
pub struct Name {
    pub text: String,
    octets: bool,
}

impl Name {
    /// A text of the kind that the name was given as.
    pub fn like(&self, text: &str) -> Value {
        if self.octets {
            Value::bytes(text.as_bytes().to_vec())
        } else {
            Value::str(text)
        }
    }
}

/// The name of a file that a script gave as text, octets or an object with `__fspath__`.
pub fn name_of(interp: &mut Interp, value: &Value) -> Result<Name> {
    if let Some(name) = plain_name(value) {
        return Ok(name);
    }
    if let Some(path) = interp.find_attr(value, "__fspath__")? {
        let given = interp.call(&path, &[])?;
        if let Some(name) = plain_name(&given) {
            return Ok(name);
        }
    }
    Err(Error::type_error(format!(
        "expected str, bytes or os.PathLike object, not {}",
        type_name(value)
    )))
}

fn plain_name(value: &Value) -> Option<Name> {
    if let Some(text) = text_of(value) {
        let text = text.as_str().to_string();
        let octets = false;
        return Some(Name { text, octets });
    }
    match value {
        Value::Bytes(octets) => Some(Name {
            text: String::from_utf8_lossy(octets).into_owned(),
            octets: true,
        }),
        _ => None,
    }
}

/// What `os.path` and `os` know of a file, by its name or its descriptor.
pub fn metadata_of(interp: &mut Interp, value: &Value) -> Result<Metadata> {
    if let Some(number) = value.as_int() {
        let number = i32::try_from(number).unwrap_or(-1);
        let file = crate::link::twin(number).map_err(|error| Error::io(&error, None))?;
        let known = std::fs::File::from(file).metadata();
        return known.map_err(|error| Error::io(&error, None));
    }
    let name = name_of(interp, value)?;
    std::fs::metadata(&name.text).map_err(|error| Error::io(&error, Some(&name.text)))
}

fn metadata(interp: &mut Interp, args: &Args) -> Result<Metadata> {
    metadata_of(interp, args.at(0))
}

/// Seconds since 1970 as Python gives them.
fn seconds(whole: i64, nanoseconds: i64) -> Value {
    Value::float(whole as f64 + nanoseconds as f64 * 1e-9)
}

fn here() -> String {
    std::env::current_dir()
        .unwrap_or_default()
        .display()
        .to_string()
}

/// A function from name to name.
fn shaped(interp: &mut Interp, args: &Args, work: impl FnOnce(&str) -> String) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    let text = work(&name.text);
    Ok(name.like(&text))
}

/// A question to the system; a descriptor's number stands for its file.
fn asked(interp: &mut Interp, args: &Args, question: impl FnOnce(&Path) -> bool) -> Result<Value> {
    if let Some(number) = args.at(0).as_int() {
        let path = format!("/proc/self/fd/{number}");
        return Ok(Value::bool(question(Path::new(&path))));
    }
    let name = name_of(interp, args.at(0)).map_err(|_| {
        Error::type_error(format!(
            "stat: path should be string, bytes, os.PathLike or integer, not {}",
            type_name(args.at(0))
        ))
    })?;
    // A name with a zero in it is no file's.
    Ok(Value::bool(
        !name.text.contains('\0') && question(Path::new(&name.text)),
    ))
}

fn is_mount(path: &Path) -> bool {
    let (Ok(own), Ok(above)) = (path.symlink_metadata(), path.join("..").symlink_metadata()) else {
        return false;
    };
    !own.is_symlink() && (own.dev() != above.dev() || own.ino() == above.ino())
}

/// The home folder that a script has set in `os.environ`.
fn changed_home(interp: &Interp) -> Option<String> {
    let all = super::os::environment(interp);
    let (_, home) = all.into_iter().find(|(name, _)| name == "HOME")?;
    (std::env::var("HOME").ok().as_deref() != Some(&home)).then_some(home)
}

fn expanduser(path: &str, set: Option<&str>) -> String {
    let Some(rest) = path.strip_prefix('~') else {
        return path.to_string();
    };
    let (who, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let home = if who.is_empty() {
        set.map(Into::into).or_else(user::home)
    } else {
        let known = nix::unistd::User::from_name(who).ok().flatten();
        known.map(|user| user.dir)
    };
    match home {
        Some(home) => {
            let home = home.display().to_string();
            let whole = format!("{}{rest}", home.trim_end_matches('/'));
            if whole.is_empty() {
                "/".to_string()
            } else {
                whole
            }
        }
        None => path.to_string(),
    }
}

fn expandvars(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    let environment = super::os::environment(interp);
    let value_of = |wanted: &str| {
        let mut all = environment.iter();
        all.find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let mut out = String::new();
    let mut rest = name.text.as_str();
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (word, length) = match after.strip_prefix('{') {
            Some(inner) => match inner.find('}') {
                Some(end) => (&inner[..end], end + 2),
                None => ("", 0),
            },
            None => {
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                let end = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        match value_of(word) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[at..at + 1 + length]),
        }
        rest = &after[length..];
    }
    out.push_str(rest);
    Ok(name.like(&out))
}

fn realpath(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    let strict = args.get(1).map_or(Ok(false), |value| interp.truth(value))?;
    let whole = join_two(&here(), &name.text);
    match std::fs::canonicalize(&whole) {
        Ok(real) => Ok(name.like(&real.display().to_string())),
        Err(error) if strict => Err(Error::io(&error, Some(&whole))),
        Err(_) => Ok(name.like(&real_as_far_as_it_goes(&whole))),
    }
}

/// What there is of a path is resolved, the rest is as it was written.
fn real_as_far_as_it_goes(whole: &str) -> String {
    let mut real = std::path::PathBuf::from("/");
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                real.pop();
            }
            part => {
                real.push(part);
                if let Ok(found) = std::fs::canonicalize(&real) {
                    real = found;
                }
            }
        }
    }
    real.display().to_string()
}

fn relpath(interp: &mut Interp, args: &Args) -> Result<Value> {
    let name = name_of(interp, args.at(0))?;
    if name.text.is_empty() {
        return Err(Error::value_error("no path specified"));
    }
    let start = match args.some(1) {
        Some(start) => name_of(interp, start)?.text,
        None => here(),
    };
    let whole = |path: &str| normal(&join_two(&here(), path));
    let (start, path) = (whole(&start), whole(&name.text));
    let parts = |path: &str| -> Vec<String> {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.map(str::to_string).collect()
    };
    let (start, path) = (parts(&start), parts(&path));
    let same = start.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let mut way = vec!["..".to_string(); start.len() - same];
    way.extend_from_slice(&path[same..]);
    Ok(name.like(&if way.is_empty() {
        ".".to_string()
    } else {
        way.join("/")
    }))
}

fn names(interp: &mut Interp, value: &Value) -> Result<Vec<Name>> {
    let all = interp.collect(value)?;
    let names: Vec<Name> = all
        .iter()
        .map(|one| name_of(interp, one))
        .collect::<Result<_>>()?;
    if names.iter().any(|name| name.octets != names[0].octets) {
        return Err(mixed());
    }
    Ok(names)
}

fn mixed() -> Error {
    Error::type_error("Can't mix strings and bytes in path components")
}

fn commonpath(interp: &mut Interp, args: &Args) -> Result<Value> {
    let names = names(interp, args.at(0))?;
    let Some(first) = names.first() else {
        return Err(Error::value_error("commonpath() arg is an empty sequence"));
    };
    let absolute = first.text.starts_with('/');
    if names
        .iter()
        .any(|name| name.text.starts_with('/') != absolute)
    {
        return Err(Error::value_error("Can't mix absolute and relative paths"));
    }
    let parts = |name: &Name| -> Vec<String> {
        let parts = name.text.split('/');
        let parts = parts.filter(|part| !part.is_empty() && *part != ".");
        parts.map(str::to_string).collect()
    };
    let mut common = parts(first);
    for name in &names[1..] {
        let own = parts(name);
        let same = common.iter().zip(&own).take_while(|(a, b)| a == b).count();
        common.truncate(same);
    }
    let root = if absolute { "/" } else { "" };
    Ok(first.like(&format!("{root}{}", common.join("/"))))
}

fn commonprefix(interp: &mut Interp, args: &Args) -> Result<Value> {
    let all = interp.collect(args.at(0))?;
    let Some(first) = all.first() else {
        return Ok(Value::str(""));
    };
    let mut common: Vec<Value> = match plain_name(first) {
        Some(_) => Vec::new(),
        None => interp.collect(first)?,
    };
    // Lists of parts are compared part by part, as Python does.
    if !common.is_empty() {
        for one in &all[1..] {
            let own = interp.collect(one)?;
            let mut same = 0;
            while same < common.len().min(own.len()) && interp.eq(&common[same], &own[same])? {
                same += 1;
            }
            common.truncate(same);
        }
        return Ok(Value::list(common));
    }
    let names = names(interp, args.at(0))?;
    let mut prefix: Vec<char> = names[0].text.chars().collect();
    for name in &names[1..] {
        let same = prefix.iter().zip(name.text.chars());
        let same = same.take_while(|(a, b)| **a == *b).count();
        prefix.truncate(same);
    }
    Ok(names[0].like(&prefix.into_iter().collect::<String>()))
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

fn join(interp: &mut Interp, args: &Args) -> Result<Value> {
    let first = name_of(interp, args.at(0))?;
    let mut path = first.text.clone();
    for more in args.star(1) {
        let more = match plain_name(more) {
            Some(more) => more,
            None => name_of(interp, more).map_err(|_| {
                Error::type_error(format!(
                    "join() argument must be str, bytes, or os.PathLike object, not '{}'",
                    type_name(more)
                ))
            })?,
        };
        if more.octets != first.octets {
            return Err(mixed());
        }
        path = join_two(&path, &more.text);
    }
    Ok(first.like(&path))
}

fn split(path: &str) -> (&str, &str) {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at(at);
    let bare = head.trim_end_matches('/');
    (if bare.is_empty() { head } else { bare }, tail)
}

/// Where the extension of a path begins; names of dots only have none.
fn extension(path: &str) -> usize {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let bare = path[name..].trim_start_matches('.');
    let at = bare.rfind('.');
    at.map_or(path.len(), |at| path.len() - bare.len() + at)
}

fn normal(path: &str) -> String {
    // POSIX: two slashes at the beginning mean something of their own, three do not.
    let root = match path.len() - path.trim_start_matches('/').len() {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            part => parts.push(part),
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() {
        ".".to_string()
    } else {
        joined
    }
}
