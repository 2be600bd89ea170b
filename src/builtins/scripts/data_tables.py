# Tables that are asked either way, and the files that they are read from.
import glob as _glob
import re as _re


def fixname(x):
    """A text as a name of Python."""
    text = x.decode("ascii", "backslashreplace") if isinstance(x, bytes) else str(x)
    if text and text[0] in "0123456789":
        text = "n_" + text
    return "".join(char if char.isascii() and (char.isalnum() or char == "_") else "_" for char in text)


class DADict_Exception(Scapy_Exception):
    pass


class DADict(object):
    """A dictionary whose keys are also found as attributes, by the names of their values."""

    def __init__(self, _name="DADict", **kargs):
        object.__setattr__(self, "_name", _name)
        object.__setattr__(self, "d", {})
        self.update(kargs)

    def ident(self, v):
        return fixname(v) if isinstance(v, (str, bytes)) else "unknown"

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def iterkeys(self):
        return (key for key in self.d if not isinstance(key, str) or key[:1] != "_")

    def itervalues(self):
        return iter(list(self.d.values()))

    def keys(self):
        return list(self.iterkeys())

    def values(self):
        return list(self.itervalues())

    def items(self):
        return list(self.d.items())

    def get(self, key, default=None):
        return self.d.get(key, default)

    def __iter__(self):
        return self.iterkeys()

    def __contains__(self, key):
        return key in self.d

    def __len__(self):
        return len(self.d)

    def __bool__(self):
        return len(self) > 1

    def __getitem__(self, attr):
        return self.d[attr]

    def __setitem__(self, attr, val):
        self.d[attr] = val

    def __delitem__(self, attr):
        del self.d[attr]

    def __getattr__(self, attr):
        for key, value in self.__dict__.get("d", {}).items():
            if self.ident(value) == attr:
                return key
        raise AttributeError(attr)

    def __dir__(self):
        return [self.ident(value) for value in self.itervalues()]

    def __repr__(self):
        return "<%s - %s elements>" % (self._name, len(self))

    def _show(self):
        for key in self.iterkeys():
            print("%10s = %r" % (key, self[key]))


def _lines(filename):
    """The lines of a file without comments."""
    with open(filename, "rb") as file:
        for line in file:
            line = line.split(b"#")[0].strip()
            if line:
                yield line


def load_services(filename):
    """The names of ports for TCP, UDP and SCTP, as /etc/services has them."""
    tables = {kind: DADict(_name="%s-%s" % (filename, kind)) for kind in ("tcp", "udp", "sctp")}
    for line in _lines(filename):
        words = line.split()
        if len(words) < 2 or b"/" not in words[1]:
            continue
        ports, kind = words[1].decode().split("/", 1)
        first, _, last = ports.partition("-")
        if kind in tables and first.isdigit():
            for port in range(int(first), int(last or first) + 1):
                tables[kind][port] = fixname(words[0])
    return tables["tcp"], tables["udp"], tables["sctp"]


def load_protocols(filename, _fallback=None, _integer_base=10, _cls=DADict):
    """The names of protocols by their numbers, as /etc/protocols has them."""
    table = _cls(_name=filename)
    for line in _lines(filename):
        words = line.split()
        if len(words) > 1:
            table[int(words[1], _integer_base)] = fixname(words[0])
    return table


def load_ethertypes(filename):
    """The names of types of Ethernet, as /etc/ethertypes has them."""
    return load_protocols(filename, _integer_base=16)


class _Makers(DADict):
    def ident(self, v):
        return fixname(v[0] if isinstance(v, tuple) else v)

    def lookup(self, mac):
        oui = ":".join(mac.split(":")[:3]).upper()
        return self.d.get(oui, (mac, mac))

    def reverse_lookup(self, name, case_sensitive=False):
        def same(own):
            return name in own if case_sensitive else any(part.lower() == name.lower() for part in own)
        return {oui: own for oui, own in self.d.items() if same(own)}

    def __dir__(self):
        return ["_get_manuf", "_get_short_manuf", "_resolve_MAC", "lookup", "reverse_lookup"] + DADict.__dir__(self)

    def _get_manuf(self, mac):
        return self.lookup(mac)[1]

    def _get_short_manuf(self, mac):
        return self.lookup(mac)[0]

    def _resolve_MAC(self, mac):
        oui = ":".join(mac.split(":")[:3]).upper()
        return ":".join([self.d[oui][0]] + mac.split(":")[3:]) if oui in self.d else mac


