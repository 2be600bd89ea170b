# Clients and servers of TFTP as automata. RFC 1350; RFC 2347 and RFC 2348 for the size of blocks.
import os as _os

# RFC 1350 section 2: a shorter block is the last one.
_BLOCK = 512


class _Transfer(Automaton):
    # On the interface on the way to an address, unless another one is named.
    def _listen(self, address, kargs):
        if "iface" not in kargs and address:
            kargs["iface"] = conf.route.route(str(Net(address)))[0]
        Automaton.parse_args(self, **kargs)

    def _open(self, port):
        self.blocksize = _BLOCK
        self.my_tid = port or RandShort()._fix()
        bind_bottom_up(UDP, TFTP, dport=self.my_tid)
        self.server_tid = None

    def _close(self):
        split_bottom_up(UDP, TFTP, dport=self.my_tid)

    def _say(self, message):
        self.last_packet = self.l3 / message
        self.send(self.last_packet)

    @ATMT.state(final=1)
    def END(self):
        self._close()


def _octets_of(pkt):
    return pkt[Raw].load if Raw in pkt else b""


class _Client(_Transfer):
    def master_filter(self, pkt):
        if IP not in pkt or UDP not in pkt or pkt[IP].src != self.server:
            return False
        # RFC 1350 section 4: the server answers from a port that it chooses.
        return pkt[UDP].dport == self.my_tid and self.server_tid in (None, pkt[UDP].sport)

    def _ask(self, request):
        self._open(self.sport)
        self.l3 = IP(dst=self.server) / UDP(sport=self.my_tid, dport=self.port) / TFTP()
        self._say(request)

    def _learn(self, pkt):
        if self.server_tid is None:
            self.server_tid = self.l3[UDP].dport = pkt[UDP].sport

    @ATMT.state(error=1)
    def ERROR(self, pkt):
        self._close()
        return pkt[TFTP_ERROR].summary()


class TFTP_read(_Client):
    def parse_args(self, filename, server, sport=None, port=69, **kargs):
        self._listen(server, kargs)
        self.filename, self.server, self.sport, self.port = filename, server, sport, port

    @ATMT.state(initial=1)
    def BEGIN(self):
        self.res, self.awaiting = b"", 1
        self._ask(TFTP_RRQ(filename=self.filename, mode="octet"))
        raise self.WAITING()

    @ATMT.state()
    def WAITING(self):
        pass

    @ATMT.receive_condition(WAITING)
    def receive_data(self, pkt):
        if TFTP_DATA in pkt and pkt[TFTP_DATA].block == self.awaiting & 0xffff:
            self._learn(pkt)
            raise self.RECEIVING(pkt)

    @ATMT.receive_condition(WAITING, prio=1)
    def receive_error(self, pkt):
        if TFTP_ERROR in pkt:
            raise self.ERROR(pkt)

    @ATMT.timeout(WAITING, 3)
    def timeout_waiting(self):
        raise self.WAITING()

    @ATMT.action(timeout_waiting)
    def retransmit_last_packet(self):
        self.send(self.last_packet)

    @ATMT.action(receive_data)
    def send_ack(self):
        self._say(TFTP_ACK(block=self.awaiting & 0xffff))

    @ATMT.state()
    def RECEIVING(self, pkt):
        octets = _octets_of(pkt)
        self.res += octets
        self.awaiting += 1
        raise self.END() if len(octets) < self.blocksize else self.WAITING()

    @ATMT.state(final=1)
    def END(self):
        self._close()
        return self.res


class TFTP_write(_Client):
    def parse_args(self, filename, data, server, sport=None, port=69, **kargs):
        self._listen(server, kargs)
        self.filename, self.server, self.sport, self.port = filename, server, sport, port
        self.origdata = bytes_encode(data)

    @ATMT.state(initial=1)
    def BEGIN(self):
        size = _BLOCK
        self.data = [self.origdata[at:at + size] for at in range(0, len(self.origdata) + 1, size)]
        self.awaiting = 0
        self._ask(TFTP_WRQ(filename=self.filename, mode="octet"))
        raise self.WAITING_ACK()

    @ATMT.state()
    def WAITING_ACK(self):
        pass

    @ATMT.receive_condition(WAITING_ACK)
    def received_ack(self, pkt):
        if TFTP_ACK in pkt and pkt[TFTP_ACK].block == self.awaiting & 0xffff:
            self._learn(pkt)
            raise self.SEND_DATA()

    @ATMT.receive_condition(WAITING_ACK, prio=1)
    def received_error(self, pkt):
        if TFTP_ERROR in pkt:
            raise self.ERROR(pkt)

    @ATMT.timeout(WAITING_ACK, 3)
    def timeout_waiting(self):
        raise self.WAITING_ACK()

    @ATMT.action(timeout_waiting)
    def retransmit_last_packet(self):
        self.send(self.last_packet)

    @ATMT.state()
    def SEND_DATA(self):
        self.awaiting += 1
        block = self.data.pop(0)
        self._say(TFTP_DATA(block=self.awaiting & 0xffff) / block)
        raise self.WAITING_ACK() if self.data else self.END()


