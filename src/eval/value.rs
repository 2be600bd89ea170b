//! What a name can stand for.

use std::cell::RefCell;
use std::rc::Rc;

use compact_str::CompactString;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::builtin::Builtin;
use super::class::{Class, Instance};
use super::dialect;
use super::dict::{Dict, DictView, Set};
use super::exception::Exception;
use super::function::{ClassMethod, Function, Method, Property, StaticMethod, Super};
use super::generator::Generator;
use super::holders::placed;
use super::iter::Iterator;
use super::module::Module;
use super::nesting::{Contents, IntoTuple, Items, Tuple, let_go};
use super::object::Object;
use crate::packet::{Packet, Stack};
use crate::proto::Proto;

/// A value, 16 octets wide; cloning one copies at most a pointer.
///
/// Every kind has at most one payload, a pointer or an integer of 64 bits, and no other: so the
/// compiler hands values about in two registers and copies them in two halves. A payload of
/// another shape would send all of them through memory.
#[derive(Default)]
pub enum Value {
    /// No value: an unbound local, an argument that was not given. No script ever sees it.
    #[default]
    Unset,
    None,
    Bool(Truth),
    Int(i64),
    Float(Real),
    /// `...`
    Ellipsis,
    /// What a dunder method returns that leaves the matter to the other operand.
    NotImplemented,
    Builtin(&'static Builtin),
    /// `IP`: a protocol as a class.
    Layer(&'static Proto),
    /// An integer that does not fit `Int`; never one that does.
    Big(Rc<BigInt>),
    Str(Rc<Str>),
    Bytes(Rc<Octets>),
    ByteArray(Rc<RefCell<Vec<u8>>>),
    List(Rc<RefCell<Items>>),
    Tuple(Rc<Tuple>),
    Dict(Rc<RefCell<Dict>>),
    Set(Rc<RefCell<Set>>),
    FrozenSet(Rc<Set>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    /// `d.keys()`, `d.values()`, `d.items()`
    DictView(Rc<DictView>),
    Function(Rc<Function>),
    /// A function or builtin with its `self`.
    Method(Rc<Method>),
    Class(Rc<Class>),
    Instance(Rc<Instance>),
    Exception(Rc<Exception>),
    Module(Rc<Module>),
    /// What `iter(x)`, `map(…)`, `zip(…)` return.
    Iterator(Rc<Iterator>),
    Generator(Rc<Generator>),
    Property(Rc<Property>),
    StaticMethod(Rc<StaticMethod>),
    ClassMethod(Rc<ClassMethod>),
    Super(Rc<Super>),
    /// Everything that is met less often: sockets, packet lists, `conf`, …
    Object(Rc<Box<dyn Object>>),
    /// A packet from its lowest layer on.
    Packet(Rc<Stack>),
    /// A packet from one of its layers upwards.
    Upper(Rc<Packet>),
    /// A variable that closures share; lives in registers only, no script ever sees it.
    Cell(Rc<RefCell<Value>>),
}

/// `True` or `False`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum Truth {
    False,
    True,
}

impl Truth {
    #[inline(always)]
    pub fn get(self) -> bool {
        self == Truth::True
    }
}

impl From<bool> for Truth {
    #[inline(always)]
    fn from(flag: bool) -> Truth {
        if flag { Truth::True } else { Truth::False }
    }
}

/// A `float`, kept by its bits.
#[derive(Clone, Copy)]
pub struct Real(u64);

impl Real {
    #[inline(always)]
    pub fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

impl From<f64> for Real {
    #[inline(always)]
    fn from(number: f64) -> Real {
        Real(number.to_bits())
    }
}

/// What `bytes` holds: in place when it is short.
pub type Octets = smallvec::SmallVec<[u8; SHORT]>;

/// So many octets lie in place.
const SHORT: usize = 32;

/// Octets of two parts, the second behind the first, as a value has them.
#[inline]
pub fn shared_octets(x: &[u8], y: &[u8]) -> Rc<Octets> {
    let length = x.len() + y.len();
    if length > SHORT {
        return Rc::new(joined_octets(x, y));
    }
    let mut octets = placed(Octets::from_buf_and_len([0; SHORT], length));
    if let Some(octets) = Rc::get_mut(&mut octets) {
        let (head, tail) = octets.split_at_mut(x.len());
        head.copy_from_slice(x);
        tail.copy_from_slice(y);
    }
    octets
}

/// Octets of two parts, the second behind the first.
#[inline]
pub fn joined_octets(x: &[u8], y: &[u8]) -> Octets {
    let length = x.len() + y.len();
    let mut short = [0; SHORT];
    match short.get_mut(..length) {
        Some(both) => {
            let (head, tail) = both.split_at_mut(x.len());
            head.copy_from_slice(x);
            tail.copy_from_slice(y);
            Octets::from_buf_and_len(short, length)
        }
        None => {
            let mut long = Vec::with_capacity(length);
            long.extend_from_slice(x);
            long.extend_from_slice(y);
            Octets::from_vec(long)
        }
    }
}

/// Text with what indexing needs to know about it.
pub struct Str {
    /// In place when it is short.
    text: CompactString,
    chars: u32,
    /// 0 means "not computed yet".
    hash: std::cell::Cell<i64>,
}

/// `range(start, stop, step)`; `step` is not 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

/// `a[lower:upper:step]`; each is `Value::None` when left out.
#[derive(Clone)]
pub struct Slice {
    pub lower: Value,
    pub upper: Value,
    pub step: Value,
}

impl Drop for Slice {
    fn drop(&mut self) {
        let ends = [&mut self.lower, &mut self.upper, &mut self.step].map(std::mem::take);
        if ends
            .iter()
            .any(|end| !matches!(end, Value::None | Value::Int(_)))
        {
            let_go(Contents::Items(ends.into()));
        }
    }
}

/// The built-in type of a value, without its payload.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Kind {
    Object,
    NoneType,
    /// Before `Bool`, which derives from it.
    Int,
    Bool,
    Float,
    Ellipsis,
    NotImplemented,
    Builtin,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Range,
    Slice,
    DictKeys,
    DictValues,
    DictItems,
    Function,
    Method,
    Type,
    Exception,
    Module,
    Iterator,
    Generator,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    /// A value that says its own type name: `Value::Object`.
    Native,
}

impl Kind {
    pub const ALL: [Kind; 33] = [
        Kind::Object,
        Kind::NoneType,
        Kind::Int,
        Kind::Bool,
        Kind::Float,
        Kind::Ellipsis,
        Kind::NotImplemented,
        Kind::Builtin,
        Kind::Str,
        Kind::Bytes,
        Kind::ByteArray,
        Kind::List,
        Kind::Tuple,
        Kind::Dict,
        Kind::Set,
        Kind::FrozenSet,
        Kind::Range,
        Kind::Slice,
        Kind::DictKeys,
        Kind::DictValues,
        Kind::DictItems,
        Kind::Function,
        Kind::Method,
        Kind::Type,
        Kind::Exception,
        Kind::Module,
        Kind::Iterator,
        Kind::Generator,
        Kind::Property,
        Kind::StaticMethod,
        Kind::ClassMethod,
        Kind::Super,
        Kind::Native,
    ];

    /// Python's name of the type.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Object | Kind::Native => "object",
            Kind::NoneType => "NoneType",
            Kind::Bool => "bool",
            Kind::Int => "int",
            Kind::Float => "float",
            Kind::Ellipsis => "ellipsis",
            Kind::NotImplemented => "NotImplementedType",
            Kind::Builtin => "builtin_function_or_method",
            Kind::Str => "str",
            Kind::Bytes => "bytes",
            Kind::ByteArray => "bytearray",
            Kind::List => "list",
            Kind::Tuple => "tuple",
            Kind::Dict => "dict",
            Kind::Set => "set",
            Kind::FrozenSet => "frozenset",
            Kind::Range => "range",
            Kind::Slice => "slice",
            Kind::DictKeys => "dict_keys",
            Kind::DictValues => "dict_values",
            Kind::DictItems => "dict_items",
            Kind::Function => "function",
            Kind::Method => "method",
            Kind::Type => "type",
            Kind::Exception => "BaseException",
            Kind::Module => "module",
            Kind::Iterator => "iterator",
            Kind::Generator => "generator",
            Kind::Property => "property",
            Kind::StaticMethod => "staticmethod",
            Kind::ClassMethod => "classmethod",
            Kind::Super => "super",
        }
    }
}

