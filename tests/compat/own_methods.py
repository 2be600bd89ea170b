from scapy.all import *
# a field of its own
class DoubleField(ByteField):
    def i2m(self, pkt, x):
        return 0 if x is None else x * 2
    def m2i(self, pkt, x):
        return x // 2
class PercentField(ByteField):
    def i2repr(self, pkt, x):
        return "%d%%" % x
    def any2i(self, pkt, x):
        if isinstance(x, str):
            x = int(x.rstrip("%"))
        return x
class VarLenQField(Field):
    __slots__ = ["fld"]
    def __init__(self, name, default, fld):
        Field.__init__(self, name, default)
        self.fld = fld
    def i2m(self, pkt, x):
        if x is None:
            f = pkt.get_field(self.fld)
            x = f.i2len(pkt, pkt.getfieldval(self.fld))
            x = vlenq2str(x)
        return x
    def m2i(self, pkt, x):
        if s is None:
            return None, 0
        return str2vlenq(x)[1]
    def addfield(self, pkt, s, val):
        if isinstance(val, int):
            val = vlenq2str(val)
        return s + self.i2m(pkt, val)
    def getfield(self, pkt, s):
        return str2vlenq(s)
def vlenq2str(l):
    s = [l & 0x7F]
    l = l >> 7
    while l > 0:
        s.append(0x80 | (l & 0x7F))
        l = l >> 7
    s.reverse()
    return bytes(bytearray(s))
def str2vlenq(s=b""):
    i = l = 0
    while i < len(s) and s[i] & 0x80:
        l = l << 7
        l = l + (s[i] & 0x7F)
        i = i + 1
    if i == len(s):
        warning("Broken vlenq: no ending byte")
    l = l << 7
    l = l + (s[i] & 0x7F)
    return s[i + 1:], l
class Own(Packet):
    fields_desc = [DoubleField("d", 3), PercentField("p", 50), VarLenQField("len", None, "data"),
                   StrLenField("data", "", length_from=lambda pkt: pkt.len)]
p = Own(d=5, p="70%", data="A" * 129)
print(bytes(p)[:10], p.p, repr(p)[:60])
q = Own(bytes(p)); print(q.d, q.len, len(q.data)); q.show()
ls(Own)

class TypedMessage(Packet):
    fields_desc = [ByteEnumField("type", 0, {1: "ping", 2: "pong"}), ShortField("id", 0)]
    @classmethod
    def dispatch_hook(cls, _pkt=None, *args, **kargs):
        if _pkt:
            return {1: Ping, 2: Pong}.get(_pkt[0], cls)
        return cls
    def answers(self, other):
        return isinstance(other, TypedMessage) and other.type == 1 and self.type == 2 and self.id == other.id
    def hashret(self):
        return struct.pack("!H", self.id) + self.payload.hashret()
class Ping(TypedMessage):
    type = 1
    def mysummary(self):
        return self.sprintf("ping %Ping.id%"), [UDP]
class Pong(TypedMessage):
    name = "the answer"
    fields_desc = [ByteEnumField("type", 2, {1: "ping", 2: "pong"}), ShortField("id", 0), ByteField("load_", 7)]
bind_layers(UDP, TypedMessage, sport=4000)
bind_layers(UDP, TypedMessage, dport=4000)
a = IP(src="1.1.1.1", dst="2.2.2.2")/UDP(sport=5, dport=4000)/Ping(id=77)
b = IP(src="2.2.2.2", dst="1.1.1.1")/UDP(sport=4000, dport=5)/Pong(id=77)
x, y = IP(bytes(a)), IP(bytes(b))
print(x.summary(), "|", y.summary())
print(x.layers(), y.lastlayer().__class__.__name__, y.lastlayer().name)
print(y[Pong].answers(x[Ping]), x[Ping].answers(y[Pong]), x[Ping].hashret(), y > x, x < y, y < x)
print(Ping in x, TypedMessage in x, x.getlayer(TypedMessage, _subclass=True) is not None, x.haslayer(Ping))
print(Ping(b"\x02\x00\x05").__class__.__name__, TypedMessage(b"\x02\x00\x05\x09").__class__.__name__)

class Counted(Packet):
    name = "Counted"
    fields_desc = [ByteField("n", None), ByteField("sum", None), StrFixedLenField("pad", b"", 2)]
    created = 0
    def __init__(self, *args, **kwargs):
        Counted.created += 1
        Packet.__init__(self, *args, **kwargs)
        self.note = "made"
    def post_build(self, p, pay):
        if self.n is None:
            p = struct.pack("!B", len(pay)) + p[1:]
        if self.sum is None:
            p = p[:1] + struct.pack("!B", sum(pay) & 0xff) + p[2:]
        return p + pay
    def extract_padding(self, s):
        return s[:self.n], s[self.n:]
    @property
    def total(self):
        return (self.n or 0) + 4
    @total.setter
    def total(self, value):
        self.n = value - 4
    @staticmethod
    def helper(x):
        return x + 1
    @classmethod
    def make(cls, n):
        return cls(n=n)
c = Counted()/b"hello"
print(bytes(c), c.note, Counted.created > 0, Counted.helper(4))
d = Counted(bytes(c) + b"trail"); print(repr(d), d.total)
d.total = 9; print(d.n, Counted.make(3).n, type(Counted.make(3)).__name__)
print(c.copy().n, Counted.fields_desc[0].name, [f.name for f in Counted.fields_desc])
d.extra = 5; print(d.extra)
try:
    Counted(nn=4)
except AttributeError as e:
    print("AttributeError")

class Sub(Packet):
    fields_desc = [IP, ByteField("x", 1)]
print([f.name for f in Sub.fields_desc][-3:], bytes(Sub(src="1.1.1.1", dst="2.2.2.2"))[-1:])

class Acting(Packet):
    fields_desc = [ActionField(ByteField("a", 1), "told", extra=5), ByteField("b", 0)]
    def told(self, val, fld, extra=0):
        self.b = val + extra
z = Acting(a=4); print(z.a, z.b)
class Trail(Packet):
    fields_desc = [ShortField("x", 1), TrailerField(XIntField("fcs", 0xdeadbeef))]
t = Trail(x=2)/b"payload"; print(bytes(t)); print(repr(Trail(bytes(t))))
class Outer(Packet):
    fields_desc = [PacketField("one", Counted(n=1), Counted), PacketListField("many", [], Counted)]
    overload_fields = {UDP: {"dport": 4321}}
    aliastypes = [UDP]
o = UDP()/Outer(); print(o.dport, bytes(o)[8:])
split_layers(UDP, TypedMessage, dport=4000)
print(IP(bytes(a)).lastlayer().__class__.__name__)
print(Own.__name__, Own().name, Own._name, issubclass(Ping, TypedMessage), isinstance(Ping(), TypedMessage), Ping.__mro__[1].__name__)
f = fuzz(Own()); print(type(f).__name__)
print(Foo if False else "end")
def guess(pkt): return pkt.x
class Deep(Packet):
    fields_desc = [ByteField("x", 1)]
    def guess_payload_class(self, payload):
        if self.underlayer and self.underlayer.x == 1: return Raw
        return Deep
print(repr(Deep(b"\x01\x02\x03\x04")))
class Broken(Packet):
    fields_desc = [ByteField("x", 1), ConditionalField(ByteField("y", 2), lambda pkt: pkt.nope == 1)]
try:
    bytes(Broken())
except AttributeError as e:
    print("broken", type(e).__name__)
