# Sessions: what sniff() does with packets before anybody else sees them. A class that derives from
# DefaultSession says in process() what becomes of a packet: the same, another one, or None.
import sys as _sys


def _warn(text):
    print("WARNING: " + text, file=_sys.stderr)


class DefaultSession(object):
    def __init__(self, supersession=None):
        if supersession and not isinstance(supersession, DefaultSession):
            supersession = supersession()
        self.supersession = supersession

    def process(self, pkt):
        return self.supersession.process(pkt) if self.supersession else pkt

    def recv(self, sock):
        pkt = sock.recv()
        if not pkt:
            return
        try:
            pkt = self.process(pkt)
        except Exception as error:
            _warn("%s processing failed with '%s'. Skipping." % (type(self), error))
            if conf.debug_dissector:
                raise
        if pkt:
            yield pkt


class _Once(object):
    # A packet where sessions expect a socket.
    def __init__(self, pkt):
        self.pkt = pkt

    def recv(self, x=None, **kargs):
        pkt, self.pkt = self.pkt, None
        return pkt


def _session_of(session):
    return session() if isinstance(session, type) else session


def _through_session(session, pkt):
    return list(session.recv(_Once(pkt)))


def _is_whole(fragments):
    # RFC 791 section 3.2: from the first octet on without a gap, up to one that says it is the last.
    end = 0
    for fragment in sorted(fragments, key=lambda fragment: fragment[IP].frag):
        own = fragment[IP]
        if own.frag * 8 > end:
            return False
        end = max(end, own.frag * 8 + len(own.payload) - _padding_of(own))
        if not own.flags.MF:
            return True
    return False


def _padding_of(pkt):
    return len(pkt[Padding]) if Padding in pkt else 0


class IPSession(DefaultSession):
    """Puts fragments of IPv4 together."""

    def __init__(self, *args, **kwargs):
        DefaultSession.__init__(self, *args, **kwargs)
        self.fragments = {}

    def process(self, packet):
        if not packet or IP not in packet:
            return packet
        own = packet[IP]
        if not own.frag and not own.flags.MF:
            return packet
        key = (own.id, own.src, own.dst, own.proto)
        waiting = self.fragments.setdefault(key, [])
        waiting.append(packet)
        if not _is_whole(waiting):
            return None
        del self.fragments[key]
        whole = defragment(PacketList(waiting))
        return whole[0] if whole else None


class StringBuffer(object):
    """Octets that come with their numbers, the first of which is 1; what is missing is zero."""

    def __init__(self, max_gap=65535):
        self.content = bytearray()
        self.noff = 0
        self.max_gap = max_gap

    @property
    def content_len(self):
        return len(self.content)

    def append(self, data, seq=None):
        if not data:
            return
        place = (self.content_len if seq is None else seq) - 1 - self.noff
        if place - self.content_len > self.max_gap or -place - len(data) > self.max_gap:
            _warn("Dropped data further than allowed per 'max_gap'.")
            return
        if place < 0:
            self.content[:0] = bytes(-place)
            self.noff += place
            place = 0
        if place > self.content_len:
            self.content += bytes(place - self.content_len)
        self.content[place:place + len(data)] = data

    def shiftleft(self, i):
        del self.content[:i]

    def full(self):
        return bool(self.content)

    def clear(self):
        self.__init__(self.max_gap)

    def __bool__(self):
        return bool(self.content)

    def __len__(self):
        return len(self.content)

    def __bytes__(self):
        return bytes(self.content)


def streamcls(cls):
    if hasattr(cls, "tcp_reassemble"):
        return cls.tcp_reassemble
    return lambda data, *_: data and cls(data)


def _strip_padding(pkt):
    if isinstance(pkt, Padding):
        return pkt.load
    padding = pkt.getlayer(Padding)
    if padding is None or padding.underlayer is None:
        return None
    load = padding.load
    del padding.underlayer.payload
    return load


class _Stream(object):
    # One direction of a connection.
    def __init__(self):
        self.data = StringBuffer()
        self.metadata = {}
        self.reassemble = None
        # The number of the first segment, of the first octet, of the octet after those given out.
        self.seq = None
        self.first = None
        self.next_seq = None


