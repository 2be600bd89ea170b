# Questions to servers and neighbours: names, addresses, services; and hosts that tell too much.
import itertools as _itertools
import socket as _socket

_known_names, _known_nbns = {}, {}


# --- DHCP -----------------------------------------------------------------------------------------

def _dhcp_query(kind, hw=None, dstip=None, ciaddr=None, server_id=None, requested_addr=None, fixed_ether=False,
                hostname=None, iface=None, wait_resp=True, **kwargs):
    # With fixed_ether the frame has our own MAC address, and only BOOTP has `hw`.
    hw = hw or get_if_hwaddr(iface or conf.iface)
    options = [("message-type", kind), ("client_id", b"\1" + mac2str(hw))]
    if requested_addr is not None:
        options.append(("requested_addr", requested_addr))
    if server_id is not None:
        options.append(("server_id", server_id))
    if hostname is not None:
        options += [("hostname", hostname), ("client_FQDN", b"\0\0\0" + bytes_encode(hostname))]
    options += [("vendor_class_id", b"MSFT 5.0"),
                ("param_req_list", [1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252]), "end"]
    pkt = (Ether(dst="ff:ff:ff:ff:ff:ff", src=None if fixed_ether else hw)
           /IP(src=ciaddr or "0.0.0.0", dst=dstip or "255.255.255.255")/UDP(sport=68, dport=67)
           /BOOTP(chaddr=hw, ciaddr=ciaddr or "0.0.0.0", xid=RandInt(), flags="B")/DHCP(options=options))
    if not wait_resp:
        return sendp(pkt, iface=iface, **kwargs)
    # The answer comes from a server whose address is not known before.
    before = conf.checkIPaddr
    conf.checkIPaddr = False
    try:
        return srp1(pkt, iface=iface, **kwargs)
    finally:
        conf.checkIPaddr = before


def dhcp_discover(hw=None, requested_addr=None, hostname=None, iface=None, **kwargs):
    return _dhcp_query("discover", hw=hw, requested_addr=requested_addr, hostname=hostname, iface=iface, **kwargs)


def dhcp_request(requested_addr, hw=None, server_id=None, hostname=None, iface=None, fixed_ether=False, **kwargs):
    return _dhcp_query("request", hw=hw, server_id=server_id, requested_addr=requested_addr, hostname=hostname,
                       iface=iface, fixed_ether=fixed_ether, **kwargs)


def dhcp_inform(ciaddr, hw=None, hostname=None, iface=None, fixed_ether=False, **kwargs):
    return _dhcp_query("inform", hw=hw, ciaddr=ciaddr, hostname=hostname, iface=iface, fixed_ether=fixed_ether, **kwargs)


def dhcp_release(ciaddr, server_id, hw=None, hostname=None, iface=None, fixed_ether=False, **kwargs):
    return _dhcp_query("release", hw=hw, dstip=server_id, server_id=server_id, ciaddr=ciaddr, hostname=hostname,
                       iface=iface, fixed_ether=fixed_ether, wait_resp=False, **kwargs)


# --- names ----------------------------------------------------------------------------------------

def _dns_number(qtype):
    return DNSQR(qtype=qtype).qtype


def _asked(nameserver, query, tcp, timeout, kwargs):
    with _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM if tcp else _socket.SOCK_DGRAM) as connection:
        connection.settimeout(timeout)
        connection.connect((nameserver, 53))
        return StreamSocket(connection, DNSTCP if tcp else DNS).sr1(query, timeout=timeout, **kwargs)


def dns_resolve(qname, qtype="A", raw=False, tcp=False, verbose=1, timeout=3, **kwargs):
    # The records of the answer, by the servers of conf.nameservers; what was asked is remembered.
    number = _dns_number(qtype)
    key = (DNSQR(qname=qname).qname, number, raw)
    if key in _known_names:
        return _known_names[key]
    answer = None
    for nameserver in conf.nameservers:
        query = (DNSTCP if tcp else DNS)(qd=[DNSQR(qname=qname, qtype=number)], id=RandShort())
        try:
            answer = _asked(nameserver, query, tcp, timeout, dict(kwargs, verbose=0))
        except OSError as error:
            if verbose:
                log_runtime.warning(str(error))
            continue
        if not answer:
            continue
        if answer[DNS].tc == 1:
            if not tcp:
                return dns_resolve(qname, number, raw=raw, tcp=True, verbose=verbose, timeout=timeout, **kwargs)
            elif verbose:
                log_runtime.info("DNS answer is truncated !")
        if answer[DNS].rcode != 2:
            break
        answer = None
        if verbose:
            log_runtime.info("DNS: %s answered with failure for %s" % (nameserver, qname))
    if answer is None:
        raise TimeoutError("no name server answered: conf.nameservers is %r" % conf.nameservers)
    if not raw:
        records = _itertools.chain(answer[DNS].an, answer[DNS].ns, answer[DNS].ar)
        answer = [record for record in records if getattr(record, "type", None) == number]
    if answer:
        _known_names[key] = answer
    return answer


