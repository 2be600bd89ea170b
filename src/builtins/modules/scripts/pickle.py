# pickle: values as octets and back. Protocols 0 to 5 are read, 2 to 5 written.
import io as _io
import struct as _struct
import sys as _sys
from copyreg import _defines, _newobj, _reduce

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


# What Python 2 called them.
_OLD_NAMES = {"int": "long", "str": "unicode", "range": "xrange", "chr": "unichr"}
_FRAME = 64 * 1024
_packet = None


def _is_packet(value):
    return hasattr(value, "haslayer") and hasattr(value, "build") and hasattr(value, "lastlayer")


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self._file = file
        self.proto = max(protocol, 2)
        self.bin = 1
        self._fix = fix_imports and protocol < 3
        self.memo = {}
        self.dispatch_table = None

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        self._parts = []
        self._size = 0
        self._chunks = [b"\x80" + bytes([self.proto])]
        self.save(obj)
        self._put(b".")
        self._end_frame()
        self._file.write(b"".join(self._chunks))

    def _end_frame(self):
        whole = b"".join(self._parts)
        if self.proto >= 4 and len(whole) >= 4:
            self._chunks.append(b"\x95" + _struct.pack("<Q", len(whole)))
        self._chunks.append(whole)
        self._parts, self._size = [], 0

    def _put(self, octets):
        self._parts.append(octets)
        self._size += len(octets)

    def _large(self, head, octets):
        """What is larger than a frame stands for itself."""
        if self.proto >= 4 and len(octets) >= _FRAME:
            if self._parts:
                self._end_frame()
            self._chunks.append(head + octets)
        else:
            self._put(head)
            self._put(octets)

    def _memoize(self, obj):
        number = len(self.memo)
        if self.proto >= 4:
            self._put(b"\x94")
        elif number < 256:
            self._put(b"q" + bytes([number]))
        else:
            self._put(b"r" + _struct.pack("<I", number))
        # The object is kept, lest another gets its identity.
        self.memo[id(obj)] = number, obj

    def _get(self, number):
        self._put(b"h" + bytes([number]) if number < 256 else b"j" + _struct.pack("<I", number))

    def persistent_id(self, obj):
        return None

    def save(self, obj):
        if self.proto >= 4 and self._size >= _FRAME:
            self._end_frame()
        name = self.persistent_id(obj)
        if name is not None:
            self.save(name)
            self._put(b"Q")
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        kind = type(obj)
        own = _SAVERS.get(kind)
        if own is not None:
            own(self, obj)
        elif isinstance(obj, type) or kind.__name__ in ("function", "builtin_function_or_method", "type"):
            self._global(obj)
        else:
            self._reduced(obj)

    def _global(self, obj):
        name = getattr(obj, "__qualname__", None) or obj.__name__
        module = getattr(obj, "__module__", None) or "builtins"
        if type(obj).__name__ == "builtin_function_or_method":
            module = "builtins"
        if "<locals>" in name:
            raise AttributeError("Can't pickle local object %r" % name)
        try:
            found = _find(module, name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError("Can't pickle %r: attribute lookup %s on %s failed" % (obj, name, module)) from None
        if found is not obj and found != obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module, name))
        if self.proto >= 4:
            self.save(module)
            self.save(name)
            self._put(b"\x93")
        else:
            if self._fix and module == "builtins":
                module, name = "__builtin__", _OLD_NAMES.get(name, name)
            elif module == "codecs":
                module = "_codecs"
            self._put(b"c" + module.encode() + b"\n" + name.encode() + b"\n")
        self._memoize(obj)

    def _reduced(self, obj):
        import copyreg
        table = self.dispatch_table if self.dispatch_table is not None else copyreg.dispatch_table
        kind = type(obj)
        if kind in table:
            made = table[kind](obj)
        elif _is_packet(obj):
            known = {name: getattr(obj, name) for name in ("time", "sent_time", "direction", "sniffed_on", "wirelen", "comments")}
            made = (obj.__class__, (bytes(obj),), {name: value for name, value in known.items() if value is not None})
        elif type(obj).__name__ in ("PacketList", "SndRcvList"):
            import scapy.plist
            items = [tuple(item) if isinstance(item, tuple) else item for item in obj]
            made = (getattr(scapy.plist, type(obj).__name__), (items, obj.listname))
        elif _defines(kind, "__reduce_ex__"):
            made = obj.__reduce_ex__(self.proto)
        elif _defines(kind, "__reduce__"):
            made = obj.__reduce__()
        else:
            made = _reduce(obj)
        if isinstance(made, str):
            self._global(obj)
            return
        if not isinstance(made, tuple) or not 2 <= len(made) <= 6:
            raise PicklingError("Tuple returned by %s.__reduce__ must have two to six elements" % kind.__name__)
        function, args, state, items, pairs, setter = made + (None,) * (6 - len(made))
        if function is _newobj:
            self.save(args[0])
            self.save(args[1:])
            self._put(b"\x81")
        else:
            self.save(function)
            self.save(args)
            self._put(b"R")
        if id(obj) not in self.memo:
            self._memoize(obj)
        if items is not None:
            self._appends(items)
        if pairs is not None:
            self._setitems(pairs)
        if state is not None:
            self.save(state)
            self._put(b"b")

    def _appends(self, items):
        items = list(items)
        for at in range(0, len(items), 1000):
            part = items[at:at + 1000]
            if len(part) > 1:
                self._put(b"(")
                for item in part:
                    self.save(item)
                self._put(b"e")
            else:
                self.save(part[0])
                self._put(b"a")

    def _setitems(self, pairs):
        pairs = list(pairs)
        for at in range(0, len(pairs), 1000):
            part = pairs[at:at + 1000]
            if len(part) > 1:
                self._put(b"(")
                for key, value in part:
                    self.save(key)
                    self.save(value)
                self._put(b"u")
            else:
                self.save(part[0][0])
                self.save(part[0][1])
                self._put(b"s")

    def _none(self, obj):
        self._put(b"N")

    def _bool(self, obj):
        self._put(b"\x88" if obj else b"\x89")

    def _int(self, obj):
        if 0 <= obj < 256:
            self._put(b"K" + bytes([obj]))
        elif 0 <= obj < 65536:
            self._put(b"M" + _struct.pack("<H", obj))
        elif -0x80000000 <= obj < 0x80000000:
            self._put(b"J" + _struct.pack("<i", obj))
        else:
            size = obj.bit_length() // 8 + 1
            octets = obj.to_bytes(size, "little", signed=True)
            if obj < 0 and size > 1 and octets[-1] == 0xFF and octets[-2] & 0x80:
                octets = octets[:-1]
            size = len(octets)
            self._put((b"\x8a" + bytes([size]) if size < 256 else b"\x8b" + _struct.pack("<i", size)) + octets)

    def _float(self, obj):
        self._put(b"G" + _struct.pack(">d", obj))

    def _bytes(self, obj):
        if self.proto < 3:
            import codecs
            if obj:
                self._called(obj, codecs.encode, (str(obj, "latin1"), "latin1"))
            else:
                self._called(obj, bytes, ())
            return
        size = len(obj)
        if size < 256:
            self._put(b"C" + bytes([size]) + obj)
        elif size > 0xFFFFFFFF and self.proto >= 4:
            self._large(b"\x8e" + _struct.pack("<Q", size), obj)
        else:
            self._large(b"B" + _struct.pack("<I", size), obj)
        self._memoize(obj)

    def _called(self, obj, function, args):
        self.save(function)
        self.save(args)
        self._put(b"R")
        self._memoize(obj)

    def _bytearray(self, obj):
        if self.proto < 5:
            self._called(obj, bytearray, (bytes(obj),) if obj else ())
            return
        self._large(b"\x96" + _struct.pack("<Q", len(obj)), bytes(obj))
        self._memoize(obj)

    def _str(self, obj):
        octets = obj.encode("utf-8")
        size = len(octets)
        if size < 256 and self.proto >= 4:
            self._put(b"\x8c" + bytes([size]) + octets)
        else:
            self._large(b"X" + _struct.pack("<I", size), octets)
        self._memoize(obj)

    def _tuple(self, obj):
        if not obj:
            self._put(b")")
            return
        if len(obj) <= 3:
            for item in obj:
                self.save(item)
            if id(obj) in self.memo:
                self._put(b"0" * len(obj))
                self._get(self.memo[id(obj)][0])
                return
            self._put((b"\x85", b"\x86", b"\x87")[len(obj) - 1])
        else:
            self._put(b"(")
            for item in obj:
                self.save(item)
            if id(obj) in self.memo:
                self._put(b"1")
                self._get(self.memo[id(obj)][0])
                return
            self._put(b"t")
        self._memoize(obj)

    def _list(self, obj):
        self._put(b"]")
        self._memoize(obj)
        self._appends(obj)

    def _dict(self, obj):
        self._put(b"}")
        self._memoize(obj)
        self._setitems(obj.items())

    def _set(self, obj):
        if self.proto < 4:
            self._called(obj, set, (list(obj),))
            return
        self._put(b"\x8f")
        self._memoize(obj)
        items = list(obj)
        for at in range(0, len(items), 1000):
            self._put(b"(")
            for item in items[at:at + 1000]:
                self.save(item)
            self._put(b"\x90")

    def _frozenset(self, obj):
        if self.proto < 4:
            self._called(obj, frozenset, (list(obj),))
            return
        self._put(b"(")
        for item in obj:
            self.save(item)
        self._put(b"\x91")
        self._memoize(obj)

    def _ellipsis(self, obj):
        if self.proto >= 4:
            self.save("builtins")
            self.save("Ellipsis")
            self._put(b"\x93")
        else:
            self._put(b"c" + (b"__builtin__" if self._fix else b"builtins") + b"\nEllipsis\n")
        self._memoize(obj)


