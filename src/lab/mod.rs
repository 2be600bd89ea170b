//! A network in the box: hosts, switches and routers made of namespaces, without root, without any
//! other program, and gone with the process.
//!
//! The process itself sits on the first host. Every other host is a namespace that a thread can
//! enter; what the thread opens there, belongs there.

mod error;
mod file;
mod firewall;
mod forwarder;
mod join;
mod kernel;
mod message;
mod netlink;
mod program;
mod quality;
mod routes;
mod service;
mod topology;

use std::cell::Cell;
use std::io::PipeWriter;
use std::net::IpAddr;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use error::{Blocked, Error, Result};
pub use firewall::Rule;
pub use netlink::Learned;
pub use program::Program;
pub use quality::Quality;
pub use service::{Place, Running, Service};
pub use topology::{BUILT_IN, Network, Node, Plug, Problem, Route, Switch, Topology};

use crate::link::wire;
use kernel::{Namespace, Role};
use netlink::{End, RouteSocket};

/// A running network.
pub struct Lab {
    topology: Topology,
    hosts: Vec<Host>,
    /// The switches live as long as the lab.
    switches: Option<OwnedFd>,
    /// The threads that carry frames end when this is dropped.
    _cables: Vec<PipeWriter>,
    /// What each host lets in now.
    firewalls: Mutex<Vec<Vec<Rule>>>,
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

const NO_FILTERS: &str = "cannot set its packet filter (has this kernel nf_tables?)";

static CURRENT: OnceLock<Lab> = OnceLock::new();

/// The host of the process: that of threads which go nowhere.
static HOME: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static HERE: Cell<usize> = Cell::new(HOME.load(Ordering::Relaxed));
}

/// The host on whose tape the script runs, where it runs in no lab.
static LABEL: Mutex<Option<String>> = Mutex::new(None);

/// The name of the host that the calling thread is on; on a tape, of the one where it was made.
pub fn label() -> Option<String> {
    match current() {
        Some(lab) => Some(lab.here().name.clone()),
        None => LABEL.lock().ok()?.clone(),
    }
}

/// What the hosts have said, where a tape listens.
static HEARD: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// From now on what the hosts say is also kept, for `heard`.
pub fn listen() {
    if let Ok(mut heard) = HEARD.lock() {
        *heard = Some(Vec::new());
    }
}

/// The lines that the hosts have said since the last call, each with its host.
pub fn heard() -> Vec<String> {
    let mut heard = HEARD.lock().ok();
    let lines = heard.as_mut().and_then(|heard| heard.as_mut());
    lines.map(std::mem::take).unwrap_or_default()
}

