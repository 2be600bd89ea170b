#!/usr/bin/env python3
"""Records what Scapy 2.8 says of random stacks of all layers, for tests/layers.rs to compare with.

    unshare -n sh -c 'ip link set lo up; exec python stacks.py [--cases 2000] [--seed 1] [--out FILE]'

writes data/stacks.jsonl.gz beside this file, or FILE. The layers are those that the other records
in data are of, and CORE; each stands on what it is bound to, down to where nothing is below, and
carries what is bound to it, or octets. Values are in the legal range of their field, mostly: names
of enumerations and flags, numbers at the edges, addresses, lists of packets of the kinds that the
list takes. The lines are those of record.py, in one part for each module that scapy.all leaves out;
a part begins with a line of its own, {"load": [modules]}. LEFT_OUT are layers about which
docs/differences.md says what is different.

Some defaults are the time, or dice, of the moment when a module is loaded (the validity of an X.509
certificate, the IMSI of GTP). Nobody can say the same: `rolled_at_start` finds them by comparing
two processes, and a packet in which one of them is not set is left out, read or made; the octets
of made ones are read all the same.
"""

import argparse
import gzip
import importlib
import json
import os
import pathlib
import random
import subprocess
import sys
import time
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import record  # noqa: E402
from record import *  # noqa: E402,F401,F403
from record import clocks, said, names  # noqa: E402
from scapy.asn1fields import ASN1F_field  # noqa: E402
from scapy.fields import *  # noqa: E402,F401,F403
from scapy.layers.dns import DNSStrField  # noqa: E402

CORE = (
    "Ether Dot3 LLC SNAP Dot1Q Dot1AD ARP IP ICMP TCP UDP IPv6 DNS DNSQR DNSRR BOOTP DHCP Raw "
    "IPerror TCPerror UDPerror ICMPerror ICMPExtension_Header "
    "ICMPExtension_Object ICMPExtension_InterfaceInformation DNSRRDLV EDNS0TLV "
    "IPOption IPOption_LSRR IPOption_RR IPOption_Timestamp IPOption_Router_Alert IPOption_Traceroute"
).split()
LEFT_OUT = {"DNSRRDLV", "Loopback"}
MOST = 500  # octets of a packet
ADDRESSES = {"IP": ("src", "dst"), "IPv6": ("src", "dst"), "Ether": ("src", "dst"), "Dot3": ("src", "dst"),
             "ARP": ("hwsrc", "psrc", "hwdst", "pdst")}


class Source(str):
    """An expression."""


def source(value):
    if isinstance(value, Source):
        return str(value)
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(source, value))
    if isinstance(value, tuple):
        return "(%s,)" % ", ".join(map(source, value))
    return repr(value)


def ip4(r):
    return r.choice(["10.0.0.1", "192.168.1.77", "8.8.8.8", "224.0.0.1", "0.0.0.0",
                     ".".join(str(r.randrange(256)) for _ in range(4))])


def ip6(r):
    return r.choice(["::1", "fe80::1", "2001:db8::1", "ff02::1", "::ffff:1.2.3.4", "::",
                     ":".join("%x" % r.randrange(65536) for _ in range(8))])


def mac(r):
    return r.choice(["ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", ":".join("%02x" % r.randrange(256) for _ in range(6))])


def octets(r, count=None):
    count = r.randrange(10) if count is None else count
    kind = r.random()
    if kind < 0.5:
        return bytes(r.choice(b"abcdef GHI'\"\\/0189.\n") for _ in range(count))
    return bytes(count) if kind < 0.6 else bytes(r.randrange(256) for _ in range(count))


def number(r, bits, signed=False):
    top = (1 << bits) - 1
    value = r.choice([0, 1, top, top >> 1, r.randrange(top + 1), r.randrange(top + 1), r.randrange(min(top, 255) + 1)])
    return value - (top >> 1) - 1 if signed else value


