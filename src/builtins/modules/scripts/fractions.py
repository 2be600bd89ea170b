# fractions: quotients of whole numbers, in lowest terms.
import math as _math
import numbers as _numbers
import operator as _operator
import re as _re

__all__ = ["Fraction"]
# What numbers are hashed by.
_MODULUS = 2 ** 61 - 1

_FORM = _re.compile(
    r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)"
    r"(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z",
    _re.IGNORECASE)


def _both(work, fall_back):
    """The operator for fractions, and for numbers that are none."""
    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return work(a, Fraction(b) if isinstance(b, int) else b)
        if isinstance(b, float):
            return fall_back(float(a), b)
        if isinstance(b, complex):
            return fall_back(complex(a), b)
        return NotImplemented

    def backward(b, a):
        if isinstance(a, _numbers.Rational):
            return work(Fraction(a), b)
        if isinstance(a, _numbers.Real):
            return fall_back(float(a), float(b))
        if isinstance(a, _numbers.Complex):
            return fall_back(complex(a), complex(b))
        return NotImplemented
    return forward, backward


class Fraction(_numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                top, bottom = numerator, 1
            elif isinstance(numerator, _numbers.Rational):
                top, bottom = numerator.numerator, numerator.denominator
            elif isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                top, bottom = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                top, bottom = _read(numerator)
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif type(numerator) is int is type(denominator):
            top, bottom = numerator, denominator
        elif isinstance(numerator, _numbers.Rational) and isinstance(denominator, _numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if bottom == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % top)
        common = _math.gcd(top, bottom)
        if bottom < 0:
            common = -common
        self._numerator = top // common
        self._denominator = bottom // common
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, _numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if isinstance(dec, _numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (cls.__name__, dec, type(dec).__name__))
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, and the last one in part.
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            bottom = before[1] + a * last[1]
            if bottom > max_denominator:
                break
            before, last = last, (before[0] + a * last[0], bottom)
            n, d = d, n - a * d
        k = (max_denominator - before[1]) // last[1]
        # The last convergent is the nearer one if the rest is small enough.
        if 2 * d * (before[1] + k * last[1]) <= self._denominator:
            return Fraction(*last)
        return Fraction(before[0] + k * last[0], before[1] + k * last[1])

    def __repr__(self):
        return "%s(%s, %s)" % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return "%s/%s" % (self._numerator, self._denominator)

    __add__, __radd__ = _both(
        lambda a, b: Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator),
        _operator.add)
    __sub__, __rsub__ = _both(
        lambda a, b: Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator),
        _operator.sub)
    __mul__, __rmul__ = _both(
        lambda a, b: Fraction(a._numerator * b._numerator, a._denominator * b._denominator), _operator.mul)

    def _over(a, b):
        top, bottom = a._numerator * b._denominator, a._denominator * b._numerator
        if bottom == 0:
            sign = 1 if top >= 0 else -1
            raise ZeroDivisionError("Fraction(%s, 0)" % (sign if top else 0))
        return Fraction(top, bottom)

    __truediv__, __rtruediv__ = _both(_over, _operator.truediv)
    __floordiv__, __rfloordiv__ = _both(
        lambda a, b: (a._numerator * b._denominator) // (a._denominator * b._numerator), _operator.floordiv)

    def _rest(a, b):
        bottom = a._denominator * b._denominator
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), bottom)

    __mod__, __rmod__ = _both(_rest, _operator.mod)
    __divmod__, __rdivmod__ = _both(lambda a, b: (a // b, a % b), divmod)

    def __pow__(a, b):
        if isinstance(b, _numbers.Rational):
            if b.denominator == 1:
                power = b.numerator
                if power >= 0:
                    return Fraction(a._numerator ** power, a._denominator ** power)
                if a._numerator == 0:
                    raise ZeroDivisionError("Fraction(%s, 0)" % a._denominator ** -power)
                return Fraction(a._denominator ** -power, a._numerator ** -power)
            return float(a) ** float(b)
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, _numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    def __float__(a):
        return a._numerator / a._denominator

    def __trunc__(a):
        return int(a)

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole + (whole & 1)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            answer = 314159
        else:
            answer = hash(hash(abs(self._numerator)) * inverse)
        answer = answer if self._numerator >= 0 else -answer
        return -2 if answer == -1 else answer

    def __eq__(a, b):
        if isinstance(b, _numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, _numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if _math.isnan(b) or _math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _order(self, other, compare):
        if isinstance(other, _numbers.Rational):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if _math.isnan(other) or _math.isinf(other):
                return compare(0.0, other)
            return compare(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._order(b, _operator.lt)

    def __gt__(a, b):
        return a._order(b, _operator.gt)

    def __le__(a, b):
        return a._order(b, _operator.le)

    def __ge__(a, b):
        return a._order(b, _operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _read(text):
    match = _FORM.match(text)
    if match is None:
        raise ValueError("Invalid literal for Fraction: %r" % text)
    top = int(match.group("num") or "0")
    bottom = match.group("denom")
    if bottom:
        bottom = int(bottom)
    else:
        bottom = 1
        decimal = match.group("decimal")
        if decimal:
            decimal = decimal.replace("_", "")
            bottom = 10 ** len(decimal)
            top = top * bottom + int(decimal)
        exponent = match.group("exp")
        if exponent:
            exponent = int(exponent)
            if exponent >= 0:
                top *= 10 ** exponent
            else:
                bottom *= 10 ** -exponent
    return (-top if match.group("sign") == "-" else top), bottom
