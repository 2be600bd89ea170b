//! The network in the box, from a script: `at("bob")`, `bg(…)`, `lab.run(…)`, `serve_…`.

use std::cell::RefCell;
use std::rc::Rc;

use super::async_sniffer;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::threads::{self, Thread};
use crate::eval::value::Value;
use crate::lab::Program;
use crate::lab::{self, Lab};
use crate::lab::{Place, Rule, Running, Service};
use crate::link::interrupt;

const SERVE: &[&str] = &["port", "host=None"];

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "at",
        &["host"],
        "Go to a host of the lab; `with at('bob'):` comes back at the end.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(0))?;
            let lab = running()?;
            let before = lab.here().name.clone();
            lab.enter(&name).map_err(failed)?;
            Ok(Value::object(At {
                host: lab.here().name.clone(),
                before,
            }))
        },
    ),
    Builtin::new(
        "bg",
        &["where", "*args", "**kargs"],
        "Run a function beside the script, on a host of the lab or here: bg(at('bob'), sniff, count=3).",
        &[],
        bg,
    ),
    Builtin::new(
        "serve_upper_udp",
        SERVE,
        "Answer datagrams in upper case.",
        &[],
        |interp, args| serve(interp, args, Service::UpperUdp),
    ),
    Builtin::new(
        "serve_echo",
        SERVE,
        "Send back what comes, over UDP and TCP.",
        &[],
        |interp, args| serve(interp, args, Service::Echo),
    ),
    Builtin::new(
        "serve_tcp_lines",
        SERVE,
        "Send a line, expect its SHA-256, close first, and say what came.",
        &[],
        |interp, args| serve(interp, args, Service::TcpLines),
    ),
    Builtin::new(
        "serve_http",
        &["port=80", "host=None", "pages=None"],
        "Serve web pages: serve_http(80, host='bob', pages={'/': '<h1>Hello</h1>'}).",
        &[],
        |interp, args| {
            let pages = pairs(interp, args.some(2))?;
            serve_told(interp, args, Service::Http, |place| place.pages = pages)
        },
    ),
    Builtin::new(
        "serve_dns",
        &["port=53", "host=None", "names=None"],
        "Answer queries for the hosts of the lab and for names={'www.example.com': '10.9.0.6'}.",
        &[],
        |interp, args| {
            let mut names = Vec::new();
            for (name, address) in pairs(interp, args.some(2))? {
                let address = address.parse().map_err(|_| {
                    Error::value_error(format!("'{address}' is no address for {name}"))
                })?;
                names.push((name, address));
            }
            // What the script says comes before what the lab knows.
            serve_told(interp, args, Service::Dns, |place| {
                place
                    .names
                    .retain(|(known, _)| !names.iter().any(|(name, _)| name == known));
                place.names.extend(names);
            })
        },
    ),
    Builtin::new(
        "serve_dhcp",
        &["port=67", "host=None"],
        "Give out addresses of the network of the host's first interface.",
        &[],
        |interp, args| serve(interp, args, Service::Dhcp),
    ),
    Builtin::new(
        "serve_report",
        SERVE,
        "Say of each datagram and each SYN for this port how it arrived; a datagram is answered with that.",
        &[],
        |interp, args| serve(interp, args, Service::Report),
    ),
];

thread_local! {
    /// Services go on although the script does not keep what started them.
    static SERVICES: RefCell<Vec<Running>> = const { RefCell::new(Vec::new()) };
}

/// Ends what scripts have started and goes back to the first host, for another script that begins
/// from the beginning.
pub fn start_over() {
    SERVICES.with_borrow_mut(Vec::clear);
    if let Some(lab) = lab::current() {
        // A host whose filters could be set can have them set again.
        let _ = lab.start_over();
    }
}

/// Makes `lab` known to scripts.
pub fn define(interp: &mut Interp) {
    interp.define("lab", Value::object(LabObject));
}

fn running() -> Result<&'static Lab> {
    lab::current().ok_or_else(|| {
        Error::runtime_error("this program runs in no lab").help("start it with: pkt --lab …")
    })
}