class Maker:
    """Makes expressions of the layers of one part."""

    def __init__(self, r, known, layers):
        self.r, self.known = r, known
        self.layers = [known[name] for name in layers]
        self.here = set(self.layers)
        self.above = {}
        for cls in self.layers:
            for lower in cls._overload_fields:
                self.above.setdefault(lower, []).append(cls)
            for _, upper in cls.payload_guess:
                if upper in self.here:
                    self.above.setdefault(cls, []).append(upper)

    def kinds(self, field):
        """The layers that a list of packets takes."""
        cls = getattr(field, "cls", None)
        found = []
        if isinstance(cls, type) and issubclass(cls, Packet):
            todo = [cls]
            while todo:
                found.append(todo.pop())
                todo += found[-1].__subclasses__()
        else:
            owner = sys.modules[field.owners[0].__module__]
            for value in list(vars(owner).values()):
                if isinstance(value, type) and issubclass(value, Packet) and \
                        any(word in value.__name__ for word in ("Opt", "TLV", "Param", "Elt", "Attr", "AVP", "Object")):
                    found.append(value)
        return [cls for cls in found if cls in self.here]

    def value(self, field, packet, depth):
        """A value for the field, or None."""
        r = self.r
        while isinstance(field, (ConditionalField, Emph, MayEnd)) or hasattr(field, "dflds"):
            field = field._find_fld_pkt(packet) if hasattr(field, "dflds") else field.fld
        if isinstance(field, ASN1F_field):
            return None
        if field.holds_packets or isinstance(field, scapy.fields._PacketField):  # noqa: F405
            several = bool(field.islist)
            kinds = self.kinds(field) if depth < 2 else []
            if not kinds:
                return None
            made = [Source(self.layer(r.choice(kinds), depth + 1)) for _ in range(r.choice([1, 1, 2, 3]) if several else 1)]
            return made if several else made[0]
        if isinstance(field, FieldListField):
            made = [self.value(field.field, packet, depth) for _ in range(r.randrange(4))]
            return None if None in made else made
        if isinstance(field, FlagsField):
            if isinstance(field.names, list) and r.random() < 0.5:
                return "+".join(name for name in field.names if name and r.random() < 0.2)
            return number(r, field.size)
        if hasattr(field, "i2s") and isinstance(getattr(field, "i2s", None), dict) and r.random() < 0.8:
            keys = list(field.i2s)[:4000]
            if keys:
                key = r.choice(keys)
                name = field.i2s[key]
                if r.random() < 0.5 and isinstance(name, str) and getattr(field, "s2i", {}).get(name) == key:
                    return name
                if isinstance(key, int) or isinstance(key, (str, bytes)):
                    return key
        if isinstance(field, DNSStrField):
            return r.choice(["example.com", b"www.example.com.", ".", "a.b.c", ""])
        if isinstance(field, (MACField,)):
            return mac(r)
        if isinstance(field, IPField):
            return ip4(r)
        if isinstance(field, IP6Field):
            return ip6(r)
        if isinstance(field, BitField):
            return number(r, field.size)
        if isinstance(field, StrFixedLenField):
            length = said(lambda: field.length_from(packet))
            return octets(r, length) if isinstance(length, int) and length < 64 else None
        if isinstance(field, StrField):
            # Some fields of octets hold lists.
            return None if isinstance(field.default, list) or field.islist else octets(r)
        if isinstance(getattr(field, "fmt", None), str) and field.fmt[-1] in "BHIQbhiq":
            return number(r, field.sz * 8, field.fmt[-1].islower())
        rolled = said(lambda: field.randval())
        if field.islist:
            return None
        rolled = said(lambda: rolled._fix()) if isinstance(rolled, VolatileValue) else rolled
        if isinstance(rolled, (int, str, bytes)) and not isinstance(rolled, VolatileValue):
            return rolled
        return None

    def layer(self, cls, depth=0, chance=0.45, left=()):
        r = self.r
        set_ = {}
        packet = cls()
        for field in cls.fields_desc:
            name = field.name
            wanted = r.random() < chance
            if name in left or cls.__name__ in ("IP", "IPv6") and name in ("version", "ihl"):
                continue
            # What the machine would be asked for, the time too.
            if name in ADDRESSES.get(cls.__name__, ()) or isinstance(field, UTCTimeField):
                wanted = True
            elif field.default is None and r.random() < 0.75 and \
                    not isinstance(field, (PacketField, PacketListField, StrField)):
                continue
            if not wanted:
                continue
            if isinstance(field, ConditionalField) and said(lambda: field._evalcond(packet)) is not True and r.random() < 0.9:
                continue
            value = said(lambda: self.value(field, packet, depth))
            if value is None or isinstance(value, dict):
                continue
            text = source(value)
            if len(text) > 1500 or isinstance(said(lambda: setattr(packet, name, eval(text, self.known))), dict):
                continue
            set_[name] = text
        return "%s(%s)" % (cls.__name__, ", ".join("%s=%s" % item for item in set_.items()))

    def lower(self, cls):
        below = [lower for lower in cls._overload_fields if lower in self.here and lower is not cls]
        return self.r.choice(below) if below else None

    def stack(self, cls):
        """The expression, and its first layer."""
        r = self.r
        parts, first, at = [self.layer(cls)], cls, cls
        while len(parts) < 5 and r.random() < 0.9:
            below = self.lower(at)
            if below is None:
                break
            parts.insert(0, self.layer(below, chance=0.15, left=tuple(at._overload_fields[below])))
            first = at = below
        top = cls
        while r.random() < 0.35:
            above = self.above.get(top)
            if not above:
                break
            above = r.choice(above)
            parts.append(self.layer(above, left=(), chance=0.3))
            top = above
        if r.random() < 0.3:
            parts.append("Raw(%r)" % octets(r) if r.random() < 0.5 else repr(octets(r)))
        return "/".join(parts), first


