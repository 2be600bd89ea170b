//! Files: `open`, and the objects it returns.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::fd::AsRawFd;
use std::path::Path;
use std::rc::Rc;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Class;
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exc, Exception};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::memory;
use crate::eval::methods::arguments::{
    default_text, int_or, legacy_octets, method, named_error, octets_of, text_of, type_name,
};
use crate::eval::methods::codec;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::host::user;
use crate::link::patient::Patient;

pub static ALL: &[Builtin] = &[Builtin::new(
    "open",
    &[
        "file",
        "mode='r'",
        "buffering=-1",
        "encoding=None",
        "errors=None",
        "newline=None",
        "closefd=True",
        "opener=None",
    ],
    "Opens a file: mode r reads, w writes anew, a adds, x makes; b is for octets, + for both ways.",
    &[],
    open,
)];

static METHODS: &[Builtin] = &[
    method("close", &["self"], "Closes the file.", close),
    method("fileno", &["self"], "The number of the descriptor.", fileno),
    method("flush", &["self"], "Writes what is held back.", flush),
    method(
        "isatty",
        &["self"],
        "Whether it is a terminal.",
        |_, args| with(args, |state| Ok(Value::bool(state.is_terminal()))),
    ),
    method(
        "read",
        &["self", "size=-1"],
        "What is left of the file, or at most so much of it.",
        read,
    ),
    method(
        "readable",
        &["self"],
        "Whether it can be read.",
        |_, args| with(args, |state| Ok(Value::bool(state.can_read))),
    ),
    method(
        "readline",
        &["self", "size=-1"],
        "The next line with its end; empty at the end of the file.",
        readline,
    ),
    method(
        "readlines",
        &["self", "hint=-1"],
        "The lines that are left.",
        readlines,
    ),
    method(
        "seek",
        &["self", "offset", "whence=0"],
        "Goes to a place in the file.",
        seek,
    ),
    method(
        "seekable",
        &["self"],
        "Whether it has places to go to.",
        |_, args| {
            with(args, |state| {
                Ok(Value::bool(state.file.stream_position().is_ok()))
            })
        },
    ),
    method("tell", &["self"], "The place in the file.", tell),
    method(
        "truncate",
        &["self", "size=None"],
        "Cuts the file.",
        truncate,
    ),
    method(
        "writable",
        &["self"],
        "Whether it can be written.",
        |_, args| with(args, |state| Ok(Value::bool(state.can_write))),
    ),
    method(
        "write",
        &["self", "data"],
        "Writes text or octets and returns how much.",
        write,
    ),
    method(
        "writelines",
        &["self", "lines"],
        "Writes several texts.",
        writelines,
    ),
];

/// A file of a script.
pub struct File {
    name: Value,
    mode: String,
    binary: bool,
    /// `buffering=0`: each call is one of the system's.
    raw: bool,
    encoding: String,
    errors: String,
    /// `None` once closed.
    state: RefCell<Option<State>>,
}

struct State {
    file: Patient,
    can_read: bool,
    can_write: bool,
    append: bool,
    /// Octets read ahead; those before `place` are used up.
    ahead: Vec<u8>,
    place: usize,
    /// Octets not yet written.
    behind: Vec<u8>,
    binary: bool,
    raw: bool,
}

const CHUNK: usize = 64 * 1024;

impl State {
    fn is_terminal(&self) -> bool {
        use std::io::IsTerminal;
        self.file.file().is_terminal()
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let behind = std::mem::take(&mut self.behind);
        self.file.write_all(&behind)
    }

    /// Forgets what was read ahead, so that the file's own place is the one that scripts see.
    fn settle(&mut self) -> std::io::Result<()> {
        self.flush()?;
        let unread = self.ahead.len() - self.place;
        if unread > 0 {
            self.file.seek(SeekFrom::Current(-(unread as i64)))?;
        }
        self.ahead.clear();
        self.place = 0;
        Ok(())
    }

    fn fill(&mut self) -> std::io::Result<bool> {
        // A buffer that is full is about to double.
        let full = self.ahead.len() + CHUNK > self.ahead.capacity();
        if full && memory::room_for(self.ahead.capacity()).is_err() {
            return Err(std::io::ErrorKind::OutOfMemory.into());
        }
        if self.place > 0 {
            self.ahead.drain(..self.place);
            self.place = 0;
        }
        let from = self.ahead.len();
        self.ahead.resize(from + CHUNK, 0);
        let result = self.file.read(&mut self.ahead[from..]);
        let count = *result.as_ref().unwrap_or(&0);
        self.ahead.truncate(from + count);
        result.map(|count| count > 0)
    }

