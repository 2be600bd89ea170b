# ---- chaining
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError('v') from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        {}['k']
    except KeyError:
        raise TypeError('t')
except TypeError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        {}['k']
    except KeyError:
        raise TypeError('t') from None
except TypeError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
# ---- traceback print
import traceback, sys
def f(): raise ValueError('deep')
try:
    f()
except ValueError as e:
    print(traceback.format_exc().strip().split('\n')[-1])
    t, v, tb = sys.exc_info()
    print(t, v, tb is not None, tb.tb_lineno)
    print(traceback.format_exception_only(t, v))
    print(e.__traceback__ is not None)
print(sys.exc_info())
# ---- finally return values
def a():
    try: return 1
    finally: print('fin')
def b():
    try: return 1
    finally: return 2
def c():
    try: raise ValueError
    finally: return 3
def d():
    for i in range(3):
        try: continue
        finally: print('d', i)
    return 'end'
def e():
    while True:
        try: break
        finally: print('e')
    return 'e'
def f():
    for i in range(3):
        try:
            1 / 0
        except ZeroDivisionError:
            continue
        finally:
            if i == 1: break
    return i
def g():
    try:
        try: raise KeyError(1)
        finally: raise ValueError(2)
    except ValueError as e:
        return repr(e), repr(e.__context__)
def h():
    x = 1
    try: return x
    finally: x = 2
print(a(), b(), c(), d(), e(), f(), g(), h())
# ---- nested functions and finally order
def f():
    try:
        try:
            print('body')
            return 'r'
        finally:
            print('inner')
    finally:
        print('outer')
print(f())
# ---- except tuples and order
for e in (KeyError('k'), IndexError('i'), ValueError('v'), TypeError('t')):
    try: raise e
    except (KeyError, IndexError) as x: print('lookup', repr(x))
    except LookupError: print('never')
    except ValueError: print('value')
    except Exception as x: print('general', type(x).__name__)
# ---- custom hierarchy
class AppError(Exception):
    """base"""
class NetError(AppError):
    def __init__(self, host, port):
        self.host, self.port = host, port
        super().__init__(f'{host}:{port} failed')
class Timeout(NetError): pass
try:
    raise Timeout('h', 80)
except AppError as e:
    print(type(e).__name__, e, e.args, e.host, isinstance(e, NetError), e.__class__.__mro__[1].__name__)
print(issubclass(Timeout, AppError), AppError.__doc__)
# ---- exception repr and str
for e in (Exception(), Exception('a'), Exception('a', 1), ValueError(None), KeyError('k'), KeyError(1, 2), OSError(2, 'msg'), OSError('x'), StopIteration(5), SystemExit(3), UnicodeDecodeError('utf-8', b'abc\xff', 3, 4, 'bad'), UnicodeEncodeError('ascii', 'a\xe9', 1, 2, 'bad'), AssertionError([1])):
    print(repr(e), '|', str(e), '|', e.args)
# ---- oserror attributes
try:
    open('/no/such/file')
except OSError as e:
    print(type(e).__name__, e.errno, e.strerror, e.filename, e)
try:
    open('/')
except IsADirectoryError as e:
    print(e)
import errno
print(errno.errorcode[2], errno.ENOENT)
# ---- attribute and name errors
try: None.foo
except AttributeError as e: print(e)
try: nope
except NameError as e: print(e)
try: import nomod
except ImportError as e: print(e, type(e).__name__)
try: from os import nothing
except ImportError as e: print(str(e)[:40])
# ---- notes and with_traceback
e = ValueError('x')
e.add_note('n1'); e.add_note('n2')
print(e.__notes__)
try:
    raise e.with_traceback(None)
except ValueError as x:
    print(x is e)
