# Tools that are made of others. Everything about packets is known here, as in a user's script.
import time


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


def _dynamic_update(nameserver, name, record):
    # RFC 2136: the update of a zone, which is what follows the first label.
    zone = name.partition(".")[2]
    update = DNS(opcode=5, qd=[DNSQR(qname=zone, qtype="SOA")], ns=[record])
    answer = sr1(IP(dst=nameserver) / UDP() / update, verbose=0, timeout=5)
    return answer[DNS].rcode if answer is not None and DNS in answer else -1


def dyndns_add(nameserver, name, rdata, type="A", ttl=10):
    record = DNSRR(rrname=name, type=type, ttl=ttl, rdata=rdata)
    return _dynamic_update(nameserver, name, record)


def dyndns_del(nameserver, name, type="ALL", ttl=10):
    # RFC 2136 section 2.5.2: class ANY, no time to live and no data delete what is there.
    kind = 255 if type in ("ALL", "ANY") else type
    record = DNSRR(rrname=name, type=kind, rclass="ANY", ttl=0, rdata="")
    return _dynamic_update(nameserver, name, record)


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