class DNSSDResult:
    # Services that answered. What a list of answers can do, this can do, too.
    def __init__(self, res=None, name="DNS-SD", stats=None):
        self._pairs = SndRcvList(res, name)

    def __getattr__(self, name):
        return getattr(self._pairs, name)

    def __getitem__(self, at):
        return self._pairs[at]

    def __iter__(self):
        return iter(self._pairs)

    def __len__(self):
        return len(self._pairs)

    def __repr__(self):
        return repr(self._pairs)

    def show(self, types=["PTR", "SRV"], alltypes=False):
        rows = []
        with_mac = len(self._pairs) > 0 and isinstance(self._pairs[0][1].underlayer, Ether)
        for _, answer in self._pairs:
            told = []
            for record in _itertools.chain(answer[DNS].an, answer[DNS].ar):
                if not alltypes and record.sprintf("%type%") not in types:
                    continue
                shape = "%type%=%rdata%"
                if isinstance(record, DNSRRNSEC):
                    shape = "%type%=%nextname%"
                elif isinstance(record, DNSRRSRV):
                    shape = "%type%=(%target%,%port%)"
                told.append(record.sprintf(shape))
            row = (answer.src, told)
            rows.append((conf.manufdb._resolve_MAC(answer.underlayer.src),) + row if with_mac else row)
        print(pretty_list(rows, [("Mac", "IP", "Service") if with_mac else ("IP", "Service")]))


def dnssd(service="_services._dns-sd._udp.local", af=_socket.AF_INET, qtype="PTR", iface=None, verbose=2, timeout=3):
    # Who offers a service, asked by multicast (RFC 6763).
    if af == _socket.AF_INET:
        pkt = IP(dst=ScopedIP("224.0.0.251", iface), ttl=255)
    elif af == _socket.AF_INET6:
        pkt = IPv6(dst=ScopedIP("ff02::fb", iface))
    else:
        return None
    pkt = pkt/UDP(sport=5353, dport=5353)/DNS(rd=0, qd=[DNSQR(qname=service, qtype=qtype)])
    return DNSSDResult(list(sr(pkt, multi=True, timeout=timeout, verbose=verbose)[0]))


def nbns_resolve(qname, iface=None, raw=False, timeout=3, **kwargs):
    # The addresses of a NetBIOS name, asked of everybody on the interfaces.
    key = (NBNSQueryRequest(QUESTION_NAME=qname).QUESTION_NAME, raw)
    if key in _known_nbns:
        return _known_nbns[key]
    if iface is None:
        iface = [one for name, one in conf.ifaces.items() if one.is_valid() and name != conf.loopback_name]
    requests = []
    for one in iface if isinstance(iface, list) else [iface]:
        for address in conf.route.get_if_bcast(one):
            if address != "255.255.255.255":
                requests.append(IP(dst=address)/UDP()/NBNSHeader()/NBNSQueryRequest(QUESTION_NAME=qname))
    if not requests:
        return None
    before = conf.checkIPaddr
    conf.checkIPaddr = False
    try:
        answer = sr1(requests, timeout=timeout, first=True, **dict({"verbose": 0}, **kwargs))
    finally:
        conf.checkIPaddr = before
    if answer is None:
        raise TimeoutError("nobody has the name %r" % qname)
    if not raw:
        answer = [entry.NB_ADDRESS for entry in answer.ADDR_ENTRY]
    if answer:
        _known_nbns[key] = answer
    return answer


# --- what hosts tell by accident ------------------------------------------------------------------

def IPID_count(lst, funcID=lambda x: x[1].id, funcpres=lambda x: x[1].summary()):
    # Which counters the IP ids of answers seem to come from: more than 50 apart is another one.
    numbers = sorted(funcID(item) for item in lst)
    classes = numbers[:1] + [b for a, b in zip(numbers, numbers[1:]) if b - a > 50]
    print("Probably %i classes: %s" % (len(classes), classes))
    for number, text in sorted((funcID(item), funcpres(item)) for item in lst):
        print("%5i" % number, text)


def etherleak(target, **kargs):
    # Padding of frames that holds what others sent.
    ans, unans = srp(Ether()/ARP(pdst=target), filter="arp", **kargs)
    return ans, unans


