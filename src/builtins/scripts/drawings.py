# Packets drawn with their octets, as SVG, PDF or PostScript.
import os as _os
import shutil as _shutil
import tempfile as _tempfile

import _wire
from scapy.programs import _started


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


def _packet_of(item):
    # Of a pair, the question.
    return item[0] if isinstance(item, (tuple, list)) or hasattr(item, "answer") else item


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
