# Answering machines: sniff, and answer what is a request. A class that derives from
# AnsweringMachine says what a request is and what the answer; its parameters are those of
# parse_options(), for all runs when the machine is made, for one run when it is called.
import functools as _functools
import socket as _socket
import threading as _threading
import time as _time
import warnings as _warnings
from abc import abstractmethod as _abstract

_command_of = {}


def _register(cls):
    # A function of its own starts a machine with one call: icmpechod(iface="eth0").
    def command(*args, **kargs):
        return cls(*args, **kargs)()

    command.__name__ = command.__qualname__ = cls.function_name
    command.__doc__ = cls.__doc__ or cls.parse_options.__doc__
    _command_of[cls.function_name] = command


class ReferenceAM(type):
    def __init__(cls, name, bases, names):
        super().__init__(name, bases, names)
        if cls.function_name:
            _register(cls)


class AnsweringMachine(object, metaclass=ReferenceAM):
    function_name = ""
    filter = None
    sniff_options = {"store": 0}
    sniff_options_list = ["store", "iface", "count", "promisc", "filter", "type", "prn",
                          "stop_filter", "opened_socket"]
    send_options = {"verbose": 0}
    send_options_list = ["iface", "inter", "loop", "verbose", "socket"]
    send_function = staticmethod(sendp)

    def __init__(self, **kargs):
        self.mode = 0
        self.verbose = kargs.get("verbose", conf.verb >= 0)
        # What parse_options() was given and what it set: when made (1), when called (2).
        self.optam0, self.optam1, self.optam2 = {}, {}, {}
        if self.filter:
            kargs.setdefault("filter", self.filter)
        kargs.setdefault("prn", self.reply)
        send, sniff = self.parse_all_options(1, kargs)
        self.defoptsend = dict(self.send_options, **send)
        self.defoptsniff = dict(self.sniff_options, **sniff)
        self.optsend, self.optsniff = {}, {}

    def __getattr__(self, attr):
        own = self.__dict__
        for parsed in (own.get("optam2", ()), own.get("optam1", ())):
            if attr in parsed:
                return parsed[attr]
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        own = self.__dict__
        mode = own.get("mode", 0)
        target = own if mode == 0 else own["optam%d" % mode]
        target[attr] = val

    def parse_options(self):
        pass

    def _parse(self, mode, options):
        before = self.__dict__.get("mode", 0)
        self.__dict__["mode"] = mode
        try:
            self.parse_options(**options)
        finally:
            self.__dict__["mode"] = before

    def parse_all_options(self, mode, kargs):
        sniff = {name: kargs[name] for name in kargs if name in self.sniff_options_list}
        send = {name: kargs[name] for name in kargs if name in self.send_options_list}
        rest = {name: kargs[name] for name in kargs if name not in sniff and name not in send}
        if mode == 1:
            self.optam0 = rest
            self._parse(1, rest)
        elif rest:
            self._parse(mode, dict(self.optam0, **rest))
        return send, sniff

    def is_request(self, req):
        return 1

    @_abstract
    def make_reply(self, req):
        pass

    def send_reply(self, reply, send_function=None):
        if send_function:
            send_function(reply)
        else:
            self.send_function(reply, **self.optsend)

    def print_reply(self, req, reply):
        if isinstance(reply, PacketList):
            answer = [one.summary() for one in reply]
        else:
            answer = reply.summary()
        print("%s ==> %s" % (req.summary(), answer))

    def reply(self, pkt, send_function=None, address=None):
        if not self.is_request(pkt):
            return
        answer = self.make_reply(pkt, address=address) if address else self.make_reply(pkt)
        if not answer:
            return
        # Machines that override send_reply(reply) take nothing else.
        if send_function:
            self.send_reply(answer, send_function=send_function)
        else:
            self.send_reply(answer)
        if self.verbose:
            self.print_reply(pkt, answer)

    def run(self, *args, **kargs):
        _warnings.warn("run() method deprecated. The instance is now callable",
                       DeprecationWarning)
        self(*args, **kargs)

    def bg(self, *args, **kwargs):
        self(*args, **dict({"bg": True}, **kwargs))
        return self.sniffer

    def __call__(self, *args, **kargs):
        beside = kargs.pop("bg", False)
        send, sniff = self.parse_all_options(2, kargs)
        self.optsend = dict(self.defoptsend, **send)
        self.optsniff = dict(self.defoptsniff, **sniff)
        if beside:
            self.sniff_bg()
            return
        try:
            self.sniff()
        except KeyboardInterrupt:
            print("Interrupted by user")

    def sniff(self):
        # By the name in Scapy's module, so that a test can put something else there.
        import scapy.ansmachine
        scapy.ansmachine.sniff(**self.optsniff)

    def sniff_bg(self):
        self.sniffer = AsyncSniffer(**self.optsniff)
        self.sniffer.start()


