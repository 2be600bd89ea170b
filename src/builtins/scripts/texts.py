# Octets, numbers and tables as text.
import random


def lhex(x):
    if isinstance(x, VolatileValue):
        return repr(x)
    if isinstance(x, int):
        return hex(x)
    if isinstance(x, (tuple, list)):
        inside = ", ".join(lhex(item) for item in x)
        return "(%s)" % inside if isinstance(x, tuple) else "[%s]" % inside
    return str(x)


def repr_hex(s):
    return s.hex()


def binrepr(val):
    return bin(val)[2:]


def long_converter(s):
    return int("".join(part for part in s if part not in " \n"), 16)


def strand(s1, s2):
    return bytes(x & y for x, y in zip(s1, s2))


def stror(s1, s2):
    return bytes(x | y for x, y in zip(s1, s2))


def strrot(s1, count, right=True):
    at = count % len(s1)
    if right:
        at = -at
    return s1[at:] + s1[:at]


def randstring(length):
    return bytes(random.randint(0, 255) for _ in range(length))


def zerofree_randstring(length):
    return bytes(random.randint(1, 255) for _ in range(length))


def checksum_endian_transform(chk):
    return chk >> 8 & 0xFF | chk << 8


def decode_locale_str(x):
    return x.decode("utf-8", "replace")


def issubtype(x, t):
    if isinstance(t, str):
        return t in [base.__name__ for base in x.__bases__]
    return isinstance(x, type) and issubclass(x, t)


def human_size(x, fmt=".1f"):
    if not x:
        return "0B"
    unit, size = -1, x
    while size >= 1024 and unit < 5:
        size /= 1024
        unit += 1
    return format(size, fmt) + "KMGTPE"[unit] if 0 <= unit < 5 else "%sB" % x


def incremental_label(label="tag%05i", start=0):
    while True:
        yield label % start
        start += 1


def colgen(*lstcol, **kargs):
    # All mixtures of three components but the greys, again and again.
    trans = kargs.get("trans", lambda x, y, z: (x, y, z))
    levels = lstcol if len(lstcol) > 1 else lstcol * 2
    count = len(levels)
    while True:
        for i in range(count):
            for j in range(count):
                for k in range(count):
                    if not i == j == k:
                        yield trans(levels[(i + j) % count], levels[(j + k) % count], levels[(k + i) % count])


_TEX = {"\\": "{\\tt\\char92}", "{": "{\\tt\\char123}", "}": "{\\tt\\char125}", "^": "\\^{}", "$": "\\$",
        "#": "\\#", "_": "\\_", "&": "\\&", "%": "\\%", "|": "{\\tt\\char124}", "~": "{\\tt\\char126}",
        "<": "{\\tt\\char60}", ">": "{\\tt\\char62}"}


def tex_escape(x):
    return "".join(_TEX.get(letter, letter) for letter in x)


def graphviz_escape(x):
    return "".join("\\" + letter if letter in '"\\' else letter for letter in str(x))


def get_terminal_width():
    import shutil
    return shutil.get_terminal_size((79, 24))[0]


def pretty_list(rtlst, header, sortBy=0, borders=False):
    if sortBy is not None:
        rtlst.sort(key=lambda line: line[sortBy])
    rows = [tuple(line) for line in header]
    for line in rtlst:
        # A list in a cell goes on in lines of its own.
        cells = [(cell or [" "]) if isinstance(cell, list) else [cell] for cell in line]
        for at in range(max(len(cell) for cell in cells)):
            rows.append(tuple(cell[at] if at < len(cell) else " " for cell in cells))
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    if borders:
        rows.insert(1, tuple("-" * width for width in widths))
    space = "|" if borders else "  "
    form = space.join("%%-%ds" % width for width in widths)
    return "\n".join(form % row for row in rows)


def warning(x, *args, **kargs):
    import logging
    logging.getLogger("scapy.runtime").warning(x, *args, **kargs)


def bytes_base64(x):
    import base64
    return base64.b64encode(bytes_encode(x)).replace(b"\n", b"")


def in4_pseudoheader(proto, u, plen):
    # RFC 793 section 3.1; the last stop of a source route is the destination that counts.
    import struct
    destination = u.dst
    for option in u.options:
        if option.name in ("LSRR", "SSRR") and getattr(option, "routers", None):
            destination = option.routers[-1]
    return inet_aton(u.src or "0.0.0.0") + inet_aton(destination) + struct.pack("!HH", proto, plen)


def in6_pseudoheader(nh, u, plen):
    # RFC 8200 section 8.1
    import socket
    import struct
    ends = [inet_pton(socket.AF_INET6, address) for address in (u.src, u.dst)]
    return b"".join(ends) + struct.pack("!II", plen, nh)


def in6_chksum(nh, u, p):
    return checksum(in6_pseudoheader(nh, u, len(p)) + p)


EDecimal = float


class DelayedEval(object):
    def __init__(self, expr):
        self.expr = expr

    def _fix(self):
        return eval(self.expr)

    def command(self):
        return "DelayedEval(expr=%r)" % self.expr

    def __repr__(self):
        return "<DelayedEval>"

    def __str__(self):
        return str(self._fix())

    def __eq__(self, other):
        return self._fix() == other

    def __hash__(self):
        return hash(self.expr)

    def __int__(self):
        return int(self._fix())

    def __bytes__(self):
        return bytes_encode(self._fix())


class RandomEnumeration:
    """The numbers from `inf` to `sup` in an order that looks random, each once; then all over again."""

    def __init__(self, inf, sup, seed=None, forever=1, renewkeys=0):
        self.inf, self.forever, self.renewkeys = inf, forever, renewkeys
        self.top = sup - inf + 1
        self._seed = seed
        self._left = self.top
        self._drawn = RandEnum(inf, sup, seed)

    def __iter__(self):
        return self

    def next(self):
        if self._left == 0:
            self._left = self.top
            if not self.forever:
                raise StopIteration
            if self.renewkeys:
                self._drawn = RandEnum(self.inf, self.inf + self.top - 1)
        self._left -= 1
        return self._drawn._fix()

    __next__ = next


class ObservableDict(dict):
    """A dictionary that tells those who asked when it changes."""

    def __init__(self, *args, **kw):
        self.observers = []
        dict.__init__(self, *args, **kw)

    def observe(self, observer):
        self.observers.append(observer)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value)
        for observer in self.observers:
            observer.notify_set(self, key, value)

    def __delitem__(self, key):
        dict.__delitem__(self, key)
        for observer in self.observers:
            observer.notify_del(self, key)

    def update(self, anotherDict):
        for key in anotherDict:
            self[key] = anotherDict[key]

    def name_of(self, number):
        return self.get(number)

    def value_of(self, name):
        return next(number for number, own in self.items() if own == name)
