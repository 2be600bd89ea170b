# ---- try except else finally
def f(x):
    try:
        print('try')
        if x == 1: raise ValueError('v')
        if x == 2: return 'returned'
    except ValueError as e:
        print('except', e)
    else:
        print('else')
    finally:
        print('finally')
    return 'end'
print(f(0), f(1), f(2))
# ---- finally overrides return
def f():
    try:
        return 1
    finally:
        return 2
print(f())
# ---- finally keeps value
def f():
    x = 1
    try:
        return x
    finally:
        x = 5
print(f())
# ---- finally in loops
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
        print('body', i)
    finally:
        print('finally', i)
# ---- nested try
try:
    try:
        1 / 0
    except KeyError:
        print('wrong')
    finally:
        print('inner finally')
except ZeroDivisionError as e:
    print('outer', e)
# ---- several kinds
for exc in (ValueError('a'), KeyError('b'), IndexError('c'), TypeError('d')):
    try:
        raise exc
    except (ValueError, KeyError) as e:
        print('first', repr(e), str(e))
    except LookupError as e:
        print('second', repr(e))
    except Exception as e:
        print('third', type(e).__name__, e.args)
# ---- bare except and reraise
try:
    try:
        raise ValueError('x')
    except:
        print('bare')
        raise
except ValueError as e:
    print('again', e)
# ---- raise class
try:
    raise ValueError
except ValueError as e:
    print(repr(e), str(e) == '')
# ---- user exceptions
class MyError(Exception):
    def __init__(self, code, msg='default'):
        super().__init__(msg)
        self.code = code
class Sub(MyError):
    def __str__(self): return f'Sub<{self.code}>'
try:
    raise MyError(5)
except MyError as e:
    print(e, e.code, e.args, repr(e))
try:
    raise Sub(7, 'm')
except MyError as e:
    print(e, type(e).__name__, isinstance(e, Exception))
raise Sub(1)
# ---- simple user exception
class Oops(Exception): pass
try:
    raise Oops('a', 2)
except Oops as e:
    print(e, e.args, repr(e))
raise Oops('end')
# ---- raise from
try:
    try:
        {}['k']
    except KeyError as e:
        raise ValueError('bad') from e
except ValueError as e:
    print(repr(e), repr(e.__cause__), e.__suppress_context__)
# ---- context
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('second')
except KeyError as e:
    print(repr(e.__context__), e.__cause__)
# ---- name is unbound after except
try:
    raise ValueError('x')
except ValueError as e:
    pass
try:
    print(e)
except NameError as err:
    print(err)
# ---- exception passes through functions
def a(): b()
def b(): c()
def c(): raise RuntimeError('deep')
try:
    a()
except RuntimeError as e:
    print(e)
a()
# ---- exceptions in loops
out = []
for x in [1, 0, 'a', None]:
    try:
        out.append(10 // x)
    except ZeroDivisionError:
        out.append('zero')
    except TypeError as e:
        out.append('type')
print(out)
# ---- uncaught
raise KeyError('missing')
# ---- uncaught without text
raise ValueError
# ---- not an exception
raise 5
# ---- catching nonsense
try:
    1 / 0
except 5:
    pass
# ---- no active exception
raise
# ---- hierarchy
print(issubclass(KeyError, LookupError), issubclass(FileNotFoundError, OSError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(KeyboardInterrupt, Exception), issubclass(UnicodeDecodeError, ValueError), IOError is OSError, issubclass(ConnectionRefusedError, ConnectionError), issubclass(ModuleNotFoundError, ImportError))
# ---- oserror
try:
    raise OSError(2, 'No such file')
except OSError as e:
    print(e, e.errno, e.strerror, type(e).__name__)
# ---- system exit
try:
    raise SystemExit(3)
except SystemExit as e:
    print(e.code)
# ---- assertion message
try:
    assert 1 == 2, f'one is not {2}'
except AssertionError as e:
    print(e)
# ---- finally and exceptions
def f():
    try:
        raise ValueError('first')
    finally:
        print('cleanup')
try:
    f()
except ValueError as e:
    print(e)
# ---- exception in finally
try:
    try:
        raise ValueError('a')
    finally:
        raise KeyError('b')
except KeyError as e:
    print(e, repr(e.__context__))
# ---- exception in except with else
def f(x):
    try:
        int(x)
    except ValueError:
        return 'bad'
    else:
        return 'good'
    finally:
        print('f', x)
print(f('1'), f('x'))
# ---- return from except in loop
def f():
    for i in range(5):
        try:
            if i == 3: raise ValueError(i)
        except ValueError as e:
            return 'got', e.args
print(f())
# ---- generator exceptions
def g():
    try:
        yield 1
        raise ValueError('in gen')
    except ValueError as e:
        yield str(e)
print(list(g()))
# ---- exceptions and comprehension
try:
    [1 / x for x in [1, 0]]
except ZeroDivisionError as e:
    print('comp', e)
# ---- deep finally order
def f():
    try:
        try:
            try:
                raise ValueError('x')
            finally:
                print(1)
        finally:
            print(2)
    except ValueError:
        print(3)
    finally:
        print(4)
f()
# ---- keyerror text
try: {}['a']
except KeyError as e: print(e, repr(e), e.args)
try: {}[(1, 'x')]
except KeyError as e: print(e)
# ---- index errors
for f in (lambda: [][0], lambda: ()[0], lambda: ''[0], lambda: b''[0], lambda: range(0)[0], lambda: [].pop()):
    try: f()
    except IndexError as e: print(e)
# ---- unicode
print('héllo', len('héllo'), 'héllo'[1], 'ñ'.upper(), '日本'[::-1], ascii('é'), ord('€'), chr(8364))
# ---- exception equality
e = ValueError('a')
print(e == e, e == ValueError('a'), e.args == ('a',))
# ---- nested handlers restore
try:
    raise ValueError('outer')
except ValueError:
    try:
        raise KeyError('inner')
    except KeyError:
        pass
    try:
        raise
    except ValueError as e:
        print('still', e)
# ---- custom init without super
class E(Exception):
    def __init__(self, a, b):
        self.a = a
print(E(1, 2).args, str(E(1, 2)))
# ---- with and exceptions
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        print(a[0].__name__, a[1])
        return True
with C():
    raise ValueError('swallowed')
print('ok')
# ---- import errors
import nosuchmodule
# ---- from import error
from sys import nosuchname
# ---- main guard
if __name__ == '__main__':
    print('main')
# ---- imports
import sys, time
from sys import argv as a
import struct as s, random
print(type(a).__name__, s.calcsize('!H'))