fn failed(error: lab::Error) -> Error {
    Error::new(Exc::RuntimeError, error.to_string())
}

/// Where the script is now, and where it was before.
struct At {
    host: String,
    before: String,
}

impl At {
    fn back(&self) -> Result<()> {
        running()?.enter(&self.before).map_err(failed)?;
        Ok(())
    }
}

impl Object for At {
    fn type_name(&self) -> &str {
        "at"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<at {}>", self.host)))
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        running()?.enter(&self.host).map_err(failed)?;
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.back()?;
        Ok(false)
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "host").then(|| Value::str(&self.host)))
    }
}

/// `bg(at("bob"), sniff, count=3)`: the capture runs on bob, the script stays where it was.
fn bg(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (place, function, rest) = match args.at(0).downcast::<At>() {
        Some(place) => (
            Some(place),
            args.star(1).first(),
            args.star(1).get(1..).unwrap_or_default(),
        ),
        None => (None, args.get(0), args.star(1)),
    };
    let started = begin(interp, function, rest, &args.keywords(2));
    if let Some(place) = place {
        place.back()?;
    }
    started
}

fn begin(
    interp: &mut Interp,
    function: Option<&Value>,
    rest: &[Value],
    keywords: &[(String, Value)],
) -> Result<Value> {
    match function {
        Some(Value::Builtin(builtin)) if builtin.name == "sniff" => {
            async_sniffer::STARTED.call_kw(interp, rest, keywords)
        }
        Some(function) if interp.is_callable(function) => {
            let (function, rest) = (function.clone(), rest.to_vec());
            let keywords = keywords.to_vec();
            let outcome = Rc::new(RefCell::new(None));
            let theirs = outcome.clone();
            // It begins where the script is now, and stays there.
            let thread = interp.spawn(threads::Kind::Daemon, Value::None, move |interp| {
                let done = interp.call_kw(&function, &rest, &keywords);
                theirs.replace(Some(done));
                Ok(())
            })?;
            Ok(Value::object(Begun { thread, outcome }))
        }
        _ => Err(Error::type_error(
            "bg() runs a function: bg(sniff, count=3), bg(at('bob'), f, 1)",
        )),
    }
}

/// A function that runs beside the script.
struct Begun {
    thread: Rc<Thread>,
    outcome: Rc<RefCell<Option<Result<Value>>>>,
}

impl Object for Begun {
    fn type_name(&self) -> &str {
        "bg"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "running").then(|| Value::bool(self.outcome.borrow().is_none())))
    }

    fn dir(&self) -> Vec<String> {
        ["running", "result"].map(str::to_owned).to_vec()
    }

    fn methods(&self) -> &'static [Builtin] {
        BEGUN
    }
}

static BEGUN: &[Builtin] = &[Builtin::new(
    "result",
    &["self", "timeout=None"],
    "Wait for the function and give what it returned, or raise what it raised.",
    &[],
    |interp, args| {
        let Some(begun) = args.at(0).downcast::<Begun>() else {
            return Err(Error::type_error("this method is called on what bg() gave"));
        };
        let end = super::send::seconds(interp, args.some(1))?.map(interrupt::later);
        if !interp.join(&begun.thread, end)? {
            return Err(Error::timeout("the function still runs"));
        }
        let outcome = begun.outcome.borrow().clone();
        outcome.unwrap_or_else(|| Ok(Value::None))
    },
)];

fn serve(interp: &mut Interp, args: &Args, kind: fn(u16) -> Service) -> Result<Value> {
    serve_told(interp, args, kind, |_| {})
}

/// A dictionary of texts.
fn pairs(interp: &mut Interp, value: Option<&Value>) -> Result<Vec<(String, String)>> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    let items = interp.call_method(value, "items", &[])?;
    let mut pairs = Vec::new();
    for item in interp.collect(&items)? {
        if let [name, text] = &interp.collect(&item)?[..] {
            pairs.push((interp.str(name)?, interp.str(text)?));
        }
    }
    Ok(pairs)
}