_SAVERS = {
    type(None): Pickler._none, bool: Pickler._bool, int: Pickler._int, float: Pickler._float,
    bytes: Pickler._bytes, bytearray: Pickler._bytearray, str: Pickler._str, tuple: Pickler._tuple,
    list: Pickler._list, dict: Pickler._dict, set: Pickler._set, frozenset: Pickler._frozenset,
    type(...): Pickler._ellipsis,
}


def _find(module, name):
    if module in ("__builtin__", "builtins"):
        import builtins as found
        if module == "__builtin__":
            name = {old: new for new, old in _OLD_NAMES.items()}.get(name, name)
    elif module == "_codecs":
        import codecs as found
    elif module == "copy_reg" or module == "copyreg":
        import copyreg as found
    else:
        import importlib
        found = _sys.modules.get(module) or importlib.import_module(module)
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError("Can't get local attribute %r" % name)
        try:
            found = getattr(found, part)
        except AttributeError:
            raise AttributeError("Can't get attribute %r on %r" % (name, found)) from None
    return found


_MARK = ["mark"]


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._read = file.read
        self._readline = file.readline
        self._encoding, self._errors = encoding, errors
        self.memo = {}

    def find_class(self, module_name, global_name):
        return _find(module_name, global_name)

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def _take(self, count):
        octets = self._read(count)
        if len(octets) < count:
            raise UnpicklingError("pickle data was truncated")
        return octets

    def _number(self, form, count):
        return _struct.unpack(form, self._take(count))[0]

    def _line(self):
        line = self._readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _marked(self):
        stack = self._stack
        at = len(stack) - 1
        while at >= 0 and stack[at] is not _MARK:
            at -= 1
        if at < 0:
            raise UnpicklingError("could not find MARK")
        items = stack[at + 1:]
        del stack[at:]
        return items

    def _text(self, octets):
        return octets if self._encoding == "bytes" else octets.decode(self._encoding, self._errors)

    def load(self):
        stack = self._stack = []
        push = stack.append
        while True:
            code = self._read(1)
            if not code:
                raise EOFError("Ran out of input")
            if code == b".":
                if not stack:
                    raise UnpicklingError("unpickling stack underflow")
                return stack.pop()
            own = _LOADERS.get(code)
            if own is None:
                raise UnpicklingError("invalid load key, %s." % (repr(code)[1:] if 32 <= code[0] < 127 else "'\\x%02x'" % code[0]))
            try:
                own(self, stack, push)
            except IndexError:
                raise UnpicklingError("unpickling stack underflow") from None


