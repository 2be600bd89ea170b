# Methods and functions of a script's classes run as any other call of the script: they see and
# change its variables, `conf` and its modules, and print in their turn.
from scapy.all import *

count = 0
seen = []


class H(Packet):
    fields_desc = [
        ByteField("a", 1),
        ConditionalField(ByteField("b", 2), lambda p: cond(p)),
        FieldLenField("l", None, length_of="d", fmt="B"),
        StrLenField("d", b"", length_from=lambda p: p.l),
    ]

    def post_build(self, p, pay):
        global count
        count += 1
        conf.verb = 10 + count
        print("post_build", self.a, count)
        return p + pay

    def pre_dissect(self, s):
        print("pre", len(s), self.underlayer and self.underlayer.name)
        return s

    def post_dissect(self, s):
        self.a = 77
        print("post", self.a, self.b, self.parent)
        return s

    def mysummary(self):
        return "H a=%d count=%d verb=%d" % (self.a, count, conf.verb)


def cond(p):
    seen.append(p.a)
    return p.a != 0


print("before")
b = bytes(H(a=3, d=b"xy"))
print(b, count, conf.verb)
p = H(b)
print(repr(p), len(seen) > 0, p.a)
conf.verb = 1
print(p.summary())

bind_layers(UDP, H, dport=7777)
q = IP() / UDP(sport=7777, dport=7777) / H(a=0, d=b"z")
r = IP(bytes(q))
print(r.summary(), r[H].a)
r.show()


# What is imported, and which class is defined, after the protocol's class is known to it.
class Later(Packet):
    fields_desc = [ByteField("x", 1)]

    def post_build(self, p, pay):
        import bisect
        return p + struct.pack("!H", helper(self.x)) + pay



import bisect as mine


def helper(x):
    import bisect as again
    print(again is mine, isinstance(Thing(), Thing))
    return x * 3


class Thing:
    pass


print(bytes(Later(x=5)))


# An exception comes through building as it is, and the interpreter goes on.
class Fails(Packet):
    fields_desc = [ByteField("x", 1)]

    def post_build(self, p, pay):
        raise Thing.Error("no")


class ThingError(Exception):
    pass


Thing.Error = ThingError
try:
    bytes(Fails())
except ThingError as error:
    print("caught", error, type(error) is ThingError)


# A method changes the packet that is being built, through a variable.
class Changes(Packet):
    fields_desc = [ByteField("x", 1)]

    def post_build(self, p, pay):
        known.x = 5
        return p + pay


known = Changes()
print(bytes(known), known.x)


# A packet that builds others while it is built.
class Inner(Packet):
    fields_desc = [ByteField("x", 1)]

    def post_build(self, p, pay):
        order.append("inner")
        return p + pay


class Outer(Packet):
    fields_desc = [ByteField("n", 0)]

    def post_build(self, p, pay):
        order.append("outer")
        return p + b"".join(bytes(Inner(x=i)) for i in range(self.n)) + pay


order = []
print(bytes(Outer(n=3)), order)
print(bytes(Outer(n=1) / Outer(n=2)), order)
