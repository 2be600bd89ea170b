#!/usr/bin/env python3
"""Records what Scapy 2.8 says of packets of given layers, for tests/layers.rs to compare with.

    python record.py FAMILY LAYER [LAYER …] [--load contrib.NAME] [--cases 40] [--seed 1]
                     [--also EXPRESSION …] [--timeless]

writes data/FAMILY.jsonl.gz beside this file. FAMILY is the name of the file in src/proto; a LAYER
that ends in * stands for all layers that begin so. The classes are those of scapy.all, and of the
modules named by --load (`contrib.ospf`, `layers.http`), which the test loads too.

The packets come from Scapy itself: fuzz() with a seed fills the fields, and what it builds is
dissected, whole and damaged. --also gives packets that dice do not find: an expression that
makes one, or octets of the first layer, `LAYER:4745…`. A line is an object:

    ls        {layer, text}                      ls(LAYER)
    make      {expr, bytes | error, repr, summary, show}
                                                 an expression, and the packet that it makes
    read      {layer, octets, error | layers, repr, summary, command, show, built}
                                                 octets dissected as a layer; `built` are the octets
                                                 of its fields, without the memory of where they
                                                 came from
    carried   {expr, bytes, first, layers}       the layer on top of each layer that it is bound to

Addresses of this machine may show up; `unshare -n` with only `lo` up is a machine without any, as
the test supposes.

What changes from run to run (times, addresses of this machine) is left out: everything is said
twice, and what is not said the same way twice is dropped.
"""

import argparse
import gzip
import importlib
import io
import contextlib
import datetime as clocks
import json
import logging
import os
import random
import re
import resource
import signal
import sys
import time as clock
import types
import warnings

logging.getLogger("scapy").setLevel(logging.CRITICAL + 1)
warnings.simplefilter("ignore")
import scapy  # noqa: E402
import scapy.data  # noqa: E402
import scapy.fields  # noqa: E402
from scapy.all import *  # noqa: E402,F401,F403

logging.disable(logging.CRITICAL)
conf.color_theme = NoTheme()
conf.verb = 0
scapy.data.MANUFDB = conf.manufdb = None
HERE = os.path.dirname(os.path.abspath(__file__))
MOST = 600  # octets of a packet


# Without an address of their own these ask the machine.
LOWER = {"IPv6": 'IPv6(src="2001:db8::1")'}


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong


signal.signal(signal.SIGALRM, too_long)


def said(call):
    """What a call says, or how it fails."""
    signal.setitimer(signal.ITIMER_REAL, 3)
    try:
        return call()
    except TooLong:
        return None
    except Exception as error:
        return {"error": type(error).__name__}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class Clock(clocks.datetime):
    """A clock that never says the same."""

    ahead = 0

    @classmethod
    def now(cls, tz=None):
        cls.ahead += 61
        return clocks.datetime.now(tz) + clocks.timedelta(seconds=cls.ahead)


class Moving(types.SimpleNamespace):
    """The module `time` with a clock that never says the same."""

    ahead = 0

    @classmethod
    def time(cls):
        cls.ahead += 61
        return clock.time() + cls.ahead


def twice(call):
    """What is said the same way twice; None otherwise."""
    first, second = said(call), said(call)
    if isinstance(first, str) and "AutoTime" in first:
        return None
    return first if first == second else None


def printed(call):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call()
    return out.getvalue()


def names(packet):
    return [layer.__class__.__name__ for layer in packet.iterpayloads()]


def views(packet, case):
    for name, call in [
        ("repr", lambda: repr(packet)),
        ("summary", lambda: packet.summary()),
        ("command", lambda: packet.command()),
        # Some classes colour what they give for a dump.
        ("show", lambda: re.sub(r"\x1b\[[0-9;]*m", "", packet.show(dump=True))),
    ]:
        answer = twice(call)
        if isinstance(answer, str):
            case[name] = answer
    return case


def rebuilt(packet):
    copy = packet.copy()
    copy.clear_cache()
    return bytes(copy).hex()


def read(cls, octets):
    packet = said(lambda: cls(octets))
    case = {"kind": "read", "layer": cls.__name__, "octets": octets.hex()}
    # What --without-crypto forbids is no answer.
    if packet is None or packet == {"error": "ImportError"}:
        return None
    if isinstance(packet, dict):
        return {**case, **packet}
    case["layers"] = names(packet)
    views(packet, case)
    built = twice(lambda: rebuilt(packet))
    if isinstance(built, str) and len(built) <= 8 * MOST:
        case["built"] = built
    return case


