//! Names of SMB 2 and 3, of file systems and of Windows' statuses. MS-SMB2, MS-FSCC, MS-ERREF.

use crate::proto::names::{FlagNames, Names};

pub static HEADER_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "SMB2_FLAGS_SERVER_TO_REDIR"),
        (1, "SMB2_FLAGS_ASYNC_COMMAND"),
        (2, "SMB2_FLAGS_RELATED_OPERATIONS"),
        (3, "SMB2_FLAGS_SIGNED"),
        (28, "SMB2_FLAGS_DFS_OPERATIONS"),
        (29, "SMB2_FLAGS_REPLAY_OPERATION"),
    ],
);
pub static SECURITY_MODE: FlagNames =
    FlagNames::Some(16, &[(0, "SIGNING_ENABLED"), (1, "SIGNING_REQUIRED")]);
pub static CAPABILITIES: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "DFS"),
        (1, "LEASING"),
        (2, "LARGE_MTU"),
        (3, "MULTI_CHANNEL"),
        (4, "PERSISTENT_HANDLES"),
        (5, "DIRECTORY_LEASING"),
        (6, "ENCRYPTION"),
    ],
);
pub static TRANSPORT_CAPABILITIES_FLAGS: FlagNames =
    FlagNames::Some(32, &[(0, "SMB2_ACCEPT_TRANSPORT_LEVEL_SECURITY")]);
pub static SESSION_SETUP_REQUEST_FLAGS: FlagNames =
    FlagNames::Words(&["SMB2_SESSION_FLAG_BINDING"]);
pub static SECURITY_MODE_2: FlagNames =
    FlagNames::Some(8, &[(0, "SIGNING_ENABLED"), (1, "SIGNING_REQUIRED")]);
pub static SESSION_FLAGS: FlagNames =
    FlagNames::Some(16, &[(0, "IS_GUEST"), (1, "IS_NULL"), (2, "ENCRYPT_DATA")]);
