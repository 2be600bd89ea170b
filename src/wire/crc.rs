//! Cyclic redundancy checks.

/// CRC-16 of ITU-T V.41, the least significant bit first. IEEE 802.15.4 section 7.2.10.
pub fn crc16(octets: &[u8]) -> u16 {
    let mut crc = 0u16;
    for octet in octets {
        crc ^= u16::from(*octet);
        for _ in 0..8 {
            crc = if crc & 1 != 0 {
                crc >> 1 ^ 0x8408
            } else {
                crc >> 1
            };
        }
    }
    crc
}

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
