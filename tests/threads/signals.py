import os, signal, sys, threading, time

def handler(number, frame):
    print("got", number, signal.Signals(number).name)

print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)
print(signal.signal(signal.SIGALRM, handler) == signal.SIG_DFL, signal.getsignal(signal.SIGALRM) is handler)

# A wait goes on after the handler.
signal.setitimer(signal.ITIMER_REAL, 0.05)
began = time.monotonic()
time.sleep(0.2)
print(time.monotonic() - began >= 0.2)

# Between two instructions of a loop.
came = []
signal.signal(signal.SIGALRM, lambda number, frame: came.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
n = 0
while len(came) < 3:
    n += 1
signal.setitimer(signal.ITIMER_REAL, 0)
print(came[:3], n > 100)

class Late(Exception):
    pass
def raises(number, frame):
    raise Late("too late")
signal.signal(signal.SIGALRM, raises)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(10)
except Late as error:
    print(error)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    threading.Event().wait()
except Late as error:
    print(error)
print(signal.alarm(10), signal.alarm(0))

signal.signal(signal.SIGUSR1, handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.signal(signal.SIGINT, handler)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.02)
signal.pause()

# Handlers run on the main thread, whichever thread is busy.
where = []
def spin():
    n = 0
    while not where:
        n += 1
signal.signal(signal.SIGUSR1, lambda number, frame: where.append(threading.current_thread().name))
t = threading.Thread(target=spin)
t.start()
os.kill(os.getpid(), signal.SIGUSR1)
t.join()
print(where)
def elsewhere():
    try:
        signal.signal(signal.SIGUSR1, handler)
    except ValueError as error:
        where.append(str(error).split(" of")[0])
t = threading.Thread(target=elsewhere); t.start(); t.join()
print(where[-1])
try:
    signal.signal(signal.SIGKILL, handler)
except OSError as error:
    print(error.errno)
for wrong in ((99, handler), (signal.SIGUSR1, "x")):
    try:
        signal.signal(*wrong)
    except (ValueError, TypeError) as error:
        print(error)
print(signal.SIGINT == 2, repr(signal.SIGTERM), "%d" % signal.SIGALRM, signal.strsignal(15), signal.Signals(9).name)

signal.signal(signal.SIGTERM, lambda number, frame: (print("bye"), sys.exit(0)))
os.kill(os.getpid(), signal.SIGTERM)
while True:
    time.sleep(1)
