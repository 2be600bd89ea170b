# subprocess. Programs run with the rights of the person who called sudo.
import _processes

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        SubprocessError.__init__(self, returncode, cmd)
        self.returncode = returncode
        self.cmd = cmd
        self.output = self.stdout = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode < 0:
            return "Command '%s' died with signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        SubprocessError.__init__(self, cmd, timeout)
        self.cmd = cmd
        self.timeout = timeout

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)


class CompletedProcess(object):
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __repr__(self):
        parts = ["args=%r" % (self.args,), "returncode=%r" % (self.returncode,)]
        if self.stdout is not None:
            parts.append("stdout=%r" % (self.stdout,))
        if self.stderr is not None:
            parts.append("stderr=%r" % (self.stderr,))
        return "CompletedProcess(%s)" % ", ".join(parts)


class _Stream(object):
    # What a program writes is there when it has ended.
    def __init__(self, process, name):
        self._process = process
        self._name = name
        self._at = 0

    def _all(self):
        return self._process.communicate()[self._name] or self._process._empty

    def read(self, size=-1):
        text = self._all()[self._at:]
        if size >= 0:
            text = text[:size]
        self._at += len(text)
        return text

    def readlines(self):
        return self.read().splitlines(True)

    def readline(self):
        text = self._all()[self._at:]
        lines = text.splitlines(True)
        line = lines[0] if lines else self._process._empty
        self._at += len(line)
        return line

    def __iter__(self):
        return iter(self.readlines())

    def close(self):
        pass


class Popen(object):
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, text=None, encoding=None, errors=None, **kw):
        self.args = args
        self.returncode = None
        self._text = bool(text or universal_newlines or encoding)
        self._empty = "" if self._text else b""
        self._joined = stderr == STDOUT
        self._results = None
        words = [args] if isinstance(args, (str, bytes)) else [str(word) if not isinstance(word, bytes) else word for word in args]
        self._handle, self.pid = _processes.spawn(words, shell, cwd, stdin, stdout, stderr)
        self.stdout = _Stream(self, 0) if stdout == PIPE else None
        self.stderr = _Stream(self, 1) if stderr == PIPE else None
        self.stdin = None

    def _shown(self, octets):
        if octets is None or not self._text:
            return octets
        return octets.decode("utf-8", "replace").replace("\r\n", "\n")

    def communicate(self, input=None, timeout=None):
        if self._results is None:
            if isinstance(input, str):
                input = input.encode()
            found = _processes.wait(self._handle, input, timeout)
            if found is None:
                raise TimeoutExpired(self.args, timeout)
            self.returncode, out, err = found
            if self._joined and out is not None:
                out, err = out + (err or b""), None
            self._results = (self._shown(out), self._shown(err))
        return self._results

    def wait(self, timeout=None):
        self.communicate(None, timeout)
        return self.returncode

    def poll(self):
        if self.returncode is None:
            self.returncode = _processes.poll(self._handle)
        return self.returncode

    def send_signal(self, signal):
        _processes.kill(self._handle, signal)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.wait()


def run(args, input=None, capture_output=False, timeout=None, check=False, **kw):
    if capture_output:
        kw["stdout"] = kw["stderr"] = PIPE
    if input is not None:
        kw["stdin"] = PIPE
    process = Popen(args, **kw)
    try:
        out, err = process.communicate(input, timeout)
    except BaseException:
        process.kill()
        raise
    done = CompletedProcess(args, process.returncode, out, err)
    if check:
        done.check_returncode()
    return done


def call(args, timeout=None, **kw):
    return run(args, timeout=timeout, **kw).returncode


def check_call(args, **kw):
    status = call(args, **kw)
    if status:
        raise CalledProcessError(status, args)
    return 0


def check_output(args, **kw):
    return run(args, stdout=PIPE, check=True, **kw).stdout


def getstatusoutput(cmd):
    done = run(cmd, shell=True, stdout=PIPE, stderr=STDOUT, text=True)
    return done.returncode, done.stdout.rstrip("\n")


def getoutput(cmd):
    return getstatusoutput(cmd)[1]
