# Names of the DNS and of node information messages as octets.
from scapy.all import *

MESSAGE = b"\x03www\x07example\x03org\x00rest\x04mail\xc0\x04after\xc0\x16"
for start in (0, 4, 17, 21, 25, 27, 28, 40):
    print(start, dns_get_str(MESSAGE[start:], full=MESSAGE))
    print(start, dns_get_str(MESSAGE[start:], full=MESSAGE, _ignore_compression=True))
for octets in (b"", b"\x00", b"\x05ab", b"\x01a", b"\x01a\x00\x00"):
    print(octets, dns_get_str(octets))
try:
    dns_get_str(b"\x01a\xc0\x00")
except Scapy_Exception as error:
    print(error)
print(sorted((number, kind.__name__) for number, kind in EDNS0OPT_DISPATCHER.items()))
for kind in EDNS0OPT_DISPATCHER.values():
    print(kind.__name__, bytes(DNSRROPT(rdata=[kind(), EDNS0TLV(), kind()])))

for names in (b"host", b"host.example.org", [b"a", b"b.c"], b"\x01a\x00", b"", []):
    print(names, names2dnsrepr(names))
    print(dnsrepr2names(names2dnsrepr(names)))
print(dnsrepr2names(b"\x01a\x00\x02b"), dnsrepr2names(b"\x00\x00\x00"))
print(computeNIGroupAddr("scapy"), computeNIGroupAddr("Freebsd.example.org"))

query = ICMPv6NIQueryName(data="host.example.org", nonce=b"12345678")
print(query.data, query.getfieldval("data"), query.fields)
reply = ICMPv6NIReplyName(data=[60, "host", "host.example.org"], nonce=b"12345678")
print(reply.data, reply.getfieldval("data"), int(reply.answers(query)), int(query.answers(reply)))
print(reply.hashret(), int(ICMPv6NIReplyIPv4(nonce=b"1" * 8).answers(query)))
for asked in (ICMPv6NIQueryName, ICMPv6NIQueryIPv6, ICMPv6NIQueryIPv4, ICMPv6NIQueryNOOP):
    for data in ("host", "2001:db8::1", "192.0.2.1", b"x.y", None):
        question = asked(data=data, nonce=b"12345678", flags="TC")
        print(question.data, question.getfieldval("data"), bytes(question), repr(question))
for said in (ICMPv6NIReplyIPv6, ICMPv6NIReplyIPv4):
    one = "2001:db8::1" if said is ICMPv6NIReplyIPv6 else "192.0.2.1"
    for data in (one, [one], [(9, one), one], []):
        answer = said(data=data, nonce=b"12345678")
        print(answer.data, answer.getfieldval("data"), bytes(answer), answer.command())
packet = Ether() / IPv6(src="fe80::1") / ICMPv6MRD_Advertisement()
print(packet.build()[:6], (Ether() / IPv6(src="fe80::1") / ICMPv6MLReport2()).build()[:6])

MESSAGE = b"\x00\x00\x01\x00\x00\x00\x00\x02\x00\x00\x00\x00\x03H-1\x05local\x00\x00\x05\x00\x01\x00\x00\x00\x00\x00\x06\x03H-2\xc0\x10\xc0!\x00\x05\x00\x01\x00\x00\x00\x00\x00\x02\xc0\x0c"
read = DNS(MESSAGE)
print(bytes(read) == read.raw_packet_cache)
read.id = 7
print(read.raw_packet_cache, bytes(read))
read = DNS(MESSAGE)
read.an[0].rrname = "H"
print(read.raw_packet_cache, bytes(read))
