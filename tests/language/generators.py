# ---- send throw close
def g():
    try:
        while True:
            x = yield
            print('got', x)
    except ValueError as e:
        print('caught', e)
        yield 'after'
    finally:
        print('cleanup')
i = g()
print(next(i), i.send(1), i.send(2))
print(i.throw(ValueError('bad')))
i.close()
i.close()
try:
    next(i)
except StopIteration:
    print('stopped')
# ---- return values
def g():
    yield 1
    return 'result'
i = g()
next(i)
try:
    next(i)
except StopIteration as e:
    print(e.value, e.args)
def outer():
    r = yield from g()
    print('inner returned', r)
    return r.upper()
def top():
    v = yield from outer()
    yield v
print(list(top()))
# ---- throw forms
def g():
    while True:
        try:
            yield 1
        except KeyError as e:
            print('key', e)
i = g(); next(i)
print(i.throw(KeyError), i.throw(KeyError('x')), i.throw(KeyError, 'y'))
try:
    i.throw(ZeroDivisionError, 'z')
except ZeroDivisionError as e:
    print('out', e)
try:
    i.throw(5)
except TypeError as e:
    print(e)
# ---- yield from delegation
def inner():
    try:
        x = yield 'a'
        print('inner', x)
        y = yield 'b'
        print('inner', y)
    except ValueError:
        print('inner caught')
        yield 'c'
    return 'done'
def outer():
    r = yield from inner()
    print('r', r)
    yield from [1, 2]
    yield from 'xy'
o = outer()
print(next(o), o.send('S'), o.throw(ValueError), next(o), next(o), list(o))
# ---- generator close and ignoring
def g():
    try:
        yield 1
    finally:
        print('f')
i = g(); next(i)
print(next(i, 'end'))
# ---- just started and running
def g():
    yield
i = g()
try:
    i.send(5)
except TypeError as e:
    print(e)
def h():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield 1
me = h()
next(me)
# ---- generator attributes
def gen(a):
    yield a
g = gen(1)
print(g.__name__, g.__qualname__, type(g).__name__, iter(g) is g)
import inspect
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(g))
# ---- stop iteration inside
def g():
    yield 1
    raise StopIteration('x')
try:
    list(g())
except RuntimeError as e:
    print(e, repr(e.__cause__))
# ---- pipeline
def numbers(n):
    for i in range(n): yield i
def squares(it):
    for x in it: yield x * x
def evens(it): return (x for x in it if x % 2 == 0)
print(list(evens(squares(numbers(10)))), sum(x for x in numbers(5)))
# ---- infinite with islice
from itertools import islice, takewhile, count
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(islice(fib(), 10)), list(takewhile(lambda x: x < 30, fib())), list(islice(count(5, 5), 3)))
# ---- generator in try except else
def g():
    try:
        yield 1
    except Exception:
        yield 'exc'
    else:
        yield 'else'
    finally:
        yield 'finally'
print(list(g()))
# ---- recursive generators
def tree(t):
    if t:
        l, v, r = t
        yield from tree(l)
        yield v
        yield from tree(r)
print(list(tree(((None, 1, None), 2, (None, 3, None)))))
def perms(s):
    if len(s) <= 1: yield s
    else:
        for i, c in enumerate(s):
            for p in perms(s[:i] + s[i + 1:]): yield c + p
print(list(perms('abc')))
def flatten(x):
    for i in x:
        if isinstance(i, list): yield from flatten(i)
        else: yield i
print(list(flatten([1, [2, [3, [4]], 5]])))
# ---- unpack generators
def g():
    yield from (1, 2, 3)
a, b, c = g()
print(a, b, c, *g(), [*g()], max(g()), dict(zip('abc', g())), 2 in g(), sorted(g(), reverse=True), ','.join(str(x) for x in g()))
first, *rest = g()
print(first, rest, set(g()), tuple(g()), any(x > 2 for x in g()), all(g()))
# ---- contextmanager
from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout
@contextmanager
def cm(x):
    print('enter', x)
    try:
        yield x * 2
    except KeyError as e:
        print('swallowed', e)
    finally:
        print('exit', x)
with cm(2) as v: print(v)
with cm(3): raise KeyError('k')
try:
    with cm(4): raise ValueError('v')
except ValueError as e: print('out', e)
with suppress(ZeroDivisionError, KeyError): 1 / 0
class C:
    def close(self): print('closed')
with closing(C()): pass
with ExitStack() as st:
    st.enter_context(cm('s'))
    st.callback(print, 'callback')
with nullcontext(5) as n: print(n)
import io
buf = io.StringIO()
with redirect_stdout(buf): print('hidden')
print(repr(buf.getvalue()))
@cm('deco')
def f(): print('in f')
f()
# ---- coroutine style averager
def averager():
    total = count = 0
    avg = None
    while True:
        x = yield avg
        total += x; count += 1
        avg = total / count
a = averager(); next(a)
print(a.send(10), a.send(20), a.send(30))
