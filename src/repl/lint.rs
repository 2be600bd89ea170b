//! `pkt --lint FILE…`: what looks wrong in a script, without running it or sending anything. What
//! would be passed over in silence, or found when half of the packets are out, is said of every
//! script before it starts.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::builtins::late;
use crate::eval::exception::Source;
use crate::eval::interp::Interp;
use crate::eval::report;
use crate::eval::suggest::nearest;
use crate::eval::value::Value;
use crate::lang::ast::{Arg, BinaryOp, Expr, ExprKind, Ident, Module, Span, Stmt, StmtKind};
use crate::lang::pasted::straighten;
use crate::lang::walk::{Met, walk};
use crate::lang::{more_errors, parse_module};
use crate::link::Station;
use crate::proto::{Proto, registry};

/// What is to be said about a place.
#[derive(Debug)]
struct Finding {
    span: Span,
    level: Level,
    words: String,
    help: Option<String>,
    /// Where running it would find the same, if it would.
    met_at: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// The script would not run.
    Error,
    /// It would hardly do what is meant.
    Warning,
    /// Good to know.
    Note,
}

/// Writes what looks wrong; the exit status: 0 if nothing, 1 with warnings, 2 if it does not parse.
pub fn lint(interp: &mut Interp, text: &str, name: &str) -> u8 {
    let (straight, hints) = straighten(text);
    let source = Rc::new(Source {
        name: name.to_owned(),
        text: straight.into_owned(),
    });
    let mut findings: Vec<Finding> = Vec::new();
    let mut hints = hints;
    match parse_module(&source.text) {
        Ok(module) => {
            hints.extend(module.hints.iter().cloned());
            findings.extend(look(interp, &module, true));
        }
        Err(first) => {
            let more = more_errors(&source.text, &first);
            findings.extend([first].into_iter().chain(more).map(|error| Finding {
                span: error.span,
                level: Level::Error,
                words: format!("{}: {}", error.kind.name(), error.message),
                help: error.help,
                met_at: None,
            }));
        }
    }
    findings.extend(hints.into_iter().map(|hint| Finding {
        span: Span {
            start: hint.at,
            end: hint.at + 1,
        },
        level: Level::Note,
        words: hint.words,
        help: None,
        met_at: None,
    }));
    findings.sort_by_key(|finding| finding.span.start);
    for finding in &findings {
        let level = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let text = finding.text(&source, level, interp.output.colour);
        interp.output.write(&text);
    }
    let has = |level| findings.iter().any(|finding| finding.level == level);
    match (has(Level::Error), has(Level::Warning)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

/// Warns of fields and options that do not exist, before anything of the script runs or is sent;
/// how many there are. What does not parse is left to the run.
pub fn foretell(interp: &mut Interp, text: &str, name: &str) -> usize {
    let source = Rc::new(Source {
        name: name.to_owned(),
        text: straighten(text).0.into_owned(),
    });
    let Ok(module) = parse_module(&source.text) else {
        return 0;
    };
    let mut count = 0;
    for finding in look(interp, &module, false) {
        let Some(at) = finding.met_at else { continue };
        count += 1;
        interp.warned.insert((source.name.clone(), at));
        let level = if interp.strict { "error" } else { "WARNING" };
        let text = finding.text(&source, level, interp.output.colour);
        interp.output.talk(&text);
    }
    count
}

impl Finding {
    fn text(&self, source: &Rc<Source>, level: &str, colour: bool) -> String {
        let mut text = report::snippet(source, self.span, colour);
        if let Some(help) = &self.help {
            text.push_str(&format!("help: {help}\n"));
        }
        text.push_str(&format!("{level}: {}\n", self.words));
        text
    }
}

/// `everything`, or only what the run would meet, too.
fn look(interp: &mut Interp, module: &Module, everything: bool) -> Vec<Finding> {
    let names = Names::of(interp, module);
    let builtins = match everything {
        true => interp.builtin_names().into_iter().collect(),
        false => HashSet::new(),
    };
    let mut lint = Lint {
        interp,
        names,
        findings: Vec::new(),
        root_told: false,
        functions: vec![Function::default()],
        python2: module.python2,
        everything,
        builtins,
    };
    walk(&module.body, &mut |met| lint.see(met));
    lint.leave();
    lint.findings
}

/// What a script calls its things.
struct Names {
    /// All names that are given a value anywhere.
    bound: HashSet<String>,
    /// `scapy` of `import scapy.all as scapy`
    scapy: HashSet<String>,
    /// A module with names of its own was imported with `*`: any name may be from there.
    open: bool,
    /// Scapy was imported with `*`, and what its files import with it.
    starred: bool,
    /// Variables that hold nothing but stacks of known layers.
    stacks: HashMap<String, Option<Vec<&'static Proto>>>,
}

impl Names {
    fn of(interp: &mut Interp, module: &Module) -> Names {
        let mut names = Names {
            bound: HashSet::new(),
            scapy: HashSet::new(),
            open: false,
            starred: false,
            stacks: HashMap::new(),
        };
        walk(&module.body, &mut |met| match met {
            Met::Bound(name) => {
                names.bound.insert(name.to_owned());
                names.stacks.insert(name.to_owned(), None);
            }
            Met::Target(Expr {
                kind: ExprKind::Name(name),
                ..
            }) => {
                names.bound.insert(name.to_string());
            }
            Met::Stmt(statement) => names.statement(interp, statement),
            _ => {}
        });
        names
    }

    fn statement(&mut self, interp: &mut Interp, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Import(aliases) => {
                for alias in aliases
                    .iter()
                    .filter(|alias| alias.name.name.starts_with("scapy"))
                {
                    let name = alias.asname.as_ref().map_or("scapy", |name| &name.name);
                    self.scapy.insert(name.to_owned());
                }
            }
            StmtKind::ImportFrom {
                module, star: true, ..
            } => self.star(interp, &module.name),
            StmtKind::Assign { targets, value } => {
                let layers = layers(interp, value);
                for target in targets {
                    if let ExprKind::Name(name) = &target.kind {
                        self.assigned(name, layers.clone());
                    }
                }
            }
            _ => {}
        }
    }

    /// `from module import *`
    fn star(&mut self, interp: &mut Interp, module: &str) {
        if module.starts_with("scapy") {
            self.starred = true;
        } else if interp.knows_module(module)
            && let Ok(module) = interp.import(module)
        {
            let names = module.globals.names();
            self.bound.extend(names.into_iter().map(str::to_owned));
        } else {
            self.open = true;
        }
    }

    fn assigned(&mut self, name: &str, layers: Option<Vec<&'static Proto>>) {
        let known = self.stacks.entry(name.to_owned());
        let known = known.or_insert_with(|| Some(Vec::new()));
        match (known, layers) {
            (Some(known), Some(layers)) => known.extend(layers),
            (known, None) => *known = None,
            (None, _) => {}
        }
    }
}

/// The layers of `IP()/TCP()`; `None` of anything else.
fn layers(interp: &Interp, value: &Expr) -> Option<Vec<&'static Proto>> {
    match &value.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(name) => match interp.builtin(name) {
                Some(Value::Layer(proto)) => Some(vec![proto]),
                _ => None,
            },
            _ => None,
        },
        ExprKind::Binary(left, BinaryOp::Div, right) => {
            let mut all = layers(interp, left)?;
            match &right.kind {
                ExprKind::Str(_) | ExprKind::Bytes(_) => {}
                _ => all.extend(layers(interp, right)?),
            }
            Some(all)
        }
        _ => None,
    }
}

