# What neighbour discovery lets anybody say, and signatures: answers are caught, not sent.
import scapy.layers.inet6 as module
from scapy.all import *

FRAMES = []


def heard(lfilter=None, prn=None, **_):
    for frame in FRAMES:
        if lfilter(frame):
            prn(frame)


module.sniff, module.sendp = heard, lambda pkt, **_: print("  ", raw(pkt).hex())
a, b, r = "02:00:00:00:00:0a", "02:00:00:00:00:0b", "02:00:00:00:00:0c"
for frame in (
    Ether(src=a, dst=b) / IPv6(src="::", dst="ff02::1:ff00:77") / ICMPv6ND_NS(tgt="2001:db8::77"),
    Ether(src=a, dst=b) / IPv6(src="::", dst="ff02::1:ff00:78") / ICMPv6ND_NS(tgt="2001:db8::77"),
    Ether(src=a, dst=b) / IPv6(src="fe80::a", dst="ff02::1:ff00:77") / ICMPv6ND_NS(tgt="2001:db8::77"),
    Ether(src=a, dst=b) / IPv6(src="fe80::a", dst="ff02::1:ff00:78") / ICMPv6ND_NS(tgt="2001:db8::77"),
    Ether(src=a, dst=b) / IPv6(src="fe80::a", dst="2001:db8::77") / ICMPv6ND_NS(tgt="2001:db8::77"),
    Ether(src=r, dst=b) / IPv6(src="fe80::c", dst="ff02::1") / ICMPv6ND_RA(routerlifetime=9)
    / ICMPv6NDOptPrefixInfo(prefix="2001:db8:1::", prefixlen=64) / ICMPv6NDOptMTU(mtu=1400)
    / ICMPv6NDOptPrefixInfo(prefix="2001:db8:2::", prefixlen=64),
    Ether(src=r, dst=b) / IPv6(src="fe80::c", dst="ff02::1") / ICMPv6ND_RA(routerlifetime=0),
    Ether(src=r, dst=b) / IPv6(src="fe80::c", dst="ff02::1") / ICMPv6ND_RA(routerlifetime=9)
    / ICMPv6NDOptSrcLLAddr(lladdr=r),
    Ether(src=a, dst=b) / IPv6(src="fe80::a", dst="ff02::2") / ICMPv6ND_RS(),
    Ether(src=a, dst=b) / IP() / ICMP(),
):
    FRAMES.append(Ether(raw(frame)))
for mine in (None, a, b):
    print("who asks:", mine)
    NDP_Attack_DAD_DoS_via_NS("lo", mine, None, b)
    NDP_Attack_DAD_DoS_via_NA("lo", mine, None, b)
    NDP_Attack_NA_Spoofing("lo", mine, None, b, mine == a)
    NDP_Attack_Fake_Router(Ether(src=b, dst=a) / IPv6(src="fe80::b", dst="ff02::1") / ICMPv6ND_RA(), "lo", mine)
NDP_Attack_Kill_Default_Router("lo", reply_mac=b, tgt_mac=a)
NDP_Attack_NS_Spoofing(a, "2001:db8::1", "2001:db8::77", None, b, r, iface="lo")
NDP_Attack_NS_Spoofing(a, "2001:db8::1", "2001:db8::77", "2001:db8::5", b, r, iface="lo")

for below in (IP(src="192.0.2.1", dst="192.0.2.2"), IPv6(src="2001:db8::1", dst="2001:db8::2")):
    segment = below / TCP(sport=179, dport=5000, seq=7, options=[("MSS", 1460)]) / b"hello"
    print(calc_tcp_md5_hash(segment[TCP], b"secret").hex(), tcp_pseudoheader(segment[TCP]).hex())
    sign_tcp_md5(segment[TCP], b"secret")
    print(raw(segment).hex(), segment[TCP].options, get_tcpao(segment[TCP]))
try:
    calc_tcp_md5_hash(TCP(), b"secret")
except ValueError as error:
    print(error)
signed = TCP(raw(TCP(options=[("AO", TCPAOValue(keyid=1, rnextkeyid=2, mac=b"0123456789ab"))])))
print(repr(get_tcpao(signed)))

question = Radius(code=1, id=9, authenticator=b"0" * 16,
                  attributes=[RadiusAttr_User_Name(value=b"bob"), RadiusAttr_Message_Authenticator()])
question = Radius(raw(question))
answer = Radius(raw(Radius(code=2, id=9, attributes=[RadiusAttr_User_Name(value=b"hi")])))
print(answer.compute_authenticator(question.authenticator, b"secret").hex())
attribute = question[RadiusAttr_Message_Authenticator]
print(attribute.compute_message_authenticator(question, b"1" * 16, b"secret").hex())
print(RadiusAttr_Message_Authenticator.compute_message_authenticator(question, b"1" * 16, b"secret").hex())
