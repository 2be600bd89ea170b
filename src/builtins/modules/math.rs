//! `math`

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, One, Signed, ToPrimitive};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt;
use crate::eval::methods::arguments::{float_of, index_big, method};
use crate::eval::module::NativeModule;
use crate::eval::symbol::Symbol;
use crate::eval::value::Value;
use crate::lang::ast::BinaryOp;

pub static MODULE: NativeModule = NativeModule {
    name: "math",
    help: "Functions of numbers.",
    functions: FUNCTIONS,
    init: |_, module| {
        module.set("pi", std::f64::consts::PI);
        module.set("e", std::f64::consts::E);
        module.set("tau", std::f64::consts::TAU);
        module.set("inf", f64::INFINITY);
        module.set("nan", f64::NAN);
        for function in MORE {
            module.set(function.name, Value::Builtin(function));
        }
        Ok(())
    },
};

macro_rules! of_one {
    ($($name:literal, $help:literal, $run:expr;)*) => {
        [$(method($name, &["x"], $help, |interp, args| {
            let x = float_of(interp, args.at(0))?;
            checked(x, $run(x))
        }),)*]
    };
}

static ONE: [Builtin; 19] = of_one! {
    "acos", "The angle of a cosine.", f64::acos;
    "acosh", "The inverse of cosh.", f64::acosh;
    "asin", "The angle of a sine.", f64::asin;
    "asinh", "The inverse of sinh.", f64::asinh;
    "atan", "The angle of a tangent.", f64::atan;
    "atanh", "The inverse of tanh.", f64::atanh;
    "cbrt", "The cube root.", f64::cbrt;
    "cos", "The cosine.", f64::cos;
    "cosh", "The hyperbolic cosine.", f64::cosh;
    "degrees", "Radians in degrees.", f64::to_degrees;
    "exp", "e to the power of x.", f64::exp;
    "exp2", "2 to the power of x.", f64::exp2;
    "expm1", "e to the power of x, minus 1.", f64::exp_m1;
    "fabs", "The magnitude.", f64::abs;
    "radians", "Degrees in radians.", f64::to_radians;
    "sin", "The sine.", f64::sin;
    "sinh", "The hyperbolic sine.", f64::sinh;
    "tan", "The tangent.", f64::tan;
    "tanh", "The hyperbolic tangent.", f64::tanh;
};

