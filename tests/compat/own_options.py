from scapy.all import *
from scapy.layers.inet import _IPOption_HDR


class Hop(Packet):
    fields_desc = [IntField("switch", 0), IntField("depth", 0)]

    def extract_padding(self, octets):
        return b"", octets


class Trail(IPOption):
    name = "Trail"
    option = 31
    fields_desc = [
        _IPOption_HDR,
        FieldLenField("length", None, fmt="B", length_of="hops", adjust=lambda p, n: n + 4),
        FieldLenField("count", None, count_of="hops"),
        PacketListField("hops", [], Hop, count_from=lambda p: p.count),
    ]


class Mark(IPOption):
    name = "Mark"
    option = 30
    copy_flag = 1
    fields_desc = [_IPOption_HDR, ByteField("length", 4), ShortField("mark", 7)]


p = IP(src="10.9.0.1", dst="10.9.0.5", options=[Trail(hops=[Hop(switch=1, depth=2), Hop(switch=3)]), Mark()])
p = p / UDP(sport=1234, dport=4321) / b"hello"
print(bytes(p).hex())
q = IP(bytes(p))
print(repr(q))
q.show()
print(q.options[0].hops[1].switch, q.options[1].mark, q[UDP].dport)
print(issubclass(Trail, IPOption), isinstance(q.options[0], Trail), Trail in q)
print([type(o).__name__ for o in IP(bytes(IP(options=[IPOption_NOP(), IPOption_RR(), Mark()]))).options])
