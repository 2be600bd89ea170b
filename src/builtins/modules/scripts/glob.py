"""Files by patterns."""
import os
import fnmatch


def has_magic(s):
    return any(mark in s for mark in '*?[')


def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive))


def iglob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    if not has_magic(pathname):
        if os.path.exists(pathname):
            yield pathname
        return
    folder, name = os.path.split(pathname)
    folders = [folder]
    if folder and has_magic(folder):
        folders = list(iglob(folder, recursive=recursive))
    for folder in folders:
        if recursive and name == '**':
            yield from _all(folder)
            continue
        if not has_magic(name):
            if os.path.exists(os.path.join(folder, name)):
                yield os.path.join(folder, name)
            continue
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for found in names:
            if (not found.startswith('.') or name.startswith('.')) and fnmatch.fnmatchcase(found, name):
                yield os.path.join(folder, found) if folder else found


def _all(folder):
    yield folder
    try:
        names = os.listdir(folder or '.')
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from _all(path)
        else:
            yield path


def escape(pathname):
    return ''.join(['[%s]' % c if c in '*?[' else c for c in pathname])
