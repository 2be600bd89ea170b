# Packets in fields know in which packet they stand, functions are handed the packet itself, and
# what is built may be transformed.
from scapy.all import *
# parent inside conditions
class Item(Packet):
    fields_desc=[ByteField("t",1),
      ConditionalField(ByteField("extra",9), lambda p: p.parent is not None and p.parent.mode==1),
      StrLenField("v",b"", length_from=lambda p: p.parent.size if p.parent else 2)]
    def extract_padding(self,s): return b"",s
class Msg(Packet):
    fields_desc=[ByteField("mode",0),ByteField("size",2),PacketListField("items",[],Item)]
for mode in (0,1):
    b=bytes(Msg(mode=mode,size=3,items=[Item(t=1,v=b"abc"),Item(t=2,v=b"def")]))
    print(b)
    m=Msg(b)
    m.show()
    print(repr(m), [i.parent is m for i in m.items])
class A(Packet):
    fields_desc=[ByteField("a",1)]
class B(Packet):
    fields_desc=[ByteField("b",1),ConditionalField(ByteField("c",2),lambda p: p.underlayer is not None and p.underlayer.a==5)]
bind_layers(A,B)
print(bytes(A(a=5)/B()), bytes(A(a=4)/B()), bytes(B()))
print(repr(A(b"\x05\x01\x02\x03")), repr(A(b"\x04\x01\x02\x03")))
seen=[]
class C(Packet):
    fields_desc=[ByteField("a",1),ConditionalField(ByteField("b",2),lambda p:(seen.append(p),True)[1]),ByteField("c",3)]
p=C()
bytes(p)
print(all(s is p for s in seen), len(seen)>0)
def setter(p):
    p.mark=5
    p.c=99
    return True
class D(Packet):
    __slots__=["mark"]
    fields_desc=[ByteField("a",1),ConditionalField(ByteField("b",2),setter),ByteField("c",3)]
p=D()
print(bytes(p), p.c, getattr(p,"mark",None))
def lf(p):
    p.a=17
    return 2
class E_(Packet):
    fields_desc=[ByteField("a",1),StrLenField("s",b"",length_from=lf),ByteField("z",0)]
p=E_(b"\x01xyz")
print(repr(p), bytes(p))


# parent of packets in fields
class In(Packet):
    fields_desc=[ByteField("x",1)]
    def extract_padding(self,s): return b"",s
class Out(Packet):
    fields_desc=[ByteField("n",0),PacketField("p",In(),In),PacketListField("l",[],In,count_from=lambda p:p.n)]
i=In(x=4)
print(i.parent)
o=Out(n=2,p=i,l=[In(x=1),In(x=2)])
print(o.p.parent is o, [k.parent is o for k in o.l])
print(i.parent is o, i is o.p)
d=Out(bytes(o))
print(d.p.parent is d,[k.parent is d for k in d.l])
print(repr(d.p.parent))
c=d.copy()
print(c.p.parent is c, c.p.parent is d, [k.parent is c for k in c.l])
u=Out()
u.l.append(In(x=9))
print(u.l[0].parent)
u.l=[In(x=8)]
print(u.l[0].parent is u)
u.p=In(x=5)
print(u.p.parent is u)
print(u.p.parent.n)
u.p.parent.n=7
print(u.n)
print(hasattr(u,"parent"), u.parent)
x=In(x=3)
x.parent=u
print(x.parent is u)


class A(Packet):
    fields_desc=[ByteField("a",1)]
def tr(p):
    print("tr",repr(p)); return p
p=A(a=3,post_transform=None)
p=A(a=3)
print(p.post_transforms)
def t2(b): return b+b"!"
print(bytes(p))
p.post_transforms.append(lambda b:b[::-1])
print(bytes(p), bytes(p/b"xx"))
q=p.copy()
print(len(q.post_transforms))
p=A(post_transform=[t2,t2])
print(bytes(p))
p=IP(dst="1.2.3.4",src="1.1.1.1",post_transform=lambda b:b.upper())/"abc"
print(bytes(p)[20:])
p.add_payload(b"q")
print(bytes(p)[20:])