//! `record("FILE")`, `pkt --record`, `pkt --offline`: what the world answers, kept on a tape and
//! given again without a network. Written in the script language, in `scripts/tape.py`; here is
//! what it cannot do by itself.

use crate::eval::builtin::Builtin;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::module::NativeModule;
use crate::eval::value::Value;
use crate::host::machine;
use crate::lab;
use crate::packet::volatile;

pub static ALL: &[Builtin] = &[Builtin::new(
    "record",
    &["filename=None"],
    "Keep what is typed from now on, and what the network answers, on a tape for pkt --offline; record() ends it.",
    &[],
    |interp, args| {
        match args.some(0) {
            Some(name) => {
                let name = interp.str(name)?;
                call(interp, "start_recording", &[Value::string(name)])?
            }
            None => call(interp, "stop_recording", &[])?,
        };
        Ok(Value::None)
    },
)];

pub static MODULE: NativeModule = NativeModule {
    name: "_tape",
    help: "What the world answers, recorded and played.",
    functions: NATIVE,
    init: |interp, module| {
        super::modules::run_script(interp, module, include_str!("scripts/tape.py"), "tape")
    },
};

static NATIVE: &[Builtin] = &[
    Builtin::new(
        "_builtin",
        &["name"],
        "A name that is known everywhere.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(0))?;
            match interp.builtin(&name) {
                Some(value) => Ok(value),
                None => Ok(interp.late_builtin(&name)?.unwrap_or(Value::None)),
            }
        },
    ),
    Builtin::new(
        "_define",
        &["name", "value"],
        "Make a name known everywhere.",
        &[],
        |interp, args| {
            let name = interp.str(args.at(0))?;
            interp.define(&name, args.at(1).clone());
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "_reseed",
        &["seed"],
        "Begin the dice anew.",
        &[],
        |interp, args| {
            let seed = interp.index(args.at(0))?;
            volatile::seed(seed as u64);
            Ok(Value::None)
        },
    ),
    Builtin::new("_here", &[], "The host of the lab.", &[], |_, _| {
        Ok(lab::label().map_or(Value::None, Value::string))
    }),
    Builtin::new(
        "_set_here",
        &["name"],
        "Where the tape was made.",
        &[],
        |interp, args| {
            let name = args.some(0).map(|name| interp.str(name)).transpose()?;
            lab::set_label(name);
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "_listen",
        &[],
        "Keep what the hosts of the lab say.",
        &[],
        |_, _| {
            lab::listen();
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "_heard",
        &[],
        "What the hosts have said since the last time.",
        &[],
        |_, _| {
            let lines = lab::heard().into_iter().map(Value::string);
            Ok(Value::list(lines.collect::<Vec<_>>()))
        },
    ),
    Builtin::new(
        "_talk",
        &["begins"],
        "Keep warnings from now on, or give those that came.",
        &[],
        |interp, args| {
            let begins = interp.truth(args.at(0))?;
            Ok(match begins {
                true => {
                    interp.output.listen();
                    Value::None
                }
                false => Value::string(interp.output.heard()),
            })
        },
    ),
    Builtin::new(
        "_remember",
        &["on"],
        "Keep what packets ask the machine.",
        &[],
        |_, _| {
            machine::remember();
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "_remembered",
        &[],
        "What packets have asked since the last time, and the answers.",
        &[],
        |_, _| {
            let pairs = machine::remembered().into_iter().map(|(question, answer)| {
                let answer = answer.map_or(Value::None, Value::string);
                Value::tuple(vec![Value::string(question), answer])
            });
            Ok(Value::list(pairs.collect::<Vec<_>>()))
        },
    ),
    Builtin::new(
        "_recall",
        &["answers"],
        "Answer what packets ask by these.",
        &[],
        |interp, args| {
            let items = interp.call_method(args.at(0), "items", &[])?;
            let mut answers = Vec::new();
            for item in interp.collect(&items)? {
                let pair = interp.collect(&item)?;
                if let [question, answer] = &pair[..] {
                    let answer = match answer {
                        Value::None => None,
                        answer => Some(interp.str(answer)?),
                    };
                    answers.push((interp.str(question)?, answer));
                }
            }
            machine::recall(answers);
            Ok(Value::None)
        },
    ),
];

fn call(interp: &mut Interp, name: &str, args: &[Value]) -> Result<Value> {
    let module = interp.import(MODULE.name)?;
    let function = module
        .get(name)
        .ok_or_else(|| Error::name_error(format!("name '{name}' is not defined")))?;
    interp.call(&function, args)
}

/// Whether a tape is being made or played; nothing else may load its module.
fn is_loaded(interp: &Interp) -> bool {
    interp.modules.contains_key(MODULE.name)
}

/// From now on everything is kept on this tape.
pub fn start_recording(interp: &mut Interp, file: &str) -> Result<()> {
    call(interp, "start_recording", &[Value::str(file)]).map(drop)
}

/// The tape is complete.
pub fn stop_recording(interp: &mut Interp) -> Result<()> {
    match is_loaded(interp) {
        true => call(interp, "stop_recording", &[]).map(drop),
        false => Ok(()),
    }
}

/// From now on the tape answers, and nothing is sent.
pub fn start_playing(interp: &mut Interp, file: &str) -> Result<()> {
    call(interp, "start_playing", &[Value::str(file)]).map(drop)
}

/// Tells a tape that is being made what was typed.
pub fn typed(interp: &mut Interp, text: &str) {
    if is_loaded(interp) {
        // A tape on a full disk ends; the session goes on.
        let _ = call(interp, "typed", &[Value::str(text)]);
    }
}

/// What was typed when the tape was made.
pub fn statements(interp: &mut Interp) -> Result<Vec<String>> {
    let list = call(interp, "statements", &[])?;
    let list = interp.collect(&list)?;
    list.iter().map(|text| interp.str(text)).collect()
}

/// Where the tape that is played stands.
pub fn position(interp: &mut Interp) -> Option<Value> {
    is_loaded(interp)
        .then(|| call(interp, "position", &[]).ok())
        .flatten()
}

/// Takes the tape back to where it stood.
pub fn rewind(interp: &mut Interp, position: Value) {
    let _ = call(interp, "rewind", &[position]);
}
