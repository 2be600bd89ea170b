# Explanations of packets: what each field is, where its value comes from, where it lies, how a
# sum comes about, and what a receiver or a filter makes of it.
import socket as _socket
import _wire

# What fields of this name are for in every protocol that has one.
_EVERYWHERE = {
    "version": "version of the protocol",
    "nh": "what follows this header",
    "ttl": "routers left; each takes one away",
    "hlim": "routers left; each takes one away",
    "sport": "the port of the program that sends",
    "dport": "the port of the program that it is for",
    "chksum": "sum by which damage is noticed",
    "cksum": "sum by which damage is noticed",
    "options": "what is said besides",
    "pad": "fills up; says nothing",
    "padding": "fills up; says nothing",
}
_EVERYWHERE.update((name, "reserved; receivers pass over it") for name in (
    "reserved", "reserved1", "reserved2", "res", "res1", "res2", "rsvd", "unused", "mbz"))
_ALIASES = {"TCPerror": "TCP", "UDPerror": "UDP", "IPerror": "IP", "ICMPerror": "ICMP"}


def _layers(packet):
    while packet and not isinstance(packet, NoPayload):
        yield packet
        packet = packet.payload


def _name(layer):
    return _ALIASES.get(type(layer).__name__, type(layer).__name__)


def _source(layer):
    # Where the layer is described, or its family.
    source = _wire.source(layer)
    return ", " + source if source else ""


def _meaning(layer, field):
    return _wire.meaning(layer, field) or _wire.rule(layer, field).replace("`", "") or _EVERYWHERE.get(field, "")


def _shown(layer, field):
    return layer.get_field(field).i2repr(layer, layer.getfieldval(field))


def _octets(start, end):
    # Where a field lies: octets, and bits of one.
    first, last = start // 8, (end - 1) // 8
    if start % 8 == 0 and end % 8 == 0:
        return "%d" % first if first == last else "%d-%d" % (first, last)
    return "%d.%d-%d.%d" % (first, start % 8, last, (end - 1) % 8)


def _origin(layer, field, captured):
    if captured:
        return "as it came"
    if field in layer.fields:
        if layer.fields[field] is not None:
            return "set by you"
    elif layer.overloaded_fields.get(field, layer.default_fields.get(field)) != layer.default_fields.get(field):
        return "from what it carries"
    elif layer.default_fields.get(field) is not None:
        return "default"
    return "computed"


def _is_captured(packet):
    # The octets that it was dissected from are still all that it is.
    return packet.original != b"" and bytes(packet) == packet.original


def _frame(packet):
    return type(packet).__name__ == "Ether"


def explain(pkt):
    if isinstance(pkt, type):
        pkt = pkt()
    octets, whole, places = _wire.places(pkt)
    captured = _is_captured(pkt)
    asked = list(_layers(pkt))
    for number, layer in enumerate(_layers(whole)):
        own = asked[number] if number < len(asked) and type(asked[number]) is type(layer) else None
        mine = [place for place in places if place[0] == number]
        size = len(layer) - len(layer.payload)
        print("%s: %d octets%s" % (_name(layer), size, _source(layer)))
        rows = []
        for _, field, start, end in mine:
            origin = "as it came" if own is None else _origin(own, field, captured)
            rows.append((_octets(start, end), field, _shown(layer, field), origin,
                         _meaning(layer, field)))
        widths = [max([len(row[column]) for row in rows] + [0]) for column in range(4)]
        for row in rows:
            cells = [cell.ljust(min(width, 40)) for cell, width in zip(row, widths)]
            print(("  " + "  ".join(cells) + "  " + row[4]).rstrip())
    for layer in _layers(whole):
        if _name(layer) in ("Ether", "IP", "IPv6"):
            _verdict(bytes(layer), _frame(layer))
            break


def _verdict(octets, frame):
    objections = _wire.objections(octets, frame)
    if not objections:
        print("A receiver takes it: lengths, versions and sums are right.")
    for header, octet, reason in objections:
        print("A receiver drops it: %s (octet %d): %s" % (header, octet, reason))


