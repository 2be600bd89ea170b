# copy: values made again, one level deep or all the way.
import copyreg as _copyreg
from copyreg import _defines, _reduce

dispatch_table = _copyreg.dispatch_table


class Error(Exception):
    pass


error = Error
_SAME = (type(None), int, float, bool, complex, str, bytes, tuple, frozenset, type, range, slice, property,
         type(...), type(NotImplemented), type(len), type(lambda: 0))


def _parts(x):
    kind = type(x)
    if kind in dispatch_table:
        return dispatch_table[kind](x)
    for name, args in (("__reduce_ex__", (4,)), ("__reduce__", ())):
        if _defines(kind, name):
            return getattr(x, name)(*args)
    return _reduce(x)


def copy(x):
    kind = type(x)
    if kind in _SAME or isinstance(x, type):
        return x
    if kind in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(x, "__copy__", None)
    if own is not None:
        return own()
    if kind.__module__ != "__main__" and not hasattr(x, "__dict__") and hasattr(x, "copy"):
        return x.copy()
    return _made(x, _parts(x))


def _made(x, parts, deep=None, memo=None):
    if isinstance(parts, str):
        return x
    function, args, state, items, pairs = (tuple(parts) + (None,) * 3)[:5]
    if deep and args:
        args = tuple(deep(arg, memo) for arg in args)
    made = function(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deep(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)
    if items is not None:
        for item in items:
            made.append(deep(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deep(key, memo), deep(value, memo)
            made[key] = value
    return made


_PLAIN = tuple(kind for kind in _SAME if kind not in (tuple, frozenset, slice))


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    kind = type(x)
    if kind in _PLAIN or isinstance(x, type):
        return x
    if kind is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif kind is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif kind is tuple:
        made = [deepcopy(item, memo) for item in x]
        # A tuple within itself was made on the way.
        if id(x) in memo:
            return memo[id(x)]
        made = x if all(a is b for a, b in zip(x, made)) else tuple(made)
    elif kind in (set, frozenset):
        made = kind([deepcopy(item, memo) for item in x])
    elif kind is bytearray:
        made = bytearray(x)
    elif kind.__name__ == "method":
        made = x.__func__.__get__(deepcopy(x.__self__, memo))
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            made = own(memo)
        elif kind.__module__ != "__main__" and not hasattr(x, "__dict__") and hasattr(x, "copy"):
            made = x.copy()
        else:
            made = _made(x, _parts(x), deepcopy, memo)
    if made is not x:
        memo[id(x)] = made
        # The original lives as long as its identity is a key.
        memo.setdefault(id(memo), []).append(x)
    return made