def made(expr, names):
    def make():
        packet = eval(expr, names)
        case = {"kind": "make", "expr": expr}
        # Some classes set fields when they are built.
        shown = views(packet, {})
        octets = said(lambda: bytes(packet).hex())
        if isinstance(octets, dict):
            case["error"] = octets["error"]
        elif octets is not None:
            case["bytes"] = octets
        return {**case, **shown}

    case = twice(make)
    return case if case and "kind" in case else None


def rolled(cls, r):
    """Octets of a packet whose fields are rolled."""
    random.seed(r.randrange(1 << 30))
    def roll():
        packet = fuzz(cls())
        for field in cls.fields_desc:
            # fuzz() leaves alone what is None; flags say which fields there are.
            if isinstance(field, FlagsField) and field.default is None:
                some = r.getrandbits(field.size) & r.getrandbits(field.size)
                setattr(packet, field.name, some & r.getrandbits(field.size))
        return bytes(packet)

    octets = said(roll)
    return octets if isinstance(octets, bytes) and len(octets) <= MOST else None


def some_fields(packet, r):
    """The expression for a packet with some of the fields set."""
    layer = packet.copy()
    layer.remove_payload()
    for name in list(layer.fields):
        if r.random() < 0.5:
            del layer.fields[name]
    return said(lambda: layer.command())


def damaged(octets, r):
    octets = bytearray(octets)
    for _ in range(r.randrange(1, 4)):
        if not octets:
            break
        kind = r.random()
        at = r.randrange(len(octets))
        if kind < 0.4:
            octets[at] = r.randrange(256)
        elif kind < 0.7:
            del octets[at:]
        elif kind < 0.85:
            octets += bytes(r.randrange(256) for _ in range(r.randrange(1, 9)))
        else:
            octets[at] ^= 1 << r.randrange(8)
    return bytes(octets)


