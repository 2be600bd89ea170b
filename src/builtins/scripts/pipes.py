# Pipes: sources, drains and sinks that pass messages on, and the engine that drives them.
#
# Each element has a low and a high entry and exit, and a trigger. `a > b` joins low exits to low
# entries, `a >> b` high ones, `a ^ b` triggers.
import os as _os
import queue as _queue
import socket as _socket
import subprocess as _subprocess
import threading as _threading
import time as _time


class PipeEngine(ObjectPipe):
    pipes = {}

    @classmethod
    def list_pipes(cls):
        for name, pipe in sorted(cls.pipes.items()):
            print("%20s: %s" % (name, (pipe.__doc__ or "").split("\n")[0]))

    @classmethod
    def list_pipes_detailed(cls):
        for name, pipe in sorted(cls.pipes.items()):
            print("###### %s\n %s" % (name, pipe.__doc__) if pipe.__doc__ else "###### %s" % name)

    def __init__(self, *pipes):
        ObjectPipe.__init__(self, "PipeEngine")
        self.active_pipes, self.active_sources = set(), set()
        self.active_drains, self.active_sinks = set(), set()
        self._add_pipes(*pipes)
        self.thread_lock = _threading.Lock()
        self.command_lock = _threading.Lock()
        self.thread = None

    def __getattr__(self, attr):
        kind = self.pipes.get(attr[6:]) if attr.startswith("spawn_") else None
        if kind is None:
            raise AttributeError(attr)

        def spawn(*args, **kargs):
            pipe = kind(*args, **kargs)
            self.add(pipe)
            return pipe
        return spawn

    def add_one_pipe(self, pipe):
        self.active_pipes.add(pipe)
        for kind, active in ((Source, self.active_sources), (Drain, self.active_drains), (Sink, self.active_sinks)):
            if isinstance(pipe, kind):
                active.add(pipe)

    def get_pipe_list(self, pipe):
        # All that hang together with it.
        found, left = set(), [pipe]
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left.extend(one.sources | one.sinks | one.high_sources | one.high_sinks)
        return found

    def _add_pipes(self, *pipes):
        new = set()
        for pipe in pipes:
            new |= self.get_pipe_list(pipe)
        new -= self.active_pipes
        for pipe in new:
            self.add_one_pipe(pipe)
        return new

    def run(self):
        log_runtime.debug("Pipe engine thread started.")
        try:
            for pipe in list(self.active_pipes):
                pipe.start()
            self._drive()
        except KeyboardInterrupt:
            pass
        finally:
            try:
                for pipe in list(self.active_pipes):
                    pipe.stop()
            finally:
                self.thread_lock.release()
                log_runtime.debug("Pipe engine thread stopped.")

    def _drive(self):
        # X ends, B ends when all sources are exhausted, A says that there are new ones.
        exhausted, until_exhausted = set(), False
        while True:
            sources = self.active_sources - exhausted
            if until_exhausted and not sources:
                return
            for ready in select_objects([self] + list(sources), 0.5):
                if ready is self:
                    command = self.recv()
                    if command == "X":
                        return
                    elif command == "B":
                        until_exhausted = True
                    elif command != "A":
                        warning("Unknown internal pipe engine command: %r. Ignoring.", command)
                    continue
                try:
                    ready.deliver()
                except Exception as error:
                    log_runtime.exception("piping from %s failed: %s", ready.name, error)
                    continue
                if ready.exhausted():
                    exhausted.add(ready)

    def start(self):
        if not self.thread_lock.acquire(False):
            log_runtime.debug("Pipe engine already running")
            return
        self.thread = _threading.Thread(target=self.run, name="scapy.pipetool.PipeEngine", daemon=True)
        self.thread.start()

    def wait_and_stop(self):
        self.stop(_cmd="B")

    def stop(self, _cmd="X"):
        try:
            with self.command_lock:
                if self.thread is None:
                    log_runtime.debug("Pipe engine thread not running")
                    return
                self.send(_cmd)
                self.thread.join()
                if self.thread_lock.locked():
                    self.thread_lock.release()
        except KeyboardInterrupt:
            print("Interrupted by user.")

    def add(self, *pipes):
        new = self._add_pipes(*pipes)
        with self.command_lock:
            if self.thread is not None:
                for pipe in new:
                    pipe.start()
                self.send("A")

    def graph(self, **kargs):
        lines = ['digraph "pipe" {', "\tnode [shape=rectangle];"]
        lines += ['\t"%i" [label="%s"];' % (id(pipe), pipe.name) for pipe in self.active_pipes]
        for colour, head, ends in (("blue", "vee", "sinks"), ("purple", "veevee", "high_sinks"),
                                   ("red", "diamond", "trigger_sinks")):
            lines += ["", "\tedge [color=%s, arrowhead=%s];" % (colour, head)]
            lines += ['\t"%i" -> "%i";' % (id(pipe), id(end))
                      for pipe in self.active_pipes for end in getattr(pipe, ends)]
        do_graph("\n".join(lines + ["}"]), **kargs)


