//! Which hosts there are, how they are cabled and what they are called: a network as data.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::firewall::Rule;
use super::quality::Quality;
use super::service::Service;

/// A network to be built. The first host is the one on which the person sits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    pub title: String,
    /// Hosts first, routers after them.
    pub nodes: Vec<Node>,
    pub switches: Vec<Switch>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Switch {
    pub name: String,
    /// It learns nothing: every frame goes out of every port, so everybody hears everything.
    pub hub: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub name: String,
    pub aliases: Vec<String>,
    /// A router.
    pub forwards: bool,
    /// A line to the outside from which nothing comes back: what fits no route vanishes there,
    /// instead of being answered with "network unreachable".
    pub uplink: bool,
    /// In this order they are `eth0`, `eth1`, …
    pub plugs: Vec<Plug>,
    /// Where everything goes that no route fits. Without one, a router on a switch of ours is it.
    pub gateway: Option<IpAddr>,
    /// In addition to those that are found by themselves.
    pub routes: Vec<Route>,
    /// What is let in (on a router: also what is let through); the first rule that fits decides.
    pub firewall: Vec<Rule>,
    pub services: Vec<Service>,
    /// External programs that run on the host from the start: `["nc", "-lk", "80"]`
    pub programs: Vec<Vec<String>>,
}

/// A network interface and where its cable goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plug {
    /// A switch, or another node that has a plug to this one.
    pub to: String,
    pub addresses: Vec<Network>,
    /// What the cable does to frames, the same in both directions.
    pub quality: Quality,
    /// What a router sends out here leaves under the router's own address.
    pub nat: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route {
    pub to: Network,
    pub via: IpAddr,
}

/// An address with the length of its network's prefix: `10.9.0.5/24`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    pub address: IpAddr,
    pub prefix: u8,
}

/// Why a topology cannot be built, and which node (and plug of it) is the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub node: usize,
    pub plug: Option<usize>,
    pub message: String,
}

/// The names under which the built-in topologies are found.
pub const BUILT_IN: [&str; 3] = ["classroom", "pair", "chain:N"];

impl Topology {
    /// `classroom`, `pair`, `chain:4`; `None` if the name is none of ours.
    pub fn built_in(name: &str) -> Option<Topology> {
        match name {
            "classroom" => Some(classroom()),
            "pair" => Some(pair()),
            "chain" => Some(chain(4)),
            _ => {
                let routers = name.strip_prefix("chain:")?.parse().ok()?;
                (1..=200).contains(&routers).then(|| chain(routers))
            }
        }
    }

    /// The node that is called so, by name or by alias.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        let by_name = self.nodes.iter().position(|node| node.name == name);
        by_name.or_else(|| {
            self.nodes
                .iter()
                .position(|node| node.aliases.iter().any(|alias| alias == name))
        })
    }

    /// The position of the switch that is called so.
    pub fn switch(&self, name: &str) -> Option<usize> {
        self.switches.iter().position(|switch| switch.name == name)
    }

    /// The first thing that would keep this network from working.
    pub fn check(&self) -> Result<(), Problem> {
        if self.nodes.is_empty() {
            return problem(0, None, "a topology needs at least one [[host]]".to_owned());
        }
        for (index, node) in self.nodes.iter().enumerate() {
            if !is_a_name(&node.name) {
                let message = format!("'{}' is no host name (letters, digits, '-')", node.name);
                return problem(index, None, message);
            }
            let taken = |name: &String| {
                self.switch(name).is_some() || self.index_of(name).is_some_and(|at| at < index)
            };
            if let Some(name) = std::iter::once(&node.name)
                .chain(&node.aliases)
                .find(|&name| taken(name))
            {
                return problem(index, None, format!("the name '{name}' is used twice"));
            }
            for plug in 0..node.plugs.len() {
                self.check_plug(index, plug)?;
            }
            for via in node
                .gateway
                .iter()
                .chain(node.routes.iter().map(|route| &route.via))
            {
                if !node.networks().any(|network| network.contains(*via)) {
                    let message = format!(
                        "{} cannot reach {via}: it has no address beside it",
                        node.name
                    );
                    return problem(index, None, message);
                }
            }
        }
        Ok(())
    }

    fn check_plug(&self, index: usize, plug: usize) -> Result<(), Problem> {
        let node = &self.nodes[index];
        let Plug { to, addresses, .. } = &node.plugs[plug];
        if let Some(network) = addresses.iter().find(|network| !network.is_possible()) {
            return problem(
                index,
                Some(plug),
                format!("{network}: the prefix is too long"),
            );
        }
        for (other_index, other) in self.nodes.iter().enumerate() {
            for (other_plug, network) in other.networks_by_plug() {
                let earlier = (other_index, other_plug) < (index, plug);
                if earlier && addresses.iter().any(|mine| mine.address == network.address) {
                    let message =
                        format!("{} has the address {} already", other.name, network.address);
                    return problem(index, Some(plug), message);
                }
            }
        }
        if self.switch(to).is_some() {
            return Ok(());
        }
        if let Some((other, far)) = self.far_plug(index, plug)
            && (other, far) < (index, plug)
            && self.nodes[other].plugs[far].quality != Quality::default()
            && node.plugs[plug].quality != Quality::default()
        {
            let message = format!(
                "the quality of this cable is said at its other end already, at {}",
                self.nodes[other].name
            );
            return problem(index, Some(plug), message);
        }
        match self.index_of(to) {
            None => {
                let message = format!("there is no switch and no host named '{to}'");
                problem(index, Some(plug), message)
            }
            Some(other) if other == index => {
                problem(index, Some(plug), format!("a cable from {to} to itself"))
            }
            Some(other) if self.far_plug(index, plug).is_none() => {
                let message = format!(
                    "the cable has one end only: {} needs a link to = \"{}\" too",
                    self.nodes[other].name, node.name
                );
                problem(index, Some(plug), message)
            }
            Some(_) => Ok(()),
        }
    }

    /// The other end of a direct cable: the n-th plug from here to there meets the n-th from there
    /// to here.
    pub fn far_plug(&self, index: usize, plug: usize) -> Option<(usize, usize)> {
        let other = self.index_of(&self.nodes[index].plugs[plug].to)?;
        let nth = self.plugs_between(index, other).position(|at| at == plug)?;
        Some((other, self.plugs_between(other, index).nth(nth)?))
    }

    /// What the cable in a plug does to frames; of a cable between two nodes either end may say it.
    pub fn quality(&self, index: usize, plug: usize) -> Quality {
        let own = self.nodes[index].plugs[plug].quality;
        match self.far_plug(index, plug) {
            Some((other, far)) if own == Quality::default() => self.nodes[other].plugs[far].quality,
            _ => own,
        }
    }

    /// The ports of all switches in the order in which they are cabled: node and plug.
    pub fn ports(&self) -> impl Iterator<Item = (usize, usize)> {
        let plugs = |(index, node): (usize, &Node)| {
            let plugs: Vec<usize> = (0..node.plugs.len()).collect();
            plugs.into_iter().map(move |plug| (index, plug))
        };
        let all = self.nodes.iter().enumerate().flat_map(plugs);
        all.filter(|&(index, plug)| self.switch(&self.nodes[index].plugs[plug].to).is_some())
    }

    fn plugs_between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let plugs = self.nodes[from].plugs.iter().enumerate();
        plugs.filter_map(move |(at, plug)| (self.index_of(&plug.to) == Some(to)).then_some(at))
    }
}

