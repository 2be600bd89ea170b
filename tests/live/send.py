from scapy.all import *
ping = IP(dst="10.9.0.5")/ICMP()
send(ping)
send(ping, verbose=1, count=3)
print(send(ping, count=2, return_packets=True))
send([ping, ping], count=2, inter=0.01)
send(IP(dst="10.9.0.5", ttl=(1, 4))/ICMP())
sendp(Ether()/ping, count=2)
sendp("hello", iface=conf.iface)
send(ping, verbose=0)
conf.verb = 0
sent = send(ping, return_packets=True)
print(sent[0].time > 1e9, type(sent[0].sent_time))
send(ARP(op=2, psrc="10.9.0.5", pdst=get_if_addr(conf.iface)), verbose=0)