class _Server(_Transfer):
    def master_filter(self, pkt):
        if TFTP not in pkt or (self.ip and (IP not in pkt or pkt[IP].dst != self.ip)):
            return False
        return self.server_tid is None or pkt[UDP].dport == self.my_tid

    # The answer to a request comes from a port of ours; options are answered by those that are
    # understood.
    def _accept(self, pkt):
        ip, udp = pkt[IP], pkt[UDP]
        self.server_tid, self.blksize = udp.sport, _BLOCK
        self.l3 = IP(src=ip.dst, dst=ip.src) / UDP(sport=self.my_tid, dport=udp.sport) / TFTP()
        understood = None
        if TFTP_Options in pkt:
            for option in pkt[TFTP_Options].options:
                if option.oname.lower() == b"blksize":
                    self.blksize = max(8, min(int(option.value), 65464))
                    understood = TFTP_Option(oname=option.oname, value=b"%d" % self.blksize)
        return understood and TFTP_OACK() / TFTP_Options(options=[understood])


class TFTP_WRQ_server(_Server):
    def parse_args(self, ip=None, sport=None, **kargs):
        self._listen(ip, kargs)
        self.ip, self.sport = ip, sport

    @ATMT.state(initial=1)
    def BEGIN(self):
        self._open(self.sport)
        self.filedata, self.blk = b"", 1

    @ATMT.receive_condition(BEGIN)
    def receive_WRQ(self, pkt):
        if TFTP_WRQ in pkt:
            raise self.WAIT_ACK().action_parameters(pkt)

    @ATMT.action(receive_WRQ)
    def ack_WRQ(self, pkt):
        self.filename = pkt[TFTP_WRQ].filename
        self._say(self._accept(pkt) or TFTP_ACK(block=0))

    @ATMT.state()
    def WAIT_ACK(self):
        pass

    @ATMT.timeout(WAIT_ACK, 1)
    def timeout_waiting(self):
        self.send(self.last_packet)
        raise self.WAIT_ACK()

    @ATMT.receive_condition(WAIT_ACK)
    def receive_data(self, pkt):
        if TFTP_DATA in pkt and pkt[TFTP_DATA].block == self.blk & 0xffff:
            raise self.DATA(pkt[TFTP_DATA])

    @ATMT.action(receive_data)
    def ack_data(self):
        self._say(TFTP_ACK(block=self.blk & 0xffff))

    @ATMT.state()
    def DATA(self, data):
        octets = _octets_of(data)
        self.filedata += octets
        self.blk += 1
        raise self.END() if len(octets) < self.blksize else self.WAIT_ACK()

    @ATMT.state(final=1)
    def END(self):
        self._close()
        return self.filename, self.filedata


class TFTP_RRQ_server(_Server):
    def parse_args(self, store=None, joker=None, dir=None, ip=None, sport=None, serve_one=False,
                   **kargs):
        self._listen(ip, kargs)
        self.store = {bytes_encode(name): bytes_encode(octets)
                      for name, octets in (store or {}).items()}
        self.joker = joker if joker is None else bytes_encode(joker)
        self.dir = dir and _os.path.abspath(dir)
        self.ip, self.sport, self.serve_one = ip, sport, serve_one
        self._open(sport)

    # What a file holds; nothing outside of the directory is served.
    def _file(self, name):
        if name in self.store:
            return self.store[name]
        if self.dir is not None:
            path = _os.path.abspath(_os.path.join(self.dir, plain_str(name)))
            if _os.path.commonpath([path, self.dir]) == self.dir and _os.path.isfile(path):
                with open(path, "rb") as file:
                    return file.read()
        return self.joker

    @ATMT.state(initial=1)
    def WAIT_RRQ(self):
        self.blksize, self.server_tid = _BLOCK, None

    @ATMT.receive_condition(WAIT_RRQ)
    def receive_rrq(self, pkt):
        if TFTP_RRQ in pkt:
            raise self.RECEIVED_RRQ(pkt)

    @ATMT.state()
    def RECEIVED_RRQ(self, pkt):
        options = self._accept(pkt)
        self.data = self._file(pkt[TFTP_RRQ].filename)
        if self.data is None:
            self._say(TFTP_ERROR(errorcode=1, errormsg=TFTP_Error_Codes[1]))
            raise self.WAIT_RRQ()
        self.blk = 1
        if options is not None:
            # RFC 2347: the client acknowledges the options as block 0.
            self.blk = 0
            self._say(options)
            raise self.WAIT_ACK()
        raise self.SEND_FILE()

    @ATMT.state()
    def SEND_FILE(self):
        start = (self.blk - 1) * self.blksize
        self._say(TFTP_DATA(block=self.blk & 0xffff) / self.data[start:start + self.blksize])
        raise self.WAIT_ACK()

    @ATMT.state()
    def WAIT_ACK(self):
        pass

    @ATMT.timeout(WAIT_ACK, 3)
    def timeout_waiting_ack(self):
        self.send(self.last_packet)
        raise self.WAIT_ACK()

    @ATMT.receive_condition(WAIT_ACK)
    def receive_ack(self, pkt):
        if TFTP_ACK in pkt and pkt[TFTP_ACK].block == self.blk & 0xffff:
            if self.blk > len(self.data) // self.blksize:
                raise self._next()
            self.blk += 1
            raise self.SEND_FILE()

    @ATMT.receive_condition(WAIT_ACK, prio=1)
    def receive_error(self, pkt):
        if TFTP_ERROR in pkt:
            raise self._next()

    def _next(self):
        return self.END() if self.serve_one else self.WAIT_RRQ()
