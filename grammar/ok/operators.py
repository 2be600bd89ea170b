a + b - c * d / e // f % g @ h
-a ** -b ** c
~+-a
a << 1 >> 2 & 3 | 4 ^ 5
a | b & c
not a and b or not c
not not a
a < b <= c == d != e > f >= g
a is b is not c in d not in e
a if b else c if d else e
(a if b else c) + 1
a or b and c
lambda: 1
lambda x: x
lambda x, y=1, *z, k, m=2, **w: (x, y)
lambda *, k: k
lambda x, /, y: x
lambda x: lambda y: x + y
(a := 1)
(a, b := 1, c)
(a + b) * (c - d)
((a))
((a, b))
IP() / TCP() / b"x" * 3
p & 2 == 2
-1
- 1 + +2
2 ** 3 ** 4
a.b.c[d](e).f
x = y = z = 1, 2
a @ b
