# unittest.mock: objects that take any call and remember it, and names that mean something else for a while.
import functools as _functools
import importlib as _importlib


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name


class _Sentinels:
    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._made.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class InvalidSpecError(Exception):
    pass


def _written(name, args, kwargs):
    parts = [repr(arg) for arg in args] + ["%s=%r" % item for item in kwargs.items()]
    return "%s(%s)" % (name, ", ".join(parts))


class _Call(tuple):
    """A call: its name, its arguments."""

    def __new__(cls, value=(), name="", parent=None, two=False):
        name, args, kwargs = cls._parts(value, name)
        made = tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))
        made._name = name
        made._parent = parent
        return made

    @staticmethod
    def _parts(value, name=""):
        args, kwargs = (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            else:
                kwargs = part
        return name, args, kwargs

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        mine, theirs = self._parts(self), self._parts(other)
        if len(self) == 2 or len(other) < 3:
            return mine[1:] == theirs[1:]
        return mine == theirs

    def __ne__(self, other):
        return not self == other

    def __call__(self, *args, **kwargs):
        return _Call((self._name, args, kwargs), name=self._name)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return _Call((), name="%s.%s" % (self._name, name) if self._name else name)

    def __repr__(self):
        name = "call.%s" % self._name if self._name and not self._name.startswith("()") else "call" + self._name
        return _written(name, self[-2], self[-1])


call = _Call()


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[at:at + len(value)] == value for at in range(len(self) - len(value) + 1))


_OWN = {"return_value", "side_effect", "called", "call_count", "call_args", "call_args_list", "mock_calls", "method_calls"}


