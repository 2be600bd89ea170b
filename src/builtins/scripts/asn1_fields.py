# Packets in ASN.1 that scripts describe: X.680, with the basic encoding rules of X.690.
MAX_BER_DEPTH = 100


class ASN1_Error(Scapy_Exception):
    pass


class ASN1_Encoding_Error(ASN1_Error):
    pass


class ASN1_Decoding_Error(ASN1_Error):
    pass


class ASN1_BadTag_Decoding_Error(ASN1_Decoding_Error):
    pass


class BER_Exception(Exception):
    pass


def _with_rest(error, word, done):
    lines = [Exception.__str__(error), "### Already %s ###" % word]
    lines.append(done.strshow() if isinstance(done, ASN1_Object) else repr(done))
    return "\n".join(lines + ["### Remaining ###", repr(error.remaining)])


class BER_Encoding_Error(ASN1_Encoding_Error):
    def __init__(self, msg, encoded=None, remaining=b""):
        ASN1_Encoding_Error.__init__(self, msg)
        self.remaining, self.encoded = remaining, encoded

    def __str__(self):
        return _with_rest(self, "encoded", self.encoded)


class BER_Decoding_Error(ASN1_Decoding_Error):
    def __init__(self, msg, decoded=None, remaining=b""):
        ASN1_Decoding_Error.__init__(self, msg)
        self.remaining, self.decoded = remaining, decoded

    def __str__(self):
        return _with_rest(self, "decoded", self.decoded)


class BER_BadTag_Decoding_Error(BER_Decoding_Error, ASN1_BadTag_Decoding_Error):
    pass


class ASN1Codec:
    """A way to write values of ASN.1."""

    def __init__(self, name, stem):
        self._name, self._stem = name, stem

    def get_stem(self):
        return self._stem

    def enc(self, value):
        return bytes(value)

    def dec(self, s, context=None):
        return self._stem().dec(s, context=context)

    def safedec(self, s, context=None, size_len=0):
        return self._stem().safedec(s, context=context)

    def __repr__(self):
        return "<ASN1Codec %s[%s]>" % (self._name, 1)


class ASN1_Codecs:
    BER = ASN1Codec("BER", lambda: BERcodec_Object)
    DER = ASN1Codec("DER", lambda: BERcodec_Object)


class ASN1Tag:
    """A tag by its name."""

    def __init__(self, key, value, context=None, codec=None):
        self._key, self._value, self.context = key, value, context
        self._codec = dict(codec or {})

    def register(self, codecnum, codec):
        self._codec[codecnum] = codec

    def clone(self):
        return type(self)(self._key, self._value, self.context, self._codec)

    def get_codec(self, codec=None):
        return self._codec.get(codec) or _codecs.get(self._value, BERcodec_Object)

    def asn1_object(self, val):
        if self._value not in _objects:
            raise ASN1_Error("%r does not have any assigned ASN1 object" % self)
        return _objects[self._value](val)

    def __int__(self):
        return self._value

    __index__ = __int__

    def __eq__(self, other):
        return self._value == (other._value if isinstance(other, ASN1Tag) else other)

    def __hash__(self):
        return hash(self._value)

    def __repr__(self):
        return "<ASN1Tag %s[%d]>" % (self._key, self._value)


class ASN1_Class_metaclass(type):
    """Classes whose numbers are tags by name."""

    def __new__(meta, name, bases, own):
        numbers = {}
        for base in bases:
            numbers.update(getattr(base, "__rdict__", {}))
        made = super(ASN1_Class_metaclass, meta).__new__(meta, name, bases, own)
        for key, value in own.items():
            if isinstance(value, int) and not key.startswith("_"):
                tag = ASN1Tag(key, value, made)
                setattr(made, key, tag)
                numbers[value] = tag
        made.__rdict__ = numbers
        return made

    def __getitem__(cls, number):
        return cls.__rdict__[number]

    def __contains__(cls, number):
        return number in cls.__rdict__

    def get_stem(cls):
        return cls.__name__


class ASN1_Class(metaclass=ASN1_Class_metaclass):
    pass


class ASN1_Class_UNIVERSAL(ASN1_Class):
    name = "UNIVERSAL"
    ERROR = -3
    RAW = -2
    NONE = -1
    ANY = 0
    BOOLEAN = 1
    INTEGER = 2
    BIT_STRING = 3
    STRING = 4
    NULL = 5
    OID = 6
    OBJECT_DESCRIPTOR = 7
    EXTERNAL = 8
    REAL = 9
    ENUMERATED = 10
    EMBEDDED_PDF = 11
    UTF8_STRING = 12
    RELATIVE_OID = 13
    SEQUENCE = 16 | 0x20
    SET = 17 | 0x20
    NUMERIC_STRING = 18
    PRINTABLE_STRING = 19
    T61_STRING = 20
    VIDEOTEX_STRING = 21
    IA5_STRING = 22
    UTC_TIME = 23
    GENERALIZED_TIME = 24
    GRAPHIC_STRING = 25
    ISO646_STRING = 26
    GENERAL_STRING = 27
    UNIVERSAL_STRING = 28
    CHAR_STRING = 29
    BMP_STRING = 30
    IPADDRESS = 0 | 0x40
    COUNTER32 = 1 | 0x40
    GAUGE32 = 2 | 0x40
    TIME_TICKS = 3 | 0x40
    COUNTER64 = 6 | 0x40


