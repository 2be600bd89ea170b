#!/usr/bin/env python3
"""Makes random protocols, as a script would write them, and records what Scapy 2.8 says of them.

    python record.py [COUNT [SEED [FILE]]]       writes cases.jsonl.gz beside this file, or FILE

A line is {"source": …, "steps": [[kind, expression, answer | null], …]}: the source is executed,
then each expression is a text, or an error (null). An expression that begins with `!` is executed,
and its answer is what it prints.
"""

import contextlib
import gzip
import io
import json
import logging
import os
import random
import signal
import sys
import warnings

logging.getLogger("scapy").setLevel(logging.CRITICAL + 1)
warnings.simplefilter("ignore")
import scapy  # noqa: E402
import scapy.data  # noqa: E402
from scapy.all import *  # noqa: E402,F401,F403

logging.disable(logging.CRITICAL)
conf.color_theme = NoTheme()
scapy.data.MANUFDB = conf.manufdb = None
HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 400
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
FILE = sys.argv[3] if len(sys.argv) > 3 else os.path.join(HERE, "cases.jsonl.gz")

NAMES = "abcdefghijklmnopqrstuvwxyz"


def octets(r, most=8):
    kind = r.random()
    n = r.randrange(most + 1)
    if kind < 0.5:
        return bytes(r.choice(b"abcXYZ 019'\"\\.\n") for _ in range(n))
    return bytes(r.randrange(256) for _ in range(n))


def number(r, bits, signed=False):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return r.choice([low, high, 0, 1, r.randint(low, high), r.randint(low, high), min(high, r.randrange(300))])


def enum(r):
    return {r.randrange(8): "n%d" % i for i in range(r.randrange(1, 6))}


NUMBERS = [(name, bits, signed) for name, bits, signed in [
    ("ByteField", 8, False), ("XByteField", 8, False), ("OByteField", 8, False),
    ("SignedByteField", 8, True), ("ShortField", 16, False), ("XShortField", 16, False),
    ("SignedShortField", 16, True), ("LEShortField", 16, False), ("XLEShortField", 16, False),
    ("LESignedShortField", 16, True), ("IntField", 32, False), ("XIntField", 32, False),
    ("SignedIntField", 32, True), ("LEIntField", 32, False), ("XLEIntField", 32, False),
    ("LESignedIntField", 32, True), ("LongField", 64, False), ("XLongField", 64, False),
    ("SignedLongField", 64, True), ("LELongField", 64, False), ("XLELongField", 64, False),
    ("LESignedLongField", 64, True), ("ThreeBytesField", 24, False), ("X3BytesField", 24, False),
    ("LEThreeBytesField", 24, False), ("XLE3BytesField", 24, False), ("OUIField", 24, False),
    ("YesNoByteField", 8, False), ("MSBExtendedField", 40, False), ("LSBExtendedField", 40, False)]]
ENUMS = [("ByteEnumField", 8), ("XByteEnumField", 8), ("ByteEnumKeysField", 8), ("ShortEnumField", 16),
         ("XShortEnumField", 16), ("ShortEnumKeysField", 16), ("LEShortEnumField", 16),
         ("IntEnumField", 32), ("IntEnumKeysField", 32), ("SignedIntEnumField", 31),
         ("LEIntEnumField", 32), ("XLEIntEnumField", 32), ("LongEnumField", 64),
         ("LELongEnumField", 64), ("LE3BytesEnumField", 24), ("XLE3BytesEnumField", 24)]


