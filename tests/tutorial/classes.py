# ---- classes of things
isinstance(PacketList(), PacketList)
isinstance([IP()], PacketList)
isinstance(SndRcvList(), SndRcvList)
isinstance(SndRcvList(), PacketList)
isinstance(RandShort(), RandShort)
isinstance(RandShort(), RandNum)
isinstance(RandShort(), VolatileValue)
isinstance(RandIP(), VolatileValue)
isinstance(RandIP(), RandNum)
isinstance(RandEnum(1, 3), RandNum)
isinstance(RandChoice(1, 2), RandField)
isinstance(RandMAC(), RandString)
isinstance(3, VolatileValue)
issubclass(RandShort, RandNum)
issubclass(RandShort, VolatileValue)
isinstance(Net("10.0.0.0/30"), Net)
isinstance(Net6("fe80::/126"), Net)
isinstance(TCP().flags, FlagValue)
isinstance(IP(), Packet)
isinstance(IP(), (TCP, IP))
isinstance(IP().payload, NoPayload)
issubclass(IP, Packet)
issubclass(ICMPv6EchoRequest, Packet)
type(PacketList()).__name__
type(RandShort()).__name__
type(IP()).__name__
type(TCP().flags).__name__
type(Net("10.0.0.0/30")).__name__
type(PacketList()) == PacketList
type(RandShort()) is RandShort
IP().__class__
IP().__class__.__name__
IP.__name__
IP().name
IP.fields_desc[0].name
IP.fields_desc[3].default
[f.name for f in UDP.fields_desc]
len(ICMP.fields_desc)
IP().fields
IP(ttl=3).fields
IP(dst="1.2.3.4").default_fields["ttl"]
(IP()/TCP()).overloaded_fields
IP().payload.name
IP().underlayer
(IP()/TCP())[TCP].underlayer
IP().get_field("ttl").default
IP().explicit
IP().sniffed_on
IP().direction
IP().wirelen
IP().sent_time
IP(src="1.1.1.1", dst="2.2.2.2").do_build()
IP().firstlayer()
(Ether()/IP()/TCP()).firstlayer().name
(Ether()/IP()/TCP()).lastlayer()
(Ether()/IP()/TCP()).lastlayer().name
IP().delfieldval("ttl")
IP().setfieldval("ttl", 3)
p = IP(src="1.1.1.1", dst="2.2.2.2")/UDP()
p.underlayer
# ---- flags
f = TCP(flags="SA").flags
len(f)
f.value
f.names
f.multi
list(f)
[x for x in f]
f.S, f.A, f.F
f.SA
f == 18
f == "SA"
f == "AS"
f & "S"
f | "F"
f ^ "S"
f - 2
f + 1
f << 1
f >> 1
-f
f < 20
f > 2
int(f)
str(f)
bool(f)
bool(TCP(flags=0).flags)
f.flagrepr()
f.copy()
f.copy() is f
repr(f)
"%s" % f
"%d" % f
"%r" % f
f"{f}"
hash(f) == hash(18)
f in (18, 2)
"S" in f
18 in [f]
{18: 1}[f]
f.S = False
f
p = TCP(flags="SA")
p.flags.S = False
p.flags
p.flags += "F"
p.flags
p.flags |= "R"
p.flags
p.flags &= "R"
p.flags
p.flags = "FPU"
p.flags
p.flags.F, p.flags.P, p.flags.U, p.flags.S
p.flags.X
IP(flags=["MF", "DF"]).flags
IP(flags="MF+DF").flags
IP(flags="evil").flags
IP(flags=7).flags
IP(flags="MF").flags.MF
str(IP(flags=3).flags)
list(IP(flags=3).flags)
len(IP(flags=3).flags)
IP(flags=3).flags.names
# ---- volatile
r = RandNum(1, 5)
r.min, r.max
r.copy()
r.command()
type(r._fix())
1 <= r <= 5
1 <= int(r) <= 5
repr(r)
RandShort().min, RandShort().max
RandString(5).size
RandString(5).chars
len(RandString(5))
len(str(RandString(5)))
RandString(5).command()
RandIP("10.0.0.0/24").ip
RandIP().command()
RandIP("10.0.0.0/24").command()
RandMAC("00:01:02").mac[0]
str(RandMAC("00:01:02:03:04:05"))
RandMAC().command()
sorted(RandEnum(1, 4)._fix() for i in range(1))[0] in (1, 2, 3, 4)
RandRegExp("a[bc]d")
str(RandRegExp("abc"))
str(RandRegExp("a{3}"))
str(RandRegExp("(ab|ab)c"))
len(str(RandRegExp("[0-9]{4}")))
str(RandRegExp("[0-9]{4}")).isdigit()
str(RandRegExp("x*")).strip("x")
RandRegExp("[a-z]{5}").command()
RandSingShort()._fix() in range(65536)
RandTermString(4, b"0").size
len(RandBin(7)._fix())
RandBin(7).command()
RandByte() + 1 > 0
RandByte() & 0
RandByte() * 0
RandPool(RandByte())
RandUUID()
RandOID()
len(str(RandUUID()))
RandNumExpo(0.1)
RandNumGauss(1, 2)
IncrementalValue(5, 2)
i = IncrementalValue(5, 2)
CorruptedBytes("abc", n=1)
len(bytes(CorruptedBytes("abc", n=1)))
IP(id=RandNum(3, 3)).id
IP(id=RandNum(3, 3))
bytes(IP(id=RandNum(3, 3), src="1.1.1.1", dst="1.1.1.1"))[4:6]
IP(dst=RandIP("1.2.3.4/32")).dst
Ether(src=RandMAC("aa:bb:cc:dd:ee:ff")).src
TCP(sport=RandShort()).sport
TCP(sport=RandShort())
TCP(sport=RandShort()).summary()
IP(ttl=RandNum(3, 3)).show()
IP(id=RandShort()).command()
fuzz(IP()).command()
fuzz(UDP())
fuzz(UDP()).show()
fuzz(TCP(dport=80)).dport
fuzz(IP()/TCP())
fuzz(IP(src="1.1.1.1")).src
fuzz(Raw()).show()
# ---- nets
n = Net("10.0.0.0/30")
n
str(n)
len(n)
list(n)
n.start, n.stop
n.count
n.mask
n.net
n.scope
n.choice() in n
"10.0.0.1" in n
"10.0.0.9" in n
Net("10.0.0.1") in n
Net("10.0.0.0/24") in n
n in Net("10.0.0.0/24")
n == Net("10.0.0.0/30")
n == "10.0.0.0/30"
hash(n) == hash(Net("10.0.0.0/30"))
n[0]
n[1]
Net.name
Net.max_mask
Net.ip2int("10.0.0.1")
Net.int2ip(167772161)
Net.name2addr("127.0.0.1")
Net("10.0.0.1", "10.0.0.4")
list(Net("10.0.0.1", "10.0.0.4"))
Net("1.2.3.4")
list(Net("1.2.3.4"))
bool(n)
iter(n) is n
next(iter(n))
Net6("fe80::/126")
list(Net6("fe80::/126"))
len(Net6("fe80::/120"))
Net6("fe80::1") in Net6("fe80::/64")
Net6("fe80::1", "fe80::3")
IP(dst=n).dst
IP(dst="10.0.0.0/30").dst
IP(dst=n)
[p.dst for p in IP(dst=n)]
[p.dst for p in IP(dst=["1.1.1.1", "10.0.0.0/31"])]
IP(dst=("1.1.1.1", "1.1.1.3")).dst
[p.dst for p in IP(dst=("1.1.1.1", "1.1.1.3"))]
"224.0.0.1%lo"
# ---- texts
hexstr(b"abc")
hexstr(b"abc", onlyasc=1)
hexstr(b"abc", onlyhex=1)
hexstr(IP(src="1.1.1.1", dst="2.2.2.2"))
linehexdump(b"abc")
linehexdump(b"abc\x00\xff", onlyhex=1)
linehexdump(b"abc", dump=True)
chexdump(b"abc")
chexdump(b"abc", dump=True)
chexdump(b"abc\x00\xff")
hexdump(b"")
hexdump(b"", dump=True)
hexdump("abc", dump=True)
hexdump(IP(src="1.1.1.1", dst="2.2.2.2")/"x")
hexdiff(b"abcdefghij", b"abcxefghijk")
hexdiff(IP(src="1.1.1.1", dst="2.2.2.2"), IP(src="1.1.1.1", dst="2.2.2.3"))
hexdiff(b"abc", b"abc")
import_hexcap("0000  45 00 00 14  E...\n0010 ff\n")
import_hexcap("4500 0014")
checksum(b"abcd")
checksum(b"abc")
fletcher16_checksum(b"abcde")
fletcher16_checkbytes(b"abcde", 1)
fletcher16_checkbytes(b"abcdefgh\x00\x00ab", 8)
mac2str("00:01:02:03:04:05")
str2mac(b"\x00\x01\x02\x03\x04\x05")
valid_mac("00:01:02:03:04:05"), valid_mac("00:01")
atol("1.2.3.4"), ltoa(16909060), itom(24)
strxor(b"ab", b"cd")
sane(b"ab\x00\xff\n") if False else None
bytes_hex(b"ab"), hex_bytes("6162")
corrupt_bytes(b"", n=0)
len(corrupt_bits(b"abcd", n=2))
len(corrupt_bytes("abcd"))
ETHER_TYPES["IPv4"]
ETHER_TYPES.IPv4
ETHER_TYPES[0x800]
IP_PROTOS.tcp
IP_PROTOS["tcp"] if False else None
IP_PROTOS[6]
TCP_SERVICES.http
TCP_SERVICES[80]
UDP_SERVICES.domain
"http" in TCP_SERVICES
len(IP_PROTOS) > 100
MTU
FD_READ if False else None
QUOTES[0][1] if False else None
T1 if False else None
XBitField("a", 0, 4).name
# ---- sprintf
p = Ether(src="00:01:02:03:04:05", dst="ff:ff:ff:ff:ff:ff")/IP(src="1.2.3.4", dst="5.6.7.8", id=0x1234)/TCP(sport=1234, dport=80, flags="SA")/"hello"
p.sprintf("%IP.src% > %IP.dst%")
p.sprintf("%-15s,IP.src%|")
p.sprintf("%15s,IP.src%|")
p.sprintf("%2s,TCP.flags%|")
p.sprintf("%r,IP.proto% %IP.proto%")
p.sprintf("%04xr,IP.id%")
p.sprintf("%#x,IP.id%")
p.sprintf("%x,IP.id%")
p.sprintf("%#xr,IP.proto%")
p.sprintf("%5dr,TCP.dport%|")
p.sprintf("%TCP.payload%")
p.sprintf("%Raw.load%")
p.sprintf("%r,Raw.load%")
p.sprintf("%-10s,Raw.load%|")
p.sprintf("{IP:yes}{UDP:no}")
p.sprintf("{!IP:yes}{!UDP:no}")
p.sprintf("{TCP:%TCP.sport%{UDP:x}}")
p.sprintf("%(,IP.src%)")
p.sprintf("%%")
p.sprintf("100%% %IP.src%")
p.sprintf("%IP:1.src%")
p.sprintf("%IP:2.src%")
p.sprintf("%UDP.sport%")
p.sprintf("%UDP.sport%", relax=0)
p.sprintf("%IP.foo%")
p.sprintf("%foo%")
p.sprintf("%IP%")
p.sprintf("abc")
p.sprintf("%.src%")
p.sprintf("%IP.src")
p.sprintf("{IP:abc")
p.sprintf("%s,IP.ttl%")
p.sprintf("%3s,IP.ttl%|")
p.sprintf("%c,IP.ttl%")
p.sprintf("%Ether.src% %Ether.type%")
p.sprintf("%IP.flags% %TCP.options%")
p.sprintf("%TCP.underlayer.src%")
p.sprintf("%IP.TCP.sport%")
p.sprintf("{IP,TCP:both}")
p.sprintf("{IP:%IP.src%{TCP::%TCP.sport%}}")
p.time = 1234567890.5
p.sprintf("%.time%")
p.sprintf("%IP.time%")
p.sent_time = 1234567890.0
p.sprintf("%.sent_time%")
