# ---- the variables of a comprehension
print([eval("n") for n in range(3)])
print({eval("k"):eval("v") for k,v in [(1,2)]})
print(list(eval("g") for g in "ab"))
def f():
    return [eval("n+1") for n in range(3)], [eval("m") for m in "x" if eval("m")=="x"]
print(f())
print([[eval("a+b") for b in (1,2)] for a in (3,4)]) if 0 else None
z=[exec("print(q)") for q in (1,2)]
try: print(n)
except NameError as e: print(e)
try: print(eval("n"))
except NameError as e: print(e)
print(list(map(lambda y: eval("y*2"), [1,2])))
x=[x for x in [eval("1+1")]]
print(x)
