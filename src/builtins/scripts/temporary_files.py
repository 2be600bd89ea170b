# Files and folders that are made for a while.
import atexit as _atexit
import os as _os
import shutil as _shutil
import tempfile as _tempfile


def get_temp_file(keep=False, autoext="", fd=False):
    handle, name = _tempfile.mkstemp(prefix="scapy", suffix=autoext)
    if not keep:
        conf.temp_files.append(name)
    if fd:
        return _os.fdopen(handle, "w+b")
    _os.close(handle)
    return name


def get_temp_dir(keep=False):
    name = _tempfile.mkdtemp(prefix="scapy")
    if not keep:
        conf.temp_files.append(name)
    return name


def scapy_delete_temp_files():
    """Removes what get_temp_file() and get_temp_dir() made, at the latest when the program ends."""
    for name in conf.temp_files:
        if _os.path.isdir(name):
            _shutil.rmtree(name, ignore_errors=True)
            continue
        try:
            _os.unlink(name)
        except OSError:
            pass
    del conf.temp_files[:]


_atexit.register(scapy_delete_temp_files)
