# Automata: a class whose methods are states, conditions and actions. A control thread goes from
# state to state; a condition that raises a state takes the automaton there, and the condition's
# actions run on the way.
import itertools as _itertools
import os as _os
import socket as _socket
import select as _select
import threading as _threading
import time as _time
from collections import deque as _deque


def select_objects(inputs, remain):
    # What has to be read. A closed pipe is read, too: that raises EOFError.
    closed = [one for one in inputs if getattr(one, "closed", False)]
    return closed or _select.select(inputs, [], [], remain)[0]


class ObjectPipe(object):
    # A queue of values that can be waited for like a file.
    def __init__(self, name=None):
        self.name = name or "ObjectPipe"
        self.closed = False
        self._values = _deque()
        self._read_end, self._write_end = _os.pipe()

    def __repr__(self):
        return "<%s at %s>" % (self.name, id(self))

    def fileno(self):
        return self._read_end

    def send(self, obj):
        if self.closed:
            raise OSError("%s is closed" % self.name)
        self._values.append(obj)
        _os.write(self._write_end, b"!")
        return 1

    def write(self, obj):
        self.send(obj)

    def empty(self):
        return not self._values

    def flush(self):
        pass

    def recv(self, n=0, options=0):
        if self.closed:
            raise EOFError
        if options & _socket.MSG_PEEK:
            return self._values[0] if self._values else None
        _os.read(self._read_end, 1)
        return self._values.popleft() if self._values else None

    def read(self, n=0):
        return self.recv(n)

    def clear(self):
        while not self.closed and self._values:
            self.recv()

    def close(self):
        if not self.closed:
            self.closed = True
            _os.close(self._read_end)
            _os.close(self._write_end)

    def __del__(self):
        self.close()

    @staticmethod
    def select(sockets, remain=0.05):
        return select_objects(sockets, remain)


class Message(object):
    type = None
    pkt = None
    result = None
    state = None
    exc_info = None

    def __init__(self, **args):
        self.__dict__.update(args)

    def __repr__(self):
        shown = ["%s=%r" % item for item in self.__dict__.items() if item[0][0] != "_"]
        return "<Message %s>" % " ".join(shown)


class Timer(object):
    # Runs from the entry into its state; with autoreload it starts again when it is over.
    def __init__(self, time, prio=0, autoreload=False):
        self._timeout = float(time)
        self._prio = prio
        self._again = autoreload
        self._func = None
        self._due = None

    def __repr__(self):
        return "<Timer %f(%f)>" % (self._remaining(), self._timeout)

    def get(self):
        return self._timeout

    def set(self, val):
        self._timeout = val

    def _remaining(self):
        return 0 if self._due is None else max(self._due - _time.monotonic(), 0)

    def _start(self):
        self._due = _time.monotonic() + self._timeout

    def _is_over(self):
        if self._due is None or self._due > _time.monotonic():
            return False
        # The next round begins where this one should have ended.
        self._due = self._due + self._timeout if self._again else None
        return True


class _TimerList(list):
    def start(self):
        for timer in self:
            timer._start()

    def over(self):
        found = [timer for timer in self if timer._is_over()]
        return sorted(found, key=lambda timer: timer._prio, reverse=True)

    def until_next(self):
        running = [timer._remaining() for timer in self if timer._due is not None]
        return min(running) if running else None


def _mark(function, kind, state, **attributes):
    function.atmt_type = kind
    function.atmt_state = state.atmt_state
    function.atmt_condname = function.__name__
    for name, value in attributes.items():
        setattr(function, name, value)
    return function


