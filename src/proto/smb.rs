//! SMB over sessions of NetBIOS: which version a message is of. MS-SMB2 section 2.2.1.

use super::binding::{Binding, bind};
use super::field::Preset;
use super::netbios::{NBT_DATAGRAM, NBT_SESSION};
use super::registry::Family;
use super::smb2::{COMPRESSION_TRANSFORM_HEADER, HEADER, TRANSFORM_HEADER, fixed_octets};
use super::{Dispatch, Proto};

pub static GENERIC: Proto = Proto {
    example: r#"_SMBGeneric(Start=b"SMB?")"#,
    dispatch: Some(|octets| match octets {
        [0xfe, b'S', b'M', b'B', ..] => Dispatch::Other(&HEADER),
        [0xfd, b'S', b'M', b'B', ..] => Dispatch::Other(&TRANSFORM_HEADER),
        [0xfc, b'S', b'M', b'B', ..] => Dispatch::Other(&COMPRESSION_TRANSFORM_HEADER),
        _ => Dispatch::This,
    }),
    ..Proto::new(
        "_SMBGeneric",
        "SMB Generic dispatcher",
        &[fixed_octets("Start", 4).preset(Preset::Octets(b"\xffSMB"))],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.smb",
    source: "MS-SMB2",
    protocols: &[&GENERIC],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind(&NBT_SESSION, &GENERIC, &[]),
    bind(&NBT_DATAGRAM, &GENERIC, &[]),
];
