# SNMP and the values of ASN.1.
from scapy.all import *
p = IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=5000) / SNMP(community="secret", PDU=SNMPget(id=3, varbindlist=[SNMPvarbind(oid="1.3.6.1.2.1.1.1.0")]))
print(bytes(p[SNMP]).hex())
q = IP(bytes(p))
q.show()
print(q.summary())
print(q[SNMP].community.val, q[SNMP].version == 1, q[SNMP].version.val, q.community == b"secret")
print(q[SNMP].PDU.varbindlist[0].oid.val, repr(q.PDU.varbindlist[0].oid), q.PDU.id.val + 1)
print(SNMPvarbind in q, SNMPget in q, q[SNMP].PDU.__class__.__name__)
r = IP(src="10.0.0.2", dst="10.0.0.1") / UDP(sport=161, dport=5000) / SNMP(community="secret", PDU=SNMPresponse(id=3, varbindlist=[SNMPvarbind(oid="1.3.6.1.2.1.1.1.0", value=ASN1_STRING(b"Linux"))]))
r = IP(bytes(r))
print(r[SNMP].PDU.varbindlist[0].value.val, bool(r[SNMP].answers(q[SNMP])), bool(q[SNMP].answers(r[SNMP])))
print(ASN1_OID("organizationName"), ASN1_OID("2.5.4.10").oidname, ASN1_INTEGER(5) == 5, ASN1_INTEGER(5) < 6, ASN1_INTEGER(5) == ASN1_INTEGER(5))
print(isinstance(ASN1_COUNTER32(1), ASN1_INTEGER), isinstance(ASN1_COUNTER32(1), ASN1_STRING), isinstance(q.community, ASN1_STRING))
print(repr(ASN1_BOOLEAN(1)), repr(ASN1_NULL(0)), repr(ASN1_SEQUENCE([ASN1_INTEGER(1)])), repr(ASN1_INTEGER(2**80)), repr(ASN1_IPADDRESS("1.2.3.4")))
for value in (0, 1, 127, 128, 255, 256, 65535, -1, -127, -128, -129, 2**31, 2**64):
    print(value, bytes(ASN1_INTEGER(value)).hex())
print(bytes(ASN1_OID("1.3.6.1.4.1.311")).hex(), bytes(ASN1_STRING("x" * 200))[:6].hex())
s = SNMP(bytes(q[SNMP]))
s.community = "other"
s.version = "v1"
s.PDU.varbindlist.append(SNMPvarbind(oid="1.3.6.1.9"))
print(bytes(s).hex())
print(s.PDU.varbindlist[1].oid, s.community)
s.PDU.id.val = 9
print(repr(s.PDU.id), SNMP(bytes(s)).PDU.id.val)
try:
    bytes(SNMPvarbind(oid=ASN1_INTEGER(1)))
except Exception as error:
    print(error)
for pdu in (SNMPnext, SNMPset, SNMPbulk, SNMPinform, SNMPtrapv2, SNMPresponse):
    print(bytes(SNMP(PDU=pdu())).hex(), pdu().summary())
