# Names of the DNS as octets, RFC 1035 sections 3.1 and 4.1.4, and bit maps, RFC 4034 section 4.1.2.
import struct as _struct


def _is_built(name):
    ends = name.endswith(b"\x00") or (len(name) >= 2 and name[-2] & 0xc0 == 0xc0)
    return b"." not in name and ends


def dns_encode(x, check_built=False):
    if not x or x == b".":
        return b"\x00"
    if check_built and _is_built(x):
        return x
    labels = [label[:63] for label in x.split(b".")]
    octets = b"".join(bytes([len(label)]) + label for label in labels)
    return octets if octets.endswith(b"\x00") else octets + b"\x00"


# The fields that hold names, and the types of records whose data is one.
_NAMES = ("qname", "rrname", "exchange", "mname", "rname", "signersname", "nextname",
          "target_name", "target", "algo_name", "replacement")
_OF_NAMES = (2, 3, 4, 5, 12, 15, 39, 47)


def _names_in(message):
    for section in (message.qd, message.an, message.ns, message.ar):
        for record in section or ():
            for field in record.fields_desc:
                if field.name in _NAMES or (field.name == "rdata"
                                            and record.type in _OF_NAMES):
                    yield record, field.name


def _endings(name):
    labels = name.split(b".")
    for first in range(len(labels) - 1):
        yield b".".join(labels[first:])


def _compress(message):
    places = {}
    octets = raw(message)
    for record, field in _names_in(message):
        name = record.getfieldval(field)
        if not isinstance(name, bytes) or name == b"." or _is_built(name):
            continue
        for ending in _endings(name):
            if ending in places:
                kept = dns_encode(name[:-len(ending)], check_built=True)[:-1]
                setattr(record, field, kept + _struct.pack("!H", 0xc000 | places[ending]))
                if "rdlen" in record.fields:
                    del record.rdlen
                octets = raw(message)
                break
            place = octets.find(dns_encode(ending))
            # A pointer has 14 bits.
            if 0 <= place < 0x4000:
                places[ending] = place
    return message


def dns_compress(pkt):
    if DNS not in pkt:
        raise Scapy_Exception("Can only compress DNS layers")
    whole = pkt.copy()
    message = whole.getlayer(DNS)
    message.clear_cache()
    _compress(message)
    return message if isinstance(whole, DNS) else whole


def RRlist2bitmap(lst):
    windows = {}
    for kind in sorted(set(lst)):
        if kind <= 65535:
            windows.setdefault(kind // 256, []).append(kind % 256)
    octets = b""
    for window, kinds in windows.items():
        bits = bytearray(kinds[-1] // 8 + 1)
        for kind in kinds:
            bits[kind // 8] |= 0x80 >> kind % 8
        octets += bytes([window, len(bits)]) + bytes(bits)
    return octets


def bitmap2RRlist(bitmap):
    kinds = []
    while bitmap:
        if len(bitmap) < 2 or not 1 <= bitmap[1] <= 32:
            return None
        window, length = bitmap[0], bitmap[1]
        for place, octet in enumerate(bitmap[2:2 + length]):
            kinds += [256 * window + 8 * place + bit for bit in range(8) if octet & 0x80 >> bit]
        bitmap = bitmap[2 + length:]
    return kinds


def dns_get_str(s, full=None, _ignore_compression=False):
    labels, rest, place, jumps = [], None, 0, []
    while place < len(s):
        length = s[place]
        if not length & 0xc0:
            place += 1
            if not length:
                break
            labels.append(s[place:place + length])
            place += length
            continue
        # Two octets, of which the lower 14 bits are a place.
        if _ignore_compression:
            rest = s[place + 2:] if rest is None else rest
            place += 2
            continue
        rest = s[place + 2:] if rest is None else rest
        if place + 1 >= len(s):
            break
        if not full:
            raise Scapy_Exception("DNS message can't be compressed at this point!")
        place = (length & 0x3f) << 8 | s[place + 1]
        if place in jumps or len(jumps) >= 20:
            warning("DNS decompression loop detected" if place in jumps
                    else "More than 20 jumps in a single DNS decompression ! Dropping (evil packet)")
            break
        jumps.append(place)
        s = full
    name = b"".join(label + b"." for label in labels)
    return name or b".", s[place:] if rest is None else rest


# What an option of EDNS is, by its number.
EDNS0OPT_DISPATCHER = {4: EDNS0OWN, 5: EDNS0DAU, 6: EDNS0DHU, 7: EDNS0N3U, 8: EDNS0ClientSubnet,
                       10: EDNS0COOKIE, 12: EDNS0PADDING, 15: EDNS0ExtendedDNSError}


# Names in node information messages, RFC 4620 section 6.1.2: of a single label, with two zeros.
def names2dnsrepr(x):
    if isinstance(x, bytes):
        if x.endswith(b"\x00"):
            return x
        x = [x]
    octets = b""
    for name in x:
        octets += b"".join(bytes([len(label)]) + label for label in name.split(b"."))
        octets += b"\x00" if b"." in name else b"\x00\x00"
    return octets


def dnsrepr2names(x):
    names, labels = [], []
    while x:
        length, x = x[0], x[1:]
        if not length:
            names.append(b".".join(labels))
            labels = []
            if x.startswith(b"\x00"):
                x = x[1:]
        elif length & 0xc0:
            raise Exception("DNS message can't be compressed at this point!")
        else:
            labels.append(x[:length])
            x = x[length:]
    return names
