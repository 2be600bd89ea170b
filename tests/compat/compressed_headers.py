from scapy.all import *
p=LoWPAN_HC1(src='::1')/IPv6(src='::', dst='fe80::1')/UDP()/"abc"
print(bytes(p)); print(repr(p)); print(bytes(p))
q=Dot15d4()/p.copy()
p=Dot15d4()/Dot15d4Data()/(LoWPAN_HC1(src='::1')/IPv6(src='::', dst='fe80::1'))
print(bytes(p)); print(repr(p))
p=LoWPAN_HC1()/IPv6(src='::', dst='fe80::1', hlim=3)
bytes(p); p.payload.hlim=9; print(bytes(p)); print(repr(p)); print(p.command())
