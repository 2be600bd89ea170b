//! What a host lets in and a router lets through, and the address under which a router sends:
//! nf_tables, spoken to directly, so that no other program is needed.

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::str::FromStr;

use netlink_packet_core::{NLM_F_ACK, NLM_F_APPEND, NLM_F_CREATE};
use netlink_sys::protocols::NETLINK_NETFILTER;

use super::message::{self, Attributes, Message};
use super::topology::Network;

/// `drop tcp 23`, `reject udp 53 from 10.9.0.0/24`, `accept established`
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub action: Action,
    pub what: What,
    /// Destination ports.
    pub ports: Option<RangeInclusive<u16>>,
    pub from: Option<Network>,
    pub to: Option<Network>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Accept,
    /// In silence: the port looks filtered.
    Drop,
    /// With an ICMP error, port unreachable.
    Reject,
    /// With a RST, as if nobody listened.
    Reset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    All,
    Tcp,
    Udp,
    Icmp,
    /// What belongs to a connection that was let through.
    Established,
}

const ACTIONS: [(&str, Action); 4] = [
    ("accept", Action::Accept),
    ("drop", Action::Drop),
    ("reject", Action::Reject),
    ("reset", Action::Reset),
];

const WHATS: [(&str, What); 5] = [
    ("all", What::All),
    ("tcp", What::Tcp),
    ("udp", What::Udp),
    ("icmp", What::Icmp),
    ("established", What::Established),
];

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Rule, String> {
        let mut words = text.split_whitespace();
        let named = |word: Option<&str>| word.unwrap_or_default().to_ascii_lowercase();
        let word = named(words.next());
        let action = ACTIONS.iter().find(|(name, _)| *name == word);
        let Some(&(_, action)) = action else {
            return Err(format!(
                "'{text}' begins with none of accept, drop, reject, reset"
            ));
        };
        let word = named(words.next());
        let Some(&(_, what)) = WHATS.iter().find(|(name, _)| *name == word) else {
            return Err(format!(
                "'{text}': after {} comes one of all, tcp, udp, icmp, established",
                action.name()
            ));
        };
        let mut rule = Rule {
            action,
            what,
            ports: None,
            from: None,
            to: None,
        };
        while let Some(word) = words.next() {
            match word {
                "from" => rule.from = Some(network(words.next())?),
                "to" => rule.to = Some(network(words.next())?),
                ports => rule.ports = Some(range(ports)?),
            }
        }
        if rule.ports.is_some() && !matches!(what, What::Tcp | What::Udp) {
            return Err(format!("'{text}': only tcp and udp have ports"));
        }
        if action == Action::Reset && what != What::Tcp {
            return Err(format!("'{text}': only tcp can be reset"));
        }
        Ok(rule)
    }
}

fn network(word: Option<&str>) -> Result<Network, String> {
    let word = word.unwrap_or_default();
    match word.parse::<IpAddr>() {
        Ok(address) => Ok(Network::new(
            address,
            if address.is_ipv4() { 32 } else { 128 },
        )),
        Err(_) => word.parse().map(Network::base),
    }
}

fn range(word: &str) -> Result<RangeInclusive<u16>, String> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) if first <= last => Ok(first..=last),
        _ => Err(format!("'{word}' is no port and no range such as 1-1023")),
    }
}

impl Action {
    fn name(self) -> &'static str {
        let named = ACTIONS.iter().find(|(_, action)| *action == self);
        named.map_or("", |(name, _)| name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let what = WHATS.iter().find(|(_, what)| *what == self.what);
        write!(
            f,
            "{} {}",
            self.action.name(),
            what.map_or("", |(name, _)| name)
        )?;
        if let Some(ports) = &self.ports {
            write!(f, " {}", ports.start())?;
            if ports.start() != ports.end() {
                write!(f, "-{}", ports.end())?;
            }
        }
        for (word, network) in [("from", self.from), ("to", self.to)] {
            if let Some(network) = network {
                write!(f, " {word} {network}")?;
            }
        }
        Ok(())
    }
}

const TABLE: &str = "pkt";

const SUBSYSTEM: u16 = 10; // NFNL_SUBSYS_NFTABLES
const NEW_TABLE: u16 = 0;
const DELETE_TABLE: u16 = 2;
const NEW_CHAIN: u16 = 3;
const NEW_RULE: u16 = 6;
const BATCH_BEGIN: u16 = 0x10;
const BATCH_END: u16 = 0x11;

/// Address families of nf_tables: both at once, and IPv4.
const INET: u8 = 1;
const IPV4: u8 = 2;

