"""What runs beside the program. Here these are threads: memory is shared."""

import os as _os
import queue as _queue
import sys as _sys
import _thread
import threading as _threading
import time as _time
from queue import Empty, Full
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

_children = []


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


class Process(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError('group argument must be None for now')
        _count[0] += 1
        self.name = str(name) if name is not None else 'Process-%d' % _count[0]
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs or {})
        self._daemonic = bool(daemon)
        self._thread = None
        self._ended_by = None
        self.exitcode = None

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        if self._thread is not None:
            raise AssertionError('cannot start a process twice')
        self._thread = _threading.Thread(
            target=self._begin, name=self.name, daemon=self._daemonic)
        self._thread._process = self
        _children.append(self)
        self._thread.start()

    def _begin(self):
        status = 1
        try:
            self.run()
            status = 0
        except SystemExit as end:
            if end.code is None:
                status = 0
            elif isinstance(end.code, int):
                status = end.code
            else:
                _sys.stderr.write('%s\n' % (end.code,))
        except BaseException:
            if self._ended_by is None:
                raise
        finally:
            self.exitcode = status if self._ended_by is None else -self._ended_by
            if self in _children:
                _children.remove(self)

    def _started(self):
        if self._thread is None:
            raise AssertionError('can only join a started process')

    def join(self, timeout=None):
        self._started()
        self._thread.join(timeout)

    def is_alive(self):
        return self._thread is not None and self.exitcode is None and self._thread.is_alive()

    def _stop(self, number):
        if self._thread is None:
            raise AttributeError("'NoneType' object has no attribute 'terminate'")
        if self.is_alive():
            self._ended_by = number
            _thread._stop(self._thread.ident)

    def terminate(self):
        self._stop(15)

    def kill(self):
        self._stop(9)

    def close(self):
        if self.is_alive():
            raise ValueError('Cannot close a process while it is still running. '
                             'You should first call join() or terminate().')

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._thread is not None:
            raise AssertionError('process has already started')
        self._daemonic = bool(daemonic)

    @property
    def pid(self):
        return None if self._thread is None else _os.getpid() + self._thread.ident

    ident = pid

    def __repr__(self):
        if self._thread is None:
            status = 'initial'
        elif self.is_alive():
            status = 'started'
        else:
            status = 'stopped exitcode=%s' % self.exitcode
        return '<%s name=%r parent=%d %s%s>' % (
            type(self).__name__, self.name, _os.getpid(), status, ' daemon' if self.daemon else '')


_count = [0]


class _MainProcess(Process):
    def __init__(self):
        self.name = 'MainProcess'
        self._daemonic = False
        self.exitcode = None
        self._thread = _threading.main_thread()

    pid = ident = property(lambda self: _os.getpid())

    def is_alive(self):
        return True


_main = _MainProcess()


def current_process():
    return getattr(_threading.current_thread(), '_process', _main)


def parent_process():
    return None if current_process() is _main else _main


def active_children():
    return [child for child in _children if child.is_alive()]


def cpu_count():
    return _os.cpu_count()


def freeze_support():
    pass


def get_start_method(allow_none=False):
    return 'fork'


def get_all_start_methods():
    return ['fork', 'spawn', 'forkserver']


def set_start_method(method, force=False):
    if method not in (None, 'fork', 'spawn', 'forkserver'):
        raise ValueError('cannot find context for %r' % method)


def get_context(method=None):
    return _sys.modules[__name__]


def get_logger():
    import logging
    return logging.getLogger('multiprocessing')


class Queue(_queue.Queue):
    def __init__(self, maxsize=0, *, ctx=None):
        _queue.Queue.__init__(self, maxsize)

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    pass


class SimpleQueue(_queue.SimpleQueue):
    def close(self):
        pass


class Connection(object):
    """An end of a pipe."""

    def __init__(self, inward, outward):
        self._inward = inward
        self._outward = outward
        self._kept = []
        self.closed = False

    def send(self, obj):
        if self._outward is None:
            raise OSError('connection is read-only')
        if self.closed:
            raise OSError('handle is closed')
        self._outward.put((obj,))

    send_bytes = send

    def recv(self):
        if self._inward is None:
            raise OSError('connection is write-only')
        if self.closed:
            raise OSError('handle is closed')
        got = self._kept.pop() if self._kept else self._inward.get()
        if got is None:
            self._kept.append(None)
            raise EOFError
        return got[0]

    recv_bytes = recv

    def poll(self, timeout=0.0):
        if not self._kept:
            try:
                self._kept.append(self._inward.get(True, timeout) if timeout != 0
                                  else self._inward.get_nowait())
            except Empty:
                return False
        return True

    def close(self):
        if not self.closed:
            self.closed = True
            if self._outward is not None:
                self._outward.put(None)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def Pipe(duplex=True):
    there, back = _queue.Queue(), _queue.Queue()
    if duplex:
        return Connection(back, there), Connection(there, back)
    return Connection(there, None), Connection(None, there)


