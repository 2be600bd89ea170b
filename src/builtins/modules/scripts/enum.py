"""Names for values."""


class auto:
    def __init__(self):
        self.value = None


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return callable(value) and not isinstance(value, type) or hasattr(value, '__get__') or isinstance(value, (staticmethod, classmethod, nonmember))


def _is_private(class_name, name):
    return name.startswith('_%s__' % class_name.lstrip('_'))


def _data_type(bases):
    for base in bases:
        for part in base.__mro__:
            if part in (int, str, float, bytes, tuple, list, dict, set, frozenset):
                return part
    return None


class EnumType(type):
    def __new__(metacls, name, bases, namespace, boundary=None, **kwargs):
        for base in bases:
            if getattr(base, '_member_map_', None):
                raise TypeError("<enum %r> cannot extend %r" % (name, base))
        ignored = namespace.get('_ignore_', ())
        if isinstance(ignored, str):
            ignored = ignored.replace(',', ' ').split()
        members = {}
        rest = {}
        for key, value in namespace.items():
            is_member = not (
                key.startswith('__') and key.endswith('__')
                or key.startswith('_') and key.endswith('_')
                or _is_private(name, key)
                or key in ignored
                or _is_descriptor(value)
            )
            if isinstance(value, member):
                is_member, value = True, value.value
            if is_member:
                members[key] = value
            elif key not in ignored:
                rest[key] = value.value if isinstance(value, nonmember) else value
        cls = super().__new__(metacls, name, bases, rest)
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        data = _data_type(bases)
        cls._member_type_ = data or object
        values = []
        own_new = rest.get('__new__')
        for base in bases:
            for part in base.__mro__:
                if own_new is None and isinstance(part, EnumType) and '__new__' in part.__dict__:
                    own_new = part.__dict__['__new__']
        for key, value in members.items():
            if isinstance(value, auto):
                if value.value is None:
                    value.value = cls._generate_next_value_(key, 1, len(values), values[:])
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
                value = tuple(
                    cls._generate_next_value_(key, 1, len(values), values[:]) if isinstance(part, auto) else part
                    for part in value
                )
            args = value if isinstance(value, tuple) else (value,)
            if own_new is not None:
                new = getattr(own_new, '__func__', own_new)
                item = new(cls, *args)
                if '_value_' not in item.__dict__:
                    item._value_ = data(*args) if data else value
            elif data is tuple:
                item = data.__new__(cls, value)
                item._value_ = value
            elif data is not None:
                item = data.__new__(cls, *args)
                item._value_ = data(*args) if data is not str or len(args) == 1 else value
            else:
                item = object.__new__(cls)
                item._value_ = value
            values.append(item._value_)
            item._name_ = key
            item.__objclass__ = cls
            if cls.__init__ is not object.__init__ and '__init__' in _defined(cls):
                item.__init__(*args)
            canonical = None
            for other in cls._member_map_.values():
                if other._value_ == item._value_ and type(other._value_) is type(item._value_):
                    canonical = other
                    break
            if canonical is not None:
                item = canonical
            else:
                item._sort_order_ = len(cls._member_names_)
                if not (issubclass(cls, _flag[0]) if _flag else False) or _is_single(item._value_):
                    cls._member_names_.append(key)
            cls._member_map_[key] = item
            type.__setattr__(cls, key, item)
            try:
                cls._value2member_map_.setdefault(item._value_, item)
            except TypeError:
                pass
        return cls

    def __init__(cls, *args, **kwargs):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._find_(value)
        return _functional(cls, value, names, start, type)

    def _find_(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except (KeyError, TypeError):
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        raise TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(value).__qualname__, cls.__class__.__qualname__)
            )
        return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % name)
        super().__setattr__(name, value)

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        if issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __dir__(cls):
        return sorted(cls._member_names_ + ['__class__', '__doc__', '__members__', '__module__'])


EnumMeta = EnumType
_flag = []


def _defined(cls):
    names = set()
    for part in cls.__mro__:
        if part is not object and part.__module__ != 'builtins':
            names.update(part.__dict__)
    return names


def _is_single(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _functional(cls, name, names, start, data):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, dict):
        pairs = list(names.items())
    else:
        pairs = []
        for index, entry in enumerate(names):
            if isinstance(entry, (tuple, list)):
                pairs.append(tuple(entry))
            else:
                value = start + index
                if issubclass(cls, Flag):
                    value = start << index
                pairs.append((entry, value))
    bases = (cls,) if data is None else (data, cls)
    namespace = dict(pairs)
    namespace['__module__'] = '__main__'
    namespace['__qualname__'] = name
    return EnumType(name, bases, namespace)


class Enum(metaclass=EnumType):
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return '<%s.%s: %r>' % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (type(self).__name__, self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        if self is other:
            return True
        return NotImplemented

    def __reduce_ex__(self, proto):
        return (type(self), (self._value_,))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']


class IntEnum(int, Enum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, Enum):
    def __new__(cls, value):
        if not isinstance(value, str):
            raise TypeError('%r is not a string' % (value,))
        item = str.__new__(cls, value)
        item._value_ = str(value)
        return item

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        known = 0
        for item in cls._member_map_.values():
            known |= item._value_
        if value < 0:
            value = known & value
        if value & ~known:
            if issubclass(cls, int):
                pass
            else:
                digits = max(value.bit_length(), known.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s"
                    % (cls, value, _binary(value, digits), _binary(known, digits))
                )
        if issubclass(cls, int):
            item = int.__new__(cls, value)
        else:
            item = object.__new__(cls)
        item._value_ = value
        names = [other._name_ for other in cls if other._value_ & value]
        rest = value
        for other in cls:
            rest &= ~other._value_
        if rest and names:
            names.append(str(rest))
        item._name_ = '|'.join(names) if names else None
        cls._value2member_map_[value] = item
        return item

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, type(self).__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (item for item in type(self) if item._value_ & self._value_)

    def __len__(self):
        return bin(self._value_).count('1')

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return '<%s: %r>' % (type(self).__name__, self._value_)
        return '<%s.%s: %r>' % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        if self._name_ is None:
            return '%s(%r)' % (type(self).__name__, self._value_)
        return '%s.%s' % (type(self).__name__, self._name_)

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return type(self)(self._value_ ^ value)

    def __invert__(self):
        known = 0
        for item in type(self):
            known |= item._value_
        return type(self)(known & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __hash__(self):
        return hash(self._value_)

    def __eq__(self, other):
        if isinstance(other, type(self)):
            return self._value_ == other._value_
        return NotImplemented


_flag.append(Flag)


class IntFlag(int, Flag):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)

    def __int__(self):
        return self._value_


def _binary(value, digits):
    return '0b0 ' + format(value, '0%db' % digits)


def unique(enumeration):
    duplicates = []
    for name, item in enumeration.__members__.items():
        if name != item.name:
            duplicates.append((name, item.name))
    if duplicates:
        raise ValueError(
            'duplicate values found in %r: %s' % (enumeration, ', '.join('%s -> %s' % pair for pair in duplicates))
        )
    return enumeration