def _integer(line):
    if line == b"00":
        return False
    if line == b"01":
        return True
    return int(line, 0)


def _quoted(line):
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in b"'\"":
        raise UnpicklingError("the STRING opcode argument must be quoted")
    return line[1:-1].decode("unicode_escape").encode("latin-1")


def _raw(line):
    import re
    return re.sub(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})",
                  lambda match: chr(int(match.group(1) or match.group(2), 16)), line.decode("latin-1"))


def _apply(self, stack, push):
    args = stack.pop()
    stack[-1] = stack[-1](*args)


def _new_object(self, stack, push):
    args = stack.pop()
    kind = stack[-1]
    stack[-1] = kind.__new__(kind, *args)


def _new_object_kw(self, stack, push):
    kwargs = stack.pop()
    args = stack.pop()
    kind = stack[-1]
    stack[-1] = kind.__new__(kind, *args, **kwargs)


def _build(self, stack, push):
    state = stack.pop()
    obj = stack[-1]
    setter = getattr(obj, "__setstate__", None)
    if setter is not None:
        setter(state)
        return
    slots = None
    if _is_packet(obj):
        state, slots = None, state
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        for name in state:
            obj.__dict__[name] = state[name]
    if slots:
        for name in slots:
            setattr(obj, name, slots[name])