/// Where a packet is looked at: for this machine, through it, on its way out.
const LOCAL_IN: u32 = 1;
const FORWARD: u32 = 2;
const POST_ROUTING: u32 = 4;

/// Sets the rules of the machine that the calling thread is on; those of before are gone.
pub fn set(rules: &[Rule]) -> io::Result<()> {
    let mut batch = vec![
        // Made before it is deleted, since what is not there cannot be.
        table(NEW_TABLE, INET),
        table(DELETE_TABLE, INET),
    ];
    if !rules.is_empty() {
        batch.push(table(NEW_TABLE, INET));
        for (name, hook) in [("input", LOCAL_IN), ("forward", FORWARD)] {
            batch.push(chain(INET, name, "filter", hook, 0));
            for rule in rules {
                batch.push(a_rule(INET, name, rule.expressions()));
            }
        }
    }
    send(batch)
}

/// From now on what leaves by these interfaces leaves under their own address (masquerading).
pub fn masquerade(interfaces: &[u32]) -> io::Result<()> {
    const SOURCE_NAT: u32 = 100;
    let mut batch = vec![
        table(NEW_TABLE, IPV4),
        chain(IPV4, "nat", "nat", POST_ROUTING, SOURCE_NAT),
    ];
    for interface in interfaces {
        let expressions = Expressions::default()
            .meta(META_OIF)
            .equals(&interface.to_ne_bytes())
            .expression("masq", Attributes::default());
        batch.push(a_rule(IPV4, "nat", expressions));
    }
    send(batch)
}

fn send(batch: Vec<Message>) -> io::Result<()> {
    let border = |kind| Message {
        kind,
        flags: 0,
        // Family, version, and the subsystem that the batch is for.
        head: [&[0, 0][..], &SUBSYSTEM.to_be_bytes()].concat(),
        attributes: Attributes::default(),
    };
    let mut messages = vec![border(BATCH_BEGIN)];
    messages.extend(batch);
    messages.push(border(BATCH_END));
    message::request(&message::open(NETLINK_NETFILTER)?, &messages)
}

fn order(kind: u16, family: u8, attributes: Attributes) -> Message {
    Message {
        kind: SUBSYSTEM << 8 | kind,
        flags: NLM_F_ACK | NLM_F_CREATE | if kind == NEW_RULE { NLM_F_APPEND } else { 0 },
        head: vec![family, 0, 0, 0],
        attributes,
    }
}

fn table(kind: u16, family: u8) -> Message {
    order(kind, family, Attributes::default().text(1, TABLE))
}

fn chain(family: u8, name: &str, kind: &str, hook: u32, priority: u32) -> Message {
    let hook = Attributes::default().number(1, hook).number(2, priority);
    let attributes = Attributes::default()
        .text(1, TABLE)
        .text(3, name)
        .nested(4, &hook)
        .text(7, kind);
    order(NEW_CHAIN, family, attributes)
}

fn a_rule(family: u8, chain: &str, expressions: Expressions) -> Message {
    let attributes = Attributes::default()
        .text(1, TABLE)
        .text(2, chain)
        .nested(4, &expressions.0);
    order(NEW_RULE, family, attributes)
}

/// What a packet is asked one after the other; at the first no the rule does not fit.
#[derive(Default)]
struct Expressions(Attributes);

/// The register that all questions use.
const REGISTER: u32 = 1;

const META_OIF: u32 = 5;
const META_NFPROTO: u32 = 15;
const META_L4PROTO: u32 = 16;

const EQUAL: u32 = 0;
const NOT_EQUAL: u32 = 1;
const AT_MOST: u32 = 3;
const AT_LEAST: u32 = 5;

impl Expressions {
    fn expression(self, name: &str, data: Attributes) -> Expressions {
        let one = Attributes::default().text(1, name).nested(2, &data);
        Expressions(self.0.nested(1, &one))
    }

    fn meta(self, key: u32) -> Expressions {
        self.expression(
            "meta",
            Attributes::default().number(1, REGISTER).number(2, key),
        )
    }

    fn compare(self, how: u32, with: &[u8]) -> Expressions {
        let data = Attributes::default().octets(1, with);
        let attributes = Attributes::default()
            .number(1, REGISTER)
            .number(2, how)
            .nested(3, &data);
        self.expression("cmp", attributes)
    }

    fn equals(self, with: &[u8]) -> Expressions {
        self.compare(EQUAL, with)
    }

    /// Octets of the packet: 1 is the network header, 2 the transport header.
    fn payload(self, base: u32, offset: u32, length: u32) -> Expressions {
        let attributes = Attributes::default()
            .number(1, REGISTER)
            .number(2, base)
            .number(3, offset)
            .number(4, length);
        self.expression("payload", attributes)
    }

