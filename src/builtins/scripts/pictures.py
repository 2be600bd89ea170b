# Pictures: graphs by Graphviz, plots in the terminal or as SVG, and packets drawn with their octets.
import os as _os
import shutil as _shutil
import socket as _socket
import subprocess as _subprocess
import sys as _sys
import tempfile as _tempfile
import _wire


# --- graphs ---------------------------------------------------------------------------------------

def _started(words, **kargs):
    try:
        return _subprocess.Popen(words, **kargs)
    except FileNotFoundError:
        raise FileNotFoundError("Could not execute %s, is it installed?" % words[0]) from None


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


def _packet_of(item):
    # Of a pair, the question.
    return item[0] if isinstance(item, (tuple, list)) or hasattr(item, "answer") else item


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


# --- the graph of a traceroute --------------------------------------------------------------------

class AS_resolver(object):
    # Who an address belongs to, by a whois server.
    server = None
    options = "-k"

    def __init__(self, server=None, port=43, options=None):
        self.server = server or self.server
        self.port = port
        self.options = self.options if options is None else options

    def _connected(self):
        return _socket.create_connection((self.server, self.port), 10)

    def _parse_whois(self, txt):
        asn, described = None, []
        for line in txt.splitlines():
            key, _, value = line.partition(b":")
            if key == b"origin" and not asn:
                asn = value.strip().decode()
            elif key == b"descr":
                described.append(value.strip().decode("utf-8", "replace"))
            if asn and described:
                break
        return asn, "\n".join(described)

    def _asked(self, connection, ip):
        connection.sendall(b"%s\n" % ip.encode())
        text = b""
        while b"%" not in text and b"source" not in text:
            more = connection.recv(8192)
            if not more:
                break
            text += more
        return (ip,) + self._parse_whois(text)

    def resolve(self, *ips):
        with self._connected() as connection:
            if self.options:
                connection.sendall(self.options.encode() + b"\n")
                connection.recv(8192)
            found = [self._asked(connection, ip) for ip in ips]
        return [one for one in found if one[1] is not None]


class AS_resolver_riswhois(AS_resolver):
    server = "riswhois.ripe.net"
    options = "-k -M -1"


class AS_resolver_radb(AS_resolver):
    server = "whois.ra.net"
    options = "-k -M"


class AS_resolver_cymru(AS_resolver):
    # All addresses at once.
    server = "whois.cymru.com"
    options = None

    def resolve(self, *ips):
        text = b""
        with self._connected() as connection:
            connection.sendall(b"begin\r\n" + b"\r\n".join(ip.encode() for ip in ips) + b"\r\nend\r\n")
            while True:
                more = connection.recv(8192)
                if not more:
                    return self.parse(text)
                text += more

    def parse(self, data):
        lines = data.decode("utf-8", "replace").splitlines()[1:]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
        return [(ip, "AS%s" % asn, owner) for asn, ip, owner in rows if asn != "NA"]


class AS_resolver_multi(AS_resolver):
    # One after the other, until all are known.
    def __init__(self, *reslist):
        AS_resolver.__init__(self)
        self.resolvers_list = reslist or (AS_resolver_radb(), AS_resolver_cymru())

    def resolve(self, *ips):
        missing, found = list(ips), []
        for resolver in self.resolvers_list:
            try:
                found += resolver.resolve(*missing)
            except OSError:
                continue
            known = [one[0] for one in found]
            missing = [ip for ip in missing if ip not in known]
            if not missing:
                break
        return found


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


# --- plots ----------------------------------------------------------------------------------------

class Line2D(object):
    # A line of a plot: its points, and its name.
    def __init__(self, xs, ys, label=""):
        self.xs, self.ys, self.label = list(xs), list(ys), label

    def get_xdata(self):
        return self.xs

    def get_ydata(self):
        return self.ys

    def get_label(self):
        return self.label

    def __repr__(self):
        return "<Line2D of %d points%s>" % (len(self.xs), ": %s" % self.label if self.label != "" else "")


_MARKS = "+xo*#@%&"


