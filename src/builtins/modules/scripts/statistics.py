# statistics: means and their like, exact in between.
import math as _math
from collections import Counter, namedtuple as _namedtuple

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
    "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    pass


def _fraction(value):
    from fractions import Fraction
    try:
        return Fraction(value) if not isinstance(value, str) else _wrong(value)
    except (ValueError, OverflowError):
        # Infinities and what is no number stay what they are.
        return value
    except TypeError:
        return _wrong(value)


def _wrong(value):
    raise TypeError("can't convert type '%s' to numerator/denominator" % type(value).__name__)


def _kind(values):
    """The type that a result has: int, float, Fraction or Decimal."""
    kind = int
    for value in values:
        own = type(value)
        if own in (bool, kind) or issubclass(kind, own) and kind is not int:
            continue
        if kind is int:
            kind = own
        elif issubclass(own, int):
            continue
        elif issubclass(own, float) or issubclass(kind, float):
            kind = float
        else:
            kind = own if not issubclass(kind, own) else kind
    return kind


def _sum(values):
    whole = 0
    special = None
    for value in values:
        value = _fraction(value)
        if isinstance(value, float):
            special = value if special is None else special + value
        else:
            whole += value
    return whole if special is None else special


def _as(value, kind):
    if type(value) is kind or isinstance(value, float):
        return value
    if issubclass(kind, int) and getattr(value, "denominator", 1) != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


def _over(a, b):
    from fractions import Fraction
    return a / b if isinstance(a, float) else Fraction(a) / b


def _data(data, least, text):
    data = list(data)
    if len(data) < least:
        raise StatisticsError(text)
    return data


def mean(data):
    data = _data(data, 1, "mean requires at least one data point")
    return _as(_over(_sum(data), len(data)), _kind(data))


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return _math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _math.fsum(a * b for a, b in zip(data, weights)) / total


def geometric_mean(data):
    try:
        return _math.exp(fmean(list(map(_math.log, data))))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    negative = "harmonic mean does not support negative values"
    if len(data) == 1 and weights is None:
        if not isinstance(data[0], (int, float)) and not hasattr(data[0], "numerator"):
            raise TypeError("unsupported type")
        if data[0] < 0:
            raise StatisticsError(negative)
        return data[0]
    if weights is None:
        weights = [1] * len(data)
        total = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        if any(weight < 0 for weight in weights):
            raise StatisticsError(negative)
        total = _sum(weights)
    if any(value < 0 for value in data):
        raise StatisticsError(negative)
    try:
        below = [weight / value if weight else 0 for weight, value in zip(weights, data)]
    except ZeroDivisionError:
        return 0
    whole = _sum(below)
    if not whole and sum(weights) <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _as(_over(total, whole), _kind(below))


