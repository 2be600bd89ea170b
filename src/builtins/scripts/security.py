# Security associations of IPsec: ESP without encryption, with or without integrity. RFC 4303,
# RFC 2410 (no encryption), RFC 2404 and RFC 4868 (integrity), RFC 3948 (over UDP).
import hmac as _hmac
import struct as _struct

# RFC 2403, RFC 2404, RFC 4868: the digest, and how many of its octets are sent.
_INTEGRITY = {"NULL": (None, 0), "HMAC-MD5-96": ("md5", 12), "HMAC-SHA1-96": ("sha1", 12),
              "SHA2-256-128": ("sha256", 16), "SHA2-384-192": ("sha384", 24),
              "SHA2-512-256": ("sha512", 32)}


class IPSecIntegrityError(Exception):
    pass


# What comes before ESP in transport mode, what the protected part is, and its octets. RFC 4303
# section 3.1.1: options for each hop, routes and fragments come before, and options for the
# destination where a route follows.
def split_for_transport(orig_pkt, transport_proto):
    header = orig_pkt.__class__(raw(orig_pkt))
    last = header
    if header.version == 6:
        layer = header.payload
        while isinstance(layer, (IPv6ExtHdrHopByHop, IPv6ExtHdrRouting, IPv6ExtHdrFragment,
                                 IPv6ExtHdrDestOpt)):
            if isinstance(layer, IPv6ExtHdrDestOpt) and not isinstance(layer.payload, IPv6ExtHdrRouting):
                break
            last, layer = layer, layer.payload
    field = "proto" if header.version == 4 else "nh"
    protected, payload = last.getfieldval(field), raw(last.payload)
    setattr(last, field, transport_proto)
    last.remove_payload()
    _forget_lengths(header)
    return header, protected, payload


def _forget_lengths(header):
    for field in ("len", "chksum") if header.version == 4 else ("plen",):
        header.delfieldval(field)


def _read_again(header, payload):
    _forget_lengths(header)
    return header.__class__(raw(header / payload))


class SecurityAssociation(object):
    SUPPORTED_PROTOS = (IP, IPv6)

    def __init__(self, proto, spi, seq_num=1, crypt_algo=None, crypt_key=None, crypt_icv_size=None,
                 auth_algo=None, auth_key=None, tunnel_header=None, nat_t_header=None,
                 esn_en=False, esn=0):
        if proto not in (ESP, AH, "ESP", "AH"):
            raise ValueError("proto must be either ESP or AH")
        if proto in (AH, "AH"):
            raise NotImplementedError("there is ESP only; AH() builds and reads the header")
        if crypt_algo not in (None, "NULL"):
            raise TypeError("unsupported encryption algo %r, try %r" % (crypt_algo, ["NULL"]))
        if (auth_algo or "NULL") not in _INTEGRITY:
            raise TypeError("unsupported integrity algo %r, try %r" % (auth_algo, list(_INTEGRITY)))
        if tunnel_header is not None and not isinstance(tunnel_header, (IP, IPv6)):
            raise TypeError("tunnel_header must be IP or IPv6")
        if nat_t_header is not None and not isinstance(nat_t_header, UDP):
            raise TypeError("nat_t_header must be UDP")
        self.proto, self.spi, self.seq_num = ESP, spi, seq_num
        self.esn_en, self.esn = esn_en, esn
        self.auth_algo, self.auth_key = auth_algo or "NULL", auth_key
        self.tunnel_header, self.nat_t_header = tunnel_header, nat_t_header

    def check_spi(self, pkt):
        if pkt.spi != self.spi:
            raise TypeError("packet spi=0x%x does not match the SA spi=0x%x" % (pkt.spi, self.spi))

    # RFC 4303 section 2.8; the upper half of an extended number is covered but not sent.
    def _check(self, octets, esn_en, esn):
        digest, length = _INTEGRITY[self.auth_algo]
        if digest is None:
            return b""
        if self.esn_en if esn_en is None else esn_en:
            octets += _struct.pack("!L", self.esn if esn is None else esn)
        return _hmac.new(self.auth_key, octets, digest).digest()[:length]

    def encrypt(self, pkt, seq_num=None, iv=None, esn_en=None, esn=None):
        if not isinstance(pkt, self.SUPPORTED_PROTOS):
            raise TypeError("cannot encrypt %s, supported protos are %s"
                            % (pkt.__class__, self.SUPPORTED_PROTOS))
        if iv:
            raise TypeError("iv length must be 0")
        if self.tunnel_header is not None:
            tunnel = self.tunnel_header.copy()
            tunnel.delfieldval("proto" if tunnel.version == 4 else "nh")
            pkt = _read_again(tunnel, pkt)
        header, protected, payload = split_for_transport(pkt, 50)
        # RFC 4303 section 2.4: 1, 2, 3, … up to four octets with the two that follow.
        filling = bytes(range(1, 1 + -(len(payload) + 2) % 4))
        payload += filling + bytes([len(filling), protected])
        esp = ESP(spi=self.spi, seq=seq_num or self.seq_num, data=payload)
        esp.data += self._check(raw(esp), esn_en, esn)
        if self.nat_t_header is not None:
            between = self.nat_t_header.copy()
            between.chksum = 0
            between.delfieldval("len")
            header.lastlayer().delfieldval("proto" if header.version == 4 else "nh")
            esp = between / esp
        if seq_num is None:
            self.seq_num += 1
        return _read_again(header, esp)

    def decrypt(self, pkt, verify=True, esn_en=None, esn=None):
        if not isinstance(pkt, self.SUPPORTED_PROTOS):
            raise TypeError("cannot decrypt %s, supported protos are %s"
                            % (pkt.__class__, self.SUPPORTED_PROTOS))
        if ESP not in pkt:
            raise TypeError("%s has no ESP layer" % pkt)
        pkt = pkt.copy()
        esp = pkt[ESP]
        length = _INTEGRITY[self.auth_algo][1]
        octets, check = esp.data[:len(esp.data) - length], esp.data[len(esp.data) - length:]
        if verify:
            self.check_spi(esp)
            own = self._check(_struct.pack("!LL", esp.spi, esp.seq) + octets, esn_en, esn)
            if not _hmac.compare_digest(own, check):
                raise IPSecIntegrityError("pkt=%r, computed=%r" % (check, own))
        filled, protected = octets[-2:]
        octets = octets[:len(octets) - 2 - filled]
        below = esp.underlayer
        if isinstance(below, UDP) and self.nat_t_header is not None:
            below = below.underlayer
        below.remove_payload()
        setattr(below, "proto" if isinstance(below, IP) else "nh", protected)
        if self.tunnel_header is not None:
            return below.guess_payload_class(octets)(octets)
        return _read_again(pkt, Raw(octets))
