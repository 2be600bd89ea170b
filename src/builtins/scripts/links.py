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
