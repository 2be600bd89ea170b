# http.client: asks a server for a page, without TLS. RFC 9112.
import collections.abc as _abc
import http as _http
import io as _io
import socket as _socket

HTTP_PORT = 80
HTTPS_PORT = 443
_MOST_OF_A_LINE = 65536
_MOST_HEADERS = 100
responses = {int(status): status.phrase for status in _http.HTTPStatus}
globals().update({status.name: status for status in _http.HTTPStatus})


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    def __init__(self, version):
        self.args = version,
        self.version = version


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = "" if self.expected is None else ", %i more expected" % self.expected
        return "%s(%i bytes read%s)" % (self.__class__.__name__, len(self.partial), more)

    def __str__(self):
        return repr(self)


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        HTTPException.__init__(self, "got more than %d bytes when reading %s" % (_MOST_OF_A_LINE, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException


class HTTPMessage:
    """Header lines in their order; names are found in any case."""

    def __init__(self):
        self._headers = []

    def _all(self, name):
        name = name.lower()
        return [value for own, value in self._headers if own.lower() == name]

    def get(self, name, failobj=None):
        found = self._all(name)
        return found[0] if found else failobj

    def get_all(self, name, failobj=None):
        return self._all(name) or failobj

    getheader = get

    def getheaders(self, name):
        return self._all(name)

    def getallmatchingheaders(self, name):
        return ["%s: %s" % pair for pair in self._headers if pair[0].lower() == name.lower()]

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._headers.append((name, value))

    def add_header(self, name, value):
        self._headers.append((name, value))

    def replace_header(self, name, value):
        for at, (own, _) in enumerate(self._headers):
            if own.lower() == name.lower():
                self._headers[at] = (own, value)
                return
        raise KeyError(name)

    def __delitem__(self, name):
        self._headers = [pair for pair in self._headers if pair[0].lower() != name.lower()]

    def __contains__(self, name):
        return bool(self._all(name))

    has_key = __contains__

    def __len__(self):
        return len(self._headers)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    def get_content_type(self):
        kind = self.get("content-type", "").split(";")[0].strip().lower()
        return kind if kind.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        return self.get_content_type().split("/")[0]

    def get_content_subtype(self):
        return self.get_content_type().split("/")[1]

    def get_param(self, param, failobj=None, header="content-type"):
        for part in (self.get(header) or "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.strip().lower() == param.lower():
                return value.strip().strip('"')
        return failobj

    def get_content_charset(self, failobj=None):
        found = self.get_param("charset")
        return found.lower() if found else failobj

    def as_string(self):
        return "".join(["%s: %s\n" % pair for pair in self._headers]) + "\n"

    __str__ = as_string


def _read_line(fp, what):
    line = fp.readline(_MOST_OF_A_LINE + 1)
    if len(line) > _MOST_OF_A_LINE:
        raise LineTooLong(what)
    return line


def parse_headers(fp, _class=HTTPMessage):
    message = _class()
    while True:
        line = _read_line(fp, "header line")
        if line in (b"\r\n", b"\n", b""):
            return message
        if len(message) > _MOST_HEADERS:
            raise HTTPException("got more than %d headers" % _MOST_HEADERS)
        text = line.decode("iso-8859-1").rstrip("\r\n")
        if text[:1] in " \t" and len(message):
            name, value = message._headers.pop()
            message[name] = value + "\n" + text
            continue
        name, colon, value = text.partition(":")
        if not colon:
            return message
        message[name] = value.strip(" \t")


class HTTPResponse:
    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile("rb")
        self.debuglevel = debuglevel
        self._method = method
        self.headers = self.msg = None
        self.version = self.status = self.reason = self.chunked = self.chunk_left = self.length = self.will_close = None
        self.url = url

    def _read_status(self):
        line = _read_line(self.fp, "status line").decode("iso-8859-1")
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, *rest = line.split(None, 2)
        status = rest[0] if rest else ""
        reason = rest[1].strip() if len(rest) > 1 else ""
        if not version.startswith("HTTP/"):
            self._close()
            raise BadStatusLine(line)
        if not status.isdigit() or not 100 <= int(status) <= 999:
            raise BadStatusLine(line)
        return version, int(status), reason

    def begin(self):
        if self.headers is not None:
            return
        while True:
            version, status, reason = self._read_status()
            if status != 100:
                break
            parse_headers(self.fp)
        self.code = self.status = status
        self.reason = reason.strip()
        if version in ("HTTP/1.0", "HTTP/0.9"):
            self.version = 10
        elif version.startswith("HTTP/1."):
            self.version = 11
        else:
            raise UnknownProtocol(version)
        self.headers = self.msg = parse_headers(self.fp)
        self.chunked = (self.headers.get("transfer-encoding") or "").lower() == "chunked"
        connection = (self.headers.get("connection") or "").lower()
        self.will_close = "close" in connection or self.version == 10 and "keep-alive" not in connection
        length = self.headers.get("content-length")
        if length and length.strip().isdigit() and not self.chunked:
            self.length = int(length)
        if status in (204, 304) or 100 <= status < 200 or self._method == "HEAD":
            self.length = 0
        if not self.will_close and not self.chunked and self.length is None:
            self.will_close = True
        self.chunk_left = 0 if self.chunked else None

    def _close(self):
        if self.fp is not None:
            fp, self.fp = self.fp, None
            fp.close()

    def close(self):
        self._close()

    @property
    def closed(self):
        return self.fp is None

    def isclosed(self):
        return self.fp is None

    def readable(self):
        return True

    def flush(self):
        pass

    def fileno(self):
        return self.fp.fileno()

    def _chunk(self):
        """Octets that are left of the chunk; 0 after the last one."""
        if self.chunk_left:
            return self.chunk_left
        if self._begun:
            self.fp.readline()
        self._begun = True
        line = _read_line(self.fp, "chunk size").split(b";")[0].strip()
        try:
            self.chunk_left = int(line, 16)
        except ValueError:
            self._close()
            raise IncompleteRead(b"")
        if not self.chunk_left:
            parse_headers(self.fp)
            self._close()
        return self.chunk_left

    _begun = False

    def _read_chunks(self, amt):
        parts = []
        while self.fp is not None and (amt is None or amt > 0):
            left = self._chunk()
            if not left:
                break
            part = self.fp.read(left if amt is None else min(left, amt))
            if not part:
                raise IncompleteRead(b"".join(parts))
            parts.append(part)
            self.chunk_left -= len(part)
            if amt is not None:
                amt -= len(part)
        return b"".join(parts)

    def read(self, amt=None):
        if self.fp is None:
            return b""
        if amt is not None and amt < 0:
            amt = None
        if self._method == "HEAD":
            self._close()
            return b""
        if self.chunked:
            return self._read_chunks(amt)
        if self.length is not None and (amt is None or amt > self.length):
            amt = self.length
        octets = self.fp.read() if amt is None else self.fp.read(amt)
        if self.length is not None:
            self.length -= len(octets)
            if len(octets) < amt:
                self._close()
                if amt and self.length:
                    raise IncompleteRead(octets, self.length)
        if amt is None or self.length == 0 or not octets and amt:
            self._close()
        return octets

    def read1(self, n=-1):
        return self.read(n)

    def readinto(self, b):
        part = self.read(len(b))
        b[:len(part)] = part
        return len(part)

    def readline(self, limit=-1):
        line = bytearray()
        while limit < 0 or len(line) < limit:
            c = self.read(1)
            line += c
            if c in (b"", b"\n"):
                break
        return bytes(line)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def readlines(self):
        return list(self)

    def getheader(self, name, default=None):
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        return found if isinstance(found, str) or not hasattr(found, "__iter__") else ", ".join(found)

    def getheaders(self):
        if self.headers is None:
            raise ResponseNotReady()
        return list(self.headers.items())

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class HTTPConnection:
    _http_vsn = 11
    _http_vsn_str = "HTTP/1.1"
    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        self.timeout = timeout
        self.source_address = source_address
        self.blocksize = blocksize
        self.sock = None
        self._lines = []
        self._response = None
        self._state = "Idle"
        self.host, self.port = self._host_and_port(host, port)

    def _host_and_port(self, host, port):
        if port is None:
            colon, bracket = host.rfind(":"), host.rfind("]")
            port = self.default_port
            if colon > bracket:
                text = host[colon + 1:]
                if text:
                    if not text.isdigit():
                        raise InvalidURL("nonnumeric port: '%s'" % text)
                    port = int(text)
                host = host[:colon]
        if host[:1] == "[" and host[-1:] == "]":
            host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        self.debuglevel = level

    def connect(self):
        self.sock = _socket.create_connection((self.host, self.port), self.timeout, self.source_address)

    def close(self):
        self._state = "Idle"
        if self.sock is not None:
            sock, self.sock = self.sock, None
            sock.close()
        if self._response is not None:
            response, self._response = self._response, None
            response.close()

    def send(self, data):
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if hasattr(data, "read"):
            while True:
                block = data.read(self.blocksize)
                if not block:
                    return
                self.sock.sendall(block.encode("iso-8859-1") if isinstance(block, str) else block)
        elif isinstance(data, (bytes, bytearray, memoryview)):
            self.sock.sendall(data)
        elif isinstance(data, _abc.Iterable):
            for block in data:
                self.sock.sendall(block)
        else:
            raise TypeError("data should be a bytes-like object or an iterable, got %r" % type(data))

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != "Idle":
            raise CannotSendRequest(self._state)
        self._state = "Request-started"
        self._method = method
        for c in url:
            if c <= " " or c == "\x7f":
                raise InvalidURL("URL can't contain control characters. %r (found at least %r)" % (url, c))
        self._lines = ["%s %s %s" % (method, url or "/", self._http_vsn_str)]
        if self._http_vsn == 11:
            if not skip_host:
                host = "[%s]" % self.host if ":" in self.host else self.host
                self.putheader("Host", host if self.port == self.default_port else "%s:%s" % (host, self.port))
            if not skip_accept_encoding:
                self.putheader("Accept-Encoding", "identity")

    def putheader(self, header, *values):
        if self._state != "Request-started":
            raise CannotSendHeader()
        text = [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values]
        for value in text:
            if "\n" in value.replace("\n ", "").replace("\n\t", "") or "\r" in value.replace("\r\n", ""):
                raise ValueError("Invalid header value %r" % value.encode("latin-1"))
        header = header.decode("ascii") if isinstance(header, bytes) else header
        self._lines.append("%s: %s" % (header, "\r\n\t".join(text)))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        if self._state != "Request-started":
            raise CannotSendHeader()
        self._state = "Request-sent"
        head = ("\r\n".join(self._lines) + "\r\n\r\n").encode("iso-8859-1")
        if isinstance(message_body, (bytes, bytearray)):
            self.send(head + message_body)
            return
        self.send(head)
        if message_body is not None:
            self.send(message_body)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        own = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host="host" in own, skip_accept_encoding="accept-encoding" in own)
        if isinstance(body, str):
            body = body.encode("iso-8859-1")
        if "content-length" not in own and "transfer-encoding" not in own:
            if body is None:
                if method.upper() in ("PATCH", "POST", "PUT"):
                    self.putheader("Content-Length", "0")
            elif isinstance(body, (bytes, bytearray, memoryview)):
                self.putheader("Content-Length", str(len(body)))
            else:
                # A length must be known, or the server would wait for the end.
                body = body.read() if hasattr(body, "read") else b"".join(body)
                body = body.encode("iso-8859-1") if isinstance(body, str) else body
                self.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body)

    def getresponse(self):
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state != "Request-sent" or self._response is not None:
            raise ResponseNotReady(self._state)
        response = self.response_class(self.sock, method=self._method)
        try:
            response.begin()
        except ConnectionError:
            self.close()
            raise
        self._state = "Idle"
        if response.will_close:
            self.sock = None
        else:
            self._response = response
        return response


class HTTPSConnection:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("TLS is not spoken here: run curl with subprocess")
