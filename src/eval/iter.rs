//! Walking through values.

use std::cell::RefCell;
use std::rc::Rc;

use super::dict::{Dict, Part, Set};
use super::error::Result;
use super::generator::Generator;
use super::interp::Interp;
use super::object::Object;
use super::value::{Octets, Str, Value};
use crate::eval::nesting::{Items, Tuple};

/// The state of a walk. `interp.iter(&value)` makes one, `interp.next(&mut iter)` steps it.
pub enum Iter {
    Range {
        next: i64,
        left: u64,
        step: i64,
    },
    List {
        list: Rc<RefCell<Items>>,
        index: usize,
    },
    Tuple {
        tuple: Rc<Tuple>,
        index: usize,
    },
    Str {
        text: Rc<Str>,
        offset: usize,
    },
    Bytes {
        octets: Rc<Octets>,
        index: usize,
    },
    ByteArray {
        octets: Rc<RefCell<Vec<u8>>>,
        index: usize,
    },
    Dict {
        dict: Rc<RefCell<Dict>>,
        part: Part,
        place: usize,
        changes: u32,
    },
    Set {
        set: Rc<RefCell<Set>>,
        place: usize,
        changes: u32,
    },
    FrozenSet {
        set: Rc<Set>,
        place: usize,
    },
    /// An object with `__getitem__` only.
    Sequence {
        object: Value,
        index: i64,
    },
    /// An object with `__next__`.
    Script(Value),
    Generator(Rc<Generator>),
    /// An iterator that others hold too.
    Shared(Rc<Iterator>),
    Object(Rc<Box<dyn Object>>),
    Native(Box<dyn NativeIter>),
    /// Items computed beforehand.
    Items(std::vec::IntoIter<Value>),
    Done,
}

impl Iter {
    /// Whether code of the script may run to make the next item.
    pub fn is_code(&self) -> bool {
        matches!(
            self,
            Iter::Sequence { .. }
                | Iter::Script(_)
                | Iter::Generator(_)
                | Iter::Shared(_)
                | Iter::Object(_)
                | Iter::Native(_)
        )
    }
}

/// An iterator written in Rust: `map`, `zip`, `itertools`.
pub trait NativeIter {
    fn type_name(&self) -> &'static str;
    fn next(&mut self, interp: &mut Interp) -> Result<Option<Value>>;

    /// As `next`, into a place that may hold the item before; false at the end.
    fn next_to(&mut self, interp: &mut Interp, place: &mut Value) -> Result<bool> {
        Ok(match self.next(interp)? {
            Some(item) => {
                item.set_in(place);
                true
            }
            None => false,
        })
    }
}

/// `iter(x)` as a value.
pub struct Iterator {
    pub state: RefCell<Iter>,
}

impl Iter {
    /// A step of the commonest walks, which need no interpreter: whether there was an item, which
    /// is now in `place`. None where it takes more.
    #[inline(always)]
    pub(super) fn step_to(&mut self, place: &mut Value) -> Option<bool> {
        // Asked for by itself: the others are told apart by a table.
        if let Iter::Range { next, left, step } = self {
            let Some(behind) = left.checked_sub(1) else {
                return Some(false);
            };
            let value = *next;
            *left = behind;
            *next = value.wrapping_add(*step);
            Value::Int(value).set_in(place);
            return Some(true);
        }
        match self {
            Iter::List { list, index } => {
                list.borrow().get(*index)?.copy_to(place);
                *index += 1;
                Some(true)
            }
            Iter::Tuple { tuple, index } => {
                tuple.get(*index)?.copy_to(place);
                *index += 1;
                Some(true)
            }
            Iter::Bytes { octets, index } => {
                Value::Int(i64::from(*octets.get(*index)?)).set_in(place);
                *index += 1;
                Some(true)
            }
            Iter::Dict {
                dict,
                part,
                place: at,
                changes,
            } => {
                let dict = dict.try_borrow().ok()?;
                if dict.changes() != *changes {
                    return None;
                }
                loop {
                    if *at >= dict.places() {
                        return None;
                    }
                    *at += 1;
                    if let Some((key, value)) = dict.entry(*at - 1) {
                        match part {
                            Part::Keys => key.copy_to(place),
                            Part::Values => value.copy_to(place),
                            Part::Items => Value::put_pair(place, key.copy(), value.copy()),
                        }
                        return Some(true);
                    }
                }
            }
            _ => None,
        }
    }

    pub fn native(iter: impl NativeIter + 'static) -> Iter {
        Iter::Native(Box::new(iter))
    }

    /// As a value that scripts can hold.
    pub fn into_value(self) -> Value {
        match self {
            Iter::Shared(shared) => Value::Iterator(shared),
            Iter::Generator(generator) => Value::Generator(generator),
            Iter::Script(object) => object,
            Iter::Object(object) => Value::Object(object),
            state => Value::Iterator(Rc::new(Iterator {
                state: RefCell::new(state),
            })),
        }
    }

    pub fn type_name(&self) -> &'static str {
        match self {
            Iter::Range { .. } => "range_iterator",
            Iter::List { .. } | Iter::Items(_) => "list_iterator",
            Iter::Tuple { .. } => "tuple_iterator",
            Iter::Str { .. } => "str_iterator",
            Iter::Bytes { .. } => "bytes_iterator",
            Iter::ByteArray { .. } => "bytearray_iterator",
            Iter::Dict {
                part: Part::Keys, ..
            } => "dict_keyiterator",
            Iter::Dict {
                part: Part::Values, ..
            } => "dict_valueiterator",
            Iter::Dict {
                part: Part::Items, ..
            } => "dict_itemiterator",
            Iter::Set { .. } | Iter::FrozenSet { .. } => "set_iterator",
            Iter::Native(native) => native.type_name(),
            _ => "iterator",
        }
    }
}
