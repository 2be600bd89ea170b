//! `hashlib`

use std::cell::RefCell;

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{
    legacy_octets, method, octets_of, text_arg, text_of, type_name,
};
use crate::eval::methods::octets::hex_text;
use crate::eval::module::NativeModule;
use crate::eval::object::Object;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "hashlib",
    help: "Checksums that cannot be forged (sha256 and its like), and some that can (md5, sha1).",
    functions: FUNCTIONS,
    init: |_, module| {
        let names = NAMES.map(Value::str);
        let mut set = crate::eval::dict::Set::new();
        for name in names {
            if let Some(hash) = crate::eval::dict::plain_hash(&name) {
                set.insert(hash, name);
            }
        }
        module.set("algorithms_available", Value::set(set.clone()));
        module.set("algorithms_guaranteed", Value::set(set));
        Ok(())
    },
};

const NAMES: [&str; 6] = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

static FUNCTIONS: &[Builtin] = &[
    method(
        "md5",
        &["string=b''", "*", "usedforsecurity=True"],
        "The MD5 checksum.",
        |_, args| start(State::Md5(Md5::new()), args, 0),
    ),
    method(
        "new",
        &["name", "data=b''", "*", "usedforsecurity=True"],
        "A checksum by its name.",
        new,
    ),
    method(
        "sha1",
        &["string=b''", "*", "usedforsecurity=True"],
        "The SHA-1 checksum.",
        |_, args| start(State::Sha1(Sha1::new()), args, 0),
    ),
    method(
        "sha224",
        &["string=b''", "*", "usedforsecurity=True"],
        "The SHA-224 checksum.",
        |_, args| start(State::Sha224(Sha224::new()), args, 0),
    ),
    method(
        "sha256",
        &["string=b''", "*", "usedforsecurity=True"],
        "The SHA-256 checksum.",
        |_, args| start(State::Sha256(Sha256::new()), args, 0),
    ),
    method(
        "sha384",
        &["string=b''", "*", "usedforsecurity=True"],
        "The SHA-384 checksum.",
        |_, args| start(State::Sha384(Sha384::new()), args, 0),
    ),
    method(
        "sha512",
        &["string=b''", "*", "usedforsecurity=True"],
        "The SHA-512 checksum.",
        |_, args| start(State::Sha512(Sha512::new()), args, 0),
    ),
];

static METHODS: &[Builtin] = &[
    method(
        "copy",
        &["self"],
        "A copy that goes its own way.",
        |_, args| {
            let state = hash(args)?.0.borrow().clone();
            Ok(Value::object(Hash(RefCell::new(state))))
        },
    ),
    method("digest", &["self"], "The checksum as octets.", |_, args| {
        Ok(Value::bytes(hash(args)?.0.borrow().digest()))
    }),
    method(
        "hexdigest",
        &["self"],
        "The checksum in hexadecimal.",
        |_, args| {
            Ok(Value::string(hex_text(
                &hash(args)?.0.borrow().digest(),
                None,
                1,
            )))
        },
    ),
    method(
        "update",
        &["self", "data"],
        "Takes more octets in.",
        |_, args| {
            let octets = data(args.at(1))?;
            hash(args)?.0.borrow_mut().update(&octets);
            Ok(Value::None)
        },
    ),
];

#[derive(Clone)]
enum State {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

/// A checksum on its way.
struct Hash(RefCell<State>);

impl State {
    fn named(name: &str) -> Option<State> {
        Some(match name.to_ascii_lowercase().replace('-', "").as_str() {
            "md5" => State::Md5(Md5::new()),
            "sha1" => State::Sha1(Sha1::new()),
            "sha224" => State::Sha224(Sha224::new()),
            "sha256" => State::Sha256(Sha256::new()),
            "sha384" => State::Sha384(Sha384::new()),
            "sha512" => State::Sha512(Sha512::new()),
            _ => return None,
        })
    }

    fn update(&mut self, octets: &[u8]) {
        match self {
            State::Md5(state) => state.update(octets),
            State::Sha1(state) => state.update(octets),
            State::Sha224(state) => state.update(octets),
            State::Sha256(state) => state.update(octets),
            State::Sha384(state) => state.update(octets),
            State::Sha512(state) => state.update(octets),
        }
    }

    fn digest(&self) -> Vec<u8> {
        match self.clone() {
            State::Md5(state) => state.finalize().to_vec(),
            State::Sha1(state) => state.finalize().to_vec(),
            State::Sha224(state) => state.finalize().to_vec(),
            State::Sha256(state) => state.finalize().to_vec(),
            State::Sha384(state) => state.finalize().to_vec(),
            State::Sha512(state) => state.finalize().to_vec(),
        }
    }

    /// Name and the octets of a block.
    fn facts(&self) -> (&'static str, i64) {
        match self {
            State::Md5(_) => ("md5", 64),
            State::Sha1(_) => ("sha1", 64),
            State::Sha224(_) => ("sha224", 64),
            State::Sha256(_) => ("sha256", 64),
            State::Sha384(_) => ("sha384", 128),
            State::Sha512(_) => ("sha512", 128),
        }
    }
}

fn hash<'a>(args: &Args<'a>) -> Result<&'a Hash> {
    args.at(0)
        .downcast::<Hash>()
        .ok_or_else(|| Error::type_error("a hash is required"))
}

fn data(value: &Value) -> Result<Vec<u8>> {
    if let Some(octets) = legacy_octets(value) {
        return Ok(octets);
    }
    if text_of(value).is_some() {
        return Err(Error::type_error("Strings must be encoded before hashing")
            .help("write text.encode(), or b'…'"));
    }
    octets_of(value).ok_or_else(|| {
        Error::type_error(format!(
            "object supporting the buffer API required, not {}",
            type_name(value)
        ))
        .help("octets are wanted: bytes(x)")
    })
}

fn start(mut state: State, args: &Args, index: usize) -> Result<Value> {
    if let Some(value) = args.get(index) {
        state.update(&data(value).map_err(|error| match text_of(value) {
            Some(_) => error,
            None => Error::type_error("object supporting the buffer API required"),
        })?);
    }
    Ok(Value::object(Hash(RefCell::new(state))))
}

fn new(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "name must be a string, not")?;
    match State::named(name.as_str()) {
        Some(state) => start(state, args, 1),
        None => Err(Error::value_error(format!(
            "unsupported hash type {}",
            name.as_str()
        ))),
    }
}

impl Object for Hash {
    fn type_name(&self) -> &str {
        "_hashlib.HASH"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let (own, block) = self.0.borrow().facts();
        Ok(match name {
            "name" => Some(Value::str(own)),
            "block_size" => Some(Value::Int(block)),
            "digest_size" => Some(Value::from(self.0.borrow().digest().len())),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let own = self.0.borrow().facts().0;
        Ok(Some(format!("<{own} _hashlib.HASH object>")))
    }
}
