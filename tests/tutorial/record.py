"""Records what Scapy 2.8.0 prints for the sessions in this directory.

    python3 -m venv venv && venv/bin/pip install scapy==2.8.0
    venv/bin/python tests/tutorial/record.py [FILE.py ...]

Each section of a file (`# ---- name`) is a session of its own, typed at the prompt: the value of an
expression is shown, an error is shown as its last line and the session goes on. A statement is a
line with the indented lines below it. Without a link, with a fixed table of services and without
one of manufacturers.
"""
import contextlib
import io
import logging
import os
import sys
import tempfile
import traceback
from pathlib import Path

logging.getLogger("scapy.runtime").setLevel(logging.ERROR)
from scapy import data
import scapy.all as scapy

data.MANUFDB = scapy.conf.manufdb = None

HERE = Path(__file__).resolve().parent


def sessions(text):
    for part in text.split("# ---- ")[1:]:
        name, _, body = part.partition("\n")
        yield name.strip(), body


def statements(body):
    """Lines, each with the indented lines below it."""
    found = []
    for line in body.rstrip("\n").split("\n"):
        if line[:1] == " ":
            found[-1].append(line)
        else:
            found.append([line])
    return found


def run(body):
    names = dict(vars(scapy))
    names["__name__"] = "__main__"
    out = io.StringIO()

    def show(value):
        if value is not None:
            names["_"] = value
            print(repr(value))

    hook, sys.displayhook = sys.displayhook, show
    try:
        with contextlib.redirect_stdout(out):
            for source in statements(body):
                print(">>> " + "\n... ".join(source))
                try:
                    code = compile("\n".join(source) + "\n", "<stdin>", "single")
                    exec(code, names)
                except BaseException as error:
                    print(traceback.format_exception_only(error)[-1], end="")
    finally:
        sys.displayhook = hook
    return out.getvalue()


def main():
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or sorted(HERE.glob("*.py"))
    os.chdir(tempfile.mkdtemp())
    for file in chosen:
        if file.name == "record.py" or file.name.startswith("live_"):
            continue
        parts = []
        for name, body in sessions(file.read_text()):
            parts.append(f"# ---- {name}\n{run(body)}")
        file.with_suffix(".out").write_text("".join(parts))


main()