def _bounds(values):
    low, high = min(values), max(values)
    return (low - 0.5, high + 0.5) if low == high else (low, high)


def _number(value):
    return "%d" % value if value == int(value) and abs(value) < 1e12 else "%.6g" % value


def _in_terminal(lines, width=None, height=16):
    width = width or min(max(get_terminal_width() - 14, 20), 100)
    (left, right), (low, high) = (_bounds([float(v) for line in lines for v in line.xs]),
                                  _bounds([float(v) for line in lines for v in line.ys]))
    cells = [[" "] * width for _ in range(height)]
    for number, line in enumerate(lines):
        for x, y in zip(line.xs, line.ys):
            column = round((float(x) - left) / (right - left) * (width - 1))
            row = round((high - float(y)) / (high - low) * (height - 1))
            cells[row][column] = _MARKS[number % len(_MARKS)]
    names = [_number(high)] + [""] * (height - 2) + [_number(low)]
    margin = max(len(name) for name in names)
    text = ["%s |%s" % (name.rjust(margin), "".join(row).rstrip()) for name, row in zip(names, cells)]
    text.append(" " * margin + " +" + "-" * width)
    end = _number(right)
    text.append(" " * (margin + 2) + _number(left).ljust(width - len(end)) + end)
    if any(line.label != "" for line in lines):
        text.append(" " * (margin + 2) + "   ".join(
            "%s %s" % (_MARKS[number % len(_MARKS)], line.label) for number, line in enumerate(lines)))
    return "\n".join(text)


_COLOURS = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f"]


def _as_svg(lines, width=640, height=400):
    (left, right), (low, high) = (_bounds([float(v) for line in lines for v in line.xs]),
                                  _bounds([float(v) for line in lines for v in line.ys]))
    canvas = _Canvas()
    inner = (70, 20, width - 20, height - 40)

    def place(x, y):
        return (inner[0] + (float(x) - left) / (right - left) * (inner[2] - inner[0]),
                inner[3] - (float(y) - low) / (high - low) * (inner[3] - inner[1]))

    canvas.rectangle(inner[0], inner[1], inner[2] - inner[0], inner[3] - inner[1], "#ffffff", "#000000")
    for part in range(5):
        x, y = left + (right - left) * part / 4, low + (high - low) * part / 4
        canvas.text(place(x, low)[0] - 3 * len(_number(x)), inner[3] + 16, _number(x))
        canvas.text(inner[0] - 6 - 6 * len(_number(y)), place(left, y)[1] + 4, _number(y))
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        for x, y in zip(line.xs, line.ys):
            at, up = place(x, y)
            canvas.line(at - 3, up, at + 3, up, colour)
            canvas.line(at, up - 3, at, up + 3, colour)
        if line.label != "":
            canvas.text(inner[2] - 6 * len(str(line.label)) - 16, inner[1] + 16 + 14 * number, str(line.label), colour)
    return canvas


def _plotted(lines, file=None, width=None, height=16, **kargs):
    # In the terminal, or into a file. Wishes of matplotlib (marker=, color=, …) are passed over.
    lines = [line for line in lines if line.xs]
    if not lines:
        print("nothing to plot: no packet gave a number")
    elif file is None:
        print(_in_terminal(lines, width, height))
    else:
        _as_svg(lines).write(file)
    return lines


def _line(values, plot_xy, label=""):
    if plot_xy:
        return Line2D([x for x, _ in values], [y for _, y in values], label)
    # A pair in place of a number is a point, too: matplotlib draws a line for each of its parts.
    return Line2D(range(len(values)), values, label)


def _lines(values, plot_xy):
    if not plot_xy and values and isinstance(values[0], (tuple, list)):
        return [_line([value[part] for value in values], False) for part in range(len(values[0]))]
    return [_line(values, plot_xy)]


def _items(self):
    for item in self:
        yield (item[0], item[1]) if isinstance(item, (tuple, list)) or hasattr(item, "answer") else (item,)


def _plot(self, f, lfilter=None, plot_xy=False, **kargs):
    values = [f(*item) for item in _items(self) if lfilter is None or lfilter(*item)]
    return _plotted(_lines(values, plot_xy), **kargs)


