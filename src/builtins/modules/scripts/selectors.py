# selectors: waiting for several descriptors, each with what belongs to it.
import select
from collections import namedtuple

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


def _number(fileobj):
    if isinstance(fileobj, int):
        number = fileobj
    else:
        try:
            number = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError("Invalid file object: %r" % (fileobj,)) from None
    if number < 0:
        raise ValueError("Invalid file descriptor: %d" % number)
    return number


class BaseSelector:
    def __init__(self):
        self._keys = {}

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: %r" % events)
        number = _number(fileobj)
        if number in self._keys:
            raise KeyError("%r (FD %d) is already registered" % (fileobj, number))
        self._keys[number] = SelectorKey(fileobj, number, events, data)
        return self._keys[number]

    def _registered(self, fileobj):
        for number, key in self._keys.items():
            if key.fileobj is fileobj:
                return number
        number = _number(fileobj)
        if number not in self._keys:
            raise KeyError("%r is not registered" % (fileobj,))
        return number

    def unregister(self, fileobj):
        return self._keys.pop(self._registered(fileobj))

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        if timeout is not None and timeout < 0:
            timeout = 0
        readers = [number for number, key in self._keys.items() if key.events & EVENT_READ]
        writers = [number for number, key in self._keys.items() if key.events & EVENT_WRITE]
        readable, writable, _ = select.select(readers, writers, [], timeout)
        found = []
        for number, key in self._keys.items():
            events = EVENT_READ * (number in readable) | EVENT_WRITE * (number in writable)
            if events:
                found.append((key, events))
        return found

    def close(self):
        self._keys = {}

    def get_key(self, fileobj):
        return self._keys[self._registered(fileobj)]

    def get_map(self):
        return {key.fileobj: key for key in self._keys.values()}

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
