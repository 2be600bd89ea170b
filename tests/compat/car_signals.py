# Signals in frames of CAN, switches of protocols, logs of candump.
from io import BytesIO

from scapy.all import *

load_layer("can")
load_layer("http")


class Engine(SignalPacket):
    fields_desc = [
        BEUnsignedSignalField("speed", 0, 7, 16, scaling=0.25, unit="rpm"),
        LESignedSignalField("torque", 0, 16, 12, offset=-10),
        ConditionalField(LEUnsignedSignalField("gear", 0, 28, 4), lambda frame: frame.speed > 0),
        BESignedSignalField("heat", 0, 39, 8, scaling=0.5, unit="C"),
    ]


class Whole(SignalPacket):
    fields_desc = [
        LEFloatSignalField("second", default=0, start=32),
        BEFloatSignalField("first", default=0, start=7),
    ]


class Mixed(SignalPacket):
    fields_desc = [ByteField("plain", 0), SignalField("signal", 0, 8, 8, fmt="<B")]


bind_layers(SignalHeader, Engine, identifier=0x321)
engine = Engine(speed=1000, torque=-33, gear=5, heat=-20.5)
print(bytes(engine), len(engine), repr(engine))
engine.show2()
frame = SignalHeader(identifier=0x321) / engine
print(bytes(frame), frame.summary())
for octets in (bytes(frame), bytes(frame) + b"\x01\x02\x03", bytes(frame)[:11], bytes(frame)[:8]):
    again = SignalHeader(octets)
    print(repr(again), len(again), bytes(again) == octets)
for octets in (b"", b"\x0f", b"\xff" * 8, b"\x80" * 5):
    print(repr(Engine(octets)), len(Engine(octets)))
print(bytes(Whole(first=1.5, second=-2.25)), repr(Whole(b"\x3f\xc0\0\0\0\0\x10\xc0")))
for wrong in (lambda: Mixed(b"\0\0"), lambda: bytes(Mixed(signal=1))):
    try:
        print(wrong())
    except Scapy_Exception as error:
        print(error)
for start, size in ((60, 6), (1, 65), (64, 1)):
    try:
        class Wide(SignalPacket):
            fields_desc = [BEUnsignedSignalField("wide", 0, start, size)]
        print(bytes(Wide(wide=1)))
    except Exception as error:
        print(type(error).__name__)
print(SignalField("x", 0, 3, 9, scaling=2, offset=1, fmt="<b").i2m(None, 9),
      SignalField("x", 0, 3, 9, scaling=2, offset=1, fmt="<b").m2i(None, 4),
      ScalingField("y", 0, scaling=0.1, unit="V").i2repr(None, 3.5))

octets = CANFD(identifier=0x123, data=b"0123456789").build()
print(octets, conf.contribs["CAN"])
conf.contribs["CAN"]["swap-bytes"] = True
print(repr(CAN(octets)), CAN(octets).build(), CANFD(identifier=0x123, data=b"0123456789").build())
conf.contribs["CAN"]["swap-bytes"] = False
conf.contribs["CAN"]["remove-padding"] = False
print(repr(CAN(b"\0\0\1\x23\2\0\0\0abcdefgh")))
conf.contribs["CAN"]["remove-padding"] = True
print(repr(CAN(b"\0\0\1\x23\2\0\0\0abcdefgh")))

LOG = b"""(1539191392.761779) vcan0 123#11223344
(1539191470.820239) vcan1 1F334455#1122334455667788
(1539191471.503168) vcan0 123##1112233445566778899aa
(1539191472.503168) vcan0 123#R4
  vcan1  1F334455   [8]  11 22 33 44 55 66 77 88
  vcan0       1F3   [4]  11 22 33 44
"""
for frame in rdcandump(BytesIO(LOG)):
    print(repr(frame), frame.build())
print(len(rdcandump(BytesIO(LOG), interface="vcan0")), len(rdcandump(BytesIO(LOG), count=2)))
with CandumpReader(BytesIO(LOG), ["vcan1"]) as reader:
    print([frame.identifier for frame in reader], reader.recv())

answer = HTTP() / HTTPResponse(Content_Encoding="gzip", Transfer_Encoding="chunked") / b"body"
for key in ("auto_chunk", "auto_compression"):
    conf.contribs["http"][key] = False
    print(conf.contribs["http"], len(bytes(answer)) > 90, bytes(answer).endswith(b"body"))
    print(HTTP(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n").load)


class First(Packet):
    fields_desc = [ByteField("x", 1)]

    def post_dissect(self, s):
        self.raw_packet_cache = None
        return s


class Second(First):
    pass


Second().show()
print(First(b"\2").raw_packet_cache, IP(bytes(IP())).raw_packet_cache == bytes(IP()),
      IP().raw_packet_cache)
whole = IP(bytes(IP()))
whole.ttl = 3
print(whole.raw_packet_cache)
