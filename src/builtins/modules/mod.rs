//! The modules that scripts import, one file each.

pub mod array;
pub mod binascii;
pub mod blake2;
pub mod calendar;
pub mod collections;
pub mod descriptors;
pub mod errno;
pub mod hashlib;
pub mod inodes;
pub mod math;
pub mod moments;
pub mod operator;
pub mod os;
pub mod paths;
pub mod process;
pub mod processes;
pub mod random;
pub mod re;
pub mod record;
pub mod scapy;
pub mod scripted;
pub mod signal;
pub mod socket;
pub mod struct_;
pub mod sys;
pub mod thread;
pub mod time;
pub mod weakref;
pub mod wire;
pub mod zlib;

use std::rc::Rc;

use crate::eval::class::Class;
use crate::eval::error::Result;
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::module::{Module, NativeModule};

/// All modules that are written in Rust.
pub static ALL: &[&NativeModule] = &[
    &binascii::MODULE,
    &collections::MODULE,
    &descriptors::FCNTL,
    &errno::MODULE,
    &hashlib::MODULE,
    &math::MODULE,
    &operator::MODULE,
    &os::MODULE,
    &paths::MODULE,
    &random::MODULE,
    &re::MODULE,
    &signal::MODULE,
    &socket::MODULE,
    &struct_::MODULE,
    &sys::MODULE,
    &processes::MODULE,
    &thread::MODULE,
    &time::MODULE,
    &array::MODULE,
    &weakref::MODULE,
    &wire::MODULE,
    &zlib::MODULE,
];

/// Makes the modules importable.
pub fn install(interp: &mut Interp) {
    for module in ALL.iter().copied().chain(scapy::PARTS) {
        interp.add_module(module);
    }
    for module in scapy::of_protocols() {
        interp.add_module(module);
    }
    let scripted = [scripted::ALL, scripted::PYTHON2, scripted::EMPTY];
    for module in scripted.into_iter().flatten() {
        interp.add_module(module);
    }
}

/// Fills a module by running a script in it.
pub fn run_script(interp: &mut Interp, module: &Module, source: &str, name: &str) -> Result<()> {
    interp.exec_own(source, &format!("<{name}>"), &module.globals)
}

/// A kind of exception that a module defines: `struct.error`.
pub fn exception_class(name: &str, base: Exc, module: &str) -> Rc<Class> {
    let class = Class::new(name, vec![base.class()]).expect("a single base is always consistent");
    *class.module.borrow_mut() = module.into();
    class
}
