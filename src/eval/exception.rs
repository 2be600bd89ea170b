//! Exceptions and the table of their kinds.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::class::{Attrs, Class, Layout};
use super::symbol::Symbol;
use super::value::Value;
use crate::lang::ast::Span;
use crate::proto::refusal::KINDS;

/// An exception object.
pub struct Exception {
    class: RefCell<Rc<Class>>,
    pub args: RefCell<Vec<Value>>,
    /// What a script set on it, and `value` of StopIteration and the like.
    pub attrs: RefCell<Attrs>,
    /// `raise … from cause`
    pub cause: RefCell<Option<Value>>,
    /// The exception that was being handled when this one was raised.
    pub context: RefCell<Option<Value>>,
    /// `raise … from …` was used: the context is not shown.
    pub suppress_context: Cell<bool>,
    /// Where it passed, innermost first.
    pub traceback: RefCell<Vec<TraceEntry>>,
    /// It is being raised once more where it already passed: the place is not noted again.
    pub(super) again: Cell<bool>,
    /// What to try: `did you mean 'dst'?`
    pub help: RefCell<Option<String>>,
    /// The word of the statement that is wrong: `dts` of `IP(dts="1.2.3.4")`.
    pub word: RefCell<Option<String>>,
    /// Further syntax errors of the same text.
    pub more: RefCell<Vec<super::error::Error>>,
}

/// A place that an exception passed.
#[derive(Clone)]
pub struct TraceEntry {
    pub source: Rc<Source>,
    pub span: Span,
    /// `<module>` at the top
    pub function: Rc<str>,
}

/// A text that was compiled, and what it is called.
pub struct Source {
    pub name: String,
    pub text: String,
}

macro_rules! kinds {
    ($($name:ident < $parent:ident),* $(,)?) => {
        /// The kinds of exception that are built in.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Exc { $($name),* }

        impl Exc {
            /// All kinds, parents before children.
            pub const ALL: &'static [Exc] = &[$(Exc::$name),*];

            pub fn name(self) -> &'static str {
                match self { $(Exc::$name => stringify!($name)),* }
            }

            /// The kind it derives from; itself at the root.
            pub fn parent(self) -> Exc {
                match self { $(Exc::$name => Exc::$parent),* }
            }
        }
    };
}

kinds! {
    BaseException < BaseException,
    SystemExit < BaseException, KeyboardInterrupt < BaseException, GeneratorExit < BaseException,
    Exception < BaseException,
    StopIteration < Exception, StopAsyncIteration < Exception,
    ArithmeticError < Exception, FloatingPointError < ArithmeticError,
    OverflowError < ArithmeticError, ZeroDivisionError < ArithmeticError,
    AssertionError < Exception, AttributeError < Exception, BufferError < Exception,
    EOFError < Exception,
    ImportError < Exception, ModuleNotFoundError < ImportError,
    LookupError < Exception, IndexError < LookupError, KeyError < LookupError,
    MemoryError < Exception,
    NameError < Exception, UnboundLocalError < NameError,
    OSError < Exception, BlockingIOError < OSError, ChildProcessError < OSError,
    ConnectionError < OSError, BrokenPipeError < ConnectionError,
    ConnectionAbortedError < ConnectionError, ConnectionRefusedError < ConnectionError,
    ConnectionResetError < ConnectionError, FileExistsError < OSError,
    FileNotFoundError < OSError, InterruptedError < OSError, IsADirectoryError < OSError,
    NotADirectoryError < OSError, PermissionError < OSError, ProcessLookupError < OSError,
    TimeoutError < OSError,
    ReferenceError < Exception,
    RuntimeError < Exception, NotImplementedError < RuntimeError, RecursionError < RuntimeError,
    SyntaxError < Exception, IndentationError < SyntaxError, TabError < IndentationError,
    SystemError < Exception, TypeError < Exception,
    ValueError < Exception, UnicodeError < ValueError, UnicodeDecodeError < UnicodeError,
    UnicodeEncodeError < UnicodeError,
    Warning < Exception, DeprecationWarning < Warning, FutureWarning < Warning,
    ImportWarning < Warning, PendingDeprecationWarning < Warning, ResourceWarning < Warning,
    RuntimeWarning < Warning, SyntaxWarning < Warning, UnicodeWarning < Warning,
    UserWarning < Warning, BytesWarning < Warning,
}

