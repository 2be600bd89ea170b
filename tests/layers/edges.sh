#!/bin/sh
# Records data/edges.jsonl.gz: packets of random stacks of which we once said something else than
# Scapy. `sh edges.sh PYTHON`, where there is only `lo` (see record.py).
cd "$(dirname "$0")" || exit 1
"${1:-python3}" record.py edges Raw --cases 2 \
    --load contrib.bgp --load contrib.gtp_v2 --load contrib.lldp --load layers.http --load layers.radius \
    --load contrib.stun --load contrib.ldp \
    --also 'SMB2_Header(NextCommand=0x40)/SMB2_Echo_Request()' \
    --also 'SMB2_Header(NextCommand=0x47)/SMB2_Echo_Request()/Raw(b"abc")' \
    --also 'RadiusAttr_Vendor_Specific(vendor_type=127)' \
    --also 'RadiusAttr_Vendor_Specific(vendor_id=311)/Raw(b"c9")' \
    --also 'ICMPv6NDOptRedirectedHdr:040100000000000061276362302e' \
    --also 'ICMPv6NDOptRedirectedHdr()/Raw(b"cb0.")' \
    --also 'IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/LDAP()/LDAP()' \
    --also 'LL_CHANNEL_MAP_IND(chM=2791591559484175041)' \
    --also 'LL_CHANNEL_MAP_IND(chM=2**64 - 1)' \
    --also 'BGPPAExtCommunity:0050000000' \
    --also 'BGPPAExtComms:810161' \
    --also 'IE_FQDN(fqdn="")' \
    --also 'IE_FQDN(fqdn="a.example")' \
    --also 'HTTPRequest(Unknown_Headers=b"a\xe9")' \
    --also 'HTTPRequest(Unknown_Headers={"X-A": "b"})' \
    --also 'EDNS0ClientSubnet:000800022d1c81bf' \
    --also 'ATT_Read_By_Group_Type_Response:013862612222' \
    --also 'ATT_Read_By_Type_Response:013862612222' \
    --also 'ARP(hwsrc="02:00:00:00:00:01", psrc=33, pdst=0)' \
    --also 'HSRPv2(identifier="02:00:00:00:00:01", virtualIP=8000)' \
    --also 'DHCP6OptVendorSpecificInfo:00116b2800000000ffff00050a49300a227fff00092048382e3848314847000000000000' \
    --also 'DHCP6OptUserClass:000f000500016101' \
    --also 'LLDPDUPowerViaMDIMeasure(_length=26, request=7, power_price_index="not available")' \
    --also 'ULI_CGI(MCC=b"\nc", MNC=b"1")' \
    --also 'SCTPChunkData(len=16)' \
    --also 'SCTPChunkData:0002000100000000ffff000000000000' \
    --also 'STUN(attributes=[STUNPriority()])/Raw(b"ab")' \
    --also 'IP(src="10.0.0.1", dst="10.0.0.2")/ICMP(type=1, code=142, ext=ICMPExtension_Header(chksum=1))' \
    --also 'LDPLabelWM:0090020c00010000315c2066662766666a71726b' \
    --also 'NTPControl(response=1, offset=1)'