_objects = {
    -3: ASN1_DECODING_ERROR, -2: ASN1_BADTAG, 1: ASN1_BOOLEAN, 2: ASN1_INTEGER, 3: ASN1_BIT_STRING, 4: ASN1_STRING, 5: ASN1_NULL,
    6: ASN1_OID, 10: ASN1_ENUMERATED, 12: ASN1_UTF8_STRING, 18: ASN1_NUMERIC_STRING, 19: ASN1_PRINTABLE_STRING, 20: ASN1_T61_STRING,
    21: ASN1_VIDEOTEX_STRING, 22: ASN1_IA5_STRING, 23: ASN1_UTC_TIME, 24: ASN1_GENERALIZED_TIME, 26: ASN1_ISO646_STRING,
    27: ASN1_GENERAL_STRING, 28: ASN1_UNIVERSAL_STRING, 30: ASN1_BMP_STRING, 0x30: ASN1_SEQUENCE, 0x31: ASN1_SET,
    0x40: ASN1_IPADDRESS, 0x41: ASN1_COUNTER32, 0x42: ASN1_GAUGE32, 0x43: ASN1_TIME_TICKS, 0x46: ASN1_COUNTER64,
}
_codecs = {}


# Tags and lengths. X.690 sections 8.1.2 and 8.1.3.
def BER_num_enc(ll, size=1):
    groups = [ll & 0x7f]
    ll >>= 7
    while ll > 0 or len(groups) < size:
        groups.insert(0, ll & 0x7f | 0x80)
        ll >>= 7
    return bytes(groups)


def BER_num_dec(s, cls_id=0, max_pow=32):
    if not s:
        raise BER_Decoding_Error("BER_num_dec: got empty string", remaining=s)
    number = cls_id
    for at, octet in enumerate(s):
        number = number << 7 | octet & 0x7f
        if not octet & 0x80:
            return number, s[at + 1:]
        if at > max_pow:
            raise BER_Decoding_Error("BER_num_dec: maximum value reached (2^32-1)", remaining=s)
    raise BER_Decoding_Error("BER_num_dec: unfinished number description", remaining=s)


def BER_len_enc(ll, size=0):
    if ll <= 127 and size <= 1:
        return bytes([ll])
    octets = b""
    while ll or len(octets) < size:
        octets = bytes([ll & 0xff]) + octets
        ll >>= 8
    if len(octets) > 127:
        raise BER_Exception("BER_len_enc: Length too long (%i) to be encoded [%r]" % (len(octets), octets))
    return bytes([len(octets) | 0x80]) + octets


def BER_len_dec(s):
    if not s:
        raise BER_Decoding_Error("BER_len_dec: got empty string", remaining=s)
    count = s[0]
    if not count & 0x80:
        return count, s[1:]
    count &= 0x7f
    if len(s) <= count:
        raise BER_Decoding_Error("BER_len_dec: Got %i bytes while expecting %i" % (len(s) - 1, count), remaining=s)
    return int.from_bytes(s[1:count + 1], "big"), s[count + 1:]


def BER_id_dec(s):
    # The class and the mark of what is put together stay with the number.
    first = s[0]
    return (first, s[1:]) if first & 0x1f != 0x1f else BER_num_dec(s[1:], cls_id=first >> 5)


def BER_id_enc(n):
    if n < 256:
        return bytes([n])
    octets = BER_num_enc(n)
    return bytes([(octets[0] & 0x07) << 5 | 0x1f]) + octets[1:]


def BER_tagging_dec(s, hidden_tag=None, implicit_tag=None, explicit_tag=None, safe=False, _fname=""):
    wanted = implicit_tag if implicit_tag is not None else explicit_tag
    if not s or wanted is None:
        return None, s
    found, rest = BER_id_dec(s)
    if found != wanted and not safe:
        raise BER_Decoding_Error(
            "BER_tagging_dec: observed tag 0x%.02x does not match expected tag 0x%.02x (%s)" % (found, wanted, _fname), remaining=rest)
    other = found if found != wanted else None
    if implicit_tag is not None:
        return other, BER_id_enc(int(hidden_tag)) + rest
    return other, BER_len_dec(rest)[1]


