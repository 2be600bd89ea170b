//! placeholder
use crate::eval::value::Value;
use crate::packet::Packet;
pub fn packet_list(_packets: Vec<Packet>, _name: &str) -> Value { Value::None }
pub fn pair_list(_packets: Vec<(Packet, Packet)>, _name: &str) -> Value { Value::None }