class Pipe:
    def __init_subclass__(cls, **kwargs):
        PipeEngine.pipes[cls.__name__] = cls

    def __init__(self, name=None):
        self.sources, self.sinks = set(), set()
        self.high_sources, self.high_sinks = set(), set()
        self.trigger_sources, self.trigger_sinks = set(), set()
        self.name = type(self).__name__ if name is None else name

    def _send(self, msg):
        for sink in self.sinks:
            sink.push(msg)

    def _high_send(self, msg):
        for sink in self.high_sinks:
            sink.high_push(msg)

    def _trigger(self, msg=None):
        for sink in self.trigger_sinks:
            sink.on_trigger(msg)

    def __gt__(self, other):
        self.sinks.add(other)
        other.sources.add(self)
        return other

    def __rshift__(self, other):
        self.high_sinks.add(other)
        other.high_sources.add(self)
        return other

    def __xor__(self, other):
        self.trigger_sinks.add(other)
        other.trigger_sources.add(self)
        return other

    def __hash__(self):
        return object.__hash__(self)

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        theme = conf.color_theme

        def names(pipes):
            return theme.punct(",").join(theme.field_name(pipe.name) for pipe in pipes)
        parts = [theme.punct("<") + theme.layer_name(self.name)]
        for before, behind, arrow in ((self.sources, self.sinks, ">"),
                                      (self.high_sources, self.high_sinks, ">>"),
                                      (self.trigger_sources, self.trigger_sinks, "^")):
            if before or behind:
                parts.append(" " + theme.punct("["))
                if before:
                    parts.append(names(before) + theme.field_value(arrow))
                parts.append(theme.layer_name("#"))
                if behind:
                    parts.append(theme.field_value(arrow) + names(behind))
                parts.append(theme.punct("]"))
        return "".join(parts) + theme.punct(">")

    def start(self):
        pass

    def stop(self):
        pass


PipeEngine.pipes["Pipe"] = Pipe


class Source(Pipe, ObjectPipe):
    def __init__(self, name=None):
        ObjectPipe.__init__(self, name)
        Pipe.__init__(self, name=name)
        self.is_exhausted = False

    def _read_message(self):
        return Message()

    def deliver(self):
        self._send(self._read_message())

    def exhausted(self):
        return self.is_exhausted


class Drain(Pipe):
    """Passes messages on: low ones low, high ones high."""

    def push(self, msg):
        self._send(msg)

    def high_push(self, msg):
        self._high_send(msg)


class Sink(Pipe):
    """Takes messages and does nothing: what other sinks are made of."""

    def push(self, msg):
        pass

    def high_push(self, msg):
        pass

    def __lt__(self, other):
        other.sinks.add(self)
        self.sources.add(other)
        return other

    def __lshift__(self, other):
        self.high_sources.add(other)
        other.high_sinks.add(self)
        return other

    def __floordiv__(self, other):
        self >> other
        other >> self
        return other

    def __mod__(self, other):
        self > other
        other > self
        return other


class TriggerSink(Sink):
    def on_trigger(self, msg):
        pass


class AutoSource(Source):
    # Its messages wait in its own pipe: (message, whether high, whether that was the last).
    def _gen_data(self, msg):
        ObjectPipe.send(self, (msg, False, False))

    def _gen_high_data(self, msg):
        ObjectPipe.send(self, (msg, True, False))

    def _exhaust(self):
        ObjectPipe.send(self, (None, None, True))

    def deliver(self):
        msg, high, last = self.recv()
        if high:
            self._high_send(msg)
        elif not last:
            self._send(msg)


class ThreadGenSource(AutoSource):
    def __init__(self, name=None):
        AutoSource.__init__(self, name=name)
        self.RUN = False

    def generate(self):
        pass

    def start(self):
        self.RUN = True
        _threading.Thread(target=self.generate, name="scapy.pipetool.ThreadGenSource", daemon=True).start()

    def stop(self):
        self.RUN = False


