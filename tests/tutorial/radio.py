# ---- a beacon as it is sent
f = RadioTap()/Dot11(type=0, subtype=8, addr1="ff:ff:ff:ff:ff:ff", addr2="22:22:22:22:22:22", addr3="33:33:33:33:33:33")/Dot11Beacon(cap="ESS+privacy")/Dot11Elt(ID="SSID", info="testSSID", len=8)/Dot11Elt(ID="RSNinfo", info=b"\x01\x00\x00\x0f\xac\x02\x02\x00\x00\x0f\xac\x04\x00\x0f\xac\x02\x01\x00\x00\x0f\xac\x02\x00\x00")
f
f.summary()
f.show()
f.show2()
hexdump(f)
bytes(f).hex()
len(f)
f.command()
p = RadioTap(bytes(f))
p
p.summary()
p.info
p.addr2
p.type == 0 and p.subtype == 8
p.haslayer(Dot11Beacon)
p.haslayer(Dot11Elt)
p.haslayer(Dot11EltRSN)
p[Dot11Elt].info
p[Dot11Elt].ID
p[Dot11Elt:2]
p.getlayer(Dot11Elt, ID=48).name
p.getlayer(Dot11Elt, ID=48).info
p.getlayer(Dot11Elt, ID=3)
p[Dot11Beacon].network_stats()
p[Dot11Beacon].cap
p[Dot11Beacon].cap.privacy
p.sprintf("{Dot11Beacon:%Dot11Beacon.cap%}")
p.sprintf("%Dot11.addr2% %Dot11.type% %Dot11.subtype% %Dot11Elt.info%")
e = p[Dot11Elt]
while isinstance(e, Dot11Elt):
    print(e.ID, e.len, e.info)
    e = e.payload.getlayer(Dot11Elt)
