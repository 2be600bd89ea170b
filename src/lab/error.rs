//! What keeps a lab from starting, and what to do about it.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub enum Error {
    /// The kernel or the administrator does not let us make namespaces.
    Blocked(Blocked),
    /// A step that the kernel refused: `cannot give alice its address`
    System { what: String, source: io::Error },
    /// A mistake in a topology file.
    File {
        file: String,
        line: Option<usize>,
        message: String,
    },
    /// `--lab ring`
    NoTopology(String),
    /// `at("eve")`
    NoHost { name: String, hosts: Vec<String> },
    /// `--join bob` while no lab runs
    NoLab,
    /// A lab was asked for twice, or after threads were started.
    TooLate(&'static str),
}

/// Who says no to a new namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Ubuntu since 23.10: `kernel.apparmor_restrict_unprivileged_userns = 1`
    AppArmor,
    /// Debian before 11, hardened kernels: `kernel.unprivileged_userns_clone = 0`
    UsernsClone,
    /// `user.max_user_namespaces = 0`, or all of them in use
    MaxUserNamespaces,
    /// `user.max_net_namespaces = 0`, or all of them in use
    MaxNetNamespaces,
    /// A container whose seccomp filter refuses `unshare`
    Container,
    /// None of the reasons that we know.
    Unknown,
}

impl Error {
    pub fn system(what: impl Into<String>) -> impl FnOnce(io::Error) -> Error {
        let what = what.into();
        move |source| Error::System { what, source }
    }

    /// What a refused `unshare` (or a refused write to `uid_map`) means on this machine.
    pub fn refused(errno: nix::errno::Errno) -> Error {
        use nix::errno::Errno;
        match errno {
            Errno::ENOSPC | Errno::EUSERS if sysctl("user/max_net_namespaces") == Some(0) => {
                Error::Blocked(Blocked::MaxNetNamespaces)
            }
            Errno::ENOSPC | Errno::EUSERS => Error::Blocked(Blocked::MaxUserNamespaces),
            Errno::EPERM | Errno::EACCES => Error::Blocked(diagnosis()),
            _ => Error::System {
                what: "cannot make a namespace".to_owned(),
                source: errno.into(),
            },
        }
    }
}

fn diagnosis() -> Blocked {
    if sysctl("user/max_user_namespaces") == Some(0) {
        Blocked::MaxUserNamespaces
    } else if sysctl("kernel/unprivileged_userns_clone") == Some(0) {
        Blocked::UsernsClone
    } else if sysctl("kernel/apparmor_restrict_unprivileged_userns") == Some(1) {
        Blocked::AppArmor
    } else if in_a_container() {
        Blocked::Container
    } else {
        Blocked::Unknown
    }
}

fn sysctl(name: &str) -> Option<i64> {
    fs::read_to_string(format!("/proc/sys/{name}"))
        .ok()?
        .trim()
        .parse()
        .ok()
}

fn in_a_container() -> bool {
    let filtered = fs::read_to_string("/proc/self/status")
        .is_ok_and(|status| status.lines().any(|line| line == "Seccomp:\t2"));
    filtered || Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists()
}

impl Blocked {
    /// What blocks.
    fn reason(self) -> &'static str {
        match self {
            Blocked::AppArmor => {
                "AppArmor does not let ordinary programs use user namespaces \
                 (kernel.apparmor_restrict_unprivileged_userns = 1, the default of Ubuntu since 23.10)"
            }
            Blocked::UsernsClone => {
                "user namespaces are switched off for ordinary users \
                 (kernel.unprivileged_userns_clone = 0)"
            }
            Blocked::MaxUserNamespaces => {
                "no user namespace is left (user.max_user_namespaces is 0 or used up)"
            }
            Blocked::MaxNetNamespaces => {
                "no network namespace is left (user.max_net_namespaces is 0 or used up)"
            }
            Blocked::Container => "this container does not let programs make namespaces",
            Blocked::Unknown => "the kernel does not let this user make namespaces",
        }
    }

    /// The commands that remove the block, one way a line; `{program}` is our own path.
    fn remedy(self) -> &'static str {
        match self {
            Blocked::AppArmor => {
                "allow it for this program, for good:\n    \
                 printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile pkt {program} \
                 flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/pkt\n    \
                 sudo apparmor_parser -r /etc/apparmor.d/pkt\n  \
                 or for all programs until the next start of the machine:\n    \
                 sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0\n  \
                 or run the lab as root: sudo {program} --lab"
            }
            Blocked::UsernsClone => {
                "sudo sysctl kernel.unprivileged_userns_clone=1\n  \
                 or run the lab as root: sudo {program} --lab"
            }
            Blocked::MaxUserNamespaces => {
                "sudo sysctl user.max_user_namespaces=15000\n  \
                 or run the lab as root: sudo {program} --lab"
            }
            Blocked::MaxNetNamespaces => "sudo sysctl user.max_net_namespaces=15000",
            Blocked::Container => {
                "start the container with\n    \
                 docker run --cap-add SYS_ADMIN --cap-add NET_ADMIN --security-opt apparmor=unconfined …\n  \
                 or, as an ordinary user in it, with\n    \
                 docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …"
            }
            Blocked::Unknown => "run the lab as root: sudo {program} --lab",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Blocked(blocked) => {
                let program = std::env::current_exe().unwrap_or_else(|_| "pkt".into());
                let remedy = blocked
                    .remedy()
                    .replace("{program}", &program.to_string_lossy());
                write!(f, "no lab here: {}\n  {remedy}", blocked.reason())
            }
            Error::System { what, source } => write!(f, "{what}: {source}"),
            Error::File {
                file,
                line: Some(line),
                message,
            } => {
                write!(f, "{file}, line {line}: {message}")
            }
            Error::File {
                file,
                line: None,
                message,
            } => write!(f, "{file}: {message}"),
            Error::NoTopology(name) => {
                let built_in = super::topology::BUILT_IN.join(", ");
                write!(
                    f,
                    "no topology '{name}': there are {built_in}, or name a .toml file"
                )
            }
            Error::NoHost { name, hosts } => {
                write!(
                    f,
                    "no host '{name}' in this lab: there are {}",
                    hosts.join(", ")
                )
            }
            Error::NoLab => {
                f.write_str("no lab is running: start one with --lab in another terminal")
            }
            Error::TooLate(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::System { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_names_its_remedy() {
        for (blocked, sought) in [
            (
                Blocked::AppArmor,
                "sysctl kernel.apparmor_restrict_unprivileged_userns=0",
            ),
            (Blocked::AppArmor, "/etc/apparmor.d/pkt"),
            (
                Blocked::UsernsClone,
                "sysctl kernel.unprivileged_userns_clone=1",
            ),
            (
                Blocked::MaxUserNamespaces,
                "sysctl user.max_user_namespaces=15000",
            ),
            (
                Blocked::MaxNetNamespaces,
                "sysctl user.max_net_namespaces=15000",
            ),
            (Blocked::Container, "--cap-add SYS_ADMIN"),
            (Blocked::Unknown, "sudo "),
        ] {
            let text = Error::Blocked(blocked).to_string();
            assert!(text.contains(sought), "{text}");
            assert!(!text.contains("{program}"), "{text}");
        }
    }
}
