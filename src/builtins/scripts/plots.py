# Plots of numbers that packets give, in the terminal or as SVG.
from scapy.drawings import _Canvas, _packet_of


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
