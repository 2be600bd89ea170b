//! A network in the box: hosts, switches and routers made of namespaces, without root, without any
//! other program, and gone with the process.
//!
//! The process itself sits on the first host. Every other host is a namespace that a thread can
//! enter; what the thread opens there, belongs there.

mod error;
mod file;
mod join;
mod kernel;
mod netlink;
mod program;
mod routes;
mod service;
mod topology;

use std::cell::Cell;
use std::net::IpAddr;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use error::{Blocked, Error, Result};
pub use program::Program;
pub use service::{Running, Service};
pub use topology::{BUILT_IN, Network, Node, Plug, Problem, Route, Switch, Topology};

use kernel::{Namespace, Role};
use netlink::End;

/// A running network.
pub struct Lab {
    topology: Topology,
    hosts: Vec<Host>,
    /// The switches live as long as the lab.
    _switches: Option<OwnedFd>,
    talk: SharedTalk,
    /// When somebody on a host last said something.
    last_said: Arc<Mutex<Option<Instant>>>,
    /// What the topology itself has started.
    services: Mutex<Vec<Running>>,
    programs: Mutex<Vec<Program>>,
}

/// A machine of the lab.
pub struct Host {
    pub name: String,
    pub node: Node,
    pub interfaces: Vec<Interface>,
    index: usize,
    namespace: OwnedFd,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Interface {
    /// `eth0`
    pub name: String,
    pub index: u32,
    pub mac: [u8; 6],
    pub addresses: Vec<Network>,
}

/// Gets the lines that services and programs on the hosts say: host, line.
pub type Talk = Box<dyn Fn(&str, &str) + Send + Sync>;
type SharedTalk = Arc<RwLock<Talk>>;

static CURRENT: OnceLock<Lab> = OnceLock::new();

thread_local! {
    static HERE: Cell<usize> = const { Cell::new(0) };
}

/// The lab that this process runs, if it runs one.
pub fn current() -> Option<&'static Lab> {
    CURRENT.get()
}

/// The address of a host of the running lab: names of hosts are as good as addresses in scripts.
pub fn address_of(name: &str) -> Option<IpAddr> {
    current()?.address_of(name)
}

/// Whether the word after `--lab` is a topology; if not, it is a script already, and the lab is the
/// classroom.
pub fn is_topology(word: &str) -> bool {
    Topology::built_in(word).is_some() || word.ends_with(".toml")
}

/// What stands behind `--lab`: a built-in topology, or a file.
pub fn load(name: &str) -> Result<Topology> {
    if let Some(topology) = Topology::built_in(name) {
        return Ok(topology);
    }
    if !name.ends_with(".toml") && !Path::new(name).exists() {
        return Err(Error::NoTopology(name.to_owned()));
    }
    let text =
        std::fs::read_to_string(name).map_err(Error::system(format!("cannot read {name}")))?;
    file::parse(name, &text)
}

impl Lab {
    /// Builds the network and moves the calling thread to its first host. As an ordinary user this
    /// must happen before the process has a second thread.
    pub fn start(topology: &Topology) -> Result<Lab> {
        topology.check().map_err(|problem| Error::File {
            file: topology.title.clone(),
            line: None,
            message: problem.message,
        })?;
        // Without it nobody can join; everything else works.
        let door = join::Door::open().ok();
        kernel::leave_the_machine()?;
        // Without it programs do not know the names; everything else works.
        let _ = kernel::private_hosts_file(&hosts_file(topology));
        let mut namespaces = make_namespaces(topology)?;
        let mut switches = make_switches(topology)?;
        let interfaces = cable(topology, &mut namespaces, &mut switches)?;
        for (index, namespace) in namespaces.iter_mut().enumerate() {
            bring_up(&topology.nodes[index].name, &interfaces[index], namespace)?;
        }
        for (index, namespace) in namespaces.iter_mut().enumerate() {
            add_routes(topology, index, namespace)?;
        }
        let descriptors = namespaces
            .into_iter()
            .map(Namespace::into_descriptor)
            .collect();
        let switches = switches.map(Namespace::into_descriptor);
        let lab = Lab::of(topology, interfaces, descriptors, switches);
        HERE.set(0);
        if let Some(door) = door {
            lab.answer_the_door(door)
                .map_err(Error::system("cannot let others join"))?;
        }
        lab.start_what_the_topology_names()?;
        Ok(lab)
    }

    /// Takes part in the lab that was started last, as another process on one of its hosts. As an
    /// ordinary user this must happen before the process has a second thread.
    pub fn join(host: &str) -> Result<Lab> {
        Lab::join_with(join::knock(None)?, host)
    }

    /// The same where several labs run: the one of this process.
    pub fn join_process(process: u32, host: &str) -> Result<Lab> {
        Lab::join_with(join::knock(Some(process))?, host)
    }