def _diffplot(self, f, delay=1, lfilter=None, **kargs):
    items = list(self)
    values = [f(items[at], items[at + delay]) for at in range(len(items) - delay)
              if lfilter is None or lfilter(items[at])]
    return _plotted(_lines(values, False), **kargs)


def _multiplot(self, f, lfilter=None, plot_xy=False, **kargs):
    named = {}
    for item in _items(self):
        if lfilter is None or lfilter(*item):
            label, value = f(*item)
            named.setdefault(label, []).append(value)
    return _plotted([_line(values, plot_xy, label) for label, values in named.items()], **kargs)


def _timeskew_graph(self, ip, **kargs):
    # How far the clock in the TCP time stamps of a host runs away from ours.
    stamps = []
    for item in self:
        pkt = _packet_of(item)
        if IP in pkt and TCP in pkt and pkt[IP].src == ip:
            stamps += [(float(pkt.time), value[0]) for kind, value in pkt[TCP].options if kind == "Timestamp"]
    if not stamps:
        warning("No timestamps found in packet list")
        return []
    began, first = stamps[0]
    skews = [(second - began, (stamp - first) / 1000.0 - (second - began)) for second, stamp in stamps]
    return _plotted([_line(skews, True)], **kargs)


# --- packets --------------------------------------------------------------------------------------

class _Canvas(object):
    # Boxes, lines and text, in points from the upper left; one page.
    def __init__(self):
        self.things = []
        self.width = self.height = 0

    def _reaches(self, x, y):
        self.width, self.height = max(self.width, x), max(self.height, y)

    def rectangle(self, x, y, width, height, fill, stroke=None):
        self.things.append(("rectangle", x, y, width, height, fill, stroke))
        self._reaches(x + width, y + height)

    def line(self, x1, y1, x2, y2, colour="#000000"):
        self.things.append(("line", x1, y1, x2, y2, colour))
        self._reaches(max(x1, x2), max(y1, y2))

    def text(self, x, y, text, colour="#000000", bold=False):
        self.things.append(("text", x, y, text, colour, bold))
        self._reaches(x + 6 * len(text), y + 3)

    def write(self, filename):
        # The kind of file is the end of its name.
        _document([self], filename, _os.path.splitext(filename)[1].lstrip(".").lower() or "svg")

    def writeSVGfile(self, filename):
        _document([self], _named(filename, ".svg"), "svg")

    def writePDFfile(self, filename):
        _document([self], _named(filename, ".pdf"), "pdf")

    def writeEPSfile(self, filename):
        _document([self], _named(filename, ".eps"), "eps")

    def writePSfile(self, filename):
        _document([self], _named(filename, ".ps"), "ps")


def _named(filename, ending):
    return filename if filename.endswith(ending) else filename + ending


def _xml(text):
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(letter, entity)
    return "".join(letter if letter.isprintable() else "." for letter in text)


def _svg(pages):
    # Several pages stand below each other.
    width, height = max(page.width for page in pages) + 10, sum(page.height + 20 for page in pages)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g" '
           'font-family="monospace" font-size="10">' % (width, height, width, height)]
    top = 0
    for page in pages:
        out.append('<g transform="translate(5 %g)">' % (top + 5))
        for kind, *rest in page.things:
            if kind == "rectangle":
                x, y, w, h, fill, stroke = rest
                out.append('<rect x="%g" y="%g" width="%g" height="%g" fill="%s"%s/>' % (
                    x, y, w, h, fill, ' stroke="%s"' % stroke if stroke else ""))
            elif kind == "line":
                out.append('<line x1="%g" y1="%g" x2="%g" y2="%g" stroke="%s"/>' % tuple(rest))
            else:
                x, y, text, colour, bold = rest
                out.append('<text x="%g" y="%g" fill="%s"%s xml:space="preserve">%s</text>' % (
                    x, y, colour, ' font-weight="bold"' if bold else "", _xml(text)))
        out.append("</g>")
        top += page.height + 20
    return ("\n".join(out) + "\n</svg>\n").encode()


