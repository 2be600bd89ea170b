# ---- defaults and keywords
def f(a, b=2, *args, c, d=4, **kw):
    print(a, b, args, c, d, kw)
f(1, c=3)
f(1, 5, 6, 7, c=8, z=9)
f(*[1, 2], **{'c': 3, 'd': 0})
f(b=1, a=0, c=2)
# ---- positional only
def f(a, b, /, c, *, d):
    return a, b, c, d
print(f(1, 2, 3, d=4), f(1, 2, c=3, d=4))
f(1, b=2, c=3, d=4)
# ---- missing arguments
def f(a, b, c): pass
try: f()
except TypeError as e: print(e)
try: f(1)
except TypeError as e: print(e)
try: f(1, 2)
except TypeError as e: print(e)
try: f(1, 2, 3, 4)
except TypeError as e: print(e)
try: f(1, 2, c=3, d=4)
except TypeError as e: print(e)
try: f(1, a=2)
except TypeError as e: print(e)
def g(a, b=1): pass
try: g()
except TypeError as e: print(e)
try: g(1, 2, 3)
except TypeError as e: print(e)
def h(*, x, y): pass
try: h()
except TypeError as e: print(e)
try: h(1)
except TypeError as e: print(e)
def i(): pass
try: i(1)
except TypeError as e: print(e)
# ---- mutable default
def f(x, acc=[]):
    acc.append(x)
    return acc
print(f(1), f(2), f(3, []))
# ---- closures
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
a, b = counter(), counter()
print(a(), a(), b(), a(10))
# ---- late binding
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = []
for i in range(3):
    def g(i=i):
        return i
    fs.append(g)
print([f() for f in fs])
# ---- nested closures
def a():
    x = 1
    def b():
        y = 2
        def c():
            nonlocal x, y
            x += 10
            y += 20
            return x, y
        return c() + (y,)
    return b(), x
print(a())
# ---- closure in loop shares the variable
def f():
    out = []
    for i in range(3):
        out.append(lambda: i)
    i = 9
    return [g() for g in out]
print(f())
# ---- unbound local
x = 5
def f():
    print(x)
    x = 1
f()
# ---- unbound after del
def f():
    y = 1
    del y
    return y
f()
# ---- unbound in branch
def f(flag):
    if flag:
        v = 1
    return v
print(f(True))
f(False)
# ---- free variable unbound
def f():
    def g():
        return z
    g()
    z = 1
f()
# ---- recursion
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(15)])
# ---- mutual recursion
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(100), odd(7))
# ---- recursion error
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print('deep', str(e)[:35])
# ---- deep but fine
def f(n):
    return 0 if n == 0 else 1 + f(n - 1)
print(f(900))
# ---- lambda
print((lambda x, y=2, *a, **k: (x, y, a, k))(1), (lambda: 5)(), sorted([3, 1, 2], key=lambda v: -v))
# ---- decorators
def twice(f):
    def wrapped(*args, **kwargs):
        f(*args, **kwargs)
        return f(*args, **kwargs)
    return wrapped
def named(prefix):
    def deco(f):
        def inner(*a):
            print(prefix, a)
            return f(*a)
        return inner
    return deco
@twice
@named('call')
def hello(x):
    print('hello', x)
    return x * 2
print(hello(4))
# ---- function attributes
def f(): 'doc of f'
f.calls = 3
print(f.__name__, f.__doc__, f.calls, f.__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__name__)
# ---- comprehensions
print([x * y for x in range(3) for y in range(3) if x != y], {x: x ** 2 for x in range(4)}, {c for c in 'hello'} == set('helo'))
print([[j for j in range(i)] for i in range(4)], [x for x in range(20) if x % 2 if x % 3], [(a, b) for a, b in zip('ab', [1, 2])])
x = 'outer'
print([x for x in range(3)], x)
def f():
    k = 10
    return [k + i for i in range(3)], [(lambda: k * i)() for i in range(3)]
