//! Who runs this program: under `sudo`, files belong to the person who called it.

use std::path::{Path, PathBuf};

use nix::unistd::{Gid, Uid, User, chown};

/// The person at the keyboard, if `sudo` changed who runs the program.
pub fn calling_user() -> Option<(Uid, Gid)> {
    let number = |name| std::env::var(name).ok()?.parse::<u32>().ok();
    if !Uid::effective().is_root() {
        return None;
    }
    Some((
        Uid::from_raw(number("SUDO_UID")?),
        Gid::from_raw(number("SUDO_GID")?),
    ))
}

/// The home folder of the person at the keyboard.
pub fn home() -> Option<PathBuf> {
    match calling_user() {
        Some((uid, _)) => User::from_uid(uid).ok().flatten().map(|user| user.dir),
        None => std::env::var_os("HOME").map(PathBuf::from),
    }
}

/// Hands a file that was just written to the person who called `sudo`.
pub fn give_to_caller(path: &Path) {
    if let Some((uid, gid)) = calling_user() {
        // A file system without owners (FAT, some network mounts) refuses; the file is there all the same.
        let _ = chown(path, Some(uid), Some(gid));
    }
}