static FUNCTIONS: &[Builtin] = &[
    method("erf", &["x"], "The error function.", |interp, args| {
        Ok(Value::float(libm::erf(float_of(interp, args.at(0))?)))
    }),
    method(
        "erfc",
        &["x"],
        "One minus the error function.",
        |interp, args| Ok(Value::float(libm::erfc(float_of(interp, args.at(0))?))),
    ),
    method("gamma", &["x"], "The gamma function.", |interp, args| {
        let x = float_of(interp, args.at(0))?;
        of_gamma(x, libm::tgamma(x))
    }),
    method(
        "lgamma",
        &["x"],
        "The logarithm of the gamma function's magnitude.",
        |interp, args| {
            let x = float_of(interp, args.at(0))?;
            if x.is_infinite() {
                return Ok(Value::float(f64::INFINITY));
            }
            of_gamma(x, libm::lgamma(x))
        },
    ),
    method(
        "nextafter",
        &["x", "y"],
        "The next float after x towards y.",
        |interp, args| two(interp, args, libm::nextafter),
    ),
    method(
        "ulp",
        &["x"],
        "The worth of the last bit.",
        |interp, args| {
            let x = float_of(interp, args.at(0))?.abs();
            Ok(Value::float(
                if x.is_finite() && x.next_up().is_infinite() {
                    x - x.next_down()
                } else if x.is_finite() {
                    x.next_up() - x
                } else {
                    x
                },
            ))
        },
    ),
    method(
        "atan2",
        &["y", "x"],
        "The angle of a point.",
        |interp, args| two(interp, args, f64::atan2),
    ),
    method(
        "ceil",
        &["x"],
        "The next whole number above.",
        |interp, args| whole(interp, args, "__ceil__", f64::ceil),
    ),
    method("comb", &["n", "k"], "The ways to choose k of n.", comb),
    method(
        "copysign",
        &["x", "y"],
        "The magnitude of x with the sign of y.",
        |interp, args| two(interp, args, f64::copysign),
    ),
    method("dist", &["p", "q"], "The distance of two points.", dist),
    method("factorial", &["n"], "1 times 2 times … n.", factorial),
    method(
        "floor",
        &["x"],
        "The next whole number below.",
        |interp, args| whole(interp, args, "__floor__", f64::floor),
    ),
    method(
        "fmod",
        &["x", "y"],
        "The remainder with the sign of x.",
        |interp, args| two(interp, args, |x, y| x % y),
    ),
    method("frexp", &["x"], "Fraction and exponent.", frexp),
    method("fsum", &["seq"], "The sum, without loss in between.", fsum),
    method("gcd", &["*integers"], "The greatest common divisor.", gcd),
    method("hypot", &["*coordinates"], "The length of a vector.", hypot),
    method(
        "isclose",
        &["a", "b", "*", "rel_tol=1e-09", "abs_tol=0.0"],
        "Whether two numbers are nearly equal.",
        isclose,
    ),
    method(
        "isfinite",
        &["x"],
        "Whether it is neither infinite nor NaN.",
        |interp, args| test(interp, args, f64::is_finite),
    ),
    method(
        "isinf",
        &["x"],
        "Whether it is infinite.",
        |interp, args| test(interp, args, f64::is_infinite),
    ),
    method("isnan", &["x"], "Whether it is NaN.", |interp, args| {
        test(interp, args, f64::is_nan)
    }),
    method("isqrt", &["n"], "The whole part of the square root.", isqrt),
    method("lcm", &["*integers"], "The least common multiple.", lcm),
    method("ldexp", &["x", "i"], "x times 2 to the power of i.", ldexp),
    method(
        "log",
        &["x", "base=2.718281828459045"],
        "The logarithm.",
        log,
    ),
    method(
        "log10",
        &["x"],
        "The logarithm to base 10.",
        |interp, args| logarithm(interp, args, f64::log10, 10.0),
    ),
    method(
        "log1p",
        &["x"],
        "The natural logarithm of 1 + x.",
        |interp, args| {
            let x = float_of(interp, args.at(0))?;
            checked(x, x.ln_1p())
        },
    ),
    method(
        "log2",
        &["x"],
        "The logarithm to base 2.",
        |interp, args| logarithm(interp, args, f64::log2, 2.0),
    ),
    method(
        "modf",
        &["x"],
        "Fraction and whole part.",
        |interp, args| {
            let x = float_of(interp, args.at(0))?;
            let whole = x.trunc();
            let fraction = if x.is_infinite() {
                0.0f64.copysign(x)
            } else {
                (x - whole).copysign(x)
            };
            Ok(Value::tuple([Value::float(fraction), Value::float(whole)]))
        },
    ),
    method(
        "perm",
        &["n", "k=None"],
        "The ways to line up k of n.",
        perm,
    ),
    method(
        "pow",
        &["x", "y"],
        "x to the power of y, as a float.",
        |interp, args| {
            let (x, y) = (float_of(interp, args.at(0))?, float_of(interp, args.at(1))?);
            let power = x.powf(y);
            if power.is_infinite() && x.is_finite() && y.is_finite() {
                return Err(if x == 0.0 { domain() } else { range() });
            }
            if power.is_nan() && !x.is_nan() && !y.is_nan() {
                Err(domain())
            } else {
                Ok(Value::float(power))
            }
        },
    ),
    method(
        "prod",
        &["iterable", "*", "start=1"],
        "The product of the items.",
        prod,
    ),
    method(
        "remainder",
        &["x", "y"],
        "The remainder nearest to zero.",
        |interp, args| two(interp, args, |x, y| x - y * (x / y).round_ties_even()),
    ),
    method("sqrt", &["x"], "The square root.", |interp, args| {
        let x = float_of(interp, args.at(0))?;
        checked(x, x.sqrt())
    }),
    method("trunc", &["x"], "The whole part.", |interp, args| {
        whole(interp, args, "__trunc__", f64::trunc)
    }),
];

/// The functions of one float.
static MORE: &[Builtin] = &ONE;

fn domain() -> Error {
    Error::value_error("math domain error")
}

fn range() -> Error {
    Error::overflow_error("math range error")
}

/// A result that is NaN or infinite though the argument was neither is an error in Python.
fn checked(x: f64, result: f64) -> Result<Value> {
    if result.is_nan() && !x.is_nan() {
        Err(domain())
    } else if result.is_infinite() && x.is_finite() {
        Err(if x.abs() <= 1.0 { domain() } else { range() })
    } else {
        Ok(Value::float(result))
    }
}

fn two(interp: &mut Interp, args: &Args, run: fn(f64, f64) -> f64) -> Result<Value> {
    let (x, y) = (float_of(interp, args.at(0))?, float_of(interp, args.at(1))?);
    let result = run(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        Err(domain())
    } else {
        Ok(Value::float(result))
    }
}