class NonCallableMock:
    """An object that has every attribute."""

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, **kwargs):
        own = self.__dict__
        own["_children"] = {}
        own["_deleted"] = set()
        own["_name"] = name
        own["_parent"] = parent
        own["_wraps"] = wraps
        own["_sealed"] = False
        spec = spec if spec is not None else spec_set
        if isinstance(spec, (list, tuple)):
            own["_names"], own["_class"] = list(spec), None
        elif spec is not None:
            own["_names"], own["_class"] = dir(spec), spec if isinstance(spec, type) else type(spec)
        else:
            own["_names"], own["_class"] = None, None
        own["_strict"] = spec_set is not None
        own["_return"] = kwargs.pop("return_value", DEFAULT)
        own["_effect"] = self._prepared(kwargs.pop("side_effect", None))
        self.reset_mock()
        self.configure_mock(**kwargs)

    @staticmethod
    def _prepared(effect):
        if effect is None or callable(effect) or isinstance(effect, BaseException):
            return effect
        return iter(effect)

    def configure_mock(self, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *way, last = path.split(".")
            holder = self
            for step in way:
                holder = getattr(holder, step)
            setattr(holder, last, value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        own = self.__dict__
        own["called"], own["call_count"], own["call_args"] = False, 0, None
        own["call_args_list"], own["mock_calls"], own["method_calls"] = _CallList(), _CallList(), _CallList()
        if return_value:
            own["_return"] = DEFAULT
        if side_effect:
            own["_effect"] = None
        for child in own["_children"].values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)

    def attach_mock(self, mock, attribute):
        mock.__dict__["_parent"], mock.__dict__["_name"] = self, attribute
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        self.__dict__["_names"] = list(spec) if isinstance(spec, (list, tuple)) else dir(spec)
        self.__dict__["_strict"] = spec_set

    def _get_child_mock(self, **kwargs):
        kind = type(self)
        if kind is NonCallableMock:
            kind = Mock
        elif kind is NonCallableMagicMock:
            kind = MagicMock
        return kind(**kwargs)

    @property
    def __class__(self):
        return self.__dict__.get("_class") or type(self)

    @property
    def return_value(self):
        own = self.__dict__
        if own["_return"] is DEFAULT:
            own["_return"] = self._get_child_mock(name="()", parent=self)
        return own["_return"]

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_return"] = value

    @property
    def side_effect(self):
        return self.__dict__["_effect"]

    @side_effect.setter
    def side_effect(self, effect):
        self.__dict__["_effect"] = self._prepared(effect)

    def __getattr__(self, name):
        own = self.__dict__
        if name in own.get("_deleted", ()) or "_children" not in own:
            raise AttributeError(name)
        if name in own["_children"]:
            return own["_children"][name]
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if own["_names"] is not None and name not in own["_names"]:
            raise AttributeError("Mock object has no attribute %r" % name)
        if own["_sealed"]:
            raise AttributeError("Cannot set %s.%s" % (self._path(), name))
        if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError("%r is not a valid assertion. Use a spec for the mock if %r is meant to be an attribute." % (name, name))
        wraps = getattr(own["_wraps"], name) if own["_wraps"] is not None else None
        own["_children"][name] = self._get_child_mock(name=name, parent=self, wraps=wraps)
        return own["_children"][name]

    def __setattr__(self, name, value):
        own = self.__dict__
        if name in ("return_value", "side_effect"):
            object.__setattr__(self, name, value)
        elif name in _OWN:
            own[name] = value
        elif own["_strict"] and name not in (own["_names"] or ()):
            raise AttributeError("Mock object has no attribute '%s'" % name)
        elif name.startswith("__") and name.endswith("__"):
            setattr(type(self), name, _bound(value) if not isinstance(value, NonCallableMock) else _forwarded(value))
        else:
            own["_deleted"].discard(name)
            if isinstance(value, NonCallableMock) and value.__dict__["_parent"] is None and value.__dict__["_name"] is None:
                value.__dict__["_parent"], value.__dict__["_name"] = self, name
            own["_children"][name] = value

    def __delattr__(self, name):
        if name in self.__dict__["_deleted"]:
            raise AttributeError(name)
        self.__dict__["_children"].pop(name, None)
        self.__dict__["_deleted"].add(name)

    def __dir__(self):
        return sorted(set(self.__dict__["_names"] or dir(type(self))) | set(self.__dict__["_children"]))

    def _path(self):
        own = self.__dict__
        name = own["_name"] or "mock"
        if own["_parent"] is None:
            return name
        above = own["_parent"]._path()
        return above + name if name == "()" else "%s.%s" % (above, name)

    def __repr__(self):
        own = self.__dict__
        name = " name=%r" % self._path() if own["_name"] or own["_parent"] is not None else ""
        spec = " spec=%r" % own["_class"].__name__ if own["_class"] else ""
        return "<%s%s%s id='%d'>" % (type(self).__name__, name, spec, id(self))

    def _told(self):
        return self.__dict__["_name"] or "mock"

    def _written_calls(self, calls=None, prefix="Calls"):
        calls = self.mock_calls if calls is None else calls
        return "\n%s: %r." % (prefix, calls) if calls else ""

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % self._told())

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.%s" % (self._told(), self.call_count, self._written_calls()))

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s" % (self._told(), self.call_count, self._written_calls()))

    def assert_called_with(self, *args, **kwargs):
        expected = _written(self._told(), args, kwargs)
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: not called." % expected)
        if self.call_args != (args, kwargs):
            actual = _written(self._told(), self.call_args[-2], self.call_args[-1])
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: %s" % (expected, actual))

    def assert_called_once_with(self, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s" % (self._told(), self.call_count, self._written_calls()))
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, *args, **kwargs):
        if not any(made == (args, kwargs) for made in self.call_args_list):
            raise AssertionError("%s call not found" % _written(self._told(), args, kwargs))

    def assert_has_calls(self, calls, any_order=False):
        calls = list(calls)
        if any_order:
            left = list(self.mock_calls)
            missing = []
            for wanted in calls:
                if wanted in left:
                    left.remove(wanted)
                else:
                    missing.append(wanted)
            if missing:
                raise AssertionError("%r does not contain all of %r in its call list, found %r instead" % (self._told(), calls, missing))
        elif calls not in self.mock_calls:
            raise AssertionError("Calls not found.\nExpected: %r\n  Actual: %r" % (calls, self.mock_calls))


