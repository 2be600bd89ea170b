# importlib: modules by names that are values.
import sys as _sys


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
        level = len(name) - len(name.lstrip("."))
        parts = package.rsplit(".", level - 1)
        if len(parts) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = parts[0] + ("." + name[level:] if name[level:] else "")
    module = __import__(name)
    for part in name.split(".")[1:]:
        found = _sys.modules.get(name)
        if found is not None:
            return found
        module = getattr(module, part)
    return module


def reload(module):
    if not hasattr(module, "__name__"):
        raise TypeError("reload() argument must be a module")
    return module


def invalidate_caches():
    pass


def find_spec(name):
    try:
        return import_module(name)
    except ImportError:
        return None


class _Util:
    @staticmethod
    def find_spec(name, package=None):
        return find_spec(name)


util = _Util()
