//! Memory that several values look at: what lies under `bytes`, `bytearray`, `memoryview` and
//! `array.array`, and the items that a format finds in it.

use std::cell::RefCell;
use std::rc::Rc;

use num_traits::ToPrimitive;

use super::error::{Error, Result};
use super::interp::Interp;
use super::methods::arguments::{float_of, plain};
use super::value::{Octets, Value};

/// Where octets lie.
#[derive(Clone)]
pub enum Memory {
    /// Octets that nobody changes.
    Fixed(Rc<Octets>),
    Shared(Rc<RefCell<Vec<u8>>>),
}

impl Memory {
    /// What lies under a value, if it is bytes-like, and the format of its items.
    pub fn of(value: &Value) -> Option<(Memory, Format)> {
        match plain(value) {
            Value::Bytes(octets) => Some((Memory::Fixed(octets), Format::OCTET)),
            Value::ByteArray(octets) => Some((Memory::Shared(octets), Format::OCTET)),
            Value::Object(object) => object.memory(),
            _ => None,
        }
    }

    /// Reads the octets.
    pub fn read<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        match self {
            Memory::Fixed(octets) => look(octets),
            Memory::Shared(octets) => look(&octets.borrow()),
        }
    }

    /// Changes octets in place; false when they cannot be changed.
    pub fn write(&self, change: impl FnOnce(&mut [u8])) -> bool {
        match self {
            Memory::Fixed(_) => false,
            Memory::Shared(octets) => {
                change(&mut octets.borrow_mut());
                true
            }
        }
    }

    pub fn is_read_only(&self) -> bool {
        matches!(self, Memory::Fixed(_))
    }

    pub fn len(&self) -> usize {
        self.read(<[u8]>::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A window of octets that a script lends to be written into: `sock.recv_into(view)`.
pub struct Window {
    memory: Memory,
    start: usize,
    length: usize,
}

impl Window {
    /// The octets of a value that can be written in one piece; none when there are none.
    pub fn of(value: &Value) -> Option<Window> {
        if let Value::Object(object) = value
            && let Some((memory, start, length)) = object.window()
        {
            return Some(Window {
                memory,
                start,
                length,
            });
        }
        let (memory, _) = Memory::of(value)?;
        let length = memory.len();
        (!memory.is_read_only()).then_some(Window {
            memory,
            start: 0,
            length,
        })
    }

    /// How many octets fit.
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Writes octets at a place; what does not fit any more is left out.
    pub fn put(&self, at: usize, octets: &[u8]) {
        let room = self.length.saturating_sub(at).min(octets.len());
        self.memory.write(|all| {
            let start = self.start + at;
            if let Some(place) = all.get_mut(start..start + room) {
                place.copy_from_slice(&octets[..room]);
            }
        });
    }
}

/// A format of one item in the machine's own sizes and order, as `struct` names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    pub code: char,
    /// Octets of an item.
    pub size: usize,
}

/// Why a value is no item.
pub enum Misfit {
    Type,
    Value,
    /// What a method of the value raised.
    Raised(Error),
}

impl Format {
    pub const OCTET: Format = Format { code: 'B', size: 1 };

    /// The format that a letter names.
    pub fn of(code: char) -> Option<Format> {
        let size = match code {
            'b' | 'B' | 'c' | '?' => 1,
            'h' | 'H' | 'e' => 2,
            'i' | 'I' | 'f' => 4,
            'l' | 'L' | 'q' | 'Q' | 'n' | 'N' | 'P' | 'd' => 8,
            _ => return None,
        };
        Some(Format { code, size })
    }

    /// Whether items are single octets.
    pub fn is_octet(self) -> bool {
        matches!(self.code, 'b' | 'B' | 'c')
    }

    /// The item that octets hold; there are as many as it takes.
    pub fn unpack(self, octets: &[u8]) -> Value {
        let mut wide = [0; 8];
        wide[..self.size].copy_from_slice(&octets[..self.size]);
        let number = u64::from_le_bytes(wide);
        match self.code {
            'c' => Value::bytes(&octets[..1]),
            '?' => Value::bool(octets[0] != 0),
            'd' => Value::float(f64::from_bits(number)),
            'f' => Value::float(f32::from_bits(number as u32).into()),
            'e' => Value::float(half_to_float(number as u16)),
            'b' | 'h' | 'i' | 'l' | 'q' | 'n' => {
                let unused = 64 - 8 * self.size as u32;
                Value::Int((number << unused) as i64 >> unused)
            }
            _ => Value::from(number),
        }
    }

    /// The octets of an item.
    pub fn pack(self, interp: &mut Interp, value: &Value) -> std::result::Result<Vec<u8>, Misfit> {
        match self.code {
            'c' => match plain(value) {
                Value::Bytes(octets) if octets.len() == 1 => Ok(octets.to_vec()),
                Value::Bytes(_) => Err(Misfit::Value),
                _ => Err(Misfit::Type),
            },
            '?' => Ok(vec![u8::from(interp.truth(value).map_err(Misfit::Raised)?)]),
            'd' | 'f' | 'e' => {
                let x = float_of(interp, value).map_err(|error| {
                    if error.is(super::exception::Exc::TypeError) {
                        Misfit::Type
                    } else {
                        Misfit::Raised(error)
                    }
                })?;
                Ok(match self.code {
                    'd' => x.to_le_bytes().to_vec(),
                    'f' => (x as f32).to_le_bytes().to_vec(),
                    _ => return Err(Misfit::Type),
                })
            }
            code => {
                let number = super::methods::arguments::index_big(interp, value)
                    .map_err(|_| Misfit::Type)?;
                let bits = 8 * self.size as u32;
                let number = number.to_i128().ok_or(Misfit::Value)?;
                let fits = if code.is_ascii_lowercase() {
                    number >= -(1i128 << (bits - 1)) && number < 1i128 << (bits - 1)
                } else {
                    number >= 0 && number < 1i128 << bits
                };
                if !fits {
                    return Err(Misfit::Value);
                }
                Ok(number.to_le_bytes()[..self.size].to_vec())
            }
        }
    }
}

/// IEEE 754's binary16 as a float.
fn half_to_float(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f64::from(bits & 1023);
    sign * match i32::from(bits >> 10 & 31) {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// The window of a value that must be writable; `complaint` stands before its type otherwise.
pub fn writable(value: &Value, complaint: &str) -> Result<Window> {
    Window::of(value)
        .ok_or_else(|| Error::type_error(format!("{complaint}{}", super::types::name(value))))
}
