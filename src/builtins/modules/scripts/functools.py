# functools: functions that work on functions.
from collections import namedtuple as _namedtuple
from reprlib import recursive_repr as _recursive_repr

_NOTHING = object()
WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
GenericAlias = type(list[int])


def reduce(function, sequence, initial=_NOTHING, /):
    try:
        items = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _NOTHING:
        for value in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    @_recursive_repr()
    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(arg) for arg in self.args)
        parts.extend("%s=%r" % pair for pair in self.keywords.items())
        name = type(self).__qualname__
        if type(self).__module__ == "functools":
            name = "functools." + name
        return "%s(%s)" % (name, ", ".join(parts))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, None)

    def __setstate__(self, state):
        func, args, keywords, names = state
        self.func, self.args, self.keywords = func, tuple(args), dict(keywords or {})
        if names:
            self.__dict__.update(names)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        if isinstance(func, partialmethod):
            args, keywords, func = func.args + args, {**func.keywords, **keywords}, func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts.extend("%s=%r" % pair for pair in self.keywords.items())
        return "functools.partialmethod(%s)" % ", ".join(parts)

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if isinstance(self.func, (classmethod, staticmethod)) and get is not None:
            return partial(get(obj, cls), *self.args, **self.keywords)
        func, args, keywords = self.func, self.args, self.keywords
        if obj is None:
            def method(self, /, *more, **others):
                return func(self, *args, *more, **{**keywords, **others})
            return method
        return partial(func, obj, *args, **keywords)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
            setattr(wrapper, name, value)
        except (AttributeError, TypeError):
            pass
    for name in updated:
        others = getattr(wrapped, name, {})
        for key in list(others):
            setattr(wrapper, key, others[key])
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


_CacheInfo = _namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    kept = {}
    hits = misses = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = args
        if kwargs:
            key = (args, _NOTHING, *kwargs.items())
        if typed:
            key = (key, _NOTHING, *map(type, args), *map(type, kwargs.values()))
        found = kept.get(key, _NOTHING)
        if found is not _NOTHING:
            hits += 1
            if maxsize is not None:
                del kept[key]
                kept[key] = found
            return found
        misses += 1
        value = function(*args, **kwargs)
        if maxsize is None:
            kept[key] = value
        elif maxsize:
            if key not in kept and len(kept) >= maxsize:
                del kept[next(iter(kept))]
            kept[key] = value
        return value

    def cache_clear():
        """Forgets all results."""
        nonlocal hits, misses
        kept.clear()
        hits = misses = 0

    def cache_info():
        """How often a result was remembered."""
        return _CacheInfo(hits, misses, maxsize, len(kept))

    update_wrapper(wrapper, function)
    wrapper.cache_clear = cache_clear
    wrapper.cache_info = cache_info
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def cmp_to_key(mycmp):
    class K:
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None
    return K


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property."
                            % (type(instance).__name__, self.attrname)) from None
        if self.attrname not in kept:
            kept[self.attrname] = self.func(instance)
        return kept[self.attrname]

    __class_getitem__ = classmethod(GenericAlias)


def _from(name, root, work):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else work(answer, self, other)
    method.__name__ = name
    return method


# How each comparison follows from another: of its answer, and whether both are equal.
_ORDERS = {
    "__lt__": (("__gt__", lambda a, x, y: not a and x != y), ("__le__", lambda a, x, y: a or x == y), ("__ge__", lambda a, x, y: not a)),
    "__le__": (("__ge__", lambda a, x, y: not a or x == y), ("__lt__", lambda a, x, y: a and x != y), ("__gt__", lambda a, x, y: not a)),
    "__gt__": (("__lt__", lambda a, x, y: not a and x != y), ("__ge__", lambda a, x, y: a or x == y), ("__le__", lambda a, x, y: not a)),
    "__ge__": (("__le__", lambda a, x, y: not a or x == y), ("__gt__", lambda a, x, y: a and x != y), ("__lt__", lambda a, x, y: not a)),
}


def total_ordering(cls):
    roots = [name for name in _ORDERS
             if any(name in each.__dict__ for each in cls.__mro__ if each is not object)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, work in _ORDERS[root]:
        if name not in roots:
            setattr(cls, name, _from(name, root, work))
    return cls


def recursive_repr(fillvalue="..."):
    return _recursive_repr(fillvalue)


def get_cache_token():
    return 0


def _kinds_of(hint):
    """The classes that an annotation names: several for a union."""
    args = getattr(hint, "__args__", None)
    if isinstance(hint, type) and not args:
        return [hint]
    origin = getattr(hint, "__origin__", None)
    if args and (type(hint).__name__ == "UnionType" or "Union" in repr(origin or hint)):
        return list(args) if all(isinstance(arg, type) for arg in args) else None
    return None


def singledispatch(func):
    registry = {}

    def dispatch(cls):
        for each in cls.__mro__:
            if each in registry:
                return registry[each]
            # A class that the value is only said to derive from.
            if each is object:
                break
        found = [kind for kind in registry if kind is not object and issubclass(cls, kind)]
        for kind in found:
            if not any(other is not kind and issubclass(other, kind) for other in found):
                others = [other for other in found if other is not kind and not issubclass(kind, other)]
                if others:
                    raise RuntimeError("Ambiguous dispatch: %r or %r" % (kind, others[0]))
                return registry[kind]
        return registry[object]

    def register(cls, func=None):
        kinds = _kinds_of(cls)
        if kinds is not None:
            if func is None:
                return lambda func: register(cls, func)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. %r is not a class or union type." % (cls,))
            notes = getattr(cls, "__annotations__", {})
            if not notes:
                raise TypeError(
                    "Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function." % (cls,))
            func = cls
            name, hint = next(iter(notes.items()))
            kinds = _kinds_of(hint)
            if kinds is None:
                raise TypeError("Invalid annotation for %r. %r is not a class." % (name, hint))
        for kind in kinds:
            registry[kind] = func
        return func

    name = getattr(func, "__name__", "singledispatch function")

    def wrapper(*args, **kw):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % name)
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = lambda: None
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            own = self.dispatcher.dispatch(args[0].__class__)
            return own.__get__(obj, cls)(*args, **kwargs)
        update_wrapper(method, self.func)
        method.register = self.register
        return method
