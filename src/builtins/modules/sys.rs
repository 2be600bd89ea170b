//! `sys`

use std::io::IsTerminal;

use crate::builtins::core_text;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dialect;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::methods::arguments::{clamped, int_or, method, octets_arg, text_of, type_name};
use crate::eval::module::{Module, NativeModule};
use crate::eval::object::Object;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "sys",
    help: "The interpreter: arguments, standard streams, the end of the program.",
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "_getframe",
        &["depth=0", "/"],
        "The call that is running, or the one so many calls further out.",
        |interp, args| {
            let depth = usize::try_from(int_or(interp, args, 0, 0)?).unwrap_or(0);
            let frame = crate::eval::traceback::running(interp, depth);
            frame.ok_or_else(|| Error::value_error("call stack is not deep enough"))
        },
    ),
    method(
        "exception",
        &[],
        "The exception being handled, or None.",
        |interp, _| Ok(interp.handled().unwrap_or(Value::None)),
    ),
    method(
        "excepthook",
        &["exctype", "value", "traceback", "/"],
        "Reports an exception that nobody caught.",
        excepthook,
    ),
    method(
        "displayhook",
        &["object", "/"],
        "Shows a value as the prompt does.",
        |interp, args| {
            if args.at(0).is_none() {
                return Ok(Value::None);
            }
            let shown = interp.repr(args.at(0))?;
            interp.write_out(&format!("{shown}\n"))?;
            Ok(Value::None)
        },
    ),
    method(
        "getfilesystemencodeerrors",
        &[],
        "What is done with octets that are no text in file names.",
        |_, _| Ok(Value::str("surrogateescape")),
    ),
    method(
        "getswitchinterval",
        &[],
        "How long a thread's turn is, in seconds.",
        |_, _| Ok(Value::float(0.005)),
    ),
    method(
        "get_int_max_str_digits",
        &[],
        "How many digits an integer may have as text; 0 is any number.",
        |_, _| Ok(Value::Int(0)),
    ),
    method(
        "is_finalizing",
        &[],
        "Whether the program is ending.",
        |_, _| Ok(Value::bool(false)),
    ),
    method(
        "exc_info",
        &[],
        "Type, value and traceback of the exception being handled.",
        exc_info,
    ),
    method(
        "exit",
        &["status=None", "/"],
        "Ends the program.",
        |_, args| Err(Error::system_exit(args.at(0).clone())),
    ),
    method(
        "getdefaultencoding",
        &[],
        "The encoding of text.",
        |_, _| Ok(Value::str("utf-8")),
    ),
    method(
        "getfilesystemencoding",
        &[],
        "The encoding of file names.",
        |_, _| Ok(Value::str("utf-8")),
    ),
    method(
        "getrecursionlimit",
        &[],
        "How deep calls may nest.",
        |interp, _| Ok(Value::from(interp.recursion_limit)),
    ),
    method(
        "getsizeof",
        &["object", "default=0"],
        "An estimate of the memory of a value, in octets.",
        |_, _| Ok(Value::Int(size_of::<Value>() as i64)),
    ),
    method("intern", &["string"], "The text itself.", |_, args| {
        Ok(args.at(0).clone())
    }),
    method(
        "setrecursionlimit",
        &["limit"],
        "Sets how deep calls may nest.",
        setrecursionlimit,
    ),
];

