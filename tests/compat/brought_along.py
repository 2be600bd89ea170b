from scapy.all import *

# What Scapy's own files import comes along with the star.
for name in (
    "abc argparse collections copy dataclasses enum errno functools getopt hashlib hmac inspect io "
    "itertools json logging math operator os pathlib queue random re scapy select shutil socket "
    "string struct subprocess sys tempfile threading time traceback types uuid warnings zlib"
).split():
    print(name, eval(name).__name__)
print(operator.add(1, 2), errno.EPERM, reduce(lambda a, b: a * b, [1, 2, 3]))
print(sorted(Counter("abca").items()), Enum.__name__, List[int], Optional[str], crc32(b"abc"))
print(os is sys.modules["os"])

import scapy.all as net

print(net.time.__name__, net.operator.__name__, net.IP is IP)
for name in ("base64", "binascii", "Popen", "ipaddress"):
    try:
        eval(name)
    except NameError as error:
        print(error)
try:
    net.base64
except AttributeError as error:
    print(type(error).__name__)
