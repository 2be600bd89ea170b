"""What containers have in common. A class belongs to one of these kinds if it has the methods."""
from abc import ABCMeta, abstractmethod


_walked = (type({}.keys()), type({}.items()), type({}.values()), memoryview, str, bytes, bytearray, list, tuple, dict, set, frozenset, range)
_called = ('function', 'builtin_function_or_method', 'method', 'type')


def _built_in(kind, name):
    iterator = kind.__name__.endswith('iterator') or kind.__name__ in ('generator', 'map', 'zip', 'filter', 'enumerate', 'reversed')
    if name == '__hash__':
        return not issubclass(kind, (list, dict, set, bytearray, type({}.keys()), type({}.items())))
    if name == '__call__':
        return kind.__name__ in _called
    if name == '__next__':
        return iterator
    if name in ('send', 'throw', 'close'):
        return kind.__name__ == 'generator'
    if name == '__iter__':
        return iterator or issubclass(kind, _walked)
    if name == '__reversed__':
        return issubclass(kind, (list, dict, range, type({}.keys()), type({}.items()), type({}.values())))
    if name == '__contains__' and issubclass(kind, type({}.values())):
        return True
    return name in ('__len__', '__contains__') and issubclass(kind, _walked)


def _has(subclass, names):
    for name in names:
        found = False
        for part in subclass.__mro__:
            if name in part.__dict__:
                if part.__dict__[name] is None:
                    return NotImplemented
                found = True
                break
        if not found and not (subclass.__module__ == 'builtins' and _built_in(subclass, name)):
            return NotImplemented
    return True


def _is_deque(subclass):
    return any(part.__module__ == 'collections' and part.__name__ == 'deque' for part in subclass.__mro__)


def _kind(name, methods, bases=(), builtin=(), body=None):
    def hook(cls, subclass):
        if cls.__name__ == name and cls.__module__ == 'collections.abc':
            if builtin:
                for own in builtin:
                    if issubclass(subclass, own):
                        return True
                if name in ('Sequence', 'MutableSequence') and _is_deque(subclass):
                    return True
                return NotImplemented
            return _has(subclass, methods)
        return NotImplemented

    names = {'__subclasshook__': classmethod(hook), '__module__': 'collections.abc', '__slots__': ()}
    for method in methods:
        names[method] = abstractmethod(_abstract(method))
    names.update(body or {})
    return ABCMeta(name, bases, names)


def _abstract(name):
    def method(self, *args):
        raise NotImplementedError(name)

    method.__name__ = name
    return method


def _contains(self, value):
    for item in self:
        if item is value or item == value:
            return True
    return False


def _seq_iter(self):
    at = 0
    try:
        while True:
            yield self[at]
            at += 1
    except IndexError:
        return


def _seq_reversed(self):
    for at in reversed(range(len(self))):
        yield self[at]


def _seq_index(self, value, start=0, stop=None):
    for at in range(start, len(self) if stop is None else stop):
        if self[at] is value or self[at] == value:
            return at
    raise ValueError


def _seq_count(self, value):
    return sum(1 for item in self if item is value or item == value)


def _append(self, value):
    self.insert(len(self), value)


def _extend(self, values):
    for value in list(values):
        self.append(value)


def _seq_pop(self, index=-1):
    value = self[index]
    del self[index]
    return value


def _seq_remove(self, value):
    del self[self.index(value)]


def _seq_clear(self):
    while len(self):
        self.pop()


def _seq_reverse(self):
    items = list(self)[::-1]
    for at in range(len(items)):
        self[at] = items[at]


def _seq_iadd(self, values):
    self.extend(values)
    return self


def _map_get(self, key, default=None):
    try:
        return self[key]
    except KeyError:
        return default


def _map_contains(self, key):
    try:
        self[key]
    except KeyError:
        return False
    return True


def _map_eq(self, other):
    if not isinstance(other, Mapping):
        return NotImplemented
    return dict(self.items()) == dict(other.items())


_missing = object()


def _map_pop(self, key, default=_missing):
    try:
        value = self[key]
    except KeyError:
        if default is _missing:
            raise
        return default
    del self[key]
    return value


def _map_popitem(self):
    for key in self:
        value = self[key]
        del self[key]
        return key, value
    raise KeyError


def _map_clear(self):
    for key in list(self):
        del self[key]


def _map_update(self, other=(), /, **kwds):
    if hasattr(other, 'keys'):
        for key in other.keys():
            self[key] = other[key]
    else:
        for key, value in other:
            self[key] = value
    for key, value in kwds.items():
        self[key] = value


def _map_setdefault(self, key, default=None):
    try:
        return self[key]
    except KeyError:
        self[key] = default
    return default


Hashable = _kind('Hashable', ['__hash__'])
Iterable = _kind('Iterable', ['__iter__'])
Sized = _kind('Sized', ['__len__'])
Container = _kind('Container', ['__contains__'])
Callable = _kind('Callable', ['__call__'])
Reversible = _kind('Reversible', ['__reversed__'], (Iterable,))
Awaitable = _kind('Awaitable', ['__await__'])
Coroutine = _kind('Coroutine', ['send', 'throw', 'close', '__await__'])
AsyncIterable = _kind('AsyncIterable', ['__aiter__'])
AsyncIterator = _kind('AsyncIterator', ['__anext__'])
AsyncGenerator = _kind('AsyncGenerator', ['asend', 'athrow'])
Iterator = _kind('Iterator', ['__next__', '__iter__'], (Iterable,), (), {'__iter__': lambda self: self})
Generator = _kind('Generator', ['send', 'throw'], (Iterator,), (), {
    '__next__': lambda self: self.send(None),
    'close': lambda self: None,
})
Collection = _kind('Collection', ['__len__', '__iter__', '__contains__'], (Sized, Iterable, Container))
Sequence = _kind('Sequence', ['__getitem__', '__len__'], (Reversible, Collection), (list, tuple, str, range, bytes, bytearray, memoryview), {
    '__iter__': _seq_iter, '__contains__': _contains, '__reversed__': _seq_reversed, 'index': _seq_index, 'count': _seq_count,
})
MutableSequence = _kind(
    'MutableSequence', ['__getitem__', '__setitem__', '__delitem__', '__len__', 'insert'], (Sequence,), (list, bytearray),
    {
        'append': _append, 'extend': _extend, 'pop': _seq_pop, 'remove': _seq_remove, 'clear': _seq_clear,
        'reverse': _seq_reverse, '__iadd__': _seq_iadd,
    },
)
ByteString = _kind('ByteString', ['__getitem__', '__len__'], (Sequence,), (bytes, bytearray))


