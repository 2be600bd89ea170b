//! `memoryview`: a look at the octets of another value, without a copy.

use std::cell::Cell;
use std::rc::Rc;

use super::buffer::{Format, Memory, Misfit};
use super::builtin::{Args, Builtin};
use super::class::{Attrs, Class, Layout};
use super::error::{Error, Result};
use super::interp::Interp;
use super::item;
use super::iter::Iter;
use super::methods::arguments::{method, text_of, type_name};
use super::methods::octets::hex_text;
use super::object::Object;
use super::symbol::Symbol;
use super::value::{Kind, Value};
use crate::lang::ast::{BinaryOp, CompareOp};

/// A view. Places are counted in octets from the start of the memory.
#[derive(Clone)]
struct View {
    memory: Memory,
    /// What it is a view of: `m.obj`.
    owner: Value,
    format: Format,
    /// Whether the format was written with `@`.
    marked: bool,
    start: usize,
    /// Items in each dimension.
    shape: Vec<usize>,
    /// Octets from an item to the next, in each dimension.
    strides: Vec<isize>,
    read_only: bool,
    released: Cell<bool>,
}

thread_local! {
    static CLASS: Rc<Class> = Class::builtin(
        "memoryview",
        None,
        Layout::Kind(Kind::Native),
        Some(&CONSTRUCT),
        {
            let mut attrs = Attrs::default();
            for own in METHODS {
                attrs.set(Symbol::of(own.name), Value::Builtin(own));
            }
            attrs
        },
    );
}

/// `memoryview`
pub(super) fn class() -> Rc<Class> {
    CLASS.with(Rc::clone)
}

static CONSTRUCT: Builtin = Builtin::new(
    "memoryview",
    &["object"],
    "A look at the octets of another value.",
    &[("memoryview(b'abc')[1]", "98")],
    |_, args| {
        let owner = args.at(0);
        if let Some(view) = owner.downcast::<View>() {
            view.alive()?;
            return Ok(Value::object(view.clone()));
        }
        let Some((memory, format)) = Memory::of(owner) else {
            return Err(Error::type_error(format!(
                "memoryview: a bytes-like object is required, not '{}'",
                type_name(owner)
            )));
        };
        let count = memory.len() / format.size;
        Ok(Value::object(View {
            read_only: memory.is_read_only(),
            memory,
            owner: owner.clone(),
            format,
            marked: false,
            start: 0,
            shape: vec![count],
            strides: vec![format.size as isize],
            released: Cell::new(false),
        }))
    },
);

static METHODS: &[Builtin] = &[
    method(
        "cast",
        &["self", "format", "shape="],
        "The same octets as other items.",
        cast,
    ),
    method(
        "hex",
        &["self", "sep=", "bytes_per_sep=1"],
        "The octets in hexadecimal.",
        hex,
    ),
    method("release", &["self", "/"], "Ends the view.", |_, args| {
        view(args)?.released.set(true);
        Ok(Value::None)
    }),
    method(
        "tobytes",
        &["self", "order='C'"],
        "The octets as bytes.",
        |_, args| {
            let view = view(args)?;
            view.alive()?;
            match args.some(1) {
                None => {}
                Some(order) => match text_of(order)
                    .as_deref()
                    .map(|text| text.as_str().to_owned())
                {
                    Some(order) if matches!(&*order, "C" | "F" | "A") => {}
                    Some(_) => return Err(Error::value_error("order must be 'C', 'F' or 'A'")),
                    None => {
                        return Err(Error::type_error(format!(
                            "tobytes() argument 'order' must be str or None, not {}",
                            type_name(order)
                        )));
                    }
                },
            }
            Ok(Value::bytes(view.gathered()))
        },
    ),
    method(
        "tolist",
        &["self", "/"],
        "The items as a list.",
        |_, args| {
            let view = view(args)?;
            view.alive()?;
            Ok(view.listed(view.start, 0))
        },
    ),
    method(
        "toreadonly",
        &["self", "/"],
        "A view that changes nothing.",
        |_, args| {
            let view = view(args)?;
            view.alive()?;
            let read_only = true;
            Ok(Value::object(View {
                read_only,
                ..view.clone()
            }))
        },
    ),
    method("__enter__", &["self", "/"], "Itself.", |_, args| {
        view(args)?.alive()?;
        Ok(args.at(0).clone())
    }),
    method(
        "__exit__",
        &["self", "*args"],
        "Ends the view.",
        |_, args| {
            view(args)?.released.set(true);
            Ok(Value::None)
        },
    ),
];