def _bound(function):
    if not callable(function):
        return function
    return lambda self, *args, **kwargs: function(self, *args, **kwargs)


def _forwarded(mock):
    return lambda self, *args, **kwargs: mock(*args, **kwargs)


class CallableMixin:
    def __call__(self, *args, **kwargs):
        self._remember(args, kwargs)
        return self._answer(args, kwargs)

    def _remember(self, args, kwargs):
        own = self.__dict__
        own["called"] = True
        own["call_count"] += 1
        own["call_args"] = _Call((args, kwargs), two=True)
        own["call_args_list"].append(own["call_args"])
        own["mock_calls"].append(_Call(("", args, kwargs)))
        name, child, above = own["_name"], self, own["_parent"]
        method = name != "()"
        while above is not None:
            if method and name:
                above.__dict__["method_calls"].append(_Call((name, args, kwargs)))
            above.__dict__["mock_calls"].append(_Call((name or "", args, kwargs)))
            own = above.__dict__
            method = method and own["_name"] != "()"
            if own["_name"]:
                name = own["_name"] + name if name.startswith("()") else "%s.%s" % (own["_name"], name)
            above = own["_parent"]

    def _answer(self, args, kwargs):
        own = self.__dict__
        effect = own["_effect"]
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if not callable(effect):
                result = next(effect)
                if isinstance(result, BaseException) or isinstance(result, type) and issubclass(result, BaseException):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if own["_return"] is not DEFAULT:
            return own["_return"]
        if own["_wraps"] is not None:
            return own["_wraps"](*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """An object that has every attribute and takes every call."""


_RESULTS = {
    "__len__": 0, "__bool__": True, "__int__": 1, "__float__": 1.0, "__index__": 1, "__contains__": False, "__exit__": False, "__complex__": 1j,
}
_OPERATORS = [
    "__getitem__", "__setitem__", "__delitem__", "__enter__", "__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__",
    "__pow__", "__and__", "__or__", "__xor__", "__lshift__", "__rshift__", "__neg__", "__pos__", "__invert__", "__radd__", "__rsub__",
    "__rmul__", "__rtruediv__", "__iadd__", "__isub__", "__lt__", "__gt__", "__le__", "__ge__",
]


class MagicMixin:
    """The special methods, each a mock of its own."""

    def _special(self, name):
        children = self.__dict__["_children"]
        if name not in children:
            options = {"return_value": _RESULTS[name]} if name in _RESULTS else {}
            if name in ("__lt__", "__gt__", "__le__", "__ge__"):
                options = {"return_value": NotImplemented}
            children[name] = MagicMock(name=name, parent=self, **options)
        return children[name]

    def __getattr__(self, name):
        if name in _RESULTS or name in _OPERATORS or name in ("__iter__", "__str__"):
            if name == "__iter__" and name not in self.__dict__["_children"]:
                self.__dict__["_children"][name] = MagicMock(name=name, parent=self, return_value=iter([]))
            return self._special(name)
        return NonCallableMock.__getattr__(self, name)

    def __setattr__(self, name, value):
        if name in _RESULTS or name in _OPERATORS or name in ("__iter__", "__str__"):
            self.__dict__["_children"][name] = value
        else:
            NonCallableMock.__setattr__(self, name, value)

    def __iter__(self):
        made = self.__dict__["_children"].get("__iter__")
        if made is None:
            return iter([])
        result = made() if not isinstance(made, NonCallableMock) else made()
        return iter(result)

    def __str__(self):
        made = self.__dict__["_children"].get("__str__")
        return repr(self) if made is None else made()

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other


def _method(name):
    def method(self, *args):
        return self._special(name)(*args)
    method.__name__ = name
    return method


for _name in list(_RESULTS) + _OPERATORS:
    setattr(MagicMixin, _name, _method(_name))


class MagicMock(MagicMixin, Mock):
    """A mock that can be subscripted, added, entered and walked through as well."""


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    pass


class PropertyMock(Mock):
    def __get__(self, instance, owner=None):
        return self()

    def __set__(self, instance, value):
        self(value)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, **kwargs):
    kind = MagicMock if instance is False and callable(spec) or instance and callable(getattr(type(spec), "__call__", None)) else NonCallableMagicMock
    made = kind(spec=spec, name=_name, **kwargs)
    if isinstance(spec, type) and not instance:
        made.return_value = create_autospec(spec, instance=True, _name="()")
    return made


