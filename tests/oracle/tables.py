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

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables.json")
with open(path, "w") as out:
    json.dump(record, out, indent=1)
    out.write("\n")
