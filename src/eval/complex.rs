//! Complex numbers: `1 + 2j`.

use std::rc::Rc;

use super::builtin::{Args, Builtin};
use super::class::{Attrs, Class, Layout};
use super::error::{Error, Result};
use super::format::float;
use super::interp::Interp;
use super::object::Object;
use super::operators::to_float;
use super::symbol::Symbol;
use super::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp};

#[derive(Clone, Copy, PartialEq, Debug)]
struct Complex {
    real: f64,
    imag: f64,
}

thread_local! {
    static CLASS: Rc<Class> = Class::builtin(
        "complex",
        None,
        Layout::Kind(Kind::Native),
        Some(&CONSTRUCT),
        {
            let mut attrs = Attrs::default();
            attrs.set(Symbol::of("conjugate"), Value::Builtin(&METHODS[0]));
            attrs
        },
    );
}

/// `complex`
pub(super) fn class() -> Rc<Class> {
    CLASS.with(Rc::clone)
}

/// `real + imag * 1j`
pub(super) fn value(real: f64, imag: f64) -> Value {
    Value::object(Complex { real, imag })
}

/// `x ** y` of a negative float and a broken exponent.
pub(super) fn power_of_negative(x: f64, y: f64) -> Value {
    let (x, y) = (Complex::from(x), Complex::from(y));
    x.power(y).map_or(Value::None, Value::object)
}

impl From<f64> for Complex {
    fn from(real: f64) -> Complex {
        Complex { real, imag: 0.0 }
    }
}

impl Complex {
    const ONE: Complex = Complex {
        real: 1.0,
        imag: 0.0,
    };

    /// The complex number that a number is.
    fn of(value: &Value) -> Result<Option<Complex>> {
        if let Some(own) = value.downcast::<Complex>() {
            return Ok(Some(*own));
        }
        Ok(to_float(value)?.map(Complex::from))
    }

    fn times(self, other: Complex) -> Complex {
        Complex {
            real: self.real * other.real - self.imag * other.imag,
            imag: self.real * other.imag + self.imag * other.real,
        }
    }

    fn over(self, other: Complex) -> Result<Complex> {
        // Smith's algorithm, as CPython has it, so that the last digits agree.
        if other.real == 0.0 && other.imag == 0.0 {
            return Err(Error::zero_division("complex division by zero"));
        }
        Ok(if other.real.abs() >= other.imag.abs() {
            let ratio = other.imag / other.real;
            let below = other.real + other.imag * ratio;
            Complex {
                real: (self.real + self.imag * ratio) / below,
                imag: (self.imag - self.real * ratio) / below,
            }
        } else {
            let ratio = other.real / other.imag;
            let below = other.real * ratio + other.imag;
            Complex {
                real: (self.real * ratio + self.imag) / below,
                imag: (self.imag * ratio - self.real) / below,
            }
        })
    }

    fn power(self, exponent: Complex) -> Result<Complex> {
        let zero = |z: Complex| z.real == 0.0 && z.imag == 0.0;
        if zero(exponent) {
            return Ok(Complex::ONE);
        }
        if zero(self) {
            if exponent.imag != 0.0 || exponent.real < 0.0 {
                return Err(Error::zero_division("0.0 to a negative or complex power"));
            }
            return Ok(Complex::from(0.0));
        }
        if exponent.imag == 0.0 && exponent.real.fract() == 0.0 && exponent.real.abs() <= 100.0 {
            let whole = self.whole_power(exponent.real.abs() as u32);
            return if exponent.real > 0.0 {
                Ok(whole)
            } else {
                Complex::ONE.over(whole)
            };
        }
        let size = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut length = size.powf(exponent.real);
        let mut phase = angle * exponent.real;
        if exponent.imag != 0.0 {
            length /= (angle * exponent.imag).exp();
            phase += exponent.imag * size.ln();
        }
        Ok(Complex {
            real: length * phase.cos(),
            imag: length * phase.sin(),
        })
    }

    fn whole_power(self, exponent: u32) -> Complex {
        let (mut result, mut square, mut left) = (Complex::ONE, self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                result = result.times(square);
            }
            left >>= 1;
            square = square.times(square);
        }
        result
    }

    fn text(self, part: impl Fn(f64) -> String) -> String {
        let imag = part(self.imag);
        if self.real == 0.0 && self.real.is_sign_positive() {
            return format!("{imag}j");
        }
        let sign = if imag.starts_with('-') { "" } else { "+" };
        format!("({}{sign}{imag}j)", part(self.real))
    }
}

