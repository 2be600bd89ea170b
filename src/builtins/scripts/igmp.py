# Groups of IPv4 (RFC 2236, RFC 9776): join one, leave it, ask who listens.


def igmp_join(gaddr, version=2, psrc=None, iface=None):
    """Say that this host listens to a group."""
    reports = {
        1: lambda: IGMP_MR(gaddr=gaddr),
        2: lambda: IGMPv2_MR(gaddr=gaddr),
        3: lambda: IGMPv3_MR(records=[IGMPv3_MR_Group(rtype=4, maddr=gaddr)]),
    }
    send(IP(src=psrc) / reports[version](), iface=iface)


def igmp_leave(gaddr, version=2, psrc=None, iface=None):
    """Say that this host no longer listens to a group."""
    if version == 1:
        raise ValueError("IGMPv1 does not include a mechanism to leave !")
    leaves = {
        2: lambda: IGMPv2_LG(gaddr=gaddr),
        3: lambda: IGMPv3_MR(records=[IGMPv3_MR_Group(rtype=3, maddr=gaddr)]),
    }
    send(IP(src=psrc) / leaves[version](), iface=iface)


def igmp_query(gaddr=None, version=2, timeout=2):
    """Ask who listens to a group, or to any; the list of the reports."""
    tenths = timeout * 10
    queries = {
        1: lambda: IGMP_MQ(mrcode=0, gaddr=gaddr),
        2: lambda: IGMP_MQ(mrcode=tenths, gaddr=gaddr),
        3: lambda: IGMPv3_MQ(mrcode=tenths, gaddr=gaddr),
    }
    checked = conf.checkIPaddr
    # A report goes to the group, not to whoever asked.
    conf.checkIPaddr = False
    try:
        answered, _ = sr(IP() / queries[version](), multi=True, timeout=timeout + 1)
        return PacketList([pair.answer for pair in answered], name="IGMP-MR")
    finally:
        conf.checkIPaddr = checked
