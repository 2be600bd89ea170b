# What `conf` holds that the program itself does not look at.
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


def _values():
    return {
        "contribs": {"LLDP": _Strictness()}, "cache_pcapiflist": {},
        "emph": Emphasize(), "noenum": _plain["noenum"], "resolve": _plain["resolve"],
        "manufdb": _makers_known,
        "prog": ProgPath(), "nameservers": read_nameservers(), "load_extensions": [], "temp_files": [],
        "winssps_passive": [],
        "histfile": os.path.join(os.path.expanduser("~"), ".config/scapy/history"),
        "default_l2": Raw,
    }
