# traceback: where an exception came by, as text.
import sys

_HEAD = "Traceback (most recent call last):\n"
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_NOTHING = object()


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, marks=None, **places):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self._marks = marks
        self.locals = locals

    @property
    def line(self):
        if self._line is None:
            import linecache
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    def _items(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __iter__(self):
        return iter(self._items())

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return self._items()[index]

    def __eq__(self, other):
        return self._items() == (other._items() if isinstance(other, FrameSummary) else other)

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)


class StackSummary(list):
    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        stack = cls(_summary(frame, line) for frame, line in frames)
        return cls(_limited(stack, limit))

    @classmethod
    def from_list(cls, entries):
        return cls(entry if isinstance(entry, FrameSummary) else _from_tuple(entry) for entry in entries)

    def format_frame_summary(self, entry):
        text = '  File "%s", line %s, in %s\n' % (entry.filename, entry.lineno, entry.name)
        if entry.line:
            text += "    %s\n" % entry.line
            if entry._marks:
                text += "    %s\n" % entry._marks
        return text

    def format(self):
        lines = []
        before, times = None, 0
        for entry in self:
            place = (entry.filename, entry.lineno, entry.name)
            times = times + 1 if place == before else 1
            if times == 1 and before is not None:
                lines.extend(_repeated(count))
            before, count = place, times
            if times <= 3:
                lines.append(self.format_frame_summary(entry))
        if before is not None:
            lines.extend(_repeated(count))
        return lines


def _repeated(times):
    if times <= 3:
        return []
    return ["  [Previous line repeated %d more time%s]\n" % (times - 3, "" if times == 4 else "s")]


def _from_tuple(entry):
    filename, lineno, name, line = entry
    return FrameSummary(filename, lineno, name, line=line)


def _summary(frame, lineno, marks=None):
    code = frame.f_code
    return FrameSummary(code.co_filename, lineno, code.co_name, line=frame._written, marks=marks)


def _of_traceback(tb, limit):
    stack = [_summary(frame, line, frame._marks) for frame, line in walk_tb(tb)]
    return StackSummary(_limited(stack, limit))


def _limited(stack, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
    if limit is None:
        return stack
    return stack[:limit] if limit >= 0 else stack[limit:]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    frame = f or sys._getframe(1)
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def extract_tb(tb, limit=None):
    return _of_traceback(tb, limit)


def extract_stack(f=None, limit=None):
    frames = list(walk_stack(f or sys._getframe(1)))
    frames.reverse()
    return StackSummary(_limited([_summary(*frame) for frame in frames], None if limit is None else -limit))


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe(1), limit).format()


def print_stack(f=None, limit=None, file=None):
    _write(extract_stack(f or sys._getframe(1), limit).format(), file)


def _write(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        file.write(line)


def _parsed(exc, value, tb):
    if value is _NOTHING and tb is _NOTHING:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError("Exception expected for value, %s found" % type(exc).__name__)
        return exc, getattr(exc, "__traceback__", None)
    if value is _NOTHING or tb is _NOTHING:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def format_exception_only(exc, /, value=_NOTHING):
    if value is _NOTHING:
        value = exc
    if value is None:
        return ["NoneType: None\n"] if exc is None else [_named(exc) + "\n"]
    return list(TracebackException(type(value), value, None).format_exception_only())


def format_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, chain=True):
    value, tb = _parsed(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def print_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, file=None, chain=True):
    value, tb = _parsed(exc, value, tb)
    _write(TracebackException(type(value), value, tb, limit=limit).format(chain=chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_value"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def clear_frames(tb):
    """Frames hold no variables here once they are left."""


def _named(kind):
    if kind.__module__ in ("__main__", "builtins"):
        return kind.__qualname__
    return kind.__module__ + "." + kind.__qualname__


def _said(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.stack = _of_traceback(exc_traceback, limit)
        self._value = exc_value
        self._str = _said(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        self.__cause__ = self._inner(getattr(exc_value, "__cause__", None), limit, seen)
        self.__context__ = self._inner(getattr(exc_value, "__context__", None), limit, seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _inner(self, exc, limit, seen):
        if exc is None or id(exc) in seen:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, limit=limit, _seen=seen)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        if self._value is None:
            yield "NoneType: None\n"
            return
        if isinstance(self._value, SyntaxError) and self._value.lineno is not None:
            yield from self._format_syntax_error()
        else:
            yield _named(self.exc_type) + (": " + self._str if self._str else "") + "\n"
        for note in self.__notes__ or ():
            for line in str(note).split("\n"):
                yield line + "\n"

    def _format_syntax_error(self):
        error = self._value
        yield '  File "%s", line %s\n' % (error.filename or "<string>", error.lineno)
        if error.text is not None:
            written = error.text.rstrip("\n")
            bare = written.lstrip(" \n\f")
            yield "    %s\n" % bare
            if error.offset:
                start = error.offset - 1 - (len(written) - len(bare))
                end = error.end_offset or error.offset
                width = max(end - error.offset, 1) if error.end_lineno in (None, error.lineno) else 1
                if start >= 0:
                    yield "    %s%s\n" % (" " * start, "^" * width)
        yield "%s: %s\n" % (_named(self.exc_type), error.msg or "<no detail available>")

    def format(self, *, chain=True):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self.stack:
            yield _HEAD
            yield from self.stack.format()
        elif self._value is not None and self._value.__traceback__ is not None:
            yield _HEAD
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)
