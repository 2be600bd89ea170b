# ---- positional only errors
def f(a, b, /, c, *, d): return a, b, c, d
print(f(1, 2, 3, d=4), f(1, 2, c=3, d=4))
for g in (lambda: f(a=1, b=2, c=3, d=4), lambda: f(1, 2), lambda: f(1, 2, 3, 4), lambda: f(1, 2, 3), lambda: f(1, 2, 3, d=4, e=5), lambda: f(), lambda: f(1, 2, 3, d=4, d2=1)):
    try:
        g()
    except TypeError as e:
        print(e)
# ---- positional only with kwargs
def f(a, /, **kw): return a, kw
print(f(1, a=2, b=3))
def g(x, *, y=2, z): return x, y, z
print(g(1, z=3))
try:
    g(1)
except TypeError as e:
    print(e)
# ---- keyword only several missing
def f(*, a, b, c): pass
for g in (lambda: f(), lambda: f(a=1), lambda: f(1), lambda: f(a=1, b=1, c=1, d=1)):
    try:
        g()
    except TypeError as e:
        print(e)
# ---- arity of functions
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b=1): pass
def f4(a=1, b=2): pass
for g in (lambda: f0(1), lambda: f0(1, 2), lambda: f1(), lambda: f1(1, 2), lambda: f2(), lambda: f2(1), lambda: f2(1, 2, 3), lambda: f3(), lambda: f3(1, 2, 3), lambda: f4(1, 2, 3), lambda: f0(x=1), lambda: f1(a=1, **{'a': 2}), lambda: f1(1, a=1)):
    try:
        g()
    except TypeError as e:
        print(e)
# ---- arity of lambdas and methods
for g in (lambda: (lambda x: x)(), lambda: (lambda: 0)(1), lambda: (lambda *, k: k)(1)):
    try:
        g()
    except TypeError as e:
        print(e)
# ---- star call errors
def f(*a, **k): return a, k
for g in (lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: f(*[1], **{'a': 1}), lambda: f(a=1, **{'a': 2}), lambda: f(*None), lambda: f(**None)):
    try:
        print(g())
    except TypeError as e:
        print(e)
# ---- star unpacking everywhere
a = [*range(3), *'ab']
b = (*a, 9)
c = {*a, *b}
d = {**{'x': 1}, 'y': 2, **{'x': 3}}
print(a, b, len(c), d)
def f(*args): return args
print(f(*a, *b, 1), f(*[], *()), [*[], *[[]]])
x, *y, z = 1, 2
print(x, y, z)
(a, *b), c = [1, 2, 3], 4
print(a, b, c)
*a, = 'abc'
print(a)
for x, *y in [(1, 2, 3), (4,)]:
    print(x, y)
print(*[1, 2], *'ab', sep='-')
first, (second, *rest), *others = 1, (2, 3, 4), 5, 6
print(first, second, rest, others)
# ---- return star and yield star
def f():
    return 1, *[2, 3]
def g():
    yield 1, *[2]
print(f(), list(g()))
a = 1, *(2, 3)
print(a)
for x in 1, *[2, 3]:
    print(x, end=' ')
print()
# ---- subscript star
class S:
    def __getitem__(self, k): return k
s = S()
print(s[1, 2], s[1:2, ::3], s[...], s[(1,)], s[1:2], s[:], s[*[1, 2]])
# ---- walrus
if (n := len('abc')) > 2: print(n)
print([y := 1, y ** 2], y)
data = iter([1, 2, 3, 0, 5])
while (v := next(data)): print(v, end=' ')
print()
print([last := x for x in range(3)], last)
print(any((hit := x) > 2 for x in [1, 3, 5]), hit)
def f(): 
    total = 0
    r = [total := total + x for x in [1, 2, 3]]
    return r, total
print(f())
print((lambda x: (z := x + 1) * z)(3))
f'{(k := 5)}'
print(k)
# ---- comprehension scoping
x = 'outer'
l = [x for x in range(3)]
print(x, l)
def f():
    y = 10
    return [y + i for i in range(3)], {i: y for i in range(2)}, {i * y for i in range(2)}
print(f())
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
print([[i * j for j in range(i)] for i in range(4)], [(i, j) for i in range(3) for j in range(i) if i != j])
class A:
    n = 3
    r = [i for i in range(n)]
    try:
        s = [n for i in range(2)]
    except NameError as e:
        print(e)
