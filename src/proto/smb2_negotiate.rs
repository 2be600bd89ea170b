//! How SMB 2 and 3 negotiate a dialect and what it can. MS-SMB2 sections 2.2.3 and 2.2.4.

use super::Proto;
use super::data::smb2_names as names;
use super::field::{
    Auto, Display, Field, Kind, Length, Padded, Parts, Preset, UuidForm, computed, list, octets,
    padded, part, u16, u32,
};
use super::gssapi::GSSAPI_BLOB;
use super::registry::Family;
use super::smb2::{counted, element, filetime, flags, message, utf16};

pub static NEGOTIATE_CONTEXT: Proto = element(
    "SMB2_Negotiate_Context",
    "SMB2 Negotiate Context",
    &[
        u16("ContextType")
            .little_endian()
            .names(&names::CONTEXT_TYPE),
        computed(u16("DataLength").little_endian(), Auto::PayloadLen),
        u32("Reserved"),
    ],
);

pub static NEGOTIATE_REQUEST: Proto = Proto {
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP(dport=445)/NBTSession()/SMB2_Header()/SMB2_Negotiate_Protocol_Request(Dialects=[0x0210, 0x0311], NegotiateContexts=[SMB2_Negotiate_Context()/SMB2_Encryption_Capabilities(Ciphers=[2, 1])])"#,
    ..message(
        "SMB2_Negotiate_Protocol_Request",
        "SMB2 Negotiate Protocol Request",
        &[
            u16("StructureSize").little_endian().hex().default(0x24),
            u16("DialectCount").little_endian().count_of("Dialects"),
            flags("SecurityMode", 16, &names::SECURITY_MODE),
            u16("Reserved").little_endian(),
            flags("Capabilities", 32, &names::CAPABILITIES),
            Field::new("ClientGUID", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
            computed(
                u32("NegotiateContextsBufferOffset").little_endian().hex(),
                Auto::PartAt("NegotiateContexts"),
            ),
            computed(
                u16("NegotiateContextsCount").little_endian(),
                Auto::PartCount("NegotiateContexts"),
            ),
            u16("Reserved2"),
            list(
                "Dialects",
                &const { u16("").little_endian().names(&names::DIALECTS) },
            )
            .count_from("DialectCount")
            .preset(Preset::Ints(&[514])),
            Field::new("Buffer", Kind::Parts(&NEGOTIATE_REQUEST_PARTS), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static PREAUTH_INTEGRITY_CAPABILITIES: Proto = element(
    "SMB2_Preauth_Integrity_Capabilities",
    "SMB2 Preauth Integrity Capabilities",
    &[
        u16("HashAlgorithmCount")
            .little_endian()
            .count_of("HashAlgorithms"),
        u16("SaltLength").little_endian().length_of("Salt"),
        list(
            "HashAlgorithms",
            &const {
                u16("")
                    .little_endian()
                    .names(&names::PREAUTH_INTEGRITY_CAPABILITIES_HASH_ALGORITHMS)
            },
        )
        .count_from("HashAlgorithmCount")
        .preset(Preset::Ints(&[1])),
        octets("Salt")
            .length_from("SaltLength")
            .display(Display::HexOctets),
    ],
);

pub static ENCRYPTION_CAPABILITIES: Proto = element(
    "SMB2_Encryption_Capabilities",
    "SMB2 Encryption Capabilities",
    &[
        u16("CipherCount").little_endian().count_of("Ciphers"),
        list(
            "Ciphers",
            &const {
                u16("")
                    .little_endian()
                    .names(&names::ENCRYPTION_CAPABILITIES_CIPHERS)
            },
        )
        .count_from("CipherCount")
        .preset(Preset::Ints(&[1])),
    ],
);

pub static COMPRESSION_CAPABILITIES: Proto = element(
    "SMB2_Compression_Capabilities",
    "SMB2 Compression Capabilities",
    &[
        u16("CompressionAlgorithmCount")
            .little_endian()
            .count_of("CompressionAlgorithms"),
        u16("Padding"),
        u32("Flags")
            .little_endian()
            .names(&names::COMPRESSION_CAPABILITIES_FLAGS),
        list(
            "CompressionAlgorithms",
            &const {
                u16("")
                    .little_endian()
                    .names(&names::COMPRESSION_CAPABILITIES_COMPRESSION_ALGORITHMS)
            },
        )
        .count_from("CompressionAlgorithmCount"),
    ],
);

pub static NETNAME_NEGOTIATE_CONTEXT_ID: Proto = Proto {
    accepts: Some(|name, _| name.under().is_some()),
    ..element(
        "SMB2_Netname_Negotiate_Context_ID",
        "SMB2 Netname Negotiate Context ID",
        &[utf16("NetName").length(Length::FromFn(|name| {
            name.int_below("DataLength").unwrap_or(0)
        }))],
    )
};

pub static TRANSPORT_CAPABILITIES: Proto = element(
    "SMB2_Transport_Capabilities",
    "SMB2 Transport Capabilities",
    &[flags("Flags", 32, &names::TRANSPORT_CAPABILITIES_FLAGS)],
);

pub static RDMA_TRANSFORM_CAPABILITIES: Proto = element(
    "SMB2_RDMA_Transform_Capabilities",
    "SMB2 RDMA Transform Capabilities",
    &[
        u16("TransformCount")
            .little_endian()
            .count_of("RDMATransformIds"),
        u16("Reserved1").little_endian(),
        u32("Reserved2").little_endian(),
        list(
            "RDMATransformIds",
            &const {
                u16("")
                    .little_endian()
                    .names(&names::RDMA_TRANSFORM_CAPABILITIES_RDMA_TRANSFORM_IDS)
            },
        )
        .count_from("TransformCount"),
    ],
);

pub static SIGNING_CAPABILITIES: Proto = element(
    "SMB2_Signing_Capabilities",
    "SMB2 Signing Capabilities",
    &[
        u16("SigningAlgorithmCount")
            .little_endian()
            .count_of("SigningAlgorithms"),
        list(
            "SigningAlgorithms",
            &const {
                u16("")
                    .little_endian()
                    .names(&names::SIGNING_CAPABILITIES_SIGNING_ALGORITHMS)
            },
        )
        .count_from("SigningAlgorithmCount"),
    ],
);

pub static NEGOTIATE_RESPONSE: Proto = Proto {
    example: r#"SMB2_Header()/SMB2_Negotiate_Protocol_Response(DialectRevision=0x0210, ServerTime=133000000000000000, ServerStartTime=0)"#,
    ..message(
        "SMB2_Negotiate_Protocol_Response",
        "SMB2 Negotiate Protocol Response",
        &[
            u16("StructureSize").little_endian().hex().default(0x41),
            flags("SecurityMode", 16, &names::SECURITY_MODE),
            u16("DialectRevision")
                .little_endian()
                .names(&names::DIALECTS),
            computed(
                u16("NegotiateContextsCount").little_endian(),
                Auto::PartCount("NegotiateContexts"),
            ),
            Field::new("GUID", Kind::Uuid(UuidForm::LittleEndian), 128).default(0),
            flags("Capabilities", 32, &names::CAPABILITIES),
            u32("MaxTransactionSize").little_endian().default(0x10000),
            u32("MaxReadSize").little_endian().default(0x10000),
            u32("MaxWriteSize").little_endian().default(0x10000),
            filetime("ServerTime"),
            filetime("ServerStartTime"),
            computed(
                u16("SecurityBlobBufferOffset").little_endian().hex(),
                Auto::PartAt("SecurityBlob"),
            ),
            computed(
                u16("SecurityBlobLen").little_endian(),
                Auto::PartLen("SecurityBlob"),
            ),
            computed(
                u32("NegotiateContextsBufferOffset").little_endian().hex(),
                Auto::PartAt("NegotiateContexts"),
            ),
            Field::new("Buffer", Kind::Parts(&NEGOTIATE_RESPONSE_PARTS), 0)
                .preset(Preset::EmptyList),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-SMB2",
    protocols: &[
        &NEGOTIATE_CONTEXT,
        &NEGOTIATE_REQUEST,
        &PREAUTH_INTEGRITY_CAPABILITIES,
        &ENCRYPTION_CAPABILITIES,
        &COMPRESSION_CAPABILITIES,
        &NETNAME_NEGOTIATE_CONTEXT_ID,
        &TRANSPORT_CAPABILITIES,
        &RDMA_TRANSFORM_CAPABILITIES,
        &SIGNING_CAPABILITIES,
        &NEGOTIATE_RESPONSE,
    ],
    bindings: &[],
};

static NEGOTIATE_REQUEST_PARTS: Parts = Parts::new(
    &[part(
        list(
            "NegotiateContexts",
            &const {
                padded(
                    "Context",
                    &const {
                        Padded::before(
                            Field::new("Context", Kind::Packet(&NEGOTIATE_CONTEXT), 0),
                            8,
                        )
                    },
                )
            },
        )
        .count_from("NegotiateContextsCount"),
        "NegotiateContextsBufferOffset",
        "",
    )
    .aligned(8)],
    |request| 100 + 2 * counted(request, "Dialects"),
);

static NEGOTIATE_RESPONSE_PARTS: Parts = Parts {
    ordered: true,
    ..Parts::new(
        &[
            part(
                Field::new("SecurityBlob", Kind::Packet(&GSSAPI_BLOB), 0)
                    .length_from("SecurityBlobLen"),
                "SecurityBlobBufferOffset",
                "SecurityBlobLen",
            ),
            part(
                list(
                    "NegotiateContexts",
                    &const {
                        padded(
                            "Context",
                            &const {
                                Padded::before(
                                    Field::new("Context", Kind::Packet(&NEGOTIATE_CONTEXT), 0),
                                    8,
                                )
                            },
                        )
                    },
                )
                .count_from("NegotiateContextsCount"),
                "NegotiateContextsBufferOffset",
                "",
            )
            .aligned(8),
        ],
        |_| 128,
    )
};