def say(packet, case):
    views(packet, case)  # noqa: F405
    answer = said(lambda: packet.show2(dump=True))
    if isinstance(answer, str):
        case["show2"] = answer
    return case


def made(expr, known):
    def make():
        packet = eval(expr, known)
        case = {"kind": "make", "expr": expr}
        built = said(lambda: bytes(packet).hex())
        if isinstance(built, dict):
            case["error"] = built["error"]
        elif built is not None:
            case["bytes"] = built
        # Building changes some packets; what they look like is asked of one that was not built.
        return case, eval(expr, known)

    once, again = said(make), said(make)
    if not isinstance(once, tuple) or not isinstance(again, tuple) or once[0] != again[0]:
        return None
    return say(once[1], once[0])


def defaults(layers):
    """What the fields of the layers are by default, as text."""
    return {"%s.%s" % (cls.__name__, name): repr(value)
            for cls in layers for name, value in cls().default_fields.items() if plain(value)}


def plain(value):
    """Whether a default is a value: not one that is rolled anew each time, and no packet."""
    return not isinstance(value, (VolatileValue, Packet, list))  # noqa: F405


def rolled_at_start(modules, layers):
    """The fields whose defaults another process, a while later, has otherwise."""
    given = json.dumps([modules, [cls.__name__ for cls in layers]])
    time.sleep(1.1)
    printed = subprocess.run([sys.executable, os.path.abspath(__file__), "--defaults", given],
                          check=True, capture_output=True, text=True).stdout
    other = json.loads(printed)
    return {name for name, value in defaults(layers).items() if other.get(name) != value}


def there(packet, name):
    """Whether a field is not left out by its condition."""
    field = packet.get_field(name)
    return not isinstance(field, ConditionalField) or said(lambda: field._evalcond(packet)) is not False