    fn take(&mut self, count: usize) -> Vec<u8> {
        let end = (self.place + count).min(self.ahead.len());
        let octets = self.ahead[self.place..end].to_vec();
        self.place = end;
        octets
    }

    fn read(&mut self, size: Option<usize>) -> std::io::Result<Vec<u8>> {
        if let (true, Some(size)) = (self.raw && self.place == self.ahead.len(), size) {
            if memory::room_for(size).is_err() {
                return Err(std::io::ErrorKind::OutOfMemory.into());
            }
            // What arrives at once, such as one packet of a tunnel.
            let mut octets = vec![0; size];
            let count = self.file.read(&mut octets)?;
            octets.truncate(count);
            return Ok(octets);
        }
        while size.is_none_or(|size| self.ahead.len() - self.place < size) {
            if !self.fill()? {
                break;
            }
        }
        Ok(self.take(size.unwrap_or(usize::MAX - self.place)))
    }

    fn line(&mut self) -> std::io::Result<Vec<u8>> {
        let mut from = 0;
        loop {
            let unread = &self.ahead[self.place..];
            if let Some(end) = memchr::memchr(b'\n', &unread[from..]) {
                return Ok(self.take(from + end + 1));
            }
            from = unread.len();
            if !self.fill()? {
                return Ok(self.take(from));
            }
        }
    }
}

fn open(interp: &mut Interp, args: &Args) -> Result<Value> {
    let descriptor = match args.at(0) {
        Value::Bool(_) => None,
        value => value.as_int(),
    };
    let name = match args.at(0) {
        Value::Int(_) => String::new(),
        Value::Bytes(octets) => String::from_utf8_lossy(octets).into_owned(),
        value => match text_of(value) {
            Some(text) => text.as_str().to_string(),
            None => match interp.find_attr(value, "__fspath__")? {
                Some(path) => {
                    let path = interp.call(&path, &[])?;
                    interp.str(&path)?
                }
                None => {
                    return Err(Error::type_error(format!(
                        "expected str, bytes or os.PathLike object, not {}",
                        type_name(value)
                    )));
                }
            },
        },
    };
    let mode = default_text(args, 1, "r", "open() argument 'mode'")?;
    let kinds = mode
        .chars()
        .filter(|c| matches!(c, 'r' | 'w' | 'a' | 'x'))
        .count();
    if let Some(wrong) = mode.chars().find(|c| !"rwaxbtU+".contains(*c)) {
        let _ = wrong;
        return Err(Error::value_error(format!("invalid mode: '{mode}'")));
    }
    let binary = mode.contains('b');
    if binary && mode.contains('t') {
        return Err(Error::value_error(
            "can't have text and binary mode at once",
        ));
    }
    if kinds != 1 {
        return Err(Error::value_error(
            "must have exactly one of create/read/write/append mode",
        ));
    }
    if binary && args.some(3).is_some() {
        return Err(Error::value_error(
            "binary mode doesn't take an encoding argument",
        ));
    }
    let raw = args.some(2).and_then(Value::as_int) == Some(0);
    if raw && !binary {
        return Err(Error::value_error("can't have unbuffered text I/O"));
    }
    let optional = |index: usize, default: &str, what: &str| match args.some(index) {
        Some(_) => default_text(args, index, default, what),
        None => Ok(default.to_string()),
    };
    let encoding = optional(3, "utf-8", "open() argument 'encoding'")?;
    let errors = optional(4, "strict", "open() argument 'errors'")?;
    let both = mode.contains('+');
    let reads = mode.contains('r') || both;
    let writes = !mode.contains('r') || both;
    let append = mode.contains('a');
    let path = Path::new(&name);
    let existed = path.exists();
    let mut options = OpenOptions::new();
    options
        .read(reads)
        .write(writes && !append)
        .append(append)
        .truncate(mode.contains('w'))
        .create(mode.contains('w') || append)
        .create_new(mode.contains('x'));
    let file = match descriptor {
        Some(number) => adopted(interp, args, number)?,
        None => Patient::open(path, &options).map_err(|error| Error::io(&error, Some(&name)))?,
    };
    if descriptor.is_none() && path.is_dir() {
        return Err(Error::os_error(libc::EISDIR, "Is a directory", Some(&name)));
    }
    if descriptor.is_none() && !existed {
        user::give_to_caller(path);
    }
    let state = State {
        file,
        can_read: reads,
        can_write: writes,
        append,
        ahead: Vec::new(),
        place: 0,
        behind: Vec::new(),
        binary,
        raw,
    };
    Ok(Value::object(File {
        name: args.at(0).clone(),
        mode,
        binary,
        raw,
        encoding,
        errors,
        state: RefCell::new(Some(state)),
    }))
}

