# StringIO, of Python 2


class StringIO(object):
    def __init__(self, text=""):
        self._text = str(text)
        self._at = 0
        self.closed = False

    def getvalue(self):
        return self._text

    def write(self, text):
        text = str(text)
        if self._at > len(self._text):
            self._text += "\0" * (self._at - len(self._text))
        self._text = self._text[:self._at] + text + self._text[self._at + len(text):]
        self._at += len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, n=-1):
        end = len(self._text) if n is None or n < 0 else self._at + n
        text = self._text[self._at:end]
        self._at += len(text)
        return text

    def readline(self, length=None):
        end = self._text.find("\n", self._at)
        end = len(self._text) if end < 0 else end + 1
        if length is not None and length >= 0:
            end = min(end, self._at + length)
        text = self._text[self._at:end]
        self._at = end
        return text

    def readlines(self, sizehint=0):
        return list(self)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def seek(self, pos, mode=0):
        if mode == 1:
            pos += self._at
        elif mode == 2:
            pos += len(self._text)
        self._at = max(0, pos)

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._text = self._text[:self._at if size is None else size]

    def flush(self):
        pass

    def isatty(self):
        return False

    def close(self):
        self.closed = True
