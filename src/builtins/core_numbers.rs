//! Builtin functions on numbers and characters.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::format::integer::with_prefix;
use crate::eval::interp::Interp;
use crate::eval::interrupt;
use crate::eval::methods::arguments::{index_big, octets_of, plain, text_of, type_name};
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::lang::ast::BinaryOp;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "abs",
        &["x", "/"],
        "The magnitude of a number.",
        &[("abs(-3)", "3")],
        abs,
    ),
    Builtin::new(
        "bin",
        &["number", "/"],
        "A number in binary.",
        &[("bin(5)", "'0b101'")],
        bin,
    ),
    Builtin::new(
        "chr",
        &["i", "/"],
        "The character of a number.",
        &[("chr(65)", "'A'")],
        chr,
    ),
    Builtin::new(
        "divmod",
        &["x", "y", "/"],
        "Quotient and remainder.",
        &[("divmod(7, 2)", "(3, 1)")],
        divmod,
    ),
    Builtin::new(
        "hex",
        &["number", "/"],
        "A number in hexadecimal.",
        &[("hex(255)", "'0xff'")],
        hex,
    ),
    Builtin::new(
        "oct",
        &["number", "/"],
        "A number in octal.",
        &[("oct(8)", "'0o10'")],
        oct,
    ),
    Builtin::new(
        "ord",
        &["c", "/"],
        "The number of a character.",
        &[("ord('A')", "65")],
        ord,
    ),
    Builtin::new(
        "pow",
        &["base", "exp", "mod=None"],
        "A power, on demand modulo a number.",
        &[("pow(2, 10)", "1024"), ("pow(3, -1, 7)", "5")],
        pow,
    ),
    Builtin::new(
        "round",
        &["number", "ndigits=None"],
        "The nearest number with so many digits behind the point; halves go to the even one.",
        &[("round(2.675, 2)", "2.67"), ("round(2.5)", "2")],
        round,
    ),
];

fn abs(interp: &mut Interp, args: &Args) -> Result<Value> {
    match plain(args.at(0)) {
        Value::Float(x) => Ok(Value::float(x.get().abs())),
        Value::Instance(_) => match interp.call_special(args.at(0), Symbol::of("__abs__"), &[])? {
            Some(value) => Ok(value),
            None => Err(bad_operand(args.at(0))),
        },
        Value::Object(object) => object
            .unary(interp, "__abs__")?
            .ok_or_else(|| bad_operand(args.at(0))),
        inner => match inner.to_big() {
            Some(number) => Ok(Value::big(number.abs())),
            None => Err(bad_operand(args.at(0))),
        },
    }
}

fn bad_operand(value: &Value) -> Error {
    Error::type_error(format!(
        "bad operand type for abs(): '{}'",
        type_name(value)
    ))
}

/// The digits of a number, on a thread that Ctrl-C can leave when there are many.
fn prefixed(number: BigInt, base: u32) -> Result<Value> {
    if number.bits() < 1 << 20 {
        return Ok(Value::string(with_prefix(&number, base)));
    }
    let text = interrupt::aside(move || with_prefix(&number, base))?;
    Ok(Value::string(text))
}

fn bin(interp: &mut Interp, args: &Args) -> Result<Value> {
    prefixed(index_big(interp, args.at(0))?, 2)
}

fn oct(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = index_big(interp, args.at(0))?;
    if interp.python2 {
        return Ok(Value::string(
            with_prefix(&number, 8).replacen("0o", "0", 1),
        ));
    }
    prefixed(number, 8)
}

fn hex(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Value::Int(number @ 0..) = args.at(0)
        && !interp.python2
    {
        let text = interp.written(|out| {
            out.push_str("0x");
            crate::eval::format::spec::push_integer(out, *number, 'x');
            true
        });
        return Ok(text.unwrap_or_default());
    }
    prefixed(index_big(interp, args.at(0))?, 16)
}

fn chr(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Value::Int(code) = args.at(0)
        && let Some(c) = u32::try_from(*code).ok().and_then(char::from_u32)
    {
        return Ok(Value::from(c));
    }
    let code = index_big(interp, args.at(0))?;
    let c = code.to_u32().and_then(char::from_u32);
    match c {
        Some(c) => Ok(Value::string(c.to_string())),
        None if code.to_i32().is_none() => Err(Error::overflow_error(
            "Python int too large to convert to C int",
        )),
        None => Err(Error::value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(_: &mut Interp, args: &Args) -> Result<Value> {
    let value = args.at(0);
    let length = if let Some(text) = text_of(value) {
        let mut chars = text.as_str().chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Value::Int(i64::from(u32::from(c))));
        }
        text.chars()
    } else if let Some(octets) = octets_of(value) {
        if let [octet] = octets[..] {
            return Ok(Value::Int(i64::from(octet)));
        }
        octets.len()
    } else {
        return Err(Error::type_error(format!(
            "ord() expected string of length 1, but {} found",
            type_name(value)
        )));
    };
    Err(Error::type_error(format!(
        "ord() expected a character, but string of length {length} found"
    )))
}

fn divmod(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (a, b) = (args.at(0), args.at(1));
    if let Some(result) = crate::eval::operators::divmod(interp, a, b)? {
        return Ok(result);
    }
    let is_number = |value: &Value| {
        matches!(
            plain(value),
            Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_) | Value::Object(_)
        )
    };
    if !is_number(a) || !is_number(b) {
        return Err(Error::type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            type_name(a),
            type_name(b)
        )));
    }
    let quotient = interp.binary(BinaryOp::FloorDiv, a, b).map_err(|error| {
        match error.text().as_str() {
            // CPython's divmod has words of its own.
            "float floor division by zero" => Error::zero_division("float divmod()"),
            _ => error,
        }
    })?;
    let remainder = interp.binary(BinaryOp::Mod, a, b)?;
    Ok(Value::tuple([quotient, remainder]))
}