fn test(interp: &mut Interp, args: &Args, run: fn(f64) -> bool) -> Result<Value> {
    Ok(Value::bool(run(float_of(interp, args.at(0))?)))
}

/// A number without its fraction; `own` is the method by which an object has its say.
fn whole(interp: &mut Interp, args: &Args, own: &str, round: fn(f64) -> f64) -> Result<Value> {
    if let Some(answer) = interp.call_special(args.at(0), Symbol::of(own), &[])? {
        return Ok(answer);
    }
    if let (Value::Instance(_), "__trunc__") = (args.at(0), own) {
        return Err(Error::type_error(format!(
            "type {} doesn't define __trunc__ method",
            interp.type_name(args.at(0))
        )));
    }
    if let Some(number) = args.at(0).to_big() {
        return Ok(Value::big(number));
    }
    let x = float_of(interp, args.at(0))?;
    match BigInt::from_f64(round(x)) {
        Some(number) => Ok(Value::big(number)),
        None if x.is_nan() => Err(Error::value_error("cannot convert float NaN to integer")),
        None => Err(Error::overflow_error(
            "cannot convert float infinity to integer",
        )),
    }
}

fn ln_big(number: &BigInt) -> f64 {
    let shift = number.bits().saturating_sub(1000);
    let head = (number >> shift as usize).to_f64().unwrap_or(f64::INFINITY);
    head.ln() + shift as f64 * std::f64::consts::LN_2
}

fn logarithm(interp: &mut Interp, args: &Args, run: fn(f64) -> f64, base: f64) -> Result<Value> {
    if let Value::Big(number) = args.at(0)
        && number.is_positive()
    {
        return Ok(Value::float(
            match number.to_f64().filter(|x| x.is_finite()) {
                Some(x) => run(x),
                None => ln_big(number) / base.ln(),
            },
        ));
    }
    let x = float_of(interp, args.at(0))?;
    if x <= 0.0 {
        Err(domain())
    } else {
        Ok(Value::float(run(x)))
    }
}

fn log(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Value::Float(top) = logarithm(interp, args, f64::ln, std::f64::consts::E)? else {
        return Err(domain());
    };
    let Some(base) = args.get(1) else {
        return Ok(Value::Float(top));
    };
    let base = float_of(interp, base)?;
    if base <= 0.0 {
        return Err(domain());
    }
    if base == 1.0 {
        return Err(Error::zero_division("float division by zero"));
    }
    Ok(Value::float(top.get() / base.ln()))
}

fn gcd(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut result = BigInt::default();
    for value in args.star(0) {
        result = result.gcd(&index_big(interp, value)?);
    }
    Ok(Value::big(result.abs()))
}

fn lcm(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut result = BigInt::one();
    for value in args.star(0) {
        result = result.lcm(&index_big(interp, value)?);
    }
    Ok(Value::big(result.abs()))
}

fn small(interp: &mut Interp, value: &Value, name: &str) -> Result<u64> {
    let number = index_big(interp, value)?;
    if number.is_negative() {
        return Err(Error::value_error(format!(
            "{name} must be a non-negative integer"
        )));
    }
    number
        .to_u64()
        .filter(|number| *number < 1 << 24)
        .ok_or_else(|| Error::overflow_error(format!("{name} is too large")))
}

fn factorial(interp: &mut Interp, args: &Args) -> Result<Value> {
    if let Value::Float(_) = args.at(0) {
        return Err(Error::type_error(
            "'float' object cannot be interpreted as an integer",
        ));
    }
    if args.at(0).as_int().is_some_and(|number| number < 0) {
        return Err(Error::value_error(
            "factorial() not defined for negative values",
        ));
    }
    let number = small(interp, args.at(0), "n")?;
    let mut product = BigInt::one();
    for factor in 2..=number {
        product *= factor;
        if factor % 64 == 0 {
            interp.check_interrupt()?;
        }
    }
    Ok(Value::big(product))
}

fn falling(n: u64, k: u64) -> BigInt {
    (0..k).fold(BigInt::one(), |product, i| product * (n - i))
}

fn perm(interp: &mut Interp, args: &Args) -> Result<Value> {
    let n = small(interp, args.at(0), "n")?;
    let k = args
        .some(1)
        .map_or(Ok(n), |value| small(interp, value, "k"))?;
    Ok(Value::big(if k > n {
        BigInt::default()
    } else {
        interrupt::aside(move || falling(n, k))?
    }))
}

fn comb(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (n, k) = (
        small(interp, args.at(0), "n")?,
        small(interp, args.at(1), "k")?,
    );
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.min(n - k);
    let chosen = interrupt::aside(move || falling(n, k) / falling(k, k))?;
    Ok(Value::big(chosen))
}