def comparable(packet, moving):
    """Whether none of the defaults in a packet, and in the packets in it, is of its process."""
    todo = [packet]
    while todo and moving:
        one = todo.pop()
        if isinstance(one, (list, tuple)):
            todo += one
        elif isinstance(one, Packet) and not isinstance(one, NoPayload):  # noqa: F405
            todo.append(one.payload)
            for name in one.default_fields:
                if "%s.%s" % (type(one).__name__, name) in moving and name not in one.fields and there(one, name):
                    return False
                todo.append(one.fields.get(name, one.default_fields[name]))
    return True


def part(r, modules, layers, count, out):
    known = dict(vars(record))
    for module in modules:
        loaded = importlib.import_module(module)
        if getattr(loaded, "datetime", None) is clocks:
            loaded.datetime = types.SimpleNamespace(datetime=Clock, timezone=clocks.timezone)  # noqa: F405
        known.update({name: value for name, value in vars(loaded).items()
                      if isinstance(value, type) and issubclass(value, Packet)})
    layers = [name for name in layers if name in known and name not in LEFT_OUT]
    own = [name for name in layers if known[name].__module__ in modules or not modules]
    maker = Maker(r, known, layers)
    moving = rolled_at_start(modules, maker.layers)
    out.append({"load": modules})
    for number in range(count):
        cls = known[own[number % len(own)]]
        expr, first = maker.stack(cls)
        case = made(expr, known) if len(expr) < 4000 else None
        if case is None or "error" in case and r.random() < 0.8 or len(case.get("bytes", "")) > 2 * MOST:
            continue
        case["kind"] = "make"
        if comparable(eval(expr, known), moving):
            out.append(case)
        if not case.get("bytes"):
            continue
        built = bytes.fromhex(case["bytes"])
        for octets_ in [built] + ([damaged(built, r)] if r.random() < 0.5 else []):  # noqa: F405
            one = read(first, octets_)  # noqa: F405
            packet = moving and said(lambda: first(octets_))
            if one is not None and comparable(packet, moving):
                out.append(one)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=None, help="parts, by their modules; `base`")
    parser.add_argument("--out", default=os.path.join(HERE, "data", "stacks.jsonl.gz"))
    parser.add_argument("--defaults", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.defaults:
        modules, layers = json.loads(args.defaults)
        known = dict(vars(record))
        for module in modules:
            known.update(vars(importlib.import_module(module)))
        print(json.dumps(defaults(known[name] for name in layers)))
        return
    scapy.fields.time = record.Moving(**{name: value for name, value in vars(time).items()
                                         if name != "time"})
    parts = {(): set(CORE)}
    for path in sorted(pathlib.Path(HERE, "data").glob("*.gz")):
        header = json.loads(gzip.open(path).readline())
        if path.name in ("stacks.jsonl.gz", "edges.jsonl.gz"):
            continue
        load = tuple(sorted("scapy." + module for module in header.get("load", [])))
        parts.setdefault(load, set()).update(header["layers"])
    total = sum(map(len, parts.values()))
    base = parts[()]
    lines = []
    for number, (modules, layers) in enumerate(sorted(parts.items())):
        if args.only is not None and (" ".join(modules) or "base") not in args.only:
            continue
        # A process for each part: what is loaded in one is not there in the next.
        reading, writing = os.pipe()
        if os.fork() == 0:
            out = []
            try:
                part(random.Random("%d %d" % (args.seed, number)), list(modules),
                     sorted(layers | base), max(1, args.cases * len(layers) // total), out)
                with os.fdopen(writing, "w") as pipe:
                    pipe.write("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in out))
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            lines.append(pipe.read())
        os.wait()
    with gzip.GzipFile(args.out, "wb", 9, mtime=0) as out:
        out.write((json.dumps({"scapy": scapy.__version__, "load": [], "layers": []}) + "\n").encode())  # noqa: F405
        out.write("".join(lines).encode())
    print("%d lines, %d octets" % (sum(text.count("\n") for text in lines), os.path.getsize(args.out)))


if __name__ == "__main__":
    main()
