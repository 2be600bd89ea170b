# ipaddress: addresses, networks and interfaces, as numbers with a notation.
# RFC 4291 and RFC 5952 for the texts of IPv6; the IANA registries of special addresses for what is private.
import functools as _functools
import re as _re

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """What is no address."""


class NetmaskValueError(ValueError):
    """What is no mask and no length of a prefix."""


def _first_that_takes(kinds, address, what, *args):
    for kind in kinds:
        try:
            return kind(address, *args)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError("%r does not appear to be an IPv4 or IPv6 %s" % (address, what))


def ip_address(address):
    return _first_that_takes((IPv4Address, IPv6Address), address, "address")


def ip_network(address, strict=True):
    return _first_that_takes((IPv4Network, IPv6Network), address, "network", strict)


def ip_interface(address):
    return _first_that_takes((IPv4Interface, IPv6Interface), address, "interface")


def _packed(address, version, length):
    try:
        return address.to_bytes(length, "big")
    except OverflowError:
        raise ValueError("Address negative or too large for IPv%d" % version)


def v4_int_to_packed(address):
    return _packed(address, 4, 4)


def v6_int_to_packed(address):
    return _packed(address, 6, 16)


def get_mixed_type_key(obj):
    if isinstance(obj, _BaseNetwork):
        return obj._version, obj.network_address, obj.netmask
    if isinstance(obj, _BaseAddress):
        return obj._version, obj
    return NotImplemented


def summarize_address_range(first, last):
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError("%s and %s are not of the same version" % (first, last))
    if first > last:
        raise ValueError("last IP address must be greater than first")
    kind = IPv4Network if first.version == 4 else IPv6Network
    bits = first._max_prefixlen
    at, end = first._ip, last._ip
    while at <= end:
        # As many as the address is aligned to, and as are left.
        aligned = bits if at == 0 else (at & -at).bit_length() - 1
        size = min(aligned, (end - at + 1).bit_length() - 1)
        yield kind((at, bits - size))
        at += 1 << size


def _merged(networks):
    waiting = list(networks)
    by_parent = {}
    while waiting:
        network = waiting.pop()
        parent = network.supernet()
        sibling = by_parent.get(parent)
        if sibling is None:
            by_parent[parent] = network
        elif sibling != network:
            # Both halves are there.
            del by_parent[parent]
            waiting.append(parent)
    last = None
    for network in sorted(by_parent.values()):
        if last is not None and last.broadcast_address >= network.broadcast_address:
            continue
        yield network
        last = network


def _runs(numbers):
    """The first and the last of each run of addresses that follow each other."""
    at = iter(numbers)
    first = last = next(at)
    for number in at:
        if number._ip != last._ip + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def collapse_addresses(addresses):
    single, networks = [], []
    seen = None
    for item in addresses:
        if isinstance(item, _BaseAddress):
            before = single
        elif item._prefixlen == item._max_prefixlen:
            before = single
        else:
            before = networks
        if before and before[-1]._version != item._version:
            raise TypeError("%s and %s are not of the same version" % (item, before[-1]))
        if before is single and not isinstance(item, _BaseAddress):
            try:
                item = item.ip
            except AttributeError:
                item = item.network_address
        before.append(item)
    single = sorted(set(single))
    if single:
        for first, last in _runs(single):
            networks.extend(summarize_address_range(first, last))
    return _merged(networks)


def _split_slash(address):
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError("Only one '/' permitted in %r" % (address,))
    return parts


def _invalid_mask(text):
    raise NetmaskValueError("%r is not a valid netmask" % (text,)) from None


