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
