pass
a; b; c
a;
x = 1
x = y = z
x, y = y, x
(x, y) = [z, w] = v
x, *y = z
[x, *y] = z
(x) = 1
x.y = z[0] = 1
x[1:2] = []
x = *a, b
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1
x &= 1; x |= 1; x ^= 1; x <<= 1; x >>= 1
x.y += 1, 2
x: int
x: int = 1
x.y: "str" = "a"
x: tuple = 1, 2
del x
del x, y[0], z.w
del (x, y)
del [x, y]
assert x
assert x, "message"
raise
raise X
raise X("a") from e
import a
import a.b.c as d, e
from a import b
from a.b import c as d, e
from a import (b, c as d,)
from . import a
from .. import a
from ...a import b
from .a.b import c
from scapy.all import *
global g
if x: pass
if x: a; b
x = \
    1
if a and \
   b:
    pass
print("a", end="", file=sys.stderr)
match = 1
match[0]
type = _ = case = 2
