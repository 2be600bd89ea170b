# logging, logging.handlers, logging.config.
import io
import logging
import logging.config
import logging.handlers
import os
import queue
import shutil
import sys
import tempfile


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


def shown(text):
    print(text.replace(__file__, "FILE"), end="")


# ---- levels
print([logging.getLevelName(n) for n in (0, 10, 15, 20, 30, 40, 50)], logging.getLevelName("INFO"), logging.getLevelName("NOPE"))
print(logging.CRITICAL, logging.FATAL, logging.ERROR, logging.WARNING, logging.WARN, logging.INFO, logging.DEBUG, logging.NOTSET)
logging.addLevelName(25, "NOTICE")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), sorted(logging.getLevelNamesMapping().items()))
log = logging.getLogger("lab")
t(log.setLevel, "LOUD")
t(log.setLevel, 3.5)
log.setLevel("NOTICE")
print(log.level, log, logging.getLogger(), logging.root.name, logging.getLogger("root") is logging.root)
t(logging.getLogger, 5)
log.setLevel(logging.NOTSET)
print(log.getEffectiveLevel(), log.isEnabledFor(logging.INFO), log.isEnabledFor(30))

# ---- the quiet ways of lab scripts
logging.getLogger("scapy.runtime").setLevel(logging.ERROR)
print(logging.getLogger("scapy.runtime"), logging.getLogger("scapy.runtime").parent, logging.getLogger("scapy"), logging.getLogger("scapy.runtime").parent)
print(logging.getLogger("scapy").getChild("runtime") is logging.getLogger("scapy.runtime"), logging.getLogger("a.b.c").parent, logging.getLogger("a.b"), logging.getLogger("a.b.c").parent)

# ---- handlers and formatters
out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s|%(funcName)s|%(lineno)d|%(filename)s|%(module)s|%(threadName)s|%(processName)s"))
log.addHandler(handler)
log.addHandler(handler)
log.propagate = False
log.setLevel(logging.DEBUG)


def work():
    log.debug("debug %s", 1)
    log.info("info %d of %d", 1, 2)
    log.warning("warning %(a)s", {"a": 5})
    log.error("error")
    log.critical("critical %r", "x")
    log.log(25, "notice")
    log.fatal("fatal")
    log.warning("100%")
    log.warning(5)
    log.info(["list"])


work()
shown(out.getvalue())
out.truncate(0)
out.seek(0)
handler.setFormatter(logging.Formatter("%(levelname)s:%(message)s"))
try:
    1 / 0
except ZeroDivisionError as error:
    log.exception("failed %s", "here")
    log.error("again", exc_info=True)
    log.error("given", exc_info=error)
log.info("stack", stack_info=True)
log.error("nothing", exc_info=False)
shown(out.getvalue())
out.truncate(0)
out.seek(0)
handler.setLevel(logging.ERROR)
log.warning("not shown")
log.error("shown")
handler.setLevel(logging.NOTSET)
log.addFilter(lambda record: "secret" not in record.getMessage())
log.info("a secret")
log.info("no such")


class OnlyOdd(logging.Filter):
    def filter(self, record):
        return record.args and record.args[0] % 2


handler.addFilter(OnlyOdd())
for i in range(4):
    log.info("number %d", i)
handler.filters.clear()
log.filters.clear()
logging.disable(logging.WARNING)
log.warning("disabled")
log.error("enabled")
logging.disable(logging.NOTSET)
log.info("extra", extra={"host": "h1"})
handler.setFormatter(logging.Formatter("%(host)s %(message)s", defaults={"host": "none"}))
log.info("extra", extra={"host": "h1"})
log.info("default")
t(log.info, "x", extra={"message": 1})
t(log.info, "x", extra={"name": 1})
t(log.info, "x", nonsense=1)
t(log.log, "INFO", "x")
shown(out.getvalue())
out.truncate(0)
out.seek(0)
for style, fmt in (("%", "%(name)s %(message)s"), ("{", "{name:>6} {message!r}"), ("$", "$name ${message}")):
    handler.setFormatter(logging.Formatter(fmt, style=style))
    log.info("styled")
shown(out.getvalue())
t(logging.Formatter, "no fields")
t(logging.Formatter, "x", style="?")
t(logging.Formatter, "{", style="{")
record = logging.LogRecord("n", 20, "/a/b.py", 7, "hello %s", ("you",), None, "f")
record.created, record.msecs = 1000000000.25, 250.0
print(record, record.getMessage(), record.filename, record.module, record.levelname)
f = logging.Formatter("%(asctime)s %(message)s")
import time
f.converter = time.gmtime
print(f.format(record), f.usesTime(), f.formatTime(record), f.formatTime(record, "%H:%M"))
f = logging.Formatter("%(asctime)s.%(msecs)03d", "%H-%M-%S")
print(f.format(record))
print(logging.makeLogRecord({"msg": "made", "levelname": "X", "name": "y"}).getMessage())
print(logging.Filter("a").filter(logging.makeLogRecord({"name": "a.b"})), logging.Filter("a").filter(logging.makeLogRecord({"name": "ab"})))
print(repr(logging.StreamHandler(io.StringIO())), repr(logging.NullHandler()), logging.Handler(logging.ERROR))
t(logging.Handler().emit, record)
print(log.hasHandlers(), log.handlers == [handler])
log.removeHandler(handler)
log.removeHandler(handler)
print(log.hasHandlers(), log.handlers)

