# Questions to SNMP agents.


def _asked(dst, oid, community, kind):
    question = SNMP(community=community, PDU=kind(varbindlist=[SNMPvarbind(oid=oid)]))
    return IP(dst=dst) / UDP(sport=RandShort()) / question


def snmpget(dst, oid="1.0.8802.1.1.1.1.1.2.1.2.29", community="public"):
    """Asks agents for what follows an object, and prints it."""
    ans, _ = sr(_asked(dst, oid, community, SNMPnext), timeout=2, chainCC=1, verbose=0, retry=2)
    for r in ans:
        if ICMP in r.answer:
            print(repr(r.answer))
            return
        found = r.answer[SNMP].PDU.varbindlist[0]
        print("[%-10s] %-40s: %r" % (r.query.dst, found.oid.val, found.value))


def snmpwalk(dst, oid="1", community="public"):
    """Asks an agent for all objects, one after the other, and prints them."""
    try:
        while True:
            r = sr1(_asked(dst, oid, community, SNMPnext), timeout=2, chainCC=1, verbose=0, retry=2)
            if r is None:
                print("No answers")
                break
            if ICMP in r:
                print(repr(r))
                break
            found = r[SNMP].PDU.varbindlist[0]
            print("%-40s: %r" % (found.oid.val, found.value))
            if found.endOfMibView is not None:
                break
            oid = found.oid
    except KeyboardInterrupt:
        pass
