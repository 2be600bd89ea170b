#!/usr/bin/env python3
"""Writes what CPython says to each case in grammar/err/*.txt.

A case is its source, each line after `| `, then what is said: `= Kind line:column message` is
CPython's and is written anew here; `! Kind line:column message` is our own and stays, with
CPython's below it as `~ …` for comparison.
Cases are separated by empty lines. Recorded with CPython 3.11.
"""

import pathlib
import warnings


def said(source):
    try:
        compile(source, "case", "exec")
    except SyntaxError as error:
        # CPython counts lines of an f-string's value from the value, and offsets from it too.
        return f"{type(error).__name__} {error.lineno}:{error.offset} {error.msg}"
    return "nothing"


def record(text):
    out = []
    for case in text.strip("\n").split("\n\n"):
        lines = case.split("\n")
        source = [line for line in lines if line.startswith("|")]
        own = [line for line in lines if line.startswith("!")]
        recorded = said("\n".join(line[2:] for line in source) + "\n")
        out.append("\n".join(source + own + [("~ " if own else "= ") + recorded]))
    return "\n\n".join(out) + "\n"


def main():
    warnings.simplefilter("ignore")
    for path in sorted((pathlib.Path(__file__).parent / "err").glob("*.txt")):
        path.write_text(record(path.read_text()))


if __name__ == "__main__":
    main()