class AnsweringMachineTCP(AnsweringMachine):
    TYPE = _socket.SOCK_STREAM

    def parse_options(self, port=80, cls=conf.raw_layer):
        self.port = port
        self.cls = cls

    def close(self):
        pass

    def _serve(self, connected, address):
        options = dict(self.optsniff)
        options.pop("iface", None)
        stream = StreamSocket(connected, self.cls)
        options["prn"] = _functools.partial(self.reply, send_function=stream.send,
                                            address=address)
        sniffer = AsyncSniffer(opened_socket=stream, **options)
        sniffer.start()
        return sniffer, stream

    def sniff(self):
        listening = _socket.socket(_socket.AF_INET, self.TYPE)
        listening.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        listening.bind((get_if_addr(self.optsniff.get("iface", conf.iface)), self.port))
        listening.listen()
        served = []
        try:
            while True:
                connected, address = listening.accept()
                print("%s connected" % repr(address))
                served.append(self._serve(connected, address))
        finally:
            for sniffer, stream in served:
                try:
                    sniffer.stop()
                except Exception:
                    pass
                stream.close()
            self.close()
            listening.close()

    def sniff_bg(self):
        self.sniffer = _threading.Thread(target=self.sniff)
        self.sniffer.start()

    def make_reply(self, req, address=None):
        return req


class AnsweringMachineUDP(AnsweringMachineTCP):
    TYPE = _socket.SOCK_DGRAM


def _swapped(ether):
    # What a host answers from: its own address also when it was asked by a broadcast.
    asked = ether.dst
    return (None if asked == "ff:ff:ff:ff:ff:ff" else asked), ether.src


class ICMPEcho_am(AnsweringMachine):
    """Responds to ICMP Echo-Requests (ping)"""
    function_name = "icmpechod"

    def is_request(self, req):
        return req.haslayer(ICMP) and req.getlayer(ICMP).type == 8

    def print_reply(self, req, reply):
        print("Replying %s to %s" % (reply[IP].dst, req[IP].dst))

    def make_reply(self, req):
        reply = req.copy()
        reply[ICMP].type = 0
        reply[ICMP].chksum = None
        if IP in req:
            reply[IP].src, reply[IP].dst = req[IP].dst, req[IP].src
            reply[IP].chksum = None
        if Ether in req:
            reply[Ether].src, reply[Ether].dst = _swapped(req[Ether])
        return reply


def _net_of(addresses, cls=Net):
    return cls(addresses) if isinstance(addresses, str) else addresses


class ARP_am(AnsweringMachine):
    """Answers questions of ARP: for IP_addr (an address, a net; None: for all), with ARP_addr
    (None: the interface's), when asked from from_ip (None: from anywhere)."""
    function_name = "farpd"
    filter = "arp"

    def parse_options(self, IP_addr=None, ARP_addr=None, from_ip=None):
        self.IP_addr = _net_of(IP_addr)
        self.from_ip = _net_of(from_ip)
        self.ARP_addr = ARP_addr

    def is_request(self, req):
        if not req.haslayer(ARP):
            return False
        question = req[ARP]
        return (question.op == 1
                and (self.IP_addr is None or question.pdst in self.IP_addr)
                and (self.from_ip is None or question.psrc in self.from_ip))

    def _own(self, iface):
        if self.ARP_addr is not None:
            return self.ARP_addr
        try:
            return get_if_hwaddr(iface)
        except Exception:
            return "00:00:00:00:00:00"

    def make_reply(self, req):
        question = req[ARP]
        if "iface" in self.optsend:
            self.iff = self.optsend["iface"]
        else:
            self.iff = conf.route.route(question.psrc)[0]
        own = self._own(self.iff)
        return Ether(dst=req[Ether].src, src=own) / ARP(
            op="is-at", hwsrc=own, psrc=question.pdst, hwdst=question.hwsrc, pdst=question.psrc)

    def send_reply(self, reply, send_function=None):
        self.send_function(reply, **dict({"iface": self.iff}, **self.optsend))

    def print_reply(self, req, reply):
        print("%s ==> %s on %s" % (req.summary(), reply.summary(), self.iff))