/// A part of a complex number: as a float, without `.0`.
fn part(number: f64) -> String {
    let text = float::repr(number);
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

impl Object for Complex {
    fn type_name(&self) -> &str {
        "complex"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(class()))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "real" => Some(Value::float(self.real)),
            "imag" => Some(Value::float(self.imag)),
            _ => None,
        })
    }

    fn set_attr(&self, _: &mut Interp, name: &str, _: Value) -> Result<bool> {
        match name {
            "real" | "imag" => Err(Error::attribute_error("readonly attribute")),
            _ => Ok(false),
        }
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn binary(
        &self,
        interp: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let Some(other) = Complex::of(other)? else {
            return Ok(None);
        };
        let (a, b) = if reflected {
            (other, *self)
        } else {
            (*self, other)
        };
        let _ = interp;
        Ok(Some(Value::object(match op {
            BinaryOp::Add => Complex {
                real: a.real + b.real,
                imag: a.imag + b.imag,
            },
            BinaryOp::Sub => Complex {
                real: a.real - b.real,
                imag: a.imag - b.imag,
            },
            BinaryOp::Mul => a.times(b),
            BinaryOp::Div => a.over(b)?,
            BinaryOp::Pow => a.power(b)?,
            _ => return Ok(None),
        })))
    }

    fn unary(&self, _: &mut Interp, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__neg__" => Some(value(-self.real, -self.imag)),
            "__pos__" => Some(value(self.real, self.imag)),
            "__abs__" => Some(Value::float(self.real.hypot(self.imag))),
            _ => None,
        })
    }

    fn compare(&self, _: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = Complex::of(other)? else {
            return Ok(None);
        };
        Ok(match op {
            CompareOp::Eq => Some(Value::bool(*self == other)),
            CompareOp::NotEq => Some(Value::bool(*self != other)),
            _ => None,
        })
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        let real = interp.hash(&Value::float(self.real))?;
        let imag = interp.hash(&Value::float(self.imag))?;
        Ok(Some(real.wrapping_add(imag.wrapping_mul(1_000_003))))
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        Ok(Some(self.text(part)))
    }

    fn truth(&self, _: &mut Interp) -> Result<Option<bool>> {
        Ok(Some(self.real != 0.0 || self.imag != 0.0))
    }
}

static METHODS: &[Builtin] = &[
    Builtin::new(
        "conjugate",
        &["self"],
        "The number with the other imaginary part.",
        &[],
        |_, args| match Complex::of(args.at(0))? {
            Some(own) => Ok(value(own.real, -own.imag)),
            None => Ok(args.at(0).clone()),
        },
    ),
    Builtin::new(
        "__format__",
        &["self", "spec"],
        "The text by a format spec.",
        &[],
        |interp, args| {
            let spec = args.at(1).as_str().unwrap_or_default();
            formatted(interp, args.at(0), spec).map(Value::string)
        },
    ),
];

/// `format(z, spec)`: each part by the spec, the second with a sign.
pub(super) fn formatted(interp: &mut Interp, value: &Value, spec: &str) -> Result<String> {
    let Some(own) = Complex::of(value)? else {
        return Ok(String::new());
    };
    let digits = spec.trim_start_matches(['<', '>', '^', '+', '-', ' ']);
    let width: String = digits.chars().take_while(char::is_ascii_digit).collect();
    let inner = &digits[width.len()..];
    let real = interp.format(&Value::float(own.real), inner)?;
    let imag = interp.format(&Value::float(own.imag), &format!("+{inner}"))?;
    let text = if spec.is_empty() {
        own.text(part)
    } else {
        format!("{real}{imag}j")
    };
    let lead = if spec.starts_with(['<', '^']) {
        &spec[..1]
    } else {
        ">"
    };
    interp.format(&Value::string(text), &format!("{lead}{width}"))
}

static CONSTRUCT: Builtin = Builtin::new(
    "complex",
    &["real=0", "imag=<unset>"],
    "A complex number.",
    &[("complex(1, 2)", "(1+2j)")],
    construct,
);

fn construct(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Some(first) = args.get(0) else {
        return Ok(value(
            0.0,
            args.get(1).map_or(Ok(None), to_float)?.unwrap_or(0.0),
        ));
    };
    if let Some(text) = first.as_str() {
        if args.get(1).is_some() {
            return Err(Error::type_error(
                "complex() can't take second arg if first is a string",
            ));
        }
        return parse(text)
            .map(Value::object)
            .ok_or_else(|| Error::value_error("complex() arg is a malformed string"));
    }
    let real = number(interp, first, "first")?;
    let imag = match args.get(1) {
        None => return Ok(Value::object(real)),
        Some(imag) => number(interp, imag, "second")?,
    };
    // A real part alone keeps the other's sign, also that of a zero.
    let own_real = if imag.imag == 0.0 {
        real.real
    } else {
        real.real - imag.imag
    };
    let own_imag = if real.imag == 0.0 {
        imag.real
    } else {
        real.imag + imag.real
    };
    Ok(value(own_real, own_imag))
}

fn number(interp: &mut Interp, value: &Value, which: &str) -> Result<Complex> {
    for name in ["__complex__", "__float__", "__index__"] {
        if let Some(made) = interp.call_special(value, Symbol::of(name), &[])?
            && let Some(number) = Complex::of(&made)?
        {
            return Ok(number);
        }
    }
    Complex::of(value)?.ok_or_else(|| {
        let name = super::types::name(value);
        Error::type_error(if which == "first" {
            format!("complex() first argument must be a string or a number, not '{name}'")
        } else {
            format!("complex() second argument must be a number, not '{name}'")
        })
    })
}

fn parse(text: &str) -> Option<Complex> {
    let text = text.trim();
    let text = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .map_or(text, str::trim);
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return float::parse(text).map(Complex::from);
    };
    // The sign that parts the two is the last one that is not an exponent's.
    let octets = body.as_bytes();
    let split = (1..octets.len())
        .rev()
        .find(|at| matches!(octets[*at], b'+' | b'-') && !matches!(octets[*at - 1], b'e' | b'E'));
    let (real, imag) = match split {
        Some(at) => (float::parse(&body[..at])?, &body[at..]),
        None => (0.0, body),
    };
    let imag = match imag {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => float::parse(digits)?,
    };
    Some(Complex { real, imag })
}
