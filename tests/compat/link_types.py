# Link types that a script registers, and captures that are read from anything that can be read.
import io
import os
import tempfile
from scapy.all import *

folder = tempfile.mkdtemp()
path = os.path.join(folder, "own.pcap")


class Own(Packet):
    name = "Own packet"
    fields_desc = [ByteField("a", 1), ShortField("b", 2)]


print(conf.l2types[1], conf.l2types[Ether], conf.l2types[Dot3], 147 in conf.l2types, conf.l2types.get(147))
conf.l2types.register(147, Own)
print(conf.l2types[147], conf.l2types[Own], Own in conf.l2types)
wrpcap(path, [Own(a=3), Own(b=4)])
octets = open(path, "rb").read()
print(octets[20:24])
print(rdpcap(path)[1].summary(), repr(rdpcap(io.BytesIO(octets))[0]))
conf.l2types.register_num2layer(148, Own)
print(conf.l2types[148], conf.l2types[Own], "0x94  -> Own                  (Own packet)" in repr(conf.l2types))

reader = PcapReader(io.BytesIO(octets))
print(type(reader).__name__, reader.linktype, reader.LLcls, reader.nano, reader.endian)
print(len(list(reader)), isinstance(reader, RawPcapReader))
print(sniff(offline=io.BytesIO(octets)), sniff(offline=[path, path]), sniff(offline=open(path, "rb")))
for data, about in RawPcapReader(path):
    print(data, about.wirelen, about.caplen, len(about))

wrpcapng(path + "ng", [Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / b"x"])
reader = PcapReader(path + "ng")
print(type(reader).__name__, isinstance(reader, PcapNgReader), [packet.summary() for packet in reader])
print(reader.interfaces)
for data, about in RawPcapReader(path + "ng"):
    print(data, about.linktype, about.tsresol, about.wirelen, about.comments)

# IPv4's own link type does not look at the version.
for number, octets in [(228, b"\x60" + bytes(39)), (101, b"\x60" + bytes(39)), (12, b"\x45" + bytes(19))]:
    path = os.path.join(folder, "%d.pcap" % number)
    wrpcap(path, Raw(octets), linktype=number)
    print(number, [layer.__name__ for layer in rdpcap(path)[0].layers()])

# A number with bits above those of link types is another number.
path = os.path.join(folder, "bits.pcap")
wrpcap(path, Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / b"x")
octets = bytearray(open(path, "rb").read())
octets[23] = 0x30
print(PcapReader(io.BytesIO(bytes(octets))).linktype, repr(rdpcap(io.BytesIO(bytes(octets)))[0]))
conf.l2types.register(0x30000001, Ether)
print(repr(rdpcap(io.BytesIO(bytes(octets)))[0]))

# A frame of the year 1970, and one that is shorter than its header.
wrpcap(path, [Ether() / b"x", Raw(b"abc")], linktype=1)
octets = bytearray(open(path, "rb").read())
octets[24:32] = bytes(8)
packets = rdpcap(io.BytesIO(bytes(octets)))
print(float(packets[0].time), packets[1], packets[1].original, bytes(packets[1]))
