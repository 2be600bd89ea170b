# Modules that are small, or used seldom.
import array, ast, atexit, builtins, cmath, codecs, contextvars, copyreg, errno, gc, graphlib, gzip, html
import html.entities, importlib, io, linecache, numbers, pickle, reprlib, weakref
from fractions import Fraction
import math


def attempt(what, function):
    try:
        print(what, repr(function()).split(" at 0x")[0])
    except Exception as error:
        print(what, type(error).__name__ + ":", str(error).split(" at 0x")[0])


print("-- fractions")
F = Fraction
for text in ("1/3", " -3/6 ", "2.5", "1e3", "-.5e-2", "1_0/3", "x", "1/0", "1/-3", ""):
    attempt(text, lambda: F(text))
for given in ((3, -6), (0, 5), (1, 0), (2.5,), (F(1, 2), F(3, 4)), (1.5, 2), (None,), (True,), (7,)):
    attempt(given, lambda: F(*given))
a, b = F(3, 4), F(-2, 5)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +b, abs(b), a ** 2, a ** -2, a ** b == float(a) ** float(b))
print(a + 1, 1 + a, a + 0.5, 2 * b, 1 / b, 1 // b, 5 % a, 2 ** a, a == 0.75, a < 1, b > -0.5, hash(F(3)) == hash(3), hash(F(1, 2)) == hash(0.5))
print(int(F(-7, 2)), round(F(7, 2)), round(F(-5, 2)), round(F(22, 7), 2), round(F(1234), -2), math.floor(b), math.ceil(b), math.trunc(b), float(a))
print(F(math.pi).limit_denominator(1000), F(math.pi).limit_denominator(10), F.from_float(0.1), F("0.125"), str(F(4, 2)), repr(F(4, 2)), a.as_integer_ratio())
attempt("over", lambda: a / 0)
attempt("wrong", lambda: a + "x")
attempt("0 ** -1", lambda: F(0) ** -1)
print(sorted([F(1, 2), 0.3, F(1, 3), 1]), sum([F(1, 3)] * 3), isinstance(a, numbers.Rational), isinstance(5, numbers.Integral), isinstance(1j, numbers.Real))

print("-- array")
A = array.array
for code in array.typecodes.replace("u", ""):
    made = A(code, [1, 2, 3])
    made.append(4)
    made += A(code, [5])
    made.insert(1, 9)
    print(made, made.itemsize, len(made), made.tolist(), made[1:3], made[::-1], made.index(9), made.count(1), made.pop(), made * 2, 9 in made)
    made.byteswap(); made.reverse(); made.remove(made[0]); made[0] = 7
    del made[1]
    print(len(made.tobytes()), made[0], made == A(code, made), made < A(code, [8]))
    for value in (-1, 300, 70000, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -2 ** 63 - 1, "x", 1.5, None):
        attempt("%s %r" % (code, value), lambda: A(code, [value]))
print(A("u", "héy"), A("u", "ab").tounicode(), A("b"), A("H", b"\1\2\3\4"), list(A("i", range(3))), sum(A("H", b"\1\0\2\0")))
for wrong in (lambda: A("x"), lambda: A("i", 5), lambda: A("i", "ab"), lambda: A("h", b"abc"), lambda: A("i")[0],
              lambda: A("i").pop(), lambda: A("i", [1]).pop(5), lambda: A("i", [1]).remove(2), lambda: A("i", [1]).index(2),
              lambda: A("i") + [1], lambda: A("i") + A("b"), lambda: A("i", [1])["a"], lambda: A("i").extend(A("b")), lambda: hash(A("i"))):
    attempt("wrong", wrong)
view = memoryview(A("H", [1, 2, 3]))
print(view.format, view.itemsize, view.tolist(), view.nbytes, bytes(view[:1]))

print("-- literals")
for text in ("[1, 'a', (2.5, None), {'k': {1, 2}}, True, b'x']", " -5", "1+2j", "'a' 'b'", "{}", "()", "(1,)", "1, 2", "...", "set()", "0x1f", "-(1)", "{1: 2,}", "[[1], [2,],]"):
    attempt(text, lambda: ast.literal_eval(text))
for text in ("f(1)", "1 + 1", "x", "[x for x in y]", "{**a}"):
    try:
        print(ast.literal_eval(text))
    except ValueError as error:
        print("ValueError")
print("-- complex")
for z in (1 + 2j, -3.5 + 0j, 0.5j, 2):
    for name in "phase polar exp log log10 sqrt sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh".split():
        made = getattr(cmath, name)(z)
        made = tuple(round(part, 9) + 0.0 for part in ((made.real, made.imag) if isinstance(made, complex) else made if isinstance(made, tuple) else (made,)))
        print(name, z, made)
print(cmath.isclose(1, 1 + 1e-12), cmath.isnan(complex("nan")), cmath.isinf(cmath.infj), cmath.rect(1, 0))
attempt("log 0", lambda: cmath.log(0))

print("-- codecs")
print(codecs.encode("abc", "rot13"), codecs.decode(b"6162", "hex"), codecs.encode(b"ab", "hex"), codecs.encode(b"ab", "base64"), codecs.decode("uryyb", "rot_13"))
print(codecs.encode("é"), codecs.decode(b"\xc3\xa9"), codecs.BOM_UTF8, codecs.lookup("UTF8").name, codecs.getencoder("latin-1")("é"))
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(part) for part in (b"a\xe2", b"\x82", b"\xac!", b"")], list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")))
attempt("unknown", lambda: codecs.lookup("nonsense"))
print("-- html")
print(html.escape("<a href='x'>&\"</a>"), html.escape("\"'", quote=False), html.unescape("&lt;&eacute;&#233;&#xe9;&amp;amp;&nbsp;&unknown;&copy &notit; &#0; &#x80;&#1;"))
print(html.entities.name2codepoint["eacute"], html.entities.codepoint2name[233])
print("-- gzip")
packed = gzip.compress(b"hello" * 100, mtime=0)
print(packed[:10], gzip.decompress(packed) == b"hello" * 100, gzip.decompress(packed + packed)[:7], gzip.decompress(b""))
attempt("no gzip", lambda: gzip.decompress(b"nonsense"))
attempt("cut", lambda: gzip.decompress(packed[:-4]))
attempt("damaged", lambda: gzip.decompress(packed[:-8] + b"12345678"))
target = io.BytesIO()
with gzip.GzipFile(fileobj=target, mode="wb", mtime=5) as file:
    file.write(b"line 1\nline 2\n")
