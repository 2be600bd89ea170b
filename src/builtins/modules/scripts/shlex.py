# shlex
def split(s, comments=False, posix=True):
    words = []
    word = None
    at = 0
    while at < len(s):
        c = s[at]
        at += 1
        if c in " \t\r\n":
            if word is not None:
                words.append(word)
            word = None
        elif c == "#" and comments and word is None:
            end = s.find("\n", at)
            at = len(s) if end < 0 else end
        elif c == "'":
            end = s.find("'", at)
            if end < 0:
                raise ValueError("No closing quotation")
            word = (word or "") + s[at:end]
            at = end + 1
        elif c == '"':
            word = word or ""
            while s[at:at + 1] != '"':
                if at >= len(s):
                    raise ValueError("No closing quotation")
                if s[at] == "\\" and s[at + 1:at + 2] in ('"', "\\"):
                    at += 1
                word += s[at]
                at += 1
            at += 1
        elif c == "\\":
            if at >= len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[at]
            at += 1
        else:
            word = (word or "") + c
    if word is not None:
        words.append(word)
    return words


def quote(s):
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"
    if s and all([c in safe for c in s]):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(words):
    return " ".join([quote(word) for word in words])