class Maker:
    """The fields of one class: their sources, and values that suit them."""

    def __init__(self, r, nested, prefix=""):
        self.r, self.nested, self.prefix = r, nested, prefix
        self.fields, self.values, self.numbers = [], {}, []

    def name(self):
        n = len(self.values)
        self.values["%s%s%d" % (self.prefix, NAMES[n % 26], n)] = None
        return list(self.values)[-1]

    def add(self, name, source, value):
        self.fields.append(source)
        self.values[name] = value

    def one(self):
        r = self.r
        kinds = [self.plain] * 5 + [self.enum] * 2 + [self.bits] * 2 + [
            self.flags, self.text, self.counted, self.counted, self.address, self.conditional,
            self.multiple, self.list, self.packets, self.packet, self.float, self.scaled, self.time,
            self.uuid, self.prefixed, self.padded, self.little_bits, self.wide, self.char, self.multi,
            self.length, self.format, self.utf16, self.dispatching]
        r.choice(kinds)()

    def plain(self):
        r = self.r
        name = self.name()
        cls, bits, signed = r.choice(NUMBERS)
        if bits <= 16 and not signed:
            self.numbers.append(name)
        self.add(name, "%s(%r, %r)" % (cls, name, number(r, bits, signed)),
                 lambda: repr(number(r, bits, signed)))

    def enum(self):
        r = self.r
        name = self.name()
        cls, bits = r.choice(ENUMS)
        table = enum(r)
        if bits <= 16:
            self.numbers.append(name)
        given = r.choice([repr(table), repr({v: k for k, v in table.items()}), repr(list("pqrs"))])
        known = list("pqrs") if given.startswith("[") else sorted(table.values())
        self.add(name, "%s(%r, %r, %s)" % (cls, name, r.choice([0, 1, r.choice(known)]), given),
                 lambda: repr(r.choice([r.choice(known), r.randrange(8), number(r, bits)])))

    def bits(self):
        r = self.r
        left = r.choice([8, 16, 24, 32, 40])
        while left:
            width = r.randint(1, min(left, 20))
            left -= width
            name = self.name()
            kind = r.random()
            value = lambda width=width: repr(number(r, width))
            if kind < 0.5:
                self.add(name, "%s(%r, %d, %d)" % (r.choice(["BitField", "XBitField"]), name, number(r, width), width), value)
            elif kind < 0.7:
                self.add(name, "BitEnumField(%r, 0, %d, %r)" % (name, width, enum(r)), value)
            elif kind < 0.85:
                self.add(name, "FlagsField(%r, 0, %d, %r)" % (name, width, list(("f%d" % i for i in range(width)))), value)
            else:
                self.add(name, "BitEnumField(%r, 0, %d, %r)" % (name, width, ["u", "v"]), value)
            if width <= 8 and kind < 0.5:
                self.numbers.append(name)

    def little_bits(self):
        r = self.r
        total = r.choice([2, 3, 4])
        cuts = sorted(r.sample(range(1, total * 8), r.randrange(1, 4)))
        widths = [b - a for a, b in zip([0] + cuts, cuts + [total * 8])]
        for at, width in enumerate(widths):
            name = self.name()
            extra = ""
            if at == 0:
                extra = ", tot_size=-%d" % total
            elif at == len(widths) - 1:
                extra = ", end_tot_size=-%d" % total
            self.add(name, "BitField(%r, 0, %d%s)" % (name, width, extra), lambda width=width: repr(number(r, width)))

    def wide(self):
        r = self.r
        name = self.name()
        kind = r.randrange(4)
        if kind == 0:
            n = r.choice([1, 2, 5, 6, 8, 11, 16])
            self.add(name, "%s(%r, 0, %d)" % (r.choice(["NBytesField", "XNBytesField"]), name, n), lambda: repr(number(r, n * 8)))
        elif kind == 1:
            n = r.choice([64, 72, 96, 128])
            self.add(name, "BitField(%r, 0, %d)" % (name, n), lambda: repr(number(r, n)))
        elif kind == 2:
            n = r.choice([16, 24, 32, 64])
            self.add(name, "BitField(%r, 0, -%d)" % (name, n), lambda: repr(number(r, n)))
        else:
            self.add(name, "FixedPointField(%r, 0, %s)" % (name, r.choice(["32", "64, 32", "16, 8"])),
                     lambda: repr(r.choice([0, 1, 1.5, 2.25, 100.125, r.randrange(200)])))

    def flags(self):
        r = self.r
        name = self.name()
        letters = "ABCDEFGHIJKLMNOP"
        width = r.choice([8, 16])
        if r.random() < 0.5:
            known = letters[:r.randint(3, width)]
            self.add(name, "FlagsField(%r, %d, %d, %r)" % (name, r.randrange(8), width, known),
                     lambda: repr(r.choice([number(r, width), "".join(r.sample(known, 2))])))
        else:
            table = {1 << i: "w%d" % i for i in r.sample(range(width), 3)}
            words = list(table.values())
            self.add(name, "FlagsField(%r, 0, %d, %r)" % (name, width, table),
                     lambda: repr(r.choice([number(r, width), "+".join(r.sample(words, 2)), words[0]])))

    def text(self):
        r = self.r
        name = self.name()
        n = r.randrange(1, 7)
        source = r.choice([
            "StrFixedLenField(%r, %r, %d)" % (name, octets(r, n), n),
            "XStrFixedLenField(%r, %r, length=%d)" % (name, octets(r, n), n),
            "StrFixedLenEnumField(%r, %r, enum={b'ab': 'AB', b'x': 'ex'}, length=%d)" % (name, b"ab", n),
            "StrNullField(%r, %r)" % (name, b"hi"),
            "StrStopField(%r, %r, %r)" % (name, b"go;", b";"),
            "StrStopField(%r, %r, %r, 1)" % (name, b"go;!", b";"),
            "NetBIOSNameField(%r, %r)" % (name, b"HOST"),
            "StrNullField(%r, %r)" % (name, ""),
        ])
        self.add(name, source, lambda: repr(r.choice([octets(r, n), "text"[:n], b"ab"])))

    def counted(self):
        r = self.r
        size, name = self.name(), self.name()
        fmt = r.choice(["B", "H", "<H", "I"])
        adjust = r.choice(["", "", ", adjust=lambda pkt, x: x + 1"])
        back = " - 1" if adjust else ""
        cls = r.choice(["StrLenField", "XStrLenField", "StrLenField", "XLEStrLenField"])
        first = r.choice(["FieldLenField", "FieldLenField", "LEFieldLenField"])
        if first == "LEFieldLenField":
            fmt = r.choice(["<H", "<I"])
        self.add(size, "%s(%r, None, length_of=%r, fmt=%r%s)" % (first, size, name, fmt, adjust),
                 lambda: repr(r.choice([None, None, r.randrange(10)])))
        self.add(name, "%s(%r, %r, length_from=lambda pkt: pkt.%s%s)" % (cls, name, octets(r), size, back),
                 lambda: repr(octets(r)))

    def address(self):
        r = self.r
        name = self.name()
        kind = r.randrange(4)
        if kind == 0:
            self.add(name, "IPField(%r, %r)" % (name, "1.2.3.4"), lambda: repr(r.choice(["10.0.0.1", "0.0.0.0", "255.1.2.3"])))
        elif kind == 1:
            self.add(name, "IP6Field(%r, %r)" % (name, "::1"), lambda: repr(r.choice(["fe80::1", "2001:db8::5", "::"])))
        elif kind == 2:
            self.add(name, "MACField(%r, %r)" % (name, "00:11:22:33:44:55"), lambda: repr(r.choice(["ff:ff:ff:ff:ff:ff", "01:02:03:04:05:06"])))
        else:
            self.add(name, "LEMACField(%r, %r)" % (name, "00:11:22:33:44:55"), lambda: repr("01:02:03:04:05:06"))

    def conditional(self):
        r = self.r
        if not self.numbers:
            return self.plain()
        on = r.choice(self.numbers)
        before = len(self.fields)
        r.choice([self.plain, self.enum, self.address, self.text])()
        test = r.choice(["pkt.%s & 1", "pkt.%s == 1", "pkt.%s > 3", "not pkt.%s"]) % on
        for at in range(before, len(self.fields)):
            self.fields[at] = "ConditionalField(%s, lambda pkt: %s)" % (self.fields[at], test)
        # A condition may not hold for what follows.
        self.numbers = [n for n in self.numbers if n not in list(self.values)[before:]]

    def multiple(self):
        r = self.r
        if not self.numbers:
            return self.plain()
        on, name = r.choice(self.numbers), self.name()
        self.add(name, "MultipleTypeField([(ShortField(%r, 7), lambda pkt: pkt.%s == 1), "
                 "(XIntField(%r, 8), lambda pkt: pkt.%s & 2)], ByteField(%r, 9))" % (name, on, name, on, name),
                 lambda: repr(r.randrange(200)))

    def list(self):
        r = self.r
        count, name = self.name(), self.name()
        of, value = r.choice([
            ("ShortField('', 0)", lambda: r.randrange(65536)),
            ("XByteField('', 0)", lambda: r.randrange(256)),
            ("IPField('', '0.0.0.0')", lambda: r.choice(["1.1.1.1", "10.2.3.4"])),
            ("ByteEnumField('', 0, {1: 'one', 2: 'two'})", lambda: r.choice([1, 2, 3, "one"])),
            ("LEIntField('', 0)", lambda: r.randrange(1 << 32)),
        ])
        if r.random() < 0.5:
            self.add(count, "FieldLenField(%r, None, count_of=%r, fmt='B')" % (count, name), lambda: "None")
            last = "count_from=lambda pkt: pkt.%s" % count
        else:
            self.add(count, "FieldLenField(%r, None, length_of=%r, fmt='H')" % (count, name), lambda: "None")
            last = "length_from=lambda pkt: pkt.%s" % count
        self.add(name, "FieldListField(%r, [], %s, %s)" % (name, of, last),
                 lambda: repr([value() for _ in range(r.randrange(4))]))

    def inner(self):
        cls, maker = self.r.choice(self.nested)
        return "%s(%s)" % (cls, maker.arguments(0.6))

    def packets(self):
        r = self.r
        if not self.nested:
            return self.plain()
        count, name = self.name(), self.name()
        cls, maker = r.choice(self.nested)
        if r.random() < 0.5:
            self.add(count, "FieldLenField(%r, None, count_of=%r, fmt='B')" % (count, name), lambda: "None")
            last = "count_from=lambda pkt: pkt.%s" % count
        else:
            self.add(count, "FieldLenField(%r, None, length_of=%r, fmt='H')" % (count, name), lambda: "None")
            last = "length_from=lambda pkt: pkt.%s" % count
        self.add(name, "PacketListField(%r, [], %s, %s)" % (name, cls, last),
                 lambda: "[%s]" % ", ".join("%s(%s)" % (cls, maker.arguments(0.6)) for _ in range(r.randrange(3))))

    def packet(self):
        r = self.r
        if not self.nested:
            return self.plain()
        cls, maker = r.choice(self.nested)
        name = self.name()
        if r.random() < 0.5:
            self.add(name, "PacketField(%r, %s(), %s)" % (name, cls, cls), lambda: "%s(%s)" % (cls, maker.arguments(0.6)))
            return
        size = self.name()
        self.fields.append("FieldLenField(%r, None, length_of=%r, fmt='B')" % (size, name))
        self.values[size] = lambda: "None"
        self.add(name, "PacketLenField(%r, %s(), %s, length_from=lambda pkt: pkt.%s)" % (name, cls, cls, size),
                 lambda: "%s(%s)" % (cls, maker.arguments(0.6)))

    def dispatching(self):
        r = self.r
        if not self.nested:
            return self.plain()
        (cls, maker), name = r.choice(self.nested), self.name()
        self.add(name, "PacketListField(%r, [], next_cls_cb=lambda pkt, lst, p, remain: %s if len(lst) < 2 and remain[:1] < b'\\x80' else None)" % (name, cls),
                 lambda: "[%s]" % ", ".join("%s(%s)" % (cls, maker.arguments(0.6)) for _ in range(r.randrange(3))))

    def float(self):
        r = self.r
        name = self.name()
        self.add(name, "%s(%r, %r)" % (r.choice(["IEEEFloatField", "IEEEDoubleField"]), name, 1.5),
                 lambda: repr(r.choice([0.0, 1.25, -3.5, 1e10, 7])))

    def scaled(self):
        r = self.r
        name = self.name()
        source = r.choice([
            "ScalingField(%r, 0, scaling=0.1, offset=-1, unit='mV')" % name,
            "ScalingField(%r, 0, scaling=2, unit='m')" % name,
            "ScalingField(%r, 0, scaling=0.25, fmt='H')" % name,
            "ScalingField(%r, 0, scaling=0.5, fmt='h', ndigits=1)" % name,
            "BitScalingField(%r, 0, 8, scaling=0.5)" % name,
        ])
        self.add(name, source, lambda: repr(r.choice([0, 1, 2, 4, 10, 20.5])))

    def time(self):
        r = self.r
        name = self.name()
        source = r.choice([
            "UTCTimeField(%r, 0)" % name, "UTCTimeField(%r, 5, use_msec=True, fmt='Q')" % name,
            "UTCTimeField(%r, 7, strf='%%Y-%%m-%%d %%H:%%M')" % name,
            "UTCTimeField(%r, 7, epoch=(1900, 1, 1, 0, 0, 0, 5, 1, 0))" % name,
            "SecondsIntField(%r, 0)" % name, "SecondsIntField(%r, 0, use_msec=True)" % name,
            "SecondsIntField(%r, 0, use_micro=True)" % name,
        ])
        self.add(name, source, lambda: repr(number(r, 32)))

    def uuid(self):
        r = self.r
        name = self.name()
        text = "01234567-89ab-cdef-0123-456789abcdef"
        self.add(name, "UUIDField(%r, %r, uuid_fmt=%d)" % (name, text, r.randrange(3)),
                 lambda: repr(r.choice([text[::-1].replace("-", "")[:32], 5, bytes(range(16))])))

    def prefixed(self):
        r = self.r
        size, name = self.name(), self.name()
        four = r.random() < 0.5
        self.add(size, "FieldLenField(%r, None, length_of=%r, fmt='B')" % (size, name), lambda: "None")
        self.add(name, "%s(%r, %r, wordbytes=%d, length_from=lambda pkt: pkt.%s)" % (
            "IPPrefixField" if four else "IP6PrefixField", name,
            "10.0.0.0/8" if four else "2001:db8::/32", r.choice([1, 2, 4]), size),
            lambda: repr(r.choice(["1.2.3.0/24", "1.2.0.0/15"] if four else ["fe80::/10", "2001:db8:1::/48"])))

    def padded(self):
        r = self.r
        name = self.name()
        inner = r.choice(["StrNullField(%r, 'ab')", "StrStopField(%r, b'go;', b';')", "ShortField(%r, 3)", "ThreeBytesField(%r, 3)"]) % name
        cls = r.choice(["PadField(%s, %d)", "PadField(%s, %d, padwith=b'x')", "ReversePadField(%s, %d)"])
        value = (lambda: repr(octets(r, 5).replace(b"\0", b"z"))) if "Str" in inner else (lambda: repr(r.randrange(256)))
        self.add(name, cls % (inner, r.choice([2, 4, 8])), value)

    def char(self):
        r = self.r
        name = self.name()
        self.add(name, "CharEnumField(%r, 'a', {'a': 'alpha', 'b': 'beta'})" % name,
                 lambda: repr(r.choice(["a", "b", "alpha", "z"])))

    def multi(self):
        r = self.r
        if not self.numbers:
            return self.plain()
        name = self.name()
        self.add(name, "MultiEnumField(%r, 0, {0: {0: 'zero', 1: 'one'}, 1: {0: 'null', 1: 'eins'}}, depends_on=lambda pkt: pkt.%s, fmt='B')" % (
            name, r.choice(self.numbers)), lambda: repr(r.choice([0, 1, 2, "one", "eins"])))

    def length(self):
        r = self.r
        name = self.name()
        self.add(name, r.choice(["LenField(%r, None)", "LenField(%r, None, fmt='B', adjust=lambda x: x + 2)", "LenField(%r, None, fmt='<H')"]) % name,
                 lambda: repr(r.choice([None, 3])))

    def format(self):
        r = self.r
        name = self.name()
        fmt, bits, signed = r.choice([("B", 8, False), ("<H", 16, False), ("i", 32, True), ("!Q", 64, False), ("<q", 64, True)])
        self.add(name, "Field(%r, %d, %r)" % (name, number(r, bits, signed), fmt), lambda: repr(number(r, bits, signed)))

    def utf16(self):
        r = self.r
        name = self.name()
        if r.random() < 0.5:
            self.add(name, "StrNullFieldUtf16(%r, 'hi')" % name, lambda: repr(r.choice(["abc", "", "\u00e9t\u00e9"])))
            return
        size = self.name()
        self.add(size, "FieldLenField(%r, None, length_of=%r, fmt='H')" % (size, name), lambda: "None")
        self.add(name, "StrLenFieldUtf16(%r, 'hi', length_from=lambda pkt: pkt.%s)" % (name, size),
                 lambda: repr(r.choice(["abc", "", "\u00e9t\u00e9"])))

    def tail(self):
        r = self.r
        name = self.name()
        kind = r.random()
        if kind < 0.4:
            self.add(name, "%s(%r, %r)" % (r.choice(["StrField", "XStrField"]), name, octets(r)), lambda: repr(octets(r)))
        elif kind < 0.5:
            self.add(name, "StrField(%r, b'tail', remain=2)" % name, lambda: repr(octets(r)))
        elif kind < 0.6:
            self.add(name, "StrEnumField(%r, b'x', enum={b'x': 'ex'})" % name, lambda: repr(octets(r)))
        elif kind < 0.7 and self.nested:
            cls, maker = r.choice(self.nested)
            self.add(name, "PacketListField(%r, [], %s)" % (name, cls),
                     lambda: "[%s]" % ", ".join("%s(%s)" % (cls, maker.arguments(0.6)) for _ in range(r.randrange(3))))
        elif kind < 0.8:
            self.add(name, "TrailerField(XShortField(%r, 5))" % name, lambda: repr(r.randrange(65536)))

    def arguments(self, chance):
        given = ["%s=%s" % (name, value()) for name, value in self.values.items()
                 if value is not None and self.r.random() < chance]
        return ", ".join(given)