    fn join_with(keys: join::Keys, host: &str) -> Result<Lab> {
        let join::Keys {
            topology,
            process,
            hosts,
        } = keys;
        if let [user, mounts] = &process[..] {
            kernel::follow(user.as_fd(), mounts.as_fd())?;
        }
        let nodes = 0..topology.nodes.len();
        let interfaces = nodes.map(|index| interfaces_of(&topology, index)).collect();
        let lab = Lab::of(&topology, interfaces, hosts, None);
        lab.enter(host)?;
        Ok(lab)
    }

    fn of(
        topology: &Topology,
        interfaces: Vec<Vec<Interface>>,
        namespaces: Vec<OwnedFd>,
        switches: Option<OwnedFd>,
    ) -> Lab {
        let nodes = topology
            .nodes
            .iter()
            .zip(interfaces)
            .zip(namespaces)
            .enumerate();
        let host = |(index, ((node, interfaces), namespace)): (_, ((&Node, _), _))| Host {
            name: node.name.clone(),
            node: node.clone(),
            interfaces,
            index,
            namespace,
        };
        Lab {
            topology: topology.clone(),
            hosts: nodes.map(host).collect(),
            _switches: switches,
            talk: Arc::new(RwLock::new(Box::new(|host, line| {
                eprintln_labelled(host, line)
            }))),
            last_said: Arc::default(),
            services: Mutex::default(),
            programs: Mutex::default(),
        }
    }

    fn answer_the_door(&self, door: join::Door) -> std::io::Result<()> {
        let hosts = self.hosts.iter().map(|host| host.namespace.try_clone());
        door.attend(&self.topology, hosts.collect::<std::io::Result<_>>()?)
    }

    /// Makes this lab the one that `current` returns, until the process ends.
    pub fn install(self) -> Result<&'static Lab> {
        CURRENT
            .set(self)
            .map_err(|_| Error::TooLate("this process runs a lab already"))?;
        CURRENT
            .get()
            .ok_or(Error::TooLate("this process runs no lab"))
    }

    /// Sends what services and programs say elsewhere than to standard error.
    pub fn set_talk(&self, talk: Talk) {
        if let Ok(mut current) = self.talk.write() {
            *current = talk;
        }
    }

    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// A host by its name or one of its addresses.
    pub fn host(&self, name: &str) -> Result<&Host> {
        let named = self.topology.index_of(name);
        let by_address = || {
            let address: IpAddr = name.parse().ok()?;
            self.topology
                .nodes
                .iter()
                .position(|node| node.networks().any(|network| network.address == address))
        };
        named
            .or_else(by_address)
            .map(|index| &self.hosts[index])
            .ok_or_else(|| Error::NoHost {
                name: name.to_owned(),
                hosts: self.hosts.iter().map(|host| host.name.clone()).collect(),
            })
    }

    pub fn address_of(&self, name: &str) -> Option<IpAddr> {
        self.topology.nodes[self.topology.index_of(name)?].address()
    }

    /// The host that the calling thread is on.
    pub fn here(&self) -> &Host {
        &self.hosts[HERE.get()]
    }

    /// Moves the calling thread to a host and returns the one that it was on.
    pub fn enter(&self, name: &str) -> Result<&Host> {
        let before = self.here();
        self.host(name)?.enter()?;
        Ok(before)
    }

    /// Starts an external program on a host. Its output comes labelled; it ends with the lab.
    pub fn spawn_program(&self, host: &str, argv: &[String]) -> Result<Program> {
        let host = self.host(host)?;
        let tell = self.voice_of(host);
        host.run(|| Program::start(argv, tell))?
            .map_err(Error::system(format!(
                "{}: cannot run {}",
                host.name,
                argv.join(" ")
            )))
    }

    /// Starts a service on a host. It ends when what is returned is dropped.
    pub fn serve(&self, host: &str, service: Service) -> Result<Running> {
        let host = self.host(host)?;
        let tell = self.voice_of(host);
        host.run(|| service.start(Box::new(tell)))?
            .map_err(Error::system(format!(
                "{}: cannot serve {service:?}",
                host.name
            )))
    }

    /// Waits a moment for what programs and services still have to say, so that the end of a script
    /// does not cut them short. They cannot be asked whether they have finished; a short silence is
    /// taken for it.
    pub fn settle(&self) {
        const SILENCE: Duration = Duration::from_millis(50);
        const PATIENCE: Duration = Duration::from_millis(500);
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let last_said = self.last_said.lock().ok().and_then(|said| *said);
            let silent = last_said.unwrap_or(began).max(began).elapsed();
            if silent >= SILENCE {
                return;
            }
            std::thread::sleep(SILENCE - silent);
        }
    }

    /// What a host says goes to the person, labelled.
    fn voice_of(&self, host: &Host) -> impl Fn(&str) + Clone + Send + Sync + 'static {
        let (talk, last_said, name) =
            (self.talk.clone(), self.last_said.clone(), host.name.clone());
        move |line: &str| {
            if let Ok(mut last_said) = last_said.lock() {
                *last_said = Some(Instant::now());
            }
            if let Ok(talk) = talk.read() {
                talk(&name, line);
            }
        }
    }

    fn start_what_the_topology_names(&self) -> Result<()> {
        for node in &self.topology.nodes {
            for &service in &node.services {
                let running = self.serve(&node.name, service)?;
                if let Ok(mut services) = self.services.lock() {
                    services.push(running);
                }
            }
            for argv in &node.programs {
                let program = self.spawn_program(&node.name, argv)?;
                if let Ok(mut programs) = self.programs.lock() {
                    programs.push(program);
                }
            }
        }
        Ok(())
    }
}

