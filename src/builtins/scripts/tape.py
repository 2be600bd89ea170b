# What the world answers, written down (record) and given again without a world (--offline).
#
# The world comes in by the functions below, by what their results can do, and by captures. A tape
# is a text file with one JSON object a line, one for each time that the world was asked, in order:
# who asked (a lane: a thread of the script, or a capture in the background), what was asked, what
# that printed, what it gave. Dice and the random module get a new seed with each entry, the same
# one when the tape is played. What packets ask the machine while they are built (their source
# addresses, the next hop's MAC) is kept as questions with their answers, in no order.
import json as _json
import os as _os
import random as _random
import socket as _socket
import subprocess as _subprocess
import sys as _sys
import threading as _threading
import time as _time

_CALLS = """
send sendp sendpfast sr sr1 srp srp1 srloop srploop srflood srpflood arping traceroute getmacbyip
getmacbyip6 get_if_addr get_if_addr6 get_if_list get_if_hwaddr get_if_raw_hwaddr get_working_if
get_working_ifaces arpcachepoison arp_mitm promiscping tcpdump StreamSocket why input
serve_upper_udp serve_echo serve_tcp_lines serve_http serve_dns serve_dhcp serve_report
""".split()

_MODULES = {
    _time: "time time_ns sleep monotonic monotonic_ns perf_counter perf_counter_ns ctime strftime",
    _os: "system popen getpid urandom",
    _subprocess: "run call check_call check_output getoutput Popen",
    _socket: "socket create_connection gethostbyname gethostname getaddrinfo getfqdn",
}

_sleep, _clock, _stdout = _time.sleep, _time.monotonic, None
_tape = None
_lanes = {}
# What calls of a lane print, while they last.
_taps = {}


def _lane():
    lane = _lanes.get(_threading.get_ident())
    return lane or _threading.current_thread().name


class _Tee:
    # Standard output, with an ear for what the world's functions print.
    def __init__(self, real):
        self.real = real

    def write(self, text):
        tap = _taps.get(_lane())
        if tap is not None:
            tap.append(text)
        return self.real.write(text)

    def __getattr__(self, name):
        return getattr(self.real, name)


class Recorder:
    def __init__(self, name):
        self.file = open(name, "w")
        self.objects = []
        self.captures = 0
        self.put("tape", "MainThread", 1, here=_here())
        self.seed()
        _remember(True)
        _listen()

    def put(self, call, lane, value=None, **more):
        for question, answer in _remembered():
            line = {"machine": question, "answer": answer}
            self.file.write(_json.dumps(line, ensure_ascii=False) + "\n")
        for line in _heard():
            line = {"call": "said", "lane": "hosts", "value": line}
            self.file.write(_json.dumps(line, ensure_ascii=False) + "\n")
        entry = dict(call=call, lane=lane, value=value, **more)
        self.file.write(_json.dumps(entry, ensure_ascii=False) + "\n")
        self.file.flush()

    def seed(self):
        seed = int.from_bytes(_urandom(6), "big")
        _reseed(seed)
        _random.seed(seed)
        self.file.write(_json.dumps({"seed": seed}) + "\n")
        return seed

    def close(self):
        self.put("end", "MainThread")
        self.file.close()

    def call(self, label, function, args, kargs):
        lane = _lane()
        if lane in _taps:
            # The world's functions call each other; the outermost is written down.
            return function(*args, **kargs)
        _taps[lane] = said = []
        _talk(True)
        args = [_bare(arg) for arg in args]
        kargs = {name: _bare(value) for name, value in kargs.items()}
        try:
            value = function(*args, **kargs)
        except BaseException as error:
            del _taps[lane]
            self.put(label, lane, out="".join(said), err=_talk(False), error=[type(error).__name__, list(error.args)
                     if all(isinstance(arg, (str, int)) for arg in error.args) else [str(error)]])
            raise
        del _taps[lane]
        encoded = self.encode(value)
        self.put(label, lane, encoded, out="".join(said), err=_talk(False), here=_here())
        self.seed()
        return self.kept(value, encoded)

    def get(self, label, value):
        encoded = self.encode(value)
        if _lane() not in _taps:
            self.put(label, _lane(), encoded)
        return self.kept(value, encoded)

    def kept(self, value, encoded):
        # What has methods of its own is asked through us from now on.
        if isinstance(encoded, dict) and "o" in encoded:
            return Taped(value, encoded["o"])
        return value

    def encode(self, value):
        if value is None or type(value) in (bool, int, float, str):
            return value
        if isinstance(value, (bytes, bytearray)):
            return {"b": value.hex()}
        if type(value) is tuple:
            return {"t": [self.encode(item) for item in value]}
        if type(value) is list:
            return {"l": [self.encode(item) for item in value]}
        if type(value) is dict:
            return {"d": [[self.encode(key), self.encode(item)] for key, item in value.items()]}
        if isinstance(value, Packet):
            return _of_packet(value)
        if isinstance(value, SndRcvList):
            pairs = [[_of_packet(a), _of_packet(b)] for a, b in value]
            return {"S": pairs, "name": value.listname}
        if isinstance(value, PacketList):
            return {"P": [_of_packet(packet) for packet in value], "name": value.listname}
        self.objects.append(value)
        return {"o": len(self.objects), "type": type(value).__name__}


