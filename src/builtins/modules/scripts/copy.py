# copy
class Error(Exception):
    pass


def copy(x):
    if isinstance(x, (int, float, str, bytes, tuple, frozenset, type, type(None))):
        return x
    if hasattr(x, "__copy__"):
        return x.__copy__()
    if isinstance(x, (dict, list, set, bytearray)) or hasattr(x, "copy"):
        return x.copy()
    if hasattr(x, "__dict__"):
        made = object.__new__(type(x))
        for name, value in vars(x).items():
            setattr(made, name, value)
        return made
    return x


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    if isinstance(x, (int, float, str, bytes, type, type(None))) or callable(x):
        return x
    if hasattr(x, "__deepcopy__"):
        made = x.__deepcopy__(memo)
    elif isinstance(x, list):
        made = []
        memo[id(x)] = made
        for item in x:
            made.append(deepcopy(item, memo))
    elif isinstance(x, dict):
        made = x.copy()
        made.clear()
        memo[id(x)] = made
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif isinstance(x, tuple) and type(x) is tuple:
        made = tuple([deepcopy(item, memo) for item in x])
    elif isinstance(x, frozenset):
        made = frozenset([deepcopy(item, memo) for item in x])
    elif isinstance(x, set):
        made = set([deepcopy(item, memo) for item in x])
    elif isinstance(x, bytearray):
        made = x.copy()
    elif hasattr(x, "copy"):
        made = x.copy()
    elif hasattr(x, "__dict__"):
        made = object.__new__(type(x))
        memo[id(x)] = made
        for name, value in vars(x).items():
            setattr(made, name, deepcopy(value, memo))
    else:
        made = x
    memo[id(x)] = made
    return made
