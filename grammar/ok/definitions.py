def f(): pass
def f(a, b=1, /, c=2, *args, d, e=3, **kwargs) -> int:
    """The docstring."""
    return a
def f(a, /): return
def f(a, *, b): return a, b
def f(a: int, b: str = "x", *c: list, **d: dict) -> None:
    global g, h
    def inner():
        nonlocal a, b
        return lambda: a
    return inner
def f(a,
      b,):
    return *a, b
def g():
    yield
    yield 1
    yield 1, 2
    x = yield
    y = yield x
    z = yield from g()
    f((yield), (yield 1))
    return (yield)
class A: pass
class A(): pass
class A(B, C, metaclass=D):
    "doc"
    x = 1
    y: int = 2
    def __init__(self, a=None):
        super().__init__()
        self.a = a
    @property
    def b(self): return self._b
    @b.setter
    def b(self, value): self._b = value
@a
@b.c(d, e=1)
def f(): pass
@a
class B: pass
@(lambda f: f)
def g(): pass
@x[0].y
def h(): pass
class MyProto(Packet):
    name = "MyProto"
    fields_desc = [ShortField("x", 5), IntEnumField("y", 1, {1: "one", 2: "two"})]
def naïve(größe): return größe