def _put_memo(self, stack, number):
    self.memo[number] = stack[-1]


def _add_items(self, stack, items):
    target = stack[-1]
    if isinstance(target, list):
        target.extend(items)
    else:
        for item in items:
            target.append(item)


def _set_pairs(self, stack, items):
    target = stack[-1]
    for at in range(0, len(items), 2):
        target[items[at]] = items[at + 1]


def _instance(kind, args):
    return kind(*args)


def _marked_instance(self, stack, push):
    items = self._marked()
    push(items[0](*items[1:]))


def _remembered(self, number):
    try:
        return self.memo[number]
    except KeyError:
        raise UnpicklingError("Memo value not found at index %d" % number) from None


def _protocol(self, stack, push):
    number = self._take(1)[0]
    if number > HIGHEST_PROTOCOL:
        raise ValueError("unsupported pickle protocol: %d" % number)


def _dict_of(items):
    return {items[at]: items[at + 1] for at in range(0, len(items), 2)}


def _pop(self, stack, push):
    stack.pop()


def _stack_global(self, stack, push):
    name = stack.pop()
    push(self.find_class(stack.pop(), name))


def _set_one(self, stack, push):
    value = stack.pop()
    key = stack.pop()
    stack[-1][key] = value


def _tuple_of(count):
    def load(self, stack, push):
        items = tuple(stack[-count:])
        if len(items) < count:
            raise IndexError
        del stack[-count:]
        push(items)
    return load


