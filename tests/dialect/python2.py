# ---- print of a text
print "hello"
# ---- print of several values
print "a", 1, [2, 'x'], None
# ---- print with a format
x = 3
print "%d packets from %s" % (x, "10.0.0.1")
# ---- print keeps the line open
for i in range(3):
    print i,
print
print "end"
# ---- print of a tab ends without a blank
print "a\t",
print "b"
# ---- the line is closed at the end
print "open",
# ---- print alone
print
print "x"
# ---- print to a file
import sys
print >>sys.stdout, "to a file", 5
# ---- print behind a colon and a semicolon
if True: print "a"; print "b"
# ---- print of a parenthesis and more
name = "eth0"
print ("interface"), name
# ---- print of a parenthesis with a format
print ("%s is %s") % ("host", "up")
# ---- print of a list and of a negative number
print [1, 2][0]
print -5
print not True
# ---- except with a name
try:
    int("x")
except ValueError, e:
    print "wrong:", e
# ---- except of several kinds with a name
try:
    {}["k"]
except (ValueError, KeyError), err:
    print "missing", err
# ---- raise with a text
try:
    raise ValueError, "bad value"
except ValueError, e:
    print e
# ---- raise with a tuple of arguments
try:
    raise IOError, (2, "no such file")
except IOError, e:
    print e.errno, e.strerror
# ---- lambda that takes a pair apart
f = lambda (a, b): a + b
print f((1, 2))
# ---- lambda that takes nested pairs apart
f = lambda (a, (b, c)), d: (a, b, c, d)
print f((1, (2, 3)), 4)
# ---- sorting pairs
print sorted([(1, 'b'), (2, 'a')], key=lambda (n, s): s)
# ---- def that takes a pair apart
def dist((x1, y1), (x2, y2)):
    "Distance"
    return abs(x1 - x2) + abs(y1 - y2)
print dist((1, 2), (4, 6)), dist.__doc__
# ---- backticks
x = 'a'
print "value: " + `x` + `1 + 1`
# ---- not equal
print 1 <> 2, 1 <> 1
# ---- octal and long numbers
print 0777, 0x10L, 10L + 5
# ---- raw unicode text
print ur"a\d" + u"b"
# ---- exec of a text
exec "y = 5"
print y
# ---- exec in a dictionary
d = {}
exec "z = 2 + 3" in d
print d['z']
# ---- xrange
total = 0
for i in xrange(4):
    total += i
print total, len(xrange(10))
# ---- unicode, long and unichr
# differs: there is one type of integers
print unicode(5) + u"!", isinstance(3, long), isinstance("a", basestring), unichr(65)
# ---- reduce
print reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3, 1], 7)
# ---- cmp
print cmp(1, 2), cmp("b", "a"), cmp([1], [1])
# ---- has_key
d = {'a': 1}
if d.has_key('a') and not d.has_key('b'):
    print "found"
# ---- iteritems and the like
d = {'a': 1, 'b': 2}
for k, v in d.iteritems():
    print k, v
print list(d.iterkeys()), sum(d.itervalues())
# ---- keys is a list
# differs: dictionaries keep the order in which they were filled
hosts = {"b": 1, "a": 2}
names = hosts.keys()
names.sort()
print names, hosts.values()[0], hosts.items()
# ---- map, filter and zip make lists
print map(str, [1, 2]), filter(None, [0, 3]), zip([1], [2])
print range(3) + range(2)
# ---- division of integers
print 7 / 2, -7 / 2, 7.0 / 2, 7 // 2
# ---- division of the future
from __future__ import division
print 7 / 2
# ---- octets in hexadecimal
print "abc".encode('hex'), "616263".decode('hex') == b"abc"
# ---- functions of the module string
import string
print string.join(["a", "b"], "-"), string.upper("x"), string.split("a b"), len(string.letters)
# ---- octets take text
load = b"GET /index.html HTTP/1.1\r\nHost: x\r\n"
if "GET" in load and load.startswith("GET"):
    print load.find("Host"), load.split("\r\n")[1] == b"Host: x"
# ---- raise of a class alone
class Error(Exception):
    pass
try:
    raise Error, None
