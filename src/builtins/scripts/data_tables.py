# Tables that are asked either way, and the files that they are read from.
import glob as _glob
import re as _re
import socket as _socket
import struct as _struct


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


# Addresses as octets, and back. RFC 4291 section 2.2, RFC 5952.
def inet_pton(af, addr):
    return _socket.inet_pton(af, plain_str(addr))


def inet_ntop(af, addr):
    addr = addr.encode() if isinstance(addr, str) else addr
    return _socket.inet_ntop(af, addr)


def _inet6_pton(addr):
    return inet_pton(_socket.AF_INET6, addr)


def _inet6_ntop(addr):
    if len(addr) != 16:
        raise ValueError("invalid length of packed IP address string")
    return _socket.inet_ntop(_socket.AF_INET6, addr)


_REPLAYED = {
    "actual": [("packets", int, r"(\d+) packets"), ("bytes", int, r"\((\d+) bytes\)"), ("time", float, r"sent in ([\d.]+)")],
    "rated": [("bps", float, r"([\d.]+) [bB]ps"), ("mbps", float, r"([\d.]+) Mbps"), ("pps", float, r"([\d.]+) pps")],
    "flows": [
        ("flows", int, r"(\d+) flows"), ("fps", float, r"([\d.]+) fps"), ("flow_packets", int, r"(\d+) flow packets"),
        ("non_flow", int, r"(\d+) non-flow")],
    "attempted": [("attempted", int, r"(\d+)")],
    "successful": [("successful", int, r"(\d+)")],
    "failed": [("failed", int, r"(\d+)")],
    "truncated": [("truncated", int, r"(\d+)")],
    "retried packets (eno": [("retried_enobufs", int, r"(\d+)")],
    "retried packets (eag": [("retried_eagain", int, r"(\d+)")],
}


def _parse_tcpreplay_result(stdout, stderr, argv):
    """What tcpreplay says of its work."""
    stdout, stderr = plain_str(stdout).lower(), plain_str(stderr).strip()
    found = {}
    for line in stdout.splitlines():
        line = line.strip()
        for start, wanted in _REPLAYED.items():
            if line.startswith(start):
                rest = line.partition(":")[2]
                for name, kind, pattern in wanted:
                    number = _re.search(pattern.lower(), rest)
                    if number:
                        found[name] = kind(number.group(1))
    found["command"] = " ".join(argv)
    found["warnings"] = [line for line in stderr.splitlines()[:-1]] if stderr else []
    return found


def _version_checker(module, minver):
    """Whether a module is at least of a version."""
    if not hasattr(module, "__version__"):
        return False
    numbers = _re.match(r"[a-z]?((?:\d|\.)+)", module.__version__)
    return numbers is not None and tuple(int(part) for part in numbers.group(1).strip(".").split(".")) >= tuple(minver)


def _usage():
    import sys
    print("Usage: pkt [script] [arguments], or pkt alone for the shell; pkt --help says more")
    sys.exit(0)


def _probe_config_folder(*cf):
    import os
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "scapy", *cf)


def _read_config_file(cf, _globals=None, _locals=None, default=None):
    """Runs a file of settings, if it is there."""
    import os
    if not os.path.exists(cf):
        if default is not None:
            os.makedirs(os.path.dirname(cf), exist_ok=True)
            with open(cf, "w") as file:
                file.write(default)
        return default
    with open(cf) as file:
        text = file.read()
    names = dict(_globals or {})
    names.update(_locals or {})
    names["conf"] = conf
    exec(text, names)
    return None


class SSLStreamSocket(object):
    """Packets over a stream that may hand over several at once, or parts."""

    desc = "similar usage than StreamSocket but specialized for handling SSL-wrapped sockets"

    def __init__(self, sock, basecls=None):
        self.ins = self.outs = sock
        self.basecls = basecls or conf.raw_layer
        self._buf = b""

    def fileno(self):
        return self.ins.fileno()

    def close(self):
        self.ins.close()

    def send(self, x):
        data = raw(x)
        self.outs.sendall(data) if hasattr(self.outs, "sendall") else self.outs.send(data)
        return len(data)

    def _more(self, x):
        # A part of a packet: the rest of it comes later.
        more = self.ins.recv(x)
        if not more:
            raise EOFError
        self._buf += more
        return self.recv(x)

    def recv(self, x=65535, **kwargs):
        if not self._buf:
            self._buf = self.ins.recv(x)
            if not self._buf:
                raise EOFError
        try:
            packet = self.basecls(self._buf)
        except (_struct.error, Scapy_Exception):
            packet = None
        if packet is None:
            return self._more(x)
        rest = packet.getlayer(conf.padding_layer)
        taken = len(self._buf) - (len(rest.load) if rest is not None else 0)
        if taken == len(self._buf) and len(packet) > taken:
            return self._more(x)
        self._buf = self._buf[taken:]
        if rest is not None:
            rest.underlayer.remove_payload()
        return packet

    def get_if_bcast(self, iff):
        return [ltoa(net | ~mask & 0xffffffff) for net, mask, _, iface, _, _ in self.routes
                if net and mask != 0xffffffff and iface == iff]

    def __repr__(self):
        rows = [(ltoa(net), ltoa(mask), gw, str(iface), own, str(metric)) for net, mask, gw, iface, own, metric in self.routes]
        return pretty_list(rows, [("Network", "Netmask", "Gateway", "Iface", "Output IP", "Metric")])


class MultiFlagsEntry(object):
    """The letter and the name of a flag."""

    def __init__(self, short, long):
        self.short, self.long = short, long

    def __iter__(self):
        return iter((self.short, self.long))

    def __len__(self):
        return 2

    def __getitem__(self, at):
        return (self.short, self.long)[at]

    def __repr__(self):
        return "MultiFlagsEntry(short=%r, long=%r)" % (self.short, self.long)


def scapy_delete_temp_files():
    """Removes the files that get_temp_file() made."""
    import os
    for name in conf.temp_files:
        try:
            os.unlink(name)
        except OSError:
            pass
    del conf.temp_files[:]


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


# MultiFlagsField: which names bits have depends on the packet.
def _flags_now(field, pkt):
    return field.names.get(field.depends_on(pkt), {})


def multi_flags_any2i(field, pkt, x):
    if isinstance(x, int):
        return multi_flags_m2i(field, pkt, x)
    names = set(x)
    if pkt is not None:
        known = {entry.short for entry in _flags_now(field, pkt).values()}
        for name in names:
            assert name in known or name.startswith("bit "), 'Unknown flag "%s" with this dependency' % name
    return names


def multi_flags_i2m(field, pkt, x):
    if isinstance(x, int):
        return x
    bits = {entry.short: bit for bit, entry in _flags_now(field, pkt).items()}
    number = 0
    for name in x or ():
        number |= 1 << (bits[name] if name in bits else int(name[len("bit "):]))
    return number


def multi_flags_m2i(field, pkt, x):
    now = _flags_now(field, pkt)
    return {now[bit].short if bit in now else "bit %d" % bit for bit in range(field.size) if x >> bit & 1}


def multi_flags_i2repr(field, pkt, x):
    now = _flags_now(field, pkt)
    long = {entry.short: "%s (%s)" % (entry.long, entry.short) for entry in now.values()}
    return repr({long.get(name, name) for name in multi_flags_any2i(field, pkt, x)})
