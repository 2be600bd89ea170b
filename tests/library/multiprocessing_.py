import multiprocessing
import os
import time
from multiprocessing import Process, Queue, Pipe, Value, Array, Pool, Manager, Event, Lock, current_process
from multiprocessing.pool import ThreadPool


def double(x):
    return 2 * x


def add(a, b=1):
    return a + b


def worker(queue, number):
    queue.put((number, number * number))


def talker(end):
    got = end.recv()
    end.send([got, got.upper()])
    end.close()


def forever():
    while True:
        time.sleep(10)


def busy():
    while True:
        pass


def fail():
    raise SystemExit(3)


if __name__ == "__main__":
    queue = Queue()
    children = [Process(target=worker, args=(queue, n)) for n in range(3)]
    for child in children:
        child.start()
    print(sorted(queue.get() for _ in children))
    for child in children:
        child.join()
    print([child.exitcode for child in children], [child.is_alive() for child in children])

    here, there = Pipe()
    child = Process(target=talker, args=(there,), name="talker", daemon=True)
    print(child.name, child.daemon, child.is_alive(), child.exitcode, child.pid)
    child.start()
    here.send("hello")
    print(here.poll(5), here.recv())
    child.join(5)
    for target in (forever, busy):
        child = Process(target=target)
        child.start()
        time.sleep(0.1)
        print(child.is_alive(), child in multiprocessing.active_children())
        child.terminate()
        child.join(5)
        print(child.is_alive(), child.exitcode)
    child = Process(target=fail)
    child.start()
    child.join()
    print(child.exitcode, current_process().name)

    number, items = Value("i", 5), Array("d", [1, 2.5])
    with number.get_lock():
        number.value += 1
    items[0] = 7
    print(number.value, list(items), len(items), list(Array("i", 2)))
    with Pool(2) as pool:
        print(pool.map(double, range(5)), pool.starmap(add, [(1, 2), (3,)]), pool.apply(add, (4,), {"b": 6}))
        print(list(pool.imap(double, [3, 1])), sorted(pool.imap_unordered(double, [3, 1])))
        result = pool.apply_async(add, (1,), callback=lambda value: None)
        print(result.get(5), result.ready(), result.successful(), pool.map_async(double, [8]).get())
    with ThreadPool(2) as pool:
        print(pool.map(double, "ab"))
    with Manager() as manager:
        table, names = manager.dict(a=1), manager.list([1])
        table["b"] = 2
        names.append(2)
        print(dict(table), list(names))
    event, lock = Event(), Lock()
    event.set()
    with lock:
        print(event.is_set(), multiprocessing.cpu_count() > 0)
    for wrong in (lambda: child.start(), lambda: Process(target=fail).join(), lambda: Pool(0)):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)
    multiprocessing.freeze_support()
    with os.popen("echo one; echo two") as lines:
        print([line.strip() for line in lines])
    print(repr(os.popen("printf abc").read()), os.popen("exit 3").close(), os.popen("true").close())
    for wrong in (3, "x"):
        try:
            os.popen("true" if wrong == "x" else 3, "x" if wrong == "x" else "r")
        except (TypeError, ValueError) as error:
            print(error)
