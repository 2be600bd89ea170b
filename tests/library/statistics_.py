# statistics: every function, exact results, complaints.
import statistics
from fractions import Fraction
from statistics import *


def attempt(what, function):
    try:
        print(what, repr(function()))
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


DATA = [[1, 2, 3, 4], [1], [], [1.5, 2.5, 0.1], [0.1] * 10, [3, 1, 2, 2], [True, False], [Fraction(1, 3), Fraction(1, 2)], [1e300, 1e-300, 5.5], [1e16, 1, -1e16], [2, 2.5], [10 ** 30, 1], [-1, 5], list(range(100))]
for name in "mean fmean geometric_mean harmonic_mean median median_low median_high median_grouped mode multimode quantiles stdev pstdev variance pvariance".split():
    for data in DATA:
        attempt("%s%r" % (name, data if len(data) < 20 else "range"), lambda: getattr(statistics, name)(data))
print(quantiles(range(20), n=10), quantiles([1, 2, 5], n=3, method="inclusive"))
attempt("method", lambda: quantiles([1, 2], method="x"))
attempt("n", lambda: quantiles([1, 2], n=0))
print(fmean([1, 2, 3], [3, 2, 1]), harmonic_mean([40, 60], weights=[5, 30]), variance([1, 2, 3], 2), pvariance([1, 2, 3], 2.5), stdev([1, 2, 4], 2))
attempt("weights", lambda: fmean([1, 2], [1]))
attempt("text", lambda: mean(["a"]))
x, y = [1, 2, 3, 4, 5], [1.1, 1.9, 3.2, 3.9, 5.1]
print(covariance(x, y), correlation(x, y), linear_regression(x, y), linear_regression(x, y, proportional=True))
attempt("few", lambda: correlation([1], [1]))
attempt("different", lambda: covariance([1, 2], [1]))
attempt("constant", lambda: correlation([1, 1], [1, 2]))
attempt("constant", lambda: linear_regression([1, 1], [1, 2]))
a, b = NormalDist(100, 15), NormalDist(10, 2)
print(a, a + b, a - b, a + 5, 5 - a, a * 2, a / 3, -a, a == NormalDist(100, 15), a.mean, a.stdev, a.variance, a.median, a.mode)
print("%.12g %.12g %.12g" % (a.pdf(110), a.cdf(110), a.zscore(130)), ["%.12g" % a.inv_cdf(p) for p in (0.001, 0.25, 0.5, 0.9, 0.999999)], ["%.12g" % q for q in a.quantiles(5)], "%.12g" % NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)))
print(NormalDist.from_samples([1, 2, 3, 4.5]), len(a.samples(3, seed=1)), hash(a) == hash(NormalDist(100, 15)))
attempt("sigma", lambda: NormalDist(1, -1))
attempt("p", lambda: a.inv_cdf(1))