pub static TREE_CONNECT_REQUEST_FLAGS: FlagNames = FlagNames::Words(&[
    "CLUSTER_RECONNECT",
    "REDIRECT_TO_OWNER",
    "EXTENSION_PRESENT",
]);
pub static SHARE_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "DFS"),
        (1, "DFS_ROOT"),
        (4, "AUTO_CACHING"),
        (5, "NO_CACHING"),
        (8, "RESTRICT_EXCLUSIVE_OPENS"),
        (9, "FORCE_SHARED_DELETE"),
        (10, "ALLOW_NAMESPACE_CACHING"),
        (11, "ACCESS_BASED_DIRECTORY_ENUM"),
        (12, "FORCE_LEVELII_OPLOCK"),
        (13, "ENABLE_HASH_V1"),
        (14, "ENABLE_HASH_V2"),
        (15, "ENCRYPT_DATA"),
        (18, "IDENTITY_REMOTING"),
        (20, "COMPRESS_DATA"),
    ],
);
pub static TREE_CONNECT_RESPONSE_CAPABILITIES: FlagNames = FlagNames::Some(
    32,
    &[
        (3, "DFS"),
        (4, "CONTINUOUS_AVAILABILITY"),
        (5, "SCALEOUT"),
        (6, "CLUSTER"),
        (7, "ASYMMETRIC"),
        (8, "REDIRECT_TO_OWNER"),
    ],
);
pub static MAXIMAL_ACCESS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_READ_DATA"),
        (1, "FILE_WRITE_DATA"),
        (2, "FILE_APPEND_DATA"),
        (3, "FILE_READ_EA"),
        (4, "FILE_WRITE_EA"),
        (5, "FILE_EXECUTE"),
        (6, "FILE_DELETE_CHILD"),
        (7, "FILE_READ_ATTRIBUTES"),
        (8, "FILE_WRITE_ATTRIBUTES"),
        (16, "DELETE"),
        (17, "READ_CONTROL"),
        (18, "WRITE_DAC"),
        (19, "WRITE_OWNER"),
        (20, "SYNCHRONIZE"),
        (24, "ACCESS_SYSTEM_SECURITY"),
        (25, "MAXIMUM_ALLOWED"),
        (28, "GENERIC_ALL"),
        (29, "GENERIC_EXECUTE"),
        (30, "GENERIC_WRITE"),
        (31, "GENERIC_READ"),
    ],
);
pub static LEASE_STATE: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "SMB2_LEASE_READ_CACHING"),
        (1, "SMB2_LEASE_HANDLE_CACHING"),
        (2, "SMB2_LEASE_WRITE_CACHING"),
    ],
);
pub static LEASE_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[
        (1, "SMB2_LEASE_FLAG_BREAK_IN_PROGRESS"),
        (2, "SMB2_LEASE_FLAG_PARENT_LEASE_KEY_SET"),
    ],
);
pub static DURABLE_FLAGS: FlagNames = FlagNames::Some(32, &[(1, "SMB2_DHANDLE_FLAG_PERSISTENT")]);
pub static FILE_ATTRIBUTES: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_ATTRIBUTE_READONLY"),
        (1, "FILE_ATTRIBUTE_HIDDEN"),
        (2, "FILE_ATTRIBUTE_SYSTEM"),
        (4, "FILE_ATTRIBUTE_DIRECTORY"),
        (5, "FILE_ATTRIBUTE_ARCHIVE"),
        (7, "FILE_ATTRIBUTE_NORMAL"),
        (8, "FILE_ATTRIBUTE_TEMPORARY"),
        (9, "FILE_ATTRIBUTE_SPARSE_FILE"),
        (10, "FILE_ATTRIBUTE_REPARSE_POINT"),
        (11, "FILE_ATTRIBUTE_COMPRESSED"),
        (12, "FILE_ATTRIBUTE_OFFLINE"),
        (13, "FILE_ATTRIBUTE_NOT_CONTENT_INDEXED"),
        (14, "FILE_ATTRIBUTE_ENCRYPTED"),
        (15, "FILE_ATTRIBUTE_INTEGRITY_STREAM"),
        (17, "FILE_ATTRIBUTE_NO_SCRUB_DATA"),
        (18, "FILE_ATTRIBUTE_RECALL_ON_OPEN"),
        (19, "FILE_ATTRIBUTE_PINNED"),
        (20, "FILE_ATTRIBUTE_UNPINNED"),
        (22, "FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS"),
    ],
);
pub static SHARE_ACCESS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_SHARE_READ"),
        (1, "FILE_SHARE_WRITE"),
        (2, "FILE_SHARE_DELETE"),
    ],
);
pub static CREATE_OPTIONS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_DIRECTORY_FILE"),
        (1, "FILE_WRITE_THROUGH"),
        (2, "FILE_SEQUENTIAL_ONLY"),
        (3, "FILE_NO_INTERMEDIATE_BUFFERING"),
        (4, "FILE_SYNCHRONOUS_IO_ALERT"),
        (5, "FILE_SYNCHRONOUS_IO_NONALERT"),
        (6, "FILE_NON_DIRECTORY_FILE"),
        (8, "FILE_COMPLETE_IF_OPLOCKED"),
        (9, "FILE_RANDOM_ACCESS"),
        (10, "FILE_OPEN_REMOTE_INSTANCE"),
        (12, "FILE_DELETE_ON_CLOSE"),
        (13, "FILE_OPEN_BY_FILE_ID"),
        (14, "FILE_OPEN_FOR_BACKUP_INTENT"),
        (15, "FILE_NO_COMPRESSION"),
        (16, "FILE_OPEN_REQUIRING_OPLOCK"),
        (17, "FILE_DISALLOW_EXCLUSIVE"),
        (20, "FILE_RESERVE_OPFILTER"),
        (21, "FILE_OPEN_REPARSE_POINT"),
        (22, "FILE_OPEN_NO_RECALL"),
        (23, "FILE_OPEN_FOR_FREE_SPACE_QUERY"),
    ],
);
pub static CREATE_RESPONSE_FLAGS: FlagNames =
    FlagNames::Some(8, &[(0, "SMB2_CREATE_FLAG_REPARSEPOINT")]);
pub static CLOSE_FLAGS: FlagNames = FlagNames::Words(&["SMB2_CLOSE_FLAG_POSTQUERY_ATTRIB"]);
pub static READ_REQUEST_FLAGS: FlagNames = FlagNames::Some(
    8,
    &[
        (0, "SMB2_READFLAG_READ_UNBUFFERED"),
        (1, "SMB2_READFLAG_REQUEST_COMPRESSED"),
    ],
);
pub static READ_RESPONSE_FLAGS: FlagNames =
    FlagNames::Some(32, &[(0, "SMB2_READFLAG_RESPONSE_RDMA_TRANSFORM")]);
