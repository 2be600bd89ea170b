from scapy.all import *
class Item(Packet):
    name = "Item"
    fields_desc = [ByteField("t", 0), FieldLenField("l", None, length_of="v", fmt="B"), StrLenField("v", "", length_from=lambda p: p.l)]
    def extract_padding(self, s):
        return b"", s
class Foo(Packet):
    name = "Foo proto"
    fields_desc = [ShortField("x", 1), ByteEnumField("op", 1, {1: "a", 2: "b"}),
        ConditionalField(IntField("y", 0), lambda pkt: pkt.op == 2),
        BitField("a", 1, 4), XBitField("b", 2, 12),
        FlagsField("fl", 0, 8, "ABCDEFGH"),
        FieldLenField("n", None, count_of="items", fmt="B"),
        PacketListField("items", [], Item, count_from=lambda p: p.n),
        MACField("mac", "00:11:22:33:44:55"), IPField("ip", "1.2.3.4"),
        LEShortField("le", 0x1234), SignedIntField("si", -5), XLEIntField("xl", 16),
        ThreeBytesField("tb", 7), IEEEFloatField("fl2", 1.5), StrFixedLenField("sf", b"abc", 5),
        ]
    def mysummary(self):
        return self.sprintf("Foo %Foo.x% op=%Foo.op%")
    def post_build(self, p, pay):
        return p + pay + b"!"
class Bar(Packet):
    fields_desc = [StrNullField("s", "hi"), ByteField("z", 3)]
    def guess_payload_class(self, payload):
        return Foo if self.z == 3 else Raw
bind_layers(UDP, Bar, dport=999)
p = Foo(op="b", y=7, items=[Item(t=1, v="abc"), Item(t=2, v="de")])
p.show()
print(repr(p)); print(p.summary()); print(p.command()); print(bytes(p))
q = Foo(bytes(p)); q.show()
ls(Foo)
r = IP(src="1.1.1.1",dst="2.2.2.2")/UDP()/Bar(z=3)/Foo()
print(repr(IP(bytes(r)))); print(Foo in r, r[Foo].x, r.getlayer(Foo).op)
class MyIP(IP):
    ttl = 9
    def post_build(self, p, pay):
        p = super().post_build(p, pay)
        return p
    def hello(self): return "hello %d" % self.ttl
    @property
    def double(self): return self.ttl*2
m = MyIP(src="1.1.1.1",dst="2.2.2.2")/UDP()
print(bytes(m)); print(m.hello(), m.double, isinstance(m, IP), repr(m), m.name, MyIP in m, IP in m)
m.show2()
