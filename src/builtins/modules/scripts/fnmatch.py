"""Names by patterns."""
import re


def translate(pat):
    out = ''
    at = 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == '*':
            out += '.*'
        elif c == '?':
            out += '.'
        elif c == '[':
            end = at + 1 if pat[at:at + 1] in ('!', ']') else at
            while end < len(pat) and pat[end] != ']':
                end += 1
            if end >= len(pat):
                out += '\\['
            else:
                inside = pat[at:end].replace('\\', '\\\\')
                at = end + 1
                if inside[0] == '!':
                    inside = '^' + inside[1:]
                out += '[%s]' % inside
        else:
            out += re.escape(c)
    return '(?s:%s)\\Z' % out


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
