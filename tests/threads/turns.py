# Threads take turns wherever they are, and each keeps its own calls, exceptions and names.
import sys, threading, time, _thread

def count(to, into):
    n = 0
    while n < to:
        n += 1
    into.append(n)

ends = []
threads = [threading.Thread(target=count, args=(20000 * k, ends)) for k in (1, 2, 3)]
for t in threads:
    t.start()
print(threading.active_count() >= 1, threading.current_thread() is threading.main_thread())
for t in threads:
    t.join()
print(sorted(ends), [t.is_alive() for t in threads])

# One that never ends does not keep the others.
stop = []
def spin():
    n = 0
    while not stop:
        n += 1
    print("stopped")
t = threading.Thread(target=spin)
t.start()
began = time.time()
time.sleep(0.05)
print(time.time() - began < 1)
stop.append(1)
t.join()

# Generators, recursion, handled exceptions and class bodies are each thread's own.
def walk(depth):
    if depth:
        yield from walk(depth - 1)
    yield depth

def own(name, out):
    try:
        raise KeyError(name)
    except KeyError:
        total = 0
        for _ in range(300):
            total += sum(walk(5))
        out.append((name, total, sys.exc_info()[1].args))

out = []
threads = [threading.Thread(target=own, args=("t%d" % n, out)) for n in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(out))

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

def too_deep():
    try:
        deep(100000)
    except RecursionError as error:
        depths.append(str(error)[:32])
depths = []
threads = [threading.Thread(target=too_deep) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(depths, deep(500))

def native(n):
    return n if n == 0 else sorted([n], key=lambda x: native(x - 1))[0]
got = []
t = threading.Thread(target=lambda: got.append(native(40)))
t.start(); t.join(); print(got)

# A generator runs in one thread at a time.
def slow():
    for n in range(3):
        time.sleep(0.05)
        yield n
g = slow()
said = []
def take():
    try:
        said.append(next(g))
    except ValueError as error:
        said.append(str(error))
threads = [threading.Thread(target=take) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(said)

# Names and states.
class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name="worker %d" % n)
        self.n = n
    def run(self):
        self.result = (threading.current_thread().name, self.n)
w = Worker(3)
print(w.name, w.daemon, w.is_alive(), w.ident)
w.start(); w.join()
print(w.result, w.ident is not None)
for what in (w.start, threading.Thread().join, threading.current_thread().join):
    try:
        what()
    except RuntimeError as error:
        print(error)
t = threading.Thread(target=time.sleep, args=(0.05,), daemon=True)
print(t.name, t.daemon)
t.start()
try:
    t.daemon = False
except RuntimeError as error:
    print(error)
print(t in threading.enumerate(), t.join(0.001), t.is_alive(), t.join(), t.is_alive())
print(threading.main_thread().name, threading.Thread(target=len).name)

# Uncaught exceptions end one thread.
seen = []
def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
before, threading.excepthook = threading.excepthook, hook
def bad():
    raise OSError("gone")
t = threading.Thread(target=bad, name="bad"); t.start(); t.join()
t = threading.Thread(target=sys.exit); t.start(); t.join()
threading.excepthook = before
print(seen)

lock = _thread.allocate_lock()
lock.acquire()
def low(a, b=0):
    print(a, b)
    lock.release()
_thread.start_new_thread(low, (1,), {"b": 2})
lock.acquire()
for wrong in ((3, ()), (low, 3)):
    try:
        _thread.start_new_thread(*wrong)
    except TypeError as error:
        print(error)

# What each thread keeps to itself.
mine = threading.local()
mine.x = 1
def other():
    seen.append(hasattr(mine, "x"))
    mine.x = 2
t = threading.Thread(target=other); t.start(); t.join()
print(mine.x, seen[-1])

# The program waits for threads that are no daemons.
def late():
    time.sleep(0.05)
    print("late")
threading.Thread(target=late).start()
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
print("end")
