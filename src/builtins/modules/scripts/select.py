# select
import _threads

error = OSError
POLLIN = 1
POLLOUT = 4


def select(rlist, wlist, xlist, timeout=None):
    # Exceptional conditions are not waited for.
    readers, writers = _threads.select(list(rlist), list(wlist), timeout)
    return readers, writers, []
