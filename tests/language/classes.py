# ---- simple class
class Point:
    """A point."""
    origin = 'zero'
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def move(self, dx, dy=0):
        self.x += dx
        self.y += dy
        return self
    def __repr__(self):
        return f'Point({self.x}, {self.y})'
p = Point(1)
print(p, p.move(2, 3), p.x, p.origin, Point.origin, Point.__name__, Point.__doc__)
p.origin = 'own'
print(p.origin, Point.origin, Point(5).origin)
# ---- inheritance and super
class A:
    def __init__(self, v): self.v = v
    def who(self): return 'A' + str(self.v)
class B(A):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def who(self): return 'B' + super().who()
class C(B):
    pass
c = C(1, 2)
print(c.who(), isinstance(c, A), issubclass(C, A), issubclass(A, C), C.__mro__[0].__name__, [k.__name__ for k in C.__mro__], c.__class__.__name__, type(c).__name__)
# ---- mixins
class Log:
    def say(self): return 'log ' + super().say()
class Base:
    def say(self): return 'base'
class D(Log, Base):
    def say(self): return 'd ' + super().say()
print(D().say(), [c.__name__ for c in D.__mro__])
# ---- diamond
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
print(D().f())
# ---- operators
class V:
    def __init__(self, *a): self.a = list(a)
    def __add__(self, o): return V(*[x + y for x, y in zip(self.a, o.a)])
    def __radd__(self, o): return V(*[o + x for x in self.a])
    def __mul__(self, k): return V(*[x * k for x in self.a])
    def __rmul__(self, k): return self * k
    def __neg__(self): return V(*[-x for x in self.a])
    def __eq__(self, o): return isinstance(o, V) and self.a == o.a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
    def __setitem__(self, i, v): self.a[i] = v
    def __delitem__(self, i): del self.a[i]
    def __contains__(self, x): return x in self.a
    def __iter__(self): return iter(self.a)
    def __bool__(self): return any(self.a)
    def __call__(self, x): return sum(self.a) + x
    def __repr__(self): return 'V' + repr(tuple(self.a))
    def __iadd__(self, o): self.a.append(o); return self
    def __truediv__(self, o): return ('div', o)
    def __abs__(self): return 'abs'
    def __invert__(self): return 'inv'
    def __lshift__(self, o): return 'shift'
v = V(1, 2)
print(v + V(3, 4), 10 + v, v * 2, 2 * v, -v, v == V(1, 2), v != V(1, 2), len(v), v[0], v[-1], 2 in v, list(v), bool(V(0, 0)), v(5), v / 'x', abs(v), ~v, v << 1)
v[0] = 9
del v[1]
v += 7
print(v, [*v], max(v))
# ---- reflected and not implemented
class A:
    def __add__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return 'B.radd'
print(A() + B())
A() + 1
# ---- comparison methods
class N:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f'N{self.n}'
a, b = N(1), N(2)
print(a < b, a > b, a <= b, a >= b, a == N(1), a != b, sorted([N(3), N(1), N(2)]), min(b, a), {N(1): 'x'}[N(1)], len({N(1), N(1), N(2)}))
# ---- no ordering
class A: pass
A() < A()
# ---- unhashable class
class A:
    def __eq__(self, o): return True
{A()}
# ---- str and repr
class A:
    def __str__(self): return 'str'
class B:
    def __repr__(self): return 'repr'
class C(A):
    def __repr__(self): return 'crepr'
print(str(A()), A(), [B()], str(B()), C(), [C()], f'{C()} {C()!r}', '%s %r' % (C(), C()))
# ---- property
class T:
    def __init__(self): self._c = 0
    @property
    def c(self): return self._c
    @c.setter
    def c(self, v):
        if v < 0: raise ValueError('too cold')
        self._c = v
    @c.deleter
    def c(self): print('deleted')
    @property
    def f(self): return self.c * 9 / 5 + 32
t = T()
t.c = 100
print(t.c, t.f)
del t.c
t.c += 5
print(t.c)
try: t.c = -1
except ValueError as e: print(e)
t.f = 1
# ---- static and class methods
class A:
    n = 0
    @staticmethod
    def s(x): return x * 2
    @classmethod
    def make(cls, v):
        o = cls()
        o.v = v
        cls.n += 1
        return o
class B(A): pass
print(A.s(4), A().s(5), B.make(3).v, type(B.make(1)).__name__, A.n, B.n)
# ---- getattr setattr
class A:
    def __init__(self): self.log = []
    def __getattr__(self, n):
        if n.startswith('x'): return n.upper()
        raise AttributeError(n)
a = A()
print(a.xyz, getattr(a, 'xa'), getattr(a, 'q', 'default'), hasattr(a, 'x'), hasattr(a, 'y'))
setattr(a, 'q', 5)
print(a.q, a.__dict__)
delattr(a, 'q')
a.q
# ---- setattr hook
class A:
    def __setattr__(self, n, v):
        print('set', n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print('del', n)
        object.__delattr__(self, n)
a = A()
a.x = 1
print(a.x)
del a.x
print(hasattr(a, 'x'))
# ---- attribute error
class A: pass
A().foo
# ---- class attribute error
class A: pass
A.foo
# ---- module level attribute errors
(5).foo
# ---- list attribute error
[].push(1)
# ---- none attribute error
None.show()
# ---- missing self
class A:
    def f(): pass
A().f()
# ---- init arguments
class A:
    def __init__(self, x): pass
try: A()
except TypeError as e: print(e)
try: A(1, 2)
except TypeError as e: print(e)
class B: pass
try: B(1)
except TypeError as e: print(e)
# ---- iterator class
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(Count(3)), [x * 2 for x in Count(2)], sum(Count(4)), 2 in Count(3), max(Count(5)))
a, b = Count(2)
print(a, b, *Count(3))
# ---- sequence protocol
class S:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(S()), 20 in S(), [x for x in S()])
# ---- generator iter
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
print(list(Tree(1, Tree(2, Tree(3)), Tree(4))))
# ---- context manager
class M:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, t, v, tb):
        print('exit', self.n, t.__name__ if t else None, v)
        return self.s
