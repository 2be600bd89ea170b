#!/usr/bin/env python3
"""Records how Scapy lists and draws the core protocols: `ls` and `rfc`, into tables.json.

Needs Scapy 2.8.0, as record.py does.
"""

import contextlib
import io
import json
import os

import scapy
import scapy.data
from scapy.all import *  # noqa: F401,F403

scapy.data.MANUFDB = None
conf.color_theme = NoTheme()
# The default is the time of day when Scapy was loaded.
for field in ICMP.fields_desc:
    if field.name.startswith("ts_"):
        field.fld.default = None

PROTOCOLS = ("Ether Dot3 LLC SNAP Dot1Q ARP IP ICMP IPerror TCPerror UDPerror ICMPerror TCP UDP IPv6 "
             "ICMPv6EchoRequest ICMPv6EchoReply DNS DNSQR DNSRR Raw Padding IPOption").split()
PROTOCOLS += [name for name in sorted(globals()) if name.startswith("IPOption_")]

PACKETS = [
    "Ether(dst='ff:ff:ff:ff:ff:ff', src='00:01:02:03:04:05')/IP(src='1.2.3.4', dst='5.6.7.8')/TCP(dport=80, options=[('MSS', 1460)])/Raw(load=b'hi')",
    "IP(src='1.2.3.4', dst='5.6.7.8', flags='DF')/UDP()/DNS(qd=[DNSQR(qname='a.b')])",
    "ARP(hwsrc='00:01:02:03:04:05', psrc='1.2.3.4')",
    "IP(src='1.2.3.4', dst='5.6.7.8', options=[IPOption_RR(routers=['1.2.3.4'])])/ICMP(type=3, code=3)",
]
FORMATS = [
    "%IP.src% -> %-15s,IP.dst%|%2s,TCP.flags%|%r,IP.proto%|%04xr,IP.id%", "%IP:2.src%", "%TCP.payload%",
    "{IP:ip {TCP:tcp %TCP.dport%}{!UDP:noudp}}", "%%%(a%)", "%foo.bar%", "%IP.options%", "%TCP.options%",
    "%name%", "%IP.nosuch%", "%5s,IP.ttl%", "%05xr,IP.ttl%", "%r,TCP.flags%", "%dport%", "%IP.dport%",
    "%IP.len%|%IP.chksum%", "%Raw.load%|%r,Raw.load%", "%+5ir,IP.ttl%", "%5.1fr,IP.ttl%", "%TCP.underlayer%",
    "%cr,IP.ttl%", "%er,IP.ttl%", "%gr,IP.ttl%", "%or,IP.ttl%", "%#Xr,IP.id%", "%ar,Raw.load%", "%.3s,IP.src%",
    "%-8s,IP.ttl%|", "%08.3fr,IP.ttl%", "%xr,TCP.flags%", "%dr,IP.flags%", "% dr,IP.ttl%", "%DNS.qd%",
    "%10s,DNS.qd%", "{DNSQR:has a question}", "{foo:a}{!foo:b}", "%ICMP.code%", "%ARP.op%", "%ARP.hwsrc%",
    "%d,IP.ttl%", "%x,IP.proto%", "%IP.src", "{IP}", "%a,b,c%", "%IP:x.src%", "%z,IP.src%", "%5sx,IP.src%",
    "%.2er,IP.ttl%", "%Gr,IP.ttl%", "%ir,IP.src%", "%Ether.type%", "%Ether.src% %Ether.dst%",
]


def printed(call):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        call()
    return out.getvalue()


def attempt(call):
    try:
        return call()
    except Exception as error:
        return {"error": type(error).__name__, "text": str(error)}


record = {"scapy": scapy.__version__, "ls": {}, "ls_verbose": {}, "rfc": {}, "packets": []}
for name in PROTOCOLS:
    cls = globals()[name]
    record["ls"][name] = printed(lambda: ls(cls))
    record["ls_verbose"][name] = printed(lambda: ls(cls, verbose=True))
    record["rfc"][name] = attempt(lambda: rfc(cls, ret=True))
