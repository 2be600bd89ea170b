//! Dictionaries and sets, with Python's idea of equal keys.
//!
//! What is here finds *plain* keys: numbers, text, octets, tuples of such, and objects by identity.
//! Keys whose class defines `__eq__` go through [`Interp::dict_get`](super::interp::Interp) and its like.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::module::Globals;
use super::nesting::{Contents, let_go};
use super::value::{Kind, Str, Value};

/// A dictionary that keeps the order of insertion.
#[derive(Default, Clone)]
pub struct Dict {
    entries: Vec<Entry>,
    /// Open addressing by hash; empty while there are few entries, which are then searched in order.
    table: Vec<u32>,
    live: usize,
    /// Grows with each insertion and removal of a key: iteration notices.
    changes: u32,
    /// What a missing key calls (`collections.defaultdict`), or nothing.
    pub default_factory: Option<Value>,
    /// The name of the type, if it is not `dict`.
    pub type_name: Option<&'static str>,
    mirror: Mirror,
}

/// The variables that change with a dictionary: those that `globals()` shows. A copy has none.
#[derive(Default)]
struct Mirror(Option<Rc<Globals>>);

impl Clone for Mirror {
    fn clone(&self) -> Mirror {
        Mirror(None)
    }
}

impl Mirror {
    #[inline]
    fn show(&self, key: &Value, value: &Value) {
        if let (Some(globals), Some(name)) = (&self.0, key.as_str()) {
            globals.set(name, value.clone());
        }
    }
}

#[derive(Clone)]
pub struct Entry {
    hash: i64,
    /// `Unset` once removed.
    key: Value,
    value: Value,
}

impl Drop for Dict {
    fn drop(&mut self) {
        let holds = |entry: &Entry| entry.key.may_hold() || entry.value.may_hold();
        if self.entries.iter().any(holds) {
            let_go(Contents::Entries(std::mem::take(&mut self.entries)));
        }
    }
}

/// `d.keys()`, `d.values()`, `d.items()`
pub struct DictView {
    pub dict: Rc<RefCell<Dict>>,
    pub part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Keys,
    Values,
    Items,
}

impl DictView {
    pub fn kind(&self) -> Kind {
        match self.part {
            Part::Keys => Kind::DictKeys,
            Part::Values => Kind::DictValues,
            Part::Items => Kind::DictItems,
        }
    }
}

const EMPTY: u32 = u32::MAX;
const FEW: usize = 8;

impl Dict {
    pub fn new() -> Dict {
        Dict::default()
    }

    /// An empty one that does not grow for so many entries.
    pub(super) fn with_room(entries: usize) -> Dict {
        let mut dict = Dict::default();
        dict.entries.reserve_exact(entries);
        dict
    }

