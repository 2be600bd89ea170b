# weakref: what is built on `ref`.
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet


class _Guard:
    """Lies in the object; when it goes, the object has gone."""

    def __init__(self, call):
        self._call = call

    def __del__(self):
        call, self._call = self._call, None
        if call is not None:
            call()


def _watch(obj, call):
    guard = _Guard(call)
    try:
        guards = obj.__dict__.setdefault("__weakref__", [])
    except AttributeError:
        return guard
    guards.append(guard)
    return guard


def _guard(obj, callback, reference):
    _watch(obj, lambda: callback(reference))


def getweakrefcount(object, /):
    return len(getattr(object, "__dict__", {}).get("__weakref__", ()))


def getweakrefs(object, /):
    return []


class finalize:
    _all = []

    def __init__(self, obj, func, /, *args, **kwargs):
        self._parts = ref(obj), func, args, kwargs
        self.atexit = True
        _watch(obj, self)
        if not finalize._all:
            import atexit
            atexit.register(finalize._at_exit)
        finalize._all.append(self)

    @classmethod
    def _at_exit(cls):
        for one in reversed(list(cls._all)):
            if one.atexit:
                one()

    def _take(self):
        parts, self._parts = self._parts, None
        if parts is not None and self in finalize._all:
            finalize._all.remove(self)
        return parts

    def __call__(self, _=None):
        parts = self._take()
        if parts is not None:
            return parts[1](*parts[2], **parts[3])

    def detach(self):
        if self._parts is not None and self._parts[0]() is not None:
            parts = self._take()
            return parts[0](), parts[1], parts[2], parts[3]

    def peek(self):
        if self._parts is not None and self._parts[0]() is not None:
            return self._parts[0](), self._parts[1], self._parts[2], self._parts[3]

    @property
    def alive(self):
        return self._parts is not None


class WeakMethod:
    def __init__(self, meth, callback=None):
        if not hasattr(meth, "__self__") or not hasattr(meth, "__func__"):
            raise TypeError("argument should be a bound method, not %s" % type(meth))
        self._self = ref(meth.__self__, callback)
        self._func = ref(meth.__func__)

    def __call__(self):
        own, func = self._self(), self._func()
        return None if own is None or func is None else func.__get__(own)

    def __eq__(self, other):
        return isinstance(other, WeakMethod) and self._self == other._self and self._func == other._func

    def __hash__(self):
        return hash(self._func)


def _plain(name):
    def method(self, *args):
        return getattr(_target(self), name)(*args)
    return method


def _target(self):
    found = object.__getattribute__(self, "_ref")()
    if found is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return found


class ProxyType:
    def __init__(self, obj, callback=None):
        object.__setattr__(self, "_ref", ref(obj, callback))

    def __getattr__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __str__(self):
        return str(_target(self))

    def __repr__(self):
        found = _target(self)
        return "<weakproxy at %#x to %s at %#x>" % (id(self), type(found).__name__, id(found))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __contains__(self, item):
        return item in _target(self)

    def __getitem__(self, index):
        return _target(self)[index]

    def __setitem__(self, index, value):
        _target(self)[index] = value

    def __delitem__(self, index):
        del _target(self)[index]

    def __eq__(self, other):
        return _target(self) == (_target(other) if isinstance(other, ProxyType) else other)

    def __add__(self, other):
        return _target(self) + other

    def __sub__(self, other):
        return _target(self) - other

    __hash__ = None


class CallableProxyType(ProxyType):
    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class WeakValueDictionary(_MutableMapping):
    def __init__(self, other=(), /, **kw):
        self._data = {}
        self.update(other, **kw)

    def _prune(self):
        for key in [key for key, own in self._data.items() if own() is None]:
            del self._data[key]

    def __getitem__(self, key):
        found = self._data[key]()
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key, value):
        self._data[key] = ref(value)

    def __delitem__(self, key):
        self._prune()
        del self._data[key]

    def __len__(self):
        self._prune()
        return len(self._data)

    def __iter__(self):
        self._prune()
        return iter(list(self._data))

    def __contains__(self, key):
        return key in self._data and self._data[key]() is not None

    def copy(self):
        return type(self)(self)

    def valuerefs(self):
        self._prune()
        return list(self._data.values())

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))


class WeakKeyDictionary(_MutableMapping):
    def __init__(self, dict=None):
        self._data = {}
        if dict is not None:
            self.update(dict)

    def _prune(self):
        for own in [own for own in self._data if own() is None]:
            del self._data[own]

    def __getitem__(self, key):
        return self._data[ref(key)]

    def __setitem__(self, key, value):
        self._data[ref(key)] = value

    def __delitem__(self, key):
        del self._data[ref(key)]

    def __len__(self):
        self._prune()
        return len(self._data)

    def __iter__(self):
        self._prune()
        return iter([own() for own in self._data])

    def __contains__(self, key):
        try:
            return ref(key) in self._data
        except TypeError:
            return False

    def copy(self):
        return type(self)(self)

    def keyrefs(self):
        self._prune()
        return list(self._data)

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))


class WeakSet(_MutableSet):
    def __init__(self, data=None):
        self._refs = set()
        for item in data or ():
            self.add(item)

    def add(self, item):
        self._refs.add(ref(item))

    def discard(self, item):
        self._refs.discard(ref(item))

    def __contains__(self, item):
        try:
            return ref(item) in self._refs
        except TypeError:
            return False

    def __iter__(self):
        return iter([found for found in [own() for own in list(self._refs)] if found is not None])

    def __len__(self):
        return len(list(iter(self)))

    def remove(self, item):
        self._refs.remove(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def __repr__(self):
        return repr({own for own in self._refs})
