# Tools that are made of others. Everything about packets is known here, as in a user's script.
import time


def _own_mac(towards):
    return get_if_hwaddr(conf.route.route(towards)[0])


def arpcachepoison(target, addresses, broadcast=False, count=None, interval=15, **kwargs):
    first = target if isinstance(target, str) else target[0]
    first = first.split("/")[0]
    if isinstance(addresses, str):
        couples = [(addresses, _own_mac(first))]
    elif isinstance(addresses, tuple):
        couples = [addresses]
    else:
        couples = addresses
    packets = [Ether(src=mac) / ARP(op="who-has", psrc=ip, pdst=target, hwsrc=mac,
                                    hwdst="00:00:00:00:00:00")
               for ip, mac in couples]
    if broadcast:
        for packet in packets:
            packet.dst = "ff:ff:ff:ff:ff:ff"
    kwargs.setdefault("iface", conf.route.route(first)[0])
    try:
        while count is None or count > 0:
            sendp(packets, **kwargs)
            if count is not None:
                count -= 1
            if count is None or count > 0:
                time.sleep(interval)
    except KeyboardInterrupt:
        pass


def _mac_of(ip, given):
    mac = given or getmacbyip(ip)
    if mac is None:
        raise OSError("%s does not answer ARP: is it up, and on this link?" % ip)
    return mac


def arp_mitm(ip1, ip2, mac1=None, mac2=None, broadcast=False, target_mac=None, iface=None, inter=3):
    if iface is None:
        iface = conf.route.route(ip1)[0]
    mac1 = _mac_of(ip1, mac1)
    mac2 = _mac_of(ip2, mac2)
    own = target_mac or get_if_hwaddr(iface)
    print("MITM on %s: %s <--> %s <--> %s" % (iface, mac1, own, mac2))

    def lie(ip, mac, about, claimed):
        return Ether(dst="ff:ff:ff:ff:ff:ff" if broadcast else mac, src=own) / ARP(
            op="is-at", psrc=about, pdst=ip, hwsrc=claimed, hwdst=mac)

    packets = [lie(ip1, mac1, ip2, own), lie(ip2, mac2, ip1, own)]
    try:
        while True:
            sendp(packets, iface=iface, verbose=0)
            time.sleep(inter)
    except KeyboardInterrupt:
        pass
    print("Restoring...")
    truth = [lie(ip1, mac1, ip2, mac2), lie(ip2, mac2, ip1, mac1)]
    sendp(truth, iface=iface, verbose=0, count=5, inter=0.2)


def promiscping(net, timeout=2, fake_bcast="ff:ff:ff:ff:ff:fe", **kwargs):
    ans, unans = srp(Ether(dst=fake_bcast) / ARP(pdst=net), filter="arp and arp[7] = 2",
                     timeout=timeout, iface_hint=net, **kwargs)
    for query, answer in ans:
        print("%s %s" % (answer.src, answer.psrc))
    return ans, unans


def tshark(**kwargs):
    count = 0

    def line(packet):
        nonlocal count
        print("%5d\t%s" % (count, packet.summary()))
        count += 1

    iface = kwargs.get("iface", conf.iface)
    print("Capturing on '%s'" % (iface,))
    sniff(prn=line, store=False, **kwargs)
    print("\n%d packet%s captured" % (count, "s" if count > 1 else ""))


def _flood(ask, x, keywords):
    pairs, unanswered = [], x
    keywords.setdefault("timeout", 0.1)
    keywords.setdefault("verbose", 0)
    pause = keywords["timeout"]
    try:
        while True:
            ans, unanswered = ask(unanswered, chainCC=True, **keywords)
            pairs.extend(list(ans))
            if len(unanswered) == 0:
                break
    except KeyboardInterrupt:
        pass
    return SndRcvList(pairs, "Results"), PacketList(list(unanswered), "Unanswered")


def _flood1(ask, x, keywords):
    keywords.setdefault("timeout", 0.1)
    keywords.setdefault("verbose", 0)
    try:
        while True:
            answer = ask(x, chainCC=True, **keywords)
            if answer is not None:
                return answer
    except KeyboardInterrupt:
        return None


def srflood(x, **kwargs):
    return _flood(sr, x, kwargs)


def srpflood(x, **kwargs):
    return _flood(srp, x, kwargs)


def sr1flood(x, **kwargs):
    return _flood1(sr1, x, kwargs)


def srp1flood(x, **kwargs):
    return _flood1(srp1, x, kwargs)
