#!/usr/bin/env python3
# Which ports does a packet filter let through, and how does it refuse the others?
from scapy.all import *
import sys

target = sys.argv[1]
ports = [int(p) for p in sys.argv[2].split(",")]

ans, unans = sr(IP(dst=target) / TCP(sport=RandShort(), dport=ports, flags="A"), timeout=1, retry=1, verbose=0)
for snd, rcv in ans:
    if rcv.haslayer(TCP):
        state = "unfiltered (ttl %d)" % rcv.ttl
    elif rcv.haslayer(ICMP):
        state = rcv.sprintf("rejected by %IP.src%: %ICMP.type% %ICMP.code%")
    print("%5d/tcp %s" % (snd[TCP].dport, state))
for snd in unans:
    print("%5d/tcp dropped" % snd.dport)