print(f())
# ---- comprehension closures
fs = [(lambda: x) for x in range(3)]
print([f() for f in fs])
def g():
    return [lambda: (a, b) for a in range(2) for b in range(2)]
print([h() for h in g()])
# ---- generator functions
def gen(n):
    for i in range(n):
        yield i
    return 'end'
print(list(gen(4)), sum(gen(5)), [x for x in gen(3)])
g = gen(2)
print(next(g), next(g), next(g, 'default'))
try:
    h = gen(0)
    next(h)
except StopIteration as e:
    print('stop', e.value)
# ---- generator send
def acc():
    total = 0
    while True:
        x = yield total
        if x is None: break
        total += x
g = acc()
next(g)
print(g.send(5), g.send(7))
try:
    g.send(None)
except StopIteration:
    print('finished')
# ---- yield from
def inner():
    x = yield 1
    print('got', x)
    yield 2
    return 'result'
def outer():
    r = yield from inner()
    print('inner returned', r)
    yield from [10, 20]
    yield from 'ab'
g = outer()
print(next(g), g.send('hi'), next(g), list(g))
# ---- generator with finally
def g():
    try:
        yield 1
        yield 2
    finally:
        print('cleanup')
for x in g():
    print(x)
it = g()
next(it)
it.close()
print('closed')
# ---- generator throw
def g():
    while True:
        try:
            yield 'ok'
        except ValueError as e:
            print('caught', e)
it = g()
print(next(it), it.throw(ValueError('bad')))
try:
    it.throw(KeyError('k'))
except KeyError as e:
    print('out', e)
# ---- generator expressions
print(sum(x * x for x in range(10)), list(x for x in 'abc' if x != 'b'), max((len(w), w) for w in ['a', 'bbb', 'cc']))
g = (i for i in range(3))
print(next(g), list(g), list(g))
n = 3
print(tuple(n * i for i in range(n)))
# ---- recursive generator
def walk(t):
    if isinstance(t, list):
        for x in t:
            yield from walk(x)
    else:
        yield t
print(list(walk([1, [2, [3, 4], 5], [[6]]])))
# ---- infinite generator
def naturals():
    n = 0
    while True:
        yield n
        n += 1
for x in naturals():
    if x > 5: break
    print(x, end=' ')
print()
# ---- raise stopiteration in generator
def g():
    yield 1
    raise StopIteration
print(next(it := g()))
next(it)
# ---- star args
def f(*args): return args
print(f(), f(1), f(*'ab', *[1, 2]), f(*(), 3))
def g(**kw): return kw
print(g(), g(a=1), g(**{'x': 1}, y=2))
# ---- duplicate keyword
def g(**kw): return kw
g(a=1, **{'a': 2})
# ---- call non function
x = 5
x()
# ---- return in loops
def first(pred, items):
    for i in items:
        if pred(i):
            return i
    else:
        return None
print(first(lambda v: v > 3, [1, 5, 7]), first(lambda v: v > 30, []))
# ---- implicit none
def f(): pass
print(f())
# ---- nested functions and globals
v = 'global'
def f():
    v = 'local'
    def g():
        global v
        v = 'changed'
        return v
    return g(), v
print(f(), v)
# ---- conditional definition
if True:
    def f(): return 'yes'
else:
    def f(): return 'no'
print(f())
# ---- default evaluated once in order
i = 5
def f(a=i): return a
i = 6
print(f())
# ---- argument evaluation order
def p(x):
    print(x, end=' ')
    return x
def f(*a, **k): return a, k
print(f(p(1), *[p(2)], k=p(3), **{'z': p(4)}))
# ---- callable builtins
print(callable(print), callable(5), callable(lambda: 0), list(map(str, [1, 2])), list(filter(None, [0, 1, '', 'a'])))
# ---- many locals
def f(a):
    b = a + 1; c = b * 2; d = c - a; e = d ** 2
    for f1 in range(3):
        e += f1
    return a, b, c, d, e
print(f(3))
