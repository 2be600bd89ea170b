# Capture files of Endace's cards with Ethernet in them: the Extensible Record Format.
# https://www.endace.com/erf-extensible-record-format-types.pdf
import gzip as _gzip
import os as _os
import struct as _struct
import time as _time

_TYPE_ETH = 2
_MORE = 0x80


class ERFEthernetReader:
    def __init__(self, filename, fdesc=None):
        self.filename, self.f = filename, fdesc
        if fdesc is None and not isinstance(filename, str):
            self.filename, self.f = getattr(filename, "name", "No name"), filename
        elif fdesc is None:
            with open(filename, "rb") as file:
                packed = file.read(2) == b"\x1f\x8b"
            self.f = _gzip.open(filename, "rb") if packed else open(filename, "rb")

    def _rest(self, size):
        data = self.f.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def read_packet(self, size=65535, **kwargs):
        stamp, = _struct.unpack("<Q", self._rest(8))
        kind, _, rlen, _, wlen = _struct.unpack(">BBHHH", self._rest(8))
        if kind & _TYPE_ETH == 0:
            raise Scapy_Exception("Invalid ERF Type (Not TYPE_ETH)")
        left = rlen - 16
        more = kind & _MORE
        while more and left >= 8:
            more = self._rest(8)[0] & _MORE
            left -= 8
        # Two octets of Endace's stand in front of the frame.
        record = self.f.read(max(0, left))
        p = Ether(record[2:size], **kwargs)
        # Seconds, and 2**-32 of a second, to the nearest nanosecond.
        seconds, fraction = divmod(stamp, 1 << 32)
        p.time = seconds + ((fraction * 10 ** 9 + (1 << 31)) >> 32) / 1e9
        p.wirelen = wlen
        return p

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self.read_packet()
        except EOFError:
            raise StopIteration from None

    def recv(self, size=65535, **kwargs):
        return self.read_packet(size, **kwargs)

    def read_all(self, count=-1):
        found = []
        while count != 0:
            count -= 1
            try:
                found.append(self.read_packet())
            except EOFError:
                break
        return PacketList(found, _os.path.basename(self.filename))

    def fileno(self):
        return self.f.fileno()

    def close(self):
        self.f.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()


class ERFEthernetWriter:
    def __init__(self, filename, gz=False, append=False, sync=False):
        self.filename, self.sync = filename, sync
        mode = "ab" if append else "wb"
        if not isinstance(filename, str):
            self.filename, self.f = getattr(filename, "name", "No name"), filename
        else:
            self.f = _gzip.open(filename, mode) if gz else open(filename, mode)

    def write(self, pkt):
        for p in [pkt] if isinstance(pkt, (Packet, bytes)) else pkt:
            for one in p if isinstance(p, tuple) or hasattr(p, "answer") else [p]:
                self.write_packet(one)

    def write_packet(self, pkt):
        octets = bytes(pkt)
        when = getattr(pkt, "time", None)
        when = float(_time.time() if when is None else when)
        seconds = int(when)
        nanoseconds = round((when - seconds) * 10 ** 9)
        record = len(octets) + 18
        self.f.write(_struct.pack("<Q", (seconds << 32) + (nanoseconds << 32) // 10 ** 9))
        self.f.write(_struct.pack(">BBHHHH", _TYPE_ETH, 0, record, 0, getattr(pkt, "wirelen", None) or record, 0))
        self.f.write(octets)
        if self.sync:
            self.f.flush()

    def flush(self):
        self.f.flush()

    def close(self):
        self.f.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()


def rderf(filename, count=-1):
    with ERFEthernetReader(filename) as file:
        return file.read_all(count)


def wrerf(filename, pkt, *args, **kargs):
    with ERFEthernetWriter(filename, *args, **kargs) as file:
        file.write(pkt)
