# cmath: functions of complex numbers.
import math as _math

pi, e, tau, inf, nan = _math.pi, _math.e, _math.tau, _math.inf, _math.nan
infj = complex(0.0, inf)
nanj = complex(0.0, nan)


def phase(z, /):
    z = complex(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    return abs(complex(z)), phase(z)


def rect(r, phi, /):
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def exp(z, /):
    z = complex(z)
    size = _math.exp(z.real)
    return complex(size * _math.cos(z.imag), size * _math.sin(z.imag))


def log(z, base=None, /):
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    size = abs(z)
    if 0.5 < size < 2:
        x, y = max(abs(z.real), abs(z.imag)), min(abs(z.real), abs(z.imag))
        real = _math.log1p((x - 1) * (x + 1) + y * y) / 2
    else:
        real = _math.log(size)
    made = complex(real, phase(z))
    return made if base is None else made / log(base)


def log10(z, /):
    made = log(z)
    return complex(made.real / _math.log(10), made.imag / _math.log(10))


def sqrt(z, /):
    z = complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    part = 2 * _math.sqrt(abs(z.real) / 8 + abs(z / 8))
    other = abs(z.imag) / (2 * part)
    if z.real >= 0:
        return complex(part, _math.copysign(other, z.imag))
    return complex(other, _math.copysign(part, z.imag))


def cosh(z, /):
    z = complex(z)
    return complex(_math.cos(z.imag) * _math.cosh(z.real), _math.sin(z.imag) * _math.sinh(z.real))


def sinh(z, /):
    z = complex(z)
    return complex(_math.cos(z.imag) * _math.sinh(z.real), _math.sin(z.imag) * _math.cosh(z.real))


def tanh(z, /):
    return sinh(z) / cosh(z)


def cos(z, /):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = complex(z)
    made = sinh(complex(-z.imag, z.real))
    return complex(made.imag, -made.real)


def tan(z, /):
    z = complex(z)
    made = tanh(complex(-z.imag, z.real))
    return complex(made.imag, -made.real)


# The inverse functions as W. Kahan gave them, which are right on the cuts too.
def asinh(z, /):
    z = complex(z)
    made = asin(complex(-z.imag, z.real))
    return complex(made.imag, -made.real)


def acosh(z, /):
    z = complex(z)
    below, above = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(_math.asinh(below.real * above.real + below.imag * above.imag),
                   2 * _math.atan2(below.imag, above.real))


def atanh(z, /):
    z = complex(z)
    above, below = log(complex(1 + z.real, z.imag)), log(complex(1 - z.real, -z.imag))
    return complex((above.real - below.real) / 2, (above.imag - below.imag) / 2)


def asin(z, /):
    z = complex(z)
    below, above = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(_math.atan2(z.real, below.real * above.real - below.imag * above.imag),
                   _math.asinh(below.real * above.imag - below.imag * above.real))


def acos(z, /):
    z = complex(z)
    below, above = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * _math.atan2(below.real, above.real),
                   _math.asinh(above.real * below.imag - above.imag * below.real))


def atan(z, /):
    z = complex(z)
    made = atanh(complex(-z.imag, z.real))
    return complex(made.imag, -made.real)


def isnan(z, /):
    z = complex(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)


def isinf(z, /):
    z = complex(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isfinite(z, /):
    z = complex(z)
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    away = abs(a - b)
    return away <= rel_tol * abs(b) or away <= rel_tol * abs(a) or away <= abs_tol
