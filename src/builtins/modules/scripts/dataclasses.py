"""Classes that are made of their fields."""


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


MISSING = _Missing()
KW_ONLY = type('_KW_ONLY_TYPE', (), {})()


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata if metadata is not None else {}
        self.kw_only = kw_only
        self._kind = 'field'

    def __repr__(self):
        return 'Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,metadata=%r,kw_only=%r)' % (
            self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash, self.compare,
            self.metadata, self.kw_only)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(annotation):
    text = annotation if isinstance(annotation, str) else repr(annotation)
    if 'ClassVar' in text:
        return 'class'
    if isinstance(annotation, InitVar) or annotation is InitVar or isinstance(annotation, str) and 'InitVar' in text:
        return 'init'
    return 'field'


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and annotation.endswith('KW_ONLY'):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            item = default
        else:
            item = field(default=default)
        item.name = name
        item.type = annotation
        item._kind = _kind_of(annotation)
        if item._kind == 'class':
            if isinstance(default, Field) and default.default_factory is not MISSING:
                raise TypeError('field %s cannot have a default factory' % name)
            continue
        if item.kw_only is MISSING:
            item.kw_only = kw_only
        if item.default is not MISSING and item.default.__class__.__hash__ is None:
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory' % (type(item.default), name))
        if isinstance(default, Field):
            if item.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, item.default)
        found.append(item)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError('%r is a field but has no type annotation' % name)
    return found


def _set(cls, name, function):
    if name in cls.__dict__:
        return True
    function.__qualname__ = '%s.%s' % (cls.__qualname__, name)
    setattr(cls, name, function)
    return False


def _make_init(cls, fields, frozen, has_post_init):
    seen_default = False
    for item in fields:
        if item.init and not item.kw_only:
            if item.default is not MISSING or item.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError('non-default argument %r follows default argument' % item.name)
    names = {'_factory': _factory, '_object_setattr': object.__setattr__}
    params = []
    keywords = []
    lines = []
    handed = []
    for item in fields:
        if item.init:
            text = item.name
            if item.default is not MISSING:
                names['_default_' + item.name] = item.default
                text += '=_default_' + item.name
            elif item.default_factory is not MISSING:
                text += '=_factory'
            (keywords if item.kw_only else params).append(text)
            value = item.name
            if item.default_factory is not MISSING:
                names['_make_' + item.name] = item.default_factory
                value = '_make_%s() if %s is _factory else %s' % (item.name, item.name, item.name)
        elif item.default_factory is not MISSING:
            names['_make_' + item.name] = item.default_factory
            value = '_make_%s()' % item.name
        else:
            continue
        if item._kind == 'init':
            handed.append(item.name)
        elif frozen:
            lines.append(' _object_setattr(self, %r, %s)' % (item.name, value))
        else:
            lines.append(' self.%s = %s' % (item.name, value))
    if has_post_init:
        lines.append(' self.__post_init__(%s)' % ', '.join(handed))
    if keywords:
        params = params + ['*'] + keywords
    source = 'def __init__(%s):\n%s\n' % (', '.join(['self'] + params), '\n'.join(lines) or ' pass')
    exec(source, names)
    init = names['__init__']
    init.__annotations__ = {item.name: item.type for item in fields if item.init}
    init.__annotations__['return'] = None
    return init


class _Factory:
    def __repr__(self):
        return '<factory>'


_factory = _Factory()


def _values(instance, names):
    return tuple([getattr(instance, name) for name in names])