class _Base:
    __slots__ = ()

    @property
    def exploded(self):
        return self._exploded()

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        return self._reversed()

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @classmethod
    def _checked(cls, number):
        if number < 0:
            raise AddressValueError("%d (< 0) is not permitted as an IPv%d address" % (number, cls._version))
        if number >> cls._max_prefixlen:
            raise AddressValueError("%d (>= 2**%d) is not permitted as an IPv%d address" % (
                number, cls._max_prefixlen, cls._version))
        return number

    @classmethod
    def _unpacked(cls, octets):
        if len(octets) * 8 != cls._max_prefixlen:
            raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address" % (
                octets, len(octets), cls._max_prefixlen // 8, cls._version))
        return int.from_bytes(octets, "big")

    @classmethod
    def _mask_of(cls, length):
        full = (1 << cls._max_prefixlen) - 1
        return full ^ (full >> length)

    @classmethod
    def _length_from_text(cls, text):
        if not (text.isascii() and text.isdigit()):
            _invalid_mask(text)
        length = int(text)
        if length > cls._max_prefixlen:
            _invalid_mask(text)
        return length

    @classmethod
    def _length_from_mask(cls, text):
        """`255.255.255.0`, or `0.0.0.255` as routers have it."""
        try:
            mask = cls._number_from_text(text)
        except AddressValueError:
            _invalid_mask(text)
        full = (1 << cls._max_prefixlen) - 1
        for hosts in (mask ^ full, mask):
            if hosts & (hosts + 1) == 0:
                return cls._max_prefixlen - hosts.bit_length()
        _invalid_mask(text)

    @classmethod
    def _length(cls, given):
        if isinstance(given, int):
            if not 0 <= given <= cls._max_prefixlen:
                _invalid_mask(given)
            return given
        try:
            return cls._length_from_text(given)
        except NetmaskValueError:
            if cls._version == 6:
                raise
        return cls._length_from_mask(given)

    @classmethod
    def _address_and_length(cls, address):
        if isinstance(address, (bytes, int)):
            return address, cls._max_prefixlen
        parts = address if isinstance(address, tuple) else _split_slash(address)
        if len(parts) > 1:
            return parts[0], parts[1]
        return parts[0], cls._max_prefixlen


def _text_from_v4(number):
    return "%d.%d.%d.%d" % (number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255)


def _octet(text):
    if not text:
        raise ValueError("Empty octet not permitted")
    if not (text.isascii() and text.isdigit()):
        raise ValueError("Only decimal digits permitted in %r" % text)
    if len(text) > 3:
        raise ValueError("At most 3 characters permitted in %r" % text)
    if text != "0" and text[0] == "0":
        raise ValueError("Leading zeros are not permitted in %r" % text)
    number = int(text, 10)
    if number > 255:
        raise ValueError("Octet %d (> 255) not permitted" % number)
    return number


