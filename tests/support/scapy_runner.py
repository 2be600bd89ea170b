# Runs an example under Scapy, to see that the judges of tests/demos.rs and tests/labs.rs are right:
#   PKT_DEMO_PYTHON=/path/to/python cargo test --test demos --test labs
# where that python has Scapy. Files end in .pkt, arguments follow, as for pkt.
import sys
from scapy.all import *

sys.argv = sys.argv[1:]
__file__ = sys.argv[0]
with open(__file__) as source:
    code = compile(source.read(), __file__, "exec")
exec(code)
