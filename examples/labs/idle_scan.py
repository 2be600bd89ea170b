#!/usr/bin/env python3
# Scans a host without sending it a packet in our own name: the IP identification of a zombie tells.
import sys
from scapy.all import *

zombie, target = sys.argv[1], sys.argv[2]
ports = map(int, sys.argv[3:])


def ip_id():
    """The zombie's counter; asking moves it on by one."""
    reply = sr1(IP(dst=zombie) / TCP(sport=RandShort(), dport=4444, flags="SA"), timeout=2, verbose=0)
    if not reply:
        sys.exit("the zombie is silent")
    return reply[IP].id


for port in ports:
    before = ip_id()
    send(IP(src=zombie, dst=target) / TCP(sport=4445, dport=port, flags="S"), verbose=0)
    time.sleep(0.5)
    moved = (ip_id() - before) & 0xffff
    print(port, {1: "closed", 2: "open"}.get(moved, "cannot say (%d)" % moved))
