# binascii: quoted-printable (RFC 2045 section 6.7) and uuencode.
class Incomplete(Exception):
    pass


def _octets(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    return bytes(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()


_HEX = b"0123456789abcdefABCDEF"


def a2b_qp(data, header=False):
    data = _octets(data)
    out = bytearray()
    at = 0
    while at < len(data):
        c = data[at]
        at += 1
        if header and c == 95:
            out.append(32)
        elif c != 61:
            out.append(c)
        elif at >= len(data):
            break
        elif data[at] in b"\r\n":
            # The line goes on.
            end = data.find(b"\n", at)
            at = len(data) if end < 0 else end + 1
        elif data[at] == 61:
            out.append(61)
            at += 1
        elif at + 1 < len(data) and data[at] in _HEX and data[at + 1] in _HEX:
            out.append(int(data[at:at + 2], 16))
            at += 2
        else:
            out.append(61)
    return bytes(out)


def _quoted(data, at, column, quotetabs, istext, header):
    """Whether an octet cannot stand for itself."""
    c = data[at]
    after = data[at + 1] if at + 1 < len(data) else None
    if c > 126 or c == 61 or header and c == 95:
        return True
    if c == 46 and column == 0 and after in (None, 10, 13, 0):
        return True
    if not istext and c in b"\r\n":
        return True
    if c in b"\t " and after is None:
        return True
    if c < 33 and c not in b"\r\n\t ":
        return True
    return c < 33 and c not in b"\r\n" and (quotetabs or not quotetabs and c not in b"\t ")


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    data = _octets(data) if not isinstance(data, str) else memoryview(data)
    end = data.find(b"\n")
    newline = b"\r\n" if end > 0 and data[end - 1] == 13 else b"\n"
    out = bytearray()
    column = 0
    at = 0
    while at < len(data):
        c = data[at]
        if _quoted(data, at, column, quotetabs, istext, header):
            if column + 3 >= 76:
                out += b"=" + newline
                column = 0
            out += b"=%02X" % c
            column += 3
            at += 1
        elif istext and (c == 10 or c == 13 and data[at + 1:at + 2] == b"\n"):
            # Blanks before the end of a line would be lost.
            if out and out[-1] in b" \t":
                last = out.pop()
                out += b"=%02X" % last
            out += newline
            column = 0
            at += 2 if c == 13 else 1
        else:
            if data[at + 1:at + 2] not in (b"", b"\n") and column + 1 >= 76:
                out += b"=" + newline
                column = 0
            out.append(95 if header and c == 32 else c)
            column += 1
            at += 1
    return bytes(out)


def b2a_uu(data, /, *, backtick=False):
    if isinstance(data, str):
        memoryview(data)
    data = _octets(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 96 if backtick else 32
    out = bytearray([len(data) + 32 if data else zero])
    for at in range(0, len(data), 3):
        bits = int.from_bytes(data[at:at + 3].ljust(3, b"\0"), "big")
        out += bytes([(bits >> shift & 63) + 32 if bits >> shift & 63 else zero for shift in (18, 12, 6, 0)])
    return bytes(out) + b"\n"


def a2b_uu(data, /):
    data = _octets(data)
    length = (data[0] - 32 if data else -32) & 63
    out = bytearray()
    bits = count = at = 0
    while len(out) < length:
        at += 1
        c = data[at] if at < len(data) else 10
        if c in b"\r\n":
            # What is cut off at the end is blanks.
            c = 0
        elif not 32 <= c <= 96:
            raise Error("Illegal char")
        else:
            c = c - 32 & 63
        bits = bits << 6 | c
        count += 6
        if count >= 8:
            count -= 8
            out.append(bits >> count & 255)
    for c in data[at + 1:]:
        if c not in b" `\n\r":
            raise Error("Trailing garbage")
    return bytes(out)
