# Tunnel interfaces as sockets: what the kernel sends through tun0 or tap0 is received here, and
# what is sent here arrives there. See also Documentation/networking/tuntap.rst of Linux.
import fcntl as _fcntl
import struct as _struct
import time as _time

_TUNSETIFF = 0x400454ca
_IFF_TUN, _IFF_TAP, _IFF_NO_PI = 1, 2, 0x1000


class SimpleSocket(object):
    # A super socket over an open file or a socket of the kernel's.
    desc = "wrapper around a classic socket"
    closed = False

    def __init__(self, sock):
        self.ins = self.outs = sock

    def fileno(self):
        return self.ins.fileno()

    def close(self):
        if not self.closed:
            self.closed = True
            self.ins.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    @staticmethod
    def select(sockets, remain=0.05):
        return select_objects(sockets, remain)


class TunTapInterface(SimpleSocket):
    desc = "Act as the host's peer of a tun / tap interface"

    def __init__(self, iface=None, mode_tun=None, default_read_size=65535,
                 strip_packet_info=True, *args, **kwargs):
        name = str(conf.iface) if iface is None else iface
        name = name.encode() if isinstance(name, str) else bytes(name)
        if mode_tun is None:
            if not name.startswith((b"tun", b"tap")):
                raise ValueError("Could not determine interface type for %r; set "
                                 "`mode_tun` explicitly." % (name,))
            mode_tun = name.startswith(b"tun")
        self.iface = name[:15]
        self.mode_tun = mode_tun
        self.default_read_size = default_read_size
        # Frames of tap begin with their addresses; packets of tun with flags and an EtherType.
        self.strip_packet_info = bool(strip_packet_info) or not mode_tun
        self.mtu_overhead = 4 if mode_tun else 0
        self.kernel_packet_class = LinuxTunPacketInfo if mode_tun else Ether
        device = open("/dev/net/tun", "r+b", buffering=0)
        flags = _IFF_TUN if mode_tun else _IFF_TAP | _IFF_NO_PI
        _fcntl.ioctl(device, _TUNSETIFF, _struct.pack("16sH14x", self.iface, flags))
        SimpleSocket.__init__(self, device)

    def __call__(self, *args, **kwargs):
        # An open interface can stand for conf.L3socket, which is called.
        return self

    def recv_raw(self, x=None):
        size = self.default_read_size if x is None else x
        # Others have their turns while nothing comes.
        select_objects([self.ins], None)
        octets = self.ins.read(size + self.mtu_overhead)
        now = _time.time()
        if not self.mtu_overhead or not self.strip_packet_info:
            return self.kernel_packet_class, octets, now
        kind = {0x0800: IP, 0x86dd: IPv6}.get(int.from_bytes(octets[2:4], "big"), conf.raw_layer)
        return kind, octets[self.mtu_overhead:], now

    def recv(self, x=None, **kwargs):
        kind, octets, now = self.recv_raw(x)
        if not octets:
            return None
        packet = kind(octets)
        packet.time = now
        packet.sniffed_on = self.iface.decode()
        return packet

    def send(self, x):
        if not isinstance(x, self.kernel_packet_class):
            x = self.kernel_packet_class() / x
        if hasattr(x, "sent_time"):
            x.sent_time = _time.time()
        return self.outs.write(raw(x))
