# queue
import threading
import time


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue(object):
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []
        self._open = 0

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put(self, item, block=True, timeout=None):
        if not threading._until(lambda: not self.full(), block, timeout):
            raise Full
        self._put(item)
        self._open += 1

    def get(self, block=True, timeout=None):
        if not threading._until(lambda: bool(self._items), block, timeout):
            raise Empty
        return self._get()

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        if self._open <= 0:
            raise ValueError("task_done() called too many times")
        self._open -= 1

    def join(self):
        threading._until(lambda: self._open == 0, True, None)


class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _put(self, item):
        self._items.append(item)
        self._items.sort()


SimpleQueue = Queue