except Error, e:
    print "raised", repr(e)
# ---- old style class
class Host:
    def __init__(self, ip):
        self.ip = ip
    def show(self):
        print "host %s" % self.ip
Host("10.0.0.1").show()
# ---- generator with next
def numbers():
    yield 1
    yield 2
g = numbers()
print g.next(), g.next()
# ---- tabs and spaces
def f(x):
	if x:
	    return "tab"
        return "spaces"
print f(1), f(0)
# ---- a comparison keeps its print
print "a" if 1 < 2 else "b", 1 == 1
# ---- print of a call and a method
s = "abc"
print s.upper(), len(s), s[1:]
# ---- print in a function with a trailing comma
def dump(data):
    for c in data:
        print "%02x" % ord(c),
    print
dump("AB")
dump("C")
# ---- print to standard error
import sys
print >>sys.stderr, "not on standard output"
print >>sys.stdout, "on it"
# ---- print to a file keeps its own open line
import sys
class Log:
    def __init__(self):
        self.text = ""
    def write(self, text):
        self.text += text
log = Log()
print >>log, "a",
print "between"
print >>log, "b"
print >>log
print repr(log.text)
# ---- print to None is standard output
print >>None, "here"
# ---- a write ends no blank
import sys
print "a",
sys.stdout.write("b\n")
print "c"
# ---- a printed line break needs no blank
print "a\n",
print "b"
# ---- print of a tuple
print ("a", "b")
print ("a",)
print ()
print "py2"
# ---- print of a tuple and a comma
print ("a", 1),
print "b"
# ---- print of a parenthesis and a method
print ("a %d" % 3).upper()
print ("abc")[1]
print ("a") + "b"
print (1 + 2) * 3
print "x"
# ---- print from the future
# differs: what Python 3 accepts too divides as Python 3 does
from __future__ import print_function
print("a", "b", sep="")
print(7 / 2)
# ---- division makes integers everywhere
count = 7
print "half", count / 2
count /= 2
print count
print [1, 2, 3, 4][len([1, 2, 3, 4]) / 2]
print 1 / 2.0, float(1) / 2, 10 ** -1
# ---- division of a negative number
print -7 / 2, 7 / -2, -7 % 3, divmod(-7, 2)
# ---- exec with format
for name in "ab":
    exec "%s = len('%s') + 1" % (name, name)
print a, b
# ---- exec of several lines
exec """
def double(x):
    return x * 2
"""
print double(4)
# ---- raise of a string and a class
try:
    raise RuntimeError, "no %s" % "route"
except RuntimeError, error:
    print str(error), error.args, error.message
# ---- except tuple in a function
def number(text):
    try:
        return int(text)
    except (ValueError, TypeError), e:
        return e.__class__.__name__
print number("3"), number("x"), number(None)
# ---- except with else and finally
try:
    x = 1 / 0
except ZeroDivisionError, e:
    print "caught:", e
else:
    print "never"
finally:
    print "at the end"
# ---- the name of an exception stays
try:
    int("x")
except ValueError, e:
    pass
print e
# ---- tuple parameters with defaults
def area((w, h)=(2, 3), scale=1):
    return w * h * scale
print area(), area((4, 5)), area((1, 2), 3), area(scale=2)
# ---- tuple parameters one in another
def f(a, (b, (c, d)), e):
    return [a, b, c, d, e]
print f(1, (2, (3, 4)), 5)
# ---- map with a lambda of a pair
hosts = {"a": 1, "b": 2}
print map(lambda (name, count): "%s=%d" % (name, count), sorted(hosts.items()))
print filter(lambda (a, b): b > 1, [("x", 1), ("y", 2)])
# ---- reduce with a lambda of pairs
print reduce(lambda (a, b), (c, d): (a + c, b + d), [(1, 2), (3, 4), (5, 6)])
# ---- sort with cmp
names = ["bob", "Al", "carol"]
names.sort(cmp=lambda a, b: cmp(a.lower(), b.lower()))
print names
names.sort(lambda a, b: cmp(len(a), len(b)))
print names
names.sort(cmp, reverse=True)
print names
print sorted([3, 1, 2], cmp=lambda a, b: b - a)
print sorted([3, 1, 2], lambda a, b: b - a)
# ---- sort with cmp and key
print sorted(["bb", "a", "ccc"], cmp=lambda a, b: cmp(b, a), key=len)
# ---- backticks of an expression
port = 80
print "port " + `port` + ", next " + `port + 1` + `"x"`
# ---- backticks of several values
print `1, 2`
# ---- not equal in a condition
flag = "S"
if flag <> "A" and 1 <> 2:
    print "differs"
