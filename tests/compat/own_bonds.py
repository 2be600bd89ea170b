from scapy.all import *
class A(Packet):
    name="AProto"
    fields_desc=[ByteField("k",0),ByteField("v",0)]
    def mysummary(self): return self.sprintf("A k=%A.k% v=%v%"),[UDP]
class B(Packet):
    fields_desc=[ShortField("z",0)]
    def mysummary(self): return "B!"
class C(Packet):
    fields_desc=[ByteField("c",0)]
bind_layers(UDP,A,dport=9999)
bind_layers(A,B,k=1)
bind_layers(A,C,k=2,v=3)
bind_top_down(A,Raw) if 0 else None
bind_bottom_up(C,B,c=7)
p=IP(src="1.1.1.1",dst="2.2.2.2")/UDP()/A()/B(z=4)
p.show(); print(p.summary()); q=IP(bytes(p)); print(repr(q[UDP]),q.summary()); print(repr(A(b"\x02\x03\x07\x00\x05")), repr(A(b"\x02\x04\x07")))
print((A()/C()).k,(A()/C()).v, A().k)
split_layers(A,B,k=1); print(repr(A(b"\x01\x00\x00\x05")), (A()/B()).k)
split_bottom_up(C,B); print(repr(C(b"\x07\x00\x01")))
print(A.payload_guess, C in [x for _,x in A.payload_guess]); print(A._overload_fields if 0 else "")
conf.l2types.register(147,A); print(conf.l2types[147], conf.l2types.get(A) if hasattr(conf.l2types,"get") else "")
conf.l3types.register(0x9999,A); print(conf.l3types[0x9999])
f = get_temp_file()
wrpcap(f, [A(k=5, v=6)/b"hi"], linktype=147)
print(repr(rdpcap(f)[0]))
bind_layers(Ether,A,type=0x9999); e=Ether(src="00:00:00:00:00:01",dst="00:00:00:00:00:02")/A(k=1); print(hexstr(e) if 0 else bytes(e)); print(repr(Ether(bytes(e)))); print(e.sprintf("%Ether.type% %A.k%")); print(e.type)
A.bind = 5; print(A.bind, A().bind)
print(explore.__name__); B.upper_bonds(); A.upper_bonds(); A.lower_bonds(); IP.lower_bonds() if 0 else None
class R(Packet):
    fields_desc=[ByteField("op",0),ShortField("id",0)]
    def answers(self,other): return isinstance(other,R) and self.op==1 and other.op==0 and self.id==other.id
    def hashret(self): return struct.pack("!H",self.id)+self.payload.hashret()
print(R(op=1,id=3).answers(R(op=0,id=3)),R(op=1,id=3).answers(R(op=0,id=4)),R(id=3).hashret(), R(op=1,id=3)<R(id=3), R(id=3)>R(op=1,id=3))
bind_layers(UDP,R,dport=5555); a=IP(src="1.1.1.1",dst="2.2.2.2")/UDP(sport=1,dport=5555)/R(id=1); b=IP(src="2.2.2.2",dst="1.1.1.1")/UDP(sport=5555,dport=1)/R(op=1,id=1); print(b.answers(a),a.answers(b),a.hashret()==b.hashret(),a.hashret())