def _order(cls, name, names, sign):
    def compare(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        a, b = _values(self, names), _values(other, names)
        if sign == '<':
            return a < b
        if sign == '<=':
            return a <= b
        if sign == '>':
            return a > b
        return a >= b

    compare.__name__ = name
    if _set(cls, name, compare):
        raise TypeError('Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering' % (name, cls.__name__))


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    any_frozen = False
    for base in reversed(cls.__mro__[1:]):
        inherited = base.__dict__.get('__dataclass_fields__')
        if inherited is not None:
            any_frozen = any_frozen or base.__dict__['__dataclass_params__'].frozen
            for item in inherited.values():
                fields[item.name] = item
            if frozen and not base.__dict__['__dataclass_params__'].frozen:
                raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
            if not frozen and base.__dict__['__dataclass_params__'].frozen:
                raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    for item in _own_fields(cls, kw_only):
        fields[item.name] = item
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    all_fields = list(fields.values())
    real = [item for item in all_fields if item._kind == 'field']
    own_hash = '__hash__' in cls.__dict__ and not (cls.__dict__['__hash__'] is None and '__eq__' in cls.__dict__)
    if init:
        _set(cls, '__init__', _make_init(cls, all_fields, frozen, hasattr(cls, '__post_init__')))
    if repr:
        shown = [item.name for item in real if item.repr]

        def __repr__(self):
            key = id(self)
            if key in _open:
                return '...'
            _open.add(key)
            try:
                inside = ', '.join(['%s=%r' % (name, getattr(self, name)) for name in shown])
            finally:
                _open.discard(key)
            return self.__class__.__qualname__ + '(' + inside + ')'

        _set(cls, '__repr__', __repr__)
    compared = [item.name for item in real if item.compare]
    if eq:
        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return _values(self, compared) == _values(other, compared)
            return NotImplemented

        _set(cls, '__eq__', __eq__)
    if order:
        for name, sign in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            _order(cls, name, compared, sign)
    if frozen:
        names = [item.name for item in real]

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError('cannot assign to field %r' % name)
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError('cannot delete field %r' % name)
            super(cls, self).__delattr__(name)

        _set(cls, '__setattr__', __setattr__)
        _set(cls, '__delattr__', __delattr__)
    if unsafe_hash or eq and frozen and not own_hash:
        hashed = [item.name for item in real if (item.compare if item.hash is None else item.hash)]

        def __hash__(self):
            return hash(_values(self, hashed))

        cls.__hash__ = __hash__
    elif eq and not own_hash:
        cls.__hash__ = None
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([item.name for item in all_fields if item.init and not item.kw_only])
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + '(' + ', '.join(['%s: %s' % (i.name, getattr(i.type, '__name__', i.type)) for i in all_fields if i.init]) + ')'
    if slots:
        namespace = {name: value for name, value in cls.__dict__.items() if name not in fields and name not in ('__dict__', '__weakref__')}
        namespace['__slots__'] = tuple([item.name for item in real])
        namespace['__qualname__'] = cls.__qualname__
        namespace['__module__'] = cls.__module__
        cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    return cls


_open = set()


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    if cls is None:
        return wrap
    return wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([item for item in found.values() if item._kind == 'field'])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, '__dataclass_fields__')


def _is_instance(obj):
    return not isinstance(obj, type) and hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _inner(obj, dict_factory, True)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _inner(obj, tuple_factory, False)


def _inner(obj, factory, as_dict):
    if _is_instance(obj):
        values = [(item.name, _inner(getattr(obj, item.name), factory, as_dict)) for item in fields(obj)]
        return factory(values) if as_dict else factory([value for name, value in values])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(value, factory, as_dict) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_inner(value, factory, as_dict) for value in obj])
    if isinstance(obj, dict):
        return type(obj)([(_inner(k, factory, as_dict), _inner(v, factory, as_dict)) for k, v in obj.items()])
    import copy
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for item in obj.__dataclass_fields__.values():
        if not item.init:
            if item.name in changes:
                raise ValueError('field %s is declared with init=False, it cannot be specified with replace()' % item.name)
            continue
        if item.name not in changes:
            if item._kind == 'init' and item.default is MISSING:
                raise ValueError('InitVar %r must be specified with replace()' % item.name)
            changes[item.name] = getattr(obj, item.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    names = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = object
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                names[item[0]] = item[2]
    names['__annotations__'] = annotations
    return dataclass(type(cls_name, tuple(bases), names), **kwargs)
