# Calls one function with senseless arguments, COUNT times: torture.py NAME SEED COUNT
# NAME is a built-in function, or KIND.METHOD where KIND is a key of `KINDS`.
import random, sys

name, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(seed)

class Odd:
    def __init__(self): self.x = 1
    def __len__(self): return -1
    def __iter__(self): return iter([None, 5])
    def __eq__(self, other): raise ValueError("odd")
    def __repr__(self): return 5

def generator():
    yield 1
    raise KeyError("generated")

loop = []
loop.append(loop)
KINDS = {
    "packet": lambda: Ether()/IP(dst="127.0.0.1")/TCP(options=[("MSS", 1)])/b"x",
    "frame": lambda: Ether(bytes(Ether()/IP(dst="127.0.0.1")/UDP()/DNS(qd=DNSQR()))),
    "set": lambda: IP(dst="127.0.0.0/30")/UDP(dport=(1, 3)),
    "list": lambda: PacketList([IP()/TCP(), Ether()/ARP(), Raw(b"x")]),
    "empty": lambda: PacketList([]),
    "str": lambda: "aé\n b",
    "bytes": lambda: b"a\xff b",
    "bytearray": lambda: bytearray(b"ab"),
    "int": lambda: 5,
    "float": lambda: 2.5,
    "items": lambda: [3, 1, 2],
    "dict": lambda: {1: 2, "a": []},
    "hashset": lambda: {1, 2},
    "tuple": lambda: (1, 2, 1),
    "range": lambda: range(5),
    "conf": lambda: conf,
    "route": lambda: conf.route,
    "ifaces": lambda: conf.ifaces,
    "sniffer": lambda: AsyncSniffer(timeout=0.01),
    "l3": lambda: conf.L3socket(),
    "l2": lambda: conf.L2socket(iface="lo"),
    "layer": lambda: TCP,
    "file": lambda: open("torture.txt", "w+"),
}
ARGUMENTS = [
    lambda: None, lambda: -1, lambda: 0, lambda: 1, lambda: 2**70, lambda: -2**63, lambda: 2**63 - 1,
    lambda: "", lambda: "lo", lambda: "\0", lambda: "é" * 300, lambda: "%d %s {0} {", lambda: "torture.pcap",
    lambda: b"\xff", lambda: b"", lambda: bytes(range(256)), lambda: [], lambda: {}, lambda: [[[[]]]],
    lambda: loop, lambda: (1,), lambda: (5, 1), lambda: {1: {2: 3}}, lambda: 0.0, lambda: 1e308, lambda: float("nan"),
    lambda: -1e-300, lambda: lambda *args: 5, lambda: lambda: 1/0, lambda: Odd, lambda: Odd(), lambda: IP, lambda: TCP(),
    lambda: IP(dst="127.0.0.1")/UDP(), lambda: Ether()/IP(), lambda: [IP()/TCP(), b"x", None], lambda: generator(),
    lambda: PacketList([IP()]), lambda: RandShort(), lambda: Net("127.0.0.0/30"), lambda: True, lambda: range(2**40),
    lambda: "127.0.0.1", lambda: "999.1.1.1", lambda: "::1", lambda: "tcp port 80", lambda: "tcp prt", lambda: len,
    lambda: ValueError, lambda: ValueError("x"), lambda: random, lambda: slice(None), lambda: bytearray(5), lambda: {1, 2},
]
KEYWORDS = ["timeout", "count", "iface", "prn", "filter", "lfilter", "stop_filter", "verbose", "inter", "retry", "multi",
            "store", "offline", "key", "sep", "end", "loop", "dump", "nb", "default", "append", "started_callback"]

for number in range(count):
    if "." in name:
        kind, method = name.split(".")
        owner = KINDS[kind]()
        called = getattr(owner, method)
    else:
        called = globals()[name] if name in globals() else eval(name)
    arguments = [dice.choice(ARGUMENTS)() for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 3, 4]))]
    named = {dice.choice(KEYWORDS): dice.choice(ARGUMENTS)() for _ in range(dice.choice([0, 0, 0, 1, 2]))}
    sys.stderr.write("call %d\n" % number)
    try:
        result = called(*arguments, **named)
        repr(result)
    except BaseException as error:
        str(error)
