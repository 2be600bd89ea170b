# ---- conversions
ltoa(16909060)
atol("1.2.3.4")
itom(24)
inet_aton("1.2.3.4")
inet_ntoa(b"\x01\x02\x03\x04")
inet_pton(10, "::1")
inet_ntop(2, b"\x7f\x00\x00\x01")
mac2str("00:01:02:0a:0b:0c")
str2mac(b"\x00\x01\x02\x0a\x0b\x0c")
checksum(b"abcdef")
valid_ip("1.2.3.4"), valid_ip("1.2.3"), valid_mac("00:01:02:03:04:05"), valid_mac("x"), valid_ip6("::1")
strxor(b"ab", b"cd")
bytes_hex(b"abc")
hex_bytes("616263")
plain_str(b"abc")
bytes_encode("abc")
raw(b"abc")
in4_chksum(17, IP(src="1.1.1.1", dst="2.2.2.2"), b"\x00\x01\x00\x02\x00\x08\x00\x00")
fletcher16_checksum(b"abcdef")
fletcher16_checkbytes(b"abcdef", 1)
sane(b"ab\x00c")
orb(5)
chb(65)
# ---- fragments
f = fragment(IP(src="1.1.1.1", dst="2.2.2.2")/UDP()/("X"*3000))
len(f)
f
[p.summary() for p in f]
[(p.frag, len(p), p.flags) for p in f]
fragment(IP(src="1.1.1.1", dst="2.2.2.2")/ICMP()/("X"*60), fragsize=24)
defragment(f)
defragment(f)[0].summary()
defragment(f)[0].len
a, b, c = defrag(f)
a, b, c
[type(x).__name__ for x in (a, b, c)]
fragment(IP(src="1.1.1.1", dst="2.2.2.2")/"x")
f2 = fragment(IP(src="1.1.1.1", dst="2.2.2.2", id=7)/UDP()/("Y"*3000))
defragment(f + f2)
defragment(f[:1])
defragment([Ether()/x for x in f])
[x.summary() for x in (IP(src="1.1.1.1", dst="2.2.2.2")/("Z"*40)).fragment(16)]
overlap_frag(IP(src="1.1.1.1", dst="2.2.2.2")/UDP()/("A"*20), b"B"*16)
# ---- bindings
bind_layers(UDP, DNS, dport=5599)
UDP(raw(UDP(dport=5599)/DNS()))
UDP()/DNS()
split_layers(UDP, DNS, dport=5599)
UDP(raw(UDP(sport=1, dport=5599)/b"x"))
bind_bottom_up(UDP, DNS, sport=7788)
UDP(raw(UDP(sport=7788, dport=5)/DNS(qd=None))).layers()
bind_top_down(TCP, DNS, dport=4455)
TCP()/DNS(qd=None)
split_bottom_up(UDP, DNS, sport=7788)
UDP(raw(UDP(sport=7788, dport=5)/DNS(qd=None))).layers()
bind_layers(UDP, "x")
# ---- fuzz
p = fuzz(IP(dst="1.1.1.1")/UDP())
p
p[UDP].sport
fuzz(UDP(dport=5))
q = fuzz(IP(src="1.2.3.4", dst="1.1.1.1")/TCP())
type(q.ttl).__name__
q[TCP].dataofs, q[TCP].chksum
len(raw(q)) > 39
fuzz(3)
# ---- volatile
RandShort()
RandInt()
RandByte()
RandIP()
IP(src=RandIP())
UDP(sport=RandShort())
RandNum(1, 5)
0 <= int(RandByte()) <= 255
RandString(5)
len(RandString(5))
RandMAC()
x = RandShort()
x + 0 >= 0
1 <= RandNum(1, 5) <= 5
type(RandShort()).__name__
RandShort() == RandShort()
RandChoice(1, 2)
RandEnum(1, 2)
RandChoice(7)._fix()
RandShort(3)
p = IP(id=RandShort(), src="1.1.1.1", dst="2.2.2.2")
p
type(p.id).__name__
# ---- configuration
conf.verb
conf.verb = 0
conf.verb
conf.checkIPaddr
conf.checkIPaddr = False
conf.checkIPaddr = True
conf.checkIPID, conf.checkIPsrc, conf.checkIPinIP
conf.foo
conf.sniff_promisc
conf.prompt
conf.version
conf.max_list_count
conf.padding
conf.debug_dissector
conf.warning_threshold
conf.iface = "nope0"
conf.loopback_name
conf.route.add(net="10.55.0.0/16", gw="1.2.3.4")
conf.raw_layer
conf.padding_layer
conf.min_pkt_size
conf.bufsize
conf.recv_poll_rate
conf.dissector_fail
# ---- interfaces
get_if_list()[0]
get_if_addr("lo")
get_if_hwaddr("lo")
get_if_addr("nope0")
get_if_hwaddr("nope0")
conf.route.route("127.0.0.1")
IP(dst="127.0.0.1").route()
getmacbyip("127.0.0.1")
IP(dst="127.0.0.1").src
get_if_addr(3)
# ---- refused
load_layer("inet")
rfc(3)
# ---- hints
x = None
x.show()
IPP()
p = IP()/TCP()
p.dprot
TCP(prot=3)
p[UDP].dport
send(IP(), foo=3)