class BOOTP_am(AnsweringMachine):
    """Gives addresses from a pool: a net, a list, or a text, which is a net too."""
    function_name = "bootpd"
    filter = "udp and port 68 and port 67"

    def parse_options(self, pool=Net("192.168.1.128/25"), network="192.168.1.0/24",
                      gw="192.168.1.1", nameserver=None, domain=None, renewal_time=60,
                      lease_time=1800, **kwargs):
        address, _, length = network.partition("/")
        mask = itom(int(length or 32))
        first = atol(address) & mask
        self.netmask = ltoa(mask)
        self.network = ltoa(first)
        self.broadcast = ltoa(first | (0xffffffff & ~mask))
        self.gw = gw
        self.domain = domain
        if nameserver is None or isinstance(nameserver, str):
            self.nameserver = (nameserver or gw,)
        else:
            self.nameserver = tuple(nameserver)
        taken = [gw, self.network, self.broadcast]
        free = [address for address in _net_of(pool) if address not in taken]
        # One address is given to everybody; of more, each client gets the next.
        self.pool = free[0] if len(free) == 1 else free[::-1]
        self.renewal_time = renewal_time
        self.lease_time = lease_time
        self.leases = {}
        self.kwargs = kwargs

    def is_request(self, req):
        return int(req.haslayer(BOOTP) and req.getlayer(BOOTP).op == 1)

    def print_reply(self, _, reply):
        print("Reply %s to %s" % (reply.getlayer(IP).dst, reply.dst))

    def _address_for(self, mac):
        if not isinstance(self.pool, list):
            return self.pool
        if mac not in self.leases and self.pool:
            self.leases[mac] = self.pool.pop()
        return self.leases.get(mac)

    def make_reply(self, req):
        mac = req[Ether].src
        address = self._address_for(mac)
        if address is None:
            return None
        answer = req.getlayer(BOOTP).copy()
        answer.op = "BOOTREPLY"
        answer.yiaddr = address
        answer.siaddr = answer.ciaddr = answer.giaddr = self.gw
        del answer.payload
        return (Ether(dst=mac) / IP(dst=address)
                / UDP(sport=req.dport, dport=req.sport) / answer)


# RFC 2131 section 3.1: a DISCOVER is answered by an OFFER, a REQUEST by an ACK.
_ANSWER_TO = {1: 2, 3: 5}


class DHCP_am(BOOTP_am):
    """Gives addresses from a pool with DHCP; other options are given by their names."""
    function_name = "dhcpd"

    def make_reply(self, req):
        answer = BOOTP_am.make_reply(self, req)
        if answer is None or DHCP not in req:
            return answer
        options = [("message-type", _ANSWER_TO.get(option[1], option[1]))
                   for option in req[DHCP].options
                   if isinstance(option, tuple) and option[0] == "message-type"]
        known = [("server_id", self.gw), ("domain", self.domain), ("router", self.gw),
                 ("name_server", *self.nameserver), ("broadcast_address", self.broadcast),
                 ("subnet_mask", self.netmask), ("renewal_time", self.renewal_time),
                 ("lease_time", self.lease_time)]
        options += [option for option in known if option[1] is not None]
        options += self.kwargs.items()
        return answer / DHCP(options=options + ["end"])


def _addresses(value, default):
    # What a name stands for: one text is the address of IPv4, two are those of IPv4 and IPv6.
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return tuple(value)
    if isinstance(value, str):
        return value, default
    raise ValueError("Bad match value: '%s'" % repr(value))


