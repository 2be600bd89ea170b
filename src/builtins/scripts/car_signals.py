# Signals in frames of CAN: numbers that start at any bit, in either order of octets; and the logs
# that candump writes.
import gzip as _gzip
import os as _os
import struct as _struct

_TOO_LONG = "Only 64 bits for all SignalFields are supported"


# Bits are numbered by octets, in each from the least significant one on. `start` is the least
# significant bit of a little-endian signal, and the most significant one of a big-endian signal.
class SignalField(ScalingField):
    def __init__(self, name, default, start, size, scaling=1, unit="", offset=0, ndigits=3,
                 fmt="B"):
        ScalingField.__init__(self, name, default, scaling, unit, offset, ndigits, fmt)
        self.start, self.size = start, abs(size)
        if self._is_float_number() and self.size != 32:
            raise Scapy_Exception("SignalField size has to be 32 for floats")

    def _is_little_endian(self):
        return self.fmt[0] == "<"

    def _is_signed_number(self):
        return self.fmt[-1].islower()

    def _is_float_number(self):
        return self.fmt[-1] == "f"

    # Where it starts in a number of 64 bits that the frame is the front of, and how many octets
    # of the frame it needs.
    def _place(self, pkt):
        if not isinstance(pkt, SignalPacket):
            raise Scapy_Exception("Only use SignalFields in a SignalPacket")
        first = self.start
        if not self._is_little_endian():
            first = self.start // 8 * 8 + 7 - self.start % 8
        end = first + self.size
        if not 0 <= self.start < 64 or end > 64:
            raise Scapy_Exception(_TOO_LONG)
        return first if self._is_little_endian() else 64 - end, (end + 7) // 8

    def _order(self):
        return "little" if self._is_little_endian() else "big"

    def addfield(self, pkt, s, val):
        shift, octets = self._place(pkt)
        val = self.i2m(pkt, val)
        if self._is_float_number():
            number = int.from_bytes(_struct.pack(self.fmt, val), self._order())
        else:
            number = int(val)
            if number >> self.size not in (0, -1 if self._is_signed_number() else 0):
                raise _struct.error("%d does not fit into the %d bits of %s"
                                    % (number, self.size, self.name))
            number &= (1 << self.size) - 1
        length = max(len(s), octets)
        frame = int.from_bytes(s.ljust(8, b"\x00"), self._order()) | number << shift
        return frame.to_bytes(8, self._order())[:length]

    def getfield(self, pkt, s):
        shift, _ = self._place(pkt)
        frame = int.from_bytes(s[:8].ljust(8, b"\x00"), self._order())
        number = frame >> shift & (1 << self.size) - 1
        if self._is_float_number():
            number = _struct.unpack(self.fmt, number.to_bytes(4, self._order()))[0]
        elif self._is_signed_number() and number >> self.size - 1:
            number -= 1 << self.size
        # The next signal may start in any of the octets.
        return s, self.m2i(pkt, number)

    def randval(self):
        if self._is_float_number():
            return RandBinFloat(0, 0)
        low, high = 0, (1 << self.size) - 1
        if self._is_signed_number():
            low, high = -(1 << self.size - 1), (1 << self.size - 1) - 1
        ends = [round(end * self.scaling + self.offset, self.ndigits) for end in (low, high)]
        return RandFloat(min(ends), max(ends))

    def i2len(self, pkt, x):
        return self.size // 8


class LEUnsignedSignalField(SignalField):
    def __init__(self, name, default, start, size, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, size, scaling, unit, offset, ndigits, "<B")


class LESignedSignalField(SignalField):
    def __init__(self, name, default, start, size, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, size, scaling, unit, offset, ndigits, "<b")


class BEUnsignedSignalField(SignalField):
    def __init__(self, name, default, start, size, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, size, scaling, unit, offset, ndigits, ">B")


class BESignedSignalField(SignalField):
    def __init__(self, name, default, start, size, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, size, scaling, unit, offset, ndigits, ">b")


class LEFloatSignalField(SignalField):
    def __init__(self, name, default, start, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, 32, scaling, unit, offset, ndigits, "<f")


