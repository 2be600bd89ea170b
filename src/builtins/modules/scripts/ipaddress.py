# ipaddress
import socket as _socket


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _family(version):
    return _socket.AF_INET if version == 4 else _socket.AF_INET6


class _Address(object):
    def __init__(self, address):
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError("%d (< 0) is not permitted as an IPv%d address" % (address, self.version))
            if address >> self.max_prefixlen:
                raise AddressValueError("%d (>= 2**%d) is not permitted as an IPv%d address" % (
                    address, self.max_prefixlen, self.version))
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address" % (
                    address, len(address), self.max_prefixlen // 8, self.version))
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            try:
                self._ip = int.from_bytes(_socket.inet_pton(_family(self.version), text), "big")
            except OSError:
                raise AddressValueError(_complaint(text, self.version))

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        if self.version == 4:
            return str(self)
        digits = "%032x" % self._ip
        return ":".join([digits[at:at + 4] for at in range(0, 32, 4)])

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"
        return ".".join(reversed("%032x" % self._ip)) + ".ip6.arpa"

    def _in(self, *networks):
        return any([self in ip_network(network) for network in networks])

    @property
    def is_multicast(self):
        return self._in("224.0.0.0/4" if self.version == 4 else "ff00::/8")

    @property
    def is_loopback(self):
        return self._in("127.0.0.0/8" if self.version == 4 else "::1/128")

    @property
    def is_link_local(self):
        return self._in("169.254.0.0/16" if self.version == 4 else "fe80::/10")

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_reserved(self):
        return self.version == 4 and self._in("240.0.0.0/4")

    @property
    def is_private(self):
        if self.version == 4:
            return self._in("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                            "192.0.0.0/29", "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16",
                            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
                            "255.255.255.255/32")
        return self._in("::1/128", "::/128", "::ffff:0:0/96", "100::/64", "2001::/23", "2001:db8::/32",
                        "fc00::/7", "fe80::/10")

    @property
    def is_global(self):
        return not self.is_private and not (self.version == 4 and self._in("100.64.0.0/10"))

    def __int__(self):
        return self._ip

    def __index__(self):
        return self._ip

    def __add__(self, other):
        return type(self)(self._ip + other)

    def __sub__(self, other):
        if isinstance(other, int):
            return type(self)(self._ip - other)
        return NotImplemented

    def __eq__(self, other):
        return isinstance(other, _Address) and (self.version, self._ip) == (other.version, other._ip)

    def __lt__(self, other):
        return (self.version, self._ip) < (other.version, other._ip)

    def __le__(self, other):
        return (self.version, self._ip) <= (other.version, other._ip)

    def __gt__(self, other):
        return (self.version, self._ip) > (other.version, other._ip)

    def __ge__(self, other):
        return (self.version, self._ip) >= (other.version, other._ip)

    def __hash__(self):
        return hash((self.version, self._ip))

    def __str__(self):
        return _socket.inet_ntop(_family(self.version), self.packed)

    def __repr__(self):
        return "IPv%dAddress(%r)" % (self.version, str(self))


def _complaint(text, version):
    if "/" in text:
        return "Unexpected '/' in %r" % text
    if version == 6:
        parts = text.split(":")
        if len(parts) < 3:
            return "At least 3 parts expected in %r" % text
        return "Only hex digits permitted in %r in %r" % (parts[-1], text)
    octets = text.split(".")
    if len(octets) != 4:
        return "Expected 4 octets in %r" % text
    for octet in octets:
        if not octet:
            return "Empty octet not permitted in %r" % text
        if not (octet.isascii() and octet.isdigit()):
            return "Only decimal digits permitted in %r in %r" % (octet, text)
        if len(octet) > 3:
            return "At most 3 characters permitted in %r in %r" % (octet, text)
        if octet != "0" and octet[0] == "0":
            return "Leading zeros are not permitted in %r in %r" % (octet, text)
        if int(octet) > 255:
            return "Octet %d (> 255) not permitted in %r" % (int(octet), text)
    return "%r does not appear to be an IPv4 address" % text


class IPv4Address(_Address):
    version = 4
    max_prefixlen = 32


class IPv6Address(_Address):
    version = 6
    max_prefixlen = 128


