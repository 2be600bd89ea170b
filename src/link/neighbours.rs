//! Which MAC address a neighbour has: remembered, else the kernel's table, else asked on the wire
//! by ARP (RFC 826) or neighbour discovery (RFC 4861).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use hashbrown::HashMap;
use netlink_packet_route::neighbour::{
    NeighbourAddress, NeighbourAttribute, NeighbourMessage, NeighbourState,
};
use netlink_packet_route::{AddressFamily, RouteNetlinkMessage};
use request_octets::{neighbour_solicitation, who_has};

use super::error::{Error, Result};
use super::filter::Filter;
use super::interfaces::Interface;
use super::interrupt::{self, Woke};
use super::link_type::LinkType;
use super::live::{Count, Sender};
use super::netlink::Kernel;
use super::receiver::Receiver;

pub type Mac = [u8; 6];

/// As long as Scapy's `conf.netcache.arp_cache`.
const LIFETIME: Duration = Duration::from_secs(120);
/// A host that did not answer is asked again after this time; until then it fails at once.
const SILENCE: Duration = Duration::from_secs(3);
/// When the requests go out, counted from the first.
const ASK_AT: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(250),
    Duration::from_millis(750),
];
/// When to give up, as `getmacbyip` does.
const GIVE_UP: Duration = Duration::from_secs(2);

#[derive(Default)]
pub struct Neighbours {
    known: HashMap<(u32, IpAddr), Known>,
    /// Of each interface that was ever asked on, as many as ask at the same time.
    receivers: HashMap<u32, Vec<Rc<Receiver>>>,
}

/// Waits for the descriptor so long; what others have to do meanwhile, the caller knows.
pub type Wait<'a> = dyn FnMut(BorrowedFd<'_>, Duration) -> Result<()> + 'a;

/// Waits, and nobody has anything to do meanwhile.
pub fn wait_alone(fd: BorrowedFd<'_>, left: Duration) -> Result<()> {
    match interrupt::wait_readable(&[fd], Some(left)) {
        Woke::Interrupted => Err(Error::Interrupted),
        Woke::Ready | Woke::TimedOut => Ok(()),
    }
}

/// What asking on the wire brought.
#[derive(Default)]
pub struct Heard {
    answers: Vec<(IpAddr, Mac)>,
    silent: Vec<IpAddr>,
}

struct Known {
    mac: Option<Mac>,
    since: Instant,
    /// The kernel tells when what it said is no longer so.
    from_kernel: bool,
}

impl Known {
    fn valid(&self) -> bool {
        self.since.elapsed()
            < if self.mac.is_some() {
                LIFETIME
            } else {
                SILENCE
            }
    }
}

/// Destinations remembered before the memory starts anew.
const CACHE_LIMIT: usize = 65_536;

impl Neighbours {
    /// The MAC address of one neighbour, as far as it is known here or to the kernel; `None` when
    /// it has to be asked for.
    pub fn lookup(
        &mut self,
        kernel: &mut Kernel,
        interface: &Interface,
        neighbour: IpAddr,
    ) -> Option<Result<Mac>> {
        if let Some(mac) = without_asking(interface, neighbour) {
            return Some(Ok(mac));
        }
        let key = (interface.index, neighbour);
        if let Some(known) = self.known.get(&key)
            && known.valid()
        {
            return Some(known.mac.ok_or_else(|| silent(interface, neighbour)));
        }
        let mac = ask_kernel(kernel, interface.index, neighbour)?;
        self.remember_from(key, Some(mac), true);
        Some(Ok(mac))
    }

    /// Which of many neighbours have to be asked for. They are asked all at once, so that the
    /// silent ones of a whole network cost two seconds together and not each.
    pub fn unknown(
        &mut self,
        kernel: &mut Kernel,
        interface: &Interface,
        neighbours: &[IpAddr],
    ) -> Vec<IpAddr> {
        let mut unknown = Vec::new();
        for &neighbour in neighbours {
            if !unknown.contains(&neighbour) && self.lookup(kernel, interface, neighbour).is_none()
            {
                unknown.push(neighbour);
            }
        }
        unknown
    }