impl Node {
    /// The addresses of all interfaces, each with its prefix.
    pub fn networks(&self) -> impl Iterator<Item = Network> {
        self.plugs
            .iter()
            .flat_map(|plug| plug.addresses.iter().copied())
    }

    fn networks_by_plug(&self) -> impl Iterator<Item = (usize, Network)> {
        let plugs = self.plugs.iter().enumerate();
        plugs.flat_map(|(at, plug)| plug.addresses.iter().map(move |&network| (at, network)))
    }

    /// The address under which the others know this host: its first of IPv4, else of IPv6.
    pub fn address(&self) -> Option<IpAddr> {
        let v4 = self.networks().find(|network| network.address.is_ipv4());
        v4.or_else(|| self.networks().next())
            .map(|network| network.address)
    }
}

impl Network {
    pub fn new(address: IpAddr, prefix: u8) -> Network {
        Network { address, prefix }
    }

    /// `0.0.0.0/0` or `::/0`, for the family of this address
    pub fn everything(like: IpAddr) -> Network {
        match like {
            IpAddr::V4(_) => Network::new(Ipv4Addr::UNSPECIFIED.into(), 0),
            IpAddr::V6(_) => Network::new(Ipv6Addr::UNSPECIFIED.into(), 0),
        }
    }

    /// With the host's part zero: `10.9.0.0/24` of `10.9.0.5/24`
    pub fn base(self) -> Network {
        let address = match self.address {
            IpAddr::V4(v4) => {
                let mask = u32::MAX
                    .checked_shl(32 - u32::from(self.prefix))
                    .unwrap_or(0);
                IpAddr::V4((u32::from(v4) & mask).into())
            }
            IpAddr::V6(v6) => {
                let mask = u128::MAX
                    .checked_shl(128 - u32::from(self.prefix))
                    .unwrap_or(0);
                IpAddr::V6((u128::from(v6) & mask).into())
            }
        };
        Network::new(address, self.prefix)
    }

    pub fn contains(self, address: IpAddr) -> bool {
        self.address.is_ipv4() == address.is_ipv4()
            && Network::new(address, self.prefix).base() == self.base()
    }

