# What is known about addresses: RFC 4291 (IPv6), RFC 3306 and 3307 (multicast), RFC 3056 (6to4),
# RFC 4380 (Teredo), RFC 1924 (base 85), RFC 5771 and 2365 (IPv4 multicast).
import functools as _functools
import hashlib
import random
import socket
import struct
import time

IPV6_ADDR_UNICAST = 0x01
IPV6_ADDR_MULTICAST = 0x02
IPV6_ADDR_CAST_MASK = 0x0F
IPV6_ADDR_LOOPBACK = 0x10
IPV6_ADDR_GLOBAL = 0x00
IPV6_ADDR_LINKLOCAL = 0x20
IPV6_ADDR_SITELOCAL = 0x40
IPV6_ADDR_SCOPE_MASK = 0xF0
IPV6_ADDR_6TO4 = 0x0100

_BASE_85 = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            "!#$%&()*+-;<=>?@^_`{|}~")


def _octets(address):
    return inet_pton(socket.AF_INET6, address)


def _text(octets):
    return inet_ntop(socket.AF_INET6, octets)


def _number(address):
    return int.from_bytes(_octets(address), "big")


def _bitwise(operation, a, b):
    return bytes(operation(x, y) for x, y in zip(a, b))


def _prefix(bits, wide, name):
    if bits < 0 or bits > wide:
        raise Scapy_Exception("value provided to %s outside [0, %d] domain (%d)" % (name, wide, bits))
    ones = (1 << wide) - (1 << (wide - bits))
    return ones.to_bytes(wide // 8, "big")


# ---- IPv4 ----

def in4_cidr2mask(m):
    return _prefix(m, 32, "in4_cidr2mask")


def in4_isincluded(addr, prefix, mask):
    own = inet_pton(socket.AF_INET, addr)
    return _bitwise(lambda x, y: x & y, own, in4_cidr2mask(mask)) == inet_pton(socket.AF_INET, prefix)


def in4_ismaddr(str):
    return in4_isincluded(str, "224.0.0.0", 4)


def in4_ismlladdr(str):
    return in4_isincluded(str, "224.0.0.0", 24)


def in4_ismlsaddr(str):
    return in4_isincluded(str, "239.0.0.0", 8)


def in4_ismgladdr(str):
    return in4_ismaddr(str) and not in4_ismlladdr(str) and not in4_ismlsaddr(str)


def in4_isaddrllallnodes(str):
    return inet_pton(socket.AF_INET, str) == b"\xe0\x00\x00\x01"


def in4_getnsmac(a):
    return "01:00:5e:%02x:%02x:%02x" % (a[1] & 0x7F, a[2], a[3])


def valid_net(addr):
    network, slash, bits = plain_str(addr).partition("/")
    return valid_ip(network) and (not slash or bits.isdigit() and int(bits) <= 32)


def valid_net6(addr):
    network, slash, bits = plain_str(addr).partition("/")
    return valid_ip6(network) and (not slash or bits.isdigit() and int(bits) <= 128)


# ---- IPv6: what kind of address it is ----

def in6_cidr2mask(m):
    return _prefix(m, 128, "in6_cidr2mask")


def in6_mask2cidr(m):
    if len(m) != 16:
        raise Scapy_Exception("value must be 16 octets long")
    bits = bin(int.from_bytes(m, "big"))[2:].zfill(128)
    return (bits + "0").index("0")


def in6_isincluded(addr, prefix, plen):
    return in6_and(_octets(addr), in6_cidr2mask(plen)) == _octets(prefix)


def in6_isdocaddr(str):
    return in6_isincluded(str, "2001:db8::", 32)


def in6_islladdr(str):
    return in6_isincluded(str, "fe80::", 10)


def in6_issladdr(str):
    return in6_isincluded(str, "fec0::", 10)


def in6_isuladdr(str):
    return in6_isincluded(str, "fc00::", 7)


def in6_isgladdr(str):
    return in6_isincluded(str, "2000::", 3)


def in6_ismaddr(str):
    return in6_isincluded(str, "ff00::", 8)


def in6_ismnladdr(str):
    return in6_isincluded(str, "ff01::", 16)


def in6_ismlladdr(str):
    return in6_isincluded(str, "ff02::", 16)


def in6_ismsladdr(str):
    return in6_isincluded(str, "ff05::", 16)


def in6_ismgladdr(str):
    return in6_isincluded(str, "ff0e::", 16)


def in6_isllsnmaddr(str):
    return in6_isincluded(str, "ff02::1:ff00:0", 104)


def in6_isaddrllallnodes(str):
    return _number(str) == _number("ff02::1")


def in6_isaddrllallservers(str):
    return _number(str) == _number("ff02::2")


def in6_isaddr6to4(x):
    return in6_isincluded(x, "2002::", 16)


def in6_isaddrTeredo(x):
    return _octets(x)[:4] == _octets(conf.teredoPrefix)[:4]


def in6_iseui64(x):
    pattern = _number("::ff:fe00:0")
    return _number(x) & pattern == pattern


def in6_isanycast(x):
    # RFC 2526: the anycast identifiers of a subnet.
    if not in6_iseui64(x):
        warning("in6_isanycast(): TODO not EUI-64")
        return False
    pattern = _number("::fdff:ffff:ffff:ff80")
    return _number(x) & pattern == pattern


def in6_isvalid(address):
    try:
        _octets(address)
    except Exception:
        return False
    return True


def in6_getscope(addr):
    kinds = [
        (in6_isgladdr, IPV6_ADDR_GLOBAL), (in6_isuladdr, IPV6_ADDR_GLOBAL),
        (in6_islladdr, IPV6_ADDR_LINKLOCAL), (in6_issladdr, IPV6_ADDR_SITELOCAL),
        (in6_ismgladdr, IPV6_ADDR_GLOBAL), (in6_ismlladdr, IPV6_ADDR_LINKLOCAL),
        (in6_ismsladdr, IPV6_ADDR_SITELOCAL), (in6_ismnladdr, IPV6_ADDR_LOOPBACK),
        (lambda own: own == "::1", IPV6_ADDR_LOOPBACK)]
    for belongs, scope in kinds:
        if belongs(addr):
            return scope
    return -1


def in6_getAddrType(addr):
    if in6_isgladdr(addr):
        kind = IPV6_ADDR_UNICAST | IPV6_ADDR_GLOBAL
        return kind | IPV6_ADDR_6TO4 if in6_isaddr6to4(addr) else kind
    if in6_ismaddr(addr):
        near = _text(_octets(addr))[3] == "2"
        return IPV6_ADDR_MULTICAST | (IPV6_ADDR_LINKLOCAL if near else IPV6_ADDR_GLOBAL)
    if in6_islladdr(addr):
        return IPV6_ADDR_UNICAST | IPV6_ADDR_LINKLOCAL
    if _number(addr) == 1:
        return IPV6_ADDR_LOOPBACK
    if _number(addr) == 0:
        return IPV6_ADDR_UNSPECIFIED
    return IPV6_ADDR_UNICAST | IPV6_ADDR_GLOBAL


def in6_get_common_plen(a, b):
    return 128 - (_number(a) ^ _number(b)).bit_length()


# ---- IPv6: addresses from addresses ----

def in6_or(a1, a2):
    return _bitwise(lambda x, y: x | y, a1, a2)


def in6_and(a1, a2):
    return _bitwise(lambda x, y: x & y, a1, a2)


def in6_xor(a1, a2):
    return _bitwise(lambda x, y: x ^ y, a1, a2)


def in6_ptop(str):
    return _text(_octets(str))


def in6_ptoc(addr):
    if not in6_isvalid(addr):
        return None
    number, digits = _number(addr), ""
    while number:
        number, digit = divmod(number, 85)
        digits = _BASE_85[digit] + digits
    return digits


def in6_ctop(addr):
    if len(addr) != 20 or any(digit not in _BASE_85 for digit in addr):
        return None
    number = 0
    for digit in addr:
        number = number * 85 + _BASE_85.index(digit)
    return _text((number % (1 << 128)).to_bytes(16, "big"))


def in6_mactoifaceid(mac, ulbit=None):
    parts = mac.split(":")
    if len(mac) != 17 or len("".join(parts)) != 12:
        raise ValueError("Invalid MAC")
    first = int(parts[0], 16)
    if ulbit not in (0, 1):
        ulbit = 0 if first & 2 else 1
    first = first & 0xFD | ulbit << 1
    return ("%02x%s:%sff:fe%s:%s%s" % (first, parts[1], parts[2], parts[3], parts[4], parts[5])).upper()


def in6_ifaceidtomac(ifaceid):
    try:
        octets = _octets("::" + ifaceid)[8:]
    except Exception:
        return None
    if octets[3:5] != b"\xff\xfe":
        return None
    return ":".join("%02x" % octet for octet in bytes([octets[0] ^ 2]) + octets[1:3] + octets[5:])


def in6_addrtomac(addr):
    own = in6_and(_octets("::ffff:ffff:ffff:ffff"), _octets(addr))
    return in6_ifaceidtomac(_text(own)[2:])


def in6_addrtovendor(addr):
    mac = in6_addrtomac(addr)
    if mac is None or not conf.manufdb:
        return None
    maker = conf.manufdb._get_manuf(mac)
    return "UNKNOWN" if len(maker) == 17 and maker.count(":") == 5 else maker


def in6_getnsma(a):
    return _octets("ff02::1:ff00:0")[:13] + a[13:]


def in6_getnsmac(a):
    return "33:33:" + ":".join("%02x" % octet for octet in a[12:])


def in6_getha(prefix):
    return _text(_octets(prefix)[:8] + _octets("::fdff:ffff:ffff:fffe")[8:])


def in6_get6to4Prefix(addr):
    try:
        return _text(b"\x20\x02" + inet_pton(socket.AF_INET, addr) + bytes(10))
    except Exception:
        return None


def in6_6to4ExtractAddr(addr):
    if not in6_isvalid(addr) or not in6_isaddr6to4(addr):
        return None
    return inet_ntop(socket.AF_INET, _octets(addr)[2:6])


def teredoAddrExtractInfo(x):
    octets = _octets(x)
    hidden = in6_xor(octets[10:], b"\xff" * 6)
    flag, = struct.unpack("!H", octets[8:10])
    port, = struct.unpack("!H", hidden[:2])
    return inet_ntop(socket.AF_INET, octets[4:8]), flag, inet_ntop(socket.AF_INET, hidden[2:]), port


def in6_getLinkScopedMcastAddr(addr, grpid=None, scope=2):
    # RFC 4489: multicast addresses that are made of the interface's identifier.
    if scope not in (0, 1, 2):
        return None
    if not in6_isvalid(addr):
        warning("in6_getLinkScopedMcastPrefix(): Invalid address provided")
        return None
    if not in6_islladdr(addr):
        return None
    if grpid is None:
        group = 0
    elif isinstance(grpid, str) and len(grpid) == 8:
        group = int(grpid, 16)
    elif isinstance(grpid, bytes) and len(grpid) == 4:
        group = int.from_bytes(grpid, "big")
    elif isinstance(grpid, int):
        group = grpid
    else:
        warning("in6_getLinkScopedMcastPrefix(): Invalid group id provided")
        return None
    head = bytes([0xFF, 0x30 | scope, 0, 0xFF])
    return _text(head + _octets(addr)[8:] + struct.pack("!I", group))


def in6_getLocalUniquePrefix():
    # RFC 4193 section 3.2.2: of the time and an identifier.
    now = time.time()
    stamp = struct.pack("!II", int(now), int(now % 1 * (1 << 32)))
    own = _octets("::" + in6_mactoifaceid(str(RandMAC())))[8:]
    return _text(b"\xfd" + hashlib.sha1(stamp + own).digest()[:5] + bytes(10))


def in6_getRandomizedIfaceId(ifaceid, previous=None):
    # RFC 3041 section 3.2.1
    if previous is None:
        history = bytes(random.randint(0, 255) for _ in range(8))
    else:
        history = _octets("::" + previous)[8:]
    digest = hashlib.md5(_octets("::" + ifaceid)[8:] + history).digest()
    own = bytes([digest[0] & ~4 & 0xFF]) + digest[1:8]
    return tuple(_text(b"\xff" * 8 + half)[20:] for half in (own, digest[8:]))


def _scope_order(addr):
    order = [-1, IPV6_ADDR_LOOPBACK, IPV6_ADDR_LINKLOCAL, IPV6_ADDR_SITELOCAL, IPV6_ADDR_GLOBAL]
    return max(order.index(in6_getscope(addr)), 1)


def construct_source_candidate_set(addr, plen, laddr):
    scope = in6_getscope(addr)
    if addr == "::" and plen == 0:
        scope = IPV6_ADDR_GLOBAL
    if in6_ismnladdr(addr):
        return ["::1"]
    found = [own for own, its, _ in laddr if its == scope]
    if scope == IPV6_ADDR_GLOBAL:
        # Native addresses first, 6to4 last; the order among them stays.
        found.sort(key=lambda own: in6_isaddr6to4(own) if in6_isgladdr(own) else -1)
        found.sort(key=lambda own: not in6_isgladdr(own))
    return found


def get_source_addr_from_candidate_set(dst, candidate_set):
    # RFC 6724 section 5, rules 1, 2 and 8.
    if not candidate_set:
        return ""
    wanted = _scope_order(dst)

    def rank(own):
        scope = _scope_order(own)
        reach = (1, -scope) if scope >= wanted else (0, scope)
        return (reach, in6_get_common_plen(own, dst))

    def compared(a, b):
        # As Scapy has it, the destination itself is above all, and all are above it.
        if dst in (a, b):
            return 1
        return (rank(a) > rank(b)) - (rank(a) < rank(b))

    candidate_set.sort(key=_functools.cmp_to_key(compared), reverse=True)
    return candidate_set[0]


# ---- What Net and Net6 know ----

def _ip2int4(addr):
    return int.from_bytes(inet_aton(_name2addr4(addr)), "big")


def _int2ip4(val):
    return inet_ntoa(val.to_bytes(4, "big"))


def _name2addr4(name):
    return socket.gethostbyname(name)


def _ip2int6(addr):
    return _number(_name2addr6(addr))


def _int2ip6(val):
    return _text(val.to_bytes(16, "big"))


def _name2addr6(name):
    return socket.getaddrinfo(name, None, socket.AF_INET6)[0][4][0]


class _ScopedIP(str):
    def __repr__(self):
        if self.scope:
            return "ScopedIP(%s, scope=%s)" % (str.__repr__(str(self)), repr(str(self.scope)))
        return str.__repr__(str(self))


def ScopedIP(net, scope=None):
    """An address, and the interface that it is of: `fe80::1%eth0`."""
    if "%" in net:
        net, scope = net.split("%", 1)
    if scope is not None:
        try:
            iface = dev_from_index(int(scope))
        except (ValueError, TypeError):
            iface = resolve_iface(scope)
        if not iface.is_valid():
            raise Scapy_Exception("RFC6874 scope identifier '%s' could not be resolved to a "
                                  "valid interface !" % scope)
        scope = network_name(iface)
    scoped = _ScopedIP(net)
    scoped.scope = scope
    return scoped


# RFC 4620 section 5: the group of a name is the first 32 bits of a digest of its first label.
def computeNIGroupAddr(name):
    label = name.lower().split(".")[0].encode()
    digest = hashlib.md5(bytes([len(label)]) + label).hexdigest()
    return "ff02::2:%s:%s" % (digest[:4], digest[4:8])


# Addresses as octets, and back. RFC 4291 section 2.2, RFC 5952.
def inet_pton(af, addr):
    return socket.inet_pton(af, plain_str(addr))


def inet_ntop(af, addr):
    addr = addr.encode() if isinstance(addr, str) else addr
    return socket.inet_ntop(af, addr)


def _inet6_pton(addr):
    return inet_pton(socket.AF_INET6, addr)


def _inet6_ntop(addr):
    if len(addr) != 16:
        raise ValueError("invalid length of packed IP address string")
    return socket.inet_ntop(socket.AF_INET6, addr)