print(A.r)
# ---- generator expression late binding
n = 2
g = (i * n for i in range(3))
n = 10
print(list(g))
def gen(): 
    return (x for x in seq)
seq = [1, 2]
g = gen()
seq = [3, 4]
print(list(g))
# ---- conditional expressions and chains
print(1 if 0 else 2 if 0 else 3)
print(1 < 2 < 3 > 2 != 5, 1 < 3 < 2, 3 > 2 > 1 == 1)
def f(x):
    print('f', x)
    return x
print(f(1) < f(2) < f(0) < f(9))
print(not 1 == 2, 1 == (2 == 2), 1 is 1 is not None)
print(0 or '' or [] or 'last', 1 and 'x' and [], not [] and 5)
# ---- evaluation order
def t(x):
    print(x, end=' ')
    return x
d = {}
d[t('k')] = t('v')
print()
t(1) + t(2) * t(3)
print()
[t('a'), t('b')][t(0)]
print()
(lambda a, b=t('d'): 0)(t('x'))
print()
x = {t('k1'): t('v1'), t('k2'): t('v2')}
print()
a, b = t('r1'), t('r2')
print()
# ---- global nonlocal
count = 0
def inc():
    global count
    count += 1
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        def deepest():
            nonlocal x
            x *= 10
        deepest()
        return x
    return inner(), x
inc(); inc()
print(count, outer())
def newglobal():
    global made_here
    made_here = 5
newglobal()
print(made_here)
# ---- global in class and del
x = 1
class A:
    global x
    x = 2
print(x, hasattr(A, 'x'))
def f():
    global x
    del x
f()
try:
    x
except NameError as e:
    print(e)
# ---- syntax of global
for code in ('def f():\n x = 1\n global x', 'def f():\n nonlocal y', 'nonlocal z', 'def f(a):\n global a', 'def f(a, a): pass', 'f(a=1, a=2)', 'def f(x=1, y): pass', 'return 5', 'yield 1', 'break', 'continue', '1 = x', 'f() = 1', 'del f()', 'None = 1', 'for 1 in x: pass', 'lambda: (yield)', 'f(**k, *a)', 'f(x for x in y, 1)', 'def f(*): pass', 'a b', 'if x', 'class', 'import', 'x ==', '(', "'abc", 'f(a=1, 2)', 'x = = 1', 'while True print(1)'):
    try:
        compile(code, '<t>', 'exec')
        print('ok', repr(code))
    except SyntaxError as e:
        print(repr(code), type(e).__name__, e.msg)
# ---- unbound locals
def f():
    print(x)
    x = 1
def g():
    x += 1
def h():
    del q
    q = 1
def k():
    for i in []: pass
    return i
def m():
    try:
        1/0
    except ZeroDivisionError as e:
        pass
    return e
for fn in (f, g, h, k, m):
    try:
        fn()
    except UnboundLocalError as e:
        print(e)
# ---- closures cells
def make():
    fs = []
    for i in range(3):
        def f(i=i): return i
        fs.append(f)
    return [f() for f in fs]
def make2():
    return [(lambda j: lambda: j)(i)() for i in range(3)]
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = counter()
inc(); inc(5)
print(make(), make2(), get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
# ---- recursion closures
def fib():
    cache = {}
    def f(n):
        if n < 2: return n
        if n not in cache: cache[n] = f(n - 1) + f(n - 2)
        return cache[n]
    return f
print(fib()(50))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(25))
# ---- decorators with arguments
import functools
def repeat(n):
    def deco(f):
        @functools.wraps(f)
        def wrapper(*a, **k):
            return [f(*a, **k) for _ in range(n)]
        return wrapper
    return deco
@repeat(3)
def hi(name, greeting='hi'):
    """Doc of hi."""
    return f'{greeting} {name}'
print(hi('bob'), hi('al', greeting='yo'), hi.__name__, hi.__doc__, hi.__wrapped__('z'))
@(lambda f: lambda: f() + 1)
def one(): return 1
print(one())
# ---- stacked decorators order
def d(n):
    print('make', n)
    def deco(f):
        print('apply', n)
        return f
    return deco
@d(1)
@d(2)
def f(): pass
# ---- default arguments shared
def f(x, l=[], d={}):
    l.append(x); d[x] = 1
    return l, d
f(1); print(f(2))
def g(x, l=None):
    l = l or []
    l.append(x)
    return l
