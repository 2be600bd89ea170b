# What a start looks at: the files of settings, the versions of modules, how the program is used.
import os as _os
import re as _re
import sys as _sys


def _version_checker(module, minver):
    """Whether a module is at least of a version."""
    if not hasattr(module, "__version__"):
        return False
    numbers = _re.match(r"[a-z]?((?:\d|\.)+)", module.__version__)
    return numbers is not None and tuple(int(part) for part in numbers.group(1).strip(".").split(".")) >= tuple(minver)


def _usage():
    print("Usage: pkt [script] [arguments], or pkt alone for the shell; pkt --help says more")
    _sys.exit(0)


def _probe_config_folder(*cf):
    return _os.path.join(_os.environ.get("XDG_CONFIG_HOME") or _os.path.expanduser("~/.config"), "scapy", *cf)


def _read_config_file(cf, _globals=None, _locals=None, default=None):
    """Runs a file of settings, if it is there."""
    if not _os.path.exists(cf):
        if default is not None:
            _os.makedirs(_os.path.dirname(cf), exist_ok=True)
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
