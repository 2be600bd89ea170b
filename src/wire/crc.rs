//! Cyclic redundancy checks.

/// CRC-32 of IEEE 802.3, continued from `start`.
pub fn crc32(octets: &[u8], start: u32) -> u32 {
    let mut crc = !start;
    for octet in octets {
        crc ^= u32::from(*octet);
        for _ in 0..8 {
            crc = if crc & 1 != 0 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}
