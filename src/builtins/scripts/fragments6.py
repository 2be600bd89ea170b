# IPv6 packets in pieces, and back: RFC 8200 section 4.5. The checksum of SCTP: RFC 9260 appendix A.
import random as _random


def _with_fragment_header(packet):
    # What IPv6 carries moves behind a fragment header.
    ip = packet[IPv6]
    carried = ip.payload
    header = IPv6ExtHdrFragment(nh=ip.nh)
    ip.remove_payload()
    del ip.nh
    del ip.plen
    header.add_payload(carried)
    ip.add_payload(header)


def fragment6(pkt, fragSize):
    """Break an IPv6 packet into fragments of at most fragSize octets each, headers included."""
    packet = pkt.copy()
    if IPv6ExtHdrFragment not in packet:
        if IPv6 not in packet:
            return [packet]
        _with_fragment_header(packet)
    if len(raw(packet[IPv6ExtHdrFragment])) > 65535:
        warning("An IPv6 packet can'be bigger than 65535, please use a Jumbo payload.")
        return []
    octets = raw(packet)  # whole, so that the sums of upper layers are right
    if len(octets) <= fragSize:
        return [packet]
    carried = packet[IPv6ExtHdrFragment].payload
    # The octets of what is carried, without those of a header that sums may need below.
    length = len(raw(IPv6(src="::1", dst="::1") / carried)) - 40
    rest = octets[len(octets) - length:]
    in_front = len(octets) - length - 8

    nh = packet[IPv6ExtHdrFragment].nh  # as what is carried says it
    below = packet
    header = packet[IPv6ExtHdrFragment].copy()
    header.remove_payload()
    below[IPv6ExtHdrFragment].underlayer.remove_payload()

    last = fragSize - in_front - 8
    inner = last - last % 8
    if inner <= 0:
        warning("Provided fragment size value is too low. Should be more than %d" % (in_front + 8))
        return [below / header / carried]
    number = header.id if header.id is not None else _random.randint(0, 0xffffffff)
    header.m = 1
    header.id = number
    header.nh = nh
    if IPv6 in below:
        below[IPv6].plen = None
    pieces = []
    at = 0
    while True:
        ends = len(rest) - at <= last
        header.offset = at // 8
        if ends:
            header.m = 0
        part = rest[at:] if ends else rest[at:at + inner]
        pieces.append(below / header / Raw(load=part))
        if ends:
            return pieces
        at += inner


def defragment6(packets):
    """Put the fragments of one IPv6 packet together, in any order; what lacks is filled with X."""
    fragments = [packet for packet in packets if IPv6ExtHdrFragment in packet]
    if not fragments:
        return []
    number = fragments[0][IPv6ExtHdrFragment].id
    own = [packet for packet in fragments if packet[IPv6ExtHdrFragment].id == number]
    if len(own) != len(fragments):
        warning("defragment6: some fragmented packets have been removed from list")
    own.sort(key=lambda packet: packet[IPv6ExtHdrFragment].offset)
    octets = bytearray()
    for packet in own:
        header = packet[IPv6ExtHdrFragment]
        offset = 8 * header.offset
        if offset != len(octets):
            warning("Expected an offset of %d. Found %d. Padding with XXXX" % (len(octets), offset))
        octets += b"X" * (offset - len(octets))
        length = packet[IPv6].plen
        octets += raw(header.payload)[:None if length is None else length - 8]

    whole = own[0].copy()
    header = whole[IPv6ExtHdrFragment]
    below = header.underlayer
    below.nh = header.nh
    below.remove_payload()
    below.add_payload(Raw(load=bytes(octets)))
    ip = whole[IPv6]
    del ip.plen
    under = ip.underlayer
    if under is None:
        return IPv6(raw(whole))
    ip = IPv6(raw(ip))
    under.remove_payload()
    under.add_payload(ip)
    return whole


# Parts of datagrams for 6LoWPAN: RFC 4944 section 5.3.
MAX_SIZE = 96


def sixlowpan_fragment(packet, datagram_tag=1):
    """Break an IPv6 packet into parts that frames of IEEE 802.15.4 have room for."""
    if IPv6 not in packet:
        raise Exception("SixLoWPAN only fragments IPv6 packets !")
    octets = raw(packet[IPv6])
    size = len(octets)
    if size <= MAX_SIZE:
        return [packet]
    parts = []
    for start in range(0, size, MAX_SIZE):
        if start:
            header = LoWPANFragmentationSubsequent(
                datagramTag=datagram_tag, datagramSize=size, datagramOffset=start // 8)
        else:
            header = LoWPANFragmentationFirst(datagramTag=datagram_tag, datagramSize=size)
        parts.append(header / octets[start:start + MAX_SIZE])
    return parts


def sixlowpan_defragment(packet_list):
    """Put parts together, in the order of the list: a packet for each tag."""
    octets = {}
    for packet in packet_list:
        for kind in (LoWPANFragmentationFirst, LoWPANFragmentationSubsequent):
            if kind in packet:
                part = packet[kind]
                octets[part.datagramTag] = octets.get(part.datagramTag, b"") + part.payload.load
                break
    return {tag: SixLoWPAN(whole) for tag, whole in octets.items()}
