# What Scapy's modules of single protocols have beside their layers.
import hashlib as _hashlib
import hmac as _hmac
import socket as _socket
import struct as _struct


# LLDP. IEEE 802.1AB-2016 table 7-1.
LLDP_NEAREST_BRIDGE_MAC = "01:80:c2:00:00:0e"
LLDP_NEAREST_NON_TPMR_BRIDGE_MAC = "01:80:c2:00:00:03"
LLDP_NEAREST_CUSTOMER_BRIDGE_MAC = "01:80:c2:00:00:00"
LLDP_ETHER_TYPE = 0x88cc


class ThreeBytesEnumField(X3BytesField):
    """A number of 24 bits, of which some have names."""

    def __init__(self, name, default, enum):
        X3BytesField.__init__(self, name, default)
        self.names = dict(enum)
        self.numbers = {text: number for number, text in self.names.items()}

    def any2i(self, pkt, x):
        return self.numbers[x] if isinstance(x, str) else x

    def i2repr(self, pkt, x):
        return self.names.get(x, str(x))


# BIER. RFC 8296 section 2.1.2.
class BIERLength:
    BIER_LEN_64 = 0
    BIER_LEN_128 = 1
    BIER_LEN_256 = 2
    BIER_LEN_512 = 3
    BIER_LEN_1024 = 4


BIERnhcls = {1: "MPLS", 2: "MPLS", 4: "IPv4", 5: "IPv6"}


# IFE: what the kernel says of a packet, by its numbers (linux/tc_act/tc_ife.h).
ETH_P_IFE = 0xed3e
IFE_META_SKBMARK = 1
IFE_META_HASHID = 2
IFE_META_PRIO = 3
IFE_META_QMAP = 4
IFE_META_TCINDEX = 5
IFE_META_TYPES = {1: "SKBMark", 2: "HashID", 3: "Prio", 4: "QMap", 5: "TCIndex"}


def _metadata(number):
    def made(*args, **kwargs):
        from scapy.contrib.ife import IFETlv
        return IFETlv(*args, **dict({"type": number}, **kwargs))
    return made


IFESKBMark = _metadata(IFE_META_SKBMARK)
IFEHashID = _metadata(IFE_META_HASHID)
IFEPrio = _metadata(IFE_META_PRIO)
IFEQMap = _metadata(IFE_META_QMAP)
IFETCIndex = _metadata(IFE_META_TCINDEX)


# CARP: the digest over version, type and the addresses in ascending order.
def CARP__build_hmac_sha1(self, pw=b"\x00" * 20, ip4l=[], ip6l=[]):
    digest = _hmac.new(pw, digestmod=_hashlib.sha1)
    digest.update(b"\x21" + _struct.pack("!B", self.vhid))
    for address in sorted(inet_aton(address) for address in ip4l):
        digest.update(address)
    return digest.digest()


# EIGRP. RFC 7868 section 6.
class _NetworkOctets:
    """The octets of a network's address that its mask leaves."""

    def __init__(self, name, default, length=None, length_from=None):
        StrField.__init__(self, name, default)
        self.length_from = length_from if length is None else lambda pkt: length

    def h2i(self, pkt, x):
        return x

    def any2i(self, pkt, x):
        return x

    def i2len(self, pkt, x):
        return self.prefixlen_to_bytelen(self.length_from(pkt))

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)

    def getfield(self, pkt, s):
        length = self.i2len(pkt, None)
        return s[length:], self.m2i(pkt, s[:length])

    def i2repr(self, pkt, x):
        return plain_str(x)


