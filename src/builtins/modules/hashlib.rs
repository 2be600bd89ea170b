//! `hashlib`

use std::cell::RefCell;

use hmac::{Hmac, SimpleHmac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};
use shake::{ExtendableOutput, Shake128, Shake256, Update, XofReader};

use super::blake2::{Blake2b, Blake2s, Parameters};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt;
use crate::eval::memory;
use crate::eval::methods::arguments::{
    index_big, index_of, int_or, legacy_octets, method, octets_arg, octets_of, text_of, type_name,
};
use crate::eval::methods::octets::hex_text;
use crate::eval::module::NativeModule;
use crate::eval::object::Object;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "hashlib",
    help: "Checksums that cannot be forged (sha256 and its like), and some that can (md5, sha1).",
    functions: FUNCTIONS,
    init: |interp, module| {
        let set_of = |names: &[&str]| {
            let mut set = crate::eval::dict::Set::new();
            for name in names.iter().map(|name| Value::str(name)) {
                if let Some(hash) = crate::eval::dict::plain_hash(&name) {
                    set.insert(hash, name);
                }
            }
            Value::set(set)
        };
        module.set("algorithms_guaranteed", set_of(&GUARANTEED));
        let all = [&GUARANTEED[..], &["sha512_224", "sha512_256"]].concat();
        module.set("algorithms_available", set_of(&all));
        super::run_script(interp, module, SCRIPT, "hashlib")
    },
};

const GUARANTEED: [&str; 14] = [
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake_128",
    "shake_256",
    "blake2b",
    "blake2s",
];

const SCRIPT: &str = r#"
def file_digest(fileobj, digest, /, *, _bufsize=262144):
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        made.update(fileobj.getbuffer())
        return made
    while True:
        octets = fileobj.read(_bufsize)
        if not octets:
            return made
        made.update(octets)
"#;

macro_rules! named {
    ($($name:literal $help:literal;)*) => {
        [$(method($name, &["string=b''", "*", "usedforsecurity=True"], $help, |_, args| {
            start(State::named($name).expect("a name of the table"), args, 0)
        })),*]
    };
}

static FUNCTIONS: &[Builtin] = &{
    let [md5, sha1, sha224, sha256, sha384, sha512, a, b, c, d, e, f] = named! {
        "md5" "The MD5 checksum.";
        "sha1" "The SHA-1 checksum.";
        "sha224" "The SHA-224 checksum.";
        "sha256" "The SHA-256 checksum.";
        "sha384" "The SHA-384 checksum.";
        "sha512" "The SHA-512 checksum.";
        "sha3_224" "The SHA3-224 checksum.";
        "sha3_256" "The SHA3-256 checksum.";
        "sha3_384" "The SHA3-384 checksum.";
        "sha3_512" "The SHA3-512 checksum.";
        "shake_128" "SHAKE128, of any length.";
        "shake_256" "SHAKE256, of any length.";
    };
    [
        md5,
        sha1,
        sha224,
        sha256,
        sha384,
        sha512,
        a,
        b,
        c,
        d,
        e,
        f,
        method(
            "blake2b",
            BLAKE2B,
            "The BLAKE2b checksum.",
            |interp, args| {
                let own = parameters(interp, args, [Blake2b::LONGEST, 16, 64])?;
                start(State::Blake2b(Blake2b::new(&own)), args, 0)
            },
        ),
        method(
            "blake2s",
            BLAKE2S,
            "The BLAKE2s checksum.",
            |interp, args| {
                let own = parameters(interp, args, [Blake2s::LONGEST, 8, 48])?;
                start(State::Blake2s(Blake2s::new(&own)), args, 0)
            },
        ),
        method(
            "new",
            &["name", "data=b''", "*", "usedforsecurity=True"],
            "A checksum by its name.",
            new,
        ),
        method(
            "pbkdf2_hmac",
            &["hash_name", "password", "salt", "iterations", "dklen=None"],
            "A key made of a password, slowly (PKCS #5, RFC 8018).",
            pbkdf2_hmac,
        ),
        method(
            "scrypt",
            &[
                "password",
                "*",
                "salt=None",
                "n=None",
                "r=None",
                "p=None",
                "maxmem=0",
                "dklen=64",
            ],
            "A key made of a password, slowly and with much memory (RFC 7914).",
            scrypt,
        ),
    ]
};

