# The parts of os that are written in the language.
import os
from os import path
from stat import S_ISDIR, S_ISLNK, S_ISREG


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)
        self._known = {}

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks not in self._known:
            self._known[follow_symlinks] = os.stat(self.path, follow_symlinks=follow_symlinks)
        return self._known[follow_symlinks]

    def _is(self, kind, follow):
        try:
            return kind(self.stat(follow_symlinks=follow).st_mode)
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(S_ISREG, follow_symlinks)

    def is_symlink(self):
        return self._is(S_ISLNK, False)

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % (self.name,)


class _Entries:
    def __init__(self, folder):
        self._left = iter([DirEntry(folder, name) for name in os.listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._left)

    def close(self):
        self._left = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def scandir(path=None):
    return _Entries("." if path is None else fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders, files = [], []
    for entry in entries:
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        (folders if is_folder else files).append(entry.name)
    if topdown:
        yield top, folders, files
    for name in folders:
        inner = path.join(top, name)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def removedirs(name):
    os.rmdir(name)
    above = path.dirname(fspath(name).rstrip("/"))
    while above:
        try:
            os.rmdir(above)
        except OSError:
            break
        above = path.dirname(above)


def renames(old, new):
    folder = path.dirname(new)
    if folder and not path.exists(folder):
        os.makedirs(folder)
    os.rename(old, new)
    folder = path.dirname(old)
    if folder:
        try:
            removedirs(folder)
        except OSError:
            pass


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    found = getattr(type(path), "__fspath__", None)
    if found is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    name = found(path)
    if not isinstance(name, (str, bytes)):
        raise TypeError("expected %s.__fspath__() to return str or bytes, not %s"
                        % (type(path).__name__, type(name).__name__))
    return name


def fsencode(filename):
    name = fspath(filename)
    return name.encode() if isinstance(name, str) else name


def fsdecode(filename):
    name = fspath(filename)
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return open(fd, mode, buffering, encoding, *args, **kwargs)


def get_exec_path(env=None):
    return (os.environ if env is None else env).get("PATH", os.defpath).split(os.pathsep)


def putenv(name, value, /):
    os.environ[name] = value


def unsetenv(name, /):
    os.environ.pop(name, None)


class _Command:
    """A file at the other end of which a command is; closing it waits for the command."""

    def __init__(self, file, process):
        self._file = file
        self._process = process

    def close(self):
        self._file.close()
        status = self._process.wait()
        if status == 0:
            return None
        return status << 8 if status > 0 else status

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __iter__(self):
        return iter(self._file)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def popen(cmd, mode="r", buffering=-1):
    import subprocess
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE)
        return _Command(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE)
    return _Command(process.stdin, process)