_ZERO = {'c': b'\0', 'u': '\0', 'f': 0.0, 'd': 0.0}


class _Locked(object):
    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, *args, **kwargs):
        return self._lock.acquire(*args, **kwargs)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        self._lock.release()


class _Value(_Locked):
    def __init__(self, value):
        self.value = value
        self._lock = RLock()

    def __repr__(self):
        return '<Synchronized wrapper for %r>' % self.value


def Value(typecode, *args, lock=True):
    return _Value(args[0] if args else _ZERO.get(typecode, 0))


RawValue = Value


class _Array(_Locked):
    def __init__(self, typecode, items):
        self._read = float if typecode in ('f', 'd') else lambda value: value
        self._items = [self._read(item) for item in items]
        self._lock = RLock()

    def __len__(self):
        return len(self._items)

    def __getitem__(self, at):
        return self._items[at]

    def __setitem__(self, at, value):
        self._items[at] = self._read(value)

    def __iter__(self):
        return iter(self._items)


def Array(typecode, size_or_initializer, *, lock=True):
    if isinstance(size_or_initializer, int):
        return _Array(typecode, [_ZERO.get(typecode, 0)] * size_or_initializer)
    return _Array(typecode, size_or_initializer)


RawArray = Array


class _Namespace(object):
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return 'Namespace(%s)' % ', '.join(['%s=%r' % item for item in sorted(vars(self).items())])


class _Manager(object):
    """Its things are plain ones: all that runs sees the same."""

    dict = dict
    list = list
    Namespace = _Namespace
    Queue = Queue
    JoinableQueue = JoinableQueue
    Lock = staticmethod(Lock)
    RLock = staticmethod(RLock)
    Event = Event
    Condition = Condition
    Semaphore = Semaphore
    BoundedSemaphore = BoundedSemaphore
    Barrier = Barrier
    Value = staticmethod(Value)
    Array = staticmethod(Array)

    def start(self, *args):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


def Manager():
    return _Manager()


class AsyncResult(object):
    def __init__(self, futures, single, callback, error_callback):
        self._futures = futures
        self._single = single
        self._told = (callback, error_callback)
        self._left = len(futures)
        if callback or error_callback:
            for future in futures:
                future.add_done_callback(self._tell)

    def _tell(self, _):
        self._left -= 1
        if self._left == 0:
            callback, error_callback = self._told
            try:
                result = self.get()
            except Exception as error:
                if error_callback:
                    error_callback(error)
            else:
                if callback:
                    callback(result)

    def ready(self):
        return all([future.done() for future in self._futures])

    def successful(self):
        if not self.ready():
            raise ValueError('%r not ready' % self)
        return all([future.exception() is None for future in self._futures])

    def wait(self, timeout=None):
        from concurrent.futures import wait
        wait(self._futures, timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        results = [future.result() for future in self._futures]
        return results[0] if self._single else results


class Pool(object):
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        from concurrent.futures import ThreadPoolExecutor
        if processes is not None and processes < 1:
            raise ValueError('Number of processes must be at least 1')
        self._workers = ThreadPoolExecutor(
            processes or _os.cpu_count() or 1, initializer=initializer, initargs=initargs)
        self._open = True

    def _give(self, calls, single=False, callback=None, error_callback=None):
        if not self._open:
            raise ValueError('Pool not running')
        futures = [self._workers.submit(func, *args, **kwargs) for func, args, kwargs in calls]
        return AsyncResult(futures, single, callback, error_callback)

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return self._give([(func, args, kwds)], True, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [(func, (item,), {}) for item in iterable]
        return self._give(calls, False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [(func, tuple(args), {}) for args in iterable]
        return self._give(calls, False, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        given = self.map_async(func, iterable)
        for future in given._futures:
            yield future.result()

    def imap_unordered(self, func, iterable, chunksize=1):
        from concurrent.futures import as_completed
        given = self.map_async(func, iterable)
        for future in as_completed(given._futures):
            yield future.result()

    def close(self):
        self._open = False

    def terminate(self):
        self._open = False
        self._workers.shutdown(False, cancel_futures=True)

    def join(self):
        if self._open:
            raise ValueError('Pool is still running')
        self._workers.shutdown(True)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.terminate()
