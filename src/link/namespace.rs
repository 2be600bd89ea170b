//! Which network namespace this thread is in.
//!
//! Open sockets, routes and neighbours belong to a namespace. Asking the kernel which one costs a
//! microsecond and a half, so the answer is kept per thread; whoever moves a thread does it by
//! `enter`, or calls `changed` afterwards.

use std::cell::Cell;
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use super::error::{Error, Result};

/// The inode of a network namespace; zero where the system does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(u64);

thread_local! {
    static CURRENT: Cell<Option<Id>> = const { Cell::new(None) };
}

/// The namespace of this thread.
pub fn current() -> Id {
    CURRENT.with(|current| match current.get() {
        Some(id) => id,
        None => {
            let id = Id(std::fs::metadata("/proc/thread-self/ns/net").map_or(0, |at| at.ino()));
            current.set(Some(id));
            id
        }
    })
}

/// Moves this thread into the namespace behind the descriptor.
pub fn enter(namespace: impl AsFd) -> Result<()> {
    let moved = nix::sched::setns(namespace, nix::sched::CloneFlags::CLONE_NEWNET);
    changed();
    moved.map_err(|errno| Error::privileged("changing the network namespace", errno.into()))
}

/// To be called after a `setns` or `unshare` that was not made by `enter`.
pub fn changed() {
    CURRENT.with(|current| current.set(None));
}
