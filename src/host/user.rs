//! Who runs this program: under `sudo`, files belong to the person who called it.

use std::path::{Path, PathBuf};

use nix::unistd::{Gid, Uid, User, chown};

/// The person at the keyboard, if `sudo` changed who runs the program.
pub fn calling_user() -> Option<(Uid, Gid)> {
    if !Uid::effective().is_root() {
        return None;
    }
    Some((
        Uid::from_raw(number("SUDO_UID")?),
        Gid::from_raw(number("SUDO_GID")?),
    ))
}

fn number(variable: &str) -> Option<u32> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The home folder of the person at the keyboard.
pub fn home() -> Option<PathBuf> {
    let here = Uid::effective();
    // After root's power was given up, the process is the caller's and `HOME` still root's.
    match number("SUDO_UID").map(Uid::from_raw) {
        Some(uid) if here.is_root() || here == uid => {
            User::from_uid(uid).ok().flatten().map(|user| user.dir)
        }
        _ => std::env::var_os("HOME").map(PathBuf::from),
    }
}

/// Hands a file that was just written to the person who called `sudo`.
pub fn give_to_caller(path: &Path) {
    if let Some((uid, gid)) = calling_user() {
        // A file system without owners (FAT, some network mounts) refuses; the file is there all the same.
        let _ = chown(path, Some(uid), Some(gid));
    }
}
