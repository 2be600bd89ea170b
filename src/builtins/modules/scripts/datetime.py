# datetime
import time as _time

MINYEAR = 1
MAXYEAR = 9999
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_length(year, month):
    return 29 if month == 2 and _leap(year) else _LENGTHS[month - 1]


def _ordinal(year, month, day):
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    for m in range(1, month):
        days += _month_length(year, m)
    return days + day


def _from_ordinal(number):
    if number < 1 or number > 3652059:
        raise OverflowError("date value out of range")
    year = number * 400 // 146097 + 1
    while _ordinal(year, 1, 1) > number:
        year -= 1
    left = number - _ordinal(year, 1, 1)
    month = 1
    while left >= _month_length(year, month):
        left -= _month_length(year, month)
        month += 1
    return year, month, left + 1


class timedelta(object):
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = (days + weeks * 7) * 86400 + hours * 3600 + minutes * 60 + seconds
        if isinstance(whole, float) or isinstance(microseconds, float) or isinstance(milliseconds, float):
            micros = round(whole * 1000000 + milliseconds * 1000 + microseconds)
        else:
            micros = whole * 1000000 + milliseconds * 1000 + microseconds
        self._set(micros)

    def _set(self, micros):
        self._micros = micros
        self.days, rest = divmod(micros, 86400000000)
        self.seconds, self.microseconds = divmod(rest, 1000000)
        if abs(self.days) > 999999999:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % self.days)

    def total_seconds(self):
        return self._micros / 1000000

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta(microseconds=self._micros + other._micros)
        return NotImplemented

    def __radd__(self, other):
        if other == 0:
            return self
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta(microseconds=self._micros - other._micros)
        return NotImplemented

    def __mul__(self, other):
        return timedelta(microseconds=round(self._micros * other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micros / other._micros
        return timedelta(microseconds=round(self._micros / other))

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micros // other._micros
        return timedelta(microseconds=self._micros // other)

    def __mod__(self, other):
        return timedelta(microseconds=self._micros % other._micros)

    def __neg__(self):
        return timedelta(microseconds=-self._micros)

    def __abs__(self):
        return timedelta(microseconds=abs(self._micros))

    def __bool__(self):
        return self._micros != 0

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._micros == other._micros

    def __lt__(self, other):
        return self._micros < other._micros

    def __le__(self, other):
        return self._micros <= other._micros

    def __gt__(self, other):
        return self._micros > other._micros

    def __ge__(self, other):
        return self._micros >= other._micros

    def __hash__(self):
        return hash(self._micros)

    def __str__(self):
        text = "%d:%02d:%02d" % (self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60)
        if self.days:
            text = "%d day%s, %s" % (self.days, "" if abs(self.days) == 1 else "s", text)
        if self.microseconds:
            text += ".%06d" % self.microseconds
        return text

    def __repr__(self):
        parts = []
        for name in ("days", "seconds", "microseconds"):
            value = getattr(self, name)
            if value:
                parts.append("%s=%d" % (name, value))
        return "datetime.timedelta(%s)" % (", ".join(parts) or "0")


class tzinfo(object):
    pass


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        self._offset = offset
        self._name = name

    def utcoffset(self, moment):
        return self._offset

    def tzname(self, moment):
        if self._name is not None:
            return self._name
        text = _offset_text(self._offset)
        return "UTC" if not self._offset else "UTC" + text

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return "datetime.timezone(%r)" % (self._offset,)


def _offset_text(offset):
    minutes = offset // timedelta(minutes=1)
    return "%s%02d:%02d" % ("-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60)


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


class date(object):
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, stamp):
        t = _time.localtime(stamp)
        return cls(t.tm_year, t.tm_mon, t.tm_mday)

    @classmethod
    def fromordinal(cls, number):
        return cls(*_from_ordinal(number))

    @classmethod
    def fromisoformat(cls, text):
        parts = text.split("-")
        if len(text) != 10 or len(parts) != 3:
            raise ValueError("Invalid isoformat string: %r" % text)
        return cls(int(parts[0]), int(parts[1]), int(parts[2]))

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isoformat(self):
        return "%04d-%02d-%02d" % (self.year, self.month, self.day)

    def timetuple(self):
        return _time.strptime(self.isoformat(), "%Y-%m-%d")

    def strftime(self, format):
        return _strftime(self, format)

    def ctime(self):
        return "%s %s %2d 00:00:00 %04d" % (_DAYS[self.weekday()], _MONTHS[self.month - 1], self.day, self.year)

    def replace(self, year=None, month=None, day=None):
        return date(year or self.year, month or self.month, day or self.day)

    def _key(self):
        return (self.year, self.month, self.day)

    def __add__(self, other):
        return date.fromordinal(self.toordinal() + other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return date.fromordinal(self.toordinal() - other.days)
        return timedelta(days=self.toordinal() - other.toordinal())

    def __eq__(self, other):
        return isinstance(other, date) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return "datetime.date(%d, %d, %d)" % self._key()


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_length(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def _strftime(moment, format):
    zone = getattr(moment, "tzinfo", None)
    format = format.replace("%f", "%06d" % getattr(moment, "microsecond", 0))
    if zone is None:
        format = format.replace("%z", "").replace("%Z", "")
    else:
        format = format.replace("%z", _offset_text(zone.utcoffset(moment)).replace(":", ""))
        format = format.replace("%Z", zone.tzname(moment))
    return _time.strftime(format, moment.timetuple())


class time(object):
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        _check_time(hour, minute, second, microsecond)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo

    def _key(self):
        return (self.hour, self.minute, self.second, self.microsecond)

    def isoformat(self):
        text = "%02d:%02d:%02d" % self._key()[:3]
        return text + ".%06d" % self.microsecond if self.microsecond else text

    def strftime(self, format):
        return datetime(1900, 1, 1, *self._key()).strftime(format)

    def __eq__(self, other):
        return isinstance(other, time) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        key = self._key()
        while len(key) > 2 and not key[-1]:
            key = key[:-1]
        return "datetime.time(%s)" % ", ".join([str(part) for part in key])


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        date.__init__(self, year, month, day)
        _check_time(hour, minute, second, microsecond)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, stamp, tz=None):
        micros = round(stamp * 1000000)
        seconds, micro = divmod(micros, 1000000)
        if tz is None:
            t = _time.localtime(seconds)
        else:
            t = _time.gmtime(seconds + tz.utcoffset(None) // timedelta(seconds=1))
        return cls(t[0], t[1], t[2], t[3], t[4], t[5], micro, tz)

    @classmethod
    def utcfromtimestamp(cls, stamp):
        made = cls.fromtimestamp(stamp, timezone.utc)
        made.tzinfo = None
        return made

    @classmethod
    def strptime(cls, text, format):
        micro = 0
        if "%f" in format:
            at = len(text) - len(text.rstrip("0123456789"))
            digits = text[len(text) - at:] if at else ""
            if format.endswith("%f") and digits:
                micro = int((digits + "000000")[:6])
        t = _time.strptime(text, format)
        return cls(t[0], t[1], t[2], t[3], t[4], t[5], micro)

    @classmethod
    def combine(cls, day, moment):
        return cls(day.year, day.month, day.day, moment.hour, moment.minute, moment.second, moment.microsecond)

    @classmethod
    def fromisoformat(cls, text):
        day = date.fromisoformat(text[:10])
        parts = text[11:].split(":") if len(text) > 10 else []
        numbers = [0, 0, 0, 0]
        for at in range(len(parts)):
            whole, dot, fraction = parts[at].partition(".")
            numbers[at] = int(whole)
            if dot:
                numbers[3] = int((fraction + "000000")[:6])
        return cls(day.year, day.month, day.day, *numbers)

    def timestamp(self):
        if self.tzinfo is not None:
            return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
        return _time.mktime(self.timetuple()) + self.microsecond / 1000000

    def timetuple(self):
        start = _ordinal(self.year, 1, 1)
        return (self.year, self.month, self.day, self.hour, self.minute, self.second,
                self.weekday(), self.toordinal() - start + 1, -1)

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def astimezone(self, tz=None):
        if tz is None:
            return datetime.fromtimestamp(self.timestamp())
        return datetime.fromtimestamp(self.timestamp(), tz)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=False):
        def pick(new, old):
            return old if new is None else new
        return datetime(pick(year, self.year), pick(month, self.month), pick(day, self.day),
                        pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second),
                        pick(microsecond, self.microsecond), self.tzinfo if tzinfo is False else tzinfo)

    def isoformat(self, sep="T", timespec="auto"):
        text = "%04d-%02d-%02d%s%02d:%02d:%02d" % (
            self.year, self.month, self.day, sep, self.hour, self.minute, self.second)
        if timespec == "milliseconds":
            text += ".%03d" % (self.microsecond // 1000)
        elif timespec == "microseconds" or (timespec == "auto" and self.microsecond):
            text += ".%06d" % self.microsecond
        if self.tzinfo is not None:
            text += _offset_text(self.tzinfo.utcoffset(self))
        return text

    def ctime(self):
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            _DAYS[self.weekday()], _MONTHS[self.month - 1], self.day,
            self.hour, self.minute, self.second, self.year)

    def _micros(self):
        seconds = (self.toordinal() * 24 + self.hour) * 3600 + self.minute * 60 + self.second
        micros = seconds * 1000000 + self.microsecond
        if self.tzinfo is not None:
            micros -= self.tzinfo.utcoffset(self)._micros
        return micros

    def _key(self):
        return (self._micros(),)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds = (self.toordinal() * 24 + self.hour) * 3600 + self.minute * 60 + self.second
        micros = seconds * 1000000 + self.microsecond + other._micros
        days, rest = divmod(micros, 86400000000)
        year, month, day = _from_ordinal(days)
        seconds, micro = divmod(rest, 1000000)
        return datetime(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, micro, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._micros() - other._micros())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond]
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        text = ", ".join([str(part) for part in parts])
        if self.tzinfo is not None:
            text += ", tzinfo=%r" % self.tzinfo
        return "datetime.datetime(%s)" % text
