from scapy.all import *
class Foo(Packet):
    fields_desc=[ByteField("x",1)]
print(bytes(Foo()))
Foo.mysummary = lambda self: "mine"
Foo.post_build = lambda self,p,pay: p+b"Z"+pay
Foo.extract_padding = lambda self,s: (b"", s)
print(Foo().summary(), bytes(Foo()), Foo(b"abc").summary(), raw(IP()/Foo())[-2:])
class Bar(Foo): pass
print(Bar().summary())
Foo.answers = lambda self, other: 1
print(Bar().answers(Bar()), Foo().answers(Bar()))
del Foo.mysummary
print(Bar().summary(), Foo().summary())
try:
    del Foo.nothing
except AttributeError as e: print("AttributeError")
class A(Packet):
    fields_desc=[ByteField("x",1)]
    def __bytes__(self): return b"own"
class B(A): pass
class C(Packet):
    fields_desc=[ByteField("x",1)]
    def build(self): return b"built"
class D(IP): pass
print(bytes(A()), bytes(B()), bytes(C()), len(bytes(D())), raw(A()), bytes(A()/Raw(b"s")), bytes(IP()/C())[20:])
# A shape that was built before, now with a transformation.
p = IP(src="1.2.3.4", dst="1.2.3.5")/UDP(sport=4)
print(bytes(p) == bytes(p.copy()))
q = IP(src="1.2.3.4", dst="1.2.3.5", post_transform=lambda octets: b"F" + octets[1:])/UDP(sport=4)
print(bytes(q))
