# concurrent.futures: functions given to threads, and their results.
import collections as _collections
import itertools as _itertools
import threading as _threading
import time as _time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError
# What CPython takes on a machine with few processors; waiting is what these threads do.
_MOST = 8
_pools = _itertools.count()


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future(object):
    def __init__(self):
        self._condition = _threading.Condition()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        words = self._state.lower()
        if self._state == "FINISHED":
            if self._exception is not None:
                words += " raised %s" % type(self._exception).__name__
            else:
                words += " returned %s" % type(self._result).__name__
        return "<Future at %#x state=%s>" % (id(self), words)

    def cancel(self):
        with self._condition:
            if self._state in ("RUNNING", "FINISHED"):
                return False
            if self._state == "CANCELLED":
                return True
            self._state = "CANCELLED"
            self._condition.notify_all()
        self._tell()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._call(fn)

    def _tell(self):
        for fn in self._callbacks:
            self._call(fn)

    def _call(self, fn):
        try:
            fn(self)
        except Exception:
            import traceback
            traceback.print_exc()

    def _until_done(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
            if self._state == "CANCELLED":
                raise CancelledError()

    def result(self, timeout=None):
        self._until_done(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._until_done(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state != "PENDING":
                return False
            self._state = "RUNNING"
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError("%s: %r" % (self._state, self))
            self._result = result
            self._exception = exception
            self._state = "FINISHED"
            self._condition.notify_all()
        self._tell()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class Executor(object):
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return self._results(futures, end)

    def _results(self, futures, end):
        try:
            for future in futures:
                if end is None:
                    yield future.result()
                else:
                    yield future.result(max(0, end - _time.monotonic()))
        finally:
            for future in futures:
                future.cancel()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = _MOST
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % next(_pools)
        self._initializer = initializer
        self._initargs = initargs
        self._lock = _threading.Lock()
        self._work = _collections.deque()
        # By number. A thread without work ends; the next work begins it anew.
        self._threads = {}
        self._shutdown = False

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        with self._lock:
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self._work.append((future, fn, args, kwargs))
            if len(self._threads) >= self._max_workers:
                return future
            number = 0
            while number in self._threads:
                number += 1
            thread = _threading.Thread(
                name="%s_%d" % (self._prefix, number), target=self._serve, args=(number,), daemon=False)
            self._threads[number] = thread
        thread.start()
        return future

    def _serve(self, number):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            with self._lock:
                if not self._work:
                    del self._threads[number]
                    return
                future, fn, args, kwargs = self._work.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            # Nothing of one work is kept for the next.
            future = fn = args = kwargs = result = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            threads = list(self._threads.values())
            left = list(self._work) if cancel_futures else []
        for work in left:
            work[0].cancel()
        if wait:
            for thread in threads:
                thread.join()


class ProcessPoolExecutor(ThreadPoolExecutor):
    """Threads here: memory is shared."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        ThreadPoolExecutor.__init__(self, max_workers, '', initializer, initargs)


def as_completed(fs, timeout=None):
    end = None if timeout is None else _time.monotonic() + timeout
    waiting = set(fs)
    total = len(waiting)
    came = _threading.Semaphore(0)
    done = _collections.deque()

    def note(future):
        done.append(future)
        came.release()

    for future in list(waiting):
        future.add_done_callback(note)
    while waiting:
        left = None if end is None else max(0, end - _time.monotonic())
        if not came.acquire(timeout=left):
            raise TimeoutError("%d (of %d) futures unfinished" % (len(waiting), total))
        future = done.popleft()
        waiting.discard(future)
        yield future


DoneAndNotDoneFutures = _collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = set(future for future in fs if future.done())

    def enough():
        if not fs - done:
            return True
        if return_when == FIRST_COMPLETED:
            return bool(done)
        if return_when == FIRST_EXCEPTION:
            return any(not one.cancelled() and one.exception() is not None for one in done)
        return False

    try:
        if not enough():
            for future in as_completed(fs - done, timeout):
                done.add(future)
                if enough():
                    break
    except TimeoutError:
        pass
    return DoneAndNotDoneFutures(done, fs - done)
