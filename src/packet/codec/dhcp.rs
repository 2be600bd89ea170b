//! BOOTP and DHCP options. RFC 2132.

use crate::packet::error::Result;
use crate::packet::value::FieldValue;

pub fn read(octets: &[u8]) -> Result<Vec<FieldValue>> {
    Ok(vec![FieldValue::octets(octets)])
}

pub fn write(value: &FieldValue, out: &mut Vec<u8>) -> Result<()> {
    if let Some(octets) = value.as_octets() {
        out.extend_from_slice(&octets);
    }
    Ok(())
}
