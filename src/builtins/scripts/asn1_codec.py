# Tags, values and codecs of ASN.1: X.680, with the basic encoding rules of X.690.
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

