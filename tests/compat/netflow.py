import os
import tempfile
from scapy.all import *

# Templates of NetFlow 9 say what the records hold that come with them and after them.
t = NetflowHeader()/NetflowHeaderV9(unixSecs=1)/NetflowFlowsetV9(templates=[
    NetflowTemplateV9(templateID=256, template_fields=[
        NetflowTemplateFieldV9(fieldType="IPV4_SRC_ADDR"), NetflowTemplateFieldV9(fieldType=12),
        NetflowTemplateFieldV9(fieldType=4), NetflowTemplateFieldV9(fieldType=1), NetflowTemplateFieldV9(fieldType=10, fieldLength=2),
        NetflowTemplateFieldV9(fieldType=21), NetflowTemplateFieldV9(fieldType=16, fieldLength=2)]),
    NetflowTemplateV9(templateID=258, template_fields=[
        NetflowTemplateFieldV9(fieldType=61), NetflowTemplateFieldV9(fieldType=3, fieldLength=3), NetflowTemplateFieldV9(fieldType=32001, fieldLength=2),
        NetflowTemplateFieldV9(fieldType=56), NetflowTemplateFieldV9(fieldType=27), NetflowTemplateFieldV9(fieldType=152),
        NetflowTemplateFieldV9(fieldType=153, fieldLength=4), NetflowTemplateFieldV9(fieldType=158), NetflowTemplateFieldV9(fieldType=161, fieldLength=4), NetflowTemplateFieldV9(fieldType=260)])])
opts = NetflowOptionsFlowsetV9(templateID=257, option_scope_length=4, option_field_length=8,
    scopes=[NetflowOptionsFlowsetScopeV9(scopeFieldType=1, scopeFieldlength=4)],
    options=[NetflowOptionsFlowsetOptionV9(optionFieldType=42, optionFieldlength=2), NetflowOptionsFlowsetOptionV9(optionFieldType=36, optionFieldlength=2)])
one = bytes.fromhex("0a010001 0a010002 06 00000100 0003 00001000 fde8")
two = bytes.fromhex("01 616263 0102 020000000001") + bytes(15) + b"\1" + (1600000000123).to_bytes(8, "big") + (5).to_bytes(4, "big") + (7000001).to_bytes(8, "big") + (1500).to_bytes(4, "big") + (9).to_bytes(8, "big")
p1 = IP(src="10.0.0.1", dst="10.0.0.2")/UDP(sport=2055, dport=2055)/t/opts/NetflowDataflowsetV9(templateID=256, records=[NetflowRecordV9(fieldValue=one * 2 + b"\0\0\0")])
p2 = IP(src="10.0.0.1", dst="10.0.0.2")/UDP(sport=2055, dport=2055)/NetflowHeader()/NetflowHeaderV9(unixSecs=2)/NetflowDataflowsetV9(templateID=258, records=[NetflowRecordV9(fieldValue=two)])
p2 = p2/NetflowDataflowsetV9(templateID=257, records=[NetflowRecordV9(fieldValue=b"\1\2\3\4\0\5\0\6\0\0")])
p3 = IP(src="10.0.0.1", dst="10.0.0.2")/UDP(sport=2055, dport=2055)/NetflowHeader()/NetflowHeaderV9(unixSecs=2)/NetflowDataflowsetV9(templateID=400, records=[NetflowRecordV9(fieldValue=two)])
made = [p1, p2, p3]
for p in made: print(bytes(p).hex())
ps = netflowv9_defragment([IP(bytes(p)) for p in made])
for p in ps:
    print(repr(p[NetflowDataflowsetV9]))
    print(p.summary())
    print(bytes(p).hex())
r = ps[0][NetflowRecordV9]
print(type(r).__name__, r.IPV4_SRC_ADDR, r.PROTOCOL, r.IN_BYTES, r.SRC_AS, r.LAST_SWITCHED)
print(NetflowRecordV9 in ps[0], isinstance(r, NetflowRecordV9))
cls = GetNetflowRecordV9(t[NetflowFlowsetV9], templateID=256)
q = NetflowHeader()/NetflowHeaderV9(unixSecs=1)/NetflowDataflowsetV9(templateID=256, records=[cls(IPV4_SRC_ADDR="1.2.3.4", PROTOCOL=6, SRC_AS=1), cls(IN_BYTES=7)])
print(bytes(q).hex())
for bad in [lambda: GetNetflowRecordV9(t[NetflowFlowsetV9]), lambda: GetNetflowRecordV9(NetflowFlowsetV9())]:
    try: bad()
    except Scapy_Exception as e: print(e)
path = os.path.join(tempfile.mkdtemp(), "flows.pcap")
wrpcap(path, [Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")/p for p in made])
got = sniff(offline=path, session=NetflowSession)
print(len(got), [x[NetflowDataflowsetV9].records for x in got])
os.remove(path)
os.rmdir(os.path.dirname(path))
