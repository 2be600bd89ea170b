//! The interpreter, as natives see it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::builtin::Builtin;
use super::class::Class;
use super::error::{Error, Result};
use super::exception::Source;
use super::frame::Frame;
use super::iter::Iter;
use super::module::{Globals, Module, NativeModule};
use super::signals::Signals;
use super::symbol::{Known, Symbol};
use super::threads::Threads;
use super::value::{Kind, Value};
use crate::host::conf::Conf;
use crate::host::output::Output;
use crate::lang::ast::{BinaryOp, CompareOp};
use crate::packet::text::Style;

pub type Display = fn(&mut Interp, &Value) -> Result<()>;

/// Finds what a name means that nothing defined yet.
pub type Late = fn(&mut Interp, &'static str, Asked) -> Result<Option<Value>>;

/// How a name is asked for that nothing defined yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// `name`, in a program that has not said `from scapy.all import *`
    Alone,
    /// `name` after that, or `scapy.all.name`
    OfScapy,
    /// `from scapy.contrib.eigrp import name`
    ByImport,
}

/// One interpreter: its modules, its registers, its output.
pub struct Interp {
    /// What a name means that no module defines, by symbol.
    pub(super) builtins: Vec<Value>,
    /// `sys.modules`
    pub modules: HashMap<String, Rc<Module>>,
    /// The native modules that this interpreter or one beside it has loaded: there is one of each.
    loaded: Rc<RefCell<HashMap<String, Rc<Module>>>>,
    natives: HashMap<&'static str, &'static NativeModule>,
    /// The module that the shell and scripts run in.
    pub main: Rc<Module>,
    pub(super) known: Known,
    pub(super) stack: Vec<Value>,
    pub(super) frames: Vec<Frame>,
    /// Nested runs of the machine on the Rust stack: natives that call scripts.
    pub(super) depth: usize,
    /// Nested comparisons of containers.
    pub(super) comparing: usize,
    /// What the call gave that ended last, for the native code that waits for it.
    pub(super) given: Value,
    /// Where the generator stands that came to rest last, for the same.
    pub(super) rest: Option<Box<super::generator::Suspended>>,
    /// What the class body that ended last defined.
    pub(super) class_names: Option<Box<super::frame::ClassNames>>,
    /// The value of the last expression statement.
    pub(super) echo: Value,
    /// What the shell does with the value of an expression statement, as soon as there is one.
    pub display: Option<Display>,
    /// Definitions that are read when their name is first used.
    pub late: Option<Late>,
    /// `from scapy… import *` was met: what Scapy's files import has come along.
    pub starred: bool,
    /// The exceptions being handled, innermost last.
    pub(super) handled: Vec<Value>,
    pub recursion_limit: usize,
    /// Whether old spellings are understood with a word about today's.
    pub hints: bool,
    /// `--strict`: what would be a warning is an error.
    pub strict: bool,
    /// The places, by text and offset, that have been warned of.
    pub warned: std::collections::HashSet<(String, u32)>,
    /// The file and the kind of each hint that was given.
    pub(super) hinted: std::collections::HashSet<(String, &'static str)>,
    /// A text with Python 2's spellings was run: octets take text in their methods.
    pub legacy: bool,
    /// A text was run that only Python 2 accepts: `keys`, `map` and the like make lists.
    pub python2: bool,
    /// The print statement that ran last ended with a comma.
    pub softspace: bool,
    /// Where short texts are put together; empty between two uses.
    scratch: String,
    pub output: Output,
    /// Directories in which `import` looks for scripts.
    pub path: Vec<std::path::PathBuf>,
    /// What `sys.stdout` and `sys.stderr` are until a script puts something else there; `None` as
    /// long as nobody has imported `sys`.
    pub stdout: Option<Value>,
    pub stderr: Option<Value>,
    pub argv: Vec<String>,
    /// `conf`
    pub conf: Conf,
    /// How packets are painted: plain, but in the shell on a terminal.
    pub style: Style,
    /// The threads of the script.
    pub threads: Threads,
    /// What the script does with signals.
    pub signals: Signals,
    /// It runs methods of packets while another interpreter waits for them.
    pub(super) beside: bool,
}

impl Interp {
    pub fn new(output: Output) -> Interp {
        let main = Rc::new(Module::new("__main__"));
        main.set("__name__", "__main__");
        main.set("__doc__", Value::None);
        let mut interp = Interp::blank(main.clone(), Known::new(), output);
        super::dialect::set(super::dialect::Dialect::Today);
        interp.modules.insert("__main__".into(), main);
        for (name, value) in super::types::names() {
            interp.define(name, value);
        }
        interp
    }