def load_manuf(filename=None):
    """The makers of interfaces, as Wireshark's file has them."""
    if not filename:
        return conf.manufdb
    table = _Makers(_name=filename)
    with open(filename, errors="backslashreplace") as file:
        for line in file:
            words = line.strip().split(None, 2)
            if not words or words[0].startswith("#") or len(words) < 2:
                continue
            long = words[2].lstrip("#").strip() if len(words) > 2 else ""
            table[words[0]] = words[1], long or words[1]
    return table


class OID(object):
    """A set of identifiers: OID("1.3.6.1-4")."""

    name = "OID"

    def __init__(self, oid):
        self.oid = oid
        self.cmpt = [tuple(map(int, part.split("-"))) for part in oid.split(".") if "-" in part]
        self.fmt = ".".join("%i" if "-" in part else part for part in oid.split("."))

    def __repr__(self):
        return "OID(%r)" % self.oid

    def __iter__(self):
        # The first range runs fastest.
        numbers = [low for low, _ in self.cmpt]
        while True:
            yield self.fmt % tuple(numbers)
            for at, (low, high) in enumerate(self.cmpt):
                if numbers[at] < high:
                    numbers[at] += 1
                    break
                numbers[at] = low
            else:
                return

    def __iterlen__(self):
        count = 1
        for low, high in self.cmpt:
            count *= max(high - low, 0) + 1
        return count


# The identifiers of objects and their names.
class MIBDict(DADict):
    def _findroot(self, x):
        x = x.strip(".")
        parts = x.split(".")
        for length in range(len(parts), 0, -1):
            key = ".".join(parts[:length])
            if key in self.d:
                return self.d[key], key, x[len(key):]
        return ".", "", x

    def _oidname(self, x):
        root, _, rest = self._findroot(x)
        return root + rest

    def _oid(self, x):
        name, *rest = x.strip(".").split(".")
        known = next((key for key, value in self.d.items() if value == name), None)
        return x if known is None else ".".join([known] + rest)

    def _make_graph(self, other_keys=None, **kargs):
        nodes = [(self[key], key) for key in self.iterkeys()]
        nodes += [(self._oidname(key), key) for key in other_keys or [] if key not in self.d]
        lines = ['digraph "mib" {', "\trankdir=LR;", ""]
        lines += ['\t"%s" [ label="%s"  ];' % (key, name) for name, key in nodes] + [""]
        for name, key in nodes:
            above, above_key, rest = self._findroot(key.rpartition(".")[0])
            if above != ".":
                lines.append('\t"%s" -> "%s" [label="%s"];' % (above_key, key, rest.strip(".") + key.rpartition(".")[2]))
        return do_graph("\n".join(lines + ["}", ""]), **kargs)


def _known_identifiers():
    table = MIBDict(_name="MIB")
    table.update(_oids())
    return table


_OBJECT = _re.compile(r"^\s*([\w-]+)\s+OBJECT([^:{}]|\{[^:]+\})+::=\s*\{([^}]+)\}", _re.M)


def load_mib(filenames):
    """Takes the names of identifiers from MIB files into conf.mib."""
    files = [filenames] if isinstance(filenames, (str, bytes)) else filenames
    open_ones = []
    for pattern in files:
        for name in _glob.glob(pattern):
            with open(name) as file:
                text = _re.sub(r"--.*?(--|$)", "", file.read(), flags=_re.M)
            for found in _OBJECT.finditer(text):
                open_ones.append((found.group(1), found.group(3).split()))
    known = {value: key for key, value in conf.mib.d.items()}
    known.setdefault("iso", "1")
    while open_ones:
        left = []
        for ident, parts in open_ones:
            first = _re.sub(r"\(\d+\)", "", parts[0])
            if first.isdigit() or first in known:
                numbers = [_re.sub(r"^.*\((\d+)\)$", r"\1", part) for part in parts[1:]]
                oid = ".".join([first if first.isdigit() else known[first]] + numbers)
                known[ident] = oid
                conf.mib[oid] = ident
            else:
                left.append((ident, parts))
        if len(left) == len(open_ones):
            break
        open_ones = left
    # What hangs on nothing that is known keeps its own names.
    for ident, parts in open_ones:
        conf.mib[".".join(parts)] = ident