impl Value {
    #[inline(always)]
    pub fn bool(flag: bool) -> Value {
        Value::Bool(flag.into())
    }

    #[inline(always)]
    pub fn float(number: f64) -> Value {
        Value::Float(number.into())
    }

    pub fn str(text: &str) -> Value {
        Value::Str(Str::shared(text.len(), count_chars(text), |whole| {
            whole.push_str(text);
        }))
    }

    pub fn string(text: String) -> Value {
        Value::Str(Rc::new(Str::from(text)))
    }

    pub fn text(text: CompactString) -> Value {
        Value::Str(Rc::new(Str::from(text)))
    }

    pub fn bytes(octets: impl Into<Octets>) -> Value {
        let octets = octets.into();
        if dialect::is_python2() {
            return Value::string(dialect::text_of(&octets));
        }
        Value::Bytes(Rc::new(octets))
    }

    /// `bytes` of a few octets.
    pub fn few_bytes(octets: &[u8]) -> Value {
        if dialect::is_python2() {
            return Value::string(dialect::text_of(octets));
        }
        Value::Bytes(shared_octets(octets, &[]))
    }

    pub fn byte_array(octets: impl Into<Vec<u8>>) -> Value {
        Value::ByteArray(Rc::new(RefCell::new(octets.into())))
    }

