from scapy.all import *
conf.verb = 0
big = IP(src='1.1.1.1',dst='2.2.2.2',id=7)/UDP(sport=1,dport=9)/(b'x'*3000)
frags = [Ether(src="02:00:00:00:00:01",dst="02:00:00:00:00:02")/f for f in fragment(big,1000)]
other = [Ether(src="02:00:00:00:00:01",dst="02:00:00:00:00:02")/IP(src='1.1.1.1',dst='2.2.2.2')/ICMP()]
pk = [Ether(bytes(p)) for p in [frags[1], other[0], frags[0], frags[2], frags[3] if len(frags)>3 else other[0]]]
got = sniff(offline=pk, session=IPSession)
for p in got: print(p.summary(), len(p))
class S(DefaultSession):
    def process(self, pkt):
        if ICMP in pkt: return None
        pkt[IP].ttl = 9
        return pkt
for s in (S, S()):
    got = sniff(offline=pk, session=s, prn=lambda p: p.ttl, count=2)
    print(len(got))
class R(Packet):
    name = "R"
    fields_desc = [ShortField("n", 0), StrLenField("data", b"", length_from=lambda p: p.n)]
    @classmethod
    def tcp_reassemble(cls, data, metadata, session):
        if len(data) < 2 or len(data) < 2 + int.from_bytes(data[:2], "big"):
            return None
        session["n"] = session.get("n", 0) + 1
        return cls(data)
bind_layers(TCP, R, dport=7777)
def seg(seq, data, flags="A", **kw): return Ether(bytes(Ether(src="02:00:00:00:00:01",dst="02:00:00:00:00:02")/IP(src='1.1.1.1',dst='2.2.2.2')/TCP(sport=5,dport=7777,seq=seq,flags=flags)/data))
segs = [seg(99, b"", "S"), seg(100, b"\0\x05he"), seg(104, b"llo", "PA"), seg(107, b"\0\x02ab\0\x03x"), seg(107, b"\0\x02ab\0\x03x"), seg(114, b"yz"), seg(116, b"", "FA")]
for p in sniff(offline=segs, session=TCPSession): print(p.summary(), repr(p[TCP].payload), p[TCP].seq)
segs = [seg(99, b"", "S"), seg(100, b"\0\x09he"), seg(107, b"PQR1", "PA"), seg(104, b"llo")]
for p in sniff(offline=segs, session=TCPSession()): print(p.summary(), repr(p[TCP].payload), p[TCP].seq)
segs = [Ether(bytes(Ether(src="02:00:00:00:00:01",dst="02:00:00:00:00:02")/IP(src='1.1.1.1',dst='2.2.2.2')/TCP(sport=5,dport=7000,seq=s,flags="PA")/d)) for s,d in ((1,b"abc"),(4,b"def"),(4,b"def"))]
for p in sniff(offline=segs, session=TCPSession): print(p.summary(), repr(p[TCP].payload), p[TCP].seq)
