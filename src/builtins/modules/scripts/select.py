# select
import _processes

error = OSError
POLLIN = 1
POLLOUT = 4


def select(rlist, wlist, xlist, timeout=None):
    # Exceptional conditions are not waited for.
    readers, writers = _processes.select(list(rlist), list(wlist), timeout)
    return readers, writers, []
