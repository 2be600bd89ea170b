# Tables of routes in the memory of a script.
import socket


class Route(object):
    """A table of routes of one's own; conf.route is the one that counts."""

    def __init__(self, routes=None):
        if routes is None:
            self.resync()
        else:
            self.invalidate_cache()
            self.routes = routes

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

    def get_if_bcast(self, iff):
        # Neither the default route nor those to single hosts have one.
        found = [ltoa(net | ~mask & 0xffffffff) for net, mask, _, iface, _, _ in self.routes
                 if net and mask != 0xffffffff and iface == iff]
        if not found:
            warning("No broadcast address found for iface %s\n", iff)
        return found

    def route(self, dst=None, dev=None, verbose=None, _internal=False):
        # Of a set of addresses the first.
        text = (dst or "0.0.0.0").split("/")[0].replace("*", "0")
        number = atol(".".join(part.split("-")[0] for part in text.split(".")))
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

    def __repr__(self):
        rows = [(ltoa(net), ltoa(mask), gw, str(iface), own, str(metric))
                for net, mask, gw, iface, own, metric in self.routes]
        return pretty_list(
            rows, [("Network", "Netmask", "Gateway", "Iface", "Output IP", "Metric")])


class Route6(object):
    """A table of IPv6 routes of one's own; conf.route6 is the one that counts."""

    def __init__(self, routes=None):
        self.ipv6_ifaces = set()
        if routes is None:
            self.resync()
        else:
            self.invalidate_cache()
            self.routes = routes
            self.ipv6_ifaces = {route[3] for route in routes}

    def __repr__(self):
        rows = [("%s/%i" % route[:2],) + route[2:5] + (str(route[5]),) for route in self.routes]
        return pretty_list(
            rows, [("Destination", "Next Hop", "Iface", "Src candidates", "Metric")], sortBy=1)

    def invalidate_cache(self):
        self.cache = {}

    def flush(self):
        self.invalidate_cache()
        self.routes.clear()
        self.ipv6_ifaces.clear()

    def resync(self):
        self.invalidate_cache()
        self.routes = list(read_routes6())
        self.ipv6_ifaces = {route[3] for route in self.routes}

    def _part(self, addr):
        address, _, length = addr.partition("/")
        length = int(length or 128)
        mask = in6_cidr2mask(length)
        net = inet_ntop(socket.AF_INET6, in6_and(mask, inet_pton(socket.AF_INET6, address)))
        return in6_ptop(address), length, net

    def make_route(self, dst, gw=None, dev=None):
        prefix, _, length = dst.partition("/")
        length = int(length or 128)
        gw = gw or "::"
        if dev is None:
            dev, own, _ = self.route(gw)
            sources = [own]
        else:
            own = [one for one in in6_getifaddr() if one[2] == dev]
            sources = construct_source_candidate_set(prefix, length, own)
        self.ipv6_ifaces.add(dev)
        return prefix, length, gw, dev, sources, 1

    def add(self, *args, **kargs):
        self.invalidate_cache()
        self.routes.append(self.make_route(*args, **kargs))

    def remove_ipv6_iface(self, iface):
        if not all(route[3] == iface for route in self.routes):
            self.ipv6_ifaces.discard(iface)

    def delt(self, dst, gw=None):
        address, _, length = dst.partition("/")
        place = in6_ptop(address), int(length or 128)
        found = [route for route in self.routes
                 if (in6_ptop(route[0]), route[1]) == place
                 and (not gw or in6_ptop(route[2]) == in6_ptop(gw))]
        if not found:
            warning("No matching route found")
        elif len(found) > 1:
            warning("Found more than one match. Aborting.")
        else:
            self.invalidate_cache()
            self.routes.remove(found[0])
            self.remove_ipv6_iface(found[0][3])

    def ifchange(self, iff, addr):
        address, length, net = self._part(addr)
        for at, (own, own_length, gw, iface, _, metric) in enumerate(self.routes):
            if iface == iff:
                self.ipv6_ifaces.add(iface)
                place = (net, length) if gw == "::" else (own, own_length)
                self.routes[at] = place + (gw, iface, [address], metric)
        self.invalidate_cache()
        conf.netcache.in6_neighbor.flush()

    def ifdel(self, iff):
        self.invalidate_cache()
        self.routes = [route for route in self.routes if route[3] != iff]
        self.remove_ipv6_iface(iff)

    def ifadd(self, iff, addr):
        address, length, net = self._part(addr)
        self.invalidate_cache()
        self.routes.append((net, length, "::", iff, [address], 1))
        self.ipv6_ifaces.add(iff)

    def route(self, dst="", dev=None, verbose=None):
        text = (dst or "::").split("/")[0]
        # Of a set of addresses the first.
        address = ":".join(part.split("-")[0] for part in text.replace("*", "0").split(":"))
        if not in6_isvalid(address):
            address = socket.getaddrinfo(text, None, socket.AF_INET6)[0][-1][0]
        key = address, dev
        if key not in self.cache:
            ways = self._ways(address, dev)
            if not ways:
                if address == "::1":
                    return conf.loopback_name, "::1", "::"
                if verbose or verbose is None and conf.verb:
                    warning("No route found for IPv6 destination %s (no default route?)", address)
                return dev or conf.loopback_name, "::", "::"
            way = self._chosen(address, ways)
            if way is None:
                warning("Found a route for IPv6 destination '%s', "
                        "but no possible source address.", address)
                return conf.loopback_name, "::", "::"
            self.cache[key] = way
        return self.cache[key]

    # The longest prefixes with the least metric.
    def _ways(self, address, dev):
        group = in6_ismlladdr(address)
        ways = []
        for net, length, gw, iface, sources, metric in self.routes:
            near = group and in6_islladdr(net) and in6_islladdr(sources[0])
            if (dev is None or iface == dev) and (in6_isincluded(address, net, length) or near):
                ways.append(((-length, metric), (iface, sources, gw)))
        best = min((rank for rank, _ in ways), default=None)
        return [way for rank, way in ways if rank == best]

    # With the sources that fit: one of 6to4 for such a destination, the interface of conf.iface
    # for what reaches no farther than the link.
    def _chosen(self, address, ways):
        found = []
        for iface, sources, gw in ways:
            source = get_source_addr_from_candidate_set(address, sources)
            if source is not None:
                found.append((iface, source, gw))
        better = []
        if in6_isgladdr(address) and in6_isaddr6to4(address):
            better = [way for way in found if in6_isaddr6to4(way[1])]
        elif in6_ismaddr(address) or in6_islladdr(address):
            better = [way for way in found if way[0] == conf.iface]
        found = better or found
        return found[0] if found else None
