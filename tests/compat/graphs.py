from scapy.all import *

pkts = PacketList([Ether()/IP(src="10.0.0.1", dst="10.0.0.%d" % i)/UDP(sport=i, dport=50 + i // 2) for i in range(2, 6)])
pkts.append(Ether()/IPv6(src="fd00::1", dst="fd00::2")/UDP())
pkts.append(Ether()/ARP(psrc="10.0.0.1", pdst="10.0.0.2"))
pkts.append(Ether()/LLC())
print(pkts.conversations(string=True))
print(pkts.conversations(lambda p: (p[IP].src, p[IP].dst, p[UDP].sport), string=True))
print(pkts.conversations(getsrcdst=lambda p: (p[Ether].type, 'a "name"'), string=True))
print(pkts.afterglow(event=lambda p: p[UDP].dport, string=True))
print(pkts.afterglow(lambda p: p[UDP].sport % 2, lambda p: p[UDP].dport, lambda p: p[IP].dst, string=True))
print(repr(do_graph("digraph x {}", string=True)))

pairs = []
for ttl in range(1, 6):
    for port, upper in ((80, TCP(sport=1000, dport=80)), (53, UDP(dport=53)), (0, ICMP())):
        query = IP(src="10.9.0.1", dst="10.9.9.9", ttl=ttl)/upper
        if ttl < 3:
            answer = IP(src="10.0.%d.1" % ttl, dst="10.9.0.1")/ICMP(type=11)/IPerror(bytes(query))
        elif port == 53 or ttl == 3:
            continue
        elif port == 80:
            answer = IP(src="10.9.9.9", dst="10.9.0.1")/TCP(sport=80, dport=1000, flags="SA")/Padding(b"\0a")
        else:
            answer = IP(src="10.9.9.9", dst="10.9.0.1")/ICMP(type=0)/Padding(b"leak")
        pairs.append((query, IP(bytes(answer))))
result = TracerouteResult(pairs)
print(repr(result))


class Owners:
    def resolve(self, *addresses):
        return [(address, "AS%d" % (len(address) % 2), 'who "owns" it') for address in sorted(addresses)]


print(result.graph(None, string=True))
print(result.graph(ASres=None, padding=1, string=True))
print(result.graph(Owners(), string=True))
six = []
for hops in (1, 2):
    query = IPv6(src="fd00::1", dst="fd00::9", hlim=hops)/TCP(sport=1000, dport=80)
    if hops == 1:
        answer = IPv6(src="fd00::8", dst="fd00::1")/ICMPv6TimeExceeded()/IPerror6(bytes(query))
    else:
        answer = IPv6(src="fd00::9", dst="fd00::1")/TCP(sport=80, dport=1000, flags="SA")
    six.append((query, IPv6(bytes(answer))))
print(TracerouteResult(six).graph(None, string=True))
data = b"\n".join([b"Bulk mode; whois.cymru.com", b"15169 | 8.8.8.8 | GOOGLE, US", b"NA | 10.0.0.1 | NA", b"Error"])
print(AS_resolver_cymru().parse(data))
