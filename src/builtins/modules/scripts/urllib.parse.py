# urllib.parse: the parts of addresses, RFC 3986
import collections

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

SplitResult = collections.namedtuple("SplitResult", "scheme netloc path query fragment")
ParseResult = collections.namedtuple("ParseResult", "scheme netloc path params query fragment")


def quote(string, safe="/", encoding=None, errors=None):
    octets = bytearray(string.encode(encoding or "utf-8")) if isinstance(string, str) else bytearray(string)
    plain = _PLAIN + safe
    return "".join([chr(octet) if chr(octet) in plain else "%%%02X" % octet for octet in octets])


def quote_plus(string, safe="", encoding=None, errors=None):
    return quote(string, safe + " ", encoding).replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    if "%" not in string:
        return string
    parts = string.split("%")
    octets = bytearray(parts[0].encode("utf-8"))
    for part in parts[1:]:
        try:
            octets.append(int(part[:2], 16))
            octets += bytearray(part[2:].encode("utf-8"))
        except ValueError:
            octets += bytearray(("%" + part).encode("utf-8"))
    return bytes(octets).decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe=""):
    pairs = []
    for name, value in query.items() if hasattr(query, "items") else query:
        values = value if doseq and isinstance(value, (list, tuple)) else [value]
        for one in values:
            pairs.append(quote_plus(str(name), safe) + "=" + quote_plus(str(one), safe))
    return "&".join(pairs)


class _Address(object):
    """What stands in the netloc."""

    def _host(self):
        return self.netloc.rpartition("@")[2]

    @property
    def username(self):
        user, sign, _ = self.netloc.rpartition("@")
        return user.partition(":")[0] if sign else None

    @property
    def password(self):
        user, sign, _ = self.netloc.rpartition("@")
        _, colon, word = user.partition(":")
        return word if sign and colon else None

    @property
    def hostname(self):
        host = self._host()
        name = host[1:].partition("]")[0] if host[:1] == "[" else host.partition(":")[0]
        return name.lower() or None

    @property
    def port(self):
        port = self._host().rpartition("]")[2].rpartition(":")[2] if ":" in self._host().rpartition("]")[2] else ""
        return int(port) if port else None

    def geturl(self):
        return urlunsplit(self) if len(self) == 5 else urlunparse(self)


class SplitResult(_Address, SplitResult):
    pass


class ParseResult(_Address, ParseResult):
    pass


def urlsplit(url, scheme="", allow_fragments=True):
    netloc = query = fragment = ""
    before, colon, after = url.partition(":")
    if colon and before[:1].isalpha() and all([c.isalnum() or c in "+-." for c in before]):
        scheme, url = before.lower(), after
    if url[:2] == "//":
        url = url[2:]
        ends = [url.index(sign) for sign in "/?#" if sign in url]
        end = min(ends) if ends else len(url)
        netloc, url = url[:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    last = path.rpartition("/")[2]
    if ";" in last:
        at = path.index(";", len(path) - len(last))
        path, params = path[:at], path[at + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc:
        url = "//" + netloc + ("/" if url and url[:1] != "/" else "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, url + ";" + params if params else url, query, fragment))


def _without_dots(path):
    kept = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(kept) > 1:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b, u = urlsplit(base), urlsplit(url)
    if u.scheme and u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunsplit((b.scheme, u.netloc, u.path, u.query, u.fragment))
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    path = u.path if u.path[:1] == "/" else b.path.rpartition("/")[0] + "/" + u.path
    return urlunsplit((b.scheme, b.netloc, _without_dots(path), u.query, u.fragment))


def parse_qsl(qs, keep_blank_values=False):
    pairs = []
    for part in qs.split("&"):
        name, sign, value = part.partition("=")
        if part and (value or keep_blank_values):
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return pairs


def parse_qs(qs, keep_blank_values=False):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values):
        found.setdefault(name, []).append(value)
    return found
