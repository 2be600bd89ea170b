from scapy.all import *
conf.verb = 1
class X(AnsweringMachine):
    "doc of X"
    function_name = "xd"
    filter = "icmp"
    send_options = {"verbose": 0}
    def parse_options(self, who="a", n=3):
        self.who = who; self.n = n
    def is_request(self, req):
        return ICMP in req
    def make_reply(self, req):
        return IP(dst=req[IP].src, src=req[IP].dst)/ICMP(type=0)
    def send_reply(self, reply):
        print("sending", reply.summary(), self.who, self.n)
x = X(who="b")
print(x.who, x.n, x.optam0, x.optam1, x.defoptsend, sorted(x.defoptsniff))
x.reply(IP(src="1.1.1.1",dst="2.2.2.2")/ICMP())
try: x.nothing
except AttributeError as e: print(repr(e))
try: X(foo=1)
except TypeError as e: print(e)
a = ARP_am(IP_addr="10.0.0.0/24", ARP_addr="00:01:02:03:04:05", iface="lo")
print(a.IP_addr, a.from_ip, a.filter)
q = Ether(src="02:00:00:00:00:01")/ARP(op=1, psrc="10.0.0.1", hwsrc="02:00:00:00:00:01", pdst="10.0.0.9")
a.optsend = {"iface": "lo"}
print(a.is_request(q), a.is_request(Ether()/ARP(op=2)), a.is_request(Ether()/ARP(pdst="1.1.1.1")))
print(repr(a.make_reply(q))); a.print_reply(q, a.make_reply(q))
i = ICMPEcho_am()
q = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")/IP(src="1.1.1.1",dst="2.2.2.2", ttl=5, chksum=7)/ICMP(chksum=9, id=4)/b"abc"
print(i.is_request(q), repr(i.make_reply(q))); i.print_reply(q, i.make_reply(q))
d = DHCP_am(pool=Net("10.0.0.0/29"), network="10.0.0.0/24", gw="10.0.0.1", domain="x.org", nameserver=["8.8.8.8", "1.1.1.1"], lease_time=99, vendor_class_id=b"z")
print(d.pool, d.netmask, d.broadcast, d.network, d.nameserver)
def dq(mac, t): return Ether(src=mac, dst="ff:ff:ff:ff:ff:ff")/IP(src="0.0.0.0", dst="255.255.255.255")/UDP(sport=68, dport=67)/BOOTP(chaddr=mac2str(mac), xid=77)/DHCP(options=[("message-type", t), "end"])
for t in (1, 3): 
    for m in ("02:00:00:00:00:01", "02:00:00:00:00:02"):
        q = Ether(bytes(dq(m, t))); r = d.make_reply(q); print(d.is_request(q), r[IP].dst, repr(r[BOOTP])); d.print_reply(q, r)
print(repr(BOOTP_am(pool="9.9.9.9").make_reply(q)))
print(BOOTP_am(pool=["9.9.9.9", "9.9.9.8"]).pool)
n = DNS_am(joker="9.9.9.9", match={"a.b": "1.2.3.4", "c.d.": ("4.3.2.1", "::5")}, srvmatch={"_x.y": (4, "z")}, jokerarpa="me", from_ip="1.0.0.0/8", from_ip6=True, joker6="::8")
def nq(name, t, v6=0): return Ether(bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")/(IPv6(src="::1", dst="::2") if v6 else IP(src="1.1.1.1", dst="2.2.2.2"))/UDP(sport=5, dport=53)/DNS(id=6, qd=[DNSQR(qname=name, qtype=t)])))
for name, t, v in [("a.b","A",0),("A.b","AAAA",0),("c.d","AAAA",1),("c.d","ALL",0),("other","A",0),("_x.y","SRV",0),("_q.y","SRV",0),("1.1.1.1.in-addr.arpa","PTR",0)]:
    q = nq(name, t, v); r = n.make_reply(q); print(n.is_request(q), bool(r))
    if r: print(bytes(r).hex()); n.print_reply(q, r)
print(repr(DNS_am(joker=False, send_error=True).make_reply(nq("x","A"))))
for bad in (dict(joker=3), dict(joker6=4), dict(from_ip=5), dict(jokerarpa=None), dict(match={"a": 3}), dict(from_ip6=6)):
    try: DNS_am(**bad)
    except ValueError as e: print(e)
try: mDNS_am(src_ip="1.1.1.1")
except ValueError as e: print(e)
m = mDNS_am(match={"t.local": "1.2.3.4"})
q = Ether(src="02:00:00:00:00:01", dst="01:00:5e:00:00:fb")/IP(src="1.1.1.1", dst="224.0.0.251")/UDP(sport=5353,dport=5353)/DNS(id=0, qd=[DNSQR(qname="t.local")])
r = m.make_reply(q); print(r[IP].src, r[IP].dst, r[IP].ttl, r[DNS].aa, r[DNS].rd, r[DNS].an[0].rrname, len(r[DNS].ar))
print(m.make_reply(nq("x","A")))
print(ARP_am.function_name, [c.__name__ for c in DHCP_am.__mro__ if c.__name__ != "Generic"][:4])
print(callable(farpd), farpd.__name__, dhcpd.__name__, dnsd.__name__, icmpechod.__doc__)

for l in ([1], [1,2,5], [255, 1], [257,1], [47], list(range(1,60)), [65535]):
    b = RRlist2bitmap(l); print(l, b)
    print(bitmap2RRlist(b))
p = DNS(qd=[DNSQR(qname="www.a.org", qtype="A")], an=[DNSRR(rrname="www.a.org", type="CNAME", rdata="x.a.org"), DNSRR(rrname="x.a.org", rdata="1.2.3.4"), DNSRRMX(rrname="a.org", exchange="mail.a.org"), DNSRRSRV(rrname="_s.a.org", target="www.a.org"), DNSRR(rrname="b.com", type="NS", rdata="ns.b.com")], ns=[DNSRRSOA(rrname="b.com", mname="m.b.com", rname="x.a.org")], ar=[DNSRR(rrname=".", rdata="1.1.1.1"), DNSRR(rrname="m.b.com", rdata="2.2.2.2"), DNSRR(rrname="t.a.org", type="TXT", rdata="www.a.org")])
c = dns_compress(p)
print(repr(c)); print(bytes(c).hex()); print(len(p), len(c)); print(repr(DNS(bytes(c)).an[0]))
u = IP(src="1.1.1.1", dst="2.2.2.2")/UDP()/p
print(bytes(dns_compress(u)).hex())
try: dns_compress(IP())
except Scapy_Exception as e: print(e)
