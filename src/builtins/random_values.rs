//! `RandShort()`, `RandIP()`, …, `Net(…)`, `RawVal(…)`: values that fields take.

use crate::eval::asn1::Asn1Class;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::fields::to_field;
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::packets::{error, field_object, octets_of};
use crate::eval::protocols::{held, learn_once};
use crate::eval::value::Value;
use crate::packet::fuzz::fuzz;
use crate::packet::net::{NotNet, inet_aton};
use crate::packet::volatile::{self, Class};
use crate::packet::{FieldValue, Net};
use crate::proto::asn1::ANY;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "Net",
        &["net", "stop=None"],
        "A set of IPv4 addresses: Net('10.0.0.0/30'), Net('10.0.0.1', '10.0.0.9').",
        &[("len(list(Net('10.0.0.0/30')))", "4")],
        |interp, args| net(interp, args, Net::parse, range4),
    ),
    Builtin::new(
        "Net6",
        &["net", "stop=None"],
        "A set of IPv6 addresses.",
        &[(
            "list(Net6('2001:db8::/127'))",
            "['2001:db8::', '2001:db8::1']",
        )],
        |interp, args| net(interp, args, Net::parse6, range6),
    ),
    Builtin::new(
        "RawVal",
        &["val=b''"],
        "These octets in the place of a field, whatever its type.",
        &[("bytes(UDP(len=RawVal(b'ab')))[4:6]", "b'ab'")],
        |interp, args| {
            let octets = match args.get(0) {
                Some(value) => octets_of(interp, value)?,
                None => Vec::new(),
            };
            Ok(field_object(FieldValue::RawVal(octets.into())))
        },
    ),
    Builtin::new(
        "corrupt_bytes",
        &["s", "p=0.01", "n=None"],
        "The octets with some of them changed: each with probability p, or n of them.",
        &[("len(corrupt_bytes(b'abcd', n=1))", "4")],
        |interp, args| corrupt(interp, args, volatile::corrupt_bytes),
    ),
    Builtin::new(
        "corrupt_bits",
        &["s", "p=0.01", "n=None"],
        "The octets with some bits flipped: each with probability p, or n of them.",
        &[("len(corrupt_bits(b'abcd', n=1))", "4")],
        |interp, args| corrupt(interp, args, volatile::corrupt_bits),
    ),
    Builtin::new(
        "fuzz",
        &["p"],
        "A copy of the packet with random values in the place of its defaults.",
        &[("fuzz(IP(ttl=4)).ttl", "4"), ("fuzz(UDP())", "<UDP  |>")],
        |_, args| match args.at(0).as_packet() {
            Some(packet) => Ok(Value::packet(fuzz(&packet))),
            None => Err(Error::type_error("fuzz() takes a packet")),
        },
    ),
];

/// What `conf.mib` is made of.
static OIDS: Builtin = Builtin::new(
    "_oids",
    &[],
    "The names of the identifiers of objects.",
    &[],
    |_, _| {
        let mut names = crate::eval::dict::Dict::new();
        for (oid, name) in crate::proto::data::oids::OIDS {
            names.set_str(oid, Value::str(name));
        }
        Ok(Value::dict(names))
    },
);

/// What `BERcodec_Object.dec` asks.
static BER_VALUE: Builtin = Builtin::new(
    "_ber_value",
    &["s"],
    "The value of ASN.1 that octets are.",
    &[],
    |interp, args| {
        let octets = octets_of(interp, args.at(0))?;
        match crate::packet::asn1_read::decoded(&octets) {
            Some(value) => Ok(crate::eval::fields::from_field(&value)),
            None => Err(Error::value_error("these octets are no value")),
        }
    },
);

/// Makes the classes of rolled values known to scripts.
pub fn define(interp: &mut Interp) {
    for class in volatile::classes() {
        interp.define(class.name, Value::object(RandClass(class)));
    }
    for own in crate::proto::asn1::TYPES {
        interp.define(own.name, Value::object(Asn1Class(own)));
    }
    interp.define(OIDS.name, Value::Builtin(&OIDS));
    interp.define(BER_VALUE.name, Value::Builtin(&BER_VALUE));
    interp.define(ANY.name, Value::object(Asn1Class(&ANY)));
}

type NetError = NotNet;

fn net(
    interp: &mut Interp,
    args: &Args,
    parse: fn(&str) -> std::result::Result<Net, NetError>,
    range: fn(&str, &str) -> std::result::Result<Net, NetError>,
) -> Result<Value> {
    let start = interp.str(args.at(0))?;
    let net = match args.some(1) {
        None => parse(&start),
        Some(stop) => range(&start, &interp.str(stop)?),
    };
    // Ctrl-C ends the wait for a name server.
    crate::eval::interrupt::check()?;
    match net {
        Ok(net) => Ok(field_object(FieldValue::Net(net.into()))),
        Err(_) => Err(Error::value_error(format!(
            "'{start}' is no address and no set of addresses"
        ))),
    }
}

