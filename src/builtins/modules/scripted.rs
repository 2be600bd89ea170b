//! The modules that are written in the script language itself, in `scripts/`.

use crate::eval::error::Error;
use crate::eval::interp::Interp;
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

macro_rules! scripted {
    ($folder:literal $($name:literal, $help:literal;)*) => {
        &[$(NativeModule {
            name: $name,
            help: $help,
            functions: &[],
            init: |interp, module| {
                let text = include_str!(concat!($folder, $name, ".py"));
                super::run_script(interp, module, text, $name)
            },
        }),*]
    };
}

pub static ALL: &[NativeModule] = scripted! { "scripts/"
    "_os", "What of os is written in the language.";
    "abc", "Classes that say which methods their children must have.";
    "collections.abc", "What containers have in common.";
    "dataclasses", "Classes that are made of their fields.";
    "enum", "Names for values.";
    "typing", "Names for annotations.";
    "base64", "Octets as text in base 64, 32, 16 and 85.";
    "difflib", "What two sequences have in common.";
    "csv", "Tables with commas.";
    "io", "Text and octets that behave as files.";
    "optparse", "Reads command lines, as scripts did before argparse.";
    "pathlib", "Paths as objects.";
    "secrets", "Numbers that nobody guesses.";
    "shutil", "Whole files and folders.";
    "tempfile", "Files that do not stay.";
    "bisect", "Places in sorted lists.";
    "cgi", "The fields of a form that a web server hands over.";
    "fnmatch", "Names by patterns.";
    "glob", "Files by patterns.";
    "unittest", "Tests in classes.";
    "unittest.mock", "Objects that take any call and remember it.";
    "heapq", "Lists whose first item is the smallest.";
    "inspect", "Questions about functions and classes.";
    "keyword", "The words of the language.";
    "multiprocessing", "What runs beside the program: threads, with memory in common.";
    "multiprocessing.pool", "Functions given to threads, many at once.";
    "statistics", "Means and their like.";
    "textwrap", "Text in lines of a width.";
    "warnings", "Words about what is not wrong yet.";
    "argparse", "Reads command lines.";
    "copy", "Copies of values.";
    "datetime", "Dates and times.";
    "functools", "Functions of functions.";
    "ipaddress", "IP addresses and networks.";
    "itertools", "Ways to walk through things.";
    "logging", "Messages of programs.";
    "logging.config", "Loggers as a table describes them.";
    "logging.handlers", "Messages to files that take turns, to other machines, to queues.";
    "sched", "Functions that run at their time.";
    "concurrent.futures", "Functions given to threads, and their results.";
    "contextlib", "What `with` takes.";
    "getopt", "Reads command lines, as C does.";
    "getpass", "Asks for a password.";
    "hmac", "Checksums with a key.";
    "json", "Values as text and back.";
    "platform", "The system's name.";
    "pprint", "Prints values over several lines.";
    "queue", "What threads hand over to each other.";
    "re", "Regular expressions.";
    "select", "Waits for several sockets.";
    "shlex", "Splits command lines.";
    "signal", "What comes from outside.";
    "subprocess", "Runs other programs.";
    "threading", "Functions that run beside the program.";
    "traceback", "Reports of errors.";
    "uuid", "Identifiers that nobody else has.";
    "atexit", "Functions that are called when the program ends.";
    "calendar", "Months and weeks.";
    "codecs", "Text to octets and back, by the name of the encoding.";
    "gc", "What is no longer needed goes by itself.";
    "grp", "The groups of users.";
    "locale", "Numbers and texts in the C locale.";
    "posixpath", "os.path by its own name.";
    "pwd", "The users of the machine.";
    "selectors", "Waits for several descriptors.";
    "socketserver", "Servers that call a class for each client.";
    "timeit", "How long small pieces of code take.";
    "importlib", "Modules by name.";
    "linecache", "Single lines of files.";
    "stat", "What the numbers of os.stat() mean.";
    "string", "Sets of characters, and templates.";
    "configparser", "Reads files of settings.";
    "urllib", "Text in addresses of the web.";
    "numbers", "Kinds of numbers.";
    "fractions", "Quotients of whole numbers.";
    "copyreg", "How values are taken apart.";
    "reprlib", "Short texts of long values.";
    "contextvars", "Variables of a context.";
    "ast", "Literals read out of text.";
    "cmath", "Functions of complex numbers.";
    "graphlib", "An order for what needs each other.";
    "http", "The numbers of answers of web servers.";
    "http.client", "Asks web servers, without TLS.";
    "http.server", "Small web servers.";
    "urllib.error", "What can go wrong when a page is fetched.";
    "urllib.request", "Fetches pages, without TLS.";
    "html", "Characters that mean something in pages.";
    "html.entities", "The names of characters in pages.";
    "gzip", "Compressed files.";
    "pickle", "Values as octets and back.";
    "urllib.parse", "The parts of addresses of the web.";
};

