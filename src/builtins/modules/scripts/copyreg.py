# copyreg: how values are taken apart and put together again.
dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _defines(kind, name):
    return any(name in each.__dict__ for each in kind.__mro__ if each is not object)


def _newobj(cls, *args):
    try:
        return cls.__new__(cls, *args)
    except TypeError:
        # A class that is written here asks for more than its state needs.
        if args:
            raise
        return object.__new__(cls)


def _reduce(obj):
    """What `object.__reduce_ex__` says: a new object of the class, and its state."""
    kind = type(obj)
    name = kind.__name__
    if kind is complex:
        return complex, (obj.real, obj.imag)
    if kind is range:
        return range, (obj.start, obj.stop, obj.step)
    if kind is slice:
        return slice, (obj.start, obj.stop, obj.step)
    if isinstance(obj, BaseException):
        state = dict(vars(obj)) or None
        return (kind, obj.args, state) if state else (kind, obj.args)
    if name in ("OrderedDict", "Counter", "defaultdict", "deque"):
        if name == "OrderedDict":
            return kind, (), None, None, iter(obj.items())
        if name == "Counter":
            return kind, (dict(obj),)
        if name == "defaultdict":
            args = () if obj.default_factory is None else (obj.default_factory,)
            return kind, args, None, None, iter(obj.items())
        return kind, ((), obj.maxlen) if obj.maxlen is not None else (), None, iter(obj)
    if name == "QueryAnswer":
        import scapy.plist
        return scapy.plist.QueryAnswer, tuple(obj)
    if name in ("generator", "function", "module", "socket", "lock", "_io.TextIOWrapper", "memoryview") or (
            kind.__module__ == "builtins" and name not in ("object",)):
        raise TypeError("cannot pickle '%s' object" % name)
    args = ()
    if _defines(kind, "__getnewargs__"):
        args = tuple(obj.__getnewargs__())
    elif isinstance(obj, tuple):
        args = (tuple(obj),)
    else:
        for base in (int, float, str, bytes):
            if isinstance(obj, base):
                args = (base(obj),)
    if _defines(kind, "__getstate__"):
        state = obj.__getstate__()
    else:
        state = dict(obj.__dict__) if getattr(obj, "__dict__", None) else None
        slots = {}
        for each in kind.__mro__:
            own = each.__dict__.get("__slots__", ())
            for slot in (own,) if isinstance(own, str) else own:
                if slot not in ("__dict__", "__weakref__") and hasattr(obj, slot):
                    slots[slot] = getattr(obj, slot)
        if slots:
            state = (state, slots)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return _newobj, (kind,) + args, state, items, pairs
