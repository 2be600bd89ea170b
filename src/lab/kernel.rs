//! Namespaces and what can only be asked of the kernel by hand. The lab's `unsafe` is all here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IoSlice, IoSliceMut, Write};
use std::net::UdpSocket;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;

use caps::CapSet;
use caps::errors::CapsError;
use nix::errno::Errno;
use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, setns, unshare};
use nix::sys::socket::{ControlMessage, ControlMessageOwned, MsgFlags, recvmsg, sendmsg};
use nix::unistd::{getegid, geteuid};

use super::error::{Error, Result};
use super::netlink::{LOOPBACK, RouteSocket};

/// A network namespace and a way to configure it from any thread.
pub struct Namespace {
    descriptor: OwnedFd,
    pub route: RouteSocket,
    control: UdpSocket,
}

/// What a machine does with packets that are not for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Host,
    Router,
    /// No network layer at all.
    Switch,
}

impl Namespace {
    /// The namespace that the calling thread is in.
    pub fn of_this_thread(role: Role) -> io::Result<Namespace> {
        for (name, value) in settings(role) {
            set(name, value)?;
        }
        // What is not there in every kernel, or read-only in a container; the lab works without.
        for (name, value) in WISHES {
            let _ = set(name, value);
        }
        let group = getegid();
        let _ = set("ipv4/ping_group_range", &format!("{group} {group}"));
        let mut route = RouteSocket::open()?;
        route.up(LOOPBACK)?;
        Ok(Namespace {
            descriptor: File::open("/proc/thread-self/ns/net")?.into(),
            route,
            control: UdpSocket::bind("0.0.0.0:0")?,
        })
    }

    /// A new one. The calling thread moves into it and should end.
    pub fn new(role: Role) -> io::Result<Namespace> {
        unshare(CloneFlags::CLONE_NEWNET)?;
        crate::link::namespace::changed();
        Namespace::of_this_thread(role)
    }

    /// Switches transmit checksum offload off: veth would hand over packets whose sums nobody has
    /// computed, and every capture would show them wrong.
    pub fn sums_in_software(&self, interface: &str) -> io::Result<()> {
        ethtool(self.control.as_raw_fd(), interface, ETHTOOL_STXCSUM, 0)
    }

    /// What is needed after the set-up: the key to the namespace.
    pub fn into_descriptor(self) -> OwnedFd {
        self.descriptor
    }

    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}

/// Takes the process into a namespace of its own, in which it may do everything. Must come before
/// any thread.
///
/// In it the user keeps the own number, and the programs that we start keep our capabilities. As
/// number 0 they would have them without further ado, but some then try to become somebody else,
/// as tcpdump does, and that nobody can become here.
pub fn leave_the_machine() -> Result<()> {
    crate::link::namespace::changed();
    let network = CloneFlags::CLONE_NEWNET;
    if geteuid().is_root() {
        match unshare(network) {
            // Root without CAP_SYS_ADMIN, in a container, is an ordinary user here.
            Err(Errno::EPERM) => {}
            other => return other.map_err(Error::refused),
        }
    }
    if threads() != Some(1) {
        return Err(Error::TooLate(
            "the lab must be started before anything else",
        ));
    }
    let (uid, gid) = (geteuid(), getegid());
    unshare(CloneFlags::CLONE_NEWUSER | network).map_err(Error::refused)?;
    // Without the first line the kernel does not let us write the third.
    let maps = [
        ("setgroups", "deny".to_owned()),
        ("uid_map", format!("{uid} {uid} 1")),
        ("gid_map", format!("{gid} {gid} 1")),
    ];
    for (file, text) in maps {
        let path = format!("/proc/self/{file}");
        fs::write(&path, text).map_err(|error| match error.raw_os_error() {
            Some(errno) if error.kind() == io::ErrorKind::PermissionDenied => {
                Error::refused(Errno::from_raw(errno))
            }
            _ => Error::System {
                what: format!("cannot write {path}"),
                source: error,
            },
        })?;
    }
    bequeath_capabilities().map_err(|error| Error::System {
        what: "cannot keep capabilities for programs".to_owned(),
        source: io::Error::other(error.to_string()),
    })
}

/// Lets programs that we start have the capabilities that we have in our namespace.
fn bequeath_capabilities() -> std::result::Result<(), CapsError> {
    let ours = caps::read(None, CapSet::Permitted)?;
    caps::set(None, CapSet::Inheritable, &ours)?;
    caps::set(None, CapSet::Ambient, &ours)
}

