# Cyclic redundancy checks of any polynomial, and the search for them in octets.
import itertools as _itertools

# Generators in common use, as they are written (not reversed).
WELL_KNOWN_POLY = {
    16: [0x1021, 0x8005, 0xa02b, 0x2f15, 0xc867, 0x0589, 0x8bb7, 0x3d65, 0x5935, 0x755b, 0x1dcf],
    32: [0x04c11db7, 0x1edc6f41, 0x741b8cd7, 0x32583499, 0x814141ab, 0xf4acfb13],
}


class CRCParam:
    """What makes a check: generator, width, first value, last XOR, order of bits."""

    PARAMETERS = ["poly", "size", "init_crc", "xor", "reflect_input", "reflect_output"]
    OPTIONS = ["header", "trailer"]
    MISC = ["name", "test_vectors"]

    def __init__(self, **args):
        self.param = dict(header=b"", trailer=b"", test_vectors=[], reflect_input=False, reflect_output=False)
        for name in self.PARAMETERS:
            if name not in args:
                raise Exception("CRC parameter %r is mandatory" % name)
        known = self.PARAMETERS + self.OPTIONS + self.MISC
        self.remain = set(args) - set(known)
        self.param.update({name: args[name] for name in known if name in args})
        for name, value in self.param.items():
            setattr(self, name, value)
        if self.param.get("name") is None:
            self.name = self.param["name"] = "CRCsig_" + self.signature()

    def copy(self):
        return type(self)(**self.param)

    def signature(self):
        marks = [self.reflect_input, self.reflect_output, bool(self.header), bool(self.trailer)]
        ends = sum(bool(mark) << (3 - at) for at, mark in enumerate(marks))
        return "%0*x_%x_%x_%x" % (self.size // 4, self.poly, self.init_crc, self.xor, ends)

    def param_repr(self):
        plain = ("size", "reflect_input", "reflect_output")
        said = ["%s=%s" % (name, " %s" % int(getattr(self, name)) if name in plain else " %#x" % getattr(self, name)) for name in self.PARAMETERS]
        return ", ".join(said + ["+" + name for name in self.OPTIONS if getattr(self, name)])

    def __repr__(self):
        return "<Param for %s %s>" % (self.name, self.param_repr())

    def _key(self):
        return tuple(getattr(self, name) for name in self.PARAMETERS + self.OPTIONS)

    def __eq__(self, other):
        return isinstance(other, CRCParam) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __iter__(self):
        for name in self.PARAMETERS + self.MISC + self.OPTIONS:
            yield name, getattr(self, name)


def _reversed(value, width):
    result = 0
    for _ in range(width):
        result = result << 1 | value & 1
        value >>= 1
    return result


_tables = {}


def _table(poly, size, reflected):
    """What each octet does to the value."""
    key = poly, size, reflected
    if key not in _tables:
        table = []
        mask, top = (1 << size) - 1, 1 << (size - 1)
        backwards = _reversed(poly, size)
        for octet in range(256):
            value = octet if reflected else octet << (size - 8)
            for _ in range(8):
                if reflected:
                    value = value >> 1 ^ (backwards if value & 1 else 0)
                else:
                    value = (value << 1 ^ (poly if value & top else 0)) & mask
            table.append(value)
        _tables[key] = table
    return _tables[key]


class _Kind(type):
    """The classes of checks: a class is called with octets, an object is fed with them."""

    REGISTRY = set()

    def __new__(meta, name, bases, own):
        made = super(_Kind, meta).__new__(meta, name, bases, own)
        if "name" not in own:
            made.name = name
        made.param = None
        if bases:
            made.param = CRCParam(**own)
            for key in ("reflect_input", "reflect_output"):
                setattr(made, key, getattr(made.param, key))
            made.table = _table(made.poly, made.size, bool(made.reflect_input))
            made.mask = (1 << made.size) - 1
            if not own.get("do_not_register", False):
                meta.REGISTRY.add(made)
        return made

    def from_parameters(cls, crc_param=None, name=None, do_not_register=False, **kargs):
        own = dict(CRCParam(name=name, **kargs) if crc_param is None else crc_param)
        if name is not None:
            own["name"] = name
        own["do_not_register"] = do_not_register
        return type(cls).__new__(type(cls), own["name"], (cls,), own)

    def create_context(cls):
        made = cls.__new__(cls)
        made.__init__()
        return made

    def _init(cls):
        return cls._update(cls.param.init_crc, cls.param.header)

    def _update(cls, crc, msg):
        table = cls.table
        if cls.param.reflect_input:
            for octet in msg:
                crc = crc >> 8 ^ table[(crc ^ octet) & 0xff]
            return crc
        up, mask = cls.param.size - 8, cls.mask
        for octet in msg:
            crc = crc << 8 & mask ^ table[crc >> up ^ octet]
        return crc

    def _finish(cls, crc):
        crc = (cls._update(crc, cls.param.trailer) ^ cls.param.xor) & cls.mask
        turned = bool(cls.param.reflect_input) != bool(cls.param.reflect_output)
        return _reversed(crc, cls.param.size) if turned else crc

    def __call__(cls, msg):
        assert type(msg) is bytes, "type of input is bytes"
        return cls._finish(cls._update(cls._init(), msg))

    def test(cls):
        good = True
        for octets, expected in cls.param.test_vectors:
            found = cls(octets)
            good = good and found == expected
            verdict = "ok" if found == expected else "FAILED. Expected %#0*x" % (cls.size // 4, expected)
            print(("%s\t(%s)\t = %#0*x\t%s" % (cls.name, octets.hex(), cls.size // 4, found, verdict)).expandtabs(32))
        return good

    def autotest(cls):
        good = sum(kind.test() for kind in cls.REGISTRY)
        print("TOTAL: %d/%d CRC test passed" % (good, len(cls.REGISTRY)))
        return good == len(cls.REGISTRY)

    def lookup(cls, crc):
        wanted = crc if isinstance(crc, CRCParam) else crc.param
        return next((kind for kind in cls.REGISTRY if kind.param == wanted), None)

    def find_substring_from_crc(cls, s, *target_crc):
        found = []
        for start in range(len(s)):
            context = cls.create_context()
            for end in range(start, len(s)):
                context.update(s[end:end + 1])
                if context.finish() in target_crc:
                    found.append(((start, end), context.finish()))
        return found

    def find_crc_from_string(cls, s, *target_crc):
        return [(kind(s), kind) for kind in cls.REGISTRY if kind(s) in target_crc]

    def _every(cls):
        """A check for every way to use every well-known generator."""
        for size, polys in WELL_KNOWN_POLY.items():
            ones = (1 << size) - 1
            ways = _itertools.product(polys + [_reversed(poly, size) for poly in polys], (0, ones), (0, ones), (False, True), (False, True))
            for poly, init, xor, inwards, outwards in ways:
                yield cls.from_parameters(
                    do_not_register=True, poly=poly, size=size, init_crc=init, xor=xor, reflect_input=inwards, reflect_output=outwards)

    def search(cls, s, min_substring_len=4, only_registry=False):
        """Where octets stand whose check stands there as well: ((from, to), check, class)."""
        kinds = list(cls.REGISTRY) if only_registry else list(set(cls._every()))
        there = {}
        for width in {kind.size // 8 for kind in kinds}:
            pieces = [s[at:at + width] for at in range(len(s) - width + 1)]
            there[width] = {int.from_bytes(piece, order) for piece in pieces for order in ("big", "little")}
        found = []
        for start in range(len(s)):
            values = [(kind, kind._init()) for kind in kinds]
            for end in range(start, len(s)):
                octet = s[end:end + 1]
                values = [(kind, kind._update(value, octet)) for kind, value in values]
                if end - start + 1 < min_substring_len:
                    continue
                for kind, value in values:
                    crc = kind._finish(value)
                    if crc in there[kind.size // 8]:
                        found.append(((start, end + 1), crc, kind))
        return found

    def __eq__(cls, other):
        return hasattr(other, "param") and cls.param == other.param

    def __hash__(cls):
        return hash(cls.param)

    def __repr__(cls):
        return "<%s %s>" % (cls.name, cls.param.param_repr() if cls.param else "-")


class CRC(metaclass=_Kind):
    """A check that is fed piece by piece: init(), update(), finish()."""

    def __init__(self):
        self.init()

    def init(self):
        self.crc = type(self)._init()

    def update(self, msg):
        self.crc = type(self)._update(self.crc, msg)

    def finish(self):
        return type(self)._finish(self.crc)

    def __repr__(self):
        return "<%s CTX>" % self.name


class CRC_16(CRC):
    name = "CRC-16"
    size, poly, init_crc, xor = 16, 0x8005, 0, 0
    reflect_input = reflect_output = True
    test_vectors = [(b"123456789", 0xbb3d)]


class CRC_32(CRC):
    name = "CRC-32"
    size, poly, init_crc, xor = 32, 0x04c11db7, 0xffffffff, 0xffffffff
    reflect_input = reflect_output = True
    test_vectors = [(b"123456789", 0xcbf43926)]


class CRC_32C(CRC):
    name = "CRC-32C"
    size, poly, init_crc, xor = 32, 0x1edc6f41, 0xffffffff, 0xffffffff
    reflect_input = reflect_output = True
    test_vectors = [(b"123456789", 0xe3069283)]


class CRC_16_CCITT(CRC):
    name = "CRC16 CCITT"
    size, poly, init_crc, xor = 16, 0x1021, 0, 0
    reflect_input = reflect_output = True
    test_vectors = [(b"123456789", 0x2189)]


class CRC_16_X25(CRC):
    name = "CRC-16 X-25"
    size, poly, init_crc, xor = 16, 0x1021, 0xffff, 0xffff
    reflect_input = reflect_output = True
    test_vectors = [(b"123456789", 0x906e)]


# AUTOSAR, Specification of CRC Routines, section 7.2.4.3.
class CRC_32_AUTOSAR(CRC):
    name = "CRC32 AUTOSAR"
    size, poly, init_crc, xor = 32, 0xf4acfb13, 0xffffffff, 0xffffffff
    reflect_input = reflect_output = True
    test_vectors = [(b"\0\0\0\0", 0x6fb32240), (b"\x33\x22\x55\xaa\xbb\xcc\xdd\xee\xff", 0xa65a343d)]