def source(cls, maker, extra):
    lines = ["class %s(Packet):" % cls, "    fields_desc = ["]
    lines += ["        %s," % field for field in maker.fields]
    lines.append("    ]")
    return "\n".join(lines + extra) + "\n"


INNER = ["    def extract_padding(self, s):", "        return b'', s"]
METHODS = [
    ["    name = 'A title'"],
    ["    def post_build(self, p, pay):", "        return p + pay + b'$'"],
    ["    def post_build(self, p, pay):", "        return p[:1] + bytes([len(pay)]) + p[2:] + pay"],
    ["    def extract_padding(self, s):", "        return s[:4], s[4:]"],
    ["    def mysummary(self):", "        return 'says %s' % len(self.fields)"],
    ["    def guess_payload_class(self, payload):", "        return Padding if payload[:1] > b'\\x80' else Raw"],
    ["    def pre_dissect(self, s):", "        return s[1:] + s[:1] if len(s) > 30 else s"],
    ["    def post_dissect(self, s):", "        return s[:3]"],
    ["    def default_payload_class(self, payload):", "        return Padding"],
    ["    def self_build(self):", "        return b'@' + Packet.self_build(self)"],
    ["    def do_dissect(self, s):", "        return Packet.do_dissect(self, s[1:])"],
    ["    show_indent = 0"],
]


