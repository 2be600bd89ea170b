//! Keys and signatures: PKCS #1, RFC 3279, RFC 5480, RFC 8410, RFC 9881.

use super::Proto;
use super::asn1::{
    Alternative, Made, bit_string, choice, held, integer, made_held, oid, sequence, sequence_of,
    single, string,
};
use super::field::Preset;
use super::names::Names;

pub static ASN1_P_OID: Proto = single("ASN1P_OID", &[oid("oid").text("0")]);

pub static ASN1_P_INTEGER: Proto = single("ASN1P_INTEGER", &[integer("number").default(0)]);

pub static RSA_PUBLIC_KEY: Proto = sequence(
    "RSAPublicKey",
    &[
        integer("modulus").default(10),
        integer("publicExponent").default(3),
    ],
);

pub static RSA_OTHER_PRIME_INFO: Proto = sequence(
    "RSAOtherPrimeInfo",
    &[
        integer("prime").default(0),
        integer("exponent").default(0),
        integer("coefficient").default(0),
    ],
);

pub static RSA_PRIVATE_KEY: Proto = sequence(
    "RSAPrivateKey",
    &[
        integer("version").names(&VERSION_NAMES).default(0),
        integer("modulus").default(10),
        integer("publicExponent").default(3),
        integer("privateExponent").default(3),
        integer("prime1").default(2),
        integer("prime2").default(5),
        integer("exponent1").default(0),
        integer("exponent2").default(3),
        integer("coefficient").default(1),
        sequence_of("otherPrimeInfos", &RSA_OTHER_PRIME_INFO).optional(),
    ],
);

pub static VALIDATION_PARMS: Proto = sequence(
    "ValidationParms",
    &[
        bit_string("seed").text(""),
        integer("pgenCounter").default(0),
    ],
);

pub static DOMAIN_PARAMETERS: Proto = sequence(
    "DomainParameters",
    &[
        integer("p").default(0),
        integer("g").default(0),
        integer("q").default(0),
        integer("j").default(0).optional(),
        held("validationParms", &VALIDATION_PARMS).optional(),
    ],
);

pub static DH_PUBLIC_KEY: Proto = single("DHPublicKey", &[integer("y").default(0)]);

pub static EC_FIELD_ID: Proto = sequence(
    "ECFieldID",
    &[
        oid("fieldType").text("1.2.840.10045.1.1"),
        integer("prime").default(0),
    ],
);

pub static EC_CURVE: Proto = sequence(
    "ECCurve",
    &[
        string("a").text(""),
        string("b").text(""),
        bit_string("seed").optional(),
    ],
);

pub static EC_SPECIFIED_DOMAIN: Proto = sequence(
    "ECSpecifiedDomain",
    &[
        integer("version").names(&VERSION_NAMES2).default(1),
        made_held("fieldID", &EC_FIELD_ID),
        made_held("curve", &EC_CURVE),
        string("base").text(""),
        integer("order").default(0),
        integer("cofactor").optional(),
    ],
);

pub static EC_PARAMETERS: Proto = single(
    "ECParameters",
    &[choice(
        "curve",
        &[
            Alternative::Value(6),
            Alternative::Value(5),
            Alternative::Packet(&EC_SPECIFIED_DOMAIN),
        ],
    )
    .made(&Made::Value(6, &Made::Text("1.3.132.0.34")))],
);

pub static ECDSA_PUBLIC_KEY: Proto = single("ECDSAPublicKey", &[bit_string("ecPoint").text("")]);

pub static ECDSA_PRIVATE_KEY: Proto = sequence(
    "ECDSAPrivateKey",
    &[
        integer("version").names(&VERSION_NAMES3).default(1),
        string("privateKey").text(""),
        held("parameters", &EC_PARAMETERS).explicit(0xa0).optional(),
        held("publicKey", &ECDSA_PUBLIC_KEY)
            .explicit(0xa1)
            .optional(),
    ],
);

pub static ECDSA_SIGNATURE: Proto = sequence(
    "ECDSASignature",
    &[integer("r").default(0), integer("s").default(0)],
);

pub static DH_PARAMETER: Proto = sequence(
    "DHParameter",
    &[
        integer("p").default(0),
        integer("g").default(0),
        integer("l").default(0).optional(),
    ],
);

pub static ED_DSA_PUBLIC_KEY: Proto = single("EdDSAPublicKey", &[bit_string("edKey").text("")]);

pub static CURVE_PRIVATE_KEY: Proto = single("CurvePrivateKey", &[string("privateKey").text("")]);

pub static MLDSA_PUBLIC_KEY: Proto = single("MLDSAPublicKey", &[bit_string("mlKey").text("")]);

pub static MLDSA_PRIVATE_KEY_SEED: Proto = single(
    "MLDSAPrivateKeySeed",
    &[string("seed").text("").implicit(0x80)],
);

pub static MLDSA_PRIVATE_KEY_EXPANDED_KEY: Proto = single(
    "MLDSAPrivateKeyExpandedKey",
    &[string("expandedKey").text("")],
);

pub static MLDSA_PRIVATE_KEY_BOTH: Proto = sequence(
    "MLDSAPrivateKeyBoth",
    &[string("seed").text(""), string("expandedKey").text("")],
);

pub static MLDSA_PRIVATE_KEY: Proto = single(
    "MLDSAPrivateKey",
    &[choice(
        "privateKey",
        &[
            Alternative::Packet(&MLDSA_PRIVATE_KEY_SEED),
            Alternative::Packet(&MLDSA_PRIVATE_KEY_EXPANDED_KEY),
            Alternative::Packet(&MLDSA_PRIVATE_KEY_BOTH),
        ],
    )
    .preset(Preset::PacketOf(&MLDSA_PRIVATE_KEY_EXPANDED_KEY))],
);

static VERSION_NAMES: Names = Names::pairs(&[(0, "two-prime"), (1, "multi")]);

static VERSION_NAMES2: Names = Names::pairs(&[(1, "ecpVer1")]);

static VERSION_NAMES3: Names = Names::pairs(&[(1, "ecPrivkeyVer1")]);