def BER_tagging_enc(s, implicit_tag=None, explicit_tag=None):
    if not s:
        return s
    if implicit_tag is not None:
        return BER_id_enc(implicit_tag) + BER_id_dec(s)[1]
    if explicit_tag is not None:
        return BER_id_enc(explicit_tag) + BER_len_enc(len(s)) + s
    return s


class BERcodec_metaclass(type):
    def __new__(meta, name, bases, own):
        made = super(BERcodec_metaclass, meta).__new__(meta, name, bases, own)
        if "tag" in own and int(own["tag"]):
            made.tag.register(made.codec, made)
            _codecs.setdefault(int(own["tag"]), made)
        return made


class BERcodec_Object(metaclass=BERcodec_metaclass):
    """Any value in the basic encoding rules."""

    codec = ASN1_Codecs.BER
    tag = ASN1_Class_UNIVERSAL.ANY

    @classmethod
    def asn1_object(cls, val):
        return cls.tag.asn1_object(val)

    @classmethod
    def check_string(cls, s):
        if not s:
            raise BER_Decoding_Error("%s: Got empty object while expecting tag %r" % (cls.__name__, cls.tag), remaining=s)

    @classmethod
    def check_type(cls, s):
        cls.check_string(s)
        found, rest = BER_id_dec(s)
        if found != int(cls.tag):
            raise BER_BadTag_Decoding_Error(
                "%s: Got tag [%i/%#x] while expecting %r" % (cls.__name__, found, found, cls.tag), remaining=s)
        return rest

    @classmethod
    def check_type_get_len(cls, s):
        rest = cls.check_type(s)
        if not rest:
            raise BER_Decoding_Error("%s: No bytes while expecting a length" % cls.__name__, remaining=s)
        return BER_len_dec(rest)

    @classmethod
    def check_type_check_len(cls, s):
        length, rest = cls.check_type_get_len(s)
        if len(rest) < length:
            raise BER_Decoding_Error("%s: Got %i bytes while expecting %i" % (cls.__name__, len(rest), length), remaining=s)
        return length, rest[:length], rest[length:]

    @classmethod
    def do_dec(cls, s, context=None, safe=False, _depth=0):
        cls.check_string(s)
        number, rest = BER_id_dec(s)
        context = context or ASN1_Class_UNIVERSAL
        if cls is not BERcodec_Object:
            length, content, rest = cls.check_type_check_len(s)
            return cls._made(s[:len(s) - len(rest)], content, context, safe, _depth), rest
        codec = context[number].get_codec(ASN1_Codecs.BER) if number in context else None
        if codec is None or codec is BERcodec_Object:
            shown = s[:15] + b"..." if len(s) > 18 else s
            raise BER_Decoding_Error("Unknown prefix [%02x] for [%r]" % (number, shown), remaining=s)
        return codec.dec(s, context, safe, _depth + 1)

    @classmethod
    def _made(cls, whole, content, context, safe, depth):
        try:
            return _ber_value(whole)
        except ValueError as error:
            raise BER_Decoding_Error("%s: %s" % (cls.__name__, error), remaining=whole)

    @classmethod
    def dec(cls, s, context=None, safe=False, _depth=0, **kwargs):
        if _depth > MAX_BER_DEPTH:
            raise BER_Exception("Reached maximum BER recursion limit")
        if not safe:
            return cls.do_dec(s, context, safe, _depth=_depth)
        try:
            return cls.do_dec(s, context, safe, _depth=_depth)
        except BER_BadTag_Decoding_Error as error:
            value, rest = BERcodec_Object.dec(error.remaining, context, safe, _depth + 1)
            return ASN1_BADTAG(value), rest
        except ASN1_Error:
            return ASN1_DECODING_ERROR(s), b""

    @classmethod
    def safedec(cls, s, context=None, _depth=0, **kwargs):
        return cls.dec(s, context, safe=True, _depth=_depth)

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        if cls is BERcodec_Object:
            kind = ASN1_STRING if isinstance(s, (str, bytes)) else ASN1_INTEGER
            return bytes(kind(int(s) if kind is ASN1_INTEGER else s))
        return bytes(cls.tag.asn1_object(s))


class BERcodec_INTEGER(BERcodec_Object):
    tag = ASN1_Class_UNIVERSAL.INTEGER


