f""
f"plain"
f"{a}"
f"{a!r} {b!s} {c!a}"
f"{a:>10} {b:08.3f} {c:{width}.{precision}}"
f"{a=} {a = } {a=!s} {a=:>5}"
f"{{literal}} {a}}}"
f"{'nested'} {d['key']} {f(x, y=1)}"
f"{a if b else c} {(lambda x: x)(1)} {[i for i in x]}"
f"{a != b} {a == b} {a <= b}"
f"{ {1: 2}[1] }"
"a" f"b{c}d" 'e'
F'{x!r:^{n}}' rf"\d{x}\n"
f"""{
    a
    + b
}"""
f"{x:%Y-%m-%d %H:%M}"
f"{a,}"
f"{*a, b}"
f"{x:{'>'}{10}}"
f"\x41{a}\n"
f'{a["b"]}'
