from scapy.all import *
import time
conf.verb = 0
def go():
    send(IP(dst="10.9.0.5")/ICMP(), count=2)
print(sniff(filter="icmp", count=4, timeout=2, started_callback=go))
print(sniff(filter="icmp", count=2, timeout=2, started_callback=go, prn=lambda p: p.summary()))
print(sniff(filter="icmp", count=2, timeout=2, started_callback=go, store=0, prn=lambda p: 0))
print(sniff(filter="icmp", timeout=2, started_callback=go, stop_filter=lambda p: p[ICMP].type == 0))
sniff(filter="icmp", count=1, timeout=2, started_callback=go, iface={conf.iface: "here"}, prn=lambda p: p.sniffed_on)
try:
    sniff(filter="tcp prt 80", timeout=1)
except Scapy_Exception as e:
    print(e)
s = conf.L2socket(filter="icmp")
go()
print(sniff(opened_socket=s, timeout=0.5, count=4))
s.close()
a = AsyncSniffer(filter="icmp")
try:
    a.stop()
except Scapy_Exception as e:
    print(e)
a.start()
time.sleep(0.3)
go()
time.sleep(0.3)
print(a.stop(), a.running, a.results)