class ATMT:
    STATE = "State"
    ACTION = "Action"
    CONDITION = "Condition"
    RECV = "Receive condition"
    TIMEOUT = "Timeout condition"
    EOF = "EOF condition"
    IOEVENT = "I/O event"

    class NewStateRequested(Exception):
        def __init__(self, state_func, automaton, *args, **kargs):
            Exception.__init__(self, "Request state [%s]" % state_func.atmt_state)
            self.func = state_func
            self.state = state_func.atmt_state
            for kind in ("initial", "error", "stop", "final"):
                setattr(self, kind, getattr(state_func, "atmt_" + kind))
            self.automaton = automaton
            self.args, self.kargs = args, kargs
            self.action_args, self.action_kargs = (), {}

        def action_parameters(self, *args, **kargs):
            self.action_args, self.action_kargs = args, kargs
            return self

        def run(self):
            return self.func(self.automaton, *self.args, **self.kargs)

        def __repr__(self):
            return "NewStateRequested(%s)" % self.state

    @staticmethod
    def state(initial=0, final=0, stop=0, error=0):
        def decorate(f):
            def request(self, *args, **kargs):
                return ATMT.NewStateRequested(f, self, *args, **kargs)

            request.__name__ = "%s_wrapper" % f.__name__
            for one in (f, request):
                one.atmt_type = ATMT.STATE
                one.atmt_state = f.__name__
                one.atmt_initial, one.atmt_final = initial, final
                one.atmt_stop, one.atmt_error = stop, error
            request.atmt_origfunc = f
            return request
        return decorate

    @staticmethod
    def action(cond, prio=0):
        def decorate(f):
            if not hasattr(f, "atmt_type"):
                f.atmt_cond = {}
            f.atmt_type = ATMT.ACTION
            f.atmt_cond[cond.atmt_condname] = prio
            return f
        return decorate

    @staticmethod
    def condition(state, prio=0):
        return lambda f: _mark(f, ATMT.CONDITION, state, atmt_prio=prio)

    @staticmethod
    def receive_condition(state, prio=0):
        return lambda f: _mark(f, ATMT.RECV, state, atmt_prio=prio)

    @staticmethod
    def ioevent(state, name, prio=0, as_supersocket=None):
        return lambda f: _mark(f, ATMT.IOEVENT, state, atmt_prio=prio, atmt_ioname=name,
                               atmt_as_supersocket=as_supersocket)

    @staticmethod
    def timeout(state, timeout):
        return ATMT._timed(state, Timer(timeout))

    @staticmethod
    def timer(state, timeout, prio=0):
        return ATMT._timed(state, Timer(timeout, prio=prio, autoreload=True))

    @staticmethod
    def eof(state):
        return lambda f: _mark(f, ATMT.EOF, state)

    @staticmethod
    def _timed(state, timer):
        def decorate(f):
            timer._func = f
            return _mark(f, ATMT.TIMEOUT, state, atmt_timeout=timer)
        return decorate


class _StateOfOne(object):
    # A state of one automaton, which breakpoints can be set at.
    def __init__(self, automaton, state):
        self._automaton, self._state = automaton, state

    def __getattr__(self, attr):
        return getattr(self._state, attr)

    def __call__(self, *args, **kargs):
        return self._state(self._automaton, *args, **kargs)

    def breaks(self):
        return self._automaton.add_breakpoints(self._state)

    def unbreaks(self):
        return self._automaton.remove_breakpoints(self._state)

    def intercepts(self):
        return self._automaton.add_interception_points(self._state)

    def unintercepts(self):
        return self._automaton.remove_interception_points(self._state)


class _AutomatonSocket(object):
    # A super socket whose packets go through an automaton.
    def __init__(self, name, ioevent, automaton, proto, *args, **kargs):
        self.name = name
        self.ioevent = ioevent
        self.proto = proto
        self.closed = False
        self.spa, self.spb = ObjectPipe("spa"), ObjectPipe("spb")
        kargs["external_fd"] = {ioevent: (self.spa, self.spb)}
        kargs["is_atmt_socket"] = True
        kargs["atmt_socket"] = name
        self.atmt = automaton(*args, **kargs)
        self.atmt.runbg()

    def fileno(self):
        return self.spb.fileno()

    def send(self, s):
        return self.spa.send(s)

    def recv(self, n=65535, **kwargs):
        received = self.spb.recv(n)
        if self.proto is not None and received is not None:
            received = self.proto(received, **kwargs)
        if self.atmt.atmt_session is not None:
            received = self.atmt.atmt_session.process(received)
        return received

    def sr1(self, x, timeout=None, verbose=None, **kargs):
        self.send(x)
        return self.recv() if select_objects([self], timeout) else None

    def close(self):
        if not self.closed:
            self.atmt.stop()
            self.atmt.destroy()
            self.spa.close()
            self.spb.close()
            self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def __del__(self):
        self.close()

    @staticmethod
    def select(sockets, remain=0.05):
        return select_objects(sockets, remain)


