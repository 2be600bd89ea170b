#!/usr/bin/env python3
"""Makes makers.gz from the IEEE's public list of organisations (MA-L, `oui.csv`).

    python makers.py oui.csv

The IEEE claims no copyright in the list and does not restrict its distribution; Debian's package
`ieee-data` has it. A line is six hexadecimal digits and the name that was registered.
"""

import csv
import gzip
import os
import sys

rows = {}
with open(sys.argv[1], encoding="utf-8", errors="replace") as file:
    for row in csv.DictReader(file):
        rows[row["Assignment"].upper()] = " ".join(row["Organization Name"].split())
lines = "".join(number + name + "\n" for number, name in sorted(rows.items()))
place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "makers.gz")
with gzip.GzipFile(place, "wb", 9, mtime=0) as out:
    out.write(lines.encode())
