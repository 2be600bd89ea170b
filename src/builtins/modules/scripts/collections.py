# collections: what is not a kind of dict.
from keyword import iskeyword as _is_keyword


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for at, name in enumerate(names):
            if not name.isidentifier() or _is_keyword(name) or name.startswith("_") or name in seen:
                names[at] = "_%d" % at
            seen.add(name)
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: %r" % name)
        if _is_keyword(name):
            raise ValueError("Type names and field names cannot be a keyword: %r" % name)
    for at, name in enumerate(names):
        if name.startswith("_") and not rename:
            raise ValueError("Field names cannot start with an underscore: %r" % name)
        if name in names[:at]:
            raise ValueError("Encountered duplicate field name: %r" % name)
    fields = tuple(names)
    preset = tuple(defaults) if defaults is not None else ()
    if len(preset) > len(fields):
        raise TypeError("Got more default values than field names")

    class Record(tuple):
        def __new__(cls, *args, **kwargs):
            values = list(args)
            if len(values) > len(fields):
                raise TypeError("%s.__new__() takes %s positional arguments but %d were given" % (
                    typename, "%d" % (len(fields) + 1) if not preset else "from %d to %d" % (
                        len(fields) + 1 - len(preset), len(fields) + 1), len(values) + 1))
            missing = []
            for at in range(len(values), len(fields)):
                name = fields[at]
                if name in kwargs:
                    values.append(kwargs.pop(name))
                elif at >= len(fields) - len(preset):
                    values.append(preset[at - len(fields)])
                else:
                    missing.append(repr(name))
            if kwargs:
                raise TypeError("%s.__new__() got an unexpected keyword argument %r" % (typename, list(kwargs)[0]))
            if missing:
                listed = " and ".join([", ".join(missing[:-1])] * (len(missing) > 1) + missing[-1:])
                raise TypeError("%s.__new__() missing %d required positional argument%s: %s" % (
                    typename, len(missing), "s" if len(missing) > 1 else "", listed))
            return tuple.__new__(cls, values)

        def __repr__(self):
            parts = ["%s=%r" % (name, value) for name, value in zip(fields, self)]
            return "%s(%s)" % (type(self).__name__, ", ".join(parts))

        def __getnewargs__(self):
            return tuple(self)

        def _asdict(self):
            return dict(zip(fields, self))

        def _replace(self, **kwargs):
            values = [kwargs.pop(name, value) for name, value in zip(fields, self)]
            if kwargs:
                raise ValueError("Got unexpected field names: %r" % list(kwargs))
            return self._make(values)

        @classmethod
        def _make(cls, iterable):
            values = tuple(iterable)
            if len(values) != len(fields):
                raise TypeError("Expected %d arguments, got %d" % (len(fields), len(values)))
            return tuple.__new__(cls, values)

    for at in range(len(fields)):
        setattr(Record, fields[at], _field(at))
    Record._fields = Record.__match_args__ = fields
    Record._field_defaults = dict(zip(fields[len(fields) - len(preset):], preset))
    Record.__doc__ = "%s(%s)" % (typename, ", ".join(fields))
    if module is not None:
        Record.__module__ = module
    else:
        # The class belongs to the module that asks for it.
        import sys
        try:
            Record.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            Record.__module__ = "__main__"
    Record.__name__ = typename
    Record.__qualname__ = typename
    return Record


def _field(at):
    return property(lambda self: self[at])