def where(pkt, what=None):
    # where(p, 34): the field at an octet; where(p, "dport"): the octets of a field.
    octets, whole, places = _wire.places(pkt)
    layers = list(_layers(whole))
    if isinstance(what, int):
        if not 0 <= what < len(octets):
            raise IndexError("the packet has octets 0 to %d" % (len(octets) - 1))
        chosen = [one for one in places if one[2] < 8 * what + 8 and one[3] > 8 * what]
    else:
        chosen = [one for one in places if what is None or what in (
            one[1], "%s.%s" % (_name(layers[one[0]]), one[1]), _name(layers[one[0]]))]
    if not chosen:
        print("no field of its own lies there" if isinstance(what, int) else "no field is called %r" % what)
    for number, field, start, end in chosen:
        data = octets[start // 8:(end + 7) // 8]
        shown = data[:16].hex(" ") + (" …" if len(data) > 16 else "")
        print("%-9s %s.%s = %s   (%s)" % (_octets(start, end), _name(layers[number]), field,
                                          _shown(layers[number], field), shown))


def _words(octets):
    octets = octets + b"\0" * (len(octets) % 2)
    return [octets[at] << 8 | octets[at + 1] for at in range(0, len(octets), 2)]


def checksum_steps(pkt):
    # How the sum of a layer comes about (RFC 1071): words, running total, fold, complement.
    name = _name(pkt)
    if name not in ("IP", "ICMP", "TCP", "UDP") and "cksum" not in pkt.default_fields:
        above = [layer for layer in _layers(pkt.payload)
                 if _name(layer) in ("IP", "ICMP", "TCP", "UDP") or "cksum" in layer.default_fields]
        if above:
            return checksum_steps(above[0])
        raise ValueError("checksum_steps() explains IP, ICMP, TCP, UDP and ICMPv6: checksum_steps(p[TCP])")
    under = pkt.underlayer
    octets, whole, places = _wire.places(pkt if under is None else under)
    number = 0 if under is None else 1
    layers = list(_layers(whole))
    layer = layers[number]
    sums = [one for one in places if one[0] == number and one[1] in ("chksum", "cksum")]
    if not sums:
        raise ValueError("%s has no checksum" % name)
    start = [one for one in places if one[0] == number][0][2] // 8
    at = sums[0][2] // 8 - start
    data = octets[start:]
    if name == "IP":
        data = data[:4 * layer.ihl]
    parts = []
    if under is not None and name in ("TCP", "UDP") or hasattr(pkt, "cksum") and under is not None:
        parts += _pseudo(layers[0], name, len(data))
    header = len(layer) - len(layer.payload)
    zeroed = data[:at] + b"\0\0" + data[at + 2:]
    parts.append(("%s header, sum as zero" % name, zeroed[:header] if name != "IP" else zeroed))
    if name != "IP" and zeroed[header:]:
        parts.append(("data" + (", and a zero octet" if len(zeroed) % 2 else ""), zeroed[header:]))
    total = 0
    for title, octets in parts:
        words = _words(octets)
        print("%s:" % title)
        for line in range(0, len(words), 8):
            some = words[line:line + 8]
            total += sum(some)
            print("  %-39s  total %x" % (" ".join("%04x" % word for word in some), total))
    while total >> 16:
        print("fold: %x + %04x = %x" % (total >> 16, total & 0xffff, (total >> 16) + (total & 0xffff)))
        total = (total >> 16) + (total & 0xffff)
    result = ~total & 0xffff
    print("complement: ~%04x = %04x" % (total, result))
    if name == "UDP" and result == 0:
        result = 0xffff
        print("zero would be no sum: ffff")
    found = data[at] << 8 | data[at + 1]
    print("the packet has %04x: %s" % (found, "right" if found == result else "wrong"))


def _pseudo(under, name, length):
    if _name(under) == "IPv6":
        number = {"TCP": 6, "UDP": 17}.get(name, 58)
        return [("pseudo-header: source", inet_pton(_socket.AF_INET6, under.src)),
                ("pseudo-header: destination", inet_pton(_socket.AF_INET6, under.dst)),
                ("pseudo-header: length, next header", bytes([0, 0, length >> 8, length & 255, 0, 0, 0, number]))]
    return [("pseudo-header: source, destination", inet_aton(under.src) + inet_aton(under.dst)),
            ("pseudo-header: protocol, length", bytes([0, under.proto, length >> 8, length & 255]))]


def diff(a, b):
    # The fields in which two packets differ, in octets and in words.
    left, right = _wire.places(a), _wire.places(b)
    rows = []
    sides = [(list(_layers(whole)), places) for _, whole, places in (left, right)]
    tables = []
    for layers, places in sides:
        table = {}
        for number, field, start, end in places:
            table[(number, _name(layers[number]), field)] = (start, end, _shown(layers[number], field))
        tables.append(table)
    for key in list(tables[0]) + [key for key in tables[1] if key not in tables[0]]:
        ours, theirs = tables[0].get(key), tables[1].get(key)
        if ours and theirs and ours[2] == theirs[2]:
            continue
        place = ours or theirs
        rows.append((_octets(place[0], place[1]), "%s.%s" % key[1:],
                     ours[2] if ours else "absent", theirs[2] if theirs else "absent"))
    if not rows:
        print("no difference" if left[0] == right[0] else "only octets outside of fields differ")
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)) + "  " + row[3])


# BPF: the classic machine, an accumulator A, an index X and a scratch memory M.
_SIZES = {0: ("ld", "ldx"), 8: ("ldh", None), 16: ("ldb", "ldxb")}
_OPERATIONS = {0x00: ("add", "+"), 0x10: ("sub", "-"), 0x20: ("mul", "*"), 0x30: ("div", "/"),
               0x40: ("or", "|"), 0x50: ("and", "&"), 0x60: ("lsh", "<<"), 0x70: ("rsh", ">>"),
               0x80: ("neg", "-"), 0x90: ("mod", "%"), 0xa0: ("xor", "^")}