# ---- long numbers
big = 0xFFFFFFFFL
print big, 10L * 3, -5L, 1l
# ---- long integers print their L only in repr
print 2 ** 70, [int(5L)]
# ---- unicode strings
text = u"caf\u00e9"
print len(text), ur"\n" + u"x", isinstance(text, unicode)
# ---- unicode to octets and back
octets = u"\u00e9".encode("utf-8")
print len(octets), octets == "\xc3\xa9", len(octets.decode("utf-8"))
# ---- xrange with step
for i in xrange(10, 0, -3):
    print i,
print
print xrange(3)[1], len(xrange(1, 10, 2)), 4 in xrange(5)
# ---- raw_input
import sys
class Keyboard:
    lines = ["10.0.0.1\n", "80\n"]
    def readline(self):
        return self.lines.pop(0)
sys.stdin = Keyboard()
host = raw_input("host: ")
port = int(raw_input())
print host, port + 1
# ---- input evaluates
import sys
class Keyboard:
    def readline(self):
        return "3 + 4\n"
sys.stdin = Keyboard()
n = input()
print n + 1
# ---- basestring and long
print isinstance("a", basestring), isinstance(u"a", basestring), isinstance(5, basestring)
print isinstance(5L, (int, long)), long("12") + 1, long(3.7)
# ---- unicode as a function
print unicode("abc"), unicode(12), unicode("abc", "ascii")
# ---- apply
def add(a, b=0, c=0):
    return a + b + c
print apply(add, (1, 2)), apply(add, [1], {"c": 5})
# ---- buffer, intern and coerce
print str(buffer("abcdef", 2, 3)), intern("x"), coerce(1, 2.5)
# ---- dict methods
d = {"a": 1}
print d.has_key("a"), d.has_key("b")
for key in d.iterkeys():
    print key
it = d.itervalues()
print it.next()
print sorted(d.viewkeys()), d.items()[0], d.keys()[0]
# ---- keys can be changed while they are walked
d = {"a": 1, "b": 2, "c": 3}
for key in d.keys():
    if d[key] > 1:
        del d[key]
print d
# ---- functions of string
import string
print string.join(["a", "b"], ":"), string.join(["x", "y"])
print string.split("a,b", ","), string.replace("abc", "b", "-"), string.atoi("17") + 1, string.atoi("ff", 16)
print string.letters[:3] in string.letters, len(string.lowercase), string.uppercase[0], string.digits
print string.zfill("7", 3), string.strip("  x "), string.find("abc", "c"), string.capitalize("abc")
# ---- maketrans
import string
table = string.maketrans("abc", "xyz")
print "aabbcc".translate(table), "hello".translate(string.maketrans("", ""), "l")
# ---- rot13
print "Uryyb".decode("rot13"), "Hello".encode("rot13")
# ---- map of several lists
print map(None, [1, 2], ["a", "b"]), map(lambda a, b: a + b, [1, 2], [10, 20])
print map(None, [1, 2], [3]), map(None, [5, 6])
# ---- filter keeps the type
print filter(lambda c: c.isdigit(), "a1b2"), filter(None, (0, 1, 2))
# ---- zip and range are lists
pairs = zip("ab", range(2))
pairs.append(("c", 2))
print pairs, len(zip()), range(5)[1:3]
numbers = range(4)
numbers.reverse()
print numbers
numbers = range(3)
del numbers[0]
print numbers
# ---- os.getcwdu
import os
print os.getcwdu() == os.getcwd(), isinstance(os.getcwdu(), unicode)
# ---- sys.maxint
import sys
print sys.maxint == 2 ** 63 - 1, sys.maxint > 65535
# ---- sys.exc_info
import sys
try:
    1 / 0
