//! The modules that scripts import, one file each.

pub mod calendar;
pub mod random;
pub mod record;
pub mod struct_;
pub mod sys;
pub mod time;

use std::rc::Rc;

use crate::eval::class::Class;
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::module::NativeModule;

/// All modules that are written in Rust.
pub static ALL: &[&NativeModule] = &[
    &random::MODULE,
    &struct_::MODULE,
    &sys::MODULE,
    &time::MODULE,
];

/// Makes the modules importable.
pub fn install(interp: &mut Interp) {
    for module in ALL {
        interp.add_module(module);
    }
}

/// A kind of exception that a module defines: `struct.error`.
pub fn exception_class(name: &str, base: Exc, module: &str) -> Rc<Class> {
    let class = Class::new(name, vec![base.class()]).expect("a single base is always consistent");
    *class.module.borrow_mut() = module.into();
    class
}