pub static WRITE_REQUEST_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "SMB2_WRITEFLAG_WRITE_THROUGH"),
        (1, "SMB2_WRITEFLAG_WRITE_UNBUFFERED"),
    ],
);
pub static QUERY_DIRECTORY_REQUEST_FLAGS: FlagNames = FlagNames::Some(
    8,
    &[
        (0, "SMB2_RESTART_SCANS"),
        (1, "SMB2_RETURN_SINGLE_ENTRY"),
        (2, "SMB2_INDEX_SPECIFIED"),
        (4, "SMB2_REOPEN"),
    ],
);
pub static CHANGE_NOTIFY_REQUEST_FLAGS: FlagNames = FlagNames::Some(16, &[(0, "SMB2_WATCH_TREE")]);
pub static COMPLETION_FILTER: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_NOTIFY_CHANGE_FILE_NAME"),
        (1, "FILE_NOTIFY_CHANGE_DIR_NAME"),
        (2, "FILE_NOTIFY_CHANGE_ATTRIBUTES"),
        (3, "FILE_NOTIFY_CHANGE_SIZE"),
        (4, "FILE_NOTIFY_CHANGE_LAST_WRITE"),
        (5, "FILE_NOTIFY_CHANGE_LAST_ACCESS"),
        (6, "FILE_NOTIFY_CHANGE_CREATION"),
        (7, "FILE_NOTIFY_CHANGE_EA"),
        (8, "FILE_NOTIFY_CHANGE_SECURITY"),
        (9, "FILE_NOTIFY_CHANGE_STREAM_NAME"),
        (10, "FILE_NOTIFY_CHANGE_STREAM_SIZE"),
        (11, "FILE_NOTIFY_CHANGE_STREAM_WRITE"),
    ],
);
pub static ADDITIONAL_INFORMATION: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "OWNER_SECURITY_INFORMATION"),
        (1, "GROUP_SECURITY_INFORMATION"),
        (2, "DACL_SECURITY_INFORMATION"),
        (3, "SACL_SECURITY_INFORMATION"),
        (4, "LABEL_SECURITY_INFORMATION"),
        (5, "ATTRIBUTE_SECURITY_INFORMATION"),
        (6, "SCOPE_SECURITY_INFORMATION"),
        (16, "BACKUP_SECURITY_INFORMATION"),
    ],
);
pub static QUERY_INFO_REQUEST_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "SL_RESTART_SCAN"),
        (1, "SL_RETURN_SINGLE_ENTRY"),
        (2, "SL_INDEX_SPECIFIED"),
    ],
);
pub static IOCTL_FLAGS: FlagNames = FlagNames::Some(32, &[(0, "SMB2_0_IOCTL_IS_FSCTL")]);
pub static CAPABILITY: FlagNames = FlagNames::Some(32, &[(0, "RSS_CAPABLE"), (1, "RDMA_CAPABLE")]);
pub static IOCTL_OFFLOAD_READ_RESPONSE_FLAGS: FlagNames = FlagNames::Some(
    32,
    &[(0, "OFFLOAD_READ_FLAG_ALL_ZERO_BEYOND_CURRENT_RANGE")],
);
pub static FILE_MODE_INFORMATION_MODE: FlagNames = FlagNames::Some(
    32,
    &[
        (1, "FILE_WRITE_TROUGH"),
        (2, "FILE_SEQUENTIAL_ONLY"),
        (3, "FILE_NO_INTERMEDIATE_BUFFERING"),
        (4, "FILE_SYNCHRONOUS_IO_ALERT"),
        (5, "FILE_SYNCHRONOUS_IO_NONALERT"),
        (12, "FILE_DELETE_ON_CLOSE"),
    ],
);
pub static FILE_SYSTEM_ATTRIBUTES: FlagNames = FlagNames::Some(
    32,
    &[
        (0, "FILE_CASE_SENSITIVE_SEARCH"),
        (1, "FILE_CASE_PRESERVED_NAMES"),
        (2, "FILE_UNICODE_ON_DISK"),
        (3, "FILE_PERSISTENT_ACLS"),
        (4, "FILE_FILE_COMPRESSION"),
        (5, "FILE_VOLUME_QUOTAS"),
        (6, "FILE_SUPPORTS_SPARSE_FILES"),
        (7, "FILE_SUPPORTS_REPARSE_POINTS"),
        (8, "FILE_SUPPORTS_REMOTE_STORAGE"),
        (15, "FILE_VOLUME_IS_COMPRESSED"),
        (16, "FILE_SUPPORTS_OBJECT_IDS"),
        (17, "FILE_SUPPORTS_ENCRYPTION"),
        (18, "FILE_NAMED_STREAMS"),
        (19, "FILE_READ_ONLY_VOLUME"),
        (20, "FILE_SEQUENTIAL_WRITE_ONCE"),
        (21, "FILE_SUPPORTS_TRANSACTIONS"),
        (22, "FILE_SUPPORTS_HARD_LINKS"),
        (23, "FILE_SUPPORTS_EXTENDED_ATTRIBUTES"),
        (24, "FILE_SUPPORTS_OPEN_BY_FILE_ID"),
        (25, "FILE_SUPPORTS_USN_JOURNAL"),
        (26, "FILE_SUPPORT_INTEGRITY_STREAMS"),
        (27, "FILE_SUPPORTS_BLOCK_REFCOUNTING"),
        (28, "FILE_SUPPORTS_SPARSE_VDL"),
    ],
);
pub static STATUS: Names = Names::pairs(&[
    (0, "STATUS_SUCCESS"),
    (2, "ERROR_FILE_NOT_FOUND"),
    (3, "ERROR_PATH_NOT_FOUND"),
    (5, "ERROR_ACCESS_DENIED"),
    (6, "ERROR_INVALID_HANDLE"),
    (0x11, "ERROR_NOT_SAME_DEVICE"),
    (0x13, "ERROR_WRITE_PROTECT"),
    (0x57, "ERROR_INVALID_PARAMETER"),
    (0x7a, "ERROR_INSUFFICIENT_BUFFER"),
    (0x7b, "ERROR_INVALID_NAME"),
    (0xa1, "ERROR_BAD_PATHNAME"),
    (0xb7, "ERROR_ALREADY_EXISTS"),
    (0xea, "ERROR_MORE_DATA"),
    (0x103, "STATUS_PENDING"),
    (0x10b, "STATUS_NOTIFY_CLEANUP"),
    (0x10c, "STATUS_NOTIFY_ENUM_DIR"),
    (0x3e6, "ERROR_NOACCESS"),
    (0x532, "ERROR_PASSWORD_EXPIRED"),
    (0x533, "ERROR_ACCOUNT_DISABLED"),
    (0x6f7, "ERROR_SUBKEY_NOT_FOUND"),
    (0x6fe, "ERROR_TRUST_FAILURE"),
    (0x8000_0005, "STATUS_BUFFER_OVERFLOW"),
    (0x8000_0006, "STATUS_NO_MORE_FILES"),
    (0x8000_002d, "STATUS_STOPPED_ON_SYMLINK"),
    (0x8007_0005, "E_ACCESSDENIED"),
    (0x8007_000e, "E_OUTOFMEMORY"),
    (0x8009_0308, "SEC_E_INVALID_TOKEN"),
    (0x8009_030c, "SEC_E_LOGON_DENIED"),
    (0x8009_030f, "SEC_E_MESSAGE_ALTERED"),
    (0x8009_0310, "SEC_E_OUT_OF_SEQUENCE"),
    (0x8009_0346, "SEC_E_BAD_BINDINGS"),
    (0x8009_0351, "SEC_E_SMARTCARD_CERT_REVOKED"),
    (0xc000_0003, "STATUS_INVALID_INFO_CLASS"),
    (0xc000_0004, "STATUS_INFO_LENGTH_MISMATCH"),
    (0xc000_000d, "STATUS_INVALID_PARAMETER"),
    (0xc000_000f, "STATUS_NO_SUCH_FILE"),
    (0xc000_0016, "STATUS_MORE_PROCESSING_REQUIRED"),
    (0xc000_0022, "STATUS_ACCESS_DENIED"),
    (0xc000_0033, "STATUS_OBJECT_NAME_INVALID"),
    (0xc000_0034, "STATUS_OBJECT_NAME_NOT_FOUND"),
    (0xc000_0224, "STATUS_PASSWORD_MUST_CHANGE"),
    (0xc000_0043, "STATUS_SHARING_VIOLATION"),
    (0xc000_0061, "STATUS_PRIVILEGE_NOT_HELD"),
    (0xc000_0064, "STATUS_NO_SUCH_USER"),
    (0xc000_006a, "STATUS_WRONG_PASSWORD"),
    (0xc000_006d, "STATUS_LOGON_FAILURE"),
    (0xc000_006e, "STATUS_ACCOUNT_RESTRICTION"),
    (0xc000_0070, "STATUS_INVALID_WORKSTATION"),
    (0xc000_0071, "STATUS_PASSWORD_EXPIRED"),
    (0xc000_0072, "STATUS_ACCOUNT_DISABLED"),
    (0xc000_009a, "STATUS_INSUFFICIENT_RESOURCES"),
    (0xc000_00b0, "STATUS_PIPE_DISCONNECTED"),
    (0xc000_00ba, "STATUS_FILE_IS_A_DIRECTORY"),
    (0xc000_00bb, "STATUS_NOT_SUPPORTED"),
    (0xc000_00c9, "STATUS_NETWORK_NAME_DELETED"),
    (0xc000_00cc, "STATUS_BAD_NETWORK_NAME"),
    (0xc000_0120, "STATUS_CANCELLED"),
    (0xc000_0122, "STATUS_INVALID_COMPUTER_NAME"),
    (0xc000_0128, "STATUS_FILE_CLOSED"),
    (0xc000_015b, "STATUS_LOGON_TYPE_NOT_GRANTED"),
    (0xc000_018b, "STATUS_NO_TRUST_SAM_ACCOUNT"),
    (0xc000_019c, "STATUS_FS_DRIVER_REQUIRED"),
    (0xc000_0203, "STATUS_USER_SESSION_DELETED"),
    (0xc000_020c, "STATUS_CONNECTION_DISCONNECTED"),
    (0xc000_0225, "STATUS_NOT_FOUND"),
    (0xc000_0257, "STATUS_PATH_NOT_COVERED"),
    (0xc000_026e, "STATUS_VOLUME_DISMOUNTED"),
    (0xc000_02fb, "STATUS_KDC_INVALID_REQUEST"),
    (0xc000_035c, "STATUS_NETWORK_SESSION_EXPIRED"),
]);
pub static COMMANDS: Names = Names::pairs(&[
    (0, "SMB2_NEGOTIATE"),
    (1, "SMB2_SESSION_SETUP"),
    (2, "SMB2_LOGOFF"),
    (3, "SMB2_TREE_CONNECT"),
    (4, "SMB2_TREE_DISCONNECT"),
    (5, "SMB2_CREATE"),
    (6, "SMB2_CLOSE"),
    (7, "SMB2_FLUSH"),
    (8, "SMB2_READ"),
    (9, "SMB2_WRITE"),
    (0xa, "SMB2_LOCK"),
    (0xb, "SMB2_IOCTL"),
    (0xc, "SMB2_CANCEL"),
    (0xd, "SMB2_ECHO"),
    (0xe, "SMB2_QUERY_DIRECTORY"),
    (0xf, "SMB2_CHANGE_NOTIFY"),
    (0x10, "SMB2_QUERY_INFO"),
    (0x11, "SMB2_SET_INFO"),
    (0x12, "SMB2_OPLOCK_BREAK"),
]);
pub static MOVE_DST_IPADDR_TYPE: Names = Names::pairs(&[(1, "IPv4"), (2, "IPv6")]);
pub static NOTIFICATION_TYPE: Names = Names::pairs(&[(3, "SHARE_MOVE_NOTIFICATION")]);
pub static TARGET_TYPE: Names = Names::pairs(&[(0, "IP")]);
pub static ERROR_ID: Names = Names::pairs(&[(0, "DEFAULT"), (0x7264_5253, "SHARE_REDIRECT")]);
pub static CONTEXT_TYPE: Names = Names::pairs(&[
    (1, "SMB2_PREAUTH_INTEGRITY_CAPABILITIES"),
    (2, "SMB2_ENCRYPTION_CAPABILITIES"),
    (3, "SMB2_COMPRESSION_CAPABILITIES"),
    (5, "SMB2_NETNAME_NEGOTIATE_CONTEXT_ID"),
    (6, "SMB2_TRANSPORT_CAPABILITIES"),
    (7, "SMB2_RDMA_TRANSFORM_CAPABILITIES"),
    (8, "SMB2_SIGNING_CAPABILITIES"),
]);
pub static DIALECTS: Names = Names::pairs(&[
    (0x202, "SMB 2.002"),
    (0x210, "SMB 2.1"),
    (0x2ff, "SMB 2.???"),
    (0x300, "SMB 3.0"),
    (0x302, "SMB 3.0.2"),
    (0x311, "SMB 3.1.1"),
]);
pub static PREAUTH_INTEGRITY_CAPABILITIES_HASH_ALGORITHMS: Names = Names::pairs(&[(1, "SHA-512")]);
pub static ENCRYPTION_CAPABILITIES_CIPHERS: Names = Names::pairs(&[
    (1, "AES-128-CCM"),
    (2, "AES-128-GCM"),
    (3, "AES-256-CCM"),
    (4, "AES-256-GCM"),
]);
pub static COMPRESSION_CAPABILITIES_FLAGS: Names = Names::pairs(&[
    (0, "SMB2_COMPRESSION_CAPABILITIES_FLAG_NONE"),
    (1, "SMB2_COMPRESSION_CAPABILITIES_FLAG_CHAINED"),
]);
pub static COMPRESSION_CAPABILITIES_COMPRESSION_ALGORITHMS: Names = Names::pairs(&[
    (0, "None"),
    (1, "LZNT1"),
    (2, "LZ77"),
    (3, "LZ77 + Huffman"),
    (4, "Pattern_V1"),
]);
pub static RDMA_TRANSFORM_CAPABILITIES_RDMA_TRANSFORM_IDS: Names = Names::pairs(&[
    (0, "SMB2_RDMA_TRANSFORM_NONE"),
    (1, "SMB2_RDMA_TRANSFORM_ENCRYPTION"),
    (2, "SMB2_RDMA_TRANSFORM_SIGNING"),
]);
pub static SIGNING_CAPABILITIES_SIGNING_ALGORITHMS: Names =
    Names::pairs(&[(0, "HMAC-SHA256"), (1, "AES-CMAC"), (2, "AES-GMAC")]);
