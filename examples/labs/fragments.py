#!/usr/bin/env python3
# A UDP datagram in three hand-made fragments, sent last one first.
from scapy.all import *
import sys

dst = sys.argv[1]
ID = 1001
payload = "A" * 32 + "B" * 32 + "C" * 31 + "\n"

udp = UDP(sport=7070, dport=9090)
udp.len = 8 + 96
udp.chksum = 0

ip = IP(dst=dst)
ip.id = ID
ip.frag = 0
ip.flags = 1
first = ip/udp/payload[:32]

ip2 = ip.copy()
ip2.frag = 5
ip2.proto = 17
second = ip2/payload[32:64]

ip3 = ip.copy()
ip3.frag = 9
ip3.flags = 0
ip3.proto = 17
third = ip3/payload[64:]

for part in (third, first, second):
    print(part.sprintf("%IP.id% %IP.frag% %IP.flags% %IP.proto%"))
    send(part, verbose=0)
