#!/usr/bin/env python3
# Fills the address table of a switch.
import sys
from scapy.all import *


def random_frames(n):
    for _ in range(n):
        yield Ether(src=RandMAC("02:11:22:*:*:*"), dst=RandMAC("02:33:44:*:*:*")) / IP(src=RandIP("10.66.0.0/16"), dst=RandIP("10.77.0.0/16")) / ICMP()


def main(iface, n):
    batch = list(random_frames(n))
    sendp(batch, iface=iface, verbose=0)
    return len(batch)


if __name__ == "__main__":
    print(main(sys.argv[1], int(sys.argv[2])), "frames")