    fn blank(main: Rc<Module>, known: Known, output: Output) -> Interp {
        Interp {
            builtins: Vec::new(),
            modules: HashMap::new(),
            loaded: Rc::default(),
            natives: HashMap::new(),
            main,
            known,
            stack: Vec::new(),
            frames: Vec::new(),
            depth: 0,
            comparing: 0,
            given: Value::Unset,
            rest: None,
            class_names: None,
            echo: Value::None,
            display: None,
            late: None,
            starred: false,
            handled: Vec::new(),
            recursion_limit: 1000,
            hints: true,
            strict: false,
            warned: Default::default(),
            hinted: Default::default(),
            legacy: false,
            python2: false,
            softspace: false,
            scratch: String::new(),
            output,
            path: Vec::new(),
            stdout: None,
            stderr: None,
            argv: Vec::new(),
            conf: Conf::default(),
            style: Style::PLAIN,
            threads: Threads::default(),
            signals: Signals::default(),
            beside: false,
        }
    }

    /// An interpreter that knows nothing, for when the real one is in another thread's hands.
    pub(super) fn hollow(&self) -> Interp {
        Interp::blank(self.main.clone(), self.known, Output::memory())
    }

    /// Changes places with the interpreter of another thread; each thread keeps its own calls.
    pub(super) fn exchange(&mut self, other: &mut Interp) {
        use std::mem::swap;
        swap(self, other);
        swap(&mut self.stack, &mut other.stack);
        swap(&mut self.frames, &mut other.frames);
        swap(&mut self.depth, &mut other.depth);
        swap(&mut self.comparing, &mut other.comparing);
        swap(&mut self.class_names, &mut other.class_names);
        swap(&mut self.echo, &mut other.echo);
        swap(&mut self.display, &mut other.display);
        swap(&mut self.handled, &mut other.handled);
    }

    /// An interpreter with the same names and modules, which runs functions of a script that the
    /// packet module calls: it cannot reach the one that called it.
    pub(super) fn beside(&self) -> Interp {
        Interp {
            builtins: self.builtins.clone(),
            modules: self.modules.clone(),
            loaded: self.loaded.clone(),
            natives: self.natives.clone(),
            late: self.late,
            starred: self.starred,
            recursion_limit: self.recursion_limit,
            hints: self.hints,
            hinted: self.hinted.clone(),
            legacy: self.legacy,
            python2: self.python2,
            path: self.path.clone(),
            stdout: self.stdout.clone(),
            stderr: self.stderr.clone(),
            argv: self.argv.clone(),
            conf: self.conf.clone(),
            style: self.style,
            beside: true,
            ..Interp::blank(self.main.clone(), self.known, Output::beside())
        }
    }

    // ---- What there is ----

    /// Makes a name known everywhere, as `len` is.
    pub fn define(&mut self, name: &str, value: impl Into<Value>) {
        let index = Symbol::of(name).index();
        if self.builtins.len() <= index {
            self.builtins.resize(index + 1, Value::Unset);
        }
        self.builtins[index] = value.into();
    }

