# ---- quotes of a word processor
print(“hello”, ‘x’)
# ---- they stay inside of straight quotes
print("it’s “so”")
# ---- quotes opened straight and closed slanted
print('a’)
# ---- dashes
x = 5 – 3
print(x, −1)
# ---- spaces that do not break
x = 1
if x:
    print("x")
# ---- three dots in one
x = …
print(x)
# ---- a session
>>> x = 2
>>> x + 1
3
>>> for i in range(2):
...     print(i)
...
0
1
>>> print("done")
done
# ---- a comment before a session
# from the slides
>>> print("a")
a
# ---- a text with >>> in it is no session
s = """
>>> no
"""
print(len(s))
# ---- quotes in a comment
x = 1  # “quoted”
print(x)
# ---- a string with both quotes
print(“it's”)
# ---- multiplication sign
print(2 × 3)
# ---- a session of IPython
In [1]: x = 2

In [2]: x + 1
Out[2]: 3

In [3]: for i in range(2):
   ...:     print(i)
   ...:     
0
1

In [4]: print("done")
done
# ---- a session that is indented
    >>> x = 2
    >>> print(x)
    2
# ---- a session with an error in it
>>> int("x")  if False else 3
3
>>> {}["a"] if 0 else 1
1
>>> Traceback = 1
>>> print(Traceback)
1
# ---- a session with a definition
>>> def f(x):
...     return x + 1
... 
>>> f(1)
2
>>> print(f(4))
5
# ---- prompts without a blank behind them
>>>
>>> print("a")
a
>>>
# ---- a listing with line numbers
1 x = 1
2 if x:
3     print("yes")
4 print("end")
# ---- a listing with padded numbers
 8: def f(x):
 9:     if x:
10:         return 1
11:     return 2
12:
13: print(f(0), f(1))
# ---- a listing whose code begins in one column
9   for i in range(2):
10      print(i)
11
12  print("end")
# ---- a listing whose numbers grow
9. for i in range(2):
10.     print(i)
11. print("end")
# ---- a listing with gaps and empty lines
01 x = [1,
02      2]

04 print(x)
05 print(len(x))
# ---- lines that begin with numbers are no listing
1
2 + 3
print("no listing")
# ---- an invisible character
x​ = 1
print(​x​)
# ---- a soft hyphen and a joiner
to­tal = 1
print(to­tal⁠)
# ---- invisible characters stay inside of strings
print(len("a​b"))
# ---- slanted single quotes
x = ‘a’ + ’b’
print(x)
# ---- low quotes and guillemets
print(„hello“, «x»)
# ---- a slanted text with a straight apostrophe
print(“it's %s” % ‘x’)
# ---- an apostrophe inside of a text
print("it’s", '“x”')
# ---- triple quotes that slant
x = “““a
b”””
print(x)
# ---- primes for quotes
print(″a″, ′b′)
# ---- a dash in an option
x = {"a": 1 — 2}
print(x["a"] ‒ 1, −x["a"])
# ---- two dashes stay in a text
print("a – b", 3–1)
# ---- a wide space
if True:
　　print("wide")
# ---- thin and narrow spaces
x = 3
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
x = 1if x:    print("yes")# ---- a mark at the beginning
﻿print("a")
# ---- a form feed
x = 1

print(x)
# ---- the first lines of a script
#!/usr/bin/env python
# -*- coding: utf-8 -*-
print("é")
# ---- a text without a line break at its end
print("end")