/// Modules that only Python 2 had.
pub static PYTHON2: &[NativeModule] = scripted! { "scripts/python2/"
    "BaseHTTPServer", "Python 2: http.server.";
    "SimpleHTTPServer", "Python 2: http.server.";
    "httplib", "Python 2: http.client.";
    "urllib2", "Python 2: urllib.request and urllib.error.";
    "commands", "Python 2: what other programs print.";
    "ConfigParser", "Python 2: configparser.";
    "cStringIO", "Python 2: io.StringIO.";
    "md5", "Python 2: hashlib.md5.";
    "Queue", "Python 2: queue.";
    "sha", "Python 2: hashlib.sha1.";
    "StringIO", "Python 2: io.StringIO.";
    "thread", "Python 2: threading.";
    "urlparse", "Python 2: urllib.parse.";
};

/// `import asyncio`: a script that can do without it catches an ImportError.
fn refused(interp: &mut Interp, name: &str, why: &str, instead: &str) -> Error {
    interp.modules.remove(name);
    Error::import_error(format!("{name} is not here: {why}")).help(instead)
}

/// Modules that are there so that importing them does no harm.
pub static EMPTY: &[NativeModule] = &[
    NativeModule {
        name: "concurrent",
        help: "The package of concurrent.futures.",
        functions: &[],
        init: |interp, module| {
            let futures = interp.import("concurrent.futures")?;
            module.set("futures", Value::Module(futures));
            Ok(())
        },
    },
    NativeModule {
        name: "asyncio",
        help: "Is refused.",
        functions: &[],
        init: |interp, _| {
            Err(refused(
                interp,
                "asyncio",
                "coroutines are not part of this language",
                "threading.Thread runs functions side by side; what waits lets others run",
            ))
        },
    },
    NativeModule {
        name: "__future__",
        help: "What later versions of Python do anyway.",
        functions: &[],
        init: |_, module| {
            for name in [
                "annotations",
                "division",
                "print_function",
                "unicode_literals",
                "absolute_import",
                "with_statement",
            ] {
                module.set(name, true);
            }
            Ok(())
        },
    },
    NativeModule {
        name: "builtins",
        help: "The names that are known everywhere.",
        functions: &[],
        init: |interp, module| {
            for name in interp.builtin_names() {
                if let Some(value) = interp.builtin(name) {
                    module.set(name, value);
                }
            }
            for (name, value) in [
                ("None", Value::None),
                ("True", Value::bool(true)),
                ("False", Value::bool(false)),
            ] {
                module.set(name, value);
            }
            Ok(())
        },
    },
    NativeModule {
        name: "types",
        help: "The types that have no name of their own.",
        functions: &[],
        init: |interp, module| {
            use crate::eval::value::Kind;
            for (name, kind) in [
                ("FunctionType", Kind::Function),
                ("LambdaType", Kind::Function),
                ("BuiltinFunctionType", Kind::Builtin),
                ("BuiltinMethodType", Kind::Builtin),
                ("MethodType", Kind::Method),
                ("GeneratorType", Kind::Generator),
                ("ModuleType", Kind::Module),
                ("NoneType", Kind::NoneType),
                // Python 2 had names for all.
                ("BooleanType", Kind::Bool),
                ("DictType", Kind::Dict),
                ("FloatType", Kind::Float),
                ("IntType", Kind::Int),
                ("ListType", Kind::List),
                ("LongType", Kind::Int),
                ("StringType", Kind::Str),
                ("TupleType", Kind::Tuple),
                ("UnicodeType", Kind::Str),
            ] {
                module.set(name, Value::Class(interp.class(kind)));
            }
            super::run_script(
                interp,
                module,
                "class SimpleNamespace(object):\n    def __init__(self, **kwargs):\n        for name in kwargs:\n            setattr(self, name, kwargs[name])\n    def __repr__(self):\n        return \"namespace(%s)\" % \", \".join([\"%s=%r\" % item for item in vars(self).items()])\n    def __eq__(self, other):\n        return vars(self) == vars(other)\n",
                "types",
            )
        },
    },
];
