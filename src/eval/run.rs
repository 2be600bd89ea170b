//! The machine: runs bytecode.

use std::cell::RefCell;
use std::rc::Rc;

use super::class::{Instance, Layout};
use super::code::{Capture, Code, NO_REG, Op, Reg, Site};
use super::dict::{Dict, Set, plain_hash};
use super::error::{Error, Result};
use super::exception::Exc;
use super::function::Function;
use super::generator::Suspended;
use super::interp::Interp;
use super::iter::{Iter, Iterator};
use super::symbol::Symbol;
use super::value::{Slice, Value};
use super::{attribute, call, class, operators, packets, walk};
use crate::lang::ast::{BinaryOp, CompareOp};

/// Native code and the machine call each other at most so deep; each level takes Rust stack.
const DEEPEST: usize = 180;

/// How a call ends.
pub(super) enum Outcome {
    Returned(Value),
    Yielded(Value, Suspended),
}

impl Interp {
    /// Runs the frame on top until it ends.
    pub(super) fn execute(&mut self) -> Result<Outcome> {
        let floor = self.frames.len();
        if self.depth >= DEEPEST {
            self.drop_frames(floor - 1);
            return Err(Error::recursion_error("maximum recursion depth exceeded"));
        }
        self.depth += 1;
        let outcome = loop {
            match self.run() {
                Ok(outcome) => break Ok(outcome),
                Err(error) => {
                    if let Err(error) = self.unwind(error, floor) {
                        break Err(error);
                    }
                }
            }
        };
        self.depth -= 1;
        outcome
    }

    /// As `execute`, with an exception raised where the frame stands.
    pub(super) fn execute_with(&mut self, error: Error) -> Result<Outcome> {
        let floor = self.frames.len();
        self.unwind(error, floor)?;
        self.execute()
    }

    /// Finds the handler for an error; the frames without one end.
    #[cold]
    fn unwind(&mut self, error: Error, floor: usize) -> Result<()> {
        if error.0.context.borrow().is_none()
            && !error.0.again.get()
            && let Some(handled) = self.handled.last()
            && !handled.is(&error.value())
        {
            error.0.context.replace(Some(handled.clone()));
        }
        loop {
            let Some(frame) = self.frames.last_mut() else {
                return Err(error);
            };
            if !error.0.again.replace(false) {
                error.0.traceback.borrow_mut().push(frame.trace());
            }
            let at = frame.pc.saturating_sub(1) as u32;
            let range = frame
                .func
                .code
                .handlers
                .iter()
                .find(|range| range.start <= at && at < range.end)
                .copied();
            if let Some(range) = range {
                frame.pc = range.target as usize;
                let register = frame.base + range.exception as usize;
                self.handled.truncate(frame.handled + range.depth as usize);
                self.stack[register] = error.value();
                return Ok(());
            }
            let last = self.frames.len() == floor;
            self.drop_frames(self.frames.len() - 1);
            if last {
                return Err(error);
            }
        }
    }

    /// Ends the calls above the first `keep`.
    fn drop_frames(&mut self, keep: usize) {
        while self.frames.len() > keep {
            if let Some(frame) = self.frames.pop() {
                self.handled.truncate(frame.handled);
                self.clear(frame.base, frame.top());
            }
        }
    }

    /// Drops what registers hold.
    #[inline]
    fn clear(&mut self, from: usize, to: usize) {
        let to = to.min(self.stack.len());
        for place in from..to {
            // Dropping may run code that looks at the stack, so the value leaves it first.
            let _old = std::mem::take(&mut self.stack[place]);
        }
    }

