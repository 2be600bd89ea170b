()
(a,)
(a, b)
a,
a, b,
[]
[a]
[a, b,]
[*a, b, *c]
{}
{a}
{a, b,}
{*a, *b}
{a: b}
{a: b, **c, d: e,}
{**a}
(*a, b)
[x for x in y]
[x for x in y if a if b for z in w]
[(a, b) for a, b in c]
[a for a, in b]
[a for (a, b) in c]
[a for *a, b in c]
{x for x in y}
{x: y for x, y in z}
(x for x in y)
[[a for a in b] for b in c]
[x if y else z for x in w]
[x := 1, 2]
{x: lambda: y for x in (1, 2)}
[x for x in a or b]
[
    1,  # one
    2,

    # three
    3,
]