    /// Makes functions known everywhere.
    pub fn define_all(&mut self, functions: &'static [Builtin]) {
        for function in functions {
            self.define(function.name, Value::Builtin(function));
        }
    }

    /// The value of a name that is known everywhere.
    pub fn builtin(&self, name: &str) -> Option<Value> {
        self.builtin_symbol(Symbol::find(name)?)
    }

    #[inline]
    pub(super) fn builtin_symbol(&self, name: Symbol) -> Option<Value> {
        match self.builtins.get(name.index()) {
            None | Some(Value::Unset) => None,
            Some(value) => Some(value.clone()),
        }
    }

    /// The value of a name that is known everywhere, which may be defined for it only now.
    #[cold]
    pub fn late_builtin(&mut self, name: &str) -> Result<Option<Value>> {
        let asked = if self.starred {
            Asked::OfScapy
        } else {
            Asked::Alone
        };
        let found = self.find_late(name, asked)?;
        if let Some(value) = &found {
            self.define(name, value.clone());
        }
        Ok(found)
    }

    /// `name` in `scapy.all.name`, which nothing has set there.
    #[cold]
    pub(super) fn late_of_scapy(&mut self, name: &str) -> Result<Option<Value>> {
        self.find_late(name, Asked::OfScapy)
    }

    /// The same for `from scapy.part import name`, which may name what is private.
    #[cold]
    pub(super) fn late_by_import(&mut self, name: &str) -> Result<Option<Value>> {
        self.find_late(name, Asked::ByImport)
    }

    fn find_late(&mut self, name: &str, asked: Asked) -> Result<Option<Value>> {
        let symbol = Symbol::of(name);
        if let Some(value) = self.builtin_symbol(symbol) {
            return Ok(Some(value));
        }
        match self.late {
            Some(late) => late(self, symbol.name(), asked),
            None => Ok(None),
        }
    }

    /// All names that are known everywhere.
    pub fn builtin_names(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        super::symbol::each(|symbol, name| {
            if self
                .builtins
                .get(symbol.index())
                .is_some_and(|value| !value.is_unset())
            {
                names.push(name);
            }
        });
        names
    }

    /// Makes a native module importable.
    pub fn add_module(&mut self, module: &'static NativeModule) {
        self.natives.insert(module.name, module);
    }

    pub fn native_modules(&self) -> impl Iterator<Item = &'static NativeModule> {
        self.natives.values().copied()
    }

    /// Whether a native module has this name.
    pub fn knows_module(&self, name: &str) -> bool {
        self.natives.contains_key(name)
    }

    /// The module of that name, loaded if need be: `import name`.
    pub fn import(&mut self, name: &str) -> Result<Rc<Module>> {
        if let Some(module) = self.modules.get(name) {
            return Ok(module.clone());
        }
        if let Some(native) = self.natives.get(name).copied() {
            let loaded = self.loaded.borrow().get(name).cloned();
            if let Some(module) = loaded {
                self.modules.insert(name.to_owned(), module.clone());
                self.announce(name, &module);
                return Ok(module);
            }
            let module = Rc::new(Module::new(name));
            module.set("__name__", name);
            module.set("__doc__", native.help);
            for function in native.functions {
                module.set(function.name, Value::Builtin(function));
            }
            self.modules.insert(name.to_owned(), module.clone());
            if let Err(error) = (native.init)(self, &module) {
                self.modules.remove(name);
                return Err(error);
            }
            self.loaded
                .borrow_mut()
                .insert(name.to_owned(), module.clone());
            self.announce(name, &module);
            // `import a.b` makes `b` an attribute of `a`.
            if let Some((outer, own)) = name.rsplit_once('.') {
                let outer = self.import(outer)?;
                outer.set(own, Value::Module(module.clone()));
            }
            return Ok(module);
        }
        super::import::script(self, name)
    }

