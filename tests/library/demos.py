# What the demos do, without the network.
import socket, sys, os, time, random, struct, hashlib, argparse, sched
ip, port = "127.0.0.1", 53072
msg = b"hello"
print(f"{ip}:{port} {msg.decode('utf-8')}")
print('-' * 40)
d = dict()
d.setdefault("a", []).append("x"); d.setdefault("b", []).append("y"); d["a"].append("z")
for k in sorted(d.keys()):
    print('%s (%s)' % (k, ', '.join(d[k])))
print(hashlib.sha256(b"line\n".strip()).hexdigest() + "\n")
print("%08x %d %s" % (socket.htonl(0xDEADBEEF), socket.htons(80), socket.inet_ntoa(struct.pack("!I", 0x0A000001))))
print("rtt = {:.3f} ms".format(1.23456), "{0:>8}|{1:<8}|".format("a", "b"), "{:02x}:{:02x}".format(10, 255))
print(":".join("%02x" % b for b in b"\x00\x1b\xff"), ":".join(map(lambda b: format(b, "02x"), b"\x01\x02")))
print("GET / HTTP/1.1\r\nHost: x\r\n\r\n".encode().split(b"\r\n"))
print("tab\tsep".split("\t"), "a b".upper(), "Hello"[::-1], "x" in "xyz", "abc".encode().hex())
parser = argparse.ArgumentParser(description="scan")
parser.add_argument("--scan-hosts", dest="hosts", required=True)
parser.add_argument("--every", type=float, default=10)
print(parser.parse_args(["--scan-hosts=10.0.2.2-4"]))
s = sched.scheduler(time.time, time.sleep)
seen = []
def again(n):
    seen.append(n)
    if n < 3:
        s.enter(0.001, 1, again, (n + 1,))
s.enter(0, 1, again, (1,))
s.run()
print(seen)
try:
    print(int("x"))
except ValueError as e:
    print("bad:", e)
finally:
    print("closed")
print("%-15s %5d %s" % ("10.0.0.1", 80, True), "%5.1f%%" % 99.5, "%s" % None, "%r" % b"x")
print(bytes([0x45, 0]) + struct.pack("!H", 20), list(b"\x01\x02"), sum(b"\x01\x02"))
print(sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1], reverse=True))
print(isinstance(b"", bytes), type(5).__name__, repr("a\n"), str(b"x"), len("é"), ord("A"), chr(66))
print(any(p in [80, 443] for p in [22, 80]), [i for i in range(3)], {x: x * x for x in range(3)}, {1, 2}, (1,))
print("".join(random.Random(1).choice("abc") for _ in range(5)))
