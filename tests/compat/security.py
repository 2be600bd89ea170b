# ESP without encryption: what is sent, and what is read.
from scapy.all import *

load_layer("ipsec")
four = IP(raw(IP(src="192.0.2.1", dst="192.0.2.2", id=7) / TCP(sport=45012, dport=80) / b"some data"))
six = IPv6(raw(IPv6(src="2001:db8::1", dst="2001:db8::2") / UDP(sport=5, dport=6) / b"more"))
far = IPv6(raw(IPv6(src="2001:db8::1", dst="2001:db8::2") / IPv6ExtHdrHopByHop() / UDP(sport=5, dport=6) / b"more"))
for packet in (four, six, far):
    outer = IP(src="198.51.100.1", dst="198.51.100.2", id=9) if packet is four else IPv6(src="2001:db8:1::1", dst="2001:db8:1::2")
    for options in ({}, {"tunnel_header": outer}, {"nat_t_header": UDP(dport=5000)},
                    {"tunnel_header": outer, "nat_t_header": UDP(dport=5000)}):
        if packet is far and "nat_t_header" in options and "tunnel_header" not in options:
            continue
        association = SecurityAssociation(ESP, spi=0x222, crypt_algo="NULL", crypt_key=None, **options)
        for number in (None, 77):
            sent = association.encrypt(packet, seq_num=number)
            print(raw(sent).hex(), packet is far or sent.summary(), association.seq_num)
            got = association.decrypt(sent)
            print(raw(got).hex(), packet is far or (got.summary(), got.lastlayer() == packet.lastlayer()))
wrong = SecurityAssociation(ESP, spi=0x223)
try:
    wrong.decrypt(SecurityAssociation(ESP, spi=0x222).encrypt(four))
except TypeError as error:
    print(error)
for arguments in ({"proto": IP, "spi": 1}, {"proto": ESP, "spi": 1, "tunnel_header": UDP()},
                  {"proto": ESP, "spi": 1, "nat_t_header": IP()}):
    try:
        SecurityAssociation(**arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error)[:21])
upper = IP() / TCP() / b"x"
print(upper[TCP] == TCP() / b"x", upper[TCP] == upper.copy()[TCP], upper[Raw] != Raw(b"y"), upper.payload in [upper.copy()[TCP]])
try:
    wrong.encrypt(UDP())
except TypeError as error:
    print(str(error)[:20])
