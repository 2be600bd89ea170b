# json: texts and values at their borders, and wrong ones.
import json
import io
import collections
import enum


def check(text):
    for line in text.strip().splitlines():
        if not line or line[:1] == "#":
            continue
        try:
            value = eval(line)
            if hasattr(value, "__next__"):
                value = list(value)
            print(line, "->", repr(value))
        except Exception as error:
            print(line, "->", type(error).__name__, error)


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


class Point:
    pass


class Level(enum.IntEnum):
    LOW = 1


class Mine(dict):
    pass


loop = []
loop.append(loop)
ring = {}
ring["a"] = ring
text = io.StringIO()
pair = collections.namedtuple("pair", "a b")
check(r'''
json.loads("1")
json.loads("-0")
json.loads("-0.0")
json.loads("01")
json.loads("1.")
json.loads(".5")
json.loads("1e5")
json.loads("1E+2")
json.loads("1e")
json.loads("-")
json.loads("+1")
json.loads("123456789012345678901234567890")
json.loads("1.7976931348623157e309")
json.loads("NaN")
json.loads("-Infinity")
json.loads("Infinity")
json.loads("-NaN")
json.loads("nul")
json.loads("null")
json.loads("True")
json.loads("true")
json.loads("")
json.loads("  ")
json.loads(" 1 ")
json.loads("1 2")
json.loads("\v1")
json.loads("[]")
json.loads("[1,]")
json.loads("[1 2]")
json.loads("[1")
json.loads("[")
json.loads("[,1]")
json.loads("[1,\n\n x]")
json.loads("{}")
json.loads("{")
json.loads('{"a"')
json.loads('{"a":')
json.loads('{"a":1')
json.loads('{"a":1,')
json.loads('{"a":1,}')
json.loads('{"a" 1}')
json.loads('{a:1}')
json.loads("{'a':1}")
json.loads('{1:1}')
json.loads('{"a":1,"a":2}')
json.loads('{"a":1]')
json.loads('{"a": {"b": [1, {"c": null}]}}')
json.loads('"abc"')
json.loads('"abc')
json.loads('"')
json.loads('"a\\nb\\t\\"\\\\\\/\\b\\f\\r"')
json.loads('"\\x41"')
json.loads('"\\')
json.loads('"\\u0041\\u00e9"')
json.loads('"\\u004"')
json.loads('"\\u00zz"')
json.loads('"\\u 041"')
json.loads('"\\ud83d\\ude00"')
json.loads('"\\u2028"')
json.loads('"a\nb"')
json.loads('"a\nb"', strict=False)
json.loads('"é"')
json.loads(b'"\xc3\xa9"')
json.loads(bytearray(b"[1]"))
json.loads('"é"'.encode("utf-16"))
json.loads('"é"'.encode("utf-16-le"))
json.loads('"é"'.encode("utf-32"))
json.loads('[1, 2]'.encode("utf-32-be"))
json.loads(b"\xef\xbb\xbf[1]")
json.loads("\ufeff[1]")
json.loads(b"\xff")
json.loads(None)
json.loads(5)
json.loads(["a"])
json.loads("[1]", object_hook=print)
json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d))
json.loads('{"a": {"b": 1}, "c": 2}', object_pairs_hook=lambda p: p)
json.loads('{"a": 1}', object_pairs_hook=collections.OrderedDict)
json.loads('[1, 1.5, -2, 1e3]', parse_int=str)
json.loads('[1, 1.5, -2, 1e3]', parse_float=str)
json.loads('[NaN, Infinity, -Infinity, 1]', parse_constant=lambda c: "<" + c + ">")
json.loads("[1]", foo=1)
json.loads("[1]", None)
json.loads(s="[1]")
json.load(io.StringIO('{"a": [true, false]}'))
json.load(io.BytesIO(b'{"a": 1}'))
json.load("x")
json.dumps(None)
json.dumps(True)
json.dumps(1)
json.dumps(10**30)
json.dumps(-0.0)
json.dumps(1e100)
json.dumps(1e16)
json.dumps(0.1)
json.dumps(float("nan"))
json.dumps([float("inf"), float("-inf")])
json.dumps(float("nan"), allow_nan=False)
json.dumps("a\"b\\c/\b\f\n\r\t\x00\x1f\x7f\x80é\u2028\U0001f600")
json.dumps("a\"b\\c/\b\f\n\r\t\x00\x1f\x7f\x80é\u2028\U0001f600", ensure_ascii=False)
json.dumps([])
json.dumps({})
json.dumps(())
json.dumps([[], {}, ()], indent=2)
json.dumps([1, [2, [3]], {"a": {"b": 4}}])
json.dumps([1, [2, [3]], {"a": {"b": 4}}], indent=2)
json.dumps([1, {"a": 2}], indent=0)
json.dumps([1, {"a": 2}], indent="\t")
json.dumps([1, {"a": 2}], indent="--")
json.dumps([1, {"a": 2}], separators=(",", ":"))
json.dumps([1, {"a": 2}], separators=(";", "="), indent=1)
json.dumps([1, {"a": 2}], separators=(",",))
json.dumps({"b": 1, "a": 2}, sort_keys=True)
json.dumps({"b": 1, 3: 2}, sort_keys=True)
json.dumps({1: 2, 1.5: 3, True: 4, None: 5, "x": 6, float("nan"): 7})
json.dumps({(1, 2): 3})
json.dumps({(1, 2): 3, "a": 1}, skipkeys=True)
json.dumps({b"a": 3})
json.dumps({"a": b"b"})
json.dumps({1, 2})
json.dumps({1, 2}, default=sorted)
json.dumps({1, 2}, default=lambda o: o)
json.dumps({1, 2}, cls=Encoder)
json.dumps(Point(), cls=Encoder)
json.dumps(Point())
json.dumps(1j)
json.dumps(range(3))
json.dumps(object, default=str)
json.dumps(loop)
json.dumps(ring)
json.dumps(pair(1, 2))
json.dumps(Level.LOW)
json.dumps({Level.LOW: Level.LOW})
json.dumps(Mine(a=1))
json.dumps(collections.OrderedDict(b=1, a=2))
json.dumps(collections.defaultdict(int, a=1))
json.dumps([1], foo=1)
json.dumps([1], True)
json.dump([1, {"a": None}], text)
text.getvalue()
json.dump([1], text, indent=1, sort_keys=True)
text.getvalue()
json.dump([1], 5)
json.JSONEncoder().encode([1, "a"])
json.JSONEncoder(indent=1).encode([1, "a"])
json.JSONEncoder().iterencode([1, "a"])
json.JSONEncoder().item_separator
json.JSONEncoder(separators=(1, 2)).key_separator
json.JSONEncoder().default(5)
json.JSONDecoder().decode("[1] ")
json.JSONDecoder().decode(" [1] x")
json.JSONDecoder().raw_decode("[1] x")
json.JSONDecoder().raw_decode("x [1] x", 2)
json.JSONDecoder().raw_decode("")
json.JSONDecoder().raw_decode(" 1")
json.JSONDecoder(object_hook=len).decode('{"a": 1}')
json.JSONDecoder(strict=False).decode('"\t"')
json.detect_encoding(b"{}")
json.JSONDecodeError("m", "a\nbc", 3)
json.JSONDecodeError.__mro__[1]
sorted(json.__all__)
json.loads(json.dumps({"a": [1, 2.5, None, True, "é\n"]}))
''')
try:
    json.loads('{"a":\n  x}')
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, repr(error.doc), isinstance(error, ValueError))
