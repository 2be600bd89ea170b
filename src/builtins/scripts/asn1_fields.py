# Packets in ASN.1 that scripts describe: the classes of their fields.


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
