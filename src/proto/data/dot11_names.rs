//! Names of numbers in IEEE 802.11 and radiotap.

use crate::proto::names::Names;

pub static PRESENT_TYPES: Names = Names::pairs(&[
    (0, "TSFT"),
    (1, "Flags"),
    (2, "Rate"),
    (3, "Channel"),
    (4, "FHSS"),
    (5, "dBm_AntSignal"),
    (6, "dBm_AntNoise"),
    (7, "Lock_Quality"),
    (8, "TX_Attenuation"),
    (9, "dB_TX_Attenuation"),
    (10, "dBm_TX_Power"),
    (11, "Antenna"),
    (12, "dB_AntSignal"),
    (13, "dB_AntNoise"),
    (14, "RXFlags"),
    (15, "TXFlags"),
    (16, "b17"),
    (17, "b18"),
    (18, "ChannelPlus"),
    (19, "MCS"),
    (20, "A_MPDU"),
    (21, "VHT"),
    (22, "timestamp"),
    (23, "HE"),
    (24, "HE_MU"),
    (25, "HE_MU_other_user"),
    (26, "zero_length_psdu"),
    (27, "L_SIG"),
    (28, "TLV"),
    (29, "RadiotapNS"),
    (30, "VendorNS"),
    (31, "Ext"),
]);

pub static FEC_TYPES: Names = Names::pairs(&[(0, "BCC"), (1, "LDPC")]);

pub static HT_FORMATS: Names = Names::pairs(&[(0, "mixed"), (1, "greenfield")]);

pub static GUARD_INTERVALS: Names = Names::pairs(&[(0, "Long_GI"), (1, "Short_GI")]);

pub static MCS_BANDWIDTHS: Names =
    Names::pairs(&[(0, "20MHz"), (1, "40MHz"), (2, "ht40Mhz-"), (3, "ht40MHz+")]);

pub static VHT_BANDWIDTHS: Names = Names::pairs(&[
    (0, "20MHz"),
    (1, "40MHz"),
    (2, "40MHz"),
    (3, "40MHz"),
    (4, "80MHz"),
    (5, "80MHz"),
    (6, "80MHz"),
    (7, "80MHz"),
    (8, "80MHz"),
    (9, "80MHz"),
    (10, "80MHz"),
    (11, "160MHz"),
    (12, "160MHz"),
    (13, "160MHz"),
    (14, "160MHz"),
    (15, "160MHz"),
    (16, "160MHz"),
    (17, "160MHz"),
    (18, "160MHz"),
    (19, "160MHz"),
    (20, "160MHz"),
    (21, "160MHz"),
    (22, "160MHz"),
    (23, "160MHz"),
    (24, "160MHz"),
    (25, "160MHz"),
]);

pub static TIME_UNITS: Names =
    Names::pairs(&[(0, "milliseconds"), (1, "microseconds"), (2, "nanoseconds")]);

pub static MANAGEMENT_SUBTYPES: Names = Names::pairs(&[
    (0, "Association Request"),
    (1, "Association Response"),
    (2, "Reassociation Request"),
    (3, "Reassociation Response"),
    (4, "Probe Request"),
    (5, "Probe Response"),
    (6, "Timing Advertisement"),
    (8, "Beacon"),
    (9, "ATIM"),
    (10, "Disassociation"),
    (11, "Authentication"),
    (12, "Deauthentication"),
    (13, "Action"),
    (14, "Action No Ack"),
]);

pub static CONTROL_SUBTYPES: Names = Names::pairs(&[
    (2, "Trigger"),
    (3, "TACK"),
    (4, "Beamforming Report Poll"),
    (5, "VHT/HE NDP Announcement"),
    (6, "Control Frame Extension"),
    (7, "Control Wrapper"),
    (8, "Block Ack Request"),
    (9, "Block Ack"),
    (10, "PS-Poll"),
    (11, "RTS"),
    (12, "CTS"),
    (13, "Ack"),
    (14, "CF-End"),
    (15, "CF-End+CF-Ack"),
]);

pub static DATA_SUBTYPES: Names = Names::pairs(&[
    (0, "Data"),
    (1, "Data+CF-Ack"),
    (2, "Data+CF-Poll"),
    (3, "Data+CF-Ack+CF-Poll"),
    (4, "Null (no data)"),
    (5, "CF-Ack (no data)"),
    (6, "CF-Poll (no data)"),
    (7, "CF-Ack+CF-Poll (no data)"),
    (8, "QoS Data"),
    (9, "QoS Data+CF-Ack"),
    (10, "QoS Data+CF-Poll"),
    (11, "QoS Data+CF-Ack+CF-Poll"),
    (12, "QoS Null (no data)"),
    (14, "QoS CF-Poll (no data)"),
    (15, "QoS CF-Ack+CF-Poll (no data)"),
]);