fn pow(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(modulus) = args.some(2) else {
        return interp.binary(BinaryOp::Pow, args.at(0), args.at(1));
    };
    if let Value::Instance(_) = args.at(0) {
        let more = [args.at(1).clone(), modulus.clone()];
        match interp.call_special(args.at(0), Symbol::of("__pow__"), &more)? {
            Some(Value::NotImplemented) | None => {}
            Some(result) => return Ok(result),
        }
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (args.at(0).to_big(), args.at(1).to_big(), modulus.to_big())
    else {
        return Err(Error::type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        ));
    };
    if modulus.is_zero() {
        return Err(Error::value_error("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    let (base, exponent) = if exponent.is_negative() {
        let Some(inverse) = inverse(&base, &size) else {
            return Err(Error::value_error(
                "base is not invertible for the given modulus",
            ));
        };
        (inverse, -exponent)
    } else {
        (base.mod_floor(&size), exponent)
    };
    let limbs = size.bits() / 64 + 1;
    let power = if limbs.saturating_mul(limbs).saturating_mul(exponent.bits()) < 1 << 22 {
        base.modpow(&exponent, &size)
    } else {
        interrupt::aside(move || base.modpow(&exponent, &size))?
    };
    Ok(Value::big(power.mod_floor(&modulus)))
}

fn inverse(base: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let found = base.extended_gcd(modulus);
    let sign = if found.gcd.sign() == Sign::Minus {
        -BigInt::one()
    } else {
        BigInt::one()
    };
    (found.gcd.abs().is_one()).then(|| (found.x * sign).mod_floor(modulus))
}

fn round(interp: &mut Interp, args: &Args) -> Result<Value> {
    let value = args.at(0);
    let digits = match args.some(1) {
        None => None,
        Some(digits) => Some(crate::eval::methods::arguments::clamped(interp, digits)?),
    };
    if let Value::Instance(_) = value {
        let more: Vec<Value> = digits.map(Value::Int).into_iter().collect();
        if let Some(rounded) = interp.call_special(value, Symbol::of("__round__"), &more)? {
            return Ok(rounded);
        }
    }
    match (plain(value), digits) {
        (inner, digits)
            if interp.python2 && (inner.to_big().is_some() || matches!(inner, Value::Float(_))) =>
        {
            let x = crate::eval::methods::arguments::float_of(interp, &inner)?;
            // Halves go away from zero, and the result is a float.
            match digits {
                Some(digits) => round_float(x, digits).map(Value::float),
                None => Ok(Value::float(x.round())),
            }
        }
        (Value::Float(x), None) => whole(x.get().round_ties_even()),
        (Value::Float(x), Some(digits)) => Ok(Value::float(round_float(x.get(), digits)?)),
        (inner, digits) => {
            let Some(number) = inner.to_big() else {
                return Err(Error::type_error(format!(
                    "type {} doesn't define __round__ method",
                    type_name(value)
                )));
            };
            Ok(Value::big(match digits {
                Some(digits) if digits < 0 => round_integer(number, digits.unsigned_abs()),
                _ => number,
            }))
        }
    }
}

fn whole(x: f64) -> Result<Value> {
    use num_traits::FromPrimitive;
    match BigInt::from_f64(x) {
        Some(number) => Ok(Value::big(number)),
        None if x.is_nan() => Err(Error::value_error("cannot convert float NaN to integer")),
        None => Err(Error::overflow_error(
            "cannot convert float infinity to integer",
        )),
    }
}

fn round_float(x: f64, digits: i64) -> Result<f64> {
    if !x.is_finite() || digits > 323 {
        return Ok(x);
    }
    if digits < -308 {
        return Ok(0.0 * x);
    }
    let rounded = if digits >= 0 {
        // Exactly rounded, as Python does it: by way of the decimal digits.
        format!("{x:.*}", digits as usize).parse().unwrap_or(x)
    } else {
        let power = 10f64.powi(-digits as i32);
        (x / power).round_ties_even() * power
    };
    if rounded.is_infinite() {
        return Err(Error::overflow_error(
            "rounded value too large to represent",
        ));
    }
    Ok(rounded)
}

fn round_integer(number: BigInt, places: u64) -> BigInt {
    // More places than the number has digits leave nothing.
    if places > number.magnitude().bits() {
        return BigInt::zero();
    }
    let power = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = number.div_mod_floor(&power);
    let twice: BigInt = rest * 2;
    let up = twice > power || twice == power && quotient.is_odd();
    (if up { quotient + 1 } else { quotient }) * power
}