fn init(interp: &mut Interp, module: &Module) -> Result<()> {
    let argv: Vec<Value> = interp.argv.iter().map(|arg| Value::str(arg)).collect();
    module.set(
        "argv",
        Value::list(if argv.is_empty() {
            vec![Value::str("")]
        } else {
            argv
        }),
    );
    let path: Vec<Value> = interp
        .path
        .iter()
        .map(|path| Value::string(path.display().to_string()))
        .collect();
    module.set("path", Value::list(path));
    module.set(
        "byteorder",
        if cfg!(target_endian = "big") {
            "big"
        } else {
            "little"
        },
    );
    module.set(
        "executable",
        std::env::current_exe()
            .unwrap_or_default()
            .display()
            .to_string(),
    );
    for name in ["exec_prefix", "base_prefix", "base_exec_prefix"] {
        module.set(name, "/usr");
    }
    module.set("platlibdir", "lib");
    module.set("abiflags", "");
    module.set("api_version", 1013_i64);
    module.set("float_repr_style", "short");
    module.set("dont_write_bytecode", true);
    module.set("warnoptions", Value::list(Vec::new()));
    module.set("pycache_prefix", Value::None);
    module.set("copyright", "");
    let argv = std::env::args().map(Value::string).collect::<Vec<_>>();
    module.set("orig_argv", Value::list(argv));
    let mut names: Vec<&str> = interp.native_modules().map(|native| native.name).collect();
    names.sort_unstable();
    let names = names.into_iter().filter(|name| !name.starts_with("scapy"));
    let names: Vec<Value> = names.map(Value::str).collect();
    module.set("builtin_module_names", Value::tuple(names));
    module.set("maxsize", i64::MAX);
    module.set("maxunicode", 0x10ffff_i64);
    module.set("platform", std::env::consts::OS);
    module.set("prefix", "/usr");
    module.set(
        "version",
        concat!("3.11.0 (pkt ", env!("CARGO_PKG_VERSION"), ")"),
    );
    module.set("hexversion", 0x030b_00f0_i64);
    let numbers = [3, 11, 0].map(Value::Int);
    let [major, minor, micro] = numbers;
    let version = [
        ("major", major),
        ("minor", minor),
        ("micro", micro),
        ("releaselevel", Value::str("final")),
        ("serial", Value::Int(0)),
    ];
    module.set(
        "version_info",
        super::record::make("sys.version_info", &version),
    );
    let float_info = [
        ("max", Value::float(f64::MAX)),
        ("max_exp", Value::Int(1024)),
        ("max_10_exp", Value::Int(308)),
        ("min", Value::float(f64::MIN_POSITIVE)),
        ("min_exp", Value::Int(-1021)),
        ("min_10_exp", Value::Int(-307)),
        ("dig", Value::Int(15)),
        ("mant_dig", Value::Int(53)),
        ("epsilon", Value::float(f64::EPSILON)),
        ("radix", Value::Int(2)),
        ("rounds", Value::Int(1)),
    ];
    module.set(
        "float_info",
        super::record::make("sys.float_info", &float_info),
    );
    let flags = [
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
    ];
    let flags = flags.map(|name| (name, Value::Int(0)));
    module.set("flags", super::record::make("sys.flags", &flags));
    let integers = [
        ("bits_per_digit", Value::Int(30)),
        ("sizeof_digit", Value::Int(4)),
        ("default_max_str_digits", Value::Int(4300)),
        ("str_digits_check_threshold", Value::Int(640)),
    ];
    module.set("int_info", super::record::make("sys.int_info", &integers));
    let threads = [
        ("name", Value::str("pthread")),
        ("lock", Value::str("semaphore")),
        ("version", Value::None),
    ];
    module.set(
        "thread_info",
        super::record::make("sys.thread_info", &threads),
    );
    module.set(
        "__excepthook__",
        module.get("excepthook").unwrap_or(Value::None),
    );
    module.set(
        "__displayhook__",
        module.get("displayhook").unwrap_or(Value::None),
    );
    module.set(
        "__stdin__",
        Value::object(Stream {
            number: 0,
            octets: false,
        }),
    );
    module.set(
        "stdin",
        Value::object(Stream {
            number: 0,
            octets: false,
        }),
    );
    module.set(
        "stdout",
        Value::object(Stream {
            number: 1,
            octets: false,
        }),
    );
    module.set(
        "stderr",
        Value::object(Stream {
            number: 2,
            octets: false,
        }),
    );
    // What is written elsewhere goes where the script says.
    interp.stdout = module.get("stdout");
    interp.stderr = module.get("stderr");
    module.set(
        "__stdout__",
        Value::object(Stream {
            number: 1,
            octets: false,
        }),
    );
    module.set(
        "__stderr__",
        Value::object(Stream {
            number: 2,
            octets: false,
        }),
    );
    let mut modules = crate::eval::dict::Dict::new();
    for (name, loaded) in &interp.modules {
        modules.set_str(name, Value::Module(loaded.clone()));
    }
    module.set("modules", Value::dict(modules));
    Ok(())
}

