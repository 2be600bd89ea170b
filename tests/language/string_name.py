# ---- string name
import os

# A text of this name is not the module of Python 2, and needs no hint.
string = "a b"
print(string.split(), string.upper(), os.sep)
