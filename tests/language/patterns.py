# ---- match literals
def f(x):
    match x:
        case 0: return 'zero'
        case 1 | 2: return 'few'
        case -1: return 'minus'
        case 'a' | "b": return 'letter'
        case None: return 'none'
        case True: return 'true'
        case 2.5: return 'float'
        case b'x': return 'bytes'
        case _: return 'other'
print([f(x) for x in (0, 1, 2, -1, 'a', 'b', None, True, False, 2.5, b'x', [], 'zz')])
# ---- match sequences
def f(x):
    match x:
        case []: return 'empty'
        case [1]: return 'one'
        case [a, b] if a == b: return f'same {a}'
        case (a, b): return f'pair {a} {b}'
        case [first, *rest] if first == 0: return f'zero {rest}'
        case [a, *_, z]: return f'ends {a} {z}'
        case _: return 'no'
for v in ([], [1], [3, 3], (1, 2), [0, 1, 2], (1, 2, 3, 4), [7], 'ab', b'ab', {1, 2}, range(2)):
    print(f(v))
# ---- match commands
def run(cmd):
    match cmd.split():
        case ['go', ('north' | 'south') as d]: return 'going ' + d
        case ['go', other]: return 'cannot go ' + other
        case ['drop', *items]: return f'dropping {items}'
        case ['quit' | 'exit']: return 'bye'
        case []: return 'nothing'
        case [cmd, *_]: return 'unknown ' + cmd
for c in ('go north', 'go up', 'drop a b', 'drop', 'exit', '', 'fly high'):
    print(run(c))
# ---- match mappings
def f(x):
    match x:
        case {'type': 'point', 'x': x, 'y': y}: return ('point', x, y)
        case {'type': t, **rest}: return (t, rest)
        case {1: 'one'}: return 'int key'
        case {}: return 'any dict'
    return 'not a dict'
for v in ({'type': 'point', 'x': 1, 'y': 2}, {'type': 'z', 'a': 1}, {1: 'one'}, {'q': 1}, {}, []):
    print(f(v))
# ---- match classes
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Box:
    def __init__(self, w): self.w = w
def f(v):
    match v:
        case Point(0, 0): return 'origin'
        case Point(x, 0): return f'on x at {x}'
        case Point(x=0, y=yy): return f'on y at {yy}'
        case Point(): return 'point'
        case Box(w=w) if w > 5: return f'big {w}'
        case Box(): return 'box'
        case int(n): return f'int {n}'
        case str() as s: return f'str {s}'
        case list([a, b]): return f'list {a} {b}'
        case float() | complex(): return 'number'
    return 'none'
for v in (Point(0, 0), Point(3, 0), Point(0, 4), Point(1, 1), Box(9), Box(1), 5, True, 'hi', [1, 2], [1], 1.5, 2j, None):
    print(f(v))
# ---- match dataclass and values
from dataclasses import dataclass
from enum import Enum
class Color(Enum):
    RED = 1
    GREEN = 2
@dataclass
class Shape:
    kind: str
    size: int
    color: Color = Color.RED
def f(s):
    match s:
        case Shape('circle', r): return f'circle {r}'
        case Shape(kind='square', size=z, color=Color.GREEN): return f'green {z}'
        case Shape(k, z, Color.RED): return f'red {k} {z}'
        case _: return '?'
print(f(Shape('circle', 2)), f(Shape('square', 3, Color.GREEN)), f(Shape('tri', 4)), f(Shape('tri', 4, Color.GREEN)))
match Color.GREEN:
    case Color.RED: print('r')
    case Color.GREEN: print('g')
# ---- match nested
data = {'user': {'name': 'al', 'tags': ['a', 'b', 'c']}, 'ids': [1, (2, 3)]}
match data:
    case {'user': {'name': str(name), 'tags': [first, *others]}, 'ids': [int(), (x, y)]}:
        print(name, first, others, x, y)
match [[1, 2], [3, [4, 5]]]:
    case [[a, _], [b, [*c]]]: print(a, b, c)
# ---- match names are soft
match = 5
case = [1, 2]
print(match, case, match + 1)
def match(x): return x * 2
print(match(3))
class M:
    match = 1
    def case(self): return 'case'
print(M.match, M().case())
import re
m = re.match('a', 'abc')
print(m.group())
# ---- match guard and binding
x = 10
match x:
    case n if n < 5: print('small')
    case n if n < 20: print('mid', n)
    case _: print('big')
print(n)
for i in range(4):
    match i:
        case 1: continue
        case 3: break
    print('i', i)
def g(t):
    match t:
        case (a, b) | [a, b, _]: return a + b
        case a, : return a
        case a, *b: return a, b
print(g((1, 2)), g([1, 2, 3]), g([9]), g([1, 2, 3, 4]))
# ---- match errors
class P: pass
try:
    match P():
        case P(1): pass
except TypeError as e:
    print(e)
try:
    match 5:
        case len(): pass
except TypeError as e:
    print(e)
def none(x):
    match x:
        case 1: return 1
print(none(2))
# ---- match default in function with try
def f(x):
    try:
        match x:
            case {'k': v}: return 10 // v
            case [*items]: return sum(items)
            case str(): raise ValueError(x)
    except ZeroDivisionError:
        return 'div'
    finally:
        print('fin', x)
print(f({'k': 0}), f({'k': 5}), f([1, 2]), f(3))
try:
    f('s')
except ValueError as e:
    print(e)
