//! Operators, comparisons, conditions and items, beyond what the loop does itself.

use super::rare::Here;
use crate::eval::code::Reg;
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::{Slice, Value};
use crate::eval::{compare, item, operators, packets};
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
            (Value::Packet(..), Value::Packet(..) | Value::Str(_) | Value::Bytes(_))
                if op == BinaryOp::Div =>
            {
                // Temporaries are read once: what they hold moves.
                let variables = here.code.variables.len();
                let [below, above] = [a, b].map(|at| {
                    if usize::from(at) < variables {
                        self.read(here, at)
                    } else {
                        self.take(here, at)
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
        let stretch = match (&object, &index) {
            (Value::Bytes(octets), Value::Slice(slice)) => stretch(octets, slice),
            _ => None,
        };
        let value = match stretch {
            Some(octets) => octets,
            None => item::get(self, &object, &index)?,
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

#[inline]
pub(super) fn int_compare(op: CompareOp, x: i64, y: i64) -> bool {
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