/// The file of a descriptor, which is closed with it unless `closefd` is false.
fn adopted(interp: &mut Interp, args: &Args, number: i64) -> Result<Patient> {
    let number = i32::try_from(number).unwrap_or(-1);
    let twin = crate::link::twin(number).map_err(|error| Error::io(&error, None))?;
    if args.get(6).map_or(Ok(true), |close| interp.truth(close))? && number > 2 {
        nix::unistd::close(number).map_err(|errno| Error::io(&errno.into(), None))?;
    }
    Patient::adopt(twin.into()).map_err(|error| Error::io(&error, None))
}

fn this<'a>(args: &Args<'a>) -> Result<&'a File> {
    args.at(0)
        .downcast::<File>()
        .ok_or_else(|| Error::type_error("a file is required"))
}

fn io(error: std::io::Error) -> Error {
    Error::io(&error, None)
}

/// Works with the open file.
fn with<T>(args: &Args, work: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
    this(args)?.with(work)
}

impl File {
    fn with<T>(&self, work: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
        match &mut *self.state.borrow_mut() {
            Some(state) => work(state),
            None => Err(Error::value_error("I/O operation on closed file.")),
        }
    }

    fn reading<T>(&self, work: impl FnOnce(&mut State) -> std::io::Result<T>) -> Result<T> {
        self.with(|state| {
            if !state.can_read {
                return Err(unsupported("not readable"));
            }
            state.flush().map_err(io)?;
            work(state).map_err(io)
        })
    }

    /// Octets as the script sees them: text files decode and know `\n` only.
    fn value(&self, octets: Vec<u8>) -> Result<Value> {
        if self.binary {
            return Ok(Value::bytes(octets));
        }
        let text = codec::decode(&octets, &self.encoding, &self.errors).map_err(|error| {
            let (kind, text) = error.parts();
            named_error(kind, text)
        })?;
        Ok(Value::string(if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        }))
    }

    /// `size` counts characters in a text file, octets else.
    fn read(&self, size: Option<usize>) -> Result<Vec<u8>> {
        if self.binary || size.is_none() {
            return self.reading(|state| state.read(size));
        }
        self.reading(|state| {
            let mut octets = Vec::new();
            for _ in 0..size.unwrap_or(0) {
                let first = state.read(Some(1))?;
                let Some(lead) = first.first() else { break };
                let more = match lead {
                    0xc0..=0xdf => 1,
                    0xe0..=0xef => 2,
                    0xf0..=0xf7 => 3,
                    _ => 0,
                };
                octets.extend(first);
                octets.extend(state.read(Some(more))?);
            }
            Ok(octets)
        })
    }

    fn line(&self) -> Result<Option<Value>> {
        let line = self.reading(State::line)?;
        if line.is_empty() {
            Ok(None)
        } else {
            self.value(line).map(Some)
        }
    }

    fn write(&self, data: &Value) -> Result<usize> {
        let (octets, count) = if self.binary {
            let octets = octets_of(data).or_else(|| legacy_octets(data));
            let octets = octets.ok_or_else(|| {
                Error::type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    type_name(data)
                ))
            })?;
            let count = octets.len();
            (octets, count)
        } else {
            let text = text_of(data).ok_or_else(|| {
                Error::type_error(format!(
                    "write() argument must be str, not {}",
                    type_name(data)
                ))
            })?;
            let octets =
                codec::encode(text.as_str(), &self.encoding, &self.errors).map_err(|error| {
                    let (kind, text) = error.parts();
                    named_error(kind, text)
                })?;
            (octets, text.chars())
        };
        self.with(|state| {
            if !state.can_write {
                return Err(unsupported(if state.binary {
                    "write"
                } else {
                    "not writable"
                }));
            }
            if !state.ahead.is_empty() {
                state.settle().map_err(io)?;
            }
            state.behind.extend_from_slice(&octets);
            if state.raw || state.behind.len() >= CHUNK || state.is_terminal() {
                state.flush().map_err(io)?;
            }
            Ok(count)
        })
    }
}

thread_local! {
    static UNSUPPORTED: Rc<Class> = super::modules::exception_class("UnsupportedOperation", Exc::OSError, "io");
}

fn unsupported(text: &str) -> Error {
    let class = UNSUPPORTED.with(Clone::clone);
    Error(Rc::new(Exception::new(class, vec![Value::str(text)])))
}

fn size(interp: &mut Interp, args: &Args) -> Result<Option<usize>> {
    match args.some(1) {
        None => Ok(None),
        Some(_) => Ok(usize::try_from(int_or(interp, args, 1, -1)?).ok()),
    }
}

fn read(interp: &mut Interp, args: &Args) -> Result<Value> {
    let size = size(interp, args)?;
    let this = this(args)?;
    let octets = this.read(size)?;
    this.value(octets)
}

