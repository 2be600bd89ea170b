def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

from collections import namedtuple, defaultdict, Counter, OrderedDict, deque
P = namedtuple("P", "x y")
p = P(1, 2); print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P(y=1, x=2) == (2, 1), len(p))
x, y = p; print(x, y)
t(P, 1)
d = defaultdict(list); d["a"].append(1); d["b"]; print(d, dict(d), d["a"])
e = defaultdict(int); e["x"] += 2; print(e["x"], e["zz"], len(e))
c = Counter("abracadabra"); print(c, c.most_common(2), c["z"], sum(c.values()), c.total())
c.update("aaa"); print(c["a"])
o = OrderedDict([("a", 1), ("b", 2)]); o.move_to_end("a"); print(list(o), o["a"])
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.pop(), q.popleft(), list(q), len(q))
q = deque("abc"); q.rotate(1); print(q, q[0], "a" in q); q.extend("de"); q.extendleft("xy"); print(list(q))
t(deque().pop)
import itertools as it
print(list(it.chain([1], [2, 3])), list(it.chain.from_iterable(["ab", "c"])), list(it.islice(it.count(5), 3)), list(it.product("ab", [1, 2])), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.zip_longest("ab", "c", fillvalue="-")), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.accumulate([1, 2, 3])), [(k, list(g)) for k, g in it.groupby("aabbb")], list(it.repeat(1, 2)), list(it.starmap(pow, [(2, 3)])), list(it.islice("abcdef", 1, 5, 2)), list(it.pairwise("abc")), list(it.combinations_with_replacement("ab", 2)))
c = it.cycle("ab"); print(next(c), next(c), next(c))
import functools
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)("101"))
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50))
def deco(f):
    @functools.wraps(f)
    def inner(*a):
        return f(*a)
    return inner
@deco
def named():
    "doc"
print(named.__name__, named.__doc__)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
import copy
a = [1, [2, {"x": (3, [4])}]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(9); print(b, c)
import string
print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, string.Template("$a ${b} $$").substitute(a=1, b="x"), string.capwords("hello world"))
import datetime
from datetime import timedelta
D = datetime.datetime(2024, 2, 28, 23, 59, 59)
print(D, repr(D), D + timedelta(seconds=2), D.strftime("%d/%m/%Y %H:%M:%S %A"), D.isoformat(), D.weekday(), (D - datetime.datetime(2024, 1, 1)).days, D.date(), D < D + timedelta(1))
print(timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5), repr(timedelta(hours=25)), timedelta(seconds=90).total_seconds(), timedelta(hours=1) / 2, -timedelta(1), timedelta(minutes=5) * 3)
print(datetime.date(2024, 3, 1) - datetime.date(2024, 2, 1), datetime.datetime.strptime("2024-05-06 07:08", "%Y-%m-%d %H:%M"), datetime.datetime.utcfromtimestamp(0), datetime.datetime.fromtimestamp(0, datetime.timezone.utc))
t(datetime.date, 2023, 2, 29)
import ipaddress
n = ipaddress.ip_network("10.0.0.0/29"); print(n, repr(n), n.num_addresses, [str(h) for h in n.hosts()], n.netmask, n.broadcast_address, ipaddress.ip_address("10.0.0.3") in n)
print(repr(ipaddress.ip_address("::1")), ipaddress.ip_address("192.168.1.1").is_private, int(ipaddress.ip_address("1.2.3.4")), ipaddress.IPv4Address("1.2.3.4") + 1, list(ipaddress.ip_network("10.0.0.0/30").subnets()), ipaddress.ip_address(b"\x01\x02\x03\x04"))
t(ipaddress.ip_address, "1.2.3")
t(ipaddress.ip_network, "10.0.0.1/24")
t(ipaddress.IPv4Address, "1.2.3.400")
import sched, time
s = sched.scheduler(time.time, time.sleep)
out = []
s.enter(0.02, 1, out.append, ("b",)); s.enter(0.01, 1, out.append, argument=("a",)); gone = s.enter(0.03, 1, out.append, ("c",)); s.cancel(gone)
s.run(); print(out, s.empty())
import logging, sys
sys.stderr = sys.stdout
logging.getLogger("scapy.runtime").setLevel(logging.ERROR)
logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO, stream=sys.stdout)
logging.info("hello %s", "x"); logging.debug("no"); logging.getLogger("a.b").warning("w")
import __future__, types, errno
print(errno.ECONNREFUSED, isinstance(lambda: 1, types.FunctionType), types.SimpleNamespace(a=1))
