//! What frames of a link type begin with (https://www.tcpdump.org/linktypes.html), and what scripts
//! registered besides.

use std::cell::RefCell;

use super::{Proto, registry};

/// Which directions an entry is about: what frames of a link type begin with, and the link type
/// in which what begins with a layer is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Both,
    Reads,
    Writes,
}

/// What frames begin with, by numbers of capture files, and by some that the kernel has for
/// interfaces.
const LINK_LAYERS: &[(u32, &str, Way)] = &[
    (0, "Loopback", Way::Both),
    (1, "Ether", Way::Both),
    (1, "Dot3", Way::Writes),
    (9, "PPP", Way::Both),
    (12, "IPv46", Way::Both),
    (14, "IPv46", Way::Reads),
    (23, "Ether", Way::Reads),
    (31, "IPv6", Way::Reads),
    (50, "HDLC", Way::Both),
    (51, "PPPoE", Way::Both),
    (101, "IPv46", Way::Reads),
    (104, "CHDLC", Way::Both),
    (105, "Dot11", Way::Both),
    (108, "LoopbackOpenBSD", Way::Both),
    (113, "CookedLinux", Way::Both),
    (117, "PFLog", Way::Both),
    (119, "PrismHeader", Way::Both),
    (127, "RadioTap", Way::Both),
    (144, "CookedLinux", Way::Reads),
    (187, "HCI_Hdr", Way::Both),
    (192, "PPI", Way::Both),
    (195, "Dot15d4FCS", Way::Both),
    (201, "HCI_PHDR_Hdr", Way::Both),
    (204, "DIR_PPP", Way::Both),
    (227, "CAN", Way::Both),
    (228, "IP", Way::Both),
    (229, "IPv6", Way::Both),
    (230, "Dot15d4", Way::Both),
    (249, "USBpcap", Way::Both),
    (251, "BTLE", Way::Both),
    (254, "HCI_Mon_Pcap_Hdr", Way::Both),
    (256, "BTLE_RF", Way::Both),
    (274, "MPacketPreamble", Way::Both),
    (276, "CookedLinuxV2", Way::Both),
    (772, "Ether", Way::Reads),
    (801, "Dot11", Way::Reads),
    (802, "PrismHeader", Way::Reads),
    (803, "RadioTap", Way::Reads),
];

thread_local! {
    /// What scripts registered, which goes before the table.
    static REGISTERED: RefCell<Vec<(u32, &'static Proto, Way)>> = const { RefCell::new(Vec::new()) };
}

/// `conf.l2types.register(number, layer)`
pub fn register(number: u32, proto: &'static Proto, way: Way) {
    REGISTERED.with_borrow_mut(|registered| registered.push((number, proto, way)));
}

/// `conf.l2types`, as far as the layers are loaded; a later entry goes before an earlier one.
pub fn link_layers() -> Vec<(u32, &'static Proto, Way)> {
    let known =
        |&(number, name, way): &(u32, &str, Way)| Some((number, registry::proto(name)?, way));
    let mut layers: Vec<_> = LINK_LAYERS.iter().filter_map(known).collect();
    REGISTERED.with_borrow(|registered| layers.extend(registered));
    layers
}

/// The protocol that frames of a link type begin with, by its number in capture files.
pub fn first(number: u32) -> Option<&'static Proto> {
    let registered = REGISTERED.with_borrow(|registered| {
        let found = registered
            .iter()
            .rfind(|(own, _, way)| *own == number && *way != Way::Writes);
        found.map(|(_, proto, _)| *proto)
    });
    registered.or_else(|| {
        let (_, name, _) = LINK_LAYERS
            .iter()
            .find(|(own, _, way)| *own == number && *way != Way::Writes)?;
        registry::proto(name)
    })
}

/// The link type in which a frame that begins with this protocol is written to a file.
pub fn number_of(proto: &Proto) -> Option<u32> {
    let registered = REGISTERED.with_borrow(|registered| {
        let found = registered
            .iter()
            .rfind(|(_, own, way)| own.name == proto.name && *way != Way::Reads);
        found.map(|(number, _, _)| *number)
    });
    registered.or_else(|| {
        let found = LINK_LAYERS
            .iter()
            .find(|(_, name, way)| *name == proto.name && *way != Way::Reads);
        found.map(|(number, _, _)| *number)
    })
}
