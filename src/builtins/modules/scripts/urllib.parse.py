# urllib.parse: the parts of addresses, RFC 3986
import collections as _collections

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl",
           "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult",
           "ParseResult", "SplitResult", "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]
# In programs of Python 2 the items of bytes are texts, those of a bytearray are numbers.
_PLAIN = frozenset(bytearray(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"))
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp",
                 "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
               "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."


def _same(value):
    return value


def _encoded(value):
    if isinstance(value, tuple):
        return value.encode()
    return value.encode("ascii", "strict")


def _as_text(*args):
    """The arguments as texts, and what makes the result of their kind."""
    text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != text:
            raise TypeError("Cannot mix str and non-str arguments")
    if text:
        return args + (_same,)
    return tuple([arg.decode("ascii", "strict") if arg else "" for arg in args]) + (_encoded,)


class _Location:
    """What stands in the network location of an address."""
    __slots__ = ()

    def _user(self):
        info, at, _ = self._text().rpartition("@")
        if not at:
            return None, None
        name, colon, password = info.partition(":")
        return name, password if colon else None

    def _host(self):
        host = self._text().rpartition("@")[2]
        _, bracket, inside = host.partition("[")
        if bracket:
            name, _, rest = inside.partition("]")
            port = rest.partition(":")[2]
        else:
            name, _, port = host.partition(":")
        return name, port or None

    def _text(self):
        return self.netloc if isinstance(self.netloc, str) else self.netloc.decode("ascii")

    def _own(self, text):
        return text if text is None or isinstance(self.netloc, str) else text.encode("ascii")

    @property
    def username(self):
        return self._own(self._user()[0])

    @property
    def password(self):
        return self._own(self._user()[1])

    @property
    def hostname(self):
        name = self._host()[0]
        if not name:
            return None
        # The zone of an address keeps its case.
        name, percent, zone = name.partition("%")
        return self._own(name.lower() + percent + zone)

    @property
    def port(self):
        port = self._host()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError("Port could not be cast to integer value as %r" % port)
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class DefragResult(_collections.namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url

    def encode(self, encoding="ascii", errors="strict"):
        return DefragResultBytes(*[part.encode(encoding, errors) for part in self])


class SplitResult(_Location, _collections.namedtuple("SplitResult", "scheme netloc path query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)

    def encode(self, encoding="ascii", errors="strict"):
        return SplitResultBytes(*[part.encode(encoding, errors) for part in self])


class ParseResult(_Location, _collections.namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)

    def encode(self, encoding="ascii", errors="strict"):
        return ParseResultBytes(*[part.encode(encoding, errors) for part in self])


class DefragResultBytes(_collections.namedtuple("DefragResultBytes", "url fragment")):
    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url

    def decode(self, encoding="ascii", errors="strict"):
        return DefragResult(*[part.decode(encoding, errors) for part in self])


class SplitResultBytes(_Location, _collections.namedtuple("SplitResultBytes", "scheme netloc path query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)

    def decode(self, encoding="ascii", errors="strict"):
        return SplitResult(*[part.decode(encoding, errors) for part in self])


class ParseResultBytes(_Location, _collections.namedtuple("ParseResultBytes", "scheme netloc path params query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)

    def decode(self, encoding="ascii", errors="strict"):
        return ParseResult(*[part.decode(encoding, errors) for part in self])


_CONTROL = "".join(map(chr, range(33)))


def urlsplit(url, scheme="", allow_fragments=True):
    url, scheme, made = _as_text(url, scheme)
    url = url.lstrip(_CONTROL)
    scheme = scheme.strip(_CONTROL)
    for unsafe in "\t\r\n":
        url = url.replace(unsafe, "")
        scheme = scheme.replace(unsafe, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha() and not url[:colon].strip(scheme_chars):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == "//":
        end = min([at for at in (url.find(c, 2) for c in "/?#") if at >= 0] + [len(url)])
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    return made(SplitResult(scheme, netloc, url, query, fragment))


def urlparse(url, scheme="", allow_fragments=True):
    url, scheme, made = _as_text(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        at = url.find(";", url.rfind("/") if "/" in url else 0)
        if at >= 0:
            url, params = url[:at], url[at + 1:]
    return made(ParseResult(scheme, netloc, url, params, query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment, made = _as_text(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != "//":
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return made(url)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, made = _as_text(*components)
    if params:
        url = "%s;%s" % (url, params)
    return made(urlunsplit((scheme, netloc, url, query, fragment)))


def _merged(base, path):
    """The path of a reference seen from a base (RFC 3986 section 5.2.4)."""
    before = base.split("/")
    if before[-1] != "":
        before.pop()
    if path[:1] == "/":
        parts = path.split("/")
    else:
        parts = before + path.split("/")
        parts[1:-1] = [part for part in parts[1:-1] if part]
    out = []
    for part in parts:
        if part == "..":
            if out:
                out.pop()
        elif part != ".":
            out.append(part)
    if parts[-1] in (".", ".."):
        out.append("")
    return "/".join(out) or "/"


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base, url, made = _as_text(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return made(url)
    if scheme in uses_netloc:
        if netloc:
            return made(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        return made(urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment)))
    return made(urlunparse((scheme, netloc, _merged(bpath, path), params, query, fragment)))


def urldefrag(url):
    url, made = _as_text(url)
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        return made(DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment))
    return made(DefragResult(url, ""))


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    plain = _PLAIN.union([octet for octet in bytearray(safe) if octet < 128])
    return "".join([chr(octet) if octet in plain else "%%%02X" % octet for octet in bytearray(bs)])


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    blank = " " if isinstance(string, str) else b" "
    if blank not in string:
        return quote(string, safe, encoding, errors)
    safe = safe + (" " if isinstance(safe, str) else b" ")
    return quote(string, safe, encoding, errors).replace(" ", "+")


_HEX = frozenset("0123456789abcdefABCDEF")


def unquote_to_bytes(string):
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = bytes(string).split(b"%")
    out = [first]
    for part in rest:
        digits = part[:2].decode("latin-1")
        if len(digits) == 2 and _HEX.issuperset(digits):
            out.append(bytes(bytearray([int(digits, 16)])) + part[2:])
        else:
            out.append(b"%" + part)
    return b"".join(out)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        string.split
        return string
    # What is no ASCII stays, whatever the encoding of the rest.
    out = []
    run = ""
    for c in string:
        if c.isascii():
            run += c
            continue
        out.append(unquote_to_bytes(run).decode(encoding or "utf-8", errors or "replace") + c)
        run = ""
    out.append(unquote_to_bytes(run).decode(encoding or "utf-8", errors or "replace"))
    return "".join(out)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def text(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)
    out = []
    for name, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                values = value
        for value in values:
            out.append(text(name) + "=" + text(value))
    return "&".join(out)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    qs, made = _as_text(qs)
    separator = _as_text(separator)[0]
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    found = []
    for pair in qs.split(separator) if qs else ():
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError("bad query field: %r" % (pair,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append((made(unquote_plus(name, encoding, errors)), made(unquote_plus(value, encoding, errors))))
    return found
