# ---- recursion through repr
class A:
    def __repr__(self): return repr(self)
try:
    repr(A())
except RecursionError as e:
    print(type(e).__name__)
# ---- recursion through getattr
class A:
    def __getattr__(self, n): return getattr(self, n + 'x')
try:
    A().a
except RecursionError as e:
    print(type(e).__name__)
# ---- recursion through operators
class A:
    def __add__(self, o): return self + o
    def __eq__(self, o): return self == o
for f in (lambda: A() + 1, lambda: A() == 1):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__)
# ---- list in itself
l = [1]
l.append(l)
d = {}
d['d'] = d
print(l, d)
# ---- deep list equality
a = []; b = []
for i in range(50):
    a = [a]; b = [b]
print(a == b, len(repr(a)))
# ---- sort with key that calls scripts
print(sorted([(2, 'b'), (1, 'z'), (2, 'a')]), sorted('bAc', key=str.lower), sorted([1, 2, 3], key=lambda x: sorted([x, -x])[0]))
# ---- sort error
sorted([1, 'a'])
# ---- generator with context manager
class M:
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out', a[0])
def g():
    with M():
        yield 1
        yield 2
for x in g(): print(x)
# ---- exception inside nested generator
def a():
    yield 1
    raise ValueError('inner')
def b():
    try:
        yield from a()
    except ValueError as e:
        yield 'caught ' + str(e)
print(list(b()))
# ---- generator as argument of generator
def double(it):
    for x in it: yield x * 2
def inc(it):
    for x in it: yield x + 1
print(list(double(inc(double(range(4))))))
# ---- many arguments
def f(*a, **k): return len(a), len(k)
print(f(*range(300)), f(**{'k%d' % i: i for i in range(50)}))
print(max(*range(1000)), len([*range(1000), 1]))
# ---- big displays
x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] * 30
print(len(x), sum(x))
# ---- scopes of class and comprehension
class A:
    k = 3
    xs = [k for _ in range(2)] if False else [1]
    ys = list(range(k))
print(A.xs, A.ys)
# ---- lambda in class body
class A:
    f = lambda self, x: x + 1
    g = staticmethod(lambda x: x + 2)
print(A().f(1), A.g(1))
# ---- closures over loop in function with generator
def f():
    fs = []
    for i in range(3):
        def g(i=i):
            yield i
            yield i * 10
        fs.append(g)
    return [list(g()) for g in fs]
print(f())
# ---- nonlocal in nested comprehension
def f():
    total = 0
    def add(x):
        nonlocal total
        total += x
        return total
    return [add(i) for i in range(5)], total
print(f())
# ---- parameters captured
def f(a, *args, b=2, **kw):
    def g(): return a, args, b, kw
    a += 1
    return g
print(f(1, 2, 3, b=4, c=5)())
# ---- try in loop with continue in finally
def f():
    out = []
    for i in range(4):
        try:
            if i == 1: raise ValueError
            out.append(i)
        except ValueError:
            out.append('v')
            continue
        finally:
            out.append('f')
        out.append('end')
    return out
print(f())
# ---- return in with in loop
class M:
    def __enter__(self): return 1
    def __exit__(self, *a): print('exit')
def f():
    for i in range(3):
        with M() as m:
            for j in range(3):
                if i == 1 and j == 1:
                    return i, j, m
print(f())
# ---- string building
s = ''
for i in range(5):
    s += str(i) + ','
print(s, s.rstrip(','))
# ---- dict ordering and update
d = {}
for k in 'banana':
    d[k] = d.get(k, 0) + 1
print(d, sorted(d.items(), key=lambda kv: (-kv[1], kv[0])))
d.pop('b'); d['b'] = 9
print(d, list(d.keys()), list(d.values()))
# ---- large dict
d = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 3): del d[i]
print(len(d), d[1], 3 in d, sum(d), d.get(999, 'gone'))
# ---- tuple keys
d = {(1, 'a'): 1, (2, ('b', 3)): 2, (1.0, 'a'): 3, b'x': 4, None: 5, frozenset([1]): 6}
print(len(d), d[1, 'a'], d[2, ('b', 3)], d[b'x'], d[None], d[frozenset([1])])
# ---- enumerate zip unpack
for i, (a, b) in enumerate(zip([1, 2], 'xy'), 1):
    print(i, a, b)
# ---- conditional lambda chain
f = lambda n: 1 if n <= 1 else n * f(n - 1)
print(f(20), f(25))
# ---- integer division table
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a // b, a % b, divmod(a, b), end='; ')
print()
# ---- float formatting
print(1/3, 2/3, 100.0, 1e22, 1.5e-7, 123456789012345680.0, 0.1, 1e300 * 10, -1.5, 3.0e0)
# ---- comparisons of mixed containers
print([1, 2] < [1, 3], (1, 2) < (1, 2, 0), 'a' < 'b' < 'c', [1] == (1,), {1: 2} == {1: 2.0}, b'a' < b'b', [[1], 2] > [[1], 1])
# ---- shadowing in nested functions
x = 0
def f():
    x = 1
    class A:
        x = 2
        def g(self): return x
    return A().g(), A.x
print(f(), x)
# ---- delete global in function
x = 1
def f():
    global x
    del x
f()
try: x
except NameError as e: print(e)
# ---- interplay of star and keywords
def f(a, b, c=3, *d, e=5): return a, b, c, d, e
print(f(*(1, 2)), f(*(1, 2, 3, 4), e=6), f(1, *(2,), e=0), f(b=1, a=2))

# ---- where a compiled expression stands
import traceback
try:
    eval(compile("1/0", "<typed>", "eval"))
except ZeroDivisionError as error:
    print(traceback.extract_tb(error.__traceback__)[-1].filename)