for expr in PACKETS:
    pkt = eval(expr)
    octets = bytes(pkt)
    record["packets"].append({
        "expr": expr,
        "layer": type(pkt).__name__,
        "bytes": octets.hex(),
        "ls": printed(lambda: ls(type(pkt)(octets))),
        "ls_verbose": printed(lambda: ls(type(pkt)(octets), verbose=True)),
        "json": attempt(lambda: type(pkt)(octets).json()),
        "sprintf": [[f, attempt(lambda: type(pkt)(octets).sprintf(f))] for f in FORMATS],
        "show_moved": type(pkt)(octets).show(dump=True, indent=1, lvl="..", label_lvl="> "),
        "hexdump": hexdump(octets, dump=True),
        "linehexdump": linehexdump(octets, dump=True),
        "onlyhex": hexstr(octets, onlyhex=1),
        "onlyasc": hexstr(octets, onlyasc=1),
        "chexdump": chexdump(octets, dump=True),
        "hexdiff": [[cut.hex(), printed(lambda: hexdiff(octets, cut))]
                    for cut in (octets, octets[:10] + octets[12:], b"abc" + octets[4:], octets[20:], b"",
                                octets[:5] + b"xyz" + octets[5:30] + b"\0" + octets[33:], octets[::-1])],
    })

# A capture: questions and answers, padding, unanswered packets.
CAPTURE = [
    "Ether(dst='00:00:00:00:00:02', src='00:00:00:00:00:01')/IP(src='10.0.0.1', dst='10.0.0.2')/TCP(sport=1025, dport=80, seq=5)",
    "Ether(dst='00:00:00:00:00:02', src='00:00:00:00:00:01')/IP(src='10.0.0.1', dst='10.0.0.2')/ICMP(id=7, seq=1)/b'ping'",
    "Ether(dst='00:00:00:00:00:01', src='00:00:00:00:00:02')/IP(src='10.0.0.2', dst='10.0.0.1')/TCP(sport=80, dport=1025, flags='SA', ack=6, seq=9)/Padding(b'\\0\\0\\0\\0')",
    "Ether(dst='ff:ff:ff:ff:ff:ff', src='00:00:00:00:00:01')/ARP(hwsrc='00:00:00:00:00:01', psrc='10.0.0.1', pdst='10.0.0.9')",
    "Ether(dst='00:00:00:00:00:01', src='00:00:00:00:00:02')/IP(src='10.0.0.2', dst='10.0.0.1')/ICMP(type=0, id=7, seq=1)/b'ping'/Padding(b'pad')",
    "Ether(dst='00:00:00:00:00:02', src='00:00:00:00:00:01')/IP(src='10.0.0.1', dst='10.0.0.10')/UDP(sport=5000, dport=53)/DNS(id=3, qd=[DNSQR(qname='a.b')])",
    "Ether(dst='00:00:00:00:00:02', src='00:00:00:00:00:01')/IPv6(src='fe80::1', dst='fe80::2')/UDP(sport=5000, dport=6000)/b'x'",
    "Ether(dst='00:00:00:00:00:02', src='00:00:00:00:00:01', type=0x1234)/b'what'",
    "Ether(dst='00:00:00:00:00:01', src='00:00:00:00:00:02')/IP(src='10.0.0.10', dst='10.0.0.1')/UDP(sport=53, dport=5000)/DNS(id=3, qr=1, qd=[DNSQR(qname='a.b')], an=[DNSRR(rrname='a.b', rdata='1.2.3.4')])",
]
capture = PacketList([Ether(bytes(eval(expr))) for expr in CAPTURE], "dump.pcap")
answered, left = capture.sr()
every, rest = capture.sr(multi=True)
near, far = capture.sr(lookahead=1)
triples = lambda p: (p.sprintf("{IP:%IP.dst%}{!IP:none}"), p.sprintf("{TCP:%r,TCP.dport%}{UDP:%r,UDP.dport%}{ICMP:0}"), p.summary()[:9])
record["lists"] = {
    "octets": [bytes(p).hex() for p in capture],
    "repr": [repr(x) for x in (capture, capture[2:4], capture[::2], capture + capture, capture[IP], capture[TCP],
                               capture.filter(lambda p: IP in p), capture.getlayer(ICMP), capture.getlayer(Raw),
                               answered, left, every, rest, near, far, answered[:1], answered.filter(lambda s, r: TCP in r),
                               answered[TCP], answered + answered, PacketList(), capture.replace(IP.src, "10.0.0.1", "9.9.9.9"))],
    "summary": printed(capture.summary),
    "nsummary": printed(capture.nsummary),
    "answered": printed(answered.nsummary),
    "left": printed(left.summary),
    "every": printed(every.summary),
    "far": printed(far.summary),
    "layer": printed(capture.getlayer(ICMP).summary),
    "replaced": printed(capture.replace((IP.src, "10.0.0.1", "9.9.9.9"), (TCP.dport, 443)).summary),
    "sessions": [[k, repr(v)] for k, v in capture.sessions().items()],
    "tables": [make(triples, dump=True) for make in (capture.make_table, capture.make_lined_table, capture.make_tex_table)],
    "hexraw": printed(capture.hexraw),
    "padding": printed(capture.padding),
    "nzpadding": printed(capture.nzpadding),
    "hexdump": printed(capture.hexdump),
}

