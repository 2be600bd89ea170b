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
# ---- a Python 3 print stays one
print("a", "b", sep="-")
print ("x")
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
