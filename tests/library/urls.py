# urllib.parse: addresses of the web, taken apart and put together.
import urllib.parse
from urllib.parse import *


def check(text):
    for line in text.strip().splitlines():
        if not line or line[:1] == "#":
            continue
        try:
            value = eval(line)
            if hasattr(value, "__next__"):
                value = list(value)
            print(line, "->", repr(value))
        except Exception as error:
            print(line, "->", type(error).__name__, error)
check(r'''
urlparse("http://user:pa%20ss@Host.Example:8080/p/a;params?q=1&r=2#frag")
urlsplit("http://user:pass@[::1]:80/p?q#f")
urlparse("//host/path")
urlparse("path;x?y")
urlparse("mailto:a@b")
urlparse("")
urlparse("http:")
urlparse("HTTP://A/B")
urlparse("a:b:c")
urlparse("1http://x")
urlparse("http://x\n/y\t z")
urlparse("/a", scheme="ftp")
urlparse("x#y", allow_fragments=False)
urlparse("http://a?b#c?d")
urlparse("http://[::1/")
urlparse("http://u@h:99999/").port
urlparse("http://h:x/").port
urlparse("http://h:/").port
urlparse("http://h").port
urlparse("http://USER:P@H/").username, urlparse("http://USER:P@H/").password, urlparse("http://USER:P@H/").hostname
urlparse("x").hostname, urlparse("x").username
urlparse("http://a/b?c#d").geturl(), urlsplit("http://a/b?").geturl(), urlparse("//a//b").geturl()
urlparse("http://a/b")._replace(scheme="ftp", query="x=1").geturl()
urlunparse(("http", "h", "/p", "x", "q", "f")), urlunsplit(("", "h", "p", "", "")), urlunparse(("", "", "p", "", "", ""))
urljoin("http://a/b/c/d;p?q", "g"), urljoin("http://a/b/c/d;p?q", "../g"), urljoin("http://a/b/c/d;p?q", "/g"), urljoin("http://a/b/c/d;p?q", "//g"), urljoin("http://a/b/c/d;p?q", "?y"), urljoin("http://a/b/c/d;p?q", "#s"), urljoin("http://a/b/c/d;p?q", ""), urljoin("http://a/b/c/d;p?q", "../../../g"), urljoin("http://a/b/c/d;p?q", "g:h"), urljoin("http://a/b/c/d;p?q", "./"), urljoin("http://a/b/c/d;p?q", "."), urljoin("", "x"), urljoin("http://a", "b"), urljoin("http://a/b/", "..")
urldefrag("http://a/b#c"), urldefrag("x").fragment, urldefrag("http://a/b#c").url
quote("a b/c?d=é&~_.-"), quote("a/b", safe=""), quote(b"\xff a"), quote("é", encoding="latin-1"), quote("")
quote(5)
quote(b"a", encoding="utf-8")
quote_plus("a b+c/d"), quote_plus("a b", safe=" "), quote_plus(b"a b")
quote_from_bytes(b"a b\xff"), quote_from_bytes(b"")
quote_from_bytes("a")
unquote("a%20b%C3%A9%zz%4"), unquote("%E9", encoding="latin-1"), unquote("%ff"), unquote("%ff", errors="ignore"), unquote(b"a%20b"), unquote("é%C3%A9")
unquote_plus("a+b%2B"), unquote_to_bytes("a%20%ff"), unquote_to_bytes(b"%41")
urlencode({"a": 1, "b c": "d&e", "f": "é"}), urlencode([("a", 1), ("a", 2)]), urlencode({"a": [1, 2]}), urlencode({"a": [1, 2]}, doseq=True), urlencode({"a": "b c"}, quote_via=quote), urlencode({"a": b"\xff"}), urlencode({"a": "x/y"}, safe="/"), urlencode({})
urlencode(5)
urlencode("abc")
parse_qs("a=1&b=2&a=3&c="), parse_qs("a=1&c=", keep_blank_values=True), parse_qs("a=%20+b"), parse_qs(""), parse_qs("a;b=1"), parse_qs("a=1;b=2", separator=";"), parse_qs(b"a=1")
parse_qsl("a=1&b=2&a=3&c="), parse_qsl("a=1&c=", keep_blank_values=True), parse_qsl("a&b=1"), parse_qsl("a=1&b=2", max_num_fields=2)
parse_qsl("a&b=1", strict_parsing=True)
parse_qsl("a=1&b=2", max_num_fields=1)
parse_qsl("a=1", separator="")
urlsplit(b"http://a/b?c"), urlparse(b"http://a/b").geturl(), urlparse(b"http://a:1/b").hostname, urljoin(b"http://a/", b"c")
urljoin("http://a", b"c")
urlparse("http://a/b").encode(), urlsplit(b"http://a/b").decode()
urlparse(5)
urlparse(None)
isinstance(urlparse("x"), tuple), len(urlparse("x")), len(urlsplit("x")), urlparse("http://a/b") == urlparse("http://a/b"), urlparse("http://a")[1]
''')
