# ---- arithmetic
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, 7 / 2, 1e3, 0.1 + 0.2)
print(10 ** 30, -(10 ** 20) // 7, (10 ** 20) % 7, 1 << 70, (1 << 70) >> 68, ~5, -5 >> 1, 6 & 3, 6 | 3, 6 ^ 3)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, 4611686018427387904 * 2)
print(-9223372036854775808 // -1, abs(-9223372036854775808))
print(1e16, 1e15, 123456789.123, 1e-5, 0.0001, float('inf'), float('nan'), -0.0, 1.0, 1e100)
print(5.5 // 2, -5.5 // 2, 5.5 % 2, -5.5 % 2, 2 ** 0.5, 3.0 ** 2)
# ---- division by zero
1 // 0
# ---- division by zero 2
1 / 0
# ---- modulo by zero
5 % 0
# ---- float division by zero
1.0 / 0
# ---- bools are ints
print(True + True, True * 5, True == 1, False == 0, isinstance(True, int), True & False, True | 2, not 1)
# ---- chained comparison
x = 5
print(1 < x < 10, 1 < x > 3, 10 > x > 7, 1 < 2 < 3 < 4 > 0, 1 == 1.0 == True)
def f(n):
    print('f', n)
    return n
print(f(1) < f(3) < f(2) < f(9))
# ---- boolean operators give values
print(0 or 'a', 1 and 'b', '' or [] or None, 1 and 2 and 3, not '' , 0 and 1/0, 1 or 1/0)
# ---- conditional expression
for i in range(4):
    print('even' if i % 2 == 0 else 'odd', end=' ')
print()
# ---- strings
s = 'hello'
print(s[0], s[-1], s[1:3], s[::-1], s * 2, s + ' world', len(s), 'ell' in s, 'x' not in s)
print('a' 'b' "c", 'it\'s', "tab\there", r'raw\n', '''multi
line''')
# ---- string index error
'abc'[5]
# ---- string bad index
'abc'['x']
# ---- type errors
try:
    1 + 'a'
except TypeError as e:
    print(e)
try:
    'a' + 1
except TypeError as e:
    print(e)
try:
    [1] + (2,)
except TypeError as e:
    print(e)
try:
    None + 1
except TypeError as e:
    print(e)
try:
    1 < 'a'
except TypeError as e:
    print(e)
try:
    len(5)
except TypeError as e:
    print(e)
try:
    5[0]
except TypeError as e:
    print(e)
try:
    for i in 5: pass
except TypeError as e:
    print(e)
try:
    -'a'
except TypeError as e:
    print(e)
try:
    5()
except TypeError as e:
    print(e)
x = 1
try:
    x += 'a'
except TypeError as e:
    print(e)
try:
    x -= 'a'
except TypeError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
try:
    {}[[]]
except TypeError as e:
    print(e)
try:
    print(*5)
except TypeError as e:
    print(str(e)[-40:])
y = 'a'
try:
    y += 1
except TypeError as e:
    print(e)
try:
    y - 1
except TypeError as e:
    print(e)
# ---- lists
l = [1, 2, 3]
l.append(4)
l[0] = 10
l[1:3] = ['a', 'b', 'c']
print(l, l[-1], l[::2], 2 in l, l + [5], l * 2)
del l[0]
del l[1:3]
print(l)
m = l
m += [7]
print(l, l is m, l == [1])
l[:] = []
print(l, m)
# ---- extended slices
l = list(range(10))
l[::2] = [0] * 5
print(l)
del l[::3]
print(l, l[5:1:-1], l[-3:], l[:-3], l[100:], l[-100:2])
# ---- extended slice size
l = [1,2,3,4]
l[::2] = [1]
# ---- list index error
[1, 2][2]
# ---- list assignment error
l = []
l[0] = 1
# ---- tuples
t = 1, 2, 3
a, b, c = t
print(t, a, b, c, (1,), (), t + (4,), t[1:], t == (1, 2, 3), (1, 2) < (1, 3))
t[0] = 5
# ---- dicts
d = {'a': 1, 'b': 2}
d['c'] = 3
print(d, d['a'], 'b' in d, len(d), list(d), d.get('x'), d.get('x', 0))
del d['a']
print(d, {**d, 'z': 9}, {1: 'x', True: 'y', 1.0: 'z'})
for k, v in d.items():
    print(k, v)
print(d == {'c': 3, 'b': 2}, d | {'q': 1})
# ---- key error
d = {}
d['nope']
# ---- key error tuple
d = {}
d[1, 2]
# ---- dict changed size
d = {1: 1}
for k in d:
    d[k + 1] = 1
# ---- sets
s = {3, 1, 2, 3}
print(s, len(s), 2 in s, s | {4}, s & {1, 9}, s - {1}, s ^ {1, 7}, s == {1, 2, 3}, s <= {1, 2, 3, 4}, s < s)
s.add(10)
s.discard(1)
print(s, set(), frozenset([1, 2]), {i * i for i in range(5)})
print(set(range(20)), {100, 5, 33, 64, 7}, {-1, -2, 0}, set([8, 16, 24, 32, 0]))
# ---- set of lists
{[1]}
# ---- range
print(range(5), list(range(2, 10, 3)), list(range(5, 0, -2)), range(10)[3], range(10)[2:5], len(range(0, 100, 7)), 5 in range(0, 10, 5), range(0) == range(3, 3))
# ---- while else
n = 0
while n < 3:
    n += 1
else:
    print('done', n)
while True:
    n += 1
    if n > 6:
        break
else:
    print('never')
print(n)
# ---- for else
for i in range(3):
    if i == 5:
        break
else:
    print('no break')
for i in range(10):
    if i % 2:
        continue
    if i == 6:
        break
    print(i, end=',')
else:
    print('never')
print(i)
# ---- nested loops and break
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j)
# ---- star unpacking
a, *b = [1, 2, 3]
*c, d = 'xyz'
e, *f, g = range(6)
print(a, b, c, d, e, f, g)
(a, b), [c, *d] = (1, 2), 'pqr'
print(a, b, c, d)
print([*range(3), *'ab'], (*[1], 2), {*[1, 2], 3}, {**{'a': 1}, 'b': 2})
# ---- too many values
a, b = 1, 2, 3
# ---- too few values
a, b, c = [1, 2]
# ---- star too few
a, *b, c = [1]
# ---- swap
a, b = 1, 2
a, b = b, a
print(a, b)
l = [1, 2, 3]
i = 0
i, l[i] = 2, 9
print(i, l)
# ---- chained assignment
a = b = c = []
a.append(1)
print(a, b, c, a is c)
# ---- augmented assignment
x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 2; x >>= 1; x |= 1; x &= 0xff; x ^= 3
print(x)
l = [1, 2]
l += 'ab'
l *= 2
print(l)
d = {'a': 1}
d['a'] += 5
d['b'] = d.get('b', 0) + 1
print(d)
s = 'a'
s += 'b' * 3
print(s)
t = (1,)
t += (2,)
print(t)
# ---- del
x = 1
del x
print(x)
# ---- walrus
if (n := 10) > 5:
    print(n)
print([y := 1, y ** 2], y)
print([last := i for i in range(5)], last)
while (n := n - 3) > 0:
    print(n)
# ---- name error
print(undefined_name)
# ---- assert
assert 1 == 1
assert 2 > 3, 'two is ' + 'small'
# ---- assert plain
assert []
# ---- global names
x = 1
def f():
    global x, fresh
    x += 1
    fresh = 'new'
f()
print(x, fresh)
# ---- is
a = None
print(a is None, a is not None, [] is [], () is (), 'a' is 'a' if False else True)
# ---- identity of lists
a = [1]; b = a; c = list(a)
print(a is b, a is c, a == c)
# ---- bytes
b = b'ab\x00\xff'
print(b, b[0], b[1:3], len(b), b + b'!', 97 in b, b'b' in b, list(b), b * 2, bytes([1, 2]), b == b'ab\x00\xff')
ba = bytearray(b'abc')
ba[0] = 120
ba += b'de'
ba[1:2] = b'ZZZ'
print(ba, len(ba))
# ---- bytes plus str
b'a' + 'a'
# ---- in errors
try:
    1 in 'abc'
except TypeError as e: print(e)
try:
    1 in 5
except TypeError as e: print(e)
# ---- f-strings
name, n, f = 'Bob', 42, 3.14159
print(f'{name} is {n}', f'{f:.2f}', f'{n:5d}|{n:<5}|{n:^5}|{n:05}', f'{n:#x} {n:b} {n:,}', f'{name!r:>8}')
w = 10
print(f'{name:>{w}}|{name:*^{w}}', f'{n=}', f'{n + 1 = }', f'{{braces}}', f"{'nested' + 'x'}", f'{n!s}')
print(f'{[i for i in range(3)]} {"a" if n else "b"} {({1: 2})[1]}')
# ---- percent formatting
print('%s is %d years, %.2f, %5s|%-5s|%05d, %x %X %o %c %r %%' % ('Al', 30, 1.5, 'a', 'b', 42, 255, 255, 8, 'c', 'q'))
print('%(a)s-%(b)03d' % {'a': 'x', 'b': 7}, '%s' % (1,), '%s' % [1, 2])
# ---- format method
print('{} {1} {0}'.format('a', 'b') if False else '{0} {1} {0}'.format('a', 'b'), '{:>5}|{:<5}|{:^5}'.format(1, 2, 3), '{x} {y[0]} {z.real}'.format(x=1, y=[5], z=7))
# ---- big ints
n = 1
for i in range(1, 30):
    n *= i
print(n, n // 10 ** 20, n % 97, -n // 3, n > 10 ** 20, n == float(n), hash(n) == hash(n + 0), int('123456789012345678901234567890') + 1)
print((1 << 64) - 1, 2 ** 64 == 18446744073709551616, (2 ** 64) & 0xff, (2 ** 64 | 1) ^ 1, -(2 ** 64) >> 3, 10 ** 25 / 10 ** 24)
# ---- print options
print(1, 2, 3, sep='-', end='!\n')
print()
print('a', 'b', sep='')
print(None, True, [None, 'x'], ('t',), {'k': b'v'})
# ---- unknown print keyword
try:
    print(1, sepp='')
except TypeError as e:
    print('TypeError')
# ---- comments and lines
x = (1 +
     2)  # comment
y = 1 + \
    2
if x == y: print('same'); print('line')
# ---- multiple statements
a = 1; b = 2; print(a + b)
# ---- shadow builtin
def len(x):
    return 'mine'
print(len([]))
del len
print(len([]))
# ---- numeric edge
print(int(3.9), int(-3.9), round(2.5), round(3.5), round(2.675, 2), divmod(-7, 2), divmod(7.5, 2), pow(2, 10, 1000), 0x1f, 0b101, 0o17, 1_000_000)
print(5 == 5.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**400 > 1e308, float('nan') == float('nan'))
print(-2 ** 2, (-2) ** 2, 2 ** 3 ** 2, -3 // 2, -3 % 2, 3 - -3)
# ---- int overflow to float
1.0 * 10 ** 400
# ---- negative shift
1 << -1