fn isqrt(interp: &mut Interp, args: &Args) -> Result<Value> {
    let number = index_big(interp, args.at(0))?;
    if number.is_negative() {
        return Err(Error::value_error("isqrt() argument must be nonnegative"));
    }
    if number.bits() > 1 << 16 {
        return interrupt::aside(move || number.sqrt()).map(Value::big);
    }
    Ok(Value::big(number.sqrt()))
}

fn hypot(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut length: f64 = 0.0;
    for value in args.star(0) {
        length = length.hypot(float_of(interp, value)?);
    }
    Ok(Value::float(length))
}

fn dist(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (p, q) = (interp.collect(args.at(0))?, interp.collect(args.at(1))?);
    if p.len() != q.len() {
        return Err(Error::value_error(
            "both points must have the same number of dimensions",
        ));
    }
    let mut length: f64 = 0.0;
    for (a, b) in p.iter().zip(&q) {
        length = length.hypot(float_of(interp, a)? - float_of(interp, b)?);
    }
    Ok(Value::float(length))
}

fn fsum(interp: &mut Interp, args: &Args) -> Result<Value> {
    // Shewchuk's partial sums: exact until the end.
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut has_special) = (0.0, false);
    let mut walk = interp.iter(args.at(0))?;
    while let Some(item) = interp.next(&mut walk)? {
        let mut x = float_of(interp, &item)?;
        if !x.is_finite() {
            if f64::is_infinite(special) && x == -special {
                return Err(Error::value_error("-inf + inf in fsum"));
            }
            special += x;
            has_special = true;
            continue;
        }
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        if !x.is_finite() {
            return Err(Error::overflow_error("intermediate overflow in fsum"));
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if has_special {
        return Ok(Value::float(special));
    }
    let mut high = partials.pop().unwrap_or(0.0);
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // What lies below may tip a tie.
    if let Some(below) = partials.last()
        && (low < 0.0 && *below < 0.0 || low > 0.0 && *below > 0.0)
    {
        let doubled = low * 2.0;
        let x = high + doubled;
        if doubled == x - high {
            high = x;
        }
    }
    Ok(Value::float(high))
}

/// What only whole numbers up to zero have no value for.
fn of_gamma(x: f64, result: f64) -> Result<Value> {
    if x == f64::NEG_INFINITY && result.is_nan() || x <= 0.0 && x.fract() == 0.0 && x.is_finite() {
        return Err(Error::value_error("math domain error"));
    }
    checked(x, result)
}

fn prod(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut product = args.get(1).cloned().unwrap_or(Value::Int(1));
    for item in interp.collect(args.at(0))? {
        product = interp.binary(BinaryOp::Mul, &product, &item)?;
    }
    Ok(product)
}

fn isclose(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (a, b) = (float_of(interp, args.at(0))?, float_of(interp, args.at(1))?);
    let relative = args
        .get(2)
        .map_or(Ok(1e-9), |value| float_of(interp, value))?;
    let absolute = args
        .get(3)
        .map_or(Ok(0.0), |value| float_of(interp, value))?;
    let close = a == b
        || a.is_finite()
            && b.is_finite()
            && (a - b).abs() <= (relative * a.abs().max(b.abs())).max(absolute);
    Ok(Value::bool(close))
}

fn frexp(interp: &mut Interp, args: &Args) -> Result<Value> {
    let x = float_of(interp, args.at(0))?;
    if x == 0.0 || !x.is_finite() {
        return Ok(Value::tuple([Value::float(x), Value::Int(0)]));
    }
    let mut exponent = x.abs().log2().floor() as i32 + 1;
    let mut fraction = x / 2f64.powi(exponent / 2) / 2f64.powi(exponent - exponent / 2);
    if fraction.abs() >= 1.0 {
        fraction /= 2.0;
        exponent += 1;
    } else if fraction.abs() < 0.5 {
        fraction *= 2.0;
        exponent -= 1;
    }
    Ok(Value::tuple([
        Value::float(fraction),
        Value::Int(exponent.into()),
    ]))
}

fn ldexp(interp: &mut Interp, args: &Args) -> Result<Value> {
    let x = float_of(interp, args.at(0))?;
    let exponent =
        crate::eval::methods::arguments::clamped(interp, args.at(1))?.clamp(-3000, 3000) as i32;
    let third = exponent / 3;
    let result = x * 2f64.powi(third) * 2f64.powi(third) * 2f64.powi(exponent - 2 * third);
    if result.is_infinite() && x.is_finite() {
        Err(range())
    } else {
        Ok(Value::float(result))
    }
}
