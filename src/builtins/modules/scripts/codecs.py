# codecs: encodings by name.
import base64 as _base64
import binascii as _binascii
import io as _io
import zlib as _zlib

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE = BOM_LE = b"\xff\xfe"
BOM_UTF16_BE = BOM_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
_open = open
_handlers = {}


def _rot13(text):
    made = []
    for c in text:
        if "a" <= c.lower() <= "z":
            base = 97 if c.islower() else 65
            c = chr((ord(c) - base + 13) % 26 + base)
        made.append(c)
    return "".join(made)


# Encodings from octets to octets, or text to text, which str and bytes have not.
_OTHERS = {
    "hex": (_binascii.hexlify, _binascii.unhexlify),
    "base64": (_base64.encodebytes, _base64.decodebytes),
    "zlib": (_zlib.compress, _zlib.decompress),
    "rot13": (_rot13, _rot13),
}
_ALIASES = {"hex_codec": "hex", "base64_codec": "base64", "base_64": "base64", "zip": "zlib",
            "zlib_codec": "zlib", "rot_13": "rot13"}
_NAMES = {"utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "latin1": "iso8859-1", "latin-1": "iso8859-1",
          "iso-8859-1": "iso8859-1", "iso8859-1": "iso8859-1", "l1": "iso8859-1", "us-ascii": "ascii", "646": "ascii",
          "utf16": "utf-16", "utf32": "utf-32"}


def _other(encoding):
    name = encoding.lower().replace("-", "_")
    return _OTHERS.get(_ALIASES.get(name, name))


def encode(obj, encoding="utf-8", errors="strict"):
    other = _other(encoding)
    if other:
        return other[0](obj)
    if not isinstance(obj, str):
        raise TypeError("utf_8_encode() argument 1 must be str, not %s" % type(obj).__name__)
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    other = _other(encoding)
    if other:
        return other[1](obj)
    return bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return "<codecs.CodecInfo object for encoding %s at %#x>" % (self.name, id(self))


def lookup(encoding):
    if not _other(encoding):
        "".encode(encoding)
    name = encoding.lower().replace("_", "-")
    name = _NAMES.get(name, name)
    return CodecInfo(
        lambda text, errors="strict": (encode(text, encoding, errors), len(text)),
        lambda octets, errors="strict": (decode(octets, encoding, errors), len(octets)),
        name=name, incrementalencoder=lambda errors="strict": IncrementalEncoder(errors, encoding),
        incrementaldecoder=lambda errors="strict": IncrementalDecoder(errors, encoding))


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


class IncrementalEncoder:
    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors, self._encoding = errors, encoding

    def encode(self, input, final=False):
        return encode(input, self._encoding, self.errors)

    def reset(self):
        pass


class IncrementalDecoder:
    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors, self._encoding = errors, encoding
        self._kept = b""

    def decode(self, input, final=False):
        octets = self._kept + bytes(input)
        self._kept = b""
        if final:
            return decode(octets, self._encoding, self.errors)
        # A character may be cut: at most three octets wait for the rest.
        for kept in range(min(4, len(octets) + 1)):
            whole = octets[:len(octets) - kept]
            try:
                text = decode(whole, self._encoding)
            except UnicodeDecodeError as error:
                if error.end < len(octets) - 3:
                    break
                continue
            self._kept = octets[len(whole):]
            return text
        return decode(octets, self._encoding, self.errors)

    def reset(self):
        self._kept = b""


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def iterencode(iterator, encoding, errors="strict", **kwargs):
    for text in iterator:
        octets = encode(text, encoding, errors)
        if octets:
            yield octets


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = IncrementalDecoder(errors, encoding)
    for octets in iterator:
        text = decoder.decode(octets)
        if text:
            yield text
    text = decoder.decode(b"", True)
    if text:
        yield text


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return _open(filename, mode)
    return _open(filename, mode.replace("b", ""), encoding=encoding, errors=errors, newline="")


def escape_encode(octets, errors="strict"):
    return repr(bytes(octets))[2:-1].encode(), len(octets)


def escape_decode(octets, errors="strict"):
    octets = octets.encode() if isinstance(octets, str) else bytes(octets)
    return octets.decode("unicode_escape").encode("latin-1"), len(octets)


def strict_errors(error):
    raise error


def ignore_errors(error):
    return "", error.end


def replace_errors(error):
    return ("?" if isinstance(error, UnicodeEncodeError) else "\ufffd"), error.end


def lookup_error(name):
    known = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors}
    if name not in known:
        raise LookupError("unknown error handler name '%s'" % name)
    return known[name]