/// Says where a tape that is played was made.
pub fn set_label(name: Option<String>) {
    if let Ok(mut label) = LABEL.lock() {
        *label = name;
    }
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
        let mut wires = Wires::new(topology)?;
        let interfaces = cable(topology, &mut namespaces, &mut switches, &mut wires)?;
        for (index, namespace) in namespaces.iter_mut().enumerate() {
            bring_up(&topology.nodes[index].name, &interfaces[index], namespace)?;
        }
        for (index, namespace) in namespaces.iter_mut().enumerate() {
            add_routes(topology, index, namespace)?;
        }
        let cables = wires.carry()?;
        let descriptors = namespaces
            .into_iter()
            .map(Namespace::into_descriptor)
            .collect();
        let switches = switches.map(Namespace::into_descriptor);
        let mut lab = Lab::of(topology, interfaces, descriptors, switches);
        lab._cables = cables;
        HERE.set(0);
        lab.set_up_filters()?;
        if let Some(door) = door {
            lab.answer_the_door(door)
                .map_err(Error::system("cannot let others join"))?;
        }
        lab.start_what_the_topology_names()?;
        Ok(lab)
    }

    /// `bob`, `bob@1234` for the lab of that process, and nothing for the first host.
    pub fn join_by_name(name: &str) -> Result<Lab> {
        match name.rsplit_once('@') {
            None => Lab::join(name),
            Some((host, process)) => match process.parse() {
                Ok(process) => Lab::join_process(process, host),
                Err(_) => Err(Error::NoLab),
            },
        }
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
            switches,
        } = keys;
        if let [user, mounts] = &process[..] {
            kernel::follow(user.as_fd(), mounts.as_fd())?;
        }
        let nodes = 0..topology.nodes.len();
        let interfaces = nodes.map(|index| interfaces_of(&topology, index)).collect();
        let lab = Lab::of(&topology, interfaces, hosts, switches);
        match host {
            "" => lab.hosts[0].enter()?,
            host => drop(lab.enter(host)?),
        }
        HOME.store(HERE.get(), Ordering::Relaxed);
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
            switches,
            _cables: Vec::new(),
            firewalls: Mutex::new(
                topology
                    .nodes
                    .iter()
                    .map(|node| node.firewall.clone())
                    .collect(),
            ),
            talk: Arc::new(RwLock::new(Box::new(|host, line| {
                eprintln_labelled(host, line)
            }))),
            last_said: Arc::default(),
            services: Mutex::default(),
            programs: Mutex::default(),
        }
    }

    fn answer_the_door(&self, door: join::Door) -> std::io::Result<()> {
        let hosts = self.hosts.iter().map(|host| &host.namespace);
        let keys = hosts.chain(&self.switches).map(OwnedFd::try_clone);
        door.attend(&self.topology, keys.collect::<std::io::Result<_>>()?)
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
        let place = Place::of(&self.topology, &self.host(host)?.node);
        self.serve_as(host, service, place)
    }

    /// The same where the service is told more than it finds out by itself.
    pub fn serve_as(&self, host: &str, service: Service, place: Place) -> Result<Running> {
        let host = self.host(host)?;
        let tell = self.voice_of(host);
        host.run(|| service.start(place, Box::new(tell)))?
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
            if let Ok(mut heard) = HEARD.lock()
                && let Some(heard) = &mut *heard
            {
                heard.push(format!("{name}| {line}\n"));
            }
            if let Ok(talk) = talk.read() {
                talk(&name, line);
            }
        }
    }

    /// What a host lets in (a router: lets through), first rule first.
    pub fn firewall(&self, host: &str) -> Result<Vec<Rule>> {
        let index = self.host(host)?.index;
        let rules = self.firewalls.lock().map(|all| all[index].clone());
        Ok(rules.unwrap_or_default())
    }

    /// Sets what a host lets in; the rules of before are gone.
    pub fn set_firewall(&self, host: &str, rules: Vec<Rule>) -> Result<()> {
        let host = self.host(host)?;
        host.run(|| firewall::set(&rules))?
            .map_err(Error::system(format!("{}: {NO_FILTERS}", host.name)))?;
        if let Ok(mut all) = self.firewalls.lock() {
            all[host.index] = rules;
        }
        Ok(())
    }

    /// Back to the first host, with the filters of the topology on all of them.
    pub fn start_over(&self) -> Result<()> {
        self.hosts[0].enter()?;
        for host in &self.hosts {
            if self.firewall(&host.name)? != host.node.firewall {
                self.set_firewall(&host.name, host.node.firewall.clone())?;
            }
        }
        Ok(())
    }

    fn set_up_filters(&self) -> Result<()> {
        for host in &self.hosts {
            if !host.node.firewall.is_empty() {
                self.set_firewall(&host.name, host.node.firewall.clone())?;
            }
            let plugs = host.node.plugs.iter().zip(&host.interfaces);
            let outside: Vec<u32> = plugs
                .filter(|(plug, _)| plug.nat)
                .map(|(_, interface)| interface.index)
                .collect();
            if !outside.is_empty() {
                host.run(|| firewall::masquerade(&outside))?
                    .map_err(Error::system(format!("{}: {NO_FILTERS}", host.name)))?;
            }
        }
        Ok(())
    }

    /// Who is behind which port of a switch, as the switch has learned it: the switch, the MAC
    /// address, the node and its plug, and how long ago it was heard.
    pub fn learned(&self) -> Result<Vec<(usize, Learned, &Host, &Interface)>> {
        let Some(switches) = &self.switches else {
            return Ok(Vec::new());
        };
        let told = std::thread::scope(|scope| {
            let asked = scope.spawn(|| {
                kernel::enter(switches.as_fd())?;
                RouteSocket::open()?.learned()
            });
            asked
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        let told = told.map_err(Error::system("cannot read the tables of the switches"))?;
        let ports: Vec<(usize, usize)> = self.topology.ports().collect();
        let placed = told.into_iter().filter_map(|learned| {
            let place = learned.port.checked_sub(first_port(&self.topology))?;
            let &(index, plug) = ports.get(place as usize)?;
            let host = &self.hosts[index];
            let switch = self.topology.switch(&host.node.plugs[plug].to)?;
            Some((switch, learned, host, &host.interfaces[plug]))
        });
        Ok(placed.collect())
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
    let mut namespace = silent_namespace().map_err(Error::system("cannot make the switches"))?;
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

/// A namespace without a network layer.
fn silent_namespace() -> std::io::Result<Namespace> {
    std::thread::scope(|scope| {
        let made = scope.spawn(|| {
            // A kernel without IPv6 has nothing to switch off.
            let namespace = Namespace::new(Role::Switch)?;
            let _ = kernel::no_ipv6();
            Ok(namespace)
        });
        made.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
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

/// The index of the first port of all switches.
fn first_port(topology: &Topology) -> u32 {
    FIRST_INDEX + topology.switches.len() as u32
}

/// Makes all veth pairs; both ends are still down.
fn cable(
    topology: &Topology,
    namespaces: &mut [Namespace],
    switches: &mut Option<Namespace>,
    wires: &mut Wires,
) -> Result<Vec<Vec<Interface>>> {
    let interfaces: Vec<Vec<Interface>> = (0..topology.nodes.len())
        .map(|index| interfaces_of(topology, index))
        .collect();
    let mut port = first_port(topology);
    for (index, node) in topology.nodes.iter().enumerate() {
        for (at, plug) in node.plugs.iter().enumerate() {
            let near = &interfaces[index][at];
            let quality = topology.quality(index, at);
            let failed = || Error::system(format!("cannot plug {} into {}", node.name, plug.to));
            if let (Some(switch), Some(switches)) = (topology.switch(&plug.to), switches.as_mut()) {
                let name = format!("port{}", port + 1 - first_port(topology));
                let far = End {
                    name: &name,
                    index: port,
                    mac: [0x02, 0x53, 1, 0, (port >> 8) as u8, port as u8],
                };
                wires
                    .join(&mut namespaces[index], &near.end(), switches, &far, quality)
                    .and_then(|()| switches.route.plug_into(port, bridge_index(switch)))
                    .and_then(|()| switches.route.up(port))
                    .map_err(failed())?;
                port += 1;
            } else if let Some((other, other_at)) = topology.far_plug(index, at)
                && (index, at) < (other, other_at)
            {
                let far = interfaces[other][other_at].end();
                let [here, there] = two(namespaces, index, other);
                wires
                    .join(here, &near.end(), there, &far, quality)
                    .map_err(failed())?;
            }
        }
    }
    Ok(interfaces)
}

/// Cables that do more than to connect. Where the kernel has netem it does the work; elsewhere the
/// two halves of such a cable meet in a namespace, in which a thread carries frames across.
struct Wires {
    namespace: Option<Namespace>,
    has_netem: bool,
    /// The two interfaces there, for each cable.
    joints: Vec<([u32; 2], Quality)>,
}

impl Wires {
    fn new(topology: &Topology) -> Result<Wires> {
        let plugs = topology.nodes.iter().flat_map(|node| &node.plugs);
        let mut wires = Wires {
            namespace: None,
            has_netem: false,
            joints: Vec::new(),
        };
        if plugs.into_iter().any(|plug| plug.quality.changes_frames()) {
            let mut namespace = silent_namespace().map_err(Error::system("cannot make cables"))?;
            // Nothing is sent on this loopback: a place to ask whether the kernel can do it.
            let asked = Quality {
                loss: 0.5,
                ..Quality::default()
            };
            wires.has_netem = namespace.route.add_netem(netlink::LOOPBACK, &asked).is_ok();
            wires.namespace = Some(namespace);
        }
        Ok(wires)
    }

    fn join(
        &mut self,
        here: &mut Namespace,
        near: &End,
        there: &mut Namespace,
        far: &End,
        quality: Quality,
    ) -> std::io::Result<()> {
        match &mut self.namespace {
            Some(wires) if quality.changes_frames() && !self.has_netem => {
                let first = FIRST_INDEX + 2 * self.joints.len() as u32;
                let indexes = [first, first + 1];
                let names = indexes.map(|index| format!("wire{index}"));
                let [left, right] = [0, 1].map(|at| End {
                    name: &names[at],
                    index: indexes[at],
                    mac: [
                        0x02,
                        0x57,
                        0,
                        0,
                        (indexes[at] >> 8) as u8,
                        indexes[at] as u8,
                    ],
                });
                here.route.add_veth(near, &left, wires.descriptor())?;
                there.route.add_veth(far, &right, wires.descriptor())?;
                for index in indexes {
                    if let Some(mtu) = quality.mtu {
                        wires.route.set_mtu(index, mtu)?;
                    }
                    wires.sums_in_software(&format!("wire{index}"))?;
                    wires.route.up(index)?;
                }
                self.joints.push((indexes, quality));
            }
            _ => {
                here.route.add_veth(near, far, there.descriptor())?;
                if quality.changes_frames() {
                    here.route.add_netem(near.index, &quality)?;
                    there.route.add_netem(far.index, &quality)?;
                }
            }
        }
        if let Some(mtu) = quality.mtu {
            here.route.set_mtu(near.index, mtu)?;
            there.route.set_mtu(far.index, mtu)?;
        }
        Ok(())
    }

    /// Starts the threads that carry frames; each ends when what is returned for it is dropped.
    fn carry(self) -> Result<Vec<PipeWriter>> {
        let Some(namespace) = self.namespace else {
            return Ok(Vec::new());
        };
        let cables = self.joints.into_iter().enumerate();
        let mut stops = Vec::new();
        for (number, (indexes, quality)) in cables {
            let failed = || Error::system("cannot carry frames over a cable");
            let (stopped, stop) = std::io::pipe().map_err(failed())?;
            let place = namespace
                .descriptor()
                .try_clone_to_owned()
                .map_err(failed())?;
            let (say, heard) = std::sync::mpsc::channel();
            std::thread::spawn(move || {
                let opened = kernel::enter(place.as_fd()).and_then(|()| {
                    let [left, right] = indexes;
                    Ok([wire::End::open(left)?, wire::End::open(right)?])
                });
                match opened {
                    Ok(ends) => {
                        // Both ends are open; what happens now is a cable's life.
                        let _ = say.send(Ok(()));
                        let _ = forwarder::carry(ends, quality, number as u64, &stopped);
                    }
                    Err(error) => drop(say.send(Err(error))),
                }
            });
            // The lab is up when frames pass.
            heard.recv().unwrap_or(Ok(())).map_err(failed())?;
            stops.push(stop);
        }
        Ok(stops)
    }
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
