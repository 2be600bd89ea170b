//! Names of numbers in BGP. IANA: BGP parameters, capability codes, address family numbers, extended
//! communities.

use crate::proto::names::Names;

pub static LOWER1: Names = Names::pairs(&[
    (2, "Route Target"),
    (3, "Route Origin"),
    (4, "Unassigned"),
    (5, "OSPF Domain Identifier"),
    (8, "BGP Data Collection"),
    (9, "Source AS"),
    (10, "L2VPN Identifier"),
    (16, "Cisco VPN-Distinguisher"),
]);

pub static LOWER2: Names = Names::pairs(&[
    (2, "Route Target"),
    (3, "Route Origin"),
    (5, "OSPF Domain Identifier"),
    (7, "OSPF Route ID"),
    (10, "L2VPN Identifier"),
    (11, "VRF Route Import"),
    (12, "Flow-spec Redirect to IPv4"),
    (16, "Cisco VPN-Distinguisher"),
    (18, "Inter-Area P2MP Segmented Next-Hop"),
]);

pub static LOWER3: Names = Names::pairs(&[
    (2, "Route Target"),
    (3, "Route Origin"),
    (4, "Generic"),
    (5, "OSPF Domain Identifier"),
    (8, "BGP Data Collection"),
    (9, "Source AS"),
    (16, "Cisco VPN Identifier"),
]);

pub static LOWER4: Names = Names::pairs(&[
    (1, "Cost Community"),
    (3, "CP-ORF"),
    (4, "Extranet Source Extended Community"),
    (5, "Extranet Separation Extended Community"),
    (6, "OSPF Route Type"),
    (7, "Additional PMSI Tunnel Attribute Flags"),
    (11, "Color Extended Community"),
    (12, "Encapsulation Extended Community"),
    (13, "Default Gateway"),
    (14, "Point-to-Point-to-Multipoint (PPMP) Label"),
    (19, "Route-Target Record"),
    (20, "Consistent Hash Sort Order"),
]);

pub static LOWER5: Names = Names::pairs(&[
    (0, "MAC Mobility"),
    (1, "ESI Label"),
    (2, "ES-Import Route Target"),
    (3, "EVPN Router\"s MAC Extended Community"),
    (4, "Layer 2 Extended Community"),
    (5, "E-TREE Extended Community"),
    (6, "DF Election Extended Community"),
    (7, "I-SID Extended Community"),
]);

pub static LOWER6: Names = Names::pairs(&[
    (4, "Link Bandwidth Extended Community"),
    (128, "Virtual-Network Identifier Extended Community"),
]);

pub static LOWER7: Names = Names::pairs(&[(4, "Generic")]);

pub static LOWER8: Names =
    Names::pairs(&[(0, "BGP Origin Validation State"), (1, "Cost Community")]);

pub static LOWER9: Names = Names::pairs(&[
    (0, "OSPF Route Type (deprecated)"),
    (1, "OSPF Router ID (deprecated)"),
    (5, "OSPF Domain Identifier (deprecated)"),
    (6, "Flow spec traffic-rate"),
    (7, "Flow spec traffic-action"),
    (8, "Flow spec redirect AS-2byte format"),
    (9, "Flow spec traffic-remarking"),
    (10, "Layer2 Info Extended Community"),
    (11, "E-Tree Info"),
]);

pub static LOWER10: Names = Names::pairs(&[(8, "Flow spec redirect IPv4 format")]);

pub static LOWER11: Names = Names::pairs(&[(8, "Flow spec redirect AS-4byte format")]);

pub static TYPES: Names = Names::pairs(&[
    (0, "NONE"),
    (1, "OPEN"),
    (2, "UPDATE"),
    (3, "NOTIFICATION"),
    (4, "KEEPALIVE"),
    (5, "ROUTE-REFRESH"),
]);

