"""Words about what is not wrong yet."""
import sys

filters = []
_caught = []
_seen = set()


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = None
        self.line = None

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (
            self.message, self.category.__name__, self.filename, self.lineno, self.line)


def _action(category):
    for action, kind in filters:
        if issubclass(category, kind):
            return action
    if issubclass(category, (PendingDeprecationWarning, ImportWarning, ResourceWarning)):
        return 'ignore'
    return 'default'


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    else:
        category = category or UserWarning
        message = category(message)
    action = _action(category)
    if action == 'error':
        raise message
    if action == 'ignore':
        return
    if _caught:
        if action != 'always' and (str(message), category) in _caught[-1][1]:
            return
        _caught[-1][1].add((str(message), category))
        _caught[-1][0].append(WarningMessage(message, category, '<script>', 1))
        return
    if action != 'always':
        if (str(message), category) in _seen:
            return
        _seen.add((str(message), category))
    sys.stderr.write(formatwarning(message, category, '<script>', 1))


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    warn(message, category)


def formatwarning(message, category, filename, lineno, line=None):
    return '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category))


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    simplefilter(action, category, lineno, append)


def resetwarnings():
    del filters[:]


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self.record = record

    def __enter__(self):
        self.saved = filters[:]
        if self.record:
            _caught.append(([], set()))
            return _caught[-1][0]
        return None

    def __exit__(self, *exc):
        filters[:] = self.saved
        if self.record:
            _caught.pop()
