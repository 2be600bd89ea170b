# subprocess, select, and the descriptors between programs.
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from subprocess import DEVNULL, PIPE, STDOUT, Popen, TimeoutExpired, run


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


# ---- run
t(run, ["echo", "hi"], capture_output=True)
t(run, ["echo", "hi"], capture_output=True, text=True)
t(run, "echo out; echo err >&2; exit 3", shell=True, stdout=PIPE, stderr=PIPE)
t(run, "echo out; echo err >&2", shell=True, stdout=PIPE, stderr=STDOUT, text=True)
t(run, ["cat"], input=b"in", stdout=PIPE)
t(run, ["cat"], input="in\r\nto", stdout=PIPE, universal_newlines=True)
t(run, ["true"], check=True)
t(run, ["false"], check=True)
t(run, "kill -9 $$", shell=True, check=True)
t(run, ["nonexistent-program"])
t(run, ["ls"], cwd="/nonexistent")
t(run, ["sh", "-c", "echo $A"], env={"A": "b"}, stdout=PIPE)
t(run, ["pwd"], cwd="/", stdout=PIPE)
t(run, ["x"], executable="echo", stdout=PIPE)
t(run, ["echo"], capture_output=True, stdout=PIPE)
t(run, ["cat"], input=b"", stdin=PIPE)
t(run, ["cat"], input="text", stdout=PIPE)
t(run, ["cat"], input=b"octets", stdout=PIPE, text=True)
t(run, ["echo", 5])
t(run, [])
t(run, "echo $0 $1", shell=True, stdout=PIPE)
t(run, ["echo $0 $1", "a", "b"], shell=True, stdout=PIPE)
t(run, ["printf", "\\377"], stdout=PIPE, text=True, errors="replace")
t(run, ["printf", "\\344"], stdout=PIPE, encoding="latin-1")
t(run, ["sh", "-c", "cat /dev/zero | head -c 300000"], stdout=DEVNULL)
print(len(run(["sh", "-c", "cat /dev/zero | head -c 300000"], stdout=PIPE).stdout))
print(len(run(["cat"], input=b"x" * 300000, stdout=PIPE).stdout))
t(run, ["head", "-c", "3"], input=b"y" * 300000, stdout=PIPE)
begun = time.monotonic()
t(run, ["sleep", "5"], timeout=0.1, stdout=PIPE)
t(run, "echo begun; exec sleep 5", shell=True, stdout=PIPE, timeout=0.3)
print(time.monotonic() - begun < 3)
try:
    run("echo begun; exec sleep 5", shell=True, stdout=PIPE, timeout=0.3, text=True)
except TimeoutExpired as error:
    print(error.output, error.stdout, error.stderr, error.timeout, error.cmd)
try:
    run("echo o; echo e >&2; exit 7", shell=True, capture_output=True, text=True, check=True)
except subprocess.CalledProcessError as error:
    print(repr(error), error.returncode, error.cmd, repr(error.output), repr(error.stdout), repr(error.stderr))
done = subprocess.CompletedProcess(["a"], 1)
t(done.check_returncode)
print(done)

# ---- the older functions
t(subprocess.call, ["false"])
t(subprocess.call, "exit 4", shell=True)
t(subprocess.check_call, ["true"])
t(subprocess.check_call, ["false"])
t(subprocess.check_output, ["echo", "x"])
t(subprocess.check_output, "echo x; exit 2", shell=True)
t(subprocess.check_output, ["echo"], stdout=PIPE)
t(subprocess.check_output, ["cat"], input=b"fed")
t(subprocess.check_output, ["cat"], input=None)
t(subprocess.getoutput, "echo a; echo b >&2")
t(subprocess.getstatusoutput, "echo a; exit 5")
t(subprocess.list2cmdline, ["a", "b c", 'd"e', "f\\", "g h\\", ""])
os.environ["LAB"] = "given"
t(subprocess.getoutput, "echo $LAB")

# ---- Popen
p = Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True)
p.stdin.write("one\n")
p.stdin.flush()
print(repr(p.stdout.readline()), p.poll())
p.stdin.write("two\nthree\n")
p.stdin.close()
print(p.stdout.read(2), list(p.stdout), p.wait(), p.returncode, p.poll())
p.stdout.close()
t(p.stdout.read)
p = Popen("for i in 1 2 3; do echo line $i; done", shell=True, stdout=PIPE, stderr=STDOUT)
for line in p.stdout:
    print(line)
