//! An ordinary user, made for a test and removed after it. What that user has left behind
//! (processes, files) can be listed, because nobody else has that number.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Gid, Pid, Uid, User, chown};
use tempfile::TempDir;

use super::child::we_are_root;
use super::needs;

pub struct Person {
    name: String,
    uid: u32,
    gid: u32,
    pub home: TempDir,
}

/// Where programs leave files.
const PLACES: [&str; 4] = ["/tmp", "/var/tmp", "/dev/shm", "/run"];

impl Person {
    /// A new user without any privilege, with an empty home. Only root can make one.
    pub fn new(test: &str) -> Option<Person> {
        if !we_are_root() {
            needs::skip(test, "it makes a user, for which it needs root");
            return None;
        }
        if !needs::programs(test, &["useradd", "userdel", "setpriv"]) {
            return None;
        }
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pkt-{}-{count}", std::process::id());
        let home = tempfile::tempdir().expect("a directory");
        let folder = home.path().to_string_lossy().into_owned();
        // Other tests may hold the lock of /etc/passwd.
        let began = Instant::now();
        loop {
            let made = Command::new("useradd")
                .args(["--no-create-home", "--home-dir", &folder])
                .args(["--shell", "/bin/sh", "--user-group", &name])
                .output()
                .expect("useradd");
            if made.status.success() {
                break;
            }
            let said = String::from_utf8_lossy(&made.stderr).into_owned();
            assert!(began.elapsed() < super::process::PATIENCE, "{said}");
            std::thread::sleep(Duration::from_millis(100));
        }
        let user = User::from_name(&name)
            .expect("it can be asked")
            .expect("it was made");
        let (uid, gid) = (user.uid.as_raw(), user.gid.as_raw());
        chown(
            home.path(),
            Some(Uid::from_raw(uid)),
            Some(Gid::from_raw(gid)),
        )
        .expect("chown");
        Some(Person {
            name,
            uid,
            gid,
            home,
        })
    }

    /// A command of this user. `setpriv` replaces itself, so a pid of ours is the program's.
    pub fn command(&self, argv: &[&str]) -> Command {
        let mut command = Command::new("setpriv");
        command
            .arg(format!("--reuid={}", self.uid))
            .arg(format!("--regid={}", self.gid))
            .args(["--clear-groups", "--no-new-privs"])
            .args(argv)
            .env("HOME", self.home.path())
            .env("USER", &self.name)
            .env("NO_COLOR", "1")
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    }

    /// What runs as this user: number and command line.
    pub fn processes(&self) -> Vec<(i32, String)> {
        let entries = std::fs::read_dir("/proc").expect("/proc").flatten();
        let ours = entries.filter(|entry| owner(&entry.path()) == Some(self.uid));
        ours.filter_map(|entry| {
            let pid = entry.file_name().to_string_lossy().parse().ok()?;
            let line = std::fs::read(entry.path().join("cmdline")).ok()?;
            let words = String::from_utf8_lossy(&line).replace('\0', " ");
            Some((pid, words))
        })
        .collect()
    }

    /// The namespaces in which this user's processes and their threads are, but not those of this
    /// test.
    pub fn namespaces(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for (pid, _) in self.processes() {
            let tasks = std::fs::read_dir(format!("/proc/{pid}/task"));
            for task in tasks.into_iter().flatten().flatten() {
                for kind in ["net", "user", "mnt"] {
                    let link = std::fs::read_link(task.path().join("ns").join(kind));
                    let own = std::fs::read_link(format!("/proc/self/ns/{kind}")).ok();
                    found.extend(link.ok().filter(|link| Some(link) != own.as_ref()));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The files of this user, but not those in the home that the test put there.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for place in PLACES {
            self.files_in(Path::new(place), &mut found);
        }
        found.retain(|file| file != self.home.path());
        found
    }

    fn files_in(&self, folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if owner(&path) == Some(self.uid) {
                found.push(path.clone());
            }
            // Not through links, which may lead back.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.files_in(&path, found);
            }
        }
    }

    /// Waits until nothing of this user is there any more.
    pub fn leaves_nothing(&self, namespaces: &[PathBuf]) {
        let began = Instant::now();
        loop {
            let processes = self.processes();
            let used: Vec<_> = namespaces.iter().filter(|one| is_used(one)).collect();
            if processes.is_empty() && used.is_empty() {
                break;
            }
            assert!(
                began.elapsed() < Duration::from_secs(10),
                "left: {processes:?} {used:?}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let files = self.files();
        assert!(files.is_empty(), "left: {files:?}");
        let mounts = std::fs::read_to_string("/proc/self/mounts").expect("mounts");
        assert!(!mounts.contains("pkt-hosts"), "{mounts}");
    }
}

fn owner(path: &Path) -> Option<u32> {
    std::fs::symlink_metadata(path).ok().map(|data| data.uid())
}

/// Whether any process is in a namespace, or holds it open.
fn is_used(namespace: &Path) -> bool {
    let same = |link: PathBuf| std::fs::read_link(link).is_ok_and(|link| link == namespace);
    let name = namespace.to_string_lossy();
    let kind = name.split(':').next().unwrap_or_default().to_owned();
    let entries = std::fs::read_dir("/proc").expect("/proc").flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().parse::<i32>().is_ok())
        .any(|entry| {
            let held = std::fs::read_dir(entry.path().join("fd"));
            let mut held = held.into_iter().flatten().flatten();
            same(entry.path().join("ns").join(&kind)) || held.any(|one| same(one.path()))
        })
}

impl Drop for Person {
    fn drop(&mut self) {
        // All of them are ours: the test made this user.
        for (pid, _) in self.processes() {
            let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
        }
        for _ in 0..50 {
            let removed = Command::new("userdel").arg(&self.name).output();
            if removed.is_ok_and(|removed| removed.status.success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}
