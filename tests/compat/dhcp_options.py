# The options of DHCP as fields, and classes of fields of single protocols.
from scapy.all import *

print(sorted((number, option if isinstance(option, str) else option.name)
             for number, option in DHCPOptions.items()))
print(sorted((name, known[0]) for name, known in DHCPRevOptions.items()))
print(DHCPTypes)
field = DHCPOptionsField("options", "")
for octets in (b"", b"\x0c\x05scapy", b"\x0cshort", b"\x91\x02\x01\x01\xff", b"\xfa\x01x\x00",
               b"\x79\x09\x20\x01\x02\x03\x04\x05\x06\x07\x08\xff"):
    value = field.m2i(None, octets)
    print(value, field.i2m(None, value), field.i2repr(None, value))
message = DHCP(options=[("forcerenew_nonce_capable", [1, "HMAC-MD5"]), ("lease_time", 5), "end"])
print(bytes(message), DHCP(bytes(message)).options)
dice = fuzz(DHCP())
print(isinstance(dice.options, RandDHCPOptions), repr(dice), repr(RandDHCPOptions(size=3)))
for _ in range(300):
    for option in DHCP(options=RandDHCPOptions(size=5)._fix()).options:
        if not (isinstance(option, tuple) and option[0] in DHCPRevOptions):
            print("no option", option)
        bytes(DHCP(options=[option]))
    if len(RandDHCPOptions(size=5)._fix()) != 5:
        print("not as many")

print(TimeSignedField("t", 0).i2m(None, 853804800), TimeSignedField("t", 0).m2i(None, b"\0\0\x32\xe4\x07\0"),
      TimeSignedField("t", 0).i2repr(None, 853804800))
stamp = ICMPTimeStampField("t", None)
for text in ("07:28:28.07", "1:02", "23h59m59s999"):
    print(text, stamp.any2i(None, text), stamp.i2repr(None, stamp.any2i(None, text)))
