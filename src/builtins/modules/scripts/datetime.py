# datetime: dates, times of day, the times between them, and zones.
import time as _time

MINYEAR, MAXYEAR = 1, 9999
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = 86400 * 10**6
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _leap(year) else _DAYS[month]


def _before(year, month):
    """The days of the year before a month."""
    return sum(_DAYS[:month]) + (month > 2 and _leap(year))


def _ordinal(year, month, day):
    """Day 1 is the first of January of the year 1."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400 + _before(year, month) + day


def _of_ordinal(number):
    year = number // 366 + 1
    while year < MAXYEAR and _ordinal(year + 1, 1, 1) <= number:
        year += 1
    left = number - _ordinal(year, 1, 1)
    month = 1
    while left >= _days_in(year, month):
        left -= _days_in(year, month)
        month += 1
    return year, month, left + 1


def _week_one(year):
    """The Monday of the first week of an ISO year: the one with its first Thursday."""
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _integer(value):
    if isinstance(value, int):
        return int(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)


def _check_date(year, month, day):
    year, month, day = _integer(year), _integer(month), _integer(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    parts = [_integer(part) for part in (hour, minute, second, microsecond)]
    for name, part, most in zip(("hour", "minute", "second", "microsecond"), parts, (23, 59, 59, 999999)):
        if not 0 <= part <= most:
            raise ValueError("%s must be in 0..%d" % (name, most))
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return parts


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)


def _required(given, names):
    for at, (value, name) in enumerate(zip(given, names)):
        if value is None:
            raise TypeError("function missing required argument '%s' (pos %d)" % (name, at + 1))


def _replaced(self, names, kwargs, args):
    values = dict(zip(names, args))
    for name in kwargs:
        if name not in names:
            raise TypeError("'%s' is an invalid keyword argument for replace()" % name)
        values[name] = kwargs[name]
    return [values.get(name, getattr(self, name)) for name in names]


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    micros = offset._whole()
    sign = "-" if micros < 0 else "+"
    seconds, micros = divmod(abs(micros), 10**6)
    text = "%s%02d%s%02d" % (sign, seconds // 3600, colon, seconds // 60 % 60)
    if seconds % 60 or micros:
        text += "%s%02d" % (colon, seconds % 60)
    if micros:
        text += ".%06d" % micros
    return text


def _fraction_text(hour, minute, second, micro, timespec):
    shapes = {
        "hours": "%02d" % hour,
        "minutes": "%02d:%02d" % (hour, minute),
        "seconds": "%02d:%02d:%02d" % (hour, minute, second),
        "milliseconds": "%02d:%02d:%02d.%03d" % (hour, minute, second, micro // 1000),
        "microseconds": "%02d:%02d:%02d.%06d" % (hour, minute, second, micro),
    }
    if timespec == "auto":
        timespec = "microseconds" if micro else "seconds"
    if timespec not in shapes:
        raise ValueError("Unknown timespec value")
    return shapes[timespec]


def _strftime(moment, format, parts):
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not " + type(format).__name__)
    out, at = "", 0
    while at < len(format):
        code = format[at:at + 2]
        if code == "%f":
            out += "%06d" % getattr(moment, "microsecond", 0)
        elif code == "%z":
            out += _offset_text(moment.utcoffset(), "") if hasattr(moment, "utcoffset") else ""
        elif code == "%Z":
            out += (moment.tzname() or "").replace("%", "%%") if hasattr(moment, "tzname") else ""
        elif len(code) == 2 and code[0] == "%":
            out += code
        else:
            out += format[at]
            at -= 1
        at += 2
    return _time.strftime(out, parts)


def _ranked(op, a, b):
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


class timedelta(object):
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        for name, value, unit in (("days", days, _DAY), ("seconds", seconds, 10**6), ("microseconds", microseconds, 1),
                                  ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60 * 10**6),
                                  ("hours", hours, 3600 * 10**6), ("weeks", weeks, 7 * _DAY)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                total += whole * unit + (value - whole) * unit
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        return cls._of(round(total))

    @classmethod
    def _of(cls, micros):
        days, rest = divmod(micros, _DAY)
        if abs(days) > 999999999:
            if abs(days) > 2**31:
                raise OverflowError("Python int too large to convert to C int")
            raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
        made = object.__new__(cls)
        made._micros = micros
        return made

    def _whole(self):
        return self._micros

    @property
    def days(self):
        return self._micros // _DAY

    @property
    def seconds(self):
        return self._micros % _DAY // 10**6

    @property
    def microseconds(self):
        return self._micros % 10**6

    def total_seconds(self):
        return self._micros / 10**6

    def __repr__(self):
        names = ("days", "seconds", "microseconds")
        parts = ["%s=%d" % (name, getattr(self, name)) for name in names if getattr(self, name)]
        return "%s.%s(%s)" % (type(self).__module__, type(self).__qualname__, ", ".join(parts) or "0") if type(self) is not timedelta else "datetime.timedelta(%s)" % (", ".join(parts) or "0")

    def __str__(self):
        seconds = self.seconds
        text = "%d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
        if self.days:
            text = "%d day%s, %s" % (self.days, "" if abs(self.days) == 1 else "s", text)
        if self.microseconds:
            text += ".%06d" % self.microseconds
        return text

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._micros + other._micros)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._micros - other._micros)

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._micros * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_divided(self._micros * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micros / other._micros
        if isinstance(other, int):
            return timedelta._of(_divided(self._micros, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_divided(self._micros * bottom, top))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micros // other._micros
        if isinstance(other, int):
            return timedelta._of(self._micros // other)
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._micros % other._micros)

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        whole, rest = divmod(self._micros, other._micros)
        return whole, timedelta._of(rest)

    def __neg__(self):
        return timedelta._of(-self._micros)

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._micros))

    def __bool__(self):
        return self._micros != 0

    def __eq__(self, other):
        return self._micros == other._micros if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._micros < other._micros if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._micros <= other._micros if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._micros > other._micros if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._micros >= other._micros if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._micros)


def _divided(top, bottom):
    """The nearest whole number; of two equally near ones the even one."""
    if bottom == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    whole, rest = divmod(top, bottom)
    twice = 2 * rest
    up = twice > bottom if bottom > 0 else twice < bottom
    if up or twice == bottom and whole % 2:
        whole += 1
    return whole


class tzinfo(object):
    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt, /):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, summer = dt.utcoffset(), dt.dst()
        if offset is None or summer is None:
            raise ValueError("fromutc() requires a non-None utcoffset() result")
        standard = offset - summer
        dt = dt + standard
        return dt + dt.dst() if standard is not None else dt


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not " + type(name).__name__)
        if not abs(offset._micros) < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r." % offset)
        self._offset = offset
        self._name = name

    def utcoffset(self, dt, /):
        return self._offset

    def dst(self, dt, /):
        return None

    def tzname(self, dt, /):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def fromutc(self, dt, /):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "datetime.timezone(%r)" % self._offset
        return "datetime.timezone(%r, %r)" % (self._offset, self._name)


class IsoCalendarDate(tuple):
    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % self


class date(object):
    def __new__(cls, year=None, month=None, day=None):
        _required((year, month, day), ("year", "month", "day"))
        made = object.__new__(cls)
        made._date = _check_date(year, month, day)
        return made

    @classmethod
    def _on(cls, ordinal):
        if not 1 <= ordinal <= 3652059:
            raise OverflowError("date value out of range")
        return cls(*_of_ordinal(ordinal))

    @property
    def year(self):
        return self._date[0]

    @property
    def month(self):
        return self._date[1]

    @property
    def day(self):
        return self._date[2]

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, ordinal, /):
        ordinal = _integer(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > 3652059:
            raise ValueError("year is out of range")
        return cls(*_of_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _iso_date(date_string)
        if found is None or found[1] != len(date_string):
            raise ValueError("Invalid isoformat string: %r" % date_string)
        return cls(*found[0])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_iso_week(year, week, day))

    def toordinal(self):
        return _ordinal(*self._date)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        day = _ordinal(*self._date)
        year = self.year
        if day < _week_one(year):
            year -= 1
        elif year < MAXYEAR and day >= _week_one(year + 1):
            year += 1
        week, weekday = divmod(day - _week_one(year), 7)
        return IsoCalendarDate(year, week + 1, weekday + 1)

    def isoformat(self):
        return "%04d-%02d-%02d" % self._date

    __str__ = isoformat

    def ctime(self):
        return "%s %s %2d 00:00:00 %04d" % (_NAMES[date.weekday(self)], _MONTHS[self.month - 1], self.day, self.year)

    def timetuple(self):
        return _time.struct_time(self._date + (0, 0, 0, self.weekday(), _before(self.year, self.month) + self.day, -1))

    def strftime(self, format, /):
        return _strftime(self, format, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, *args, **kwargs):
        return type(self)(*_replaced(self, ("year", "month", "day"), kwargs, args))

    def __repr__(self):
        name = "datetime.date" if type(self) is date else type(self).__qualname__
        return "%s(%d, %d, %d)" % ((name,) + self._date)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._on(self.toordinal() + other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _other(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._date == other._date if self._other(other) else NotImplemented

    def _compare(self, other, op):
        if not self._other(other):
            if isinstance(other, datetime):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return NotImplemented
        return _ranked(op, self._date, other._date)

    def __lt__(self, other):
        return self._compare(other, "<")

    def __le__(self, other):
        return self._compare(other, "<=")

    def __gt__(self, other):
        return self._compare(other, ">")

    def __ge__(self, other):
        return self._compare(other, ">=")

    def __hash__(self):
        return hash(self._date)


def _digits(text, at, count):
    part = text[at:at + count]
    if len(part) == count and part.isascii() and part.isdigit():
        return int(part)
    return None


def _iso_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("Year is out of range: %d" % year)
    last = (_week_one(year + 1) - _week_one(year)) // 7 if year < MAXYEAR else 52
    if not 1 <= week <= last:
        raise ValueError("Invalid week: %d" % week)
    if not 1 <= day <= 7:
        raise ValueError("Invalid weekday: %d (range is [1, 7])" % day)
    return _of_ordinal(_week_one(year) + (week - 1) * 7 + day - 1)


def _iso_date(text):
    """The date that a text begins with (ISO 8601), and where it ends."""
    year = _digits(text, 0, 4)
    if year is None:
        return None
    dashed = text[4:5] == "-"
    at = 5 if dashed else 4
    if text[at:at + 1] == "W":
        week = _digits(text, at + 1, 2)
        if week is None:
            return None
        at += 3
        day = 1
        if at < len(text) and (text[at] == "-" if dashed else text[at].isdigit()):
            day = _digits(text, at + dashed, 1)
            if day is None:
                return None
            at += 1 + dashed
        return _iso_week(year, week, day), at
    month = _digits(text, at, 2)
    at += 2
    if month is None or dashed and text[at:at + 1] != "-":
        return None
    at += dashed
    day = _digits(text, at, 2)
    if day is None:
        return None
    return _check_date(year, month, day), at + 2


def _iso_clock(text):
    """Hour, minute, second and microsecond of `22:13:20.5`, or nothing."""
    parts = [0, 0, 0, 0]
    at, colon = 0, text[2:3] == ":"
    for index in range(3):
        number = _digits(text, at, 2)
        if number is None:
            return None
        parts[index] = number
        at += 2
        if at == len(text):
            return parts
        if text[at] in ".," and index == 2:
            digits = text[at + 1:]
            if not (digits.isascii() and digits.isdigit()):
                return None
            parts[3] = int((digits + "000000")[:6])
            return parts
        if colon:
            if text[at] != ":":
                return None
            at += 1
    return None


def _iso_time(text):
    """The parts of a time of day, and its zone."""
    zone = None
    at = max(text.find("+"), text.find("-"))
    if text[-1:] == "Z":
        clock, zone = text[:-1], timezone.utc
    elif at >= 0:
        clock, shift = text[:at], _iso_clock(text[at + 1:])
        if shift is None:
            return None
        offset = timedelta(hours=shift[0], minutes=shift[1], seconds=shift[2], microseconds=shift[3])
        offset = -offset if text[at] == "-" else offset
        zone = timezone(offset) if offset else timezone.utc
    else:
        clock = text
    parts = _iso_clock(clock)
    return None if parts is None else parts + [zone]


class time(object):
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = object.__new__(cls)
        made._clock = tuple(_check_time(hour, minute, second, microsecond, fold))
        _check_zone(tzinfo)
        made._zone = tzinfo
        made._fold = fold
        return made

    @property
    def hour(self):
        return self._clock[0]

    @property
    def minute(self):
        return self._clock[1]

    @property
    def second(self):
        return self._clock[2]

    @property
    def microsecond(self):
        return self._clock[3]

    @property
    def tzinfo(self):
        return self._zone

    @property
    def fold(self):
        return self._fold

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _iso_time(time_string[time_string.startswith("T"):])
        if found is None:
            raise ValueError("Invalid isoformat string: %r" % time_string)
        return cls(*found)

    def isoformat(self, timespec="auto"):
        return _fraction_text(*self._clock, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format, /):
        return _strftime(self, format, (1900, 1, 1) + self._clock[:3] + (0, 1, -1))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, *args, fold=None, **kwargs):
        parts = _replaced(self, ("hour", "minute", "second", "microsecond", "tzinfo"), kwargs, args)
        return type(self)(*parts, fold=self._fold if fold is None else fold)

    def utcoffset(self):
        return None if self._zone is None else self._zone.utcoffset(None)

    def dst(self):
        return None if self._zone is None else self._zone.dst(None)

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(None)

    def __repr__(self):
        name = "datetime.time" if type(self) is time else type(self).__qualname__
        return "%s(%s)" % (name, _clock_repr(self._clock, 2, self._zone, self._fold))

    def _key(self):
        offset = self.utcoffset()
        micros = ((self.hour * 60 + self.minute) * 60 + self.second) * 10**6 + self.microsecond
        return micros - (offset._micros if offset else 0)

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._key() == other._key()

    def _compare(self, other, op):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return _ranked(op, self._key(), other._key())

    def __lt__(self, other):
        return self._compare(other, "<")

    def __le__(self, other):
        return self._compare(other, "<=")

    def __gt__(self, other):
        return self._compare(other, ">")

    def __ge__(self, other):
        return self._compare(other, ">=")

    def __hash__(self):
        return hash(self._key())


def _clock_repr(clock, least, zone, fold):
    parts = list(clock)
    while len(parts) > least and not parts[-1]:
        parts.pop()
    words = [str(part) for part in parts]
    if zone is not None:
        words.append("tzinfo=%r" % (zone,))
    if fold:
        words.append("fold=1")
    return ", ".join(words)


class datetime(date):
    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _required((year, month, day), ("year", "month", "day"))
        made = object.__new__(cls)
        made._date = _check_date(year, month, day)
        made._clock = tuple(_check_time(hour, minute, second, microsecond, fold))
        _check_zone(tzinfo)
        made._zone = tzinfo
        made._fold = fold
        return made

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    @classmethod
    def _at(cls, micros, zone):
        """So many microseconds after the beginning of day 0."""
        days, rest = divmod(micros, _DAY)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(rest, 10**6)
        return cls(*_of_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, zone)

    def _micros(self):
        hour, minute, second, micro = self._clock
        return _ordinal(*self._date) * _DAY + ((hour * 60 + minute) * 60 + second) * 10**6 + micro

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def _split(cls, timestamp):
        if isinstance(timestamp, float) and timestamp != timestamp:
            raise ValueError("Invalid value NaN (not a number)")
        if isinstance(timestamp, str):
            raise TypeError("'str' object cannot be interpreted as an integer")
        if abs(timestamp) >= 2**63:
            raise OverflowError("timestamp out of range for platform time_t")
        whole = int(timestamp // 1)
        micro = round((timestamp - whole) * 10**6)
        return (whole + 1, 0) if micro == 10**6 else (whole, micro)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        whole, micro = cls._split(timestamp)
        if tz is not None:
            _check_zone(tz)
            return tz.fromutc(cls.utcfromtimestamp(timestamp).replace(tzinfo=tz))
        if not -62135596800 <= whole <= 253402300799:
            raise ValueError("year %d is out of range" % (1970 + whole // 31556952))
        return cls(*_time.localtime(whole)[:6], micro)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        whole, micro = cls._split(timestamp)
        if not -62135596800 <= whole <= 253402300799:
            raise ValueError("year %d is out of range" % (1970 + whole // 31556952))
        return cls._at(719163 * _DAY + whole * 10**6 + micro, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(*date._date, *time._clock, zone, fold=time._fold)

    @classmethod
    def strptime(cls, date_string, format, /):
        found = _time._strptime(date_string, format)
        zone = None
        if found[7] is not None:
            offset = timedelta(seconds=found[7])
            zone = timezone(offset, found[8]) if found[8] else timezone(offset) if offset else timezone.utc
        return cls(*found[:7], zone)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _iso_date(date_string)
        if found is not None:
            day, at = found
            if at == len(date_string):
                return cls(*day)
            clock = _iso_time(date_string[at + 1:])
            if clock is not None:
                return cls(*day, *clock)
        raise ValueError("Invalid isoformat string: %r" % date_string)

    def timestamp(self):
        if self.utcoffset() is None:
            return _time.mktime(self.timetuple()) + self.microsecond / 10**6
        return (self - _EPOCH).total_seconds()

    def timetuple(self):
        summer = self.dst()
        flag = -1 if summer is None else 1 if summer else 0
        return _time.struct_time(self._date + self._clock[:3] + (self.weekday(), _before(self.year, self.month) + self.day, flag))

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self.replace(tzinfo=None) - offset if offset else self
        return _time.struct_time(tuple(datetime.timetuple(moment))[:8] + (0,))

    def date(self):
        return date(*self._date)

    def time(self):
        return time(*self._clock, fold=self._fold)

    def timetz(self):
        return time(*self._clock, self._zone, fold=self._fold)

    def replace(self, *args, fold=None, **kwargs):
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo")
        return type(self)(*_replaced(self, names, kwargs, args), fold=self._fold if fold is None else fold)

    def utcoffset(self):
        return None if self._zone is None else self._zone.utcoffset(self)

    def dst(self):
        return None if self._zone is None else self._zone.dst(self)

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(self)

    def _local_zone(self):
        seconds = int(self.timestamp() // 1) if self._zone is None else (self - _EPOCH)._micros // 10**6
        parts = _time.localtime(seconds)
        return timezone(timedelta(seconds=parts.tm_gmtoff), parts.tm_zone)

    def astimezone(self, tz=None):
        if tz is None:
            tz = self._local_zone()
        _check_zone(tz)
        moment = self if self.utcoffset() is not None else self.replace(tzinfo=self._local_zone())
        if moment._zone is tz:
            return moment
        utc = (moment - moment.utcoffset()).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def isoformat(self, sep="T", timespec="auto"):
        return "%04d-%02d-%02d" % self._date + sep + _fraction_text(*self._clock, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def ctime(self):
        return "%s %s %2d %02d:%02d:%02d %04d" % ((_NAMES[self.weekday()], _MONTHS[self.month - 1], self.day) + self._clock[:3] + (self.year,))

    def __repr__(self):
        name = "datetime.datetime" if type(self) is datetime else type(self).__qualname__
        return "%s(%d, %d, %d, %s)" % ((name,) + self._date + (_clock_repr(self._clock, 2, self._zone, self._fold),))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._at(self._micros() + other._micros, self._zone)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._at(self._micros() - other._micros, self._zone)
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._instant(mine) - other._instant(theirs))

    def _instant(self, offset):
        return self._micros() - (offset._micros if offset else 0)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            return False
        return self._instant(mine) == other._instant(theirs)

    def _compare(self, other, op):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return _ranked(op, self._instant(mine), other._instant(theirs))

    def __hash__(self):
        return hash(self._instant(self.utcoffset()))


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = time.resolution = datetime.resolution = timedelta(microseconds=1)
timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max = time(), time(23, 59, 59, 999999)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
