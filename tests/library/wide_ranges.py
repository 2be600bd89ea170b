# range beyond what a machine word holds.
r=range(2**70, 2**70+10, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:], r[::-1], list(reversed(r)), 2**70+3 in r, 5 in r, r==range(2**70,2**70+12,3), hash(r)==hash(range(2**70,2**70+12,3)))
print(range(5,2**80,2**90)==range(5,6), hash(range(5,2**80,2**90))==hash(range(5,6)), hash(range(0))==hash(range(3,1)))
print(isinstance(r, range), type(r), r.start, r.stop, r.step, r.index(2**70+3), r.count(2**70), bool(r), bool(range(2**70,5)))
for f in [lambda: len(range(2**70)), lambda: r[4], lambda: r["a"], lambda: r.index(1), lambda: range(2**70)[2**69], lambda: range(-2**63,2**63-1)[::2**62], lambda: 5 in range(-2**63,10), lambda: range(10)[::2**62], lambda: range(1,2,0), lambda: range(1.5), lambda: range(0, 2**65)[::-1], lambda: range(2**70)["a":], lambda: range(10)[2:5:2], lambda: range(10)[5:2], lambda:range(10)[-3:], lambda: range(10)[::-3], lambda: r is r, lambda: r<r, lambda: range(10)[20:], lambda: next(iter(range(2**64,2**65))), lambda: range(2**63)[-1], lambda: range(2**64).index(2**63+1), lambda: max(r), lambda: sum(r), lambda: range(3)==range(0,3), lambda: {r:1}[range(2**70,2**70+12,3)]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
