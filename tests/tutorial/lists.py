# ---- names
p = PacketList([IP(src="1.1.1.1", dst="2.2.2.2")/TCP(), IP(src="1.1.1.1", dst="2.2.2.2")/UDP(), IP(src="1.1.1.1", dst="2.2.2.2")/ICMP()])
p
p[0]
p[0:2]
p[-1]
p + p
len(p)
p.summary()
p.nsummary()
p.show()
p.summary(lambda x: x.proto)
p.summary(lfilter=lambda x: UDP in x)
p.summary(prn=lambda x: x.sprintf("%IP.src%"))
p.nsummary(lfilter=lambda x: ICMP in x)
p.filter(lambda x: x.proto == 6)
p[TCP]
p.getlayer(UDP)
p.listname
p.stats
p.res
p.make_table(lambda x: (x.src, x.proto, x.dst))
p.make_lined_table(lambda x: (x.src, x.proto, x.dst))
p.make_tex_table(lambda x: (x.src, x.proto, x.dst))
p.replace(IP.src, "9.9.9.9")[0]
p.replace((IP.src, "1.1.1.1", "9.9.9.8"))[1]
p.sessions()
p.rawhexdump()
p.padding()
p.append(IP()/UDP())
p
p.extend([IP()])
p
[x.proto for x in p]
p[9]
list(reversed(p))[0]
for x in p[:2]:
    print(x.summary())
IP in p
p == p
bool(PacketList())
PacketList()
PacketList([], "Mine")
p.sort(key=lambda x: x.proto)
p
p[0] = IP()
p.toEthernet
a, b = p.sr()
# ---- pairs
s = SndRcvList([(IP(src="1.1.1.1", dst="2.2.2.2", ttl=3)/TCP(dport=80), IP(src="2.2.2.2", dst="1.1.1.1")/TCP(sport=80, dport=20, flags="SA")), (IP(src="1.1.1.1", dst="2.2.2.2", ttl=4)/TCP(dport=81), IP(src="2.2.2.2", dst="1.1.1.1")/TCP(sport=81, dport=20, flags="RA"))])
s
s[0]
s[0][1]
s[0].query
s[0].answer.sprintf("%TCP.flags%")
s.summary()
s.nsummary()
s.show()
s.summary(lambda s, r: r.sprintf("%TCP.sport% \t %TCP.flags%"))
s.summary(lfilter=lambda s, r: r.sprintf("%TCP.flags%") == "SA", prn=lambda s, r: r.sprintf("%TCP.sport% is open"))
s.nsummary(lfilter=lambda s, r: r.sprintf("%TCP.flags%") == "SA")
s.make_table(lambda s, r: (s.dst, s.dport, r.sprintf("{TCP:%TCP.flags%}{ICMP:%IP.src% - %ICMP.type%}")))
s.filter(lambda s, r: TCP in r and r[TCP].flags & 2)
s.filter(lambda s, r: TCP in r and r[TCP].flags & 2).make_table(lambda s, r: (s.dst, s.dport, "X"))
for snd, rcv in s:
    print(snd.ttl, rcv.src, isinstance(rcv.payload, TCP))
len(s)
s[0:1]
s + s
s.make_lined_table(lambda s, r: (s.dst, s.dport, r.sprintf("%TCP.flags%")))
s.make_tex_table(lambda s, r: (s.dst, s.dport, r.sprintf("%TCP.flags%")))
s.summary(lambda x: x[1].summary())
# ---- sr of a capture
c = PacketList([IP(src="1.1.1.1", dst="2.2.2.2")/ICMP(id=1), IP(src="2.2.2.2", dst="1.1.1.1")/ICMP(type=0, id=1), IP(src="1.1.1.1", dst="2.2.2.9")/ICMP(id=2)])
a, u = c.sr()
a
u
a.summary()
c.sessions()
# ---- files
wrpcap("t.pcap", [Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06")/IP(src="1.1.1.1", dst="2.2.2.2")/ICMP()]*2)
a = rdpcap("t.pcap")
a
a[0]
a[:1]
a + a
a[ICMP]
a[0].summary()
rdpcap("t.pcap", 1)
rdpcap("t.pcap", count=1)
sniff(offline="t.pcap")
sniff(offline="t.pcap", count=1, prn=lambda p: p.summary())
sniff(offline="t.pcap", lfilter=lambda p: UDP in p)
sniff(offline=a, prn=lambda p: p.sprintf("%IP.src%"), store=0)
sniff(offline="t.pcap", stop_filter=lambda p: True)
r = PcapReader("t.pcap")
r.read_packet().summary()
[p.summary() for p in r]
r.close()
with PcapReader("t.pcap") as r:
    for p in r:
        print(p[IP].dst)
w = PcapWriter("u.pcap", append=False, sync=True)
w.write(a[0])
w.write(a)
w.flush()
w.close()
rdpcap("u.pcap")
wrpcap("u.pcap", a, append=True)
len(rdpcap("u.pcap"))
wrpcap("v.pcap", IP(src="1.1.1.1", dst="2.2.2.2")/UDP())
rdpcap("v.pcap")[0]
rdpcap("missing.pcap")
wrpcap("w.pcap.gz", a, gz=True)
rdpcap("w.pcap.gz")
sniff(offline=["t.pcap", "v.pcap"])
sniff(offline=Ether()/IP())
PcapReader("t.pcap").read_all()
for p in PcapReader("t.pcap"): print(p.summary())
for n, p in RawPcapReader("t.pcap"): pass
wrpcapng("x.pcapng", a)
rdpcap("x.pcapng")