class _AsSocket(object):
    def __init__(self, name, ioevent, automaton):
        self.name, self.ioevent, self.automaton = name, ioevent, automaton

    def __call__(self, proto, *args, **kargs):
        return _AutomatonSocket(self.name, self.ioevent, self.automaton, proto, *args, **kargs)


def _by_priority(conditions):
    for some in conditions.values():
        some.sort(key=lambda one: one.atmt_prio)


class Automaton_metaclass(type):
    def __init__(cls, name, bases, names):
        super().__init__(name, bases, names)
        members = {}
        for parent in cls.__mro__:
            for own, value in parent.__dict__.items():
                members.setdefault(own, value)
        marked = [one for one in members.values() if hasattr(one, "atmt_type")]
        of = lambda *kinds: [one for one in marked if one.atmt_type in kinds]

        cls.states = {one.atmt_state: one for one in of(ATMT.STATE)}
        cls.initial_states = [one for one in cls.states.values() if one.atmt_initial]
        stops = [one for one in cls.states.values() if one.atmt_stop]
        if len(stops) > 1:
            raise ValueError("There can only be a single stop state !")
        cls.stop_state = stops[0] if stops else None
        cls.conditions = {state: [] for state in cls.states}
        cls.recv_conditions = {state: [] for state in cls.states}
        cls.ioevents = {state: [] for state in cls.states}
        cls.timeout = {state: _TimerList() for state in cls.states}
        for one in of(ATMT.CONDITION):
            cls.conditions[one.atmt_state].append(one)
        for one in of(ATMT.RECV):
            cls.recv_conditions[one.atmt_state].append(one)
        for one in of(ATMT.IOEVENT):
            cls.ioevents[one.atmt_state].append(one)
        for one in of(ATMT.TIMEOUT):
            cls.timeout[one.atmt_state].append(one.atmt_timeout)
        cls.eofs = {one.atmt_state: one for one in of(ATMT.EOF)}
        for conditions in (cls.conditions, cls.recv_conditions, cls.ioevents):
            _by_priority(conditions)

        cls.actions = {one.atmt_condname: [] for one in of(
            ATMT.CONDITION, ATMT.RECV, ATMT.TIMEOUT, ATMT.IOEVENT, ATMT.EOF)}
        for action in of(ATMT.ACTION):
            for condition in action.atmt_cond:
                cls.actions[condition].append(action)
        for condition, actions in cls.actions.items():
            actions.sort(key=lambda one: one.atmt_cond[condition])

        cls.ionames = [one.atmt_ioname for one in of(ATMT.IOEVENT)]
        cls.iosupersockets = [one for one in of(ATMT.IOEVENT) if one.atmt_as_supersocket]
        for one in cls.iosupersockets:
            name = one.atmt_as_supersocket
            setattr(cls, name, _AsSocket(name, one.atmt_ioname, cls))

    def _mentioned(cls, function):
        # The states that a function names, or a function that it names.
        code = function.__code__
        names = list(code.co_names + code.co_consts)
        seen = set()
        while names:
            name = names.pop()
            if not isinstance(name, str):
                continue
            if name in cls.states:
                yield name
            elif name in cls.__dict__ and name not in seen:
                seen.add(name)
                code = getattr(cls.__dict__[name], "__code__", None)
                if code is not None:
                    names.extend(code.co_names + code.co_consts)

    def build_graph(cls):
        arrow = '\t"%s" -> "%s" [%s];\n'
        # What is drawn for the first kind that a state is of.
        looks = [("initial", "style=filled, fillcolor=blue, shape=box, root=true"),
                 ("final", "style=filled, fillcolor=green, shape=octagon "),
                 ("error", "style=filled, fillcolor=red, shape=octagon "),
                 ("stop", "style=filled, fillcolor=orange, shape=box, root=true ")]
        nodes = []
        for name, state in cls.states.items():
            for kind, look in looks:
                if getattr(state, "atmt_" + kind):
                    node = '\t"%s" [ %s];\n' % (name, look)
                    # Initial states stand first, for the drawing program.
                    nodes.insert(0 if kind == "initial" else len(nodes), node)
                    break
        text = 'digraph "%s" {\n' % "Automaton_metaclass" + "".join(nodes)
        for name, state in cls.states.items():
            for other in cls._mentioned(state.atmt_origfunc):
                text += arrow % (name, other, " color=green ")

        def label(condition):
            named = ["\\l>[%s]" % action.__name__ for action in cls.actions[condition]]
            return condition + "".join(named)

        eofs = {state: [one] for state, one in cls.eofs.items()}
        for table, colour, style in ((cls.conditions, "purple", "solid"),
                                     (cls.recv_conditions, "red", "solid"),
                                     (cls.ioevents, "orange", "solid"),
                                     (eofs, "black", "dashed")):
            for name, conditions in table.items():
                for condition in conditions:
                    look = 'label="%s", color=%s, style=%s' % (
                        label(condition.atmt_condname), colour, style)
                    for other in cls._mentioned(condition):
                        text += arrow % (name, other, look)
        for name, timers in cls.timeout.items():
            for timer in timers:
                condition = timer._func.atmt_condname
                actions = label(condition)[len(condition):]
                look = 'label="%s/%.1fs%s",color=blue' % (condition, timer.get(), actions)
                code = timer._func.__code__
                for other in code.co_names + code.co_consts:
                    if other in cls.states:
                        text += arrow % (name, other, look)
        return text + "}\n"

    def graph(cls, **kargs):
        # The text for dot; to draw it: dot -Tsvg.
        return cls.build_graph()


