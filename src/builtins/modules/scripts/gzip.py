# gzip: RFC 1952.
import io as _io
import os as _os
import struct as _struct
import time as _time
import zlib as _zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]
FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = "rb", "wb"
_open = open


class BadGzipFile(OSError):
    """Exception raised in some cases for invalid gzip files."""


def _header(level, mtime, name=b"", system=255):
    extra = 2 if level == 9 else 4 if level == 1 else 0
    flags = FNAME if name else 0
    made = b"\x1f\x8b\x08" + _struct.pack("<BLBB", flags, int(mtime), extra, system)
    return made + name + b"\0" if name else made


def compress(data, compresslevel=9, *, mtime=None):
    data = bytes(data)
    if mtime is None:
        mtime = _time.time()
    packer = _zlib.compressobj(compresslevel, _zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    end = _struct.pack("<LL", _zlib.crc32(data), len(data) & 0xFFFFFFFF)
    # Without a time it is what zlib itself writes.
    return _header(compresslevel, mtime, system=255 if mtime else 3) + body + end


def _member(data, at):
    """The octets that one member holds, and the place behind it."""
    if data[at:at + 2] != b"\x1f\x8b":
        raise BadGzipFile("Not a gzipped file (%r)" % data[at:at + 2])
    if len(data) < at + 10:
        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
    if data[at + 2] != 8:
        raise BadGzipFile("Unknown compression method")
    flags = data[at + 3]
    at += 10
    if flags & FEXTRA:
        at += 2 + _struct.unpack_from("<H", data, at)[0]
    for flag in (FNAME, FCOMMENT):
        if flags & flag:
            at = data.index(b"\0", at) + 1
    if flags & FHCRC:
        at += 2
    unpacker = _zlib.decompressobj(-15)
    made = unpacker.decompress(data[at:])
    if not unpacker.eof or len(unpacker.unused_data) < 8:
        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
    rest = unpacker.unused_data
    crc, size = _struct.unpack_from("<LL", rest)
    own = _zlib.crc32(made)
    if crc != own:
        raise BadGzipFile("CRC check failed")
    if size != len(made) & 0xFFFFFFFF:
        raise BadGzipFile("Incorrect length of data produced")
    return made, len(data) - len(rest) + 8


def decompress(data):
    data = bytes(data)
    parts, at = [], 0
    while at < len(data):
        made, at = _member(data, at)
        parts.append(made)
        while data[at:at + 1] == b"\0":
            at += 1
    return b"".join(parts)


class GzipFile(_io.BytesIO):
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = mode or getattr(fileobj, "mode", None) or "rb"
        if mode[0] not in "rwax" or "t" in mode or "U" in mode:
            raise ValueError("Invalid mode: %r" % mode)
        self._reading = mode[0] == "r"
        if fileobj is None:
            self._file = _open(filename, mode if "b" in mode else mode + "b")
            self._own = True
        else:
            self._file, self._own = fileobj, False
        self.fileobj = self._file
        self.mode = 1 if self._reading else 2
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        self._level, self._mtime = compresslevel, mtime
        super().__init__(decompress(self._file.read()) if self._reading else b"")

    def __repr__(self):
        return "<gzip %r>" % (self._file,)

    def readable(self):
        return self._reading

    def writable(self):
        return not self._reading

    def write(self, data):
        if self._reading:
            raise OSError(9, "write() on read-only GzipFile object")
        return super().write(bytes(data))

    def close(self):
        if self._file is None:
            return
        file, self._file = self._file, None
        if not self._reading:
            data = self.getvalue()
            mtime = _time.time() if self._mtime is None else self._mtime
            name = _os.path.basename(self.name) if isinstance(self.name, str) else ""
            name = (name[:-3] if name.endswith(".gz") else name).encode("latin-1", "ignore")
            packer = _zlib.compressobj(self._level, _zlib.DEFLATED, -15)
            file.write(_header(self._level, mtime, name) + packer.compress(data) + packer.flush()
                       + _struct.pack("<LL", _zlib.crc32(data), len(data) & 0xFFFFFFFF))
        if self._own:
            file.close()
        super().close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError("Argument %r not supported in binary mode" % name)
    plain = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
        file = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    return _Text(file, encoding or "utf-8", errors or "strict") if "t" in mode else file


class _Text(_io.StringIO):
    def __init__(self, file, encoding, errors):
        self._under, self.encoding, self.errors = file, encoding, errors
        text = file.read().decode(encoding, errors) if file.readable() else ""
        super().__init__(text)

    def close(self):
        if self._under is not None:
            under, self._under = self._under, None
            if under.writable():
                under.write(self.getvalue().encode(self.encoding, self.errors))
            under.close()
            super().close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()