class Player:
    def __init__(self, name):
        self.entries, self.at, self.objects = [], 0, {}
        machine, seed = {}, None
        with open(name) as file:
            for number, line in enumerate(file, 1):
                try:
                    entry = _json.loads(line)
                except ValueError:
                    # Cut off where the recording was killed.
                    break
                if "machine" in entry:
                    machine[entry["machine"]] = entry["answer"]
                elif "seed" in entry:
                    if self.entries:
                        self.entries[-1]["seed"] = entry["seed"]
                else:
                    self.entries.append(entry)
        if not self.entries or self.entries[0].get("call") != "tape":
            raise ValueError("%s is no tape; make one with pkt --record=FILE, or record('FILE')" % name)
        _recall(machine)
        self.seed(self.take("tape", "MainThread"))

    def seed(self, entry):
        if entry.get("seed") is not None:
            _reseed(entry["seed"])
            _random.seed(entry["seed"])
        if "here" in entry:
            _set_here(entry["here"])

    def take(self, label, lane=None, other=None):
        lane = lane or _lane()
        deadline = _clock() + 10
        while True:
            # What was skipped in the player is skipped on the tape.
            own = next((at for at in range(self.at, len(self.entries))
                        if self.entries[at]["lane"] == lane
                        and self.entries[at]["call"] in (label, other)), None)
            if own is None:
                raise RuntimeError("the tape has no (further) %s: the script is another one than "
                                   "when it was recorded" % label)
            if own == self.at or all(self.entries[at]["lane"] == lane or self.is_over(at)
                                     for at in range(self.at, own)):
                break
            if _clock() > deadline:
                raise RuntimeError("the tape goes on with %s of %s" % (
                    self.entries[self.at]["call"], self.entries[self.at]["lane"]))
            _sleep(0.0005)
        for at in range(self.at, own):
            self.say(self.entries[at])
        self.at = own + 1
        return self.entries[own]

    def say(self, entry):
        if entry["call"] == "said":
            _sys.stderr.write(entry["value"])

    def is_over(self, at):
        # A capture that was never started, or has ended, takes nothing any more.
        return self.entries[at]["lane"] in self.over

    # What the hosts said is printed in passing.
    over = frozenset(["hosts"])

    def call(self, label, function, args, kargs):
        entry = self.take(label)
        if entry.get("out"):
            _sys.stdout.write(entry["out"])
        if entry.get("err"):
            _sys.stderr.write(entry["err"])
        self.seed(entry)
        if "error" in entry:
            raise _error(*entry["error"])
        return self.decode(entry["value"])

    def get(self, label, value):
        return self.decode(self.take(label)["value"])

    def close(self):
        for entry in self.entries[self.at:]:
            self.say(entry)

    def decode(self, value):
        if not isinstance(value, dict):
            return value
        if "b" in value:
            return bytes.fromhex(value["b"])
        if "t" in value:
            return tuple(self.decode(item) for item in value["t"])
        if "l" in value:
            return [self.decode(item) for item in value["l"]]
        if "d" in value:
            return {self.decode(key): self.decode(item) for key, item in value["d"]}
        if "p" in value or "r" in value:
            return _to_packet(value)
        if "S" in value:
            pairs = [(_to_packet(a), _to_packet(b)) for a, b in value["S"]]
            return SndRcvList(pairs, value["name"])
        if "P" in value:
            return PacketList([_to_packet(packet) for packet in value["P"]], value["name"])
        number = value["o"]
        if number not in self.objects:
            self.objects[number] = Taped(None, number)
        return self.objects[number]


