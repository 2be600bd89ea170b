# collections: every method, odd arguments, printed forms.
import collections
from collections import *
from collections import abc


def attempt(what, function):
    try:
        print(what, repr(function()).split(" at 0x")[0])
    except Exception as error:
        print(what, type(error).__name__ + ":", str(error).split(" at 0x")[0])


print("-- namedtuple")
P = namedtuple("P", "x y", defaults=[5])
print(P(1), P(1, 2), P(y=1, x=0), P._fields, P._field_defaults, P.__match_args__, P(1)._asdict(), P(1)._replace(x=9), P._make([7, 8]), P.__name__, P.__doc__, P.__module__)
print(P(1) == (1, 5), P(1) < P(2), P(1)[1], P(1).y, len(P(1)), [*P(3)], P(1) + (2,), hash(P(1)) == hash((1, 5)), isinstance(P(1), tuple), P(1).index(5), P(1).count(1))
for args in (("P", "x x"), ("P", "1x"), ("P", "class"), ("P", "_x"), ("1P", "x"), ("P", ["a b"])):
    attempt(args, lambda: namedtuple(*args))
attempt("rename", lambda: namedtuple("P", "x class x _y 1z", rename=True)._fields)
attempt("defaults", lambda: namedtuple("P", "x", defaults=[1, 2]))
attempt("few", lambda: namedtuple("Q", "a b c")(1))
attempt("many", lambda: P(1, 2, 3))
attempt("unknown", lambda: P(1, z=2))
attempt("replace", lambda: P(1)._replace(z=2))
attempt("make", lambda: P._make([1]))
attempt("missing", lambda: P(1).z)
class Sub(P):
    __slots__ = ()
    @property
    def total(self):
        return self.x + self.y
print(Sub(1, 2), Sub(1, 2).total, Sub(1)._replace(y=0))

print("-- deque")
d = deque("abc", 5)
d.append("d"); d.appendleft("z"); d.append("e")
print(d, d.maxlen, len(d), d[0], d[-1], "c" in d, list(reversed(d)), d.count("a"), d.index("c"), d.copy(), d == deque(d), d != deque(), d < deque("b"), bool(deque()))
d.rotate(2); print(d); d.rotate(-1); print(d); d.reverse(); print(d)
d[1] = "Q"; del d[0]; d.insert(1, "I"); print(d, d.pop(), d.popleft(), d); d.remove("I"); print(d); d.extend("12"); d.extendleft("34"); print(d); d.clear(); print(d)
print(deque([1]) + deque([2]), deque([1]) * 3, deque([1, 2], 1), deque(maxlen=2), repr(deque([1], maxlen=None)))
d = deque([1, 2]); d += [3]; d *= 2; print(d, d.index(2, 2), d.index(1, -3))
for what in ("deque().pop()", "deque().popleft()", "deque([1])[5]", "deque([1])['a']", "deque([1]).remove(2)", "deque([1]).index(2)", "deque(5)", "deque([1], -1)", "deque([1], 'a')", "deque([1], 1).insert(0, 2)", "deque([1]) + [1]", "deque([1])[0:1]"):
    attempt(what, lambda: eval(what))
def mutate():
    d = deque([1, 2])
    for x in d:
        d.append(x)
attempt("mutated", mutate)
loop = deque(); loop.append(loop); print(loop)

print("-- Counter")
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sorted(c.elements())[:3], c.total(), c.copy() == c, Counter(a=1, b=2), Counter({"a": 3}), Counter([1, 1]))
c.update("aa"); c.subtract({"a": 3, "z": 1}); print(c["a"], c["z"], +c == Counter({k: v for k, v in c.items() if v > 0}), -c)
x, y = Counter(a=3, b=1), Counter(a=1, b=2)
print(x + y, x - y, x & y, x | y, x == y, x <= y, x >= x, x < x + y, Counter(a=1, b=0) == Counter(a=1))
x += y; print(x); x -= Counter(a=9); print(x); x |= Counter(z=1); print(x); x &= Counter(z=5); print(x)
for what in ("Counter(5)", "Counter.fromkeys('ab')", "Counter(a='x').most_common(1)", "Counter('ab') + 5"):
    attempt(what, lambda: eval(what))

print("-- OrderedDict, defaultdict")
o = OrderedDict([("a", 1), ("b", 2)])
o.move_to_end("a"); print(o, o == {"b": 2, "a": 1}, o == OrderedDict(a=1, b=2), list(reversed(o)), o.popitem(last=False), o, o | {"c": 3})
attempt("end", lambda: o.move_to_end("zz"))
attempt("empty", lambda: OrderedDict().popitem())
attempt("pop", lambda: OrderedDict().pop("x"))
f = defaultdict(list, a=[1])
f["b"].append(2); print(f, f.default_factory, f.get("zz"), "zz" in f, f.copy(), f | {"c": 1})
attempt("no factory", lambda: defaultdict(None)["x"])
attempt("bad factory", lambda: defaultdict(5))
class Missing(dict):
    def __missing__(self, key):
        return key * 2
print(Missing()["a"], Missing().get("a"))

print("-- ChainMap, User classes")
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], m, len(m), sorted(m), m.maps, m.new_child({"c": 9}), m.parents, m.get("zz", 0), "b" in m, dict(m), bool(ChainMap()))
m["b"] = 7; print(m.maps[0], m.pop("b"), m | {"q": 1})
attempt("del", lambda: m.__delitem__("b"))
attempt("missing", lambda: m["zz"])
attempt("pop", lambda: m.pop("zz"))
attempt("popitem", lambda: ChainMap().popitem())
u = UserDict(a=1); u["b"] = 2
l = UserList([3, 1]); l.append(2); l.sort()
t = UserString("abc")
print(u, u.data, len(u), u | {"c": 3}, "a" in u, u.copy(), l, l + [9], l * 2, l[0:2], l == [1, 2, 3], l.index(2), t + "d", t.upper(), t[1], t == "abc", len(t), "b" in t, repr(t), t * 2, t % ())

print("-- abc")
for kind in (list, tuple, dict, set, frozenset, str, bytes, bytearray, range, deque, int, type(iter([])), type(x for x in ()), type({}.keys()), type({}.items()), type({}.values()), type(len), memoryview):
    print(kind.__name__, [name for name in abc.__all__ if issubclass(kind, getattr(abc, name))])
class Seq(abc.Sequence):
    def __getitem__(self, i):
        return [1, 2, 3][i]
    def __len__(self):
        return 3
print(list(reversed(Seq())), Seq().index(2), Seq().count(3), 2 in Seq(), list(Seq()))
class Map(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
n = Map(); n.update(a=1, b=2); n.setdefault("c", 3)
print(dict(n), n.pop("a"), n.get("zz", 5), "b" in n, n == {"b": 2, "c": 3}, list(n.items()), n.popitem(), len(n), list(n.keys()), list(n.values()))
n.clear(); print(len(n))
class Bag(abc.MutableSet):
    def __init__(self, it=()): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x):
        if x not in self.s: self.s.append(x)
    def discard(self, x):
        if x in self.s: self.s.remove(x)
b = Bag("abc")
print(sorted(b & Bag("bcd")), sorted(b | {"z"}), sorted(b - {"a"}), sorted(b ^ {"a", "q"}), b <= Bag("abcd"), b == Bag("cba"), b.isdisjoint("xyz"))
b |= {"m"}; b -= {"a"}; b.remove("b"); print(sorted(b)); attempt("remove", lambda: b.remove("zz"))
attempt("abstract", lambda: abc.Sequence())