/// Gives the process an `/etc/hosts` of its own, so that external programs and the C library know
/// the hosts of the lab by name. The file itself is gone when this returns.
pub fn private_hosts_file(text: &str) -> io::Result<()> {
    unshare(CloneFlags::CLONE_NEWNS)?;
    let nothing: Option<&str> = None;
    mount(
        nothing,
        "/",
        nothing,
        MsFlags::MS_REC | MsFlags::MS_PRIVATE,
        nothing,
    )?;
    let path = std::env::temp_dir().join(format!("pkt-hosts-{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o644)
        .open(&path)?;
    let written = file.write_all(text.as_bytes());
    let mounted = written.and_then(|()| {
        Ok(mount(
            Some(&path),
            "/etc/hosts",
            nothing,
            MsFlags::MS_BIND,
            nothing,
        )?)
    });
    fs::remove_file(&path)?;
    mounted
}

/// Moves the calling thread; new threads and processes of it start there.
pub fn enter(namespace: BorrowedFd) -> io::Result<()> {
    let moved = setns(namespace, CloneFlags::CLONE_NEWNET);
    // The link keeps sockets and routes for each namespace.
    crate::link::namespace::changed();
    Ok(moved?)
}

/// Takes the process into the namespaces of a running lab: its user namespace, if it has one, and the
/// one with its names.
pub fn follow(user: BorrowedFd, mounts: BorrowedFd) -> Result<()> {
    if !is_ours(user, "user").map_err(Error::system("cannot compare namespaces"))? {
        if threads() != Some(1) {
            return Err(Error::TooLate("a lab must be joined before anything else"));
        }
        setns(user, CloneFlags::CLONE_NEWUSER).map_err(|error| Error::System {
            what: "cannot enter the lab's user namespace".to_owned(),
            source: error.into(),
        })?;
        bequeath_capabilities().map_err(|error| Error::System {
            what: "cannot keep capabilities for programs".to_owned(),
            source: io::Error::other(error.to_string()),
        })?;
    }
    // The names are a comfort. Entering them leads to the root directory, so we go back.
    let directory = std::env::current_dir();
    if setns(mounts, CloneFlags::CLONE_NEWNS).is_ok()
        && let Ok(directory) = directory
    {
        let _ = std::env::set_current_dir(directory);
    }
    Ok(())
}

fn is_ours(namespace: BorrowedFd, kind: &str) -> io::Result<bool> {
    let theirs = nix::sys::stat::fstat(namespace)?;
    let ours = nix::sys::stat::stat(format!("/proc/self/ns/{kind}").as_str())?;
    Ok((theirs.st_dev, theirs.st_ino) == (ours.st_dev, ours.st_ino))
}

/// Sends descriptors over a socket, beside a few octets.
pub fn send_descriptors(
    stream: &UnixStream,
    octets: &[u8],
    descriptors: &[RawFd],
) -> io::Result<()> {
    let parts = [IoSlice::new(octets)];
    let rights = [ControlMessage::ScmRights(descriptors)];
    sendmsg::<()>(
        stream.as_raw_fd(),
        &parts,
        &rights,
        MsgFlags::MSG_NOSIGNAL,
        None,
    )?;
    Ok(())
}

/// Fills `octets` and takes the descriptors that come with them.
pub fn receive_descriptors(stream: &UnixStream, octets: &mut [u8]) -> io::Result<Vec<OwnedFd>> {
    let expected = octets.len();
    let mut parts = [IoSliceMut::new(octets)];
    // The kernel lets 253 pass at a time.
    let mut room = nix::cmsg_space!([RawFd; 253]);
    let flags = MsgFlags::MSG_CMSG_CLOEXEC | MsgFlags::MSG_WAITALL;
    let message = recvmsg::<()>(stream.as_raw_fd(), &mut parts, Some(&mut room), flags)?;
    let mut descriptors = Vec::new();
    for control in message.cmsgs()? {
        if let ControlMessageOwned::ScmRights(received) = control {
            // SAFETY: the kernel has just made these descriptors for us; nobody else knows them.
            descriptors.extend(
                received
                    .into_iter()
                    .map(|fd| unsafe { OwnedFd::from_raw_fd(fd) }),
            );
        }
    }
    if message.bytes != expected {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(descriptors)
}

fn threads() -> Option<usize> {
    fs::read_dir("/proc/self/task").ok().map(Iterator::count)
}

fn set(name: &str, value: &str) -> io::Result<()> {
    let path = format!("/proc/sys/net/{name}");
    fs::write(&path, value)
        .map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))
}

fn settings(role: Role) -> &'static [(&'static str, &'static str)] {
    match role {
        Role::Host | Role::Switch => &[],
        Role::Router => &[("ipv4/ip_forward", "1")],
    }
}