def _name(text):
    name = bytes_encode(text).lower()
    return name if name.endswith(b".") else name + b"."


def _check(value, kinds, name, wanted):
    if not isinstance(value, kinds):
        raise ValueError("Bad '%s': should be %s or False !" % (name, wanted))


class DNS_am(AnsweringMachine):
    """Answers questions for names: by match and srvmatch, else with joker and joker6 (None: the
    interface's address), jokerarpa, or what conf.nameservers say (relay)."""
    function_name = "dnsd"
    filter = "udp port 53"
    cls = DNS

    def parse_options(self, joker=None, match=None, srvmatch=None, joker6=False,
                      send_error=False, relay=False, from_ip=True, from_ip6=False, src_ip=None,
                      src_ip6=None, ttl=10, jokerarpa=False):
        self.mDNS = isinstance(self, mDNS_am)
        self.llmnr = self.cls != DNS
        _check(joker, (str, bool, type(None)), "joker", "an IPv4 (str)")
        _check(joker6, (str, bool, type(None)), "joker6", "an IPv6 (str)")
        _check(jokerarpa, (str, bool), "jokerarpa", "a hostname")
        _check(from_ip, (str, Net, bool), "from_ip", "an IPv4 (str), Net")
        _check(from_ip6, (str, Net6, bool), "from_ip6", "an IPv6 (str), Net")
        for name, value in (("src_ip", src_ip), ("src_ip6", src_ip6)):
            if self.mDNS and value:
                raise ValueError("Cannot use '%s' in mDNS !" % name)
        self.joker = False if joker is None and match is not None else joker
        self.joker6 = joker6
        self.jokerarpa = jokerarpa
        if isinstance(match, (list, set)):
            self.match = {_name(name): (None, None) for name in match}
        else:
            self.match = {_name(name): _addresses(value, joker6)
                          for name, value in (match or {}).items()}
        self.srvmatch = {_name(name): _addresses(value, joker6)
                         for name, value in (srvmatch or {}).items()}
        self.send_error = send_error
        self.relay = relay
        self.from_ip = _net_of(from_ip)
        self.from_ip6 = _net_of(from_ip6, Net6)
        self.src_ip = src_ip
        self.src_ip6 = src_ip6
        self.ttl = ttl

    def is_request(self, req):
        query = req.getlayer(self.cls)
        if query is None or query.qr != 0:
            return False
        if self.llmnr and not self._asks_the_link(req):
            return False
        if IPv6 in req:
            askers, asker = self.from_ip6, req[IPv6].src
        else:
            askers, asker = self.from_ip, req[IP].src
        return askers is True or (askers and asker in askers)

    def _asks_the_link(self, req):
        # RFC 4795 section 2.1
        if IPv6 in req:
            return req[IPv6].dst == "ff02::1:3" and req[IPv6].hlim == 1
        return IP in req and req[IP].dst == "224.0.0.252" and req[IP].ttl == 1

    def _ether(self, ether):
        answer = ether.copy()
        answer.remove_payload()
        if self.mDNS:
            answer.src = answer.dst = None
        elif self.llmnr:
            answer.src, answer.dst = None, ether.src
        else:
            answer.src, answer.dst = _swapped(ether)
        return answer

    def _network(self, req):
        # RFC 6762 section 11: what multicast DNS says goes to the group, with all 255 hops.
        if IPv6 in req:
            asked = req[IPv6]
            src = self.src_ip6 if self.mDNS or self.llmnr else self.src_ip6 or asked.dst
            if self.mDNS:
                return IPv6(dst="ff02::fb", src=src, fl=asked.fl, hlim=255)
            return IPv6(dst=asked.src, src=src, fl=asked.fl, hlim=asked.hlim)
        asked = req[IP]
        src = self.src_ip if self.mDNS or self.llmnr else self.src_ip or asked.dst
        if self.mDNS:
            return IP(dst="224.0.0.251", src=src, id=asked.id, ttl=255)
        return IP(dst=asked.src, src=src, id=asked.id, ttl=asked.ttl)

    def _own_addresses(self, version):
        iface = resolve_iface(self.optsniff.get("iface", conf.iface))
        if self.mDNS:
            return iface.ips[version]
        return get_if_addr(iface) if version == 4 else get_if_addr6(iface)

    def _answer_address(self, question, resp):
        version, place, joker = (4, 0, self.joker) if question.qtype == 1 else (6, 1, self.joker6)
        known = self.match.get(question.qname.lower())
        rdata = known[place] if known is not None else joker
        if rdata is None and not self.relay:
            rdata = self._own_addresses(version)
        network = IP if version == 4 else IPv6
        if self.mDNS and rdata and network in resp:
            resp[network].src = rdata
        if not rdata:
            return []
        return [DNSRR(rrname=question.qname, ttl=self.ttl, rdata=address, type=question.qtype,
                      cacheflush=self.mDNS)
                for address in (rdata if isinstance(rdata, list) else [rdata])]

    def _answer(self, question, resp):
        if question.qtype in (1, 28):
            return self._answer_address(question, resp)
        if question.qtype == 33 and question.qname.lower() in self.srvmatch:
            port, target = self.srvmatch[question.qname.lower()]
            return [DNSRRSRV(rrname=question.qname, port=port, target=target, weight=100,
                             ttl=self.ttl)]
        if (question.qtype == 12 and self.jokerarpa
                and question.qname.endswith(b".in-addr.arpa.")):
            return [DNSRR(rrname=question.qname, type=question.qtype, ttl=self.ttl,
                          rdata=self.jokerarpa)]
        return []

    def _relayed(self, question):
        try:
            return dns_resolve(question.qname, qtype=question.qtype, raw=True)
        except TimeoutError:
            return None

    def _questions(self, asked):
        asked = list(asked)
        # Who asks for everything gets the addresses.
        everything = next((one for one in asked if getattr(one, "qtype", None) == 255), None)
        if everything is not None:
            asked.remove(everything)
            asked.extend(DNSQR(qtype=kind, qname=everything.qname, qclass=everything.qclass,
                               unicastresponse=everything.unicastresponse)
                         for kind in (1, 28))
        return [one for one in asked if not isinstance(one, Raw)]

    def make_reply(self, req):
        if (IP not in req and IPv6 not in req) or UDP not in req or self.cls not in req:
            return None
        resp = self._network(req)
        if Ether in req:
            resp = self._ether(req[Ether]) / resp
        resp /= UDP(sport=req[UDP].dport, dport=req[UDP].sport)
        query = req[self.cls]
        answers, additional = [], []
        for question in self._questions(query.qd):
            found = self._answer(question, resp)
            relayed = self._relayed(question) if self.relay and not found else None
            if relayed:
                answers.extend(relayed.an)
                additional.extend(relayed.ar)
            elif found:
                answers.extend(found)
            elif self.mDNS:
                # RFC 6762 section 6.1: there is no such record.
                answers.append(DNSRRNSEC(ttl=self.ttl, rrname=question.qname,
                                         nextname=question.qname,
                                         typebitmaps=RRlist2bitmap([question.qtype])))
        return self._finished(resp, query, answers, additional)

    def _finished(self, resp, query, answers, additional):
        if self.mDNS:
            if all(answer.type == 47 for answer in answers):
                return None
            owner = EDNS0OWN(primary_mac=resp[Ether].src)
            additional.append(DNSRROPT(z=0x1194, rdata=[owner]))
            return resp / dns_compress(self.cls(id=query.id, aa=1, rd=0, qr=1, qd=[],
                                                ar=additional, an=answers))
        if not answers:
            if self.send_error:
                return resp / self.cls(id=query.id, qr=1, qd=query.qd, rcode=3)
            return None
        said = self.cls(id=query.id, qr=1, qd=query.qd, ar=additional, an=answers)
        return resp / (said if self.llmnr else dns_compress(said))


