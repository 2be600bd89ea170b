"""Means and their like."""
import math


class StatisticsError(ValueError):
    pass


def _exact(values):
    return math.fsum(values) if any(isinstance(v, float) for v in values) else sum(values)


def _quotient(total, count):
    if isinstance(total, int) and total % count == 0:
        return total // count
    return total / count


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    return _quotient(_exact(data), len(data))


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('fmean requires at least one data point')
    if weights is not None:
        return math.fsum(a * b for a, b in zip(data, weights)) / math.fsum(weights)
    return math.fsum(data) / len(data)


def geometric_mean(data):
    return math.exp(fmean([math.log(value) for value in data]))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    return len(data) / math.fsum([1 / value for value in data])


def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def multimode(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def mode(data):
    found = multimode(data)
    if not found:
        raise StatisticsError('no mode for empty data')
    return found[0]


def _squares(data, center):
    if center is None:
        total = _exact(data)
        if all(isinstance(value, int) for value in data):
            count = len(data)
            # Exact: n * sum of squares - square of the sum, over n.
            return _quotient(count * sum(v * v for v in data) - total * total, count)
        center = total / len(data)
    return math.fsum([(value - center) ** 2 for value in data])


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    return _quotient(_squares(data, xbar), len(data) - 1)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    return _quotient(_squares(data, mu), len(data))


def stdev(data, xbar=None):
    return math.sqrt(variance(data, xbar))


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data, mu))


def quantiles(data, *, n=4, method='exclusive'):
    data = sorted(data)
    if len(data) < 2:
        raise StatisticsError('must have at least two data points')
    found = []
    more = 1 if method == 'exclusive' else -1
    m = len(data) + more
    for at in range(1, n):
        j = at * m // n
        if method == 'exclusive':
            j = 1 if j < 1 else len(data) - 1 if j > len(data) - 1 else j
            delta = at * m - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            delta = at * m - j * n
            found.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return found
