# base64: RFC 4648, and the two bases of 85 characters.
import binascii as _binascii
import struct as _struct

MAXLINESIZE = 76
MAXBINSIZE = 57
bytes_types = (bytes, bytearray)


def _octets(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, bytes_types):
        return bytes(s)
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


def _plain_octets(b):
    return bytes(b) if isinstance(b, bytes_types) else memoryview(b).tobytes()


def _two(altchars):
    assert len(altchars) == 2, repr(altchars)
    return altchars


def b64encode(s, altchars=None):
    encoded = _binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return encoded.translate(bytes.maketrans(b"+/", _two(altchars)))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _octets(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_two(_octets(altchars)), b"+/"))
    return _binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    return b64encode(s).translate(_TO_URL)


def urlsafe_b64decode(s):
    return b64decode(_octets(s).translate(_FROM_URL))


def _need_octets(s):
    try:
        view = memoryview(s)
    except TypeError:
        raise TypeError("expected bytes-like object, not %s" % s.__class__.__name__) from None
    return view.tobytes()


def encodebytes(s):
    s = _need_octets(s)
    return b"".join([_binascii.b2a_base64(s[at:at + MAXBINSIZE]) for at in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    return _binascii.a2b_base64(_need_octets(s))


# What Python 2's encodestring and decodestring are; octets are text there, and binascii takes both.
def _encodestring(s):
    return b"".join([_binascii.b2a_base64(s[at:at + MAXBINSIZE]) for at in range(0, len(s), MAXBINSIZE)])


def _decodestring(s):
    return _binascii.a2b_base64(s)


def encode(input, output):
    while True:
        s = input.read(MAXBINSIZE)
        if not s:
            return
        while len(s) < MAXBINSIZE:
            more = input.read(MAXBINSIZE - len(s))
            if not more:
                break
            s += more
        output.write(_binascii.b2a_base64(s))


def decode(input, output):
    while True:
        line = input.readline()
        if not line:
            return
        output.write(_binascii.a2b_base64(line))


def b16encode(s):
    return _binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _octets(s)
    if casefold:
        s = s.upper()
    if s.strip(b"0123456789ABCDEF"):
        raise _binascii.Error("Non-base16 digit found")
    return _binascii.unhexlify(s)


# In programs of Python 2 the items of bytes are texts, those of a bytearray are numbers.
_DIGITS_32 = bytearray(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_DIGITS_32_HEX = bytearray(b"0123456789ABCDEFGHIJKLMNOPQRSTUV")


def _encode_32(s, digits):
    s = _plain_octets(s)
    out = bytearray()
    for at in range(0, len(s), 5):
        chunk = s[at:at + 5]
        bits = int.from_bytes(bytearray(chunk) + bytearray(5 - len(chunk)), "big")
        used = (len(chunk) * 8 + 4) // 5
        out += bytearray([digits[bits >> shift & 31] for shift in range(35, 35 - 5 * used, -5)])
        out += b"=" * (8 - used)
    return bytes(out)


def _decode_32(s, digits, casefold, map01):
    s = _octets(s)
    if len(s) % 8:
        raise _binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _octets(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    padding = length - len(s)
    out = bytearray()
    for at in range(0, len(s), 8):
        bits = 0
        chunk = bytearray(s[at:at + 8])
        for c in chunk:
            value = digits.find(c)
            if value < 0:
                raise _binascii.Error("Non-base32 digit found")
            bits = bits << 5 | value
        out += (bits << 5 * (8 - len(chunk))).to_bytes(5, "big")
    if padding not in (0, 1, 3, 4, 6):
        raise _binascii.Error("Incorrect padding")
    if padding and out:
        del out[-((5 * padding + 7) // 8):]
    return bytes(out)


def b32encode(s):
    return _encode_32(s, _DIGITS_32)


def b32decode(s, casefold=False, map01=None):
    return _decode_32(s, _DIGITS_32, casefold, map01)


def b32hexencode(s):
    return _encode_32(s, _DIGITS_32_HEX)


def b32hexdecode(s, casefold=False):
    return _decode_32(s, _DIGITS_32_HEX, casefold, None)


_DIGITS_85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_VALUES_85 = {digit: value for value, digit in enumerate(_DIGITS_85)}


def _five(word, digits):
    out = []
    for _ in range(5):
        word, digit = divmod(word, 85)
        out.append(digits[digit])
    return bytes(out[::-1])


def _encode_85(b, digits, pad, z=False, y=False):
    b = _plain_octets(b)
    padding = -len(b) % 4
    words = _struct.unpack("!%dI" % ((len(b) + padding) // 4), b + b"\0" * padding)
    chunks = [b"z" if z and not word else b"y" if y and word == 0x20202020 else _five(word, digits) for word in words]
    if padding and not pad:
        if chunks[-1] == b"z":
            chunks[-1] = digits[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    return b"".join(chunks)


def b85encode(b, pad=False):
    return _encode_85(b, _DIGITS_85, pad)


def b85decode(b):
    b = _octets(b)
    padding = -len(b) % 5
    b += b"~" * padding
    out = []
    for at in range(0, len(b), 5):
        word = 0
        for place in range(at, at + 5):
            value = _VALUES_85.get(b[place])
            if value is None:
                raise ValueError("bad base85 character at position %d" % place)
            word = word * 85 + value
        if word >> 32:
            raise ValueError("base85 overflow in hunk starting at byte %d" % at)
        out.append(word.to_bytes(4, "big"))
    whole = b"".join(out)
    return whole[:-padding] if padding else whole


_ASCII_85 = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    text = _encode_85(b, _ASCII_85, pad, True, foldspaces)
    if adobe:
        text = b"<~" + text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [text[at:at + wrapcol] for at in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        text = b"\n".join(lines)
    return text + b"~>" if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _octets(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with %r" % b"~>")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = []
    group = []
    for c in b + b"u" * 4:
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = word * 85 + digit
                if word >> 32:
                    raise ValueError("Ascii85 overflow") from None
                out.append(word.to_bytes(4, "big"))
                group = []
        elif c == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out.append(b"\0\0\0\0")
        elif foldspaces and c == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out.append(b"    ")
        elif c not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % c)
    whole = b"".join(out)
    unused = 4 - len(group)
    return whole[:-unused] if unused else whole