class mDNS_am(DNS_am):
    """Answers questions of multicast DNS; the parameters are those of DNS_am."""
    function_name = "mdnsd"
    filter = "udp port 5353"


class LLMNR_am(DNS_am):
    """Answers questions of LLMNR; the parameters are those of DNS_am."""
    function_name = "llmnrd"
    filter = "udp port 5355"
    cls = LLMNRQuery


class NBNS_am(AnsweringMachine):
    """Answers questions for NetBIOS names: for server_name (None: all), with ip (None: the
    interface's), when asked from from_ip."""
    function_name = "nbnsd"
    filter = "udp port 137"

    def parse_options(self, server_name=None, from_ip=None, ip=None):
        self.ServerName = bytes_encode(server_name or "")
        self.ip = ip
        self.from_ip = _net_of(from_ip)

    def is_request(self, req):
        if self.from_ip and IP in req and req[IP].src not in self.from_ip:
            return False
        if NBNSQueryRequest not in req:
            return False
        return not self.ServerName or req[NBNSQueryRequest].QUESTION_NAME.strip() == self.ServerName

    def make_reply(self, req):
        src, dst = _swapped(req[Ether])
        address = self.ip or get_if_addr(self.optsniff.get("iface", conf.iface))
        return (Ether(dst=dst, src=src) / IP(dst=req[IP].src)
                / UDP(sport=req.dport, dport=req.sport)
                / NBNSHeader(NAME_TRN_ID=req.NAME_TRN_ID)
                / NBNSQueryResponse(RR_NAME=self.ServerName or req.QUESTION_NAME,
                                    SUFFIX=req.SUFFIX,
                                    ADDR_ENTRY=[NBNS_ADD_ENTRY(NB_ADDRESS=address)]))


