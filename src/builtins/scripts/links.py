# Interfaces, routes and neighbours by other names.
import socket


def get_if_raw_addr(iff):
    return inet_aton(get_if_addr(iff))


def get_if_raw_addr6(iff):
    address = get_if_addr6(iff)
    return inet_pton(socket.AF_INET6, address) if address else None


def network_name(dev):
    return str(dev)


def resolve_iface(dev, retry=True):
    return conf.ifaces.dev_from_name(str(dev))


def read_routes():
    return conf.route.routes


def read_routes6():
    return conf.route6.routes


def in6_getifaddr():
    found = []
    for interface in conf.ifaces.values():
        for address in interface.ips[6]:
            found.append((address, in6_getscope(address), interface.name))
    return found


def neighsol(addr, src, iface, timeout=1, chainCC=0):
    # RFC 4861 section 7.2.2: to the solicited-node multicast address of the one who is sought.
    group = in6_getnsma(inet_pton(socket.AF_INET6, addr))
    question = (Ether(dst=in6_getnsmac(group), src=get_if_hwaddr(iface))
                / IPv6(dst=inet_ntop(socket.AF_INET6, group), src=src, hlim=255)
                / ICMPv6ND_NS(tgt=addr) / ICMPv6NDOptSrcLLAddr(lladdr=get_if_hwaddr(iface)))
    return srp1(question, type=ETH_P_IPV6, iface=iface, timeout=timeout, verbose=0, chainCC=chainCC)


class Route(object):
    """A table of routes of one's own; conf.route is the one that counts."""

    def __init__(self):
        self.resync()

    def invalidate_cache(self):
        self.cache = {}

    def resync(self):
        self.invalidate_cache()
        self.routes = list(read_routes())

    def _part(self, addr):
        address, _, length = addr.partition("/")
        mask = itom(int(length or 32))
        return address, mask, atol(address) & mask

    def make_route(self, host=None, net=None, gw=None, dev=None, metric=1):
        if host is not None:
            address, length = host, 32
        elif net is not None:
            address, _, length = net.partition("/")
        else:
            raise Scapy_Exception("make_route: Incorrect parameters. You should specify a host or a net")
        gw = gw or "0.0.0.0"
        own = "0.0.0.0"
        if dev is None:
            dev, own, _ = self.route(gw if gw != "0.0.0.0" else address)
        return atol(address), itom(int(length)), gw, dev, own, metric

    def add(self, *args, **kargs):
        self.invalidate_cache()
        self.routes.append(self.make_route(*args, **kargs))

    def delt(self, *args, **kargs):
        self.invalidate_cache()
        route = self.make_route(*args, **kargs)
        if route not in self.routes:
            raise ValueError("No matching route found!")
        self.routes.remove(route)

    def ifchange(self, iff, addr):
        self.invalidate_cache()
        address, mask, net = self._part(addr)
        for at, (own, own_mask, gw, iface, _, metric) in enumerate(self.routes):
            if iface == iff:
                place = (net, mask) if gw == "0.0.0.0" else (own, own_mask)
                self.routes[at] = place + (gw, iface, address, metric)

    def ifdel(self, iff):
        self.invalidate_cache()
        self.routes = [route for route in self.routes if route[3] != iff]

    def ifadd(self, iff, addr):
        self.invalidate_cache()
        address, mask, net = self._part(addr)
        self.routes.append((net, mask, "0.0.0.0", iff, address, 1))

    def route(self, dst=None, dev=None, verbose=None, _internal=False):
        number = atol((dst or "0.0.0.0").split("/")[0].replace("*", "0"))
        ways = []
        for net, mask, gw, iface, own, metric in self.routes:
            if not own or dev is not None and iface != dev:
                continue
            if atol(own) == number and number:
                ways.append((0xffffffff, 1, (conf.loopback_name, own, "0.0.0.0")))
            if number & mask == net & mask:
                ways.append((mask, metric, (iface, own, gw)))
        if not ways:
            return dev or conf.loopback_name, "0.0.0.0", "0.0.0.0"
        way = min(ways, key=lambda way: (-way[0], way[1]))[2]
        if way[1] == "0.0.0.0" and not _internal:
            way = way[0], self.route(way[2], _internal=True)[1], way[2]
        return way

    def get_if_bcast(self, iff):
        return [ltoa(net | ~mask & 0xffffffff) for net, mask, _, iface, _, _ in self.routes
                if net and mask != 0xffffffff and iface == iff]

    def __repr__(self):
        rows = [(ltoa(net), ltoa(mask), gw, str(iface), own, str(metric)) for net, mask, gw, iface, own, metric in self.routes]
        return pretty_list(rows, [("Network", "Netmask", "Gateway", "Iface", "Output IP", "Metric")])
