//! Who runs this, and what may be kept of root's power.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use caps::{CapSet, Capability, CapsHashSet};

use super::error::{Error, Result};

/// What is needed to send, capture and make tunnels, and nothing else.
const NETWORK: [Capability; 2] = [Capability::CAP_NET_RAW, Capability::CAP_NET_ADMIN];

/// May this process open packet sockets?
pub fn can_use_packets() -> bool {
    caps::has_cap(None, CapSet::Effective, Capability::CAP_NET_RAW).unwrap_or(false)
}

static KEPT: AtomicBool = AtomicBool::new(false);

/// Was root's power given up but for the network's?
pub fn kept_network_only() -> bool {
    KEPT.load(Ordering::Relaxed)
}

/// Was the program started by `sudo`, and by whom? User and group.
pub fn caller() -> Option<(u32, u32)> {
    if !nix::unistd::Uid::effective().is_root() {
        return None;
    }
    let number = |name: &str| std::env::var(name).ok()?.parse::<u32>().ok();
    Some((number("SUDO_UID")?, number("SUDO_GID")?)).filter(|(user, _)| *user != 0)
}

/// A file that root has just made for somebody else becomes theirs.
pub fn give_to_caller(file: &File) {
    if let Some((user, group)) = caller() {
        // Where it fails (a file system without owners), the file is still usable.
        let _ = std::os::unix::fs::fchown(file, Some(user), Some(group));
    }
}

/// The same by name, for files that others open.
pub fn give_path_to_caller(path: &Path) {
    if let Some((user, group)) = caller() {
        let _ = std::os::unix::fs::chown(path, Some(user), Some(group));
    }
}

/// Gives up everything but what the network needs, for this thread and those that it starts: to
/// be called in `main` before any thread, when `caller()` is somebody.
///
/// The process becomes the caller's: files that it opens and makes are read and made with the
/// caller's rights. It cannot be undone.
pub fn keep_network_only() -> Result<()> {
    let explain =
        |error: String| Error::system("giving up root's power", std::io::Error::other(error));
    let keep: CapsHashSet = NETWORK.into_iter().collect();
    // What the bounding set lacks, no program that is started later gets back.
    for capability in caps::all() {
        if !keep.contains(&capability) {
            // A kernel that does not know a capability has none to drop.
            let _ = caps::drop(None, CapSet::Bounding, capability);
        }
    }
    if let Some((user, group)) = caller() {
        become_user(user, group)?;
    }
    let _ = caps::clear(None, CapSet::Ambient);
    caps::set(None, CapSet::Effective, &keep).map_err(|error| explain(error.to_string()))?;
    caps::set(None, CapSet::Permitted, &keep).map_err(|error| explain(error.to_string()))?;
    caps::set(None, CapSet::Inheritable, &CapsHashSet::new())
        .map_err(|error| explain(error.to_string()))?;
    KEPT.store(true, Ordering::Relaxed);
    Ok(())
}

/// Changes the user and keeps the permitted capabilities over the change.
fn become_user(user: u32, group: u32) -> Result<()> {
    use nix::unistd::{Gid, Uid, getgrouplist, setgroups, setresgid, setresuid};
    let explain =
        |errno: nix::errno::Errno| Error::system("becoming the user who called sudo", errno.into());
    let gid = Gid::from_raw(group);
    let uid = Uid::from_raw(user);
    let known = nix::unistd::User::from_uid(uid).ok().flatten();
    let groups = known
        .and_then(|known| std::ffi::CString::new(known.name).ok())
        .and_then(|name| getgrouplist(&name, gid).ok())
        .unwrap_or_else(|| vec![gid]);
    nix::sys::prctl::set_keepcaps(true).map_err(explain)?;
    setgroups(&groups).map_err(explain)?;
    setresgid(gid, gid, gid).map_err(explain)?;
    setresuid(uid, uid, uid).map_err(explain)?;
    nix::sys::prctl::set_keepcaps(false).map_err(explain)?;
    // The change of user closed /proc/self to ourselves.
    nix::sys::prctl::set_dumpable(true).map_err(explain)
}
