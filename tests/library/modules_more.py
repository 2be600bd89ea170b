# calendar, selectors, socketserver, pwd, grp, codecs, locale, gc, timeit, posixpath, importlib.
import calendar
import codecs
import gc
import grp
import importlib
import locale
import os
import posixpath
import pwd
import selectors
import socket
import socketserver
import sys
import tempfile
import threading
import timeit


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


# ---- calendar
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(1990, 2025), calendar.weekday(2023, 11, 14), calendar.monthrange(2024, 2))
t(calendar.monthrange, 2023, 13)
print(calendar.timegm((2023, 11, 14, 22, 13, 20)), calendar.timegm((1970, 1, 1, 0, 0, 0)))
print(calendar.month(2023, 11))
print(calendar.calendar(2024))
print(calendar.monthcalendar(2023, 2), calendar.weekheader(3))
print(calendar.TextCalendar(6).formatmonth(2024, 9, 4, 2))
print(list(calendar.Calendar(6).iterweekdays()), list(calendar.Calendar().itermonthdates(2023, 2))[0], calendar.Calendar().monthdays2calendar(2023, 2)[0])
print(list(calendar.day_name), list(calendar.month_abbr), calendar.MONDAY, calendar.SUNDAY)
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.month(2023, 12), calendar.firstweekday())
t(calendar.setfirstweekday, 9)

# ---- selectors and socketserver
a, b = socket.socketpair()
with selectors.DefaultSelector() as sel:
    key = sel.register(a, selectors.EVENT_READ, "data")
    print(key.data, key.events, key.fd == a.fileno(), sel.select(0))
    b.send(b"x")
    print([(key.data, events) for key, events in sel.select(1)])
    sel.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE, "both")
    print([(key.data, events) for key, events in sel.select(1)])
    t(sel.register, b, 9)
    sel.unregister(a)
    print(len(sel.get_map()))
    try:
        sel.unregister(a)
    except KeyError:
        print("KeyError")
a.close()
b.close()


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(100)
        self.request.sendall(data.upper())


class Lines(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(b"> " + line)
            if line == b"end\n":
                break


class Datagrams(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


for server_class, handler, text in ((socketserver.TCPServer, Echo, b"hello"), (socketserver.ThreadingTCPServer, Lines, b"one\nend\n")):
    with server_class(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        for i in range(2):
            with socket.create_connection(server.server_address) as client:
                client.sendall(text)
                got = b""
                while True:
                    part = client.recv(100)
                    if not part:
                        break
                    got += part
                print(got)
        server.shutdown()
        thread.join()
with socketserver.UDPServer(("127.0.0.1", 0), Datagrams) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.sendto(b"abc", server.server_address)
    print(client.recv(10))
    client.close()
    thread.join()

# ---- users and groups
print(pwd.getpwuid(0).pw_name, pwd.getpwnam("root").pw_dir, pwd.getpwnam("root"), len(pwd.getpwall()) > 3)
t(pwd.getpwnam, "nobodyatall")
t(pwd.getpwuid, 987654)
print(grp.getgrgid(0).gr_name, grp.getgrnam("root").gr_gid)
t(grp.getgrnam, "nobodyatall")

# ---- codecs and locale
print(codecs.encode("hello", "rot13"), codecs.encode(b"ab", "hex"), codecs.decode(b"6162", "hex"), codecs.encode(b"ab", "base64"), codecs.decode("Uryyb", "rot_13"))
print(codecs.encode("é", "utf-8"), codecs.decode(b"\xe9", "latin-1"), codecs.BOM_UTF8, codecs.getencoder("utf-8")("é"), codecs.lookup("UTF8").name)
t(codecs.lookup, "nope")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "text")
    with codecs.open(path, "w", encoding="utf-8") as out:
        out.write("é\n")
    print(open(path, "rb").read(), codecs.open(path, "r", "utf-8").read())
print(locale.setlocale(locale.LC_ALL, "C"), locale.LC_ALL, locale.format_string("%d", 1234), locale.atof("1.5"), locale.atoi("3"), locale.localeconv()["decimal_point"])
try:
    locale.setlocale(locale.LC_ALL, "xx_YY")
except locale.Error as error:
    print(error)

# ---- the rest
gc.collect()
print(gc.isenabled(), posixpath.join("a", "b"), posixpath.sep, importlib.import_module("os.path").basename("/x/y"))
print(timeit.timeit("x = 1", number=100) >= 0, timeit.timeit(lambda: None, number=10) >= 0, len(timeit.repeat("pass", repeat=3, number=5)), timeit.timeit("y + 1", setup="y = 5", number=3) >= 0, timeit.timeit("z + 1", globals={"z": 1}, number=3) >= 0)
import builtins
print(builtins.len is len, builtins.print is print, builtins.ValueError is ValueError)
