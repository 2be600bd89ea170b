#!/usr/bin/env python3
"""Plays a host that is not there: answers ARP and pings for it, and talks back on a UDP port.

usage: nobody.py INTERFACE ADDRESS PORT COUNT
"""
import sys
from scapy.all import *

iface, address, port, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


class Parrot(AnsweringMachine):
    function_name = "parrotd"
    filter = "udp"
    send_function = staticmethod(send)

    def parse_options(self, port=7, address=None):
        self.port = port
        self.address = address

    def is_request(self, req):
        return UDP in req and req[UDP].dport == self.port and req[IP].dst == self.address

    def make_reply(self, req):
        said = bytes(req[UDP].payload).upper()
        return (IP(src=req[IP].dst, dst=req[IP].src)
                / UDP(sport=req[UDP].dport, dport=req[UDP].sport) / said)

    def print_reply(self, req, reply):
        print("%s said %r" % (req[IP].src, bytes(req[UDP].payload)), flush=True)


arp = ARP_am(IP_addr=address, ARP_addr="02:00:00:00:00:77", iface=iface)
echo = ICMPEcho_am(filter="icmp and dst host " + address, iface=iface)
beside = [arp.bg(), echo.bg()]
time.sleep(0.5)
print("ready", flush=True)
Parrot(port=port, address=address, filter="udp and dst host " + address)(iface=iface, count=count)
for sniffer in beside:
    sniffer.stop()
print("done")
