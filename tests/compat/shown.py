from scapy.all import *

conf.color_theme = NoTheme()
p = IP(src="127.0.0.1", dst="10.0.0.2") / TCP(sport=1234, dport=80)
q = Ether(src="00:00:0c:01:02:03", dst="00:00:0c:aa:bb:cc") / p
print(conf.noenum.fields, conf.resolve.fields)
conf.noenum.add(TCP.dport, IP.proto)
print(repr(p), p.summary(), p.sprintf("%TCP.dport% %IP.proto%"))
p.show()
print(TCP.dport in conf.noenum, TCP.sport in conf.noenum, TCP.dport == TCP.dport, TCP.dport != TCP.sport)
conf.noenum.remove(TCP.dport, IP.proto)
print(repr(p))
print(TCPerror(dport=80))
conf.resolve.add(IP.src)
print(repr(p))
conf.resolve.remove(IP.src)
conf.resolve.add(Ether.src)
print(q.sprintf("%Ether.src% %Ether.dst%"))
conf.resolve.remove(Ether.src)
print(q.sprintf("%Ether.src% %Ether.dst%"))

print(conf.manufdb.lookup("00:00:0c:01:02:03"), conf.manufdb["00:00:0C"], "00:00:0C" in conf.manufdb)
print(conf.manufdb._resolve_MAC("00:00:0c:01:02:03"), conf.manufdb._resolve_MAC("02:00:00:01:02:03"))
print(conf.manufdb._get_manuf("00:00:0c:01:02:03"), conf.manufdb._get_short_manuf("00:00:0c:01:02:03"))
print(conf.manufdb.lookup("02:11:22:33:44:55"))
print(all(oui[:2] == "F8" for oui in conf.manufdb.reverse_lookup("Xerox") if oui > "F0"))

print(repr(ScopedIP("fe80::1%lo")), repr(ScopedIP("fe80::1", "lo")), ScopedIP("1.2.3.4").scope, ScopedIP("224.0.0.1%lo") + "!")
for wrong in ["1.2.3.4%lo%lo", "1.2.3.4%nothere"]:
    try:
        ScopedIP(wrong)
    except Exception as error:
        print(type(error).__name__)
print(crc32c(b""), crc32c(b"123456789"), crc32c(b"hello"))
net = Net("10.0.0.0/24")
print(net.ip2int("10.0.0.1"), net.int2ip(167772161), Net.ip2int("1.2.3.4"), Net6.int2ip(1))


class Name(str):
    pass


print(IP(dst=Name("1.2.3.4")).dst, DNSQR(qname=Name("a.b")).qname, bytes(Raw(Name("abc"))))
explore("bier")
import scapy.layers.vxlan
explore(scapy.layers.vxlan)
for p in [Raw(b"x" * 3), UDP()]:
    rfc(p.__class__)
