//! A topology in a TOML file. The names of the keys are documented in `examples/labs/office.toml`.

use std::net::IpAddr;
use std::ops::{Range, RangeInclusive};

use serde::Deserialize;
use toml::Spanned;

use super::error::Error;
use super::firewall::Rule;
use super::quality::{self, Quality};
use super::service::Service;
use super::topology::{Network, Node, Plug, Problem, Route, Switch, Topology};

/// Reads a topology; errors name the line of `file`.
pub fn parse(file: &str, text: &str) -> Result<Topology, Error> {
    let wrong = |message: String, span: Option<Range<usize>>| Error::File {
        file: file.to_owned(),
        line: span.map(|span| line_of(text, span.start)),
        message,
    };
    let tables: Tables = toml::from_str(text)
        .map_err(|error| wrong(error.message().trim_end().to_owned(), error.span()))?;
    let mut topology = Topology {
        title: tables.title,
        switches: tables
            .switch
            .into_iter()
            .map(|SwitchTable { name, hub }| Switch { name, hub })
            .collect(),
        nodes: Vec::new(),
    };
    let mut spans = Vec::new();
    let hosts = tables.host.into_iter().map(|table| (table, false));
    let routers = tables.router.into_iter().map(|table| (table, true));
    for (table, forwards) in hosts.chain(routers) {
        spans.push(table.spans());
        topology.nodes.push(
            table
                .node(forwards)
                .map_err(|(message, span)| wrong(message, Some(span)))?,
        );
    }
    topology.check().map_err(
        |Problem {
             node,
             plug,
             message,
         }| {
            let span = spans
                .get(node)
                .map(|(own, plugs): &(Range<usize>, Vec<_>)| {
                    plug.and_then(|plug| plugs.get(plug)).unwrap_or(own).clone()
                });
            wrong(message, span)
        },
    )?;
    Ok(topology)
}

/// The file that says what this topology says.
pub fn write(topology: &Topology) -> String {
    let mut text = format!("title = {}\n", quoted(&topology.title));
    for Switch { name, hub } in &topology.switches {
        text += &format!("\n[[switch]]\nname = {}\nhub = {hub}\n", quoted(name));
    }
    for node in &topology.nodes {
        let table = if node.forwards { "router" } else { "host" };
        text += &format!("\n[[{table}]]\nname = {}\n", quoted(&node.name));
        text += &format!(
            "aliases = {}\nuplink = {}\n",
            list(&node.aliases, quoted),
            node.uplink
        );
        text += &format!(
            "links = {}\n",
            list(&node.plugs, |plug| {
                let addresses = list(&plug.addresses, quoted);
                let (to, nat) = (quoted(&plug.to), plug.nat);
                let quality = written(&plug.quality);
                format!("{{ to = {to}, addresses = {addresses}, nat = {nat}{quality} }}")
            })
        );
        text += &format!("firewall = {}\n", list(&node.firewall, quoted));
        if let Some(gateway) = node.gateway {
            text += &format!("gateway = {}\n", quoted(&gateway));
        }
        text += &format!(
            "routes = {}\n",
            list(&node.routes, |route| {
                format!(
                    "{{ to = {}, via = {} }}",
                    quoted(&route.to),
                    quoted(&route.via)
                )
            })
        );
        text += &format!(
            "services = {}\n",
            list(&node.services, |service| {
                format!(
                    "{{ kind = {}, port = {} }}",
                    quoted(service.kind()),
                    service.port()
                )
            })
        );
        text += &format!(
            "programs = {}\n",
            list(&node.programs, |argv| list(argv, quoted))
        );
    }
    text
}

/// The part of a link that says what its cable does.
fn written(quality: &Quality) -> String {
    let mut text = format!(
        ", delay = \"{}\", jitter = \"{}\", loss = \"{}\", duplicate = \"{}\"",
        quality::time(quality.delay),
        quality::time(quality.jitter),
        quality::percent(quality.loss),
        quality::percent(quality.duplicate)
    );
    if let Some(rate) = quality.rate {
        text += &format!(", rate = \"{}\"", quality::rate(rate));
    }
    if let Some(mtu) = quality.mtu {
        text += &format!(", mtu = {mtu}");
    }
    text
}

fn list<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    format!(
        "[{}]",
        items.iter().map(text).collect::<Vec<_>>().join(", ")
    )
}