class ConsoleSink(Sink):
    """Prints messages, with > or >> in front."""

    def push(self, msg):
        print(">" + repr(msg))

    def high_push(self, msg):
        print(">>" + repr(msg))


class RawConsoleSink(Sink):
    """Writes messages to the terminal as they are."""

    def __init__(self, name=None, newlines=True):
        Sink.__init__(self, name=name)
        self.newlines = newlines
        self._write_pipe = 1

    def push(self, msg):
        _os.write(self._write_pipe, (msg + "\n" if self.newlines else msg).encode("utf8"))

    high_push = push


class CLIFeeder(AutoSource):
    """Sends what its send() is called with to the low exit."""

    def send(self, msg):
        self._gen_data(msg)
        return 1

    def close(self):
        self.is_exhausted = True


class CLIHighFeeder(CLIFeeder):
    """Sends what its send() is called with to the high exit."""

    def send(self, msg):
        self._gen_high_data(msg)
        return 1


class PeriodicSource(ThreadGenSource):
    """Sends messages one after the other, again and again."""

    def __init__(self, msg, period, period2=0, name=None):
        # Seconds after each message, and after the last one.
        ThreadGenSource.__init__(self, name=name)
        self.msg = msg if isinstance(msg, (list, set, tuple)) else [msg]
        self.period, self.period2 = period, period2

    def generate(self):
        while self.RUN:
            for msg in self.msg:
                self._gen_data(msg)
                _time.sleep(self.period)
            if not self.msg:
                self.is_exhausted = True
                self._exhaust()
                return
            _time.sleep(self.period2)


class TermSink(Sink):
    """Prints messages in a terminal of its own (xterm)."""

    def __init__(self, name=None, keepterm=True, newlines=True, openearly=True):
        Sink.__init__(self, name=name)
        self.keepterm, self.newlines, self.openearly = keepterm, newlines, openearly
        self.opened = False
        if openearly:
            self.start()

    def start(self):
        if self.opened:
            return
        rdesc, self.wdesc = _os.pipe()
        _os.set_inheritable(rdesc, True)
        words = ["xterm", "-title", self.name] + ["-hold"] * bool(self.keepterm) + ["-e", "cat <&%d" % rdesc]
        try:
            self.proc = _subprocess.Popen(words, close_fds=False)
        except FileNotFoundError:
            _os.close(self.wdesc)
            raise FileNotFoundError("TermSink needs xterm; ConsoleSink prints here") from None
        finally:
            _os.close(rdesc)
        self.opened = True

    def stop(self):
        if self.opened and not self.keepterm:
            self.opened = False
            self.proc.kill()
            self.proc.wait()

    def push(self, msg):
        _os.write(self.wdesc, (str(msg) + "\n" * bool(self.newlines)).encode())

    high_push = push


class QueueSink(Sink):
    """Keeps messages; recv() takes the next one."""

    def __init__(self, name=None):
        Sink.__init__(self, name=name)
        self.q = _queue.Queue()

    def push(self, msg):
        self.q.put(msg)

    high_push = push

    def recv(self, block=True, timeout=None):
        # None when there is none (in time).
        try:
            return self.q.get(block=block, timeout=timeout)
        except _queue.Empty:
            return None


class TransformDrain(Drain):
    """Passes on what a function makes of each message."""

    def __init__(self, f, name=None):
        Drain.__init__(self, name=name)
        self.f = f

    def push(self, msg):
        self._send(self.f(msg))

    def high_push(self, msg):
        self._high_send(self.f(msg))


class UpDrain(Drain):
    """Passes low messages to the high exit."""

    def push(self, msg):
        self._high_send(msg)

    def high_push(self, msg):
        pass


class DownDrain(Drain):
    """Passes high messages to the low exit."""

    def push(self, msg):
        pass

    def high_push(self, msg):
        self._send(msg)


# --- packets --------------------------------------------------------------------------------------

class SniffSource(Source):
    """Sends the packets of an interface, or of a socket, to the low exit."""

    def __init__(self, iface=None, filter=None, socket=None, name=None):
        Source.__init__(self, name=name)
        if (iface or filter) and socket:
            raise ValueError("iface and filter options are mutually exclusive with socket")
        self.s, self.iface, self.filter = socket, iface, filter

    def start(self):
        if not self.s:
            self.s = conf.L2listen(iface=self.iface, filter=self.filter)

    def stop(self):
        if self.s:
            self.s.close()

    def fileno(self):
        return self.s.fileno()

    def deliver(self):
        try:
            pkt = self.s.recv()
        except EOFError:
            self.is_exhausted = True
            return
        if pkt is not None:
            self._send(pkt)


