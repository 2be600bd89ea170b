"""Files that do not stay."""
import os
import random

tempdir = None
_names = random.Random()


def gettempdir():
    return tempdir or os.environ.get('TMPDIR') or '/tmp'


def _candidate(suffix, prefix, dir):
    letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
    name = ''.join([_names.choice(letters) for _ in range(8)])
    return os.path.join(dir or gettempdir(), (prefix if prefix is not None else 'tmp') + name + (suffix or ''))


def mkdtemp(suffix=None, prefix=None, dir=None):
    while True:
        path = _candidate(suffix, prefix, dir)
        try:
            os.mkdir(path)
        except FileExistsError:
            continue
        return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    octets = next((isinstance(part, bytes) for part in (suffix, prefix, dir) if part is not None), False)
    suffix, prefix, dir = [os.fsdecode(part) if part is not None else None for part in (suffix, prefix, dir)]
    while True:
        path = os.path.abspath(_candidate(suffix, prefix, dir))
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        return descriptor, os.fsencode(path) if octets else path


def mktemp(suffix='', prefix='tmp', dir=None):
    return _candidate(suffix, prefix, dir)


class _File:
    def __init__(self, mode, suffix, prefix, dir, delete):
        while True:
            self.name = _candidate(suffix, prefix, dir)
            try:
                open(self.name, 'x').close()
            except FileExistsError:
                continue
            break
        self.file = open(self.name, mode)
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.remove(self.name)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    return _File(mode, suffix, prefix, dir, delete)


TemporaryFile = NamedTemporaryFile


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def cleanup(self):
        import shutil
        shutil.rmtree(self.name, ignore_errors=True)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc):
        self.cleanup()
