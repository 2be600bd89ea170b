//! What file systems say of files, as SMB carries it. MS-FSCC sections 2.4, 2.5 and 2.7.

use super::Proto;
use super::data::smb2_names as names;
use super::field::{
    Around, Choice, Display, Field, Kind, Length, Padded, Preset, Test, When, octets, packets,
    padded, u8, u16, u32, u64,
};
use super::registry::Family;
use super::smb2::{element, filetime, fixed_octets, flags, hex_octets, utf16};

pub static FILE_NAME_INFORMATION: Proto = element(
    "FILE_NAME_INFORMATION",
    "FILE_NAME_INFORMATION",
    &[
        u32("FileNameLength").little_endian().length_of("FileName"),
        utf16("FileName").length_from("FileNameLength"),
    ],
);

pub static FILE_ACCESS_INFORMATION: Proto = element(
    "FileAccessInformation",
    "FileAccessInformation",
    &[flags("AccessFlags", 32, &names::MAXIMAL_ACCESS)],
);

pub static FILE_ALIGNMENT_INFORMATION: Proto = element(
    "FileAlignmentInformation",
    "FileAlignmentInformation",
    &[u32("AccessFlags").little_endian().names(&names::ACCESS)],
);

pub static FILE_ALTERNATE_NAME_INFORMATION: Proto = Proto::new(
    "FileAlternateNameInformation",
    "FileAlternateNameInformation",
    &[
        u32("FileNameLength").little_endian().length_of("FileName"),
        utf16("FileName").length_from("FileNameLength"),
    ],
);

pub static FILE_BASIC_INFORMATION: Proto = Proto {
    example: r#"FileBasicInformation(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000)"#,
    ..element(
        "FileBasicInformation",
        "FileBasicInformation",
        &[
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("Reserved"),
        ],
    )
};

pub static FILE_EA_INFORMATION: Proto = element(
    "FileEaInformation",
    "FileEaInformation",
    &[u32("EaSize").little_endian()],
);

pub static FILE_NETWORK_OPEN_INFORMATION: Proto = Proto {
    example: r#"FileNetworkOpenInformation(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000)"#,
    ..element(
        "FileNetworkOpenInformation",
        "FileNetworkOpenInformation",
        &[
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            u64("AllocationSize").little_endian().default(0x1000),
            u64("EndOfFile").little_endian(),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("Reserved2"),
        ],
    )
};

pub static FILE_BOTH_DIR_INFORMATION: Proto = Proto {
    example: r#"FILE_BOTH_DIR_INFORMATION(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000)"#,
    ..element(
        "FILE_BOTH_DIR_INFORMATION",
        "FILE_BOTH_DIR_INFORMATION",
        &[
            u32("Next").little_endian().preset(Preset::None),
            u32("FileIndex").little_endian(),
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            u64("EndOfFile").little_endian(),
            u64("AllocationSize").little_endian().default(0x1000),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("FileNameLength").little_endian().length_of("FileName"),
            EA_SIZE,
            u8("ShortNameLength"),
            u8("Reserved1"),
            fixed_octets("ShortName", 24),
            padded(
                "FileName",
                &const {
                    Padded::after(
                        utf16("FileName")
                            .length_from("FileNameLength")
                            .preset(Preset::Octets(b".\x00")),
                        8,
                        b"\x00",
                    )
                },
            ),
        ],
    )
};

pub static FILE_BOTH_DIRECTORY_INFORMATION: Proto = Proto::new(
    "FileBothDirectoryInformation",
    "FileBothDirectoryInformation",
    &[packets("files", &FILE_BOTH_DIR_INFORMATION)
        .most(1000)
        .chained()],
);

