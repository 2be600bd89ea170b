# PROFINET: DCP in its frames, cyclic data and PROFIsafe.
from scapy.all import *
from scapy.contrib.pnio import *
from scapy.contrib.pnio_dcp import *

ether = Ether(src="01:03:05:07:09:0b", dst="00:02:04:06:08:0a")
request = Ether(raw(ether / ProfinetIO(frameID=DCP_IDENTIFY_REQUEST_FRAME_ID) / ProfinetDCP(
    service_id=5, service_type=DCP_REQUEST, option=255, sub_option=255, dcp_data_length=4)))
print(repr(request))
safe = PROFIsafe.build_PROFIsafe_class(PROFIsafeControl, 2)
print(safe.__name__, repr(safe(b"\x80\x80\x40\x01\x02\x03")), raw(safe(data=b"\x81\x80", crc=9)))
seeded = PROFIsafe.build_PROFIsafe_class(PROFIsafeStatusCRCSeed, 1)
print(repr(seeded(b"\x80\x40\x01\x02\x03\x04rest")), seeded().get_mandatory_fields_len())
print(PROFIsafe.get_max_data_length(), PROFIsafeCRCSeed.get_max_data_length())
try:
    PROFIsafe.build_PROFIsafe_class(PROFIsafeStatus, 13)
except AssertionError:
    print("AssertionError")
try:
    PROFIsafeStatus(b"\x80\x40\x01\x02\x03")
except Scapy_Exception as error:
    print(type(error).__name__)
ten = PNIORealTimeCyclicPDU.build_fixed_len_raw_type(10)
print(ten.__name__, raw(ether / ProfinetIO(frameID=0x8000) / PNIORealTimeCyclicPDU(
    data=[ten(data=b"\x80" * 10), PNIORealTime_IOxS()], padding=b"\x00" * 8, cycleCounter=900)).hex())


class States(Packet):
    fields_desc = [PacketListField("data", [], next_cls_cb=PNIORealTime_IOxS.is_extension_set)]


print(repr(States(b"\x81\xe1\x01\x80\x81")))
