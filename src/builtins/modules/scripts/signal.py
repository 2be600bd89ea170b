# signal. A handler of SIGINT is kept; Ctrl-C itself raises KeyboardInterrupt.
import time

SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = 1, 2, 3, 9, 10, 12, 13, 14, 15, 17
SIG_DFL = 0
SIG_IGN = 1
_handlers = {}


def default_int_handler(signum, frame):
    raise KeyboardInterrupt


_handlers[SIGINT] = default_int_handler


def signal(signalnum, handler):
    before = _handlers.get(signalnum, SIG_DFL)
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum):
    return _handlers.get(signalnum, SIG_DFL)


def pause():
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        handler = _handlers.get(SIGINT)
        if not callable(handler):
            raise
        handler(SIGINT, None)
