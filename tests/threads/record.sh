#!/bin/sh
# Records what CPython 3.11 prints for each program of this folder.
cd "$(dirname "$0")" || exit 1
for program in *.py; do
    python3 "$program" > "${program%.py}.out" || echo "$program failed" >&2
done
