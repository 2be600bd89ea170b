# ---- quotes of a word processor
print("hello", 'x')
# ---- they stay inside of straight quotes
print("it’s “so”")
# ---- quotes opened straight and closed slanted
print('a')
# ---- dashes
x = 5 - 3
print(x, -1)
# ---- spaces that do not break
x = 1
if x:
    print("x")
# ---- three dots in one
x = ...
print(x)
# ---- a session
x = 2
x + 1
for i in range(2):
    print(i)

print("done")
# ---- a comment before a session
print("a")
# ---- a text with >>> in it is no session
s = """
>>> no
"""
print(len(s))
# ---- quotes in a comment
x = 1  # “quoted”
print(x)
# ---- a string with both quotes
print("it's")
# ---- multiplication sign
print(2 * 3)
# ---- a session of IPython
x = 2
for i in range(2):
    print(i)
print("done")
# ---- a session that is indented
x = 2
print(x)
# ---- a session with an error in it
print(1)
# ---- a session with a definition
def f(x):
    return x + 1
print(f(4))
# ---- prompts without a blank behind them
print("a")
# ---- a listing with line numbers
x = 1
if x:
    print("yes")
print("end")
# ---- a listing with padded numbers
def f(x):
    if x:
        return 1
    return 2

print(f(0), f(1))
# ---- a listing whose code begins in one column
for i in range(2):
    print(i)
print("end")
# ---- a listing whose numbers grow
for i in range(2):
    print(i)
print("end")
# ---- a listing with gaps and empty lines
x = [1,
     2]
print(x)
print(len(x))
# ---- lines that begin with numbers are no listing
print("no listing")
# ---- an invisible character
x = 1
print(x)
# ---- a soft hyphen and a joiner
total = 1
print(total)
# ---- invisible characters stay inside of strings
print(len("a​b"))
# ---- slanted single quotes
x = 'a' + 'b'
print(x)
# ---- low quotes and guillemets
print("hello", "x")
# ---- a slanted text with a straight apostrophe
print("it's %s" % 'x')
# ---- an apostrophe inside of a text
print("it’s", '“x”')
# ---- triple quotes that slant
x = """a
b"""
print(x)
# ---- primes for quotes
print("a", 'b')
# ---- a dash in an option
x = {"a": 1 - 2}
print(x["a"] - 1, -x["a"])
# ---- two dashes stay in a text
print("a – b", 3-1)
# ---- a wide space
if True:
  print("wide")
# ---- thin and narrow spaces
x = 3
print(x)
# ---- tabs and spaces mixed
def f(x):
        if x:
            return "tab"
        return "spaces"
print(f(1), f(0))
# ---- a tab is eight columns
if True:
    x = 1
    if x:
        print("tab")
    print("four")
# ---- lines that end as on Windows
x = 1
if x:
    print("yes")
# ---- lines that end as on an old Macintosh
x = 1
if x:
    print("yes")
# ---- a mark at the beginning
print("a")
# ---- a form feed
x = 1
print(x)
# ---- the first lines of a script
#!/usr/bin/env python
# -*- coding: utf-8 -*-
print("é")
# ---- a text without a line break at its end
print("end")
