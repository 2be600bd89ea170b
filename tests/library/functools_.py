# functools, operator and copy.
import copy
import functools
import operator
from functools import *


def attempt(what, function):
    try:
        print(what, repr(function()).split(" at 0x")[0])
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


print("-- partial")
def show(*args, **kwargs):
    "Shows."
    return args, kwargs


p = partial(show, 1, a=2)
q = partial(p, 3, a=4, b=5)
print(p(9, c=1), q(), q.args, q.keywords, q.func is show, repr(partial(int, "5", base=7)), partial(int, base=2)("101"))
attempt("not callable", lambda: partial(5))
class Cell:
    def set(self, value):
        self.value = value
        return self
    alive = partialmethod(set, True)
    other = partialmethod(set, value=7)
print(Cell().alive().value, Cell().other().value)
attempt("reduce", lambda: reduce(operator.add, []))
attempt("reduce", lambda: reduce(operator.add, 5))
print(reduce(lambda a, b: a * b, [1, 2, 3], 10), reduce(max, [3, 9, 2]))

print("-- wraps")
def outer(function):
    @wraps(function)
    def inner(*args):
        return function(*args)
    return inner
@outer
def named(x: int) -> str:
    "Documented."
    return str(x)
named.extra = 1
print(named.__name__, named.__doc__, named.__qualname__, named.__wrapped__.__name__, named.__module__, outer(named).extra, named.__annotations__)

print("-- caches")
calls = []
@lru_cache(maxsize=2)
def slow(x, y=0):
    calls.append((x, y))
    return x + y
print(slow(1), slow(1), slow(2), slow(3), slow(1), slow(1, y=1), slow(1, y=1), calls, slow.cache_info(), slow.cache_parameters())
slow.cache_clear()
print(slow.cache_info(), slow.__wrapped__(5), slow.__name__)
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
typed = lru_cache(typed=True)(lambda x: type(x).__name__)
print(typed(1), typed(1.0), typed(True), typed.cache_info().currsize)
@lru_cache
def plain(x):
    return x
@lru_cache(maxsize=0)
def never(x):
    return x
@lru_cache(None)
def always(x):
    return x
print(plain(1), never(1), never(1), never.cache_info(), always.cache_info().maxsize)
attempt("unhashable", lambda: plain([]))
attempt("maxsize", lambda: lru_cache("a"))

print("-- ordering")
@total_ordering
class Number:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Number) else NotImplemented
    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Number) else NotImplemented
a, b = Number(1), Number(2)
print(a < b, a <= b, a > b, a >= b, a <= Number(1), a >= Number(1))
attempt("other", lambda: a <= 5)
attempt("other", lambda: a > 5)
for name in ("__le__", "__gt__", "__ge__"):
    made = total_ordering(type("T", (), {name: lambda self, other, f=getattr(operator, name): f(self.n, other.n), "__eq__": lambda self, other: self.n == other.n}))
    x, y = made(), made()
    x.n, y.n = 1, 2
    print(name, x < y, x <= y, x > y, x >= y, x <= x, x >= x, x < x)
attempt("nothing", lambda: total_ordering(type("T", (), {})))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2), max("abc", key=cmp_to_key(lambda a, b: ord(b) - ord(a))))
class Lazy:
    @cached_property
    def value(self):
        print("computed")
        return 5
    def plain(self):
        pass
lazy = Lazy()
print(lazy.value, lazy.value, lazy.__dict__, Lazy.value.attrname)
del lazy.value
print(lazy.value)

print("-- dispatch")
@singledispatch
def kind(x):
    return "something"
@kind.register
def _(x: int):
    return "int"
@kind.register(list)
def _(x):
    return "list"
@kind.register(str)
@kind.register(bytes)
def _(x):
    return "text"
@kind.register
def _(x: float | complex):
    return "number"
