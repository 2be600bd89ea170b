# Why the last question was not answered: what arrived instead, and which test it failed.
import _wire


def _inner(pkt):
    # The network layer of a packet, if it has one.
    for layer in (IP, IPv6):
        if layer in pkt:
            return pkt[layer]
    return None


def _is_group(address):
    return address.endswith(".255") or address.split(".")[0] in [str(n) for n in range(224, 240)] \
        or address.lower().startswith("ff")


def _error(pkt):
    # What an ICMP error quotes, if it is one.
    for quoted in (IPerror, IPerror6):
        if quoted in pkt:
            return pkt[quoted]
    return None


def _ports(asked, came):
    if came.sport != asked.dport or came.dport != asked.sport:
        return "its ports are %d > %d; an answer has %d > %d" % (
            came.sport, came.dport, asked.dport, asked.sport)
    return None


def _tcp(asked, came):
    if asked.flags.R:
        return "a question with the flag R has no answer"
    wrong = _ports(asked, came)
    if wrong:
        return wrong
    if came.flags.S and not came.flags.A:
        return "it is a SYN itself: the other side asks"
    if came.flags.S and not asked.flags.S:
        return "it is a SYN/ACK, and the question was no SYN"
    size = len(asked.payload)
    if not (asked.flags.S and not asked.flags.A) and abs(asked.ack - came.seq) > 2:
        return "its seq is %d; the question expected %d (ack)" % (came.seq, asked.ack)
    if abs(asked.seq - came.ack) > 2 + size:
        return "it acknowledges %d; the question ends at %d" % (
            came.ack, asked.seq + size + asked.flags.S + asked.flags.F)
    return None


def _icmp(asked, came):
    replies = {8: 0, 13: 14, 15: 16, 17: 18, 10: 9}
    kind = replies.get(asked.type)
    if kind is None:
        return "ICMP type %d is no question" % asked.type
    if came.type != kind:
        return "it is ICMP %s; an answer is type %d" % (came.sprintf("%ICMP.type%"), kind)
    if (came.id, came.seq) != (asked.id, asked.seq):
        return "its id and seq are 0x%x and 0x%x; an answer has 0x%x and 0x%x" % (
            came.id or 0, came.seq or 0, asked.id or 0, asked.seq or 0)
    return None


def _quote(asked, came, quoted):
    # An ICMP error about some packet: about ours?
    network = _inner(asked)
    if network is None or (quoted.src, quoted.dst) != (network.src, network.dst):
        return "it is an ICMP error about another packet, %s > %s" % (quoted.src, quoted.dst)
    over = quoted.payload
    for layer in (TCP, UDP):
        if layer in asked and hasattr(over, "sport"):
            ours = (asked[layer].sport, asked[layer].dport)
            if (over.sport, over.dport) != ours:
                return "it is an ICMP error about ports %d > %d; the question has %d > %d" % (
                    (over.sport, over.dport) + ours)
    if conf.checkIPID and hasattr(quoted, "id") and quoted.id != network.id:
        return "it is an ICMP error about the packet with id %d; the question has %d" % (
            quoted.id, network.id)
    return "it is an ICMP error about a packet like ours"


def _reason(asked, came):
    if ARP in asked:
        if ARP not in came:
            return "it is no ARP"
        if came[ARP].op != 2:
            return "it is no answer but a question (who-has)"
        if came[ARP].psrc != asked[ARP].pdst:
            return "it tells of %s; the question was about %s" % (came[ARP].psrc, asked[ARP].pdst)
        return "its addresses do not fit"
    ours, theirs = _inner(asked), _inner(came)
    if ARP in came and isinstance(ours, IP) and came[ARP].op == 1 and came[ARP].pdst == ours.src:
        return "somebody wants to answer and looks for %s, the source of the question" % ours.src
    if ours is None or theirs is None or type(ours) is not type(theirs):
        return "it is %s" % came.payload.name if isinstance(came, Ether) else "it is %s" % came.name
    quoted = _error(came)
    if quoted is not None:
        return _quote(asked, came, quoted)
    if conf.checkIPsrc and theirs.dst != ours.src and not _is_group(theirs.dst):
        return "it is for %s; the question came from %s" % (theirs.dst, ours.src)
    if conf.checkIPaddr and theirs.src != ours.dst and not _is_group(ours.dst):
        return "it is from %s; the question went to %s" % (theirs.src, ours.dst)
    for layer, check in ((TCP, _tcp), (UDP, _ports), (ICMP, _icmp)):
        if layer in ours:
            if layer not in theirs:
                return "it is %s; the question was %s" % (theirs.payload.name, layer.__name__)
            wrong = check(ours[layer], theirs[layer])
            if wrong:
                return wrong
            break
    if DNS in asked and DNS in came and asked[DNS].id != came[DNS].id:
        return "its DNS id is %d; the question has %d" % (came[DNS].id, asked[DNS].id)
    top = asked.lastlayer()
    return "%s.answers() says no" % came.lastlayer().__class__.__name__ if top else "it does not fit"


def _nearest(unanswered, came):
    # The question that a packet is nearest to: the one with its ports or addresses.
    def distance(asked):
        ours, theirs = _inner(asked), _inner(came)
        far = 0
        if ours is None or theirs is None:
            return 9
        far += ours.dst != theirs.src
        for layer in (TCP, UDP):
            if layer in ours:
                far += layer not in theirs or theirs[layer].sport != ours[layer].dport
        return far
    return min(unanswered, key=distance)


def _silence(asked, filter):
    # What may be the matter when nothing came.
    network = _inner(asked)
    print("Nothing arrived that could be an answer.")
    if filter:
        print("The filter was %r: what it does not take is not seen." % filter)
    if network is None:
        return
    if TCP in asked:
        print("A closed port answers RST; silence is a firewall that drops, or nobody there.")
    elif UDP in asked:
        print("UDP answers only if a program does; a closed port sends ICMP port-unreachable,"
              " unless a firewall drops it.")
    elif ICMP in asked:
        print("The host is not there, drops ping, or has no way back to %s." % network.src)


def why():
    # Says what became of the questions of the last sr(), sr1(), srp() …
    last = _wire.last_exchange()
    if last is None:
        print("Nothing was asked yet: why() speaks of the last sr(), sr1(), srp(), srp1() …")
        return
    asked, answered, unanswered, others, rejected, silent, filter, timeout = last
    print("%d asked, %d answered; %d other packet%s arrived." % (
        asked, answered, others, "" if others == 1 else "s"))
    if not unanswered:
        print("Every question has its answer." if asked else "There was no question.")
        return
    question = unanswered[0]
    left = asked - answered
    print("Without answer: %s%s" % (question.summary(), ", and %d more" % (left - 1) if left > 1 else ""))
    network = _inner(question)
    if isinstance(network, IP):
        iface, source, gateway = conf.route.route(network.dst)
        print("It left by %s%s." % (iface, "" if gateway == "0.0.0.0" else ", to the gateway " + gateway))
        own = [route[4] for route in conf.route.routes] + [get_if_addr(iface)]
        if network.src not in own:
            print("The source %s is none of this host's: answers go there." % network.src)
    if silent:
        print("ARP: %s." % silent)
    if timeout is not None:
        print("Waited %g s after the last packet." % timeout)
    if not rejected:
        _silence(question, filter)
    for came in rejected[:10]:
        print("%s: %s" % (came.summary(), _reason(_nearest(unanswered, came), came)))
    if others > 10:
        print("… and %d more." % (others - 10))
