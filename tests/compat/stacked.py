from scapy.all import *
a = IP(src="10.0.0.2", dst="10.0.0.1")
b = a/TCP(dport=80)
a.ttl = 9
print(b.ttl, a.payload.__class__.__name__, b.summary())
(x := IP(src="10.0.0.2", dst="10.0.0.1"))/TCP()
print(x.payload.__class__.__name__, len(bytes(x)))
opts = [("MSS", 1460)]
t = TCP(options=opts)
p = IP(src="10.0.0.2", dst="10.0.0.1")/TCP(options=opts)
q = IP(src="10.0.0.2", dst="10.0.0.1")/t
opts.append(("NOP", None))
print(p[TCP].options, q[TCP].options)
for flag in (True, False):
    print((IP()/(TCP() if flag else UDP(dport=9))).summary())
e = Ether(dst="66:66:66:66:66:66", src="00:11:22:33:44:55", type=5)/(IP(src="10.0.0.2", dst="10.0.0.1", proto=99)/UDP()/b"abc")
print(e.type, e[IP].proto, bytes(e).hex())
def make(n):
    return [IP(src="10.0.0.2", dst="10.0.0.1", id=i)/ICMP(seq=i)/Raw(b"x"*i) for i in range(n)]
print([bytes(p).hex() for p in make(4)])
parts = [IP(src="10.0.0.2", dst="10.0.0.1"), UDP(sport=1, dport=2), Raw(b"load")]
whole = parts[0]/parts[1]/parts[2]
parts[2].load = b"other"
print(bytes(whole).hex(), bytes(parts[0]).hex())
r = Raw(b"abc")
w = IP(src="10.0.0.2", dst="10.0.0.1")/r
w.load = b"changed"
print(r.load, w.load)
print(IP(src="10.0.0.2", dst="10.0.0.1", len=60)/UDP()/Raw(b"abc") == IP(src="10.0.0.2", dst="10.0.0.1", len=60)/UDP()/Raw(b"abc"))
print(bytes(IP(src="10.0.0.2", dst="10.0.0.1", len=60)/UDP()/Raw(b"abc")).hex())
print(bytes(IP(src="10.0.0.2", dst="10.0.0.1", chksum=None, len=None)/UDP(chksum=0, len=7)/Raw(b"abc")).hex())
print(bytes(IPv6(src="2001:db8::1", dst="2001:db8::2")/TCP(flags="SA", chksum=5)).hex())
n = 0
def dst():
    global n
    n += 1
    return "10.0.0.%d" % n
print((IP(dst=dst(), src=dst())/UDP(sport=n)).command())
p = IP(src="10.0.0.2", dst="10.0.0.1")/UDP()/Raw(load="text")
print(p.payload.underlayer is p, p[Raw].underlayer.underlayer is p)
try:
    IP()/TCP(bad=1)
except Exception as error:
    print(type(error).__name__)
try:
    bytes(IP(src="10.0.0.2", dst="10.0.0.1")/UDP(sport=70000))
except Exception as error:
    print(type(error).__name__)
print(Raw(b"").command(), Raw().command(), Raw("text").command())
def grow():
    p = IP(src="10.0.0.2", dst="10.0.0.1")
    held = p
    p = p/UDP(sport=1, dport=2)
    for i in range(3):
        p = p/Raw(b"%d" % i)
        p = p/b"x"
    q = IP(src="10.0.0.2", dst="10.0.0.1")
    q = q/q
    return bytes(p).hex(), bytes(held).hex(), bytes(q).hex()
print(grow())
