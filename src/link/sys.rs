//! The only `unsafe` of the link: system calls that no safe crate wraps.
#![allow(unsafe_code)]

use std::io;
use std::mem::{size_of, zeroed};
use std::net::IpAddr;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

use libc::{c_int, c_void, socklen_t};

use super::time::Stamp;

/// Has the action done whenever the signal comes. It may store to atomics and write to descriptors,
/// and nothing else.
pub fn on_signal(signal: c_int, action: impl Fn() + Send + Sync + 'static) -> io::Result<()> {
    // SAFETY: by what is said above the action is async-signal-safe; errno is kept by signal-hook's
    // own handler.
    unsafe { signal_hook::low_level::register(signal, action) }.map(|_| ())
}

/// Sets the timer of SIGALRM: the first time and the interval after it. What they were before.
pub fn set_real_timer(
    first: std::time::Duration,
    again: std::time::Duration,
) -> io::Result<(std::time::Duration, std::time::Duration)> {
    let new = libc::itimerval {
        it_interval: time_value(again),
        it_value: time_value(first),
    };
    let mut old = new;
    // SAFETY: both pointers are to live structs of the type that the call takes.
    let code = unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const new, &raw mut old) };
    done(code).map(|()| (duration(old.it_value), duration(old.it_interval)))
}

/// What is left of the timer of SIGALRM.
pub fn real_timer() -> io::Result<(std::time::Duration, std::time::Duration)> {
    let zero = time_value(std::time::Duration::ZERO);
    let mut now = libc::itimerval {
        it_interval: zero,
        it_value: zero,
    };
    // SAFETY: the pointer is to a live struct of the type that the call fills.
    let code = unsafe { libc::getitimer(libc::ITIMER_REAL, &raw mut now) };
    done(code).map(|()| (duration(now.it_value), duration(now.it_interval)))
}

fn time_value(time: std::time::Duration) -> libc::timeval {
    libc::timeval {
        tv_sec: time.as_secs() as libc::time_t,
        tv_usec: time.subsec_micros() as libc::suseconds_t,
    }
}

fn duration(time: libc::timeval) -> std::time::Duration {
    std::time::Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}

/// Gives all threads the heap of the first one. The interpreter's thread would get one that
/// asks the kernel again for every few packets.
pub fn share_heap() {
    // SAFETY: no pointers; called before the first thread starts.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// `ppoll` on descriptors by number; one that is closed is told so in its `revents`.
pub fn poll(fds: &mut [libc::pollfd], timeout: Option<std::time::Duration>) -> io::Result<usize> {
    let timeout = timeout.map(|timeout| libc::timespec {
        tv_sec: timeout.as_secs() as libc::time_t,
        tv_nsec: timeout.subsec_nanos().into(),
    });
    let pointer = timeout
        .as_ref()
        .map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: the pointer and the length are one live slice, and the time lives on this stack.
    let count = unsafe {
        libc::ppoll(
            fds.as_mut_ptr(),
            fds.len() as libc::nfds_t,
            pointer,
            std::ptr::null(),
        )
    };
    if count < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(count as usize)
}

/// `recv` without waiting.
pub fn receive(socket: RawFd, octets: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the pointer and the length are one live, writable slice.
    let length = unsafe {
        libc::recv(
            socket,
            octets.as_mut_ptr().cast(),
            octets.len(),
            libc::MSG_DONTWAIT,
        )
    };
    counted(length)
}

/// Borrows the descriptor of an owner that only tells its number.
pub fn borrow<Owner>(descriptor: RawFd, _owner: &Owner) -> BorrowedFd<'_> {
    // SAFETY: the owner keeps the descriptor open for as long as the borrow of it lives.
    unsafe { BorrowedFd::borrow_raw(descriptor) }
}