class BERcodec_BOOLEAN(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.BOOLEAN


class BERcodec_BIT_STRING(BERcodec_Object):
    tag = ASN1_Class_UNIVERSAL.BIT_STRING


class BERcodec_STRING(BERcodec_Object):
    tag = ASN1_Class_UNIVERSAL.STRING

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        octets = s.encode("latin1") if isinstance(s, str) else bytes(s)
        return BER_id_enc(int(cls.tag)) + BER_len_enc(len(octets), size=size_len or 0) + octets


class BERcodec_NULL(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.NULL

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        return b"\x05\x00" if s == 0 else BERcodec_INTEGER.enc(s)


class BERcodec_OID(BERcodec_Object):
    tag = ASN1_Class_UNIVERSAL.OID


class BERcodec_ENUMERATED(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.ENUMERATED


class BERcodec_UTF8_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.UTF8_STRING

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        return super().enc(s.encode() if isinstance(s, str) else s, size_len)


class BERcodec_NUMERIC_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.NUMERIC_STRING


class BERcodec_PRINTABLE_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.PRINTABLE_STRING


class BERcodec_T61_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.T61_STRING


class BERcodec_VIDEOTEX_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.VIDEOTEX_STRING


class BERcodec_IA5_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.IA5_STRING


class BERcodec_GENERAL_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.GENERAL_STRING


class BERcodec_UTC_TIME(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.UTC_TIME


class BERcodec_GENERALIZED_TIME(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.GENERALIZED_TIME


class BERcodec_ISO646_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.ISO646_STRING


class BERcodec_UNIVERSAL_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.UNIVERSAL_STRING


class BERcodec_BMP_STRING(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.BMP_STRING


class BERcodec_SEQUENCE(BERcodec_Object):
    tag = ASN1_Class_UNIVERSAL.SEQUENCE

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        octets = s if isinstance(s, bytes) else b"".join(bytes(item) for item in s)
        return BER_id_enc(int(cls.tag)) + BER_len_enc(len(octets), size=size_len or 0) + octets


class BERcodec_SET(BERcodec_SEQUENCE):
    tag = ASN1_Class_UNIVERSAL.SET


class BERcodec_IPADDRESS(BERcodec_STRING):
    tag = ASN1_Class_UNIVERSAL.IPADDRESS

    @classmethod
    def enc(cls, s, size_len=0, **kwargs):
        return bytes(ASN1_IPADDRESS(s))


class BERcodec_COUNTER32(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.COUNTER32


class BERcodec_COUNTER64(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.COUNTER64


class BERcodec_GAUGE32(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.GAUGE32


class BERcodec_TIME_TICKS(BERcodec_INTEGER):
    tag = ASN1_Class_UNIVERSAL.TIME_TICKS


class RandASN1Object(RandField if isinstance(RandField, type) else object):
    """Values of any type of ASN.1."""

    def __init__(self, objlist=None):
        self.objlist = list(objlist) if objlist else [
            kind for tag, kind in sorted(_objects.items()) if tag > 0 and kind not in (ASN1_SEQUENCE, ASN1_SET)] + [ASN1_SEQUENCE]

    def _fix(self, n=0):
        import random
        kind = random.choice(self.objlist)
        name = kind.__name__
        if name in ("ASN1_SEQUENCE", "ASN1_SET"):
            if n >= 10:
                return kind([ASN1_INTEGER(int(RandNum(0, 1000)))])
            count = min(int(RandNumExpo(0.08)._fix()) + 1, 20)
            return kind([RandASN1Object(self.objlist)._fix(n + 1) for _ in range(count)])
        if name == "ASN1_OID":
            return kind(str(RandOID()))
        if name == "ASN1_IPADDRESS":
            return kind(str(RandIP()))
        if name == "ASN1_GENERALIZED_TIME":
            return kind(str(GeneralizedTime()))
        if name == "ASN1_UTC_TIME":
            return kind(str(ZuluTime()))
        if name == "ASN1_BIT_STRING":
            return kind("".join(random.choice("01") for _ in range(random.randint(0, 100))))
        if name == "ASN1_NULL":
            return kind(0)
        if name == "ASN1_BOOLEAN":
            return kind(random.randint(0, 1))
        if "STRING" in name:
            return kind("".join(random.choice("0123456789 ") for _ in range(random.randint(0, 100))))
        return kind(random.randint(0, 2 ** 31))

    def command(self):
        return "RandASN1Object()"

    def __bytes__(self):
        return bytes(self._fix())

    def __str__(self):
        return str(self._fix())

    def __repr__(self):
        return "<RandASN1Object>"


class ASN1F_badsequence(Exception):
    pass


class ASN1F_element(Field):
    pass


class ASN1F_field(ASN1F_element):
    """A value of ASN.1 in a packet."""

    holds_packets = 0
    islist = 0
    ASN1_tag = ASN1_Class_UNIVERSAL.ANY
    context = ASN1_Class_UNIVERSAL

    def __init__(self, name, default, context=None, implicit_tag=None, explicit_tag=None, flexible_tag=False, size_len=None):
        Field.__init__(self, name, None)
        if context is not None:
            self.context = context
        if default is not None and not _is_value(default) and not isinstance(default, (list, Packet)):
            default = self.ASN1_tag.asn1_object(default) if int(self.ASN1_tag) else default
        self.default = default
        self.size_len, self.flexible_tag = size_len, flexible_tag
        if implicit_tag is not None and explicit_tag is not None:
            raise ASN1_Error("field cannot be both implicitly and explicitly tagged")
        self.implicit_tag = implicit_tag and int(implicit_tag)
        self.explicit_tag = explicit_tag and int(explicit_tag)
        self.network_tag = int(implicit_tag or explicit_tag or self.ASN1_tag)

    def _untagged(self, s, hidden=None):
        other, s = BER_tagging_dec(
            s, hidden_tag=self.ASN1_tag if hidden is None else hidden, implicit_tag=self.implicit_tag, explicit_tag=self.explicit_tag,
            safe=self.flexible_tag, _fname=self.name)
        if other is not None:
            if self.implicit_tag is not None:
                self.implicit_tag = other
            elif self.explicit_tag is not None:
                self.explicit_tag = other
        return s

    def _tagged(self, s):
        return BER_tagging_enc(s, implicit_tag=self.implicit_tag, explicit_tag=self.explicit_tag)

    def i2repr(self, pkt, x):
        return repr(x)

    def i2h(self, pkt, x):
        return x

    def h2i(self, pkt, x):
        return x

    def any2i(self, pkt, x):
        return x

    def m2i(self, pkt, s):
        s = self._untagged(s)
        codec = self.ASN1_tag.get_codec(ASN1_Codecs.BER)
        decode = codec.safedec if self.flexible_tag else codec.dec
        return decode(s, context=self.context)

    def _encoded(self, x):
        if _is_value(x):
            plain = int(self.ASN1_tag) == 0 or x.tag in (-2, -3) or x.tag == int(self.ASN1_tag)
            if not plain:
                raise ASN1_Error("Encoding Error: got %r instead of an %r for field [%s]" % (x, self.ASN1_tag, self.name))
            if self.size_len is None:
                return bytes(x)
            x = x.val
        elif isinstance(x, Packet):
            x = bytes(x)
        return self.ASN1_tag.get_codec(ASN1_Codecs.BER).enc(x, size_len=self.size_len or 0)

    def i2m(self, pkt, x):
        return b"" if x is None else self._tagged(self._encoded(x))

    def extract_packet(self, cls, s, _underlayer=None):
        packet = cls(s, _underlayer=_underlayer)
        rest = b""
        more = packet.getlayer(Raw)
        if more is not None:
            rest = more.load
            if more.underlayer is not None:
                more.underlayer.remove_payload()
        return packet, rest

    def build(self, pkt):
        return self.i2m(pkt, getattr(pkt, self.name))

    def dissect(self, pkt, s):
        value, s = self.m2i(pkt, s)
        self.set_val(pkt, value)
        return s

    def set_val(self, pkt, val):
        setattr(pkt, self.name, val)

    def is_empty(self, pkt):
        return getattr(pkt, self.name) is None

    def get_fields_list(self):
        return [self]

    def randval(self):
        return RandInt()

    def __str__(self):
        return repr(self)


def _is_value(x):
    return isinstance(x, ASN1_Object)


class ASN1F_BOOLEAN(ASN1F_field):
    ASN1_tag = ASN1_Class_UNIVERSAL.BOOLEAN

    def randval(self):
        return RandChoice(True, False)


class ASN1F_INTEGER(ASN1F_field):
    ASN1_tag = ASN1_Class_UNIVERSAL.INTEGER

    def randval(self):
        return RandNum(-2 ** 64, 2 ** 64 - 1)


class ASN1F_enum_INTEGER(ASN1F_INTEGER):
    def __init__(self, name, default, enum, context=None, implicit_tag=None, explicit_tag=None):
        pairs = list(enumerate(enum)) if isinstance(enum, list) else list(enum.items())
        if any(isinstance(key, str) for key, _ in pairs):
            pairs = [(value, key) for key, value in pairs]
        names, numbers = dict(pairs), {value: key for key, value in pairs}
        ASN1F_INTEGER.__init__(self, name, numbers.get(default, default) if isinstance(default, str) else default,
                               context, implicit_tag, explicit_tag)
        self.i2s, self.s2i = names, numbers

    def i2m(self, pkt, x):
        return ASN1F_INTEGER.i2m(self, pkt, self.s2i[x] if isinstance(x, str) else x)

    def i2repr(self, pkt, x):
        name = self.i2s.get(x.val) if _is_value(x) else None
        return "'%s' %r" % (name, x) if name else repr(x)


class ASN1F_BIT_STRING(ASN1F_field):
    ASN1_tag = ASN1_Class_UNIVERSAL.BIT_STRING

    def __init__(self, name, default, default_readable=True, context=None, implicit_tag=None, explicit_tag=None):
        if isinstance(default, (bytes, str)):
            octets = default.encode("latin1") if isinstance(default, str) else default
            bits = "".join("%08d" % int(bin(octet)[2:]) for octet in octets) if default_readable else plain_str(default)
            default = ASN1_BIT_STRING(bits)
        ASN1F_field.__init__(self, name, default, context, implicit_tag, explicit_tag)

    def randval(self):
        return RandString(RandNum(0, 1000))


class ASN1F_STRING(ASN1F_field):
    ASN1_tag = ASN1_Class_UNIVERSAL.STRING

    def randval(self):
        return RandString(RandNum(0, 1000))


class ASN1F_NULL(ASN1F_INTEGER):
    ASN1_tag = ASN1_Class_UNIVERSAL.NULL


class ASN1F_OID(ASN1F_field):
    ASN1_tag = ASN1_Class_UNIVERSAL.OID

    def randval(self):
        return RandOID()


class ASN1F_ENUMERATED(ASN1F_enum_INTEGER):
    ASN1_tag = ASN1_Class_UNIVERSAL.ENUMERATED


class ASN1F_UTF8_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.UTF8_STRING


class ASN1F_NUMERIC_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.NUMERIC_STRING


class ASN1F_PRINTABLE_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.PRINTABLE_STRING


class ASN1F_T61_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.T61_STRING


class ASN1F_VIDEOTEX_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.VIDEOTEX_STRING


class ASN1F_IA5_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.IA5_STRING


class ASN1F_GENERAL_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.GENERAL_STRING


class ASN1F_UTC_TIME(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.UTC_TIME

    def randval(self):
        return ZuluTime()


class ASN1F_GENERALIZED_TIME(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.GENERALIZED_TIME

    def randval(self):
        return GeneralizedTime()


class ASN1F_ISO646_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.ISO646_STRING


class ASN1F_UNIVERSAL_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.UNIVERSAL_STRING


class ASN1F_BMP_STRING(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.BMP_STRING


class ASN1F_IPADDRESS(ASN1F_STRING):
    ASN1_tag = ASN1_Class_UNIVERSAL.IPADDRESS


class ASN1F_TIME_TICKS(ASN1F_INTEGER):
    ASN1_tag = ASN1_Class_UNIVERSAL.TIME_TICKS


class ASN1F_SEQUENCE(ASN1F_field):
    """Fields one after the other, under one tag."""

    ASN1_tag = ASN1_Class_UNIVERSAL.SEQUENCE
    holds_packets = 1

    def __init__(self, *seq, **kwargs):
        ASN1F_field.__init__(self, "dummy_seq_name", None, **kwargs)
        self.seq = seq
        self.islist = len(seq) > 1

    def __repr__(self):
        return "<%s%r>" % (type(self).__name__, self.seq)

    def is_empty(self, pkt):
        return all(field.is_empty(pkt) for field in self.seq)

    def get_fields_list(self):
        return [one for field in self.seq for one in field.get_fields_list()]

    def m2i(self, pkt, s):
        s = self._untagged(s)
        _, content, rest = self.ASN1_tag.get_codec(ASN1_Codecs.BER).check_type_check_len(s)
        if not content:
            for field in self.seq:
                field.set_val(pkt, None)
            return [], rest
        for field in self.seq:
            try:
                content = field.dissect(pkt, content)
            except ASN1F_badsequence:
                break
        if content:
            raise BER_Decoding_Error("unexpected remainder in %s" % pkt.name, remaining=content)
        return [], rest

    def dissect(self, pkt, s):
        return self.m2i(pkt, s)[1]

    def set_val(self, pkt, val):
        for field in self.seq:
            field.set_val(pkt, val)

    def build(self, pkt):
        return self.i2m(pkt, b"".join(field.build(pkt) for field in self.seq))


class ASN1F_SET(ASN1F_SEQUENCE):
    ASN1_tag = ASN1_Class_UNIVERSAL.SET


class ASN1F_SEQUENCE_OF(ASN1F_field):
    """Any number of packets, or of values, of one class."""

    ASN1_tag = ASN1_Class_UNIVERSAL.SEQUENCE
    islist = 1

    def __init__(self, name, default, cls, context=None, implicit_tag=None, explicit_tag=None):
        ASN1F_field.__init__(self, name, None, context, implicit_tag, explicit_tag)
        if isinstance(cls, ASN1F_field) or isinstance(cls, type) and issubclass(cls, ASN1F_field):
            self.fld = cls(name, None) if isinstance(cls, type) else cls
            self.cls = None
            self.holds_packets = 0
        else:
            self.cls = cls
            self.holds_packets = 1
        self.default = default

    def m2i(self, pkt, s):
        s = self._untagged(s)
        _, content, rest = self.ASN1_tag.get_codec(ASN1_Codecs.BER).check_type_check_len(s)
        found = []
        while content:
            value, content = self.fld.m2i(pkt, content) if self.cls is None else self.extract_packet(self.cls, content, pkt)
            if value is not None:
                found.append(value)
        return found, rest

    def build(self, pkt):
        values = getattr(pkt, self.name)
        if values is None:
            octets = b""
        elif _is_value(values):
            octets = bytes(values)
        elif self.holds_packets:
            octets = b"".join(bytes(value) for value in ([values] if isinstance(values, Packet) else values))
        else:
            octets = b"".join(self.fld.i2m(pkt, value) for value in values)
        return self.i2m(pkt, octets)

    def i2repr(self, pkt, x):
        if self.holds_packets:
            return repr(x)
        return "[%s]" % ", ".join(self.fld.i2repr(pkt, value) for value in x or [])

    def randval(self):
        return fuzz(self.cls()) if self.holds_packets else self.fld.randval()

    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, self.name)


class ASN1F_SET_OF(ASN1F_SEQUENCE_OF):
    ASN1_tag = ASN1_Class_UNIVERSAL.SET


class ASN1F_optional:
    """A field that may be left out."""

    def __init__(self, field):
        field.flexible_tag = False
        self._field = field

    def __getattr__(self, attr):
        if attr == "_field":
            raise AttributeError(attr)
        return getattr(self._field, attr)

    def m2i(self, pkt, s):
        try:
            return self._field.m2i(pkt, s)
        except (ASN1_Error, ASN1F_badsequence, IndexError):
            return None, s

    def dissect(self, pkt, s):
        try:
            return self._field.dissect(pkt, s)
        except (ASN1_Error, ASN1F_badsequence, IndexError):
            self._field.set_val(pkt, None)
            return s

    def build(self, pkt):
        return b"" if self._field.is_empty(pkt) else self._field.build(pkt)

    def any2i(self, pkt, x):
        return self._field.any2i(pkt, x)

    def i2repr(self, pkt, x):
        return self._field.i2repr(pkt, x)


class ASN1F_omit(ASN1F_field):
    """A field that is not sent."""

    def m2i(self, pkt, s):
        return None, s

    def i2m(self, pkt, x):
        return b""


class ASN1F_CHOICE(ASN1F_field):
    """One of several; the tag says which."""

    holds_packets = 1
    ASN1_tag = ASN1_Class_UNIVERSAL.ANY

    def __init__(self, name, default, *args, **kwargs):
        if "implicit_tag" in kwargs:
            raise ASN1_Error("ASN1F_CHOICE has been called with an implicit_tag")
        ASN1F_field.__init__(self, name, None, kwargs.get("context"), explicit_tag=kwargs.get("explicit_tag"))
        self.default = default
        self.current_choice = None
        self.choices, self.pktchoices = {}, {}
        for one in args:
            root = getattr(one, "ASN1_root", None)
            if root is not None and hasattr(root, "choices"):
                self.choices.update(root.choices)
            elif root is not None:
                self.choices[root.network_tag] = one
            elif isinstance(one, type) and hasattr(one, "ASN1_tag"):
                self.choices[int(one.ASN1_tag)] = one
            elif hasattr(one, "network_tag"):
                self.choices[one.network_tag] = one
                self.pktchoices[getattr(getattr(one, "cls", None), "__name__", None)] = one.implicit_tag, one.explicit_tag
            else:
                raise ASN1_Error("ASN1F_CHOICE: no tag found for one field")

    def m2i(self, pkt, s):
        if not s:
            raise ASN1_Error("ASN1F_CHOICE: got empty string")
        s = self._untagged(s)
        tag = BER_id_dec(s)[0]
        choice = self.choices.get(tag)
        if choice is None:
            if not self.flexible_tag:
                raise ASN1_Error("ASN1F_CHOICE: unexpected field in '%s' (tag %s not in possible tags %s)" % (self.name, tag, list(self.choices)))
            choice = ASN1F_field
        if hasattr(choice, "ASN1_root"):
            return self.extract_packet(choice, s, pkt)
        return (choice(self.name, None) if isinstance(choice, type) else choice).m2i(pkt, s)

    def i2m(self, pkt, x):
        if x is None:
            return b""
        octets = bytes(x)
        implicit, explicit = self.pktchoices.get(type(x).__name__, (None, None))
        octets = BER_tagging_enc(octets, implicit_tag=implicit, explicit_tag=explicit)
        return BER_tagging_enc(octets, explicit_tag=self.explicit_tag)

    def randval(self):
        rolled = []
        for choice in self.choices.values():
            if hasattr(choice, "ASN1_root"):
                rolled.append(fuzz(choice()))
            else:
                rolled.append((choice("dummy", None) if isinstance(choice, type) else choice).randval())
        return RandChoice(*rolled)


class ASN1F_PACKET(ASN1F_field):
    """A packet in a field."""

    holds_packets = 1

    def __init__(self, name, default, cls, context=None, implicit_tag=None, explicit_tag=None, next_cls_cb=None):
        ASN1F_field.__init__(self, name, None, context, implicit_tag, explicit_tag)
        self.cls, self.next_cls_cb = cls, next_cls_cb
        root = getattr(cls, "ASN1_root", None)
        if implicit_tag is None and explicit_tag is None and root is not None:
            self.network_tag = root.network_tag
        self.default = default

    def m2i(self, pkt, s):
        cls = self.next_cls_cb and self.next_cls_cb(pkt) or self.cls
        root = getattr(cls, "ASN1_root", None)
        if root is None:
            return self.extract_packet(cls, s, pkt)
        s = self._untagged(s, hidden=root.ASN1_tag)
        return self.extract_packet(cls, s, pkt) if s else (None, s)

    def i2m(self, pkt, x):
        if x is None:
            return b""
        if _is_value(x):
            x = x.val or b""
        octets = bytes(x)
        return octets if isinstance(x, Packet) and not hasattr(type(x), "ASN1_root") else self._tagged(octets)

    def randval(self):
        return fuzz(self.cls())


class ASN1F_STRING_PacketField(ASN1F_STRING):
    """Octets that may be a packet."""

    holds_packets = 1


class ASN1F_STRING_ENCAPS(ASN1F_STRING_PacketField):
    """A packet in octets."""

    def __init__(self, name, default, cls, context=None, implicit_tag=None, explicit_tag=None):
        ASN1F_STRING_PacketField.__init__(self, name, None, context, implicit_tag, explicit_tag)
        self.cls, self.default = cls, default

    def m2i(self, pkt, s):
        value, rest = ASN1F_STRING_PacketField.m2i(self, pkt, s)
        return self.extract_packet(self.cls, value.val, pkt)[0], rest


class ASN1F_BIT_STRING_ENCAPS(ASN1F_BIT_STRING):
    """A packet in bits."""

    holds_packets = 1

    def __init__(self, name, default, cls, context=None, implicit_tag=None, explicit_tag=None):
        ASN1F_BIT_STRING.__init__(self, name, None, context=context, implicit_tag=implicit_tag, explicit_tag=explicit_tag)
        self.cls, self.default = cls, default

    def m2i(self, pkt, s):
        value, rest = ASN1F_BIT_STRING.m2i(self, pkt, s)
        bits = value.val
        if len(bits) % 8:
            raise BER_Decoding_Error("wrong bit string", remaining=s)
        octets = bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits), 8))
        return self.extract_packet(self.cls, octets, pkt)[0], rest

    def i2m(self, pkt, x):
        if isinstance(x, Packet):
            x = ASN1_BIT_STRING("".join("%08d" % int(bin(octet)[2:]) for octet in bytes(x)))
        return ASN1F_BIT_STRING.i2m(self, pkt, x)


class ASN1F_FLAGS(ASN1F_BIT_STRING):
    """Bits with names."""

    def __init__(self, name, default, mapping, context=None, implicit_tag=None, explicit_tag=None):
        ASN1F_BIT_STRING.__init__(self, name, default, default_readable=False, context=context, implicit_tag=implicit_tag, explicit_tag=explicit_tag)
        self.mapping = mapping

    def any2i(self, pkt, x):
        if isinstance(x, str) and any(char not in "01" for char in x):
            wanted = x.split("+")
            if any(name not in self.mapping for name in wanted):
                raise ValueError("Unknown flag in %r" % x)
            x = "".join("1" if name in wanted else "0" for name in self.mapping)
        return ASN1_BIT_STRING(x) if isinstance(x, str) else x

    def get_flags(self, pkt):
        value = getattr(pkt, self.name)
        return [name for bit, name in zip(value.val, self.mapping) if bit == "1"]

    def i2repr(self, pkt, x):
        return "%s %r" % (", ".join(self.get_flags(pkt)), x) if x is not None else repr(x)


class ASN1_Packet(Packet):
    """A packet in ASN.1: `ASN1_root` says how it is put together."""

    ASN1_root = None
    ASN1_codec = ASN1_Codecs.BER
    fields_desc = []

    def self_build(self):
        cached = self.raw_packet_cache
        return cached if cached is not None else self.ASN1_root.build(self)

    def do_dissect(self, x):
        return self.ASN1_root.dissect(self, x)
