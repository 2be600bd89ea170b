# numbers: what kinds of numbers there are.
from abc import ABCMeta as _ABCMeta, abstractmethod as _abstract

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(metaclass=_ABCMeta):
    __slots__ = ()
    __hash__ = None


class Complex(Number):
    __slots__ = ()

    @_abstract
    def __complex__(self):
        """The value as a complex."""

    def __bool__(self):
        return self != 0

    @property
    @_abstract
    def real(self):
        raise NotImplementedError

    @property
    @_abstract
    def imag(self):
        raise NotImplementedError

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    @_abstract
    def __add__(self, other):
        raise NotImplementedError

    @_abstract
    def __radd__(self, other):
        raise NotImplementedError

    @_abstract
    def __neg__(self):
        raise NotImplementedError

    @_abstract
    def __pos__(self):
        raise NotImplementedError

    @_abstract
    def __mul__(self, other):
        raise NotImplementedError

    @_abstract
    def __rmul__(self, other):
        raise NotImplementedError

    @_abstract
    def __truediv__(self, other):
        raise NotImplementedError

    @_abstract
    def __rtruediv__(self, other):
        raise NotImplementedError

    @_abstract
    def __pow__(self, exponent):
        raise NotImplementedError

    @_abstract
    def __rpow__(self, base):
        raise NotImplementedError

    @_abstract
    def __abs__(self):
        raise NotImplementedError

    @_abstract
    def conjugate(self):
        raise NotImplementedError

    @_abstract
    def __eq__(self, other):
        raise NotImplementedError


class Real(Complex):
    __slots__ = ()

    @_abstract
    def __float__(self):
        raise NotImplementedError

    @_abstract
    def __trunc__(self):
        raise NotImplementedError

    @_abstract
    def __floor__(self):
        raise NotImplementedError

    @_abstract
    def __ceil__(self):
        raise NotImplementedError

    @_abstract
    def __round__(self, ndigits=None):
        raise NotImplementedError

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    @_abstract
    def __floordiv__(self, other):
        raise NotImplementedError

    @_abstract
    def __rfloordiv__(self, other):
        raise NotImplementedError

    @_abstract
    def __mod__(self, other):
        raise NotImplementedError

    @_abstract
    def __rmod__(self, other):
        raise NotImplementedError

    @_abstract
    def __lt__(self, other):
        raise NotImplementedError

    @_abstract
    def __le__(self, other):
        raise NotImplementedError

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


class Rational(Real):
    __slots__ = ()

    @property
    @_abstract
    def numerator(self):
        raise NotImplementedError

    @property
    @_abstract
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    __slots__ = ()

    @_abstract
    def __int__(self):
        raise NotImplementedError

    def __index__(self):
        return int(self)

    @_abstract
    def __and__(self, other):
        raise NotImplementedError

    @_abstract
    def __or__(self, other):
        raise NotImplementedError

    @_abstract
    def __xor__(self, other):
        raise NotImplementedError

    @_abstract
    def __invert__(self):
        raise NotImplementedError

    @_abstract
    def __lshift__(self, other):
        raise NotImplementedError

    @_abstract
    def __rshift__(self, other):
        raise NotImplementedError

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Complex.register(complex)
Real.register(float)
Integral.register(int)
