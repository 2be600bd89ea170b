#!/usr/bin/env python3
"""Records what Scapy 2.8 says of the examples in docs/protocols, for tests/table.rs to compare with.

    python record.py [PAGE …]

reads docs/protocols/PAGE.md (all pages if none is named) and writes data/PAGE.jsonl.gz beside this
file: a line for each example, {expr, bytes | error, read, shown | error}: the octets that it
builds, the expression that reads them again, and what show() says of that.
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
scapy.data.MANUFDB = scapy.all.conf.manufdb = None
HERE = os.path.dirname(os.path.abspath(__file__))
PAGES = os.path.join(HERE, "..", "..", "docs", "protocols")


def names_of(page):
    """The names that a script has after what the page loads."""
    names = {name: value for name, value in vars(scapy.all).items()}
    for kind, name in re.findall(r'^>>> load_(contrib|layer)\("(.*)"\)$', page, re.M):
        place = "scapy.contrib." if kind == "contrib" else "scapy.layers."
        module = __import__(place + name, fromlist=["*"])
        if hasattr(module, "__path__"):
            module = __import__(place + name + ".all", fromlist=["*"])
        names.update(vars(module))
    return names


def example(expr, read, names):
    case = {"expr": expr}
    try:
        names["p"] = eval(expr, names)
        case["bytes"] = bytes(names["p"]).hex()
    except Exception as error:
        case["error"] = type(error).__name__
        return case
    case["read"] = read
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            eval(read, names)
        case["shown"] = out.getvalue()
    except Exception as error:
        case["error"] = type(error).__name__
    return case


def main():
    wanted = sys.argv[1:] or sorted(name[:-3] for name in os.listdir(PAGES))
    for name in wanted:
        with open(os.path.join(PAGES, name + ".md")) as file:
            page = file.read()
        pairs = re.findall(r"^>>> p = (.*)$(?:.|\n)*?^>>> (.*\(bytes\(p\)\).*)$", page, re.M)
        if not pairs:
            continue
        names = names_of(page)
        with gzip.GzipFile(os.path.join(HERE, "data", name + ".jsonl.gz"), "wb", 9, mtime=0) as out:
            for expr, read in pairs:
                case = example(expr, read, names)
                out.write((json.dumps(case, separators=(",", ":")) + "\n").encode())


if __name__ == "__main__":
    main()