p[Dot11].address_meaning(1)
p[Dot11].address_meaning(4)
# ---- who is taken off the network
d = RadioTap()/Dot11(addr1="00:11:22:33:44:55", addr2="aa:bb:cc:dd:ee:ff", addr3="aa:bb:cc:dd:ee:ff")/Dot11Deauth(reason=7)
d
bytes(d).hex()
d.summary()
d[Dot11Deauth].reason
d.sprintf("%Dot11Deauth.reason%")
d[Dot11].subtype
RadioTap(bytes(d)) == d
Dot11(type=0, subtype=12, addr1="ff:ff:ff:ff:ff:ff")/Dot11Deauth()
d.haslayer(Dot11Deauth) and d.addr2
# ---- asking and answering
q = Dot11(subtype=4, addr1="ff:ff:ff:ff:ff:ff", addr2="00:01:02:03:04:05")/Dot11ProbeReq()/Dot11Elt(ID="SSID", info="")/Dot11Elt(ID="Rates", info=b"\x82\x84\x0b\x16")
q
bytes(q).hex()
Dot11(bytes(q)).summary()
Dot11(bytes(q))[Dot11EltRates].rates
Dot11(bytes(q))[Dot11EltRates]
Dot11(bytes(q))[Dot11EltRates].info
a = Dot11(subtype=5, addr1="00:01:02:03:04:05", addr2="10:01:02:03:04:05")/Dot11ProbeResp()/Dot11Elt(ID=0, info=b"caf\xc3\xa9")/Dot11EltDSSSet(channel=11)
a.answers(q)
q.answers(a)
a.summary()
Dot11(bytes(a))[Dot11ProbeResp].network_stats()
Dot11(bytes(a)).show()
(Dot11()/Dot11Auth(seqnum=2)).answers(Dot11()/Dot11Auth(seqnum=1))
# ---- elements
Dot11Elt(b"\x03\x01\x06")
Dot11Elt(b"\x03\x01\x06").info
Dot11Elt(b"\x03\x01\x06").channel
Dot11Elt(bytes(Dot11EltRSN()))
Dot11EltRSN().show()
bytes(Dot11EltRSN(akm_suites=[AKMSuite(suite="PSK")])).hex()
Dot11Elt(bytes(Dot11EltVendorSpecific(oui=0x001018, info=b"abc"))).info
Dot11Elt(bytes(Dot11EltVendorSpecific(oui=0x001018, info=b"abc"))).getfieldval("info")
Dot11Elt(bytes(Dot11EltMicrosoftWPA())).summary()
x = Dot11Elt(b"\xdd\x06\x00\x10\x18abc")
x.info = b"xyz"
x.info
x
Dot11Elt(b"\x00\x02\xff\xfe").summary()
(Dot11()/Dot11Beacon()/Dot11Elt(info=b"a\xff")).summary()
Dot11Elt(ID="Vendor").ID
Dot11Elt(ID=77)
Dot11Elt(ID="Country")
Dot11EltCountry(country_string=b"DE ", descriptors=[Dot11EltCountryConstraintTriplet()]).show()
issubclass(Dot11EltRates, Dot11Elt)
# ---- frames with data
w = Dot11FCS(type="Data", FCfield="to_DS", addr1="00:00:00:00:00:01")/LLC()/SNAP()/IP(dst="10.0.0.1", src="10.0.0.2")/UDP()
w
bytes(w).hex()
Dot11FCS(bytes(w)).summary()
Dot11FCS(bytes(w))[Dot11].fcs
Dot11 in w
w[Dot11].name
w.haslayer(Dot11FCS)
RadioTap(bytes(RadioTap()/w)).summary()
(RadioTap()/w).show()
z = Dot11(type=2, FCfield="to_DS+from_DS")
z.FCfield
z.FCfield & 1
z.FCfield.to_DS
z.show()
Dot11(type=2, subtype=8)/Dot11QoS(TID=5)/LLC()
bytes(Dot11()/Dot11QoS(TID=5)).hex()
Dot11(bytes.fromhex("0842000001005e000001001122334455aabbccddeeff0000") + bytes.fromhex("01020320") + b"abcdefghij")
Dot11(bytes.fromhex("0842000001005e000001001122334455aabbccddeeff0000") + bytes.fromhex("01020300") + b"abcdefghij").show()
Dot11(bytes.fromhex("d400000000112233445566"))
Dot11(bytes.fromhex("d40000000011223344555666")).summary()
Dot11(type=1, subtype=13, addr1="00:11:22:33:44:55")/Dot11Ack()
# ---- what the radio says
r = RadioTap(present="TSFT+Flags+Rate+Channel+dBm_AntSignal+Antenna+RXFlags", mac_timestamp=12345678, Flags="ShortPreamble", Rate=1.0, ChannelFrequency=2437, ChannelFlags="CCK+2GHz", dBm_AntSignal=-42, Antenna=1)
r
bytes(r).hex()
r.show2()
RadioTap(bytes(r)).dBm_AntSignal
RadioTap(bytes(r)).Rate
RadioTap(bytes(r)).ChannelFlags
RadioTap(bytes(r))
t = RadioTap(bytes.fromhex("00002600ae4000a02008000000000000d5a1f52400000000100c6c09c000b8000000b600b701") + bytes(Dot11()/Dot11Beacon()/Dot11Elt(info="home")) + b"\1\2\3\4")
t.summary()
t.present
t.Flags
t.dBm_AntSignal
t.notdecoded
t.len
bytes(t).hex()
RadioTap(bytes.fromhex("00000d000480020002000000000a000000ffffffffffff"))
EAPOL_KEY(key_ack=1, has_key_mic=0, key_type=1).guess_key_number()
EAPOL_KEY(key_ack=0, secure=1, key_type=1).guess_key_number()
EAPOL_KEY(key_ack=1, has_key_mic=1, install=1, key_type=1).guess_key_number()
Dot11FCS().compute_fcs(b"abc")
Dot11Encrypted(b"\1\2\3\x20\4\5\6\7data")
Dot11Encrypted()
Dot11WEP(wepdata=b"secret", icv=5)
bytes(Dot11WEP(wepdata=b"secret", icv=5)).hex()
ls(Dot11Deauth)
ls(Dot11)
RadioTap()/Dot11()/Dot11Auth(seqnum=1, algo="open")
PrismHeader()/Dot11()
# ---- who is on the other end
load_contrib("lldp")
f = Ether(src="00:01:02:03:04:05", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUChassisID(subtype=4, id="00:01:02:03:04:05")/LLDPDUPortID(subtype=5, id="eth0")/LLDPDUTimeToLive(ttl=120)/LLDPDUSystemName(system_name="sw1")/LLDPDUSystemCapabilities(mac_bridge_available=1)/LLDPDUManagementAddress(management_address_subtype=1, management_address=b"\x0a\x00\x00\x01")/LLDPDUEndOfLLDPDU()
f
bytes(f).hex()
f.summary()
p = Ether(bytes(f))
p
p.show()
p[LLDPDUSystemName].system_name
p.haslayer(LLDPDUChassisID)
p[LLDPDUChassisID].id
LLDPDUPortID in p
(Ether(src="00:01:02:03:04:05", dst="01:80:c2:00:00:0e")/Dot1Q(vlan=5)/LLDPDU()/LLDPDUChassisID(subtype=7, id="x")/LLDPDUPortID(subtype=7, id="y")/LLDPDUTimeToLive()/LLDPDUEndOfLLDPDU()).build().hex()
conf.contribs["LLDP"].strict_mode()
conf.contribs["LLDP"].strict_mode_disable()
bytes(LLDPDUSystemName(system_name="a")).hex()
Ether(bytes(Ether(src="00:01:02:03:04:05", dst="01:80:c2:00:00:0e")/LLDPDU()/LLDPDUSystemName(system_name="a")/LLDPDUEndOfLLDPDU())).summary()
conf.contribs["LLDP"].strict_mode_enable()
LLDPDUChassisID.SUBTYPE_MAC_ADDRESS
# ---- other buses
load_layer("can")
CAN(identifier=0x123, data=b"\x01\x02\x03")
bytes(CAN(identifier=0x123, length=3, data=b"\x01\x02\x03")).hex()
CAN(bytes.fromhex("000001230300000001020300000000"))
CAN(bytes.fromhex("800001230300000001020300000000")).flags
CAN(bytes.fromhex("0000012309040000010203040506070809"))
bytes(CANFD(identifier=5, data=b"123456789")).hex()
CAN(flags="extended", identifier=0x10000001).show()
load_contrib("macsec")
m = Ether(src="00:01:02:03:04:05", dst="00:01:02:03:04:06")/MACsec(SC=1, SCI=MACsecSCI(system_identifier="00:01:02:03:04:05", port_identifier=1))/b"sealed"
m.summary()
bytes(m).hex()
Ether(bytes(m))
# ---- blue teeth
h = HCI_Hdr()/HCI_Command_Hdr()/HCI_Cmd_Reset()
bytes(h).hex()
h
HCI_Hdr(bytes(h)).summary()
a = HCI_Hdr()/HCI_ACL_Hdr(connection_handle=64)/L2CAP_Hdr(cid=4)/ATT_Hdr()/ATT_Write_Request(gatt_handle=3, data=b"\x01\x00")
bytes(a).hex()
HCI_Hdr(bytes(a))
ATT_Read_By_Type_Response(bytes.fromhex("040100aabb0200ccdd"))
b = BTLE()/BTLE_ADV(TxAdd="random")/BTLE_ADV_IND(AdvA="c0:11:22:33:44:55", data=[EIR_Hdr()/EIR_Flags(flags="general_disc_mode+br_edr_not_supported"), EIR_Hdr()/EIR_CompleteLocalName(local_name="lamp")])
bytes(b).hex()
BTLE(bytes(b)).show()
BTLE(bytes(b))[EIR_CompleteLocalName].local_name
BTLE(bytes(b)).crc == b.crc