class deque(object):
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self._items = []
        self._start = 0
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def _all(self):
        return self._items[self._start:]

    def append(self, item):
        self._items.append(item)
        if self._maxlen is not None and len(self) > self._maxlen:
            self.popleft()

    def appendleft(self, item):
        if self._start:
            self._start -= 1
            self._items[self._start] = item
        else:
            room = len(self._items) + 8
            self._items = [None] * room + self._items
            self._start = room - 1
            self._items[self._start] = item
        if self._maxlen is not None and len(self) > self._maxlen:
            self.pop()

    def extend(self, iterable):
        for item in list(iterable):
            self.append(item)

    def extendleft(self, iterable):
        for item in list(iterable):
            self.appendleft(item)

    def pop(self):
        if not len(self):
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not len(self):
            raise IndexError("pop from an empty deque")
        item = self._items[self._start]
        self._items[self._start] = None
        self._start += 1
        if self._start > 32 and self._start * 2 > len(self._items):
            self._items = self._items[self._start:]
            self._start = 0
        return item

    def clear(self):
        self._items = []
        self._start = 0

    def copy(self):
        return type(self)(self._all(), self._maxlen)

    def count(self, value):
        return self._all().count(value)

    def index(self, value, start=0, stop=None):
        items = self._all()
        try:
            return items.index(value, start, len(items) if stop is None else stop)
        except ValueError:
            raise ValueError("%r is not in deque" % (value,)) from None

    def remove(self, value):
        items = self._all()
        if value not in items:
            raise ValueError("%r is not in deque" % (value,))
        items.remove(value)
        self._items = items
        self._start = 0

    def reverse(self):
        items = self._all()
        items.reverse()
        self._items = items
        self._start = 0

    def rotate(self, n=1):
        items = self._all()
        if items:
            n = n % len(items)
            self._items = items[-n:] + items[:-n] if n else items
            self._start = 0

    def insert(self, index, item):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = self._all()
        items.insert(index, item)
        self._items = items
        self._start = 0

    def __len__(self):
        return len(self._items) - self._start

    def __iter__(self):
        at = self._start
        count = len(self)
        items = self._items
        while at < len(items):
            yield items[at]
            at += 1
            if len(self) != count:
                raise RuntimeError("deque mutated during iteration")

    def __reversed__(self):
        return reversed(self._all())

    def __contains__(self, item):
        return item in self._all()

    def _place(self, index):
        if not isinstance(index, int):
            if not hasattr(index, "__index__") or isinstance(index, slice):
                raise TypeError("sequence index must be integer, not %r" % type(index).__name__)
            index = index.__index__()
        place = index + len(self) if index < 0 else index
        if place < 0 or place >= len(self):
            raise IndexError("deque index out of range")
        return place + self._start

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        del self._items[self._place(index)]

    def __repr__(self):
        if self in _printing:
            return "[...]"
        _printing.append(self)
        try:
            if self._maxlen is None:
                return "%s(%r)" % (type(self).__name__, self._all())
            return "%s(%r, maxlen=%d)" % (type(self).__name__, self._all(), self._maxlen)
        finally:
            _printing.pop()

    def __eq__(self, other):
        return self is other or self._all() == other._all() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._all() < other._all() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._all() <= other._all() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._all() > other._all() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._all() >= other._all() if isinstance(other, deque) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError('can only concatenate deque (not "%s") to deque' % type(other).__name__)
        return deque(self._all() + other._all(), self._maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return deque(self._all() * times, self._maxlen)

    __rmul__ = __mul__

    def __imul__(self, times):
        items = self._all() * times
        self.clear()
        self.extend(items)
        return self

    def __bool__(self):
        return len(self) > 0

    def __copy__(self):
        return type(self)(self._all(), self._maxlen)

    def __reduce__(self):
        state = {name: value for name, value in self.__dict__.items() if name not in ("_items", "_start", "_maxlen")}
        return type(self), ((), self._maxlen) if self._maxlen is not None else (), state or None, iter(self._all())


class _Identities(list):
    def __contains__(self, one):
        return any(one is other for other in self)


# The deques that are being printed.
_printing = _Identities()


class ChainMap(object):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def _all(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return merged

    def __len__(self):
        return len(self._all())

    def __iter__(self):
        return iter(self._all())

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def keys(self):
        return self._all().keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join([repr(mapping) for mapping in self.maps]))

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        else:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError("Key not found in the first mapping: %r" % (key,))
        del self.maps[0][key]

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)

    def pop(self, key, *args):
        if key not in self.maps[0] and not args:
            raise KeyError("Key not found in the first mapping: %r" % (key,))
        return self.maps[0].pop(key, *args)

    def popitem(self):
        if not self.maps[0]:
            raise KeyError("No keys found in the first mapping.")
        return self.maps[0].popitem()

    def clear(self):
        self.maps[0].clear()

    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls(dict.fromkeys(iterable, value))

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = dict(other)
        for mapping in reversed(self.maps):
            made.update(mapping)
        return type(self)(made)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


class UserDict(object):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserDict) else other)

    def _plain(self, other):
        return other.data if isinstance(other, UserDict) else other

    def __or__(self, other):
        other = self._plain(other)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= self._plain(other)
        return self

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def get(self, key, default=None):
        return self[key] if key in self else default

    def update(self, other=(), **kwargs):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key in kwargs:
            self[key] = kwargs[key]

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *args):
        return self.data.pop(key, *args)

    def popitem(self):
        return self.data.popitem()

    def clear(self):
        self.data.clear()

    def copy(self):
        new = self.__class__.__new__(self.__class__)
        new.__dict__.update(self.__dict__)
        new.data = self.data.copy()
        return new


def _plain(value):
    return value.data if isinstance(value, (UserList, UserString)) else value


class UserList(object):
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_plain(initlist))

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == _plain(other)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    __hash__ = None

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(_plain(other)))

    def __radd__(self, other):
        return self.__class__(list(_plain(other)) + self.data)

    def __iadd__(self, other):
        self.data += list(_plain(other))
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def extend(self, other):
        self.data.extend(_plain(other))

    def __getattr__(self, name):
        if name == "data" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.data, name)


class UserString(object):
    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else str(_plain(seq))

    def __str__(self):
        return self.data

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __hash__(self):
        return hash(self.data)

    def __eq__(self, other):
        return self.data == _plain(other)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    def __contains__(self, part):
        return _plain(part) in self.data

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + str(_plain(other)))

    def __radd__(self, other):
        return self.__class__(str(_plain(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __getattr__(self, name):
        if name == "data" or name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self.data, name)

        def method(*args, **kwargs):
            # A text that is made of this one is of its class.
            made = found(*[_plain(arg) for arg in args], **kwargs)
            return self.__class__(made) if isinstance(made, str) and name not in ("format", "join") else made
        return method
