# ---- str case methods
print('ß'.casefold(), 'aBc'.swapcase(), 'hello world'.title(), 'hELLO'.capitalize(), 'ABC'.lower())
# ---- str translate
t = str.maketrans('abc', 'xyz', 'd')
print('abcd'.translate(t), 'abc'.translate({97: 'A', 98: None}))
# ---- str partition
print('a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('x'), 'abc'.rpartition('x'))
# ---- str splitlines
print('a\nb\r\nc\rd'.splitlines(), 'a\nb\n'.splitlines(True), ''.splitlines())
# ---- str expandtabs
print('a\tb\tc'.expandtabs(4), 'ab\tc'.expandtabs())
# ---- str split forms
print(' a  b '.split(), 'a,b,,c'.split(','), 'a,b,c'.split(',', 1), 'a b c'.rsplit(None, 1), ''.split(), ''.split(','))
# ---- str justify
print('[' + 'a'.ljust(5, '.') + ']', '[' + 'a'.rjust(5) + ']', '[' + 'ab'.center(7, '*') + ']', '-5'.zfill(4))
# ---- str predicates
print('abc'.isalpha(), 'a1'.isalnum(), '12'.isdigit(), '½'.isnumeric(), ' '.isspace(), 'Abc'.istitle(), 'a_1'.isidentifier(), ''.isalpha())
# ---- str strip
print('xxaxx'.strip('x'), 'abc'.lstrip('ab'), 'abc'.rstrip('bc'), 'prefix-a'.removeprefix('prefix-'), 'a.txt'.removesuffix('.txt'))
# ---- str find and count
print('banana'.find('na'), 'banana'.rfind('na'), 'banana'.count('a'), 'banana'.find('x'), 'banana'.index('n', 3), 'aaa'.count('aa'))
# ---- str replace and join
print('aaa'.replace('a', 'b', 2), '-'.join(['a', 'b']), ''.join([]), 'abc'.replace('', '-'))
# ---- str startswith
print('abc'.startswith(('x', 'a')), 'abc'.endswith('bc', 1), 'abc'.startswith('b', 1))
# ---- format_map
print('{a} {b}'.format_map({'a': 1, 'b': 2}), '{0[1]} {1.real}'.format([1, 2], 5), '{:>{w}}'.format('a', w=4))
# ---- format spec
print(f'{1234567:,}', f'{1234.5:_.2f}', f'{255:#x}', f'{255:08b}', f'{-5:+d}', f'{0.00001:g}', f'{1e10:e}', f'{0.5:%}', f'{3:^7}', f'{3.14159:.3}')
# ---- percent formatting
print('%05.1f|%-5s|%+d|%x|%o|%e|%%|%c|%r' % (3.14159, 'ab', 5, 255, 8, 12345.678, 'c', 'r'), '%(a)s' % {'a': 1})
# ---- bytes percent
print(b'%d %s %x' % (5, b'ab', 255))
# ---- bytes methods
print(b'abc'.hex(), b'a,b'.split(b','), bytes.fromhex('61 62'), b'abc'.upper(), b'abc'.find(b'c'), b'\x00\x01'.hex(':'), b'abc'[1], b'abc'[1:], list(b'ab'))
# ---- bytearray
b = bytearray(b'abc')
b[0] = 120; b.append(33); b.extend(b'zz'); b += b'q'
print(b, b.pop(), len(b), b[1:3], bytes(b), b.index(b'c'))
# ---- int bytes
print((1024).to_bytes(2, 'big'), (-1).to_bytes(2, 'little', signed=True), int.from_bytes(b'\x04\x00', 'big'), int.from_bytes(b'\xff', 'big', signed=True))
# ---- int methods
print((10).bit_length(), (7).bit_count(), int('0x1f', 16), int('0b11', 0), int('1_000'), int(' 42 '), int(-3.7), 7 // -2, -7 % 3, divmod(-7, 2))
# ---- float forms
print(0.1 + 0.2, 1e16, 1e15, 1e-5, 123456789.123, -0.0, float('inf'), float('-inf'), float('nan'), 1.0, 100.0, 1e100, 5e-324)
# ---- float methods
print((0.5).as_integer_ratio(), (2.0).is_integer(), (1.5).hex(), float.fromhex('0x1.8p+0'))
# ---- rounding
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5, 0), round(0.5))
# ---- pow
print(pow(2, 10, 1000), pow(3, -1, 7), 2 ** -1, (-2) ** 3, 2 ** 0.5, 10 ** 20, 0 ** 0)
# ---- complex
print(1 + 2j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1j) ** 2, complex('1+2j'), (2 + 3j).conjugate(), 1j == complex(0, 1), -1j, (1 + 0j).real)
# ---- complex errors
for f in (lambda: 1j < 2, lambda: int(1j), lambda: float(1j), lambda: 1j // 2, lambda: 1j / 0):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---- negative root is complex
r = (-8) ** (1 / 3)
print(type(r).__name__, round(r.real, 6), round(r.imag, 6))
# ---- big integers
print(2 ** 100, -2 ** 70 // 3, (2 ** 100) % 97, hex(2 ** 70), 10 ** 30 - 1, 12345678901234567890 * 98765432109876543210)
# ---- set algebra
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a < a, a.isdisjoint({9}), a.union([5]), a.issuperset([1]))
# ---- frozenset
f = frozenset([1, 2])
print(f | {3}, type(f | {3}).__name__, {f: 1}[frozenset([2, 1])], f == {1, 2})
# ---- dict views
d = {'a': 1, 'b': 2}
print(d.keys() & {'a'}, d.items() - {('a', 1)}, list(reversed(d)), d.keys() | {'c'} == {'a', 'b', 'c'}, 1 in d.values())
# ---- dict methods
d = dict(a=1)
print(d.setdefault('b', 2), d.pop('a'), d.get('z'), d.popitem(), d, dict.fromkeys('ab', 0), {'x': 1} | {'y': 2}, dict([('k', 'v')]))
# ---- list methods
l = [3, 1, 2]
l.insert(1, 9); l.extend('a'); l.remove(9); l.reverse()
print(l, l.index(1), l.count(3), l.copy() == l, [1, 2] * 2, [1] < [1, 2], l[::-1])
# ---- slices
l = list(range(10))
l[2:5] = ['x']; l[::3] = [0] * len(l[::3])
print(l, l[-3:], l[5:2:-1], l[:100], 'abcdef'[::-2], (1, 2, 3)[1:])
# ---- dataclass
from dataclasses import dataclass, field, asdict, astuple, replace
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
p = P(1, 2)
print(p, p == P(1, 2), P(1) < P(2), asdict(p), astuple(p), replace(p, x=9))
# ---- frozen dataclass
from dataclasses import dataclass
@dataclass(frozen=True)
class F:
    a: int
f = F(1)
try: f.a = 2
except Exception as e: print(type(e).__name__, e)
print(hash(f) == hash(F(1)), {f: 1}[F(1)])
# ---- enum
from enum import Enum, IntEnum, Flag, auto, unique
class C(Enum):
    RED = 1
    GREEN = auto()
    ALIAS = 1
print(C.RED, repr(C.GREEN), C(2), C['RED'], list(C), C.ALIAS is C.RED, C.RED.name, C.RED.value, len(C), C.RED in C)
try: C(9)
except ValueError as e: print(e)
# ---- int enum and flag
from enum import IntEnum, Flag, auto
class I(IntEnum):
    A = 1
    B = 2
class F(Flag):
    R = auto()
    W = auto()
print(I.A + 1, I.A < I.B, I.B == 2, sorted([I.B, I.A]), F.R | F.W, F.R in (F.R | F.W), (F.R | F.W).value, bool(F.R & F.W))
# ---- namedtuple
from collections import namedtuple
P = namedtuple('P', 'x y', defaults=[0])
p = P(1)
print(p, p.x, p._asdict(), p._replace(y=5), P._fields, p == (1, 0), P._make([3, 4]))
# ---- typing namedtuple
from typing import NamedTuple
class Emp(NamedTuple):
    name: str
    id: int = 3
e = Emp('g')
print(e, e.id, Emp._fields, e._asdict())
# ---- counter
from collections import Counter
c = Counter('banana')
print(c.most_common(2), c['z'], sorted(c.elements()), isinstance(c, dict), c.total())
# ---- defaultdict and ordereddict
from collections import defaultdict, OrderedDict
d = defaultdict(list); d['a'].append(1)
o = OrderedDict(a=1, b=2); o.move_to_end('a')
print(d, dict(d), o, isinstance(o, OrderedDict), isinstance(d, dict), list(o))
# ---- deque and chainmap
from collections import deque, ChainMap
q = deque([1, 2, 3], maxlen=3); q.append(4); q.rotate(1); q.appendleft(0)
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(q, list(q), m['a'], m['b'], sorted(m), len(m), m.new_child({'c': 1})['c'])
# ---- stringio
import io
s = io.StringIO('a\nb\n')
print(s.readline(), list(s), s.seek(0), s.read(1), s.tell())
b = io.BytesIO(); b.write(b'abc'); b.seek(1)
print(b.read(), b.getvalue())
# ---- csv
import csv, io
out = io.StringIO()
w = csv.writer(out); w.writerow([1, 'a,b', 'q"t', None])
print(repr(out.getvalue()), list(csv.reader(['a,"b,c",d', '1,2,3'])), list(csv.DictReader(['x,y', '1,2'])))
# ---- operator
import operator as op
print(op.itemgetter(1)([5, 6]), op.attrgetter('real')(5), op.methodcaller('upper')('a'), op.add(1, 2), op.itemgetter(0, 2)('abc'))
# ---- heapq and bisect
import heapq, bisect
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]), bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3))
# ---- textwrap
import textwrap
print(textwrap.wrap('the quick brown fox jumps', 10), textwrap.dedent('  a\n   b\n'), textwrap.shorten('hello world foo', 12), textwrap.indent('a\nb', '> '))
# ---- statistics
import statistics as st
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.mode('aab'), st.pstdev([2, 4, 4, 4, 5, 5, 7, 9]), st.variance([1, 2, 3, 4]))
# ---- pathlib
from pathlib import PurePosixPath as P
p = P('/a/b') / 'c.tar.gz'
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix('.x'), repr(p))
# ---- inspect signature
import inspect
def f(a, /, b: int = 2, *args, c, d=4, **kw) -> str: pass
print(inspect.signature(f), list(inspect.signature(f).parameters))
# ---- typing text
from typing import List, Optional, Dict, Union, Callable, Any, Tuple
print(List[int], Optional[str], Dict[str, int], Union[int, str], Callable[[int], str], Any, Tuple[int, ...])
# ---- collections abc
from collections.abc import Iterable, Sequence, Mapping, Hashable, Callable, Iterator
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance('a', Sequence), isinstance(5, Iterable), isinstance(len, Callable), isinstance(iter([]), Iterator))
# ---- reprs of cycles
l = [1]; l.append(l)
d = {}; d['d'] = d
print(l, d)
# ---- the digits of a float
# The shortest digits of a float; of two that are equally near the even one.
import random
import struct

for x in [1.50000762939453125, 1.00000762939453125e10, 5e-324, 0.0, -0.0, 1e15, 1e16, 1 / 3, -2.5, 1e-4, 1e-5, 9007199254740993.0]:
    print(x, [x], f"{x}", "%s" % x)
random.seed(5)
for _ in range(40):
    print(random.getrandbits(31) * 2.0 ** -random.randrange(20, 40), random.randrange(1 << random.randrange(1, 53)) / (1 << random.randrange(0, 60)))
    print(struct.unpack("d", struct.pack("Q", random.getrandbits(64)))[0])
