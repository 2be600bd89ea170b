//! What goes wrong in a running program.

use std::rc::Rc;

use super::exception::{Exc, Exception};
use super::symbol::Symbol;
use super::value::Value;
use crate::link::patient;

pub type Result<T> = std::result::Result<T, Error>;

/// A Python exception on its way to a handler.
#[derive(Clone)]
pub struct Error(pub Rc<Exception>);

macro_rules! constructors {
    ($($name:ident = $kind:ident),* $(,)?) => {
        $(pub fn $name(text: impl Into<String>) -> Error { Error::new(Exc::$kind, text) })*
    };
}

impl Error {
    /// An exception with its text as the only argument.
    #[cold]
    pub fn new(kind: Exc, text: impl Into<String>) -> Error {
        Error::with_args(kind, vec![Value::string(text.into())])
    }

    #[cold]
    pub fn with_args(kind: Exc, args: Vec<Value>) -> Error {
        Error(Rc::new(Exception::new(kind.class(), args)))
    }

    constructors! {
        type_error = TypeError, value_error = ValueError, name_error = NameError,
        attribute_error = AttributeError, index_error = IndexError, runtime_error = RuntimeError,
        zero_division = ZeroDivisionError, overflow_error = OverflowError,
        assertion_error = AssertionError, import_error = ImportError,
        module_not_found = ModuleNotFoundError, not_implemented = NotImplementedError,
        lookup_error = LookupError, eof_error = EOFError, memory_error = MemoryError,
        recursion_error = RecursionError, unbound_local = UnboundLocalError,
        syntax_error = SyntaxError, permission_error = PermissionError, timeout = TimeoutError,
        buffer_error = BufferError, unicode_error = UnicodeError,
    }

    /// `KeyError: key`
    pub fn key_error(key: Value) -> Error {
        Error::with_args(Exc::KeyError, vec![key])
    }

    pub fn stop_iteration(value: Value) -> Error {
        let args = if value.is_none() {
            Vec::new()
        } else {
            vec![value]
        };
        Error::with_args(Exc::StopIteration, args)
    }

    pub fn keyboard_interrupt() -> Error {
        Error::with_args(Exc::KeyboardInterrupt, Vec::new())
    }

    /// `sys.exit(code)`
    pub fn system_exit(code: Value) -> Error {
        let args = if code.is_none() {
            Vec::new()
        } else {
            vec![code]
        };
        Error::with_args(Exc::SystemExit, args)
    }

    /// `OSError` or the kind of it that belongs to the number, with errno, text and file name.
    #[cold]
    pub fn os_error(errno: i32, text: impl Into<String>, filename: Option<&str>) -> Error {
        let mut args = vec![Value::Int(errno.into()), Value::string(text.into())];
        args.extend(filename.map(Value::str));
        Error::with_args(Exc::of_errno(errno), args)
    }

    /// The exception that Python makes of a failed system call.
    #[cold]
    pub fn io(error: &std::io::Error, filename: Option<&str>) -> Error {
        if patient::is_stop(error) {
            crate::link::interrupt::take();
            return Error::keyboard_interrupt();
        }
        if error.kind() == std::io::ErrorKind::OutOfMemory {
            return Error::memory_error("");
        }
        match error.raw_os_error() {
            Some(errno) => {
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or_default();
                Error::os_error(errno, text, filename)
            }
            None if error.kind() == std::io::ErrorKind::TimedOut => Error::timeout("timed out"),
            None => Error::new(Exc::OSError, error.to_string()),
        }
    }

    /// Adds a line that says what to try: `did you mean 'dst'?`
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Error {
        *self.0.help.borrow_mut() = Some(text.into());
        self
    }

    /// Sets an attribute that the exception shows: `e.name`.
    #[must_use]
    pub fn with(self, name: &str, value: Value) -> Error {
        let _old = self.0.attrs.borrow_mut().set(Symbol::of(name), value);
        self
    }

    /// Names the word of the statement that is wrong, for the caret.
    #[must_use]
    pub fn at_word(self, word: impl Into<String>) -> Error {
        *self.0.word.borrow_mut() = Some(word.into());
        self
    }

    /// Whether it is an exception of this kind or one derived from it.
    pub fn is(&self, kind: Exc) -> bool {
        self.0.class().is_subclass(&kind.class())
    }

    pub fn value(&self) -> Value {
        Value::Exception(self.0.clone())
    }

    /// `str(e)`, without asking scripts.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// `TypeError: unsupported …`, without asking scripts.
    pub fn line(&self) -> String {
        let text = self.text();
        let name = self.0.class().name();
        if text.is_empty() {
            name.to_string()
        } else {
            format!("{name}: {text}")
        }
    }
}

impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.line())
    }
}
