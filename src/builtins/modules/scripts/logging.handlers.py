# logging.handlers: where messages may go besides.
import io
import logging
import os
import re
import socket
import struct
import threading
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514


class BaseRotatingHandler(logging.FileHandler):
    namer = None
    rotator = None

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _shut(self):
        if self.stream:
            self.stream.close()
            self.stream = None


class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        # What is to be kept must not be overwritten at the start.
        BaseRotatingHandler.__init__(self, filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def shouldRollover(self, record):
        if self.maxBytes <= 0:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        if self.stream is None:
            self.stream = self._open()
        self.stream.seek(0, 2)
        return self.stream.tell() + len(self.format(record)) + 1 >= self.maxBytes

    def doRollover(self):
        self._shut()
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, 0, -1):
                source = self.rotation_filename("%s.%d" % (self.baseFilename, number))
                dest = self.rotation_filename("%s.%d" % (self.baseFilename, number + 1))
                if os.path.exists(source):
                    if os.path.exists(dest):
                        os.remove(dest)
                    os.rename(source, dest)
            dest = self.rotation_filename(self.baseFilename + ".1")
            if os.path.exists(dest):
                os.remove(dest)
            self.rotate(self.baseFilename, dest)
        if not self.delay:
            self.stream = self._open()


# When: the seconds between two files, how their names end, and what such an end looks like.
_TURNS = {
    "S": (1, "%Y-%m-%d_%H-%M-%S"),
    "M": (60, "%Y-%m-%d_%H-%M"),
    "H": (3600, "%Y-%m-%d_%H"),
    "D": (86400, "%Y-%m-%d"),
    "MIDNIGHT": (86400, "%Y-%m-%d"),
    "W": (7 * 86400, "%Y-%m-%d"),
}


class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        BaseRotatingHandler.__init__(self, filename, "a", encoding, delay, errors)
        self.when = when.upper()
        self.backupCount = backupCount
        self.utc = utc
        self.atTime = atTime
        self.dayOfWeek = None
        kind = self.when
        if kind.startswith("W"):
            if len(kind) != 2:
                raise ValueError("You must specify a day for weekly rollover from 0 to 6 (0 is Monday): %s" % kind)
            if not "0" <= kind[1] <= "6":
                raise ValueError("Invalid day specified for weekly rollover: %s" % kind)
            self.dayOfWeek = int(kind[1])
            kind = "W"
        if kind not in _TURNS:
            raise ValueError("Invalid rollover interval specified: %s" % self.when)
        seconds, self.suffix = _TURNS[kind]
        self.interval = seconds * interval
        self.extMatch = re.compile(re.sub("%Y", r"\\d{4}", re.sub("%[mdHMS]", r"\\d{2}", "^" + self.suffix)) + r"(\.\w+)?$")
        begun = os.stat(self.baseFilename).st_mtime if os.path.exists(self.baseFilename) else time.time()
        self.rolloverAt = self.computeRollover(int(begun))

    def _moment(self, seconds):
        return time.gmtime(seconds) if self.utc else time.localtime(seconds)

    def computeRollover(self, currentTime):
        if self.when != "MIDNIGHT" and self.dayOfWeek is None:
            return currentTime + self.interval
        now = self._moment(currentTime)
        at = self.atTime
        wanted = at.hour * 3600 + at.minute * 60 + at.second if at else 0
        past = now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec
        days, left = 0, wanted - past
        if left <= 0:
            left += 86400
            days = 1
        if self.dayOfWeek is not None:
            left += (self.dayOfWeek - (now.tm_wday + days)) % 7 * 86400
        return currentTime + left

    def shouldRollover(self, record):
        return time.time() >= self.rolloverAt

    def getFilesToDelete(self):
        folder, base = os.path.split(self.baseFilename)
        names = [name for name in os.listdir(folder) if name.startswith(base + ".") and self.extMatch.match(name[len(base) + 1:])]
        names.sort()
        kept = max(len(names) - self.backupCount, 0)
        return [os.path.join(folder, name) for name in names[:kept]]

    def doRollover(self):
        self._shut()
        ended = self._moment(self.rolloverAt - self.interval)
        dest = self.rotation_filename(self.baseFilename + "." + time.strftime(self.suffix, ended))
        if os.path.exists(dest):
            os.remove(dest)
        self.rotate(self.baseFilename, dest)
        if self.backupCount > 0:
            for name in self.getFilesToDelete():
                os.remove(name)
        if not self.delay:
            self.stream = self._open()
        now = int(time.time())
        self.rolloverAt = self.computeRollover(now)
        while self.rolloverAt <= now:
            self.rolloverAt += self.interval


