#!/usr/bin/env python3
# What happened in a capture: conversations, scanners, and passwords that went over the wire in the clear.
import re
import sys
from collections import Counter
from scapy.all import *

flows = {}
syns = Counter()
secrets = []
total = 0

with PcapReader(sys.argv[1]) as reader:
    for pkt in reader:
        total += 1
        if not pkt.haslayer(TCP):
            continue
        ip, tcp = pkt[IP], pkt[TCP]
        key = tuple(sorted([(ip.src, tcp.sport), (ip.dst, tcp.dport)]))
        first, size = flows.get(key, (pkt.time, 0))
        flows[key] = (first, size + len(tcp.payload))
        if tcp.flags == "S":
            syns[ip.src] += 1
        if Raw in pkt:
            found = re.search(rb"(?:USER|PASS)\s+(\S+)", pkt[Raw].load)
            if found:
                secrets.append((ip.src, found.group(0).decode()))

print("%d packets, %d TCP conversations" % (total, len(flows)))
for (a, b), (first, size) in sorted(flows.items(), key=lambda item: item[1][0]):
    print("%s:%s <-> %s:%s  %d octets" % (a[0], a[1], b[0], b[1], size))
for source, count in syns.most_common():
    if count > 5:
        print("scanner?", source, count, "SYN")
for source, line in secrets:
    print("in the clear:", source, line)
