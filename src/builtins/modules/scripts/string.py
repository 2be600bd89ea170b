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
    delimiter = "$"
    # The letters of ASCII only; a class that derives from this may say otherwise.
    idpattern = r"[_a-zA-Z][_a-zA-Z0-9]*"
    braceidpattern = None
    flags = None
    pattern = None
    _compiled = {}

    def __init__(self, template):
        self.template = template

    def _matches(self):
        kind = type(self)
        if kind not in Template._compiled:
            import re
            flags = re.IGNORECASE if kind.flags is None else kind.flags
            pattern = kind.pattern
            if pattern is None:
                pattern = r"%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))" % (
                    re.escape(kind.delimiter), re.escape(kind.delimiter), kind.idpattern,
                    kind.braceidpattern or kind.idpattern)
            elif not isinstance(pattern, str):
                pattern = pattern.pattern
            Template._compiled[kind] = re.compile(pattern, flags | re.VERBOSE)
        return Template._compiled[kind]

    def _refused(self, match):
        before = self.template[:match.start()]
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def substitute(self, mapping={}, /, **kws):
        def filled(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                return str(kws[name] if name in kws else mapping[name])
            if match.group("escaped") is not None:
                return self.delimiter
            self._refused(match)
        return self._matches().sub(filled, self.template)

    def safe_substitute(self, mapping={}, /, **kws):
        def filled(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                try:
                    return str(kws[name] if name in kws else mapping[name])
                except KeyError:
                    return match.group()
            return match.group() if match.group("escaped") is None else self.delimiter
        return self._matches().sub(filled, self.template)

    def is_valid(self):
        return all(match.group("invalid") is None for match in self._matches().finditer(self.template))

    def get_identifiers(self):
        names = []
        for match in self._matches().finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None and name not in names:
                names.append(name)
            elif name is None and match.group("invalid") is None and match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return names


def _bracket_end(text, at):
    """Where the field that begins at `at` ends: its closing brace."""
    depth = 1
    in_index = False
    while at < len(text):
        c = text[at]
        if c == "[" and depth == 1:
            in_index = True
        elif c == "]":
            in_index = False
        elif c == "{" and not in_index:
            depth += 1
        elif c == "}" and not in_index:
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _pieces(text):
    """The texts between fields, each with the field that follows: name, format, conversion."""
    literal = ""
    at = 0
    while at < len(text):
        c = text[at]
        if c in "{}" and text[at:at + 2] == c * 2:
            # A doubled brace ends its piece, as in CPython.
            yield literal + c, None, None, None
            literal = ""
            at += 2
        elif c == "}":
            raise ValueError("Single '}' encountered in format string")
        elif c == "{":
            if at + 1 == len(text):
                raise ValueError("Single '{' encountered in format string")
            end = _bracket_end(text, at + 1)
            yield (literal,) + _field(text[at + 1:end])
            literal = ""
            at = end + 1
        else:
            literal += c
            at += 1
    if literal:
        yield literal, None, None, None


def _field(text):
    in_index = False
    for at, c in enumerate(text):
        if c == "[":
            in_index = True
        elif c == "]":
            in_index = False
        elif c == "{" and not in_index:
            raise ValueError("unexpected '{' in field name")
        elif c == ":" and not in_index:
            return text[:at], text[at + 1:], None
        elif c == "!" and not in_index:
            if at + 1 == len(text):
                raise ValueError("end of string while looking for conversion specifier")
            if text[at + 2:at + 3] not in ("", ":"):
                raise ValueError("expected ':' after conversion specifier")
            return text[:at], text[at + 3:], text[at + 1]
    return text, "", None


def _steps(name):
    """`0.a[b]` in its parts: what comes first, and the attributes (True) and indices (False)."""
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    first, steps = name[:at], []
    while at < len(name):
        start = at + 1
        if name[at] == ".":
            at = start
            while at < len(name) and name[at] not in ".[":
                at += 1
            step = name[start:at]
            steps.append((True, step))
        elif name[at] == "[":
            at = name.find("]", start)
            if at < 0:
                raise ValueError("Missing ']' in format string")
            step = name[start:at]
            steps.append((False, int(step) if step.isdigit() else step))
            at += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if step == "":
            raise ValueError("Empty attribute in format string")
    return int(first) if first.isdigit() else first, steps


class Formatter(object):
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == "":
                if number is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(number)
                number += 1
            elif name.isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                number = False
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._vformat(spec, args, kwargs, used, depth - 1, number)
            out.append(self.format_field(value, spec))
        return "".join(out), number

    def parse(self, format_string):
        return _pieces(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _steps(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, step in steps:
            value = getattr(value, step) if is_attribute else value[step]
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        for letter, function in (("s", str), ("r", repr), ("a", ascii)):
            if conversion == letter:
                return function(value)
        raise ValueError("Unknown conversion specifier %s" % conversion)