/// What a function does to packets that it was given.
#[derive(Default)]
struct Function {
    params: Vec<String>,
    /// The first change of a field that a checksum covers, and of whose packet.
    changed: Option<(String, Span)>,
    sends: bool,
    /// It deletes or sets a checksum.
    mends: bool,
}

struct Lint<'i> {
    interp: &'i mut Interp,
    names: Names,
    findings: Vec<Finding>,
    root_told: bool,
    /// The functions around this place, the module first.
    functions: Vec<Function>,
    python2: bool,
    everything: bool,
    builtins: HashSet<&'static str>,
}

/// Commands that need raw sockets, and those of them that wait for an answer.
const RAW: [&str; 16] = [
    "send",
    "sendp",
    "sendpfast",
    "sr",
    "sr1",
    "srp",
    "srp1",
    "srloop",
    "srploop",
    "sniff",
    "AsyncSniffer",
    "arping",
    "traceroute",
    "arpcachepoison",
    "arp_mitm",
    "promiscping",
];
const WAITING: [&str; 4] = ["sr", "sr1", "srp", "srp1"];

impl Lint<'_> {
    fn see(&mut self, met: Met) {
        match met {
            Met::Enter(function) => self.functions.push(Function {
                params: function
                    .params
                    .list
                    .iter()
                    .map(|p| p.name.name.to_string())
                    .collect(),
                ..Function::default()
            }),
            Met::Leave => self.leave(),
            Met::Expr(value) => self.expr(value),
            Met::Target(target) => self.target(target),
            Met::Stmt(statement) => {
                if let StmtKind::Delete(targets) = &statement.kind
                    && targets.iter().any(is_checksum)
                {
                    self.function().mends = true;
                }
            }
            Met::Bound(_) => {}
        }
    }

    fn function(&mut self) -> &mut Function {
        self.functions
            .last_mut()
            .expect("the module stays until the end")
    }

    fn leave(&mut self) {
        let Some(function) = self.functions.pop() else {
            return;
        };
        if let (Some((name, span)), true, false) =
            (function.changed, function.sends, function.mends)
        {
            self.warn(
                span,
                format!(
                    "{name} is sent with the checksum that it came with, which is stale after this"
                ),
                Some(format!(
                    "del {name}[IP].chksum, and that of TCP or UDP, before sending"
                )),
            );
        }
    }

    fn warn(&mut self, span: Span, words: impl Into<String>, help: Option<String>) {
        self.findings.push(Finding {
            span,
            level: Level::Warning,
            words: words.into(),
            help,
            met_at: None,
        });
    }

    /// A name of ours that does not exist, which the run meets in the statement or call `met`.
    fn unknown(&mut self, name: &Ident, met: Span, words: String, near: Option<&str>) {
        self.findings.push(Finding {
            span: name.span,
            level: Level::Warning,
            words,
            help: near.map(|near| format!("did you mean '{near}'?")),
            met_at: Some(met.start),
        });
    }

    fn expr(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Name(name) if self.everything => self.name(name, value.span),
            ExprKind::Call { func, args } => self.call(func, args),
            _ => {}
        }
    }

    fn name(&mut self, name: &str, span: Span) {
        let known = self.names.open
            || name.starts_with('_')
            || self.names.bound.contains(name)
            || registry::unloaded(name).is_some()
            || self.names.starred && late::comes_along(self.interp, name)
            || late::names().any(|late| late == name)
            || self.builtins.contains(name);
        if known {
            return;
        }
        let own = self.names.bound.iter().map(String::as_str);
        let near = nearest(name, own.chain(self.interp.builtin_names()));
        let help = report::of_name(self.interp, name);
        let help = help.or_else(|| near.map(|near| format!("did you mean '{near}'?")));
        self.warn(span, format!("name '{name}' is not defined"), help);
    }

    /// What a call calls, if that is ours.
    fn called<'e>(&self, func: &'e Expr) -> Option<(&'e str, Value)> {
        let name = match &func.kind {
            ExprKind::Name(name) if !self.names.bound.contains(&**name) => name,
            ExprKind::Attribute { value, attr } => match &value.kind {
                ExprKind::Name(module) if self.names.scapy.contains(&**module) => &attr.name,
                _ => return None,
            },
            _ => return None,
        };
        Some((name, self.interp.builtin(name)?))
    }

    fn call(&mut self, func: &Expr, args: &[Arg]) {
        let Some((name, called)) = self.called(func) else {
            return;
        };
        let keywords: Vec<&Ident> = args
            .iter()
            .filter_map(|arg| match arg {
                Arg::Keyword(name, _) => Some(name),
                _ => None,
            })
            .collect();
        match &called {
            Value::Layer(proto) => self.fields(proto, &keywords),
            Value::Builtin(builtin) if !builtin.params.iter().any(|p| p.starts_with("**")) => {
                let older = builtin.older().filter(|_| self.python2);
                let builtin = older.unwrap_or(builtin);
                for keyword in &keywords {
                    if builtin.keywords().any(|known| *known == *keyword.name) {
                        continue;
                    }
                    let near = nearest(&keyword.name, builtin.keywords());
                    let words = format!("{name}() has no option '{}'", keyword.name);
                    self.unknown(keyword, func.span, words, near);
                }
            }
            _ => {}
        }
        if !self.everything {
            return;
        }
        let given = |option: &str| keywords.iter().any(|keyword| &*keyword.name == option);
        let open = args.iter().any(|arg| matches!(arg, Arg::DoubleStar(_)));
        if WAITING.contains(&name) && !given("timeout") && !open {
            let words = format!("{name}() without timeout waits for ever when nobody answers");
            self.warn(func.span, words, Some(format!("{name}(…, timeout=2)")));
        }
        if RAW.contains(&name) && !given("offline") {
            self.function().sends |= name.starts_with('s') && name != "sniff";
            self.needs_root(name, func.span);
        }
        self.interface(args);
    }

    fn fields(&mut self, proto: &'static Proto, keywords: &[&Ident]) {
        for keyword in keywords {
            if keyword.name.starts_with('_')
                || matches!(&*keyword.name, "post_transform" | "stop_dissection_after")
                || proto.index_of(&keyword.name).is_some()
                || proto.part(&keyword.name).is_some()
            {
                continue;
            }
            let near = nearest(&keyword.name, proto.fields.iter().map(|field| field.name));
            let words = format!("{} has no field '{}'", proto.name, keyword.name);
            self.unknown(keyword, keyword.span, words, near);
        }
    }

    fn needs_root(&mut self, name: &str, span: Span) {
        if std::mem::replace(&mut self.root_told, true) {
            return;
        }
        self.findings.push(Finding {
            span,
            level: Level::Note,
            words: format!(
                "{name}() needs root: sudo pkt …, or pkt --lab … in a network of its own"
            ),
            help: None,
            met_at: None,
        });
    }

    /// `iface="en0"`
    fn interface(&mut self, args: &[Arg]) {
        for arg in args {
            let Arg::Keyword(name, value) = arg else {
                continue;
            };
            let ("iface", ExprKind::Str(text)) = (&*name.name, &value.kind) else {
                continue;
            };
            let Ok(known) = Station::here().and_then(|station| station.interfaces()) else {
                return;
            };
            if &**text != "any" && known.by_name(text).is_err() {
                let names: Vec<&str> = known.iter().map(|one| &*one.name).collect();
                let help = format!("there are: {}", names.join(", "));
                self.warn(
                    value.span,
                    format!("there is no interface '{text}' here"),
                    Some(help),
                );
            }
        }
    }

    /// `p[TCP].flasgs = …`, `tcp.flasgs = …`
    fn target(&mut self, target: &Expr) {
        let ExprKind::Attribute { value, attr } = &target.kind else {
            return;
        };
        if is_checksum(target) {
            self.function().mends = true;
            return;
        }
        let (protos, root) = match &value.kind {
            ExprKind::Name(name) => match self.names.stacks.get(&**name) {
                Some(Some(layers)) if !layers.is_empty() => (layers.clone(), Some(name)),
                _ => (Vec::new(), Some(name)),
            },
            ExprKind::Subscript { value, index } => match (&value.kind, &index.kind) {
                (ExprKind::Name(name), ExprKind::Name(layer)) => {
                    (registry::proto(layer).into_iter().collect(), Some(name))
                }
                (_, ExprKind::Name(layer)) => (registry::proto(layer).into_iter().collect(), None),
                _ => return,
            },
            _ => return,
        };
        let name = &*attr.name;
        // `self` is an object of the script.
        if let Some(root) = root
            && &**root != "self"
            && self.function().params.contains(&root.to_string())
            && registry::protocols()
                .iter()
                .any(|proto| proto.index_of(name).is_some())
        {
            let changed = (root.to_string(), target.span);
            self.function().changed.get_or_insert(changed);
        }
        let fields = || {
            protos
                .iter()
                .flat_map(|proto| proto.fields)
                .map(|field| field.name)
        };
        let own = [
            "payload",
            "time",
            "sent_time",
            "comment",
            "comments",
            "process_information",
            "sniffed_on",
            "wirelen",
            "direction",
        ];
        if protos.is_empty() || fields().any(|field| field == name) || own.contains(&name) {
            return;
        }
        // A layer above may have it.
        let near = nearest(name, fields());
        let elsewhere = registry::protocols()
            .iter()
            .any(|proto| proto.index_of(name).is_some());
        if near.is_some() || !elsewhere {
            let words = format!("{} has no field '{name}'", protos[0].name);
            self.unknown(attr, target.span, words, near);
        }
    }
}

/// `p[IP].chksum`
fn is_checksum(target: &Expr) -> bool {
    matches!(&target.kind, ExprKind::Attribute { attr, .. } if matches!(&*attr.name, "chksum" | "cksum"))
}
