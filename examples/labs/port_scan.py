#!/usr/bin/env python3
# A port scanner with the classic techniques.
import argparse
import logging
logging.getLogger("scapy.runtime").setLevel(logging.ERROR)
from scapy.all import *

conf.verb = 0


class Scanner(object):
    TIMEOUT = 1

    def __init__(self, host):
        self.host = host

    def probe(self, layer):
        return sr1(IP(dst=self.host) / layer, timeout=self.TIMEOUT)

    def syn(self, port):
        answer = self.probe(TCP(sport=RandShort(), dport=port, flags="S"))
        if answer is None:
            return "filtered"
        if answer.haslayer(TCP):
            if answer[TCP].flags == 0x12:
                send(IP(dst=self.host) / TCP(sport=answer.dport, dport=port, flags="R", seq=answer.ack))
                return "open"
            if answer[TCP].flags == "RA":
                return "closed"
        if answer.haslayer(ICMP) and int(answer[ICMP].type) == 3 and int(answer[ICMP].code) in (1, 2, 3, 9, 10, 13):
            return "filtered"
        return "unknown"

    def stealth(self, port, flags):
        answer = self.probe(TCP(dport=port, flags=flags))
        if answer is None:
            return "open|filtered"
        if answer.haslayer(TCP) and answer.getlayer(TCP).flags & 4:
            return "closed"
        return "filtered"

    def fin(self, port):
        return self.stealth(port, "F")

    def xmas(self, port):
        return self.stealth(port, "FPU")

    def null(self, port):
        return self.stealth(port, "")

    def ack(self, port):
        answer = self.probe(TCP(dport=port, flags="A"))
        if answer is None or answer.haslayer(ICMP):
            return "filtered"
        return "unfiltered" if answer[TCP].flags.R else "unknown"

    def udp(self, port):
        answer = self.probe(UDP(sport=4000, dport=port) / b"hello")
        if answer is None:
            return "open|filtered"
        if answer.haslayer(UDP):
            return "open"
        icmp = answer.getlayer(ICMP)
        return "closed" if (icmp.type, icmp.code) == (3, 3) else "filtered"


parser = argparse.ArgumentParser()
parser.add_argument("host")
parser.add_argument("-p", "--ports", required=True, help="80,443 or 1-10")
parser.add_argument("-s", "--scan", choices=["syn", "fin", "xmas", "null", "ack", "udp"], default="syn")
args = parser.parse_args()

ports = []
for part in args.ports.split(","):
    low, _, high = part.partition("-")
    ports.extend(range(int(low), int(high or low) + 1))

scanner = Scanner(args.host)
scan = getattr(scanner, args.scan)
for port in sorted(set(ports)):
    print("%-5d %s %s" % (port, args.scan, scan(port)))