class _V4(_Base):
    __slots__ = ()
    _version = 4
    _max_prefixlen = 32

    def _exploded(self):
        return str(self)

    @classmethod
    def _number_from_text(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        octets = text.split(".")
        if len(octets) != 4:
            raise AddressValueError("Expected 4 octets in %r" % text)
        number = 0
        try:
            for octet in octets:
                number = number << 8 | _octet(octet)
        except ValueError as problem:
            raise AddressValueError("%s in %r" % (problem, text)) from None
        return number

    def _reversed(self):
        return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"


_HEX = frozenset("0123456789abcdefABCDEF")


def _hextet(text):
    if not _HEX.issuperset(text):
        raise ValueError("Only hex digits permitted in %r" % text)
    if len(text) > 4:
        raise ValueError("At most 4 characters permitted in %r" % text)
    return int(text, 16)


def _longest_zeros(parts):
    best, length, at = 0, 0, 0
    while at < 8:
        end = at
        while end < 8 and parts[end] == "0":
            end += 1
        if end - at > length:
            best, length = at, end - at
        at = end + 1
    return best, length


def _text_from_v6(number):
    digits = "%032x" % number
    parts = ["%x" % int(digits[at:at + 4], 16) for at in range(0, 32, 4)]
    start, length = _longest_zeros(parts)
    # RFC 5952 section 4.2.2: one group of zeros is not shortened.
    if length < 2:
        return ":".join(parts)
    return ":".join(parts[:start]) + "::" + ":".join(parts[start + length:])


class _V6(_Base):
    __slots__ = ()
    _version = 6
    _max_prefixlen = 128

    @classmethod
    def _number_from_text(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        parts = text.split(":")
        if len(parts) < 3:
            raise AddressValueError("At least 3 parts expected in %r" % text)
        if "." in parts[-1]:
            try:
                low = IPv4Address(parts.pop())._ip
            except AddressValueError as problem:
                raise AddressValueError("%s in %r" % (problem, text)) from None
            parts.append("%x" % (low >> 16))
            parts.append("%x" % (low & 0xffff))
        if len(parts) > 9:
            raise AddressValueError("At most 8 colons permitted in %r" % text)
        gap = None
        for at in range(1, len(parts) - 1):
            if not parts[at]:
                if gap is not None:
                    raise AddressValueError("At most one '::' permitted in %r" % text)
                gap = at
        if gap is None:
            if len(parts) != 8:
                raise AddressValueError("Exactly 8 parts expected without '::' in %r" % text)
            if not parts[0]:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            high, low, skipped = parts, [], 0
        else:
            high, low = parts[:gap], parts[gap + 1:]
            if not parts[0]:
                high = high[1:]
                if high:
                    raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                low = low[:-1]
                if low:
                    raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            skipped = 8 - len(high) - len(low)
            if skipped < 1:
                raise AddressValueError("Expected at most 7 other parts with '::' in %r" % text)
        number = 0
        try:
            for part in high:
                number = number << 16 | _hextet(part)
            number <<= 16 * skipped
            for part in low:
                number = number << 16 | _hextet(part)
        except ValueError as problem:
            raise AddressValueError("%s in %r" % (problem, text)) from None
        return number

    def _exploded(self):
        if isinstance(self, _BaseNetwork):
            return "%s/%d" % (self.network_address.exploded, self._prefixlen)
        digits = "%032x" % self._ip
        text = ":".join([digits[at:at + 4] for at in range(0, 32, 4)])
        if isinstance(self, IPv6Interface):
            return "%s/%d" % (text, self._prefixlen)
        return text

    def _reversed(self):
        return ".".join(self.exploded[::-1].replace(":", "")) + ".ip6.arpa"


@_functools.total_ordering
class _BaseAddress(_Base):
    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return self._ip < other._ip

    def __add__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(self._ip + other)

    def __sub__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(self._ip - other)

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __str__(self):
        return self._text_of(self._ip)

    def __hash__(self):
        return hash(hex(self._ip))

    def __format__(self, spec):
        if not spec or spec[-1] == "s":
            return format(str(self), spec)
        form = _re.fullmatch("(#?)(_?)([xbnX])", spec)
        if form is None:
            return super().__format__(spec)
        alternate, grouping, base = form.groups()
        if base == "n":
            base = "b" if self._version == 4 else "x"
        width = self._max_prefixlen if base == "b" else self._max_prefixlen // 4
        if grouping:
            width += width // 4 - 1
        if alternate:
            width += 2
        return format(self._ip, "%s0%d%s%s" % (alternate, width, grouping, base))

    def __reduce__(self):
        return self.__class__, (str(self),)


class _BaseNetwork(_Base):
    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __str__(self):
        return "%s/%d" % (self.network_address, self._prefixlen)

    def _from(self, address, strict):
        address, length = self._address_and_length(address)
        self.network_address = self._address_class(address)
        self._prefixlen = self._length(length)
        mask = self._mask_of(self._prefixlen)
        self.netmask = self._address_class(mask)
        number = self.network_address._ip
        if number & mask != number:
            if strict:
                raise ValueError("%s has host bits set" % self)
            self.network_address = self._address_class(number & mask)

    def hosts(self):
        if self._prefixlen == self._max_prefixlen:
            return [self._address_class(self.network_address._ip)]
        if self._prefixlen == self._max_prefixlen - 1:
            return iter(self)
        return self._hosts()

    def _hosts(self):
        # IPv6 has no broadcast address, so the last one is a host's.
        last = self.broadcast_address._ip + (self._version == 6)
        for number in range(self.network_address._ip + 1, last):
            yield self._address_class(number)

    def __iter__(self):
        for number in range(self.network_address._ip, self.broadcast_address._ip + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        first, last = self.network_address._ip, self.broadcast_address._ip
        number = first + n if n >= 0 else last + n + 1
        if not first <= number <= last:
            raise IndexError("address out of range")
        return self._address_class(number)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        return (self.network_address._ip, self.netmask._ip) < (other.network_address._ip, other.netmask._ip)

    def __le__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else less or self == other

    def __gt__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less and self != other

    def __ge__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less

    def __eq__(self, other):
        try:
            return (self._version == other._version and self.network_address == other.network_address
                    and self.netmask._ip == other.netmask._ip)
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(self.network_address._ip ^ self.netmask._ip)

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def broadcast_address(self):
        return self._address_class(self.network_address._ip | self.hostmask._ip)

    @property
    def hostmask(self):
        return self._address_class(self.netmask._ip ^ ((1 << self._max_prefixlen) - 1))

    @property
    def with_prefixlen(self):
        return "%s/%d" % (self.network_address, self._prefixlen)

    @property
    def with_netmask(self):
        return "%s/%s" % (self.network_address, self.netmask)

    @property
    def with_hostmask(self):
        return "%s/%s" % (self.network_address, self.hostmask)

    @property
    def num_addresses(self):
        return 1 << (self._max_prefixlen - self._prefixlen)

    @property
    def prefixlen(self):
        return self._prefixlen

    def overlaps(self, other):
        return (self.network_address in other or self.broadcast_address in other
                or other.network_address in self or other.broadcast_address in self)

    def address_exclude(self, other):
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        if not isinstance(other, _BaseNetwork):
            raise TypeError("%s is not a network object" % other)
        if not other.subnet_of(self):
            raise ValueError("%s not contained in %s" % (other, self))
        whole = self
        while whole != other:
            low, high = whole.subnets()
            if other.subnet_of(low):
                yield high
                whole = low
            else:
                yield low
                whole = high

    def compare_networks(self, other):
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same type" % (self, other))
        for own, others in ((self.network_address._ip, other.network_address._ip), (self.netmask._ip, other.netmask._ip)):
            if own != others:
                return -1 if own < others else 1
        return 0

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._prefixlen + prefixlen_diff
        if length > self._max_prefixlen:
            raise ValueError("prefix length diff %d is invalid for netblock %s" % (length, self))
        step = 1 << (self._max_prefixlen - length)
        for number in range(self.network_address._ip, self.broadcast_address._ip + 1, step):
            yield self.__class__((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError("current prefixlen is %d, cannot have a prefixlen_diff of %d" % (
                self._prefixlen, prefixlen_diff))
        return self.__class__((self.network_address._ip & (self.netmask._ip << prefixlen_diff), length))

    def _within(self, other):
        try:
            if self._version != other._version:
                raise TypeError("%s and %s are not of the same version" % (self, other))
            return (other.network_address <= self.network_address
                    and other.broadcast_address >= self.broadcast_address)
        except AttributeError:
            raise TypeError("Unable to test subnet containment between %s and %s" % (self, other))

    def subnet_of(self, other):
        return self._within(other)

    def supernet_of(self, other):
        try:
            return other._within(self)
        except AttributeError:
            raise TypeError("Unable to test subnet containment between %s and %s" % (other, self))

    def _both(self, question):
        return getattr(self.network_address, question) and getattr(self.broadcast_address, question)

    @property
    def is_multicast(self):
        return self._both("is_multicast")

    @property
    def is_reserved(self):
        return self._both("is_reserved")

    @property
    def is_link_local(self):
        return self._both("is_link_local")

    @property
    def is_private(self):
        first, last = self.network_address._ip, self.broadcast_address._ip
        return any([low <= first and last <= high for low, high in self._address_class._PRIVATE])

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._both("is_unspecified")

    @property
    def is_loopback(self):
        return self._both("is_loopback")


def _ranges(kind, text):
    """The first and the last number of each network."""
    found = []
    for network in text.split():
        address, length = network.split("/")
        first = kind._number_from_text(address)
        found.append((first, first | (1 << (kind._max_prefixlen - int(length))) - 1))
    return tuple(found)


def _among(address, ranges):
    number = address._ip
    return any([low <= number <= high for low, high in ranges])


class IPv4Address(_V4, _BaseAddress):
    __slots__ = ("_ip", "__weakref__")
    _text_of = staticmethod(_text_from_v4)
    _SHARED = _ranges(_V4, "100.64.0.0/10")
    _PRIVATE = _ranges(_V4, """
        0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31
        192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4""")

    def __init__(self, address):
        if isinstance(address, int):
            self._ip = self._checked(address)
        elif isinstance(address, bytes):
            self._ip = self._unpacked(address)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError("Unexpected '/' in %r" % (address,))
            self._ip = self._number_from_text(text)

    @property
    def packed(self):
        return v4_int_to_packed(self._ip)

    @property
    def is_reserved(self):
        return self._ip >> 28 == 15

    @property
    def is_private(self):
        return _among(self, self._PRIVATE)

    @property
    def is_global(self):
        return not _among(self, self._SHARED) and not self.is_private

    @property
    def is_multicast(self):
        return self._ip >> 28 == 14

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self._ip >> 24 == 127

    @property
    def is_link_local(self):
        return self._ip >> 16 == 0xa9fe


class IPv4Network(_V4, _BaseNetwork):
    _address_class = IPv4Address

    def __init__(self, address, strict=True):
        self._from(address, strict)

    @property
    def is_global(self):
        first, last = IPv4Address._SHARED[0]
        shared = first <= self.network_address._ip and self.broadcast_address._ip <= last
        return not shared and not self.is_private


class IPv6Address(_V6, _BaseAddress):
    __slots__ = ("_ip", "_scope_id", "__weakref__")
    _text_of = staticmethod(_text_from_v6)
    _PRIVATE = _ranges(_V6, """
        ::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:db8::/32 fc00::/7 fe80::/10""")
    _RESERVED = _ranges(_V6, """
        ::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 E000::/4
        F000::/5 F800::/6 FE00::/9""")

    def __init__(self, address):
        self._scope_id = None
        if isinstance(address, int):
            self._ip = self._checked(address)
        elif isinstance(address, bytes):
            self._ip = self._unpacked(address)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError("Unexpected '/' in %r" % (address,))
            text, percent, scope = text.partition("%")
            if percent:
                if not scope or "%" in scope:
                    raise AddressValueError('Invalid IPv6 address: "%r"' % (text + percent + scope))
                self._scope_id = scope
            self._ip = self._number_from_text(text)

    def __str__(self):
        text = _text_from_v6(self._ip)
        return text + "%" + self._scope_id if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        same = super().__eq__(other)
        if same is NotImplemented or not same:
            return same
        return self._scope_id == getattr(other, "_scope_id", None)

    @property
    def scope_id(self):
        return self._scope_id

    @property
    def packed(self):
        return v6_int_to_packed(self._ip)

    @property
    def is_multicast(self):
        return self._ip >> 120 == 0xff

    @property
    def is_reserved(self):
        return _among(self, self._RESERVED)

    @property
    def is_link_local(self):
        return self._ip >> 118 == 0xfe80 >> 6

    @property
    def is_site_local(self):
        return self._ip >> 118 == 0xfec0 >> 6

    @property
    def is_private(self):
        inner = self.ipv4_mapped
        if inner is not None:
            return inner.is_private
        return _among(self, self._PRIVATE)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self._ip == 1

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xffffffff) if self._ip >> 32 == 0xffff else None

    @property
    def teredo(self):
        # RFC 4380 section 4: the client's address is inverted.
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xffffffff), IPv4Address(~self._ip & 0xffffffff)

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xffffffff) if self._ip >> 112 == 0x2002 else None


class IPv6Network(_V6, _BaseNetwork):
    _address_class = IPv6Address

    def __init__(self, address, strict=True):
        self._from(address, strict)

    @property
    def is_site_local(self):
        return self._both("is_site_local")


class _Interface:
    """An address with the network that it is in."""
    __slots__ = ()

    def _set_network(self, network):
        self.network = network
        self.netmask = network.netmask
        self._prefixlen = network._prefixlen

    @property
    def hostmask(self):
        return self.network.hostmask

    def __str__(self):
        return "%s/%d" % (self._address_class.__str__(self), self._prefixlen)

    def __eq__(self, other):
        same = self._address_class.__eq__(self, other)
        if same is NotImplemented or not same:
            return same
        try:
            return self.network == other.network
        except AttributeError:
            # An interface is equal to interfaces only.
            return False

    def __lt__(self, other):
        less = self._address_class.__lt__(self, other)
        if less is NotImplemented:
            return less
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            # Addresses come before interfaces.
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    @property
    def ip(self):
        return self._address_class(self._ip)

    @property
    def with_prefixlen(self):
        return "%s/%d" % (self._text_of(self._ip), self._prefixlen)

    @property
    def with_netmask(self):
        return "%s/%s" % (self._text_of(self._ip), self.netmask)

    @property
    def with_hostmask(self):
        return "%s/%s" % (self._text_of(self._ip), self.hostmask)

    def __reduce__(self):
        return self.__class__, (str(self),)


class IPv4Interface(_Interface, IPv4Address):
    _address_class = IPv4Address

    def __init__(self, address):
        first, length = self._address_and_length(address)
        IPv4Address.__init__(self, first)
        self._set_network(IPv4Network((first, length), strict=False))


class IPv6Interface(_Interface, IPv6Address):
    _address_class = IPv6Address

    def __init__(self, address):
        first, length = self._address_and_length(address)
        IPv6Address.__init__(self, first)
        self._set_network(IPv6Network((first, length), strict=False))

    @property
    def is_unspecified(self):
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        return super().is_loopback and self.network.is_loopback
