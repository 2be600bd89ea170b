from scapy.all import *
conf.verb = 0
print(sr1(IP(dst="10.9.0.5")/ICMP(), timeout=2).summary())
print(srp1(Ether(dst="ff:ff:ff:ff:ff:ff")/ARP(pdst="10.9.0.5"), timeout=2).psrc)
ans, unans = sr(IP(dst="10.9.0.5")/TCP(sport=[4000], dport=[81, 82]), timeout=1)
print(ans, unans)
ans.make_table(lambda s, r: (s.dst, s.dport, r.sprintf("%TCP.flags%")))
print(0 < ans[0][1].time - ans[0][0].sent_time < 1)
print(sr1flood(IP(dst="10.9.0.5")/ICMP(), timeout=2).summary())
print(sr1(IP(dst="127.0.0.7")/ICMP(), timeout=2).summary())
print(sr1(IP(dst="10.9.0.5")/ICMP(), timeout=0.2, filter="udp"))