class BEFloatSignalField(SignalField):
    def __init__(self, name, default, start, scaling=1, unit="", offset=0, ndigits=3):
        SignalField.__init__(self, name, default, start, 32, scaling, unit, offset, ndigits, ">f")


class SignalPacket(Packet):
    def pre_dissect(self, s):
        for field in self.fields_desc:
            if isinstance(field, ConditionalField):
                field = field.fld
            if not isinstance(field, SignalField):
                raise Scapy_Exception("Use only SignalFields in a SignalPacket")
        return s

    def post_dissect(self, s):
        # The signals took no octets; together they are as many as the last one needs.
        there = [field for field in self.fields_desc if field.name in self.fields]
        there = [field.fld if isinstance(field, ConditionalField) else field for field in there]
        self.raw_packet_cache = None
        return s[max((field._place(self)[1] for field in there), default=0):]


def rdcandump(filename, count=-1, interface=None):
    with CandumpReader(filename, interface) as reader:
        return reader.read_all(count=count)


class CandumpReader:
    nonblocking_socket = True

    def __init__(self, filename, interface=None):
        self.filename, self.f = self.open(filename)
        self.ifilter = [interface] if isinstance(interface, str) else interface

    @staticmethod
    def open(filename):
        if not isinstance(filename, str):
            return getattr(filename, "name", "No name"), filename
        file = open(filename, "rb")
        if file.read(2) == b"\x1f\x8b":
            file.close()
            return filename, _gzip.open(filename, "rb")
        file.seek(0)
        return filename, file

    def __iter__(self):
        return self

    def next(self):
        try:
            while True:
                frame = self.read_packet()
                if frame is not None:
                    return frame
        except EOFError:
            raise StopIteration

    __next__ = next

    # `(1539191392.761779) vcan0 123#11223344`, or `vcan0  1F334455  [8]  11 22 33 44 55 66 77 88`;
    # behind `##` stands a digit with the flags of a frame with a flexible data rate.
    def read_packet(self, size=72):
        line = self.f.readline().lstrip()
        if len(line) < 16:
            raise EOFError
        when = length = fd_flags = None
        if line.startswith(b"("):
            when, interface, frame = line.split()
            identifier, _, data = frame.partition(b"#")
            if data.startswith(b"#"):
                fd_flags, data = data[1], data[2:]
        else:
            head, data = line.split(b"]")
            interface, identifier, length = head.split()
        if self.ifilter is not None and interface.decode("ASCII") not in self.ifilter:
            return None
        data = data.replace(b" ", b"").strip()
        number = int(identifier, 16)
        remote = data.startswith(b"R") and fd_flags is None
        if remote:
            frame = CAN(identifier=number, flags="remote_transmission_request")
        elif len(data) <= 8 and fd_flags is None:
            frame = CAN(identifier=number, data=bytes.fromhex(data.decode()))
        else:
            frame = CANFD(identifier=number, fd_flags=fd_flags, data=bytes.fromhex(data.decode()))
        if length is not None:
            frame.length = int(length[1:])
        elif remote:
            frame.length = int(data[1:] or b"0")
        else:
            frame.length = len(frame.data)
        if len(identifier) > 3:
            frame.flags = 0b100
        if when is not None:
            frame.time = float(when[1:-1])
        return frame

    def dispatch(self, callback):
        for frame in self:
            callback(frame)

    def read_all(self, count=-1):
        frames = []
        while count != 0:
            try:
                frame = self.read_packet()
            except EOFError:
                break
            if frame is not None:
                count -= 1
                frames.append(frame)
        return PacketList(frames, name=_os.path.basename(self.filename))

    def recv(self, size=72):
        try:
            return self.read_packet(size=size)
        except EOFError:
            return None

    def fileno(self):
        return self.f.fileno()

    @property
    def closed(self):
        return self.f.closed

    def close(self):
        return self.f.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @staticmethod
    def select(sockets, remain=None):
        return [one for one in sockets if isinstance(one, CandumpReader) and not one.closed]