fn exc_info(interp: &mut Interp, _: &Args) -> Result<Value> {
    Ok(match interp.handled() {
        Some(exception) => {
            let traceback = crate::eval::traceback::of(&exception);
            Value::tuple([interp.type_of(&exception), exception, traceback])
        }
        None => Value::tuple([Value::None, Value::None, Value::None]),
    })
}

fn setrecursionlimit(interp: &mut Interp, args: &Args) -> Result<Value> {
    let limit = clamped(interp, args.at(0))?;
    match usize::try_from(limit) {
        Ok(limit) if limit > 0 => interp.recursion_limit = limit,
        _ => {
            return Err(Error::value_error(
                "recursion limit must be greater or equal than 1",
            ));
        }
    }
    Ok(Value::None)
}

fn excepthook(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Value::Exception(exception) = args.at(1) else {
        return Err(Error::type_error("an exception is required"));
    };
    let words = crate::eval::report::report(interp, &Error(exception.clone()));
    interp.write_err(&words)?;
    Ok(Value::None)
}

/// Has the script's own `sys.excepthook` report an exception, if there is one.
pub fn hooked(interp: &mut Interp, error: &Error) -> bool {
    let hook = |interp: &Interp| interp.modules.get("sys")?.get("excepthook");
    let Some(hook) = hook(interp).filter(|hook| !matches!(hook, Value::Builtin(_))) else {
        return false;
    };
    let exception = error.value();
    let kind = interp.type_of(&exception);
    let traceback = crate::eval::traceback::of(&exception);
    match interp.call(&hook, &[kind, exception, traceback]) {
        Ok(_) => true,
        Err(failed) => {
            let words = crate::eval::report::report(interp, &failed);
            // Where standard error is broken, nobody can be told.
            let _ = interp.write_err(&format!(
                "Error in sys.excepthook:\n{words}\nOriginal exception was:\n"
            ));
            false
        }
    }
}

/// What `sys.stdout` is now, if a script has put something of its own there.
pub fn replaced(interp: &Interp, name: &str) -> Option<Value> {
    let stream = interp.modules.get("sys")?.get(name)?;
    stream.downcast::<Stream>().is_none().then_some(stream)
}

/// `sys.stdin`, `sys.stdout`, `sys.stderr`, and their `buffer`.
struct Stream {
    number: i32,
    octets: bool,
}

static METHODS: &[Builtin] = &[
    method("close", &["self"], "Does nothing.", |_, _| Ok(Value::None)),
    method(
        "fileno",
        &["self"],
        "The number of the descriptor.",
        |_, args| Ok(Value::Int(stream(args)?.number.into())),
    ),
    method(
        "flush",
        &["self"],
        "Writes what is held back.",
        |interp, _| {
            interp.output.flush();
            Ok(Value::None)
        },
    ),
    method("isatty", &["self"], "Whether it is a terminal.", isatty),
    method(
        "read",
        &["self", "size=-1"],
        "What is left of the input.",
        read,
    ),
    method(
        "readable",
        &["self"],
        "Whether it can be read.",
        |_, args| Ok(Value::bool(stream(args)?.number == 0)),
    ),
    method(
        "readline",
        &["self", "size=-1"],
        "The next line with its end.",
        readline,
    ),
    method(
        "readlines",
        &["self", "hint=-1"],
        "The lines that are left.",
        readlines,
    ),
    method(
        "reconfigure",
        &["self", "**kwargs"],
        "Does nothing.",
        |_, _| Ok(Value::None),
    ),
    method(
        "writable",
        &["self"],
        "Whether it can be written.",
        |_, args| Ok(Value::bool(stream(args)?.number != 0)),
    ),
    method("write", &["self", "data"], "Writes text.", write),
    method(
        "writelines",
        &["self", "lines"],
        "Writes several texts.",
        writelines,
    ),
];

fn stream<'a>(args: &Args<'a>) -> Result<&'a Stream> {
    args.at(0)
        .downcast::<Stream>()
        .ok_or_else(|| Error::type_error("a standard stream is required"))
}

