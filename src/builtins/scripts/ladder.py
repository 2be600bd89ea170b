# Conversations as pictures: who sent what to whom and when, and the states of TCP.


def _packets(pkts):
    # Packets of a list, of the pairs of sr(), or of a file.
    if isinstance(pkts, str):
        pkts = rdpcap(pkts)
    for one in pkts:
        if isinstance(one, (tuple, list)) or hasattr(one, "answer"):
            for part in one:
                yield part
        else:
            yield one


def _ends(pkt):
    # Who speaks to whom: network addresses, else link addresses.
    for layer in (IP, IPv6):
        if layer in pkt:
            return pkt[layer].src, pkt[layer].dst
    if ARP in pkt:
        return pkt[ARP].psrc, pkt[ARP].pdst
    return getattr(pkt, "src", "?"), getattr(pkt, "dst", "?")


def _when(pkt):
    return float(pkt.sent_time or pkt.time)


def _behind(a, b):
    # How far sequence number a is behind b.
    return (a - b + (1 << 31)) % (1 << 32) - (1 << 31)


def _length(pkt):
    # Octets of data in a segment; the frame's padding does not count.
    segment = pkt[TCP]
    if IP in pkt and pkt[IP].len is not None and pkt[IP].ihl is not None:
        return max(pkt[IP].len - 4 * pkt[IP].ihl - 4 * (segment.dataofs or 5), 0)
    return len(segment.payload)


class _Numbers(object):
    # Sequence numbers counted from the first of each direction.
    def __init__(self):
        self.first = {}

    def words(self, pkt):
        segment, (src, dst) = pkt[TCP], _ends(pkt)
        one, other = (src, segment.sport, dst, segment.dport), (dst, segment.dport, src, segment.sport)
        if segment.flags.S or one not in self.first:
            self.first[one] = segment.seq
        words = ["%s" % segment.flags, "seq=%d" % _behind(segment.seq, self.first[one])]
        if segment.flags.A:
            # What was acknowledged is counted as its sender counts, where that was seen.
            self.first.setdefault(other, segment.ack)
            words.append("ack=%d" % _behind(segment.ack, self.first[other]))
        if _length(pkt):
            words.append("len=%d" % _length(pkt))
        return " ".join(words)


def _text(pkt, numbers):
    if TCP in pkt and type(pkt[TCP]) is TCP:
        return numbers.words(pkt)
    if UDP in pkt and type(pkt[UDP]) is UDP:
        over = pkt[UDP].payload
        if isinstance(over, (Raw, NoPayload)):
            return "UDP %d > %d len=%d" % (pkt[UDP].sport, pkt[UDP].dport, len(over))
        return over.summary()
    for layer in (ICMP, ARP):
        if layer in pkt:
            return pkt[layer].summary().split(" / ")[0]
    inner = pkt
    for layer in (IP, IPv6):
        if layer in pkt:
            inner = pkt[layer].payload
    return inner.summary()


