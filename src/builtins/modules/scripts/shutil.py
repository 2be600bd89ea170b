"""Whole files and folders."""
import os


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    while True:
        part = fsrc.read(65536)
        if not part:
            return
        fdst.write(part)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.abspath(src) == os.path.abspath(dst):
        raise SameFileError('%r and %r are the same file' % (src, dst))
    with open(src, 'rb') as source:
        data = source.read()
    with open(dst, 'wb') as target:
        target.write(data)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


copy2 = copy


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in os.listdir(src):
        path = os.path.join(src, name)
        if os.path.isdir(path):
            copytree(path, os.path.join(dst, name), dirs_exist_ok=dirs_exist_ok)
        else:
            copy(path, os.path.join(dst, name))
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    try:
        for name in os.listdir(path):
            inner = os.path.join(path, name)
            if os.path.isdir(inner):
                rmtree(inner, ignore_errors)
            else:
                os.remove(inner)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise


def move(src, dst, copy_function=copy2):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    os.rename(src, dst)
    return dst


def which(cmd, mode=1, path=None):
    if '/' in cmd:
        return cmd if os.path.isfile(cmd) else None
    for folder in (path or os.environ.get('PATH', '/usr/bin:/bin')).split(':'):
        found = os.path.join(folder, cmd)
        if os.path.isfile(found):
            return found
    return None


def get_terminal_size(fallback=(80, 24)):
    return os.terminal_size(fallback) if hasattr(os, 'terminal_size') else fallback