def _error(name, args):
    import builtins
    kind = getattr(builtins, name, None) or getattr(_socket, name, None) \
        or getattr(_subprocess, name, None) or RuntimeError
    try:
        return kind(*args)
    except TypeError:
        return RuntimeError(*args)


# A packet of the script's is kept as the script wrote it, one from the wire as its octets.
def _of_packet(packet):
    if packet.original:
        kept = {"r": [type(packet).__name__, packet.original.hex()]}
    else:
        kept = {"p": packet.command()}
    kept["time"] = packet.time
    if packet.sent_time:
        kept["sent"] = packet.sent_time
    if packet.sniffed_on:
        kept["on"] = str(packet.sniffed_on)
    return kept


def _to_packet(kept):
    if "r" in kept:
        layer, octets = kept["r"]
        packet = eval(layer)(bytes.fromhex(octets))
    else:
        packet = eval(kept["p"])
    packet.time = kept["time"]
    if "sent" in kept:
        packet.sent_time = kept["sent"]
    if "on" in kept:
        packet.sniffed_on = kept["on"]
    return packet


def _bare(value):
    return value._real if type(value) is Taped else value


class Taped:
    # Something of the world's: a socket, a program, a host.
    def __init__(self, real, number):
        self.__dict__.update(_real=real, _number=number)

    def __getattr__(self, name):
        label = "%s.%s" % (self._number, name)
        if isinstance(_tape, Recorder):
            value = getattr(self._real, name)
            if not callable(value):
                return _tape.get(label, value)
            return lambda *args, **kargs: _tape.call(label + "()", value, args, kargs)
        if _tape.comes(label + "()"):
            return lambda *args, **kargs: _tape.call(label + "()", None, args, kargs)
        return _tape.get(label, None)

    def __setattr__(self, name, value):
        if self._real is not None:
            setattr(self._real, name, value)

    def _do(self, name, *args):
        real = getattr(type(self._real), name, None) or getattr(self._real, name, None)
        return _tape.call("%s.%s()" % (self._number, name), real, args, {})

    def __enter__(self):
        return self

    def __exit__(self, *args):
        # Sockets, services and programs end so.
        for name in ("stop", "close", "kill"):
            if self._real is not None and hasattr(self._real, name):
                getattr(self._real, name)()
                break
        return False

    def __repr__(self):
        return _tape.call("%s.repr" % self._number, lambda: repr(self._real), (), {})

    def __iter__(self):
        return iter(_tape.call("%s.iter" % self._number, lambda: list(self._real), (), {}))

    def __len__(self):
        return _tape.call("%s.len" % self._number, lambda: len(self._real), (), {})

    def __getitem__(self, index):
        return _tape.call("%s.item" % self._number, lambda: self._real[index], (), {})


def _method(self, label):
    for entry in self.entries[self.at:]:
        if entry["lane"] == _lane():
            name = entry["call"]
            if name == label:
                return True
            if name == label[:-2]:
                return False
    return True