def _parts(colour):
    return " ".join("%.3f" % (int(colour[at:at + 2], 16) / 255.0) for at in (1, 3, 5))


def _string(text):
    # A string of PostScript and PDF.
    plain = "".join(letter if " " <= letter <= "~" else "." for letter in text)
    return "(%s)" % plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _strokes(page, words):
    # The page in PostScript or PDF, which count upwards: the operators have other names.
    for kind, *rest in page.things:
        if kind == "rectangle":
            x, y, w, h, fill, stroke = rest
            box = "%g %g %g %g" % (x + 5, page.height + 5 - y - h, w, h)
            yield words["box"] % {"colour": _parts(fill), "box": box}
            if stroke:
                yield words["frame"] % {"colour": _parts(stroke), "box": box}
        elif kind == "line":
            x1, y1, x2, y2, colour = rest
            yield words["line"] % {"colour": _parts(colour), "from": "%g %g" % (x1 + 5, page.height + 5 - y1),
                                   "to": "%g %g" % (x2 + 5, page.height + 5 - y2)}
        else:
            x, y, text, colour, bold = rest
            yield words["text"] % {"colour": _parts(colour), "font": "B" if bold else "R",
                                   "at": "%g %g" % (x + 5, page.height + 5 - y), "text": _string(text)}


_POSTSCRIPT = {
    "box": "%(colour)s setrgbcolor %(box)s rectfill",
    "frame": "%(colour)s setrgbcolor %(box)s rectstroke",
    "line": "%(colour)s setrgbcolor newpath %(from)s moveto %(to)s lineto stroke",
    "text": "%(colour)s setrgbcolor %(font)s setfont %(at)s moveto %(text)s show",
}
_PDF = {
    "box": "%(colour)s rg %(box)s re f",
    "frame": "%(colour)s RG %(box)s re S",
    "line": "%(colour)s RG %(from)s m %(to)s l S",
    "text": "BT %(colour)s rg /%(font)s 10 Tf %(at)s Td %(text)s Tj ET",
}


def _postscript(pages, encapsulated):
    width, height = max(page.width for page in pages) + 10, max(page.height for page in pages) + 10
    out = ["%!PS-Adobe-3.0" + (" EPSF-3.0" if encapsulated else ""),
           "%%%%BoundingBox: 0 0 %d %d" % (width + 1, height + 1)]
    if not encapsulated:
        out.append("%%%%Pages: %d" % len(pages))
    out += ["%%EndComments", "/R /Courier findfont 10 scalefont def",
            "/B /Courier-Bold findfont 10 scalefont def", "0.5 setlinewidth"]
    for number, page in enumerate(pages, 1):
        if not encapsulated:
            out += ["%%%%Page: %d %d" % (number, number),
                    "<< /PageSize [%g %g] >> setpagedevice" % (page.width + 10, page.height + 10)]
        out += list(_strokes(page, _POSTSCRIPT)) + ["showpage"]
    return ("\n".join(out) + "\n%%EOF\n").encode()


