from scapy.all import *

# What data frames of IEEE 802.15.4 carry is said by conf.dot15d4_protocol.
data = bytes(Dot15d4(fcf_frametype=1)/Dot15d4Data(dest_addr=1))
conf.dot15d4_protocol = "zigbee"
print(Dot15d4(data + b"\x08\x00" + bytes(6)).layers())
conf.dot15d4_protocol = "sixlowpan"
print(Dot15d4(data + b"\x50\x01").layers())
answer, question = Dot15d4(fcf_frametype=2, seqnum=9), Dot15d4(fcf_frametype=1, seqnum=9, fcf_ackreq=1)
print(answer.answers(question), question.answers(answer))