_LOADERS = {
    b"\x80": _protocol,
    b"\x95": lambda self, stack, push: self._take(8),
    b"N": lambda self, stack, push: push(None),
    b"\x88": lambda self, stack, push: push(True),
    b"\x89": lambda self, stack, push: push(False),
    b"I": lambda self, stack, push: push(_integer(self._line())),
    b"L": lambda self, stack, push: push(int(self._line().rstrip(b"L"))),
    b"K": lambda self, stack, push: push(self._take(1)[0]),
    b"M": lambda self, stack, push: push(self._number("<H", 2)),
    b"J": lambda self, stack, push: push(self._number("<i", 4)),
    b"\x8a": lambda self, stack, push: push(int.from_bytes(self._take(self._take(1)[0]), "little", signed=True)),
    b"\x8b": lambda self, stack, push: push(int.from_bytes(self._take(self._number("<i", 4)), "little", signed=True)),
    b"F": lambda self, stack, push: push(float(self._line())),
    b"G": lambda self, stack, push: push(self._number(">d", 8)),
    b"S": lambda self, stack, push: push(self._text(_quoted(self._line()))),
    b"T": lambda self, stack, push: push(self._text(self._take(self._number("<i", 4)))),
    b"U": lambda self, stack, push: push(self._text(self._take(self._take(1)[0]))),
    b"C": lambda self, stack, push: push(self._take(self._take(1)[0])),
    b"B": lambda self, stack, push: push(self._take(self._number("<I", 4))),
    b"\x8e": lambda self, stack, push: push(self._take(self._number("<Q", 8))),
    b"\x96": lambda self, stack, push: push(bytearray(self._take(self._number("<Q", 8)))),
    b"V": lambda self, stack, push: push(_raw(self._line())),
    b"X": lambda self, stack, push: push(self._take(self._number("<I", 4)).decode()),
    b"\x8c": lambda self, stack, push: push(self._take(self._take(1)[0]).decode()),
    b"\x8d": lambda self, stack, push: push(self._take(self._number("<Q", 8)).decode()),
    b"(": lambda self, stack, push: push(_MARK),
    b")": lambda self, stack, push: push(()),
    b"]": lambda self, stack, push: push([]),
    b"}": lambda self, stack, push: push({}),
    b"\x8f": lambda self, stack, push: push(set()),
    b"\x85": _tuple_of(1),
    b"\x86": _tuple_of(2),
    b"\x87": _tuple_of(3),
    b"t": lambda self, stack, push: push(tuple(self._marked())),
    b"l": lambda self, stack, push: push(self._marked()),
    b"d": lambda self, stack, push: push(_dict_of(self._marked())),
    b"\x91": lambda self, stack, push: push(frozenset(self._marked())),
    b"\x90": lambda self, stack, push: [stack[-1].add(item) for item in [self._marked()] for item in item],
    b"a": lambda self, stack, push: _add_items(self, stack, [stack.pop()]),
    b"e": lambda self, stack, push: _add_items(self, stack, self._marked()),
    b"s": _set_one,
    b"u": lambda self, stack, push: _set_pairs(self, stack, self._marked()),
    b"0": _pop,
    b"1": lambda self, stack, push: self._marked(),
    b"2": lambda self, stack, push: push(stack[-1]),
    b"p": lambda self, stack, push: _put_memo(self, stack, int(self._line())),
    b"q": lambda self, stack, push: _put_memo(self, stack, self._take(1)[0]),
    b"r": lambda self, stack, push: _put_memo(self, stack, self._number("<I", 4)),
    b"\x94": lambda self, stack, push: _put_memo(self, stack, len(self.memo)),
    b"g": lambda self, stack, push: push(_remembered(self, int(self._line()))),
    b"h": lambda self, stack, push: push(_remembered(self, self._take(1)[0])),
    b"j": lambda self, stack, push: push(_remembered(self, self._number("<I", 4))),
    b"c": lambda self, stack, push: push(self.find_class(self._line().decode(), self._line().decode())),
    b"\x93": _stack_global,
    b"R": _apply,
    b"\x81": _new_object,
    b"\x92": _new_object_kw,
    b"b": _build,
    b"o": _marked_instance,
    b"i": lambda self, stack, push: push(
        _instance(self.find_class(self._line().decode(), self._line().decode()), self._marked())),
    b"P": lambda self, stack, push: push(self.persistent_load(self._line().decode())),
    b"Q": lambda self, stack, push: push(self.persistent_load(stack.pop())),
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = _io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_io.BytesIO(bytes(data)), encoding=encoding, errors=errors).load()
