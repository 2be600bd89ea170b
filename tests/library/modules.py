def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.randrange(0, 100, 7), random.choice("abcdef"), random.uniform(1, 2))
print(random.sample(range(100), 5), random.sample(list(range(30)), 25), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=4))
l = list(range(10)); random.shuffle(l); print(l)
print(random.getrandbits(16), random.getrandbits(100), random.gauss(0, 1), random.expovariate(1.5), random.normalvariate(0, 1), random.triangular(1, 5), random.randbytes(5))
random.seed("hello"); print(random.random())
random.seed(b"x"); print(random.randint(0, 2**40))
random.seed(1.5); print(random.random() < 1)
random.seed(-7); print(random.random())
random.seed(2**100); print(random.random())
r = random.Random(5); print(r.random(), r.randint(1, 10), r.choice([1, 2, 3]))
t(random.randint, 5, 1)
t(random.choice, [])
t(random.sample, [1], 2)
t(random.randrange, 0)

import struct
print(struct.pack("!BHIQ", 1, 2, 3, 4), struct.pack("<hi", -1, -2), struct.pack("4s", b"ab"), struct.pack("!3H", 1, 2, 3), struct.pack("bxB", 1, 2), struct.pack("iq", 1, 2), struct.pack("!d", 1.5), struct.pack("<f", 0.1), struct.pack("?c", True, b"x"), struct.pack("5p", b"abc"), struct.pack("<e", 1.5))
print(struct.unpack("!BHI", b"\x01\x00\x02\x00\x00\x00\x03"), struct.unpack("<h", b"\xff\xff"), struct.unpack("3s", b"abc"), struct.unpack("!d", struct.pack("!d", 2.5)), struct.unpack("<f", b"\x00\x00\x80?"), struct.unpack("!e", b"\x3e\x00"))
print(struct.calcsize("!BHI"), struct.calcsize("BHI"), struct.calcsize("iq"), struct.calcsize("3s"))
t(struct.pack, "B", 256)
t(struct.pack, "H", -1)
t(struct.pack, "!I", 2**32)
t(struct.pack, "!b", 200)
t(struct.pack, "!h", 40000)
t(struct.pack, "B", "a")
t(struct.pack, "BB", 1)
t(struct.pack, "z", 1)
t(struct.pack, "s", "a")
t(struct.unpack, "!I", b"abc")
b = bytearray(8); struct.pack_into("!H", b, 2, 0xBEEF); print(b)
print(struct.unpack_from("!H", b, 2), list(struct.iter_unpack("!H", b"\0\1\0\2")))
s = struct.Struct("!HH"); print(s.size, s.pack(1, 2), s.unpack(b"\0\1\0\2"))
try:
    struct.unpack("!H", b"")
except struct.error as e:
    print("struct.error", e)

import hashlib
for name in ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]:
    print(name, hashlib.new(name, b"hello").hexdigest(), getattr(hashlib, name)().digest_size)
h = hashlib.sha256(); h.update(b"a"); c = h.copy(); h.update(b"b"); print(h.hexdigest(), c.hexdigest(), h.name, h.block_size, h.digest()[:4])
t(hashlib.sha256, "text")

import binascii, base64
print(binascii.hexlify(b"\x00\xff"), binascii.unhexlify("00ff"), binascii.crc32(b"hello"), binascii.b2a_base64(b"hello"), binascii.hexlify(b"abcd", "-", 2))
t(binascii.unhexlify, "0")
t(binascii.unhexlify, "zz")
for n in range(5):
    e = base64.b64encode(b"\xfb\xef" * n + b"x"); print(e, base64.b64decode(e), base64.urlsafe_b64encode(b"\xfb\xef" * n), base64.b32encode(b"abc" * n), base64.b16encode(b"\xab"))
print(base64.b32decode("MFRGG==="), base64.b64decode("aGk="))
t(base64.b64decode, "abc")

import os
print(os.path.join("a", "b", "/c", "d"), os.path.basename("/a/b.txt"), os.path.dirname("/a/b.txt"), os.path.split("/a/b"), os.path.splitext("a/b.tar.gz"), os.path.splitext(".bashrc"), os.path.normpath("a/../b/./c//d"), os.path.exists("/nonexistent"), os.path.isdir("/"), os.path.abspath("/x/../y"), os.sep)
print(os.getenv("NOT_SET_AT_ALL"), os.getenv("NOT_SET", "x"), "PATH" in os.environ, os.getpid() > 0)
t(os.listdir, "/nonexistent")
t(os.remove, "/nonexistent")

import socket
print(socket.htons(1), socket.ntohl(0xDEADBEEF), hex(socket.htonl(0x01020304)), socket.inet_aton("10.0.0.1"), socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_ntop(socket.AF_INET6, b"\0" * 15 + b"\1"), socket.inet_aton("127.1"))
t(socket.inet_aton, "300.1.1.1")
t(socket.inet_pton, socket.AF_INET, "1.2.3")
t(socket.htons, 70000)
print(socket.timeout, socket.error, issubclass(socket.gaierror, OSError), socket.gethostbyname("127.0.0.1"))
a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); a.bind(("127.0.0.1", 0))
b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(b.sendto(b"Hello", a.getsockname()))
data, addr = a.recvfrom(1500); print(data, addr[0])
a.settimeout(0.05)
try:
    a.recvfrom(10)
except socket.timeout as e:
    print("timeout", e)
a.close()
t(a.recvfrom, 10)
l = socket.socket(); l.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); l.bind(("127.0.0.1", 0)); l.listen(1)
c = socket.create_connection(l.getsockname()); s, peer = l.accept()
c.sendall(b"line one\nline two\n"); print(s.recv(100), peer[0]); s.sendall(b"x" * 10); print(c.recv(5), c.recv(100)); s.close(); print(c.recv(10)); c.close()
with socket.socket() as z:
    z.settimeout(1)
    print(z.gettimeout())
    try:
        z.connect(("127.0.0.1", 1))
    except ConnectionRefusedError as e:
        print(e)
t(socket.socket().connect, ("127.0.0.1", 70000))
t(socket.socket().connect, "127.0.0.1")
t(socket.socket().send, "text")

import time
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", time.gmtime(0)), time.gmtime(1000000000)[:6], time.asctime(time.gmtime(86400)), time.gmtime(0).tm_year)
t0 = time.time(); time.sleep(0.01); print(time.time() > t0, time.monotonic() > 0)
print(time.strptime("2024-02-29 12:30:00", "%Y-%m-%d %H:%M:%S")[:8])
t(time.strptime, "x", "%Y")
t(time.sleep, -1)

import sys
print(sys.version_info[:2] >= (3, 0), sys.version_info.major, sys.byteorder, sys.maxsize, sys.platform, len(sys.argv))
print(sys.stdout.write("written\n"))
try:
    sys.exit(3)
except SystemExit as e:
    print("exit", e.code)
