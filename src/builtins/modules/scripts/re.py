# re
import _re

A = ASCII = 256
I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
NOFLAG = 0


class error(Exception):
    def __init__(self, msg, pattern=None):
        Exception.__init__(self, msg)
        self.msg = msg
        self.pattern = pattern


def _text(value):
    if isinstance(value, str):
        return value
    return bytes(value).decode("latin-1")


class Match(object):
    def __init__(self, pattern, string, spans, pos):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = len(string)
        self._spans = spans
        self.lastindex = None
        self.lastgroup = None
        for number in range(1, len(spans)):
            if spans[number][0] >= 0:
                self.lastindex = number
                self.lastgroup = pattern._names[number - 1]

    def _number(self, group):
        if isinstance(group, str):
            group = self.re.groupindex.get(group, -1)
        if not 0 <= group < len(self._spans):
            raise IndexError("no such group")
        return group

    def _one(self, group, default=None):
        start, end = self._spans[self._number(group)]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self._one(0)
        if len(groups) == 1:
            return self._one(groups[0])
        return tuple([self._one(group) for group in groups])

    def __getitem__(self, group):
        return self._one(group)

    def groups(self, default=None):
        return tuple([self._one(number, default) for number in range(1, len(self._spans))])

    def groupdict(self, default=None):
        return dict([(name, self._one(name, default)) for name in self.re.groupindex])

    def span(self, group=0):
        return self._spans[self._number(group)]

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def expand(self, template):
        return _expand(self, template)

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self.group())


def _expand(match, template):
    octets = not isinstance(template, str)
    text = _text(template)
    if "\\" not in text:
        return template
    out = []
    at = 0
    plain = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "a": "\a", "f": "\f", "v": "\v"}
    while at < len(text):
        c = text[at]
        at += 1
        if c != "\\" or at >= len(text):
            out.append(c)
            continue
        c = text[at]
        at += 1
        if c == "g" and text[at:at + 1] == "<":
            end = text.find(">", at)
            if end < 0:
                raise error("missing >, unterminated name")
            name = text[at + 1:end]
            at = end + 1
            out.append(_text(match._one(int(name) if name.isdigit() else name, match.string[:0])))
        elif c == "0":
            out.append("\0")
        elif c.isdigit():
            number = c
            if text[at:at + 1].isdigit():
                number += text[at]
                at += 1
            if int(number) >= len(match._spans):
                raise error("invalid group reference %s" % number)
            out.append(_text(match._one(int(number), match.string[:0])))
        elif c in plain:
            out.append(plain[c])
        elif c.isalpha() and c.isascii():
            raise error("bad escape \\%s" % c)
        else:
            out.append("\\" + c)
    text = "".join(out)
    return text.encode("latin-1") if octets else text


class Pattern(object):
    def __init__(self, pattern, flags=0):
        self.pattern = pattern
        self.flags = flags | (0 if not isinstance(pattern, str) else UNICODE)
        try:
            self._number, self._names = _re.compile(_text(pattern), flags)
        except ValueError as problem:
            raise error(str(problem), pattern) from None
        self.groups = len(self._names)
        self.groupindex = dict([(name, at + 1) for at, name in enumerate(self._names) if name is not None])

    def __repr__(self):
        return "re.compile(%r)" % (self.pattern,)

    def _check(self, string):
        if isinstance(self.pattern, str) != isinstance(string, str):
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            if isinstance(string, (bytes, bytearray)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)

    def _scan(self, mode, string, pos, endpos=None):
        self._check(string)
        if endpos is not None:
            string = string[:endpos]
        spans = _re.scan(self._number, mode, _text(string), pos)
        return None if spans is None else Match(self, string, spans, pos)

    def search(self, string, pos=0, endpos=None):
        return self._scan(0, string, pos, endpos)

    def match(self, string, pos=0, endpos=None):
        return self._scan(1, string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._scan(2, string, pos, endpos)

    def finditer(self, string, pos=0, endpos=None):
        self._check(string)
        if endpos is not None:
            string = string[:endpos]
        text = _text(string)
        while pos <= len(text):
            spans = _re.scan(self._number, 0, text, pos)
            if spans is None:
                return
            start, end = spans[0]
            yield Match(self, string, spans, pos)
            pos = end + 1 if start == end else end

    def findall(self, string, pos=0, endpos=None):
        empty = string[:0]
        if self.groups == 0:
            return [match.group() for match in self.finditer(string, pos, endpos)]
        if self.groups == 1:
            return [match._one(1, empty) for match in self.finditer(string, pos, endpos)]
        return [match.groups(empty) for match in self.finditer(string, pos, endpos)]

    def subn(self, repl, string, count=0):
        out = []
        at = 0
        done = 0
        for match in self.finditer(string):
            if count and done >= count:
                break
            start, end = match.span()
            out.append(string[at:start])
            out.append(repl(match) if callable(repl) else _expand(match, repl))
            at = end
            done += 1
        out.append(string[at:])
        return string[:0].join(out), done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def split(self, string, maxsplit=0):
        out = []
        at = 0
        for match in self.finditer(string):
            if maxsplit and len(out) >= maxsplit * (self.groups + 1):
                break
            start, end = match.span()
            out.append(string[at:start])
            out.extend(match.groups())
            at = end
        out.append(string[at:])
        return out


_kept = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    key = (type(pattern), pattern, flags)
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = Pattern(pattern, flags)
    return found


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def escape(pattern):
    special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"
    if isinstance(pattern, str):
        return "".join(["\\" + c if c in special else c for c in pattern])
    return escape(pattern.decode("latin-1")).encode("latin-1")


def purge():
    _kept.clear()
