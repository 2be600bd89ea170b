# urllib.request: fetches pages and files, without TLS.
import http.client as _client
import io as _io
import os as _os
import socket as _socket
import sys as _sys
import tempfile as _tempfile
import base64 as _base64
import urllib.parse as _parse
from urllib.error import URLError, HTTPError, ContentTooShortError
from urllib.parse import quote, unquote

__version__ = "%d.%d" % _sys.version_info[:2]
_MOST_REDIRECTIONS = 10


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self.data = data
        for name, value in headers.items():
            self.add_header(name, value)
        self.timeout = None
        if method:
            self.method = method

    @property
    def full_url(self):
        return self._url + ("#" + self.fragment if self.fragment else "")

    @full_url.setter
    def full_url(self, url):
        url = url.strip()
        if url.startswith("<") and url.endswith(">"):
            url = url[1:-1].strip()
        if url.startswith("URL:"):
            url = url[4:].strip()
        self._url, hash, fragment = url.partition("#")
        self.fragment = fragment if hash else None
        self.type, colon, rest = self._url.partition(":")
        if not colon:
            raise ValueError("unknown url type: %r" % self.full_url)
        parts = _parse.urlsplit(self._url)
        self.host = parts.netloc
        self.selector = (parts.path or "/") + ("?" + parts.query if parts.query else "")

    def get_method(self):
        return getattr(self, "method", "GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())

    def has_proxy(self):
        return False


class OpenerDirector:
    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/" + __version__)]
        self.handlers = []

    def add_handler(self, handler):
        self.handlers.append(handler)

    def open(self, fullurl, data=None, timeout=None):
        request = fullurl if isinstance(fullurl, Request) else Request(fullurl, data)
        if isinstance(fullurl, Request) and data is not None:
            request.data = data
        request.timeout = timeout
        return self._open(request, 0)

    def _open(self, request, redirected):
        if request.type == "file":
            return _local(request)
        if request.type == "https":
            raise URLError("TLS is not spoken here: run curl with subprocess")
        if request.type != "http":
            raise URLError("unknown url type: " + request.type)
        if not request.host:
            raise URLError("no host given")
        if isinstance(request.data, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
        response = self._ask(request)
        if 200 <= response.status < 300:
            return response
        target = response.headers.get("location")
        if response.status in (301, 302, 303, 307, 308) and target and request.get_method() in ("GET", "HEAD", "POST"):
            if redirected >= _MOST_REDIRECTIONS:
                raise HTTPError(request.full_url, response.status, "The HTTP server returned a redirect error that would lead to an infinite loop.\n"
                                "The last 30x error message was:\n" + response.reason, response.headers, response)
            response.read()
            response.close()
            url = _parse.urljoin(request.full_url, target)
            headers = {name: value for name, value in request.headers.items() if name.lower() not in ("content-length", "content-type")}
            return self._open(_again(request, url, headers), redirected + 1)
        raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)

    def _ask(self, request):
        user, at, host = request.host.rpartition("@")
        headers = {name: value for name, value in self.addheaders}
        headers = {name.capitalize(): value for name, value in headers.items()}
        headers.update(request.unredirected_hdrs)
        headers.update(request.headers)
        if at:
            headers.setdefault("Authorization", "Basic " + _base64.b64encode(_parse.unquote(user).encode()).decode())
        if request.data is not None:
            headers.setdefault("Content-type", "application/x-www-form-urlencoded")
        headers["Connection"] = "close"
        try:
            connection = _client.HTTPConnection(host, timeout=request.timeout)
            connection.request(request.get_method(), request.selector, request.data,
                               {name.title(): value for name, value in headers.items()})
            response = connection.getresponse()
        except OSError as problem:
            if isinstance(problem, _client.RemoteDisconnected):
                raise
            raise URLError(problem)
        response.url = request.full_url
        response.msg = response.reason
        return response


def _again(request, url, headers):
    again = Request(url, headers=headers)
    again.timeout = request.timeout
    if request.get_method() == "HEAD":
        again.method = "HEAD"
    return again


class _File(_io.BytesIO):
    """A file of this machine, as an answer."""

    def __init__(self, octets, headers, url):
        _io.BytesIO.__init__(self, octets)
        self.headers, self.url, self.code, self.status = headers, url, None, None

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.code


def _local(request):
    path = _parse.unquote(_parse.urlsplit(request.full_url).path)
    try:
        with open(path, "rb") as f:
            octets = f.read()
    except OSError as problem:
        raise URLError(problem)
    headers = _client.HTTPMessage()
    headers["Content-length"] = str(len(octets))
    return _File(octets, headers, request.full_url)


class BaseHandler:
    def __init__(self, *args, **kwargs):
        pass


class HTTPHandler(BaseHandler):
    pass


class HTTPRedirectHandler(BaseHandler):
    pass


class ProxyHandler(BaseHandler):
    def __init__(self, proxies=None):
        if proxies:
            raise NotImplementedError("pages are not fetched through proxies here: run curl with subprocess")


class HTTPCookieProcessor(BaseHandler):
    def __init__(self, cookiejar=None):
        raise NotImplementedError("cookies are not kept here: read the header Set-Cookie and send it back")


class HTTPSHandler(BaseHandler):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("TLS is not spoken here: run curl with subprocess")


def build_opener(*handlers):
    opener = OpenerDirector()
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


_opener = OpenerDirector()


def install_opener(opener):
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as response:
        headers = response.info()
        if filename is None:
            out = _tempfile.NamedTemporaryFile(delete=False)
            filename = out.name
        else:
            out = open(filename, "wb")
        size = int(headers.get("Content-Length", -1))
        with out:
            done = blocks = 0
            if reporthook:
                reporthook(0, 8192, size)
            while True:
                block = response.read(8192)
                if not block:
                    break
                out.write(block)
                done += len(block)
                blocks += 1
                if reporthook:
                    reporthook(blocks, 8192, size)
    if 0 <= done < size:
        raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes" % (done, size), (filename, headers))
    return filename, headers


def urlcleanup():
    pass


def getproxies():
    return {}


def pathname2url(pathname):
    return _parse.quote(pathname)


def url2pathname(pathname):
    return _parse.unquote(pathname)
