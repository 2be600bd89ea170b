# logging, enough for scripts that quieten or print messages.
import sys
import time

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_NAMES = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


def getLevelName(level):
    if isinstance(level, str):
        for number in _NAMES:
            if _NAMES[number] == level:
                return number
    return _NAMES.get(level, "Level %s" % level)


def _number(level):
    if isinstance(level, str):
        number = getLevelName(level)
        if isinstance(number, str):
            raise ValueError("Unknown level: %r" % level)
        return number
    return level


class LogRecord(object):
    def __init__(self, name, level, msg, args):
        self.name = name
        self.levelno = level
        self.levelname = getLevelName(level)
        self.msg = msg
        if len(args) == 1 and isinstance(args[0], dict):
            args = args[0]
        self.args = args
        self.created = time.time()

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


class Formatter(object):
    def __init__(self, fmt=None, datefmt=None, style="%"):
        self.fmt = fmt or "%(message)s"
        self.datefmt = datefmt

    def formatTime(self, record):
        moment = time.localtime(record.created)
        if self.datefmt:
            return time.strftime(self.datefmt, moment)
        return "%s,%03d" % (time.strftime("%Y-%m-%d %H:%M:%S", moment), int(record.created * 1000) % 1000)

    def format(self, record):
        values = dict(vars(record))
        values["message"] = record.getMessage()
        if "%(asctime)" in self.fmt:
            values["asctime"] = self.formatTime(record)
        for name in ("filename", "module", "funcName", "threadName", "processName"):
            values[name] = "MainThread" if name == "threadName" else ""
        values["lineno"] = 0
        return self.fmt % values


class Handler(object):
    def __init__(self, level=NOTSET):
        self.level = _number(level)
        self.formatter = None

    def setLevel(self, level):
        self.level = _number(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        if record.levelno >= self.level:
            self.emit(record)

    def emit(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class NullHandler(Handler):
    pass


class StreamHandler(Handler):
    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream

    def emit(self, record):
        stream = sys.stderr if self.stream is None else self.stream
        stream.write(self.format(record) + "\n")


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False):
        StreamHandler.__init__(self, open(filename, mode))

    def emit(self, record):
        StreamHandler.emit(self, record)
        self.stream.flush()

    def close(self):
        self.stream.close()


class Logger(object):
    def __init__(self, name, level=NOTSET, parent=None):
        self.name = name
        self.level = level
        self.parent = parent
        self.handlers = []
        self.propagate = True
        self.disabled = False

    def setLevel(self, level):
        self.level = _number(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def addFilter(self, filter):
        pass

    def removeFilter(self, filter):
        pass

    def hasHandlers(self):
        return bool(self.handlers) or bool(root.handlers)

    def log(self, level, msg, *args, **kwargs):
        if not self.isEnabledFor(level):
            return
        record = LogRecord(self.name, level, msg, args)
        found = False
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                found = True
                handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and level >= WARNING:
            sys.stderr.write(record.getMessage() + "\n")

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args)

    exception = error

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args)

    fatal = critical

    def __repr__(self):
        return "<%s %s (%s)>" % ("RootLogger" if self is root else "Logger", self.name, getLevelName(self.getEffectiveLevel()))


root = Logger("root", WARNING)
_disabled = [0]
_loggers = {}


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        parent = root
        if "." in name:
            parent = getLogger(name.rpartition(".")[0])
        _loggers[name] = Logger(name, NOTSET, parent)
    return _loggers[name]


def basicConfig(**kwargs):
    if kwargs.get("force"):
        root.handlers = []
    if not root.handlers:
        if "handlers" in kwargs and kwargs["handlers"] is not None:
            handlers = list(kwargs["handlers"])
        elif kwargs.get("filename"):
            handlers = [FileHandler(kwargs["filename"], kwargs.get("filemode", "a"))]
        else:
            handlers = [StreamHandler(kwargs.get("stream"))]
        formatter = Formatter(kwargs.get("format") or BASIC_FORMAT, kwargs.get("datefmt"))
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
    if kwargs.get("level") is not None:
        root.setLevel(kwargs["level"])


def disable(level=CRITICAL):
    _disabled[0] = level


def _ready():
    if not root.handlers:
        basicConfig()


def debug(msg, *args, **kwargs):
    _ready()
    root.log(DEBUG, msg, *args)


def info(msg, *args, **kwargs):
    _ready()
    root.log(INFO, msg, *args)


def warning(msg, *args, **kwargs):
    _ready()
    root.log(WARNING, msg, *args)


warn = warning


def error(msg, *args, **kwargs):
    _ready()
    root.log(ERROR, msg, *args)


exception = error


def critical(msg, *args, **kwargs):
    _ready()
    root.log(CRITICAL, msg, *args)


fatal = critical


def log(level, msg, *args, **kwargs):
    _ready()
    root.log(level, msg, *args)


def captureWarnings(capture):
    pass


def shutdown():
    pass
