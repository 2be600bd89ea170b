# conf.layers.filter(), packets that are sniffed from a list.
from scapy.all import *

load_layer("http")
packet = Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06") / IP(src="10.0.0.1", dst="10.0.0.2") / UDP() / DNS()
conf.layers.filter([Ether, IP, DNS])
print(Ether(raw(packet)).layers())
try:
    conf.layers.filter([IP])
except ValueError:
    print("ValueError")
conf.layers.unfilter()
print(Ether(raw(packet)).layers())
try:
    conf.layers.unfilter()
except ValueError:
    print("ValueError")

pieces = [
    IP(src="10.0.0.1", dst="10.0.0.2") / TCP(seq=1) / HTTP() / Raw(b"GET / HTTP/1.1\r\nContent-Length: bad\r\nCoo"),
    IP(src="10.0.0.1", dst="10.0.0.2") / TCP(seq=41) / HTTP() / Raw(b"kie: cookie\r\n\r\n"),
]
whole = sniff(offline=pieces, session=TCPSession)
print(len(whole), whole[0][HTTPRequest].Cookie, whole[0].ttl)

for question in [Ether(), Ether() / IP(), Ether() / IP() / UDP()]:
    print(DNS_am().make_reply(question))