def _leaks(found, pkt, onlyasc):
    leak = pkt[conf.padding_layer].load
    if leak not in found:
        found.add(leak)
        linehexdump(leak, onlyasc=onlyasc)


def _times(count):
    return _itertools.count() if count is None else range(int(count))


def fragleak(target, sport=123, dport=123, timeout=0.2, onlyasc=0, count=None):
    # What stands behind the quotation in an ICMP error about a fragment.
    pkt = IP(dst=target, id=RandShort(), options=b"\0" * 40, flags=1)/UDP(sport=sport, dport=sport)/"XXXXYYYYYYYYYY"
    found = set()
    with conf.L3socket() as s:
        try:
            for _ in _times(count):
                s.send(pkt)
                answers = s.sniff(timeout=timeout, store=1, lfilter=lambda p: IP in p and ICMP in p and IPerror in p)
                for answer in answers:
                    if answer[IPerror].dst != target:
                        continue
                    if answer[IP].src != target:
                        print("leak from", answer[IP].src)
                    if conf.padding_layer in answer:
                        _leaks(found, answer, onlyasc)
        except KeyboardInterrupt:
            pass


def fragleak2(target, timeout=0.4, onlyasc=0, count=None):
    # The same with a protocol that nobody speaks.
    found = set()
    for _ in _times(count):
        pkt = IP(dst=target, options=b"\0" * 40, proto=200)/"XXXXYYYYYYYYYYYY"
        answer = sr1(pkt, timeout=timeout, verbose=0)
        if answer is not None and conf.padding_layer in answer:
            _leaks(found, answer, onlyasc)


def arpleak(target, plen=255, hwlen=255, **kargs):
    # Hosts that believe the lengths in a question of ARP, and answer with what stands behind.
    questions = {}
    for pkt in ARP(pdst=target):
        iface = conf.route.route(pkt.pdst)[0]
        psrc, hwsrc = get_if_addr(iface), get_if_hwaddr(iface)
        pkt.plen, pkt.hwlen = plen, hwlen
        if plen == 4:
            pkt.psrc = psrc
        else:
            pkt.psrc, pkt.pdst = inet_aton(psrc)[:plen], inet_aton(pkt.pdst)[:plen]
        pkt.hwsrc = hwsrc if hwlen == 6 else mac2str(hwsrc)[:hwlen]
        questions.setdefault(iface, []).append(Ether(src=hwsrc, dst="ff:ff:ff:ff:ff:ff")/pkt)
    ans, unans = SndRcvList(), PacketList(name="Unanswered")
    for iface, pkts in questions.items():
        some, rest = srp(pkts, iface=iface, filter="arp", **kargs)
        ans, unans = ans + some, unans + rest
        ans.listname, unans.listname = "Results", "Unanswered"
    for _, answer in ans:
        arp = answer[ARP]
        octets = bytes(arp)[8:]
        hw, proto = arp.hwlen, arp.plen
        for name, length, usual, start in (("psrc", proto, 4, hw), ("hwsrc", hw, 6, 0)):
            if length > usual:
                print(name)
                hexdump(octets[start:start + length][usual:])
                print()
    return ans, unans


# --- ports ----------------------------------------------------------------------------------------

_LINE = "+-----+----------------+---------+---+-----+-----+-----+"


def portscan(target, ports=(1, 1024), timeout=2, closed=False, **kargs):
    # A table of the ports that answer a SYN as open: flags, and what the answer's header says.
    ans, unans = sr(IP(dst=target)/TCP(dport=ports, flags="S"), timeout=timeout, **dict({"verbose": 0}, **kargs))
    hosts = {}
    for query, answer in ans:
        if TCP in answer and (closed or answer[TCP].flags.S and answer[TCP].flags.A):
            hosts.setdefault(query.dst, []).append(answer)
    for host, answers in hosts.items():
        print("%s\n%s\n|port |   serv name    |  flags  |ttl|  id | win | len |\n%s" % (host, _LINE, _LINE))
        for answer in sorted(answers, key=lambda answer: answer[TCP].sport):
            flags = "".join(letter if letter in str(answer[TCP].flags) else "." for letter in "FSRPAUEC")
            print("%6d %-16s %-8s %4d %5d %5d %5d" % (
                answer[TCP].sport, answer.sprintf("%TCP.sport%"), flags, answer[IP].ttl, answer[IP].id,
                answer[TCP].window, answer[IP].len))
    if unans:
        silent = sorted(set(query.dport for query in unans))
        print("no answer from %d ports: %s%s" % (len(unans), ", ".join(str(port) for port in silent[:12]),
                                                ", …" if len(silent) > 12 else ""))
    if not hosts:
        print("no port is open")
    return ans
