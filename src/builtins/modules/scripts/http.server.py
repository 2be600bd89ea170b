# http.server: a small server of pages. RFC 9112.
import datetime as _datetime
import html as _html
import io as _io
import os as _os
import shutil as _shutil
import socket as _socket
import socketserver as _socketserver
import sys as _sys
import time as _time
import urllib.parse as _parse
import http.client as _client
from http import HTTPStatus

__version__ = "0.6"
__all__ = ["HTTPServer", "ThreadingHTTPServer", "BaseHTTPRequestHandler", "SimpleHTTPRequestHandler", "CGIHTTPRequestHandler"]

DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
DEFAULT_ERROR_CONTENT_TYPE = "text/html;charset=utf-8"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class HTTPServer(_socketserver.TCPServer):
    allow_reuse_address = 1

    def server_bind(self):
        _socketserver.TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name = _socket.getfqdn(host)
        self.server_port = port


class ThreadingHTTPServer(_socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(_socketserver.StreamRequestHandler):
    sys_version = "Python/" + _sys.version.split()[0]
    server_version = "BaseHTTP/" + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = "HTTP/0.9"
    protocol_version = "HTTP/1.0"
    MessageClass = _client.HTTPMessage
    weekdayname = list(_WEEKDAYS)
    monthname = list(_MONTHS)
    responses = {status: (status.phrase, status.description) for status in HTTPStatus}

    def parse_request(self):
        self.command = None
        self.request_version = version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, "iso-8859-1").rstrip("\r\n")
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            numbers = version[5:].split(".")
            if not version.startswith("HTTP/") or len(numbers) != 2 or not all([n.isdigit() and len(n) <= 10 for n in numbers]):
                self.send_error(HTTPStatus.BAD_REQUEST, "Bad request version (%r)" % version)
                return False
            numbers = int(numbers[0]), int(numbers[1])
            if numbers >= (1, 1) and self.protocol_version >= "HTTP/1.1":
                self.close_connection = False
            if numbers >= (2, 0):
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "Invalid HTTP version (%s)" % version[5:])
                return False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, "Bad request syntax (%r)" % self.requestline)
            return False
        command, path = words[:2]
        if len(words) == 2 and command != "GET":
            self.send_error(HTTPStatus.BAD_REQUEST, "Bad HTTP/0.9 request type (%r)" % command)
            return False
        self.command, self.path = command, path
        if path.startswith("//"):
            # A redirection to it would lead to another host.
            self.path = "/" + path.lstrip("/")
        try:
            self.headers = _client.parse_headers(self.rfile, _class=self.MessageClass)
        except _client.LineTooLong as problem:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Line too long", str(problem))
            return False
        except _client.HTTPException as problem:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many headers", str(problem))
            return False
        connection = self.headers.get("Connection", "").lower()
        if connection == "close":
            self.close_connection = True
        elif connection == "keep-alive" and self.protocol_version >= "HTTP/1.1":
            self.close_connection = False
        expects = self.headers.get("Expect", "").lower() == "100-continue"
        if expects and self.protocol_version >= "HTTP/1.1" and self.request_version >= "HTTP/1.1":
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ""
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, "do_" + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, "Unsupported method (%r)" % self.command)
                return
            method()
            self.wfile.flush()
        except TimeoutError as problem:
            self.log_error("Request timed out: %r", problem)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ("???", "???"))
        if message is None:
            message = short
        if explain is None:
            explain = long
        self.log_error("code %d, message %s", code, message)
        self.send_response(code, message)
        self.send_header("Connection", "close")
        body = None
        if code >= 200 and code not in (204, 205, 304):
            content = self.error_message_format % {
                "code": code, "message": _html.escape(message, quote=False), "explain": _html.escape(explain, quote=False)}
            body = content.encode("UTF-8", "replace")
            self.send_header("Content-Type", self.error_content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == "HTTP/0.9":
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ""
        self._put("%s %d %s\r\n" % (self.protocol_version, code, message))

    def _put(self, line):
        if not hasattr(self, "_headers_buffer"):
            self._headers_buffer = []
        self._headers_buffer.append(line.encode("latin-1", "strict"))

    def send_header(self, keyword, value):
        if self.request_version != "HTTP/0.9":
            self._put("%s: %s\r\n" % (keyword, value))
        if keyword.lower() == "connection":
            if value.lower() == "close":
                self.close_connection = True
            elif value.lower() == "keep-alive":
                self.close_connection = False

    def end_headers(self):
        if self.request_version != "HTTP/0.9":
            self._put("\r\n")
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, "_headers_buffer"):
            self.wfile.write(b"".join(self._headers_buffer))
            self._headers_buffer = []

    def log_request(self, code="-", size="-"):
        self.log_message('"%s" %s %s', self.requestline, str(int(code)) if isinstance(code, int) else str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        message = "".join(["\\x%02x" % ord(c) if c < " " or "\x7f" <= c < "\xa0" else c for c in format % args])
        _sys.stderr.write("%s - - [%s] %s\n" % (self.address_string(), self.log_date_time_string(), message))

    def version_string(self):
        return self.server_version + " " + self.sys_version

    def date_time_string(self, timestamp=None):
        moment = _time.gmtime(_time.time() if timestamp is None else timestamp)
        return "%s, %02d %3s %4d %02d:%02d:%02d GMT" % (
            _WEEKDAYS[moment.tm_wday], moment.tm_mday, _MONTHS[moment.tm_mon], moment.tm_year, moment.tm_hour, moment.tm_min, moment.tm_sec)

    def log_date_time_string(self):
        moment = _time.localtime()
        return "%02d/%3s/%04d %02d:%02d:%02d" % (
            moment.tm_mday, _MONTHS[moment.tm_mon], moment.tm_year, moment.tm_hour, moment.tm_min, moment.tm_sec)

    def address_string(self):
        return self.client_address[0]


_TYPES = {
    ".html": "text/html", ".htm": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".txt": "text/plain", ".py": "text/x-python", ".c": "text/plain", ".h": "text/plain",
    ".csv": "text/csv", ".xml": "text/xml", ".md": "text/markdown", ".png": "image/png", ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml", ".ico": "image/vnd.microsoft.icon",
    ".webp": "image/webp", ".pdf": "application/pdf", ".zip": "application/zip", ".tar": "application/x-tar",
    ".wasm": "application/wasm", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".wav": "audio/x-wav", ".sh": "application/x-sh",
    ".exe": "application/octet-stream", ".bin": "application/octet-stream", ".pcap": "application/vnd.tcpdump.pcap",
}


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = "SimpleHTTP/" + __version__
    index_pages = ("index.html", "index.htm")
    extensions_map = {".gz": "application/gzip", ".Z": "application/octet-stream", ".bz2": "application/x-bzip2", ".xz": "application/x-xz"}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = _os.fspath(_os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        f = self.send_head()
        if f:
            try:
                self.copyfile(f, self.wfile)
            finally:
                f.close()

    def do_HEAD(self):
        f = self.send_head()
        if f:
            f.close()

    def send_head(self):
        path = self.translate_path(self.path)
        if _os.path.isdir(path):
            parts = _parse.urlsplit(self.path)
            if not parts.path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                target = _parse.urlunsplit((parts[0], parts[1], parts[2] + "/", parts[3], parts[4]))
                self.send_header("Location", target)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            for name in self.index_pages:
                index = _os.path.join(path, name)
                if _os.path.isfile(index):
                    path = index
                    break
            else:
                return self.list_directory(path)
        if path.endswith("/"):
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None
        try:
            f = open(path, "rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None
        about = _os.stat(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", self.guess_type(path))
        self.send_header("Content-Length", str(about.st_size))
        self.send_header("Last-Modified", self.date_time_string(about.st_mtime))
        self.end_headers()
        return f

    def list_directory(self, path):
        try:
            names = _os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "No permission to list directory")
            return None
        names.sort(key=str.lower)
        shown = _html.escape(_parse.unquote(self.path), quote=False)
        title = "Directory listing for " + shown
        lines = ["<!DOCTYPE HTML>", '<html lang="en">', "<head>", '<meta charset="utf-8">', "<title>%s</title>" % title, "</head>",
                 "<body>", "<h1>%s</h1>" % title, "<hr>", "<ul>"]
        for name in names:
            whole = _os.path.join(path, name)
            label = link = name
            if _os.path.isdir(whole):
                label = link = name + "/"
            if _os.path.islink(whole):
                label = name + "@"
            lines.append('<li><a href="%s">%s</a></li>' % (_parse.quote(link), _html.escape(label, quote=False)))
        lines += ["</ul>", "<hr>", "</body>", "</html>", ""]
        body = "\n".join(lines).encode("utf-8")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return _io.BytesIO(body)

    def translate_path(self, path):
        path = path.split("?", 1)[0].split("#", 1)[0]
        slash = path.rstrip().endswith("/")
        words = []
        for word in _parse.unquote(path).split("/"):
            if word == "..":
                # Nothing above the folder is served.
                words = words[:-1]
            elif word not in ("", "."):
                words.append(word)
        return _os.path.join(self.directory, *words) + ("/" if slash else "") if words else self.directory + ("/" if slash else "")

    def copyfile(self, source, outputfile):
        _shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        ending = _os.path.splitext(path)[1]
        for table in (self.extensions_map, _TYPES):
            for known in (ending, ending.lower()):
                if known in table:
                    return table[known]
        return "application/octet-stream"


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("programs are not started for pages here: write do_GET and use subprocess")


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol="HTTP/1.0", port=8000, bind=None):
    HandlerClass.protocol_version = protocol
    with ServerClass((bind or "", port), HandlerClass) as server:
        host, port = server.socket.getsockname()[:2]
        print("Serving HTTP on %s port %s (http://%s:%s/) ..." % (host, port, host, port))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            _sys.exit(0)