print(p.wait())
p.stdout.close()
p = Popen(["sh", "-c", "read a; echo got $a >&2; exit 1"], stdin=PIPE, stdout=PIPE, stderr=PIPE)
print(p.communicate(b"word\n"), p.returncode)
p = Popen(["cat"], stdin=PIPE, stdout=PIPE)
t(p.stdin.write, "text")
print(p.stdin.write(b"abc"), p.communicate(), p.stdin.closed, p.stdout.closed)
with Popen(["echo", "with"], stdout=PIPE) as p:
    print(p.stdout.read())
print(p.returncode, p.args)
p = Popen(["sleep", "10"])
print(p, p.poll())
t(p.wait, timeout=0.05)
p.terminate()
print(p.wait(), p)
p.terminate()
p = Popen(["sleep", "10"])
p.kill()
print(p.wait(), p.returncode == -signal.SIGKILL)
p = Popen(["sleep", "10"])
p.send_signal(signal.SIGINT)
print(p.wait())
p = Popen(["sleep", "10"], stdout=PIPE)
t(p.communicate, timeout=0.05)
p.kill()
print(p.communicate(), p.returncode)
p = Popen(["sleep", "10"], start_new_session=True)
print(os.getpgid(p.pid) == p.pid)
os.killpg(p.pid, signal.SIGTERM)
print(p.wait())
first = Popen(["echo", "piped"], stdout=PIPE)
second = Popen(["tr", "a-z", "A-Z"], stdin=first.stdout, stdout=PIPE)
first.stdout.close()
print(second.communicate()[0], first.wait())
reader, writer = os.pipe()
p = Popen(["echo", "to a descriptor"], stdout=writer)
p.wait()
os.close(writer)
print(os.read(reader, 100), os.read(reader, 100))
os.close(reader)
p = Popen(["sh", "-c", "exit 6"])
print(os.waitpid(p.pid, 0)[1] >> 8)
t(Popen, ["x"], bufsize="a")
print(issubclass(subprocess.TimeoutExpired, subprocess.SubprocessError), PIPE, STDOUT, DEVNULL)

# Other threads go on while one waits for a program.
seen = []


def listen():
    p = Popen(["sh", "-c", "sleep 0.2; echo late"], stdout=PIPE)
    seen.append(p.stdout.readline())
    p.communicate()


thread = threading.Thread(target=listen)
thread.start()
count = 0
while thread.is_alive():
    count += 1
    time.sleep(0.01)
print(seen, count > 5)

# ---- select
a, b = socket.socketpair()
print(select.select([a], [b], [a], 0) == ([], [b], []))
b.send(b"x")
print(select.select([a, b], [], [], 1) == ([a], [], []), select.select([a.fileno()], [], []) == ([a.fileno()], [], []))
t(select.select, [], [], [], -1)
t(select.select, [], [], [], "x")
t(select.select, 5, [], [])
t(select.select, ["x"], [], [])
t(select.select, [-1], [], [])
poller = select.poll()
poller.register(a, select.POLLIN)
poller.register(b.fileno(), select.POLLIN | select.POLLOUT)
print(sorted(poller.poll(100)) == sorted([(a.fileno(), select.POLLIN), (b.fileno(), select.POLLOUT)]))
poller.modify(b, select.POLLIN)
a.recv(1)
print(poller.poll(10))
t(poller.unregister, 99999)
t(poller.modify, 99999, 1)
poller.unregister(a)
a.close()
print([(fd == b.fileno(), event & select.POLLIN) for fd, event in poller.poll()])
b.close()
with select.epoll() as ep:
    reader, writer = os.pipe()
    ep.register(reader, select.EPOLLIN)
    print(ep.poll(0.01), ep.closed)
    os.write(writer, b"y")
    print(ep.poll() == [(reader, select.EPOLLIN)])
    os.close(writer)
    os.read(reader, 5)
    print(ep.poll(1) == [(reader, select.EPOLLHUP)])
    ep.unregister(reader)
    print(ep.poll(0))
    t(ep.unregister, reader)
    os.close(reader)
print(select.POLLIN, select.POLLOUT, select.POLLERR, select.POLLHUP, select.POLLNVAL, select.EPOLLET, select.error is OSError)