fn view<'a>(args: &Args<'a>) -> Result<&'a View> {
    args.at(0)
        .downcast::<View>()
        .ok_or_else(|| super::methods::arguments::wrong_receiver("memoryview", args))
}

fn hex(interp: &mut Interp, args: &Args) -> Result<Value> {
    let view = view(args)?;
    view.alive()?;
    let octets = Value::bytes(view.gathered());
    let given: Vec<Value> = [1, 2]
        .iter()
        .map_while(|at| args.get(*at).cloned())
        .collect();
    if given.is_empty() {
        return Ok(Value::string(view.memory_text()));
    }
    interp.call_method(&octets, "hex", &given)
}

fn cast(interp: &mut Interp, args: &Args) -> Result<Value> {
    let view = view(args)?;
    view.alive()?;
    let Some(text) = text_of(args.at(1)) else {
        return Err(Error::type_error(format!(
            "cast() argument 'format' must be str, not {}",
            type_name(args.at(1))
        )));
    };
    if !view.is_contiguous() {
        return Err(Error::type_error(
            "memoryview: casts are restricted to C-contiguous views",
        ));
    }
    let shaped = args.get(2).is_some();
    if (shaped || view.shape.len() != 1) && view.shape.contains(&0) {
        return Err(Error::type_error(
            "memoryview: cannot cast view with zeros in shape or strides",
        ));
    }
    let shape = match args.get(2) {
        None => None,
        Some(shape @ (Value::List(_) | Value::Tuple(_))) => Some(lengths(interp, shape)?),
        Some(_) => return Err(Error::type_error("shape must be a list or a tuple")),
    };
    if let Some(shape) = &shape {
        if shape.len() > 64 {
            return Err(Error::value_error(
                "memoryview: number of dimensions must not exceed 64",
            ));
        }
        if view.shape.len() != 1 && shape.len() != 1 {
            return Err(Error::type_error(
                "memoryview: cast must be 1D -> ND or ND -> 1D",
            ));
        }
    }
    let letter = text.as_str().strip_prefix('@').unwrap_or(text.as_str());
    let mut letters = letter.chars();
    let format = match (letters.next().and_then(Format::of), letters.next()) {
        (Some(format), None) if format.code != 'e' => format,
        _ => {
            return Err(Error::value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            ));
        }
    };
    if !format.is_octet() && !view.format.is_octet() {
        return Err(Error::type_error(
            "memoryview: cannot cast between two non-byte formats",
        ));
    }
    let octets = view.octet_count();
    if !octets.is_multiple_of(format.size) {
        return Err(Error::type_error(
            "memoryview: length is not a multiple of itemsize",
        ));
    }
    let shape = shape.unwrap_or_else(|| vec![octets / format.size]);
    let product = shape
        .iter()
        .try_fold(format.size, |all, one| all.checked_mul(*one));
    if product != Some(octets) {
        return Err(Error::type_error(
            "memoryview: product(shape) * itemsize != buffer size",
        ));
    }
    let mut strides = vec![format.size as isize; shape.len()];
    for at in (0..shape.len().saturating_sub(1)).rev() {
        strides[at] = strides[at + 1] * shape[at + 1] as isize;
    }
    Ok(Value::object(View {
        format,
        marked: text.as_str().starts_with('@'),
        shape,
        strides,
        ..view.clone()
    }))
}

fn lengths(interp: &mut Interp, shape: &Value) -> Result<Vec<usize>> {
    let mut lengths = Vec::new();
    for item in interp.collect(shape)? {
        let Some(number) = item.to_big() else {
            return Err(Error::type_error(
                "memoryview.cast(): elements of shape must be integers",
            ));
        };
        match usize::try_from(&number) {
            Ok(length) if length > 0 => lengths.push(length),
            _ => {
                return Err(Error::value_error(
                    "memoryview.cast(): elements of shape must be integers > 0",
                ));
            }
        }
    }
    Ok(lengths)
}

impl View {
    fn alive(&self) -> Result<()> {
        if self.released.get() {
            return Err(Error::value_error(
                "operation forbidden on released memoryview object",
            ));
        }
        Ok(())
    }

