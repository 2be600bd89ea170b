from scapy.all import *

def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)

p = IP(dst="1.2.3.4", src="4.3.2.1")/TCP(flags="S")/"abc"
q = p
r = p.copy()
q.ttl = 9
t(lambda: (p.ttl, r.ttl))
tcp = p[TCP]
tcp.dport = 99
t(lambda: p.dport)
t(lambda: r.dport)
a = IP()
b = UDP()
c = a/b
b.dport = 7
t(lambda: c.dport)
c.dport = 8
t(lambda: b.dport)
c.payload = TCP()
c.payload = "text"
c.payload = b"\x01\x02"
p.dport = 443
t(lambda: p)
del p.dport
t(lambda: p.dport)
t(lambda: p)
p[TCP].payload = Raw("xyz")
t(lambda: p.load)
p[Raw].load += b"!"
t(lambda: p[Raw].load)
p[TCP].options = [("MSS", 1460)]
p[TCP].options.append(("NOP", None))
t(lambda: p[TCP].options)
opts = p[TCP].options
opts += [("SAckOK", b"")]
t(lambda: p[TCP].options)
d = IP(bytes(p))
t(lambda: d.ttl)
d.ttl -= 1
t(lambda: d.ttl)
t(lambda: d.chksum == IP(bytes(d)).chksum)
del d.chksum
t(lambda: d.chksum)
t(lambda: IP(bytes(d)).chksum)
del d[TCP].chksum
del d.len
t(lambda: d)
t(lambda: d.fields["ttl"])
d2 = d.copy()
t(lambda: d == d2)
d2.id = 7
t(lambda: d == d2)
t(lambda: d.clone_with(payload=UDP()).layers())
x = IP(dst="1.1.1.1", src="2.2.2.2")/ICMP()
t(lambda: x.command())
t(lambda: eval(x.command()) == x)
t(lambda: eval(repr(x.command())))
y = Ether(dst="ff:ff:ff:ff:ff:ff", src="00:11:22:33:44:55")/IP(src="1.1.1.1", dst="2.2.2.2")/UDP(sport=5, dport=6)/Raw(b"\x00\xffab")
t(lambda: y.command())
t(lambda: eval(y.command()) == y)
t(lambda: y.json())
t(lambda: Ether(bytes(y)).command())
t(lambda: eval(Ether(bytes(y)).command()) == Ether(bytes(y)))
z = ARP(op="is-at", psrc="1.1.1.1", pdst="2.2.2.2", hwsrc="00:00:00:00:00:01")
t(lambda: z.op)
t(lambda: z.command())
t(lambda: eval(z.command()) == z)
w = IP(src="1.1.1.1", dst="2.2.2.2")/TCP(options=[("MSS", 1460), ("NOP", None), ("WScale", 7)])
t(lambda: w.command())
t(lambda: eval(w.command()) == w)
dn = DNS(id=1, qd=DNSQR(qname="a.b", qtype="A"))
t(lambda: dn.command())
t(lambda: eval(dn.command()) == dn)
t(lambda: DNS(bytes(dn)).command())
h = Ether(bytes(y))
h.hide_defaults()
t(lambda: p.show(dump=True))
t(lambda: y.show2(dump=True))
m = IP(ttl=[1, 2, (5, 7)], dst="10.0.0.0/31", src="1.1.1.1")
t(lambda: m)
t(lambda: [k.ttl for k in m])
t(lambda: len(list(m)))
t(lambda: m.__iterlen__())
t(lambda: [k.dst for k in m][:4])
t(lambda: [x.dport for x in TCP(dport=(80, 83))])
t(lambda: [x.dport for x in TCP(dport=[80, 443])])
t(lambda: TCP(dport=[80, 443]))
t(lambda: TCP(dport=(1, 3)).dport)
t(lambda: IP(dst=Net("10.0.0.0/30")).dst)
t(lambda: list(Net("10.0.0.0/30")))
t(lambda: Net("10.0.0.0/30"))
t(lambda: "10.0.0.1" in Net("10.0.0.0/30"))
t(lambda: len(Net("10.0.0.0/24")))
t(lambda: Net("10.0.0.1", "10.0.0.3"))
t(lambda: [str(i) for i in Net("10.0.0.1", "10.0.0.3")])
t(lambda: Net("10.0.0.0/30") == Net("10.0.0.0/30"))
t(lambda: Net("10.0.0.0/30") in Net("10.0.0.0/24"))
t(lambda: Net("10.0.0.0/30").count)
t(lambda: Net("10.0.0.0/30").start)
t(lambda: Net("10.0.0.0/30").stop)
t(lambda: Net("10.0.0.0/30").netmask)
t(lambda: list(Net6("fe80::/126")))
t(lambda: IPv6(dst="fe80::1/127", src="::1"))
t(lambda: [i.dst for i in IPv6(dst="fe80::2/127", src="::1")])
