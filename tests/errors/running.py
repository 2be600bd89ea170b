# ---- a misspelt layer
p = IP(dst="10.0.0.1")/TPC()
# ---- a layer in small letters
p = ip(dst="10.0.0.1")
# ---- a misspelt function
snif(count=1)
# ---- a misspelt field
p = IP(dts="10.0.0.1")
# ---- a field of another layer
p = IP(dport=80)
# ---- a field in capitals
p = IP(TTL=5)
# ---- a misspelt method
IP().sumary()
# ---- a method of another language
IP().toString()
# ---- a misspelt field that is read
p = IP()/TCP()
print(p[TCP].dprot)
# ---- a misspelt field that is set
p = IP(dst="10.0.0.1")/TCP()
p[TCP].flasgs = "S"
# ---- a field by its full name
p = IP()/UDP()
p[UDP].checksum = 0
# ---- a misspelt option
sr1(IP(dst="127.0.0.1")/ICMP(), timout=1)
# ---- a misspelt option of sniff
sniff(fliter="icmp", count=1)
# ---- an option of another function
send(IP(), prn=print)
# ---- a misspelt variable
packet = IP()
print(pakcet.summary())
# ---- null for None
x = null
# ---- true for True
while true:
    pass
# ---- nil
if nil:
    pass
# ---- this for self
class Host:
    def name(self):
        return this.ip
Host().name()
# ---- a method without self
class Host:
    def name():
        return "h"
Host().name()
# ---- an address with a wrong octet
p = IP(dst="10.0.0.999")
bytes(p)
# ---- a name that is no host
bytes(IP(dst="no such host"))
# ---- a port that is too large
bytes(IP(dst="10.0.0.1")/TCP(dport=70000))
# ---- a port as text
bytes(IP(dst="10.0.0.1")/TCP(dport="80"))
# ---- a port that nobody knows
bytes(IP(dst="10.0.0.1")/TCP(dport="htpp"))
# ---- a ttl that is too large
bytes(IP(dst="10.0.0.1", ttl=256))
# ---- a flag that does not exist
TCP(flags="SX")
# ---- a type that does not exist
bytes(ICMP(type="echo-rekwest"))
# ---- text and a number
port = 80
print("port " + port)
# ---- a number and text
print(80 + " is the port")
# ---- octets and text
data = b"GET"
print(data + " /")
# ---- text where octets are needed
import struct
struct.unpack("!H", "ab")
# ---- text over a socket
import socket
a, b = socket.socketpair()
a.send("hello")
# ---- a packet that is called
p = IP(dst="10.0.0.1")
p()
# ---- a layer that is not called
p = IP/TCP
send(p)
# ---- a layer after a dot
p = IP().TCP()
# ---- a number in a stack
p = IP()/5
# ---- a plus for a slash
p = IP() + TCP()
# ---- a layer that is not there
p = IP()/ICMP()
print(p[TCP].dport)
# ---- a layer by a number that is not there
p = IP()/ICMP()
print(p[5])
# ---- no answer
reply = None
print(reply.src)
# ---- no answer that is shown
reply = None
reply.show()
# ---- no answer that is indexed
reply = None
print(reply[IP])
# ---- answers that are one packet
ans = [IP()]
print(ans.src)
# ---- a list that is too short
packets = []
print(packets[0])
# ---- a key that is not there
hosts = {"10.0.0.1": "aa:bb:cc:dd:ee:ff"}
print(hosts["10.0.0.2"])
# ---- too many arguments
def handler(p):
    print(p)
handler(IP(), 5)
# ---- too few arguments
def reply(p, mac):
    print(p)
reply(IP())
# ---- a callback that takes nothing
def show():
    print("got one")
sniff(offline=[IP()], prn=show)
# ---- a callback that is called too early
def show(p):
    print(p)
sniff(offline=[IP()], prn=show())
# ---- a result that is no function
sniff(offline=[IP()], prn="show")
# ---- an interface that is not there
# interfaces: lo
sniff(iface="enp0s3", count=1)
# ---- a filter that is no filter
sniff(offline=[IP()], filter="tcp prot 80")
# ---- a filter in words of Wireshark
sniff(offline=[IP()], filter="ip.src == 10.0.0.1")
# ---- a name that shadows a function
str = "10.0.0.1"
print(str(5))
# ---- a list that shadows list
list = [1, 2]
print(list(range(3)))
# ---- a result that is None
ports = [80, 22].sort()
print(ports[0])
# ---- a method without its parentheses
text = "GET".lower
print(text[0])
# ---- a forgotten import
print(json.dumps({}))
# ---- a module that does not exist
import scappy
# ---- a name that scapy.all has not
from scapy.all import IPP
# ---- a package that is not here
import requests
# ---- an import of numpy
import numpy as np
# ---- a number that is none
port = int("eighty")
# ---- a division by zero
print(len([]) / 0)
# ---- a loop over a number
for i in 5:
    print(i)
# ---- a loop over a packet's field
p = IP(ttl=5)
for t in p.ttl:
    print(t)
# ---- a variable used before it is set
def count():
    total += 1
total = 0
count()
# ---- unpacking what is no pair
for s, r in [1, 2]:
    print(s)
# ---- unpacking too many
a, b = sr1_result = (1, 2, 3)
# ---- a recursion without end
def f():
    return f()
f()
# ---- an error that a script raises
raise ValueError("no route to 10.0.0.1")
# ---- a file that is not there
rdpcap("captrue.pcap")
# ---- a file that is no capture
import os
name = "notes.tmp"
open(name, "w").write("hello, I am no capture file")
try:
    rdpcap(name)
finally:
    os.remove(name)
# ---- a function where a value is needed
p = IP(ttl=RandByte)
bytes(p)
# ---- a list where a number is needed
bytes(IP(ttl="many"))
# ---- a negative number
bytes(UDP(dport=-1))
# ---- summary is a method
p = IP()
print(p.summary + "!")
# ---- a comparison of text and number
if "80" > 79:
    pass
# ---- a packet as a key of a dictionary
seen = {}
seen[IP()] = 1
# ---- a misspelt function of a module
import sys
sys.exot()
