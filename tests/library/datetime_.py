# datetime: all of it.
import datetime
from datetime import datetime as D, date, time, timedelta, timezone, tzinfo
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
t(D, 2023, 2, 29); t(D, 0, 1, 1); t(D, 2023, 13, 1); t(D, 2023, 1, 1, 24); t(D, 2023,1,1,0,60); t(D, 2023,1,1,0,0,60); t(D,2023,1,1,0,0,0,10**6); t(D, "x", 1, 1); t(D, 2023); t(D, 1.5, 1, 1); t(D, 10000,1,1)
d = D(2023, 11, 14, 22, 13, 20, 123456)
print(d, repr(d), d.isoformat(), d.isoformat(" "), d.isoformat(timespec="minutes"), d.isoformat("T", "milliseconds"), d.ctime(), d.timetuple(), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.date(), d.time(), d.timestamp() )
t(d.isoformat, timespec="x")
u = d.replace(tzinfo=timezone.utc)
print(u, repr(u), u.timestamp(), u.utcoffset(), u.tzname(), u.dst(), u.timetz(), u.utctimetuple(), u.astimezone(timezone(timedelta(hours=5, minutes=30))), u.strftime("%z %Z %f %s"))
print(timezone(timedelta(hours=-3)), repr(timezone(timedelta(hours=-3), "X")), timezone.utc, repr(timezone.utc), timezone.min, timezone.max)
t(timezone, timedelta(hours=24)); t(timezone, 5)
t(D.strptime, "2023-11-14 22:13:20.5", "%Y-%m-%d %H:%M:%S.%f"); t(D.strptime, "2023-11-14T22:13:20+01:30", "%Y-%m-%dT%H:%M:%S%z"); t(D.strptime, "x", "%Y"); t(D.strptime, "1 Jan 2023 UTC", "%d %b %Y %Z"); t(D.strptime, "-0130Z", "%zZ");t(D.strptime, "Z", "%z")
for s in ["2023-11-14", "2023-11-14T22:13", "2023-11-14 22:13:20.123", "2023-11-14T22:13:20Z", "20231114T221320", "2023-W46-2", "2023-11-14T22:13:20+05:30", "nope", "2023-1-1", "2023-11-14T25:00", "2023-11-14T22", "2023-11-14T22:13:20,5"]: t(D.fromisoformat, s)
for s in ["2023-11-14", "20231114", "2023-W46-2", "x", "2023-11-14T00"]: t(date.fromisoformat, s)
for s in ["22:13", "22", "221320", "T22:13:20.5Z", "22:13:20+01:00", "x"]: t(time.fromisoformat, s)
td = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(td, repr(td), td.days, td.seconds, td.microseconds, td.total_seconds(), -td, abs(-td), td * 2, td / 2, td // 3, td % timedelta(hours=1), divmod(td, timedelta(days=1)), td / timedelta(hours=1), td // timedelta(hours=1), td * 1.5, td > timedelta(0), bool(timedelta(0)), hash(td) == hash(timedelta(days=8, seconds=7384, microseconds=5006)), timedelta.min, timedelta.max, timedelta.resolution, str(timedelta(-1)), str(timedelta(seconds=-1)), str(timedelta(2)))
t(timedelta, "x"); t(timedelta, days=10**10); t(lambda: td == 5); t(lambda: td / 0)
print(d + td, d - td, d - D(2023,1,1), date(2023,1,31) + timedelta(1), date(2024,3,1) - date(2024,2,1), d > D(2020,1,1), d == date(2023,11,14))
t(lambda: d < date(2023,1,1)); t(lambda: d - u); t(lambda: d < u); t(lambda: d == u); t(lambda: D.max + timedelta(1)); t(lambda: D.min - timedelta(1))
print(date(2023,11,14), repr(date(2023,11,14)), date(2023,11,14).strftime("%d/%m/%y"), date.fromordinal(738000), date.fromtimestamp(0), date(2023,11,14).replace(day=1), date.min, date.max, date.resolution, date.fromisocalendar(2023, 46, 2), f"{d:%H:%M}", f"{date(2023,1,2):%j}", format(d, ""), d.__format__("%Y"))
print(time(1,2,3,4), repr(time(1,2)), time(1,2,3).isoformat(), time(1).replace(minute=5), time(1,2) < time(1,3), time.min, time.max, bool(time(0)), time(1,2,3).strftime("%H-%M"), repr(time(1,2,tzinfo=timezone.utc)), time(1, tzinfo=timezone.utc), time(1,fold=1))
t(time, 25); print(time(1) == 5)
print(D.fromtimestamp(0), D.utcfromtimestamp(1.5), D.fromtimestamp(1e9, timezone.utc), D.combine(date(2023,1,1), time(2,3)), D.fromordinal(1), D.min, D.max, D.resolution, datetime.MINYEAR, datetime.MAXYEAR, datetime.UTC)
t(D.fromtimestamp, 1e20); t(D.fromtimestamp, "x"); t(D.utcfromtimestamp, float("nan")); t(date, 2023, 1); t(d.replace, month=13); t(d.replace, nope=1)
import copy
print(copy.copy(d) == d, copy.deepcopy(td) == td, d.isocalendar().week, tuple(d.isocalendar()), d.isocalendar()[1])
class Z(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=2)
    def dst(self, dt): return timedelta(hours=1)
    def tzname(self, dt): return "ZZ"
z = d.replace(tzinfo=Z())
print(z, z.dst(), z.tzname(), z.astimezone(timezone.utc), z.strftime("%Z%z"), z.timetuple().tm_isdst, u == z, z < u)
class S(D): pass
print(repr(S(2023,1,1)), S(2023,1,1)+timedelta(1), type(S(2023,1,1)+timedelta(1)).__name__, isinstance(S.now(), D), isinstance(d, date))
print(sorted([date(2023,1,2), date(2022,1,1)]), {d: 1}[D(2023, 11, 14, 22, 13, 20, 123456)], max(D(2020,1,1), D(2021,1,1)), sum([timedelta(1), timedelta(2)], timedelta()))
print((D.now() - D.now()).days in (0,-1), date.today() == D.today().date(), abs((D.utcnow() - D.now()).total_seconds()) < 86400, D.now(timezone.utc).tzinfo, D.now().astimezone().tzinfo)
