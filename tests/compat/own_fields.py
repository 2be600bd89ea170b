from scapy.all import *
import random
# BitFields across octets, enums
class B1(Packet):
    fields_desc=[BitField("a",1,3),BitField("b",2,13),BitEnumField("c",1,4,{0:"zero",1:"one",7:"seven"}),BitField("d",0,12),FlagsField("f",0,8,["A","B","C","D","E","F","G","H"]),FlagsField("g",5,16,"abcdefghijklmnop")]
p=B1(c="seven",f="A+C",g="abc")
p.show(); print(bytes(p),repr(p)); print(p.f,p.f.A,p.f.B,int(p.f),repr(p.g))
p.f.B=True; print(p.f, bytes(p)); p.f|="H"; print(p.f); p.f^=1; print(p.f)
q=B1(bytes(p)); q.show(); print(q==p, q.command())
class E1(Packet):
    fields_desc=[ByteEnumField("a",1,{1:"one",2:"two"}),ShortEnumField("b","x",["w","x","y"]),IntEnumField("c",0,{0:"nul"}),LongEnumField("d",0,{5:"five"}),
      LEShortEnumField("e",1,{1:"un"}),XByteEnumField("f",9,{9:"nine"}) if "XByteEnumField" in globals() else XByteField("f",9),CharEnumField("g","a",{"a":"aye","b":"bee"}),XShortEnumField("h",3,{3:"three"}) if "XShortEnumField" in globals() else XShortField("h",3),
      MultiEnumField("i",1,{1:{1:"mone"},2:{1:"mtwo"}},depends_on=lambda p:p.a,fmt="B"),BitMultiEnumField("j",1,8,{1:{1:"bone"},2:{1:"btwo"}},depends_on=lambda p:p.a)]
p=E1(); p.show(); print(bytes(p)); p.a="two"; p.show(); p.b=1; p.c=77; print(repr(p)); print(E1(bytes(p)).show(dump=True))
try: p.a="nope"
except Exception as e: print(type(e).__name__)
print(p.sprintf("%a% %E1.a% %E1.b,4% %xr,E1.c% %E1.i% %E1.j%"))
ls(E1); ls(p)
class M1(Packet):
    fields_desc=[ByteField("t",0),MultipleTypeField([(ByteField("v",1),lambda p:p.t==1),(ShortField("v",2),lambda p:p.t==2),(IPField("v","1.1.1.1"),(lambda p:p.t==3,lambda p,val:p.t==3))],StrField("v","dflt"))]
for t in range(5):
    p=M1(t=t); print(bytes(p),repr(p),p.v); p.show()
    print(repr(M1(bytes([t])+b"\x05\x06\x07\x08")))
p=M1(t=3,v="9.9.9.9"); print(bytes(p)); p.t=2; 
try: print(bytes(p))
except Exception as e: print(type(e).__name__)
class C1(Packet):
    fields_desc=[BitField("f",1,1),BitField("r",0,7),ConditionalField(ShortField("o",5),lambda p:p.f),ConditionalField(StrLenField("z","ab",length_from=lambda p:2),lambda p:p.r==3),ByteField("e",0)]
print(bytes(C1()),bytes(C1(f=0)),bytes(C1(r=3)),repr(C1(b"\x83\x00\x07hi\x09")),repr(C1(b"\x00\x09zz"))); C1(f=0).show(); C1(r=3).show(); print(C1(f=0).o, C1(b"\x00\x01").o, C1(f=0,o=3).fields)
class P1(Packet):
    fields_desc=[PadField(StrNullField("a","x"),4),PadField(ByteField("b",1),4,padwith=b"\xff"),ReversePadField(IntField("c",3),8),TrailerField(ByteField("t",7))]
print(bytes(P1()),bytes(P1()/b"payload")); print(repr(P1(bytes(P1()/b"payload"))))
class A1(Packet):
    fields_desc=[ActionField(ByteField("a",1),"act",extra=3),Emph(ByteField("e",2)),MayEnd(ByteField("m",3)),ByteField("z",4)]
    def act(self,val,fld,extra=None): print("act",val,fld.name,extra)