fn serve_told(
    interp: &mut Interp,
    args: &Args,
    kind: fn(u16) -> Service,
    told: impl FnOnce(&mut Place),
) -> Result<Value> {
    let port = match (args.some(0), kind(0).usual_port()) {
        (None, Some(port)) => port,
        _ => {
            let port = interp.index(args.at(0))?;
            u16::try_from(port)
                .map_err(|_| Error::value_error(format!("{port} is no port: 0 to 65535")))?
        }
    };
    let host = args.some(1).map(|host| interp.str(host)).transpose()?;
    let service = match lab::current() {
        Some(lab) => {
            let host = lab
                .host(host.as_deref().unwrap_or(&lab.here().name))
                .map_err(failed)?;
            let mut place = Place::of(lab.topology(), &host.node);
            told(&mut place);
            lab.serve_as(&host.name, kind(port), place)
                .map_err(failed)?
        }
        None if host.is_some() => return Err(running().err().expect("there is no lab")),
        None => {
            let mut place = Place::default();
            told(&mut place);
            let say = |line: &str| {
                // Nobody can be told that standard error is gone.
                let _ = std::io::Write::write_all(
                    &mut std::io::stderr(),
                    format!("{line}\n").as_bytes(),
                );
            };
            kind(port)
                .start(place, Box::new(say))
                .map_err(|error| Error::io(&error, None))?
        }
    };
    let text = format!("<{} on port {port}>", service.service.kind());
    SERVICES.with_borrow_mut(|services| services.push(service));
    Ok(Value::object(Served {
        text,
        kind: kind(port),
    }))
}

/// A service that was started.
struct Served {
    text: String,
    kind: Service,
}

impl Object for Served {
    fn type_name(&self) -> &str {
        "service"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.text.clone()))
    }

    fn methods(&self) -> &'static [Builtin] {
        SERVED
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.stop();
        Ok(false)
    }
}

impl Served {
    fn stop(&self) {
        SERVICES.with_borrow_mut(|services| services.retain(|one| one.service != self.kind));
    }
}

static SERVED: &[Builtin] = &[Builtin::new(
    "stop",
    &["self"],
    "End the service.",
    &[],
    |_, args| {
        if let Some(served) = args.at(0).downcast::<Served>() {
            served.stop();
        }
        Ok(Value::None)
    },
)];

/// `lab`
struct LabObject;

impl Object for LabObject {
    fn type_name(&self) -> &str {
        "lab"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let lab = match running() {
            Ok(lab) => lab,
            Err(_) => return Ok(Some("<no lab; start one with: pkt --lab>".to_owned())),
        };
        Ok(Some(super::lab_map::map(lab)))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        match name {
            "hosts" => {
                let names = running()?
                    .hosts()
                    .iter()
                    .map(|host| Value::str(&host.name))
                    .collect::<Vec<_>>();
                Ok(Some(Value::list(names)))
            }
            "here" => Ok(Some(Value::str(&running()?.here().name))),
            _ => Ok(None),
        }
    }

    fn dir(&self) -> Vec<String> {
        ["run", "hosts", "here", "address", "firewall", "macs"]
            .map(str::to_owned)
            .to_vec()
    }

    fn methods(&self) -> &'static [Builtin] {
        LAB
    }
}