fn range4(start: &str, stop: &str) -> std::result::Result<Net, NetError> {
    let address = |text: &str| inet_aton(text).ok_or_else(|| NetError::Unknown(text.to_owned()));
    Ok(Net::Range {
        start: address(start)?,
        stop: address(stop)?,
    })
}

fn range6(start: &str, stop: &str) -> std::result::Result<Net, NetError> {
    let address = |text: &str| text.parse().map_err(|_| NetError::Unknown(text.to_owned()));
    Ok(Net::Range6 {
        start: address(start)?,
        stop: address(stop)?,
    })
}

fn corrupt(
    interp: &mut Interp,
    args: &Args,
    change: fn(&[u8], f64, Option<usize>) -> Vec<u8>,
) -> Result<Value> {
    let octets = octets_of(interp, args.at(0))?;
    let chance = match args.some(1) {
        Some(Value::Float(chance)) => chance.get(),
        Some(other) => interp.index(other)? as f64,
        None => 0.01,
    };
    let count = args.some(2).map(|count| interp.index(count)).transpose()?;
    let count = count.map(|count| usize::try_from(count).unwrap_or(0));
    Ok(Value::bytes(change(&octets, chance, count)))
}

/// An argument of a class: of a dictionary the keys, else what a field takes.
fn argument(interp: &mut Interp, value: &Value) -> Result<FieldValue> {
    if let Value::Dict(_) | Value::Set(_) = value {
        let keys = interp.collect(value)?;
        return Ok(to_field(&Value::list(keys))?.resolved());
    }
    match value {
        Value::Instance(_) => Ok(held(value)),
        value => Ok(to_field(value)?.resolved()),
    }
}

/// `RandShort`, before it is called.
struct RandClass(&'static Class);

impl RandClass {
    /// The name of a parameter without its marks, and whether it takes all that is left.
    fn parameter(&self, index: usize) -> Option<(&'static str, bool)> {
        let text = self.0.parameters.get(index)?;
        Some((
            text.trim_start_matches('*').trim_end_matches('?'),
            text.starts_with('*'),
        ))
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        (0..self.0.parameters.len())
            .find(|index| self.parameter(*index).is_some_and(|(own, _)| own == name))
    }
}

impl Object for RandClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn class_name(&self) -> Option<&str> {
        Some(self.0.name)
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        let mut given: Vec<Option<FieldValue>> = Vec::new();
        let takes_all = self
            .0
            .parameters
            .last()
            .is_some_and(|last| last.starts_with('*'));
        if args.len() > self.0.parameters.len() && !takes_all {
            // Python counts `self`.
            let most = self.0.parameters.len() + 1;
            let optional = self.0.parameters.iter().any(|name| name.ends_with('?'));
            let least = 1 + self
                .0
                .parameters
                .iter()
                .filter(|name| !name.ends_with('?'))
                .count();
            let takes = match (optional, most) {
                (false, 1) => "1 positional argument".to_owned(),
                (false, most) => format!("{most} positional arguments"),
                (true, most) => format!("from {least} to {most} positional arguments"),
            };
            return Err(Error::type_error(format!(
                "{}.__init__() takes {takes} but {} were given",
                self.0.name,
                args.len() + 1
            )));
        }
        for value in args {
            given.push(Some(argument(interp, value)?));
        }
        for (name, value) in kwargs {
            let Some(place) = self.place_of(name) else {
                let known = (0..self.0.parameters.len()).filter_map(|index| self.parameter(index));
                let text = format!(
                    "{}() got an unexpected keyword argument '{name}'",
                    self.0.name
                );
                let near = crate::eval::suggest::nearest(name, known.map(|(own, _)| own));
                return Err(match near {
                    Some(near) => Error::type_error(text).help(format!("did you mean '{near}'?")),
                    None => Error::type_error(text),
                });
            };
            if given.len() <= place {
                given.resize(place + 1, None);
            }
            given[place] = Some(argument(interp, value)?);
        }
        if self.0.name == "RandUUID" {
            // Its values are objects of a module.
            learn_once(interp);
        }
        let rand = volatile::make(self.0, given).map_err(error)?;
        Ok(field_object(FieldValue::Volatile(rand)))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "__name__").then(|| Value::str(self.0.name)))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(format!("<class 'scapy.volatile.{}'>", self.0.name)))
    }
}