class WatchedFileHandler(logging.FileHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, mode, encoding, delay, errors)
        self._seen = self._identity()

    def _identity(self):
        try:
            known = os.stat(self.baseFilename)
            return known.st_dev, known.st_ino
        except FileNotFoundError:
            return None

    def reopenIfNeeded(self):
        if self._identity() != self._seen or self._seen is None:
            if self.stream:
                self.stream.close()
            self.stream = self._open()
            self._seen = self._identity()

    def emit(self, record):
        self.reopenIfNeeded()
        logging.FileHandler.emit(self, record)


class SocketHandler(logging.Handler):
    """A message is its length in four octets and its fields as JSON; Python sends a pickle."""

    def __init__(self, host, port):
        logging.Handler.__init__(self)
        self.host = host
        self.port = port
        self.address = host if port is None else (host, port)
        self.sock = None
        self.closeOnError = False

    def makeSocket(self, timeout=1):
        if self.port is not None:
            return socket.create_connection(self.address, timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.connect(self.address)
        return made

    def makePickle(self, record):
        import json
        fields = dict(record.__dict__, msg=record.getMessage(), args=None, exc_info=None)
        text = json.dumps(fields, default=str).encode()
        return struct.pack(">L", len(text)) + text

    def send(self, s):
        if self.sock is None:
            try:
                self.sock = self.makeSocket()
            except OSError:
                return
        try:
            self.sock.sendall(s)
        except OSError:
            self.sock.close()
            self.sock = None

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        if self.sock:
            self.sock.close()
            self.sock = None
        logging.Handler.close(self)


class DatagramHandler(SocketHandler):
    def makeSocket(self, timeout=1):
        family = socket.AF_UNIX if self.port is None else socket.AF_INET
        return socket.socket(family, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.sock = self.makeSocket()
        self.sock.sendto(s, self.address)


class SysLogHandler(logging.Handler):
    """RFC 3164, section 4.1.1: the priority is the facility times eight and the severity."""
    LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
    LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS = range(8)
    LOG_UUCP, LOG_CRON, LOG_AUTHPRIV, LOG_FTP = range(8, 12)
    LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = range(16, 24)
    priority_names = {
        "alert": 1, "crit": 2, "critical": 2, "debug": 7, "emerg": 0, "err": 3, "error": 3,
        "info": 6, "notice": 5, "panic": 0, "warn": 4, "warning": 4,
    }
    facility_names = {
        "auth": 4, "authpriv": 10, "cron": 9, "daemon": 3, "ftp": 11, "kern": 0, "lpr": 6, "mail": 2,
        "news": 7, "security": 4, "syslog": 5, "user": 1, "uucp": 8, "local0": 16, "local1": 17,
        "local2": 18, "local3": 19, "local4": 20, "local5": 21, "local6": 22, "local7": 23,
    }
    priority_map = {"DEBUG": "debug", "INFO": "info", "WARNING": "warning", "ERROR": "error", "CRITICAL": "critical"}
    ident = ""
    append_nul = True

    def __init__(self, address=("localhost", SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None):
        logging.Handler.__init__(self)
        self.address = address
        self.facility = facility
        self.unixsocket = isinstance(address, str)
        self.socktype = socktype or socket.SOCK_DGRAM
        self.socket = socket.socket(socket.AF_UNIX if self.unixsocket else socket.AF_INET, self.socktype)
        if self.unixsocket or self.socktype == socket.SOCK_STREAM:
            self.socket.connect(address)

    def encodePriority(self, facility, priority):
        if isinstance(facility, str):
            facility = self.facility_names[facility]
        if isinstance(priority, str):
            priority = self.priority_names[priority]
        return facility << 3 | priority

    def mapPriority(self, levelName):
        return self.priority_map.get(levelName, "warning")

    def emit(self, record):
        try:
            text = self.ident + self.format(record) + ("\0" if self.append_nul else "")
            priority = self.encodePriority(self.facility, self.mapPriority(record.levelname))
            octets = ("<%d>" % priority + text).encode()
            if self.unixsocket or self.socktype == socket.SOCK_STREAM:
                self.socket.sendall(octets)
            else:
                self.socket.sendto(octets, self.address)
        except Exception:
            self.handleError(record)

    def close(self):
        self.socket.close()
        logging.Handler.close(self)


class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        logging.Handler.__init__(self)
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.buffer = []

    def close(self):
        self.flush()
        logging.Handler.close(self)


class MemoryHandler(BufferingHandler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return BufferingHandler.shouldFlush(self, record) or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target:
            held, self.buffer = self.buffer, []
            for record in held:
                self.target.handle(record)

    def close(self):
        if self.flushOnClose:
            self.flush()
        self.target = None
        self.buffer = []
        logging.Handler.close(self)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        import copy
        text = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener(object):
    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self.respect_handler_level = respect_handler_level
        self._thread = None

    def dequeue(self, block):
        return self.queue.get(block)

    def start(self):
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()

    def prepare(self, record):
        return record

    def handle(self, record):
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        while True:
            record = self.dequeue(True)
            if record is self._sentinel:
                return
            self.handle(record)

    def enqueue_sentinel(self):
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
