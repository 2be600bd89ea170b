# ---- first steps
a = IP(ttl=10)
a
a.dst = "10.66.0.1"
a
del(a.ttl)
a
a.ttl
a.foo
IP(foo=3)
# ---- stacking
IP()
IP()/TCP()
Ether()/IP()/TCP()
IP()/TCP()/"GET / HTTP/1.0\r\n\r\n"
Ether()/IP()/IP()/UDP()
IP(proto=55)/TCP()
"abc"/IP()
b"abc"/IP()
IP()/b"abc"/"def"
IP()/bytearray(b"x")
IP()/3
3/IP()
IP()/None
# ---- build and dissect
raw(IP(src="127.0.0.1"))
IP(_)
a = Ether(src="00:ae:f3:52:aa:d1", dst="00:02:15:37:a2:44")/IP(src="192.168.5.21", dst="66.35.250.151")/TCP()/"GET /index.html HTTP/1.0 \n\n"
hexdump(a)
b = raw(a)
b
c = Ether(b)
c
c.hide_defaults()
c
len(c), len(a), bool(c)
c.summary()
c.command()
IP(b"E")
IP(b"")
Ether(b"abc")
# ---- attributes
p = Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06")/IP(src="1.2.3.4", dst="5.6.7.8")/TCP(sport=1000, dport=80)/b"hello"
p.ttl
p.dport
p[TCP].dport = 443
p
p.dport = "http"
p.dport
p["TCP"].dport
p["TCP.dport"]
p["IP.dst"]
p[UDP]
p["UDP"]
p[TCP:2]
p[IP:1]
TCP in p, UDP in p, "TCP" in p, Raw in p
p.haslayer(TCP), p.haslayer(UDP), p.haslayer("IP")
p.getlayer(TCP)
p.getlayer(UDP)
p.getlayer(TCP, dport=80)
p.getlayer(TCP, dport=81)
p.getlayer(0)
p.getlayer(1)
p.getlayer(2)
p[2]
p.layers()
p.payload
p.payload.payload.name
p.firstlayer() == p
p.lastlayer()
p[TCP].underlayer
p[Raw].payload
bool(p[Raw].payload)
p.name
p.fields
p[IP].fields
p.flags
p[TCP].flags
p.load
p.src
p[IP].src
type(p)
type(p).__name__
p.__class__.__name__
isinstance(p, Ether), isinstance(p, IP), isinstance(p, Packet), isinstance(p.payload, IP)
issubclass(IP, Packet), issubclass(TCP, IP)
hash(p)
# ---- payloads
p = IP(src="1.2.3.4", dst="2.3.4.5")/UDP()/"x"
t = p[UDP]
t.dport = 99
p
q = p.copy()
q.dport = 100
p.dport, q.dport
p == q
p == p.copy()
p != q
p.payload = TCP()
p
p.payload = ICMP()/"abc"
p
del p.payload
p
p.add_payload("zz")
p
p.remove_payload()
p
p / UDP()
p
p.payload
type(p.payload).__name__
p.payload.foo
p.payload == None
isinstance(p.payload, NoPayload)
NoPayload()
p.payload.show()
p.payload.summary()
p.payload.layers()
# ---- deleting sums
p = IP(raw(IP(src="1.2.3.4", dst="5.6.7.8")/UDP(sport=1, dport=2)/"abc"))
hex(p.chksum), hex(p[UDP].chksum)
p.ttl = 5
del p.chksum
del p[UDP].chksum
p.chksum
p.show2()
del p.foo
del p[UDP].len
raw(p)
# ---- flags
p = TCP(flags="SA")
p.flags
str(p.flags)
int(p.flags)
p.flags.S, p.flags.A, p.flags.F, p.flags.SA
p.flags & 2
p.flags & 0x10 != 0
p.flags == "SA", p.flags == "AS", p.flags == 18, p.flags == "S"
"S" in p.flags, "F" in p.flags
p.flags |= "F"
p.flags
p.flags.R = True
p.flags
p.flags.S = 0
p
p.flags = 0x12
p.flags
p.flags = "PA"
p.flags
p.flags + 1
p.flags | 1
p.flags ^ "A"
~p.flags
p.flags << 1
p.flags > 3
p.flags != "PA"
bool(TCP(flags=0).flags)
"%s %i %r" % (p.flags, p.flags, p.flags)
f"{p.flags}"
TCP(flags="Z").build()
TCP(flags="Z")
IP(flags="MF+DF").flags
IP(flags="DF").flags
IP(flags=["MF", "DF"])
TCP(flags=["S", "A"])
[x.flags for x in TCP(flags=["S", "A"])]
p.flags.foo
{TCP(flags="S").flags: 1}
p.flags in ("PA", "S")
F = 1
p.flags & F
hex(p.flags)
# ---- sets
a = IP(dst="10.0.0.0/30")
a
[p for p in a]
b = IP(ttl=[1, 2, (5, 9)])
b
[p for p in b]
c = TCP(dport=[80, 443])
[p for p in a/c]
len([p for p in a/c])
list(IP(ttl=(1, 3), dst=["1.1.1.1", "2.2.2.2"]))
(a/c).__iterlen__()
PacketList(a)
PacketList([p for p in a/c])
raw(IP(src="1.2.3.4", dst="10.0.0.0/30"))
IP(dst=("10.0.0.1", "10.0.0.3"))
[p.dst for p in IP(dst=("10.0.0.1", "10.0.0.3"))]
Net("10.0.0.0/30")
list(Net("10.0.0.0/30"))
"10.0.0.2" in Net("10.0.0.0/30")
len(Net("10.0.0.0/24"))
Net("10.0.0.1", "10.0.0.5")
[x.dport for x in UDP(dport=(5, 1))]
UDP(sport=[1, 2])/UDP(dport=[3, 4])
IP(src="1.1.1.1", dst="2.2.2.2")*3
2*IP(dst="2.2.2.2")
IP()*"a"
# ---- lists in fields
p = TCP(options=[("MSS", 1460), ("NOP", None)])
p.options
p.options.append(("WScale", 7))
p
raw(p)
p.options[0]
dict(p.options)
opts = [("SAckOK", b"")]
q = TCP(options=opts)
opts.append(("NOP", None))
q
TCP(raw(TCP(options=[("MSS", 1460), ("NOP", None), ("WScale", 7), ("Timestamp", (1, 2)), ("SAckOK", b"")])))
IP(options=[IPOption_RR(pointer=4)])
IP(options=IPOption_RR())
# ---- dns
d = DNS(rd=1, qd=DNSQR(qname="example.com"))
d
d.qd
d.qd[0]
d.qd[0].qname
d.qd.qname
d.an
r = DNS(id=1, qr=1, qd=DNSQR(qname="example.com"), an=[DNSRR(rrname="example.com", rdata="1.2.3.4"), DNSRR(rrname="example.com", rdata="1.2.3.5", ttl=9)])
r = DNS(raw(r))
r
r.an[0].rdata
r.an[1].rdata
[x.rdata for x in r.an]
r.ancount
r[DNSRR].rdata
r[DNSRR]
r[DNSQR].qname
DNSRR in r
r.haslayer(DNSRR)
r.summary()
d.qd = [DNSQR(qname="a.b"), DNSQR(qname="c.d")]
d
DNS(raw(d)).qdcount
d.an = DNSRR(rrname="a.b", rdata="9.9.9.9")
d
(IP(dst="1.1.1.1", src="2.2.2.2")/UDP()/d).summary()
DNS(qd=None)
DNS(qd=[])
r.show()
# ---- enumerations
TCP(dport="http").dport
TCP(dport="http")
UDP(dport="domain", sport="53")
ICMP(type="echo-reply")
ICMP(type="echo-reply").type
ARP(op="who-has").op
ARP(op=2)
IP(proto="tcp").proto
Ether(type="IPv4").type
IP(proto=17)
TCP(dport="htttp")
TCP(dport="htttp").dport
# ---- bad values
IP(src="127.0.0.1", ttl=300)
TCP(dport="a b")
IP(ttl="x")
IP(version=20, src="127.0.0.1").version
bytes(IP(version=20, src="127.0.0.1"))
# ---- raw values
pkt = IP(len=RawVal(b"NotAnInteger"), src="127.0.0.1")
bytes(pkt)
pkt
RawVal(b"ab")
# ---- show
IP(src="127.0.0.1").show()
(Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06")/IP(src="1.2.3.4", dst="5.6.7.8")/ICMP()).show2()
(IP(src="1.2.3.4", dst="5.6.7.8")/UDP(dport=99)/"x").show(dump=True)
ls(IP)
ls(IP(src="1.1.1.1", dst="2.2.2.2")/UDP())
ls(TCP, verbose=True)
ls("icmpv6ech")
ls(3)
IP(src="1.2.3.4", dst="5.6.7.8").sprintf("%IP.src% %-15s,IP.dst%| %IP.proto% %TCP.flags%")
(IP(src="1.2.3.4", dst="5.6.7.8")/TCP()).sprintf("{TCP:%TCP.dport% %r,TCP.dport%}{UDP:no}")
hexdump(b"abcdefghijklmnopq")
hexdump(b"abc", dump=True)
linehexdump(b"abcdef")
linehexdump(b"abc", onlyasc=1)
linehexdump(b"abc", onlyhex=1)
hexstr(b"abc")
chexdump(b"abc")
chexdump(b"abc", dump=True)
hexdiff(b"abcdef", b"abcxef")
IP(src="1.2.3.4", dst="5.6.7.8").json()
(IP(dst="5.6.7.8")/TCP(options=[("MSS", 1460)])/"hi").command()
print(IP(src="1.2.3.4", dst="5.6.7.8")/TCP())
str(IP(src="1.2.3.4", dst="5.6.7.8")/UDP())
f"{IP(src='1.2.3.4', dst='5.6.7.8')/ICMP()}"
rfc(UDP)
(Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06")/ARP(hwsrc="00:01:02:03:04:05", psrc="1.2.3.4", pdst="1.2.3.5")).summary()
# ---- answers
q = IP(src="1.1.1.1", dst="2.2.2.2")/ICMP(id=3, seq=4)
r = IP(src="2.2.2.2", dst="1.1.1.1")/ICMP(type=0, id=3, seq=4)
r.answers(q), q.answers(r)
q.hashret() == r.hashret()
s = IP(src="1.1.1.1", dst="2.2.2.2")/TCP(sport=5, dport=6)
t = IP(src="2.2.2.2", dst="1.1.1.1")/TCP(sport=6, dport=5, flags="SA")
t.answers(s), s > t, t > s
# ---- times
p = IP()
p.time = 12.5
p.time
p.sent_time
p.sniffed_on
p.copy().time
p.wirelen
p.direction
p.comment
