# Classes of fields that modules of layers have for themselves, for the classes of scripts.
import re as _re
import socket as _socket
import struct as _struct
import time as _time

# Seconds from 1900 (NTP) to 1970; RFC 5905. The other one is what Scapy counts back to.
_NTP_EPOCH = 2208988800
_MIP6_EPOCH = 2209075761
_DATE = "%a, %d %b %Y %H:%M:%S +0000"


class LifetimeField(ShortField):
    """Units of four seconds (RFC 6275)."""

    def i2repr(self, pkt, x):
        return "%d sec" % (4 * x)


class NTPTimestampField(LongField):
    """Seconds and parts of them since 1900, as a number."""

    def i2repr(self, pkt, x):
        if x >> 32 < 50 * 365 * 86400:
            return "Some date a few decades ago (%d)" % x
        moment = (x >> 32) + (x & 0xffffffff) / 2.0 ** 32 - _MIP6_EPOCH
        return "%s (%d)" % (_time.strftime(_DATE, _time.gmtime(moment)), x)


class TimeStampField(FixedPointField):
    """Seconds since 1900, with 32 bits behind the point; now, where there is none."""

    def __init__(self, name, default):
        FixedPointField.__init__(self, name, default, 64, 32)

    def i2repr(self, pkt, val):
        if val is None:
            return "--"
        val = self.i2h(pkt, val)
        if val < _NTP_EPOCH:
            return str(val)
        return _time.strftime(_DATE, _time.gmtime(int(val - _NTP_EPOCH)))

    def any2i(self, pkt, val):
        if isinstance(val, str):
            val = int(_time.mktime(_time.strptime(val))) + _NTP_EPOCH
        elif hasattr(val, "timestamp"):
            val = int(val.timestamp()) + _NTP_EPOCH
        return FixedPointField.any2i(self, pkt, val)

    def i2m(self, pkt, val):
        if val is None:
            val = FixedPointField.any2i(self, pkt, _time.time() + _NTP_EPOCH)
        return val

    def addfield(self, pkt, s, val):
        return s + int(self.i2m(pkt, val)).to_bytes(8, "big")


class NonceField(StrFixedLenField):
    """Eight octets, rolled once for the class (RFC 4861)."""

    def __init__(self, name, default=None):
        StrFixedLenField.__init__(self, name, default, 8)
        if default is None:
            self.default = self.randval()


class LoIntEnumField(IntEnumField):
    """A number in the first of four octets."""

    def m2i(self, pkt, x):
        return x >> 24

    def i2m(self, pkt, x):
        return x << 24


class NativeShortField(Field):
    """16 bits in the order of this machine."""

    def __init__(self, name, default):
        Field.__init__(self, name, default, "@H")


class ShortOrInt(IntField):
    """Four octets, or two where there are no more."""

    def getfield(self, pkt, x):
        if len(x) == 2:
            return b"", _struct.unpack("!H", x)[0]
        return IntField.getfield(self, pkt, x)


class BDAddrField(MACField):
    """The address of a Bluetooth device, last octet first."""

    def __init__(self, name, default, resolve=False):
        MACField.__init__(self, name, default)

    def addfield(self, pkt, s, val):
        return s + mac2str(val or "00:00:00:00:00:00")[::-1]

    def getfield(self, pkt, s):
        return s[6:], str2mac(s[5::-1])


class SourceMACField(MACField):
    """The address of the interface that the packet leaves by."""

    def __init__(self, name, getif=None):
        MACField.__init__(self, name, None)
        self.getif = getif or (lambda pkt: pkt.route()[0])

    def i2h(self, pkt, x):
        if x is None:
            interface = self.getif(pkt)
            x = interface and get_if_hwaddr(interface)
        return x or "00:00:00:00:00:00"

    def i2repr(self, pkt, x):
        return self.i2h(pkt, x)

    def i2m(self, pkt, x):
        return mac2str(self.i2h(pkt, x))


class DestMACField(MACField):
    """The address of the neighbour that the packet goes to."""

    def __init__(self, name):
        MACField.__init__(self, name, None)

    def i2h(self, pkt, x):
        return x

    def i2m(self, pkt, x):
        if x is None and pkt is not None:
            try:
                x = conf.neighbor.resolve(pkt, pkt.payload)
            except OSError:
                pass
            if x is None:
                x = "ff:ff:ff:ff:ff:ff"
                warning("MAC address to reach destination not found. Using broadcast.")
        return mac2str(x or "00:00:00:00:00:00")