pub static EXTENSION_SUBTYPES: Names = Names::pairs(&[(0, "DMG Beacon"), (1, "S1G Beacon")]);

pub static TYPES: Names = Names::pairs(&[
    (0, "Management"),
    (1, "Control"),
    (2, "Data"),
    (3, "Extension"),
]);

pub static CONTROL_EXTENSIONS: Names = Names::pairs(&[
    (2, "Poll"),
    (3, "SPR"),
    (4, "Grant"),
    (5, "DMG CTS"),
    (6, "DMG DTS"),
    (7, "Grant Ack"),
    (8, "SSW"),
    (9, "SSW-Feedback"),
    (10, "SSW-Ack"),
]);

pub static CIPHERS: Names = Names::pairs(&[
    (0, "Use group cipher suite"),
    (1, "WEP-40"),
    (2, "TKIP"),
    (3, "OCB"),
    (4, "CCMP-128"),
    (5, "WEP-104"),
    (6, "BIP-CMAC-128"),
    (7, "Group addressed traffic not allowed"),
    (8, "GCMP-128"),
    (9, "GCMP-256"),
    (10, "CCMP-256"),
    (11, "BIP-GMAC-128"),
    (12, "BIP-GMAC-256"),
    (13, "BIP-CMAC-256"),
]);

pub static SUITES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "802.1X"),
    (2, "PSK"),
    (3, "FT-802.1X"),
    (4, "FT-PSK"),
    (5, "WPA-SHA256"),
    (6, "PSK-SHA256"),
    (7, "TDLS"),
    (8, "SAE"),
    (9, "FT-SAE"),
    (10, "AP-PEER-KEY"),
    (11, "WPA-SHA256-SUITE-B"),
    (12, "WPA-SHA384-SUITE-B"),
    (13, "FT-802.1X-SHA384"),
    (14, "FILS-SHA256"),
    (15, "FILS-SHA384"),
    (16, "FT-FILS-SHA256"),
    (17, "FT-FILS-SHA384"),
    (18, "OWE"),
]);

pub static A_MSDU_SIZES: Names = Names::pairs(&[(0, "3839 o"), (1, "7935 o")]);

pub static POWER_SAVES: Names =
    Names::pairs(&[(0, "static SM"), (1, "dynamic SM"), (3, "disabled")]);

pub static CHANNEL_WIDTHS: Names = Names::pairs(&[(0, "20Mhz"), (1, "20Mhz+40Mhz")]);

pub static REASONS: Names = Names::pairs(&[
    (0, "reserved"),
    (1, "unspec"),
    (2, "auth-expired"),
    (3, "deauth-ST-leaving"),
    (4, "inactivity"),
    (5, "AP-full"),
    (6, "class2-from-nonauth"),
    (7, "class3-from-nonass"),
    (8, "disas-ST-leaving"),
    (9, "ST-not-auth"),
]);

pub static ALGORITHMS: Names = Names::pairs(&[(0, "open"), (1, "sharedkey")]);

pub static STATUSES: Names = Names::pairs(&[
    (0, "success"),
    (1, "failure"),
    (10, "cannot-support-all-cap"),
    (11, "inexist-asso"),
    (12, "asso-denied"),
    (13, "algo-unsupported"),
    (14, "bad-seq-num"),
    (15, "challenge-failure"),
    (16, "timeout"),
    (17, "AP-full"),
    (18, "rate-unsupported"),
]);

pub static CATEGORIES: Names = Names::pairs(&[
    (0, "Spectrum Management"),
    (1, "QoS"),
    (2, "DLS"),
    (3, "Block"),
    (4, "Public"),
    (5, "Radio Measurement"),
    (6, "Fast BSS Transition"),
    (7, "HT"),
    (8, "SA Query"),
    (9, "Protected Dual of Public Action"),
    (10, "WNM"),
    (11, "Unprotected WNM"),
    (12, "TDLS"),
    (13, "Mesh"),
    (14, "Multihop"),
    (15, "Self-protected"),
    (16, "DMG"),
    (17, "Reserved Wi-Fi Alliance"),
    (18, "Fast Session Transfer"),
    (19, "Robust AV Streaming"),
    (20, "Unprotected DMG"),
    (21, "VHT"),
]);

