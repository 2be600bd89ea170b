from scapy.all import *
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
# own fields
class CaesarField(StrLenField):
    def i2m(self,pkt,x): return bytes((c+1)%256 for c in bytes_encode(x))
    def m2i(self,pkt,x): return bytes((c-1)%256 for c in x)
class TempField(ShortField):
    def i2h(self,pkt,x): return None if x is None else x/10
    def h2i(self,pkt,x): return int(x*10)
    def i2repr(self,pkt,x): return "%.1f C"%self.i2h(pkt,x)
class VarInt(Field):
    def __init__(self,name,default): Field.__init__(self,name,default,"B")
    def addfield(self,pkt,s,val):
        out=b""
        while True:
            b=val&0x7f; val>>=7
            out+=bytes([b|(0x80 if val else 0)])
            if not val: return s+out
    def getfield(self,pkt,s):
        v=0;i=0
        while True:
            c=s[i]; v|=(c&0x7f)<<(7*i); i+=1
            if not c&0x80: return s[i:],v
class TLVList(PacketListField):
    def getfield(self,pkt,s):
        n=s[0]; r,v=PacketListField.getfield(self,pkt,s[1:])
        return r,v
    def addfield(self,pkt,s,val): return s+bytes([len(val)])+b"".join(bytes(x) for x in val)
class El(Packet):
    fields_desc=[ByteField("e",0)]
    def extract_padding(self,s): return b"",s
class P(Packet):
    fields_desc=[VarInt("v",300),TempField("t",215),FieldLenField("l",None,length_of="c",fmt="B"),CaesarField("c",b"HAL",length_from=lambda p:p.l),TLVList("els",[],El)]
p=P(els=[El(e=1),El(e=2)]); print(bytes(p)); p.show(); print(repr(p),p.t); p.t=30.5; print(p.t,bytes(p)[:4]); q=P(bytes(p)); q.show(); print(repr(q),q==p); print(P(t=1.5).t, P(v=2).v, q.command())
class MyEnum(ByteEnumField):
    def i2repr(self,pkt,x): return "<<"+ByteEnumField.i2repr(self,pkt,x)+">>"
class MyFlags(FlagsField):
    def i2repr(self,pkt,x): return "F:"+str(x)
class Q(Packet):
    fields_desc=[MyEnum("e",1,{1:"one"}),FlagsField("f",3,8,["a","b","c"]),BitField("b1",1,4),BitField("b2",2,4)]
Q().show(); print(repr(Q(e="one",f="a+c")),Q(b"\x01\x05\x21").b1,Q().sprintf("%Q.e% %Q.f% %Q.b2%"))
class R(Packet):
    fields_desc=[ByteField("a",0),ByteField("b",0)]
    def do_dissect(self,s):
        self.fields["a"]=s[0]; self.fields["b"]=s[1]
        return s[2:]
r=R(b"\x01\x02\x03"); print(repr(r), r.a, bytes(r)); r.fields["a"]=9; print(r.a)
class S(Packet):
    fields_desc=[ByteField("a",0)]
    def extract_padding(self,s): return s[:2],s[2:]
s=S(b"\x01abcdef"); print(repr(s), s[Padding].load, bytes(s)); print((S()/b"xy"/Padding(b"pad")).summary(), bytes(S()/b"xy"/Padding(b"pad")))
f=P.fields_desc[1]; t(lambda:f.name); t(lambda:f.default); t(lambda:f.i2h(None,55)); t(lambda:f.any2i(None,5.5)); t(lambda:f.i2repr(None,55)); t(lambda:f.addfield(None,b"x",258)); t(lambda:f.getfield(None,b"\x01\x02zz")); t(lambda:repr(f)); t(lambda:f.sz); t(lambda:f.fmt); t(lambda:f.owners); t(lambda:f.i2len(None,1)); t(lambda:f.copy().name); t(lambda:isinstance(f,ShortField)); t(lambda:f==f); t(lambda: type(f.randval()).__name__); t(lambda:f.islist); t(lambda:f.holds_packets)
ip=IP.fields_desc[8]; t(lambda: ip.name); t(lambda: ip.i2repr(IP(),64)); t(lambda: type(ip).__name__); t(lambda: IP.ttl if 0 else ""); t(lambda: TCP().get_field("dport").i2s[80]); t(lambda: TCP().get_field("dport").s2i["http"]); t(lambda: ARP().get_field("op").i2s); t(lambda: IP().get_field("len").i2h(None,5)); t(lambda: TCP().get_field("options")); t(lambda: IP().get_field("ttl").addfield(IP(),b"",5)); t(lambda: IP().get_field("src").getfield(IP(),b"\1\2\3\4zz"))
