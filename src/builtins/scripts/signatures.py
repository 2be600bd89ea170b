# Signatures of TCP segments: the option of RFC 2385, and the one of RFC 5925.
import hashlib as _hashlib


def tcp_pseudoheader(tcp):
    length = len(raw(tcp))
    if isinstance(tcp.underlayer, IP):
        return in4_pseudoheader(6, tcp.underlayer, length)
    if isinstance(tcp.underlayer, (IPv6, IPv6ExtHdrRouting, IPv6ExtHdrHopByHop, IPv6ExtHdrDestOpt)):
        return raw(in6_pseudoheader(6, tcp.underlayer, length))
    raise ValueError("TCP packet does not have IP or IPv6 underlayer")


# RFC 2385 section 2.0: the pseudo header, the header without options and with a sum of zero, the
# data, the key.
def calc_tcp_md5_hash(tcp, key):
    octets = raw(tcp)
    header = octets[:16] + b"\x00\x00" + octets[18:20]
    data = octets[(octets[12] >> 4) * 4:]
    return _hashlib.md5(tcp_pseudoheader(tcp) + header + data + key).digest()


def sign_tcp_md5(tcp, key):
    # It takes sixteen octets already while it is computed.
    tcp.options = tcp.options + [("MD5", b"")]
    tcp.options[-1] = ("MD5", calc_tcp_md5_hash(tcp, key))


def get_tcpao(tcphdr):
    return next((value for kind, value in tcphdr.options if kind == "AO"), None)