class _Network(object):
    def __init__(self, address, strict=True):
        length = None
        if isinstance(address, tuple):
            address, length = address
        elif isinstance(address, str) and "/" in address:
            address, length = address.split("/", 1)
        first = self._address_class(address)
        bits = self._address_class.max_prefixlen
        self.prefixlen = bits if length is None else self._prefix(length, bits)
        self._mask = ((1 << self.prefixlen) - 1) << (bits - self.prefixlen)
        if first._ip & self._mask != first._ip:
            if strict:
                raise ValueError("%s/%d has host bits set" % (first, self.prefixlen))
            first = self._address_class(first._ip & self._mask)
        self.network_address = first
        self.version = first.version
        self.max_prefixlen = bits

    def _prefix(self, length, bits):
        text = str(length)
        if text.isdigit():
            if int(text) > bits:
                raise NetmaskValueError("%r is not a valid netmask" % text)
            return int(text)
        try:
            mask = self._address_class(text)._ip
        except AddressValueError:
            raise NetmaskValueError("%r is not a valid netmask" % text)
        inverse = mask ^ ((1 << bits) - 1)
        for number in (inverse, mask):
            if number & (number + 1) == 0:
                return bits - number.bit_length()
        raise NetmaskValueError("%r is not a valid netmask" % text)

    @property
    def netmask(self):
        return self._address_class(self._mask)

    @property
    def hostmask(self):
        return self._address_class(self._mask ^ ((1 << self.max_prefixlen) - 1))

    @property
    def broadcast_address(self):
        return self._address_class(self.network_address._ip + self.num_addresses - 1)

    @property
    def num_addresses(self):
        return 1 << (self.max_prefixlen - self.prefixlen)

    @property
    def with_prefixlen(self):
        return str(self)

    @property
    def with_netmask(self):
        return "%s/%s" % (self.network_address, self.netmask)

    @property
    def is_private(self):
        return self.network_address.is_private and self.broadcast_address.is_private

    @property
    def is_multicast(self):
        return self.network_address.is_multicast

    def hosts(self):
        start = self.network_address._ip
        count = self.num_addresses
        if self.max_prefixlen - self.prefixlen >= 2:
            first, last = start + 1, start + count - (1 if self.version == 4 else 0)
        else:
            first, last = start, start + count
        for number in range(first, last):
            yield self._address_class(number)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        length = self.prefixlen + prefixlen_diff if new_prefix is None else new_prefix
        if length > self.max_prefixlen:
            raise ValueError("prefix length diff %d is invalid for netblock %s" % (length, self))
        step = 1 << (self.max_prefixlen - length)
        for number in range(self.network_address._ip, self.network_address._ip + self.num_addresses, step):
            yield type(self)((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        length = self.prefixlen - prefixlen_diff if new_prefix is None else new_prefix
        return type(self)((self.network_address._ip, length), strict=False)

    def subnet_of(self, other):
        return self.network_address in other and self.broadcast_address in other

    def supernet_of(self, other):
        return other.subnet_of(self)

    def overlaps(self, other):
        return self.network_address in other or other.network_address in self

    def __contains__(self, address):
        if isinstance(address, str):
            return False
        return address.version == self.version and address._ip & self._mask == self.network_address._ip

    def __iter__(self):
        start = self.network_address._ip
        for number in range(start, start + self.num_addresses):
            yield self._address_class(number)

    def __getitem__(self, index):
        count = self.num_addresses
        if not -count <= index < count:
            raise IndexError("address out of range")
        return self._address_class(self.network_address._ip + index % count)

    def _key(self):
        return (self.version, self.network_address._ip, self.prefixlen)

    def __eq__(self, other):
        return isinstance(other, _Network) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return "%s/%d" % (self.network_address, self.prefixlen)

    def __repr__(self):
        return "IPv%dNetwork(%r)" % (self.version, str(self))


class IPv4Network(_Network):
    _address_class = IPv4Address


class IPv6Network(_Network):
    _address_class = IPv6Address


def ip_address(address):
    if isinstance(address, int):
        return IPv4Address(address) if address < 1 << 32 else IPv6Address(address)
    for kind in (IPv4Address, IPv6Address):
        try:
            return kind(address)
        except AddressValueError:
            pass
    raise ValueError("%r does not appear to be an IPv4 or IPv6 address" % address)


def ip_network(address, strict=True):
    for kind in (IPv4Network, IPv6Network):
        try:
            return kind(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError("%r does not appear to be an IPv4 or IPv6 network" % address)


class IPv4Interface(IPv4Address):
    def __init__(self, address):
        host, slash, length = str(address).partition("/")
        IPv4Address.__init__(self, host)
        self.network = IPv4Network(str(address), strict=False)
        self.ip = IPv4Address(host)
        self.netmask = self.network.netmask

    def __str__(self):
        return "%s/%d" % (self.ip, self.network.prefixlen)

    def __repr__(self):
        return "IPv4Interface(%r)" % str(self)


def ip_interface(address):
    return IPv4Interface(address)
