# threading. There is one interpreter thread: a Thread's function runs when the main program
# waits (sleep, join, sniff, an Event, the end of the script), from its begin to its end.
import time
import _threads

_count = [0]
_running = []
_all = []


def _until(ready, block=True, timeout=None):
    end = None if timeout is None else time.time() + timeout
    while not ready():
        if not block or (end is not None and time.time() >= end):
            return False
        time.sleep(0.005)
    return True


class Thread(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        _count[0] += 1
        if name is None:
            name = "Thread-%d" % _count[0]
            if target is not None:
                name += " (%s)" % getattr(target, "__name__", "?")
        self.name = name
        self.daemon = bool(daemon)
        self.ident = None
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self._state = "initial"

    def __repr__(self):
        return "<Thread(%s, %s)>" % (self.name, self._state)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        if self._state != "initial":
            raise RuntimeError("threads can only be started once")
        self._state = "started"
        self.ident = _count[0]
        _all.append(self)
        _threads.start(self._bootstrap, self.daemon)

    def _bootstrap(self):
        _running.append(self)
        try:
            self.run()
        except SystemExit:
            pass
        finally:
            _running.remove(self)
            _all.remove(self)
            self._state = "stopped"

    def join(self, timeout=None):
        if self._state == "initial":
            raise RuntimeError("cannot join thread before it is started")
        if self in _running:
            raise RuntimeError("cannot join current thread")
        _until(lambda: self._state == "stopped", True, timeout)

    def is_alive(self):
        return self._state == "started"

    isAlive = is_alive

    def setDaemon(self, daemon):
        self.daemon = daemon

    def isDaemon(self):
        return self.daemon

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _Main(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread")
        self._state = "started"
        self.ident = 0


_main = _Main()
_count[0] = 0


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args or ()
        self.kwargs = kwargs or {}
        self._cancelled = False

    def start(self):
        self._state = "started"
        _all.append(self)
        _threads.start(self._bootstrap, self.daemon, self.interval)

    def run(self):
        if not self._cancelled:
            self.function(*self.args, **self.kwargs)

    def cancel(self):
        self._cancelled = True
        self._state = "stopped"


class Event(object):
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        _until(lambda: self._flag, True, timeout)
        return self._flag


class Lock(object):
    _again = False

    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held and not self._again:
            if not _until(lambda: not self._held, blocking, None if timeout < 0 else timeout):
                return False
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held -= 1

    def locked(self):
        return self._held > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


class RLock(Lock):
    _again = True


class Semaphore(object):
    def __init__(self, value=1):
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not _until(lambda: self._value > 0, blocking, timeout):
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


BoundedSemaphore = Semaphore


class Condition(object):
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self._calls = 0

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *exc):
        self._lock.release()

    def wait(self, timeout=None):
        calls = self._calls
        self._lock.release()
        woken = _until(lambda: self._calls > calls, True, timeout)
        self._lock.acquire()
        return woken

    def wait_for(self, predicate, timeout=None):
        return _until(predicate, True, timeout)

    def notify(self, n=1):
        self._calls += 1

    def notify_all(self):
        self._calls += 1

    notifyAll = notify_all


class local(object):
    pass


def current_thread():
    return _running[-1] if _running else _main


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_all) + 1


activeCount = active_count


def enumerate():
    return [_main] + _all


def get_ident():
    return current_thread().ident


def _finish():
    _until(lambda: not [thread for thread in _all if not thread.daemon])
