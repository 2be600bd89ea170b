import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
import threading, time

def square(n):
    time.sleep(0.01 * (5 - n))
    return n * n

with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, range(5))))
    futures = {pool.submit(square, n): n for n in range(4)}
    print(sorted((futures[f], f.result()) for f in as_completed(futures)))

def fails():
    raise ValueError("no")

with ThreadPoolExecutor(2, thread_name_prefix="scan") as pool:
    f = pool.submit(fails)
    print(type(f.exception()).__name__, f.done(), f.running(), f.cancelled())
    try:
        f.result()
    except ValueError as error:
        print("raised", error)
    try:
        list(pool.map(lambda n: 1 // n, [1, 0]))
    except ZeroDivisionError as error:
        print(error)
    print(pool.submit(lambda: threading.current_thread().name.split("_")[0]).result())
    slow = pool.submit(time.sleep, 0.2)
    try:
        slow.result(timeout=0.02)
    except concurrent.futures.TimeoutError:
        print("late")

try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)

pool = ThreadPoolExecutor(1)
first = pool.submit(time.sleep, 0.1)
second = pool.submit(square, 2)
print(second.cancel(), second.cancelled(), first.cancel())
said = []
first.add_done_callback(lambda f: said.append(f.done()))
pool.shutdown()
print(said)

pool = ThreadPoolExecutor(4)
quick, slow = pool.submit(square, 5), pool.submit(time.sleep, 0.3)
done, rest = wait([quick, slow], return_when=FIRST_COMPLETED)
print(quick in done, slow in rest)
done, rest = wait([quick, slow])
print(len(done), len(rest))
pool.submit(lambda: (time.sleep(0.05), print("after the end")))
print("end")