    /// A receiver that nobody else listens with.
    pub fn receiver(&mut self, interface: &Interface) -> Result<Rc<Receiver>> {
        let open = self.receivers.entry(interface.index).or_default();
        if let Some(free) = open.iter().find(|one| Rc::strong_count(one) == 1) {
            return Ok(free.clone());
        }
        let receiver = Rc::new(Receiver::open(interface)?);
        open.push(receiver.clone());
        Ok(receiver)
    }

    /// Remembers what asking brought.
    pub fn learn(&mut self, interface: u32, heard: &Heard) {
        for &(address, mac) in &heard.answers {
            self.remember((interface, address), Some(mac));
        }
        for &address in &heard.silent {
            self.remember((interface, address), None);
        }
    }

    /// What is remembered and still valid, for `conf.netcache`.
    pub fn remembered(&self) -> impl Iterator<Item = (u32, IpAddr, Mac)> {
        let valid = self.known.iter().filter(|(_, known)| known.valid());
        valid.filter_map(|((interface, address), known)| Some((*interface, *address, known.mac?)))
    }

    /// Takes somebody's word, as `conf.netcache.arp_cache[…] = …` does.
    pub fn set(&mut self, interface: u32, address: IpAddr, mac: Mac) {
        self.remember((interface, address), Some(mac));
    }

    pub fn forget(&mut self) {
        self.known.clear();
    }

    /// Forgets what the kernel said; keeps what the wire, silence and the user said.
    pub fn doubt(&mut self) {
        self.known.retain(|_, known| !known.from_kernel);
    }

    /// Forgets everything about an interface that is gone.
    pub fn forget_interface(&mut self, interface: u32) {
        self.known.retain(|(at, _), _| *at != interface);
        self.receivers.remove(&interface);
    }

    fn remember(&mut self, key: (u32, IpAddr), mac: Option<Mac>) {
        self.remember_from(key, mac, false);
    }

    fn remember_from(&mut self, key: (u32, IpAddr), mac: Option<Mac>, from_kernel: bool) {
        if self.known.len() >= CACHE_LIMIT {
            self.known.clear();
        }
        self.known.insert(
            key,
            Known {
                mac,
                since: Instant::now(),
                from_kernel,
            },
        );
    }
}

impl Heard {
    /// The MAC address of a neighbour that was asked for.
    pub fn of(&self, interface: &Interface, neighbour: IpAddr) -> Result<Mac> {
        let mut answers = self.answers.iter();
        let found = answers.find(|(address, _)| *address == neighbour);
        found
            .map(|(_, mac)| *mac)
            .ok_or_else(|| silent(interface, neighbour))
    }
}

fn silent(interface: &Interface, neighbour: IpAddr) -> Error {
    Error::NoNeighbour {
        address: neighbour,
        interface: interface.name.clone(),
        asked: ASK_AT.len() as u32,
        waited: GIVE_UP,
    }
}

/// Asks on the wire for the MAC addresses of neighbours. `source` is the address of ours that asks.
pub fn ask(
    receiver: &Receiver,
    sender: &Sender,
    interface: &Interface,
    source: IpAddr,
    neighbours: &[IpAddr],
    wait: &mut Wait<'_>,
) -> Result<Heard> {
    let filter = Filter::compile(ANSWERS, LinkType::ETHERNET)?;
    receiver.listen(Some(&filter))?;
    let heard = ask_and_wait(receiver, sender, interface, source, neighbours, wait);
    receiver.mute();
    heard
}

fn ask_and_wait(
    receiver: &Receiver,
    sender: &Sender,
    interface: &Interface,
    source: IpAddr,
    neighbours: &[IpAddr],
    wait: &mut Wait<'_>,
) -> Result<Heard> {
    let start = Instant::now();
    let mut heard = Heard {
        answers: Vec::new(),
        silent: neighbours.to_vec(),
    };
    for (round, _) in ASK_AT.iter().enumerate() {
        let requests: Vec<Vec<u8>> = heard
            .silent
            .iter()
            .map(|target| request(interface, source, *target))
            .collect();
        sender.send_many(
            requests.iter().map(Vec::as_slice),
            None,
            &mut Count::default(),
        )?;
        let until = ASK_AT.get(round + 1).copied().unwrap_or(GIVE_UP);
        while let Some(left) = until.checked_sub(start.elapsed()) {
            while let Some(answer) = receiver.receive(|frame| understand(frame.octets))? {
                let open = &mut heard.silent;
                if let Some((address, mac)) = answer
                    && let Some(at) = open.iter().position(|one| *one == address)
                {
                    open.swap_remove(at);
                    heard.answers.push((address, mac));
                }
            }
            if heard.silent.is_empty() {
                return Ok(heard);
            }
            wait(receiver.as_fd(), left)?;
        }
    }
    Ok(heard)
}

