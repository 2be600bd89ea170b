# A TCP client made of our own packets (RFC 9293): it opens, sends again what nobody
# acknowledges, puts segments in order and closes. The kernel does not know of the connection.
import random as _random

_MODULO = 1 << 32
_ATTEMPTS = 5


def _after(a, b):
    # How far sequence number a is behind b; negative when it is before.
    return (a - b + (1 << 31)) % _MODULO - (1 << 31)


class TCP_client(Automaton):
    def parse_args(self, ip, port, srcip=None, sport=None, seq=None, ack=0, **kargs):
        self.dst = str(Net(ip))
        self.dport = port
        self.sport = _random.randrange(1024, 1 << 16) if sport is None else sport
        self.l4 = IP(dst=ip, src=srcip) / TCP(
            sport=self.sport, dport=self.dport, flags=0, ack=ack,
            seq=_random.randrange(_MODULO) if seq is None else seq)
        self.src = self.l4.src
        # What we sent and nobody acknowledged; segments that came too early; how often we asked.
        self.unacknowledged = []
        self.early = {}
        self.attempts = 0
        self.rcvbuf = TCPSession()
        between = "host %s and host %s and port %i and port %i"
        kargs.setdefault("filter", between % (self.src, self.dst, self.sport, self.dport))
        Automaton.parse_args(self, **kargs)

    def master_filter(self, pkt):
        if IP not in pkt or TCP not in pkt:
            return False
        segment = pkt[TCP]
        return (pkt[IP].src == self.dst and pkt[IP].dst == self.src
                and segment.sport == self.dport and segment.dport == self.sport
                and (not segment.flags.A or _after(segment.ack, self.l4[TCP].seq) <= 0))

    def _say(self, flags, data=b""):
        # Sends a segment; one that takes sequence numbers is kept until it is acknowledged.
        header = self.l4[TCP]
        header.flags = flags
        segment = self.l4.copy()
        if data:
            segment = segment / data
        self.send_sock.hold(segment)
        self.send(segment)
        length = len(data) + header.flags.S + header.flags.F
        if length:
            header.seq = (header.seq + length) % _MODULO
            self.unacknowledged.append((header.seq, segment))

    def _acknowledged(self, pkt):
        if pkt[TCP].flags.A:
            ack = pkt[TCP].ack
            waiting = [one for one in self.unacknowledged if _after(one[0], ack) > 0]
            if len(waiting) < len(self.unacknowledged):
                self.attempts = 0
            self.unacknowledged = waiting

    def _again(self):
        # Whether there is hope left.
        if not self.unacknowledged:
            return True
        self.attempts += 1
        if self.attempts > _ATTEMPTS:
            return False
        segment = self.unacknowledged[0][1]
        if segment[TCP].flags.A:
            segment[TCP].ack = self.l4[TCP].ack
        self.send(segment)
        return True

    def _take(self, pkt):
        # Takes what is in order, and says what is expected next; True at the peer's end.
        self.early[pkt[TCP].seq] = pkt
        ended = False
        while True:
            expected = self.l4[TCP].ack
            for seq in [seq for seq in self.early if _after(seq, expected) <= 0]:
                pkt = self.early.pop(seq)
                data = self._data(pkt)[_after(expected, seq):]
                if data:
                    self.l4[TCP].ack = (expected + len(data)) % _MODULO
                    if seq == expected:
                        pkt = self.rcvbuf.process(pkt)
                        data = pkt and raw(pkt[TCP].payload)
                    if data:
                        self.oi.tcp.send(data)
                if pkt and pkt[TCP].flags.F and _after(self.l4[TCP].ack, seq) >= 0:
                    self.l4[TCP].ack = (self.l4[TCP].ack + 1) % _MODULO
                    ended = True
                if self.l4[TCP].ack != expected:
                    break
            else:
                break
        self._say("A")
        return ended

    def _data(self, pkt):
        payload = pkt[TCP].payload
        return b"" if isinstance(payload, (NoPayload, conf.padding_layer)) else raw(payload)

    @ATMT.state(initial=1)
    def START(self):
        pass

    @ATMT.state()
    def SYN_SENT(self):
        pass

    @ATMT.state()
    def ESTABLISHED(self):
        pass

    @ATMT.state()
    def LAST_ACK(self):
        pass

    @ATMT.state(final=1)
    def CLOSED(self):
        # Who reads learns that nothing more will come.
        self.oi.tcp.send(b"")

    @ATMT.state(stop=1)
    def STOP(self):
        pass

    @ATMT.state()
    def STOP_SENT_FIN_ACK(self):
        pass

    @ATMT.condition(START)
    def connect(self):
        raise self.SYN_SENT()

    @ATMT.action(connect)
    def send_syn(self):
        self._say("S")

    @ATMT.receive_condition(SYN_SENT)
    def synack_received(self, pkt):
        if pkt[TCP].flags.S and pkt[TCP].flags.A:
            raise self.ESTABLISHED().action_parameters(pkt)
        if pkt[TCP].flags.R:
            raise self.CLOSED()

    @ATMT.action(synack_received)
    def send_ack_of_synack(self, pkt=None):
        if pkt is not None:
            self._acknowledged(pkt)
            self.l4[TCP].ack = (pkt[TCP].seq + 1) % _MODULO
            self._say("A")

    @ATMT.timer(SYN_SENT, 1)
    def syn_ack_timeout(self):
        if not self._again():
            raise self.CLOSED()

    @ATMT.receive_condition(ESTABLISHED, prio=1)
    def incoming_data_received(self, pkt):
        self._acknowledged(pkt)
        if pkt[TCP].flags.S:
            # Our ACK of the SYN/ACK was lost.
            self._say("A")
        elif self._data(pkt) or pkt[TCP].flags.F:
            if self._take(pkt):
                raise self.LAST_ACK()

    @ATMT.action(incoming_data_received)
    def send_finack(self):
        self._say("FA")

    @ATMT.receive_condition(ESTABLISHED)
    def reset_received(self, pkt):
        if pkt[TCP].flags.R:
            raise self.CLOSED()

    @ATMT.ioevent(ESTABLISHED, name="tcp", as_supersocket="tcplink")
    def outgoing_data_received(self, fd):
        raise self.ESTABLISHED().action_parameters(fd.recv())

    @ATMT.action(outgoing_data_received)
    def send_data(self, d):
        octets = raw(d)
        # The largest segment that every host takes.
        for start in range(0, len(octets), 1360):
            self._say("PA", octets[start:start + 1360])

    @ATMT.timer(ESTABLISHED, 0.5)
    def not_acknowledged(self):
        if not self._again():
            raise self.CLOSED()

    @ATMT.receive_condition(LAST_ACK)
    def ack_of_fin_received(self, pkt):
        self._acknowledged(pkt)
        if pkt[TCP].flags.R or not self.unacknowledged:
            raise self.CLOSED()
        if pkt[TCP].flags.F:
            self._say("A")

    @ATMT.timer(LAST_ACK, 0.5)
    def last_ack_timeout(self):
        if not self._again():
            raise self.CLOSED()

    @ATMT.condition(STOP)
    def stop_requested(self):
        raise self.STOP_SENT_FIN_ACK()

    @ATMT.action(stop_requested)
    def stop_send_finack(self):
        self._say("FA")

    @ATMT.receive_condition(STOP_SENT_FIN_ACK)
    def stop_fin_received(self, pkt):
        self._acknowledged(pkt)
        if pkt[TCP].flags.R:
            raise self.CLOSED()
        if (self._data(pkt) or pkt[TCP].flags.F) and self._take(pkt):
            raise self.CLOSED()

    @ATMT.timer(STOP_SENT_FIN_ACK, 0.5)
    def stop_ack_timeout(self):
        if not self._again() or not self.unacknowledged:
            raise self.CLOSED()