    /// `sys.modules` has what was imported after `sys`, too.
    pub(super) fn announce(&self, name: &str, module: &Rc<Module>) {
        let sys = self.modules.get("sys");
        if let Some(Value::Dict(known)) = sys.and_then(|sys| sys.get("modules")) {
            known
                .borrow_mut()
                .set_str(name, Value::Module(module.clone()));
        }
    }

    // ---- Calls ----

    /// `func(args…)`
    pub fn call(&mut self, func: &Value, args: &[Value]) -> Result<Value> {
        super::call::call(self, func, args)
    }

    /// `func(args…, name=value…)`
    pub fn call_kw(
        &mut self,
        func: &Value,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        super::call::call_kw(self, func, args, kwargs)
    }

    /// `value.name(args…)`
    pub fn call_method(&mut self, value: &Value, name: &str, args: &[Value]) -> Result<Value> {
        let method = self.get_attr(value, name)?;
        self.call(&method, args)
    }

    /// Calls `value.__name__(args…)` if the class of an instance defines it.
    pub fn call_special(
        &mut self,
        value: &Value,
        name: Symbol,
        args: &[Value],
    ) -> Result<Option<Value>> {
        super::call::special(self, value, name, args)
    }

    /// `callable(value)`
    pub fn is_callable(&self, value: &Value) -> bool {
        super::call::is_callable(self, value)
    }

    // ---- Attributes and items ----

    /// `value.name`
    pub fn get_attr(&mut self, value: &Value, name: &str) -> Result<Value> {
        super::attribute::get(self, value, Symbol::of(name))
    }

    /// `getattr(value, name, None)`: absent attributes are `None`, other errors stay errors.
    pub fn find_attr(&mut self, value: &Value, name: &str) -> Result<Option<Value>> {
        match super::attribute::find_or_record(self, value, Symbol::of(name)) {
            Err(error) if error.is(super::exception::Exc::AttributeError) => Ok(None),
            found => found,
        }
    }

    /// `value.name = new`
    pub fn set_attr(&mut self, value: &Value, name: &str, new: Value) -> Result<()> {
        super::attribute::set(self, value, Symbol::of(name), new)
    }

    /// `del value.name`
    pub fn del_attr(&mut self, value: &Value, name: &str) -> Result<()> {
        super::attribute::delete(self, value, Symbol::of(name))
    }

    /// `dir(value)`, sorted
    pub fn dir(&mut self, value: &Value) -> Vec<String> {
        super::attribute::dir(self, value)
    }

    /// `value[index]`
    pub fn get_item(&mut self, value: &Value, index: &Value) -> Result<Value> {
        super::item::get(self, value, index)
    }

    /// `value[index] = new`
    pub fn set_item(&mut self, value: &Value, index: &Value, new: Value) -> Result<()> {
        super::item::set(self, value, index, new)
    }

    /// `del value[index]`
    pub fn del_item(&mut self, value: &Value, index: &Value) -> Result<()> {
        super::item::delete(self, value, index)
    }

    /// `item in value`
    pub fn contains(&mut self, value: &Value, item: &Value) -> Result<bool> {
        super::item::contains(self, value, item)
    }

    // ---- Dictionaries and sets with keys of any kind ----

    pub fn dict_get(
        &mut self,
        dict: &Rc<std::cell::RefCell<super::dict::Dict>>,
        key: &Value,
    ) -> Result<Option<Value>> {
        super::keys::dict_get(self, dict, key)
    }

    pub fn dict_set(
        &mut self,
        dict: &Rc<std::cell::RefCell<super::dict::Dict>>,
        key: Value,
        value: Value,
    ) -> Result<()> {
        super::keys::dict_set(self, dict, key, value)
    }

    /// Removes and returns the value; `None` when there is no such key.
    pub fn dict_remove(
        &mut self,
        dict: &Rc<std::cell::RefCell<super::dict::Dict>>,
        key: &Value,
    ) -> Result<Option<Value>> {
        super::keys::dict_remove(self, dict, key)
    }

