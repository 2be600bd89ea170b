//! A test in a process of its own. An ordinary user's lab can only start in a process with one
//! thread, and the test harness has many; a forked child has one.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Gid, Uid, fork, setgroups, setresgid, setresuid};

/// Runs the closure in a child and panics here with the child's message if it panics there.
pub fn in_a_child(work: impl FnOnce()) {
    let (mut said, mut say) = std::io::pipe().expect("a pipe");
    // SAFETY: the child has this one thread. glibc makes its allocator usable after a fork; the
    // standard library's own locks could only be held by another thread that was printing.
    match unsafe { fork() }.expect("fork") {
        ForkResult::Child => {
            drop(said);
            std::panic::set_hook(Box::new(|_| {}));
            let code = match catch_unwind(AssertUnwindSafe(work)) {
                Ok(()) => 0,
                Err(panic) => {
                    let text = panic.downcast_ref::<String>().map(String::as_str);
                    let text = text.or(panic.downcast_ref::<&str>().copied());
                    let _ = say.write_all(text.unwrap_or("a panic without words").as_bytes());
                    1
                }
            };
            // SAFETY: ends the child at once; what the parent would do at its exit is not ours.
            unsafe { nix::libc::_exit(code) }
        }
        ForkResult::Parent { child } => {
            drop(say);
            let mut message = String::new();
            let _ = said.read_to_string(&mut message);
            let status = waitpid(child, None).expect("waitpid");
            assert!(
                matches!(status, WaitStatus::Exited(_, 0)),
                "{message} ({status:?})"
            );
        }
    }
}

/// Becomes a user without any privilege; to be called in the child.
pub fn become_nobody() {
    let (uid, gid) = (Uid::from_raw(65534), Gid::from_raw(65534));
    setgroups(&[]).expect("setgroups");
    setresgid(gid, gid, gid).expect("setresgid");
    setresuid(uid, uid, uid).expect("setresuid");
    // Changing the user makes /proc/self belong to root, until the process is dumpable again.
    nix::sys::prctl::set_dumpable(true).expect("PR_SET_DUMPABLE");
}

/// Root, or somebody in a user namespace where that is as good:
/// `unshare -U --map-current-user --keep-caps -m sh -c 'mount -t tmpfs none /run; cargo test'`
pub fn we_may_make_namespaces() -> bool {
    let needed = [
        caps::Capability::CAP_SYS_ADMIN,
        caps::Capability::CAP_NET_ADMIN,
    ];
    needed
        .iter()
        .all(|&needed| caps::has_cap(None, caps::CapSet::Effective, needed).unwrap_or(false))
}

pub fn we_are_root() -> bool {
    Uid::effective().is_root()
}