def _pdf(pages):
    # ISO 32000-1 section 7.5: objects, where each begins, and where that table begins.
    count = len(pages)
    kids = " ".join("%d 0 R" % (5 + 2 * number) for number in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               "<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)]
    for font in ("Courier", "Courier-Bold"):
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % font)
    for number, page in enumerate(pages):
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R "
                       "/Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
                       % (page.width + 10, page.height + 10, 6 + 2 * number))
        stream = "\n".join(_strokes(page, _PDF))
        objects.append("<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += "%d 0 obj\n%s\nendobj\n" % (number, text)
    table = "".join("%010d 00000 n \n" % place for place in places)
    return ("%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (out, len(objects) + 1, table, len(objects) + 1, len(out))).encode()


_WRITERS = {"svg": _svg, "pdf": _pdf, "ps": lambda pages: _postscript(pages, False),
            "eps": lambda pages: _postscript(pages, True)}


def _document(pages, filename, kind):
    if kind not in _WRITERS:
        raise ValueError("a picture ends in %s: %r" % (", ".join("." + one for one in _WRITERS), filename))
    with open(filename, "wb") as file:
        file.write(_WRITERS[kind](pages))


_TINTS = ["#ffd6d6", "#d6e8ff", "#d9f2d9", "#fff0c2", "#e8d9f7", "#d2f3f3", "#f9dcc4", "#e3e3e3",
          "#f4cfe6", "#dfe8b6", "#c9d7f0", "#f0e0d0"]
_ROW, _CELL, _OCTETS = 14, 18, 16


def _drawn(pkt, layer_shift=0, title=None):
    # Left the fields, right the octets; a field and its octets have one colour.
    octets, whole, places = _wire.places(pkt)
    canvas, top = _Canvas(), 0
    if title:
        canvas.text(0, 10, title, bold=True)
        top = 20
    layers, layer = [], whole
    while layer and not isinstance(layer, NoPayload):
        layers.append(layer)
        layer = layer.payload
    tints, row, right = {}, top, 0
    for number, layer in enumerate(layers):
        left = 28.35 * layer_shift * number
        canvas.rectangle(left, row, 270, _ROW, "#404040")
        canvas.text(left + 4, row + 10, layer.name, "#ffffff", True)
        row += _ROW
        for of, field, start, end in places:
            if of != number:
                continue
            tint = _TINTS[len(tints) % len(_TINTS)]
            tints[of, field] = tint
            value = str(layer.get_field(field).i2repr(layer, layer.getfieldval(field)))
            canvas.rectangle(left, row, 270, _ROW, tint)
            canvas.text(left + 4, row + 10, field[:16])
            canvas.text(left + 104, row + 10, value if len(value) <= 27 else value[:26] + "…")
            row += _ROW
        right = max(right, left + 270)
    colours = [None] * len(octets)
    for of, field, start, end in places:
        for at in range(start // 8, min((end + 7) // 8, len(octets))):
            colours[at] = colours[at] or tints[of, field]
    left = right + 20
    for at, octet in enumerate(octets):
        x, y = left + 36 + at % _OCTETS * _CELL, top + at // _OCTETS * _ROW
        if at % _OCTETS == 0:
            canvas.text(left, y + 10, "%04x" % at, "#808080")
        canvas.rectangle(x, y, _CELL, _ROW, colours[at] or "#ffffff")
        canvas.text(x + 3, y + 10, "%02x" % octet)
    return canvas


def _pages(pkts, layer_shift=0, rebuild=1):
    # `rebuild` is Scapy's: here the octets are always those that would be sent.
    if isinstance(pkts, Packet):
        return [_drawn(pkts, layer_shift)]
    items = [_packet_of(item) for item in pkts]
    return [_drawn(pkt, layer_shift, "Frame %d/%d" % (number, len(items)))
            for number, pkt in enumerate(items, 1)]


def _canvas_dump(self, layer_shift=0, rebuild=1):
    pages = _pages(self, layer_shift, rebuild)
    return pages[0] if isinstance(self, Packet) else pages


def _dumped(self, kind, reader, filename, kargs):
    pages = _pages(self, **kargs)
    if not pages:
        raise ValueError("there is no packet to draw")
    if filename is not None:
        _document(pages, _named(filename, "." + kind), kind)
        return
    with _tempfile.NamedTemporaryFile(suffix="." + kind, delete=False) as file:
        filename = file.name
    _document(pages, filename, kind)
    if _shutil.which(reader) is None:
        print("drawn to %s (no %s here to show it)" % (filename, reader))
    else:
        _started([reader, filename])


def _svgdump(self, filename=None, **kargs):
    _dumped(self, "svg", conf.prog.svgreader, filename, kargs)
    print()


def _pdfdump(self, filename=None, **kargs):
    _dumped(self, "pdf", conf.prog.pdfreader, filename, kargs)
    print()


def _psdump(self, filename=None, **kargs):
    kind = "ps" if filename is not None and filename.endswith(".ps") or not isinstance(self, Packet) else "eps"
    _dumped(self, kind, conf.prog.psreader, filename, kargs)
    print()
