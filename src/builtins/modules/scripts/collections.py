# collections: what is not a kind of dict.
def namedtuple(typename, field_names, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = tuple([str(name) for name in field_names])
    for name in (typename,) + fields:
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: %r" % name)
    for at in range(len(fields)):
        if fields[at] in fields[:at]:
            raise ValueError("Encountered duplicate field name: %r" % fields[at])
    preset = tuple(defaults) if defaults is not None else ()

    class Record(tuple):
        def __new__(cls, *args, **kwargs):
            values = list(args)
            if len(values) > len(fields):
                raise TypeError("%s.__new__() takes %d positional arguments but %d were given" % (
                    typename, len(fields) + 1, len(values) + 1))
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
            return "%s(%s)" % (typename, ", ".join(parts))

        def _asdict(self):
            return dict(zip(fields, self))

        def _replace(self, **kwargs):
            values = [kwargs.pop(name, value) for name, value in zip(fields, self)]
            if kwargs:
                raise ValueError("Got unexpected field names: %r" % list(kwargs))
            return type(self)(*values)

        @classmethod
        def _make(cls, iterable):
            return cls(*iterable)

    for at in range(len(fields)):
        setattr(Record, fields[at], _field(at))
    Record._fields = fields
    Record.__name__ = typename
    Record.__qualname__ = typename
    return Record


def _field(at):
    return property(lambda self: self[at])


class deque(object):
    def __init__(self, iterable=(), maxlen=None):
        self.maxlen = maxlen
        self._items = []
        self._start = 0
        self.extend(iterable)

    def _all(self):
        return self._items[self._start:]

    def append(self, item):
        self._items.append(item)
        if self.maxlen is not None and len(self) > self.maxlen:
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
        if self.maxlen is not None and len(self) > self.maxlen:
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
        return deque(self._all(), self.maxlen)

    def count(self, value):
        return self._all().count(value)

    def index(self, value):
        items = self._all()
        if value not in items:
            raise ValueError("%r is not in deque" % (value,))
        return items.index(value)

    def remove(self, value):
        items = self._all()
        if value not in items:
            raise ValueError("deque.remove(x): x not in deque")
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
        items = self._all()
        items.insert(index, item)
        self._items = items
        self._start = 0

    def __len__(self):
        return len(self._items) - self._start

    def __iter__(self):
        return iter(self._all())

    def __reversed__(self):
        return reversed(self._all())

    def __contains__(self, item):
        return item in self._all()

    def _place(self, index):
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

    def __eq__(self, other):
        return isinstance(other, deque) and list(self) == list(other)

    def __repr__(self):
        if self.maxlen is None:
            return "deque(%r)" % (self._all(),)
        return "deque(%r, maxlen=%d)" % (self._all(), self.maxlen)

    def __ne__(self, other):
        return not self == other

    def __lt__(self, other):
        return list(self) < list(other)

    def __gt__(self, other):
        return list(self) > list(other)

    def __hash__(self):
        raise TypeError("unhashable type: 'collections.deque'")

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError('can only concatenate deque (not "%s") to deque' % type(other).__name__)
        return deque(self._all() + other._all(), self.maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return deque(self._all() * times, self.maxlen)

    __rmul__ = __mul__

    def __bool__(self):
        return len(self) > 0

    def __copy__(self):
        return type(self)(self._all(), self.maxlen)


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


class UserList(object):
    def __init__(self, initlist=None):
        self.data = list(initlist) if initlist is not None else []

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserList) else other)

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self.__class__(self.data[i])
        return self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(other))

    def __getattr__(self, name):
        if name == "data" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.data, name)


class UserString(object):
    def __init__(self, seq):
        self.data = str(seq)

    def __str__(self):
        return self.data

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __eq__(self, other):
        return self.data == str(other)

    def __hash__(self):
        return hash(self.data)

    def __add__(self, other):
        return self.__class__(self.data + str(other))

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __contains__(self, part):
        return str(part) in self.data

    def __getattr__(self, name):
        if name == "data" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.data, name)