const BLAKE2B: &[&str] = &blake2("digest_size=64");
const BLAKE2S: &[&str] = &blake2("digest_size=32");

const fn blake2(digest_size: &'static str) -> [&'static str; 15] {
    [
        "data=b''",
        "/",
        "*",
        digest_size,
        "key=b''",
        "salt=b''",
        "person=b''",
        "fanout=1",
        "depth=1",
        "leaf_size=0",
        "node_offset=0",
        "node_depth=0",
        "inner_size=0",
        "last_node=False",
        "usedforsecurity=True",
    ]
}

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
            let digest = hash(args)?.0.borrow().digest();
            Ok(Value::string(hex_text(&digest, None, 1)))
        },
    ),
    UPDATE,
];

/// The methods of SHAKE, whose digests have the length that is asked for.
static LONG_METHODS: &[Builtin] = &[
    method(
        "copy",
        &["self"],
        "A copy that goes its own way.",
        |_, args| {
            let state = hash(args)?.0.borrow().clone();
            Ok(Value::object(Hash(RefCell::new(state))))
        },
    ),
    method(
        "digest",
        &["self", "length"],
        "So many octets of the checksum.",
        |interp, args| {
            let length = length(interp, args)?;
            Ok(Value::bytes(hash(args)?.0.borrow().squeezed(length)))
        },
    ),
    method(
        "hexdigest",
        &["self", "length"],
        "So many octets, in hexadecimal.",
        |interp, args| {
            let length = length(interp, args)?;
            let digest = hash(args)?.0.borrow().squeezed(length);
            Ok(Value::string(hex_text(&digest, None, 1)))
        },
    ),
    UPDATE,
];

const UPDATE: Builtin = method(
    "update",
    &["self", "data"],
    "Takes more octets in.",
    |_, args| {
        let octets = data(args.at(1))?;
        hash(args)?.0.borrow_mut().update(&octets);
        Ok(Value::None)
    },
);

fn length(interp: &mut Interp, args: &Args) -> Result<usize> {
    let length = index_of(interp, args.at(1))?;
    let length = usize::try_from(length).map_err(|_| Error::memory_error(""))?;
    memory::room_for(length)?;
    Ok(length)
}

#[derive(Clone)]
enum State {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
    Sha512To224(Sha512_224),
    Sha512To256(Sha512_256),
    Sha3To224(Sha3_224),
    Sha3To256(Sha3_256),
    Sha3To384(Sha3_384),
    Sha3To512(Sha3_512),
    Shake128(Shake128),
    Shake256(Shake256),
    Blake2b(Blake2b),
    Blake2s(Blake2s),
}

/// The same for each kind of checksum that has a digest of fixed length.
macro_rules! each {
    ($state:expr, $own:ident => $fixed:expr, $long:ident => $shake:expr, $blake:ident => $blakes:expr) => {
        match $state {
            State::Md5($own) => $fixed,
            State::Sha1($own) => $fixed,
            State::Sha224($own) => $fixed,
            State::Sha256($own) => $fixed,
            State::Sha384($own) => $fixed,
            State::Sha512($own) => $fixed,
            State::Sha512To224($own) => $fixed,
            State::Sha512To256($own) => $fixed,
            State::Sha3To224($own) => $fixed,
            State::Sha3To256($own) => $fixed,
            State::Sha3To384($own) => $fixed,
            State::Sha3To512($own) => $fixed,
            State::Shake128($long) => $shake,
            State::Shake256($long) => $shake,
            State::Blake2b($blake) => $blakes,
            State::Blake2s($blake) => $blakes,
        }
    };
}

/// A checksum on its way.
struct Hash(RefCell<State>);

