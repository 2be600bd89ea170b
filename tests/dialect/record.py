"""Records what the programs of tests/dialect print.

    python3 tests/dialect/record.py /path/to/python2.7

python2.py: Python 2.7.18 ran each program; what it wrote is the result.
meant.py:   no Python accepts the programs of pasted.py. Under each name meant.py has the program
            that was meant, straightened by hand, and CPython 3 ran that. pasted.py itself is never
            run here.

A program that says `# differs: reason` in its first line is one whose result is other than
Python 2's on purpose; what stands in python2.out for it was written by hand, and is kept.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def parts(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    text = open(path, encoding="utf-8", newline="").read()
    return [part.split("\n", 1) for part in text.split("# ---- ")[1:]]


def record(python, programs, results):
    kept = dict(parts(results))
    with open(os.path.join(HERE, results), "w", encoding="utf-8", newline="") as out, tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "slide.py")
        for name, code in parts(programs):
            if code.startswith("# differs: "):
                result = kept.get(name, "(write by hand)\n")
            else:
                with open(script, "w", encoding="utf-8", newline="") as file:
                    file.write(code)
                done = subprocess.run([python, "-B", "-u", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)
                if done.returncode:
                    sys.exit(name + ":\n" + done.stdout.decode())
                result = done.stdout.decode()
            out.write("# ---- " + name + "\n" + result)


record(sys.argv[1], "python2.py", "python2.out")
record(sys.executable, "meant.py", "pasted.out")
