import threading, time

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
for wrong in ((False, 1), (True, -2)):
    try:
        lock.acquire(*wrong)
    except ValueError as error:
        print(error)
with lock as held:
    print(held, lock.locked())
print(lock.locked(), repr(lock).split(" object")[0])

total = 0
def add():
    global total
    for _ in range(2000):
        with lock:
            before = total
            total = before + 1
threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(total)

again = threading.RLock()
with again:
    with again:
        got = []
        t = threading.Thread(target=lambda: got.append(again.acquire(False)))
        t.start(); t.join()
print(got)
try:
    again.release()
except RuntimeError as error:
    print(error)

event = threading.Event()
print(event.is_set(), event.wait(0.01))
threading.Timer(0.03, event.set).start()
print(event.wait(5), event.is_set())
event.clear()
order = []
threads = [threading.Thread(target=lambda n=n: (event.wait(), order.append(n))) for n in range(3)]
for t in threads: t.start()
event.set()
for t in threads: t.join()
print(sorted(order))

timer = threading.Timer(0.02, order.append, ["never"])
timer.start()
timer.cancel()
timer.join()
timer = threading.Timer(0.02, lambda a, b=0: order.append((a, b)), [1], {"b": 2})
timer.start(); timer.join()
print(order[-1], len(order))

room = threading.Semaphore(2)
inside, most = [], []
def visit():
    with room:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
threads = [threading.Thread(target=visit) for _ in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(max(most), room.acquire(blocking=False), room.acquire(timeout=0.01), room.acquire(timeout=0.01))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as error:
    print(error)
try:
    threading.Semaphore(-1)
except ValueError as error:
    print(error)

ready = threading.Condition()
items = []
def consume(n):
    with ready:
        ready.wait_for(lambda: items)
        order.append(items.pop(0))
threads = [threading.Thread(target=consume, args=(n,)) for n in range(3)]
del order[:]
for t in threads: t.start()
for n in range(3):
    with ready:
        items.append(n)
        ready.notify()
for t in threads: t.join()
print(sorted(order))
with ready:
    print(ready.wait(0.01), ready.wait_for(lambda: False, 0.01), ready.wait_for(lambda: 7))
for what in (ready.wait, ready.notify):
    try:
        what()
    except RuntimeError as error:
        print(error)

barrier = threading.Barrier(3, action=lambda: order.append("all"))
del order[:]
def meet(n):
    for _ in range(2):
        barrier.wait()
        order.append("past")
threads = [threading.Thread(target=meet, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(order.count("all"), order.count("past"), order[0], barrier.broken, barrier.n_waiting, barrier.parties)
def early():
    try:
        barrier.wait(0.02)
    except threading.BrokenBarrierError:
        order.append("broken")
t = threading.Thread(target=early); t.start(); t.join()
print(order[-1], barrier.broken)
barrier.reset()
print(barrier.broken)
