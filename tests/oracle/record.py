#!/usr/bin/env python3
"""Records what Scapy says of random packets, for tests/oracle.rs to compare with.

    python record.py [COUNT [SEED [FILE]]]        writes cases.jsonl.gz beside this file, or FILE

Needs Scapy 2.8.0 (the version is written into the first line).

Each packet exists in two forms that mean the same: `expr`, a Python expression that stands
alone, and `stack`, the same as data: [[layer, {field: value}], ...], where a value is

    null, a number, true, a string      as in Python
    {"b": "00ff"}                       bytes
    [..]                                a list
    {"t": [..]}                         a tuple
    {"p": [[layer, {..}], ..]}          a packet
    {"r": "00ff"}                       RawVal

The machine must not show: addresses are set wherever Scapy would ask the kernel for them (the
exception is 127.0.0.1, whose source is itself everywhere), and the names of ports are those of the
tables in the first line; no list of manufacturers is used. Packets that Scapy dissects into a layer outside of CORE are left out, so
that the record stays true when more protocols are added.

A case line is an object; a text that equals an earlier one of the same case is left out:
    expr, stack    the packet
    error          [stage, type, text] when `make` or `build` fails; then what could still be said
    bytes, repr, summary, command, show, show2
    layers         the layers of the octets dissected again
    damaged        {layer, bytes, repr, summary, command, show, built | error}: the octets, some of
                   them changed or cut off, dissected; `error` alone when the first layer refuses;
                   `show_error` when only the rebuilding fails
"""

import gzip
import json
import logging
import os
import random
import resource
import signal
import sys

logging.getLogger("scapy").setLevel(logging.CRITICAL + 1)
logging.getLogger("scapy.runtime").setLevel(logging.CRITICAL + 1)
import scapy
import scapy.data
from scapy.all import *  # noqa: F401,F403
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
conf.color_theme = NoTheme()
conf.verb = 0
scapy.data.MANUFDB = None  # the list of manufacturers is large and changes

HERE = os.path.dirname(os.path.abspath(__file__))

OPTIONS = [n for n in globals() if n.startswith("IPOption_")] + ["IPOption"]
CORE = set(
    "Ether Dot3 LLC SNAP Dot1Q ARP IP ICMP IPerror TCPerror UDPerror ICMPerror TCP UDP IPv6 "
    "ICMPv6EchoRequest ICMPv6EchoReply DNS DNSQR DNSRR Raw Padding TCPAOValue".split()
) | set(OPTIONS)


class Layer:
    """A layer as data; `plain` prints a Raw as the bare text that Python would stack."""

    def __init__(self, name, fields, plain=False):
        self.name, self.fields, self.plain = name, fields, plain


class Stack(list):
    pass


class Octets:
    """RawVal"""

    def __init__(self, octets):
        self.octets = octets


def source(value):
    if isinstance(value, Stack):
        return "/".join(source(x) for x in value)
    if isinstance(value, Layer):
        if value.plain:
            return repr(value.fields["load"])
        return "%s(%s)" % (value.name, ", ".join("%s=%s" % (k, source(v)) for k, v in value.fields.items()))
    if isinstance(value, Octets):
        return "RawVal(%r)" % value.octets
    if isinstance(value, list):
        return "[%s]" % ", ".join(source(x) for x in value)
    if isinstance(value, tuple):
        return "(%s%s)" % (", ".join(source(x) for x in value), "," if len(value) == 1 else "")
    return repr(value)


def data(value):
    if isinstance(value, Stack):
        return [[x.name, {k: data(v) if not isinstance(v, Stack) else {"p": data(v)} for k, v in x.fields.items()}]
                for x in value]
    if isinstance(value, Octets):
        return {"r": value.octets.hex()}
    if isinstance(value, (bytes, bytearray)):
        return {"b": value.hex()}
    if isinstance(value, tuple):
        return {"t": [data(x) if not isinstance(x, Stack) else {"p": data(x)} for x in value]}
    if isinstance(value, list):
        return [data(x) if not isinstance(x, Stack) else {"p": data(x)} for x in value]
    return value