    pub fn len(&self) -> usize {
        self.live
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    pub fn changes(&self) -> u32 {
        self.changes
    }

    fn home(&self, hash: i64) -> usize {
        let bits = self.table.len().trailing_zeros();
        ((hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
    }

    /// The place of a plain key.
    #[inline]
    pub fn find(&self, hash: i64, key: &Value) -> Option<usize> {
        if self.table.is_empty() {
            return self
                .entries
                .iter()
                .position(|entry| entry.hash == hash && same_key(&entry.key, key));
        }
        let mask = self.table.len() - 1;
        let mut at = self.home(hash);
        loop {
            let index = self.table[at];
            if index == EMPTY {
                return None;
            }
            let entry = &self.entries[index as usize];
            if entry.hash == hash && same_key(&entry.key, key) {
                return Some(index as usize);
            }
            at = (at + 1) & mask;
        }
    }

    /// The places of all keys with this hash, for keys that only a script can compare.
    pub fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        self.entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.hash == hash && !entry.key.is_unset())
            .map(|(index, entry)| (index, entry.key.clone()))
            .collect()
    }

    /// The key and value at a place; `None` when it was removed or is beyond the end.
    #[inline]
    pub fn entry(&self, place: usize) -> Option<(&Value, &Value)> {
        match self.entries.get(place) {
            Some(entry) if !entry.key.is_unset() => Some((&entry.key, &entry.value)),
            _ => None,
        }
    }

    /// One more than the last place in use.
    pub fn places(&self) -> usize {
        self.entries.len()
    }

    pub fn value_at(&self, place: usize) -> &Value {
        &self.entries[place].value
    }

    /// Sets the value at a place and returns what was there.
    pub fn set_at(&mut self, place: usize, value: Value) -> Value {
        let entry = &mut self.entries[place];
        self.mirror.show(&entry.key, &value);
        std::mem::replace(&mut entry.value, value)
    }

    /// From now on the variables change with the dictionary.
    pub fn set_mirror(&mut self, globals: Rc<Globals>) {
        self.mirror = Mirror(Some(globals));
    }

    /// The variables that change with the dictionary.
    pub fn mirrored(&self) -> Option<Rc<Globals>> {
        self.mirror.0.clone()
    }

    /// Sets a plain key and returns what it had.
    pub fn insert(&mut self, hash: i64, key: Value, value: Value) -> Option<Value> {
        if let Some(place) = self.find(hash, &key) {
            return Some(self.set_at(place, value));
        }
        self.push(hash, key, value);
        None
    }

    /// Sets a plain key.
    #[inline]
    pub(super) fn set_plain(&mut self, key: &Value, value: &Value) {
        let hash = plain_hash(key).unwrap_or(0);
        match self.find(hash, key) {
            Some(place) => {
                value.copy_to(&mut self.entries[place].value);
                self.mirror.show(key, value);
            }
            None => self.push(hash, key.clone(), value.clone()),
        }
    }

    /// Copies the value of a plain key into a place; false when there is none.
    #[inline]
    pub(super) fn copy_to(&self, key: &Value, place: &mut Value) -> bool {
        match self.get(key) {
            Some(value) => {
                value.copy_to(place);
                true
            }
            None => false,
        }
    }

    /// Adds a key that is not there yet.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        self.changes = self.changes.wrapping_add(1);
        let index = self.entries.len();
        self.mirror.show(&key, &value);
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if index + 1 > FEW && (self.table.is_empty() || (index + 1) * 3 > self.table.len() * 2) {
            self.rebuild();
        } else if !self.table.is_empty() {
            self.enter(index);
        }
    }

    fn enter(&mut self, index: usize) {
        let mask = self.table.len() - 1;
        let mut at = self.home(self.entries[index].hash);
        while self.table[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.table[at] = index as u32;
    }

    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unset());
        let size = (self.entries.len() * 3).next_power_of_two().max(32);
        self.table.clear();
        self.table.resize(size, EMPTY);
        for index in 0..self.entries.len() {
            self.enter(index);
        }
    }

    /// Removes the entry at a place.
    pub fn remove_at(&mut self, place: usize) -> (Value, Value) {
        self.changes = self.changes.wrapping_add(1);
        let entry = &mut self.entries[place];
        // The hash stays, so that the probe sequence over the place is unbroken.
        let key = std::mem::take(&mut entry.key);
        let value = std::mem::take(&mut entry.value);
        self.mirror.show(&key, &Value::Unset);
        self.live -= 1;
        if place + 1 == self.entries.len() && self.table.is_empty() {
            self.entries.pop();
        }
        if self.live == 0 {
            self.entries.clear();
            self.table.clear();
        }
        (key, value)
    }

    pub fn remove(&mut self, hash: i64, key: &Value) -> Option<Value> {
        let place = self.find(hash, key)?;
        Some(self.remove_at(place).1)
    }

    pub fn get_str(&self, key: &str) -> Option<&Value> {
        self.find_str(key).map(|place| &self.entries[place].value)
    }

    fn find_str(&self, key: &str) -> Option<usize> {
        let hash = hash_octets(key.as_bytes());
        let is_it = |entry: &Entry| entry.hash == hash && entry.key.as_str() == Some(key);
        if self.table.is_empty() {
            return self.entries.iter().position(is_it);
        }
        let mask = self.table.len() - 1;
        let mut at = self.home(hash);
        loop {
            match self.table[at] {
                EMPTY => return None,
                index if is_it(&self.entries[index as usize]) => return Some(index as usize),
                _ => at = (at + 1) & mask,
            }
        }
    }

    pub fn set_str(&mut self, key: &str, value: impl Into<Value>) {
        self.put_str(key, value.into());
    }

    /// Sets and returns what was there.
    pub fn put_str(&mut self, key: &str, value: Value) -> Option<Value> {
        let key = Value::Str(Rc::new(Str::new(key)));
        let hash = plain_hash(&key).unwrap_or(0);
        self.insert(hash, key, value)
    }

    pub fn remove_str(&mut self, key: &str) -> Option<Value> {
        let place = self.find_str(key)?;
        Some(self.remove_at(place).1)
    }

    /// The value of a plain key; `None` also when the key is not plain.
    pub fn get(&self, key: &Value) -> Option<&Value> {
        let place = self.find(plain_hash(key)?, key)?;
        Some(&self.entries[place].value)
    }

    pub fn clear(&mut self) {
        self.changes = self.changes.wrapping_add(1);
        for entry in &self.entries {
            self.mirror.show(&entry.key, &Value::Unset);
        }
        self.entries.clear();
        self.table.clear();
        self.live = 0;
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries
            .iter()
            .filter(|entry| !entry.key.is_unset())
            .map(|entry| (&entry.key, &entry.value))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    /// Entries with their hashes, to fill another dictionary from.
    pub fn hashed(&self) -> impl Iterator<Item = (i64, &Value, &Value)> {
        self.entries
            .iter()
            .filter(|entry| !entry.key.is_unset())
            .map(|entry| (entry.hash, &entry.key, &entry.value))
    }
}

