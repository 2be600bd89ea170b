# pprint
import sys


def _text(value, indent, width):
    plain = repr(value)
    if isinstance(value, dict):
        try:
            pairs = sorted(value.items())
        except TypeError:
            pairs = list(value.items())
        plain = "{" + ", ".join(["%r: %r" % pair for pair in pairs]) + "}"
    if len(plain) + indent <= width or not isinstance(value, (list, tuple, dict)) or not value:
        return plain
    gap = ",\n" + " " * (indent + 1)
    if isinstance(value, dict):
        parts = ["%r: %s" % (key, _text(item, indent + len(repr(key)) + 3, width - 1)) for key, item in pairs]
        return "{" + gap.join(parts) + "}"
    parts = [_text(item, indent + 1, width - 1) for item in value]
    if isinstance(value, tuple):
        return "(" + gap.join(parts) + (",)" if len(parts) == 1 else ")")
    return "[" + gap.join(parts) + "]"


def pformat(object, indent=1, width=80, depth=None, **kw):
    return _text(object, 0, width)


def pprint(object, stream=None, indent=1, width=80, depth=None, **kw):
    (stream or sys.stdout).write(pformat(object, indent, width) + "\n")


pp = pprint
