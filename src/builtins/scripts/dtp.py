# Cisco's dynamic trunking: ask the switch to make the port a trunk.


def negotiate_trunk(iface=None, mymac=None):
    """Say that this end wants a trunk."""
    from scapy.contrib.dtp import DTP, DTPDomain, DTPNeighbor, DTPStatus, DTPType

    iface = iface or conf.iface
    mymac = mymac or str(RandMAC())
    print("Trying to negotiate a trunk on interface %s" % iface)
    wishes = [DTPDomain(), DTPStatus(), DTPType(), DTPNeighbor(neighbor=mymac)]
    sendp(Dot3(src=mymac, dst="01:00:0c:cc:cc:cc") / LLC() / SNAP() / DTP(tlvlist=wishes), iface=iface)