def seal(mock):
    mock.__dict__["_sealed"] = True
    for child in mock.__dict__["_children"].values():
        if isinstance(child, NonCallableMock):
            seal(child)


def mock_open(mock=None, read_data=""):
    import io
    made = mock if mock is not None else MagicMock(name="open")
    handle = MagicMock()
    state = [None]

    def opened(*args, **kwargs):
        state[0] = io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
        return DEFAULT

    opened()
    handle.read.side_effect = lambda *args: state[0].read(*args)
    handle.readline.side_effect = lambda *args: state[0].readline(*args)
    handle.readlines.side_effect = lambda *args: state[0].readlines(*args)
    handle.__enter__.return_value = handle
    handle.__iter__ = lambda: iter(state[0])
    made.side_effect = opened
    made.return_value = handle
    return made


def _found(path):
    """The object that a dotted name means: a module as far as it is one, then attributes."""
    name, *rest = path.split(".")
    found = _importlib.import_module(name)
    for step in rest:
        name += "." + step
        try:
            found = getattr(found, step)
        except AttributeError:
            _importlib.import_module(name)
            found = getattr(found, step)
    return found


class _Patch:
    """A name that means something else from `start` to `stop`."""

    def __init__(self, target, attribute, new=DEFAULT, create=False, new_callable=None, spec=None, spec_set=None, autospec=None, **kwargs):
        if new_callable is not None and new is not DEFAULT:
            raise ValueError("Cannot use 'new' and 'new_callable' together")
        self.target = target
        self.attribute = attribute
        self.new = new
        self.create = create
        self.new_callable = new_callable
        self.spec, self.spec_set, self.autospec = spec, spec_set, autospec
        self.kwargs = kwargs
        self.attribute_name = None
        self.additional = []

    def copy(self):
        made = _Patch(self.target, self.attribute, self.new, self.create, self.new_callable, self.spec, self.spec_set, self.autospec, **self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional = [more.copy() for more in self.additional]
        return made

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(func, name)):
                    setattr(func, name, self.copy()(getattr(func, name)))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @_functools.wraps(func)
        def patched(*args, **kwargs):
            entered, more = [], []
            try:
                for patching in patched.patchings:
                    value = patching.__enter__()
                    entered.append(patching)
                    if patching.attribute_name is not None:
                        kwargs.update(value)
                    elif patching.new is DEFAULT:
                        more.append(value)
                return func(*args, *more, **kwargs)
            finally:
                for patching in reversed(entered):
                    patching.__exit__(None, None, None)
        patched.patchings = [self]
        return patched

    def __enter__(self):
        self.holder = self.target() if callable(self.target) and getattr(self.target, "_finds", False) else self.target
        own = getattr(self.holder, "__dict__", {})
        self.local = self.attribute in own
        original = getattr(self.holder, self.attribute, _missing)
        if original is _missing and not self.create and not self.attribute.startswith("__"):
            import builtins
            if not hasattr(builtins, self.attribute) or type(self.holder) is not type(builtins):
                raise AttributeError("%r does not have the attribute %r" % (self.holder, self.attribute))
        self.original = own[self.attribute] if self.local else original
        new = self.new
        if new is DEFAULT:
            options = dict(self.kwargs)
            spec = original if self.spec is True else self.spec
            spec_set = original if self.spec_set is True else self.spec_set
            if self.new_callable is not None:
                new = self.new_callable(**options)
            elif self.autospec is not None and self.autospec is not False:
                new = create_autospec(original if self.autospec is True else self.autospec, _name=self.attribute, **options)
            else:
                new = MagicMock(spec=spec, spec_set=spec_set, name=self.attribute, **options)
        setattr(self.holder, self.attribute, new)
        self.is_set = True
        if self.attribute_name is not None:
            found = {self.attribute_name: new} if self.new is DEFAULT else {}
            self.entered = []
            for more in self.additional:
                value = more.__enter__()
                self.entered.append(more)
                if more.new is DEFAULT:
                    found.update(value)
            return found
        return new

    def __exit__(self, *exc):
        for more in reversed(getattr(self, "entered", [])):
            more.__exit__(None, None, None)
        self.entered = []
        if self.local or self.original is not _missing and not isinstance(self.holder, type):
            setattr(self.holder, self.attribute, self.original)
        else:
            delattr(self.holder, self.attribute)
            if self.original is not _missing and not hasattr(self.holder, self.attribute):
                setattr(self.holder, self.attribute, self.original)
        return False

    def start(self):
        value = self.__enter__()
        _started.append(self)
        return value

    def stop(self):
        if self in _started:
            _started.remove(self)
            return self.__exit__(None, None, None)
        return None


