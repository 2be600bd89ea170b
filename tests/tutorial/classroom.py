# ---- callbacks that fail
a = [Ether()/IP(src="1.1.1.1", dst="2.2.2.2", ttl=n)/UDP() for n in range(1, 5)]
wrpcap("a.pcap", a)
wrpcap("b.pcap", a[:2])
def f(p):
    print("seen", p.ttl)
    if p.ttl == 3:
        raise ValueError("three")
r = sniff(offline="a.pcap", prn=f)
[p.ttl for p in r]
r = sniff(offline=["a.pcap", "b.pcap"], prn=f)
[p.ttl for p in r]
r = sniff(offline="a.pcap", lfilter=lambda p: p[TCP].dport == 80)
len(r)
r = sniff(offline="a.pcap", stop_filter=lambda p: 1 / 0)
len(r)
r = sniff(offline=a, prn=lambda p: p.nothing)
len(r)
def g(p):
    raise SystemExit(3)
sniff(offline="a.pcap", prn=g)
t = AsyncSniffer(offline="a.pcap", prn=f)
t.start(); t.join()
len(t.results), t.exception, t.running
# ---- records of the DNS as attributes
q = DNS(bytes(DNS(qd=DNSQR(qname="a.b", qtype="AAAA")))).qd
hasattr(q, "qname")
hasattr(q, "nope")
getattr(q, "qtype")
getattr(q, "qname", None)
getattr(q, "nope", "none")
# ---- methods without parentheses
p = IP(src="1.1.1.1", dst="2.2.2.2")/UDP(dport=53)
p.summary
print(p[UDP].show)
"DNS" in str((IP()/UDP()/DNS()).show)
# ---- names that come along
import datetime
from socket import *
time = 3
from scapy.all import *
datetime.now().year > 2000
type(socket), type(time)
# ---- sets in lists
a = []
a += IP(src="1.1.1.1", dst="2.2.2.2", ttl=(1, 3))/UDP()
a
a.extend(IP(src="1.1.1.1", dst="2.2.2.2")/UDP(dport=[1, 2]))
len(a)
# ---- streams
import socket
x, y = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
s = StreamSocket(x)
s.basecls
s.basecls = DNS
n = y.send(bytes(DNS(id=7)))
s.recv()
# ---- modules of modules
import os
os.sys.maxsize == __import__("sys").maxsize
