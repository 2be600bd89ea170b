# posixpath: os.path by its own name.
from os.path import *
