# ast: only what reads values out of text; there is no tree to look at.
def literal_eval(node_or_string):
    text = node_or_string
    if not isinstance(text, str):
        raise ValueError("malformed node or string: %r" % (text,))
    text = text.lstrip(" \t")
    try:
        compile(text, "<unknown>", "eval")
    except SyntaxError:
        raise
    return _Reader(text).whole()


class _Reader:
    """Reads literals, and refuses whatever else an expression can be."""

    def __init__(self, text):
        import re
        self.text = text
        self.at = 0
        self.pattern = re.compile(
            r"\s*(?:#[^\n]*\s*)*(?:"
            r"(?P<string>(?i:[bru]|br|rb)?(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^\\'\n]|\\(?:.|\n))*'|\"(?:[^\\\"\n]|\\(?:.|\n))*\"))"
            r"|(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?[\d_]+)?[jJ]?)"
            r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>\.\.\.|.)|\Z)", re.S)
        self.next()

    def next(self):
        match = self.pattern.match(self.text, self.at)
        self.at = match.end()
        self.kind = match.lastgroup
        self.token = match.group(match.lastgroup) if match.lastgroup else ""

    def wrong(self):
        raise ValueError("malformed node or string on line 1: %r" % self.text)

    def whole(self):
        value = self.value()
        if self.kind == "sign" and self.token == ",":
            value = tuple(self.items(value, ""))
        if self.token:
            self.wrong()
        return value

    def items(self, first, end):
        values = [first]
        while self.token == ",":
            self.next()
            if self.token == end:
                break
            values.append(self.value())
        return values

    def value(self):
        value = self.single()
        while self.kind == "sign" and self.token in "+-":
            # Only a complex number is written with an operator.
            sign = self.token
            self.next()
            other = self.single()
            if type(value) not in (int, float) or type(other) is not complex:
                self.wrong()
            value = value + other if sign == "+" else value - other
        return value

    def single(self):
        kind, token = self.kind, self.token
        if kind == "string":
            value = eval(token)
            self.next()
            while self.kind == "string":
                value += eval(self.token)
                self.next()
            return value
        if kind == "number":
            self.next()
            return eval(token)
        if kind == "name":
            self.next()
            if token in ("None", "True", "False"):
                return {"None": None, "True": True, "False": False}[token]
            if token == "set" and self.token == "(":
                self.next()
                if self.token == ")":
                    self.next()
                    return set()
            self.wrong()
        if kind != "sign":
            self.wrong()
        if token in "+-":
            self.next()
            value = self.single()
            if type(value) not in (int, float, complex):
                self.wrong()
            return -value if token == "-" else value
        if token == "...":
            self.next()
            return ...
        if token == "(":
            self.next()
            if self.token == ")":
                self.next()
                return ()
            value = self.value()
            if self.token == ",":
                value = tuple(self.items(value, ")"))
            return self.closed(")", value)
        if token == "[":
            self.next()
            if self.token == "]":
                self.next()
                return []
            return self.closed("]", self.items(self.value(), "]"))
        if token == "{":
            self.next()
            if self.token == "}":
                self.next()
                return {}
            first = self.value()
            if self.token != ":":
                return self.closed("}", set(self.items(first, "}")))
            found = {}
            key = first
            while True:
                self.next()
                found[key] = self.value()
                if self.token != ",":
                    break
                self.next()
                if self.token == "}":
                    break
                key = self.value()
                if self.token != ":":
                    self.wrong()
            return self.closed("}", found)
        self.wrong()

    def closed(self, end, value):
        if self.token != end:
            self.wrong()
        self.next()
        return value
