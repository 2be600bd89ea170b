# Messages in streams of TCP: LAYER__tcp_reassemble says where one ends, for TCPSession.
import os
import socket
import subprocess
import tempfile


def _body_len(message):
    try:
        return int(message.Content_Length) if message.Content_Length else None
    except ValueError:
        return None


def _is_chunked(message):
    codings = message.Transfer_Encoding if HTTPResponse in message else None
    return bool(codings) and b"chunked" in [word.strip() for word in codings.lower().split(b",")]


# RFC 9112 section 6.3: how long a message is. What says it is kept in `metadata` until the message
# is whole; `session` is what both directions of a connection share.
def _http_end(cls, message, data, metadata, session):
    head = message.payload
    request = isinstance(head, HTTPRequest)
    length = _body_len(message)
    if length is not None:
        if session.pop("head_request", False):
            # The answer to HEAD has a length, but no body.
            return lambda data: b"\r\n\r\n" in data
        if head.payload or length == 0:
            end = data.find(b"\r\n\r\n") + 4 + length
            metadata["http_end"] = end
            return lambda data: len(data) >= end
        if metadata.get("tcp_end", False):
            return lambda data: True
        metadata["detect_unknown"] = True
        return lambda data: False
    if _is_chunked(message):
        return lambda data: data.endswith(b"0\r\n\r\n")
    if request:
        # More may come: a header field that says how long the body is.
        metadata["detect_unknown"] = True
        if message.Method == b"HEAD":
            session["head_request"] = True
        return lambda data: data.endswith(b"\r\n\r\n")
    if message.Status_Code == b"101" or session.pop("head_request", False):
        return lambda data: b"\r\n\r\n" in data
    metadata["detect_unknown"] = True
    return lambda data: metadata.get("tcp_end", False)


@classmethod
def HTTP__tcp_reassemble(cls, data, metadata, session):
    if not metadata.get("detect_end") or metadata.get("detect_unknown", True):
        metadata["detect_unknown"] = False
        message = cls(data)
        if not isinstance(message.payload, (HTTPRequest, HTTPResponse)):
            return message
        metadata["detect_end"] = _http_end(cls, message, data, metadata, session)
    if not metadata["detect_end"](data):
        return None
    end = metadata.get("http_end")
    if end is not None and len(data) > end:
        return cls(data[:end]) / conf.padding_layer(data[end:])
    return cls(data)


def _parts_of(url):
    scheme, found, rest = url.partition("://")
    authority, _, path = rest.partition("/")
    path = "/" + path.partition("#")[0]
    if "?" in authority:
        authority, _, query = authority.partition("?")
        path = "/?" + query
    host, port = authority.rpartition("@")[2], None
    if host.startswith("["):
        host, _, after = host[1:].partition("]")
        port = after[1:] or None
    elif ":" in host:
        host, _, port = host.partition(":")
    if not found or scheme not in ("http", "https") or not host or (port and not port.isdigit()):
        raise ValueError("Bad URL !")
    return scheme, host, int(port) if port else None, path


class HTTP_Client(object):
    """Asks servers for pages and keeps the connection to the last one."""

    def __init__(self, mech=None, verb=True, sslcontext=None, ssp=None, no_check_certificate=False,
                 no_chan_bindings=False):
        self.sock = None
        self.verb = verb
        self._place = None

    def _connect(self, host, port, timeout):
        if self._place == (host, port):
            return
        self._drop()
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        connection = socket.socket(kind, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        if self.verb:
            print("\u2503 Connecting to %s on port %s..." % (host, port))
        connection.connect((host, port))
        if self.verb:
            print("\u2514 Connected from %s" % repr(connection.getsockname()))
        self.sock = StreamSocket(connection, HTTP)
        self._place = (host, port)

    def sr1(self, req, **kwargs):
        if self.verb:
            print(">> %s" % req.summary())
        answer = self.sock.sr1(req if isinstance(req, HTTP) else HTTP() / req, verbose=0, **kwargs)
        if self.verb:
            print("<< %s" % (answer and answer.summary()))
        return answer

    def request(self, url, data=b"", timeout=5, follow_redirects=True, http_headers={}, **headers):
        scheme, host, port, path = _parts_of(url)
        if scheme == "https":
            raise ValueError("https needs TLS, which is not here: ask for http://")
        self._connect(host, port or 80, timeout)
        name = "[%s]" % host if ":" in host else host
        headers.setdefault("Host", name if port in (None, 80) else "%s:%d" % (name, port))
        headers.setdefault("Path", path)
        fields = {key.replace("-", "_"): value for key, value in http_headers.items()} or {
            "Accept_Encoding": b"gzip, deflate", "Cache_Control": b"no-cache",
            "Pragma": b"no-cache", "Connection": b"keep-alive"}
        fields.update(headers)
        request = HTTP() / HTTPRequest(**fields)
        if data:
            request = request / data
        answer = self.sr1(request, timeout=timeout)
        if not answer:
            self._drop()
            return answer
        if follow_redirects and answer.Status_Code in (b"301", b"302") and answer.Location:
            for own in ("Host", "Path"):
                headers.pop(own)
            return self.request(answer.Location.decode(), data=data, timeout=timeout, **headers)
        return answer

    def close(self):
        if self.verb:
            print("X Connection to server closed\n")
        self._drop()

    def _drop(self):
        if self.sock is not None:
            self.sock.close()
        self.sock = self._place = None


def http_request(host, path="/", port=None, timeout=3, display=False, tls=False, verbose=0,
                 **headers):
    """Asks a server for a page, and gives the answer."""
    client = HTTP_Client(verb=verbose)
    scheme = "https" if tls else "http"
    url = "%s://%s%s%s" % (scheme, host, "" if port is None else ":%d" % port, path)
    answer = client.request(url, timeout=timeout, **headers)
    client.close()
    if answer and display and Raw in answer:
        path = os.path.join(tempfile.mkdtemp(), "answer.html")
        with open(path, "wb") as file:
            file.write(answer.load)
        subprocess.Popen([conf.prog.universal_open, path])
    return answer


class SSLStreamSocket(object):
    """Packets over a stream that may hand over several at once, or parts."""

    desc = "similar usage than StreamSocket but specialized for handling SSL-wrapped sockets"

    def __init__(self, sock, basecls=None):
        self.ins = self.outs = sock
        self.basecls = basecls or conf.raw_layer
        self._buf = b""

    def fileno(self):
        return self.ins.fileno()

    def close(self):
        self.ins.close()

    def send(self, x):
        data = raw(x)
        self.outs.sendall(data) if hasattr(self.outs, "sendall") else self.outs.send(data)
        return len(data)

    def _more(self, x):
        # A part of a packet: the rest of it comes later.
        more = self.ins.recv(x)
        if not more:
            raise EOFError
        self._buf += more
        return self.recv(x)

    def recv(self, x=65535, **kwargs):
        if not self._buf:
            self._buf = self.ins.recv(x)
            if not self._buf:
                raise EOFError
        try:
            packet = self.basecls(self._buf)
        except (struct.error, Scapy_Exception):
            packet = None
        if packet is None:
            return self._more(x)
        rest = packet.getlayer(conf.padding_layer)
        taken = len(self._buf) - (len(rest.load) if rest is not None else 0)
        if taken == len(self._buf) and len(packet) > taken:
            return self._more(x)
        self._buf = self._buf[taken:]
        if rest is not None:
            rest.underlayer.remove_payload()
        return packet