class BTLEChanMapField(XByteField):
    """40 bits, least significant octet first."""

    def addfield(self, pkt, s, val):
        return s + (val or 0).to_bytes(8, "little")[:5]

    def getfield(self, pkt, s):
        return s[5:], int.from_bytes(s[:5], "little")


class BTLEPhysField(FlagsField):
    """Kinds of physical layers of Bluetooth."""

    def __init__(self, name, default):
        FlagsField.__init__(self, name, default, -8, ["phy_1m", "phy_2m", "phy_coded"])


# The names of Scapy's table, where two stand in one and one stands twice.
_FEATURES = """le_encryption conn_par_req_proc ext_reject_ind slave_init_feat_exch le_ping
    le_data_len_ext ll_privacy ext_scan_filter le_2m_phy tx_mod_idx rx_mod_idx le_coded_phy le_ext_adv
    le_periodic_adv ch_sel_alg le_pwr_classmin_used_channels conn_cte_req conn_cte_rsp
    connless_cte_tx connless_cte_rx antenna_switching_cte_aod_tx antenna_switching_cte_aoa_rx cte_rx
    periodic_adv_sync_transfer_tx periodic_adv_sync_transfer_rx sleep_clock_accuracy_updates
    remote_public_key_validation cis_central cis_peripheral iso_broadcaster synchronized_receiver
    connected_iso_host_support le_power_control_request le_power_control_request
    le_path_loss_monitoring periodic_adv_adi_support connection_subrating
    connection_subrating_host_support channel_classification"""


class BTLEFeatureField(FlagsField):
    """What a controller of Bluetooth can do."""

    def __init__(self, name, default):
        FlagsField.__init__(self, name, default, -64, _FEATURES.split())


class GapAckField(Field):
    """Two 16-bit numbers, written as `start:end` (RFC 9260)."""

    def __init__(self, name, default):
        Field.__init__(self, name, default, "I")

    def i2m(self, pkt, x):
        start, end = (0, 0) if x is None else map(int, plain_str(x).split(":"))
        return _struct.pack(">HH", start, end)

    def m2i(self, pkt, x):
        return "%d:%d" % _struct.unpack(">HH", x)

    def any2i(self, pkt, x):
        if isinstance(x, tuple) and len(x) == 2:
            return "%d:%d" % x
        return x

    def i2h(self, pkt, x):
        return plain_str(x) if isinstance(x, bytes) else x

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)

    def getfield(self, pkt, s):
        return s[4:], self.m2i(pkt, s[:4])


class ClasslessStaticRoutesField(Field):
    """A route as `10.0.0.0/8:10.0.0.1`; of the network only the octets that matter (RFC 3442)."""

    def m2i(self, pkt, x):
        size = (x[0] + 7) // 8
        network = _socket.inet_ntoa(x[1:1 + size].ljust(4, b"\0"))
        return "%s/%d:%s" % (network, x[0], _socket.inet_ntoa(x[1 + size:5 + size]))

    def i2m(self, pkt, x):
        if not x:
            return b""
        network, prefix, router = _re.split("[/:]", str(x))[:3]
        prefix = int(prefix)
        if not 0 <= prefix <= 32:
            warning("Invalid prefix value: %d (0x%x)" % (prefix, prefix))
            return b""
        network = _socket.inet_aton(network)[:(prefix + 7) // 8]
        return bytes([prefix]) + network + _socket.inet_aton(router)

    def getfield(self, pkt, s):
        size = 5 + (s[0] + 7) // 8
        return s[size:], self.m2i(pkt, s[:size])

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)


class ClasslessFieldListField(FieldListField):
    """Some such routes."""


class DomainNameListField(StrLenField):
    """Names of the DNS, one after the other, without compression."""
    islist = 1
    padded_unit = 8

    def __init__(self, name, default, length_from=None, padded=False):
        self.padded = padded
        StrLenField.__init__(self, name, default, length_from=length_from)

    def i2len(self, pkt, x):
        return len(self.i2m(pkt, x))

    def i2h(self, pkt, x):
        return x or []

    def m2i(self, pkt, x):
        names, labels, at = [], [], 0
        while at < len(x):
            size = x[at]
            if size:
                labels.append(plain_str(x[at + 1:at + 1 + size]))
            at += 1 + size
            if not size or at >= len(x):
                if labels or not self.padded:
                    names.append(".".join(labels) + ".")
                labels = []
        return names

    def i2m(self, pkt, x):
        octets = b""
        for name in x:
            labels = [label.encode() for label in name.split(".")]
            coded = b"".join(bytes([len(label)]) + label for label in labels)
            octets += coded if coded.endswith(b"\0") else coded + b"\0"
        if self.padded:
            octets += b"\0" * (-len(octets) % self.padded_unit)
        return octets


