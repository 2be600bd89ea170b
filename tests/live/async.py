from scapy.all import *
import time
conf.verb = 0
def go(n):
    for _ in range(n):
        sendp(Ether(dst="ff:ff:ff:ff:ff:ff", src="02:00:00:00:00:09")/IP(src="10.9.0.9", dst="10.9.0.255")/UDP(sport=4040, dport=4040)/b"x", iface="eth0")
    time.sleep(0.3)
a = AsyncSniffer(filter="udp port 4040", iface="eth0")
print(a.running, a.results)
a.start()
time.sleep(0.3)
print(a.running, a.results)
go(2)
print(a.running, a.count, a.results)
print(a.stop(join=False))
a.join()
print(a.running, a.results, a.exception)
try:
    a.stop()
except Scapy_Exception as e:
    print(e)
a.start()
time.sleep(0.3)
go(1)
print(a.stop(), a.count)
b = AsyncSniffer(filter="udp port 4040", iface="eth0", count=2, prn=lambda p: "seen", started_callback=lambda: print("started"))
b.start()
time.sleep(0.3)
go(3)
print(b.join(timeout=5), b.running, b.results)
try:
    b.stop()
except Scapy_Exception as e:
    print(e)
c = AsyncSniffer(filter="udp port 4040", iface="eth0", stop_filter=lambda p: True, store=False)
c.start()
time.sleep(0.3)
go(2)
c.join(5)
print(c.running, c.results, c.count)
d = AsyncSniffer(filter="udp port 4040", iface="eth0")
d.start()
print(d.join(timeout=0.1), d.running)
d.stop()
print(d.results)
