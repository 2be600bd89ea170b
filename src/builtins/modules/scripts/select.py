# select: waiting for several descriptors.
import _processes

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 8192
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDHUP = 1, 2, 4, 8, 16, 8192
EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG = 64, 128, 256, 512, 1024
EPOLLEXCLUSIVE, EPOLLONESHOT, EPOLLET = 1 << 28, 1 << 30, 1 << 31
EPOLL_CLOEXEC = 0o2000000
PIPE_BUF = 4096


def _number(fd):
    if isinstance(fd, int):
        number = fd
    elif hasattr(fd, "fileno"):
        number = fd.fileno()
        if not isinstance(number, int):
            raise TypeError("fileno() returned a non-integer")
    else:
        raise TypeError("argument must be an int, or have a fileno() method.")
    if number < 0:
        raise ValueError("file descriptor cannot be a negative integer (%d)" % number)
    return number


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None:
        if not isinstance(timeout, (int, float)) and not hasattr(timeout, "__index__"):
            raise TypeError("timeout must be a float or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    try:
        lists = [list(rlist), list(wlist), list(xlist)]
    except TypeError:
        raise TypeError("arguments 1-3 must be sequences") from None
    wanted = []
    for objects, events in zip(lists, (POLLIN, POLLOUT, POLLPRI)):
        for one in objects:
            _number(one)
            wanted.append((one, events))
    came = iter(_processes.poll_all(wanted, timeout))
    found = []
    for objects, events in zip(lists, (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)):
        found.append([one for one in objects if next(came) & events])
    return tuple(found)


class poll:
    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        number = _number(fd)
        if number not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[number] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_number(fd)]

    def poll(self, timeout=None, /):
        """Waits at most so many milliseconds."""
        if timeout is not None:
            timeout = None if timeout < 0 else timeout / 1000
        wanted, closed = [], []
        for number, events in self._wanted.items():
            try:
                _processes.poll_all([(number, 0)], 0)
                wanted.append((number, events & 0x7fff))
            except OSError:
                closed.append((number, POLLNVAL))
        came = _processes.poll_all(wanted, 0 if closed else timeout)
        return closed + [(pair[0], events) for pair, events in zip(wanted, came) if events]


class epoll:
    """As poll, in seconds; what is asked for with EPOLLONESHOT is told once."""

    def __init__(self, sizehint=-1, flags=0):
        self._wanted = {}
        self.closed = False

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        number = _number(fd)
        if number in self._wanted:
            raise FileExistsError(17, "File exists")
        _processes.poll_all([(number, 0)], 0)
        self._wanted[number] = eventmask

    def modify(self, fd, eventmask):
        self._known(fd)
        self._wanted[_number(fd)] = eventmask

    def unregister(self, fd):
        self._known(fd)
        del self._wanted[_number(fd)]

    def _known(self, fd):
        if _number(fd) not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")

    def poll(self, timeout=None, maxevents=-1):
        if self.closed:
            raise ValueError("I/O operation on closed epoll object")
        wanted = [(number, events & 0x7fff) for number, events in self._wanted.items() if events]
        came = _processes.poll_all(wanted, None if timeout is None or timeout < 0 else timeout)
        found = [(pair[0], events) for pair, events in zip(wanted, came) if events]
        for number, events in found:
            if self._wanted[number] & EPOLLONESHOT:
                self._wanted[number] = 0
        return found[:maxevents] if maxevents > 0 else found

    def close(self):
        self.closed = True
        self._wanted = {}

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
