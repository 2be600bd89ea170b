#!/usr/bin/env python3
# Traceroute by hand: one echo request per TTL until the target itself answers.
import sys
from scapy.all import IP, ICMP, sr1


def trace(target, max_hops=30):
    for ttl in range(1, max_hops + 1):
        reply = sr1(IP(dst=target, ttl=ttl) / ICMP(), timeout=2, verbose=0)
        if reply is None:
            yield ttl, "*", False
        elif reply.type == 0:
            yield ttl, reply.src, True
            return
        else:
            yield ttl, reply.src, False


if __name__ == "__main__":
    for hop, address, arrived in trace(sys.argv[1]):
        print(f"{hop:2d}  {address:<15}  {'done' if arrived else ''}".rstrip())