# ---- basicConfig
out = io.StringIO()
logging.basicConfig(stream=out, level=logging.INFO)
logging.info("info")
logging.debug("debug")
logging.getLogger("x.y").warning("below")
logging.basicConfig(format="ignored %(message)s")
logging.error("still")
logging.basicConfig(stream=out, level="DEBUG", format="%(levelname).1s %(message)s", force=True)
logging.debug("forced")
logging.log(35, "odd")
try:
    {}["k"]
except KeyError:
    logging.exception("key")
logging.basicConfig(stream=out, format="{levelname} {message}", style="{", force=True)
logging.warning("braces")
shown(out.getvalue())
t(logging.basicConfig, nonsense=1, force=True)
t(logging.basicConfig, stream=out, filename="x", force=True)
t(logging.basicConfig, handlers=[], filename="x", force=True)
t(logging.basicConfig, style="?", force=True)
folder = tempfile.mkdtemp()
path = os.path.join(folder, "lab.log")
logging.basicConfig(filename=path, filemode="w", level=logging.DEBUG, format="%(message)s", force=True)
logging.info("to the file")
logging.info("é")
print(open(path).read(), repr(logging.root.handlers[0]).replace(folder, "FOLDER"))
logging.basicConfig(handlers=[logging.NullHandler()], force=True)

# ---- adapters, own classes and own levels
out = io.StringIO()
log = logging.getLogger("adapted")
log.propagate = False
log.addHandler(logging.StreamHandler(out))
log.setLevel(1)


class Peer(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return "[%s] %s" % (self.extra["peer"], msg), kwargs


Peer(log, {"peer": "10.0.0.1"}).warning("seen %d", 3)
print(logging.LoggerAdapter(log, {}), Peer(log, {}).isEnabledFor(5), Peer(log, {}).name)


class Chatty(logging.Logger):
    def chat(self, text):
        self.info("chat: " + text)


logging.setLoggerClass(Chatty)
chatty = logging.getLogger("adapted.chatty")
chatty.chat("hi")
print(type(chatty).__name__, logging.getLoggerClass().__name__)
logging.setLoggerClass(logging.Logger)
t(logging.setLoggerClass, int)
print(out.getvalue(), end="")


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


collect = Collect()
collect.name = "collect"
log.addHandler(collect)
log.info("collected")
print(collect.lines, collect.name, collect.get_name())

# ---- logging.handlers
path = os.path.join(folder, "turn.log")
turning = logging.handlers.RotatingFileHandler(path, maxBytes=20, backupCount=2)
log.addHandler(turning)
for i in range(6):
    log.info("message %d" % i)
turning.close()
log.removeHandler(turning)
for name in sorted(os.listdir(folder)):
    print(name, repr(open(os.path.join(folder, name)).read()))
target = Collect()
memory = logging.handlers.MemoryHandler(3, flushLevel=logging.ERROR, target=target)
log.addHandler(memory)
log.info("one")
print(target.lines)
log.error("two")
print(target.lines, len(memory.buffer))
log.info("three")
memory.close()
print(target.lines)
log.removeHandler(memory)
q = queue.Queue()
target = Collect()
listener = logging.handlers.QueueListener(q, target)
queued = logging.handlers.QueueHandler(q)
log.addHandler(queued)
listener.start()
log.info("through %s", "a queue")
listener.stop()
log.removeHandler(queued)
print(target.lines, q.empty())
t(logging.handlers.TimedRotatingFileHandler, path, when="X")
timed = logging.handlers.TimedRotatingFileHandler(path, when="midnight", utc=True, backupCount=1)
print(timed.computeRollover(86400 * 3 + 5), timed.suffix, timed.interval)
timed.close()
print(logging.handlers.SysLogHandler.LOG_LOCAL7, logging.handlers.SYSLOG_UDP_PORT)

# ---- logging.config
out = io.StringIO()
logging.config.dictConfig({
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "%(name)s/%(levelname)s %(message)s"}},
    "filters": {"only": {"name": "conf"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short", "level": "INFO", "stream": out, "filters": ["only"]}},
    "loggers": {"conf": {"level": "DEBUG", "handlers": ["console"], "propagate": False}},
    "root": {"level": "WARNING", "handlers": ["console"]},
})
logging.getLogger("conf").info("configured")
logging.getLogger("conf").debug("too low")
logging.getLogger("other").error("filtered")
print(out.getvalue(), end="")
t(logging.config.dictConfig, {})
t(logging.config.dictConfig, {"version": 2})
shutil.rmtree(folder)
logging.basicConfig(handlers=[logging.NullHandler()], force=True)

# ---- captureWarnings
import warnings
out = io.StringIO()
logging.getLogger("py.warnings").addHandler(logging.StreamHandler(out))
logging.captureWarnings(True)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = logging._showwarning
    warnings.warn("caught")
logging.captureWarnings(False)
print("UserWarning: caught" in out.getvalue())
