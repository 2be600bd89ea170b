# Other programs: started, missed, and what they say.
import logging as _logging
import re as _re
import subprocess as _subprocess
import tempfile as _tempfile


class ContextManagerSubprocess(object):
    """Makes a missing program an error that tells its name, or a warning."""

    def __init__(self, prog, suppress=True):
        self.prog = prog
        self.suppress = suppress

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_value is None or exc_type is None:
            return None
        if isinstance(exc_value, OSError):
            words = "Could not execute %s, is it installed?" % self.prog
            if not self.suppress:
                raise exc_type(words)
            _logging.getLogger("scapy.runtime").error(words)
            return True
        return None


def _started(words, remedy="", **kargs):
    try:
        return _subprocess.Popen(words, **kargs)
    except FileNotFoundError:
        raise FileNotFoundError("Could not execute %s, is it installed?%s" % (words[0], remedy)) from None


def hexedit(pktlist):
    # The octets of packets in an editor (conf.prog.hexedit), and what was made of them.
    with _tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        wrpcap(file.name, pktlist)
        editor = _started([conf.prog.hexedit, file.name], remedy=" conf.prog.hexedit = \"…\" names another one")
        editor.wait()
        changed = rdpcap(file.name)
    return changed


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