    pub fn list(items: impl Into<Vec<Value>>) -> Value {
        Value::List(Rc::new(RefCell::new(items.into().into())))
    }

    #[inline]
    pub fn tuple(items: impl IntoTuple) -> Value {
        Value::Tuple(items.shared())
    }

    /// Puts a pair into a place. A tuple of two that lies there is used again if nobody
    /// else holds it: what a loop unpacks at each turn.
    #[inline(always)]
    pub(crate) fn put_pair(place: &mut Value, first: Value, second: Value) {
        if let Value::Tuple(old) = place
            && let Some(old) = Rc::get_mut(old)
            && let [one, other] = &mut **old
        {
            first.set_in(one);
            second.set_in(other);
            return;
        }
        Value::tuple([first, second]).set_in(place);
    }

    pub fn dict(dict: Dict) -> Value {
        Value::Dict(Rc::new(RefCell::new(dict)))
    }

    pub fn set(set: Set) -> Value {
        Value::Set(Rc::new(RefCell::new(set)))
    }

    pub fn frozen_set(set: Set) -> Value {
        Value::FrozenSet(Rc::new(set))
    }

    pub fn range(start: i64, stop: i64, step: i64) -> Value {
        Value::Range(Rc::new(Range { start, stop, step }))
    }

    pub fn object(object: impl Object) -> Value {
        Value::Object(Rc::new(Box::new(object)))
    }

    /// `func` with `receiver` as its first argument.
    pub fn method(func: Value, receiver: Value) -> Value {
        Value::Method(Rc::new(Method { func, receiver }))
    }

    /// The packet that this value is, without counting its holders, if it is one.
    pub fn into_packet(self) -> Option<Packet> {
        match self {
            Value::Packet(stack) => Some(Packet::from_stack(stack, 0)),
            Value::Upper(packet) => Some(Rc::unwrap_or_clone(packet)),
            _ => None,
        }
    }

