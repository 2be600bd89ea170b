"""Text and octets that behave as files."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
open = open


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    pass


class TextIOBase(IOBase):
    pass


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class _Memory:
    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def getvalue(self):
        self._check()
        return self._join()

    def _join(self):
        if self._tail:
            self._data += self._empty.join(self._tail)
            self._tail = []
        return self._data

    def read(self, size=-1, /):
        self._check()
        data = self._join()
        end = len(data) if size is None or size < 0 else self._at + size
        part = data[self._at:end]
        self._at += len(part)
        return part

    def readline(self, size=-1, /):
        self._check()
        data = self._join()
        end = data.find(self._newline, self._at)
        end = len(data) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = data[self._at:end]
        self._at += len(part)
        return part

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _put(self, part):
        self._check()
        if not self._tail and self._at == len(self._data) or self._tail and self._at == self._size:
            self._tail.append(part)
            self._at += len(part)
            self._size = self._at
            return len(part)
        data = self._join()
        if self._at > len(data):
            data += self._fill * (self._at - len(data))
        self._data = data[:self._at] + part + data[self._at + len(part):]
        self._at += len(part)
        self._size = len(self._data)
        return len(part)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def tell(self):
        self._check()
        return self._at

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 1:
            pos += self._at
        elif whence == 2:
            pos += len(self._join())
        if pos < 0:
            raise ValueError('Negative seek position %d' % pos if self._text else 'negative seek value %d' % pos)
        self._join()
        self._at = pos
        return pos

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        self._data = self._join()[:size]
        self._size = len(self._data)
        return size

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()


class StringIO(_Memory, TextIOBase):
    _empty, _newline, _fill, _text = '', '\n', '\0', True
    encoding = None

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError('initial_value must be str or None, not %s' % type(initial_value).__name__)
        self._data = initial_value or ''
        self._size = len(self._data)
        self._tail = []
        self._at = 0
        self.closed = False

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got '%s'" % type(s).__name__)
        return self._put(s)


class BytesIO(_Memory, BufferedIOBase):
    _empty, _newline, _fill, _text = b'', b'\n', b'\0', False

    def __init__(self, initial_bytes=b''):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._data = bytes(initial_bytes or b'')
        self._size = len(self._data)
        self._tail = []
        self._at = 0
        self.closed = False

    def write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def getbuffer(self):
        return bytearray(self.getvalue())

    read1 = _Memory.read

    def readinto(self, b, /):
        part = self.read(len(b))
        b[:len(part)] = part
        return len(part)


class TextIOWrapper(TextIOBase):
    def __init__(self, buffer, encoding='utf-8', errors='strict', newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = encoding or 'utf-8'
        self.errors = errors or 'strict'

    def write(self, s):
        self.buffer.write(s.encode(self.encoding, self.errors))
        return len(s)

    def read(self, size=-1):
        return self.buffer.read(size).decode(self.encoding, self.errors)

    def readline(self):
        return self.buffer.readline().decode(self.encoding, self.errors)

    def __iter__(self):
        for line in self.buffer:
            yield line.decode(self.encoding, self.errors)

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.buffer.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