def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    middle = data[len(data) // 2]
    below = sum(1 for value in data if value < middle)
    inside = data.count(middle)
    try:
        interval, middle = float(interval), float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return middle - interval / 2 + interval * (len(data) / 2 - below) / inside


def mode(data):
    counts = Counter(iter(data)).most_common(1)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return counts[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    found = []
    if method == "inclusive":
        for at in range(1, n):
            j, delta = divmod(at * (count - 1), n)
            found.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return found
    if method == "exclusive":
        for at in range(1, n):
            j = min(max(at * (count + 1) // n, 1), count - 1)
            delta = at * (count + 1) - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return found
    raise ValueError("Unknown method: %r" % (method,))


def _squares(data, center=None):
    """The sum of the squared distances from the mean, or from a center."""
    if center is None:
        values = [_fraction(value) for value in data]
        if any(isinstance(value, float) for value in values):
            return _math.nan
        whole = _sum(values)
        count = len(values)
        return _over(count * _sum([value * value for value in values]) - whole * whole, count)
    center = _fraction(center)
    return _sum([(_fraction(value) - center) ** 2 for value in data])


def variance(data, xbar=None):
    data = _data(data, 2, "variance requires at least two data points")
    return _as(_over(_squares(data, xbar), len(data) - 1), _kind(data))


def pvariance(data, mu=None):
    data = _data(data, 1, "pvariance requires at least one data point")
    return _as(_over(_squares(data, mu), len(data)), _kind(data))


def _root(value, kind):
    if isinstance(value, float):
        return _math.sqrt(value)
    if not issubclass(kind, (int, float)) and hasattr(kind, "sqrt"):
        return (kind(value.numerator) / kind(value.denominator)).sqrt()
    # The root to 55 bits and whether anything is left, which rounds rightly.
    top, bottom = value.numerator, value.denominator
    if not top:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        whole = _math.isqrt(top // (bottom << 2 * shift))
        exact = whole * whole * (bottom << 2 * shift) == top
    else:
        whole = _math.isqrt((top << -2 * shift) // bottom)
        exact = whole * whole * bottom == top << -2 * shift
    whole = whole if exact else whole | 1
    return float(whole << shift) if shift >= 0 else whole / (1 << -shift)


def stdev(data, xbar=None):
    data = _data(data, 2, "stdev requires at least two data points")
    return _root(_over(_squares(data, xbar), len(data) - 1), _kind(data))


def pstdev(data, mu=None):
    data = _data(data, 1, "pstdev requires at least one data point")
    return _root(_over(_squares(data, mu), len(data)), _kind(data))


def _pairs(x, y, what):
    count = len(x)
    if len(y) != count:
        raise StatisticsError("%s requires that both inputs have same number of data points" % what)
    if count < 2:
        raise StatisticsError("%s requires at least two data points" % what)
    xbar, ybar = _math.fsum(x) / count, _math.fsum(y) / count
    return xbar, ybar


def covariance(x, y, /):
    xbar, ybar = _pairs(x, y, "covariance")
    return _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (len(x) - 1)


def correlation(x, y, /):
    xbar, ybar = _pairs(x, y, "correlation")
    xy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    xx = _math.fsum((a - xbar) * (a - xbar) for a in x)
    yy = _math.fsum((b - ybar) * (b - ybar) for b in y)
    try:
        return xy / _math.sqrt(xx * yy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = _namedtuple("LinearRegression", ("slope", "intercept"), module="statistics")


def linear_regression(x, y, /, *, proportional=False):
    xbar, ybar = _pairs(x, y, "linear regression")
    if proportional:
        xy = _math.fsum(a * b for a, b in zip(x, y))
        xx = _math.fsum(a * a for a in x)
    else:
        xy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
        xx = _math.fsum((a - xbar) * (a - xbar) for a in x)
    try:
        slope = xy / xx
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        square = self._sigma * self._sigma
        if not square:
            raise StatisticsError("pdf() not defined when sigma is zero")
        away = x - self._mu
        return _math.exp(away * away / (-2.0 * square)) / _math.sqrt(_math.tau * square)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        # Newton's steps in the nearer tail, where nothing cancels.
        tail = min(p, 1.0 - p)
        x = 0.0
        for _ in range(60):
            own = 0.5 * _math.erfc(x / _math.sqrt(2.0))
            # The logarithm of the tail is nearly a parabola.
            step = own * _math.log(own / tail) / (_math.exp(-x * x / 2) / _math.sqrt(_math.tau))
            x += step
            if abs(step) < 1e-16 * max(1.0, x):
                break
        return self._mu + self._sigma * (-x if p < 0.5 else x)

    def quantiles(self, n=4):
        return [self.inv_cdf(at / n) for at in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        xx, yy = x.variance, y.variance
        if not xx or not yy:
            raise StatisticsError("overlap() not defined when sigma is zero")
        apart = abs(y._mu - x._mu)
        if not yy - xx:
            return 1.0 - _math.erf(apart / (2.0 * x._sigma * _math.sqrt(2.0)))
        a = x._mu * yy - y._mu * xx
        b = x._sigma * y._sigma * _math.sqrt(apart * apart + (yy - xx) * _math.log(yy / xx))
        left, right = (a + b) / (yy - xx), (a - b) / (yy - xx)
        return 1.0 - (abs(y.cdf(left) - x.cdf(left)) + abs(y.cdf(right) - x.cdf(right)))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x, y):
        if isinstance(y, NormalDist):
            return NormalDist(x._mu + y._mu, _math.hypot(x._sigma, y._sigma))
        return NormalDist(x._mu + y, x._sigma)

    __radd__ = __add__

    def __sub__(x, y):
        if isinstance(y, NormalDist):
            return NormalDist(x._mu - y._mu, _math.hypot(x._sigma, y._sigma))
        return NormalDist(x._mu - y, x._sigma)

    def __rsub__(x, y):
        return -(x - y)

    def __mul__(x, y):
        return NormalDist(x._mu * y, x._sigma * _math.fabs(y))

    __rmul__ = __mul__

    def __truediv__(x, y):
        return NormalDist(x._mu / y, x._sigma / _math.fabs(y))

    def __pos__(x):
        return NormalDist(x._mu, x._sigma)

    def __neg__(x):
        return NormalDist(-x._mu, x._sigma)

    def __eq__(x, y):
        return x._mu == y._mu and x._sigma == y._sigma if isinstance(y, NormalDist) else NotImplemented

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return "%s(mu=%r, sigma=%r)" % (type(self).__name__, self._mu, self._sigma)
