# json
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, line, column, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class _Reader(object):
    def __init__(self, text, hook, parse_float, parse_int):
        self.text = text
        self.hook = hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int

    def blank(self, at):
        text = self.text
        while at < len(text) and text[at] in " \t\n\r":
            at += 1
        return at

    def value(self, at):
        text = self.text
        if at >= len(text):
            raise JSONDecodeError("Expecting value", text, at)
        c = text[at]
        if c == '"':
            return self.string(at + 1)
        if c == "{":
            return self.object(at)
        if c == "[":
            return self.array(at)
        for word, value in (("null", None), ("true", True), ("false", False), ("NaN", float("nan")), ("Infinity", float("inf")), ("-Infinity", float("-inf"))):
            if text.startswith(word, at):
                return value, at + len(word)
        return self.number(at)

    def number(self, start):
        text = self.text
        at = start
        if text[at:at + 1] == "-":
            at += 1
        first = at
        while text[at:at + 1].isdigit():
            at += 1
        if at == first:
            raise JSONDecodeError("Expecting value", text, start)
        if text[first] == "0":
            at = first + 1
        whole = at
        if text[at:at + 1] == "." and text[at + 1:at + 2].isdigit():
            at += 1
            while text[at:at + 1].isdigit():
                at += 1
        if text[at:at + 1] in ("e", "E"):
            end = at + 1
            if text[end:end + 1] in ("+", "-"):
                end += 1
            if text[end:end + 1].isdigit():
                while text[end:end + 1].isdigit():
                    end += 1
                at = end
        if at == whole:
            return self.parse_int(text[start:at]), at
        return self.parse_float(text[start:at]), at

    def string(self, at):
        text = self.text
        begin = at - 1
        out = []
        while True:
            quote = text.find('"', at)
            if quote < 0:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            slash = text.find("\\", at, quote)
            end = quote if slash < 0 else slash
            piece = text[at:end]
            for number, c in enumerate(piece):
                if c < " ":
                    raise JSONDecodeError("Invalid control character at", text, at + number)
            out.append(piece)
            if slash < 0:
                return "".join(out), quote + 1
            c = text[slash + 1:slash + 2]
            at = slash + 2
            if c == "u":
                code = self.code(slash + 2)
                at = slash + 6
                if 0xd800 <= code < 0xdc00 and text[at:at + 2] == "\\u":
                    low = self.code(at + 2)
                    if 0xdc00 <= low < 0xe000:
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                        at += 6
                out.append("\ufffd" if 0xd800 <= code < 0xe000 else chr(code))
            elif c in _PLAIN and c:
                out.append(_PLAIN[c])
            else:
                raise JSONDecodeError("Invalid \\escape", text, slash)

    def code(self, at):
        digits = self.text[at:at + 4]
        try:
            if len(digits) == 4:
                return int(digits, 16)
        except ValueError:
            pass
        raise JSONDecodeError("Invalid \\uXXXX escape", self.text, at - 1)

    def array(self, at):
        text = self.text
        items = []
        at = self.blank(at + 1)
        if text[at:at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(at)
            items.append(item)
            at = self.blank(at)
            c = text[at:at + 1]
            if c == "]":
                return items, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            at = self.blank(at + 1)

    def object(self, at):
        text = self.text
        found = {}
        at = self.blank(at + 1)
        if text[at:at + 1] != "}":
            while True:
                if text[at:at + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
                name, at = self.string(at + 1)
                at = self.blank(at)
                if text[at:at + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", text, at)
                found[name], at = self.value(self.blank(at + 1))
                at = self.blank(at)
                c = text[at:at + 1]
                if c == "}":
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", text, at)
                at = self.blank(at + 1)
        if self.hook is not None:
            found = self.hook(found)
        return found, at + 1


def loads(s, cls=None, object_hook=None, parse_float=None, parse_int=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    if not isinstance(s, str):
        raise TypeError("the JSON object must be str, bytes or bytearray, not %s" % type(s).__name__)
    reader = _Reader(s, object_hook, parse_float, parse_int)
    value, at = reader.value(reader.blank(0))
    at = reader.blank(at)
    if at < len(s):
        raise JSONDecodeError("Extra data", s, at)
    return value


def load(fp, **kw):
    return loads(fp.read(), **kw)


def _quoted(text, ascii):
    out = []
    for c in text:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c < " " or (ascii and c > "~"):
            code = ord(c)
            if code > 0xffff:
                code -= 0x10000
                out.append("\\u%04x\\u%04x" % (0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff)))
            else:
                out.append("\\u%04x" % code)
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


class JSONEncoder(object):
    def __init__(self, skipkeys=False, ensure_ascii=True, indent=None, separators=None, sort_keys=False, default=None, allow_nan=True, check_circular=True):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.indent = " " * indent if isinstance(indent, int) else indent
        self.sort_keys = sort_keys
        self.allow_nan = allow_nan
        if separators is None:
            separators = (", ", ": ") if indent is None else (",", ": ")
        self.separators = separators
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % type(o).__name__)

    def encode(self, o):
        return self._text(o, "\n", [])

    def _float(self, o):
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant")
            return "NaN" if o != o else ("Infinity" if o > 0 else "-Infinity")
        return repr(float(o))

    def _text(self, o, line, above):
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return str(int(o))
        if isinstance(o, float):
            return self._float(o)
        if any([o is other for other in above]):
            raise ValueError("Circular reference detected")
        above = above + [o]
        if isinstance(o, (list, tuple)):
            inner = line + (self.indent or "")
            return self._around("[", [self._text(item, inner, above) for item in o], "]", line)
        if isinstance(o, dict):
            inner = line + (self.indent or "")
            pairs = sorted(o.items()) if self.sort_keys else list(o.items())
            parts = []
            for key, value in pairs:
                if key is None or isinstance(key, (bool, int, float)):
                    key = self._text(key, line, above)
                elif not isinstance(key, str):
                    if self.skipkeys:
                        continue
                    raise TypeError("keys must be str, int, float, bool or None, not %s" % type(key).__name__)
                parts.append(_quoted(key, self.ensure_ascii) + self.separators[1] + self._text(value, inner, above))
            return self._around("{", parts, "}", line)
        return self._text(self.default(o), line, above)

    def _around(self, opening, parts, closing, line):
        if not parts:
            return opening + closing
        if self.indent is None:
            return opening + self.separators[0].join(parts) + closing
        inner = line + self.indent
        return opening + inner + (self.separators[0] + inner).join(parts) + line + closing


def dumps(obj, cls=None, **kw):
    return (cls or JSONEncoder)(**kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))
