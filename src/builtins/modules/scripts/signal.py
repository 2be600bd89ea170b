# signal: numbers and their names; the rest is native.
import _signal
from _signal import (
    SIG_DFL, SIG_IGN, NSIG, ITIMER_REAL, signal, getsignal, default_int_handler, alarm, setitimer,
    getitimer, pause, raise_signal, siginterrupt,
)

_names = {
    1: "SIGHUP",
    2: "SIGINT",
    3: "SIGQUIT",
    4: "SIGILL",
    5: "SIGTRAP",
    6: "SIGABRT",
    7: "SIGBUS",
    8: "SIGFPE",
    9: "SIGKILL",
    10: "SIGUSR1",
    11: "SIGSEGV",
    12: "SIGUSR2",
    13: "SIGPIPE",
    14: "SIGALRM",
    15: "SIGTERM",
    17: "SIGCHLD",
    18: "SIGCONT",
    19: "SIGSTOP",
    20: "SIGTSTP",
    21: "SIGTTIN",
    22: "SIGTTOU",
    23: "SIGURG",
    24: "SIGXCPU",
    25: "SIGXFSZ",
    26: "SIGVTALRM",
    27: "SIGPROF",
    28: "SIGWINCH",
    29: "SIGIO",
    30: "SIGPWR",
    31: "SIGSYS",
}
_words = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 6: "Aborted", 9: "Killed", 10: "User defined signal 1",
    12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated",
    17: "Child exited", 18: "Continued", 19: "Stopped (signal)", 20: "Stopped",
    28: "Window changed",
}


class Signals(int):
    def __new__(cls, number):
        if number not in _names:
            raise ValueError("%r is not a valid Signals" % number)
        return int.__new__(cls, number)

    @property
    def name(self):
        return _names[int(self)]

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        return "<Signals.%s: %d>" % (self.name, int(self))

    def __str__(self):
        return str(int(self))


SIGHUP = Signals(1)
SIGINT = Signals(2)
SIGQUIT = Signals(3)
SIGILL = Signals(4)
SIGTRAP = Signals(5)
SIGABRT = Signals(6)
SIGBUS = Signals(7)
SIGFPE = Signals(8)
SIGKILL = Signals(9)
SIGUSR1 = Signals(10)
SIGSEGV = Signals(11)
SIGUSR2 = Signals(12)
SIGPIPE = Signals(13)
SIGALRM = Signals(14)
SIGTERM = Signals(15)
SIGCHLD = Signals(17)
SIGCONT = Signals(18)
SIGSTOP = Signals(19)
SIGTSTP = Signals(20)
SIGTTIN = Signals(21)
SIGTTOU = Signals(22)
SIGURG = Signals(23)
SIGXCPU = Signals(24)
SIGXFSZ = Signals(25)
SIGVTALRM = Signals(26)
SIGPROF = Signals(27)
SIGWINCH = Signals(28)
SIGIO = Signals(29)
SIGPWR = Signals(30)
SIGSYS = Signals(31)


def strsignal(signalnum):
    return _words.get(int(signalnum))


def valid_signals():
    return set(range(1, NSIG))