static LAB: &[Builtin] = &[
    Builtin::new(
        "run",
        &["self", "host", "argv"],
        "Start a program on a host: lab.run('bob', ['nc', '-l', '9090']).",
        &[],
        |interp, args| {
            let host = interp.str(args.at(1))?;
            let argv = match args.at(2) {
                Value::Str(line) => line
                    .as_str()
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect(),
                words => {
                    let words = interp.collect(words)?;
                    words
                        .iter()
                        .map(|word| interp.str(word))
                        .collect::<Result<Vec<_>>>()?
                }
            };
            interp.output.flush();
            let program = running()?.spawn_program(&host, &argv).map_err(failed)?;
            Ok(Value::object(Started(RefCell::new(program))))
        },
    ),
    Builtin::new(
        "firewall",
        &["self", "host", "rules=None"],
        "Set what a host lets in, first rule first: lab.firewall('bob', ['drop tcp 23']); without rules: what holds.",
        &[],
        |interp, args| {
            let host = interp.str(args.at(1))?;
            let lab = running()?;
            if let Some(told) = args.some(2) {
                let rules = rules(interp, told)?;
                lab.set_firewall(&host, rules).map_err(failed)?;
                return Ok(Value::None);
            }
            let rules = lab.firewall(&host).map_err(failed)?;
            let texts = rules.iter().map(|rule| Value::string(rule.to_string()));
            Ok(Value::list(texts.collect::<Vec<_>>()))
        },
    ),
    Builtin::new(
        "macs",
        &["self"],
        "Show what the switches have learned: who is behind which port.",
        &[],
        |interp, _| {
            let table = super::lab_map::tables(running()?).map_err(failed)?;
            interp.write_out(&table)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "address",
        &["self", "host"],
        "The address of a host.",
        &[],
        |interp, args| {
            let host = interp.str(args.at(1))?;
            let address = running()?.host(&host).map_err(failed)?.address();
            Ok(address.map_or(Value::None, |address| Value::string(address.to_string())))
        },
    ),
];

/// `"drop tcp 23"`, or several in a list.
fn rules(interp: &mut Interp, value: &Value) -> Result<Vec<Rule>> {
    let texts = match value {
        Value::Str(one) => vec![one.as_str().to_owned()],
        several => {
            let several = interp.collect(several)?;
            several
                .iter()
                .map(|one| interp.str(one))
                .collect::<Result<_>>()?
        }
    };
    let read = texts.iter().map(|text| text.parse::<Rule>());
    read.collect::<std::result::Result<_, _>>()
        .map_err(Error::value_error)
}

/// A program on a host.
struct Started(RefCell<Program>);

impl Object for Started {
    fn type_name(&self) -> &str {
        "program"
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!(
            "<program {}>",
            self.0.borrow().argv.join(" ")
        )))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "lines" => {
                let lines = self.0.borrow().lines();
                Some(Value::list(
                    lines
                        .iter()
                        .map(|line| Value::str(line))
                        .collect::<Vec<_>>(),
                ))
            }
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        STARTED
    }
}

fn program<'a>(args: &Args<'a>) -> Result<&'a Started> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a program"))
}

static STARTED: &[Builtin] = &[
    Builtin::new(
        "wait",
        &["self"],
        "Wait for the program's end; its exit status.",
        &[],
        |interp, args| {
            let program = program(args)?;
            interp.output.flush();
            loop {
                let status = program
                    .0
                    .borrow_mut()
                    .status()
                    .map_err(|error| Error::io(&error, None))?;
                if let Some(status) = status {
                    // The last lines may still be on their way.
                    let _ = program.0.borrow_mut().wait();
                    return Ok(status
                        .code()
                        .map_or(Value::None, |code| Value::Int(code.into())));
                }
                // What runs beside the script goes on meanwhile.
                super::core_wait::sleep(interp, std::time::Duration::from_millis(1))?;
            }
        },
    ),
    Builtin::new("kill", &["self"], "End the program.", &[], |_, args| {
        program(args)?
            .0
            .borrow_mut()
            .kill()
            .map_err(|error| Error::io(&error, None))?;
        Ok(Value::None)
    }),
    Builtin::new(
        "write",
        &["self", "text"],
        "Type text into the program.",
        &[],
        |interp, args| {
            let octets = crate::eval::packets::octets_of(interp, args.at(1))?;
            program(args)?
                .0
                .borrow_mut()
                .write(&octets)
                .map_err(|error| Error::io(&error, None))?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "close",
        &["self"],
        "Close the program's standard input.",
        &[],
        |_, args| {
            program(args)?.0.borrow_mut().close_input();
            Ok(Value::None)
        },
    ),
];