/// A set. Its table is laid out as CPython's, so that sets of small integers print in its order.
#[derive(Clone)]
pub struct Set {
    table: Vec<(i64, Value)>,
    used: usize,
    /// Used and removed places.
    fill: usize,
    changes: u32,
}

/// A removed place has this hash, which no value has, and the key `Unset`.
const REMOVED: i64 = -1;
const LINEAR_PROBES: usize = 9;

impl Default for Set {
    fn default() -> Self {
        Set {
            table: vec![(0, Value::Unset); 8],
            used: 0,
            fill: 0,
            changes: 0,
        }
    }
}

impl Set {
    pub fn new() -> Set {
        Set::default()
    }

    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// Walks the places where `hash` may be until `done` says so of one.
    fn probe(&self, hash: i64, mut done: impl FnMut(i64, &Value) -> bool) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        let mut perturb = hash as u64;
        loop {
            let probes = if at + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for place in at..=at + probes {
                let (hash, key) = &self.table[place];
                if done(*hash, key) {
                    return place;
                }
            }
            perturb >>= 5;
            at = at
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb as usize)
                & mask;
        }
    }

    pub fn find(&self, hash: i64, key: &Value) -> Option<usize> {
        let place = self.probe(hash, |h, k| {
            (k.is_unset() && h != REMOVED) || (h == hash && !k.is_unset() && same_key(k, key))
        });
        if self.table[place].1.is_unset() {
            None
        } else {
            Some(place)
        }
    }

    pub fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        self.table
            .iter()
            .enumerate()
            .filter(|(_, (h, key))| *h == hash && !key.is_unset())
            .map(|(place, (_, key))| (place, key.clone()))
            .collect()
    }

    /// Adds a plain key; false when it was there.
    pub fn insert(&mut self, hash: i64, key: Value) -> bool {
        if self.find(hash, &key).is_some() {
            return false;
        }
        self.push(hash, key);
        true
    }

    /// Adds a key that is not there yet.
    pub fn push(&mut self, hash: i64, key: Value) {
        self.changes = self.changes.wrapping_add(1);
        let place = self.probe(hash, |h, k| k.is_unset() && h != REMOVED);
        self.table[place] = (hash, key);
        self.used += 1;
        self.fill += 1;
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            self.resize(if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            });
        }
    }

    fn resize(&mut self, above: usize) {
        let mut size = 8;
        while size <= above {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![(0, Value::Unset); size]);
        self.fill = self.used;
        for (hash, key) in old {
            if !key.is_unset() {
                let place = self.probe(hash, |_, k| k.is_unset());
                self.table[place] = (hash, key);
            }
        }
    }

    pub fn remove_at(&mut self, place: usize) -> Value {
        self.changes = self.changes.wrapping_add(1);
        self.used -= 1;
        std::mem::replace(&mut self.table[place], (REMOVED, Value::Unset)).1
    }

    pub fn remove(&mut self, hash: i64, key: &Value) -> bool {
        match self.find(hash, key) {
            Some(place) => {
                self.remove_at(place);
                true
            }
            None => false,
        }
    }

    pub fn clear(&mut self) {
        let changes = self.changes.wrapping_add(1);
        *self = Set {
            changes,
            ..Set::default()
        };
    }

    pub fn places(&self) -> usize {
        self.table.len()
    }

    pub fn entry(&self, place: usize) -> Option<&Value> {
        self.table
            .get(place)
            .map(|(_, key)| key)
            .filter(|key| !key.is_unset())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.table
            .iter()
            .map(|(_, key)| key)
            .filter(|key| !key.is_unset())
    }

    /// Members with their hashes, to fill another set from.
    pub fn hashed(&self) -> impl Iterator<Item = (i64, &Value)> {
        self.table
            .iter()
            .filter(|(_, key)| !key.is_unset())
            .map(|(hash, key)| (*hash, key))
    }
}

