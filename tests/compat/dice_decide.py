# Dice that decide whether another field is there: all have fallen before anything is built.
from scapy.all import *

load_contrib("gtp")

seen = set()
for _ in range(300):
    octets = raw(fuzz(GRE(version=0, routing_present=0)))
    flags = octets[0] >> 4
    wanted = 4 + 4 * (flags >> 3 & 1) + 4 * (flags >> 1 & 1) + 4 * (flags & 1)
    assert len(octets) == wanted, (octets, wanted)
    seen.add(len(octets))
print(sorted(seen))

class Marked(Packet):
    name = "Marked"
    fields_desc = [
        BitField("more", 0, 1),
        BitField("rest", 0, 7),
        ConditionalField(ShortField("extra", 5), lambda packet: packet.more == 1),
    ]

lengths = set()
for _ in range(200):
    octets = raw(Marked(more=RandNum(0, 1)))
    assert len(octets) == (3 if octets[0] & 0x80 else 1)
    lengths.add(len(octets))
print(sorted(lengths))

p = Marked(more=RandNum(0, 1))
raw(p)
print(type(p.fields["more"]).__name__)

both = 0
for _ in range(100):
    q = IP(raw(IP(src=RandIP("10.0.0.0/8"), dst="10.9.0.5") / TCP(sport=RandShort())))
    sent, q.chksum, q[TCP].chksum = (q.chksum, q[TCP].chksum), None, None
    again = IP(raw(q))
    both += sent == (again.chksum, again[TCP].chksum)
print(both)