/// Set where they exist.
const WISHES: [(&str, &str); 8] = [
    // Spoofed sources are what the exercises are about.
    ("ipv4/conf/all/rp_filter", "0"),
    ("ipv4/conf/default/rp_filter", "0"),
    // A traceroute that sends all its probes at once wants all the answers.
    ("ipv4/icmp_ratelimit", "0"),
    ("ipv4/icmp_msgs_per_sec", "100000"),
    ("ipv6/icmp/ratelimit", "0"),
    // Addresses can be used at once, and captures are free of the talk about it.
    ("ipv6/conf/all/accept_dad", "0"),
    ("ipv6/conf/default/accept_dad", "0"),
    ("ipv6/conf/default/router_solicitations", "0"),
];

/// For the roles that `settings` cannot serve before their interfaces exist.
pub fn forward_ipv6() -> io::Result<()> {
    set("ipv6/conf/all/forwarding", "1")
}

/// A switch has no addresses, so that it stays silent.
pub fn no_ipv6() -> io::Result<()> {
    set("ipv6/conf/all/disable_ipv6", "1")?;
    set("ipv6/conf/default/disable_ipv6", "1")
}

const ETHTOOL_STXCSUM: u32 = 0x17;
const SIOCETHTOOL: libc::Ioctl = 0x8946;

/// `struct ethtool_value` of linux/ethtool.h
#[repr(C)]
struct EthtoolValue {
    command: u32,
    data: u32,
}

fn ethtool(socket: RawFd, interface: &str, command: u32, data: u32) -> io::Result<()> {
    let mut value = EthtoolValue { command, data };
    // SAFETY: `ifreq` is plain data; all zeroes are a valid value of it.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    // The last octet stays zero, which ends the name.
    let room = request.ifr_name.len() - 1;
    for (to, from) in request.ifr_name[..room].iter_mut().zip(interface.bytes()) {
        *to = from as libc::c_char;
    }
    request.ifr_ifru.ifru_data = (&raw mut value).cast();
    // SAFETY: the kernel reads the `ifreq` and reads and writes the `ethtool_value` that it points
    // to; both live until the call returns.
    let result = unsafe { libc::ioctl(socket, SIOCETHTOOL, &raw mut request) };
    Errno::result(result)?;
    Ok(())
}

/// Makes the command die, with all that it has started, when `lifeline`'s other end is closed:
/// by us, or by the kernel because we are gone, were it by kill -9.
///
/// A guardian process stands between us and the command and waits for either. The kernel's own
/// means, PR_SET_PDEATHSIG, is not enough: programs with file capabilities, such as `ping`, lose it.
pub fn guarded(command: &mut Command, lifeline: &OwnedFd) {
    let lifeline = lifeline.as_raw_fd();
    // SAFETY: the closure runs in the child between fork and exec. It only makes system calls (it
    // neither allocates nor takes a lock), and `lifeline` is open there: the caller still borrows
    // the descriptor when it spawns.
    unsafe {
        command.pre_exec(move || {
            libc::setsid();
            match libc::fork() {
                -1 => Err(io::Error::last_os_error()),
                0 => {
                    libc::setpgid(0, 0);
                    Ok(())
                }
                program => guard(program, lifeline),
            }
        });
    }
}

/// The guardian's whole life: waits until the program has ended or `lifeline` is closed, kills what
/// is left of the program's group, and leaves with the program's status.
fn guard(program: libc::pid_t, lifeline: RawFd) -> ! {
    let last = libc::c_uint::MAX;
    let keep = lifeline as libc::c_uint;
    // SAFETY: this process was forked to run this function and has one thread; it owns all its
    // descriptors and closes them, so that pipes end when the program ends. All pointers are to
    // locals.
    unsafe {
        // So that neither the terminal's signals nor a tidy shell end it before its time.
        for signal in [
            libc::SIGINT,
            libc::SIGTERM,
            libc::SIGHUP,
            libc::SIGPIPE,
            libc::SIGQUIT,
        ] {
            libc::signal(signal, libc::SIG_IGN);
        }
        // Also here, because the program may have ended before it could do so itself.
        libc::setpgid(program, program);
        if keep > 0 {
            libc::syscall(libc::SYS_close_range, 0, keep - 1, 0);
        }
        libc::syscall(libc::SYS_close_range, keep + 1, last, 0);
        let ended = libc::syscall(libc::SYS_pidfd_open, program, 0) as RawFd;
        let watch = |fd| libc::pollfd {
            fd,
            events: libc::POLLIN,
            revents: 0,
        };
        let mut watched = [watch(lifeline), watch(ended)];
        while libc::poll(watched.as_mut_ptr(), 2, -1) < 0 && Errno::last() == Errno::EINTR {}
        libc::kill(-program, libc::SIGKILL);
        let mut status = 0;
        libc::waitpid(program, &raw mut status, 0);
        libc::_exit(if libc::WIFEXITED(status) {
            libc::WEXITSTATUS(status)
        } else {
            128 + libc::WTERMSIG(status)
        })
    }
}