impl State {
    fn named(name: &str) -> Option<State> {
        let plain = |longest: usize| Parameters {
            digest: longest as u8,
            fanout: 1,
            depth: 1,
            ..Parameters::default()
        };
        Some(match name.to_ascii_lowercase().replace('-', "_").as_str() {
            "md5" => State::Md5(Md5::new()),
            "sha1" | "sha_1" => State::Sha1(Sha1::new()),
            "sha224" | "sha2_224" | "sha_224" => State::Sha224(Sha224::new()),
            "sha256" | "sha2_256" | "sha_256" => State::Sha256(Sha256::new()),
            "sha384" | "sha2_384" | "sha_384" => State::Sha384(Sha384::new()),
            "sha512" | "sha2_512" | "sha_512" => State::Sha512(Sha512::new()),
            "sha512_224" => State::Sha512To224(Sha512_224::new()),
            "sha512_256" => State::Sha512To256(Sha512_256::new()),
            "sha3_224" => State::Sha3To224(Sha3_224::new()),
            "sha3_256" => State::Sha3To256(Sha3_256::new()),
            "sha3_384" => State::Sha3To384(Sha3_384::new()),
            "sha3_512" => State::Sha3To512(Sha3_512::new()),
            "shake_128" | "shake128" => State::Shake128(Shake128::default()),
            "shake_256" | "shake256" => State::Shake256(Shake256::default()),
            "blake2b" | "blake2b512" => State::Blake2b(Blake2b::new(&plain(Blake2b::LONGEST))),
            "blake2s" | "blake2s256" => State::Blake2s(Blake2s::new(&plain(Blake2s::LONGEST))),
            _ => return None,
        })
    }

    fn update(&mut self, octets: &[u8]) {
        each!(self, own => Digest::update(own, octets), own => own.update(octets), own => own.update(octets));
    }

    fn digest(&self) -> Vec<u8> {
        each!(self.clone(), own => own.finalize().to_vec(), _own => Vec::new(), own => own.digest())
    }

    /// So many octets of what has no end.
    fn squeezed(&self, length: usize) -> Vec<u8> {
        let mut octets = vec![0; length];
        match self.clone() {
            State::Shake128(own) => own.finalize_xof().read(&mut octets),
            State::Shake256(own) => own.finalize_xof().read(&mut octets),
            _ => octets.clear(),
        }
        octets
    }

    fn is_long(&self) -> bool {
        matches!(self, State::Shake128(_) | State::Shake256(_))
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
            State::Sha512To224(_) => ("sha512_224", 128),
            State::Sha512To256(_) => ("sha512_256", 128),
            State::Sha3To224(_) => ("sha3_224", 144),
            State::Sha3To256(_) => ("sha3_256", 136),
            State::Sha3To384(_) => ("sha3_384", 104),
            State::Sha3To512(_) => ("sha3_512", 72),
            State::Shake128(_) => ("shake_128", 168),
            State::Shake256(_) => ("shake_256", 136),
            State::Blake2b(_) => ("blake2b", Blake2b::BLOCK as i64),
            State::Blake2s(_) => ("blake2s", Blake2s::BLOCK as i64),
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
        Error::type_error("object supporting the buffer API required")
            .help("octets are wanted: bytes(x)")
    })
}

fn start(mut state: State, args: &Args, index: usize) -> Result<Value> {
    if let Some(value) = args.get(index) {
        state.update(&data(value)?);
    }
    Ok(Value::object(Hash(RefCell::new(state))))
}

fn new(_: &mut Interp, args: &Args) -> Result<Value> {
    let Some(name) = text_of(args.at(0)) else {
        return Err(Error::type_error("name must be a string"));
    };
    match State::named(name.as_str()) {
        Some(state) => start(state, args, 1),
        None => Err(Error::value_error(format!(
            "unsupported hash type {}",
            name.as_str()
        ))),
    }
}

