# Capture files in pcapng's format, block by block (draft-ietf-opsawg-pcapng).
import struct as _struct


class RawPcapNgWriter(object):
    """A pcapng file, written octets by octets and block by block."""

    nano = False
    sync = False

    def __init__(self, filename):
        self.header_present = False
        self.tsresol = 1000000
        # The first interface has no name.
        self.interfaces2id = {None: 0}
        self.endian = "<"
        self.endian_magic = b"\x4d\x3c\x2b\x1a"
        self.filename = filename
        self.f = open(filename, "wb") if isinstance(filename, str) else filename

    def _add_padding(self, raw_data):
        return raw_data + bytes(-len(raw_data) % 4)

    def _option(self, code, value):
        return _struct.pack(self.endian + "HH", code, len(value)) + self._add_padding(value)

    def build_block(self, block_type, block_body, options=None):
        body = self._add_padding(block_body) + (options or b"")
        length = _struct.pack(self.endian + "I", 12 + len(body))
        return block_type + length + body + length

    def _write_block_shb(self):
        # Version 1.0, of a length that is not known.
        body = self.endian_magic + _struct.pack(self.endian + "HHq", 1, 0, -1)
        self.f.write(self.build_block(b"\x0a\x0d\x0d\x0a", body))

    def _write_block_idb(self, linktype, ifname=None):
        body = _struct.pack(self.endian + "HHI", linktype, 0, 262144)
        options = None
        if ifname is not None:
            options = self._option(2, ifname) + bytes(4)
        self.f.write(self.build_block(_struct.pack(self.endian + "I", 1), body, options))

    def _write_block_spb(self, raw_pkt):
        body = _struct.pack(self.endian + "I", len(raw_pkt)) + raw_pkt
        self.f.write(self.build_block(_struct.pack(self.endian + "I", 3), body))

    def _write_block_epb(self, raw_pkt, ifid, timestamp=None, caplen=None, orglen=None,
                         comments=None, flags=None):
        ticks = int((timestamp or 0) * self.tsresol)
        body = _struct.pack(
            self.endian + "IIIII", ifid, ticks >> 32, ticks & 0xffffffff,
            caplen or len(raw_pkt), orglen or len(raw_pkt)) + raw_pkt
        options = b"".join(self._option(1, bytes_encode(comment)) for comment in comments or [])
        if isinstance(flags, int):
            options += self._option(2, _struct.pack(self.endian + "I", flags))
        if options:
            options += bytes(4)
        self.f.write(self.build_block(_struct.pack(self.endian + "I", 6), body, options))

    def write_header(self, pkt):
        if not hasattr(self, "linktype"):
            known = {} if pkt is None or isinstance(pkt, bytes) else conf.l2types.layer2num
            if pkt.__class__ not in known:
                warning("%s: unknown LL type for %s. Using type 1 (Ethernet)"
                        % (self.__class__.__name__, pkt.__class__.__name__))
            self.linktype = known.get(pkt.__class__, DLT_EN10MB)
        if not self.header_present:
            self.header_present = True
            self._write_block_shb()
            self._write_block_idb(linktype=self.linktype)

    def _write_packet(self, packet, linktype, sec=None, usec=None, caplen=None, wirelen=None,
                      ifname=None, direction=None, comments=None):
        interface = self.interfaces2id.get(ifname)
        if interface is None:
            interface = max(self.interfaces2id.values()) + 1
            self.interfaces2id[ifname] = interface
            self._write_block_idb(linktype=linktype, ifname=ifname)
        flags = direction & 3 if isinstance(direction, int) else None
        self._write_block_epb(packet, ifid=interface, timestamp=sec, caplen=caplen,
                              orglen=wirelen, comments=comments, flags=flags)

    def write_packet(self, packet, sec=None, usec=None, caplen=None, wirelen=None):
        linktype, ifname = self.linktype, None
        if not isinstance(packet, bytes):
            linktype = conf.l2types.layer2num.get(packet.__class__, linktype)
            sec = packet.time if sec is None else sec
            wirelen = packet.wirelen if wirelen is None else wirelen
            ifname = packet.sniffed_on
        self._write_packet(
            bytes_encode(packet), linktype, sec=sec, usec=usec, caplen=caplen, wirelen=wirelen,
            ifname=None if ifname is None else str(ifname).encode(),
            direction=getattr(packet, "direction", None),
            comments=getattr(packet, "comments", None))

    def write(self, pkt):
        if isinstance(pkt, (bytes, Packet)):
            pkt = [pkt]
        for packet in pkt:
            if not self.header_present:
                self.write_header(packet)
            self.write_packet(packet)

    def flush(self):
        self.f.flush()

    def close(self):
        if not self.header_present:
            self.write_header(None)
        self.f.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tracback):
        self.close()


class PcapNgWriter(RawPcapNgWriter):
    """A pcapng file, written packet by packet."""