    /// Adds to a set that no script holds yet, or that is not borrowed.
    pub fn set_add(&mut self, set: &mut super::dict::Set, item: Value) -> Result<bool> {
        super::keys::set_add(self, set, item)
    }

    pub fn set_contains(&mut self, set: &super::dict::Set, item: &Value) -> Result<bool> {
        super::keys::set_contains(self, set, item)
    }

    pub fn set_remove(&mut self, set: &mut super::dict::Set, item: &Value) -> Result<bool> {
        super::keys::set_remove(self, set, item)
    }

    // ---- Walking ----

    /// `iter(value)`
    pub fn iter(&mut self, value: &Value) -> Result<Iter> {
        super::walk::iter(self, value)
    }

    /// The next item; `None` at the end.
    pub fn next(&mut self, iter: &mut Iter) -> Result<Option<Value>> {
        // Natives that loop over something endless can be stopped.
        self.check_interrupt()?;
        super::walk::next(self, iter)
    }

    /// `next(value)`; `None` at the end.
    pub fn next_of(&mut self, value: &Value) -> Result<Option<Value>> {
        super::walk::next_of(self, value)
    }

    /// What a generator that has ended returned: the value of its StopIteration.
    pub fn returned_by(&self, value: &Value) -> Value {
        match value {
            Value::Generator(generator) => generator.result.replace(Value::None),
            _ => Value::None,
        }
    }

    /// `list(value)`
    pub fn collect(&mut self, value: &Value) -> Result<Vec<Value>> {
        super::walk::collect(self, value)
    }

    // ---- Text ----

    /// The text that `write` writes; none where it says false.
    pub(crate) fn written(&mut self, write: impl FnOnce(&mut String) -> bool) -> Option<Value> {
        let whole = write(&mut self.scratch);
        let text = whole.then(|| Value::str(&self.scratch));
        if self.scratch.capacity() > 4096 {
            self.scratch = String::new();
        }
        self.scratch.clear();
        text
    }

    /// `repr(value)`
    pub fn repr(&mut self, value: &Value) -> Result<String> {
        super::repr::repr(self, value)
    }

    /// `str(value)`
    pub fn str(&mut self, value: &Value) -> Result<String> {
        super::repr::str(self, value)
    }

    /// `format(value, spec)`
    pub fn format(&mut self, value: &Value, spec: &str) -> Result<String> {
        super::repr::format(self, value, spec)
    }

    // ---- Operators ----

    /// `bool(value)`
    pub fn truth(&mut self, value: &Value) -> Result<bool> {
        super::operators::truth(self, value)
    }

    /// `a == b`
    pub fn eq(&mut self, a: &Value, b: &Value) -> Result<bool> {
        super::compare::eq(self, a, b)
    }

    /// `a < b` and the like, as `bool`
    pub fn compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<bool> {
        let result = super::compare::compare(self, op, a, b)?;
        self.truth(&result)
    }

