//! `binascii` and `base64`: octets as text.

use std::rc::Rc;

use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Class;
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exc, Exception};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{int_or, method, octets_arg, octets_of, text_of, type_name};
use crate::eval::methods::octets::hex_text;
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "binascii",
    help: "Octets as text, and checksums.",
    functions: FUNCTIONS,
    init: |_, module| {
        module.set("Error", Value::Class(ERROR.with(Clone::clone)));
        Ok(())
    },
};

pub static BASE64: NativeModule = NativeModule {
    name: "base64",
    help: "Octets as text in base 64, 32 and 16.",
    functions: BASE64_FUNCTIONS,
    init: |_, _| Ok(()),
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "a2b_base64",
        &["data", "/", "*", "strict_mode=False"],
        "Octets from base 64.",
        |_, args| base64_of(args, false).map(Value::bytes),
    ),
    method(
        "a2b_hex",
        &["hexstr"],
        "Octets from hexadecimal.",
        unhexlify,
    ),
    method(
        "b2a_base64",
        &["data", "/", "*", "newline=True"],
        "Octets in base 64, with a line end.",
        |interp, args| {
            let mut text = to_base64(&octets_arg(args.at(0))?, STANDARD);
            if args.get(1).map_or(Ok(true), |value| interp.truth(value))? {
                text.push(b'\n');
            }
            Ok(Value::bytes(text))
        },
    ),
    method(
        "b2a_hex",
        &["data", "sep=None", "bytes_per_sep=1"],
        "Octets in hexadecimal.",
        hexlify,
    ),
    method(
        "crc32",
        &["data", "crc=0", "/"],
        "The CRC-32 checksum.",
        |interp, args| {
            let start = int_or(interp, args, 1, 0)? as u32;
            Ok(Value::Int(
                crate::wire::crc::crc32(&octets_arg(args.at(0))?, start).into(),
            ))
        },
    ),
    method(
        "crc_hqx",
        &["data", "crc", "/"],
        "The CRC-CCITT checksum.",
        |interp, args| {
            let mut crc = int_or(interp, args, 1, 0)? as u16;
            for octet in octets_arg(args.at(0))? {
                crc ^= u16::from(octet) << 8;
                for _ in 0..8 {
                    crc = if crc & 0x8000 != 0 {
                        crc << 1 ^ 0x1021
                    } else {
                        crc << 1
                    };
                }
            }
            Ok(Value::Int(crc.into()))
        },
    ),
    method(
        "hexlify",
        &["data", "sep=None", "bytes_per_sep=1"],
        "Octets in hexadecimal.",
        hexlify,
    ),
    method(
        "unhexlify",
        &["hexstr"],
        "Octets from hexadecimal.",
        unhexlify,
    ),
];

static BASE64_FUNCTIONS: &[Builtin] = &[
    method(
        "b16decode",
        &["s", "casefold=False"],
        "Octets from hexadecimal.",
        unhexlify,
    ),
    method("b16encode", &["s"], "Octets in hexadecimal.", |_, args| {
        Ok(Value::bytes(
            hex_text(&octets_arg(args.at(0))?, None, 1)
                .to_ascii_uppercase()
                .into_bytes(),
        ))
    }),
    method(
        "b32decode",
        &["s", "casefold=False"],
        "Octets from base 32.",
        b32decode,
    ),
    method("b32encode", &["s"], "Octets in base 32.", b32encode),
    method(
        "b64decode",
        &["s", "altchars=None", "validate=False"],
        "Octets from base 64.",
        |_, args| base64_of(args, false).map(Value::bytes),
    ),
    method(
        "b64encode",
        &["s", "altchars=None"],
        "Octets in base 64.",
        |_, args| Ok(Value::bytes(to_base64(&octets_arg(args.at(0))?, STANDARD))),
    ),
    method("decodebytes", &["s"], "Octets from base 64.", |_, args| {
        base64_of(args, false).map(Value::bytes)
    }),
    method(
        "encodebytes",
        &["s"],
        "Octets in base 64, in lines.",
        |_, args| {
            let mut out = Vec::new();
            for line in octets_arg(args.at(0))?.chunks(57) {
                out.extend(to_base64(line, STANDARD));
                out.push(b'\n');
            }
            Ok(Value::bytes(out))
        },
    ),
    method(
        "standard_b64decode",
        &["s"],
        "Octets from base 64.",
        |_, args| base64_of(args, false).map(Value::bytes),
    ),
    method(
        "standard_b64encode",
        &["s"],
        "Octets in base 64.",
        |_, args| Ok(Value::bytes(to_base64(&octets_arg(args.at(0))?, STANDARD))),
    ),
    method(
        "urlsafe_b64decode",
        &["s"],
        "Octets from base 64 with - and _.",
        |_, args| base64_of(args, true).map(Value::bytes),
    ),
    method(
        "urlsafe_b64encode",
        &["s"],
        "Octets in base 64 with - and _.",
        |_, args| Ok(Value::bytes(to_base64(&octets_arg(args.at(0))?, URL_SAFE))),
    ),
];

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