fn isatty(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::bool(match stream(args)?.number {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        _ => std::io::stderr().is_terminal(),
    }))
}

fn write(interp: &mut Interp, args: &Args) -> Result<Value> {
    write_one(interp, stream(args)?, args.at(1))
}

fn write_one(interp: &mut Interp, stream: &Stream, data: &Value) -> Result<Value> {
    if stream.number == 0 {
        return Err(Error::new(
            crate::eval::exception::Exc::OSError,
            "not writable",
        ));
    }
    if stream.octets {
        let octets = octets_arg(data)?;
        match stream.number {
            1 => interp.output.write_octets(&octets),
            _ => interp.output.talk(&String::from_utf8_lossy(&octets)),
        }
        return Ok(Value::from(octets.len()));
    }
    let Some(text) = text_of(data) else {
        return Err(Error::type_error(format!(
            "write() argument must be str, not {}",
            type_name(data)
        )));
    };
    match stream.number {
        1 => {
            interp.softspace = false;
            interp.output.write(&dialect::shown(text.as_str()));
        }
        _ => interp.output.talk(&dialect::shown(text.as_str())),
    }
    Ok(Value::from(text.chars()))
}

fn writelines(interp: &mut Interp, args: &Args) -> Result<Value> {
    let stream = stream(args)?;
    for line in interp.collect(args.at(1))? {
        write_one(interp, stream, &line)?;
    }
    Ok(Value::None)
}

fn as_read(stream: &Stream, text: String) -> Value {
    if stream.octets {
        Value::bytes(text.into_bytes())
    } else {
        Value::string(text)
    }
}

fn read(interp: &mut Interp, args: &Args) -> Result<Value> {
    let stream = stream(args)?;
    let size = usize::try_from(int_or(interp, args, 1, -1)?).ok();
    let mut octets = Vec::new();
    match size {
        None => octets = core_text::read_rest(interp)?,
        Some(size) => {
            while octets.len() < size {
                match core_text::read_line(interp)? {
                    Some(line) => octets.extend(line.into_bytes()),
                    None => break,
                }
            }
            core_text::put_back(octets.split_off(size.min(octets.len())));
        }
    }
    Ok(if stream.octets {
        Value::bytes(octets)
    } else {
        Value::string(String::from_utf8_lossy(&octets).into_owned())
    })
}

fn readline(interp: &mut Interp, args: &Args) -> Result<Value> {
    let stream = stream(args)?;
    let line = core_text::read_line(interp)?;
    Ok(as_read(stream, line.unwrap_or_default()))
}

fn readlines(interp: &mut Interp, args: &Args) -> Result<Value> {
    let stream = stream(args)?;
    let mut lines = Vec::new();
    while let Some(line) = core_text::read_line(interp)? {
        lines.push(as_read(stream, line));
    }
    Ok(Value::list(lines))
}

impl Object for Stream {
    fn type_name(&self) -> &str {
        if self.octets {
            "_io.BufferedWriter"
        } else {
            "_io.TextIOWrapper"
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "buffer" if !self.octets => Some(Value::object(Stream {
                number: self.number,
                octets: true,
            })),
            "encoding" => Some(Value::str("utf-8")),
            "errors" => Some(Value::str("strict")),
            "closed" => Some(Value::bool(false)),
            "mode" => Some(Value::str(if self.number == 0 { "r" } else { "w" })),
            "name" => Some(Value::str(
                ["<stdin>", "<stdout>", "<stderr>"][self.number as usize % 3],
            )),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        Ok(match this {
            Value::Object(object) if self.number == 0 => Some(Iter::Object(object.clone())),
            _ => None,
        })
    }

    fn is_iterator(&self) -> bool {
        self.number == 0
    }

    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        Ok(core_text::read_line(interp)?.map(|line| as_read(self, line)))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let names = [("<stdin>", "r"), ("<stdout>", "w"), ("<stderr>", "w")];
        let (name, mode) = names[self.number as usize % 3];
        Ok(Some(format!(
            "<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>"
        )))
    }
}
