# time, errno, fcntl.
import errno
import fcntl
import os
import tempfile
import time


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


g = time.gmtime(1700000000)
print(g)
print(g.tm_year, g[0], len(g), g.tm_zone, g.tm_gmtoff, g[:3], tuple(g), g == tuple(g), isinstance(g, tuple), isinstance(g, time.struct_time), type(g))
print(g > time.gmtime(0), g.tm_yday, g.n_fields, g.n_sequence_fields, sorted([time.gmtime(5), time.gmtime(0)])[0].tm_sec)
s = time.struct_time((2023, 11, 14, 22, 13, 20, 1, 318, 0))
print(s, s.tm_zone, s == g)
t(time.struct_time, (1, 2))
t(time.struct_time, 5)
t(time.struct_time, range(12))
t(time.asctime, g)
t(time.asctime, (2023, 1, 2, 3, 4, 5, 0, 2, 0))
t(time.asctime, (1, 2))
t(time.asctime, "x")
t(time.ctime, 0)
t(time.gmtime, -1)
t(time.gmtime, 1e18)
t(time.gmtime, "x")
t(time.localtime, 86400.9)
t(time.mktime, g)
t(time.mktime, (2023, 14, 35, 25, 61, 61, 0, 0, 0))
t(time.mktime, (2023,))
for f in ["%a %A %b %B %c %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %Z %%", "%D %e %F %g %G %h %n%R %s|%t|%T %u %V %C %r", "%-d %-m %_d", "no", "", "é %Y"]:
    t(time.strftime, f, g)
t(time.strftime, "%Y", (99, 1, 1, 0, 0, 0, 0, 1, 0))
t(time.strftime, "%d", (2000, 1, 40, 0, 0, 0, 0, 1, 0))
t(time.strftime, "%H", (2000, 1, 1, 25, 0, 0, 0, 1, 0))
t(time.strftime, "%m", (2000, 13, 1, 0, 0, 0, 0, 1, 0))
t(time.strftime, "%m", (2000, 0, 0, 0, 0, 0, 0, 0, 0))
t(time.strftime, 5)
for text, f in [("2023-11-14 22:13:20", "%Y-%m-%d %H:%M:%S"), ("14 Nov 23", "%d %b %y"), ("Tue Nov 14 22:13:20 2023", "%c"), ("11/14/23", "%x"), ("10:05 PM", "%I:%M %p"), ("318 2023", "%j %Y"), ("x", "%Y"), ("2023 rest", "%Y"), ("2023-02-30", "%Y-%m-%d"), ("5", "%Q"), ("12:00", "%H:%M"), ("  3", "%d"), ("UTC", "%Z"), ("+0130", "%z"), ("Sunday 31 12 1999", "%A %d %m %Y"), ("99", "%y"), ("2000 %", "%Y %%"), ("2", "%")]:
    t(time.strptime, text, f)
t(time.strptime, "Tue Nov 14 22:13:20 2023")
t(time.strptime, 5, "%Y")
t(time.sleep, -1)
t(time.sleep, "x")
t(time.sleep, 0)
print(time.timezone, time.altzone, time.daylight, time.tzname)
print(time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID)
print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 1, time.clock_getres(time.CLOCK_REALTIME) < 0.1, abs(time.time_ns() - time.clock_gettime_ns(0)) < 10**9)
print(time.process_time_ns() > 0, time.thread_time() >= 0, time.thread_time_ns() >= 0, time.perf_counter() <= time.perf_counter(), time.monotonic_ns() <= time.monotonic_ns())
t(time.clock_gettime, 99)
t(time.get_clock_info, "time")
t(time.get_clock_info, "nope")
print(time.get_clock_info("monotonic").monotonic)
os.environ["TZ"] = "Europe/Berlin"
time.tzset()
print(time.tzname, time.timezone, time.altzone, time.daylight, time.localtime(1700000000).tm_hour, time.localtime(1690000000), time.localtime(1690000000).tm_zone, time.localtime(1690000000).tm_gmtoff)
print(time.mktime((2023, 7, 1, 12, 0, 0, 0, 0, -1)), time.ctime(0), time.strftime("%H %Z", time.localtime(0)))
os.environ["TZ"] = "UTC"
time.tzset()
print(time.tzname)

# ---- errno
print(errno.ENOENT, errno.EACCES, errno.ECONNREFUSED, errno.ENOTSUP, errno.EWOULDBLOCK, errno.EDEADLOCK, errno.EHWPOISON if hasattr(errno, "EHWPOISON") else 133, errno.errorcode[2], errno.errorcode[95], errno.errorcode[11], errno.errorcode[35])
print([errno.errorcode.get(n) for n in range(1, 132)])
try:
    open("/nonexistent")
except OSError as error:
    print(error.errno == errno.ENOENT, errno.errorcode[error.errno], os.strerror(error.errno))

# ---- fcntl
with tempfile.TemporaryFile() as one:
    fcntl.flock(one, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(one.fileno(), fcntl.LOCK_UN)
    fcntl.lockf(one, fcntl.LOCK_EX)
    fcntl.lockf(one, fcntl.LOCK_UN, 5, 1, 0)

    t(fcntl.flock, 9999, fcntl.LOCK_EX)
    t(fcntl.flock, "x", fcntl.LOCK_EX)
    flags = fcntl.fcntl(one, fcntl.F_GETFD)
    print(flags & fcntl.FD_CLOEXEC, fcntl.fcntl(one, fcntl.F_GETFL) & os.O_ACCMODE if hasattr(os, "O_ACCMODE") else 2)
with tempfile.NamedTemporaryFile() as first, open(first.name) as second:
    fcntl.flock(first, fcntl.LOCK_EX)
    t(fcntl.flock, second, fcntl.LOCK_EX | fcntl.LOCK_NB)
print(fcntl.LOCK_SH, fcntl.LOCK_EX, fcntl.LOCK_NB, fcntl.LOCK_UN, fcntl.F_GETFL, fcntl.F_SETFL, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
