"""Names by patterns."""
import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def _class(inside):
    """What stands in brackets; `[!a-c]` comes without the brackets."""
    negated = inside[:1] == '!'
    if negated:
        inside = inside[1:]
    out = ''
    at = 0
    while at < len(inside):
        if inside[at + 1:at + 2] == '-' and at + 2 < len(inside):
            low, high = inside[at], inside[at + 2]
            if low <= high:
                out += re.escape(low) + '-' + re.escape(high)
            at += 3
        else:
            out += re.escape(inside[at])
            at += 1
    if not out:
        # Nothing is in it.
        return '.' if negated else '(?!)'
    return '[%s%s]' % ('^' if negated else '', out)


def translate(pat):
    out = ''
    at = 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == '*':
            if not out.endswith('.*'):
                out += '.*'
        elif c == '?':
            out += '.'
        elif c == '[':
            end = at + 1 if pat[at:at + 1] == '!' else at
            end = pat.find(']', end + 1)
            if end < 0:
                out += '\\['
            else:
                out += _class(pat[at:end])
                at = end + 1
        else:
            out += re.escape(c)
    return '(?s:%s)\\Z' % out


@functools.lru_cache(maxsize=256)
def _compiled(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, 'latin-1')).encode('latin-1')).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None


def fnmatch(name, pat):
    return fnmatchcase(os.fspath(name), os.fspath(pat))


def filter(names, pat):
    match = _compiled(os.fspath(pat))
    return [name for name in names if match(os.fspath(name)) is not None]
