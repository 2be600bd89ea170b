//! The methods of `int` and `float`.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

use super::arguments::{default_text, method, octets_of, plain, text_arg, wrong_receiver};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::format::float;
use crate::eval::interp::Interp;
use crate::eval::value::Value;

pub static INT_METHODS: &[Builtin] = &[
    method(
        "as_integer_ratio",
        &["self", "/"],
        "The number and 1.",
        int_ratio,
    ),
    method(
        "bit_count",
        &["self", "/"],
        "How many bits of the magnitude are set.",
        bit_count,
    ),
    method(
        "bit_length",
        &["self", "/"],
        "How many bits the magnitude takes.",
        bit_length,
    ),
    method("conjugate", &["self"], "The number itself.", conjugate),
    method(
        "to_bytes",
        &["self", "length=1", "byteorder='big'", "*", "signed=False"],
        "The number as octets.",
        to_bytes,
    ),
];

pub static INT_STATICS: &[Builtin] = &[method(
    "from_bytes",
    &["bytes", "byteorder='big'", "*", "signed=False"],
    "The number that octets stand for.",
    from_bytes,
)];

pub static FLOAT_METHODS: &[Builtin] = &[
    method(
        "as_integer_ratio",
        &["self", "/"],
        "Numerator and denominator.",
        float_ratio,
    ),
    method("conjugate", &["self"], "The number itself.", conjugate),
    method(
        "hex",
        &["self", "/"],
        "The number in hexadecimal.",
        float_hex,
    ),
    method(
        "is_integer",
        &["self", "/"],
        "Whether it has no fraction.",
        is_integer,
    ),
];

pub static FLOAT_STATICS: &[Builtin] = &[method(
    "fromhex",
    &["string", "/"],
    "The number that a hexadecimal text gives.",
    float_fromhex,
)];

fn int(args: &Args) -> Result<BigInt> {
    plain(args.at(0))
        .to_big()
        .ok_or_else(|| wrong_receiver("int", args))
}

fn float(args: &Args) -> Result<f64> {
    match plain(args.at(0)) {
        Value::Float(x) => Ok(x.get()),
        _ => Err(wrong_receiver("float", args)),
    }
}

fn conjugate(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(match plain(args.at(0)) {
        Value::Bool(flag) => Value::Int(i64::from(flag.get())),
        number => number,
    })
}

fn bit_length(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::from(int(args)?.magnitude().bits()))
}

fn bit_count(_: &mut Interp, args: &Args) -> Result<Value> {
    let ones: u64 = int(args)?
        .iter_u64_digits()
        .map(|digit| u64::from(digit.count_ones()))
        .sum();
    Ok(Value::from(ones))
}

fn int_ratio(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::tuple([Value::big(int(args)?), Value::Int(1)]))
}

/// Whether `byteorder` at `index` says big.
fn is_big_endian(args: &Args, index: usize) -> Result<bool> {
    match args.get(index) {
        None => return Ok(true),
        Some(Value::Str(text)) if text.as_str() == "big" => return Ok(true),
        _ => {}
    }
    match default_text(args, index, "big", "argument 'byteorder'")?.as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(Error::value_error(
            "byteorder must be either 'little' or 'big'",
        )),
    }
}

fn to_bytes(interp: &mut Interp, args: &Args) -> Result<Value> {
    // The commonest: a small number without a sign.
    if let (Value::Int(number @ 0..), Some(Value::Int(length @ 0..8)), None) =
        (args.at(0), args.get(1), args.get(3))
        && number >> (8 * length) == 0
    {
        let length = *length as usize;
        let (big, little) = (number.to_be_bytes(), number.to_le_bytes());
        let octets = if is_big_endian(args, 2)? {
            &big[8 - length..]
        } else {
            &little[..length]
        };
        return Ok(Value::bytes(octets));
    }
    let number = int(args)?;
    let length = super::arguments::int_or(interp, args, 1, 1)?;
    let big = is_big_endian(args, 2)?;
    let signed = args.get(3).map_or(Ok(false), |value| interp.truth(value))?;
    let length = usize::try_from(length)
        .map_err(|_| Error::value_error("length argument must be non-negative"))?;
    if length > 1 << 31 {
        return Err(Error::memory_error(""));
    }
    if number.is_negative() && !signed {
        return Err(Error::overflow_error(
            "can't convert negative int to unsigned",
        ));
    }
    let mut octets = if signed {
        number.to_signed_bytes_le()
    } else {
        number.magnitude().to_bytes_le()
    };
    let filler = if number.is_negative() { 0xff } else { 0 };
    while octets.len() > length && octets.last() == Some(&filler) {
        let next_is_negative = octets
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|octet| octet & 0x80 != 0);
        if signed && next_is_negative != number.is_negative() && !number.is_zero() {
            break;
        }
        octets.pop();
    }
    if octets.len() > length {
        return Err(Error::overflow_error("int too big to convert"));
    }
    octets.resize(length, filler);
    if big {
        octets.reverse();
    }
    Ok(Value::bytes(octets))
}