pub static FILE_FULL_DIR_INFORMATION: Proto = Proto {
    example: r#"FILE_FULL_DIR_INFORMATION(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000)"#,
    ..Proto::new(
        "FILE_FULL_DIR_INFORMATION",
        "FILE_FULL_DIR_INFORMATION",
        &[
            u32("Next").little_endian().preset(Preset::None),
            u32("FileIndex").little_endian(),
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            u64("EndOfFile").little_endian(),
            u64("AllocationSize").little_endian().default(0x1000),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("FileNameLength").little_endian().length_of("FileName"),
            EA_SIZE,
            padded(
                "FileName",
                &const {
                    Padded::after(
                        utf16("FileName")
                            .length_from("FileNameLength")
                            .preset(Preset::Octets(b".\x00")),
                        8,
                        b"\x00",
                    )
                },
            ),
        ],
    )
};

pub static FILE_FULL_DIRECTORY_INFORMATION: Proto = Proto::new(
    "FileFullDirectoryInformation",
    "FileFullDirectoryInformation",
    &[packets("files", &FILE_FULL_DIR_INFORMATION)
        .most(1000)
        .chained()],
);

pub static FILE_ID_BOTH_DIR_INFORMATION: Proto = Proto {
    example: r#"FILE_ID_BOTH_DIR_INFORMATION(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000)"#,
    ..element(
        "FILE_ID_BOTH_DIR_INFORMATION",
        "FILE_ID_BOTH_DIR_INFORMATION",
        &[
            u32("Next").little_endian().preset(Preset::None),
            u32("FileIndex").little_endian(),
            filetime("CreationTime"),
            filetime("LastAccessTime"),
            filetime("LastWriteTime"),
            filetime("ChangeTime"),
            u64("EndOfFile").little_endian(),
            u64("AllocationSize").little_endian().default(0x1000),
            flags("FileAttributes", 32, &names::FILE_ATTRIBUTES).default(0x80),
            u32("FileNameLength").little_endian().length_of("FileName"),
            EA_SIZE,
            u8("ShortNameLength"),
            u8("Reserved1"),
            fixed_octets("ShortName", 24),
            u16("Reserved2").little_endian(),
            u64("FileId").little_endian(),
            padded(
                "FileName",
                &const {
                    Padded::after(
                        utf16("FileName")
                            .length_from("FileNameLength")
                            .preset(Preset::Octets(b".\x00")),
                        8,
                        b"\x00",
                    )
                },
            ),
        ],
    )
};

pub static FILE_ID_BOTH_DIRECTORY_INFORMATION: Proto = Proto::new(
    "FileIdBothDirectoryInformation",
    "FileIdBothDirectoryInformation",
    &[packets("files", &FILE_ID_BOTH_DIR_INFORMATION)
        .most(1000)
        .chained()],
);

pub static FILE_INTERNAL_INFORMATION: Proto = element(
    "FileInternalInformation",
    "FileInternalInformation",
    &[u64("IndexNumber").little_endian()],
);

pub static FILE_MODE_INFORMATION: Proto = element(
    "FileModeInformation",
    "FileModeInformation",
    &[flags("Mode", 32, &names::FILE_MODE_INFORMATION_MODE)],
);

pub static FILE_POSITION_INFORMATION: Proto = element(
    "FilePositionInformation",
    "FilePositionInformation",
    &[u64("CurrentByteOffset").little_endian()],
);

pub static FILE_RENAME_INFORMATION: Proto = Proto {
    finish: Some(at_least_24),
    ..element(
        "FileRenameInformation",
        "FileRenameInformation",
        &[
            u8("ReplaceIfExists")
                .display(Display::Truth)
                .class("YesNoByteField")
                .listed("False"),
            hex_octets("Reserved", 7),
            u64("RootDirectory").little_endian(),
            u32("FileNameLength")
                .little_endian()
                .length_of("FileName")
                .default(0),
            utf16("FileName").length_from("FileNameLength"),
        ],
    )
};

pub static FILE_STANDARD_INFORMATION: Proto = element(
    "FileStandardInformation",
    "FileStandardInformation",
    &[
        u64("AllocationSize").little_endian().default(0x1000),
        u64("EndOfFile").little_endian(),
        u32("NumberOfLinks").little_endian().default(1),
        u8("DeletePending"),
        u8("Directory"),
        u16("Reserved"),
    ],
);