print([kind(x) for x in (1, True, [], "a", b"a", 1.5, 1j, None)], kind.dispatch(bool) is kind.dispatch(int), sorted(k.__name__ for k in kind.registry))
attempt("none", lambda: kind())
attempt("register", lambda: kind.register(5))
class Visitor:
    @singledispatchmethod
    def visit(self, x):
        return "any"
    @visit.register
    def _(self, x: int):
        return "int"
    @visit.register(str)
    def _(self, x):
        return "str"
print(Visitor().visit(1), Visitor().visit("a"), Visitor().visit(1.5))

print("-- operator")
for name in sorted(operator.__dict__):
    if name.startswith("_") or name in ("abs", "neg", "pos", "inv", "invert", "not_", "truth", "index") or name in ("attrgetter", "itemgetter", "methodcaller", "call", "setitem", "delitem", "length_hint"):
        continue
    for args in ((5, 3), ([1, 2], [3]), ({1}, {2}), ("ab", 2), ("a", "a"), (True, 2.5), ([1, 2], 1)):
        attempt("%s%r" % (name, args), lambda: getattr(operator, name)(*copy.deepcopy(args)) if name != "_abs" else None)
print([getattr(operator, name)(-5) for name in "abs neg pos inv not_ truth index".split()])
print(operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)("abc"), operator.itemgetter("a")({"a": 1}), operator.itemgetter(slice(1))("abc"))
print(operator.attrgetter("real", "imag")(3), operator.attrgetter("__class__.__name__")(3), operator.methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(operator.itemgetter(1, 2), operator.attrgetter("a.b"), operator.methodcaller("f", 1, b=2), operator.length_hint([1, 2]), operator.length_hint(5, 7), operator.length_hint(iter([1, 2])) in (0, 2), operator.call(len, "abc"), operator.__add__(1, 2))
attempt("attr", lambda: operator.attrgetter(5))
attempt("method", lambda: operator.methodcaller(5))
attempt("item", lambda: operator.itemgetter(5)("abc"))

print("-- copy")
class Point:
    def __init__(self, x):
        self.x = x
class Slots:
    __slots__ = ("a",)
class Own:
    def __copy__(self):
        return "copied"
    def __deepcopy__(self, memo):
        return "deep"
class Reduced:
    def __reduce__(self):
        return Point, ([1],)
class Listed(list):
    pass
inner = [1]
point = Point(inner)
shallow, deep = copy.copy(point), copy.deepcopy(point)
print(shallow.x is inner, deep.x is inner, deep.x, type(deep).__name__)
slots = Slots(); slots.a = inner
print(copy.copy(slots).a is inner, copy.deepcopy(slots).a is inner, copy.copy(Own()), copy.deepcopy(Own()), copy.copy(Reduced()).x)
loop = [1]; loop.append(loop)
again = copy.deepcopy(loop)
print(again[1] is again, again is loop, copy.copy(loop)[1] is loop)
both = copy.deepcopy([inner, inner, (inner,), {"k": inner}, {1, 2}, frozenset([3]), bytearray(b"a"), range(3), len, None, 1.5])
print(both, both[0] is both[1] is both[2][0] is both[3]["k"], both[0] is inner)
listed = Listed([inner]); listed.name = "n"
made = copy.copy(listed), copy.deepcopy(listed)
print([(type(m).__name__, list(m), m.name, m[0] is inner) for m in made])
t = (1, (2, 3)); u = (1, [2])
print(copy.deepcopy(t) is t, copy.deepcopy(u) is u, copy.copy(u) is u, copy.copy([1]) == [1], copy.copy({1: 2}), copy.copy(5))
import collections
print(copy.copy(collections.deque([1], 3)), copy.deepcopy(collections.OrderedDict(a=[1])), copy.deepcopy(collections.defaultdict(list, a=[1])), copy.copy(collections.Counter("aab")), copy.deepcopy(ValueError("x", [1])).args)
Pair = collections.namedtuple("Pair", "a b")
print(copy.copy(Pair(1, [2])), copy.deepcopy(Pair(1, [2])))