class _Ends(object):
    # An end to read and an end to write: pipes, sockets or numbers of open files.
    def __init__(self, rd, wr):
        self.rd, self.wr = rd, wr

    def fileno(self):
        if self.rd is None:
            return 0
        return self.rd if isinstance(self.rd, int) else self.rd.fileno()

    def recv(self, n=65535):
        if self.rd is None:
            return None
        return _os.read(self.rd, n) if isinstance(self.rd, int) else self.rd.recv(n)

    def read(self, n=65535):
        return self.recv(n)

    def send(self, msg):
        if self.wr is None:
            return 0
        return _os.write(self.wr, msg) if isinstance(self.wr, int) else self.wr.send(msg)

    def write(self, msg):
        return self.send(msg)


class _Namespace(object):
    pass




class Automaton(metaclass=Automaton_metaclass):
    pkt_cls = conf.raw_layer
    socketcls = StreamSocket
    state = None

    class AutomatonException(Exception):
        def __init__(self, msg, state=None, result=None):
            Exception.__init__(self, msg)
            self.state, self.result = state, result

    class AutomatonError(AutomatonException):
        pass

    class ErrorState(AutomatonException):
        pass

    class Stuck(AutomatonException):
        pass

    class AutomatonStopped(AutomatonException):
        pass

    class Breakpoint(AutomatonStopped):
        pass

    class Singlestep(AutomatonStopped):
        pass

    class InterceptionPoint(AutomatonStopped):
        def __init__(self, msg, state=None, result=None, packet=None):
            Automaton.AutomatonStopped.__init__(self, msg, state=state, result=result)
            self.packet = packet

    class CommandMessage(AutomatonException):
        pass

    def __init__(self, *args, **kargs):
        outside = kargs.pop("external_fd", {})
        self.sock = kargs.pop("sock", None)
        self.send_sock_class = kargs.pop("ll", conf.L3socket)
        self.recv_sock_class = kargs.pop("recvsock", conf.L2listen)
        self.listen_sock = self.send_sock = None
        self.is_atmt_socket = kargs.pop("is_atmt_socket", False)
        self.atmt_socket = kargs.pop("atmt_socket", None)
        self.atmt_session = kargs.pop("session", None)
        self.started = _threading.Lock()
        self.threadid = None
        self.breakpointed = None
        self.breakpoints = set()
        self.interception_points = set()
        self.intercepted_packet = None
        self.final_state_output = None
        self.debug_level = 0
        self.init_args, self.init_kargs = args, kargs
        self.cmdin, self.cmdout = ObjectPipe("cmdin"), ObjectPipe("cmdout")
        self.packets = PacketList()
        self.io, self.oi = _Namespace(), _Namespace()
        self.ioin, self.ioout = {}, {}
        for name in self.ionames:
            given = outside.get(name)
            into, out = given if isinstance(given, tuple) else (given, given)
            into = ObjectPipe("ioin") if into is None else _Ends(into, None)
            out = ObjectPipe("ioout") if out is None else _Ends(None, out)
            into.ioname = out.ioname = name
            self.ioin[name], self.ioout[name] = into, out
            setattr(self.io, name, _Ends(out, into))
            setattr(self.oi, name, _Ends(into, out))
        for name, state in self.states.items():
            setattr(self, name, _StateOfOne(self, state))
        self.start()

    def parse_args(self, debug=0, store=0, session=None, **kargs):
        self.debug_level = debug
        if session:
            self.atmt_session = session
        self.socket_kargs = kargs
        self.store_packets = store

    def __repr__(self):
        running = "RUNNING" if self.isrunning() else "HALTED"
        return "<Automaton %s [%s]>" % (self.__class__.__name__, running)

    def __iter__(self):
        return self

    def __next__(self):
        return self.run(resume=Message(type="NEXT"))

    def __del__(self):
        self.destroy(force=True)

    # What children override.

    def master_filter(self, pkt):
        return True

    def my_send(self, pkt, **kwargs):
        if not self.send_sock:
            raise ValueError("send_sock is None !")
        self.send_sock.send(pkt, **kwargs)

    # What states and conditions call.

    def debug(self, lvl, msg):
        if self.debug_level >= lvl:
            print(msg)

    def send(self, pkt, **kwargs):
        if self.state.state in self.interception_points:
            pkt = self._verdict(pkt)
            if pkt is None:
                return
        self.my_send(pkt, **kwargs)
        self.debug(3, "SENT : %s" % pkt.summary())
        if self.store_packets:
            self.packets.append(pkt.copy())

    def _verdict(self, pkt):
        # What is to be sent for a packet that is held up; None for nothing.
        self.debug(3, "INTERCEPT: packet intercepted: %s" % pkt.summary())
        self.intercepted_packet = pkt
        self.cmdout.send(Message(type="INTERCEPT", state=self.state, pkt=pkt))
        command = self.cmdin.recv()
        if not command:
            return None
        self.intercepted_packet = None
        if command.type == "ACCEPT":
            return pkt
        if command.type == "REPLACE":
            return command.pkt
        if command.type == "REJECT":
            return None
        raise self.AutomatonError("INTERCEPT: unknown verdict: %r" % command.type)

    def update_sock(self, sock):
        self.sock = sock
        if self.listen_sock is not None:
            self.listen_sock = sock
        if self.send_sock:
            self.send_sock = sock

    def timer_by_name(self, name):
        for timer in _itertools.chain.from_iterable(self.timeout.values()):
            if timer._func.atmt_condname == name:
                return timer
        return None

    # What the user calls.

    def isrunning(self):
        return self.started.locked()

    def start(self, *args, **kargs):
        if self.isrunning():
            raise ValueError("Already started")
        ready = _threading.Event()
        thread = _threading.Thread(target=self._control, args=(ready, args, kargs),
                                   name="automaton %s" % self.__class__.__name__, daemon=True)
        thread.start()
        ready.wait()

    def run(self, resume=None, wait=True):
        self.cmdin.send(resume or Message(type="RUN"))
        if not wait:
            return None
        try:
            answer = self.cmdout.recv()
        except KeyboardInterrupt:
            self.cmdin.send(Message(type="FREEZE"))
            return None
        if answer is None or answer.type == "END":
            return answer and answer.result
        if answer.type == "EXCEPTION":
            raise answer.exception
        name = answer.state.state
        if answer.type == "INTERCEPT":
            raise self.InterceptionPoint("packet intercepted", state=name, packet=answer.pkt)
        if answer.type == "SINGLESTEP":
            raise self.Singlestep("singlestep state=[%s]" % name, state=name)
        raise self.Breakpoint("breakpoint triggered on state [%s]" % name, state=name)

    def runbg(self, resume=None, wait=False):
        self.run(resume, wait)

    def next(self):
        return self.__next__()

    def stop(self, wait=True):
        self._end("STOP", wait)

    def forcestop(self, wait=True):
        self._end("FORCESTOP", wait)

    def _end(self, how, wait):
        if not self.cmdin.closed:
            self.cmdin.send(Message(type=how))
        if wait:
            with self.started:
                self.cmdin.clear()
                self.cmdout.clear()

    def restart(self, *args, **kargs):
        self.stop()
        self.start(*args, **kargs)

    def destroy(self, force=False):
        if "started" not in self.__dict__:
            return
        if not force and self.isrunning():
            raise ValueError("Can't close running Automaton ! Call stop() beforehand")
        self.cmdin.close()
        self.cmdout.close()
        for end in _itertools.chain(self.ioin.values(), self.ioout.values()):
            if isinstance(end, ObjectPipe):
                end.close()

    def add_breakpoints(self, *bps):
        self.breakpoints.update(getattr(one, "atmt_state", one) for one in bps)

    def remove_breakpoints(self, *bps):
        self.breakpoints.difference_update(getattr(one, "atmt_state", one) for one in bps)

    def add_interception_points(self, *ipts):
        self.interception_points.update(getattr(one, "atmt_state", one) for one in ipts)

    def remove_interception_points(self, *ipts):
        self.interception_points.difference_update(getattr(one, "atmt_state", one) for one in ipts)

    def accept_packet(self, pkt=None, wait=False):
        verdict = Message(type="ACCEPT") if pkt is None else Message(type="REPLACE", pkt=pkt)
        return self.run(resume=verdict, wait=wait)

    def reject_packet(self, wait=False):
        return self.run(resume=Message(type="REJECT"), wait=wait)

    @classmethod
    def spawn(cls, port, iface=None, local_ip=None, bg=False, **kwargs):
        # A server of the kernel's TCP; each client gets an automaton.
        server = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        server.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        server.bind((get_if_addr(iface or conf.iface) if local_ip is None else local_ip, port))
        server.listen(5)
        if kwargs.get("verb", True):
            print("Server %s started listening on %s" % (cls.__name__, server.getsockname()))
        if bg:
            _threading.Thread(target=cls._serve, args=(server, iface, kwargs)).start()
            return server
        cls._serve(server, iface, kwargs)
        return None

    @classmethod
    def _serve(cls, server, iface, kwargs):
        say = print if kwargs.get("verb", True) else lambda text: None
        clients = []
        try:
            while True:
                client, address = server.accept()
                say("\u2503 Connection received from %r" % (address,))
                sock = client if cls.socketcls is None else cls.socketcls(client, cls.pkt_cls)
                automaton = cls(sock=sock, iface=iface, **kwargs)
                clients.append((automaton, client))
                automaton.runbg()
                for ended in [one for one in clients if not one[0].isrunning()]:
                    ended[0].destroy()
                    clients.remove(ended)
        except KeyboardInterrupt:
            say("X Exiting.")
        except OSError:
            say("X Server closed.")
        finally:
            for automaton, client in clients:
                automaton.forcestop(wait=False)
                client.close()
            server.close()

    # The control thread.

    def _control(self, ready, args, kargs):
        with self.started:
            self.threadid = _threading.get_ident()
            self.packets = PacketList(name="session[%s]" % self.__class__.__name__)
            try:
                self.parse_args(*(args + self.init_args[len(args):]), **dict(self.init_kargs, **kargs))
                self.state = self.initial_states[0](self)
                self.send_sock = self.sock or self.send_sock_class(**self.socket_kargs)
                if any(self.recv_conditions.values()):
                    self.listen_sock = self.sock or self.recv_sock_class(**self.socket_kargs)
                ready.set()
                self._obey()
            except Exception as error:
                self.debug(3, "%s: %s" % (type(error).__name__, error))
                if not self.cmdout.closed:
                    self.cmdout.send(Message(type="EXCEPTION", exception=error))
            finally:
                ready.set()
                self.threadid = None
                for sock in {id(one): one for one in (self.listen_sock, self.send_sock) if one}.values():
                    sock.close()

    def _obey(self):
        # Commands, until the automaton ends.
        steps = self._steps()
        stepping = True
        while True:
            try:
                command = self.cmdin.recv()
            except EOFError:
                return
            if command is None or command.type == "FORCESTOP":
                return
            self.debug(5, "Received command %s" % command.type)
            if command.type == "FREEZE":
                continue
            if command.type == "STOP":
                if self.stop_state is None:
                    return
                self.state = self.stop_state()
                steps, stepping = self._steps(), False
            elif command.type in ("RUN", "NEXT"):
                stepping = command.type == "NEXT"
            for step in steps:
                if isinstance(step, self.CommandMessage):
                    break
                if isinstance(step, self.Breakpoint):
                    self.cmdout.send(Message(type="BREAKPOINT", state=step))
                    break
                if stepping:
                    self.cmdout.send(Message(type="SINGLESTEP", state=step))
                    break
            else:
                self.cmdout.send(Message(type="END", result=self.final_state_output))
                return

    def _steps(self):
        # From state to state: yields the states that are requested, and what interrupts.
        while True:
            try:
                name = self.state.state
                self.debug(1, "## state=[%s]" % name)
                if name in self.breakpoints and name != self.breakpointed:
                    self.breakpointed = name
                    yield self.Breakpoint("breakpoint triggered on state %s" % name, state=name)
                self.breakpointed = None
                result = self.state.run()
                if self.state.error:
                    raise self.ErrorState("Reached %s: [%r]" % (name, result),
                                          result=result, state=name)
                if self.state.final:
                    self.final_state_output = result
                    return
                if result is None:
                    result = ()
                elif not isinstance(result, list):
                    result = (result,)
                if not select_objects([self.cmdin], 0):
                    for condition in self.conditions[name]:
                        self._try(condition, *result)
                    if not (self.recv_conditions[name] or self.ioevents[name] or self.timeout[name]):
                        raise self.Stuck("stuck in [%s]" % name, state=name, result=result)
                for interruption in self._wait(name, result):
                    yield interruption
            except ATMT.NewStateRequested as request:
                self.debug(2, "switching from [%s] to [%s]" % (self.state.state, request.state))
                self.state = request
                yield request

    def _wait(self, name, result):
        timers = self.timeout[name]
        timers.start()
        ends = [self.cmdin]
        if self.listen_sock and self.recv_conditions[name]:
            ends.append(self.listen_sock)
        ends += [self.ioin[event.atmt_ioname] for event in self.ioevents[name]]
        while True:
            for timer in timers.over():
                self._try(timer._func, *result)
            for end in self._ready(ends, timers.until_next()):
                if end is self.cmdin:
                    yield self.CommandMessage("Received command message")
                elif end is self.listen_sock:
                    self._received(name, ends, result)
                else:
                    for event in self.ioevents[name]:
                        if event.atmt_ioname == end.ioname:
                            self._try(event, end, *result)

    # A socket of a script's own that is no file of the system says by itself whether it is ready.
    def _ready(self, ends, remain):
        if self.listen_sock in ends and not hasattr(self.listen_sock, "fileno"):
            return self.listen_sock.select(ends, remain)
        return select_objects(ends, remain)

    def _received(self, name, ends, result):
        try:
            pkt = self.listen_sock.recv()
        except EOFError:
            ends.remove(self.listen_sock)
            self.listen_sock.close()
            # update_sock() may still set another.
            self.listen_sock = False
            if name not in self.eofs:
                raise EOFError("Socket ended arbruptly.")
            raise self.eofs[name](self)
        if self.atmt_session is not None and pkt is not None:
            pkt = self.atmt_session.process(pkt)
        if pkt is None:
            return
        if not self.master_filter(pkt):
            self.debug(4, "FILTR: %s" % pkt.summary())
            return
        self.debug(3, "RECVD: %s" % pkt.summary())
        for condition in self.recv_conditions[name]:
            self._try(condition, pkt, *result)

    def _try(self, condition, *args):
        kind, name = condition.atmt_type, condition.atmt_condname
        self.debug(5, "Trying %s [%s]" % (kind, name))
        try:
            condition(self, *args)
        except ATMT.NewStateRequested as request:
            self.debug(2, "%s [%s] taken to state [%s]" % (kind, name, request.state))
            if kind == ATMT.RECV and self.store_packets:
                self.packets.append(args[0])
            for action in self.actions[name]:
                self.debug(2, "   + Running action [%s]" % action.__name__)
                action(self, *request.action_args, **request.action_kargs)
            raise
        self.debug(2, "%s [%s] not taken" % (kind, name))