# Sets: each packet as an expression and as data, in the form that record.py describes.
SETS = [
    [["IP", {"src": "1.2.3.4", "dst": "10.0.0.0/30"}], ["TCP", {"dport": [80, 443]}]],
    [["IP", {"src": "1.2.3.4", "dst": "10.0.0.0/31", "ttl": {"t": [1, 3]}}]],
    [["IP", {"src": "1.2.3.4", "dst": {"t": ["10.0.0.1", "10.0.0.3"]}, "id": [1, {"t": [5, 9, 2]}, 77]}]],
    [["IP", {"src": ["1.1.1.1", "2.2.2.0/31"], "dst": ["9.9.9.9", "8.8.8.8"]}], ["UDP", {"dport": {"t": [1, 2]}, "sport": [53, "domain", 7]}]],
    [["Ether", {"dst": ["00:00:00:00:00:01", "00:00:00:00:00:02"], "src": "00:00:00:00:00:03"}], ["ARP", {"hwsrc": "00:00:00:00:00:03", "psrc": "1.1.1.1", "pdst": "1.1.1.4/30"}]],
    [["IPv6", {"src": "::1", "dst": "2001:db8::/126"}], ["ICMPv6EchoRequest", {"seq": {"t": [0, 1]}}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8"}], ["ICMP", {"type": [0, 8, 3], "code": {"t": [0, 1]}}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8"}], ["TCP", {"flags": ["S", "A"], "options": [{"t": ["MSS", 1460]}]}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8", "ttl": []}], ["TCP", {}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8", "tos": [], "proto": [1, "tcp", 99]}], ["TCP", {"dport": []}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8", "chksum": [1, 2], "ihl": {"t": [5, 6]}, "options": [{"p": [["IPOption_NOP", {}]]}]}], ["Raw", {"load": [{"b": "61"}, {"b": "6262"}]}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8", "ttl": {"t": [9, 1, -3]}, "frag": {"t": [3, 1]}}]],
    [["IP", {"src": "1.2.3.4", "dst": "5.6.7.8", "ttl": {"t": [9, 1, -3]}, "len": None}]],
    [["UDP", {"dport": {"t": [65534, 65535]}}], ["DNS", {"id": [1, 2], "qd": [{"p": [["DNSQR", {"qname": ["a.b", "c.d"]}]]}]}]],
]


def value(v):
    if isinstance(v, list):
        return [value(x) for x in v]
    if not isinstance(v, dict):
        return v
    (kind, inner), = v.items()
    return {"t": lambda: tuple(map(value, inner)), "b": lambda: bytes.fromhex(inner), "p": lambda: stack(inner)}[kind]()


def stack(layers):
    pkt = None
    for name, fields in layers:
        layer = globals()[name](**{k: value(v) for k, v in fields.items()})
        pkt = layer if pkt is None else pkt / layer
    return pkt


record["sets"] = []
for layers in SETS:
    pkt = stack(layers)
    record["sets"].append({
        "stack": layers,
        "repr": attempt(lambda: repr(pkt)),
        "summary": attempt(lambda: pkt.summary()),
        "command": attempt(lambda: pkt.command()),
        "show": attempt(lambda: pkt.show(dump=True)),
        "ls": attempt(lambda: printed(lambda: ls(pkt))),
        "first": attempt(lambda: bytes(pkt).hex()),
        "members": attempt(lambda: [[repr(p), bytes(p).hex()] for p in pkt]),
    })

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables.json")
with open(path, "w") as out:
    json.dump(record, out, indent=1)
    out.write("\n")
