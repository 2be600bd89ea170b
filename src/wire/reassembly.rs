//! IP fragments back to datagrams.

use etherparse::defrag::IpDefragPool;
use etherparse::{NetSlice, SlicedPacket};

/// Fragments that wait for the others.
pub struct Pool {
    pool: IpDefragPool<u64, ()>,
}

/// A datagram that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// The protocol of the payload.
    pub protocol: u8,
    pub payload: Vec<u8>,
}

impl Default for Pool {
    fn default() -> Pool {
        Pool {
            pool: IpDefragPool::new(),
        }
    }
}

impl Pool {
    /// Takes an IP packet. The answer is the datagram that it completes; `None` when it is no
    /// fragment, or when fragments are missing, or contradict each other.
    pub fn add(&mut self, packet: &[u8], nanoseconds: u64) -> Option<Datagram> {
        let sliced = SlicedPacket::from_ip(packet).ok()?;
        if !sliced.is_ip_payload_fragmented() {
            return None;
        }
        debug_assert!(matches!(
            sliced.net,
            Some(NetSlice::Ipv4(_) | NetSlice::Ipv6(_))
        ));
        let done = self
            .pool
            .process_sliced_packet(&sliced, nanoseconds, ())
            .ok()??;
        let datagram = Datagram {
            protocol: done.ip_number.0,
            payload: done.payload.clone(),
        };
        self.pool.return_buf(done);
        Some(datagram)
    }

    /// Forgets fragments that came before this time.
    pub fn forget_before(&mut self, nanoseconds: u64) {
        self.pool.retain(|time| *time >= nanoseconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two fragments of Scapy's `fragment(IP(src="1.2.3.4", dst="5.6.7.8")/UDP()/(b"x"*24),
    /// fragsize=16)`, without checksums.
    fn fragment(offset: u16, more: bool, payload: &[u8]) -> Vec<u8> {
        let mut octets = vec![0x45, 0, 0, 20 + payload.len() as u8, 0, 1];
        let flags = (offset / 8) | if more { 0x2000 } else { 0 };
        octets.extend(flags.to_be_bytes());
        octets.extend([64, 17, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        octets.extend(payload);
        octets
    }

    #[test]
    fn fragments_in_any_order_make_the_datagram() {
        let mut pool = Pool::default();
        assert_eq!(pool.add(&fragment(16, false, &[2; 16]), 1), None);
        let done = pool
            .add(&fragment(0, true, &[1; 16]), 2)
            .expect("the datagram");
        assert_eq!(done.protocol, 17);
        assert_eq!(done.payload, [[1; 16], [2; 16]].concat());
    }
}
