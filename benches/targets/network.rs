//! Two network namespaces with a cable between them, gone when dropped.

use std::process::Command;

/// The far end's address.
pub const FAR: &str = "10.99.77.2";

pub struct Network {
    near: String,
    far: String,
}

impl Network {
    pub fn new() -> Result<Self, String> {
        let id = std::process::id();
        let network = Self {
            near: format!("pkt-bench-a-{id}"),
            far: format!("pkt-bench-b-{id}"),
        };
        let (near, far) = (&network.near, &network.far);
        for line in [
            format!("netns add {near}"),
            format!("netns add {far}"),
            format!("-n {near} link add veth0 type veth peer name veth0 netns {far}"),
            format!("-n {near} address add 10.99.77.1/24 dev veth0"),
            format!("-n {far} address add {FAR}/24 dev veth0"),
            format!("-n {near} link set veth0 up"),
            format!("-n {far} link set veth0 up"),
        ] {
            let run = Command::new("ip")
                .args(line.split(' '))
                .output()
                .map_err(|error| format!("ip: {error}"))?;
            if !run.status.success() {
                let said = String::from_utf8_lossy(&run.stderr).trim().to_owned();
                return Err(format!("ip {line}: {said}"));
            }
        }
        Ok(network)
    }

    /// A command in the near namespace.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.near]).args(words);
        command
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for name in [&self.near, &self.far] {
            let _ = Command::new("ip").args(["netns", "del", name]).output();
        }
    }
}