with gzip.GzipFile(fileobj=io.BytesIO(target.getvalue())) as file:
    print(file.readline(), file.read(), file.readable())
with gzip.open(io.BytesIO(target.getvalue()), "rt") as file:
    print(list(file))
print("-- contexts, orders, texts")
var = contextvars.ContextVar("var", default=1)
token = var.set(2)
context = contextvars.copy_context()
print(var.get(), context[var], context.run(lambda: (var.set(5), var.get())[1]), var.get(), context[var])
var.reset(token)
print(var.get(), var.name)
attempt("none", lambda: contextvars.ContextVar("other").get())
print(list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[::3])
attempt("cycle", lambda: sorted(graphlib.CycleError.__mro__[1].__name__))
try:
    list(graphlib.TopologicalSorter({1: [2], 2: [1]}).static_order())
except graphlib.CycleError as error:
    print(error.args[0], len(error.args[1]))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({n: n for n in range(10)}), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(10 ** 100), reprlib.repr((1,)), reprlib.repr(set("abcdefgh")))
print(errno.errorcode[errno.ECONNREFUSED], errno.ENOTSOCK, errno.errorcode[35], errno.errorcode[11])
print(importlib.import_module("os.path") is __import__("os").path, builtins.len is len, builtins.ValueError is ValueError, gc.isenabled())
attempt("no module", lambda: importlib.import_module("no_such_module"))
attempt("relative", lambda: importlib.import_module(".x"))


print("-- weak references")
class Thing:
    def __init__(self, name):
        self.name = name

    def method(self):
        return self.name


