//! Ctrl-C ends whatever the link is doing within a tenth of a second, and what there is stays.
//! One test, because the flag is the process's.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use pkt::link::capture::{Capture, Ended, Next, Options};
use pkt::link::exchange::{self, Conversation, Target, exchange};
use pkt::link::live::Count;
use pkt::link::{Captured, Error, Station, interrupt};

#[path = "link/cable.rs"]
mod cable;
use cable::{A, B, Cable};

fn packet(to: std::net::Ipv4Addr) -> Vec<u8> {
    let builder = etherparse::PacketBuilder::ipv4(A.octets(), to.octets(), 64).udp(4242, 9);
    let mut octets = Vec::new();
    builder.write(&mut octets, b"x").expect("it fits");
    octets
}

/// Raises the flag a little later and says how long after that the work went on.
fn interrupted<T>(work: impl FnOnce() -> T) -> T {
    let other = std::thread::spawn(|| {
        std::thread::sleep(Duration::from_millis(150));
        let at = Instant::now();
        nix::sys::signal::raise(nix::sys::signal::Signal::SIGINT).expect("a signal to ourselves");
        at
    });
    let result = work();
    let ended = Instant::now();
    let at = other.join().expect("it raises");
    assert!(ended - at < Duration::from_millis(100), "{:?}", ended - at);
    assert!(interrupt::take());
    result
}

struct Forever {
    timeout: usize,
}

impl Conversation for Forever {
    type Key = u8;
    type Answer = ();

    fn request(
        &mut self,
        number: usize,
        octets: &mut Vec<u8>,
    ) -> Result<Option<(Target, u8)>, Error> {
        octets.extend(packet(B));
        let target = Target::Packet {
            destination: B.into(),
            through: None,
        };
        Ok((number < self.timeout).then_some((target, 0)))
    }

    fn understand(&mut self, _frame: &Captured<'_>) -> Option<(u8, ())> {
        Some((1, ()))
    }

    fn answers(&mut self, _answer: &(), _request: usize) -> bool {
        false
    }
}

fn the_flag_goes_up_and_ends_waits() {
    use interrupt::{Woke, pending, raise, sleep, take, wait_readable};
    let start = Instant::now();
    assert!(sleep(Duration::from_millis(5)));
    assert!(start.elapsed() >= Duration::from_millis(5));
    nix::sys::signal::raise(nix::sys::signal::Signal::SIGINT).expect("a signal to ourselves");
    assert!(pending());
    assert!(!sleep(Duration::from_secs(20)));
    assert!(take());
    assert!(!pending() && !take());
    let moment = Some(Duration::from_millis(1));
    assert_eq!(wait_readable(&[], moment), Woke::TimedOut);
    let other = std::thread::spawn(|| {
        std::thread::sleep(Duration::from_millis(20));
        raise();
    });
    assert_eq!(wait_readable(&[], None), Woke::Interrupted);
    assert!(take());
    other.join().expect("the other thread ends");
}

#[test]
fn ctrl_c_ends_everything_and_keeps_what_there_is() {
    interrupt::install().expect("a handler can be set");
    the_flag_goes_up_and_ends_waits();
    let Some(cable) = Cable::lay("ctrl_c_ends_everything_and_keeps_what_there_is") else {
        return;
    };
    cable.at('a', || {
        let station = Station::here().expect("netlink answers");
        let way = station.way(B.into(), None).expect("b answers");

        // sniff
        let mut capture = Capture::open(&["veth0"], &Options::default()).expect("it opens");
        station.send(&packet(B)).expect("it goes out");
        let mut seen = 0;
        let ended = interrupted(|| {
            capture.run(None, |_| {
                seen += 1;
                Next::Continue
            })
        });
        assert!(matches!(ended, Ended::Interrupted), "{ended:?}");
        assert!(seen >= 1);

        // send in a loop
        let mut count = Count::default();
        let octets = packet(B);
        let ended = interrupted(|| {
            station.send_many_along(&way, std::iter::repeat(octets.as_slice()), &mut count)
        });
        assert!(matches!(ended, Err(Error::Interrupted)), "{ended:?}");
        assert!(count.frames > 0);

        // sr, while it sends and while it waits
        for requests in [usize::MAX, 3] {
            let mut conversation = Forever { timeout: requests };
            let options = exchange::Options {
                interval: Duration::from_millis(1),
                ..Default::default()
            };
            let outcome = interrupted(|| exchange(&station, &mut conversation, &options));
            let outcome = outcome.expect("what there is stays");
            assert!(outcome.interrupted && outcome.error.is_none());
            assert!(outcome.unanswered.len() >= 3);
        }

        // ARP for somebody who is not there
        let ended = interrupted(|| station.mac_of(IpAddr::from([10, 9, 0, 66])));
        assert!(matches!(ended, Err(Error::Interrupted)), "{ended:?}");

        // time.sleep
        assert!(!interrupted(|| interrupt::sleep(Duration::from_secs(30))));
    });
}
