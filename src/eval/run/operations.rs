//! Operators, comparisons, conditions and items, beyond what the loop does itself.

use std::ops::Range;
use std::rc::Rc;

use super::rare::Here;
use crate::eval::code::Reg;
use crate::eval::dialect::is_python2;
use crate::eval::dict::plain_hash;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::{Slice, Str, Value, shared_octets};
use crate::eval::{compare, item, memory, operators, packets};
use crate::lang::ast::{BinaryOp, CompareOp};

impl Interp {
    /// `a + b` and the like
    #[inline(never)]
    pub(super) fn binary_at(
        &mut self,
        here: &Here,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    ) -> Result<()> {
        let [x, y] = [a, b].map(|at| &self.stack[here.base + at as usize]);
        let value = match (x, y) {
            (Value::Int(x), Value::Int(y)) => operators::int_op(op, *x, *y)?,
            (Value::Bytes(x), Value::Bytes(y)) if op == BinaryOp::Add && !is_python2() => {
                memory::room_for(x.len() + y.len())?;
                let both = shared_octets(x, y);
                self.write(here, dst, Value::Bytes(both));
                return Ok(());
            }
            (
                Value::Packet(_) | Value::Upper(_),
                Value::Packet(_) | Value::Upper(_) | Value::Str(_) | Value::Bytes(_),
            ) if op == BinaryOp::Div && packets::stack_plainly(x, y) => {
                // Temporaries are read once: what they hold moves, and so does what a variable holds
                // that gets the result.
                let variables = here.code.variables.len();
                let [below, above] = [a, b].map(|at| {
                    if usize::from(at) >= variables || at == dst && a != b {
                        self.take(here, at)
                    } else {
                        self.read(here, at)
                    }
                });
                packets::divided(below, above).unwrap_or_default()
            }
            _ => {
                let (x, y) = (x.clone(), y.clone());
                operators::binary(self, op, &x, &y)?
            }
        };
        self.write(here, dst, value);
        Ok(())
    }

    /// `a += b` and the like
    #[inline(never)]
    pub(super) fn in_place_at(
        &mut self,
        here: &Here,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    ) -> Result<()> {
        let [x, y] = [a, b].map(|at| &self.stack[here.base + at as usize]);
        if let (Value::Int(x), Value::Int(y)) = (x, y) {
            let value = operators::int_op(op, *x, *y)?;
            self.write(here, dst, value);
            return Ok(());
        }
        // `s += t`: the variable lets go of its text first, so that it can grow in place.
        let x = if a == dst && a != b {
            self.take(here, a)
        } else {
            self.read(here, a)
        };
        let y = self.read(here, b);
        let x = match (op, x, &y) {
            (BinaryOp::Add, Value::Str(mut text), Value::Str(more)) => {
                if memory::room_for(text.as_str().len() + more.as_str().len()).is_ok()
                    && let Some(own) = Rc::get_mut(&mut text)
                {
                    own.push(more);
                    self.write(here, dst, Value::Str(text));
                    return Ok(());
                }
                Value::Str(text)
            }
            (_, x, _) => x,
        };
        match operators::in_place(self, op, &x, &y) {
            Ok(value) => {
                self.write(here, dst, value);
                Ok(())
            }
            Err(error) => {
                self.write(here, dst, x);
                Err(error)
            }
        }
    }

