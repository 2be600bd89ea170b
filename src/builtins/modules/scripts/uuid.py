# uuid
import os


class UUID(object):
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            bytes = type(b"").fromhex(digits)
        elif int is not None:
            bytes = int.to_bytes(16, "big")
        if version is not None:
            bytes = bytes[:6] + type(b"")([(bytes[6] & 15) | (version << 4), bytes[7], (bytes[8] & 63) | 128]) + bytes[9:]
        self.bytes = bytes
        self.hex = bytes.hex()
        self.version = bytes[6] >> 4

    @property
    def int(self):
        return type(0).from_bytes(self.bytes, "big")

    def __str__(self):
        h = self.hex
        return "-".join([h[:8], h[8:12], h[12:16], h[16:20], h[20:]])

    def __repr__(self):
        return "UUID('%s')" % self

    def __eq__(self, other):
        return isinstance(other, UUID) and self.bytes == other.bytes

    def __hash__(self):
        return hash(self.bytes)


def uuid4():
    return UUID(bytes=os.urandom(16), version=4)


def uuid1(node=None, clock_seq=None):
    return UUID(bytes=os.urandom(16), version=1)


def getnode():
    return int.from_bytes(os.urandom(6), "big") | 1 << 40
