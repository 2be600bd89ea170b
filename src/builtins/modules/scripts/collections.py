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
