# subprocess: other programs, with the rights of the person who called sudo.
import _processes
import os
import select as _select
import time as _time

PIPE = -1
STDOUT = -2
DEVNULL = -3
_CHUNK = 32768


class SubprocessError(Exception):
    pass


def _signal(number):
    import signal
    try:
        return "%r" % signal.Signals(number)
    except ValueError:
        return "unknown signal %d" % number


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        SubprocessError.__init__(self, returncode, cmd)
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return "Command '%s' died with %s." % (self.cmd, _signal(-self.returncode))
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        SubprocessError.__init__(self, cmd, timeout)
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value

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
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))


class _Pipe(object):
    """Our end of a pipe, of octets or of text."""

    def __init__(self, fd, encoding, errors):
        self._fd = fd
        self.name = fd
        self.encoding = encoding
        self.errors = errors
        self.closed = False

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + ("." if self.encoding else ""))

    def fileno(self):
        self._open()
        return self._fd

    def isatty(self):
        return False

    def seekable(self):
        return False

    def close(self):
        if not self.closed:
            self.closed = True
            os.close(self._fd)

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc):
        self.close()

    def __del__(self):
        self.close()


class _Reader(_Pipe):
    _ahead = b""
    mode = "rb"

    def readable(self):
        return True

    def writable(self):
        return False

    def flush(self):
        pass

    def _fill(self):
        part = os.read(self._fd, _CHUNK)
        self._ahead += part
        return bool(part)

    def _shown(self, octets):
        if self.encoding is None:
            return octets
        return octets.decode(self.encoding, self.errors).replace("\r\n", "\n").replace("\r", "\n")

    def _take(self, count):
        octets, self._ahead = self._ahead[:count], self._ahead[count:]
        return self._shown(octets)

    def read(self, size=-1, /):
        self._open()
        if size is None or size < 0:
            parts = [self._ahead]
            while True:
                part = os.read(self._fd, _CHUNK)
                if not part:
                    break
                parts.append(part)
            self._ahead = b""
            return self._shown(b"".join(parts))
        if self.encoding is None:
            while len(self._ahead) < size and self._fill():
                pass
            return self._take(size)
        while len(self._ahead.decode(self.encoding, "ignore")) < size and self._fill():
            pass
        text = self._ahead.decode(self.encoding, "ignore")[:size]
        return self._take(len(text.encode(self.encoding)))

    def read1(self, size=-1, /):
        self._open()
        if not self._ahead:
            self._fill()
        return self._take(len(self._ahead) if size < 0 else size)

    def readline(self, size=-1, /):
        self._open()
        while b"\n" not in self._ahead and (size < 0 or len(self._ahead) < size) and self._fill():
            pass
        at = self._ahead.find(b"\n")
        end = len(self._ahead) if at < 0 else at + 1
        return self._take(end if size < 0 else min(end, size))

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class _Writer(_Pipe):
    mode = "wb"

    def readable(self):
        return False

    def writable(self):
        return True

    def flush(self):
        self._open()

    def write(self, data, /):
        self._open()
        if self.encoding is None:
            if isinstance(data, str):
                raise TypeError("a bytes-like object is required, not 'str'")
            octets = data
        else:
            if not isinstance(data, str):
                raise TypeError("write() argument must be str, not " + type(data).__name__)
            octets = data.encode(self.encoding, self.errors)
        # The octets go at once: a program that waits for them need not wait for flush().
        if octets:
            os.write(self._fd, octets)
        return len(data)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)