class RdpcapSource(AutoSource):
    """Sends the packets of a capture file to the low exit."""

    def __init__(self, fname, name=None):
        AutoSource.__init__(self, name=name)
        self.fname = fname
        self.f = PcapReader(fname)

    def start(self):
        # One word in the pipe keeps the engine awake until the file has ended.
        self.f = PcapReader(self.fname)
        self.is_exhausted = False
        self.clear()
        self._gen_data(None)

    def stop(self):
        self.f.close()

    def deliver(self):
        try:
            pkt = self.f.recv()
        except EOFError:
            self.is_exhausted = True
        else:
            self._send(pkt)


class InjectSink(Sink):
    """Sends low messages out of an interface, as frames."""

    def __init__(self, iface=None, name=None):
        Sink.__init__(self, name=name)
        self.iface = conf.iface if iface is None else iface

    def start(self):
        self.s = conf.L2socket(iface=self.iface)

    def stop(self):
        self.s.close()

    def push(self, msg):
        self.s.send(msg)


class Inject3Sink(InjectSink):
    """Sends low messages out of an interface, as packets."""

    def start(self):
        self.s = conf.L3socket(iface=self.iface)


class WrpcapSink(Sink):
    """Writes low messages into a capture file."""

    def __init__(self, fname, name=None, linktype=None, **kwargs):
        Sink.__init__(self, name=name)
        self.fname, self.linktype, self.kwargs = fname, linktype, kwargs
        self.f = None

    def start(self):
        self.f = PcapWriter(self.fname, linktype=self.linktype, **self.kwargs)

    def stop(self):
        if self.f:
            self.f.flush()
            self.f.close()

    def push(self, msg):
        if msg and self.f:
            self.f.write(msg)


class WiresharkSink(WrpcapSink):
    """Shows low messages in Wireshark while they come."""

    def __init__(self, name=None, linktype=None, args=None):
        WrpcapSink.__init__(self, fname="", name=name, linktype=linktype)
        self.args = args

    def start(self):
        words = [conf.prog.wireshark, "-Slki", "-"] + list(self.args or [])
        try:
            self.fname = _subprocess.Popen(words, stdin=_subprocess.PIPE).stdin
        except FileNotFoundError:
            raise FileNotFoundError("Could not execute %s, is it installed?" % words[0]) from None
        WrpcapSink.start(self)


class UDPDrain(Drain):
    """Puts high messages into UDP for the low exit, and takes low ones out of it."""

    def __init__(self, ip="127.0.0.1", port=1234):
        Drain.__init__(self)
        self.ip, self.port = ip, port

    def push(self, msg):
        if IP in msg and msg[IP].proto == 17 and UDP in msg:
            self._high_send(raw(msg[UDP].payload))

    def high_push(self, msg):
        self._send(IP(dst=self.ip)/UDP(sport=1234, dport=self.port)/msg)


class FDSourceSink(Source):
    """Reads from a file and writes into it."""

    def __init__(self, fd, name=None):
        Source.__init__(self, name=name)
        self.fd = fd

    def push(self, msg):
        self.fd.write(msg)

    def fileno(self):
        return self.fd.fileno()

    def deliver(self):
        self._send(self.fd.read())


class TCPConnectPipe(Source):
    """Connects by TCP; what comes goes to the low exit, low messages are sent."""

    def __init__(self, addr="", port=0, name=None):
        Source.__init__(self, name=name)
        self.addr, self.port, self.fd = addr, port, None

    def start(self):
        self.fd = _socket.socket()
        self.fd.connect((self.addr, self.port))

    def stop(self):
        if self.fd:
            self.fd.close()

    def push(self, msg):
        self.fd.send(msg)

    def fileno(self):
        return self.fd.fileno()

    def deliver(self):
        try:
            msg = self.fd.recv(65536)
        except OSError:
            self.stop()
            raise
        if msg:
            self._send(msg)
        else:
            self._ended()

    def _ended(self):
        self.is_exhausted = True


