# ipaddress: every function, class and property, with ordinary, border and wrong arguments.
import ipaddress
from ipaddress import ip_address, ip_network, ip_interface, IPv4Address, IPv6Address, IPv4Network, IPv6Network, IPv4Interface, IPv6Interface


def t(f, *args, **kwargs):
    try:
        value = f(*args, **kwargs)
        if hasattr(value, "__next__"):
            value = list(value)
        print(repr(value))
    except Exception as error:
        print(type(error).__name__, error)


texts = ["1.2.3.4", "0.0.0.0", "255.255.255.255", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-1", "1.2..4", "1.2.3.04", "1.2.3.1000",
         "1.2.3.a", "", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4/8", "\u0661.2.3.4", "0x1.2.3.4", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
         "1:2:3:4:5:6:7:8:9:a", "::1::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", ":::", "1:::2", "::g", "::12345", "::1.2.3.4", "::ffff:1.2.3.4", "::1.2.3", "1:2:3:4:5:6:7::8", "1:2:3:4:5:6:7::",
         "fe80::1%eth0", "fe80::1%", "fe80::1%a%b", "2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "1:0:2:0:3:0:4:0", "::/0", "::1/129"]
for text in texts:
    print(repr(text))
    for kind in (ip_address, IPv4Address, IPv6Address, ip_network, ip_interface):
        t(kind, text)
for value in [0, 1, -1, 2**32 - 1, 2**32, 2**128 - 1, 2**128, b"\1\2\3\4", b"\1\2\3", b"\0" * 16, b"\0" * 17, None, 1.5, True, (1, 2), [], bytearray(b"\1\2\3\4"), IPv4Address("1.2.3.4"), IPv6Address(5)]:
    print(repr(value))
    for kind in (ip_address, IPv4Address, IPv6Address, IPv4Network, IPv6Network, ip_interface):
        t(kind, value)

addresses = ["0.0.0.0", "10.1.2.3", "100.64.1.1", "127.0.0.1", "127.255.255.255", "128.0.0.0", "169.254.3.4", "172.16.0.1", "172.32.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "192.0.0.200",
             "192.0.2.7", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.9", "203.0.113.200", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "8.8.8.8",
             "::", "::1", "::2", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:1::1", "2001:20::1", "2001:db8::1", "2002:c000:0204::", "2a00:1450::8888",
             "4000::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "ffff::"]
questions = ["is_private", "is_global", "is_loopback", "is_multicast", "is_reserved", "is_link_local", "is_unspecified", "is_site_local"]
for text in addresses:
    a = ip_address(text)
    print(a, a.version, a.max_prefixlen, a.compressed, a.exploded, a.reverse_pointer, a.packed, int(a), "".join("10"[not getattr(a, q, 0)] for q in questions))
    if a.version == 6:
        print(a.ipv4_mapped, a.sixtofour, a.teredo, a.scope_id)
for text in ["10.0.0.0/8", "100.64.0.0/10", "100.0.0.0/9", "127.0.0.0/8", "192.0.0.0/24", "192.0.0.8/29", "0.0.0.0/0", "224.0.0.0/4", "240.0.0.0/5", "169.254.1.0/24", "255.255.255.255/32", "0.0.0.0/32",
             "::/0", "::1/128", "::/128", "fe80::/10", "fe80::/9", "ff00::/8", "fec0::/10", "2001:db8::/48", "fc00::/7", "2001:20::/28", "4000::/3"]:
    n = ip_network(text)
    print(n, repr(n), "".join("10"[not getattr(n, q, 0)] for q in questions), n.num_addresses, n.prefixlen, n.netmask, n.hostmask, n.broadcast_address,
          n.with_prefixlen, n.with_netmask, n.with_hostmask, n.compressed, n.exploded, n.version, n.max_prefixlen, n.reverse_pointer)

a = IPv4Address("10.0.0.1")
b = IPv6Address("fe80::1")
for f in [lambda: a + 1, lambda: a - 2, lambda: a + 2**32, lambda: a - 2**31, lambda: a + 1.5, lambda: a - a, lambda: 1 + a, lambda: b + 1, lambda: a < b, lambda: a == b, lambda: a < 5, lambda: a == "10.0.0.1",
          lambda: a < IPv4Address("10.0.0.2"), lambda: a <= a, lambda: a > a, lambda: a >= a, lambda: a != a, lambda: hash(a) == hash(IPv4Address(int(a))), lambda: {a: 1}[IPv4Address("10.0.0.1")],
          lambda: sorted([IPv4Address("10.0.0.10"), IPv4Address("10.0.0.9")]), lambda: b == IPv6Address("fe80::1%eth0"), lambda: a._ip, lambda: f"{a}", lambda: f"{a:>12}", lambda: f"{a:s}", lambda: f"{a:b}", lambda: f"{a:x}",
          lambda: f"{a:#x}", lambda: f"{a:#_x}", lambda: f"{a:_b}", lambda: f"{a:n}", lambda: f"{b:n}", lambda: f"{b:X}", lambda: f"{b:#_b}", lambda: f"{a:d}", lambda: f"{a:10}", lambda: "%s %r" % (a, a), lambda: a.__index__(), lambda: hex(a), lambda: bytes(a),
          lambda: setattr(a, "version", 5), lambda: setattr(a, "colour", 5), lambda: a < ip_network("10.0.0.0/8"), lambda: ip_interface("10.0.0.1/8") == a, lambda: a == ip_interface("10.0.0.1/32"),
          lambda: a < ip_interface("10.0.0.1/8"), lambda: ip_interface("10.0.0.1/8") < a, lambda: ip_interface("10.0.0.1/8") < ip_interface("10.0.0.2/8")]:
    t(f)

for text in ["10.0.0.0/24", "10.0.0.1/24", "10.0.0.0/255.255.255.0", "10.0.0.0/0.0.0.255", "10.0.0.0/255.0.255.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/a", "10.0.0.0/8/8", "/8", "10.0.0.0/08",
             "fe80::/64", "fe80::1/64", "fe80::/ffff::", "fe80::/129", "10.0.0/24", ("10.0.0.0", 24), ("10.0.0.0", "255.255.0.0"), ("10.0.0.1", 24), (167772160, 24), (b"\n\0\0\0", 24), ("10.0.0.0",), ("fe80::", 10), ("10.0.0.0", 40), ("10.0.0.0", -1), (2**40, 99)]:
    print(text)
    for kind in (ip_network, IPv4Network, IPv6Network, ip_interface, lambda x: ip_network(x, strict=False), lambda x: IPv4Network(x, False)):
        t(kind, text)

n = ip_network("192.168.1.0/29")
m = ip_network("2001:db8::/125")
for net in [n, m, ip_network("10.0.0.0/31"), ip_network("10.0.0.0/32"), ip_network("10.0.0.0/30"), ip_network("::/127"), ip_network("::/128")]:
    t(lambda: list(net))
    t(lambda: list(net.hosts()))
    t(lambda: [net[0], net[-1]])
    t(lambda: net[8])
    t(lambda: net[-9])
    t(lambda: net["1"])
    t(lambda: len(net))
    t(lambda: list(net.subnets()))
    t(lambda: list(net.subnets(new_prefix=net.prefixlen + 2)))
    t(lambda: list(net.subnets(prefixlen_diff=2)))
    t(lambda: list(net.subnets(-1)))
    t(lambda: list(net.subnets(0)))
    t(lambda: list(net.subnets(2, 30)))
    t(lambda: list(net.subnets(new_prefix=5)))
    t(lambda: list(net.subnets(new_prefix=200)))
    t(lambda: net.supernet())
    t(lambda: net.supernet(3))
    t(lambda: net.supernet(new_prefix=20))
    t(lambda: net.supernet(new_prefix=200))
    t(lambda: net.supernet(2, 20))
    t(lambda: net.supernet(200))
    t(lambda: net.supernet(-1))
big = ip_network("10.0.0.0/8")
for f in [lambda: a in big, lambda: b in big, lambda: "10.0.0.1" in big, lambda: n in big, lambda: ip_interface("10.0.0.1/24") in big, lambda: n.overlaps(big), lambda: ip_network("10.2.0.0/16").overlaps(big), lambda: big.overlaps(ip_network("10.2.0.0/16")),
          lambda: big.overlaps(m), lambda: big.overlaps("x"), lambda: ip_network("10.2.0.0/16").subnet_of(big), lambda: big.subnet_of(ip_network("10.2.0.0/16")), lambda: big.supernet_of(ip_network("10.2.0.0/16")), lambda: big.subnet_of(m), lambda: big.subnet_of(a), lambda: big.supernet_of(a),
          lambda: big < m, lambda: big < a, lambda: big < ip_network("10.0.0.0/9"), lambda: big <= big, lambda: big > n, lambda: big >= n, lambda: big == ip_network("10.0.0.0/255.0.0.0"), lambda: big == 5, lambda: big != m, lambda: hash(big) == hash(ip_network("10.0.0.0/8")),
          lambda: big.compare_networks(n), lambda: n.compare_networks(big), lambda: n.compare_networks(n), lambda: big.compare_networks(ip_network("10.0.0.0/9")), lambda: big.compare_networks(m),
          lambda: list(ip_network("192.0.2.0/28").address_exclude(ip_network("192.0.2.1/32"))), lambda: list(big.address_exclude(big)), lambda: list(big.address_exclude(n)), lambda: list(big.address_exclude(m)), lambda: list(big.address_exclude(a)), lambda: list(m.address_exclude(ip_network("2001:db8::4/126"))),
          lambda: list(ipaddress.summarize_address_range(a, a + 20)), lambda: list(ipaddress.summarize_address_range(a, a)), lambda: list(ipaddress.summarize_address_range(a + 1, a)), lambda: list(ipaddress.summarize_address_range(a, b)), lambda: list(ipaddress.summarize_address_range(1, 2)), lambda: list(ipaddress.summarize_address_range(n, n)),
          lambda: list(ipaddress.summarize_address_range(IPv4Address(0), IPv4Address(2**32 - 1))), lambda: list(ipaddress.summarize_address_range(IPv6Address(0), IPv6Address(9))),
          lambda: list(ipaddress.collapse_addresses([n, ip_network("192.168.1.8/29"), ip_network("192.168.1.0/30"), a, a + 1])), lambda: list(ipaddress.collapse_addresses([])), lambda: list(ipaddress.collapse_addresses([n, m])), lambda: list(ipaddress.collapse_addresses([a, b])),
          lambda: list(ipaddress.collapse_addresses([IPv4Address("10.0.0.%d" % i) for i in range(1, 9)])), lambda: list(ipaddress.collapse_addresses([IPv4Interface("10.0.0.1/32"), IPv4Network("10.0.0.0/32")])), lambda: list(ipaddress.collapse_addresses([ip_network("0.0.0.0/0"), n])), lambda: list(ipaddress.collapse_addresses(["1.2.3.4"])),
          lambda: sorted([n, a, big, ip_network("1.0.0.0/8"), IPv4Address("1.0.0.0")], key=ipaddress.get_mixed_type_key), lambda: ipaddress.get_mixed_type_key(5),
          lambda: ipaddress.v4_int_to_packed(1), lambda: ipaddress.v4_int_to_packed(-1), lambda: ipaddress.v4_int_to_packed(2**32), lambda: ipaddress.v6_int_to_packed(1), lambda: ipaddress.v6_int_to_packed(2**128)]:
    t(f)
for text in ["10.1.2.3/8", "10.1.2.3", "10.1.2.3/255.255.0.0", "10.1.2.3/0.0.0.255", "fe80::5/64", "::/0", "::1/128", "::1/64", "10.1.2.3/99", "127.0.0.1/8"]:
    try:
        i = ip_interface(text)
    except ValueError as error:
        print(error)
        continue
    print(repr(i), i, i.ip, i.network, i.netmask, i.hostmask, i.with_prefixlen, i.with_netmask, i.with_hostmask, int(i), i.packed, i.version, i.compressed, i.exploded, "".join("10"[not getattr(i, q, 0)] for q in questions),
          i == ip_interface(text), i == i.ip, hash(i) == hash(ip_interface(text)), isinstance(i, (IPv4Address, IPv6Address)), i.reverse_pointer)
print(ip_interface("10.0.0.1/8") + 1, repr(ip_interface(5)), repr(ip_interface((5, 24))), repr(IPv6Interface((5, 64))), repr(IPv4Interface(b"\1\2\3\4")))
print(ipaddress.IPV4LENGTH, ipaddress.IPV6LENGTH, issubclass(ipaddress.AddressValueError, ValueError), issubclass(ipaddress.NetmaskValueError, ValueError))
print(type(n.hosts()).__name__, IPv4Address("1.2.3.4").__class__)
import copy, pickle
print(copy.copy(a), copy.deepcopy(n), pickle.loads(pickle.dumps([a, b, n, ip_interface("10.1.2.3/8")])))