pub static CODES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Multiprotocol Extensions for BGP-4"),
    (2, "Route Refresh Capability for BGP-4"),
    (3, "Outbound Route Filtering Capability"),
    (4, "Multiple routes to a destination capability"),
    (5, "Extended Next Hop Encoding"),
    (6, "BGP-Extended Message"),
    (64, "Graceful Restart Capability"),
    (65, "Support for 4-octet AS number capability"),
    (66, "Deprecated (2003-03-06)"),
    (67, "Support for Dynamic Capability (capability specific)"),
    (68, "Multisession BGP Capability"),
    (69, "ADD-PATH Capability"),
    (70, "Enhanced Route Refresh Capability"),
    (71, "Long-Lived Graceful Restart (LLGR) Capability"),
    (73, "FQDN Capability"),
    (128, "Route Refresh Capability for BGP-4 (Cisco)"),
    (130, "Outbound Route Filtering Capability (Cisco)"),
]);

pub static AFIS: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "IP (IP version 4)"),
    (2, "IP6 (IP version 6)"),
    (3, "NSAP"),
    (4, "HDLC (8-bit multidrop)"),
    (5, "BBN 1822"),
    (
        6,
        "802 (includes all 802 media plus Ethernet \"canonical format\")",
    ),
    (7, "E.163"),
    (8, "E.164 (SMDS, Frame Relay, ATM)"),
    (9, "F.69 (Telex)"),
    (10, "X.121 (X.25, Frame Relay)"),
    (11, "IPX"),
    (12, "Appletalk"),
    (13, "Decnet IV"),
    (14, "Banyan Vines"),
    (15, "E.164 with NSAP format subaddress"),
    (16, "DNS (Domain Name System)"),
    (17, "Distinguished Name"),
    (18, "AS Number"),
    (19, "XTP over IP version 4"),
    (20, "XTP over IP version 6"),
    (21, "XTP native mode XTP"),
    (22, "Fibre Channel World-Wide Port Name"),
    (23, "Fibre Channel World-Wide Node Name"),
    (24, "GWID"),
    (25, "AFI for L2VPN information"),
    (26, "MPLS-TP Section Endpoint Identifier"),
    (27, "MPLS-TP LSP Endpoint Identifier"),
    (28, "MPLS-TP Pseudowire Endpoint Identifier"),
    (29, "MT IP: Multi-Topology IP version 4"),
    (30, "MT IPv6: Multi-Topology IP version 6"),
    (16384, "EIGRP Common Service Family"),
    (16385, "EIGRP IPv4 Service Family"),
    (16386, "EIGRP IPv6 Service Family"),
    (16387, "LISP Canonical Address Format (LCAF)"),
    (16388, "BGP-LS"),
    (16389, "48-bit MAC"),
    (16390, "64-bit MAC"),
    (16391, "OUI"),
    (16392, "MAC/24"),
    (16393, "MAC/40"),
    (16394, "IPv6/64"),
    (16395, "RBridge Port ID"),
    (16396, "TRILL Nickname"),
    (65535, "Reserved"),
]);

pub static SAFIS: Names = Names::pairs(&[
    (0, "Reserved"),
    (
        1,
        "Network Layer Reachability Information used for unicast forwarding",
    ),
    (
        2,
        "Network Layer Reachability Information used for multicast forwarding",
    ),
    (3, "Reserved"),
    (
        4,
        "Network Layer Reachability Information (NLRI) with MPLS Labels",
    ),
    (5, "MCAST-VPN"),
    (
        6,
        "Network Layer Reachability Information used for Dynamic Placement of        Multi-Segment Pseudowires",
    ),
    (7, "Encapsulation SAFI"),
    (8, "MCAST-VPLS"),
    (64, "Tunnel SAFI"),
    (65, "Virtual Private LAN Service (VPLS)"),
    (66, "BGP MDT SAFI"),
    (67, "BGP 4over6 SAFI"),
    (68, "BGP 6over4 SAFI"),
    (69, "Layer-1 VPN auto-discovery information"),
    (70, "BGP EVPNs"),
    (71, "BGP-LS"),
    (72, "BGP-LS-VPN"),
    (128, "MPLS-labeled VPN address"),
    (
        129,
        "Multicast for BGP/MPLS IP Virtual Private Networks (VPNs)",
    ),
    (132, "Route Target constraint"),
    (133, "IPv4 dissemination of flow specification rules"),
    (134, "VPNv4 dissemination of flow specification rules"),
    (140, "VPN auto-discovery"),
    (255, "Reserved"),
]);

