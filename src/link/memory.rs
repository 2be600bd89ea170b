//! The machine's memory: how much this process may still take, and a word before it is used up.
//!
//! A process that the system gives more than there is gets killed later, without a word. So large
//! requests ask `room` first, and for the many small ones a watch looks at what is left: the less
//! there is, the sooner it looks again.

use std::fs;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::interrupt;

/// A program that holds less than this is not why memory is short.
const MODEST: u64 = 256 << 20;

/// What stays free for everything else on the machine, at least.
const RESERVE: u64 = 256 << 20;

/// How fast a program can fill memory, in octets a second.
const FASTEST: u64 = 4 << 30;

static SHORT: AtomicBool = AtomicBool::new(false);
static WATCH: Once = Once::new();

/// Octets that this process may still take: what the machine has, or a limit that was set to the
/// process or to its group leaves.
pub fn room() -> u64 {
    let available = meminfo("MemAvailable:").unwrap_or(u64::MAX / 2);
    [address_space(), group()]
        .into_iter()
        .flatten()
        .fold(available.saturating_sub(reserve()), u64::min)
}

/// Was memory found to be short since the last `take_short`? One load.
#[inline]
pub fn short() -> bool {
    SHORT.load(Ordering::Relaxed)
}

/// Lowers the flag and says whether it was up.
pub fn take_short() -> bool {
    SHORT.swap(false, Ordering::SeqCst)
}

/// Raises the flag, and calls for attention.
pub fn run_short() {
    SHORT.store(true, Ordering::SeqCst);
    interrupt::call_for_attention();
}

/// Raises the flag, and calls for attention, when this process is about to use up the memory.
/// `relieved` is called while there is plenty.
pub fn watch(relieved: fn()) {
    WATCH.call_once(|| {
        // Without a thread left for it, large requests are still looked at.
        let _ = std::thread::Builder::new()
            .name("memory".into())
            .stack_size(64 << 10)
            .spawn(move || look_again_and_again(relieved));
    });
}

fn look_again_and_again(relieved: fn()) {
    let mut told_at = 0;
    loop {
        let left = room();
        let held = held();
        if left > 2 * RESERVE {
            told_at = 0;
            relieved();
        } else if left < RESERVE && held > MODEST.max(told_at + told_at / 16) {
            // What the script still holds is its own; only more of it is worth another word.
            told_at = held;
            run_short();
        }
        let micros = left.saturating_sub(RESERVE) / (FASTEST / 1_000_000);
        std::thread::sleep(Duration::from_micros(micros.clamp(20_000, 2_000_000)));
    }
}

fn reserve() -> u64 {
    meminfo("MemTotal:").map_or(0, |total| total / 32)
}

/// Octets of a line of `/proc/meminfo`, which counts in KiB.
fn meminfo(name: &str) -> Option<u64> {
    kibibytes(&fs::read_to_string("/proc/meminfo").ok()?, name)
}

fn kibibytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(number * 1024)
}

/// Pages that are in memory, as octets.
fn held() -> u64 {
    status("VmRSS:").unwrap_or(0)
}

fn status(name: &str) -> Option<u64> {
    kibibytes(&fs::read_to_string("/proc/self/status").ok()?, name)
}

/// What `ulimit -v` leaves.
fn address_space() -> Option<u64> {
    use nix::sys::resource::{RLIM_INFINITY, Resource, getrlimit};
    let (soft, _) = getrlimit(Resource::RLIMIT_AS).ok()?;
    if soft == RLIM_INFINITY {
        return None;
    }
    Some(soft.saturating_sub(status("VmSize:")?))
}

/// What the limit of the control group leaves: that of a container.
fn group() -> Option<u64> {
    let own = fs::read_to_string("/proc/self/cgroup").ok()?;
    let path = own.lines().find_map(|line| line.strip_prefix("0::"))?;
    let number = |file: &str| -> Option<u64> {
        let name = format!("/sys/fs/cgroup{}/{file}", path.trim_end_matches('/'));
        fs::read_to_string(name).ok()?.trim().parse().ok()
    };
    Some(number("memory.max")?.saturating_sub(number("memory.current")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_and_less_than_there_is_memory() {
        let total = meminfo("MemTotal:").expect("a Linux system");
        assert!(room() > 0 && room() < total);
        assert!(held() > 0 && held() < total);
    }

    #[test]
    fn a_line_of_kibibytes_is_octets() {
        let text = "MemTotal:       16 kB\nMemAvailable:    3 kB\n";
        assert_eq!(kibibytes(text, "MemAvailable:"), Some(3072));
        assert_eq!(kibibytes(text, "Swap:"), None);
    }
}
