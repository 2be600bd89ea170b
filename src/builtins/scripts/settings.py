# What `conf` holds that the program itself does not look at.
import logging
import os


class ConfigFieldList(object):
    def __init__(self):
        self.fields = set()

    def add(self, *flds):
        for field in flds:
            self.fields.add(field)

    def remove(self, *flds):
        for field in flds:
            self.fields.discard(field)

    def __contains__(self, elt):
        return elt in self.fields

    def __repr__(self):
        return "<%s [%s]>" % (type(self).__name__, " ".join(str(field) for field in self.fields))


class Emphasize(ConfigFieldList):
    pass


_plain = {}


def _tell():
    _shown_plainly(list(_plain["noenum"].fields), list(_plain["resolve"].fields))


class Resolve(ConfigFieldList):
    def add(self, *flds):
        ConfigFieldList.add(self, *flds)
        _tell()

    def remove(self, *flds):
        ConfigFieldList.remove(self, *flds)
        _tell()


class ManufDA(object):
    """The makers of interfaces by the first three octets of their addresses."""

    def __init__(self):
        self._known = None

    @property
    def d(self):
        if self._known is None:
            self._known = dict(_makers())
        return self._known

    def __repr__(self):
        return "<scapy/manufdb - %d elements>" % len(self.d)

    def __len__(self):
        return len(self.d)

    def __iter__(self):
        return iter(self.d)

    def __contains__(self, oui):
        return oui in self.d

    def __getitem__(self, oui):
        return self.d[oui]

    def __setitem__(self, oui, names):
        self.d[oui] = names

    def keys(self):
        return self.d.keys()

    def items(self):
        return self.d.items()

    def values(self):
        return self.d.values()

    def lookup(self, mac):
        return self.d.get(":".join(mac.split(":")[:3]).upper(), (mac, mac))

    _get_manuf_couple = lookup

    def _get_manuf(self, mac):
        return self.lookup(mac)[1]

    def _get_short_manuf(self, mac):
        return self.lookup(mac)[0]

    def _resolve_MAC(self, mac):
        octets = mac.split(":")
        names = self.d.get(":".join(octets[:3]).upper())
        return mac if names is None else ":".join([names[0]] + octets[3:])

    def reverse_lookup(self, name, case_sensitive=False):
        fold = (lambda text: text) if case_sensitive else (lambda text: text.lower())
        name = fold(name)
        return {oui: names for oui, names in self.d.items() if any(name in fold(own) for own in names)}


class ConfClass(object):
    def configure(self, cnf):
        self.__dict__ = cnf.__dict__.copy()

    def __repr__(self):
        return str(self)

    def __str__(self):
        lines = []
        for name in sorted(name for name in dir(self) if name[0] != "_" and name != "configure"):
            text = " ".join(repr(getattr(self, name)).split())
            line = "%-10s = %s" % (name, text)
            lines.append(line if len(line) <= 76 else line[:73] + "...")
        return "\n".join(lines)


class ProgPath(ConfClass):
    def __init__(self):
        self.display = "display"
        self.dot = "dot"
        self.extcap_folders = [os.path.join(os.path.expanduser("~"), ".config/wireshark/extcap"),
                               "/usr/lib/x86_64-linux-gnu/wireshark/extcap"]
        self.hexedit = "hexer"
        self.mono = "mono"
        self.pdfreader = "xdg-open"
        self.powershell = "powershell"
        self.psreader = "gv"
        self.svgreader = "xdg-open"
        self.tcpdump = "tcpdump"
        self.tcpreplay = "tcpreplay"
        self.tshark = "tshark"
        self.udevadm = "udevadm"
        self.universal_open = "xdg-open"
        self.wireshark = "wireshark"


def read_nameservers():
    try:
        with open("/etc/resolv.conf") as file:
            lines = [line.split() for line in file]
    except OSError:
        return []
    return [words[1] for words in lines if len(words) > 1 and words[0] == "nameserver"]


