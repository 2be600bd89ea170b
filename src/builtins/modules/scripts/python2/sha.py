# sha, of Python 2
import hashlib

sha = new = hashlib.sha1
