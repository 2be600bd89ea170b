//! What is remembered of the last exchange, for `why()`.

use std::cell::RefCell;
use std::time::Duration;

use crate::eval::builtin::Args;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::packet::Packet;

/// How many packets of each sort are remembered.
pub const KEPT: usize = 50;

/// The last `sr()` or one of its kin.
pub struct Exchange {
    pub asked: usize,
    pub answered: usize,
    /// The first requests without an answer.
    pub unanswered: Vec<Packet>,
    /// Packets that arrived and answered nothing.
    pub others: u64,
    /// The first of them.
    pub rejected: Vec<Packet>,
    /// Words about a neighbour that did not answer.
    pub silent: Option<String>,
    pub filter: Option<String>,
    pub timeout: Option<Duration>,
}

thread_local! {
    static LAST: RefCell<Option<Exchange>> = const { RefCell::new(None) };
}

pub fn keep(exchange: Exchange) {
    LAST.with(|last| *last.borrow_mut() = Some(exchange));
}

/// `(asked, answered, unanswered, others, rejected, silent, filter, timeout)`, or `None`.
pub fn tell(_: &mut Interp, _: &Args) -> Result<Value> {
    Ok(LAST.with(|last| match &*last.borrow() {
        None => Value::None,
        Some(last) => {
            let packets = |packets: &[Packet]| {
                let packets = packets.iter().cloned().map(Value::packet);
                Value::list(packets.collect::<Vec<_>>())
            };
            let words = |words: &Option<String>| {
                words
                    .as_ref()
                    .map_or(Value::None, |words| Value::str(words))
            };
            let timeout = last.timeout.map_or(Value::None, |timeout| {
                Value::Float(timeout.as_secs_f64().into())
            });
            Value::tuple(vec![
                Value::from(last.asked),
                Value::from(last.answered),
                packets(&last.unanswered),
                Value::Int(i64::try_from(last.others).unwrap_or(i64::MAX)),
                packets(&last.rejected),
                words(&last.silent),
                words(&last.filter),
                timeout,
            ])
        }
    }))
}
