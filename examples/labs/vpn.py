#!/usr/bin/env python3
# A VPN in forty lines: IP packets of a tun interface travel in UDP datagrams.
#   vpn.py server 9090 192.168.53.1/24     vpn.py client 10.9.0.6:9090 192.168.53.99/24
import fcntl
import os
import select
import socket
import struct
import sys
from scapy.all import *

TUNSETIFF = 0x400454ca
IFF_TUN = 0x0001
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000

role, where, address = sys.argv[1:4]

tun = os.open("/dev/net/tun", os.O_RDWR)
ifr = struct.pack('16sH', b'tun%d', IFF_TUN | IFF_NO_PI)
ifname_bytes = fcntl.ioctl(tun, TUNSETIFF, ifr)
ifname = ifname_bytes.decode('UTF-8')[:16].strip("\x00")
os.system("ip addr add {} dev {}".format(address, ifname))
os.system("ip link set dev {} up".format(ifname))

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
peer = None
if role == "server":
    sock.bind(("0.0.0.0", int(where)))
else:
    host, port = where.split(":")
    peer = (host, int(port))
print("Interface:", ifname, flush=True)

while True:
    ready, _, _ = select.select([sock, tun], [], [])
    for fd in ready:
        if fd is sock:
            data, peer = sock.recvfrom(2048)
            pkt = IP(data)
            print("From socket <==: {} --> {}".format(pkt.src, pkt.dst), flush=True)
            os.write(tun, bytes(pkt))
        if fd is tun:
            packet = os.read(tun, 2048)
            pkt = IP(packet)
            if pkt.version != 4:
                continue
            print("From tun ==>: {} --> {}".format(pkt.src, pkt.dst), flush=True)
            if peer:
                sock.sendto(packet, peer)
