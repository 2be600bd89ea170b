# codecs: text to octets and back, by the name of the encoding.
_open = open
BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"


def _rot13(text):
    out = ""
    for c in text:
        if "a" <= c <= "z" or "A" <= c <= "Z":
            base = 97 if c >= "a" else 65
            c = chr((ord(c) - base + 13) % 26 + base)
        out += c
    return out


def _named(encoding):
    return encoding.lower().replace("-", "_").replace("_codec", "")


def _others(name):
    """Encodings that are not from text to octets: how each encodes and decodes."""
    import binascii
    if name in ("hex", "base16"):
        return binascii.hexlify, binascii.unhexlify
    if name in ("base64", "base_64"):
        import base64
        return base64.encodebytes, base64.decodebytes
    if name in ("zlib", "zip"):
        import zlib
        return zlib.compress, zlib.decompress
    if name in ("rot13", "rot_13"):
        return _rot13, _rot13
    return None


def encode(obj, encoding="utf-8", errors="strict"):
    other = _others(_named(encoding))
    return obj.encode(encoding, errors) if other is None else other[0](obj)


def decode(obj, encoding="utf-8", errors="strict"):
    other = _others(_named(encoding))
    return bytes(obj).decode(encoding, errors) if other is None else other[1](obj)


class CodecInfo(tuple):
    def __new__(cls, encode, decode, name=None):
        made = tuple.__new__(cls, (encode, decode, None, None))
        made.encode, made.decode, made.name = encode, decode, name
        return made

    def __repr__(self):
        return "<codecs.CodecInfo object for encoding %s at 0x%x>" % (self.name, id(self))


def lookup(encoding):
    name = _named(encoding).replace("_", "-")
    if _others(_named(encoding)) is None:
        "".encode(encoding)
    name = {"utf8": "utf-8", "latin-1": "iso8859-1", "latin1": "iso8859-1"}.get(name, name)

    def encoder(text, errors="strict"):
        return encode(text, encoding, errors), len(text)

    def decoder(octets, errors="strict"):
        return decode(octets, encoding, errors), len(octets)
    return CodecInfo(encoder, decoder, name)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return _open(filename, mode)
    return _open(filename, mode.replace("b", ""), encoding=encoding, errors=errors)
