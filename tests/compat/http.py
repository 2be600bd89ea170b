# HTTP in streams of TCP: what sniff(session=TCPSession) makes of messages in several segments.
import os
import socket
import tempfile
import zlib
from scapy.all import *
load_layer("http")


def segments(sport, dport, data, size, seq=1000):
    pkts = []
    for at in range(0, len(data), size):
        part = data[at:at + size]
        last = at + size >= len(data)
        pkts.append(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
                    / IP(src="10.0.0.1" if dport == 80 else "10.0.0.2",
                         dst="10.0.0.2" if dport == 80 else "10.0.0.1")
                    / TCP(sport=sport, dport=dport, seq=seq + at, flags="PA" if last else "A")
                    / Raw(part))
    return pkts


def read(pkts, **options):
    path = os.path.join(tempfile.mkdtemp(), "http.pcap")
    wrpcap(path, pkts)
    found = sniff(offline=path, quiet=True, **options)
    os.remove(path)
    os.rmdir(os.path.dirname(path))
    return found


login = b"username=alice&password=s3cret"
post = (b"POST /login.php HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: test\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n"
        b"Cookie: id=1\r\n\r\n" % len(login)) + login
page = b"<html>" + b"x" * 500 + b"</html>"
plain = b"HTTP/1.1 200 OK\r\nServer: t\r\nContent-Length: %d\r\n\r\n" % len(page) + page
chunked = (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
           b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
packing = zlib.compressobj(9, zlib.DEFLATED, 31)
packed = packing.compress(page) + packing.flush()
zipped = (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
          % len(packed)) + packed

# One segment each, without a session.
for p in read(segments(5000, 80, post, 2000) + segments(80, 5000, plain, 2000)):
    print(p.summary())
    if p.haslayer(HTTPRequest):
        url = p[HTTPRequest].Host + p[HTTPRequest].Path
        print(url, p[HTTPRequest].Method, p[HTTPRequest].Http_Version, p.Referer)
        if p.haslayer(Raw):
            print(p[Raw].load.decode())
    print(repr(p[HTTP]))

# Several segments.
for data, sport, dport in [(post, 5000, 80), (plain, 80, 5000), (chunked, 80, 5000),
                           (zipped, 80, 5000)]:
    for size in (40, 100, 5000):
        for p in read(segments(sport, dport, data, size), session=TCPSession):
            if HTTP in p:
                print(size, p.summary())
                print(p[HTTP].payload.payload.load[:40], len(p[HTTP].payload.payload.load))

# Two messages in one stream, and one that never ends.
for p in read(segments(5000, 80, post + post, 64), session=TCPSession):
    print(p.summary(), len(p), [layer.__name__ for layer in p.layers()])
for p in read(segments(80, 5000, b"HTTP/1.1 200 OK\r\nServer: a\r\n\r\nabc", 20), session=TCPSession):
    print(p.summary())
# HEAD is answered without a body.
head = b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
for p in read(segments(5000, 80, head, 500) + segments(80, 5000, answer, 500), session=TCPSession):
    print(p.summary())

# Fields.
p = HTTP() / HTTPRequest(Host="a", Unknown_Headers={b"X-A": b"1"})
print(p.Unknown_Headers, p.Method, p.Path)
p[HTTPRequest].Method = "PUT"
p.Unknown_Headers[b"X-B"] = b"2"
print(bytes(p))
q = HTTP(bytes(p))
print(q.Unknown_Headers[b"X-B"], q.Host, q[HTTPRequest].fields)
q.Host = b"other"
del q.Content_Length
print(bytes(q))
r = HTTP() / HTTPRequest(b"GET /a HTTP/1.0\r\nHost: b\r\n\r\n")
print(r.Path, r.summary())
print(bool(HTTPResponse(b"HTTP/1.1 404 Not Found\r\n\r\n").answers(HTTPRequest())))
print(HTTP.tcp_reassemble(b"GET / HTTP/1.1\r\nHost: a\r\n", {}, {}))
r.show()

# Over sockets.
a, b = socket.socketpair()
left, right = StreamSocket(a, HTTP), StreamSocket(b, HTTP)
left.send(HTTP() / HTTPRequest(Host="x"))
got = right.recv()
print(repr(got))
right.send(HTTP() / HTTPResponse(Date="now", Server="s") / b"body")
got = left.recv()
print(got.summary(), got.load)