    /// `a + b` and the like
    pub fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
        super::operators::binary(self, op, a, b)
    }

    /// `hash(value)`
    pub fn hash(&mut self, value: &Value) -> Result<i64> {
        super::keys::hash(self, value)
    }

    /// `len(value)`
    pub fn len(&mut self, value: &Value) -> Result<usize> {
        super::item::len(self, value)
    }

    /// The integer that `value` is by `__index__`; what list indices and `range` take.
    pub fn index(&mut self, value: &Value) -> Result<i64> {
        super::item::index(self, value)
    }

    // ---- Types ----

    /// `type(value)`
    pub fn type_of(&mut self, value: &Value) -> Value {
        if let Value::Object(object) = value
            && object.class_name().is_none()
            && let Some(Value::Object(class)) = self.builtin(object.type_name())
            && class.class_name().is_some()
        {
            return Value::Object(class);
        }
        super::types::type_of(value)
    }

    /// `type(value).__name__`
    pub fn type_name(&self, value: &Value) -> String {
        super::types::name(value)
    }

    /// `isinstance(value, class)`; `class` may be a tuple
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> Result<bool> {
        super::types::is_instance(self, value, class)
    }

    /// `issubclass(class, other)`; `other` may be a tuple
    pub fn is_subclass(&mut self, class: &Value, other: &Value) -> Result<bool> {
        super::types::is_subclass(self, class, other)
    }

    /// The class of a built-in type.
    pub fn class(&self, kind: Kind) -> Rc<Class> {
        super::types::class(kind)
    }

    // ---- Output and interrupts ----

    /// Writes to standard output, wherever the script has put that.
    pub fn write_out(&mut self, text: &str) -> Result<()> {
        self.softspace = false;
        match self.replaced("stdout", &self.stdout) {
            None => {
                self.output.write(text);
                // Nobody reads any more: the script ends as if it had come to its end.
                if self.output.closed() {
                    return Err(Error::system_exit(Value::None));
                }
            }
            Some(file) => {
                self.call_method(&file, "write", &[Value::str(text)])?;
            }
        }
        Ok(())
    }

    /// What a script has put in the place of a standard stream.
    fn replaced(&self, name: &str, own: &Option<Value>) -> Option<Value> {
        let own = own.as_ref()?;
        let stream = self.modules.get("sys")?.get(name)?;
        (!own.is(&stream) && !stream.is_none()).then_some(stream)
    }

    /// Writes to standard error.
    pub fn write_err(&mut self, text: &str) -> Result<()> {
        match self.replaced("stderr", &self.stderr) {
            None => self.output.talk(text),
            Some(file) => {
                self.call_method(&file, "write", &[Value::str(text)])?;
            }
        }
        Ok(())
    }

    /// KeyboardInterrupt if Ctrl-C was pressed. Natives that loop or wait call it now and then.
    #[inline]
    pub fn check_interrupt(&mut self) -> Result<()> {
        if super::interrupt::asked() {
            self.attend()
        } else {
            Ok(())
        }
    }

    /// Calls `__del__` of what nothing refers to any more. What it raises is told and forgotten.
    pub(super) fn finalize(&mut self) -> Result<()> {
        for value in super::class::take_gone() {
            let (result, what) = match value {
                Value::Generator(generator) => {
                    let name = generator.name().to_owned();
                    (generator.close(self), name)
                }
                value => {
                    let result = self.call_special(&value, self.known.del, &[]);
                    (result.map(drop), "__del__".to_owned())
                }
            };
            if let Err(error) = result {
                let line = self.error_line(&error);
                self.write_err(&format!("Exception ignored in: {what}\n{line}\n"))?;
            }
        }
        Ok(())
    }

    /// The variables of the main program go, and with them what only they hold.
    fn end_globals(&mut self) -> Result<()> {
        if !super::class::Class::any_deletes() {
            return Ok(());
        }
        self.finalize()?;
        let globals = self.main.globals.clone();
        for (name, _) in globals.entries() {
            globals.set(name, Value::Unset);
            self.finalize()?;
        }
        Ok(())
    }

    // ---- Programs ----

    /// Runs a text in the main module, as a script.
    pub fn run_module(&mut self, source: &str, filename: &str) -> Result<()> {
        let globals = self.main.globals.clone();
        let result = super::program::guarded(self, |interp| {
            super::program::run(interp, source, filename, &globals)?;
            interp.join_all()
        });
        self.end_globals()?;
        if self.softspace {
            self.write_out("\n")?;
        }
        result
    }

    /// Runs a part of a script, the rest of which will follow. Where there is a `display`, values
    /// of expressions are shown.
    pub fn run_step(&mut self, source: &str, filename: &str) -> Result<()> {
        let globals = self.main.globals.clone();
        super::program::guarded(self, |interp| {
            super::program::run_shown(interp, source, filename, &globals)
        })
    }

    /// Waits for the threads that are no daemons: the end of the program, however it ended.
    pub fn finish(&mut self) -> Result<()> {
        self.output.flush();
        super::program::guarded(self, |interp| {
            interp.join_all()?;
            interp.run_exit_functions()
        })
    }

    /// Calls what scripts gave to `atexit.register`.
    fn run_exit_functions(&mut self) -> Result<()> {
        let module = self.modules.get("atexit").cloned();
        let Some(run) = module.and_then(|module| module.get("_run_exitfuncs")) else {
            return Ok(());
        };
        self.call(&run, &[])?;
        self.output.flush();
        Ok(())
    }

    /// Runs a text in the main module; the value of the last expression statement, which `_` then
    /// holds too, unless it is `None`.
    pub fn run_interactive(&mut self, source: &str) -> Result<Option<Value>> {
        let globals = self.main.globals.clone();
        super::program::guarded(self, |interp| {
            super::program::run_interactive(interp, source, &globals)
        })
    }

    /// `eval(source)` in some module.
    pub fn eval(&mut self, source: &str, globals: &Rc<Globals>) -> Result<Value> {
        self.eval_from(source, "<string>", globals)
    }

    /// The same of a text that came from somewhere, as `compile()` was told.
    pub fn eval_from(
        &mut self,
        source: &str,
        filename: &str,
        globals: &Rc<Globals>,
    ) -> Result<Value> {
        super::program::eval(self, source, filename, globals)
    }

    /// `exec(source)` in some module.
    pub fn exec(&mut self, source: &str, filename: &str, globals: &Rc<Globals>) -> Result<()> {
        super::program::run(self, source, filename, globals).map(drop)
    }

    /// Runs a script of the program itself.
    pub fn exec_own(&mut self, source: &str, filename: &str, globals: &Rc<Globals>) -> Result<()> {
        super::program::run_own(self, source, filename, globals)
    }

    /// The globals of the function that is running.
    pub fn globals(&self) -> Rc<Globals> {
        self.frames.last().map_or_else(
            || self.main.globals.clone(),
            |frame| frame.globals().clone(),
        )
    }

    /// Whether what runs is no function and no class body.
    pub fn at_module_level(&self) -> bool {
        self.frames
            .last()
            .is_none_or(|frame| &*frame.func.code.name == "<module>")
    }

    /// `locals()` of the function that is running.
    pub fn locals(&self) -> Vec<(String, Value)> {
        super::frame::locals(self)
    }

    /// The same for `eval`, which sees the variables of a comprehension, too.
    pub fn in_sight(&self) -> Vec<(String, Value)> {
        super::frame::in_sight(self)
    }

    /// Where the running call was written, for natives that want to point at it.
    pub fn place(&self) -> Option<(Rc<Source>, crate::lang::ast::Span)> {
        self.frames.last().map(Frame::place)
    }

    /// `TypeError: unsupported …`: the last line of a report, as the class of the exception has it.
    pub fn error_line(&mut self, error: &Error) -> String {
        // The place of a SyntaxError is shown above the line, and is not told twice.
        let message = match error.0.is_syntax_error() {
            true => error.0.args.borrow().first().cloned(),
            false => Some(error.value()),
        };
        let text = match message {
            Some(message) => self.str(&message).unwrap_or_else(|_| error.text()),
            None => String::new(),
        };
        let class = error.0.class();
        let module = class.module.borrow().clone();
        let name = match &*module {
            "builtins" | "__main__" => class.name().to_string(),
            module => format!("{module}.{}", class.name()),
        };
        if text.is_empty() {
            name
        } else {
            format!("{name}: {text}")
        }
    }

    /// The exception that is being handled: `sys.exc_info()`.
    pub fn handled(&self) -> Option<Value> {
        self.handled.last().cloned()
    }
}