print(g(1), g(2), f.__defaults__)
# ---- eval exec compile
print(eval('1 + 2 * 3'), eval('x * 2', {'x': 5}), eval('a + b', {'a': 1}, {'b': 2}))
ns = {}
exec('def f(n): return n * 2\nz = f(4)', ns)
print(ns['z'], ns['f'](3), sorted(k for k in ns if k != '__builtins__'))
c = compile('3 + 4', '<x>', 'eval')
print(eval(c))
c = compile('q = 5\nprint(q)', '<x>', 'exec')
exec(c)
print(q)
def f():
    x = 5
    return eval('x + 1'), sorted(locals())
print(f())
for code in ('1 +', 'x = 1', '', 'import os'):
    try:
        eval(code)
    except SyntaxError as e:
        print('SyntaxError', e.msg)
exec("for i in range(2):\n    print(i)")
# ---- globals and locals
globals()['made'] = 3
print(made, 'made' in globals(), globals()['__name__'])
def f(a, b=2):
    c = 3
    return locals()
print(f(1))
g = globals()
g['other'] = 4
print(other)
del globals()['other']
try:
    other
except NameError as e:
    print(e)
# ---- id and is
a = [1]; b = a; c = [1]
print(a is b, a is c, id(a) == id(b), a == c, a is not c)
print(None is None, () is (), True is True)
x = 5; y = 5
print(x is y)
# ---- callable and types of functions
import types
def f(): yield
print(isinstance(f, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(f(), types.GeneratorType), isinstance([].append, types.BuiltinMethodType), isinstance(types, types.ModuleType), isinstance(lambda: 0, types.LambdaType))
class A:
    def m(self): pass
print(isinstance(A().m, types.MethodType), isinstance(None, types.NoneType), type(f).__name__, type(f()).__name__, type(A().m).__name__, type(len).__name__, type(types).__name__)
ns = types.SimpleNamespace(a=1, b='x')
ns.c = 2
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b='x', c=2))
# ---- builtin argument errors
for g in (lambda: len(), lambda: len(1, 2), lambda: abs('x'), lambda: int('x'), lambda: int('z', 10), lambda: float('abc'), lambda: ord('ab'), lambda: chr(-1), lambda: isinstance(1), lambda: isinstance(1, 2), lambda: sum('ab'), lambda: sum([[1], [2]]), lambda: max(), lambda: max([]), lambda: min(1), lambda: sorted(5), lambda: list(5), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: tuple(1), lambda: set(1), lambda: range(), lambda: range(1.5), lambda: range(1, 2, 0), lambda: zip(1), lambda: map(len), lambda: filter(len), lambda: round('x'), lambda: pow(2), lambda: divmod(1), lambda: hex('x'), lambda: hash([]), lambda: iter(5), lambda: next(5), lambda: open(), lambda: print(sep=5), lambda: bytes('x'), lambda: bytes(-1), lambda: bytearray([300]), lambda: str(b'x', 'nope'), lambda: type(), lambda: super(1), lambda: complex('x'), lambda: slice(), lambda: reversed(5), lambda: all(1), lambda: vars(5), lambda: callable(), lambda: format(1, 2), lambda: getattr(1, 2), lambda: int([]), lambda: float([]), lambda: int('1', 50), lambda: int(None), lambda: ''.join([1]), lambda: [].append(), lambda: {}.get(), lambda: 'a'.upper(1), lambda: [].pop(), lambda: {}.pop('x'), lambda: set().pop(), lambda: [].remove(1), lambda: [].index(1), lambda: 'a'.index('b'), lambda: {}.popitem(), lambda: 'a'.split(''), lambda: 'abc'.encode('nope')):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
# ---- zip strict enumerate map
print(list(zip([1, 2], 'ab', strict=True)), list(zip()), list(zip([1])), list(enumerate('ab', 5)), list(enumerate('ab', start=-1)))
for a, b in ((1, 2), 'a'), ('ab', [1, 2, 3]), ([1, 2, 3], 'ab'):
    try:
        print(list(zip(a, b, strict=True)))
    except ValueError as e:
        print(e)
try:
    list(zip('a', 'a', 'abc', strict=True))
except ValueError as e:
    print(e)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, '', 'a', [], None])))
