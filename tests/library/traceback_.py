# traceback, warnings, sys, atexit, linecache.
import atexit
import linecache
import sys
import traceback
import warnings


def say(text):
    # The program's own path differs from run to run.
    print(str(text).replace(__file__, "FILE").rstrip("\n"))
    print("--")


def divide(a, b):
    return 1 + a / b


class Own(Exception):
    pass


class Quiet(ValueError):
    def __str__(self):
        return ""


def nested(n):
    items = [1, 2]
    if n == 0:
        return divide(n, 0)
    if n == 1:
        return items[
            n + 5]
    if n == 2:
        raise Own("two", 2)
    if n == 3:
        return list(map(divide, items, [0, 0]))
    if n == 4:
        try:
            divide(1, 0)
        except ZeroDivisionError as error:
            raise Own("from") from error
    if n == 5:
        try:
            divide(1, 0)
        except ZeroDivisionError:
            raise KeyError("during")
    if n == 6:
        try:
            divide(1, 0)
        except ZeroDivisionError:
            raise Own("none") from None
    if n == 7:
        return items[7] + 1
    if n == 8:
        return items.nope
    if n == 9:
        return undefined_name
    if n == 10:
        raise Quiet
    if n == 11:
        return int("x", base=10) + len(items)
    if n == 12:
        assert n == 13, "thirteen"
    if n == 13:
        error = ValueError("a\nb")
        error.add_note("look here")
        raise error
    if n == 14:
        x = (n
             + None)
    if n == 15:
        é = "u" + 5
    if n == 16:
        items[5] = 3
    if n == 17:
        return -"x"
    if n == 18:
        eval("1 +")


for n in range(18):
    try:
        nested(n)
    except Exception:
        say(traceback.format_exc())

try:
    nested(7)
except IndexError as error:
    say(traceback.format_exc(limit=1))
    say(traceback.format_exc(limit=-1))
    say("".join(traceback.format_exception(error)))
    say("".join(traceback.format_exception(type(error), error, error.__traceback__)))
    say(traceback.format_exception_only(error))
    say(traceback.format_exception_only(type(error), error))
    say("".join(traceback.format_tb(error.__traceback__)))
    for entry in traceback.extract_tb(error.__traceback__):
        say((entry.lineno, entry.name, entry.line, len(entry), entry[3]))
    say([line for frame, line in traceback.walk_tb(error.__traceback__)])
    say(sys.exception() is error)
    say(sys.exc_info()[1] is error)
    tb = traceback.TracebackException.from_exception(error)
    say(str(tb) + repr(list(tb.format_exception_only())))
    traceback.print_exc(file=sys.stdout) if False else None
    say("".join(traceback.format_list([("f.py", 3, "g", "x = 1"), ("f.py", 4, "h", None)])))
say(traceback.format_exc())
try:
    traceback.format_exception(5)
except TypeError as error:
    say(error)


def deep(n):
    if n == 0:
        raise RuntimeError("deep")
    deep(n - 1)


try:
    deep(8)
except RuntimeError:
    say(traceback.format_exc())


def where():
    frame = sys._getframe()
    caller = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno, caller.f_code.co_name, caller.f_lineno, frame.f_back.f_lineno, frame.f_globals["__name__"]


def outer():
    return where()


say(outer())
say("".join(traceback.format_stack()[-1:]))


def stack():
    return traceback.extract_stack()


say([(entry.name, entry.lineno, entry.line) for entry in stack()])
try:
    sys._getframe(1000)
except ValueError as error:
    say(error)
say(sys._getframe().f_back)

# ---- warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    warnings.warn(RuntimeWarning("three"))
for w in caught:
    say((str(w.message), w.category.__name__, w.lineno, w.filename))
say(str(caught[0]))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("again")
    warnings.warn("again")
say(len(caught))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", UserWarning)
    except UserWarning as error:
        say(repr(error))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message="un.*ed")
    warnings.warn("unwanted")
    warnings.warn("wanted")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.warn("old", DeprecationWarning)
say([str(w.message) for w in caught])


def level():
    warnings.warn("from below", stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    level()
say(caught[0].lineno)
try:
    warnings.warn("x", int)
except TypeError as error:
    say(error)
try:
    warnings.simplefilter("loudly")
except AssertionError as error:
    say(error)
say(warnings.formatwarning("m", UserWarning, "f.py", 3, "code"))
say(linecache.getline(__file__, 2))
say(repr(linecache.getline(__file__, 99999)))
say(repr(linecache.getline("/nonexistent", 1)))

# ---- sys
say(sys.modules["traceback"] is traceback)
say("json" in sys.modules or "not yet")
say((sys.float_info.max_exp, sys.float_info.radix, sys.int_info.bits_per_digit, sys.flags.optimize, sys.float_repr_style))
say((sys.version_info >= (3, 8), sys.version_info[:2] == (sys.version_info.major, sys.version_info.minor), sys.hexversion >> 24, sys.maxsize))
say((sys.getrecursionlimit() > 100, sys.getswitchinterval(), sys.is_finalizing(), sys.byteorder, sys.platform))
sys.displayhook(5)
sys.displayhook(None)


@atexit.register
def last():
    print("last")


atexit.register(print, "first", end="!\n")
atexit.register(print, "never")
atexit.unregister(print) if False else None
try:
    atexit.register(5)
except TypeError as error:
    say(error)
atexit._clear()