# What DHCPv6_am gives: its parameter, the option's number, the option's class and its field.
_DHCP6_LISTS = [
    ("dns", 23, DHCP6OptDNSServers, "dnsservers"),
    ("domain", 24, DHCP6OptDNSDomains, "dnsdomains"),
    ("sntpservers", 31, DHCP6OptSNTPServers, "sntpservers"),
    ("sipservers", 22, DHCP6OptSIPServers, "sipservers"),
    ("sipdomains", 21, DHCP6OptSIPDomains, "sipdomains"),
    ("nisservers", 27, DHCP6OptNISServers, "nisservers"),
    ("nisdomain", 29, DHCP6OptNISDomain, "nisdomain"),
    ("nispservers", 28, DHCP6OptNISPServers, "nispservers"),
    ("nispdomain", 30, DHCP6OptNISPDomain, "nispdomain"),
    ("bcmcsservers", 33, DHCP6OptBCMCSServers, "bcmcsservers"),
    ("bcmcsdomains", 34, DHCP6OptBCMCSDomains, "bcmcsdomains"),
]
# These two hold one name.
_DHCP6_SINGLE = (29, 30)

_SOLICIT, _REQUEST, _INFORMATION_REQUEST = 1, 3, 11


def _listed(value, name):
    if isinstance(value, str):
        return [one.strip() for one in value.split(",")]
    if isinstance(value, list):
        return value
    raise ValueError("Bad '%s': should be a list, or a str with commas" % name)


