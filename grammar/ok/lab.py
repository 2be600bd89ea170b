#!/usr/bin/env python3
from scapy.all import *
import sys

ip = IP(src='10.9.0.6', dst="10.9.0.5")
tcp = TCP(sport=1023, dport=[80, (440, 443)], flags="S", seq=0x1000)
pkt = ip/tcp/Raw(load=b"GET / HTTP/1.0\r\n\r\n")
p = Ether(dst="ff:ff:ff:ff:ff:ff")/ARP(op=2, psrc="10.9.0.1", hwsrc='02:42:0a:09:00:69')

def spoof(pkt):
    if ICMP in pkt and pkt[ICMP].type == 8:
        print(f"Original {pkt[IP].src:>15} -> {pkt[IP].dst}")
        ip = IP(src=pkt[IP].dst, dst=pkt[IP].src, ihl=pkt[IP].ihl)
        icmp = ICMP(type=0, id=pkt[ICMP].id, seq=pkt[ICMP].seq)
        newpkt = ip/icmp/pkt[Raw].load
        send(newpkt, verbose=0)
    elif pkt.haslayer(TCP) and not pkt[TCP].flags & 0x04:
        del pkt[IP].chksum, pkt[TCP].chksum

ans, unans = sr(IP(dst="10.9.0.0/24")/ICMP(), timeout=2, iface='eth0')
ans.summary(lambda s, r: r.sprintf("%IP.src% is alive"))
hosts = {r[IP].src: r.ttl for _, r in ans if r.ttl > 1}
if __name__ == '__main__':
    sniff(filter='icmp and src host %s' % sys.argv[1], prn=spoof, lfilter=lambda x: x[IP].ttl < 64, count=10)