/// The parameters of BLAKE2; `longest` digest, salt, and bits of the node's offset.
fn parameters(
    interp: &mut Interp,
    args: &Args,
    [longest, salted, offset_bits]: [usize; 3],
) -> Result<Parameters> {
    let mut within = |index: usize, default: i64, low: i64, high: usize, text: &str| {
        let number = int_or(interp, args, index, default)?;
        if number < low || number > high as i64 {
            return Err(Error::value_error(text.to_owned()));
        }
        Ok(number as u8)
    };
    let digest = within(
        1,
        longest as i64,
        1,
        longest,
        &format!("digest_size must be between 1 and {longest} bytes"),
    )?;
    let fanout = within(5, 1, 0, 255, "fanout must be between 0 and 255")?;
    let depth = within(6, 1, 1, 255, "depth must be between 1 and 255")?;
    let node_depth = within(9, 0, 0, 255, "node_depth must be between 0 and 255")?;
    let inner = format!("inner_size must be between 0 and is {longest}");
    let inner = within(10, 0, 0, longest, &inner)?;
    let octets = |index: usize, most: usize, what: &str| {
        let octets = args.get(index).map_or(Ok(Vec::new()), octets_arg)?;
        if octets.len() > most {
            return Err(Error::value_error(format!(
                "maximum {what} length is {most} bytes"
            )));
        }
        Ok(octets)
    };
    let salt = octets(3, salted, "salt")?;
    let person = octets(4, salted, "person")?;
    let key = octets(2, longest, "key")?;
    let mut number = |index: usize, bits: usize, what: &str| {
        let Some(value) = args.get(index) else {
            return Ok(0);
        };
        let number = index_big(interp, value)?;
        if number < 0.into() {
            return Err(Error::value_error("value must be positive"));
        }
        match u64::try_from(&number) {
            Ok(number) if bits == 64 || number < 1 << bits => Ok(number),
            Ok(_) => Err(Error::overflow_error(format!("{what} is too large"))),
            Err(_) => Err(Error::overflow_error("int too big to convert")),
        }
    };
    let leaf = number(7, 32, "leaf_size")? as u32;
    let node_offset = number(8, offset_bits, "node_offset")?;
    let last_node = args
        .get(11)
        .map_or(Ok(false), |value| interp.truth(value))?;
    Ok(Parameters {
        digest,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf,
        node_offset,
        node_depth,
        inner,
        last_node,
    })
}

fn pbkdf2_hmac(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(name) = text_of(args.at(0)) else {
        return Err(Error::type_error(format!(
            "pbkdf2_hmac() argument 'hash_name' must be str, not {}",
            type_name(args.at(0))
        )));
    };
    let (password, salt) = (octets_arg(args.at(1))?, octets_arg(args.at(2))?);
    let rounds = index_of(interp, args.at(3))?;
    if rounds < 1 {
        return Err(Error::value_error(
            "iteration value must be greater than 0.",
        ));
    }
    let rounds = u32::try_from(rounds)
        .map_err(|_| Error::overflow_error("iteration value is too great."))?;
    let unknown = || Error::value_error(format!("unsupported hash type {}", name.as_str()));
    let state = State::named(name.as_str()).ok_or_else(unknown)?;
    if state.is_long() {
        return Err(unknown());
    }
    let length = match args.some(4) {
        None => state.digest().len() as i64,
        Some(length) => index_of(interp, length)?,
    };
    if length < 1 {
        return Err(Error::value_error("key length must be greater than 0."));
    }
    memory::room_for(length as usize)?;
    let made = interrupt::aside(move || {
        let mut key = vec![0; length as usize];
        let to = &mut key;
        match state {
            State::Md5(_) => pbkdf2::pbkdf2::<Hmac<Md5>>(&password, &salt, rounds, to),
            State::Sha1(_) => pbkdf2::pbkdf2::<Hmac<Sha1>>(&password, &salt, rounds, to),
            State::Sha224(_) => pbkdf2::pbkdf2::<Hmac<Sha224>>(&password, &salt, rounds, to),
            State::Sha256(_) => pbkdf2::pbkdf2::<Hmac<Sha256>>(&password, &salt, rounds, to),
            State::Sha384(_) => pbkdf2::pbkdf2::<Hmac<Sha384>>(&password, &salt, rounds, to),
            State::Sha512(_) => pbkdf2::pbkdf2::<Hmac<Sha512>>(&password, &salt, rounds, to),
            State::Sha3To224(_) => {
                pbkdf2::pbkdf2::<SimpleHmac<Sha3_224>>(&password, &salt, rounds, to)
            }
            State::Sha3To256(_) => {
                pbkdf2::pbkdf2::<SimpleHmac<Sha3_256>>(&password, &salt, rounds, to)
            }
            State::Sha3To384(_) => {
                pbkdf2::pbkdf2::<SimpleHmac<Sha3_384>>(&password, &salt, rounds, to)
            }
            State::Sha3To512(_) => {
                pbkdf2::pbkdf2::<SimpleHmac<Sha3_512>>(&password, &salt, rounds, to)
            }
            _ => return None,
        }
        .ok()
        .map(|()| key)
    })?;
    made.map(Value::bytes).ok_or_else(unknown)
}

