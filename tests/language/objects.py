# ---- instance dict is live
class A:
    def __init__(self, **kw):
        self.__dict__.update(kw)
a = A(x=1, y=2)
print(a.x, a.y, a.__dict__)
a.__dict__['z'] = 3
print(a.z, vars(a))
del a.__dict__['x']
print(hasattr(a, 'x'), sorted(a.__dict__))
a.__dict__ = {'q': 9}
print(a.q, hasattr(a, 'y'))
for k, v in vars(a).items():
    print(k, v)
# ---- borg
class Borg:
    _shared = {}
    def __init__(self):
        self.__dict__ = self._shared
a = Borg(); b = Borg()
a.x = 5
print(b.x, a is b, a.__dict__ is b.__dict__)
# ---- class dict
class A:
    x = 1
    def f(self): pass
print(A.__dict__['x'], 'f' in A.__dict__, 'g' in A.__dict__)
print(type(A.__dict__).__name__)
print([k for k in A.__dict__ if not k.startswith('__')])
print(vars(A)['x'])
# ---- star bases
class A: pass
class B: pass
bases = (A, B)
class C(*bases): pass
print(C.__bases__, C.__mro__)
print(C.__name__, C.__qualname__, C.__module__)
# ---- mro diamonds
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
class E(C, B):
    def f(self): return ['E'] + super(E, self).f()
print(D().f(), E().f())
print([k.__name__ for k in D.mro()], [k.__name__ for k in E.__mro__])
try:
    class F(D, E): pass
except TypeError as e:
    print(e)
# ---- metaclass
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith('__')), kw)
        cls = super().__new__(mcs, name, bases, ns)
        cls.tag = name.lower()
        return cls
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)
    def hello(cls):
        return 'hello from ' + cls.__name__
class A(metaclass=Meta):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A, extra=5):
    pass
print(A.tag, B.tag, type(A).__name__, type(B) is Meta, isinstance(A, Meta))
print(A(3).v, B.hello())
# ---- metaclass registry
class Registry(type):
    known = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        Registry.known[name] = cls
    def __len__(cls): return 42
    def __iter__(cls): return iter(['a', 'b'])
    def __getitem__(cls, k): return k * 2
    def __contains__(cls, k): return k == 'x'
    def __repr__(cls): return '<reg %s>' % cls.__name__
    @property
    def up(cls): return cls.__name__.upper()
class Base(metaclass=Registry): pass
class Child(Base): pass
print(sorted(Registry.known), len(Child), list(Base), Base[3], 'x' in Base, Base, Child.up)
# ---- singleton by metaclass
class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super(Singleton, cls).__call__(*args, **kwargs)
        return cls._instances[cls]
class Conf(metaclass=Singleton):
    def __init__(self, v): self.v = v
print(Conf(1) is Conf(2), Conf(3).v)
# ---- singleton by new
class S:
    _inst = None
    def __new__(cls, *a, **k):
        if cls._inst is None:
            cls._inst = super().__new__(cls)
        return cls._inst
    def __init__(self, n): self.n = n
a = S(1); b = S(2)
print(a is b, a.n)
# ---- slots
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
p.x = 10
print(p.x, p.y)
try:
    p.z = 3
except AttributeError as e:
    print(e)
print(hasattr(p, '__dict__'), P.__slots__)
try:
    del p.x
    p.x
except AttributeError as e:
    print(e)
# ---- slots inherited
class A:
    __slots__ = ['a']
class B(A):
    pass
class C(A):
    __slots__ = 'c'
b = B(); b.a = 1; b.z = 2
print(b.a, b.z)
c = C(); c.a = 1; c.c = 2
try:
    c.d = 3
except AttributeError as e:
    print(e)
# ---- getattribute
class A:
    def __init__(self): self.v = 1
    def __getattribute__(self, name):
        if name.startswith('get_'):
            return lambda: name[4:]
        return super().__getattribute__(name)
a = A()
print(a.get_foo(), a.v)
try:
    a.nope
except AttributeError as e:
    print(e)