    /// An integer of any size, in its one form.
    pub fn big(number: BigInt) -> Value {
        match number.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::Big(Rc::new(number)),
        }
    }

    /// The native object of type `T` that this value is, if it is one.
    pub fn downcast<T: Object>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => {
                let any: &dyn std::any::Any = &***object;
                any.downcast_ref()
            }
            _ => None,
        }
    }

    pub fn packet(packet: Packet) -> Value {
        match packet.into_parts() {
            (stack, 0) => Value::Packet(stack),
            (stack, at) => Value::Upper(Rc::new(Packet::from_stack(stack, at))),
        }
    }

    /// The packet that this value is, if it is one.
    pub fn as_packet(&self) -> Option<Packet> {
        match self {
            Value::Packet(stack) => Some(Packet::from_stack(stack.clone(), 0)),
            Value::Upper(packet) => Some(Packet::clone(packet)),
            _ => None,
        }
    }

    /// Whether it can hold other values, and these again others.
    #[inline]
    pub(super) fn may_hold(&self) -> bool {
        !self.is_flat()
            && !matches!(
                self,
                Value::Str(_) | Value::Bytes(_) | Value::Big(_) | Value::Range(_)
            )
    }

    /// Leaves no value in a place; flat ones go without calling their destructor.
    #[inline(always)]
    pub(super) fn empty(&mut self) {
        Value::Unset.set_in(self);
    }

    /// Puts a value into a place; flat ones go from there without calling their destructor.
    #[inline(always)]
    pub(crate) fn set_in(self, place: &mut Value) {
        let old = std::mem::replace(place, self);
        if old.is_flat() {
            std::mem::forget(old);
        } else {
            old.end();
        }
    }

    /// Lets go what a place holds that others may hold, too. A flat value may stay: the place is
    /// nobody's now.
    #[inline(always)]
    pub(super) fn let_go(&mut self) {
        if !self.is_flat() {
            std::mem::take(self).end();
        }
    }

    /// Puts a copy of this value into a place.
    #[inline(always)]
    pub(super) fn copy_to(&self, place: &mut Value) {
        self.copy().set_in(place);
    }

    /// Moves this value into a place, and none into its own.
    #[inline(always)]
    pub(super) fn give_to(&mut self, place: &mut Value) {
        self.taken().set_in(place);
    }

    /// Puts a value into a place that holds a flat one.
    #[inline(always)]
    pub(super) fn set_flat(self, place: &mut Value) {
        std::mem::forget(std::mem::replace(place, self));
    }

    /// A clone; of a number without a second look at its kind.
    #[inline(always)]
    pub(super) fn copy(&self) -> Value {
        match self {
            Value::Int(number) => Value::Int(*number),
            other => other.clone(),
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    pub fn is_unset(&self) -> bool {
        matches!(self, Value::Unset)
    }

    /// The text, if it is a `str` (or derives from it).
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The integer, if it is an `int` or `bool` of 64 bits.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            Value::Bool(flag) => Some(flag.get().into()),
            _ => None,
        }
    }

    /// The integer, if it is an `int` or `bool` of any size.
    pub fn to_big(&self) -> Option<BigInt> {
        match self {
            Value::Int(number) => Some(BigInt::from(*number)),
            Value::Bool(flag) => Some(BigInt::from(flag.get() as u8)),
            Value::Big(number) => Some((**number).clone()),
            _ => None,
        }
    }

    /// `a is b`
    pub fn is(&self, other: &Value) -> bool {
        use Value::*;
        match (self, other) {
            (Unset, Unset)
            | (None, None)
            | (Ellipsis, Ellipsis)
            | (NotImplemented, NotImplemented) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.0 == b.0,
            (Builtin(a), Builtin(b)) => std::ptr::eq(*a, *b),
            (Big(a), Big(b)) => Rc::ptr_eq(a, b),
            // CPython interns short strings; telling equal ones apart would surprise nobody less.
            (Str(a), Str(b)) => Rc::ptr_eq(a, b) || a.as_str() == b.as_str(),
            (Bytes(a), Bytes(b)) => Rc::ptr_eq(a, b),
            (ByteArray(a), ByteArray(b)) => Rc::ptr_eq(a, b),
            (List(a), List(b)) => Rc::ptr_eq(a, b),
            (Tuple(a), Tuple(b)) => Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty()),
            (Dict(a), Dict(b)) => Rc::ptr_eq(a, b),
            (Set(a), Set(b)) => Rc::ptr_eq(a, b),
            (FrozenSet(a), FrozenSet(b)) => Rc::ptr_eq(a, b),
            (Range(a), Range(b)) => Rc::ptr_eq(a, b),
            (Slice(a), Slice(b)) => Rc::ptr_eq(a, b),
            (DictView(a), DictView(b)) => Rc::ptr_eq(a, b),
            (Function(a), Function(b)) => Rc::ptr_eq(a, b),
            (Method(a), Method(b)) => Rc::ptr_eq(a, b),
            (Class(a), Class(b)) => Rc::ptr_eq(a, b),
            (Instance(a), Instance(b)) => Rc::ptr_eq(a, b),
            (Exception(a), Exception(b)) => Rc::ptr_eq(a, b),
            (Module(a), Module(b)) => Rc::ptr_eq(a, b),
            (Iterator(a), Iterator(b)) => Rc::ptr_eq(a, b),
            (Generator(a), Generator(b)) => Rc::ptr_eq(a, b),
            (Property(a), Property(b)) => Rc::ptr_eq(a, b),
            (StaticMethod(a), StaticMethod(b)) => Rc::ptr_eq(a, b),
            (ClassMethod(a), ClassMethod(b)) => Rc::ptr_eq(a, b),
            (Super(a), Super(b)) => Rc::ptr_eq(a, b),
            (Object(a), Object(b)) => Rc::ptr_eq(a, b),
            (Layer(a), Layer(b)) => a.is(b),
            (Packet(x), Packet(y)) => Rc::ptr_eq(x, y),
            (Upper(x), Upper(y)) => x.is_same(y),
            (Cell(a), Cell(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// A number that stays the same while the value lives: `id(x)`.
    pub fn id(&self) -> usize {
        use Value::*;
        fn address<T: ?Sized>(rc: &Rc<T>) -> usize {
            Rc::as_ptr(rc).cast::<()>() as usize
        }
        match self {
            Unset => 0,
            None => 16,
            Ellipsis => 32,
            NotImplemented => 48,
            Bool(flag) => 64 + 32 * flag.get() as usize,
            Int(number) => (*number as usize)
                .wrapping_mul(32)
                .wrapping_add(0x9000_0000),
            Float(number) => number.0 as usize,
            Builtin(builtin) => std::ptr::from_ref(*builtin) as usize,
            Big(x) => address(x),
            Str(x) => address(x),
            Bytes(x) => address(x),
            ByteArray(x) => address(x),
            List(x) => address(x),
            Tuple(x) => address(x),
            Dict(x) => address(x),
            Set(x) => address(x),
            FrozenSet(x) => address(x),
            Range(x) => address(x),
            Slice(x) => address(x),
            DictView(x) => address(x),
            Function(x) => address(x),
            Method(x) => address(x),
            Class(x) => address(x),
            Instance(x) => address(x),
            Exception(x) => address(x),
            Module(x) => address(x),
            Iterator(x) => address(x),
            Generator(x) => address(x),
            Property(x) => address(x),
            StaticMethod(x) => address(x),
            ClassMethod(x) => address(x),
            Super(x) => address(x),
            Object(x) => address(x),
            Layer(proto) => std::ptr::from_ref(*proto).addr(),
            Packet(stack) => address(stack),
            Upper(packet) => address(packet.stack()) + usize::from(packet.depth()),
            Cell(x) => address(x),
        }
    }

    /// The built-in type; an instance of a script's class is `Kind::Object`.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Unset | Value::Cell(_) | Value::Instance(_) => Kind::Object,
            Value::None => Kind::NoneType,
            Value::Bool(_) => Kind::Bool,
            Value::Int(_) | Value::Big(_) => Kind::Int,
            Value::Float(_) => Kind::Float,
            Value::Ellipsis => Kind::Ellipsis,
            Value::NotImplemented => Kind::NotImplemented,
            Value::Builtin(_) => Kind::Builtin,
            Value::Str(_) => Kind::Str,
            Value::Bytes(_) => Kind::Bytes,
            Value::ByteArray(_) => Kind::ByteArray,
            Value::List(_) => Kind::List,
            Value::Tuple(_) => Kind::Tuple,
            Value::Dict(_) => Kind::Dict,
            Value::Set(_) => Kind::Set,
            Value::FrozenSet(_) => Kind::FrozenSet,
            Value::Range(_) => Kind::Range,
            Value::Slice(_) => Kind::Slice,
            Value::DictView(view) => view.kind(),
            Value::Function(_) => Kind::Function,
            Value::Method(method) => match method.func {
                Value::Builtin(_) => Kind::Builtin,
                _ => Kind::Method,
            },
            Value::Class(_) => Kind::Type,
            Value::Exception(_) => Kind::Exception,
            Value::Module(_) => Kind::Module,
            Value::Iterator(_) => Kind::Iterator,
            Value::Generator(_) => Kind::Generator,
            Value::Property(_) => Kind::Property,
            Value::StaticMethod(_) => Kind::StaticMethod,
            Value::ClassMethod(_) => Kind::ClassMethod,
            Value::Super(_) => Kind::Super,
            Value::Object(_) | Value::Packet(_) | Value::Upper(_) => Kind::Native,
            Value::Layer(_) => Kind::Type,
        }
    }
}

