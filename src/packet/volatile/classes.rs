//! The classes of random values, by the names that scripts use.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::addresses::{ip6_parts, mac_parts, oid_parts, pool};
use super::shuffle::Shuffle;
use super::{Arguments, Class, Rand, Size, What, edges, nasty_texts};
use crate::packet::error::{Error, Result};
use crate::packet::net::Net;
use crate::packet::pattern::Pattern;
use crate::packet::value::FieldValue;

macro_rules! numbers {
    ($($name:literal $kind:ident $low:expr, $high:expr;)*) => {
        [$(Class {
            name: $name,
            parameters: &[],
            make: |_| Ok(numbers!(@ $kind $low, $high)),
        }),*]
    };
    (@ number $low:expr, $high:expr) => { What::Number($low, $high) };
    (@ shuffled $low:expr, $high:expr) => {
        What::Shuffled($low, RefCell::new(Shuffle::of($high - $low + 1)))
    };
    (@ edges $low:expr, $high:expr) => { What::Choice(edges($low, $high)) };
}

static NUMBERS: [Class; 24] = numbers! {
    "RandByte" number 0, 0xff;
    "RandSByte" number -0x80, 0x7f;
    "RandShort" number 0, 0xffff;
    "RandSShort" number -0x8000, 0x7fff;
    "RandInt" number 0, 0xffff_ffff;
    "RandSInt" number -0x8000_0000, 0x7fff_ffff;
    "RandLong" number 0, 0xffff_ffff_ffff_ffff;
    "RandSLong" number -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff;
    "RandEnumByte" shuffled 0, 0xff;
    "RandEnumSByte" shuffled -0x80, 0x7f;
    "RandEnumShort" shuffled 0, 0xffff;
    "RandEnumSShort" shuffled -0x8000, 0x7fff;
    "RandEnumInt" shuffled 0, 0xffff_ffff;
    "RandEnumSInt" shuffled -0x8000_0000, 0x7fff_ffff;
    "RandEnumLong" shuffled 0, 0xffff_ffff_ffff_ffff;
    "RandEnumSLong" shuffled -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff;
    "RandSingByte" edges 0, 0xff;
    "RandSingSByte" edges -0x80, 0x7f;
    "RandSingShort" edges 0, 0xffff;
    "RandSingSShort" edges -0x8000, 0x7fff;
    "RandSingInt" edges 0, 0xffff_ffff;
    "RandSingSInt" edges -0x8000_0000, 0x7fff_ffff;
    "RandSingLong" edges 0, 0xffff_ffff_ffff_ffff;
    "RandSingSLong" edges -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff;
};

