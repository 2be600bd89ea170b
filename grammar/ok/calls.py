f()
f(a)
f(a, b,)
f(a, *b, c, *d, e=1, **g, h=2, **i)
f(a=1, *b)
f(x for x in y)
f((x for x in y), 1)
f(a := 1)
f(lambda: x, y)
f(a)(b)(c)
a[1]
a[1:2]
a[:]
a[::]
a[1:]
a[:2]
a[::3]
a[1:2:3]
a[1, 2]
a[1:2, ::3, ...]
a[b:=1]
a[*b]
a[lambda: x:2]
a[-1]
a.b.c
"x".join(y)
1 .real
1.0.hex()
(yield_ := 3)
send(IP(dst="1.2.3.4") / ICMP(), verbose=0)
f(
    a,

    b
)