/// The hash of a value that needs no script to say it; `None` for lists, instances with
/// `__hash__` and the like.
#[inline]
pub fn plain_hash(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(hash_int(*number)),
        Value::Str(text) => Some(text.hash()),
        _ => plain_hash_of_rest(value),
    }
}

fn plain_hash_of_rest(value: &Value) -> Option<i64> {
    Some(match value {
        Value::Bool(flag) => i64::from(flag.get()),
        Value::Big(number) => hash_big(number),
        Value::Float(number) => hash_float(number.get()),
        Value::Bytes(octets) => hash_octets(octets),
        Value::Tuple(items) => {
            let mut hash = 0x27D4_EB2F_1656_67C5_u64;
            for item in items.iter() {
                hash = mix(hash, plain_hash(item)? as u64);
            }
            finish(hash)
        }
        Value::FrozenSet(set) => {
            let mut hash = 1_927_868_237_u64;
            for (h, _) in set.hashed() {
                hash ^= mix(0x9E37_79B9, h as u64);
            }
            finish(hash)
        }
        Value::Range(_) => super::wide_range::hash(value),
        Value::None
        | Value::Ellipsis
        | Value::NotImplemented
        | Value::Builtin(_)
        | Value::Function(_)
        | Value::Class(_)
        | Value::Module(_)
        | Value::Exception(_)
        | Value::Iterator(_)
        | Value::Generator(_)
        | Value::Property(_)
        | Value::StaticMethod(_)
        | Value::ClassMethod(_)
        | Value::Super(_) => finish((value.id() as u64).rotate_right(4)),
        Value::Method(method) => finish(mix(method.func.id() as u64, method.receiver.id() as u64)),
        _ => return None,
    })
}

/// CPython's hash of an integer: the remainder by 2⁶¹ − 1, with the sign, −1 avoided.
#[inline]
fn hash_int(number: i64) -> i64 {
    const MODULUS: i64 = (1 << 61) - 1;
    let hash = if (-MODULUS..MODULUS).contains(&number) && number != -MODULUS {
        number
    } else {
        number % MODULUS
    };
    if hash == -1 { -2 } else { hash }
}

fn hash_big(number: &BigInt) -> i64 {
    let modulus = BigInt::from((1_u64 << 61) - 1);
    let rest = (number.abs() % modulus).to_i64().unwrap_or(0);
    let hash = if number.is_negative() { -rest } else { rest };
    if hash == -1 { -2 } else { hash }
}

/// CPython's hash of a float: equal to that of the integer or fraction that it stands for.
fn hash_float(number: f64) -> i64 {
    if number.is_nan() {
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    if number == number.trunc() && number.abs() < 9e18 {
        return hash_int(number as i64);
    }
    let bits = number.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i32;
    let mut fraction = bits & ((1 << 52) - 1);
    if exponent == 0 {
        exponent = 1;
    } else {
        fraction |= 1 << 52;
    }
    // The value is fraction · 2^(exponent − 1075); 2⁶¹ ≡ 1.
    let shift = (exponent - 1075).rem_euclid(61) as u32;
    let modulus = (1_u128 << 61) - 1;
    let rest = ((fraction as u128) << shift) % modulus;
    let hash = if number < 0.0 {
        -(rest as i64)
    } else {
        rest as i64
    };
    if hash == -1 { -2 } else { hash }
}

pub(super) fn hash_octets(octets: &[u8]) -> i64 {
    let mut hash = octets.len() as u64 ^ 0x51_7C_C1_B7_27_22_0A_95;
    let (chunks, rest) = octets.as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = mix(hash, u64::from_le_bytes(last));
    }
    finish(hash)
}

#[inline]
fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[inline]
fn finish(hash: u64) -> i64 {
    let hash = (hash ^ (hash >> 32)) as i64;
    // 0 and −1 have meanings of their own in caches and tables.
    if hash == 0 || hash == -1 { 7 } else { hash }
}

/// Whether two plain keys with the same hash are the same key.
#[inline]
pub fn same_key(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => Rc::ptr_eq(a, b) || a.as_str() == b.as_str(),
        _ => plain_eq(a, b).unwrap_or_else(|| a.is(b) || same_inside(a, b)),
    }
}