# ---- unicode errors
for f in (lambda: b'\xff'.decode(), lambda: b'abc\x80'.decode('ascii'), lambda: 'é'.encode('ascii'), lambda: 'ÿĀ'.encode('latin-1'), lambda: b'\xe2\x82'.decode('utf-8'), lambda: 'a'.encode('nope'), lambda: b'a'.decode('nope')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(b'\xff\xfea'.decode(errors='replace'), b'\xffa'.decode(errors='ignore'), b'\xffa'.decode(errors='backslashreplace'), 'é€'.encode('ascii', 'replace'), 'é€'.encode('ascii', 'ignore'), 'é€'.encode('ascii', 'xmlcharrefreplace'), 'é€'.encode('ascii', 'backslashreplace'), ascii('é€'))
# ---- arithmetic errors
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: 2.0 ** 10000, lambda: int(float('inf')), lambda: int(float('nan')), lambda: float(10 ** 400), lambda: 1 << -1, lambda: pow(2, -1, 4), lambda: pow(2, 2, 0), lambda: round(float('nan')), lambda: [0] * -1, lambda: 10 ** 400 / 3, lambda: 1 / 10 ** 400):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---- index and key errors
for f in (lambda: [][0], lambda: ()[0], lambda: ''[0], lambda: b''[0], lambda: {}[1], lambda: {}['a'], lambda: [1]['a'], lambda: 'a'['b'], lambda: (1,)[1.5], lambda: {}[[]], lambda: range(2)[5], lambda: [].pop(), lambda: [1].pop(5), lambda: 'a'[1:2:0], lambda: [1, 2][None], lambda: {1}[0], lambda: None[0], lambda: (5)[0], lambda: len[0], lambda: {}.popitem(), lambda: bytearray(b'')[0], lambda: [1].remove(9), lambda: [1].index(9), lambda: (1,).index(9), lambda: 'a'.index('z'), lambda: b'a'.index(b'z'), lambda: {1}.remove(9)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---- exception groups refused or handled
try:
    raise Exception('plain')
except Exception as e:
    print(e)
# ---- reraise keeps
def f():
    try: 1 / 0
    except ZeroDivisionError: raise
try: f()
except ZeroDivisionError as e: print('again', e)
def g():
    try:
        try: raise KeyError('a')
        except KeyError as e:
            saved = e
            raise
    except KeyError as e:
        return e is saved
print(g())
try:
    raise
except RuntimeError as e:
    print(e)
# ---- exception variable scope
e = 'outer'
try: raise ValueError('x')
except ValueError as e: pass
try: print(e)
except NameError as err: print(err)
# ---- with and exceptions
class CM:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print('enter', self.n); return self
    def __exit__(self, *a): print('exit', self.n, a[0].__name__ if a[0] else None); return self.s
with CM(1, True), CM(2): raise ValueError('x')
def f():
    with CM('r'): return 'ret'
print(f())
for i in range(2):
    with CM(i):
        if i == 0: continue
        break
class BadEnter:
    def __enter__(self): raise RuntimeError('no enter')
    def __exit__(self, *a): print('never')
try:
    with CM('a', True), BadEnter(): print('never')
except RuntimeError as e: print('out', e)
else: print('swallowed')
for o in (5, object(), CM):
    try:
        with o: pass
    except TypeError as e: print(e)
# ---- assert messages
try: assert False, ('a', 1)
except AssertionError as e: print(e, e.args)
try: assert 0
except AssertionError as e: print(repr(str(e)))
# ---- system exit
import sys
try: sys.exit('bye')
except SystemExit as e: print(e.code, repr(e))
try: exit(2)
except SystemExit as e: print(e.code)
try: sys.exit()
except SystemExit as e: print(e.code)
# ---- raise non exceptions
for v in (5, 'x', None, object):
    try: raise v
    except TypeError as e: print(e)
try:
    raise ValueError('x') from 5
except TypeError as e: print(e)
# ---- recursion
def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(str(e)[:32], isinstance(e, RuntimeError))
# ---- warnings
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('careful')
    warnings.warn('old', DeprecationWarning)
    print(len(w), w[0].category.__name__, str(w[0].message), w[1].category.__name__)