pub static FILE_STREAM_INFORMATION: Proto = Proto::new(
    "FileStreamInformation",
    "FileStreamInformation",
    &[
        u32("Next").little_endian(),
        u32("StreamNameLength")
            .little_endian()
            .length_of("StreamName"),
        u64("StreamSize").little_endian(),
        u64("StreamAllocationSize").little_endian().default(0x1000),
        utf16("StreamName")
            .length_from("StreamNameLength")
            .preset(Preset::Octets(b":\x00:\x00$\x00D\x00A\x00T\x00A\x00")),
    ],
);

pub static FILE_ALL_INFORMATION: Proto = Proto {
    example: r#"FileAllInformation(BasicInformation=FileBasicInformation(CreationTime=133000000000000000, LastAccessTime=133000000000000000, LastWriteTime=133000000000000000, ChangeTime=133000000000000000))"#,
    ..Proto::new(
        "FileAllInformation",
        "FileAllInformation",
        &[
            Field::new("BasicInformation", Kind::Packet(&FILE_BASIC_INFORMATION), 0)
                .preset(Preset::PacketOf(&FILE_BASIC_INFORMATION)),
            Field::new(
                "StandardInformation",
                Kind::Packet(&FILE_STANDARD_INFORMATION),
                0,
            )
            .preset(Preset::PacketOf(&FILE_STANDARD_INFORMATION)),
            Field::new(
                "InternalInformation",
                Kind::Packet(&FILE_INTERNAL_INFORMATION),
                0,
            )
            .preset(Preset::PacketOf(&FILE_INTERNAL_INFORMATION)),
            Field::new("EaInformation", Kind::Packet(&FILE_EA_INFORMATION), 0)
                .preset(Preset::PacketOf(&FILE_EA_INFORMATION)),
            Field::new(
                "AccessInformation",
                Kind::Packet(&FILE_ACCESS_INFORMATION),
                0,
            )
            .preset(Preset::PacketOf(&FILE_ACCESS_INFORMATION)),
            Field::new(
                "PositionInformation",
                Kind::Packet(&FILE_POSITION_INFORMATION),
                0,
            )
            .preset(Preset::PacketOf(&FILE_POSITION_INFORMATION)),
            Field::new("ModeInformation", Kind::Packet(&FILE_MODE_INFORMATION), 0)
                .preset(Preset::PacketOf(&FILE_MODE_INFORMATION)),
            Field::new(
                "AlignmentInformation",
                Kind::Packet(&FILE_ALIGNMENT_INFORMATION),
                0,
            )
            .preset(Preset::PacketOf(&FILE_ALIGNMENT_INFORMATION)),
            Field::new("NameInformation", Kind::Packet(&FILE_NAME_INFORMATION), 0)
                .preset(Preset::PacketOf(&FILE_NAME_INFORMATION)),
        ],
    )
};

pub static FILE_FS_ATTRIBUTE_INFORMATION: Proto = Proto::new(
    "FileFsAttributeInformation",
    "FileFsAttributeInformation",
    &[
        flags("FileSystemAttributes", 32, &names::FILE_SYSTEM_ATTRIBUTES).default(0xc706ff),
        u32("MaximumComponentNameLength")
            .little_endian()
            .default(0xff),
        u32("FileSystemNameLength")
            .little_endian()
            .length_of("FileSystemName"),
        utf16("FileSystemName")
            .length_from("FileSystemNameLength")
            .preset(Preset::Octets(b"N\x00T\x00F\x00S\x00")),
    ],
);