class EigrpIPField(_NetworkOctets, StrField, IPField):
    def prefixlen_to_bytelen(self, tmp_len):
        return min(max((tmp_len + 7) // 8, 1), 4)

    def i2m(self, pkt, x):
        return inet_aton(x)[:self.i2len(pkt, x)]

    def m2i(self, pkt, x):
        return inet_ntoa(x[:4].ljust(4, b"\0"))

    def randval(self):
        return RandIP()


class EigrpIP6Field(_NetworkOctets, StrField, IP6Field):
    """The same of IPv6, with one octet more than the mask says."""

    def prefixlen_to_bytelen(self, plen):
        return min(plen // 8 + 1, 16)

    def i2m(self, pkt, x):
        return inet_pton(_socket.AF_INET6, x)[:self.i2len(pkt, x)]

    def m2i(self, pkt, x):
        return inet_ntop(_socket.AF_INET6, x[:16].ljust(16, b"\0"))

    def randval(self):
        return RandIP6()


class ShortVersionField(ShortField):
    """A version of two octets: v12.1"""

    def i2repr(self, pkt, x):
        try:
            return "v%d.%d" % (x >> 8, x & 0xff)
        except TypeError:
            return "unknown"

    def h2i(self, pkt, x):
        if isinstance(x, str) and x.startswith("v"):
            major, _, minor = x[1:].partition(".")
            return int(major) << 8 | int(minor)
        if isinstance(x, int):
            return x
        if not hasattr(self, "default") or self.default is None:
            raise Scapy_Exception("Unknown version format")
        return self.default

    def any2i(self, pkt, x):
        return self.h2i(pkt, x) if isinstance(x, str) and x.startswith("v") else x

    def randval(self):
        return RandShort()


_EIGRP_CLASSES = {
    0x0001: "EIGRPParam", 0x0002: "EIGRPAuthData", 0x0003: "EIGRPSeq", 0x0004: "EIGRPSwVer", 0x0005: "EIGRPNms", 0x0006: "EIGRPStub",
    0x0102: "EIGRPIntRoute", 0x0103: "EIGRPExtRoute", 0x0402: "EIGRPv6IntRoute", 0x0403: "EIGRPv6ExtRoute",
}


def _EIGRPGuessPayloadClass(p, **kargs):
    import scapy.contrib.eigrp as eigrp
    number = int.from_bytes(p[:2], "big") if len(p) > 1 else None
    return getattr(eigrp, _EIGRP_CLASSES.get(number, "EIGRPGeneric"))(p, **kargs)


# BGP. RFC 6793: whether AS numbers have four octets.
class BGPConf(object):
    """Whether we speak BGP with AS numbers of two octets, as before RFC 6793."""

    exc_on_new_as_path = False

    def __init__(self):
        self._two = True

    @property
    def use_2_bytes_asn(self):
        return self._two

    @use_2_bytes_asn.setter
    def use_2_bytes_asn(self, value):
        self._two = value
        conf._bgp_two_octets = value


bgp_module_conf = BGPConf()


class _BGPInvalidDataException(Exception):
    def __init__(self, details):
        self.details = details
        Exception.__init__(self, "Data seems to be invalid: %s" % details)


# MACsec. IEEE 802.1AE-2018 section 10.
NOSCI_LEN = 14 + 6
SCI_LEN = 8
DEFAULT_ICV_LEN = 16


class MACsecSA(object):
    """A secure association: wraps frames and unwraps them."""

    def __init__(self, sci, an, pn, key, icvlen, encrypt, send_sci, xpn_en=False, ssci=None, salt=None):
        self.sci = self._octets(sci, "!Q", "SCI")
        self.an, self.pn, self.key, self.icvlen = an, pn, key, icvlen
        self.do_encrypt, self.send_sci, self.xpn_en = encrypt, send_sci, xpn_en
        if xpn_en:
            self.ssci = self._octets(ssci, "!L", "SSCI")
            if not isinstance(salt, bytes):
                raise TypeError("Salt must be bytes")
            self.salt = salt

    @staticmethod
    def _octets(value, form, name):
        if isinstance(value, int):
            return _struct.pack(form, value)
        if not isinstance(value, bytes):
            raise TypeError("%s must be either bytes or int" % name)
        return value

    def make_iv(self, pkt):
        from scapy.contrib.macsec import MACsec
        number = pkt[MACsec].PN
        if not self.xpn_en:
            return self.sci + _struct.pack("!I", number)
        # Section 10.5.1: the upper half of the number is not sent.
        long = self.ssci + _struct.pack("!Q", self.pn & 0xffffffff00000000 | number & 0xffffffff)
        return bytes(x ^ y for x, y in zip(long, self.salt))

    @staticmethod
    def split_pkt(pkt, assoclen, icvlen=0):
        data = raw(pkt)
        end = len(data) - icvlen
        return data[:assoclen], data[assoclen:end], data[end:]

    def e_bit(self):
        return self.do_encrypt

    def c_bit(self):
        return self.do_encrypt or self.icvlen != DEFAULT_ICV_LEN

    @staticmethod
    def shortlen(pkt):
        # Section 9.7: the length of what is protected, if that is less than 48 octets.
        length = len(pkt) - 12
        return length if length < 48 else 0

    def encap(self, pkt):
        from scapy.contrib.macsec import MACsec
        if not isinstance(pkt, Ether):
            raise TypeError("cannot encapsulate packet in MACsec, must be Ethernet")
        frame = pkt.copy()
        payload = frame.payload
        kind = frame.type
        frame.remove_payload()
        tag = MACsec(SCI=self.sci, AN=self.an, SC=self.send_sci, E=self.e_bit(), C=self.c_bit(),
                     SL=self.shortlen(pkt), PN=self.pn & 0xffffffff, type=kind)
        frame.type = 0x88e5
        return frame / tag / payload

    def decap(self, orig_pkt):
        from scapy.contrib.macsec import MACsec
        if not isinstance(orig_pkt, Ether) or not isinstance(orig_pkt.payload, MACsec):
            raise TypeError("cannot decapsulate MACsec packet, must be Ethernet/MACsec")
        frame = orig_pkt.copy()
        tag = frame[MACsec]
        kind, payload = tag.type, tag.payload
        frame.remove_payload()
        frame.type = kind
        return Ether(raw(frame / payload))

    def _refuse(self):
        raise ImportError("MACsec's encryption and authentication need AES-GCM, which is not here: encap() and decap() work without")

    def encrypt(self, orig_pkt, assoclen=None):
        self._refuse()

    def decrypt(self, orig_pkt, assoclen=None):
        self._refuse()
