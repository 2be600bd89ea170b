# What a kind of a protocol inherits of what its parent carries and lies on, by the time it is bound itself.
from scapy.all import *
from scapy.layers.smb2 import FILE_NOTIFY_INFORMATION

for octets in ["6007880b00030001804b63", "2001880b0004000000210000", "7000880b00f2000100000000652e2f226361613861"]:
    print(repr(GRE(bytes.fromhex(octets))))
print(repr(GRE() / IPerror()), bytes(GRE(flags=1) / IPerror(src="10.0.0.1", dst="10.0.0.2")).hex())
print(repr(Ether(type=5) / IPerror()), repr(Loopback() / IPv6(src="::1", dst="::1")), repr(Loopback(type=10) / IPv6(src="::1", dst="::1")))


class Parent(Packet):
    fields_desc = [ByteField("kind", 0)]


class Child(Parent):
    pass


class One(Packet):
    fields_desc = [ByteField("a", 0)]


class Two(Packet):
    fields_desc = [ByteField("b", 0)]


bind_layers(Parent, One, kind=1)
bind_layers(Child, Two, kind=1)
bind_layers(Parent, Two, kind=2)
print(repr(Parent(b"\1\5")), repr(Child(b"\1\5")), repr(Child(b"\2\5")))

# Octets and numbers in a field of UTF-16.
for name in ["ab", b"ab", b"\xff", 12]:
    p = FILE_NOTIFY_INFORMATION(FileName=name)
    print(repr(p), bytes(p).hex())
print(bytes(NBTSession(RESERVED=3) / b"abc").hex(), bytes(NBTSession(RESERVED=3, LENGTH=1) / b"abc").hex())
