# Packets in ASN.1 that a script describes.
from scapy.all import *
class Inner(ASN1_Packet):
    ASN1_codec = ASN1_Codecs.BER
    ASN1_root = ASN1F_SEQUENCE(ASN1F_OID("oid", "1.3"), ASN1F_optional(ASN1F_STRING("value", None)))
class Foo(ASN1_Packet):
    ASN1_codec = ASN1_Codecs.BER
    ASN1_root = ASN1F_SEQUENCE(ASN1F_INTEGER("version", 1), ASN1F_STRING("community", "public"),
        ASN1F_enum_INTEGER("kind", 0, {0: "none", 1: "one"}),
        ASN1F_SEQUENCE_OF("items", [], Inner), ASN1F_BOOLEAN("flag", True, explicit_tag=0xa1),
        ASN1F_PRINTABLE_STRING("text", "hi", implicit_tag=0x82), ASN1F_SEQUENCE_OF("numbers", [], ASN1F_INTEGER))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = Foo()
t(lambda: bytes(p).hex())
p = Foo(version=3, community=b"secret", items=[Inner(oid="1.3.6.1", value=b"x"), Inner()], numbers=[ASN1_INTEGER(4), ASN1_INTEGER(300)])
t(lambda: bytes(p).hex())
q = Foo(bytes(p))
t(lambda: repr(q)); t(lambda: q.version.val); t(lambda: q.version); t(lambda: [i.oid.val for i in q.items]); t(lambda: bytes(q)==bytes(p)); t(lambda: q.summary())
q.show()
t(lambda: p.command())
class C(ASN1_Packet):
    ASN1_codec = ASN1_Codecs.BER
    ASN1_root = ASN1F_CHOICE("value", ASN1_INTEGER(5), ASN1F_INTEGER, ASN1F_STRING, Inner)
t(lambda: bytes(C()).hex()); t(lambda: bytes(C(value=ASN1_STRING(b"abc"))).hex()); t(lambda: repr(C(bytes(C(value=ASN1_STRING(b"abc")))))); t(lambda: repr(C(bytes(Inner()))))
t(lambda: BERcodec_INTEGER.enc(300)); t(lambda: BERcodec_Object.dec(b"\x02\x01\x05")); t(lambda: BER_id_enc(0x82)); t(lambda: BER_len_enc(300)); t(lambda: BER_len_dec(b"\x82\x01\x2c"))
try: BERcodec_INTEGER.do_dec(b"\x02\x01")
except BER_Decoding_Error as e: print("ber", e)
t(lambda: repr(ASN1_Class_UNIVERSAL.INTEGER)); t(lambda: int(ASN1_Class_UNIVERSAL.SEQUENCE)); t(lambda: ASN1F_INTEGER("a",5).default)
t(lambda: Foo.fields_desc[0].name)