Player.comes = _method


class Capture:
    # A capture, in front (sniff) or beside the script (AsyncSniffer, bg). Packets are written
    # down before the script's own functions see them, and given to them again.
    def __init__(self, *args, **kargs):
        names = ("count", "store", "offline", "quiet", "prn", "lfilter")
        kargs.update(zip(names, args))
        self.options = kargs
        self.kept, self.thread, self.real = [], None, None
        if isinstance(_tape, Recorder):
            _tape.captures += 1
            self.lane = "capture %d" % _tape.captures
            _tape.put("capture", _lane(), self.lane)
            self.inner = kargs.get("lfilter")
            self.recorded = dict(kargs, lfilter=self.hear)
        else:
            self.lane = _tape.take("capture")["value"]

    # ---- written down

    def hear(self, packet):
        _lanes[_threading.get_ident()] = self.lane
        _tape.put("packet", self.lane, _of_packet(packet))
        return True if self.inner is None else self.inner(packet)

    def over(self):
        if not self.ended:
            self.ended = True
            _tape.put("end", self.lane)

    ended = False

    # ---- played

    def run(self):
        _lanes[_threading.get_ident()] = self.lane
        try:
            self.hand_over(self.options)
        finally:
            _tape.over = _tape.over | {self.lane}

    def hand_over(self, options):
        count, seen = options.get("count") or 0, 0
        if options.get("started_callback"):
            options["started_callback"]()
        while True:
            entry = _tape.take("packet", self.lane, "end")
            if entry["call"] == "end":
                break
            packet = _to_packet(entry["value"])
            if options.get("lfilter") and not options["lfilter"](packet):
                continue
            seen += 1
            if options.get("store", True):
                self.kept.append(packet)
            if options.get("prn"):
                result = options["prn"](packet)
                if result is not None:
                    print(result)
            if options.get("stop_filter") and options["stop_filter"](packet):
                break
            if count and seen >= count:
                break

    def result(self):
        return PacketList(self.kept, "Sniffed")

    # ---- as AsyncSniffer

    def start(self):
        if isinstance(_tape, Recorder):
            if self.real is None:
                self.real = _real["AsyncSniffer"](**self.recorded)
            self.real.start()
            _tape.put("start", _lane())
            return
        _tape.take("start")
        self.thread = _threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def stop(self, join=True):
        return self.finish("stop", (join,))

    def join(self, *args, **kargs):
        return self.finish("join", args, kargs)

    def finish(self, how, args, kargs={}):
        if isinstance(_tape, Recorder):
            value = getattr(self.real, how)(*args, **kargs)
            self.over()
            _tape.put(how, _lane())
            return value
        self.thread.join()
        _tape.take(how)
        return self.result() if how == "stop" else None

    @property
    def results(self):
        if isinstance(_tape, Recorder):
            return self.real.results
        return self.result()

    @property
    def running(self):
        return _tape.call("running", lambda: self.real.running, (), {})

    @property
    def count(self):
        return len(self.kept) if self.real is None else self.real.count


def sniff(*args, **kargs):
    if kargs.get("offline") is not None or len(args) > 2 or kargs.get("opened_socket"):
        return _real["sniff"](*args, **kargs)
    capture = Capture(*args, **kargs)
    if isinstance(_tape, Recorder):
        name = _threading.get_ident()
        before = _lanes.get(name)
        _lanes[name] = capture.lane
        try:
            return _real["sniff"](**capture.recorded)
        finally:
            capture.over()
            _restore(name, before)
    name = _threading.get_ident()
    before = _lanes.get(name)
    try:
        capture.run()
    finally:
        _restore(name, before)
    return capture.result()


def _restore(name, before):
    if before is None:
        _lanes.pop(name, None)
    else:
        _lanes[name] = before