    fn octet_count(&self) -> usize {
        self.shape.iter().product::<usize>() * self.format.size
    }

    fn memory_text(&self) -> String {
        hex_text(&self.gathered(), None, 1)
    }

    fn is_contiguous(&self) -> bool {
        let mut wanted = self.format.size as isize;
        for (length, stride) in self.shape.iter().zip(&self.strides).rev() {
            if *length > 1 && *stride != wanted {
                return false;
            }
            wanted *= *length as isize;
        }
        true
    }

    /// The octets of an item; zeros where the memory has become smaller since.
    fn octets_at(&self, place: usize) -> Vec<u8> {
        let size = self.format.size;
        self.memory.read(|all| {
            let part = all.get(place..place + size).map(<[u8]>::to_vec);
            part.unwrap_or_else(|| vec![0; size])
        })
    }

    fn item(&self, place: usize) -> Value {
        self.format.unpack(&self.octets_at(place))
    }

    fn places(&self) -> Vec<usize> {
        let mut places = vec![self.start as isize];
        for (length, stride) in self.shape.iter().zip(&self.strides) {
            places = places
                .into_iter()
                .flat_map(|place| (0..*length as isize).map(move |n| place + n * stride))
                .collect();
        }
        places.into_iter().map(|place| place as usize).collect()
    }

    /// All octets in the order of the items.
    fn gathered(&self) -> Vec<u8> {
        let length = self.octet_count();
        if self.is_contiguous() {
            let range = self.start..self.start + length;
            return self.memory.read(|all| {
                let part = all.get(range).map(<[u8]>::to_vec);
                part.unwrap_or_else(|| vec![0; length])
            });
        }
        let places = self.places();
        places
            .into_iter()
            .flat_map(|place| self.octets_at(place))
            .collect()
    }

    fn listed(&self, place: usize, dimension: usize) -> Value {
        let (Some(length), Some(stride)) = (self.shape.get(dimension), self.strides.get(dimension))
        else {
            return self.item(place);
        };
        let parts = 0..*length as isize;
        let parts =
            parts.map(|n| self.listed((place as isize + n * stride) as usize, dimension + 1));
        Value::list(parts.collect::<Vec<_>>())
    }

    /// The place of an item by its index in each dimension.
    fn place(&self, interp: &mut Interp, indices: &[Value]) -> Result<usize> {
        let mut place = self.start as isize;
        for (dimension, at) in indices.iter().enumerate() {
            let number = item::index(interp, at)?;
            let length = self.shape[dimension] as i64;
            let number = if number < 0 { number + length } else { number };
            if !(0..length).contains(&number) {
                return Err(Error::index_error(format!(
                    "index out of bounds on dimension {}",
                    dimension + 1
                )));
            }
            place += number as isize * self.strides[dimension];
        }
        Ok(place as usize)
    }

    /// What an index names: a place, or a part.
    fn aim(&self, interp: &mut Interp, index: &Value) -> Result<Aim> {
        self.alive()?;
        let invalid = || Error::type_error("memoryview: invalid slice key");
        if self.shape.is_empty() {
            return match index {
                Value::Tuple(items) if items.is_empty() => Ok(Aim::Item(self.start)),
                Value::Ellipsis => Ok(Aim::Part(self.clone())),
                _ => Err(Error::type_error("invalid indexing of 0-dim memory")),
            };
        }
        match index {
            Value::Ellipsis => Ok(Aim::Part(self.clone())),
            Value::Slice(slice) => {
                let cut = item::cut(interp, slice, self.shape[0])?;
                Ok(Aim::Part(View {
                    start: (self.start as isize + cut.start as isize * self.strides[0]).max(0)
                        as usize,
                    shape: [&[cut.count], &self.shape[1..]].concat(),
                    strides: [&[self.strides[0] * cut.step as isize], &self.strides[1..]].concat(),
                    ..self.clone()
                }))
            }
            Value::Tuple(items) => {
                if items.iter().all(|item| matches!(item, Value::Slice(_))) && !items.is_empty() {
                    return Err(Error::not_implemented(
                        "multi-dimensional slicing is not implemented",
                    ));
                }
                if items.iter().any(|item| item.to_big().is_none()) {
                    return Err(invalid());
                }
                if items.len() < self.shape.len() {
                    return Err(Error::not_implemented("sub-views are not implemented"));
                }
                if items.len() > self.shape.len() {
                    return Err(Error::type_error(format!(
                        "cannot index {}-dimension view with {}-element tuple",
                        self.shape.len(),
                        items.len()
                    )));
                }
                self.place(interp, items).map(Aim::Item)
            }
            at => {
                if at.to_big().is_none() && !matches!(at, Value::Instance(_) | Value::Object(_)) {
                    return Err(invalid());
                }
                let place = self.place(interp, std::slice::from_ref(at));
                let place = place.map_err(|error| {
                    if error.text().ends_with("interpreted as an integer") {
                        invalid()
                    } else {
                        error
                    }
                })?;
                if self.shape.len() > 1 {
                    return Err(Error::not_implemented(
                        "multi-dimensional sub-views are not implemented",
                    ));
                }
                Ok(Aim::Item(place))
            }
        }
    }

