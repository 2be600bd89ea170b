//! Which way each host sends: the routes that follow from the cabling.

use std::collections::{HashMap, HashSet, VecDeque};
use std::net::IpAddr;

use super::topology::{Network, Node, Route, Topology};

/// The routes of one node, the shortest way each; those that the topology states come first and
/// win.
pub fn of(topology: &Topology, index: usize) -> Vec<Route> {
    let node = &topology.nodes[index];
    let mut routes = node.routes.clone();
    routes.extend(node.gateway.map(|via| Route {
        to: Network::everything(via),
        via,
    }));
    for route in ways(topology, index) {
        if !routes.iter().any(|stated| stated.to == route.to) {
            routes.push(route);
        }
    }
    if !node.forwards {
        for v4 in [true, false] {
            through_one_gateway(&mut routes, v4);
        }
    }
    routes
}

/// A host whose routes all lead to the same neighbour has a default route and nothing else.
fn through_one_gateway(routes: &mut Vec<Route>, v4: bool) {
    let mut of_family = routes.iter().filter(|route| route.via.is_ipv4() == v4);
    let Some(via) = of_family.next().map(|route| route.via) else {
        return;
    };
    if of_family.all(|route| route.via == via) {
        routes.retain(|route| route.via.is_ipv4() != v4);
        routes.push(Route {
            to: Network::everything(via),
            via,
        });
    }
}

/// From the node outwards, router by router: the first hop to each network that it is not part of.
fn ways(topology: &Topology, start: usize) -> Vec<Route> {
    let mut routes = Vec::new();
    let mut known: HashSet<Network> = topology.nodes[start]
        .networks()
        .map(Network::base)
        .collect();
    // A router can be reached in both families, by another neighbour in each.
    let mut first_hops: HashMap<usize, Vec<IpAddr>> = HashMap::new();
    let mut waiting = VecDeque::from([start]);
    let mut seen = HashSet::from([start]);
    while let Some(here) = waiting.pop_front() {
        for (next, router) in topology.nodes.iter().enumerate() {
            let met = meeting_addresses(&topology.nodes[here], router);
            if !router.forwards || met.is_empty() || !seen.insert(next) {
                continue;
            }
            let hops = if here == start {
                met
            } else {
                first_hops[&here].clone()
            };
            for network in router.networks().map(Network::base) {
                let hop = hops
                    .iter()
                    .find(|hop| hop.is_ipv4() == network.address.is_ipv4());
                if let Some(&via) = hop
                    && known.insert(network)
                {
                    routes.push(Route { to: network, via });
                }
            }
            // Behind an uplink lies everything that is nowhere else.
            for &via in hops.iter().filter(|_| router.uplink) {
                let everything = Network::everything(via);
                if known.insert(everything) {
                    routes.push(Route {
                        to: everything,
                        via,
                    });
                }
            }
            first_hops.insert(next, hops);
            waiting.push_back(next);
        }
    }
    routes
}

/// The addresses of `other` that share a network with `node`.
fn meeting_addresses(node: &Node, other: &Node) -> Vec<IpAddr> {
    let shared = |theirs: &Network| node.networks().any(|mine| mine.base() == theirs.base());
    other
        .networks()
        .filter(shared)
        .map(|network| network.address)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(topology: &str, host: &str) -> Vec<String> {
        let topology = Topology::built_in(topology).expect("a built-in topology");
        let index = topology.index_of(host).expect("a host of it");
        let text = |route: &Route| format!("{} via {}", route.to, route.via);
        of(&topology, index)
            .iter()
            .filter(|route| route.via.is_ipv4())
            .map(text)
            .collect()
    }

    #[test]
    fn a_host_beside_one_router_sends_everything_there() {
        assert_eq!(routes("classroom", "alice"), ["0.0.0.0/0 via 10.9.0.11"]);
        assert_eq!(routes("classroom", "dave"), ["0.0.0.0/0 via 192.168.60.11"]);
        assert_eq!(routes("chain:3", "bob"), ["0.0.0.0/0 via 10.0.3.1"]);
    }

    #[test]
    fn a_router_knows_the_networks_on_both_sides() {
        assert_eq!(
            routes("chain:3", "r2"),
            ["10.0.0.0/24 via 10.0.1.1", "10.0.3.0/24 via 10.0.2.2"]
        );
        assert!(routes("classroom", "router").is_empty());
    }

    #[test]
    fn two_hosts_on_a_switch_need_no_routes() {
        assert!(routes("pair", "alice").is_empty());
    }
}
