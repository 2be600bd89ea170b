# What a seed rolls: the same values, in the same order.
import random
from scapy.all import *


def rolled(make):
    random.seed(0x2807)
    value = make()
    return [str(value._fix()) for _ in range(4)]


for make in [RandByte, RandShort, RandSInt, RandLong, RandIP, RandMAC, RandIP6, RandOID, RandString, RandEnumShort, RandSingShort]:
    if make is not RandEnumShort:
        print(make.__name__, rolled(make))
for make in [
        lambda: RandNum(3, 900), lambda: RandFloat(1, 2), lambda: RandNumGamma(1, 42), lambda: RandNumGamma(3, 4),
        lambda: RandNumGauss(1, 42), lambda: RandNumExpo(0.1), lambda: RandEnum(1, 42, seed=7), lambda: RandEnumKeys(["a", "b", "c"], seed=3),
        lambda: RandChoice("a", "b", "c"), lambda: RandString(9), lambda: RandBin(5), lambda: RandTermString(4, "end"),
        lambda: RandIP("10.0.0.0/8"), lambda: RandIP6("2001:db8::*"), lambda: RandIP6("fe80:**:1-ff"), lambda: RandMAC("00:01:*:0-7"),
        lambda: RandOID("1.3.*.1-9"), lambda: RandOID("1.**"), lambda: RandSingNum(-28, 7),
        lambda: CorruptedBytes("some text", p=0.4), lambda: CorruptedBits("some text", n=3),
        lambda: RandUUID(template="01234567-89ab-*-01*-*****ef")]:
    print(rolled(make))
for value in [
        RandUUID(), RandUUID(version=4), RandUUID(node=0x1234, clock_seq=0x1bcd), RandUUID(version=3, namespace=uuid.UUID(int=9), name="x"),
        RandEnumKeys({"a": 1, "b": 2}, seed=4), RandTermString(4, "scapy"), RandPool((IncrementalValue(), 42), (RandByte(), 1)),
        RandOID("1.2.3.0-28", depth=RandNumExpo(0.2), idnum=RandNumExpo(0.02)), RandRegExp("a+", lambda_=0.2)]:
    print(value.command())
for version, name in [(1, None), (4, None)]:
    print(RandUUID(version=version)._fix().version)
print(RandUUID(version=3, namespace=uuid.UUID(int=9), name="x")._fix(), RandUUID(namespace=uuid.UUID(int=9), name="x")._fix())
for wrong in [dict(node=1, name="x"), dict(version=4, node=1), dict(version=5, clock_seq=1), dict(template="*" * 11, version=1), dict(version=2)]:
    try:
        RandUUID(**wrong)
    except ValueError:
        print("ValueError")