    fn format_text(&self) -> String {
        format!("{}{}", if self.marked { "@" } else { "" }, self.format.code)
    }
}

enum Aim {
    Item(usize),
    Part(View),
}

impl Object for View {
    fn type_name(&self) -> &str {
        "memoryview"
    }

    fn class(&self) -> Option<Value> {
        Some(Value::Class(class()))
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let numbers = |items: &[isize]| {
            let items = items.iter().map(|item| Value::Int(*item as i64));
            Value::tuple(items.collect::<Vec<_>>())
        };
        let found = match name {
            "obj" => self.owner.clone(),
            "nbytes" => Value::from(self.octet_count()),
            "itemsize" => Value::from(self.format.size),
            "format" => Value::string(self.format_text()),
            "readonly" => Value::bool(self.read_only),
            "ndim" => Value::from(self.shape.len()),
            "shape" => {
                let shape: Vec<isize> = self.shape.iter().map(|one| *one as isize).collect();
                numbers(&shape)
            }
            "strides" => numbers(&self.strides),
            "suboffsets" => Value::tuple([]),
            "c_contiguous" | "contiguous" => Value::bool(self.is_contiguous()),
            "f_contiguous" => Value::bool(self.shape.len() <= 1 && self.is_contiguous()),
            _ => return Ok(None),
        };
        self.alive()?;
        Ok(Some(found))
    }

    fn set_attr(&self, interp: &mut Interp, name: &str, _: Value) -> Result<bool> {
        match self.get_attr(interp, &Value::None, name)? {
            Some(_) => Err(Error::attribute_error(format!(
                "attribute '{name}' of 'memoryview' objects is not writable"
            ))),
            None => Ok(false),
        }
    }

    fn dir(&self) -> Vec<String> {
        let names = [
            "obj",
            "nbytes",
            "itemsize",
            "format",
            "readonly",
            "ndim",
            "shape",
            "strides",
            "suboffsets",
            "c_contiguous",
            "contiguous",
            "f_contiguous",
        ];
        names.map(str::to_owned).to_vec()
    }

