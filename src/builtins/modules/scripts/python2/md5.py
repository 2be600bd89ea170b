# md5, of Python 2
import hashlib

md5 = new = hashlib.md5