/// What an answer looks like; the second term is a neighbour advertisement.
const ANSWERS: &str = "arp or (icmp6 and ip6[40] == 136)";

/// Addresses whose MAC is a matter of arithmetic (RFC 1112, RFC 2464) or that need none.
pub fn without_asking(interface: &Interface, destination: IpAddr) -> Option<Mac> {
    match destination {
        // As `getmacbyip` says it; the loopback itself does not care.
        _ if interface.is_loopback() => Some([0xff; 6]),
        IpAddr::V4(address) if address.is_multicast() => {
            let octets = address.octets();
            Some([0x01, 0x00, 0x5e, octets[1] & 0x7f, octets[2], octets[3]])
        }
        IpAddr::V6(address) if address.is_multicast() => {
            let octets = address.octets();
            Some([0x33, 0x33, octets[12], octets[13], octets[14], octets[15]])
        }
        IpAddr::V4(Ipv4Addr::BROADCAST) => Some([0xff; 6]),
        IpAddr::V4(address) if is_directed_broadcast(interface, address) => Some([0xff; 6]),
        _ if !interface.resolves_neighbours() => Some([0; 6]),
        _ => None,
    }
}

fn is_directed_broadcast(interface: &Interface, address: Ipv4Addr) -> bool {
    interface.ipv4.iter().any(|own| {
        own.prefix < 31
            && u32::from(own.address) | (u32::MAX >> own.prefix.min(31)) == u32::from(address)
    })
}

fn ask_kernel(kernel: &mut Kernel, interface: u32, neighbour: IpAddr) -> Option<Mac> {
    let mut question = NeighbourMessage::default();
    question.header.family = if neighbour.is_ipv4() {
        AddressFamily::Inet
    } else {
        AddressFamily::Inet6
    };
    question.header.ifindex = interface;
    question
        .attributes
        .push(NeighbourAttribute::Destination(match neighbour {
            IpAddr::V4(address) => NeighbourAddress::Inet(address),
            IpAddr::V6(address) => NeighbourAddress::Inet6(address),
        }));
    // "No such entry" and kernels before 5.0, which only list, alike mean: ask on the wire.
    let Ok(RouteNetlinkMessage::NewNeighbour(answer)) =
        kernel.ask(RouteNetlinkMessage::GetNeighbour(question))
    else {
        return None;
    };
    use NeighbourState as State;
    match answer.header.state {
        State::Reachable | State::Stale | State::Delay | State::Probe | State::Permanent => {}
        _ => return None,
    }
    answer
        .attributes
        .iter()
        .find_map(|attribute| match attribute {
            NeighbourAttribute::LinkLayerAddress(octets) => octets.as_slice().try_into().ok(),
            _ => None,
        })
}

fn request(interface: &Interface, source: IpAddr, target: IpAddr) -> Vec<u8> {
    let own = interface.mac.unwrap_or_default();
    match (source, target) {
        (IpAddr::V4(source), IpAddr::V4(target)) => who_has(own, source, target).to_vec(),
        (_, IpAddr::V4(target)) => {
            who_has(own, interface.ip().unwrap_or(Ipv4Addr::UNSPECIFIED), target).to_vec()
        }
        (IpAddr::V6(source), IpAddr::V6(target)) => neighbour_solicitation(own, source, target),
        (_, IpAddr::V6(target)) => {
            let source = interface.ip6().unwrap_or(Ipv6Addr::UNSPECIFIED);
            neighbour_solicitation(own, source, target)
        }
    }
}

