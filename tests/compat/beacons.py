# Payloads that are known by their first octets, and how beacons wrap what they advertise.
from scapy.all import *

load_contrib("altbeacon")
load_contrib("eddystone")
load_contrib("exposure_notification")
load_contrib("ibeacon")


class Ringing(Packet):
    fields_desc = [ByteField("bell", 0), ByteField("loud", 0)]

    @classmethod
    def magic_check(cls, payload):
        return payload[:1] == b"\x07"


class Humming(Packet, LowEnergyBeaconHelper):
    fields_desc = [ByteField("tone", 0)]

    def build_eir(self):
        return LowEnergyBeaconHelper.base_eir + [
            EIR_Hdr() / EIR_Manufacturer_Specific_Data(company_identifier=9) / self]


register = EIR_Manufacturer_Specific_Data.register_magic_payload


def manufacturer(octets):
    return EIR_Hdr(bytes([len(octets) + 3, 0xff, 0x18, 1]) + octets)


ring = manufacturer(b"\x07\x01")
print(repr(ring))
register(Ringing)
print(repr(manufacturer(b"\x07\x01")), repr(manufacturer(b"\x08\x01")))
register(Humming, lambda payload: payload[:1] in b"\x07\x08")
print(repr(manufacturer(b"\x07\x01")), repr(manufacturer(b"\x08\x01")))
register(Ringing, lambda payload: False)
print(repr(manufacturer(b"\x07\x01")))
try:
    register(IP)
except TypeError as error:
    print("TypeError", "magic_check" in str(error))
register(Ringing, lambda payload: payload[99])
try:
    manufacturer(b"\x07\x01")
except IndexError as error:
    print("IndexError", error)
register(Ringing, lambda payload: False)

print(AltBeacon.magic, AltBeacon.magic_check(b"\xbe\xac\x00"), AltBeacon.magic_check(b"\xac"))
known = bytes.fromhex("beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c509")
print(repr(manufacturer(known)))

frames = [
    AltBeacon(known),
    Humming(tone=3),
    Eddystone_URL.from_url("http://www.example.com/hello.info.html"),
    Exposure_Notification_Frame(identifier=b"i" * 16, metadata=b"m" * 4),
    Apple_BLE_Frame(plist=[Apple_BLE_Submessage() / IBeacon_Data(major=1, minor=2, tx_power=-47)]),
    Apple_BLE_Submessage() / IBeacon_Data(major=1, minor=2, tx_power=-47),
]
for frame in frames:
    print([raw(element).hex() for element in frame.build_eir()])
    print(raw(frame.build_advertising_report()).hex())
    print(raw(frame.build_set_advertising_data()).hex())
print(repr(frames[-1].build_frame()))
url = EIR_Hdr(bytes.fromhex("0c16aafe10040373636170790a"))
print(url[Eddystone_URL].to_url())
for text in ["gopher://example.com", "https://www.scapy.net"]:
    try:
        print(repr(Eddystone_URL.from_url(text)))
    except Exception as error:
        print(type(error).__name__, error)
try:
    LowEnergyBeaconHelper().build_eir()
except NotImplementedError as error:
    print("NotImplementedError", error)
flags = LowEnergyBeaconHelper.base_eir[0][EIR_Flags].flags
print(flags == ["general_disc_mode", "br_edr_not_supported"], flags == ["general_disc_mode"])
print(TCP(flags="SA").flags == ["A", "S"], TCP(flags="SA").flags & ["A", "F"], TCP(flags=0).flags == [])