    /// Runs until the frame that is on top now, or one above it, fails or the root frame ends.
    fn run(&mut self) -> Result<Outcome> {
        let Some(frame) = self.frames.last() else {
            return Err(Error::runtime_error("nothing to run"));
        };
        let mut func: Rc<Function> = frame.func.clone();
        let mut code: Rc<Code> = func.code.clone();
        let mut pc = frame.pc;
        let mut base = frame.base;

        macro_rules! reg {
            ($r:expr) => {
                self.stack[base + $r as usize]
            };
        }
        macro_rules! save {
            () => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.pc = pc;
                }
            };
        }
        macro_rules! fail {
            ($error:expr) => {{
                save!();
                return Err($error);
            }};
        }
        macro_rules! tri {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(error) => fail!(error),
                }
            };
        }
        // Numbers need no destructor: telling them apart here saves the call of one.
        macro_rules! put {
            ($r:expr, $value:expr) => {{
                let value = $value;
                value.set_in(&mut reg!($r));
            }};
        }
        // Takes up the frame on top.
        macro_rules! switch {
            () => {
                if let Some(frame) = self.frames.last() {
                    func = frame.func.clone();
                    code = func.code.clone();
                    pc = frame.pc;
                    base = frame.base;
                }
            };
        }
        macro_rules! slow_binary {
            ($op:expr, $dst:expr, $a:expr, $b:expr) => {{
                save!();
                let (a, b) = (reg!($a).clone(), reg!($b).clone());
                let value = operators::binary(self, $op, &a, &b)?;
                reg!($dst) = value;
            }};
        }
        macro_rules! int_or_float {
            ($op:expr, $checked:ident, $sign:tt, $dst:expr, $a:expr, $b:expr) => {{
                match (&reg!($a), &reg!($b)) {
                    (Value::Int(x), Value::Int(y)) => match x.$checked(*y) {
                        Some(sum) => put!($dst, Value::Int(sum)),
                        None => slow_binary!($op, $dst, $a, $b),
                    },
                    (Value::Float(x), Value::Float(y)) => {
                        let result = x $sign y;
                        put!($dst, Value::Float(result));
                    }
                    _ => slow_binary!($op, $dst, $a, $b),
                }
            }};
        }

        loop {
            let op = code.ops[pc];
            pc += 1;
            match op {
                Op::Move { dst, src } => put!(dst, reg!(src).copy()),
                Op::Const { dst, index } => put!(dst, code.constants[index as usize].clone()),
                Op::Int { dst, value } => put!(dst, Value::Int(value.into())),
                Op::LoadGlobal { dst, slot } => {
                    let value = func.globals.load(slot);
                    if value.is_unset() {
                        let name = func.globals.symbol(slot);
                        match self.builtin_symbol(name) {
                            Some(value) => put!(dst, value),
                            None => fail!(self.name_error(name)),
                        }
                    } else {
                        put!(dst, value);
                    }
                }
                Op::StoreGlobal { src, slot } => func.globals.store(slot, reg!(src).clone()),
                Op::DeleteGlobal { slot } => {
                    if func.globals.load(slot).is_unset() {
                        fail!(self.name_error(func.globals.symbol(slot)));
                    }
                    func.globals.store(slot, Value::Unset);
                }
                Op::LoadName { dst, slot } => {
                    let name = func.globals.symbol(slot);
                    let own = self
                        .frames
                        .last()
                        .and_then(|frame| frame.names.as_ref()?.attrs.get(name).cloned());
                    match own.filter(|value| !value.is_unset()) {
                        Some(value) => put!(dst, value),
                        None => match func.globals.load(slot) {
                            Value::Unset => match self.builtin_symbol(name) {
                                Some(value) => put!(dst, value),
                                None => fail!(self.name_error(name)),
                            },
                            value => put!(dst, value),
                        },
                    }
                }
                Op::StoreName { src, slot } => {
                    let name = func.globals.symbol(slot);
                    let value = reg!(src).clone();
                    if let Some(names) = self
                        .frames
                        .last_mut()
                        .and_then(|frame| frame.names.as_mut())
                    {
                        if value.is_unset() {
                            names.attrs.remove(name);
                        } else {
                            names.attrs.set(name, value);
                        }
                    }
                }
                Op::DeleteName { slot } => {
                    let name = func.globals.symbol(slot);
                    let removed = self
                        .frames
                        .last_mut()
                        .and_then(|frame| frame.names.as_mut()?.attrs.remove(name));
                    if removed.is_none() {
                        fail!(self.name_error(name));
                    }
                }
                Op::CheckLocal { reg } => {
                    if reg!(reg).is_unset() {
                        fail!(unbound(&code, reg));
                    }
                }
                Op::DeleteLocal { reg } => {
                    if reg!(reg).is_unset() {
                        fail!(unbound(&code, reg));
                    }
                    let _old = std::mem::take(&mut reg!(reg));
                }
                Op::NewCell { reg } => {
                    let value = std::mem::take(&mut reg!(reg));
                    reg!(reg) = Value::Cell(Rc::new(RefCell::new(value)));
                }
                Op::LoadCell { dst, cell } => {
                    let value = match &reg!(cell) {
                        Value::Cell(cell) => cell.borrow().clone(),
                        _ => Value::Unset,
                    };
                    if value.is_unset() {
                        fail!(unbound(&code, cell));
                    }
                    put!(dst, value);
                }
                Op::StoreCell { cell, src } => {
                    let value = reg!(src).clone();
                    if let Value::Cell(cell) = &reg!(cell) {
                        let _old = cell.clone().replace(value);
                    }
                }
                Op::DeleteCell { cell } => {
                    let old = match &reg!(cell) {
                        Value::Cell(cell) => cell.take(),
                        _ => Value::Unset,
                    };
                    if old.is_unset() {
                        fail!(unbound(&code, cell));
                    }
                }
                Op::LoadFree { dst, index } => {
                    let value = match func.closure.get(index as usize) {
                        Some(Value::Cell(cell)) => cell.borrow().clone(),
                        _ => Value::Unset,
                    };
                    if value.is_unset() {
                        let name = code
                            .free
                            .get(index as usize)
                            .map_or("?", |name| name.name());
                        fail!(Error::name_error(format!(
                            "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                        )));
                    }
                    put!(dst, value);
                }
                Op::StoreFree { index, src } => {
                    if let Some(Value::Cell(cell)) = func.closure.get(index as usize) {
                        let _old = cell.replace(reg!(src).clone());
                    }
                }
                Op::Add { dst, a, b } => int_or_float!(BinaryOp::Add, checked_add, +, dst, a, b),
                Op::Sub { dst, a, b } => int_or_float!(BinaryOp::Sub, checked_sub, -, dst, a, b),
                Op::Mul { dst, a, b } => int_or_float!(BinaryOp::Mul, checked_mul, *, dst, a, b),
                Op::AddInt { dst, a, value } => match &reg!(a) {
                    Value::Int(x) if x.checked_add(value.into()).is_some() => {
                        let sum = x + i64::from(value);
                        put!(dst, Value::Int(sum));
                    }
                    _ => {
                        save!();
                        let a = reg!(a).clone();
                        let value = operators::in_place_or_binary(
                            self,
                            &code,
                            pc,
                            BinaryOp::Add,
                            &a,
                            &Value::Int(value.into()),
                        )?;
                        put!(dst, value);
                    }
                },
                Op::SubInt { dst, a, value } => match &reg!(a) {
                    Value::Int(x) if x.checked_sub(value.into()).is_some() => {
                        let difference = x - i64::from(value);
                        put!(dst, Value::Int(difference));
                    }
                    _ => {
                        save!();
                        let a = reg!(a).clone();
                        let value = operators::in_place_or_binary(
                            self,
                            &code,
                            pc,
                            BinaryOp::Sub,
                            &a,
                            &Value::Int(value.into()),
                        )?;
                        put!(dst, value);
                    }
                },
                Op::Binary { op, dst, a, b } => {
                    if let (Value::Int(x), Value::Int(y)) = (&reg!(a), &reg!(b)) {
                        let result = tri!(operators::int_op(op, *x, *y));
                        put!(dst, result);
                    } else if op == BinaryOp::Div
                        && let Value::Packet(..) = &reg!(a)
                        && let Value::Packet(..) | Value::Str(_) | Value::Bytes(_) = &reg!(b)
                    {
                        // Temporaries are read once: what they hold moves.
                        let variables = code.variables.len();
                        let [below, above] = [a, b].map(|at| {
                            if usize::from(at) < variables {
                                reg!(at).clone()
                            } else {
                                std::mem::take(&mut reg!(at))
                            }
                        });
                        let whole = packets::divided(below, above).unwrap_or_default();
                        put!(dst, whole);
                    } else {
                        slow_binary!(op, dst, a, b);
                    }
                }
                Op::InPlace { op, dst, a, b } => {
                    if let (Value::Int(x), Value::Int(y)) = (&reg!(a), &reg!(b)) {
                        let result = match op {
                            BinaryOp::Add => x.checked_add(*y),
                            _ => None,
                        };
                        let result = match result {
                            Some(sum) => Value::Int(sum),
                            None => tri!(operators::int_op(op, *x, *y)),
                        };
                        put!(dst, result);
                    } else {
                        save!();
                        // `s += t`: the variable lets go of its text first, so that it can grow in place.
                        let a = if a == dst && a != b {
                            std::mem::take(&mut reg!(a))
                        } else {
                            reg!(a).clone()
                        };
                        let b = reg!(b).clone();
                        match operators::in_place(self, op, &a, &b) {
                            Ok(value) => put!(dst, value),
                            Err(error) => {
                                put!(dst, a);
                                return Err(error);
                            }
                        }
                    }
                }
                Op::Unary { op, dst, a } => {
                    save!();
                    let a = reg!(a).clone();
                    let value = operators::unary(self, op, &a)?;
                    put!(dst, value);
                }
                Op::Compare { op, dst, a, b } => {
                    let result = match (&reg!(a), &reg!(b)) {
                        (Value::Int(x), Value::Int(y))
                            if !matches!(op, CompareOp::In | CompareOp::NotIn) =>
                        {
                            Value::Bool(int_compare(op, *x, *y))
                        }
                        (x, y) if op == CompareOp::Is => Value::Bool(x.is(y)),
                        (x, y) if op == CompareOp::IsNot => Value::Bool(!x.is(y)),
                        (x, y) => {
                            let (x, y) = (x.clone(), y.clone());
                            save!();
                            super::compare::compare(self, op, &x, &y)?
                        }
                    };
                    put!(dst, result);
                }
                Op::Test { op, a, b } => {
                    let holds = match (&reg!(a), &reg!(b)) {
                        (Value::Int(x), Value::Int(y))
                            if !matches!(op, CompareOp::In | CompareOp::NotIn) =>
                        {
                            int_compare(op, *x, *y)
                        }
                        (x, y) if op == CompareOp::Is => x.is(y),
                        (x, y) if op == CompareOp::IsNot => !x.is(y),
                        (x, y) => {
                            let (x, y) = (x.clone(), y.clone());
                            save!();
                            let result = super::compare::compare(self, op, &x, &y)?;
                            operators::truth(self, &result)?
                        }
                    };
                    if holds {
                        pc += 1;
                    }
                }
                Op::TestInt { op, a, value } => {
                    let holds = match &reg!(a) {
                        Value::Int(x) => int_compare(op, *x, value.into()),
                        x => {
                            let x = x.clone();
                            save!();
                            let result =
                                super::compare::compare(self, op, &x, &Value::Int(value.into()))?;
                            operators::truth(self, &result)?
                        }
                    };
                    if holds {
                        pc += 1;
                    }
                }
                Op::Jump { target } => pc = target as usize,
                Op::Loop { target } => {
                    if super::interrupt::asked() {
                        tri!(self.check_interrupt());
                    }
                    pc = target as usize;
                }
                Op::JumpIf { reg, target } => {
                    let truth = match &reg!(reg) {
                        Value::Bool(flag) => *flag,
                        value => {
                            let value = value.clone();
                            save!();
                            operators::truth(self, &value)?
                        }
                    };
                    if truth {
                        pc = target as usize;
                    }
                }
                Op::JumpIfNot { reg, target } => {
                    let truth = match &reg!(reg) {
                        Value::Bool(flag) => *flag,
                        value => {
                            let value = value.clone();
                            save!();
                            operators::truth(self, &value)?
                        }
                    };
                    if !truth {
                        pc = target as usize;
                    }
                }
                Op::GetIter { dst, src } => {
                    save!();
                    let source = reg!(src).clone();
                    let value = match source {
                        Value::Iterator(_) | Value::Generator(_) => source,
                        source => Value::Iterator(Rc::new(Iterator {
                            state: RefCell::new(walk::iter(self, &source)?),
                        })),
                    };
                    put!(dst, value);
                }
                Op::ForIter { iter, dst } => {
                    // The commonest loop first: a number goes from register to register.
                    let number = match &reg!(iter) {
                        Value::Iterator(iterator) => match iterator.state.try_borrow_mut() {
                            Ok(mut state) => match &mut *state {
                                Iter::Range { next, left, step } if *left != 0 => {
                                    let value = *next;
                                    *left -= 1;
                                    *next = value.wrapping_add(*step);
                                    Some(value)
                                }
                                _ => None,
                            },
                            Err(_) => None,
                        },
                        _ => None,
                    };
                    if let Some(number) = number {
                        put!(dst, Value::Int(number));
                        pc += 1;
                        continue;
                    }
                    let item = match &reg!(iter) {
                        Value::Iterator(iterator) => {
                            // Ranges and lists need no more than their own state.
                            let direct = match iterator.state.try_borrow_mut() {
                                Ok(mut state) => match &mut *state {
                                    Iter::Range { next, left, step } => {
                                        if *left == 0 {
                                            Some(None)
                                        } else {
                                            let value = *next;
                                            *left -= 1;
                                            *next = value.wrapping_add(*step);
                                            Some(Some(Value::Int(value)))
                                        }
                                    }
                                    Iter::List { list, index } => {
                                        let item = list.borrow().get(*index).cloned();
                                        match item {
                                            Some(item) => {
                                                *index += 1;
                                                Some(Some(item))
                                            }
                                            None => {
                                                *state = Iter::Done;
                                                Some(None)
                                            }
                                        }
                                    }
                                    _ => None,
                                },
                                Err(_) => None,
                            };
                            match direct {
                                Some(item) => item,
                                None => {
                                    let iterator = iterator.clone();
                                    save!();
                                    let Ok(mut state) = iterator.state.try_borrow_mut() else {
                                        return Err(Error::value_error(
                                            "iterator already executing",
                                        ));
                                    };
                                    walk::next(self, &mut state)?
                                }
                            }
                        }
                        Value::Generator(generator) => {
                            let generator = generator.clone();
                            save!();
                            generator.resume(self, Value::None)?
                        }
                        other => {
                            let other = other.clone();
                            save!();
                            walk::next_of(self, &other)?
                        }
                    };
                    if let Some(item) = item {
                        put!(dst, item);
                        pc += 1;
                    }
                }
                Op::Call {
                    dst,
                    base: at,
                    count,
                } => {
                    let place = base + at as usize;
                    if let Value::Function(function) = &self.stack[place]
                        && function.code.simple
                        && function.code.positional == count as usize
                    {
                        let function = function.clone();
                        save!();
                        self.enter(function, place + 1, dst, false, Value::Unset)?;
                        if super::interrupt::asked() {
                            self.check_interrupt()?;
                        }
                        switch!();
                        continue;
                    }
                    save!();
                    if self.call_at(place, place + 1, count as usize, &[], dst)? {
                        switch!();
                    }
                }
                Op::CallMethod {
                    dst,
                    base: at,
                    count,
                } => {
                    let place = base + at as usize;
                    // `list.append(item)`: the item moves, nothing else is needed.
                    if count == 1
                        && let Value::Builtin(builtin) = &self.stack[place]
                        && super::methods::list::is_append(builtin)
                        && let Value::List(_) = &self.stack[place + 1]
                    {
                        let item = std::mem::take(&mut self.stack[place + 2]);
                        if let Value::List(list) = std::mem::take(&mut self.stack[place + 1]) {
                            list.borrow_mut().push(item);
                        }
                        put!(dst, Value::None);
                        continue;
                    }
                    let with_self = !self.stack[place + 1].is_unset();
                    save!();
                    let (first, count) = if with_self {
                        (place + 1, count as usize + 1)
                    } else {
                        (place + 2, count as usize)
                    };
                    if let Value::Function(function) = &self.stack[place]
                        && function.code.simple
                        && function.code.positional == count
                    {
                        let function = function.clone();
                        self.enter(function, first, dst, false, Value::Unset)?;
                        if super::interrupt::asked() {
                            self.check_interrupt()?;
                        }
                        switch!();
                        continue;
                    }
                    if self.call_at(place, first, count, &[], dst)? {
                        switch!();
                    }
                }
                Op::CallKw {
                    dst,
                    base: at,
                    count,
                } => {
                    let place = base + at as usize;
                    let names = match code.ops[pc] {
                        Op::Names { index } => code.constants[index as usize].clone(),
                        _ => Value::None,
                    };
                    pc += 1;
                    save!();
                    let names: &[Value] = match &names {
                        Value::Tuple(names) => names,
                        _ => &[],
                    };
                    let by_place = count as usize - names.len();
                    let kwargs: Vec<(String, Value)> = names
                        .iter()
                        .enumerate()
                        .map(|(index, name)| {
                            let value =
                                std::mem::take(&mut self.stack[place + 1 + by_place + index]);
                            (name.as_str().unwrap_or_default().to_owned(), value)
                        })
                        .collect();
                    if self.call_at(place, place + 1, by_place, &kwargs, dst)? {
                        switch!();
                    }
                }
                Op::CallStar { dst, base: at } => {
                    save!();
                    let func_value = std::mem::take(&mut reg!(at));
                    let args = match std::mem::take(&mut reg!(at + 1)) {
                        Value::List(list) => list.take(),
                        _ => Vec::new(),
                    };
                    let kwargs = match std::mem::take(&mut reg!(at + 2)) {
                        Value::Dict(dict) => dict
                            .borrow()
                            .iter()
                            .map(|(key, value)| {
                                (key.as_str().unwrap_or_default().to_owned(), value.clone())
                            })
                            .collect(),
                        _ => Vec::new(),
                    };
                    // Script functions get a frame of their own above this one's registers.
                    if let Value::Function(function) = &func_value {
                        let function = function.clone();
                        let place = self.top();
                        self.reserve(place + args.len().max(function.code.registers));
                        let count = args.len();
                        for (index, arg) in args.into_iter().enumerate() {
                            self.stack[place + index] = arg;
                        }
                        match call::prepare(self, &function, place, count, &kwargs)? {
                            Some(generator) => put!(dst, generator),
                            None => {
                                self.enter(function, place, dst, false, Value::Unset)?;
                                switch!();
                            }
                        }
                    } else {
                        let result = call::call_kw(self, &func_value, &args, &kwargs)?;
                        put!(dst, result);
                    }
                }
                Op::Names { .. } => {}
                Op::Return { src } => {
                    let Some(frame) = self.frames.pop() else {
                        return Err(Error::runtime_error("nothing to return from"));
                    };
                    let result = std::mem::take(&mut self.stack[base + src as usize]);
                    let top = base + code.registers;
                    for place in &mut self.stack[base..top] {
                        std::mem::take(place).discard();
                    }
                    if frame.handled < self.handled.len() {
                        self.handled.truncate(frame.handled);
                    }
                    let result = match frame.made {
                        Value::Unset => result,
                        made => {
                            if !result.is_none() {
                                return Err(call::init_returned(self, &result));
                            }
                            made
                        }
                    };
                    if frame.root {
                        if let Some(names) = frame.names {
                            self.class_names = Some(names);
                        }
                        return Ok(Outcome::Returned(result));
                    }
                    switch!();
                    put!(frame.dst, result);
                }
                Op::LoadMethod {
                    base: at,
                    object,
                    site,
                } => {
                    let site = &code.sites[site as usize];
                    let fast = match &reg!(object) {
                        Value::Instance(instance) => {
                            if site.class.get() == instance.class.id
                                && site.epoch.get() == class::epoch()
                                && instance.attrs.borrow().position(site.name).is_none()
                            {
                                Some(site.found.borrow().clone())
                            } else {
                                None
                            }
                        }
                        Value::Module(_)
                        | Value::Class(_)
                        | Value::Object(_)
                        | Value::Super(_)
                        | Value::Exception(_) => None,
                        value => {
                            if site.class.get() == kind_key(value) {
                                Some(site.found.borrow().clone())
                            } else {
                                None
                            }
                        }
                    };
                    if let Some(method) = fast {
                        let receiver = reg!(object).clone();
                        put!(at, method);
                        put!(at + 1, receiver);
                    } else {
                        save!();
                        let object = reg!(object).clone();
                        let (method, receiver) = self.load_method(site, object)?;
                        put!(at, method);
                        put!(at + 1, receiver);
                    }
                }
                Op::GetAttr { dst, object, site } => {
                    let site = &code.sites[site as usize];
                    let fast = match &reg!(object) {
                        Value::Instance(instance)
                            if site.class.get() == instance.class.id
                                && site.epoch.get() == class::epoch() =>
                        {
                            instance
                                .attrs
                                .borrow()
                                .at(site.index.get() as usize, site.name)
                                .cloned()
                        }
                        _ => None,
                    };
                    match fast {
                        Some(value) => put!(dst, value),
                        None => {
                            save!();
                            let object = reg!(object).clone();
                            let value = self.load_attr(site, &object)?;
                            put!(dst, value);
                        }
                    }
                }
                Op::SetAttr { object, src, site } => {
                    let site = &code.sites[site as usize];
                    let value = reg!(src).clone();
                    let old = match &reg!(object) {
                        Value::Instance(instance)
                            if site.class.get() == instance.class.id
                                && site.epoch.get() == class::epoch() =>
                        {
                            match instance
                                .attrs
                                .borrow_mut()
                                .at_mut(site.index.get() as usize, site.name)
                            {
                                Some(place) => Ok(std::mem::replace(place, value)),
                                None => Err(value),
                            }
                        }
                        _ => Err(value),
                    };
                    if let Err(value) = old {
                        save!();
                        let object = reg!(object).clone();
                        self.store_attr(site, &object, value)?;
                    }
                }
                Op::DelAttr { object, site } => {
                    save!();
                    let object = reg!(object).clone();
                    attribute::delete(self, &object, code.sites[site as usize].name)?;
                }
                Op::GetItem { dst, object, index } => {
                    let fast = match (&reg!(object), &reg!(index)) {
                        (Value::List(list), Value::Int(at)) => {
                            let list = list.borrow();
                            let place = if *at < 0 {
                                *at + list.len() as i64
                            } else {
                                *at
                            };
                            usize::try_from(place)
                                .ok()
                                .and_then(|place| list.get(place).cloned())
                        }
                        (Value::Bytes(octets), Value::Int(at)) => usize::try_from(*at)
                            .ok()
                            .and_then(|place| octets.get(place))
                            .map(|octet| Value::Int(i64::from(*octet))),
                        (Value::Bytes(octets), Value::Slice(slice)) => stretch(octets, slice),
                        (Value::Tuple(items), Value::Int(at)) => usize::try_from(*at)
                            .ok()
                            .and_then(|place| items.get(place).cloned()),
                        (Value::Dict(dict), key @ (Value::Str(_) | Value::Int(_))) => {
                            let dict = dict.borrow();
                            plain_hash(key)
                                .and_then(|hash| dict.find(hash, key))
                                .map(|place| dict.value_at(place).clone())
                        }
                        _ => None,
                    };
                    match fast {
                        Some(item) => put!(dst, item),
                        None => {
                            save!();
                            let (object, index) = (reg!(object).clone(), reg!(index).clone());
                            let item = super::item::get(self, &object, &index)?;
                            put!(dst, item);
                        }
                    }
                }
                Op::SetItem { object, index, src } => {
                    let old = match (&reg!(object), &reg!(index)) {
                        (Value::List(list), Value::Int(at)) if *at >= 0 => {
                            match list.borrow_mut().get_mut(*at as usize) {
                                Some(place) => Some(std::mem::replace(place, reg!(src).clone())),
                                None => None,
                            }
                        }
                        (Value::Dict(dict), key @ (Value::Str(_) | Value::Int(_))) => {
                            let hash = plain_hash(key).unwrap_or(0);
                            let old =
                                dict.borrow_mut()
                                    .insert(hash, key.clone(), reg!(src).clone());
                            Some(old.unwrap_or_default())
                        }
                        _ => None,
                    };
                    if old.is_none() {
                        save!();
                        let (object, index, value) =
                            (reg!(object).clone(), reg!(index).clone(), reg!(src).clone());
                        super::item::set(self, &object, &index, value)?;
                    }
                }
                Op::DelItem { object, index } => {
                    save!();
                    let (object, index) = (reg!(object).clone(), reg!(index).clone());
                    super::item::delete(self, &object, &index)?;
                }
                Op::MakeSlice { dst, base: at } => {
                    let (lower, upper, step) =
                        (reg!(at).clone(), reg!(at + 1).clone(), reg!(at + 2).clone());
                    put!(dst, Value::Slice(Rc::new(Slice { lower, upper, step })));
                }
                Op::MakeList {
                    dst,
                    base: at,
                    count,
                } => {
                    let items = self.take_row(base + at as usize, count);
                    put!(dst, Value::list(items));
                }
                Op::MakeTuple {
                    dst,
                    base: at,
                    count,
                } => {
                    let items = self.take_row(base + at as usize, count);
                    put!(dst, Value::tuple(items));
                }
                Op::MakeSet {
                    dst,
                    base: at,
                    count,
                } => {
                    save!();
                    let mut set = Set::new();
                    for item in self.take_row(base + at as usize, count) {
                        self.set_add(&mut set, item)?;
                    }
                    put!(dst, Value::set(set));
                }
                Op::MakeDict {
                    dst,
                    base: at,
                    count,
                } => {
                    save!();
                    let dict = Rc::new(RefCell::new(Dict::new()));
                    let mut items = self.take_row(base + at as usize, count * 2).into_iter();
                    while let (Some(key), Some(value)) = (items.next(), items.next()) {
                        self.dict_set(&dict, key, value)?;
                    }
                    put!(dst, Value::Dict(dict));
                }
                Op::Append { list, item } => {
                    if let Value::List(list) = &reg!(list) {
                        list.borrow_mut().push(reg!(item).clone());
                    }
                }
                Op::SetAdd { set, item } => {
                    if let Value::Set(set) = reg!(set).clone() {
                        save!();
                        let item = reg!(item).clone();
                        let mut members = set.take();
                        let result = self.set_add(&mut members, item);
                        set.replace(members);
                        result?;
                    }
                }
                Op::DictSet { dict, key, value } => {
                    if let Value::Dict(dict) = reg!(dict).clone() {
                        save!();
                        let (key, value) = (reg!(key).clone(), reg!(value).clone());
                        self.dict_set(&dict, key, value)?;
                    }
                }
                Op::Extend { list, items } => {
                    save!();
                    let source = reg!(items).clone();
                    let items = self
                        .collect(&source)
                        .map_err(|error| star_error(self, &source, error))?;
                    if let Value::List(list) = &reg!(list) {
                        list.borrow_mut().extend(items);
                    }
                }
                Op::ExtendCall {
                    list,
                    items,
                    func: callee,
                } => {
                    save!();
                    let source = reg!(items).clone();
                    let callee = reg!(callee).clone();
                    let items = self.collect(&source).map_err(|error| {
                        if error.text().ends_with("object is not iterable") {
                            let name = self.function_name(&callee);
                            let kind = self.type_name(&source);
                            return Error::type_error(format!(
                                "{name} argument after * must be an iterable, not {kind}"
                            ));
                        }
                        error
                    })?;
                    if let Value::List(list) = &reg!(list) {
                        list.borrow_mut().extend(items);
                    }
                }
                Op::Merge { dict, other } => {
                    save!();
                    let (dict, other) = (reg!(dict).clone(), reg!(other).clone());
                    self.merge(&dict, &other, None)?;
                }
                Op::MergeCall {
                    dict,
                    other,
                    func: callee,
                } => {
                    save!();
                    let (dict, other, callee) = (
                        reg!(dict).clone(),
                        reg!(other).clone(),
                        reg!(callee).clone(),
                    );
                    self.merge(&dict, &other, Some(&callee))?;
                }
                Op::ToTuple { dst, src } => {
                    let items = match &reg!(src) {
                        Value::List(list) => list.take(),
                        _ => Vec::new(),
                    };
                    put!(dst, Value::tuple(items));
                }
                Op::MakeFunction {
                    dst,
                    base: at,
                    index,
                } => {
                    let inner = code.functions[index as usize].clone();
                    let place = base + at as usize;
                    let defaults: Vec<Value> = self.stack[place..place + inner.defaults]
                        .iter_mut()
                        .map(std::mem::take)
                        .collect();
                    let mut named = place + inner.defaults;
                    let mut keyword_defaults = Vec::with_capacity(inner.keyword_defaults.len());
                    for has in &inner.keyword_defaults {
                        keyword_defaults.push(if *has {
                            std::mem::take(&mut self.stack[named])
                        } else {
                            Value::Unset
                        });
                        named += usize::from(*has);
                    }
                    let closure = inner
                        .captures
                        .iter()
                        .map(|capture| match capture {
                            Capture::Cell(register) => reg!(*register).clone(),
                            Capture::Free(index) => func
                                .closure
                                .get(*index as usize)
                                .cloned()
                                .unwrap_or_default(),
                        })
                        .collect();
                    let function = Rc::new(Function {
                        code: inner,
                        globals: func.globals.clone(),
                        defaults,
                        keyword_defaults,
                        closure,
                        owner: RefCell::new(func.owner.borrow().clone()),
                        attrs: RefCell::default(),
                    });
                    if let Some(names) = self
                        .frames
                        .last_mut()
                        .and_then(|frame| frame.names.as_mut())
                    {
                        names.functions.push(function.clone());
                    }
                    put!(dst, Value::Function(function));
                }
                Op::MakeClass { dst, base: at } => {
                    save!();
                    let (body, bases, keywords) =
                        (reg!(at).clone(), reg!(at + 1).clone(), reg!(at + 2).clone());
                    let made = self.make_class(&body, &bases, &keywords)?;
                    put!(dst, made);
                }
                Op::Unpack {
                    src,
                    base: at,
                    count,
                } => {
                    let whole = match &reg!(src) {
                        Value::Tuple(items) if items.len() == count as usize => Some(items.clone()),
                        _ => None,
                    };
                    match whole {
                        Some(items) => {
                            for (index, item) in items.iter().enumerate() {
                                self.stack[base + at as usize + index] = item.copy();
                            }
                        }
                        None => {
                            save!();
                            let source = reg!(src).clone();
                            let items = self.unpack(&source, count as usize)?;
                            for (index, item) in items.into_iter().enumerate() {
                                self.stack[base + at as usize + index] = item;
                            }
                        }
                    }
                }
                Op::UnpackStar {
                    before,
                    src,
                    base: at,
                    after,
                } => {
                    save!();
                    let source = reg!(src).clone();
                    let mut items = self
                        .collect(&source)
                        .map_err(|error| unpack_error(self, &source, error))?;
                    let (before, after) = (before as usize, after as usize);
                    if items.len() < before + after {
                        return Err(Error::value_error(format!(
                            "not enough values to unpack (expected at least {}, got {})",
                            before + after,
                            items.len()
                        )));
                    }
                    let tail = items.split_off(items.len() - after);
                    let middle = items.split_off(before);
                    let row = items.into_iter().chain([Value::list(middle)]).chain(tail);
                    for (index, item) in row.enumerate() {
                        self.stack[base + at as usize + index] = item;
                    }
                }
                Op::Raise { exception, cause } => {
                    save!();
                    let value = reg!(exception).clone();
                    let error = self.exception(&value)?;
                    if cause != NO_REG {
                        let cause = match reg!(cause).clone() {
                            Value::None => None,
                            Value::Class(class) => Some(call::instantiate(self, &class, &[], &[])?),
                            cause @ Value::Exception(_) => Some(cause),
                            _ => {
                                return Err(Error::type_error(
                                    "exception causes must derive from BaseException",
                                ));
                            }
                        };
                        error.0.cause.replace(cause);
                        error.0.suppress_context.set(true);
                    }
                    return Err(error);
                }
                Op::RaiseAgain => {
                    save!();
                    return Err(match self.handled.last() {
                        Some(Value::Exception(exception)) => {
                            exception.again.set(true);
                            Error(exception.clone())
                        }
                        _ => Error::runtime_error("No active exception to reraise"),
                    });
                }
                Op::Reraise { exception } => {
                    save!();
                    if let Value::Exception(exception) = &reg!(exception) {
                        exception.again.set(true);
                        return Err(Error(exception.clone()));
                    }
                }
                Op::Match {
                    dst,
                    exception,
                    class,
                } => {
                    save!();
                    let (exception, class) = (reg!(exception).clone(), reg!(class).clone());
                    let matches = self.matches(&exception, &class)?;
                    put!(dst, Value::Bool(matches));
                }
                Op::PushHandled { exception } => {
                    let exception = reg!(exception).clone();
                    self.handled.push(exception);
                }
                Op::PopHandled => {
                    self.handled.pop();
                }
                Op::WithEnter { dst, manager } => {
                    save!();
                    let manager = reg!(manager).clone();
                    let value = self.with_enter(&manager)?;
                    put!(dst, value);
                }
                Op::WithExit {
                    dst,
                    manager,
                    exception,
                } => {
                    save!();
                    let manager = reg!(manager).clone();
                    let exception = if exception == NO_REG {
                        None
                    } else {
                        Some(reg!(exception).clone())
                    };
                    let swallow = self.with_exit(&manager, exception)?;
                    put!(dst, Value::Bool(swallow));
                }
                Op::FailAssert { message } => {
                    let args = if message == NO_REG {
                        Vec::new()
                    } else {
                        vec![reg!(message).clone()]
                    };
                    fail!(Error::with_args(Exc::AssertionError, args));
                }
                Op::Format {
                    conversion,
                    dst,
                    src,
                    spec,
                } => {
                    save!();
                    let value = reg!(src).clone();
                    let value = match conversion {
                        b'r' => Value::string(self.repr(&value)?),
                        b's' => Value::string(self.str(&value)?),
                        b'a' => Value::string(super::repr::escape_non_ascii(&self.repr(&value)?)),
                        _ => value,
                    };
                    let spec = if spec == NO_REG {
                        Value::Unset
                    } else {
                        reg!(spec).clone()
                    };
                    let text = match (&value, spec.as_str()) {
                        (Value::Str(_), None) => value,
                        (_, spec) => Value::string(self.format(&value, spec.unwrap_or_default())?),
                    };
                    put!(dst, text);
                }
                Op::JoinText {
                    dst,
                    base: at,
                    count,
                } => {
                    let mut text = String::new();
                    for place in base + at as usize..base + at as usize + count as usize {
                        if let Value::Str(part) = &self.stack[place] {
                            text.push_str(part.as_str());
                        }
                        self.stack[place] = Value::Unset;
                    }
                    put!(dst, Value::string(text));
                }
                Op::Import { dst, name } => {
                    save!();
                    let name = code.constants[name as usize].clone();
                    let module = self.import(name.as_str().unwrap_or_default())?;
                    put!(dst, Value::Module(module));
                }
                Op::ImportFrom { dst, module, site } => {
                    save!();
                    let module = reg!(module).clone();
                    let name = code.sites[site as usize].name;
                    let value = self.import_from(&module, name)?;
                    put!(dst, value);
                }
                Op::ImportStar { module } => {
                    save!();
                    if let Value::Module(module) = reg!(module).clone() {
                        let globals = func.globals.clone();
                        self.import_star(&module, &globals)?;
                    }
                }
                Op::Yield { dst, src } => {
                    let value = reg!(src).clone();
                    return Ok(self.suspend(value, pc, dst));
                }
                Op::YieldFrom { dst, iter } => {
                    save!();
                    let (iter, sent) = (reg!(iter).clone(), reg!(dst).clone());
                    let next = match &iter {
                        Value::Generator(generator) => generator.clone().resume(self, sent)?,
                        Value::Iterator(iterator) => {
                            let iterator = iterator.clone();
                            let Ok(mut state) = iterator.state.try_borrow_mut() else {
                                return Err(Error::value_error("iterator already executing"));
                            };
                            walk::next(self, &mut state)?
                        }
                        other => walk::next_of(self, other)?,
                    };
                    match next {
                        Some(value) => {
                            // What is sent next goes to the inner iterator: the instruction runs again.
                            return Ok(self.suspend(value, pc - 1, dst));
                        }
                        None => {
                            let result = match &iter {
                                Value::Generator(generator) => generator.result.take(),
                                _ => Value::None,
                            };
                            reg!(dst) = if result.is_unset() {
                                Value::None
                            } else {
                                result
                            };
                        }
                    }
                }
                Op::Echo { src } => {
                    self.echo = reg!(src).clone();
                    if let Some(display) = self.display {
                        save!();
                        let value = self.echo.clone();
                        display(self, &value)?;
                    }
                }
            }
        }
    }

    /// Takes the frame on top off the stack, to go on later at `pc`.
    fn suspend(&mut self, value: Value, pc: usize, receives: Reg) -> Outcome {
        let Some(frame) = self.frames.pop() else {
            return Outcome::Returned(value);
        };
        let top = frame.top();
        let registers: Vec<Value> = self.stack[frame.base..top]
            .iter_mut()
            .map(std::mem::take)
            .collect();
        let handled = self
            .handled
            .split_off(frame.handled.min(self.handled.len()));
        Outcome::Yielded(
            value,
            Suspended {
                func: frame.func,
                pc,
                registers,
                receives,
                handled,
            },
        )
    }

    fn take_row(&mut self, first: usize, count: u16) -> Vec<Value> {
        self.stack[first..first + count as usize]
            .iter_mut()
            .map(std::mem::take)
            .collect()
    }

    /// Calls what lies at `place` with `count` arguments from `first` on. True when a frame was
    /// entered; else the result is in `dst`.
    fn call_at(
        &mut self,
        place: usize,
        first: usize,
        count: usize,
        kwargs: &[(String, Value)],
        dst: Reg,
    ) -> Result<bool> {
        let base = self.frames.last().map_or(0, |frame| frame.base);
        match &self.stack[place] {
            Value::Function(function) => {
                let function = function.clone();
                match call::prepare(self, &function, first, count, kwargs)? {
                    Some(generator) => {
                        self.stack[base + dst as usize] = generator;
                        Ok(false)
                    }
                    None => {
                        self.enter(function, first, dst, false, Value::Unset)?;
                        Ok(true)
                    }
                }
            }
            Value::Builtin(builtin) => {
                let builtin = *builtin;
                // A few arguments move without a loop.
                if kwargs.is_empty() && count <= 3 {
                    let result = match count {
                        0 => builtin.call(self, &[])?,
                        1 => {
                            let args = [std::mem::take(&mut self.stack[first])];
                            builtin.call(self, &args)?
                        }
                        2 => {
                            let args = [
                                std::mem::take(&mut self.stack[first]),
                                std::mem::take(&mut self.stack[first + 1]),
                            ];
                            builtin.call(self, &args)?
                        }
                        _ => {
                            let args = [
                                std::mem::take(&mut self.stack[first]),
                                std::mem::take(&mut self.stack[first + 1]),
                                std::mem::take(&mut self.stack[first + 2]),
                            ];
                            builtin.call(self, &args)?
                        }
                    };
                    result.set_in(&mut self.stack[base + dst as usize]);
                    return Ok(false);
                }
                let args = self.take_args(first, count);
                let result = if kwargs.is_empty() {
                    builtin.call(self, &args)?
                } else {
                    builtin.call_kw(self, &args, kwargs)?
                };
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
            Value::Method(method) => {
                let method = method.clone();
                if let Value::Function(function) = &method.func {
                    // The receiver goes where the function was, so that the arguments stay in a row.
                    let start = first - 1;
                    self.stack[start] = method.receiver.clone();
                    let function = function.clone();
                    match call::prepare(self, &function, start, count + 1, kwargs)? {
                        Some(generator) => {
                            self.stack[base + dst as usize] = generator;
                            return Ok(false);
                        }
                        None => {
                            self.enter(function, start, dst, false, Value::Unset)?;
                            return Ok(true);
                        }
                    }
                }
                let mut args = smallvec::SmallVec::<[Value; 8]>::new();
                args.push(method.receiver.clone());
                args.extend(self.take_args(first, count));
                let result = call::call_kw(self, &method.func, &args, kwargs)?;
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
            Value::Class(class) if class.layout == Layout::Plain && !class.native => {
                let class = class.clone();
                let known = self.known;
                if let (Some(Value::Function(init)), None) =
                    (class.lookup(known.init), class.lookup(known.new))
                    && !init.code.generator
                {
                    let made = Value::Instance(Rc::new(Instance::new(class)));
                    let start = first - 1;
                    self.stack[start] = made.clone();
                    call::prepare(self, &init, start, count + 1, kwargs)?;
                    self.enter(init, start, dst, false, made)?;
                    return Ok(true);
                }
                let args = self.take_args(first, count);
                let result = call::instantiate(self, &class, &args, kwargs)?;
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
            other => {
                let other = other.clone();
                let args = self.take_args(first, count);
                let result = call::call_kw(self, &other, &args, kwargs)?;
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
        }
    }

    #[inline]
    fn take_args(&mut self, first: usize, count: usize) -> smallvec::SmallVec<[Value; 8]> {
        self.stack[first..first + count]
            .iter_mut()
            .map(std::mem::take)
            .collect()
    }

    /// The function and `self` for `x.name(…)`, remembering what can be remembered.
    fn load_method(&mut self, site: &Site, object: Value) -> Result<(Value, Value)> {
        match &object {
            Value::Instance(instance) => {
                if instance.attrs.borrow().get(site.name).is_none()
                    && let Some(found @ Value::Function(_)) = instance.class.lookup(site.name)
                {
                    site.class.set(instance.class.id);
                    site.epoch.set(class::epoch());
                    site.found.replace(found.clone());
                    return Ok((found, object));
                }
            }
            Value::Module(_)
            | Value::Class(_)
            | Value::Object(_)
            | Value::Super(_)
            | Value::Exception(_) => {}
            value if packets::type_name(value).is_none() => {
                if let Some(found @ Value::Builtin(builtin)) =
                    super::types::class(value.kind()).lookup(site.name)
                    && builtin.takes_self()
                {
                    site.class.set(kind_key(value));
                    site.found.replace(found.clone());
                    return Ok((found, object));
                }
            }
            _ => {}
        }
        let value = self.load_attr(site, &object)?;
        Ok((value, Value::Unset))
    }

    fn load_attr(&mut self, site: &Site, object: &Value) -> Result<Value> {
        if let Value::Instance(instance) = object {
            // What the class says about the name must not matter for the shortcut to hold.
            let position = instance.attrs.borrow().position(site.name);
            if let Some(position) = position
                && !matches!(
                    instance.class.lookup(site.name),
                    Some(Value::Property(_) | Value::Instance(_))
                )
            {
                site.class.set(instance.class.id);
                site.epoch.set(class::epoch());
                site.index.set(position as u32);
            }
            return attribute::get(self, object, site.name);
        }
        let mut packet = site.packet.get();
        if let Some(value) = packets::get_attr(self, object, site.name, &mut packet)? {
            site.packet.set(packet);
            return Ok(value);
        }
        attribute::get(self, object, site.name)
    }

    fn store_attr(&mut self, site: &Site, object: &Value, value: Value) -> Result<()> {
        if let Value::Instance(instance) = object {
            let plain = instance.class.lookup(self.known.setattr).is_none()
                && !matches!(
                    instance.class.lookup(site.name),
                    Some(Value::Property(_) | Value::Instance(_))
                );
            if plain {
                let old = instance.attrs.borrow_mut().set(site.name, value);
                drop(old);
                if let Some(position) = instance.attrs.borrow().position(site.name) {
                    site.class.set(instance.class.id);
                    site.epoch.set(class::epoch());
                    site.index.set(position as u32);
                }
                return Ok(());
            }
        }
        let mut packet = site.packet.get();
        if packets::set_attr(self, object, site.name, &value, &mut packet)? {
            site.packet.set(packet);
            return Ok(());
        }
        attribute::set(self, object, site.name, value)
    }

    #[cold]
    fn name_error(&self, name: Symbol) -> Error {
        let error = Error::name_error(format!("name '{}' is not defined", name.name()));
        let mut names: Vec<String> = self.locals().into_iter().map(|(name, _)| name).collect();
        names.extend(self.globals().names().into_iter().map(str::to_owned));
        let known = self.builtin_names();
        let candidates = names.iter().map(String::as_str).chain(known);
        match super::suggest::nearest(name.name(), candidates) {
            Some(near) => error.help(format!("did you mean '{near}'?")),
            None => error,
        }
    }

    /// The exception that `raise value` raises.
    pub(super) fn exception(&mut self, value: &Value) -> Result<Error> {
        match value {
            Value::Exception(exception) => Ok(Error(exception.clone())),
            Value::Class(class) if matches!(class.layout, Layout::Exception(_)) => {
                match call::instantiate(self, class, &[], &[])? {
                    Value::Exception(exception) => Ok(Error(exception)),
                    _ => Err(Error::type_error(
                        "exceptions must derive from BaseException",
                    )),
                }
            }
            _ => Err(Error::type_error(
                "exceptions must derive from BaseException",
            )),
        }
    }

    fn matches(&mut self, exception: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(class) if matches!(class.layout, Layout::Exception(_)) => {
                Ok(super::types::instance_of(exception, class))
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.matches(exception, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(Error::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )),
        }
    }

    fn with_enter(&mut self, manager: &Value) -> Result<Value> {
        let known = self.known;
        if let Value::Object(object) = manager
            && let Some(value) = object.clone().enter(self, manager)?
        {
            return Ok(value);
        }
        let exits = call::find_special(manager, known.exit).is_some();
        match self.call_special(manager, known.enter, &[])? {
            Some(value) if exits => Ok(value),
            Some(_) => Err(Error::type_error(format!(
                "'{}' object does not support the context manager protocol (missed __exit__ method)",
                self.type_name(manager)
            ))),
            None => Err(Error::type_error(format!(
                "'{}' object does not support the context manager protocol",
                self.type_name(manager)
            ))),
        }
    }

    fn with_exit(&mut self, manager: &Value, exception: Option<Value>) -> Result<bool> {
        let known = self.known;
        if let Value::Object(object) = manager {
            let error = match &exception {
                Some(Value::Exception(exception)) => Some(Error(exception.clone())),
                _ => None,
            };
            return object.clone().exit(self, error.as_ref());
        }
        let args = match exception {
            Some(exception) => [self.type_of(&exception), exception, Value::None],
            None => [Value::None, Value::None, Value::None],
        };
        match self.call_special(manager, known.exit, &args)? {
            Some(result) => operators::truth(self, &result),
            None => Ok(false),
        }
    }

    fn unpack(&mut self, source: &Value, count: usize) -> Result<Vec<Value>> {
        let mut iter = self
            .iter(source)
            .map_err(|error| unpack_error(self, source, error))?;
        let mut items = Vec::with_capacity(count);
        while let Some(item) = self.next(&mut iter)? {
            if items.len() == count {
                return Err(Error::value_error(format!(
                    "too many values to unpack (expected {count})"
                )));
            }
            items.push(item);
        }
        if items.len() < count {
            return Err(Error::value_error(format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            )));
        }
        Ok(items)
    }

    /// `{**other}`, or `func(**other)`.
    fn merge(&mut self, dict: &Value, other: &Value, func: Option<&Value>) -> Result<()> {
        let Value::Dict(dict) = dict else {
            return Ok(());
        };
        let entries: Vec<(Value, Value)> = match other {
            Value::Dict(other) => other
                .borrow()
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
            Value::Instance(instance) if matches!(&*instance.inner.borrow(), Value::Dict(_)) => {
                let inner = instance.inner.borrow().clone();
                return self.merge(&Value::Dict(dict.clone()), &inner, func);
            }
            other => {
                let keys = match self.find_attr(other, "keys")? {
                    Some(method) => self.call(&method, &[])?,
                    None => {
                        let name = self.type_name(other);
                        return Err(Error::type_error(match func {
                            Some(func) => {
                                let func = self.function_name(func);
                                format!("{func} argument after ** must be a mapping, not {name}")
                            }
                            None => format!("'{name}' object is not a mapping"),
                        }));
                    }
                };
                let mut entries = Vec::new();
                for key in self.collect(&keys)? {
                    let value = self.get_item(other, &key)?;
                    entries.push((key, value));
                }
                entries
            }
        };
        for (key, value) in entries {
            if let Some(func) = func {
                if key.as_str().is_none() {
                    return Err(Error::type_error("keywords must be strings"));
                }
                if self.dict_get(dict, &key)?.is_some() {
                    let func = self.function_name(func);
                    let key = key.as_str().unwrap_or_default();
                    return Err(Error::type_error(format!(
                        "{func} got multiple values for keyword argument '{key}'"
                    )));
                }
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    fn function_name(&self, func: &Value) -> String {
        match func {
            Value::Function(function) => format!("__main__.{}()", function.code.qualname),
            Value::Builtin(builtin) => format!("{}()", builtin.name),
            Value::Method(method) => self.function_name(&method.func),
            Value::Class(class) => format!("__main__.{}()", class.name()),
            other => self.type_name(other),
        }
    }

    fn make_class(&mut self, body: &Value, bases: &Value, keywords: &Value) -> Result<Value> {
        let Value::Function(body) = body else {
            return Ok(Value::None);
        };
        let bases = self.collect(bases)?;
        let kwargs: Vec<(String, Value)> = match keywords {
            Value::Dict(dict) => dict
                .borrow()
                .iter()
                .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), value.clone()))
                .filter(|(key, _)| key != "metaclass")
                .collect(),
            _ => Vec::new(),
        };
        let base = self.top();
        self.enter(body.clone(), base, 0, true, Value::Unset)?;
        self.execute()?;
        let names = self.class_names.take().unwrap_or_default();
        let mut attrs = names.attrs;
        if let Some(doc) = &body.code.doc {
            attrs.set(self.known.doc, Value::str(doc));
        }
        let class = call::make_class(self, &body.code.name, &bases, attrs, &kwargs)?;
        if let Value::Class(made) = &class {
            for function in names.functions {
                function.owner.replace(Some(Rc::downgrade(made)));
            }
            if let Some(Value::Str(module)) = body.globals.get("__name__") {
                *made.module.borrow_mut() = module.as_str().into();
            }
        } else if let Some(made) = packets::class_behind(&class) {
            for function in names.functions {
                function.owner.replace(Some(Rc::downgrade(&made)));
            }
        }
        Ok(class)
    }
}

fn unbound(code: &Code, register: Reg) -> Error {
    let name = code
        .variables
        .get(register as usize)
        .map_or("?", |name| name.name());
    if &*code.name == "<module>" {
        return Error::name_error(format!("name '{name}' is not defined"));
    }
    Error::unbound_local(format!(
        "cannot access local variable '{name}' where it is not associated with a value"
    ))
}

fn unpack_error(interp: &Interp, source: &Value, error: Error) -> Error {
    if error.text().ends_with("object is not iterable") {
        return Error::type_error(format!(
            "cannot unpack non-iterable {} object",
            interp.type_name(source)
        ));
    }
    error
}

fn star_error(interp: &Interp, source: &Value, error: Error) -> Error {
    if error.text().ends_with("object is not iterable") {
        return Error::type_error(format!(
            "Value after * must be an iterable, not {}",
            interp.type_name(source)
        ));
    }
    error
}

/// What inline caches remember for values of built-in types.
#[inline]
fn kind_key(value: &Value) -> u32 {
    value.kind() as u32 | 0x8000_0000
}

#[inline]
fn int_compare(op: CompareOp, x: i64, y: i64) -> bool {
    match op {
        CompareOp::Eq | CompareOp::Is => x == y,
        CompareOp::NotEq | CompareOp::IsNot => x != y,
        CompareOp::Lt => x < y,
        CompareOp::LtE => x <= y,
        CompareOp::Gt => x > y,
        CompareOp::GtE => x >= y,
        CompareOp::In | CompareOp::NotIn => false,
    }
}

/// `data[2:6]`: octets between two places that are given as they stand; none for other slices.
fn stretch(octets: &[u8], slice: &Slice) -> Option<Value> {
    let (Value::Int(start), Value::Int(stop), Value::None) =
        (&slice.lower, &slice.upper, &slice.step)
    else {
        return None;
    };
    let start = usize::try_from(*start).ok()?;
    let stop = usize::try_from(*stop).ok()?;
    octets.get(start..stop).map(Value::bytes)
}
