//! Registers and instructions of the frame that runs, reached without looking at bounds.
//!
//! The compiler hands out no code that [`Code::is_sound`] has not read: every register that an
//! instruction of the loop names is one of the function's, every jump has a target. So the loop
//! need not ask again at each instruction; it asked a third of its time.
//! Whoever adds an instruction to the loop adds it there too.
//!
//! [`Code::is_sound`]: crate::eval::code::Code::is_sound
#![allow(unsafe_code)] // the three promises above are kept by the compiler, not by types

use std::rc::Rc;

use crate::eval::code::{Op, Reg};
use crate::eval::frame::Frame;
use crate::eval::function::Function;
use crate::eval::value::Value;

/// The instruction at `pc`.
#[inline(always)]
pub(super) fn fetch(ops: &[Op], pc: usize) -> Op {
    debug_assert!(pc < ops.len());
    // SAFETY: `pc` was within when the frame was entered, and each instruction that can be left
    // downwards or by a jump has somewhere to go.
    unsafe { *ops.get_unchecked(pc) }
}

/// What a register holds.
#[inline(always)]
pub(super) fn register(registers: &[Value], register: Reg) -> &Value {
    debug_assert!(usize::from(register) < registers.len());
    // SAFETY: the registers are those of the code whose instruction names this one.
    unsafe { registers.get_unchecked(usize::from(register)) }
}

/// A register to write to.
#[inline(always)]
pub(super) fn register_mut(registers: &mut [Value], register: Reg) -> &mut Value {
    debug_assert!(usize::from(register) < registers.len());
    // SAFETY: as above.
    unsafe { registers.get_unchecked_mut(usize::from(register)) }
}

/// What one register holds, and another register to write to; nothing if it is the same.
#[inline(always)]
pub(super) fn pair(registers: &mut [Value], from: Reg, to: Reg) -> Option<(&Value, &mut Value)> {
    if from == to {
        return None;
    }
    debug_assert!(usize::from(from.max(to)) < registers.len());
    // SAFETY: as above, and they are two.
    let [from, to] =
        unsafe { registers.get_disjoint_unchecked_mut([usize::from(from), usize::from(to)]) };
    Some((from, to))
}

/// The function of a frame, for as long as the frame is there.
#[inline(always)]
pub(super) fn function_of<'a>(frame: &Frame) -> &'a Function {
    // SAFETY: the frame holds it. A frame goes when it returns, fails or comes to rest, and then
    // the loop leaves it; a frame never changes its function.
    unsafe { &*Rc::as_ptr(&frame.func) }
}

/// Puts a plain frame on top of the others. It is written where it will be, part by part: a copy
/// of the whole would wait for its parts.
#[inline(always)]
pub(in crate::eval) fn push_plain(
    frames: &mut Vec<Frame>,
    func: Rc<Function>,
    base: usize,
    dst: Reg,
    handled: usize,
) {
    if frames.len() == frames.capacity() {
        more(frames);
    }
    let count = frames.len();
    // SAFETY: there is room for one more, which counts when all its parts are there.
    unsafe {
        let frame = frames.as_mut_ptr().add(count);
        (&raw mut (*frame).func).write(func);
        (&raw mut (*frame).pc).write(0);
        (&raw mut (*frame).base).write(base);
        (&raw mut (*frame).dst).write(dst);
        (&raw mut (*frame).root).write(false);
        (&raw mut (*frame).plain).write(true);
        (&raw mut (*frame).made).write(None);
        (&raw mut (*frame).handled).write(handled);
        (&raw mut (*frame).rest).write(None);
        (&raw mut (*frame).names).write(None);
        frames.set_len(count + 1);
    }
}

#[cold]
#[inline(never)]
fn more(frames: &mut Vec<Frame>) {
    frames.reserve(16);
}

/// Drops the frame on top, which is plain: it holds its function and nothing else.
#[inline(always)]
pub(super) fn drop_plain(frames: &mut Vec<Frame>) {
    let Some(left) = frames.len().checked_sub(1) else {
        return;
    };
    // SAFETY: the last frame is there, and nobody finds it any more when its function is taken out
    // of it. What else it could hold is none in a plain one.
    let function = unsafe {
        frames.set_len(left);
        std::ptr::read(&raw const (*frames.as_ptr().add(left)).func)
    };
    drop(function);
}
