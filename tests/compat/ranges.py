# A range in a field is a set; labels of MPLS in errors of ICMP; parts of Bluetooth's data.
from scapy.all import *

print(len(list(ICMP(type=range(0, 4), code=range(0, 3)))), [p.ttl for p in IP(ttl=range(9, 3, -2))])
print([(p.sport, p.dport) for p in TCP(sport=range(3), dport=[80, 81])])

print(ICMPExtension_Object(b"\x00\x08\x01\x01\x01\x02\x03\x04").__class__.__name__)
load_contrib("mpls")
labels = ICMPExtension_MPLS(stack=[MPLS(label=7, s=0, ttl=1) / MPLS(label=8, ttl=2)])
error = IP(src="192.0.2.1", dst="192.0.2.2") / ICMP(type=11, ext=ICMPExtension_Header() / labels) / IP(b"E" + b"\0" * 19)
octets = bytes(error)
print(octets.hex())
again = IP(octets)
print(again[ICMP].ext.summary(), [label.label for label in again[ICMP].ext.stack[0].iterpayloads()])
print(ICMPExtension_Object(b"\x00\x08\x01\x01\x01\x02\x03\x04").__class__.__name__, repr(ICMPExtension_MPLS()))

frame = PPI(headers=[PPI_Hdr() / BTLE_PPI(btle_channel=2402, rssi_avg=-30, rssi_count=1)], dlt=251) / BTLE() / BTLE_ADV() / BTLE_ADV_IND()
print(bytes(frame).hex())
frame = PPI(bytes(frame))
print(repr(frame.headers), BTLE in frame)
print(EIR_Appearance(category=0x31, subcategory=2).appearance, EIR_URI(scheme=0x17, uri_hier_part=b"//a.b").uri)
found = HCI_Hdr(bytes.fromhex("043e29020100013d1ef10747d81d0319000002010603140d181115d0002d121e4b0fa4994eceb531f40579aa"))
import uuid
print(found[EIR_ServiceSolicitation128BitUUID].svc_uuid == uuid.UUID("7905f431-b5ce-4e99-a40f-4b1e122d00d0"))
