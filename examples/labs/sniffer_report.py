#!/usr/bin/env python3
# Listens for a number of packets and then says who talked, with what, and how much.
#   sniffer_report.py IFACE COUNT
from scapy.all import *
from collections import Counter, defaultdict
import sys


class Report:
    def __init__(self):
        self.protocols = Counter()
        self.talkers = defaultdict(int)
        self.ports = Counter()

    def __call__(self, pkt):
        if IP not in pkt:
            self.protocols["ARP" if ARP in pkt else "other"] += 1
            return
        if pkt.haslayer(TCP):
            name = "TCP"
            self.ports[pkt[TCP].dport] += 1
        elif pkt.haslayer(UDP):
            name = "UDP"
            self.ports[pkt[UDP].dport] += 1
        elif pkt.haslayer(ICMP):
            name = "ICMP"
        else:
            name = "proto %d" % pkt[IP].proto
        self.protocols[name] += 1
        self.talkers[(pkt[IP].src, pkt[IP].dst)] += len(pkt)

    def show(self):
        print("%-10s %8s" % ("Protocol", "Packets"))
        for name, count in self.protocols.most_common():
            print("%-10s %8d" % (name, count))
        print("-" * 40)
        for (src, dst), size in sorted(self.talkers.items(), key=lambda kv: -kv[1]):
            print("{:>15} -> {:<15} {:6d} bytes".format(src, dst, size))
        for port, count in self.ports.most_common(3):
            print(f"port {port}: {count}")


if __name__ == "__main__":
    iface = sys.argv[1]
    count = int(sys.argv[2])
    report = Report()
    print("[*] listening on", iface, flush=True)
    sniff(iface=iface, count=count, prn=report, store=0, timeout=20)
    report.show()