class TCPSession(IPSession):
    """Puts the messages of TCP streams together, of protocols that have tcp_reassemble()."""

    def __init__(self, app=False, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.app = app
        self.streams = {}
        self.sessions = {}
        self.stop_dissection_after = TCP

    def _stream(self, pkt):
        under = pkt[TCP].underlayer
        ends = [(under.src if under else "", pkt[TCP].sport),
                (under.dst if under else "", pkt[TCP].dport)]
        session = self.sessions.setdefault(frozenset(ends), {})
        return self.streams.setdefault(tuple(ends), _Stream()), session

    def _forget(self, stream):
        for ends in [ends for ends, own in self.streams.items() if own is stream]:
            del self.streams[ends]

    def _of_app(self, pkt, cls):
        stream = self.streams.setdefault(None, _Stream())
        if stream.reassemble is None:
            stream.reassemble = streamcls(cls or type(pkt))
        stream.data.append(bytes(pkt), len(stream.data) + 1)
        packet = self._message(stream, self.sessions)
        if not packet:
            return None
        padding = _strip_padding(packet)
        stream.metadata.clear()
        if padding:
            stream.data.shiftleft(len(stream.data) - len(padding))
            return None if isinstance(packet, Padding) else packet
        stream.data.clear()
        return packet

    def _message(self, stream, session):
        least = stream.metadata.get("tcp_min_len")
        if not stream.data or (least is not None and len(stream.data) < least):
            return None
        stream.metadata.pop("tcp_min_len", None)
        return stream.reassemble(bytes(stream.data), stream.metadata, session)

    def process(self, pkt, cls=None):
        if self.app:
            return self._of_app(pkt, cls)
        pkt = super().process(pkt)
        if not pkt or TCP not in pkt:
            return pkt
        stream, session = self._stream(pkt)
        tcp, payload = pkt[TCP], pkt[TCP].payload
        data, seq = payload.original if payload else b"", tcp.seq
        if stream.seq is None:
            stream.seq = seq
        if stream.next_seq is not None and seq < stream.next_seq:
            # It was sent again.
            data, seq = data[stream.next_seq - seq:], stream.next_seq
            if not data:
                return None
        if stream.reassemble is None:
            stream.reassemble = streamcls(tcp.guess_payload_class(data))
        if data:
            if stream.first is None:
                stream.first = seq
            stream.data.append(data, seq - stream.first + 1)
        if tcp.flags.F or tcp.flags.R:
            stream.metadata["tcp_end"] = True
        elif not data:
            return pkt
        if tcp.flags.P:
            stream.metadata["tcp_psh"] = True
        stream.metadata["original"] = pkt
        packet = self._message(stream, session)
        return self._finished(pkt, stream, session, packet) if packet else None

    def _finished(self, pkt, stream, session, packet):
        padding = _strip_padding(packet)
        stream.metadata.clear()
        pkt[TCP].seq, stream.seq = stream.seq, None
        # More messages may lie in what is left.
        while padding:
            taken = len(stream.data) - len(padding)
            stream.data.shiftleft(taken)
            stream.first += taken
            rest = self._message(stream, session)
            if not rest:
                stream.next_seq = stream.first + len(stream.data)
                break
            packet.add_payload(rest)
            padding = _strip_padding(rest)
        else:
            self._forget(stream)
        if isinstance(packet, Padding):
            return None
        pkt[TCP].remove_payload()
        if IP in pkt:
            pkt[IP].len = pkt[IP].chksum = None
        pkt = pkt / packet
        pkt.wirelen = None
        return pkt


def bridge_and_sniff(if1, if2, xfrm12=None, xfrm21=None, prn=None, L2socket=None, *args, **kargs):
    """Carries frames from one interface to the other and back. What a function xfrm12 (xfrm21)
    gives for a frame of if1 (if2) goes on instead: True, the frame itself; a false value, nothing."""
    for name in ("opened_socket", "offline", "iface"):
        if name in kargs:
            _warn("Argument %s cannot be used in bridge_and_sniff() -- ignoring it."
                                % name)
            del kargs[name]
    # The filter says what is carried.
    options = {"filter": kargs.pop("filter")} if kargs.get("filter") else {}
    sockets, names = [], []
    for place, iface in enumerate((if1, if2), 1):
        own = hasattr(iface, "recv")
        sockets.append(iface if own else (L2socket or conf.L2socket)(iface=iface, **options))
        names.append("iface%d" % place if own else str(iface))
    peers = dict(zip(names, reversed(sockets)))
    changes = dict(zip(names, (xfrm12, xfrm21)))

    def carry(pkt):
        peer, change = peers.get(pkt.sniffed_on), changes.get(pkt.sniffed_on)
        if peer is None:
            return
        changed = True
        try:
            if change is not None:
                changed = change(pkt)
        except Exception as error:
            _warn("Exception in transformation function for packet [%s] received on "
                                "%s -- dropping: %r" % (pkt.summary(), pkt.sniffed_on, error))
            return
        if not changed:
            return
        try:
            peer.send(pkt if changed is True else changed)
        except Exception as error:
            _warn("Cannot forward packet [%s] received on %s: %s"
                                % (pkt.summary(), pkt.sniffed_on, error))

    def each(pkt):
        carry(pkt)
        return prn(pkt) if prn is not None else None

    try:
        return sniff(opened_socket=dict(zip(sockets, names)), prn=each, *args, **kargs)
    finally:
        for socket, iface in zip(sockets, (if1, if2)):
            if socket is not iface:
                socket.close()