    fn is_possible(self) -> bool {
        self.prefix <= if self.address.is_ipv4() { 32 } else { 128 }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Network, String> {
        let wrong = || format!("'{text}' is no address with a prefix such as 10.9.0.5/24");
        let (address, prefix) = text.split_once('/').ok_or_else(wrong)?;
        let address = address.parse().map_err(|_| wrong())?;
        let network = Network::new(address, prefix.parse().map_err(|_| wrong())?);
        if network.is_possible() {
            Ok(network)
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

/// The network that the public security labs use: three machines on one wire, where each hears the
/// others, and a router to an inner network with two more.
fn classroom() -> Topology {
    let lan = |last: u16| plug("lan", [10, 9, 0], last, 0x9);
    let inner = |last: u16| plug("inner", [192, 168, 60], last, 0x60);
    let router = Node {
        forwards: true,
        uplink: true,
        ..node("router", &["gateway"], vec![lan(11), inner(11)])
    };
    Topology {
        title: "The classroom: 10.9.0.0/24, and behind the router 192.168.60.0/24".to_owned(),
        nodes: vec![
            node("attacker", &["mallory"], vec![lan(1)]),
            node("alice", &["hostA", "hosta"], vec![lan(5)]),
            node("bob", &["hostB", "hostb"], vec![lan(6)]),
            node("carol", &["host1"], vec![inner(5)]),
            node("dave", &["host2"], vec![inner(6)]),
            router,
        ],
        switches: vec![switch("lan", true), switch("inner", false)],
    }
}

/// Two hosts on a switch.
fn pair() -> Topology {
    let lan = |last: u16| plug("lan", [10, 9, 0], last, 0x9);
    Topology {
        title: "Two hosts on a switch, 10.9.0.0/24".to_owned(),
        nodes: vec![
            node("alice", &["hostA", "hosta"], vec![lan(5)]),
            node("bob", &["hostB", "hostb"], vec![lan(6)]),
        ],
        switches: vec![switch("lan", false)],
    }
}

/// Two hosts with so many routers between them; the k-th cable is 10.0.k.0/24.
fn chain(routers: u8) -> Topology {
    let name = |at: u8| match at {
        0 => "alice".to_owned(),
        at if at > routers => "bob".to_owned(),
        at => format!("r{at}"),
    };
    let left = |at: u8| plug(&name(at - 1), [10, 0, at - 1], 2, u16::from(at - 1));
    let right = |at: u8| plug(&name(at + 1), [10, 0, at], 1, u16::from(at));
    let router = |at: u8| Node {
        forwards: true,
        ..node(&name(at), &[], vec![left(at), right(at)])
    };
    let mut nodes = vec![
        node("alice", &["hostA", "hosta"], vec![right(0)]),
        node(
            "bob",
            &["hostB", "hostb", "target"],
            vec![left(routers + 1)],
        ),
    ];
    nodes.extend((1..=routers).map(router));
    Topology {
        title: format!("alice, {routers} routers in a row, bob (10.0.{routers}.2)"),
        nodes,
        switches: Vec::new(),
    }
}

fn switch(name: &str, hub: bool) -> Switch {
    Switch {
        name: name.to_owned(),
        hub,
    }
}

fn node(name: &str, aliases: &[&str], plugs: Vec<Plug>) -> Node {
    Node {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        plugs,
        ..Node::default()
    }
}

/// An interface with the addresses `a.b.c.last/24` and `fd00:net::last/64`, where the digits of
/// `last` are the same in both.
fn plug(to: &str, [a, b, c]: [u8; 3], last: u16, net: u16) -> Plug {
    let same_digits = u16::from_str_radix(&last.to_string(), 16).unwrap_or(last);
    let v4 = Ipv4Addr::new(a, b, c, last as u8);
    let v6 = Ipv6Addr::new(0xfd00, net, 0, 0, 0, 0, 0, same_digits);
    Plug {
        to: to.to_owned(),
        addresses: vec![Network::new(v4.into(), 24), Network::new(v6.into(), 64)],
        quality: Quality::default(),
        nat: false,
    }
}

fn is_a_name(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.len() <= 63 && name.chars().all(letters)
}

fn problem(node: usize, plug: Option<usize>, message: String) -> Result<(), Problem> {
    Err(Problem {
        node,
        plug,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_topologies_can_be_built() {
        for name in ["classroom", "pair", "chain:1", "chain:4", "chain:200"] {
            let topology = Topology::built_in(name).expect(name);
            assert_eq!(topology.check(), Ok(()), "{name}");
        }
        assert_eq!(Topology::built_in("chain:0"), None);
        assert_eq!(Topology::built_in("chain:201"), None);
        assert_eq!(Topology::built_in("ring"), None);
    }

    #[test]
    fn hosts_are_found_by_name_and_by_alias() {
        let classroom = classroom();
        assert_eq!(classroom.index_of("attacker"), Some(0));
        assert_eq!(classroom.index_of("hostB"), classroom.index_of("bob"));
        assert_eq!(classroom.index_of("eve"), None);
    }

    #[test]
    fn a_network_knows_its_base() {
        for (text, base) in [
            ("10.9.0.5/24", "10.9.0.0/24"),
            ("10.9.0.5/0", "0.0.0.0/0"),
            ("10.9.0.5/32", "10.9.0.5/32"),
            ("fd00:9::5/64", "fd00:9::/64"),
        ] {
            let network: Network = text.parse().expect(text);
            assert_eq!(network.base().to_string(), base);
        }
        assert!("10.9.0.5/33".parse::<Network>().is_err());
        assert!("10.9.0.5".parse::<Network>().is_err());
    }
}
