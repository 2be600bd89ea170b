//! `binascii`: octets as text.

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
    init: |interp, module| {
        module.set("Error", Value::Class(ERROR.with(Clone::clone)));
        let rarer = include_str!("scripts/_binascii.py");
        super::run_script(interp, module, rarer, "binascii")
    },
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "a2b_base64",
        &["data", "/", "*", "strict_mode=False"],
        "Octets from base 64.",
        a2b_base64,
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
            let mut text = to_base64(&octets_arg(args.at(0))?);
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

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
        Some(value) => Some(separator(interp, value)?),
    };
    let group = int_or(interp, args, 2, 1)?;
    let text = hex_text(&octets_arg(args.at(0))?, sep.as_deref(), group);
    // The separator is one octet.
    Ok(Value::bytes(
        text.chars().map(|c| c as u8).collect::<Vec<u8>>(),
    ))
}

/// What stands between the octets: one character of Latin-1.
fn separator(interp: &mut Interp, value: &Value) -> Result<String> {
    let text = match (text_of(value), octets_of(value)) {
        (Some(text), _) => text.as_str().to_owned(),
        (None, Some(octets)) => octets.iter().copied().map(char::from).collect(),
        (None, None) => {
            interp.len(value)?;
            return Err(Error::type_error("sep must be str or bytes."));
        }
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if u32::from(c) < 0x100 => Ok(text),
        (Some(_), None) => Err(Error::value_error("sep must be ASCII.")),
        _ => Err(Error::value_error("sep must be length 1.")),
    }
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

fn to_base64(octets: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let mut three = [0; 3];
        three[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let digit = STANDARD[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > chunk.len() { b'=' } else { digit });
        }
    }
    out
}

/// What each octet means in base 64; 64 and more is no digit.
const DIGITS: [u8; 256] = {
    let mut table = [64; 256];
    let mut at = 0;
    while at < 64 {
        table[STANDARD[at] as usize] = at as u8;
        at += 1;
    }
    table
};

fn a2b_base64(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = ascii(args.at(0))?;
    let strict = args.get(1).map_or(Ok(false), |value| interp.truth(value))?;
    if strict && text.first() == Some(&b'=') {
        return Err(failure("Leading padding not allowed"));
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut places, mut pads) = (0u32, 0, 0);
    let mut padding = false;
    for (at, c) in text.iter().enumerate() {
        if *c == b'=' {
            padding = true;
            if places < 2 {
                continue;
            }
            pads += 1;
            if places + pads >= 4 {
                // What comes after the padding is not read.
                if strict && at + 1 < text.len() {
                    return Err(failure("Excess data after padding"));
                }
                return Ok(Value::bytes(out));
            }
            continue;
        }
        let digit = DIGITS[usize::from(*c)];
        if digit >= 64 {
            if strict {
                return Err(failure("Only base64 data is allowed"));
            }
            continue;
        }
        if strict && padding {
            return Err(failure("Discontinuous padding not allowed"));
        }
        pads = 0;
        bits = bits << 6 | u32::from(digit);
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
        0 => Ok(Value::bytes(out)),
        1 => Err(failure(&format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        ))),
        _ => Err(failure("Incorrect padding")),
    }
}