impl Host {
    /// Moves the calling thread here.
    pub fn enter(&self) -> Result<()> {
        kernel::enter(self.namespace.as_fd())
            .map_err(Error::system(format!("cannot go to {}", self.name)))?;
        HERE.set(self.index);
        Ok(())
    }

    /// Runs the closure here and waits for it; the calling thread stays where it is.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T> {
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| self.enter().map(|()| work()));
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    /// Runs the closure here, beside the calling thread.
    pub fn spawn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<JoinHandle<Result<T>>> {
        let what = || format!("cannot go to {}", self.name);
        let namespace = self.namespace.try_clone().map_err(Error::system(what()))?;
        let (index, what) = (self.index, what());
        Ok(std::thread::spawn(move || {
            kernel::enter(namespace.as_fd()).map_err(Error::system(what))?;
            HERE.set(index);
            Ok(work())
        }))
    }

    /// The first address, IPv4 if there is one.
    pub fn address(&self) -> Option<IpAddr> {
        self.node.address()
    }
}

fn eprintln_labelled(host: &str, line: &str) {
    use std::io::Write;
    // One write, or the results on standard output come between the label and the line.
    let text = format!("{host}| {line}\n");
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The names of the lab for the C library; IPv4 where a host has both.
fn hosts_file(topology: &Topology) -> String {
    let mut text = "127.0.0.1 localhost\n::1 localhost ip6-localhost\n".to_owned();
    for node in &topology.nodes {
        if let Some(address) = node.address() {
            text += &format!("{address} {} {}\n", node.name, node.aliases.join(" "));
        }
    }
    text
}

/// One namespace per node, each made on a thread of its own; the first is the one that we are in.
fn make_namespaces(topology: &Topology) -> Result<Vec<Namespace>> {
    let role = |node: &Node| {
        if node.forwards {
            Role::Router
        } else {
            Role::Host
        }
    };
    let make = |index: usize| {
        let node = &topology.nodes[index];
        let made = if index == 0 {
            Namespace::of_this_thread(role(node))
        } else {
            Namespace::new(role(node))
        };
        made.and_then(|namespace| {
            if node.forwards && node.networks().any(|network| network.address.is_ipv6()) {
                kernel::forward_ipv6()?;
            }
            Ok(namespace)
        })
        .map_err(Error::system(format!("cannot make {}", node.name)))
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..topology.nodes.len())
            .map(|index| scope.spawn(move || make(index)))
            .collect();
        let others = others.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        std::iter::once(make(0)).chain(others).collect()
    })
}