def ladder(pkts, width=30):
    # An arrow for each packet between the hosts, times from the first packet on.
    everything = list(_packets(pkts))
    if not everything:
        print("no packets")
        return
    hosts = []
    for pkt in everything:
        for end in _ends(pkt):
            if end not in hosts:
                hosts.append(end)
    numbers = _Numbers()
    start = min(_when(pkt) for pkt in everything)
    texts = [_text(pkt, numbers) for pkt in everything]
    width = max([width] + [len(host) + 4 for host in hosts])
    if len(hosts) == 2:
        width = max([width] + [len(text) + 8 for text in texts])
    times = ["%9.6f" % (_when(pkt) - start) for pkt in everything]
    margin = max(len(time) for time in times) + 3
    heads = ""
    for place, host in enumerate(hosts):
        # Each name stands in the middle over its line.
        column = margin + place * width
        heads = heads.ljust(max(column - len(host) // 2, len(heads) + (2 if heads else 0))) + host
    print(heads)
    for pkt, text, time in zip(everything, texts, times):
        src, dst = [hosts.index(end) for end in _ends(pkt)]
        line = [" "] * (margin + (len(hosts) - 1) * width + 1)
        for place in range(len(hosts)):
            line[margin + place * width] = "|"
        line[:len(time)] = list(time)
        left, right = sorted((margin + src * width, margin + dst * width))
        if left == right:
            line[left] = "o"
        else:
            inside = right - left - 1
            label = " %s " % text if len(text) + 6 <= inside else ""
            shaft = label.center(inside, "-")
            line[left + 1:right] = list(shaft[:-1] + ">" if src < dst else "<" + shaft[1:])
        shown = "".join(line)
        if left == right or len(text) + 6 > right - left - 1:
            shown += "  " + text
        print(shown.rstrip())


class _Side(object):
    def __init__(self):
        self.state = "CLOSED"
        self.next = None
        self.fin = None


class _Connection(object):
    # Both sides of a TCP connection (RFC 9293 section 3.3.2), as one who listens sees them.
    def __init__(self, client, server):
        self.names = client, server
        self.sides = {client: _Side(), server: _Side()}
        self.sides[server].state = "LISTEN"

    def segment(self, pkt, src):
        # Takes a segment into account; words about what should not be.
        client, server = self.names
        me, peer = self.sides[src], self.sides[server if src == client else client]
        segment, wrong = pkt[TCP], []
        flags, length = segment.flags, _length(pkt)
        if flags.S and flags.F:
            wrong.append("SYN and FIN together")
        if flags.R:
            if peer.next is not None and flags.A is False and segment.seq != me.next:
                wrong.append("RST with a number that is not expected")
            me.state = peer.state = "CLOSED"
            return wrong
        if flags.S:
            self._opening(segment, me, peer, wrong)
        else:
            self._going_on(segment, length, me, peer, wrong)
        if flags.A:
            self._acknowledging(segment, me, peer, wrong)
        if flags.F and not flags.S:
            me.fin = (segment.seq + length + 1) % (1 << 32)
            if me.state in ("ESTABLISHED", "SYN-RECEIVED"):
                me.state = "FIN-WAIT-1"
            elif me.state == "CLOSE-WAIT":
                me.state = "LAST-ACK"
            if peer.state in ("ESTABLISHED", "SYN-RECEIVED"):
                peer.state = "CLOSE-WAIT"
            elif peer.state == "FIN-WAIT-1":
                peer.state = "CLOSING"
            elif peer.state == "FIN-WAIT-2":
                peer.state = "TIME-WAIT"
        return wrong

    def _opening(self, segment, me, peer, wrong):
        after = (segment.seq + 1) % (1 << 32)
        if me.state in ("ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "LAST-ACK"):
            wrong.append("SYN in state %s" % me.state)
            return
        if me.next is not None and me.next != after:
            wrong.append("another first number than before")
        me.next = after
        if segment.flags.A:
            if peer.state != "SYN-SENT":
                wrong.append("SYN/ACK, but nobody asked")
            me.state = "SYN-RECEIVED"
        else:
            me.state = "SYN-SENT"

    def _going_on(self, segment, length, me, peer, wrong):
        if me.next is None:
            if me.state in ("CLOSED", "LISTEN"):
                wrong.append("no connection was opened")
            me.next = segment.seq
        ahead = _behind(segment.seq, me.next)
        if ahead > 0:
            wrong.append("%d octets are missing before it" % ahead)
        elif ahead < 0 and (length or segment.flags.F):
            wrong.append("sent again, or %d octets too early" % -ahead)
        if length and me.state in ("FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT") and ahead >= 0:
            wrong.append("data after FIN")
        end = (segment.seq + length + segment.flags.F) % (1 << 32)
        if _behind(end, me.next) > 0:
            me.next = end

    def _acknowledging(self, segment, me, peer, wrong):
        if peer.next is None:
            wrong.append("acknowledges what nobody sent")
            return
        if _behind(segment.ack, peer.next) > 0:
            wrong.append("acknowledges %d octets that nobody sent" % _behind(segment.ack, peer.next))
        if segment.flags.S:
            return
        if me.state == "SYN-SENT" and peer.state == "SYN-RECEIVED":
            me.state = peer.state = "ESTABLISHED"
        if peer.fin is not None and _behind(segment.ack, peer.fin) >= 0:
            follows = {"FIN-WAIT-1": "FIN-WAIT-2", "CLOSING": "TIME-WAIT", "LAST-ACK": "CLOSED"}
            peer.state = follows.get(peer.state, peer.state)


def fsm(pkts):
    # The states of both sides after each segment, and what TCP does not allow.
    connections = {}
    count = violations = 0
    for pkt in _packets(pkts):
        count += 1
        if TCP not in pkt or type(pkt[TCP]) is not TCP:
            continue
        src, dst = _ends(pkt)
        src, dst = "%s:%d" % (src, pkt[TCP].sport), "%s:%d" % (dst, pkt[TCP].dport)
        key = frozenset((src, dst))
        if key not in connections:
            # Who opens is the client; a SYN/ACK comes from the server.
            answers = pkt[TCP].flags.S and pkt[TCP].flags.A
            connections[key] = [(dst, src) if answers else (src, dst), None, _Numbers(), []]
            connections[key][1] = _Connection(*connections[key][0])
        names, connection, numbers, lines = connections[key]
        wrong = connection.segment(pkt, src)
        violations += len(wrong)
        arrow = ("-> " if src == names[0] else "<- ") + numbers.words(pkt)
        states = [connection.sides[name].state for name in names]
        lines.append(("  %3d  %-28s %-13s %-13s %s" % (count, arrow, states[0], states[1], "; ".join(
            "! " + one for one in wrong))).rstrip())
    for names, _, _, lines in connections.values():
        print("%s (left) and %s (right)" % names)
        for line in lines:
            print(line)
    if not connections:
        print("no TCP")
    else:
        print("%d violation%s" % (violations, "" if violations == 1 else "s"))
