"""Names for annotations. Nothing checks them, as in Python."""

TYPE_CHECKING = False


def _show(value):
    if isinstance(value, type):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return '%s.%s' % (value.__module__, value.__qualname__)
    if value is ...:
        return '...'
    if isinstance(value, _Alias) or isinstance(value, _Special) or isinstance(value, TypeVar):
        return repr(value)
    if isinstance(value, list):
        return '[' + ', '.join([_show(item) for item in value]) + ']'
    return repr(value)


class _Alias:
    def __init__(self, name, origin, args):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args

    def __repr__(self):
        args = self.__args__
        if self._name == 'Union' and len(args) == 2 and type(None) in args:
            rest = args[0] if args[1] is type(None) else args[1]
            return 'typing.Optional[%s]' % _show(rest)
        shown = ['None' if arg is type(None) and self._name != 'Union' else _show(arg) for arg in args]
        if self._name == 'Union':
            shown = ['NoneType' if arg is type(None) else _show(arg) for arg in args]
        if self._name == 'Callable':
            if args[0] is ...:
                return 'typing.Callable[..., %s]' % _show(args[-1])
            return 'typing.Callable[[%s], %s]' % (', '.join(shown[:-1]), shown[-1])
        if self._name is None:
            return '%s[%s]' % (_show(self.__origin__), ', '.join(shown))
        return 'typing.%s[%s]' % (self._name, ', '.join(shown))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._name == 'Union':
            return other._name == 'Union' and set(self.__args__) == set(other.__args__)
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        rest = list(params)
        return _Alias(self._name, self.__origin__, tuple([rest.pop(0) if isinstance(a, TypeVar) and rest else a for a in self.__args__]))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _Special:
    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([type(None) if param is None else param for param in params])
        name = self._name
        if name == 'Optional':
            return Union[params[0], None]
        if name == 'Union':
            flat = []
            for param in params:
                parts = param.__args__ if isinstance(param, _Alias) and param._name == 'Union' else (param,)
                for part in parts:
                    if part not in flat:
                        flat.append(part)
            if len(flat) == 1:
                return flat[0]
            return _Alias('Union', self, tuple(flat))
        if name == 'Callable':
            args = params[0]
            result = params[1] if len(params) > 1 else Any
            args = tuple(args) if isinstance(args, list) else (args,)
            return _Alias('Callable', self.__origin__, args + (result,))
        return _Alias(name, self.__origin__ or self, params)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError('Cannot instantiate ' + repr(self))
        return self.__origin__(*args, **kwargs)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ else (object,)


def _collection(name):
    import collections
    return getattr(collections, name)


def _abstract(name):
    import collections.abc
    return getattr(collections.abc, name)


Union = _Special('Union')
Optional = _Special('Optional')
ClassVar = _Special('ClassVar')
Final = _Special('Final')
Literal = _Special('Literal')
Annotated = _Special('Annotated')
Concatenate = _Special('Concatenate')
TypeGuard = _Special('TypeGuard')
Required = _Special('Required')
NotRequired = _Special('NotRequired')
Unpack = _Special('Unpack')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
LiteralString = _Special('LiteralString')
TypeAlias = _Special('TypeAlias')
List = _Special('List', list)
Dict = _Special('Dict', dict)
Set = _Special('Set', set)
FrozenSet = _Special('FrozenSet', frozenset)
Tuple = _Special('Tuple', tuple)
Type = _Special('Type', type)
Callable = _Special('Callable', _abstract('Callable'))
DefaultDict = _Special('DefaultDict', _collection('defaultdict'))
OrderedDict = _Special('OrderedDict', _collection('OrderedDict'))
Counter = _Special('Counter', _collection('Counter'))
ChainMap = _Special('ChainMap', _collection('ChainMap'))
Deque = _Special('Deque', _collection('deque'))
Text = str
ByteString = _Special('ByteString', bytes)

for _name in ('Iterable', 'Iterator', 'Generator', 'Sequence', 'MutableSequence', 'Mapping', 'MutableMapping',
              'MutableSet', 'Collection', 'Container', 'Hashable', 'Sized', 'Reversible', 'Awaitable', 'Coroutine',
              'AsyncIterator', 'AsyncIterable', 'AsyncGenerator', 'KeysView', 'ValuesView', 'ItemsView'):
    globals()[_name] = _Special(_name, _abstract(_name))
AbstractSet = _Special('AbstractSet', _abstract('Set'))


class Any:
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


class _AnyMeta(type):
    def __repr__(cls):
        return 'typing.Any' if cls.__name__ == 'Any' else super().__repr__()


Any = _AnyMeta('Any', (), {'__module__': 'typing'})


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._sign = '+' if covariant else '-' if contravariant else '~'

    def __repr__(self):
        return self._sign + self.__name__

    def __or__(self, other):
        return Union[self, other]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    kwargs = args


T = TypeVar('T')
AnyStr = TypeVar('AnyStr', bytes, str)


class Generic:
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if cls is Generic:
            return cls
        return _Alias(None, cls, params)


class Protocol(Generic):
    pass


class SupportsInt(Protocol):
    pass


class SupportsFloat(Protocol):
    pass


class SupportsAbs(Protocol):
    pass


class SupportsIndex(Protocol):
    pass


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        if namespace.get('_root_', False):
            return super().__new__(cls, name, bases, namespace)
        types = namespace.get('__annotations__', {})
        names = list(types)
        defaults = []
        for field in names:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(
                    'non-default namedtuple field %s cannot follow default field%s %s'
                    % (field, 's' if len(defaults) > 1 else '', ', '.join([n for n in names if n in namespace]))
                )
        made = _collection('namedtuple')(name, names, defaults=defaults)
        for key, value in namespace.items():
            if key not in names and key not in ('__module__', '__annotations__', '__qualname__'):
                setattr(made, key, value)
        made.__annotations__ = dict(types)
        made.__module__ = namespace.get('__module__', '__main__')
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    _root_ = True

    def __new__(cls, typename, fields=(), **kwargs):
        made = _collection('namedtuple')(typename, [name for name, kind in fields] or list(kwargs))
        made.__annotations__ = dict(fields) or kwargs
        return made


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        made = super().__new__(cls, name, (dict,), namespace)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}))
        annotations.update(namespace.get('__annotations__', {}))
        made.__annotations__ = annotations
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class TypedDict(metaclass=_TypedDictMeta):
    pass


def NewType(name, tp):
    def new_type(x):
        return x

    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def reveal_type(obj):
    return obj


def assert_never(arg):
    raise AssertionError('Expected code to be unreachable, but got: %r' % (arg,))


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    sources = reversed(obj.__mro__) if isinstance(obj, type) else [obj]
    for source in sources:
        for name, value in getattr(source, '__annotations__', {}).items():
            if isinstance(value, str):
                value = eval(value, globalns or getattr(obj, '__globals__', None) or globals(), localns)
            hints[name] = type(None) if value is None else value
    return hints


def get_origin(tp):
    origin = getattr(tp, '__origin__', None)
    return Union if isinstance(tp, _Alias) and tp._name == 'Union' else origin


def get_args(tp):
    if isinstance(tp, _Alias) and tp._name == 'Callable' and tp.__args__[0] is not ...:
        return (list(tp.__args__[:-1]), tp.__args__[-1])
    return getattr(tp, '__args__', ())
