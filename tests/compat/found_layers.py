# Layers that are found by the values of their fields or by what they are a kind of, and what
# layers say of themselves.
from scapy.all import *
import uuid

load_contrib("bgp")
load_contrib("ospf")
load_layer("http")

frame = Dot11() / Dot11Beacon() / Dot11Elt(ID="Supported Rates", info=b"\x82") / Dot11Elt(ID="SSID", info="net") / Dot11Elt(ID=0, info="two")
print(frame[Dot11Elt::{"ID": 0}].info, frame[Dot11Elt:2:{"ID": 0}].info, frame.getlayer(Dot11Elt, ID=0).info)
packet = IP(ttl=3) / UDP() / IP(ttl=5) / TCP()
print(packet[IP::{"ttl": 5}].ttl, packet[IP:2].ttl)
try:
    packet[IP::{"ttl": 9}]
except IndexError as error:
    print("IndexError")

for kind in (EAP_MD5, EAP_TLS, EAP_TTLS, EAP_PEAP, EAP_FAST, LEAP):
    eap = EAPOL() / kind()
    print(EAP in eap, kind in eap, EAP_MD5 in eap, eap[EAP].__class__.__name__, LEAP in eap)

identifier = uuid.UUID("7905f431-b5ce-4e99-a40f-4b1e122d00d0")
element = EIR_Hdr(bytes(EIR_Hdr() / EIR_ServiceSolicitation128BitUUID(svc_uuid=identifier)))
print(element.svc_uuid == identifier, type(element.svc_uuid).__name__, element.svc_uuid.version)
print(DUID_UUID(bytes(DUID_UUID(uuid=identifier))).uuid == identifier)

radio = RadioTap(bytes(RadioTap(present="MCS+RXFlags", knownMCS="MCS_bandwidth+FEC_type", RXFlags="BAD_PLCP")))
print(radio.knownMCS.MCS_bandwidth, radio.knownMCS.guard_interval, radio.knownMCS, radio.RXFlags.BAD_PLCP)

for length, size in [(1401, 1401), (1402, 1401), (100, 40), (7, 3), (16, 8), (17, 8), (1480, 1480)]:
    print([(len(part), part.frag, int(part.flags)) for part in fragment(IP(dst="10.0.0.1") / ("x" * length), size)])

command = HCI_Hdr(hex_bytes("010d2019600060000001123456677890001800280000002a0000000000"))
status = HCI_Hdr(hex_bytes("040f0400020d20"))
complete = HCI_Hdr(hex_bytes("043e1301020000000112345667789000000000000000"))
print([bool(one.answers(other)) for one, other in [(status, command), (complete, command), (status, status), (command, command), (complete, status)]])
version = HCI_Hdr() / HCI_Command_Hdr() / HCI_Cmd_Read_Local_Version_Information()
print(bool(HCI_Hdr(hex_bytes("040e0c010110000900100931010c22")).answers(version)), bool(status.answers(version)))

print(BGP.OPEN_TYPE, BGP.KEEPALIVE_TYPE, BGP().type == BGP.KEEPALIVE_TYPE)
lsa = OSPF_Area_Scope_Opaque_LSA(id="1.0.2.3")
print(lsa.opaquetype(), lsa.opaqueid())
print(IPOption_LSRR(routers=["1.1.1.1", "2.2.2.2"], pointer=8).get_current_router())
print(bytes(HTTP() / HTTPResponse(Content_Encoding="chunked", Date="now") / b"abc"))
