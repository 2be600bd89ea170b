# What `conf` holds that the program itself does not look at.
import os


class ConfigFieldList(object):
    def __init__(self):
        self.fields = []

    def add(self, *flds):
        for field in flds:
            if field not in self.fields:
                self.fields.append(field)

    def remove(self, *flds):
        for field in flds:
            if field in self.fields:
                self.fields.remove(field)

    def __contains__(self, elt):
        return elt in self.fields

    def __repr__(self):
        return "<%s [%s]>" % (type(self).__name__, " ".join(str(field) for field in self.fields))


class Emphasize(ConfigFieldList):
    pass


class Resolve(ConfigFieldList):
    pass


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
        "emph": Emphasize(), "noenum": Resolve(), "resolve": Resolve(),
        "prog": ProgPath(), "nameservers": read_nameservers(), "load_extensions": [], "temp_files": [],
        "winssps_passive": [],
        "histfile": os.path.join(os.path.expanduser("~"), ".config/scapy/history"),
        "default_l2": Raw,
    }