/// Who says to be where: an ARP packet's sender, a neighbour advertisement's target.
fn understand(frame: &[u8]) -> Option<(IpAddr, Mac)> {
    let mac = |at: usize| frame.get(at..at + 6)?.try_into().ok();
    match frame.get(12..14)? {
        [0x08, 0x06] => {
            // Hardware Ethernet, protocol IPv4, operation 2: is-at.
            if frame.get(14..22)? != [0, 1, 8, 0, 6, 4, 0, 2] {
                return None;
            }
            let octets: [u8; 4] = frame.get(28..32)?.try_into().ok()?;
            Some((IpAddr::from(octets), mac(22)?))
        }
        [0x86, 0xdd] => {
            let octets: [u8; 16] = frame.get(62..78)?.try_into().ok()?;
            // Option 2 is the target's link-layer address; without it the frame's source is.
            let told = frame.get(78..80) == Some(&[2, 1]);
            Some((IpAddr::from(octets), if told { mac(80) } else { mac(6) }?))
        }
        _ => None,
    }
}

/// The two requests, octet by octet.
mod request_octets {
    use super::{Ipv4Addr, Ipv6Addr, Mac};

    pub fn who_has(own: Mac, source: Ipv4Addr, target: Ipv4Addr) -> [u8; 42] {
        let mut frame = [0; 42];
        frame[..6].fill(0xff);
        frame[6..12].copy_from_slice(&own);
        frame[12..22].copy_from_slice(&[8, 6, 0, 1, 8, 0, 6, 4, 0, 1]);
        frame[22..28].copy_from_slice(&own);
        frame[28..32].copy_from_slice(&source.octets());
        frame[38..42].copy_from_slice(&target.octets());
        frame
    }

    pub fn neighbour_solicitation(own: Mac, source: Ipv6Addr, target: Ipv6Addr) -> Vec<u8> {
        let group = target.octets();
        // ff02::1:ffXX:XXXX, the solicited-node group of the target.
        let mut destination = [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0, 0, 0];
        destination[13..].copy_from_slice(&group[13..]);
        let mut frame = vec![0x33, 0x33, 0xff, group[13], group[14], group[15]];
        frame.extend(own);
        frame.extend([0x86, 0xdd, 0x60, 0, 0, 0, 0, 32, 58, 255]);
        frame.extend(source.octets());
        frame.extend(destination);
        let start = frame.len();
        frame.extend([135, 0, 0, 0, 0, 0, 0, 0]);
        frame.extend(target.octets());
        frame.extend([1, 1]);
        frame.extend(own);
        let sum = checksum(&source.octets(), &destination, &frame[start..]);
        frame[start + 2..start + 4].copy_from_slice(&sum);
        frame
    }

    /// ICMPv6's sum over pseudo header and message (RFC 4443 section 2.3).
    fn checksum(source: &[u8; 16], destination: &[u8; 16], message: &[u8]) -> [u8; 2] {
        let mut sum: u32 = message.len() as u32 + 58;
        for octets in [source.as_slice(), destination, message] {
            for pair in octets.chunks(2) {
                sum += u32::from(pair[0]) << 8 | u32::from(pair.get(1).copied().unwrap_or(0));
            }
        }
        while sum >> 16 != 0 {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        (!(sum as u16)).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scapy 2.8: `Ether(src="02:00:00:00:00:01",dst="33:33:ff:00:00:02")/IPv6(src="fe80::1",
    /// dst="ff02::1:ff00:2",hlim=255)/ICMPv6ND_NS(tgt="fe80::2")/
    /// ICMPv6NDOptSrcLLAddr(lladdr="02:00:00:00:00:01")`
    #[test]
    fn a_solicitation_equals_scapys() {
        let octets = neighbour_solicitation(
            [2, 0, 0, 0, 0, 1],
            "fe80::1".parse().expect("an address"),
            "fe80::2".parse().expect("an address"),
        );
        let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(hex, SOLICITATION);
    }

    const SOLICITATION: &str = "3333ff00000202000000000186dd6000000000203afffe800000000000000000000000000001ff0200000000000000000001ff00000287007a9700000000fe8000000000000000000000000000020101020000000001";

    #[test]
    fn an_answer_is_understood_and_a_request_is_not() {
        let own = [2, 0, 0, 0, 0, 1];
        let (a, b) = (Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 2));
        let mut frame = who_has(own, a, b);
        assert_eq!(understand(&frame), None);
        frame[21] = 2;
        assert_eq!(understand(&frame), Some((a.into(), own)));
        for length in 0..frame.len() {
            understand(&frame[..length]);
        }
    }
}
