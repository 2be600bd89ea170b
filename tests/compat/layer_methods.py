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

# The fields of a packet by their names, and dice for them.
load_contrib("mqtt")
load_layer("quic")
print(sorted(IP().fieldtype), IP().fieldtype["ttl"].name)
print(type(MQTT().fieldtype["len"].randval()).__name__, type(IP().fieldtype["ttl"].randval()).__name__)
for unfit in [IP(ttl=300), UDP(dport=-1), QUIC_Initial(Length=2 ** 62)]:
    try:
        raw(unfit)
    except (struct.error, ValueError) as error:
        print(type(error).__name__)
