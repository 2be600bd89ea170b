# functools
_NOTHING = object()


def reduce(function, sequence, initial=_NOTHING):
    items = iter(sequence)
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


class partial(object):
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        named = dict(self.keywords)
        named.update(keywords)
        return self.func(*(self.args + args), **named)

    def __repr__(self):
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts.extend(["%s=%r" % (name, self.keywords[name]) for name in self.keywords])
        return "functools.partial(%s)" % ", ".join(parts)


def update_wrapper(wrapper, wrapped, assigned=None, updated=None):
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(wrapped, name):
            try:
                setattr(wrapper, name, getattr(wrapped, name))
            except (AttributeError, TypeError):
                pass
    try:
        wrapper.__wrapped__ = wrapped
    except (AttributeError, TypeError):
        pass
    return wrapper


def wraps(wrapped, assigned=None, updated=None):
    def decorator(wrapper):
        return update_wrapper(wrapper, wrapped)
    return decorator


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return lru_cache(128)(maxsize)

    def decorator(function):
        kept = {}
        counts = [0, 0]

        def wrapper(*args, **kwargs):
            key = (args, tuple(kwargs.items())) if kwargs else args
            if key in kept:
                counts[0] += 1
                value = kept.pop(key)
                kept[key] = value
                return value
            counts[1] += 1
            value = function(*args, **kwargs)
            if maxsize is not None and len(kept) >= maxsize:
                if maxsize <= 0:
                    return value
                for oldest in kept:
                    break
                kept.pop(oldest)
            kept[key] = value
            return value

        def cache_clear():
            kept.clear()
            counts[0] = counts[1] = 0

        def cache_info():
            return "CacheInfo(hits=%d, misses=%d, maxsize=%s, currsize=%d)" % (counts[0], counts[1], maxsize, len(kept))

        update_wrapper(wrapper, function)
        wrapper.cache_clear = cache_clear
        wrapper.cache_info = cache_info
        return wrapper
    return decorator


def cache(function):
    return lru_cache(None)(function)


def cmp_to_key(compare):
    class Key(object):
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0
    return Key


class cached_property(object):
    def __init__(self, function):
        self.function = function
        self.name = function.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


def total_ordering(cls):
    if hasattr(cls, "__lt__"):
        cls.__gt__ = lambda self, other: not (self < other or self == other)
        cls.__le__ = lambda self, other: self < other or self == other
        cls.__ge__ = lambda self, other: not self < other
    return cls