impl Str {
    #[inline]
    pub fn new(text: &str) -> Str {
        // The characters are counted before the copy, which would have to arrive first.
        Str::with_chars(CompactString::new(text), count_chars(text))
    }

    /// A text of so many octets and characters, written where it stays.
    #[inline]
    pub(in crate::eval) fn shared(
        octets: usize,
        chars: usize,
        write: impl FnOnce(&mut CompactString),
    ) -> Rc<Str> {
        let mut text = placed(Str::with_chars(CompactString::const_new(""), chars));
        if let Some(place) = Rc::get_mut(&mut text) {
            if octets > place.text.capacity() {
                place.text.reserve(octets);
            }
            write(&mut place.text);
        }
        text
    }

    /// A text of so many characters.
    #[inline]
    pub(super) fn with_chars(text: CompactString, chars: usize) -> Str {
        Str {
            text,
            chars: u32::try_from(chars).unwrap_or(u32::MAX),
            hash: std::cell::Cell::new(0),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds to the end of a text that nobody else holds.
    pub(super) fn push(&mut self, more: &Str) {
        self.text.push_str(&more.text);
        self.chars = self.chars.saturating_add(more.chars);
        self.hash.set(0);
    }

    /// The number of characters: `len(s)`.
    pub fn chars(&self) -> usize {
        self.chars as usize
    }

    /// Whether a character is an octet, so that indexing is direct.
    pub fn is_ascii(&self) -> bool {
        self.chars as usize == self.text.len()
    }

    /// The byte offset of the character at `index` (`index` ≤ `chars()`).
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.text
            .char_indices()
            .nth(index)
            .map_or(self.text.len(), |(offset, _)| offset)
    }

    /// The text of characters `start..end`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        &self.text[self.offset(start)..self.offset(end)]
    }

