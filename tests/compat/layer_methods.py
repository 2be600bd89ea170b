from scapy.all import *
for p in (IP(ttl=55), IP(ttl=200), IP(ttl=64), IP(ttl=65), IP(ttl=3), IP(ttl=0), IPv6(hlim=60), IPv6(hlim=255)):
    print(p.ottl(), p.hops())
try:
    IP().hops(3)
except TypeError as e:
    print("TypeError")
e = Ether()/IP()
try:
    e.hops
except AttributeError as e:
    print("AttributeError")
print(hasattr(IP(), "hops"), hasattr(TCP(), "hops"), hasattr(IP, "ottl"), hasattr(UDP, "ottl"))
print(IP.hops(IP(ttl=60)))
d = DNS(qd=[DNSQR(qname="a.org")], an=[DNSRR(rrname="a.org", rdata="1.2.3.4")])
print(bytes(d.compress()).hex(), len(d), len(d.compress()))
