//! What a cable does to frames: how long they take, how many are lost, and how they are said in a
//! topology file.

use std::time::Duration;

/// The same in both directions, for each direction on its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// From one end to the other.
    pub delay: Duration,
    /// The delay varies by so much in either direction, evenly; frames may overtake each other.
    pub jitter: Duration,
    /// Of all frames, 0 to 1.
    pub loss: f64,
    /// Of all frames, 0 to 1.
    pub duplicate: f64,
    /// Bits per second, counted with the Ethernet header.
    pub rate: Option<u64>,
    /// The longest packet that the interfaces at both ends send, in octets.
    pub mtu: Option<u32>,
}

impl Quality {
    /// Whether frames do not simply come out at the other end.
    pub fn changes_frames(&self) -> bool {
        let plain = Quality {
            mtu: self.mtu,
            ..Quality::default()
        };
        *self != plain
    }

    /// How long the frame occupies the cable.
    pub fn time_on_the_wire(&self, octets: usize) -> Duration {
        self.rate.map_or(Duration::ZERO, |rate| {
            Duration::from_secs_f64(octets as f64 * 8.0 / rate as f64)
        })
    }

    /// `10ms ±2ms, 5% lost`, as the map shows it; empty where there is nothing to say.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        if !self.delay.is_zero() || !self.jitter.is_zero() {
            let mut delay = format!("delay {:?}", self.delay);
            if !self.jitter.is_zero() {
                delay += &format!(" ±{:?}", self.jitter);
            }
            words.push(delay);
        }
        for (share, what) in [(self.loss, "lost"), (self.duplicate, "doubled")] {
            if share > 0.0 {
                words.push(format!("{} {what}", percent(share)));
            }
        }
        words.extend(self.rate.map(rate));
        words.extend(self.mtu.map(|mtu| format!("mtu {mtu}")));
        words.join(", ")
    }
}

/// `"10ms"`, `"1.5s"`, `"250us"`
pub fn read_time(text: &str) -> Option<Duration> {
    let (number, unit) = split(text)?;
    let seconds = match unit {
        "s" => number,
        "ms" => number / 1e3,
        "us" | "µs" => number / 1e6,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| time.as_secs() < 3600)
}

/// `"5%"`, or the share itself: `"0.05"`
pub fn read_share(text: &str) -> Option<f64> {
    let (number, unit) = split(text)?;
    let share = match unit {
        "%" => number / 100.0,
        "" => number,
        _ => return None,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

/// `"10mbit"`, `"500kbit"`, `"1gbit"`, `"9600bit"`
pub fn read_rate(text: &str) -> Option<u64> {
    let (number, unit) = split(text)?;
    let factor = match unit.to_ascii_lowercase().trim_end_matches("/s") {
        "bit" => 1.0,
        "kbit" => 1e3,
        "mbit" => 1e6,
        "gbit" => 1e9,
        _ => return None,
    };
    let rate = number * factor;
    (1.0..1e13).contains(&rate).then_some(rate as u64)
}

/// Units that can be read again.
pub fn time(time: Duration) -> String {
    format!("{}us", time.as_nanos() as f64 / 1e3)
}

pub fn percent(share: f64) -> String {
    // Rounded, or 0.07 is shown as 7.000000000000001%.
    format!("{}%", (share * 1e8).round() / 1e6)
}

pub fn rate(rate: u64) -> String {
    let units = [
        (1_000_000_000, "gbit"),
        (1_000_000, "mbit"),
        (1_000, "kbit"),
    ];
    match units.iter().find(|(unit, _)| rate.is_multiple_of(*unit)) {
        Some((unit, name)) => format!("{}{name}", rate / unit),
        None => format!("{rate}bit"),
    }
}

fn split(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    Some((number.parse().ok()?, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        assert_eq!(read_time("10ms"), Some(Duration::from_millis(10)));
        assert_eq!(read_time("1.5 s"), Some(Duration::from_millis(1500)));
        assert_eq!(read_time("250us"), Some(Duration::from_micros(250)));
        for wrong in ["10", "ms", "-1ms", "1h", "4000s"] {
            assert_eq!(read_time(wrong), None, "{wrong}");
        }
        assert_eq!(read_share("5%"), Some(0.05));
        assert_eq!(read_share("0.25"), Some(0.25));
        assert_eq!(read_share("101%"), None);
        assert_eq!(read_rate("10mbit"), Some(10_000_000));
        assert_eq!(read_rate("1Gbit/s"), Some(1_000_000_000));
        assert_eq!(read_rate("10"), None);
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let delay = Duration::from_micros(1500);
        assert_eq!(read_time(&time(delay)), Some(delay));
        assert_eq!(read_share(&percent(0.07)), Some(0.07));
        assert_eq!(percent(0.07), "7%");
        assert_eq!(read_rate(&rate(512_000)), Some(512_000));
        assert_eq!(rate(10_000_000), "10mbit");
    }

    #[test]
    fn a_rate_is_a_time_on_the_wire() {
        let quality = Quality {
            rate: Some(1_000_000),
            ..Quality::default()
        };
        assert_eq!(quality.time_on_the_wire(1250), Duration::from_millis(10));
        assert!(quality.changes_frames());
        let shorter = Quality {
            mtu: Some(1400),
            ..Quality::default()
        };
        assert!(!shorter.changes_frames());
    }
}