pub static SHARE_TYPE: Names = Names::pairs(&[(1, "DISK"), (2, "PIPE"), (3, "PRINT")]);
pub static TRANSFORM_HEADER_FLAGS: Names = Names::pairs(&[(1, "ENCRYPTED")]);
pub static COMPRESSION_TRANSFORM_HEADER_FLAGS: Names = Names::pairs(&[
    (0, "SMB2_COMPRESSION_FLAG_NONE"),
    (1, "SMB2_COMPRESSION_FLAG_CHAINED"),
]);
pub static OPLOCK_LEVELS: Names = Names::pairs(&[
    (0, "SMB2_OPLOCK_LEVEL_NONE"),
    (1, "SMB2_OPLOCK_LEVEL_II"),
    (8, "SMB2_OPLOCK_LEVEL_EXCLUSIVE"),
    (9, "SMB2_OPLOCK_LEVEL_BATCH"),
    (0xff, "SMB2_OPLOCK_LEVEL_LEASE"),
]);
pub static IMPERSONATION_LEVEL: Names = Names::pairs(&[
    (0, "Anonymous"),
    (1, "Identification"),
    (2, "Impersonation"),
    (3, "Delegate"),
]);
pub static CREATE_DISPOSITION: Names = Names::pairs(&[
    (0, "FILE_SUPERSEDE"),
    (1, "FILE_OPEN"),
    (2, "FILE_CREATE"),
    (3, "FILE_OPEN_IF"),
    (4, "FILE_OVERWRITE"),
    (5, "FILE_OVERWRITE_IF"),
]);
pub static CREATE_ACTION: Names = Names::pairs(&[
    (0, "FILE_SUPERSEDED"),
    (1, "FILE_OPENED"),
    (2, "FILE_CREATED"),
    (3, "FILE_OVERWRITEN"),
]);
pub static CHANNELS: Names = Names::pairs(&[
    (0, "SMB2_CHANNEL_NONE"),
    (1, "SMB2_CHANNEL_RDMA_V1"),
    (2, "SMB2_CHANNEL_RDMA_V1_INVALIDATE"),
    (3, "SMB2_CHANNEL_RDMA_TRANSFORM"),
]);
pub static FILE_INFORMATION_CLASS: Names = Names::pairs(&[
    (1, "FileDirectoryInformation"),
    (2, "FileFullDirectoryInformation"),
    (3, "FileBothDirectoryInformation"),
    (4, "FileBasicInformation"),
    (5, "FileStandardInformation"),
    (6, "FileInternalInformation"),
    (7, "FileEaInformation"),
    (8, "FileAccessInformation"),
    (0xa, "FileRenameInformation"),
    (0xe, "FilePositionInformation"),
    (0x10, "FileModeInformation"),
    (0x11, "FileAlignmentInformation"),
    (0x12, "FileAllInformation"),
    (0x22, "FileNetworkOpenInformation"),
    (0x25, "FileIdBothDirectoryInformation"),
    (0x26, "FileIdFullDirectoryInformation"),
    (0xc, "FileNamesInformation"),
    (0x30, "FileNormalizedNameInformation"),
    (0x3c, "FileIdExtdDirectoryInformation"),
]);
pub static INFO_TYPE: Names = Names::pairs(&[
    (1, "SMB2_0_INFO_FILE"),
    (2, "SMB2_0_INFO_FILESYSTEM"),
    (3, "SMB2_0_INFO_SECURITY"),
    (4, "SMB2_0_INFO_QUOTA"),
]);
pub static CTL_CODE: Names = Names::pairs(&[
    (0x6_0194, "FSCTL_DFS_GET_REFERRALS"),
    (0x11_400c, "FSCTL_PIPE_PEEK"),
    (0x11_0018, "FSCTL_PIPE_WAIT"),
    (0x11_c017, "FSCTL_PIPE_TRANSCEIVE"),
    (0x14_40f2, "FSCTL_SRV_COPYCHUNK"),
    (0x14_4064, "FSCTL_SRV_ENUMERATE_SNAPSHOTS"),
    (0x14_0078, "FSCTL_SRV_REQUEST_RESUME_KEY"),
    (0x14_41bb, "FSCTL_SRV_READ_HASH"),
    (0x14_80f2, "FSCTL_SRV_COPYCHUNK_WRITE"),
    (0x14_01d4, "FSCTL_LMR_REQUEST_RESILIENCY"),
    (0x14_01fc, "FSCTL_QUERY_NETWORK_INTERFACE_INFO"),
    (0x9_00a4, "FSCTL_SET_REPARSE_POINT"),
    (0x6_01b0, "FSCTL_DFS_GET_REFERRALS_EX"),
    (0x9_8208, "FSCTL_FILE_LEVEL_TRIM"),
    (0x14_0204, "FSCTL_VALIDATE_NEGOTIATE_INFO"),
    (0x9_4264, "FSCTL_OFFLOAD_READ"),
]);
pub static SOCKADDR_STORAGE_FAMILY: Names = Names::pairs(&[(2, "IPv4"), (0x17, "IPv6")]);
pub static TOKEN_TYPE: Names =
    Names::pairs(&[(0xffff_0001, "STORAGE_OFFLOAD_TOKEN_TYPE_ZERO_DATA")]);
