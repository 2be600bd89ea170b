#!/usr/bin/env python3
"""Notes what Scapy 2.8 reads in the captures beside this file: python record.py

writes layers.json.gz: for each capture the chain of layers of each frame, whether bytes() gives the
frame back, the summary, and the octets that are built from the fields.
"""

import glob
import gzip
import json
import logging
import os

logging.getLogger("scapy").setLevel(logging.CRITICAL + 1)
from scapy.all import rdpcap  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
notes = {}
for path in sorted(glob.glob(os.path.join(HERE, "*.pcap"))):
    frames = []
    for frame in rdpcap(path):
        again = frame.copy()
        again.clear_cache()
        frames.append({
            "built": bytes(again).hex(),
            "layers": [layer.__name__ for layer in frame.layers()],
            "same": bytes(frame) == frame.original,
            "summary": frame.summary(),
        })
    notes[os.path.basename(path)] = frames
with gzip.GzipFile(os.path.join(HERE, "layers.json.gz"), "wb", 9, mtime=0) as out:
    out.write(json.dumps(notes).encode())
print(sum(map(len, notes.values())), "frames", all(f["same"] for n in notes.values() for f in n))
