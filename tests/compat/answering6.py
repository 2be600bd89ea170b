from scapy.all import *
conf.verb = 0
n = LLMNR_am(joker="9.9.9.9", match={"TEST": "1.2.3.4"}, joker6="::8", from_ip6=True)
print(n.function_name, n.filter, llmnrd.__name__, dhcp6d.__name__)
def asked(name, t, dst="224.0.0.252", ttl=1):
    return Ether(bytes(Ether(src="02:00:00:00:00:01", dst="01:00:5e:00:00:fc")/IP(src="1.1.1.1", dst=dst, ttl=ttl)/UDP(sport=5, dport=5355)/LLMNRQuery(id=6, qd=[DNSQR(qname=name, qtype=t)])))
for name, t in (("TEST", "A"), ("test", "A"), ("other", "A"), ("TEST", "AAAA")):
    q = asked(name, t)
    r = n.make_reply(q)
    print(n.is_request(q), bool(r))
    if r: print(r[IP].dst, r[UDP].dport, r[LLMNRResponse].id if LLMNRResponse in r else r[LLMNRQuery].qr, [(a.rrname, a.rdata, a.ttl) for a in r[LLMNRQuery].an])
duid = DUID_LL(lladdr="02:00:00:00:00:09")
d = DHCPv6_am(iface="lo", duid=duid, dns="2001:db8::53, 2001:db8::54", domain=["a.b", "c.d"], sntpservers="2001:db8::7", nisdomain="n.i.s")
print(d.function_name, d.filter, sorted(d.dhcpv6_options), d.advpref, d.startip, d.leases)
for number in sorted(d.dhcpv6_options):
    print(bytes(d.dhcpv6_options[number]).hex())
client = DHCP6OptClientId(duid=DUID_LL(lladdr="02:00:00:00:00:01"))
server = DHCP6OptServerId(duid=duid)
other = DHCP6OptServerId(duid=DUID_LL(lladdr="02:00:00:00:00:08"))
def to(message): return IPv6(bytes(IPv6(src="fe80::1", dst="ff02::1:2")/UDP(sport=546, dport=547)/message))
messages = [DHCP6_Solicit(trid=7)/client, DHCP6_Solicit(trid=7), DHCP6_Solicit(trid=7)/client/server, DHCP6_Request(trid=7)/client/server, DHCP6_Request(trid=7)/client/other, DHCP6_Request(trid=7)/client,
    DHCP6_InfoRequest(trid=7), DHCP6_InfoRequest(trid=7)/other, DHCP6_InfoRequest(trid=7)/DHCP6OptIA_NA(), DHCP6_InfoRequest(trid=7)/server, DHCP6_Confirm(trid=7)/client, DHCP6_Renew(trid=7)/client/server, DHCP6_Rebind(trid=7)/client, DHCP6_Release(trid=7)/client/server, DHCP6_Decline(trid=7)/client/server]
for message in messages:
    print(message.summary(), d.is_request(to(message)))
print(d.is_request(IP()/UDP()), d.is_request(IPv6()/UDP(sport=1, dport=547)/DHCP6_Solicit()), d.is_request(IPv6()/TCP()))
for message in (DHCP6_Solicit(trid=7)/client/DHCP6OptRapidCommit()/DHCP6OptOptReq(reqopts=[]), DHCP6_Request(trid=9)/client/server/DHCP6OptOptReq(reqopts=[]), DHCP6_Solicit(trid=8)/client/DHCP6OptOptReq(reqopts=[])):
    r = d.make_reply(to(message))
    print(r[IPv6].dst, r[UDP].sport, r[UDP].dport, bytes(r[UDP].payload).hex())