_plain["noenum"], _plain["resolve"] = Resolve(), Resolve()
_makers_known = ManufDA()


# Which layer a frame or a datagram begins with, by number, and the other way round.
class Num2Layer(object):
    def __init__(self, entries):
        self._entries = entries

    def _register(self, num, layer, reads, writes):
        self._entries().append((num, layer, reads, writes))

    def register(self, num, layer):
        self._register(num, layer, True, True)

    def register_num2layer(self, num, layer):
        self._register(num, layer, True, False)

    def register_layer2num(self, num, layer):
        self._register(num, layer, False, True)

    @property
    def num2layer(self):
        return {num: layer for num, layer, reads, _ in self._entries() if reads}

    @property
    def layer2num(self):
        return {layer: num for num, layer, _, writes in self._entries() if writes}

    def _table(self, item):
        return self.num2layer if isinstance(item, int) else self.layer2num

    def __getitem__(self, item):
        return self._table(item)[item]

    def __contains__(self, item):
        return item in self._table(item)

    def get(self, item, default=None):
        return self._table(item).get(item, default)

    def __repr__(self):
        read, written, lines = self.num2layer, self.layer2num, []
        for num, layer in read.items():
            lines.append((num, "<->" if written.get(layer) == num else " ->", layer))
        for layer, num in written.items():
            if read.get(num) is not layer:
                lines.append((num, "<- ", layer))
        lines = [(num, "%#6x %s %-20s (%s)" % (num, way, layer.__name__, layer._name)) for num, way, layer in lines]
        return "\n".join(line for _, line in sorted(lines))


class _LinkLayers(Num2Layer):
    def __init__(self):
        Num2Layer.__init__(self, _link_layers)

    def _register(self, num, layer, reads, writes):
        _register_link_layer(num, layer, reads, writes)


_network_layers = [(3, IPv46, True, False), (0x800, IP, True, True), (0x806, ARP, True, True),
                   (0x86dd, IPv6, True, True)]


# Whether frames of LLDP that are not as the standard has them are refused.
class _Strictness:
    def __init__(self):
        self._strict = True

    def strict_mode(self):
        return self._strict

    def strict_mode_enable(self):
        self._strict = conf._lldp_strict = True

    def strict_mode_disable(self):
        self._strict = conf._lldp_strict = False


# Switches of a protocol, which has to know how they stand.
class _Switches(dict):
    def __init__(self, protocol, **switches):
        dict.__init__(self, {name.replace("_", "-") if protocol == "can" else name: on
                             for name, on in switches.items()})
        self._protocol = protocol

    def __setitem__(self, name, on):
        if name not in self:
            raise KeyError("%r: there are %s" % (name, ", ".join(self)))
        dict.__setitem__(self, name, on)
        setattr(conf, "_%s_%s" % (self._protocol, name.replace("-", "_")), on)


def _values():
    return {
        "contribs": {"LLDP": _Strictness(),
                     "CAN": _Switches("can", swap_bytes=False, remove_padding=True),
                     "http": _Switches("http", auto_compression=True, auto_chunk=True)}, "cache_pcapiflist": {},
        "emph": Emphasize(), "noenum": _plain["noenum"], "resolve": _plain["resolve"],
        "manufdb": _makers_known,
        "l2types": _LinkLayers(), "l3types": Num2Layer(lambda: _network_layers),
        "AS_resolver": AS_resolver_multi(), "prog": ProgPath(), "nameservers": read_nameservers(), "load_extensions": [], "temp_files": [],
        "winssps_passive": [],
        "histfile": os.path.join(os.path.expanduser("~"), ".config/scapy/history"),
        "default_l2": Raw,
    }


log_runtime = logging.getLogger("scapy.runtime")
log_loading = logging.getLogger("scapy.loading")
log_interactive = logging.getLogger("scapy.interactive")
