# Extensions of ICMP: behind a message that is filled up; the filling is a field when they are read.
from scapy.all import *

labels = ICMPExtension_Header() / ICMPExtension_Object(classnum=1, classtype=1) / b"\x00\x01\x01\x01"
for p in [
    ICMP(type=11, ext=labels),
    ICMP(type=3, code=3, ext=ICMPExtension_Header() / ICMPExtension_InterfaceInformation(has_ifindex=1, ifindex=2)) / b"abc",
    IP(src="10.0.0.1", dst="10.0.0.2") / ICMP(type=11, ext=labels) / IPerror(src="10.0.0.2", dst="10.0.0.9") / UDPerror(),
    IPv6(src="fd00::1", dst="fd00::2") / ICMPv6TimeExceeded(ext=labels) / IPerror6(src="fd00::2", dst="fd00::9") / UDPerror(),
    IP(src="10.0.0.1", dst="10.0.0.2") / ICMP(type=8, ext=labels),
]:
    octets = bytes(p)
    print(len(octets), octets.hex())
    again = p.__class__(octets)
    print(repr(again))
    print(bytes(again) == octets, again.summary())

# What stood in the filling, and what becomes of it when the message is built anew.
quoted = IP(src="10.0.0.2", dst="10.0.0.9") / UDP(sport=1, dport=2) / b"xy"
octets = bytes(IP(src="10.0.0.1", dst="10.0.0.2", len=28 + 128 + 12, proto=1, chksum=0))
octets += bytes.fromhex("0b00 0000 00000000") + bytes(quoted).ljust(128, b"z") + bytes(labels)
p = IP(octets)
print(p.layers(), p[ICMP].extpad, p[ICMP].ext.summary())
p[ICMP].code = 1
del p[ICMP].chksum
print(bytes(p).hex())
