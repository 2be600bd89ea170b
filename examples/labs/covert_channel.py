#!/usr/bin/python
# Letters in the identification of echo requests.  (Python 2)
#   covert_channel.py send HOST TEXT      covert_channel.py receive
from scapy.all import *
import sys

KEY = 0x2a00


class Receiver:
    def __init__(self):
        self.text = []

    def handle(self, pkt):
        letter = pkt[IP].id ^ KEY
        if letter == 0:
            return True
        if letter < 256:
            self.text.append(chr(letter))
        return False


def receive():
    r = Receiver()
    print "receiving"
    sys.stdout.flush()
    sniff(iface="eth0", filter="icmp[icmptype] == icmp-echo", stop_filter=r.handle, timeout=20)
    print "secret: %s" % "".join(r.text)


def transmit(host, text):
    for c in text + "\x00":
        send(IP(dst=host, id=ord(c) ^ KEY)/ICMP(), verbose=0)
    print "sent %d letters" % len(text)


if sys.argv[1] == "receive":
    receive()
else:
    transmit(sys.argv[2], sys.argv[3])
