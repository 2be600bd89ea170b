//! Calls of everything that is not a script's function with as many arguments as parameters.

use std::ops::Range;
use std::rc::Rc;

use smallvec::SmallVec;

use super::rare::{Here, Next};
use crate::eval::call;
use crate::eval::class::{Hook, Instance, Layout};
use crate::eval::code::{Op, Reg};
use crate::eval::error::Result;
use crate::eval::format::spec;
use crate::eval::interp::Interp;
use crate::eval::making;
use crate::eval::packets;
use crate::eval::value::{Kind, Value};
use crate::lang::ast::BinaryOp;
use crate::packet::Packet;
use crate::packet::layer::Layer;
use crate::proto::Proto;
use crate::proto::raw::RAW;

impl Interp {
    pub(super) fn call_named(
        &mut self,
        here: &Here,
        dst: Reg,
        base: Reg,
        count: u16,
    ) -> Result<Next> {
        let place = here.base + base as usize;
        let list = match here.code.ops[here.pc] {
            Op::Names { index } => here.code.constants[index as usize].clone(),
            _ => Value::None,
        };
        // The call returns behind the names.
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = here.pc + 1;
        }
        let names: &[Value] = match &list {
            Value::Tuple(names) => names,
            _ => &[],
        };
        let by_place = count as usize - names.len();
        if let (Value::Layer(proto), 0) = (&self.stack[place], by_place)
            && !proto.asks()
        {
            let given = place + 1..place + 1 + names.len();
            let proto = *proto;
            if let Some(order) = making::order(proto, &list) {
                let fill = |layer: &mut Layer, given: &[Value]| making::fill(layer, &order, given);
                let done = self.place_layer(here, here.pc + 1, dst, proto, given, fill)?;
                return Ok(Next::Skip(1 + done));
            }
            let named = || names.iter().filter_map(Value::as_str);
            if !named().any(packets::is_no_field) {
                let made = packets::construct(proto, named().zip(&self.stack[given]))?;
                self.stack[place + 1..place + 1 + names.len()].fill(Value::Unset);
                self.write(here, dst, made);
                return Ok(Next::Skip(1));
            }
        }
        if self.enter_named(place, by_place, names, dst)? {
            return Ok(Next::Switch);
        }
        let kwargs: Vec<(String, Value)> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let value = std::mem::take(&mut self.stack[place + 1 + by_place + index]);
                (name.as_str().unwrap_or_default().to_owned(), value)
            })
            .collect();
        let entered = self.call_at(place, place + 1, by_place, &kwargs, dst)?;
        Ok(if entered { Next::Switch } else { Next::Skip(1) })
    }

    /// `IP()`, `Raw(octets)`: a layer called with nothing or one value, which lies at `first`. Says
    /// how many of the instructions that follow are done, too.
    pub(super) fn call_layer(
        &mut self,
        here: &Here,
        dst: Reg,
        place: usize,
        first: usize,
        count: usize,
    ) -> Result<usize> {
        let (given, pc) = (first..first + count, here.pc);
        match (&self.stack[place], &self.stack[given.clone()]) {
            (Value::Layer(proto), []) if making::is_simple(proto) => {
                self.place_layer(here, pc, dst, proto, given, |_, _| Ok(()))
            }
            (Value::Layer(proto), [Value::Bytes(octets)])
                if proto.is(&RAW) && !octets.is_empty() =>
            {
                let read = |layer: &mut Layer, given: &[Value]| {
                    if let [Value::Bytes(octets)] = given {
                        layer.read_from(octets.as_slice().into());
                    }
                    Ok(())
                };
                self.place_layer(here, pc, dst, &RAW, given, read)
            }
            _ => {
                self.call_at(place, first, count, &[], dst)?;
                Ok(0)
            }
        }
    }

    /// Puts a new layer into a register, filled with what is given. Where the instruction at `pc`
    /// puts it on a packet that nobody else has, it is made there at once, and one instruction is
    /// done.
    #[inline(always)]
    fn place_layer(
        &mut self,
        here: &Here,
        pc: usize,
        dst: Reg,
        proto: &'static Proto,
        given: Range<usize>,
        fill: impl FnOnce(&mut Layer, &[Value]) -> Result<()>,
    ) -> Result<usize> {
        let below = match here.code.ops[pc] {
            Op::Binary {
                op: BinaryOp::Div,
                dst: whole,
                a,
                b,
            } if b == dst && usize::from(a.min(b)) >= here.code.variables.len() => {
                self.take_alone(here, a).map(|below| (below, whole))
            }
            _ => None,
        };
        let values = &self.stack[given.clone()];
        let (packet, dst, done) = match below {
            Some((below, whole)) => {
                let made = below.over_made(proto, |layer| fill(layer, values))?;
                (made, whole, 1)
            }
            None => {
                let time = crate::link::time::coarse();
                let made = Packet::made(proto, time, |layer| fill(layer, values))?;
                (made, dst, 0)
            }
        };
        self.stack[given].fill(Value::Unset);
        self.write(here, dst, Value::packet(packet));
        Ok(done)
    }

    /// The packet in a register, taken out, if nobody else has it.
    fn take_alone(&mut self, here: &Here, register: Reg) -> Option<Packet> {
        match &self.stack[here.base + register as usize] {
            Value::Packet(stack) if Rc::strong_count(stack) == 1 => {
                self.take(here, register).into_packet()
            }
            _ => None,
        }
    }

    /// Begins a call of a script's function with plain parameters, the last arguments by name;
    /// false, and nothing done, where it takes more, or something is wrong.
    fn enter_named(
        &mut self,
        place: usize,
        by_place: usize,
        names: &[Value],
        dst: Reg,
    ) -> Result<bool> {
        let Value::Function(function) = &self.stack[place] else {
            return Ok(false);
        };
        let code = &function.code;
        let least = code.positional - code.defaults;
        if !code.simple || by_place > code.positional || function.defaults.len() != code.defaults {
            return Ok(false);
        }
        let mut named = SmallVec::<[usize; 8]>::new();
        for name in names.iter().filter_map(Value::as_str) {
            let own = code.parameters.iter().position(|own| own.name() == name);
            match own.filter(|own| *own >= by_place && !named.contains(own)) {
                Some(own) if own >= code.positional_only => named.push(own),
                _ => return Ok(false),
            }
        }
        if (by_place..least).any(|own| !named.contains(&own)) {
            return Ok(false);
        }
        if crate::eval::interrupt::asked() {
            self.check_interrupt()?;
        }
        let Value::Function(function) = self.stack[place].clone() else {
            return Ok(false);
        };
        let (first, code) = (place + 1, &function.code);
        self.reserve(first + code.registers.max(by_place + names.len()));
        let places = &mut self.stack[first..];
        let values: SmallVec<[Value; 8]> = places[by_place..by_place + names.len()]
            .iter_mut()
            .map(Value::taken)
            .collect();
        for (at, default) in function.defaults.iter().enumerate() {
            if least + at >= by_place {
                default.copy_to(&mut places[least + at]);
            }
        }
        for (own, value) in named.into_iter().zip(values) {
            value.set_in(&mut places[own]);
        }
        self.enter(function, first, dst, false, None)?;
        Ok(true)
    }

    pub(super) fn call_star(&mut self, here: &Here, dst: Reg, base: Reg) -> Result<Next> {
        let callee = self.take(here, base);
        let args = match self.take(here, base + 1) {
            Value::List(list) => list.take().into_values(),
            _ => Vec::new(),
        };
        let kwargs = match self.take(here, base + 2) {
            Value::Dict(dict) => dict
                .borrow()
                .iter()
                .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), value.clone()))
                .collect(),
            _ => Vec::new(),
        };
        let Value::Function(function) = &callee else {
            let result = call::call_kw(self, &callee, &args, &kwargs)?;
            self.write(here, dst, result);
            return Ok(Next::On);
        };
        // Script functions get a frame of their own above this one's registers.
        let function = function.clone();
        let place = self.top();
        self.reserve(place + args.len().max(function.code.registers));
        let count = args.len();
        for (index, arg) in args.into_iter().enumerate() {
            self.stack[place + index] = arg;
        }
        match call::prepare(self, &function, place, count, &kwargs)? {
            Some(generator) => {
                self.write(here, dst, generator);
                Ok(Next::On)
            }
            None => {
                self.enter(function, place, dst, false, None)?;
                Ok(Next::Switch)
            }
        }
    }

    /// Calls what lies at `place` with `count` arguments from `first` on. True when a frame was
    /// entered; else the result is in `dst`.
    #[inline(never)]
    pub(super) fn call_at(
        &mut self,
        place: usize,
        first: usize,
        count: usize,
        kwargs: &[(String, Value)],
        dst: Reg,
    ) -> Result<bool> {
        let base = self.frames.last().map_or(0, |frame| frame.base);
        if crate::eval::interrupt::asked() {
            self.check_interrupt()?;
        }
        match &self.stack[place] {
            Value::Function(function) => {
                let function = function.clone();
                match call::prepare(self, &function, first, count, kwargs)? {
                    Some(generator) => {
                        self.stack[base + dst as usize] = generator;
                        Ok(false)
                    }
                    None => {
                        self.enter(function, first, dst, false, None)?;
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
                            let args = [self.stack[first].taken()];
                            builtin.call(self, &args)?
                        }
                        2 => {
                            let args = [self.stack[first].taken(), self.stack[first + 1].taken()];
                            builtin.call(self, &args)?
                        }
                        _ => {
                            let args = [
                                self.stack[first].taken(),
                                self.stack[first + 1].taken(),
                                self.stack[first + 2].taken(),
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
            Value::Method(_) => {
                // What is called is a temporary, which would keep its receiver alive.
                let Value::Method(method) = self.stack[place].taken() else {
                    return Ok(false);
                };
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
                            self.enter(function, start, dst, false, None)?;
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
            // `str(5)`
            Value::Class(class)
                if count == 1
                    && class.native
                    && class.layout == Layout::Kind(Kind::Str)
                    && kwargs.is_empty()
                    && let Value::Int(number) = self.stack[first] =>
            {
                let text = self.written(|out| {
                    spec::push_integer(out, number, 'd');
                    true
                });
                self.stack[base + dst as usize] = text.unwrap_or_default();
                Ok(false)
            }
            Value::Class(class)
                if class.layout == Layout::Plain
                    && !class.native
                    && class.meta.borrow().is_none()
                    && !class.has(Hook::Abstract) =>
            {
                let class = class.clone();
                let known = self.known;
                if let (Some(Value::Function(init)), None) =
                    (class.lookup(known.init), class.lookup(known.new))
                    && !init.code.generator
                {
                    let made = Rc::new(Instance::new(class));
                    let start = first - 1;
                    self.stack[start] = Value::Instance(made.clone());
                    call::prepare(self, &init, start, count + 1, kwargs)?;
                    self.enter(init, start, dst, false, Some(made))?;
                    return Ok(true);
                }
                let args = self.take_args(first, count);
                let result = call::instantiate(self, &class, &args, kwargs)?;
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
            _ => {
                let called = self.stack[place].taken();
                let args = self.take_args(first, count);
                let result = call::call_kw(self, &called, &args, kwargs)?;
                self.stack[base + dst as usize] = result;
                Ok(false)
            }
        }
    }

    #[inline]
    fn take_args(&mut self, first: usize, count: usize) -> smallvec::SmallVec<[Value; 8]> {
        self.stack[first..first + count]
            .iter_mut()
            .map(Value::taken)
            .collect()
    }
}
