//! The machine: runs bytecode.

mod attributes;
mod calls;
mod containers;
mod definitions;
mod names;
mod operations;
mod raising;
mod rare;
mod texts;
mod unchecked;
mod walking;

use self::names::{free_unbound, unbound};
use self::operations::{copy_item, int_compare, small_result, test_plain};
use self::rare::{Here, Next};
pub(super) use self::unchecked::push_plain;
use self::unchecked::{drop_plain, fetch, function_of, pair, register, register_mut};
use super::class;
use super::code::{Code, Op};
use super::error::{Error, Result};
use super::interp::Interp;
use super::value::Value;
use crate::lang::ast::{BinaryOp, CompareOp};

/// Native code and the machine call each other at most so deep; each level takes Rust stack.
const DEEPEST: usize = 180;

/// How a call ends. What it gave is in [`Interp::given`]: it would go through memory with the rest.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Returned,
    /// A generator gave something; where it stands now is in [`Interp::rest`].
    Yielded,
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
        'frames: loop {
            let Some(frame) = self.frames.last() else {
                return Err(Error::runtime_error("nothing to run"));
            };
            let func = function_of(frame);
            let code: &Code = &func.code;
            let ops: &[Op] = &code.ops;
            let base = frame.base;
            let mut pc = frame.pc;
            if pc >= ops.len() {
                return Err(Error::runtime_error("nothing to run"));
            }
            let mut regs: &mut [Value] = &mut self.stack[base..base + code.registers];

            macro_rules! reg {
                ($r:expr) => {
                    *register(regs, $r)
                };
            }
            macro_rules! place {
                ($r:expr) => {
                    register_mut(regs, $r)
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
            macro_rules! put {
                ($r:expr, $value:expr) => {{
                    let value = $value;
                    value.set_in(place!($r));
                }};
            }
            // What one register holds, and another register to write to; an error if it is the same.
            macro_rules! pair {
                ($from:expr, $to:expr) => {
                    pair(regs, $from, $to)
                };
            }
            macro_rules! copy {
                ($to:expr, $from:expr) => {
                    put!($to, reg!($from).copy())
                };
            }
            // A call of native code that may do without the interpreter.
            macro_rules! direct {
                ($builtin:expr, $first:expr, $count:expr, $dst:expr) => {
                    if let Some(direct) = $builtin.direct_for($count)
                        && let Some((below, args)) = regs.split_at_mut_checked($first)
                        && let (Some(place), Some(args)) =
                            (below.get_mut($dst as usize), args.get_mut(..$count))
                        && direct(args, place)
                    {
                        for place in args {
                            place.let_go();
                        }
                        continue;
                    }
                };
            }
            macro_rules! here {
                () => {
                    Here {
                        func,
                        code,
                        pc,
                        base,
                    }
                };
            }
            // What the loop does not do itself: a method that is told where the machine stands,
            // and that may move the stack.
            macro_rules! out {
                ($method:ident $(, $arg:expr)*) => {{
                    save!();
                    let result = self.$method(&here!(), $($arg),*)?;
                    regs = &mut self.stack[base..base + code.registers];
                    result
                }};
            }
            macro_rules! int_or_float {
                ($op:expr, $checked:ident, $sign:tt, $dst:expr, $a:expr, $b:expr) => {{
                    match (&reg!($a), &reg!($b)) {
                        (Value::Int(x), Value::Int(y)) => match x.$checked(*y) {
                            Some(result) => put!($dst, Value::Int(result)),
                            None => out!(binary_at, $op, $dst, $a, $b),
                        },
                        (Value::Float(x), Value::Float(y)) => {
                            let result = x.get() $sign y.get();
                            put!($dst, Value::float(result));
                        }
                        _ => out!(binary_at, $op, $dst, $a, $b),
                    }
                }};
            }

            loop {
                let op = fetch(ops, pc);
                pc += 1;
                match op {
                    Op::Move { dst, src } => copy!(dst, src),
                    Op::Const { dst, index } => {
                        code.constants[index as usize].copy_to(place!(dst));
                    }
                    Op::Int { dst, value } => put!(dst, Value::Int(value.into())),
                    Op::LoadGlobal { dst, slot } => {
                        if !func.globals.copy_to(slot, place!(dst)) {
                            let name = func.globals.symbol(slot);
                            match self.builtins.get(name.index()) {
                                None | Some(Value::Unset) => out!(load_builtin, dst, slot),
                                Some(value) => value.copy_to(place!(dst)),
                            }
                        }
                    }
                    Op::StoreGlobal { src, slot } => func.globals.copy_from(slot, &reg!(src)),
                    Op::CheckLocal { reg } => {
                        if reg!(reg).is_unset() {
                            fail!(unbound(code, reg));
                        }
                    }
                    Op::LoadCell { dst, cell } => {
                        let value = match &reg!(cell) {
                            Value::Cell(cell) => cell.borrow().copy(),
                            _ => Value::Unset,
                        };
                        if value.is_unset() {
                            fail!(unbound(code, cell));
                        }
                        put!(dst, value);
                    }
                    Op::StoreCell { cell, src } => {
                        let value = reg!(src).copy();
                        if let Value::Cell(cell) = &reg!(cell) {
                            let _old = cell.clone().replace(value);
                        }
                    }
                    Op::LoadFree { dst, index } => {
                        let value = match func.closure.get(index as usize) {
                            Some(Value::Cell(cell)) => cell.borrow().copy(),
                            _ => Value::Unset,
                        };
                        if value.is_unset() {
                            fail!(free_unbound(code, index));
                        }
                        put!(dst, value);
                    }
                    Op::StoreFree { index, src } => {
                        if let Some(Value::Cell(cell)) = func.closure.get(index as usize) {
                            let _old = cell.replace(reg!(src).copy());
                        }
                    }
                    Op::Add { dst, a, b } => {
                        int_or_float!(BinaryOp::Add, checked_add, +, dst, a, b)
                    }
                    Op::Sub { dst, a, b } => {
                        int_or_float!(BinaryOp::Sub, checked_sub, -, dst, a, b)
                    }
                    Op::Mul { dst, a, b } => {
                        int_or_float!(BinaryOp::Mul, checked_mul, *, dst, a, b)
                    }
                    Op::AddInt { dst, a, value } => match &reg!(a) {
                        Value::Int(x) if x.checked_add(value.into()).is_some() => {
                            let sum = x + i64::from(value);
                            put!(dst, Value::Int(sum));
                        }
                        _ => out!(small_at, BinaryOp::Add, dst, a, value),
                    },
                    Op::SubInt { dst, a, value } => match &reg!(a) {
                        Value::Int(x) if x.checked_sub(value.into()).is_some() => {
                            let difference = x - i64::from(value);
                            put!(dst, Value::Int(difference));
                        }
                        _ => out!(small_at, BinaryOp::Sub, dst, a, value),
                    },
                    Op::Binary { op, dst, a, b } => match (&reg!(a), &reg!(b)) {
                        (Value::Int(x), Value::Int(y)) => match small_result(op, *x, *y) {
                            Some(result) => put!(dst, Value::Int(result)),
                            None => out!(binary_at, op, dst, a, b),
                        },
                        _ => out!(binary_at, op, dst, a, b),
                    },
                    Op::InPlace { op, dst, a, b } => match (&reg!(a), &reg!(b)) {
                        (Value::Int(x), Value::Int(y))
                            if op == BinaryOp::Add && x.checked_add(*y).is_some() =>
                        {
                            let sum = x.wrapping_add(*y);
                            put!(dst, Value::Int(sum));
                        }
                        (Value::Int(x), Value::Int(y)) => match small_result(op, *x, *y) {
                            Some(result) => put!(dst, Value::Int(result)),
                            None => out!(in_place_at, op, dst, a, b),
                        },
                        _ => out!(in_place_at, op, dst, a, b),
                    },
                    Op::Compare { op, dst, a, b } => {
                        let result = match (&reg!(a), &reg!(b)) {
                            (Value::Int(x), Value::Int(y))
                                if !matches!(op, CompareOp::In | CompareOp::NotIn) =>
                            {
                                int_compare(op, *x, *y)
                            }
                            (x, y) if op == CompareOp::Is => x.is(y),
                            (x, y) if op == CompareOp::IsNot => !x.is(y),
                            (x, y) => match test_plain(op, x, y) {
                                Some(holds) => holds,
                                None => {
                                    out!(compare_at, op, dst, a, b);
                                    continue;
                                }
                            },
                        };
                        put!(dst, Value::bool(result));
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
                            (key, holder) => match test_plain(op, key, holder) {
                                Some(holds) => holds,
                                None => out!(test_at, op, a, b),
                            },
                        };
                        if holds {
                            pc += 1;
                        } else if let Op::Jump { target } = fetch(ops, pc) {
                            pc = target as usize;
                        }
                    }
                    Op::TestInt { op, a, value } => {
                        let holds = match &reg!(a) {
                            Value::Int(x) => int_compare(op, *x, value.into()),
                            _ => out!(test_small_at, op, a, value),
                        };
                        if holds {
                            pc += 1;
                        } else if let Op::Jump { target } = fetch(ops, pc) {
                            pc = target as usize;
                        }
                    }
                    Op::Jump { target } => pc = target as usize,
                    Op::Loop { target } => {
                        if super::interrupt::asked() {
                            out!(look_up);
                        }
                        pc = target as usize;
                    }
                    Op::JumpIf { reg, target } => {
                        let truth = match &reg!(reg) {
                            Value::Bool(flag) => flag.get(),
                            _ => out!(truth_at, reg),
                        };
                        if truth {
                            pc = target as usize;
                        }
                    }
                    Op::JumpIfNot { reg, target } => {
                        let truth = match &reg!(reg) {
                            Value::Bool(flag) => flag.get(),
                            _ => out!(truth_at, reg),
                        };
                        if !truth {
                            pc = target as usize;
                        }
                    }
                    Op::ForIter { iter, dst } => {
                        // The commonest loops: items go from place to place.
                        let step = match pair!(iter, dst) {
                            Some((Value::Iterator(iterator), place)) => {
                                match iterator.state.try_borrow_mut() {
                                    Ok(mut state) => state.step_to(place),
                                    Err(_) => None,
                                }
                            }
                            _ => None,
                        };
                        let stepped = match step {
                            Some(stepped) => stepped,
                            None => out!(for_iter, iter, dst),
                        };
                        if stepped {
                            pc += 1;
                        }
                    }
                    op @ (Op::Call {
                        dst,
                        base: at,
                        count,
                    }
                    | Op::CallMethod {
                        dst,
                        base: at,
                        count,
                    }) => {
                        let mut first = at as usize + 1;
                        let mut count = count as usize;
                        if let Op::CallMethod { .. } = op {
                            if reg!(at + 1).is_unset() {
                                first += 1;
                            } else {
                                count += 1;
                            }
                        }
                        match place!(at) {
                            Value::Function(function)
                                if function.code.simple && function.code.positional == count =>
                            {
                                // A temporary: nobody reads it again.
                                let callee = std::mem::take(place!(at));
                                save!();
                                if let Value::Function(function) = callee {
                                    self.enter_simply(function, base + first, dst)?;
                                }
                                if super::interrupt::asked() {
                                    self.check_interrupt()?;
                                }
                                continue 'frames;
                            }
                            Value::Builtin(builtin) => direct!(builtin, first, count, dst),
                            Value::Layer(_) if count <= 1 => {
                                pc +=
                                    out!(call_layer, dst, base + at as usize, base + first, count);
                                continue;
                            }
                            _ => {}
                        }
                        save!();
                        if self.call_at(base + at as usize, base + first, count, &[], dst)? {
                            continue 'frames;
                        }
                        regs = &mut self.stack[base..base + code.registers];
                    }
                    Op::Return { src } => {
                        // The plainest return: the result goes to the caller's register.
                        if let [.., caller, frame] = self.frames.as_slice()
                            && frame.plain
                            && frame.handled == self.handled.len()
                        {
                            let place = caller.base + frame.dst as usize;
                            let (below, own) = self.stack.split_at_mut(base);
                            if let Some(place) = below.get_mut(place) {
                                let own = &mut own[..code.registers];
                                register_mut(own, src).give_to(place);
                                for place in own {
                                    place.let_go();
                                }
                                drop_plain(&mut self.frames);
                                continue 'frames;
                            }
                        }
                        let result = std::mem::take(&mut self.stack[base + src as usize]);
                        self.clear(base, base + code.registers);
                        match self.leave(result)? {
                            Some(outcome) => return Ok(outcome),
                            None => continue 'frames,
                        }
                    }
                    Op::LoadMethod {
                        base: at,
                        object,
                        site: number,
                    } => {
                        let site = &code.sites[number as usize];
                        let known = match &reg!(object) {
                            Value::Instance(instance) => {
                                site.class.get() == instance.class.id
                                    && site.epoch.get() == class::epoch()
                                    && instance.attrs.borrow().position(site.name).is_none()
                            }
                            value if site.kind.get() == std::mem::discriminant(value) => {
                                if let Some(builtin) = site.builtin.get() {
                                    if object != at + 1 {
                                        copy!(at + 1, object);
                                    }
                                    put!(at, Value::Builtin(builtin));
                                    continue;
                                }
                                false
                            }
                            _ => false,
                        };
                        if known {
                            if object != at + 1 {
                                copy!(at + 1, object);
                            }
                            site.found.borrow().copy_to(place!(at));
                        } else if let Some((Value::Module(module), place)) = pair!(object, at)
                            && module
                                .globals
                                .copy_named(site.index.get(), site.name, place)
                        {
                            place!(at + 1).empty();
                        } else {
                            out!(find_method, at, object, number);
                        }
                    }
                    Op::GetAttr {
                        dst,
                        object,
                        site: number,
                    } => {
                        let site = &code.sites[number as usize];
                        let found = match pair!(object, dst) {
                            Some((Value::Instance(instance), place))
                                if site.class.get() == instance.class.id
                                    && site.epoch.get() == class::epoch() =>
                            {
                                let attrs = instance.attrs.borrow();
                                match attrs.at(site.index.get() as usize, site.name) {
                                    Some(value) => {
                                        value.copy_to(place);
                                        true
                                    }
                                    None => false,
                                }
                            }
                            Some((Value::Module(module), place)) => {
                                module
                                    .globals
                                    .copy_named(site.index.get(), site.name, place)
                            }
                            _ => false,
                        };
                        if !found {
                            out!(find_attr_at, dst, object, number);
                        }
                    }
                    Op::SetAttr {
                        object,
                        src,
                        site: number,
                    } => {
                        let site = &code.sites[number as usize];
                        if let Value::Instance(instance) = &reg!(object)
                            && site.class.get() == instance.class.id
                            && site.epoch.get() == class::epoch()
                            && let Some(place) = instance
                                .attrs
                                .borrow_mut()
                                .at_mut(site.index.get() as usize, site.name)
                        {
                            reg!(src).copy_to(place);
                            continue;
                        }
                        out!(set_attr_at, object, src, number);
                    }
                    Op::GetItem { dst, object, index } => {
                        let found = match (&reg!(object), &reg!(index)) {
                            (
                                Value::List(_) | Value::Bytes(_) | Value::Tuple(_),
                                Value::Int(at),
                            ) => {
                                let at = *at;
                                match pair!(object, dst) {
                                    Some((holder, place)) => copy_item(holder, at, place),
                                    None => false,
                                }
                            }
                            (Value::Dict(_), Value::Int(_) | Value::Str(_)) => {
                                match regs.get_disjoint_mut([
                                    object as usize,
                                    index as usize,
                                    dst as usize,
                                ]) {
                                    Ok([Value::Dict(dict), key, place]) => {
                                        dict.borrow().copy_to(key, place)
                                    }
                                    _ => false,
                                }
                            }
                            _ => false,
                        };
                        if !found {
                            out!(get_item_at, dst, object, index);
                        }
                    }
                    Op::GetSlice { dst, object, base } => {
                        out!(get_slice_at, dst, object, base);
                    }
                    Op::SetItem { object, index, src } => {
                        let done = match (&reg!(object), &reg!(index)) {
                            (Value::List(list), Value::Int(at)) if *at >= 0 => {
                                match list.borrow_mut().get_mut(*at as usize) {
                                    Some(place) => {
                                        reg!(src).copy_to(place);
                                        true
                                    }
                                    None => false,
                                }
                            }
                            (Value::Dict(dict), key @ (Value::Str(_) | Value::Int(_))) => {
                                dict.borrow_mut().set_plain(key, &reg!(src));
                                true
                            }
                            _ => false,
                        };
                        if !done {
                            out!(set_item_at, object, index, src);
                        }
                    }
                    Op::Append { list, item } => {
                        if let Value::List(list) = &reg!(list) {
                            list.borrow_mut().push(reg!(item).copy());
                        }
                    }
                    Op::Unpack {
                        src,
                        base: at,
                        count,
                    } => match &reg!(src) {
                        Value::Tuple(items) if items.len() == count as usize => {
                            let items = items.clone();
                            for (item, place) in items.iter().zip(&mut regs[at as usize..]) {
                                item.copy_to(place);
                            }
                        }
                        _ => out!(unpack_into, src, at, count),
                    },
                    Op::Yield { dst, src } => {
                        let value = reg!(src).copy();
                        return Ok(self.suspend(value, pc, dst));
                    }
                    op => match out!(rare, op) {
                        Next::On => {}
                        Next::Skip(over) => pc += over,
                        Next::Switch => continue 'frames,
                        Next::End(outcome) => return Ok(outcome),
                    },
                }
            }
        }
    }

    /// Ends the call on top, whose registers are empty; an outcome if native code waits for it.
    #[inline]
    fn leave(&mut self, result: Value) -> Result<Option<Outcome>> {
        let Some(frame) = self.frames.pop() else {
            return Err(Error::runtime_error("nothing to return from"));
        };
        if frame.handled < self.handled.len() {
            self.handled.truncate(frame.handled);
        }
        let result = match frame.made {
            None => result,
            Some(made) => {
                if !result.is_none() {
                    return Err(super::call::init_returned(self, &result));
                }
                Value::Instance(made)
            }
        };
        if frame.root {
            if let Some(names) = frame.names {
                self.class_names = Some(names);
            }
            result.set_in(&mut self.given);
            return Ok(Some(Outcome::Returned));
        }
        if let Some(caller) = self.frames.last() {
            let place = caller.base + frame.dst as usize;
            result.set_in(&mut self.stack[place]);
        }
        Ok(None)
    }
}
