# zlib: the objects that take data in parts.
class _Compress(object):
    def __init__(self, level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None):
        if zdict is not None:
            raise ValueError("zdict is not here: compress() without a dictionary")
        self._parts = []
        self._level = level
        self._wbits = wbits
        compress(b"", level, wbits)

    def compress(self, data):
        self._parts.append(bytes(data))
        return b""

    def flush(self, mode=4):
        # What is not finished stays: the end is what makes the octets complete.
        if mode != 4:
            return b""
        if self._parts is None:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        data = b"".join(self._parts)
        self._parts = None
        return compress(data, self._level, self._wbits)

    def copy(self):
        other = _Compress(self._level, 8, self._wbits)
        other._parts = list(self._parts)
        return other


class _Decompress(object):
    def __init__(self, wbits=15, zdict=None):
        if zdict is not None:
            raise ValueError("zdict is not here: decompress() without a dictionary")
        self._data = b""
        self._given = 0
        self._wbits = wbits
        self.eof = False
        self.unused_data = b""
        self.unconsumed_tail = b""

    def decompress(self, data, max_length=0):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        # What was held back is here already; its octets are given once more.
        data = bytes(data)
        tail = self.unconsumed_tail
        if tail and data.startswith(tail):
            data = data[len(tail):]
        self.unconsumed_tail = b""
        self._data += data
        whole, used, ended = _inflate(self._data, self._wbits)
        new = whole[self._given:]
        if max_length and len(new) > max_length:
            self._given += max_length
            self.unconsumed_tail = self._data[-1:]
            return new[:max_length]
        self._given += len(new)
        if ended:
            self.eof = True
            self.unused_data = self._data[used:]
            self._data = self._data[:used]
        return new

    def flush(self, length=16384):
        whole, used, ended = _inflate(self._data, self._wbits)
        new = whole[self._given:]
        self._given += len(new)
        return new

    def copy(self):
        other = _Decompress(self._wbits)
        other.__dict__.update(self.__dict__)
        return other


def compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None):
    return _Compress(level, method, wbits, memLevel, strategy, zdict)


def decompressobj(wbits=15, zdict=None):
    return _Decompress(wbits, zdict)
