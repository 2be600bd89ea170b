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