pub static SEND_RECEIVES: Names =
    Names::pairs(&[(1, "receive"), (2, "send"), (3, "receive + send")]);

pub static FLAGS_NAMES: Names =
    Names::pairs(&[(128, "Forwarding state preserved (0x80: F bit set)")]);

pub static PARAM_TYPES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Authentication (deprecated)"),
    (2, "Capabilities"),
]);

pub static ORIGINS: Names = Names::pairs(&[(0, "IGP"), (1, "EGP"), (2, "INCOMPLETE")]);

pub static SEGMENT_TYPES: Names = Names::pairs(&[
    (1, "AS_SET"),
    (2, "AS_SEQUENCE"),
    (3, "AS_CONFED_SEQUENCE"),
    (4, "AS_CONFED_SET"),
]);

pub static COMMUNITIES: Names = Names::pairs(&[
    (4294967041, "NO_EXPORT"),
    (4294967042, "NO_ADVERTISE"),
    (4294967043, "NO_EXPORT_SUBCONFED"),
    (4294967044, "NOPEER"),
    (4294901760, "planned-shut"),
    (4294901761, "ACCEPT-OWN"),
    (4294901762, "ROUTE_FILTER_TRANSLATED_v4"),
    (4294901763, "ROUTE_FILTER_v4"),
    (4294901764, "ROUTE_FILTER_TRANSLATED_v6"),
    (4294901765, "ROUTE_FILTER_v6"),
    (4294901766, "LLGR_STALE"),
    (4294901767, "NO_LLGR"),
    (4294901768, "accept-own-nexthop"),
]);

pub static DSCPS: Names = Names::pairs(&[(47, "Terminal Action"), (46, "Sample")]);

pub static TYPE_HIGHS: Names = Names::pairs(&[
    (0, "Transitive Two-Octet AS-Specific Extended Community"),
    (1, "Transitive IPv4-Address-Specific Extended Community"),
    (2, "Transitive Four-Octet AS-Specific Extended Community"),
    (3, "Transitive Opaque Extended Community"),
    (4, "QoS Marking"),
    (5, "CoS Capability"),
    (6, "EVPN"),
    (7, "Unassigned"),
    (8, "Flow spec redirect/mirror to IP next-hop"),
    (
        64,
        "Non-Transitive Two-Octet AS-Specific Extended Community",
    ),
    (
        65,
        "Non-Transitive IPv4-Address-Specific Extended Community",
    ),
    (
        66,
        "Non-Transitive Four-Octet AS-Specific Extended Community",
    ),
    (67, "Non-Transitive Opaque Extended Community"),
    (68, "QoS Marking"),
    (
        128,
        "Generic Transitive Experimental Use Extended Community",
    ),
    (
        129,
        "Generic Transitive Experimental Use Extended Community Part 2",
    ),
    (
        130,
        "Generic Transitive Experimental Use Extended Community Part 3",
    ),
]);

pub static SEGMENT_TYPES2: Names = Names::pairs(&[(1, "AS_SET"), (2, "AS_SEQUENCE")]);