fn quoted<T: ToString + ?Sized>(text: &T) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|&octet| octet == b'\n')
        .count()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    title: String,
    #[serde(default)]
    host: Vec<NodeTable>,
    #[serde(default)]
    router: Vec<NodeTable>,
    #[serde(default)]
    switch: Vec<SwitchTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SwitchTable {
    name: String,
    #[serde(default)]
    hub: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeTable {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    links: Vec<Spanned<LinkTable>>,
    gateway: Option<IpAddr>,
    #[serde(default)]
    uplink: bool,
    #[serde(default)]
    routes: Vec<RouteTable>,
    #[serde(default)]
    firewall: Vec<Spanned<String>>,
    #[serde(default)]
    services: Vec<Spanned<ServiceTable>>,
    #[serde(default)]
    programs: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkTable {
    to: String,
    address: Option<Spanned<String>>,
    #[serde(default)]
    addresses: Vec<Spanned<String>>,
    #[serde(default)]
    nat: bool,
    delay: Option<Spanned<String>>,
    jitter: Option<Spanned<String>>,
    loss: Option<Spanned<String>>,
    duplicate: Option<Spanned<String>>,
    rate: Option<Spanned<String>>,
    mtu: Option<Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteTable {
    to: Spanned<String>,
    via: IpAddr,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceTable {
    kind: String,
    port: u16,
}

type Wrong = (String, Range<usize>);

impl NodeTable {
    fn spans(&self) -> (Range<usize>, Vec<Range<usize>>) {
        (
            self.name.span(),
            self.links.iter().map(Spanned::span).collect(),
        )
    }

    fn node(self, forwards: bool) -> Result<Node, Wrong> {
        let plugs = self.links.into_iter().map(|link| link.into_inner().plug());
        let routes = self.routes.iter().map(|route| {
            Ok(Route {
                to: network(&route.to)?.base(),
                via: route.via,
            })
        });
        let services = self.services.iter().map(|table| {
            let ServiceTable { kind, port } = table.get_ref();
            Service::named(kind, *port).ok_or_else(|| {
                let known = Service::KINDS.join(", ");
                (
                    format!("no service is called '{kind}' (there are {known})"),
                    table.span(),
                )
            })
        });
        let firewall = self.firewall.iter().map(|rule| {
            let read = rule.get_ref().parse::<Rule>();
            read.map_err(|message| (message, rule.span()))
        });
        Ok(Node {
            firewall: firewall.collect::<Result<_, _>>()?,
            plugs: plugs.collect::<Result<_, _>>()?,
            routes: routes.collect::<Result<_, _>>()?,
            services: services.collect::<Result<_, _>>()?,
            name: self.name.into_inner(),
            aliases: self.aliases,
            gateway: self.gateway,
            uplink: self.uplink,
            programs: self.programs,
            forwards,
        })
    }
}

impl LinkTable {
    fn plug(self) -> Result<Plug, Wrong> {
        let addresses = self.address.iter().chain(&self.addresses).map(network);
        Ok(Plug {
            addresses: addresses.collect::<Result<_, _>>()?,
            quality: self.quality()?,
            nat: self.nat,
            to: self.to,
        })
    }

    fn quality(&self) -> Result<Quality, Wrong> {
        let time = |text| said(text, quality::read_time, "no time such as 10ms or 0.5s");
        let share = |text| said(text, quality::read_share, "no share such as 5% or 0.05");
        let rate = said(
            &self.rate,
            quality::read_rate,
            "no rate such as 10mbit or 500kbit",
        )?;
        let mtu = self.mtu.as_ref();
        if let Some(mtu) = mtu.filter(|mtu| !MTU.contains(mtu.get_ref())) {
            let words = format!("an mtu is {} to {} octets", MTU.start(), MTU.end());
            return Err((words, mtu.span()));
        }
        let quality = Quality {
            delay: time(&self.delay)?.unwrap_or_default(),
            jitter: time(&self.jitter)?.unwrap_or_default(),
            loss: share(&self.loss)?.unwrap_or_default(),
            duplicate: share(&self.duplicate)?.unwrap_or_default(),
            rate,
            mtu: mtu.map(|mtu| *mtu.get_ref()),
        };
        match &self.jitter {
            Some(jitter) if quality.jitter > quality.delay => {
                let words = "the jitter is larger than the delay".to_owned();
                Err((words, jitter.span()))
            }
            _ => Ok(quality),
        }
    }
}

/// What IPv4 needs, and what an interface can.
const MTU: RangeInclusive<u32> = 68..=65_535;

/// A value in a text of its own, if it is there.
fn said<T>(
    text: &Option<Spanned<String>>,
    read: fn(&str) -> Option<T>,
    wrong: &str,
) -> Result<Option<T>, Wrong> {
    let Some(text) = text else { return Ok(None) };
    match read(text.get_ref()) {
        Some(value) => Ok(Some(value)),
        None => Err((format!("'{}' is {wrong}", text.get_ref()), text.span())),
    }
}

fn network(text: &Spanned<String>) -> Result<Network, Wrong> {
    text.get_ref()
        .parse()
        .map_err(|message| (message, text.span()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse("x.toml", text).expect_err(text).to_string()
    }

    #[test]
    fn a_file_says_what_a_built_in_says() {
        let pair = parse(
            "pair.toml",
            r#"
            title = "Two hosts on a switch, 10.9.0.0/24"
            [[switch]]
            name = "lan"
            [[host]]
            name = "alice"
            aliases = ["hostA", "hosta"]
            links = [{ to = "lan", addresses = ["10.9.0.5/24", "fd00:9::5/64"] }]
            [[host]]
            name = "bob"
            aliases = ["hostB", "hostb"]
            links = [{ to = "lan", addresses = ["10.9.0.6/24", "fd00:9::6/64"] }]
            "#,
        );
        assert_eq!(pair.ok(), Topology::built_in("pair"));
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let office = include_str!("../../examples/labs/office.toml");
        let office = parse("office.toml", office).unwrap_or_else(|error| panic!("{error}"));
        let built_in = ["classroom", "pair", "chain:3"]
            .into_iter()
            .filter_map(Topology::built_in);
        for topology in built_in.chain([office]) {
            let text = write(&topology);
            let again = parse("written", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(again, topology, "{text}");
        }
    }

    #[test]
    fn errors_point_at_the_line() {
        for (text, expected) in [
            (
                "[[host]]\nname = 'a'\nlinks = [\n  { to = 'lan' },\n]\n",
                "x.toml, line 4: there is no switch and no host named 'lan'",
            ),
            (
                "[[host]]\nname = 'a'\n\n[[host]]\nname = 'a'\n",
                "x.toml, line 5: the name 'a' is used twice",
            ),
            (
                "[[switch]]\nname='s'\n[[host]]\nname = 'a'\nlinks = [{ to = 's', address = '10.0.0.1' }]\n",
                "x.toml, line 5: '10.0.0.1' is no address with a prefix such as 10.9.0.5/24",
            ),
            (
                "[[host]]\nname = 'a'\nservices = [{ kind = 'gopher', port = 70 }]\n",
                "x.toml, line 3: no service is called 'gopher' (there are upper_udp, echo, tcp_lines, http, dns, dhcp, report)",
            ),
            (
                "[[host]]\nname = 'a'\nlinks = [{ to = 'b' }]\n[[host]]\nname = 'b'\n",
                "x.toml, line 3: the cable has one end only: b needs a link to = \"a\" too",
            ),
            (
                "[[host]]\nname = 'a'\nfirewall = [\n 'drop tcp 23',\n 'drop http',\n]\n",
                "x.toml, line 5: 'drop http': after drop comes one of all, tcp, udp,",
            ),
            (
                "[[switch]]\nname='s'\n[[host]]\nname = 'a'\nlinks = [{ to = 's', delay = '10' }]\n",
                "x.toml, line 5: '10' is no time such as 10ms or 0.5s",
            ),
            (
                "[[switch]]\nname='s'\n[[host]]\nname = 'a'\nlinks = [\n{ to = 's', loss = '101%' }]\n",
                "x.toml, line 6: '101%' is no share such as 5% or 0.05",
            ),
            (
                "[[switch]]\nname='s'\n[[host]]\nname = 'a'\nlinks = [{ to = 's', mtu = 9 }]\n",
                "x.toml, line 5: an mtu is 68 to 65535 octets",
            ),
            (
                "[[host]]\nname = 'a'\nlinks = [{ to = 'b', delay = '1ms', jitter = '2ms' }]\n",
                "x.toml, line 3: the jitter is larger than the delay",
            ),
            (
                "[[host]]\nname='a'\nlinks = [{ to = 'b', delay = '1ms' }]\n[[host]]\nname='b'\nlinks = [{ to = 'a', loss = '1%' }]\n",
                "x.toml, line 6: the quality of this cable is said at its other end already, at a",
            ),
            (
                "[[host]]\nnam = 'a'\n",
                "x.toml, line 2: unknown field `nam`",
            ),
            (
                "title = 'empty'\n",
                "x.toml: a topology needs at least one [[host]]",
            ),
        ] {
            let message = error(text);
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