class Popen(object):
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.returncode = None
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other.")
        if preexec_fn is os.setsid or preexec_fn is os.setpgrp:
            start_new_session, preexec_fn = True, None
        if preexec_fn is not None:
            raise NotImplementedError("preexec_fn is not supported: the program is started without a copy of this one in between")
        for name, value in (("user", user), ("group", group), ("extra_groups", extra_groups)):
            if value is not None:
                raise NotImplementedError("%s is not supported: programs have the rights of the person at the keyboard" % name)
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags:
            raise ValueError("creationflags is only supported on Windows platforms")
        self.args = args
        self.encoding = encoding
        self.errors = errors
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self._sent = 0
        self._input = None
        self._heard = {}
        if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
            words = [args]
        else:
            words = list(args)
        if start_new_session:
            process_group = 0
        self._handle, self.pid, fed, out, err = _processes.spawn(
            words, shell, cwd, _place(stdin), _place(stdout), _place(stderr), env, executable, process_group)
        coding = (encoding or "utf-8") if self.text_mode else None
        errors = errors or "strict"
        self.stdin = None if fed is None else _Writer(fed, coding, errors)
        self.stdout = None if out is None else _Reader(out, coding, errors)
        self.stderr = None if err is None else _Reader(err, coding, errors)

    @property
    def universal_newlines(self):
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __repr__(self):
        text = "<%s: returncode: %s args: %r>" % (type(self).__name__, self.returncode, self.args)
        return text[:76] + "...>" if len(text) > 80 else text

    def communicate(self, input=None, timeout=None):
        if self._heard and input:
            raise ValueError("Cannot send input after starting communication")
        if self._input is None:
            self._input = self._octets(input)
        end = None if timeout is None else _time.monotonic() + timeout
        for reader in (self.stdout, self.stderr):
            if reader is not None and reader not in self._heard:
                self._heard[reader] = [reader._ahead]
                reader._ahead = b""
        try:
            self._exchange(end, timeout)
            self.wait(None if end is None else max(end - _time.monotonic(), 0), timeout)
        except TimeoutExpired:
            raise TimeoutExpired(self.args, timeout, *[self._so_far(reader) for reader in (self.stdout, self.stderr)]) from None
        return self._all(self.stdout), self._all(self.stderr)

    def _octets(self, input):
        if input is None:
            return b""
        if not self.text_mode:
            if isinstance(input, str):
                raise TypeError("memoryview: a bytes-like object is required, not 'str'")
            return bytes(input)
        if not isinstance(input, str):
            raise AttributeError("%r object has no attribute 'encode'" % type(input).__name__)
        return input.encode(self.encoding or "utf-8", self.errors or "strict")

    def _exchange(self, end, timeout):
        while True:
            wanted = [(reader, _select.POLLIN) for reader in self._heard if not reader.closed]
            if self.stdin is not None and not self.stdin.closed:
                if self._sent < len(self._input):
                    wanted.append((self.stdin, _select.POLLOUT))
                else:
                    self.stdin.close()
            if not wanted:
                return
            left = None if end is None else max(end - _time.monotonic(), 0)
            came = _processes.poll_all(wanted, left)
            if not any(came):
                raise TimeoutExpired(self.args, timeout)
            for (stream, kind), events in zip(wanted, came):
                if events and kind == _select.POLLIN:
                    part = os.read(stream.fileno(), _CHUNK)
                    if part:
                        self._heard[stream].append(part)
                    else:
                        stream.close()
                elif events:
                    part = self._input[self._sent:self._sent + _select.PIPE_BUF]
                    try:
                        self._sent += os.write(stream.fileno(), part)
                    except BrokenPipeError:
                        # A program that does not read its input to the end is right to do so.
                        self._sent = len(self._input)

    def _so_far(self, reader):
        octets = b"".join(self._heard.get(reader, ()))
        return octets or None

    def _all(self, reader):
        if reader is None:
            return None
        return reader._shown(b"".join(self._heard[reader]))

    def wait(self, timeout=None, _told=None):
        if self.returncode is None:
            self.returncode = _processes.wait(self._handle, timeout)
            if self.returncode is None:
                raise TimeoutExpired(self.args, timeout if _told is None else _told)
        return self.returncode

    def poll(self):
        if self.returncode is None:
            self.returncode = _processes.poll(self._handle)
        return self.returncode

    def send_signal(self, sig):
        if self.poll() is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream is not None:
                stream.close()
        self.wait()


def _place(given):
    """Where a stream goes: a number, or what has one."""
    if given is None or isinstance(given, int):
        return given
    if hasattr(given, "flush"):
        given.flush()
    return given.fileno()


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            out, err = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
    done = CompletedProcess(process.args, process.returncode, out, err)
    if check:
        done.check_returncode()
    return done


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, kwargs["args"] if "args" in kwargs else popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError("%s argument not allowed, it will be overridden." % name)
    if "input" in kwargs and kwargs["input"] is None:
        text = kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding") or kwargs.get("errors")
        kwargs["input"] = "" if text else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, stdout=PIPE, stderr=STDOUT, text=True, encoding=encoding, errors=errors)
    text = done.stdout
    return done.returncode, text[:-1] if text.endswith("\n") else text


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """The words as one line, quoted as Microsoft's C library reads them."""
    words = []
    for word in map(os.fsdecode, seq):
        quoted = not word or " " in word or "\t" in word
        out, slashes = "", 0
        for c in word:
            if c == "\\":
                slashes += 1
                continue
            out += "\\" * (slashes * 2 + 1 if c == '"' else slashes) + c
            slashes = 0
        out += "\\" * (slashes * 2 if quoted else slashes)
        words.append('"%s"' % out if quoted else out)
    return " ".join(words)
