# Graphs by Graphviz: who talks to whom, and the ways of a traceroute.
import os as _os
import shutil as _shutil
import subprocess as _subprocess

from scapy.drawings import _packet_of
from scapy.programs import _started


def do_graph(graph, prog=None, format=None, target=None, type=None, string=None, options=None):
    # string=True returns the text; target="> file.svg" or "| program" takes the picture.
    if string:
        return graph
    if target is None:
        if _shutil.which(conf.prog.display) is None:
            raise FileNotFoundError(
                "Could not execute %s, is it installed? string=True returns the graph as text, "
                "target='> file.svg' keeps the picture" % conf.prog.display)
        target = _started([conf.prog.display], stdin=_subprocess.PIPE).stdin
    elif isinstance(target, str):
        words = target.lstrip("|> ")
        if target.startswith("|"):
            target = _subprocess.Popen(words, shell=True, stdin=_subprocess.PIPE).stdin
        else:
            target = open(_os.path.abspath(words), "wb")
    command = '"%s" %s -T%s' % (prog or conf.prog.dot, options or "", format or type or "svg")
    drawn = _subprocess.run(command, shell=True, input=graph.encode(), stdout=_subprocess.PIPE,
                            stderr=_subprocess.PIPE)
    with target:
        if drawn.returncode != 0:
            raise OSError("GraphViz call failed (is it installed?):\n" + drawn.stderr.decode())
        target.write(drawn.stdout)


def _talkers(pkt):
    for name in ("IP", "IPv6"):
        if name in pkt:
            return pkt[name].src, pkt[name].dst
    if "ARP" in pkt:
        return pkt["ARP"].psrc, pkt["ARP"].pdst
    raise TypeError("nobody talks to anybody in %s" % pkt.summary())


def _conversations(self, getsrcdst=None, **kargs):
    # Arrows between those who talk, with the number of packets or the labels of the function.
    of = getsrcdst or _talkers
    counts = {}
    for item in self:
        try:
            found = of(_packet_of(item))
        except Exception:
            # The function may ask for a layer that not every packet has.
            continue
        if len(found) == 3:
            counts.setdefault(tuple(found[:2]), set()).add(found[2])
        else:
            counts[found] = counts.get(found, 0) + 1
    lines = ['\t "%s" -> "%s" [label="%s"]\n' % (
        graphviz_escape(src), graphviz_escape(dst),
        ", ".join(str(label) for label in count) if isinstance(count, set) else count)
        for (src, dst), count in counts.items()]
    return do_graph('digraph "conv" {\n' + "".join(lines) + "}\n", **kargs)


class _Weighed(object):
    # Nodes of one kind: how often each was met, and what it leads to.
    def __init__(self):
        self.counts, self.next = {}, {}

    def met(self, key, following=None):
        self.counts[key] = self.counts.get(key, 0) + 1
        leads = self.next.setdefault(key, [])
        if following is not None and following not in leads:
            leads.append(following)

    def drawn(self, kind, shape, colour):
        low, high = min(self.counts.values()), max(self.counts.values())
        low = 0 if low == high else low
        gap = "" if kind == "src" else " "
        for key, count in self.counts.items():
            size = 1 + float(count - low) / ((high or 1) - low)
            yield ('"%s.%r" [label = "%r", shape=%s, fillcolor="%s", style=filled, fixedsize=1, '
                   'height=%.2f,%swidth=%.2f];\n' % (kind, key, key, shape, colour, size, gap, size))

    def arrows(self, kind, following):
        for key, leads in self.next.items():
            for one in leads:
                yield ' "%s.%r" -> "%s.%r";\n' % (kind, key, following, one)


def _afterglow(self, src=None, event=None, dst=None, **kargs):
    # Source, event and destination of each packet as a graph; what is frequent is large.
    src = src or (lambda item: _packet_of(item)["IP"].src)
    event = event or (lambda item: _packet_of(item)["IP"].dport)
    dst = dst or (lambda item: _packet_of(item)["IP"].dst)
    sources, events, ends = _Weighed(), _Weighed(), _Weighed()
    for item in self:
        try:
            one, two, three = src(item), event(item), dst(item)
        except Exception:
            continue
        sources.met(one, two)
        events.met(two, three)
        ends.met(three)
    if not sources.counts:
        raise ValueError("no packet has a source, an event and a destination: afterglow(src=, event=, dst=)")
    text = 'digraph "afterglow" {\n\tedge [len=2.5];\n# src nodes\n'
    text += "".join(sources.drawn("src", "box", "#FF0000"))
    text += "# event nodes\n" + "".join(events.drawn("evt", "circle", "#00FFFF"))
    text += "".join(ends.drawn("dst", "triangle", "#0000ff"))
    text += "###\n" + "".join(sources.arrows("src", "evt")) + "".join(events.arrows("evt", "dst"))
    return do_graph(text + "}", **kargs)


def _network(pkt):
    return pkt.getlayer(IP) or pkt.getlayer(IPv6) or pkt


def _asked_for(query):
    # What a question was for: its way, and how graphs name its kind.
    if TCP in query:
        return (query.src, query.dst, 6, query.dport), "tcp"
    if UDP in query:
        return (query.src, query.dst, 17, query.dport), "udp"
    if ICMP in query:
        return (query.src, query.dst, 1, query.type), "icmp"
    return (query.src, query.dst, query.nh if IPv6 in query else query.proto, 0), "proto"


