import os
def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__ + ":", e)
name = "/tmp/pkt-library-test-%d.txt" % os.getpid()
with open(name, "w") as f:
    print(f.write("line one\nline two\nünï\n"), f.closed, f.mode)
    f.writelines(["a\n", "b"])
print(f.closed)
t(f.write, "x")
for line in open(name):
    print(repr(line))
with open(name) as f:
    print(f.readline(), f.read(4), f.readlines(), repr(f.read()))
    f.seek(0); print(f.tell(), f.read(5))
    t(f.write, "x")
with open(name, "rb") as f:
    print(f.read(10), f.tell(), f.readline(), f.seek(-3, 2), f.read())
with open(name, "a") as f:
    f.write("\nend")
with open(name, "r+") as f:
    print(f.read().splitlines()[-1])
print(os.path.getsize(name), os.path.exists(name), os.path.basename(name).startswith("pkt"))
print("x", "y", sep="-", end="!\n", file=open(name, "w")); print(open(name).read())
t(open, "/nonexistent/file")
t(open, name, "q")
t(open, name, "rw")
t(open, "/tmp", "w")
with open(name, "wb") as f:
    f.write(b"\x00\xff"); t(f.write, "x")
t(open(name).read)
os.remove(name)
t(os.remove, name.replace(str(os.getpid()), "N"))
print(eval("1 + 2"), eval("x", {"x": 5}))
g = {}
exec("y = 1 + 2", g); print(g["y"])
exec("z = 5"); print(z)
class A:
    v = 1
    def __init__(self): self.w = 2
a = A(); print(getattr(a, "w"), getattr(a, "q", None), hasattr(a, "v"), vars(a)); setattr(a, "n", 3); print(a.n); delattr(a, "n"); print(hasattr(a, "n"))
t(getattr, a, "zz")
print("a" in globals(), "upper" in dir(""))
import sys
class W:
    def write(self, s): sys.__stdout__.write(s.upper())
    def flush(self): pass
sys.stdout = W(); print("shouted"); sys.stdout = sys.__stdout__; print("quiet")