thing = Thing("a")
gone = []
weak = weakref.ref(thing, gone.append)
proxy = weakref.proxy(thing)
values = weakref.WeakValueDictionary(x=thing)
keys = weakref.WeakKeyDictionary()
keys[thing] = 1
things = weakref.WeakSet([thing])
bound = weakref.WeakMethod(thing.method)
final = weakref.finalize(thing, print, "finalized", 5)
print(weak() is thing, proxy.name, values["x"] is thing, keys[thing], thing in things, len(things), bound()(), final.alive, weak == weakref.ref(thing), hash(weak) == hash(thing))
proxy.name = "b"
print(thing.name, isinstance(weak, weakref.ref), repr(weak).split(" at ")[0])
del thing
print(weak(), len(gone) == 1 and gone[0] is weak, "x" in values, len(values), len(keys), len(things), bound(), final.alive)
attempt("proxy", lambda: proxy.name)
attempt("number", lambda: weakref.ref(5))
attempt("text", lambda: weakref.ref("a"))

print("-- pickle")
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return vars(self) == vars(other)


class Slotted:
    __slots__ = ("a", "b")


class Counted(dict):
    pass


class Own:
    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return Own, (self.n + 1,)


class Stateful:
    def __getstate__(self):
        return {"kept": 5}

    def __setstate__(self, state):
        self.seen = state


values = [None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2 ** 31, -2 ** 31, 2 ** 63, -2 ** 63, 10 ** 50, -128, -129, -32768, 1.5, -0.0,
          "", "abc", "é" * 200, b"", b"abc", b"x" * 300, bytearray(b"ab"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, [2]],
          {}, {"a": 1}, {"a": [1], 2: None}, set(), {1}, frozenset([1, 2]), len, int, ..., list(range(1500)), "x" * 70000, [b"y" * 70000, "z"]]
import hashlib
for value in values:
    for protocol in (2, 3, 4, 5):
        packed = pickle.dumps(value, protocol)
        assert pickle.loads(packed) == value, (value, protocol)
        print(protocol, packed if len(packed) < 60 else hashlib.md5(packed).hexdigest())
same = [1]
packed = pickle.dumps([same, same, "text", "text"])
print(packed, pickle.loads(packed)[0] is pickle.loads(packed)[0])
loop = []
loop.append(loop)
print(pickle.dumps(loop), pickle.loads(pickle.dumps(loop))[0].__class__)
for value in (Point(1, [2]), complex(1, 2), range(5), slice(1, 2), ValueError("a", 1), Fraction(1, 3), Counted(a=1)):
    print(value == pickle.loads(pickle.dumps(value)) or repr(pickle.loads(pickle.dumps(value))))
slotted = Slotted()
slotted.a = 5
print(pickle.loads(pickle.dumps(slotted)).a, pickle.loads(pickle.dumps(Own(1))).n, pickle.loads(pickle.dumps(Stateful())).seen)
import collections
for value in (collections.OrderedDict(a=1), collections.Counter("aab"), collections.defaultdict(list, a=[1]), collections.deque([1, 2], 5)):
    print(pickle.loads(pickle.dumps(value)))
for octets in (b"(lp0\nI1\naI01\na.", b"I5\n.", b"S'ab'\np0\n.", b"(dp0\nS'a'\nI1\ns.", b"F1.5\n.", b"L5L\n.", b"Vab\\u00e9\n.", b"\x80\x02]q\x00(K\x01K\x02e."):
    attempt(octets, lambda: pickle.loads(octets))
for octets in (b"", b"\x80\x04K", b"?", b"\x80\x04K\x01", b"\x80\x09N.", b".", b"cno_such_module\nx\n."):
    attempt(octets, lambda: pickle.loads(octets))
attempt("lambda", lambda: type(pickle.dumps(lambda: 1)))
attempt("protocol", lambda: pickle.dumps(1, 9))
attempt("generator", lambda: pickle.dumps(x for x in ()))
attempt("text", lambda: pickle.loads("a"))
atexit.register(print, "bye", 1)
atexit.register(lambda: None)
