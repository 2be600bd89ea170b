# traceback: the last line of it
import sys


def format_exc(limit=None, chain=True):
    kind, value = sys.exc_info()[:2]
    if kind is None:
        return "NoneType: None\n"
    return "Traceback (most recent call last):\n" + "".join(format_exception_only(kind, value))


def format_exception_only(kind, value=None):
    if value is None:
        value, kind = kind, type(kind)
    text = str(value)
    return [kind.__name__ + (": " + text if text else "") + "\n"]


def format_exception(kind, value=None, tb=None):
    return ["Traceback (most recent call last):\n"] + format_exception_only(kind, value)


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc())


def print_exception(kind, value=None, tb=None, limit=None, file=None):
    (file or sys.stderr).write("".join(format_exception(kind, value)))


def print_stack(f=None, limit=None, file=None):
    pass


def format_stack(f=None, limit=None):
    return []