pub static WNM_ACTIONS: Names = Names::pairs(&[
    (0, "Event Request"),
    (1, "Event Report"),
    (2, "Diagnostic Request"),
    (3, "Diagnostic Report"),
    (4, "Location Configuration Request"),
    (5, "Location Configuration Response"),
    (6, "BSS Transition Management Query"),
    (7, "BSS Transition Management Request"),
    (8, "BSS Transition Management Response"),
    (9, "FMS Request"),
    (10, "FMS Response"),
    (11, "Collocated Interference Request"),
    (12, "Collocated Interference Report"),
    (13, "TFS Request"),
    (14, "TFS Response"),
    (15, "TFS Notify"),
    (16, "WNM Sleep Mode Request"),
    (17, "WNM Sleep Mode Response"),
    (18, "TIM Broadcast Request"),
    (19, "TIM Broadcast Response"),
    (20, "QoS Traffic Capability Update"),
    (21, "Channel Usage Request"),
    (22, "Channel Usage Response"),
    (23, "DMS Request"),
    (24, "DMS Response"),
    (25, "Timing Measurement Request"),
    (26, "WNM Notification Request"),
    (27, "WNM Notification Response"),
    (28, "WNM-Notify Response"),
]);

pub static TRANSITION_STATUSES: Names = Names::pairs(&[
    (0, "Accept"),
    (1, "Reject-Unspecified_reject_reason"),
    (2, "Reject-Insufficient_Beacon_or_Probe_Response_frames"),
    (
        3,
        "Reject-Insufficient_available_capacity_from_all_candidates",
    ),
    (4, "Reject-BSS_termination_undesired"),
    (5, "Reject-BSS_termination_delay_requested"),
    (6, "Reject-STA_BSS_Transition_Candidate_List_provided"),
    (7, "Reject-No_suitable_BSS_transition_candidates"),
    (8, "Reject-Leaving_ESS"),
]);

pub static SPECTRUM_ACTIONS: Names = Names::pairs(&[
    (0, "Measurement Request"),
    (1, "Measurement Report"),
    (2, "TPC Request"),
    (3, "TPC Report"),
    (4, "Channel Switch Announcement"),
]);

pub static RADIO_MEASUREMENT_ACTIONS: Names = Names::pairs(&[
    (0, "Radio Measurement Request"),
    (1, "Radio Measurement Report"),
    (2, "Link Measurement Request"),
    (3, "Link Measurement Report"),
    (4, "Neighbor Report Request"),
    (5, "Neighbor Report Response"),
]);

pub static MEASUREMENT_TYPES: Names = Names::pairs(&[(5, "Beacon")]);

pub static ELEMENTS: Names = Names::pairs(&[
    (0, "SSID"),
    (1, "Supported Rates"),
    (2, "FHset"),
    (3, "DSSS Set"),
    (4, "CF Set"),
    (5, "TIM"),
    (6, "IBSS Set"),
    (7, "Country"),
    (10, "Request"),
    (11, "BSS Load"),
    (12, "EDCA Set"),
    (13, "TSPEC"),
    (14, "TCLAS"),
    (15, "Schedule"),
    (16, "Challenge text"),
    (32, "Power Constraint"),
    (33, "Power Capability"),
    (36, "Supported Channels"),
    (37, "Channel Switch Announcement"),
    (38, "Measurement Request"),
    (39, "Measurement Report"),
    (42, "ERP"),
    (45, "HT Capabilities"),
    (46, "QoS Capability"),
    (48, "RSN"),
    (50, "Extended Supported Rates"),
    (52, "Neighbor Report"),
    (61, "HT Operation"),
    (74, "Overlapping BSS Scan Parameters"),
    (107, "Interworking"),
    (127, "Extended Capabilities"),
    (191, "VHT Capabilities"),
    (192, "VHT Operation"),
    (221, "Vendor Specific"),
    (255, "Element ID Extension"),
    // Names that only scripts use.
    (1, "Rates"),
    (3, "DSset"),
    (4, "CFset"),
    (6, "IBSSset"),
    (16, "challenge"),
    (33, "PowerCapability"),
    (36, "Channels"),
    (42, "ERPinfo"),
    (45, "HTinfo"),
    (48, "RSNinfo"),
    (50, "ESRates"),
    (127, "ExtendendCapatibilities"),
    (191, "VHTCapabilities"),
    (221, "Vendor"),
]);
