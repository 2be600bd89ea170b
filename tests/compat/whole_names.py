import scapy.all

# The modules below scapy are known after this, by their whole names.
p = scapy.all.IP(src="10.9.0.1", dst="10.9.0.5") / scapy.all.ICMP()
print(p.summary(), scapy.all.raw(p).hex())
print(scapy.layers.inet.IP is scapy.all.IP, scapy.config.conf is scapy.all.conf)
print(scapy.sendrecv.sniff is scapy.all.sniff, scapy.layers.l2.ARP in p, scapy.utils.checksum(b"ab"))
from scapy import all as net
from scapy.layers import inet

print(net.TCP(dport=80).dport, inet.UDP is net.UDP, all([True]))
