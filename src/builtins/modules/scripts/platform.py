# platform: the system's name.
import collections as _collections
import os as _os
import re as _re
import sys as _sys

uname_result = _collections.namedtuple("uname_result", "system node release version machine processor")


def uname():
    return uname_result(*_os.uname(), "")


def system():
    return _os.uname().sysname


def node():
    return _os.uname().nodename


def release():
    return _os.uname().release


def version():
    return _os.uname().version


def machine():
    return _os.uname().machine


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return bits or "64bit", linkage or "ELF"


def python_version():
    return "%d.%d.%d" % _sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split("."))


def python_implementation():
    return "pkt"


def python_branch():
    return ""


python_revision = python_branch


def python_build():
    return "main", ""


def python_compiler():
    return "rustc"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    try:
        name, _, number = _os.confstr("CS_GNU_LIBC_VERSION").partition(" ")
        return name, number
    except (AttributeError, ValueError, OSError):
        return lib, version


def platform(aliased=False, terse=False):
    name = "-".join([system(), release(), machine()])
    library, number = libc_ver()
    if terse:
        return "-".join([system(), release()] + ([library + number] if library else []))
    return name + "-with-" + library + number if library else name


def system_alias(system, release, version):
    return system, release, version


def freedesktop_os_release():
    for name in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(name, encoding="utf-8") as f:
                lines = f.read().splitlines()
        except OSError:
            continue
        found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
        for line in lines:
            match = _re.match(r"([a-zA-Z0-9_]+)=([\"']?)(.*)\2$", line)
            if match:
                found[match.group(1)] = _re.sub(r"\\([\\$\"'`])", r"\1", match.group(3))
        return found
    raise OSError(2, "No such file or directory", "/etc/os-release")


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    return release, vendor, vminfo, osinfo