class DHCPv6_am(AnsweringMachine):
    """Tells DHCPv6 clients about servers and domains (RFC 8415); it gives no addresses. Each
    parameter is a list or a text with commas; None leaves the option out."""
    function_name = "dhcp6d"
    filter = "udp and port 546 and port 547"
    send_function = staticmethod(send)

    def usage(self):
        print(DHCPv6_am.__doc__)

    def parse_options(self, dns="2001:500::1035", domain="localdomain, local",
                      startip="2001:db8::1", endip="2001:db8::20", duid=None, sntpservers=None,
                      sipdomains=None, sipservers=None, nisdomain=None, nisservers=None,
                      nispdomain=None, nispservers=None, bcmcsservers=None, bcmcsdomains=None,
                      iface=None, debug=0, advpref=255):
        given = dict(dns=dns, domain=domain, sntpservers=sntpservers, sipservers=sipservers,
                     sipdomains=sipdomains, nisservers=nisservers, nisdomain=nisdomain,
                     nispservers=nispservers, nispdomain=nispdomain, bcmcsservers=bcmcsservers,
                     bcmcsdomains=bcmcsdomains)
        self.dhcpv6_options = {}
        for name, number, option, field in _DHCP6_LISTS:
            if given[name] is not None:
                value = _listed(given[name], name)
                if number in _DHCP6_SINGLE:
                    value = (value + [""])[0]
                self.dhcpv6_options[number] = option(**{field: value})
        self.debug = debug
        self.advpref = advpref
        self.startip = startip
        self.endip = endip
        self.iface = iface if iface is not None else conf.iface
        if duid is None:
            # RFC 8415 section 11.2: seconds since the first of January 2000.
            duid = DUID_LLT(timeval=int(_time.time()) - 946684800,
                            lladdr=get_if_hwaddr(self.iface))
        self.duid = duid
        self.src_addr = None
        self.leases = {}
        own = [address for address, _, iface in in6_getifaddr()
               if iface == self.iface and in6_islladdr(address)]
        if own:
            self.src_addr = own[0]
        else:
            _warnings.warn("%s has no link-local address to answer from" % self.iface)

    def _is_ours(self, option):
        return raw(option.duid) == raw(self.duid)

    def is_request(self, req):
        if IPv6 not in req or UDP not in req or (req[UDP].sport, req[UDP].dport) != (546, 547):
            return False
        message = req[UDP].payload
        kind = getattr(message, "msgtype", None)
        client, server = DHCP6OptClientId in message, DHCP6OptServerId in message
        # RFC 8415 section 16: what has to be in a message, and what must not.
        if kind == _SOLICIT:
            return client and not server
        if kind == _REQUEST:
            return client and server and self._is_ours(message[DHCP6OptServerId])
        if kind == _INFORMATION_REQUEST:
            if server and not self._is_ours(message[DHCP6OptServerId]):
                return False
            return not any(wish in message
                           for wish in (DHCP6OptIA_NA, DHCP6OptIA_TA, DHCP6OptIA_PD))
        return False

    def _with_options(self, message, answer):
        # What the client asks for; everything when it does not say.
        wanted = self.dhcpv6_options
        if DHCP6OptOptReq in message:
            asked = message[DHCP6OptOptReq].reqopts
            wanted = [number for number in wanted if number in asked]
        for number in wanted:
            answer = answer / self.dhcpv6_options[number]
        return answer

    def make_reply(self, req):
        message = req[UDP].payload
        answer = IPv6(src=self.src_addr, dst=req[IPv6].src) / UDP(sport=547, dport=546)
        own = DHCP6OptServerId(duid=self.duid)
        if DHCP6OptClientId in message:
            own = own / DHCP6OptClientId(duid=message[DHCP6OptClientId].duid)
        trid = message.trid
        if message.msgtype != _SOLICIT:
            return self._with_options(message, answer / DHCP6_Reply(trid=trid) / own)
        if DHCP6OptRapidCommit in message:
            answer = answer / DHCP6_Reply(trid=trid) / DHCP6OptRapidCommit() / own
            return self._with_options(message, answer)
        answer = answer / DHCP6_Advertise(trid=trid)
        # RFC 8415 sections 21.13: 2 is NoAddrsAvail, 6 is NoPrefixAvail.
        if DHCP6OptIA_NA in message or DHCP6OptIA_TA in message:
            return answer / DHCP6OptStatusCode(statuscode=2, statusmsg="no addresses here") / own
        if DHCP6OptIA_PD in message:
            return answer / DHCP6OptStatusCode(statuscode=6, statusmsg="no prefixes here") / own
        answer = answer / DHCP6OptPref(prefval=self.advpref) / own / DHCP6OptReconfAccept()
        return self._with_options(message, answer)

    def print_reply(self, req, reply):
        def kind(packet):
            name = packet[UDP].payload.name
            if name.startswith("DHCPv6 "):
                name = name[7:]
            return name[:-8] if name.endswith(" Message") else name

        print("Sent %s answering to %s from %s" % (kind(reply), kind(req), req[IPv6].src))


icmpechod = _command_of["icmpechod"]
farpd = _command_of["farpd"]
bootpd = _command_of["bootpd"]
dhcpd = _command_of["dhcpd"]
dnsd = _command_of["dnsd"]
mdnsd = _command_of["mdnsd"]
nbnsd = _command_of["nbnsd"]
llmnrd = _command_of["llmnrd"]
dhcp6d = _command_of["dhcp6d"]