pub static FILE_FS_SIZE_INFORMATION: Proto = Proto::new(
    "FileFsSizeInformation",
    "FileFsSizeInformation",
    &[
        u64("TotalAllocationUnits")
            .little_endian()
            .default(0xa00000),
        u64("AvailableAllocationUnits")
            .little_endian()
            .default(0x100000),
        u32("SectorsPerAllocationUnit").little_endian().default(8),
        u32("BytesPerSector").little_endian().default(0x200),
    ],
);

pub static FILE_FS_VOLUME_INFORMATION: Proto = Proto {
    example: r#"FileFsVolumeInformation(VolumeCreationTime=133000000000000000)"#,
    ..Proto::new(
        "FileFsVolumeInformation",
        "FileFsVolumeInformation",
        &[
            filetime("VolumeCreationTime"),
            u32("VolumeSerialNumber").little_endian(),
            u32("VolumeLabelLength").little_endian(),
            u8("SupportsObjects").default(1),
            u8("Reserved"),
            utf16("VolumeLabel")
                .length(Length::Until(0))
                .preset(Preset::Octets(b"C\x00")),
        ],
    )
};

pub static FILE_NOTIFY_INFORMATION: Proto = element(
    "FILE_NOTIFY_INFORMATION",
    "FILE_NOTIFY_INFORMATION",
    &[
        u32("NextEntryOffset"),
        u32("Action")
            .little_endian()
            .names(&names::FILE_NOTIFY_INFORMATION_ACTION),
        u32("FileNameLength").little_endian().length_of("FileName"),
        utf16("FileName").length_from("FileNameLength"),
        octets("pad").length(Length::FromFn(|entry| up_to_next(entry, "FileNameLength"))),
    ],
);
pub static FAMILY: Family = Family {
    module: "scapy.layers.smb2",
    source: "MS-FSCC",
    protocols: &[
        &FILE_NAME_INFORMATION,
        &FILE_ACCESS_INFORMATION,
        &FILE_ALIGNMENT_INFORMATION,
        &FILE_ALTERNATE_NAME_INFORMATION,
        &FILE_BASIC_INFORMATION,
        &FILE_EA_INFORMATION,
        &FILE_NETWORK_OPEN_INFORMATION,
        &FILE_BOTH_DIR_INFORMATION,
        &FILE_BOTH_DIRECTORY_INFORMATION,
        &FILE_FULL_DIR_INFORMATION,
        &FILE_FULL_DIRECTORY_INFORMATION,
        &FILE_ID_BOTH_DIR_INFORMATION,
        &FILE_ID_BOTH_DIRECTORY_INFORMATION,
        &FILE_INTERNAL_INFORMATION,
        &FILE_MODE_INFORMATION,
        &FILE_POSITION_INFORMATION,
        &FILE_RENAME_INFORMATION,
        &FILE_STANDARD_INFORMATION,
        &FILE_STREAM_INFORMATION,
        &FILE_ALL_INFORMATION,
        &FILE_FS_ATTRIBUTE_INFORMATION,
        &FILE_FS_SIZE_INFORMATION,
        &FILE_FS_VOLUME_INFORMATION,
        &FILE_NOTIFY_INFORMATION,
    ],
    bindings: &[],
};

static EA_SIZE: Field = Field::new("EaSize", Kind::Choice(&EA_SIZES), 0).default(0);

/// Where the file is a reparse point, its tag stands there.
static EA_SIZES: Choice = Choice {
    options: &[(
        Test::When(When::Bits("FileAttributes", 0x400)),
        u32("EaSize").little_endian().names(&names::REPARSE_TAGS),
    )],
    otherwise: u32("EaSize").little_endian(),
};

/// MS-FSCC section 2.4.42: the structure has 24 octets at least.
fn at_least_24(_: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    for place in header..24 {
        octets.insert(place, 0);
    }
}

/// The octets between what was read of an entry and the next one.
pub(super) fn up_to_next(entry: &dyn Around, len: &str) -> i64 {
    match entry.int("NextEntryOffset").unwrap_or(0) {
        0 => 0,
        next => next - entry.int(len).unwrap_or(0),
    }
}