# ---- getattribute and getattr
class A:
    def __getattribute__(self, name):
        if name == 'a': raise AttributeError('no a')
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        return 'fallback ' + name
    b = 2
print(A().a, A().b, A().c)
# ---- getattr fallback
class Proxy:
    def __init__(self, target):
        self._target = target
    def __getattr__(self, name):
        print('looking for', name)
        return getattr(self._target, name)
p = Proxy([3, 1, 2])
p.sort()
print(p._target, p.count(1))
print(getattr(p, 'zz', 'default'))
try:
    p.zz
except AttributeError as e:
    print(e)
# ---- setattr and delattr
class A:
    def __setattr__(self, n, v):
        print('set', n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print('del', n)
        object.__delattr__(self, n)
a = A()
a.x = 1
a.x += 1
del a.x
setattr(a, 'y', 3)
delattr(a, 'y')
print(a.__dict__)
try:
    del a.nope
except AttributeError as e:
    print(e)
# ---- del method
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
a = A(1)
a = A(2)
del a
def f():
    b = A(3)
    print('in f')
f()
l = [A(4)]
l.clear()
print('end')
# ---- contains and bool
class A:
    def __contains__(self, x): return x > 5
print(3 in A(), 7 in A(), 7 not in A())
class B:
    def __bool__(self): return False
class C:
    def __len__(self): return 0
class D:
    def __bool__(self): return 1
print(bool(B()), bool(C()), not B(), 'y' if C() else 'n')
try:
    bool(D())
except TypeError as e:
    print(e)
# ---- len errors
class A:
    def __len__(self): return -1
try:
    len(A())
except ValueError as e:
    print(e)
class B: pass
try:
    len(B())
except TypeError as e:
    print(e)
# ---- hash and eq
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return 'P(%r)' % self.x
d = {P(1): 'a', P(2): 'b'}
print(d[P(1)], P(3) in d, len({P(1), P(1), P(2)}), P(1) != P(2))
class Q:
    def __eq__(self, o): return True
try:
    hash(Q())
except TypeError as e:
    print(e)
try:
    {Q(): 1}
except TypeError as e:
    print(e)
print(Q.__hash__)
# ---- arithmetic dunders
class V:
    def __init__(self, *c): self.c = c
    def __repr__(self): return 'V' + repr(self.c)
    def __add__(self, o): return V(*(a + b for a, b in zip(self.c, o.c)))
    def __sub__(self, o): return V(*(a - b for a, b in zip(self.c, o.c)))
    def __mul__(self, k): return V(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __truediv__(self, k): return V(*(a / k for a in self.c))
    def __floordiv__(self, k): return V(*(a // k for a in self.c))
    def __mod__(self, k): return V(*(a % k for a in self.c))
    def __pow__(self, k, m=None): return V(*(pow(a, k, m) for a in self.c))
    def __neg__(self): return V(*(-a for a in self.c))
    def __pos__(self): return self
    def __abs__(self): return sum(a * a for a in self.c) ** .5
    def __invert__(self): return V(*(~a for a in self.c))
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __divmod__(self, k): return (self // k, self % k)
    def __lshift__(self, k): return V(*(a << k for a in self.c))
    def __rshift__(self, k): return V(*(a >> k for a in self.c))
    def __and__(self, k): return V(*(a & k for a in self.c))
    def __or__(self, k): return V(*(a | k for a in self.c))
    def __xor__(self, k): return V(*(a ^ k for a in self.c))
a, b = V(3, 4), V(1, 2)
print(a + b, a - b, a * 2, 2 * a, a / 2, a // 2, a % 2, a ** 2, pow(a, 2, 5))
print(-a, +a, abs(a), ~a, a @ b, divmod(a, 2), a << 1, a >> 1, a & 1, a | 8, a ^ 1)
# ---- reflected dunders
class R:
    def __radd__(self, o): return ('radd', o)
    def __rsub__(self, o): return ('rsub', o)
    def __rmul__(self, o): return ('rmul', o)
    def __rtruediv__(self, o): return ('rtruediv', o)
    def __rfloordiv__(self, o): return ('rfloordiv', o)
    def __rmod__(self, o): return ('rmod', o)
    def __rpow__(self, o): return ('rpow', o)
    def __rlshift__(self, o): return ('rlshift', o)
    def __rrshift__(self, o): return ('rrshift', o)
    def __rand__(self, o): return ('rand', o)
    def __ror__(self, o): return ('ror', o)
    def __rxor__(self, o): return ('rxor', o)
    def __rmatmul__(self, o): return ('rmatmul', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
r = R()
print(1 + r, 1 - r, 1 * r, 1 / r, 1 // r, 1 % r, 1 ** r, 1 << r, 1 >> r, 1 & r, 1 | r, 1 ^ r, 1 @ r, divmod(1, r))
print([1] + r, 'a' * r, {1} | r, 2.5 + r, (1,) + r)
print(sum([r], 0))
# ---- in place dunders
class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(('+', o)); return self
    def __isub__(self, o): self.log.append(('-', o)); return self
    def __imul__(self, o): self.log.append(('*', o)); return self
    def __itruediv__(self, o): self.log.append(('/', o)); return self
    def __ifloordiv__(self, o): self.log.append(('//', o)); return self
    def __imod__(self, o): self.log.append(('%', o)); return self
    def __ipow__(self, o): self.log.append(('**', o)); return self
    def __ilshift__(self, o): self.log.append(('<<', o)); return self
    def __irshift__(self, o): self.log.append(('>>', o)); return self
    def __iand__(self, o): self.log.append(('&', o)); return self
    def __ior__(self, o): self.log.append(('|', o)); return self
    def __ixor__(self, o): self.log.append(('^', o)); return self
    def __imatmul__(self, o): self.log.append(('@', o)); return self
i = I()
i += 1; i -= 2; i *= 3; i /= 4; i //= 5; i %= 6; i **= 7; i <<= 8; i >>= 9; i &= 10; i |= 11; i ^= 12; i @= 13
print(i.log)
# ---- subclass reflected goes first
class A:
    def __add__(self, o): return 'A.add'
    def __radd__(self, o): return 'A.radd'
    def __eq__(self, o): return 'A.eq'
    def __lt__(self, o): return 'A.lt'
class B(A):
    def __radd__(self, o): return 'B.radd'
    def __gt__(self, o): return 'B.gt'
print(A() + B(), A() + A(), B() + A(), A() < B(), B() < A())
# ---- unsupported operands
class A: pass
for f in (lambda: A() + 1, lambda: 1 - A(), lambda: A() * A(), lambda: -A(), lambda: ~A(), lambda: A() < A(), lambda: A() >= 3, lambda: abs(A()), lambda: A()[0], lambda: A()(), lambda: A() @ 1, lambda: A() ** 2, lambda: divmod(A(), 1), lambda: int(A()), lambda: float(A()), lambda: 3 in A(), lambda: iter(A()), lambda: next(A()), lambda: round(A()), lambda: hex(A()), lambda: [1][A()], lambda: range(A()), lambda: reversed(A()), lambda: sorted(A()), lambda: sum([A()]), lambda: max(A(), A()), lambda: ord(A()), lambda: chr(A())):
    try:
        print(f())
    except TypeError as e:
        print(e)
# ---- unsupported in place
class A: pass
a = A()
for code in ('a += 1', 'a -= 1', 'a *= 2', 'a /= 2', 'a //= 2', 'a %= 2', 'a **= 2', 'a <<= 1', 'a &= 1', 'a |= 1', 'a[0] = 1', 'del a[0]', 'a[0] += 1', 'a.b += 1'):
    try:
        exec(code)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# ---- index and conversions
class A:
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __complex__(self): return 1j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
import math
a = A()
print([10, 20, 30][a], 'abc'[a], range(a), hex(a), bin(a), oct(a), int(a), float(a), round(a), round(a, 2))
print('ab' * a, list(range(5))[:a], bytes(a))
class B:
    def __index__(self): return 'x'
try:
    [1][B()]
except TypeError as e:
    print(e)
# ---- format dunder
class T:
    def __format__(self, spec): return '<%s>' % spec
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
t = T()
print(f'{t}', f'{t:abc}', f'{t!r}', f'{t!s:>6}', '{:x}'.format(t), format(t, 'y'), '%s %r' % (t, t))
class U: pass
try:
    format(U(), 'x')
except TypeError as e:
    print(e)
print(len(f'{U()}') > 5)
# ---- str returns non str
class A:
    def __str__(self): return 3
    def __repr__(self): return None
for f in (str, repr, print):
    try:
        f(A())
    except TypeError as e:
        print(e)
# ---- rich comparison
class N:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __gt__(self, o): return self.v > o.v
    def __ge__(self, o): return self.v >= o.v
    def __eq__(self, o): return self.v == o.v
    def __ne__(self, o): return self.v != o.v
    def __repr__(self): return 'N%d' % self.v
l = [N(3), N(1), N(2)]
print(sorted(l), max(l), min(l), sorted(l, reverse=True), N(1) < N(2) < N(3), N(1) == N(1), N(1) != N(1))
# ---- comparison returns objects
class A:
    def __lt__(self, o): return [1, 2]
    def __eq__(self, o): return 'eq'
    def __ne__(self, o): return 'ne'
print(A() < 1, A() == 1, A() != 1, 1 > A(), 1 == A())
# ---- total ordering
from functools import total_ordering
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
# ---- descriptors
class Typed:
    def __set_name__(self, owner, name):
        self.name = '_' + name
        print('set_name', owner.__name__, name)
    def __get__(self, obj, objtype=None):
        if obj is None: return self
        return getattr(obj, self.name, None)
    def __set__(self, obj, value):
        if not isinstance(value, int): raise TypeError('int wanted')
        setattr(obj, self.name, value)
    def __delete__(self, obj):
        print('delete', self.name)
class A:
    x = Typed()
    y = Typed()
a = A()
print(a.x)
a.x = 5
print(a.x, a.__dict__, type(A.x).__name__)
try:
    a.y = 'no'
except TypeError as e:
    print(e)
del a.x
# ---- non data descriptor
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, t=None):
        print('computing')
        v = self.f(obj)
        obj.__dict__[self.f.__name__] = v
        return v
class A:
    @Lazy
    def big(self): return 99
a = A()
print(a.big, a.big)
# ---- property full
class C:
    def __init__(self): self._x = 0
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError('negative')
        self._x = v
    @x.deleter
    def x(self):
        print('deleted'); self._x = None
    @property
    def ro(self): return 1
    wo = property(None, lambda self, v: print('wo', v))
    y = property(lambda self: 'y', doc='docy')
c = C()
c.x = 3; c.x += 1
print(c.x, C.x.__doc__, C.y.__doc__, c.y)
del c.x
print(c.x)
for code in ('c.x = -1', 'c.ro = 2', 'del c.ro', 'c.wo', 'del c.wo'):
    try:
        exec(code)
    except (AttributeError, ValueError) as e:
        print(type(e).__name__, e)
c.wo = 5
# ---- property inheritance
class A:
    @property
    def n(self): return 'A'
class B(A):
    @property
    def n(self): return 'B' + super().n
    @A.n.getter
    def m(self): return 'm'
print(B().n, B().m)
# ---- cached property
from functools import cached_property
class A:
    @cached_property
    def v(self):
        print('once')
        return 5
a = A()
print(a.v, a.v, a.__dict__)
del a.v
print(a.v)
# ---- class decorators
def add(cls):
    cls.extra = lambda self: 'extra'
    return cls
def named(n):
    def deco(cls):
        cls.label = n
        return cls
    return deco
@add
@named('lab')
class A: pass
print(A().extra(), A.label, A.__name__)
def replace(cls): return 5
@replace
class B: pass
print(B)
# ---- super forms
class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
class B(A):
    def f(self): return 'B>' + super(B, self).f()
    @classmethod
    def c(cls): return 'B>' + super().c()
    @staticmethod
    def s(): return 'B>' + super(B, B).s()
    def g(self):
        s = super()
        return s.f()
    def h(self):
        return [super(B, self).f() for _ in range(2)]
print(B().f(), B.c(), B.s(), B().g(), B().h())
try:
    super(B, 5).f()
except TypeError as e:
    print(e)
def outside():
    super().f()
try:
    outside()
except RuntimeError as e:
    print(e)
# ---- init subclass
class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, name))
class A(Plugin, name='a'): pass
class B(A): pass
print(Plugin.registry)
try:
    class C(Plugin, zzz=1): pass
except TypeError as e:
    print(e)
# ---- class getitem
class Box:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(Box[int], Box['x'])
try:
    class D: pass
    D[1]
except TypeError as e:
    print(e)
print(list[int], dict[str, int], tuple[int, ...])
# ---- instancecheck
class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is int
class A(metaclass=M): pass
print(isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A))
# ---- class attributes vs instance
class A:
    count = 0
    items = []
    def __init__(self):
        A.count += 1
        self.items.append(A.count)
A(); A()
a = A()
a.count += 10
print(A.count, a.count, A.items, a.__dict__)
del a.count
print(a.count)
try:
    del a.count
except AttributeError as e:
    print(e)
# ---- missing arguments of init
class A:
    def __init__(self, a, b): pass
class B: pass
for f in (lambda: A(), lambda: A(1), lambda: A(1, 2, 3), lambda: A(1, c=2), lambda: B(1), lambda: B(x=1), lambda: object(1)):
    try:
        f()
    except TypeError as e:
        print(e)
# ---- method call errors
class A:
    def f(self, x): pass
    def g(): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls, a): pass
for f in (lambda: A().f(), lambda: A().f(1, 2), lambda: A.f(1), lambda: A().g(), lambda: A.s(), lambda: A.c(), lambda: A().c(1, 2), lambda: A().f(x=1, y=2), lambda: A().f(1, x=2)):
    try:
        f()
        print('ok')
    except TypeError as e:
        print(e)
# ---- unbound functions
class A:
    def f(self, x): return (self, x)
print(A.f(1, 2))
g = A().f
print(g.__name__, g.__self__.__class__.__name__, g.__func__ is A.f)
print(A.f.__qualname__, type(A.f).__name__, type(A().f).__name__)
print(A().f == A().f, A.f == A.f)
a = A()
print(a.f == a.f, a.f is a.f)
# ---- reprs of classes and functions
class A:
    class B: pass
    def m(self): pass
    @staticmethod
    def s(): pass
def f():
    class L: pass
    def g(): pass
    return L, g, lambda: 0
import re
def clean(x): return re.sub('0x[0-9a-f]+', '0x', repr(x))
L, g, lam = f()
print(A, A.B, L)
for x in (A(), A.B(), L(), f, g, lam, A.m, A().m, A.s, len, [].append, int, type, property, print):
    print(clean(x))
# ---- class attributes of functions
def f(a, b=2, *args, c, d=4, **kw):
    """Doc."""
    return a
print(f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__, f.__qualname__)
print(f.__code__.co_varnames[:6], f.__code__.co_argcount, f.__code__.co_name)
f.attr = 3
print(f.attr, f.__dict__)
f.__name__ = 'other'
f.__doc__ = 'new'
print(f.__name__, f.__doc__)
try:
    f.nope
except AttributeError as e:
    print(e)
# ---- annotations
def f(a: int, b: 'str' = 'x', *c: float, d: list = None) -> bool: pass
print(f.__annotations__)
class A:
    x: int = 5
    y: str
print(A.__annotations__, A.x, hasattr(A, 'y'))
z: int = 3
w: float
print(__annotations__)
try:
    w
except NameError as e:
    print(e)
# ---- type function
print(type(5), type('x'), type(None), type(type), type(type(5)))
X = type('X', (object,), {'a': 1, 'f': lambda self: self.a})
print(X().f(), X, X.__name__)
try:
    type('X', 1, {})
except TypeError as e:
    print(e)
try:
    type(1, 2)
except TypeError as e:
    print(e)
# ---- subclasses and bases
class A: pass
class B(A): pass
class C(A): pass
print(A.__subclasses__(), B.__base__, B.__bases__, A.__bases__, object.__bases__)
print(issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(B, (int, A)), issubclass(B, object))
# ---- changing the class
class A:
    def f(self): return 'A'
A.f = lambda self: 'patched'
print(A().f())
A.g = 5
del A.g
print(hasattr(A, 'g'))
# ---- dynamic methods
import types
class A:
    def __init__(self): self.v = 4
def m(self, k): return self.v * k
a = A()
a.m = types.MethodType(m, a)
print(a.m(3))
A.m2 = m
print(a.m2(2))
a.f = m
try:
    a.f(2)
except TypeError as e:
    print(e)
# ---- copy hooks
import copy
class A:
    def __init__(self, x): self.x = x
    def __copy__(self): return A('copied')
    def __deepcopy__(self, memo): return A('deep')
print(copy.copy(A(1)).x, copy.deepcopy(A(1)).x)
class B:
    def __init__(self): self.l = [1]
b = B()
c, d = copy.copy(b), copy.deepcopy(b)
b.l.append(2)
print(c.l, d.l)
# ---- call protocol
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *a, **k): return self.n + sum(a) + sum(k.values())
add = Adder(10)
print(add(1, 2, x=3), callable(add), callable(5), list(map(add, [1, 2])))
class N: pass
n = N()
n.__call__ = lambda: 1
try:
    n()
except TypeError as e:
    print(e)
# ---- iteration protocol
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(5)), 2 in Countdown(3))
a, *b = Countdown(4)
print(a, b, dict(enumerate(Countdown(2))), '-'.join(map(str, Countdown(3))))
class Bad:
    def __iter__(self): return 5
