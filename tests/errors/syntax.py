# ---- a missing colon
if 1 < 2
    print("yes")
# ---- a missing colon behind else
if 1 < 2:
    print("yes")
else
    print("no")
# ---- a missing colon behind def
def ping(host)
    return host
# ---- a missing colon behind for
for i in range(3)
    print(i)
# ---- a bracket that is not closed
p = IP(dst="10.0.0.1"
send(p)
# ---- a bracket too many
p = IP(dst="10.0.0.1"))
# ---- the wrong bracket
ports = [22, 80)
# ---- a quote that is not closed
p = IP(dst="10.0.0.1)
# ---- a triple quote that is not closed
text = """GET / HTTP/1.1
Host: x
# ---- one = for two
x = 3
if x = 3:
    print("three")
# ---- one = for two in a loop
while answered = False:
    pass
# ---- a line that is indented too far
x = 1
    y = 2
# ---- a block that is not indented
for i in range(3):
print(i)
# ---- a block that ends nowhere
if True:
        x = 1
    y = 2
# ---- an empty function
def handler(p):

print("x")
# ---- && for and
if IP in p && TCP in p:
    print("TCP")
# ---- || for or
if 1 || 2:
    pass
# ---- ! for not
if !found:
    pass
# ---- ++ adds nothing
count = 0
count++
# ---- -- subtracts nothing
count = 1
count--
# ---- else if
if 1 > 2:
    pass
else if 2 > 1:
    pass
# ---- braces for a block
if (x > 3) {
    print(x);
}
# ---- a function of another language
function ping(host) {
    return host;
}
# ---- a variable of another language
var x = 5
# ---- a comment of another language
// send the packet
x = 1
# ---- a long comment of another language
/* send the packet */
x = 1
# ---- switch
switch x:
    case 1: pass
# ---- a question mark for if else
x = 1 > 2 ? "a" : "b"
# ---- an address without quotes
p = IP(dst=10.0.0.1)
# ---- an address with a mask without quotes
conf.route.add(net=10.0.0.0/24, gw="10.0.0.1")
# ---- a MAC address without quotes
e = Ether(dst=ff:ff:ff:ff:ff:ff)
# ---- a quote in the wrong place
p = IP(dst="10.0.0.1"/TCP()
# ---- two quotes of different kinds
p = IP(dst="10.0.0.1')
# ---- a reserved word as a name
class = 5
# ---- a reserved word as a parameter
def f(from, to):
    pass
# ---- a reserved word as an argument
sniff(lambda=print)
# ---- a number first in a name
2nd = 5
# ---- a minus in a name
my-port = 80
# ---- a comma that is missing in a call
p = IP(src="10.0.0.1" dst="10.0.0.2")
# ---- a comma that is missing in a list
ports = [22 80 443]
# ---- a word too much before a call
send IP(dst="10.0.0.1")
# ---- a typo in import
form scapy.all import *
# ---- an import without from
scapy.all import *
# ---- an import without a blank
from scapy.all import*
print(IP)
# ---- import in the wrong order
import IP from scapy.all
# ---- return outside of a function
return 5
# ---- break outside of a loop
if True:
    break
# ---- a lambda with a block
sniff(prn=lambda p: return p.summary())
# ---- a lambda with an assignment
f = lambda p: p.ttl = 5
# ---- a keyword before a plain argument
send(count=3, IP())
# ---- a keyword twice
IP(ttl=1, ttl=2)
# ---- an assignment to a call
IP() = p
# ---- an assignment to a text
"port" = 80
# ---- a colon too much
x = 5:
# ---- a dictionary with = in it
d = {"a" = 1}
# ---- an f-string that is not closed
print(f"{p.src")
# ---- a decorator before nothing
@property
x = 5
# ---- except without try
x = 1
except ValueError:
    pass
# ---- else without if
x = 1
else:
    pass
# ---- try without except
try:
    x = 1
print(x)
# ---- tabs for blocks and a stray blank
def f():
	x = 1
	 return x
# ---- a backslash with a blank behind it
x = 1 + \ 
    2
# ---- a number with a comma
x = 3,5 + "a"
print(y)
# ---- a hexadecimal number with a wrong digit
x = 0x1G
# ---- several errors in one file
if 1 = 2:
    pass
for i in range(3)
    print(i)
x = [1, 2
# ---- several errors in functions
def a(:
    pass

def b()
    pass

print("fine")
while True print("x")
