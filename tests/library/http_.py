# http.server, http.client and urllib.request: a server of pages and those who ask it.
import http
import http.client
import http.server
import io
import os
import shutil
import socket
import tempfile
import threading
import urllib.error
import urllib.request
from http import HTTPStatus

print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus.NOT_FOUND.phrase, HTTPStatus.NOT_FOUND.description, HTTPStatus(301).name, HTTPStatus.OK == 200)
for status in HTTPStatus:
    print(int(status), status.name, status.phrase, status.description)
print(http.client.responses[418], http.client.OK, http.client.HTTP_PORT, len(http.client.responses))

folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, "sub"))
os.mkdir(os.path.join(folder, "with index"))
for name, text in (("a.txt", "one\ntwo\n"), ("b & c.html", "<p>é</p>"), ("sub/d.json", "{}"), ("with index/index.html", "index"), ("e.tar.gz", "x")):
    with open(os.path.join(folder, name), "w") as f:
        f.write(text)
    os.utime(os.path.join(folder, name), (1700000000, 1700000000))
log = []


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, directory=folder, **kwargs)

    def log_message(self, format, *args):
        log.append(format % args)

    def date_time_string(self, timestamp=None):
        return super().date_time_string(0 if timestamp is None else timestamp)

    def version_string(self):
        return "Server/1"

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        self.send_response(200, "Fine")
        self.send_header("Content-Type", "text/plain; charset=latin-1")
        self.send_header("X-Twice", "1")
        self.send_header("X-Twice", "2")
        self.end_headers()
        self.wfile.write(b"%s %s %s " % (self.command.encode(), self.path.encode(), self.request_version.encode()) + body)

    def do_PUT(self):
        self.send_response(307)
        self.send_header("Location", "/a.txt")
        self.end_headers()

    def do_CHUNKS(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\nTrailer: 1\r\n\r\n")

    def do_SHORT(self):
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"abc")

    def do_BAD(self):
        self.wfile.write(b"nonsense\r\n\r\n")

    def do_NOTHING(self):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[0], server.server_address[1] == server.server_port, server.server_name == socket.getfqdn("127.0.0.1"))
threading.Thread(target=server.serve_forever, daemon=True).start()
port = server.server_port
base = "http://127.0.0.1:%d" % port


def raw(octets):
    s = socket.create_connection(("127.0.0.1", port))
    s.sendall(octets)
    s.shutdown(socket.SHUT_WR)
    got = b""
    while True:
        part = s.recv(4096)
        if not part:
            break
        got += part
    s.close()
    print(octets[:60], got)


for request in (b"GET /a.txt HTTP/1.0\r\n\r\n", b"HEAD /a.txt HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET /sub HTTP/1.1\r\n\r\n", b"GET /sub/ HTTP/1.1\r\n\r\n", b"GET /with%20index/ HTTP/1.0\r\n\r\n",
                b"GET /none?x=<y> HTTP/1.0\r\n\r\n", b"GET /../../etc/passwd HTTP/1.0\r\n\r\n", b"GET /%2e%2e/a.txt HTTP/1.0\r\n\r\n", b"GET /a.txt/ HTTP/1.0\r\n\r\n", b"GET /a.txt\r\n", b"BREW / HTTP/1.0\r\n\r\n", b"PUT /\r\n\r\n", b"x\r\n\r\n",
                b"GET / HTTP/2.0\r\n\r\n", b"GET / HTTP/x\r\n\r\n", b"GET / FTP/1.0\r\n\r\n", b"a b c d\r\n\r\n", b"\r\n", b"POST /x HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcdefg", b"GET /e.tar.gz HTTP/1.0\r\n\r\n", b"GET //evil/a HTTP/1.0\r\n\r\n", b"GET /b%20&%20c.html HTTP/1.0\r\nA: b\r\n c\r\n\r\n"):
    raw(request)
print(log)
log.clear()

c = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
c.request("GET", "/a.txt")
r = c.getresponse()
print(r.status, r.reason, r.version, r.getheader("content-type"), r.getheader("nothing"), r.getheader("nothing", 5), r.getheaders(), r.length, r.isclosed())
print(r.read(3), r.read(), r.read(), r.isclosed(), r.msg["Last-Modified"])
c.request("POST", "/x?y", body="héllo", headers={"X-Own": "1"})
r = c.getresponse()
print(r.status, r.reason, r.read(), r.headers.get_all("X-Twice"), r.getheader("x-twice"), r.headers.get_content_type(), r.headers.get_content_charset(), "x-TWICE" in r.headers, len(r.headers), r.headers.keys())
for method in ("CHUNKS", "SHORT", "BAD", "NOTHING", "HEAD", "PUT", "NONE"):
    c = http.client.HTTPConnection("127.0.0.1:%d" % port)
    c.request(method, "/a.txt")
    try:
        r = c.getresponse()
        print(method, r.status, r.reason, r.read())
    except Exception as error:
        print(method, type(error).__name__, error, repr(error))
    c.close()
for work in (lambda: http.client.HTTPConnection("a:b"), lambda: http.client.HTTPConnection("127.0.0.1", 1).request("GET", "/"), lambda: c.getresponse(), lambda: c.putheader("a", "b"), lambda: c.request("GET", "/a b"), lambda: c.request("GET", "/\n"),
             lambda: http.client.HTTPConnection("[::1]:80").host, lambda: http.client.HTTPConnection("x").port, lambda: c.endheaders(), lambda: c.send("text"), lambda: http.client.IncompleteRead(b"ab", 3), lambda: http.client.BadStatusLine("")):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)

with urllib.request.urlopen(base + "/a.txt", timeout=5) as r:
    print(r.status, r.code, r.getcode(), r.geturl() == base + "/a.txt", r.info()["Content-type"], r.headers["content-length"], r.read(), r.reason, r.msg)
print([line for line in urllib.request.urlopen(base + "/a.txt")])
print(urllib.request.urlopen(base + "/sub").read().count(b"d.json"), urllib.request.urlopen(base + "/sub").geturl().endswith("/sub/"))
print(urllib.request.urlopen(base + "/x", b"k=v").read())
q = urllib.request.Request(base + "/x?a=b#frag", data=b"1", headers={"User-agent": "me", "X-y": "z"})
print(q.get_method(), q.host == "127.0.0.1:%d" % port, q.selector, q.type, q.fragment, q.full_url == base + "/x?a=b#frag", q.get_header("User-agent"), q.has_header("X-y"), q.header_items(), q.data)
print(urllib.request.urlopen(q).read())
for work in (lambda: urllib.request.urlopen(base + "/none"), lambda: urllib.request.urlopen("http://127.0.0.1:1/"), lambda: urllib.request.urlopen("nothing"), lambda: urllib.request.urlopen("nothing://x"), lambda: urllib.request.urlopen("http://"),
             lambda: urllib.request.urlopen(base + "/x", "text"), lambda: urllib.request.urlopen(urllib.request.Request(base, method="BREW")), lambda: urllib.request.urlopen("file:///does/not/exist")):
    try:
        print(work())
    except urllib.error.HTTPError as error:
        print("HTTPError", error, repr(error), error.code, error.reason, error.headers["Content-Type"], len(error.read()))
    except Exception as error:
        print(type(error).__name__, error)
name, headers = urllib.request.urlretrieve(base + "/a.txt", os.path.join(folder, "copy"))
print(open(name).read(), headers["Content-Length"])
print(urllib.request.urlopen("file://" + folder + "/a.txt").read())
opener = urllib.request.build_opener()
opener.addheaders = [("User-Agent", "x")]
print(opener.open(base + "/a.txt").read())
server.shutdown()
server.server_close()
shutil.rmtree(folder)
