//! What is sent when a script says `send(x)`: the packets that a value stands for.

use std::collections::VecDeque;

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::packets::{error, octets_of};
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::packet::product::{Images, Product};
use crate::proto::Proto;

/// The packets that a value stands for, one after the other: a packet with sets in it is many,
/// a list is its items', text and octets are `Raw`.
pub struct Outgoing {
    sources: VecDeque<Value>,
    walk: Vec<Iter>,
    images: Option<Images>,
}

impl Outgoing {
    pub fn of(value: &Value) -> Outgoing {
        Outgoing {
            sources: VecDeque::from([value.clone()]),
            walk: Vec::new(),
            images: None,
        }
    }

    /// Whether the next packet comes from code of the script, which may take its time.
    pub fn asks_the_script(&self) -> bool {
        let busy = self.images.as_ref().is_some_and(Images::has_more);
        !busy && self.walk.last().is_some_and(Iter::is_code)
    }

    /// The next packet; each is one packet, without sets and rolled values.
    pub fn next(&mut self, interp: &mut Interp) -> Result<Option<Packet>> {
        self.next_by(interp, |images| Ok(images.next_packet()))
    }

    /// Appends the octets of the next packet and says what they begin with.
    pub fn next_into(
        &mut self,
        interp: &mut Interp,
        out: &mut Vec<u8>,
    ) -> Result<Option<&'static Proto>> {
        self.next_by(interp, |images| {
            let there = images.next_into(out).map_err(error)?;
            Ok(there.then(|| images.proto()))
        })
    }

    fn next_by<T>(
        &mut self,
        interp: &mut Interp,
        mut take: impl FnMut(&mut Images) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        loop {
            if let Some(images) = &mut self.images {
                match take(images)? {
                    Some(next) => return Ok(Some(next)),
                    None => self.images = None,
                }
            }
            let value = match self.sources.pop_front() {
                Some(value) => value,
                None => {
                    let Some(walk) = self.walk.last_mut() else {
                        return Ok(None);
                    };
                    match interp.next(walk)? {
                        Some(value) => value,
                        None => {
                            self.walk.pop();
                            continue;
                        }
                    }
                }
            };
            self.open(interp, &value)?;
        }
    }

    fn open(&mut self, interp: &mut Interp, value: &Value) -> Result<()> {
        match value {
            Value::Packet(_) | Value::Upper(_) => {
                self.images = value.as_packet().map(|packet| Images::new(&packet))
            }
            Value::Layer(proto) => {
                let text = format!("'{}' is a layer's class, not a packet", proto.name);
                return Err(Error::type_error(text).help(format!("write {}()", proto.name)));
            }
            Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) => {
                let octets = octets_of(interp, value)?;
                self.images = Some(Images::new(&Packet::raw(&octets)));
            }
            Value::None => {
                return Err(Error::type_error(
                    "there is nothing to send: the value is None",
                ));
            }
            other => {
                let walk = interp.iter(other)?;
                self.walk.push(walk);
            }
        }
        Ok(())
    }
}

/// A fixed packet, if the value stands for that one and no other: it can be built once and sent
/// many times.
pub fn single(value: &Value) -> Option<Packet> {
    let packet = value.as_packet()?;
    Product::new(&packet).is_constant().then_some(packet)
}
