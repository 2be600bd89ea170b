def each(text):
    """Shows what every line of the text gives: a value, or an exception."""
    for line in text.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        try:
            code = compile(line, "<line>", "eval")
        except SyntaxError:
            code = compile(line, "<line>", "exec")
        try:
            shown = repr(eval(code, globals()))
            if shown != "None":
                print(line, "->", shown)
        except BaseException as e:
            print(line, "->", type(e).__name__ + ":", e)

from collections import *
import math
class D:
    def __floor__(self): return 'f'
    def __ceil__(self): return 'c'
    def __trunc__(self): return 't'
    def __round__(self, n=None): return ('r', n)
class E:
    def __float__(self): return 2.7
each(r"""
Counter("aab") + Counter("abc")
Counter("aab") - Counter("abc")
Counter("aab") & Counter("abc")
Counter("aab") | Counter("abc")
+Counter(a=1, b=-1)
-Counter(a=1, b=-1)
c = Counter("abc"); c += Counter("ab"); print(c)
c = Counter("abc"); c -= Counter("ab"); print(c)
Counter("aab") + 3
Counter(a=1) == Counter(a=1, b=0)
Counter(a=1) <= Counter(a=2)
Counter(a=1) < Counter(a=1)
Counter(a=3).total()
sorted(Counter("abbccc").elements())
Counter("abbccc").most_common(2)
Counter("abbccc").most_common()
Counter([1,2,2]).copy()
Counter.fromkeys("abc")
c = Counter(); c.update("aab", b=3); print(c); c.subtract("ab"); print(c, c['zz'])
o = OrderedDict(a=1, b=2, c=3); print(o.popitem(last=False), o); print(o.popitem(), o)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(o)
OrderedDict().popitem()
OrderedDict(a=1).popitem(False)
OrderedDict([(1,2)]) == OrderedDict([(1,2)])
OrderedDict([(1,2),(3,4)]) == OrderedDict([(3,4),(1,2)])
OrderedDict([(1,2),(3,4)]) == {3:4, 1:2}
list(reversed(OrderedDict(a=1,b=2)))
OrderedDict(a=1) | {'b': 2}
OrderedDict.fromkeys('ab', 0)
o.move_to_end('zz')
OSError(2,'msg','file').args
OSError(2,'msg','file').filename
OSError(2,'msg','file')
str(OSError(2,'msg','file'))
str(OSError(2,'msg','file',None,'file2'))
OSError(2,'msg','file',None,'file2').filename2
type(OSError(2,'msg'))
OSError('a').errno
OSError(1,2,3,4,5,6).args
OSError('a').strerror
ConnectionRefusedError(111,'x').errno
math.floor(D())
math.ceil(D())
math.trunc(D())
round(D())
round(D(), 2)
math.floor(E())
math.ceil(E())
math.trunc(E())
math.floor('a')
math.sqrt(E())
math.floor(2.5), math.ceil(2.5), math.trunc(-2.5), math.floor(10**30), math.ceil(-1e30)
math.floor(float('inf'))
math.trunc(float('nan'))
str.upper
list.append
dict.get
len
type([].append)
type(len)
str.upper.__name__
str.upper.__qualname__
str.upper('abc')
""")
for code in ["x = 5 = y", "5 = x", "f() = 3", "x + 1 = 2", "(a, b) += 1", "'a' = 1", "None = 1", "a = None = 3", "[a, 1] = 2", "def = 1", "for 1 in x: pass", "del 1", "del f()", "with a as 1: pass", "x := 3", "lambda: x = 1", "a if b = 1", "f(a=1, a=2)", "f(a=1, 2)", "f(**a, *b)", "return = 1", "import a.b as c.d", "True = 1", "x: int: 3", "{a: 1, 2}", "def f(a, a): pass", "def f(a=1, b): pass", "yield = 1", "f'{'", "a ==== b", "break", "continue", "return 3", "yield 3", "nonlocal x", "def f():\n x = 1\n global x", "else: pass", "try: pass", "class A", "if x", "while x", "(1", "[1)", "'abc", "1 +", "1a", "0xg", "a b", "a.1", "@", "$", "?", "!a", "  x = 1", "if 1:\nx = 2", "if 1:\n  x = 2\n y = 3", "*a = 3", "*a, *b = 3", "a, = ", "a and b = 1", "not a = 1", "-a = 1", "a < b = 1", "x = {1: 2} = 3", "f'{a}' = 2", "... = 1", "a() += 1", "1 += 2", "(a for b in c) = 1", "[a for b in c] = 1", "{a} = 1", "a if b else c = 1", "def f(x=(yield)): pass", "from x import *, a", "from . import", "import", "from x import (a b)", "raise a b", "assert", "global", "pass a", "del", "except: pass", "f(x for x in y, 1)", "f(1, x for x in y)", "def f(*): pass", "def f(**a, b): pass", "def f(*a, *b): pass", "lambda *: 1", "print(1", "x = (1,\n2", "x = [1\ny = 2", "try:\n pass\nx = 1", "for x in y", "for x y", "a = 1 2", "'a' 'b' c", "b'a' 'b'", "b'é'", "'\\N{foo}'", "'\\x1'", "'\\u12'"]:
    try:
        compile(code, "<s>", "exec")
        print(repr(code), "fine")
    except SyntaxError as e:
        print(repr(code), type(e).__name__, e.msg, e.lineno)
    except Exception as e:
        print(repr(code), type(e).__name__, e)
for code in ["nope", "[].nope", "import nope_x", "int.nope", "math.nope", "None.foo", "(3).foo"]:
    try:
        exec(code)
    except Exception as e:
        print(code, type(e).__name__, str(e).split(' (')[0], e.name, repr(getattr(e, 'obj', '-')) if code != "math.nope" else '', getattr(e, 'path', '-') if 'math' not in code else '')
for e in [AttributeError('x', name='n', obj=3), NameError('x', name='n'), ImportError('x', name='n', path='p'), ModuleNotFoundError('x', name='q')]:
    print(repr(e), e.name, getattr(e, 'obj', None), getattr(e, 'path', None))
print(AttributeError('x').name, NameError('y').name, ImportError('z').name, ImportError('z').msg)
def g():
    try:
        yield 1
        yield 2
    finally:
        print('cleaned')
x = g(); next(x); x = None; print('after')
def first():
    for i in g():
        return i
print('first', first())
def f():
    it = g(); next(it)
    print('leaving')
f(); print('left')
x = g(); next(x); del x; print('deleted')
x = g(); x = None; print('never begun')
class P(**{}): pass
class Q(object, **{}): pass
class M(type):
    def __new__(m, n, b, d, **k): print('new', n, k); return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): pass
class R(**{'metaclass': M, 'a': 1}): pass
class S(*[object], **{'metaclass': M}): pass
class B0:
    def __init_subclass__(cls, **k): print(cls.__name__, k)
class B1(B0, x=1, **{'y': 2}): pass
print(P, Q, R, S)
class Del:
    def __del__(self): print('del')
a = Del(); a = None; print('gone')
def h():
    d = Del()
    print('in h')
h(); print('after h')