pub static TYPE_CODES: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "ORIGIN"),
    (2, "AS_PATH"),
    (3, "NEXT_HOP"),
    (4, "MULTI_EXIT_DISC"),
    (5, "LOCAL_PREF"),
    (6, "ATOMIC_AGGREGATE"),
    (7, "AGGREGATOR"),
    (8, "COMMUNITY"),
    (9, "ORIGINATOR_ID"),
    (10, "CLUSTER_LIST"),
    (11, "DPA (deprecated)"),
    (12, "ADVERTISER  (Historic) (deprecated)"),
    (13, "RCID_PATH / CLUSTER_ID (Historic) (deprecated)"),
    (14, "MP_REACH_NLRI"),
    (15, "MP_UNREACH_NLRI"),
    (16, "EXTENDED COMMUNITIES"),
    (17, "AS4_PATH"),
    (18, "AS4_AGGREGATOR"),
    (19, "SAFI Specific Attribute (SSA) (deprecated)"),
    (20, "Connector Attribute (deprecated)"),
    (21, "AS_PATHLIMIT (deprecated)"),
    (22, "PMSI_TUNNEL"),
    (23, "Tunnel Encapsulation Attribute"),
    (24, "Traffic Engineering"),
    (25, "IPv6 Address Specific Extended Community"),
    (26, "AIGP"),
    (27, "PE Distinguisher Labels"),
    (28, "BGP Entropy Label Capability Attribute (deprecated)"),
    (29, "BGP-LS Attribute"),
    (32, "LARGE_COMMUNITY"),
    (40, "BGP Prefix-SID"),
    (128, "ATTR_SET"),
    (255, "Reserved for development"),
]);

pub static ERROR_CODES: Names = Names::pairs(&[
    (1, "Message Header Error"),
    (2, "OPEN Message Error"),
    (3, "UPDATE Message Error"),
    (4, "Hold Timer Expired"),
    (5, "Finite State Machine Error"),
    (6, "Cease"),
    (7, "ROUTE-REFRESH Message Error"),
]);

pub static ERROR_SUBCODES: Names = Names::pairs(&[]);

pub static ERROR_SUBCODES2: Names = Names::pairs(&[
    (0, "Unspecific"),
    (1, "Connection Not Synchronized"),
    (2, "Bad Message Length"),
    (3, "Bad Message Type"),
]);

pub static ERROR_SUBCODES3: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Unsupported Version Number"),
    (2, "Bad Peer AS"),
    (3, "Bad BGP Identifier"),
    (4, "Unsupported Optional Parameter"),
    (5, "Authentication Failure - Deprecated (RFC 4271)"),
    (6, "Unacceptable Hold Time"),
    (7, "Unsupported Capability"),
]);

pub static ERROR_SUBCODES4: Names = Names::pairs(&[
    (0, "Reserved"),
    (1, "Malformed Attribute List"),
    (2, "Unrecognized Well-known Attribute"),
    (3, "Missing Well-known Attribute"),
    (4, "Attribute Flags Error"),
    (5, "Attribute Length Error"),
    (6, "Invalid ORIGIN Attribute"),
    (7, "AS Routing Loop - Deprecated (RFC 4271)"),
    (8, "Invalid NEXT_HOP Attribute"),
    (9, "Optional Attribute Error"),
    (10, "Invalid Network Field"),
    (11, "Malformed AS_PATH"),
]);

pub static ERROR_SUBCODES5: Names = Names::pairs(&[
    (0, "Unspecified Error"),
    (1, "Receive Unexpected Message in OpenSent State"),
    (2, "Receive Unexpected Message in OpenConfirm State"),
    (3, "Receive Unexpected Message in Established State"),
]);

pub static ERROR_SUBCODES6: Names = Names::pairs(&[
    (0, "Unspecified Error"),
    (1, "Maximum Number of Prefixes Reached"),
    (2, "Administrative Shutdown"),
    (3, "Peer De-configured"),
    (4, "Administrative Reset"),
    (5, "Connection Rejected"),
    (6, "Other Configuration Change"),
    (7, "Connection Collision Resolution"),
    (8, "Out of Resources"),
]);

pub static ERROR_SUBCODES7: Names = Names::pairs(&[(0, "Reserved"), (1, "Invalid Message Length")]);

pub static ACTIONS: Names = Names::pairs(&[(0, "ADD"), (1, "REMOVE"), (2, "REMOVE-ALL")]);

pub static MATCHS: Names = Names::pairs(&[(0, "PERMIT"), (1, "DENY")]);

pub static WHEN_TO_REFRESHS: Names = Names::pairs(&[(1, "IMMEDIATE"), (2, "DEFER")]);

pub static SUBTYPES: Names = Names::pairs(&[
    (0, "Route-Refresh"),
    (1, "BoRR"),
    (2, "EoRR"),
    (255, "Reserved"),
]);