pub static ACCESS: Names = Names::pairs(&[
    (0, "FILE_BYTE_ALIGNMENT"),
    (1, "FILE_WORD_ALIGNMENT"),
    (3, "FILE_LONG_ALIGNMENT"),
    (7, "FILE_QUAD_ALIGNMENT"),
    (0xf, "FILE_OCTA_ALIGNMENT"),
    (0x1f, "FILE_32_BYTE_ALIGNMENT"),
    (0x3f, "FILE_64_BYTE_ALIGNMENT"),
    (0x7f, "FILE_128_BYTE_ALIGNMENT"),
    (0xff, "FILE_256_BYTE_ALIGNMENT"),
    (0x1ff, "FILE_512_BYTE_ALIGNMENT"),
]);
pub static FILE_NOTIFY_INFORMATION_ACTION: Names = Names::pairs(&[
    (1, "FILE_ACTION_ADDED"),
    (2, "FILE_ACTION_REMOVED"),
    (3, "FILE_ACTION_MODIFIED"),
    (4, "FILE_ACTION_RENAMED_OLD_NAME"),
    (5, "FILE_ACTION_RENAMED_NEW_NAME"),
    (6, "FILE_ACTION_ADDED_STREAM"),
    (7, "FILE_ACTION_REMOVED_STREAM"),
    (8, "FILE_ACTION_MODIFIED_STREAM"),
    (9, "FILE_ACTION_REMOVED_BY_DELETE"),
    (0xa, "FILE_ACTION_ID_NOT_TUNNELLED"),
    (0xb, "FILE_ACTION_TUNNELLED_ID_COLLISION"),
]);
pub static REPARSE_TAGS: Names = Names::pairs(&[
    (0, "IO_REPARSE_TAG_RESERVED_ZERO"),
    (1, "IO_REPARSE_TAG_RESERVED_ONE"),
    (2, "IO_REPARSE_TAG_RESERVED_TWO"),
    (0xa000_0003, "IO_REPARSE_TAG_MOUNT_POINT"),
    (0xc000_0004, "IO_REPARSE_TAG_HSM"),
    (0x8000_0005, "IO_REPARSE_TAG_DRIVE_EXTENDER"),
    (0x8000_0006, "IO_REPARSE_TAG_HSM2"),
    (0x8000_0007, "IO_REPARSE_TAG_SIS"),
    (0x8000_0008, "IO_REPARSE_TAG_WIM"),
    (0x8000_0009, "IO_REPARSE_TAG_CSV"),
    (0x8000_000a, "IO_REPARSE_TAG_DFS"),
    (0x8000_000b, "IO_REPARSE_TAG_FILTER_MANAGER"),
    (0xa000_000c, "IO_REPARSE_TAG_SYMLINK"),
    (0xa000_0010, "IO_REPARSE_TAG_IIS_CACHE"),
    (0x8000_0012, "IO_REPARSE_TAG_DFSR"),
    (0x8000_0013, "IO_REPARSE_TAG_DEDUP"),
    (0xc000_0014, "IO_REPARSE_TAG_APPXSTRM"),
    (0x8000_0014, "IO_REPARSE_TAG_NFS"),
    (0x8000_0015, "IO_REPARSE_TAG_FILE_PLACEHOLDER"),
    (0x8000_0016, "IO_REPARSE_TAG_DFM"),
    (0x8000_0017, "IO_REPARSE_TAG_WOF"),
    (0x8000_0018, "IO_REPARSE_TAG_WCI"),
    (0x9000_1018, "IO_REPARSE_TAG_WCI_1"),
    (0xa000_0019, "IO_REPARSE_TAG_GLOBAL_REPARSE"),
    (0x9000_001a, "IO_REPARSE_TAG_CLOUD"),
    (0x9000_101a, "IO_REPARSE_TAG_CLOUD_1"),
    (0x9000_201a, "IO_REPARSE_TAG_CLOUD_2"),
    (0x9000_301a, "IO_REPARSE_TAG_CLOUD_3"),
    (0x9000_401a, "IO_REPARSE_TAG_CLOUD_4"),
    (0x9000_501a, "IO_REPARSE_TAG_CLOUD_5"),
    (0x9000_601a, "IO_REPARSE_TAG_CLOUD_6"),
    (0x9000_701a, "IO_REPARSE_TAG_CLOUD_7"),
    (0x9000_801a, "IO_REPARSE_TAG_CLOUD_8"),
    (0x9000_901a, "IO_REPARSE_TAG_CLOUD_9"),
    (0x9000_a01a, "IO_REPARSE_TAG_CLOUD_A"),
    (0x9000_b01a, "IO_REPARSE_TAG_CLOUD_B"),
    (0x9000_c01a, "IO_REPARSE_TAG_CLOUD_C"),
    (0x9000_d01a, "IO_REPARSE_TAG_CLOUD_D"),
    (0x9000_e01a, "IO_REPARSE_TAG_CLOUD_E"),
    (0x9000_f01a, "IO_REPARSE_TAG_CLOUD_F"),
    (0x8000_001b, "IO_REPARSE_TAG_APPEXECLINK"),
    (0x9000_001c, "IO_REPARSE_TAG_PROJFS"),
    (0xa000_001d, "IO_REPARSE_TAG_LX_SYMLINK"),
    (0x8000_001e, "IO_REPARSE_TAG_STORAGE_SYNC"),
    (0xa000_001f, "IO_REPARSE_TAG_WCI_TOMBSTONE"),
    (0x8000_0020, "IO_REPARSE_TAG_UNHANDLED"),
    (0x8000_0021, "IO_REPARSE_TAG_ONEDRIVE"),
    (0xa000_0022, "IO_REPARSE_TAG_PROJFS_TOMBSTONE"),
    (0x8000_0023, "IO_REPARSE_TAG_AF_UNIX"),
    (0x8000_0024, "IO_REPARSE_TAG_LX_FIFO"),
    (0x8000_0025, "IO_REPARSE_TAG_LX_CHR"),
    (0x8000_0026, "IO_REPARSE_TAG_LX_BLK"),
    (0xa000_0027, "IO_REPARSE_TAG_WCI_LINK"),
    (0xa000_1027, "IO_REPARSE_TAG_WCI_LINK_1"),
]);