def damaged(octets, r):
    octets = bytearray(octets)
    for _ in range(r.randrange(1, 4)):
        if not octets:
            break
        kind, at = r.random(), r.randrange(len(octets))
        if kind < 0.4:
            octets[at] = r.randrange(256)
        elif kind < 0.7:
            del octets[at:]
        elif kind < 0.85:
            octets += bytes(r.randrange(256) for _ in range(r.randrange(1, 9)))
        else:
            octets[at] ^= 1 << r.randrange(8)
    return bytes(octets)


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong


signal.signal(signal.SIGALRM, too_long)


def answer(expr, names):
    signal.setitimer(signal.ITIMER_REAL, 3)
    try:
        if expr.startswith("!"):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(expr[1:], names)
            return out.getvalue()
        return str(eval(expr, names))
    except Exception:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def case(number, r):
    nested = []
    text = ""
    for at in range(r.randrange(3)):
        maker = Maker(r, [], "n%d" % at)
        for _ in range(r.randrange(1, 4)):
            r.choice([maker.plain, maker.enum, maker.bits, maker.counted, maker.text, maker.address, maker.conditional])()
        cls = "In%d_%d" % (number, at)
        text += source(cls, maker, INNER)
        nested.append((cls, maker))
    maker = Maker(r, nested)
    for _ in range(r.randrange(1, 9)):
        maker.one()
    maker.tail()
    cls = "X%d" % number
    extra = []
    for _ in range(r.choice([0, 0, 1, 1, 2])):
        method = r.choice(METHODS)
        if method[0] not in extra:
            extra += method
    text += source(cls, maker, extra)
    names = dict(globals())
    steps = []

    def step(kind, expr):
        before = answer(expr, names)
        # What changes from one call to the next says nothing.
        if expr.startswith("!") or before == answer(expr, names):
            steps.append([kind, expr, before])
        return before

    exec(text, names)
    step("ls", "!ls(%s)" % cls)
    samples = []
    for chance in (0, 0.5, 0.9):
        arguments = maker.arguments(chance)
        payload = r.choice(["", "", "/Raw(%r)" % octets(r), "/%s()" % cls])
        if step("make", "!p = %s(%s)%s" % (cls, arguments, payload)) is None:
            continue
        built = step("bytes", "bytes(p).hex()")
        for kind, expr in [("repr", "repr(p)"), ("summary", "p.summary()"), ("command", "p.command()"),
                           ("show", "p.show(dump=True)"), ("show2", "p.show2(dump=True)"),
                           ("fields", "list(p.fields)"), ("len", "len(p)")]:
            step(kind, expr)
        if built:
            samples += [bytes.fromhex(built), damaged(bytes.fromhex(built), r)]
    samples.append(bytes(r.randrange(256) for _ in range(r.randrange(40))))
    for sample in samples:
        if step("read", "!q = %s(bytes.fromhex(%r))" % (cls, sample.hex())) is None:
            continue
        for kind, expr in [("read repr", "repr(q)"), ("read summary", "q.summary()"), ("read command", "q.command()"),
                           ("read show", "q.show(dump=True)"), ("read bytes", "bytes(q).hex()")]:
            step(kind, expr)
        step("rebuild", "!q.clear_cache()")
        step("rebuilt", "bytes(q).hex()")
    return {"source": text, "steps": steps}


def main():
    with gzip.GzipFile(FILE, "wb", 9, mtime=0) as out:
        count = 0
        number = 0
        while count < COUNT:
            number += 1
            r = random.Random(SEED * 1000003 + number)
            try:
                made = case(number, r)
            except Exception:
                continue
            count += 1
            out.write((json.dumps(made, separators=(",", ":")) + "\n").encode())
    print(count, "protocols,", os.path.getsize(FILE), "octets")


if __name__ == "__main__":
    main()