    fn masked(self, mask: &[u8]) -> Expressions {
        let value = |octets: &[u8]| Attributes::default().octets(1, octets);
        let attributes = Attributes::default()
            .number(1, REGISTER)
            .number(2, REGISTER)
            .number(3, mask.len() as u32)
            .nested(4, &value(mask))
            .nested(5, &value(&vec![0; mask.len()]));
        self.expression("bitwise", attributes)
    }

    /// The address at this offset of the IPv4 and of the IPv6 header.
    fn address(self, network: Network, [v4, v6]: [u32; 2]) -> Expressions {
        let (family, offset, octets) = match network.base().address {
            IpAddr::V4(address) => (IPV4, v4, address.octets().to_vec()),
            IpAddr::V6(address) => (10, v6, address.octets().to_vec()),
        };
        let bits = |at: usize| (usize::from(network.prefix)).saturating_sub(8 * at).min(8);
        let mask: Vec<u8> = (0..octets.len())
            .map(|at| (0xff00_u16 >> bits(at)) as u8)
            .collect();
        self.meta(META_NFPROTO)
            .equals(&[family])
            .payload(1, offset, octets.len() as u32)
            .masked(&mask)
            .equals(&octets)
    }

    fn end(self, action: Action) -> Expressions {
        let verdict = |code: u32| {
            let verdict = Attributes::default().number(1, code);
            let data = Attributes::default().nested(2, &verdict);
            Attributes::default().number(1, 0).nested(2, &data)
        };
        match action {
            Action::Drop => self.expression("immediate", verdict(0)),
            Action::Accept => self.expression("immediate", verdict(1)),
            // ICMPX, port unreachable: in each family its own.
            Action::Reject => {
                self.expression("reject", Attributes::default().number(1, 2).octets(2, &[1]))
            }
            Action::Reset => {
                self.expression("reject", Attributes::default().number(1, 1).octets(2, &[0]))
            }
        }
    }
}

impl Rule {
    fn expressions(&self) -> Expressions {
        let mut all = Expressions::default();
        if let Some(network) = self.from {
            all = all.address(network, [12, 8]);
        }
        if let Some(network) = self.to {
            all = all.address(network, [16, 24]);
        }
        all = match self.what {
            What::All => all,
            What::Tcp => all.meta(META_L4PROTO).equals(&[6]),
            What::Udp => all.meta(META_L4PROTO).equals(&[17]),
            // Of both families: ICMPv6 has another number, and without it no IPv6 address is found.
            What::Icmp => all.meta(META_L4PROTO).equals(&[1]),
            What::Established => {
                // Bits of the state: established, related.
                let states: u32 = 2 | 4;
                all.expression("ct", Attributes::default().number(1, REGISTER).number(2, 0))
                    .masked(&states.to_ne_bytes())
                    .compare(NOT_EQUAL, &[0; 4])
            }
        };
        if let Some(ports) = &self.ports {
            all = all.payload(2, 2, 2);
            all = match ports.start() == ports.end() {
                true => all.equals(&ports.start().to_be_bytes()),
                false => all
                    .compare(AT_LEAST, &ports.start().to_be_bytes())
                    .compare(AT_MOST, &ports.end().to_be_bytes()),
            };
        }
        all.end(self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_and_written() {
        for text in [
            "drop tcp 23",
            "reject udp 53 from 10.9.0.0/24",
            "accept established",
            "drop all from 10.9.0.5/32 to 192.168.60.0/24",
            "reset tcp 1-1023",
            "drop icmp",
        ] {
            let rule: Rule = text.parse().expect(text);
            assert_eq!(rule.to_string(), text);
        }
        let rule: Rule = "drop tcp 23 from 10.9.0.5".parse().expect("a rule");
        assert_eq!(rule.to_string(), "drop tcp 23 from 10.9.0.5/32");
    }

    #[test]
    fn wrong_rules_say_what_is_expected() {
        for (text, expected) in [
            ("tcp 23", "begins with none of accept, drop, reject, reset"),
            (
                "drop http",
                "after drop comes one of all, tcp, udp, icmp, established",
            ),
            ("drop icmp 8", "only tcp and udp have ports"),
            ("reset udp 5", "only tcp can be reset"),
            (
                "drop tcp 99999",
                "'99999' is no port and no range such as 1-1023",
            ),
            ("drop tcp 5 from here", "'here' is no address"),
        ] {
            let error = text.parse::<Rule>().expect_err(text);
            assert!(error.contains(expected), "{error}");
        }
    }
}