thread_local! {
    static ERROR: Rc<Class> = super::exception_class("Error", Exc::ValueError, "binascii");
}

fn failure(text: &str) -> Error {
    Error(Rc::new(Exception::new(
        ERROR.with(Clone::clone),
        vec![Value::str(text)],
    )))
}

/// Octets, or text in ASCII.
fn ascii(value: &Value) -> Result<Vec<u8>> {
    match (octets_of(value), text_of(value)) {
        (Some(octets), _) => Ok(octets),
        (None, Some(text)) if text.as_str().is_ascii() => Ok(text.as_str().as_bytes().to_vec()),
        (None, Some(_)) => Err(Error::value_error(
            "string argument should contain only ASCII characters",
        )),
        (None, None) => Err(Error::type_error(format!(
            "argument should be bytes, buffer or ASCII string, not '{}'",
            type_name(value)
        ))),
    }
}

fn hexlify(interp: &mut Interp, args: &Args) -> Result<Value> {
    let sep = match args.some(1) {
        None => None,
        Some(value) => Some(String::from_utf8_lossy(&ascii(value)?).into_owned()),
    };
    let group = int_or(interp, args, 2, 1)?;
    Ok(Value::bytes(
        hex_text(&octets_arg(args.at(0))?, sep.as_deref(), group).into_bytes(),
    ))
}

fn unhexlify(_: &mut Interp, args: &Args) -> Result<Value> {
    let digits = ascii(args.at(0))?;
    if digits.len() % 2 != 0 {
        return Err(failure("Odd-length string"));
    }
    let mut out = Vec::with_capacity(digits.len() / 2);
    for pair in digits.chunks_exact(2) {
        let digit = |octet: u8| char::from(octet).to_digit(16);
        match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => out.push((high * 16 + low) as u8),
            _ => return Err(failure("Non-hexadecimal digit found")),
        }
    }
    Ok(Value::bytes(out))
}

fn to_base64(octets: &[u8], alphabet: &[u8; 64]) -> Vec<u8> {
    let mut out = Vec::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let mut three = [0; 3];
        three[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let digit = alphabet[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > chunk.len() { b'=' } else { digit });
        }
    }
    out
}

fn base64_of(args: &Args, url_safe: bool) -> Result<Vec<u8>> {
    let text = ascii(args.at(0))?;
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut places, mut pads) = (0u32, 0, 0);
    for c in text {
        let c = match c {
            b'-' if url_safe => b'+',
            b'_' if url_safe => b'/',
            c => c,
        };
        if c == b'=' {
            pads += 1;
            if places >= 2 && places + pads >= 4 {
                places = 0;
                pads = 0;
            }
            continue;
        }
        // What is no digit is skipped, as CPython does without validate.
        let Some(digit) = STANDARD.iter().position(|d| *d == c) else {
            continue;
        };
        pads = 0;
        bits = bits << 6 | digit as u32;
        places += 1;
        match places {
            1 => {}
            2 => out.push((bits >> 4) as u8),
            3 => out.push((bits >> 2) as u8),
            _ => {
                out.push(bits as u8);
                places = 0;
            }
        }
    }
    match places {
        0 => Ok(out),
        1 => Err(failure(&format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        ))),
        _ => Err(failure("Incorrect padding")),
    }
}

fn b32encode(_: &mut Interp, args: &Args) -> Result<Value> {
    let mut out = Vec::new();
    for chunk in octets_arg(args.at(0))?.chunks(5) {
        let mut bits = 0u64;
        for place in 0..5 {
            bits = bits << 8 | u64::from(chunk.get(place).copied().unwrap_or(0));
        }
        let digits = (chunk.len() * 8).div_ceil(5);
        for place in 0..8 {
            let digit = BASE32[(bits >> (35 - 5 * place) & 31) as usize];
            out.push(if place < digits { digit } else { b'=' });
        }
    }
    Ok(Value::bytes(out))
}

fn b32decode(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut text = ascii(args.at(0))?;
    if args.get(1).map_or(Ok(false), |value| interp.truth(value))? {
        text.make_ascii_uppercase();
    }
    if text.len() % 8 != 0 {
        return Err(failure("Incorrect padding"));
    }
    let mut out = Vec::new();
    let (mut bits, mut count) = (0u64, 0);
    for c in text.iter().take_while(|c| **c != b'=') {
        let Some(digit) = BASE32.iter().position(|d| d == c) else {
            return Err(failure("Non-base32 digit found"));
        };
        bits = bits << 5 | digit as u64;
        count += 5;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Ok(Value::bytes(out))
}