/// A socket that does not survive exec and never blocks.
pub fn socket(family: c_int, kind: c_int, protocol: c_int) -> io::Result<OwnedFd> {
    // SAFETY: no pointers; a descriptor that is returned belongs to nobody else.
    unsafe {
        let flags = libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
        let descriptor = libc::socket(family, kind | flags, protocol);
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(OwnedFd::from_raw_fd(descriptor))
    }
}

/// Sets an option whose value is a plain C type without pointers.
pub fn set_option<T: Copy>(
    socket: &OwnedFd,
    level: c_int,
    name: c_int,
    value: &T,
) -> io::Result<()> {
    // SAFETY: the kernel reads `size_of::<T>()` octets of a live value.
    let code = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            level,
            name,
            std::ptr::from_ref(value).cast(),
            size_of::<T>() as socklen_t,
        )
    };
    done(code)
}

/// Makes the interface promiscuous for as long as the socket is open.
pub fn join_all(socket: &OwnedFd, interface: u32) -> io::Result<()> {
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut request: libc::packet_mreq = unsafe { zeroed() };
    request.mr_ifindex = interface as c_int;
    request.mr_type = libc::PACKET_MR_PROMISC as u16;
    set_option(
        socket,
        libc::SOL_PACKET,
        libc::PACKET_ADD_MEMBERSHIP,
        &request,
    )
}

/// Packets that arrived and packets that the socket dropped, since the last question.
pub fn packet_statistics(socket: &OwnedFd) -> io::Result<(u32, u32)> {
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut stats: libc::tpacket_stats = unsafe { zeroed() };
    let mut length = size_of::<libc::tpacket_stats>() as socklen_t;
    // SAFETY: pointer and length describe one live struct.
    let code = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_PACKET,
            libc::PACKET_STATISTICS,
            (&raw mut stats).cast(),
            &raw mut length,
        )
    };
    done(code).map(|()| (stats.tp_packets, stats.tp_drops))
}

/// Where a packet socket sends to and receives from.
pub fn packet_address(interface: u32, protocol: u16) -> libc::sockaddr_ll {
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut address: libc::sockaddr_ll = unsafe { zeroed() };
    address.sll_family = libc::AF_PACKET as u16;
    address.sll_protocol = protocol.to_be();
    address.sll_ifindex = interface as c_int;
    address
}

/// Binds a packet socket to one interface; protocol zero receives nothing.
pub fn bind_packet(socket: &OwnedFd, interface: u32, protocol: u16) -> io::Result<()> {
    let address = packet_address(interface, protocol);
    // SAFETY: pointer and length describe one live sockaddr_ll.
    let code = unsafe {
        libc::bind(
            socket.as_raw_fd(),
            (&raw const address).cast(),
            size_of::<libc::sockaddr_ll>() as socklen_t,
        )
    };
    done(code)
}

pub fn send(socket: &OwnedFd, octets: &[u8]) -> io::Result<usize> {
    // SAFETY: the pointer and the length are one live slice.
    counted(unsafe {
        libc::send(
            socket.as_raw_fd(),
            octets.as_ptr().cast(),
            octets.len(),
            libc::MSG_DONTWAIT,
        )
    })
}

pub fn send_to_packet(
    socket: &OwnedFd,
    octets: &[u8],
    address: &libc::sockaddr_ll,
) -> io::Result<usize> {
    // SAFETY: a live slice and a live sockaddr_ll with its own length.
    counted(unsafe {
        libc::sendto(
            socket.as_raw_fd(),
            octets.as_ptr().cast(),
            octets.len(),
            libc::MSG_DONTWAIT,
            std::ptr::from_ref(address).cast(),
            size_of::<libc::sockaddr_ll>() as socklen_t,
        )
    })
}

