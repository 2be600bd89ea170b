"""Questions about functions and classes."""


def isclass(obj): return isinstance(obj, type)
def isfunction(obj): return type(obj).__name__ == 'function'
def ismethod(obj): return type(obj).__name__ == 'method'
def isbuiltin(obj): return type(obj).__name__ == 'builtin_function_or_method'
def isroutine(obj): return isfunction(obj) or ismethod(obj) or isbuiltin(obj)
def ismodule(obj): return type(obj).__name__ == 'module'
def isgenerator(obj): return type(obj).__name__ == 'generator'
def iscoroutinefunction(obj): return False
def isabstract(obj): return bool(getattr(obj, '__abstractmethods__', ()))


def isgeneratorfunction(obj):
    return isfunction(obj) and bool(obj.__code__.co_flags & 32)


def getdoc(obj):
    doc = getattr(obj, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()] or [0])
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return '\n'.join(lines)


def getmembers(obj, predicate=None):
    found = []
    for name in dir(obj):
        try:
            value = getattr(obj, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls): return cls.__mro__
def getmodule(obj): return None
def unwrap(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func


class _Empty:
    pass


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)
    empty = _Empty

    def __init__(self, name, kind, default=_Empty, annotation=_Empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def __str__(self):
        text = {2: '*', 4: '**'}.get(self.kind, '') + self.name
        noted = self.annotation is not _Empty
        if noted:
            text += ': ' + (self.annotation.__name__ if isinstance(self.annotation, type) else repr(self.annotation))
        if self.default is not _Empty:
            text += (' = ' if noted else '=') + repr(self.default)
        return text

    def __repr__(self):
        return '<Parameter "%s">' % self


class Signature:
    empty = _Empty

    def __init__(self, parameters, return_annotation):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation

    def __str__(self):
        parts = []
        star = False
        only = [p for p in self.parameters.values() if p.kind == 0]
        for p in self.parameters.values():
            if p.kind == 2:
                star = True
            if p.kind == 3 and not star:
                parts.append('*')
                star = True
            parts.append(str(p))
            if only and p is only[-1]:
                parts.append('/')
        text = '(' + ', '.join(parts) + ')'
        if self.return_annotation is not _Empty:
            note = self.return_annotation
            text += ' -> ' + (note.__name__ if isinstance(note, type) else repr(note))
        return text

    def __repr__(self):
        return '<Signature %s>' % self


def signature(func):
    bound = ismethod(func)
    if isinstance(func, type):
        func, bound = func.__init__, True
    func = unwrap(getattr(func, '__func__', func))
    code = func.__code__
    notes = func.__annotations__
    names = code.co_varnames
    count, only, named = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    defaults = func.__defaults__ or ()
    keywords = func.__kwdefaults__ or {}
    params = []
    for at in range(count):
        gone = count - len(defaults)
        default = defaults[at - gone] if at >= gone else _Empty
        params.append(Parameter(names[at], 0 if at < only else 1, default, notes.get(names[at], _Empty)))
    place = count + named
    if code.co_flags & 4:
        params.append(Parameter(names[place], 2, _Empty, notes.get(names[place], _Empty)))
        place += 1
    for name in names[count:count + named]:
        params.append(Parameter(name, 3, keywords.get(name, _Empty), notes.get(name, _Empty)))
    if code.co_flags & 8:
        params.append(Parameter(names[place], 4, _Empty, notes.get(names[place], _Empty)))
    return Signature(params[1:] if bound else params, notes.get('return', _Empty))


def getfullargspec(func):
    code = getattr(func, '__func__', func).__code__
    import types
    return types.SimpleNamespace(args=list(code.co_varnames[:code.co_argcount]), defaults=func.__defaults__)
