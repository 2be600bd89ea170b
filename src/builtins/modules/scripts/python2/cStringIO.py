# cStringIO, of Python 2
from StringIO import StringIO
