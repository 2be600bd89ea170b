//! When a frame was on the wire.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Nanoseconds since 1970 by the clock that moves every few milliseconds: reading it costs next to
/// nothing, so each packet can know when it was made.
pub fn coarse() -> i64 {
    let clock = nix::time::ClockId::CLOCK_REALTIME_COARSE;
    nix::time::clock_gettime(clock).map_or(0, |now| now.tv_sec() * 1_000_000_000 + now.tv_nsec())
}

/// Seconds and nanoseconds since 1970, as the kernel stamps frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub seconds: i64,
    pub nanoseconds: u32,
}

impl Stamp {
    pub const fn new(seconds: i64, nanoseconds: u32) -> Stamp {
        Stamp {
            seconds,
            nanoseconds,
        }
    }

    pub fn now() -> Stamp {
        SystemTime::now().into()
    }

    /// `p.time`
    pub fn as_f64(self) -> f64 {
        self.seconds as f64 + f64::from(self.nanoseconds) / 1e9
    }

    /// A time as scripts write it, e.g. `p.time = 1.5`.
    pub fn from_f64(seconds: f64) -> Stamp {
        let whole = seconds.floor();
        let nanoseconds = ((seconds - whole) * 1e9).round() as u32;
        if nanoseconds >= 1_000_000_000 {
            return Stamp::new(whole as i64 + 1, 0);
        }
        Stamp::new(whole as i64, nanoseconds)
    }

    /// Never negative, even when a clock stepped back between the two.
    pub fn since(self, earlier: Stamp) -> Duration {
        let nanoseconds = self.as_nanoseconds() - earlier.as_nanoseconds();
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(0))
    }

    fn as_nanoseconds(self) -> i128 {
        i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanoseconds)
    }
}

impl From<SystemTime> for Stamp {
    fn from(time: SystemTime) -> Stamp {
        match time.duration_since(UNIX_EPOCH) {
            Ok(since) => Stamp::new(since.as_secs() as i64, since.subsec_nanos()),
            Err(before) => Stamp::from_f64(-before.duration().as_secs_f64()),
        }
    }
}