static OTHERS: [Class; 32] = [
    Class {
        name: "RandVariableFieldLen",
        parameters: &["max?"],
        make: |args| Ok(What::Number(0, args.int_or(0, 268_435_455)?)),
    },
    Class {
        name: "RandDHCPOptions",
        parameters: &["size?", "rndstr?"],
        make: |args| {
            Ok(What::DhcpOptions(match args.get(0) {
                Some(_) => args.size(0, 1.0)?,
                None => Size::Exponential(0.05),
            }))
        },
    },
    Class {
        name: "RandTCPOptions",
        parameters: &["size?"],
        make: |args| {
            Ok(What::TcpOptions(match args.get(0) {
                Some(_) => args.size(0, 1.0)?,
                None => Size::Between(1, 5),
            }))
        },
    },
    Class {
        name: "RandNum",
        parameters: &["min", "max"],
        make: |args| Ok(What::Number(args.int(0)?, args.int(1)?)),
    },
    Class {
        name: "RandEnum",
        parameters: &["min", "max", "seed?"],
        make: |args| {
            let (low, high) = (args.int(0)?, args.int(1)?);
            Ok(What::Shuffled(
                low,
                RefCell::new(Shuffle::seeded(high - low + 1, args.seed(2)?)),
            ))
        },
    },
    Class {
        name: "RandEnumKeys",
        parameters: &["enum", "seed?"],
        make: |args| {
            let keys = args.list(0)?;
            let shuffle = Shuffle::seeded(keys.len() as i128, args.seed(1)?);
            Ok(What::Keys(keys, RefCell::new(shuffle)))
        },
    },
    Class {
        name: "RandFloat",
        parameters: &["min", "max"],
        make: |args| Ok(What::Float(args.float(0)?, args.float(1)?)),
    },
    Class {
        name: "RandBinFloat",
        parameters: &["min?", "max?"],
        make: |_| Ok(What::AnyFloat),
    },
    Class {
        name: "RandNumGamma",
        parameters: &["alpha", "beta"],
        make: |args| Ok(What::Gamma(args.float(0)?, args.float(1)?)),
    },
    Class {
        name: "RandNumGauss",
        parameters: &["mu", "sigma"],
        make: |args| Ok(What::Gauss(args.float(0)?, args.float(1)?)),
    },
    Class {
        name: "RandNumExpo",
        parameters: &["lambd", "base?"],
        make: |args| Ok(What::Exponential(args.float(0)?, args.int_or(1, 0)?)),
    },
    Class {
        name: "RandChoice",
        parameters: &["*args"],
        make: |args| {
            let choices = args.rest();
            if choices.is_empty() {
                return Err(args.wrong("TypeError", "needs at least one choice"));
            }
            Ok(What::Choice(choices))
        },
    },
    Class {
        name: "RandString",
        parameters: &["size?", "chars?"],
        make: |args| {
            let chars = match args.get(1).and_then(FieldValue::as_text) {
                Some(text) => text.chars().collect(),
                None => ('A'..='Z').chain('a'..='z').chain('0'..='9').collect(),
            };
            Ok(What::Text(args.size(0, 0.01)?, chars))
        },
    },
    Class {
        name: "RandBin",
        parameters: &["size?", "chars?"],
        make: |args| {
            let chars = match args.get(1).and_then(FieldValue::as_octets) {
                Some(octets) => octets.to_vec(),
                None => (0..=255).collect(),
            };
            Ok(What::Octets(args.size(0, 0.01)?, chars, Vec::new()))
        },
    },
    Class {
        name: "RandTermString",
        parameters: &["size", "term"],
        make: |args| {
            let term = match args.get(1) {
                Some(FieldValue::Text(text)) => text.as_bytes().to_vec(),
                _ => args.octets(1)?,
            };
            let chars = (0..=255).filter(|octet| term != [*octet]).collect();
            Ok(What::Octets(args.size(0, 0.01)?, chars, term))
        },
    },
    Class {
        name: "RandRegExp",
        parameters: &["regexp", "lambda_?"],
        make: |args| {
            Ok(What::Pattern(Pattern::parse(
                &args.text_or(0, ""),
                args.float_or(1, 0.3)?,
            )))
        },
    },
    Class {
        name: "RandIP",
        parameters: &["iptemplate?"],
        make: |args| {
            let text = args.text_or(0, "0.0.0.0/0");
            match Net::parse(&text) {
                Ok(net) => Ok(What::Ip(net)),
                Err(_) => Err(Error::Address { text }),
            }
        },
    },
    Class {
        name: "RandIP6",
        parameters: &["ip6template?"],
        make: |args| ip6_parts(&args.text_or(0, "**")).ok_or_else(|| args.bad_template()),
    },
    Class {
        name: "RandMAC",
        parameters: &["template?"],
        make: |args| mac_parts(&args.text_or(0, "*")).ok_or_else(|| args.bad_template()),
    },
    Class {
        name: "RandOID",
        parameters: &["fmt?", "depth?", "idnum?"],
        make: |args| {
            let format = args.get(0).and_then(FieldValue::as_text);
            let parts = format.map(|text| oid_parts(&text));
            Ok(What::Oid(parts, args.size(1, 0.1)?, args.size(2, 0.01)?))
        },
    },
    Class {
        name: "RandUUID",
        parameters: &[
            "template?",
            "node?",
            "clock_seq?",
            "namespace?",
            "name?",
            "version?",
        ],
        make: |args| args.uuid().map(What::Uuid),
    },
    Class {
        name: "RandSingNum",
        parameters: &["mn", "mx"],
        make: |args| Ok(What::Choice(edges(args.int(0)?, args.int(1)?))),
    },
    Class {
        name: "RandSingString",
        parameters: &[],
        make: |_| Ok(What::Choice(nasty_texts())),
    },
    Class {
        name: "RandPool",
        parameters: &["*args"],
        make: |args| pool(args),
    },
    Class {
        name: "AutoTime",
        parameters: &["base?", "diff?"],
        make: |args| Ok(What::Time(args.time_shift()?, false)),
    },
    Class {
        name: "IntAutoTime",
        parameters: &["base?", "diff?"],
        make: |args| Ok(What::Time(args.time_shift()?, true)),
    },
    Class {
        name: "ZuluTime",
        parameters: &["diff?"],
        make: |args| Ok(What::Clock("%y%m%d%H%M%SZ", args.float_or(0, 0.0)?)),
    },
    Class {
        name: "GeneralizedTime",
        parameters: &["diff?"],
        make: |args| Ok(What::Clock("%Y%m%d%H%M%SZ", args.float_or(0, 0.0)?)),
    },
    Class {
        name: "IncrementalValue",
        parameters: &["start?", "step?", "restart?"],
        make: |args| {
            let start = args.int_or(0, 0)? as i64;
            Ok(What::Counter {
                next: Cell::new(start),
                start,
                step: args.int_or(1, 1)? as i64,
                restart: args.int_or(2, -1)? as i64,
            })
        },
    },
    Class {
        name: "CorruptedBytes",
        parameters: &["s", "p?", "n?"],
        make: |args| args.corrupted(false),
    },
    Class {
        name: "CorruptedBits",
        parameters: &["s", "p?", "n?"],
        make: |args| args.corrupted(true),
    },
    Class {
        name: "RandSingularity",
        parameters: &["*args"],
        make: |args| Ok(What::Choice(args.rest())),
    },
];

/// All classes, by which a script makes values.
pub fn classes() -> impl Iterator<Item = &'static Class> {
    NUMBERS.iter().chain(OTHERS.iter())
}

pub fn class(name: &str) -> Option<&'static Class> {
    classes().find(|class| class.name == name)
}

/// `RandNum(1, 5)`; the arguments by place, `None` for those that were left out.
pub fn make(class: &'static Class, arguments: Vec<Option<FieldValue>>) -> Result<Rc<Rand>> {
    let what = (class.make)(&Arguments {
        class: class.name,
        values: &arguments,
    })?;
    Ok(Rc::new(Rand {
        class,
        arguments,
        what,
    }))
}