except:
    kind, value, trace = sys.exc_info()
    print kind.__name__, value
# ---- exc_clear and exc_type
import sys
try:
    1 / 0
except ZeroDivisionError:
    sys.exc_clear()
print "ok"
# ---- commands
import commands
print commands.getoutput("echo a; echo b")
print commands.getstatusoutput("exit 3")
# ---- Queue
import Queue
q = Queue.Queue()
q.put(1)
q.put("two")
print q.get(), q.get_nowait(), q.empty()
try:
    q.get_nowait()
except Queue.Empty:
    print "empty"
# ---- thread
import thread, time
done = []
lock = thread.allocate_lock()
def work(n, name="x"):
    lock.acquire()
    done.append((n, name))
    lock.release()
thread.start_new_thread(work, (1,))
thread.start_new_thread(work, (2, "y"))
while len(done) < 2:
    time.sleep(0.01)
print sorted(done)
# ---- ConfigParser
import ConfigParser, StringIO
text = "[net]\niface = eth0\nport: 80\n# comment\n[more]\non = yes\npath = /tmp/%(name)s\nname = x\n"
config = ConfigParser.ConfigParser()
config.readfp(StringIO.StringIO(text))
print config.get("net", "iface"), config.getint("net", "port"), config.getboolean("more", "on")
print config.sections(), config.options("net"), config.has_option("net", "mtu"), config.get("more", "path")
try:
    config.get("less", "x")
except ConfigParser.NoSectionError, e:
    print e
# ---- hexadecimal codec
print "\x00\xffA".encode("hex"), "414243".decode("hex"), "4142".decode("hex") + "C"
print len("00ff".decode("hex")), ord("ff".decode("hex")), "zz".encode("hex")
# ---- base64 codec
print "hello".encode("base64").strip(), "aGVsbG8=".decode("base64")
# ---- zip codec and string_escape
print "a\n".encode("string_escape"), r"\x41\n".decode("string_escape").strip()
# ---- octets are text
data = "\x45\x00\x00\x14"
print len(data), ord(data[0]), data[1] == "\x00", repr(data), "".join(reversed(data)).encode("hex")
# ---- struct makes text
import struct
packed = struct.pack("!HB", 513, 7)
print repr(packed), ord(packed[0]), len(packed + "x"), struct.unpack("!HB", packed)
for c in packed:
    print "%02x" % ord(c),
print
# ---- a checksum over text
def checksum(data):
    total = 0
    if len(data) % 2 == 1:
        data += "\0"
    for i in range(0, len(data), 2):
        total += (ord(data[i]) << 8) + ord(data[i + 1])
    total = (total >> 16) + (total & 0xffff)
    total += total >> 16
    return ~total & 0xffff
import struct
print hex(checksum(struct.pack("!BBH", 8, 0, 0) + "abcd"))
# ---- socket text
import socket
a, b = socket.socketpair()
a.send("GET / HTTP/1.0\r\n\r\n")
data = b.recv(100)
print data.split("\r\n")[0], data.startswith("GET"), "HTTP" in data
b.sendall(data[:3] + "!")
print a.recv(10)
# ---- inet_aton
import socket
octets = socket.inet_aton("10.0.0.1")
print octets.encode("hex"), ord(octets[0]), socket.inet_ntoa("\x0a\x00\x00\x02")
# ---- md5
import hashlib, md5
print hashlib.md5("abc").hexdigest(), md5.new("abc").hexdigest() == hashlib.md5("abc").hexdigest()
m = hashlib.sha1()
m.update("a")
m.update("bc")
print m.hexdigest(), len(m.digest())
# ---- binascii
import binascii
print binascii.hexlify("abc"), binascii.unhexlify("6162"), binascii.b2a_hex("\xff"), binascii.crc32("abc") & 0xffffffff
# ---- base64
import base64
print base64.b64encode("user:pass"), base64.b64decode("dXNlcg=="), base64.encodestring("ab").strip(), base64.decodestring("YWI=")
# ---- random text
import random
random.seed(1)
key = "".join([chr(random.randint(65, 90)) for _ in xrange(5)])
print len(key), key.isupper()
# ---- old style exceptions hierarchy
try:
    raise StandardError("x")