_started = []


def _finder(path):
    def find():
        return _found(path)
    find._finds = True
    return find


class _PatchDict:
    """A dictionary that holds something else for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(func, name)):
                    setattr(func, name, _PatchDict(self.in_dict, self.values, self.clear)(getattr(func, name)))
            return func

        @_functools.wraps(func)
        def patched(*args, **kwargs):
            with self:
                return func(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            path, name = self.in_dict.rsplit(".", 1)
            self.holder = getattr(_found(path), name)
        else:
            self.holder = self.in_dict
        self.before = dict(self.holder.items())
        if self.clear:
            self._empty()
        for key, value in self.values.items():
            self.holder[key] = value
        return self.holder

    def _empty(self):
        for key in list(self.holder):
            del self.holder[key]

    def __exit__(self, *exc):
        self._empty()
        for key, value in self.before.items():
            self.holder[key] = value
        return False

    def start(self):
        value = self.__enter__()
        _started.append(self)
        return value

    def stop(self):
        if self in _started:
            _started.remove(self)
            return self.__exit__(None, None, None)
        return None


class _Patcher:
    """`patch("module.name")`, `patch.object(thing, "name")`, `patch.dict(…)`, `patch.multiple(…)`"""

    TEST_PREFIX = "test"

    def __call__(self, target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
        try:
            path, attribute = target.rsplit(".", 1)
        except (TypeError, ValueError, AttributeError):
            raise TypeError("Need a valid target to patch. You supplied: %r" % (target,))
        return _Patch(_finder(path), attribute, new, create, new_callable, spec, spec_set, autospec, **kwargs)

    def object(self, target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
        if isinstance(target, str):
            raise TypeError("%r must be the actual object to be patched, not a str" % (target,))
        return _Patch(target, attribute, new, create, new_callable, spec, spec_set, autospec, **kwargs)

    def multiple(self, target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
        if not kwargs:
            raise ValueError("Must supply at least one keyword argument with patch.multiple")
        target = _finder(target) if isinstance(target, str) else target
        patches = []
        for name, new in kwargs.items():
            made = _Patch(target, name, new, create, new_callable, spec, spec_set, autospec)
            made.attribute_name = name
            patches.append(made)
        patches[0].additional = patches[1:]
        return patches[0]

    def dict(self, in_dict, values=(), clear=False, **kwargs):
        return _PatchDict(in_dict, values, clear, **kwargs)

    def stopall(self):
        for patching in reversed(list(_started)):
            patching.stop()


patch = _Patcher()
