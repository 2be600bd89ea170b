//! Copies of values, and letting them go: what the interpreter does most.
//!
//! A value that is not flat holds one `Rc`, whatever its kind. So a copy of any is the same 16
//! octets with one holder more, and one holder less is enough until the last one goes; what the
//! compiler derives jumps through a table of the kinds each time, which costs more than the work.
#![allow(unsafe_code)] // the octets of a value are copied, and its holders counted by hand

use std::mem::MaybeUninit;
use std::rc::Rc;

use super::value::Value;

/// Does the same to the `Rc` of a value of any kind that has one.
macro_rules! of_its_rc {
    ($value:expr, $rc:ident => $work:expr, flat => $flat:expr) => {
        match $value {
            Value::Unset
            | Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Builtin(_)
            | Value::Layer(_) => $flat,
            Value::Big($rc) => $work,
            Value::Str($rc) => $work,
            Value::Bytes($rc) => $work,
            Value::ByteArray($rc) => $work,
            Value::List($rc) => $work,
            Value::Tuple($rc) => $work,
            Value::Dict($rc) => $work,
            Value::Set($rc) => $work,
            Value::FrozenSet($rc) => $work,
            Value::Range($rc) => $work,
            Value::Slice($rc) => $work,
            Value::DictView($rc) => $work,
            Value::Function($rc) => $work,
            Value::Method($rc) => $work,
            Value::Class($rc) => $work,
            Value::Instance($rc) => $work,
            Value::Exception($rc) => $work,
            Value::Module($rc) => $work,
            Value::Iterator($rc) => $work,
            Value::Generator($rc) => $work,
            Value::Property($rc) => $work,
            Value::StaticMethod($rc) => $work,
            Value::ClassMethod($rc) => $work,
            Value::Super($rc) => $work,
            Value::Object($rc) => $work,
            Value::Packet($rc) => $work,
            Value::Upper($rc) => $work,
            Value::Cell($rc) => $work,
        }
    };
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if !self.is_flat() {
            of_its_rc!(self, rc => one_more(rc), flat => {});
        }
        // SAFETY: flat values are plain data; of the others there is one holder more now.
        unsafe { self.by_halves() }
    }
}

impl Value {
    /// Whether copying and dropping it takes no more than its 16 octets.
    #[inline(always)]
    pub(super) fn is_flat(&self) -> bool {
        of_its_rc!(self, _rc => false, flat => true)
    }

    /// The same octets again, read in two halves: most values were written so just now, and reading
    /// the whole would wait until both halves have arrived in the cache.
    ///
    /// # Safety
    ///
    /// One of the two must be forgotten, or a holder counted for it.
    #[inline(always)]
    unsafe fn by_halves(&self) -> Value {
        type Half = MaybeUninit<*const ()>;
        let halves: *const [Half; 2] = std::ptr::from_ref(self).cast();
        // SAFETY: a value is two such halves wide and aligned like one, which a test holds; they
        // come together again unchanged.
        unsafe {
            let first = (&raw const (*halves)[0]).read_volatile();
            let second = (&raw const (*halves)[1]).read_volatile();
            std::mem::transmute::<[Half; 2], Value>([first, second])
        }
    }

    /// What lies in a place, which is empty then.
    #[inline(always)]
    pub(crate) fn taken(&mut self) -> Value {
        // SAFETY: the place forgets it.
        let value = unsafe { self.by_halves() };
        Value::Unset.set_flat(self);
        value
    }

    /// Drops the value, in a few instructions while others hold what it holds.
    #[inline(always)]
    pub(super) fn end(self) {
        if of_its_rc!(&self, rc => Rc::strong_count(rc) > 1, flat => false) {
            of_its_rc!(&self, rc => one_less(rc), flat => {});
            std::mem::forget(self);
        } else {
            self.end_last();
        }
    }

    #[inline(never)]
    fn end_last(self) {}
}

/// One holder more.
#[inline(always)]
fn one_more<T>(rc: &Rc<T>) {
    // SAFETY: 2^64 holders have no room in memory. Without the question whether there are so many,
    // all kinds are counted by the same instructions.
    unsafe { std::hint::assert_unchecked(Rc::strong_count(rc) != usize::MAX) };
    std::mem::forget(rc.clone());
}

/// One holder less, of several.
#[inline(always)]
fn one_less<T>(rc: &Rc<T>) {
    // SAFETY: the caller has seen that there are several, and forgets the one that is counted here.
    unsafe {
        std::hint::assert_unchecked(Rc::strong_count(rc) > 1);
        Rc::decrement_strong_count(Rc::as_ptr(rc));
    }
}

/// Something empty, put where it stays before it is filled: what is filled on the stack and then
/// copied as a whole makes the processor wait.
#[inline(always)]
pub(super) fn placed<T>(empty: T) -> Rc<T> {
    let mut place = Rc::<T>::new_uninit();
    Rc::get_mut(&mut place)
        .expect("nobody else has it yet")
        .write(empty);
    // SAFETY: it has just been written.
    unsafe { place.assume_init() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_two_halves() {
        assert_eq!(size_of::<Value>(), size_of::<[*const (); 2]>());
        assert_eq!(align_of::<Value>(), align_of::<*const ()>());
        let mut place = Value::Int(7);
        assert_eq!(place.taken().as_int(), Some(7));
        assert!(place.is_unset());
    }

    #[test]
    fn copies_are_counted() {
        let text = Rc::new(crate::eval::value::Str::new("abc"));
        let value = Value::Str(text.clone());
        let copy = value.clone();
        assert_eq!(Rc::strong_count(&text), 3);
        copy.end();
        assert_eq!(Rc::strong_count(&text), 2);
        value.end();
        assert_eq!(Rc::strong_count(&text), 1);
        let last = Value::Str(text);
        last.end();
        Value::Int(1).end();
    }
}
