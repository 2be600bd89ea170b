# string
whitespace = " \t\n\r\x0b\x0c"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace

# What Python 2 had: the letters, and methods of text as functions.
letters = ascii_letters
lowercase = ascii_lowercase
uppercase = ascii_uppercase


def join(words, sep=" "):
    return sep.join(words)


def split(s, sep=None, maxsplit=-1):
    return s.split(sep, maxsplit)


def replace(s, old, new, maxreplace=-1):
    return s.replace(old, new, maxreplace)


def find(s, *args):
    return s.find(*args)


def rfind(s, *args):
    return s.rfind(*args)


def index(s, *args):
    return s.index(*args)


def count(s, *args):
    return s.count(*args)


def strip(s, chars=None):
    return s.strip(chars)


def lstrip(s, chars=None):
    return s.lstrip(chars)


def rstrip(s, chars=None):
    return s.rstrip(chars)


def upper(s):
    return s.upper()


def lower(s):
    return s.lower()


def capitalize(s):
    return s.capitalize()


def swapcase(s):
    return s.swapcase()


def zfill(s, width):
    return s.zfill(width)


def ljust(s, width, *fill):
    return s.ljust(width, *fill)


def rjust(s, width, *fill):
    return s.rjust(width, *fill)


def center(s, width, *fill):
    return s.center(width, *fill)


def atoi(s, base=10):
    return int(s, base)


def atof(s):
    return float(s)


def maketrans(old, new):
    return str.maketrans(old, new)


joinfields = join
splitfields = split
atol = atoi


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template(object):
    def __init__(self, template):
        self.template = template

    def substitute(self, mapping={}, **kwargs):
        return self._fill(mapping, kwargs, True)

    def safe_substitute(self, mapping={}, **kwargs):
        return self._fill(mapping, kwargs, False)

    def _fill(self, mapping, kwargs, strict):
        text = self.template
        out = []
        at = 0
        while at < len(text):
            c = text[at]
            if c != "$":
                out.append(c)
                at += 1
                continue
            if text[at + 1:at + 2] == "$":
                out.append("$")
                at += 2
                continue
            braced = text[at + 1:at + 2] == "{"
            start = at + 2 if braced else at + 1
            end = start
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[start:end]
            if not name or name[0].isdigit() or (braced and text[end:end + 1] != "}"):
                if strict:
                    line = text[:at].count("\n") + 1
                    column = at - text.rfind("\n", 0, at)
                    raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))
                out.append("$")
                at += 1
                continue
            after = end + 1 if braced else end
            if name in kwargs:
                out.append(str(kwargs[name]))
            elif name in mapping:
                out.append(str(mapping[name]))
            elif strict:
                raise KeyError(name)
            else:
                out.append(text[at:after])
            at = after
        return "".join(out)