/// `sendto` with an IP address; the port is zero, as raw sockets want it.
pub fn send_to_ip(
    socket: &OwnedFd,
    octets: &[u8],
    destination: IpAddr,
    scope: u32,
) -> io::Result<usize> {
    let (address, length) = ip_address(destination, 0, scope);
    // SAFETY: a live slice and a live sockaddr_storage, of which `length` octets are filled.
    counted(unsafe {
        libc::sendto(
            socket.as_raw_fd(),
            octets.as_ptr().cast(),
            octets.len(),
            libc::MSG_DONTWAIT,
            (&raw const address).cast(),
            length,
        )
    })
}

pub fn bind_ip(socket: &OwnedFd, address: IpAddr, port: u16) -> io::Result<()> {
    let (address, length) = ip_address(address, port, 0);
    // SAFETY: a live sockaddr_storage, of which `length` octets are filled.
    done(unsafe { libc::bind(socket.as_raw_fd(), (&raw const address).cast(), length) })
}

pub fn listen(socket: &OwnedFd) -> io::Result<()> {
    // SAFETY: no pointers.
    done(unsafe { libc::listen(socket.as_raw_fd(), 1) })
}

fn ip_address(address: IpAddr, port: u16, scope: u32) -> (libc::sockaddr_storage, socklen_t) {
    // SAFETY: plain C structs, for which zeros are a value; sockaddr_storage is by definition as
    // large and as aligned as each of the others, so writing one of them into it is sound.
    unsafe {
        let mut storage: libc::sockaddr_storage = zeroed();
        match address {
            IpAddr::V4(address) => {
                let mut own: libc::sockaddr_in = zeroed();
                own.sin_family = libc::AF_INET as u16;
                own.sin_port = port.to_be();
                own.sin_addr.s_addr = u32::from(address).to_be();
                (&raw mut storage).cast::<libc::sockaddr_in>().write(own);
                (storage, size_of::<libc::sockaddr_in>() as socklen_t)
            }
            IpAddr::V6(address) => {
                let mut own: libc::sockaddr_in6 = zeroed();
                own.sin6_family = libc::AF_INET6 as u16;
                own.sin6_port = port.to_be();
                own.sin6_scope_id = scope;
                own.sin6_addr.s6_addr = address.octets();
                (&raw mut storage).cast::<libc::sockaddr_in6>().write(own);
                (storage, size_of::<libc::sockaddr_in6>() as socklen_t)
            }
        }
    }
}

/// Room for one `sendmmsg`, kept between calls.
#[derive(Default)]
pub struct Batch {
    vectors: Vec<libc::iovec>,
    headers: Vec<libc::mmsghdr>,
}

// SAFETY: the pointers inside are only used during `send`, which fills them anew.
unsafe impl Send for Batch {}

impl Batch {
    /// Sends the frames in order and says how many went out before the first that did not.
    pub fn send<'a>(
        &mut self,
        socket: &OwnedFd,
        frames: impl Iterator<Item = &'a [u8]>,
        address: Option<&libc::sockaddr_ll>,
    ) -> io::Result<usize> {
        self.vectors.clear();
        self.headers.clear();
        self.vectors.extend(frames.map(|frame| libc::iovec {
            iov_base: frame.as_ptr().cast_mut().cast::<c_void>(),
            iov_len: frame.len(),
        }));
        for vector in &mut self.vectors {
            // SAFETY: a plain C struct, for which zeros are a value.
            let mut header: libc::mmsghdr = unsafe { zeroed() };
            header.msg_hdr.msg_iov = vector;
            header.msg_hdr.msg_iovlen = 1;
            if let Some(address) = address {
                header.msg_hdr.msg_name = std::ptr::from_ref(address).cast_mut().cast();
                header.msg_hdr.msg_namelen = size_of::<libc::sockaddr_ll>() as socklen_t;
            }
            self.headers.push(header);
        }
        if self.headers.is_empty() {
            return Ok(0);
        }
        // SAFETY: the headers point to vectors, the vectors to the caller's frames and address;
        // all live until the call returns, nothing above reallocates, and the kernel only reads
        // what the frames point to.
        let sent = unsafe {
            libc::sendmmsg(
                socket.as_raw_fd(),
                self.headers.as_mut_ptr(),
                self.headers.len() as u32,
                libc::MSG_DONTWAIT,
            )
        };
        counted(sent as isize)
    }
}