    fn methods(&self) -> &'static [Builtin] {
        METHODS
    }

    fn get_item(&self, interp: &mut Interp, index: &Value) -> Result<Value> {
        Ok(match self.aim(interp, index)? {
            Aim::Item(place) => self.item(place),
            Aim::Part(view) => Value::object(view),
        })
    }

    fn set_item(&self, interp: &mut Interp, index: &Value, value: Value) -> Result<()> {
        self.alive()?;
        if self.read_only {
            return Err(Error::type_error("cannot modify read-only memory"));
        }
        match self.aim(interp, index)? {
            Aim::Item(place) => {
                let octets = self
                    .format
                    .pack(interp, &value)
                    .map_err(|misfit| match misfit {
                        Misfit::Type => Error::type_error(format!(
                            "memoryview: invalid type for format '{}'",
                            self.format_text()
                        )),
                        Misfit::Value => Error::value_error(format!(
                            "memoryview: invalid value for format '{}'",
                            self.format_text()
                        )),
                        Misfit::Raised(error) => error,
                    })?;
                self.memory.write(|all| {
                    if let Some(part) = all.get_mut(place..place + octets.len()) {
                        part.copy_from_slice(&octets);
                    }
                });
            }
            Aim::Part(part) => {
                let (octets, format, count) = match value.downcast::<View>() {
                    Some(other) => {
                        other.alive()?;
                        (other.gathered(), other.format, other.shape.first().copied())
                    }
                    None => match Memory::of(&value) {
                        Some((memory, format)) => {
                            let octets = memory.read(<[u8]>::to_vec);
                            let count = octets.len() / format.size;
                            (octets, format, Some(count))
                        }
                        None => {
                            return Err(Error::type_error(format!(
                                "a bytes-like object is required, not '{}'",
                                type_name(&value)
                            )));
                        }
                    },
                };
                if count != part.shape.first().copied() || format != part.format {
                    return Err(Error::value_error(
                        "memoryview assignment: lvalue and rvalue have different structures",
                    ));
                }
                let places = part.places();
                self.memory.write(|all| {
                    for (place, new) in places.iter().zip(octets.chunks(part.format.size)) {
                        if let Some(old) = all.get_mut(*place..place + new.len()) {
                            old.copy_from_slice(new);
                        }
                    }
                });
            }
        }
        Ok(())
    }

    fn del_item(&self, _: &mut Interp, _: &Value) -> Result<()> {
        self.alive()?;
        Err(Error::type_error(if self.read_only {
            "cannot modify read-only memory"
        } else {
            "cannot delete memory"
        }))
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        self.alive()?;
        match self.shape.first() {
            Some(length) => Ok(Some(*length)),
            None => Err(Error::type_error("0-dim memory has no length")),
        }
    }

    fn iter(&self, _: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        self.alive()?;
        if self.shape.is_empty() {
            return Err(Error::type_error("invalid indexing of 0-dim memory"));
        }
        if self.shape.len() > 1 {
            return Err(Error::not_implemented(
                "multi-dimensional sub-views are not implemented",
            ));
        }
        let places = self.places();
        let items: Vec<Value> = places.into_iter().map(|place| self.item(place)).collect();
        Ok(Some(Iter::Items(items.into_iter())))
    }

    fn binary(
        &self,
        _: &mut Interp,
        op: BinaryOp,
        _: &Value,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        if op != BinaryOp::Add || !reflected {
            return Ok(None);
        }
        self.alive()?;
        Ok(match other {
            Value::Bytes(octets) => Some(Value::bytes([octets, &*self.gathered()].concat())),
            Value::ByteArray(octets) => Some(Value::byte_array(
                [&octets.borrow(), &*self.gathered()].concat(),
            )),
            _ => None,
        })
    }

    fn compare(&self, interp: &mut Interp, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        if !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            return Ok(None);
        }
        let other = match other.downcast::<View>() {
            Some(other) => other.clone(),
            None if Memory::of(other).is_some() => {
                let made = (CONSTRUCT.run)(interp, &Args::new(std::slice::from_ref(other)))?;
                match made.downcast::<View>() {
                    Some(other) => other.clone(),
                    None => return Ok(None),
                }
            }
            None => return Ok(None),
        };
        let mut equal = !self.released.get() && !other.released.get() && self.shape == other.shape;
        if equal {
            let (mine, others) = (self.places(), other.places());
            for (mine, others) in mine.into_iter().zip(others) {
                if !interp.eq(&self.item(mine), &other.item(others))? {
                    equal = false;
                    break;
                }
            }
        }
        Ok(Some(Value::bool(equal == (op == CompareOp::Eq))))
    }

    fn hash(&self, interp: &mut Interp) -> Result<Option<i64>> {
        self.alive()?;
        if !self.read_only {
            return Err(Error::value_error("cannot hash writable memoryview object"));
        }
        if !self.format.is_octet() {
            return Err(Error::value_error(
                "memoryview: hashing is restricted to formats 'B', 'b' or 'c'",
            ));
        }
        interp.hash(&Value::bytes(self.gathered())).map(Some)
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let what = if self.released.get() {
            "released memory"
        } else {
            "memory"
        };
        Ok(Some(format!(
            "<{what} at {:#x}>",
            std::ptr::from_ref(self) as usize
        )))
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        self.alive()?;
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.released.set(true);
        Ok(false)
    }

    fn octets(&self) -> Option<Vec<u8>> {
        (!self.released.get()).then(|| self.gathered())
    }

    fn window(&self) -> Option<(Memory, usize, usize)> {
        let usable = !self.read_only && !self.released.get() && self.is_contiguous();
        usable.then(|| (self.memory.clone(), self.start, self.octet_count()))
    }
}
