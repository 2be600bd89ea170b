# linecache: single lines of files.
cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename) as file:
                cache[filename] = file.read().splitlines(True)
        except (OSError, UnicodeDecodeError):
            return []
        if cache[filename] and not cache[filename][-1].endswith("\n"):
            cache[filename][-1] += "\n"
    return cache[filename]


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    cache.clear()


def checkcache(filename=None):
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)
