#!/usr/bin/env python3
"""Records what Scapy 2.8 says of the examples in docs/protocols, for tests/table.rs to compare with.

    python record.py [PAGE …]

reads docs/protocols/PAGE.md (all pages if none is named) and writes data/PAGE.jsonl.gz beside this
file: a line for each example, {expr, bytes | error, read, shown | error}: the octets that it
builds, the expression that reads them again, and what show() says of that; `built` are the octets
that the fields make that were read, where they are others.
"""

import contextlib
import gzip
import io
import json
import logging
import os
import re
import sys
import warnings

logging.getLogger("scapy").setLevel(logging.CRITICAL + 1)
warnings.simplefilter("ignore")
import scapy.data  # noqa: E402
import scapy.all  # noqa: E402

logging.disable(logging.CRITICAL)
scapy.all.conf.color_theme = scapy.all.NoTheme()
scapy.all.conf.verb = 0
# Keys in packets are not checked, as without the module cryptography; TLS needs it nevertheless.
scapy.all.conf.crypto_valid = False
scapy.data.MANUFDB = scapy.all.conf.manufdb = None
HERE = os.path.dirname(os.path.abspath(__file__))
PAGES = os.path.join(HERE, "..", "..", "docs", "protocols")


def names_of(page):
    """The names that a script has after what the page loads."""
    names = {cls.__name__: cls for cls in classes(scapy.all.Packet)}
    names.update(vars(scapy.all))
    for kind, name in re.findall(r'^>>> load_(contrib|layer)\("(.*)"\)$', page, re.M):
        place = "scapy.contrib." if kind == "contrib" else "scapy.layers."
        module = __import__(place + name, fromlist=["*"])
        if hasattr(module, "__path__"):
            module = __import__(place + name + ".all", fromlist=["*"])
        names.update(vars(module))
    for cls in classes(scapy.all.Packet):
        names.setdefault(cls.__name__, cls)
    return names


def classes(cls):
    """All kinds of a class, also those whose names are not for scripts."""
    for kind in cls.__subclasses__():
        yield kind
        yield from classes(kind)


def example(expr, read, names):
    case = {"expr": expr}
    try:
        names["p"] = eval(expr, names)
        case["bytes"] = bytes(names["p"]).hex()
    except Exception as error:
        case["error"] = type(error).__name__
        return case
    try:
        copy = eval(re.sub(r"(\(bytes\(p\)\)).*", r"\1", read), names).copy()
        copy.clear_cache()
        if bytes(copy).hex() != case["bytes"]:
            case["built"] = bytes(copy).hex()
    except Exception:
        case["built"] = None
    case["read"] = read
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            eval(read, names)
        case["shown"] = out.getvalue()
    except Exception as error:
        case["error"] = type(error).__name__
    return case


def record(name):
    with open(os.path.join(PAGES, name + ".md")) as file:
        page = file.read()
    pairs = re.findall(r"^>>> p = (.*)$(?:.|\n)*?^>>> (.*\(bytes\(p\)\).*)$", page, re.M)
    if not pairs:
        return
    names = names_of(page)
    with gzip.GzipFile(os.path.join(HERE, "data", name + ".jsonl.gz"), "wb", 9, mtime=0) as out:
        for expr, read in pairs:
            case = example(expr, read, names)
            out.write((json.dumps(case, separators=(",", ":")) + "\n").encode())


def main():
    for name in sys.argv[1:] or sorted(name[:-3] for name in os.listdir(PAGES)):
        # A process for each: what one page loads binds layers for the others, too.
        child = os.fork()
        if child == 0:
            record(name)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
