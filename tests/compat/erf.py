import gzip
import os
import tempfile

from scapy.all import *

folder = tempfile.mkdtemp()
name = os.path.join(folder, "x.erf")
packets = [Ether(src="00:00:00:00:00:01", dst="00:00:00:00:00:02")/IP(src="1.1.1.1", dst="2.2.2.2", id=n)/UDP()/bytes([65] * n) for n in (1, 2, 300, 70)]
for number, packet in enumerate(packets):
    packet.time = 1700000000 + number * 0.25
wrerf(name, packets)
print(open(name, "rb").read().hex())
read = rderf(name)
print(read, [float(p.time) for p in read], [p.wirelen for p in read])
print([bytes(p) == bytes(q) for p, q in zip(read, packets)])
wrerf(name + ".gz", packets, gz=True)
print(len(rderf(name + ".gz", 2)), gzip.open(name + ".gz").read() == open(name, "rb").read())
# An extension header in front of the frame
record = bytearray(open(name, "rb").read()[:16 + 2 + len(packets[0])])
record[8] |= 0x80
record[10:12] = (len(record) + 8).to_bytes(2, "big")
record[16:16] = b"\x01" + bytes(7)
open(name, "wb").write(bytes(record))
print(rderf(name)[0].summary())
record[8] = 0x01
open(name, "wb").write(bytes(record))
try:
    rderf(name)
except Scapy_Exception as error:
    print(error)
with ERFEthernetWriter(name) as file:
    file.write(packets[0])
    file.write([(packets[1], packets[2])])
with ERFEthernetReader(name) as file:
    print([p.id for p in file])
IPID_count([(p, p) for p in packets])
IPID_count([(p, p) for p in packets], funcID=lambda x: x[0].id * 100, funcpres=lambda x: x[0][UDP].len)
