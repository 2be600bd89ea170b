import queue, threading, time

jobs = queue.Queue(maxsize=2)
done = []
def produce():
    for n in range(6):
        jobs.put(n)
    jobs.put(None)
def consume():
    while True:
        n = jobs.get()
        try:
            if n is None:
                return
            done.append(n * n)
        finally:
            jobs.task_done()
threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for t in threads: t.start()
for t in threads: t.join()
jobs.join()
print(done, jobs.empty(), jobs.qsize(), jobs.full())
for what in (jobs.get_nowait, lambda: jobs.get(timeout=0.02), lambda: jobs.get(block=False)):
    try:
        what()
    except queue.Empty:
        print("empty")
jobs.put(1); jobs.put(2)
for what in (lambda: jobs.put_nowait(3), lambda: jobs.put(3, timeout=0.02)):
    try:
        what()
    except queue.Full:
        print("full", jobs.full())
try:
    jobs.get(timeout=-1)
except ValueError as error:
    print(error)
jobs.get(); jobs.get()
jobs.task_done(); jobs.task_done()
try:
    jobs.task_done()
except ValueError as error:
    print(error)

work = queue.Queue()
results = queue.Queue()
def worker():
    while True:
        port = work.get()
        time.sleep(0.002)
        results.put((port, threading.current_thread().daemon))
        work.task_done()
for _ in range(4):
    threading.Thread(target=worker, daemon=True).start()
for port in range(20):
    work.put(port)
work.join()
print(sorted(results.get() for _ in range(20))[::7])

last = queue.LifoQueue()
first = queue.PriorityQueue()
for n in (3, 1, 2):
    last.put(n)
    first.put((n, "x%d" % n))
print([last.get() for _ in range(3)], [first.get() for _ in range(3)])
simple = queue.SimpleQueue()
simple.put("a")
print(simple.get(), simple.empty())
threading.Timer(0.02, simple.put, ["b"]).start()
print(simple.get(timeout=5))