thread_local! {
    static CLASSES: Vec<Rc<Class>> = make_classes();
}

/// Kinds that modules define and that the evaluator raises, too.
#[derive(Clone, Copy)]
pub enum Named {
    /// `struct.error`
    Struct,
    /// `socket.gaierror`
    Address,
    /// `Scapy_Exception`
    Scapy,
}

thread_local! {
    static NAMED: [Rc<Class>; 3] = [
        named("error", Exc::Exception, "struct"),
        named("gaierror", Exc::OSError, "socket"),
        named("Scapy_Exception", Exc::Exception, "scapy.error"),
    ];
}

/// One of Scapy's exceptions for single protocols; `Scapy_Exception` where it has no such name.
pub fn of_protocol(name: &str) -> Rc<Class> {
    thread_local! {
        static MADE: Vec<Rc<Class>> = KINDS.iter().map(|(name, module)| {
            let class = Class::new(name, vec![Named::Scapy.class()])
                .expect("a single base is always consistent");
            *class.module.borrow_mut() = (*module).into();
            class
        }).collect();
    }
    let place = KINDS.iter().position(|(own, _)| *own == name);
    match place {
        Some(place) => MADE.with(|made| made[place].clone()),
        None => Named::Scapy.class(),
    }
}

fn named(name: &str, base: Exc, module: &str) -> Rc<Class> {
    let class = Class::new(name, vec![base.class()]).expect("a single base is always consistent");
    *class.module.borrow_mut() = module.into();
    class
}

impl Named {
    pub fn class(self) -> Rc<Class> {
        NAMED.with(|classes| classes[self as usize].clone())
    }
}

fn make_classes() -> Vec<Rc<Class>> {
    let mut classes: Vec<Rc<Class>> = Vec::with_capacity(Exc::ALL.len());
    for kind in Exc::ALL {
        let parent = (kind.parent() != *kind).then(|| classes[kind.parent() as usize].clone());
        classes.push(Class::builtin(
            kind.name(),
            parent,
            Layout::Exception(*kind),
            None,
            Attrs::default(),
        ));
    }
    classes
}

impl Exc {
    pub fn class(self) -> Rc<Class> {
        CLASSES.with(|classes| classes[self as usize].clone())
    }

    /// The kind of `OSError` that stands for a system error number.
    pub fn of_errno(errno: i32) -> Exc {
        match errno {
            libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => Exc::BlockingIOError,
            libc::ECHILD => Exc::ChildProcessError,
            libc::EPIPE | libc::ESHUTDOWN => Exc::BrokenPipeError,
            libc::ECONNABORTED => Exc::ConnectionAbortedError,
            libc::ECONNREFUSED => Exc::ConnectionRefusedError,
            libc::ECONNRESET => Exc::ConnectionResetError,
            libc::EEXIST => Exc::FileExistsError,
            libc::ENOENT => Exc::FileNotFoundError,
            libc::EINTR => Exc::InterruptedError,
            libc::EISDIR => Exc::IsADirectoryError,
            libc::ENOTDIR => Exc::NotADirectoryError,
            libc::EACCES | libc::EPERM => Exc::PermissionError,
            libc::ESRCH => Exc::ProcessLookupError,
            libc::ETIMEDOUT => Exc::TimeoutError,
            _ => Exc::OSError,
        }
    }
}

impl Exception {
    pub fn new(class: Rc<Class>, args: Vec<Value>) -> Exception {
        let made = Exception {
            class: RefCell::new(class),
            args: RefCell::default(),
            attrs: RefCell::default(),
            cause: RefCell::default(),
            context: RefCell::default(),
            suppress_context: Cell::new(false),
            traceback: RefCell::default(),
            again: Cell::new(false),
            help: RefCell::default(),
            word: RefCell::default(),
            more: RefCell::default(),
        };
        made.set_args(args);
        made
    }