_JUMPS = {0x10: "jeq", 0x20: "jgt", 0x30: "jge", 0x40: "jset"}


def _instruction(number, code, jt, jf, k):
    kind, mode = code & 7, code & 0xe0
    if kind in (0, 1):
        mnemonic = _SIZES[code & 0x18][kind]
        operand = {0x00: "#0x%x" % k, 0x20: "[%d]" % k, 0x40: "[x + %d]" % k, 0x60: "M[%d]" % k,
                   0x80: "#pktlen", 0xa0: "4*([%d]&0xf)" % k}[mode]
    elif kind in (2, 3):
        mnemonic, operand = ("st", "stx")[kind - 2], "M[%d]" % k
    elif kind == 4:
        mnemonic = _OPERATIONS[code & 0xf0][0]
        # Shifts count in decimal.
        operand = "x" if code & 8 else ("#%d" if mnemonic in ("lsh", "rsh") else "#0x%x") % k
    elif kind == 5 and code & 0xf0 == 0:
        mnemonic, operand = "ja", "%d" % (number + 1 + k)
    elif kind == 5:
        mnemonic = _JUMPS[code & 0xf0]
        operand = ("x" if code & 8 else "#0x%x" % k).ljust(16)
        operand += "jt %d\tjf %d" % (number + 1 + jt, number + 1 + jf)
    elif kind == 6:
        mnemonic, operand = "ret", "a" if code & 0x18 else "#%d" % k
    else:
        mnemonic, operand = ("txa" if code & 0x80 else "tax"), ""
    return ("(%03d) %-8s %s" % (number, mnemonic, operand)).rstrip()


def _run(program, octets):
    # The numbers of the instructions that a packet meets, what each found, and the result.
    a = x = at = 0
    memory = [0] * 16
    path = []
    while at < len(program):
        code, jt, jf, k = program[at]
        kind, here, said = code & 7, at, ""
        at += 1
        if kind in (0, 1):
            size = {0: 4, 8: 2, 16: 1}[code & 0x18]
            mode = code & 0xe0
            if mode in (0x20, 0x40, 0xa0):
                place = k + (x if mode == 0x40 else 0)
                size = 1 if mode == 0xa0 else size
                if place + size > len(octets):
                    path.append((here, "octet %d is not there: no" % place))
                    return path, 0
                value = int.from_bytes(octets[place:place + size], "big")
                value = 4 * (value & 15) if mode == 0xa0 else value
            else:
                value = {0x00: k, 0x60: memory[k % 16], 0x80: len(octets)}[mode]
            said = "0x%x" % value
            if kind == 0:
                a = value
            else:
                x = value
        elif kind in (2, 3):
            memory[k % 16] = a if kind == 2 else x
        elif kind == 4:
            other = x if code & 8 else k
            operation = _OPERATIONS[code & 0xf0][1]
            if operation in "/%" and other == 0:
                path.append((here, "division by zero: no"))
                return path, 0
            a = {"+": lambda: a + other, "-": lambda: a - other, "*": lambda: a * other,
                 "/": lambda: a // other, "|": lambda: a | other, "&": lambda: a & other,
                 "<<": lambda: a << min(other, 32), ">>": lambda: a >> min(other, 32),
                 "%": lambda: a % other, "^": lambda: a ^ other}[operation]() & 0xffffffff
            if code & 0xf0 == 0x80:
                a = -other & 0xffffffff
            said = "0x%x" % a
        elif kind == 5 and code & 0xf0 == 0:
            at += k
        elif kind == 5:
            other = x if code & 8 else k
            yes = {0x10: a == other, 0x20: a > other, 0x30: a >= other, 0x40: a & other != 0}[code & 0xf0]
            said = "yes" if yes else "no"
            at += jt if yes else jf
        elif kind == 6:
            result = a if code & 0x18 else k
            path.append((here, "taken" if result else "not taken"))
            return path, result
        elif code & 0x80:
            a = x
        else:
            x = a
        path.append((here, said))
    return path, 0


def bpf(filter, pkt=None, linktype=None):
    # The program that a filter is compiled to; with a packet, the way that it takes through it.
    if linktype is None:
        linktype = 1 if pkt is None or _frame(pkt) else 12
    program = _wire.filter(filter, linktype)
    path, taken = _run(program, bytes(pkt)) if pkt is not None else ([], 0)
    met = dict(path)
    for number, instruction in enumerate(program):
        line = _instruction(number, *instruction).expandtabs(8)
        if pkt is not None:
            line = ("%s %-56s %s" % (">" if number in met else " ", line, met.get(number, ""))).rstrip()
        print(line)
    if pkt is not None:
        print("the filter %s the packet" % ("takes" if taken else "drops"))
