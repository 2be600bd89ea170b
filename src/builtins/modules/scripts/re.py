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
T = TEMPLATE = 1
DEBUG = 128


class error(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            msg = "%s at position %d" % (msg, pos)
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        Exception.__init__(self, msg)


def _text(value):
    if isinstance(value, str):
        return value
    return bytes(value).decode("latin-1")


class Match(object):
    def __init__(self, pattern, string, spans, pos, endpos):
        self.re = pattern
        self.string = string
        self.pos = min(pos, endpos)
        self.endpos = endpos
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
        elif not isinstance(group, int):
            try:
                group = group.__index__()
            except AttributeError:
                group = -1
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

    @property
    def regs(self):
        return tuple(self._spans)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self.group())


def _expand(match, template):
    octets = not isinstance(template, str)
    if not isinstance(template, (str, bytes, bytearray)):
        raise TypeError("decoding to str: need a bytes-like object, %s found" % type(template).__name__)
    text = _text(template)
    if "\\" not in text:
        return template
    out = []
    at = 0
    plain = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "a": "\a", "f": "\f", "v": "\v"}
    while at < len(text):
        c = text[at]
        at += 1
        if c != "\\":
            out.append(c)
            continue
        if at >= len(text):
            raise error("bad escape (end of pattern)", template, at - 1)
        c = text[at]
        at += 1
        if c == "g" and text[at:at + 1] == "<":
            end = text.find(">", at)
            if end < 0:
                raise error("missing >, unterminated name", template, at + 1)
            name = text[at + 1:end]
            at = end + 1
            if not name.isdigit() and name not in match.re.groupindex:
                if not name.isidentifier():
                    raise error("bad character in group name %r" % name, template, end - len(name))
                raise IndexError("unknown group name %r" % name)
            if name.isdigit() and int(name) >= len(match._spans):
                raise error("invalid group reference %s" % name, template, end - len(name))
            out.append(_text(match._one(int(name) if name.isdigit() else name, match.string[:0])))
        elif c == "0":
            out.append("\0")
        elif c.isdigit():
            number = c
            if text[at:at + 1].isdigit():
                number += text[at]
                at += 1
            if int(number) >= len(match._spans):
                raise error("invalid group reference %s" % number, template, at - len(number))
            out.append(_text(match._one(int(number), match.string[:0])))
        elif c in plain:
            out.append(plain[c])
        elif c.isalpha() and c.isascii():
            raise error("bad escape \\%s" % c, template, at - 2)
        else:
            out.append("\\" + c)
    text = "".join(out)
    return text.encode("latin-1") if octets else text


_FLAG_NAMES = ((2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"), (16, "re.DOTALL"), (64, "re.VERBOSE"),
               (128, "re.DEBUG"), (256, "re.ASCII"))
_LETTERS = {"i": 2, "L": 4, "m": 8, "s": 16, "u": 32, "x": 64, "a": 256}


def _inline(pattern):
    """The flags at the beginning of a pattern: `(?im)`."""
    if pattern[:2] != "(?":
        return 0
    letters = pattern[2:].split(")", 1)[0]
    flags = 0
    for letter in letters:
        if letter not in _LETTERS:
            return 0
        flags |= _LETTERS[letter]
    return flags


class Pattern(object):
    def __init__(self, pattern, flags=0):
        self.pattern = pattern
        flags = int(flags) | _inline(_text(pattern))
        if isinstance(pattern, str):
            if flags & LOCALE:
                raise ValueError("cannot use LOCALE flag with a str pattern")
            if flags & ASCII and flags & UNICODE:
                raise ValueError("ASCII and UNICODE flags are incompatible")
            self.flags = flags if flags & ASCII else flags | UNICODE
        else:
            if flags & UNICODE:
                raise ValueError("cannot use UNICODE flag with a bytes pattern")
            self.flags = flags
        try:
            self._number, self._names = _re.compile(_text(pattern), flags if isinstance(pattern, str) else flags | ASCII)
        except ValueError as problem:
            raise error(str(problem), pattern) from None
        self.groups = len(self._names)
        self.groupindex = dict([(name, at + 1) for at, name in enumerate(self._names) if name is not None])

    def __repr__(self):
        flags = self.flags & ~UNICODE if isinstance(self.pattern, str) else self.flags
        names = [name for bit, name in _FLAG_NAMES if flags & bit]
        pattern = repr(self.pattern)
        if len(pattern) > 200:
            pattern = pattern[:200]
        return "re.compile(%s%s)" % (pattern, ", " + "|".join(names) if names else "")

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags) and type(self.pattern) is type(other.pattern)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return compile, (self.pattern, self.flags)

    def _check(self, string):
        if isinstance(self.pattern, str) != isinstance(string, str):
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            if isinstance(string, (bytes, bytearray)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)

    def _scan(self, mode, string, pos, endpos=None):
        self._check(string)
        whole = string
        pos = max(pos, 0)
        if endpos is not None:
            string = string[:max(endpos, 0)]
            if pos > len(string):
                return None
        spans = _re.scan(self._number, mode, _text(string), pos)
        return None if spans is None else Match(self, whole, spans, pos, len(string))

    def search(self, string, pos=0, endpos=None):
        return self._scan(0, string, pos, endpos)

    def match(self, string, pos=0, endpos=None):
        return self._scan(1, string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._scan(2, string, pos, endpos)

    def finditer(self, string, pos=0, endpos=None):
        self._check(string)
        return self._walk(string, max(pos, 0), endpos)

    def _walk(self, whole, pos, endpos):
        string = whole if endpos is None else whole[:max(endpos, 0)]
        text = _text(string)
        first = pos
        while pos <= len(text):
            spans = _re.scan(self._number, 0, text, pos)
            if spans is None:
                return
            start, end = spans[0]
            yield Match(self, whole, spans, first, len(string))
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
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
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


_SPECIAL = frozenset("()[]{}?*+-|^$\\.&~# \t\n\r\v\f")


def escape(pattern):
    if isinstance(pattern, str):
        return "".join(["\\" + c if c in _SPECIAL else c for c in pattern])
    return escape(str(pattern, "latin-1")).encode("latin-1")


def purge():
    _kept.clear()