try:
    for x in Bad(): pass
except TypeError as e:
    print(e)
# ---- getitem iteration
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError(i)
        return i * i
print(list(Seq()), 9 in Seq(), 10 in Seq(), [*Seq()])
x, y, z, w = Seq()
print(x, y, z, w)
try:
    reversed(Seq())
except TypeError as e:
    print(e)
class R(Seq):
    def __len__(self): return 4
print(list(reversed(R())))
class RR:
    def __reversed__(self): return iter('cba')
print(list(reversed(RR())))
# ---- missing
class D(dict):
    def __missing__(self, k):
        self[k] = v = k * 2
        return v
d = D()
print(d['ab'], d, d.get('zz'), 'q' in d)
# ---- dict subclass
class D(dict):
    def __getitem__(self, k): return 'got ' + dict.__getitem__(self, k)
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
d = D(a='1')
d['B'] = '2'
print(d['a'], d['b'], d, d.get('a'), len(d), list(d), isinstance(d, dict), sorted(d.items()))
d.extra = 5
print(d.extra, d == {'a': '1', 'b': '2'})
# ---- list subclass
class L(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.name = 'l'
    def total(self): return sum(self)
    def __repr__(self): return 'L' + super().__repr__()
l = L([1, 2, 3])
l.append(4)
print(l, l.total(), l.name, len(l), l[1:], type(l[1:]).__name__, l + [5], l == [1, 2, 3, 4], isinstance(l, list))
l[0] = 9
print(sorted(l), l.index(3), 9 in l, [*l])
# ---- str subclass
class S(str):
    def shout(self): return self.upper() + '!'
    def __new__(cls, v, n=1): 
        o = super().__new__(cls, v * n)
        o.n = n
        return o
s = S('ab', 2)
print(s, s.shout(), s.n, len(s), s + 'x', type(s + 'x').__name__, s == 'abab', {s: 1}['abab'], s[1:], isinstance(s, str), repr(s), f'{s:>6}', '%s' % s)
# ---- int subclass
class I(int):
    def __repr__(self): return 'I(%d)' % self
    def double(self): return I(self * 2)
i = I(5)
print(i, i + 1, type(i + 1).__name__, i.double(), i == 5, hash(i) == hash(5), [0] * i, range(i), i > 3, -i, i.bit_length(), str(i), f'{i}', f'{i:03d}')
class F(float):
    def __str__(self): return 'F'
print(F(2.5), F(2.5) * 2, repr(F(1.5)))
# ---- tuple subclass
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def a(self): return self[0]
t = T(1, 2)
print(t, t.a, len(t), t == (1, 2), hash(t) == hash((1, 2)), t + (3,))
x, y = t
print(x, y)
# ---- set subclass
class S(set):
    def add(self, x):
        super().add(x * 2)
s = S([1])
s.add(5)
print(sorted(s), len(s), s | {7} == {1, 10, 7}, isinstance(s, set))
# ---- exception subclass
class E(Exception):
    def __init__(self, code, msg='m'):
        super().__init__(msg)
        self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
try:
    raise E(5, 'text')
except E as e:
    print(e, repr(e), e.args, e.code)
class F(E, KeyError): pass
try:
    raise F(1)
except KeyError as e:
    print('key', e)
# ---- abc
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f'{self.name} {self.area()}'
class Sq(Shape):
    def area(self): return 4
    name = 'sq'
class Half(Shape):
    def area(self): return 1
print(Sq().describe())
for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
class One(metaclass=ABCMeta):
    @abstractmethod
    def f(self): pass
try:
    One()
except TypeError as e:
    print(e)
print(issubclass(Sq, ABC), sorted(Shape.__abstractmethods__))
# ---- dir
class A:
    x = 1
    def f(self): pass
a = A()
a.y = 2
print([n for n in dir(a) if not n.startswith('__')], [n for n in dir(A) if not n.startswith('_')])
class B:
    def __dir__(self): return ['z', 'a']
print(dir(B()))
print('append' in dir([]), '__len__' in dir([]), '__init__' in dir(a))
# ---- name mangling
class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x + self.__y
    def __m(self): return 'm'
    def call(self): return self.__m()
a = A()
print(a.get(), a.call(), a._A__y, A._A__x, a.__dict__)
try:
    a.__y
except AttributeError as e:
    print(e)
class B(A):
    def __m(self): return 'b'
print(B().call())
# ---- getattr family
class A: x = 1
a = A()
print(getattr(a, 'x'), getattr(a, 'y', None), hasattr(a, 'x'), hasattr(a, 'y'))
setattr(a, 'weird name', 5)
print(getattr(a, 'weird name'), a.__dict__)
for f in (lambda: getattr(a, 'y'), lambda: getattr(a, 5), lambda: setattr(a, 5, 1), lambda: delattr(a, 'q'), lambda: hasattr(a, 1), lambda: getattr(a)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# ---- setting on builtins
for code in ('(5).x = 1', '"a".x = 1', '[].x = 1', 'None.x = 1', 'int.x = 1', 'object().x = 1', 'len.x = 1', '{}.x = 2', '(1,).count = 3'):
    try:
        exec(code)
        print('ok')
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# ---- object basics
o = object()
print(o == o, o == object(), type(o).__name__, hash(o) == hash(o), bool(o))
print(str(object)[:16], isinstance(o, object), object.__name__)
# ---- context manager class
class CM:
    def __enter__(self): print('enter'); return 'val'
    def __exit__(self, t, v, tb):
        print('exit', t.__name__ if t else t, v, tb is not None)
        return t is ValueError
with CM() as v: print(v)
with CM() as v: raise ValueError('x')
try:
    with CM(): raise KeyError('k')
except KeyError as e: print('out', e)
with CM() as a, CM() as b: print(a, b)
with (CM() as a, CM() as b,): print('paren')
# ---- next default and iter sentinel
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'), next(it, None))
try:
    next(it)
except StopIteration as e:
    print(repr(e))
vals = [1, 2, 0, 3]
print(list(iter(lambda: vals.pop(0), 0)), vals)
# ---- a function that an object holds and one of its class at the same place
class Plain:
    word = len

    def call(self):
        return self.word("abc")


first = Plain()
first.word = str
print(first.call(), first.call())
second = Plain()
print(second.call(), first.call(), second.call())