fn scrypt(interp: &mut Interp, args: &Args) -> Result<Value> {
    let password = octets_arg(args.at(0))?;
    let salt = match args.some(1) {
        Some(salt) => octets_arg(salt)?,
        None => return Err(Error::type_error("salt is required")),
    };
    let mut number = |index: usize, name: &str| match args.some(index) {
        Some(value) => match index_of(interp, value) {
            Ok(number) if number >= 0 => Ok(number as u64),
            Ok(_) => Err(Error::overflow_error(
                "can't convert negative int to unsigned",
            )),
            Err(_) => Err(Error::type_error(format!(
                "{name} is required and must be an unsigned int"
            ))),
        },
        None => Err(Error::type_error(format!(
            "{name} is required and must be an unsigned int"
        ))),
    };
    let n = number(2, "n")?;
    if n < 2 || !n.is_power_of_two() {
        return Err(Error::value_error("n must be a power of 2."));
    }
    let (r, p) = (number(3, "r")?, number(4, "p")?);
    let maxmem = int_or(interp, args, 5, 0)?;
    if maxmem < 0 || maxmem > i64::from(i32::MAX) {
        return Err(Error::value_error(
            "maxmem must be positive and smaller than 2147483647",
        ));
    }
    let length = int_or(interp, args, 6, 64)?;
    if length < 1 || length > i64::from(i32::MAX) {
        return Err(Error::value_error(
            "dklen must be greater than 0 and smaller than 2147483647",
        ));
    }
    // OpenSSL's bound when the caller gives none: 32 MiB, counting as it counts.
    let most = if maxmem == 0 {
        32 << 20
    } else {
        maxmem as u128
    };
    let taken = 128 * u128::from(r) * (u128::from(p) + u128::from(n) + 2);
    let wrong = || Error::value_error("Invalid parameter combination for n, r, p, maxmem.");
    if r == 0 || p == 0 || u128::from(r) * u128::from(p) > (1 << 30) - 1 {
        return Err(wrong());
    }
    if taken > most {
        return Err(
            Error::value_error("[digital envelope routines] memory limit exceeded")
                .help("give maxmem, in octets"),
        );
    }
    let log = n.trailing_zeros() as u8;
    let settings = scrypt::Params::new(log, r as u32, p as u32).map_err(|_| wrong())?;
    memory::room_for(taken as usize)?;
    let made = interrupt::aside(move || {
        let mut key = vec![0; length as usize];
        scrypt::scrypt(&password, &salt, &settings, &mut key).ok()?;
        Some(key)
    })?;
    made.map(Value::bytes).ok_or_else(wrong)
}

impl Object for Hash {
    fn type_name(&self) -> &str {
        match &*self.0.borrow() {
            State::Blake2b(_) => "_blake2.blake2b",
            State::Blake2s(_) => "_blake2.blake2s",
            state if state.is_long() => "_hashlib.HASHXOF",
            _ => "_hashlib.HASH",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let (own, block) = self.0.borrow().facts();
        let salted = block / 8;
        let blake = own.starts_with("blake");
        Ok(match name {
            "name" => Some(Value::str(own)),
            "block_size" => Some(Value::Int(block)),
            "digest_size" => Some(Value::from(self.0.borrow().digest().len())),
            "MAX_DIGEST_SIZE" | "MAX_KEY_SIZE" if blake => Some(Value::Int(block / 2)),
            "SALT_SIZE" | "PERSON_SIZE" if blake => Some(Value::Int(salted)),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        if self.0.borrow().is_long() {
            LONG_METHODS
        } else {
            METHODS
        }
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let own = self.0.borrow().facts().0;
        if own.starts_with("blake") {
            return Ok(None);
        }
        let place = std::ptr::from_ref(self) as usize;
        Ok(Some(format!(
            "<{own} {} object @ {place:#x}>",
            self.type_name()
        )))
    }
}