class ICMPv6NDOptDataField(StrLenField):
    """Octets that end, with the two in front of them, at a multiple of eight."""

    def __init__(self, name, default, strip_zeros=False, **kwargs):
        StrLenField.__init__(self, name, default, **kwargs)
        self.strip_zeros = strip_zeros

    def i2len(self, pkt, x):
        return len(self.i2m(pkt, x))

    def i2m(self, pkt, x):
        return x + b"\0" * (-(len(x) + 2) % 8)

    def m2i(self, pkt, x):
        return x.rstrip(b"\0") if self.strip_zeros else x


class IP6FieldLenField(IP6Field):
    """The last octets of an address, as many as a function says."""

    def __init__(self, name, default, length_of=None):
        IP6Field.__init__(self, name, default)
        self.length_of = length_of

    def addfield(self, pkt, s, val):
        length = self.length_of(pkt)
        if not length:
            return s
        return s + _socket.inet_pton(_socket.AF_INET6, val)[-length:]

    def getfield(self, pkt, s):
        length = self.length_of(pkt)
        if length <= 0:
            return s, b""
        address = s[:length].rjust(16, b"\0")
        return s[length:], _socket.inet_ntop(_socket.AF_INET6, address)


class IP6ListField(StrField):
    """Addresses of IPv6, one after the other."""
    islist = 1

    def __init__(self, name, default, count_from=None, length_from=None):
        StrField.__init__(self, name, [] if default is None else default)
        self.count_from = count_from
        self.length_from = length_from

    def i2len(self, pkt, i):
        return 16 * len(i)

    def i2count(self, pkt, i):
        return len(i) if isinstance(i, list) else 0

    def any2i(self, pkt, x):
        return x

    def i2h(self, pkt, x):
        return x

    def i2repr(self, pkt, x):
        return "[]" if x is None else "[ %s ]" % ", ".join(str(one) for one in x)

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)

    def i2m(self, pkt, x):
        return b"".join(_socket.inet_pton(_socket.AF_INET6, one) for one in x)

    def getfield(self, pkt, s):
        rest, count = b"", None
        if self.length_from is not None:
            length = self.length_from(pkt)
            s, rest = s[:length], s[length:]
        elif self.count_from is not None:
            count = self.count_from(pkt)
        addresses = []
        while len(s) >= 16 and (count is None or len(addresses) < count):
            addresses.append(_socket.inet_ntop(_socket.AF_INET6, s[:16]))
            s = s[16:]
        return s + rest, addresses


class TruncPktLenField(PacketLenField):
    """A packet of which only whole groups of eight octets are sent."""

    def i2m(self, pkt, x):
        octets = bytes(x)
        return octets[:len(octets) // 8 * 8]

    def i2len(self, pkt, i):
        return len(self.i2m(pkt, i))

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)


class ChunkParamField(PacketListField):
    """Parameters of SCTP."""

    def __init__(self, name, default, count_from=None, length_from=None):
        PacketListField.__init__(self, name, default, _parameter, count_from=count_from,
                                 length_from=length_from)


def _parameter(octets):
    for field in SCTPChunkInit.fields_desc:
        if field.name == "params" and len(octets) >= 4:
            head = bytes(SCTPChunkInit(params=[]))
            read = SCTPChunkInit(head[:2] + _struct.pack("!H", len(head) + len(octets)) + head[4:] + octets)
            if read.params:
                first = type(read.params[0])
                return first(octets)
    return Raw(octets)


class NTPControlStatusField(PacketField):
    """The status word of a control message, whose meaning depends on the message."""

    def m2i(self, pkt, m):
        if pkt.err == 1:
            return NTPErrorStatusPacket(m)
        if pkt.op_code in (4, 5):
            return NTPClockStatusPacket(m)
        if m[2:4] != b"\0\0":
            return NTPPeerStatusPacket(m)
        return NTPSystemStatusPacket(m)