fn readline(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    match this.line()? {
        Some(line) => Ok(line),
        None => this.value(Vec::new()),
    }
}

fn readlines(_: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    let mut lines = Vec::new();
    while let Some(line) = this.line()? {
        lines.push(line);
    }
    Ok(Value::list(lines))
}

fn write(_: &mut Interp, args: &Args) -> Result<Value> {
    this(args)?.write(args.at(1)).map(Value::from)
}

fn writelines(interp: &mut Interp, args: &Args) -> Result<Value> {
    let this = this(args)?;
    for line in interp.collect(args.at(1))? {
        this.write(&line)?;
    }
    Ok(Value::None)
}

fn flush(_: &mut Interp, args: &Args) -> Result<Value> {
    with(args, |state| state.flush().map_err(io))?;
    Ok(Value::None)
}

fn close(_: &mut Interp, args: &Args) -> Result<Value> {
    this(args)?.close()?;
    Ok(Value::None)
}

impl File {
    fn close(&self) -> Result<()> {
        match self.state.borrow_mut().take() {
            Some(mut state) => state.flush().map_err(io),
            None => Ok(()),
        }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure.
        let _ = self.close();
    }
}

fn fileno(_: &mut Interp, args: &Args) -> Result<Value> {
    with(args, |state| {
        Ok(Value::Int(state.file.file().as_raw_fd().into()))
    })
}

fn seek(interp: &mut Interp, args: &Args) -> Result<Value> {
    let offset = int_or(interp, args, 1, 0)?;
    let whence = int_or(interp, args, 2, 0)?;
    let target = match whence {
        0 => SeekFrom::Start(
            u64::try_from(offset)
                .map_err(|_| Error::value_error(format!("negative seek position {offset}")))?,
        ),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => {
            return Err(Error::value_error(format!(
                "invalid whence ({whence}, should be 0, 1 or 2)"
            )));
        }
    };
    with(args, |state| {
        state.settle().map_err(io)?;
        state.file.seek(target).map(Value::from).map_err(io)
    })
}

fn tell(_: &mut Interp, args: &Args) -> Result<Value> {
    with(args, |state| {
        state.settle().map_err(io)?;
        let place = if state.append && !state.can_read {
            state.file.seek(SeekFrom::End(0))
        } else {
            state.file.stream_position()
        };
        place.map(Value::from).map_err(io)
    })
}

fn truncate(interp: &mut Interp, args: &Args) -> Result<Value> {
    let size = size(interp, args)?;
    with(args, |state| {
        state.settle().map_err(io)?;
        let size = match size {
            Some(size) => size as u64,
            None => state.file.stream_position().map_err(io)?,
        };
        state.file.file().set_len(size).map_err(io)?;
        Ok(Value::from(size))
    })
}

impl Object for File {
    fn type_name(&self) -> &str {
        if self.raw {
            return "_io.FileIO";
        }
        match (
            self.binary,
            self.mode.contains('+'),
            self.mode.contains('r'),
        ) {
            (false, ..) => "_io.TextIOWrapper",
            (true, true, _) => "_io.BufferedRandom",
            (true, false, true) => "_io.BufferedReader",
            (true, false, false) => "_io.BufferedWriter",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "name" => Some(self.name.clone()),
            "mode" if self.binary && self.mode.contains('+') => Some(Value::str("rb+")),
            "mode" => Some(Value::str(&self.mode)),
            "closed" => Some(Value::bool(self.state.borrow().is_none())),
            "encoding" if !self.binary => Some(Value::str(&self.encoding)),
            "errors" if !self.binary => Some(Value::str(&self.errors)),
            _ => None,
        })
    }

    fn dir(&self) -> Vec<String> {
        let mut names: Vec<String> = METHODS
            .iter()
            .map(|method| method.name.to_string())
            .collect();
        names.extend(["name", "mode", "closed"].map(String::from));
        names
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        self.with(|_| Ok(()))?;
        Ok(match this {
            Value::Object(object) => Some(Iter::Object(object.clone())),
            _ => None,
        })
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, _: &mut Interp) -> Result<Option<Value>> {
        self.line()
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        self.with(|_| Ok(Some(this.clone())))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.close().map(|()| false)
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        let name = interp.repr(&self.name)?;
        Ok(Some(if self.raw {
            let mode = if self.mode.contains('+') {
                "rb+"
            } else {
                &self.mode
            };
            format!("<_io.FileIO name={name} mode='{mode}' closefd=True>")
        } else if self.binary {
            format!("<{} name={name}>", self.type_name())
        } else {
            format!(
                "<_io.TextIOWrapper name={name} mode='{}' encoding='UTF-8'>",
                self.mode
            )
        }))
    }
}
