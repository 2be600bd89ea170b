# threading: what scripts know of threads. Switching from one to the other, and the locks, are
# native; each method here is right wherever a switch comes.
import _thread
import itertools as _itertools
import sys as _sys
from _thread import RLock, allocate_lock as Lock, get_ident, get_native_id, TIMEOUT_MAX

ThreadError = RuntimeError
_numbers = _itertools.count(1)
_dummies = _itertools.count(1)
_alive = {}


class Thread(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = "Thread-%d" % next(_numbers)
            if target is not None and hasattr(target, "__name__"):
                name += " (%s)" % target.__name__
        self._name = str(name)
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemon = current_thread().daemon if daemon is None else bool(daemon)
        self._ident = None
        self._ended = False
        self._initialized = True

    def __repr__(self):
        if self._ident is None:
            status = "initial"
        elif self._ended:
            status = "stopped"
        else:
            status = "started"
        if self._daemon:
            status += " daemon"
        if self._ident is not None:
            status += " %d" % self._ident
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, status)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # What the thread was given may go.
            self._target = self._args = self._kwargs = None

    def start(self):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("thread.__init__() not called")
        if self._ident is not None:
            raise RuntimeError("threads can only be started once")
        number = _thread._reserve()
        self._ident = number
        _alive[number] = self
        try:
            _thread._spawn(number, self._bootstrap, self._daemon, self)
        except RuntimeError:
            self._ident = None
            del _alive[number]
            raise

    def _bootstrap(self):
        try:
            self.run()
        except BaseException as error:
            if excepthook is __excepthook__:
                raise
            excepthook(ExceptHookArgs([type(error), error, error.__traceback__, self]))
        finally:
            self._ended = True
            _alive.pop(self._ident, None)

    def join(self, timeout=None):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("Thread.__init__() not called")
        if self._ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if not self._ended:
            _thread._join(self._ident, timeout)

    def is_alive(self):
        return self._ident is not None and not self._ended

    isAlive = is_alive

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return None if self._ident is None else get_native_id()

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if self.is_alive():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = bool(daemon)

    def setDaemon(self, daemon):
        self.daemon = daemon

    def isDaemon(self):
        return self.daemon

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._ident = 1
        _alive[1] = self


class _DummyThread(Thread):
    def __init__(self, name=None):
        Thread.__init__(self, name=name or "Dummy-%d" % next(_dummies), daemon=True)
        self._ident = get_ident()


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class ExceptHookArgs(object):
    def __init__(self, parts):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = parts


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print("Exception in thread %s:" % name, file=_sys.stderr, flush=True)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Event(object):
    def __init__(self):
        self._flag = _thread._event()

    def __repr__(self):
        state = "set" if self.is_set() else "unset"
        return "<%s.%s at %#x: %s>" % (type(self).__module__, type(self).__qualname__, id(self), state)

    def is_set(self):
        return self._flag.is_set()

    isSet = is_set

    def set(self):
        self._flag.set()

    def clear(self):
        self._flag.clear()

    def wait(self, timeout=None):
        return self._flag.wait(timeout)


class Semaphore(object):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._places = _thread._semaphore(value)

    def __repr__(self):
        return "<%s.%s at %#x: value=%d>" % (
            type(self).__module__, type(self).__qualname__, id(self), self._value)

    @property
    def _value(self):
        return self._places.free()

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        return self._places.acquire(blocking, timeout)

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._places.release(n)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._most = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._places.free() + n > self._most:
            raise ValueError("Semaphore released too many times")
        self._places.release(n)


class Condition(object):
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._waiting = []
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __repr__(self):
        return "<Condition(%r, %d)>" % (self._lock, len(self._waiting))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exception):
        return self._lock.__exit__(*exception)

    def _is_owned(self):
        lock = self._lock
        if hasattr(lock, "_is_owned"):
            return lock._is_owned()
        if lock.acquire(False):
            lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        # A closed gate of its own for each that waits; notify opens the first ones.
        gate = Lock()
        gate.acquire()
        self._waiting.append(gate)
        lock = self._lock
        counts = hasattr(lock, "_release_save")
        held = lock._release_save() if counts else lock.release()
        opened = False
        try:
            if timeout is None:
                opened = gate.acquire()
            elif timeout > 0:
                opened = gate.acquire(True, timeout)
            else:
                opened = gate.acquire(False)
            return opened
        finally:
            if counts:
                lock._acquire_restore(held)
            else:
                lock.acquire()
            if not opened and gate in self._waiting:
                self._waiting.remove(gate)

    def wait_for(self, predicate, timeout=None):
        import time
        end = None if timeout is None else time.monotonic() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        first, self._waiting = self._waiting[:n], self._waiting[n:]
        for gate in first:
            gate.release()

    def notify_all(self):
        self.notify(len(self._waiting))

    notifyAll = notify_all


class BrokenBarrierError(RuntimeError):
    pass


class Barrier(object):
    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._count = 0
        # Each time that all are there a round ends; what holds for a round is kept with it.
        self._round = {"open": False, "broken": False}
        self._leaving = 0

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count

    @property
    def broken(self):
        return self._round["broken"]

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            own = self._round
            if own["broken"]:
                raise BrokenBarrierError
            place = self._count
            self._count += 1
            if place + 1 == self._parties:
                try:
                    if self._action is not None:
                        self._action()
                except BaseException:
                    self._break()
                    raise
                own["open"] = True
                self._round = {"open": False, "broken": False}
                self._count = 0
                self._cond.notify_all()
                return place
            if not self._cond.wait_for(lambda: own["open"] or own["broken"], timeout):
                self._break()
            if own["broken"]:
                raise BrokenBarrierError
            return place

    def _break(self):
        self._round["broken"] = True
        self._count = 0
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                self._round["broken"] = True
                self._cond.notify_all()
            self._round = {"open": False, "broken": False}
            self._count = 0

    def abort(self):
        with self._cond:
            self._break()


class local(object):
    # Everything but this one dictionary is in the dictionary of the thread that asks.
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_all", {})
        return self

    def _own(self):
        return self._all.setdefault(get_ident(), {})

    def __getattr__(self, name):
        own = self._own()
        if name in own:
            return own[name]
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

    def __setattr__(self, name, value):
        self._own()[name] = value

    def __delattr__(self, name):
        if self._own().pop(name, self) is self:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))


def current_thread():
    thread = _alive.get(get_ident())
    if thread is None:
        # A capture's thread has a name and no more.
        thread = _alive[get_ident()] = _DummyThread.__new__(_DummyThread)
        thread.__init__(_thread._owner())
    return thread


currentThread = current_thread


def main_thread():
    return _main


def enumerate():
    # Threads that were not begun here end without a word.
    for number in list(_alive):
        if isinstance(_alive.get(number), _DummyThread) and not _thread._is_alive(number):
            _alive.pop(number, None)
    return list(_alive.values())


def active_count():
    return len(enumerate())


activeCount = active_count


def stack_size(size=0):
    return 0


def settrace(func):
    pass


setprofile = settrace
_main = _MainThread.__new__(_MainThread)
_alive[1] = _main
_main._daemon = False
_main.__init__()