except StandardError, e:
    print "standard", e
try:
    int("x")
except StandardError, e:
    print type(e).__name__
# ---- comparison of unlike things
print 1 < "a", None < 0, [] > 5, sorted([3, None, "a", 1])
# ---- max and min of mixed kinds
print max(1, None), min(None, 2), None < -1
# ---- old methods of classes
class Bag:
    def __init__(self, items):
        self.items = items
    def __nonzero__(self):
        return len(self.items) > 0
    def __cmp__(self, other):
        return cmp(len(self.items), len(other.items))
    def __div__(self, n):
        return len(self.items) / n
    def __unicode__(self):
        return u"bag"
print bool(Bag([])), bool(Bag([1])), not Bag("")
print Bag([1]) < Bag([1, 2]), Bag([1]) == Bag([2]), Bag(range(5)) / 2, unicode(Bag([]))
# ---- an iterator of a class
class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def next(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
for i in Count(3):
    print i,
print
c = Count(2)
print c.next(), list(c)
# ---- func attributes
def handler(packet, verbose=1):
    "Handles"
print handler.func_name, handler.func_defaults, handler.func_doc
# ---- methods know their self
class Host:
    def ping(self):
        return "pong"
h = Host()
print h.ping.im_self is h, h.ping.im_func.__name__, Host.ping.__name__
# ---- list comprehension keeps its name to itself
# differs: its variable is its own, as in Python 3
n = "kept"
squares = [n * n for n in range(4)]
print n, squares
# ---- set literals and dict comprehensions
print sorted({1, 2, 2}), {k: v for k, v in [("a", 1)]}
# ---- rounding and integers
print round(2.5), round(-0.5), round(7.126, 2), int("0x1f", 16), int("017", 8), int(7.9)
# ---- floats print short
print 0.1 + 0.2, 1e20, 1.0, 100000000000000000.0, 3.14159265358979, [0.1]
# ---- hexadecimal and octal text
print hex(255), oct(8), "%o" % 8, "%x" % 255, "%#x" % 16, bin(5)
# ---- percent with a dictionary
print "%(src)s -> %(dst)s %(n)03d%%" % {"src": "a", "dst": "b", "n": 5}
# ---- string formatting of octets
print "%s %r %5s|%-5s|" % ("a", "b", "c", "d"), "%c%c" % ("x", 65)
# ---- is a number
from types import IntType, StringType, ListType, FunctionType, TupleType, DictType
print type(3) is IntType, type("a") == StringType, type([]) is ListType, type(()) == TupleType, type({}) == DictType
# ---- nested functions and global
total = 0
def add(n):
    global total
    total += n
    print "total is", total
add(3); add(4)
# ---- semicolons and one line blocks
if 1 <> 0: print "a",; print "b"
for i in 1, 2: print i,
print
while True: print "once"; break
# ---- assert with text
try:
    assert 1 == 2, "one is not two"
except AssertionError, e:
    print "assert:", e
# ---- a print continues on the next line
print "%s and " \
      "%s" % ("a",
              "b"), \
      "c"
# ---- print of a string times a number
print "-" * 10
print "=" * 3 + ">"
# ---- print a dictionary
print {"a": [1, 2]}, {}
# ---- print of keywords as attribute names
class Out:
    pass
o = Out()
o.print_ = 3
print o.print_
# ---- a function named by exec
exec("value = 10")
exec "value += 1"
print value
# ---- tabs in one block and spaces in another
if 1:
	print "tab"
	if 2:
	        print "tab and eight"
        print "eight"
# ---- tab after spaces
for i in range(2):
    	print i
# ---- itertools of Python 2
import itertools
print list(itertools.izip([1, 2], "ab")), list(itertools.imap(str, [1])), list(itertools.ifilter(None, [0, 1]))
print list(itertools.izip_longest([1, 2], [3]))
# ---- dictionaries and sorting
counts = {"10.0.0.1": 5, "10.0.0.2": 9}
for host, n in sorted(counts.iteritems(), key=lambda (k, v): v, reverse=True):
    print "%-10s %d" % (host, n)
# ---- urllib quoting
import urllib
print urllib.quote("a b&c"), urllib.unquote("a%20b"), urllib.urlencode({"q": "x y"}), urllib.quote_plus("a b")
# ---- urlparse
import urlparse
parts = urlparse.urlparse("http://host:80/path?q=1")
print parts.scheme, parts.netloc, parts.path, parts.query, parts.hostname, parts.port
# ---- StringIO
import StringIO
out = StringIO.StringIO()
print >>out, "a", 1
out.write("b")
print repr(out.getvalue())
from cStringIO import StringIO as Fast
f = Fast("x\ny\n")
print f.readline().strip(), f.read().strip()
# ---- standard output is replaced
import sys, StringIO
old, sys.stdout = sys.stdout, StringIO.StringIO()
print "caught",
print 5
text = sys.stdout.getvalue()
sys.stdout = old
print repr(text)
# ---- threading with Python 2 names
import threading
def work():
    names.append(threading.currentThread().getName())
names = []
t = threading.Thread(target=work, name="worker")
t.setDaemon(True)
t.start()
t.join()
print names, t.isAlive()
# ---- a generator by send and next
def gen():
    got = yield 1
    print "got", got
    yield 2
g = gen()
print g.next()
print g.send("x")
try:
    g.next()
except StopIteration:
    print "stop"
# ---- string methods on octets and text
s = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
head, sep, rest = s.partition("\r\n")
print head.split(" ")[1], rest.splitlines()[0], s.count("\r\n"), s.lower()[:3]
# ---- class print
class Host(object):
    def __str__(self):
        return "host"
    def __repr__(self):
        return "<Host>"
print Host(), [Host()], str(Host()), `Host()`, "%s %r" % (Host(), Host())
# ---- encode of text that is octets already
print "caf\xc3\xa9".decode("utf-8").encode("latin-1").encode("hex"), "abc".encode("utf-8") + "d", str("abc".decode("ascii"))
# ---- bytes is str
print bytes is str, b"a" == "a", bytes("abc"), b"ab"[0], type(b"a") is str
# ---- bytearray
data = bytearray("abc")
data[0] = 120
data += "d"
print data, len(data), data[1], str(data)
# ---- except with a tuple of what it carries
import socket
try:
    raise socket.error(111, "Connection refused")
except socket.error, (number, text):
    print number, text
# ---- an exception has items
try:
    raise IOError(2, "No such file")
except IOError, e:
    print e[0], e[1], len(e.args)
    number, text = e
    print text
# ---- raise with three
try:
    raise ValueError, "three", None
except ValueError, e:
    print e
# ---- text of the source is octets
# -*- coding: utf-8 -*-
print "é", len("é"), repr("é"), u"é".encode("utf-8") == "é"
print "café".decode("utf-8") == u"café", len(u"café")
# ---- octets written and read
import os
name = "slide-%d.tmp" % os.getpid()
f = open(name, "wb")
f.write("\x00\xff\x80abc")
f.close()
data = open(name, "rb").read()
os.remove(name)
print len(data), repr(data), data.find("abc"), data.encode("hex")
# ---- octets as keys and members
seen = {}
import struct
key = struct.pack("!H", 0x4142)
seen[key] = 1
print seen["AB"], "AB" in seen, key in ["AB"], key == "AB", "A" in key
# ---- compiled patterns over octets
import re
m = re.search("(\\d+)\\.(\\d+)", "host 10.20")
print m.group(1), m.groups(), re.sub("[aeiou]", "*", "packet")
# ---- division in a function that was defined before it prints
def mean(values):
    return sum(values) / len(values)
print mean([1, 2]), mean([1.0, 2])
# ---- division in place of an item and an attribute
class Box:
    n = 9
b = Box()
b.n /= 2
l = [7, 9]
l[1] /= 2
print b.n, l
# ---- a function called print with arguments by name is no statement
from __future__ import print_function
print("a", "b", sep="-", end="!\n")
# ---- tabs and blanks mixed
def sign(x):
	if x > 0:
	        return "plus"
        if x < 0:
	        return "minus"
	return "none"

for n in [1, -1, 0]:
	print sign(n)
        print n