class TCPListenPipe(TCPConnectPipe):
    """Waits for one TCP connection, whose address goes to the high exit."""

    def __init__(self, addr="", port=0, name=None):
        TCPConnectPipe.__init__(self, addr, port, name)
        self.connected = False
        self.q = _queue.Queue()

    def start(self):
        self.connected = False
        self.fd = _socket.socket()
        self.fd.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        self.fd.bind((self.addr, self.port))
        self.fd.listen(1)

    def push(self, msg):
        if self.connected:
            self.fd.send(msg)
        else:
            self.q.put(msg)

    def _waiting(self):
        # What came before there was somebody to send it to.
        while not self.q.empty():
            yield self.q.get()

    def deliver(self):
        if self.connected:
            TCPConnectPipe.deliver(self)
            return
        connection, peer = self.fd.accept()
        self._high_send(peer)
        self.fd.close()
        self.fd, self.connected = connection, True
        self._trigger(peer)
        for msg in self._waiting():
            self.fd.send(msg)


class UDPClientPipe(TCPConnectPipe):
    """Sends low messages by UDP; what comes back goes to the low exit."""

    def __init__(self, addr="", port=0, name=None):
        TCPConnectPipe.__init__(self, addr, port, name)
        self.connected = False

    def start(self):
        self.fd = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        self.fd.connect((self.addr, self.port))
        self.connected = True

    def _ended(self):
        # An empty datagram is no end.
        pass


class UDPServerPipe(TCPListenPipe):
    """Receives by UDP, and answers who spoke first."""

    def __init__(self, addr="", port=0, name=None):
        TCPListenPipe.__init__(self, addr, port, name)
        self._destination = None

    def start(self):
        self.fd = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        self.fd.bind((self.addr, self.port))

    def push(self, msg):
        if self._destination:
            self.fd.sendto(msg, self._destination)
        else:
            self.q.put(msg)

    def deliver(self):
        msg, peer = self.fd.recvfrom(65536)
        if msg:
            self._send(msg)
        if self._destination is None:
            self._destination = peer
            self._trigger(peer)
            self._high_send(peer)
            for waiting in self._waiting():
                self.fd.sendto(waiting, peer)


# --- triggers -------------------------------------------------------------------------------------

class TriggeredMessage(Drain):
    """Sends its message when triggered, and triggers on."""

    def __init__(self, msg, name=None):
        Drain.__init__(self, name=name)
        self.msg = msg

    def on_trigger(self, trigmsg):
        self._send(self.msg)
        self._high_send(self.msg)
        self._trigger(trigmsg)


class TriggerDrain(Drain):
    """Passes messages on, and triggers when a function says so."""

    def __init__(self, f, name=None):
        Drain.__init__(self, name=name)
        self.f = f

    def _judge(self, msg):
        verdict = self.f(msg)
        if verdict:
            self._trigger(verdict)

    def push(self, msg):
        self._judge(msg)
        self._send(msg)

    def high_push(self, msg):
        self._judge(msg)
        self._high_send(msg)


class TriggeredValve(Drain):
    """Passes messages on or not; a trigger changes that."""

    def __init__(self, start_state=True, name=None):
        Drain.__init__(self, name=name)
        self.opened = start_state

    def push(self, msg):
        if self.opened:
            self._send(msg)

    def high_push(self, msg):
        if self.opened:
            self._high_send(msg)

    def on_trigger(self, msg):
        self.opened = not self.opened
        self._trigger(msg)


class TriggeredQueueingValve(Drain):
    """Passes messages on or keeps them; a trigger changes that and lets out what was kept."""

    def __init__(self, start_state=True, name=None):
        Drain.__init__(self, name=name)
        self.opened = start_state
        self.q = _queue.Queue()

    def start(self):
        self.q = _queue.Queue()

    def push(self, msg):
        if self.opened:
            self._send(msg)
        else:
            self.q.put((True, msg))

    def high_push(self, msg):
        # An open valve lets high messages out of its low exit, as Scapy's does.
        if self.opened:
            self._send(msg)
        else:
            self.q.put((False, msg))

    def on_trigger(self, msg):
        self.opened = not self.opened
        self._trigger(msg)
        while not self.q.empty():
            low, kept = self.q.get()
            if low:
                self._send(kept)
            else:
                self._high_send(kept)


class TriggeredSwitch(Drain):
    """Passes messages to the low or to the high exit; a trigger changes which."""

    def __init__(self, start_state=True, name=None):
        Drain.__init__(self, name=name)
        self.low = start_state

    def push(self, msg):
        if self.low:
            self._send(msg)
        else:
            self._high_send(msg)

    high_push = push

    def on_trigger(self, msg):
        self.low = not self.low
        self._trigger(msg)