z = zip([1, 2], [3, 4])
print(next(z), list(z), list(z))
# ---- min max sum keys
print(max('abc', key=ord), min([3, 1, 2], key=lambda x: -x), max([], default=5), min({'b': 1, 'a': 2}), max(1, 2.5, 2), sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 10), sum((True, True)))
print(max([(1, 'b'), (1, 'a')]), max(['aa', 'b'], key=len), min('hello'), max(3, 1, key=lambda x: -x))
# ---- sorted stability
data = [('b', 2), ('a', 2), ('c', 1), ('d', 1)]
print(sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True))
l = [3, 1, 2]
print(l.sort(), l, sorted('bca', reverse=True), sorted({'b': 1, 'a': 2}), sorted([True, 0, 2, 1.5]))
print(sorted(['B', 'a', 'C'], key=str.lower), sorted([(2, 'x'), (1, 'y'), (1, 'a')]))
try:
    sorted([1, 'a'])
except TypeError as e:
    print(e)
try:
    [1, None].sort()
except TypeError as e:
    print(e)
# ---- slice objects
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None, -1).indices(4), slice(5)), 
print(list(range(20))[s], 'abcdefgh'[slice(None, None, -1)], slice(1, 2) == slice(1, 2))
try:
    hash(s)
except TypeError as e:
    print(e)
# ---- any all iter order
def g():
    for i in [0, 1, 2]:
        print('g', i)
        yield i
print(any(g()), all(g()), any([]), all([]))
# ---- print details
import sys
print('a', 'b', sep='', end='!\n')
print(1, 2, sep=None, end=None)
print('x', file=sys.stdout, flush=True)
print(*[], sep='x')
print(None, True, 1.0, [1, 'a'], {'k': (1,)}, {1}, b'x', ..., NotImplemented)
print('a\tb\\n', r'\n', 'q"', "s'", 'both\'"')
print(['q"', "s'", 'both\'"', 'n\n', 't\t', '\x00', '\x7f', 'é', '\u200b', '😀', '\\'])
# ---- input from empty stdin
try:
    input('prompt> ')
except EOFError as e:
    print('EOF', e)
# ---- docstrings
def f():
    "doc f"
class A:
    """doc A"""
    def m(self):
        '''doc m'''
print(f.__doc__, A.__doc__, A.m.__doc__, A().m.__doc__, (lambda: 0).__doc__, A().__doc__, __doc__)
class B(A): pass
print(B.__doc__, B().m.__doc__)
# ---- main name
print(__name__)
def f(): return __name__
print(f())
if __name__ == '__main__':
    print('main')
# ---- chained methods and newlines
r = ('a b c'
     .upper()
     .split())
print(r)
total = 1 + \
    2
print(total)
x = [
    1,
    2,  # comment

    3,
]
print(x)
if True: print('one'); print('line')
# ---- lambda forms
f = lambda x, *a, y=2, **k: (x, a, y, k)
print(f(1), f(1, 2, 3, y=4, z=5))
g = lambda: (yield 5)
print(list(g()))
print((lambda x: lambda y: x + y)(1)(2), sorted([3, 1], key=lambda x, /: -x))
# ---- assert forms
try:
    assert 1 == 2, f'bad {1}'
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
assert (1, 'always true')
# ---- ellipsis and pass bodies
def f(): ...
class A: ...
print(f(), ..., type(...).__name__, Ellipsis is ...)
# ---- unpacking errors
for code in ('a, b = 1', 'a, b = 1, 2, 3', 'a, b = [1]', 'a, b, c = "ab"', 'a, *b, c = [1]', '[a, b] = {}', 'for a, b in [1]: pass', 'a, b = None', '(a, b), c = 1, 2'):
    try:
        exec(code)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# ---- del forms
a = [1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[::2]
print(a)
d = {1: 2, 3: 4}
del d[1]
print(d)
x = y = 1
del x, y
try:
    y
except NameError as e:
    print(e)
try:
    del d['nope']
except KeyError as e:
    print(repr(e))
try:
    del undefined
except NameError as e:
    print(e)
# ---- augmented on all targets
d = {'a': 1}
d['a'] += 5
class A: v = 1
o = A()
o.v += 1
l = [1, 2]
l[0] *= 10
l[-1:] += [7]
s = 'a'; s += 'b'; s *= 2
t = (1,); t += (2,)
x = 7; x //= 2; x **= 3; x %= 5; x <<= 2; x |= 1; x ^= 3; x >>= 1; x &= 6
print(d, o.v, A.v, l, s, t, x)
t2 = ([1],)
try:
    t2[0] += [2]
except TypeError as e:
    print(e, t2)
