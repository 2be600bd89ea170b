//! Datagrams from alice to bob of a lab, counted where they arrive.

use std::net::UdpSocket;
use std::time::{Duration, Instant};

use pkt::lab::Lab;

/// How many of `count` datagrams of so many octets from 10.0.0.1 come to bob at 10.0.0.2, and how
/// long after the first the last one does. After each `lot` the sender pauses for so many
/// milliseconds, so that no queue overflows.
pub fn arrived(
    lab: &Lab,
    count: usize,
    lot: usize,
    pause: u64,
    octets: usize,
) -> (usize, Duration) {
    let bob = lab.host("bob").expect("bob");
    let receiver = bob.run(|| UdpSocket::bind("10.0.0.2:9")).expect("bob");
    let receiver = receiver.expect("bind");
    let patience = Some(Duration::from_millis(500));
    receiver.set_read_timeout(patience).expect("timeout");
    let counted = std::thread::spawn(move || {
        let mut octets = [0; 2000];
        let (mut count, mut first, mut last) = (0, None, Instant::now());
        while receiver.recv(&mut octets).is_ok() {
            count += 1;
            last = Instant::now();
            first.get_or_insert(last);
        }
        (count, first.map_or(Duration::ZERO, |first| last - first))
    });
    let sender = UdpSocket::bind("10.0.0.1:0").expect("bind");
    let datagram = vec![0; octets];
    for number in 0..count {
        sender.send_to(&datagram, "10.0.0.2:9").expect("send");
        if number % lot == lot - 1 {
            std::thread::sleep(Duration::from_millis(pause));
        }
    }
    counted.join().expect("no panic")
}
