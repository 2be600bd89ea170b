# Classes of fields that modules of layers have for themselves, in a script's own classes.
from scapy.all import *
class A(Packet):
    fields_desc=[LifetimeField("lt",5),NTPTimestampField("ts",0xe000000080000000),LoIntEnumField("lo",2,{2:"two"}),NativeShortField("ns",513),BDAddrField("bd","00:11:22:33:44:55"),BTLEChanMapField("cm",0x1122334455),BTLEPhysField("ph",3),BTLEFeatureField("fe",5),GapAckField("ga","1:2"),ClasslessStaticRoutesField("cr","10.0.0.0/8:10.0.0.1"),
     FieldLenField("l",None,length_of="dn",fmt="B"),DomainNameListField("dn",["a.example","b.org."],length_from=lambda p:p.l),IP6ListField("il",["fe80::1","::2"],count_from=lambda p:2),IP6FieldLenField("i6","fe80::1:2",length_of=lambda p:4),TimeStampField("t",3900000000.5)]
p=A(); print(bytes(p).hex()); p.show(); q=A(bytes(p)); q.show(); print(repr(q)); print(q==p, q.command()==p.command())
class B(Packet):
    fields_desc=[ClasslessFieldListField("r",["10.0.0.0/8:1.2.3.4","0.0.0.0/0:5.6.7.8"],ClasslessStaticRoutesField("","")),]
print(bytes(B()),repr(B(bytes(B()))))
class C(Packet):
    fields_desc=[ByteField("l",6),ICMPv6NDOptDataField("d",b"abc",strip_zeros=True,length_from=lambda p:p.l),ByteField("pl",24),ClientSubnetv4("s","10.1.2.0",length_from=lambda p:p.pl),NonceField("n",b"12345678"),N9SecondsIntField("x",5,length=4),ShortOrInt("si",7)]
print(bytes(C()),repr(C(bytes(C()))))
class D(Packet):
    fields_desc=[ByteField("l",13),TruncPktLenField("p",Raw(b"0123456789abc"),Raw,length_from=lambda p:p.l),SourceMACField("s",getif=lambda p:"lo"),DomainNameListField("q",["x.y"],length_from=lambda p:8,padded=True)]
print(bytes(D())); D().show()
for f in A.fields_desc: print(f.name, type(f).__name__, type(f).__mro__[1].__name__)

