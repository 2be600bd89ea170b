"""Notes what Scapy 2.8 prints: python record.py, in an environment with scapy==2.8.0."""

import glob
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
for script in sorted(glob.glob(os.path.join(here, "*.py"))):
    if os.path.basename(script) == "record.py":
        continue
    done = subprocess.run([sys.executable, script], capture_output=True, text=True)
    with open(script[:-3] + ".out", "w") as out:
        out.write(done.stdout)
