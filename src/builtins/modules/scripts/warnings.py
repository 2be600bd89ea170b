"""Words about what is not wrong yet."""
import sys

filters = []
_seen = set()


class WarningMessage:
    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (
            self.message, self.category.__name__, self.filename, self.lineno, self.line)


# What is not told unless a script asks for it; in the main program, deprecations are.
_UNSAID = (PendingDeprecationWarning, ImportWarning, ResourceWarning)


def _action(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if (issubclass(category, kind) and (message is None or message.match(text))
                and (where is None or where.match(module)) and line in (0, lineno)):
            return action
    if issubclass(category, _UNSAID) or category is DeprecationWarning and module != '__main__':
        return 'ignore'
    return 'default'


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    frame = sys._getframe(1)
    for _ in range(stacklevel - 1):
        frame = frame.f_back or frame
    module = frame.f_globals.get('__name__', '<string>')
    warn_explicit(message, category, frame.f_code.co_filename, frame.f_lineno, module, line=frame._written)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None, line=None):
    if module is None:
        module = filename[:-3] if filename.endswith('.py') else filename or '<unknown>'
    if isinstance(message, Warning):
        category = type(message)
    else:
        message = category(message)
    text = str(message)
    action = _action(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action != 'always':
        key = {'once': (text, category), 'module': (text, category, filename)}.get(action, (text, category, filename, lineno))
        if key in _seen:
            return
        _seen.add(key)
    given = globals()['showwarning']
    if given is not _own_showwarning:
        given(message, category, filename, lineno)
    elif _caught:
        _caught[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        sys.stderr.write(formatwarning(message, category, filename, lineno, line))


_caught = []


def formatwarning(message, category, filename, lineno, line=None):
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    line = line.strip()
    return '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message) + ('  %s\n' % line if line else '')


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


_own_showwarning = showwarning


def _add(item, append):
    if item in filters:
        if append:
            return
        filters.remove(item)
    filters.insert(len(filters) if append else 0, item)
    _seen.clear()


def _checked(action, category, lineno):
    if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
        raise AssertionError('invalid action: %r' % (action,))
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError('lineno must be an int >= 0')


def simplefilter(action, category=Warning, lineno=0, append=False):
    _checked(action, category, lineno)
    _add((action, None, category, None, lineno), append)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    import re
    _checked(action, category, lineno)
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise AssertionError('category must be a Warning subclass')
    _add((action, re.compile(message, re.I) if message else None, category, re.compile(module) if module else None, lineno), append)


def resetwarnings():
    del filters[:]
    _seen.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return 'catch_warnings(record=True)' if self._record else 'catch_warnings()'

    def __enter__(self):
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        self._saved = filters[:], globals()['showwarning']
        _seen.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            globals()['showwarning'] = _own_showwarning
            _caught.append([])
            return _caught[-1]
        return None

    def __exit__(self, *exc):
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        filters[:], globals()['showwarning'] = self._saved
        _seen.clear()
        if self._record:
            _caught.pop()