def _is_underway(answer):
    return ICMP in answer and answer[ICMP].type == 11 or IPv6 in answer and ICMPv6TimeExceeded in answer


def _endpoint(answer):
    # The port that answered: (its name in the graph, what stands in the box).
    if TCP in answer:
        return answer.sprintf("T%ir,TCP.sport%"), answer.sprintf("%TCP.sport% %TCP.flags%")
    if UDP in answer:
        return answer.sprintf("U%ir,UDP.sport%"), answer.sprintf("%UDP.sport%")
    if ICMP in answer:
        return answer.sprintf("I%ir,ICMP.type%"), answer.sprintf("ICMP %ICMP.type%")
    if IPv6 in answer:
        return answer.sprintf("P%ir,IPv6.nh%"), answer.sprintf("IPv6 %IPv6.nh%")
    return answer.sprintf("P%ir,IP.proto%"), answer.sprintf("IP %IP.proto%")


class _Ways(object):
    # The ways that the packets of a traceroute took.
    def __init__(self, pairs):
        self.addresses, self.ways, self.ports, self.lost = {}, {}, {}, {}
        arrived = set()
        for query, answer in pairs:
            query, answer = _network(query), _network(answer)
            self.addresses[answer.src] = None
            way, self.kind = _asked_for(query)
            hops = self.ways.setdefault(way, {})
            hop = query.hlim if IPv6 in query else query.ttl
            if _is_underway(answer):
                hops[hop] = '"%s"' % answer.src
            elif way not in arrived:
                arrived.add(way)
                name, text = _endpoint(answer)
                self.ports.setdefault(answer.src, []).append("<%s> %s" % (name, text))
                hops[hop] = '"%s":%s' % (answer.src, name)
        self._fill(arrived)

    def _fill(self, arrived):
        # Hops that said nothing, and ways that end in silence.
        unknown = incremental_label("unk%i")
        kinds = {1: "icmp", 6: "tcp", 17: "udp"}
        for way, hops in self.ways.items():
            for hop in range(min(hops), max(hops)):
                if hop not in hops:
                    hops[hop] = next(unknown)
            if way not in arrived:
                number = way[3] if way[2] in kinds else way[2]
                hole = "%s %i/%s" % (way[1], number, kinds.get(way[2], "proto"))
                self.addresses[hole] = None
                self.lost[way[1]] = hole
                hops[max(hops) + 1] = '"%s"' % hole

    def owners(self, resolver):
        # {number: (description, nodes)} of the autonomous systems.
        systems = {}
        if resolver is None:
            return systems
        asked = sorted(set(name.rsplit(" ", 1)[0] for name in self.addresses))
        for ip, number, text in resolver.resolve(*asked):
            if number is None:
                continue
            nodes = systems.setdefault(number, (text, []))[1]
            if ip not in self.lost or ip in self.ports:
                nodes.append(ip)
            if ip in self.lost:
                nodes.append(self.lost[ip])
        return systems


def _make_graph(self, ASres=None, padding=0):
    ways = _Ways([(one[0], one[1]) for one in self])
    back, front = colgen("60", "86", "ba", "ff"), colgen("a0", "70", "40", "20")
    ellipse = "\n\tnode [shape=ellipse,color=black,style=solid];\n\n"
    text = "digraph trace {\n" + ellipse + "\n#ASN clustering\n"
    for number, (described, nodes) in ways.owners(ASres).items():
        colour = "#%s%s%s" % next(back)
        text += '\tsubgraph cluster_%s {\n\t\tcolor="%s";' % (number, colour)
        text += '\t\tnode [fillcolor="%s",style=filled];\t\tfontsize = 10;' % colour
        text += '\t\tlabel = "%s\\n[%s]"\n' % (graphviz_escape(number), graphviz_escape(described))
        text += "".join('\t\t"%s";\n' % node for node in nodes) + "\t}\n"
    text += "#endpoints\n"
    for host, answers in ways.ports.items():
        text += ('\t"%s" [shape=record,color=black,fillcolor=green,style=filled,label="%s|%s"];\n'
                 % (host, host, "|".join(answers)))
    text += "\n#Blackholes\n"
    for hole in ways.lost.values():
        text += '\t"%s" [shape=octagon,color=black,fillcolor=red,style=filled];\n' % hole
    if padding:
        text += "\n#Padding\n"
        leaking = dict.fromkeys(_network(answer).src for query, answer in self
                                if Padding in answer and answer[Padding].load.strip(b"\0"))
        for host in leaking:
            if host not in ways.ports:
                text += '\t"%s" [shape=triangle,color=black,fillcolor=red,style=filled];\n' % host
    text += ellipse
    for way, hops in ways.ways.items():
        text += "#---[%r\n" % (way,)
        text += '\t\tedge [color="#%s%s%s"];\n' % next(front)
        stations = [hops[hop] for hop in sorted(hops)]
        text += "".join("\t%s ->\n" % station for station in stations[:-1]) + "\t%s;\n" % stations[-1]
    return text + "}\n"


def _graph(self, ASres="conf", padding=0, **kargs):
    resolver = conf.AS_resolver if ASres == "conf" else ASres
    return do_graph(_make_graph(self, resolver, padding), **kargs)