with M('a') as x, M('b') as y:
    print(x, y)
with M('c', True):
    1 / 0
print('after')
def f():
    with M('d'):
        return 'returned'
print(f())
for i in range(2):
    with M(i):
        if i == 0: continue
        break
try:
    with M('e'):
        raise KeyError('k')
except KeyError as e:
    print('outer', e)
# ---- not a context manager
with 5: pass
# ---- class body scope
x = 'global'
class A:
    x = 'class'
    y = x + '!'
    z = [i for i in range(3)]
    def f(self): return x
print(A.y, A.z, A().f(), A.x)
# ---- class variables shared
class A:
    items = []
    count = 0
    def add(self, x):
        self.items.append(x)
        self.count += 1
a, b = A(), A()
a.add(1); b.add(2)
print(A.items, a.count, b.count, A.count)
# ---- nested class and methods
class Outer:
    class Inner:
        def hi(self): return 'inner'
    def make(self): return self.Inner()
print(Outer().make().hi(), Outer.Inner().hi())
# ---- bound methods
class A:
    def f(self, x): return (self.n, x)
a = A(); a.n = 1
m = a.f
a.n = 2
print(m(5), A.f(a, 6), list(map(a.f, [1, 2])))
# ---- method replaced on instance
class A:
    def f(self): return 'method'
a = A()
print(a.f())
a.f = lambda: 'own'
print(a.f())
A.f = lambda self: 'new'
del a.f
print(a.f())
# ---- derive from dict
class D(dict):
    def __missing__(self, k): return k * 2
    def total(self): return sum(self.values())
d = D(a=1)
d['b'] = 2
print(d['zz'], d, len(d), d.total(), isinstance(d, dict), 'a' in d, list(d), d == {'a': 1, 'b': 2}, type(d).__name__)
# ---- derive from list
class L(list):
    def second(self): return self[1]
l = L([3, 1, 2])
l.append(9)
print(l, l.second(), len(l), sorted(l), l[1:], isinstance(l, list), sum(l), l + [1])
# ---- derive from str and int
class S(str):
    def shout(self): return self.upper() + '!'
class I(int):
    def double(self): return self * 2
print(S('hi').shout(), S('hi') + 'x', len(S('abc')), I(5).double(), I(5) + 1, I(7) == 7, S('a') == 'a', {S('a'): 1}['a'])
# ---- class decorators
def register(cls):
    cls.tag = cls.__name__.lower()
    return cls
@register
class Foo: pass
print(Foo.tag)
# ---- init subclass
class Base:
    subs = []
    def __init_subclass__(cls, **kw):
        Base.subs.append(cls.__name__)
class A(Base): pass
class B(A): pass
print(Base.subs)
# ---- new
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v=0): self.v = v
a = Single(1); b = Single(2)
print(a is b, a.v)
# ---- private names and dunder dict
class A:
    def __init__(self): self.a = 1; self.b = 2
print(A().__dict__, vars(A()))
# ---- slots and annotations
class A:
    __slots__ = ('x',)
    n: int = 5
    m: str
    def __init__(self): self.x: int = 3
print(A().x, A.n)
def f(a: int, b: 'str' = 'x') -> None: return a, b
print(f(1))
# ---- super in classmethod
class A:
    @classmethod
    def make(cls): return 'A.make ' + cls.__name__
class B(A):
    @classmethod
    def make(cls): return 'B ' + super().make()
print(B.make())
# ---- type with three arguments
X = type('X', (object,), {'v': 3, 'f': lambda self: self.v})
print(X().f(), X.__name__)
# ---- isinstance with tuples
print(isinstance(5, (str, int)), isinstance('a', (list, tuple)), isinstance(True, int), isinstance(None, type(None)), issubclass(bool, int), type(5) is int, type('') == str, type([]) in (list, dict))
# ---- type printing
print(type(1), type('a'), type(None), type([]), type(print), type(lambda: 0), int, type(type), ValueError)
class Foo: pass
print(Foo, type(Foo()))
# ---- equality by identity
class A: pass
a = A()
print(a == a, a == A(), a != A(), a in [A(), a], [a].index(a))
# ---- hash by identity
class A: pass
a = A()
d = {a: 1}
print(d[a], A() in d)
# ---- getitem slices
class A:
    def __getitem__(self, k): return k
a = A()
print(a[1:2], a[::3], a[1, 2], a['x'], a[1:2, 3], a[...])
# ---- len must be int
class A:
    def __len__(self): return -1
len(A())
# ---- inconsistent mro
class A: pass
class B(A): pass
try:
    class C(A, B): pass
except TypeError as e:
    print(str(e)[:40])
# ---- abstract use
class Shape:
    def area(self): raise NotImplementedError('area')
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print([s.area() for s in [Sq(2), Sq(3)]])
Shape().area()
# ---- inner function with self
class A:
    def __init__(self): self.v = 1
    def f(self):
        def g(): return self.v
        return [g() for _ in range(2)], (lambda: self.v + 1)()
print(A().f())
# ---- init returns value
class A:
    def __init__(self): return 5
A()
# ---- descriptor
class D:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): return 'got ' + self.name
class A:
    d = D()
print(A().d)
