# json: RFC 8259, with what Python takes besides (NaN, Infinity).
import re as _re

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, self.lineno, self.colno, pos))

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


# json.decoder names it, too.
JSONDecodeError.__module__ = "json.decoder"

_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_BLANK = _re.compile(r"[ \t\n\r]*")
_NUMBER = _re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_PIECE = _re.compile(r'["\\\x00-\x1f]')
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_WORDS = (("null", None), ("true", True), ("false", False))


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}

    def decode(self, s):
        value, at = self.raw_decode(s, _BLANK.match(s, 0).end())
        at = _BLANK.match(s, at).end()
        if at != len(s):
            raise JSONDecodeError("Extra data", s, at)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, text, at):
        c = text[at:at + 1]
        if c == '"':
            return self._string(text, at + 1)
        if c == "{":
            return self._object(text, at + 1)
        if c == "[":
            return self._array(text, at + 1)
        for word, value in _WORDS:
            if text.startswith(word, at):
                return value, at + len(word)
        number = _NUMBER.match(text, at)
        if number is not None:
            whole, fraction, exponent = number.groups()
            if fraction or exponent:
                return self.parse_float(number.group()), number.end()
            return self.parse_int(whole), number.end()
        for word in _CONSTANTS:
            if text.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError("Expecting value", text, at)

    def _string(self, text, at):
        begin = at - 1
        end = text.find('"', at)
        if end >= 0 and _PIECE.search(text, at).start() == end:
            return text[at:end], end + 1
        out = []
        while True:
            found = _PIECE.search(text, at)
            if found is None:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            end = found.start()
            out.append(text[at:end])
            c = text[end]
            at = end + 1
            if c == '"':
                return "".join(out), at
            if c != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", text, end)
                out.append(c)
                continue
            c = text[at:at + 1]
            if not c:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            at += 1
            if c != "u":
                if c not in _PLAIN:
                    raise JSONDecodeError("Invalid \\escape", text, at - 2)
                out.append(_PLAIN[c])
                continue
            code = self._code(text, at)
            at += 4
            if 0xd800 <= code < 0xdc00 and text[at:at + 2] == "\\u":
                low = self._code(text, at + 2)
                if 0xdc00 <= low < 0xe000:
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                    at += 6
            out.append("\ufffd" if 0xd800 <= code < 0xe000 else chr(code))

    def _code(self, text, at):
        digits = text[at:at + 4]
        if len(digits) != 4 or digits.strip("0123456789abcdefABCDEF"):
            raise JSONDecodeError("Invalid \\uXXXX escape", text, at - 1)
        return int(digits, 16)

    def _array(self, text, at):
        items = []
        at = _BLANK.match(text, at).end()
        if text[at:at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self._value(text, at)
            items.append(item)
            at = _BLANK.match(text, at).end()
            c = text[at:at + 1]
            if c == "]":
                return items, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            at = _BLANK.match(text, at + 1).end()

    def _object(self, text, at):
        pairs = []
        at = _BLANK.match(text, at).end()
        if text[at:at + 1] == "}":
            return self._made(pairs), at + 1
        while True:
            if text[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
            name, at = self._string(text, at + 1)
            at = _BLANK.match(text, at).end()
            if text[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", text, at)
            value, at = self._value(text, _BLANK.match(text, at + 1).end())
            pairs.append((name, value))
            at = _BLANK.match(text, at).end()
            c = text[at:at + 1]
            if c == "}":
                return self._made(pairs), at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            at = _BLANK.match(text, at + 1).end()

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        found = dict(pairs)
        return found if self.object_hook is None else self.object_hook(found)


def detect_encoding(b):
    """RFC 4627 section 3: the first characters are ASCII, so their zeros tell."""
    for start, encoding in ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
                            (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if b.startswith(start):
            return encoding
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2:
        if not b[0]:
            return "utf-16-be"
        if not b[1]:
            return "utf-16-le"
    return "utf-8"


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError("the JSON object must be str, bytes or bytearray, not " + s.__class__.__name__)
        s = s.decode(detect_encoding(s), "surrogatepass")
    given = dict(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                 object_pairs_hook=object_pairs_hook)
    kw.update([(name, value) for name, value in given.items() if value is not None])
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                 parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = _re.compile(r'["\\\x00-\x1f]')
_NOT_ASCII = _re.compile(r'["\\]|[^ -~]')


def _escaped(match):
    c = match.group()
    if c in _ESCAPES:
        return _ESCAPES[c]
    code = ord(c)
    if code > 0xffff:
        code -= 0x10000
        return "\\u%04x\\u%04x" % (0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff))
    return "\\u%04x" % code


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        writer = _Writer(self, indent)
        writer.write(o, "\n")
        return iter(writer.out)


class _Writer:
    """The pieces of a text that is being written."""

    def __init__(self, encoder, indent):
        self.encoder = encoder
        self.indent = indent
        self.special = _NOT_ASCII if encoder.ensure_ascii else _SPECIAL
        self.out = []
        self.inside = set()

    def quoted(self, text):
        if self.special.search(text) is not None:
            text = self.special.sub(_escaped, text)
        return '"' + text + '"'

    def number(self, o):
        if o != o or o in (float("inf"), float("-inf")):
            if not self.encoder.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant")
            return "NaN" if o != o else ("Infinity" if o > 0 else "-Infinity")
        return float.__repr__(o)

    def simple(self, o):
        """The text of what holds nothing; None otherwise."""
        if isinstance(o, str):
            return self.quoted(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def write(self, o, line):
        text = self.simple(o)
        if text is not None:
            self.out.append(text)
            return
        if isinstance(o, (list, tuple)) and not o:
            self.out.append("[]")
            return
        if isinstance(o, dict) and not o:
            self.out.append("{}")
            return
        if self.encoder.check_circular:
            if id(o) in self.inside:
                raise ValueError("Circular reference detected")
            self.inside.add(id(o))
        if isinstance(o, (list, tuple)):
            self.array(o, line)
        elif isinstance(o, dict):
            self.object(o, line)
        else:
            self.write(self.encoder.default(o), line)
        self.inside.discard(id(o))

    def between(self, line):
        if self.indent is None:
            return "", self.encoder.item_separator, ""
        inner = line + self.indent
        return inner, self.encoder.item_separator + inner, line

    def array(self, o, line):
        before, separator, after = self.between(line)
        inner = line + (self.indent or "")
        lead = "[" + before
        for item in o:
            text = self.simple(item)
            if text is not None:
                self.out.append(lead + text)
            else:
                self.out.append(lead)
                self.write(item, inner)
            lead = separator
        if after:
            self.out.append(after)
        self.out.append("]")

    def key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (bool, int, float)):
            return self.simple(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not " + key.__class__.__name__)

    def object(self, o, line):
        before, separator, after = self.between(line)
        self.out.append("{" + before)
        inner = line + (self.indent or "")
        first = True
        for key, value in sorted(o.items()) if self.encoder.sort_keys else o.items():
            key = self.key(key)
            if key is None:
                continue
            if not first:
                self.out.append(separator)
            first = False
            self.out.append(self.quoted(key) + self.encoder.key_separator)
            self.write(value, inner)
        self.out.append(after + "}")


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                                indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    encoder = (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                                   indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw)
    for piece in encoder.iterencode(obj):
        fp.write(piece)