/// One instruction of a BPF program, as libpcap compiles it.
pub type Instruction = libc::sock_filter;

/// From now on the socket receives only what the program takes.
pub fn attach_filter(socket: &OwnedFd, program: &[Instruction]) -> io::Result<()> {
    let program = libc::sock_fprog {
        len: u16::try_from(program.len()).map_err(|_| io::ErrorKind::InvalidInput)?,
        filter: program.as_ptr().cast_mut(),
    };
    // The kernel copies the program while `program` still borrows it.
    set_option(socket, libc::SOL_SOCKET, libc::SO_ATTACH_FILTER, &program)
}

/// What the kernel says about a frame that it hands over.
#[derive(Clone, Copy, Debug)]
pub struct Arrived {
    /// Octets in the buffer.
    pub length: usize,
    /// Octets on the wire.
    pub wire_length: usize,
    pub time: Option<Stamp>,
    /// PACKET_HOST, PACKET_BROADCAST, PACKET_OUTGOING …
    pub kind: u8,
    /// Tag control and protocol of the VLAN tag that the kernel took off the frame.
    pub vlan: Option<(u16, u16)>,
}

/// Room for the kernel's remarks, aligned as they are.
#[repr(align(8))]
struct Remarks([u8; 256]);

/// Receives one frame without waiting; `None` when there is none.
pub fn receive_packet(socket: &OwnedFd, octets: &mut [u8]) -> io::Result<Option<Arrived>> {
    let mut remarks = Remarks([0; 256]);
    let mut address = packet_address(0, 0);
    let mut vector = libc::iovec {
        iov_base: octets.as_mut_ptr().cast(),
        iov_len: octets.len(),
    };
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut header: libc::msghdr = unsafe { zeroed() };
    header.msg_name = (&raw mut address).cast();
    header.msg_namelen = size_of::<libc::sockaddr_ll>() as socklen_t;
    header.msg_iov = &raw mut vector;
    header.msg_iovlen = 1;
    header.msg_control = remarks.0.as_mut_ptr().cast();
    header.msg_controllen = remarks.0.len() as _;
    let flags = libc::MSG_DONTWAIT | libc::MSG_TRUNC;
    // SAFETY: every pointer in the header is to a live local or to the caller's slice, with its
    // true length.
    let length = unsafe { libc::recvmsg(socket.as_raw_fd(), &raw mut header, flags) };
    let wire_length = match counted(length) {
        Ok(length) => length,
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut arrived = Arrived {
        length: wire_length.min(octets.len()),
        wire_length,
        time: None,
        kind: address.sll_pkttype,
        vlan: None,
    };
    // SAFETY: the CMSG_ functions walk the control buffer that the kernel has just filled and
    // whose length it wrote into the header; the data of each kind is read unaligned, with the
    // type that the kernel documents for it.
    unsafe {
        let mut remark = libc::CMSG_FIRSTHDR(&raw const header);
        while !remark.is_null() {
            let data = libc::CMSG_DATA(remark);
            match ((*remark).cmsg_level, (*remark).cmsg_type) {
                (libc::SOL_SOCKET, libc::SCM_TIMESTAMPNS) => {
                    let time = data.cast::<libc::timespec>().read_unaligned();
                    arrived.time = Some(Stamp::new(time.tv_sec, time.tv_nsec as u32));
                }
                (libc::SOL_PACKET, libc::PACKET_AUXDATA) => {
                    let aux = data.cast::<libc::tpacket_auxdata>().read_unaligned();
                    if aux.tp_status & libc::TP_STATUS_VLAN_VALID != 0 {
                        let told = aux.tp_status & libc::TP_STATUS_VLAN_TPID_VALID != 0;
                        let protocol = if told { aux.tp_vlan_tpid } else { 0x8100 };
                        arrived.vlan = Some((aux.tp_vlan_tci, protocol));
                    }
                }
                _ => {}
            }
            remark = libc::CMSG_NXTHDR(&raw const header, remark);
        }
    }
    Ok(Some(arrived))
}

/// linux/tcp.h
#[repr(C)]
#[derive(Clone, Copy)]
struct Md5Key {
    address: libc::sockaddr_storage,
    flags: u8,
    prefix: u8,
    key_length: u16,
    interface: c_int,
    key: [u8; libc::TCP_MD5SIG_MAXKEYLEN],
}

/// linux/tcp.h: the address is a network of `prefix` bits.
const TCP_MD5SIG_FLAG_PREFIX: u8 = 1;

/// From now on the socket demands an RFC 2385 signature of everybody of this family, and drops
/// segments without one in silence.
pub fn demand_signature(socket: &OwnedFd, family_of: IpAddr, key: &[u8; 16]) -> io::Result<()> {
    let (address, _) = ip_address(family_of, 0, 0);
    let mut demand = Md5Key {
        address,
        flags: TCP_MD5SIG_FLAG_PREFIX,
        prefix: 0,
        key_length: key.len() as u16,
        interface: 0,
        key: [0; libc::TCP_MD5SIG_MAXKEYLEN],
    };
    demand.key[..key.len()].copy_from_slice(key);
    set_option(socket, libc::IPPROTO_TCP, libc::TCP_MD5SIG_EXT, &demand)
}

/// Leaves a child behind that shares all open sockets and does nothing but die with this process.
pub fn leave_child_with_sockets() {
    // SAFETY: between fork and its end the child only makes async-signal-safe system calls on
    // numbers, touches no memory of other threads, and never returns from this block.
    unsafe {
        let parent = libc::getpid();
        if libc::fork() != 0 {
            return;
        }
        // Whoever reads our output waits for its end.
        for descriptor in 0..3 {
            libc::close(descriptor);
        }
        // Not by a death signal, which comes when the first thread of the parent has ended and
        // the others may still hold the sockets.
        let moment = libc::timespec {
            tv_sec: 0,
            tv_nsec: 2_000_000,
        };
        while libc::getppid() == parent {
            libc::nanosleep(&raw const moment, std::ptr::null_mut());
        }
        libc::_exit(0);
    }
}

/// Makes an opened `/dev/net/tun` the far end of an interface and gives its name back.
pub fn attach_tun(device: &OwnedFd, name: &str, flags: i16) -> io::Result<String> {
    // SAFETY: a plain C struct, for which zeros are a value.
    let mut request: libc::ifreq = unsafe { zeroed() };
    // The last octet stays zero and ends the name.
    let room = request.ifr_name.len() - 1;
    if name.len() > room {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    for (slot, octet) in request.ifr_name.iter_mut().zip(name.bytes()) {
        *slot = octet as libc::c_char;
    }
    request.ifr_ifru.ifru_flags = flags;
    // SAFETY: TUNSETIFF reads and writes one live ifreq.
    done(unsafe { libc::ioctl(device.as_raw_fd(), libc::TUNSETIFF as _, &raw mut request) })?;
    let octets = request.ifr_name.iter().take_while(|octet| **octet != 0);
    Ok(octets.map(|octet| char::from(*octet as u8)).collect())
}

fn done(code: c_int) -> io::Result<()> {
    if code == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

fn counted(length: isize) -> io::Result<usize> {
    usize::try_from(length).map_err(|_| io::Error::last_os_error())
}

/// Columns of the terminal that standard output is, if it is one.
pub fn terminal_width() -> Option<u16> {
    let mut size = libc::winsize {
        ws_row: 0,
        ws_col: 0,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    // SAFETY: TIOCGWINSZ writes one winsize, which lives until the call has returned.
    let done = unsafe { libc::ioctl(libc::STDOUT_FILENO, libc::TIOCGWINSZ, &raw mut size) };
    (done == 0 && size.ws_col > 0).then_some(size.ws_col)
}

/// Locks or unlocks the file of a descriptor, as flock(2) says.
pub fn flock(descriptor: RawFd, operation: i32) -> io::Result<()> {
    // SAFETY: a system call on numbers.
    match unsafe { libc::flock(descriptor, operation) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Another descriptor for what this number stands for.
pub fn twin(descriptor: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: a system call on a number; what it gives back is new and ours alone.
    unsafe {
        let twin = libc::fcntl(descriptor, libc::F_DUPFD_CLOEXEC, 0);
        if twin < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(OwnedFd::from_raw_fd(twin))
    }
}

/// Whether programs that are started get this descriptor, too.
pub fn is_inheritable(descriptor: RawFd) -> io::Result<bool> {
    // SAFETY: a system call on a number.
    let flags = unsafe { libc::fcntl(descriptor, libc::F_GETFD) };
    match flags {
        0.. => Ok(flags & libc::FD_CLOEXEC == 0),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Says whether programs that are started get this descriptor, too.
pub fn set_inheritable(descriptor: RawFd, inheritable: bool) -> io::Result<()> {
    let flags = if inheritable { 0 } else { libc::FD_CLOEXEC };
    // SAFETY: a system call on numbers; FD_CLOEXEC is the only flag that there is.
    match unsafe { libc::fcntl(descriptor, libc::F_SETFD, flags) } {
        0.. => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// `ioctl` with octets that the kernel reads and may write; `octets` has room for any request
/// that says its size, which is at most 16383.
pub fn ioctl_octets(
    descriptor: &OwnedFd,
    request: u64,
    octets: &mut [u8; 1 << 14],
) -> io::Result<c_int> {
    // SAFETY: the kernel knows the request's own size, which the array is not smaller than.
    let done = unsafe { libc::ioctl(descriptor.as_raw_fd(), request as _, octets.as_mut_ptr()) };
    if done < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(done)
}

/// `fcntl` with a number, for the commands that take one: flags of the descriptor and the file.
pub fn control(descriptor: RawFd, command: c_int, number: c_int) -> io::Result<c_int> {
    let harmless = [libc::F_GETFD, libc::F_SETFD, libc::F_GETFL, libc::F_SETFL];
    if !harmless.contains(&command) {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    // SAFETY: these commands read and write no memory of ours.
    let done = unsafe { libc::fcntl(descriptor, command, number) };
    if done < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(done)
}

/// The names of an address and of its port, as the system's resolver has them (RFC 3493 section
/// 6.2); the error is one of `getaddrinfo`'s, such as `EAI_NONAME`.
pub fn name_info(address: &std::net::SocketAddr, flags: i32) -> Result<(String, String), i32> {
    use nix::sys::socket::{SockaddrLike, SockaddrStorage};
    let address = SockaddrStorage::from(*address);
    let mut host = [0u8; 1025];
    let mut service = [0u8; 32];
    // SAFETY: the address lives during the call and has the length that it says; the kernel's
    // library writes at most as many octets as each buffer has, with a zero at the end.
    let result = unsafe {
        libc::getnameinfo(
            address.as_ptr(),
            address.len(),
            host.as_mut_ptr().cast(),
            host.len() as libc::socklen_t,
            service.as_mut_ptr().cast(),
            service.len() as libc::socklen_t,
            flags,
        )
    };
    if result != 0 {
        return Err(result);
    }
    let text = |octets: &[u8]| {
        let end = octets.iter().position(|octet| *octet == 0);
        String::from_utf8_lossy(&octets[..end.unwrap_or(octets.len())]).into_owned()
    };
    Ok((text(&host), text(&service)))
}
