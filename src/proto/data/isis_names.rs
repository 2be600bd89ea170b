//! Names of numbers in IS-IS. IANA: IS-IS TLV codepoints.

use crate::proto::names::Names;

pub static NEIGHBOUR_PARTS: Names = Names::pairs(&[
    (3, "Administrative Group (Color)"),
    (4, "Link Local/Remote Identifiers"),
    (6, "IPv4 Interface Address"),
    (8, "IPv4 Neighbor Address"),
    (9, "Maximum Link Bandwidth"),
    (10, "Maximum Reservable Link Bandwidth"),
    (11, "Unreserved Bandwidth"),
    (12, "IPv6 Interface Address"),
    (13, "IPv6 Neighbor Address"),
    (18, "TE Default Metric"),
]);
pub static PREFIX_PARTS: Names = Names::pairs(&[
    (1, "32-bit Administrative Tag"),
    (2, "64-bit Administrative Tag"),
    (3, "Prefix Segment Identifier"),
]);
pub static CAPABILITIES: Names = Names::pairs(&[(1, "ISIS SID/Label sub TLV")]);
pub static ALGORITHMS: Names = Names::pairs(&[
    (2, "Segment Routing Capability sub TLV"),
    (19, "Segment Routing Algorithm"),
]);
pub static TLVS_OF_PDUS: Names = Names::pairs(&[
    (1, "Area TLV"),
    (2, "IS Reachability TLV"),
    (6, "IS Neighbour TLV"),
    (7, "Instance Identifier TLV"),
    (8, "Padding TLV"),
    (9, "LSP Entries TLV"),
    (10, "Authentication TLV"),
    (12, "Optional Checksum TLV"),
    (13, "Purge Originator Identification TLV"),
    (14, "LSP Buffer Size TLV"),
    (22, "Extended IS-Reachability TLV"),
    (23, "IS Neighbour Attribute TLV"),
    (24, "IS Alias ID"),
    (128, "IP Internal Reachability TLV"),
    (129, "Protocols Supported TLV"),
    (130, "IP External Reachability TLV"),
    (131, "Inter-Domain Routing Protocol Information TLV"),
    (132, "IP Interface Address TLV"),
    (134, "Traffic Engineering Router ID TLV"),
    (135, "Extended IP Reachability TLV"),
    (137, "Dynamic Hostname TLV"),
    (138, "GMPLS Shared Risk Link Group TLV"),
    (139, "IPv6 Shared Risk Link Group TLV"),
    (140, "IPv6 Traffic Engineering Router ID TLV"),
    (141, "Inter-AS Reachability Information TLV"),
    (142, "Group Address TLV"),
    (143, "Multi-Topology-Aware Port Capability TLV"),
    (144, "Multi-Topology Capability TLV"),
    (145, "TRILL Neighbour TLV"),
    (147, "MAC-Reachability TLV"),
    (148, "BFD-Enabled TLV"),
    (211, "Restart TLV"),
    (222, "Multi-Topology Intermediate Systems TLV"),
    (223, "Multi-Topology IS Neighbour Attributes TLV"),
    (229, "Multi-Topology TLV"),
    (232, "IPv6 Interface Address TLV"),
    (233, "IPv6 Global Interface Address TLV"),
    (235, "Multi-Topology IPv4 Reachability TLV"),
    (236, "IPv6 Reachability TLV"),
    (237, "Multi-Topology IPv6 Reachability TLV"),
    (240, "Point-to-Point Three-Way Adjacency TLV"),
    (242, "IS-IS Router Capability TLV"),
    (251, "Generic Information TLV"),
]);
pub static AUTHENTICATIONS: Names = Names::pairs(&[(1, "Plain"), (17, "HMAC-MD5")]);
pub static ADJACENCY_STATES: Names = Names::pairs(&[(2, "Down"), (1, "Initialising"), (0, "Up")]);