class dot15d4AddressField(Field):
    """Two or eight octets, as the field that says the kind of the address has it."""

    def __init__(self, name, default, length_of=None, fmt="<H", adjust=None):
        Field.__init__(self, name, default, fmt)
        self.length_of = length_of
        self.adjust = adjust or self.lengthFromAddrMode

    def _order(self):
        return "little" if self.fmt[0] == "<" else "big"

    def i2repr(self, pkt, x):
        if len(hex(x)) < 7:
            return hex(x)
        return ":".join("%02x" % octet for octet in x.to_bytes(8, "big"))

    def addfield(self, pkt, s, val):
        size = self.adjust(pkt, self.length_of)
        return s + val.to_bytes(size, self._order()) if size in (2, 8) else s

    def getfield(self, pkt, s):
        size = self.adjust(pkt, self.length_of)
        if size not in (2, 8):
            raise Exception("impossible case")
        return s[size:], int.from_bytes(s[:size], self._order())

    def lengthFromAddrMode(self, pkt, x):
        below = pkt.underlayer
        if below is None:
            warning("No underlayer to guess address mode")
            return 0
        while below is not None:
            try:
                return {2: 2, 3: 8}.get(below.getfieldval(x), 0)
            except Exception:
                below = below.underlayer
        return 0


class ClientSubnetv4(StrLenField):
    """The part of an address that a prefix covers (RFC 7871)."""
    af_familly = _socket.AF_INET
    af_length = 32
    af_default = b"\xc0"

    def getfield(self, pkt, s):
        size = min((self.length_from(pkt) + 7) // 8, self.af_length // 8)
        return s[size:], self.m2i(pkt, s[:size])

    def m2i(self, pkt, x):
        octets = self.af_length // 8
        return _socket.inet_ntop(self.af_familly, x.ljust(octets, b"\0")[:octets])

    def _packed(self, subnet, prefix):
        octets = _socket.inet_pton(self.af_familly, plain_str(subnet))
        if prefix is None:
            return octets.rstrip(b"\0") or octets[:1]
        part = bytearray(octets[:(prefix + 7) // 8])
        if part and prefix % 8:
            part[-1] &= 0xff << (8 - prefix % 8) & 0xff
        return bytes(part)

    def i2m(self, pkt, x):
        if x is None:
            return self.af_default
        prefix = getattr(pkt, "source_plen", None)
        try:
            return self._packed(x, prefix)
        except OSError:
            pkt.family = 2
            return ClientSubnetv6("", "")._packed(x, prefix)

    def i2len(self, pkt, x):
        return len(self.i2m(pkt, x))

    def addfield(self, pkt, s, val):
        return s + self.i2m(pkt, val)


class ClientSubnetv6(ClientSubnetv4):
    """The same for IPv6."""
    af_familly = _socket.AF_INET6
    af_length = 128
    af_default = b"\x20"


class MKAParamSetPacketListField(PacketListField):
    """Sets of parameters of MACsec's key agreement, each with its length."""
    PARAM_SET_LEN_MASK = 0x0fff

    def m2i(self, pkt, m):
        return MKAParamSet(m)

    def getfield(self, pkt, s):
        sets = []
        while s:
            size = 4 + (int.from_bytes(s[2:4], "big") & self.PARAM_SET_LEN_MASK)
            sets.append(self.m2i(pkt, s[:size]))
            s = s[size:]
        return s, sets


class NIQueryCodeField(ByteEnumField):
    """What a node is asked about, as the data says it."""

    def i2m(self, pkt, x):
        if x is not None:
            return x
        data = pkt.getfieldval("data")
        if data is None:
            return 1
        return data[0] if data[0] in (0, 1, 2) else 1


# Scapy counts these into other widths than their classes say; a keyword tells.
class N9SecondsIntField(SecondsIntField):
    """Seconds in four or eight octets."""

    def __init__(self, name, default, *args, **kargs):
        self._octets = 4 if kargs.pop("length", 8) == 4 else 8
        SecondsIntField.__init__(self, name, default, *args, **kargs)

    def addfield(self, pkt, s, val):
        return s + int(val or 0).to_bytes(self._octets, "big")

    def getfield(self, pkt, s):
        return s[self._octets:], int.from_bytes(s[:self._octets], "big")


class N9UTCTimeField(UTCTimeField):
    """A time in four or eight octets."""

    def __init__(self, name, default, *args, **kargs):
        self._octets = 4 if kargs.pop("length", 8) == 4 else 8
        UTCTimeField.__init__(self, name, default, *args, **kargs)

    def addfield(self, pkt, s, val):
        return s + int(val or 0).to_bytes(self._octets, "big")

    def getfield(self, pkt, s):
        return s[self._octets:], int.from_bytes(s[:self._octets], "big")