def _set_from(self, items):
    make = getattr(type(self), '_from_iterable', None)
    return make(items) if make is not None else type(self)(items)


def _walkable(other):
    return hasattr(other, '__iter__')


def _set_op(work):
    return lambda self, other: _set_from(self, work(self, other)) if _walkable(other) else NotImplemented


def _order(work):
    return lambda self, other: work(self, other) if isinstance(other, Set) else NotImplemented


def _set_xor(self, other):
    if not isinstance(other, Set):
        if not _walkable(other):
            return NotImplemented
        other = _set_from(self, other)
    return (self - other) | (other - self)


_both = _set_op(lambda self, other: [item for item in other if item in self])
_any = _set_op(lambda self, other: list(self) + [item for item in other if item not in self])
_inside = _order(lambda self, other: len(self) <= len(other) and all(item in other for item in self))
_around = _order(lambda self, other: len(self) >= len(other) and all(item in self for item in other))
Set = _kind('Set', ['__contains__', '__iter__', '__len__'], (Collection,), (set, frozenset, type({}.keys()), type({}.items())), {
    '__and__': _both, '__rand__': _both, '__or__': _any, '__ror__': _any,
    '__sub__': _set_op(lambda self, other: [item for item in self if item not in other]),
    '__rsub__': _set_op(lambda self, other: [item for item in other if item not in self]),
    '__xor__': _set_xor, '__rxor__': _set_xor,
    '__le__': _inside, '__ge__': _around,
    '__lt__': _order(lambda self, other: len(self) < len(other) and _inside(self, other)),
    '__gt__': _order(lambda self, other: len(self) > len(other) and _around(self, other)),
    '__eq__': _order(lambda self, other: len(self) == len(other) and _inside(self, other)),
    '__hash__': None,
    '_from_iterable': classmethod(lambda cls, items: cls(items)),
    'isdisjoint': lambda self, other: not any(item in self for item in other),
})


def _set_remove(self, value):
    if value not in self:
        raise KeyError(value)
    self.discard(value)


def _set_pop(self):
    for value in self:
        self.discard(value)
        return value
    raise KeyError


def _set_clear(self):
    while len(self):
        self.pop()


def _set_ior(self, other):
    for item in other:
        self.add(item)
    return self


def _set_iand(self, other):
    for item in [item for item in self if item not in other]:
        self.discard(item)
    return self


def _set_ixor(self, other):
    if other is self:
        self.clear()
        return self
    for item in list(other):
        if item in self:
            self.discard(item)
        else:
            self.add(item)
    return self


def _set_isub(self, other):
    if other is self:
        self.clear()
    else:
        for item in other:
            self.discard(item)
    return self


MutableSet = _kind('MutableSet', ['__contains__', '__iter__', '__len__', 'add', 'discard'], (Set,), (set,), {
    'remove': _set_remove, 'pop': _set_pop, 'clear': _set_clear, '__ior__': _set_ior, '__iand__': _set_iand,
    '__ixor__': _set_ixor, '__isub__': _set_isub,
})
MappingView = _kind('MappingView', [], (Sized,), (type({}.keys()), type({}.items()), type({}.values())), {
    '__init__': lambda self, mapping: setattr(self, '_mapping', mapping),
    '__len__': lambda self: len(self._mapping),
    '__repr__': lambda self: '%s(%r)' % (type(self).__name__, self._mapping),
})


class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, items):
        return set(items)

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ValuesView(MappingView, Collection):
    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]

    def __contains__(self, value):
        return _contains(self, value)


class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, items):
        return set(items)

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]

    def __contains__(self, item):
        return item[0] in self._mapping and self._mapping[item[0]] == item[1]


KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))


Mapping = _kind('Mapping', ['__getitem__', '__iter__', '__len__'], (Collection,), (dict,), {
    'get': _map_get, '__contains__': _map_contains, '__eq__': _map_eq, 'keys': lambda self: KeysView(self),
    'values': lambda self: ValuesView(self), 'items': lambda self: ItemsView(self),
})
MutableMapping = _kind(
    'MutableMapping', ['__getitem__', '__setitem__', '__delitem__', '__iter__', '__len__'], (Mapping,), (dict,), {
        'pop': _map_pop, 'popitem': _map_popitem, 'clear': _map_clear, 'update': _map_update, 'setdefault': _map_setdefault,
    },
)

__all__ = [
    'Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'Hashable', 'Iterable', 'Iterator',
    'Generator', 'Reversible', 'Sized', 'Container', 'Callable', 'Collection', 'Set', 'MutableSet', 'Mapping',
    'MutableMapping', 'MappingView', 'KeysView', 'ItemsView', 'ValuesView', 'Sequence', 'MutableSequence', 'ByteString',
]
