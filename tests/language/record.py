#!/usr/bin/env python3
"""Records what CPython prints for the programs of this directory.

    python3 tests/language/record.py

A file holds many programs, each under a line `# ---- name`. The file NAME.out has, under the same
lines, what each wrote to standard output and, if it ended with an exception, the last line of the
traceback. Recorded with CPython 3.11.
"""
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
for path in sorted(here.glob("*.py")):
    if path.name == "record.py":
        continue
    programs = path.read_text().split("# ---- ")[1:]
    with path.with_suffix(".out").open("w") as out:
        for program in programs:
            name, code = program.split("\n", 1)
            run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=20)
            out.write(f"# ---- {name}\n{run.stdout}")
            if run.returncode and run.stderr:
                out.write(run.stderr.rstrip().split("\n")[-1] + "\n")