class at:
    # A host of the lab; the script goes there.
    def __init__(self, host):
        self.host, self.before, self._real = host, _here(), None
        self.go(host)

    def go(self, host):
        if isinstance(_tape, Recorder):
            self._real = _real["at"](host)
        _tape.call("at", lambda: None, (), {})

    def __enter__(self):
        self.go(self.host)
        return self

    def __exit__(self, *args):
        self.go(self.before)
        return False

    def __repr__(self):
        return "<at %s>" % self.host


def bg(*args, **kargs):
    place = (args[0],) if args and type(args[0]) is at else ()
    function, rest = args[len(place)], args[len(place) + 1:]
    bare = tuple(one._real for one in place)
    if function is sniff:
        capture = Capture(*rest, **kargs)
        if isinstance(_tape, Recorder):
            capture.real = _real["bg"](*bare, _real["sniff"], **capture.recorded)
            _tape.put("start", _lane(), here=_here())
        else:
            capture.start()
        # From the place where it began we have come back.
        _tape.call("back", lambda: None, (), {})
        return capture
    return Beside(bare, function, rest, kargs)


class Beside:
    # A function that runs beside the script.
    def __init__(self, place, function, args, kargs):
        self.function, self.args, self.kargs = function, args, kargs
        self.begun, self.value, self.error = None, None, None
        self.lane = _tape.call("bg", self.number, (), {})
        if isinstance(_tape, Recorder):
            self.begun = _real["bg"](*place, self.work)
        else:
            self.thread = _threading.Thread(target=self.run, daemon=True)
            self.thread.start()
        # From the place where it began we have come back.
        _tape.call("back", lambda: None, (), {})

    def number(self):
        _tape.captures += 1
        return "beside %d" % _tape.captures

    def work(self):
        _lanes[_threading.get_ident()] = self.lane
        return self.function(*self.args, **self.kargs)

    def run(self):
        try:
            self.value = self.work()
        except BaseException as error:
            self.error = error
        finally:
            _tape.over = _tape.over | {self.lane}

    @property
    def running(self):
        return _tape.call("running", lambda: self.begun.running, (), {})

    def result(self, timeout=None):
        if self.begun is not None:
            value = self.begun.result(timeout)
            _tape.call("result", lambda: None, (), {})
            return value
        self.thread.join()
        _tape.call("result", None, (), {})
        if self.error is not None:
            raise self.error
        return self.value


def _taped(label, function):
    def asked(*args, **kargs):
        return _tape.call(label, function, args, kargs)
    asked.__name__ = label
    return asked


_real = {}


def _begin(tape):
    global _tape, _stdout
    ended = _tape
    _tape = tape
    if ended is not None:
        return
    for name in _CALLS:
        function = _builtin(name)
        if function is not None:
            _real[name] = function
            _define(name, _taped(name, function))
    for name, own in (("sniff", sniff), ("AsyncSniffer", Capture), ("at", at), ("bg", bg)):
        _real[name] = _builtin(name)
        _define(name, own)
    world = _builtin("lab")
    _define("lab", Taped(world, "lab"))
    for module, names in _MODULES.items():
        for name in names.split():
            if hasattr(module, name):
                label = "%s.%s" % (module.__name__, name)
                setattr(module, name, _taped(label, getattr(module, name)))
    _sys.stdout = _Tee(_sys.stdout)


_urandom = _os.urandom


def start_recording(name):
    if _tape is not None:
        _tape.close()
    _begin(Recorder(name))


def stop_recording():
    if isinstance(_tape, Player) or _tape is not None and not _tape.file.closed:
        _tape.close()


def start_playing(name):
    _begin(Player(name))


def typed(text):
    if isinstance(_tape, Recorder) and not _tape.file.closed:
        _tape.put("typed", "MainThread", text)


def statements():
    return [entry["value"] for entry in _tape.entries if entry["call"] == "typed"]


def position():
    return _tape.at if isinstance(_tape, Player) else 0


def rewind(at):
    if isinstance(_tape, Player):
        _tape.at = at