def layer_cases(cls, names, count, r):
    text = twice(lambda: printed(lambda: ls(cls)))
    if isinstance(text, str):
        yield {"kind": "ls", "layer": cls.__name__, "text": text}
    yield made("%s()" % cls.__name__, names)
    for lower, values in list(cls._overload_fields.items()):
        expr = "%s/%s()" % (LOWER.get(lower.__name__, lower.__name__ + "()"), cls.__name__)
        if lower.__name__ not in names:
            continue
        octets = twice(lambda: bytes(eval(expr, names)))
        if isinstance(octets, bytes):
            whole = said(lambda: names_of(lower, octets))
            if isinstance(whole, list):
                yield {"kind": "carried", "expr": expr, "bytes": octets.hex(),
                       "first": lower.__name__, "layers": whole}
    yield read(cls, b"")
    samples = []
    default = said(lambda: bytes(cls()))
    if isinstance(default, bytes):
        samples.append(default)
    tries = 0
    while len(samples) < count and tries < 5 * count:
        tries += 1
        octets = rolled(cls, r)
        if octets is not None:
            samples.append(octets)
    for octets in samples:
        yield read(cls, octets)
        packet = said(lambda: cls(octets))
        if isinstance(packet, Packet):
            expr = said(lambda: packet.command())
            if isinstance(expr, str) and len(expr) < 4000:
                yield made(expr, names)
            expr = some_fields(packet, r)
            if isinstance(expr, str) and len(expr) < 4000:
                yield made(expr, names)
        yield read(cls, damaged(octets, r))
    for _ in range(count // 2):
        yield read(cls, bytes(r.randrange(256) for _ in range(r.randrange(1, 60))))


def also_cases(given, names, count, r):
    cls, _, octets = given.partition(":")
    if octets and cls in names and all(digit in "0123456789abcdef" for digit in octets):
        cls, octets = names[cls], bytes.fromhex(octets)
    else:
        case = made(given, names)
        yield case
        if not case or "bytes" not in case:
            return
        cls, octets = type(eval(given, names)), bytes.fromhex(case["bytes"])
    yield read(cls, octets)
    packet = said(lambda: cls(octets))
    if isinstance(packet, Packet):
        expr = said(lambda: packet.command())
        if isinstance(expr, str) and len(expr) < 4000:
            yield made(expr, names)
    for _ in range(count):
        yield read(cls, damaged(octets, r))


def sound(case):
    """The case without octets that are not those of the values that were set."""
    if case["kind"] == "make" and "error" in case:
        return None
    if case["kind"] == "read" and case.get("built") != case["octets"]:
        case.pop("built", None)
    return case


def of_today(text, today=clock.time()):
    """Whether the time of the recording is in a text: a default that is made at the start."""
    days = [clock.gmtime(today + hours * 3600) for hours in (-24, 0, 24)]
    stamps = [clock.strftime(form, day) for day in days for form in ("%y%m%d", "%Y-%m-%d")]
    return any(stamp in text or stamp.encode().hex() in text for stamp in stamps)


def timeless(case):
    """The case without what has the time of the recording in it."""
    if of_today(case.get("expr", "") + case.get("octets", "") + case.get("text", "")):
        return None
    return {key: value for key, value in case.items()
            if not isinstance(value, str) or not of_today(value)}


def keep_octets(wanted, field):
    """What a field holds of this class is Raw from now on."""
    if getattr(field, "cls", None) is wanted:
        field.cls = conf.raw_layer
    inner = [getattr(field, name, None) for name in ("fld", "dflt", "field")]
    inner += [option[0] for option in getattr(field, "flds", [])]
    inner += getattr(field, "fields", None) or []
    for part in inner:
        if part is not None:
            keep_octets(wanted, part)


def names_of(lower, octets):
    return names(lower(octets))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("family")
    parser.add_argument("layers", nargs="+")
    parser.add_argument("--load", action="append", default=[])
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--also", action="append", default=[])
    parser.add_argument("--sound", action="append", default=[], metavar="LAYER",
                        help="leave out what Scapy cannot build, or builds otherwise than set")
    parser.add_argument("--octets", action="append", default=[], metavar="CLASS",
                        help="what fields hold of this class, which is not here, stays octets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeless", action="store_true",
                        help="leave out what has the time of the recording in it")
    parser.add_argument("--without-crypto", action="store_true",
                        help="keys in packets are not checked, as without the module cryptography")
    args = parser.parse_args()
    # Some defaults are rolled when a module is loaded.
    random.seed(args.seed)
    scapy.fields.time = Moving(**{name: value for name, value in vars(clock).items()
                                  if name != "time"})
    known = dict(globals())
    for module in args.load:
        loaded = importlib.import_module("scapy." + module)
        if getattr(loaded, "datetime", None) is clocks:
            loaded.datetime = types.SimpleNamespace(datetime=Clock, timezone=clocks.timezone)
        known.update({name: value for name, value in vars(loaded).items()
                      if isinstance(value, type) and issubclass(value, Packet)})
    for wanted in args.octets:
        for cls in scapy.config.conf.layers:
            for field in cls.fields_desc:
                keep_octets(known[wanted], field)
    # An offset may ask for gigabytes of zeros.
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    if args.without_crypto:
        conf.crypto_valid = False
    classes = []
    for wanted in args.layers:
        if wanted.endswith("*"):
            found = [name for name in known if name.startswith(wanted[:-1])
                     and isinstance(known[name], type) and issubclass(known[name], Packet)]
            classes += [known[name] for name in sorted(found)]
        else:
            classes.append(known[wanted])
    r = random.Random(args.seed)
    count = 0
    path = os.path.join(HERE, "data", args.family + ".jsonl.gz")
    with gzip.GzipFile(path, "wb", 9, mtime=0) as out:
        header = {"scapy": scapy.__version__, "load": args.load,
                  "layers": [cls.__name__ for cls in classes]}
        out.write((json.dumps(header) + "\n").encode())
        for cls in classes:
            for case in layer_cases(cls, known, args.cases, r):
                if case is not None and cls.__name__ in args.sound:
                    case = sound(case)
                case = case and args.timeless and timeless(case) or not args.timeless and case
                if case:
                    out.write((json.dumps(case, separators=(",", ":")) + "\n").encode())
                    count += 1
        for given in args.also:
            for case in also_cases(given, known, args.cases // 2, r):
                case = case and args.timeless and timeless(case) or not args.timeless and case
                if case:
                    out.write((json.dumps(case, separators=(",", ":")) + "\n").encode())
                    count += 1
    print("%d cases of %d layers, %d octets" % (count, len(classes), os.path.getsize(path)))


if __name__ == "__main__":
    main()