p=A1(); p.a=5; print(bytes(p)); p=A1(a=7); print(repr(p)); print(repr(A1(b"\x01\x02\x03")),repr(A1(b"\x01\x02\x03\x04\x05"))); p.show()
class T(Packet):
    fields_desc=[ByteEnumField("type",0,{1:"one",2:"two"}),FieldLenField("len",None,length_of="val",fmt="B",adjust=lambda p,x:x+2),StrLenField("val","",length_from=lambda p:p.len-2)]
    def extract_padding(self,s): return "",s
class L(Packet):
    fields_desc=[FieldLenField("n",None,count_of="tlvs",fmt="B"),PacketListField("tlvs",[],T,count_from=lambda p:p.n),ByteField("end",0xff)]
p=L(tlvs=[T(type=1,val="abc"),T(type="two",val=b"")]); print(bytes(p)); p.show(); p.show2(); q=L(bytes(p)+b"more"); q.show(); print(q.summary(),repr(q),q.command()); print(q[T].val,q[T:2].type,q.getlayer(T,2).sprintf("%T.type%"),T in q, q.haslayer(T)); print(L(tlvs=T(val="q")).tlvs, len(L(tlvs=[T(),T()]).tlvs))
del q.tlvs[0]; q.n=None; print(bytes(q)); q.tlvs+= [T(type=9)]; print(bytes(q)); q.tlvs[0].val=b"changed"; q.tlvs[0].len=None; print(bytes(q))
class TA(Packet):
    fields_desc=[ByteField("t",1),ByteField("a",0)]
    def extract_padding(self,s): return b"",s
class TB(Packet):
    fields_desc=[ByteField("t",2),ShortField("b",0)]
    def extract_padding(self,s): return b"",s
def nxt(pkt,lst,cur,remain):
    print("nxt",type(pkt).__name__,len(lst),cur and cur.name,remain)
    if not remain: return None
    return {1:TA,2:TB}.get(remain[0])
class L(Packet):
    fields_desc=[ByteField("h",0),PacketListField("l",[],next_cls_cb=nxt)]
p=L(l=[TA(a=1),TB(b=2),TA(a=3)]); b=bytes(p); print(b); q=L(b); print(repr(q)); q.show(); print(repr(L(b+b"\x09rest")))
def cls(b,**k): return {1:TA,2:TB}.get(b[0],Raw)(b,**k)
class L2(Packet):
    fields_desc=[PacketListField("l",[],cls,length_from=lambda p:5),StrField("r","")]
print(repr(L2(b+b"xyz")))
class L3(Packet):
    fields_desc=[PacketListField("l",[],cls,count_from=lambda p:2)]
q=L3(b[1:]+b"xyz"); print(repr(q), q.payload, q.l[1].b)
class PF(Packet):
    fields_desc=[PacketField("p",None,TA),PacketLenField("q",TB(b=5),TB,length_from=lambda p:3),ByteField("e",1)]
print(bytes(PF()),repr(PF(b"\x01\x02\x02\x00\x03\x09")),bytes(PF(p=TA(a=9)))); PF(p=TA()).show(); print(PF(p=TA()).command()); print(PF(p=b"ab").p if 0 else "")
class G(Packet):
    fields_desc=[ByteField("x",0)]
class H(G):
    fields_desc=[G,ByteField("y",1)]
class I(H):
    name="eye"
    x=5
class J(Packet):
    fields_desc=[H.fields_desc[0],IP,ByteField("k",3)]
print(bytes(H()),bytes(I()),I().name,[f.name for f in J.fields_desc],issubclass(I,G),isinstance(I(),G)); ls(I); ls(J)
print(H in I(), G in I(), I().haslayer(G), I().getlayer(G)); 
class K(G):
    match_subclass=True
print(K().haslayer(G), G in K(), K(x=3).answers(G()), K().hashret())
