#!/usr/bin/env python3
# A host of the old school, for idle_scan.py: it has an address of its own and counts its packets in IP.id.
from scapy.all import *
import itertools
import sys

me = sys.argv[1]
mac = get_if_hwaddr("eth0")
counter = itertools.count(1000)


def live(pkt):
    if ARP in pkt and pkt[ARP].op == 1 and pkt[ARP].pdst == me:
        sendp(Ether(src=mac, dst=pkt.src) / ARP(op=2, psrc=me, hwsrc=mac, pdst=pkt[ARP].psrc, hwdst=pkt[ARP].hwsrc),
              iface="eth0", verbose=0)
    elif TCP in pkt and pkt[IP].dst == me and not pkt[TCP].flags & "R":
        # RFC 793: what belongs to no connection is answered with RST.
        reply = (Ether(src=mac, dst=pkt[Ether].src) / IP(src=me, dst=pkt[IP].src, id=next(counter))
                 / TCP(sport=pkt[TCP].dport, dport=pkt[TCP].sport, flags="R", seq=pkt[TCP].ack))
        sendp(reply, iface="eth0", verbose=0)


print("zombie at", me, flush=True)
sniff(iface="eth0", prn=live, store=False, timeout=25,
      filter="arp or (tcp and dst host %s)" % me)
