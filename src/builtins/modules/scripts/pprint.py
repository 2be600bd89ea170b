# pprint: values over several lines.
import collections as _collections
import io as _io
import re as _re
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _Key:
    """Sorts what cannot be compared by its type and identity."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _key_of_pair(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        out = _io.StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format(self, object, stream, indent, allowance, context, level):
        if id(object) in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            write = self._writer(object)
            if write is not None:
                context[id(object)] = 1
                write(object, stream, indent, allowance, context, level + 1)
                del context[id(object)]
                return
        stream.write(text)

    def _writer(self, object):
        kind = type(object)
        for base, write in ((_collections.OrderedDict, self._ordered), (_collections.defaultdict, self._defaultdict),
                            (_collections.Counter, self._counter), (_collections.deque, self._deque)):
            if kind is base:
                return write
        own = kind.__repr__
        for base, write in ((dict, self._dict), (list, self._list), (tuple, self._tuple), (set, self._set),
                            (frozenset, self._set), (str, self._str), (bytes, self._bytes), (bytearray, self._bytes)):
            if kind is base or isinstance(object, base) and own == base.__repr__:
                return write
        if hasattr(object, "__dataclass_fields__") and not isinstance(object, type):
            return self._dataclass
        if kind.__name__ == "SimpleNamespace":
            return self._namespace
        return None

    def _dataclass(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__qualname__
        items = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values() if f.repr]
        stream.write(name + "(")
        self._named(items, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _namespace(self, object, stream, indent, allowance, context, level):
        stream.write("namespace(")
        self._named(list(object.__dict__.items()), stream, indent + 10, allowance, context, level)
        stream.write(")")

    def _named(self, items, stream, indent, allowance, context, level):
        for at, (name, value) in enumerate(items):
            last = at == len(items) - 1
            stream.write(name + "=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _pairs(self, object):
        pairs = object.items()
        return sorted(pairs, key=_key_of_pair) if self._sort_dicts else list(pairs)

    def _dict(self, object, stream, indent, allowance, context, level):
        stream.write("{" + " " * (self._indent_per_level - 1))
        if len(object):
            self._dict_items(self._pairs(object), stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        gap = ",\n" + " " * indent
        for at, (key, value) in enumerate(items):
            last = at == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ": ")
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(gap)

    def _ordered(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _defaultdict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        factory = self._repr(object.default_factory, context, level)
        indent += len(name) + 1
        stream.write("%s(%s,\n%s" % (name, factory, " " * indent))
        self._dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._items(object, stream, indent, 2, context, level)
            stream.write("],\n%smaxlen=%s)" % (" " * indent, self._repr(object.maxlen, context, level)))

    def _list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        kind = object.__class__
        if kind is set:
            begin, end = "{", "}"
        else:
            begin, end = kind.__name__ + "({", "})"
            indent += len(kind.__name__) + 1
        stream.write(begin)
        self._items(sorted(object, key=_Key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        gap = ",\n" + " " * indent
        before = ""
        width = most = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                most -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if width < size:
                    width = most
                    if before:
                        before = gap
                if width >= size:
                    width -= size
                    stream.write(before + text)
                    before = ", "
                    continue
            stream.write(before)
            before = gap
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        most = last_most = self._width - indent
        text = ""
        for number, line in enumerate(lines):
            text = repr(line)
            if number == len(lines) - 1:
                last_most -= allowance
            if len(text) <= last_most:
                chunks.append(text)
                continue
            parts = _re.findall(r"\S*\s*", line)
            parts.pop()
            now = ""
            for at, part in enumerate(parts):
                candidate = now + part
                room = most
                if at == len(parts) - 1 and number == len(lines) - 1:
                    room -= allowance
                if len(repr(candidate)) > room:
                    if now:
                        chunks.append(repr(now))
                    now = part
                else:
                    now = candidate
            if now:
                chunks.append(repr(now))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        stream.write("(" + text + ")" if level == 1 else text)

    def _bytes(self, object, stream, indent, allowance, context, level):
        plain = type(object) is bytearray
        if plain:
            stream.write("bytearray(")
            indent += 10
            allowance += 1
            level += 1
            object = bytes(object)
        if len(object) <= 4:
            stream.write(repr(object))
        else:
            parens = level == 1
            if parens:
                indent += 1
                allowance += 1
            chunks = []
            width = self._width - indent
            now = b""
            last = len(object) // 4 * 4
            for at in range(0, len(object), 4):
                part = object[at:at + 4]
                candidate = now + part
                if at == last:
                    width -= allowance
                if len(repr(candidate)) > width:
                    if now:
                        chunks.append(repr(now))
                    now = part
                else:
                    now = candidate
            if now:
                chunks.append(repr(now))
            text = ("\n" + " " * indent).join(chunks)
            stream.write("(" + text + ")" if parens else text)
        if plain:
            stream.write(")")

    def _safe_repr(self, object, context, maxlevels, level):
        """The text, whether it can be read back, whether it holds itself."""
        kind = type(object)
        if issubclass(kind, int) and kind.__repr__ == int.__repr__:
            return (format(object, "_d") if self._underscore_numbers else repr(object)), True, False
        for base in (dict, list, tuple):
            if issubclass(kind, base) and kind.__repr__ == base.__repr__:
                return self._container(object, base, context, maxlevels, level)
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _container(self, object, base, context, maxlevels, level):
        if not object:
            return {dict: "{}", list: "[]", tuple: "()"}[base], True, False
        if maxlevels and level >= maxlevels:
            return {dict: "{...}", list: "[...]", tuple: "(...)"}[base], False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive = True, False
        parts = []

        def text_of(value):
            nonlocal readable, recursive
            text, ok, again = self.format(value, context, maxlevels, level + 1)
            readable = readable and ok
            recursive = recursive or again
            return text
        if base is dict:
            for key, value in self._pairs(object):
                parts.append("%s: %s" % (text_of(key), text_of(value)))
        else:
            parts = [text_of(item) for item in object]
        del context[id(object)]
        inner = ", ".join(parts)
        form = {dict: "{%s}", list: "[%s]", tuple: "(%s,)" if len(object) == 1 else "(%s)"}[base]
        return form % inner, readable, recursive