/// All switches share a namespace, in which there is nothing else.
fn make_switches(topology: &Topology) -> Result<Option<Namespace>> {
    if topology.switches.is_empty() {
        return Ok(None);
    }
    let mut namespace = std::thread::scope(|scope| {
        let made = scope.spawn(|| {
            // A kernel without IPv6 has nothing to switch off.
            let namespace = Namespace::new(Role::Switch)?;
            let _ = kernel::no_ipv6();
            Ok(namespace)
        });
        made.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
    .map_err(Error::system("cannot make the switches"))?;
    for (at, Switch { name, hub }) in topology.switches.iter().enumerate() {
        let index = bridge_index(at);
        let bridge = End {
            name: &bridge_name(at),
            index,
            mac: [0x02, 0x53, 0, 0, 0, at as u8],
        };
        let added = if *hub {
            namespace.route.add_hub(&bridge)
        } else {
            namespace.route.add_bridge(&bridge)
        };
        added
            .and_then(|()| namespace.route.up(index))
            .map_err(Error::system(format!(
                "cannot make the switch {name} (is the bridge module there?)"
            )))?;
    }
    Ok(Some(namespace))
}

/// Interface names have 15 characters; a switch may be called as its owner likes.
fn bridge_name(at: usize) -> String {
    format!("switch{at}")
}

/// The indexes of fallback tunnels (`sit0`, …), which some kernels put into each namespace, are
/// below.
const FIRST_INDEX: u32 = 20;

fn bridge_index(at: usize) -> u32 {
    FIRST_INDEX + at as u32
}

/// Makes all veth pairs; both ends are still down.
fn cable(
    topology: &Topology,
    namespaces: &mut [Namespace],
    switches: &mut Option<Namespace>,
) -> Result<Vec<Vec<Interface>>> {
    let interfaces: Vec<Vec<Interface>> = (0..topology.nodes.len())
        .map(|index| interfaces_of(topology, index))
        .collect();
    let mut ports = 0;
    for (index, node) in topology.nodes.iter().enumerate() {
        for (at, plug) in node.plugs.iter().enumerate() {
            let near = &interfaces[index][at];
            let failed = Error::system(format!("cannot plug {} into {}", node.name, plug.to));
            if let (Some(switch), Some(switches)) = (topology.switch(&plug.to), switches.as_mut()) {
                let port = FIRST_INDEX + (topology.switches.len() + ports) as u32;
                ports += 1;
                let name = format!("port{ports}");
                let far = End {
                    name: &name,
                    index: port,
                    mac: [0x02, 0x53, 1, 0, (port >> 8) as u8, port as u8],
                };
                namespaces[index]
                    .route
                    .add_veth(&near.end(), &far, switches.descriptor())
                    .and_then(|()| switches.route.plug_into(port, bridge_index(switch)))
                    .and_then(|()| switches.route.up(port))
                    .map_err(failed)?;
            } else if let Some((other, other_at)) = topology.far_plug(index, at)
                && (index, at) < (other, other_at)
            {
                let far = interfaces[other][other_at].end();
                let [here, there] = two(namespaces, index, other);
                here.route
                    .add_veth(&near.end(), &far, there.descriptor())
                    .map_err(failed)?;
            }
        }
    }
    Ok(interfaces)
}

/// Two elements at once; a node has no cable to itself, so they differ.
fn two(namespaces: &mut [Namespace], a: usize, b: usize) -> [&mut Namespace; 2] {
    namespaces
        .get_disjoint_mut([a, b])
        .expect("a cable joins two different nodes")
}

fn interfaces_of(topology: &Topology, index: usize) -> Vec<Interface> {
    let plugs = topology.nodes[index].plugs.iter().enumerate();
    plugs
        .map(|(at, plug)| Interface {
            name: format!("eth{at}"),
            index: FIRST_INDEX + at as u32,
            mac: mac_of(plug, index, at),
            addresses: plug.addresses.clone(),
        })
        .collect()
}

/// 02:42 and the IPv4 address, as container networks have it: a MAC address that can be read.
fn mac_of(plug: &Plug, node: usize, at: usize) -> [u8; 6] {
    let v4 = plug
        .addresses
        .iter()
        .find_map(|network| match network.address {
            IpAddr::V4(v4) => Some(v4.octets()),
            IpAddr::V6(_) => None,
        });
    let [a, b, c, d] = v4.unwrap_or([0, at as u8, (node >> 8) as u8, node as u8]);
    [0x02, 0x42, a, b, c, d]
}

impl Interface {
    fn end(&self) -> End<'_> {
        End {
            name: &self.name,
            index: self.index,
            mac: self.mac,
        }
    }
}

fn bring_up(name: &str, interfaces: &[Interface], namespace: &mut Namespace) -> Result<()> {
    for interface in interfaces {
        let failed =
            |what: &str| Error::system(format!("{name}: cannot {what} {}", interface.name));
        namespace
            .sums_in_software(&interface.name)
            .map_err(failed("switch checksum offload off on"))?;
        namespace
            .route
            .up(interface.index)
            .map_err(failed("bring up"))?;
        for network in &interface.addresses {
            namespace
                .route
                .add_address(interface.index, network.address, network.prefix)
                .map_err(failed(&format!("give the address {network} to")))?;
        }
    }
    Ok(())
}

fn add_routes(topology: &Topology, index: usize, namespace: &mut Namespace) -> Result<()> {
    for Route { to, via } in routes::of(topology, index) {
        let name = &topology.nodes[index].name;
        namespace
            .route
            .add_route(to, via)
            .map_err(Error::system(format!(
                "{name}: cannot add the route to {to} via {via}"
            )))?;
    }
    if topology.nodes[index].uplink {
        let name = &topology.nodes[index].name;
        namespace
            .route
            .add_black_hole()
            .map_err(Error::system(format!("{name}: cannot add its uplink")))?;
    }
    Ok(())
}