    /// `a + 1`, `a += 1`, `a - 1`, `a -= 1`
    #[inline(never)]
    pub(super) fn small_at(
        &mut self,
        here: &Here,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        small: i16,
    ) -> Result<()> {
        let a = self.read(here, a);
        let small = Value::Int(small.into());
        let value = operators::in_place_or_binary(self, here.code, here.pc, op, &a, &small)?;
        self.write(here, dst, value);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn compare_at(
        &mut self,
        here: &Here,
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    ) -> Result<()> {
        let (a, b) = (self.read(here, a), self.read(here, b));
        let result = compare::compare(self, op, &a, &b)?;
        self.write(here, dst, result);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn test_at(&mut self, here: &Here, op: CompareOp, a: Reg, b: Reg) -> Result<bool> {
        let (a, b) = (self.read(here, a), self.read(here, b));
        self.compare(op, &a, &b)
    }

    #[inline(never)]
    pub(super) fn test_small_at(
        &mut self,
        here: &Here,
        op: CompareOp,
        a: Reg,
        small: i16,
    ) -> Result<bool> {
        let a = self.read(here, a);
        self.compare(op, &a, &Value::Int(small.into()))
    }

    #[inline(never)]
    pub(super) fn truth_at(&mut self, here: &Here, register: Reg) -> Result<bool> {
        let value = self.read(here, register);
        operators::truth(self, &value)
    }

    /// Something asked the loop to look up.
    #[cold]
    pub(super) fn look_up(&mut self, _here: &Here) -> Result<()> {
        self.check_interrupt()
    }

    #[inline(never)]
    pub(super) fn get_item_at(
        &mut self,
        here: &Here,
        dst: Reg,
        object: Reg,
        index: Reg,
    ) -> Result<()> {
        let (object, index) = (self.read(here, object), self.read(here, index));
        let value = item::get(self, &object, &index)?;
        self.write(here, dst, value);
        Ok(())
    }

    /// `object[lower:upper]`
    #[inline(never)]
    pub(super) fn get_slice_at(
        &mut self,
        here: &Here,
        dst: Reg,
        object: Reg,
        base: Reg,
    ) -> Result<()> {
        let [object, lower, upper] =
            [object, base, base + 1].map(|at| &self.stack[here.base + at as usize]);
        if let Value::Bytes(octets) = object
            && let Some(stretch) = stretch(octets.len(), lower, upper)
            && !is_python2()
        {
            let part = shared_octets(&octets[stretch], &[]);
            self.write(here, dst, Value::Bytes(part));
            return Ok(());
        }
        let text = match object {
            Value::Str(text) if text.is_ascii() => stretch(text.chars(), lower, upper)
                .map(|stretch| Value::str(text.slice(stretch.start, stretch.end))),
            Value::List(items) => {
                let items = items.borrow();
                stretch(items.len(), lower, upper)
                    .filter(|stretch| stretch.len() <= PLAIN)
                    .map(|stretch| Value::list(&items[stretch]))
            }
            Value::Tuple(items) => stretch(items.len(), lower, upper)
                .filter(|stretch| stretch.len() < items.len().min(PLAIN))
                .map(|stretch| Value::tuple(&items[stretch])),
            _ => None,
        };
        let value = match text {
            Some(text) => text,
            None => {
                let slice = Slice {
                    lower: lower.clone(),
                    upper: upper.clone(),
                    step: Value::None,
                };
                let (object, slice) = (object.clone(), Value::Slice(Rc::new(slice)));
                item::get(self, &object, &slice)?
            }
        };
        self.write(here, dst, value);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn set_item_at(
        &mut self,
        here: &Here,
        object: Reg,
        index: Reg,
        src: Reg,
    ) -> Result<()> {
        let (object, index) = (self.read(here, object), self.read(here, index));
        let value = self.read(here, src);
        item::set(self, &object, &index, value)
    }
}

/// The result where it is a small integer and nothing is raised.
#[inline(always)]
pub(super) fn small_result(op: BinaryOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => x.checked_add(y),
        BinaryOp::Sub => x.checked_sub(y),
        BinaryOp::Mul => x.checked_mul(y),
        BinaryOp::BitAnd => Some(x & y),
        BinaryOp::BitOr => Some(x | y),
        BinaryOp::BitXor => Some(x ^ y),
        BinaryOp::FloorDiv if y > 0 => Some(x.div_euclid(y)),
        BinaryOp::Mod if y > 0 => Some(x.rem_euclid(y)),
        BinaryOp::ShiftRight if (0..64).contains(&y) => Some(x >> y),
        _ => None,
    }
}

/// Comparisons of texts and floats, `key in holder` and `key not in holder`, where no script needs
/// to be asked.
#[inline]
pub(super) fn test_plain(op: CompareOp, key: &Value, holder: &Value) -> Option<bool> {
    match (op, key, holder) {
        (CompareOp::Eq, Value::Str(x), Value::Str(y)) => return Some(same_text(x, y)),
        (CompareOp::NotEq, Value::Str(x), Value::Str(y)) => return Some(!same_text(x, y)),
        (CompareOp::Eq, Value::Bytes(x), Value::Bytes(y)) => return Some(x == y),
        (CompareOp::NotEq, Value::Bytes(x), Value::Bytes(y)) => return Some(x != y),
        (_, Value::Float(x), Value::Float(y)) => return float_compare(op, x.get(), y.get()),
        _ => {}
    }
    let wanted = match op {
        CompareOp::In => true,
        CompareOp::NotIn => false,
        _ => return None,
    };
    let found = match (holder, key) {
        (Value::Dict(dict), Value::Int(_) | Value::Str(_)) => dict.borrow().get(key).is_some(),
        (Value::Set(set), Value::Int(_) | Value::Str(_)) => {
            let hash = plain_hash(key)?;
            set.borrow().find(hash, key).is_some()
        }
        (Value::Str(text), Value::Str(part)) => text.as_str().contains(part.as_str()),
        (Value::Tuple(items), key) => among_plain(items, key)?,
        (Value::List(items), key) => among_plain(&items.borrow(), key)?,
        _ => return None,
    };
    Some(found == wanted)
}

#[inline]
fn same_text(x: &Rc<Str>, y: &Rc<Str>) -> bool {
    Rc::ptr_eq(x, y) || x.as_str() == y.as_str()
}

#[inline]
fn float_compare(op: CompareOp, x: f64, y: f64) -> Option<bool> {
    Some(match op {
        CompareOp::Eq => x == y,
        CompareOp::NotEq => x != y,
        CompareOp::Lt => x < y,
        CompareOp::LtE => x <= y,
        CompareOp::Gt => x > y,
        CompareOp::GtE => x >= y,
        _ => return None,
    })
}

/// Whether a text or an integer is among items that are such, too; none where another comes first.
fn among_plain(items: &[Value], key: &Value) -> Option<bool> {
    for item in items.iter().take(PLAIN) {
        let same = match (item, key) {
            (Value::Int(x), Value::Int(y)) => x == y,
            (Value::Str(x), Value::Str(y)) => same_text(x, y),
            (Value::Int(_), Value::Str(_)) | (Value::Str(_), Value::Int(_)) => false,
            _ => return None,
        };
        if same {
            return Some(true);
        }
    }
    (items.len() <= PLAIN).then_some(false)
}

/// Items that are looked at without asking for Ctrl-C.
const PLAIN: usize = 10_000;

/// Copies an item of a list, a tuple or octets into a place, if there is such an item.
#[inline(always)]
pub(super) fn copy_item(holder: &Value, at: i64, place: &mut Value) -> bool {
    let within = |length: usize| {
        let at = if at < 0 { at + length as i64 } else { at };
        usize::try_from(at).unwrap_or(usize::MAX)
    };
    match holder {
        Value::List(list) => {
            let list = list.borrow();
            match list.get(within(list.len())) {
                Some(item) => item.copy_to(place),
                None => return false,
            }
        }
        Value::Tuple(items) => match items.get(within(items.len())) {
            Some(item) => item.copy_to(place),
            None => return false,
        },
        Value::Bytes(octets) => match octets.get(within(octets.len())) {
            Some(octet) => Value::Int(i64::from(*octet)).set_in(place),
            None => return false,
        },
        _ => return false,
    }
    true
}

#[inline(always)]
pub(super) fn int_compare(op: CompareOp, x: i64, y: i64) -> bool {
    const LESS: u8 = 1;
    const EQUAL: u8 = 2;
    const GREATER: u8 = 4;
    // The three outcomes of which one must be: looked up, where branches would be guessed.
    const HOLDS: [u8; 10] = {
        let mut holds = [0; 10];
        holds[CompareOp::Eq as usize] = EQUAL;
        holds[CompareOp::Is as usize] = EQUAL;
        holds[CompareOp::NotEq as usize] = LESS | GREATER;
        holds[CompareOp::IsNot as usize] = LESS | GREATER;
        holds[CompareOp::Lt as usize] = LESS;
        holds[CompareOp::LtE as usize] = LESS | EQUAL;
        holds[CompareOp::Gt as usize] = GREATER;
        holds[CompareOp::GtE as usize] = GREATER | EQUAL;
        holds
    };
    let outcome = u8::from(x < y) | u8::from(x == y) << 1 | u8::from(x > y) << 2;
    HOLDS[op as usize] & outcome != 0
}

/// `[2:6]`: the places between two bounds that are small integers or left out.
#[inline]
fn stretch(length: usize, lower: &Value, upper: &Value) -> Option<Range<usize>> {
    let place = |bound: &Value, left_out: usize| match bound {
        Value::None => Some(left_out),
        Value::Int(at) if *at < 0 => Some(length.saturating_sub(at.unsigned_abs() as usize)),
        Value::Int(at) => Some((*at as usize).min(length)),
        _ => None,
    };
    let (start, stop) = (place(lower, 0)?, place(upper, length)?);
    Some(start..stop.max(start))
}
