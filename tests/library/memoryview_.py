# Views of octets: what they show, what they change, what they refuse.
import struct


def attempt(what, function):
    try:
        print(what, repr(function()).split(" at 0x")[0])
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


fixed = memoryview(b"abcdefgh")
octets = bytearray(b"abcdefgh")
view = memoryview(octets)
words = fixed.cast("H")
table = fixed.cast("B", (2, 4))
for name in (
    "nbytes itemsize format readonly ndim shape strides suboffsets c_contiguous f_contiguous "
    "contiguous obj"
).split():
    for each in (fixed, view, words, table, fixed[::2], fixed[::-1], fixed.cast("b"), fixed.cast("@q")):
        attempt(name, lambda: getattr(each, name))
print(view[0], view[-1], view[2:4].tobytes(), view[::3].tolist(), words.tolist(), table.tolist())
print(table[1, 2], table[-1, -1], bytes(table), len(table), list(words), fixed.hex("-", 2), view.hex())
view[0] = 65
view[2:4] = b"zz"
view[-2:] = memoryview(b"!?")
print(octets, view == b"AbzzefTT", view == octets, fixed == b"abcdefgh", fixed != "abc", words == words)
struct.pack_into(">H", view, 1, 0x4142)
print(octets, struct.unpack_from("<H", view, 1), int(memoryview(b"12")), float(memoryview(b"1.5")))
print(b"x" + fixed, bytearray(b"y") + fixed, b"".join([fixed, b"."]), bytes(fixed), bytearray(words))
print(str(fixed, "ascii"), hash(fixed) == hash(b"abcdefgh"), isinstance(fixed, memoryview), b"cd" in bytes(fixed), 97 in fixed)
octets += memoryview(b"more") if False else b""
attempt("no buffer", lambda: memoryview(5))
attempt("text", lambda: memoryview("abc"))
attempt("far", lambda: view[8])
attempt("key", lambda: view["a"])
attempt("pair", lambda: view[1, 2])
attempt("row", lambda: table[0])
attempt("rows", lambda: table[0:1])
attempt("far pair", lambda: table[2, 0])
attempt("far pair", lambda: table[0, 4])
attempt("add", lambda: fixed + b"x")
attempt("order", lambda: fixed < b"x")
attempt("hash", lambda: hash(view))
attempt("hash", lambda: hash(words))
attempt("cast", lambda: fixed.cast("x"))
attempt("cast", lambda: fixed.cast(5))
attempt("cast", lambda: fixed[::2].cast("H"))
attempt("cast", lambda: words.cast("I"))
attempt("cast", lambda: fixed[:7].cast("H"))
attempt("cast", lambda: fixed.cast("B", (3, 3)))
attempt("cast", lambda: fixed.cast("B", [2, -4]))
attempt("cast", lambda: fixed.cast("B", "ab"))
attempt("casts", lambda: words.cast("B").cast("c").tolist())
attempt("floats", lambda: memoryview(bytearray(8)).cast("d").tolist())
attempt("order", lambda: fixed.tobytes("X"))
attempt("order", lambda: fixed.tobytes(order="C"))


def put(where, index, value):
    where[index] = value
    return where.tolist()


attempt("put", lambda: put(fixed, 0, 1))
attempt("put", lambda: put(view, 0, 256))
attempt("put", lambda: put(view, 0, "a"))
attempt("put", lambda: put(view, 9, 1))
attempt("put", lambda: put(view, slice(0, 2), b"abc"))
attempt("put", lambda: put(view, slice(0, 2), "ab"))
attempt("put", lambda: put(memoryview(bytearray(4)).cast("H"), 1, 70000))
attempt("put", lambda: put(memoryview(bytearray(4)).cast("h"), 1, -5))
attempt("put", lambda: put(memoryview(bytearray(2)).cast("c"), 1, b"z"))
attempt("put", lambda: put(memoryview(bytearray(2)).cast("?"), 1, 7))


def drop():
    del view[0]


attempt("del", drop)
attempt("set", lambda: setattr(view, "format", "H"))
with memoryview(octets) as inner:
    print(inner.readonly, inner.toreadonly().readonly)
attempt("released", lambda: inner)
attempt("released", lambda: inner[0])
attempt("released", lambda: len(inner))
attempt("released", lambda: inner.tobytes())
attempt("released", lambda: inner.nbytes)