    /// Sets `e.args`. An OSError takes the names of its files out of them.
    pub fn set_args(&self, mut args: Vec<Value>) {
        if self.is_os_error() && (3..=5).contains(&args.len()) {
            let files = args.split_off(2);
            let named = [("filename", files.first()), ("filename2", files.get(2))];
            for (name, file) in named {
                if let Some(file) = file.filter(|file| !file.is_none()) {
                    let _old = self.attrs.borrow_mut().set(Symbol::of(name), file.clone());
                }
            }
        }
        let _old = self.args.replace(args);
    }

    fn is_os_error(&self) -> bool {
        self.class.borrow().is_subclass(&Exc::OSError.class())
    }

    pub fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    /// The nearest built-in kind.
    pub fn kind(&self) -> Exc {
        match self.class.borrow().layout {
            Layout::Exception(kind) => kind,
            _ => Exc::Exception,
        }
    }

    pub fn is_syntax_error(&self) -> bool {
        self.class.borrow().is_subclass(&Exc::SyntaxError.class())
    }

    /// What `SyntaxError(message, (filename, lineno, offset, text))` says of the place.
    pub fn detail(&self, at: usize) -> Option<Value> {
        match self.args.borrow().as_slice() {
            [_, Value::Tuple(details)] => details.get(at).cloned(),
            _ => None,
        }
    }

    /// The text of a SyntaxError: `invalid syntax (script.py, line 3)`.
    pub fn with_place(&self, text: String) -> String {
        let own = |name, at| {
            let found = self.attrs.borrow().get(Symbol::of(name));
            found.or_else(|| self.detail(at))
        };
        let line = match own("lineno", 1) {
            Some(Value::Int(line)) => line,
            _ => return text,
        };
        match own("filename", 0) {
            Some(Value::Str(file)) => {
                let name = file.as_str().rsplit('/').next().unwrap_or_default();
                format!("{text} ({name}, line {line})")
            }
            _ => format!("{text} (line {line})"),
        }
    }

    /// `str(e)` where the class does not define `__str__`.
    pub fn text(&self) -> String {
        let args = self.args.borrow();
        let kind = self.kind();
        match args.as_slice() {
            [errno, text] if self.is_os_error() => {
                let file = |name| self.attrs.borrow().get(Symbol::of(name));
                let mut line = format!("[Errno {}] {}", plain_str(errno), plain_str(text));
                if let Some(file) = file("filename") {
                    line.push_str(&format!(": {}", super::repr::plain_repr(&file)));
                }
                if let Some(other) = file("filename2") {
                    line.push_str(&format!(" -> {}", super::repr::plain_repr(&other)));
                }
                line
            }
            [Value::Str(codec), object, start, end, reason]
                if matches!(kind, Exc::UnicodeDecodeError | Exc::UnicodeEncodeError) =>
            {
                unicode_text(kind, codec.as_str(), object, [start, end], reason)
            }
            [] => String::new(),
            [key] if kind == Exc::KeyError => super::repr::plain_repr(key),
            [text] => plain_str(text),
            args => super::repr::plain_repr(&Value::tuple(args.to_vec())),
        }
    }
}

/// What a codec could not do: one octet or character, or several.
fn unicode_text(
    kind: Exc,
    codec: &str,
    object: &Value,
    [start, end]: [&Value; 2],
    reason: &Value,
) -> String {
    let (at, end) = (start.as_int().unwrap_or(0), end.as_int().unwrap_or(0));
    let place = usize::try_from(at).unwrap_or(0);
    let octets = kind == Exc::UnicodeDecodeError;
    let one = match object {
        Value::Bytes(octets) => octets.get(place).map(|octet| format!("byte 0x{octet:02x}")),
        object => object
            .as_str()
            .and_then(|text| text.chars().nth(place))
            .map(|c| {
                let mut shown = String::new();
                crate::eval::format::quote::push_escape(&mut shown, c);
                format!("character '{shown}'")
            }),
    };
    let what = match one {
        Some(one) if end == at + 1 => format!("{one} in position {at}"),
        _ => {
            let several = if octets { "bytes" } else { "characters" };
            format!("{several} in position {at}-{}", end - 1)
        }
    };
    let verb = if octets { "decode" } else { "encode" };
    format!("'{codec}' codec can't {verb} {what}: {}", plain_str(reason))
}

fn plain_str(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => super::repr::plain_repr(value),
    }
}