fn from_bytes(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let (Value::Bytes(octets), None) = (args.at(0), args.get(2))
        && octets.len() < 8
    {
        let join = |number: i64, octet: &u8| number << 8 | i64::from(*octet);
        return Ok(Value::Int(if is_big_endian(args, 1)? {
            octets.iter().fold(0, join)
        } else {
            octets.iter().rev().fold(0, join)
        }));
    }
    let octets = match octets_of(args.at(0)) {
        Some(octets) => octets,
        None => super::octets::from_items(interp, args.at(0))?,
    };
    let big = is_big_endian(args, 1)?;
    let signed = args.get(2).map_or(Ok(false), |value| interp.truth(value))?;
    Ok(Value::big(match (big, signed) {
        (true, false) => BigInt::from_bytes_be(Sign::Plus, &octets),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &octets),
        (true, true) => BigInt::from_signed_bytes_be(&octets),
        (false, true) => BigInt::from_signed_bytes_le(&octets),
    }))
}

fn is_integer(_: &mut Interp, args: &Args) -> Result<Value> {
    let x = float(args)?;
    Ok(Value::bool(x.is_finite() && x.fract() == 0.0))
}

fn float_hex(_: &mut Interp, args: &Args) -> Result<Value> {
    Ok(Value::string(float::hex(float(args)?)))
}

fn float_ratio(_: &mut Interp, args: &Args) -> Result<Value> {
    let x = float(args)?;
    if !x.is_finite() {
        let what = if x.is_nan() { "NaN" } else { "Infinity" };
        let text = format!("cannot convert {what} to integer ratio");
        return Err(if x.is_nan() {
            Error::value_error(text)
        } else {
            Error::overflow_error(text)
        });
    }
    let bits = x.abs().to_bits();
    let exponent = (bits >> 52) as i64;
    let mantissa = bits & ((1 << 52) - 1);
    let (mut top, shift) = if exponent == 0 {
        (BigInt::from(mantissa), -1074)
    } else {
        (BigInt::from(mantissa | 1 << 52), exponent - 1075)
    };
    let mut bottom = BigInt::from(1);
    if shift >= 0 {
        top <<= shift as usize;
    } else {
        let common = top.trailing_zeros().unwrap_or(0).min(shift.unsigned_abs());
        top >>= common as usize;
        bottom <<= (shift.unsigned_abs() - common) as usize;
        if top.is_zero() {
            bottom = BigInt::from(1);
        }
    }
    if x < 0.0 {
        top = -top;
    }
    Ok(Value::tuple([Value::big(top), Value::big(bottom)]))
}

fn float_fromhex(_: &mut Interp, args: &Args) -> Result<Value> {
    let text = text_arg(args, 0, "fromhex() argument must be str, not")?;
    let wrong = || Error::value_error("invalid hexadecimal floating-point string");
    let trimmed = text.as_str().trim().to_ascii_lowercase();
    let (negative, body) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(&trimmed)),
    };
    if let "inf" | "infinity" | "nan" = body {
        let x = if body == "nan" {
            f64::NAN
        } else {
            f64::INFINITY
        };
        return Ok(Value::float(if negative { -x } else { x }));
    }
    let body = body.strip_prefix("0x").unwrap_or(body);
    let (digits, exponent) = match body.split_once('p') {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().map_err(|_| wrong())?),
        None => (body, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let mantissa = BigInt::parse_bytes(all.as_bytes(), 16).ok_or_else(wrong)?;
    let scale = exponent.saturating_sub(4 * fraction.len() as i32);
    // Two steps, because the power alone may be too small for a float.
    let x = mantissa.to_f64().unwrap_or(f64::INFINITY)
        * 2f64.powi(scale / 2)
        * 2f64.powi(scale - scale / 2);
    Ok(Value::float(if negative { -x } else { x }))
}
