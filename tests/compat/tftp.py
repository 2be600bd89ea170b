# Automata of TFTP, with a peer that says what is written here; what they send is printed.
import os
import tempfile

from scapy.all import *
from scapy.automaton import select_objects

PEER = IP(src="192.0.2.9", dst="192.0.2.1") / UDP(sport=7001, dport=7000)


def peer(*messages):
    class Wire(object):
        waiting = [PEER / message for message in messages]

        def __init__(self, **_):
            pass

        def recv(self, *_):
            return self.waiting.pop(0)

        def send(self, pkt):
            print("  >", pkt.summary().split(" / ", 2)[2], raw(pkt[UDP].payload)[:40])

        def close(self):
            pass

        @classmethod
        def select(cls, inputs, remain=None):
            own = [end for end in inputs if isinstance(end, cls)]
            return own if cls.waiting else select_objects([end for end in inputs if end not in own], remain)

    return {"ll": Wire, "recvsock": Wire, "iface": "lo"}


def run(automaton):
    try:
        print(type(automaton).__name__, automaton.run())
    except Automaton.ErrorState as error:
        print(type(automaton).__name__, error)


run(TFTP_read("a.txt", "192.0.2.9", sport=7000,
              **peer(TFTP_DATA(block=1) / (b"x" * 512), TFTP_DATA(block=1) / (b"x" * 512),
                     TFTP_DATA(block=2) / b"end")))
run(TFTP_read("a.txt", "192.0.2.9", sport=7000, **peer(TFTP_DATA(block=1))))
run(TFTP_read("a.txt", "192.0.2.9", sport=7000, **peer(TFTP_ERROR(errorcode=1, errormsg="no"))))
run(TFTP_write("a.txt", "y" * 600, "192.0.2.9", sport=7000,
               **peer(TFTP_ACK(block=0), TFTP_ACK(block=1))))
run(TFTP_write("a.txt", b"y", "192.0.2.9", sport=7000, **peer(TFTP_ERROR(errorcode=3, errormsg="full"))))
run(TFTP_WRQ_server(ip="192.0.2.1", sport=7000,
                    **peer(TFTP() / TFTP_WRQ(filename="b.txt"), TFTP() / TFTP_DATA(block=1) / (b"z" * 512),
                           TFTP() / TFTP_DATA(block=2) / b"z")))
size = TFTP_Options(options=[TFTP_Option(oname="blksize", value="64")])
run(TFTP_WRQ_server(ip="192.0.2.1", sport=7000,
                    **peer(TFTP() / TFTP_WRQ(filename="b.txt") / size, TFTP() / TFTP_DATA(block=1) / (b"z" * 64),
                           TFTP() / TFTP_DATA(block=2) / b"z")))
asked = TFTP() / TFTP_RRQ(filename="c.txt")
done = [TFTP() / TFTP_ACK(block=1), TFTP() / TFTP_ACK(block=2)]
run(TFTP_RRQ_server(store={"c.txt": "w" * 515}, ip="192.0.2.1", sport=7000, serve_one=True, **peer(asked, *done)))
run(TFTP_RRQ_server(joker="joker", ip="192.0.2.1", sport=7000, serve_one=True, **peer(asked, done[0])))
with tempfile.TemporaryDirectory() as directory:
    with open(os.path.join(directory, "c.txt"), "w") as file:
        file.write("from a file")
    run(TFTP_RRQ_server(dir=directory, ip="192.0.2.1", sport=7000, serve_one=True,
                        **peer(TFTP() / TFTP_RRQ(filename="../../etc/passwd"), asked, done[0])))