/// Instances of classes that derive from `str`, `int` and the like are the keys that they stand for.
fn same_inside(a: &Value, b: &Value) -> bool {
    let inside = |value: &Value| match value {
        Value::Instance(instance) => instance.inner.borrow().clone(),
        value => value.clone(),
    };
    let is_instance = |value: &Value| matches!(value, Value::Instance(_));
    if !is_instance(a) && !is_instance(b) {
        return false;
    }
    let (a, b) = (inside(a), inside(b));
    !is_instance(&a) && !is_instance(&b) && !a.is_unset() && plain_eq(&a, &b).unwrap_or(false)
}

/// `a == b` where no script needs to be asked; `None` where one may have to be.
pub fn plain_eq(a: &Value, b: &Value) -> Option<bool> {
    use Value::*;
    Some(match (a, b) {
        (Int(a), Int(b)) => a == b,
        // Classes compare as their metaclass says.
        (Class(a), Class(b)) if !Rc::ptr_eq(a, b) && a.meta().or_else(|| b.meta()).is_some() => {
            return Option::None;
        }
        (Str(a), Str(b)) => Rc::ptr_eq(a, b) || a.as_str() == b.as_str(),
        (None, None) => true,
        (Bool(a), Bool(b)) => a == b,
        (Bool(a), Int(b)) | (Int(b), Bool(a)) => i64::from(a.get()) == *b,
        (Float(a), Float(b)) => a.get() == b.get(),
        (Float(a), Int(b)) | (Int(b), Float(a)) => float_equals_int(a.get(), *b),
        (Float(a), Bool(b)) | (Bool(b), Float(a)) => a.get() == f64::from(b.get() as u8),
        (Float(a), Big(b)) | (Big(b), Float(a)) => {
            a.get().is_finite()
                && a.get().fract() == 0.0
                && num_traits::FromPrimitive::from_f64(a.get()).is_some_and(|a: BigInt| a == **b)
        }
        (Big(a), Big(b)) => a == b,
        (Big(_), Int(_) | Bool(_)) | (Int(_) | Bool(_), Big(_)) => false,
        (Bytes(a), Bytes(b)) => a == b,
        (Bytes(a), ByteArray(b)) | (ByteArray(b), Bytes(a)) => {
            a.as_slice() == b.borrow().as_slice()
        }
        (ByteArray(a), ByteArray(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
        (Tuple(a), Tuple(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            for (a, b) in a.iter().zip(b.iter()) {
                if !a.is(b) && !plain_eq(a, b)? {
                    return Some(false);
                }
            }
            true
        }
        (Range(a), Range(b)) => {
            a.len() == b.len()
                && (a.is_empty() || a.start == b.start && (a.len() == 1 || a.step == b.step))
        }
        (FrozenSet(a), FrozenSet(b)) => {
            a.len() == b.len() && a.hashed().all(|(hash, key)| b.find(hash, key).is_some())
        }
        (Method(a), Method(b)) => a.func.is(&b.func) && a.receiver.is(&b.receiver),
        (Instance(_) | Object(_), _) | (_, Instance(_) | Object(_)) => return Option::None,
        (Packet(..) | Upper(..), Packet(..) | Upper(..)) => return Option::None,
        (List(_), List(_)) | (Dict(_), Dict(_)) | (Slice(_), Slice(_)) => return Option::None,
        (Set(_) | FrozenSet(_) | DictView(_), Set(_) | FrozenSet(_) | DictView(_)) => {
            return Option::None;
        }
        (a, b) => a.is(b),
    })
}

fn float_equals_int(float: f64, int: i64) -> bool {
    // The cast back is exact where the comparison can hold at all.
    float == int as f64 && float.abs() < 9.3e18 && float as i128 == int as i128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_true_and_one_point_zero_are_one_key() {
        let mut dict = Dict::new();
        for key in [Value::Int(1), Value::bool(true), Value::float(1.0)] {
            dict.insert(plain_hash(&key).unwrap(), key, Value::None);
        }
        assert_eq!(dict.len(), 1);
    }

    #[test]
    fn keys_survive_growth_and_removal() {
        let mut dict = Dict::new();
        for n in 0..1000 {
            dict.insert(n, Value::Int(n), Value::Int(-n));
        }
        for n in (0..1000).step_by(2) {
            assert!(dict.remove(n, &Value::Int(n)).is_some());
        }
        assert_eq!(dict.len(), 500);
        assert_eq!(
            dict.get(&Value::Int(501)).and_then(Value::as_int),
            Some(-501)
        );
        assert!(dict.get(&Value::Int(500)).is_none());
    }
}