    pub fn hash(&self) -> i64 {
        let known = self.hash.get();
        if known != 0 {
            return known;
        }
        let hash = super::dict::hash_octets(self.text.as_bytes());
        self.hash.set(hash);
        hash
    }
}

impl From<String> for Str {
    fn from(text: String) -> Str {
        let chars = count_chars(&text);
        Str::with_chars(CompactString::from(text), chars)
    }
}

impl From<CompactString> for Str {
    fn from(text: CompactString) -> Str {
        let chars = count_chars(&text);
        Str::with_chars(text, chars)
    }
}

#[inline]
fn count_chars(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

impl Range {
    pub fn len(&self) -> usize {
        let (start, stop, step) = (self.start as i128, self.stop as i128, self.step as i128);
        let count = if step > 0 {
            (stop - start + step - 1).div_euclid(step)
        } else {
            (start - stop - step - 1).div_euclid(-step)
        };
        usize::try_from(count.max(0)).unwrap_or(usize::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`, which is below `len()`.
    pub fn get(&self, index: usize) -> i64 {
        self.start
            .wrapping_add(self.step.wrapping_mul(index as i64))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::str(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::string(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::bool(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        i64::try_from(number).map_or_else(|_| Value::big(number.into()), Value::Int)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::from(number as u64)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::float(number)
    }
}

impl From<BigInt> for Value {
    fn from(number: BigInt) -> Value {
        Value::big(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_16_octets() {
        assert_eq!(size_of::<Value>(), 16);
        assert_eq!(size_of::<super::super::error::Result<Value>>(), 16);
    }

    /// A payload of another width would make the compiler pass values through memory. The tag takes
    /// all of the other half only while every payload fills its own.
    #[test]
    fn a_payload_fills_its_half() {
        assert_eq!(size_of::<Truth>(), 8);
        assert_eq!(size_of::<Real>(), 8);
        assert_eq!(size_of::<Rc<Packet>>(), 8);
    }
}
