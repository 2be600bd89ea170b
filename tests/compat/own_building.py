# Methods with which a class builds and dissects in its own way.
from scapy.all import *
log=[]
class SB(Packet):
    fields_desc=[ByteField("a",1),ShortField("b",2)]
    def self_build(self, *a, **k):
        r=Packet.self_build(self)
        return b"<"+r+b">"
print(bytes(SB()), bytes(SB()/b"pay"), len(SB()))
class DB(Packet):
    fields_desc=[ByteField("a",1)]
    def do_build(self):
        return b"DB"+Packet.do_build(self)
print(bytes(DB()),bytes(DB()/b"x"),bytes(Raw(b"r")/DB()/b"x"))
class DP(Packet):
    fields_desc=[ByteField("a",1)]
    def do_build_payload(self):
        return b"["+Packet.do_build_payload(self)+b"]"
print(bytes(DP()),bytes(DP()/b"x"))
class BU(Packet):
    fields_desc=[ByteField("a",1)]
    def build(self):
        return b"B"+Packet.build(self)
print(bytes(BU()),bytes(BU()/b"x"),bytes(Raw(b"r")/BU()))
class BD(Packet):
    fields_desc=[ByteField("a",1)]
    def build_done(self,p):
        return p+b"done"
print(bytes(BD()),bytes(BD()/b"x"),bytes(BD()/BD()))
class BP(Packet):
    fields_desc=[ByteField("a",1)]
    def build_padding(self):
        return b"PAD"
print(bytes(BP()),bytes(BP()/b"x"),bytes(A_ if 0 else BP()/Padding(b"zz")))
class PB(Packet):
    fields_desc=[ByteField("a",1),LenField("l",None)]
    def post_build(self,pkt,pay):
        print(pkt,pay)
        return pkt+pay+b"E"
print(PB().build(), PB().do_build(), PB().self_build())
class BY(Packet):
    fields_desc=[ByteField("a",1)]
    def __bytes__(self): return b"bytes!"
    def __len__(self): return 77
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __eq__(self,o): return True
    def __hash__(self): return 3
    def __contains__(self,x): return x=="yes"
    def __iter__(self): return iter([1,2,3])
    def __getitem__(self,x): return ("item",x)
    def __truediv__(self,o): return ("div",o)
    def __call__(self,*a): return a
p=BY()
print(bytes(p),len(p),str(p),repr(p),p==3,hash(p),"yes" in p,"no" in p,list(p),p["q"],p/3, p(1,2))


class A(Packet):
    fields_desc=[ByteField("a",1),ByteField("b",2)]
    def pre_dissect(self,s):
        print("pre",s); return s[1:]
    def post_dissect(self,s):
        print("post",s); return s[:-1]
    def do_dissect_payload(self,s):
        print("ddp",s); Packet.do_dissect_payload(self,s.upper())
    def default_payload_class(self,p):
        print("dpc",p); return X
    def dissection_done(self,pkt):
        print("done",repr(pkt)); Packet.dissection_done(self,pkt)
    def post_dissection(self,pkt):
        print("postdiss",repr(pkt))
class X(Packet):
    fields_desc=[StrField("s",b"")]
p=A(b"zabcdefg")
print(repr(p))
class B(Packet):
    fields_desc=[ByteField("a",1)]
    def dissect(self,s):
        print("dissect",s); Packet.dissect(self,s[::-1])
print(repr(B(b"abc")), repr(Raw(b"q")/B(b"xyz")))
bind_layers(B,A)
print(repr(B(b"abcd")))
class C(Packet):
    fields_desc=[ByteField("a",1)]
    def do_dissect(self,s):
        r=Packet.do_dissect(self,s)
        print("left",r,self.a)
        self.a=99
        return r[1:]
p=C(b"abcd"); print(repr(p), bytes(p))
class G(Packet):
    fields_desc=[ByteField("a",1)]
    def guess_payload_class(self,payload):
        print("gpc",payload,self.a, self.underlayer)
        if self.a==1: return IP
        if self.a==2: return C
        return Packet.guess_payload_class(self,payload)
print(repr(G(b"\x02hello")), repr(G(b"\x05hello")), repr(G(b"\x01"+bytes(IP(src="1.1.1.1",dst="2.2.2.2")))))
class EP(Packet):
    fields_desc=[ByteField("n",1)]
    def extract_padding(self,s):
        return s[:self.n],s[self.n:]
print(repr(EP(b"\x02abcdef")))
print(repr(EP(b"\x09abcdef")))
class DH(Packet):
    fields_desc=[ByteField("k",1)]
    @classmethod
    def dispatch_hook(cls,_pkt=None,*args,**kargs):
        print("dh",cls.__name__,_pkt,args,sorted(kargs))
        if _pkt and _pkt[0]==7: return EP
        return cls
print(repr(DH(b"\x07abc")),repr(DH(b"\x05abc")),repr(DH(k=3)),repr(DH()))
class DH2(DH):
    fields_desc=[ByteField("k2",1)]
print(repr(DH2(b"\x06abc")))