# The generator.

def octet_string(r, most=12):
    kind = r.random()
    n = r.randrange(most + 1)
    if kind < 0.4:
        return bytes(r.choice(b"abcdefghij KLMNOP'\"\\/0123456789.\n") for _ in range(n))
    if kind < 0.5:
        return bytes(n)
    return bytes(r.randrange(256) for _ in range(n))


def number(bits, over=0.01):
    def make(r):
        top = (1 << bits) - 1
        if r.random() < over:
            # A RawVal is as long as its field: with another length, Scapy writes computed lengths and
            # sums at the places where they would have been, into other fields.
            raw = [Octets(bytes(r.randrange(256) for _ in range(bits // 8)))] if bits % 8 == 0 else []
            return r.choice([top + 1, -1, top * 2, "x", 1.5, b"ab"] + raw)
        return r.choice([0, 1, top, top >> 1, r.randrange(top + 1), r.randrange(top + 1), r.randrange(min(top, 255) + 1)])
    return make


def none_or(make, chance=0.1):
    return lambda r: None if r.random() < chance else make(r)


def one_of(*values):
    return lambda r: r.choice(values)


def mixed(*makers):
    return lambda r: r.choice(makers)(r)


def ip4(r):
    return r.choice(["10.0.0.1", "192.168.1.77", "8.8.8.8", "255.255.255.255", "224.0.0.1", "1.2.3.4", "0.0.0.0",
                     "%d.%d.%d.%d" % tuple(r.randrange(256) for _ in range(4))])


def ip6(r):
    return r.choice(["::1", "fe80::1", "2001:db8::1", "2001:DB8:0:0:1::2", "ff02::1", "::ffff:1.2.3.4", "::",
                     "2001:db8:%x::%x" % (r.randrange(65536), r.randrange(65536)),
                     ":".join("%x" % r.randrange(65536) for _ in range(8))])


def mac(r):
    return r.choice(["ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "00:11:22:33:44:55", "AA:bb:CC:dd:ee:0f",
                     ":".join("%02x" % r.randrange(256) for _ in range(6))])


NAMES = ["example.com", "www.example.com.", "a.b", "", ".", "x" * 63 + ".org", b"raw.name.", "mail.example.com",
         "_sip._tcp.example.net", "x" * 70, "\u00e9.example"]
PORTS = ["http", "https", "ssh", "telnet", "smtp", "domain", "ftp", "ftp_data"]


def port(r):
    return r.choice([80, 443, 22, 53, 0, 65535, r.randrange(65536), r.randrange(1024), r.randrange(1024, 65536),
                     12345, 8080, r.choice(PORTS)] + (["htttp"] if r.random() < 0.02 else []))


def udp_port(r):
    return r.choice([53, 53, 0, 65535, r.randrange(65536), r.randrange(1024, 65536), 40000, "domain"])


def address(r):
    return {"src": ip4(r), "dst": ip4(r)}


def router(r):
    return r.choice([[], [ip4(r)], [ip4(r), ip4(r)], [ip4(r) for _ in range(r.randrange(1, 9))]])


OPTION_FIELDS = {
    "IPOption": [("option", one_of(0, 1, 2, 10, 30, 31, 7)), ("value", octet_string), ("optclass", number(2, 0)),
                 ("copy_flag", number(1, 0)), ("length", number(8, 0))],
    "IPOption_EOL": [],
    "IPOption_NOP": [("copy_flag", number(1, 0))],
    "IPOption_Security": [("security", number(16)), ("compartment", number(16)), ("handling_restrictions", number(16)),
                          ("transmission_control_code", one_of("xyz", b"a", "toolong"))],
    "IPOption_RR": [("routers", router), ("pointer", number(8, 0)), ("length", number(8, 0))],
    "IPOption_LSRR": [("routers", router), ("pointer", number(8, 0))],
    "IPOption_SSRR": [("routers", router), ("pointer", number(8, 0))],
    "IPOption_Stream_Id": [("security", number(16))],
    "IPOption_MTU_Probe": [("mtu", number(16))],
    "IPOption_MTU_Reply": [("mtu", number(16))],
    "IPOption_Traceroute": [("id", number(16)), ("outbound_hops", number(16)), ("return_hops", number(16)),
                            ("originator_ip", ip4)],
    "IPOption_Timestamp": [("pointer", number(8, 0)), ("oflw", number(4, 0)), ("flg", one_of(0, 1, 3, "timestamp_and_ip_addr")),
                           ("internet_address", ip4), ("timestamp", number(32))],
    "IPOption_Address_Extension": [("src_ext", ip4), ("dst_ext", ip4)],
    "IPOption_Router_Alert": [("alert", one_of(0, 1, 65535, "router_shall_examine_packet"))],
    "IPOption_SDBM": [("addresses", router)],
}


def some(r, fields, chance=0.4):
    return {k: make(r) for k, make in fields if r.random() < chance}


def ip_option(r):
    name = r.choice(sorted(OPTION_FIELDS))
    return Stack([Layer(name, some(r, OPTION_FIELDS[name], 0.5))])


def ip_options(r):
    return [ip_option(r) for _ in range(r.choice([0, 1, 1, 1, 2, 3]))]


def tcp_option(r):
    return r.choice([
        lambda: ("MSS", r.choice([1460, 536, 0, 65535])),
        lambda: ("NOP", None),
        lambda: ("EOL", None),
        lambda: ("WScale", r.randrange(15)),
        lambda: ("SAckOK", r.choice([b"", "", None]) if r.random() < 0.2 else b""),
        lambda: ("SAck", tuple(r.randrange(1 << 32) for _ in range(r.choice([2, 4])))),
        lambda: ("Timestamp", (r.randrange(1 << 32), r.choice([0, r.randrange(1 << 32)]))),
        lambda: ("AltChkSum", (r.randrange(256), r.randrange(65536))),
        lambda: ("AltChkSumOpt", b""),
        lambda: ("MD5", bytes(r.randrange(256) for _ in range(16))),
        lambda: ("UTO", r.randrange(65536)),
        lambda: ("TFO", (r.randrange(1 << 32), r.randrange(1 << 32))),
        lambda: (r.choice([6, 30, 77, 253, 0, 1]), octet_string(r, 6)),
        lambda: ("Nonsense", b"x") if r.random() < 0.2 else ("NOP", ()),
        lambda: ("MSS", octet_string(r, 3)) if r.random() < 0.3 else ("MSS", 1400),
    ])()


def tcp_options(r):
    return [tcp_option(r) for _ in range(r.choice([0, 1, 2, 3, 4, 5]))]


def question(r):
    return Stack([Layer("DNSQR", some(r, [
        ("qname", one_of(*NAMES)), ("qtype", one_of("A", "AAAA", "MX", "TXT", "ALL", 255, 1, 999, "PTR")),
        ("unicastresponse", number(1, 0)), ("qclass", one_of("IN", "CH", 1, 255, 77))], 0.6))])


def record(r):
    kind = r.choice(["A", "A", "AAAA", "NS", "CNAME", "PTR", "TXT", 99, 65280, "DNAME"])
    fields = {"rrname": r.choice(NAMES)}
    if kind != "A" or r.random() < 0.5:
        fields["type"] = kind
    fields.update(some(r, [("cacheflush", number(1, 0)), ("rclass", one_of("IN", "CH", 254, 9)), ("ttl", number(32)),
                           ("rdlen", lambda r: r.choice([0, 4, 5, 300]) if r.random() < 0.2 else None)], 0.3))
    if r.random() < 0.85:
        fields["rdata"] = {
            "A": ip4, "AAAA": ip6, "NS": one_of(*NAMES), "CNAME": one_of(*NAMES), "PTR": one_of(*NAMES),
            "DNAME": one_of(*NAMES),
            "TXT": one_of("some text", [b"a", b"b"], [b"v=spf1 -all"], [], b"x" * 300, ["text", b"octets"], ""),
        }.get(kind, octet_string)(r)
    return Stack([Layer("DNSRR", fields)])


def several(make, most):
    return lambda r: [make(r) for _ in range(r.randrange(most + 1))]


def dns(r):
    return Layer("DNS", some(r, [
        ("id", number(16)), ("qr", number(1, 0)), ("opcode", one_of("QUERY", 1, 2, 5, 15, "STATUS")),
        ("aa", number(1, 0)), ("tc", number(1, 0)), ("rd", number(1, 0)), ("ra", number(1, 0)), ("z", number(1, 0)),
        ("ad", number(1, 0)), ("cd", number(1, 0)), ("rcode", one_of(0, 2, 3, "name-error", "refused", 11)),
        ("qdcount", lambda r: r.choice([None, None, 0, 1, 2])), ("ancount", lambda r: r.choice([None, None, 0, 1, 2])),
        ("qd", mixed(several(question, 2), question)), ("an", mixed(several(record, 3), record)),
        ("ns", several(record, 2)), ("ar", several(record, 2))], 0.3))


def raw_layer(r, most=16):
    load = octet_string(r, most)
    if r.random() < 0.3:
        text = "".join(r.choice("hello, world GET / \u00e9\n") for _ in range(r.randrange(1, 12)))
        return Layer("Raw", {"load": text}, plain=r.random() < 0.7)
    if r.random() < 0.03:
        return Layer("Raw", {})
    return Layer("Raw", {"load": load}, plain=r.random() < 0.6)


IP_FIELDS = [
    ("version", number(4)), ("ihl", number(4)), ("tos", number(8)), ("len", number(16)), ("id", number(16)),
    ("flags", mixed(one_of("DF", "MF", "MF+DF", "evil", "", "DF+evil", "MF+DF+evil"), number(3, 0), one_of(8, 15))),
    ("frag", number(13)), ("ttl", number(8)), ("proto", mixed(number(8), one_of("tcp", "udp", "icmp", "igmp", "gre", 253))),
    ("chksum", number(16)),
]


def ip(r, chance=0.12, name="IP"):
    fields = some(r, IP_FIELDS, chance)
    if r.random() < 0.03:
        return Layer(name, fields)  # both addresses are 127.0.0.1
    fields.update(address(r))
    if r.random() < 0.02:
        fields["dst"] = bytes([9, 8, 7, 6])
    if r.random() < 0.12:
        fields["options"] = ip_options(r)
    return Layer(name, fields)


def ipv6(r):
    fields = some(r, [
        ("version", number(4)), ("tc", number(8)), ("fl", number(20)), ("plen", number(16)),
        ("nh", mixed(number(8), one_of("TCP", "UDP", "ICMPv6", "No Next Header"))), ("hlim", number(8))], 0.12)
    fields.update({"src": ip6(r), "dst": ip6(r)})
    return Layer("IPv6", fields)


def tcp(r, name="TCP"):
    return Layer(name, some(r, [
        ("sport", port), ("dport", port), ("seq", number(32)), ("ack", number(32)), ("dataofs", lambda r: number(4)(r) if r.random() < .3 else None),
        ("reserved", number(3)), ("flags", mixed(one_of("S", "SA", "A", "R", "RA", "FA", "PA", "", "FSRPAUECN", "Z" if r.random() < .03 else "U"), number(9, 0), one_of(1 << 9, 4095))),
        ("window", number(16)), ("chksum", none_or(number(16), 0.5)), ("urgptr", number(16)), ("options", tcp_options)], 0.3))


def udp(r, name="UDP", ports=udp_port):
    return Layer(name, some(r, [
        ("sport", ports), ("dport", ports), ("len", none_or(number(16), 0.6)), ("chksum", none_or(number(16), 0.6))], 0.4))


ICMP_TYPES = ["echo-reply", "dest-unreach", "source-quench", "redirect", "echo-request", "router-advertisement",
              "time-exceeded", "parameter-problem", "timestamp-request", "timestamp-reply", "information-request",
              "address-mask-request", "address-mask-reply", "traceroute", "photuris"]
ICMP_CODES = {"dest-unreach": ["port-unreachable", "host-unreachable", "fragmentation-needed"],
              "redirect": ["host-redirect"], "time-exceeded": ["ttl-zero-during-transit"],
              "parameter-problem": ["ip-header-bad"], "photuris": ["bad-spi"]}


def icmp(r, name="ICMP"):
    fields = {}
    kind = 8
    if r.random() < 0.7:
        kind = r.choice(ICMP_TYPES) if r.random() < 0.6 else r.choice([0, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 17, 18, 42, 200, 255])
        fields["type"] = kind
    if r.random() < 0.35:
        fields["code"] = r.choice(ICMP_CODES.get(kind, [0]) + [0, 1, 3, 99, 255])
    fields.update(some(r, [
        ("chksum", number(16)), ("id", number(16)), ("seq", number(16)),
        ("ts_ori", mixed(number(32, 0), one_of("13:14:15.678", "1h2m3s004"))), ("ts_rx", number(32, 0)), ("ts_tx", number(32, 0)),
        ("gw", ip4), ("ptr", number(8)), ("reserved", number(8)), ("length", number(8)), ("addr_mask", ip4),
        ("nexthopmtu", number(16)), ("unused", mixed(one_of(0, 5), one_of(b"", b"ab")))], 0.12))
    if kind in (13, 14) or str(kind).startswith("timestamp"):
        # Unset, they are the time of day when Scapy was loaded.
        for field in ("ts_ori", "ts_rx", "ts_tx"):
            fields.setdefault(field, number(32, 0)(r))
    return Layer(name, fields)


def arp(r):
    fields = {"hwsrc": mac(r), "psrc": ip4(r)}
    fields.update(some(r, [
        ("hwtype", one_of(1, 1, 6, 15, 0, 65535)), ("op", one_of("who-has", "is-at", 1, 2, 3, 9, 77, "RARP-req")),
        ("hwdst", mac), ("pdst", ip4), ("hwlen", none_or(one_of(6, 6, 0, 8), 0.4)), ("plen", none_or(one_of(4, 4, 0, 16), 0.4)),
        ("ptype", one_of(0x0800, "IPv4", 0x1234))], 0.25))
    if r.random() < 0.08:
        fields.update({"ptype": r.choice([0x86dd, "IPv6"]), "psrc": ip6(r), "pdst": ip6(r)})
    if r.random() < 0.03:
        fields["hwsrc"] = octet_string(r, 9)
    return Layer("ARP", fields)


def ether(r):
    fields = {"dst": mac(r), "src": mac(r)}
    if r.random() < 0.08:
        fields["type"] = r.choice([0x0800, "IPv4", "IPv6", 0x1234, 0x9000, 0, 1500, 1501, "ARP"])
    return Layer("Ether", fields)


def dot1q(r):
    return Layer("Dot1Q", some(r, [("prio", number(3)), ("dei", number(1)), ("vlan", number(12)),
                                   ("type", lambda r: r.choice([0x0800, "IPv6", 100, 0x1234]) if r.random() < 0.3 else 0x0800)], 0.3))


def dot3(r):
    return Layer("Dot3", dict({"dst": mac(r), "src": mac(r)}, **some(r, [("len", number(10))], 0.1)))


def llc(r):
    return Layer("LLC", some(r, [("dsap", number(8)), ("ssap", number(8)), ("ctrl", number(8))], 0.3))


def snap(r):
    return Layer("SNAP", some(r, [("OUI", number(24)), ("code", one_of(0x0800, 0x1234, "ARP"))], 0.2))


def echo6(r):
    return Layer(r.choice(["ICMPv6EchoRequest", "ICMPv6EchoReply"]), some(r, [
        ("type", number(8, 0)) if r.random() < 0.05 else ("code", number(8)), ("code", number(8)),
        ("cksum", number(16)), ("id", number(16)), ("seq", number(16)), ("data", octet_string)], 0.35))


def maybe_raw(r, chance=0.5):
    return [raw_layer(r)] if r.random() < chance else []


def quoted(r):
    """What an ICMP error quotes, as error layers or as plain ones."""
    suffix = "error" if r.random() < 0.6 else ""
    inner = r.choice([lambda: [tcp(r, "TCP" + suffix)], lambda: [udp(r, "UDP" + suffix)], lambda: [icmp(r, "ICMP" + suffix)],
                      lambda: [raw_layer(r)], lambda: []])()
    return [ip(r, 0.1, "IP" + suffix)] + inner + maybe_raw(r, 0.2)


def transport(r):
    kind = r.random()
    if kind < 0.33:
        layers = [tcp(r)]
        if r.random() < 0.06:
            return layers + [dns(r)]
        return layers + maybe_raw(r)
    if kind < 0.66:
        layers = [udp(r, ports=udp_port if r.random() < 0.5 else port)]
        if r.random() < 0.55:
            return layers + [dns(r)] + maybe_raw(r, 0.03)
        return layers + maybe_raw(r, 0.6)
    return None


def network4(r):
    upper = transport(r)
    if upper is None:
        kind = r.random()
        if kind < 0.6:
            upper = [icmp(r)]
            upper += quoted(r) if r.random() < 0.35 else maybe_raw(r)
        elif kind < 0.7:
            upper = network4(r)
        elif kind < 0.75:
            upper = network6(r)
        elif kind < 0.92:
            upper = [raw_layer(r)]
        else:
            upper = []
    return [ip(r)] + upper


def network6(r):
    upper = transport(r)
    if upper is None:
        kind = r.random()
        upper = [echo6(r)] if kind < 0.6 else [raw_layer(r)] if kind < 0.8 else network4(r) if kind < 0.9 else []
    return [ipv6(r)] + upper


def packet(r):
    kind = r.random()
    if kind < 0.5:
        layers = network4(r)
    elif kind < 0.64:
        layers = network6(r)
    elif kind < 0.74:
        layers = [arp(r)]
    elif kind < 0.78:
        return Stack([dot3(r), llc(r)] + r.choice([lambda: maybe_raw(r), lambda: [snap(r)] + r.choice([network4, lambda r: [arp(r)], maybe_raw])(r)])())
    elif kind < 0.86:
        layers = transport(r) or [icmp(r)]
    elif kind < 0.90:
        layers = [r.choice([dns, lambda r: question(r)[0], lambda r: record(r)[0], raw_layer,
                            lambda r: Layer("Padding", {"load": octet_string(r)}), lambda r: ip_option(r)[0]])(r)]
        layers[0].plain = False
    else:  # anything on anything
        makers = [ether, dot1q, llc, snap, arp, ip, ipv6, tcp, udp, icmp, echo6, dns, raw_layer, dot3,
                  lambda r: Layer("Padding", {"load": octet_string(r)})]
        layers = [r.choice(makers)(r) for _ in range(r.randrange(2, 4))]
        layers[0].plain = False
        return Stack(layers)
    if layers[0].name in ("IP", "IPv6", "ARP") and r.random() < 0.4:
        layers = [ether(r)] + [dot1q(r) for _ in range(r.choice([0, 0, 0, 0, 1, 1, 2]))] + layers
    if r.random() < 0.04:
        layers.append(Layer("Padding", {"load": octet_string(r)}))
    if layers[0].plain:
        layers[0].plain = False
    # `"a"/"b"` would be Python's own division
    return Stack(layers)


def plain_neighbours(stack):
    for a, b in zip(stack, stack[1:]):
        if a.plain and b.plain:
            b.plain = False


def damage(r, octets):
    octets = bytearray(octets)
    if r.random() < 0.25 and octets:
        del octets[r.randrange(len(octets)):]
    elif r.random() < 0.05:
        octets += octet_string(r, 12)
    if octets and r.random() < 0.85:
        for _ in range(r.choice([1, 1, 2, 3, 6])):
            octets[r.randrange(len(octets))] = r.choice([0, 255, r.randrange(256), octets[r.randrange(len(octets))]])
    return bytes(octets)


# Asking Scapy.

def inside(pkt):
    """Every layer of a packet, also those in its fields."""
    while pkt:
        yield type(pkt).__name__
        for value in list(pkt.fields.values()):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, tuple) and len(item) == 2:
                    item = item[1]
                if isinstance(item, Packet):
                    yield from inside(item)
        pkt = pkt.payload


def is_core(pkt):
    return all(name in CORE for name in inside(pkt))


def failure(stage, error):
    return [stage, type(error).__name__, str(error)]


TEXTS = [("repr", repr), ("summary", lambda p: p.summary()), ("command", lambda p: p.command()),
         ("show", lambda p: p.show(dump=True))]


def texts(pkt, case):
    for name, ask in TEXTS:
        try:
            case[name] = ask(pkt)
        except Exception as error:
            case.setdefault("text_errors", {})[name] = failure(name, error)[1:]


class Endless(BaseException):
    """Scapy loops on this packet."""


def stop(*_):
    raise Endless


def ask_in_time(r, stack):
    """As `ask`; None when Scapy does not come to an end."""
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        return ask(r, stack)
    except (Endless, MemoryError):
        print("endless:", source(stack), file=sys.stderr)
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def ask(r, stack):
    """The case of a stack, or None when it leaves the core."""
    plain_neighbours(stack)
    case = {"expr": source(stack), "stack": data(stack)}
    try:
        pkt = eval(case["expr"])
    except Exception as error:
        case["error"] = failure("make", error)
        return case
    texts(pkt, case)
    try:
        octets = bytes(pkt)
    except Exception as error:
        case["error"] = failure("build", error)
        return case
    if len(octets) > 1500:
        return None
    case["bytes"] = octets.hex()
    cls = type(pkt)
    try:
        again = cls(octets)
        if not is_core(again):
            return None
        case["layers"] = " ".join(x.__name__ for x in again.layers())
        case["show2"] = pkt.show2(dump=True)
    except Exception as error:
        case["dissect_error"] = failure("dissect", error)[1:]
    harmed = damage(r, octets)
    if harmed:
        hurt = {"layer": cls.__name__, "bytes": harmed.hex()}
        try:
            pkt = cls(harmed)
            if not is_core(pkt):
                return case
            texts(pkt, hurt)
            try:
                hurt["built"] = bytes(pkt).hex()
                if hurt["built"] == hurt["bytes"]:
                    del hurt["built"]
            except Exception as error:
                hurt["build_error"] = failure("build", error)[1:]
        except Exception as error:
            hurt["error"] = failure("dissect", error)[1:]
        case["damaged"] = hurt
    return case


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20260
    r = random.Random(seed)
    header = {
        "scapy": scapy.__version__, "python": sys.version.split()[0], "seed": seed, "cases": count,
        "tcp": {str(k): v for k, v in sorted(conf.services_tcp.d.items())},
        "udp": {str(k): v for k, v in sorted(conf.services_udp.d.items())},
    }
    signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    lines = []
    seen = set()
    while len(lines) < count:
        case = ask_in_time(r, packet(r))
        if case is None or case["expr"] in seen:
            continue
        seen.add(case["expr"])
        lines.append(json.dumps(case, separators=(",", ":")))
    path = sys.argv[3] if len(sys.argv) > 3 else os.path.join(HERE, "cases.jsonl.gz")
    with open(path, "wb") as out:
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0, filename="") as file:
            file.write((json.dumps(header, separators=(",", ":")) + "\n" + "\n".join(lines) + "\n").encode())
    print("%d cases, %d octets" % (len(lines), os.path.getsize(path)))


main()
